//! GraphQL over HTTP, as the specification has it: <https://graphql.github.io/graphql-over-http/draft/>.
//!
//! Widgets read with `GET /graphql?documentId=sha256:…&variables=…`: a plain request without any header of its own, so
//! the browser asks no permission first, and with an ETag, so that an unchanged list costs a `304`. Developers use POST
//! or GET with the query itself. The stock handler of `async-graphql-axum` answers 46 of the 61 audits of
//! `graphql-http`, hence our own.

use std::sync::Arc;

use async_graphql::Response;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response as HttpResponse};

use super::address::Client;
use super::answers::{Kept, Question, form, how_new, question};
use super::coding::coded;
use super::edge::RETRY_AFTER;
use super::params::{Body, Params, Rejection, from_body, from_pairs};
use super::session::credential;
use super::widgets::GRAPHIQL;
use super::{batch, live, origins, rate};
use crate::about::About;
use crate::app::App;
use crate::error::{Error, ErrorCode, RequestId};
pub(super) use crate::gate::json;
use crate::gate::{Admitted, Does, never_ran};
use crate::metrics::Limit;
use crate::rate::{Asker, Over};
use crate::viewer::{Credential, Viewer};

const CLASSIC: &str = "application/json";
const EVENTS: &str = "text/event-stream";
const MODERN: &str = "application/graphql-response+json";

/// A query by GET, or GraphiQL for a person with a browser.
pub async fn get(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(client): Extension<Client>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> HttpResponse {
    if let Ok(upgrade) = upgrade {
        return live::ws::upgrade(app, client, &headers, upgrade);
    }
    let query = query.unwrap_or_default();
    let (query, since) = how_new(&query);
    let as_new = match since {
        None => true,
        Some(place) => app.answers.wait_for(&app.journal, place).await,
    };
    let query = &*query;
    // What is older than it should be is nobody's to keep.
    let question = question(query, &headers).filter(|_| as_new);
    if let Some(question) = &question {
        let kept = app.answers.get(&app, question).await;
        app.metrics.cache(kept.is_some());
        if let Some(kept) = kept {
            return kept.response(&headers);
        }
    }
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let asked = |name: &str| pairs.iter().any(|(key, _)| key == name);
    if !["query", "documentId", "extensions"].into_iter().any(asked) && accepts(&headers, "text/html") {
        return Html(GRAPHIQL).into_response();
    }
    // By GET everybody is anyone: what is kept of the answer is for all.
    let caller = Caller { headers: &headers, id: &id, client, credential: None, viewer: Viewer::Anyone, over: None };
    let asked = from_pairs(&pairs).map(Body::One);
    // Boxed, so that a stream that stays open for hours does not keep the room that answering took.
    let mut response = Box::pin(answer(&app, &caller, asked, Method::Get { query, question })).await;
    if !as_new {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// A query or mutation by POST, or a list of them.
pub async fn post(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    (Extension(client), over): (Extension<Client>, Option<Extension<Over>>),
    headers: HeaderMap,
    body: Bytes,
) -> HttpResponse {
    // Nothing but JSON: a form or plain text can be sent by any page without the browser asking first.
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(CLASSIC) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json.\n").into_response();
    }
    let (asked, over) = (from_body(&body), over.map(|Extension(over)| over));
    if let Some(Over { retry_after }) = over
        && !matches!(&asked, Ok(Body::One(one)) if rate::opens(&app, one.input(), app.clock.now()))
    {
        return rate::refused(&Error::RateLimited { retry_after }, None);
    }
    let credential = credential(&app, &headers);
    let viewer = match app.gate.recognise(credential.clone()).await {
        Ok(viewer) => viewer,
        Err(error) => return turned_away(&headers, &Rejection::of(error, &id), CLASSIC),
    };
    let caller = Caller { headers: &headers, id: &id, client, credential, viewer, over };
    Box::pin(answer(&app, &caller, asked, Method::Post)).await
}

/// Who asks, as far as it is known.
pub(super) struct Caller<'a> {
    pub(super) headers: &'a HeaderMap,
    pub(super) id: &'a RequestId,
    pub(super) client: Client,
    /// What he shows to be known.
    pub(super) credential: Option<Credential>,
    /// Who that is.
    pub(super) viewer: Viewer,
    /// That he asks too often: then nothing is done but what work opens.
    pub(super) over: Option<Over>,
}

/// How a request came.
pub(super) enum Method<'a> {
    /// By address; and what its answer may be kept by.
    Get { query: &'a str, question: Option<Question> },
    /// With a body.
    Post,
}

/// Everything that is decided before an operation runs.
pub(super) async fn prepare(
    app: &App,
    caller: &Caller<'_>,
    params: Result<Params, Rejection>,
    method: &Method<'_>,
) -> Result<Admitted, Rejection> {
    let (request, new) = params?.request(app)?;
    let mut request = request.data(caller.id.clone()).data(caller.viewer.clone()).data(Asker(caller.client.counted()));
    if let Some(credential) = caller.credential.clone() {
        request = request.data(credential);
    }
    if let Some(over) = caller.over {
        request = request.data(over);
    }
    let admitted = app.gate.admit(request);
    let mut admitted = admitted.map_err(|response| Rejection { response, status: None })?;
    let does = admitted.does();
    if !matches!(method, Method::Post) && does == Does::Write {
        let what = "A GET may only read. Send a mutation by POST.";
        return Err(Rejection::new(Some(StatusCode::METHOD_NOT_ALLOWED), ErrorCode::BadRequest, what));
    }
    if does == Does::Write {
        origins::may_write(app, caller.headers, caller.id).await?;
    }
    if let Some(Over { retry_after }) = caller.over
        && !admitted.is_only("submitComment")
    {
        return Err(Rejection::of(Error::RateLimited { retry_after }, caller.id));
    }
    if does == Does::Write {
        // The first was counted when the request came; the others cost as much as if each had come alone.
        for _ in 1..admitted.writes(&app.config.operation) {
            if let Err(often) = app.rate.admit(caller.client.counted(), app.clock.now()) {
                app.metrics.limit_hit(Limit::Rate);
                return Err(Rejection::of(often, caller.id));
            }
        }
    }
    if let Some(hash) = new {
        app.persisted.keep(hash, admitted.document());
    }
    Ok(admitted)
}

async fn answer(app: &App, caller: &Caller<'_>, asked: Result<Body, Rejection>, method: Method<'_>) -> HttpResponse {
    let headers = caller.headers;
    let (liked, events) = (negotiate(headers), accepts(headers, EVENTS));
    let Some(media) = liked.or(events.then_some(CLASSIC)) else {
        let what = format!("This is answered as {CLASSIC} or {MODERN} only.\n");
        return (StatusCode::NOT_ACCEPTABLE, what).into_response();
    };
    let params = match asked {
        Ok(Body::List(list)) => {
            return batch::answer(app, caller, list, media)
                .await
                .unwrap_or_else(|refusal| turned_away(headers, &refusal, media));
        }
        Ok(Body::One(params)) => Ok(params),
        Err(rejection) => Err(rejection),
    };
    let mut admitted = match prepare(app, caller, params, &method).await {
        Ok(admitted) => admitted,
        // What the gate refuses is an answer, and comes as answers are wanted.
        Err(rejection) if liked.is_none() && rejection.status.is_none() => {
            return live::sse::once(app, &rejection.response);
        }
        Err(rejection) => return turned_away(headers, &rejection, media),
    };
    if admitted.does() == Does::Listen {
        if events {
            return live::sse::listen(app, caller.client, headers, admitted);
        }
        let what = "A subscription is answered as text/event-stream, or over a WebSocket.";
        return turned_away(headers, &Rejection::bad(what), media);
    }
    if liked.is_none() {
        return live::sse::once(app, &app.gate.answer(admitted).await);
    }
    let response = match method {
        Method::Post => Arc::new(app.gate.answer(admitted).await),
        Method::Get { query, question } => {
            let read = read(app, admitted, form(query, media));
            let read = match question {
                Some(question) => app.answers.make(app, question, read).await,
                None => read.await.map(Arc::new).map_err(Arc::new),
            };
            match read {
                Ok(kept) => return kept.response(headers),
                Err(refused) => refused,
            }
        }
    };
    let status = match never_ran(&response) {
        true if has_code(&response, ErrorCode::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
        true => refused(media),
        false => StatusCode::OK,
    };
    written(headers, &response, media, status)
}

/// An answer that can be kept; else what stands in its way.
async fn read(app: &App, admitted: Admitted, form: &'static str) -> Result<Kept, Response> {
    let (made_at, now) = (app.journal.head(), app.clock.now());
    let (response, about) = app.gate.answer_noting(admitted).await;
    if !response.errors.is_empty() || about == About::OneAlone {
        return Err(response);
    }
    Ok(Kept::new(json(&response), form, about, made_at, now))
}

fn has_code(response: &Response, code: ErrorCode) -> bool {
    let codes = response.errors.iter().filter_map(|error| error.extensions.as_ref()?.get("code"));
    codes.into_iter().any(|found| *found == async_graphql::Value::from(code.as_str()))
}

/// The status of a well-formed request that was not executed: the classic media type knows only 200.
fn refused(media: &'static str) -> StatusCode {
    if media == MODERN { StatusCode::BAD_REQUEST } else { StatusCode::OK }
}

fn turned_away(headers: &HeaderMap, rejection: &Rejection, media: &'static str) -> HttpResponse {
    let mut http = written(headers, &rejection.response, media, rejection.status.unwrap_or(refused(media)));
    if let Some(seconds) = seconds_to_wait(&rejection.response) {
        http.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    http
}

/// In how many seconds whoever asked too often may ask again.
fn seconds_to_wait(response: &Response) -> Option<HeaderValue> {
    match response.errors.first()?.extensions.as_ref()?.get("retryAfter")? {
        async_graphql::Value::Number(seconds) => seconds.as_u64().map(HeaderValue::from),
        _ => None,
    }
}

fn written(headers: &HeaderMap, response: &Response, media: &'static str, status: StatusCode) -> HttpResponse {
    let mut http = written_json(headers, json(response), media);
    *http.status_mut() = status;
    let headers = http.headers_mut();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    http
}

/// JSON that is not to be kept.
pub(super) fn written_json(headers: &HeaderMap, body: Vec<u8>, media: &'static str) -> HttpResponse {
    let (body, coding) = coded(headers, body);
    let mut http = body.into_response();
    let headers = http.headers_mut();
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    headers.insert(header::CONTENT_TYPE, content_type(media));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
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
pub(super) fn negotiate(headers: &HeaderMap) -> Option<&'static str> {
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
