//! What is another's is as if there were no such thing: whoever works at the next desk and whoever has signed in is answered
//! about ids of things that are not his just as about ids that nobody ever had. Every field that takes an id is asked.

use std::collections::BTreeSet;

use entities::{Role, TokenScope};
use sea_orm::Iterable as _;
use serde_json::{Map, Value, json};
use tests::Town;
use tests::people::Person;

use crate::access_actors::everybody;
use crate::access_desk::{VARIABLES, given, verdict, writes};
use crate::access_people::all_that_is_hers;

/// Who writes as anybody may, whoever it is and wherever he works: these are in the other tables.
const OPEN_TO_ALL: [&str; 5] =
    ["askQuestion", "submitComment", "supportComment", "reportComment", "suggestOrganisation"];

/// Of one's own things: `what_is_somebodys_own_is_nobody_elses`.
const OF_ONESELF: [&str; 4] = ["endSession", "removePasskey", "removeIdentity", "revokeApiToken"];

/// An id of this kind that nobody ever had.
fn never_given(id: &str) -> String {
    let (kind, _) = id.split_once('_').expect("an id");
    let (_, fresh) =
        entities::CallId::new().to_string().split_once('_').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("an id");
    format!("{kind}_{fresh}")
}

/// The answer without the ids that were asked about.
fn without(answer: &Value, ids: &Value) -> String {
    let mut said = answer.to_string();
    for (name, id) in ids.as_object().expect("variables") {
        said = said.replace(id.as_str().expect("an id"), &format!("[{name}]"));
    }
    said
}

/// Asks about these ids and about ids that nobody ever had; both answers, which say nothing of which is which.
async fn alike(person: &Person<'_>, query: &str, theirs: Value) -> String {
    let nobodys = theirs.as_object().expect("variables").iter();
    let nobodys: Map<_, _> =
        nobodys.map(|(name, id)| (name.clone(), never_given(id.as_str().expect("an id")).into())).collect();
    let nobodys = Value::from(nobodys);
    let answer = person.ask(query, theirs.clone()).await;
    let of_none = person.ask(query, nobodys.clone()).await;
    assert_eq!(without(&answer, &theirs), without(&of_none, &nobodys), "{query}");
    verdict(&answer)
}

/// The fields of a type that take an id, themselves or somewhere in what they take.
async fn taking_ids(town: &Town, name: &str) -> BTreeSet<String> {
    let of = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
    let query = format!(
        "{{ __schema {{ types {{ name fields {{ name args {{ type {{ {of} }} }} }} inputFields {{ name type {{ {of} }} }} }} }} }}"
    );
    let types = town.data(&query, json!({})).await["__schema"]["types"].take();
    let types = types.as_array().expect("types");
    fn named(kind: &Value) -> &str {
        if kind["ofType"].is_null() { kind["name"].as_str().expect("a name") } else { named(&kind["ofType"]) }
    }
    fn takes(types: &[Value], name: &str) -> bool {
        let kind = types.iter().find(|kind| kind["name"] == name).expect("a type of the schema");
        let inside = |field: &Value| takes(types, named(&field["type"]));
        name == "ID" || kind["inputFields"].as_array().is_some_and(|fields| fields.iter().any(inside))
    }
    let kind = types.iter().find(|kind| kind["name"] == name).expect("a type of the schema");
    let fields = kind["fields"].as_array().expect("fields").iter();
    let fields = fields.filter(|field| {
        field["args"].as_array().expect("arguments").iter().any(|one| takes(types, named(&one["type"])))
    });
    fields.map(|field| field["name"].as_str().expect("a name").to_owned()).collect()
}

fn query(kind: &str, row: &str) -> (String, Vec<&'static str>) {
    let mut used: Vec<_> = VARIABLES.into_iter().filter(|name| row.contains(&format!("${name}"))).collect();
    used.sort_unstable();
    let declared: Vec<_> = used.iter().map(|name| format!("${name}: ID!")).collect();
    let declared = if declared.is_empty() { String::new() } else { format!("({})", declared.join(", ")) };
    (format!("{kind}{declared} {{ {row} }}"), used)
}

#[tokio::test]
async fn the_neighbours_things_are_as_if_there_were_none() {
    let town = Town::configured(|config| config.rate.comments_per_minute = 0).await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let all: Vec<Role> = Role::iter().collect();
    let neighbour = town.official(&teslic, &all).await;

    let at_his_desk = [
        ("call", "call(id: $draft) { title }"),
        ("call", "call(id: $published) { title }"),
        ("callResults", "callResults(call: $published) { version }"),
        ("commentCounts", "commentCounts(filter: { consultation: $debate }) { all signals { count } }"),
        ("commentCounts", "commentCounts(filter: { likeTo: $waiting }) { all signals { count } }"),
        ("comments", "comments(filter: { consultation: $debate }) { nodes { signals } }"),
        ("comments", "comments(filter: { likeTo: $waiting }) { nodes { signals } }"),
        ("comments", "comments(filter: { likeTo: $said }) { nodes { signals } }"),
        ("consultation", "consultation(id: $hidden) { title }"),
        ("consultation", "consultation(id: $debate) { title }"),
        ("journal", "journal(subject: $published) { nodes { kind } }"),
        ("organisation", "organisation(id: $known) { savedBy }"),
        ("organisation", "organisation(id: $gone) { savedBy }"),
        ("organisationImport", "organisationImport(id: $list) { fileName }"),
        ("organisationImport", "organisationImport(id: $taken) { fileName }"),
        ("organisationSuggestion", "organisationSuggestion(id: $suggestion) { email }"),
        ("organisationSuggestions", "organisationSuggestions(organisation: $known) { nodes { email } }"),
        ("organisations", "organisations(filter: { import: $taken }) { nodes { id } }"),
        ("report", "report(consultation: $debate) { version }"),
        ("report", "report(consultation: $hidden) { version }"),
    ];
    let known: BTreeSet<_> = at_his_desk.iter().map(|(field, _)| (*field).to_owned()).collect();
    assert_eq!(known, taking_ids(&town, "Desk").await, "each field that takes an id needs a row here");
    let hidden_from_all = [
        ("node", "node(id: $draft) { id }"),
        ("node", "node(id: $hidden) { id }"),
        ("node", "node(id: $gone) { id }"),
        ("nodes", "nodes(ids: [$draft, $hidden, $gone]) { id }"),
        ("consultation", "consultation(id: $hidden) { id }"),
        ("organisation", "organisation(id: $gone) { id }"),
        ("comments", "comments(consultation: $hidden) { nodes { id } }"),
        ("comments", "comments(consultation: $hidden, filter: { replyTo: $waiting }) { nodes { id } }"),
        ("commentBox", "commentBox(consultation: $hidden) { challenge }"),
        ("representedOrganisation", "representedOrganisation(id: $mine) { facts { value } }"),
    ];
    let known: BTreeSet<_> = hidden_from_all.iter().map(|(field, _)| (*field).to_owned()).collect();
    assert_eq!(known, taking_ids(&town, "Query").await, "each root field that takes an id needs a row here");

    let at_his_desk = at_his_desk.map(|(_, row)| format!("desk(municipality: \"teslic\") {{ {row} }}"));
    for row in at_his_desk.into_iter().chain(hidden_from_all.map(|(_, row)| row.to_owned())) {
        let (query, used) = query("query", &row);
        let said = alike(&neighbour, &query, given(&town, &trebinje, &used).await).await;
        assert!(["ok", "null", "NOT_FOUND"].contains(&&*said), "{row}: {said}");
    }

    let mut known: BTreeSet<String> = OPEN_TO_ALL.into_iter().chain(OF_ONESELF).map(str::to_owned).collect();
    for (field, row) in writes() {
        // What names a municipality names his own.
        let (query, used) = query("mutation", &row.replace("trebinje", "teslic"));
        if used.is_empty() || OPEN_TO_ALL.contains(&field) || OF_ONESELF.contains(&field) {
            continue;
        }
        let theirs = given(&town, &trebinje, &used).await;
        let said = match field {
            // The debate can be read by everybody: it is no secret that there is one.
            "enterComment" | "rejectHeldComments" => verdict(&neighbour.ask(&query, theirs).await),
            _ => alike(&neighbour, &query, theirs).await,
        };
        assert!(["NOT_FOUND", "REFUSED"].contains(&&*said), "{row}: {said}");
        known.insert(field.into());
    }
    // It has no such row that it could be asked about in the other table: asked about there is an organisation of the two.
    known.insert("linkResult".into());
    let mut needed = taking_ids(&town, "Mutation").await;
    // What is written of something new names itself in nothing; what a call came from is asked about below.
    for field in ["createCall", "createConsultation", "createOrganisation"] {
        needed.remove(field);
    }
    assert_eq!(known, needed, "each root field that takes an id needs a row in the table of writes");
}

#[tokio::test]
async fn a_thing_of_ones_own_takes_nothing_of_the_neighbours_in() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let all: Vec<Role> = Role::iter().collect();
    let neighbour = town.official(&teslic, &all).await;
    let own = town.organisation(&teslic, |_| {}).await.id.to_string();
    let call = town.call(&teslic, |_| {}).await.id.to_string();
    for row in [
        format!(
            "mergeOrganisations(input: {{ into: \"{own}\", intoVersion: 1, from: $known, fromVersion: 1, take: [] }})"
        ),
        format!(
            "mergeOrganisations(input: {{ into: $known, intoVersion: 1, from: \"{own}\", fromVersion: 1, take: [] }})"
        ),
        format!("keepOrganisationsApart(input: {{ one: \"{own}\", other: $known }})"),
        format!("keepOrganisationsApart(input: {{ one: $known, other: \"{own}\" }})"),
        "createCall(input: { municipality: \"teslic\", content: { kind: PROJECTS, origin: $debate } })".into(),
        "createCall(input: { municipality: \"teslic\", content: { kind: PROJECTS, origin: $published } })".into(),
        "createCall(input: { municipality: \"teslic\", content: { kind: PROJECTS, origin: $hidden } })".into(),
        format!("saveCall(input: {{ id: \"{call}\", version: 1, content: {{ kind: PROJECTS, origin: $published }} }})"),
        format!("saveCall(input: {{ id: \"{call}\", version: 1, content: {{ kind: PROJECTS, origin: $draft }} }})"),
        format!("saveCall(input: {{ id: \"{call}\", version: 1, content: {{ kind: PROJECTS, origin: $debate }} }})"),
        format!(
            "saveResults(input: {{ call: \"{call}\", version: 0, content: {{ stage: FINAL, rows: [{{ organisation: \"Klub\", linked: $known }}] }} }})"
        ),
    ] {
        let (query, used) = query("mutation", &format!("{row} {{ errors {{ code field problem }} }}"));
        let said = alike(&neighbour, &query, given(&town, &trebinje, &used).await).await;
        assert!(["NOT_FOUND", "INVALID"].contains(&&*said), "{row}: {said}");
    }
}

#[tokio::test]
async fn what_is_somebodys_own_is_nobody_elses() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let hers = town.official(&trebinje, &[Role::Editor]).await;
    all_that_is_hers(&town, &trebinje, &hers).await;
    let own = "{ viewer { sessions { id } passkeys { id } identities { id } apiTokens { id } } }";
    let before = hers.data(own, json!({})).await["viewer"].take();
    let first = |of: &str| before[of][0]["id"].as_str().expect("one of hers").to_owned();
    let (token, session) = (first("apiTokens"), first("sessions"));
    let rows = [
        ("endSession", session),
        ("removePasskey", first("passkeys")),
        ("removeIdentity", first("identities")),
        ("revokeApiToken", token),
    ];
    assert_eq!(rows.iter().map(|(field, _)| *field).collect::<BTreeSet<_>>(), OF_ONESELF.into());
    // A program of hers with each right it may have, and everybody else there is.
    let others = everybody(&town, &trebinje, &teslic).await;
    let program = hers.program(&trebinje, &[TokenScope::ReadDesk, TokenScope::WriteCalls]).await;
    for (field, id) in &rows {
        let query = format!("mutation ($id: ID!) {{ {field}(input: {{ id: $id }}) {{ errors {{ code }} }} }}");
        let (theirs, nobodys) = (json!({ "id": id }), json!({ "id": never_given(id) }));
        for (who, actor) in &others {
            let answer = actor.ask(&query, theirs.clone()).await;
            let of_none = actor.ask(&query, nobodys.clone()).await;
            assert_eq!(without(&answer, &theirs), without(&of_none, &nobodys), "{who}: {field}");
            // That a session is over is no news, whoever says so of whichever.
            assert!(*field == "endSession" || verdict(&answer) != "ok", "{who}: {field}");
        }
        assert_eq!(verdict(&program.ask(&query, theirs).await), "FORBIDDEN", "{field}");
    }
    let mut after = hers.data(own, json!({})).await["viewer"].take();
    // The program that has just asked is hers, too.
    after["apiTokens"]
        .as_array_mut()
        .expect("tokens")
        .retain(|token| before["apiTokens"].as_array().is_some_and(|all| all.contains(token)));
    assert_eq!(after, before, "nothing of hers is gone");
    // She herself does it: the ids were right. Only her last key she keeps, and is told why.
    for (field, id) in rows.iter().rev() {
        let query = format!("mutation ($id: ID!) {{ {field}(input: {{ id: $id }}) {{ errors {{ code }} }} }}");
        let expected = if *field == "removePasskey" { "REFUSED" } else { "ok" };
        assert_eq!(verdict(&hers.ask(&query, json!({ "id": id })).await), expected, "{field}");
    }
}
