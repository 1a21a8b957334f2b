//! What a webmaster copies. Each is whole as it stands: a link is always inside, for readers without scripts and for
//! editors that drop what is around it.

use super::advice::Way;
use super::answers::{Answers, Colours, Job};
use super::colour::Colour;

/// As high as a first view is, so that nothing jumps while it loads.
const HEIGHT: u16 = 760;

/// The address of a job's hosted page.
pub(super) fn hosted(server: &str, answers: &Answers, job: Job) -> String {
    format!("{server}/{}/{}", answers.slug, job.word())
}

/// The script of the template.
pub(super) fn script(server: &str) -> String {
    format!(r#"<script async src="{server}/w/v1/javno.js"></script>"#)
}

/// The script of one release, which a browser runs only if not a letter of it has changed.
pub(super) fn pinned(server: &str, release: &str, integrity: &str) -> String {
    format!(
        r#"<script async src="{server}/w/{release}/javno.js" integrity="{integrity}" crossorigin="anonymous"></script>"#
    )
}

/// What a Content-Security-Policy needs besides what it has.
pub(super) fn policy(server: &str) -> String {
    format!("script-src {server}; connect-src {server}")
}

/// The rule that gives the widgets the site's colours, where they differ from the site's own text and links.
pub(super) fn colours(answers: &Answers) -> String {
    let Colours { accent, ink, paper } = answers.colours;
    let accent = accent.readable_on(paper);
    let names: Vec<_> = answers.jobs.iter().map(|job| format!("javno-{}", job.widget())).collect();
    format!(
        "{} {{\n  display: block;\n  min-height: {HEIGHT}px;\n  --javno-accent: {accent};\n  --javno-accent-ink: {};\n  --javno-ink: {};\n}}",
        names.join(", "),
        accent.text_on(),
        ink.readable_on(paper),
    )
}

/// What goes into the page for one job. `name` is what the link is called.
pub(super) fn page(way: Way, server: &str, answers: &Answers, job: Job, name: &str) -> String {
    let there = hosted(server, answers, job);
    let (widget, slug) = (job.widget(), &answers.slug);
    let lang = answers.script.tag();
    let link = format!(r#"<a href="{there}">{name}</a>"#);
    match way {
        Way::Plugin | Way::Address => there,
        Way::Element => format!(
            "<javno-{widget} municipality=\"{slug}\" lang=\"{lang}\" style=\"display: block; min-height: {HEIGHT}px\">\n  {link}\n</javno-{widget}>"
        ),
        Way::Box => {
            format!("<div data-javno=\"{widget}\" data-municipality=\"{slug}\" data-lang=\"{lang}\">\n  {link}\n</div>")
        }
        Way::Link => format!(r#"<a href="{there}?embed={widget}&amp;lang={lang}">{name}</a>"#),
        Way::Frame => {
            format!(
                "<iframe src=\"{there}?lang={lang}&amp;frame=1\" title=\"{name}\" width=\"100%\" height=\"{HEIGHT}\" style=\"border: 0\" loading=\"lazy\"></iframe>"
            )
        }
        Way::Plain => link,
    }
}

/// What a check of two colours says: what is on what, and how well it can be read.
pub(super) struct Read {
    /// The key of what is on what.
    pub what: &'static str,
    pub contrast: f32,
    /// The nearest that can be read, where this cannot.
    pub better: Option<Colour>,
}

/// Whether text and links can be read on the page.
pub(super) fn checks(Colours { accent, ink, paper }: Colours) -> [Read; 2] {
    [("studio.readInk", ink), ("studio.readAccent", accent)].map(|(what, colour)| {
        let mended = colour.readable_on(paper);
        Read { what, contrast: colour.contrast(paper), better: Some(mended).filter(|mended| *mended != colour) }
    })
}

#[cfg(test)]
mod tests {
    use super::{Answers, Job, Way, checks, colours, page};
    use crate::http::pages::studio::answers::Typed;
    use crate::http::pages::studio::colour::Colour;

    fn answers() -> Answers {
        Answers { slug: "trebinje".to_owned(), ..Answers::of(&Typed::default(), |_| false) }
    }

    #[test]
    fn what_is_copied_leads_to_the_hosted_page_whatever_becomes_of_it() {
        for way in Way::ALL {
            for job in Job::ALL {
                let copied = page(way, "https://javno.example", &answers(), job, "Ime");
                let there = format!("https://javno.example/trebinje/{}", job.word());
                assert!(copied.contains(&there), "{way:?}: {copied}");
            }
        }
    }

    #[test]
    fn colours_that_cannot_be_read_are_named_and_not_handed_on() {
        let mut answers = answers();
        answers.colours.accent = Colour::read("#ffcc00").expect("a colour");
        let [ink, accent] = checks(answers.colours);
        assert!(ink.better.is_none() && ink.contrast > 10.0);
        let better = accent.better.expect("yellow cannot be read on white");
        assert!(colours(&answers).contains(&format!("--javno-accent: {better};")));
    }
}
