//! The directory at the desk: records written, taken out, put back, confirmed and made one, and what is due.

use entities::{InterestKind, OrganisationId, Role, StatusContent, municipality, organisation};
use serde_json::{Value, json};
use tests::Town;
use tests::given::{latin, on};
use tests::organisations::known_in_full;
use tests::people::Person;

use crate::desk_calls::{change, done, text};

const ERRORS: &str = "errors { code reason field problem params }";
const FIELDS: &str =
    "id version state content { name { text } phone jib areas statuses { kind validUntil } internalNote }
    warnings confirmedOn confirmedBy";

/// A mutation that gives the record back.
fn mutation(name: &str) -> String {
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!("mutation ($input: {input}!) {{ {name}(input: $input) {{ organisation {{ {FIELDS} }} {ERRORS} }} }}")
}

/// A town with one desk and who keeps its directory.
struct Desk {
    town: Town,
    trebinje: municipality::Model,
}

impl Desk {
    async fn new() -> Self {
        let town = Town::new().await;
        let trebinje = town.municipality("trebinje").await;
        Self { town, trebinje }
    }

    async fn keeper(&self) -> Person<'_> {
        self.town.official(&self.trebinje, &[Role::DirectoryKeeper]).await
    }

    /// What the public reads.
    async fn public(&self, id: &Value, fields: &str) -> Value {
        let query = format!("query ($id: ID!) {{ organisation(id: $id) {{ {fields} }} }}");
        self.town.data(&query, json!({ "id": id })).await["organisation"].take()
    }

    async fn at_desk(&self, person: &Person<'_>, fields: &str) -> Value {
        person.data(&format!("{{ desk(municipality: \"trebinje\") {{ {fields} }} }}"), json!({})).await["desk"].take()
    }

    async fn called(&self, name: &str) -> organisation::Model {
        self.town.organisation(&self.trebinje, |content| content.name = Some(latin(name))).await
    }
}

#[tokio::test]
async fn a_record_is_written_taken_out_put_back_and_confirmed() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let mut content = json!({
        "name": text("  Klub „Most“ "),
        "phone": "059 220 000",
        "jib": "44010-17720-006",
        "website": "most.example",
        "areas": ["sport", "culture"],
        "internalNote": "Zvati prije podne.",
        "statuses": [{ "kind": "LOCAL", "validFrom": "2025-01-01", "validUntil": "2026-12-10" }],
    });
    let input = json!({ "municipality": "trebinje", "content": content });
    let made = done(&keeper, &mutation("createOrganisation"), input.clone()).await["organisation"].take();
    assert_eq!(
        made["content"],
        json!({ "name": { "text": "Klub „Most“" }, "phone": "059 220 000", "jib": "4401017720006",
            "areas": ["culture", "sport"], "statuses": [{ "kind": "LOCAL", "validUntil": "2026-12-10" }],
            "internalNote": "Zvati prije podne." })
    );
    assert_eq!((&made["state"], &made["version"]), (&json!("LISTED"), &json!(1)));
    assert_eq!(made["warnings"], json!(["NOBODY_TO_WRITE_TO"]));
    let id = made["id"].clone();
    let read = desk.public(&id, "name { text } contact { website } statuses { holds }").await;
    assert_eq!(
        read,
        json!({ "name": { "text": "Klub „Most“" }, "contact": { "website": "https://most.example/" },
            "statuses": [{ "holds": true }] })
    );

    // The same number again is somebody's already, and it is said whose.
    let again = change(&keeper, &mutation("createOrganisation"), input).await;
    assert_eq!(
        again["errors"][0],
        json!({ "code": "INVALID", "reason": null, "field": "jib", "problem": "TAKEN", "params": [id] })
    );

    content["phone"] = json!("059 111 111");
    content["internalNote"] = json!("Zvati poslije podne.");
    let input = json!({ "id": id, "version": 1, "content": content, "reason": text("Novi broj.") });
    let saved = done(&keeper, &mutation("saveOrganisation"), input.clone()).await["organisation"].take();
    assert_eq!(saved["version"], 2);
    let changes = "changes { field before after reason { text } }";
    let told = json!([{ "field": "CONTACT", "before": null, "after": null, "reason": { "text": "Novi broj." } }]);
    assert_eq!(desk.public(&id, changes).await["changes"], told, "what is not published is not told");
    // What was read is not what stands there; what is the same is no change.
    let message = keeper.refusal(&mutation("saveOrganisation"), json!({ "input": input })).await;
    assert!(message.starts_with("CONFLICT"), "{message}");
    let same = json!({ "id": id, "version": 2, "content": content });
    assert_eq!(done(&keeper, &mutation("saveOrganisation"), same).await["organisation"]["version"], 2);

    let input = json!({ "id": id, "version": 2, "reason": text("Ugašeno.") });
    let out = done(&keeper, &mutation("withdrawOrganisation"), input).await["organisation"].take();
    assert_eq!(out["state"], "WITHDRAWN");
    assert_eq!(desk.public(&id, "id").await, Value::Null);
    let confirm = json!({ "id": id, "version": 3 });
    let refused = change(&keeper, &mutation("confirmOrganisation"), confirm).await;
    assert_eq!(refused["errors"][0]["reason"], "NOT_LISTED");
    let back = done(&keeper, &mutation("relistOrganisation"), json!({ "id": id, "version": 3 })).await;
    assert_eq!(back["organisation"]["state"], "LISTED");
    let twice = change(&keeper, &mutation("relistOrganisation"), json!({ "id": id, "version": 4 })).await;
    assert_eq!(twice["errors"][0]["reason"], "LISTED_ALREADY");
    let confirmed = done(&keeper, &mutation("confirmOrganisation"), json!({ "id": id, "version": 4 })).await;
    assert_eq!(confirmed["organisation"]["confirmedBy"], "MUNICIPALITY");
    assert_eq!(desk.public(&id, changes).await["changes"], told, "to confirm is to change nothing");

    let history =
        format!("organisation(id: {id}) {{ savedBy history {{ nodes {{ kind by reason changes {{ field }} }} }} }}");
    let record = desk.at_desk(&keeper, &history).await["organisation"].take();
    let told = |act: &Value| format!("{} {} {}", act["kind"], act["reason"], act["changes"]);
    let acts: Vec<_> = record["history"]["nodes"].as_array().expect("acts").iter().map(told).collect();
    insta::assert_snapshot!(acts.join("\n"), @r#"
    "ORGANISATION_CONFIRMED" null []
    "ORGANISATION_LISTED" null []
    "ORGANISATION_WITHDRAWN" "Ugašeno." []
    "ORGANISATION_CHANGED" "Novi broj." [{"field":"contact"}]
    "ORGANISATION_LISTED" null []
    "#);
    assert_eq!(record["savedBy"], record["history"]["nodes"][0]["by"]);
}

/// What officials note for each other, and to whom they write, is nobody's news.
#[tokio::test]
async fn what_only_officials_see_is_told_to_nobody_else_and_is_no_change_of_the_record() {
    let desk = Desk::new().await;
    let (town, keeper) = (&desk.town, desk.keeper().await);
    let id = json!(desk.called("Klub Zmaj").await.id.to_string());
    town.clock.advance(chrono::TimeDelta::minutes(5));
    desk.called("Hor Zora").await;
    let names = async || {
        let query = "{ organisations(orderBy: LAST_CHANGED) { nodes { name { text } } } }";
        crate::organisations::names(&town.data(query, json!({})).await)
    };
    assert_eq!(names().await, ["Hor Zora", "Klub Zmaj"]);
    // When it was changed, as programs and search engines are told.
    let told = async || {
        let csv = town.get("/data/trebinje/organisations.csv").await.text();
        let row = csv.lines().find(|line| line.contains("Klub Zmaj")).expect("a row");
        let at = row.rsplit(';').next().expect("a cell").trim_matches('"').to_owned();
        let map = town.get("/trebinje/sitemap.xml").await.text();
        let mapped = map.split("<url>").find(|url| url.contains(id.as_str().expect("an id"))).expect("an address");
        (at, mapped.to_owned())
    };
    let before = told().await;
    assert!(before.0.starts_with("2026-11-24T10:00"), "{before:?}");
    let query = "subscription { organisationChanged { change organisationId } }";
    let mut listener = town.listen(query, json!({})).await;

    town.clock.advance(chrono::TimeDelta::hours(2));
    let mut content = json!({ "name": text("Klub Zmaj"), "internalNote": "Zvati prije podne.",
        "keeperEmail": "ana@zmaj.example", "representative": "Ana Anić" });
    let fields = "organisation { version savedAt }";
    let save = format!(
        "mutation ($input: SaveOrganisationInput!) {{ saveOrganisation(input: $input) {{ {fields} {ERRORS} }} }}"
    );
    let saved = done(&keeper, &save, json!({ "id": id, "version": 1, "content": content })).await;
    let saved = &saved["organisation"];
    assert_eq!(saved["version"], 2, "whoever edits the record at this moment is told that it moved");
    assert!(saved["savedAt"].as_str().is_some_and(|at| at.starts_with("2026-11-24T12:05")), "{saved}");
    listener.silence().await;
    assert_eq!(told().await, before);
    assert_eq!(names().await, ["Hor Zora", "Klub Zmaj"]);
    let history = format!("organisation(id: {id}) {{ history {{ nodes {{ kind by }} }} }}");
    let acts = desk.at_desk(&keeper, &history).await["organisation"]["history"]["nodes"].take();
    assert_eq!(acts[0]["kind"], "ORGANISATION_EDITED", "{acts}");
    assert!(acts[0]["by"].is_string(), "{acts}");

    // What everybody reads is heard, and counted by.
    content["phone"] = json!("059 220 000");
    done(&keeper, &save, json!({ "id": id, "version": 2, "content": content })).await;
    let heard = listener.data().await["organisationChanged"].take();
    assert_eq!(heard, json!({ "change": "CHANGED", "organisationId": id }));
    let now = told().await;
    assert!(now.0.starts_with("2026-11-24T12:05") && now.1 != before.1, "{now:?}");
    assert_eq!(names().await, ["Klub Zmaj", "Hor Zora"]);
}

/// Whoever keeps the directory writes the whole address into the seat as often as her list did.
#[tokio::test]
async fn a_street_that_is_typed_into_the_seat_is_read_by_officials_alone() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let id = json!(desk.called("Klub Zmaj").await.id.to_string());
    let save = format!(
        "mutation ($input: SaveOrganisationInput!) {{ saveOrganisation(input: $input) {{ organisation {{ version
            content {{ seat {{ text }} address {{ text }} addressPublic internalNote }} }} {ERRORS} }} }}"
    );
    let mut version = json!(1);
    let with = |seat: &str, address: Option<&str>, public: bool| {
        json!({ "name": text("Klub Zmaj"), "seat": text(seat), "address": address.map(text),
            "addressPublic": public })
    };
    for (content, expected) in [
        (
            with("Kanarinska 17, Bileća", None, true),
            json!({ "seat": { "text": "Bileća" }, "address": { "text": "Kanarinska 17" }, "addressPublic": false,
                "internalNote": null }),
        ),
        // As it stands in a form that was not opened anew.
        (
            with("Kanarinska 17, Bileća", None, false),
            json!({ "seat": { "text": "Bileća" }, "address": { "text": "Kanarinska 17" }, "addressPublic": false,
                "internalNote": null }),
        ),
        (
            with("Kanarinska 18, Bileća", Some("Obala 9"), true),
            json!({ "seat": { "text": "Bileća" }, "address": { "text": "Obala 9" }, "addressPublic": true,
                "internalNote": "Kanarinska 18, Bileća" }),
        ),
    ] {
        let input = json!({ "id": id, "version": version, "content": content });
        let mut saved = done(&keeper, &save, input).await["organisation"].take();
        assert_eq!(saved["content"], expected);
        version = saved["version"].take();
        let page = desk.town.get(&format!("/trebinje/organizacija/{}", id.as_str().expect("an id"))).await.text();
        let read = desk.public(&id, "seat { text } changes { before after }").await;
        assert!(page.contains("Bileća") && read["seat"]["text"] == "Bileća", "{read}");
        assert!(!page.contains("Kanarinska") && !read.to_string().contains("Kanarinska"), "{read}");
        let query = r#"{ organisations(filter: { text: "kanarinska" }) { totalCount } }"#;
        assert_eq!(desk.town.data(query, json!({})).await["organisations"]["totalCount"], 0, "nor is it found by it");
    }
}

#[tokio::test]
async fn all_that_is_wrong_with_a_record_is_said_at_once() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let content = json!({
        "name": text("  "),
        "jib": "123",
        "email": "nije adresa",
        "keeperEmail": "ni ovo",
        "website": "ftp://a",
        "founded": 1700,
        "registeredOn": "1700-01-01",
        "areas": ["svemir"],
        "statuses": [{ "kind": "PUBLIC", "validFrom": "2026-02-01", "validUntil": "2026-01-01" }],
    });
    let input = json!({ "municipality": "trebinje", "content": content });
    let payload = change(&keeper, &mutation("createOrganisation"), input).await;
    let told = |error: &Value| format!("{} {} {}", error["field"], error["problem"], error["params"]);
    let errors: Vec<_> = payload["errors"].as_array().expect("errors").iter().map(told).collect();
    insta::assert_snapshot!(errors.join("\n"), @r#"
    "name" "REQUIRED" []
    "jib" "NOT_A_TAX_NUMBER" []
    "areas.0" "UNKNOWN" []
    "statuses.0.validUntil" "NOT_LATER" []
    "founded" "OUT_OF_RANGE" ["1800","2100"]
    "registeredOn" "OUT_OF_RANGE" ["1800","2100"]
    "email" "NOT_AN_ADDRESS" []
    "website" "NOT_AN_ADDRESS" []
    "keeperEmail" "NOT_AN_ADDRESS" []
    "#);
    assert_eq!(payload["organisation"], Value::Null);
    // A personal number is told apart from a number that is none; one that is only odd is taken.
    for (jib, problem) in [("0101006500006", json!("NOT_ALLOWED")), ("4401017720007", Value::Null)] {
        let content = json!({ "name": text("Klub"), "jib": jib, "areas": ["sport"], "keeperEmail": "a@b.example" });
        let input = json!({ "municipality": "trebinje", "content": content });
        let payload = change(&keeper, &mutation("createOrganisation"), input).await;
        assert_eq!(payload["errors"][0]["problem"], problem, "{jib}");
        if problem.is_null() {
            assert_eq!(payload["organisation"]["warnings"], json!(["JIB_DOUBTFUL"]));
        }
    }
}

#[tokio::test]
async fn two_records_become_one_and_every_old_id_leads_there() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let first = desk.town.organisation(&desk.trebinje, known_in_full).await;
    let second = desk
        .town
        .organisation(&desk.trebinje, |content| {
            content.name = Some(latin("UDRUŽENJE ČISTA RIJEKA"));
            content.phone = Some("059 111 111".into());
            content.areas = vec!["sport".into()];
        })
        .await;
    let third = desk.called("Čista rijeka").await;
    let open = desk
        .town
        .suggestion(&desk.trebinje, |said| {
            (said.kind, said.organisation_id) = (entities::SuggestionKind::Correction, Some(first.id));
        })
        .await;

    let doubles = "organisationDoubles { signs first { id } second { id } }";
    let pairs = desk.at_desk(&keeper, doubles).await["organisationDoubles"].take();
    assert_eq!(pairs[0]["signs"], json!(["SAME_NAME"]), "{pairs}");
    let its =
        format!("organisation(id: \"{}\") {{ doubles {{ first {{ id }} second {{ name {{ text }} }} }} }}", second.id);
    let its = desk.at_desk(&keeper, &its).await["organisation"]["doubles"].take();
    assert!(
        its.as_array().is_some_and(|all| all.iter().all(|one| one["first"]["id"] == second.id.to_string())),
        "{its}"
    );

    let merge = async |into: (OrganisationId, i32), from: (OrganisationId, i32), take: &[&str]| {
        let input = json!({ "into": into.0.to_string(), "intoVersion": into.1, "from": from.0.to_string(),
            "fromVersion": from.1, "take": take });
        change(&keeper, &mutation("mergeOrganisations"), input).await
    };
    let merged = merge((second.id, 1), (first.id, 1), &["JIB", "NAME", "AREAS", "STATUSES"]).await;
    assert_eq!(merged["errors"], json!([]));
    let now = &merged["organisation"]["content"];
    assert_eq!((&now["jib"], &now["phone"]), (&json!("4401017720006"), &json!("059 111 111")));
    assert_eq!(now["areas"], json!(["environment", "sport", "youth_children"]));
    assert_eq!(now["statuses"].as_array().map(Vec::len), Some(1));
    // Twice is too often, and so is with itself.
    let again = merge((second.id, 2), (first.id, 2), &[]).await;
    assert_eq!(again["errors"][0]["reason"], "NOT_TWO_RECORDS");
    let itself = merge((second.id, 2), (second.id, 2), &[]).await;
    assert_eq!(itself["errors"][0]["reason"], "NOT_TWO_RECORDS");
    let merged = merge((third.id, 1), (second.id, 2), &["JIB"]).await;
    assert_eq!(merged["errors"], json!([]));

    for id in [first.id, second.id, third.id] {
        let found = desk.public(&json!(id.to_string()), "id mergedFrom changes { field after }").await;
        assert_eq!(found["id"], third.id.to_string(), "{id} leads to the one that stays");
        let from = found["mergedFrom"].as_array().expect("ids").len();
        assert_eq!(from, 2, "{found}");
        assert!(found["changes"].to_string().contains("MERGED"), "{found}");
    }
    let said = format!("organisationSuggestion(id: \"{}\") {{ organisationId }}", open.id);
    let said = desk.at_desk(&keeper, &said).await["organisationSuggestion"]["organisationId"].take();
    assert_eq!(said, third.id.to_string(), "what waits is about the one that stays");
    let record = format!(
        "a: organisation(id: \"{}\") {{ state mergedInto content {{ jib }} organisation {{ id }} }}
         b: organisation(id: \"{}\") {{ mergedFrom {{ id name {{ text }} by }} content {{ jib }} }}",
        first.id, third.id
    );
    let found = desk.at_desk(&keeper, &record).await;
    assert_eq!(
        found["a"],
        json!({ "state": "MERGED", "mergedInto": third.id.to_string(), "content": { "jib": null }, "organisation": null })
    );
    assert_eq!(found["b"]["content"]["jib"], "4401017720006");
    assert_eq!(found["b"]["mergedFrom"].as_array().map(Vec::len), Some(2));
    assert!(found["b"]["mergedFrom"][0]["by"].is_string(), "{found}");
}

#[tokio::test]
async fn what_is_due_is_told_and_the_shelves_are_counted_in_few_statements() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let status = |until: &str| StatusContent {
        kind: InterestKind::Local,
        valid_from: None,
        valid_until: Some(on(until)),
        act: None,
        act_url: None,
    };
    for (name, until) in
        [("Sutra", "2026-11-25"), ("Za mjesec", "2026-12-24"), ("Kasno", "2026-12-25"), ("Prošlo", "2026-11-23")]
    {
        desk.town
            .organisation(&desk.trebinje, |content| {
                content.name = Some(latin(name));
                content.areas = vec!["sport".into()];
                content.statuses = vec![status(until)];
            })
            .await;
    }
    desk.town.organisation(&desk.trebinje, known_in_full).await;
    let teslic = desk.town.municipality("teslic").await;
    desk.town.organisation(&teslic, |content| content.statuses = vec![status("2026-11-25")]).await;

    let due = "organisationsDue { kind on daysLeft count organisation { name { text } } }";
    let told = desk.at_desk(&keeper, due).await["organisationsDue"].take();
    let one = |due: &Value| {
        format!(
            "{} {} {} {} {}",
            due["kind"], due["on"], due["daysLeft"], due["count"], due["organisation"]["name"]["text"]
        )
    };
    let told: Vec<_> = told.as_array().expect("dues").iter().map(one).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "STATUS_ENDS" "2026-11-25" 1 null "Sutra"
    "STATUS_ENDS" "2026-12-24" 30 null "Za mjesec"
    "UNCONFIRMED" null null 4 null
    "#);
    let counts = "organisationCounts { listed proposed withdrawn merged expiring stale withoutArea }";
    let counts = desk.at_desk(&keeper, counts).await["organisationCounts"].take();
    assert_eq!(
        counts,
        json!({ "listed": 5, "proposed": 0, "withdrawn": 0, "merged": 0, "expiring": 2, "stale": 4, "withoutArea": 0 })
    );
    let list = async |filter: &str| {
        let query = format!("organisations(filter: {filter}) {{ nodes {{ name {{ text }} }} }}");
        let found = desk.at_desk(&keeper, &query).await["organisations"]["nodes"].take();
        let mut names: Vec<_> = found
            .as_array()
            .expect("records")
            .iter()
            .map(|one| one["name"]["text"].as_str().expect("a name").to_owned())
            .collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(list("{ expiring: true }").await, "Sutra Za mjesec");
    assert_eq!(list("{ stale: true, text: \"прошло\" }").await, "Prošlo");
    assert_eq!(list("{ state: [WITHDRAWN] }").await, "");

    // However many records there are, it is asked as often.
    let whole =
        "organisations(first: 50) { nodes { content { name { text } statuses { kind } areas } warnings statusEndsOn
        savedBy mergedFrom { by } organisation { name { text } areas { code } } } }";
    desk.town.statements();
    desk.at_desk(&keeper, whole).await;
    let few = desk.town.statements().len();
    for name in ["Sedma", "Osma", "Deveta"] {
        desk.called(name).await;
    }
    desk.town.statements();
    desk.at_desk(&keeper, whole).await;
    assert_eq!(desk.town.statements().len(), few);
}

#[tokio::test]
async fn a_record_of_another_directory_is_none() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let teslic = desk.town.municipality("teslic").await;
    let theirs = desk.town.organisation(&teslic, |_| {}).await;
    let ours = desk.called("Klub").await;
    let query = format!("organisation(id: \"{}\") {{ id }}", theirs.id);
    assert_eq!(desk.at_desk(&keeper, &query).await["organisation"], Value::Null);
    let content = json!({ "name": text("Drugo") });
    let input = json!({ "id": theirs.id.to_string(), "version": 1, "content": content });
    let message = keeper.refusal(&mutation("saveOrganisation"), json!({ "input": input })).await;
    assert!(message.starts_with("NOT_FOUND"), "{message}");
    let input = json!({ "into": ours.id.to_string(), "intoVersion": 1, "from": theirs.id.to_string(), "fromVersion": 1,
        "take": [] });
    let message = keeper.refusal(&mutation("mergeOrganisations"), json!({ "input": input })).await;
    assert!(message.starts_with("NOT_FOUND"), "{message}");
}

#[tokio::test]
async fn two_that_look_alike_are_kept_apart_and_not_shown_again() {
    let desk = Desk::new().await;
    let keeper = desk.keeper().await;
    let (first, second) = (desk.called("Klub Zmaj").await, desk.called("Klub „Zmaj“").await);
    let pairs = async || {
        let fields =
            format!("organisationDoubles {{ signs }} organisation(id: \"{}\") {{ doubles {{ signs }} }}", first.id);
        let mut found = desk.at_desk(&keeper, &fields).await;
        let count = |all: &Value| all.as_array().map(Vec::len);
        (count(&found["organisationDoubles"].take()), count(&found["organisation"]["doubles"]))
    };
    assert_eq!(pairs().await, (Some(1), Some(1)));
    let apart = mutation("keepOrganisationsApart");
    // In whichever order it is said, and twice.
    for (one, other) in [(&second, &first), (&first, &second)] {
        done(&keeper, &apart, json!({ "one": one.id.to_string(), "other": other.id.to_string() })).await;
        assert_eq!(pairs().await, (Some(0), Some(0)));
    }
    // Whoever was wrong finds the pair again, once.
    let kept = async || {
        let fields = "organisationsKeptApart { first { id } second { id } at }";
        desk.at_desk(&keeper, fields).await["organisationsKeptApart"].take()
    };
    let said = kept().await;
    let mut ids = [&said[0]["first"]["id"], &said[0]["second"]["id"]].map(|id| id.as_str().expect("an id").to_owned());
    ids.sort();
    let mut both = [first.id.to_string(), second.id.to_string()];
    both.sort();
    assert_eq!((said.as_array().map(Vec::len), ids), (Some(1), both), "{said}");
    let back = json!({ "one": first.id.to_string(), "other": second.id.to_string(), "apart": false });
    done(&keeper, &apart, back).await;
    assert_eq!(pairs().await, (Some(1), Some(1)));
    assert_eq!(kept().await, json!([]));
    let itself = json!({ "one": first.id.to_string(), "other": first.id.to_string() });
    let refused = change(&keeper, &apart, itself).await;
    assert_eq!(refused["errors"][0]["reason"], "NOT_TWO_RECORDS");
}
