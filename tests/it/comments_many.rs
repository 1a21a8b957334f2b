//! What is said in a consultation costs the same, however much it is.

use chrono::TimeDelta;
use entities::{Moderation, comment, comment_count, comment_organisation, organisation_merge};
use sea_orm::IntoActiveModel as _;
use serde_json::json;
use tests::given::latin;

use crate::comments::{ANSWER, BOX, LIST, Square};
use crate::documents::shipped;

/// So many comments with answers on three articles, the first with a reply.
async fn crowded(count: usize) -> Square {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut input = square.as_the_form("key 1", "Члан треба допунити.").await;
    input["part"] = json!(square.draft.articles[0].id.to_string());
    let sent = square.send(input).await;
    let id = &sent["receipt"]["comment"]["id"];
    let moderator = square.moderator().await;
    let read = json!([{ "id": id, "revision": 1 }]);
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Прихваћено." })).await;
    let first = square.rows().await.remove(0);
    let copy = |number: usize| {
        let article = &square.draft.articles[number % 3];
        let id = entities::CommentId::new();
        comment::Model {
            id,
            code: id.to_string(),
            anchor_id: Some(article.id),
            anchor_key: Some(article.key),
            received_at: first.received_at - TimeDelta::milliseconds(i64::try_from(number).expect("few")),
            ..first.clone()
        }
        .into_active_model()
    };
    let tx = square.town.begin().await;
    for some in (1..count).map(copy).collect::<Vec<_>>().chunks(200) {
        tx.insert_all(some.to_vec()).await.expect("comments");
    }
    let counted = square.draft.articles[1..].iter().map(|article| comment_count::Model {
        consultation_id: first.consultation_id,
        anchor_key: article.key,
        municipality_id: first.municipality_id,
        published: i32::try_from(count / 3).expect("few"),
        answered: i32::try_from(count / 3).expect("few"),
    });
    tx.insert_all(counted.map(comment_count::Model::into_active_model).collect()).await.expect("counts");
    tx.commit().await.expect("comments");
    let mut reply = square.as_the_form("key 2", "Слажем се.").await;
    reply["replyTo"] = id.clone();
    square.send(reply).await;
    drop(moderator);
    square
}

#[tokio::test]
async fn three_hundred_comments_cost_as_many_statements_as_three() {
    let mut told = Vec::new();
    for count in [3, 300] {
        let square = crowded(count).await;
        let (of, part) = (square.of(), square.draft.articles[1].key.to_string());
        let page = format!("/trebinje/rasprava/{of}");
        let mut costs = Vec::new();
        for path in [page.clone(), format!("{page}/komentari"), format!("{page}/komentari?dio={part}")] {
            square.town.statements();
            let answer = square.town.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            let shown = answer.text().matches("<li class=\"comment\"").count();
            assert!(shown > 0 || path == page, "{path}");
            costs.push((path.replace(&of, "con_…").replace(&part, "anc_…"), square.town.statements().len()));
        }
        let of_part = "query($of: ID!, $part: ID!) { comments(consultation: $of, filter: {part: $part}, first: 20) {
            nodes { text author answer { reason { text } } partLabel { text } replies { nodes { text } } } } }";
        for (name, query, variables) in [
            ("box", BOX, json!({ "of": of })),
            ("list", LIST, json!({ "of": of, "by": "NEWEST" })),
            ("part", of_part, json!({ "of": of, "part": part })),
        ] {
            square.town.statements();
            square.town.data(query, variables).await;
            costs.push((name.to_owned(), square.town.statements().len()));
        }
        // What widgets ask, in every version that a page may still have: the act with its counts, and what is said about an article.
        let mut asked = 0;
        for (name, document) in shipped() {
            let variables = match &*name {
                "Consultation" => json!({ "id": of, "locale": "sr-Cyrl" }),
                "Comments" => json!({ "id": of, "part": part, "locale": "sr-Cyrl", "first": 20, "after": null }),
                _ => continue,
            };
            square.town.statements();
            let told = square.town.data(&document, variables).await;
            asked += usize::from(told["commentBox"]["parts"][0]["counts"]["published"].is_number());
            let shown = &told["comments"]["nodes"];
            assert!(name == "Consultation" || shown[0]["answer"]["reason"]["text"].is_string(), "{name}: {shown}");
            costs.push((name, square.town.statements().len()));
        }
        assert!(asked >= 2, "both are shipped");
        assert!(costs.iter().all(|(_, statements)| *statements > 0), "it was asked for anew: {costs:?}");
        told.push(costs);
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn of_what_is_said_for_an_organisation_the_newest_are_shown_and_that_there_are_more() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let town = &square.town;
    let trebinje = &square.owner;
    let most = town.organisation(trebinje, |content| content.name = Some(latin("Udruženje Most"))).await.id;
    let merged = town.organisation(trebinje, |content| content.name = Some(latin("Most Trebinje"))).await.id;
    let quiet = town.organisation(trebinje, |content| content.name = Some(latin("Hor Zora"))).await.id;
    square.send(square.as_the_form("key 1", "Члан треба допунити.").await).await;
    let first = square.rows().await.remove(0);
    // As many minutes old as its number says.
    let said = |number: i64| comment::Model {
        id: entities::CommentId::new(),
        code: format!("code {number}"),
        text: Some(format!("Prijedlog {number}.")),
        received_at: first.received_at - TimeDelta::minutes(number),
        ..first.clone()
    };
    let link = |id, organisation_id| comment_organisation::Model {
        comment_id: id,
        municipality_id: trebinje.id,
        organisation_id,
    };
    let (mut comments, mut links) = (Vec::new(), Vec::new());
    for number in 1..=250 {
        let one = said(number);
        // The first fifty under the name of a record that is a part of the other now; a hundred and no more of the third.
        let whose = if number <= 50 {
            merged
        } else if number <= 150 {
            most
        } else {
            quiet
        };
        links.push(link(one.id, whose).into_active_model());
        comments.push(one.into_active_model());
    }
    let tx = town.begin().await;
    for some in comments.chunks(200) {
        tx.insert_all(some.to_vec()).await.expect("comments");
    }
    tx.insert_all(links).await.expect("links");
    let led = organisation_merge::Model {
        old_id: merged,
        municipality_id: trebinje.id,
        new_id: most,
        at: tx.now(),
        by: None,
    };
    tx.insert(led.into_active_model()).await.expect("a merger");
    tx.commit().await.expect("comments");
    for (id, newest, oldest, more) in [(most, 1, 100, true), (quiet, 151, 250, false)] {
        let query = "query ($id: ID!) { organisation(id: $id) { comments { text } } }";
        let told = town.data(query, json!({ "id": id.to_string() })).await["organisation"]["comments"].take();
        let told: Vec<_> = told.as_array().expect("comments").iter().map(|one| one["text"].clone()).collect();
        let expected: Vec<_> = (newest..=oldest).map(|number| json!(format!("Prijedlog {number}."))).collect();
        assert_eq!(told, expected);
        let page = town.get(&format!("/trebinje/organizacija/{id}")).await.text();
        assert!(page.contains(&format!("Prijedlog {oldest}.")), "{page}");
        assert_eq!(page.contains("Prikazano je najnovijih 100."), more, "{id}");
    }
}
