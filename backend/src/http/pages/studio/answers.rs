//! What a webmaster has answered. Whatever cannot be read is as if it had not been answered: the page always has
//! something to show.

use entities::Locale;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::colour::Colour;

/// The answers as they stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    /// Language of the studio itself.
    pub lang: Option<String>,
    opstina: Option<String>,
    pozivi: Option<String>,
    rasprave: Option<String>,
    organizacije: Option<String>,
    cms: Option<String>,
    predlozak: Option<String>,
    pismo: Option<String>,
    boja: Option<String>,
    slova: Option<String>,
    pozadina: Option<String>,
}

/// What of three jobs the site is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    Calls,
    Debates,
    Directory,
}

impl Job {
    pub(super) const ALL: [Self; 3] = [Self::Calls, Self::Debates, Self::Directory];

    /// Its name in the studio's address, which is also that of its hosted page.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Calls => "pozivi",
            Self::Debates => "rasprave",
            Self::Directory => "organizacije",
        }
    }

    /// The name of its widget in `embed=`, `data-javno` and, after `javno-`, of its element.
    pub(super) const fn widget(self) -> &'static str {
        match self {
            Self::Calls => "open-calls",
            Self::Debates => "consultation",
            Self::Directory => "directory",
        }
    }

    /// The key of its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Calls => "heading",
            Self::Debates => "debate.debates",
            Self::Directory => "directory.orgDirectory",
        }
    }

    /// The key of what the link says: where no script runs it is all that a reader has, so it tells what is behind it.
    pub(super) const fn behind(self) -> &'static str {
        match self {
            Self::Calls => "studio.linkCalls",
            Self::Debates => "studio.linkDebates",
            Self::Directory => "studio.linkDirectory",
        }
    }
}

/// What the site is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cms {
    WordPress,
    Joomla,
    Drupal,
    Dnn,
    /// Wix, Weebly, Google Sites: pages are put together from boxes.
    Builder,
    /// Files that somebody writes by hand.
    Files,
    Other,
}

impl Cms {
    pub(super) const ALL: [Self; 7] =
        [Self::WordPress, Self::Joomla, Self::Drupal, Self::Dnn, Self::Builder, Self::Files, Self::Other];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::Joomla => "joomla",
            Self::Drupal => "drupal",
            Self::Dnn => "dnn",
            Self::Builder => "builder",
            Self::Files => "files",
            Self::Other => "other",
        }
    }

    /// Its own name, where it has one; the others are described (`studio.cms…`).
    pub(super) const fn brand(self) -> Option<&'static str> {
        match self {
            Self::WordPress => Some("WordPress"),
            Self::Joomla => Some("Joomla"),
            Self::Drupal => Some("Drupal"),
            Self::Dnn => Some("DotNetNuke (DNN)"),
            Self::Builder | Self::Files | Self::Other => None,
        }
    }
}

/// The colours of the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colours {
    /// Links, bars and buttons.
    pub accent: Colour,
    /// Text.
    pub ink: Colour,
    /// What it stands on.
    pub paper: Colour,
}

/// The word for speaking as the page does, which nobody has to choose.
pub(super) const AS_THE_PAGE: &str = "stranica";

/// What can be chosen instead: the word of each in the studio's address.
pub(super) const SPOKEN: [(&str, Locale); 5] =
    [("lat", Locale::SrLatn), ("cir", Locale::SrCyrl), ("bs", Locale::Bs), ("hr", Locale::Hr), ("en", Locale::En)];

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answers {
    pub jobs: Vec<Job>,
    pub cms: Cms,
    /// Whether he may change the template, or add a plugin.
    pub template: bool,
    /// What the widget is to speak; none where it is to speak as the page does.
    pub speaks: Option<Locale>,
    /// Slug of the municipality.
    pub slug: String,
    /// What the municipality writes in, where a page in Latin letters that says nothing would be taken for a Serbian one.
    pub usual: Option<Locale>,
    pub colours: Colours,
}

impl Answers {
    /// The answers that can be read; `known` tells whose slug is there.
    pub(super) fn of(typed: &Typed, known: impl Fn(&str) -> bool) -> Self {
        let chosen = |job: &Job| match job {
            Job::Calls => typed.pozivi.is_some(),
            Job::Debates => typed.rasprave.is_some(),
            Job::Directory => typed.organizacije.is_some(),
        };
        let jobs: Vec<_> = Job::ALL.into_iter().filter(chosen).collect();
        let colour = |typed: &Option<String>, otherwise: &str| {
            typed.as_deref().and_then(Colour::read).or(Colour::read(otherwise)).unwrap_or_default()
        };
        Self {
            jobs: if jobs.is_empty() { vec![Job::Calls] } else { jobs },
            cms: Cms::ALL.into_iter().find(|one| typed.cms.as_deref() == Some(one.word())).unwrap_or(Cms::WordPress),
            template: typed.predlozak.as_deref() != Some("ne"),
            speaks: SPOKEN
                .into_iter()
                .find(|(word, _)| typed.pismo.as_deref() == Some(*word))
                .map(|(_, locale)| locale),
            slug: typed.opstina.clone().filter(|slug| known(slug)).unwrap_or_default(),
            usual: None,
            colours: Colours {
                accent: colour(&typed.boja, "#1a5fb4"),
                ink: colour(&typed.slova, "#1d2733"),
                paper: colour(&typed.pozadina, "#ffffff"),
            },
        }
    }

    /// With this municipality.
    pub(super) fn at(mut self, slug: Option<&str>) -> Self {
        slug.unwrap_or_default().clone_into(&mut self.slug);
        self
    }

    /// As a query, so that `of` reads the same again.
    pub(super) fn query(&self, lang: Option<Locale>) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("opstina", &self.slug);
        for job in &self.jobs {
            query.append_pair(job.word(), "da");
        }
        query.append_pair("cms", self.cms.word());
        query.append_pair("predlozak", if self.template { "da" } else { "ne" });
        let spoken = SPOKEN.into_iter().find(|(_, locale)| self.speaks == Some(*locale));
        query.append_pair("pismo", spoken.map_or(AS_THE_PAGE, |(word, _)| word));
        let Colours { accent, ink, paper } = self.colours;
        for (name, colour) in [("boja", accent), ("slova", ink), ("pozadina", paper)] {
            query.append_pair(name, &colour.to_string());
        }
        if let Some(lang) = lang {
            query.append_pair("lang", lang.tag());
        }
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Cms, Job, Locale, Typed};

    fn read(query: &str) -> Answers {
        let uri = format!("http://javno.example/studio?{query}").parse().expect("an address");
        let typed = axum::extract::Query::<Typed>::try_from_uri(&uri).expect("answers").0;
        Answers::of(&typed, |slug| slug == "trebinje")
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        let all = "opstina=trebinje&pozivi=da&organizacije=da&cms=drupal&predlozak=ne&pismo=cir&boja=%23aa0000&slova=%23222222&pozadina=%23fefefe";
        let answers = read(all);
        assert_eq!(answers.jobs, [Job::Calls, Job::Directory]);
        assert_eq!((answers.cms, answers.template, answers.speaks), (Cms::Drupal, false, Some(Locale::SrCyrl)));
        assert_eq!(answers.query(None), all);
        assert_eq!(read(&answers.query(Some(Locale::En))), answers);
    }

    #[test]
    fn whoever_has_answered_nothing_or_nonsense_has_something_to_look_at() {
        let first = read("");
        assert_eq!((&*first.jobs, first.speaks), (&[Job::Calls][..], None));
        assert_eq!(
            read("opstina=atlantida&cms=geocities&predlozak=mo%C5%BEda&pismo=glag&boja=plava&slova=url(x)"),
            first
        );
        assert_eq!(first.at(Some("bijeljina")).slug, "bijeljina");
    }
}
