//! What anyone, and who at which desk, sees of results: of a list that is being made only those who edit the calls of that
//! municipality anything; of one that is published everybody everything, but who published it.

use std::collections::BTreeSet;

use entities::{CallId, Role, municipality};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tests::Town;
use tests::people::Person;

use crate::access::{all_that_anyone_can_learn, everything, types, without_end};
use crate::desk_calls::done;
use crate::tables::{checked, columns};

pub(crate) const SAVE: &str = "mutation ($input: SaveResultsInput!) { saveResults(input: $input) {
    results { version } errors { code field problem } } }";
const READ: &str = "mutation ($input: ReadResultsInput!) { readResults(input: $input) {
    results { version } errors { code field problem } } }";
pub(crate) const PUBLISH: &str = "mutation ($input: PublishResultsInput!) { publishResults(input: $input) {
    results { id } errors { code field problem } } }";

/// A town in which what can be learnt at all is asked, not in one breath; and a call of it that is over.
async fn town() -> (Town, municipality::Model, CallId) {
    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let over = tests::instant("2026-11-01T12:00:00Z");
    let call = town.call(&trebinje, |new| new.call.deadline_at = Some(over)).await.id;
    (town, trebinje, call)
}

/// Writes a list with a canary in whatever of it is text.
async fn written(editor: &Person<'_>, call: CallId) -> Value {
    let text =
        "Podnosilac;Projekat;Ishod;Tajna\nkanarinac-organisation;kanarinac-project;kanarinac-outcome;kanarinac-cell";
    let input = json!({ "call": call.to_string(), "version": 0, "text": text });
    let version = done(editor, READ, input).await["results"]["version"].take();
    let rows = json!([{ "organisation": "kanarinac-organisation", "project": "kanarinac-project",
        "note": "kanarinac-note", "jib": "4401017720006", "outcome": "RESERVE" }]);
    let content = json!({ "stage": "FINAL", "decisionUrl": "https://kanarinac.example/decision", "rows": rows });
    let input = json!({ "call": call.to_string(), "version": version, "content": content });
    done(editor, SAVE, input).await["results"]["version"].take()
}

/// All that somebody learns of the list of this call that is being made, at whichever desk he asks.
async fn learnt_at_desks(town: &Town, person: &Person<'_>, call: CallId) -> String {
    let results = everything(&types(town).await, "DeskResults", 3);
    let mut learnt = String::new();
    for desk in ["trebinje", "teslic"] {
        let query = format!(
            "query ($id: ID!) {{ desk(municipality: \"{desk}\") {{ callResults(call: $id) {{ {results} }} }} }}"
        );
        learnt += &person.ask(&query, json!({ "id": call.to_string() })).await.to_string();
    }
    learnt
}

#[tokio::test]
async fn nothing_of_a_list_that_is_being_made_is_anywhere_but_with_those_who_make_it() {
    let (town, trebinje, call) = town().await;
    let teslic = town.municipality("teslic").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    written(&editor, call).await;
    let anyone = all_that_anyone_can_learn(&town, call).await + &taken_away(&town, call).await;
    assert!(!anyone.contains("kanarinac"), "anyone");
    for (who, person) in [
        ("who only moderates", town.official(&trebinje, &[Role::Moderator]).await),
        ("who only keeps the directory", town.official(&trebinje, &[Role::DirectoryKeeper]).await),
        ("the neighbour", town.official(&teslic, &[Role::Editor, Role::Admin]).await),
        ("whose second factor is missing", town.unconfirmed(&trebinje, &[Role::Editor]).await),
        ("whoever has signed in", town.signed_in().await),
    ] {
        assert!(!learnt_at_desks(&town, &person, call).await.contains("kanarinac"), "{who}");
    }
    // The same questions do find it where it may be read: they were asked well.
    let learnt = learnt_at_desks(&town, &editor, call).await;
    for canary in ["organisation", "project", "note", "cell", "outcome", ".example/decision"] {
        assert!(
            learnt.contains(&format!("kanarinac{}{canary}", if canary.starts_with('.') { "" } else { "-" })),
            "{canary}"
        );
    }
}

/// What everybody takes away of results as files.
async fn taken_away(town: &Town, call: CallId) -> String {
    let mut learnt = String::new();
    for path in [
        format!("/trebinje/pozivi/{call}/rezultati.csv"),
        format!("/trebinje/pozivi/{call}/rezultati.csv?broj=1"),
        "/data/grants.json".to_owned(),
        "/data/trebinje/grants.csv".to_owned(),
        "/trebinje/organizacije".to_owned(),
    ] {
        learnt += &town.get(&path).await.text();
    }
    learnt
}

/// The tables in which canaries are planted here.
pub(crate) const PLANTED: [&str; 2] = ["result_list", "result_row"];

/// Writes a canary into every column of text of the lists that are published; returns `table.column` and its canary.
pub(crate) async fn plant(town: &Town) -> Vec<(String, String)> {
    let db = town.database().connect().await;
    let mut planted = Vec::new();
    for table in PLANTED {
        for (column, what) in columns(&db, table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            if !is_text || !checked(&db, table, &column).await.is_empty() {
                continue;
            }
            let canary = format!("kanarinac-{table}-{column}");
            let value = match column.as_str() {
                _ if what.starts_with("json") => {
                    json!({ "original": { "locale": "sr-Latn", "text": canary } }).to_string()
                }
                _ if column.ends_with("url") => format!("https://kanarinac.example/{canary}"),
                _ => canary.clone(),
            };
            let done = db.execute_unprepared(&format!(r#"UPDATE "{table}" SET "{column}" = '{value}'"#)).await;
            assert!(done.expect("a planted canary").rows_affected() > 0, "no row in {table}");
            planted.push((format!("{table}.{column}"), canary));
        }
    }
    db.close().await.expect("closing");
    planted
}

#[tokio::test]
async fn all_of_a_published_list_is_read_but_who_published_it() {
    let (town, trebinje, call) = town().await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let rows = json!([{ "organisation": "Klub", "outcome": "APPROVED", "approved": "100" }]);
    let mut read = 0;
    for content in [json!({ "stage": "PRELIMINARY", "rows": rows }), json!({ "stage": "FINAL", "rows": rows })] {
        let input = json!({ "call": call.to_string(), "version": read, "content": content });
        let version = done(&editor, SAVE, input).await["results"]["version"].as_i64().expect("a version");
        done(&editor, PUBLISH, json!({ "call": call.to_string(), "version": version })).await;
        // What was published is no draft any more, and its number goes on.
        read = version + 1;
    }
    // The next is being made already.
    let input = json!({ "call": call.to_string(), "version": read,
        "content": { "stage": "FINAL", "rows": [{ "organisation": "kanarinac-draft" }] } });
    done(&editor, SAVE, input).await;
    let mut planted = plant(&town).await;
    assert!(planted.len() > 6, "{planted:?}");
    // Who published it, and who writes the next: his name stands in no list.
    let db = town.database().connect().await;
    for column in ["name", "email"] {
        let canary = format!("kanarinac-person-{column}");
        let sql = format!("UPDATE person SET {column} = '{canary}'");
        db.execute_unprepared(&sql).await.expect("a planted canary");
        planted.push((format!("person.{column}"), canary));
    }
    db.close().await.expect("closing");
    let learnt = all_that_anyone_can_learn(&town, call).await + &taken_away(&town, call).await;
    let never_shown: BTreeSet<_> =
        planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at.as_str()).collect();
    assert_eq!(never_shown, ["person.email", "person.name"].into());
    assert!(!learnt.contains("kanarinac-draft"), "a list that is being made");
}
