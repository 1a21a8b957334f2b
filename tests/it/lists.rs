//! Lists as offices have them: looked at, taken in steps that say how far they are, every bad cell named, undone whole.

use std::path::PathBuf;
use std::time::Duration;

use entities::{ImportId, ImportState};
use javno::console::organisations::{Import, Undo, import, take_back};
use javno::organisations::store::import::{Plan, Tally, hold, plan_again, preview, step, undo};
use javno::organisations::store::save::{held, put};
use javno::table::cell_name;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;

use crate::tables::dump;

struct Office {
    town: Town,
    owner: entities::municipality::Model,
    folder: tempfile::TempDir,
}

impl Office {
    async fn new() -> Self {
        let town = Town::new().await;
        let owner = town.municipality("trebinje").await;
        town.statements();
        Self { town, owner, folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    async fn take(&self, file: PathBuf, dry: bool) -> (ImportId, Tally, String) {
        let mut report = Vec::new();
        let what = Import { file, municipality: "trebinje".into(), dry, publish_contacts: true };
        let (id, tally) = import(&self.town.app, &what, &mut report).await.expect("an import");
        (id, tally, String::from_utf8(report).expect("text"))
    }

    async fn take_back(&self, id: ImportId) -> usize {
        let what = Undo { import: id.to_string(), municipality: "trebinje".into() };
        take_back(&self.town.app, &what).await.expect("an undone import")
    }

    async fn names(&self) -> Vec<String> {
        let query = "{ organisations(first: 100) { nodes { name { text } } } }";
        let data = self.town.data(query, json!({})).await;
        let nodes = data["organisations"]["nodes"].as_array().expect("organisations");
        nodes.iter().map(|node| node["name"]["text"].as_str().expect("a name").to_owned()).collect()
    }

    /// All that the directory itself holds.
    async fn directory(&self) -> Vec<(String, Vec<String>)> {
        let tables = ["organisation", "organisation_area", "organisation_status"];
        let all = dump(&self.town).await;
        all.into_iter().filter(|(table, _)| tables.contains(&table.as_str())).collect()
    }
}

const LIST: &str = "Spisak udruženja;;;;;;;\n\
    R.br.;Назив;JIB;Sjedište;Oblast;E-mail;Godina osnivanja;Predsjednik\n\
    1;Udruženje „Most“;4401017720006;Trebinje;Sport, kultura;info@most.example;2009;Ana Anić\n\
    2;КУД „Његош“;4401017720007;Требиње;kultura;nije adresa;davno;\n\
    3;;;;;;;\n\
    4;УДРУЖЕЊЕ „МОСТ“;4401017720006;;;;;\n\
    5;=1+1;;;Svemir;;1998.;\n";

#[tokio::test]
async fn every_bad_cell_is_named_and_the_others_are_taken() {
    let office = Office::new().await;
    let path = office.file("spisak.csv", LIST);
    let before = dump(&office.town).await;
    let (_, planned, _) = office.take(path.clone(), true).await;
    assert_eq!(dump(&office.town).await, before, "a look changes nothing");
    let (_, tally, report) = office.take(path, false).await;
    assert_eq!(planned, tally);
    insta::assert_snapshot!(format!("{tally:?}\n{report}"), @"
    Tally { new: 3, changed: 0, same: 0, suspect: 0, refused: 2 }
    column “R.br.”: left out
    column “Назив”: Name
    column “JIB”: Jib
    column “Sjedište”: Seat
    column “Oblast”: Areas
    column “E-mail”: Email
    column “Godina osnivanja”: Founded
    column “Predsjednik”: Representative
    spisak.csv!C4: doubtful jib_check_digit “4401017720007”
    spisak.csv!F4: left out email_unreadable “nije adresa”
    spisak.csv!G4: left out year_unreadable “davno”
    spisak.csv!B5: REFUSED name_missing “”
    spisak.csv!A6: REFUSED same_as_row “3”
    spisak.csv!E7: left out area_unknown “Svemir”
    rows with an address, e-mail or a telephone: 1; they come into the directory, where everybody reads them
    ");
    let query = r#"{ organisations(filter: { text: "most" }) { nodes { jib identifiers { value } seat { text } founded
        representative areas { code } contact { email } legalForm } } }"#;
    insta::assert_json_snapshot!(office.town.data(query, json!({})).await["organisations"]["nodes"], @r#"
    [
      {
        "areas": [
          {
            "code": "culture"
          },
          {
            "code": "sport"
          }
        ],
        "contact": {
          "email": "info@most.example"
        },
        "founded": 2009,
        "identifiers": [
          {
            "value": "BA-JIB-4401017720006"
          }
        ],
        "jib": "4401017720006",
        "legalForm": "ASSOCIATION",
        "representative": null,
        "seat": {
          "text": "Trebinje"
        }
      }
    ]
    "#);
}

#[tokio::test]
async fn contacts_of_a_list_are_left_out_unless_somebody_says_that_they_are_published() {
    let office = Office::new().await;
    let rows = "Naziv;Telefon;E-mail;Adresa\nKlub Most;059 220 000;;\nKlub Rijeka;;info@rijeka.example;\nHor Zora;;;\n\
        ;059 1;;\nMoto klub;;;Kod Ane 7\n";
    let file = office.file("spisak.csv", rows);
    let mut report = Vec::new();
    let what = Import { file: file.clone(), municipality: "trebinje".into(), dry: false, publish_contacts: false };
    let (_, tally) = import(&office.town.app, &what, &mut report).await.expect("an import");
    assert_eq!(tally.new, 4);
    let report = String::from_utf8(report).expect("text");
    assert!(report.contains("a telephone: 3; they are left out; take them with --publish-contacts"), "{report}");
    let query = "{ organisations(first: 100) { nodes { contact { phone email address { text } } } } }";
    let data = office.town.data(query, json!({})).await;
    let none = json!({ "contact": { "phone": null, "email": null, "address": null } });
    assert_eq!(data["organisations"]["nodes"], json!([none, none, none, none]));
    // No other column of theirs has them either: an address of a keeper is somebody who may write here.
    let all = format!("{:?}", office.directory().await);
    assert!(!all.contains("220 000") && !all.contains("rijeka.example") && !all.contains("Ane 7"), "{all}");

    // The same list again, now that somebody says so: it says more of three of them.
    let (_, again, _) = office.take(file, false).await;
    assert_eq!(again, Tally { changed: 3, same: 1, refused: 1, ..Tally::default() });
    let nodes = office.town.data(query, json!({})).await["organisations"]["nodes"].take();
    let phone = json!({ "contact": { "phone": "059 220 000", "email": null, "address": null } });
    let street = json!({ "contact": { "phone": null, "email": null, "address": { "text": "Kod Ane 7" } } });
    assert_eq!((&nodes[1], &nodes[3]), (&phone, &street));
}

#[tokio::test]
async fn a_street_in_the_cell_of_the_seat_is_an_address() {
    let office = Office::new().await;
    let rows = "Naziv;Sjedište\nKlub Most;Vuka Karadžića 5, 89101 Trebinje\nHor Zora;Bileća\nMoto klub;Kod Ane 7\n";
    let file = office.file("spisak.csv", rows);
    let mut report = Vec::new();
    let what = Import { file: file.clone(), municipality: "trebinje".into(), dry: false, publish_contacts: false };
    import(&office.town.app, &what, &mut report).await.expect("an import");
    let report = String::from_utf8(report).expect("text");
    assert!(report.contains("a telephone: 2; they are left out"), "{report}");
    let query = "{ organisations(first: 100) { nodes { seat { text } contact { address { text } } } } }";
    let told = async || {
        let nodes = office.town.data(query, json!({})).await["organisations"]["nodes"].take();
        let told = nodes.as_array().expect("a list").iter().map(|node| {
            let text = |node: &Value| node["text"].as_str().map(str::to_owned);
            (text(&node["seat"]), text(&node["contact"]["address"]))
        });
        told.collect::<Vec<_>>()
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(told().await, [(text("Bileća"), None), (text("Trebinje"), None), (None, None)]);
    office.take(file, false).await;
    let streets = [(text("Bileća"), None), (text("Trebinje"), text("Vuka Karadžića 5")), (None, text("Kod Ane 7"))];
    assert_eq!(told().await, streets, "now that somebody says that they are published");
}

#[tokio::test]
async fn the_same_list_again_changes_nothing_and_another_only_what_it_says() {
    let office = Office::new().await;
    let (first, ..) =
        office.take(office.file("prvi.csv", "Naziv;Telefon;Sjedište\nKlub „Most“;059 220 000;Trebinje\n"), false).await;
    let as_it_was = office.directory().await;
    let (_, again, _) = office.take(office.file("drugi.csv", "Naziv;Telefon\nКЛУБ МОСТ;059 220 000\n"), false).await;
    assert_eq!(again, Tally { same: 1, ..Tally::default() });
    let rows = "Naziv;Telefon\nКЛУБ МОСТ;059 111 111\nKlub Rijeka;\nPlaninarski klub „Most“ Trebinje;\n";
    let (third, other, _) = office.take(office.file("treci.csv", rows), false).await;
    assert_eq!(other, Tally { new: 2, changed: 1, ..Tally::default() });
    let query = r#"{ organisations(filter: { text: "most" }) { nodes { contact { phone } seat { text } changes { field before after } } } }"#;
    let data = office.town.data(query, json!({})).await;
    assert_eq!(
        data["organisations"]["nodes"][0],
        json!({ "contact": { "phone": "059 111 111" }, "seat": { "text": "Trebinje" },
            "changes": [{ "field": "CONTACT", "before": null, "after": null }] })
    );
    assert_eq!(office.take_back(third).await, 0);
    let plain = |rows: Vec<(String, Vec<String>)>| {
        rows.into_iter().map(|(table, rows)| (table, rows.len())).collect::<Vec<_>>()
    };
    assert_eq!(plain(office.directory().await), plain(as_it_was));
    let data = office.town.data(query, json!({})).await;
    assert_eq!(data["organisations"]["nodes"][0]["contact"]["phone"], "059 220 000");
    // The record came from the first list and is what it brought; but two lists have written it since.
    assert_eq!(office.take_back(first).await, 1);
    assert_eq!(office.names().await, ["Klub „Most“"]);
}

#[tokio::test]
async fn what_somebody_has_changed_since_is_not_thrown_away() {
    let office = Office::new().await;
    let (id, ..) = office.take(office.file("spisak.csv", "Naziv;Telefon\nKlub Most;\nKlub Rijeka;\n"), false).await;
    let query = r#"{ organisations(filter: { text: "most" }) { nodes { id } } }"#;
    let data = office.town.data(query, json!({})).await;
    let most = data["organisations"]["nodes"][0]["id"].as_str().expect("an id").parse().expect("an id");
    let tx = office.town.begin().await;
    let standing = held(&tx, most).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.territory = Some(latin("Hercegovina"));
    put(&tx, standing, now, None).await.expect("a change");
    tx.commit().await.expect("a change");
    assert_eq!(office.take_back(id).await, 1);
    assert_eq!(office.names().await, ["Klub Most"]);
    assert_eq!(office.take_back(id).await, 0, "undone once");
}

#[tokio::test]
async fn one_organisation_that_stands_in_a_list_twice_is_added_once_and_the_list_can_be_undone() {
    let office = Office::new().await;
    let as_it_was = office.directory().await;
    let list = "Naziv;JIB;Telefon\nKlub Most;4401017720006;\nКЛУБ МОСТ;;059 220 000\nKlub Most;4200211100005;\n";
    let (id, tally, report) = office.take(office.file("spisak.csv", list), false).await;
    assert_eq!(tally, Tally { new: 2, refused: 1, ..Tally::default() }, "{report}");
    assert!(report.contains("spisak.csv!A3: REFUSED same_as_row “2”"), "{report}");
    // Two that are called the same are two where their numbers say so.
    assert_eq!(office.names().await, ["Klub Most", "Klub Most"]);
    assert_eq!(office.take_back(id).await, 0);
    assert_eq!(office.directory().await, as_it_was);
}

#[tokio::test]
async fn a_list_changes_neither_what_was_taken_out_nor_who_has_another_number() {
    let office = Office::new().await;
    let (first, ..) =
        office.take(office.file("prvi.csv", "Naziv;JIB\nKlub Most;4401017720006\nKlub Rijeka;\n"), false).await;
    let id = async |name: &str| {
        let query = "query ($text: String!) { organisations(filter: { text: $text }) { nodes { id } } }";
        let data = office.town.data(query, json!({ "text": name })).await;
        data["organisations"]["nodes"][0]["id"].as_str().expect("an id").parse().expect("an id")
    };
    let tx = office.town.begin().await;
    let standing = held(&tx, id("rijeka").await).await.expect("an organisation");
    javno::organisations::store::save::withdraw(&tx, standing, None).await.expect("taken out");
    tx.commit().await.expect("taken out");
    let list = "Naziv;JIB;Telefon\nKlub Most;4200211100005;\nKlub Rijeka;;059 220 000\n";
    let (second, tally, _) = office.take(office.file("drugi.csv", list), false).await;
    assert_eq!(tally, Tally { new: 1, suspect: 1, ..Tally::default() });
    assert_eq!(office.names().await, ["Klub Most", "Klub Most"]);
    assert_eq!(office.take_back(second).await, 0);
    assert_eq!(office.names().await, ["Klub Most"]);
    // What somebody took out stays, and stays out.
    assert_eq!(office.take_back(first).await, 1);
}

#[tokio::test]
async fn a_list_in_cyrillic_of_old_windows_is_read() {
    let office = Office::new().await;
    let list = "Назив удружења;Сједиште\nУдружење „Мост”;Љубиње\nКУД Његош;Требиње\n";
    let path = office.folder.path().join("spisak.csv");
    std::fs::write(&path, encoding_rs::WINDOWS_1251.encode(list).0).expect("a file");
    let (_, tally, report) = office.take(path, false).await;
    assert_eq!(tally, Tally { new: 2, ..Tally::default() }, "{report}");
    let data = office.town.data("{ organisations { nodes { name { text } seat { text } } } }", json!({})).await;
    assert_eq!(data["organisations"]["nodes"][0]["name"]["text"], "КУД Његош");
}

/// What may be wrong with a cell of an office's list: in which column it stands, and what is said of it.
const FAULTS: [(u16, &str, &str); 12] = [
    (2, "jib_length", "440101772000"),
    (3, "cell_error", "#REF!"),
    (4, "area_unknown", "свемир"),
    (5, "email_unreadable", "kod Marka"),
    (6, "year_unreadable", "davno"),
    (6, "cell_error", "#N/A"),
    (7, "day_impossible", "31.11.2018."),
    (8, "phone_unreadable", "zvati Ranku"),
    (9, "status_unknown", "Није од јавног интереса"),
    (10, "status_missing", "31.12.2027."),
    (11, "form_unknown", "kafana"),
    (12, "website_unreadable", "nema"),
];

/// 5,000 rows as an office might have them: half in Cyrillic, every fifth with something wrong in it. What is to be said of
/// each bad cell.
fn messy(path: &PathBuf) -> Vec<String> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = [
        "R. br.",
        "Назив удружења",
        "ЈИБ",
        "Сједиште",
        "Област",
        "Е-пошта",
        "Година оснивања",
        "Датум уписа",
        "Телефон",
        "Статус",
        "Статус важи до",
        "Правни облик",
        "Веб-страница",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    let mut wrong = Vec::new();
    for row in 1..=5_000_u32 {
        let name = if row % 2 == 0 { format!("Удружење број {row}") } else { format!("Klub broj {row}") };
        sheet.write_number(row, 0, row).expect("a cell");
        sheet.write_string(row, 1, &name).expect("a cell");
        sheet.write_string(row, 3, if row % 3 == 0 { "Trebinje" } else { "Билећа" }).expect("a cell");
        sheet.write_string(row, 4, "спорт; culture").expect("a cell");
        sheet.write_number(row, 6, 1990 + row % 30).expect("a cell");
        if row % 5 == 0 {
            let (column, code, found) = FAULTS[usize::try_from(row / 5).expect("a number") % FAULTS.len()];
            match code {
                "cell_error" => sheet.write_formula(row, column, Formula::new("=B9999").set_result(found)),
                _ => sheet.write_string(row, column, found),
            }
            .expect("a cell");
            let cell = cell_name(usize::from(column), i32::try_from(row + 1).expect("a number"));
            wrong.push(format!("spisak.xlsx!{cell}: left out {code} “{found}”"));
        }
    }
    book.save(path).expect("a workbook");
    wrong
}

#[tokio::test]
async fn days_and_numbers_of_a_workbook_come_as_what_they_are() {
    let office = Office::new().await;
    let path = office.folder.path().join("spisak.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["Naziv", "JIB", "Datum upisa", "Godina osnivanja", "Status", "Status važi do"])
    {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    let as_day = Format::new().set_num_format("dd.mm.yyyy.");
    let day = |year, month, day| ExcelDateTime::from_ymd(year, month, day).expect("a day");
    sheet.write_string(1, 0, "Klub Most").expect("a name");
    sheet.write_number(1, 1, 4_401_017_720_006_f64).expect("a number");
    sheet.write_datetime_with_format(1, 2, day(2018, 11, 30), &as_day).expect("a day");
    sheet.write_datetime_with_format(1, 3, day(2009, 1, 1), &as_day).expect("a day");
    sheet.write_string(1, 4, "javni").expect("a status");
    sheet.write_datetime_with_format(1, 5, day(2027, 12, 31), &as_day).expect("a day");
    // What the file itself has lost is said, and not made up.
    sheet.write_string(2, 0, "Klub Rijeka").expect("a name");
    sheet.write_number(2, 1, 401_017_720_006_f64).expect("a number");
    book.save(&path).expect("a workbook");
    let (_, tally, report) = office.take(path, false).await;
    assert_eq!(tally, Tally { new: 2, ..Tally::default() }, "{report}");
    let named: Vec<_> = report.lines().filter(|line| line.contains("spisak.xlsx!")).collect();
    assert_eq!(named, ["spisak.xlsx!B3: left out jib_length “401017720006”"]);
    let query = r#"{ organisations(filter: { text: "most" }) { nodes { jib registration { on } founded
        statuses { kind validUntil } } } }"#;
    let found = office.town.data(query, json!({})).await["organisations"]["nodes"][0].take();
    let expected = json!({ "jib": "4401017720006", "registration": { "on": "2018-11-30" }, "founded": 2009,
        "statuses": [{ "kind": "PUBLIC", "validUntil": "2027-12-31" }] });
    assert_eq!(found, expected);
}

#[tokio::test]
async fn five_thousand_rows_come_in_steps_and_go_again() {
    let office = Office::new().await;
    let as_it_was = office.directory().await;
    let path = office.folder.path().join("spisak.xlsx");
    let wrong = messy(&path);
    let (id, tally, report) = office.take(path, false).await;
    assert_eq!(tally, Tally { new: 5_000, ..Tally::default() });
    assert_eq!(wrong.len(), 1_000);
    let named: Vec<_> = report.lines().filter(|line| line.contains("spisak.xlsx!")).collect();
    assert_eq!(named, wrong, "each bad cell is named");
    let counts = "{ organisations { totalCount } }";
    let count = async || office.town.data(counts, json!({})).await["organisations"]["totalCount"].clone();
    assert_eq!(count().await, json!(5_000));
    assert_eq!(office.take_back(id).await, 0);
    assert_eq!(count().await, json!(0));
    assert_eq!(office.directory().await, as_it_was);
}

#[tokio::test]
async fn an_import_that_was_interrupted_goes_on() {
    let office = Office::new().await;
    let rows: String = (1..=450).map(|row| format!("Klub {row};\n")).collect();
    let table =
        javno::organisations::intake::columns::list(format!("Naziv;Telefon\n{rows}").as_bytes()).expect("a list");
    let owner = office.owner.clone();
    let tx = office.town.begin().await;
    let (import, _) = preview(&tx, &owner, "a.csv", table, Plan::default()).await.expect("a look");
    tx.commit().await.expect("a look");
    let mut told = Vec::new();
    for _ in 0..4 {
        let tx = office.town.begin().await;
        let held = hold(&tx, import.id).await.expect("an import");
        let now = step(&tx, &owner, held, Duration::MAX).await.expect("a step");
        tx.commit().await.expect("a step");
        told.push((now.rows_done, now.state));
    }
    let expected =
        [(200, ImportState::Running), (400, ImportState::Running), (450, ImportState::Done), (450, ImportState::Done)];
    assert_eq!(told, expected);
    let data: Value = office.town.data("{ organisations { totalCount } }", json!({})).await;
    assert_eq!(data["organisations"]["totalCount"], 450);
}

#[tokio::test]
async fn a_slow_machine_takes_fewer_rows_in_a_step_and_gets_there_all_the_same() {
    let office = Office::new().await;
    let table = javno::organisations::intake::columns::list("Naziv;Telefon\nKlub 1;\nKlub 2;\n".as_bytes());
    let owner = office.owner.clone();
    let tx = office.town.begin().await;
    let (import, _) = preview(&tx, &owner, "a.csv", table.expect("a list"), Plan::default()).await.expect("a look");
    tx.commit().await.expect("a look");
    let mut told = Vec::new();
    for _ in 0..3 {
        let tx = office.town.begin().await;
        let held = hold(&tx, import.id).await.expect("an import");
        let now = step(&tx, &owner, held, Duration::ZERO).await.expect("a step");
        tx.commit().await.expect("a step");
        told.push((now.rows_done, now.state));
    }
    assert_eq!(told, [(1, ImportState::Running), (2, ImportState::Done), (2, ImportState::Done)]);
    told.clear();
    for _ in 0..3 {
        let tx = office.town.begin().await;
        let held = hold(&tx, import.id).await.expect("an import");
        let (now, _) = undo(&tx, held, Duration::ZERO).await.expect("a step back");
        tx.commit().await.expect("a step back");
        told.push((now.rows_done, now.state));
    }
    assert_eq!(told, [(1, ImportState::Undoing), (0, ImportState::Undone), (0, ImportState::Undone)]);
}

#[tokio::test]
async fn what_is_cut_off_a_list_is_said() {
    let office = Office::new().await;
    let (long, far) = ("a".repeat(4_001), format!("{};x;y", ";".repeat(57)));
    let list = format!("Naziv;Opis;Napomena{far}\nKlub Most;{long};{long}{far}\nHor;;;\n");
    let file = office.file("spisak.csv", &list);
    let (id, tally, report) = office.take(file, false).await;
    assert_eq!(tally.new, 2, "{report}");
    assert!(report.starts_with("columns that are not read, right of the others: 2\n"), "{report}");
    let named: Vec<_> =
        report.lines().filter_map(|line| line.split(" “").next()?.strip_prefix("spisak.csv!")).collect();
    assert_eq!(named, ["B2: doubtful cell_cut", "C2: doubtful cell_cut"]);
    let keeper = office.town.official(&office.owner, &[entities::Role::DirectoryKeeper]).await;
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { organisationImport(id: $id) { otherColumns
        rows { nodes { remarks { cell code kept } content { description { text } } } } } } }";
    let told = keeper.data(query, json!({ "id": id.to_string() })).await["desk"]["organisationImport"].take();
    assert_eq!(told["otherColumns"], 2);
    let row = &told["rows"]["nodes"][0];
    assert_eq!(row["remarks"][0], json!({ "cell": "B2", "code": "cell_cut", "kept": true }));
    assert_eq!(row["content"]["description"]["text"], format!("{}…", &long[1..]));
    // Looked at again, with other columns, it is as much too long as before.
    let office_file = office.folder.path().join("spisak.csv");
    let table = javno::organisations::intake::columns::list(&std::fs::read(office_file).expect("a file"));
    let tx = office.town.begin().await;
    let (import, _) =
        preview(&tx, &office.owner, "a.csv", table.expect("a list"), Plan::default()).await.expect("a look");
    let (mapping, published) = (import.mapping.clone(), import.publish_contacts);
    let again = plan_again(&tx, &office.owner, import, mapping, published).await.expect("another look");
    tx.commit().await.expect("another look");
    let told = keeper.data(query, json!({ "id": again.id.to_string() })).await["desk"]["organisationImport"].take();
    assert_eq!((&told["otherColumns"], &told["rows"]["nodes"][0]["remarks"]), (&json!(2), &row["remarks"]));
}

#[tokio::test]
async fn the_sheets_that_were_not_read_are_named() {
    let office = Office::new().await;
    let mut book = Workbook::new();
    for (name, rows) in
        [("Naslovna", [["Grad", "Trebinje"], ["", ""]]), ("Spisak", [["Naziv", "JIB"], ["Klub Most", ""]])]
    {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (at, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(at, column, text).expect("a cell");
            }
        }
    }
    let file = office.folder.path().join("spisak.xlsx");
    std::fs::write(&file, book.save_to_buffer().expect("a workbook")).expect("a file");
    let (id, tally, report) = office.take(file, false).await;
    assert_eq!(tally.new, 1, "{report}");
    assert!(report.starts_with("sheets that are not read: Naslovna\n"), "{report}");
    assert_eq!(office.names().await, ["Klub Most"]);
    let keeper = office.town.official(&office.owner, &[entities::Role::DirectoryKeeper]).await;
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { organisationImport(id: $id) { otherSheets } } }";
    let told = keeper.data(query, json!({ "id": id.to_string() })).await;
    assert_eq!(told["desk"]["organisationImport"]["otherSheets"], json!(["Naslovna"]));
}
