//! What came on paper and an official enters: once, with a receipt for whoever said it, and so that a mistake can be mended.

use chrono::TimeDelta;
use entities::{ConfirmEmail, Moderation};
use serde_json::{Value, json};
use tests::people::Person;

use crate::commenters::{REPORT, path_in};
use crate::comments::{ANSWER, QUEUE, Square, verified};

const ENTER: &str = "mutation($input: EnterCommentInput!) { enterComment(input: $input) {
    comments { comment { id revision text } } receipt { code state proof } errors { code field problem reason } } }";

impl Square {
    /// Enters what came on paper, with these particulars.
    async fn enter(&self, by: &Person<'_>, more: Value) -> Value {
        let mut input = json!({ "consultation": self.of(), "authorKind": "CITIZEN", "name": "Ана Марић", "origin": "PAPER",
            "text": "Треба допунити члан 2." });
        for (key, value) in more.as_object().expect("particulars") {
            input[key] = value.clone();
        }
        by.data(ENTER, json!({ "input": input })).await["enterComment"].take()
    }
}

#[tokio::test]
async fn what_is_entered_under_one_key_is_entered_once() {
    let square = Square::new(|_| {}).await;
    let (ana, petar) = (square.moderator().await, square.moderator().await);
    let under = |key: &str| json!({ "idempotencyKey": key });
    let first = square.enter(&ana, under("a")).await;
    assert_eq!(first["errors"], json!([]));
    let again = square.enter(&ana, under("a")).await;
    for same in ["/comments/0/comment/id", "/receipt/code"] {
        assert_eq!(again.pointer(same), first.pointer(same), "{same}");
        assert!(first.pointer(same).is_some_and(Value::is_string), "{first}");
    }
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1));
    // Something else is never taken for what was entered.
    for other in [
        json!({ "idempotencyKey": "a", "text": "Нешто друго." }),
        json!({ "idempotencyKey": "a", "name": "Иво Марић" }),
        json!({ "idempotencyKey": "a", "origin": "SESSION" }),
        json!({ "idempotencyKey": "a", "receivedOn": "2026-11-20" }),
        json!({ "idempotencyKey": "a", "part": square.draft.articles[1].id.to_string() }),
    ] {
        let refused = square.enter(&ana, other).await;
        assert_eq!(refused["errors"][0]["reason"], "KEY_USED_OTHERWISE");
        assert_eq!(refused["receipt"], Value::Null);
    }
    // Another paper, a colleague's, and whatever is sent without a key.
    for more in [under("b"), json!({}), json!({})] {
        assert_eq!(square.enter(&ana, more).await["errors"], json!([]));
    }
    assert_eq!(square.enter(&petar, under("a")).await["errors"], json!([]));
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(5));
    let refusal = ana.refusal(
        ENTER,
        json!({ "input": { "consultation": square.of(), "authorKind": "ANONYMOUS", "origin": "PAPER",
        "text": "Примједба.", "idempotencyKey": "" } }),
    );
    assert!(refusal.await.starts_with("BAD_REQUEST"), "a key is not empty");
}

#[tokio::test]
async fn two_who_send_at_once_what_one_has_drawn_enter_one() {
    let square = Square::new(|_| {}).await;
    let ana = square.moderator().await;
    let once = || square.enter(&ana, json!({ "idempotencyKey": "a" }));
    let (one, other) = futures_util::future::join(once(), once()).await;
    assert_eq!((&one["errors"], &other["errors"]), (&json!([]), &json!([])));
    assert_eq!(one["receipt"]["code"], other["receipt"]["code"]);
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn whoever_has_written_on_paper_gets_a_receipt_as_everybody_does() {
    let square = Square::new(|_| {}).await;
    let ana = square.moderator().await;
    let entered = square.enter(&ana, json!({})).await;
    let receipt = &entered["receipt"];
    assert_eq!(receipt["state"], "PUBLISHED");
    let code = receipt["code"].as_str().expect("a code");
    let page = square.town.get(&format!("/trebinje/potvrda/{code}")).await;
    assert_eq!(page.status, 200);
    let page = page.text();
    assert!(page.contains(code) && page.contains("Треба допунити члан 2.") && page.contains("/dokaz"), "{page}");
    // It proves that it was recorded.
    let proof = receipt["proof"].as_str().expect("a proof");
    let (said, right) = verified(&[&square.log().await, proof], Some(&square.key().await));
    assert!(right && said.contains("Треба допунити члан 2."), "{said}");
    // Who wrote on paper changes nothing here, and no list tells the code.
    assert!(!page.contains("name=\"povuci\""), "{page}");
    let queue = ana.data(QUEUE, json!({ "state": "PUBLISHED" })).await;
    assert!(!queue.to_string().contains(code), "{queue}");
    let public = square.town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    assert!(!public.contains(code), "{public}");
}

#[tokio::test]
async fn whoever_has_entered_something_wrongly_says_so_and_nobody_else_is_blamed() {
    const REFUSE: &str = "mutation($input: RejectCommentsInput!) { rejectComments(input: $input) {
        comments { state reason } errors { code field problem } } }";
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let ana = square.moderator().await;
    let entered = square.enter(&ana, json!({ "name": "Иво Марић" })).await;
    let refuse =
        |id: &Value| json!({ "input": { "comments": [{ "id": id, "revision": 1 }], "reason": "ENTERED_WRONGLY" } });
    let done = ana.data(REFUSE, refuse(&entered["comments"][0]["comment"]["id"])).await;
    assert_eq!(
        done["rejectComments"],
        json!({ "comments": [{ "state": "REJECTED", "reason": "ENTERED_WRONGLY" }], "errors": [] })
    );
    assert_eq!(square.list().await, json!([]));
    let code = entered["receipt"]["code"].as_str().expect("a code");
    for (lang, told, record) in [
        ("sr-Latn", "Služba ga je pogrešno unijela.", "pogrešno uneseno"),
        ("sr-Cyrl", "Служба га је погрешно унијела.", "погрешно унесено"),
        ("bs", "Služba ga je pogrešno unijela.", "pogrešno uneseno"),
        ("hr", "Služba ga je pogrešno unijela.", "pogrešno uneseno"),
        ("en", "It was entered wrongly by an official.", "entered wrongly by an official"),
    ] {
        let page = square.town.get(&format!("/trebinje/potvrda/{code}?lang={lang}")).await.text();
        assert!(page.contains(told), "{lang}: {page}");
        let page = square.town.get(&format!("/trebinje/rasprava/{}/zapisnik?lang={lang}", square.of())).await.text();
        assert!(page.contains(record), "{lang}: {page}");
    }
    let (said, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{said}");

    // What somebody has sent himself nobody has entered, and whoever only reads it does not know.
    let sent = square.say("key 1", "Треба више клупа.").await;
    let id = &sent["receipt"]["comment"]["id"];
    let wrong = json!([{ "code": "INVALID", "field": "reason", "problem": "NOT_ALLOWED" }]);
    assert_eq!(ana.data(REFUSE, refuse(id)).await["rejectComments"]["errors"], wrong);
    let report = json!({ "comment": id, "reason": "ENTERED_WRONGLY", "idempotencyKey": "r" });
    let report = square.town.data(REPORT, json!({ "input": report })).await;
    assert_eq!(
        report["reportComment"],
        json!({ "received": false, "errors": [{ "field": "reason", "problem": "NOT_ALLOWED", "params": [] }] })
    );
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn whoever_has_written_by_e_mail_is_told_what_becomes_of_it() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    let ana = square.moderator().await;
    let mailed = |more: Value| {
        let mut input = json!({ "origin": "EMAIL", "email": " ivo@izvor.example " });
        for (key, value) in more.as_object().expect("particulars") {
            input[key] = value.clone();
        }
        input
    };
    let told = async || -> Vec<_> {
        let letters = square.town.unread().await;
        letters.into_iter().map(|letter| (letter.to, letter.subject, path_in(&letter.text))).collect()
    };
    let entered = square.enter(&ana, mailed(json!({ "idempotencyKey": "a" }))).await;
    assert_eq!(entered["errors"], json!([]));
    let code = entered["receipt"]["code"].as_str().expect("a code");
    let receipt = format!("/trebinje/potvrda/{code}?lang=sr-Cyrl");
    let to = "ivo@izvor.example".to_owned();
    assert_eq!(told().await, [(to.clone(), "Ваш коментар је унесен: Требиње".to_owned(), receipt.clone())]);
    // Sent again it is the same, and from elsewhere it is something else.
    assert_eq!(square.enter(&ana, mailed(json!({ "idempotencyKey": "a" }))).await["receipt"]["code"], code);
    let other = square.enter(&ana, mailed(json!({ "idempotencyKey": "a", "email": "vera@izvor.example" }))).await;
    assert_eq!(other["errors"][0]["reason"], "KEY_USED_OTHERWISE");
    // What else was in his letter is entered beside it.
    assert_eq!(square.enter(&ana, mailed(json!({ "text": "И члан 3." }))).await["errors"], json!([]));
    assert!(told().await.is_empty(), "one letter says where it stands");

    let read = json!([{ "id": entered["comments"][0]["comment"]["id"], "revision": 1 }]);
    let done = ana.data(ANSWER, json!({ "comments": read, "reason": "Хвала." })).await;
    assert_eq!(done["answerComments"]["errors"], json!([]));
    assert_eq!(told().await, [(to, "Одговор на Ваш коментар: Требиње".to_owned(), receipt)]);
    let queue = ana.data(QUEUE, json!({ "state": "PUBLISHED" })).await.to_string();
    for said in [square.list().await.to_string(), square.log().await, queue] {
        assert!(!said.contains("izvor.example"), "nobody sees it: {said}");
    }
}

/// What he wrote in the form says nothing of what he wrote by e-mail.
#[tokio::test]
async fn whoever_has_written_in_the_form_is_told_of_what_is_entered_for_him() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    let ana = square.moderator().await;
    square.with_address("key 1", "Треба више клупа.", "ivo@izvor.example").await;
    assert_eq!(square.confirm().await.0, 303);
    square.town.unread().await;
    let mailed = |text: &str| json!({ "origin": "EMAIL", "email": "ivo@izvor.example", "text": text });
    let subjects = async || -> Vec<_> { square.town.unread().await.into_iter().map(|letter| letter.subject).collect() };
    assert_eq!(square.enter(&ana, mailed("Треба допунити члан 3.")).await["errors"], json!([]));
    assert_eq!(subjects().await, ["Ваш коментар је унесен: Требиње"]);
    assert_eq!(square.enter(&ana, mailed("Треба допунити члан 4.")).await["errors"], json!([]));
    assert!(subjects().await.is_empty(), "one letter is enough for an hour");
    square.town.clock.advance(TimeDelta::minutes(61));
    assert_eq!(square.enter(&ana, mailed("Треба допунити члан 5.")).await["errors"], json!([]));
    assert_eq!(subjects().await.len(), 1, "what comes later he cannot know");
}

#[tokio::test]
async fn an_address_is_kept_of_whoever_wrote_from_it_where_addresses_are_asked_for() {
    let wrong = |problem: &str| json!([{ "code": "INVALID", "field": "email", "problem": problem, "reason": null }]);
    for (asked, origin, email, problem) in [
        (ConfirmEmail::Always, "PAPER", "ivo@izvor.example", "NOT_ALLOWED"),
        (ConfirmEmail::Always, "SESSION", "ivo@izvor.example", "NOT_ALLOWED"),
        (ConfirmEmail::Always, "EMAIL", "nije adresa", "NOT_AN_ADDRESS"),
        (ConfirmEmail::Never, "EMAIL", "ivo@izvor.example", "NOT_ALLOWED"),
    ] {
        let square = Square::new(|row| row.confirm_email = asked).await;
        let ana = square.moderator().await;
        let refused = square.enter(&ana, json!({ "origin": origin, "email": email })).await;
        assert_eq!(refused["errors"], wrong(problem), "{asked:?} {origin}");
        for none in [Value::Null, json!(" ")] {
            assert_eq!(square.enter(&ana, json!({ "origin": origin, "email": none })).await["errors"], json!([]));
        }
        assert!(square.rows().await.iter().all(|row| row.email.is_none()));
    }
}
