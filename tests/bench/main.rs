//! `make bench`: how fast the widget's question is answered, as ratios within one run on one machine. Absolute figures
//! depend on the machine; ratios are what `docs/performance.md` speaks of.
//!
//! Three answers of the same content from one process: Javno's (`GET /graphql?documentId=…`), the same list written by
//! hand with sqlx, and the same bytes kept in memory.

mod by_hand;
mod load;

use axum::Router;
use axum::http::header;
use axum::routing::get;
use javno::http::widgets::Documents;
use tests::Town;
use tests::given::a_call;

use crate::by_hand::ByHand;
use crate::load::{Figures, hammer};

/// As many calls as a region has in ten years.
const CALLS: usize = 5_000;
const MUNICIPALITIES: usize = 20;
const OURS: &str = "obzor-7";

#[tokio::main]
#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn main() {
    let town = Town::configured(|config| config.rate.requests_per_minute = 0).await;
    let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
    println!("{database}, {CALLS} calls of {MUNICIPALITIES} municipalities; filling …");
    fill(&town).await;

    let path = question();
    let answer = town.get(&path).await;
    assert!(answer.text().contains("phaseCounts"), "the widget's question is answered: {}", answer.text());
    let by_hand = ByHand::connect(town.database()).await;
    let written = by_hand.answer().await;
    println!("answers: Javno {} bytes, by hand {} bytes", answer.text().len(), written.len());

    let bytes = answer.text().to_owned();
    let router = Router::new()
        .route("/static", get(move || async move { ([(header::CONTENT_TYPE, "application/json")], bytes) }))
        .route("/by-hand", get(move || by_hand.clone().respond()))
        .merge(town.app.router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server = async { axum::serve(listener, router).await.expect("it serves") };
    let measuring = async {
        let fixed = hammer(address, "/static").await;
        let hand = hammer(address, "/by-hand").await;
        let ours = hammer(address, &path).await;
        (fixed, hand, ours)
    };
    let (fixed, hand, ours) = tokio::select! {
        () = server => unreachable!("a server serves until it is stopped"),
        figures = measuring => figures,
    };
    report("the same bytes from memory", &fixed, &fixed, &hand);
    report("the same list by hand, sqlx", &hand, &fixed, &hand);
    report("Javno, the widget's question", &ours, &fixed, &hand);
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn report(what: &str, figures: &Figures, fixed: &Figures, hand: &Figures) {
    let Figures { per_second, median, p99 } = figures;
    println!(
        "{what:<32} {per_second:>9.0} requests/s   {:>6.3} × from memory   {:>5.2} × by hand   median {median:.2?}, p99 {p99:.2?}",
        per_second / fixed.per_second,
        per_second / hand.per_second,
    );
}

/// The address that the widget asks on its first view.
fn question() -> String {
    let documents = Documents::shipped();
    let (id, _) =
        documents.iter().find(|(_, text)| text.contains("query OpenCalls")).expect("the widget's document is shipped");
    let variables = format!(
        r#"{{"filter":{{"phase":["OPEN"],"municipality":"{OURS}","text":null,"areas":null}},"orderBy":"DEADLINE_SOONEST","locale":"sr-Latn","first":10,"after":null}}"#
    );
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    format!("/graphql?documentId={}&variables={}", encode(id), encode(&variables))
}

async fn fill(town: &Town) {
    let mut owners = Vec::new();
    for n in 0..MUNICIPALITIES {
        owners.push(town.municipality(&format!("obzor-{n}")).await);
    }
    let calls = (0..CALLS).map(|n| {
        let mut new = a_call(&owners[n % MUNICIPALITIES]);
        new.call.title.original.text = format!("Javni poziv broj {n} za projekte udruženja građana");
        new.call.source_key = format!("bench {n}");
        // As in life: of what was ever published, little is open.
        if !(n / MUNICIPALITIES).is_multiple_of(20) {
            new.call.deadline_at = new.call.deadline_at.map(|at| at - chrono::TimeDelta::days(30 + n as i64 % 3000));
        }
        new.areas = vec![["culture", "sport", "environment"][n % 3].to_owned()];
        new
    });
    town.calls(calls).await;
}
