//! What officials do to comments besides publishing: refuse what has replies, cover, forget; many at once.

use entities::{Moderation, comment_revision};
use serde_json::{Value, json};
use tests::people::Person;

use crate::comments::{BOX, PUBLISH, REJECT, Square, verified};

const REDACT: &str = "mutation($input: RedactCommentInput!) { redactComment(input: $input) {
    comments { comment { text revision } } errors { field problem } } }";
const ERASE: &str = "mutation($input: EraseCommentInput!) { eraseComment(input: $input) {
    comments { comment { text author authorErased } } errors { reason } } }";
const THREAD: &str =
    "query($of: ID!) { comments(consultation: $of, orderBy: OLDEST) { nodes { hidden text author authorKind
    replyCount replies { nodes { hidden text replyCount replies { nodes { hidden text } } } } } } }";

impl Square {
    async fn thread(&self) -> Value {
        self.town.data(THREAD, json!({ "of": self.of() })).await["comments"]["nodes"].take()
    }

    /// Three, each a reply to the one before: their ids.
    async fn chain(&self) -> Vec<Value> {
        let mut ids = Vec::new();
        for (number, text) in ["Prvi.", "Drugi.", "Treći."].into_iter().enumerate() {
            let mut input = self.as_the_form(&format!("chain {number}"), text).await;
            input["replyTo"] = ids.last().cloned().unwrap_or_default();
            let sent = self.send(input).await;
            ids.push(sent["receipt"]["comment"]["id"].clone());
        }
        ids
    }
}

async fn reject(by: &Person<'_>, ids: &[&Value]) {
    let read: Vec<_> = ids.iter().map(|id| json!({ "id": id, "revision": 1 })).collect();
    let done = by.data(REJECT, json!({ "comments": read })).await;
    assert_eq!(done["rejectComments"]["errors"], json!([]));
}

#[tokio::test]
async fn what_is_refused_keeps_the_place_of_the_replies_beneath_it() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let (ids, moderator) = (square.chain().await, square.moderator().await);
    assert_eq!(square.thread().await[0]["replyCount"], 2);
    reject(&moderator, &[&ids[0]]).await;
    let thread = square.thread().await;
    let first = json!({ "hidden": "REFUSED", "text": null, "author": null, "authorKind": null, "replyCount": 2 });
    for (field, value) in first.as_object().expect("fields") {
        assert_eq!(thread[0][field], *value, "{field}");
    }
    assert_eq!(thread[0]["replies"]["nodes"][0]["text"], "Drugi.");
    reject(&moderator, &[&ids[1]]).await;
    let thread = square.thread().await;
    assert_eq!(thread[0]["replies"]["nodes"][0]["hidden"], "REFUSED");
    assert_eq!(thread[0]["replies"]["nodes"][0]["replies"]["nodes"][0]["text"], "Treći.");
    reject(&moderator, &[&ids[2]]).await;
    assert_eq!(square.thread().await, json!([]), "nothing that can be read is left beneath it");
    let read: Vec<_> = ids.iter().map(|id| json!({ "id": id, "revision": 1 })).collect();
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(square.thread().await[0]["replyCount"], 2, "all at once come back as they were");
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    assert_eq!(given["commentBox"]["counts"]["published"], 3);
    let mut input = square.as_the_form("late", "Na odbijeni.").await;
    reject(&moderator, &[&ids[0]]).await;
    input["replyTo"] = ids[0].clone();
    let refusal = square.town.refusal(crate::comments::SUBMIT, json!({ "input": input })).await;
    assert!(refusal.starts_with("NOT_FOUND"), "nobody replies to what he cannot read: {refusal}");
    let (said, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{said}");
}

#[tokio::test]
async fn replies_come_in_pages() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let first = square.say("root", "Prvi.").await;
    let root = &first["receipt"]["comment"]["id"];
    for number in 0..7 {
        let mut input = square.as_the_form(&format!("r{number}"), &format!("Odgovor {number}.")).await;
        input["replyTo"] = root.clone();
        square.send(input).await;
    }
    let some = "query($of: ID!) { comments(consultation: $of) { nodes { replyCount replies(first: 3) {
        nodes { text } pageInfo { hasNextPage endCursor } } } } }";
    let some = square.town.data(some, json!({ "of": square.of() })).await;
    let (thread, of) = (&some["comments"]["nodes"][0], square.of());
    assert_eq!((&thread["replyCount"], &thread["replies"]["pageInfo"]["hasNextPage"]), (&json!(7), &json!(true)));
    let rest = "query($of: ID!, $to: ID!, $after: String!) { comments(consultation: $of, filter: {replyTo: $to},
        orderBy: OLDEST, after: $after) { nodes { text } } }";
    let after = &thread["replies"]["pageInfo"]["endCursor"];
    let rest = square.town.data(rest, json!({ "of": of, "to": root, "after": after })).await;
    let texts: Vec<_> = [&thread["replies"]["nodes"], &rest["comments"]["nodes"]]
        .iter()
        .flat_map(|nodes| nodes.as_array().expect("a page"))
        .map(|node| node["text"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(texts, (0..7).map(|number| format!("Odgovor {number}.")).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_is_covered_leaves_a_mark_and_the_receipt_still_proves_it() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Марко Марић из Горице краде.").await;
    let proof = sent["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let (id, moderator) = (&sent["receipt"]["comment"]["id"], square.moderator().await);
    let redact = async |from: i32, to: i32, revision: i32| {
        let input = json!({ "comment": { "id": id, "revision": revision }, "spans": [{ "from": from, "to": to }], "reason": "PERSONAL_DATA" });
        moderator.data(REDACT, json!({ "input": input })).await["redactComment"].take()
    };
    assert_eq!(redact(5, 500, 1).await["errors"][0]["problem"], "OUT_OF_RANGE");
    let done = redact(0, 11, 1).await;
    assert_eq!(done["comments"][0]["comment"], json!({ "text": "■■■■ из Горице краде.", "revision": 2 }));
    assert_eq!(square.list().await[0]["text"], "■■■■ из Горице краде.");
    let tx = square.town.begin().await;
    let kept = tx.find::<comment_revision::Entity>().all(tx.connection()).await.expect("texts");
    tx.commit().await.expect("read");
    assert!(
        kept.iter().all(|row| !row.content.as_deref().unwrap_or_default().contains("Марко")),
        "it is forgotten here"
    );
    let (said, right) = verified(&[&square.log().await, &proof], Some(&square.key().await));
    assert!(right && said.contains("Марко Марић"), "{said}");
}

#[tokio::test]
async fn whoever_is_forgotten_leaves_his_words_and_a_log_that_holds() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Члан 2. треба допунити.").await;
    let proof = sent["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let (id, moderator) = (&sent["receipt"]["comment"]["id"], square.moderator().await);
    let erase = async |what: &str| {
        let input = json!({ "comment": { "id": id, "revision": 1 }, "what": what });
        moderator.data(ERASE, json!({ "input": input })).await["eraseComment"].take()
    };
    let done = erase("AUTHOR").await;
    assert_eq!(
        done["comments"][0]["comment"],
        json!({ "text": "Члан 2. треба допунити.", "author": "Особа 2", "authorErased": true })
    );
    assert_eq!(erase("AUTHOR").await["errors"][0]["reason"], "NOTHING_TO_DECIDE");
    let log = square.log().await;
    assert!(!log.contains("Ана Марић") && log.contains("допунити"));
    let (said, right) = verified(&[&log, &proof], Some(&square.key().await));
    assert!(right, "{said}");
    erase("WHOLE").await;
    assert_eq!(square.list().await[0]["text"], Value::Null);
    let log = square.log().await;
    assert!(!log.contains("допунити"));
    let (said, right) = verified(&[&log, &proof], Some(&square.key().await));
    assert!(right, "{said}");
    let code = sent["receipt"]["code"].as_str().expect("a code");
    let again = square
        .town
        .data("query($code: String!) { receipt(code: $code) { text proof } }", json!({ "code": code }))
        .await;
    assert_eq!(again["receipt"]["text"], Value::Null);
    assert!(!again["receipt"]["proof"].as_str().expect("a proof").contains("recorded"), "what opened it is gone");
}

#[tokio::test]
async fn a_hundred_are_decided_in_as_many_statements_as_two() {
    let square = Square::new(|_| {}).await;
    let moderator = square.moderator().await;
    let mut counts = Vec::new();
    for many in [2, 60] {
        let given = square.town.data(BOX, json!({ "of": square.of() })).await;
        for number in 0..many {
            let input = json!({ "consultation": square.of(), "authorKind": "ANONYMOUS", "text": format!("Broj {number}"),
                "challenge": given["commentBox"]["challenge"], "openFor": 9000, "idempotencyKey": format!("{many} {number}") });
            square.send(input).await;
        }
        let queue = "query { desk(municipality: \"trebinje\") { comments(filter: {state: HELD}, first: 100) { nodes { comment { id revision } } } } }";
        let queue = moderator.data(queue, json!({})).await;
        let nodes = queue["desk"]["comments"]["nodes"].as_array().expect("a queue").clone();
        assert_eq!(nodes.len(), many);
        let read: Vec<_> = nodes.into_iter().map(|one| one["comment"].clone()).collect();
        square.town.statements();
        let done = moderator.data(PUBLISH, json!({ "comments": read })).await;
        assert_eq!(done["publishComments"]["errors"], json!([]));
        counts.push(square.town.statements().len());
    }
    assert_eq!(counts[0], counts[1], "{counts:?}");
}
