//! The log of a consultation as a page: where to take it, and what was done to comments so that they are not read, or not as
//! they came.

use chrono::{DateTime, Utc};
use entities::{ConsultationStage, LogEntryId, log_entry};
use javno::comments::rules::log::Entry;
use javno::comments::store::facts;
use javno::scope::at_the_console;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::json;

use crate::commenters::REPORT;
use crate::comments::{PUBLISH, REJECT, Square};
use crate::directory_counts::plan;

const REDACT: &str = "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { code } } }";
const ERASE: &str = "mutation($input: EraseCommentInput!) { eraseComment(input: $input) { errors { code } } }";
const WITHDRAW: &str = "mutation($input: WithdrawCommentInput!) { withdrawComment(input: $input) { errors { code } } }";

impl Square {
    /// The page, and how many statements it cost.
    async fn record(&self, more: &str) -> (String, usize) {
        self.town.statements();
        let answer = self.town.get(&format!("/trebinje/rasprava/{}/zapisnik{more}", self.of())).await;
        assert_eq!(answer.status, 200, "{more}");
        (answer.text(), self.town.statements().len())
    }

    /// Adds so many refusals to the log, as if officials had been busy.
    async fn refuse(&self, many: i64) {
        let (revision, reason) = (1, entities::CommentReason::Advertising);
        self.add(many, |comment, at| Entry::Rejected { comment, revision, reason, at }).await;
    }

    /// Adds so many entries to the log: of which comment, and when.
    async fn add(&self, many: i64, entry: impl Fn(String, DateTime<Utc>) -> Entry) {
        let tx = self.town.begin().await;
        let found = tx.find::<log_entry::Entity>().filter(log_entry::Column::ConsultationId.eq(self.draft.row.id));
        let found = found.all(tx.connection()).await.expect("a log");
        let mut last = found.into_iter().max_by_key(|row| row.number).expect("an entry");
        for _ in 0..many {
            let entry = entry(entities::CommentId::new().to_string(), tx.now());
            (last.id, last.number) = (LogEntryId::new(), last.number + 1);
            last.body = entry.written().expect("JSON");
            tx.insert(last.clone().into_active_model()).await.expect("an entry");
        }
        tx.commit().await.expect("entries");
    }
}

/// Each line of the list, without marks and spaces.
fn lines(page: &str) -> Vec<String> {
    let list = page.split("<ul class=\"docs\">").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("a list");
    let plain = |line: &str| {
        let text: Vec<_> = line.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    list.split("<li>").skip(1).map(plain).collect()
}

#[tokio::test]
async fn everybody_reads_what_was_done_to_comments_and_why_but_not_what_they_said() {
    let square = Square::new(|_| {}).await;
    let mut sent = Vec::new();
    for number in 1..=5 {
        let mut input = square.as_the_form(&format!("key {number}"), &format!("Kanarinac tekst broj {number}.")).await;
        input["name"] = json!("Kanarinac Ime");
        sent.push(square.send(input).await);
    }
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    let ids: Vec<_> = waiting.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(square.record("").await.0.matches("<li>").count(), 3, "nothing but how it is checked");
    moderator.data(REJECT, json!({ "comments": [waiting[0]] })).await;
    moderator.data(PUBLISH, json!({ "comments": waiting[1..] })).await;
    let voice = json!({ "comment": ids[1], "reason": "HATE", "words": "Kanarinac prijava.", "idempotencyKey": "r" });
    square.town.data(REPORT, json!({ "input": voice })).await;
    let covered = json!({ "comment": waiting[1], "spans": [{ "from": 0, "to": 9 }], "reason": "PERSONAL_DATA" });
    moderator.data(REDACT, json!({ "input": covered })).await;
    let back = json!({ "code": sent[2]["receipt"]["code"], "idempotencyKey": "w" });
    square.town.data(WITHDRAW, json!({ "input": back })).await;
    for (at, what) in [(3, "AUTHOR"), (4, "WHOLE")] {
        moderator.data(ERASE, json!({ "input": { "comment": waiting[at], "what": what } })).await;
    }
    let (page, _) = square.record("?lang=sr-Latn").await;
    let told = lines(&page);
    let expected = [
        format!("Izbrisan je u cijelosti Komentar {} 24. 11. 2026. u 11.00 časova", ids[4]),
        format!("Izbrisano je ko ga je napisao; tekst je ostao Komentar {} 24. 11. 2026. u 11.00 časova", ids[3]),
        format!("Povukao ga je onaj ko ga je napisao {} 24. 11. 2026. u 11.00 časova", ids[2]),
        format!(
            "Prekriven je dio teksta ili je uklonjen prilog : lični podaci Komentar {} 24. 11. 2026. u 11.00 časova",
            ids[1]
        ),
        format!("Odbijen : uvreda {} 24. 11. 2026. u 11.00 časova", ids[0]),
    ];
    assert_eq!(told, expected, "{page}");
    assert!(!page.to_lowercase().contains("kanarinac") && !page.contains("mržnj"), "{page}");
    let to = page.split(&format!("odgovori={}", ids[1])).next().and_then(|before| before.rsplit('"').next());
    let to = format!("{}odgovori={}", to.expect("a link").replace("&amp;", "&"), ids[1]);
    assert!(square.town.get(&to).await.text().contains("■■■■"), "{to}");
}

#[tokio::test]
async fn the_log_is_found_from_the_consultation_in_every_language() {
    let square = Square::new(|_| {}).await;
    for (lang, name, file, lead) in [
        ("sr-Latn", "Zapisnik rasprave", "Preuzmite ga (NDJSON)", "Ko sačuva zapisnik"),
        ("sr-Cyrl", "Записник расправе", "Преузмите га (NDJSON)", "Ко сачува записник"),
        ("bs", "Zapisnik rasprave", "Preuzmite ga (NDJSON)", "Ko sačuva zapisnik"),
        ("hr", "Zapisnik rasprave", "Preuzmite ga (NDJSON)", "Tko sačuva zapisnik"),
        ("en", "Log of the debate", "Download it (NDJSON)", "Whoever keeps the log"),
    ] {
        let of = square.town.get(&format!("/trebinje/rasprava/{}?lang={lang}", square.of())).await.text();
        for said in [name, file, &format!("/log/{}.ndjson", square.of()), "href=\"/log/key\"", "/zapisnik?lang="] {
            assert!(of.contains(said), "{said} in {lang}: {of}");
        }
        let (page, _) = square.record(&format!("?lang={lang}")).await;
        assert!(page.contains(name) && page.contains(lead) && page.contains("javno verify con_"), "{lang}: {page}");
        assert!(page.contains("name=\"robots\" content=\"noindex\""), "{page}");
    }
    // Of a draft there is none, nor of this one under another municipality.
    let draft = square.town.debate(&square.owner, |row| row.stage = ConsultationStage::Draft).await;
    square.town.municipality("teslic").await;
    for nowhere in [
        format!("/trebinje/rasprava/{}/zapisnik", draft.row.id),
        format!("/teslic/rasprava/{}/zapisnik", square.of()),
        "/trebinje/rasprava/con_0/zapisnik".into(),
    ] {
        assert_eq!(square.town.get(&nowhere).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_by_as_many_statements_as_a_short_one() {
    let square = Square::new(|_| {}).await;
    square.say("key 1", "Примједба.").await;
    square.refuse(1).await;
    let (page, few) = square.record("").await;
    assert_eq!(lines(&page).len(), 1);
    square.refuse(44).await;
    let mut more = String::new();
    for shown in [20, 20, 5] {
        let (page, many) = square.record(&more).await;
        assert_eq!((lines(&page).len(), many), (shown, few), "{more}");
        more = page.split("rel=\"next\" href=\"").nth(1).map_or(String::new(), |rest| {
            let to = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
            format!("?{}", to.split_once('?').expect("a cursor").1)
        });
        assert_eq!(more.is_empty(), shown == 5, "{page}");
    }
}

#[tokio::test]
async fn what_was_done_is_found_in_a_long_log_by_an_index() {
    let square = Square::new(|_| {}).await;
    square.say("key 1", "Примједба.").await;
    square.add(2_000, |comment, at| Entry::Published { comment, revision: 1, at }).await;
    square.refuse(3).await;
    // As both databases do by themselves after a while.
    let db = square.town.database().connect().await;
    db.execute_unprepared("ANALYZE").await.expect("statistics");
    square.town.statements();
    square.town.get(&format!("/trebinje/rasprava/{}/zapisnik", square.of())).await;
    let read = square.town.statements();
    let walk = read.iter().find(|sql| sql.contains("substr(body")).expect("a walk");
    let plan = plan(&square.town, walk).await;
    assert!(
        plan.contains("log_entry_deeds") && !plan.contains("Sort") && !plan.contains("TEMP B-TREE"),
        "{walk}\n{plan}"
    );
}

#[tokio::test]
async fn whether_a_long_log_says_all_of_its_consultation_is_found_by_an_index() {
    let square = Square::new(|_| {}).await;
    let tx = square.town.begin().await;
    facts::record(&tx, square.owner.id, square.draft.row.id).await.expect("an entry");
    tx.commit().await.expect("an entry");
    square.add(2_000, |comment, at| Entry::Published { comment, revision: 1, at }).await;
    let db = square.town.database().connect().await;
    db.execute_unprepared("ANALYZE").await.expect("statistics");
    square.town.statements();
    let left = facts::untold(&at_the_console(), square.town.app.db.reader(), None, 10).await.expect("read");
    assert!(left.is_empty(), "{left:?}");
    let read = square.town.statements();
    let walk = read.iter().find(|sql| sql.contains("substr(body")).expect("a walk");
    let plan = plan(&square.town, walk).await;
    assert!(plan.contains("log_entry_facts"), "{walk}\n{plan}");
}
