//! The hours of a municipality are those of its own zone, wherever they are read, and whatever zone all others are in: a zone
//! that is written into the code somewhere is found here.

use entities::{InterestKind, Role, StatusContent};
use serde_json::{Value, json};
use tests::given::on;
use tests::{Town, instant};

use crate::pages::words;

/// Half past eleven in London; in Sarajevo it is the next day.
const LATE: &str = "2026-12-14T23:30:00Z";
/// The last moment of a day in London; in Sarajevo it is one o'clock of the next.
const END: &str = "2026-12-14T23:59:59.999999Z";

async fn london(town: &Town) -> entities::municipality::Model {
    town.municipality_like("london", |row| row.time_zone = "Europe/London".into()).await
}

#[tokio::test]
async fn a_deadline_is_read_in_the_hours_of_its_municipality() {
    let town = Town::new().await;
    let london = london(&town).await;
    let hour = town
        .call(&london, |new| {
            (new.call.deadline_at, new.call.deadline_hour_stated) = (Some(instant(LATE)), true);
            new.call.published_on = Some(on("2026-11-10"));
        })
        .await
        .id;
    let day = town
        .call(&london, |new| {
            (new.call.deadline_at, new.call.deadline_hour_stated) = (Some(instant(END)), false);
            new.call.published_on = Some(on("2026-11-10"));
        })
        .await
        .id;
    for (id, said) in [(hour, "do 14. 12. 2026. u 23.30 časova"), (day, "do kraja dana 14. 12. 2026.")] {
        for path in [format!("/london/pozivi/{id}"), format!("/london/pozivi/{id}/novosti.json")] {
            let text = if path.ends_with("json") { town.get(&path).await.text() } else { words(&town, &path).await };
            assert!(text.contains(said), "{path}: {text}");
        }
    }
    let ask = "query($id: ID!) { node(id: $id) { ... on OpenCall { deadline { at } municipality { timeZone } } } }";
    let told = town.data(ask, json!({ "id": hour.to_string() })).await;
    assert_eq!(told["node"]["deadline"]["at"], "2026-12-14T23:30:00+00:00", "{told}");
    assert_eq!(told["node"]["municipality"]["timeZone"], "Europe/London");

    // What is counted in days is counted in its days: at half past eleven of the evening before, one day is left.
    town.clock.advance(instant("2026-12-13T23:30:00Z") - instant(tests::NOW));
    assert!(words(&town, &format!("/london/pozivi/{day}")).await.contains("Zatvara se sutra"));

    let calendar = town.get("/london/pozivi.ics").await.text().replace("\r\n ", "").replace("\r\n", "\n");
    assert!(calendar.contains("X-WR-TIMEZONE:Europe/London") || calendar.contains("TZID:Europe/London"), "{calendar}");
    assert!(calendar.contains("DTSTART:20261214T233000Z"), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261214\n"), "{calendar}");
    let news: Value = town.get("/london/pozivi.json").await.json();
    assert_eq!(news["items"][0]["date_published"], "2026-11-10T00:00:00+00:00", "its midnight");
}

#[tokio::test]
async fn a_letter_tells_the_hours_of_the_municipality_that_it_is_of() {
    let town = Town::new().await;
    let london = london(&town).await;
    let admin = town.official(&london, &[Role::Admin]).await;
    let invite = "mutation ($input: InvitePersonInput!) { invitePerson(input: $input) {
        invitation { expiresAt } errors { code field problem } } }";
    let input = json!({ "municipality": "london", "email": "jovan@london.example", "name": "Jovan Đurić",
        "roles": ["EDITOR"], "locale": "sr-Latn" });
    let invited = admin.data(invite, json!({ "input": input })).await;
    assert_eq!(invited["invitePerson"]["errors"], json!([]));
    let until = invited["invitePerson"]["invitation"]["expiresAt"].as_str().expect("an instant");
    let until = instant(until).with_timezone(&chrono_tz::Europe::London);
    let letters = town.letters().await;
    let said = until.format("%-d. %-m. %Y. u %H.%M časova").to_string();
    let letter = letters.iter().find(|letter| letter.to.contains("jovan@london.example")).expect("a letter");
    assert!(letter.text.contains(&said), "{said} in {}", letter.text);
}

#[tokio::test]
async fn a_directory_has_the_day_that_it_is_in_its_municipality() {
    let town = Town::new().await;
    let owners = [london(&town).await, town.municipality("trebinje").await];
    // Half past eleven in the evening in London; in Trebinje the next day has begun.
    town.clock.advance(instant("2026-11-24T23:30:00Z") - instant(tests::NOW));
    let mut told = Vec::new();
    for owner in &owners {
        let until_today = StatusContent {
            kind: InterestKind::Local,
            valid_from: None,
            valid_until: Some(on("2026-11-24")),
            act: None,
            act_url: None,
        };
        town.organisation(owner, |content| content.statuses = vec![until_today]).await;
        let public = "query($of: String!) {
            local: organisations(filter: { municipality: $of, status: [LOCAL] }) { totalCount }
            organisations(filter: { municipality: $of }) { nodes { id statuses { holds } } } }";
        let public = town.data(public, json!({ "of": owner.slug })).await;
        let one = &public["organisations"]["nodes"][0];
        let keeper = town.official(owner, &[Role::DirectoryKeeper]).await;
        let desk = "query($of: String!, $id: ID!) { desk(municipality: $of) {
            organisationCounts { expiring } organisation(id: $id) { version statusEndsOn } } }";
        let desk = keeper.data(desk, json!({ "of": owner.slug, "id": one["id"] })).await["desk"].take();
        let confirm = "mutation($input: ConfirmOrganisationInput!) { confirmOrganisation(input: $input) {
            organisation { confirmedOn } errors { code } } }";
        let input = json!({ "id": one["id"], "version": desk["organisation"]["version"] });
        let confirmed = keeper.data(confirm, json!({ "input": input })).await;
        let sheet = town.get(&format!("/{}/organizacije?stampa=1", owner.slug)).await.text();
        let as_of = sheet.split("Stanje na dan ").nth(1).and_then(|rest| rest.split('<').next());
        told.push(format!(
            "{}: {} {} {} {} {} {}",
            owner.slug,
            public["local"]["totalCount"],
            one["statuses"][0]["holds"],
            desk["organisationCounts"]["expiring"],
            desk["organisation"]["statusEndsOn"],
            confirmed["confirmOrganisation"]["organisation"]["confirmedOn"],
            as_of.unwrap_or_default(),
        ));
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    london: 1 true 1 "2026-11-24" "2026-11-24" 24. 11. 2026.
    trebinje: 0 false 0 null "2026-11-25" 25. 11. 2026.
    "#);
}
