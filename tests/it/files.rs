//! Documents of calls that are files here: how they go out, and what becomes of the versions before.

use axum::body::Body;
use axum::http::{Method, Request};
use entities::{CallStage, DocumentId, FileId, call_file, open_call};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::files::{docx_with, pdf};
use tests::given::{a_call, latin, with_a_form};
use tests::{Answer, HOME, Town, steady};

const DOCUMENTS: &str = "query ($id: ID!) { node(id: $id) { ... on OpenCall {
    documents {
        url mediaType format sizeBytes version replacedOn
        file { version name }
        versions { version name format sizeBytes sha256 uploadedAt replacedAt }
    }
    corrections { field before after }
} } }";

/// A town with a published call that has a form.
async fn with_a_call(stage: CallStage) -> (Town, open_call::Model, DocumentId) {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut form = DocumentId::default();
    let call = town
        .call(&trebinje, |new| {
            new.call.stage = stage;
            form = with_a_form(new);
        })
        .await;
    (town, call, form)
}

fn path(file: &call_file::Model) -> String {
    format!("/files/{}/x", file.id)
}

async fn documents(town: &Town, call: &open_call::Model) -> Value {
    town.data(DOCUMENTS, json!({ "id": call.id.to_string() })).await["node"].take()
}

/// The headers of an answer that a file decides.
fn said(answer: &Answer) -> String {
    let names = [
        "content-type",
        "content-length",
        "content-range",
        "accept-ranges",
        "content-disposition",
        "etag",
        "cache-control",
        "x-content-type-options",
        "content-security-policy",
        "content-encoding",
    ];
    let said = names.iter().filter(|name| !answer.header(name).is_empty());
    let said: Vec<_> = said.map(|name| format!("{name}: {}", answer.header(name))).collect();
    format!("{}\n{}", answer.status.as_u16(), said.join("\n"))
}

#[tokio::test]
async fn a_file_goes_out_as_it_came_and_never_as_a_page() {
    let (town, call, form) = with_a_call(CallStage::Published).await;
    let sent = docx_with("docProps/app.xml", b"<app/>");
    town.file(form, "Образац \"пријаве\"; č.docx", &sent).await;
    let url = documents(&town, &call).await["documents"][0]["url"].as_str().expect("an address").to_owned();
    let path = url.strip_prefix(HOME.trim_end_matches('/')).expect("an address of ours");
    assert!(path.starts_with("/files/file_") && path.ends_with(".docx") && path.is_ascii(), "{path}");

    let answer = town.get_with(path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(answer.bytes, sent);
    let sha256: String = Sha256::digest(&sent).iter().map(|byte| format!("{byte:02x}")).collect();
    let steady = |answer: &Answer| said(answer).replace(&sha256, "[sha256]").replace(&sent.len().to_string(), "[size]");
    insta::assert_snapshot!(steady(&answer), @r#"
    200
    content-type: application/vnd.openxmlformats-officedocument.wordprocessingml.document
    content-length: [size]
    accept-ranges: bytes
    content-disposition: attachment; filename*=UTF-8''%D0%9E%D0%B1%D1%80%D0%B0%D0%B7%D0%B0%D1%86%20%22%D0%BF%D1%80%D0%B8%D1%98%D0%B0%D0%B2%D0%B5%22%3B%20%C4%8D.docx
    etag: "[sha256]"
    cache-control: public, max-age=31536000, immutable
    x-content-type-options: nosniff
    content-security-policy: sandbox; default-src 'none'
    "#);
    let head = Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).expect("a request");
    let head = town.request(head).await;
    assert_eq!((said(&head), head.bytes.len()), (said(&answer), 0));

    let known = town.get_with(path, &[("if-none-match", answer.header("etag"))]).await;
    assert!(known.bytes.is_empty());
    insta::assert_snapshot!(steady(&known), @r#"
    304
    content-length: 0
    accept-ranges: bytes
    content-disposition: attachment; filename*=UTF-8''%D0%9E%D0%B1%D1%80%D0%B0%D0%B7%D0%B0%D1%86%20%22%D0%BF%D1%80%D0%B8%D1%98%D0%B0%D0%B2%D0%B5%22%3B%20%C4%8D.docx
    etag: "[sha256]"
    cache-control: public, max-age=31536000, immutable
    x-content-type-options: nosniff
    content-security-policy: sandbox; default-src 'none'
    "#);
    let another = town.get_with(path, &[("if-none-match", "\"another\"")]).await;
    assert_eq!(another.status, 200);

    for path in ["/files/file_x/a", "/files/call_x/a", &format!("/files/{}/a", FileId::new()), "/files/a", "/files/"] {
        let answer = town.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let none = town.get(&format!("/files/{}/a", FileId::new())).await;
    assert_eq!(none.header("cache-control"), "no-store", "it may be published in a moment");
}

#[tokio::test]
async fn a_part_of_a_file_is_those_bytes() {
    let (town, _, form) = with_a_call(CallStage::Published).await;
    let sent = pdf(300_000);
    let last = sent.len() - 1;
    let file = town.file(form, "a.pdf", &sent).await;
    let etag = format!("\"{}\"", file.sha256);
    for (range, first, last) in [
        ("bytes=0-0".to_owned(), 0, 0),
        ("bytes=0-8".into(), 0, 8),
        ("bytes=1000-200000".into(), 1_000, 200_000),
        (format!("bytes={last}-"), last, last),
        ("bytes=-5".into(), last - 4, last),
        (format!("bytes={}-99999999", last - 9), last - 9, last),
        ("bytes=-99999999".into(), 0, last),
    ] {
        let answer = town.get_with(&path(&file), &[("range", &range), ("if-range", &etag)]).await;
        assert_eq!(answer.status, 206, "{range}");
        assert_eq!(answer.bytes, sent[first..=last], "{range}");
        assert_eq!(answer.header("content-range"), format!("bytes {first}-{last}/{}", sent.len()));
        assert_eq!(answer.header("content-length"), (last - first + 1).to_string());
    }
    let beyond = town.get_with(&path(&file), &[("range", "bytes=99999999-")]).await;
    assert_eq!((beyond.status.as_u16(), beyond.bytes.len()), (416, 0));
    assert_eq!(beyond.header("content-range"), format!("bytes */{}", sent.len()));
    for headers in [
        [("range", "bytes=0-1,5-6"), ("accept", "*/*")],
        [("range", "bytes=x"), ("accept", "*/*")],
        [("range", "bytes=0-1"), ("if-range", "\"of another version\"")],
    ] {
        let whole = town.get_with(&path(&file), &headers).await;
        assert_eq!(whole.status, 200, "{headers:?}");
        assert_eq!(whole.bytes, sent);
    }
}

#[tokio::test]
async fn bytes_that_somebody_exchanged_do_not_go_out_as_the_file() {
    let (town, _, form) = with_a_call(CallStage::Published).await;
    let sent = pdf(300_000);
    let file = town.file(form, "a.pdf", &sent).await;
    let lying = town.lying().remove(0);
    let got = async |range: &str| {
        let mut body = town.opened_with(&path(&file), &[("range", range)]).await.into_data_stream();
        let mut got = Vec::new();
        while let Some(piece) = body.next().await {
            let Ok(piece) = piece else { return (got, false) };
            got.extend(piece);
        }
        (got, true)
    };
    // The whole in two ways, and a part, of which nobody can know.
    let ways = ["bytes=x", "bytes=0-", "bytes=0-8"];
    let shorter = sent[..sent.len() - 1].to_vec();
    for (place, exchanged) in [(0, sent.clone()), (sent.len() - 1, sent.clone()), (9, shorter)] {
        let mut exchanged = exchanged;
        exchanged[place] ^= 1;
        std::fs::write(&lying, exchanged).expect("exchanged");
        for &way in &ways[..2] {
            let (got, whole) = got(way).await;
            assert!(!whole && got.len() < sent.len(), "{place} {way}: {}", got.len());
        }
        assert!(got(ways[2]).await.1, "{place}");
        let known = town.get_with(&path(&file), &[("if-none-match", &format!("\"{}\"", file.sha256))]).await;
        assert_eq!(known.status, 304, "who has it has the right one");
    }
    std::fs::write(&lying, &sent).expect("put back");
    for (way, length) in ways.into_iter().zip([sent.len(), sent.len(), 9]) {
        assert!(got(way).await == (sent[..length].to_vec(), true), "{way}");
    }
}

#[tokio::test]
async fn a_version_that_was_replaced_stays_as_it_was() {
    let (town, call, form) = with_a_call(CallStage::Published).await;
    let (first, second) = (pdf(100), pdf(200));
    let old = town.file(form, "obrazac.pdf", &first).await;
    town.clock.advance(chrono::TimeDelta::hours(13));
    town.settled().await;
    let mut listener = town
        .listen("subscription { openCallChanged { change call { documents { file { version } } } } }", json!({}))
        .await;
    let new = town.next_file(form, "obrazac.pdf", &second).await;
    insta::assert_json_snapshot!(listener.data().await, @r#"
    {
      "openCallChanged": {
        "call": {
          "documents": [
            {
              "file": {
                "version": 2
              }
            }
          ]
        },
        "change": "CHANGED"
      }
    }
    "#);
    assert_eq!(town.get(&path(&old)).await.bytes, first);
    assert_eq!(town.get(&path(&new)).await.bytes, second);
    let mut told = steady(documents(&town, &call).await);
    told["documents"][0]["url"].take();
    insta::assert_json_snapshot!(told, @r#"
    {
      "corrections": [
        {
          "after": "Obrazac prijave: obrazac.pdf",
          "before": null,
          "field": "DOCUMENTS"
        },
        {
          "after": "Obrazac prijave: obrazac.pdf (2)",
          "before": "Obrazac prijave: obrazac.pdf",
          "field": "DOCUMENTS"
        }
      ],
      "documents": [
        {
          "file": {
            "name": "obrazac.pdf",
            "version": 2
          },
          "format": "PDF",
          "mediaType": "application/pdf",
          "replacedOn": "2026-11-25",
          "sizeBytes": 216.0,
          "url": null,
          "version": 2,
          "versions": [
            {
              "format": "PDF",
              "name": "obrazac.pdf",
              "replacedAt": "2026-11-24T23:00:00+00:00",
              "sha256": "bdd99ae5776aee00853b553813346ac543c6d498a3e9c452e5d0dc3fa9eaa248",
              "sizeBytes": 116.0,
              "uploadedAt": "2026-11-24T10:00:00+00:00",
              "version": 1
            },
            {
              "format": "PDF",
              "name": "obrazac.pdf",
              "replacedAt": null,
              "sha256": "8980c1fe5b1e6fa9a7284fe54c985620ae406ebe61379bd1090b59ed97fe7364",
              "sizeBytes": 216.0,
              "uploadedAt": "2026-11-24T23:00:00+00:00",
              "version": 2
            }
          ]
        }
      ]
    }
    "#);

    let page = town.get(&format!("/trebinje/pozivi/{}", call.id)).await.text();
    assert!(page.contains(&format!("{HOME}files/{}/obrazac.pdf", new.id)), "{page}");
    assert!(page.contains("obrazac.pdf (2)") && !page.contains(&old.id.to_string()), "{page}");
}

#[tokio::test]
async fn a_file_of_a_draft_is_nobodys_to_read_and_nothing_to_tell() {
    let (town, call, form) = with_a_call(CallStage::Draft).await;
    let file = town.file(form, "obrazac.pdf", &pdf(10)).await;
    assert_eq!(town.get(&path(&file)).await.status, 404);
    let tx = town.begin().await;
    let mut published: open_call::ActiveModel = call.clone().into();
    published.stage = sea_orm::Set(CallStage::Published);
    tx.update(published).await.expect("published");
    tx.commit().await.expect("published");
    assert_eq!(town.get(&path(&file)).await.status, 200);
    assert_eq!(documents(&town, &call).await["corrections"], json!([]));
}

#[tokio::test]
async fn a_first_file_is_not_a_next_one() {
    let (town, _, form) = with_a_call(CallStage::Published).await;
    let stored = town.take("a.pdf", &pdf(1)).await.expect("a file");
    let tx = town.begin().await;
    let mut said = Vec::new();
    let refused =
        javno::calls::store::files::replace(&tx, form, stored.clone(), javno::clock::zone("Europe/Sarajevo")).await;
    said.push(refused.expect_err("there is none yet").to_string());
    let refused = javno::calls::store::files::add(&tx, DocumentId::new(), stored.clone()).await;
    said.push(refused.expect_err("there is no such document").to_string());
    javno::calls::store::files::add(&tx, form, stored.clone()).await.expect("a first one");
    let refused = javno::calls::store::files::add(&tx, form, stored).await;
    said.push(refused.expect_err("there is one").to_string());
    insta::assert_debug_snapshot!(said, @r#"
    [
        "This document has no file yet. Send its first one instead.",
        "There is no such document.",
        "This document has a file already. Send the next version instead.",
    ]
    "#);
}

#[tokio::test]
async fn what_an_official_put_here_no_list_from_elsewhere_takes_away() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut new = a_call(&trebinje);
    let (form, guide) = (with_a_form(&mut new), with_a_form(&mut new));
    new.documents[1].name = latin("Smjernice");
    let call = town.calls([new.clone()]).await.remove(0);
    let file = town.file(guide, "smjernice.pdf", &pdf(10)).await;

    // The list speaks of it, in another place and as if it were new.
    let names = async || -> Value {
        let query = "query ($id: ID!) { node(id: $id) { ... on OpenCall { documents { name { text } format } } } }";
        town.data(query, json!({ "id": call.id.to_string() })).await["node"]["documents"].take()
    };
    new.documents.swap(0, 1);
    for (document, position) in new.documents.iter_mut().zip(1..) {
        (document.id, document.position) = (DocumentId::new(), position);
    }
    new.call.source_hash = "second".into();
    town.calls([new.clone()]).await;
    let both = json!([
        { "name": { "text": "Smjernice" }, "format": "PDF" }, { "name": { "text": "Obrazac prijave" }, "format": null }
    ]);
    assert_eq!(names().await, both);

    // The list speaks of neither any more.
    new.documents.clear();
    new.call.source_hash = "third".into();
    town.calls([new]).await;
    assert_eq!(names().await, json!([{ "name": { "text": "Smjernice" }, "format": "PDF" }]));
    assert_eq!(town.get(&path(&file)).await.status, 200);
    assert_ne!(form, guide);
}

#[tokio::test]
async fn files_cost_one_statement_more_and_only_who_asks_for_them() {
    let (town, call, form) = with_a_call(CallStage::Published).await;
    town.file(form, "a.pdf", &pdf(10)).await;
    let mut costs = Vec::new();
    for fields in ["role name { text } version replacedOn", "url format sizeBytes", "url file { url } versions { url }"]
    {
        town.statements();
        let query = format!(
            "query ($id: ID!) {{ node(id: $id) {{ ... on OpenCall {{ municipality {{ slug }} documents {{ {fields} }} }} }} }}"
        );
        town.data(&query, json!({ "id": call.id.to_string() })).await;
        costs.push(town.statements().len());
    }
    assert_eq!(costs, [3, 4, 4]);
}

#[tokio::test]
async fn a_file_that_is_missing_in_the_store_is_a_fault_of_ours() {
    let (town, _, form) = with_a_call(CallStage::Published).await;
    let file = town.file(form, "a.pdf", &pdf(10)).await;
    for lying in town.lying() {
        std::fs::remove_file(lying).expect("removed");
    }
    let answer = town.expecting_errors().get(&path(&file)).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.text().contains(&file.storage_key), "{}", answer.text());
}
