//! Whoever asks too often is told so: alone, through proxies, and by instances that share a database. No address stays.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use chrono::TimeDelta;
use javno::app::App;
use javno::clock::{Clock as _, ManualClock};
use javno::config::Config;
use javno::rate::RateLimits;
use serde_json::json;
use tests::served::{Served, soon};
use tests::{Answer, Database, NOW, Town, config, instant};
use tower::ServiceExt as _;

use crate::accept::is;
use crate::tables::{dump, rows};

const ASK: &str = "/graphql?query=%7Bareas%7Bcode%7D%7D";

fn limited(requests_per_minute: u32) -> RateLimits {
    RateLimits { requests_per_minute, ..RateLimits::default() }
}

/// Asks through the router, as a peer, with what a proxy may have written.
async fn ask(app: &Arc<App>, path: &str, peer: Option<&str>, forwarded: Option<&str>) -> Answer {
    let mut request = Request::get(path).header("origin", "https://opstina.example");
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let mut request = request.body(Body::empty()).expect("a request");
    if let Some(peer) = peer {
        let peer: std::net::IpAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::new(peer, 50_000)));
    }
    let response = app.router().oneshot(request).await.unwrap_or_else(|never| match never {});
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

/// How many of so many questions are answered.
async fn answered(app: &Arc<App>, times: usize, peer: &str) -> usize {
    let mut answered = 0;
    for _ in 0..times {
        answered += usize::from(ask(app, ASK, Some(peer), None).await.status == 200);
    }
    answered
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let town = Town::configured(|config| config.rate = limited(5)).await;
    assert_eq!(answered(&town.app, 7, "192.0.2.1").await, 5);
    town.clock.advance(TimeDelta::seconds(20));
    let refused = ask(&town.app, ASK, Some("192.0.2.1"), None).await;
    let mut names: Vec<_> = refused.headers.keys().map(axum::http::HeaderName::as_str).collect();
    names.sort_unstable();
    insta::assert_snapshot!(format!("{}\n{}\n{}", refused.status, names.join(" "), refused.text()), @r#"
    429 Too Many Requests
    access-control-allow-origin access-control-expose-headers cache-control content-length content-type referrer-policy retry-after x-content-type-options x-request-id
    {"errors":[{"extensions":{"code":"RATE_LIMITED","retryAfter":40},"message":"Too many requests from this address. Try again in 40 s."}]}
    "#);
    assert_eq!(
        [refused.header("retry-after"), refused.header("cache-control"), refused.header("access-control-allow-origin")],
        ["40", "no-store", "*"]
    );
    // Every way to the data is counted, files and the word that the server lives are not.
    for (path, status) in [("/", 429), ("/trebinje/pozivi", 429), ("/nothing/at/all", 429), ("/healthz", 200)] {
        assert_eq!(ask(&town.app, path, Some("192.0.2.1"), None).await.status, status, "{path}");
    }
    assert_eq!(ask(&town.app, "/w/v1/javno.js", Some("192.0.2.1"), None).await.status, 200);
    let page = ask(&town.app, "/trebinje/pozivi", Some("192.0.2.1"), None).await;
    assert!(page.header("content-type").starts_with("text/html") && page.header("retry-after") == "40");
    let post = Request::post("/graphql").header("content-type", "application/json");
    let post = post.body(Body::from(json!({ "query": "{ areas { code } }" }).to_string())).expect("a request");
    assert_eq!(town.request(post).await.status, 200, "somebody else");

    town.clock.advance(TimeDelta::seconds(40));
    assert_eq!(answered(&town.app, 7, "192.0.2.1").await, 5, "a minute later");
}

/// Twenty of them fit into one mutation.
#[tokio::test]
async fn every_write_of_a_mutation_is_counted() {
    let town = Town::configured(|config| config.rate = limited(20)).await;
    let here = std::net::Ipv4Addr::LOCALHOST.into();
    let left = || town.app.rate.state(here, town.clock.now()).remaining;
    let [a, b, c] = ["a", "b", "c"].map(|key| {
        let input = format!("{{ code: \"aaaa-bbbb-cccc\", idempotencyKey: \"{key}\" }}");
        format!("{key}: withdrawComment(input: {input}) {{ errors {{ code }} }}")
    });
    let all = format!("mutation {{ {a} {b} {c} }}");
    for (query, remaining) in [
        ("{ x: areas { code } y: areas { code } }".to_owned(), 19),
        (format!("mutation {{ {a} }}"), 18),
        (all.clone(), 15),
        (format!("mutation {{ ...F }} fragment F on Mutation {{ {a} {b} }}"), 13),
        // Which of them would run is not known.
        (format!("mutation A {{ {a} {b} {c} }} mutation B {{ {a} }}"), 10),
    ] {
        town.post(&json!({ "query": query })).await;
        assert_eq!(left(), remaining, "{query}");
    }
    let batch = json!([{ "query": all }, { "query": all }]);
    town.post(&batch).await;
    assert_eq!(left(), 4);
    assert_eq!(town.post(&json!({ "query": all })).await.status, 200);
    let refused = town.post(&json!({ "query": all })).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "60"));
    assert_eq!(refused.json()["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    assert_eq!(refused.json().get("data"), None, "none of them is done");
    assert_eq!(left(), 0);
}

#[tokio::test]
async fn a_client_is_an_address_or_a_network_and_what_only_he_says_counts_for_nothing() {
    let town = Town::configured(|config| {
        config.rate = limited(2);
        config.trusted_proxies = vec!["10.0.0.0/8".parse().expect("a net")];
    })
    .await;
    let app = &town.app;
    // The addresses of one IPv6 network are one client.
    let mut statuses = Vec::new();
    for peer in ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::3"] {
        statuses.push(ask(app, ASK, Some(peer), None).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 429, 200]);
    // Inventing an address helps nobody.
    for (nth, status) in [(1, 200), (2, 200), (3, 429)] {
        let answer = ask(app, ASK, Some("192.0.2.1"), Some(&format!("203.0.113.{nth}"))).await;
        assert_eq!(answer.status, status, "{nth}");
    }
    for (nth, status) in [(1, 200), (2, 200), (3, 429)] {
        let said = format!("203.0.113.{nth}, 198.51.100.1");
        assert_eq!(ask(app, ASK, Some("10.0.0.1"), Some(&said)).await.status, status, "{nth}");
    }
    // Behind the proxy everybody else is somebody else.
    assert_eq!(ask(app, ASK, Some("10.0.0.1"), Some("198.51.100.2")).await.status, 200);
    // Of whom nothing is known, he is one with all of whom nothing is known.
    for status in [200, 200, 429] {
        assert_eq!(ask(app, ASK, None, None).await.status, status);
    }
}

/// Two instances on one database, with one clock.
async fn two(change: impl Fn(&mut Config)) -> (Town, Arc<App>) {
    let town = Town::configured(&change).await;
    let mut config = config(town.database());
    change(&mut config);
    let other = App::start(config, town.clock.clone(), None).await.expect("another instance");
    for app in [&town.app, &other] {
        exchange(app, &town.clock).await;
    }
    (town, other)
}

async fn exchange(app: &App, clock: &ManualClock) {
    app.rate.exchange(&app.db, clock.now()).await.expect("an exchange");
}

#[tokio::test]
async fn two_instances_refuse_together() {
    let (town, other) = two(|config| config.rate = limited(20)).await;
    assert_eq!(answered(&town.app, 12, "192.0.2.1").await, 12);
    assert_eq!(answered(&other, 6, "192.0.2.1").await, 6);
    assert_eq!(answered(&other, 20, "192.0.2.2").await, 20);
    for app in [&town.app, &other, &town.app] {
        exchange(app, &town.clock).await;
    }
    let client = "192.0.2.1".parse().expect("an address");
    for app in [&town.app, &other] {
        let standing = app.rate.state(client, town.clock.now());
        assert_eq!((standing.limit, standing.remaining), (20, 2));
        assert_eq!(standing.reset_at, instant("2026-11-24T10:01:00Z"));
    }
    assert_eq!(answered(&town.app, 5, "192.0.2.1").await, 2);
    assert_eq!(answered(&town.app, 20, "192.0.2.3").await, 20, "somebody else");
    for app in [&town.app, &other] {
        exchange(app, &town.clock).await;
    }
    assert_eq!(answered(&other, 5, "192.0.2.1").await, 0);
    assert_eq!(answered(&town.app, 5, "192.0.2.2").await, 5, "not yet busy here, so not yet known");

    town.clock.advance(TimeDelta::minutes(1));
    for app in [&town.app, &other] {
        exchange(app, &town.clock).await;
        assert_eq!(answered(app, 1, "192.0.2.1").await, 1, "a new minute");
    }
}

#[tokio::test]
async fn a_quiet_site_asks_the_database_nothing() {
    let town = Town::configured(|config| config.rate = limited(100)).await;
    exchange(&town.app, &town.clock).await;
    assert_eq!(answered(&town.app, 9, "192.0.2.1").await, 9);
    town.statements();
    exchange(&town.app, &town.clock).await;
    assert_eq!(town.statements(), Vec::<String>::new(), "less than a tenth");
    assert_eq!(answered(&town.app, 1, "192.0.2.1").await, 1);
    town.statements();
    exchange(&town.app, &town.clock).await;
    assert_eq!(town.statements().len(), 2, "one adds, one reads");
    exchange(&town.app, &town.clock).await;
    assert_eq!(town.statements().len(), 1, "nothing to add");
    town.clock.advance(TimeDelta::minutes(1));
    exchange(&town.app, &town.clock).await;
    exchange(&town.app, &town.clock).await;
    assert!(dump(&town).await["rate_count"].is_empty(), "what is over is deleted");
    town.statements();
    exchange(&town.app, &town.clock).await;
    assert_eq!(town.statements(), Vec::<String>::new());
}

#[tokio::test]
async fn a_limit_of_nought_turns_it_off() {
    let town = Town::configured(|config| config.rate = limited(0)).await;
    assert_eq!(answered(&town.app, 50, "192.0.2.1").await, 50);
    exchange(&town.app, &town.clock).await;
    assert!(dump(&town).await["rate_key"].is_empty());
}

#[tokio::test]
async fn at_midnight_the_key_goes_and_with_it_all_that_was_counted() {
    let (town, other) = two(|config| config.rate = limited(10)).await;
    let db = town.database().connect().await;
    let keys = async || {
        let rows = rows(&db, "SELECT key FROM rate_key").await;
        rows.iter().map(|row| row.try_get::<Vec<u8>>("", "key").expect("a key")).collect::<Vec<_>>()
    };
    let first = keys().await;
    assert_eq!((first.len(), first[0].len()), (1, 32), "one for both instances");
    town.clock.advance(instant("2026-11-24T23:59:30Z") - town.clock.now());
    for app in [&town.app, &other] {
        assert_eq!(answered(app, 8, "192.0.2.1").await, 8);
        exchange(app, &town.clock).await;
    }
    let counted = dump(&town).await["rate_count"].clone();
    assert_eq!(counted.len(), 1);
    assert!(first == keys().await);

    town.clock.advance(TimeDelta::seconds(31));
    for app in [&town.app, &other] {
        exchange(app, &town.clock).await;
    }
    let second = keys().await;
    assert_eq!(second.len(), 1, "yesterday's is deleted");
    assert_ne!(first, second);
    assert!(dump(&town).await["rate_count"].is_empty());
    // And both count under the new one.
    assert_eq!(answered(&town.app, 6, "192.0.2.1").await, 6);
    exchange(&town.app, &town.clock).await;
    assert_eq!(answered(&other, 1, "192.0.2.1").await, 1);
    exchange(&other, &town.clock).await;
    assert_eq!(answered(&other, 9, "192.0.2.1").await, 3);
}

#[tokio::test]
async fn nothing_that_looks_like_an_address_is_kept() {
    let town = Town::configured(|config| config.rate = limited(10)).await;
    // Under the key of the day from the beginning.
    exchange(&town.app, &town.clock).await;
    for peer in ["192.0.2.77", "2001:db8:77:88::1"] {
        assert_eq!(answered(&town.app, 5, peer).await, 5);
    }
    exchange(&town.app, &town.clock).await;
    let all = dump(&town).await;
    assert_eq!(all["rate_count"].len(), 2);
    // As text, as bytes, as bytes mapped into IPv6; and the key is random, so its 32 bytes can hold none by design.
    for trace in ["192.0.2.77", "c000024d", "C000024D", "2001:db8", "20010db8", "20010DB8"] {
        for (table, rows) in &all {
            assert!(!rows.iter().any(|row| row.contains(trace)), "{table}: {trace}");
        }
    }
}

#[tokio::test]
async fn instances_that_serve_refuse_together_within_a_moment() {
    let database = Arc::new(Database::migrated().await);
    let limit = |config: &mut Config| config.rate = limited(10);
    let one = Served::on(Arc::clone(&database), limit).await;
    let two = Served::on(Arc::clone(&database), limit).await;
    assert_eq!((one.clock.now(), two.clock.now()), (instant(NOW), instant(NOW)));
    for _ in 0..5 {
        assert!(is(&one.get(ASK).await, 200));
        assert!(is(&two.get(ASK).await, 200));
    }
    soon("both refuse", async {
        for served in [&one, &two] {
            while !is(&served.get(ASK).await, 429) {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    })
    .await;
    assert!(is(&one.get_from(2, ASK).await, 200), "somebody else");
    one.end().await;
    two.end().await;
}

#[tokio::test]
async fn without_the_database_each_instance_goes_on_alone() {
    let town = Town::configured(|config| config.rate = limited(5)).await;
    exchange(&town.app, &town.clock).await;
    town.app.db.clone().close().await.expect("closed");
    let client = "192.0.2.1".parse().expect("an address");
    let admitted = (0..9).filter(|_| town.app.rate.admit(client, town.clock.now()).is_ok()).count();
    assert_eq!(admitted, 5);
    assert!(town.app.rate.exchange(&town.app.db, town.clock.now()).await.is_err());
    assert!(town.app.rate.admit(client, town.clock.now()).is_err());
}
