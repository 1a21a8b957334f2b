//! Published calls at the desk: corrected, extended, cancelled, asked about; and what the public sees of it.

use entities::{CallStage, open_call};
use sea_orm::ActiveValue::{Set, Unchanged};
use serde_json::{Value, json};
use tests::steady;

use crate::desk_calls::{CREATE, Desk, PUBLISH, SAVE, change, done, text, with, written};
use crate::pages::words;

const CORRECT: &str = "mutation ($input: CorrectCallInput!) { correctCall(input: $input) {
    call { id version state status changes { field } } errors { code reason field problem } } }";
const EXTEND: &str = "mutation ($input: ExtendCallInput!) { extendCall(input: $input) {
    call { id version status } errors { code reason field problem } } }";
const CANCEL: &str = "mutation ($input: CancelCallInput!) { cancelCall(input: $input) {
    call { id version state } errors { code reason field problem } } }";

#[tokio::test]
async fn a_published_call_changes_only_when_the_change_is_published_with_its_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let content = with(written(), &json!({ "budget": "50000", "summary": text("Podržava se kultura.") }));
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
    insta::assert_json_snapshot!(steady(saved.clone()), @r#"
    {
      "call": {
        "changes": [
          {
            "after": "Podržava se kultura.",
            "before": null,
            "field": "SUMMARY"
          },
          {
            "after": "50000 BAM",
            "before": "45000 BAM",
            "field": "BUDGET"
          }
        ],
        "id": "[call]",
        "missing": [],
        "state": "OPEN",
        "title": "Javni poziv za kulturu",
        "version": 3
      },
      "errors": []
    }
    "#);
    assert!(desk.public(&id, "summary { text }").await["summary"].is_null(), "not yet");
    let preview = r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) {
        preview(locale: "sr-Cyrl") { title { text } summary { text } budget { amount } areas { code } status } } } }"#;
    insta::assert_json_snapshot!(editor.data(preview, json!({ "id": id })).await["desk"]["call"], @r#"
    {
      "preview": {
        "areas": [
          {
            "code": "culture"
          }
        ],
        "budget": {
          "amount": "50000"
        },
        "status": "OPEN",
        "summary": {
          "text": "Подржава се култура."
        },
        "title": {
          "text": "Јавни позив за културу"
        }
      }
    }
    "#);

    let version = saved["call"]["version"].clone();
    let reasonless = change(&editor, CORRECT, json!({ "id": id, "version": version, "reason": text(" ") })).await;
    assert_eq!(reasonless["errors"][0]["field"], "reason", "{reasonless}");
    let reason = text("Rebalans budžeta.");
    done(&editor, CORRECT, json!({ "id": id, "version": version, "reason": reason })).await;
    let fields = "summary { text } budget { amount } corrections { field before after reason { text } }";
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "budget": {
        "amount": "50000"
      },
      "corrections": [
        {
          "after": "Podržava se kultura.",
          "before": null,
          "field": "SUMMARY",
          "reason": {
            "text": "Rebalans budžeta."
          }
        },
        {
          "after": "50000 BAM",
          "before": "45000 BAM",
          "field": "BUDGET",
          "reason": {
            "text": "Rebalans budžeta."
          }
        }
      ],
      "summary": {
        "text": "Podržava se kultura."
      }
    }
    "#);
}

#[tokio::test]
async fn a_deadline_is_extended_and_never_shortened() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let until = |day: &str| json!({ "id": id, "version": version, "deadline": { "day": day, "hour": "12:00" }, "reason": text("Malo prijava.") });
    for day in ["2026-12-14", "2026-12-01"] {
        let refused = change(&editor, EXTEND, until(day)).await;
        assert_eq!(refused["errors"][0]["problem"], "NOT_LATER", "{refused}");
    }
    let extended = done(&editor, EXTEND, until("2026-12-21")).await;
    assert_eq!(extended["call"]["status"], "EXTENDED");
    let fields = "deadline { at history { at reason { text } } } corrections { field before after reason { text } }";
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "corrections": [
        {
          "after": "2026-12-21T12:00:00+01:00",
          "before": "2026-12-14T15:00:00+01:00",
          "field": "DEADLINE",
          "reason": {
            "text": "Malo prijava."
          }
        }
      ],
      "deadline": {
        "at": "2026-12-21T12:00:00+01:00",
        "history": [
          {
            "at": "2026-12-14T15:00:00+01:00",
            "reason": null
          },
          {
            "at": "2026-12-21T12:00:00+01:00",
            "reason": {
              "text": "Malo prijava."
            }
          }
        ]
      }
    }
    "#);
}

#[tokio::test]
async fn a_cancelled_call_stays_to_be_read_with_the_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let cancelled =
        done(&editor, CANCEL, json!({ "id": id, "version": version, "reason": text("Nema sredstava.") })).await;
    assert_eq!(cancelled["call"]["state"], "CANCELLED");
    let fields = "status corrections { field before after reason { text } }";
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "corrections": [
        {
          "after": null,
          "before": null,
          "field": "CANCELLATION",
          "reason": {
            "text": "Nema sredstava."
          }
        }
      ],
      "status": "CANCELLED"
    }
    "#);
    let again = json!({ "id": id, "version": cancelled["call"]["version"], "reason": text("Još jednom.") });
    assert_eq!(change(&editor, CANCEL, again).await["errors"][0]["reason"], "NOT_PUBLISHED");
}

#[tokio::test]
async fn a_question_is_public_when_it_is_answered_and_who_asked_never() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let enter = "mutation ($input: EnterQuestionInput!) { enterQuestion(input: $input) {
        question { id version state asker question } errors { code field } } }";
    let asked = json!({ "call": id, "question": "Mogu li se prijaviti dva projekta?", "asker": "Udruženje Izvor" });
    let entered = done(&editor, enter, asked).await;
    insta::assert_json_snapshot!(steady(entered.clone()), @r#"
    {
      "errors": [],
      "question": {
        "asker": "Udruženje Izvor",
        "id": "[ask]",
        "question": "Mogu li se prijaviti dva projekta?",
        "state": "WAITING",
        "version": 1
      }
    }
    "#);
    let shown = "questionsAndAnswers { question { text } answer { text } askedAt answeredAt }";
    assert_eq!(desk.public(&id, shown).await["questionsAndAnswers"], json!([]));
    let answer = "mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) {
        question { id version state answer { text } } errors { code field } } }";
    let question = entered["question"]["id"].clone();
    let input = json!({ "id": question, "version": 1, "answer": text("Ne, samo jedan.") });
    done(&editor, answer, input.clone()).await;
    insta::assert_json_snapshot!(desk.public(&id, shown).await, @r#"
    {
      "questionsAndAnswers": [
        {
          "answer": {
            "text": "Ne, samo jedan."
          },
          "answeredAt": "2026-11-24T11:00:00+01:00",
          "askedAt": "2026-11-24T11:00:00+01:00",
          "question": {
            "text": "Mogu li se prijaviti dva projekta?"
          }
        }
      ]
    }
    "#);
    let refusal = editor.refusal(answer, json!({ "input": input })).await;
    assert!(refusal.starts_with("CONFLICT"), "{refusal}");
    let withhold = "mutation ($input: WithholdQuestionInput!) { withholdQuestion(input: $input) {
        question { state } errors { code } } }";
    let withheld = done(&editor, withhold, json!({ "id": question, "version": 2 })).await;
    assert_eq!(withheld["question"]["state"], "NOT_PUBLISHED");
    assert_eq!(desk.public(&id, shown).await["questionsAndAnswers"], json!([]));
}

#[tokio::test]
async fn the_page_of_a_cancelled_call_says_so_first_and_why_and_nothing_comes_after() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    done(&editor, CANCEL, json!({ "id": id, "version": version, "reason": text("Nema budžeta.") })).await;
    let page = format!("/trebinje/pozivi/{}", id.as_str().expect("an id"));
    insta::assert_snapshot!(words(&desk.town, &page).await, @"
    Javni poziv za kulturu
    Poništen
    Objavljeno 24. 11. 2026.
    Izmijenjeno 24. 11. 2026.:
    šta je promijenjeno
    Kultura i umjetnost
    Poništen
    24. 11. 2026.:
    Nema budžeta.
    ranije: do 14. 12. 2026. u 15.00 časova
    Dodaj u kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed
    Ukupna sredstva
    45.000~KM
    Po projektu
    do 3.000,50~KM
    Objava
    24. 11. 2026.
    Poništen
    24. 11. 2026.
    Šta je promijenjeno
    Poništen
    sada: Poništen
    Nema budžeta.
    24. 11. 2026.
    ");
}

#[tokio::test]
async fn a_deadline_is_not_moved_when_a_commission_is_at_work_or_a_list_of_results_is_out() {
    use entities::CallStage::{Contracted, Evaluating, Final, Preliminary};

    let desk = Desk::new().await;
    let editor = desk.editor().await;
    for (stage, expected) in [
        (Evaluating, json!(["CALL_OVER"])),
        (Preliminary, json!(["RESULTS_OUT"])),
        (Final, json!(["RESULTS_OUT"])),
        (Contracted, json!(["RESULTS_OUT"])),
    ] {
        let call = desk.town.call(&desk.trebinje, |new| new.call.stage = stage).await;
        let input = json!({ "id": call.id.to_string(), "version": call.version, "deadline": { "day": "2027-01-15" },
            "reason": text("Malo prijava.") });
        let said = change(&editor, EXTEND, input).await;
        let reasons: Vec<_> = said["errors"].as_array().expect("errors").iter().map(|error| &error["reason"]).collect();
        assert_eq!(json!(reasons), expected, "{stage:?}: {said}");
    }
}

#[tokio::test]
async fn a_deadline_that_has_passed_is_not_moved() {
    let desk = Desk::new().await;
    let (id, version) = desk.published(&desk.editor().await).await;
    // It was the fourteenth of December, at three in Trebinje.
    desk.town.clock.advance(chrono::TimeDelta::days(20) + chrono::TimeDelta::hours(4) + chrono::TimeDelta::seconds(1));
    let editor = desk.editor().await;
    let input =
        json!({ "id": id, "version": version, "deadline": { "day": "2027-01-15" }, "reason": text("Malo prijava.") });
    let refused = change(&editor, EXTEND, input).await;
    assert_eq!((&refused["errors"][0]["reason"], &refused["call"]), (&json!("CALL_OVER"), &json!(null)), "{refused}");
    let mut version = json!(version);
    let mut correct = async |content: &Value| {
        let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
        let reason = text("Ispravka.");
        let input = json!({ "id": id, "version": saved["call"]["version"], "reason": reason });
        let said = change(&editor, CORRECT, input).await;
        let call = if said["call"].is_null() { &saved["call"] } else { &said["call"] };
        version = call["version"].clone();
        said["errors"].as_array().expect("errors").iter().map(|error| error["reason"].clone()).collect::<Vec<_>>()
    };
    let until = |deadline: Value| with(written(), &json!({ "deadline": deadline }));
    assert_eq!(correct(&until(json!({ "day": "2027-01-15" }))).await, ["CALL_OVER"]);
    assert_eq!(correct(&until(json!({ "day": "2026-12-14" }))).await, ["CALL_OVER"], "that is until midnight");
    let spent = with(written(), &json!({ "deadline": null, "untilSpent": true }));
    assert_eq!(correct(&spent).await, ["CALL_OVER"], "that is for ever");
    let stands = desk.public(&id, "status deadline { at }").await;
    assert_eq!(stands, json!({ "status": "CLOSED", "deadline": { "at": "2026-12-14T15:00:00+01:00" } }));
    // Something else is corrected still, and a deadline that was earlier.
    let summary = json!({ "summary": text("Podržava se kultura.") });
    assert_eq!(correct(&with(written(), &summary)).await, Vec::<Value>::new());
    assert_eq!(correct(&until(json!({ "day": "2026-12-14", "hour": "12:00" }))).await, Vec::<Value>::new());
    let stands = desk.public(&id, "status deadline { at }").await;
    assert_eq!(stands, json!({ "status": "CLOSED", "deadline": { "at": "2026-12-14T12:00:00+01:00" } }));
}

#[tokio::test]
async fn a_deadline_is_not_corrected_to_a_later_one_when_a_commission_is_at_work() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let tx = desk.town.begin().await;
    let call = id.as_str().expect("an id").parse().expect("an id");
    let at_work =
        open_call::ActiveModel { id: Unchanged(call), stage: Set(CallStage::Evaluating), ..Default::default() };
    tx.update(at_work).await.expect("a stage");
    tx.commit().await.expect("a stage");
    let content = with(written(), &json!({ "deadline": { "day": "2027-01-15" } }));
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
    let input = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Ispravka.") });
    let refused = change(&editor, CORRECT, input).await;
    assert_eq!((&refused["errors"][0]["reason"], &refused["call"]), (&json!("CALL_OVER"), &json!(null)), "{refused}");
}

#[tokio::test]
async fn a_deadline_is_set_on_the_day_that_it_is_in_the_municipality() {
    let desk = Desk::new().await;
    // Half past midnight in Trebinje, and the day before in Greenwich.
    desk.town.clock.advance(chrono::TimeDelta::minutes(13 * 60 + 30));
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let input =
        json!({ "id": id, "version": version, "deadline": { "day": "2027-01-15" }, "reason": text("Praznici.") });
    done(&editor, EXTEND, input).await;
    let history = desk.public(&id, "deadline { history { setOn } }").await["deadline"]["history"].take();
    assert_eq!(history, json!([{ "setOn": "2026-11-25" }, { "setOn": "2026-11-25" }]));
}

#[tokio::test]
async fn a_draft_is_not_published_with_an_origin_that_has_gone() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let earlier = desk.town.call(&desk.trebinje, |_| {}).await;
    let content = with(written(), &json!({ "origin": earlier.id.to_string() }));
    let draft = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": content })).await;
    let stage = async |stage| {
        let tx = desk.town.begin().await;
        let row = open_call::ActiveModel { id: Unchanged(earlier.id), stage: Set(stage), ..Default::default() };
        tx.update(row).await.expect("a stage");
        tx.commit().await.expect("a stage");
    };
    let input = json!({ "id": draft["call"]["id"], "version": draft["call"]["version"] });
    stage(CallStage::Draft).await;
    let refused = change(&editor, PUBLISH, input.clone()).await;
    let why = &refused["errors"][0];
    assert_eq!((&why["field"], &why["problem"]), (&json!("origin"), &json!("UNKNOWN")), "{refused}");
    // It is there again.
    stage(CallStage::Published).await;
    done(&editor, PUBLISH, input).await;
}

#[tokio::test]
async fn a_deadline_that_waits_is_not_thrown_away_by_another_nor_by_a_file() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let extend = |version: &Value, day: &str| json!({ "id": id, "version": version, "deadline": { "day": day }, "reason": text("Praznici.") });
    // Another change that waits is no matter.
    let content = with(written(), &json!({ "summary": text("Podržava se kultura.") }));
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
    let extended = change(&editor, EXTEND, extend(&saved["call"]["version"], "2027-01-15")).await;
    assert_eq!(extended["errors"], json!([]), "{extended}");
    let content =
        with(written(), &json!({ "summary": text("Podržava se kultura."), "deadline": { "day": "2027-02-01" } }));
    let saved =
        done(&editor, SAVE, json!({ "id": id, "version": extended["call"]["version"], "content": content })).await;
    let version = &saved["call"]["version"];
    let refused = change(&editor, EXTEND, extend(version, "2027-01-20")).await;
    assert_eq!(refused["errors"][0]["reason"], "CHANGES_WAIT", "{refused}");
    let row = json!({ "municipality": "trebinje", "key": id, "stage": "Published", "content": {
        "title": { "original": { "locale": "sr-Latn", "text": "Iz datoteke" } }, "until_spent": true } });
    let brought = editor.post("/desk/import/calls?municipality=trebinje", &json!([row])).await.json();
    assert_eq!(brought["summary"]["refused"], 1, "{brought}");
    assert_eq!(brought["remarks"][0]["code"], "CHANGES_WAIT", "{brought}");
    // The one that waits may be published at once.
    let same = change(&editor, EXTEND, extend(version, "2027-02-01")).await;
    assert_eq!(same["errors"], json!([]), "{same}");
}
