//! The sentences that a citizen reads. They are written with the widgets, in ICU MessageFormat (`widgets/src/messages`), so
//! that a widget and a hosted page can never say different things; the server reads what `npm run codegen` compiles them to
//! (`widgets/src/gen/messages`): texts with gaps, or a text for each plural form.

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

/// The compiled sentences of a locale.
macro_rules! shipped {
    ($locale:literal) => {
        include_str!(concat!("../../../widgets/src/gen/messages/", $locale, ".json"))
    };
}

static SR_CYRL: LazyLock<Messages> = LazyLock::new(|| Messages::read(Locale::SrCyrl, shipped!("sr-Cyrl")));
static SR_LATN: LazyLock<Messages> = LazyLock::new(|| Messages::read(Locale::SrLatn, shipped!("sr-Latn")));
static BS: LazyLock<Messages> = LazyLock::new(|| Messages::read(Locale::Bs, shipped!("bs")));
static HR: LazyLock<Messages> = LazyLock::new(|| Messages::read(Locale::Hr, shipped!("hr")));
static EN: LazyLock<Messages> = LazyLock::new(|| Messages::read(Locale::En, shipped!("en")));

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Messages").field(&self.locale).finish()
    }
}

impl From<Locale> for &'static Messages {
    fn from(locale: Locale) -> Self {
        Messages::of(locale)
    }
}

impl Messages {
    /// The sentences of this locale.
    #[must_use]
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::SrCyrl => &SR_CYRL,
            Locale::SrLatn => &SR_LATN,
            Locale::Bs => &BS,
            Locale::Hr => &HR,
            Locale::En => &EN,
        }
    }

    fn read(locale: Locale, json: &str) -> Self {
        let language: Result<LanguageIdentifier, _> = locale.tag().split('-').next().unwrap_or("en").parse();
        let plurals = language.ok().and_then(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok());
        let sections = serde_json::from_str(json).expect("the shipped sentences are well formed");
        Self { locale, sections, plurals }
    }

    /// Sentences of no language, in which a test finds what is not translated and what is cut off: each stands in brackets
    /// and is two fifths longer; what fills a gap stands in brackets of its own, so that it is looked at by itself. Only
    /// where debug assertions are; no reader meets it.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn pseudo() -> &'static Self {
        static PSEUDO: LazyLock<Messages> = LazyLock::new(|| {
            let mut all = Messages::read(Locale::SrCyrl, shipped!("sr-Cyrl"));
            for sentence in all.sections.values_mut().flat_map(HashMap::values_mut) {
                match sentence {
                    Sentence::One(text) => *text = lengthened(text),
                    Sentence::Forms(forms) => forms.values_mut().for_each(|text| *text = lengthened(text)),
                }
            }
            all
        });
        &PSEUDO
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
        self.count_and_fill(key, n, &[])
    }

    /// The same with its other gaps filled; of a sentence that counts nothing, only those.
    #[must_use]
    pub fn count_and_fill(&self, key: &'static str, n: i64, gaps: &[(&str, &str)]) -> String {
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
        let n = n.to_string();
        let gaps: Vec<_> = gaps.iter().copied().chain([("n", n.as_str())]).collect();
        fill(text, &gaps)
    }

    /// `page.next` is found in section `page`; a key without a section is about calls, in the list or in the details.
    fn find(&self, key: &str) -> Option<&Sentence> {
        match key.split_once('.') {
            Some((section, key)) => self.sections.get(section)?.get(key),
            None => ["calls", "call"].iter().find_map(|section| self.sections.get(*section)?.get(key)),
        }
    }
}

#[cfg(debug_assertions)]
fn lengthened(text: &str) -> String {
    let more: String = "оооо ".chars().cycle().take(text.chars().count() * 2 / 5 + 1).collect();
    let text = text.replace('{', "⟨{").replace('}', "}⟩");
    format!("⟦{text} {}⟧", more.trim_end())
}

/// Fills each gap once: what is put into one is others' words, and may look like another.
fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        out.push_str(before);
        let gap = inside.split_once('}').and_then(|(name, behind)| {
            let (_, value) = gaps.iter().find(|(gap, _)| *gap == name)?;
            Some((value, behind))
        });
        if let Some((value, behind)) = gap {
            out.push_str(value);
            rest = behind;
        } else {
            out.push('{');
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
