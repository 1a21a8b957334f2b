//! `make bench`: how fast Javno answers, writes and tells, as ratios within one run on one machine. Absolute figures
//! depend on the machine; ratios are what `docs/performance.md` speaks of.
//!
//! Everything is served by one process through Javno's own accept loop: Javno, the same by hand with axum and sqlx, and
//! the same bytes kept in memory.

mod by_hand;
mod commenters;
mod cost;
mod debates;
mod directory;
mod fan_out;
mod flood;
mod load;
mod page;
mod person;
mod write;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use entities::{CallField, CorrectionId, DocumentId, DocumentRole, call_correction, call_document, municipality};
use futures_util::stream::{self, StreamExt as _};
use javno::calls::store::save::NewCall;
use javno::http::accept::{self, Door};
use javno::http::widgets::Documents;
use tests::Town;
use tests::given::{a_call, latin};
use tokio::sync::broadcast;

use crate::by_hand::ByHand;
use crate::fan_out::SUBSCRIBERS;
use crate::load::{Figures, hammer};

/// As many calls as a region has in ten years.
const CALLS: usize = 5_000;
const MUNICIPALITIES: usize = 20;
const OURS: &str = "obzor-7";
/// What subscribers listen to.
const LISTEN: &str = "subscription { openCallChanged(municipality: \"obzor-7\", locale: \"sr-Latn\") { cursor change \
    call { id title { text } status page deadline { at daysLeft } areas { label } municipality { name } } } }";

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    match &*args.iter().map(String::as_str).collect::<Vec<_>>() {
        [_, "crowd", address, path, count] => {
            let (address, count) = (address.parse().expect("an address"), count.parse().expect("a number"));
            fan_out::crowd(address, path, count).await;
        }
        [_, "idle", path] => Box::pin(idle(path)).await,
        [_, "hold"] => Box::pin(hold()).await,
        [_, "debates"] => Box::pin(debates::bench(town().await)).await,
        [_, "debates", at_once, flood] => {
            let (at_once, flood) = (at_once.parse().expect("a number"), flood.parse().expect("a number"));
            let town = Arc::new(town().await);
            let owner = town.municipality("trebinje").await;
            Box::pin(commenters::bench(&town, &owner, at_once, flood)).await;
        }
        [_, "statements", few, many] => {
            let sizes = (few.parse().expect("a number"), many.parse().expect("a number"));
            Box::pin(debates::statements(&town().await, sizes)).await;
        }
        [_, "flood"] => Box::pin(flood::bench(as_set().await, commenters::FLOOD)).await,
        [_, "flood", many] => Box::pin(flood::bench(as_set().await, many.parse().expect("a number"))).await,
        [_, "directory"] => Box::pin(directory::bench(&town().await, directory::SIZES)).await,
        [_, "directory", few, many] => {
            let sizes = (few.parse().expect("a number"), many.parse().expect("a number"));
            Box::pin(directory::bench(&town().await, sizes)).await;
        }
        _ => Box::pin(bench()).await,
    }
}

/// Limits that a crowd from one address does not meet.
async fn town() -> Town {
    let town = Town::unwatched(|config| {
        config.rate.requests_per_minute = 0;
        config.rate.comments_per_minute = 0;
        config.rate.consultation_comments_per_minute = 0;
        config.rate.all_comments_per_minute = 0;
        config.connections.per_address = 10_000;
        config.live.per_client = 10_000;
    });
    town.await
}

/// Limits as a server has them where nobody has set them.
async fn as_set() -> Town {
    Town::unwatched(|config| config.rate = javno::rate::RateLimits::default()).await
}

/// The memory of those who wait, in a process that does nothing else.
#[expect(clippy::print_stdout, reason = "it is read over there")]
async fn idle(path: &str) {
    let town = town().await;
    town.municipality(OURS).await;
    let by_hand = ByHand::connect(town.database()).await;
    let address = serve(&town, &by_hand, String::new(), broadcast::channel(256).0);
    println!("{:.1}", fan_out::idle(address, path).await);
}

/// Fills a database and answers until it is ended, for whoever wants to look at it with a profiler or a database's tools.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn hold() {
    let town = town().await;
    fill(&town).await;
    if town.database().is_postgres() {
        let db = town.database().connect().await;
        sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
    }
    town.settled().await;
    let path = question();
    let by_hand = ByHand::connect(town.database()).await;
    let address = serve(&town, &by_hand, String::new(), broadcast::channel(256).0);
    println!("{}\nhttp://{address}{path}", town.database().url());
    std::future::pending::<()>().await;
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn bench() {
    let town = Arc::new(town().await);
    let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
    println!("{database}, {CALLS} calls of {MUNICIPALITIES} municipalities; filling …");
    let owner = fill(&town).await;
    if town.database().is_postgres() {
        // As PostgreSQL does by itself within a minute; in the midst of measuring it would help some and not others.
        let db = town.database().connect().await;
        sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
    }
    town.settled().await;
    let template = write::template(&town, &owner).await;

    let path = question();
    let answer = town.get(&path).await;
    assert!(answer.text().contains("phaseCounts"), "the widget's question is answered: {}", answer.text());
    let by_hand = ByHand::connect(town.database()).await;
    let fifty = town.post(&serde_json::from_str(&page::question()).expect("JSON")).await.text();
    println!(
        "answers: the list {} bytes, by hand {}; the page of fifty {} bytes, by hand {}",
        answer.text().len(),
        by_hand.answer().await.len(),
        fifty.len(),
        by_hand.page().await.len()
    );
    let (told, _) = broadcast::channel(256);
    let address = serve(&town, &by_hand, answer.text(), told.clone());

    let fixed = hammer(address, |_| load::get("/static")).await;
    let kept = hammer(address, |_| load::get(&path)).await;
    let hand = hammer(address, |_| load::get("/by-hand")).await;
    // A parameter that means nothing makes it another question each time: none is kept.
    let anew = hammer(address, |n| load::get(&format!("{path}&n={n}"))).await;
    let hand_page = hammer(address, |_| load::get("/page-by-hand")).await;
    let our_page = hammer(address, |_| load::post(&page::question())).await;
    let hand_write = write::by_hand(by_hand.clone(), template.clone()).await;
    let our_write = write::ours(Arc::clone(&town), owner.clone()).await;

    println!();
    println!("| {database} | per second | ratio | to | median | p99 |");
    println!("|---|--:|--:|---|--:|--:|");
    row("the same bytes from memory", &fixed, None);
    row("the widget's list, kept", &kept, Some((&fixed, "the bytes from memory")));
    row("the widget's list by hand", &hand, None);
    row("the widget's list, made anew", &anew, Some((&hand, "the list by hand")));
    row("a page of fifty by hand", &hand_page, None);
    row("a page of fifty", &our_page, Some((&hand_page, "the page by hand")));
    row("a call written by hand", &hand_write, None);
    row("a call written", &our_write, Some((&hand_write, "the call by hand")));

    let one = Arc::new(town.call(&owner, |_| {}).await);
    let line = serde_json::json!({ "data": { "openCallChanged": { "title": one.title.original.text } } }).to_string();
    let by_hand = fan_out::to_the_last(address, "/told-by-hand", async |_| {
        write::one_by_hand(&by_hand, &template).await;
        let _ = told.send(line.clone());
    });
    let by_hand = by_hand.await;
    let publish = async |n: usize| {
        town.call(&owner, |new| new.call.title = latin(&format!("Javni poziv {n}"))).await;
    };
    let (events, socket) = (format!("/graphql?query={}", encode(LISTEN)), format!("ws:{LISTEN}"));
    let sse = fan_out::to_the_last(address, &events, publish).await;
    let ws = fan_out::to_the_last(address, &socket, publish).await;
    println!();
    println!("| {SUBSCRIBERS} subscribers | to the last | ratio to by hand | KiB each, idle | ratio |");
    println!("|---|--:|--:|--:|--:|");
    let least = fan_out::idle_elsewhere("/told-by-hand").await;
    for (what, last, path) in [
        ("server-sent events by hand", by_hand, "/told-by-hand"),
        ("server-sent events", sse, &events),
        ("WebSocket", ws, &socket),
    ] {
        let later = last.as_secs_f64() / by_hand.as_secs_f64();
        let each = fan_out::idle_elsewhere(path).await;
        println!("| {what} | {last:.1?} | {later:.2} | {each:.1} | {:.2} |", each / least);
    }
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn row(what: &str, figures: &Figures, to: Option<(&Figures, &str)>) {
    let Figures { per_second, median, p99 } = figures;
    let (ratio, to) = match to {
        Some((other, name)) => (format!("**{:.2}**", per_second / other.per_second), name),
        None => (String::new(), ""),
    };
    println!("| {what} | {per_second:.0} | {ratio} | {to} | {median:.2?} | {p99:.2?} |");
}

/// Serves Javno, and beside it the same by hand.
fn serve(town: &Town, by_hand: &ByHand, bytes: String, told: broadcast::Sender<String>) -> SocketAddr {
    let (list, page) = (by_hand.clone(), by_hand.clone());
    let router = Router::new()
        .route("/static", get(move || async move { ([(header::CONTENT_TYPE, "application/json")], bytes) }))
        .route("/by-hand", get(move || list.clone().respond()))
        .route("/page-by-hand", get(move || page.clone().respond_page()))
        .route("/told-by-hand", get(move || async move { Sse::new(told_by_hand(&told)).keep_alive(KeepAlive::new()) }))
        .merge(town.app.router());
    let app = &town.app;
    let door = Door {
        limits: app.config.connections,
        trusted: Vec::new(),
        tasks: app.tasks.clone(),
        metrics: app.metrics.clone(),
    };
    let listener = accept::listen(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a free port");
    let address = listener.local_addr().expect("an address");
    // Not among the tasks that it waits for.
    javno::tasks::Tasks::default().spawn(accept::serve(listener, router, door, std::future::pending()));
    address
}

/// Lines as events, as one would write it with axum and nothing else.
fn told_by_hand(told: &broadcast::Sender<String>) -> impl stream::Stream<Item = Result<Event, Infallible>> + use<> {
    let begin = stream::iter([Event::default().comment("listening")]);
    let lines = stream::unfold(told.subscribe(), |mut told| async move {
        let line = told.recv().await.ok()?;
        Some((Event::default().event("next").data(line), told))
    });
    begin.chain(lines).map(Ok)
}

fn encode(text: &str) -> String {
    let byte = |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(byte).collect()
}

/// The address that the widget asks on its first view.
fn question() -> String {
    let documents = Documents::shipped();
    let (id, _) =
        documents.iter().find(|(_, text)| text.contains("query OpenCalls")).expect("the widget's document is shipped");
    let variables = format!(
        r#"{{"filter":{{"phase":["OPEN"],"municipality":"{OURS}","text":null,"areas":null}},"orderBy":"DEADLINE_SOONEST","locale":"sr-Latn","first":10,"after":null}}"#
    );
    format!("/graphql?documentId={}&variables={}", encode(id), encode(&variables))
}

/// Fills the database; the municipality that is asked about has more than fifty open calls with all that hangs on them.
async fn fill(town: &Town) -> municipality::Model {
    let mut owners = Vec::new();
    for n in 0..MUNICIPALITIES {
        owners.push(town.municipality(&format!("obzor-{n}")).await);
    }
    let ours = owners.iter().find(|owner| owner.slug == OURS).expect("ours").clone();
    let calls = (0..CALLS).map(|n| {
        let mut new = a_call(&owners[n % MUNICIPALITIES]);
        new.call.title.original.text = format!("Javni poziv broj {n} za projekte udruženja građana");
        new.call.summary = Some(latin("Podržavaju se projekti koji doprinose zajednici, okolišu i kulturi."));
        new.call.source_key = format!("bench {n}");
        // As in life: of what was ever published, little is open.
        if !(n / MUNICIPALITIES).is_multiple_of(20) {
            new.call.deadline_at = new.call.deadline_at.map(|at| at - chrono::TimeDelta::days(30 + n as i64 % 3000));
        }
        new.areas = vec![["culture", "sport", "environment"][n % 3].to_owned()];
        with_papers(&mut new);
        new
    });
    town.calls(calls).await;
    ours
}

/// Two documents and a correction.
fn with_papers(new: &mut NewCall) {
    let (municipality_id, call_id) = (new.call.municipality_id, new.call.id);
    new.documents = (1..=2)
        .map(|position| call_document::Model {
            id: DocumentId::new(),
            municipality_id,
            call_id,
            position,
            role: DocumentRole::Form,
            name: latin("Obrazac prijave projekta"),
            url: Some("https://trebinje.example/obrazac.docx".into()),
            media_type: None,
            size_bytes: Some(48_000),
            version: 1,
            replaced_on: None,
            removed_on: None,
        })
        .collect();
    new.corrections = vec![call_correction::Model {
        id: CorrectionId::new(),
        municipality_id,
        call_id,
        at: tests::instant(tests::NOW),
        field: CallField::Title,
        before: Some("Javni poziv".into()),
        after: Some("Javni poziv za projekte".into()),
        reason: None,
    }];
}
