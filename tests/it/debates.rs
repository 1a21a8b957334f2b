//! Consultations as the API tells of them: state, act, versions, lists, and what they cost the database.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{ConsultationStage, Words, consultation};
use javno::consultations::rules::{Facts, Status, status};
use serde_json::{Value, json};
use tests::given::{a_consultation, articles, cyrillic, latin, with_an_act, with_everything};
use tests::{NOW, Town, instant};

/// Nothing, and the microseconds around now.
fn instants(now: DateTime<Utc>) -> [Option<DateTime<Utc>>; 4] {
    let beside = |microseconds| Some(now + TimeDelta::microseconds(microseconds));
    [None, beside(-1), beside(0), beside(1)]
}

#[tokio::test]
async fn the_rule_and_its_twin_in_sql_say_the_same() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let now = instant(NOW);
    let mut rows: Vec<consultation::Model> = Vec::new();
    for stage in [
        ConsultationStage::Published,
        ConsultationStage::Finished,
        ConsultationStage::Cancelled,
        ConsultationStage::Draft,
    ] {
        for opens_at in instants(now) {
            for closes_at in instants(now) {
                let shape = |given: &mut tests::given::Given| {
                    let row = &mut given.new.consultation;
                    (row.stage, row.opens_at, row.closes_at) = (stage, opens_at, closes_at);
                };
                rows.push(town.consultation(&trebinje, shape).await);
            }
        }
    }
    rows.retain(|row| row.stage != ConsultationStage::Draft);
    let mut total = 0;
    for one in Status::ALL {
        let mut expected: Vec<_> =
            rows.iter().filter(|row| status(&Facts::from(*row), now) == one).map(|row| row.id.to_string()).collect();
        let name = format!("{one:?}").to_uppercase();
        let query = format!(
            "{{ consultations(first: 100, filter: {{ status: [{name}] }}) {{ nodes {{ id status }} statusCounts {{ {} }} }} }}",
            name.to_lowercase()
        );
        let data = town.data(&query, json!({})).await["consultations"].take();
        let nodes = data["nodes"].as_array().expect("nodes");
        assert!(nodes.iter().all(|node| node["status"] == name), "{nodes:?}");
        let mut found: Vec<_> = nodes.iter().map(|node| node["id"].as_str().expect("an id").to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}");
        assert_eq!(data["statusCounts"][name.to_lowercase()], found.len(), "{name}");
        assert!(!found.is_empty(), "{name} is never tried");
        total += found.len();
    }
    assert_eq!(total, rows.len());
}

const ACT: &str = "
    acts { position title { text } current { number publishedAt locale note { text } anchors {
        parent depth position kind label { text } heading { text } text { text locale } key } } versions { number } }";

#[tokio::test]
async fn an_act_is_told_as_one_flat_list_in_reading_order() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let text =
        "GLAVA I\nOPŠTE ODREDBE\nČlan 1. (Predmet)\nUređuje se red.\nČlan 2.\n(1) Ovo.\n(2) Ono:\n- jedno,\n- drugo.";
    let id = town.consultation(&trebinje, |given| with_an_act(given, &[text])).await.id;
    let query = format!("query ($id: ID!) {{ consultation(id: $id, locale: \"sr-Cyrl\") {{ {ACT} }} }}");
    let data = town.data(&query, json!({ "id": id.to_string() })).await;
    let act = &data["consultation"]["acts"][0];
    let anchors = act["current"]["anchors"].as_array().expect("anchors");
    let place = |key: &Value| anchors.iter().position(|anchor| anchor["key"] == *key).map_or(0, |at| at + 1);
    let told: Vec<_> = anchors
        .iter()
        .map(|anchor| {
            let said = ["label", "heading", "text"]
                .map(|field| anchor[field]["text"].as_str().unwrap_or("-").replace('\n', " / "));
            format!(
                "{} in {} deep {} {} {}",
                anchor["position"],
                place(&anchor["parent"]),
                anchor["depth"],
                anchor["kind"],
                said.join(" | ")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    1 in 0 deep 0 "CHAPTER" ГЛАВА I | ОПШТЕ ОДРЕДБЕ | -
    2 in 1 deep 1 "ARTICLE" Члан 1. | Предмет | Уређује се ред.
    3 in 1 deep 1 "ARTICLE" Члан 2. | - | -
    4 in 3 deep 2 "PARAGRAPH" (1) | - | Ово.
    5 in 3 deep 2 "PARAGRAPH" (2) | - | Оно: / - једно, / - друго.
    "#);
    assert_eq!(act["versions"], json!([{ "number": 1 }]));
}

#[tokio::test]
async fn a_new_version_keeps_keys_and_tells_what_changed() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let before = "Član 1.\nOva odluka uređuje vrijeme rada trgovina.\nČlan 2.\nTrgovine rade od 7 do 20 časova svakim danom.\nČlan \
                  3.\nNadzor nad odlukom vrši komunalna policija.\nČlan 4.\nStupa na snagu sutra.";
    let now = "Član 1.\nOva odluka uređuje vrijeme rada trgovina.\nČlan 2.\nNedjeljom trgovine ne rade.\nČlan 3.\nTrgovine rade od 7 \
               do 21 časova svakim danom.\nČlan 4.\nNadzor nad odlukom vrši komunalna policija.";
    let id = town.consultation(&trebinje, |given| with_an_act(given, &[before, now])).await.id;
    let query = "query ($id: ID!) { consultation(id: $id) {
        changes { field before after }
        acts { versions { number anchors { key label { text } } changes { key change labelBefore label words { change text } } } } } }";
    let data = town.data(query, json!({ "id": id.to_string() })).await["consultation"].take();
    insta::assert_snapshot!(data["changes"].to_string(), @r#"[{"after":"Nacrt odluke (2)","before":"Nacrt odluke (1)","field":"ACTS"}]"#);
    let versions = &data["acts"][0]["versions"];
    let keys = |version: &Value| -> Vec<String> {
        let anchors = version["anchors"].as_array().expect("anchors");
        anchors.iter().map(|anchor| anchor["key"].to_string()).collect()
    };
    let (old, new) = (keys(&versions[0]), keys(&versions[1]));
    let was: Vec<_> = new.iter().map(|key| old.iter().position(|old| old == key).map_or(0, |at| at + 1)).collect();
    assert_eq!(was, [1, 0, 2, 3], "article 3 was 2, article 4 was 3");
    assert_eq!(versions[0]["changes"], json!([]));
    let told: Vec<_> = versions[1]["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|change| {
            let words = change["words"].as_array().expect("words").iter().map(|word| match word["change"].as_str() {
                Some("REMOVED") => format!("[-{}-]", word["text"].as_str().unwrap_or_default()),
                Some("ADDED") => format!("[+{}+]", word["text"].as_str().unwrap_or_default()),
                _ => word["text"].as_str().unwrap_or_default().to_owned(),
            });
            format!("{} {} {} {}", change["change"], change["labelBefore"], change["label"], words.collect::<String>())
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "ADDED" null "Član 2." [+Nedjeljom trgovine ne rade.+]
    "CHANGED" "Član 2." "Član 3." Trgovine rade od 7 do [-20-][+21+] časova svakim danom.
    "MOVED" "Član 3." "Član 4." Nadzor nad odlukom vrši komunalna policija.
    "REMOVED" "Član 4." null [-Stupa na snagu sutra.-]
    "#);
}

/// Every edge of a consultation, with its whole act.
const EDGES: &str = "id title { text } status kind municipality { slug } period { closesAt daysLeft note { text } }
    rules { onlineCounts moderation } sessions { startsAt place { text } } channels { kind text { text } }
    documents { name { text } url } changes { field } acts { title { text } versions { number }
    current { anchors { key parent depth label { text } heading { text } text { text } } changes { change } } }";

#[tokio::test]
async fn one_anchor_costs_as_many_statements_as_three_hundred() {
    for (count, anchors) in [(1, 1), (1, 300), (20, 30)] {
        let town = Town::new().await;
        let trebinje = town.municipality("trebinje").await;
        for _ in 0..count {
            town.consultation(&trebinje, |given| {
                with_everything(given);
                with_an_act(given, &[&articles(anchors)]);
            })
            .await;
        }
        town.statements();
        let query = format!("{{ consultations(first: 20) {{ statusCounts {{ open }} nodes {{ {EDGES} }} }} }}");
        let data = town.data(&query, json!({})).await;
        let statements = town.statements();
        let nodes = data["consultations"]["nodes"].as_array().expect("nodes");
        assert_eq!(nodes.len(), count);
        assert!(
            nodes.iter().all(|node| node["acts"][0]["current"]["anchors"].as_array().map(Vec::len) == Some(anchors))
        );
        let mut tables: Vec<_> = statements
            .iter()
            .map(|sql| sql.split("FROM \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(sql))
            .collect();
        tables.sort_unstable();
        insta::allow_duplicates! {
            insta::assert_snapshot!(tables.join("\n"), @"
            act_anchor
            act_version
            consultation
            consultation
            consultation_act
            consultation_change
            consultation_channel
            consultation_document
            consultation_file
            consultation_session
            municipality
            ");
        }
    }
}

#[tokio::test]
async fn lists_are_narrowed_ordered_and_paged() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    for (owner, title, closes, kind) in [
        (&trebinje, latin("Budžet"), Some("2026-12-01T10:00:00Z"), entities::ConsultationKind::PublicDebate),
        (&trebinje, cyrillic("Просторни план"), None, entities::ConsultationKind::PublicInspection),
        (&trebinje, latin("Komunalni red"), Some("2026-11-30T10:00:00Z"), entities::ConsultationKind::PublicDebate),
        (&teslic, latin("Parkovi"), Some("2026-12-02T10:00:00Z"), entities::ConsultationKind::CallForProposals),
        (&teslic, latin("Stari plan"), Some("2020-12-02T10:00:00Z"), entities::ConsultationKind::PublicInspection),
    ] {
        town.consultation(owner, |given| {
            let row = &mut given.new.consultation;
            (row.title, row.closes_at, row.kind) = (title, closes.map(instant), kind);
            row.published_on = None;
        })
        .await;
    }
    let titles = async |arguments: &str| {
        let data =
            town.data(&format!("{{ consultations{arguments} {{ nodes {{ title {{ text }} }} }} }}"), json!({})).await;
        let nodes = data["consultations"]["nodes"].as_array().expect("nodes").clone();
        nodes
            .iter()
            .map(|node| node["title"]["text"].as_str().expect("a title").to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut told = String::new();
    for arguments in [
        "",
        "(orderBy: NEWEST)",
        r#"(filter: { municipality: "trebinje" })"#,
        r#"(filter: { text: "prostorni PL" })"#,
        "(filter: { kind: [PUBLIC_INSPECTION, CALL_FOR_PROPOSALS] })",
        "(filter: { status: [OPEN] }, first: 2)",
        "(filter: { status: [OPEN] }, last: 1)",
    ] {
        told += &format!("{arguments}: {}\n", titles(arguments).await);
    }
    insta::assert_snapshot!(told, @r#"
    : Stari plan, Komunalni red, Budžet, Parkovi, Просторни план
    (orderBy: NEWEST): Parkovi, Budžet, Komunalni red, Stari plan, Просторни план
    (filter: { municipality: "trebinje" }): Komunalni red, Budžet, Просторни план
    (filter: { text: "prostorni PL" }): Просторни план
    (filter: { kind: [PUBLIC_INSPECTION, CALL_FOR_PROPOSALS] }): Stari plan, Parkovi, Просторни план
    (filter: { status: [OPEN] }, first: 2): Komunalni red, Budžet
    (filter: { status: [OPEN] }, last: 1): Parkovi
    "#);
    // Page by page it is the same list.
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let data = town
            .data(&format!("{{ consultations(first: 2{after}) {{ edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }} }}"), json!({}))
            .await["consultations"]
            .take();
        all.extend(data["edges"].as_array().expect("edges").iter().map(|edge| edge["node"]["id"].to_string()));
        if data["pageInfo"]["hasNextPage"] != true {
            break;
        }
        after = format!(", after: {}", data["pageInfo"]["endCursor"]);
    }
    let whole = town.data("{ consultations(first: 100) { nodes { id } } }", json!({})).await;
    let whole: Vec<_> =
        whole["consultations"]["nodes"].as_array().expect("nodes").iter().map(|node| node["id"].to_string()).collect();
    assert_eq!((all.len(), all), (5, whole));
}

#[tokio::test]
async fn an_id_of_another_kind_and_one_of_nobody() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, |_| {}).await.id;
    let unknown = entities::ConsultationId::new().to_string();
    let data = town.data("query ($id: ID!) { consultation(id: $id) { id } }", json!({ "id": unknown })).await;
    assert_eq!(data, json!({ "consultation": null }));
    let answer = town.ask("query ($id: ID!) { consultation(id: $id) { id } }", json!({ "id": call.to_string() })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_REQUEST", "{answer}");
}

#[tokio::test]
async fn an_answer_that_was_kept_is_old_when_a_consultation_changes() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let mut given = a_consultation(&trebinje);
    with_an_act(&mut given, &[&articles(1)]);
    let act = given.new.acts[0].clone();
    town.save_consultation(given.clone()).await;
    let query = "{ consultations(filter: { municipality: \"trebinje\" }) { nodes { title { text } acts { current { number } } } } }";
    let path = format!(
        "/graphql?query={}",
        query.replace(' ', "%20").replace('{', "%7B").replace('}', "%7D").replace('"', "%22")
    );
    town.settled().await;
    let first = town.get(&path).await.text();
    town.consultation(&teslic, |_| {}).await;
    town.settled().await;
    assert_eq!(town.get(&path).await.text(), first, "another municipality's changes nothing");
    town.version(&act, "Član 1.\nDrugi tekst.", true).await;
    town.settled().await;
    let second = town.get(&path).await.text();
    assert!(second.contains("\"number\":2") && !first.contains("\"number\":2"), "{first} {second}");
    given.new.consultation.title = latin("DRUGI NASLOV");
    given.new.consultation.source_hash = "other".into();
    given.texts.clear();
    town.save_consultation(given).await;
    town.settled().await;
    assert!(town.get(&path).await.text().contains("DRUGI NASLOV"));
}

/// Ids that stand in a text, in its order, each once.
fn ids(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in text.split("con_").skip(1) {
        let id = format!("con_{}", rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

#[tokio::test]
async fn a_debate_is_found_and_followed_by_its_areas_of_work() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let about = async |owner, codes: &[&str]| {
        let codes = Words(codes.iter().map(|code| (*code).to_owned()).collect());
        town.consultation(owner, |given| given.new.consultation.areas = codes).await.id.to_string()
    };
    let young = about(&trebinje, &["culture", "youth_children"]).await;
    let sport = about(&trebinje, &["sport"]).await;
    let nothing = about(&trebinje, &[]).await;
    let elsewhere = about(&teslic, &["sport"]).await;
    let query =
        "query ($areas: [String!]) { consultations(first: 20, filter: { municipality: \"trebinje\", areas: $areas },
        locale: \"sr-Latn\") { nodes { id areas { code label } } statusCounts { open } } }";
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    for (areas, expected) in [
        (json!(null), vec![&young, &sport, &nothing]),
        (json!(["sport"]), vec![&sport]),
        (json!(["youth_children"]), vec![&young]),
        (json!(["culture", "sport"]), vec![&young, &sport]),
        // Neither a part of a code, nor what a database would read as anything, is one.
        (json!(["youth"]), vec![]),
        (json!(["youthXchildren", "%", "_", "\"", "\\"]), vec![]),
        (json!([]), vec![]),
    ] {
        let data = town.data(query, json!({ "areas": areas })).await["consultations"].take();
        let found = data["nodes"].as_array().expect("nodes").iter().map(|node| node["id"].as_str().expect("an id"));
        let found = sorted(found.map(str::to_owned).collect());
        assert_eq!(found, sorted(expected.into_iter().cloned().collect()), "{areas}");
        assert_eq!(data["statusCounts"]["open"], found.len(), "{areas}");
    }
    let one = "query ($id: ID!) { consultation(id: $id, locale: \"sr-Latn\") { areas { code label } } }";
    let data = town.data(one, json!({ "id": young })).await["consultation"].take();
    assert_eq!(
        data["areas"],
        json!([{ "code": "culture", "label": "Kultura i umjetnost" }, { "code": "youth_children", "label": "Djeca i mladi" }])
    );

    let page = async |path: String| town.get(&path).await.text();
    let list = page("/trebinje/rasprave?oblast=sport".into()).await;
    assert_eq!(ids(&list), std::slice::from_ref(&sport), "{list}");
    assert!(list.contains("<option value=\"sport\" selected>Sport i rekreacija</option>"), "{list}");
    assert!(!list.contains("value=\"tourism\""), "only what there is is offered");
    assert!(list.contains("/trebinje/rasprave.atom?oblast=sport"), "what is followed is what is seen");
    assert!(page(format!("/trebinje/rasprava/{young}")).await.contains("Kultura i umjetnost · Djeca i mladi"));
    assert!(!page("/teslic/rasprave?oblast=culture".into()).await.contains("con_"));

    for (path, expected) in [
        ("/trebinje/rasprave.atom?oblast=sport", vec![&sport]),
        ("/trebinje/rasprave.json?oblast=culture", vec![&young]),
        ("/trebinje/rasprave.rss?oblast=tourism", vec![]),
        ("/rasprave.atom?oblast=sport", vec![&sport, &elsewhere]),
    ] {
        let answer = town.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(sorted(ids(&answer.text())), sorted(expected.into_iter().cloned().collect()), "{path}");
    }
    let feed = page("/trebinje/rasprave.atom?oblast=culture".into()).await;
    assert!(feed.contains("Javne rasprave: Trebinje (Kultura i umjetnost)"), "{feed}");
    assert!(feed.contains("term=\"youth_children\""), "each says what it is about: {feed}");
}
