//! How many support a comment: each client once, however many ask at once, and never fewer than none.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use entities::{
    CommentId, CommentState, ConsultationStage, Moderation, Supports, comment, comment_support, consultation, voice_key,
};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait as _, Condition};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::Town;

use crate::commenters::{SUPPORT, path_in};
use crate::comments::Square;

impl Square {
    /// Supports a comment as this client of the network, or takes that back. Whoever waits for long is told that the server
    /// is busy, and asks the same again, as a browser does.
    async fn supports(&self, of: &Value, client: u8, back: bool, key: &str) -> Value {
        let input = json!({ "comment": of, "back": back, "idempotencyKey": key });
        let body = json!({ "query": SUPPORT, "variables": { "input": input } }).to_string();
        loop {
            let mut request = Request::post("/graphql")
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.clone()))
                .expect("a request");
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, client, 7], 40_000))));
            let mut answer = self.town.request(request).await.json();
            if answer["errors"][0]["extensions"]["code"] != "UNAVAILABLE" {
                assert!(answer.get("errors").is_none(), "{answer}");
                break answer["data"]["supportComment"]["state"].take();
            }
        }
    }

    /// Supports a comment by a letter to this address, as a client of the network.
    async fn supports_by_letter(&self, of: &Value, from: [u8; 4], email: &str) {
        let input = json!({ "comment": of, "email": email, "idempotencyKey": email });
        let body = json!({ "query": SUPPORT, "variables": { "input": input } }).to_string();
        let request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        let request = request.extension(ConnectInfo(SocketAddr::from((from, 40_000))));
        let answer = self.town.request(request.body(Body::from(body)).expect("a request")).await.json();
        assert_eq!(answer["data"]["supportComment"]["state"], "ASKED_BY_LETTER", "{answer}");
    }

    /// To whom letters went by now that nobody has read.
    async fn written_to(&self) -> Vec<String> {
        self.town.unread().await.into_iter().map(|letter| letter.to).collect()
    }

    /// How many are counted, and how many are kept.
    async fn supported(&self) -> (i32, usize) {
        let tx = self.town.begin().await;
        let kept = tx.find::<comment_support::Entity>().all(tx.connection()).await.expect("supports");
        tx.commit().await.expect("read");
        (self.rows().await[0].supports, kept.len())
    }
}

async fn square() -> Square {
    square_where(100).await
}

/// Where a client takes back so often in a minute at most.
async fn square_where(comments_per_minute: u32) -> Square {
    let town = Town::configured(|config| {
        (config.operation.seconds, config.rate.comments_per_minute) = (60, comments_per_minute);
    })
    .await;
    let square = Square::of_town(town, |row| {
        (row.supports, row.moderation) = (Supports::Client, Moderation::Post);
    })
    .await;
    square.town.expecting_errors();
    square
}

#[tokio::test]
async fn supports_that_come_and_go_at_once_are_counted_each_once_and_never_below_none() {
    const CLIENTS: u8 = 8;
    let square = square().await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    // Each client three times at once: a page that is open thrice.
    let all = async |round: &str, back: fn(usize) -> bool| {
        let asked = (0..CLIENTS).flat_map(|client| (0..3).map(move |time| (client, time)));
        let asked = asked.map(|(client, time)| {
            let (key, back) = (format!("{round} {client} {time}"), back(time));
            let square = &square;
            async move { square.supports(id, client, back, &key).await }
        });
        futures_util::future::join_all(asked).await
    };
    assert!(all("none yet", |_| true).await.iter().all(|state| state == "TAKEN_BACK"));
    assert_eq!(square.supported().await, (0, 0), "nobody takes back what nobody has given");
    assert!(all("come", |_| false).await.iter().all(|state| state == "COUNTED"));
    assert_eq!(square.supported().await, (i32::from(CLIENTS), usize::from(CLIENTS)));
    assert!(all("go", |_| true).await.iter().all(|state| state == "TAKEN_BACK"));
    assert_eq!(square.supported().await, (0, 0));
    // Both at once: whichever of a client's comes last holds, and what is counted is what is kept.
    for round in ["first", "second", "third"] {
        all(round, |time| time % 2 == 0).await;
        let (counted, kept) = square.supported().await;
        assert_eq!(usize::try_from(counted), Ok(kept), "{round}");
        assert!(kept <= usize::from(CLIENTS), "{round}: {kept}");
    }
}

/// HMAC-SHA-256, as RFC 2104 says it.
fn keyed(key: &[u8; 32], said: &[u8]) -> Vec<u8> {
    let padded = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(said).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().to_vec()
}

#[tokio::test]
async fn the_servers_key_leads_to_nobody_and_who_was_counted_under_it_is_counted_once() {
    let square = square().await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    assert_eq!(square.supports(id, 1, false, "now").await, "COUNTED");
    let comment: CommentId = id.as_str().expect("an id").parse().expect("an id");
    let key = square.town.app.key.derived("support");
    let before = keyed(&key, &[comment.0.as_bytes().as_slice(), b"198.51.1.7"].concat());

    let tx = square.town.begin().await;
    let row = tx.find::<comment_support::Entity>().one(tx.connection()).await.expect("read").expect("a support");
    assert_ne!(row.by_hash, before, "under the server's key alone");
    // As a server of before has left it.
    let by_hash = Set(before);
    let left = comment_support::ActiveModel { id: Unchanged(row.id), by_hash, ..Default::default() };
    tx.update(left).await.expect("as it was");
    let its = Condition::all().add(voice_key::Column::ConsultationId.eq(square.draft.row.id));
    tx.delete::<voice_key::Entity>(its).await.expect("no key");
    tx.commit().await.expect("as it was");

    assert_eq!(square.supports(id, 1, false, "again").await, "COUNTED");
    assert_eq!(square.supported().await, (1, 1));
    assert_eq!(square.supports(id, 2, false, "another").await, "COUNTED");
    assert_eq!(square.supported().await, (2, 2));
    assert_eq!(square.supports(id, 1, true, "back").await, "TAKEN_BACK");
    assert_eq!(square.supported().await, (1, 1));
}

/// Each is an entry of the log, which nothing takes out of it again.
#[tokio::test]
async fn nobody_comes_and_goes_without_end() {
    let square = square_where(2).await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    for time in 0..2 {
        assert_eq!(square.supports(id, 1, false, &format!("come {time}")).await, "COUNTED");
        assert_eq!(square.supports(id, 1, true, &format!("go {time}")).await, "TAKEN_BACK");
    }
    assert_eq!(square.supports(id, 1, false, "come").await, "COUNTED");
    let input = json!({ "comment": id, "back": true, "idempotencyKey": "go" });
    let body = json!({ "query": SUPPORT, "variables": { "input": input } }).to_string();
    let mut request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
    request = request.extension(ConnectInfo(SocketAddr::from(([198, 51, 1, 7], 40_000))));
    let refused = square.town.request(request.body(Body::from(body)).expect("a request")).await.json();
    assert_eq!(refused["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{refused}");
    assert_eq!(square.supported().await, (1, 1));
    // Of those who support, many may be behind one address.
    for client in 2..6 {
        assert_eq!(square.supports(id, client, false, &format!("from {client}")).await, "COUNTED");
    }
}

/// Anybody may name anybody's address, and a network has many addresses to do it from.
#[tokio::test]
async fn what_one_network_asks_for_does_not_delay_the_letters_of_others() {
    let town = Town::configured(|config| config.rate.all_comments_per_minute = 20).await;
    let square =
        Square::of_town(town, |row| (row.supports, row.moderation) = (Supports::ConfirmedEmail, Moderation::Post))
            .await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    for host in 1..=8 {
        for number in 0..10 {
            let email = format!("{number}.{host}@poplava.example");
            square.supports_by_letter(id, [198, 51, 100, host], &email).await;
        }
    }
    square.supports_by_letter(id, [203, 0, 113, 7], "ana@izvor.example").await;
    let (flood, others): (Vec<_>, Vec<_>) =
        square.written_to().await.into_iter().partition(|to| to.ends_with("@poplava.example"));
    assert_eq!((flood.len(), others), (10, vec!["ana@izvor.example".to_owned()]));
    // None is lost.
    square.town.clock.advance(chrono::TimeDelta::minutes(7));
    assert_eq!(square.written_to().await.len(), 70);
}

#[tokio::test]
async fn whoever_names_very_many_addresses_is_asked_for_after_all_others() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::ConfirmedEmail, Moderation::Post)).await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    for number in 0..40 {
        square.supports_by_letter(id, [198, 51, 100, 7], &format!("{number}@poplava.example")).await;
    }
    // It is sent again, and counted once.
    square.supports_by_letter(id, [198, 51, 100, 7], "0@poplava.example").await;
    square.supports_by_letter(id, [198, 51, 100, 8], "ana@izvor.example").await;
    assert_eq!(square.written_to().await.len(), 10, "as many as anybody may");
    square.town.clock.advance(chrono::TimeDelta::seconds(6));
    assert_eq!(square.written_to().await, ["ana@izvor.example"], "a neighbour waits for those ten alone");
    square.town.clock.advance(chrono::TimeDelta::minutes(9));
    assert_eq!(square.written_to().await, Vec::<String>::new());
    square.town.clock.advance(chrono::TimeDelta::minutes(2));
    assert_eq!(square.written_to().await.len(), 30, "none is lost");
}

#[tokio::test]
async fn the_database_itself_counts_no_fewer_than_none() {
    let square = square().await;
    square.say("key 1", "Примједба.").await;
    let set = async |supports: i32| {
        let id = square.rows().await[0].id;
        let tx = square.town.begin().await;
        let row = comment::ActiveModel { id: Unchanged(id), supports: Set(supports), ..Default::default() };
        let done = tx.update(row).await;
        if done.is_ok() {
            tx.commit().await.expect("written");
        }
        done.is_ok()
    };
    assert!(set(1).await && set(0).await);
    assert!(!set(-1).await, "a count below none was written");
    assert_eq!(square.supported().await.0, 0);
}

#[tokio::test]
async fn what_is_refused_meanwhile_is_not_supported_and_nothing_says_that_it_is() {
    let square = square().await;
    let sent = square.say("key 1", "Примједба.").await;
    let input = json!({ "comment": sent["receipt"]["comment"]["id"], "idempotencyKey": "s" });
    let id = square.rows().await[0].id;
    // As whoever decides about it does.
    let tx = square.town.begin().await;
    let (owner, of) = (square.owner.id, square.draft.row.id);
    javno::comments::store::log::hold(&tx, owner, of).await.expect("the end of the log");
    let mut asked = Box::pin(square.town.ask(SUPPORT, json!({ "input": input })));
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut asked).await.is_err(), "it is counted meanwhile");
    let refused = comment::ActiveModel { id: Unchanged(id), state: Set(CommentState::Rejected), ..Default::default() };
    tx.update(refused).await.expect("refused");
    tx.commit().await.expect("refused");
    let answer = asked.await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND", "{answer}");
    assert_eq!(square.supported().await, (0, 0));
    let log = square.log().await;
    assert!(!log.contains("supported"), "{log}");
}

#[tokio::test]
async fn what_is_supported_is_what_was_read() {
    let square = square().await;
    let sent = square.say("key 1", "Примједба.").await;
    let (id, code) = (&sent["receipt"]["comment"]["id"], &sent["receipt"]["code"]);
    square.change(code, "key 2", "Нешто сасвим друго.").await;
    let support = async |revision: i32, back: bool, key: &str| {
        let input = json!({ "comment": id, "revision": revision, "back": back, "idempotencyKey": key });
        square.town.ask(SUPPORT, json!({ "input": input })).await
    };
    let refused = support(1, false, "s1").await;
    let now = json!([{ "comment": id, "revision": 2, "text": "Нешто сасвим друго." }]);
    assert_eq!(refused["errors"][0]["extensions"], json!({ "code": "CONFLICT", "now": now }), "{refused}");
    assert_eq!(square.supported().await, (0, 0));
    // Nothing was kept under the key.
    assert_eq!(support(2, false, "s1").await["data"]["supportComment"]["state"], "COUNTED");
    assert_eq!(square.supported().await, (1, 1));
    assert_eq!(support(1, true, "s2").await["data"]["supportComment"]["state"], "TAKEN_BACK", "whatever stands there");
}

#[tokio::test]
async fn a_support_that_is_confirmed_while_the_report_is_made_waits_and_is_refused() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::ConfirmedEmail, Moderation::Post)).await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    let input = json!({ "comment": id, "email": "ana@izvor.example", "idempotencyKey": "s" });
    square.town.data(SUPPORT, json!({ "input": input })).await;
    let link = path_in(&square.town.unread().await[0].text);

    // As whoever finishes it does.
    let (owner, of) = (square.owner.id, square.draft.row.id);
    let tx = square.town.begin().await;
    javno::comments::store::log::hold(&tx, owner, of).await.expect("the end of the log");
    let mut pressed = Box::pin(square.press(&link));
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut pressed).await.is_err(), "it is counted meanwhile");
    let stage = Set(ConsultationStage::Finished);
    tx.update(consultation::ActiveModel { id: Unchanged(of), stage, ..Default::default() }).await.expect("finished");
    tx.commit().await.expect("finished");
    assert_eq!(pressed.await.0, 410);
    assert_eq!(square.list().await[0]["supports"], 0);
}
