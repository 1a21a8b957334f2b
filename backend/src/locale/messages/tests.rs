mod glossary;
mod manuals;

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
