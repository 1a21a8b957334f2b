//! Server-sent events, as the graphql-sse protocol has them in its mode of distinct connections:
//! <https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md>.
//!
//! A widget listens with the browser's own `EventSource`, which needs no permission and no header. Every event has an
//! `id`, its place in what happened: a browser that lost its connection comes back with `Last-Event-ID` by itself, and
//! gets what it missed, from whatever instance it reaches.

use std::convert::Infallible;
use std::time::Duration;

use async_graphql::Response;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use futures_util::stream::{self, Stream, StreamExt as _};

use crate::app::App;
use crate::error::ErrorCode;
use crate::events::Place;
use crate::gate::Admitted;
use crate::gate::live::Told;
use crate::http::accept::Stays;
use crate::http::address::Client;
use crate::http::edge::refusal;
use crate::http::graphql::json;
use crate::metrics::{Limit, Transport};

/// How long a browser waits before it comes back, in milliseconds.
const RETRY: Duration = Duration::from_secs(3);

/// Answers a subscription for as long as somebody listens.
pub(in crate::http) fn listen(app: &App, client: Client, headers: &HeaderMap, admitted: Admitted) -> HttpResponse {
    let Some(seat) = app.crowd.seat(client.counted(), app.config.live.per_client) else { return full(app) };
    let after = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse::<Place>().ok());
    let stopping = app.tasks.stopping();
    let (metrics, counted) = (app.metrics.clone(), (seat, app.metrics.subscriber(Transport::Sse)));
    let (begin, told) = app.gate.subscribe(admitted, after);
    let told = told.flat_map(move |told| {
        let _counted = &counted;
        if matches!(*told, Told::TooSlow(_)) {
            metrics.limit_hit(Limit::SlowConsumer);
        }
        stream::iter(events(&told))
    });
    // Ending without `complete` tells a client to come back.
    response(app, Some(begin), told.take_until(stopping))
}

/// The answer to a client who listens as often as one may.
pub(in crate::http) fn full(app: &App) -> HttpResponse {
    app.metrics.limit_hit(Limit::Subscriptions);
    let most = app.config.live.per_client;
    let what = format!("One client may listen {most} times at once. Close a stream or a socket first.");
    refusal(ErrorCode::RateLimited, &what, None)
}

/// A single answer as a stream, for a client that takes nothing else.
pub(in crate::http) fn once(app: &App, answer: &Response) -> HttpResponse {
    response(app, None, stream::iter([next(&json(answer)), complete()]))
}

fn events(told: &Told) -> Vec<Event> {
    match told {
        Told::Next { place: Some(place), body } => vec![next(body).id(place.to_string())],
        Told::Next { place: None, body } => vec![next(body)],
        Told::Refused(body) => vec![next(body), complete()],
        Told::Complete => vec![complete()],
        // He knows his place: he comes back with the id of what he got last.
        Told::TooSlow(_) => vec![Event::default().comment("too slow; come back")],
        Told::ComeBack(_) | Told::Broken => vec![Event::default().comment("come back")],
    }
}

fn next(body: &[u8]) -> Event {
    Event::default().event("next").data(String::from_utf8_lossy(body))
}

/// The last word. It has data, because a browser drops an event that has none; and data that is JSON, because clients
/// parse it.
fn complete() -> Event {
    Event::default().event("complete").data("null")
}

fn response(app: &App, place: Option<Place>, events: impl Stream<Item = Event> + Send + 'static) -> HttpResponse {
    // Something at once: a proxy that holds answers back until there is a body lets this one go.
    let begin = Event::default().comment("listening").retry(RETRY);
    // Whoever loses his connection before he is told anything comes back to where he began.
    let begin = match place {
        Some(place) => begin.id(place.to_string()),
        None => begin,
    };
    let begin = stream::iter([begin]);
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(app.config.live.keep_alive_seconds));
    let events = begin.chain(events).map(Ok::<_, Infallible>);
    let mut response = Sse::new(events).keep_alive(keep_alive).into_response();
    response.extensions_mut().insert(Stays);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    // nginx would wait for a full buffer otherwise.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}
