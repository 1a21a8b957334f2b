//! What stays when an import is undone: records to which something leads since.

use std::time::Duration;

use entities::{
    EntryId, Moderation, OrganisationId, ResultListId, ResultOutcome, ResultRowId, ResultStage, Role, SuggestionKind,
    SuggestionState, comment_organisation, open_call, organisation, organisation_suggestion, result_list,
    result_recipient, result_row,
};
use javno::scope::{Operator, Tx};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Set, Unchanged};
use serde_json::{Value, json};
use tests::Town;
use tests::given::{latin, on};

use crate::comments::Square;
use crate::desk_calls::{change, done};
use crate::desk_imports::{bring, import, mutation};

const UNDO: &str = "mutation ($input: UndoOrganisationImportInput!) { undoOrganisationImport(input: $input) {
    import { state } changedSince errors { code } } }";

/// Longer than anybody needs to come to the point where he waits.
const MEANWHILE: Duration = Duration::from_millis(300);

async fn found(town: &Town, word: &str) -> Vec<OrganisationId> {
    let query = "query ($text: String!) { organisations(filter: { text: $text }) { nodes { id } } }";
    let data = town.data(query, json!({ "text": word })).await;
    let nodes = data["organisations"]["nodes"].as_array().expect("organisations");
    nodes.iter().map(|node| node["id"].as_str().expect("an id").parse().expect("an id")).collect()
}

/// Locks this organisation, as whoever names it does, or whoever takes it away.
pub(crate) async fn lock(tx: &Tx<Operator>, id: OrganisationId, how: LockType) {
    let row = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id)).lock(how);
    assert!(row.one(tx.connection()).await.expect("locked").is_some());
}

/// A list of results of this call with one row.
fn a_result(call: &open_call::Model) -> (result_list::Model, result_row::Model) {
    let listed = result_list::Model {
        id: ResultListId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        number: 1,
        stage: ResultStage::Final,
        published_on: on("2026-11-20"),
        published_at: tests::instant("2026-11-20T10:00:00Z"),
        published_by: None,
        objections_until: None,
        decision_url: None,
        reason: None,
        replaced_at: None,
    };
    let row = result_row::Model {
        id: ResultRowId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        list_id: listed.id,
        entry_id: EntryId::new(),
        position: 1,
        rank: Some(1),
        organisation: latin("Klub Rezultat"),
        jib: None,
        project: None,
        points_tenths: None,
        asked_minor: None,
        approved_minor: None,
        outcome: ResultOutcome::Reserve,
        reason: None,
        note: None,
        lot: None,
    };
    (listed, row)
}

#[tokio::test]
async fn what_results_comments_and_suggestions_lead_to_since_is_left_and_told_row_by_row() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let (town, trebinje) = (&square.town, &square.owner);
    let keeper = town.official(trebinje, &[Role::DirectoryKeeper]).await;
    let list =
        "Naziv;Mjesto\nKlub Rezultat;\nKlub Komentar;\nKlub Prijedlog;\nKlub Promjena;\nKlub Niko;\nKlub Odluka;\n";
    let id = bring(town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let of = async |word: &str| found(town, word).await.pop().expect("an organisation");

    let call = town.call(trebinje, |_| {}).await;
    square.send(square.as_the_form("key 1", "Члан треба допунити.").await).await;
    let comment = square.rows().await.remove(0);
    let (listed, row) = a_result(&call);
    let recipient =
        result_recipient::Model { row_id: row.id, municipality_id: trebinje.id, organisation_id: of("rezultat").await };
    let said_for = comment_organisation::Model {
        comment_id: comment.id,
        municipality_id: trebinje.id,
        organisation_id: of("komentar").await,
    };
    let changed = of("promjena").await;
    let tx = town.begin().await;
    tx.insert(listed.into_active_model()).await.expect("a list");
    tx.insert(row.into_active_model()).await.expect("a row");
    tx.insert(recipient.into_active_model()).await.expect("a recipient");
    tx.insert(said_for.into_active_model()).await.expect("for whom");
    let standing = javno::organisations::store::save::held(&tx, changed).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.territory = Some(latin("Hercegovina"));
    javno::organisations::store::save::put(&tx, standing, now, None).await.expect("a change");
    tx.commit().await.expect("what leads to them");
    // What was decided about leads nowhere any more.
    for (word, state) in [("prijedlog", SuggestionState::Waiting), ("odluka", SuggestionState::Refused)] {
        let about = of(word).await;
        town.suggestion(trebinje, |said| {
            (said.kind, said.organisation_id, said.state) = (SuggestionKind::Correction, Some(about), state);
            said.settled_at = (state == SuggestionState::Refused).then_some(said.received_at);
        })
        .await;
    }

    let undone = done(&keeper, UNDO, json!({ "id": id })).await;
    assert_eq!(undone, json!({ "import": { "state": "UNDONE" }, "changedSince": 4, "errors": [] }));
    for (word, stays) in
        [("rezultat", 1), ("komentar", 1), ("prijedlog", 1), ("promjena", 1), ("niko", 0), ("odluka", 0)]
    {
        assert_eq!(found(town, word).await.len(), stays, "{word}");
    }
    // It is told afterwards too, and of each.
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { organisationImport(id: $id) { counts { left }
        all: rows { nodes { number left } } rows(left: true) { nodes { number left organisation { id } } } } } }";
    let told = keeper.data(query, json!({ "id": id })).await["desk"]["organisationImport"].take();
    assert_eq!(told["counts"]["left"], 4);
    let numbers = |rows: &Value, left: bool| -> Vec<i64> {
        let rows = rows["nodes"].as_array().expect("rows").iter().filter(|row| row["left"] == left);
        rows.map(|row| row["number"].as_i64().expect("a number")).collect()
    };
    assert_eq!(numbers(&told["rows"], true), [2, 3, 4, 5]);
    assert_eq!(numbers(&told["all"], false), [6, 7]);
    assert_eq!(told["rows"]["nodes"][3]["organisation"]["id"], changed.to_string());
}

#[tokio::test]
async fn what_comes_to_lead_to_a_record_while_its_list_is_taken_back_is_waited_for() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let (town, trebinje) = (&square.town, &square.owner);
    let keeper = town.official(trebinje, &[Role::DirectoryKeeper]).await;
    let call = town.call(trebinje, |_| {}).await;
    square.send(square.as_the_form("key 1", "Члан треба допунити.").await).await;
    let comment = square.rows().await.remove(0);
    let other = town.organisation(trebinje, |_| {}).await;
    let about_another = |said: &mut organisation_suggestion::Model| {
        (said.kind, said.organisation_id) = (SuggestionKind::Correction, Some(other.id));
    };
    let said = town.suggestion(trebinje, about_another).await;
    for word in ["rezultat", "komentar", "prijedlog"] {
        let list = format!("Naziv;Mjesto\nKlub {word};\n");
        let id = bring(town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
        done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
        let organisation_id = found(town, word).await.pop().expect("an organisation");
        let municipality_id = trebinje.id;
        let tx = town.begin().await;
        match word {
            "rezultat" => {
                let (listed, row) = a_result(&call);
                let recipient = result_recipient::Model { row_id: row.id, municipality_id, organisation_id };
                tx.insert(listed.into_active_model()).await.expect("a list");
                tx.insert(row.into_active_model()).await.expect("a row");
                tx.insert(recipient.into_active_model()).await.expect("a recipient");
            }
            "komentar" => {
                let said_for = comment_organisation::Model { comment_id: comment.id, municipality_id, organisation_id };
                tx.insert(said_for.into_active_model()).await.expect("for whom");
            }
            _ => {
                let about = organisation_suggestion::ActiveModel {
                    id: Unchanged(said.id),
                    organisation_id: Set(Some(organisation_id)),
                    ..Default::default()
                };
                tx.update(about).await.expect("about whom");
            }
        }
        let kept = async {
            tokio::time::sleep(MEANWHILE).await;
            tx.commit().await.expect("what leads to it");
        };
        let (undone, ()) = tokio::join!(done(&keeper, UNDO, json!({ "id": id })), kept);
        let told = json!({ "import": { "state": "UNDONE" }, "changedSince": 1, "errors": [] });
        assert_eq!(undone, told, "{word}");
        assert_eq!(found(town, word).await, [organisation_id], "{word}");
    }
}

/// Whoever names many organisations takes them in this order (`results_whose`).
#[tokio::test]
async fn a_list_is_taken_back_in_the_order_in_which_organisations_are_named() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let list = "Naziv;Mjesto\nKlub Most;\nKlub Zmaj;\nKlub Zora;\n";
    let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let mut these = found(&town, "klub").await;
    these.sort_unstable();
    let [first, _, last] = these[..] else { panic!("{these:?}") };

    let tx = town.begin().await;
    lock(&tx, first, LockType::KeyShare).await;
    let named = async {
        tokio::time::sleep(MEANWHILE).await;
        lock(&tx, last, LockType::KeyShare).await;
        tx.commit().await.expect("named");
    };
    let (undone, ()) = tokio::join!(done(&keeper, UNDO, json!({ "id": id })), named);
    assert_eq!(undone, json!({ "import": { "state": "UNDONE" }, "changedSince": 0, "errors": [] }));
}

#[tokio::test]
async fn what_became_doubtful_while_a_list_was_taken_is_decided_about_afterwards() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let list = "Naziv;Mjesto\nKlub Most;Foča\nHor Zora;Foča\nKlub Zmaj;Foča\nKlub Ras;Foča\n";
    let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    // Meanwhile there are two of each name, and of which the list tells nobody knows.
    for name in ["Klub Most", "Hor Zora", "Klub Zmaj"] {
        for _ in 0..2 {
            town.organisation(&trebinje, |content| content.name = Some(latin(name))).await;
        }
    }
    let ran = done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await["import"].take();
    assert_eq!((&ran["state"], &ran["counts"]["undecided"]), (&json!("DONE"), &json!(3)), "{ran}");

    let decide = async |input: Value| change(&keeper, &mutation("decideOrganisationImport"), input).await;
    let back = decide(json!({ "id": id, "rows": [2], "choice": null })).await;
    assert_eq!(back["errors"][0]["reason"], "IMPORT_BEGUN", "what is taken is not taken back by row");
    let other = decide(json!({ "id": id, "rows": [5], "choice": "ADD" })).await;
    assert_eq!(other["errors"][0]["field"], "rows", "it was no question");
    let left = decide(json!({ "id": id, "rows": [4], "choice": "SKIP" })).await["import"].take();
    assert_eq!((&left["state"], &left["rowsDone"]), (&json!("DONE"), &json!(4)), "nothing is to be done");
    let added = decide(json!({ "id": id, "rows": [2], "choice": "ADD" })).await["import"].take();
    assert_eq!((&added["state"], &added["rowsDone"]), (&json!("RUNNING"), &json!(3)));
    let changed = decide(json!({ "id": id, "choice": "CHANGE" })).await["import"].take();
    assert_eq!((&changed["rowsDone"], &changed["counts"]["undecided"]), (&json!(2), &json!(0)));
    let again = decide(json!({ "id": id, "rows": [2], "choice": "SKIP" })).await;
    assert_eq!(again["errors"][0]["field"], "rows", "it is decided");
    let ran = done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await["import"].take();
    assert_eq!((&ran["state"], &ran["rowsDone"]), (&json!("DONE"), &json!(4)), "{ran}");

    let seats = async |word: &str| {
        let query = "query ($text: String!) { organisations(filter: { text: $text }) { nodes { seat { text } } } }";
        let data = town.data(query, json!({ "text": word })).await;
        let nodes = data["organisations"]["nodes"].as_array().expect("organisations").clone();
        (nodes.len(), nodes.iter().filter(|node| node["seat"]["text"] == "Foča").count())
    };
    assert_eq!(seats("most").await, (3, 1), "added");
    assert_eq!(seats("zora").await, (2, 1), "changed");
    assert_eq!(seats("zmaj").await, (2, 0), "left out");
    let fates = import(&keeper, &id, "rows { nodes { number fate choice } }").await["rows"]["nodes"].take();
    let expected = [(2, json!("ADD")), (3, json!("CHANGE")), (4, json!("SKIP"))];
    for (at, (number, choice)) in expected.into_iter().enumerate() {
        assert_eq!(fates[at], json!({ "number": number, "fate": "SUSPECT", "choice": choice }));
    }
    let undone = done(&keeper, UNDO, json!({ "id": id })).await;
    assert_eq!(undone, json!({ "import": { "state": "UNDONE" }, "changedSince": 0, "errors": [] }));
    assert_eq!((seats("most").await, seats("zora").await), ((2, 0), (2, 0)));
    let late = decide(json!({ "id": id, "choice": "ADD" })).await;
    assert_eq!(late["errors"][0]["reason"], "IMPORT_BEGUN");
}

#[tokio::test]
async fn a_list_of_which_only_some_was_taken_is_taken_back_out_of_the_middle_with_what_was_decided_later() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let id = bring(&town, &keeper, "a.csv", b"Naziv;Mjesto\nKlub Most;\nHor Zora;\n").await.json()["import"].clone();
    for _ in 0..2 {
        town.organisation(&trebinje, |content| content.name = Some(latin("Klub Most"))).await;
    }
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    let input = json!({ "id": id, "rows": [2], "choice": "ADD" });
    let added = done(&keeper, &mutation("decideOrganisationImport"), input).await["import"].take();
    assert_eq!(added["state"], "RUNNING");
    let undone = done(&keeper, UNDO, json!({ "id": id })).await;
    assert_eq!(undone, json!({ "import": { "state": "UNDONE" }, "changedSince": 0, "errors": [] }));
    assert_eq!((found(&town, "most").await.len(), found(&town, "zora").await.len()), (2, 0));
    let left = import(&keeper, &id, "counts { left }").await;
    assert_eq!(left["counts"]["left"], 0, "what was decided and never taken was not left");
}

/// Words stay among the spellings when the last that had them is gone; nobody is led to them.
#[tokio::test]
async fn words_of_a_list_that_was_taken_back_do_not_stand_before_those_that_are_there() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let there = town.organisation(&trebinje, |content| content.name = Some(latin("Klub Tomatovac"))).await.id;
    // Each one letter away from what is typed, and sooner in the alphabet than the one that is there.
    let list = "Naziv;Mjesto\nKlub Tomabovac;\nKlub Tomafovac;\nKlub Tomagovac;\nKlub Tomakovac;\nKlub Tomamovac;\n";
    let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    assert_eq!(found(&town, "tomadovac").await.len(), 5, "the nearest five are there");
    done(&keeper, UNDO, json!({ "id": id })).await;
    assert_eq!(found(&town, "tomadovac").await, [there]);
    let within =
        r#"{ organisations(filter: { municipality: "trebinje", text: "tomadovac" }) { corrected totalCount } }"#;
    let within = town.data(within, json!({})).await;
    assert_eq!(within["organisations"], json!({ "corrected": true, "totalCount": 1 }));
}
