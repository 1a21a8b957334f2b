//! WebSocket, for developers; widgets use server-sent events, because default nginx and Apache let no WebSocket through.

use std::error::Error as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use bytes::Bytes;
use futures_util::FutureExt as _;
use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::time::{Instant, Interval, interval_at, sleep};
use tokio_stream::StreamMap;
use tokio_stream::wrappers::ReceiverStream;
use tokio_tungstenite::tungstenite;
use tokio_util::task::AbortOnDropHandle;

use super::sse::full;
use super::talk::{Close, Heard, acknowledge, complete, error, next, pong};
use crate::app::App;
use crate::error::{ErrorCode, RequestId};
use crate::gate::live::Told;
use crate::gate::{Admitted, Does, Gate, never_ran};
use crate::http::address::Client;
use crate::http::edge::BUSY;
use crate::http::graphql::{Caller, Method, json, prepare};
use crate::http::params::{Rejection, from_object};
use crate::metrics::{Limit, Transport};
use crate::viewer::Viewer;

const PROTOCOL: &str = "graphql-transport-ws";
/// What is read at once. A thousand sockets that say nothing must not hold megabytes.
const READ_BUFFER: usize = 2 * 1024;
/// How long, at shutdown, a client may take what is just being said to him.
const LAST_WORD: Duration = Duration::from_secs(1);

/// Takes a WebSocket, if it speaks our protocol.
pub(in crate::http) fn upgrade(
    app: Arc<App>,
    client: Client,
    headers: &HeaderMap,
    upgrade: WebSocketUpgrade,
) -> HttpResponse {
    let origin = origin_of(headers);
    let upgrade = upgrade.protocols([PROTOCOL]);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, format!("Speak {PROTOCOL}.\n")).into_response();
    }
    let Some(seat) = app.crowd.seat(client.counted(), app.config.live.per_client) else { return full(&app) };
    let largest = app.config.live.message_bytes;
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(largest)
        .max_frame_size(largest)
        .on_upgrade(move |socket| async move {
            // Shutdown waits until the last word is said.
            let _counted = (seat, app.tasks.hold(), app.metrics.subscriber(Transport::WebSocket));
            Box::pin(Conversation::new(app, client, origin).hold(socket)).await;
        })
}

/// Where the page is from that opened the socket, in a copy: the header itself would keep the buffer in which the whole
/// request came for as long as the socket lives.
fn origin_of(headers: &HeaderMap) -> HeaderMap {
    let mut own = HeaderMap::new();
    if let Some(origin) = headers.get(header::ORIGIN).and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
        own.insert(header::ORIGIN, origin);
    }
    own
}

struct Conversation {
    app: Arc<App>,
    client: Client,
    /// Where the page is from that opened the socket.
    headers: HeaderMap,
    initialised: bool,
    /// What runs, by the client's name for it.
    running: StreamMap<String, BoxStream<'static, Arc<Told>>>,
    ping: Interval,
    /// Pings since anything was heard.
    unanswered: u32,
}

impl Conversation {
    fn new(app: Arc<App>, client: Client, headers: HeaderMap) -> Self {
        let every = Duration::from_secs(app.config.live.ping_seconds);
        let ping = interval_at(Instant::now() + every, every);
        Self { app, client, headers, initialised: false, running: StreamMap::new(), ping, unanswered: 0 }
    }

    /// Talks until one side has had enough.
    async fn hold(mut self, mut socket: WebSocket) {
        let mut stopping = std::pin::pin!(self.app.tasks.stopping());
        let mut patience = Box::pin(sleep(Duration::from_secs(self.app.config.live.init_seconds)));
        loop {
            let step = tokio::select! {
                heard = socket.recv() => match heard {
                    Some(Ok(message)) => self.heard(message).await,
                    Some(Err(error)) if is_too_large(&error) => {
                        self.app.metrics.limit_hit(Limit::Message);
                        Err(Close::TooLarge)
                    }
                    // Gone, or what came is no WebSocket.
                    Some(Err(_)) | None => return,
                },
                Some((id, told)) = self.running.next(), if !self.running.is_empty() => self.say(&id, &told),
                () = &mut patience, if !self.initialised => Err(Close::InitialisedTooLate),
                _ = self.ping.tick() => self.alive(),
                () = &mut stopping => Err(Close::Restarting),
            };
            let (message, last) = match step {
                Ok(Some(message)) => (message, false),
                Ok(None) => continue,
                // Whether it arrives or not, this is the last word.
                Err(close) => (close.message(), true),
            };
            let sent = tokio::select! {
                sent = socket.send(message) => sent,
                // Shutdown waits for nobody who does not read.
                () = async { (&mut stopping).await; sleep(LAST_WORD).await } => return,
            };
            if last || sent.is_err() {
                return;
            }
        }
    }

    fn alive(&mut self) -> Result<Option<Message>, Close> {
        self.unanswered += 1;
        if self.unanswered > 2 { Err(Close::Silent) } else { Ok(Some(Message::Ping(Bytes::new()))) }
    }

    async fn heard(&mut self, message: Message) -> Result<Option<Message>, Close> {
        self.unanswered = 0;
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Close::Invalid("Send text.")),
            // Answered below us; a close is followed by the end of the stream.
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => return Ok(None),
        };
        match Heard::read(&text)? {
            Heard::ConnectionInit {} if self.initialised => Err(Close::InitialisedTwice),
            Heard::ConnectionInit {} => {
                self.initialised = true;
                Ok(Some(acknowledge()))
            }
            Heard::Ping {} => Ok(Some(pong())),
            Heard::Pong {} => Ok(None),
            Heard::Complete { id } => {
                self.running.remove(&id);
                Ok(None)
            }
            Heard::Subscribe { .. } if !self.initialised => Err(Close::NotInitialised),
            Heard::Subscribe { id, .. } if self.running.contains_key(&id) => Err(Close::IdInUse(id)),
            Heard::Subscribe { id, payload } => Ok(self.subscribe(id, payload).await),
        }
    }

    /// Begins an operation; a message says why not.
    async fn subscribe(&mut self, id: String, payload: Value) -> Option<Message> {
        let most = self.app.config.live.operations;
        if self.running.len() >= most {
            self.app.metrics.limit_hit(Limit::Subscriptions);
            let what = format!("{most} operations run on this connection; complete one first.");
            return Some(error(&id, &json(&Rejection::bad(what).response)));
        }
        // One socket asks as often as one client may by any other way.
        if let Err(often) = self.app.rate.admit(self.client.counted(), self.app.clock.now()) {
            self.app.metrics.limit_hit(Limit::Rate);
            return Some(error(&id, &json(&Rejection::of(often, &RequestId::new()).response)));
        }
        let (name, client) = (RequestId::new(), self.client);
        // A socket says nothing of who opens it: officials listen by streams of events.
        let (headers, viewer) = (&self.headers, Viewer::Anyone);
        let caller = Caller { headers, id: &name, client, credential: None, viewer, over: None };
        let mut admitted = match prepare(&self.app, &caller, from_object(payload), &Method::Post).await {
            Ok(admitted) => admitted,
            Err(rejection) => return Some(error(&id, &json(&rejection.response))),
        };
        let told = if admitted.does() == Does::Listen {
            self.apart(self.app.gate.subscribe(admitted, None).1)
        } else {
            // A question counts among the requests at once, whichever way it comes.
            let Ok(place) = Arc::clone(&self.app.places).try_acquire_owned() else {
                self.app.metrics.limit_hit(Limit::InFlight);
                let busy = Rejection::new(None, ErrorCode::Unavailable, BUSY);
                return Some(error(&id, &json(&busy.response)));
            };
            let answer = answered(self.app.gate.clone(), admitted);
            self.apart(
                stream::once(answer.map(|told| {
                    drop(place);
                    stream::iter(told)
                }))
                .flatten(),
            )
        };
        self.running.insert(id, told);
        None
    }

    /// Runs an operation by itself, one answer ahead of what is sent. Here it would stand still whenever the client does
    /// not read, and hold what it just has of the database until he does.
    fn apart(&self, told: impl Stream<Item = Arc<Told>> + Send + 'static) -> BoxStream<'static, Arc<Told>> {
        let (tell, hear) = mpsc::channel(1);
        let task = AbortOnDropHandle::new(self.app.tasks.spawn(async move {
            let mut told = std::pin::pin!(told);
            while let Some(told) = told.next().await {
                if tell.send(told).await.is_err() {
                    return;
                }
            }
        }));
        ReceiverStream::new(hear)
            .map(move |told| {
                let _ = &task;
                told
            })
            .boxed()
    }

    fn say(&mut self, id: &str, told: &Told) -> Result<Option<Message>, Close> {
        match told {
            Told::Next { body, .. } => Ok(Some(next(id, body))),
            Told::Refused(body) => {
                self.running.remove(id);
                Ok(Some(error(id, body)))
            }
            Told::Complete => {
                self.running.remove(id);
                Ok(Some(complete(id)))
            }
            // What tells listeners of events stops as well, and may be the first to be heard.
            Told::ComeBack(_) if self.app.tasks.are_stopping() => Err(Close::Restarting),
            Told::ComeBack(place) => Err(Close::ComeBack(place.to_string())),
            // Only an audience is told so, and each of it where to go on.
            Told::Broken => Ok(None),
            Told::TooSlow(place) => {
                self.app.metrics.limit_hit(Limit::SlowConsumer);
                Err(Close::TooSlow(place.to_string()))
            }
        }
    }
}

/// What is told of a question.
async fn answered(gate: Gate, admitted: Admitted) -> Vec<Arc<Told>> {
    let told = match AssertUnwindSafe(gate.answer(admitted)).catch_unwind().await {
        Ok(answer) if never_ran(&answer) => vec![Told::Refused(json(&answer).into())],
        Ok(answer) => vec![Told::Next { place: None, body: json(&answer).into() }, Told::Complete],
        Err(_) => vec![gate.panicked()],
    };
    told.into_iter().map(Arc::new).collect()
}

fn is_too_large(error: &axum::Error) -> bool {
    let error = error.source().and_then(|error| error.downcast_ref::<tungstenite::Error>());
    matches!(error, Some(tungstenite::Error::Capacity(_)))
}
