//! A thousand subscribers, in a process of their own so that the server's memory is the server's.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

use futures_util::SinkExt as _;
use futures_util::stream::StreamExt as _;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Message, http::HeaderValue};

pub const SUBSCRIBERS: usize = 1_000;
const EVENTS: usize = 20;

/// Connects a thousand to this address and lets it happen; the time from the change to the last subscriber, half of the
/// time no longer.
pub async fn to_the_last(address: SocketAddr, path: &str, mut happen: impl AsyncFnMut(usize)) -> Duration {
    let mut crowd = Crowd::gather(address, path, SUBSCRIBERS).await;
    let mut taken = Vec::new();
    for n in 0..EVENTS {
        let began = Instant::now();
        happen(n).await;
        crowd.heard_by_all().await;
        taken.push(began.elapsed());
    }
    taken.sort_unstable();
    crowd.process.kill().await.expect("the crowd goes");
    taken[EVENTS / 2]
}

/// What this process grows by for each of a thousand who wait and hear nothing, in KiB. The process must have done nothing
/// else, or they find room that was let go.
pub async fn idle(address: SocketAddr, path: &str) -> f64 {
    // What the first ones need, all use.
    let _first = Crowd::gather(address, path, 50).await;
    let before = memory();
    let _crowd = Crowd::gather(address, path, SUBSCRIBERS).await;
    // What was only needed to begin is let go.
    tokio::time::sleep(Duration::from_secs(2)).await;
    #[expect(clippy::cast_precision_loss, reason = "a number of KiB")]
    let each = memory().saturating_sub(before) as f64 / SUBSCRIBERS as f64;
    each
}

/// The same in a process of its own: `bench idle PATH`.
pub async fn idle_elsewhere(path: &str) -> f64 {
    let this = std::env::current_exe().expect("this program");
    let said = Command::new(this).args(["idle", path]).stderr(Stdio::inherit()).output().await.expect("a process");
    String::from_utf8_lossy(&said.stdout).trim().parse().expect("a number of KiB")
}

/// What this process has in memory, in KiB.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kib| kib.parse().ok()).unwrap_or_default()
}

struct Crowd {
    process: Child,
    said: BufReader<ChildStdout>,
}

impl Crowd {
    async fn gather(address: SocketAddr, path: &str, count: usize) -> Self {
        let this = std::env::current_exe().expect("this program");
        let mut process = Command::new(this)
            .args(["crowd", &address.to_string(), path, &count.to_string()])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("a crowd");
        let said = BufReader::new(process.stdout.take().expect("its voice"));
        let mut crowd = Self { process, said };
        crowd.heard_by_all().await;
        crowd
    }

    /// Waits until the crowd says a line.
    async fn heard_by_all(&mut self) {
        let mut line = String::new();
        let said = tokio::time::timeout(Duration::from_secs(30), self.said.read_line(&mut line)).await;
        assert!(said.is_ok_and(|read| read.is_ok_and(|bytes| bytes > 0)), "the crowd fell silent");
    }
}

/// The crowd itself: says a line when all are connected, and one whenever all have heard an event.
#[expect(clippy::print_stdout, reason = "it is heard over there")]
pub async fn crowd(address: SocketAddr, path: &str, count: usize) {
    let (send, mut heard) = mpsc::channel(count);
    for _ in 0..count {
        let (send, path) = (send.clone(), path.to_owned());
        javno::tasks::Tasks::default().spawn(async move {
            if path.starts_with("ws:") {
                socket(address, &path, send).await;
            } else {
                events(address, &path, send).await;
            }
        });
    }
    loop {
        for _ in 0..count {
            heard.recv().await.expect("a subscriber");
        }
        println!("all");
    }
}

async fn events(address: SocketAddr, path: &str, send: mpsc::Sender<()>) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("a request is sent");
    let mut buffer = vec![0; 16 * 1024];
    let mut connected = false;
    loop {
        let read = stream.read(&mut buffer).await.expect("an event");
        assert!(read > 0, "the stream ended");
        let text = String::from_utf8_lossy(&buffer[..read]);
        // The first thing is a sign of life, with the head or behind it; then events come one by one, each whole.
        let is_event = text.contains("data:");
        if is_event || (!connected && text.contains("\n:")) || (!connected && text.contains("retry")) {
            connected = true;
            send.send(()).await.expect("somebody counts");
        }
    }
}

async fn socket(address: SocketAddr, query: &str, send: mpsc::Sender<()>) {
    let mut request = format!("ws://{address}/graphql").into_client_request().expect("an address");
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    let stream = TcpStream::connect(address).await.expect("a connection");
    let (mut socket, _) = tokio_tungstenite::client_async(request, stream).await.expect("a socket");
    socket.send(Message::text(r#"{"type":"connection_init"}"#)).await.expect("hello");
    socket.next().await.expect("an answer").expect("a message");
    let query = query.trim_start_matches("ws:");
    let subscribe = serde_json::json!({ "id": "1", "type": "subscribe", "payload": { "query": query } });
    socket.send(Message::text(subscribe.to_string())).await.expect("a subscription");
    // Whatever was said before is done when this is answered.
    socket.send(Message::text(r#"{"type":"ping"}"#)).await.expect("a ping");
    while let Some(message) = socket.next().await {
        if matches!(message.expect("a message"), Message::Text(_)) {
            send.send(()).await.expect("somebody counts");
        }
    }
}
