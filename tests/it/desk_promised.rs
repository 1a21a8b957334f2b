//! What is published of a consultation is promised: the time for comments, and a report to whoever was heard.

use chrono::TimeDelta;
use entities::Role;
use serde_json::{Value, json};
use tests::debates::a_consultation;
use tests::instant;
use tests::people::Person;

use crate::comments::{PUBLISH, QUEUE, REJECT};
use crate::desk_calls::{change, done, text};
use crate::desk_debates::{Desk, mutation, written};

#[tokio::test]
async fn a_correction_never_makes_the_time_for_comments_shorter() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, mut version) = desk.published(&editor).await;
    for (closes, opens, shorter) in [
        (json!({ "day": "2026-12-13" }), Value::Null, true),
        (json!({ "day": "2026-12-14", "hour": "14:59" }), Value::Null, true),
        // It has begun already.
        (json!({ "day": "2026-12-30" }), json!({ "day": "2026-12-01" }), true),
        // To the end of the same day.
        (json!({ "day": "2026-12-14" }), Value::Null, false),
        (json!({ "day": "2026-12-21" }), Value::Null, false),
        (json!({ "day": "2026-12-20" }), Value::Null, true),
    ] {
        let mut content = written();
        (content["closes"], content["opens"]) = (closes.clone(), opens.clone());
        content["publishedOn"] = "2026-11-24".into();
        let input = json!({ "id": id, "version": version, "content": content });
        let saved = done(&editor, &mutation("saveConsultation"), input).await;
        version = saved["consultation"]["version"].clone();
        let input = json!({ "id": id, "version": version, "reason": text("Ispravka") });
        let corrected = change(&editor, &mutation("correctConsultation"), input).await;
        if shorter {
            assert_eq!(corrected["errors"][0]["reason"], "SHORTENED", "{closes} {opens}");
        } else {
            assert_eq!(corrected["errors"], json!([]), "{closes} {opens}");
            version = corrected["consultation"]["version"].clone();
        }
    }
    let read = desk.public(&id, "period { opensAt closesAt }").await;
    assert_eq!(read["period"], json!({ "opensAt": null, "closesAt": "2026-12-21T23:59:59.999999+01:00" }));
}

/// What waits, as a moderator names it.
async fn waiting(moderator: &Person<'_>, state: &str) -> Vec<Value> {
    let queue = moderator.data(QUEUE, json!({ "state": state })).await;
    let nodes = queue["desk"]["comments"]["nodes"].as_array().expect("a queue").clone();
    nodes.iter().map(|one| json!({ "id": one["comment"]["id"], "revision": one["comment"]["revision"] })).collect()
}

#[tokio::test]
async fn nobody_who_was_heard_loses_his_report_by_a_cancellation() {
    let desk = Desk::new().await;
    let (editor, moderator) = (desk.editor().await, desk.town.official(&desk.trebinje, &[Role::Moderator]).await);
    let (id, version) = desk.published(&editor).await;
    let say = async |key: &str| {
        const SUBMIT: &str = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) {
            receipt { state } errors { reason } } }";
        let input = json!({ "consultation": id, "authorKind": "CITIZEN", "name": "Ana", "text": "Prijedlog.", "idempotencyKey": key });
        desk.town.data(SUBMIT, json!({ "input": input })).await["submitComment"].take()
    };
    let cancel = async || {
        let input = json!({ "id": id, "version": version, "reason": text("Nacrt je povučen") });
        change(&editor, &mutation("cancelConsultation"), input).await
    };
    assert_eq!(say("k1").await["receipt"]["state"], "HELD");
    assert_eq!(cancel().await["errors"][0]["reason"], "REPORT_OWED", "it waits to be decided about");
    let read = waiting(&moderator, "HELD").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(cancel().await["errors"][0]["reason"], "REPORT_OWED", "everybody reads it");
    moderator.data(REJECT, json!({ "comments": read })).await;
    let cancelled = cancel().await;
    assert_eq!((&cancelled["errors"], &cancelled["consultation"]["state"]), (&json!([]), &json!("CANCELLED")));

    // And nothing comes into it any more of which nobody would report.
    assert_eq!(say("k2").await["errors"][0]["reason"], "COMMENTS_NOT_TAKEN");
    let enter = "mutation($input: EnterCommentInput!) { enterComment(input: $input) { errors { reason } } }";
    let paper = json!({ "consultation": id, "authorKind": "ANONYMOUS", "origin": "PAPER", "text": "Na papiru." });
    let refused = moderator.data(enter, json!({ "input": paper })).await;
    assert_eq!(refused["enterComment"]["errors"][0]["reason"], "NOT_PUBLISHED");
    let again = moderator.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(again["publishComments"]["errors"][0]["reason"], "NOT_PUBLISHED", "what was refused stays so");
}

#[tokio::test]
async fn what_was_over_for_a_year_is_opened_again_neither_at_the_desk_nor_by_a_list() {
    let desk = Desk::new().await;
    let (id, version) = desk.published(&desk.editor().await).await;
    let mut listed = a_consultation(&desk.trebinje);
    let of = json!(desk.town.save_consultation(listed.clone()).await.id.to_string());
    let closes = desk.public(&of, "period { closesAt }").await;
    // Both were over in December 2026; nobody's session lasts so long.
    desk.town.clock.advance(TimeDelta::days(400));
    let editor = desk.editor().await;
    let reason = text("Još jednom");
    let input = json!({ "id": id, "version": version, "closes": { "day": "2028-02-01" }, "reason": reason });
    let refused = change(&editor, &mutation("extendConsultation"), input).await;
    assert_eq!(refused["errors"][0]["reason"], "LONG_OVER");

    let mut content = written();
    content["publishedOn"] = "2026-11-24".into();
    let mut version = version;
    for (field, value, refused) in [
        ("closes", json!({ "day": "2028-02-01" }), json!("LONG_OVER")),
        ("title", text("Nacrt odluke o parkovima i šumama"), Value::Null),
    ] {
        let input = json!({ "id": id, "version": version, "content": with(&content, field, value) });
        let saved = done(&editor, &mutation("saveConsultation"), input).await;
        version = saved["consultation"]["version"].clone();
        let input = json!({ "id": id, "version": version, "reason": reason });
        let corrected = change(&editor, &mutation("correctConsultation"), input).await;
        assert_eq!(corrected["errors"][0]["reason"], refused, "{field}");
    }

    let row = &mut listed.new.consultation;
    (row.source_hash, row.closes_at) = ("another".into(), Some(instant("2028-02-01T10:00:00Z")));
    row.title = tests::given::latin("Drugi naslov");
    desk.town.save_consultation(listed).await;
    let read = desk.public(&of, "title { text } period { closesAt }").await;
    assert_eq!((&read["title"]["text"], &read["period"]), (&json!("Drugi naslov"), &closes["period"]));
}

fn with(content: &Value, field: &str, value: Value) -> Value {
    let mut content = content.clone();
    content[field] = value;
    content
}
