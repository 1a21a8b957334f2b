//! What a desk takes away and brings: its calls, whole, and its journal.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use entities::{CallStage, Role, municipality};
use serde_json::{Value, json};
use tests::given::{in_full, latin};
use tests::people::Person;
use tests::{Answer, Town};

use crate::import::REAL;
use crate::tables::dump;

const CALLS: &str = "/desk/export/calls.json?municipality=trebinje";

/// Fetches a file, as a link of the desk does.
pub(crate) async fn fetch(person: &Person<'_>, path: &str) -> Answer {
    let request = person.request(path).method("GET").header("sec-fetch-site", "same-origin");
    let mut request = request.body(Body::empty()).expect("a request");
    request.headers_mut().remove("origin");
    person.town.request(request).await
}

pub(crate) async fn import(person: &Person<'_>, slug: &str, dry: bool, file: &Value) -> Value {
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
    // It waits, like whatever is changed of a published call, for somebody to say why.
    let public = "{ openCalls { nodes { id summary { text } corrections { field } } } }";
    let seen = town.data(public, json!({})).await["openCalls"]["nodes"][0].take();
    assert_eq!(
        (seen["summary"]["text"] == "Drugi sažetak", seen["corrections"].as_array().map(Vec::len)),
        (false, Some(1))
    );
    let (id, version) = (&seen["id"], file[0]["version"].as_i64().expect("a version") + 1);
    let correct =
        "mutation ($input: CorrectCallInput!) { correctCall(input: $input) { errors { code field problem } } }";
    let reason = json!({ "text": "Sažetak je bio pogrešan.", "locale": "sr-Latn" });
    let input = json!({ "input": { "id": id, "version": version, "reason": reason } });
    assert_eq!(editor.data(correct, input).await["correctCall"]["errors"], json!([]));
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
async fn a_file_changes_only_what_was_read_into_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |new| {
        in_full(new);
        new.call.stage = CallStage::Draft;
    })
    .await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let file = fetch(&editor, CALLS).await.json();
    let said = |text: &str| {
        let mut file = file.clone();
        file[0]["content"]["summary"] = json!({ "original": { "locale": "sr-Latn", "text": text } });
        file
    };
    assert_eq!(import(&editor, "trebinje", false, &said("Prvi")).await["summary"]["changed"], 1);
    let before = dump(&town).await;
    let mut unsaid = said("Drugi");
    for field in ["id", "version"] {
        unsaid[0].as_object_mut().expect("a row").remove(field);
    }
    // Somebody has changed it since the file was written; or the file does not say what it was written from.
    for file in [said("Drugi"), unsaid] {
        let outcome = import(&editor, "trebinje", false, &file).await;
        assert_eq!((&outcome["summary"]["refused"], &outcome["remarks"][0]["code"]), (&json!(1), &json!("CONFLICT")));
    }
    let mut nonsense = said("Drugi");
    nonsense[0]["id"] = json!("org_01h455vb4pex5vsknk084sn02q");
    let outcome = import(&editor, "trebinje", false, &nonsense).await;
    assert_eq!(outcome["remarks"][0]["fields"][0]["field"], "id", "{outcome}");
    assert_eq!(dump(&town).await, before);
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
        {
          "code": "ELSEWHERE",
          "detail": "teslic",
          "fields": [],
          "row": 3,
          "title": "Javni poziv za projekte udruženja"
        },
        {
          "code": "UNREADABLE",
          "detail": "invalid type: string \"mnogo\", expected i64",
          "fields": [],
          "row": 4,
          "title": null
        },
        {
          "code": "INVALID",
          "detail": null,
          "fields": [
            {
              "field": "title",
              "params": [],
              "problem": "REQUIRED"
            }
          ],
          "row": 5,
          "title": "bez naslova"
        }
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

/// A town with these files of real data in it.
pub(crate) async fn real(files: &[&str]) -> Town {
    let town = Town::new().await;
    let files: Vec<_> = files.iter().map(|name| Path::new(REAL).join(name)).collect();
    javno::import::import(&town.app, &files, javno::import::How::default(), &mut Vec::new()).await.expect("an import");
    town
}

/// All municipalities there, by their slugs.
pub(crate) async fn everywhere(town: &Town) -> Vec<municipality::Model> {
    let tx = town.begin().await;
    let mut all = javno::municipalities::store::everything(&tx).await.expect("municipalities");
    all.sort_by(|a, b| a.slug.cmp(&b.slug));
    all
}

#[tokio::test]
async fn real_calls_come_back_as_they_went_out_into_their_desk_and_into_an_empty_one() {
    let (full, bare) = (real(&["municipalities.json", "calls.json"]).await, real(&["municipalities.json"]).await);
    let (mut calls, mut undated) = (0, 0);
    for (owner, there) in everywhere(&full).await.into_iter().zip(everywhere(&bare).await) {
        let path = format!("/desk/export/calls.json?municipality={}", owner.slug);
        let editor = full.official(&owner, &[Role::Editor]).await;
        let file = fetch(&editor, &path).await.json();
        let rows = file.as_array().expect("rows");
        undated += rows.iter().filter(|row| row["content"]["deadline"].is_null()).count();
        calls += rows.len();
        let other = bare.official(&there, &[Role::Editor]).await;
        for (editor, new, same) in [(editor, 0, rows.len()), (other, rows.len(), 0)] {
            let outcome = import(&editor, &owner.slug, false, &file).await;
            let expected = json!({ "new": new, "changed": 0, "same": same, "refused": 0 });
            assert_eq!(outcome, json!({ "summary": expected, "remarks": [] }), "{}", owner.slug);
        }
    }
    assert!(calls > 10 && undated > 0, "{calls} calls, {undated} without a deadline");
}

#[tokio::test]
async fn a_file_of_calls_may_be_larger_than_any_question_and_not_without_end() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let path = "/desk/import/calls?municipality=trebinje&dry=1";
    let sized = |bytes: usize| Body::from(format!("[{}]", " ".repeat(bytes - 2)));
    let send = async |body| town.request(editor.request(path).body(body).expect("a request")).await;
    assert_eq!(send(sized(8 << 20)).await.status, 200);
    let too_large = send(sized((8 << 20) + 1)).await;
    assert_eq!((too_large.status.as_u16(), &too_large.json()["code"]), (400, &json!("FILE_TOO_LARGE")));
    // Nobody has his bytes read who may not bring any.
    assert_eq!(town.request(Request::post(path).body(sized(9 << 20)).expect("a request")).await.status, 401);
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
    assert!(csv.starts_with("\u{feff}at;by;kind;subject;title;field;before;after;reason\n"), "{csv}");
    assert!(csv.contains(r#";"'=HYPERLINK(""http://zlo.example"")";"#), "{csv}");
    let json = fetch(&admin, "/desk/export/journal.json?municipality=trebinje").await.json();
    let kinds: Vec<_> = json.as_array().expect("acts").iter().map(|act| act["kind"].clone()).collect();
    // What is taken away tells of itself, and of what was taken before.
    assert!(kinds.ends_with(&["CALL_DRAFTED", "TAKEN_AWAY", "TAKEN_AWAY"].map(Value::from)), "{kinds:?}");
}

#[tokio::test]
async fn who_took_what_away_stands_in_the_journal_and_who_read_what_everybody_may_does_not() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    town.call(&trebinje, in_full).await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let away = |file: &str| format!("/desk/export/{file}?municipality=trebinje");
    for file in ["calls.json", "consultations.json"] {
        assert_eq!(fetch(&editor, &away(file)).await.status, 200);
        assert_eq!(fetch(&neighbour, &away(file)).await.status, 404);
    }
    for file in ["organisations.csv", "organisations.xlsx", "settings.json", "journal.csv"] {
        assert_eq!(fetch(&admin, &away(file)).await.status, 200);
        assert_eq!(fetch(&editor, &away(file)).await.status, 403);
    }
    // What columns mean is no secret, and what there is not nobody takes.
    assert_eq!(fetch(&admin, &away("organisations-codebook.csv")).await.status, 200);
    assert_eq!(fetch(&admin, &away("organisations.pdf")).await.status, 404);
    assert_eq!(town.get("/data/trebinje/organisations.json").await.status, 200);
    let query = "{ desk(municipality: \"trebinje\") { journal(first: 50) { nodes { kind by subjectId title } } } }";
    let acts = admin.data(query, json!({})).await["desk"]["journal"]["nodes"].take();
    let taken: Vec<_> = acts.as_array().expect("acts").iter().filter(|act| act["kind"] == "TAKEN_AWAY").collect();
    assert!(taken.iter().all(|act| act["subjectId"] == trebinje.id.to_string()), "{acts}");
    assert!(taken.iter().rev().take(2).all(|act| act["by"] == editor.row.name), "{acts}");
    let titles: Vec<_> = taken.iter().rev().map(|act| act["title"].as_str().unwrap_or_default()).collect();
    let expected = ["pozivi.json", "rasprave.json", "registar.csv", "registar.xlsx", "podaci.json", "dnevnik.csv"];
    assert_eq!(titles, expected.map(|file| format!("trebinje-{file}")));
    // Not of the neighbours.
    let there = neighbour.data(&query.replace("trebinje", "teslic"), json!({})).await.to_string();
    assert!(!there.contains("TAKEN_AWAY"), "{there}");
}

#[tokio::test]
async fn the_journal_keeps_no_name_of_whoever_is_invited_and_tells_it_while_it_is_known() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let invite =
        "mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { invitation { id } errors { code } } }";
    let invited = async |email: &str, name: &str| {
        let input = json!({ "municipality": "trebinje", "email": email, "name": name, "roles": ["EDITOR"], "locale": "sr-Latn" });
        admin.data(invite, json!({ "input": input })).await["invitePerson"]["invitation"]["id"].take()
    };
    let gone = invited("jovan@trebinje.example", "Jovan Nepoznati").await;
    let revoke =
        "mutation ($id: ID!) { revokeInvitation(input: { municipality: \"trebinje\", id: $id }) { errors { code } } }";
    admin.data(revoke, json!({ "id": gone })).await;
    town.unread().await;
    invited("iva@trebinje.example", "Iva kako je zovu").await;
    let letter = town.unread().await.pop().expect("a letter").text;
    let secret =
        letter.split_once("/desk/poziv#").expect("a link").1.split_whitespace().next().expect("a secret").to_owned();
    let accept = Request::post("/desk/session/invitation").header("content-type", "application/json");
    let accept = accept.header("origin", "https://javno.example");
    let accept = accept.body(Body::from(json!({ "token": secret, "name": "Iva Ivić" }).to_string()));
    assert_eq!(town.request(accept.expect("a request")).await.status, 200);

    // What is kept: ids, roles, who did it.
    let kept = dump(&town).await["journal"].join("\n");
    for name in ["Jovan", "jovan@", "Iva", "iva@"] {
        assert!(!kept.contains(name), "{name}: {kept}");
    }
    // What is told: the names, while they are known; on the page, in both files, of those who came as they call themselves.
    let told_of_invited = |act: &Value| act["kind"].as_str().is_some_and(|kind| kind.contains("INVIT"));
    let told = async || {
        let of = "journal { nodes { kind title } }";
        let page = admin.data(&format!("{{ desk(municipality: \"trebinje\") {{ {of} }} }}"), json!({})).await;
        let acts =
            page["desk"]["journal"]["nodes"].as_array().expect("acts").iter().rev().filter(|act| told_of_invited(act));
        let acts: Vec<_> = acts.map(|act| format!("{} {}", act["kind"], act["title"]).replace('"', "")).collect();
        let json = fetch(&admin, "/desk/export/journal.json?municipality=trebinje").await.json();
        let file = json.as_array().expect("acts").iter().filter(|act| told_of_invited(act));
        let file: Vec<_> = file.map(|act| format!("{} {}", act["kind"], act["title"]).replace('"', "")).collect();
        assert_eq!(file, acts);
        acts.join("\n")
    };
    insta::assert_snapshot!(told().await, @"
    PERSON_INVITED Jovan Nepoznati
    INVITATION_REVOKED Jovan Nepoznati
    PERSON_INVITED Iva Ivić
    INVITATION_ACCEPTED Iva Ivić
    ");
    town.clock.advance(chrono::TimeDelta::days(31));
    javno::accounts::care::everywhere(&town.app.db, javno::clock::Clock::now(&*town.clock)).await.expect("care");
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let csv = fetch(&admin, "/desk/export/journal.csv?municipality=trebinje").await.text();
    assert!(!csv.contains("Jovan") && csv.contains("Iva Ivić"), "{csv}");
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
