//! `graphql-transport-ws` from end to end, over real connections: what is said, and with which code it ends.

use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::socket::{PROTOCOL, Said, Socket};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crate::guard::nested;

pub(crate) const LISTEN: &str = "subscription ($municipality: String, $after: String) {
    openCallChanged(municipality: $municipality, locale: \"sr-Latn\", resumeAfter: $after) {
        cursor call { title { text } }
    }
}";

pub(crate) fn title(payload: &Value) -> &str {
    payload["data"]["openCallChanged"]["call"]["title"]["text"].as_str().unwrap_or("(none)")
}

#[tokio::test]
async fn a_question_has_one_answer_and_a_refused_one_an_error() {
    let town = Town::new().await;
    let served = town.served();
    let mut socket = served.silent_socket().await;
    // A ping needs no permission.
    socket.say(json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(socket.message().await, json!({ "type": "pong" }));
    socket.say(json!({ "type": "connection_init", "payload": { "token": "none" } })).await;
    assert_eq!(socket.message().await, json!({ "type": "connection_ack" }));
    socket.say(json!({ "type": "pong" })).await;
    let mut table = String::new();
    for (id, payload) in [
        ("query", json!({ "query": "{ z: __typename a: __typename }" })),
        (
            "variables",
            json!({ "query": "query ($if: Boolean!) { areas @include(if: $if) { code } }", "variables": { "if": false } }),
        ),
        ("null variables", json!({ "query": "{ __typename }", "variables": null, "operationName": null })),
        ("partial", json!({ "query": "{ municipality(slug: \"x\") { id } __typename }" })),
        ("syntax", json!({ "query": "{" })),
        ("unknown", json!({ "query": "{ nothing }" })),
        ("listening to nothing", json!({ "query": "subscription { nothing }" })),
        ("skipped", json!({ "query": "subscription { openCallChanged @skip(if: true) { cursor } }" })),
        ("two roots", json!({ "query": "subscription { openCallChanged { cursor } a: openCallChanged { cursor } }" })),
        ("which", json!({ "query": "subscription A { openCallChanged { cursor } } query B { __typename }" })),
        (
            "B",
            json!({ "query": "subscription A { openCallChanged { cursor } } query B { __typename }", "operationName": "B" }),
        ),
        (
            "C",
            json!({ "query": "subscription A { openCallChanged { cursor } } query B { __typename }", "operationName": "C" }),
        ),
        ("document", json!({ "documentId": "sha256:00" })),
        ("no document", json!({})),
        ("no object", json!([])),
        ("mutation", json!({ "query": "mutation { x }" })),
        ("id = \"š\"\n", json!({ "query": "{ __typename }" })),
    ] {
        socket.say(json!({ "id": id, "type": "subscribe", "payload": payload })).await;
        loop {
            let message = socket.message().await;
            assert_eq!(message["id"], id, "{message}");
            let said = match message["payload"].get(0) {
                Some(error) => format!("{} {}", error["extensions"]["code"], error["message"]),
                None => message["payload"].to_string(),
            };
            table += &format!("{id:?} {} {said}\n", message["type"]);
            if message["type"] != "next" {
                break;
            }
        }
    }
    insta::assert_snapshot!(table, @r#"
    "query" "next" {"data":{"a":"Query","z":"Query"}}
    "query" "complete" null
    "variables" "next" {"data":{}}
    "variables" "complete" null
    "null variables" "next" {"data":{"__typename":"Query"}}
    "null variables" "complete" null
    "partial" "next" {"data":{"__typename":"Query","municipality":null}}
    "partial" "complete" null
    "syntax" "error" "BAD_REQUEST" " --> 1:2\n  |\n1 | {\n  |  ^---\n  |\n  = expected selection"
    "unknown" "error" "BAD_REQUEST" "Unknown field \"nothing\" on type \"Query\"."
    "listening to nothing" "error" "BAD_REQUEST" "Unknown field \"nothing\" on type \"Subscription\"."
    "skipped" "complete" null
    "two roots" "error" "BAD_REQUEST" "A subscription has one root field; send several subscriptions."
    "which" "error" "BAD_REQUEST" "Operation name required in request."
    "B" "next" {"data":{"__typename":"Query"}}
    "B" "complete" null
    "C" "error" "BAD_REQUEST" "Unknown operation named \"C\""
    "document" "error" "NOT_FOUND" "This document is not known here. A widget newer than this server? Update the server."
    "no document" "error" "BAD_REQUEST" "Send `query` or `documentId`."
    "no object" "error" "BAD_REQUEST" "An operation must be a JSON object with `query` or `documentId`."
    "mutation" "error" "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    "id = \"š\"\n" "next" {"data":{"__typename":"Query"}}
    "id = \"š\"\n" "complete" null
    "#);
    served.end().await;
}

#[tokio::test]
async fn operations_run_beside_each_other_until_their_client_has_enough() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let served = town.served();
    let mut socket = served.socket().await;
    socket.begin("all", LISTEN, json!({})).await;
    socket.begin("trebinje", LISTEN, json!({ "municipality": "trebinje" })).await;
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    town.call(&teslic, |new| new.call.title = latin("Teslić")).await;
    assert_eq!(title(&socket.heard("all", "next").await), "Teslić");
    // Questions go between.
    socket.begin("once", "{ __typename }", json!({})).await;
    assert_eq!(socket.heard("once", "next").await, json!({ "data": { "__typename": "Query" } }));
    socket.heard("once", "complete").await;
    town.call(&trebinje, |new| new.call.title = latin("Trebinje")).await;
    let mut heard = [socket.message().await, socket.message().await].map(|message| message["id"].to_string());
    heard.sort_unstable();
    assert_eq!(heard, ["\"all\"", "\"trebinje\""]);

    socket.complete("all").await;
    // Whoever ended it, or never began it, may end it again.
    socket.complete("all").await;
    socket.complete("never").await;
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    town.call(&trebinje, |new| new.call.title = latin("Drugi")).await;
    assert_eq!(title(&socket.heard("trebinje", "next").await), "Drugi");
    // Its name is free again.
    socket.begin("all", LISTEN, json!({ "municipality": "teslic" })).await;
    assert_eq!(socket.until_now().await, Vec::<Value>::new());
    town.call(&teslic, |new| new.call.title = latin("Treći")).await;
    assert_eq!(title(&socket.heard("all", "next").await), "Treći");
    served.end().await;
}

#[tokio::test]
async fn what_is_not_spoken_here_ends_the_conversation_with_its_code() {
    let town = Town::configured(|config| config.live.init_seconds = 1).await;
    let served = town.served();
    let subscribe = |id: &str| json!({ "id": id, "type": "subscribe", "payload": { "query": LISTEN } }).to_string();
    let long = "ђ".repeat(64);
    let init = r#"{"type":"connection_init"}"#.to_owned();
    let deep = format!(r#"{{"type":"ping","payload":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let mut table = String::new();
    for (what, messages) in [
        ("no JSON", vec![Message::text("zdravo")]),
        ("nothing", vec![Message::text("")]),
        ("an unknown type", vec![Message::text(r#"{"type":"start"}"#)]),
        ("a type of the server's", vec![Message::text(r#"{"type":"connection_ack"}"#)]),
        ("two types", vec![Message::text(r#"{"type":"ping","type":"pong"}"#)]),
        ("JSON of any depth", vec![Message::text(deep)]),
        ("bytes", vec![Message::binary(init.clone())]),
        ("no id", vec![Message::text(r#"{"type":"subscribe","payload":{}}"#)]),
        ("an empty id", vec![Message::text(&init), Message::text(subscribe(""))]),
        ("a long id", vec![Message::text(&init), Message::text(subscribe(&format!("{long}x")))]),
        ("an operation too early", vec![Message::text(subscribe("a"))]),
        ("no word", vec![]),
        ("a ping alone", vec![Message::text(r#"{"type":"ping"}"#)]),
        ("two beginnings", vec![Message::text(&init), Message::text(&init)]),
        ("an id twice", vec![Message::text(&init), Message::text(subscribe("a")), Message::text(subscribe("a"))]),
        (
            "a long id twice",
            vec![Message::text(&init), Message::text(subscribe(&long)), Message::text(subscribe(&long))],
        ),
    ] {
        let mut socket = served.silent_socket().await;
        for message in messages {
            socket.say_message(message).await;
        }
        let (code, reason) = socket.end().await;
        assert!(reason.len() <= 123, "{reason}");
        table += &format!("{what}: {code} {reason}\n");
    }
    insta::assert_snapshot!(table, @"
    no JSON: 4400 This is no message of graphql-transport-ws.
    nothing: 4400 This is no message of graphql-transport-ws.
    an unknown type: 4400 This is no message of graphql-transport-ws.
    a type of the server's: 4400 This is no message of graphql-transport-ws.
    two types: 4400 This is no message of graphql-transport-ws.
    JSON of any depth: 4400 This is no message of graphql-transport-ws.
    bytes: 4400 Send text.
    no id: 4400 This is no message of graphql-transport-ws.
    an empty id: 4400 An id has 1 to 128 bytes.
    a long id: 4400 An id has 1 to 128 bytes.
    an operation too early: 4401 Unauthorized: say connection_init first
    no word: 4408 Connection initialisation timeout
    a ping alone: 4408 Connection initialisation timeout
    two beginnings: 4429 Too many initialisation requests
    an id twice: 4409 Subscriber for a already exists
    a long id twice: 4409 Subscriber for ђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђђ
    ");
    town.until("javno_subscribers{transport=\"websocket\"}", 0).await;
    served.end().await;
}

#[tokio::test]
async fn one_operation_too_many_is_refused_and_the_others_go_on() {
    let town = Town::configured(|config| config.live.operations = 2).await;
    let trebinje = town.municipality("trebinje").await;
    let served = town.served();
    let mut socket = served.socket().await;
    for id in ["a", "b", "c"] {
        socket.begin(id, LISTEN, json!({})).await;
    }
    let error = socket.heard("c", "error").await;
    insta::assert_snapshot!(error, @r#"[{"extensions":{"code":"BAD_REQUEST"},"message":"2 operations run on this connection; complete one first."}]"#);
    town.call(&trebinje, |new| new.call.title = latin("Prvi")).await;
    for _ in 0..2 {
        assert_eq!(title(&socket.message().await["payload"]), "Prvi");
    }
    socket.complete("a").await;
    socket.begin("c", "{ __typename }", json!({})).await;
    socket.heard("c", "next").await;
    assert_eq!(town.figure("javno_limit_hits_total{limit=\"subscriptions\"}").await, 1);
    served.end().await;
}

#[tokio::test]
async fn a_message_has_a_size() {
    let town = Town::configured(|config| config.live.message_bytes = 4_096).await;
    let served = town.served();
    let query = |bytes: usize| format!("{{ __typename }} #{}", "x".repeat(bytes));
    let mut socket = served.socket().await;
    socket.begin("fits", &query(3_900), json!({})).await;
    socket.heard("fits", "next").await;
    socket.heard("fits", "complete").await;
    socket.begin("long", &query(4_100), json!({})).await;
    // What is still on its way may cost the client the last word, but never the server more.
    let end = socket.hear().await;
    assert!(matches!(end, Said::Gone | Said::Closed(1009, _)), "{end:?}");
    // Nor does it help to cut it into pieces.
    let mut socket = served.socket().await;
    let part = |kind, end| Message::Frame(Frame::message(vec![b' '; 2_000], OpCode::Data(kind), end));
    for (kind, end) in [(Data::Text, false), (Data::Continue, false), (Data::Continue, false), (Data::Continue, true)] {
        socket.say_message(part(kind, end)).await;
    }
    let end = socket.hear().await;
    assert!(matches!(end, Said::Gone | Said::Closed(1009, _)), "{end:?}");
    town.until("javno_subscribers{transport=\"websocket\"}", 0).await;
    assert_eq!(town.figure("javno_limit_hits_total{limit=\"message\"}").await, 2);
    served.end().await;
}

#[tokio::test]
async fn only_our_protocol_is_spoken() {
    let town = Town::new().await;
    let served = town.served();
    let mut table = String::new();
    for protocol in [None, Some("graphql-ws"), Some("graphql-transport-w"), Some("chat, graphql-transport-ws")] {
        let said = match Socket::open(served.client().await.stream, protocol, None).await {
            Ok(_) => "opened".to_owned(),
            Err((status, said)) => format!("{status} {}", said.trim()),
        };
        table += &format!("{protocol:?}: {said}\n");
    }
    insta::assert_snapshot!(table, @r#"
    None: 400 Speak graphql-transport-ws.
    Some("graphql-ws"): 400 Speak graphql-transport-ws.
    Some("graphql-transport-w"): 400 Speak graphql-transport-ws.
    Some("chat, graphql-transport-ws"): opened
    "#);
    served.end().await;
}

#[tokio::test]
async fn nesting_of_any_depth_is_refused_and_the_conversation_goes_on() {
    let town = Town::configured(|config| config.live.message_bytes = 256 * 1024).await;
    let served = town.served();
    let mut socket = served.socket().await;
    for depth in [65, 200, 400, 800, 1_600, 3_200, 6_400] {
        for query in nested(depth) {
            for query in [query.clone(), format!("subscription {query}")] {
                socket.begin("deep", &query, json!({})).await;
                let error = socket.heard("deep", "error").await;
                let said = error[0]["message"].as_str().unwrap_or_default();
                assert!(
                    ["nested deeper than 64", "more than 4000 tokens", "longer than"].iter().any(|w| said.contains(w)),
                    "{depth}: {error}"
                );
            }
        }
        socket.begin("fine", "{ __typename }", json!({})).await;
        socket.heard("fine", "next").await;
        socket.heard("fine", "complete").await;
    }
    served.end().await;
}

#[tokio::test]
async fn a_page_of_a_foreign_site_may_listen_and_not_write() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let served = town.served();
    let mut table = String::new();
    for origin in [None, Some("https://trebinje.example"), Some("https://other.example")] {
        let opened = Socket::open(served.client().await.stream, Some(PROTOCOL), origin).await;
        let mut socket = opened.unwrap_or_else(|refused| panic!("{origin:?}: {refused:?}"));
        socket.init().await;
        socket.begin("listens", LISTEN, json!({})).await;
        assert_eq!(socket.until_now().await, Vec::<Value>::new());
        socket.begin("writes", "mutation { x }", json!({})).await;
        let error = socket.heard("writes", "error").await;
        table += &format!("{origin:?}: {}\n", error[0]["extensions"]["code"]);
    }
    insta::assert_snapshot!(table, @r#"
    None: "BAD_REQUEST"
    Some("https://trebinje.example"): "BAD_REQUEST"
    Some("https://other.example"): "FORBIDDEN"
    "#);
    served.end().await;
}

#[tokio::test]
async fn a_socket_asks_no_oftener_than_its_client_may() {
    let town = Town::configured(|config| config.rate.requests_per_minute = 5).await;
    let served = town.served();
    // Each socket is a request itself.
    let mut sockets = [served.socket().await, served.socket().await];
    for which in [0, 1, 0] {
        sockets[which].begin("a", "{ __typename }", json!({})).await;
        sockets[which].heard("a", "next").await;
        sockets[which].heard("a", "complete").await;
    }
    for (socket, query) in sockets.iter_mut().zip(["{ __typename }", LISTEN]) {
        socket.begin("late", query, json!({})).await;
        let error = socket.heard("late", "error").await;
        assert_eq!(error[0]["extensions"]["code"], "RATE_LIMITED", "{error}");
    }
    assert_eq!(sockets[1].until_now().await, Vec::<Value>::new(), "the conversation goes on");
    served.end().await;
}
