use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Locale, Messages, Sentence};
use crate::locale::script::to_cyrillic;

fn keys(messages: &Messages) -> BTreeSet<String> {
    let sections = messages.sections.iter();
    sections.flat_map(|(section, keys)| keys.keys().map(move |key| format!("{section}.{key}"))).collect()
}

/// What a key says, each form of it.
fn texts<'m>(messages: &'m Messages, key: &str) -> Vec<&'m str> {
    match messages.find(key) {
        Some(Sentence::One(text)) => vec![text],
        Some(Sentence::Forms(forms)) => forms.values().map(String::as_str).collect(),
        None => Vec::new(),
    }
}

fn words(text: &str) -> Vec<String> {
    // What stands in a gap is not the sentence's own.
    let own: Vec<_> = text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after)).collect();
    let own = own.join(" ");
    own.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn a_sentence_has_one_name_in_all_sections() {
    for locale in Locale::ALL {
        let mut names = HashSet::new();
        for name in Messages::of(locale).sections.values().flat_map(HashMap::keys) {
            assert!(names.insert(name), "{name} is in two sections, and a page would take either");
        }
    }
}

#[test]
fn every_locale_says_the_same_things() {
    let latin = keys(Messages::of(Locale::SrLatn));
    for locale in Locale::ALL {
        assert_eq!(Messages::of(locale).locale(), locale);
        assert_eq!(keys(Messages::of(locale)), latin, "{locale:?}");
    }
}

#[test]
fn every_locale_leaves_the_same_gaps() {
    let gaps = |messages: &Messages, key: &str| -> BTreeSet<String> {
        let inside = |text: &str| -> Vec<String> {
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
        };
        texts(messages, key).into_iter().flat_map(inside).collect()
    };
    let latin = Messages::of(Locale::SrLatn);
    for key in keys(latin) {
        for locale in Locale::ALL {
            assert_eq!(gaps(Messages::of(locale), &key), gaps(latin, &key), "{key} in {locale:?}");
        }
    }
}

/// Serbian and Bosnian close what they quote with “, Croatian with ” (the glossary).
#[test]
fn each_language_closes_what_it_quotes_in_its_own_way() {
    for (locale, other) in [(Locale::SrCyrl, '”'), (Locale::SrLatn, '”'), (Locale::Bs, '”'), (Locale::Hr, '“')]
    {
        let messages = Messages::of(locale);
        for key in keys(messages) {
            assert!(!texts(messages, &key).iter().any(|text| text.contains(other)), "{key} in {locale:?}");
        }
    }
}

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
    /// A sentence of the desk that does, `section.key`.
    desk: Option<String>,
    /// An area of work that is called so.
    area: Option<String>,
    /// What the sentences hold instead, by locale.
    says: Option<BTreeMap<String, String>>,
    /// Why they say something else, or nothing of it.
    why: Option<String>,
}

/// What the sentences of these keys hold, by locale.
#[derive(serde::Deserialize)]
struct Term {
    keys: Vec<String>,
    said: BTreeMap<String, String>,
}

fn glossary() -> Glossary {
    serde_json::from_str(include_str!("../../../../tests/golden/glossary.json")).expect("a glossary")
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
    type Words = BTreeMap<String, String>;
    let terms: Vec<Words> =
        serde_json::from_str(include_str!("../../../../tests/golden/terms.json")).expect("the glossary");
    let desk: serde_json::Value =
        serde_json::from_str(include_str!("../../../../widgets/src/desk/messages/sr-Latn.json")).expect("sentences");
    let areas: serde_json::Value = serde_json::from_str(include_str!("../../../data/areas.json")).expect("areas");
    let holds = |text: &str, words: &str| text.to_lowercase().contains(words.to_lowercase().trim_end_matches('.'));
    let rows = glossary().rows;
    let named: Vec<_> = rows.iter().map(|row| &row.term).collect();
    assert_eq!(named, terms.iter().map(|term| &term["en"]).collect::<Vec<_>>(), "a row for each, in their order");
    for (row, term) in rows.iter().zip(&terms) {
        let reasoned = row.why.as_ref().is_some_and(|why| why.len() > 20);
        let said = !row.keys.is_empty() || row.desk.is_some() || row.area.is_some();
        assert!(said || reasoned, "{}: neither said nor reasoned", row.term);
        assert_eq!(row.says.is_some(), said && reasoned, "{}: what differs has a reason, and nothing else", row.term);
        for locale in [Locale::SrLatn, Locale::SrCyrl, Locale::Bs, Locale::Hr] {
            let tag = locale.tag();
            let words = match &row.says {
                None => Some(term[tag].clone()),
                Some(says) if locale == Locale::SrCyrl => says.get("sr-Latn").map(|latin| to_cyrillic(latin)),
                Some(says) => says.get(tag).cloned(),
            };
            let Some(words) = words else { continue };
            // Gaps stay as they are, whatever the script.
            let plain = |text: &str| text.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("…");
            let words = if locale == Locale::SrCyrl { plain(&words) } else { words };
            for key in &row.keys {
                let texts = texts(Messages::of(locale), key);
                let found = texts.iter().any(|text| {
                    if locale == Locale::SrCyrl { holds(&plain(text), &words) } else { holds(text, &words) }
                });
                assert!(found, "{}: {key} in {tag} is {texts:?} without {words:?}", row.term);
            }
            if let (Some(key), Locale::SrLatn) = (&row.desk, locale) {
                let text = key.split('.').fold(&desk, |tree, part| &tree[part]);
                assert!(text.as_str().is_some_and(|text| holds(text, &words)), "{}: {key} is {text}", row.term);
            }
            if let Some(code) = &row.area {
                let all = areas.as_array().expect("a list");
                let area = all.iter().find(|area| area["code"] == code.as_str()).expect("an area");
                let label = area["label"][tag].as_str().unwrap_or_default();
                assert!(holds(label, &words), "{}: {code} in {tag} is {label:?}", row.term);
            }
        }
        if said {
            continue;
        }
        // What is said nowhere is said nowhere.
        let exact = term["sr-Latn"].to_lowercase();
        let latin = Messages::of(Locale::SrLatn);
        let found =
            keys(latin).into_iter().find(|key| texts(latin, key).iter().any(|text| text.to_lowercase() == exact));
        assert_eq!(found, None, "{} is said", row.term);
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

#[test]
fn a_number_takes_its_plural_form() {
    #[derive(serde::Deserialize)]
    struct Said {
        numbers: Vec<i64>,
        plurals: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    }
    let golden: Said = serde_json::from_str(include_str!("../../../../tests/golden/said.json")).expect("a table");
    for (key, by_locale) in golden.plurals {
        assert_eq!(by_locale.len(), Locale::ALL.len(), "{key}");
        let key: &'static str = key.leak();
        for (tag, expected) in by_locale {
            let messages = Messages::of(Locale::from_tag(&tag).expect("a locale"));
            let said: Vec<_> = golden.numbers.iter().map(|&n| messages.count(key, n)).collect();
            assert_eq!(said, expected, "{key} in {tag}");
        }
    }
}

#[test]
fn what_fills_a_gap_is_not_filled_again() {
    let say = Messages::of(Locale::SrLatn);
    let gaps = [("place", "{title}"), ("title", "{n}")];
    assert_eq!(
        say.fill("mail.suggestEditText", &gaps),
        "Ovom vezom potvrđujete ili mijenjate podatke organizacije „{n}“ u registru ({title})."
    );
    assert_eq!(say.count_and_fill("mail.suggestEditText", 21, &gaps), say.fill("mail.suggestEditText", &gaps));
    assert_eq!(super::fill("{a}{b} {c} }{ {", &[("a", "{b}"), ("b", "}")]), "{b}} {c} }{ {");
}

#[cfg(debug_assertions)]
#[test]
fn a_sentence_of_no_language_is_longer_and_in_brackets() {
    assert_eq!(Messages::pseudo().say("page.skip"), "⟦Прескочи на садржај оооо ооо⟧");
    assert_eq!(Messages::pseudo().count("daysLeft", 2), "⟦још ⟨2⟩ дана оооо⟧");
}

#[test]
fn the_cyrillic_sentences_are_the_latin_ones() {
    let (latin, cyrillic) = (Messages::of(Locale::SrLatn), Messages::of(Locale::SrCyrl));
    for key in keys(latin) {
        let texts = |messages: &Messages| match messages.find(&key) {
            Some(Sentence::One(text)) => vec![text.clone()],
            Some(Sentence::Forms(forms)) => {
                let mut forms: Vec<_> = forms.iter().map(|(form, text)| format!("{form}={text}")).collect();
                forms.sort();
                forms
            }
            None => Vec::new(),
        };
        for (latin, cyrillic) in texts(latin).iter().zip(texts(cyrillic)) {
            // Gaps and the names of the policy, of its rule and of a tag stay as they are.
            let names = ["Content-Security-Policy", "script-src", "noscript"];
            let plain = |text: &str| names.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
            let outside: String = plain(latin)
                .split_inclusive('}')
                .map(|part| part.split_once('{').map_or(to_cyrillic(part), |(text, gap)| to_cyrillic(text) + "{" + gap))
                .collect();
            let expected = match latin.split_once('=') {
                Some((form, _)) if ["one", "few", "other"].contains(&form) => {
                    outside.replacen(&to_cyrillic(form), form, 1)
                }
                _ => outside,
            };
            assert_eq!(plain(&cyrillic), expected, "{key}");
        }
    }
}
