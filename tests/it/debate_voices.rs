//! Supporting and reporting a comment on hosted pages, without any script.

use axum::body::Body;
use axum::http::{Request, header};
use entities::{Moderation, Supports};
use serde_json::json;
use tests::{Answer, Town};

use crate::commenters::REPORT;
use crate::comments::Square;

/// What a browser says that shows our own form.
const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];

/// A consultation in which one comment can be read: where it is talked about.
async fn place(supports: Supports) -> (Square, String) {
    let square = Square::new(|row| {
        row.moderation = Moderation::Post;
        row.supports = supports;
    })
    .await;
    let sent = square.say("key 1", "Треба више клупа.").await;
    let id = sent["receipt"]["comment"]["id"].as_str().expect("a comment that can be read").to_owned();
    let place = format!("/trebinje/rasprava/{}/komentari/{id}", square.of());
    (square, place)
}

async fn send(square: &Square, to: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    square.town.request(request.body(Body::from(body)).expect("a request")).await
}

async fn talk(square: &Square) -> String {
    square.town.get(&format!("/trebinje/rasprava/{}/komentari?lang=sr-Latn", square.of())).await.text()
}

#[tokio::test]
async fn a_support_is_counted_once_and_can_be_taken_back() {
    let (square, place) = place(Supports::Client).await;
    let there = format!("{place}/podrska?lang=sr-Latn");
    assert!(talk(&square).await.contains(&format!("{place}/podrska")), "the comment leads there");
    let form = square.town.get(&there).await;
    assert_eq!(form.header("cache-control"), "no-store", "the key in it is for one");
    let text = form.text();
    assert!(text.contains("Треба више клупа.") && !text.contains(r#"type="email""#), "{text}");

    assert_eq!(send(&square, &there, &[("key", "k1")], &[("sec-fetch-site", "cross-site")]).await.status, 403);
    for key in ["k1", "k1", "k2"] {
        let told = send(&square, &there, &[("key", key)], &OURS).await;
        assert_eq!(told.status, 200);
        assert!(told.text().contains("Vaša podrška je ubrojana."), "{}", told.text());
    }
    assert!(talk(&square).await.contains("1 podrška"));
    let told = send(&square, &there, &[("key", "k3"), ("povuci", "1")], &OURS).await.text();
    assert!(told.contains("Podrška je povučena."), "{told}");
    assert!(!talk(&square).await.contains("1 podrška"));
}

#[tokio::test]
async fn whoever_has_read_something_else_reads_it_before_he_supports_it() {
    let square = Square::new(|row| (row.moderation, row.supports) = (Moderation::Post, Supports::Client)).await;
    let sent = square.say("key 1", "Треба више клупа.").await;
    let id = sent["receipt"]["comment"]["id"].as_str().expect("a comment that can be read");
    let there = format!("/trebinje/rasprava/{}/komentari/{id}/podrska?lang=sr-Latn", square.of());
    let read = square.town.get(&there).await.text();
    assert!(read.contains(r#"name="revision" value="1""#), "{read}");
    square.change(&sent["receipt"]["code"], "key 2", "Треба мање клупа.").await;
    let told = send(&square, &there, &[("key", "k1"), ("revision", "1")], &OURS).await;
    assert_eq!(told.status, 409);
    let page = told.text();
    for said in ["Komentar je u međuvremenu izmijenjen.", "Треба мање клупа.", r#"name="revision" value="2""#]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!talk(&square).await.contains("1 podrška"));
    let told = send(&square, &there, &[("key", "k1"), ("revision", "2")], &OURS).await.text();
    assert!(told.contains("Vaša podrška je ubrojana."), "{told}");
    assert!(talk(&square).await.contains("1 podrška"));
}

#[tokio::test]
async fn where_addresses_are_counted_a_support_counts_by_letter() {
    let (square, place) = place(Supports::ConfirmedEmail).await;
    let there = format!("{place}/podrska?lang=sr-Latn");
    for (email, said) in [("", "Obavezno polje"), ("nije adresa", "")] {
        let wrong = send(&square, &there, &[("key", "k1"), ("email", email)], &OURS).await;
        assert_eq!(wrong.status, 422);
        let text = wrong.text();
        assert!(text.contains(r#"id="email-wrong""#) && text.contains(said) && text.contains(email), "{text}");
    }
    let told = send(&square, &there, &[("key", "k1"), ("email", "ana@example.org")], &OURS).await.text();
    assert!(told.contains("Na ana@example.org stiže pismo."), "{told}");
    assert!(!talk(&square).await.contains("1 podrška"));
    assert_eq!(square.confirm().await.0, 200);
    assert!(talk(&square).await.contains("1 podrška"));
}

#[tokio::test]
async fn where_nobody_counts_them_there_is_no_such_form() {
    let (square, place) = place(Supports::None).await;
    assert!(!talk(&square).await.contains("/podrska"));
    let there = format!("{place}/podrska?lang=sr-Latn");
    let page = square.town.get(&there).await.text();
    assert!(page.contains("Ovdje se podrška komentarima ne broji.") && !page.contains("<form"), "{page}");
    let told = send(&square, &there, &[("key", "k1")], &OURS).await;
    assert!(told.text().contains("Ovdje se podrška komentarima ne broji."), "{}", told.text());
    for nobody in ["com_01h455vb4pex5vsknk084sn02q", "x"] {
        let place = format!("/trebinje/rasprava/{}/komentari/{nobody}/podrska", square.of());
        assert_eq!(square.town.get(&place).await.status, 404, "{nobody}");
    }
}

#[tokio::test]
async fn a_report_reaches_officials_and_the_comment_stays() {
    let (square, place) = place(Supports::None).await;
    let there = format!("{place}/prijava?lang=sr-Latn");
    assert!(talk(&square).await.contains(&format!("{place}/prijava")), "the comment leads there");
    let wrong = send(&square, &there, &[("key", "k1"), ("words", "Вријеђа ме.")], &OURS).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains(r#"id="reason-wrong""#) && wrong.text().contains("Вријеђа ме."), "nothing is lost");
    let long = "а".repeat(501);
    let wrong = send(&square, &there, &[("key", "k1"), ("reason", "insult"), ("words", &long)], &OURS).await;
    assert!(wrong.text().contains("Najviše 500 znakova."), "{}", wrong.text());
    let fields = [("key", "k1"), ("reason", "insult"), ("words", "Вријеђа ме.")];
    let told = send(&square, &there, &fields, &OURS).await;
    assert_eq!(told.status, 200);
    assert!(told.text().contains("Hvala! Prijava je primljena"), "{}", told.text());
    assert!(talk(&square).await.contains("Треба више клупа."), "it stays until somebody decides");
    assert!(!talk(&square).await.contains("Вријеђа ме."), "what is said about it is for officials");
    let flagged = "{ desk(municipality: \"trebinje\") { comments(filter: {flagged: true}) { nodes { flags { reason words } } } } }";
    let seen = square.moderator().await.data(flagged, json!({})).await;
    let nodes = &seen["desk"]["comments"]["nodes"];
    assert_eq!(nodes.to_string(), r#"[{"flags":[{"reason":"INSULT","words":"Вријеђа ме."}]}]"#);
}

/// Of each official learns, and looks.
#[tokio::test]
async fn whoever_reports_very_many_has_to_wait_and_loses_no_word() {
    let town = Town::configured(|config| config.rate.comments_per_minute = 3).await;
    let square = Square::of_town(town, |row| row.moderation = Moderation::Post).await;
    let mut ids = Vec::new();
    for text in ["Треба више клупа.", "Треба више дрвећа."] {
        let sent = square.say(text, text).await;
        ids.push(sent["receipt"]["comment"]["id"].as_str().expect("a comment that can be read").to_owned());
    }
    let report = async |id: &str, key: &str| {
        let input = json!({ "comment": id, "reason": "INSULT", "idempotencyKey": key });
        square.town.ask(REPORT, json!({ "input": input })).await
    };
    for sent_again in 0..3 {
        let told = report(&ids[0], "r1").await;
        assert_eq!(told["data"]["reportComment"]["received"], true, "{sent_again}: {told}");
    }
    let refused = report(&ids[1], "r2").await;
    assert_eq!(refused["errors"][0]["extensions"], json!({ "code": "RATE_LIMITED", "retryAfter": 60 }), "{refused}");
    let there = format!("/trebinje/rasprava/{}/komentari/{}/prijava?lang=sr-Latn", square.of(), ids[1]);
    let fields = [("key", "k1"), ("reason", "insult"), ("words", "Вријеђа ме.")];
    let later = send(&square, &there, &fields, &OURS).await;
    assert_eq!(later.status, 429);
    let page = later.text();
    assert!(page.contains("Pokušajte ponovo za 1 min.") && page.contains("Вријеђа ме."), "{page}");
    let flagged =
        "{ desk(municipality: \"trebinje\") { comments(filter: {flagged: true}) { nodes { comment { id } } } } }";
    let moderator = square.moderator().await;
    let told = async || moderator.data(flagged, json!({})).await["desk"]["comments"]["nodes"].take();
    assert_eq!(told().await, json!([{ "comment": { "id": ids[0] } }]));
    square.town.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(send(&square, &there, &fields, &OURS).await.status, 200);
    assert_eq!(told().await.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn nothing_else_is_said_to_a_comment() {
    let (square, place) = place(Supports::Client).await;
    let nowhere = format!("{place}/pohvala?lang=sr-Latn");
    assert_eq!(square.town.get(&nowhere).await.status, 404);
    assert_eq!(send(&square, &nowhere, &[("key", "k")], &OURS).await.status, 404);
    let there = format!("/trebinje/rasprava/{}/komentari/com_0/podrska", square.of());
    assert!(square.town.get(&there).await.status.is_client_error());
}
