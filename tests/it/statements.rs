//! What a page costs the database does not grow with its rows.

use entities::{CallId, OriginId, Role, municipality};
use serde_json::{Value, json};
use tests::Town;
use tests::given::{a_call, came_from, in_full};

use crate::documents::shipped;

/// What the list of the widget asks, and what goes with it.
const LIST: &str = r#"{
    openCalls(filter: { municipality: "trebinje", phase: [OPEN], text: "poziv" }, first: 100, locale: "sr-Latn") {
        phaseCounts { open announced closed }
        areaCounts { area { code label } count }
        pageInfo { hasNextPage endCursor }
        nodes {
            id title { text } status phase exercise publishedOn opensAt page
            deadline { at hourStated daysLeft elapsedPercent }
            maxGrant { amount currency }
            areas { label }
            municipality { name }
        }
    }
}"#;

/// Every edge of a call.
const EDGES: &str = "
    municipality { slug areas { code label } } areas { code label }
    opensAt questionsUntil objectionsUntil deadline { at history { at reason { text } } }
    lots { title { text } } documents { name { text } } events { startsAt } corrections { at }";

/// A town with so many calls, each with everything on it.
async fn with_calls(count: usize) -> (Town, Vec<CallId>) {
    let (town, _, calls) = with_calls_of(count).await;
    (town, calls)
}

/// The same, and whose they are.
async fn with_calls_of(count: usize) -> (Town, municipality::Model, Vec<CallId>) {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let calls = town
        .calls((0..count).map(|_| {
            let mut new = a_call(&trebinje);
            in_full(&mut new);
            new
        }))
        .await;
    (town, trebinje, calls.into_iter().map(|call| call.id).collect())
}

/// The statements that a question costs, with the answer's `data`.
async fn cost(town: &Town, query: &str, variables: Value) -> (Vec<String>, Value) {
    town.statements();
    let data = town.data(query, variables).await;
    (town.statements(), data)
}

/// The tables that the statements read first, sorted.
fn tables(statements: &[String]) -> Vec<&str> {
    let mut names: Vec<&str> = statements.iter().map(|sql| table(sql)).collect();
    names.sort_unstable();
    names
}

fn table(sql: &str) -> &str {
    sql.split("FROM \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(sql)
}

#[tokio::test]
async fn the_list_of_the_widget() {
    for count in [5, 50] {
        let (town, _) = with_calls(count).await;
        let (statements, data) = cost(&town, LIST, json!({})).await;
        assert_eq!(data["openCalls"]["nodes"].as_array().map(Vec::len), Some(count));
        insta::allow_duplicates! {
            insta::assert_snapshot!(tables(&statements).join("\n"), @"
            call_area
            call_area
            municipality
            open_call
            open_call
            ");
        }
        assert_eq!(statements.len(), 5, "{statements:#?}");
    }
}

#[tokio::test]
async fn sqlite_plans_a_statement_once_whatever_is_bound() {
    let database = tests::Database::empty().await;
    if database.is_postgres() {
        return;
    }
    let sql = "SELECT sqlite_compileoption_used('ENABLE_QPSG') AS used";
    let used: i64 = crate::tables::rows(&database.connect().await, sql).await[0].try_get("", "used").expect("a number");
    assert_eq!(used, 1, "`.cargo/config.toml` was not read");
}

#[tokio::test]
async fn every_edge_of_a_page_of_calls() {
    let query = format!("{{ openCalls(first: 100) {{ nodes {{ {EDGES} }} }} }}");
    for count in [5, 50] {
        let (town, _) = with_calls(count).await;
        let (statements, data) = cost(&town, &query, json!({})).await;
        assert_eq!(data["openCalls"]["nodes"].as_array().map(Vec::len), Some(count));
        assert_eq!(data["openCalls"]["nodes"][0]["documents"].as_array().map(Vec::len), Some(2));
        insta::allow_duplicates! {
            insta::assert_snapshot!(tables(&statements).join("\n"), @"
            call_area
            call_correction
            call_deadline
            call_document
            call_event
            call_lot
            municipality
            open_call
            ");
        }
    }
}

#[tokio::test]
async fn one_call_with_every_edge() {
    let query = format!("query ($id: ID!) {{ node(id: $id) {{ ... on OpenCall {{ {EDGES} }} }} }}");
    for count in [5, 50] {
        let (town, calls) = with_calls(count).await;
        let (statements, _) = cost(&town, &query, json!({ "id": calls[0].to_string() })).await;
        assert_eq!(statements.len(), 8, "{:#?}", tables(&statements));
    }
}

#[tokio::test]
async fn two_loaders_at_one_level_each_ask_once() {
    let query = "{ openCalls(first: 100) { nodes { municipality { slug } documents { role } } } }";
    let (town, _) = with_calls(50).await;
    let (statements, _) = cost(&town, query, json!({})).await;
    assert_eq!(tables(&statements), ["call_document", "municipality", "open_call"], "{statements:#?}");
}

#[tokio::test]
async fn fifty_ids_of_two_kinds_are_looked_up_in_two_statements() {
    let (town, calls) = with_calls(25).await;
    let mut ids = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        ids.push(call.to_string());
        ids.push(town.municipality(&format!("m-{number}")).await.id.to_string());
    }
    let query =
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on OpenCall { kind } ... on Municipality { slug } } }";
    let (statements, data) = cost(&town, query, json!({ "ids": ids })).await;
    assert_eq!(tables(&statements), ["municipality", "open_call"], "{statements:#?}");
    let answered: Vec<_> = data["nodes"].as_array().expect("nodes").iter().map(|node| node["id"].clone()).collect();
    assert_eq!(answered, ids, "in their order");
}

#[tokio::test]
async fn shipped_documents_cost_the_same_for_a_full_page() {
    // What a listener costs is measured in `live.rs`, and what is said in a consultation in `comments.rs`.
    for (name, text) in
        shipped().into_iter().filter(|(name, text)| name.starts_with("OpenCall") && !text.starts_with("subscription"))
    {
        let mut costs = Vec::new();
        for count in [5, 50] {
            let (town, calls) = with_calls(count).await;
            let variables = json!({
                "filter": { "municipality": "trebinje" }, "orderBy": "NEWEST", "locale": "sr-Cyrl", "first": 50,
                "id": calls[0].to_string(),
            });
            let (statements, _) = cost(&town, &text, variables).await;
            costs.push(tables(&statements).join(" "));
        }
        assert_eq!(costs[0], costs[1], "{name}");
    }
}

#[tokio::test]
async fn the_list_of_the_desk() {
    let moment = "day hour";
    let text = "text overrides { text }";
    let public = "title { text } areas { code } lots { title { text } } documents { name { text } } events { startsAt }
        corrections { at } municipality { name } questionsAndAnswers { askedAt } page";
    let query = format!(
        r#"{{ desk(municipality: "trebinje") {{ calls(first: 50) {{ nodes {{
            id version state status title page savedAt savedBy
            content {{ title {{ {text} }} deadline {{ {moment} }} lots {{ budget }} }}
            changes {{ field }} missing {{ field }} warnings {{ code }} documents {{ id }} questions {{ question }}
            preview {{ {public} }}
        }} }} }} }}"#
    );
    for count in [5, 50] {
        let (town, owner, calls) = with_calls_of(count).await;
        let editor = town.official(&owner, &[Role::Editor]).await;
        for call in calls.iter().take(3) {
            town.question(&owner, *call, |_| {}).await;
        }
        town.statements();
        let data = editor.data(&query, json!({})).await;
        let statements = town.statements();
        assert_eq!(data["desk"]["calls"]["nodes"].as_array().map(Vec::len), Some(count));
        insta::allow_duplicates! {
            insta::assert_snapshot!(tables(&statements).join("\n"), @"
            call_area
            call_correction
            call_deadline
            call_document
            call_event
            call_file
            call_lot
            call_origin
            call_question
            call_question
            membership
            municipality
            open_call
            session
            ");
        }
    }
}

#[tokio::test]
async fn what_calls_came_from_and_what_came_of_them() {
    let query = "{
        openCalls(first: 50) { nodes { origin { kind title { text } page } followUps { title { text } page } } }
        consultations(first: 50) { nodes { calls { title { text } page } } }
    }";
    for count in [3, 20] {
        let town = Town::new().await;
        let trebinje = town.municipality("trebinje").await;
        for _ in 0..count {
            let debate = town.consultation(&trebinje, |_| {}).await.id;
            let of_debate = |new: &mut _| came_from(new, OriginId::Consultation(debate), "Rasprava");
            let first = town.call(&trebinje, of_debate).await.id;
            town.call(&trebinje, |new| came_from(new, OriginId::Call(first), "Poziv")).await;
        }
        let (statements, data) = cost(&town, query, json!({})).await;
        let calls = data["openCalls"]["nodes"].as_array().expect("calls").iter();
        assert_eq!(calls.filter(|call| call["followUps"][0]["page"].is_string()).count(), count);
        let debates = data["consultations"]["nodes"].as_array().expect("consultations").iter();
        assert_eq!(debates.filter(|debate| debate["calls"][0]["page"].is_string()).count(), count);
        let mut read = tables(&statements);
        read.dedup();
        assert_eq!(read, ["call_origin", "consultation", "municipality", "open_call"]);
        // What is found sooner is looked up sooner: how many batches there are differs by one or two, and not by rows.
        assert!(statements.len() <= 16, "{statements:#?}");
    }
}
