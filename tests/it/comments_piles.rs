//! In which pile of the desk a comment lies: the database is asked for what the rule says.

use std::collections::BTreeSet;

use entities::{CommentFlagId, CommentId, CommentReason, CommentState, Moderation, comment, comment_flag};
use javno::comments::rules::pile::{Facts, Pile};
use sea_orm::{IntoActiveModel as _, Iterable as _};
use serde_json::{Value, json};
use tests::people::Person;

use crate::commenters::REPORT;
use crate::comments::{ANSWER, Square};

const PILE: &str = "query($filter: DeskCommentFilter!) { desk(municipality: \"trebinje\") {
    comments(filter: $filter, first: 100) { nodes { comment { id } } } commentCounts(filter: $filter) { all } } }";

/// What lies there.
async fn lying(by: &Person<'_>, filter: Value) -> BTreeSet<String> {
    let told = by.data(PILE, json!({ "filter": filter })).await["desk"].take();
    let nodes = told["comments"]["nodes"].as_array().expect("comments").iter();
    let found: BTreeSet<_> = nodes.map(|one| one["comment"]["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(told["commentCounts"]["all"], found.len(), "as many as are counted: {filter}");
    found
}

#[tokio::test]
async fn every_comment_of_every_state_lies_where_the_rule_says() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    square.say("key 1", "Члан 2. треба допунити.").await;
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PUBLISHED").await;
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Хвала." })).await;
    let first = square.rows().await.remove(0);
    let mut all = vec![(first.id, Facts { state: CommentState::Published, flagged: false, answered: true })];
    let tx = square.town.begin().await;
    for state in CommentState::iter() {
        for (flagged, answered) in [(false, false), (false, true), (true, false), (true, true)] {
            let id = CommentId::new();
            let answer_id = first.answer_id.filter(|_| answered);
            let row = comment::Model { id, code: id.to_string(), state, answer_id, ..first.clone() };
            tx.insert(row.into_active_model()).await.expect("a comment");
            // What somebody said of it before, and an official has decided since, says nothing any more.
            for (by, settled) in [(1, true), (2, false)] {
                let flag = comment_flag::Model {
                    id: CommentFlagId::new(),
                    municipality_id: first.municipality_id,
                    comment_id: id,
                    reason: CommentReason::Insult,
                    words: None,
                    by_hash: vec![by; 32],
                    flagged_at: first.received_at,
                    settled_at: settled.then_some(first.received_at),
                };
                if settled || flagged {
                    tx.insert(flag.into_active_model()).await.expect("a flag");
                }
            }
            all.push((id, Facts { state, flagged, answered }));
        }
    }
    tx.commit().await.expect("comments");
    let expected = |pile: Pile| -> BTreeSet<String> {
        all.iter().filter(|(_, facts)| pile.holds(*facts)).map(|(id, _)| id.to_string()).collect()
    };
    for pile in Pile::ALL {
        let name = format!("{pile:?}").to_uppercase();
        assert_eq!(lying(&moderator, json!({ "pile": name })).await, expected(pile), "{name}");
        assert!(!expected(pile).is_empty(), "{name}");
    }
    assert_eq!(lying(&moderator, json!({ "flagged": true })).await, expected(Pile::Flagged));
    let both = lying(&moderator, json!({ "pile": "FLAGGED", "state": "PENDING" })).await;
    assert_eq!(both.len(), 2, "a pile is narrowed as all of it is");
    let refused = moderator.refusal(PILE, json!({ "filter": { "flagged": true, "pile": "HELD" } })).await;
    assert!(refused.starts_with("BAD_REQUEST"), "{refused}");
}

#[tokio::test]
async fn what_was_reported_and_is_taken_back_waits_for_nobody() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Нешто непромишљено.").await;
    let comment = &sent["receipt"]["comment"]["id"];
    let report = json!({ "comment": comment, "reason": "INSULT", "idempotencyKey": "r1" });
    square.town.data(REPORT, json!({ "input": report })).await;
    let moderator = square.moderator().await;
    assert_eq!(lying(&moderator, json!({ "pile": "FLAGGED" })).await.len(), 1);
    assert_eq!(square.withdraw(&sent["receipt"]["code"], "w1").await["errors"], json!([]));
    for filter in [json!({ "pile": "FLAGGED" }), json!({ "flagged": true })] {
        assert_eq!(lying(&moderator, filter).await.len(), 0, "there is nothing to decide");
    }
    assert_eq!(lying(&moderator, json!({ "pile": "WITHDRAWN" })).await.len(), 1);
}
