//! Whoever has no scripts writes in the hosted form, which has no task to solve: he waits longer until he has confirmed his address,
//! and nobody takes him for a program.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use chrono::TimeDelta;
use entities::{CommentState, ConfirmEmail, Moderation, Signal};
use serde_json::{Value, json};
use tests::Answer;

use crate::comments::{PUBLISH, Square, verified};

const COUNTS: &str = "query($filter: DeskCommentFilter!) { desk(municipality: \"trebinje\") {
    commentCounts(filter: $filter) { all perhapsPeople signals { signal count } at } } }";
const REJECT: &str = "mutation($input: RejectHeldCommentsInput!) { rejectHeldComments(input: $input) {
    rejected left errors { code reason } } }";

/// What stands in the hidden field of a page that is called so.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field");
    rest.split('"').next().expect("its end").to_owned()
}

fn place(address: [u8; 4]) -> ConnectInfo<SocketAddr> {
    ConnectInfo(SocketAddr::from((address, 40_000)))
}

impl Square {
    fn form(&self) -> String {
        format!("/trebinje/rasprava/{}/komentari?pisem=1", self.of())
    }

    /// The form, as somebody at this address is shown it: its key, and when it was handed out.
    async fn opened_at(&self, address: [u8; 4]) -> (String, String) {
        let request = Request::get(self.form()).extension(place(address)).body(Body::empty());
        let page = self.town.request(request.expect("a request")).await.text();
        (hidden(&page, "key"), hidden(&page, "since"))
    }

    /// What a browser without scripts sends that was shown our form.
    async fn fill_in(&self, fields: &[(&str, &str)]) -> Answer {
        self.fill_in_at([127, 0, 0, 1], fields).await
    }

    /// The same from this address.
    async fn fill_in_at(&self, address: [u8; 4], fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(self.form()).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request
            .extension(place(address))
            .header("sec-fetch-site", "same-origin")
            .header("origin", "https://javno.example");
        self.town.request(request.body(Body::from(body)).expect("a request")).await
    }

    /// Somebody opens the hosted form, writes for so long and sends it.
    async fn by_hand(&self, text: &str, email: &str, takes: TimeDelta) -> Answer {
        let page = self.town.get(&self.form()).await.text();
        let (key, since) = (hidden(&page, "key"), hidden(&page, "since"));
        self.town.clock.advance(takes);
        let fields = [("key", &*key), ("since", &*since), ("text", text), ("kind", "ANONYMOUS"), ("email", email)];
        let sent = self.fill_in(&fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        sent
    }

    /// Somebody at this address writes without an address for letters.
    async fn by_hand_at(&self, address: [u8; 4], text: &str) {
        let (key, since) = self.opened_at(address).await;
        self.town.clock.advance(A_WHILE);
        let fields = [("key", &*key), ("since", &*since), ("text", text), ("kind", "ANONYMOUS")];
        assert_eq!(self.fill_in_at(address, &fields).await.status, 303);
    }

    /// How the last comment stands.
    async fn last(&self) -> (CommentState, Vec<Signal>) {
        let row = self.rows().await.pop().expect("a comment");
        (row.state, row.signals.0)
    }
}

const A_WHILE: TimeDelta = TimeDelta::seconds(40);

#[tokio::test]
async fn whoever_is_known_is_published_once_he_has_confirmed() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.moderation_first) =
            (ConfirmEmail::WhenGiven, Moderation::FirstN, Some(1));
    })
    .await;
    square.by_hand("Први пут.", "ana@izvor.example", A_WHILE).await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript]));
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.last().await, (CommentState::Pending, vec![]), "he is asked for no work any more");
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    square.town.unread().await;
    square.by_hand("Други пут.", "ana@izvor.example", A_WHILE).await;
    assert_eq!(square.last().await.0, CommentState::Held, "anybody can name an address");
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.last().await, (CommentState::Published, vec![]));
    assert_eq!(square.list().await[1]["text"], "Други пут.");
    assert!(verified(&[&square.log().await], Some(&square.key().await)).1);
}

#[tokio::test]
async fn where_comments_are_read_at_once_his_is_once_he_has_confirmed() {
    let square =
        Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::WhenGiven, Moderation::Post)).await;
    square.by_hand("Без адресе.", "", A_WHILE).await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript]));
    square.by_hand("С адресом.", "ana@izvor.example", A_WHILE).await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript]));
    assert_eq!(square.list().await, json!([]));
    assert_eq!(square.confirm().await.0, 303);
    let list = square.list().await;
    assert_eq!((list.as_array().map(Vec::len), &list[0]["text"]), (Some(1), &json!("С адресом.")));
    assert!(verified(&[&square.log().await], Some(&square.key().await)).1);
}

#[tokio::test]
async fn where_an_address_must_be_confirmed_he_waits_with_everybody() {
    for (moderation, goes) in [(Moderation::Pre, CommentState::Pending), (Moderation::Post, CommentState::Published)] {
        let square = Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::Always, moderation)).await;
        square.by_hand("С адресом.", "ana@izvor.example", A_WHILE).await;
        assert_eq!(square.last().await.0, CommentState::Unconfirmed);
        assert_eq!(square.confirm().await.0, 303);
        assert_eq!(square.last().await, (goes, vec![]), "{moderation:?}");
    }
}

#[tokio::test]
async fn a_form_sent_in_no_time_or_past_its_page_stays_odd() {
    let square =
        Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::WhenGiven, Moderation::Post)).await;
    square.by_hand("Брже него што ико пише.", "ana@izvor.example", TimeDelta::milliseconds(300)).await;
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::TooFast]));
    let page = square.town.get(&square.form()).await.text();
    let (key, since) = (hidden(&page, "key"), hidden(&page, "since"));
    square.town.clock.advance(A_WHILE);
    let past = vec![Signal::NoChallenge, Signal::TooFast];
    // Neither without it, nor with one of one's own, nor with one form twice.
    for (drawn, since) in [("k1", ""), (&*key, "AAAAAAAAAAAA"), ("k3", &*since)] {
        let fields = [("key", drawn), ("since", since), ("text", "Купите код нас!"), ("kind", "ANONYMOUS")];
        assert_eq!(square.fill_in(&fields).await.status, 303);
        assert_eq!(square.last().await, (CommentState::Held, past.clone()), "{drawn}");
        square.town.clock.advance(A_WHILE);
    }
}

/// Where a form is shown again, what was wrong is mended in no time.
#[tokio::test]
async fn a_form_that_is_shown_again_was_handed_out_at_first() {
    let square = Square::new(|_| {}).await;
    let page = square.town.get(&square.form()).await.text();
    let (key, since) = (hidden(&page, "key"), hidden(&page, "since"));
    square.town.clock.advance(A_WHILE);
    let wrong = square.fill_in(&[("key", &key), ("since", &*since), ("text", ""), ("kind", "ANONYMOUS")]).await;
    assert_eq!(wrong.status, 422);
    let again = wrong.text();
    assert_eq!((hidden(&again, "key"), hidden(&again, "since")), (key.clone(), since.clone()));
    let fields = [("key", &*key), ("since", &*since), ("text", "Прво."), ("kind", "ANONYMOUS")];
    assert_eq!(square.fill_in(&fields).await.status, 303);
    // Something else under the same key is shown again under another.
    let fields = [("key", &*key), ("since", &*since), ("text", "Друго."), ("kind", "ANONYMOUS")];
    let again = square.fill_in(&fields).await.text();
    let (other, since) = (hidden(&again, "key"), hidden(&again, "since"));
    assert_ne!(other, key);
    let fields = [("key", &*other), ("since", &*since), ("text", "Друго."), ("kind", "ANONYMOUS")];
    assert_eq!(square.fill_in(&fields).await.status, 303);
    let rows = square.rows().await;
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.signals.0 == [Signal::NoScript]), "{rows:?}");
}

#[tokio::test]
async fn he_is_not_refused_with_what_programs_send() {
    let square = Square::new(|_| {}).await;
    for number in 0..5 {
        let (key, text) = (format!("bot {number}"), format!("Купите код нас, понуда {number}!"));
        let fields = [("key", &*key), ("text", &*text), ("kind", "ANONYMOUS")];
        assert_eq!(square.fill_in(&fields).await.status, 303);
    }
    square.by_hand("Члан 2. треба допунити.", "", A_WHILE).await;
    let moderator = square.moderator().await;
    let held = json!({ "consultation": square.of(), "pile": "HELD" });
    let told: Value = moderator.data(COUNTS, json!({ "filter": held })).await["desk"]["commentCounts"].take();
    assert_eq!((&told["all"], &told["perhapsPeople"]), (&json!(6), &json!(1)));
    let carried = told["signals"].as_array().expect("signals");
    assert!(carried.contains(&json!({ "signal": "NO_SCRIPT", "count": 1 })), "{told}");
    assert!(carried.contains(&json!({ "signal": "NO_CHALLENGE", "count": 5 })), "{told}");
    let input = json!({ "consultation": square.of(), "signals": ["NO_CHALLENGE"], "asOf": told["at"],
        "reason": "ADVERTISING" });
    let done = moderator.data(REJECT, json!({ "input": input })).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 5, "left": 0, "errors": [] }));
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript]));
    assert_eq!(square.waiting(&moderator, "HELD").await.len(), 1);
}

#[tokio::test]
async fn a_flood_of_forms_from_one_network_lies_apart_from_what_others_wrote_in_them() {
    let square = Square::new(|_| {}).await;
    // Programs that fetch a form each and wait for as long as anybody writes at least, at the addresses of one network.
    let program = |number: usize| [203, 0, 113, u8::try_from(number % 200).expect("a byte")];
    square.by_hand_at([198, 51, 100, 7], "Члан 2. треба допунити.").await;
    let mut forms = Vec::new();
    for number in 0..300 {
        forms.push(square.opened_at(program(number)).await);
    }
    square.town.clock.advance(TimeDelta::seconds(4));
    for (number, (key, since)) in forms.iter().enumerate() {
        let text = format!("Купите код нас, понуда {number}!");
        let fields = [("key", &**key), ("since", &**since), ("text", &*text), ("kind", "ANONYMOUS")];
        assert_eq!(square.fill_in_at(program(number), &fields).await.status, 303, "nothing is refused");
    }
    square.by_hand_at([192, 0, 2, 9], "Члан 3. треба брисати.").await;

    let moderator = square.moderator().await;
    let held = json!({ "consultation": square.of(), "pile": "HELD" });
    let told: Value = moderator.data(COUNTS, json!({ "filter": held })).await["desk"]["commentCounts"].take();
    let count = |signal: &str, count: usize| json!({ "signal": signal, "count": count });
    assert_eq!(told["signals"], json!([count("NO_SCRIPT", 302), count("TOO_MANY", 290), count("MANY_FORMS", 270)]));
    assert_eq!((&told["all"], &told["perhapsPeople"]), (&json!(302), &json!(32)));
    let texts = async || {
        let found = "query($filter: DeskCommentFilter!) { desk(municipality: \"trebinje\") {
            comments(filter: $filter, first: 100) { nodes { comment { text } } } } }";
        let filter = json!({ "consultation": square.of(), "pile": "HELD", "perhapsPeople": true });
        let found = moderator.data(found, json!({ "filter": filter })).await;
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments").clone();
        nodes.iter().map(|one| one["comment"]["text"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let read = texts().await;
    assert_eq!(read.len(), 32, "one page, and not three hundred");
    let honest = ["Члан 2. треба допунити.", "Члан 3. треба брисати."];
    assert!(honest.iter().all(|text| read.iter().any(|one| one == text)), "{read:?}");

    let input = json!({ "consultation": square.of(), "signals": ["MANY_FORMS"], "asOf": told["at"],
        "reason": "ADVERTISING" });
    let done = moderator.data(REJECT, json!({ "input": input })).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 270, "left": 0, "errors": [] }));
    assert_eq!(texts().await, read, "whoever is perhaps somebody waits as before");

    // Somebody in that network writes on the next day as everybody does.
    square.town.clock.advance(TimeDelta::days(1));
    square.by_hand_at(program(7), "Члан 1. је у реду.").await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript]));
}

/// A hall full of people writes in the hosted form: whoever confirms his address is where he would be anyway.
#[tokio::test]
async fn whoever_writes_where_many_do_waits_no_longer_for_it() {
    let town = tests::Town::configured(|config| {
        (config.rate.comments_per_minute, config.rate.form_comments_per_day) = (0, 1);
    })
    .await;
    let square = Square::of_town(town, |row| {
        (row.confirm_email, row.moderation) = (ConfirmEmail::WhenGiven, Moderation::Post);
    })
    .await;
    square.by_hand("Прво.", "", A_WHILE).await;
    square.by_hand("Друго.", "ana@izvor.example", A_WHILE).await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::NoScript, Signal::ManyForms]));
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.last().await, (CommentState::Published, vec![]));
}

/// A program that fetches forms and lets them lie is counted as one that does not wait.
#[tokio::test]
async fn forms_that_lay_for_half_a_day_are_counted_with_the_others() {
    let town = tests::Town::configured(|config| {
        (config.rate.comments_per_minute, config.rate.form_comments_per_day) = (0, 1);
    })
    .await;
    let square = Square::of_town(town, |_| {}).await;
    let address = [203, 0, 113, 7];
    let forms = [square.opened_at(address).await, square.opened_at(address).await];
    square.town.clock.advance(TimeDelta::hours(13));
    let mut carried = vec![Signal::NoScript, Signal::StaleChallenge];
    for ((key, since), text) in forms.iter().zip(["Прво.", "Друго."]) {
        let fields = [("key", &**key), ("since", &**since), ("text", text), ("kind", "ANONYMOUS")];
        assert_eq!(square.fill_in_at(address, &fields).await.status, 303);
        assert_eq!(square.last().await, (CommentState::Held, carried.clone()), "{text}");
        carried.push(Signal::ManyForms);
    }
}

/// With scripts: the draft was open in a tab from one day to the next, and what was written there was solved as it was asked.
#[tokio::test]
async fn whoever_read_overnight_is_not_refused_with_what_programs_send() {
    let square = Square::new(|_| {}).await;
    let written = square.as_the_form("key 1", "Члан 2. треба допунити.").await;
    square.town.clock.advance(TimeDelta::hours(13));
    square.send(written).await;
    assert_eq!(square.last().await, (CommentState::Held, vec![Signal::StaleChallenge]));
    let moderator = square.moderator().await;
    let held = json!({ "consultation": square.of(), "pile": "HELD" });
    let told: Value = moderator.data(COUNTS, json!({ "filter": held })).await["desk"]["commentCounts"].take();
    assert_eq!((&told["all"], &told["perhapsPeople"]), (&json!(1), &json!(1)));
}
