//! A list of results that is written once more: corrected with a reason, begun with what stands, never by an old number.

use serde_json::{Value, json};

use crate::desk_calls::{change, done, text};
use crate::results::{DRAFT, Desk, ENTRY, ROWS, mutation};

#[tokio::test]
async fn a_published_list_is_corrected_with_a_reason_and_stays_to_be_read() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let first = desk.published(&editor, "FINAL", None).await;
    let draft = desk.written(&editor, "FINAL").await;
    assert_eq!(draft["needsReason"], true);
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"] });
    let answer = editor.data(&mutation("publishResults", "id"), json!({ "input": input })).await;
    assert_eq!(answer["publishResults"]["errors"][0]["field"], "reason", "{answer}");
    let input =
        json!({ "call": desk.call.to_string(), "version": draft["version"], "reason": text("Greška u zbiru.") });
    done(&editor, &mutation("publishResults", "id"), input).await;
    let seen =
        desk.public("results { id correctedBecause { text } } earlierResults { id } corrections { field }").await;
    assert_eq!(seen["results"]["correctedBecause"]["text"], "Greška u zbiru.");
    assert_eq!(seen["earlierResults"].as_array().map(Vec::len), Some(1));
    // One organisation got it once.
    assert_eq!(desk.of_organisation(desk.most, "awards { award }").await["awards"].as_array().map(Vec::len), Some(1));
    assert!(first["rows"][0]["entryId"].is_string());
    // After what was decided nothing is proposed.
    let draft = desk.written(&editor, "PRELIMINARY").await;
    assert_eq!(draft["refused"], "FINAL_LIST_OUT");
    let page = desk.town.get(&format!("/trebinje/pozivi/{}", desk.call)).await.text();
    for told in ["Konačna rang-lista", "Ispravljeno", "Greška u zbiru.", "87,5", "8.500,50\u{a0}KM", "Ranije liste"] {
        assert!(page.contains(told), "{told} is not on the page");
    }
    let csv = desk.town.get(&format!("/trebinje/pozivi/{}/rezultati.csv", desk.call)).await.text();
    assert!(csv.contains(";8500.50;BAM;approved;"), "{csv}");
    let old = desk.town.get(&format!("/trebinje/pozivi/{}/rezultati.csv?broj=1", desk.call)).await;
    assert_eq!(old.status, 200);
    let none = desk.town.get(&format!("/trebinje/pozivi/{}/rezultati.csv?broj=7", desk.call)).await;
    assert_eq!(none.status, 404);
    let page = desk.town.get(&format!("/trebinje/organizacija/{}", desk.most)).await.text();
    assert!(page.contains("Dodijeljena sredstva") && page.contains("8.500,50\u{a0}KM"), "{page}");
}

#[tokio::test]
async fn a_correction_begins_with_what_stands() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let asked = async || {
        let content = format!("content {{ rows {{ {ENTRY} }} }}");
        let query = format!(
            "{{ desk(municipality: \"trebinje\") {{ callResults(call: \"{}\") {{
                version {content} correction {{ stage publishedOn objections {{ day hour }} decisionUrl rows {{ {ENTRY} }} }}
            }} }} }}",
            desk.call
        );
        editor.data(&query, json!({})).await["desk"]["callResults"].take()
    };
    assert_eq!(asked().await["correction"], Value::Null, "nothing stands yet");
    let draft = desk.written(&editor, "PRELIMINARY").await;
    let mut content = asked().await["content"].take();
    content["stage"] = "PRELIMINARY".into();
    content["objections"] = json!({ "day": "2026-12-02", "hour": "12:00" });
    content["decisionUrl"] = "https://trebinje.example/odluka.pdf".into();
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"], "content": content });
    let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
    let input = json!({ "call": desk.call.to_string(), "version": saved["version"] });
    done(&editor, &mutation("publishResults", "id"), input).await;

    // It is as it was written, with what was sure about whose it is; its day is another.
    let now = asked().await;
    let (mut correction, version) = (now["correction"].clone(), now["version"].clone());
    let mut before = content.clone();
    before["publishedOn"] = Value::Null;
    (before["rows"][0]["linked"], before["rows"][1]["linked"]) =
        (desk.most.to_string().into(), desk.zmaj.to_string().into());
    let next = saved["version"].as_i64().map(|saved| saved + 1);
    assert_eq!((&correction, version.as_i64()), (&before, next));
    correction["rows"][0]["approved"] = "9000".into();
    let input = json!({ "call": desk.call.to_string(), "version": version, "content": correction });
    let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
    assert_eq!(saved["needsReason"], true);
    let reason = text("Greška u zbiru.");
    let input = json!({ "call": desk.call.to_string(), "version": saved["version"], "reason": reason });
    done(&editor, &mutation("publishResults", "id"), input).await;
    let seen = desk
        .public("results { csv rows { approved { amount } } } earlierResults { csv rows { approved { amount } } }")
        .await;
    assert_eq!(seen["results"]["rows"][0]["approved"]["amount"], "9000");
    // Each list is taken away as it was.
    let (now, earlier) = (&seen["results"]["csv"], &seen["earlierResults"][0]["csv"]);
    assert!(now.as_str().is_some_and(|at| at.ends_with("/rezultati.csv")), "{now}");
    let path = earlier.as_str().and_then(|at| at.find("/trebinje").map(|from| at[from..].to_owned()));
    let csv = desk.town.get(&path.expect("an address")).await.text();
    assert!(csv.contains(";8500.50;") && !csv.contains(";9000.00;"), "{csv}");
}

#[tokio::test]
async fn no_number_of_a_draft_comes_back() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (save, discard) = (mutation("saveResults", DRAFT), mutation("discardResults", "version drafted"));
    let stage = |version: &Value, stage: &str| {
        let content = json!({ "stage": stage });
        json!({ "call": desk.call.to_string(), "version": version, "content": content })
    };
    let old = done(&editor, &save, stage(&json!(0), "PRELIMINARY")).await["results"]["version"].take();
    let thrown_away = json!({ "call": desk.call.to_string(), "version": old });
    let gone = done(&editor, &discard, thrown_away.clone()).await["results"].take();
    assert_eq!(gone["drafted"], false);
    // Whoever still has the page of before writes over nothing, and throws nothing away.
    let refused = [
        editor.refusal(&save, json!({ "input": stage(&old, "FINAL") })).await,
        editor.refusal(&save, json!({ "input": stage(&json!(0), "FINAL") })).await,
        editor.refusal(&discard, json!({ "input": thrown_away })).await,
    ];
    assert!(refused.iter().all(|refused| refused.starts_with("CONFLICT")), "{refused:?}");
    let again = json!({ "input": { "call": desk.call.to_string(), "version": gone["version"] } });
    let nothing = editor.data(&discard, again).await;
    assert_eq!(nothing["discardResults"]["errors"][0]["reason"], "NOTHING_CHANGED", "{nothing}");
    // Somebody else begins anew.
    let next = done(&editor, &save, stage(&gone["version"], "FINAL")).await["results"]["version"].take();
    assert!(next.as_i64() > gone["version"].as_i64() && gone["version"].as_i64() > old.as_i64(), "{old} {gone} {next}");
    let refused = editor.refusal(&save, json!({ "input": stage(&old, "PRELIMINARY") })).await;
    assert!(refused.starts_with("CONFLICT"), "{refused}");
}

#[tokio::test]
async fn a_row_is_read_in_each_script_as_it_was_worded_by_hand_and_a_correction_keeps_that() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let wordings = "others { organisation { locale text } project { locale text } note { locale text } }";
    let content = format!("stage objections {{ day hour }} rows {{ {ENTRY} {wordings} }}");
    let worded = |locale: &str, text: &str| json!([{ "locale": locale, "text": text }]);
    let draft = desk
        .written_as(&editor, |content| {
            content["stage"] = "PRELIMINARY".into();
            let rows = content["rows"].as_array_mut().expect("rows");
            rows[1]["project"] = "Vodi Džon Vejn".into();
            rows[1]["others"] = json!({
                "organisation": worded("en", "Dragon Club"),
                // A wording of no letters is none.
                "project": [worded("sr-Cyrl", "Води John Wayne")[0], worded("en", " ")[0]],
            });
        })
        .await;
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"] });
    done(&editor, &mutation("publishResults", ROWS), input).await;
    let read = async |locale: &str| {
        let fields = "rows { organisationName { text } project { text } }";
        let query = format!(
            "query ($id: ID!) {{ node(id: $id, locale: \"{locale}\") {{ ... on OpenCall {{ results {{ {fields} }} }} }} }}"
        );
        let row =
            desk.town.data(&query, json!({ "id": desk.call.to_string() })).await["node"]["results"]["rows"][1].take();
        format!("{} · {}", row["organisationName"]["text"], row["project"]["text"]).replace('"', "")
    };
    assert_eq!(read("sr-Cyrl").await, "Клуб Змај · Води John Wayne");
    assert_eq!(read("sr-Latn").await, "Klub Zmaj · Vodi Džon Vejn");
    assert_eq!(read("en").await, "Dragon Club · Vodi Džon Vejn");

    // A correction begins with what stands, also with what stands beside it.
    let query = format!(
        "query ($call: ID!) {{ desk(municipality: \"trebinje\") {{ callResults(call: $call) {{ version correction {{ {content} }} }} }} }}"
    );
    let found = editor.data(&query, json!({ "call": desk.call.to_string() })).await["desk"]["callResults"].take();
    let mut correction = found["correction"].clone();
    assert_eq!(correction["rows"][1]["others"]["project"], worded("sr-Cyrl", "Води John Wayne"));
    let save = mutation("saveResults", &format!("version content {{ {content} }}"));
    let input = json!({ "call": desk.call.to_string(), "version": found["version"], "content": correction });
    let saved = done(&editor, &save, input).await["results"].take();
    assert_eq!(saved["content"]["rows"], correction["rows"]);
    // Left out it stays where the words stay; beside other words it would say what is not written any more.
    let rows = correction["rows"].as_array_mut().expect("rows");
    rows[1].as_object_mut().expect("a row").remove("others");
    rows[1]["project"] = "Zmajevi".into();
    let input = json!({ "call": desk.call.to_string(), "version": saved["version"], "content": correction });
    let saved = done(&editor, &save, input).await["results"].take();
    let others = &saved["content"]["rows"][1]["others"];
    assert_eq!(others, &json!({ "organisation": worded("en", "Dragon Club"), "project": [], "note": [] }));

    // What is too long is told of its field.
    correction["rows"][0]["others"] = json!({ "note": worded("en", &"a".repeat(2_001)), "project": worded("en", "x") });
    correction["rows"][0]["note"] = "Napomena".into();
    let input = json!({ "call": desk.call.to_string(), "version": saved["version"], "content": correction });
    let refused = change(&editor, &save, input).await;
    assert_eq!(
        (&refused["errors"][0]["field"], &refused["errors"][0]["problem"]),
        (&json!("rows.0.note"), &json!("TOO_LONG"))
    );
}
