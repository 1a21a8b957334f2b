//! What other sites show beside a link to a page of ours: Open Graph (ogp.me), and one picture for all pages, because no
//! municipality has one of its own here. The picture is `assets/preview.svg`, drawn by a browser.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use entities::Locale;
use maud::{Markup, html};
use url::Url;

use crate::http::shown::{Fresh, cached};

/// Where the picture is.
pub(super) const PICTURE: &str = "/preview.png";
const BYTES: &[u8] = include_bytes!("../../../assets/preview.png");
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;

/// What is told of a page.
pub(super) struct Told<'a> {
    /// `website`, or `article` for what is about one thing.
    pub kind: &'static str,
    pub site: &'a str,
    pub locale: Locale,
    pub title: &'a str,
    pub description: &'a str,
    /// The address by which the page is known.
    pub url: &'a str,
}

/// The lines of the head.
pub(super) fn head(home: &Url, told: &Told<'_>) -> Markup {
    let picture = home.join(PICTURE).map_or_else(|_| PICTURE.to_owned(), Into::into);
    html! {
        meta property="og:type" content=(told.kind);
        meta property="og:site_name" content=(told.site);
        meta property="og:locale" content=(territory(told.locale));
        meta property="og:title" content=(told.title);
        meta property="og:description" content=(told.description);
        meta property="og:url" content=(told.url);
        meta property="og:image" content=(picture);
        meta property="og:image:type" content="image/png";
        meta property="og:image:width" content=(WIDTH);
        meta property="og:image:height" content=(HEIGHT);
        meta property="og:image:alt" content="Javno";
        meta name="twitter:card" content="summary_large_image";
    }
}

pub(super) async fn picture(headers: HeaderMap) -> Response {
    let week = Fresh { max_age: 604_800, stale_while_revalidate: 604_800 };
    let mut response = cached(&headers, "image/png", week, BYTES.to_vec());
    // What is no text has no character set.
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    response
}

/// A language as Open Graph names it, with where it is written so.
const fn territory(locale: Locale) -> &'static str {
    match locale {
        Locale::SrLatn | Locale::SrCyrl => "sr_BA",
        Locale::Bs => "bs_BA",
        Locale::Hr => "hr_BA",
        Locale::En => "en_GB",
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, HEIGHT, WIDTH};

    #[test]
    fn the_picture_is_as_large_as_it_is_said_to_be_and_light() {
        assert!(BYTES.starts_with(b"\x89PNG\r\n\x1a\n"));
        let side = |at: usize| BYTES[at..at + 4].iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        assert_eq!((side(16), side(20)), (WIDTH, HEIGHT));
        assert!(BYTES.len() < 100_000);
    }
}
