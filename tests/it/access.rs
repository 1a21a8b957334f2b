//! What anyone sees. There are two walls: a draft does not exist, and a page of one municipality does not show another's.
//! Who else sees what is in `access_desk.rs`.

use std::collections::BTreeSet;

use entities::{CallId, CallStage, DocumentId, FileId, OriginId, QuestionState, call_question};
use javno::calls::store::save::NewCall;
use javno::config::Config;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tests::Town;
use tests::files::pdf;
use tests::given::{came_from, in_full, latin, with_a_file, with_a_form};

use crate::tables::{checked, columns};

/// Three calls: of Trebinje, a draft of Trebinje in an area of its own, and of the neighbour.
struct Region {
    town: Town,
    published: CallId,
    draft: CallId,
    neighbours: CallId,
    /// A file of each of the three.
    files: [FileId; 3],
}

impl Region {
    async fn new() -> Self {
        let town = Town::new().await;
        let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
        let mut documents = [DocumentId::default(); 3];
        let draft = town
            .call(&trebinje, |new| {
                in_full(new);
                new.call.title = latin("NACRT");
                documents[1] = new.documents[0].id;
                new.call.stage = CallStage::Draft;
                new.areas = vec!["sport".into()];
            })
            .await;
        let mut with_a_file = async |owner, title, at: usize| {
            let shape = |new: &mut NewCall| {
                new.call.title = latin(title);
                documents[at] = with_a_form(new);
            };
            town.call(owner, shape).await.id
        };
        let published = with_a_file(&trebinje, "OBJAVLJEN", 0).await;
        let neighbours = with_a_file(&teslic, "SUSJEDOV", 2).await;
        let mut files = [FileId::default(); 3];
        for (file, document) in files.iter_mut().zip(documents) {
            *file = town.file(document, "obrazac.pdf", &pdf(10)).await.id;
        }
        Self { town, published, draft: draft.id, neighbours, files }
    }

    /// What an answer shows of each of the three.
    fn shown(&self, answer: &str) -> [&'static str; 3] {
        let all = [(self.published, "OBJAVLJEN"), (self.draft, "NACRT"), (self.neighbours, "SUSJEDOV")];
        all.map(|(id, title)| if answer.contains(&id.to_string()) || answer.contains(title) { "seen" } else { "-" })
    }
}

/// The root fields of the schema of this kind.
pub(crate) async fn roots(town: &Town, kind: &str) -> BTreeSet<String> {
    let query = format!("{{ __schema {{ {kind} {{ fields {{ name }} }} }} }}");
    let schema = town.data(&query, json!({})).await["__schema"].take();
    let fields = schema[kind]["fields"].as_array().expect("root fields");
    fields.iter().map(|field| field["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn what_anyone_sees_through_each_root_field() {
    let region = Region::new().await;
    let town = &region.town;
    let calls = "nodes { id title { text } } phaseCounts { open announced closed } areaCounts { area { code } count }";
    let ids = json!({
        "a": region.published.to_string(), "b": region.draft.to_string(), "c": region.neighbours.to_string(),
    });
    // Every root field has at least one row; `$a`, `$b` and `$c` are the ids of the three calls.
    let rows = [
        ("areas", "areas { code label }".to_owned()),
        ("municipalities", "municipalities { nodes { id slug name openCallsPage areas { code } } }".into()),
        ("municipality", r#"municipality(slug: "trebinje") { id slug name openCallsPage areas { code } }"#.into()),
        ("node", "a: node(id: $a) { ... on OpenCall { title { text } } } b: node(id: $b) { ... on OpenCall { title { text } } } c: node(id: $c) { ... on OpenCall { title { text } } }".into()),
        ("nodes", "nodes(ids: [$a, $b, $c]) { ... on OpenCall { title { text } } }".into()),
        ("openCalls", format!("openCalls {{ {calls} }}")),
        ("openCalls", format!("openCalls(last: 100, orderBy: NEWEST) {{ {calls} }}")),
        ("openCalls", format!(r#"openCalls(filter: {{ municipality: "trebinje" }}) {{ {calls} }}"#)),
        ("openCalls", format!(r#"openCalls(filter: {{ municipality: "teslic" }}) {{ {calls} }}"#)),
        ("openCalls", format!(r#"openCalls(filter: {{ text: "nacrt" }}) {{ {calls} }}"#)),
        ("openCalls", format!(r#"openCalls(filter: {{ areas: ["sport"] }}) {{ {calls} }}"#)),
        ("openCalls", format!("openCalls(filter: {{ status: [OPEN, EXTENDED] }}) {{ {calls} }}")),
    ];
    let mut known: BTreeSet<_> = rows.iter().map(|row| row.0.to_owned()).collect();
    // Of people and desks, not of calls; of consultations, which are in `access_debates.rs`; of organisations, which are in
    // `access_organisations.rs`; and of comments, which are in `comments.rs`.
    known.extend(
        ["desk", "signIn", "viewer", "consultation", "consultations", "organisation", "organisations"]
            .map(str::to_owned),
    );
    known.extend(["comments", "commentBox", "receipt", "suggestionBox", "representedOrganisation"].map(str::to_owned));
    assert_eq!(known, roots(town, "queryType").await, "each root field needs a row here");

    let line = |[published, draft, neighbours]: [&str; 3], what: &str| {
        format!("{published:<9} {draft:<9} {neighbours:<11} {what}\n")
    };
    let mut table = line(["published", "draft", "neighbour's"], "");
    for (_, fields) in rows {
        let used: Vec<_> = ["a", "b", "c"].into_iter().filter(|name| fields.contains(&format!("${name}"))).collect();
        let declared: Vec<_> = used.iter().map(|name| format!("${name}: ID!")).collect();
        let query = if used.is_empty() {
            format!("{{ {fields} }}")
        } else {
            format!("query ({}) {{ {fields} }}", declared.join(", "))
        };
        let data = town.data(&query, ids.clone()).await;
        let counts = match &data["openCalls"] {
            Value::Null => String::new(),
            list => format!("  {} {}", list["phaseCounts"]["open"], list["areaCounts"]),
        };
        let said = fields.replace(calls, "…").replace(" { ... on OpenCall { title { text } } }", "");
        table += &line(region.shown(&data.to_string()), &format!("{said}{}", counts.replace('"', "")));
    }
    for path in ["/", "/trebinje/pozivi", "/trebinje/pozivi?q=nacrt", "/trebinje/pozivi?oblast=sport", "/teslic/pozivi"]
    {
        let page = town.get(path).await.text();
        let results = page.split("<ul").nth(1).unwrap_or_default();
        let offered = if page.contains("value=\"sport\"") { "  offers sport" } else { "" };
        table += &line(region.shown(results), &format!("GET {path}{offered}"));
    }
    for slug in ["trebinje", "teslic"] {
        let mut seen = ["-"; 3];
        for (place, id) in [region.published, region.draft, region.neighbours].into_iter().enumerate() {
            let answer = town.get(&format!("/{slug}/pozivi/{id}")).await;
            seen[place] = if answer.status == 200 { "seen" } else { "404" };
            assert!(answer.status == 200 || !answer.text().contains("NACRT"), "{}", answer.text());
        }
        table += &line(seen, &format!("GET /{slug}/pozivi/…"));
    }
    let mut seen = ["-"; 3];
    for (place, id) in region.files.into_iter().enumerate() {
        for name in ["obrazac.pdf", "nacrt.pdf"] {
            let answer = town.get(&format!("/files/{id}/{name}")).await;
            seen[place] = if answer.status == 200 { "seen" } else { "404" };
            assert!(answer.status == 200 || answer.status == 404 && !answer.text().contains("obrazac"), "{answer:?}");
        }
    }
    table += &line(seen, "GET /files/…");
    insta::assert_snapshot!(table, @r#"
    published draft     neighbour's 
    -         -         -           areas { code label }
    -         -         -           municipalities { nodes { id slug name openCallsPage areas { code } } }
    -         -         -           municipality(slug: "trebinje") { id slug name openCallsPage areas { code } }
    seen      -         seen        a: node(id: $a) b: node(id: $b) c: node(id: $c)
    seen      -         seen        nodes(ids: [$a, $b, $c])
    seen      -         seen        openCalls { … }  2 [{area:{code:culture},count:2}]
    seen      -         seen        openCalls(last: 100, orderBy: NEWEST) { … }  2 [{area:{code:culture},count:2}]
    seen      -         -           openCalls(filter: { municipality: "trebinje" }) { … }  1 [{area:{code:culture},count:1}]
    -         -         seen        openCalls(filter: { municipality: "teslic" }) { … }  1 [{area:{code:culture},count:1}]
    -         -         -           openCalls(filter: { text: "nacrt" }) { … }  0 []
    -         -         -           openCalls(filter: { areas: ["sport"] }) { … }  0 [{area:{code:culture},count:2}]
    seen      -         seen        openCalls(filter: { status: [OPEN, EXTENDED] }) { … }  2 [{area:{code:culture},count:2}]
    -         -         -           GET /
    seen      -         -           GET /trebinje/pozivi
    -         -         -           GET /trebinje/pozivi?q=nacrt
    -         -         -           GET /trebinje/pozivi?oblast=sport
    -         -         seen        GET /teslic/pozivi
    seen      404       404         GET /trebinje/pozivi/…
    404       404       seen        GET /teslic/pozivi/…
    seen      404       seen        GET /files/…
    "#);
}

/// The types of the schema.
pub(crate) async fn types(town: &Town) -> Value {
    let of = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
    let schema = format!(
        "{{ __schema {{ types {{ kind name possibleTypes {{ name }} fields {{ name args {{ name defaultValue type {{ kind }} }}
        type {{ {of} }} }} }} }} }}"
    );
    town.data(&schema, json!({})).await["__schema"]["types"].take()
}

/// The kinds of things that an interface is told of.
fn kinds<'a>(types: &'a Value, interface: &str) -> Vec<&'a str> {
    let found = types.as_array().expect("types").iter().find(|kind| kind["name"] == interface);
    let possible = found.expect("a type of the schema")["possibleTypes"].as_array().expect("kinds");
    possible.iter().filter_map(|kind| kind["name"].as_str()).collect()
}

/// Lets everything be asked at once: the question is what can be learnt at all, not in one breath.
pub(crate) fn without_end(config: &mut Config) {
    (config.document.tokens, config.document.bytes) = (20_000, 1 << 20);
    (config.operation.fields, config.operation.cost, config.operation.seconds) = (50_000, 10_000_000, 60);
}

/// The selection of everything that a type has, made from the schema, so that a field of tomorrow is asked for too. Of a call
/// within a call, such as one that follows it, only that it is there: what calls have is asked already, and so on without end.
pub(crate) fn everything(types: &Value, name: &str, depth: usize) -> String {
    selection(types, name, depth, &mut Vec::new())
}

fn selection<'a>(types: &'a Value, name: &'a str, depth: usize, within: &mut Vec<&'a str>) -> String {
    let found =
        types.as_array().expect("types").iter().find(|kind| kind["name"] == name).expect("a type of the schema");
    if found["kind"] == "INTERFACE" {
        let parts = kinds(types, name).into_iter();
        return parts.map(|kind| format!("... on {kind} {{ {} }} ", selection(types, kind, depth, within))).collect();
    }
    let mut out = String::from("__typename ");
    within.push(name);
    for field in found["fields"].as_array().into_iter().flatten() {
        let mut kind = &field["type"];
        while !kind["ofType"].is_null() {
            kind = &kind["ofType"];
        }
        let (field, of) = (field["name"].as_str().expect("a field"), kind["name"].as_str().expect("a type"));
        match kind["kind"].as_str() {
            Some("OBJECT" | "INTERFACE") if depth > 0 => {
                let deeper = if of == "OpenCall" && within.contains(&of) { 0 } else { depth - 1 };
                out += &format!("{field} {{ {} }} ", selection(types, of, deeper, within));
            }
            Some("OBJECT" | "INTERFACE") => {}
            _ => out += &format!("{field} "),
        }
    }
    within.pop();
    out
}

/// Whatever anybody could ask, as one text.
pub(crate) async fn all_that_anyone_can_learn(town: &Town, call: CallId) -> String {
    let types = types(town).await;
    // No deeper: results lead to organisations and these to calls again, and a document has an end.
    let list = everything(&types, "OpenCallConnection", 4);
    let municipality = everything(&types, "Municipality", 5);
    let mut learnt = String::new();
    for (query, variables) in [
        ("openCalls(first: 4)", json!({})),
        ("openCalls(first: 4, orderBy: NEWEST)", json!({})),
        (r#"openCalls(first: 4, filter: { text: "kanar" })"#, json!({})),
        (r#"openCalls(first: 4, filter: { municipality: "trebinje", areas: ["culture", "environment"] })"#, json!({})),
    ] {
        learnt += &town.data(&format!("{{ {query} {{ {list} }} }}"), variables).await.to_string();
    }
    let id = json!({ "id": call.to_string() });
    // Each kind by itself: all of them are more than a document may hold.
    for kind in kinds(&types, "Node") {
        let node = format!("... on {kind} {{ {} }}", everything(&types, kind, 4));
        for root in ["node(id: $id)", "nodes(ids: [$id])"] {
            let query = format!("query ($id: ID!) {{ {root} {{ {node} }} }}");
            learnt += &town.data(&query, id.clone()).await.to_string();
        }
    }
    let whole = format!(
        r#"{{ municipality(slug: "trebinje") {{ {municipality} }} municipalities(first: 4) {{ nodes {{ {municipality} }} }} areas {{ code label }} }}"#
    );
    learnt += &town.data(&whole, json!({})).await.to_string();
    for path in [
        "/",
        "/trebinje/pozivi",
        "/trebinje/pozivi?stanje=zatvoreni",
        "/trebinje/pozivi?stanje=najavljeni",
        "/trebinje/pozivi?q=kanar",
    ] {
        learnt += &town.get(path).await.text();
    }
    for path in [format!("/trebinje/pozivi/{call}"), format!("/trebinje/pozivi/{call}/pitanje")] {
        learnt += &town.get(&path).await.text();
    }
    learnt
}

/// What is about calls and never shown to the public.
pub(crate) const PRIVATE: [&str; 8] = [
    "call_file.storage_key",
    // Of what it is called now everybody reads.
    "call_origin.title",
    "call_question.asker",
    "call_question.email",
    "open_call.pending",
    "open_call.search_text",
    "open_call.source_hash",
    "open_call.source_key",
];

/// Answers a question, for everybody to read.
pub(crate) fn answered(row: &mut call_question::Model) {
    (row.state, row.answer) = (QuestionState::Answered, Some(latin("Ne.")));
    row.answered_at = Some(row.asked_at);
}

/// The tables in which canaries are planted here.
pub(crate) const PLANTED: [&str; 9] = [
    "open_call",
    "call_lot",
    "call_origin",
    "call_deadline",
    "call_document",
    "call_event",
    "call_file",
    "call_correction",
    "call_question",
];

/// Writes a canary into every column of text of every row about calls; returns `table.column` and its canary.
pub(crate) async fn plant(town: &Town) -> Vec<(String, String)> {
    let db = town.database().connect().await;
    let mut planted = Vec::new();
    for table in PLANTED {
        for (column, what) in columns(&db, table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            // A code cannot hold a canary, nor what must be the code of an area or a list of codes.
            if !is_text
                || ["area_code", "eligible_forms"].contains(&column.as_str())
                || !checked(&db, table, &column).await.is_empty()
            {
                continue;
            }
            let canary = format!("kanarinac-{table}-{column}");
            let value = match column.as_str() {
                "areas_as_written" => json!([canary]).to_string(),
                "pending" => {
                    let text = json!({ "original": { "locale": "sr-Latn", "text": canary } });
                    json!({ "title": text, "summary": text, "areas": [canary] }).to_string()
                }
                _ if what.starts_with("json") => {
                    json!({ "original": { "locale": "sr-Latn", "text": canary } }).to_string()
                }
                _ if column.ends_with("url") => format!("https://kanarinac.example/{canary}"),
                // Search finds the beginnings of words.
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
    let debate = town.consultation(&trebinje, |_| {}).await;
    let draft = town
        .call(&trebinje, |new| {
            in_full(new);
            with_a_file(new);
            came_from(new, OriginId::Consultation(debate.id), "Nacrt");
            new.call.stage = CallStage::Draft;
        })
        .await;
    town.question(&trebinje, draft.id, answered).await;
    let planted = plant(&town).await;
    assert!(planted.len() > 20, "{planted:?}");
    town.call(&trebinje, in_full).await;

    let learnt = all_that_anyone_can_learn(&town, draft.id).await;
    let leaked: Vec<_> = planted.iter().filter(|(_, canary)| learnt.contains(canary)).collect();
    assert!(leaked.is_empty() && !learnt.contains("kanarinac"), "a draft shows {leaked:?}");

    // The same questions do find it when it is published: they were asked well.
    let db = town.database().connect().await;
    db.execute_unprepared("UPDATE open_call SET stage = 'published'").await.expect("published");
    db.close().await.expect("closing");
    let learnt = all_that_anyone_can_learn(&town, draft.id).await;
    let never_shown: Vec<_> = planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at).collect();
    let never_shown: BTreeSet<_> = never_shown.into_iter().map(String::as_str).collect();
    assert_eq!(never_shown, PRIVATE.into());
}
