//! What was awarded, as open data: under the names of the 360Giving Data Standard, every one of them.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use entities::CallStage;
use javno::organisations::store::save::{held, put};
use serde_json::{Value, json};

use crate::desk_calls::{done, text};
use crate::desk_register::formulas;
use crate::results::{DRAFT, Desk, mutation, town_call};

/// The titles of the fields, copied by hand from the standard's own documentation: “Tabular (spreadsheet) format” and the
/// field reference at standard.threesixtygiving.org, which is generated from `schema/360-giving-schema.json` and
/// `schema/summary-table/360-giving-schema-titles.csv` of github.com/ThreeSixtyGiving/standard. The last two are ours.
const TITLES: [&str; 22] = [
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Applied For",
    "Amount Awarded",
    "Award Date",
    "URL",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Funding Org:Identifier",
    "Funding Org:Name",
    "Beneficiary Location:Name",
    "Beneficiary Location:Country Code",
    "Grant Programme:Code",
    "Grant Programme:Title",
    "Grant Programme:URL",
    "From an open call?",
    "Last modified",
    "Data Source",
    "Decision",
    "Recipient Record",
];

/// What the directory's own file says of a record: its identifier, and its cells by heading.
async fn in_the_directory(desk: &Desk, id: &str) -> Value {
    let json: Value = desk.town.get("/data/trebinje/organisations.json").await.json();
    let rows = json["organisations"].as_array().expect("organisations");
    rows.iter().find(|row| row["id"] == id).expect("the record").clone()
}

/// The award to „Most“ under the names of the same schema: required are `id`, `title`, `description`, `currency`,
/// `amountAwarded`, `awardDate`, `recipientOrganization` and `fundingOrganization`; a document's address is its `url`.
fn grant(desk: &Desk, call: &str) -> Value {
    json!({
        "id": null,
        "title": "Mostovi",
        "description": "Javni poziv za projekte udruženja",
        "currency": "BAM",
        "amountAppliedFor": 10_000.0,
        "amountAwarded": 8_500.5,
        "awardDate": "2026-11-24",
        "url": format!("{call}#rezultati"),
        "recipientOrganization": [{ "id": format!("javno-{}", desk.most), "name": "УДРУЖЕЊЕ МОСТ" }],
        "fundingOrganization": [{ "id": "javno-trebinje", "name": "Trebinje" }],
        "beneficiaryLocation": [{ "name": "Trebinje", "countryCode": "BA" }],
        "grantProgramme": [{ "code": desk.call.to_string(), "title": "Javni poziv za projekte udruženja", "url": call }],
        "fromOpenCall": "Yes",
        "dateModified": "2026-11-24T10:00:00Z",
        "dataSource": "https://javno.example/data/grants.json",
        "relatedDocument": [{ "title": "Decision", "url": "https://trebinje.example/odluka.pdf" }],
        "recipientRecord": desk.most.to_string(),
    })
}

#[tokio::test]
async fn awards_are_open_data_in_the_names_of_the_standard() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let shape = |content: &mut Value| {
        content["stage"] = "FINAL".into();
        content["decisionUrl"] = "https://trebinje.example/odluka.pdf".into();
    };
    let draft = desk.written_as(&editor, shape).await;
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"] });
    done(&editor, &mutation("publishResults", "id"), input).await;
    // An exercise awards nothing, and what is named like a formula is none.
    let exercise = desk.town.call(&desk.trebinje, |new| {
        new.call.deadline_at = Some(tests::instant("2026-11-01T12:00:00Z"));
        new.call.exercise = true;
    });
    let exercise = exercise.await.id.to_string();
    let formula = town_call(&desk, "2026-11-01T12:00:00Z", CallStage::Published).await;
    for call in [exercise, formula] {
        let rows =
            json!([{ "organisation": "=1+1", "outcome": "APPROVED", "approved": "100", "jib": "4401017720006" }]);
        let input = json!({ "call": call, "version": 0, "content": { "stage": "FINAL", "rows": rows } });
        let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
        let input = json!({ "call": call, "version": saved["version"] });
        done(&editor, &mutation("publishResults", "id"), input).await;
    }
    let csv = desk.town.get("/data/trebinje/grants.csv").await.text();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert_eq!(lines[0].trim_start_matches('\u{feff}').split(',').collect::<Vec<_>>(), TITLES);
    assert!(csv.contains(",'=1+1,") && formulas(&csv).is_empty(), "{csv}");
    let json: Value = desk.town.get("/data/grants.json").await.json();
    let grants = json["grants"].as_array().expect("grants");
    assert_eq!(grants.len(), 2);
    assert!(json["codebook"]["columns"]["Award Date"].is_string());
    let mut first = grants[0].clone();
    let call = format!("https://javno.example/trebinje/pozivi/{}", desk.call);
    assert!(first["id"].as_str().is_some_and(|id| id.starts_with("javno-trebinje-entry_")), "{first}");
    assert_eq!(first["id"].take().as_str(), lines[1].split(',').next());
    assert_eq!(first, grant(&desk, &call), "every name and value of the standard, and no other");
    assert_eq!(grants[1]["recipientOrganization"][0]["id"], "BA-JIB-4401017720006");
    // Excel, which parts by semicolons here, has the same in columns.
    let book = desk.town.get("/data/trebinje/grants.xlsx").await.bytes;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).expect("a workbook");
    let sheet = book.worksheet_range("grants").expect("a sheet");
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!((rows.len(), &rows[0][..]), (3, &TITLES.map(str::to_owned)[..]));
    assert_eq!((rows[1][1].as_str(), rows[1][5].as_str(), rows[2][9].as_str()), ("Mostovi", "8500.50", "'=1+1"));
    assert_eq!(desk.town.get("/data/grants.txt").await.status, 404);
    // Whoever is in the directory under the tax number that the list says is that record.
    let known = grants[1]["recipientRecord"].as_str().expect("a record").to_owned();
    assert_eq!(in_the_directory(&desk, &known).await["identifier"], "BA-JIB-4401017720006");
    // Both files know whoever got it by the same, before anybody knows its tax number and after.
    let most = desk.most.to_string();
    let record = in_the_directory(&desk, &most).await;
    assert_eq!((&record["id"], &record["identifier"]), (&json!(most), &json!(format!("javno-{most}"))));
    assert_eq!(grants[0]["recipientRecord"], record["id"]);
    assert_eq!(grants[0]["recipientOrganization"][0]["id"], record["identifier"]);
    assert!(lines[1].ends_with(&format!(",{most}")) && lines[2].ends_with(&format!(",{known}")), "{csv}");

    // What the list does not say of the tax number, the record says that the row is linked with; and what is corrected stays
    // the same award.
    let tx = desk.town.begin().await;
    let standing = held(&tx, desk.most).await.expect("an organisation");
    let now = entities::OrganisationContent { jib: Some("4200211100005".into()), ..standing.content.clone() };
    put(&tx, standing, now, None).await.expect("a change");
    tx.commit().await.expect("a change");
    let corrected = desk.written_as(&editor, |content| {
        shape(content);
        content["rows"][0]["approved"] = "9000".into();
    });
    let input =
        json!({ "call": desk.call.to_string(), "version": corrected.await["version"], "reason": text("Ispravka.") });
    done(&editor, &mutation("publishResults", "id"), input).await;
    let json: Value = desk.town.get("/data/grants.json").await.json();
    let again = json["grants"].as_array().expect("grants").iter().find(|one| one["amountAwarded"] == 9_000.0);
    let again = again.expect("the corrected award");
    assert_eq!(again["id"], grants[0]["id"]);
    assert_eq!(again["recipientOrganization"][0]["id"], "BA-JIB-4200211100005");
    assert_eq!(again["recipientRecord"], grants[0]["recipientRecord"]);
    assert_eq!(in_the_directory(&desk, &most).await["identifier"], "BA-JIB-4200211100005");
    let csv = desk.town.get("/data/trebinje/grants.csv").await.text();
    let ids: Vec<_> = csv.lines().skip(1).map(|line| line.split(',').next().expect("an id")).collect();
    assert!(ids.len() == 2 && ids.contains(&again["id"].as_str().expect("an id")), "{csv}");

    // A call that is cancelled after all awards nothing.
    let cancel = "mutation ($input: CancelCallInput!) { cancelCall(input: $input) { call { id } errors { code } } }";
    let input = json!({ "id": desk.call.to_string(), "version": 3, "reason": text("Poništeno.") });
    done(&editor, cancel, input).await;
    assert_eq!(desk.town.get("/data/trebinje/grants.csv").await.text().lines().count(), 2);
}
