//! `bench debates`: what is read of a consultation with 200 comments and of one with 200,000, in the same database and through
//! the same router, as the 95th percentile of each kind of question and the ratio. A kind that takes more than [`MOST`] times as
//! long of the large one ends it with failure. Then [`crate::commenters`].

use std::sync::Arc;
use std::time::Instant;

use chrono::TimeDelta;
use entities::{CommentId, Moderation, Role, act_anchor, comment, comment_band, comment_count, municipality};
use javno::comments::rules::alike::bands;
use javno::http::widgets::Documents;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::json;
use tests::Town;
use tests::consultations::Draft;

use crate::person::Person;
use crate::{commenters, encode};

const ANSWER: &str = "mutation($comments: [CommentRead!]!) { answerComments(input: {comments: $comments,
    disposition: ACCEPTED, reason: \"Прихваћено.\"}) { errors { code } } }";

const MANY: usize = 200_000;
const FEW: usize = 200;
/// So often each question is asked.
const TIMES: usize = 200;
/// So many times as long may a question take that is asked of the large consultation.
const MOST: f64 = 2.0;
/// Every so many comments one has replies; so many.
const TALK: usize = 10;
const REPLIES: usize = 3;

/// A consultation with so many comments, each like the first that came through the form. Every second is answered, of every ten
/// one is talked about: three replies, the last of them to the second.
async fn filled(town: &Town, owner: &municipality::Model, many: usize) -> Draft {
    let draft = town.debate(owner, |row| row.moderation = Moderation::Post).await;
    assert_eq!(Person::here(town).honest(draft.row.id, &format!("the first of {many}")).await.state, "PUBLISHED");
    let first = found(town, &draft).await;
    let moderator = town.official(owner, &[Role::Moderator]).await;
    let read = json!([{ "id": first.id.to_string(), "revision": first.revision }]);
    moderator.data(ANSWER, json!({ "comments": read })).await;
    let first = found(town, &draft).await;
    let mut talk = Vec::new();
    for some in (1..many).collect::<Vec<_>>().chunks(200) {
        let tx = town.begin().await;
        let rows: Vec<_> = some.iter().map(|&number| row(&first, &draft.articles, number, &mut talk)).collect();
        let numbers = rows.iter().flat_map(|row| {
            let bands = bands(row.text.as_deref().unwrap_or_default());
            bands.into_iter().map(|band| comment_band::Model {
                municipality_id: row.municipality_id,
                consultation_id: row.consultation_id,
                comment_id: row.id,
                band,
            })
        });
        let numbers: Vec<_> = numbers.map(comment_band::Model::into_active_model).collect();
        tx.insert_all(rows.into_iter().map(comment::Model::into_active_model).collect()).await.expect("comments");
        tx.insert_all(numbers).await.expect("numbers");
        tx.commit().await.expect("comments");
    }
    let tx = town.begin().await;
    let count = |part: &act_anchor::Model| comment_count::Model {
        municipality_id: owner.id,
        consultation_id: draft.row.id,
        anchor_key: part.key,
        published: i32::try_from(many / draft.articles.len()).expect("not so many"),
        answered: i32::try_from(many / draft.articles.len() / 2).expect("not so many"),
    };
    tx.insert_all(draft.articles.iter().map(count).map(comment_count::Model::into_active_model).collect())
        .await
        .expect("counts");
    tx.commit().await.expect("counts");
    draft
}

/// Its first comment as it stands now.
async fn found(town: &Town, draft: &Draft) -> comment::Model {
    let tx = town.begin().await;
    let of = comment::Column::ConsultationId.eq(draft.row.id);
    let found = tx.find::<comment::Entity>().filter(of).one(tx.connection()).await;
    found.expect("comments").expect("the first")
}

/// The comment with this number. `talk` is those that it may reply to.
fn row(
    first: &comment::Model,
    articles: &[act_anchor::Model],
    number: usize,
    talk: &mut Vec<(CommentId, usize)>,
) -> comment::Model {
    let id = CommentId::new();
    let turn = number % TALK;
    let to = (1..=REPLIES).contains(&turn).then(|| talk.get(usize::from(turn == REPLIES)).copied()).flatten();
    match (turn, to) {
        (0, _) => *talk = vec![(id, number)],
        (_, Some(_)) => talk.push((id, number)),
        _ => {}
    }
    let article = &articles[to.map_or(number, |(_, root)| root) % articles.len()];
    comment::Model {
        id,
        code: id.to_string(),
        received_at: first.received_at + TimeDelta::milliseconds(i64::try_from(number).expect("not so many")),
        anchor_id: Some(article.id),
        anchor_key: Some(article.key),
        parent_id: to.map(|(id, _)| id),
        depth: match turn {
            _ if to.is_none() => 0,
            REPLIES => 2,
            _ => 1,
        },
        replies: match (turn, to) {
            (0, _) => 2,
            (1, Some(_)) => 1,
            _ => 0,
        },
        answer_id: first.answer_id.filter(|_| number.is_multiple_of(2)),
        supports: i32::try_from(number % 97).expect("few"),
        text: Some(format!("Примједба {number}: у члану {} треба навести и улицу број {}.", number % 40, number * 7)),
        ..first.clone()
    }
}

/// The 95th percentile of a hundred times, in milliseconds.
async fn p95<F: Future<Output = ()>>(ask: impl Fn(usize) -> F) -> f64 {
    let mut took = Vec::new();
    for n in 0..TIMES {
        let begun = Instant::now();
        ask(n).await;
        took.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    took[TIMES * 95 / 100]
}

/// The kinds of questions that took too long in the large consultation.
#[derive(Default)]
struct Slow(Vec<&'static str>);

impl Slow {
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    fn told(&mut self, what: &'static str, few: f64, many: f64) {
        println!("{what:<34} p95 {few:7.2} ms of {FEW}, {many:7.2} ms of {MANY}: {:.2}", many / few);
        if many / few > MOST {
            self.0.push(what);
        }
    }
}

/// Fills both and asks both, then sends.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub async fn bench(town: Town) {
    let town = Arc::new(town);
    // A server that says that it is busy is no fault here: whoever is told so asks again.
    town.expecting_errors();
    let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
    let owner = town.municipality("trebinje").await;
    println!("{database}; filling {FEW} and {MANY} …");
    let (small, large) = (filled(&town, &owner, FEW).await, filled(&town, &owner, MANY).await);
    let db = town.database().connect().await;
    sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
    town.settled().await;
    let mut slow = Slow::default();
    read(&town, [&small, &large], &mut slow).await;
    shipped(&town, [&small, &large], &mut slow).await;
    queues(&town, &owner, [&small, &large]).await;
    report(&town, &owner, &large).await;
    commenters::bench(&town, &owner, commenters::AT_ONCE, commenters::FLOOD).await;
    assert!(slow.0.is_empty(), "more than {MOST} times as long in the large consultation: {}", slow.0.join("; "));
    println!("no question takes more than {MOST} times as long in the large consultation");
}

async fn read(town: &Town, both: [&Draft; 2], slow: &mut Slow) {
    let nodes = "nodes { id author text supports replies { nodes { id text } } answer { disposition } }";
    // A word that means nothing, so that no answer is a kept one.
    let list = format!(
        "query($of: ID!, $part: ID, $order: CommentOrder!) {{ comments(consultation: $of, filter: {{part: $part}}, \
         orderBy: $order, first: 20) {{ {nodes} pageInfo {{ hasNextPage }} }} }}"
    );
    for (what, order, part) in [
        ("first page, newest", "NEWEST", false),
        ("first page, most supported", "MOST_SUPPORTED", false),
        ("first page of an article", "NEWEST", true),
    ] {
        let asked = async |draft: &Draft| {
            let part = part.then(|| draft.articles[1].key.to_string());
            let variables = json!({ "of": draft.row.id.to_string(), "part": part, "order": order });
            p95(async |_| drop(town.data(&list, variables.clone()).await)).await
        };
        slow.told(what, asked(both[0]).await, asked(both[1]).await);
    }
    let page = async |draft: &Draft, rest: &str| {
        let path = format!("/trebinje/rasprava/{}{rest}", draft.row.id);
        p95(async |n| {
            let join = if rest.contains('?') { '&' } else { '?' };
            assert_eq!(town.get(&format!("{path}{join}n={n}")).await.status, 200);
        })
        .await
    };
    slow.told("hosted page of the act", page(both[0], "").await, page(both[1], "").await);
    slow.told("hosted page of comments", page(both[0], "/komentari").await, page(both[1], "/komentari").await);
    let part = |draft: &Draft| format!("/komentari?dio={}", draft.articles[1].key);
    slow.told("hosted page of an article", page(both[0], &part(both[0])).await, page(both[1], &part(both[1])).await);
}

/// What `<javno-consultation>` asks: first, and where somebody opens an article, with all that replies to its comments.
async fn shipped(town: &Town, both: [&Draft; 2], slow: &mut Slow) {
    let documents = Documents::shipped();
    let asked = async |name: &str, draft: &Draft| {
        let id = documents.iter().find(|(_, text)| text.contains(name)).expect("a shipped document").0;
        let (of, part) = (draft.row.id, draft.articles[1].key);
        let variables = json!({ "id": of.to_string(), "part": part.to_string(), "locale": "sr-Latn", "first": 20 });
        let path = format!("/graphql?documentId={}&variables={}", encode(id), encode(&variables.to_string()));
        p95(async |n| {
            let answer = town.get(&format!("{path}&n={n}")).await.text();
            assert!(!answer.contains("\"errors\""), "{answer}");
        })
        .await
    };
    for (what, name) in
        [("the widget: first view", "query Consultation("), ("the widget: an article opened", "query Comments(")]
    {
        slow.told(what, asked(name, both[0]).await, asked(name, both[1]).await);
    }
}

async fn queues(town: &Town, owner: &municipality::Model, both: [&Draft; 2]) {
    let moderator = town.official(owner, &[Role::Moderator]).await;
    let queue =
        "query($of: ID!) { desk(municipality: \"trebinje\") { comments(filter: {consultation: $of, answered: false},
        first: 50) { nodes { alike flags { words } comment { id text } } } } }";
    let asked = async |draft: &Draft| {
        p95(async |_| drop(moderator.data(queue, json!({ "of": draft.row.id.to_string() })).await)).await
    };
    // Not held to the ratio: how many say the same as each is counted, and there all do.
    Slow::default().told("desk: fifty without an answer", asked(both[0]).await, asked(both[1]).await);
}

/// The report as whoever would make it sees it before.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn report(town: &Town, owner: &municipality::Model, large: &Draft) {
    let moderator = town.official(owner, &[Role::Moderator]).await;
    let preview = moderator.request(&format!("/desk/izvjestaj/{}", large.row.id)).method("GET");
    let preview = preview.header("sec-fetch-site", "same-origin").body(axum::body::Body::empty());
    let begun = Instant::now();
    let page = town.request(preview.expect("a request")).await;
    let (took, size) = (begun.elapsed().as_secs_f64(), page.bytes.len() >> 20);
    assert_eq!(page.text().matches("class=\"said").count(), MANY, "every comment is told of");
    println!("report of {MANY} comments, a page of {size} MiB, in {took:.1} s");
}
