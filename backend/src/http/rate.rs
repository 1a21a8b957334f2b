//! The answer to whoever asks too often.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use entities::ConsultationId;
use serde_json::{Value, json};

use super::address::Client;
use super::pages;
use super::pages::later;
use super::reader::Reader;
use crate::app::App;
use crate::challenge::{ChallengeKey, Proof, signals, worked};
use crate::error::Error;
use crate::metrics::Limit;
use crate::rate::Over;

/// No sending of a comment is longer, in bytes: 5,000 letters of four bytes, each perhaps written as an escape, and the rest.
const LONGEST: usize = 1 << 16;

/// Lets a request through, unless its client has asked too often.
pub async fn limit(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let client = request.extensions().get().copied().unwrap_or(Client::UNKNOWN);
    match app.rate.admit(client.counted(), app.clock.now()) {
        Ok(()) => next.run(request).await,
        Err(error) => {
            app.metrics.limit_hit(Limit::Rate);
            let reader = Reader::of(request.uri(), request.headers());
            let graphql = request.uri().path() == "/graphql";
            let may_be_a_comment =
                graphql && request.method() == Method::POST || later::sends(request.method(), request.uri());
            match error {
                // What somebody has written must not be lost because his neighbour asks too much.
                Error::RateLimited { retry_after } if may_be_a_comment && is_short(&request) => {
                    request.extensions_mut().insert(Over { retry_after });
                    next.run(request).await
                }
                error => refused(&error, (!graphql).then_some(reader)),
            }
        }
    }
}

/// Whether a request says that it is no longer than a comment can be: only so much is read of whoever asks too often.
fn is_short(request: &Request) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length <= LONGEST)
}

/// Whether this is a comment for which the work was done that its form asks for; it opens for that and for nothing else.
pub(super) fn opens(app: &App, input: Option<&Value>, now: DateTime<Utc>) -> bool {
    let text = |name: &str| input?.get(name)?.as_str();
    let (Some(of), Some(challenge), Some(drawn)) = (text("consultation"), text("challenge"), text("idempotencyKey"))
    else {
        return false;
    };
    let Ok(of) = of.parse::<ConsultationId>() else { return false };
    let proof = Proof { challenge: Some(challenge), solution: text("solution"), ..Proof::default() };
    let task = (&ChallengeKey::of(&app.key), app.writes.tempo.bits(of, now));
    worked(&signals(&proof, task, of, drawn, now)) && app.writes.opening.once_more(challenge, drawn)
}

/// In the form that was asked for: the reader of a page gets a page, programs get an error of GraphQL.
pub(super) fn refused(error: &Error, page: Option<Reader>) -> Response {
    let retry_after = match error {
        Error::RateLimited { retry_after } => *retry_after,
        _ => 60,
    };
    let mut response = if let Some(reader) = page {
        pages::failed(reader.locale, error)
    } else {
        let extensions = json!({ "code": error.code().as_str(), "retryAfter": retry_after });
        let errors = json!([{ "message": error.to_string(), "extensions": extensions }]);
        (StatusCode::TOO_MANY_REQUESTS, Json(json!({ "errors": errors }))).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, retry_after.into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
