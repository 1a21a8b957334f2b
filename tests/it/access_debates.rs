//! What anyone sees and hears of consultations: of a draft nothing, of a version that is being made nothing, and on a page
//! of one municipality nothing of another's.

use std::collections::BTreeSet;

use entities::ConsultationStage::{Cancelled, Draft, Published};
use entities::{ConsultationId, ConsultationStage};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use tests::Town;
use tests::files::pdf;
use tests::given::{a_consultation, articles, latin, with_an_act, with_everything};

use crate::access::{everything, types, without_end};
use crate::tables::{checked, columns};

#[tokio::test]
async fn what_anyone_sees_through_each_root_field() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let make = async |owner, title: &str, stage: ConsultationStage| {
        let title = latin(title);
        let mut given = a_consultation(owner);
        (given.new.consultation.title, given.new.consultation.stage) = (title, stage);
        let file = town.paper(&mut given, "nacrt.pdf", &pdf(10)).await;
        (town.save_consultation(given).await.id, file)
    };
    let (published, open) = make(&trebinje, "OBJAVLJENA", Published).await;
    let (draft, secret) = make(&trebinje, "NACRT", Draft).await;
    let (neighbours, theirs) = make(&teslic, "SUSJEDNA", Published).await;
    let ids = json!({ "a": published.to_string(), "b": draft.to_string(), "c": neighbours.to_string() });
    let list = "nodes { id title { text } } statusCounts { open announced closed report cancelled undated }";
    let each =
        |field: &str, more: &str| ["a", "b", "c"].map(|id| format!("{id}: {field}(id: ${id}) {{ {more} }}")).join(" ");
    let mut table = String::new();
    for fields in [
        each("consultation", "title { text }"),
        each("node", "... on Consultation { title { text } }"),
        "nodes(ids: [$a, $b, $c]) { ... on Consultation { title { text } } }".into(),
        format!("consultations {{ {list} }}"),
        format!("consultations(last: 100, orderBy: NEWEST) {{ {list} }}"),
        format!(r#"consultations(filter: {{ municipality: "trebinje" }}) {{ {list} }}"#),
        format!(r#"consultations(filter: {{ municipality: "teslic" }}) {{ {list} }}"#),
        format!(r#"consultations(filter: {{ text: "nacrt" }}) {{ {list} }}"#),
        format!("consultations(filter: {{ status: [OPEN], kind: [PUBLIC_DEBATE] }}) {{ {list} }}"),
    ] {
        let query = if fields.contains("$a") {
            format!("query ($a: ID!, $b: ID!, $c: ID!) {{ {fields} }}")
        } else {
            format!("{{ {fields} }}")
        };
        let data = town.data(&query, if fields.contains("$a") { ids.clone() } else { json!({}) }).await;
        let answer = data.to_string();
        let seen = ["OBJAVLJENA", "NACRT", "SUSJEDNA"].map(|title| if answer.contains(title) { "seen" } else { "-" });
        let counts =
            data["consultations"]["statusCounts"]["open"].as_i64().map(|n| format!("  {n}")).unwrap_or_default();
        table += &format!("{:<9} {:<5} {:<11} {}{counts}\n", seen[0], seen[1], seen[2], fields.replace(list, "…"));
    }
    for slug in ["trebinje", "teslic"] {
        let page = town.get(&format!("/{slug}/rasprave")).await.text();
        let seen = ["OBJAVLJENA", "NACRT", "SUSJEDNA"].map(|title| if page.contains(title) { "seen" } else { "-" });
        table += &format!("{:<9} {:<5} {:<11} GET /{slug}/rasprave\n", seen[0], seen[1], seen[2]);
        let mut seen = ["-"; 3];
        for (place, id) in [published, draft, neighbours].into_iter().enumerate() {
            let answer = town.get(&format!("/{slug}/rasprava/{id}")).await;
            seen[place] = if answer.status == 200 { "seen" } else { "404" };
            assert!(
                answer.status == 200 || answer.status == 404 && !answer.text().contains("NACRT"),
                "{}",
                answer.text()
            );
        }
        table += &format!("{:<9} {:<5} {:<11} GET /{slug}/rasprava/…\n", seen[0], seen[1], seen[2]);
    }
    let mut seen = ["-"; 3];
    for (place, id) in [open, secret, theirs].into_iter().enumerate() {
        let answer = town.get(&format!("/files/{id}/nacrt.pdf")).await;
        seen[place] = if answer.status == 200 { "seen" } else { "404" };
        assert!(answer.status == 200 || answer.status == 404 && !answer.text().contains("nacrt"), "{answer:?}");
    }
    table += &format!("{:<9} {:<5} {:<11} GET /files/…\n", seen[0], seen[1], seen[2]);
    insta::assert_snapshot!(table, @r#"
    seen      -     seen        a: consultation(id: $a) { title { text } } b: consultation(id: $b) { title { text } } c: consultation(id: $c) { title { text } }
    seen      -     seen        a: node(id: $a) { ... on Consultation { title { text } } } b: node(id: $b) { ... on Consultation { title { text } } } c: node(id: $c) { ... on Consultation { title { text } } }
    seen      -     seen        nodes(ids: [$a, $b, $c]) { ... on Consultation { title { text } } }
    seen      -     seen        consultations { … }  2
    seen      -     seen        consultations(last: 100, orderBy: NEWEST) { … }  2
    seen      -     -           consultations(filter: { municipality: "trebinje" }) { … }  1
    -         -     seen        consultations(filter: { municipality: "teslic" }) { … }  1
    -         -     -           consultations(filter: { text: "nacrt" }) { … }  0
    seen      -     seen        consultations(filter: { status: [OPEN], kind: [PUBLIC_DEBATE] }) { … }  2
    seen      -     -           GET /trebinje/rasprave
    seen      404   404         GET /trebinje/rasprava/…
    -         -     seen        GET /teslic/rasprave
    404       404   seen        GET /teslic/rasprava/…
    seen      404   seen        GET /files/…
    "#);
}

/// Whatever anybody could ask, as one text.
async fn all_that_anyone_can_learn(town: &Town, id: ConsultationId) -> String {
    let types = types(town).await;
    let list = everything(&types, "ConsultationConnection", 6);
    let one = everything(&types, "Consultation", 5);
    let mut learnt = String::new();
    for arguments in ["first: 3", "first: 3, orderBy: NEWEST", r#"first: 3, filter: { text: "kanar" }"#] {
        learnt += &town.data(&format!("{{ consultations({arguments}) {{ {list} }} }}"), json!({})).await.to_string();
    }
    let id = id.to_string();
    for root in
        [format!("consultation(id: $id) {{ {one} }}"), format!("node(id: $id) {{ ... on Consultation {{ {one} }} }}")]
    {
        learnt += &town.data(&format!("query ($id: ID!) {{ {root} }}"), json!({ "id": id })).await.to_string();
    }
    for path in [
        "/trebinje/rasprave".to_owned(),
        "/trebinje/rasprave?stanje=zavrsene".into(),
        format!("/trebinje/rasprava/{id}"),
    ] {
        learnt += &town.get(&path).await.text();
    }
    learnt
}

/// What is about consultations and never shown to the public.
const PRIVATE: [&str; 7] = [
    // Codes; shown are the names of those that are in the list.
    "consultation.areas",
    "consultation.pending",
    "consultation.search_text",
    "consultation.source_hash",
    "consultation.source_key",
    "consultation_file.storage_key",
    "consultation_change.nothing",
];

/// The tables in which canaries are planted here.
pub(crate) const PLANTED: [&str; 9] = [
    "consultation",
    "consultation_act",
    "act_version",
    "act_anchor",
    "consultation_session",
    "consultation_channel",
    "consultation_document",
    "consultation_file",
    "consultation_change",
];

/// Writes a canary into every column of text of every row about consultations; returns `table.column` and its canary.
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
            let value = match column.as_str() {
                "areas" => json!([canary]).to_string(),
                _ if what.starts_with("json") => {
                    json!({ "original": { "locale": "sr-Latn", "text": canary } }).to_string()
                }
                _ if column.ends_with("url") => format!("https://kanarinac.example/{canary}"),
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
async fn nothing_of_a_draft_is_anywhere_until_it_is_published() {
    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let draft = town
        .consultation(&trebinje, |given| {
            with_everything(given);
            given.new.consultation.stage = Draft;
        })
        .await;
    let planted = plant(&town).await;
    assert!(planted.len() > 25, "{planted:?}");
    town.consultation(&trebinje, |_| {}).await;
    let learnt = all_that_anyone_can_learn(&town, draft.id).await;
    assert!(!learnt.contains("kanarinac"), "a draft shows something");

    // The same questions do find it when it is published: they were asked well.
    let db = town.database().connect().await;
    db.execute_unprepared("UPDATE consultation SET stage = 'published'").await.expect("published");
    db.close().await.expect("closing");
    let learnt = all_that_anyone_can_learn(&town, draft.id).await;
    let never_shown: BTreeSet<_> =
        planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at.as_str()).collect();
    assert_eq!(never_shown, PRIVATE.into_iter().filter(|at| !at.ends_with("nothing")).collect());
}

#[tokio::test]
async fn a_version_that_is_being_made_is_a_draft() {
    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let mut given = a_consultation(&trebinje);
    with_an_act(&mut given, &[&articles(2)]);
    let act = given.new.acts[0].clone();
    let id = town.save_consultation(given).await.id;
    let secret = town.version(&act, "Član 1.\nTAJNA.", false).await;
    let learnt = all_that_anyone_can_learn(&town, id).await;
    assert!(learnt.contains("Odredba broj 2"), "the version before holds");
    assert!(!learnt.contains("TAJNA") && !learnt.contains(&secret.id.to_string()), "{learnt}");
    town.version(&act, "Član 1.\nJAVNA.", true).await;
    assert!(all_that_anyone_can_learn(&town, id).await.contains("JAVNA"));
}

#[tokio::test]
async fn what_anyone_hears() {
    let town = Town::new().await;
    let neighbour = town.neighbour().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let query = |arguments: &str| {
        format!(
            "subscription {{ consultationChanged{arguments} {{ change consultationId consultation {{ title {{ text }} acts {{ current {{ anchors {{ key }} }} }} sessions {{ startsAt }} municipality {{ slug }} }} }} }}"
        )
    };
    let (mut here, mut there) = (
        town.listen(&query(r#"(municipality: "trebinje")"#), json!({})).await,
        neighbour.listen(&query(r#"(municipality: "trebinje")"#), json!({})).await,
    );
    let mut given = a_consultation(&trebinje);
    with_everything(&mut given);
    given.changes.clear();
    let mut told = Vec::new();
    for (title, stage, heard) in [
        ("NACRT", Draft, false),
        ("OBJAVLJENA", Published, true),
        ("ISPRAVLJENA", Published, true),
        ("OTKAZANA", Cancelled, true),
        ("POVUČENA", Draft, true),
    ] {
        given.new.consultation.title = latin(title);
        given.new.consultation.stage = stage;
        given.new.consultation.source_hash = title.into();
        town.save_consultation(given.clone()).await;
        // A text belongs to whoever wrote it first.
        given.texts.clear();
        town.consultation(&teslic, |_| {}).await;
        if heard {
            let event = here.data().await["consultationChanged"].take();
            assert_eq!(event, there.data().await["consultationChanged"].take(), "at another instance");
            let shown = event["consultation"]["title"]["text"].as_str().unwrap_or("-").to_owned();
            let anchors = event["consultation"]["acts"][0]["current"]["anchors"].as_array().map_or(0, Vec::len);
            told.push(format!("{} {shown} {anchors}", event["change"]));
        }
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    "PUBLISHED" OBJAVLJENA 2
    "CHANGED" ISPRAVLJENA 2
    "CHANGED" OTKAZANA 2
    "WITHDRAWN" - 0
    "#);
}
