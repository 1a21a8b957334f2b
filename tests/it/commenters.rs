//! What whoever comments can do later: be told, change, take back; and what others say to it.

use chrono::TimeDelta;
use entities::{ConfirmEmail, Locale, Moderation, Supports, comment};
use insta::assert_snapshot;
use sea_orm::QueryOrder as _;
use serde_json::{Value, json};

use crate::comments::{ANSWER, LIST, PUBLISH, REJECT, Square, verified};

const CHANGE: &str = "mutation($input: ChangeCommentInput!) { changeComment(input: $input) {
    receipt { state text author proof } errors { code field problem reason } } }";
const WITHDRAW: &str = "mutation($input: WithdrawCommentInput!) { withdrawComment(input: $input) {
    receipt { state } errors { reason } } }";
const RECEIPT: &str =
    "query($code: String!) { receipt(code: $code) { state reason text author addressConfirmed changeUntil } }";
pub(crate) const SUPPORT: &str = "mutation($input: SupportCommentInput!) { supportComment(input: $input) { state errors { field problem reason } } }";
pub(crate) const REPORT: &str = "mutation($input: ReportCommentInput!) { reportComment(input: $input) { received errors { field problem params } } }";
const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];

impl Square {
    pub(crate) async fn with_address(&self, key: &str, text: &str, email: &str) -> Value {
        let mut input = self.as_the_form(key, text).await;
        input["email"] = json!(email);
        self.send(input).await
    }

    pub(crate) async fn change(&self, code: &Value, key: &str, text: &str) -> Value {
        let input = json!({ "code": code, "name": "Ана Марић", "text": text, "idempotencyKey": key });
        self.town.data(CHANGE, json!({ "input": input })).await["changeComment"].take()
    }

    pub(crate) async fn withdraw(&self, code: &Value, key: &str) -> Value {
        let input = json!({ "code": code, "idempotencyKey": key });
        self.town.data(WITHDRAW, json!({ "input": input })).await["withdrawComment"].take()
    }

    async fn receipt(&self, code: &Value) -> Value {
        self.town.data(RECEIPT, json!({ "code": code })).await["receipt"].take()
    }

    /// Presses the button of the page that the only unread letter leads to.
    pub(crate) async fn confirm(&self) -> (u16, String) {
        let letters = self.town.unread().await;
        let path = path_in(&letters.first().expect("a letter").text);
        let page = self.town.get(&path).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        self.press(&path).await
    }

    pub(crate) async fn press(&self, path: &str) -> (u16, String) {
        self.press_with(path, String::new()).await
    }

    /// The same, with this in the form.
    pub(crate) async fn press_with(&self, path: &str, form: String) -> (u16, String) {
        let done = self.pressed(path, form).await;
        (done.status.as_u16(), done.header("location").to_owned())
    }

    /// What is answered then.
    pub(crate) async fn pressed(&self, path: &str, form: String) -> tests::Answer {
        let mut request = axum::http::Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in OURS {
            request = request.header(name, value);
        }
        self.town.request(request.body(form.into()).expect("a request")).await
    }

    pub(crate) async fn rows(&self) -> Vec<comment::Model> {
        let tx = self.town.begin().await;
        let rows = tx.find::<comment::Entity>().order_by_asc(comment::Column::ReceivedAt);
        let rows = rows.order_by_asc(comment::Column::Id).all(tx.connection()).await.expect("comments");
        tx.commit().await.expect("read");
        rows
    }
}

/// The path of the first link to this server in a letter.
pub(crate) fn path_in(text: &str) -> String {
    let rest = text.split_once("https://javno.example").map(|(_, rest)| rest).expect("a link");
    rest.split_whitespace().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn whoever_has_the_receipt_changes_and_takes_back_within_the_hour() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Прво.").await;
    let code = &sent["receipt"]["code"];
    assert_eq!(square.receipt(code).await["changeUntil"], "2026-11-24T11:00:00+00:00");
    let changed = square.change(code, "key 2", "Друго.").await;
    assert_eq!((&changed["receipt"]["state"], &changed["receipt"]["text"]), (&json!("PUBLISHED"), &json!("Друго.")));
    assert_eq!(square.change(code, "key 2", "Друго.").await, changed, "sent again it is done once");
    assert_eq!(square.list().await[0]["text"], "Друго.");
    let log = square.log().await;
    assert!(!log.contains("Прво."), "what was replaced is shown no more");
    let proof = |of: &Value| of["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let (said, right) = verified(&[&log, &proof(&sent)], Some(&square.key().await));
    assert!(right && said.contains("word for word") && said.contains("Прво."), "the first receipt holds: {said}");
    let forged = proof(&sent).replace("Прво.", "Треће.");
    let (said, right) = verified(&[&forged], Some(&square.key().await));
    assert!(!right && said.contains("NOT those that were recorded"), "{said}");

    assert_eq!(square.change(code, "key 3", "a").await["errors"][0]["problem"], "TOO_SHORT");
    let other = square
        .town
        .refusal(CHANGE, json!({ "input": { "code": "aaaa-bbbb-cccc", "text": "Треће.", "idempotencyKey": "k" } }))
        .await;
    assert_snapshot!(other, @"NOT_FOUND: There is no receipt with this code.");
    assert_eq!(square.withdraw(code, "key 4").await["receipt"]["state"], "WITHDRAWN");
    assert_eq!(square.list().await, json!([]));
    let again = square.change(code, "key 5", "Четврто.").await;
    assert_eq!(again["errors"][0]["reason"], "TOO_LATE_TO_CHANGE", "what was taken back stays so");
    assert!(verified(&[&square.log().await, &proof(&sent)], Some(&square.key().await)).1);

    let late = square.say("key 6", "Касно.").await;
    square.town.clock.advance(TimeDelta::minutes(61));
    assert_eq!(
        square.change(&late["receipt"]["code"], "key 7", "Касније.").await["errors"][0]["reason"],
        "TOO_LATE_TO_CHANGE"
    );
    assert_eq!(square.receipt(&late["receipt"]["code"]).await["changeUntil"], Value::Null);
}

#[tokio::test]
async fn what_is_changed_is_looked_at_anew_and_what_was_read_is_not_decided_about() {
    let square = Square::new(|_| {}).await;
    let sent = square.say("key 1", "Прво.").await;
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    let changed = square.change(&sent["receipt"]["code"], "key 2", "Друго.").await;
    assert_eq!(changed["receipt"]["state"], "PENDING");
    assert_eq!(square.list().await, json!([]), "the new text waits");
    assert_snapshot!(moderator.refusal(PUBLISH, json!({ "comments": read })).await, @"CONFLICT: Somebody else has changed this in the meantime. Read it anew and decide again.");
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Хвала." })).await;
    assert_eq!(
        square.change(&sent["receipt"]["code"], "key 3", "Треће.").await["errors"][0]["reason"],
        "TOO_LATE_TO_CHANGE"
    );
    let (said, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{said}");
}

#[tokio::test]
async fn an_address_is_confirmed_by_a_letter_and_told_what_becomes_of_the_comment() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    let sent = square.with_address("key 1", "Члан 2. треба допунити.", "ana@izvor.example").await;
    assert_eq!(sent["receipt"]["state"], "PENDING");
    let letters = square.town.letters().await;
    assert_snapshot!(format!("{}\n\n{}", letters[0].subject, letters[0].text.split("https://").next().unwrap_or_default()), @"
    Потврдите адресу: Требиње

    Неко је уз коментар на „Нацрт одлуке о комуналном реду“ (Требиње) уписао ову адресу. Потврдите да је Ваша, па ћемо Вам јавити шта је било с коментаром.

    Адресу не види нико, а брише се кад се консултација заврши, најкасније годину дана послије њеног посљедњег дана.

    Ако нисте коментарисали, занемарите ову поруку: друге неће бити.

    Потврдите адресу:
    ");
    assert!(!letters[0].text.contains("допунити"), "what anybody wrote is sent to nobody");
    let link = path_in(&letters[0].text);
    for _ in 0..2 {
        assert_eq!(square.town.get(&link).await.status, 200, "looking spends nothing");
    }
    let code = &sent["receipt"]["code"];
    assert_eq!(square.receipt(code).await["addressConfirmed"], false);
    let (status, to) = square.press(&link).await;
    assert_eq!(
        (status, to.as_str()),
        (303, format!("/trebinje/potvrda/{}?lang=sr-Cyrl", code.as_str().expect("a code")).as_str())
    );
    assert_eq!(square.receipt(code).await["addressConfirmed"], true);
    assert_eq!(square.press(&link).await.0, 410, "a link works once");

    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    let letters = square.town.unread().await;
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "ana@izvor.example"));
    assert!(letters[0].text.contains("/trebinje/potvrda/"), "{}", letters[0].text);
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Хвала." })).await;
    assert_snapshot!(square.town.unread().await[0].subject, @"Одговор на Ваш коментар: Требиње");

    let none = square.with_address("key 2", "Друго.", "nije adresa").await;
    assert_eq!(none["errors"][0]["problem"], "NOT_AN_ADDRESS");
    let never = square.town.debate(&square.owner, |row| row.confirm_email = ConfirmEmail::Never).await;
    let mut input = square.as_the_form("key 3", "Друго.").await;
    (input["consultation"], input["email"]) = (json!(never.row.id.to_string()), json!("ana@izvor.example"));
    assert_eq!(
        square.send(input).await["errors"][0]["problem"],
        "NOT_ALLOWED",
        "nobody keeps what he does not ask for"
    );
}

#[tokio::test]
async fn where_an_address_must_be_confirmed_nothing_is_seen_before() {
    let square =
        Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::Always, Moderation::Post)).await;
    let none = square.say("key 1", "Bez adrese.").await;
    assert_eq!((&none["errors"][0]["field"], &none["errors"][0]["problem"]), (&json!("email"), &json!("REQUIRED")));
    let sent = square.with_address("key 2", "S adresom.", "ana@izvor.example").await;
    assert_eq!(sent["receipt"]["state"], "UNCONFIRMED");
    assert_eq!(square.list().await, json!([]));
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "UNCONFIRMED").await;
    let early = moderator.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(early["publishComments"]["errors"][0]["reason"], "NOTHING_TO_DECIDE");
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.list().await[0]["text"], "S adresom.");
    assert!(verified(&[&square.log().await], Some(&square.key().await)).1);
}

#[tokio::test]
async fn who_has_not_confirmed_his_address_reads_that_on_his_receipt() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::Always).await;
    let sent = square.with_address("key 1", "S adresom.", "ana@izvor.example").await;
    let receipt = format!("/trebinje/potvrda/{}", sent["receipt"]["code"].as_str().expect("a code"));
    for (lang, said) in [
        ("sr-Cyrl", "Чека да потврдите адресу: отворите линк"),
        ("sr-Latn", "Čeka da potvrdite adresu: otvorite link"),
        ("bs", "Čeka da potvrdite adresu: otvorite link"),
        ("hr", "Čeka da potvrdite adresu: otvorite poveznicu"),
        ("en", "It waits for you to confirm your address: open the link"),
    ] {
        let page = square.town.get(&format!("{receipt}?lang={lang}")).await.text();
        assert!(page.contains(said), "{lang}: {page}");
    }
    let moderator = square.moderator().await;
    let piles = ["UNCONFIRMED", "PENDING", "HELD"];
    for (state, count) in piles.into_iter().zip([1, 0, 0]) {
        assert_eq!(square.waiting(&moderator, state).await.len(), count, "{state}");
    }
    assert_eq!(square.confirm().await.0, 303);
    for (state, count) in piles.into_iter().zip([0, 1, 0]) {
        assert_eq!(square.waiting(&moderator, state).await.len(), count, "{state}");
    }
    assert!(square.town.get(&receipt).await.text().contains("Čeka pregled prije objave."));
}

#[tokio::test]
async fn what_was_forgotten_or_finished_is_not_confirmed_any_more() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.supports) =
            (ConfirmEmail::Always, Moderation::Post, Supports::ConfirmedEmail);
    })
    .await;
    let moderator = square.moderator().await;
    square.with_address("key 1", "Zaboravi me.", "ana@izvor.example").await;
    let link = path_in(&square.town.unread().await[0].text);
    let erase = "mutation($input: EraseCommentInput!) { eraseComment(input: $input) { errors { reason } } }";
    let read = square.waiting(&moderator, "UNCONFIRMED").await;
    moderator.data(erase, json!({ "input": { "comment": read[0], "what": "WHOLE" } })).await;
    assert_eq!(square.press(&link).await.0, 410, "nothing is left to publish");

    square.with_address("key 2", "Javi mi.", "boris@izvor.example").await;
    assert_eq!(square.confirm().await.0, 303);
    square.with_address("key 3", "Kasno.", "vera@izvor.example").await;
    let late = path_in(&square.town.unread().await[0].text);
    let said = square.rows().await[1].id.to_string();
    let input = json!({ "comment": said, "email": "ana@izvor.example", "idempotencyKey": "s" });
    square.town.data(SUPPORT, json!({ "input": input })).await;
    let support = path_in(&square.town.unread().await[0].text);
    let tx = square.town.begin().await;
    let finished = entities::consultation::ActiveModel {
        id: sea_orm::Unchanged(square.draft.row.id),
        stage: sea_orm::Set(entities::ConsultationStage::Finished),
        ..Default::default()
    };
    tx.update(finished).await.expect("finished");
    tx.commit().await.expect("finished");
    assert_eq!(square.press(&late).await.0, 410);
    assert_eq!(square.press(&support).await.0, 410);
    assert_eq!(square.list().await[0]["supports"], 0, "what stands in a report is counted");
}

#[tokio::test]
async fn whoever_is_known_is_published_at_once() {
    let square = Square::new(|row| {
        (row.confirm_email, row.moderation, row.moderation_first) =
            (ConfirmEmail::WhenGiven, Moderation::FirstN, Some(1));
    })
    .await;
    square.with_address("key 1", "Prvi put.", "ana@izvor.example").await;
    assert_eq!(square.confirm().await.0, 303);
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    square.town.unread().await;
    let second = square.with_address("key 2", "Drugi put.", "ana@izvor.example").await;
    assert_eq!(second["receipt"]["state"], "PENDING", "anybody can name an address");
    assert_eq!(square.confirm().await.0, 303);
    assert_eq!(square.list().await[1]["text"], "Drugi put.");
}

#[tokio::test]
async fn what_everybody_reads_stays_when_its_address_is_confirmed_under_other_rules() {
    let square =
        Square::new(|row| (row.confirm_email, row.moderation) = (ConfirmEmail::WhenGiven, Moderation::Post)).await;
    let sent = square.with_address("key 1", "Стоји и кад се правила промијене.", "ana@izvor.example").await;
    assert_eq!(sent["receipt"]["state"], "PUBLISHED");
    let refused = square.with_address("key 2", "Увреда.", "boris@izvor.example").await;
    let letters = square.town.unread().await;
    let links: Vec<_> = letters.iter().map(|letter| path_in(&letter.text)).collect();
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PUBLISHED").await;
    moderator.data(REJECT, json!({ "comments": [read[1]] })).await;
    let tx = square.town.begin().await;
    let stricter = entities::consultation::ActiveModel {
        id: sea_orm::Unchanged(square.draft.row.id),
        moderation: sea_orm::Set(Moderation::Pre),
        ..Default::default()
    };
    tx.update(stricter).await.expect("stricter");
    tx.commit().await.expect("stricter");
    for link in &links {
        assert_eq!(square.press(link).await.0, 303);
    }
    for (of, state) in [(&sent, "PUBLISHED"), (&refused, "REJECTED")] {
        let receipt = square.receipt(&of["receipt"]["code"]).await;
        assert_eq!((&receipt["state"], &receipt["addressConfirmed"]), (&json!(state), &json!(true)));
    }
    assert_eq!(square.list().await[0]["text"], "Стоји и кад се правила промијене.");
    let (said, right) = verified(&[&square.log().await], Some(&square.key().await));
    assert!(right, "{said}");
}

#[tokio::test]
async fn a_client_supports_once_and_takes_back_once() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::Client, Moderation::Post)).await;
    let sent = square.say("key 1", "Примједба.").await;
    let id = &sent["receipt"]["comment"]["id"];
    let support = async |key: &str, back: bool| {
        let input = json!({ "comment": id, "back": back, "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await["supportComment"]["state"].take()
    };
    for (key, back, state, supports) in [
        ("s1", false, "COUNTED", 1),
        ("s1", false, "COUNTED", 1),
        ("s2", false, "COUNTED", 1),
        ("s3", true, "TAKEN_BACK", 0),
        ("s4", true, "TAKEN_BACK", 0),
        ("s5", false, "COUNTED", 1),
    ] {
        assert_eq!(support(key, back).await, state, "{key}");
        assert_eq!(square.list().await[0]["supports"], supports, "{key}");
    }
    let none = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = none.say("key 1", "Примједба.").await;
    let input = json!({ "comment": sent["receipt"]["comment"]["id"], "idempotencyKey": "s" });
    let refused = none.town.data(SUPPORT, json!({ "input": input })).await;
    assert_eq!(refused["supportComment"]["errors"][0]["reason"], "NO_SUPPORTS");
}

#[tokio::test]
async fn an_address_supports_once_it_has_answered_the_letter() {
    let square = Square::new(|row| (row.supports, row.moderation) = (Supports::ConfirmedEmail, Moderation::Post)).await;
    let sent = square.say("key 1", "Примједба.").await;
    let support = async |key: &str, email: &str| {
        let input = json!({ "comment": sent["receipt"]["comment"]["id"], "email": email, "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await["supportComment"].take()
    };
    assert_eq!(support("s1", "").await["errors"][0]["problem"], "REQUIRED");
    assert_eq!(support("s2", "ana@izvor.example").await["state"], "ASKED_BY_LETTER");
    assert_eq!(square.list().await[0]["supports"], 0);
    assert_eq!(square.confirm().await, (200, String::new()));
    assert_eq!(square.list().await[0]["supports"], 1);
    assert_eq!(
        support("s3", "Ana@Izvor.example").await["state"],
        "ASKED_BY_LETTER",
        "nobody learns who has supported it"
    );
    assert_eq!(square.town.unread().await.len(), 0, "and who has gets no other letter");
    assert_eq!(square.list().await[0]["supports"], 1);
}

#[tokio::test]
async fn what_is_reported_stays_until_an_official_has_looked() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Примједба.").await;
    let report = async |key: &str, words: &str| {
        let input = json!({ "comment": sent["receipt"]["comment"]["id"], "reason": "INSULT", "words": words, "idempotencyKey": key });
        square.town.data(REPORT, json!({ "input": input })).await["reportComment"].take()
    };
    assert_eq!(report("r1", &"š".repeat(501)).await["errors"][0]["problem"], "TOO_LONG");
    assert_eq!(report("r2", "kanarinac prijave").await["received"], true);
    assert_eq!(report("r3", "još jednom").await["received"], true);
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1), "it holds and hides nothing");
    let flagged = "query { desk(municipality: \"trebinje\") { comments(filter: {flagged: true}) {
        nodes { flags { reason words } alike comment { id revision } } } } }";
    let moderator = square.moderator().await;
    let queue = moderator.data(flagged, json!({})).await;
    let nodes = &queue["desk"]["comments"]["nodes"];
    assert_eq!(nodes[0]["flags"], json!([{ "reason": "INSULT", "words": "kanarinac prijave" }]), "one client is one");
    let everybody = square.town.data(LIST, json!({ "of": square.of() })).await.to_string() + &square.log().await;
    assert!(!everybody.contains("kanarinac") && !everybody.contains("INSULT"), "{everybody}");
    let read = json!([{ "id": nodes[0]["comment"]["id"], "revision": 1 }]);
    let stays = moderator.data(PUBLISH, json!({ "comments": read })).await;
    assert_eq!(stays["publishComments"]["errors"], json!([]), "it may stay");
    assert_eq!(moderator.data(flagged, json!({})).await["desk"]["comments"]["nodes"], json!([]));
    assert_eq!(report("r4", "i opet").await["received"], true);
    let again = moderator.data(flagged, json!({})).await;
    assert_eq!(again["desk"]["comments"]["nodes"][0]["flags"][0]["words"], "i opet", "he is heard again");
    moderator.data(REJECT, json!({ "comments": read })).await;
    let queue = moderator.data(flagged, json!({})).await;
    assert_eq!(queue["desk"]["comments"]["nodes"], json!([]), "it was decided about");
}

#[tokio::test]
async fn one_client_who_sends_many_is_looked_at_later_and_loses_nothing() {
    let square = Square::new(|_| {}).await;
    let mut states = Vec::new();
    for number in 0..12 {
        let sent = square.say(&format!("key {number}"), &format!("Broj {number}.")).await;
        states.push(sent["receipt"]["state"].as_str().expect("a state").to_owned());
    }
    assert_eq!(states.iter().filter(|state| *state == "PENDING").count(), 10);
    assert_eq!(states.iter().filter(|state| *state == "HELD").count(), 2);
    assert_eq!(square.rows().await.last().map(|row| row.signals.0.clone()), Some(vec![entities::Signal::TooMany]));
}

/// A widget speaks as its page does, and says so; what is written into it is written as its writer writes.
#[tokio::test]
async fn every_letter_about_a_comment_is_in_the_language_of_its_reader() {
    let square = Square::new(|row| {
        (row.confirm_email, row.supports) = (ConfirmEmail::WhenGiven, Supports::ConfirmedEmail);
    })
    .await;
    let mut input = square.as_the_form("key 1", "Члан 2. треба допунити.").await;
    (input["email"], input["locale"]) = (json!("ana@izvor.example"), json!("en"));
    square.send(input).await;
    let told = async || {
        let letter = square.town.unread().await.pop().expect("a letter");
        (letter.subject, path_in(&letter.text))
    };
    let (subject, link) = told().await;
    assert_eq!(subject, "Confirm your address: Trebinje");
    assert!(link.ends_with("?lang=en"), "{link}");
    assert_eq!(square.press(&link).await.0, 303);
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": read })).await;
    let (subject, receipt) = told().await;
    assert_eq!(subject, "About your comment: Trebinje");
    assert!(receipt.ends_with("?lang=en"), "{receipt}");
    moderator.data(ANSWER, json!({ "comments": read, "reason": "Хвала." })).await;
    assert_eq!(told().await.0, "Your comment was answered: Trebinje");
    assert_eq!(square.rows().await[0].locale, Locale::SrCyrl, "what is published says in what it is written");

    for (key, locale, said) in
        [("s1", Some("hr"), "Potvrdite podršku: Trebinje"), ("s2", None, "Потврдите подршку: Требиње")]
    {
        let email = format!("{key}@izvor.example");
        let input = json!({ "comment": read[0]["id"], "email": email, "locale": locale, "idempotencyKey": key });
        square.town.data(SUPPORT, json!({ "input": input })).await;
        assert_eq!(told().await.0, said);
    }
}

#[tokio::test]
async fn a_comment_is_kept_in_the_language_in_which_it_is_written_whatever_its_page_speaks() {
    let square = Square::new(|_| {}).await;
    for (key, locale, text) in
        [("key 1", "en", "Član 2. treba dopuniti."), ("key 2", "sr-Latn", "The park is too small for all of us.")]
    {
        let mut input = square.as_the_form(key, text).await;
        input["locale"] = json!(locale);
        assert_eq!(square.send(input).await["errors"], json!([]));
    }
    let written = square.rows().await.into_iter().map(|row| (row.text.expect("a text"), row.locale));
    let mut written: Vec<_> = written.collect();
    written.sort_by(|one, other| one.0.cmp(&other.0));
    let expected = [("The park is too small for all of us.", Locale::En), ("Član 2. treba dopuniti.", Locale::SrLatn)];
    assert_eq!(written, expected.map(|(text, locale)| (text.to_owned(), locale)));
}
