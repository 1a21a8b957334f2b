//! The language and script of a request, and text in it.

pub mod fold;
pub mod messages;
pub mod script;

use std::borrow::Cow;

pub use entities::Locale;
use entities::{LocalisedText, Text};

/// A text as one reader gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// What they are in, for `lang=""`; not always what was asked for.
    pub locale: Locale,
}

/// The text in the locale that was asked for, or as near to it as it can be had: the same language from the other
/// script, then a language that its readers read as their own, then the original in the reader's script.
#[must_use]
pub fn render(text: &LocalisedText, wanted: Locale) -> Rendered<'_> {
    let wording = nearest(wanted).iter().find_map(|&locale| text.all().find(|wording| wording.locale == locale));
    in_script(wording.unwrap_or(&text.original), wanted)
}

/// Whose wordings a reader of a locale takes, nearest first.
const fn nearest(wanted: Locale) -> &'static [Locale] {
    use Locale::{Bs, En, Hr, SrCyrl, SrLatn};
    match wanted {
        SrCyrl => &[SrCyrl, SrLatn, Bs, Hr],
        SrLatn => &[SrLatn, SrCyrl, Bs, Hr],
        Bs => &[Bs, SrLatn, Hr, SrCyrl],
        Hr => &[Hr, Bs, SrLatn, SrCyrl],
        En => &[En],
    }
}

fn in_script(wording: &Text, wanted: Locale) -> Rendered<'_> {
    match (wording.locale, wanted) {
        (Locale::SrCyrl, Locale::SrCyrl) => as_it_stands(wording),
        // Whoever did not ask for Cyrillic gets Latin letters.
        (Locale::SrCyrl, _) => Rendered { text: script::to_latin(&wording.text).into(), locale: Locale::SrLatn },
        (Locale::SrLatn | Locale::Bs | Locale::Hr, Locale::SrCyrl) => {
            Rendered { text: script::to_cyrillic(&wording.text).into(), locale: Locale::SrCyrl }
        }
        _ => as_it_stands(wording),
    }
}

fn as_it_stands(wording: &Text) -> Rendered<'_> {
    Rendered { text: Cow::Borrowed(&wording.text), locale: wording.locale }
}

/// The best of our locales for an `Accept-Language` header; none where it names no language of ours.
#[must_use]
pub fn negotiate(accept_language: &str) -> Option<Locale> {
    let mut ranges: Vec<(&str, f32)> = accept_language
        .split(',')
        .filter_map(|range| {
            let (tag, quality) = range.split_once(";q=").unwrap_or((range, "1"));
            Some((tag.trim(), quality.trim().parse().ok()?))
        })
        .collect();
    ranges.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranges.iter().filter(|range| range.1 > 0.0).find_map(|&(tag, _)| from_language_tag(tag))
}

/// The locale that a BCP 47 tag of a reader or of a page means: `sr`, `sr-BA`, `sr-Latn-BA`, `bs-BA`, `en-GB`…
#[must_use]
pub fn from_language_tag(tag: &str) -> Option<Locale> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    match parts.next()? {
        "sr" | "sh" if parts.any(|part| part == "latn") => Some(Locale::SrLatn),
        "sr" => Some(Locale::SrCyrl),
        "sh" | "cnr" => Some(Locale::SrLatn),
        "bs" => Some(Locale::Bs),
        "hr" => Some(Locale::Hr),
        "en" => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use entities::{Locale, LocalisedText};

    use super::{negotiate, render};

    #[test]
    fn a_reader_gets_the_nearest_wording_in_his_script() {
        let cyrillic = LocalisedText::new(Locale::SrCyrl, "Јавни позив").with(Locale::En, "Open call");
        let got = |wanted| {
            let rendered = render(&cyrillic, wanted);
            (rendered.text.into_owned(), rendered.locale)
        };
        assert_eq!(got(Locale::SrCyrl), ("Јавни позив".into(), Locale::SrCyrl));
        assert_eq!(got(Locale::SrLatn), ("Javni poziv".into(), Locale::SrLatn));
        assert_eq!(got(Locale::Hr), ("Javni poziv".into(), Locale::SrLatn));
        assert_eq!(got(Locale::En), ("Open call".into(), Locale::En));

        let english_only = LocalisedText::new(Locale::En, "Open call");
        assert_eq!(render(&english_only, Locale::SrCyrl).text, "Open call");
    }

    #[test]
    fn accept_language_is_read_by_quality() {
        assert_eq!(negotiate("de, en-GB;q=0.7, sr-Latn-BA;q=0.9"), Some(Locale::SrLatn));
        assert_eq!(negotiate("sr"), Some(Locale::SrCyrl));
        assert_eq!(negotiate("bs;q=0, hr"), Some(Locale::Hr));
        assert_eq!(negotiate("de, fr"), None);
        assert_eq!(negotiate(";;;,q=,"), None);
    }
}
