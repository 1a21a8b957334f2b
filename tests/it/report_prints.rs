//! A report that was printed before something in it had to be forgotten lies nowhere any more.

use std::time::Duration;

use entities::{consultation_report, log_head, report_print};
use javno::clock::Clock as _;
use javno::comments::rules::log::Entry;
use javno::comments::store::log;
use javno::reports::store::prints::{Printed, keep};
use sea_orm::QueryFilter as _;
use serde_json::{Value, json};

use crate::attachments::{ERASE, REDACT};
use crate::report::Hall;

impl Hall {
    /// How many printed reports lie in the store; each is named by a row, and each row names one.
    pub(crate) async fn prints(&self) -> usize {
        let lying = self.town.lying();
        let lying = lying.iter().filter(|file| file.components().any(|part| part.as_os_str() == "report-prints"));
        let tx = self.town.begin().await;
        let named = tx.find::<report_print::Entity>().all(tx.connection()).await.expect("prints");
        tx.commit().await.expect("read");
        let lying: Vec<_> = lying.collect();
        assert_eq!(lying.len(), named.len(), "{lying:?} {named:?}");
        lying.len()
    }

    /// A print that was read at this moment and is being set.
    async fn begun(&self) -> Printed {
        let tx = self.town.begin().await;
        let of = sea_orm::ColumnTrait::eq(&log_head::Column::ConsultationId, self.draft.row.id);
        let log = tx.find::<log_head::Entity>().filter(of).one(tx.connection()).await.expect("read");
        let report = tx.find::<consultation_report::Entity>().one(tx.connection()).await.expect("read");
        tx.commit().await.expect("read");
        Printed {
            municipality: self.owner.id,
            consultation: self.draft.row.id,
            report: report.expect("a report").id,
            locale: entities::Locale::SrCyrl,
            volume: 1,
            made_of: "what was read".into(),
            log_size: log.expect("a log").size,
            bytes: "%PDF Ђаци иду цестом.".into(),
        }
    }

    /// Keeps a print that is set; whether it was kept.
    async fn keeps(&self, begun: Printed) -> bool {
        let app = &self.town.app;
        keep(&app.db, &app.storage, self.town.clock.now(), begun).await.expect("no failure").is_some()
    }

    /// What is printed in this language.
    pub(crate) async fn printed(&self, lang: &str) -> String {
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

#[tokio::test]
async fn a_print_that_was_begun_before_something_was_forgotten_is_not_kept_after() {
    let hall = Hall::told().await;
    let moderator = hall.moderator().await;
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let read = json!({ "id": whole["comments"][1]["id"], "revision": 1 });
    let begun = hall.begun().await;
    let done = moderator.data(ERASE, json!({ "input": { "comment": read, "what": "WHOLE" } })).await;
    assert_eq!(done["eraseComment"]["errors"], json!([]));
    assert!(!hall.keeps(begun).await, "it has what was forgotten");
    assert_eq!(hall.prints().await, 0, "and lies nowhere, named or not");
    assert!(!hall.printed("sr-Cyrl").await.contains("Ђаци"));

    // One that was read after that is kept, in the place of the other.
    assert!(hall.keeps(hall.begun().await).await);
    assert_eq!(hall.prints().await, 1);
}

#[tokio::test]
async fn a_print_is_not_kept_while_somebody_forgets() {
    let hall = Hall::told().await;
    let begun = hall.begun().await;
    // Whoever erases holds the log, and has added to it when he lets go.
    let tx = hall.town.begin().await;
    let mut held = log::hold(&tx, hall.owner.id, hall.draft.row.id).await.expect("the log");
    let erased = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let entry = Entry::Adopted { acts: Vec::new(), at: tx.now() };
        log::append(&tx, &mut held, &[entry]).await.expect("an entry");
        tx.commit().await.expect("an entry");
    };
    let (kept, ()) = tokio::join!(hall.keeps(begun), erased);
    assert!(!kept, "it waited, and has seen that");
    assert_eq!(hall.prints().await, 0);
}
