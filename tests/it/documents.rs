//! The documents that widgets ask for by id: each is known by the hash of its text, and the schema still answers it.

use std::collections::BTreeMap;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::OperationType;
use entities::Moderation;
use javno::challenge::{BITS, solve};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::Town;
use tests::given::in_full;

/// The committed file, as it stands on the disk.
fn manifest() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../widgets/documents.json")).expect("a well-formed documents.json")
}

/// Name and text of each document.
pub(crate) fn shipped() -> Vec<(String, String)> {
    let documents = manifest();
    assert!(!documents.is_empty(), "widgets/documents.json is empty: run `npm run codegen` in widgets/");
    documents.into_values().map(|text| (name(&text), text)).collect()
}

/// The id of a document of this name; of several versions any, because all of them must be answered.
pub(crate) fn id_of(wanted: &str) -> String {
    let found = manifest().into_iter().find(|(_, text)| name(text) == wanted);
    format!("sha256:{}", found.unwrap_or_else(|| panic!("no document is named {wanted}")).0)
}

fn name(text: &str) -> String {
    let document = parse_query(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut names = document.operations.iter().filter_map(|(name, _)| name.map(ToString::to_string));
    let name = names.next().unwrap_or_else(|| panic!("a document without a name: {text}"));
    assert_eq!(names.next(), None, "a document asks one thing: {text}");
    name
}

/// What the documents ask for: a call, a consultation, an organisation, the code of a receipt.
struct There {
    call: String,
    consultation: String,
    organisation: String,
    code: String,
}

/// A value for each variable that a document may have.
fn value(document: &str, variable: &str, there: &There) -> Value {
    match variable {
        "filter" if document.starts_with("Organisation") => json!({ "municipality": "trebinje", "text": "most" }),
        "filter" => json!({ "municipality": "trebinje", "phase": ["OPEN"], "text": "poziv" }),
        "orderBy" => json!("DEADLINE_SOONEST"),
        "locale" => json!("sr-Cyrl"),
        "first" => json!(20),
        "after" => Value::Null,
        "municipality" => json!("trebinje"),
        "id" if document.starts_with("OpenCall") => json!(there.call),
        "id" if document.starts_with("Organisation") => json!(there.organisation),
        "id" => json!(there.consultation),
        "part" => Value::Null,
        "code" => json!(there.code),
        "input" => json!({
            "consultation": there.consultation, "authorKind": "ANONYMOUS", "text": "Nešto", "idempotencyKey": document,
        }),
        other => panic!("documents.rs does not know what to put into ${other}: give it a value there"),
    }
}

#[test]
fn the_key_of_a_document_is_the_hash_of_its_text() {
    for (key, text) in manifest() {
        let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(key, hash, "{text}");
    }
}

/// Comments as the form does; the code of the receipt.
async fn say(town: &Town, consultation: &str, key: &str) -> String {
    let ask = "query($of: ID!) { commentBox(consultation: $of) { challenge } }";
    let given = town.data(ask, json!({ "of": consultation })).await;
    let challenge = given["commentBox"]["challenge"].as_str().expect("a task");
    let input = json!({
        "consultation": consultation, "authorKind": "ANONYMOUS", "text": "Nešto", "openFor": 9000,
        "challenge": challenge, "solution": solve(challenge, key, BITS), "idempotencyKey": key,
    });
    let send = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) { receipt { code } } }";
    let sent = town.data(send, json!({ "input": input })).await;
    sent["submitComment"]["receipt"]["code"].as_str().expect("a receipt").to_owned()
}

#[tokio::test]
async fn every_document_is_answered_by_its_id() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id.to_string();
    // Published as it comes, so that it is told of.
    let consultation = town.debate(&trebinje, |row| row.moderation = Moderation::Post).await.row.id.to_string();
    let organisation = town.organisation(&trebinje, |_| {}).await.id.to_string();
    let there = There { call, code: say(&town, &consultation, "first").await, consultation, organisation };
    let documents = manifest();
    assert_eq!(town.app.documents.iter().count(), documents.len(), "the server ships the committed documents");
    for (key, text) in documents {
        let document = parse_query(&text).expect("well formed");
        let operation = document.operations.iter().next().expect("an operation").1;
        let variables: serde_json::Map<String, Value> = operation
            .node
            .variable_definitions
            .iter()
            .map(|definition| definition.node.name.node.to_string())
            .map(|variable| (variable.clone(), value(&name(&text), &variable, &there)))
            .collect();
        if operation.node.ty == OperationType::Subscription {
            let mut listener = town.listen(&text, Value::Object(variables)).await;
            town.call(&trebinje, in_full).await;
            say(&town, &there.consultation, &name(&text)).await;
            town.organisation(&trebinje, |_| {}).await;
            assert!(listener.data().await.is_object(), "{}", name(&text));
            continue;
        }
        // As the widgets ask, by the beginning of its hash, and by no less.
        let id = format!("sha256:{}", &key[..12]);
        assert!(town.app.documents.request(&id[..id.len() - 1]).is_none(), "{id} is short enough");
        assert!(town.app.documents.request(&format!("sha256:{key}")).is_some(), "{key}");
        let answer = town.post(&json!({ "documentId": id, "variables": variables })).await.json();
        assert!(answer.get("errors").is_none(), "{}: {answer:#}", name(&text));
        let root = answer["data"].as_object().expect("data").values().next().expect("a root field");
        assert!(!root.is_null(), "{}: {answer:#}", name(&text));
    }
}
