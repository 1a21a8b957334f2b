//! What a municipality says of itself: what is taken, who is told that he was late, what holds at once, and what no file
//! changes any more. Who may stands in the table of access.

use axum::body::Body;
use axum::http::Request;
use entities::{Locale, OwnDay, OwnDays, Role};
use javno::console::municipalities::{Set, set};
use serde_json::{Value, json};
use tests::Town;
use tests::people::Person;

use crate::answers::{cost, of};
use crate::desk_calls::{self, CREATE, change, done};
use crate::import;

const FIELDS: &str = "id version savedBy content { website defaultLocale allowedOrigins accessibilityContact
    ownDays { day month year name } ownAreas { code label { text locale overrides { locale text } } } }";

fn mutation() -> String {
    format!(
        "mutation ($input: SetMunicipalityInput!) {{ setMunicipality(input: $input) {{ settings {{ {FIELDS} }}
            errors {{ code field problem params }} }} }}"
    )
}

/// What Trebinje says of itself, as it is given, with something else in it.
fn input(version: i32, more: &Value) -> Value {
    let content = json!({
        "website": "https://trebinje.example",
        "defaultLocale": "sr-Latn",
        "allowedOrigins": [],
        "accessibilityContact": null,
        "ownDays": [],
        "ownAreas": [],
    });
    json!({ "municipality": "trebinje", "version": version, "content": desk_calls::with(content, more) })
}

async fn said(person: &Person<'_>) -> Value {
    let query = format!("{{ desk(municipality: \"trebinje\") {{ settings {{ {FIELDS} }} }} }}");
    person.data(&query, json!({})).await["desk"]["settings"].take()
}

/// What became of a mutation that a page of this origin sends: 200, with the word that there is no such; or 403.
async fn written_from(town: &Town, origin: &str) -> u16 {
    let request = Request::post("/graphql").header("content-type", "application/json").header("origin", origin);
    let body = Body::from(json!({ "query": "mutation { x }" }).to_string());
    town.request(request.body(body).expect("a request")).await.status.as_u16()
}

#[tokio::test]
async fn a_webmaster_says_what_the_municipality_says_of_itself() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let webmaster = town.official(&trebinje, &[Role::Webmaster]).await;
    let before = said(&webmaster).await;
    assert_eq!((&before["version"], &before["savedBy"]), (&json!(1), &Value::Null));
    assert_eq!(before["content"], input(1, &json!({}))["content"]);

    let written = json!({
        "website": " www.trebinje.example ",
        "defaultLocale": "sr-Cyrl",
        "allowedOrigins": ["", "https://Usluge.trebinje.example:443/", "https://usluge.trebinje.example"],
        "accessibilityContact": "059/ 274-410",
        "ownDays": [{ "day": 5, "month": 10, "name": "Dan  grada" }, { "day": 10, "month": 12, "year": 2026, "name": "Žalost" }],
    });
    let set = done(&webmaster, &mutation(), input(1, &written)).await["settings"].take();
    let taken = json!({
        "website": "https://www.trebinje.example",
        "defaultLocale": "sr-Cyrl",
        "allowedOrigins": ["https://usluge.trebinje.example"],
        "accessibilityContact": "059/ 274-410",
        "ownDays": [
            { "day": 5, "month": 10, "year": null, "name": "Dan grada" },
            { "day": 10, "month": 12, "year": 2026, "name": "Žalost" },
        ],
        "ownAreas": [],
    });
    assert_eq!((&set["version"], &set["savedBy"]), (&json!(2), &json!(webmaster.row.name)));
    assert_eq!((&set["content"], &set), (&taken, &said(&webmaster).await));
    // Saying the same again is nothing that happened.
    let again = done(&webmaster, &mutation(), input(2, &taken)).await["settings"].take();
    assert_eq!(again, set);

    // What was wrong is said of each field, and nothing is changed.
    let wrong = json!({
        "website": "javascript:alert(1)",
        "allowedOrigins": ["https://a.example", "https://a.example/pozivi"],
        "accessibilityContact": "na šalteru",
        "ownDays": [{ "day": 31, "month": 2, "name": "Nema ga" }, { "day": -1, "month": 1, "name": "" }],
    });
    let mut refused = change(&webmaster, &mutation(), input(2, &wrong)).await;
    let errors = refused["errors"].take();
    let told = errors.as_array().expect("errors").iter().map(|one| format!("{} {}", one["field"], one["problem"]));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n").replace('"', ""), @"
    website NOT_AN_ADDRESS
    allowedOrigins.1 NOT_AN_ORIGIN
    accessibilityContact NOT_A_CONTACT
    ownDays.0.day NOT_A_DAY
    ownDays.1.name REQUIRED
    ownDays.1.day NOT_A_DAY
    ");
    assert_eq!((&refused["settings"], said(&webmaster).await), (&Value::Null, set));

    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let journal = "{ desk(municipality: \"trebinje\") { journal(first: 50) { nodes { kind by changes { field before after } } } } }";
    let told = admin.data(journal, json!({})).await["desk"]["journal"]["nodes"].take();
    let told = told.as_array().expect("acts").iter().filter(|act| act["by"] == webmaster.row.name);
    let told = told.map(|act| {
        let changes = act["changes"].as_array().expect("changes").iter();
        let one = |one: &Value| format!("{} {} → {}", one["field"], one["before"], one["after"]).replace('"', "");
        format!("{}\n{}", act["kind"], changes.map(one).collect::<Vec<_>>().join("\n"))
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    "MUNICIPALITY_CHANGED"
    website https://trebinje.example → https://www.trebinje.example
    default_locale sr-Latn → sr-Cyrl
    allowed_origins null → https://usluge.trebinje.example
    accessibility_contact null → 059/ 274-410
    own_days null → 5.10. Dan grada, 10.12.2026. Žalost
    "#);
}

#[tokio::test]
async fn whoever_has_read_what_stands_there_no_more_is_told_so() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (webmaster, admin) =
        (town.official(&trebinje, &[Role::Webmaster]).await, town.official(&trebinje, &[Role::Admin]).await);
    done(&admin, &mutation(), input(1, &json!({ "defaultLocale": "bs" }))).await;
    let late = input(1, &json!({ "defaultLocale": "hr" }));
    let refused = webmaster.refusal(&mutation(), json!({ "input": late })).await;
    assert!(refused.starts_with("CONFLICT"), "{refused}");
    assert_eq!(said(&webmaster).await["content"]["defaultLocale"], "bs");

    // A file that changes a municipality which has said nothing of itself yet is as much somebody else.
    let teslic = town.municipality("teslic").await;
    let tx = town.begin().await;
    let mut brought = teslic.clone();
    brought.website = Some("https://novi.teslic.example".into());
    javno::municipalities::store::save(&tx, brought).await.expect("saved");
    tx.commit().await.expect("saved");
    let there = town.official(&teslic, &[Role::Webmaster]).await;
    let mut late = input(1, &json!({}));
    late["municipality"] = json!("teslic");
    let refused = there.refusal(&mutation(), json!({ "input": late })).await;
    assert!(refused.starts_with("CONFLICT"), "{refused}");
}

#[tokio::test]
async fn what_is_said_holds_at_once() {
    const SITE: &str = "https://usluge.trebinje.example";
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    let webmaster = town.official(&trebinje, &[Role::Webmaster]).await;
    let framed = async || {
        let page = town.get("/trebinje/pozivi?frame=1").await;
        let policy = page.header("content-security-policy").to_owned();
        policy.split("frame-ancestors ").nth(1).unwrap_or_default().to_owned()
    };
    let spoken = async || {
        let page = town.get("/trebinje/pozivi").await.text();
        page.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a page").0.to_owned()
    };
    assert_eq!(written_from(&town, SITE).await, 403);
    assert_eq!(framed().await, "'self' https://trebinje.example");
    assert_eq!(spoken().await, "sr-Latn");
    town.settled().await;
    town.get(&of("trebinje")).await;
    let (statements, kept) = cost(&town, &of("trebinje")).await;
    assert!(statements == 0 && !kept.text().contains("?lang="), "{}", kept.text());

    let said = json!({ "allowedOrigins": [SITE], "defaultLocale": "bs" });
    done(&webmaster, &mutation(), input(1, &said)).await;
    assert_eq!(written_from(&town, SITE).await, 200);
    assert_eq!(framed().await, format!("'self' https://trebinje.example {SITE}"));
    assert_eq!(spoken().await, "bs");
    town.settled().await;
    // What is read in Serbian now has an address that says so.
    let (statements, anew) = cost(&town, &of("trebinje")).await;
    assert!(statements > 0 && anew.text().contains("?lang=sr-Latn"), "{}", anew.text());

    done(&webmaster, &mutation(), input(2, &json!({ "website": null }))).await;
    assert_eq!(written_from(&town, SITE).await, 403);
    assert_eq!(written_from(&town, "https://trebinje.example").await, 403);
    assert_eq!(framed().await, "'self'");
}

#[tokio::test]
async fn areas_of_work_go_by_the_names_and_in_the_order_that_a_municipality_gives_them() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |new| new.areas = vec!["culture".into(), "environment".into()]).await;
    let webmaster = town.official(&trebinje, &[Role::Webmaster]).await;
    let query = "query ($locale: Locale!) { municipality(slug: \"trebinje\", locale: $locale) { areas { code label } }
        openCalls(filter: { municipality: \"trebinje\" }, locale: $locale) { nodes { areas { label } } } }";
    let read = async |locale: &str| {
        let mut data = town.data(query, json!({ "locale": locale })).await;
        let first = data["municipality"]["areas"].as_array().expect("areas").iter().take(3);
        let first: Vec<_> = first.map(|area| format!("{} {}", area["code"], area["label"]).replace('"', "")).collect();
        (first.join(" | "), data["openCalls"]["nodes"][0]["areas"].take())
    };
    let shared = read("sr-Latn").await;
    assert!(shared.0.starts_with("culture Kultura i umjetnost | "), "{}", shared.0);

    let english = json!([{ "locale": "en", "text": "Rivers" }]);
    let rivers = json!({ "text": "Rijeke  i šume", "locale": "sr-Latn", "overrides": english });
    let areas = json!([{ "code": "environment", "label": rivers }, { "code": "other", "label": null }]);
    let set = done(&webmaster, &mutation(), input(1, &json!({ "ownAreas": areas }))).await["settings"].take();
    let kept = json!({ "text": "Rijeke i šume", "locale": "sr-Latn", "overrides": english });
    let taken = json!([{ "code": "environment", "label": kept }, { "code": "other", "label": null }]);
    assert_eq!((&set["version"], &set["content"]["ownAreas"]), (&json!(2), &taken));
    let (first, of_call) = read("sr-Cyrl").await;
    assert_eq!(first, "environment Ријеке и шуме | other Остале области | culture Култура и умјетност");
    assert_eq!(of_call, json!([{ "label": "Ријеке и шуме" }, { "label": "Култура и умјетност" }]));
    assert!(read("en").await.0.starts_with("environment Rivers | other "));
    // Saying the same again changes nothing; another translation alone does, though the journal tells names in one wording.
    let again = done(&webmaster, &mutation(), input(2, &json!({ "ownAreas": taken }))).await["settings"].take();
    assert_eq!(again["version"], 2);
    let mut woods = taken.clone();
    woods[0]["label"]["overrides"][0]["text"] = "Rivers and woods".into();
    let reworded = done(&webmaster, &mutation(), input(2, &json!({ "ownAreas": woods }))).await["settings"].take();
    assert_eq!(reworded["version"], 3);

    // What is wrong is said of its line, and with none of its own all is as in the shared list.
    let wrong = json!([{ "code": "sport", "label": null }, { "code": "sport", "label": null }, { "code": "lov", "label": null }]);
    let refused = change(&webmaster, &mutation(), input(3, &json!({ "ownAreas": wrong }))).await;
    let told = refused["errors"].as_array().expect("errors").iter();
    let told: Vec<_> = told.map(|one| format!("{} {}", one["field"], one["problem"]).replace('"', "")).collect();
    assert_eq!(told, ["ownAreas.1.code TAKEN", "ownAreas.2.code UNKNOWN"]);
    done(&webmaster, &mutation(), input(3, &json!({ "ownAreas": [] }))).await;
    assert_eq!(read("sr-Latn").await, shared);
}

#[tokio::test]
async fn what_a_municipality_has_said_itself_no_file_changes() {
    let desk = import::Desk::new().await;
    let row = |website: &str| {
        json!({
            "slug": "trebinje", "name_latin": "Trebinje", "name_cyrillic": "Требиње", "type": "grad", "entity": "RS",
            "country": "BA", "website": website, "allowed_origins": ["https://usluge.trebinje.example"],
        })
    };
    let trebinje = async || {
        let tx = desk.town.begin().await;
        let all = javno::municipalities::store::everything(&tx).await.expect("municipalities");
        tx.commit().await.expect("read");
        all.into_iter().find(|row| row.slug == "trebinje").expect("it is there")
    };
    let brought = desk.import_rows(&[row("https://grad.example")]).await;
    assert_eq!(brought.outcome.expect("it is taken").changed, 1);
    assert_eq!((trebinje().await.website.as_deref(), trebinje().await.version), (Some("https://grad.example"), 2));

    // At the console it is the same as at the desk.
    let nothing = Set {
        slug: "trebinje".into(),
        locale: None,
        website: None,
        origins: Vec::new(),
        no_origins: Vec::new(),
        contact: None,
    };
    let told = set(&desk.town.app, nothing.clone()).await.expect("it tells");
    insta::assert_snapshot!(told, @"
    trebinje
      locale   sr-Latn
      website  https://grad.example
      origins  https://usluge.trebinje.example
      contact  (none)
    ");
    assert!(!trebinje().await.settled, "telling is no saying");
    let other = Set {
        locale: Some("sr-Cyrl".into()),
        origins: vec!["https://novi.trebinje.example".into()],
        no_origins: vec!["https://usluge.trebinje.example".into()],
        contact: Some("pristup@trebinje.example".into()),
        ..nothing.clone()
    };
    set(&desk.town.app, other).await.expect("it is set");
    let now = trebinje().await;
    assert_eq!((now.version, now.default_locale, now.settled, now.saved_by), (3, Locale::SrCyrl, true, None));
    assert_eq!(now.allowed_origins.0, ["https://novi.trebinje.example"]);
    let wrong = Set { contact: Some("na šalteru".into()), ..nothing.clone() };
    let refused = set(&desk.town.app, wrong).await.expect_err("it is no contact").to_string();
    assert_eq!(refused, "accessibilityContact: NotAContact");
    let nowhere = Set { slug: "nema-je".into(), ..nothing };
    assert!(set(&desk.town.app, nowhere).await.is_err());

    let brought = desk.import_rows(&[row("https://stari.example")]).await;
    assert_eq!(brought.outcome.expect("the file can be read").same, 1, "{}", brought.report);
    for field in ["website", "allowed_origins"] {
        let left = format!("left out {field}: the municipality has set it itself");
        assert!(brought.report.contains(&left), "{field}: {}", brought.report);
    }
    let kept = trebinje().await;
    assert_eq!((kept.website.as_deref(), kept.version), (Some("https://grad.example"), 3));
}

#[tokio::test]
async fn of_a_deadline_on_a_day_off_of_ones_own_it_is_warned() {
    let town = Town::new().await;
    let trebinje = town
        .municipality_like("trebinje", |row| {
            let day = OwnDay { day: 14, month: 12, year: None, name: "Dan grada".into() };
            row.own_days = OwnDays(vec![day]);
        })
        .await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let warned = async |day: &str| {
        let content = desk_calls::with(desk_calls::written(), &json!({ "deadline": { "day": day, "hour": "15:00" } }));
        let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": content })).await;
        let query =
            "query ($id: ID!) { desk(municipality: \"trebinje\") { call(id: $id) { warnings { code params } } } }";
        let call = editor.data(query, json!({ "id": created["call"]["id"] })).await["desk"]["call"].take();
        let all = call["warnings"].as_array().expect("warnings").clone();
        all.into_iter().find(|one| one["code"] == "DEADLINE_ON_DAY_OFF").map(|one| one["params"].clone())
    };
    assert_eq!(warned("2026-12-14").await, Some(json!(["OWN", "Dan grada"])));
    assert_eq!(warned("2026-12-13").await, Some(json!([])), "a Sunday needs no words");
    assert_eq!(warned("2027-01-07").await, Some(json!(["PERHAPS"])));
    assert_eq!(warned("2026-12-15").await, None);
}

#[tokio::test]
async fn the_statement_on_accessibility_names_whom_to_tell_or_what_to_do() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let statement = async |slug: &str| town.get(&format!("/{slug}/pristupacnost?lang=sr-Latn")).await.text();
    let unnamed = statement("trebinje").await;
    assert!(unnamed.contains("Adresa ili telefon za to još nisu objavljeni."), "{unnamed}");
    assert!(unnamed.contains("href=\"https://trebinje.example\""), "{unnamed}");
    for (slug, contact, link) in [
        ("pale", "pristup+web@pale.example", "mailto:pristup+web@pale.example"),
        ("rudo", "059/ 711-209", "tel:059711209"),
        ("brod", "o?subject=x&y@brod.example", "mailto:o%3Fsubject%3Dx%26y@brod.example"),
    ] {
        town.municipality_like(slug, |row| row.accessibility_contact = Some(contact.into())).await;
        let named = statement(slug).await;
        let shown = contact.replace('&', "&amp;");
        assert!(named.contains(&format!("<a href=\"{link}\">{shown}</a>")), "{link}: {named}");
        assert!(!named.contains("još nisu objavljeni"), "{slug}");
    }
}
