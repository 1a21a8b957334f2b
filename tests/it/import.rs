//! `javno import`: nothing dropped silently, nothing invented, and all or nothing.

use std::path::{Path, PathBuf};

use javno::import::{How, Summary, import};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Town, steady};

use crate::tables::dump;

/// The real data of the municipalities.
pub(crate) const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../backend/data/real");

/// Somebody with files to import into a town.
pub(crate) struct Desk {
    pub(crate) town: Town,
    folder: TempDir,
}

/// What an import says: its summary or why it stopped, and the report, both without the folder's name.
pub(crate) struct Said {
    pub(crate) outcome: Result<Summary, String>,
    pub(crate) report: String,
}

impl Desk {
    /// A town with Trebinje in it.
    pub(crate) async fn new() -> Self {
        let town = Town::new().await;
        town.municipality("trebinje").await;
        town.statements();
        Self { town, folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) async fn import_files(&self, files: &[PathBuf]) -> Said {
        self.import_because(None, files).await
    }

    /// Imports files for a reason.
    pub(crate) async fn import_because(&self, reason: Option<&str>, files: &[PathBuf]) -> Said {
        self.import_so(How { reason, ..How::default() }, files).await
    }

    /// Imports files on this way.
    pub(crate) async fn import_so(&self, how: How<'_>, files: &[PathBuf]) -> Said {
        let mut report = Vec::new();
        let outcome = import(&self.town.app, files, how, &mut report).await;
        let plain = |text: String| {
            let without = text.replace(&format!("{}/", self.folder.path().display()), "");
            without.replace(&format!("{REAL}/"), "")
        };
        Said {
            outcome: outcome.map_err(|error| plain(error.to_string())),
            report: plain(String::from_utf8(report).expect("text")),
        }
    }

    /// Imports this text as `calls.json`.
    pub(crate) async fn import_text(&self, text: &str) -> Said {
        let path = self.path("calls.json");
        std::fs::write(&path, text).expect("a file");
        self.import_files(&[path]).await
    }

    /// Imports these rows, each on a line of its own.
    pub async fn import_rows(&self, rows: &[Value]) -> Said {
        let rows: Vec<_> = rows.iter().map(ToString::to_string).collect();
        self.import_text(&format!("[\n{}\n]\n", rows.join(",\n"))).await
    }

    /// The first call of the list of all.
    pub async fn call(&self, fields: &str) -> Value {
        let mut data = self.town.data(&format!("{{ openCalls {{ nodes {{ {fields} }} }} }}"), json!({})).await;
        data["openCalls"]["nodes"][0].take()
    }
}

/// A row of a call that is right in every way, with some fields of its own.
pub(crate) fn row(fields: Value) -> Value {
    let mut row = json!({
        "municipality": "Trebinje", "title": "Javni poziv za rijeke", "script": "sr-Latn", "kind": "cso_call",
        "published": "2026-11-02", "deadline": "2026-12-04", "currency": "BAM",
        "source_url": "https://trebinje.example/poziv",
    });
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    row.as_object_mut().expect("an object").extend(fields);
    row
}

#[tokio::test]
async fn the_real_data_is_taken_and_a_second_time_nothing_is_written() {
    let town = Town::new().await;
    let desk = Desk { town, folder: tempfile::tempdir().expect("a folder") };
    let files = ["municipalities.json", "calls.json"].map(|name| Path::new(REAL).join(name));
    let first = desk.import_files(&files).await;
    let expected = Summary { new: 121, changed: 0, same: 0, refused: 2, repaired: 5, missing: 50 };
    assert_eq!(first.outcome, Ok(expected));
    let said = |word: &str| -> Vec<_> { first.report.lines().filter(|line| line.contains(word)).collect() };
    insta::assert_snapshot!(said("REFUSED").join("\n"), @"
    calls.json:1228 (row 35) “JAVNI POZIV za dodjelu sredstava granta za sufinansiranje pr…”: REFUSED municipality: “Ministarstvo uprave i lokalne samouprave RS” is not a municipality here; import it first, or correct its name
    calls.json:1948 (row 57) “JAVNI POZIV za sufinansiranje projekata/programa sportskih o…”: REFUSED municipality: “Tuzlanski kanton” is not a municipality here; import it first, or correct its name
    ");
    insta::assert_snapshot!(said(": repaired").join("\n"), @"
    calls.json:504 (row 15) “Javni poziv OCD/NVO za predaju prijedloga projekata (ReLOaD)”: repaired deadline: the hour 14:00 taken from the note
    calls.json:685 (row 20) “Јавни позив за доставу приједлога пројеката за капиталне инв…”: repaired deadline: the hour 14:00 taken from the note
    calls.json:728 (row 21) “Javni poziv za dostavu prijedloga projekata za kapitalne inv…”: repaired deadline: the hour 14:00 taken from the note
    calls.json:1189 (row 34) “Javni poziv ReLOaD za organizacije civilnog društva”: repaired deadline: the hour 15:00 taken from the note
    calls.json:1455 (row 42) “JAVNI KONKURS ZA UTVRĐIVANjE STATUSA UDRUŽENjA OD OPŠTEG INT…”: repaired title: small letters inside capitals: “JAVNI KONKURS ZA UTVRĐIVANjE STATUSA UDRUŽENjA OD OPŠTEG INTERESA ZA GRAD” → “JAVNI KONKURS ZA UTVRĐIVANJE STATUSA UDRUŽENJA OD OPŠTEG INTERESA ZA GRAD”
    ");
    let count = "{ openCalls(first: 100) { nodes { id } } municipalities(first: 100) { nodes { id } } }";
    let data = desk.town.data(count, json!({})).await;
    assert_eq!(data["openCalls"]["nodes"].as_array().map(Vec::len), Some(69));
    assert_eq!(data["municipalities"]["nodes"].as_array().map(Vec::len), Some(52));

    let before = dump(&desk.town).await;
    desk.town.clock.advance(chrono::TimeDelta::days(1));
    desk.town.statements();
    let second = desk.import_files(&files).await;
    assert_eq!(second.outcome, Ok(Summary { new: 0, same: 121, ..expected }));
    assert_eq!(second.report, first.report, "the same is said of the same rows");
    let written: Vec<_> = desk.town.statements().into_iter().filter(|sql| !sql.starts_with("SELECT")).collect();
    assert_eq!(written, Vec::<String>::new());
    assert_eq!(dump(&desk.town).await, before);
}

/// Each row of the directory that is not taken, and why: no municipality is made of a country, a canton or nothing.
#[tokio::test]
async fn the_real_organisations_are_taken_but_for_those_of_nowhere() {
    let desk = Desk { town: Town::new().await, folder: tempfile::tempdir().expect("a folder") };
    let files = ["municipalities.json", "organisations.json"].map(|name| Path::new(REAL).join(name));
    let said = desk.import_files(&files).await;
    let expected = Summary { new: 206, changed: 0, same: 0, refused: 8, repaired: 0, missing: 14 };
    assert_eq!(said.outcome, Ok(expected));
    let refused: Vec<_> = said.report.lines().filter(|line| line.contains("REFUSED")).collect();
    insta::assert_snapshot!(refused.join("\n"), @"
    organisations.json:508 (row 39) “Cerebra”: REFUSED municipality: the row does not say in whose directory it belongs
    organisations.json:1587 (row 122) “Savez nevladinih organizacija Roma Republike Srpske”: REFUSED municipality: “Republika Srpska” is not a municipality here; import it first, or correct its name
    organisations.json:1626 (row 125) “UŽR „Ternipe romano“”: REFUSED municipality: the row does not say in whose directory it belongs
    organisations.json:1704 (row 131) “Udruženje žena Romkinja „Bolja budućnost“”: REFUSED municipality: “Tuzla” is not a municipality here; import it first, or correct its name
    organisations.json:1795 (row 138) “ASTRA”: REFUSED municipality: “Beograd” is not a municipality here; import it first, or correct its name
    organisations.json:1808 (row 139) “Mreža za izgradnju mira”: REFUSED municipality: “Sarajevo” is not a municipality here; import it first, or correct its name
    organisations.json:1821 (row 140) “Udruženje „Pravipožar“”: REFUSED municipality: the row does not say in whose directory it belongs
    organisations.json:1834 (row 141) “Udruženje građana „Nešto Više“”: REFUSED municipality: “Sarajevo” is not a municipality here; import it first, or correct its name
    ");
}

#[tokio::test]
async fn a_row_that_changed_keeps_its_id_and_says_what_changed() {
    let desk = Desk::new().await;
    desk.import_rows(&[row(json!({ "max_grant": 5000 }))]).await;
    let id = desk.call("id").await["id"].clone();
    desk.town.clock.advance(chrono::TimeDelta::days(3));
    // The title is spelt in another script now: still the same call.
    let changed = row(json!({
        "max_grant": 6000, "deadline": "2026-12-14T14:00", "title": "Јавни позив за ријеке", "script": "sr-Cyrl",
    }));
    let said = desk.import_rows(std::slice::from_ref(&changed)).await;
    assert_eq!(said.outcome, Ok(Summary { changed: 1, ..Summary::default() }));
    let call = desk
        .call(
            "id status title { text } deadline { at hourStated extended history { at hourStated setOn } }
             maxGrant { amount } corrections { at field before after reason { text } }",
        )
        .await;
    assert_eq!(call["id"], id);
    insta::assert_json_snapshot!(steady(call), @r#"
    {
      "corrections": [
        {
          "after": "Јавни позив за ријеке",
          "at": "2026-11-27T11:00:00+01:00",
          "before": "Javni poziv za rijeke",
          "field": "TITLE",
          "reason": null
        },
        {
          "after": "2026-12-14T14:00:00+01:00",
          "at": "2026-11-27T11:00:00+01:00",
          "before": "2026-12-04T23:59:59.999999+01:00",
          "field": "DEADLINE",
          "reason": null
        },
        {
          "after": "6000 BAM",
          "at": "2026-11-27T11:00:00+01:00",
          "before": "5000 BAM",
          "field": "MAX_GRANT",
          "reason": null
        }
      ],
      "deadline": {
        "at": "2026-12-14T14:00:00+01:00",
        "extended": true,
        "history": [
          {
            "at": "2026-12-04T23:59:59.999999+01:00",
            "hourStated": false,
            "setOn": "2026-11-02"
          },
          {
            "at": "2026-12-14T14:00:00+01:00",
            "hourStated": true,
            "setOn": "2026-11-27"
          }
        ],
        "hourStated": true
      },
      "id": "[call]",
      "maxGrant": {
        "amount": "6000"
      },
      "status": "EXTENDED",
      "title": {
        "text": "Јавни позив за ријеке"
      }
    }
    "#);
    let again = desk.import_rows(&[changed]).await;
    assert_eq!(again.outcome, Ok(Summary { same: 1, ..Summary::default() }));
}

#[tokio::test]
async fn a_second_row_for_the_same_call_is_refused() {
    let desk = Desk::new().await;
    let rows = [
        row(json!({})),
        row(json!({ "title": "Јавни позив за ријеке", "script": "sr-Cyrl", "deadline": "2026-12-14" })),
    ];
    let said = desk.import_rows(&rows).await;
    insta::assert_snapshot!(said.report, @"calls.json:3 (row 2) “Јавни позив за ријеке”: REFUSED title: the same title and source as calls.json:2; keep one, or tell them apart");
    assert_eq!(said.outcome, Ok(Summary { new: 1, refused: 1, ..Summary::default() }));
    let again = desk.import_rows(&rows).await;
    assert_eq!(again.outcome, Ok(Summary { same: 1, refused: 1, ..Summary::default() }));
}

#[tokio::test]
async fn the_last_deadline_of_the_history_is_the_one_that_holds() {
    let desk = Desk::new().await;
    for day in ["2026-12-04", "2026-12-14", "2026-12-04"] {
        desk.import_rows(&[row(json!({ "deadline": day }))]).await;
    }
    let deadline = desk.call("deadline { at history { at } }").await["deadline"].take();
    let days: Vec<_> = deadline["history"].as_array().expect("a history").iter().map(|past| &past["at"]).collect();
    assert_eq!(days.len(), 3, "{deadline}");
    assert_eq!(days.last(), Some(&&deadline["at"]));
}

#[tokio::test]
async fn what_is_wrong_with_a_row_is_said_and_the_others_are_taken() {
    let desk = Desk::new().await;
    let said = desk
        .import_rows(&[
            row(json!({ "title": "Dobar red" })),
            row(json!({ "title": "Nemoguć rok", "deadline": "31.11.2018" })),
            row(json!({ "title": "Rok koji nije dan", "deadline": "15 dana" })),
            row(json!({ "title": "Nemoguć dan objave", "published": "2026-02-30" })),
            row(json!({ "title": "Nepoznata opština", "municipality": "Atlantida" })),
            row(json!({ "title": "Nepoznata oblast", "area_codes": ["rivers"] })),
            row(json!({ "title": "Zbir riječima", "budget_amount": "pet hiljada" })),
            row(json!({ "title": "Zbir bez mjere", "budget_amount": "70000000000000000000000000000 KM" })),
            row(json!({ "title": "Najmanje je više od najvećeg", "min_grant": 2, "max_grant": 1 })),
            row(json!({ "title": "Zbir bez valute", "max_grant": 1, "currency": null })),
            row(json!({ "title": " " })),
            row(json!({ "title": "Veza koja nije veza", "source_url": "javascript:alert(1)" })),
            row(json!({ "title": "Bez roka", "deadline": null })),
            row(json!({ "title": "Rok samo riječima", "deadline": null, "deadline_note": "15 days from publication" })),
            row(json!({ "title": "Dok traju sredstva", "deadline": null, "deadline_note": "Open until funds are spent" })),
        ])
        .await;
    insta::assert_snapshot!(said.report, @"
    calls.json:3 (row 2) “Nemoguć rok”: REFUSED deadline: “31.11.2018” does not exist in the calendar; look it up in the notice and correct the file
    calls.json:4 (row 3) “Rok koji nije dan”: REFUSED deadline: “15 dana” is not a date; write YYYY-MM-DD or leave it null
    calls.json:5 (row 4) “Nemoguć dan objave”: REFUSED published: “2026-02-30” is not a date; write YYYY-MM-DD
    calls.json:6 (row 5) “Nepoznata opština”: REFUSED municipality: “Atlantida” is not a municipality here; import it first, or correct its name
    calls.json:7 (row 6) “Nepoznata oblast”: REFUSED area_codes: “rivers” is not a code of the list of areas
    calls.json:8 (row 7) “Zbir riječima”: REFUSED budget_amount: “pet hiljada” is not a sum; write a number such as 10000 or 10000.50
    calls.json:9 (row 8) “Zbir bez mjere”: REFUSED budget_amount: “70000000000000000000000000000 KM” is not a sum; write a number such as 10000 or 10000.50
    calls.json:10 (row 9) “Najmanje je više od najvećeg”: REFUSED min_grant: the least that a project may ask is more than the most
    calls.json:11 (row 10) “Zbir bez valute”: REFUSED currency: a sum needs its currency: BAM, EUR, RSD or USD
    calls.json:12 (row 11) “ ”: REFUSED title: a call needs a title
    calls.json:13 (row 12) “Veza koja nije veza”: REFUSED source_url: “javascript:alert(1)” is not an address of the web; write https://…
    calls.json:14 (row 13) “Bez roka”: missing deadline: the source states none; shown as a record, never as open
    calls.json:15 (row 14) “Rok samo riječima”: missing deadline: the source says only “15 days from publication”; shown as a record, never as open
    ");
    assert_eq!(said.outcome, Ok(Summary { new: 4, refused: 11, missing: 2, ..Summary::default() }));
}

#[tokio::test]
async fn what_is_missing_is_shown_as_missing() {
    let desk = Desk::new().await;
    let note = json!({ "sr-Latn": { "deadline_note": "15 dana od objave" } });
    desk.import_rows(&[row(json!({
        "deadline": null, "deadline_note": "15 days from publication", "translations": note,
    }))])
    .await;
    let call = desk
        .call("status phase deadline { at hourStated daysLeft note { text original { text } } history { at } }")
        .await;
    insta::assert_json_snapshot!(call, @r#"
    {
      "deadline": {
        "at": null,
        "daysLeft": null,
        "history": [],
        "hourStated": false,
        "note": {
          "original": {
            "text": "15 days from publication"
          },
          "text": "15 days from publication"
        }
      },
      "phase": "CLOSED",
      "status": "UNDATED"
    }
    "#);
}

#[tokio::test]
async fn forms_that_notices_use_are_read_and_said() {
    let desk = Desk::new().await;
    let said = desk
        .import_rows(&[row(json!({
            "budget_amount": "10. 000 KM", "min_grant": "400,50", "max_grant": 1000.5,
            "published": "2. 11. 2026. godine", "deadline": "4.12.2026. u 16.15 časova",
        }))])
        .await;
    insta::assert_snapshot!(said.report, @"
    calls.json:2 (row 1) “Javni poziv za rijeke”: repaired published: “2. 11. 2026. godine” read as 2026-11-02
    calls.json:2 (row 1) “Javni poziv za rijeke”: repaired deadline: “4.12.2026. u 16.15 časova” read as 2026-12-04
    calls.json:2 (row 1) “Javni poziv za rijeke”: repaired budget_amount: “10. 000 KM” read as 10000
    calls.json:2 (row 1) “Javni poziv za rijeke”: repaired min_grant: “400,50” read as 400.5
    ");
    let call = desk
        .call("publishedOn deadline { at hourStated } budget { amount } minGrant { amount } maxGrant { amount }")
        .await;
    insta::assert_json_snapshot!(call, @r#"
    {
      "budget": {
        "amount": "10000"
      },
      "deadline": {
        "at": "2026-12-04T16:15:00+01:00",
        "hourStated": true
      },
      "maxGrant": {
        "amount": "1000.5"
      },
      "minGrant": {
        "amount": "400.5"
      },
      "publishedOn": "2026-11-02"
    }
    "#);
}

#[tokio::test]
async fn wrong_letters_are_mended_and_the_sources_own_are_kept() {
    let desk = Desk::new().await;
    let said = desk
        .import_rows(&[
            // Latin `o` and `a` inside Cyrillic words, as Rudo published in 2023.
            row(
                json!({ "title": "Јaвни пoзив", "script": "sr-Cyrl", "documents": ["Oбразац"], "contact": "Шалтер 1" }),
            ),
            row(json!({ "title": "JAVNI POZIV ZA UDRUŽENjA", "deadline": "2026-12-05" })),
        ])
        .await;
    insta::assert_snapshot!(said.report, @"
    calls.json:2 (row 1) “Јaвни пoзив”: repaired title: letters of the other script inside words: “Јaвни пoзив” → “Јавни позив”
    calls.json:2 (row 1) “Јaвни пoзив”: repaired documents: letters of the other script inside words: “Oбразац” → “Образац”
    calls.json:3 (row 2) “JAVNI POZIV ZA UDRUŽENjA”: repaired title: small letters inside capitals: “JAVNI POZIV ZA UDRUŽENjA” → “JAVNI POZIV ZA UDRUŽENJA”
    ");
    let query = r#"{ openCalls(locale: "sr-Latn") { nodes {
        title { text locale original { text locale } } documents { name { text original { text } } }
    } } }"#;
    insta::assert_json_snapshot!(desk.town.data(query, json!({})).await["openCalls"]["nodes"], @r#"
    [
      {
        "documents": [
          {
            "name": {
              "original": {
                "text": "Oбразац"
              },
              "text": "Obrazac"
            }
          }
        ],
        "title": {
          "locale": "sr-Latn",
          "original": {
            "locale": "sr-Cyrl",
            "text": "Јaвни пoзив"
          },
          "text": "Javni poziv"
        }
      },
      {
        "documents": [],
        "title": {
          "locale": "sr-Latn",
          "original": {
            "locale": "sr-Latn",
            "text": "JAVNI POZIV ZA UDRUŽENjA"
          },
          "text": "JAVNI POZIV ZA UDRUŽENJA"
        }
      }
    ]
    "#);
}

#[tokio::test]
async fn a_municipality_is_known_by_its_slug_and_its_calls_by_any_of_its_names() {
    let desk = Desk::new().await;
    let place = |slug: &str, name: &str, kind: &str| {
        json!({
            "slug": slug, "name_latin": name, "name_cyrillic": "Бања Лука", "type": kind, "entity": "RS", "country": "BA",
            "website": null, "population": null, "note": null, "source_url": null,
        })
    };
    let said = desk
        .import_rows(&[
            place("banja-luka", "Banja Luka", "grad"),
            place("Banja Luka", "Banja Luka", "grad"),
            place("x", "X", "selo"),
            place("studio", "Studio", "grad"),
            json!({ "slug": "y", "name_latin": "Y", "name_cyrillic": "И", "type": "grad", "country": "BA", "website": "y.example" }),
        ])
        .await;
    insta::assert_snapshot!(said.report, @"
    calls.json:3 (row 2) “Banja Luka”: REFUSED slug: “Banja Luka” cannot stand in an address: use a–z, 0–9 and -
    calls.json:4 (row 3) “X”: REFUSED type: “selo” is not opština, općina, grad, gradska opština or distrikt
    calls.json:5 (row 4) “Studio”: REFUSED slug: “studio” is the beginning of an address of the server's own: take another word, `studio-grad`
    calls.json:6 (row 5) “Y”: REFUSED website: “y.example” is not an address of the web; write https://…
    ");
    assert_eq!(said.outcome, Ok(Summary { new: 1, refused: 4, ..Summary::default() }));
    let id = desk.town.data(r#"{ municipality(slug: "banja-luka") { id } }"#, json!({})).await;
    let said = desk.import_rows(&[place("banja-luka", "Banjaluka", "grad")]).await;
    assert_eq!(said.outcome, Ok(Summary { changed: 1, ..Summary::default() }));
    assert_eq!(desk.town.data(r#"{ municipality(slug: "banja-luka") { id } }"#, json!({})).await, id);

    let names = ["Banja Luka", "BANJALUKA", "Бања Лука", "banja-luka"];
    let calls: Vec<_> = (1..)
        .zip(names)
        .map(|(number, name)| row(json!({ "municipality": name, "title": format!("Poziv {number}") })))
        .collect();
    let said = desk.import_rows(&calls).await;
    assert_eq!(said.outcome, Ok(Summary { new: 4, ..Summary::default() }), "{}", said.report);
}

#[tokio::test]
async fn a_debate_comes_with_its_areas_of_work_and_only_with_those_there_are() {
    let desk = Desk::new().await;
    let path = desk.path("consultations.json");
    let row = |title: &str, more: Value| {
        let mut row = json!({ "municipality": "Trebinje", "title": title, "script": "sr-Latn", "act_type": "odluka" });
        row.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        row
    };
    let rows = json!([
        row("Rasprava o sportu", json!({ "area_codes": ["sport", "culture", "sport"] })),
        row("Rasprava o svemu", json!({})),
        row("Rasprava o moru", json!({ "area_codes": ["more"] })),
    ]);
    std::fs::write(&path, rows.to_string()).expect("a file");
    let said = desk.import_files(&[path]).await;
    assert_eq!(said.outcome.map(|summary| (summary.new, summary.refused)), Ok((2, 1)));
    assert!(said.report.contains("area_codes: “more” is not a code of the list of areas"), "{}", said.report);
    let query = "{ consultations(filter: { text: \"sport\" }) { nodes { areas { code } } } }";
    let data = desk.town.data(query, json!({})).await;
    assert_eq!(data["consultations"]["nodes"], json!([{ "areas": [{ "code": "culture" }, { "code": "sport" }] }]));
}
