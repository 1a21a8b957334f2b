//! Answers that may be kept: validators and how long they hold.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// How long an answer holds, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fresh {
    /// As it is.
    pub max_age: u32,
    /// While a new one is fetched behind the reader's back.
    pub stale_while_revalidate: u32,
}

impl Fresh {
    /// As it stands in an answer.
    pub(crate) fn header(self) -> HeaderValue {
        let Self { max_age, stale_while_revalidate } = self;
        let text = format!("public, max-age={max_age}, stale-while-revalidate={stale_while_revalidate}");
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-store"))
    }
}

/// The tag of a body: weak, because the same words may travel compressed or not.
pub(crate) fn etag(body: &[u8]) -> String {
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(body)[..15]))
}

/// Whether the caller already has the body with this tag.
pub(crate) fn has(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known == "*" || known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag.trim_start_matches("W/"))
}

/// The body with its validator, or `304` where the caller has it.
pub(crate) fn cached(headers: &HeaderMap, media: &'static str, fresh: Fresh, body: Vec<u8>) -> Response {
    let etag = etag(&body);
    let mut response = if has(headers, &etag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(Body::from(body));
        let media = format!("{media}; charset=utf-8");
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::try_from(media).unwrap_or(HeaderValue::from_static("application/octet-stream")),
        );
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::try_from(etag).unwrap_or(HeaderValue::from_static("W/\"\"")));
    headers.insert(header::CACHE_CONTROL, fresh.header());
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}
