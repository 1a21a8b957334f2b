//! In whose words an answer speaks that belongs to no page: what does not work is said as whoever asks reads.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use entities::Locale;

use crate::locale::{from_language_tag, preferred};

/// Who asks, as far as his request tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// What he chose (`?lang=`), else what his browser asks for; Serbian in Latin letters where neither tells, because whose
    /// page it was to be is not known.
    pub locale: Locale,
    /// The same where he or his browser tells.
    pub chosen: Option<Locale>,
    /// A person reads it, and no program: he gets a page.
    pub page: bool,
}

impl Reader {
    /// What these say of him.
    #[must_use]
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let said = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let query = uri.query().unwrap_or_default();
        let mut chosen = url::form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == "lang");
        let chosen = chosen.find_map(|(_, lang)| from_language_tag(&lang));
        let locale = chosen.or_else(|| said(header::ACCEPT_LANGUAGE).and_then(preferred));
        Self {
            locale: locale.unwrap_or(Locale::SrLatn),
            chosen: locale,
            page: said(header::ACCEPT).is_some_and(|accept| accept.contains("text/html")),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use entities::Locale;

    use super::Reader;

    #[test]
    fn what_was_chosen_comes_before_what_the_browser_asks_for() {
        let reader = |path: &str, language: Option<&'static str>, accept: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            for (name, value) in [(header::ACCEPT_LANGUAGE, language), (header::ACCEPT, accept)] {
                headers.extend(value.map(|value| (name, HeaderValue::from_static(value))));
            }
            Reader::of(&path.parse().expect("an address"), &headers)
        };
        for (path, language, locale) in [
            ("/x?lang=sr-Cyrl", Some("hr"), Locale::SrCyrl),
            ("/x?a=1&lang=en", None, Locale::En),
            ("/x?lang=xx", Some("hr-HR,hr;q=0.9,en;q=0.8"), Locale::Hr),
            ("/x", Some("sr-Cyrl"), Locale::SrCyrl),
            ("/x", Some("en-US,en;q=0.5"), Locale::SrLatn),
            ("/x", None, Locale::SrLatn),
        ] {
            assert_eq!(reader(path, language, None).locale, locale, "{path} {language:?}");
        }
        assert!(reader("/x", None, Some("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")).page);
        for program in [None, Some("*/*"), Some("application/json")] {
            assert!(!reader("/x", None, program).page, "{program:?}");
        }
    }
}
