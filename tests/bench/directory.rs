//! `bench directory`: a directory of 200 and one of 200,000 organisations in the same database, asked through the same
//! router with the very document that `<javno-directory>` ships: the list with the number of hits, the areas, forms, places
//! and letters that surround it; by words, narrowed by area, seat and letter, on later pages, and by whoever is first to ask
//! after a change. Across all directories it is asked before the large one is there and afterwards. What is shown is the 95th
//! percentile of each kind of question: how long it takes, the ratio, and how many statements. A kind that takes more statements
//! in the large directory, or too many times as long, ends it with failure.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use entities::{
    Happening, OrganisationContent, OrganisationId, municipality, organisation, organisation_area,
    organisation_spelling,
};
use javno::http::widgets::Documents;
use javno::organisations::rules::content::rows;
use javno::organisations::rules::words::spellings;
use javno::organisations::store::save::{add, held, put};
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::organisations::an_organisation;

use crate::cost::{Compared, Cost};
use crate::encode;

/// How many organisations the two directories have, where nobody says otherwise.
pub const SIZES: (usize, usize) = (200, 200_000);
/// So often each question is asked.
const TIMES: usize = 200;

const AREAS: [&str; 3] = ["sport", "culture", "environment"];
const FORMS: [&str; 4] = ["Udruženje građana", "Sportski klub", "KUD", "Udruženje žena"];
/// Words that many of these have.
const FREQUENT: [&str; 3] = ["udruženje", "КЛУБ", "zena"];
/// The letters of these: half of all organisations stand under the first, a quarter under each of the others.
const LETTERS: [&str; 3] = ["U", "S", "K"];
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

/// The part of a name that few others have.
fn inside(number: usize) -> String {
    name(number).split('„').nth(1).unwrap_or_default().trim_end_matches('“').to_owned()
}

/// Writes so many organisations; some of them, to change.
async fn fill(town: &Town, owner: &municipality::Model, many: usize) -> Vec<OrganisationId> {
    let template = {
        let tx = town.begin().await;
        let row = add(&tx, an_organisation(owner, "Predložak")).await.expect("an organisation");
        tx.commit().await.expect("an organisation");
        row
    };
    let (mut known, mut some_of_them) = (BTreeSet::new(), Vec::new());
    let db = town.database().connect().await;
    for (at, some) in (1..many).collect::<Vec<_>>().chunks(400).enumerate() {
        if at % 25 == 1 {
            // PostgreSQL goes on checking references as it planned for an empty table until it is told that it is none.
            sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
        }
        let tx = town.begin().await;
        let (mut all, mut areas, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for &number in some {
            let mut row = organisation::Model { id: OrganisationId::new(), ..template.clone() };
            // As whoever writes one says: of so many, whoever knows the directory reads all anew.
            tx.emit(Happening::OrganisationListed, owner.id, row.id);
            if some_of_them.len() < TIMES {
                some_of_them.push(row.id);
            }
            row.source_key = number.to_string();
            let content = OrganisationContent {
                name: Some(latin(&name(number))),
                seat: Some(latin(if number % 3 == 0 { "Trebinje" } else { "Bileća" })),
                areas: vec![AREAS[number % AREAS.len()].into()],
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
    some_of_them
}

/// Gives an organisation another name, other words and another seat, so that it stands elsewhere in everything.
async fn change(town: &Town, id: OrganisationId, n: usize) {
    let tx = town.begin().await;
    let standing = held(&tx, id).await.expect("an organisation");
    let content = OrganisationContent {
        name: Some(latin(&format!("{} {n}", name(n * 7)))),
        seat: Some(latin(if n.is_multiple_of(2) { "Ljubinje" } else { "Gacko" })),
        ..standing.content.clone()
    };
    put(&tx, standing, content, None).await.expect("a change");
    tx.commit().await.expect("a change");
}

/// So many readers type.
const READERS: usize = 100;

/// What is typed the n-th time in a directory of this size: always of an organisation that is there.
type Words = fn(usize, usize) -> String;

/// The n-th of those sought in a directory of this size, the next one so many further on.
fn there(n: usize, step: usize, size: usize) -> usize {
    1 + n * step % (size - 1)
}

/// A word with one letter left out.
fn misspelt(word: &str) -> String {
    word.chars().enumerate().filter(|(at, _)| *at != 3).map(|(_, letter)| letter).collect()
}

/// The kinds of questions that are words alone: what is asked, and the words for the n-th time.
const KINDS: [(&str, Words); 5] = [
    ("the list by name", |_, _| String::new()),
    ("a rare word", |n, size| inside(there(n, 7, size))),
    ("a frequent word", |n, _| FREQUENT[n % 3].to_owned()),
    ("two words", |n, size| name(there(n, 11, size)).replace(['„', '“'], "")),
    ("a word with a letter wrong", |n, size| misspelt(&inside(there(n, 13, size)))),
];

/// The filter for the n-th time in a directory of this size.
type Filter = fn(usize, usize) -> Value;

/// The kinds that narrow the list otherwise: what is asked, and the filter.
const NARROWED: [(&str, Filter); 4] = [
    ("area and word", |n, _| json!({ "areas": [AREAS[n % 3]], "text": FREQUENT[n % 3] })),
    (
        "area and a rare word",
        |n, size| json!({ "areas": [AREAS[there(n, 5, size) % 3]], "text": inside(there(n, 5, size)) }),
    ),
    ("letter", |n, _| json!({ "letter": LETTERS[n % 3] })),
    ("letter, area and seat", |n, _| json!({ "letter": "U", "areas": [AREAS[n % 3]], "seat": ["Trebinje"] })),
];

/// The kinds that go on in a list: what is asked, and the filter. After which of all organisations, is another each time.
const AFTER: [(&str, Filter); 3] = [
    ("page after", |_, _| json!({})),
    ("page after, in an area", |n, _| json!({ "areas": [AREAS[n % 3]] })),
    ("page after, of a frequent word", |_, _| json!({ "text": "udruženje" })),
];

/// The kinds that are asked across all directories.
const OF_ALL: [(&str, Words); 3] = [
    ("of all directories, a rare word", |n, size| inside(there(n, 1, size))),
    ("of all directories, a frequent word", |n, _| FREQUENT[n % 3].to_owned()),
    ("of all directories, a letter wrong", |n, size| misspelt(&inside(there(n, 1, size)))),
];

/// What readers type, letter by letter: the widget asks after each from the second on, unless the next one comes first.
/// Every reader seeks another organisation, of those there are in a directory of this size, and types six letters of its name.
fn as_typed(n: usize, size: usize) -> String {
    let (reader, letters) = (n / 5, 2 + n % 5);
    inside(there(reader, 17, size)).chars().take(letters).collect()
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
    /// How many questions were asked that nobody had asked.
    asked: AtomicUsize,
}

/// In place of a municipality's short name: all directories.
const EVERYWHERE: &str = "";

/// A question: what the filter says beside the municipality, and the cursor after which.
type Question = (Value, Value);

/// The question of these words, from the beginning.
fn words_alone(words: &str) -> Question {
    (json!({ "text": words }), Value::Null)
}

impl Asked<'_> {
    /// What makes an address another, so that no answer is had again.
    fn anew(&self) -> String {
        format!("&n={}", self.asked.fetch_add(1, Ordering::Relaxed))
    }

    async fn ask(&self, slug: &str, (filter, after): &Question, more: &str) -> tests::Answer {
        let mut filter = filter.clone();
        if slug != EVERYWHERE {
            filter["municipality"] = slug.into();
        }
        let variables = json!({ "filter": filter, "locale": "sr-Latn", "first": 20, "after": after });
        let path = format!("/graphql?documentId={}&variables={}", encode(&self.id), encode(&variables.to_string()));
        let answer = self.town.get(&(path + more)).await;
        assert!(answer.status.is_success() && !answer.text().contains("\"errors\""), "{}", answer.text());
        answer
    }

    async fn cost(&self, slug: &str, questions: &[Question], answers: Answers) -> Cost {
        let ask = async |question: &Question| {
            let more = if answers == Answers::MadeAnew { self.anew() } else { String::new() };
            self.ask(slug, question, &more).await;
        };
        Cost::of(self.town, questions, ask).await
    }

    /// What whoever asks first after one of these has changed waits for.
    async fn after_changes(&self, slug: &str, some: &[OrganisationId]) -> Cost {
        let mut costs = Vec::new();
        for n in 0..TIMES {
            change(self.town, some[n % some.len()], n).await;
            costs.push(self.cost(slug, &[words_alone(FREQUENT[n % 3])], Answers::MadeAnew).await);
        }
        Cost::of_most(&costs)
    }

    /// Where organisations stand that are spread over the whole directory: the cursors of so many, each sought by its name.
    async fn places(&self, slug: &str, size: usize) -> Vec<Value> {
        let mut places = Vec::new();
        for n in 0..TIMES {
            let sought = words_alone(&inside(1 + n * 7_919 % (size - 1)));
            let mut found: Value = self.ask(slug, &sought, "&places").await.json();
            places.push(found["data"]["organisations"]["pageInfo"]["endCursor"].take());
        }
        assert!(places.iter().all(Value::is_string), "everybody is found by his name");
        places
    }

    /// Waits until what was filled is known to the database and to the server.
    async fn ready(&self) {
        let db = self.town.database().connect().await;
        sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
        self.town.settled().await;
    }

    /// What each kind costs that is asked across all directories there are now.
    async fn of_all(&self) -> [Cost; OF_ALL.len()] {
        let mut costs = [Cost::default(); OF_ALL.len()];
        // What is asked first of all is asked once more: connections are opened, and the directories read into memory.
        for _ in 0..2 {
            for (cost, (_, words)) in costs.iter_mut().zip(OF_ALL) {
                let questions: Vec<_> = (0..TIMES).map(|n| words_alone(&words(n, self.sizes.0))).collect();
                *cost = self.cost(EVERYWHERE, &questions, Answers::MadeAnew).await;
            }
        }
        costs
    }

    /// What it costs of each, where each directory is asked something of its own.
    async fn of_both(&self, [of_few, of_many]: [&[Question]; 2], answers: Answers) -> [Cost; 2] {
        [self.cost("mala", of_few, answers).await, self.cost("velika", of_many, answers).await]
    }
}

/// Fills both directories and asks both.
///
/// # Panics
/// A kind of question takes more statements in the large one, or too long.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub async fn bench(town: &Town, sizes: (usize, usize)) {
    let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
    let (small, large) = (town.municipality("mala").await, town.municipality("velika").await);
    println!("{database}; filling {} and {} …", sizes.0, sizes.1);
    let documents = Documents::shipped();
    let shipped = |name: &str| documents.iter().find(|(_, text)| text.contains(name)).expect("a shipped document").0;
    let asked = Asked { town, id: shipped("query Organisations(").to_owned(), sizes, asked: AtomicUsize::new(0) };
    let some_of_few = fill(town, &small, sizes.0).await;
    asked.ready().await;
    let before = asked.of_all().await;
    let some_of_many = fill(town, &large, sizes.1).await;
    asked.ready().await;
    let after = asked.of_all().await;
    // What is read once and kept is read before anything is measured; how long that takes is said by itself.
    for slug in ["mala", "velika"] {
        let first = asked.cost(slug, &[words_alone("")], Answers::MadeAnew).await;
        println!("{:<42} {:.0} ms", format!("the first question of {slug}"), first.milliseconds);
    }
    let mut compared = Compared::new(sizes);
    for (at, (kind, _)) in OF_ALL.into_iter().enumerate() {
        compared.timed(kind, [before[at], after[at]]);
    }
    for (kind, words) in KINDS {
        let of = |size| -> Vec<Question> { (0..TIMES).map(|n| words_alone(&words(n, size))).collect() };
        compared.timed(kind, asked.of_both([&of(sizes.0), &of(sizes.1)], Answers::MadeAnew).await);
    }
    for (kind, filter) in NARROWED {
        let of = |size| -> Vec<Question> { (0..TIMES).map(|n| (filter(n, size), Value::Null)).collect() };
        compared.timed(kind, asked.of_both([&of(sizes.0), &of(sizes.1)], Answers::MadeAnew).await);
    }
    let (of_few, of_many) = (asked.places("mala", sizes.0).await, asked.places("velika", sizes.1).await);
    for (kind, filter) in AFTER {
        let after = |places: &[Value]| -> Vec<Question> {
            places.iter().enumerate().map(|(n, place)| (filter(n, places.len()), place.clone())).collect()
        };
        let (of_few, of_many) = (after(&of_few), after(&of_many));
        compared.timed(kind, asked.of_both([&of_few, &of_many], Answers::MadeAnew).await);
    }
    let typed = |size| -> Vec<_> { (0..READERS * 5).map(|n| words_alone(&as_typed(n, size))).collect() };
    let (of_few, of_many) = (typed(sizes.0), typed(sizes.1));
    for (kind, answers) in [
        ("typed letter by letter, made anew", Answers::MadeAnew),
        ("typed letter by letter, as in life", Answers::Kept),
    ] {
        compared.timed(kind, asked.of_both([&of_few, &of_many], answers).await);
    }
    // Last, because it changes names that are sought above.
    let few = asked.after_changes("mala", &some_of_few).await;
    let many = asked.after_changes("velika", &some_of_many).await;
    compared.timed("a frequent word right after a change", [few, many]);
    compared.hold();
}
