//! Answers: none is replaced that was not read, and one stands under however many say the same.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use entities::{ConfirmEmail, Happening, Role, journal};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
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

/// The same under this key.
fn under_key(comments: &[Value], reason: &str, key: &str) -> Value {
    let mut said = said(comments, "NOTED", reason);
    said["input"]["idempotencyKey"] = json!(key);
    said
}

impl Square {
    /// All comments in this state, as a moderator names them, in the order in which they came.
    pub(crate) async fn all(&self, by: &Person<'_>, state: &str) -> Vec<Value> {
        let page = "query($state: CommentState!, $after: String) { desk(municipality: \"trebinje\") {
            comments(filter: { state: $state }, first: 100, after: $after) {
                nodes { comment { id revision } } pageInfo { hasNextPage endCursor } } } }";
        let (mut all, mut after) = (Vec::new(), Value::Null);
        loop {
            let answer = by.data(page, json!({ "state": state, "after": after })).await;
            let found = &answer["desk"]["comments"];
            all.extend(found["nodes"].as_array().expect("comments").iter().map(|one| one["comment"].clone()));
            if found["pageInfo"]["hasNextPage"] == false {
                return all;
            }
            after = found["pageInfo"]["endCursor"].clone();
        }
    }

    /// How often the journal tells of this.
    pub(crate) async fn acts(&self, kind: Happening) -> u64 {
        let tx = self.town.begin().await;
        let acts = tx.find::<journal::Entity>().filter(journal::Column::Kind.eq(kind));
        let acts = acts.count(tx.connection()).await.expect("acts");
        tx.commit().await.expect("read");
        acts
    }

    /// How many statements were run since this was asked last, without those by which listeners hear of what was done.
    pub(crate) fn cost(&self) -> usize {
        let told = |sql: &String| sql.starts_with("SELECT") && sql.contains("\"journal\"");
        self.town.statements().iter().filter(|sql| !told(sql)).count()
    }

    /// What so many programs send, which know nothing of the form: it is held.
    pub(crate) async fn flooded(&self, count: usize, text: impl Fn(usize) -> String) {
        for number in 0..count {
            let sent = json!({ "consultation": self.of(), "authorKind": "ANONYMOUS", "text": text(number),
                "idempotencyKey": format!("{} {number}", text(number)) });
            assert_eq!(self.send(sent).await["receipt"]["state"], "HELD");
        }
    }
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

#[tokio::test]
async fn one_answer_goes_to_more_comments_than_a_request_names() {
    let square = Square::new(|_| {}).await;
    let moderator = square.moderator().await;
    square.flooded(230, |number| format!("Слажем се са приједлогом број {number}.")).await;
    let all = square.all(&moderator, "HELD").await;
    for some in all.chunks(100) {
        moderator.data(PUBLISH, json!({ "comments": some })).await;
    }
    let answered = async || {
        let answers = square.rows().await.into_iter().filter_map(|row| row.answer_id);
        let (all, different) = answers.fold((0, BTreeSet::new()), |(all, mut different), id| {
            different.insert(id);
            (all + 1, different)
        });
        (all, different.len())
    };
    let mut costs = Vec::new();
    for some in all.chunks(100) {
        square.cost();
        let done = moderator.data(ANSWER, under_key(some, "Хвала.", "one")).await;
        assert_eq!(done["answerComments"]["errors"], json!([]));
        costs.push(square.cost());
        square.town.clock.advance(TimeDelta::seconds(1));
    }
    assert_eq!(answered().await, (230, 1), "one answer under all of them");
    assert_eq!(costs[1], costs[2], "thirty cost what a hundred do: {costs:?}");

    // Who heard no answer sends it again, and nothing comes of it.
    let log = square.log().await;
    let again = moderator.data(ANSWER, under_key(&all[100..200], "Хвала.", "one")).await;
    assert_eq!(again["answerComments"]["comments"].as_array().map(Vec::len), Some(100));
    assert_eq!((answered().await, square.acts(Happening::CommentAnswered).await), ((230, 1), 230));
    assert_eq!(square.log().await, log);
    let (told, right) = verified(&[&log], Some(&square.key().await));
    assert!(right, "{told}");
    let given = square.town.data(crate::comments::BOX, json!({ "of": square.of() })).await;
    assert_eq!(given["commentBox"]["counts"], json!({ "published": 230, "answered": 230 }));

    // Under one key one says one thing, and nothing that was not read is replaced by it.
    let other = moderator.data(ANSWER, under_key(&all[..1], "Нешто друго.", "one")).await;
    assert_eq!(other["answerComments"]["errors"][0]["reason"], "KEY_USED_OTHERWISE");
    let unread = moderator.ask(ANSWER, under_key(&all[..1], "Нешто друго.", "two")).await;
    assert_eq!(unread["errors"][0]["extensions"]["code"], "CONFLICT");
    let colleague = square.moderator().await;
    let his = colleague.ask(ANSWER, under_key(&all[..1], "Хвала.", "one")).await;
    assert_eq!(his["errors"][0]["extensions"]["code"], "CONFLICT", "what another drew is his own");
    for key in ["", "a\nb"] {
        let refused = moderator.refusal(ANSWER, under_key(&all[..1], "Хвала.", key)).await;
        assert!(refused.starts_with("BAD_REQUEST"), "{refused}");
    }
    let elsewhere = square.town.debate(&square.owner, |row| row.moderation = entities::Moderation::Post).await;
    let mut there = square.as_the_form("there", "Ни ријечи о овом.").await;
    there["consultation"] = json!(elsewhere.row.id.to_string());
    square.send(there).await;
    let there = square.all(&moderator, "HELD").await;
    moderator.data(PUBLISH, json!({ "comments": there })).await;
    let other = moderator.data(ANSWER, under_key(&there, "Хвала.", "one")).await;
    assert_eq!(other["answerComments"]["errors"][0]["reason"], "KEY_USED_OTHERWISE");
}

#[tokio::test]
async fn whoever_has_said_much_gets_one_letter_about_one_answer() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    for number in 0..2 {
        let text = format!("Члан {number} треба брисати.");
        square.with_address(&format!("key {number}"), &text, "ana@izvor.example").await;
        square.confirm().await;
    }
    let moderator = square.moderator().await;
    let read = square.all(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    square.town.unread().await;
    for (one, letters) in [(&read[..1], 1), (&read[1..], 0), (&read[..], 0)] {
        let done = moderator.data(ANSWER, under_key(one, "Хвала.", "one")).await;
        assert_eq!(done["answerComments"]["errors"], json!([]));
        assert_eq!(square.town.unread().await.len(), letters, "{one:?}");
    }
    assert_eq!(under(&square).await, [json!("Hvala."), json!("Hvala.")]);
}
