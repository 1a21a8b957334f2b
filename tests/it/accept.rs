//! The front door, through real connections: how many there may be, and that each wait for a client has an end.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::ws::WebSocketUpgrade;
use axum::routing::get;
use futures_util::{SinkExt as _, StreamExt as _};
use javno::config::ConnectionLimits;
use tests::served::{Served, Wire, soon};
use tokio_tungstenite::tungstenite::Message;

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

/// Limits that a test can wait for.
pub(crate) fn quick() -> ConnectionLimits {
    ConnectionLimits {
        header_seconds: 0.3,
        body_seconds: 5.0,
        body_bytes_per_second: 1_000,
        body_grace_seconds: 0.5,
        idle_seconds: 0.5,
        stalled_write_seconds: 0.3,
        shutdown_seconds: 5.0,
        ..ConnectionLimits::default()
    }
}

pub(crate) fn is(answer: &str, status: u16) -> bool {
    answer.starts_with(&format!("HTTP/1.1 {status} "))
}

/// The answers of one connection, one after the other.
async fn healthy(client: &mut Wire) {
    client.say(HEALTH).await;
    let answer = client.answer().await;
    assert!(is(&answer, 200) && answer.ends_with("ok\n"), "{answer}");
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_request_and_closed_where_that_is_wanted() {
    let served = Served::app(|config| config.connections = quick()).await;
    let mut client = served.client().await;
    for _ in 0..3 {
        healthy(&mut client).await;
    }
    let last = served.get("/healthz").await;
    assert!(is(&last, 200) && last.ends_with("ok\n"), "{last}");
    served.end().await;
}

#[tokio::test]
async fn requests_sent_at_once_are_answered_in_their_order() {
    let served = Served::app(|config| config.connections = quick()).await;
    let mut client = served.client().await;
    let style = "GET /page.css HTTP/1.1\r\nhost: x\r\n\r\n";
    client.say(&format!("{HEALTH}{style}{HEALTH}GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await;
    let all = client.hear().await;
    let kinds: Vec<_> = all.lines().filter_map(|line| line.strip_prefix("content-type: ")).collect();
    assert_eq!(kinds.len(), 4, "{all}");
    assert!(kinds[1].starts_with("text/css") && kinds[0] == kinds[2] && kinds[2] == kinds[3], "{kinds:?}");
}

#[tokio::test]
async fn a_head_that_comes_slowly_is_cut() {
    let served = Served::app(|config| config.connections = quick()).await;
    for begun in ["G", "GET /healthz HTTP/1.1\r\n", "GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: "] {
        let mut waiting = served.client().await;
        waiting.say(begun).await;
        let answer = waiting.hear().await;
        assert!(is(&answer, 408), "{begun:?}: {answer:?}");
    }
    // A byte now and then does not help.
    let mut dribbling = served.client().await;
    dribbling.say("GET /healthz HTTP/1.1\r\nx-long: ").await;
    let answer = dribbling.dribble(Duration::from_millis(20)).await;
    assert!(is(&answer, 408), "{answer:?}");
    // Nor does it on a connection that was good before.
    let mut kept = served.client().await;
    healthy(&mut kept).await;
    kept.say("GET /").await;
    let answer = kept.hear().await;
    assert!(is(&answer, 408), "{answer:?}");
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed_without_a_word() {
    let served = Served::app(|config| config.connections = quick()).await;
    let mut silent = served.client().await;
    assert_eq!(silent.hear().await, "");
    let mut kept = served.client().await;
    healthy(&mut kept).await;
    assert_eq!(kept.hear().await, "");
}

#[tokio::test]
async fn an_address_has_its_number_of_connections_and_others_do_not_suffer() {
    let served =
        Served::app(|config| config.connections = ConnectionLimits { per_address: 2, ..Default::default() }).await;
    let (mut first, mut second) = (served.client().await, served.client().await);
    healthy(&mut first).await;
    healthy(&mut second).await;
    let refused = served.get("/healthz").await;
    insta::assert_snapshot!(refused.replace('\r', ""), @"
    HTTP/1.1 503 Service Unavailable
    retry-after: 5
    connection: close
    content-type: text/plain; charset=utf-8
    content-length: 51

    Too many connections. Try again in a few seconds.
    ");
    assert!(is(&served.get_from(2, "/healthz").await, 200));
    healthy(&mut first).await;
    drop(second);
    // The server notices within a moment.
    soon("a place", async { while !is(&served.get("/healthz").await, 200) {} }).await;
}

#[tokio::test]
async fn there_is_a_number_of_connections_altogether() {
    let served = Served::app(|config| config.connections = ConnectionLimits { in_all: 3, ..Default::default() }).await;
    let mut clients = Vec::new();
    for n in 1..=3 {
        let mut client = served.client_from(n).await;
        healthy(&mut client).await;
        clients.push(client);
    }
    let refused = served.get_from(4, "/healthz").await;
    assert!(is(&refused, 503), "{refused}");
    drop(clients);
    soon("a place", async { while !is(&served.get_from(4, "/healthz").await, 200) {} }).await;
}

#[tokio::test]
async fn what_is_no_http_is_refused_and_harms_nobody() {
    let served = Served::app(|config| config.connections = quick()).await;
    let noise: Vec<u8> = (0..4_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (garbage, status) in [
        (noise.as_slice(), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello, TLS \r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"GET /healthz HTTP/9.9\r\n\r\n", 400),
        (b"GET  HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nx: a\0b\r\n\r\n", 400),
        (b"POST /graphql HTTP/1.1\r\ncontent-length: -1\r\n\r\n", 400),
        (b"POST /graphql HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", 400),
        (b"POST /graphql HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\n", 400),
    ] {
        let mut client = served.client().await;
        client.say_bytes(garbage).await;
        let answer = client.hear().await;
        assert!(is(&answer, status) || answer.is_empty(), "{:?}: {answer}", String::from_utf8_lossy(garbage));
    }
    let mut client = served.client().await;
    healthy(&mut client).await;
}

#[tokio::test]
async fn a_head_has_a_size() {
    let served = Served::app(|config| config.connections = quick()).await;
    for head in [
        format!("GET /healthz HTTP/1.1\r\nx-long: {}\r\n\r\n", "x".repeat(20_000)),
        format!("GET /healthz HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(101)),
        format!("GET /healthz?{} HTTP/1.1\r\n\r\n", "x".repeat(20_000)),
        format!("GET /healthz HTTP/1.1\r\nx-endless: {}", "x".repeat(1 << 20)),
    ] {
        let mut client = served.client().await;
        client.say(&head).await;
        let answer = client.hear().await;
        // What is still being sent when the answer goes out may cost the client the answer, but never the server more.
        assert!(is(&answer, 431) || is(&answer, 414) || answer.is_empty(), "{}: {answer}", &head[..30]);
    }
    // A large one passes.
    let answer = served.get(&format!("/healthz?{}", "x".repeat(12_000))).await;
    assert!(is(&answer, 200), "{answer}");
}

/// How many clients this process has file handles for, both ends of each being in it.
fn affordable() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft = limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next());
    soft.and_then(|soft| soft.parse::<usize>().ok()).unwrap_or(1_024).saturating_sub(400) / 2
}

#[tokio::test]
async fn two_thousand_slow_clients_keep_nobody_waiting() {
    let served = Served::app(|config| {
        config.connections = ConnectionLimits { per_address: 1_000, ..ConnectionLimits::default() };
    })
    .await;
    let mut slow = Vec::new();
    for n in 0..affordable().min(2_000) {
        let mut client = served.client_from(10 + u8::try_from(n / 500).unwrap_or_default()).await;
        client.say("GET /healthz HTTP/1.1\r\nx-slow: ").await;
        slow.push(client);
    }
    for _ in 0..20 {
        let begun = Instant::now();
        let answer = served.get("/healthz").await;
        assert!(is(&answer, 200), "{answer}");
        // Milliseconds; seconds only where the machine is busy with other things.
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
    // All are still there, waiting for their time to be over.
    let last = slow.last_mut().expect("a slow client");
    last.say("x\r\n\r\n").await;
    assert!(is(&last.answer().await, 200));
}

#[tokio::test]
async fn a_web_socket_lives_as_long_as_it_likes_and_keeps_its_place() {
    let echo = get(|upgrade: WebSocketUpgrade| async {
        upgrade.on_upgrade(|mut socket| async move {
            while let Some(Ok(message)) = socket.recv().await {
                if socket.send(message).await.is_err() {
                    break;
                }
            }
        })
    });
    let router = Router::new().route("/echo", echo).route("/healthz", get(|| async { "ok\n" }));
    let served = Served::router(router, ConnectionLimits { per_address: 1, ..quick() }).await;
    let stream = served.client().await.stream;
    let (mut socket, _) =
        soon("a handshake", tokio_tungstenite::client_async("ws://x/echo", stream)).await.expect("a web socket");
    // Longer than a connection may be idle, and longer than a head may take.
    tokio::time::sleep(Duration::from_millis(800)).await;
    socket.send(Message::text("zdravo")).await.expect("sent");
    let heard = soon("an echo", socket.next()).await.expect("a message").expect("a good one");
    assert_eq!(heard, Message::text("zdravo"));
    assert!(is(&served.get("/healthz").await, 503), "it still counts");
    drop(socket);
    soon("its place", async { while !is(&served.get("/healthz").await, 200) {} }).await;
    served.end().await;
}

#[tokio::test]
async fn a_handler_sees_who_connected() {
    let who = get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { format!("{}\n", peer.ip()) });
    let served = Served::router(Router::new().route("/", who), quick()).await;
    for n in [1, 7] {
        let answer = served.get_from(n, "/").await;
        assert!(answer.ends_with(&format!("127.0.0.{n}\n")), "{answer}");
    }
}
