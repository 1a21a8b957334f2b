//! Listening to a town: server-sent events through the real router, and a second instance on the same database.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use futures_util::StreamExt as _;
use javno::app::App;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{Answer, Town, config};

/// Nothing that is to come takes this long; a test that waits for longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// One event of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// `next` or `complete`.
    pub event: String,
    /// Its place.
    pub id: Option<String>,
    /// Its JSON; null where there is none.
    pub data: Value,
}

/// Somebody who listens to a stream of events.
#[derive(Debug)]
pub struct Listener {
    body: BodyDataStream,
    heard: String,
    /// The headers with which the stream began.
    pub headers: axum::http::HeaderMap,
}

impl Listener {
    /// Where the stream began.
    ///
    /// # Panics
    /// It does not say, or something was heard since.
    #[must_use]
    pub fn place(&self) -> String {
        let line = self.heard.lines().find_map(|line| line.strip_prefix("id:"));
        line.expect("a place at the beginning").trim().to_owned()
    }

    /// The next event; none where the stream ended.
    ///
    /// # Panics
    /// Nothing comes.
    pub async fn next(&mut self) -> Option<Heard> {
        // The whole of it: what the server says to keep the connection alive is nothing that was waited for.
        let next = tokio::time::timeout(PATIENCE, self.event()).await;
        next.unwrap_or_else(|_| panic!("nothing was heard for {PATIENCE:?}"))
    }

    async fn event(&mut self) -> Option<Heard> {
        loop {
            if let Some((block, rest)) = self.heard.split_once("\n\n") {
                let event = parsed(block);
                self.heard = rest.to_owned();
                if let Some(event) = event {
                    return Some(event);
                }
                continue;
            }
            let more = self.body.next().await?.expect("a stream that does not break");
            self.heard.push_str(&String::from_utf8_lossy(&more));
        }
    }

    /// The data of the next event, which must be one with data.
    ///
    /// # Panics
    /// The stream ended, or the event has errors.
    pub async fn data(&mut self) -> Value {
        let heard = self.next().await.expect("an event");
        assert!(heard.data["errors"].is_null(), "{heard:?}");
        heard.data["data"].clone()
    }

    /// That nothing is heard for a moment.
    ///
    /// # Panics
    /// Something is heard.
    pub async fn silence(&mut self) {
        let heard = tokio::time::timeout(Duration::from_millis(300), self.next()).await;
        assert!(heard.is_err(), "{heard:?}");
    }
}

/// An event; none where it is only a comment.
fn parsed(block: &str) -> Option<Heard> {
    let field = |name: &str| {
        block.lines().find_map(|line| line.strip_prefix(name).and_then(|line| line.strip_prefix(':'))).map(str::trim)
    };
    Some(Heard {
        event: field("event")?.to_owned(),
        id: field("id").map(str::to_owned),
        data: serde_json::from_str(field("data").unwrap_or_default()).unwrap_or_default(),
    })
}

/// Asks an instance for a stream of events.
pub(crate) async fn listen(app: &Arc<App>, query: &str, variables: Value, after: Option<&str>) -> Listener {
    let after = after.map(|after| ("last-event-id", after));
    listen_with(app, query, variables, after.as_slice()).await
}

/// The same with headers.
pub(crate) async fn listen_with(app: &Arc<App>, query: &str, variables: Value, headers: &[(&str, &str)]) -> Listener {
    let mut request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "text/event-stream");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Body::from(json!({ "query": query, "variables": variables }).to_string());
    let peer = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_001)));
    let request = request.extension(peer).body(body).expect("a request");
    let response = app.router().oneshot(request).await;
    let (parts, body) = response.unwrap_or_else(|never| match never {}).into_parts();
    assert_eq!(parts.status, 200, "{parts:?}");
    let mut body = body.into_data_stream();
    // Something comes at once; then the stream is on.
    let begin = tokio::time::timeout(PATIENCE, body.next()).await.expect("a sign of life");
    let heard = String::from_utf8_lossy(&begin.expect("a beginning").expect("a body")).into_owned();
    Listener { body, heard, headers: parts.headers }
}

impl Town {
    /// Listens.
    pub async fn listen(&self, query: &str, variables: Value) -> Listener {
        listen(&self.app, query, variables, None).await
    }

    /// Listens on from a place.
    pub async fn listen_after(&self, query: &str, variables: Value, after: &str) -> Listener {
        listen(&self.app, query, variables, Some(after)).await
    }

    /// Another instance on the same database.
    ///
    /// # Panics
    /// It does not start.
    pub async fn neighbour(&self) -> Neighbour {
        let app = App::start(config(self.database()), self.clock.clone(), None).await;
        Neighbour(app.expect("a second instance"))
    }
}

/// A second instance on a town's database.
#[derive(Debug)]
pub struct Neighbour(pub Arc<App>);

impl Neighbour {
    /// Fetches a path from this instance.
    ///
    /// # Panics
    /// There is no answer.
    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = self.0.router().oneshot(request).await.unwrap_or_else(|never| match never {});
        Answer::of(response).await
    }

    /// Listens at this instance.
    pub async fn listen(&self, query: &str, variables: Value) -> Listener {
        listen(&self.0, query, variables, None).await
    }

    /// Listens at this instance on from a place.
    pub async fn listen_after(&self, query: &str, variables: Value, after: &str) -> Listener {
        listen(&self.0, query, variables, Some(after)).await
    }
}
