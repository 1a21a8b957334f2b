//! Two records that become one: whatever led to the one that went leads to the one that stays, for everybody and at the desk.

use entities::{OrganisationId, Role};
use javno::organisations::store::save::{held, put};
use serde_json::{Value, json};
use tests::given::latin;
use tests::people::Person;

use crate::desk_calls::done;
use crate::results::Desk;

/// Puts one record into another.
async fn merge(keeper: &Person<'_>, (into, version): (OrganisationId, i32), (from, other): (OrganisationId, i32)) {
    let merge = "mutation ($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) {
        organisation { id } errors { code reason } } }";
    let input = json!({ "into": into.to_string(), "intoVersion": version, "from": from.to_string(),
        "fromVersion": other, "take": [] });
    done(keeper, merge, input).await;
}

/// Changes what is known of an organisation, as its keepers do.
async fn moved(desk: &Desk, id: OrganisationId, seat: &str) {
    let tx = desk.town.begin().await;
    let standing = held(&tx, id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.seat = Some(latin(seat));
    put(&tx, standing, now, Some(latin("Preselili su se."))).await.expect("a change");
    tx.commit().await.expect("a change");
}

#[tokio::test]
async fn what_was_said_and_won_and_done_under_the_old_record_is_found_under_the_one_that_stays() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (keeper, moderator) = (
        desk.town.official(&desk.trebinje, &[Role::DirectoryKeeper]).await,
        desk.town.official(&desk.trebinje, &[Role::Moderator]).await,
    );
    desk.published(&editor, "FINAL", None).await;
    let of = desk.town.consultation(&desk.trebinje, |_| {}).await.id;
    let enter = "mutation ($input: EnterCommentInput!) { enterComment(input: $input) {
        comments { comment { id } } errors { code field problem } } }";
    let input = json!({ "consultation": of.to_string(), "authorKind": "ORGANISATION", "name": "Udruženje Most",
        "text": "Tražimo most.", "origin": "PAPER" });
    done(&moderator, enter, input).await;
    let recipient = async || {
        let grants: Value = desk.town.get("/data/grants.json").await.json();
        let csv = desk.town.get("/data/trebinje/grants.csv").await.text();
        let id = grants["grants"][0]["recipientOrganization"][0]["id"].as_str().expect("an id").to_owned();
        assert!(csv.contains(&format!(",{id},")), "{csv}");
        id
    };
    let comments = async |id: OrganisationId| {
        let query = "query ($id: ID!) { organisation(id: $id) { id comments { text } } }";
        desk.town.data(query, json!({ "id": id.to_string() })).await["organisation"].take()
    };
    assert_eq!(recipient().await, format!("javno-{}", desk.most));
    assert_eq!(comments(desk.rijeka).await["comments"], json!([]));

    merge(&keeper, (desk.rijeka, 1), (desk.most, 1)).await;
    for id in [desk.most, desk.rijeka] {
        let found = comments(id).await;
        assert_eq!(found, json!({ "id": desk.rijeka.to_string(), "comments": [{ "text": "Tražimo most." }] }));
    }
    assert_eq!(recipient().await, format!("javno-{}", desk.rijeka));
    // Whoever has the old address has the page of the one that stays, which says where it is now.
    let page = desk.town.get(&format!("/trebinje/organizacija/{}", desk.most)).await;
    assert_eq!(page.status, 200);
    for said in [
        "Udruženje ljubitelja čiste rijeke</h1>",
        &format!("rel=\"canonical\" href=\"https://javno.example/trebinje/organizacija/{}\"", desk.rijeka),
        "Tražimo most.",
    ] {
        assert!(page.text().contains(said), "{said} is missing in {}", page.text());
    }
    // What was done to the record that went is at the desk under its own id, for good.
    let history = format!(
        "{{ desk(municipality: \"trebinje\") {{ organisation(id: \"{}\") {{ state mergedInto
            history(first: 10) {{ nodes {{ kind title changes {{ field after }} }} }} }} }} }}",
        desk.most
    );
    let record = keeper.data(&history, json!({})).await["desk"]["organisation"].take();
    assert_eq!((&record["state"], &record["mergedInto"]), (&json!("MERGED"), &json!(desk.rijeka.to_string())));
    let merged = &record["history"]["nodes"][0];
    assert_eq!(
        (&merged["kind"], &merged["changes"]),
        (&json!("ORGANISATION_MERGED"), &json!([{ "field": "merged", "after": "Udruženje ljubitelja čiste rijeke" }])),
        "{record}"
    );
}

#[tokio::test]
async fn what_was_changed_of_a_record_that_went_stays_to_be_read_under_its_old_name() {
    let desk = Desk::new().await;
    let keeper = desk.town.official(&desk.trebinje, &[Role::DirectoryKeeper]).await;
    moved(&desk, desk.most, "Ljubinje").await;
    moved(&desk, desk.rijeka, "Bileća").await;
    let changes = async |id: OrganisationId| {
        let query = r#"query ($id: ID!) { organisation(id: $id, locale: "sr-Latn") {
            changes { field after reason { text } record { text } } } }"#;
        desk.town.data(query, json!({ "id": id.to_string() })).await["organisation"]["changes"].take()
    };
    let seat = |after: &str, record: Value| json!({ "field": "SEAT", "after": after, "reason": { "text": "Preselili su se." }, "record": record });
    assert_eq!(changes(desk.most).await, json!([seat("Ljubinje", Value::Null)]));

    merge(&keeper, (desk.rijeka, 2), (desk.most, 2)).await;
    let merged =
        |after: &str, record: Value| json!({ "field": "MERGED", "after": after, "reason": null, "record": record });
    let most = json!({ "text": "Udruženje „Most“" });
    let both = changes(desk.rijeka).await;
    let told = both.as_array().expect("changes");
    assert_eq!(told.len(), 3, "{both}");
    for one in [seat("Ljubinje", most.clone()), seat("Bileća", Value::Null), merged("Udruženje „Most“", Value::Null)]
    {
        assert!(told.contains(&one), "{one} is missing in {both}");
    }
    assert_eq!(changes(desk.most).await, both, "by the old id too");
    let page = desk.town.get(&format!("/trebinje/organizacija/{}?lang=sr-Latn", desk.rijeka)).await.text();
    assert!(page.contains("<span>Udruženje „Most“</span>: <b>Sjedište</b>"), "{page}");

    // A record that goes on to a third takes along what it had, and nothing is said twice.
    let third = desk.town.organisation(&desk.trebinje, |content| content.name = Some(latin("Hor"))).await.id;
    merge(&keeper, (third, 1), (desk.rijeka, 3)).await;
    let rijeka = json!({ "text": "Udruženje ljubitelja čiste rijeke" });
    let all = changes(third).await;
    let told = all.as_array().expect("changes");
    assert_eq!(told.len(), 4, "{all}");
    for one in [
        seat("Ljubinje", most),
        seat("Bileća", rijeka.clone()),
        merged("Udruženje „Most“", rijeka),
        merged("Udruženje ljubitelja čiste rijeke", Value::Null),
    ] {
        assert!(told.contains(&one), "{one} is missing in {all}");
    }
    // When the one that stays is taken out, nothing of any of them is to be read.
    let withdraw = "mutation ($input: WithdrawOrganisationInput!) { withdrawOrganisation(input: $input) {
        organisation { state } errors { code } } }";
    let input = json!({ "id": third.to_string(), "version": 2, "reason": { "text": "Ugašeno.", "locale": "sr-Latn" } });
    done(&keeper, withdraw, input).await;
    let query = "query ($id: ID!) { organisation(id: $id) { changes { field } } }";
    for id in [third, desk.rijeka, desk.most] {
        let found = desk.town.data(query, json!({ "id": id.to_string() })).await["organisation"].take();
        assert_eq!(found, Value::Null);
    }
    let from_the_desk = "query ($id: ID!) { node(id: $id) { ... on Organisation { changes { field } } } }";
    let found = desk.town.data(from_the_desk, json!({ "id": desk.most.to_string() })).await;
    assert_eq!(found["node"], Value::Null);
}
