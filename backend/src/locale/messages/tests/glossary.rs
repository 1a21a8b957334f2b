//! Every word of the glossary stands in the sentences that need it, in all locales, and no other word for it does.

use std::collections::BTreeMap;

use entities::Locale;

use super::{keys, texts, words};
use crate::locale::messages::Messages;
use crate::locale::script::to_cyrillic;

/// Something by locale or, in a row of `terms.json`, by what it is.
pub(super) type Words = BTreeMap<String, String>;

/// Words of the glossary and who must not say what.
#[derive(serde::Deserialize)]
struct Glossary {
    rows: Vec<Row>,
    terms: Vec<Term>,
    /// By locale: beginnings of words that are another language's, and after `=` whole words.
    foreign: BTreeMap<String, Vec<String>>,
}

/// Where a row of the glossary (`terms.json`) is said, or why it is not.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    term: String,
    /// The sentences that hold it.
    #[serde(default)]
    keys: Vec<String>,
    /// Sentences of the desk that do, `section.key`.
    #[serde(default)]
    desk: Vec<String>,
    /// An area of work that is called so.
    area: Option<String>,
    /// What the sentences hold instead, by locale; who is not named says it as Serbian does.
    says: Option<Words>,
    /// What the English sentences hold, one or the other, where the glossary's English only describes the term.
    en: Option<Vec<String>>,
    /// Sentences, public or the desk's, that are the same words and mean something else.
    #[serde(default)]
    other: Vec<String>,
    /// Why they say something else, or nothing of it.
    why: Option<String>,
}

impl Row {
    /// Whether any sentence says it.
    fn said(&self) -> bool {
        !self.keys.is_empty() || !self.desk.is_empty() || self.area.is_some()
    }

    /// What a sentence must hold, one or the other.
    fn words(&self, term: &Words, locale: Locale) -> Vec<String> {
        let instead = |tag: &str| {
            let says = self.says.as_ref()?;
            says.get(tag).or_else(|| says.get("sr-Latn")).cloned()
        };
        match locale {
            Locale::En => self.en.clone().unwrap_or_else(|| described(&term["en"])),
            Locale::SrCyrl => match instead("sr-Latn") {
                Some(latin) => vec![to_cyrillic(&latin)],
                None => either(&term["sr-Cyrl"]),
            },
            latin => instead(latin.tag()).map_or_else(|| either(&term[latin.tag()]), |words| vec![words]),
        }
    }
}

/// What the sentences of these keys hold, by locale.
#[derive(serde::Deserialize)]
struct Term {
    keys: Vec<String>,
    said: Words,
}

fn glossary() -> Glossary {
    serde_json::from_str(include_str!("../../../../../tests/golden/glossary.json")).expect("a glossary")
}

/// The glossary itself, row by row.
fn terms() -> Vec<Words> {
    serde_json::from_str(include_str!("../../../../../tests/golden/terms.json")).expect("the glossary")
}

/// The sentences of the desk, by `section.key`. Cyrillic ones are made of the Latin.
pub(super) fn desk(locale: Locale) -> Words {
    let sentences = match locale {
        Locale::En => include_str!("../../../../../widgets/src/desk/messages/en.json"),
        _ => include_str!("../../../../../widgets/src/desk/messages/sr-Latn.json"),
    };
    let sections: BTreeMap<String, Words> = serde_json::from_str(sentences).expect("sentences");
    let named = |(section, keys): (String, Words)| {
        keys.into_iter().map(move |(key, text)| (format!("{section}.{key}"), text)).collect::<Vec<_>>()
    };
    sections.into_iter().flat_map(named).collect()
}

/// Where a row names more than one word.
fn either(words: &str) -> Vec<String> {
    words.split(" / ").map(str::to_owned).collect()
}

/// The words of an English row without what is said of them in brackets.
fn described(term: &str) -> Vec<String> {
    either(&term.split(['(', ')']).step_by(2).collect::<String>())
}

/// The words alone, without the marks between them; a gap is a gap, whatever it is called.
pub(super) fn bare(text: &str) -> String {
    let text = text.split(['{', '}']).step_by(2).collect::<Vec<_>>().join(" _ ").to_lowercase();
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|words| bare(text).contains(&bare(words)))
}

#[test]
fn the_sentences_hold_the_words_of_the_glossary() {
    for Term { keys, said } in glossary().terms {
        let tags: Vec<_> = said.keys().map(String::as_str).collect();
        assert_eq!(tags, ["bs", "en", "hr", "sr-Latn"], "{keys:?}");
        for (tag, term) in &said {
            let locale = Locale::from_tag(tag).expect("a locale");
            for key in &keys {
                let texts = texts(Messages::of(locale), key);
                assert!(!texts.is_empty(), "{key} is no key");
                for text in texts {
                    assert!(
                        text.to_lowercase().contains(&term.to_lowercase()),
                        "{key} in {tag}: {text:?} without {term:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_row_of_the_glossary_is_said_or_has_a_reason_not_to_be() {
    let areas: serde_json::Value = serde_json::from_str(include_str!("../../../../data/areas.json")).expect("areas");
    let (rows, terms) = (glossary().rows, terms());
    let named: Vec<_> = rows.iter().map(|row| &row.term).collect();
    assert_eq!(named, terms.iter().map(|term| &term["en"]).collect::<Vec<_>>(), "a row for each, in their order");
    for (row, term) in rows.iter().zip(&terms) {
        let reasoned = row.why.as_ref().is_some_and(|why| why.len() > 20);
        assert!(row.said() || reasoned, "{}: neither said nor reasoned", row.term);
        assert_eq!(row.says.is_some(), row.said() && reasoned, "{}: what differs has a reason, and no other", row.term);
        for locale in Locale::ALL {
            let (tag, words) = (locale.tag(), row.words(term, locale));
            for key in &row.keys {
                let texts = texts(Messages::of(locale), key);
                let found = texts.iter().any(|text| holds(text, &words));
                assert!(found, "{}: {key} in {tag} is {texts:?} without {words:?}", row.term);
            }
            if matches!(locale, Locale::SrLatn | Locale::En) {
                let desk = desk(locale);
                for key in &row.desk {
                    let text = desk.get(key).expect("a sentence of the desk");
                    assert!(holds(text, &words), "{}: {key} in {tag} is {text:?} without {words:?}", row.term);
                }
            }
            if let Some(code) = &row.area {
                let all = areas.as_array().expect("a list");
                let area = all.iter().find(|area| area["code"] == code.as_str()).expect("an area");
                let label = area["label"][tag].as_str().unwrap_or_default();
                assert!(holds(label, &words), "{}: {code} in {tag} is {label:?}", row.term);
            }
        }
    }
}

#[test]
fn english_is_named_in_the_glossary_only_where_it_would_not_be_known() {
    let desk = desk(Locale::En);
    for row in glossary().rows.iter().filter(|row| row.en.is_some()) {
        let words = described(&row.term);
        let said = |key: &String| texts(Messages::of(Locale::En), key).iter().any(|text| holds(text, &words));
        let known = row.keys.iter().all(said) && row.desk.iter().all(|key| holds(&desk[key], &words));
        assert!(row.said() && !known, "{}: the sentences hold it as it is", row.term);
    }
}

/// What is said nowhere is said nowhere; and a sentence that is a word of the glossary and nothing else is held to it in every
/// locale, because its row names it.
#[test]
fn a_sentence_that_is_a_word_of_the_glossary_stands_in_its_row() {
    let (rows, terms) = (glossary().rows, terms());
    for locale in [Locale::SrLatn, Locale::En] {
        let messages = Messages::of(locale);
        let whole = |term: &Words| match locale {
            Locale::En => described(&term["en"]).iter().map(|words| bare(words)).collect::<Vec<_>>(),
            _ => vec![bare(&term["sr-Latn"])],
        };
        // English is shorter than what it describes, and often by chance a word of it.
        let asked = |row: &Row| locale == Locale::SrLatn || !row.said();
        let public = keys(messages).into_iter().flat_map(|key| {
            let forms = texts(messages, &key).into_iter().map(bare).collect::<Vec<_>>();
            forms.into_iter().map(move |text| (key.clone(), text))
        });
        for (key, text) in public.chain(desk(locale).into_iter().map(|(key, text)| (key, bare(&text)))) {
            let of: Vec<_> =
                rows.iter().zip(&terms).filter(|(row, term)| asked(row) && whole(term).contains(&text)).collect();
            let named = of.iter().any(|(row, _)| {
                let mut there = row.keys.iter().chain(&row.desk).chain(&row.other);
                there.any(|named| *named == key || key.ends_with(&format!(".{named}")))
            });
            let terms: Vec<_> = of.iter().map(|(row, _)| &row.term).collect();
            assert!(of.is_empty() || named, "{key} in {locale:?} is {text:?}, which is {terms:?}");
        }
    }
}

#[test]
fn nobody_speaks_with_the_words_of_his_neighbour() {
    for (tag, foreign) in glossary().foreign {
        let messages = Messages::of(Locale::from_tag(&tag).expect("a locale"));
        for key in keys(messages) {
            for word in texts(messages, &key).into_iter().flat_map(words) {
                let found = foreign.iter().find(|stem| match stem.strip_prefix('=') {
                    Some(whole) => word == whole,
                    None => word.starts_with(stem.as_str()),
                });
                assert_eq!(found, None, "{key} in {tag} says {word:?}");
            }
        }
    }
}
