//! Lists that are over: what stood in them is forgotten after thirty days, and one that was taken back can be thrown away.

use chrono::TimeDelta;
use entities::{OrganisationId, Role, SuggestionKind, municipality, organisation_import};
use javno::clock::Clock as _;
use javno::organisations::suggestions::care;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{Condition, Set};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::people::Person;

use crate::desk_calls::{change, done};
use crate::desk_imports::{bring, import, mutation};
use crate::tables::dump;

const UNDO: &str = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
    import { state } changedSince errors { reason } } }";
const DISCARD: &str = "mutation ($input: DiscardOrganisationImportInput!) { discardOrganisationImport(input: $input) {
    discarded errors { reason } } }";
const TOLD: &str = "state keptUntil forgottenAt counts { new changed same suspect refused undecided left }
    rows { nodes { number fate cells remarks { code } changes { field } content { name { text } } organisation { name { text } } } }";

async fn names(town: &Town) -> Vec<Value> {
    let mut data = town.data("{ organisations(first: 100) { nodes { name { text } } } }", json!({})).await;
    data["organisations"]["nodes"]
        .as_array_mut()
        .expect("organisations")
        .iter_mut()
        .map(|one| one["name"]["text"].take())
        .collect()
}

#[tokio::test]
async fn what_stood_in_a_list_is_forgotten_thirty_days_after_it_was_taken_or_taken_back() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    for (name, phone) in [("Klub Most", Some("059 220 000")), ("Hor Zora", None)] {
        town.organisation(&trebinje, |content| {
            (content.name, content.phone) = (Some(latin(name)), phone.map(Into::into));
        })
        .await;
    }
    let bring_it = async |list: &str| {
        let brought = bring(&town, &keeper, "a.csv", list.as_bytes()).await;
        brought.json()["import"].clone()
    };
    let list = "Naziv;Telefon;Predsjednik\nKlub Most;059 111 111;Ana Anić\nKlub Rijeka;zvati Ranku;Maja Majić\n\
        Udruženje Hor Zora Trebinje;;\n";
    let taken = bring_it(list).await;
    assert_eq!(import(&keeper, &taken, TOLD).await["keptUntil"], Value::Null, "nothing of it is over");
    let undone = bring_it("Naziv;Predsjednik\nKlub Zmaj;Iva Ivić\n").await;
    let untouched = bring_it("Naziv;Predsjednik\nKlub Ras;Eva Ević\n").await;
    for id in [&taken, &undone] {
        done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    }
    done(&keeper, UNDO, json!({ "id": undone })).await;

    let care = async || care::everywhere(&town.app.db, town.clock.now()).await.expect("care");
    let stands = async || dump(&town).await["organisation_import_row"].join("\n");
    let theirs = ["Ana Anić", "Ranku", "059 111 111", "059 220 000", "Iva Ivić", "Klub Zmaj", "Eva Ević"];
    town.clock.advance(TimeDelta::days(30));
    care().await;
    let kept = stands().await;
    assert!(theirs.iter().all(|text| kept.contains(text)), "thirty days are not over: {kept}");
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    bring(&town, &keeper, "b.csv", "Naziv;Predsjednik\nKlub Sova;Ida Idić\n".as_bytes()).await;
    let before = import(&keeper, &taken, TOLD).await;
    let until = before["keptUntil"].as_str().expect("a day");
    assert!(until.starts_with("2026-12-24T10:00:00"), "{until}");
    assert_eq!((&before["counts"]["changed"], &before["counts"]["undecided"]), (&json!(1), &json!(1)));

    town.clock.advance(TimeDelta::hours(1));
    care().await;
    let kept = stands().await;
    assert!(theirs.iter().all(|text| !kept.contains(text)), "{kept}");
    assert!(kept.contains("Ida Idić"), "what waits is looked at still");
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    assert_eq!(import(&keeper, &untouched, "id").await, Value::Null, "nobody took it");
    let journal = dump(&town).await["journal"].clone();
    let told = |row: &&String| row.contains("organisations_import_discarded");
    assert_eq!(journal.iter().filter(told).count(), 1, "{journal:?}");
    for id in [&taken, &undone] {
        let told = import(&keeper, id, TOLD).await;
        assert!(told["keptUntil"].is_null() && told["forgottenAt"].is_string(), "{told}");
        for row in told["rows"]["nodes"].as_array().expect("rows") {
            let said = [&row["cells"], &row["remarks"], &row["changes"], &row["content"]["name"]];
            assert_eq!(said, [&json!([]), &json!([]), &json!([]), &Value::Null]);
        }
    }
    let told = import(&keeper, &taken, TOLD).await;
    assert_eq!((&told["state"], &told["counts"]), (&json!("DONE"), &before["counts"]), "what became of it is known");
    let rows = told["rows"]["nodes"].as_array().expect("rows").iter().map(|row| &row["organisation"]["name"]["text"]);
    assert_eq!(rows.collect::<Vec<_>>(), ["Klub Most", "Klub Rijeka", "Hor Zora"]);

    let late = change(&keeper, UNDO, json!({ "id": taken })).await;
    assert_eq!(late["errors"][0]["reason"], "IMPORT_FORGOTTEN");
    let input = json!({ "id": taken, "rows": [4], "choice": "ADD" });
    let late = change(&keeper, &mutation("decideOrganisationImport"), input).await;
    assert_eq!(late["errors"][0]["reason"], "IMPORT_FORGOTTEN");
    assert_eq!(names(&town).await, ["Hor Zora", "Klub Most", "Klub Rijeka"]);
    let forgotten = dump(&town).await["organisation_import"].clone();
    care().await;
    assert_eq!(dump(&town).await["organisation_import"], forgotten, "once");
}

#[tokio::test]
async fn a_list_that_was_taken_back_is_thrown_away_and_what_was_left_of_it_stays() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let list = "Naziv;Predsjednik\nKlub Most;Ana Anić\nHor Zora;\n";
    let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let query = "{ organisations(filter: { text: \"most\" }) { nodes { id } } }";
    let most = town.data(query, json!({})).await["organisations"]["nodes"][0]["id"].take();
    let most: OrganisationId = most.as_str().expect("an id").parse().expect("an id");
    town.suggestion(&trebinje, |said| {
        (said.kind, said.organisation_id) = (SuggestionKind::Correction, Some(most));
    })
    .await;
    let early = change(&keeper, DISCARD, json!({ "id": id })).await;
    assert_eq!(early["errors"][0]["reason"], "IMPORT_BEGUN");
    assert_eq!(done(&keeper, UNDO, json!({ "id": id })).await["changedSince"], 1);
    assert_eq!(done(&keeper, DISCARD, json!({ "id": id })).await["discarded"], id);
    assert_eq!(import(&keeper, &id, "id").await, Value::Null);
    assert!(dump(&town).await["organisation_import_row"].is_empty());
    assert_eq!(names(&town).await, ["Klub Most"]);
}

/// A list of two rows that is taken to its end, and of both of which nobody knows whose they are.
async fn doubtful(town: &Town, keeper: &Person<'_>, owner: &municipality::Model) -> Value {
    let list = "Naziv;Predsjednik\nKlub Most;Ana Anić\nHor Zora;Maja Majić\n";
    let id = bring(town, keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    for name in ["Klub Most", "Hor Zora"] {
        for _ in 0..2 {
            town.organisation(owner, |content| content.name = Some(latin(name))).await;
        }
    }
    let ran = done(keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await["import"].take();
    assert_eq!((&ran["state"], &ran["counts"]["undecided"]), (&json!("DONE"), &json!(2)), "{ran}");
    id
}

/// Decides that this row is another organisation.
async fn add(keeper: &Person<'_>, id: &Value, row: i32) {
    let input = json!({ "id": id, "rows": [row], "choice": "ADD" });
    let decided = done(keeper, &mutation("decideOrganisationImport"), input).await["import"].take();
    assert_eq!(decided["state"], "RUNNING");
}

#[tokio::test]
async fn whoever_decides_about_a_row_later_does_not_keep_what_stood_in_its_list_for_longer() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let id = doubtful(&town, &keeper, &trebinje).await;
    let told = "state rowsDone doneAt keptUntil forgottenAt rows { nodes { number choice cells } }";
    let ended = import(&keeper, &id, told).await;

    town.clock.advance(TimeDelta::days(29));
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    add(&keeper, &id, 3).await;
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let again = import(&keeper, &id, told).await;
    for field in ["state", "rowsDone", "doneAt", "keptUntil"] {
        assert_eq!(again[field], ended[field], "{field}");
    }
    add(&keeper, &id, 2).await;
    let open = import(&keeper, &id, told).await;
    assert_eq!((&open["state"], &open["keptUntil"]), (&json!("RUNNING"), &ended["keptUntil"]));
    let care = async || care::everywhere(&town.app.db, town.clock.now()).await.expect("care");
    care().await;
    assert_eq!(import(&keeper, &id, told).await, open, "thirty days are not over");

    town.clock.advance(TimeDelta::hours(25));
    care().await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let over = import(&keeper, &id, told).await;
    assert_eq!((&over["state"], &over["rowsDone"], &over["doneAt"]), (&json!("DONE"), &json!(2), &ended["doneAt"]));
    assert!(over["forgottenAt"].is_string() && over["keptUntil"].is_null(), "{over}");
    let rows = json!([{ "number": 2, "choice": "SKIP", "cells": [] }, { "number": 3, "choice": "ADD", "cells": [] }]);
    assert_eq!(over["rows"]["nodes"], rows);
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    assert_eq!(names(&town).await, ["Hor Zora", "Hor Zora", "Hor Zora", "Klub Most", "Klub Most"]);
}

#[tokio::test]
async fn of_a_list_that_was_open_again_before_the_journal_tells_when_it_was_ended() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let id = doubtful(&town, &keeper, &trebinje).await;
    let ended = import(&keeper, &id, "doneAt").await;
    town.clock.advance(TimeDelta::hours(1));
    add(&keeper, &id, 3).await;
    let never =
        bring(&town, &keeper, "b.csv", "Naziv;Predsjednik\nKlub Sova;\n".as_bytes()).await.json()["import"].take();
    let tx = town.begin().await;
    let before = organisation_import::ActiveModel { done_at: Set(None), ..Default::default() };
    tx.change::<organisation_import::Entity, _>(Condition::all(), before, []).await.expect("as it was");
    tx.commit().await.expect("as it was");
    let db = town.database().connect().await;
    let later = Migrator::migrations().iter().rev().take_while(|one| one.name() != "m0052_first_end").count();
    Migrator::down(&db, u32::try_from(later + 1).ok()).await.expect("down");
    Migrator::up(&db, None).await.expect("up");
    db.close().await.expect("closing");
    assert_eq!(import(&keeper, &id, "doneAt").await, ended);
    assert_eq!(import(&keeper, &never, "doneAt").await["doneAt"], Value::Null);
}
