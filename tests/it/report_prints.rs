//! A report that was printed before something in it had to be forgotten lies nowhere any more.

use entities::report_print;
use serde_json::{Value, json};

use crate::attachments::{ERASE, REDACT};
use crate::report::Hall;

impl Hall {
    /// How many printed reports lie in the store; each is named by a row, and each row names one.
    async fn prints(&self) -> usize {
        let lying = self.town.lying();
        let lying = lying.iter().filter(|file| file.components().any(|part| part.as_os_str() == "report-prints"));
        let tx = self.town.begin().await;
        let named = tx.find::<report_print::Entity>().all(tx.connection()).await.expect("prints");
        tx.commit().await.expect("read");
        let lying: Vec<_> = lying.collect();
        assert_eq!(lying.len(), named.len(), "{lying:?} {named:?}");
        lying.len()
    }

    /// What is printed in this language.
    async fn printed(&self, lang: &str) -> String {
        let answer = self.town.get(&self.form(&format!(".pdf?lang={lang}"))).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let text = pdf_extract::extract_text_from_mem(&answer.bytes).expect("text in a PDF");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn what_was_printed_goes_with_what_is_forgotten() {
    let hall = Hall::told().await;
    let editor = hall.town.official(&hall.owner, &[entities::Role::Editor]).await;
    let moderator = hall.moderator().await;
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let read = |at: usize| json!({ "id": whole["comments"][at]["id"], "revision": 1 });
    let both = async || [hall.printed("sr-Cyrl").await, hall.printed("en").await];

    let first = both().await;
    assert!(first.iter().all(|text| text.contains("Ђаци иду") && text.contains("Udruženje Čuvari šuma")), "{first:?}");
    assert_eq!(hall.prints().await, 2);
    // One that is printed anew lies there instead of the other.
    assert_eq!(hall.adopt(&editor, "https://grad.example/odluka-1").await["errors"], json!([]));
    both().await;
    assert_eq!(hall.prints().await, 2);

    let input = json!({ "comment": read(1), "spans": [{ "from": 0, "to": 20 }], "reason": "PERSONAL_DATA" });
    let done = moderator.data(REDACT, json!({ "input": input })).await;
    assert_eq!(done["redactComment"]["errors"], json!([]));
    assert_eq!(hall.prints().await, 0, "covered");
    both().await;
    for (at, what) in [(0, "AUTHOR"), (2, "WHOLE")] {
        assert_eq!(hall.prints().await, 2);
        let done = moderator.data(ERASE, json!({ "input": { "comment": read(at), "what": what } })).await;
        assert_eq!(done["eraseComment"]["errors"], json!([]));
        assert_eq!(hall.prints().await, 0, "{what}");
        let now = both().await;
        assert!(now.iter().all(|text| !text.contains("Udruženje Čuvari šuma")), "{now:?}");
    }
}
