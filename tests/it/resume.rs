//! Going on from a place, however it is said, and from places that are none; and what a listener is told of a fault.

use std::sync::Arc;

use async_graphql::Data;
use entities::municipality;
use javno::app::App;
use javno::events::Journal;
use javno::gate::{Behind, Gate};
use javno::http::answers::Answers;
use javno::http::apq::Persisted;
use javno::http::widgets::{Documents, Files};
use serde_json::{Value, json};
use tests::given::latin;
use tests::{Neighbour, Town};

use crate::socket::{LISTEN, title};

async fn publish(town: &Town, owner: &municipality::Model, title: &str) {
    town.call(owner, |new| new.call.title = latin(title)).await;
}

#[tokio::test]
async fn a_place_counts_wherever_it_stands_in_a_document() {
    let town = Town::new().await;
    // Stands at ev1; the calls follow.
    let trebinje = town.municipality("trebinje").await;
    for title in ["Prvi", "Drugi", "Treci"] {
        publish(&town, &trebinje, title).await;
    }
    assert!(town.app.journal.reached(4, std::time::Duration::from_secs(20)).await);
    let field = "openCallChanged(resumeAfter: PLACE) { cursor call { title { text } } }";
    let literal = field.replace("PLACE", "\"ev2\"");
    let variable = field.replace("PLACE", "$after");
    for (query, variables) in [
        (format!("subscription {{ {literal} }}"), json!({})),
        (format!("subscription ($after: String) {{ {variable} }}"), json!({ "after": "ev2" })),
        (format!("subscription ($after: String = \"ev2\") {{ {variable} }}"), json!({})),
        (format!("subscription ($after: String = \"ev1\") {{ {variable} }}"), json!({ "after": "ev2" })),
    ] {
        let mut listener = town.listen(&query, variables).await;
        for wanted in ["Drugi", "Treci"] {
            let heard = listener.next().await.expect("an event").data;
            assert_eq!(title(&heard), wanted, "{query}: {heard}");
        }
    }
    // The library passes fragments over: better no answer than none for ever.
    for root in ["... on Subscription { FIELD }", "... { ... { FIELD } }", "...F"] {
        let root = root.replace("FIELD", &literal);
        let query = format!("subscription {{ {root} }} fragment F on Subscription {{ {literal} }}");
        let heard = town.listen(&query, json!({})).await.next().await.expect("a refusal");
        let said = &heard.data["errors"][0]["message"];
        assert_eq!(said, "A subscription names its root field itself, not in a fragment.", "{query}");
    }
    // Null is no place: what comes from now on.
    let query = format!("subscription ($after: String = \"ev2\") {{ {variable} }}");
    let mut listener = town.listen(&query, json!({ "after": null })).await;
    listener.silence().await;
}

#[tokio::test]
async fn what_is_no_place_here_is_refused_and_nobody_waits_for_ever() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    publish(&town, &trebinje, "Prvi").await;
    assert!(town.app.journal.reached(2, std::time::Duration::from_secs(20)).await);
    let mut table = String::new();
    for place in [
        "ev0",
        "ev2",
        "ev3",
        "ev7fffffffffffffff",
        "ev8000000000000000",
        "ev-1",
        "ev+1",
        "ev",
        "EV1",
        "1",
        "",
        "ev1\u{0}",
    ] {
        let mut listener = town.listen(LISTEN, json!({ "after": place })).await;
        let said = match tokio::time::timeout(std::time::Duration::from_secs(10), listener.next()).await {
            Err(_) => "listens".to_owned(),
            Ok(heard) => {
                let data = heard.expect("an event").data;
                let error = &data["errors"][0];
                if error.is_null() { title(&data).to_owned() } else { format!("{}", error["extensions"]) }
            }
        };
        table += &format!("{place:?} {said}\n");
    }
    insta::assert_snapshot!(table, @r#"
    "ev0" Prvi
    "ev2" listens
    "ev3" {"code":"REFUSED","reason":"RESUME_TOO_OLD"}
    "ev7fffffffffffffff" {"code":"REFUSED","reason":"RESUME_TOO_OLD"}
    "ev8000000000000000" {"code":"BAD_REQUEST"}
    "ev-1" {"code":"BAD_REQUEST"}
    "ev+1" {"code":"BAD_REQUEST"}
    "ev" {"code":"BAD_REQUEST"}
    "EV1" {"code":"BAD_REQUEST"}
    "1" {"code":"BAD_REQUEST"}
    "" {"code":"BAD_REQUEST"}
    "ev1\0" {"code":"BAD_REQUEST"}
    "#);
    // The browser's own word for it.
    let mut listener = town.listen_after(LISTEN, json!({}), "ev7fffffffffffffff").await;
    let heard = listener.next().await.expect("a refusal");
    assert_eq!(heard.data["errors"][0]["extensions"]["reason"], "RESUME_TOO_OLD");
    assert_eq!(listener.next().await.expect("the end").event, "complete");
}

#[tokio::test]
async fn whoever_was_told_more_elsewhere_waits_until_it_has_come_here() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen_after(LISTEN, json!({}), "ev3").await;
    publish(&town, &trebinje, "Prvi").await;
    publish(&town, &trebinje, "Drugi").await;
    publish(&town, &trebinje, "Treci").await;
    assert_eq!(title(&listener.next().await.expect("an event").data), "Treci");
}

/// The town again, where every loader panics.
async fn broken(town: &Town) -> Neighbour {
    let (app, metrics) = (&town.app, town.app.metrics.clone());
    let journal = Journal::open(
        app.db.clone(),
        Arc::clone(&app.clock),
        |_, _| Data::default(),
        |_, _| Box::pin(async { Ok(()) }),
        metrics.clone(),
    );
    let journal = journal.await.expect("a journal");
    app.tasks.spawn(journal.clone().follow(app.config.database_url.clone(), app.tasks.stopping()));
    let gate = Gate::new(Behind {
        schema: javno::schema::build(
            Arc::clone(&app.config),
            Some(javno::schema::Running {
                journal: journal.clone(),
                key: Arc::clone(&app.key),
                writes: Arc::clone(&app.writes),
                storage: app.storage.clone(),
                tallies: app.tallies.clone(),
                comparisons: app.comparisons.clone(),
            }),
        ),
        config: Arc::clone(&app.config),
        db: app.db.clone(),
        clock: Arc::clone(&app.clock),
        loaders: |_, _| Data::default(),
        journal: journal.clone(),
        tasks: app.tasks.clone(),
        metrics: metrics.clone(),
        recognise: javno::accounts::store::recognise,
    });
    Neighbour(Arc::new(App {
        key: Arc::clone(&app.key),
        config: Arc::clone(&app.config),
        db: app.db.clone(),
        clock: Arc::clone(&app.clock),
        tasks: app.tasks.clone(),
        storage: app.storage.clone(),
        metrics,
        journal,
        mail: app.mail.clone(),
        gate,
        documents: Documents::shipped(),
        persisted: Persisted::default(),
        answers: Answers::default(),
        tallies: app.tallies.clone(),
        comparisons: app.comparisons.clone(),
        crowd: app.crowd.clone(),
        files: Files::shipped(),
        releases: javno::http::releases::Releases::default(),
        rate: Arc::clone(&app.rate),
        writes: Arc::clone(&app.writes),
        checks: javno::doctor::check::Checks::new(app.config.rate).expect("randomness"),
        logs: javno::http::ledger::Logs::default(),
        long_reads: javno::http::long::LongReads::default(),
        printing: javno::http::printing::Printing::default(),
        passkeys: app.passkeys.clone(),
        directory: None,
        places: Arc::clone(&app.places),
    }))
}

#[tokio::test]
async fn a_panic_in_an_event_is_a_fault_like_any_other_and_the_next_listener_is_heard() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let broken = broken(&town).await;
    let sealed = "Something went wrong here. Try again; if it stays, tell us the request id.";
    for round in 1..=2 {
        let mut streams = [broken.listen(LISTEN, json!({})).await, broken.listen(LISTEN, json!({})).await];
        publish(&town, &trebinje, &format!("Krug-{round}")).await;
        for stream in &mut streams {
            let heard = stream.next().await.expect("a fault");
            assert_eq!(
                (&heard.data["errors"][0]["message"], heard.data.get("data")),
                (&json!(sealed), None),
                "{heard:?}"
            );
            assert_eq!(stream.next().await.expect("the end").event, "complete");
        }
        town.until("javno_live_questions", 0).await;
    }
    // Also where it is missed events that panic.
    let mut stream = broken.listen_after(LISTEN, json!({}), "ev0").await;
    assert_eq!(stream.next().await.expect("a fault").data["errors"][0]["extensions"]["code"], "INTERNAL");
    assert_eq!(stream.next().await.expect("the end").event, "complete");

    let served = town.served_neighbour(&broken);
    let mut socket = served.socket().await;
    socket.begin("missed", LISTEN, json!({ "after": "ev0" })).await;
    assert_eq!(socket.heard("missed", "error").await[0]["extensions"]["code"], "INTERNAL");
    socket.begin("live", LISTEN, json!({})).await;
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    publish(&town, &trebinje, "Krug-3").await;
    assert_eq!(socket.heard("live", "error").await[0]["message"], sealed);
    let call = entities::CallId::new().to_string();
    socket.begin("question", "query ($id: ID!) { node(id: $id) { id } }", json!({ "id": call })).await;
    assert_eq!(socket.heard("question", "error").await[0]["message"], sealed);
    // What needs nothing goes on.
    socket.begin("fine", "{ __typename }", json!({})).await;
    socket.heard("fine", "next").await;
    assert_eq!(town.figure("javno_panics_total").await, 6);
    served.end().await;
}
