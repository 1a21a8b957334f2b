//! What surrounds every route: names of requests, panics, load, time, and what the log says of it.

use std::future::IntoFuture as _;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use javno::logs::{self, Format};
use serde_json::{Value, json};
use tests::{Answer, Town};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// Sends a request to routes of the test's own.
async fn send(routes: &Router, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = routes.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

const READS: &str = "{ municipalities { nodes { slug } } }";

#[tokio::test]
async fn every_answer_has_a_name_of_its_own() {
    let town = Town::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for path in ["/graphql?query=%7B__typename%7D", "/graphql", "/healthz", "/nowhere/at/all", "/w/v1/javno.js", "/"] {
        let answer = town.get_with(path, &[("x-request-id", "mine"), ("origin", "https://opstina.example")]).await;
        let id = answer.header("x-request-id").to_owned();
        assert_eq!(id.len(), 32, "{path}: {id}");
        assert!(seen.insert(id), "{path}: twice the same");
        assert_eq!(answer.header("access-control-expose-headers"), "x-request-id,retry-after", "{path}");
    }
}

#[tokio::test]
async fn a_fault_in_the_answer_bears_the_name_of_its_request() {
    let town = Town::new().await;
    town.expecting_errors();
    let db = town.database().connect().await;
    sea_orm::ConnectionTrait::execute_unprepared(&db, "ALTER TABLE municipality RENAME TO lost")
        .await
        .expect("renamed");
    db.close().await.expect("closing");
    let answer = town.post(&json!({ "query": READS })).await;
    let error = answer.json()["errors"][0].take();
    assert_eq!(error["extensions"], json!({ "code": "INTERNAL", "requestId": answer.header("x-request-id") }));
}

/// A place to write to, and to read what was written.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Paper {
    fn lines(&self) -> Vec<Value> {
        let bytes = self.0.lock().expect("nobody panicked").clone();
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }
}

/// Says in the log that something panicked, as the process does, and then what a test says of it.
fn log_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        logs::panicked(panic);
        before(panic);
    }));
}

async fn panics() -> &'static str {
    panic!("what nobody may see")
}

#[tokio::test]
async fn a_panic_is_an_answer_like_any_other_fault_and_one_line_in_the_log() {
    let town = Town::new().await;
    log_panics();
    let paper = Paper::default();
    let writer = paper.clone();
    let lines = logs::subscriber(Format::Json, "warn".parse().expect("a filter"), move || writer.clone());
    let _written = tracing::subscriber::set_default(lines);

    let routes = Router::new().route("/panics/{id}", get(panics)).route("/lives", get(|| async { "yes" }));
    let routes = javno::http::edge(routes, &town.app);
    let answer = send(&routes, "/panics/of-somebody?with=a-secret").await;
    let id = answer.header("x-request-id").to_owned();
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        answer.json(),
        json!({ "errors": [{
            "message": "Something went wrong here. Try again; if it stays, tell us the request id.",
            "extensions": { "code": "INTERNAL", "requestId": id },
        }] })
    );
    for (name, value) in [
        ("cache-control", "no-store"),
        ("access-control-allow-origin", "*"),
        ("x-content-type-options", "nosniff"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert_eq!(send(&routes, "/lives").await.text(), "yes");
    assert!(town.get("/metrics").await.text().contains("javno_panics_total 1\n"));

    let [line] = paper.lines().try_into().expect("one line");
    assert_eq!(line["panic"], "what nobody may see");
    assert_eq!(line["span"], json!({ "name": "request", "request_id": id, "method": "GET", "route": "/panics/{id}" }));
    assert!(!line.to_string().contains("secret") && !line.to_string().contains("somebody"), "{line}");
}

#[tokio::test]
async fn the_connection_that_met_a_panic_is_not_closed() {
    let town = Town::new().await;
    let routes = Router::new().route("/panics", get(panics)).route("/lives", get(|| async { "yes" }));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let asks = async {
        let stream = TcpStream::connect(address).await.expect("a connection");
        let mut heard = String::new();
        for (path, awaited) in [("/panics", "INTERNAL"), ("/panics", "INTERNAL"), ("/lives", "yes")] {
            stream.writable().await.expect("a connection");
            let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
            assert_eq!(stream.try_write(request.as_bytes()).expect("a connection"), request.len());
            heard.clear();
            while !heard.contains(awaited) {
                stream.readable().await.expect("a connection");
                let mut bytes = [0; 4096];
                match stream.try_read(&mut bytes) {
                    Ok(0) => panic!("closed after {heard}"),
                    Ok(number) => heard += &String::from_utf8_lossy(&bytes[..number]),
                    Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock),
                }
            }
        }
    };
    let serves = axum::serve(listener, javno::http::edge(routes, &town.app));
    tokio::select! {
        ended = serves.into_future() => panic!("the server ended: {ended:?}"),
        () = asks => {}
    }
}

#[tokio::test]
async fn the_log_tells_neither_what_was_asked_nor_by_whom() {
    let town = Town::new().await;
    let paper = Paper::default();
    let writer = paper.clone();
    let lines = logs::subscriber(Format::Json, "javno=trace,tower_http=trace".parse().expect("a filter"), move || {
        writer.clone()
    });
    let _written = tracing::subscriber::set_default(lines);
    town.get("/graphql?query=%7B__typename%7D&secret=1").await;
    town.post(&json!({ "query": "{ secret }", "variables": { "secret": "secret" } })).await;
    town.get_with("/secret/pozivi?q=secret", &[("authorization", "secret"), ("x-forwarded-for", "192.0.2.1")]).await;
    let lines = paper.lines();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    assert_eq!(answered.len(), 3, "{lines:?}");
    assert_eq!(answered[2]["status"], 404);
    let whole = Value::from(lines).to_string();
    for word in ["secret", "192.0.2.1", "127.0.0.1"] {
        assert!(!whole.contains(word), "{word} in {whole}");
    }
}

#[tokio::test]
async fn whoever_comes_when_all_places_are_taken_is_asked_to_come_again() {
    let town = Town::configured(|config| config.in_flight = 2).await;
    town.expecting_errors();
    for _ in 0..10 {
        assert_eq!(town.get("/").await.status, 200, "a place is free again after each");
    }
    let held = town.hold_the_readers().await;
    let body = json!({ "query": READS });
    let busy = async {
        // The two before have taken their places by now.
        tokio::time::sleep(Duration::from_millis(50)).await;
        (town.post(&body).await, town.get("/trebinje/pozivi").await, town.get("/healthz").await)
    };
    let free = async {
        let shed = busy.await;
        drop(held);
        shed
    };
    let (first, second, (asked, page, health)) = tokio::join!(town.post(&body), town.get("/"), free);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (200, 200));
    assert_eq!(health.status, 200, "health waits in no line");
    for shed in [asked, page] {
        assert_eq!(shed.status, 503);
        assert_eq!((shed.header("retry-after"), shed.header("cache-control")), ("1", "no-store"));
        assert_eq!(shed.header("access-control-allow-origin"), "*");
        assert_eq!(
            shed.json(),
            json!({ "errors": [{
                "message": "The server is busy. Try again in a moment.", "extensions": { "code": "UNAVAILABLE" },
            }] })
        );
    }
    assert!(town.get("/metrics").await.text().contains("javno_limit_hits_total{limit=\"in_flight\"} 2\n"));
}

#[tokio::test]
async fn what_takes_too_long_is_ended() {
    let town = Town::configured(|config| config.operation.seconds = 1).await;
    town.expecting_errors();
    let held = town.hold_the_readers().await;
    let answer = town.post(&json!({ "query": READS })).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "1"));
    assert_eq!(
        answer.json(),
        json!({ "errors": [{
            "message": "This took too long (more than 1 s) and was ended. Ask for less, or try again in a moment.",
            "extensions": { "code": "UNAVAILABLE" },
        }] })
    );
    let page = town.get("/").await;
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "1"), "pages too");
    let began = tokio::time::Instant::now();
    let one = json!({ "query": READS });
    let list = town.post(&json!([one, one, { "query": "{ __typename }" }, one])).await.json();
    assert!(began.elapsed() < Duration::from_secs(3), "the time is that of the whole list");
    let codes: Vec<_> = (0..4).map(|at| list[at]["errors"][0]["extensions"]["code"].clone()).collect();
    assert_eq!(json!(codes), json!(["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE"]));
    drop(held);
    assert!(town.data(READS, json!({})).await["municipalities"].is_object());
}

#[tokio::test]
async fn an_answer_has_only_so_many_errors() {
    let town = Town::new().await;
    town.expecting_errors();
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, |_| {}).await.id.to_string();
    let db = town.database().connect().await;
    sea_orm::ConnectionTrait::execute_unprepared(&db, "ALTER TABLE call_lot RENAME TO lost").await.expect("renamed");
    db.close().await.expect("closing");
    let query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on OpenCall { lots { position } } } }";
    let answer = town.ask(query, json!({ "ids": vec![call; 25] })).await;
    let errors = answer["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 20);
    let said = errors[19]["message"].as_str().expect("a message");
    assert!(said.ends_with("(And 5 more errors, which are left out.)"), "{said}");
    assert!(!errors[18]["message"].to_string().contains("more errors"));
}

#[tokio::test]
async fn the_size_of_a_page_is_the_configured_one() {
    let town = Town::configured(|config| config.operation.page_rows = 7).await;
    let trebinje = town.municipality("trebinje").await;
    for _ in 0..9 {
        town.call(&trebinje, |_| {}).await;
    }
    let mut table = String::new();
    let ids = |number: usize| vec![trebinje.id.to_string(); number];
    for (query, variables) in [
        ("{ openCalls(first: 8) { nodes { id } } }", json!({})),
        ("{ openCalls(last: 8) { nodes { id } } }", json!({})),
        ("{ municipalities(first: 8) { nodes { id } } }", json!({})),
        ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({ "ids": ids(8) })),
    ] {
        table += &format!("{}\n", town.refusal(query, variables).await);
    }
    insta::assert_snapshot!(table, @"
    BAD_REQUEST: A page has 0 to 7 entries.
    BAD_REQUEST: A page has 0 to 7 entries.
    BAD_REQUEST: A page has 0 to 7 entries.
    BAD_REQUEST: Ask for at most 7 ids at once.
    ");
    for page in ["", "(first: 7)", "(last: 7)"] {
        let data = town.data(&format!("{{ openCalls{page} {{ nodes {{ id }} }} }}"), json!({})).await;
        assert_eq!(data["openCalls"]["nodes"].as_array().map(Vec::len), Some(7), "{page}");
    }
    let data = town.data("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({ "ids": ids(7) })).await;
    assert_eq!(data["nodes"].as_array().map(Vec::len), Some(7));
    assert_eq!(town.get("/trebinje/pozivi").await.status, 200);
    assert_eq!(town.get("/").await.status, 200);
}
