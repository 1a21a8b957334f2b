//! What an office's list brought at the console beside what a file says of all directories: the file fills what is missing,
//! and writes over nothing.

use entities::{ConfirmedBy, ImportId, OrganisationId, organisation};
use javno::console::organisations::{Import, Undo, import, take_back};
use javno::import::Summary;
use javno::organisations::store::save::{confirm, held};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{Condition, Set};
use serde_json::{Value, json};
use tests::given::on;

use crate::import::{Desk, Said};

const LIST: &str = "Naziv;JIB;Sjedište;Telefon;Web\n\
    Klub Most;4401017720006;Trebinje;059 220 000;https://most.example/\n";

const JIB: Option<&str> = Some("4401017720006");

/// Takes this list at the console.
async fn list(desk: &Desk) -> ImportId {
    let file = desk.path("spisak.csv");
    std::fs::write(&file, LIST).expect("a file");
    let what = Import { file, municipality: "trebinje".into(), dry: false, publish_contacts: true };
    let (id, tally) = import(&desk.town.app, &what, &mut std::io::sink()).await.expect("an import");
    assert_eq!(tally.new + tally.changed, 1, "{tally:?}");
    id
}

/// Takes the list back; how many records were left as they are.
async fn undo(desk: &Desk, id: ImportId) -> usize {
    let what = Undo { import: id.to_string(), municipality: "trebinje".into() };
    take_back(&desk.town.app, &what).await.expect("an undone import")
}

/// Takes a file in which there is the same organisation, with these fields.
async fn file(desk: &Desk, fields: Value) -> Said {
    let mut row = json!({ "name": "Klub Most", "script": "Latn", "municipality": "Trebinje" });
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    row.as_object_mut().expect("an object").extend(fields);
    let path = desk.path("organisations.json");
    std::fs::write(&path, json!([row]).to_string()).expect("a file");
    desk.import_files(&[path]).await
}

/// The organisation says that all of it is true: its list lets go of it.
async fn confirmed(desk: &Desk) {
    let found = desk.town.data("{ organisations { nodes { id } } }", json!({})).await;
    let id: OrganisationId = found["organisations"]["nodes"][0]["id"].as_str().expect("an id").parse().expect("an id");
    let tx = desk.town.begin().await;
    let row = held(&tx, id).await.expect("an organisation").row;
    confirm(&tx, &row, ConfirmedBy::Organisation, on("2026-11-20")).await.expect("confirmed");
    tx.commit().await.expect("confirmed");
}

/// Everything of the directory that is asked about here.
async fn told(desk: &Desk) -> Value {
    let query = "{ organisations { nodes { jib seat { text } founded areas { code } contact { phone website } } } }";
    desk.town.data(query, json!({})).await["organisations"]["nodes"].take()
}

fn record(jib: Option<&str>, founded: Option<i32>, area: Option<&str>, website: &str) -> Value {
    let listed = jib.is_some();
    json!([{
        "jib": jib, "seat": listed.then(|| json!({ "text": "Trebinje" })), "founded": founded,
        "areas": area.map(|code| json!({ "code": code })).into_iter().collect::<Vec<_>>(),
        "contact": { "phone": listed.then_some("059 220 000"), "website": website },
    }])
}

#[tokio::test]
async fn a_file_fills_what_a_list_left_out_and_says_what_it_does_not_take() {
    let desk = Desk::new().await;
    let id = list(&desk).await;
    let fields = json!({ "website": "https://drugi.example/", "founded": "2009", "area_code": "sport" });
    for (changed, same) in [(1, 0), (0, 1)] {
        let said = file(&desk, fields.clone()).await;
        assert_eq!(said.outcome, Ok(Summary { changed, same, ..Summary::default() }), "{}", said.report);
        let expected = "“Klub Most”: left out website: an office's list has written this record";
        assert!(said.report.contains(expected), "{}", said.report);
        assert_eq!(told(&desk).await, record(JIB, Some(2009), Some("sport"), "https://most.example/"));
    }
    // Nor does it take away what it does not say any more: nobody knows whether the list said it.
    let said = file(&desk, json!({ "founded": "2009" })).await;
    assert_eq!(said.outcome.map(|summary| summary.same), Ok(1), "{}", said.report);
    assert_eq!(told(&desk).await, record(JIB, Some(2009), Some("sport"), "https://most.example/"));
    assert_eq!(undo(&desk, id).await, 1, "a file has written it since");
    assert_eq!(told(&desk).await, record(JIB, Some(2009), Some("sport"), "https://most.example/"));
}

#[tokio::test]
async fn what_a_list_brought_is_taken_back_where_a_file_had_nothing_to_add() {
    let desk = Desk::new().await;
    let id = list(&desk).await;
    let said = file(&desk, json!({ "website": "https://drugi.example/" })).await;
    assert_eq!(said.outcome.map(|summary| summary.same), Ok(1), "{}", said.report);
    assert_eq!(undo(&desk, id).await, 0);
    assert_eq!(told(&desk).await, json!([]));
    let said = file(&desk, json!({ "website": "https://drugi.example/" })).await;
    assert_eq!(said.outcome.map(|summary| summary.new), Ok(1), "{}", said.report);
}

#[tokio::test]
async fn a_list_that_was_taken_into_what_a_file_brought_is_not_written_over_by_the_next_file() {
    let desk = Desk::new().await;
    file(&desk, json!({ "website": "https://prvi.example/", "area_code": "sport" })).await.outcome.expect("one");
    // Of what no list has written the file alone tells.
    file(&desk, json!({ "website": "https://drugi.example/", "area_code": "sport" })).await.outcome.expect("one");
    assert_eq!(told(&desk).await, record(None, None, Some("sport"), "https://drugi.example/"));
    let id = list(&desk).await;
    let said = file(&desk, json!({ "website": "https://treci.example/", "area_code": "sport" })).await;
    assert_eq!(said.outcome.map(|summary| summary.same), Ok(1), "{}", said.report);
    assert_eq!(told(&desk).await, record(JIB, None, Some("sport"), "https://most.example/"));
    assert_eq!(undo(&desk, id).await, 0);
    assert_eq!(told(&desk).await, record(None, None, Some("sport"), "https://drugi.example/"));
    // Then it is the file's again.
    let said = file(&desk, json!({ "website": "https://treci.example/", "area_code": "sport" })).await;
    assert_eq!(said.outcome.map(|summary| summary.changed), Ok(1), "{}", said.report);
    assert_eq!(told(&desk).await, record(None, None, Some("sport"), "https://treci.example/"));
}

#[tokio::test]
async fn it_stays_known_that_a_list_has_written_a_record_when_the_list_lets_go_of_it() {
    let desk = Desk::new().await;
    file(&desk, json!({ "area_code": "sport" })).await.outcome.expect("one");
    list(&desk).await;
    confirmed(&desk).await;
    let said = file(&desk, json!({ "area_code": "sport", "founded": "2009" })).await;
    assert_eq!(said.outcome.map(|summary| summary.changed), Ok(1), "{}", said.report);
    assert_eq!(told(&desk).await, record(JIB, Some(2009), Some("sport"), "https://most.example/"));
}

/// Makes the database what it was while a record that a list had written kept the hash of its file, and brings it on from there.
async fn from_before_that_was_noted(desk: &Desk) {
    let tx = desk.town.begin().await;
    let kept = organisation::ActiveModel { source_hash: Set("of the file".into()), ..Default::default() };
    tx.change::<organisation::Entity, _>(Condition::all(), kept, []).await.expect("as it was");
    tx.commit().await.expect("as it was");
    let db = desk.town.database().connect().await;
    let later = Migrator::migrations().iter().rev().take_while(|one| one.name() != "m0053_given_back").count();
    Migrator::down(&db, u32::try_from(later + 1).ok()).await.expect("down");
    Migrator::up(&db, None).await.expect("up");
    db.close().await.expect("closing");
}

#[tokio::test]
async fn what_a_list_wrote_before_that_was_noted_is_a_lists_too_until_it_is_taken_back() {
    for taken_back in [false, true] {
        let desk = Desk::new().await;
        file(&desk, json!({ "area_code": "sport" })).await.outcome.expect("one");
        let id = list(&desk).await;
        from_before_that_was_noted(&desk).await;
        if taken_back {
            assert_eq!(undo(&desk, id).await, 0);
        } else {
            confirmed(&desk).await;
        }
        let said = file(&desk, json!({ "area_code": "sport", "website": "https://drugi.example/" })).await;
        let (changed, expected) = if taken_back {
            (1, record(None, None, Some("sport"), "https://drugi.example/"))
        } else {
            (0, record(JIB, None, Some("sport"), "https://most.example/"))
        };
        assert_eq!(said.outcome.map(|summary| summary.changed), Ok(changed), "{}", said.report);
        assert_eq!(told(&desk).await, expected, "{}", said.report);
    }
}
