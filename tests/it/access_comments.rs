//! What anyone sees of comments: of one that waits nothing, and of what is private nothing ever, in whatever answer.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use entities::{CommentState, Moderation, Supports, comment, comment_flag, comment_support};
use sea_orm::{ConnectionTrait as _, Set, Unchanged};
use serde_json::json;
use tests::Town;

use crate::access::{everything, types, without_end};
use crate::commenters::{REPORT, SUPPORT};
use crate::comments::{ANSWER, Square};
use crate::tables::{checked, columns};

/// What is about comments and never shown to the public.
const PRIVATE: [&str; 7] = [
    "comment.code",
    "comment.email",
    "comment.files.storage_key",
    "comment.search_text",
    "comment_flag.words",
    "comment_revision.author",
    "comment_revision.content",
];
/// What stands in place of every hash.
const HASH: [u8; 32] = *b"kanarinac umjesto kljuca hasa 32";

/// The tables in which canaries are planted here.
pub(crate) const PLANTED: [&str; 4] = ["comment", "comment_revision", "comment_flag", "official_answer"];

/// Writes a canary into every column of text of every row about comments; returns `table.column` and its canary.
pub(crate) async fn plant(town: &Town) -> Vec<(String, String)> {
    let db = town.database().connect().await;
    let mut planted = Vec::new();
    for table in PLANTED {
        for (column, what) in columns(&db, table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            // A list of codes cannot hold a canary.
            if !is_text || column == "signals" || !checked(&db, table, &column).await.is_empty() {
                continue;
            }
            // With an end of its own, so that none stands in another.
            let canary = format!("kanarinac-{table}-{column}-kraj");
            let value = match column.as_str() {
                "files" => {
                    let key = format!("{canary}-kljuc");
                    planted.push((format!("{table}.{column}.storage_key"), key.clone()));
                    json!([{ "name": canary, "media_type": "application/pdf", "size_bytes": 1, "sha256": "00", "storage_key": key }])
                        .to_string()
                }
                // As they are written, so that they can be read.
                "content" => json!({ "origin": "online", "locale": "sr-Latn", "text": canary }).to_string(),
                "author" => json!({ "kind": "citizen", "name": canary }).to_string(),
                _ if what.starts_with("json") => {
                    json!({ "original": { "locale": "sr-Latn", "text": canary } }).to_string()
                }
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

impl Square {
    /// Whatever anybody could ask, as one text.
    async fn all_that_anyone_can_learn(&self) -> String {
        let types = types(&self.town).await;
        let list = everything(&types, "CommentConnection", 5);
        let given = everything(&types, "CommentBox", 3);
        let whole = everything(&types, "Consultation", 3);
        let (of, id) = (json!({ "of": self.of() }), self.of());
        let mut learnt = String::new();
        for root in [
            format!("comments(consultation: $of) {{ {list} }}"),
            format!("comments(consultation: $of, orderBy: MOST_SUPPORTED, filter: {{ answered: true }}) {{ {list} }}"),
            format!("commentBox(consultation: $of) {{ {given} }}"),
            format!("consultation(id: $of) {{ {whole} }}"),
        ] {
            learnt += &self.town.data(&format!("query ($of: ID!) {{ {root} }}"), of.clone()).await.to_string();
        }
        for path in [
            "/trebinje/rasprave".to_owned(),
            format!("/trebinje/rasprava/{id}"),
            format!("/trebinje/rasprava/{id}/komentari"),
            format!("/trebinje/rasprava/{id}/komentari?dio={}", self.draft.articles[0].key),
        ] {
            learnt += &self.town.get(&path).await.text();
        }
        learnt + &self.log().await
    }

    async fn make(&self, state: CommentState) {
        let id = self.rows().await[0].id;
        let standing = Set(state == CommentState::Published);
        let row = comment::ActiveModel { id: Unchanged(id), state: Set(state), standing, ..Default::default() };
        let tx = self.town.begin().await;
        tx.update(row).await.expect("a comment");
        tx.commit().await.expect("a comment");
    }
}

#[tokio::test]
async fn of_comments_nobody_learns_what_is_private() {
    let town = Town::configured(without_end).await;
    let square =
        Square::of_town(town, |row| (row.moderation, row.supports) = (Moderation::Post, Supports::Client)).await;
    let mut input = square.as_the_form("key 1", "Члан 1. треба допунити.").await;
    input["part"] = json!(square.draft.articles[0].id.to_string());
    let sent = square.send(input).await;
    let id = &sent["receipt"]["comment"]["id"];
    let voice = json!({ "comment": id, "reason": "INSULT", "words": "Vrijeđa.", "idempotencyKey": "r" });
    square.town.data(REPORT, json!({ "input": voice })).await;
    square.town.data(SUPPORT, json!({ "input": { "comment": id, "idempotencyKey": "s" } })).await;
    let moderator = square.moderator().await;
    let read = json!([{ "id": id, "revision": 1 }]);
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Прихваћено." })).await;
    let planted = plant(&square.town).await;
    assert!(planted.len() > 12, "{planted:?}");
    let tx = square.town.begin().await;
    let row = comment::ActiveModel { secret_hash: Set(Some(HASH.to_vec())), ..Default::default() };
    let all = sea_orm::Condition::all;
    tx.change::<comment::Entity, _>(all(), row, []).await.expect("a hash");
    let row = comment_flag::ActiveModel { by_hash: Set(HASH.to_vec()), ..Default::default() };
    assert_eq!(tx.change::<comment_flag::Entity, _>(all(), row, []).await.expect("a hash"), 1);
    let row = comment_support::ActiveModel {
        by_hash: Set(HASH.to_vec()),
        secret_hash: Set(Some(HASH.to_vec())),
        ..Default::default()
    };
    assert_eq!(tx.change::<comment_support::Entity, _>(all(), row, []).await.expect("a hash"), 1);
    tx.commit().await.expect("hashes");

    square.make(CommentState::Pending).await;
    let learnt = square.all_that_anyone_can_learn().await;
    let of_it = planted.iter().filter(|(at, _)| at.starts_with("comment"));
    let leaked: Vec<_> = of_it.filter(|(_, canary)| learnt.contains(canary)).collect();
    assert!(leaked.is_empty(), "a comment that waits shows {leaked:?}");

    // The same questions do find it when it is published: they were asked well.
    square.make(CommentState::Published).await;
    let learnt = square.all_that_anyone_can_learn().await;
    let never_shown: BTreeSet<_> =
        planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at.as_str()).collect();
    assert_eq!(never_shown, PRIVATE.into());
    let hex: String = HASH.iter().map(|byte| format!("{byte:02x}")).collect();
    let plain = String::from_utf8_lossy(&HASH).into_owned();
    let numbers = format!("{HASH:?}");
    for said in [plain, hex.to_uppercase(), hex, STANDARD_NO_PAD.encode(HASH), URL_SAFE_NO_PAD.encode(HASH), numbers] {
        assert!(!learnt.contains(&said), "{said}");
    }
}
