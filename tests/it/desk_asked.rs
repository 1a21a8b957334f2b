//! What was asked about a call goes out with it and comes back: with its own days, without whoever asked, once, and told to
//! nobody by letter.

use entities::{CallStage, QuestionState, Role, TokenScope, call_question, municipality};
use serde_json::{Value, json};
use tests::given::{in_full, latin};
use tests::people::Person;
use tests::{Town, instant};

use crate::desk_files::{fetch, import};
use crate::import::Desk as Console;
use crate::tables::dump;

const CALLS: &str = "/desk/export/calls.json?municipality=trebinje";
const PUBLIC: &str =
    "{ openCalls { nodes { questionsAndAnswers { question { text } answer { text } askedAt answeredAt } } } }";

/// A town with a published call about which three have asked: one waits, one is answered, one is withheld.
async fn asked() -> (Town, municipality::Model) {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    for (day, text, state) in [
        ("2026-11-20T09:15:00Z", "Mogu li se prijaviti dva projekta?", QuestionState::Answered),
        ("2026-11-21T09:15:00Z", "Da li se priznaju putni troškovi?", QuestionState::Waiting),
        ("2026-11-22T09:15:00Z", "Zašto je komšija dobio?", QuestionState::Withheld),
    ] {
        let shape = |row: &mut call_question::Model| {
            (row.asked_at, row.question, row.state) = (instant(day), latin(text), state);
            // Nobody writes any more to whoever does not wait.
            row.email = row.email.take().filter(|_| state == QuestionState::Waiting);
            if state == QuestionState::Answered {
                let at = instant("2026-11-23T08:00:00Z");
                (row.answer, row.answered_at) = (Some(latin("Može jedan.")), Some(at));
            }
        };
        town.question(&trebinje, call.id, shape).await;
    }
    (town, trebinje)
}

/// The questions of the first call, without what they are called here.
fn bare(file: &Value) -> Value {
    let mut questions = file[0]["questions"].clone();
    for question in questions.as_array_mut().expect("questions") {
        question.as_object_mut().expect("a question").remove("id").expect("an id");
    }
    questions
}

fn summary(new: usize, changed: usize, same: usize) -> Value {
    json!({ "summary": { "new": new, "changed": changed, "same": same, "refused": 0 }, "remarks": [] })
}

async fn history(editor: &Person<'_>, id: &Value) -> Vec<String> {
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) { history(first: 50) { nodes {
        kind by title changes { field before after } } } } } }";
    let acts = editor.data(query, json!({ "id": id })).await["desk"]["call"]["history"]["nodes"].take();
    let line = |act: &Value| format!("{} {} {} {}", act["kind"], act["by"], act["title"], act["changes"]);
    acts.as_array().expect("acts").iter().map(line).map(|line| line.replace('"', "")).collect()
}

#[tokio::test]
async fn questions_go_out_with_their_call_and_come_back_and_nothing_has_changed() {
    let (town, trebinje) = asked().await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let answer = fetch(&editor, CALLS).await;
    for who in ["izvor@udruzenje.example", "Udruženje Izvor"] {
        assert!(!answer.text().contains(who), "{who} asked, and goes nowhere");
    }
    let file = answer.json();
    insta::assert_json_snapshot!(bare(&file)[0], @r#"
    {
      "answer": {
        "original": {
          "locale": "sr-Latn",
          "text": "Može jedan."
        }
      },
      "answered_at": "2026-11-23T08:00:00Z",
      "asked_at": "2026-11-20T09:15:00Z",
      "question": {
        "original": {
          "locale": "sr-Latn",
          "text": "Mogu li se prijaviti dva projekta?"
        }
      },
      "state": "Answered"
    }
    "#);
    let before = dump(&town).await;
    assert_eq!(import(&editor, "trebinje", false, &file).await, summary(0, 0, 1));
    assert_eq!(dump(&town).await, before);

    // In another installation the same was asked on the same days, by nobody who is known there.
    let other = Town::new().await;
    let there = other.municipality("trebinje").await;
    let newcomer = other.official(&there, &[Role::Editor]).await;
    assert_eq!(import(&newcomer, "trebinje", false, &file).await, summary(1, 0, 0));
    let again = fetch(&newcomer, CALLS).await.json();
    assert_eq!(bare(&again), bare(&file));
    let before = dump(&other).await;
    for file in [&file, &again] {
        assert_eq!(import(&newcomer, "trebinje", false, file).await, summary(0, 0, 1), "the same file brought twice");
    }
    assert_eq!(dump(&other).await, before);
    assert_eq!(other.data(PUBLIC, json!({})).await, town.data(PUBLIC, json!({})).await);
    let seen = other.data(PUBLIC, json!({})).await["openCalls"]["nodes"][0]["questionsAndAnswers"].take();
    assert_eq!(seen.as_array().map(Vec::len), Some(1), "{seen}");
    let day = |at: &str| seen[0][at].as_str().unwrap_or_default().get(..10).unwrap_or_default().to_owned();
    assert_eq!((day("askedAt"), day("answeredAt")), ("2026-11-20".into(), "2026-11-23".into()), "{seen}");
    assert!(other.unread().await.is_empty(), "nobody who asked is there to be written to");
    // Each is an act of whoever brought it.
    let acts = history(&newcomer, &again[0]["id"]).await;
    let title = "Javni poziv za projekte udruženja";
    for (kind, question, changes) in [
        ("QUESTION_ANSWERED", "Mogu li se prijaviti dva projekta?", "[{after:Može jedan.,before:null,field:answer}]"),
        ("QUESTION_ENTERED", "Da li se priznaju putni troškovi?", "[]"),
        ("QUESTION_WITHHELD", "Zašto je komšija dobio?", "[]"),
    ] {
        let act = format!("{kind} {} {title}: {question} {changes}", newcomer.row.name);
        assert_eq!(acts.iter().filter(|said| **said == act).count(), 1, "{act}: {acts:#?}");
    }
}

#[tokio::test]
async fn a_file_asks_what_was_not_asked_and_answers_nobody_who_waits_for_a_letter() {
    let (town, trebinje) = asked().await;
    town.call(&trebinje, |new| (new.call.stage, new.call.title) = (CallStage::Draft, latin("Nacrt"))).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let file = fetch(&editor, CALLS).await.json();
    let question = json!({
        "asked_at": "2026-11-21T08:00:00Z",
        "question": { "original": { "locale": "sr-Latn", "text": "Gdje se predaje?" } },
        "state": "Answered",
        "answer": { "original": { "locale": "sr-Latn", "text": "Na šalteru 5." } },
        "answered_at": "2026-11-22T08:00:00Z",
    });
    let mut more = file.clone();
    more[0]["questions"].as_array_mut().expect("questions").push(question.clone());
    let before = dump(&town).await;
    assert_eq!(import(&editor, "trebinje", true, &more).await, summary(0, 1, 1));
    assert_eq!(dump(&town).await, before, "a dry run leaves nothing behind");
    assert_eq!(import(&editor, "trebinje", false, &more).await, summary(0, 1, 1));
    assert_eq!(import(&editor, "trebinje", false, &more).await, summary(0, 0, 2));
    let seen = town.data(PUBLIC, json!({})).await["openCalls"]["nodes"][0]["questionsAndAnswers"].take();
    assert!(seen.to_string().contains("Na šalteru 5."), "{seen}");

    let before = dump(&town).await;
    let refused = async |file: &Value| {
        let outcome = import(&editor, "trebinje", false, file).await;
        assert_eq!(outcome["summary"]["refused"], 1, "{outcome}");
        let remark = outcome["remarks"][0].clone();
        let fields = remark["fields"].as_array().expect("fields").iter();
        let fields = fields.map(|one| format!(" {} {}", one["field"], one["problem"]));
        format!("{}{}{}", remark["code"], fields.collect::<String>(), remark["detail"]).replace('"', "")
    };
    // Who waits for an answer gets it, with his letter, from whoever answers at the desk.
    let mut answered = file.clone();
    answered[0]["questions"][1]["state"] = json!("Answered");
    answered[0]["questions"][1]["answer"] = question["answer"].clone();
    answered[0]["questions"][1]["answered_at"] = question["answered_at"].clone();
    assert_eq!(refused(&answered).await, "INVALID questions.1.answer NOT_ALLOWEDnull");
    let mut late = more.clone();
    late[0]["questions"][3]["asked_at"] = json!("2027-01-01T00:00:00Z");
    let said = refused(&late).await;
    assert!(said.starts_with("INVALID questions.3.askedAt NOT_ALLOWED questions.3.answeredAt NOT_ALLOWED"), "{said}");
    let mut named = file.clone();
    named[0]["questions"][0]["email"] = json!("ana@izvor.example");
    let said = refused(&named).await;
    assert!(said.starts_with("UNREADABLE") && said.contains("email"), "{said}");
    let mut draft = file.clone();
    draft[1]["questions"] = json!([question]);
    assert_eq!(refused(&draft).await, "INVALID questions NOT_ALLOWEDnull", "nobody asks about what he cannot read");
    assert_eq!(dump(&town).await, before);
    assert!(town.unread().await.is_empty());
}

#[tokio::test]
async fn a_program_that_reads_the_desk_learns_no_more_of_who_asked() {
    let (town, trebinje) = asked().await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let program = editor.program(&trebinje, &[TokenScope::ReadDesk]).await;
    let request = program.request(CALLS).method("GET").body(axum::body::Body::empty()).expect("a request");
    let answer = town.request(request).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("Da li se priznaju putni troškovi?") && !answer.text().contains("Udruženje Izvor"));
}

#[tokio::test]
async fn the_console_reads_them_too() {
    let (town, trebinje) = asked().await;
    let file = fetch(&town.official(&trebinje, &[Role::Editor]).await, CALLS).await.json();
    let console = Console::new().await;
    for (new, same) in [(1, 0), (0, 1)] {
        let said = console.import_rows(file.as_array().expect("rows")).await;
        let summary = said.outcome.expect("an import");
        assert_eq!((summary.new, summary.same, summary.refused), (new, same, 0), "{}", said.report);
        let tx = console.town.begin().await;
        let rows = tx.find::<call_question::Entity>().all(tx.connection()).await.expect("questions");
        assert_eq!((rows.len(), rows.iter().filter(|row| row.email.is_some()).count()), (3, 0));
    }
}
