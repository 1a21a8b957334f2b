//! Files with comments: whoever holds the receipt sends them, an official looks first, the log commits to them.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use entities::{
    AttachedFiles, CommentId, CommentState, ConfirmEmail, ConsultationStage, Moderation, Role, comment,
    comment_revision, consultation,
};
use javno::clock::{Clock as _, SystemClock};
use javno::storage::sweep::everywhere;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;
use tests::Answer;
use tests::files::{docx_with, pdf};

use crate::comments::{PUBLISH, Square, verified};

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const BOUNDARY: &str = "----granica";

impl Square {
    pub(crate) async fn open(moderation: Moderation) -> Self {
        Self::new(|row| (row.attachments_allowed, row.moderation) = (true, moderation)).await
    }

    /// A comment; the address of its receipt, and which it is.
    async fn commented(&self, key: &str) -> (String, CommentId) {
        let sent = self.say(key, "Предлажем друго рјешење, види план.").await;
        let code = sent["receipt"]["code"].as_str().expect("a code").to_owned();
        let row = self.row(comment::Column::Code.eq(&*code)).await;
        (format!("/trebinje/potvrda/{code}"), row.id)
    }

    /// Sends a file as the form on the receipt's page does.
    async fn send_file(&self, receipt: &str, key: &str, name: &str, bytes: &[u8]) -> Answer {
        self.send_from(receipt, key, name, bytes, OURS).await
    }

    async fn send_from(&self, receipt: &str, key: &str, name: &str, bytes: &[u8], says: (&str, &str)) -> Answer {
        let mut body =
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n").into_bytes();
        body.extend(
            format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
            content-type: application/octet-stream\r\n\r\n"
            )
            .into_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        let request = Request::post(format!("{receipt}/prilog")).header(says.0, says.1);
        let request = request.header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        self.town.request(request.body(Body::from(body)).expect("a request")).await
    }

    async fn take_back(&self, receipt: &str, sha: &str) -> Answer {
        let request = Request::post(format!("{receipt}/prilog/{sha}/ukloni")).header(OURS.0, OURS.1);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.town.request(request.body(Body::from("key=t1")).expect("a request")).await
    }

    async fn files(&self, id: CommentId) -> usize {
        self.row(comment::Column::Id.eq(id)).await.attached().len()
    }

    async fn row(&self, which: Expr) -> comment::Model {
        let tx = self.town.begin().await;
        let found = tx.find::<comment::Entity>().filter(which).one(tx.connection()).await;
        found.expect("comments").expect("the comment")
    }
}

#[tokio::test]
async fn a_file_is_sent_with_the_receipt_and_read_when_an_official_has_looked() {
    let square = Square::open(Moderation::Post).await;
    let (receipt, id) = square.commented("key 1").await;
    assert_eq!(square.list().await.as_array().map(Vec::len), Some(1), "published as it came");
    assert!(square.town.get(&receipt).await.text().contains("Dodajte fajl"));
    let sent = square.send_file(&receipt, "f1", "План улице.pdf", &pdf(2_000)).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(
        square.send_file(&receipt, "f1", "План улице.pdf", &pdf(2_000)).await.status,
        303,
        "sent twice is sent once"
    );
    assert_eq!(square.files(id).await, 1);
    assert_eq!(square.list().await, json!([]), "with a file of a stranger nobody sees it before an official has");

    let page = square.town.get(&receipt).await.text();
    assert!(page.contains("План улице.pdf") && page.contains("3 kB") && page.contains("Čeka pregled"), "{page}");
    let cyrillic =
        square.town.get(&format!("{}?lang=sr-Cyrl", receipt.split('?').next().expect("a path"))).await.text();
    assert!(cyrillic.contains("3 кБ") && cyrillic.contains("5 МБ") && !cyrillic.contains(" kB"), "{cyrillic}");
    let desk = "{ desk(municipality: \"trebinje\") { comments(filter: {state: PENDING}) { nodes { comment { id revision
        files { name mediaType sizeBytes sha256 url } } } } } }";
    let moderator = square.moderator().await;
    let queue = moderator.data(desk, json!({})).await;
    let waits = &queue["desk"]["comments"]["nodes"][0]["comment"];
    assert_eq!(waits["revision"], 2);
    let file = &waits["files"][0];
    let sha = file["sha256"].as_str().expect("a hash");
    let name = "%D0%9F%D0%BB%D0%B0%D0%BD%20%D1%83%D0%BB%D0%B8%D1%86%D0%B5.pdf";
    assert_eq!(file["url"], format!("https://javno.example/desk/comment-files/{id}/{sha}/{name}"));
    let (public, at_desk) =
        (format!("/files/comments/{id}/{sha}/{name}"), format!("/desk/comment-files/{id}/{sha}/{name}"));
    assert_eq!(square.town.get(&public).await.status, 404);
    let neighbour = square.town.municipality("teslic").await;
    let mut seen = Vec::new();
    for person in [
        square.moderator().await,
        square.town.official(&square.owner, &[Role::Editor]).await,
        square.town.official(&neighbour, &[Role::Moderator]).await,
    ] {
        let request = person.request(&at_desk).method("GET").header(OURS.0, OURS.1);
        seen.push(square.town.request(request.body(Body::empty()).expect("a request")).await.status.as_u16());
    }
    seen.push(square.town.get(&at_desk).await.status.as_u16());
    assert_eq!(seen, [200, 403, 404, 401]);

    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let read = square.town.get(&public).await;
    assert_eq!((read.status.as_u16(), &*read.bytes), (200, &*pdf(2_000)));
    let headers = ["content-type", "cache-control", "x-content-type-options", "content-security-policy"];
    let headers = headers.map(|name| read.header(name).to_owned());
    assert_eq!(headers, ["application/pdf", "public, max-age=60", "nosniff", "sandbox; default-src 'none'"]);
    assert!(read.header("content-disposition").starts_with("attachment;"), "never a page of ours");
    let page = square.town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    assert!(page.contains(&format!("href=\"{public}\"")), "{page}");
    let counted = "query($of: ID!) { comments(consultation: $of) { nodes { fileCount changedAt } } }";
    let counted = square.town.data(counted, json!({ "of": square.of() })).await;
    let told = json!([{ "fileCount": 1, "changedAt": null }]);
    assert_eq!(counted["comments"]["nodes"], told, "with a file it says what it said");
    for elsewhere in
        [public.replace(sha, &"0".repeat(64)), public.replace(&id.to_string(), "com_01h455vb4pex5vsknk084sn02q")]
    {
        assert_eq!(square.town.get(&elsewhere).await.status, 404, "{elsewhere}");
    }
}

#[tokio::test]
async fn who_confirms_his_address_does_not_publish_his_file() {
    let square = Square::new(|row| {
        (row.attachments_allowed, row.moderation, row.confirm_email) = (true, Moderation::Post, ConfirmEmail::Always);
    })
    .await;
    let mut input = square.as_the_form("key 1", "Види план.").await;
    input["email"] = json!("ana@adresa.example");
    let sent = square.send(input).await;
    assert_eq!(sent["receipt"]["state"], "UNCONFIRMED");
    let receipt = format!("/trebinje/potvrda/{}", sent["receipt"]["code"].as_str().expect("a code"));
    assert_eq!(square.send_file(&receipt, "f1", "a.pdf", &pdf(100)).await.status, 303);
    square.confirm().await;
    assert_eq!(square.list().await, json!([]));
    assert_eq!(square.waiting(&square.moderator().await, "PENDING").await.len(), 1);
}

#[tokio::test]
async fn who_is_known_is_known_still_when_a_file_is_taken_back() {
    let square = Square::new(|row| {
        (row.attachments_allowed, row.moderation, row.moderation_first) = (true, Moderation::FirstN, Some(1));
        row.confirm_email = ConfirmEmail::Always;
    })
    .await;
    let confirmed = async |key: &str| {
        let mut input = square.as_the_form(key, "Види план.").await;
        input["email"] = json!("ana@adresa.example");
        let sent = square.send(input).await;
        square.confirm().await;
        sent["receipt"]["code"].as_str().expect("a code").to_owned()
    };
    confirmed("key 1").await;
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    square.town.unread().await;
    let code = confirmed("key 2").await;
    let state = async || square.row(comment::Column::Code.eq(&*code)).await.state;
    assert_eq!(state().await, CommentState::Published, "one of hers was published before");
    let receipt = format!("/trebinje/potvrda/{code}");
    assert_eq!(square.send_file(&receipt, "f1", "a.pdf", &pdf(100)).await.status, 303);
    assert_eq!(state().await, CommentState::Pending);
    let row = square.row(comment::Column::Code.eq(&*code)).await;
    assert_eq!(square.take_back(&receipt, &row.attached()[0].sha256).await.status, 303);
    assert_eq!(state().await, CommentState::Published);
}

#[tokio::test]
async fn what_may_not_come_is_said_and_what_was_written_stays() {
    let square = Square::open(Moderation::Pre).await;
    let (receipt, id) = square.commented("key 1").await;
    let with_macros = docx_with("word/vbaProject.bin", b"x");
    let large = pdf((5 << 20) + 1);
    for (name, bytes, said) in [
        ("virus.exe", &b"MZ"[..], "Ovakav fajl se ne prima."),
        ("stranica.pdf", b"<html>", "Fajl je oštećen"),
        ("makro.docx", &with_macros, "programi (makroi)"),
        ("veliki.pdf", &large, "Fajl je veći od 5 MB."),
        ("", b"", "Izaberite fajl."),
    ] {
        let refused = square.send_file(&receipt, &format!("key {name}"), name, bytes).await;
        assert_eq!(refused.status, 422, "{name}");
        let page = refused.text();
        assert!(page.contains(said) && page.contains("Предлажем друго рјешење"), "{name}: {page}");
    }
    for (number, name) in ["a.pdf", "b.pdf", "c.pdf"].into_iter().enumerate() {
        assert_eq!(square.send_file(&receipt, name, name, &pdf(100 + number)).await.status, 303);
    }
    let fourth = square.send_file(&receipt, "d", "d.pdf", &pdf(104)).await;
    assert_eq!(fourth.status, 409, "its bytes are not even read: {}", fourth.text());
    assert_eq!(square.files(id).await, 3);
    let foreign = square.send_from(&receipt, "e", "e.pdf", &pdf(105), ("sec-fetch-site", "cross-site")).await;
    assert_eq!(foreign.status, 403);

    // Where none are taken, and after the hour in which a comment may be changed, nobody fills the store.
    let none = Square::new(|_| {}).await;
    let (elsewhere, _) = none.commented("key 1").await;
    assert!(!none.town.get(&elsewhere).await.text().contains("Dodajte fajl"));
    let before = none.town.lying().len();
    assert_eq!(none.send_file(&elsewhere, "k", "a.pdf", &pdf(100)).await.status, 409);
    square.town.clock.advance(TimeDelta::hours(3));
    assert_eq!(square.send_file(&receipt, "late", "a.pdf", &pdf(106)).await.status, 409);
    assert_eq!(none.town.lying().len(), before);
}

#[tokio::test]
async fn the_log_commits_to_a_file_and_with_the_comment_it_is_forgotten() {
    let square = Square::open(Moderation::Pre).await;
    let (receipt, id) = square.commented("key 1").await;
    square.send_file(&receipt, "f1", "a.pdf", &pdf(100)).await;
    square.send_file(&receipt, "f2", "b.pdf", &pdf(200)).await;
    let sha = {
        let page = square.town.get(&receipt).await.text();
        page.split("/prilog/").nth(1).expect("a button").split('/').next().expect("a hash").to_owned()
    };
    assert_eq!(square.take_back(&receipt, &sha).await.status, 303);
    assert_eq!(square.files(id).await, 1);
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let (log, key) = (square.log().await, square.key().await);
    let (said, right) = verified(&[&log], Some(&key));
    assert!(right && log.contains("b.pdf"), "{said}\n{log}");

    // Somebody exchanges the file behind our back.
    let row = square.row(comment::Column::Id.eq(id)).await;
    let tx = square.town.begin().await;
    let mut files = row.files.clone().expect("a file");
    files.0[0].sha256 = "0".repeat(64);
    let exchanged = |files: AttachedFiles| comment::ActiveModel {
        id: Unchanged(id),
        files: Set(Some(files)),
        ..Default::default()
    };
    tx.update(exchanged(files)).await.expect("exchanged");
    tx.commit().await.expect("exchanged");
    square.town.clock.advance(TimeDelta::minutes(2));
    let (said, right) = verified(&[&square.log().await], Some(&key));
    assert!(!right, "{said}");
    let tx = square.town.begin().await;
    tx.update(exchanged(row.files.expect("a file"))).await.expect("as it was");
    tx.commit().await.expect("as it was");

    // What was taken back is gone, what stands with a comment is not swept up, and erased with it, it goes at once.
    let later = SystemClock.now() + TimeDelta::hours(25);
    let swept = everywhere(&square.town.app.storage, &square.town.app.db, later).await.expect("swept");
    assert_eq!((swept, square.town.lying().len()), (0, 1));
    const ERASE: &str =
        "mutation($c: CommentRead!) { eraseComment(input: {comment: $c, what: WHOLE}) { errors { code } } }";
    moderator.data(ERASE, json!({ "c": { "id": id.to_string(), "revision": waiting[0]["revision"] } })).await;
    assert_eq!((square.files(id).await, square.town.lying().len()), (0, 0));
    let (said, right) = verified(&[&square.log().await], Some(&key));
    assert!(right, "{said}");
}

pub(crate) const REDACT: &str =
    "mutation($input: RedactCommentInput!) { redactComment(input: $input) { errors { field problem }
    comments { comment { revision text files { name } filesTakenOff { reason sha256 } } } } }";
pub(crate) const ERASE: &str = "mutation($input: EraseCommentInput!) { eraseComment(input: $input) { errors { reason }
    comments { comment { revision text author files { name } filesTakenOff { reason sha256 } } } } }";

impl Square {
    /// A comment with these files that everybody reads: the address of its receipt, which it is, and its revision.
    pub(crate) async fn published_with(&self, key: &str, files: &[&str]) -> (String, CommentId, i32) {
        let (receipt, id) = self.commented(key).await;
        for (number, name) in files.iter().enumerate() {
            let sent = self.send_file(&receipt, &format!("{key} {name}"), name, &pdf(100 * (number + 1))).await;
            assert_eq!(sent.status, 303, "{}", sent.text());
        }
        let moderator = self.moderator().await;
        let waiting = self.waiting(&moderator, "PENDING").await;
        moderator.data(PUBLISH, json!({ "comments": waiting })).await;
        (receipt, id, self.row(comment::Column::Id.eq(id)).await.revision)
    }

    /// Every text of every comment that is still kept, with whoever wrote it.
    async fn kept_texts(&self) -> String {
        let tx = self.town.begin().await;
        let kept = tx.find::<comment_revision::Entity>().all(tx.connection()).await.expect("texts");
        kept.into_iter().flat_map(|row| [row.content, row.author]).flatten().collect::<Vec<_>>().join("\n")
    }

    /// Whether the log holds, and what stands in it.
    async fn log_that_holds(&self) -> String {
        self.town.clock.advance(TimeDelta::minutes(2));
        let (log, key) = (self.log().await, self.key().await);
        let (said, right) = verified(&[&log], Some(&key));
        assert!(right, "{said}\n{log}");
        log
    }
}

#[tokio::test]
async fn an_official_takes_a_file_off_and_a_mark_says_why() {
    let square = Square::open(Moderation::Pre).await;
    let (receipt, id, revision) = square.published_with("key 1", &["Пресуда Марић.pdf", "plan.pdf"]).await;
    let row = square.row(comment::Column::Id.eq(id)).await;
    let (gone, stays) = (row.attached()[0].sha256.clone(), row.attached()[1].sha256.clone());
    let moderator = square.moderator().await;
    let take_off = async |these: &[&str], revision: i32| {
        let input = json!({ "comment": { "id": id.to_string(), "revision": revision }, "files": these, "reason": "PERSONAL_DATA" });
        moderator.data(REDACT, json!({ "input": input })).await["redactComment"].take()
    };
    for wrong in [&"0".repeat(64), "план"] {
        let refused = take_off(&[wrong, &gone], revision).await;
        assert_eq!(refused["errors"], json!([{ "field": "files", "problem": "OUT_OF_RANGE" }]));
    }
    let nothing = take_off(&[], revision).await;
    assert_eq!(nothing["errors"], json!([{ "field": "spans", "problem": "OUT_OF_RANGE" }]));
    assert_eq!(square.town.lying().len(), 2, "what was refused took nothing away");

    let done = take_off(&[&gone], revision).await;
    assert_eq!(
        done["comments"][0]["comment"],
        json!({ "revision": revision + 1, "text": "Предлажем друго рјешење, види план.",
            "files": [{ "name": "plan.pdf" }], "filesTakenOff": [{ "reason": "PERSONAL_DATA", "sha256": gone }] })
    );
    assert_eq!(square.town.lying().len(), 1, "its bytes are gone at once");
    assert!(!square.kept_texts().await.contains("Пресуда"), "and what it was called");
    assert_eq!(square.town.get(&format!("/files/comments/{id}/{gone}/a.pdf")).await.status, 404);
    assert_eq!(square.town.get(&format!("/files/comments/{id}/{stays}/plan.pdf")).await.status, 200);
    let page = square.town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    assert!(
        page.contains("plan.pdf") && page.contains("Prilog je uklonjen (lični podaci).") && !page.contains("Пресуда")
    );
    let again = take_off(&[&gone], revision + 1).await;
    assert_eq!(again["errors"][0]["problem"], "OUT_OF_RANGE", "what is off is off");
    let log = square.log_that_holds().await;
    assert!(log.contains("plan.pdf") && !log.contains("Пресуда") && log.contains(&gone), "{log}");

    // Whoever sent it may still write his comment anew; what was taken off he neither removes nor sends again.
    assert_eq!(square.take_back(&receipt, &gone).await.status, 303);
    assert_eq!(square.send_file(&receipt, "again", "iznova.pdf", &pdf(100)).await.status, 303);
    let row = square.row(comment::Column::Id.eq(id)).await;
    assert_eq!((row.attached().len(), row.taken_off().len(), square.town.lying().len()), (1, 1, 1));
    let page = square.town.get(&receipt).await.text();
    assert!(page.contains("Prilog je uklonjen (lični podaci)."), "{page}");
}

#[tokio::test]
async fn a_file_that_comes_while_all_of_it_is_cancelled_waits_and_is_nobodys() {
    let square = Square::open(Moderation::Post).await;
    let (receipt, id) = square.commented("key 1").await;
    // As whoever cancels it does.
    let tx = square.town.begin().await;
    let (owner, of) = (square.owner.id, square.draft.row.id);
    javno::comments::store::log::hold(&tx, owner, of).await.expect("the end of the log");
    let file = pdf(100);
    let mut sent = Box::pin(square.send_file(&receipt, "f1", "план.pdf", &file));
    assert!(tokio::time::timeout(Duration::from_millis(500), &mut sent).await.is_err(), "it is taken meanwhile");
    let stage = Set(ConsultationStage::Cancelled);
    tx.update(consultation::ActiveModel { id: Unchanged(of), stage, ..Default::default() }).await.expect("cancelled");
    tx.commit().await.expect("cancelled");
    assert_eq!(sent.await.status, 422);
    assert_eq!((square.files(id).await, square.town.lying().len()), (0, 0));
}

#[tokio::test]
async fn what_was_covered_does_not_come_back_with_a_file_that_is_taken_back() {
    let square = Square::open(Moderation::Post).await;
    let (receipt, id) = square.commented("key 1").await;
    let moderator = square.moderator().await;
    let covered = json!({ "comment": { "id": id.to_string(), "revision": 1 }, "spans": [{ "from": 0, "to": 9 }],
        "reason": "INSULT" });
    moderator.data(REDACT, json!({ "input": covered })).await;
    let code = receipt.rsplit('/').next().expect("a code");
    square.change(&json!(code), "key 2", "Предлажем друго рјешење, види план.").await;
    assert_eq!(square.send_file(&receipt, "f1", "план.pdf", &pdf(100)).await.status, 303);
    let file = square.row(comment::Column::Id.eq(id)).await.attached()[0].sha256.clone();
    assert_eq!(square.take_back(&receipt, &file).await.status, 303);
    let row = square.row(comment::Column::Id.eq(id)).await;
    assert_eq!((row.state, row.attached().len()), (CommentState::Pending, 0));
    assert_eq!(square.list().await, json!([]));
}

#[tokio::test]
async fn with_whoever_is_forgotten_go_the_files_that_he_sent_and_took_back() {
    let square = Square::open(Moderation::Pre).await;
    // One that he took back stands in an earlier text; one that an official took off has left its hash.
    let (receipt, id) = square.commented("key 1").await;
    square.send_file(&receipt, "f0", "Личнакарта.pdf", &pdf(900)).await;
    let first = square.row(comment::Column::Id.eq(id)).await.attached()[0].sha256.clone();
    assert_eq!(square.take_back(&receipt, &first).await.status, 303);
    for (number, name) in ["Ана Марић.pdf", "plan.pdf"].into_iter().enumerate() {
        assert_eq!(square.send_file(&receipt, name, name, &pdf(100 * (number + 1))).await.status, 303);
    }
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let row = square.row(comment::Column::Id.eq(id)).await;
    let sums: Vec<_> = row.attached().iter().map(|file| file.sha256.clone()).collect();
    let read = |revision: i32| json!({ "id": id.to_string(), "revision": revision });
    let input = json!({ "comment": read(row.revision), "files": [sums[1]], "reason": "UNLAWFUL" });
    moderator.data(REDACT, json!({ "input": input })).await;

    let input = json!({ "comment": read(row.revision + 1), "what": "AUTHOR" });
    let done = moderator.data(ERASE, json!({ "input": input })).await["eraseComment"].take();
    let mark = |reason: &str| json!({ "reason": reason, "sha256": null });
    assert_eq!(
        done["comments"][0]["comment"],
        json!({ "revision": row.revision + 2, "text": "Предлажем друго рјешење, види план.", "author": "Особа 2",
            "files": [], "filesTakenOff": [mark("PERSONAL_DATA"), mark("UNLAWFUL")] })
    );
    assert_eq!(square.town.lying().len(), 0);
    let texts = square.kept_texts().await;
    for said in ["Личнакарта", "Ана Марић", "plan.pdf", &first, &sums[0], &sums[1]] {
        assert!(!texts.contains(said), "{said}: {texts}");
    }
    let log = square.log_that_holds().await;
    assert!(log.contains("Предлажем друго рјешење") && !log.contains("plan.pdf"), "{log}");
    let page = square.town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    assert!(
        page.contains("Prilog je uklonjen (lični podaci).") && page.contains("Prilog je uklonjen (protivno zakonu).")
    );
}

#[tokio::test]
async fn of_whoever_is_forgotten_no_earlier_text_is_kept_either() {
    let square = Square::open(Moderation::Pre).await;
    let (receipt, id) = square.commented("key 1").await;
    square.send_file(&receipt, "f0", "Личнакарта.pdf", &pdf(900)).await;
    let first = square.row(comment::Column::Id.eq(id)).await.attached()[0].sha256.clone();
    assert_eq!(square.take_back(&receipt, &first).await.status, 303);
    assert!(square.kept_texts().await.contains("Личнакарта"), "what he took back is still in the text of before");
    let moderator = square.moderator().await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let input = json!({ "comment": waiting[0], "what": "AUTHOR" });
    let done = moderator.data(ERASE, json!({ "input": input })).await["eraseComment"].take();
    assert_eq!(done["comments"][0]["comment"]["revision"], waiting[0]["revision"], "what is read is what it was");
    let texts = square.kept_texts().await;
    assert!(!texts.contains("Личнакарта") && texts.contains("Предлажем"), "{texts}");
    square.log_that_holds().await;
}
