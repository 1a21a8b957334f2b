//! What the schema's scalars and smallest objects look like; shared by all slices.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value};
use chrono::NaiveDate;
use entities::{Currency, LocalisedText};
use rust_decimal::Decimal;
use url::Url;

use crate::locale::{self, Locale};

/// A language in one script, as a BCP 47 tag: `sr-Cyrl`, `sr-Latn`, `bs`, `hr` or `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocaleTag(pub Locale);

/// A language in one script, as a BCP 47 tag: `sr-Cyrl`, `sr-Latn`, `bs`, `hr` or `en`.
#[Scalar(name = "Locale")]
impl ScalarType for LocaleTag {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(tag) => Locale::from_tag(tag)
                .map(Self)
                .ok_or_else(|| InputValueError::custom(format!("{tag:?} is not one of sr-Cyrl, sr-Latn, bs, hr, en"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.tag().into())
    }
}

/// A day in the municipality's calendar: `2026-12-14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A day in the municipality's calendar: `2026-12-14`.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self(text.parse()?)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// ISO 4217 code of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "CurrencyCode", remote = "Currency", rename_items = "UPPERCASE")]
pub enum CurrencyCode {
    /// Convertible mark, written KM.
    Bam,
    /// Euro.
    Eur,
    /// Serbian dinar.
    Rsd,
    /// US dollar.
    Usd,
}

/// A sum of money.
#[derive(Clone, Debug, SimpleObject)]
pub struct Money {
    /// How much, with up to two decimals.
    pub amount: Decimal,
    /// Of what.
    pub currency: CurrencyCode,
}

impl Money {
    /// A sum kept in hundredths; none where either part is missing.
    #[must_use]
    pub fn of(minor: Option<i64>, currency: Option<Currency>) -> Option<Self> {
        Some(Self { amount: Decimal::new(minor?, 2).normalize(), currency: currency?.into() })
    }
}

/// A text in the locale that was asked for, or as near to it as there is.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "LocalisedText")]
pub struct Localised {
    /// The words: a translation where there is one, else the original in the script that was asked for; as written
    /// where no locale was asked for.
    pub text: String,
    /// What `text` is in; put it into `lang`.
    pub locale: LocaleTag,
    /// What the author wrote.
    pub original: Original,
}

/// A text exactly as its author wrote it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "OriginalText")]
pub struct Original {
    /// The words, with any wrong letters of the source.
    pub text: String,
    /// What they are in.
    pub locale: LocaleTag,
}

/// An address that may become a link: of the web, never `javascript:` or the like.
#[must_use]
pub fn web_address(text: &str) -> Option<Url> {
    text.parse().ok().filter(|url: &Url| matches!(url.scheme(), "http" | "https"))
}

/// The origin that a text names, in its one spelling: `https://usluge.trebinje.rs.ba`. None where the text names more
/// than an origin, or something that is not of the web.
#[must_use]
pub fn origin(text: &str) -> Option<String> {
    let url = web_address(text)?;
    let origin = url.origin().ascii_serialization();
    // Whatever else an address can hold, a path, a name, a query, would be in its text and not in its origin.
    (url.as_str().trim_end_matches('/') == origin && !text.ends_with("//")).then_some(origin)
}

/// The text for a reader of this locale.
#[must_use]
pub fn localised(text: &LocalisedText, wanted: Option<Locale>) -> Localised {
    let original = &text.original;
    let rendered = locale::render(text, wanted.unwrap_or(original.locale));
    Localised {
        text: rendered.text.into_owned(),
        locale: LocaleTag(rendered.locale),
        original: Original {
            text: original.as_written.as_ref().unwrap_or(&original.text).clone(),
            locale: LocaleTag(original.locale),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_origin_is_a_scheme_a_host_and_perhaps_a_port() {
        for (text, named) in [
            ("https://trebinje.rs.ba", Some("https://trebinje.rs.ba")),
            ("https://Trebinje.rs.ba:443/", Some("https://trebinje.rs.ba")),
            ("http://localhost:8090", Some("http://localhost:8090")),
            ("https://općina.ba", Some("https://xn--opina-hxa.ba")),
            ("https://trebinje.rs.ba/pozivi", None),
            ("https://trebinje.rs.ba/?", None),
            ("https://name@trebinje.rs.ba", None),
            ("ftp://trebinje.rs.ba", None),
            ("trebinje.rs.ba", None),
            ("null", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(origin(text).as_deref(), named, "{text}");
        }
    }
}
