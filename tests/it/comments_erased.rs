//! What is erased or covered of a comment is gone wherever it stood, and a mark says so.

use entities::{AuthorKind, Locale, Moderation, comment};
use javno::locale::messages::Messages;
use sea_orm::ActiveValue::{Set, Unchanged};
use serde_json::{Value, json};

use crate::commenters::REPORT;
use crate::comments::{PUBLISH, Square, verified};
use crate::report::Hall;
use crate::tables::dump;

pub(crate) const ERASE: &str =
    "mutation($input: EraseCommentInput!) { eraseComment(input: $input) { errors { reason } } }";
const FLAGGED: &str = "query { desk(municipality: \"trebinje\") { comments(filter: {flagged: true}) {
    nodes { comment { id revision } } } } }";

impl Square {
    /// The tables in which this word stands, in whatever letters.
    async fn where_it_stands(&self, word: &str) -> Vec<String> {
        let all = dump(&self.town).await;
        let stands = |rows: &Vec<String>| rows.iter().any(|row| row.to_lowercase().contains(word));
        all.into_iter().filter(|(_, rows)| stands(rows)).map(|(table, _)| table).collect()
    }

    /// Says that a comment should not stand there.
    pub(crate) async fn report(&self, comment: &Value, words: &str) {
        let input = json!({ "comment": comment, "reason": "INSULT", "words": words, "idempotencyKey": words });
        let done = self.town.data(REPORT, json!({ "input": input })).await;
        assert_eq!(done["reportComment"]["received"], true);
    }
}

#[tokio::test]
async fn of_what_is_erased_whole_no_word_is_left_anywhere() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut input = square.as_the_form("key 1", "Kanarinac piše o komšiji.").await;
    input["name"] = json!("Kanarinac Kanarić");
    let sent = square.send(input).await;
    let (id, code) = (&sent["receipt"]["comment"]["id"], &sent["receipt"]["code"]);
    let changed = square.change(code, "key 2", "Kanarinac piše nešto drugo o komšiji.").await;
    assert_eq!(changed["errors"], json!([]));
    square.report(id, "Ovdje kanarinac govori o meni.").await;
    assert_eq!(square.where_it_stands("kanarinac").await, ["comment", "comment_flag", "comment_revision"]);

    let moderator = square.moderator().await;
    let input = json!({ "comment": { "id": id, "revision": 2 }, "what": "WHOLE" });
    let erased = moderator.data(ERASE, json!({ "input": input })).await;
    assert_eq!(erased["eraseComment"]["errors"], json!([]));
    assert_eq!(square.where_it_stands("kanarinac").await, Vec::<String>::new());
    assert_eq!(square.where_it_stands("kanarić").await, Vec::<String>::new());
    let queue = moderator.data(FLAGGED, json!({})).await;
    assert_eq!(queue["desk"]["comments"]["nodes"], json!([]), "of what is not there nothing is to be decided");
    // What is not there any more says so wherever it stood.
    let receipt = format!("/trebinje/potvrda/{}", code.as_str().expect("a code"));
    for page in [receipt, format!("/trebinje/rasprava/{}/komentari", square.of())] {
        let page = square.town.get(&page).await.text();
        assert!(page.contains("Tekst je uklonjen."), "{page}");
    }
    // The page says so, whatever the author wrote in.
    let talk = square.town.get(&format!("/trebinje/rasprava/{}/komentari?lang=en", square.of())).await.text();
    let removed = Messages::of(Locale::En).say("comment.removed");
    assert!(talk.contains(&format!("<p class=\"kept\">{removed}</p>")), "{talk}");
    assert!(verified(&[&square.log().await], Some(&square.key().await)).1);
}

#[tokio::test]
async fn whoever_is_forgotten_is_shown_as_what_was_recorded_whatever_lies_in_the_table() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Члан 2. треба допунити.").await;
    let (id, code) = (&sent["receipt"]["comment"]["id"], &sent["receipt"]["code"]);
    let moderator = square.moderator().await;
    let input = json!({ "comment": { "id": id, "revision": 1 }, "what": "AUTHOR" });
    let erased = moderator.data(ERASE, json!({ "input": input })).await;
    assert_eq!(erased["eraseComment"]["errors"], json!([]));
    let row = square.rows().await.remove(0);
    let set = comment::ActiveModel { id: Unchanged(row.id), ..Default::default() };
    let put = async |set: comment::ActiveModel| {
        let tx = square.town.begin().await;
        tx.update(set).await.expect("changed");
        tx.commit().await.expect("changed");
    };
    let key = square.key().await;
    let look = async || verified(&[&square.log().await], Some(&key));

    // Another name in the table is shown to nobody.
    let name = "Марко Марић";
    let named = comment::ActiveModel { author_name: Set(Some(name.into())), ..set.clone() };
    put(named.clone()).await;
    assert_eq!(square.list().await[0]["author"], "Особа 2");
    let query = "query($code: String!) { receipt(code: $code) { author comment { author authorKind } } }";
    let receipt = square.town.data(query, json!({ "code": code })).await["receipt"].take();
    let shown = json!({ "author": "Особа 2", "comment": { "author": "Особа 2", "authorKind": "CITIZEN" } });
    assert_eq!(receipt, shown);
    let page = square.town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    assert!(page.contains("Особа 2") && !page.contains(name), "{page}");
    let (said, right) = look().await;
    assert!(right, "{said}");

    // That he spoke as somebody else, is another of those who are forgotten, or is not forgotten at all, is noticed.
    let kind = |kind| comment::ActiveModel { author_kind: Set(kind), ..set.clone() };
    let number = |number| comment::ActiveModel { log_number: Set(number), ..set.clone() };
    let forgotten = |at| comment::ActiveModel { erased_at: Set(at), ..named.clone() };
    for (change, back) in [
        (kind(AuthorKind::Organisation), kind(row.author_kind)),
        (number(99), number(row.log_number)),
        (forgotten(None), forgotten(row.erased_at)),
    ] {
        put(change.clone()).await;
        let (said, right) = look().await;
        assert!(!right && said.contains("what is shown is not what was recorded"), "{change:?}: {said}");
        put(back).await;
        assert!(look().await.1);
    }
}

#[tokio::test]
async fn as_what_somebody_spoke_whom_nobody_could_read_the_log_does_not_tell() {
    let square = Square::new(|_| {}).await;
    square.say("key 1", "Члан 2. треба допунити.").await;
    let moderator = square.moderator().await;
    let read = async || {
        let row = square.rows().await.remove(0);
        json!({ "id": row.id.to_string(), "revision": row.revision })
    };
    let erased = moderator.data(ERASE, json!({ "input": { "comment": read().await, "what": "AUTHOR" } })).await;
    assert_eq!(erased["eraseComment"]["errors"], json!([]));
    let key = square.key().await;
    let log = square.log().await;
    let (said, right) = verified(&[&log], Some(&key));
    assert!(right && log.contains("erased") && !log.contains("unnamed"), "{said}\n{log}");
    // Also once it is read: what is shown of him then nothing contradicts.
    moderator.data(PUBLISH, json!({ "comments": [read().await] })).await;
    assert_eq!(square.list().await[0]["author"], "Особа 2");
    let (said, right) = verified(&[&square.log().await], Some(&key));
    assert!(right, "{said}");
}

#[tokio::test]
async fn who_spoke_for_an_organisation_and_is_forgotten_counts_as_one_by_himself() {
    const COUNTED: &str = "query($of: ID!) { desk(municipality: \"trebinje\") { report(consultation: $of) {
        numbers { byOrganisations organisations } } } }";
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let mut said = Vec::new();
    for name in ["Klub Zmaj", "Klub Zmaj", "Hor Zora"] {
        said.push(hall.paper(&moderator, json!({ "authorKind": "ORGANISATION", "name": name })).await);
    }
    let counted = async || {
        let mut desk = moderator.data(COUNTED, json!({ "of": hall.of() })).await;
        desk["desk"]["report"]["numbers"].take()
    };
    assert_eq!(counted().await, json!({ "byOrganisations": 3, "organisations": 2 }));
    for id in &said[..2] {
        let input = json!({ "comment": { "id": id, "revision": 1 }, "what": "AUTHOR" });
        let erased = moderator.data(ERASE, json!({ "input": input })).await;
        assert_eq!(erased["eraseComment"]["errors"], json!([]));
        hall.make(id, |row| row.author_name = Set(Some("Hor Zora".into()))).await;
    }
    assert_eq!(counted().await, json!({ "byOrganisations": 3, "organisations": 3 }));
}

#[tokio::test]
async fn what_is_covered_is_covered_wherever_it_stood() {
    const REDACT: &str =
        "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { problem } } }";
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Kanarinac krade vodu.").await;
    let (id, code) = (&sent["receipt"]["comment"]["id"], &sent["receipt"]["code"]);
    let changed = square.change(code, "key 2", "Kanarinac krade vodu i struju.").await;
    assert_eq!(changed["errors"], json!([]));
    let moderator = square.moderator().await;
    let input =
        json!({ "comment": { "id": id, "revision": 2 }, "spans": [{ "from": 0, "to": 9 }], "reason": "PERSONAL_DATA" });
    let covered = moderator.data(REDACT, json!({ "input": input })).await;
    assert_eq!(covered["redactComment"]["errors"], json!([]));
    assert_eq!(square.where_it_stands("kanarinac").await, Vec::<String>::new());
    let receipt = format!("/trebinje/potvrda/{}", code.as_str().expect("a code"));
    for page in [receipt.clone(), format!("/trebinje/rasprava/{}/komentari", square.of())] {
        let page = square.town.get(&page).await.text();
        assert!(page.contains("■■■■ krade vodu i struju."), "{page}");
    }
    let proof = square.town.get(&format!("{receipt}/dokaz")).await.text();
    assert!(!proof.contains("recorded"), "what opened the text is gone: {proof}");
    let again = "query($code: String!) { receipt(code: $code) { text } }";
    let again = square.town.data(again, json!({ "code": code })).await;
    assert_eq!(again["receipt"]["text"], "■■■■ krade vodu i struju.");
}
