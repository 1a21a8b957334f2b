//! What a form says to whoever wrote a comment behind an address that asks too often just then, or while the server is busy: all that
//! was typed stands there still, and one press sends it again. Without a script nothing can wait for him. Nothing is asked of the
//! database for it: that is what there was too much of. Where the whole consultation can be read no more, he takes it from there.

use axum::Form;
use axum::body::Body;
use axum::extract::FromRequest as _;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use entities::Locale;
use maud::{DOCTYPE, Markup, html};

use super::talk::Filled;
use crate::app::App;
use crate::error::ErrorCode;
use crate::http::edge::RETRY_AFTER;
use crate::http::pages::POLICY;
use crate::http::pages::ask::by_our_form;
use crate::http::pages::layout::head;
use crate::http::reader::Reader;
use crate::locale::messages::Messages;
use crate::rate::Over;

/// Whether this sends a comment from a hosted page, and not something about one.
pub(in crate::http) fn sends(method: &Method, to: &Uri) -> bool {
    let mut parts = to.path().split('/').skip(2);
    let comments = parts.next() == Some("rasprava") && parts.nth(1) == Some("komentari") && parts.next().is_none();
    method == Method::POST && comments
}

/// What our form sends, kept beside the request until that is answered.
#[derive(Debug)]
pub(in crate::http) struct Typed {
    to: Uri,
    body: Bytes,
    locale: Locale,
}

impl Typed {
    /// Of a request that sends a comment from our form, and of no other.
    pub(in crate::http) fn of(app: &App, parts: &Parts, body: &Bytes) -> Option<Self> {
        let ours = sends(&parts.method, &parts.uri) && by_our_form(app, &parts.headers).is_ok();
        let locale = || Reader::of(&parts.uri, &parts.headers).locale;
        ours.then(|| Self { to: parts.uri.clone(), body: body.clone(), locale: locale() })
    }

    /// The answer; or, where the server was too busy for one, the form with all that was typed.
    pub(in crate::http) async fn or(self, answer: Response) -> Response {
        if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
            return answer;
        }
        let mut sent = Request::post(self.to.clone()).body(Body::from(self.body)).unwrap_or_default();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        sent.headers_mut().insert(header::CONTENT_TYPE, form);
        let Ok(Form(filled)) = Form::<Filled>::from_request(sent, &()).await else { return answer };
        let messages: &'static Messages = self.locale.into();
        let said = format!("{} {}", messages.say("page.busy"), messages.say("page.busyHint"));
        shown(&self.to, &filled, &said, (answer.status(), RETRY_AFTER), messages)
    }
}

/// What was typed, to be sent again when less is asked from where it comes.
pub(super) fn again(to: &Uri, filled: &Filled, over: Over, messages: &'static Messages) -> Response {
    let minutes = over.retry_after.div_ceil(60).to_string();
    let said = messages.fill("comment.limited", &[("n", &minutes)]);
    shown(to, filled, &said, (ErrorCode::RateLimited.status(), over.retry_after.into()), messages)
}

fn shown(
    to: &Uri,
    filled: &Filled,
    said: &str,
    (status, later): (StatusCode, HeaderValue),
    messages: &'static Messages,
) -> Response {
    let to = to.path_and_query().map_or("", |to| to.as_str());
    let kept = [
        ("key", &filled.key),
        ("since", &filled.since),
        ("part", &filled.part),
        ("kind", &filled.kind),
        ("name", &filled.name),
        ("email", &filled.email),
        ("website", &filled.website),
    ];
    let form = html! {
        form.ask method="post" action=(to) {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            label for="text" { (messages.say("comment.notSent")) }
            textarea id="text" name="text" rows="6" required { (filled.text) }
            button { (messages.say("comment.send")) }
        }
    };
    let mut response = bare(status, said, &form, messages);
    response.headers_mut().insert(header::RETRY_AFTER, later);
    response
}

/// What was typed about something that nobody can read any more, to be taken from here.
pub(super) fn kept(filled: &Filled, messages: &'static Messages) -> Response {
    let typed = html! {
        textarea rows="6" readonly aria-label=(messages.say("receipt.newText")) { (filled.text) }
    };
    bare(StatusCode::NOT_FOUND, messages.say("receipt.debateGone"), &typed, messages)
}

/// What is said, and what was typed.
fn bare(status: StatusCode, said: &str, typed: &Markup, messages: &Messages) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(messages.locale().tag()) {
            head { (head(said, said)) meta name="robots" content="noindex"; }
            body { main id="sadrzaj" { h1 tabindex="-1" autofocus { (said) } (typed) } }
        }
    };
    let mut response = (status, page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
