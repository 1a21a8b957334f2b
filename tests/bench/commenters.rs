//! `bench debates 1000 10000`: a thousand who comment at the same moment, and ten thousand comments from programs at full
//! speed while people go on commenting. What was acknowledged is counted afterwards, receipt by receipt, in the tables and in
//! the log: nothing is lost, and nothing is there twice.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use entities::{CommentState, ConsultationId, Role, comment, comment_revision, municipality};
use futures_util::future::join_all;
use javno::challenge::solve;
use javno::comments::verify::{Verify, verify};
use javno::tasks::{Tasks, aside};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::Town;

/// So many comment at the same moment.
pub(crate) const AT_ONCE: usize = 1_000;
/// So many come from programs.
pub(crate) const FLOOD: usize = 10_000;
/// So many programs send at a time, and so many people.
const PROGRAMS: usize = 64;
const PEOPLE: usize = 8;
/// So many comment one after the other while nobody else does, to compare with.
const QUIET: usize = 50;

const BOX: &str = "query($of: ID!) { commentBox(consultation: $of) { challenge bits } }";
const SUBMIT: &str = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) {
    receipt { code state } errors { code } } }";

/// What is asked for is answered: whoever is told that the server is busy asks again in a second, as a widget does.
async fn answered(town: &Town, query: &str, variables: Value) -> Value {
    loop {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let request = axum::http::Request::post("/graphql").header("content-type", "application/json");
        let answer = town.request(request.body(axum::body::Body::from(body)).expect("a request")).await;
        let mut told: Value = serde_json::from_slice(&answer.bytes).expect("JSON");
        match told["errors"][0]["extensions"]["code"].as_str() {
            None => return told["data"].take(),
            Some("UNAVAILABLE") => tokio::time::sleep(std::time::Duration::from_secs(1)).await,
            Some(_) => panic!("{told}"),
        }
    }
}

/// A comment as the form sends it, its task solved.
async fn written(town: &Town, of: ConsultationId, key: &str) -> Value {
    let given = answered(town, BOX, json!({ "of": of.to_string() })).await;
    let challenge = given["commentBox"]["challenge"].as_str().expect("a task").to_owned();
    let bits = u32::try_from(given["commentBox"]["bits"].as_u64().expect("bits")).expect("few");
    // As in a browser of his own: whoever answers has nothing to do with it.
    let (task, its) = (challenge.clone(), key.to_owned());
    let solution = aside(move || solve(&task, &its, bits)).await.expect("solved");
    json!({ "consultation": of.to_string(), "authorKind": "CITIZEN", "name": "Ана Марић",
        "text": format!("Приједлог под бројем {key}."), "challenge": challenge, "solution": solution,
        "openFor": 9_000, "website": "", "idempotencyKey": key })
}

/// What whoever commented holds in his hand.
pub(crate) struct Held {
    code: String,
    pub(crate) state: String,
}

/// A comment of somebody with a browser, sent to its receipt.
pub(crate) async fn honest(town: &Town, of: ConsultationId, key: &str) -> Held {
    sent(town, written(town, of, key).await).await
}

async fn sent(town: &Town, input: Value) -> Held {
    let sent = answered(town, SUBMIT, json!({ "input": input })).await;
    assert_eq!(sent["submitComment"]["errors"], json!([]), "nobody is refused");
    let receipt = |field: &str| sent["submitComment"]["receipt"][field].as_str().expect("a receipt").to_owned();
    Held { code: receipt("code"), state: receipt("state") }
}

/// Milliseconds that something took, many times.
struct Took(Vec<f64>);

impl Took {
    fn of(mut all: Vec<f64>) -> Self {
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

async fn timed<T>(work: impl Future<Output = T>) -> (T, f64) {
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
async fn counted(town: &Town, of: ConsultationId, held: &[Held]) {
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
        all.push(written(town, of, &format!("at once {number}")).await);
    }
    let begun = Instant::now();
    let all = all.into_iter().map(|input| {
        let town = Arc::clone(town);
        Tasks::default().spawn(async move { timed(sent(&town, input)).await })
    });
    let done: Vec<(Held, f64)> = join_all(all).await.into_iter().map(|done| done.expect("answered")).collect();
    let took = begun.elapsed().as_secs_f64();
    let (held, each): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    counted(town, of, &held).await;
    println!("{many} who comment at once: in {took:.2} s, each {}", Took::of(each));
    println!("  every receipt leads to its comment, none is there twice, and the log holds with an entry for each");
}

/// Comments as programs send them: nothing is solved.
async fn program(town: Arc<Town>, of: ConsultationId, numbers: impl Iterator<Item = usize>) -> Vec<Held> {
    let mut all = Vec::new();
    for number in numbers {
        let input = json!({ "consultation": of.to_string(), "authorKind": "ANONYMOUS",
            "text": format!("Kupite jeftino, ponuda {number}"), "idempotencyKey": format!("spam {number}") });
        let held = sent(&town, input).await;
        assert_eq!(held.state, "HELD");
        all.push(held);
    }
    all
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn flooded(town: &Arc<Town>, owner: &municipality::Model, many: usize) {
    let draft = town.debate(owner, |_| {}).await;
    let of = draft.row.id;
    let (mut held, mut quiet) = (Vec::new(), Vec::new());
    for number in 0..QUIET {
        let input = written(town, of, &format!("quiet {number}")).await;
        let (one, took) = timed(sent(town, input)).await;
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
            let input = written(town, of, &format!("honest {person} {}", all.len())).await;
            let (one, took) = timed(sent(town, input)).await;
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
    let queue =
        "query($of: ID!) { desk(municipality: \"trebinje\") { comments(filter: {consultation: $of, state: PENDING},
        first: 50) { nodes { alike comment { id text } } } } }";
    let mut each = Vec::new();
    for _ in 0..QUIET {
        let (found, took) = timed(moderator.data(queue, json!({ "of": of.to_string() }))).await;
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments");
        assert!(nodes.iter().all(|one| !one["comment"]["text"].to_string().contains("jeftino")), "spam in the queue");
        each.push(took);
    }
    println!("  the queue of what waits shows none of it: {}", Took::of(each));
}
