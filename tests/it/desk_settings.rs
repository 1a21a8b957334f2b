//! What a municipality says of itself and what is usual there, in one file: taken away, looked at and put up by its
//! administrators, and by nobody else.

use axum::body::Body;
use axum::http::Request;
use entities::{
    ConfirmEmail, Moderation, OwnArea, OwnAreas, OwnDay, OwnDays, Role, TokenScope, UsualRules, Words, municipality,
};
use serde_json::{Value, json};
use tests::people::Person;
use tests::{Answer, Town};

use crate::desk_files::fetch;
use crate::tables::dump;

const AWAY: &str = "/desk/export/settings.json?municipality=trebinje";
const UP: &str = "/desk/import/settings?municipality=trebinje";

/// A municipality that has said everything that it can.
fn said(row: &mut municipality::Model) {
    row.allowed_origins = Words(vec!["https://usluge.trebinje.example".into()]);
    row.accessibility_contact = Some("pristup@trebinje.example".into());
    row.own_days = OwnDays(vec![OwnDay { day: 5, month: 10, year: None, name: "Dan grada".into() }]);
    row.own_areas = OwnAreas(vec![OwnArea { code: "culture".into(), position: -1, label: None }]);
    row.usual_rules = Some(UsualRules {
        moderation: Moderation::FirstN,
        moderation_first: Some(2),
        confirm_email: ConfirmEmail::WhenGiven,
    });
}

/// What would become of what.
async fn looked_at(admin: &Person<'_>, file: &Value) -> Value {
    let answer = admin.post(&format!("{UP}&dry=1"), file).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{}", answer.text());
    answer.json()
}

async fn put_up(admin: &Person<'_>, file: &Value, read: &Value) -> Answer {
    admin.post(&format!("{UP}&read={}", read.as_str().expect("what was read")), file).await
}

fn lines(changes: &Value) -> Vec<String> {
    let line = |one: &Value| format!("{} {} → {}", one["field"], one["before"], one["after"]).replace('"', "");
    changes.as_array().expect("changes").iter().map(line).collect()
}

const EVERYTHING: [&str; 7] = [
    "allowed_origins null → https://usluge.trebinje.example",
    "accessibility_contact null → pristup@trebinje.example",
    "own_days null → 5.10. Dan grada",
    "own_areas null → Kultura i umjetnost",
    "moderation pre → first_n",
    "moderation_first null → 2",
    "confirm_email never → when_given",
];

#[tokio::test]
async fn what_is_taken_away_here_is_put_up_there_as_one_act_and_nothing_of_it_is_lost() {
    let (town, other) = (Town::new().await, Town::new().await);
    let trebinje = town.municipality_like("trebinje", said).await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let answer = fetch(&admin, AWAY).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    assert!(answer.header("content-disposition").contains("trebinje-podaci.json"));
    let file = answer.json();
    assert_eq!(
        file,
        json!({
            "municipality": "trebinje",
            "settings": {
                "website": "https://trebinje.example",
                "default_locale": "sr-Latn",
                "allowed_origins": ["https://usluge.trebinje.example"],
                "accessibility_contact": "pristup@trebinje.example",
                "own_days": [{ "day": 5, "month": 10, "name": "Dan grada" }],
                "own_areas": [{ "code": "culture" }],
            },
            "usual_rules": { "moderation": "FirstN", "moderation_first": 2, "confirm_email": "WhenGiven" },
        })
    );
    let before = dump(&town).await;
    let here = looked_at(&admin, &file).await;
    assert_eq!((&here["changes"], &here["remarks"]), (&json!([]), &json!([])));
    assert_eq!(put_up(&admin, &file, &here["read"]).await.status, 200);
    assert_eq!(dump(&town).await, before, "what stands there already is nothing that happened");

    let there = other.municipality("trebinje").await;
    let newcomer = other.official(&there, &[Role::Admin]).await;
    let before = dump(&other).await;
    let look = looked_at(&newcomer, &file).await;
    assert_eq!(lines(&look["changes"]), EVERYTHING);
    assert_eq!(dump(&other).await, before, "whoever looks changes nothing");
    let done = put_up(&newcomer, &file, &look["read"]).await;
    assert_eq!((done.status.as_u16(), lines(&done.json()["changes"])), (200, EVERYTHING.map(str::to_owned).to_vec()));
    assert_eq!(fetch(&newcomer, AWAY).await.json(), file);
    let desk = "{ desk(municipality: \"trebinje\") { settings { version savedBy }
        journal(first: 50) { nodes { kind by changes { field before after } } } } }";
    let desk = newcomer.data(desk, json!({})).await["desk"].take();
    assert_eq!(desk["settings"], json!({ "version": 2, "savedBy": newcomer.row.name }));
    let acts = desk["journal"]["nodes"].as_array().expect("acts").iter();
    let acts: Vec<_> =
        acts.filter(|act| act["kind"] == "MUNICIPALITY_CHANGED" && act["by"] == newcomer.row.name).collect();
    assert_eq!(acts.len(), 1, "{desk}");
    assert_eq!(lines(&acts[0]["changes"]), EVERYTHING);
}

#[tokio::test]
async fn nothing_is_put_up_over_what_nobody_has_looked_at() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (one, other) = (town.official(&trebinje, &[Role::Admin]).await, town.official(&trebinje, &[Role::Admin]).await);
    let file = fetch(&one, AWAY).await.json();
    let with = |at: &str, value: Value| {
        let mut file = file.clone();
        *file.pointer_mut(at).expect("a field") = value;
        file
    };
    let (bosnian, at_once) =
        (with("/settings/default_locale", json!("bs")), with("/usual_rules/moderation", json!("Post")));
    for (mine, theirs) in [(&bosnian, &at_once), (&at_once, &bosnian)] {
        let read = looked_at(&one, mine).await["read"].take();
        let before = looked_at(&other, theirs).await["read"].take();
        assert_eq!(put_up(&other, theirs, &before).await.status, 200);
        let late = put_up(&one, mine, &read).await;
        assert_eq!((late.status.as_u16(), &late.json()["code"]), (409, &json!("CONFLICT")));
    }
    let unseen = one.post(UP, &file).await;
    assert_eq!((unseen.status.as_u16(), &unseen.json()["code"]), (409, &json!("CONFLICT")));
    let stands = fetch(&one, AWAY).await.json();
    assert_eq!(
        (&stands["settings"]["default_locale"], &stands["usual_rules"]["moderation"]),
        (&json!("bs"), &json!("Pre"))
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_refused_whole_and_what_is_wrong_is_named() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let file = fetch(&admin, AWAY).await.json();
    let read = looked_at(&admin, &file).await["read"].take();
    let before = dump(&town).await;
    let several = |file: &mut Value| {
        file["settings"]["website"] = json!("javascript:alert(1)");
        file["settings"]["own_days"] = json!([{ "day": 31, "month": 2, "name": "Nema ga" }]);
        file["usual_rules"] = json!({ "moderation": "FirstN", "moderation_first": 2, "confirm_email": "Never" });
    };
    let more = |file: &mut Value| file["settings"]["smtp_password"] = json!("tajna");
    let strange = |file: &mut Value| file["settings"]["default_locale"] = json!("de");
    let less = |file: &mut Value| drop(file["settings"].as_object_mut().expect("settings").remove("website"));
    let none = |file: &mut Value| *file = json!("podaci");
    let foreign = |file: &mut Value| file["municipality"] = json!("teslic");
    let all = "INVALID website NOT_AN_ADDRESS ownDays.0.day NOT_A_DAY confirmEmail NEEDS_ADDRESS";
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change<'_>, &str); 6] = [
        (&several, all),
        (&more, "UNREADABLE settings.smtp_password: unknown field `smtp_password`"),
        (&strange, "UNREADABLE settings.default_locale: unknown variant `de`"),
        (&less, "UNREADABLE settings: missing field `website`"),
        (&none, "UNREADABLE invalid type: string podaci"),
        (&foreign, "ELSEWHERE teslic"),
    ];
    for (change, expected) in cases {
        let mut wrong = file.clone();
        change(&mut wrong);
        let looked = looked_at(&admin, &wrong).await;
        let done = put_up(&admin, &wrong, &read).await;
        assert_eq!((done.status.as_u16(), &done.json()["remarks"]), (200, &looked["remarks"]));
        assert_eq!(looked["changes"], json!([]));
        let remark = &looked["remarks"][0];
        let fields = remark["fields"].as_array().expect("fields").iter();
        let fields = fields.map(|one| format!(" {} {}", one["field"], one["problem"])).collect::<String>();
        let detail = remark["detail"].as_str().map(|detail| format!(" {detail}")).unwrap_or_default();
        let said = format!("{}{fields}{detail}", remark["code"]).replace('"', "");
        assert!(said.starts_with(expected), "{said}");
    }
    assert_eq!(dump(&town).await, before);
}

#[tokio::test]
async fn only_an_administrator_of_the_municipality_takes_them_away_and_puts_them_up() {
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", said).await;
    let teslic = town.municipality("teslic").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let file = fetch(&admin, AWAY).await.json();
    let read = looked_at(&admin, &file).await["read"].take();
    let program = admin.program(&trebinje, &[TokenScope::ReadDesk, TokenScope::WriteCalls]).await;
    let before = dump(&town).await;
    let others = [Role::Editor, Role::Moderator, Role::Evaluator, Role::DirectoryKeeper, Role::Webmaster];
    for (person, status) in [
        (town.official(&trebinje, &others).await, 403),
        (town.official(&teslic, &[Role::Admin]).await, 404),
        (town.unconfirmed(&trebinje, &[Role::Admin]).await, 401),
    ] {
        let (away, up) = (fetch(&person, AWAY).await, put_up(&person, &file, &read).await);
        assert_eq!((away.status.as_u16(), up.status.as_u16()), (status, status), "{}", away.text());
        assert!(!away.text().contains("usluge") && !up.text().contains("usluge"), "{}", up.text());
    }
    let by_token = program.request(AWAY).method("GET").body(Body::empty()).expect("a request");
    assert_eq!(town.request(by_token).await.status, 403);
    let by_token = program.request(UP).body(Body::from(file.to_string())).expect("a request");
    assert_eq!(town.request(by_token).await.status, 403);
    assert_eq!(town.get(AWAY).await.status, 401);
    let foreign = Request::post(UP).header("origin", "https://zlo.example").body(Body::from(file.to_string()));
    assert_eq!(town.request(foreign.expect("a request")).await.status, 401);
    let (now, taken) = (dump(&town).await, |row: &&String| row.contains("taken_away"));
    assert_eq!(now["municipality"], before["municipality"]);
    let count =
        |tables: &std::collections::BTreeMap<String, Vec<String>>| tables["journal"].iter().filter(taken).count();
    assert_eq!(count(&now), count(&before), "who is refused has taken nothing");
}
