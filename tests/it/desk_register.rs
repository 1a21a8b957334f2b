//! The whole register of a directory, as its keeper takes it away: also what is not listed and what nobody else reads.

use std::io::Cursor;
use std::time::Duration;

use axum::body::Body;
use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use entities::{OrganisationState, Role, TokenScope, organisation};
use javno::organisations::intake::columns::list;
use javno::table::Table;
use sea_orm::{ActiveValue::Set, Unchanged};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::organisations::known_in_full;

use crate::desk_calls::done;
use crate::desk_files::fetch;
use crate::desk_imports::{bring, mutation};

fn path(kind: &str) -> String {
    format!("/desk/export/organisations{kind}?municipality=trebinje")
}

/// Puts an organisation into another state, as an official does.
async fn put(town: &Town, row: &organisation::Model, state: OrganisationState) {
    let tx = town.begin().await;
    let now = organisation::ActiveModel { id: Unchanged(row.id), state: Set(state), ..Default::default() };
    tx.update(now).await.expect("another state");
    tx.commit().await.expect("another state");
}

/// A table, read as who parts it by this.
pub(crate) fn parted(text: &str, by: u8) -> csv::Reader<&[u8]> {
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    csv::ReaderBuilder::new().delimiter(by).flexible(true).from_reader(text)
}

/// The cells that a spreadsheet would reckon, in whatever language its system speaks.
pub(crate) fn formulas(text: &str) -> Vec<String> {
    let rows = |by| parted(text, by).into_records().map(|row| row.expect("a row")).collect::<Vec<_>>();
    let cells = [b';', b',', b'\t']
        .into_iter()
        .flat_map(rows)
        .flat_map(|row| row.iter().map(|cell| cell.trim_start_matches([' ', '"']).to_owned()).collect::<Vec<_>>());
    cells.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect()
}

/// The cells of a column.
fn column<'a>(table: &'a Table, heading: &str) -> Vec<&'a str> {
    let at = table.headings.iter().position(|one| one == heading).expect("the column");
    table.rows.iter().map(|(_, cells)| &*cells[at]).collect()
}

#[tokio::test]
async fn the_register_is_whole_the_same_in_every_format_and_no_formula() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    town.organisation(&trebinje, known_in_full).await;
    let mut rows = Vec::new();
    for (name, note) in
        [("Povučeno", "=HYPERLINK(\"https://zlo.example\")"), ("Predloženo", "@SUM(A1)"), ("Spojeno", "+1")]
    {
        let row = town
            .organisation(&trebinje, |content| {
                (content.name, content.internal_note) = (Some(latin(name)), Some(note.into()));
                content.representative = Some("-Ana".into());
            })
            .await;
        rows.push(row);
    }
    let into = town.organisation(&trebinje, |content| content.name = Some(latin("Ostaje"))).await;
    let merge = "mutation ($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) {
        organisation { id } errors { code reason } } }";
    let both = json!({ "into": into.id.to_string(), "intoVersion": 1, "from": rows[2].id.to_string(), "fromVersion": 1, "take": [] });
    done(&keeper, merge, both).await;
    put(&town, &rows[0], OrganisationState::Withdrawn).await;
    put(&town, &rows[1], OrganisationState::Proposed).await;
    town.organisation(&teslic, |content| content.name = Some(latin("Susjedi"))).await;

    let csv = fetch(&keeper, &path(".csv")).await;
    assert_eq!(
        (
            csv.status.as_u16(),
            csv.header("content-type"),
            csv.header("cache-control"),
            csv.header("content-disposition")
        ),
        (200, "text/csv; charset=utf-8", "no-store", "attachment; filename=\"trebinje-registar.csv\"")
    );
    let raw = csv.text();
    let mut raw = parted(&raw, b';');
    let raw: Vec<_> = raw.records().map(|row| row.expect("a row")).collect();
    assert_eq!(raw.len(), 5);
    assert!(raw.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    assert!(raw.iter().flatten().any(|cell| cell == "'-Ana"));
    let csv = list(csv.text().as_bytes()).expect("a list");
    assert_eq!(column(&csv, "state"), ["listed", "withdrawn", "proposed", "merged", "listed"]);
    assert_eq!(column(&csv, "merged_into"), ["", "", "", &*into.id.to_string(), ""]);
    let notes = ["Zvati prije podne.", "=HYPERLINK(\"https://zlo.example\")", "@SUM(A1)", "+1", ""];
    assert_eq!(column(&csv, "internal_note"), notes, "read back, it is as it was written");
    assert_eq!(column(&csv, "keeper_email")[0], "ana@rijeka.example");
    assert_eq!(column(&csv, "representative")[..2], ["Ana Anić", "-Ana"]);
    assert_eq!(column(&csv, "representative_public")[..2], ["true", "false"]);
    // What everybody has comes first, and says the same.
    let open = list(town.get("/data/trebinje/organisations.csv").await.text().as_bytes()).expect("a list");
    assert_eq!(csv.headings[..open.headings.len()], open.headings);
    for (_, cells) in &open.rows {
        assert!(csv.rows.iter().any(|(_, row)| row[..cells.len()] == cells[..]), "{cells:?}");
    }

    let bytes = fetch(&keeper, &path(".xlsx")).await.bytes;
    let book = list(&bytes).expect("a workbook");
    let cells = |table: &Table| table.rows.iter().map(|(_, cells)| cells.clone()).collect::<Vec<_>>();
    assert_eq!((&book.headings, cells(&book)), (&csv.headings, cells(&csv)));
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    let sheet = book.worksheet_range("organisations").expect("a sheet");
    assert!(sheet.rows().flatten().all(|cell| !cell.to_string().starts_with(['=', '+', '-', '@'])));

    let json = fetch(&keeper, &path(".json")).await.json();
    let told = &json["organisations"][0];
    assert_eq!(
        (&told["representative_public"], &told["exercise"], &told["areas"], &told["merged_into"]),
        (&json!(true), &json!(false), &json!(["environment", "youth_children"]), &Value::Null)
    );
    // Each column is explained, in the file and beside it.
    let explained = json["codebook"]["columns"].as_object().expect("a codebook");
    assert!(
        csv.headings.iter().all(|heading| explained.contains_key(heading)) && explained.len() == csv.headings.len()
    );
    let beside = fetch(&keeper, &path("-codebook.csv")).await.text();
    let mut reader = parted(&beside, b';');
    let beside: Vec<[String; 3]> = reader.deserialize().collect::<Result<_, _>>().expect("rows");
    let of_columns = beside.iter().filter(|[_, code, _]| code.is_empty()).map(|[column, ..]| column);
    assert_eq!(of_columns.collect::<Vec<_>>(), csv.headings.iter().collect::<Vec<_>>());
    let sheet = book.worksheet_range("codebook").expect("a sheet");
    let sheet: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(sheet[1..], beside);
    // Nothing of it is in what everybody has.
    let public = town.get("/data/trebinje/organisations.json").await.text();
    for kept in ["Povučeno", "Predloženo", "Zvati prije podne", "ana@rijeka.example", "keeper_email", "Susjedi"] {
        assert!(!public.contains(kept), "{kept}");
    }
    assert!(!json.to_string().contains("Susjedi"));
    assert_eq!(fetch(&keeper, &path(".txt")).await.status, 404);
    assert_eq!(fetch(&keeper, &path("")).await.status, 404);
}

#[tokio::test]
async fn no_cell_becomes_a_formula_however_a_file_is_parted() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let written = ["Klub;=1+1;x", "prvo, =HYPERLINK(\"https://zlo.example\")\n-drugo", "\"a\";\"@SUM(A1)\""];
    town.organisation(&trebinje, |content| {
        (content.name, content.description) = (Some(latin(written[0])), Some(latin(written[1])));
        content.internal_note = Some(written[2].into());
    })
    .await;
    let register = fetch(&keeper, &path(".csv")).await.text();
    let open = town.get("/data/trebinje/organisations.csv").await.text();
    let none: Vec<String> = Vec::new();
    for text in [&register, &open] {
        assert_eq!(formulas(text), none, "{text}");
        // Excel parts it into columns, where a number has a decimal comma.
        let mut rows = parted(text, b';');
        let columns = rows.headers().expect("a heading").len();
        assert!(columns > 10 && rows.records().all(|row| row.expect("a row").len() == columns), "{text}");
    }
    let csv = list(register.as_bytes()).expect("a list");
    for (heading, text) in ["name", "description", "internal_note"].into_iter().zip(written) {
        assert_eq!(column(&csv, heading), [text], "read back, it is as it was written");
    }
}

#[tokio::test]
async fn the_register_is_for_its_keepers_alone() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    town.organisation(&trebinje, known_in_full).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let half = town.unconfirmed(&trebinje, &[Role::Admin]).await;
    for kind in [".csv", ".json", ".xlsx", "-codebook.csv"] {
        let path = path(kind);
        assert_eq!(town.get(&path).await.status, 401, "{kind}");
        assert_eq!(fetch(&half, &path).await.status, 401, "{kind}");
        assert_eq!(fetch(&neighbour, &path).await.status, 404, "{kind}");
        for role in [Role::Editor, Role::Moderator, Role::Evaluator, Role::Webmaster] {
            let other = town.official(&trebinje, &[role]).await;
            let refused = fetch(&other, &path).await;
            assert_eq!(
                (refused.status.as_u16(), &refused.json()["code"]),
                (403, &json!("FORBIDDEN")),
                "{kind} {role:?}"
            );
        }
        for role in [Role::DirectoryKeeper, Role::Admin] {
            let keeper = town.official(&trebinje, &[role]).await;
            assert_eq!(fetch(&keeper, &path).await.status, 200, "{kind} {role:?}");
            // A page of somebody else has the browser send the cookie along a link, and says so.
            let linked = keeper.request(&path).method("GET").header("sec-fetch-site", "cross-site");
            let mut linked = linked.body(Body::empty()).expect("a request");
            linked.headers_mut().remove("origin");
            assert_eq!(town.request(linked).await.status, 401, "{kind}");
            let program = keeper.program(&trebinje, &[TokenScope::ReadDesk, TokenScope::WriteCalls]).await;
            let read = program.request(&path).method("GET").body(Body::empty()).expect("a request");
            assert_eq!(town.request(read).await.status, 403, "{kind}: no program keeps a directory");
        }
    }
}

#[tokio::test]
async fn a_register_is_read_in_turns_and_each_turn_in_as_many_statements() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    // 200 are read in a turn: a turn that is full, and some.
    for n in 0..230 {
        town.organisation(&trebinje, |content| content.name = Some(latin(&format!("Udruženje {n:03}")))).await;
    }
    town.statements();
    let csv = list(fetch(&keeper, &path(".csv")).await.text().as_bytes()).expect("a list");
    let read = town.statements().iter().filter(|sql| sql.contains(r#"FROM "organisation"#)).count();
    assert_eq!((csv.rows.len(), read), (230, 4 + 4 + 1), "records, what hangs on them, and where they led");
}

#[tokio::test]
async fn a_register_as_a_workbook_waits_for_its_turn() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let long = &town.app.long_reads;
    let turns = (long.turn().await.expect("a turn"), long.turn().await.expect("another"));
    let (xlsx, csv) = (path(".xlsx"), path(".csv"));
    let early = tokio::time::timeout(Duration::from_millis(300), fetch(&keeper, &xlsx)).await;
    assert!(early.is_err(), "it waits while others are made");
    assert_eq!(fetch(&keeper, &csv).await.status, 200, "what is sent as it is read does not");
    drop(turns);
    assert_eq!(fetch(&keeper, &xlsx).await.status, 200);
}

#[tokio::test]
async fn a_register_that_is_brought_back_changes_nothing() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    for (name, phone, note) in [
        ("Klub Most", "+387 59 220 000", "=1+1"),
        ("@vrelo", "059 111 111", "-1"),
        ("-Hor-", "+387 59 330 000", "Zvati."),
    ] {
        town.organisation(&trebinje, |content| {
            (content.name, content.phone) = (Some(latin(name)), Some(phone.into()));
            content.internal_note = Some(note.into());
        })
        .await;
    }
    for kind in ["csv", "xlsx"] {
        let file = fetch(&keeper, &path(&format!(".{kind}"))).await;
        let answer = bring(&town, &keeper, &format!("registar.{kind}"), &file.bytes).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let id = answer.json()["import"].clone();
        let headings = list(&file.bytes).expect("a list").headings;
        let meaning = |heading: &String| match heading.as_str() {
            "name" => json!("NAME"),
            "phone" => json!("PHONE"),
            "internal_note" => json!("NOTE"),
            _ => Value::Null,
        };
        let columns: Vec<_> = headings.iter().map(meaning).collect();
        let input = json!({ "id": id, "columns": columns, "publishContacts": true });
        let planned = done(&keeper, &mutation("planOrganisationImport"), input).await["import"].take();
        let same = json!({ "new": 0, "changed": 0, "same": 3, "suspect": 0, "refused": 0, "undecided": 0 });
        assert_eq!(planned["counts"], same, "{kind}");
    }
}
