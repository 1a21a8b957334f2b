//! A report in the log: what everybody read stays what it was, or it is noticed.

use chrono::TimeDelta;
use entities::{
    LogEntryId, Moderation, ReportId, Role, consultation_document, consultation_report, log_entry, log_head,
};
use javno::app::App;
use javno::comments::rules::log::Entry;
use javno::comments::store::log::{append, hold};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::config;
use tests::given::{cyrillic, latin};

use crate::act_texts::{key, log};
use crate::attachments::{ERASE, REDACT};
use crate::comments::{ANSWER, Square, verified};
use crate::report::Hall;

const OTHER: &str = "what is shown is not what was published";
const GONE: &str = "everybody may read it, and it is not shown";
const UNRECORDED: &str = "it is shown, and nothing says that it was published";

impl Hall {
    /// A consultation that is finished: two comments, of which three support the first. Which comment that is.
    pub(crate) async fn finished() -> (Self, String) {
        let hall = Self::new().await;
        let moderator = hall.moderator().await;
        let (first, second) = (hall.paper(&moderator, json!({})).await, hall.paper(&moderator, json!({})).await);
        hall.supported(&first, 3).await;
        hall.answer(&moderator, &[&first, &second], "NOTED", "Примљено к знању.").await;
        hall.close().await;
        let words = json!({ "summary": "Расправа је била жива.", "changes": "У члан 2 унесен је рок.",
            "signedBy": "Мирко Ћурић, градоначелник" });
        assert_eq!(hall.finish_with(&moderator, words).await["errors"], json!([]));
        drop(moderator);
        (hall, first)
    }

    /// So many support a comment that nobody supported before, each recorded.
    pub(crate) async fn supported(&self, comment: &str, by: i32) {
        let tx = self.town.begin().await;
        let mut held = hold(&tx, self.owner.id, self.draft.row.id).await.expect("the log");
        let entries = (1..=by).map(|supports| Entry::Supported { comment: comment.to_owned(), supports });
        append(&tx, &mut held, &entries.collect::<Vec<_>>()).await.expect("entries");
        tx.commit().await.expect("entries");
        self.make(comment, |row| row.supports = Set(by)).await;
    }

    async fn report(&self) -> consultation_report::Model {
        let tx = self.town.begin().await;
        let its = tx.find::<consultation_report::Entity>();
        let its = its.filter(consultation_report::Column::ConsultationId.eq(self.draft.row.id));
        let row = its.one(tx.connection()).await.expect("read").expect("a report");
        tx.commit().await.expect("read");
        row
    }

    /// Puts this in the place of the report, past the application.
    async fn put(&self, row: Option<consultation_report::Model>) {
        let its = consultation_report::Column::ConsultationId.eq(self.draft.row.id);
        let tx = self.town.begin().await;
        tx.delete::<consultation_report::Entity>(Condition::all().add(its)).await.expect("none");
        if let Some(row) = row {
            tx.insert(row.into_active_model()).await.expect("another");
        }
        tx.commit().await.expect("put");
    }

    /// What `javno verify` says of the log as it is had now.
    pub(crate) async fn told_of(&self) -> (String, bool) {
        self.told_of_file(&log(&self.town, &self.of()).await).await
    }

    async fn told_of_file(&self, file: &str) -> (String, bool) {
        verified(&[file], Some(&key(&self.town).await))
    }
}

#[tokio::test]
async fn whatever_is_changed_in_a_report_is_noticed_and_named() {
    type Change = fn(&mut consultation_report::Model);

    let (hall, first) = Hall::finished().await;
    let whole = hall.report().await;
    let (said, right) = hall.told_of().await;
    assert!(right && said.contains("The report is the one that was published."), "{said}");
    let changes: [(Change, String); 8] = [
        // One letter is of the other alphabet.
        (|row| row.summary = cyrillic("Расправа јe била жива."), format!("the report, its summary: {OTHER}")),
        (
            |row| row.summary = row.summary.clone().with(entities::Locale::En, "A lively debate."),
            format!("the report, its summary: {OTHER}"),
        ),
        (|row| row.changes = None, format!("the report, what was changed because of the debate: {OTHER}")),
        (|row| row.signed_by = Some(cyrillic("Мирко Ћурић")), format!("the report, who signed it: {OTHER}")),
        (|row| row.numbers.published = 3, format!("the report, its numbers (published): {OTHER}")),
        (|row| row.log_size += 1, format!("the report, how long the log was: {OTHER}")),
        (|row| row.made_at -= TimeDelta::days(1), format!("the report, when it was made: {OTHER}")),
        (|row| row.id = ReportId::new(), format!("the report: {GONE}")),
    ];
    for (change, noticed) in changes {
        let mut row = whole.clone();
        change(&mut row);
        hall.put(Some(row)).await;
        let (said, right) = hall.told_of().await;
        assert!(!right && said.contains(&noticed), "{noticed}: {said}");
    }
    let (said, _) = hall.told_of().await;
    let another = hall.report().await.id;
    assert!(said.contains(&format!("the report {another}: {UNRECORDED}")), "nobody published that: {said}");
    hall.put(None).await;
    let (said, right) = hall.told_of().await;
    assert!(!right && said.contains(&format!("the report: {GONE}")), "{said}");
    hall.put(Some(whole)).await;
    assert!(hall.told_of().await.1, "put back");

    // How many support a comment is not said in the report itself, and proven with it.
    hall.make(&first, |row| row.supports = Set(30)).await;
    let (said, right) = hall.told_of().await;
    assert!(!right && said.contains(&format!("the report, how many support the comments: {OTHER}")), "{said}");
    hall.make(&first, |row| row.supports = Set(3)).await;
    assert!(hall.told_of().await.1);
}

#[tokio::test]
async fn whatever_is_changed_of_a_report_in_the_file_is_noticed() {
    let (hall, first) = Hall::finished().await;
    let file = log(&hall.town, &hall.of()).await;
    let edited = |edit: &dyn Fn(&mut Value)| {
        let (first, rest) = file.split_once('\n').expect("lines");
        let mut first: Value = serde_json::from_str(first).expect("JSON");
        edit(&mut first);
        format!("{first}\n{rest}")
    };
    let (said, right) = hall.told_of_file(&edited(&|_| {})).await;
    assert!(right, "{said}");
    let left_out = edited(&|first| drop(first.as_object_mut().and_then(|first| first.remove("report"))));
    let (said, right) = hall.told_of_file(&left_out).await;
    assert!(!right && said.contains(&format!("the report: {GONE}")), "{said}");
    let letter = edited(&|first| {
        let summary = first["report"]["summary"].as_str().expect("a text").replace("жива", "жива!");
        first["report"]["summary"] = summary.into();
    });
    let (said, right) = hall.told_of_file(&letter).await;
    assert!(!right && said.contains(&format!("the report, its summary: {OTHER}")), "{said}");
    let number = edited(&|first| first["report"]["numbers"]["paper"] = json!(20));
    let (said, right) = hall.told_of_file(&number).await;
    assert!(!right && said.contains(&format!("the report, its numbers (paper): {OTHER}")), "{said}");

    let supports =
        |file: &str| file.lines().filter(|line| line.contains(&first) && line.contains("\"supports\":3")).count();
    assert_eq!(supports(&file), 1, "{file}");
    let more = file.replace("\"supports\":3", "\"supports\":4");
    let (said, right) = hall.told_of_file(&more).await;
    assert!(!right && said.contains("how many support the comments"), "{said}");
}

#[tokio::test]
async fn a_consultation_is_finished_once_and_its_log_says_so() {
    let (hall, _) = Hall::finished().await;
    let file = log(&hall.town, &hall.of()).await;
    let moderator = hall.moderator().await;
    let again = hall.finish(&moderator, "Још једном.").await;
    assert_eq!(again["errors"][0]["reason"], "FINISHED_ALREADY");
    let editor = hall.town.official(&hall.owner, &[Role::Editor]).await;
    const EXTEND: &str =
        "mutation($input: ExtendConsultationInput!) { extendConsultation(input: $input) { errors { reason } } }";
    let reason = json!({ "text": "Ипак", "locale": "sr-Cyrl" });
    let input =
        json!({ "id": hall.of(), "version": 2, "closes": { "day": "2026-12-20", "hour": "15:00" }, "reason": reason });
    let opened = editor.data(EXTEND, json!({ "input": input })).await;
    assert_eq!(opened["extendConsultation"]["errors"][0]["reason"], "NOT_PUBLISHED", "nor is it opened again");
    assert_eq!(log(&hall.town, &hall.of()).await, file);

    let last: Value = serde_json::from_str(file.lines().last().expect("a line")).expect("JSON");
    let entry: Value = serde_json::from_str(last["entry"].as_str().expect("an entry")).expect("JSON");
    let report = hall.report().await;
    let number = file.lines().count() - 2;
    assert_eq!((&entry["what"], &entry["report"]), (&json!("finished"), &json!(report.id.to_string())));
    assert_eq!((usize::try_from(report.log_size), &entry["log_size"]), (Ok(number), &json!(number)));
    assert_eq!((&entry["numbers"]["paper"], &entry["made_at"]), (&json!(2), &entry["at"]));
}

/// Whoever asks for it is forgotten after the report, too, and what was proven stays so.
#[tokio::test]
async fn what_is_forgotten_after_the_report_leaves_log_and_report_proven() {
    let square = Square::open(Moderation::Pre).await;
    let (_, first, revision) = square.published_with("key 1", &["Личнакарта.pdf"]).await;
    let Square { town, owner, draft } = square;
    let hall = Hall { town, owner, draft };
    let moderator = hall.moderator().await;
    let mut read = vec![json!({ "id": first.to_string(), "revision": revision })];
    for text in ["Комшија Марко краде воду.", "Све ово је моја приватна ствар."]
    {
        let id = hall.paper(&moderator, json!({ "text": text })).await;
        read.push(json!({ "id": id, "revision": 1 }));
    }
    let answered = moderator.data(ANSWER, json!({ "comments": read, "reason": "Примљено к знању." })).await;
    assert_eq!(answered["answerComments"]["errors"], json!([]));
    hall.close().await;
    assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"], json!([]));

    let holds = async |after: &str| {
        let (said, right) = hall.told_of().await;
        assert!(right && said.contains("The report is the one that was published."), "{after}: {said}");
        log(&hall.town, &hall.of()).await
    };
    assert!(holds("the report").await.contains("Личнакарта.pdf"));
    let does = async |what: &str, input: Value| {
        let done = moderator.data(what, json!({ "input": input })).await;
        for payload in ["redactComment", "eraseComment"] {
            assert!(done[payload].is_null() || done[payload]["errors"] == json!([]), "{done}");
        }
    };
    let spans = json!([{ "from": 0, "to": 14 }]);
    does(REDACT, json!({ "comment": read[1], "spans": spans, "reason": "PERSONAL_DATA" })).await;
    let left = holds("a redaction").await;
    assert!(!left.contains("Комшија Марко") && left.contains("краде воду"), "{left}");
    does(ERASE, json!({ "comment": read[0], "what": "AUTHOR" })).await;
    let left = holds("whoever sent a file is forgotten").await;
    assert!(!left.contains("Личнакарта.pdf") && left.contains("види план"), "{left}");
    does(ERASE, json!({ "comment": read[2], "what": "WHOLE" })).await;
    assert!(!holds("one is forgotten as a whole").await.contains("приватна ствар"));
    read[0]["revision"] = json!(revision + 1);
    does(ERASE, json!({ "comment": read[0], "what": "WHOLE" })).await;
    assert!(!holds("and what was left of the first").await.contains("види план"));
}

#[tokio::test]
async fn which_act_was_adopted_is_recorded_each_time_that_it_is_said() {
    let (hall, _) = Hall::finished().await;
    let editor = hall.town.official(&hall.owner, &[Role::Editor]).await;
    let adopted = r#"{\"what\":\"adopted\""#;
    let entries = async || log(&hall.town, &hall.of()).await.matches(adopted).count();
    for (more, url) in [(1, "https://grad.example/odluka-1"), (2, "https://grad.example/odluka-2")] {
        assert_eq!(hall.adopt(&editor, url).await["errors"], json!([]));
        let (said, right) = hall.told_of().await;
        assert!(right, "{url}: {said}");
        assert_eq!(entries().await, more);
    }
    let tx = hall.town.begin().await;
    let listed = tx.find::<consultation_document::Entity>().filter(consultation_document::Column::RemovedOn.is_null());
    let whole = listed.one(tx.connection()).await.expect("read").expect("an act");
    tx.commit().await.expect("read");
    let name = "the adopted act “Odluka o komunalnom redu”";
    type Change = fn(&mut consultation_document::Model);
    let changes: [(Change, String); 3] = [
        (|row| row.url = Some("https://grad.example/odluka-1".into()), format!("{name}: {OTHER}")),
        (|row| row.name = latin("Odluka o komunalnom redu (2)"), format!("{name}: {OTHER}")),
        (|row| row.removed_on = "2026-12-20".parse().ok(), format!("{name}: {GONE}")),
    ];
    let put = async |row: consultation_document::Model| {
        let tx = hall.town.begin().await;
        tx.update(row.into_active_model().reset_all()).await.expect("put");
        tx.commit().await.expect("put");
    };
    for (change, noticed) in changes {
        let mut row = whole.clone();
        change(&mut row);
        put(row).await;
        let (said, right) = hall.told_of().await;
        assert!(!right && said.contains(&noticed), "{noticed}: {said}");
    }
    put(whole).await;
    assert!(hall.told_of().await.1);
}

#[tokio::test]
async fn a_report_of_before_it_was_recorded_is_recorded_when_the_server_starts() {
    let (hall, _) = Hall::finished().await;
    let (of, report) = (hall.draft.row.id, hall.report().await);
    // As a server that did not record it yet has left it.
    let tx = hall.town.begin().await;
    let its = log_entry::Column::Id.eq(LogEntryId(report.id.0));
    tx.delete::<log_entry::Entity>(Condition::all().add(its)).await.expect("none");
    let size = Set(report.log_size);
    let head = log_head::ActiveModel { consultation_id: Unchanged(of), size, ..Default::default() };
    tx.update(head).await.expect("shorter");
    tx.commit().await.expect("none");
    let (said, right) = hall.told_of().await;
    assert!(!right && said.contains(&format!("the report {}: {UNRECORDED}", report.id)), "{said}");
    let before = log(&hall.town, &hall.of()).await.lines().count();

    for _ in 0..2 {
        let again = App::start(config(hall.town.database()), hall.town.clock.clone(), None).await;
        again.expect("it starts again").close().await.expect("closing");
    }
    let (said, right) = hall.told_of().await;
    assert!(right && said.contains("The report is the one that was published."), "{said}");
    assert_eq!(log(&hall.town, &hall.of()).await.lines().count(), before + 1, "once, and at the end");
}

#[tokio::test]
async fn a_report_of_three_hundred_comments_costs_as_many_statements_as_one_of_three() {
    let cost = async |more: usize| {
        let hall = Hall::new().await;
        let moderator = hall.moderator().await;
        let first = hall.paper(&moderator, json!({})).await;
        hall.answer(&moderator, &[&first], "NOTED", "Примљено к знању.").await;
        hall.make(&first, |row| row.supports = Set(3)).await;
        hall.crowd(more).await;
        hall.close().await;
        hall.town.statements();
        assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"], json!([]));
        let statements = hall.town.statements().len();
        let id = LogEntryId(hall.report().await.id.0);
        let tx = hall.town.begin().await;
        let entry = tx.find::<log_entry::Entity>().filter(log_entry::Column::Id.eq(id));
        let entry = entry.one(tx.connection()).await.expect("read").expect("an entry");
        tx.commit().await.expect("read");
        assert!(entry.body.len() < 1_200, "{} bytes for {more} more", entry.body.len());
        statements
    };
    assert_eq!(cost(2).await, cost(299).await);
}
