//! What the desk shows at a glance: what is due, its list and its counts.

use entities::{CallKind, CallStage, QuestionState, Role, municipality};
use serde_json::{Value, json};
use tests::given::{in_full, latin, on};
use tests::{Town, instant, steady};

const EVERY_STATE: [&str; 8] =
    ["DRAFT", "ANNOUNCED", "OPEN", "CLOSED", "EVALUATION", "RESULTS", "CANCELLED", "UNDATED"];

/// A town with a call in each state, named after it.
async fn with_every_state() -> (Town, municipality::Model) {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    for state in EVERY_STATE {
        town.call(&trebinje, |new| {
            new.call.title = latin(state);
            match state {
                "DRAFT" => new.call.stage = CallStage::Draft,
                "ANNOUNCED" => new.call.opens_at = Some(instant("2026-12-01T07:00:00Z")),
                "CLOSED" => new.call.deadline_at = Some(instant("2026-11-20T07:00:00Z")),
                "EVALUATION" => new.call.stage = CallStage::Evaluating,
                "RESULTS" => new.call.stage = CallStage::Final,
                "CANCELLED" => new.call.stage = CallStage::Cancelled,
                "UNDATED" => new.call.deadline_at = None,
                _ => {}
            }
        })
        .await;
        town.clock.advance(chrono::TimeDelta::seconds(1));
    }
    (town, trebinje)
}

fn titles(data: &Value) -> Vec<&str> {
    let nodes = data["desk"]["calls"]["nodes"].as_array().expect("calls");
    nodes.iter().map(|node| node["title"].as_str().expect("a title")).collect()
}

#[tokio::test]
async fn each_state_is_found_and_counted_as_it_is_shown() {
    let (town, trebinje) = with_every_state().await;
    let official = town.official(&trebinje, &[Role::Evaluator]).await;
    let list = r#"query ($state: [DeskCallState!], $text: String, $first: Int, $after: String) {
        desk(municipality: "trebinje") { calls(state: $state, text: $text, first: $first, after: $after) {
            nodes { title state } pageInfo { hasNextPage endCursor } } } }"#;
    for state in EVERY_STATE {
        let found = official.data(list, json!({ "state": [state] })).await;
        assert_eq!(titles(&found), [state]);
        assert_eq!(found["desk"]["calls"]["nodes"][0]["state"], state);
    }
    let counts = official.data(r#"{ desk(municipality: "trebinje") { callCounts { state count } } }"#, json!({})).await;
    let expected: Vec<_> = EVERY_STATE.iter().map(|state| json!({ "state": state, "count": 1 })).collect();
    assert_eq!(counts["desk"]["callCounts"], json!(expected));

    let newest: Vec<_> = EVERY_STATE.into_iter().rev().collect();
    let mut seen = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = official.data(list, json!({ "first": 3, "after": after })).await;
        seen.extend(titles(&page).into_iter().map(str::to_owned));
        let info = &page["desk"]["calls"]["pageInfo"];
        if info["hasNextPage"] == false {
            break;
        }
        after = info["endCursor"].clone();
    }
    assert_eq!(seen, newest, "what was written last comes first");
    assert_eq!(titles(&official.data(list, json!({ "text": "евалуат" })).await), ["EVALUATION"]);
}

#[tokio::test]
async fn what_is_due_in_the_next_seven_days_or_late() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let old = town.call(&trebinje, |new| (new.call.stage, new.call.title) = (CallStage::Draft, latin("Nacrt"))).await;
    town.clock.advance(chrono::TimeDelta::days(4));
    // Four days later it is the 28th.
    town.call(&trebinje, |new| {
        new.call.title = latin("Skoro gotov");
        new.call.deadline_at = Some(instant("2026-12-02T22:59:59.999999Z"));
        new.call.deadline_hour_stated = false;
        new.call.questions_until = Some(instant("2026-11-29T11:00:00Z"));
    })
    .await;
    let asked = town.call(&trebinje, |new| new.call.title = latin("Pitaju")).await;
    town.question(&trebinje, asked.id, |_| {}).await;
    town.question(&trebinje, asked.id, |_| {}).await;
    town.question(&trebinje, asked.id, |row| row.state = QuestionState::Withheld).await;
    town.call(&trebinje, |new| {
        in_full(new);
        new.call.title = latin("Sesija");
        new.call.questions_until = None;
        new.call.results_expected_on = None;
    })
    .await;
    town.call(&trebinje, |new| {
        new.call.title = latin("Obećani rezultati");
        new.call.deadline_at = Some(instant("2026-10-20T07:00:00Z"));
        new.call.results_expected_on = Some(on("2026-11-20"));
    })
    .await;
    town.call(&trebinje, |new| {
        new.call.title = latin("Uskoro");
        new.call.opens_at = Some(instant("2026-12-01T07:00:00Z"));
    })
    .await;
    town.call(&trebinje, |new| (new.call.kind, new.call.title) = (CallKind::Announcement, latin("Najava"))).await;
    town.call(&teslic, |new| new.call.deadline_at = Some(instant("2026-11-29T07:00:00Z"))).await;
    let official = town.official(&trebinje, &[Role::Moderator]).await;
    town.statements();
    let today = r#"{ desk(municipality: "trebinje") { today { kind at hourStated daysLeft count call { title } } } }"#;
    let data = steady(official.data(today, json!({})).await);
    assert!(town.statements().len() <= 6, "session, roles, municipality, and three more");
    let lines = data["desk"]["today"].as_array().expect("what is due").iter().map(|due| {
        format!(
            "{} {} {} {} {} {}",
            due["kind"], due["call"]["title"], due["at"], due["hourStated"], due["daysLeft"], due["count"]
        )
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n").replace('"', ""), @"
    RESULTS_EXPECTED Obećani rezultati 2026-11-20T22:59:59.999999+00:00 false -8 null
    QUESTIONS_UNTIL Skoro gotov 2026-11-29T11:00:00+00:00 true 1 null
    OPENS Uskoro 2026-12-01T07:00:00+00:00 true 3 null
    SESSION Sesija 2026-12-01T10:00:00+00:00 true 3 null
    DEADLINE Skoro gotov 2026-12-02T22:59:59.999999+00:00 false 4 null
    DRAFT_WAITING Nacrt null false null null
    QUESTION_WAITING Pitaju null false null 2
    ");
    assert_eq!(old.stage, CallStage::Draft);
}

#[tokio::test]
async fn a_preview_shows_nothing_that_is_private() {
    let town = Town::configured(crate::access::without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    town.question(&trebinje, call.id, |row| row.asker = Some("kanarinac".into())).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let types = crate::access::types(&town).await;
    let everything = crate::access::everything(&types, "OpenCall", 4);
    let query = format!(
        r#"query ($id: ID!) {{ desk(municipality: "trebinje") {{ call(id: $id) {{ preview {{ {everything} }} }} }} }}"#
    );
    let seen = editor.data(&query, json!({ "id": call.id.to_string() })).await;
    let public = format!("query ($id: ID!) {{ node(id: $id) {{ ... on OpenCall {{ {everything} }} }} }}");
    let public = town.data(&public, json!({ "id": call.id.to_string() })).await;
    assert_eq!(seen["desk"]["call"]["preview"], public["node"], "the same that the public sees");
    assert!(!seen.to_string().contains("kanarinac"));
}

#[tokio::test]
async fn a_list_of_consultations_costs_the_same_however_long_it_is() {
    let desk = crate::desk_calls::Desk::new().await;
    let editor = desk.editor().await;
    let list = "{ desk(municipality: \"trebinje\") { consultationCounts { state count } consultations(first: 50) { nodes {
        id title state savedBy waiting unanswered content { closes { day } sessions { id } } warnings { code } missing { field }
        acts { number waits parts { text } changes { change } } documents { versions { url } } } } consultationsDue { kind consultation { title } } } }";
    let mut costs = Vec::new();
    for _ in 0..2 {
        for _ in 0..3 {
            desk.town.debate(&desk.trebinje, |_| {}).await;
        }
        desk.town.statements();
        let data = editor.data(list, json!({})).await;
        costs.push((desk.town.statements().len(), data["desk"]["consultations"]["nodes"].as_array().map(Vec::len)));
    }
    assert_eq!(costs, [(costs[0].0, Some(3)), (costs[0].0, Some(6))]);
    assert!(costs[0].0 <= 20, "{costs:?}");
}
