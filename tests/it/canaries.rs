//! No column of words without a decision: a canary is planted in it by one of the tests of access, or it stands here with why
//! none is. Tables and columns are those of the database itself, so that a new one is noticed.

use std::collections::BTreeSet;

use tests::Town;

use crate::tables::{checked, columns, names};
use crate::{access, access_comments, access_debates, access_organisations, access_people, access_results};

/// Columns in which no canary is planted, and why.
const DECIDED: &[(&str, &[&str], &str)] = &[
    ("area", &["code", "label"], "the same list for everybody"),
    (
        "municipality",
        &[
            "slug",
            "name_latin",
            "name_cyrillic",
            "entity",
            "country",
            "website",
            "time_zone",
            "own_areas",
            "usual_rules",
            "accessibility_contact",
            "source_url",
        ],
        "told to everybody",
    ),
    ("municipality", &["own_days"], "days on which its offices are closed, as everybody finds them"),
    ("municipality", &["allowed_origins", "search_text"], "addresses of its sites, and its own names: nobody's secret"),
    ("call_area", &["area_code"], "a code of the list of areas"),
    ("organisation_area", &["area_code"], "a code of the list of areas"),
    ("idempotency", &["answer"], "given to whoever shows the same key: `once.rs`"),
    ("log_entry", &["body"], "told to everybody: the log"),
    ("consultation_report", &["summary", "changes", "signed_by", "numbers"], "told to everybody"),
    ("report_print", &["made_of", "storage_key", "sha256"], "of the server's own: no field of the API shows the table"),
    ("server_key", &["private"], "asked for in `comments.rs`"),
    ("server_key", &["purpose", "public"], "told to everybody: with it a receipt is verified"),
    ("organisation_spelling", &["key", "word"], "compared with what is typed, and never shown"),
    ("result_draft", &["content"], "planted by `access_results.rs` through the API"),
];

#[tokio::test]
async fn every_column_of_words_has_a_canary_or_a_reason() {
    let town = Town::new().await;
    let db = town.database().connect().await;
    let people = access_people::PLANTED.map(|(table, _)| table);
    let planted: BTreeSet<&str> = [
        &access::PLANTED[..],
        &access_comments::PLANTED,
        &access_debates::PLANTED,
        &access_organisations::PLANTED,
        &access_results::PLANTED,
        &people,
    ]
    .concat()
    .into_iter()
    .collect();
    let (mut words, mut undecided) = (BTreeSet::new(), Vec::new());
    for table in names(&db).await {
        for (column, what) in columns(&db, &table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            // A code that the database checks says nothing of anybody.
            if !is_text || !checked(&db, &table, &column).await.is_empty() {
                continue;
            }
            let decided = DECIDED.iter().any(|(of, columns, _)| *of == table && columns.contains(&&*column));
            if decided == planted.contains(&*table) {
                undecided.push(format!("{table}.{column}"));
            }
            words.insert((table.clone(), column));
        }
    }
    db.close().await.expect("closing");
    assert!(undecided.is_empty(), "neither planted nor decided about, or both: {undecided:#?}");
    let gone: Vec<_> = DECIDED
        .iter()
        .flat_map(|(table, columns, why)| columns.iter().map(move |column| (*table, *column, *why)))
        .filter(|(table, column, why)| why.is_empty() || !words.contains(&((*table).to_owned(), (*column).to_owned())))
        .collect();
    assert!(gone.is_empty(), "there is no such column of words, or no reason: {gone:?}");
    let gone: Vec<_> = planted.iter().filter(|table| !words.iter().any(|(of, _)| of == *table)).collect();
    assert!(gone.is_empty(), "there is no such table with words: {gone:?}");
}
