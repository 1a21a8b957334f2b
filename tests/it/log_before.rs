//! Consultations that were published before the log said what they say, or said all of it: each gets its entry in the daily
//! care, once, and nobody waits for it.

use std::time::Duration;

use entities::{
    ConsultationId, ConsultationStage, Moderation, consultation, consultation_channel, log_entry, log_head,
};
use javno::clock::Clock as _;
use javno::comments::care;
use javno::comments::rules::facts::Facts;
use javno::comments::rules::log::Entry;
use javno::comments::store::log;
use sea_orm::{ColumnTrait as _, Condition, Set, Unchanged};
use serde_json::Value;
use tests::Town;
use tests::given::{latin, with_everything};

use crate::comments::{Square, verified};
use crate::log_facts::{entries, told};

/// Does once what is done every day; of how many consultations something was recorded.
async fn cared(town: &Town) -> u64 {
    care::record(&town.app.db, town.clock.now()).await.expect("care")
}

/// How often its log says what a consultation itself says.
async fn so_often(town: &Town, of: ConsultationId) -> usize {
    let all = entries(town, &of.to_string()).await;
    all.iter().filter(|entry| entry["what"] == "facts").count()
}

#[tokio::test]
async fn what_was_published_before_gets_its_entry_once_and_a_draft_gets_none() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let (town, of) = (&square.town, square.draft.row.id);
    let sent = square.say("key 1", "Примједба.").await;
    let proof = sent["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let draft = town.debate(&square.owner, |row| row.stage = ConsultationStage::Draft).await.row.id;
    let cancelled = town.debate(&square.owner, |row| row.stage = ConsultationStage::Cancelled).await.row.id;
    // What comes with its entry needs no other.
    let new = town.consultation(&square.owner, with_everything).await.id;
    let (said, right) = told(town, &of.to_string()).await;
    assert!(right && said.contains("Of these it proves nothing."), "{said}");

    let before = entries(town, &of.to_string()).await;
    assert_eq!(cared(town).await, 2);
    let after = entries(town, &of.to_string()).await;
    assert_eq!(after[..before.len()], before, "what stands there stays");
    assert_eq!((after.len(), &after[before.len()]["what"]), (before.len() + 1, &Value::from("facts")), "at the end");
    for of in [of, cancelled, new] {
        let (said, right) = told(town, &of.to_string()).await;
        assert!(right && !said.contains("proves nothing"), "{said}");
        assert_eq!(so_often(town, of).await, 1);
    }
    let file = town.get(&format!("/log/{of}.ndjson")).await.text();
    let (said, right) = verified(&[&file, &proof], Some(&square.key().await));
    assert!(right && said.contains("All 1 receipts stand in it."), "{said}");

    assert_eq!(cared(town).await, 0, "once");
    let tx = town.begin().await;
    let published = consultation::ActiveModel {
        id: Unchanged(draft),
        stage: Set(ConsultationStage::Published),
        ..Default::default()
    };
    tx.update(published).await.expect("published");
    tx.commit().await.expect("published");
    assert_eq!((cared(town).await, cared(town).await), (1, 0), "nobody had read it before");

    // From now on it is proven.
    let tx = town.begin().await;
    let titled = consultation::ActiveModel { id: Unchanged(of), title: Set(latin("Drugi")), ..Default::default() };
    tx.update(titled).await.expect("changed");
    tx.commit().await.expect("changed");
    let (said, right) = told(town, &of.to_string()).await;
    assert!(!right && said.contains("the consultation, its title: what is shown is not what was published"), "{said}");
    assert_eq!(cared(town).await, 0, "what was changed behind our back is not recorded");
}

#[tokio::test]
async fn an_entry_of_before_stays_valid_for_what_it_has_until_there_is_one_that_says_all() {
    let town = Town::new().await;
    let owner = town.municipality("trebinje").await;
    let id = town.consultation(&owner, with_everything).await.id;
    let of = id.to_string();
    let mut entry = entries(&town, &of).await.remove(0);
    let fields = entry.as_object_mut().expect("an entry");
    for more in ["what", "form", "also", "channels", "documents"] {
        assert!(fields.remove(more).is_some(), "{more}");
    }
    let old: Facts = serde_json::from_value(entry).expect("an entry of before");
    // As a server that recorded less has left it.
    let tx = town.begin().await;
    tx.delete::<log_entry::Entity>(Condition::all().add(log_entry::Column::ConsultationId.eq(id))).await.expect("none");
    tx.delete::<log_head::Entity>(Condition::all().add(log_head::Column::ConsultationId.eq(id))).await.expect("none");
    let mut held = log::hold(&tx, owner.id, id).await.expect("a log");
    log::append(&tx, &mut held, &[Entry::Facts(old)]).await.expect("an entry");
    javno::comments::store::texts::record(&tx, owner.id, id).await.expect("the text");
    tx.commit().await.expect("as it was");

    let less = "is of before its rules, other ways to comment and documents were recorded";
    let (said, right) = told(&town, &of).await;
    assert!(right && said.contains(less), "{said}");
    let rename = async |text: &str| {
        let tx = town.begin().await;
        let its = Condition::all().add(consultation_channel::Column::ConsultationId.eq(id));
        let other = consultation_channel::ActiveModel { text: Set(latin(text)), ..Default::default() };
        tx.change::<consultation_channel::Entity, _>(its, other, []).await.expect("changed");
        tx.commit().await.expect("changed");
    };
    rename("Šalter 2").await;
    assert!(told(&town, &of).await.1, "of that it says nothing");

    assert_eq!((cared(&town).await, cared(&town).await), (1, 0));
    assert_eq!(so_often(&town, id).await, 2);
    let (said, right) = told(&town, &of).await;
    assert!(right && !said.contains("proves nothing"), "{said}");
    rename("Šalter 3").await;
    let (said, right) = told(&town, &of).await;
    assert!(!right && said.contains("the consultation, its channel counter"), "{said}");

    // A file that leaves out what its log has was shortened.
    rename("Šalter 2").await;
    let file = town.get(&format!("/log/{of}.ndjson")).await.text();
    let (first, rest) = file.split_once('\n').expect("lines");
    let mut first: Value = serde_json::from_str(first).expect("JSON");
    assert!(first["facts"].as_object_mut().and_then(|said| said.remove("channels")).is_some());
    let (said, right) = verified(&[&format!("{first}\n{rest}")], None);
    assert!(!right && said.contains("which other ways to comment everybody reads"), "{said}");
}

#[tokio::test]
async fn two_servers_that_care_at_once_record_it_once() {
    let square = Square::new(|_| {}).await;
    let town = &square.town;
    let other = town.debate(&square.owner, |_| {}).await.row.id;
    let neighbour = town.neighbour().await;
    let now = town.clock.now();
    let (one, two) = tokio::join!(care::record(&town.app.db, now), care::record(&neighbour.0.db, now));
    assert_eq!(one.expect("care") + two.expect("care"), 2);
    for of in [square.draft.row.id, other] {
        assert_eq!(so_often(town, of).await, 1);
        assert!(told(town, &of.to_string()).await.1);
    }
}

#[tokio::test]
async fn a_log_that_does_not_hold_together_keeps_no_other_from_its_entry() {
    let square = Square::new(|_| {}).await;
    let (town, broken) = (&square.town, square.draft.row.id);
    let whole = town.debate(&square.owner, |_| {}).await.row.id;
    let tx = town.begin().await;
    let its = Condition::all().add(log_entry::Column::ConsultationId.eq(broken));
    tx.delete::<log_entry::Entity>(its).await.expect("none");
    tx.commit().await.expect("none");
    assert_eq!(cared(town).await, 1);
    assert_eq!(so_often(town, whole).await, 1);
    assert_eq!(cared(town).await, 0);
}

#[tokio::test]
async fn whoever_comments_waits_for_no_other_consultation() {
    let square = Square::new(|_| {}).await;
    let town = &square.town;
    if !town.database().is_postgres() {
        // SQLite has one writer, and whoever holds a log holds it all.
        return;
    }
    let held = town.debate(&square.owner, |_| {}).await.row.id;
    let last = town.debate(&square.owner, |_| {}).await.row.id;
    let tx = town.begin().await;
    log::hold(&tx, square.owner.id, held).await.expect("the end of a log");
    let mut caring = Box::pin(cared(town));
    let waited = tokio::time::timeout(Duration::from_millis(500), &mut caring).await;
    assert!(waited.is_err(), "it waits for whoever holds one");
    assert_eq!(so_often(town, square.draft.row.id).await, 1, "what comes before is there, and nobody holds it");
    assert_eq!(square.say("key 1", "Примједба.").await["receipt"]["state"], "PENDING");
    assert_eq!(so_often(town, last).await, 0);
    tx.commit().await.expect("let go");
    assert_eq!(caring.await, 3);
}
