//! The front door: bodies that do not end, answers that nobody reads, and how a server stops.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use futures_util::StreamExt as _;
use javno::config::ConnectionLimits;
use tests::served::{Served, soon};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Notify;

use crate::accept::{is, quick};

const ASK: &str = r#"{"query":"{ areas { code } }"}"#;

fn post(length: &str) -> String {
    format!("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{length}\r\n\r\n")
}

#[tokio::test]
async fn a_body_that_comes_slowly_is_cut_and_one_that_comes_steadily_is_not() {
    let served = Served::app(|config| config.connections = quick()).await;
    for length in ["content-length: 100000", "transfer-encoding: chunked"] {
        let mut client = served.client().await;
        client.say(&post(length)).await;
        let begun = if length.starts_with('t') { "fffff\r\n{" } else { "{" };
        client.say(begun).await;
        let answer = client.dribble(Duration::from_millis(20)).await;
        assert!(is(&answer, 408), "{length}: {answer:?}");
        assert!(answer.contains("connection: close") && answer.ends_with("The body came too slowly.\n"), "{answer}");
    }
    // Longer than the grace, and always faster than the rate.
    let mut steady = served.client().await;
    let body = format!("{}{ASK}", " ".repeat(8_000));
    steady.say(&post(&format!("content-length: {}", body.len()))).await;
    for part in body.as_bytes().chunks(1_100) {
        steady.say_bytes(part).await;
        tokio::time::sleep(Duration::from_millis(80)).await;
    }
    let answer = steady.answer().await;
    assert!(is(&answer, 200), "{answer}");
}

#[tokio::test]
async fn a_body_has_a_time_in_all_however_steady() {
    let served = Served::app(|config| {
        config.connections =
            ConnectionLimits { body_seconds: 0.6, body_bytes_per_second: 1, body_grace_seconds: 0.1, ..quick() };
    })
    .await;
    let mut client = served.client().await;
    client.say(&post("content-length: 100000")).await;
    client.say(&" ".repeat(1_000)).await;
    let begun = Instant::now();
    let answer = client.dribble(Duration::from_millis(10)).await;
    assert!(is(&answer, 408), "{answer:?}");
    assert!(begun.elapsed() > Duration::from_millis(400), "not for its rate: {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_body_without_an_end_is_not_read_to_its_end() {
    let served = Served::app(|config| config.connections = quick()).await;
    for path in ["/graphql", "/healthz"] {
        let mut client = served.client().await;
        client.say(&post("transfer-encoding: chunked").replace("/graphql", path)).await;
        let (mut read, mut write) = client.stream.split();
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x1_0000));
        let (mut sent, mut answer) = (0_usize, Vec::new());
        let sending = async {
            while write.write_all(chunk.as_bytes()).await.is_ok() {
                sent += chunk.len();
                assert!(sent < 64 << 20, "{path}: the server reads on and on");
            }
        };
        let hearing = read.read_to_end(&mut answer);
        let _ = soon("the end", async { tokio::join!(sending, hearing) }).await;
        let answer = String::from_utf8_lossy(&answer);
        let status = if path == "/graphql" { 413 } else { 405 };
        assert!(is(&answer, status), "{path}: {answer:?}");
        // What lies between the two processes counts as well, and is not the server's.
        assert!(sent < 32 << 20, "{path}: {sent}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    struct Gone(Arc<Notify>);
    impl Drop for Gone {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let gone = Arc::new(Notify::new());
    let told = Arc::clone(&gone);
    let endless = get(move || {
        let gone = Gone(Arc::clone(&told));
        async move {
            let pieces = futures_util::stream::repeat(Bytes::from(vec![b'x'; 64 * 1024]));
            Body::from_stream(pieces.map(move |piece| {
                let _ = &gone;
                Ok::<_, Infallible>(piece)
            }))
        }
    });
    let served = Served::router(Router::new().route("/endless", endless), quick()).await;
    let mut client = served.client().await;
    client.say("GET /endless HTTP/1.1\r\nhost: x\r\n\r\n").await;
    soon("the server gives up", gone.notified()).await;
    // Whoever reads gets on, however long it takes.
    let mut reader = served.client().await;
    reader.say("GET /endless HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut piece = vec![0; 256 * 1024];
    for _ in 0..8 {
        let _ = soon("a piece", reader.stream.read_exact(&mut piece)).await.expect("a piece");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    drop(reader);
    soon("the server notices that he left", gone.notified()).await;
}

#[tokio::test]
async fn whoever_leaves_takes_his_question_with_him() {
    struct Gone(Arc<Notify>);
    impl Drop for Gone {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let (gone, begun) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, begins) = (Arc::clone(&gone), Arc::clone(&begun));
    let long = get(move || {
        let gone = Gone(Arc::clone(&told));
        begins.notify_one();
        async move {
            std::future::pending::<()>().await;
            drop(gone);
        }
    });
    let served = Served::router(Router::new().route("/", long), quick()).await;
    let mut client = served.client().await;
    client.say("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    soon("the question", begun.notified()).await;
    drop(client);
    soon("the end of the question", gone.notified()).await;
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_was_asked_and_takes_nothing_new() {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begins, goes) = (Arc::clone(&begun), Arc::clone(&go));
    let slow = get(move || {
        let (begins, goes) = (Arc::clone(&begins), Arc::clone(&goes));
        async move {
            begins.notify_one();
            goes.notified().await;
            "done\n"
        }
    });
    let router = Router::new().route("/slow", slow).route("/", get(|| async { "ok\n" }));
    let mut served = Served::router(router, ConnectionLimits { shutdown_seconds: 20.0, ..Default::default() }).await;
    let mut kept = served.client().await;
    kept.say("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(is(&kept.answer().await, 200));
    let mut silent = served.client().await;
    let mut asking = served.client().await;
    asking.say("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    soon("the request", begun.notified()).await;

    served.stop();
    assert_eq!(kept.hear().await, "", "what is idle is closed");
    assert_eq!(silent.hear().await, "");
    soon("the port is closed", async { while served.try_client(1).await.is_ok() {} }).await;
    go.notify_one();
    let answer = asking.hear().await;
    assert!(is(&answer, 200) && answer.ends_with("done\n"), "{answer}");
    served.end().await;
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_ever() {
    let router = Router::new().route("/", get(std::future::pending::<()>));
    let mut served = Served::router(router, ConnectionLimits { shutdown_seconds: 0.2, ..Default::default() }).await;
    let mut client = served.client().await;
    client.say("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    served.stop();
    assert_eq!(client.hear().await, "");
    served.end().await;
}

#[tokio::test]
async fn the_application_closes_its_database_when_it_stops() {
    let served = Served::app(|config| config.connections = quick()).await;
    let body = format!("{}{ASK}", post(&format!("connection: close\r\ncontent-length: {}", ASK.len())));
    let mut client = served.client().await;
    client.say(&body).await;
    let answer = client.hear().await;
    assert!(is(&answer, 200) && answer.contains("areas"), "{answer}");
    let app = served.app.clone().expect("an application");
    served.end().await;
    assert!(app.tasks.are_stopping());
    assert!(app.db.reader().ping().await.is_err(), "closed");
}
