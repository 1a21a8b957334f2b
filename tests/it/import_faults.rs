//! What stops an import is said with its line and field, and the database is as it was.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use javno::import::How;
use serde_json::json;
use tests::Database;

use crate::import::{Desk, row};
use crate::tables::dump;

#[tokio::test]
async fn a_file_that_cannot_be_read_changes_nothing() {
    let desk = Desk::new().await;
    let good = row(json!({})).to_string();
    let with = |field: &str| format!("[\n{good},\n{{\n  {field},\n{}]", &good[1..]);
    let before = dump(&desk.town).await;
    let mut table = String::new();
    for (what, text) in [
        ("broken JSON", format!("[\n{good},\n{{ \"title\": \n")),
        ("a comma too many", format!("[\n{good},\n]")),
        ("something after the end", format!("[\n{good}\n]\n{good}")),
        ("a sum that is a truth", with(r#""budget_amount": true"#)),
        ("a day that is a number", with(r#""published": 5"#)),
        ("documents that are one text", with(r#""documents": "Statut""#)),
        ("a list of documents with a number", with(r#""documents": ["Statut", 5]"#)),
        ("an unknown key", with(r#""deadlines": "2026-12-04""#)),
        ("a kind that is none", format!("[\n{}\n]", row(json!({ "kind": "grant" })))),
        ("a locale that is none", with(r#""translations": { "sr": {} }"#)),
        (
            "a row without a municipality",
            "[\n{ \"title\": \"Poziv\", \"script\": \"sr-Latn\", \"kind\": \"cso_call\" }\n]".into(),
        ),
        ("a row that is a number", format!("[\n{good},\n5\n]")),
        ("a file that is no array", good.clone()),
        ("rows of neither kind", "[\n{ \"name\": \"Trebinje\" }\n]".into()),
        ("an empty array", "[]".into()),
        ("an empty file", String::new()),
        ("a page that is no data", "<!DOCTYPE html>".into()),
        ("a text without an end", format!("[\n{good},\n{{ \"title\": \"Poziv,\n\"kind\": 1 }}\n]")),
        ("a mark of the byte order", format!("\u{feff}[\n{good}\n]")),
    ] {
        let said = desk.import_text(&text).await;
        let message = said.outcome.expect_err(what);
        let _ = writeln!(table, "{what}\n    {message}");
        assert_eq!(dump(&desk.town).await, before, "{what}");
    }
    insta::assert_snapshot!(table, @r#"
    broken JSON
        calls.json:4: at [1].title: EOF while parsing a value. Nothing was changed.
    a comma too many
        calls.json:3: trailing comma. Nothing was changed.
    something after the end
        calls.json:4: trailing characters. Nothing was changed.
    a sum that is a truth
        calls.json:4: at [1].budget_amount: invalid type: boolean `true`, expected a sum: a number, or text such as “10.000 KM”. Nothing was changed.
    a day that is a number
        calls.json:4: at [1].published: invalid type: integer `5`, expected a string. Nothing was changed.
    documents that are one text
        calls.json:4: at [1].documents: invalid type: string "Statut", expected a sequence. Nothing was changed.
    a list of documents with a number
        calls.json:4: at [1].documents[1]: invalid type: integer `5`, expected a string. Nothing was changed.
    an unknown key
        calls.json:4: at [1].deadlines: unknown field `deadlines`, expected one of `municipality`, `title`, `script`, `kind`, `published`, `deadline`, `deadline_note`, `budget_amount`, `min_grant`, `max_grant`, `currency`, `areas`, `eligibility`, `documents`, `contact`, `source_url`, `own_summary`, `area_codes`, `translations`. Nothing was changed.
    a kind that is none
        calls.json:2: at [0].kind: unknown variant `grant`, expected one of `cso_call`, `cso_call_result`, `status_call`, `other_call`, `announcement`. Nothing was changed.
    a locale that is none
        calls.json:4: at [1].translations.?: unknown variant `sr`, expected one of `sr-Cyrl`, `sr-Latn`, `bs`, `hr`, `en`. Nothing was changed.
    a row without a municipality
        calls.json:2: at [0]: missing field `municipality`. Nothing was changed.
    a row that is a number
        calls.json:4: at [1]: invalid type: integer `5`, expected a row of a call, `{…}`. Nothing was changed.
    a file that is no array
        calls.json:1: invalid type: map, expected an array of rows, `[ {…}, {…} ]`. Nothing was changed.
    rows of neither kind
        calls.json:3: rows of municipalities have a `slug`, rows of calls a `title`, of organisations a `name`; these have none. Nothing was changed.
    an empty array
        calls.json:1: the file has no rows. Nothing was changed.
    an empty file
        calls.json:1: EOF while parsing a value. Nothing was changed.
    a page that is no data
        calls.json:1: expected value. Nothing was changed.
    a text without an end
        calls.json:4: at [1].title: control character (\u0000-\u001F) found while parsing a string. Nothing was changed.
    a mark of the byte order
        calls.json:1: expected value. Nothing was changed.
    "#);
}

#[tokio::test]
async fn bytes_that_are_no_letters_are_found() {
    let desk = Desk::new().await;
    let path = desk.path("calls.json");
    std::fs::write(&path, b"[\n{ \"title\": \"\xff\xfe\" }\n]").expect("a file");
    let said = desk.import_files(&[path]).await;
    insta::assert_snapshot!(said.outcome.expect_err("no letters"), @"calls.json:2: at [0].title: invalid unicode code point. Nothing was changed.");
}

#[tokio::test]
async fn a_fault_in_the_last_file_takes_back_the_first() {
    let desk = Desk::new().await;
    let before = dump(&desk.town).await;
    let (good, broken) = (desk.path("good.json"), desk.path("broken.json"));
    std::fs::write(&good, format!("[{}]", row(json!({})))).expect("a file");
    std::fs::write(&broken, "[{").expect("a file");
    let said = desk.import_files(&[good.clone(), broken]).await;
    insta::assert_snapshot!(said.outcome.expect_err("broken"), @"broken.json:1: EOF while parsing an object. Nothing was changed.");
    assert_eq!(dump(&desk.town).await, before);
    let missing = desk.import_files(&[good.clone(), desk.path("nowhere.json")]).await;
    insta::assert_snapshot!(missing.outcome.expect_err("nowhere"), @"nowhere.json: No such file or directory (os error 2). Nothing was changed.");
    assert_eq!(dump(&desk.town).await, before);
    assert_eq!(
        desk.import_files(&[good]).await.outcome.map(|summary| summary.new),
        Ok(1),
        "the good one alone is taken"
    );
}

#[tokio::test]
async fn a_fault_at_the_end_of_a_hundred_megabytes_is_found_and_changes_nothing() {
    let desk = Desk::new().await;
    let before = dump(&desk.town).await;
    let path = desk.path("calls.json");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
    // In a field that nothing folds and nothing stores, so that the minute belongs to reading.
    let long = "Riječ po riječ. ".repeat(3 << 14);
    let mut size = 0;
    let mut rows = 0;
    file.write_all(b"[\n").expect("written");
    while size < 100 << 20 {
        rows += 1;
        let text = row(json!({ "title": format!("Poziv {rows}"), "deadline_note": long })).to_string();
        writeln!(file, "{text},").expect("written");
        size += text.len();
    }
    writeln!(file, "{}\n]", row(json!({ "title": "Posljednji", "max_grant": [5] }))).expect("written");
    file.into_inner().expect("written");
    let said = desk.import_files(&[path]).await;
    let line = rows + 2;
    let expected = format!(
        "calls.json:{line}: at [{rows}].max_grant: invalid type: sequence, expected a sum: a number, or text such as \
         “10.000 KM”. Nothing was changed."
    );
    assert_eq!(said.outcome, Err(expected));
    assert_eq!(dump(&desk.town).await, before);
}

#[tokio::test]
async fn a_row_without_an_end_does_not_fill_the_memory() {
    let desk = Desk::new().await;
    let before = dump(&desk.town).await;
    let endless = format!("[\n{},\n{{ \"title\": \"{}\" }}\n]", row(json!({})), "a".repeat(5 << 20));
    let said = desk.import_text(&endless).await;
    insta::assert_snapshot!(said.outcome.expect_err("endless"), @"calls.json:3: at [1].title: a row of more than 4 MiB, as if a quotation mark or a bracket were missing. Nothing was changed.");
    assert_eq!(dump(&desk.town).await, before);
    let first = format!("[\n{{ \"title\": \"{}\" }}\n]", "a".repeat(5 << 20));
    insta::assert_snapshot!(desk.import_text(&first).await.outcome.expect_err("endless"), @"calls.json:2: a row of more than 4 MiB, as if a quotation mark or a bracket were missing. Nothing was changed.");
}

const ABOUT_THIS_TEST: [&str; 8] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
];

/// The command itself, built if it is not: a test of exit codes needs the process. With the features of the whole
/// workspace, as `make test` builds it, or all of it would be compiled once more.
fn javno() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        let build = cargo.args(["build", "--quiet", "--workspace", "--bin", "javno", "--message-format", "json"]);
        // What cargo says of this very test to whoever runs in it; build scripts that look at it would run once more, and
        // everything above them be compiled again.
        for told in ABOUT_THIS_TEST {
            build.env_remove(told);
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8(built.stdout).expect("text");
        let executable = messages.lines().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        executable.expect("cargo names the executable")
    })
}

#[tokio::test]
async fn the_exit_code_tells_how_it_went() {
    let (database, folder) = (Database::empty().await, tempfile::tempdir().expect("a folder"));
    let run = |name: &str, text: String| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("a file");
        let mut command = Command::new(javno());
        let command = command.current_dir(folder.path()).env("JAVNO_DATABASE_URL", database.url());
        let output = command.args(["import", name]).output().expect("javno runs");
        let last = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().last().unwrap_or_default().to_owned();
        format!("{:?} | {} | {}", output.status.code(), last(&output.stdout), last(&output.stderr))
    };
    let place = json!({
        "slug": "trebinje", "name_latin": "Trebinje", "name_cyrillic": "Требиње", "type": "grad", "country": "BA",
    });
    let mut table = String::new();
    for (name, text) in [
        ("municipalities.json", format!("[{place}]")),
        ("calls.json", format!("[{}]", row(json!({})))),
        ("calls.json", format!("[{}]", row(json!({})))),
        ("refused.json", format!("[{}]", row(json!({ "deadline": "31.11.2018" })))),
        ("broken.json", "[{".into()),
    ] {
        let _ = writeln!(table, "{name} {}", run(name, text));
    }
    insta::assert_snapshot!(table, @"
    municipalities.json Some(0) | 1 new, 0 changed, 0 unchanged, 0 refused; 0 repairs, 0 facts missing at the source | 
    calls.json Some(0) | 1 new, 0 changed, 0 unchanged, 0 refused; 0 repairs, 0 facts missing at the source | 
    calls.json Some(0) | 0 new, 0 changed, 1 unchanged, 0 refused; 0 repairs, 0 facts missing at the source | 
    refused.json Some(3) | 0 new, 0 changed, 0 unchanged, 1 refused; 0 repairs, 0 facts missing at the source | 
    broken.json Some(1) |  | javno: broken.json:1: EOF while parsing an object. Nothing was changed.
    ");
}

#[tokio::test]
async fn nobody_is_published_unasked_and_what_is_no_address_is_said() {
    let desk = Desk::new().await;
    let path = desk.path("organisations.json");
    let row = |name: &str, email: &str| json!({ "name": name, "script": "Latn", "municipality": "Trebinje", "area_code": "sport", "email": email });
    let rows = json!([row("Klub Most", "info@most.example"), row("Klub Rijeka", "nemaju"), row("Klub Zmaj", " ")]);
    std::fs::write(&path, rows.to_string()).expect("a file");
    let files = [path];
    let public = async || {
        let query = "{ organisations { nodes { contact { email } } } }";
        let data = desk.town.data(query, json!({})).await;
        let nodes = data["organisations"]["nodes"].as_array().expect("organisations").clone();
        nodes.into_iter().map(|node| node["contact"]["email"].clone()).collect::<Vec<_>>()
    };
    let said = desk.import_files(&files).await;
    assert_eq!(said.outcome.as_ref().map(|summary| (summary.new, summary.refused)), Ok((3, 0)), "{}", said.report);
    let left_out: Vec<_> = said.report.lines().filter(|line| line.contains("left out email: ")).collect();
    assert_eq!(left_out.len(), 2, "{}", said.report);
    assert!(left_out[0].contains("--publish-contacts") && left_out[1].contains("“nemaju”"), "{left_out:?}");
    assert_eq!(public().await, [json!(null), json!(null), json!(null)]);

    // Somebody says that they are published ones; and nobody says so any more.
    let publish = How { publish_contacts: true, ..How::default() };
    let said = desk.import_so(publish, &files).await;
    assert_eq!(said.outcome.map(|summary| summary.refused), Ok(0));
    assert_eq!(public().await, [json!("info@most.example"), json!(null), json!(null)]);
    desk.import_files(&files).await;
    assert_eq!(public().await, [json!(null), json!(null), json!(null)]);
}
