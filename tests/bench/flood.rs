//! `bench flood 10000`: as `bench debates` floods, with the limits as a server has them where nobody has set them. Programs send
//! from few addresses as fast as they are answered, most of them without the work that the form asks for, some with it, some
//! through the hosted form, which asks for none; one after another people comment who have an address of their own, and others
//! who share one with a program, as in an office. An official looks at what waits all the while, and is answered each time.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use entities::{ConsultationId, Role};
use futures_util::future::join_all;
use javno::rate::RateLimits;
use javno::tasks::Tasks;
use serde_json::json;
use tests::Town;
use tests::people::Person as Official;

use crate::commenters::{QUEUE, Took, counted, idle, timed};
use crate::person::{Held, Person};

/// So many addresses, each in a network of its own, send without working; so many programs at each.
const IDLE: usize = 8;
const EACH: usize = 8;
/// So many addresses, each in a network of its own, work for what they send.
const WORKING: usize = 4;
/// So many addresses, each in a network of its own, fetch the hosted form and send that; so many programs at each as above.
const FORMS: usize = 2;
/// So many people write at a time, and each after so long the next: two in a second, a lively debate.
const PEOPLE: usize = 8;
const PAUSE: Duration = Duration::from_secs(4);
/// So many of them share an address with a program.
const NEIGHBOURS: usize = 2;

/// What is held, by what is odd about it.
const COUNTS: &str = "query($of: ID!) { desk(municipality: \"trebinje\") {
    commentCounts(filter: {consultation: $of, pile: HELD}) { all perhapsPeople signals { signal count } } } }";

/// What came of what programs sent.
#[derive(Default)]
struct Came {
    taken: Vec<Held>,
    refused: usize,
}

impl Came {
    fn add(&mut self, one: Option<Held>) {
        match one {
            Some(held) => self.taken.push(held),
            None => self.refused += 1,
        }
    }

    fn of(all: Vec<Self>) -> Self {
        all.into_iter().fold(Self::default(), |mut all, one| {
            all.taken.extend(one.taken);
            all.refused += one.refused;
            all
        })
    }

    /// How many stand among what officials look at first.
    fn first(&self) -> usize {
        self.taken.iter().filter(|held| held.state == "PENDING").count()
    }
}

/// The address of a program, by its number.
fn bot(number: usize) -> [u8; 4] {
    [198, 18, u8::try_from(number).expect("few"), 7]
}

/// An address in a network where nobody else is.
fn alone(number: usize) -> [u8; 4] {
    Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 1).to_bits() + (u32::try_from(number).expect("few") << 8)).octets()
}

/// The minutes of the server's clock pass as ours do.
async fn ticking(town: Arc<Town>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        town.clock.advance(chrono::TimeDelta::seconds(1));
    }
}

/// One after another with a browser, until `done`: who the n-th is, and what they hold with how long it took.
async fn people<'a>(
    of: ConsultationId,
    what: String,
    nth: impl Fn(usize) -> Person<'a>,
    done: impl Fn() -> bool,
) -> Vec<(Held, f64)> {
    let mut all = Vec::new();
    while !done() {
        let person = nth(all.len());
        let input = person.written(of, &format!("{what} {}", all.len())).await;
        all.push(timed(person.sent(input)).await);
        tokio::time::sleep(PAUSE).await;
    }
    all
}

/// Sends, and says what came of it.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub(crate) async fn bench(town: Town, many: usize) {
    let town = Arc::new(town);
    town.expecting_errors();
    let limits = RateLimits::default();
    assert_eq!(town.app.config.rate, limits, "the limits that a server has where nobody has set them");
    println!("{}", if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" });
    let owner = town.municipality("trebinje").await;
    let of = town.debate(&owner, |_| {}).await.row.id;
    let moderator = town.official(&owner, &[Role::Moderator]).await;
    let clock = Tasks::default().spawn(ticking(Arc::clone(&town)));
    let begun = Instant::now();
    let idling: Vec<_> = (0..IDLE * EACH)
        .map(|first| {
            let town = Arc::clone(&town);
            Tasks::default().spawn(async move {
                let program = Person::at(&town, bot(first % IDLE));
                let mut came = Came::default();
                for number in (first..many).step_by(IDLE * EACH) {
                    came.add(program.tried(&idle(of, number)).await);
                }
                came
            })
        })
        .collect();
    let done = || idling.iter().all(tokio::task::JoinHandle::is_finished);
    let working = join_all((0..WORKING).map(async |number| {
        let (program, mut came) = (Person::beside_a_flood(&town, bot(IDLE + number)), Came::default());
        while !done() {
            let input = program.written(of, &format!("worked for {number} {}", came.taken.len() + came.refused)).await;
            came.add(program.tried(&input).await);
        }
        came
    }));
    let forms = join_all((0..FORMS * EACH).map(async |number| {
        let (program, mut came) = (Person::at(&town, bot(IDLE + WORKING + number % FORMS)), Came::default());
        while !done() {
            let text = format!("Kupite jeftino, obrazac {number} {}", came.taken.len() + came.refused);
            came.add(program.by_form(of, &text).await);
        }
        came
    }));
    let here = &*town;
    let on_their_own = join_all((0..PEOPLE).map(|number| {
        people(of, format!("honest {number}"), move |n| Person::at(here, alone(n * PEOPLE + number)), &done)
    }));
    let neighbours = join_all((0..NEIGHBOURS).map(|number| {
        let neighbour = Person::beside_a_flood(here, bot(number));
        people(of, format!("neighbour {number}"), move |_| neighbour, &done)
    }));
    let looking = looking(&moderator, of, &done);
    let (working, forms, on_their_own, neighbours, looked) =
        tokio::join!(working, forms, on_their_own, neighbours, looking);
    let took = begun.elapsed().as_secs_f64();
    clock.abort();

    let mut idling_came = Vec::new();
    for one in idling {
        idling_came.push(one.await.expect("sent"));
    }
    let (idling, working) = (Came::of(idling_came), Came::of(working));
    let (honest, each): (Vec<_>, Vec<_>) = on_their_own.into_iter().flatten().unzip();
    let (beside, each_beside): (Vec<_>, Vec<_>) = neighbours.into_iter().flatten().unzip();

    let usual = usize::try_from(limits.form_comments_per_day).expect("a number");
    let from = |place| forms.iter().skip(place).step_by(FORMS).map(|came| came.taken.len()).sum::<usize>();
    let beyond: usize = (0..FORMS).map(|place| from(place).saturating_sub(usual)).sum();
    let forms = Came::of(forms);

    assert_eq!(idling.first(), 0, "what nobody worked for is looked at later");
    let late = honest.iter().filter(|held| held.state != "PENDING").count();
    assert_eq!(late, 0, "whoever has an address of his own is looked at first");
    println!("{many} comments from {} programs at {IDLE} addresses that do no work, in {took:.1} s:", IDLE * EACH);
    println!("  {} taken and looked at later, {} refused as too many", idling.taken.len(), idling.refused);
    println!(
        "of {WORKING} addresses that do the work: {} taken, {} of them looked at first, {} refused",
        working.taken.len(),
        working.first(),
        working.refused
    );
    let told = moderator.data(COUNTS, json!({ "of": of.to_string() })).await["desk"]["commentCounts"].take();
    let carry = told["signals"].as_array().expect("signals").iter().find(|one| one["signal"] == "MANY_FORMS");
    let apart = carry.map_or(0, |one| one["count"].as_u64().expect("a number"));
    println!(
        "of {FORMS} addresses that fetch the hosted form: {} taken, {apart} of them told apart, {} refused",
        forms.taken.len(),
        forms.refused
    );
    println!("  of {} that are held {} are perhaps of people", told["all"], told["perhapsPeople"]);
    assert!(usize::try_from(apart).expect("a number") >= beyond, "of {beyond} forms more than people send");
    println!("{} people at addresses of their own: all taken and looked at first, {}", honest.len(), Took::of(each));
    println!(
        "{} people at the address of a program: all taken, {} looked at later, {}",
        beside.len(),
        beside.iter().filter(|held| held.state == "HELD").count(),
        Took::of(each_beside)
    );
    assert!(!looked.is_empty(), "an official has looked");
    println!("the officials' queue meanwhile, {} times: {}", looked.len(), Took::of(looked));
    let all: Vec<_> = [idling.taken, working.taken, forms.taken, honest, beside].into_iter().flatten().collect();
    counted(&town, of, &all).await;
    println!("every receipt leads to its comment, and the log holds with an entry for each");
}

/// The queue of what waits, once and again while all this goes on: how long each took.
/// More often than a desk asks, which rests longer the longer it goes on: it is the server that is measured.
async fn looking(moderator: &Official<'_>, of: ConsultationId, done: impl Fn() -> bool) -> Vec<f64> {
    let mut each = Vec::new();
    while !done() {
        let (found, took) = timed(moderator.data(QUEUE, json!({ "of": of.to_string() }))).await;
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments");
        assert!(nodes.iter().all(|one| !one["comment"]["text"].to_string().contains("jeftino")), "spam in the queue");
        each.push(took);
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    each
}
