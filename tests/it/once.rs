//! Public writes are done once: what is sent again, also at the same time, writes nothing and gets the same answer.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use entities::{QuestionId, QuestionState, call_question, idempotency, municipality, open_call};
use javno::app::App;
use javno::clock::Clock as _;
use javno::error::{Error, Reason};
use javno::once::{self, Begun, Key, Writing};
use sea_orm::IntoActiveModel as _;
use tests::Town;
use tests::given::latin;

/// A town with a call that can be written to.
struct Square {
    town: Town,
    owner: municipality::Model,
    call: open_call::Model,
}

impl Square {
    async fn new() -> Self {
        let town = Town::new().await;
        let owner = town.municipality("trebinje").await;
        let call = town.call(&owner, |_| {}).await;
        Self { town, owner, call }
    }

    async fn begin(&self, key: &str, sent: &str) -> Result<Begun<QuestionId>, Error> {
        begin(&self.town.app, &self.owner, key, sent).await
    }

    async fn written(&self) -> usize {
        let tx = self.town.begin().await;
        tx.find::<call_question::Entity>().all(tx.connection()).await.expect("questions").len()
    }

    async fn keys(&self) -> usize {
        let tx = self.town.begin().await;
        tx.find::<idempotency::Entity>().all(tx.connection()).await.expect("keys").len()
    }
}

async fn begin(app: &App, owner: &municipality::Model, key: &str, sent: &str) -> Result<Begun<QuestionId>, Error> {
    Key::new("write", key, &sent)?.begin(&app.gate.anyone(), owner.id).await
}

fn question(call: &open_call::Model) -> call_question::Model {
    call_question::Model {
        id: QuestionId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        asked_at: call.saved_at,
        asker: None,
        email: None,
        read_in: None,
        question: latin("Kada?"),
        state: QuestionState::Waiting,
        answer: None,
        answered_at: None,
        answered_by: None,
        version: 1,
    }
}

/// Writes and keeps; the answer.
async fn write(writing: Writing<QuestionId>, call: &open_call::Model) -> QuestionId {
    let row = question(call);
    writing.insert(row.clone().into_active_model()).await.expect("a question");
    writing.commit(&row.id).await.expect("a commit");
    row.id
}

/// What is begun afresh; anything else ends the test.
fn fresh(begun: Result<Begun<QuestionId>, Error>) -> Writing<QuestionId> {
    match begun {
        Ok(Begun::Now(writing)) => writing,
        other => panic!("it is not begun: {other:?}"),
    }
}

#[tokio::test]
async fn the_same_again_gets_the_same_answer_and_something_else_is_refused() {
    let square = Square::new().await;
    let id = write(fresh(square.begin("k", "a").await), &square.call).await;
    assert!(matches!(square.begin("k", "a").await, Ok(Begun::Before(again)) if again == id));
    let other = square.begin("k", "b").await;
    assert!(matches!(other, Err(Error::Refused(Reason::KeyUsedOtherwise))), "{other:?}");
    assert_eq!((square.written().await, square.keys().await), (1, 1));
    write(fresh(square.begin("l", "a").await), &square.call).await;
    assert_eq!((square.written().await, square.keys().await), (2, 2), "another key is another write");
}

#[tokio::test]
async fn what_is_not_kept_leaves_its_key_free() {
    let square = Square::new().await;
    let writing = fresh(square.begin("k", "a").await);
    writing.insert(question(&square.call).into_active_model()).await.expect("a question");
    drop(writing);
    write(fresh(square.begin("k", "b").await), &square.call).await;
    assert_eq!((square.written().await, square.keys().await), (1, 1));
}

#[tokio::test]
async fn a_guest_writes_to_no_other_municipality() {
    let square = Square::new().await;
    let neighbour = square.town.municipality("teslic").await;
    let writing = fresh(begin(&square.town.app, &neighbour, "k", "a").await);
    let refused = writing.insert(question(&square.call).into_active_model()).await.expect_err("it was written");
    assert!(matches!(refused, Error::Internal(_)), "{refused:?}");
}

/// Begins the same a second time while the first is not decided yet; what came of the second once it was.
async fn while_it_waits(keep: bool) -> (Square, Result<Begun<QuestionId>, Error>) {
    let square = Square::new().await;
    let first = fresh(square.begin("k", "a").await);
    let (app, owner) = (Arc::clone(&square.town.app), square.owner.clone());
    let mut second = square.town.app.tasks.spawn(async move { begin(&app, &owner, "k", "a").await });
    let waits = tokio::time::timeout(Duration::from_millis(200), &mut second).await;
    assert!(waits.is_err(), "the second did not wait for the first: {waits:?}");
    if keep {
        write(first, &square.call).await;
    } else {
        drop(first);
    }
    let second = second.await.expect("the second ends");
    (square, second)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_the_second_gets_the_answer_of_the_first() {
    let (square, second) = while_it_waits(true).await;
    assert!(matches!(second, Ok(Begun::Before(_))), "{second:?}");
    drop(second);
    assert_eq!((square.written().await, square.keys().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_the_second_writes_where_the_first_failed() {
    let (square, second) = while_it_waits(false).await;
    write(fresh(second), &square.call).await;
    assert_eq!((square.written().await, square.keys().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_crowd_that_sends_the_same_one_writes() {
    let square = Square::new().await;
    let all = (0..24).map(|n| {
        let (app, owner, call) = (Arc::clone(&square.town.app), square.owner.clone(), square.call.clone());
        // Three different writes, eight times each.
        square.town.app.tasks.spawn(async move {
            match begin(&app, &owner, &format!("k{}", n % 3), "a").await.expect("begun") {
                Begun::Now(writing) => (n % 3, true, write(writing, &call).await),
                Begun::Before(id) => (n % 3, false, id),
            }
        })
    });
    let all: Vec<_> = futures_util::future::join_all(all).await.into_iter().map(|one| one.expect("an end")).collect();
    for key in 0..3 {
        let of_key: Vec<_> = all.iter().filter(|one| one.0 == key).collect();
        assert_eq!(of_key.iter().filter(|one| one.1).count(), 1, "{of_key:?}");
        assert!(of_key.iter().all(|one| one.2 == of_key[0].2), "{of_key:?}");
    }
    assert_eq!((square.written().await, square.keys().await), (3, 3));
}

#[tokio::test]
async fn a_key_is_known_for_a_day_and_then_forgotten() {
    let square = Square::new().await;
    write(fresh(square.begin("k", "a").await), &square.call).await;
    for (later, known) in [(TimeDelta::hours(24), 1), (TimeDelta::hours(24) + TimeDelta::seconds(1), 0)] {
        once::forget(&square.town.app.db, square.town.clock.now() + later).await.expect("forgotten");
        assert_eq!(square.keys().await, known);
    }
    assert_eq!(square.written().await, 1, "what was written stays");
}
