//! Answers: none is replaced that was not read.

use entities::{ConfirmEmail, Role};
use serde_json::{Value, json};
use tests::people::Person;

use crate::comments::{PUBLISH, Square, verified};

const ANSWER: &str = "mutation($input: AnswerCommentsInput!) { answerComments(input: $input) {
    comments { comment { id answer { id } } } errors { code reason } } }";
const JOURNAL: &str = "{ desk(municipality: \"trebinje\") { journal(first: 100) {
    nodes { kind changes { field before after } } } } }";

fn said(comments: &[Value], disposition: &str, reason: &str) -> Value {
    json!({ "input": { "comments": comments, "disposition": disposition, "reason": reason } })
}

/// What everybody reads under each comment, in the order in which they came.
async fn under(square: &Square) -> Vec<Value> {
    let list = square.list().await;
    let nodes = list.as_array().expect("comments").iter();
    nodes.map(|one| one["answer"]["reason"]["text"].clone()).collect()
}

/// The acts of answering that the journal tells of, the oldest first.
async fn answerings(admin: &Person<'_>) -> Vec<Value> {
    let told = admin.data(JOURNAL, json!({})).await;
    let acts = told["desk"]["journal"]["nodes"].as_array().expect("acts").iter().rev();
    acts.filter(|act| act["kind"] == "COMMENT_ANSWERED").map(|act| act["changes"].clone()).collect()
}

#[tokio::test]
async fn an_answer_that_was_not_read_is_not_replaced_and_the_citizen_gets_one_letter() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    square.with_address("key 1", "Члан 2. треба допунити.", "ana@izvor.example").await;
    square.confirm().await;
    square.say("key 2", "Члан 3. треба брисати.").await;
    let ana = square.town.official(&square.owner, &[Role::Moderator, Role::Admin]).await;
    let petar = square.moderator().await;
    let read = square.waiting(&ana, "PENDING").await;
    ana.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(square.town.unread().await.len(), 1, "it is published");

    let first = ana.data(ANSWER, said(&read[..1], "ACCEPTED", "Прихваћено.")).await;
    let answer = &first["answerComments"]["comments"][0]["comment"]["answer"]["id"];
    assert_eq!(square.town.unread().await.len(), 1, "it is answered");

    // He has read both while nothing stood under them.
    let both = said(&read, "NOT_ACCEPTED", "Није прихваћено.");
    let refused = petar.ask(ANSWER, both.clone()).await;
    assert_eq!((&refused["data"], &refused["errors"][0]["extensions"]["code"]), (&Value::Null, &json!("CONFLICT")));
    assert_eq!(
        refused["errors"][0]["extensions"]["now"],
        json!([{ "comment": read[0]["id"], "revision": 1, "text": null, "answer": {
            "id": answer, "disposition": "ACCEPTED", "reason": { "text": "Прихваћено.", "locale": "sr-Cyrl" } } }])
    );
    assert_eq!(under(&square).await, [json!("Prihvaćeno."), Value::Null], "neither is answered otherwise");
    assert_eq!(square.town.unread().await.len(), 0, "and nobody is written to");
    assert_eq!(answerings(&ana).await, [json!([])]);

    // What he has read now he replaces.
    let mut both = both;
    both["input"]["comments"][0]["answer"] = answer.clone();
    let done = petar.data(ANSWER, both.clone()).await;
    assert_eq!(done["answerComments"]["errors"], json!([]));
    assert_eq!(under(&square).await, [json!("Nije prihvaćeno."), json!("Nije prihvaćeno.")]);
    assert_eq!(square.town.unread().await.len(), 1);
    let instead = json!([{ "field": "disposition", "before": "accepted", "after": "not_accepted" }]);
    assert_eq!(answerings(&ana).await, [json!([]), instead, json!([])]);
    // Nor is his by somebody who has read the one before.
    assert_eq!(ana.ask(ANSWER, both).await["errors"][0]["extensions"]["code"], "CONFLICT");
    let (told, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{told}");
}

#[tokio::test]
async fn of_two_who_answer_at_once_one_is_told_of_the_other() {
    let square = Square::new(|row| row.moderation = entities::Moderation::Post).await;
    square.say("key 1", "Члан 2. треба допунити.").await;
    let (ana, petar) = (square.moderator().await, square.moderator().await);
    let read = square.waiting(&ana, "PUBLISHED").await;
    let (one, other) = futures_util::future::join(
        ana.ask(ANSWER, said(&read, "ACCEPTED", "Прихваћено.")),
        petar.ask(ANSWER, said(&read, "NOTED", "Примљено.")),
    )
    .await;
    let (done, refused) = if one["data"].is_null() { (&other, &one) } else { (&one, &other) };
    let mine = &done["data"]["answerComments"]["comments"][0]["comment"]["answer"]["id"];
    assert!(mine.is_string(), "{done}");
    assert_eq!(refused["errors"][0]["extensions"]["now"][0]["answer"]["id"], *mine, "{refused}");
}

#[tokio::test]
async fn whoever_decides_about_another_text_is_told_which_it_is_now() {
    const REDACT: &str = "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { code } } }";
    let square = Square::new(|row| row.moderation = entities::Moderation::Post).await;
    for number in 0..2 {
        square.say(&format!("key {number}"), &format!("Примједба {number}.")).await;
    }
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PUBLISHED").await;
    let input = json!({ "comment": read[1], "spans": [{ "from": 0, "to": 9 }], "reason": "PERSONAL_DATA" });
    moderator.data(REDACT, json!({ "input": input })).await;
    let now = json!([{ "comment": read[1]["id"], "revision": 2, "text": "■■■■ 1.", "answer": null }]);
    for (query, variables) in
        [(ANSWER, said(&read, "NOTED", "Примљено.")), (crate::comments::REJECT, json!({ "comments": read }))]
    {
        let refused = moderator.ask(query, variables).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "CONFLICT", "{refused}");
        assert_eq!(refused["errors"][0]["extensions"]["now"], now, "{query}");
    }
}
