//! What anyone sees and hears of organisations: of one that is proposed, taken out or put into another nothing, of one that
//! is listed nothing that is not published, and on a page of one municipality nothing of another's.

use std::collections::BTreeSet;

use entities::{
    Locale, OrganisationChangeId, OrganisationContent, OrganisationField, OrganisationId, OrganisationOrigin,
    organisation, organisation_change,
};
use javno::clock::Clock as _;
use javno::locale::fold::fold;
use javno::organisations::intake::columns::list;
use javno::organisations::suggestions::care;
use sea_orm::{ActiveValue::Set, ConnectionTrait as _, IntoActiveModel as _, Unchanged};
use serde_json::json;
use tests::Town;
use tests::given::latin;
use tests::organisations::known_in_full;

use crate::access::{everything, types, without_end};
use crate::access_given::brought;
use crate::tables::{checked, columns};

const TITLES: [&str; 3] = ["UPISANA", "PREDLOŽENA", "SUSJEDNA"];

#[tokio::test]
async fn what_anyone_sees_through_each_root_field() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let make = async |owner, title: &str, origin: OrganisationOrigin| {
        town.organisation_like(owner, |new| {
            new.content.name = Some(latin(title));
            new.content.areas = vec!["sport".into()];
            new.content.seat = Some(latin(title));
            new.origin = origin;
        })
        .await
        .id
    };
    let listed = make(&trebinje, TITLES[0], OrganisationOrigin::Desk).await;
    let proposed = make(&trebinje, TITLES[1], OrganisationOrigin::Proposed).await;
    let neighbours = make(&teslic, TITLES[2], OrganisationOrigin::Imported).await;
    let ids = json!({ "a": listed.to_string(), "b": proposed.to_string(), "c": neighbours.to_string() });
    let list = "nodes { id name { text } } totalCount facets { areas { count } seats { seat } legalForms { count } }
        alphabet { letter count }";
    let each =
        |field: &str, more: &str| ["a", "b", "c"].map(|id| format!("{id}: {field}(id: ${id}) {{ {more} }}")).join(" ");
    let mut table = String::new();
    for fields in [
        each("organisation", "name { text }"),
        each("node", "... on Organisation { name { text } }"),
        "nodes(ids: [$a, $b, $c]) { ... on Organisation { name { text } } }".into(),
        format!("organisations {{ {list} }}"),
        format!("organisations(last: 100, orderBy: LAST_CHANGED) {{ {list} }}"),
        format!(r#"organisations(filter: {{ municipality: "trebinje" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ municipality: "teslic" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ municipality: "trebinje", text: "susjed" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ text: "predlož" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ text: "predlozena" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ text: "predlzena" }}) {{ {list} }}"#),
        format!(r#"organisations(filter: {{ text: "sport", areas: ["sport"] }}) {{ {list} }}"#),
    ] {
        let query = if fields.contains("$a") {
            format!("query ($a: ID!, $b: ID!, $c: ID!) {{ {fields} }}")
        } else {
            format!("{{ {fields} }}")
        };
        let data = town.data(&query, if fields.contains("$a") { ids.clone() } else { json!({}) }).await;
        let answer = data.to_string();
        let seen = TITLES.map(|title| if answer.contains(title) { "seen" } else { "-" });
        let counts = &data["organisations"];
        let counts = counts["totalCount"].as_i64().map(|n| format!("  {n} {}", counts["facets"]["areas"]));
        table += &format!(
            "{:<5} {:<5} {:<5} {}{}\n",
            seen[0],
            seen[1],
            seen[2],
            fields.replace(list, "…"),
            counts.unwrap_or_default()
        );
    }
    insta::assert_snapshot!(table, @r#"
    seen  -     seen  a: organisation(id: $a) { name { text } } b: organisation(id: $b) { name { text } } c: organisation(id: $c) { name { text } }
    seen  -     seen  a: node(id: $a) { ... on Organisation { name { text } } } b: node(id: $b) { ... on Organisation { name { text } } } c: node(id: $c) { ... on Organisation { name { text } } }
    seen  -     seen  nodes(ids: [$a, $b, $c]) { ... on Organisation { name { text } } }
    seen  -     seen  organisations { … }  2 [{"count":2}]
    seen  -     seen  organisations(last: 100, orderBy: LAST_CHANGED) { … }  2 [{"count":2}]
    seen  -     -     organisations(filter: { municipality: "trebinje" }) { … }  1 [{"count":1}]
    -     -     seen  organisations(filter: { municipality: "teslic" }) { … }  1 [{"count":1}]
    -     -     -     organisations(filter: { municipality: "trebinje", text: "susjed" }) { … }  0 []
    -     -     -     organisations(filter: { text: "predlož" }) { … }  0 []
    -     -     -     organisations(filter: { text: "predlozena" }) { … }  0 []
    -     -     -     organisations(filter: { text: "predlzena" }) { … }  0 []
    seen  -     seen  organisations(filter: { text: "sport", areas: ["sport"] }) { … }  2 [{"count":2}]
    "#);
}

/// Whatever anybody could ask, as one text.
async fn all_that_anyone_can_learn(town: &Town, id: OrganisationId) -> String {
    let types = types(town).await;
    // No deeper: a document has an end.
    let all = everything(&types, "OrganisationConnection", 4);
    let one = everything(&types, "Organisation", 4);
    let mut learnt = String::new();
    for arguments in ["first: 3", "first: 3, orderBy: LAST_CHANGED", r#"first: 3, filter: { text: "kanar" }"#] {
        learnt += &town.data(&format!("{{ organisations({arguments}) {{ {all} }} }}"), json!({})).await.to_string();
    }
    let id = id.to_string();
    for root in
        [format!("organisation(id: $id) {{ {one} }}"), format!("node(id: $id) {{ ... on Organisation {{ {one} }} }}")]
    {
        learnt += &town.data(&format!("query ($id: ID!) {{ {root} }}"), json!({ "id": id })).await.to_string();
    }
    for path in [
        "/trebinje/organizacije".to_owned(),
        "/trebinje/organizacije?q=kanar".into(),
        format!("/trebinje/organizacija/{id}"),
        "/data/trebinje/organisations.csv".into(),
        "/data/trebinje/organisations.json".into(),
        "/data/trebinje/organisations-codebook.csv".into(),
    ] {
        learnt += &town.get(&path).await.text();
    }
    // A workbook is packed: it is read as a list that somebody brings.
    let workbook = town.get("/data/trebinje/organisations.xlsx").await;
    learnt + &format!("{:?}", list(&workbook.bytes))
}

/// What is about organisations and never shown to the public.
const PRIVATE: [&str; 20] = [
    "organisation.cyrillic_key",
    "organisation.internal_note",
    "organisation.keeper_email",
    "organisation.latin_key",
    "organisation.search_text",
    "organisation.seat_key",
    "organisation.source_hash",
    "organisation.source_key",
    "organisation_import.file_name",
    "organisation_import.headings",
    "organisation_import.other_sheets",
    "organisation_import_row.before",
    "organisation_import_row.before_hash",
    "organisation_import_row.cells",
    "organisation_import_row.complaints",
    "organisation_representative.email",
    "organisation_suggestion.email",
    "organisation_suggestion.facts",
    "organisation_suggestion.message",
    "organisation_suggestion.reason",
];

/// The tables in which canaries are planted here.
pub(crate) const PLANTED: [&str; 7] = [
    "organisation",
    "organisation_import",
    "organisation_import_row",
    "organisation_status",
    "organisation_change",
    "organisation_suggestion",
    "organisation_representative",
];

/// Writes a canary into every column of text of every row about organisations; returns `table.column` and its canary.
pub(crate) async fn plant(town: &Town) -> Vec<(String, String)> {
    let db = town.database().connect().await;
    let mut planted = Vec::new();
    for table in PLANTED {
        for (column, what) in columns(&db, table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            if !is_text || !checked(&db, table, &column).await.is_empty() {
                continue;
            }
            let canary = format!("kanarinac-{table}-{column}");
            // A list of codes cannot hold a canary.
            if ["signals", "mapping"].contains(&column.as_str()) {
                continue;
            }
            let text = json!({ "original": { "locale": "sr-Latn", "text": canary } });
            let value = match column.as_str() {
                "headings" | "other_sheets" | "cells" => json!([canary, canary]).to_string(),
                "complaints" => {
                    json!([{ "cell": "A2", "code": "unknown_form", "found": canary, "refuses": false }]).to_string()
                }
                "before" if table == "organisation_import_row" => json!({ "name": text }).to_string(),
                "facts" => json!([{ "field": "name", "before": canary, "value": canary }]).to_string(),
                _ if what.starts_with("json") => text.to_string(),
                "source_url" | "act_url" | "website" => format!("https://kanarinac.example/{canary}"),
                _ => format!(" {canary}"),
            };
            let done = db.execute_unprepared(&format!(r#"UPDATE "{table}" SET "{column}" = '{value}'"#)).await;
            assert!(done.expect("a planted canary").rows_affected() > 0, "no row in {table}");
            planted.push((format!("{table}.{column}"), canary));
        }
    }
    db.close().await.expect("closing");
    planted
}

#[tokio::test]
async fn nothing_of_a_proposal_is_anywhere_until_it_is_listed() {
    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let row = town.organisation(&trebinje, known_in_full).await;
    let tx = town.begin().await;
    let standing = javno::organisations::store::save::held(&tx, row.id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.territory = None;
    javno::organisations::store::save::put(&tx, standing, now, Some(latin("Tako"))).await.expect("a change");
    tx.commit().await.expect("a change");
    town.suggestion(&trebinje, |said| {
        (said.kind, said.organisation_id) = (entities::SuggestionKind::Correction, Some(row.id));
        said.message = Some("Nije tako.".into());
    })
    .await;
    town.representative(&row, "ana@rijeka.example").await;
    brought(&town, &trebinje, false).await;
    let planted = plant(&town).await;
    assert!(planted.len() > 20, "{planted:?}");
    for state in ["proposed", "withdrawn", "merged"] {
        let db = town.database().connect().await;
        db.execute_unprepared(&format!("UPDATE organisation SET state = '{state}'")).await.expect("hidden");
        db.close().await.expect("closing");
        town.organisation(&trebinje, |content| content.name = Some(latin(state))).await;
        let learnt = all_that_anyone_can_learn(&town, row.id).await;
        assert!(!learnt.contains("kanarinac"), "{state} shows something");
    }

    // The same questions do find it when it is listed: they were asked well.
    let db = town.database().connect().await;
    db.execute_unprepared("UPDATE organisation SET state = 'listed'").await.expect("listed");
    db.close().await.expect("closing");
    let learnt = all_that_anyone_can_learn(&town, row.id).await;
    let never_shown: BTreeSet<_> =
        planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at.as_str()).collect();
    assert_eq!(never_shown, PRIVATE.into_iter().collect());
}

#[tokio::test]
async fn a_street_is_read_by_nobody_before_somebody_publishes_it_nor_after_it_is_taken_off() {
    use javno::organisations::store::import::{LONGEST, Plan, preview, step};
    use javno::organisations::store::save::{held, put};

    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    // An office's list, of which nobody has said that its addresses are published ones.
    let table = list("Naziv;Sjedište;Adresa\nKlub Kanarinac;Ljubinje;Kanarinska 17\n".as_bytes()).expect("a list");
    let tx = town.begin().await;
    let (import, _) = preview(&tx, &trebinje, "spisak.csv", table, Plan::default()).await.expect("a look");
    assert_eq!(import.contacts, 1, "it is asked whether it is for everybody");
    Box::pin(step(&tx, &trebinje, import, LONGEST)).await.expect("a list that was taken");
    tx.commit().await.expect("a list that was taken");
    let query = r#"{ organisations(filter: { text: "kanarinac" }) { nodes { id } } }"#;
    let found = town.data(query, json!({})).await["organisations"]["nodes"][0]["id"].take();
    let id: OrganisationId = found.as_str().expect("an id").parse().expect("an id");
    let learnt = async || {
        let feeds = ["/trebinje/pozivi.atom", "/trebinje/rasprave.atom"].map(|path| town.get(path));
        let feeds = futures_util::future::join_all(feeds).await;
        let feeds: String = feeds.iter().map(tests::Answer::text).collect();
        all_that_anyone_can_learn(&town, id).await + &feeds
    };
    let now = learnt().await;
    assert!(now.contains("Klub Kanarinac") && now.contains("Ljubinje"), "the town is for everybody");
    assert!(!now.contains("Kanarinska"), "nobody has agreed to it");

    let change = async |street: Option<&str>, public: bool| {
        let tx = town.begin().await;
        let standing = held(&tx, id).await.expect("an organisation");
        let mut now = standing.content.clone();
        (now.address, now.address_public) = (street.map(latin), public);
        put(&tx, standing, now, Some(latin("Tako je."))).await.expect("a change");
        tx.commit().await.expect("a change");
    };
    change(Some("Vrapčija 9"), false).await;
    assert!(!learnt().await.contains("Vrapčija"), "it is kept for officials until somebody agrees");
    let query = r#"{ organisations(filter: { text: "vrapčija" }) { totalCount } }"#;
    assert_eq!(town.data(query, json!({})).await["organisations"]["totalCount"], json!(0), "and found by nobody");
    change(Some("Kanarinska 17"), true).await;
    assert!(learnt().await.contains("Kanarinska 17"), "what a keeper publishes is read: it was asked well");
    change(Some("Slavujska 5"), true).await;
    change(None, false).await;
    let now = learnt().await;
    assert!(!now.contains("Kanarinska") && !now.contains("Slavujska"), "what was taken off stays nowhere");
    let query = "query ($id: ID!) { organisation(id: $id) { changes { field before after } } }";
    let told = town.data(query, json!({ "id": id.to_string() })).await["organisation"]["changes"].take();
    let once = json!({ "field": "CONTACT", "before": null, "after": null });
    assert_eq!(told, json!([once, once, once]));
}

/// What was written before anybody was asked: a street beside the place of the seat, and one by which the record is found.
#[tokio::test]
async fn older_records_do_not_tell_a_street() {
    use javno::organisations::store::save::held;

    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let one = town
        .organisation(&trebinje, |content| {
            content.name = Some(latin("Klub Most"));
            content.seat = Some(latin("Kanarinska 17, Ljubinje"));
        })
        .await;
    let known = town
        .organisation(&trebinje, |content| {
            content.name = Some(latin("Hor Zora"));
            (content.address, content.address_public) = (Some(latin("Slavujska 5")), false);
        })
        .await;
    let worded = town
        .organisation(&trebinje, |content| {
            content.name = Some(latin("Planinari"));
            content.seat = Some(latin("Trebinje").with(Locale::SrCyrl, "Требиње, Лабудова 1"));
        })
        .await;
    let public = town
        .organisation(&trebinje, |content| {
            content.name = Some(latin("Moto klub"));
            (content.address, content.address_public) = (Some(latin("Vrapčija 9")), true);
        })
        .await;
    // Before, an address was among the words whoever it was for.
    let tx = town.begin().await;
    let words = format!("{}{}", known.search_text, fold("Slavujska"));
    let before = organisation::ActiveModel { id: Unchanged(known.id), search_text: Set(words), ..Default::default() };
    tx.update(before).await.expect("a record as it was");
    tx.commit().await.expect("a record as it was");
    let found = async |text: &str| {
        let query = r#"query ($text: String!) { organisations(filter: { text: $text }) { nodes { id } } }"#;
        let found = town.data(query, json!({ "text": text })).await["organisations"]["nodes"].take();
        found.as_array().expect("a list").len()
    };
    assert_eq!((found("kanarinska").await, found("slavujska").await), (1, 1));

    let hide = async || care::without_streets(&town.app.db, town.clock.now()).await.expect("what is hidden");
    town.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!((hide().await, hide().await), (3, 0), "once");
    assert_eq!((found("kanarinska").await, found("slavujska").await, found("vrapčija").await), (0, 0, 1));
    let learnt = all_that_anyone_can_learn(&town, one.id).await + &all_that_anyone_can_learn(&town, public.id).await;
    assert!(!learnt.contains("Kanarinska") && learnt.contains("Ljubinje") && learnt.contains("Vrapčija 9"), "{learnt}");
    // Whoever keeps the directory has it.
    let tx = town.begin().await;
    let kept = held(&tx, one.id).await.expect("an organisation").content;
    let street = kept.address.map(|text| text.original.text);
    assert_eq!((street.as_deref(), kept.address_public), (Some("Kanarinska 17"), false));
    let kept = held(&tx, worded.id).await.expect("an organisation").content;
    assert_eq!(kept.seat, Some(latin("Trebinje").with(Locale::SrCyrl, "Требиње")), "in no wording");
    // Whoever asks what has changed since hears of those whose seat is told otherwise.
    for (id, expected) in [
        (one.id, town.clock.now()),
        (worded.id, town.clock.now()),
        (known.id, known.changed_at),
        (public.id, public.changed_at),
    ] {
        assert_eq!(held(&tx, id).await.expect("an organisation").row.changed_at, expected, "{id}");
    }
}

/// Where an address stood already, the seat as it was is kept for officials: place and street are lost to nobody.
#[tokio::test]
async fn a_seat_that_is_a_street_beside_another_address_stays_with_officials() {
    use javno::organisations::store::save::held;

    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let made = async |seat: &'static str, noted: Option<&'static str>| {
        let make = town.organisation(&trebinje, |content| {
            content.name = Some(latin(seat));
            content.seat = Some(latin(seat));
            (content.address, content.address_public) = (Some(latin("Poštanski pregradak 12")), true);
            content.internal_note = noted.map(str::to_owned);
        });
        make.await.id
    };
    let whole = "Teslić Karađorđeva 12a";
    let some = [
        (made(whole, None).await, None, whole.to_owned()),
        (
            made("Slavujska 5, Ljubinje", Some("Zvati")).await,
            Some("Ljubinje"),
            "Zvati\nSlavujska 5, Ljubinje".to_owned(),
        ),
        (made("Vrapčija 9", Some("Vrapčija 9")).await, None, "Vrapčija 9".to_owned()),
    ];
    assert_eq!(care::without_streets(&town.app.db, town.clock.now()).await.expect("what is hidden"), 3);
    let tx = town.begin().await;
    for (id, seat, noted) in some {
        let kept = held(&tx, id).await.expect("an organisation").content;
        assert_eq!(kept.seat.map(|text| text.original.text).as_deref(), seat, "{noted}");
        assert_eq!(kept.address.map(|text| text.original.text).as_deref(), Some("Poštanski pregradak 12"));
        assert!(kept.address_public, "somebody agreed to that");
        assert_eq!(kept.internal_note, Some(noted));
    }
}

/// What became of what tells of a seat its place: what is written now, and what was written before the care.
#[tokio::test]
async fn no_street_stays_in_what_became_of_a_seat() {
    use javno::organisations::store::save::{held, put};

    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let shape = |content: &mut OrganisationContent| content.seat = Some(latin("Ljubinje"));
    let id = town.organisation(&trebinje, shape).await.id;
    for seat in ["Kanarinska 17, Bileća", "Trebinje"] {
        let tx = town.begin().await;
        let before = held(&tx, id).await.expect("an organisation");
        let mut content = before.content.clone();
        content.seat = Some(latin(seat));
        put(&tx, before, content, None).await.expect("a change");
        tx.commit().await.expect("a change");
    }
    let told = async || {
        let query = "query ($id: ID!) { organisation(id: $id) { changes { before after } } }";
        let mut told = town.data(query, json!({ "id": id.to_string() })).await["organisation"]["changes"].take();
        told.as_array_mut().expect("changes").sort_by_key(|one| one["after"].to_string());
        told
    };
    let place = |before: Option<&str>, after: Option<&str>| json!({ "before": before, "after": after });
    let (came, left) = (place(Some("Ljubinje"), Some("Bileća")), place(Some("Bileća"), Some("Trebinje")));
    assert_eq!(told().await, json!([came, left]));

    let tx = town.begin().await;
    let change = organisation_change::Model {
        id: OrganisationChangeId::new(),
        municipality_id: trebinje.id,
        organisation_id: id,
        at: tx.now(),
        field: OrganisationField::Seat,
        before: Some("Foča Slavujska 5".into()),
        after: Some("Vrapčija 9, Gacko".into()),
        reason: None,
    };
    tx.insert(change.into_active_model()).await.expect("a change as it was told before");
    tx.commit().await.expect("a change as it was told before");
    care::without_streets(&town.app.db, town.clock.now()).await.expect("what is hidden");
    let older = place(None, Some("Gacko"));
    assert_eq!(told().await, json!([came, older, left]), "although its seat is another now");
}
