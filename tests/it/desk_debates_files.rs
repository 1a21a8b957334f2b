//! Documents of consultations that are files here: at once in a draft, with a reason where everybody reads already.

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use entities::{
    ConsultationDocumentId, ConsultationFileId, ConsultationStage, Role, TokenScope, consultation, consultation_file,
};
use javno::clock::{Clock as _, SystemClock};
use javno::storage::sweep;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::files::pdf;
use tests::given::a_consultation;
use tests::people::Person;
use tests::{Answer, Town, steady};

use crate::desk_calls::{change, done, text, with};
use crate::desk_debates::{Desk, mutation, written};
use crate::desk_kept::send;

const SHOWN: &str = "documents { role name { text } url format sizeBytes version replacedOn
    file { version name } versions { version name sha256 url } } changes { field before after reason { text } }";

pub(crate) fn path(id: &Value, document: &str) -> String {
    format!("/desk/consultations/{}/documents{document}", id.as_str().expect("an id"))
}

/// Sends a file for a consultation as it stands.
pub(crate) async fn upload(editor: &Person<'_>, path: &str, bytes: &[u8]) -> Value {
    let id = path.split('/').nth(3).expect("a consultation");
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { consultation(id: $id) { version } } }";
    let version = editor.data(query, json!({ "id": id })).await["desk"]["consultation"]["version"].take();
    let answer = send(editor, path, &format!("version={version}"), bytes).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// Publishes what waits, and why; the version from then on.
pub(crate) async fn correct(editor: &Person<'_>, id: &Value, version: &Value, why: &str) -> Value {
    let input = json!({ "id": id, "version": version, "reason": text(why) });
    done(editor, &mutation("correctConsultation"), input).await["consultation"]["version"].take()
}

/// A published consultation with a document that has a file: its id, the document, the file and the version.
async fn with_a_file(desk: &Desk, editor: &Person<'_>) -> (Value, String, Value, Value) {
    let (id, _) = desk.published(editor).await;
    let sent = upload(editor, &path(&id, "?role=EXPLANATION&name=Obrazlo%C5%BEenje"), &pdf(20)).await;
    let version = correct(editor, &id, &sent["version"], "Dodato obrazloženje.").await;
    let document = sent["document"]["id"].as_str().expect("an id").to_owned();
    (id, document, sent["file"].clone(), version)
}

async fn at_the_desk(desk: &Desk, editor: &Person<'_>, id: &Value) -> Value {
    let fields =
        "documents { name { text } version waits fileName versions { version } } changes { field before after }";
    desk.at_desk(editor, id, fields).await
}

async fn at_a_desk(person: &Person<'_>, file: &Value) -> Answer {
    let id = file["id"].as_str().expect("an id");
    let request =
        person.request(&format!("/desk/files/{id}/a.pdf")).method("GET").header("sec-fetch-site", "same-origin");
    let mut request = request.body(Body::empty()).expect("a request");
    request.headers_mut().remove("origin");
    person.town.request(request).await
}

fn public(file: &Value) -> String {
    format!("/files/{}/obrazac.pdf", file["id"].as_str().expect("an id"))
}

/// Who has a file: everybody, and whoever works at the desk.
async fn has(editor: &Person<'_>, file: &Value) -> (u16, u16) {
    let everybody = editor.town.get(&public(file)).await.status.as_u16();
    (everybody, at_a_desk(editor, file).await.status.as_u16())
}

#[tokio::test]
async fn a_file_of_a_draft_stands_there_at_once_and_is_public_with_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let input = json!({ "municipality": "trebinje", "content": written() });
    let id = done(&editor, &mutation("createConsultation"), input).await["consultation"]["id"].take();
    // Of a draft nobody need say what he has read.
    let first = send(&editor, &path(&id, "?role=DRAFT&name=Nacrt"), "", &pdf(1_000)).await.json();
    assert_eq!((&first["version"], &first["file"]["version"]), (&json!(2), &json!(1)), "{first}");
    let document = first["document"]["id"].as_str().expect("an id");
    desk.town.clock.advance(TimeDelta::hours(13));
    let editor = desk.editor().await;
    let second = send(&editor, &path(&id, &format!("/{document}")), "version=2", &pdf(2_000)).await.json();
    assert_eq!((has(&editor, &first["file"]).await, has(&editor, &second["file"]).await), ((404, 200), (404, 200)));
    insta::assert_snapshot!(at_the_desk(&desk, &editor, &id).await.to_string(), @r#"{"changes":[],"documents":[{"fileName":"obrazac.pdf","name":{"text":"Nacrt"},"version":2,"versions":[{"version":2},{"version":1}],"waits":false}]}"#);

    let input = json!({ "id": id, "version": second["version"] });
    done(&editor, &mutation("publishConsultation"), input).await;
    let shown = desk.public(&id, SHOWN).await;
    let mut told = steady(shown.clone());
    for version in told["documents"][0]["versions"].as_array_mut().expect("versions") {
        let url = version["url"].take();
        assert!(url.as_str().is_some_and(|url| url.contains("/files/")), "{url}");
    }
    assert_eq!(told["documents"][0]["url"].take(), told_url(&second));
    insta::assert_json_snapshot!(told, @r#"
    {
      "changes": [],
      "documents": [
        {
          "file": {
            "name": "obrazac.pdf",
            "version": 2
          },
          "format": "PDF",
          "name": {
            "text": "Nacrt"
          },
          "replacedOn": "2026-11-25",
          "role": "DRAFT",
          "sizeBytes": 2016.0,
          "url": null,
          "version": 2,
          "versions": [
            {
              "name": "obrazac.pdf",
              "sha256": "4d829ea180208c0106048384fbf1c800de83509a25315e1ee082ecc678efe78f",
              "url": null,
              "version": 1
            },
            {
              "name": "obrazac.pdf",
              "sha256": "b0ec00b55f9a7a607be252e3245b3b2c10440f86dd7318b7398f2ef9b5be13d3",
              "url": null,
              "version": 2
            }
          ]
        }
      ]
    }
    "#);
    // Each stays what it was, and goes out as any file does: in parts, and not at all to whoever has it.
    for (sent, bytes) in [(&first, pdf(1_000)), (&second, pdf(2_000))] {
        let whole = desk.town.get(&public(&sent["file"])).await;
        assert_eq!((whole.status.as_u16(), &*whole.bytes), (200, &*bytes));
        assert_eq!(whole.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(whole.header("content-disposition"), "attachment; filename*=UTF-8''obrazac.pdf");
        let etag = whole.header("etag").to_owned();
        assert_eq!(desk.town.get_with(&public(&sent["file"]), &[("if-none-match", &etag)]).await.status, 304);
        let part = desk.town.get_with(&public(&sent["file"]), &[("range", "bytes=5-8"), ("if-range", &etag)]).await;
        assert_eq!((part.status.as_u16(), &*part.bytes), (206, &bytes[5..=8]));
    }
    let page = desk.town.get(&format!("/trebinje/rasprava/{}", id.as_str().expect("an id"))).await.text();
    let address = told_url(&second);
    assert!(page.contains(address.as_str().expect("an address")) && page.contains("nacrt · PDF, 3 kB"), "{page}");
}

/// Where everybody has the file that was sent.
fn told_url(sent: &Value) -> Value {
    let at_desk = sent["file"]["url"].as_str().expect("an address");
    json!(at_desk.replace("/desk/files/", "/files/"))
}

#[tokio::test]
async fn a_new_document_of_a_published_consultation_is_public_with_its_reason_and_not_before() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let sent = upload(&editor, &path(&id, "?role=FORM&name=Obrazac"), &pdf(20)).await;
    assert_eq!(desk.public(&id, SHOWN).await, json!({ "documents": [], "changes": [] }));
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    insta::assert_snapshot!(at_the_desk(&desk, &editor, &id).await.to_string(), @r#"{"changes":[{"after":"form · Obrazac","before":null,"field":"DOCUMENTS"}],"documents":[{"fileName":"obrazac.pdf","name":{"text":"Obrazac"},"version":1,"versions":[{"version":1}],"waits":true}]}"#);

    // What is typed afterwards says nothing of the file, and does not lose it.
    let renamed = json!({ "documents": [
        { "id": sent["document"]["id"], "role": "FORM", "name": text("Obrazac za primjedbe") } ] });
    let input = json!({ "id": id, "version": sent["version"], "content": with(written(), &renamed) });
    let saved = done(&editor, &mutation("saveConsultation"), input).await;
    let kinds = "{ desk(municipality: \"trebinje\") { preview: consultation(id: $id) { preview { documents { name { text } format } } } } }";
    let preview = editor.data(&format!("query ($id: ID!) {kinds}"), json!({ "id": id })).await;
    let shown = &preview["desk"]["preview"]["preview"]["documents"];
    assert_eq!(shown, &json!([{ "name": { "text": "Obrazac za primjedbe" }, "format": "PDF" }]));
    correct(&editor, &id, &saved["consultation"]["version"], "Zaboravljen obrazac.").await;
    let shown =
        desk.public(&id, "documents { name { text } file { name } } changes { field before after reason { text } }");
    insta::assert_snapshot!(shown.await.to_string(), @r#"{"changes":[{"after":"form · Obrazac za primjedbe","before":null,"field":"DOCUMENTS","reason":{"text":"Zaboravljen obrazac."}}],"documents":[{"file":{"name":"obrazac.pdf"},"name":{"text":"Obrazac za primjedbe"}}]}"#);
    assert_eq!(has(&editor, &sent["file"]).await, (200, 200));
}

#[tokio::test]
async fn a_file_that_replaces_another_waits_and_both_can_be_had_afterwards() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, first, _) = with_a_file(&desk, &editor).await;
    let before = desk.public(&id, SHOWN).await;
    desk.town.clock.advance(TimeDelta::minutes(1));
    upload(&editor, &path(&id, &format!("/{document}")), &pdf(30)).await;
    // A better one comes before anybody has seen the last.
    let sent = upload(&editor, &path(&id, &format!("/{document}")), &pdf(40)).await;
    assert_eq!(desk.public(&id, SHOWN).await, before);
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    insta::assert_snapshot!(at_the_desk(&desk, &editor, &id).await.to_string(), @r#"{"changes":[{"after":"Obrazloženje: obrazac.pdf (2)","before":"Obrazloženje: obrazac.pdf","field":"DOCUMENTS"}],"documents":[{"fileName":"obrazac.pdf","name":{"text":"Obrazloženje"},"version":2,"versions":[{"version":2},{"version":1}],"waits":true}]}"#);
    correct(&editor, &id, &sent["version"], "Pogrešna tabela.").await;
    let fields =
        "documents { version replacedOn versions { version name } } changes { field before after reason { text } }";
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "changes": [
        {
          "after": "explanation · Obrazloženje",
          "before": null,
          "field": "DOCUMENTS",
          "reason": {
            "text": "Dodato obrazloženje."
          }
        },
        {
          "after": "Obrazloženje: obrazac.pdf (2)",
          "before": "Obrazloženje: obrazac.pdf",
          "field": "DOCUMENTS",
          "reason": {
            "text": "Pogrešna tabela."
          }
        }
      ],
      "documents": [
        {
          "replacedOn": "2026-11-24",
          "version": 2,
          "versions": [
            {
              "name": "obrazac.pdf",
              "version": 1
            },
            {
              "name": "obrazac.pdf",
              "version": 2
            }
          ]
        }
      ]
    }
    "#);
    let had = [desk.town.get(&public(&first)).await.bytes, desk.town.get(&public(&sent["file"])).await.bytes];
    assert_eq!(had, [pdf(20), pdf(40)]);
    // Whoever only reads pages is told as well, and finds the new one.
    let page = desk.town.get(&format!("/trebinje/rasprava/{}", id.as_str().expect("an id"))).await.text();
    for said in
        ["Obrazloženje: obrazac.pdf (2)", "Pogrešna tabela.", "PDF, 1 kB", told_url(&sent).as_str().expect("one")]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Who put it in, and what, stands in the journal.
    let journal = "history(first: 3) { nodes { kind by changes { field before after } } }";
    let mut acts = desk.at_desk(&editor, &id, journal).await["history"]["nodes"].take();
    for act in acts.as_array_mut().expect("acts") {
        assert!(act["by"].take().is_string());
    }
    insta::assert_json_snapshot!(acts, @r#"
    [
      {
        "by": null,
        "changes": [
          {
            "after": "Obrazloženje: obrazac.pdf (2)",
            "before": "Obrazloženje: obrazac.pdf",
            "field": "documents"
          }
        ],
        "kind": "CONSULTATION_CHANGED"
      },
      {
        "by": null,
        "changes": [
          {
            "after": "Obrazloženje: obrazac.pdf (2)",
            "before": "Obrazloženje: obrazac.pdf",
            "field": "documents"
          }
        ],
        "kind": "CONSULTATION_EDITED"
      },
      {
        "by": null,
        "changes": [
          {
            "after": "Obrazloženje: obrazac.pdf (2)",
            "before": "Obrazloženje: obrazac.pdf",
            "field": "documents"
          }
        ],
        "kind": "CONSULTATION_EDITED"
      }
    ]
    "#);
}

#[tokio::test]
async fn a_document_that_is_taken_off_a_published_consultation_can_still_be_had() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, file, version) = with_a_file(&desk, &editor).await;
    let input = json!({ "id": id, "version": version, "content": with(written(), &json!({ "documents": [] })) });
    let saved = done(&editor, &mutation("saveConsultation"), input).await;
    let version = correct(&editor, &id, &saved["consultation"]["version"], "Pogrešno obrazloženje.").await;
    assert_eq!(desk.public(&id, "documents { url }").await["documents"], json!([]));
    assert_eq!(has(&editor, &file).await, (200, 200));
    // What is off the list gets no next version.
    let again = send(&editor, &path(&id, &format!("/{document}")), &format!("version={version}"), &pdf(5)).await;
    assert_eq!(again.status, 404, "{}", again.text());
}

#[tokio::test]
async fn a_file_that_waits_is_kept_as_long_as_its_change_is_and_a_draft_goes_with_its_files() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, first, _) = with_a_file(&desk, &editor).await;
    let sent = upload(&editor, &path(&id, &format!("/{document}")), &pdf(40)).await;
    // When a file came the disk says, not the clock of the test.
    let (town, later) = (&desk.town, SystemClock.now() + TimeDelta::hours(25));
    let swept = async || sweep::everywhere(&town.app.storage, &town.app.db, later).await.expect("a broom");
    assert_eq!(swept().await, 0);
    assert_eq!(has(&editor, &sent["file"]).await, (404, 200));
    let input = json!({ "id": id, "version": sent["version"] });
    done(&editor, &mutation("discardConsultationChanges"), input).await;
    assert_eq!((has(&editor, &sent["file"]).await, has(&editor, &first).await), ((404, 404), (200, 200)));
    assert_eq!(swept().await, 1);

    let input = json!({ "municipality": "trebinje", "content": written() });
    let draft = done(&editor, &mutation("createConsultation"), input).await["consultation"]["id"].take();
    let sent = upload(&editor, &path(&draft, "?role=DRAFT&name=Nacrt"), &pdf(50)).await;
    assert_eq!(swept().await, 0);
    let delete =
        "mutation ($input: DeleteConsultationInput!) { deleteConsultation(input: $input) { deleted errors { code } } }";
    done(&editor, delete, json!({ "id": draft, "version": sent["version"] })).await;
    assert_eq!((has(&editor, &sent["file"]).await, swept().await), ((404, 404), 1));
}

#[tokio::test]
async fn a_file_for_a_published_consultation_comes_to_what_was_read_or_not_at_all() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, document, _, version) = with_a_file(&desk, &editor).await;
    let (new, next) = (path(&id, "?role=FORM&name=Drugi"), path(&id, &format!("/{document}")));
    let before = at_the_desk(&desk, &editor, &id).await;
    let code = |answer: Answer| (answer.status.as_u16(), answer.json()["code"].clone());
    let old = format!("version={}", version.as_i64().expect("a version") - 1);
    for path in [&new, &next] {
        assert_eq!(code(send(&editor, path, &old, &pdf(50)).await), (409, json!("CONFLICT")), "{path}");
        assert_eq!(code(send(&editor, path, "", &pdf(50)).await), (400, json!("BAD_REQUEST")), "{path}");
    }
    let said = format!("version={version}");
    let none = path(&id, &format!("/{}", ConsultationDocumentId::new()));
    assert_eq!(code(send(&editor, &none, &said, &pdf(50)).await), (404, json!("NOT_FOUND")));
    assert_eq!(at_the_desk(&desk, &editor, &id).await, before);
    // Of two who have read the same one comes first, and the other looks again.
    let (one, other) = (desk.editor().await, desk.editor().await);
    let (bytes, others) = (pdf(60), pdf(70));
    let (a, b) = tokio::join!(send(&one, &next, &said, &bytes), send(&other, &next, &said, &others));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [201, 409]);
    // What will not be held gets no documents any more.
    let version = desk.at_desk(&editor, &id, "version").await["version"].take();
    let input = json!({ "id": id, "version": version, "reason": text("Odustalo se.") });
    let version = done(&editor, &mutation("cancelConsultation"), input).await["consultation"]["version"].take();
    let refused = send(&editor, &next, &format!("version={version}"), &pdf(80)).await;
    assert_eq!(code(refused), (409, json!("NOT_PUBLISHED")));
}

#[tokio::test]
async fn what_is_refused_says_why_and_leaves_nothing() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let mut table = String::new();
    for (what, name, bytes) in [
        ("a page", Some("a.pdf"), b"<!doctype html><title>%PDF-1.7</title>".as_slice()),
        ("nothing", Some("a.pdf"), b""),
        ("a program", Some("a.exe"), b"MZ"),
        ("no name", None, b"%PDF-"),
    ] {
        let request = editor.request(&format!("{}?name=A&version={version}", path(&id, "")));
        let request = name.into_iter().fold(request, |request, name| request.header("x-file-name", name));
        let answer = desk.town.request(request.body(Body::from(bytes.to_vec())).expect("a request")).await;
        table += &format!("{what:<10} {} {}\n", answer.status.as_u16(), answer.json()["code"]);
    }
    insta::assert_snapshot!(table, @r#"
    a page     409 "FILE_NOT_WHAT_IT_SAYS"
    nothing    409 "FILE_EMPTY"
    a program  415 "FILE_TYPE_NOT_ALLOWED"
    no name    400 "BAD_REQUEST"
    "#);
    assert_eq!(desk.town.lying().len(), 0);
    assert_eq!(at_the_desk(&desk, &editor, &id).await, json!({ "documents": [], "changes": [] }));
}

/// The keys under which the bytes of a consultation's files lie.
async fn keys(town: &Town) -> Vec<String> {
    let tx = town.begin().await;
    let rows = tx.find::<consultation_file::Entity>().all(tx.connection()).await.expect("files");
    let pending = tx.find::<consultation::Entity>().filter(consultation::Column::Pending.is_not_null());
    let pending = pending.all(tx.connection()).await.expect("consultations").into_iter();
    let waiting = pending.filter_map(|row| row.pending).flat_map(|pending| pending.documents);
    let waiting = waiting.filter_map(|paper| paper.file).map(|file| file.storage_key);
    rows.into_iter().map(|row| row.storage_key).chain(waiting).collect()
}

#[tokio::test]
async fn files_come_from_editors_of_the_desk_alone_and_nobody_learns_where_they_lie() {
    let desk = Desk::new().await;
    let teslic = desk.town.municipality("teslic").await;
    let editor = desk.editor().await;
    let (id, document, first, version) = with_a_file(&desk, &editor).await;
    let sent = upload(&editor, &path(&id, &format!("/{document}")), &pdf(40)).await;
    let neighbour = desk.town.official(&teslic, &[Role::Admin]).await;
    let moderator = desk.town.official(&desk.trebinje, &[Role::Moderator]).await;
    let unconfirmed = desk.town.unconfirmed(&desk.trebinje, &[Role::Editor]).await;
    let mut table = String::new();
    for (who, person) in [
        ("a neighbour", &neighbour),
        ("a moderator", &moderator),
        ("half an editor", &unconfirmed),
        ("an editor", &editor),
    ] {
        let mut seen = Vec::new();
        for place in ["?name=A".to_owned(), format!("/{document}")] {
            // What was read is old: whoever may at all is told of that, and nothing changes.
            let answer = send(person, &path(&id, &place), &format!("version={version}"), &pdf(1)).await;
            seen.push(answer.status.as_u16());
        }
        for file in [&first, &sent["file"]] {
            seen.push(at_a_desk(person, file).await.status.as_u16());
        }
        table += &format!("{who:<14} {seen:?}\n");
    }
    insta::assert_snapshot!(table, @"
    a neighbour    [404, 404, 404, 404]
    a moderator    [403, 403, 200, 200]
    half an editor [401, 401, 404, 404]
    an editor      [409, 409, 200, 200]
    ");
    let anybody = Request::post(path(&id, "?name=A")).header("x-file-name", "a.pdf");
    assert_eq!(desk.town.request(anybody.body(Body::from(pdf(1))).expect("a request")).await.status, 401);
    // No program publishes anything of a consultation, and what is put in is on its way to that.
    let program = editor.program(&desk.trebinje, &[TokenScope::WriteCalls]).await;
    let request = program.request(&format!("{}&version={}", path(&id, "?name=A"), sent["version"]));
    let request = request.header("x-file-name", "a.pdf");
    assert_eq!(desk.town.request(request.body(Body::from(pdf(1))).expect("a request")).await.status, 403);

    let keys = keys(&desk.town).await;
    assert_eq!(keys.len(), 2, "{keys:?}");
    let files = "documents { id fileName mediaType size url versions { url version size } } history { nodes { title changes { before after } } }";
    let learnt = [
        sent.to_string(),
        desk.public(&id, SHOWN).await.to_string(),
        desk.at_desk(&editor, &id, files).await.to_string(),
        desk.town.get(&format!("/trebinje/rasprava/{}", id.as_str().expect("an id"))).await.text(),
        format!("{:?}", at_a_desk(&editor, &sent["file"]).await),
        format!("{:?}", desk.town.get(&public(&first)).await),
    ]
    .concat();
    assert!(learnt.contains("obrazac.pdf"), "{learnt}");
    let bare = |key: &String| key.rsplit('/').next().expect("a name").to_owned();
    assert!(keys.iter().map(bare).all(|key| key.len() == 40 && !learnt.contains(&key)), "{keys:?} {learnt}");
}

#[tokio::test]
async fn what_an_official_put_here_no_list_from_elsewhere_takes_away() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut given = a_consultation(&trebinje);
    let file = town.paper(&mut given, "Nacrt.pdf", &pdf(10)).await;
    let id = json!(town.save_consultation(given.clone()).await.id.to_string());
    let shown = async || {
        let query = "query ($id: ID!) { consultation(id: $id) { documents { name { text } format } } }";
        town.data(query, json!({ "id": id })).await["consultation"]["documents"].take()
    };
    let had = async || town.get(&format!("/files/{file}/nacrt.pdf")).await.status.as_u16();
    // The list speaks of it as if it were new, then not at all.
    given.new.files.clear();
    given.new.documents[0].id = ConsultationDocumentId::new();
    for (hash, documents) in [("second", given.new.documents.clone()), ("third", Vec::new())] {
        given.new.consultation.source_hash = hash.into();
        given.new.documents = documents;
        town.save_consultation(given.clone()).await;
        assert_eq!(
            (shown().await, had().await),
            (json!([{ "name": { "text": "Nacrt.pdf" }, "format": "PDF" }]), 200),
            "{hash}"
        );
    }
    // A file of nobody is no file.
    assert_eq!(town.get(&format!("/files/{}/nacrt.pdf", ConsultationFileId::new())).await.status, 404);
    // With its consultation it is taken back from everybody.
    given.new.consultation.source_hash = "fourth".into();
    given.new.consultation.stage = ConsultationStage::Draft;
    town.save_consultation(given).await;
    assert_eq!(had().await, 404);
}

#[tokio::test]
async fn files_cost_one_statement_more_and_only_who_asks_for_them() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut given = a_consultation(&trebinje);
    for name in ["a.pdf", "b.pdf"] {
        town.paper(&mut given, name, &pdf(10)).await;
    }
    let id = town.save_consultation(given).await.id.to_string();
    let mut costs = Vec::new();
    for fields in ["role name { text } version replacedOn", "url format sizeBytes", "url file { url } versions { url }"]
    {
        town.statements();
        let query = format!(
            "query ($id: ID!) {{ consultation(id: $id) {{ municipality {{ slug }} documents {{ {fields} }} }} }}"
        );
        town.data(&query, json!({ "id": id })).await;
        costs.push(town.statements().len());
    }
    assert_eq!(costs, [3, 4, 4]);
}

/// That nothing refused it would be no proof.
#[tokio::test]
async fn no_content_that_is_sent_names_the_bytes_of_a_document() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let smuggled = json!({ "documents": [{ "role": "FORM", "name": text("Tuđe"), "file": { "storageKey": "x" } }] });
    let input = json!({ "input": { "id": id, "version": version, "content": with(written(), &smuggled) } });
    let said = editor.ask(&mutation("saveConsultation"), input).await;
    assert!(said["errors"][0]["message"].as_str().is_some_and(|said| said.contains("file")), "{said}");
    // An id that nobody has given is nobody's document.
    let foreign = json!({ "documents": [
        { "id": ConsultationDocumentId::new().to_string(), "role": "FORM", "name": text("Tuđe") } ] });
    let input = json!({ "id": id, "version": version, "content": with(written(), &foreign) });
    let refused = change(&editor, &mutation("saveConsultation"), input).await;
    assert_eq!(refused["errors"][0]["field"], "documents.0.id", "{refused}");
}
