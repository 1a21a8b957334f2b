//! GraphQL over HTTP, as the specification has it: <https://graphql.github.io/graphql-over-http/draft/>.
//!
//! Widgets read with `GET /graphql?documentId=sha256:…&variables=…`: a plain request without any header of its own, so
//! the browser asks no permission first, and with an ETag, so that an unchanged list costs a `304`. Developers use POST
//! or GET with the query itself. The stock handler of `async-graphql-axum` answers 46 of the 61 audits of
//! `graphql-http`, hence our own; its types do the writing.

use std::sync::Arc;

use async_graphql::{Request, Response, ServerError, Variables};
use async_graphql_axum::GraphQLResponse;
use axum::body::Bytes;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response as HttpResponse};
use serde_json::Value;

use super::live;
use super::shown::{Fresh, cached};
use super::widgets::GRAPHIQL;
use crate::app::App;
use crate::error::ErrorCode;
use crate::gate::{Does, never_ran};

const CLASSIC: &str = "application/json";
const EVENTS: &str = "text/event-stream";
const MODERN: &str = "application/graphql-response+json";
/// A list of calls may be this old; a returning reader gets the old one at once while the new one is fetched.
const READS: Fresh = Fresh { max_age: 30, stale_while_revalidate: 300 };

/// A query by GET, or GraphiQL for a person with a browser.
pub async fn get(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> HttpResponse {
    if let Ok(upgrade) = upgrade {
        return live::ws::upgrade(app, upgrade);
    }
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let asked = |name: &str| pairs.iter().any(|(key, _)| key == name);
    if !asked("query") && !asked("documentId") && accepts(&headers, "text/html") {
        return Html(GRAPHIQL).into_response();
    }
    // A page whose policy forbids `fetch` may still import: it gets the same answer as a module.
    let module = pairs.iter().any(|(key, value)| key == "as" && value == "module");
    answer(&app, &headers, from_pairs(&pairs), if module { Method::Import } else { Method::Get }).await
}

/// A query or mutation by POST.
pub async fn post(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> HttpResponse {
    // Nothing but JSON: a form or plain text can be sent by any page without the browser asking first.
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(CLASSIC) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json.\n").into_response();
    }
    answer(&app, &headers, from_body(&body), Method::Post).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Get,
    /// A GET whose answer is a JavaScript module.
    Import,
    Post,
}

/// Why a request never reached the schema.
pub(super) struct Rejection(StatusCode, ErrorCode, String);

impl Rejection {
    fn bad(what: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, ErrorCode::BadRequest, what.into())
    }

    /// The answer as JSON.
    pub(super) fn body(&self) -> Vec<u8> {
        serde_json::to_vec(&self.response()).unwrap_or_default()
    }

    fn response(&self) -> Response {
        let mut error = ServerError::new(&self.2, None);
        error.extensions.get_or_insert_default().set("code", self.1.as_str());
        Response::from_errors(vec![error])
    }
}

/// The parameters of a request, still as JSON.
#[derive(Default)]
pub(super) struct Params {
    query: Option<Value>,
    document_id: Option<Value>,
    operation_name: Option<Value>,
    variables: Option<Value>,
    extensions: Option<Value>,
}

fn from_pairs(pairs: &[(String, String)]) -> Result<Params, Rejection> {
    let mut params = Params::default();
    for (key, text) in pairs {
        let text_value = || Some(Value::String(text.clone()));
        let json = || {
            serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Rejection::bad(format!("`{key}` is not well-formed JSON.")))
        };
        match key.as_str() {
            "query" => params.query = text_value(),
            "documentId" => params.document_id = text_value(),
            "operationName" => params.operation_name = text_value(),
            "variables" => params.variables = json()?,
            "extensions" => params.extensions = json()?,
            _ => {}
        }
    }
    Ok(params)
}

fn from_body(body: &[u8]) -> Result<Params, Rejection> {
    let parsed =
        serde_json::from_slice(body).map_err(|error| Rejection::bad(format!("The body is not JSON: {error}.")))?;
    Params::from_value(parsed)
}

impl Params {
    /// The parameters as an object has them.
    pub(super) fn from_value(mut parsed: Value) -> Result<Self, Rejection> {
        let Some(fields) = parsed.as_object_mut() else {
            return Err(Rejection::bad("The body must be a JSON object with `query` or `documentId`."));
        };
        let mut take = |name: &str| fields.remove(name);
        Ok(Self {
            query: take("query"),
            document_id: take("documentId"),
            operation_name: take("operationName"),
            variables: take("variables"),
            extensions: take("extensions"),
        })
    }

    pub(super) fn request(self, app: &App) -> Result<Request, Rejection> {
        let text = |name: &str, value: Option<Value>| match value {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Rejection::bad(format!("`{name}` must be a string."))),
        };
        let map = |name: &str, value: Option<Value>| match value {
            None | Some(Value::Null) => Ok(None),
            Some(map @ Value::Object(_)) => Ok(Some(map)),
            Some(_) => Err(Rejection::bad(format!("`{name}` must be an object."))),
        };
        let query = match (text("query", self.query)?, text("documentId", self.document_id)?) {
            (Some(query), None) => query,
            (None, Some(id)) => app
                .documents
                .get(&id)
                .ok_or_else(|| {
                    let what = "This document is not known here. A widget newer than this server? Update the server.";
                    Rejection(StatusCode::NOT_FOUND, ErrorCode::NotFound, what.into())
                })?
                .to_owned(),
            (None, None) => return Err(Rejection::bad("Send `query` or `documentId`.")),
            (Some(_), Some(_)) => return Err(Rejection::bad("Send `query` or `documentId`, not both.")),
        };
        let mut request = Request::new(query);
        request.operation_name = text("operationName", self.operation_name)?;
        if let Some(variables) = map("variables", self.variables)? {
            request.variables = Variables::from_json(variables);
        }
        map("extensions", self.extensions)?;
        Ok(request)
    }
}

/// The answer to what is wrong with a request, as JSON.
pub(super) fn bad_request(what: &str) -> Vec<u8> {
    Rejection::bad(what).body()
}

async fn answer(app: &App, headers: &HeaderMap, params: Result<Params, Rejection>, method: Method) -> HttpResponse {
    let (liked, events) = (negotiate(headers), accepts(headers, EVENTS));
    let Some(media) = liked.or(events.then_some(CLASSIC)) else {
        let what = format!("This is answered as {CLASSIC} or {MODERN} only.\n");
        return (StatusCode::NOT_ACCEPTABLE, what).into_response();
    };
    let request = match params.and_then(|params| params.request(app)) {
        Ok(request) => request,
        Err(rejection) => return written(rejection.response(), media, rejection.0),
    };
    let mut admitted = match app.gate.admit(request) {
        Ok(admitted) => admitted,
        Err(refusal) if liked.is_none() => return live::sse::once(app, &refusal),
        Err(refusal) => return written(*refusal, media, refused(media)),
    };
    if method != Method::Post && admitted.does() == Does::Write {
        let what = "A GET may only read. Send a mutation by POST.";
        let rejection = Rejection(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadRequest, what.into());
        let mut response = written(rejection.response(), media, rejection.0);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        return response;
    }
    if admitted.does() == Does::Listen {
        if events {
            return live::sse::listen(app, headers, admitted);
        }
        let what = "A subscription is answered as text/event-stream, or over a WebSocket.";
        return written(Rejection::bad(what).response(), media, StatusCode::BAD_REQUEST);
    }
    let response = app.gate.answer(admitted).await;
    if liked.is_none() {
        return live::sse::once(app, &response);
    }
    if method != Method::Post && response.errors.is_empty() {
        let body = serde_json::to_vec(&response).unwrap_or_default();
        return match method {
            Method::Import => cached(headers, "text/javascript", READS, [b"export default ", &*body].concat()),
            _ => cached(headers, media, READS, body),
        };
    }
    let status = if never_ran(&response) { refused(media) } else { StatusCode::OK };
    written(response, media, status)
}

/// The status of a well-formed request that was not executed: the classic media type knows only 200.
fn refused(media: &'static str) -> StatusCode {
    if media == MODERN { StatusCode::BAD_REQUEST } else { StatusCode::OK }
}

fn written(mut response: Response, media: &'static str, status: StatusCode) -> HttpResponse {
    let mut http = if never_ran(&response) && response.data == async_graphql::Value::Null {
        // A request that was not executed has no `data` at all, not even null.
        let errors = std::mem::take(&mut response.errors);
        axum::Json(serde_json::json!({ "errors": errors })).into_response()
    } else {
        GraphQLResponse::from(response).into_response()
    };
    *http.status_mut() = status;
    let headers = http.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type(media));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    http
}

fn content_type(media: &'static str) -> HeaderValue {
    HeaderValue::from_static(if media == MODERN {
        "application/graphql-response+json; charset=utf-8"
    } else {
        "application/json; charset=utf-8"
    })
}

/// The media type to answer in: the one of ours that the caller likes best; the classic one where he says nothing.
fn negotiate(headers: &HeaderMap) -> Option<&'static str> {
    let Some(accept) = headers.get(header::ACCEPT) else { return Some(CLASSIC) };
    let accept = accept.to_str().unwrap_or_default();
    let mut best: Option<(f32, &'static str)> = None;
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let media = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            CLASSIC | "*/*" | "application/*" => CLASSIC,
            MODERN => MODERN,
            _ => continue,
        };
        let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if quality > 0.0 && best.is_none_or(|(liked, _)| quality > liked) {
            best = Some((quality, media));
        }
    }
    best.map(|(_, media)| media)
}

fn accepts(headers: &HeaderMap, media: &str) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains(media))
}
