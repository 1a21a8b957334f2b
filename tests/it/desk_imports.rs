//! Lists at the desk: brought, planned with other columns, decided about, taken in steps, taken back.

use axum::body::Body;
use entities::Role;
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::people::Person;

use crate::desk_calls::{change, done};

const FIELDS: &str =
    "id state rowsTotal rowsDone contacts publishContacts counts { new changed same suspect refused undecided }
    columns { heading meaning samples }";

pub(crate) fn mutation(name: &str) -> String {
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation ($input: {input}!) {{ {name}(input: $input) {{ import {{ {FIELDS} }} errors {{ code reason field problem }} }} }}"
    )
}

/// Brings a list; the answer of the server.
pub(crate) async fn bring(town: &Town, person: &Person<'_>, name: &str, bytes: &[u8]) -> tests::Answer {
    let path = format!("/desk/import/organisations?municipality=trebinje&name={name}");
    let request = person.request(&path).body(Body::from(bytes.to_vec())).expect("a request");
    town.request(request).await
}

pub(crate) async fn import(person: &Person<'_>, id: &Value, fields: &str) -> Value {
    let query = format!(
        "query ($id: ID!) {{ desk(municipality: \"trebinje\") {{ organisationImport(id: $id) {{ {fields} }} }} }}"
    );
    person.data(&query, json!({ "id": id })).await["desk"]["organisationImport"].take()
}

async fn names(town: &Town) -> Vec<String> {
    let data = town.data("{ organisations(first: 100) { nodes { name { text } } } }", json!({})).await;
    let nodes = data["organisations"]["nodes"].as_array().expect("organisations");
    nodes.iter().map(|node| node["name"]["text"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn a_list_is_planned_decided_about_taken_and_taken_back() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    for (name, phone) in [("Klub Most", Some("059 220 000")), ("Planinarsko udruženje Ras", None), ("Hor Zora", None)]
    {
        town.organisation(&trebinje, |content| {
            content.name = Some(latin(name));
            content.phone = phone.map(Into::into);
        })
        .await;
    }
    let list = "Spisak;;;\nNaziv;Nešto;JIB;Oblast\nКЛУБ МОСТ;059 111 111;;\nPlaninarsko ekološko udruženje Ras;;;sport\n\
        Hor Zora;;;\nNovi klub;;4401017720007;svemir\n;;;\nUdruženje Hor Zora Trebinje;x;;\n";
    let answer = bring(&town, &keeper, "spisak.csv", list.as_bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let id = answer.json()["import"].clone();
    let found = import(&keeper, &id, FIELDS).await;
    assert_eq!(found["columns"][1], json!({ "heading": "Nešto", "meaning": null, "samples": ["059 111 111", "x"] }));
    assert_eq!(
        found["counts"],
        json!({ "new": 1, "changed": 0, "same": 2, "suspect": 2, "refused": 0, "undecided": 2 })
    );
    assert_eq!(names(&town).await.len(), 3, "to look is to change nothing");

    // What is no plan is said to be none.
    for (columns, told) in [
        (json!(["NAME", "PHONE", "JIB"]), json!([{ "field": "columns", "problem": "OUT_OF_RANGE" }])),
        (json!([null, "PHONE", "JIB", "AREAS"]), json!([{ "field": "columns", "problem": "REQUIRED" }])),
        (json!(["NAME", "PHONE", "PHONE", null]), json!([{ "field": "columns.2", "problem": "TAKEN" }])),
    ] {
        let payload =
            change(&keeper, &mutation("planOrganisationImport"), json!({ "id": id, "columns": columns })).await;
        let plain = |error: &Value| json!({ "field": error["field"], "problem": error["problem"] });
        let errors: Vec<_> = payload["errors"].as_array().expect("errors").iter().map(plain).collect();
        assert_eq!(json!(errors), told);
    }
    let columns = json!(["NAME", "PHONE", "JIB", "AREAS"]);
    // Whose telephones these are nobody has said.
    let input = json!({ "id": id, "columns": columns });
    let planned = done(&keeper, &mutation("planOrganisationImport"), input).await["import"].take();
    assert_eq!((&planned["contacts"], &planned["publishContacts"]), (&json!(1), &json!(false)));
    assert_eq!(planned["counts"]["changed"], 0, "{planned}");
    let input = json!({ "id": id, "columns": columns, "publishContacts": true });
    let planned = done(&keeper, &mutation("planOrganisationImport"), input).await["import"].take();
    assert_eq!(
        planned["counts"],
        json!({ "new": 1, "changed": 1, "same": 1, "suspect": 2, "refused": 0, "undecided": 2 })
    );

    let rows = "rows(first: 50) { nodes { number fate choice taken remarks { cell code found refuses kept }
        organisation { name { text } } changes { field before after } content { name { text } } } }";
    let told = |row: &Value| {
        format!(
            "{} {} {} {} {}",
            row["number"], row["fate"], row["organisation"]["name"]["text"], row["changes"], row["remarks"]
        )
    };
    let found = import(&keeper, &id, rows).await["rows"]["nodes"].take();
    let all: Vec<_> = found.as_array().expect("rows").iter().map(told).collect();
    insta::assert_snapshot!(all.join("\n"), @r#"
    3 "CHANGED" "Klub Most" [{"after":"059 111 111","before":"059 220 000","field":"CONTACT"}] []
    4 "SUSPECT" "Planinarsko udruženje Ras" [{"after":"Planinarsko ekološko udruženje Ras","before":"Planinarsko udruženje Ras","field":"NAME"},{"after":"association","before":null,"field":"LEGAL_FORM"},{"after":"sport","before":null,"field":"AREAS"}] []
    5 "SAME" "Hor Zora" [] []
    6 "NEW" null [] [{"cell":"C6","code":"jib_check_digit","found":"4401017720007","kept":true,"refuses":false},{"cell":"D6","code":"area_unknown","found":"svemir","kept":false,"refuses":false}]
    8 "SUSPECT" "Hor Zora" [{"after":"Udruženje Hor Zora Trebinje","before":"Hor Zora","field":"NAME"},{"after":"association","before":null,"field":"LEGAL_FORM"}] [{"cell":"B8","code":"phone_unreadable","found":"x","kept":false,"refuses":false}]
    "#);
    let remarked = "rows(remarked: true) { nodes { number } }";
    assert_eq!(import(&keeper, &id, remarked).await["rows"]["nodes"], json!([{ "number": 6 }, { "number": 8 }]));
    let suspect = "rows(fate: [SUSPECT]) { nodes { number } }";
    assert_eq!(import(&keeper, &id, suspect).await["rows"]["nodes"], json!([{ "number": 4 }, { "number": 8 }]));

    let decide = async |rows: Value, choice: Value| {
        let input = json!({ "id": id, "rows": rows, "choice": choice });
        change(&keeper, &mutation("decideOrganisationImport"), input).await
    };
    // Of a row that is no question nothing is decided.
    assert_eq!(decide(json!([3]), json!("ADD")).await["errors"][0]["problem"], "UNKNOWN");
    assert_eq!(decide(json!([4]), json!("CHANGE")).await["import"]["counts"]["undecided"], 1);
    assert_eq!(decide(Value::Null, json!("ADD")).await["import"]["counts"]["undecided"], 0);

    let input = json!({ "id": id });
    let ran = done(&keeper, &mutation("runOrganisationImport"), input.clone()).await["import"].take();
    assert_eq!((&ran["state"], &ran["rowsDone"]), (&json!("DONE"), &json!(5)));
    assert_eq!(
        names(&town).await,
        ["Hor Zora", "Klub Most", "Novi klub", "Planinarsko ekološko udruženje Ras", "Udruženje Hor Zora Trebinje"]
    );
    let phone = "{ organisations(filter: { text: \"most\" }) { nodes { contact { phone } } } }";
    assert_eq!(town.data(phone, json!({})).await["organisations"]["nodes"][0]["contact"]["phone"], "059 111 111");
    let brought =
        "{ desk(municipality: \"trebinje\") { organisations(filter: { import: \"ID\" }) { nodes { importId } } } }";
    let brought = brought.replace("ID\"", &format!("{}\"", id.as_str().expect("an id"))).replace("importId", "id");
    let brought = keeper.data(&brought, json!({})).await;
    assert_eq!(brought["desk"]["organisations"]["nodes"].as_array().map(Vec::len), Some(4));

    // It is settled now; again is no more, and it can be undone whole.
    let late = change(
        &keeper,
        &mutation("planOrganisationImport"),
        json!({ "id": id, "columns": ["NAME", null, null, null] }),
    )
    .await;
    assert_eq!(late["errors"][0]["reason"], "IMPORT_BEGUN");
    let again = done(&keeper, &mutation("runOrganisationImport"), input.clone()).await["import"].take();
    assert_eq!(again["rowsDone"], 5);
    let undo = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
        import { state rowsDone } changedSince errors { code } } }";
    let undone = done(&keeper, undo, input.clone()).await;
    assert_eq!(undone, json!({ "import": { "state": "UNDONE", "rowsDone": 0 }, "changedSince": 0, "errors": [] }));
    assert_eq!(names(&town).await, ["Hor Zora", "Klub Most", "Planinarsko udruženje Ras"]);
    assert_eq!(town.data(phone, json!({})).await["organisations"]["nodes"][0]["contact"]["phone"], "059 220 000");
    let journal = "{ desk(municipality: \"trebinje\") { organisationImports { nodes { fileName state madeBy } } } }";
    let listed = keeper.data(journal, json!({})).await["desk"]["organisationImports"]["nodes"].take();
    assert_eq!((&listed[0]["fileName"], &listed[0]["state"]), (&json!("spisak.csv"), &json!("UNDONE")));
}

#[tokio::test]
async fn whoever_was_taken_out_comes_back_only_where_somebody_says_so() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let row = town
        .organisation(&trebinje, |content| {
            content.name = Some(latin("Klub Most"));
            content.jib = Some("4401017720006".into());
        })
        .await;
    let withdraw = "mutation ($input: WithdrawOrganisationInput!) { withdrawOrganisation(input: $input) {
        organisation { id } errors { code } } }";
    let why = json!({ "text": "Ugašeno.", "locale": "sr-Latn" });
    done(&keeper, withdraw, json!({ "id": row.id.to_string(), "version": 1, "reason": why })).await;
    let list = "Naziv;JIB;Telefon\nKlub Most;4401017720006;059 111 111\n";
    let undo = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
        import { state } changedSince errors { code } } }";
    for (choice, expected) in [(Value::Null, 0), (json!("SKIP"), 0), (json!("ADD"), 0), (json!("CHANGE"), 1)] {
        let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
        done(&keeper, &mutation("decideOrganisationImport"), json!({ "id": id, "choice": choice })).await;
        done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
        assert_eq!(names(&town).await.len(), expected, "{choice}");
        if choice == "ADD" {
            let found = import(&keeper, &id, "rows { nodes { fate remarks { code } } }").await;
            assert_eq!(found["rows"]["nodes"], json!([{ "fate": "REFUSED", "remarks": [{ "code": "jib_taken" }] }]));
        }
        let undone = done(&keeper, undo, json!({ "id": id })).await;
        assert_eq!(undone["changedSince"], 0);
        assert_eq!(names(&town).await.len(), 0, "{choice} is undone");
    }
}

#[tokio::test]
async fn what_is_called_otherwise_or_gone_since_the_list_was_looked_at_is_not_written_into() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let most = town.organisation(&trebinje, |content| content.name = Some(latin("Klub Most"))).await;
    let first = bring(&town, &keeper, "a.csv", b"Naziv;Mjesto\nHor Zora;Trebinje\n").await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": first })).await;
    let list = "Naziv;Mjesto\nHor Zora;Foča\nKlub Most;Foča\n";
    let second = bring(&town, &keeper, "b.csv", list.as_bytes()).await.json()["import"].clone();
    let fates = async || import(&keeper, &second, "rows { nodes { fate } }").await["rows"]["nodes"].take();
    assert_eq!(fates().await, json!([{ "fate": "CHANGED" }, { "fate": "CHANGED" }]));
    // The first import is undone, and the club gets another name.
    let undo = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
        import { state } changedSince errors { code } } }";
    done(&keeper, undo, json!({ "id": first })).await;
    let tx = town.begin().await;
    let standing = javno::organisations::store::save::held(&tx, most.id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.name = Some(latin("Klub Ćuprija"));
    javno::organisations::store::save::put(&tx, standing, now, None).await.expect("another name");
    tx.commit().await.expect("another name");
    let ran = done(&keeper, &mutation("runOrganisationImport"), json!({ "id": second })).await["import"].take();
    assert_eq!(ran["state"], "DONE", "{ran}");
    assert_eq!(fates().await, json!([{ "fate": "NEW" }, { "fate": "SUSPECT" }]));
    assert_eq!(names(&town).await, ["Hor Zora", "Klub Ćuprija"]);
    done(&keeper, undo, json!({ "id": second })).await;
    assert_eq!(names(&town).await, ["Klub Ćuprija"]);
}

#[tokio::test]
async fn a_list_that_nobody_wants_is_thrown_away_and_only_keepers_bring_any() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    assert_eq!(bring(&town, &editor, "a.csv", b"Naziv;JIB\nKlub;\n").await.status, 403);
    assert_eq!(bring(&town, &keeper, "a.csv", b"").await.status, 400);
    assert_eq!(bring(&town, &keeper, "a.xlsx", b"PK\x03\x04 no workbook").await.status, 400);
    let id = bring(&town, &keeper, "a.csv", b"Naziv;JIB\nKlub;\n").await.json()["import"].clone();
    let discard = "mutation ($input: DiscardOrganisationImportInput!) { discardOrganisationImport(input: $input) {
        discarded errors { reason } } }";
    let undo = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
        import { state } errors { reason } } }";
    let early = change(&keeper, undo, json!({ "id": id })).await;
    assert_eq!(early["errors"][0]["reason"], "IMPORT_NOT_BEGUN");
    let gone = change(&keeper, discard, json!({ "id": id })).await;
    assert_eq!(gone["discarded"], id);
    assert_eq!(import(&keeper, &id, "id").await, Value::Null);
    let id = bring(&town, &keeper, "a.csv", b"Naziv;JIB\nKlub;\n").await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let late = change(&keeper, discard, json!({ "id": id })).await;
    assert_eq!(late["errors"][0]["reason"], "IMPORT_BEGUN");
}

#[tokio::test]
async fn our_own_file_brought_back_changes_nothing() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    for (name, phone) in [("Klub Most", "+387 59 220 000"), ("@vrelo", "059 111 111"), ("-Hor-", "+387 59 330 000")] {
        town.organisation(&trebinje, |content| {
            (content.name, content.phone) = (Some(latin(name)), Some(phone.into()));
        })
        .await;
    }
    for kind in ["csv", "xlsx"] {
        let file = town.get(&format!("/data/trebinje/organisations.{kind}")).await;
        let answer = bring(&town, &keeper, &format!("organisations.{kind}"), &file.bytes).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let id = answer.json()["import"].clone();
        let found = import(&keeper, &id, FIELDS).await;
        let columns = found["columns"].as_array().expect("columns");
        let meaning = |column: &Value| match column["heading"].as_str() {
            Some("name") => json!("NAME"),
            Some("phone") => json!("PHONE"),
            _ => Value::Null,
        };
        let columns: Vec<_> = columns.iter().map(meaning).collect();
        let input = json!({ "id": id, "columns": columns, "publishContacts": true });
        let planned = done(&keeper, &mutation("planOrganisationImport"), input).await["import"].take();
        assert_eq!(
            planned["counts"],
            json!({ "new": 0, "changed": 0, "same": 3, "suspect": 0, "refused": 0, "undecided": 0 }),
            "{kind}"
        );
    }
}
