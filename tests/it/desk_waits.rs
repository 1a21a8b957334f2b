//! A file for a published call waits with its other changes: nobody outside has it before they are published, with a reason.

use axum::body::Body;
use chrono::TimeDelta;
use entities::Role;
use javno::clock::{Clock as _, SystemClock};
use javno::storage::sweep;
use serde_json::{Value, json};
use tests::files::pdf;
use tests::people::Person;

use crate::desk_calls::{Desk, SAVE, done, text, with, written};
use crate::desk_kept::{CORRECT, send, upload};

const DISCARD: &str = "mutation ($input: DiscardCallChangesInput!) { discardCallChanges(input: $input) {
    call { version documents { id } } errors { reason } } }";
const SHOWN: &str = "documents { name { text } version versions { version name } }
    corrections { field before after reason { text } }";

fn path(id: &Value, document: &str) -> String {
    format!("/desk/calls/{}/documents{document}", id.as_str().expect("an id"))
}

/// A published call with a document that has a file: its id, the document and the version of the call.
async fn with_a_file(desk: &Desk, editor: &Person<'_>) -> (Value, String, Value) {
    let (id, _) = desk.published(editor).await;
    let sent = upload(editor, &path(&id, "?role=FORM&name=Obrazac"), &pdf(20)).await;
    let correct = json!({ "id": id, "version": sent["version"], "reason": text("Dodat obrazac.") });
    let corrected = done(editor, CORRECT, correct).await;
    (id, sent["document"]["id"].as_str().expect("an id").to_owned(), corrected["call"]["version"].clone())
}

async fn at_the_desk(editor: &Person<'_>, id: &Value) -> Value {
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) {
        documents { name { text } version waits fileName versions { version } } changes { field before after } } } }";
    editor.data(query, json!({ "id": id })).await["desk"]["call"].take()
}

async fn has(editor: &Person<'_>, file: &Value) -> (u16, u16) {
    let id = file["id"].as_str().expect("an id");
    let request =
        editor.request(&format!("/desk/files/{id}/a.pdf")).method("GET").header("sec-fetch-site", "same-origin");
    let mut request = request.body(Body::empty()).expect("a request");
    request.headers_mut().remove("origin");
    let official = editor.town.request(request).await.status;
    (editor.town.get(&format!("/files/{id}/a.pdf")).await.status.as_u16(), official.as_u16())
}

#[tokio::test]
async fn a_new_document_of_a_published_call_is_public_with_its_reason_and_not_before() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let sent = upload(&editor, &path(&id, "?role=FORM&name=Obrazac"), &pdf(20)).await;
    assert_eq!(desk.public(&id, SHOWN).await, json!({ "documents": [], "corrections": [] }));
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    insta::assert_snapshot!(at_the_desk(&editor, &id).await.to_string(), @r#"{"changes":[{"after":"Obrazac","before":null,"field":"DOCUMENTS"}],"documents":[{"fileName":"obrazac.pdf","name":{"text":"Obrazac"},"version":1,"versions":[{"version":1}],"waits":true}]}"#);

    // What is typed afterwards says nothing of the file, and does not lose it.
    let renamed =
        json!({ "documents": [{ "id": sent["document"]["id"], "role": "FORM", "name": text("Obrazac prijave") }] });
    let content = with(written(), &renamed);
    let saved = done(&editor, SAVE, json!({ "id": id, "version": sent["version"], "content": content })).await;
    let correct = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Zaboravljen obrazac.") });
    done(&editor, CORRECT, correct).await;
    insta::assert_snapshot!(desk.public(&id, SHOWN).await.to_string(), @r#"{"corrections":[{"after":"Obrazac prijave","before":null,"field":"DOCUMENTS","reason":{"text":"Zaboravljen obrazac."}}],"documents":[{"name":{"text":"Obrazac prijave"},"version":1,"versions":[{"name":"obrazac.pdf","version":1}]}]}"#);
    assert_eq!(has(&editor, &sent["file"]).await, (200, 200));
}

#[tokio::test]
async fn a_file_that_replaces_another_waits_and_both_can_be_had_afterwards() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, _) = with_a_file(&desk, &editor).await;
    let before = desk.public(&id, SHOWN).await;
    let document = format!("/{document}");
    upload(&editor, &path(&id, &document), &pdf(30)).await;
    // A better one comes before anybody has seen the last.
    let sent = upload(&editor, &path(&id, &document), &pdf(40)).await;
    assert_eq!(desk.public(&id, SHOWN).await, before);
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    insta::assert_snapshot!(at_the_desk(&editor, &id).await.to_string(), @r#"{"changes":[{"after":"Obrazac: obrazac.pdf (2)","before":"Obrazac: obrazac.pdf","field":"DOCUMENTS"}],"documents":[{"fileName":"obrazac.pdf","name":{"text":"Obrazac"},"version":2,"versions":[{"version":2},{"version":1}],"waits":true}]}"#);
    let correct = json!({ "id": id, "version": sent["version"], "reason": text("Pogrešna tabela.") });
    done(&editor, CORRECT, correct).await;
    insta::assert_snapshot!(desk.public(&id, SHOWN).await.to_string(), @r#"{"corrections":[{"after":"Obrazac","before":null,"field":"DOCUMENTS","reason":{"text":"Dodat obrazac."}},{"after":"Obrazac: obrazac.pdf (2)","before":"Obrazac: obrazac.pdf","field":"DOCUMENTS","reason":{"text":"Pogrešna tabela."}}],"documents":[{"name":{"text":"Obrazac"},"version":2,"versions":[{"name":"obrazac.pdf","version":1},{"name":"obrazac.pdf","version":2}]}]}"#);
}

#[tokio::test]
async fn a_file_that_waits_is_kept_as_long_as_its_change_is() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, _) = with_a_file(&desk, &editor).await;
    let sent = upload(&editor, &path(&id, &format!("/{document}")), &pdf(40)).await;
    // When a file came the disk says, not the clock of the test.
    let (town, later) = (&desk.town, SystemClock.now() + TimeDelta::hours(25));
    let swept = async || sweep::everywhere(&town.app.storage, &town.app.db, later).await.expect("a broom");
    assert_eq!(swept().await, 0);
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    done(&editor, DISCARD, json!({ "id": id, "version": sent["version"] })).await;
    assert_eq!(has(&editor, &sent["file"]).await, (404, 404));
    assert_eq!(swept().await, 1);
}

#[tokio::test]
async fn a_file_for_a_published_call_comes_to_what_was_read_or_not_at_all() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, version) = with_a_file(&desk, &editor).await;
    let (new, next) = (path(&id, "?role=FORM&name=Drugi"), path(&id, &format!("/{document}")));
    let before = at_the_desk(&editor, &id).await;
    let code = |answer: tests::Answer| (answer.status.as_u16(), answer.json()["code"].clone());
    let old = format!("version={}", version.as_i64().expect("a version") - 1);
    for path in [&new, &next] {
        assert_eq!(code(send(&editor, path, &old, &pdf(50)).await), (409, json!("CONFLICT")), "{path}");
        assert_eq!(code(send(&editor, path, "", &pdf(50)).await), (400, json!("BAD_REQUEST")), "{path}");
    }
    assert_eq!(at_the_desk(&editor, &id).await, before);
    // Of two who have read the same one comes first, and the other looks again.
    let (one, other) = (desk.editor().await, desk.editor().await);
    let said = format!("version={version}");
    let (bytes, others) = (pdf(60), pdf(70));
    let (a, b) = tokio::join!(send(&one, &next, &said, &bytes), send(&other, &next, &said, &others));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [201, 409]);
}

#[tokio::test]
async fn no_file_of_calls_names_the_bytes_of_a_document() {
    let desk = Desk::new().await;
    let editor = desk.town.official(&desk.trebinje, &[Role::Editor]).await;
    let (id, document, version) = with_a_file(&desk, &editor).await;
    let document: entities::DocumentId = document.parse().expect("an id");
    let row = json!({ "municipality": "trebinje", "key": id, "id": id, "version": version, "stage": "Published", "content": {
        "title": { "original": { "locale": "sr-Latn", "text": "Javni poziv za kulturu" } }, "until_spent": true,
        "documents": [{ "id": document, "role": "Form", "name": { "original": { "locale": "sr-Latn", "text": "Tuđe" } },
            "file": { "id": "0190f3c1-0000-7000-8000-000000000000", "name": "a.pdf", "media_type": "application/pdf",
                "size_bytes": 1, "sha256": "00", "storage_key": "tuđe", "uploaded_at": "2026-11-24T10:00:00Z" } }],
    } });
    let answer = editor.post("/desk/import/calls?municipality=trebinje", &json!([row])).await;
    assert_eq!(answer.json()["summary"]["changed"], 1, "{}", answer.text());
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) { version } } }";
    let version = editor.data(query, json!({ "id": id })).await["desk"]["call"]["version"].take();
    done(&editor, CORRECT, json!({ "id": id, "version": version, "reason": text("Iz datoteke.") })).await;
    let shown = desk.public(&id, "documents { versions { name } }").await;
    assert!(!shown.to_string().contains("a.pdf"), "{} {shown}", answer.text());
}

#[tokio::test]
async fn that_an_event_is_of_another_kind_is_a_change_and_is_said() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let mut version = json!(version);
    let mut kinds = Vec::new();
    for kind in ["INFO_SESSION", "MENTOR_SESSION"] {
        let event = json!({ "kind": kind, "starts": { "day": "2026-12-05" }, "place": text("Velika sala") });
        let content = with(written(), &json!({ "events": [event] }));
        let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
        kinds.push(at_the_desk(&editor, &id).await["changes"][0]["field"].clone());
        let correct = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Druga vrsta.") });
        version = done(&editor, CORRECT, correct).await["call"]["version"].clone();
    }
    assert_eq!(kinds, ["EVENTS", "EVENTS"]);
    let said = desk.public(&id, "corrections { field before after }").await;
    insta::assert_snapshot!(said.to_string(), @r#"{"corrections":[{"after":"5. 12. 2026. Velika sala","before":null,"field":"EVENTS"},{"after":"5. 12. 2026. Velika sala (Mentorski sastanak)","before":"5. 12. 2026. Velika sala (Informativni sastanak)","field":"EVENTS"}]}"#);
}
