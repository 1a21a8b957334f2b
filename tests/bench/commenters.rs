//! `bench debates 1000 10000`: a thousand who comment at the same moment, and ten thousand comments from programs at full
//! speed while people go on commenting. What was acknowledged is counted afterwards, receipt by receipt, in the tables and in
//! the log: nothing is lost, and nothing is there twice.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use entities::{CommentState, ConfirmEmail, ConsultationId, Role, comment, comment_revision, municipality};
use futures_util::future::join_all;
use javno::comments::verify::{Verify, verify};
use javno::tasks::Tasks;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::Town;

use crate::person::{Held, Person};

/// So many comment at the same moment.
pub(crate) const AT_ONCE: usize = 1_000;
/// So many come from programs.
pub(crate) const FLOOD: usize = 10_000;
/// So many programs send at a time, and so many people.
const PROGRAMS: usize = 64;
const PEOPLE: usize = 8;
/// So many comment one after the other while nobody else does, to compare with.
const QUIET: usize = 50;

/// What waits, as an official sees it.
pub(crate) const QUEUE: &str = "query($of: ID!) { desk(municipality: \"trebinje\") {
    comments(filter: {consultation: $of, state: PENDING}, first: 50) { nodes { alike comment { id text } } } } }";

/// Milliseconds that something took, many times.
pub(crate) struct Took(Vec<f64>);

impl Took {
    pub(crate) fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    fn at(&self, percent: usize) -> f64 {
        self.0.get((self.0.len() * percent / 100).min(self.0.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {:.0} ms, p95 {:.0} ms, longest {:.0} ms", self.at(50), self.at(95), self.at(100))
    }
}

pub(crate) async fn timed<T>(work: impl Future<Output = T>) -> (T, f64) {
    let begun = Instant::now();
    let done = work.await;
    (done, begun.elapsed().as_secs_f64() * 1_000.0)
}

/// Both, one after the other.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub(crate) async fn bench(town: &Arc<Town>, owner: &municipality::Model, at_once: usize, flood: usize) {
    // A server that says that it is busy is no fault here: whoever is told so asks again.
    town.expecting_errors();
    println!("{}", if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" });
    simultaneous(town, owner, at_once).await;
    flooded(town, owner, flood).await;
}

/// Each of these receipts leads to a comment of this consultation with its text; there are so many comments and no more; and
/// the log has an entry for each, and holds.
pub(crate) async fn counted(town: &Town, of: ConsultationId, held: &[Held]) {
    let tx = town.begin().await;
    let rows = tx.find::<comment::Entity>().filter(comment::Column::ConsultationId.eq(of)).all(tx.connection()).await;
    let rows = rows.expect("comments");
    let texts = tx.find::<comment_revision::Entity>().all(tx.connection()).await.expect("texts");
    tx.commit().await.expect("read");
    let codes: BTreeSet<_> = rows.iter().map(|row| &*row.code).collect();
    let lost = held.iter().filter(|held| !codes.contains(&*held.code)).count();
    assert_eq!(
        (lost, rows.len(), codes.len()),
        (0, held.len(), held.len()),
        "lost, there, and different from each other"
    );
    let kept: BTreeSet<_> = texts.iter().map(|text| text.comment_id).collect();
    assert!(rows.iter().all(|row| kept.contains(&row.id)), "each with its text");
    for state in [CommentState::Pending, CommentState::Held] {
        let name = format!("{state:?}").to_uppercase();
        let told = held.iter().filter(|held| held.state == name).count();
        assert_eq!(rows.iter().filter(|row| row.state == state).count(), told, "{name}, as it was told");
    }
    let log = town.get(&format!("/log/{of}.ndjson")).await;
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&log.bytes).expect("a log");
    assert_eq!(log.text().lines().count(), held.len() + 2, "an entry for each, one for the act, and the head");
    let (said, right) = verify(&Verify { files: vec![file.path().to_owned()], key: None }).expect("a log");
    assert!(right, "{said}");
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn simultaneous(town: &Arc<Town>, owner: &municipality::Model, many: usize) {
    let draft = town.debate(owner, |_| {}).await;
    let of = draft.row.id;
    let mut all = Vec::new();
    for number in 0..many {
        all.push(Person::here(town).written(of, &format!("at once {number}")).await);
    }
    let begun = Instant::now();
    let all = all.into_iter().map(|input| {
        let town = Arc::clone(town);
        Tasks::default().spawn(async move { timed(Person::here(&town).sent(input)).await })
    });
    let done: Vec<(Held, f64)> = join_all(all).await.into_iter().map(|done| done.expect("answered")).collect();
    let took = begun.elapsed().as_secs_f64();
    let (held, each): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    counted(town, of, &held).await;
    println!("{many} who comment at once: in {took:.2} s, each {}", Took::of(each));
    println!("  every receipt leads to its comment, none is there twice, and the log holds with an entry for each");
}

/// A comment as a program sends it that solves nothing.
pub(crate) fn idle(of: ConsultationId, number: usize) -> Value {
    json!({ "consultation": of.to_string(), "authorKind": "ANONYMOUS",
        "text": format!("Kupite jeftino, ponuda {number}"), "idempotencyKey": format!("spam {number}") })
}

/// The same by a program that names somebody's address besides, who then gets a letter.
fn naming(of: ConsultationId, number: usize) -> Value {
    let mut input = idle(of, number);
    input["email"] = json!(format!("zrtva{number}@izvor.example"));
    input
}

/// Such comments, one after the other, half of them with an address.
async fn program(town: Arc<Town>, of: ConsultationId, numbers: impl Iterator<Item = usize>) -> Vec<Held> {
    let mut all = Vec::new();
    for number in numbers {
        let input = if number % 128 < 64 { idle(of, number) } else { naming(of, number) };
        let held = Person::here(&town).sent(input).await;
        assert_eq!(held.state, "HELD");
        all.push(held);
    }
    all
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn flooded(town: &Arc<Town>, owner: &municipality::Model, many: usize) {
    let draft = town.debate(owner, |row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    let of = draft.row.id;
    let (mut held, mut quiet) = (Vec::new(), Vec::new());
    for number in 0..QUIET {
        let person = Person::here(town);
        let input = person.written(of, &format!("quiet {number}")).await;
        let (one, took) = timed(person.sent(input)).await;
        held.push(one);
        quiet.push(took);
    }
    let quiet = Took::of(quiet);
    let begun = Instant::now();
    let programs = (0..PROGRAMS.min(many)).map(|first| {
        let numbers = (first..many).step_by(PROGRAMS);
        let sending = program(Arc::clone(town), of, numbers);
        Tasks::default().spawn(async move { (sending.await, begun.elapsed().as_secs_f64()) })
    });
    let programs: Vec<_> = programs.collect();
    let flooding = || programs.iter().any(|program| !program.is_finished());
    let people = (0..PEOPLE).map(async |person| {
        let mut all = Vec::new();
        while flooding() {
            let here = Person::here(town);
            let input = here.written(of, &format!("honest {person} {}", all.len())).await;
            let (one, took) = timed(here.sent(input)).await;
            assert_eq!(one.state, "PENDING", "whoever does the work is not among the suspicious");
            all.push((one, took));
        }
        all
    });
    let meanwhile: Vec<(Held, f64)> = join_all(people).await.into_iter().flatten().collect();
    let (people, each): (Vec<_>, Vec<_>) = meanwhile.into_iter().unzip();
    let so_many = people.len();
    held.extend(people);
    let mut took = 0_f64;
    for program in programs {
        let (sent, until) = program.await.expect("sent");
        held.extend(sent);
        took = took.max(until);
    }
    counted(town, of, &held).await;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = many as f64 / took;
    println!("flood of {many} from {PROGRAMS} programs in {took:.1} s, {rate:.0} a second");
    println!(
        "  {so_many} honest comments of {PEOPLE} people meanwhile, from the button to the receipt: {}",
        Took::of(each)
    );
    println!("  without a flood: {quiet}");
    println!("  none was refused, held or lost, and the log holds with an entry for each");
    let moderator = town.official(owner, &[Role::Moderator]).await;
    let mut each = Vec::new();
    for _ in 0..QUIET {
        let (found, took) = timed(moderator.data(QUEUE, json!({ "of": of.to_string() }))).await;
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments");
        assert!(nodes.iter().all(|one| !one["comment"]["text"].to_string().contains("jeftino")), "spam in the queue");
        each.push(took);
    }
    println!("  the queue of what waits shows none of it: {}", Took::of(each));
    println!("  letters that went to whom programs have named, so far: {}", town.unread().await.len());
}
