//! Clients who speak `graphql-transport-ws` to a town on a real port.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::served::{Served, soon};
use crate::{Neighbour, Town};

/// What we speak.
pub const PROTOCOL: &str = "graphql-transport-ws";

impl Town {
    /// The town on a real port. It ends with what this returns.
    #[must_use]
    pub fn served(&self) -> Served {
        Served::of(self.app.clone(), self.clock.clone())
    }

    /// Its neighbour on another port.
    #[must_use]
    pub fn served_neighbour(&self, neighbour: &Neighbour) -> Served {
        Served::of(neighbour.0.clone(), self.clock.clone())
    }

    /// A gauge or counter, as `/metrics` has it; 0 where it is not there yet.
    pub async fn figure(&self, name: &str) -> i64 {
        let text = self.get("/metrics").await.text();
        let found = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok());
        found.unwrap_or_default()
    }

    /// Waits until a figure is this one.
    pub async fn until(&self, name: &str, wanted: i64) {
        soon(&format!("{name} {wanted}"), async {
            while self.figure(name).await != wanted {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        })
        .await;
    }
}

/// What a client hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A message.
    Message(Value),
    /// The end, with its code and reason.
    Closed(u16, String),
    /// The end, without a word.
    Gone,
}

/// One end of a WebSocket.
#[derive(Debug)]
pub struct Socket(WebSocketStream<TcpStream>);

impl Served {
    /// A socket on which nothing was said yet.
    ///
    /// # Panics
    /// It is refused.
    pub async fn silent_socket(&self) -> Socket {
        let opened = Socket::open(self.client().await.stream, Some(PROTOCOL), None).await;
        opened.unwrap_or_else(|(status, said)| panic!("{status} {said}"))
    }

    /// A socket that may be used.
    pub async fn socket(&self) -> Socket {
        let mut socket = self.silent_socket().await;
        socket.init().await;
        socket
    }
}

impl Socket {
    /// Opens a socket with this subprotocol from a page of this origin.
    ///
    /// # Errors
    /// The status and body of the refusal.
    ///
    /// # Panics
    /// What came is not HTTP.
    pub async fn open(stream: TcpStream, protocol: Option<&str>, origin: Option<&str>) -> Result<Self, (u16, String)> {
        let mut request = "ws://javno.example/graphql".into_client_request().expect("a request");
        for (name, value) in [("sec-websocket-protocol", protocol), ("origin", origin)] {
            if let Some(value) = value {
                request.headers_mut().insert(name, HeaderValue::from_str(value).expect("a header"));
            }
        }
        match soon("a handshake", tokio_tungstenite::client_async(request, stream)).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => {
                let said = String::from_utf8_lossy(answer.body().as_deref().unwrap_or_default()).into_owned();
                Err((answer.status().as_u16(), said))
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Says any message; that the server has closed meanwhile is heard later.
    pub async fn say_message(&mut self, message: Message) {
        let _ = soon("a write", self.0.send(message)).await;
    }

    /// Says JSON.
    pub async fn say(&mut self, message: Value) {
        self.say_message(Message::text(message.to_string())).await;
    }

    /// Says who it is, and hears that it may go on.
    ///
    /// # Panics
    /// It may not.
    pub async fn init(&mut self) {
        self.say(json!({ "type": "connection_init" })).await;
        assert_eq!(self.hear().await, Said::Message(json!({ "type": "connection_ack" })));
    }

    /// Begins an operation.
    pub async fn begin(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(json!({ "id": id, "type": "subscribe", "payload": payload })).await;
    }

    /// Ends an operation.
    pub async fn complete(&mut self, id: &str) {
        self.say(json!({ "id": id, "type": "complete" })).await;
    }

    /// What comes next.
    ///
    /// # Panics
    /// Nothing comes, or what is no message of ours.
    pub async fn hear(&mut self) -> Said {
        loop {
            match soon("a message", self.0.next()).await {
                Some(Ok(Message::Text(text))) => return Said::Message(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Said::Closed(frame.code.into(), frame.reason.as_str().to_owned());
                }
                Some(Ok(Message::Close(None)) | Err(_)) | None => return Said::Gone,
                Some(Ok(other)) => panic!("{other:?}"),
            }
        }
    }

    /// The next message.
    ///
    /// # Panics
    /// The socket ends.
    pub async fn message(&mut self) -> Value {
        match self.hear().await {
            Said::Message(message) => message,
            end => panic!("{end:?}"),
        }
    }

    /// The payload of the next message, which must be of this type and operation.
    ///
    /// # Panics
    /// It is another.
    pub async fn heard(&mut self, id: &str, kind: &str) -> Value {
        let mut message = self.message().await;
        assert_eq!((&message["id"], &message["type"]), (&json!(id), &json!(kind)), "{message}");
        message["payload"].take()
    }

    /// The code and reason with which it ends, whatever is said before.
    ///
    /// # Panics
    /// It ends without.
    pub async fn end(&mut self) -> (u16, String) {
        loop {
            match self.hear().await {
                Said::Message(_) => {}
                Said::Closed(code, reason) => return (code, reason),
                Said::Gone => panic!("gone without a word"),
            }
        }
    }

    /// What is said until everything before is done: the server answers a ping after what came before it.
    pub async fn until_now(&mut self) -> Vec<Value> {
        self.say(json!({ "type": "ping" })).await;
        let mut said = Vec::new();
        loop {
            let message = self.message().await;
            if message["type"] == "pong" {
                return said;
            }
            said.push(message);
        }
    }
}
