//! What those see who watch over the process.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use serde_json::json;
use tests::{Answer, Town};

use crate::documents::id_of;

/// What is said of the database is believed for a second.
async fn later(town: &Town) -> Answer {
    tokio::time::sleep(Duration::from_millis(1_050)).await;
    town.get("/readyz").await
}

async fn metrics_for(town: &Town, peer: Option<&str>) -> Answer {
    let mut request = Request::get("/metrics").body(Body::empty());
    if let (Ok(request), Some(peer)) = (&mut request, peer) {
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().expect("an address")));
    }
    town.request(request.expect("a request")).await
}

#[tokio::test]
async fn the_server_is_ready_when_its_database_answers_and_it_is_not_stopping() {
    let town = Town::new().await;
    town.expecting_errors();
    let ready = town.get("/readyz").await;
    assert_eq!((ready.status.as_u16(), ready.text().as_str()), (200, "ready\n"));
    assert_eq!(ready.header("cache-control"), "no-store");

    let held = town.begin().await;
    if town.app.config.database_url.is_sqlite() {
        // SQLite has one writer, so a transaction that does not end is a handle that does not answer.
        let waits = later(&town).await;
        assert_eq!(waits.status, 503);
        assert_eq!(waits.text(), "the database does not answer on the handle to write\n");
    }
    drop(held);

    let held = town.hold_the_readers().await;
    let waits = later(&town).await;
    assert_eq!((waits.status.as_u16(), waits.header("cache-control")), (503, "no-store"));
    assert_eq!(waits.text(), "the database does not answer on the handle to read\n");
    drop(held);
    // However many ask meanwhile, it is looked at once in a second. A machine that stood still for one is asked again.
    let mut once = false;
    for _ in 0..5 {
        assert_eq!(later(&town).await.status, 200);
        let held = town.hold_the_readers().await;
        once = true;
        for _ in 0..100 {
            once = once && town.get("/readyz").await.status == 200;
        }
        drop(held);
        if once {
            break;
        }
    }
    assert!(once, "it is looked at once");

    town.app.tasks.stop();
    let stops = town.get("/readyz").await;
    assert_eq!((stops.status.as_u16(), stops.text().as_str()), (503, "stopping\n"));
    assert_eq!(town.get("/healthz").await.text(), "ok\n", "it lives until it is gone");
}

#[tokio::test]
async fn figures_are_for_those_at_the_configured_addresses_only() {
    let town = Town::configured(|config| config.metrics_from.push("10.1.0.0/16".parse().expect("a network"))).await;
    let mut table = String::new();
    for peer in
        ["127.0.0.1:1", "[::1]:1", "[::ffff:127.0.0.1]:1", "10.1.2.3:1", "10.2.2.3:1", "192.0.2.1:1", "[2001:db8::1]:1"]
    {
        table += &format!("{peer} {}\n", metrics_for(&town, Some(peer)).await.status.as_u16());
    }
    insta::assert_snapshot!(table, @"
    127.0.0.1:1 200
    [::1]:1 200
    [::ffff:127.0.0.1]:1 200
    10.1.2.3:1 200
    10.2.2.3:1 404
    192.0.2.1:1 404
    [2001:db8::1]:1 404
    ");
    // A proxy on this machine passes on anybody.
    for header in ["x-forwarded-for", "forwarded"] {
        let mut request = Request::get("/metrics").header(header, "127.0.0.1").body(Body::empty()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        assert_eq!(town.request(request).await.status, 404, "{header}");
    }
    let answer = metrics_for(&town, Some("127.0.0.1:1")).await;
    assert_eq!(answer.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn operations_are_counted_by_the_names_of_our_documents_only() {
    let town = Town::new().await;
    let variables = json!({ "filter": {}, "orderBy": "DEADLINE_SOONEST", "locale": "sr-Latn", "first": 1 });
    let shipped = json!({ "documentId": id_of("OpenCalls"), "variables": variables });
    assert!(town.post(&shipped).await.json()["errors"].is_null());
    town.ask("query Invented { areas { code } }", json!({})).await;
    town.ask("query OpenCalls { areas { code } }", json!({})).await;
    town.refusal("{ nowhere }", json!({})).await;
    town.refusal(&format!("{}a{}", "{a".repeat(70), "}".repeat(70)), json!({})).await;
    town.refusal(&format!("{}a{}", "{a".repeat(20), "}".repeat(20)), json!({})).await;
    let dear: String = (0..20)
        .map(|i| format!(" a{i}: openCalls(first: 100) {{ nodes {{ id kind status title {{ text }} }} }}"))
        .collect();
    town.refusal(&format!("{{{dear} }}"), json!({})).await;
    town.post(&json!({ "query": "{ __typename }", "variables": { "x": "x".repeat(1 << 20) } })).await;
    let text = town.get("/metrics").await.text();
    let mut counted: Vec<_> = text
        .lines()
        .filter(|line| {
            line.contains("seconds_count") || line.contains("limit_hits_total") || line.starts_with("javno_in_flight")
        })
        .collect();
    counted.sort_unstable();
    insta::assert_snapshot!(counted.join("\n"), @r#"
    javno_in_flight 1
    javno_limit_hits_total{limit="body"} 1
    javno_limit_hits_total{limit="cost"} 1
    javno_limit_hits_total{limit="depth"} 1
    javno_limit_hits_total{limit="document"} 1
    javno_operation_seconds_count{operation="OpenCalls",outcome="ok"} 1
    javno_operation_seconds_count{operation="other",outcome="ok"} 2
    javno_operation_seconds_count{operation="other",outcome="refused"} 2
    "#);
    for gauge in ["javno_pool_size{handle=\"read\"}", "javno_pool_idle{handle=\"write\"}"] {
        assert!(text.contains(gauge), "{gauge} is not in\n{text}");
    }
    assert!(!text.contains("Invented"));
}
