//! How WebSockets and streams end: for whoever does not answer or does not read, at shutdown, and without leaving anything
//! behind.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use entities::municipality;
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::served::{Served, Wire, soon};
use tests::socket::{PROTOCOL, Said, Socket};
use tokio::net::{TcpSocket, TcpStream};

use crate::accept::is;
use crate::socket::{LISTEN, title};

const SOCKETS: &str = "javno_subscribers{transport=\"websocket\"}";
const STREAMS: &str = "javno_subscribers{transport=\"sse\"}";
const QUESTIONS: &str = "javno_live_questions";
const ANSWERED: &str = "javno_operation_seconds_count{operation=\"other\",outcome=\"ok\"}";

async fn publish(town: &Town, owner: &municipality::Model, title: &str) {
    town.call(owner, |new| new.call.title = latin(title)).await;
}

/// A connection that takes little at a time.
async fn narrow(served: &Served) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4_096).expect("a small buffer");
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("an address");
    soon("a connection", socket.connect(served.address)).await.expect("a connection")
}

/// Opens a WebSocket byte by byte and says `connection_init`.
async fn by_hand(client: &mut Wire) {
    client
        .say(&format!(
            "GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: {PROTOCOL}\r\n\r\n"
        ))
        .await;
    let init = r#"{"type":"connection_init"}"#;
    let mut frame = vec![0x81, 0x80 | u8::try_from(init.len()).expect("a short message"), 0, 0, 0, 0];
    frame.extend(init.as_bytes());
    client.say_bytes(&frame).await;
}

#[tokio::test]
async fn a_peer_that_answers_no_ping_is_let_go() {
    let town = Town::configured(|config| config.live.ping_seconds = 1).await;
    let served = town.served();
    let mut lively = served.socket().await;
    lively.begin("a", LISTEN, json!({})).await;
    let mut silent = served.client().await;
    by_hand(&mut silent).await;
    let begun = Instant::now();
    // Whoever reads answers pings by reading.
    let heard = tokio::select! {
        heard = silent.hear_bytes() => heard,
        said = lively.hear() => panic!("{said:?}"),
    };
    assert!(begun.elapsed() > Duration::from_secs(2), "it had time for two: {:?}", begun.elapsed());
    // Two pings without a body, and the code 1001.
    let tail = heard.windows(4).filter(|four| four[..2] == [0x89, 0]).count();
    assert_eq!(tail, 2, "{:?}", String::from_utf8_lossy(&heard));
    assert!(heard.windows(2).any(|two| two == 1001_u16.to_be_bytes()), "{:?}", String::from_utf8_lossy(&heard));
    town.until(SOCKETS, 1).await;
    assert_eq!(lively.until_now().await, Vec::<Value>::new());
    served.end().await;
}

/// An answer of some twenty kilobytes for each event, so that what lies between two ends is full soon.
fn large() -> String {
    let parts: String = (0..90).map(|n| format!(" a{n}: title {{ text }}")).collect();
    format!(
        "subscription ($after: String) {{ openCallChanged(resumeAfter: $after) {{ cursor call {{ t: title {{ text }}{parts} }} }} }}"
    )
}

fn numbered(payload: &Value) -> (String, String) {
    let event = &payload["data"]["openCallChanged"];
    let word = |value: &Value| value.as_str().unwrap_or("?").split(' ').next().unwrap_or_default().to_owned();
    (word(&event["call"]["t"]["text"]), word(&event["cursor"]))
}

#[tokio::test]
async fn whoever_reads_too_slowly_is_told_where_to_go_on_and_loses_nothing() {
    // However long the machine takes to publish so much: it is not the connection that is too slow here, and nobody is pinged,
    // because an answer to a ping that meets a closed socket would sweep away what is still on its way.
    let town = Town::configured(|config| {
        config.connections.stalled_write_seconds = 600.0;
        config.live.ping_seconds = 600;
    })
    .await;
    let trebinje = town.municipality("trebinje").await;
    let served = town.served();
    let mut slow = Socket::open(narrow(&served).await, Some(PROTOCOL), None).await.expect("a socket");
    slow.init().await;
    slow.begin("a", &large(), json!({})).await;
    assert_eq!(slow.until_now().await, Vec::<Value>::new());
    // More than the connection and the queue hold together.
    let number = 700;
    let filling = " x".repeat(100);
    for n in 0..number {
        publish(&town, &trebinje, &format!("{n}{filling}")).await;
    }
    let mut heard = Vec::new();
    let reason = loop {
        match slow.hear().await {
            Said::Message(message) => heard.push(numbered(&message["payload"])),
            Said::Closed(1013, reason) => break reason,
            other => panic!("{other:?} after {}", heard.len()),
        }
    };
    let place = reason.strip_prefix("Too slow; resumeAfter=").expect("a place");
    assert!(heard.len() < number, "a queue without an end");
    assert_eq!(Some(place), heard.last().map(|(_, cursor)| cursor.as_str()));
    assert_eq!(town.figure("javno_limit_hits_total{limit=\"slow_consumer\"}").await, 1);
    // At another instance.
    let neighbour = town.neighbour().await;
    let elsewhere = town.served_neighbour(&neighbour);
    let mut back = elsewhere.socket().await;
    back.begin("a", &large(), json!({ "after": place })).await;
    while heard.len() < number {
        heard.push(numbered(&back.heard("a", "next").await));
    }
    let titles: Vec<_> = heard.into_iter().map(|(title, _)| title).collect();
    assert_eq!(titles, (0..number).map(|n| n.to_string()).collect::<Vec<_>>());
    elsewhere.end().await;
}

/// A question that is answered from memory, by some hundred kilobytes.
fn voluminous() -> String {
    let parts: String = (0..8)
        .map(|n| format!(" a{n}: __schema {{ types {{ name description fields {{ name description }} }} }}"))
        .collect();
    format!("{{{parts} }}")
}

#[tokio::test]
async fn whoever_does_not_read_holds_no_connection_of_the_database() {
    let town = Town::configured(|config| config.operation.seconds = 2).await;
    town.expecting_errors();
    let served = town.served();
    let mut socket = Socket::open(narrow(&served).await, Some(PROTOCOL), None).await.expect("a socket");
    socket.init().await;
    let held = town.hold_the_readers().await;
    for n in 0..10 {
        socket.begin(&format!("waits {n}"), "{ municipalities { nodes { slug } } }", json!({})).await;
    }
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    for n in 0..10 {
        socket.begin(&format!("full {n}"), &voluminous(), json!({})).await;
    }
    // So much is more than lies between the two ends: the server waits for the client by now.
    town.until(ANSWERED, 10).await;
    drop(held);
    let again = tokio::time::timeout(Duration::from_secs(10), town.hold_the_readers()).await;
    assert!(again.is_ok(), "somebody who does not read holds a connection");
    drop(again);
    assert_eq!(town.get("/readyz").await.status, 200);
    drop(socket);
    served.end().await;
}

#[tokio::test]
async fn a_question_on_a_socket_takes_a_place_among_the_requests_at_once() {
    let town = Town::configured(|config| config.in_flight = 2).await;
    town.expecting_errors();
    let served = town.served();
    let mut socket = served.socket().await;
    let held = town.hold_the_readers().await;
    for id in ["a", "b"] {
        socket.begin(id, "{ municipalities { nodes { slug } } }", json!({})).await;
    }
    socket.begin("c", "{ __typename }", json!({})).await;
    insta::assert_snapshot!(socket.heard("c", "error").await, @r#"[{"extensions":{"code":"UNAVAILABLE"},"message":"The server is busy. Try again in a moment."}]"#);
    // Whoever asks in another way is told the same; listening takes no place.
    assert_eq!(town.get("/graphql?query=%7B__typename%7D").await.status, 503);
    socket.begin("d", LISTEN, json!({})).await;
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    // Whoever leaves gives up his place.
    socket.complete("a").await;
    socket.until_now().await;
    soon("a place", async {
        while town.get("/graphql?query=%7B__typename%7D").await.status != 200 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    drop(held);
    socket.heard("b", "next").await;
    socket.heard("b", "complete").await;
    served.end().await;
}

#[tokio::test]
async fn a_server_that_stops_says_so_and_does_not_wait_for_those_who_do_not_hear() {
    let town = Town::configured(|config| config.live.init_seconds = 600).await;
    let trebinje = town.municipality("trebinje").await;
    let mut served = town.served();
    let mut socket = served.socket().await;
    socket.begin("a", LISTEN, json!({})).await;
    let mut not_begun = served.silent_socket().await;
    let mut deaf = Socket::open(narrow(&served).await, Some(PROTOCOL), None).await.expect("a socket");
    deaf.init().await;
    for n in 0..10 {
        deaf.begin(&format!("full {n}"), &voluminous(), json!({})).await;
    }
    town.until(ANSWERED, 10).await;
    publish(&town, &trebinje, "Posljednji").await;
    assert_eq!(title(&socket.heard("a", "next").await), "Posljednji");
    let begun = Instant::now();
    served.stop();
    for socket in [&mut socket, &mut not_begun] {
        assert_eq!(socket.end().await, (1012, "Restarting; come back".into()));
    }
    served.end().await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_thousand_operations_leave_nothing_behind() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let served = town.served();
    let mut socket = served.socket().await;
    let mut witness = served.socket().await;
    witness.begin("w", LISTEN, json!({})).await;
    for round in 0..50 {
        for n in 0..20 {
            // Each is a question of its own.
            let query = format!("subscription {{ a{round}x{n}: openCallChanged {{ cursor }} }}");
            socket.begin(&n.to_string(), &query, json!({})).await;
        }
        if round % 10 == 0 {
            assert_eq!(socket.until_now().await, Vec::<Value>::new());
            assert!(town.figure(QUESTIONS).await >= 21);
            publish(&town, &trebinje, "Za sve").await;
            for _ in 0..20 {
                socket.message().await;
            }
            witness.message().await;
        }
        for n in 0..20 {
            socket.complete(&n.to_string()).await;
        }
    }
    socket.until_now().await;
    town.until(QUESTIONS, 1).await;
    assert_eq!(town.figure(SOCKETS).await, 2);
    drop((socket, witness));
    town.until(SOCKETS, 0).await;
    town.until(QUESTIONS, 0).await;
    served.end().await;
}

#[tokio::test]
async fn fifty_streams_in_as_many_connections_share_a_question_and_leave_nothing_behind() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let served = town.served();
    let query: String = LISTEN.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let mut clients = Vec::new();
    for n in 0..50 {
        let mut client = served.client().await;
        let variables = if n % 2 == 0 { "%7B%7D" } else { "%7B%22municipality%22%3A%22trebinje%22%7D" };
        // As a browser's `EventSource` asks.
        client
            .say(&format!(
                "GET /graphql?query={query}&variables={variables} HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n"
            ))
            .await;
        clients.push(client);
    }
    town.until(STREAMS, 50).await;
    assert_eq!(town.figure(QUESTIONS).await, 2);
    publish(&town, &trebinje, "Za sve").await;
    for client in &mut clients {
        let heard = client.hear_until("Za sve").await;
        assert!(is(&heard, 200) && heard.contains("event: next") && heard.contains("id: ev"), "{heard}");
    }
    drop(clients);
    town.until(STREAMS, 0).await;
    town.until(QUESTIONS, 0).await;
    served.end().await;
}

#[tokio::test]
async fn what_happens_at_one_instance_is_heard_on_the_sockets_of_all() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let neighbour = town.neighbour().await;
    let (served, elsewhere) = (town.served(), town.served_neighbour(&neighbour));
    let (mut here, mut there) = (served.socket().await, elsewhere.socket().await);
    for socket in [&mut here, &mut there] {
        socket.begin("a", LISTEN, json!({})).await;
        assert_eq!(socket.until_now().await, Vec::<Value>::new());
    }
    publish(&town, &trebinje, "Ovdje").await;
    let mut cursors = Vec::new();
    for socket in [&mut here, &mut there] {
        let payload = socket.heard("a", "next").await;
        assert_eq!(title(&payload), "Ovdje");
        cursors.push(payload["data"]["openCallChanged"]["cursor"].clone());
    }
    assert_eq!(cursors[0], cursors[1]);
    // A place of one is a place of the other.
    drop(there);
    publish(&town, &trebinje, "Odande").await;
    here.begin("b", LISTEN, json!({ "after": cursors[1] })).await;
    let (mut first, mut second) = (here.message().await, here.message().await);
    assert_eq!([title(&first["payload"].take()), title(&second["payload"].take())], ["Odande", "Odande"]);
    elsewhere.end().await;
}
