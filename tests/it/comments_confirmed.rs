//! Who comments more often than an address gets letters: none of it waits for ever.

use chrono::TimeDelta;
use entities::{CommentState, ConfirmEmail, Moderation, Supports, comment};
use sea_orm::{Set, Unchanged};
use serde_json::json;

use crate::commenters::{SUPPORT, path_in};
use crate::comments::Square;
use crate::mail::outbox;

impl Square {
    /// Where every comment is, in the order in which they came.
    async fn states(&self) -> Vec<CommentState> {
        self.rows().await.iter().map(|row| row.state).collect()
    }

    async fn said_by_ana(&self, numbers: std::ops::RangeInclusive<u32>) {
        for number in numbers {
            let said = format!("Примједба број {number}.");
            let sent = self.with_address(&format!("key {number}"), &said, "ana@izvor.example").await;
            assert_eq!(sent["receipt"]["state"], "UNCONFIRMED");
            // Each came at a moment of its own.
            self.town.clock.advance(TimeDelta::seconds(1));
        }
    }
}

impl Square {
    /// Ticks whatever else waits on the page of a letter, and presses its button.
    async fn press_all(&self, path: &str) -> (u16, String) {
        let page = self.town.get(path).await.text();
        let waiting = page.split("name=\"also\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        self.press_with(path, waiting.map(|id| format!("also={id}")).collect::<Vec<_>>().join("&")).await
    }
}

async fn square() -> Square {
    Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::Always, Moderation::Post)).await
}

#[tokio::test]
async fn one_press_confirms_all_that_waits_for_the_address() {
    let square = square().await;
    square.said_by_ana(1..=4).await;
    // As somebody else writes it, and what somebody else says.
    square.with_address("key 8", "Примједба.", "Ana@izvor.example").await;
    square.with_address("key 9", "Примједба.", "ivo@izvor.example").await;
    let letters = square.town.unread().await;
    let to_ana: Vec<_> = letters.iter().filter(|letter| letter.to == "ana@izvor.example").collect();
    assert!(to_ana.len() <= 3, "{letters:#?}");
    let page = square.town.get(&path_in(&to_ana[1].text)).await.text();
    let is_told = |number| page.contains(&format!("Примједба број {number}."));
    assert!(!is_told(2) && [1, 3, 4].into_iter().all(is_told) && !page.contains("checked"), "{page}");
    let (status, location) = square.press_all(&path_in(&to_ana[1].text)).await;
    assert_eq!(status, 303, "{location}");
    let (published, waits) = (CommentState::Published, CommentState::Unconfirmed);
    assert_eq!(square.states().await, [published, published, published, published, waits, waits]);
    // She has answered already.
    assert_eq!(square.press(&path_in(&to_ana[0].text)).await.0, 410);
    square.town.clock.advance(TimeDelta::hours(2));
    assert!(square.town.unread().await.iter().all(|letter| letter.to != "ana@izvor.example"), "nothing is left to ask");
}

#[tokio::test]
async fn what_is_one_letter_too_many_is_asked_about_when_there_is_room() {
    let square = square().await;
    square.said_by_ana(1..=3).await;
    assert_eq!(square.town.unread().await.len(), 3);
    square.said_by_ana(4..=6).await;
    assert_eq!(square.town.unread().await.len(), 0, "three in an hour");
    // One stands for the others.
    let waiting = outbox(&square.town).await;
    assert_eq!(waiting.matches("given up: too many in an hour").count(), 2, "{waiting}");
    assert_eq!(waiting.matches(" address digest tries 0").count(), 1, "{waiting}");

    // Whatever becomes of the one that it was written for.
    let last = square.rows().await.pop().expect("a comment");
    assert_eq!(square.withdraw(&json!(last.code), "key w").await["receipt"]["state"], "WITHDRAWN");
    square.town.clock.advance(TimeDelta::hours(1));
    let letters = square.town.unread().await;
    let [letter] = letters.as_slice() else { panic!("{letters:#?}") };
    assert_eq!(square.press_all(&path_in(&letter.text)).await.0, 303);
    let mut states = square.states().await;
    assert_eq!(states.pop(), Some(CommentState::Withdrawn));
    assert_eq!(states, [CommentState::Published; 5]);
}

#[tokio::test]
async fn a_letter_that_was_put_off_is_of_use_from_then_on() {
    let square = square().await;
    square.said_by_ana(1..=3).await;
    assert_eq!(square.town.unread().await.len(), 3);
    square.said_by_ana(4..=4).await;
    assert_eq!(square.town.unread().await.len(), 0);
    // A day after it was written, and not yet a day after there was room.
    square.town.clock.advance(TimeDelta::hours(24));
    let letters = square.town.unread().await;
    let [letter] = letters.as_slice() else { panic!("{letters:#?}") };
    assert_eq!(square.press_all(&path_in(&letter.text)).await.0, 303);
    assert_eq!(square.states().await, [CommentState::Published; 4]);
}

#[tokio::test]
async fn what_somebody_else_writes_under_an_address_is_confirmed_only_by_who_ticks_it() {
    let square = square().await;
    square.said_by_ana(1..=5).await;
    // Five letters would be more than an hour takes.
    let first = square.town.unread().await;
    assert_eq!(first.len(), 3);
    let path = path_in(&first[0].text);
    let foreign = square.rows().await[4].id;
    let page = square.town.get(&path).await.text();
    assert!(page.contains(&format!("value=\"{foreign}\"")), "{page}");
    let neighbour = square.rows().await[3].id;
    assert_eq!(square.press_with(&path, format!("also={neighbour}&also=com_0")).await.0, 303);
    let (published, waits) = (CommentState::Published, CommentState::Unconfirmed);
    assert_eq!(square.states().await, [published, waits, waits, published, waits]);
    // Of what was not ticked and had no letter a letter of its own asks, when there is room.
    square.town.clock.advance(TimeDelta::hours(2));
    let letters = square.town.unread().await;
    assert!(!letters.is_empty() && letters.iter().all(|letter| letter.to == "ana@izvor.example"), "{letters:#?}");
    // Whoever has no letter to this address sees and confirms nothing.
    let page = square.town.get("/trebinje/potvrdi/nepostojeca").await.text();
    assert!(!page.contains("name=\"also\""), "{page}");
    square.with_address("key 9", "Примједба.", "ivo@izvor.example").await;
    let to_ivo = square.town.unread().await;
    let path = path_in(&to_ivo.iter().find(|letter| letter.to == "ivo@izvor.example").expect("a letter").text);
    assert_eq!(square.press_with(&path, format!("also={foreign}")).await.0, 303);
    assert_eq!(square.rows().await[4].state, waits);
}

#[tokio::test]
async fn of_what_was_cancelled_nothing_is_left_to_confirm_and_that_is_said() {
    let square = square().await;
    square.said_by_ana(1..=1).await;
    let path = path_in(&square.town.unread().await[0].text);
    square.with_address("key 9", "Примједба.", "ivo@izvor.example").await;
    square.cancelled().await;
    assert_eq!(square.unread_to().await, Vec::<String>::new(), "nobody is asked any more");
    let path = path.split('?').next().expect("a path");
    let receipt = format!("/trebinje/potvrda/{}", square.rows().await[0].code);
    for (lang, said) in [
        ("sr-Cyrl", "Расправа је обустављена, па немате шта да потврдите: коментар није објављен"),
        ("sr-Latn", "Rasprava je obustavljena, pa nemate šta da potvrdite: komentar nije objavljen"),
        ("bs", "Rasprava je obustavljena, pa nemate šta da potvrdite: komentar nije objavljen"),
        ("hr", "Rasprava je obustavljena, pa nemate što potvrditi: komentar nije objavljen"),
        ("en", "The debate was cancelled, so there is nothing left to confirm: the comment is not published"),
    ] {
        let path = format!("{path}?lang={lang}");
        for page in [square.town.get(&path).await, square.pressed(&path, String::new()).await] {
            assert_eq!(page.status, 410, "{lang}");
            let text = page.text();
            assert!(text.contains(said) && text.contains(" 7 ") && !text.contains("class=\"ask\""), "{lang}: {text}");
        }
        let page = square.town.get(&format!("{receipt}?lang={lang}")).await.text();
        assert!(page.contains(said), "{lang}: {page}");
    }
    assert_eq!(square.states().await, [CommentState::Unconfirmed; 2]);
}

#[tokio::test]
async fn a_letter_about_what_was_cancelled_confirms_what_waits_elsewhere() {
    let square = square().await;
    square.said_by_ana(1..=1).await;
    let path = path_in(&square.town.unread().await[0].text);
    let elsewhere = square.town.debate(&square.owner, |row| row.confirm_email = ConfirmEmail::Always).await;
    let mut input = square.as_the_form("key 2", "Примједба на друго.").await;
    input["email"] = json!("ana@izvor.example");
    input["consultation"] = json!(elsewhere.row.id.to_string());
    assert_eq!(square.send(input).await["receipt"]["state"], "UNCONFIRMED");
    square.town.unread().await;
    square.cancelled().await;
    assert_eq!(square.press_all(&path).await.0, 303);
    // Without the work that its own form asks for, so that an official looks first.
    assert_eq!(square.states().await, [CommentState::Unconfirmed, CommentState::Held]);
}

impl Square {
    /// What a program sends that knows nothing of the form, and names somebody's address.
    async fn by_program(&self, number: u32) {
        let sent = json!({ "consultation": self.of(), "authorKind": "ANONYMOUS", "text": format!("Купите јефтино, понуда {number}."),
            "email": format!("zrtva{number}@izvor.example"), "idempotencyKey": format!("bot {number}") });
        assert_eq!(self.send(sent).await["receipt"]["state"], "UNCONFIRMED");
    }

    async fn unread_to(&self) -> Vec<String> {
        self.town.unread().await.into_iter().map(|letter| letter.to).collect()
    }
}

#[tokio::test]
async fn letters_that_programs_cause_go_behind_those_of_people() {
    let square = square().await;
    for number in 0..5 {
        square.by_program(number).await;
    }
    square.with_address("key 1", "Примједба.", "ana@izvor.example").await;
    assert_eq!(square.unread_to().await, ["ana@izvor.example"]);
    square.town.clock.advance(TimeDelta::minutes(9));
    square.with_address("key 2", "Примједба.", "ivo@izvor.example").await;
    assert_eq!(square.unread_to().await, ["ivo@izvor.example"], "who comes later goes before them too");
    // None is lost.
    square.town.clock.advance(TimeDelta::minutes(2));
    let mut to = square.unread_to().await;
    to.sort_unstable();
    let all: Vec<_> = (0..5).map(|number| format!("zrtva{number}@izvor.example")).collect();
    assert_eq!(to, all);
}

#[tokio::test]
async fn of_many_letters_from_one_network_the_later_ones_wait_and_none_is_lost() {
    let square = square().await;
    let name = |number: u32| format!("ana{number}@izvor.example");
    for number in 0..13 {
        square.with_address(&format!("key {number}"), "Примједба.", &name(number)).await;
    }
    assert_eq!(square.unread_to().await.len(), 10);
    square.town.clock.advance(TimeDelta::seconds(6));
    assert_eq!(square.unread_to().await, [name(10)]);
    square.town.clock.advance(TimeDelta::seconds(12));
    assert_eq!(square.unread_to().await, [name(11), name(12)]);
}

#[tokio::test]
async fn letters_about_supports_are_counted_with_those_about_comments() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.supports) =
            (ConfirmEmail::WhenGiven, Moderation::Post, Supports::ConfirmedEmail);
    })
    .await;
    let sent = square.say("key 1", "Треба више клупа.").await;
    // It is not counted with what follows.
    square.town.clock.advance(TimeDelta::minutes(1));
    for number in 0..12 {
        let input = json!({ "comment": sent["receipt"]["comment"]["id"], "email": format!("ivo{number}@izvor.example"),
            "idempotencyKey": format!("s {number}") });
        let supported = square.town.data(SUPPORT, json!({ "input": input })).await;
        assert_eq!(supported["supportComment"]["state"], "ASKED_BY_LETTER");
    }
    assert_eq!(square.unread_to().await.len(), 10);
    square.with_address("key 2", "Примједба.", "ana@izvor.example").await;
    assert_eq!(square.unread_to().await, Vec::<String>::new());
    square.town.clock.advance(TimeDelta::minutes(1));
    assert_eq!(square.unread_to().await, ["ana@izvor.example"]);
    // One client has named more addresses than anybody may in a minute.
    square.town.clock.advance(TimeDelta::minutes(10));
    assert_eq!(square.unread_to().await.len(), 2);
}

/// A secret that outlived the address leads to nothing of others, who have none either.
#[tokio::test]
async fn a_letter_to_an_address_that_was_forgotten_shows_what_nobody_else_wrote() {
    let square = square().await;
    square.said_by_ana(1..=1).await;
    square
        .send(json!({ "consultation": square.of(), "authorKind": "ANONYMOUS", "text": "Kanarinac čeka.",
        "idempotencyKey": "k", "website": "kanarinac" }))
        .await;
    let letters = square.town.unread().await;
    let path = path_in(&letters[0].text);
    let row = square.rows().await.remove(0);
    let tx = square.town.begin().await;
    let forgotten = comment::ActiveModel { id: Unchanged(row.id), email: Set(None), ..Default::default() };
    tx.update(forgotten).await.expect("an address is forgotten");
    tx.commit().await.expect("an address is forgotten");
    let page = square.town.get(&path).await.text();
    assert!(!page.contains("name=\"also\"") && !page.contains("Kanarinac"), "{page}");
}
