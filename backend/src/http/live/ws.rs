//! WebSocket, for developers; widgets use server-sent events, because default nginx and Apache let no WebSocket through.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use serde_json::Value;
use tokio::time::{Instant, Interval, interval_at, sleep};
use tokio_stream::StreamMap;

use super::talk::{Close, Heard, acknowledge, complete, error, next, pong};
use crate::app::App;
use crate::error::RequestId;
use crate::gate::Does;
use crate::gate::live::Told;
use crate::http::address::Client;
use crate::http::graphql::{Caller, Method, json, prepare};
use crate::http::params::{Rejection, from_object};
use crate::metrics::{Limit, Transport};

const PROTOCOL: &str = "graphql-transport-ws";
/// What is read at once. A thousand sockets that say nothing must not hold megabytes.
const READ_BUFFER: usize = 2 * 1024;

/// Takes a WebSocket, if it speaks our protocol.
pub(in crate::http) fn upgrade(
    app: Arc<App>,
    client: Client,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> HttpResponse {
    let upgrade = upgrade.protocols([PROTOCOL]);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, format!("Speak {PROTOCOL}.\n")).into_response();
    }
    let largest = app.config.live.message_bytes;
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(largest)
        .max_frame_size(largest)
        .on_upgrade(move |socket| async move {
            // Shutdown waits until the last word is said.
            let _counted = (app.tasks.hold(), app.metrics.subscriber(Transport::WebSocket));
            Box::pin(Conversation::new(app, client, headers).hold(socket)).await;
        })
}

struct Conversation {
    app: Arc<App>,
    client: Client,
    /// Of the request that opened the socket: where its page is from.
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
                    // Gone, or what came is no WebSocket: a message that is too large, for one.
                    Some(Err(_)) | None => return,
                },
                Some((id, told)) = self.running.next(), if !self.running.is_empty() => self.say(&id, &told),
                () = &mut patience, if !self.initialised => Err(Close::InitialisedTooLate),
                _ = self.ping.tick() => self.alive(),
                () = &mut stopping => Err(Close::Restarting),
            };
            let sent = match step {
                Ok(Some(message)) => socket.send(message).await,
                Ok(None) => Ok(()),
                Err(close) => {
                    // Whether it arrives or not, this was the last word.
                    let _ = socket.send(close.message()).await;
                    return;
                }
            };
            if sent.is_err() {
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
        let caller = Caller { headers: &self.headers, id: &RequestId::new() };
        let mut admitted = match prepare(&self.app, &caller, from_object(payload), &Method::Post).await {
            Ok(admitted) => admitted,
            Err(rejection) => return Some(error(&id, &json(&rejection.response))),
        };
        let told = if admitted.does() == Does::Listen {
            let told = self.app.gate.subscribe(admitted, None);
            told.boxed()
        } else {
            let gate = self.app.gate.clone();
            let answer = async move {
                let answer = gate.answer(admitted).await;
                let body = Bytes::from(json(&answer));
                let refused = crate::gate::never_ran(&answer);
                let told = if refused {
                    vec![Told::Refused(body)]
                } else {
                    vec![Told::Next { place: None, body }, Told::Complete]
                };
                stream::iter(told.into_iter().map(Arc::new))
            };
            stream::once(answer).flatten().boxed()
        };
        self.running.insert(id, told);
        None
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
            Told::TooSlow(place) => {
                self.app.metrics.limit_hit(Limit::SlowConsumer);
                Err(Close::TooSlow(place.to_string()))
            }
        }
    }
}
