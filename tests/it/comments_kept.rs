//! How long it is kept who wrote, supported or reported a comment.

use chrono::TimeDelta;
use entities::{
    ConfirmEmail, ConsultationStage, Moderation, Supports, comment_flag, comment_support, consultation, voice_key,
};
use javno::clock::Clock as _;
use sea_orm::{Set, Unchanged};
use serde_json::json;

use crate::commenters::{SUPPORT, path_in};
use crate::comments::{PUBLISH, Square};

impl Square {
    /// Does once what is done every day; how many addresses are forgotten.
    async fn care(&self) -> u64 {
        javno::comments::care::forget(&self.town.app.db, self.town.clock.now()).await.expect("care")
    }

    /// How many rows say who supported and who reported something.
    async fn voices(&self) -> (usize, usize) {
        let tx = self.town.begin().await;
        let supports = tx.find::<comment_support::Entity>().all(tx.connection()).await.expect("supports");
        let flags = tx.find::<comment_flag::Entity>().all(tx.connection()).await.expect("flags");
        tx.commit().await.expect("read");
        (supports.len(), flags.len())
    }

    /// The consultation is called off now.
    pub(crate) async fn cancelled(&self) {
        let tx = self.town.begin().await;
        let cancelled = consultation::ActiveModel {
            id: Unchanged(self.draft.row.id),
            stage: Set(ConsultationStage::Cancelled),
            saved_at: Set(self.town.clock.now()),
            ..Default::default()
        };
        tx.update(cancelled).await.expect("cancelled");
        tx.commit().await.expect("cancelled");
    }

    /// How many keys there are by which somebody could find out who that was.
    async fn keys(&self) -> usize {
        let tx = self.town.begin().await;
        let keys = tx.find::<voice_key::Entity>().all(tx.connection()).await.expect("keys");
        tx.commit().await.expect("read");
        keys.len()
    }
}

#[tokio::test]
async fn who_commented_and_who_spoke_to_it_is_forgotten_when_nothing_follows_from_it() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.supports) =
            (ConfirmEmail::Always, Moderation::Post, Supports::ConfirmedEmail);
    })
    .await;
    square.with_address("key 1", "Prvi.", "ana@izvor.example").await;
    assert_eq!(square.confirm().await.0, 303);
    let late = square.with_address("key 2", "Drugi.", "boris@izvor.example").await;
    let link = path_in(&square.town.unread().await[0].text);
    let said = json!(square.rows().await[0].id.to_string());
    let input = json!({ "comment": said, "email": "vera@izvor.example", "idempotencyKey": "s" });
    square.town.data(SUPPORT, json!({ "input": input })).await;
    let support = path_in(&square.town.unread().await[0].text);
    square.report(&said, "Vrijeđa.").await;

    square.town.clock.advance(TimeDelta::days(7));
    assert_eq!((square.care().await, square.voices().await), (0, (1, 1)), "they may still answer their letters");
    square.town.clock.advance(TimeDelta::seconds(1));
    assert_eq!((square.care().await, square.voices().await), (1, (0, 1)));
    let emails = async || square.rows().await.into_iter().map(|row| row.email).collect::<Vec<_>>();
    assert_eq!(emails().await, [Some("ana@izvor.example".to_owned()), None]);
    assert_eq!(square.press(&link).await.0, 410);
    assert_eq!(square.press(&support).await.0, 410);
    let receipt = format!("/trebinje/potvrda/{}", late["receipt"]["code"].as_str().expect("a code"));
    let page = square.town.get(&receipt).await.text();
    assert!(page.contains("Adresa nije potvrđena na vrijeme") && page.contains("Drugi."), "{page}");
    assert_eq!(square.care().await, 0);

    square.cancelled().await;
    square.town.clock.advance(TimeDelta::days(90));
    assert_eq!(square.care().await, 0);
    square.town.clock.advance(TimeDelta::seconds(1));
    assert_eq!(square.care().await, 1, "no report will come");
    assert_eq!(emails().await, [None, None]);
    assert_eq!(square.rows().await.len(), 2, "what was said stays");
    assert_eq!(square.voices().await, (0, 1), "nobody has decided about the report of a comment");
    assert_eq!(square.keys().await, 1, "and whoever reports it once more is one still");
    square.town.clock.advance(TimeDelta::days(366));
    square.care().await;
    assert_eq!((square.voices().await, square.keys().await), ((0, 0), 0), "nor can anybody find out any more");
}

#[tokio::test]
async fn who_waits_for_a_report_that_never_comes_is_forgotten_after_a_year() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.supports) =
            (ConfirmEmail::WhenGiven, Moderation::Post, Supports::Client);
    })
    .await;
    square.with_address("key 1", "Prvi.", "ana@izvor.example").await;
    assert_eq!(square.confirm().await.0, 303);
    let said = square.rows().await[0].id.to_string();
    square.town.data(SUPPORT, json!({ "input": { "comment": said, "idempotencyKey": "s" } })).await;
    square.report(&json!(said), "Vrijeđa.").await;
    let moderator = square.moderator().await;
    let read = json!([{ "id": said, "revision": 1 }]);
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    // Open for two weeks still.
    square.town.clock.advance(TimeDelta::days(14 + 90));
    assert_eq!(
        (square.care().await, square.voices().await),
        (0, (1, 0)),
        "that somebody reported it was decided about"
    );
    square.town.clock.advance(TimeDelta::seconds(1));
    assert_eq!((square.care().await, square.voices().await, square.keys().await), (0, (1, 0), 1));
    // It is opened again: who has supported it before is not counted twice.
    let until =
        |at| consultation::ActiveModel { id: Unchanged(square.draft.row.id), closes_at: Set(at), ..Default::default() };
    let tx = square.town.begin().await;
    tx.update(until(Some(square.town.clock.now() + TimeDelta::days(1)))).await.expect("opened again");
    tx.commit().await.expect("opened again");
    square.town.data(SUPPORT, json!({ "input": { "comment": said, "idempotencyKey": "t" } })).await;
    assert_eq!(square.list().await[0]["supports"], 1);
    let tx = square.town.begin().await;
    tx.update(until(square.draft.row.closes_at)).await.expect("closed again");
    tx.commit().await.expect("closed again");
    square.town.clock.advance(TimeDelta::days(366 - 90));
    assert_eq!((square.care().await, square.voices().await, square.keys().await), (1, (0, 0), 0));
    assert_eq!(square.list().await[0]["supports"], 1, "how many they are stays");
    assert_eq!(square.rows().await[0].email, None);
}
