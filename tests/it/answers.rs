//! Answers to widgets' questions are kept, and never for longer than they are right.

use std::fmt::Write as _;

use chrono::TimeDelta;
use entities::CallStage;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tests::given::{a_call, latin};
use tests::{Answer, Town};

use crate::documents::id_of;

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "%{byte:02X}");
        out
    })
}

fn list(variables: &Value) -> String {
    let mut all = json!({ "filter": {}, "orderBy": "DEADLINE_SOONEST", "locale": "sr-Latn", "first": 20 });
    all.as_object_mut().expect("variables").extend(variables.as_object().expect("variables").clone());
    format!("/graphql?documentId={}&variables={}", id_of("OpenCalls"), encoded(&all.to_string()))
}

pub(crate) fn of(slug: &str) -> String {
    list(&json!({ "filter": { "municipality": slug } }))
}

fn titles(answer: &Answer) -> Vec<String> {
    let nodes = answer.json()["data"]["openCalls"]["nodes"].clone();
    let nodes = nodes.as_array().expect("nodes").clone();
    nodes.iter().map(|node| node["title"]["text"].as_str().expect("a title").to_owned()).collect()
}

/// Asks, and says how many statements that cost.
pub(crate) async fn cost(town: &Town, path: &str) -> (usize, Answer) {
    town.statements();
    let answer = town.get(path).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    (town.statements().len(), answer)
}

#[tokio::test]
async fn a_question_that_was_answered_costs_no_statement() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    town.settled().await;
    let (first, made) = cost(&town, &of("trebinje")).await;
    assert!(first > 0);
    let (again, kept) = cost(&town, &of("trebinje")).await;
    assert_eq!(again, 0);
    assert_eq!((made.text(), made.header("etag")), (kept.text(), kept.header("etag")));
    // However it is written: in another order, and with other letters than need it in percent.
    let (_, question) =
        of("trebinje").split_once('?').map(|(path, query)| (path.to_owned(), query.to_owned())).expect("a query");
    let (id, variables) = question.split_once('&').expect("two parameters");
    for written in [format!("{variables}&{id}"), question.replace("sha256:", "sha256%3A"), question.replace("%7B", "{")]
    {
        let (statements, same) = cost(&town, &format!("/graphql?{written}")).await;
        assert_eq!((statements, same.text()), (0, made.text()), "{written}");
    }
    // In every form of its own.
    let module = town.get(&format!("{}&as=module", of("trebinje"))).await;
    assert_eq!(module.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(module.text(), format!("export default {}", made.text()));
    let modern = town.get_with(&of("trebinje"), &[("accept", "application/graphql-response+json")]).await;
    assert_eq!(modern.header("content-type"), "application/graphql-response+json; charset=utf-8");
    for coding in ["br", "gzip"] {
        for _ in 0..2 {
            let packed = town.get_with(&of("trebinje"), &[("accept-encoding", coding)]).await;
            assert_eq!(packed.header("content-encoding"), coding);
            assert!(packed.bytes.len() < made.bytes.len());
            assert_eq!(packed.header("vary"), "accept, accept-encoding");
        }
    }
    let metrics = town.get("/metrics").await.text();
    assert!(metrics.contains("hit=\"true\""), "{metrics}");
}

#[tokio::test]
async fn whoever_writes_and_then_reads_finds_what_he_wrote() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    for n in 0..50 {
        town.call(&trebinje, |new| new.call.title = latin(&format!("Poziv {n}"))).await;
        let variables = json!({ "filter": { "municipality": "trebinje" }, "first": 100 });
        assert_eq!(titles(&town.get(&list(&variables)).await).len(), n + 1, "after writing");
    }
}

#[tokio::test]
async fn an_answer_holds_until_something_happens_to_its_own_municipality() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    town.call(&trebinje, |_| {}).await;
    for path in [of("trebinje"), list(&json!({}))] {
        town.get(&path).await;
    }
    town.settled().await;
    town.get(&of("trebinje")).await;
    town.call(&teslic, |new| new.call.title = latin("Drugdje")).await;
    town.settled().await;
    assert_eq!(cost(&town, &of("trebinje")).await.0, 0, "a neighbour's call does not matter");
    let (statements, everywhere) = cost(&town, &list(&json!({}))).await;
    assert!(statements > 0 && titles(&everywhere).contains(&"Drugdje".to_owned()));
    town.call(&trebinje, |new| new.call.title = latin("Ovdje")).await;
    town.settled().await;
    let (statements, here) = cost(&town, &of("trebinje")).await;
    assert!(statements > 0 && titles(&here).contains(&"Ovdje".to_owned()));
}

#[tokio::test]
async fn an_answer_holds_no_longer_than_its_minute() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |new| new.call.deadline_at = Some(tests::instant("2026-11-24T10:01:00Z"))).await;
    let open = |answer: &Answer| answer.json()["data"]["openCalls"]["phaseCounts"]["open"].clone();
    town.clock.advance(TimeDelta::seconds(59));
    assert_eq!(open(&town.get(&of("trebinje")).await), 1);
    town.clock.advance(TimeDelta::seconds(2));
    assert_eq!(open(&town.get(&of("trebinje")).await), 0, "the deadline has passed");
}

#[tokio::test]
async fn what_is_about_a_call_or_a_name_changes_with_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut new = a_call(&trebinje);
    town.calls([new.clone()]).await;
    let variables = json!({ "id": new.call.id.to_string(), "locale": "sr-Latn" });
    let call = format!("/graphql?documentId={}&variables={}", id_of("OpenCall"), encoded(&variables.to_string()));
    let title = |answer: &Answer| answer.json()["data"]["node"]["title"]["text"].clone();
    assert_eq!(title(&town.get(&call).await), "Javni poziv za projekte udruženja");
    new.call.title = latin("Ispravljen");
    new.call.source_hash = "2".into();
    town.calls([new.clone()]).await;
    assert_eq!(title(&town.get(&call).await), "Ispravljen");
    new.call.stage = CallStage::Draft;
    new.call.source_hash = "3".into();
    town.calls([new.clone()]).await;
    assert_eq!(town.get(&call).await.json()["data"]["node"], Value::Null);
    new.call.stage = CallStage::Published;
    new.call.source_hash = "4".into();
    town.calls([new]).await;
    assert_eq!(title(&town.get(&call).await), "Ispravljen", "what was not there may come");

    town.municipality_like("trebinje", |row| row.name_latin = "Trebinje na Trebišnjici".into()).await;
    let named = town.get(&call).await.json()["data"]["node"]["municipality"]["name"].clone();
    assert_eq!(named, "Trebinje na Trebišnjici");
}

#[tokio::test]
async fn only_our_own_documents_are_kept_and_no_error_is() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    let query = format!("/graphql?query={}", encoded("{ openCalls { nodes { id } } }"));
    for _ in 0..2 {
        assert!(cost(&town, &query).await.0 > 0);
    }
    for _ in 0..2 {
        let (statements, answer) = cost(&town, &of("nigdje")).await;
        assert!(statements > 0);
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""));
    }
}

#[tokio::test]
async fn a_crowd_costs_one_execution() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    town.settled().await;
    let (alone, _) = cost(&town, &of("trebinje")).await;
    town.clock.advance(TimeDelta::minutes(1));
    town.statements();
    let path = of("trebinje");
    let answers = futures_util::future::join_all((0..100).map(|_| town.get(&path))).await;
    assert_eq!(town.statements().len(), alone);
    assert!(answers.iter().all(|answer| answer.text() == answers[0].text()));
}

#[tokio::test]
async fn a_proxy_is_told_how_long_and_by_what_name() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let answer = town.get(&of("trebinje")).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=30, s-maxage=30, stale-while-revalidate=300");
    assert_eq!(answer.header("surrogate-key"), trebinje.id.to_string());
    assert_eq!(town.get(&list(&json!({}))).await.header("surrogate-key"), "everything");
}

#[tokio::test]
async fn whoever_was_told_elsewhere_reads_what_is_as_new_here() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let neighbour = town.neighbour().await;
    for n in 0..10 {
        // Keep an old answer at the neighbour.
        neighbour.get(&of("trebinje")).await;
        town.call(&trebinje, |new| new.call.title = latin(&format!("Poziv {n}"))).await;
        let db = town.database().connect().await;
        let rows = crate::tables::rows(&db, "SELECT CAST(MAX(position) AS TEXT) AS last FROM journal").await;
        db.close().await.expect("closing");
        let last: i64 = crate::tables::text(&rows[0], "last").parse().expect("a position");
        let told = format!("{}&since={}", of("trebinje"), javno::events::Place(last));
        assert_eq!(titles(&neighbour.get(&told).await).len(), n + 1);
    }
}

#[tokio::test]
async fn what_is_changed_behind_our_back_is_seen_within_a_minute() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    town.get(&of("trebinje")).await;
    let db = town.database().connect().await;
    db.execute_unprepared("DELETE FROM call_area").await.expect("done");
    db.execute_unprepared("DELETE FROM call_deadline").await.expect("done");
    db.execute_unprepared("DELETE FROM open_call").await.expect("done");
    db.close().await.expect("closing");
    town.clock.advance(TimeDelta::minutes(1));
    assert!(titles(&town.get(&of("trebinje")).await).is_empty());
}

#[tokio::test]
async fn a_kept_answer_looks_as_one_that_was_made() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    town.settled().await;
    let names = |answer: &Answer| {
        let names = answer.headers.iter().filter(|(name, _)| *name != "x-request-id" && *name != "content-length");
        names.map(|(name, value)| format!("{name}: {value:?}")).collect::<std::collections::BTreeSet<_>>()
    };
    for headers in [&[][..], &[("accept-encoding", "br")], &[("if-none-match", "*"), ("origin", "https://x.example")]] {
        town.clock.advance(TimeDelta::minutes(1));
        let (first, again) =
            (town.get_with(&of("trebinje"), headers).await, town.get_with(&of("trebinje"), headers).await);
        assert_eq!((first.status, names(&first)), (again.status, names(&again)));
        assert_eq!(first.bytes, again.bytes);
        assert!(
            first.header("x-request-id") != again.header("x-request-id") && !again.header("x-request-id").is_empty()
        );
    }
}

#[tokio::test]
async fn a_kept_answer_is_counted_and_handed_out_however_often_it_is_asked_for() {
    let town = Town::configured(|config| config.rate.requests_per_minute = 3).await;
    town.municipality("trebinje").await;
    town.settled().await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(town.get(&of("trebinje")).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200]);
    assert_eq!(town.get("/trebinje/pozivi").await.status, 429, "what has to be made is not");
}

#[tokio::test]
async fn what_is_older_than_it_should_be_is_nobodys_to_keep() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    town.settled().await;
    let head = town.app.journal.head();
    for far in [head + 1, head + 100_000, i64::MAX] {
        let early = town.get(&format!("{}&since={}", of("trebinje"), javno::events::Place(far))).await;
        assert_eq!((early.status.as_u16(), early.header("cache-control")), (200, "no-store"), "{far}");
    }
    let now = town.get(&format!("{}&since={}", of("trebinje"), javno::events::Place(head))).await;
    assert!(now.header("cache-control").starts_with("public"), "{:?}", now.headers);
    // Wherever it stands, and whatever only makes an address new, the question is the same.
    let path = of("trebinje").replace('?', "?since=ev1&at=7&");
    assert_eq!(cost(&town, &path).await.0, 0);
}
