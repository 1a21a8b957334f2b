//! The officials' desk: one document for every path below `/desk`, and its files. The strictest policy there is: nothing
//! from anywhere else, no script or style but files of ours, never in a frame, and nothing kept by whoever stands between.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::widgets::DESK;
use crate::app::App;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn router() -> Router<Arc<App>> {
    let document = |State(app): State<Arc<App>>, headers: HeaderMap| async move { document(&app, &headers) };
    Router::new().route("/desk", get(document)).route("/desk/", get(document)).route("/desk/{*path}", get(below))
}

/// A file of the desk; else the document, which knows what to show there.
async fn below(State(app): State<Arc<App>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !is_file {
        return document(&app, &headers);
    }
    match app.files.get(&format!("{DESK}{path}")) {
        // Asked for anew each time, and answered with 304 until the server is another.
        Some(file) => guarded(file.response(&headers, HeaderValue::from_static("no-cache"))),
        None => (StatusCode::NOT_FOUND, "There is no such file at the desk.\n").into_response(),
    }
}

fn document(app: &App, headers: &HeaderMap) -> Response {
    match app.files.get(&format!("{DESK}index.html")) {
        Some(file) => guarded(file.response(headers, HeaderValue::from_static("no-store"))),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "publickey-credentials-get=(self), publickey-credentials-create=(self)"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}
