//! Nothing published changes in silence, and nothing that no database can hold gets as far as one.

use entities::{CallStage, Role, consultation};
use javno::import::Summary;
use serde_json::{Value, json};
use tests::Town;
use tests::given::{in_full, latin};

use crate::desk_files::fetch;
use crate::import::{Desk, row};

fn fields(call: &Value) -> Vec<String> {
    let corrections = call["corrections"].as_array().cloned().unwrap_or_default();
    corrections.iter().map(|one| one["field"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn changed_documents_areas_and_contact_are_recorded() {
    let desk = Desk::new().await;
    let first = json!({ "documents": ["Statut"], "area_codes": ["sport"], "contact": "Šalter 1" });
    desk.import_rows(&[row(first)]).await;
    assert_eq!(fields(&desk.call("corrections { field }").await), Vec::<String>::new());
    let second = json!({ "documents": ["Statut", "Budžet"], "area_codes": ["culture"], "contact": "Šalter 2" });
    desk.import_rows(&[row(second)]).await;
    let call = desk.call("corrections { field before after }").await;
    let mut changed = fields(&call);
    changed.sort();
    assert_eq!(changed, ["AREAS", "CONTACT", "DOCUMENTS"], "{call}");
}

#[tokio::test]
async fn a_call_that_was_extended_stays_extended_whatever_else_changes() {
    let desk = Desk::new().await;
    desk.import_rows(&[row(json!({ "deadline": "2026-12-04" }))]).await;
    desk.import_rows(&[row(json!({ "deadline": "2026-12-14" }))]).await;
    desk.import_rows(&[row(json!({ "deadline": "2026-12-14", "max_grant": 7000 }))]).await;
    assert_eq!(desk.call("status").await["status"], "EXTENDED");
}

#[tokio::test]
async fn a_published_call_that_a_desk_exported_is_changed_for_a_reason_that_everybody_reads() {
    let desk = Desk::new().await;
    let tx = desk.town.begin().await;
    let trebinje = javno::municipalities::store::everything(&tx).await.expect("municipalities").remove(0);
    tx.commit().await.expect("read");
    let call = desk.town.call(&trebinje, in_full).await.id.to_string();
    desk.town.call(&trebinje, |new| (new.call.stage, new.call.title) = (CallStage::Draft, latin("Nacrt"))).await;
    let editor = desk.town.official(&trebinje, &[Role::Editor]).await;
    let written = fetch(&editor, "/desk/export/calls.json?municipality=trebinje").await.json();
    let path = desk.path("pozivi.json");
    let with_summary = |text: &str| {
        let mut rows = written.clone();
        for row in rows.as_array_mut().expect("rows") {
            row["content"]["summary"] = json!({ "original": { "locale": "sr-Latn", "text": text } });
        }
        std::fs::write(&path, rows.to_string()).expect("a file");
        [path.clone()]
    };
    let counted = |new, changed, same, refused| Ok(Summary { new, changed, same, refused, ..Summary::default() });

    // As it was written it changes nothing, and needs no reason.
    std::fs::write(&path, written.to_string()).expect("a file");
    assert_eq!(desk.import_files(std::slice::from_ref(&path)).await.outcome, counted(0, 0, 2, 0));
    // A draft is nobody's to read; what is published is not changed in silence.
    let said = desk.import_files(&with_summary("Drugi sažetak")).await;
    assert_eq!(said.outcome, counted(0, 1, 0, 1), "{}", said.report);
    assert!(said.report.contains("REFUSED reason: the call is published: say with `--reason`"), "{}", said.report);
    assert_eq!(fields(&desk.call("corrections { field }").await), ["MAX_GRANT"]);
    let said = desk.import_because(Some("Sažetak je bio pogrešan."), &with_summary("Drugi sažetak")).await;
    assert_eq!(said.outcome, counted(0, 1, 1, 0), "{}", said.report);
    let told = desk.call("summary { text } corrections { field reason { text locale } }").await;
    let correction =
        json!({ "field": "SUMMARY", "reason": { "text": "Sažetak je bio pogrešan.", "locale": "sr-Latn" } });
    assert_eq!((&told["summary"]["text"], &told["corrections"][1]), (&json!("Drugi sažetak"), &correction));
    // The journal tells it, of nobody.
    let history =
        "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) { version history(first: 1) { nodes {
        kind by reason changes { field } } } } } }";
    let call = editor.data(history, json!({ "id": call })).await["desk"]["call"].take();
    let act = json!({ "kind": "CALL_CHANGED", "by": null, "reason": "Sažetak je bio pogrešan.",
        "changes": [{ "field": "summary" }] });
    assert_eq!(call["history"]["nodes"][0], act, "{call}");

    // The file knows what stood there before: it does not take back what was saved since.
    let said = desk.import_because(Some("Opet."), &with_summary("Treći sažetak")).await;
    assert_eq!(said.outcome, counted(0, 0, 0, 2), "{}", said.report);
    assert!(said.report.contains("REFUSED version: somebody has saved it since"), "{}", said.report);
    assert_eq!(desk.call("summary { text }").await["summary"]["text"], "Drugi sažetak");
    let nothing = desk.import_because(Some(" "), &with_summary("Treći sažetak")).await;
    assert_eq!(nothing.outcome, counted(0, 0, 0, 2));
    assert!(nothing.report.contains("--reason Required"), "{}", nothing.report);
}

#[tokio::test]
async fn a_row_with_a_nul_or_a_sum_in_another_currency_is_refused_and_the_others_are_taken() {
    let desk = Desk::new().await;
    let said = desk
        .import_rows(&[
            row(json!({ "contact": "Šalter\u{0}1" })),
            row(json!({ "title": "Drugi", "budget_amount": "10.000 EUR", "currency": "BAM" })),
            row(json!({ "title": "Treći", "budget_amount": "5 miliona KM", "currency": "BAM" })),
            row(json!({ "title": "Četvrti" })),
        ])
        .await;
    let summary = said.outcome.expect("the good row is taken");
    assert_eq!((summary.new, summary.refused), (1, 3));
    for sentence in ["NUL character", "another currency", "“5 miliona KM” is not a sum"] {
        assert!(said.report.contains(sentence), "{sentence}: {}", said.report);
    }
}

#[tokio::test]
async fn calls_find_their_municipalities_in_whatever_order_the_files_are_named() {
    let town = Town::new().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../backend/data/real/");
    let files = ["calls.json", "municipalities.json"].map(|name| std::path::PathBuf::from(format!("{folder}{name}")));
    let summary = javno::import::import(&town.app, &files, javno::import::How::default(), &mut Vec::new())
        .await
        .expect("the real data");
    assert_eq!((summary.new, summary.refused), (121, 2));
}

#[tokio::test]
async fn consultations_that_were_held_are_taken_and_what_is_nobodys_here_is_refused() {
    let town = Town::new().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../backend/data/real/");
    let bring = async |file: &str| {
        let mut report = Vec::new();
        let files = [std::path::PathBuf::from(format!("{folder}{file}"))];
        let summary = javno::import::import(&town.app, &files, javno::import::How::default(), &mut report)
            .await
            .expect("the real data");
        (summary, String::from_utf8(report).expect("text"))
    };
    bring("municipalities.json").await;
    let (summary, report) = bring("consultations.json").await;
    assert_eq!((summary.new, summary.refused), (27, 4), "{report}");
    // Whoever holds them is no municipality: a ministry three times, and a company.
    let refused: Vec<_> = report.lines().filter(|line| line.contains("REFUSED")).collect();
    assert_eq!(refused.len(), 4, "{report}");
    for (line, (row, who)) in refused.iter().zip([
        (28, "Ministarstvo državne uprave"),
        (29, "Ministarstvo državne uprave"),
        (30, "Ministarstvo državne uprave"),
        (31, "Hrvatske šume"),
    ]) {
        let (row, why) = (format!("(row {row})"), format!("REFUSED municipality: “{who}"));
        assert!(line.contains(&row) && line.contains(&why) && line.contains("is not a municipality here"), "{line}");
    }
    // Everybody can read them: those whose last day is known are over, six never said theirs.
    let query = "{ consultations { statusCounts { announced open closed report cancelled undated } } }";
    let mut counted = town.data(query, json!({})).await;
    let expected = json!({ "announced": 0, "open": 0, "closed": 21, "report": 0, "cancelled": 0, "undated": 6 });
    assert_eq!(counted["consultations"]["statusCounts"].take(), expected);
    // Brought once more they are the same.
    let (again, report) = bring("consultations.json").await;
    assert_eq!((again.new, again.changed, again.same, again.refused), (0, 0, 27, 4), "{report}");
}

#[tokio::test]
async fn a_list_that_would_leave_less_time_for_comments_leaves_the_dates() {
    let desk = Desk::new().await;
    let path = desk.path("consultations.json");
    let bring = async |closes: Value, summary: &str| {
        let row = json!({ "municipality": "Trebinje", "title": "Rasprava o sportu", "script": "sr-Latn",
            "act_type": "odluka", "opened": "2026-11-20", "closes": closes, "own_summary": summary });
        std::fs::write(&path, json!([row]).to_string()).expect("a file");
        let said = desk.import_files(std::slice::from_ref(&path)).await;
        let query = "{ consultations { nodes { summary { text } period { closesAt } changes { field } } } }";
        let read = desk.town.data(query, json!({})).await["consultations"]["nodes"][0].take();
        (said.outcome.expect("taken"), said.report, read)
    };
    let kept = "left out closes: there would be less time for comments than everybody was told";
    let (summary, report, first) = bring("2026-12-20".into(), "As it came.").await;
    assert!(summary.new == 1 && !report.contains(kept), "{report}");
    // Earlier, or no more: something else of the row is taken, and that is said.
    for (closes, words) in [(json!("2026-12-10"), "Shorter."), (Value::Null, "No day.")] {
        let (summary, report, read) = bring(closes, words).await;
        assert!(summary.changed == 1 && report.contains(kept), "{report}");
        assert_eq!((&read["period"], &read["summary"]["text"]), (&first["period"], &json!(words)));
        let fields: Vec<_> = read["changes"].as_array().expect("changes").iter().map(|one| &one["field"]).collect();
        assert!(fields.iter().all(|field| **field == "SUMMARY"), "{fields:?}");
    }
    // More time is taken.
    let (_, report, read) = bring("2026-12-30".into(), "Longer.").await;
    assert!(!report.contains(kept) && read["period"] != first["period"], "{report} {read}");
}

#[tokio::test]
async fn dates_that_are_not_taken_are_told_of_whenever_the_list_comes() {
    let desk = Desk::new().await;
    let path = desk.path("consultations.json");
    let bring = async |closes: &str, summary: &str| {
        let row = json!({ "municipality": "Trebinje", "title": "Rasprava o sportu", "script": "sr-Latn",
            "act_type": "odluka", "opened": "2026-11-20", "closes": closes, "own_summary": summary });
        std::fs::write(&path, json!([row]).to_string()).expect("a file");
        let said = desk.import_files(std::slice::from_ref(&path)).await;
        let summary = said.outcome.expect("taken");
        let tx = desk.town.begin().await;
        let row = tx.find::<consultation::Entity>().one(tx.connection()).await.expect("read").expect("it is there");
        tx.commit().await.expect("read");
        (summary.changed, summary.same, said.report.contains("left out closes: there would be less time"), row.version)
    };
    let (.., first) = bring("2026-12-20", "As it came.").await;
    assert_eq!(bring("2026-12-10", "As it came.").await, (0, 1, true, first), "nothing else is another");
    for (changed, same) in [(1, 0), (0, 1), (0, 1)] {
        assert_eq!(bring("2026-12-10", "Shorter.").await, (changed, same, true, first + 1));
    }
    // The first list says something else than what stands there now.
    assert_eq!(bring("2026-12-20", "As it came.").await, (1, 0, false, first + 2));
    assert_eq!(bring("2026-12-20", "As it came.").await, (0, 1, false, first + 2));
}

#[tokio::test]
async fn the_origins_that_a_municipality_writes_from_are_origins() {
    let desk = Desk::new().await;
    let of = |origins: Value| {
        json!({
            "slug": "foca", "name_latin": "Foča", "name_cyrillic": "Фоча", "type": "opština", "country": "BA",
            "allowed_origins": origins,
        })
    };
    for wrong in [json!(["https://foca.example/pozivi"]), json!(["*"]), json!(["https://a.example", "foca.example"])] {
        let said = desk.import_rows(&[of(wrong.clone())]).await;
        assert_eq!(said.outcome.expect("the file can be read").refused, 1, "{wrong}");
        assert!(said.report.contains("allowed_origins") && said.report.contains("is not an origin"), "{}", said.report);
    }
    let said = desk.import_rows(&[of(json!(["https://Usluge.foca.example:443/"]))]).await;
    assert_eq!(said.outcome.expect("the file can be read").new, 1);
    let tx = desk.town.begin().await;
    let all = javno::municipalities::store::everything(&tx).await.expect("municipalities");
    let foca = all.into_iter().find(|row| row.slug == "foca").expect("it was taken");
    assert_eq!(foca.allowed_origins.0, ["https://usluge.foca.example"]);
}
