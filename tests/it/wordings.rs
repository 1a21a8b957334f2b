//! What an official says to citizens at the end, written by hand for readers of each script and language: the reasons of an
//! answer, and what is said of a whole consultation. Whatever form it is read in, everybody reads his own.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::comments::{PUBLISH, Square, verified};
use crate::desk_calls::{Desk, done};
use crate::report::Hall;

const ANSWER: &str = "mutation($input: AnswerCommentsInput!) { answerComments(input: $input) {
    comments { state answerReason { text locale overrides { locale text } } comment { answer { id } } }
    errors { code field problem params } } }";
const LATIN: &str = "Vodi ga Džon Vejn.";
const CYRILLIC: &str = "Води га John Wayne.";
const ENGLISH: &str = "John Wayne leads it.";

fn others() -> Value {
    json!([{ "locale": "sr-Cyrl", "text": CYRILLIC }, { "locale": "en", "text": ENGLISH }])
}

#[tokio::test]
async fn the_reasons_of_an_answer_are_read_as_they_were_written_for_each_reader() {
    let square = Square::new(|_| {}).await;
    square.say("key 1", "Ко води програм?").await;
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    // Whoever answers again replaces what she has read.
    let mut stands = Value::Null;
    let mut answer = async |more: Value| {
        let comments = json!([{ "id": read[0]["id"], "revision": 1, "answer": stands }]);
        let mut input = json!({ "comments": comments, "disposition": "NOTED", "reason": LATIN });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        let mut said = moderator.data(ANSWER, json!({ "input": input })).await["answerComments"].take();
        if let Some(one) = said["comments"].get_mut(0) {
            stands = one["comment"]["answer"]["id"].clone();
            one.as_object_mut().expect("a comment").remove("comment");
        }
        said
    };
    let said = answer(json!({ "reasonLocale": "sr-Latn", "reasonOverrides": others() })).await;
    assert_snapshot!(said, @r#"{"comments":[{"answerReason":{"locale":"sr-Latn","overrides":[{"locale":"sr-Cyrl","text":"Води га John Wayne."},{"locale":"en","text":"John Wayne leads it."}],"text":"Vodi ga Džon Vejn."},"state":"PUBLISHED"}],"errors":[]}"#);
    let shown = "query($of: ID!, $locale: Locale!) { comments(consultation: $of, locale: $locale) {
        nodes { answer { reason { text locale original { text locale } } } } } }";
    for (locale, text) in [("sr-Cyrl", CYRILLIC), ("sr-Latn", LATIN), ("bs", LATIN), ("hr", LATIN), ("en", ENGLISH)] {
        let seen = square.town.data(shown, json!({ "of": square.of(), "locale": locale })).await;
        let reason = &seen["comments"]["nodes"][0]["answer"]["reason"];
        assert_eq!(reason["text"], text, "{locale}");
        assert_eq!(reason["original"], json!({ "text": LATIN, "locale": "sr-Latn" }), "{locale}");
        let page = format!("/trebinje/rasprava/{}/komentari?lang={locale}", square.of());
        let page = square.town.get(&page).await.text();
        assert!(page.contains(text), "{locale}: {page}");
    }

    // What is recorded of it is all of it, in every wording: none can be put in another's place later.
    let (log, key) = (square.log().await, square.key().await);
    let (told, right) = verified(&[&log], Some(&key));
    assert!(right, "{told}");
    assert!(log.contains("John Wayne leads it."), "{log}");
    let (told, right) = verified(&[&log.replace("John Wayne leads it.", "John Wayne left it.")], Some(&key));
    assert!(!right, "{told}");

    // Each wording is held to the same measure; whoever says nothing of languages is understood as before.
    let long = json!([{ "locale": "en", "text": "x".repeat(5001) }]);
    let refused = answer(json!({ "reasonOverrides": long })).await;
    assert_eq!(
        refused["errors"],
        json!([{ "code": "INVALID", "field": "reason", "problem": "TOO_LONG", "params": ["5000"] }])
    );
    let bosnian = answer(json!({ "reasonLocale": "bs" })).await;
    assert_eq!(bosnian["comments"][0]["answerReason"]["locale"], "bs");
    let plain = answer(json!({})).await;
    let plain = &plain["comments"][0]["answerReason"];
    assert_eq!(plain, &json!({ "text": LATIN, "locale": "sr-Latn", "overrides": [] }));
}

#[tokio::test]
async fn what_a_report_says_first_is_read_as_it_was_written_for_each_reader() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let comment = hall.paper(&moderator, json!({})).await;
    let input = json!({ "comments": [{ "id": comment, "revision": 1 }], "disposition": "ACCEPTED", "reason": "Прима Сајмон.",
        "reasonOverrides": [{ "locale": "sr-Latn", "text": "Prima Simon." }] });
    moderator.data(ANSWER, json!({ "input": input })).await;
    hall.close().await;
    let finish = "mutation($input: FinishConsultationInput!) { finishConsultation(input: $input) {
        errors { field problem params } } }";
    let finished = |others: Value| {
        let input = json!({ "consultation": hall.of(), "version": 1, "summary": LATIN, "summaryLocale": "sr-Latn",
            "summaryOverrides": others });
        moderator.data(finish, json!({ "input": input }))
    };
    let long = finished(json!([{ "locale": "sr-Cyrl", "text": "ш".repeat(20_001) }])).await;
    assert_eq!(
        long["finishConsultation"]["errors"],
        json!([{ "field": "summary", "problem": "TOO_LONG", "params": ["20000"] }])
    );
    assert_eq!(finished(others()).await["finishConsultation"]["errors"], json!([]));

    let address = format!("/trebinje/rasprava/{}/izvjestaj", hall.of());
    for (lang, summary, reason) in [
        ("sr-Cyrl", CYRILLIC, "Прима Сајмон."),
        ("sr-Latn", LATIN, "Prima Simon."),
        ("bs", LATIN, "Prima Simon."),
        // Nobody has put that into English: it is read as it was written, in the letters of whoever reads it.
        ("en", ENGLISH, "Prima Sajmon."),
    ] {
        let page = hall.town.get(&format!("{address}?lang={lang}")).await.text();
        assert!(page.contains(summary) && page.contains(reason), "{lang}: {page}");
        let table = hall.town.get(&format!("{address}.csv?lang={lang}")).await.text();
        assert!(table.contains(reason), "{lang}: {table}");
        let whole: Value =
            serde_json::from_str(&hall.town.get(&format!("{address}.json?lang={lang}")).await.text()).expect("JSON");
        assert_eq!(whole["summary"], summary, "{lang}");
        let paper = hall.town.get(&format!("{address}.pdf?lang={lang}")).await;
        let text = pdf_extract::extract_text_from_mem(&paper.bytes).expect("text in a PDF");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(summary) && text.contains(reason), "{lang}: {text}");
    }
}

#[tokio::test]
async fn a_question_that_was_asked_elsewhere_is_read_as_it_was_written_for_each_reader() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let enter = "mutation ($input: EnterQuestionInput!) { enterQuestion(input: $input) {
        question { id version } errors { code field } } }";
    let asked = json!({ "call": id, "question": LATIN, "questionLocale": "sr-Latn", "questionOverrides": others() });
    let entered = done(&editor, enter, asked).await;
    let answer = "mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) { errors { code field } } }";
    let text = json!({ "text": "Da.", "locale": "sr-Latn" });
    done(&editor, answer, json!({ "id": entered["question"]["id"], "version": 1, "answer": text })).await;
    for (lang, text) in [("sr-Cyrl", CYRILLIC), ("sr-Latn", LATIN), ("en", ENGLISH)] {
        let page = format!("/trebinje/pozivi/{}?lang={lang}", id.as_str().expect("an id"));
        let page = desk.town.get(&page).await.text();
        assert!(page.contains(text), "{lang}: {page}");
    }
}
