//! What the log says besides words and answers: how many support a comment, how many are counted, for whom it is said, and what
//! the consultation itself is about. Whatever of it is changed behind our back is noticed.

use entities::{
    CommentId, ConsultationId, Moderation, Supports, comment, comment_count, comment_organisation, consultation,
    consultation_session,
};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait as _, Condition};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;

use crate::act_texts::{key, log};
use crate::commenters::SUPPORT;
use crate::comments::{Square, verified};
use crate::comments_erased::ERASE;
use crate::desk_calls::{done, text};
use crate::desk_debates::{Desk, mutation, written};

/// What `javno verify` says of a log as it is had now.
pub(crate) async fn told(town: &Town, of: &str) -> (String, bool) {
    verified(&[&log(town, of).await], Some(&key(town).await))
}

/// The entries of a log, in their order.
pub(crate) async fn entries(town: &Town, of: &str) -> Vec<Value> {
    let file = log(town, of).await;
    let entry = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        serde_json::from_str(line["entry"].as_str().expect("an entry")).expect("JSON")
    };
    file.lines().skip(1).map(entry).collect()
}

#[tokio::test]
async fn how_many_support_it_and_how_many_are_counted_is_what_the_log_says() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::Client, Moderation::Post)).await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = sent["receipt"]["comment"]["id"].clone();
    let support = async |key: &str, back: bool| {
        let input = json!({ "comment": id, "back": back, "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await;
    };
    for (key, back) in [("s1", false), ("s1", false), ("s2", true), ("s3", false)] {
        support(key, back).await;
    }
    let of = square.of();
    let supported: Vec<_> =
        entries(&square.town, &of).await.into_iter().filter(|entry| entry["what"] == "supported").collect();
    let expected = [1, 0, 1].map(|supports| json!({ "what": "supported", "comment": id, "supports": supports }));
    assert_eq!(supported, expected, "nobody, and no hour, is named");
    assert!(told(&square.town, &of).await.1);

    let row = square.rows().await.remove(0);
    for (supports, right) in [(2, false), (0, false), (1, true)] {
        let tx = square.town.begin().await;
        let changed = comment::ActiveModel { id: Unchanged(row.id), supports: Set(supports), ..Default::default() };
        tx.update(changed).await.expect("changed");
        tx.commit().await.expect("changed");
        let (said, is) = told(&square.town, &of).await;
        assert_eq!(is, right, "{supports}: {said}");
        assert!(right || said.contains("how many support it is not what was recorded"), "{said}");
    }
    for (column, by, right) in [
        (comment_count::Column::Published, 1, false),
        (comment_count::Column::Published, -1, true),
        (comment_count::Column::Answered, 1, false),
        (comment_count::Column::Answered, -1, true),
    ] {
        let tx = square.town.begin().await;
        let its = Condition::all().add(comment_count::Column::ConsultationId.eq(square.draft.row.id));
        let set = comment_count::ActiveModel::default();
        let more = [(column, column.into_expr().add(by))];
        tx.change::<comment_count::Entity, _>(its, set, more).await.expect("changed");
        tx.commit().await.expect("changed");
        let (said, is) = told(&square.town, &of).await;
        assert_eq!(is, right, "{column:?} {by}: {said}");
        assert!(right || said.contains("is said to have is not what was recorded"), "{said}");
    }
}

#[tokio::test]
async fn for_which_organisation_it_is_said_is_what_was_recorded() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let of = square.of();
    let named = async |name: &str| {
        let row = square.town.organisation(&square.owner, |content| content.name = Some(latin(name))).await;
        row.id
    };
    let (most, other) = (named("Udruženje Most").await, named("Hor Zora").await);
    let mut input = square.as_the_form("key 1", "Члан треба допунити.").await;
    (input["authorKind"], input["name"]) = (json!("ORGANISATION"), json!("Udruženje Most"));
    square.send(input).await;
    square.say("key 2", "И ја то мислим.").await;
    let (said, right) = told(&square.town, &of).await;
    assert!(right && log(&square.town, &of).await.contains(&most.to_string()), "{said}");

    let rows = square.rows().await;
    let link = |comment, organisation| comment_organisation::ActiveModel {
        comment_id: Unchanged(comment),
        organisation_id: Set(organisation),
        ..Default::default()
    };
    for (organisation, right) in [(other, false), (most, true)] {
        let tx = square.town.begin().await;
        tx.update(link(rows[0].id, organisation)).await.expect("changed");
        tx.commit().await.expect("changed");
        let (said, is) = told(&square.town, &of).await;
        assert_eq!(is, right, "{said}");
        assert!(right || said.contains("what is shown is not what was recorded"), "{said}");
    }
    let add = async |comment_id, organisation_id| {
        let tx = square.town.begin().await;
        let added = comment_organisation::ActiveModel {
            comment_id: Set(comment_id),
            municipality_id: Set(square.owner.id),
            organisation_id: Set(organisation_id),
        };
        tx.insert(added).await.expect("added");
        tx.commit().await.expect("added");
    };
    let take = async |comment: CommentId| {
        let tx = square.town.begin().await;
        let its = comment_organisation::Column::CommentId.eq(comment);
        tx.delete::<comment_organisation::Entity>(Condition::all().add(its)).await.expect("gone");
        tx.commit().await.expect("gone");
    };
    // Nor does anybody speak for one who has not said so.
    add(rows[1].id, other).await;
    assert!(!told(&square.town, &of).await.1);
    take(rows[1].id).await;
    assert!(told(&square.town, &of).await.1);
    // Nor has he who spoke for one spoken for nobody.
    take(rows[0].id).await;
    let (said, right) = told(&square.town, &of).await;
    assert!(!right && said.contains("for which organisation it is said was recorded, and is not shown"), "{said}");
    add(rows[0].id, most).await;
    assert!(told(&square.town, &of).await.1);

    // Who is forgotten is forgotten with it, and the log stays valid.
    let moderator = square.moderator().await;
    let read = json!({ "id": rows[0].id.to_string(), "revision": 1 });
    let erased = moderator.data(ERASE, json!({ "input": { "comment": read, "what": "AUTHOR" } })).await;
    assert_eq!(erased["eraseComment"]["errors"], json!([]));
    let (said, right) = told(&square.town, &of).await;
    assert!(right && !log(&square.town, &of).await.contains(&most.to_string()), "{said}");
    // Nor does he speak for anybody again because somebody says so in the database.
    add(rows[0].id, other).await;
    let query = "query ($id: ID!) { organisation(id: $id) { comments { text } } }";
    let said = square.town.data(query, json!({ "id": other.to_string() })).await;
    assert_eq!(said["organisation"]["comments"], json!([]));
}

#[tokio::test]
async fn what_a_consultation_is_about_and_its_sessions_are_what_was_published() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let of = id.as_str().expect("an id").to_owned();
    let row: ConsultationId = of.parse().expect("an id");
    assert!(told(&desk.town, &of).await.1);

    let mut content = written();
    content["sessions"] = json!([{ "starts": { "day": "2026-12-02", "hour": "17:00" }, "place": text("Velika sala") }]);
    let input = json!({ "id": id, "version": version, "content": content });
    let saved = done(&editor, &mutation("saveConsultation"), input).await["consultation"]["version"].clone();
    let before = entries(&desk.town, &of).await;
    assert_eq!(before.iter().filter(|entry| entry["what"] == "facts").count(), 1, "nobody outside sees it yet");
    let input = json!({ "id": id, "version": saved, "reason": text("Dodata sjednica") });
    done(&editor, &mutation("correctConsultation"), input).await;
    let now = entries(&desk.town, &of).await;
    let facts: Vec<_> = now.iter().filter(|entry| entry["what"] == "facts").collect();
    let sessions: Vec<_> = facts.iter().map(|entry| entry["sessions"].as_array().map(Vec::len)).collect();
    assert_eq!(sessions, [Some(0), Some(1)]);
    assert!(!facts[1].to_string().contains("Velika sala"), "only the hash of it");
    let (said, right) = told(&desk.town, &of).await;
    assert!(right, "{said}");

    let tx = desk.town.begin().await;
    let titled = consultation::ActiveModel {
        id: Unchanged(row),
        title: Set(latin("Nacrt odluke o parkovima.")),
        online_counts: Set(true),
        ..Default::default()
    };
    tx.update(titled).await.expect("changed");
    let its = Condition::all().add(consultation_session::Column::ConsultationId.eq(row));
    let came = consultation_session::ActiveModel { attendance: Set(Some(340)), ..Default::default() };
    tx.change::<consultation_session::Entity, _>(its, came, []).await.expect("changed");
    tx.commit().await.expect("changed");
    let (said, right) = told(&desk.town, &of).await;
    assert!(!right, "{said}");
    for noticed in [
        "the consultation, its title: what is shown is not what was published",
        "the consultation, its online_counts: what is shown is not what was published",
        "the consultation, its session of 2026-12-02T16:00:00+00:00: it is shown, and nothing says that it was published",
        "the consultation, its sessions: 1 of 1: everybody may read it, and it is not shown",
    ] {
        assert!(said.contains(noticed), "{noticed}: {said}");
    }
}
