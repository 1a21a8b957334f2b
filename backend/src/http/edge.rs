//! What every request meets first and every answer last, whichever route it takes.
//!
//! Outermost a request gets its name, then the span of the log that bears it. A panic below becomes an answer like any
//! other fault: sealed, with the name under which the log has the rest; the connection lives on.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::error_handling::HandleErrorLayer;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state, map_request};
use axum::response::{IntoResponse as _, Response};
use axum::{BoxError, Extension, Json, Router};
use http_body_util::LengthLimitError;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::request_id::PropagateRequestIdLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;

use super::pages;
use super::pages::later::Typed;
use super::reader::Reader;
use crate::app::App;
use crate::error::{ErrorCode, RequestId, SEALED};
use crate::metrics::Limit;

/// What those are told who come when all places are taken.
pub(super) const BUSY: &str = "The server is busy. Try again in a moment.";
pub(super) const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// What every answer says, if it says nothing else of it.
pub(super) const NO_SNIFFING: (HeaderName, HeaderValue) =
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
pub(super) const REFERRER: (HeaderName, HeaderValue) =
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
/// What a page of another site may read of an answer.
const EXPOSED: [HeaderName; 2] = [NAME, header::RETRY_AFTER];

/// Puts all that surrounds every route around these.
pub fn edge(routes: Router, app: &Arc<App>) -> Router {
    let metrics = app.metrics.clone();
    let panicked = move |_| {
        metrics.panicked();
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Panicked);
        response
    };
    // The last one stands outermost.
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(Arc::clone(app), sealed))
        .layer(public_reads())
        .layer(SetResponseHeaderLayer::if_not_present(NO_SNIFFING.0, NO_SNIFFING.1))
        .layer(SetResponseHeaderLayer::if_not_present(REFERRER.0, REFERRER.1))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_request(()).on_failure(()).on_response(answered))
        .layer(PropagateRequestIdLayer::new(NAME))
        .layer(map_request(named))
}

/// Lets only so many requests at once through to these routes; who comes then is told at once to come again, because a
/// queue would only make everybody late. A body is read before its request is counted, so that slow senders take no
/// places.
pub fn bounded(routes: Router<Arc<App>>, app: &Arc<App>) -> Router<Arc<App>> {
    let metrics = app.metrics.clone();
    let overloaded = move |reader: Reader, _: BoxError| {
        metrics.limit_hit(Limit::InFlight);
        std::future::ready(told(reader, ErrorCode::Unavailable, BUSY, None))
    };
    routes
        .layer(
            ServiceBuilder::new()
                .layer(HandleErrorLayer::new(overloaded))
                .layer(LoadShedLayer::new())
                .layer(GlobalConcurrencyLimitLayer::with_semaphore(Arc::clone(&app.places))),
        )
        .layer(from_fn_with_state(Arc::clone(app), whole_body))
        .layer(DefaultBodyLimit::max(app.config.body_bytes))
}

/// An answer that is nothing but one error: a page for people, and for programs as GraphQL writes it.
fn told(reader: Reader, code: ErrorCode, message: &str, id: Option<&RequestId>) -> Response {
    if !reader.page {
        return refusal(code, message, id);
    }
    let mut response = pages::failure(reader.locale, code.status());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An answer that is nothing but one error, as GraphQL writes it.
pub(super) fn refusal(code: ErrorCode, message: &str, id: Option<&RequestId>) -> Response {
    let mut extensions = serde_json::json!({ "code": code.as_str() });
    if let Some(id) = id {
        extensions["requestId"] = (&*id.0).into();
    }
    let body = serde_json::json!({ "errors": [{ "message": message, "extensions": extensions }] });
    let mut response = (code.status(), Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if code == ErrorCode::Unavailable {
        headers.insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

/// A server that is too busy now is asked again in a second.
pub(super) const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// Gives a request its name. What a client calls it is overwritten: it could be anything, and somebody else's.
async fn named(mut request: Request) -> Request {
    let id = RequestId::new();
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        request.headers_mut().insert(NAME, value);
    }
    request.extensions_mut().insert(id);
    request
}

/// The span of the log. Of the address only the route: parts of a path and its query are the reader's own affair. Its
/// level is the highest, so that every line inside has the id whatever the filter.
fn span(request: &Request) -> Span {
    let id = request.extensions().get::<RequestId>().map_or("", |id| &*id.0);
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::error_span!("request", request_id = id, method = %request.method(), route)
}

fn answered(response: &Response, took: Duration, _: &Span) {
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(status = response.status().as_u16(), ms, "answered");
}

/// A handler panicked; the answer is still to be written.
#[derive(Clone, Copy)]
struct Panicked;

async fn sealed(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Response {
    let _answering = app.metrics.answering();
    let reader = Reader::of(request.uri(), request.headers());
    let response = next.run(request).await;
    match response.extensions().get() {
        Some(Panicked) => told(reader, ErrorCode::Internal, SEALED, Some(&id)),
        None => response,
    }
}

/// Reads the body of a request before the request is counted. What somebody has written into a hosted form is not lost where there is
/// no place for it, or where the database is too busy.
async fn whole_body(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let reader = Reader::of(&parts.uri, &parts.headers);
    let most = app.config.body_bytes;
    match to_bytes(body, most).await {
        Ok(body) => {
            let typed = Typed::of(&app, &parts, &body);
            let answer = next.run(Request::from_parts(parts, body.into())).await;
            match typed {
                Some(typed) => typed.or(answer).await,
                None => answer,
            }
        }
        Err(error) if error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>) => {
            app.metrics.limit_hit(Limit::Body);
            let what = format!("This body is longer than {most} bytes.");
            let mut response = told(reader, ErrorCode::BadRequest, &what, None);
            *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            response
        }
        Err(_) => told(reader, ErrorCode::BadRequest, "The body broke off.", None),
    }
}

/// Whatever is public may be read from any page; without credentials, because there are none to send.
fn public_reads() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers(EXPOSED)
        .max_age(Duration::from_hours(24))
}

/// What the layers round the routes put on an answer to a read, for one that never met them.
pub(super) fn as_the_layers_would(headers: &mut HeaderMap) {
    headers.extend([NO_SNIFFING, REFERRER]);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = EXPOSED.each_ref().map(HeaderName::as_str).join(",");
    if let Ok(exposed) = HeaderValue::try_from(exposed) {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}
