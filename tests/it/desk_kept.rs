//! What an official did stays: files that the public had, answers that were given, decisions that a list would undo, names
//! in the journal; and a right ends when it ends.

use axum::body::Body;
use chrono::TimeDelta;
use entities::Role;
use javno::viewer::{Credential, Occasion, Viewer};
use serde_json::{Value, json};
use tests::Answer;
use tests::files::pdf;
use tests::people::Person;

use crate::desk_calls::{Desk, SAVE, done, text, with, written};

pub(crate) const CORRECT: &str = "mutation ($input: CorrectCallInput!) { correctCall(input: $input) {
    call { version documents { id } } errors { code reason field problem } } }";

/// Sends a file for a call as it stands; the answer.
pub(crate) async fn upload(editor: &Person<'_>, path: &str, bytes: &[u8]) -> Value {
    let id = path.split('/').nth(3).expect("a call");
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) { version } } }";
    let version = editor.data(query, json!({ "id": id })).await["desk"]["call"]["version"].take();
    let answer = send(editor, path, &format!("version={version}"), bytes).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// Sends a file for a call, and says what was read.
pub(crate) async fn send(editor: &Person<'_>, path: &str, said: &str, bytes: &[u8]) -> Answer {
    let path = format!("{path}{}{said}", if path.contains('?') { '&' } else { '?' });
    let request = editor.request(&path).header("x-file-name", "obrazac.pdf").header("content-type", "application/pdf");
    editor.town.request(request.body(Body::from(bytes.to_vec())).expect("a request")).await
}

#[tokio::test]
async fn a_document_that_is_taken_off_a_published_call_can_still_be_had() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let path = format!("/desk/calls/{}/documents?role=FORM&name=Obrazac", id.as_str().expect("an id"));
    let sent = upload(&editor, &path, &pdf(20)).await;
    let file = sent["file"]["id"].as_str().expect("an id").to_owned();
    let correct = json!({ "id": id, "version": sent["version"], "reason": text("Dodat obrazac.") });
    let added = done(&editor, CORRECT, correct).await;
    let listed = desk.public(&id, "documents { name { text } url }").await;
    assert_eq!(listed["documents"][0]["name"]["text"], "Obrazac");

    let content = with(written(), &json!({ "documents": [] }));
    let saved = done(&editor, SAVE, json!({ "id": id, "version": added["call"]["version"], "content": content })).await;
    let correct = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Pogrešan obrazac.") });
    done(&editor, CORRECT, correct).await;
    assert_eq!(desk.public(&id, "documents { url }").await["documents"], json!([]));
    let had = desk.town.get(&format!("/files/{file}/obrazac.pdf")).await;
    assert_eq!((had.status.as_u16(), had.bytes), (200, pdf(20)));
}

#[tokio::test]
async fn a_file_for_a_thing_to_bring_survives_changes_that_wait() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let bring = json!({ "documents": [{ "role": "BRING", "name": text("Statut") }] });
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": with(written(), &bring) })).await;
    let correct = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Dopuna.") });
    let corrected = done(&editor, CORRECT, correct).await;
    let document = corrected["call"]["documents"][0]["id"].as_str().expect("an id").to_owned();
    // Changes wait while the file comes.
    let more = with(with(written(), &bring), &json!({ "budget": "50000" }));
    done(&editor, SAVE, json!({ "id": id, "version": corrected["call"]["version"], "content": more })).await;
    let path = format!("/desk/calls/{}/documents/{document}", id.as_str().expect("an id"));
    let sent = upload(&editor, &path, &pdf(5)).await;
    let correct = json!({ "id": id, "version": sent["version"], "reason": text("Dopuna.") });
    done(&editor, CORRECT, correct).await;
    let shown = desk.public(&id, "documents { name { text } file { name } } budget { amount }").await;
    assert_eq!(shown["documents"], json!([{ "name": { "text": "Statut" }, "file": { "name": "obrazac.pdf" } }]));
    assert_eq!(shown["budget"]["amount"], "50000");
}

#[tokio::test]
async fn an_answer_that_is_taken_back_stays_in_the_journal() {
    let desk = Desk::new().await;
    let admin = desk.town.official(&desk.trebinje, &[Role::Admin]).await;
    let (id, _) = desk.published(&admin).await;
    let enter = "mutation ($input: EnterQuestionInput!) { enterQuestion(input: $input) { question { id version } errors { problem } } }";
    let question =
        done(&admin, enter, json!({ "call": id, "question": "Smiju li plate u budžet?" })).await["question"].take();
    let answer = "mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) { question { id version } errors { problem } } }";
    let input = json!({ "id": question["id"], "version": question["version"], "answer": text("Smiju.") });
    let question = done(&admin, answer, input).await["question"].take();
    let withhold = "mutation ($input: WithholdQuestionInput!) { withholdQuestion(input: $input) { question { id } errors { problem } } }";
    done(&admin, withhold, json!({ "id": question["id"], "version": question["version"] })).await;
    let journal = "{ desk(municipality: \"trebinje\") { journal(first: 1) { nodes { kind title changes { field before after } } } } }";
    let last = admin.data(journal, json!({})).await["desk"]["journal"]["nodes"][0].take();
    insta::assert_snapshot!(last.to_string(), @r#"{"changes":[{"after":null,"before":"Smiju.","field":"answer"}],"kind":"QUESTION_WITHHELD","title":"Javni poziv za kulturu: Smiju li plate u budžet?"}"#);
}

#[tokio::test]
async fn nobody_takes_another_name_in_silence() {
    let desk = Desk::new().await;
    let admin = desk.town.official(&desk.trebinje, &[Role::Admin]).await;
    let rename = "mutation ($name: String!) { updateProfile(input: { name: $name, locale: \"sr-Latn\" }) { errors { problem } } }";
    admin.data(rename, json!({ "name": "Mirjana Kovač" })).await;
    admin.data(rename, json!({ "name": "Neko Drugi" })).await;
    // The journal is never forgotten: it says that he is called otherwise and who he is, and keeps neither name.
    let journal =
        "{ desk(municipality: \"trebinje\") { journal { nodes { kind by title changes { before after } } } } }";
    let journal = admin.data(journal, json!({})).await["desk"]["journal"]["nodes"].take();
    insta::assert_snapshot!(journal.to_string(), @r#"[{"by":"Neko Drugi","changes":[],"kind":"PERSON_RENAMED","title":"Neko Drugi"},{"by":null,"changes":[],"kind":"MUNICIPALITY_CHANGED","title":null}]"#);
    let kept = crate::tables::dump(&desk.town).await["journal"].join("\n");
    assert!(kept.contains("person_renamed") && !kept.contains("Kovač") && !kept.contains("Drugi"), "{kept}");
    let unconfirmed = desk.town.entered(false).await;
    assert!(unconfirmed.refusal(rename, json!({ "name": "X" })).await.starts_with("UNAUTHENTICATED"));
}

#[tokio::test]
async fn an_open_stream_keeps_no_session_alive() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (db, clock) = (desk.town.app.db.clone(), &desk.town.clock);
    let look = async |occasion| {
        let now = javno::clock::Clock::now(&**clock);
        let shown = Credential::Session(editor.hash().into(), None);
        javno::accounts::store::recognise(db.clone(), shown, now, occasion).await.expect("an answer")
    };
    clock.advance(TimeDelta::hours(8));
    assert!(matches!(look(Occasion::Listens).await, Viewer::Signed(_)));
    clock.advance(TimeDelta::hours(2));
    assert!(matches!(look(Occasion::Listens).await, Viewer::Anyone), "nine hours of rest are over");
}

#[tokio::test]
async fn no_list_undoes_what_an_official_has_decided() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let cancel =
        "mutation ($input: CancelCallInput!) { cancelCall(input: $input) { call { state } errors { reason } } }";
    done(&editor, cancel, json!({ "id": id, "version": version, "reason": text("Nema budžeta.") })).await;
    let tx = desk.town.begin().await;
    let mut new = tests::given::a_call(&desk.trebinje);
    new.call.source_key = id.as_str().expect("an id").to_owned();
    javno::calls::store::save::save(&tx, new).await.expect("a list");
    tx.commit().await.expect("a list");
    assert_eq!(desk.public(&id, "status").await["status"], "CANCELLED");
}
