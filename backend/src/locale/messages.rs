//! The sentences that a citizen reads. They live with the widgets (`widgets/src/messages`), so that a widget and a
//! hosted page can never say different things; the server reads the same files.

use std::collections::HashMap;
use std::sync::LazyLock;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::Deserialize;
use unic_langid::LanguageIdentifier;

use super::Locale;

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sentence {
    One(String),
    /// By plural form: `one` (1, 21, 31 …), `few` (2–4, 22–24 …), `other`.
    Forms(HashMap<String, String>),
}

/// The sentences of one locale.
pub struct Messages {
    locale: Locale,
    sections: HashMap<String, HashMap<String, Sentence>>,
    plurals: Option<PluralRules>,
}

static SR_CYRL: LazyLock<Messages> =
    LazyLock::new(|| Messages::read(Locale::SrCyrl, include_str!("../../../widgets/src/messages/sr-Cyrl.json")));
static SR_LATN: LazyLock<Messages> =
    LazyLock::new(|| Messages::read(Locale::SrLatn, include_str!("../../../widgets/src/messages/sr-Latn.json")));
static EN: LazyLock<Messages> =
    LazyLock::new(|| Messages::read(Locale::En, include_str!("../../../widgets/src/messages/en.json")));

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Messages").field(&self.locale).finish()
    }
}

impl Messages {
    /// The sentences for this locale, or those that its readers read most easily.
    #[must_use]
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::SrCyrl => &SR_CYRL,
            Locale::SrLatn | Locale::Bs | Locale::Hr => &SR_LATN,
            Locale::En => &EN,
        }
    }

    fn read(locale: Locale, json: &str) -> Self {
        let language: Result<LanguageIdentifier, _> = locale.tag().split('-').next().unwrap_or("en").parse();
        let plurals = language.ok().and_then(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok());
        let sections = serde_json::from_str(json).expect("the shipped sentences are well formed");
        Self { locale, sections, plurals }
    }

    /// The locale whose sentences these are.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// A sentence. A test proves that every key is there.
    #[must_use]
    pub fn say(&self, key: &'static str) -> &str {
        match self.find(key) {
            Some(Sentence::One(text)) => text,
            Some(Sentence::Forms(forms)) => forms.get("other").map_or(key, String::as_str),
            None => key,
        }
    }

    /// A sentence with its gaps filled.
    #[must_use]
    pub fn fill(&self, key: &'static str, gaps: &[(&str, &str)]) -> String {
        fill(self.say(key), gaps)
    }

    /// A sentence about a number, in the form that the number asks for.
    #[must_use]
    pub fn count(&self, key: &'static str, n: i64) -> String {
        let category = self.plurals.as_ref().and_then(|rules| rules.select(n).ok());
        let form = match category {
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::FEW) => "few",
            _ => "other",
        };
        let text = match self.find(key) {
            Some(Sentence::Forms(forms)) => forms.get(form).or(forms.get("other")).map_or(key, String::as_str),
            _ => self.say(key),
        };
        fill(text, &[("n", &n.to_string())])
    }

    /// `page.next` is found in section `page`; a key without a section is about calls, in the list or in the details.
    fn find(&self, key: &str) -> Option<&Sentence> {
        match key.split_once('.') {
            Some((section, key)) => self.sections.get(section)?.get(key),
            None => ["calls", "call"].iter().find_map(|section| self.sections.get(*section)?.get(key)),
        }
    }
}

fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    gaps.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(&format!("{{{gap}}}"), value))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap, HashSet};

    use super::{Locale, Messages, Sentence};
    use crate::locale::script::to_cyrillic;

    fn keys(messages: &Messages) -> BTreeSet<String> {
        let sections = messages.sections.iter();
        sections.flat_map(|(section, keys)| keys.keys().map(move |key| format!("{section}.{key}"))).collect()
    }

    #[test]
    fn a_sentence_has_one_name_in_all_sections() {
        for locale in [Locale::SrCyrl, Locale::SrLatn, Locale::En] {
            let mut names = HashSet::new();
            for name in Messages::of(locale).sections.values().flat_map(HashMap::keys) {
                assert!(names.insert(name), "{name} is in two sections, and a page would take either");
            }
        }
    }

    #[test]
    fn every_locale_says_the_same_things() {
        let latin = keys(Messages::of(Locale::SrLatn));
        for locale in [Locale::SrCyrl, Locale::En] {
            assert_eq!(keys(Messages::of(locale)), latin, "{locale:?}");
        }
    }

    #[test]
    fn three_plural_forms_in_serbian() {
        let latin = Messages::of(Locale::SrLatn);
        let said: Vec<_> = [1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111].map(|n| latin.count("daysLeft", n)).into();
        let expected = [
            "još 1 dan",
            "još 2 dana",
            "još 4 dana",
            "još 5 dana",
            "još 11 dana",
            "još 12 dana",
            "još 14 dana",
            "još 21 dan",
            "još 22 dana",
            "još 25 dana",
            "još 101 dan",
            "još 111 dana",
        ];
        assert_eq!(said, expected);
        let months: Vec<_> = [1, 2, 5, 21, 22].map(|n| latin.count("months", n)).into();
        assert_eq!(months, ["1 mjesec", "2 mjeseca", "5 mjeseci", "21 mjesec", "22 mjeseca"]);
        assert_eq!(Messages::of(Locale::En).count("daysLeft", 1), "1 day left");
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
                // Gaps and the name of the policy stay as they are.
                let plain = |text: &str| text.replace("Content-Security-Policy", "");
                let outside: String = plain(latin)
                    .split_inclusive('}')
                    .map(|part| {
                        part.split_once('{').map_or(to_cyrillic(part), |(text, gap)| to_cyrillic(text) + "{" + gap)
                    })
                    .collect();
                let expected = match latin.split_once('=') {
                    Some((form, _)) if latin.contains("{n}") => outside.replacen(&to_cyrillic(form), form, 1),
                    _ => outside,
                };
                assert_eq!(plain(&cyrillic), expected, "{key}");
            }
        }
    }
}
