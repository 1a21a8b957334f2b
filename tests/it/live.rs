//! What happens reaches whoever listens: once, in order, wherever it was written, and after any gap.

use entities::{CallStage, municipality};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tests::given::{a_call, in_full, latin};
use tests::{Listener, Town};

const LISTEN: &str = "subscription ($municipality: String, $areas: [String!], $after: String) {
    openCallChanged(municipality: $municipality, areas: $areas, locale: \"sr-Latn\", resumeAfter: $after) {
        cursor change callId call { title { text } status areas { code } deadline { history { at } } municipality { name } }
    }
}";

/// Publishes a call with this title.
async fn publish(town: &Town, owner: &municipality::Model, title: &str) {
    town.call(owner, |new| new.call.title = latin(title)).await;
}

fn title(data: &Value) -> &str {
    data["openCallChanged"]["call"]["title"]["text"].as_str().unwrap_or("(none)")
}

/// The titles of the next events.
async fn titles(listener: &mut Listener, count: usize) -> Vec<String> {
    let mut titles = Vec::new();
    for _ in 0..count {
        titles.push(title(&listener.data().await).to_owned());
    }
    titles
}

fn numbered(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|n| format!("Poziv {n}")).collect()
}

#[tokio::test]
async fn a_call_is_published_changed_and_withdrawn() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen(LISTEN, json!({ "municipality": "trebinje" })).await;

    let mut new = a_call(&trebinje);
    in_full(&mut new);
    new.call.title = latin("Prvi");
    town.calls([new.clone()]).await;
    let heard = listener.next().await.expect("an event");
    assert_eq!(heard.event, "next");
    let event = &heard.data["data"]["openCallChanged"];
    assert_eq!(event["cursor"].as_str(), heard.id.as_deref());
    assert_eq!((event["change"].as_str(), title(&heard.data["data"])), (Some("PUBLISHED"), "Prvi"));
    assert_eq!(event["call"]["municipality"]["name"], "Trebinje");
    assert_eq!(event["call"]["deadline"]["history"].as_array().map(Vec::len), Some(2));

    new.call.title = latin("Prvi, ispravljen");
    new.call.source_hash = "2".into();
    town.calls([new.clone()]).await;
    let data = listener.data().await;
    assert_eq!((&data["openCallChanged"]["change"], title(&data)), (&json!("CHANGED"), "Prvi, ispravljen"));

    new.call.stage = CallStage::Draft;
    new.call.source_hash = "3".into();
    town.calls([new.clone()]).await;
    let data = listener.data().await;
    assert_eq!(data["openCallChanged"]["change"], "WITHDRAWN");
    assert_eq!(data["openCallChanged"]["call"], Value::Null);
    assert_eq!(data["openCallChanged"]["callId"], event["callId"]);
}

#[tokio::test]
async fn a_listener_hears_what_he_asked_for_and_nothing_else() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let mut of_trebinje = town.listen(LISTEN, json!({ "municipality": "trebinje" })).await;
    let mut of_sport = town.listen(LISTEN, json!({ "areas": ["sport"] })).await;
    let mut of_all = town.listen(LISTEN, json!({})).await;

    publish(&town, &teslic, "Teslić").await;
    town.call(&trebinje, |new| {
        new.call.title = latin("Trebinje");
        new.areas = vec!["sport".into()];
    })
    .await;
    town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await;
    assert_eq!(titles(&mut of_all, 2).await, ["Teslić", "Trebinje"]);
    assert_eq!(titles(&mut of_trebinje, 1).await, ["Trebinje"]);
    assert_eq!(titles(&mut of_sport, 1).await, ["Trebinje"]);
    for listener in [&mut of_all, &mut of_trebinje, &mut of_sport] {
        listener.silence().await;
    }
}

#[tokio::test]
async fn what_cannot_be_listened_to_is_refused_and_the_stream_completes() {
    let town = Town::new().await;
    for (query, variables, code) in [
        (LISTEN, json!({ "municipality": "nigdje" }), "NOT_FOUND"),
        (LISTEN, json!({ "after": "yesterday" }), "BAD_REQUEST"),
        ("subscription { nothing }", json!({}), "BAD_REQUEST"),
        ("{ nothing }", json!({}), "BAD_REQUEST"),
        ("subscription { openCallChanged { cursor } again: openCallChanged { cursor } }", json!({}), "BAD_REQUEST"),
    ] {
        let mut listener = town.listen(query, variables).await;
        let heard = listener.next().await.expect("a refusal");
        assert_eq!(heard.data["errors"][0]["extensions"]["code"], code, "{query}: {heard:?}");
        let ran = !heard.data["errors"][0]["path"].is_null();
        assert_eq!(heard.data.get("data").is_some(), ran, "what never ran has no data: {heard:?}");
        assert_eq!(listener.next().await.expect("the end").event, "complete");
        assert_eq!(listener.next().await, None);
    }
}

#[tokio::test]
async fn a_question_that_is_answered_once_comes_as_a_stream_where_that_is_asked_for() {
    let town = Town::new().await;
    let mut listener = town.listen("{ areas { code } }", json!({})).await;
    assert!(listener.data().await["areas"].is_array());
    assert_eq!(listener.next().await.expect("the end").event, "complete");
    insta::assert_snapshot!(
        ["content-type", "cache-control", "x-accel-buffering", "vary", "access-control-allow-origin", "content-encoding"]
            .map(|name| format!("{name}: {}", listener.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("(none)")))
            .join("\n"),
        @"
    content-type: text/event-stream
    cache-control: no-store, no-transform
    x-accel-buffering: no
    vary: accept
    access-control-allow-origin: *
    content-encoding: (none)
    "
    );
}

#[tokio::test]
async fn without_a_stream_a_subscription_says_how_it_is_had() {
    let town = Town::new().await;
    let refused = town.refusal("subscription { openCallChanged { cursor } }", json!({})).await;
    insta::assert_snapshot!(refused, @"BAD_REQUEST: A subscription is answered as text/event-stream, or over a WebSocket.");
}

#[tokio::test]
async fn whoever_comes_back_hears_what_he_missed_and_then_what_is_new() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen(LISTEN, json!({})).await;
    publish(&town, &trebinje, "Poziv 0").await;
    let place = listener.next().await.expect("an event").id.expect("a place");
    drop(listener);
    for n in 1..250 {
        publish(&town, &trebinje, &format!("Poziv {n}")).await;
    }
    let by_header = town.listen_after(LISTEN, json!({}), &place).await;
    let by_argument = town.listen(LISTEN, json!({ "after": place })).await;
    // At an instance that was not there when it happened.
    let neighbour = town.neighbour().await;
    let elsewhere = neighbour.listen_after(LISTEN, json!({}), &place).await;
    publish(&town, &trebinje, "Poziv 250").await;
    for mut listener in [by_header, by_argument, elsewhere] {
        assert_eq!(titles(&mut listener, 250).await, numbered(1..251));
        listener.silence().await;
    }
}

#[tokio::test]
async fn whoever_lost_his_connection_before_he_heard_anything_misses_nothing() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    publish(&town, &trebinje, "Ranije").await;
    town.settled().await;
    let place = town.listen(LISTEN, json!({})).await.place();
    publish(&town, &trebinje, "U međuvremenu").await;
    town.settled().await;
    let mut back = town.listen_after(LISTEN, json!({}), &place).await;
    assert_eq!(back.place(), place, "nothing was told yet");
    assert_eq!(titles(&mut back, 1).await, ["U međuvremenu"]);
    back.silence().await;
}

#[tokio::test]
async fn what_another_process_writes_is_heard() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let neighbour = town.neighbour().await;
    let mut listener = neighbour.listen(LISTEN, json!({ "municipality": "trebinje" })).await;
    publish(&town, &trebinje, "Odande").await;
    assert_eq!(titles(&mut listener, 1).await, ["Odande"]);
}

#[tokio::test]
async fn a_change_that_is_not_kept_is_not_told() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen(LISTEN, json!({})).await;
    let tx = town.begin().await;
    javno::calls::store::save::save(&tx, a_call(&trebinje)).await.expect("a call");
    drop(tx);
    listener.silence().await;
    publish(&town, &trebinje, "Ostao").await;
    assert_eq!(titles(&mut listener, 1).await, ["Ostao"]);
}

#[tokio::test]
async fn many_listeners_cost_what_one_costs() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut costs = Vec::new();
    for count in [1, 100] {
        let mut listeners = Vec::new();
        for n in 0..count {
            // Some ask the same, some ask otherwise.
            let municipality = if n % 2 == 0 { json!("trebinje") } else { Value::Null };
            listeners.push(town.listen(LISTEN, json!({ "municipality": municipality })).await);
        }
        // The first event comes when everybody has begun to listen.
        for title in ["Prvi", "Drugi"] {
            town.statements();
            publish(&town, &trebinje, title).await;
            for listener in &mut listeners {
                assert_eq!(titles(listener, 1).await, [title]);
            }
        }
        let reads = town.statements().into_iter().filter(|sql| sql.starts_with("SELECT")).count();
        costs.push(reads);
    }
    assert_eq!(costs[0], costs[1]);
    // The event, its municipality, its call, the nine tables that hang on it, and its lists of results.
    assert!(costs[0] <= 13, "{costs:?}");
}

#[tokio::test]
async fn a_listener_who_does_not_listen_is_let_go_and_comes_back_to_everything() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut slow = town.listen(LISTEN, json!({})).await;
    publish(&town, &trebinje, "Poziv 0").await;
    let place = slow.next().await.expect("an event").id.expect("a place");
    let mut quick = town.listen(LISTEN, json!({})).await;
    for n in 1..400 {
        publish(&town, &trebinje, &format!("Poziv {n}")).await;
        if n % 50 == 0 {
            titles(&mut quick, 50).await;
        }
    }
    titles(&mut quick, 49).await;
    let mut last = place;
    let mut heard = 0;
    while let Some(event) = slow.next().await {
        heard += 1;
        last = event.id.expect("a place");
    }
    assert!(heard < 399, "a queue without an end: {heard}");
    let mut back = town.listen_after(LISTEN, json!({}), &last).await;
    assert_eq!(titles(&mut back, 399 - heard).await, numbered(heard + 1..400));
}

/// Cuts every connection that listens.
async fn cut(town: &Town) -> u64 {
    let db = town.database().connect().await;
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE application_name = 'javno listener' AND datname = current_database()";
    let cut = db.execute_unprepared(sql).await.expect("cutting").rows_affected();
    db.close().await.expect("closing");
    cut
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_cut_connections_lose_nothing() {
    let town = Town::new().await;
    if !town.database().is_postgres() {
        // SQLite has no connection that could be cut; see `what_another_process_writes_is_heard`.
        return;
    }
    let trebinje = town.municipality("trebinje").await;
    let neighbour = town.neighbour().await;
    let mut listener = neighbour.listen(LISTEN, json!({})).await;
    let writing = async {
        for n in 0..1_000 {
            publish(&town, &trebinje, &format!("Poziv {n}")).await;
        }
    };
    let cutting = async {
        let mut cuts = 0;
        while cuts < 200 {
            cuts += cut(&town).await;
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        cuts
    };
    let hearing = titles(&mut listener, 1_000);
    let ((), cuts, heard) = futures_util::join!(writing, cutting, hearing);
    assert!(cuts >= 200);
    assert_eq!(heard, numbered(0..1_000));
    listener.silence().await;
}

#[tokio::test]
async fn writers_that_finish_out_of_order_are_told_in_the_order_in_which_they_finish() {
    let town = Town::new().await;
    if !town.database().is_postgres() {
        // SQLite has one writer at a time.
        return;
    }
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen(LISTEN, json!({})).await;
    let (first, second) = (town.begin().await, town.begin().await);
    for (tx, name) in [(&first, "Poziv 1"), (&second, "Poziv 0")] {
        let mut new = a_call(&trebinje);
        new.call.title = latin(name);
        javno::calls::store::save::save(tx, new).await.expect("a call");
    }
    second.commit().await.expect("kept");
    assert_eq!(titles(&mut listener, 1).await, ["Poziv 0"]);
    first.commit().await.expect("kept");
    assert_eq!(titles(&mut listener, 1).await, ["Poziv 1"]);
}

#[tokio::test]
async fn a_server_that_stops_lets_its_listeners_go_without_a_last_word() {
    let town = Town::new().await;
    let mut listener = town.listen(LISTEN, json!({})).await;
    town.app.tasks.stop();
    // Without `complete`, so that they come back.
    assert_eq!(listener.next().await, None);
}

#[tokio::test]
async fn one_client_listens_so_many_times_at_once_and_again_when_he_has_closed() {
    let town = Town::configured(|config| config.live.per_client = 2).await;
    let first = town.listen(LISTEN, json!({})).await;
    let _second = town.listen(LISTEN, json!({})).await;
    let ask = || {
        let request = axum::http::Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .body(axum::body::Body::from(json!({ "query": LISTEN }).to_string()));
        town.request(request.expect("a request"))
    };
    let refused = ask().await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.json()["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    drop(first);
    drop(town.listen(LISTEN, json!({})).await);
}

#[tokio::test]
async fn so_many_different_questions_are_listened_to_and_the_same_by_anybody() {
    let town = Town::configured(|config| config.live.questions = 1).await;
    town.municipality("trebinje").await;
    let _one = town.listen(LISTEN, json!({})).await;
    let mut same = town.listen(LISTEN, json!({})).await;
    same.silence().await;
    town.expecting_errors();
    let mut other = town.listen(LISTEN, json!({ "municipality": "trebinje" })).await;
    let heard = other.next().await.expect("a refusal");
    assert_eq!(heard.data["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{heard:?}");
    assert_eq!(other.next().await.expect("the end").event, "complete");
}

#[tokio::test]
async fn what_cannot_be_read_now_is_told_when_he_comes_back() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut listener = town.listen(LISTEN, json!({ "municipality": "trebinje" })).await;
    publish(&town, &trebinje, "Poziv 0").await;
    let place = listener.next().await.expect("an event").id.expect("a place");
    for n in 1..4 {
        publish(&town, &trebinje, &format!("Poziv {n}")).await;
    }
    town.settled().await;
    drop(listener);
    // The journal is away, and nothing else.
    let db = town.database().connect().await;
    db.execute_unprepared("ALTER TABLE journal RENAME TO journal_away").await.expect("away");
    let mut cut = town.listen_after(LISTEN, json!({ "municipality": "trebinje" }), &place).await;
    assert_eq!(cut.next().await, None, "ended without a last word, so that he comes back");
    db.execute_unprepared("ALTER TABLE journal_away RENAME TO journal").await.expect("back");
    db.close().await.expect("closing");
    let mut back = town.listen_after(LISTEN, json!({ "municipality": "trebinje" }), &place).await;
    assert_eq!(titles(&mut back, 3).await, numbered(1..4));
}

#[tokio::test]
async fn what_cannot_be_answered_now_sends_everybody_away_and_is_told_when_they_come_back() {
    const BY_AREA: &str = "subscription { openCallChanged(areas: [\"culture\"]) { cursor call { title { text } } } }";
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    publish(&town, &trebinje, "Poziv 0").await;
    town.settled().await;
    let mut listeners = [town.listen(BY_AREA, json!({})).await, town.listen(BY_AREA, json!({})).await];
    let place = listeners[0].place();
    // Something happens to the call while its areas cannot be read; what wakes this instance is something else.
    let db = town.database().connect().await;
    db.execute_unprepared("ALTER TABLE call_area RENAME TO call_area_away").await.expect("away");
    let again = "INSERT INTO journal (at, municipality_id, kind, subject_id) \
        SELECT at, municipality_id, 'call_changed', subject_id FROM journal WHERE kind = 'call_published'";
    db.execute_unprepared(again).await.expect("an event");
    town.municipality("foca").await;
    for listener in &mut listeners {
        assert_eq!(listener.next().await, None, "ended without a last word, so that he comes back");
    }
    town.until("javno_live_questions", 0).await;
    db.execute_unprepared("ALTER TABLE call_area_away RENAME TO call_area").await.expect("back");
    db.close().await.expect("closing");
    let mut back = town.listen_after(BY_AREA, json!({}), &place).await;
    assert_eq!(titles(&mut back, 1).await, ["Poziv 0"]);
}

#[tokio::test]
async fn two_instances_may_make_the_tables_of_an_empty_database_at_once() {
    let database = tests::Database::empty().await;
    if !database.is_postgres() {
        // SQLite serves one instance.
        return;
    }
    let start = || {
        let clock = std::sync::Arc::new(javno::clock::ManualClock::at(tests::instant(tests::NOW)));
        javno::app::App::start(tests::config(&database), clock, None)
    };
    let apps = futures_util::future::join_all((0..3).map(|_| start())).await;
    for app in apps {
        app.expect("it starts").close().await.expect("it closes");
    }
}
