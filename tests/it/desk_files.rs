//! What a desk takes away and brings: its calls, whole, and its journal.

use axum::body::Body;
use axum::http::Request;
use entities::{CallStage, Role};
use serde_json::{Value, json};
use tests::given::{in_full, latin};
use tests::people::Person;
use tests::{Answer, Town};

use crate::tables::dump;

const CALLS: &str = "/desk/export/calls.json?municipality=trebinje";

/// Fetches a file, as a link of the desk does.
async fn fetch(person: &Person<'_>, path: &str) -> Answer {
    let request = person.request(path).method("GET").header("sec-fetch-site", "same-origin");
    let mut request = request.body(Body::empty()).expect("a request");
    request.headers_mut().remove("origin");
    person.town.request(request).await
}

async fn import(person: &Person<'_>, slug: &str, dry: bool, file: &Value) -> Value {
    let path = format!("/desk/import/calls?municipality={slug}&dry={}", u8::from(dry));
    let answer = person.post(&path, file).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    // Ids differ from run to run.
    let text = answer.text();
    let mut parts = text.split("call_");
    let first = parts.next().unwrap_or_default().to_owned();
    let steady =
        parts.fold(first, |said, part| said + "[call]" + part.trim_start_matches(|c: char| c.is_ascii_alphanumeric()));
    serde_json::from_str(&steady).expect("JSON")
}

#[tokio::test]
async fn calls_go_out_and_come_back_and_nothing_has_changed() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, in_full).await;
    town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let answer = fetch(&editor, CALLS).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    let file = answer.json();
    let before = dump(&town).await;
    let same = json!({ "summary": { "new": 0, "changed": 0, "same": 2, "refused": 0 }, "remarks": [] });
    assert_eq!(import(&editor, "trebinje", false, &file).await, same);
    assert_eq!(dump(&town).await, before);

    let mut other = file.clone();
    other[0]["content"]["summary"] = json!({ "original": { "locale": "sr-Latn", "text": "Drugi sažetak" } });
    let changed = import(&editor, "trebinje", true, &other).await;
    assert_eq!(changed["summary"]["changed"], 1, "{changed}");
    assert_eq!(dump(&town).await, before, "a dry run leaves nothing behind");
    import(&editor, "trebinje", false, &other).await;
    let corrected =
        town.data("{ openCalls { nodes { summary { text } documents { url } corrections { field } } } }", json!({}));
    insta::assert_json_snapshot!(corrected.await, @r#"
    {
      "openCalls": {
        "nodes": [
          {
            "corrections": [
              {
                "field": "MAX_GRANT"
              },
              {
                "field": "SUMMARY"
              }
            ],
            "documents": [
              {
                "url": "https://trebinje.example/obrazac.pdf"
              },
              {
                "url": null
              }
            ],
            "summary": {
              "text": "Drugi sažetak"
            }
          }
        ]
      }
    }
    "#);
}

#[tokio::test]
async fn a_file_fills_an_empty_desk_and_a_foreign_or_broken_row_is_refused_and_named() {
    let (one, other) = (Town::new().await, Town::new().await);
    let trebinje = one.municipality("trebinje").await;
    one.call(&trebinje, in_full).await;
    one.call(&trebinje, |new| (new.call.stage, new.call.title) = (CallStage::Draft, latin("Nacrt"))).await;
    let mut file = fetch(&one.official(&trebinje, &[Role::Editor]).await, CALLS).await.json();
    let rows = file.as_array_mut().expect("rows");
    let mut foreign = rows[0].clone();
    foreign["municipality"] = "teslic".into();
    let mut broken = rows[0].clone();
    broken["content"]["budget"] = "mnogo".into();
    let mut incomplete = rows[0].clone();
    incomplete["content"]["title"] = Value::Null;
    incomplete["key"] = "bez naslova".into();
    rows.extend([foreign, broken, incomplete]);

    let there = other.municipality("trebinje").await;
    other.municipality("teslic").await;
    let editor = other.official(&there, &[Role::Editor]).await;
    insta::assert_json_snapshot!(import(&editor, "trebinje", false, &file).await, @r#"
    {
      "remarks": [
        "3: “Javni poziv za projekte udruženja”: it is of “teslic”, not of “trebinje”",
        "4: invalid type: string \"mnogo\", expected i64",
        "5: “bez naslova”: REFUSED content: title Required"
      ],
      "summary": {
        "changed": 0,
        "new": 2,
        "refused": 3,
        "same": 0
      }
    }
    "#);
    let seen =
        other.data("{ openCalls { nodes { title { text } lots { title { text } } eligibleForms } } }", json!({}));
    insta::assert_json_snapshot!(seen.await, @r#"
    {
      "openCalls": {
        "nodes": [
          {
            "eligibleForms": [
              "ASSOCIATION",
              "FOUNDATION"
            ],
            "lots": [
              {
                "title": {
                  "text": "Uređenje prostora"
                }
              },
              {
                "title": {
                  "text": "Druženje"
                }
              }
            ],
            "title": {
              "text": "Javni poziv za projekte udruženja"
            }
          }
        ]
      }
    }
    "#);
}

#[tokio::test]
async fn the_journal_goes_out_for_administrators_and_holds_no_formula() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let create = "mutation ($input: CreateCallInput!) { createCall(input: $input) { errors { code } } }";
    let title = json!({ "text": "=HYPERLINK(\"http://zlo.example\")", "locale": "sr-Latn" });
    let input = json!({ "municipality": "trebinje", "content": { "kind": "PROJECTS", "title": title } });
    admin.data(create, json!({ "input": input })).await;
    let csv = fetch(&admin, "/desk/export/journal.csv?municipality=trebinje").await.text();
    assert!(csv.starts_with("at,by,kind,subject,title,field,before,after,reason\n"), "{csv}");
    assert!(csv.contains(r#","'=HYPERLINK(""http://zlo.example"")","#), "{csv}");
    let json = fetch(&admin, "/desk/export/journal.json?municipality=trebinje").await.json();
    let kinds: Vec<_> = json.as_array().expect("acts").iter().map(|act| act["kind"].clone()).collect();
    assert_eq!(kinds.last(), Some(&json!("CALL_DRAFTED")), "{kinds:?}");
}

#[tokio::test]
async fn files_are_for_those_who_may_have_them() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let moderator = town.official(&trebinje, &[Role::Moderator]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let journal = "/desk/export/journal.csv?municipality=trebinje";
    assert_eq!(town.get(CALLS).await.status, 401);
    assert_eq!(fetch(&neighbour, CALLS).await.status, 404);
    assert_eq!(fetch(&moderator, CALLS).await.status, 200);
    assert_eq!(fetch(&editor, journal).await.status, 403);
    // A page of somebody else has the browser send the cookie along a link, and says so.
    let linked = editor.request(CALLS).method("GET").header("sec-fetch-site", "cross-site");
    let mut linked = linked.body(Body::empty()).expect("a request");
    linked.headers_mut().remove("origin");
    assert_eq!(town.request(linked).await.status, 401);
    let path = "/desk/import/calls?municipality=trebinje";
    assert_eq!(moderator.post(path, &json!([])).await.status, 403);
    assert_eq!(neighbour.post(path, &json!([])).await.status, 404);
    let foreign =
        Request::post(path).header("origin", "https://zlo.example").body(Body::from("[]")).expect("a request");
    assert_eq!(town.request(foreign).await.status, 401);
}
