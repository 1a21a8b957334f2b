//! Where very much is asked from one address, or very many comment, nothing that somebody has written is lost: it is looked at
//! later.

use axum::body::Body;
use axum::http::{Request, header};
use entities::{ConfirmEmail, Signal};
use serde_json::{Value, json};
use tests::{Answer, Town};

use crate::comments::{SUBMIT, Square};
use crate::documents::id_of;

/// Of a town where one client may ask so often.
async fn square(requests_per_minute: u32) -> Square {
    let town = Town::configured(|config| config.rate.requests_per_minute = requests_per_minute).await;
    Square::of_town(town, |_| {}).await
}

async fn post(square: &Square, body: String) -> Answer {
    let request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
    let request = request.header(header::CONTENT_LENGTH, body.len()).body(Body::from(body)).expect("a request");
    square.town.request(request).await
}

async fn send(square: &Square, query: &str, input: &Value) -> Answer {
    post(square, json!({ "query": query, "variables": { "input": input } }).to_string()).await
}

/// Asks until nothing more is answered.
async fn flood(square: &Square) {
    while square.town.get("/graphql?query=%7Bareas%7Bcode%7D%7D").await.status == 200 {}
}

#[tokio::test]
async fn a_comment_that_was_worked_for_comes_in_past_a_flood_from_the_same_address_and_nothing_else_does() {
    let square = square(20).await;
    let input = square.as_the_form("key 1", "Писала сам док је неко са исте адресе питао хиљаду пута.").await;
    let second = square.as_the_form("key 2", "Други.").await;
    flood(&square).await;
    let mut idle = input.clone();
    idle["solution"] = json!(null);
    let other = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) { receipt { code } }
        again: submitComment(input: $input) { receipt { code } } }";
    let read = "query($of: ID!) { commentBox(consultation: $of) { challenge } }";
    let long = json!({ "query": SUBMIT, "variables": { "input": input }, "more": "a".repeat(1 << 16) });
    let list = json!([{ "query": SUBMIT, "variables": { "input": input } }]);
    let with = json!({ "query": read, "variables": { "of": square.of(), "input": input } });
    for (what, answer) in [
        ("without the work", send(&square, SUBMIT, &idle).await),
        ("two at once", send(&square, other, &input).await),
        ("a list", post(&square, list.to_string()).await),
        ("longer than any comment", post(&square, long.to_string()).await),
        ("another thing with the work", post(&square, with.to_string()).await),
    ] {
        assert_eq!(answer.status, 429, "{what}: {}", answer.text());
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{what}");
    }
    let sent = send(&square, SUBMIT, &second).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    let receipt = &sent.json()["data"]["submitComment"]["receipt"];
    assert_eq!(receipt["state"], "HELD");
    let again = send(&square, SUBMIT, &second).await.json();
    assert_eq!(
        again["data"]["submitComment"]["receipt"]["code"], receipt["code"],
        "it is one, however often it is sent"
    );
    let rows = square.rows().await;
    assert_eq!(rows.iter().map(|row| row.signals.0.clone()).collect::<Vec<_>>(), [vec![Signal::TooMany]]);
    send(&square, SUBMIT, &second).await;
    assert_eq!(send(&square, SUBMIT, &second).await.status, 429, "one solution is no way in for a flood");
}

#[tokio::test]
async fn what_is_kept_for_everybody_is_shown_past_a_flood() {
    let square = square(3).await;
    square.town.settled().await;
    let variables = json!({ "id": square.of(), "locale": "sr-Latn" }).to_string();
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("documentId", &*id_of("Consultation")), ("variables", &*variables)])
        .finish();
    let path = format!("/graphql?{query}");
    assert_eq!(square.town.get(&path).await.status, 200);
    flood(&square).await;
    let shown = square.town.get(&path).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.json()["data"]["commentBox"]["challenge"].is_string(), "with the task of the form: {}", shown.text());
}

#[tokio::test]
async fn what_was_typed_into_a_hosted_form_stands_there_when_too_much_is_asked() {
    let town = Town::configured(|config| config.rate.requests_per_minute = 3).await;
    let square = Square::of_town(town, |row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    flood(&square).await;
    let to = format!("/trebinje/rasprava/{}/komentari?lang=sr-Latn&pisem=1", square.of());
    let part = square.draft.articles[0].id.to_string();
    let typed = [
        ("key", "ključ"),
        ("since", "otkad"),
        ("part", &*part),
        ("kind", "CITIZEN"),
        ("name", "Ana \"Marić\""),
        ("email", "ana@adresa.example"),
        ("text", "Sve što sam\nnapisala."),
    ];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish();
    let send = async |site: &str| {
        let request = Request::post(&*to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.header(header::CONTENT_LENGTH, body.len()).header("sec-fetch-site", site);
        square.town.request(request.body(Body::from(body.clone())).expect("a request")).await
    };
    square.town.statements();
    let later = send("same-origin").await;
    assert_eq!(
        (later.status.as_u16(), later.header("retry-after"), later.header("cache-control")),
        (429, "60", "no-store")
    );
    assert_eq!(square.town.statements(), Vec::<String>::new(), "it costs the database nothing");
    let page = later.text();
    for said in [
        "Sve što sam\nnapisala.",
        "value=\"Ana &quot;Marić&quot;\"",
        "value=\"ključ\"",
        "name=\"since\" value=\"otkad\"",
        &*format!("name=\"part\" value=\"{part}\""),
        "ana@adresa.example",
        "za 1 min.",
        "action=\"/trebinje/rasprava/",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // It opens for comments, and not for what is said about one.
    let about = to.replace("/komentari", "/komentari/com_01h455vb4pex5vsknk084sn02q/podrska");
    let request = Request::post(about).header(header::CONTENT_LENGTH, 0).header("sec-fetch-site", "same-origin");
    assert_eq!(square.town.request(request.body(Body::empty()).expect("a request")).await.status, 429);
    // Another site puts nothing into our mouth.
    let foreign = send("cross-site").await;
    assert!(foreign.status == 403 && !foreign.text().contains("napisala"), "{} {}", foreign.status, foreign.text());
    square.town.clock.advance(chrono::TimeDelta::minutes(1));
    let sent = send("same-origin").await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let rows = square.rows().await;
    assert_eq!((rows.len(), rows[0].anchor_id), (1, Some(square.draft.articles[0].id)), "and what it is about");
    // It was not handed out by us, as far as one can tell: so it is asked after all others whether the address is hers.
    assert_eq!(square.town.unread().await.len(), 0);
    square.town.clock.advance(chrono::TimeDelta::minutes(11));
    assert_eq!(square.town.unread().await.len(), 1);
}

/// What our form sends to its address, in a language.
async fn typed(square: &Square, lang: &str, site: &str) -> Answer {
    let to = format!("/trebinje/rasprava/{}/komentari?lang={lang}&pisem=1", square.of());
    let fields = [("key", "ključ"), ("kind", "ANONYMOUS"), ("email", ""), ("text", "Sve što sam\nnapisala.")];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", site).header(header::ACCEPT, "text/html");
    square.town.request(request.body(Body::from(body)).expect("a request")).await
}

/// That the form is shown again, with what was typed, in this language.
fn shown_again(answer: &Answer, said: &str) {
    let headers = ["retry-after", "cache-control"].map(|name| answer.header(name));
    assert_eq!((answer.status.as_u16(), headers), (503, ["1", "no-store"]));
    let page = answer.text();
    for said in [said, "Sve što sam\nnapisala.", "value=\"ključ\"", "action=\"/trebinje/rasprava/"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn what_was_typed_into_a_hosted_form_stands_there_when_all_places_are_taken() {
    let town = Town::configured(|config| config.in_flight = 2).await;
    town.expecting_errors();
    let square = Square::of_town(town, |_| {}).await;
    let held = square.town.hold_the_readers().await;
    let body = json!({ "query": "{ municipalities { nodes { slug } } }" });
    let busy = async {
        // The two before have taken their places by now.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        shown_again(&typed(&square, "hr", "same-origin").await, "Poslužitelj je sada zauzet. Pokušajte ponovno");
        let foreign = typed(&square, "hr", "cross-site").await;
        assert!(foreign.status == 503 && !foreign.text().contains("napisala"), "another site puts nothing into it");
        drop(held);
    };
    tokio::join!(square.town.post(&body), square.town.get("/"), busy);
    assert_eq!(typed(&square, "hr", "same-origin").await.status, 303);
    assert_eq!(square.rows().await.len(), 1);
}

#[tokio::test]
async fn what_was_typed_into_a_hosted_form_stands_there_when_the_database_is_busy() {
    let town = Town::configured(|config| config.operation.seconds = 1).await;
    town.expecting_errors();
    let square = Square::of_town(town, |_| {}).await;
    let held = square.town.hold_the_readers().await;
    shown_again(&typed(&square, "sr-Cyrl", "same-origin").await, "Сервер је сада заузет. Покушајте поново");
    drop(held);
    assert_eq!(typed(&square, "sr-Cyrl", "same-origin").await.status, 303);
    assert_eq!(square.rows().await.len(), 1);
}

#[tokio::test]
async fn where_very_many_comment_whoever_comes_then_is_looked_at_later() {
    let town = Town::configured(|config| {
        config.rate.comments_per_minute = 0;
        config.rate.consultation_comments_per_minute = 3;
    })
    .await;
    let square = Square::of_town(town, |_| {}).await;
    // What is odd anyway makes nobody wait.
    let mut odd = square.as_the_form("odd", "Без рада.").await;
    odd["solution"] = json!(null);
    for number in 0..6 {
        odd["idempotencyKey"] = json!(format!("odd {number}"));
        assert_eq!(square.send(odd.clone()).await["receipt"]["state"], "HELD");
    }
    let mut states = Vec::new();
    for number in 0..5 {
        let sent = square.say(&format!("key {number}"), &format!("Приједлог {number}.")).await;
        states.push(sent["receipt"]["state"].as_str().expect("a state").to_owned());
    }
    assert_eq!(states, ["PENDING", "PENDING", "PENDING", "HELD", "HELD"]);
    let rows = square.rows().await;
    assert_eq!((rows.len(), rows.last().map(|row| row.signals.0.clone())), (11, Some(vec![Signal::TooMany])));
    square.town.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(square.say("later", "Послије.").await["receipt"]["state"], "PENDING");
}
