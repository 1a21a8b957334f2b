//! The language and script of a request, and text in it.

pub mod alphabet;
pub mod fold;
pub mod guess;
pub mod messages;
mod roman;
pub mod same;
pub mod script;
pub mod tidy;
pub mod when;

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

/// The locale that a BCP 47 tag of a reader or of a page means: `sr`, `sr-BA`, `sr-Latn-BA`, `bs-BA`, `en-GB`…
#[must_use]
pub fn from_language_tag(tag: &str) -> Option<Locale> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next()?;
    match (language, parts.find(|part| matches!(*part, "latn" | "cyrl"))) {
        // Whoever names the script means it: Bosnian in Cyrillic is read as Serbian is.
        ("sr" | "sh" | "cnr" | "bs" | "hr", Some("cyrl")) | ("sr", None) => Some(Locale::SrCyrl),
        ("sr" | "sh" | "cnr", _) => Some(Locale::SrLatn),
        ("bs", _) => Some(Locale::Bs),
        ("hr", _) => Some(Locale::Hr),
        ("en", _) => Some(Locale::En),
        _ => None,
    }
}

/// The locale that a reader's browser asks for (`Accept-Language`), where it says more of him than where his machine was
/// bought: in the region most come in English, and plain `sr` leaves the script open. Then his municipality knows better.
#[must_use]
pub fn preferred(accepted: &str) -> Option<Locale> {
    let weighed = |range: &str| {
        let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
        (tag.trim().to_owned(), weight.trim().parse::<f32>().unwrap_or_default())
    };
    let mut ranges: Vec<_> = accepted.split(',').map(weighed).filter(|(_, weight)| *weight > 0.0).collect();
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let ours = |(tag, _): &(String, f32)| {
        from_language_tag(tag).filter(|locale| *locale != Locale::En).map(|locale| (tag.clone(), locale))
    };
    let (tag, locale) = ranges.iter().find_map(ours)?;
    let tag = tag.to_ascii_lowercase();
    let stated =
        matches!(locale, Locale::Bs | Locale::Hr) || ["latn", "cyrl"].iter().any(|script| tag.contains(script));
    stated.then_some(locale)
}

/// The locale that a text is in, as far as its letters show.
#[must_use]
pub fn written_in(text: &str, usual: Locale) -> Locale {
    let cyrillic = text.chars().filter(|c| ('\u{400}'..='\u{4ff}').contains(c)).count();
    let all = text.chars().filter(|c| c.is_alphabetic()).count();
    match (cyrillic * 2 > all, usual) {
        (true, _) => Locale::SrCyrl,
        (false, Locale::SrCyrl) => Locale::SrLatn,
        (false, latin) => latin,
    }
}

#[cfg(test)]
mod tests {
    use entities::{Locale, LocalisedText};

    use super::{from_language_tag, preferred, render, written_in};

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
    fn the_tags_of_pages_and_readers_are_understood() {
        for (tag, locale) in [
            ("sr", Some(Locale::SrCyrl)),
            ("sr-BA", Some(Locale::SrCyrl)),
            ("sr-Cyrl-BA", Some(Locale::SrCyrl)),
            ("hr-HR", Some(Locale::Hr)),
            ("hr_BA", Some(Locale::Hr)),
            ("bs-Latn-BA", Some(Locale::Bs)),
            ("cnr", Some(Locale::SrLatn)),
            ("sr-Latn-BA", Some(Locale::SrLatn)),
            ("sh", Some(Locale::SrLatn)),
            ("bs-BA", Some(Locale::Bs)),
            ("bs-Cyrl", Some(Locale::SrCyrl)),
            ("bs_Cyrl_BA", Some(Locale::SrCyrl)),
            ("cnr-Cyrl-ME", Some(Locale::SrCyrl)),
            ("sh-Cyrl", Some(Locale::SrCyrl)),
            ("cnr-Latn-ME", Some(Locale::SrLatn)),
            ("HR", Some(Locale::Hr)),
            ("en_GB", Some(Locale::En)),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(from_language_tag(tag), locale, "{tag}");
        }
    }

    #[test]
    fn a_browser_is_believed_where_it_says_a_language_of_ours() {
        for (accepted, locale) in [
            ("hr-HR,hr;q=0.9,en-US;q=0.8,en;q=0.7", Some(Locale::Hr)),
            ("en-US,en;q=0.9,bs;q=0.8", Some(Locale::Bs)),
            ("de, sr-Latn-BA;q=0.7, hr;q=0.3", Some(Locale::SrLatn)),
            ("hr;q=0.3, bs-BA;q=0.7", Some(Locale::Bs)),
            ("sr-Cyrl-BA", Some(Locale::SrCyrl)),
            ("bs-Cyrl-BA,bs;q=0.9", Some(Locale::SrCyrl)),
            // Whichever script his municipality writes.
            ("sr,hr;q=0.9", None),
            ("sh", None),
            ("en-US,en;q=0.9", None),
            ("hr;q=0", None),
            ("*", None),
            ("", None),
            (";q=,,x;q=y", None),
        ] {
            assert_eq!(preferred(accepted), locale, "{accepted}");
        }
    }

    #[test]
    fn letters_tell_what_a_text_is_in() {
        assert_eq!(written_in("Када почиње?", Locale::Bs), Locale::SrCyrl);
        assert_eq!(written_in("Kada počinje?", Locale::SrCyrl), Locale::SrLatn);
        assert_eq!(written_in("Kada počinje?", Locale::Hr), Locale::Hr);
    }
}
