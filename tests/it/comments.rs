//! Commenting without an account: what comes is kept, moderated, answered and proven.

use std::io::Write as _;
use std::path::PathBuf;

use chrono::TimeDelta;
use entities::{ConsultationStage, Moderation, Role, comment, log_entry, municipality};
use insta::assert_snapshot;
use javno::comments::verify::{Verify, verify};
use javno::ledger::LedgerKey;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, Unchanged};
use serde_json::{Value, json};
use tests::consultations::Draft;
use tests::people::Person;
use tests::{Town, instant};

pub(crate) const SUBMIT: &str = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) {
    receipt { code state reason comment { id text } proof } errors { code field problem reason params } } }";
pub(crate) const LIST: &str =
    "query($of: ID!, $by: CommentOrder! = OLDEST) { comments(consultation: $of, orderBy: $by, locale: \"sr-Latn\") {
    nodes { author authorKind text partLabel { text } answer { disposition reason { text } } supports
        replies { nodes { text replies { nodes { text replies { nodes { text } } } } } } } } }";
pub(crate) const BOX: &str =
    "query($of: ID!) { commentBox(consultation: $of) { open challenge bits counts { published answered }
    parts { part counts { published answered } } } }";
pub(crate) const QUEUE: &str =
    "query($state: CommentState) { desk(municipality: \"trebinje\") { comments(filter: {state: $state}) {
    nodes { state signals comment { id revision text author } } } } }";
pub(crate) const PUBLISH: &str =
    "mutation($comments: [CommentRead!]!) { publishComments(input: {comments: $comments}) {
    comments { state } errors { code reason } } }";
pub(crate) const REJECT: &str =
    "mutation($comments: [CommentRead!]!) { rejectComments(input: {comments: $comments, reason: INSULT}) {
    comments { state } errors { code reason } } }";
pub(crate) const ANSWER: &str =
    "mutation($comments: [CommentToAnswer!]!, $reason: String!) { answerComments(input: {comments: $comments,
    disposition: PARTLY_ACCEPTED, reason: $reason}) { comments { state } errors { code reason field problem } } }";

/// A town with a consultation.
pub(crate) struct Square {
    pub(crate) town: Town,
    pub(crate) owner: municipality::Model,
    pub(crate) draft: Draft,
}

impl Square {
    pub(crate) async fn new(shape: impl FnOnce(&mut entities::consultation::Model)) -> Self {
        Self::of_town(Town::new().await, shape).await
    }

    pub(crate) async fn of_town(town: Town, shape: impl FnOnce(&mut entities::consultation::Model)) -> Self {
        let owner = town.municipality("trebinje").await;
        let draft = town.debate(&owner, shape).await;
        Self { town, owner, draft }
    }

    pub(crate) fn of(&self) -> String {
        self.draft.row.id.to_string()
    }

    pub(crate) async fn moderator(&self) -> Person<'_> {
        self.town.official(&self.owner, &[Role::Moderator]).await
    }

    /// A comment as the form sends it.
    pub(crate) async fn as_the_form(&self, key: &str, text: &str) -> Value {
        let given = self.town.data(BOX, json!({ "of": self.of() })).await;
        assert!(given["commentBox"]["challenge"].is_string(), "a task");
        let (challenge, solution) = self.town.worked(self.draft.row.id, key);
        json!({ "consultation": self.of(), "authorKind": "CITIZEN", "name": "Ана Марић", "text": text,
            "solution": solution, "challenge": challenge, "openFor": 9000, "website": "",
            "idempotencyKey": key })
    }

    pub(crate) async fn say(&self, key: &str, text: &str) -> Value {
        self.send(self.as_the_form(key, text).await).await
    }

    pub(crate) async fn send(&self, input: Value) -> Value {
        let mut answer = self.town.data(SUBMIT, json!({ "input": input })).await;
        answer["submitComment"].take()
    }

    /// What waits, as a moderator names it.
    pub(crate) async fn waiting(&self, by: &Person<'_>, state: &str) -> Vec<Value> {
        let queue = by.data(QUEUE, json!({ "state": state })).await;
        let nodes = queue["desk"]["comments"]["nodes"].as_array().expect("a queue").clone();
        nodes.iter().map(|one| json!({ "id": one["comment"]["id"], "revision": one["comment"]["revision"] })).collect()
    }

    pub(crate) async fn list(&self) -> Value {
        let mut list = self.town.data(LIST, json!({ "of": self.of() })).await;
        list["comments"]["nodes"].take()
    }

    /// The log as everybody can take it away.
    pub(crate) async fn log(&self) -> String {
        let answer = self.town.get(&format!("/log/{}.ndjson", self.of())).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    pub(crate) async fn key(&self) -> String {
        self.town.get("/log/key").await.text().trim().to_owned()
    }
}

/// What `javno verify` says of these files, without their paths.
pub(crate) fn verified(files: &[&str], key: Option<&str>) -> (String, bool) {
    let dir = tempfile::tempdir().expect("a folder");
    let paths: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let path = dir.path().join(format!("{number}"));
            std::fs::File::create(&path).and_then(|mut file| file.write_all(text.as_bytes())).expect("a file");
            path
        })
        .collect();
    let verify =
        |files: &[PathBuf], key: Option<String>| verify(&Verify { files: files.to_vec(), key }).expect("verified");
    let (said, right) = verify(&paths, key.map(str::to_owned));
    if let Some(key) = key {
        let file = dir.path().join("key.txt");
        std::fs::write(&file, format!("{key}\n")).expect("a file");
        let in_file = verify(&paths, Some(file.display().to_string()));
        assert_eq!(in_file, (said.clone(), right), "the same key in a file");
    }
    (said.replace(&format!("{}/", dir.path().display()), ""), right)
}

#[tokio::test]
async fn a_guest_says_something_an_official_publishes_and_answers_it() {
    let square = Square::new(|_| {}).await;
    let mut input = square.as_the_form("key 1", "Члан 2. треба допунити.").await;
    input["part"] = json!(square.draft.articles[1].id.to_string());
    let sent = square.send(input).await;
    assert_eq!(sent["errors"], json!([]));
    assert_eq!(sent["receipt"]["state"], "PENDING");
    assert_eq!(sent["receipt"]["comment"], Value::Null);
    assert_eq!(square.list().await, json!([]), "nobody reads it before an official did");

    let moderator = square.moderator().await;
    let queue = moderator.data(QUEUE, json!({})).await;
    assert_eq!(queue["desk"]["comments"]["nodes"][0]["signals"], json!([]));
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let reason = "Прихваћено за став 1.";
    moderator.data(ANSWER, json!({ "comments": waiting, "reason": reason })).await;
    assert_snapshot!(square.list().await[0], @r#"{"answer":{"disposition":"PARTLY_ACCEPTED","reason":{"text":"Prihvaćeno za stav 1."}},"author":"Ана Марић","authorKind":"CITIZEN","partLabel":{"text":"Član 2."},"replies":{"nodes":[]},"supports":0,"text":"Члан 2. треба допунити."}"#);
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    assert_eq!(given["commentBox"]["counts"], json!({ "published": 1, "answered": 1 }));
    assert_eq!(given["commentBox"]["parts"][0]["part"], square.draft.articles[1].key.to_string());
    let came = "query($of: ID!) { comments(consultation: $of) { nodes { came } } }";
    let came = square.town.data(came, json!({ "of": square.of() })).await;
    assert_eq!(came["comments"]["nodes"][0]["came"], "2026-11-24T11:00", "as the clocks of the town show it");

    let code = sent["receipt"]["code"].as_str().expect("a code");
    let ask = "query($code: String!) { receipt(code: $code) { state comment { text } } }";
    let receipt = square.town.data(ask, json!({ "code": format!(" {code} ") })).await;
    assert_eq!(receipt["receipt"]["state"], "PUBLISHED");
    let address = format!("/graphql?query=%7Breceipt(code:%22{code}%22)%7Bstate%7D%7D");
    let by_address = square.town.get(&address).await;
    assert_eq!((by_address.status.as_u16(), by_address.header("cache-control")), (200, "no-store"), "nobody keeps it");
    let none = square.town.data(ask, json!({ "code": "aaaa-bbbb-cccc" })).await;
    assert_eq!(none["receipt"], Value::Null);
}

#[tokio::test]
async fn what_is_odd_waits_and_what_is_wrong_is_said() {
    let square = Square::new(|row| row.anonymous_allowed = false).await;
    // A program that knows nothing of the form.
    let bare = json!({ "consultation": square.of(), "authorKind": "CITIZEN", "name": "x", "text": "Kupite kod nas!",
        "website": "http://spam.example", "idempotencyKey": "bot 1" });
    assert_eq!(square.send(bare).await["receipt"]["state"], "HELD");
    let moderator = square.moderator().await;
    let queue = moderator.data(QUEUE, json!({ "state": "HELD" })).await;
    let signals = &queue["desk"]["comments"]["nodes"][0]["signals"];
    assert_eq!(*signals, json!(["NO_CHALLENGE", "TOO_FAST", "HONEYPOT"]));

    for (change, wrong) in [
        (
            json!({ "text": " \n " }),
            r#"[{"code":"INVALID","field":"text","params":[],"problem":"REQUIRED","reason":null}]"#,
        ),
        (
            json!({ "text": "a" }),
            r#"[{"code":"INVALID","field":"text","params":["3"],"problem":"TOO_SHORT","reason":null}]"#,
        ),
        (
            json!({ "text": "š".repeat(5001) }),
            r#"[{"code":"INVALID","field":"text","params":["5000"],"problem":"TOO_LONG","reason":null}]"#,
        ),
        (
            json!({ "name": "" }),
            r#"[{"code":"INVALID","field":"name","params":[],"problem":"REQUIRED","reason":null}]"#,
        ),
        (
            json!({ "name": "š".repeat(121) }),
            r#"[{"code":"INVALID","field":"name","params":["120"],"problem":"TOO_LONG","reason":null}]"#,
        ),
        (
            json!({ "authorKind": "ANONYMOUS" }),
            r#"[{"code":"INVALID","field":"authorKind","params":[],"problem":"NOT_ALLOWED","reason":null}]"#,
        ),
    ] {
        let mut input = square.as_the_form("key 1", "Članu 2 dodati stav.").await;
        for (field, value) in change.as_object().expect("a change") {
            input[field] = value.clone();
        }
        assert_eq!(square.send(input).await["errors"].to_string(), wrong, "{change}");
    }
    let sent = square.say("key 1", "Članu 2 dodati stav.").await;
    assert_eq!(sent["receipt"]["state"], "PENDING", "what was mended is sent under the same key");
}

#[tokio::test]
async fn comments_are_taken_while_it_is_open_and_who_was_in_time_stays_in_time() {
    let square = Square::new(|row| row.closes_at = Some(instant("2026-11-24T10:00:30Z"))).await;
    let first = square.as_the_form("key 1", "Prvi.").await;
    let once = square.send(first.clone()).await;
    let late = square.as_the_form("key 2", "Drugi.").await;
    square.town.clock.advance(TimeDelta::seconds(31));
    let refused = square.send(late).await;
    assert_eq!(refused["errors"][0]["reason"], "COMMENTS_NOT_TAKEN");
    assert_eq!(square.send(first).await, once, "whoever heard no answer sends it again");
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    assert_eq!(given["commentBox"]["open"], false);

    let draft = square.town.debate(&square.owner, |row| row.stage = ConsultationStage::Draft).await;
    let of = json!({ "of": draft.row.id.to_string() });
    assert_snapshot!(square.town.refusal(LIST, of.clone()).await, @"NOT_FOUND: There is no such consultation.");
    assert_snapshot!(square.town.refusal(BOX, of).await, @"NOT_FOUND: There is no such consultation.");
}

#[tokio::test]
async fn replies_stand_three_deep_and_are_about_the_same() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut above = None;
    for (number, text) in ["Prvi.", "Drugi.", "Treći.", "Četvrti."].into_iter().enumerate() {
        let mut input = square.as_the_form(&format!("key {number}"), text).await;
        if number == 0 {
            input["part"] = json!(square.draft.articles[0].id.to_string());
        }
        input["replyTo"] = json!(above);
        let sent = square.send(input).await;
        if number == 3 {
            assert_eq!(sent["errors"][0]["reason"], "TOO_DEEP");
        } else {
            above = sent["receipt"]["comment"]["id"].as_str().map(str::to_owned);
        }
    }
    let list = square.list().await;
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(list[0]["replies"]["nodes"][0]["replies"]["nodes"][0]["text"], "Treći.");
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    assert_eq!(
        given["commentBox"]["parts"],
        json!([{ "part": square.draft.articles[0].key.to_string(),
        "counts": { "published": 3, "answered": 0 } }])
    );

    // Neither a part nor a comment of another consultation.
    let other = square.town.debate(&square.owner, |_| {}).await;
    let mut input = square.as_the_form("key 9", "Peti.").await;
    input["part"] = json!(other.articles[0].id.to_string());
    assert_snapshot!(square.town.refusal(SUBMIT, json!({ "input": input })).await, @"NOT_FOUND: There is no such part of an act in this consultation.");
    let mut input = square.as_the_form("key 9", "Peti.").await;
    (input["consultation"], input["replyTo"]) = (json!(other.row.id.to_string()), json!(above));
    assert_snapshot!(square.town.refusal(SUBMIT, json!({ "input": input })).await, @"NOT_FOUND: There is no such comment in this consultation.");
}

#[tokio::test]
async fn officials_decide_about_what_they_have_read_in_their_own_municipality() {
    let square = Square::new(|_| {}).await;
    square.say("key 1", "Prvi komentar.").await;
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    let publish = |by: &str| json!({ "comments": [{ "id": waiting[0]["id"], "revision": by.len() }] });

    let neighbour = square.town.municipality("bileca").await;
    let stranger = square.town.official(&neighbour, &[Role::Moderator, Role::Admin]).await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    assert_snapshot!(square.town.refusal(PUBLISH, publish("1")).await, @"UNAUTHENTICATED: This needs a person who has signed in.");
    assert_snapshot!(stranger.refusal(PUBLISH, publish("1")).await, @"NOT_FOUND: There is no such comment at your desk.");
    assert_snapshot!(editor.refusal(PUBLISH, publish("1")).await, @"FORBIDDEN: Your role does not allow this; ask an administrator of your municipality.");
    assert_snapshot!(editor.refusal(QUEUE, json!({})).await, @"FORBIDDEN: Your role does not allow this; ask an administrator of your municipality.");
    assert_snapshot!(moderator.refusal(PUBLISH, publish("22")).await, @"CONFLICT: Somebody else has changed this in the meantime. Read it anew and decide again.");

    let early = moderator.data(ANSWER, json!({ "comments": waiting, "reason": "Hvala." })).await;
    assert_eq!(early["answerComments"]["errors"][0]["reason"], "COMMENT_NOT_PUBLISHED");
    let done = moderator.data(REJECT, json!({ "comments": waiting })).await;
    assert_eq!(done["rejectComments"]["comments"][0]["state"], "REJECTED");
    let again = moderator.data(REJECT, json!({ "comments": waiting })).await;
    assert_eq!(again["rejectComments"]["errors"][0]["reason"], "NOTHING_TO_DECIDE");
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1), "officials may change their minds");
    moderator.data(ANSWER, json!({ "comments": waiting, "reason": "Hvala na prijedlogu." })).await;
    moderator.data(REJECT, json!({ "comments": waiting })).await;
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    assert_eq!(given["commentBox"]["counts"], json!({ "published": 0, "answered": 0 }));
}

#[tokio::test]
async fn a_receipt_and_a_log_prove_what_was_said() {
    let square = Square::new(|_| {}).await;
    let mut proofs = Vec::new();
    for number in 0..5 {
        let sent = square.say(&format!("key {number}"), &format!("Примједба {number}.")).await;
        proofs.push(sent["receipt"]["proof"].as_str().expect("a proof").to_owned());
    }
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting[..3] })).await;
    moderator.data(REJECT, json!({ "comments": waiting[3..4] })).await;
    moderator.data(ANSWER, json!({ "comments": waiting[..2], "reason": "Хвала." })).await;

    let (log, key) = (square.log().await, square.key().await);
    let mut files = vec![log.as_str()];
    files.extend(proofs.iter().map(String::as_str));
    let (said, right) = verified(&files, Some(&key));
    assert!(right, "{said}");
    let said = said.replace(&square.of(), "CON");
    assert_snapshot!(said, @r#"
    0: valid. 11 entries of javno.example/CON, 11 texts are as they were recorded.
    All 5 receipts stand in it.
    It does not say what the consultation itself was published with: its title, days, rules, sessions, other ways to comment and documents. Of these it proves nothing.
    1: this was recorded, word for word:
      {"kind":"citizen","name":"Ана Марић"}
      {"origin":"online","locale":"sr-Cyrl","text":"Примједба 0."}
    2: this was recorded, word for word:
      {"kind":"citizen","name":"Ана Марић"}
      {"origin":"online","locale":"sr-Cyrl","text":"Примједба 1."}
    3: this was recorded, word for word:
      {"kind":"citizen","name":"Ана Марић"}
      {"origin":"online","locale":"sr-Cyrl","text":"Примједба 2."}
    4: this was recorded, word for word:
      {"kind":"citizen","name":"Ана Марић"}
      {"origin":"online","locale":"sr-Cyrl","text":"Примједба 3."}
    5: this was recorded, word for word:
      {"kind":"citizen","name":"Ана Марић"}
      {"origin":"online","locale":"sr-Cyrl","text":"Примједба 4."}
    "#);
    assert!(!log.contains("Примједба 3") && !log.contains("Примједба 4"), "what may not be read is not in it");

    let (said, right) = verified(&[&proofs[2]], Some(&key));
    assert!(right && said.starts_with("0: valid. Entry 3 of javno.example/con_"), "{said}");
    let foreign = LedgerKey::draw("javno.example").expect("a key").1.0;
    let (said, right) = verified(&[&proofs[2]], Some(&foreign));
    assert!(!right, "{said}");
    let (said, right) = verified(&files, Some(&foreign));
    assert!(!right && said.contains("signed by another key"), "{said}");
}

#[tokio::test]
async fn whatever_is_changed_in_the_database_is_noticed() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut proofs = Vec::new();
    for number in 0..4 {
        let sent = square.say(&format!("key {number}"), &format!("Примједба {number}.")).await;
        proofs.push(sent["receipt"]["proof"].as_str().expect("a proof").to_owned());
    }
    let (key, whole) = (square.key().await, square.log().await);
    assert!(verified(&[&whole, &proofs[1]], Some(&key)).1);
    let saved = format!("\u{feff}{}", proofs[1].replace('\n', "\r\n"));
    assert!(verified(&[&whole, &saved], Some(&key)).1, "as an editor saves it");
    let tx = square.town.begin().await;
    let first = tx.find::<comment::Entity>().order_by_asc(comment::Column::ReceivedAt);
    let first = first.order_by_asc(comment::Column::Id).one(tx.connection()).await.expect("read").expect("a comment");
    // The first tells of the act, the second of a comment.
    let entry = tx.find::<log_entry::Entity>().filter(log_entry::Column::Number.eq(1));
    let entry = entry.one(tx.connection()).await.expect("read").expect("an entry");
    tx.commit().await.expect("read");
    let set = comment::ActiveModel { id: Unchanged(first.id), ..Default::default() };

    let other = square.town.debate(&square.owner, |_| {}).await;
    // One letter of a text, a name, a state, where it stands, an entry: each changed alone, seen, and put back.
    let text = first.text.clone();
    let later = first.published_at.map(|at| at + TimeDelta::minutes(1));
    let changes = [
        (comment::ActiveModel { standing: Set(false), ..set.clone() }, "it is not shown"),
        (comment::ActiveModel { published_at: Set(later), ..set.clone() }, "did not become public when"),
        (comment::ActiveModel { published_at: Set(None), ..set.clone() }, "did not become public when"),
        (comment::ActiveModel { text: Set(Some("Примједбa 0.".into())), ..set.clone() }, "is not what was recorded"),
        (
            comment::ActiveModel { author_name: Set(Some("Анa Марић".into())), ..set.clone() },
            "is not what was recorded",
        ),
        (comment::ActiveModel { state: Set(entities::CommentState::Rejected), ..set.clone() }, "it is not shown"),
        (comment::ActiveModel { consultation_id: Set(other.row.id), ..set.clone() }, "it is not shown"),
        (
            comment::ActiveModel { anchor_id: Set(Some(other.articles[0].id)), ..set.clone() },
            "is not what was recorded",
        ),
        (
            comment::ActiveModel { anchor_key: Set(Some(other.articles[0].key)), ..set.clone() },
            "is not what was recorded",
        ),
    ];
    for (change, noticed) in changes {
        let tx = square.town.begin().await;
        tx.update(change.clone()).await.expect("changed");
        tx.commit().await.expect("changed");
        let (said, right) = verified(&[&square.log().await, &proofs[1]], Some(&key));
        assert!(!right && said.contains(noticed), "{change:?}: {said}");
        assert!(said.contains(&first.id.to_string()), "of which comment: {said}");
        let tx = square.town.begin().await;
        let back = comment::ActiveModel {
            text: Set(text.clone()),
            author_name: Set(first.author_name.clone()),
            state: Set(first.state),
            consultation_id: Set(first.consultation_id),
            anchor_id: Set(first.anchor_id),
            anchor_key: Set(first.anchor_key),
            standing: Set(true),
            published_at: Set(first.published_at),
            ..set.clone()
        };
        tx.update(back).await.expect("put back");
        tx.commit().await.expect("put back");
        assert!(verified(&[&square.log().await, &proofs[1]], Some(&key)).1);
    }
    let tx = square.town.begin().await;
    let body = entry.body.replace("com_0", "com_1");
    assert_ne!(body, entry.body);
    let change = log_entry::ActiveModel { id: Unchanged(entry.id), body: Set(body), ..Default::default() };
    tx.update(change).await.expect("changed");
    tx.commit().await.expect("changed");
    let (said, right) = verified(&[&square.log().await], Some(&key));
    assert!(!right && said.contains("are not those that were signed"), "{said}");

    // A file that was kept is worth as much as the database.
    let cut: Vec<_> = whole.lines().take(5).collect();
    let (said, right) = verified(&[&cut.join("\n")], Some(&key));
    assert!(!right && said.contains("9 entries were signed and only 4 are there"), "{said}");
    let (said, right) = verified(&[&whole, "nothing"], Some(&key));
    assert!(!right && said.contains("this is not a receipt"), "{said}");
}

#[tokio::test]
async fn comments_that_come_at_once_are_all_kept_in_one_log() {
    const MANY: usize = 100;
    // Each waits for all before it, on a machine that may have other work too.
    let town = Town::configured(|config| config.operation.seconds = 60).await;
    let square = Square::of_town(town, |row| row.moderation = Moderation::Post).await;
    let given = square.town.data(BOX, json!({ "of": square.of() })).await;
    let challenge = given["commentBox"]["challenge"].as_str().expect("a task");
    // Whoever waits for long is told that the server is busy, and presses again, which sends the same.
    square.town.expecting_errors();
    let send = async |number: usize| {
        let input = json!({ "consultation": square.of(), "authorKind": "ANONYMOUS", "text": format!("Broj {number}"),
            "challenge": challenge, "openFor": 9000, "idempotencyKey": format!("key {number}") });
        loop {
            let mut answer = square.town.ask(SUBMIT, json!({ "input": input })).await;
            if answer["errors"][0]["extensions"]["code"] != "UNAVAILABLE" {
                break answer["data"]["submitComment"].take();
            }
        }
    };
    let sent = futures_util::future::join_all((0..MANY).map(&send)).await;
    assert!(sent.iter().all(|sent| sent["receipt"]["code"].is_string()), "{sent:?}");
    let proofs: Vec<_> = sent.iter().map(|sent| sent["receipt"]["proof"].as_str().expect("a proof")).collect();
    let (log, key) = (square.log().await, square.key().await);
    let files: Vec<_> = std::iter::once(log.as_str()).chain(proofs).collect();
    let (said, right) = verified(&files, Some(&key));
    assert!(right && said.contains("101 entries"), "{said}");
}

#[tokio::test]
async fn what_is_private_is_in_no_answer_to_everybody() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Javno.").await;
    let waits = json!({ "consultation": square.of(), "authorKind": "CITIZEN", "name": "Kanarinac Ime",
        "text": "kanarinac tekst", "website": "kanarinac", "idempotencyKey": "k" });
    assert_eq!(square.send(waits).await["receipt"]["state"], "HELD");
    let tx = square.town.begin().await;
    let revisions = tx.find::<entities::comment_revision::Entity>().all(tx.connection()).await.expect("revisions");
    let held = revisions.iter().find(|row| row.content.as_deref().is_some_and(|text| text.contains("kanarinac")));
    let salts: Vec<_> = held.iter().flat_map(|row| row.salt.iter().chain(&row.author_salt).cloned()).collect();
    assert_eq!(salts.len(), 2, "the salts of what waits");
    let keys = tx.find::<entities::server_key::Entity>().all(tx.connection()).await.expect("keys");
    tx.commit().await.expect("read");

    let of = json!({ "of": square.of() });
    let mut answers = vec![
        sent.to_string(),
        square.list().await.to_string(),
        square.town.data(BOX, of).await.to_string(),
        square.log().await,
        square.key().await,
    ];
    for path in ["/trebinje/rasprave".to_owned(), format!("/trebinje/rasprava/{}", square.of())] {
        answers.push(square.town.get(&path).await.text());
    }
    for answer in answers {
        assert!(
            !answer.to_lowercase().contains("kanarinac") && !salts.iter().any(|salt| answer.contains(salt)),
            "{answer}"
        );
        assert!(keys.iter().all(|key| !answer.contains(&key.private)), "{answer}");
    }
}
