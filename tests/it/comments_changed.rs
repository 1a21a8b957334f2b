//! A comment that is written anew: everybody sees that it was, supports of before are not counted for other words, and officials
//! see what was read before.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use entities::{CommentState, ConfirmEmail, ConsultationStage, Moderation, Role, Supports, comment, consultation};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::ActiveValue::{Set, Unchanged};
use serde_json::{Value, json};
use tests::Answer;

use crate::commenters::{SUPPORT, path_in};
use crate::comments::{Square, verified};

const CHANGED: &str =
    "query($of: ID!) { comments(consultation: $of, orderBy: OLDEST) { nodes { supports changedAt } } }";
const BEFORE: &str = "{ desk(municipality: \"trebinje\") { comments { nodes { comment { id text }
    revisions { number text author writtenAt } } } } }";

impl Square {
    async fn changed(&self) -> Value {
        self.town.data(CHANGED, json!({ "of": self.of() })).await["comments"]["nodes"][0].take()
    }

    async fn receipt_page(&self, code: &Value) -> String {
        format!("/trebinje/potvrda/{}", code.as_str().expect("a code"))
    }

    /// Sends another text as the form on the receipt's page does.
    async fn mended(&self, receipt: &str, key: &str, text: &str) -> Answer {
        let form = [("key", key), ("text", text), ("name", "Ана Марић")];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(receipt).header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("sec-fetch-site", "same-origin").header("origin", "https://javno.example");
        self.town.request(request.body(Body::from(body)).expect("a request")).await
    }

    /// What everybody reads of comments, as a page.
    async fn page(&self, more: &str) -> String {
        self.town.get(&format!("/trebinje/rasprava/{}/komentari{more}", self.of())).await.text()
    }
}

#[tokio::test]
async fn who_supported_what_it_said_does_not_support_what_it_says_now() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::Client, Moderation::Post)).await;
    let sent = square.say("key 1", "За стазу уз ријеку.").await;
    let (code, id) = (&sent["receipt"]["code"], &sent["receipt"]["comment"]["id"]);
    let support = async |key: &str| {
        let input = json!({ "comment": id, "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await["supportComment"]["state"].take()
    };
    assert_eq!(support("s1").await, "COUNTED");
    square.town.clock.advance(TimeDelta::minutes(5));
    square.change(code, "key 2", "За стазу уз ријеку.").await;
    assert_eq!(square.changed().await, json!({ "supports": 1, "changedAt": null }), "it says the same");
    let receipt = square.town.get(&format!("/trebinje/potvrda/{}", code.as_str().expect("a code"))).await.text();
    assert!(receipt.contains("podrška se broji iz početka"), "who would change it is told: {receipt}");
    square.change(code, "key 3", "Против стазе уз ријеку.").await;
    let anew = json!({ "supports": 0, "changedAt": "2026-11-24T10:05:00+00:00" });
    assert_eq!(square.changed().await, anew);
    assert_eq!(support("s2").await, "COUNTED", "the same reader may support this too");
    assert_eq!(square.changed().await["supports"], 1);
    for (lang, said) in [
        ("sr-Cyrl", "измијењено 24. 11. 2026."),
        ("sr-Latn", "izmijenjeno 24. 11. 2026."),
        ("bs", "izmijenjeno 24. 11. 2026."),
        ("hr", "izmijenjeno 24. 11. 2026."),
        ("en", "changed 24 Nov 2026"),
    ] {
        let page = square.page(&format!("?lang={lang}")).await;
        assert!(page.contains(said), "{lang}: {page}");
    }
}

#[tokio::test]
async fn a_support_that_was_asked_for_before_is_not_confirmed_for_other_words() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::ConfirmedEmail, Moderation::Post)).await;
    let sent = square.say("key 1", "За стазу уз ријеку.").await;
    let support = async |key: &str| {
        let input = json!({ "comment": sent["receipt"]["comment"]["id"], "email": "ana@izvor.example",
            "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await;
        path_in(&square.town.unread().await.pop().expect("a letter").text)
    };
    let link = support("s1").await;
    square.change(&sent["receipt"]["code"], "key 2", "Против стазе уз ријеку.").await;
    assert_eq!(square.press(&link).await.0, 410, "that letter was about something else");
    assert_eq!(square.changed().await["supports"], 0);
    let link = support("s2").await;
    assert_eq!(square.press(&link).await.0, 200);
    assert_eq!(square.changed().await["supports"], 1);
}

#[tokio::test]
async fn officials_see_what_was_read_before_and_nobody_else_does() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Kanarinac prvi tekst.").await;
    square.town.clock.advance(TimeDelta::minutes(5));
    square.change(&sent["receipt"]["code"], "key 2", "Drugi tekst, 065 111 222.").await;
    let moderator = square.moderator().await;
    let read = async || moderator.data(BEFORE, json!({})).await["desk"]["comments"]["nodes"][0].take();
    let first = json!({ "number": 1, "text": "Kanarinac prvi tekst.", "author": "Ана Марић",
        "writtenAt": "2026-11-24T10:00:00+00:00" });
    let second = json!({ "number": 2, "text": "Drugi tekst, 065 111 222.", "author": "Ана Марић",
        "writtenAt": "2026-11-24T10:05:00+00:00" });
    assert_eq!(read().await["revisions"], json!([first, second]));

    let neighbour = square.town.municipality("bileca").await;
    let stranger = square.town.official(&neighbour, &[Role::Moderator, Role::Admin]).await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    assert!(square.town.refusal(BEFORE, json!({})).await.starts_with("UNAUTHENTICATED"));
    assert!(stranger.refusal(BEFORE, json!({})).await.starts_with("NOT_FOUND"));
    assert!(editor.refusal(BEFORE, json!({})).await.starts_with("FORBIDDEN"));
    for path in ["/komentari", "", "/izvjestaj"] {
        let page = square.town.get(&format!("/trebinje/rasprava/{}{path}", square.of())).await.text();
        assert!(!page.contains("Kanarinac"), "{path}: {page}");
    }

    // What is covered stands in no text of before, and of whoever is forgotten no name.
    let id = sent["receipt"]["comment"]["id"].clone();
    let covered = json!({ "comment": { "id": id, "revision": 2 }, "spans": [{ "from": 13, "to": 24 }],
        "reason": "PERSONAL_DATA" });
    let redact = "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { code } } }";
    moderator.data(redact, json!({ "input": covered })).await;
    let now = read().await;
    let texts =
        |now: &Value| now["revisions"].as_array().expect("texts").iter().map(|one| one["text"].clone()).collect();
    let told: Vec<Value> = texts(&now);
    assert_eq!(json!(told), json!([null, null, now["comment"]["text"]]), "{now}");
    assert!(now["comment"]["text"].as_str().is_some_and(|text| text.contains("■■■■")), "{now}");
    let erase = "mutation($input: EraseCommentInput!) { eraseComment(input: $input) { errors { code } } }";
    moderator.data(erase, json!({ "input": { "comment": { "id": id, "revision": 3 }, "what": "WHOLE" } })).await;
    let now = read().await;
    let left = now["revisions"].to_string();
    assert!(!left.contains("tekst") && !left.contains("Ана"), "{left}");
}

/// Whoever wrote it knows what stood there, and could write it again.
#[tokio::test]
async fn what_is_written_in_place_of_what_was_covered_waits_for_an_official() {
    let square =
        Square::new(|row| (row.moderation, row.confirm_email) = (Moderation::Post, ConfirmEmail::WhenGiven)).await;
    let said = "Комшија Марко, 065 111 222.";
    let sent = square.with_address("key 1", said, "ana@izvor.example").await;
    assert_eq!(sent["receipt"]["state"], "PUBLISHED");
    let (id, code) = (&sent["receipt"]["comment"]["id"], &sent["receipt"]["code"]);
    let moderator = square.moderator().await;
    let covered = json!({ "comment": { "id": id, "revision": 1 }, "spans": [{ "from": 8, "to": 26 }],
        "reason": "PERSONAL_DATA" });
    let redact = "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { code } } }";
    moderator.data(redact, json!({ "input": covered })).await;
    assert_eq!(square.list().await[0]["text"], "Комшија ■■■■.");
    assert_eq!(square.change(code, "key 2", said).await["receipt"]["state"], "PENDING");
    // Nor does it come back by a letter.
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.list().await, json!([]));
    let waiting = square.waiting(&moderator, "PENDING").await;
    assert_eq!(waiting.len(), 1);

    moderator.data(crate::comments::PUBLISH, json!({ "comments": waiting })).await;
    square.town.unread().await;
    assert_eq!(square.list().await[0]["text"], said, "an official has seen it");
    let again = square.change(code, "key 3", "Комшија Петар, 066 111 222.").await;
    assert_eq!(again["receipt"]["state"], "PENDING");
    let (told, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{told}");
}

#[tokio::test]
async fn who_changes_his_comment_or_takes_it_back_while_all_of_it_is_cancelled_waits_and_is_refused() {
    for take_back in [false, true] {
        let square = Square::new(|row| row.moderation = Moderation::Post).await;
        let sent = square.say("key 1", "Прво.").await;
        let code = &sent["receipt"]["code"];
        // As whoever cancels it does.
        let tx = square.town.begin().await;
        let (owner, of) = (square.owner.id, square.draft.row.id);
        javno::comments::store::log::hold(&tx, owner, of).await.expect("the end of the log");
        let mut asked: Pin<Box<dyn Future<Output = Value> + '_>> = match take_back {
            true => Box::pin(square.withdraw(code, "key 2")),
            false => Box::pin(square.change(code, "key 2", "Друго.")),
        };
        assert!(tokio::time::timeout(Duration::from_millis(300), &mut asked).await.is_err(), "it is done meanwhile");
        let stage = Set(ConsultationStage::Cancelled);
        tx.update(consultation::ActiveModel { id: Unchanged(of), stage, ..Default::default() })
            .await
            .expect("cancelled");
        tx.commit().await.expect("cancelled");
        assert_eq!(asked.await["errors"][0]["reason"], "TOO_LATE_TO_CHANGE");
        let row = square.rows().await.remove(0);
        assert_eq!((row.state, row.revision, row.text.as_deref()), (CommentState::Published, 1, Some("Прво.")));
    }
}

#[tokio::test]
async fn that_it_was_written_anew_is_proven() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Први текст.").await;
    square.town.clock.advance(TimeDelta::minutes(5));
    square.say("key 2", "Како је дошло.").await;
    square.change(&sent["receipt"]["code"], "key 3", "Други текст.").await;
    let rows = square.rows().await;
    let told = async || verified(&[&square.log().await], Some(&square.key().await));
    let (said, right) = told().await;
    assert!(right, "{said}");
    let put = async |row: &comment::Model, changed_at| {
        let row = comment::ActiveModel { id: Unchanged(row.id), changed_at: Set(changed_at), ..Default::default() };
        let tx = square.town.begin().await;
        tx.update(row).await.expect("put");
        tx.commit().await.expect("put");
    };
    let (changed, whole) = (&rows[0], &rows[1]);
    let when = changed.changed_at.expect("it was written anew");
    for (row, at) in [
        (changed, None),
        (changed, Some(when - TimeDelta::minutes(1))),
        (whole, Some(when)),
        (whole, Some(whole.received_at)),
    ] {
        put(row, at).await;
        let (said, right) = told().await;
        let noticed = format!("{}: what is shown of when it was written anew is not what was recorded", row.id);
        assert!(!right && said.contains(&noticed), "{at:?}: {said}");
        put(row, row.changed_at).await;
    }
    let (said, right) = told().await;
    assert!(right, "put back: {said}");
}

#[tokio::test]
async fn the_texts_of_twenty_comments_are_read_by_as_many_statements_as_of_one() {
    let mut told = Vec::new();
    for count in [1, 20] {
        let square = Square::new(|_| {}).await;
        for number in 0..count {
            square.say(&format!("key {number}"), &format!("Примједба број {number}.")).await;
        }
        let moderator = square.moderator().await;
        square.town.statements();
        let read = moderator.data(BEFORE, json!({})).await;
        let nodes = read["desk"]["comments"]["nodes"].as_array().expect("a queue");
        assert!(nodes.iter().all(|one| one["revisions"].as_array().is_some_and(|all| all.len() == 1)), "{read}");
        assert_eq!(nodes.len(), count);
        told.push(square.town.statements().len());
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn what_was_written_anew_before_that_was_kept_is_found_among_its_texts() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Први текст.").await;
    square.say("key 2", "Остаје како јесте.").await;
    square.town.clock.advance(TimeDelta::minutes(5));
    square.change(&sent["receipt"]["code"], "key 3", "Други текст.").await;
    let moderator = square.moderator().await;
    // An official makes another text; that is no change of whoever wrote it.
    let id = square.rows().await[1].id.to_string();
    let covered =
        json!({ "comment": { "id": id, "revision": 1 }, "spans": [{ "from": 0, "to": 6 }], "reason": "INSULT" });
    let redact = "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { code } } }";
    moderator.data(redact, json!({ "input": covered })).await;
    let before: Vec<_> = square.rows().await.iter().map(|row| row.changed_at).collect();
    assert!(before[0].is_some() && before[1].is_none(), "{before:?}");
    let db = square.town.database().connect().await;
    let later = Migrator::migrations().iter().rev().take_while(|one| one.name() != "m0035_changed").count();
    Migrator::down(&db, u32::try_from(later + 1).ok()).await.expect("down");
    Migrator::up(&db, None).await.expect("up");
    db.close().await.expect("closing");
    let after: Vec<_> = square.rows().await.iter().map(|row| row.changed_at).collect();
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_comment_is_not_written_anew_without_end() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Текст 1.").await;
    let code = &sent["receipt"]["code"];
    for text in 2..=20 {
        // Not faster than anybody may write.
        square.town.clock.advance(TimeDelta::seconds(61));
        let changed = square.change(code, &format!("key {text}"), &format!("Текст {text}.")).await;
        assert_eq!(changed["errors"], json!([]), "{text}");
    }
    square.town.clock.advance(TimeDelta::seconds(61));
    let again = square.change(code, "key 21", "Текст 21.").await;
    assert_eq!(again["errors"][0]["reason"], "CHANGED_TOO_OFTEN");
    let receipt = square.receipt_page(code).await;
    let told = square.mended(&receipt, "key 22", "Текст 22.").await;
    assert_eq!(told.status, 422);
    let told = told.text();
    assert!(told.contains("već mijenjan koliko je to moguće") && told.contains("Текст 22."), "{told}");
    assert_eq!(square.changed().await["changedAt"], "2026-11-24T10:19:19+00:00");
    assert_eq!(square.rows().await[0].revision, 20);
    assert_eq!(square.withdraw(code, "key 23").await["receipt"]["state"], "WITHDRAWN", "it can be taken back");
}

#[tokio::test]
async fn who_writes_anew_too_fast_has_to_wait_and_loses_no_word() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Текст 1.").await;
    let code = &sent["receipt"]["code"];
    let mut text = 1;
    let refused = loop {
        text += 1;
        let input = json!({ "code": code, "name": "Ана Марић", "text": format!("Текст {text}."),
            "idempotencyKey": format!("key {text}") });
        let change = "mutation($input: ChangeCommentInput!) { changeComment(input: $input) { errors { code } } }";
        let answer = square.town.ask(change, json!({ "input": input })).await;
        if answer["data"].is_null() {
            break answer;
        }
    };
    assert_eq!(refused["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    assert!((5..=12).contains(&text), "{text}");
    let receipt = square.receipt_page(code).await;
    let told = square.mended(&receipt, "key 30", "Текст 30.").await;
    assert!(told.text().contains("Текст 30."), "{}", told.text());
    square.town.clock.advance(TimeDelta::seconds(61));
    assert_eq!(square.change(code, "key 31", "Текст 31.").await["errors"], json!([]));
}

#[tokio::test]
async fn what_came_oddly_waits_under_other_words_too() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let bare = json!({ "consultation": square.of(), "authorKind": "CITIZEN", "name": "Ана Марић",
        "text": "Примједба.", "idempotencyKey": "key 1" });
    let sent = square.send(bare).await;
    assert_eq!(sent["receipt"]["state"], "HELD");
    let moderator = square.moderator().await;
    let held = square.waiting(&moderator, "HELD").await;
    moderator.data(crate::comments::PUBLISH, json!({ "comments": held })).await;
    let changed = square.change(&sent["receipt"]["code"], "key 2", "Купите код нас!").await;
    assert_eq!(changed["receipt"]["state"], "HELD", "an official has let something else through");
}
