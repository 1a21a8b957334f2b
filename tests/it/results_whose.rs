//! Whose a row of a published list is, and whose what was said is: said after, followed, and not said over somebody else.

use std::time::Duration;

use entities::{OrganisationId, Role};
use sea_orm::sea_query::LockType;
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;

use crate::desk_calls::done;
use crate::import_kept::lock;
use crate::results::{Desk, ROWS, mutation};

#[tokio::test]
async fn a_row_can_be_linked_after_and_follows_a_record_that_is_merged() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let list = desk.published(&editor, "FINAL", None).await;
    assert_eq!(list["rows"][2]["organisation"], Value::Null);
    let rows = desk.public("results { rows { id } }").await["results"]["rows"].take();
    let input = json!({ "row": rows[2]["id"], "organisation": desk.rijeka.to_string() });
    let linked = done(&editor, &mutation("linkResult", ROWS), input).await["results"].take();
    assert_eq!(linked["rows"][2]["organisation"]["id"], desk.rijeka.to_string());
    assert_eq!(desk.of_organisation(desk.rijeka, "results { award }").await["results"], json!([{ "award": false }]));

    let keeper = desk.town.official(&desk.trebinje, &[Role::DirectoryKeeper]).await;
    let merge = "mutation ($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) {
        organisation { id } errors { code reason } } }";
    let input = json!({ "into": desk.rijeka.to_string(), "intoVersion": 1, "from": desk.most.to_string(),
        "fromVersion": 1, "take": [] });
    done(&keeper, merge, input).await;
    let of_both = desk.of_organisation(desk.rijeka, "results { award result { organisationName { text } } }").await;
    assert_eq!(of_both["results"].as_array().map(Vec::len), Some(2), "{of_both}");
    let rows = desk.public(&format!("results {{ {ROWS} }}")).await["results"]["rows"].take();
    assert_eq!(rows[0]["organisation"]["id"], desk.rijeka.to_string());
    assert_eq!(rows[0]["organisationName"]["text"], "УДРУЖЕЊЕ МОСТ", "the list stays as it was published");
}

#[tokio::test]
async fn what_is_said_for_an_organisation_leads_to_the_one_that_is_called_so() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let most = town.organisation(&trebinje, |content| content.name = Some(latin("Udruženje „Most“"))).await.id;
    // Of two that are called the same nobody knows which is meant.
    let twin = town.organisation(&trebinje, |content| content.name = Some(latin("Klub Zmaj"))).await.id;
    town.organisation(&trebinje, |content| content.name = Some(latin("KLUB „ZMAJ“"))).await;
    let of = town.consultation(&trebinje, |_| {}).await.id;
    let moderator = town.official(&trebinje, &[Role::Moderator]).await;
    let enter = "mutation ($input: EnterCommentInput!) { enterComment(input: $input) {
        comments { comment { id revision } } errors { code field problem } } }";
    let said = async |kind: &str, name: &str| {
        let input = json!({ "consultation": of.to_string(), "authorKind": kind, "name": name,
            "text": format!("Predlaže {name}."), "origin": "PAPER" });
        done(&moderator, enter, input).await["comments"][0]["comment"].take()
    };
    let first = said("ORGANISATION", "УДРУЖЕЊЕ МОСТ").await;
    said("CITIZEN", "Udruženje Most").await;
    said("ORGANISATION", "Most").await;
    said("ORGANISATION", "Klub Zmaj").await;
    let comments = async |id: OrganisationId| {
        let query = "query ($id: ID!) { organisation(id: $id) { comments { author text } } }";
        town.data(query, json!({ "id": id.to_string() })).await["organisation"]["comments"].take()
    };
    assert_eq!(comments(most).await, json!([{ "author": "УДРУЖЕЊЕ МОСТ", "text": "Predlaže УДРУЖЕЊЕ МОСТ." }]));
    assert_eq!(comments(twin).await, json!([]));
    let page = town.get(&format!("/trebinje/organizacija/{most}")).await.text();
    assert!(page.contains("Predlaže УДРУЖЕЊЕ МОСТ."), "{page}");
    // Whoever typed the name is nobody whom anybody has verified, and the page does not say that the organisation spoke.
    for said in ["Komentari pod ovim imenom (neprovjereno)", "Nije provjereno da je to napisala organizacija."] {
        assert!(page.contains(said), "{said} is missing in {page}");
    }
    // What may not be read is not said for anybody.
    let reject =
        "mutation ($comments: [CommentRead!]!) { rejectComments(input: { comments: $comments, reason: INSULT }) {
        errors { code } } }";
    moderator.data(reject, json!({ "comments": [{ "id": first["id"], "revision": first["revision"] }] })).await;
    assert_eq!(comments(most).await, json!([]));
}

#[tokio::test]
async fn of_two_who_say_whose_a_row_is_the_later_is_told_what_the_earlier_has_said() {
    let desk = Desk::new().await;
    let (one, other) = (desk.editor().await, desk.editor().await);
    desk.published(&one, "FINAL", None).await;
    let rows = desk.public("results { rows { id } }").await["results"]["rows"].take();
    let link = mutation("linkResult", ROWS);
    let (rijeka, most) = (desk.rijeka.to_string(), desk.most.to_string());
    let input_of = |at: usize, before: Option<&String>, to: Option<&String>| {
        let row = &rows[at]["id"];
        json!({ "row": row, "before": before, "organisation": to })
    };
    let input = |before: Option<&String>, to: Option<&String>| input_of(2, before, to);
    let whose = async || desk.public("results { rows { organisation { id } } }").await["results"]["rows"][2].take();
    let outrun = async |before: Option<&String>, to: Option<&String>| {
        let mut answer = other.ask(&link, json!({ "input": input(before, to) })).await;
        let refused = answer["errors"][0]["extensions"].take();
        assert_eq!(refused["code"], "CONFLICT", "{answer}");
        refused["now"].clone()
    };
    let named = |id: &String, name: &str| json!({ "organisation": id, "name": { "text": name, "locale": "sr-Latn" } });

    done(&one, &link, input(None, Some(&rijeka))).await;
    // Whoever had read that it leads nowhere neither takes it away nor leads it elsewhere, and is told where it leads.
    for to in [Some(&most), None] {
        assert_eq!(outrun(None, to).await, named(&rijeka, "Udruženje ljubitelja čiste rijeke"));
    }
    assert_eq!(whose().await["organisation"]["id"], rijeka, "nothing was changed");
    // Whoever has read that decides.
    done(&other, &link, input(Some(&rijeka), Some(&most))).await;
    assert_eq!(whose().await["organisation"]["id"], most);

    // A record that was put into another is the other; whoever has read either has read how it is.
    let keeper = desk.town.official(&desk.trebinje, &[Role::DirectoryKeeper]).await;
    let merge =
        "mutation ($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) { errors { code reason } } }";
    let both = json!({ "into": rijeka, "intoVersion": 1, "from": most, "fromVersion": 1, "take": [] });
    done(&keeper, merge, both).await;
    assert_eq!(outrun(None, Some(&rijeka)).await["organisation"], json!(rijeka));
    done(&other, &link, input(Some(&rijeka), None)).await;
    done(&other, &link, input_of(0, Some(&most), None)).await;
    assert_eq!(outrun(Some(&rijeka), Some(&rijeka)).await, json!({ "organisation": null, "name": null }));
    assert_eq!(whose().await["organisation"], Value::Null);
}

#[tokio::test]
async fn of_two_who_say_whose_a_row_is_at_once_one_is_told_so() {
    let desk = Desk::new().await;
    let (one, other) = (desk.editor().await, desk.editor().await);
    desk.published(&one, "FINAL", None).await;
    let row = desk.public("results { rows { id } }").await["results"]["rows"][2]["id"].take();
    let link = mutation("linkResult", ROWS);
    let to = |id: OrganisationId| json!({ "input": { "row": row, "before": null, "organisation": id.to_string() } });
    let (first, second) = tokio::join!(one.ask(&link, to(desk.rijeka)), other.ask(&link, to(desk.most)));
    let told = [first, second].map(|answer| answer["errors"][0]["extensions"]["code"].clone());
    assert_eq!(told.iter().filter(|code| **code == "CONFLICT").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|code| code.is_null()).count(), 1, "{told:?}");
}

/// Whoever takes back a list of organisations holds them in this order (`import_kept`).
#[tokio::test]
async fn organisations_are_named_in_the_order_in_which_a_list_of_them_is_taken_back() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let turned = |content: &mut Value| {
        content["stage"] = "FINAL".into();
        content["rows"].as_array_mut().expect("rows").swap(0, 1);
    };
    let draft = desk.written_as(&editor, turned).await;
    let tx = desk.town.begin().await;
    assert!(desk.most < desk.zmaj, "its row stands after the other's");
    lock(&tx, desk.most, LockType::Update).await;
    let let_go = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        lock(&tx, desk.zmaj, LockType::Update).await;
        tx.commit().await.expect("let go");
    };
    let input = json!({ "call": desk.call.to_string(), "version": draft["version"] });
    let publish = mutation("publishResults", ROWS);
    let (mut published, ()) = tokio::join!(done(&editor, &publish, input), let_go);
    let rows = published["results"]["rows"].take();
    assert_eq!(rows[0]["organisation"]["id"], desk.zmaj.to_string());
    assert_eq!(rows[1]["organisation"]["id"], desk.most.to_string());
}
