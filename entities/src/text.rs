//! Text as its author wrote it, with the locale it was written in and any translations.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A language in one script: what a page, a field or a reader is in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))")]
pub enum Locale {
    /// Serbian (ijekavian), Cyrillic.
    #[sea_orm(string_value = "sr-Cyrl")]
    #[serde(rename = "sr-Cyrl")]
    SrCyrl,
    /// Serbian (ijekavian), Latin.
    #[sea_orm(string_value = "sr-Latn")]
    #[serde(rename = "sr-Latn")]
    SrLatn,
    /// Bosnian.
    #[sea_orm(string_value = "bs")]
    #[serde(rename = "bs")]
    Bs,
    /// Croatian.
    #[sea_orm(string_value = "hr")]
    #[serde(rename = "hr")]
    Hr,
    /// English.
    #[sea_orm(string_value = "en")]
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Every locale, in the order a chooser shows them.
    pub const ALL: [Self; 5] = [Self::SrCyrl, Self::SrLatn, Self::Bs, Self::Hr, Self::En];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::SrCyrl => "sr-Cyrl",
            Self::SrLatn => "sr-Latn",
            Self::Bs => "bs",
            Self::Hr => "hr",
            Self::En => "en",
        }
    }

    /// The locale with exactly this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }
}

/// One wording in one locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The locale that it is written in.
    pub locale: Locale,
    /// What a reader sees.
    pub text: String,
    /// The letters exactly as the source has them, where they had to be repaired (`UDRUŽENjA`, a Latin `a` inside a
    /// Cyrillic word).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
}

/// A text with its translations. Stored as written; another script is made when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct LocalisedText {
    /// What the author wrote.
    pub original: Text,
    /// What the author, or a translator for the author, wrote in other locales.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Text>,
}

impl LocalisedText {
    /// A text in one locale.
    pub fn new(locale: Locale, text: impl Into<String>) -> Self {
        Self { original: Text { locale, text: text.into(), as_written: None }, translations: Vec::new() }
    }

    /// The same text with a wording for another locale.
    #[must_use]
    pub fn with(mut self, locale: Locale, text: impl Into<String>) -> Self {
        self.translations.push(Text { locale, text: text.into(), as_written: None });
        self
    }

    /// The original and then the translations.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.original).chain(&self.translations)
    }
}

/// A list of short texts in one JSON column; read and written whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Words(pub Vec<String>);
