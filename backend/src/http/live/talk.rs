//! What is said on a WebSocket: the messages and close codes of `graphql-transport-ws`,
//! <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>.

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Heard {
    ConnectionInit {},
    Ping {},
    Pong {},
    Subscribe { id: String, payload: Value },
    Complete { id: String },
}

/// The name of an operation is the client's; this long is long enough.
const LONGEST_ID: usize = 128;

impl Heard {
    /// Reads a message.
    pub(super) fn read(text: &str) -> Result<Self, Close> {
        let heard =
            serde_json::from_str(text).map_err(|_| Close::Invalid("This is no message of graphql-transport-ws."))?;
        match &heard {
            Self::Subscribe { id, .. } if id.is_empty() || id.len() > LONGEST_ID => {
                Err(Close::Invalid("An id has 1 to 128 bytes."))
            }
            _ => Ok(heard),
        }
    }
}

/// What the server says.
pub(super) fn acknowledge() -> Message {
    Message::text(r#"{"type":"connection_ack"}"#)
}

pub(super) fn pong() -> Message {
    Message::text(r#"{"type":"pong"}"#)
}

/// An answer; `body` is JSON.
pub(super) fn next(id: &str, body: &[u8]) -> Message {
    Message::text(format!(r#"{{"id":{},"type":"next","payload":{}}}"#, json!(id), String::from_utf8_lossy(body)))
}

/// A refusal: `body` is the JSON of an answer with errors. Nothing follows.
pub(super) fn error(id: &str, body: &[u8]) -> Message {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    Message::text(json!({ "id": id, "type": "error", "payload": body["errors"] }).to_string())
}

pub(super) fn complete(id: &str) -> Message {
    Message::text(json!({ "id": id, "type": "complete" }).to_string())
}

/// Why the server ends the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// 4400
    Invalid(&'static str),
    /// 4401
    NotInitialised,
    /// 4408
    InitialisedTooLate,
    /// 4409
    IdInUse(String),
    /// 4429
    InitialisedTwice,
    /// 1012, after which clients come back
    Restarting,
    /// 1013, after which clients come back; the reason is where to go on
    TooSlow(String),
    /// The same, where something went wrong here
    ComeBack(String),
    /// 1009
    TooLarge,
    /// 1001: nothing was heard for long
    Silent,
}

impl Close {
    pub(super) fn message(&self) -> Message {
        let (code, reason) = match self {
            Self::Invalid(what) => (4400, (*what).to_owned()),
            Self::NotInitialised => (4401, "Unauthorized: say connection_init first".to_owned()),
            Self::InitialisedTooLate => (4408, "Connection initialisation timeout".to_owned()),
            Self::IdInUse(id) => (4409, format!("Subscriber for {id} already exists")),
            Self::InitialisedTwice => (4429, "Too many initialisation requests".to_owned()),
            Self::Restarting => (1012, "Restarting; come back".to_owned()),
            Self::ComeBack(place) => (1013, format!("Come back; resumeAfter={place}")),
            Self::TooSlow(place) => (1013, format!("Too slow; resumeAfter={place}")),
            Self::TooLarge => (1009, "This message is too large".to_owned()),
            Self::Silent => (1001, "Nothing was heard from you".to_owned()),
        };
        Message::Close(Some(CloseFrame { code, reason: shortened(reason) }))
    }
}

/// A reason of at most 123 bytes: more does not fit a close frame, and breaks the connection.
fn shortened(mut reason: String) -> Utf8Bytes {
    let mut end = reason.len().min(123);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    reason.truncate(end);
    reason.into()
}

#[cfg(test)]
mod tests {
    use axum::extract::ws::Message;

    use super::{Close, Heard};

    #[test]
    fn a_reason_always_fits_its_frame() {
        for id in ["a".repeat(128), "ђ".repeat(64), "x".into(), format!("a{}", "ђ".repeat(60))] {
            let Message::Close(Some(frame)) = Close::IdInUse(id).message() else { panic!("no close") };
            assert!(frame.reason.len() <= 123, "{}", frame.reason.len());
            assert_eq!(frame.code, 4409);
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"type":"start"}"#,
            r#"{"type":"subscribe"}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":1,"payload":{}}"#,
            r#"{"type":"complete"}"#,
        ] {
            assert!(matches!(Heard::read(text), Err(Close::Invalid(_))), "{text}");
        }
        assert!(matches!(Heard::read(r#"{"type":"ping","payload":{"a":1}}"#), Ok(Heard::Ping {})));
        assert!(matches!(Heard::read(r#"{"type":"connection_init"}"#), Ok(Heard::ConnectionInit {})));
    }
}
