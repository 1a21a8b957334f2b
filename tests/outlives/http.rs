//! As much of HTTP and WebSocket as is needed to ask a server that may die of the question.

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use tokio_tungstenite::tungstenite::client::{IntoClientRequest as _, client};
use tokio_tungstenite::tungstenite::http::HeaderValue;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    /// Whether it is a refusal in good order: an error of the caller's, or an address longer than a server reads.
    pub(crate) fn is_refusal(&self) -> bool {
        self.body.contains(r#""code":"BAD_REQUEST""#) || matches!(self.status, 414 | 431)
    }
}

pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer, Box<dyn Error>> {
    send(address, &format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"))
}

pub(crate) fn post(address: SocketAddr, accept: &str, body: &str) -> Result<Answer, Box<dyn Error>> {
    let length = body.len();
    send(
        address,
        &format!(
            "POST /graphql HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             accept: {accept}\r\ncontent-length: {length}\r\n\r\n{body}"
        ),
    )
}

/// The first answer that a WebSocket gives to these messages, after its acknowledgement.
pub(crate) fn talk(address: SocketAddr, messages: [String; 2]) -> Result<Answer, Box<dyn Error>> {
    let mut request = format!("ws://{address}/graphql").into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    let stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let (mut socket, _) = client(request, stream).map_err(|error| error.to_string())?;
    for message in messages {
        socket.send(message.into())?;
    }
    loop {
        let message = socket.read()?;
        if !message.to_text()?.contains("connection_ack") {
            return Ok(Answer { status: 101, body: message.to_text()?.to_owned() });
        }
    }
}

fn send(address: SocketAddr, request: &str) -> Result<Answer, Box<dyn Error>> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    // A server may answer before it has read everything; what it said is what counts.
    let sent = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let (Some(status), Some((_, body))) = (status, text.split_once("\r\n\r\n")) else {
        sent?;
        read?;
        return Err(format!("no answer, but “{text}”").into());
    };
    Ok(Answer { status, body: body.to_owned() })
}
