//! Other ways to send a document: by its hash alone, and several at once.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::{Answer, Town};

const QUERY: &str = "{ areas { code } }";

fn hash_of(query: &str) -> String {
    Sha256::digest(query).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn persisted(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Status, code and message of an answer; or that it has data.
fn said(answer: &Answer) -> String {
    let body = answer.json();
    let error = &body["errors"][0];
    let what =
        if error.is_null() { "data".into() } else { format!("{} {}", error["extensions"]["code"], error["message"]) };
    format!("{} {what}", answer.status.as_u16())
}

#[tokio::test]
async fn a_document_is_known_by_its_hash_once_it_was_sent_in_full() {
    let town = Town::new().await;
    let hash = hash_of(QUERY);
    let by_get = format!("/graphql?extensions={}", encoded(&persisted(&hash).to_string()));
    let alone = json!({ "extensions": persisted(&hash) });
    let modern = [("accept", "application/graphql-response+json")];
    let mut table = String::new();
    let mut say = |what: &str, answer: &Answer| table += &format!("{what}\n    {}\n", said(answer));

    say("the hash of what nobody sent", &town.post(&alone).await);
    say("the same by GET", &town.get(&by_get).await);
    say("the same, modern", &town.get_with(&by_get, &modern).await);
    say("a wrong hash", &town.post(&json!({ "query": "{ __typename }", "extensions": persisted(&hash) })).await);
    say("and it was not kept", &town.post(&alone).await);
    say("in full", &town.post(&json!({ "query": QUERY, "extensions": persisted(&hash.to_uppercase()) })).await);
    say("the hash alone", &town.post(&alone).await);
    say("by GET", &town.get(&by_get).await);
    let wrong = json!({ "persistedQuery": { "version": 2, "sha256Hash": hash } });
    say("another version", &town.post(&json!({ "extensions": wrong })).await);
    say("no hash", &town.post(&json!({ "extensions": persisted("abc") })).await);
    let twice = json!({ "documentId": "sha256:00", "extensions": persisted(&hash) });
    say("a document id beside it", &town.post(&twice).await);

    let deep = format!("{}a{}", "{a".repeat(70), "}".repeat(70));
    town.post(&json!({ "query": deep, "extensions": persisted(&hash_of(&deep)) })).await;
    say("what was not admitted is not kept", &town.post(&json!({ "extensions": persisted(&hash_of(&deep)) })).await);
    let write = "mutation { x }";
    town.post(&json!({ "query": write, "extensions": persisted(&hash_of(write)) })).await;
    let path = format!("/graphql?extensions={}", encoded(&persisted(&hash_of(write)).to_string()));
    say("a mutation by GET", &town.get(&path).await);
    insta::assert_snapshot!(table, @r#"
    the hash of what nobody sent
        200 "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    the same by GET
        200 "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    the same, modern
        400 "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    a wrong hash
        400 "BAD_REQUEST" "`sha256Hash` is not the hash of this `query`."
    and it was not kept
        200 "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    in full
        200 data
    the hash alone
        200 data
    by GET
        200 data
    another version
        400 "BAD_REQUEST" "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"…\"} with 64 hexadecimal digits."
    no hash
        400 "BAD_REQUEST" "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"…\"} with 64 hexadecimal digits."
    a document id beside it
        400 "BAD_REQUEST" "Send `query` or `documentId`, not both."
    what was not admitted is not kept
        200 "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    a mutation by GET
        405 "BAD_REQUEST" "A GET may only read. Send a mutation by POST."
    "#);

    let unknown = town.get(&format!("/graphql?extensions={}", encoded(&persisted(&hash_of("?")).to_string()))).await;
    assert_eq!(unknown.header("cache-control"), "no-store");
    let known = town.get(&by_get).await;
    assert!(known.header("cache-control").starts_with("public"), "{:?}", known.headers);
    assert_ne!(known.header("etag"), "");
}

#[tokio::test]
async fn a_list_of_operations_is_answered_by_a_list_in_its_order() {
    let town = Town::new().await;
    let areas = json!({ "query": "{ z: __typename a: __typename }" });
    let deep = json!({ "query": format!("{}a{}", "{a".repeat(70), "}".repeat(70)) });
    let unknown = json!({ "extensions": persisted(&hash_of("x")) });
    let list = json!([areas, { "query": "mutation { x }" }, deep, 1, areas, unknown, { "documentId": "sha256:00" }]);
    let answer = town.post(&list).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.text().starts_with(r#"[{"data":{"z":"Query","a":"Query"}},{"errors":"#), "{}", answer.text());
    let mut table = String::new();
    for one in answer.json().as_array().expect("a list") {
        let error = &one["errors"][0];
        table += &if error.is_null() {
            one.to_string()
        } else {
            format!("{} {}", error["extensions"]["code"], error["message"])
        };
        table += "\n";
    }
    insta::assert_snapshot!(table, @r#"
    {"data":{"a":"Query","z":"Query"}}
    "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    "BAD_REQUEST" "This document is nested deeper than 64 brackets."
    "BAD_REQUEST" "An operation must be a JSON object with `query` or `documentId`."
    {"data":{"a":"Query","z":"Query"}}
    "PERSISTED_QUERY_NOT_FOUND" "PersistedQueryNotFound"
    "NOT_FOUND" "This document is not known here. A widget newer than this server? Update the server."
    "#);
}

#[tokio::test]
async fn a_list_is_neither_empty_nor_endless() {
    let town = Town::new().await;
    let one = json!({ "query": "{ __typename }" });
    let mut table = String::new();
    for number in [0, 1, 10, 11, 5_000] {
        let answer = town.post(&Value::from(vec![one.clone(); number])).await;
        let said = match answer.json() {
            Value::Array(list) => format!("200 {} answers", list.len()),
            _ => said(&answer),
        };
        table += &format!("{number}: {said}\n");
    }
    insta::assert_snapshot!(table, @r#"
    0: 400 "BAD_REQUEST" "This list holds no operation."
    1: 200 1 answers
    10: 200 10 answers
    11: 400 "BAD_REQUEST" "A list may hold at most 10 operations."
    5000: 400 "BAD_REQUEST" "A list may hold at most 10 operations."
    "#);
    let nested = Request::post("/graphql").header("content-type", "application/json").body(Body::from("[[]]"));
    let answer = town.request(nested.expect("a request")).await;
    assert_eq!(answer.json()[0]["errors"][0]["extensions"]["code"], "BAD_REQUEST");
}

#[tokio::test]
async fn nothing_runs_that_a_page_could_send_without_asking() {
    let town = Town::new().await;
    let body = json!({ "query": "mutation { x }" }).to_string();
    let form = format!("--x\r\ncontent-disposition: form-data; name=\"operations\"\r\n\r\n{body}\r\n--x--\r\n");
    let mut table = String::new();
    for (media, body) in [
        (None, body.as_str()),
        (Some("text/plain"), &body),
        (Some("text/plain;application/json"), &body),
        (Some("application/x-www-form-urlencoded"), &body),
        (Some("multipart/form-data; boundary=x"), &form),
        (Some("multipart/mixed; boundary=x"), &form),
        (Some("application/graphql"), "mutation { x }"),
        (Some("application/json-patch+json"), &body),
        (Some(" Application/JSON ; charset=utf-8"), &body),
    ] {
        let mut request = Request::post("/graphql");
        if let Some(media) = media {
            request = request.header("content-type", media);
        }
        let answer = town.request(request.body(Body::from(body.to_owned())).expect("a request")).await;
        table += &format!("{} {}\n", answer.status.as_u16(), media.unwrap_or("(nothing)").trim());
    }
    insta::assert_snapshot!(table, @"
    415 (nothing)
    415 text/plain
    415 text/plain;application/json
    415 application/x-www-form-urlencoded
    415 multipart/form-data; boundary=x
    415 multipart/mixed; boundary=x
    415 application/graphql
    415 application/json-patch+json
    200 Application/JSON ; charset=utf-8
    ");
}
