//! Results of calls: a list is pasted, looked at, mended, published, corrected; what everybody reads of it, and takes away.

use entities::{CallId, CallStage, OrganisationId, Role, municipality};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::people::Person;

use crate::desk_calls::{done, text};

const LIST: &str = "Rang lista\n\
    R.br.\tPodnosilac\tJIB\tProjekat\tBodovi\tTraženo\tOdobreno\tIshod\tNapomena\n\
    1.\tУДРУЖЕЊЕ МОСТ\t\tMostovi\t87,5\t10.000,00 KM\t8.500,50 KM\todobreno\t\n\
    2.\tKlub Zmaj\t4401017720006\tZmajevi\t80\t5.000 KM\t\trezervna lista\t\n\
    \tDruštvo ljubitelja čiste rijeke\t\tRijeka\t\tmnogo\t\tdiskvalifikovano\tNedostaje dokument\n\
    UKUPNO\t\t\t\t\t\t8.500,50\t\t\n";

pub(crate) const ROWS: &str =
    "rows { entryId rank organisationName { text } organisation { id } project { text } points
    asked { amount } approved { amount currency } outcome reason note { text } }";

pub(crate) struct Desk {
    pub(crate) town: Town,
    pub(crate) trebinje: municipality::Model,
    pub(crate) call: CallId,
    pub(crate) most: OrganisationId,
    pub(crate) zmaj: OrganisationId,
    pub(crate) rijeka: OrganisationId,
}

impl Desk {
    /// A call whose deadline has passed, and three organisations that may have applied.
    pub(crate) async fn new() -> Self {
        let town = Town::new().await;
        let trebinje = town.municipality("trebinje").await;
        let call =
            town.call(&trebinje, |new| new.call.deadline_at = Some(tests::instant("2026-11-01T12:00:00Z"))).await;
        let named = async |name: &str, jib: Option<&str>| {
            let shape = |content: &mut entities::OrganisationContent| {
                (content.name, content.jib) = (Some(latin(name)), jib.map(Into::into));
            };
            town.organisation(&trebinje, shape).await.id
        };
        let most = named("Udruženje „Most“", None).await;
        let zmaj = named("Sportski klub Zmaj Trebinje", Some("4401017720006")).await;
        let rijeka = named("Udruženje ljubitelja čiste rijeke", None).await;
        Self { trebinje, call: call.id, most, zmaj, rijeka, town }
    }

    pub(crate) async fn editor(&self) -> Person<'_> {
        self.town.official(&self.trebinje, &[Role::Editor]).await
    }

    pub(crate) async fn public(&self, fields: &str) -> Value {
        let query = format!("query ($id: ID!) {{ node(id: $id) {{ ... on OpenCall {{ {fields} }} }} }}");
        self.town.data(&query, json!({ "id": self.call.to_string() })).await["node"].take()
    }

    pub(crate) async fn of_organisation(&self, id: OrganisationId, fields: &str) -> Value {
        let query = format!("query ($id: ID!) {{ organisation(id: $id) {{ {fields} }} }}");
        self.town.data(&query, json!({ "id": id.to_string() })).await["organisation"].take()
    }

    /// Reads the list, and writes what it does not say: a final list whose third row is disqualified.
    pub(crate) async fn written(&self, editor: &Person<'_>, stage: &str) -> Value {
        self.written_as(editor, |content| content["stage"] = stage.into()).await
    }

    /// The same, with whatever else it does not say.
    pub(crate) async fn written_as(&self, editor: &Person<'_>, shape: impl FnOnce(&mut Value)) -> Value {
        let query =
            format!("{{ desk(municipality: \"trebinje\") {{ callResults(call: \"{}\") {{ version }} }} }}", self.call);
        let version = editor.data(&query, json!({})).await["desk"]["callResults"]["version"].take();
        let input = json!({ "call": self.call.to_string(), "version": version, "text": LIST });
        let read = done(editor, &read(), input).await["results"].take();
        let mut content = read["content"].clone();
        shape(&mut content);
        let input = json!({ "call": self.call.to_string(), "version": read["version"], "content": content });
        done(editor, &mutation("saveResults", DRAFT), input).await["results"].take()
    }

    pub(crate) async fn published(&self, editor: &Person<'_>, stage: &str, reason: Option<&str>) -> Value {
        let draft = self.written(editor, stage).await;
        let input = json!({ "call": self.call.to_string(), "version": draft["version"], "reason": reason.map(text) });
        done(editor, &mutation("publishResults", ROWS), input).await["results"].take()
    }
}

pub(crate) const ENTRY: &str =
    "rank organisation jib project points asked approved outcome reason note lot linked unlinked";

pub(crate) const DRAFT: &str = "version needsReason refused missing { field problem }";

pub(crate) fn mutation(name: &str, fields: &str) -> String {
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation ($input: {input}!) {{ {name}(input: $input) {{ results {{ {fields} }}
            errors {{ code reason field problem params }} }} }}"
    )
}

fn read() -> String {
    let fields = format!(
        "version content {{ stage publishedOn objections {{ day hour }} decisionUrl rows {{ {ENTRY} }} }}
        columns {{ heading meaning }} remarks {{ cell code found refuses kept }}
        matches {{ row kind organisation {{ id }} }} warnings {{ code row }} missing {{ field problem }}"
    );
    mutation("readResults", &fields)
}

#[tokio::test]
async fn a_list_is_read_with_every_bad_cell_named_and_nobody_guessed() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let input = json!({ "call": desk.call.to_string(), "version": 0, "text": LIST });
    let read = done(&editor, &read(), input).await["results"].take();
    let meanings: Vec<_> =
        read["columns"].as_array().expect("columns").iter().map(|column| column["meaning"].clone()).collect();
    let expected =
        ["RANK", "ORGANISATION", "JIB", "PROJECT", "POINTS", "ASKED", "APPROVED", "OUTCOME", "NOTE"].map(Value::from);
    assert_eq!(meanings, expected);
    assert_eq!(
        read["remarks"],
        json!([
            { "cell": "F5", "code": "sum_unreadable", "found": "mnogo", "refuses": false, "kept": false },
            { "cell": "A6", "code": "rank_unreadable", "found": "UKUPNO", "refuses": false, "kept": false },
            { "cell": "B6", "code": "organisation_missing", "found": "UKUPNO", "refuses": true, "kept": false },
        ])
    );
    let rows = read["content"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 3, "a sum beneath the list is no row");
    assert_eq!((&rows[0]["points"], &rows[0]["approved"]), (&json!("87.5"), &json!("8500.5")));
    assert_eq!((&rows[2]["outcome"], &rows[2]["reason"]), (&json!("DISQUALIFIED"), &json!("DOCUMENT_MISSING")));
    // By its name in the other script, by its tax number, and one who only may be meant.
    let id = |id: OrganisationId| json!({ "id": id.to_string() });
    assert_eq!(
        read["matches"],
        json!([
            { "row": 0, "kind": "SURE", "organisation": id(desk.most) },
            { "row": 1, "kind": "SURE", "organisation": id(desk.zmaj) },
            { "row": 2, "kind": "PERHAPS", "organisation": id(desk.rijeka) },
        ])
    );
    // Nothing of it is anywhere outside.
    assert_eq!(desk.public("results { id } earlierResults { id } status").await["results"], Value::Null);
    assert_eq!(desk.of_organisation(desk.most, "results { award }").await["results"], json!([]));
    // Whoever has read what is not there any more is told so.
    let input = json!({ "call": desk.call.to_string(), "version": 0, "text": LIST });
    let stale = editor.refusal(&self::read(), json!({ "input": input })).await;
    assert!(stale.starts_with("CONFLICT"), "{stale}");
    // The columns are read otherwise when somebody says so.
    let columns = json!([null, "ORGANISATION", null, "PROJECT", null, null, null, "OUTCOME", "NOTE"]);
    let input = json!({ "call": desk.call.to_string(), "version": 1, "columns": columns });
    let again = done(&editor, &self::read(), input).await["results"].take();
    assert_eq!(again["content"]["rows"][0]["approved"], Value::Null);
    assert_eq!(again["version"], 2);
}

#[tokio::test]
async fn a_call_moves_on_with_its_lists_and_objections_end_by_themselves() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    assert_eq!(desk.public("status").await["status"], "CLOSED");
    let draft = desk.written(&editor, "PRELIMINARY").await;
    assert_eq!((&draft["refused"], &draft["missing"]), (&Value::Null, &json!([])));
    let query = format!(
        "{{ desk(municipality: \"trebinje\") {{ callResults(call: \"{}\") {{ content {{ rows {{ {ENTRY} }} }} }} }} }}",
        desk.call
    );
    let rows = editor.data(&query, json!({})).await["desk"]["callResults"]["content"]["rows"].take();
    let content = json!({ "stage": "PRELIMINARY", "publishedOn": "2026-11-23",
        "objections": { "day": "2026-12-02" }, "decisionUrl": "https://trebinje.example/odluka.pdf", "rows": rows });
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"], "content": content });
    let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
    let input = json!({ "call": desk.call.to_string(), "version": saved["version"] });
    done(&editor, &mutation("publishResults", "id"), input).await;

    let seen = desk.public(&format!("status phase objectionsUntil results {{ stage publishedOn objectionsUntil decisionUrl correctedBecause {{ text }} {ROWS} }}")).await;
    assert_eq!((&seen["status"], &seen["phase"]), (&json!("OBJECTIONS"), &json!("CLOSED")));
    let list = &seen["results"];
    assert_eq!((&list["stage"], &list["publishedOn"]), (&json!("PRELIMINARY"), &json!("2026-11-23")));
    assert_eq!(list["objectionsUntil"], seen["objectionsUntil"]);
    assert!(list["objectionsUntil"].as_str().is_some_and(|at| at.starts_with("2026-12-02T23:59:59")), "{list}");
    assert_eq!(list["rows"][0]["organisation"]["id"], desk.most.to_string());
    assert_eq!(list["rows"][0]["approved"], json!({ "amount": "8500.5", "currency": "BAM" }));
    // Whoever only may be meant is not linked.
    assert_eq!(list["rows"][2]["organisation"], Value::Null);
    // What is only proposed is no award.
    let of_most = desk.of_organisation(desk.most, "results { stage award } awards { award }").await;
    assert_eq!(of_most, json!({ "results": [{ "stage": "PRELIMINARY", "award": false }], "awards": [] }));

    desk.town.clock.advance(chrono::TimeDelta::days(10));
    assert_eq!(desk.public("status").await["status"], "PRELIMINARY_LIST", "no job flipped it");

    // Nobody's session lasts so long.
    let editor = desk.editor().await;
    let entry = list["rows"][0]["entryId"].clone();
    let last = desk.published(&editor, "FINAL", None).await;
    assert_eq!(last["rows"][0]["entryId"], entry, "it is the same application");
    let seen = desk.public("status results { stage } earlierResults { stage replacedAt }").await;
    assert_eq!((&seen["status"], &seen["results"]["stage"]), (&json!("FINAL_LIST"), &json!("FINAL")));
    assert_eq!(seen["earlierResults"][0]["stage"], "PRELIMINARY");
    let awards = "awards { award publishedOn call { id } result { approved { amount } project { text } } }";
    let of_most = desk.of_organisation(desk.most, awards).await;
    assert_eq!(of_most["awards"][0]["call"]["id"], desk.call.to_string());
    assert_eq!(of_most["awards"][0]["result"]["approved"]["amount"], "8500.5");
    // Whoever is on the reserve list got nothing.
    assert_eq!(
        desk.of_organisation(desk.zmaj, "awards { award } results { award }").await["results"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(desk.of_organisation(desk.zmaj, "awards { award }").await["awards"], json!([]));
}

#[tokio::test]
async fn whoever_follows_the_calls_is_told_who_got_what() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let news = async || desk.town.get("/trebinje/pozivi.json").await.json()["items"].take();
    let before = news().await;
    assert_eq!(before.as_array().map(Vec::len), Some(1), "the call alone: {before}");
    desk.published(&editor, "PRELIMINARY", None).await;
    let proposed = news().await;
    assert_eq!(proposed.as_array().map(Vec::len), Some(2), "{proposed}");
    desk.town.clock.advance(chrono::TimeDelta::minutes(5));
    desk.published(&editor, "FINAL", None).await;
    let decided = news().await;
    // The list that was replaced is no news any more, and the new one is not the old one changed.
    let [list, call] = decided.as_array().map(Vec::as_slice).expect("items") else { panic!("{decided}") };
    assert_eq!(call["id"], before[0]["id"]);
    assert_ne!(list["id"], proposed[0]["id"]);
    assert_eq!(list["title"], format!("Konačna rang-lista: {}", call["title"].as_str().expect("a title")));
    assert_eq!(list["url"], format!("https://javno.example/trebinje/pozivi/{}#rezultati", desk.call));
    assert_eq!(list["tags"], call["tags"]);
    // Who is on the reserve list or was not judged got nothing.
    let said = list["content_text"].as_str().expect("text").replace('\u{a0}', " ");
    assert_eq!(said, "UDRUŽENJE MOST: Mostovi, 8.500,50 KM\nUkupno odobreno: 8.500,50 KM");
    for (ending, media) in [("atom", "application/atom+xml"), ("rss", "application/rss+xml")] {
        let feed = desk.town.get(&format!("/trebinje/pozivi.{ending}?lang=sr-Cyrl")).await;
        assert_eq!(feed.header("content-type"), format!("{media}; charset=utf-8"));
        let text = feed.text();
        for told in ["Коначна ранг-листа", "УДРУЖЕЊЕ МОСТ: Мостови", "#rezultati"] {
            assert!(text.contains(told), "{ending}: {told} is missing in {text}");
        }
    }
    let everywhere = desk.town.get("/pozivi.json").await.json();
    assert_eq!(everywhere["items"].as_array().map(Vec::len), Some(2));
    let calendar = desk.town.get("/trebinje/pozivi.ics").await.text();
    assert!(!calendar.contains("ang-lista"), "a list is no date: {calendar}");
}

#[tokio::test]
async fn no_list_is_published_while_applications_are_taken_or_with_gaps() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let open = town_call(&desk, "2026-12-14T14:00:00Z", CallStage::Published).await;
    let input = json!({ "call": open, "version": 0,
        "content": { "stage": "FINAL", "rows": [{ "organisation": "Klub", "outcome": "RESERVE" }] } });
    let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
    assert_eq!(saved["refused"], "CALL_NOT_OVER");
    let input = json!({ "call": open, "version": saved["version"] });
    let answer = editor.data(&mutation("publishResults", "id"), json!({ "input": input })).await;
    assert_eq!(answer["publishResults"]["errors"][0]["reason"], "CALL_NOT_OVER");
    let cancelled = town_call(&desk, "2026-11-01T12:00:00Z", CallStage::Cancelled).await;
    let input = json!({ "call": cancelled, "version": 0, "content": { "stage": "FINAL" } });
    let answer = editor.data(&mutation("saveResults", DRAFT), json!({ "input": input })).await;
    assert_eq!(answer["saveResults"]["errors"][0]["reason"], "NOT_PUBLISHED");
    // What is wrong is said of every row at once; a row leads only into this directory.
    let teslic = desk.town.municipality("teslic").await;
    let theirs = desk.town.organisation(&teslic, |_| {}).await.id;
    let rows = json!([
        { "organisation": "Klub", "points": "87.55", "asked": "-1" },
        { "organisation": "Klub", "linked": theirs.to_string(), "jib": "12" },
    ]);
    let input = json!({ "call": desk.call.to_string(), "version": 0, "content": { "stage": "FINAL", "rows": rows } });
    let answer = editor.data(&mutation("saveResults", DRAFT), json!({ "input": input })).await;
    let fields: Vec<_> =
        answer["saveResults"]["errors"].as_array().expect("errors").iter().map(|e| e["field"].clone()).collect();
    assert_eq!(fields, ["rows.0.points", "rows.0.asked", "rows.1.jib"]);
    let rows = json!([{ "organisation": "Klub", "linked": theirs.to_string() }]);
    let input = json!({ "call": desk.call.to_string(), "version": 0, "content": { "stage": "FINAL", "rows": rows } });
    let answer = editor.data(&mutation("saveResults", DRAFT), json!({ "input": input })).await;
    assert_eq!(answer["saveResults"]["errors"][0]["field"], "rows.0.linked", "{answer}");
}

pub(crate) async fn town_call(desk: &Desk, deadline: &str, stage: CallStage) -> String {
    let call = desk.town.call(&desk.trebinje, |new| {
        new.call.deadline_at = Some(tests::instant(deadline));
        new.call.stage = stage;
    });
    call.await.id.to_string()
}

#[tokio::test]
async fn however_many_rows_and_organisations_there_are_the_statements_are_the_same() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    desk.published(&editor, "FINAL", None).await;
    let list = "{ organisations(first: 50) { nodes { results { call { title { text } } result { points } } awards { award } } }
        openCalls(first: 50) { nodes { results { rows { organisation { name { text } } } } earlierResults { stage } } } }";
    let count = async || {
        desk.town.settled().await;
        desk.town.statements();
        desk.town.data(list, json!({})).await;
        desk.town.statements().len()
    };
    let few = count().await;
    for number in 0..4 {
        let name = format!("Klub {number}");
        desk.town.organisation(&desk.trebinje, |content| content.name = Some(latin(&name))).await;
        let call = town_call(&desk, "2026-11-01T12:00:00Z", CallStage::Published).await;
        let row = |name: String| json!({ "organisation": name, "outcome": "APPROVED", "approved": "100" });
        let rows: Vec<_> = (0..=number).map(|n| row(format!("Klub {n}"))).collect();
        let input = json!({ "call": call, "version": 0, "content": { "stage": "FINAL", "rows": rows } });
        let saved = done(&editor, &mutation("saveResults", DRAFT), input).await["results"].take();
        let input = json!({ "call": call, "version": saved["version"] });
        done(&editor, &mutation("publishResults", "id"), input).await;
    }
    assert_eq!(count().await, few);
}
