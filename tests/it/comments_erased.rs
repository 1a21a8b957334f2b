//! What is erased or covered of a comment is gone wherever it stood, and a mark says so.

use entities::{Locale, Moderation};
use javno::locale::messages::Messages;
use serde_json::{Value, json};

use crate::commenters::REPORT;
use crate::comments::{Square, verified};
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
