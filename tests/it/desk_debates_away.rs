//! Consultations that a desk takes away in a file, with the texts of their acts, and brings back.

use axum::body::Body;
use axum::http::Request;
use entities::{ConsultationStage, Role, TokenScope};
use javno::import::Summary;
use serde_json::{Value, json};
use tests::Town;
use tests::debates::{with_an_act, with_everything};
use tests::people::Person;

use crate::desk_calls::{done, text, with};
use crate::desk_debates::{Desk, act, article, mutation, written};
use crate::desk_files::{everywhere, fetch, real};
use crate::tables::dump;

const AWAY: &str = "/desk/export/consultations.json?municipality=trebinje";

async fn away(person: &Person<'_>) -> Value {
    let answer = fetch(person, AWAY).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    answer.json()
}

async fn bring(person: &Person<'_>, slug: &str, dry: bool, file: &Value) -> Value {
    let path = format!("/desk/import/consultations?municipality={slug}&dry={}", u8::from(dry));
    let answer = person.post(&path, file).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn counted(new: usize, changed: usize, same: usize, refused: usize) -> Value {
    json!({ "new": new, "changed": changed, "same": same, "refused": refused })
}

/// Rows without what differs from desk to desk: ids, what parts are known by, how far it is.
fn bare(mut rows: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(all) => all.iter_mut().for_each(strip),
            Value::Object(fields) => {
                for own in ["id", "version", "stage"] {
                    fields.remove(own);
                }
                if fields.contains_key("kind") {
                    fields.remove("key");
                }
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    strip(&mut rows);
    rows
}

/// A draft at the desk with an article that is worded for readers of English.
async fn a_draft(editor: &Person<'_>) -> Value {
    let input = json!({ "municipality": "trebinje", "content": written() });
    let made = done(editor, &mutation("createConsultation"), input).await["consultation"].take();
    let mut worded = article(1, "Улаз у паркове је слободан.");
    worded["others"] = json!({ "text": [{ "locale": "en", "text": "Entry to parks is free." }] });
    let chapter = json!({ "kind": "CHAPTER", "label": "ГЛАВА I", "heading": "ОПШТЕ ОДРЕДБЕ" });
    let parts = [chapter, with(worded, &json!({ "depth": 1 }))];
    done(editor, &mutation("saveAct"), act(&made["id"], &made["version"], &parts)).await["consultation"].take()
}

#[tokio::test]
async fn consultations_go_out_with_their_acts_and_come_back_and_nothing_has_changed() {
    let desk = Desk::new().await;
    desk.town.consultation(&desk.trebinje, with_everything).await;
    // Its first text was published, and withdrawn with it.
    desk.town
        .consultation(&desk.trebinje, |given| {
            with_an_act(given, &["Član 1.\nTekst koji je bio objavljen."]);
            given.new.consultation.stage = ConsultationStage::Draft;
        })
        .await;
    let editor = desk.editor().await;
    a_draft(&editor).await;
    let file = away(&editor).await;
    let rows = file.as_array().expect("rows");
    assert_eq!(rows.len(), 3);
    let part = &rows[2]["acts"][0]["parts"][1];
    assert_eq!(
        (&part["kind"], &part["depth"], &part["label"], &part["text"], &part["others"]),
        (
            &json!("Article"),
            &json!(1),
            &json!("Члан 1."),
            &json!("Улаз у паркове је слободан."),
            &json!({ "text": { "en": "Entry to parks is free." } })
        ),
        "{part}"
    );
    let before = dump(&desk.town).await;
    for dry in [true, false] {
        let outcome = bring(&editor, "trebinje", dry, &file).await;
        assert_eq!(outcome, json!({ "summary": counted(0, 0, 3, 0), "remarks": [] }));
    }
    assert_eq!(dump(&desk.town).await, before);

    // One of them by itself.
    let id = rows[2]["id"].as_str().expect("an id");
    assert_eq!(fetch(&editor, &format!("{AWAY}&consultation={id}")).await.json(), json!([rows[2]]));
}

#[tokio::test]
async fn however_many_are_taken_away_they_are_read_in_as_many_statements() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    away(&editor).await;
    let mut counted = Vec::new();
    for more in [1, 4] {
        for _ in 0..more {
            desk.town.consultation(&desk.trebinje, with_everything).await;
        }
        desk.town.statements();
        let rows = away(&editor).await.as_array().map(Vec::len);
        counted.push((rows, desk.town.statements().len()));
    }
    assert_eq!((counted[0].0, counted[1].0), (Some(1), Some(5)));
    assert_eq!(counted[0].1, counted[1].1, "{counted:?}");
}

#[tokio::test]
async fn a_file_fills_an_empty_desk_with_drafts_and_nothing_of_it_is_lost() {
    let (desk, other) = (Desk::new().await, Desk::new().await);
    desk.town.consultation(&desk.trebinje, with_everything).await;
    let editor = desk.editor().await;
    a_draft(&editor).await;
    let file = away(&editor).await;
    let there = other.editor().await;
    let before = dump(&other.town).await;
    assert_eq!(bring(&there, "trebinje", true, &file).await["summary"], counted(2, 0, 0, 0));
    assert_eq!(dump(&other.town).await, before, "a dry run leaves nothing behind");
    assert_eq!(bring(&there, "trebinje", false, &file).await["summary"], counted(2, 0, 0, 0));
    let brought = away(&there).await;
    assert_eq!(bare(brought.clone()), bare(file.clone()));
    let stages: Vec<_> = brought.as_array().expect("rows").iter().map(|row| row["stage"].clone()).collect();
    assert_eq!(stages, ["Draft", "Draft"], "only an official publishes");
    let public = "{ consultations { nodes { id } } }";
    assert_eq!(other.town.data(public, json!({})).await["consultations"]["nodes"], json!([]));
    // Once more it is the same; changed at the other desk it is another's to change.
    assert_eq!(bring(&there, "trebinje", false, &file).await["summary"], counted(0, 0, 2, 0));
    let parts = file[0]["acts"][0]["parts"].as_array().map(Vec::len);
    let mut mended = file;
    mended[1]["acts"][0]["parts"][1]["text"] = json!("Улаз се плаћа.");
    let outcome = bring(&there, "trebinje", false, &mended).await;
    assert_eq!((&outcome["summary"], &outcome["remarks"][0]["code"]), (&counted(0, 0, 1, 1), &json!("CONFLICT")));
    // What came as a draft is published like any other, with its text.
    let id = &brought[0]["id"];
    let input = json!({ "id": id, "version": brought[0]["version"] });
    done(&there, &mutation("publishConsultation"), input).await;
    let read = other.public(id, "acts { current { anchors { text { text } } } }").await;
    assert_eq!(read["acts"][0]["current"]["anchors"].as_array().map(Vec::len), parts, "{read}");
}

#[tokio::test]
async fn what_a_file_changes_of_a_published_consultation_waits_for_its_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let file = away(&editor).await;
    let said = |words: &str| {
        let mut file = file.clone();
        file[0]["content"]["contact"] = json!({ "original": { "locale": "sr-Latn", "text": "Soba 5" } });
        file[0]["acts"][0]["parts"][0]["text"] = json!(words);
        file[0]["acts"][0]["title"]["original"]["text"] = json!("Naslov koji je već objavljen ostaje");
        file
    };
    let fields = "contact { text } acts { title { text } current { number anchors { key text { text } } } }";
    let before = desk.public(&id, fields).await;
    assert_eq!(bring(&editor, "trebinje", false, &said("Паркови су свачији.")).await["summary"], counted(0, 1, 0, 0));
    assert_eq!(desk.public(&id, fields).await, before, "everybody reads what stands");
    let waits = desk.at_desk(&editor, &id, "version changes { field after } acts { waits changes { change } }").await;
    assert_eq!(
        (&waits["changes"], &waits["acts"]),
        (
            &json!([{ "field": "CONTACT", "after": "Soba 5" }]),
            &json!([{ "waits": true, "changes": [{ "change": "CHANGED" }] }])
        )
    );
    let history = desk.at_desk(&editor, &id, "history(first: 1) { nodes { kind changes { field } } }").await;
    assert_eq!(
        history["history"]["nodes"][0],
        json!({ "kind": "CONSULTATION_EDITED", "changes": [{ "field": "contact" }, { "field": "acts" }] })
    );
    // The file takes back nothing that waits, whether it was brought or written at the desk.
    for file in [said("Паркови су ничији."), said("Паркови су свачији.")] {
        let outcome = bring(&editor, "trebinje", false, &file).await;
        assert_eq!(
            (&outcome["summary"]["refused"], &outcome["remarks"][0]["code"]),
            (&json!(1), &json!("CHANGES_WAIT"))
        );
    }
    let input = json!({ "id": id, "version": waits["version"], "reason": text("Primjedbe sa zbora.") });
    done(&editor, &mutation("correctConsultation"), input).await;
    let now = desk.public(&id, fields).await;
    let (was, is) = (&before["acts"][0]["current"]["anchors"], &now["acts"][0]["current"]["anchors"]);
    assert_eq!((&is[0]["text"]["text"], &now["contact"]["text"]), (&json!("Паркови су свачији."), &json!("Soba 5")));
    assert_eq!([&is[0]["key"], &is[1]["key"]], [&was[0]["key"], &was[1]["key"]], "each stays the part that it was");
    assert_eq!(now["acts"][0]["title"], before["acts"][0]["title"]);
    // It was written before that.
    let outcome = bring(&editor, "trebinje", false, &file).await;
    assert_eq!((&outcome["summary"]["refused"], &outcome["remarks"][0]["code"]), (&json!(1), &json!("CONFLICT")));

    // What is called off, or over, is changed by no file.
    let fresh = away(&editor).await;
    let input = json!({ "id": id, "version": fresh[0]["version"], "reason": text("Povučen nacrt.") });
    done(&editor, &mutation("cancelConsultation"), input).await;
    let mut late = away(&editor).await;
    assert_eq!(bring(&editor, "trebinje", false, &late).await["summary"], counted(0, 0, 1, 0));
    late[0]["content"]["contact"] = Value::Null;
    let outcome = bring(&editor, "trebinje", false, &late).await;
    assert_eq!(outcome["remarks"][0]["code"], "NOT_PUBLISHED", "{outcome}");
}

#[tokio::test]
async fn a_draft_is_changed_at_once_and_keeps_the_acts_that_the_file_does_not_have() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let id = a_draft(&editor).await["id"].take();
    let mut file = away(&editor).await;
    let first = file[0]["acts"][0].clone();
    let mut second = first.clone();
    second.as_object_mut().expect("an act").remove("id");
    second["title"]["original"]["text"] = json!("Тарифа");
    second["parts"] = json!([{ "kind": "Article", "label": "Члан 1.", "text": "Улаз се плаћа." }]);
    let mut third = second.clone();
    (third["title"]["original"]["text"], third["parts"]) = (json!("Без текста"), json!([]));
    file[0]["acts"] = json!([second, third]);
    file[0]["content"]["title"]["original"]["text"] = json!("Паркови и тарифа");
    assert_eq!(bring(&editor, "trebinje", false, &file).await["summary"], counted(0, 1, 0, 0));
    let now =
        desk.at_desk(&editor, &id, "title acts { title { text } parts { label text others { text { text } } } }").await;
    let acts = now["acts"].as_array().expect("acts");
    let told: Vec<_> = acts.iter().map(|act| (&act["title"]["text"], act["parts"].as_array().map(Vec::len))).collect();
    assert_eq!(told, [(&json!("Одлука"), Some(2)), (&json!("Тарифа"), Some(1)), (&json!("Без текста"), Some(0))]);
    assert_eq!(acts[0]["parts"][1]["others"]["text"][0]["text"], "Entry to parks is free.");

    // What cannot be taken is named with the act in which it is, and nothing of the row is written.
    let mut wrong = away(&editor).await;
    wrong[0]["content"]["contact"] = json!({ "original": { "locale": "sr-Latn", "text": "Soba 5" } });
    wrong[0]["acts"][1]["parts"][0]["label"] = json!("a".repeat(301));
    let mut foreign = away(&editor).await;
    let before = dump(&desk.town).await;
    let outcome = bring(&editor, "trebinje", false, &wrong).await;
    assert_eq!(outcome["remarks"][0]["fields"][0]["field"], "acts.1.parts.0.label", "{outcome}");
    // Rules that could never do what they say came from nowhere here.
    wrong[0]["acts"] = json!([]);
    wrong[0]["content"]["moderation"] = json!("FirstN");
    wrong[0]["content"]["moderation_first"] = json!(1);
    wrong[0]["content"]["confirm_email"] = json!("Never");
    let outcome = bring(&editor, "trebinje", false, &wrong).await;
    assert_eq!(outcome["remarks"][0]["fields"][0]["problem"], "NEEDS_ADDRESS", "{outcome}");
    foreign[0]["municipality"] = json!("teslic");
    let outcome = bring(&editor, "trebinje", false, &json!([foreign[0], { "content": {} }])).await;
    let codes: Vec<_> = outcome["remarks"].as_array().expect("remarks").iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["ELSEWHERE", "UNREADABLE"]);
    assert_eq!(dump(&desk.town).await, before);
}

#[tokio::test]
async fn the_console_reads_the_file_of_a_desk() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    a_draft(&editor).await;
    let mut file = away(&editor).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rasprave.json");
    let import = async |rows: &Value| {
        std::fs::write(&path, rows.to_string()).expect("a file");
        let mut report = Vec::new();
        let files = [path.clone()];
        let summary = javno::import::import(&desk.town.app, &files, javno::import::How::default(), &mut report)
            .await
            .expect("an import");
        (summary, String::from_utf8(report).expect("text"))
    };
    let summary = |changed, same, refused| Summary { changed, same, refused, ..Summary::default() };
    assert_eq!(import(&file).await.0, summary(0, 2, 0));
    for row in file.as_array_mut().expect("rows") {
        row["content"]["contact"] = json!({ "original": { "locale": "sr-Latn", "text": "Soba 5" } });
    }
    let (said, report) = import(&file).await;
    assert_eq!(said, summary(2, 0, 0), "{report}");
    let waits = desk.at_desk(&editor, &id, "published changes { field }").await;
    assert_eq!(waits, json!({ "published": true, "changes": [{ "field": "CONTACT" }] }));
    // Changes wait already, and the draft was saved since the file was written.
    for row in file.as_array_mut().expect("rows") {
        row["content"]["contact"]["original"]["text"] = "Soba 6".into();
    }
    let (said, report) = import(&file).await;
    assert_eq!(said, summary(0, 0, 2), "{report}");
    assert!(report.contains("REFUSED version: somebody has saved it since"), "{report}");
}

#[tokio::test]
async fn real_consultations_come_back_as_they_went_out_into_their_desk_and_into_an_empty_one() {
    let all = ["municipalities.json", "consultations.json"];
    let (full, empty) = (real(&all).await, real(&all[..1]).await);
    let mut held = 0;
    for (owner, there) in everywhere(&full).await.into_iter().zip(everywhere(&empty).await) {
        let path = format!("/desk/export/consultations.json?municipality={}", owner.slug);
        let editor = full.official(&owner, &[Role::Editor]).await;
        let file = fetch(&editor, &path).await.json();
        let rows = file.as_array().map_or(0, Vec::len);
        held += rows;
        let other = empty.official(&there, &[Role::Editor]).await;
        for (editor, new, same) in [(&editor, 0, rows), (&other, rows, 0), (&other, 0, rows)] {
            let outcome = bring(editor, &owner.slug, false, &file).await;
            assert_eq!(outcome, json!({ "summary": counted(new, 0, same, 0), "remarks": [] }), "{}", owner.slug);
        }
        assert_eq!(bare(fetch(&other, &path).await.json()), bare(file), "{}", owner.slug);
    }
    assert!(held > 20, "{held} consultations");
}

#[tokio::test]
async fn consultations_are_taken_away_and_brought_by_those_who_may() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let row = town.consultation(&trebinje, |given| given.new.consultation.stage = ConsultationStage::Draft).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let moderator = town.official(&trebinje, &[Role::Moderator]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let half = town.unconfirmed(&trebinje, &[Role::Admin]).await;
    let import = "/desk/import/consultations?municipality=trebinje";
    let one = format!("{AWAY}&consultation={}", row.id);
    for path in [AWAY, &one] {
        assert_eq!(town.get(path).await.status, 401);
        assert_eq!(fetch(&half, path).await.status, 401);
        assert_eq!(fetch(&neighbour, path).await.status, 404);
        assert_eq!(fetch(&moderator, path).await.status, 200);
    }
    // At one's own desk there is none of the neighbour's.
    let there = format!("/desk/export/consultations.json?municipality=teslic&consultation={}", row.id);
    assert_eq!(fetch(&neighbour, &there).await.status, 404);
    assert_eq!(fetch(&editor, &format!("{AWAY}&consultation=call_1")).await.status, 400);
    assert_eq!(moderator.post(import, &json!([])).await.status, 403);
    assert_eq!(neighbour.post(import, &json!([])).await.status, 404);
    assert_eq!(half.post(import, &json!([])).await.status, 401);
    assert_eq!(editor.post(import, &json!([])).await.status, 200);
    // A page of somebody else is no page of ours.
    let foreign = Request::post(import).header("origin", "https://zlo.example").body(Body::from("[]"));
    assert_eq!(town.request(foreign.expect("a request")).await.status, 401);
    let linked = editor.request(AWAY).method("GET").header("sec-fetch-site", "cross-site");
    let mut linked = linked.body(Body::empty()).expect("a request");
    linked.headers_mut().remove("origin");
    assert_eq!(town.request(linked).await.status, 401);
    // A program reads what the desk reads, and writes calls alone.
    let program = editor.program(&trebinje, &[TokenScope::WriteCalls]).await;
    let read = program.request(AWAY).method("GET").body(Body::empty()).expect("a request");
    assert_eq!(town.request(read).await.status, 200);
    let write = program.request(import).method("POST").body(Body::from("[]")).expect("a request");
    assert_eq!(town.request(write).await.status, 403);

    // A file of the neighbour's that names a draft of here as its own does not get at it.
    let mut file = fetch(&editor, AWAY).await.json();
    file[0]["municipality"] = json!("teslic");
    file[0]["content"]["contact"] = json!({ "original": { "locale": "sr-Latn", "text": "Soba 5" } });
    assert_eq!(bring(&neighbour, "teslic", false, &file).await["summary"], counted(1, 0, 0, 0));
    assert_eq!(fetch(&editor, AWAY).await.json()[0]["content"]["contact"], Value::Null);
}
