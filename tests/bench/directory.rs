//! `bench directory`: a directory of 200 and one of 200,000 organisations in the same database, asked through the same
//! router with the very document that `<javno-directory>` ships: the list with the number of hits, the areas, forms, places
//! and letters that surround it. What is shown is the 95th percentile of each kind of question, and the ratio. A kind that
//! takes more than [`MOST`] times as long in the large directory ends it with failure.

use std::collections::BTreeSet;
use std::time::Instant;

use entities::{OrganisationContent, municipality, organisation, organisation_area, organisation_spelling};
use javno::http::widgets::Documents;
use javno::organisations::rules::content::rows;
use javno::organisations::rules::words::spellings;
use javno::organisations::store::save::add;
use sea_orm::IntoActiveModel as _;
use serde_json::json;
use tests::Town;
use tests::given::latin;
use tests::organisations::an_organisation;

use crate::encode;

/// How many organisations the two directories have, where nobody says otherwise.
pub const SIZES: (usize, usize) = (200, 200_000);
/// So many times as long may a question take that is asked of the large directory.
const MOST: f64 = 2.0;
/// So often each question is asked.
const TIMES: usize = 200;

const FORMS: [&str; 4] = ["Udruženje građana", "Sportski klub", "KUD", "Udruženje žena"];
const SYLLABLES: [&str; 16] =
    ["mo", "ri", "je", "ka", "sta", "vo", "lje", "ni", "ća", "šu", "go", "ra", "bi", "te", "du", "pe"];

/// A name that few others have, made of its number.
fn name(number: usize) -> String {
    let mut rest = number.wrapping_mul(2_654_435_761) % 1_000_003;
    let mut word = String::new();
    for _ in 0..5 {
        word += SYLLABLES[rest % SYLLABLES.len()];
        rest /= SYLLABLES.len();
    }
    format!("{} „{word}“", FORMS[number % FORMS.len()])
}

async fn fill(town: &Town, owner: &municipality::Model, many: usize) {
    let template = {
        let tx = town.begin().await;
        let row = add(&tx, an_organisation(owner, "Predložak")).await.expect("an organisation");
        tx.commit().await.expect("an organisation");
        row
    };
    let codes = ["sport", "culture", "environment"];
    let mut known = BTreeSet::new();
    let db = town.database().connect().await;
    for (at, some) in (1..many).collect::<Vec<_>>().chunks(400).enumerate() {
        if at % 25 == 1 {
            // PostgreSQL goes on checking references as it planned for an empty table until it is told that it is none.
            sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
        }
        let tx = town.begin().await;
        let (mut all, mut areas, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for &number in some {
            let mut row = organisation::Model { id: entities::OrganisationId::new(), ..template.clone() };
            row.source_key = number.to_string();
            let content = OrganisationContent {
                name: Some(latin(&name(number))),
                seat: Some(latin(if number % 3 == 0 { "Trebinje" } else { "Bileća" })),
                areas: vec![codes[number % codes.len()].into()],
                ..OrganisationContent::default()
            };
            let made = rows(row, content, &[]);
            for word in made.organisation.search_text.split_whitespace() {
                if known.insert(word.to_owned()) {
                    keys.extend(spellings(word).into_iter().map(|key| organisation_spelling::Model {
                        municipality_id: owner.id,
                        key,
                        word: word.to_owned(),
                    }));
                }
            }
            all.push(made.organisation.into_active_model());
            areas.extend(made.areas);
        }
        tx.insert_all(all).await.expect("organisations");
        tx.insert_all(areas.into_iter().map(organisation_area::Model::into_active_model).collect())
            .await
            .expect("areas");
        for keys in keys.chunks(500) {
            let keys = keys.iter().cloned().map(organisation_spelling::Model::into_active_model).collect();
            tx.insert_all(keys).await.expect("words");
        }
        tx.commit().await.expect("organisations");
    }
}

/// So many readers type.
const READERS: usize = 100;

/// What is typed the n-th time.
type Words = fn(usize) -> String;

/// The kinds of questions: what is asked, and the words for the n-th time.
const KINDS: [(&str, Words); 5] = [
    ("the list by name", |_| String::new()),
    ("a rare word as it is typed", |n| name(n * 7 + 1).split('„').nth(1).unwrap_or_default().chars().take(6).collect()),
    ("a frequent word", |n| ["udruženje", "КЛУБ", "zena"][n % 3].to_owned()),
    ("two words", |n| name(n * 11 + 3).replace(['„', '“'], "")),
    ("a word with a letter wrong", |n| {
        let word: String = name(n * 13 + 5).split('„').nth(1).unwrap_or_default().trim_end_matches('“').to_owned();
        word.chars().enumerate().filter(|(at, _)| *at != 3).map(|(_, letter)| letter).collect()
    }),
];

/// What readers type, letter by letter: the widget asks after each from the second on, unless the next one comes first.
/// Every reader seeks another organisation and types six letters of its name.
fn as_typed(n: usize) -> String {
    let (reader, letters) = (n / 5, 2 + n % 5);
    name(reader * 17 + 2).split('„').nth(1).unwrap_or_default().chars().take(letters).collect()
}

/// Whether an answer that somebody had before may be had again, as it is in life.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answers {
    Kept,
    MadeAnew,
}

/// Who asks, and the id of the shipped document.
struct Asked<'a> {
    town: &'a Town,
    id: String,
    sizes: (usize, usize),
}

impl Asked<'_> {
    async fn p95(&self, slug: &str, times: usize, words: Words, answers: Answers) -> f64 {
        let mut took = Vec::new();
        for n in 0..times {
            let variables = json!({
                "filter": { "municipality": slug, "text": words(n) }, "locale": "sr-Latn", "first": 20, "after": null,
            });
            let mut path =
                format!("/graphql?documentId={}&variables={}", encode(&self.id), encode(&variables.to_string()));
            if answers == Answers::MadeAnew {
                path += &format!("&n={n}");
            }
            let begun = Instant::now();
            let answer = self.town.get(&path).await;
            took.push(begun.elapsed().as_secs_f64() * 1_000.0);
            assert!(answer.status.is_success() && !answer.text().contains("\"errors\""), "{}", answer.text());
        }
        took.sort_by(f64::total_cmp);
        took[times * 95 / 100]
    }

    /// The ratio.
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    async fn compare(&self, kind: &str, times: usize, words: Words, answers: Answers) -> f64 {
        let few = self.p95("mala", times, words, answers).await;
        let many = self.p95("velika", times, words, answers).await;
        let (ratio, (small, large)) = (many / few, self.sizes);
        println!("{kind:<42} p95 {few:7.2} ms of {small}, {many:7.2} ms of {large}: {ratio:.2}");
        ratio
    }
}

/// Fills both directories and asks both.
///
/// # Panics
/// A kind of question takes too long in the large one.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub async fn bench(town: &Town, sizes: (usize, usize)) {
    let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
    let (small, large) = (town.municipality("mala").await, town.municipality("velika").await);
    println!("{database}; filling {} and {} …", sizes.0, sizes.1);
    fill(town, &small, sizes.0).await;
    fill(town, &large, sizes.1).await;
    let db = town.database().connect().await;
    sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
    town.settled().await;
    let documents = Documents::shipped();
    let shipped = |name: &str| documents.iter().find(|(_, text)| text.contains(name)).expect("a shipped document").0;
    let asked = Asked { town, id: shipped("query Organisations(").to_owned(), sizes };
    // What is read once and kept is read before anything is measured; how long that takes is said by itself.
    for slug in ["mala", "velika"] {
        let first = asked.p95(slug, 1, |_| String::new(), Answers::MadeAnew).await;
        println!("{:<42} {first:.0} ms", format!("the first question of {slug}"));
    }
    let mut slow = Vec::new();
    let mut held = |kind, ratio| {
        if ratio > MOST {
            slow.push(kind);
        }
    };
    for (kind, words) in KINDS {
        held(kind, asked.compare(kind, TIMES, words, Answers::MadeAnew).await);
    }
    for (kind, answers) in [
        ("typed letter by letter, made anew", Answers::MadeAnew),
        ("typed letter by letter, as in life", Answers::Kept),
    ] {
        held(kind, asked.compare(kind, READERS * 5, as_typed, answers).await);
    }
    assert!(slow.is_empty(), "more than {MOST} times as long in the large directory: {}", slow.join("; "));
    println!("no question takes more than {MOST} times as long in the large directory");
}
