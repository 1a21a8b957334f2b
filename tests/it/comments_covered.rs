//! What an official has written into an answer can be forgotten as well, also when the report is there.

use entities::official_answer;
use serde_json::{Value, json};
use tests::people::Person;

use crate::comments::{LIST, Square};
use crate::report::Hall;

const REDACT: &str = "mutation($input: RedactAnswerInput!) { redactAnswer(input: $input) {
    comments { comment { id answer { reason { text } } } } errors { code field problem reason } } }";
const SAID: &str = "Комшија Марко не плаћа воду, па се приједлог не прихвата.";

/// Covers what stands from one letter to before another in the answer under this comment.
async fn cover(by: &Person<'_>, under: &str, read: &str, (from, to): (usize, usize)) -> Value {
    let input =
        json!({ "comment": under, "read": read, "spans": [{ "from": from, "to": to }], "reason": "PERSONAL_DATA" });
    by.data(REDACT, json!({ "input": input })).await["redactAnswer"].take()
}

#[tokio::test]
async fn what_stands_in_an_answer_is_covered_when_the_report_is_there_and_all_stays_proven() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let first = hall.paper(&moderator, json!({ "text": "Вода је скупа." })).await;
    let second = hall.paper(&moderator, json!({ "text": "И канализација.", "name": "Иво" })).await;
    hall.answer(&moderator, &[&first, &second], "NOT_ACCEPTED", SAID).await;
    hall.close().await;
    assert_eq!(hall.finish(&moderator, "Расправа је завршена.").await["errors"], json!([]));
    let (said, right) = hall.told_of().await;
    assert!(right, "{said}");
    assert!(hall.printed("sr-Cyrl").await.contains("Комшија Марко"));
    assert_eq!(hall.prints().await, 1);

    let done = cover(&moderator, &first, SAID, (0, 13)).await;
    assert_eq!(done["errors"], json!([]));
    let left = "■■■■ ne plaća vodu, pa se prijedlog ne prihvata.";
    // Under both, because it is one answer; what becomes of what was said stays.
    let list = hall.town.data(LIST, json!({ "of": hall.of() })).await;
    for at in 0..2 {
        let answer = &list["comments"]["nodes"][at]["answer"];
        assert_eq!((&answer["reason"]["text"], &answer["disposition"]), (&json!(left), &json!("NOT_ACCEPTED")));
    }
    let (said, right) = hall.told_of().await;
    assert!(right && said.contains("The report is the one that was published."), "{said}");
    // It stands nowhere any more.
    assert_eq!(hall.prints().await, 0, "what was printed goes, too");
    let log = hall.town.get(&format!("/log/{}.ndjson", hall.of())).await.text();
    assert!(log.contains("answer_redacted") && log.contains("■■■■"), "{log}");
    for (what, text) in [
        ("the log", log),
        ("the report", hall.read("?lang=sr-Cyrl").await),
        ("for programs", hall.read(".json").await),
        ("print", hall.printed("sr-Cyrl").await),
    ] {
        assert!(!text.contains("Марко") && !text.contains("Marko"), "{what}: {text}");
    }

    // What was read is no longer what stands there.
    let stale = moderator.ask(
        REDACT,
        json!({ "input": { "comment": first, "read": SAID, "spans": [{ "from": 0, "to": 3 }], "reason": "INSULT" } }),
    );
    assert_eq!(stale.await["errors"][0]["extensions"]["code"], "CONFLICT");
    // And the rest of it.
    let now = "■■■■ не плаћа воду, па се приједлог не прихвата.";
    let done = cover(&moderator, &second, now, (0, now.chars().count())).await;
    assert_eq!(done["comments"][0]["comment"]["answer"]["reason"]["text"], "■■■■");
    let (said, right) = hall.told_of().await;
    assert!(right, "twice: {said}");
}

#[tokio::test]
async fn what_is_covered_has_to_be_there_and_who_changes_it_in_the_database_is_found_out() {
    use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition};

    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let first = hall.paper(&moderator, json!({ "text": "Вода је скупа." })).await;
    let unanswered = hall.paper(&moderator, json!({ "text": "И канализација." })).await;
    hall.answer(&moderator, &[&first], "NOTED", SAID).await;
    for (under, spans, told) in [
        (
            &unanswered,
            (0, 3),
            json!([{ "code": "REFUSED", "field": null, "problem": null, "reason": "NOTHING_TO_DECIDE" }]),
        ),
        (&first, (3, 3), json!([{ "code": "INVALID", "field": "spans", "problem": "OUT_OF_RANGE", "reason": null }])),
        (&first, (0, 999), json!([{ "code": "INVALID", "field": "spans", "problem": "OUT_OF_RANGE", "reason": null }])),
    ] {
        assert_eq!(cover(&moderator, under, SAID, spans).await["errors"], told, "{spans:?}");
    }
    let tx = hall.town.begin().await;
    let more = official_answer::ActiveModel { revision: Set(2), ..Default::default() };
    let all = Condition::all().add(official_answer::Column::ConsultationId.eq(hall.draft.row.id));
    tx.change::<official_answer::Entity, _>(all, more, []).await.expect("an answer");
    tx.commit().await.expect("changed");
    let (said, right) = hall.told_of().await;
    assert!(!right && said.contains("what is shown as the answer is not what was answered"), "{said}");
}

#[tokio::test]
async fn an_answer_that_was_covered_is_not_given_to_others() {
    const ANSWER: &str =
        "mutation($input: AnswerCommentsInput!) { answerComments(input: $input) { errors { reason } } }";
    let square = Square::new(|row| row.moderation = entities::Moderation::Post).await;
    for key in ["key 1", "key 2"] {
        square.say(key, "Вода је скупа.").await;
    }
    let moderator = square.moderator().await;
    let read = square.all(&moderator, "PUBLISHED").await;
    let under_key = |at: usize| json!({ "input": { "comments": [read[at]], "disposition": "NOTED", "reason": SAID, "idempotencyKey": "one" } });
    moderator.data(ANSWER, under_key(0)).await;
    let id = read[0]["id"].as_str().expect("an id");
    assert_eq!(cover(&moderator, id, SAID, (0, 13)).await["errors"], json!([]));
    let again = moderator.data(ANSWER, under_key(1)).await;
    assert_eq!(again["answerComments"]["errors"][0]["reason"], "KEY_USED_OTHERWISE");
}
