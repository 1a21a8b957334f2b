//! What a form says to whoever wrote a comment behind an address that asks too often just then: all that was typed stands there
//! still, and one press sends it again. Without a script nothing can wait for him. Nothing is asked of the database for it: that
//! is what there was too much of.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse as _, Response};
use maud::{DOCTYPE, html};

use super::talk::Filled;
use crate::error::ErrorCode;
use crate::http::pages::POLICY;
use crate::http::pages::layout::head;
use crate::locale::messages::Messages;
use crate::rate::Over;

/// Whether this sends a comment from a hosted page.
pub(in crate::http) fn sends(request: &Request) -> bool {
    let mut parts = request.uri().path().split('/').skip(2);
    request.method() == Method::POST && parts.next() == Some("rasprava") && parts.nth(1) == Some("komentari")
}

/// What was typed, to be sent again.
pub(super) fn again(to: &Uri, filled: &Filled, over: Over, messages: &'static Messages) -> Response {
    let minutes = over.retry_after.div_ceil(60).to_string();
    let said = messages.fill("comment.limited", &[("n", &minutes)]);
    let to = to.path_and_query().map_or("", |to| to.as_str());
    let kept = [
        ("key", &filled.key),
        ("since", &filled.since),
        ("kind", &filled.kind),
        ("name", &filled.name),
        ("email", &filled.email),
        ("website", &filled.website),
    ];
    let page = html! {
        (DOCTYPE)
        html lang=(messages.locale().tag()) {
            head { (head(&said, &said)) meta name="robots" content="noindex"; }
            body {
                main id="sadrzaj" {
                    h1 tabindex="-1" autofocus { (said) }
                    form.ask method="post" action=(to) {
                        @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
                        label for="text" { (messages.say("comment.notSent")) }
                        textarea id="text" name="text" rows="6" required { (filled.text) }
                        button { (messages.say("comment.send")) }
                    }
                }
            }
        }
    };
    let mut response = (ErrorCode::RateLimited.status(), page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, over.retry_after.into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
