//! What a log proves: whatever is changed behind our back, in the database or in the file, is noticed.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use entities::{CommentId, Disposition, Locale, Moderation, Role, comment, official_answer};
use javno::comments::rules::export::{First, Line};
use javno::comments::verify::{Verify, verify};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};
use tests::given::latin;

use crate::act_texts;
use crate::comments::{ANSWER, REJECT, Square, verified};
use crate::comments_erased::ERASE;
use crate::report::Hall;

impl Square {
    async fn answers(&self) -> Vec<official_answer::Model> {
        let tx = self.town.begin().await;
        let answers = tx.find::<official_answer::Entity>().all(tx.connection()).await.expect("answers");
        tx.commit().await.expect("read");
        answers
    }
}

#[tokio::test]
async fn an_answer_and_a_time_that_are_changed_in_the_database_are_noticed() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    for number in 0..3 {
        square.say(&format!("key {number}"), &format!("Примједба {number}.")).await;
    }
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PUBLISHED").await;
    for (one, reason) in [(0, "Прихваћено за став 1."), (1, "Прихваћено за став 2.")] {
        moderator.data(ANSWER, json!({ "comments": [read[one]], "reason": reason })).await;
    }
    let key = square.key().await;
    let look = async || verified(&[&square.log().await], Some(&key));
    assert!(look().await.1);
    let (with, without): (Vec<_>, Vec<_>) = square.rows().await.into_iter().partition(|row| row.answer_id.is_some());
    assert_eq!((with.len(), without.len()), (2, 1));
    let answer = square.answers().await.into_iter().find(|one| Some(one.id) == with[0].answer_id).expect("an answer");

    // Under a comment: another's answer, none, one where none was given. And another hour.
    let said = |row: &comment::Model| comment::ActiveModel { id: Unchanged(row.id), ..Default::default() };
    let under = |row: &comment::Model, answer| comment::ActiveModel { answer_id: Set(answer), ..said(row) };
    let came = |row: &comment::Model, later: i64| {
        let at = row.received_at + TimeDelta::seconds(later);
        comment::ActiveModel { received_at: Set(at), ..said(row) }
    };
    let (other, time) = ("is not what was answered", "it did not come when it is shown to have come");
    for (change, back, noticed) in [
        (under(&with[0], with[1].answer_id), under(&with[0], with[0].answer_id), other),
        (under(&with[0], None), under(&with[0], with[0].answer_id), other),
        (under(&without[0], with[0].answer_id), under(&without[0], None), other),
        (came(&without[0], 1), came(&without[0], 0), time),
        (came(&with[0], -3600), came(&with[0], 0), time),
    ] {
        let tx = square.town.begin().await;
        tx.update(change.clone()).await.expect("changed");
        tx.commit().await.expect("changed");
        let (told, right) = look().await;
        assert!(!right && told.contains(noticed), "{change:?}: {told}");
        let tx = square.town.begin().await;
        tx.update(back).await.expect("put back");
        tx.commit().await.expect("put back");
        assert!(look().await.1);
    }

    // What an answer says: one letter, a language that nobody wrote, what becomes of it all.
    let says = official_answer::ActiveModel { id: Unchanged(answer.id), ..Default::default() };
    let reason = |reason| official_answer::ActiveModel { reason: Set(reason), ..says.clone() };
    let becomes = |what| official_answer::ActiveModel { disposition: Set(what), ..says.clone() };
    let given = |at| official_answer::ActiveModel { answered_at: Set(at), ..says.clone() };
    let mut letter = answer.reason.clone();
    letter.original.text = letter.original.text.replace('.', "!");
    assert_ne!(letter, answer.reason);
    let language = answer.reason.clone().with(Locale::En, "Accepted as a whole.");
    for (change, back) in [
        (reason(letter), reason(answer.reason.clone())),
        (reason(language), reason(answer.reason.clone())),
        (becomes(Disposition::Accepted), becomes(answer.disposition)),
        (becomes(Disposition::NotAccepted), becomes(answer.disposition)),
        // Given late, and said to have been given in time.
        (given(answer.answered_at - TimeDelta::days(1)), given(answer.answered_at)),
    ] {
        let tx = square.town.begin().await;
        tx.update(change.clone()).await.expect("changed");
        tx.commit().await.expect("changed");
        let (told, right) = look().await;
        let noticed = told.contains("what is shown is not what was recorded") || told.contains(other);
        assert!(!right && noticed, "{change:?}: {told}");
        let tx = square.town.begin().await;
        tx.update(back).await.expect("put back");
        tx.commit().await.expect("put back");
        assert!(look().await.1);
    }
}

#[tokio::test]
async fn a_reply_that_nobody_comes_to_and_a_comment_that_never_came_are_noticed() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut beneath = Vec::new();
    for (key, to) in [("one", None), ("two", Some(0)), ("three", Some(1))] {
        let mut input = square.as_the_form(key, &format!("Примједба {key}.")).await;
        if let Some(to) = to {
            let above: &Value = &beneath[to];
            input["replyTo"] = above.clone();
        }
        beneath.push(square.send(input).await["receipt"]["comment"]["id"].clone());
    }
    let look = async || verified(&[&square.log().await], None);
    assert!(look().await.1, "{}", look().await.0);
    let rows = square.rows().await;
    let first = rows.iter().find(|row| row.depth == 0).expect("the first").clone();
    let second = rows.iter().find(|row| row.depth == 1).expect("the second").clone();
    // Whoever says that nothing replies to a comment hides all beneath it.
    for row in [&first, &second] {
        let replies =
            |number| comment::ActiveModel { id: Unchanged(row.id), replies: Set(number), ..Default::default() };
        let tx = square.town.begin().await;
        tx.update(replies(0)).await.expect("changed");
        tx.commit().await.expect("changed");
        let (told, right) = look().await;
        assert!(!right && told.contains("it is not shown"), "{told}");
        let tx = square.town.begin().await;
        tx.update(replies(row.replies)).await.expect("put back");
        tx.commit().await.expect("put back");
        assert!(look().await.1);
    }
    // One that no entry tells of.
    let id = CommentId::new();
    let another = comment::Model { id, code: id.to_string(), log_number: 99, ..first };
    let tx = square.town.begin().await;
    tx.insert(another.into_active_model()).await.expect("inserted");
    tx.commit().await.expect("inserted");
    let (told, right) = look().await;
    assert!(!right && told.contains("4 comments are shown, and the log has 3"), "{told}");
}

/// Numbers that look like chance and are the same each time: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(most).expect("few")).expect("less than that")
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }
}

/// So many ways to edit a file.
const WAYS: usize = 10;

/// A file with one edit, in this way.
fn edited(file: &[u8], way: usize, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = file.to_vec();
    let at = chance.below(bytes.len());
    let mut lines: Vec<_> = file.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match way {
        0 => bytes[at] = chance.byte(),
        1 => bytes[at] ^= 1 << chance.below(8),
        2 => {
            bytes.remove(at);
        }
        3 => bytes.insert(at, chance.byte()),
        4 => bytes.swap(at, (at + 1) % file.len()),
        // A letter or a number in the place of another, so that it stays a file of this form.
        5 => {
            let letters = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
            let mut places = (0..file.len()).map(|more| (at + more) % file.len());
            let place = places.find(|place| bytes[*place].is_ascii_alphanumeric()).expect("a letter");
            bytes[place] = letters[chance.below(letters.len())];
        }
        6 => bytes.truncate(at),
        7 => {
            lines.remove(one);
        }
        8 => lines.swap(one, other),
        _ => lines.insert(other, lines[one].clone()),
    }
    if way < 7 { bytes } else { lines.concat() }
}

/// What a file says: its lines as whoever reads them takes them. Blanks between the words of JSON, the order of its fields,
/// how a letter is escaped and how an instant is written say nothing. Whatever else is another makes this another.
fn meaning(file: &[u8]) -> Option<(First, Vec<Line>)> {
    let mut lines = std::str::from_utf8(file).ok()?.lines();
    let first = serde_json::from_str(lines.next()?).ok()?;
    let rest = lines.map(serde_json::from_str).collect::<Result<_, _>>().ok()?;
    Some((first, rest))
}

/// A consultation that is open, with whatever may happen to a comment.
async fn talked_about() -> Hall {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let mut sent = Vec::new();
    square.town.organisation(&square.owner, |content| content.name = Some(latin("Udruženje Most"))).await;
    for number in 0..6 {
        let mut input = square.as_the_form(&format!("key {number}"), &format!("Примједба {number}.")).await;
        // One speaks for an organisation of the directory.
        if number == 2 {
            (input["authorKind"], input["name"]) = (json!("ORGANISATION"), json!("Udruženje Most"));
        }
        sent.push(square.send(input).await);
    }
    assert_eq!(square.change(&sent[5]["receipt"]["code"], "key 6", "Другачије.").await["errors"], json!([]));
    let moderator = square.moderator().await;
    let one = |number: usize| json!({ "id": sent[number]["receipt"]["comment"]["id"], "revision": 1 });
    moderator.data(ANSWER, json!({ "comments": [one(0), one(1)], "reason": "Хвала." })).await;
    moderator.data(ANSWER, json!({ "comments": [one(2)], "reason": "Није о овом акту." })).await;
    moderator.data(REJECT, json!({ "comments": [one(3)] })).await;
    let input = json!({ "comment": one(4), "what": "AUTHOR" });
    let erased = moderator.data(ERASE, json!({ "input": input })).await;
    assert_eq!(erased["eraseComment"]["errors"], json!([]));
    let left = [one(4), json!({ "id": sent[5]["receipt"]["comment"]["id"], "revision": 2 })];
    let answered = moderator.data(ANSWER, json!({ "comments": left, "reason": "Примљено." })).await;
    assert_eq!(answered["answerComments"]["errors"], json!([]));
    drop(moderator);
    let Square { town, owner, draft } = square;
    let hall = Hall { town, owner, draft };
    let supported = sent[0]["receipt"]["comment"]["id"].as_str().expect("an id");
    hall.supported(supported, 3).await;
    hall
}

/// Edits a file so often, each time anew, and has each looked at.
fn each_edit_is_noticed(log: &str, key: &str) {
    const EDITS: usize = 10_000;
    let whole = meaning(log.as_bytes());
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("log.ndjson");
    let what = Verify { files: vec![path.clone()], key: Some(key.to_owned()) };
    let mut chance = Chance(20_261_124);
    let (mut noticed, mut edits) = ([0; WAYS], 0);
    while edits < EDITS {
        let way = edits % WAYS;
        let file = edited(log.as_bytes(), way, &mut chance);
        if file == log.as_bytes() {
            continue;
        }
        edits += 1;
        std::fs::write(&path, &file).expect("a file");
        // A file that is no text cannot be read, and that is said too.
        if let Ok((said, true)) = verify(&what) {
            let file = String::from_utf8_lossy(&file);
            let told = meaning(file.as_bytes());
            assert!(told == whole, "edit {edits} passed: {said}\n{file}");
        } else {
            noticed[way] += 1;
        }
    }
    // Nearly every edit says something else: those that do not are few, and hide nothing.
    assert!(noticed.iter().all(|some| *some > EDITS / WAYS * 9 / 10), "{noticed:?}");
}

#[tokio::test]
async fn ten_thousand_edits_of_a_stored_log_are_all_noticed() {
    let hall = talked_about().await;
    // It ends with a report, and with an act.
    hall.close().await;
    let words = json!({ "summary": "Кратка расправа.", "changes": "Члан 2.", "signedBy": "Мирко Ћурић" });
    assert_eq!(hall.finish_with(&hall.moderator().await, words).await["errors"], json!([]));
    let editor = hall.town.official(&hall.owner, &[Role::Editor]).await;
    assert_eq!(hall.adopt(&editor, "https://grad.example/odluka").await["errors"], json!([]));

    let (log, key) = (act_texts::log(&hall.town, &hall.of()).await, act_texts::key(&hall.town).await);
    let (said, right) = verified(&[&log], Some(&key));
    assert!(right && said.contains("The report is the one that was published."), "{said}");
    assert!(meaning(log.as_bytes()).is_some_and(|(_, lines)| lines.len() > 14), "{log}");
    each_edit_is_noticed(&log, &key);
}

#[tokio::test]
async fn as_many_edits_of_the_log_of_an_open_debate_are_noticed_too() {
    let hall = talked_about().await;
    let (log, key) = (act_texts::log(&hall.town, &hall.of()).await, act_texts::key(&hall.town).await);
    let (said, right) = verified(&[&log], Some(&key));
    assert!(right, "{said}");
    each_edit_is_noticed(&log, &key);
}

#[tokio::test]
async fn whatever_is_left_out_of_the_file_of_an_open_debate_is_noticed() {
    let hall = talked_about().await;
    let (log, key) = (act_texts::log(&hall.town, &hall.of()).await, act_texts::key(&hall.town).await);
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut left_out = BTreeSet::new();
    for (number, line) in lines.iter().enumerate() {
        // Of the first line each field, of the others what is opened: an entry is signed as a whole.
        let within = if number == 0 { "" } else { "/opened" };
        let Some(fields) = line.pointer(within).and_then(Value::as_object) else { continue };
        for name in fields.keys() {
            for other in [None, Some(format!("{name}_"))] {
                let mut edited = lines.clone();
                let fields = edited[number].pointer_mut(within).and_then(Value::as_object_mut).expect("fields");
                let was = fields.remove(name).expect("a field");
                fields.extend(other.map(|other| (other, was)));
                let file: String = edited.iter().map(|line| format!("{line}\n")).collect();
                let (said, right) = verified(&[&file], Some(&key));
                assert!(!right, "line {number} without {name}: {said}");
                left_out.insert(name.clone());
            }
        }
    }
    for name in [
        "comments",
        "counts",
        "texts",
        "author",
        "said_for",
        "unnamed",
        "published_at",
        "received_at",
        "answer",
        "answered_at",
    ] {
        assert!(left_out.contains(name), "{name} is in no such file: {left_out:?}");
    }
    let same: String = lines.iter().map(|line| format!("{line}\n")).collect();
    assert!(verified(&[&same], Some(&key)).1, "and where nothing is left out nothing is found");
}
