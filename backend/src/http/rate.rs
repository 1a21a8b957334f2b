//! The answer to whoever asks too often.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::address::Client;
use super::pages;
use super::reader::Reader;
use crate::app::App;
use crate::error::Error;
use crate::metrics::Limit;

/// Lets a request through, unless its client has asked too often.
pub async fn limit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let client = request.extensions().get().copied().unwrap_or(Client::UNKNOWN);
    match app.rate.admit(client.counted(), app.clock.now()) {
        Ok(()) => next.run(request).await,
        Err(error) => {
            app.metrics.limit_hit(Limit::Rate);
            let reader = Reader::of(request.uri(), request.headers());
            refused(&error, reader, request.uri().path() == "/graphql")
        }
    }
}

/// In the form that was asked for: programs get an error of GraphQL, people a page.
fn refused(error: &Error, reader: Reader, graphql: bool) -> Response {
    let retry_after = match error {
        Error::RateLimited { retry_after } => *retry_after,
        _ => 60,
    };
    let mut response = if graphql {
        let extensions = json!({ "code": error.code().as_str(), "retryAfter": retry_after });
        let errors = json!([{ "message": error.to_string(), "extensions": extensions }]);
        (StatusCode::TOO_MANY_REQUESTS, Json(json!({ "errors": errors }))).into_response()
    } else {
        pages::failed(reader.locale, error)
    };
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, retry_after.into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
