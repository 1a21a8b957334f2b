//! `bench debates`: what is read of a consultation with 200 comments and of one with 200,000, in the same database and through
//! the same router, as the 95th percentile of each kind of question: how long it takes, the ratio, and how many statements. A
//! kind that takes more statements of the large one, or too many times as long, ends it with failure. Then
//! [`crate::commenters`]. `bench statements 200 2000` asks the same of consultations of other sizes and holds the statements alone.

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

use crate::cost::{Compared, Cost};
use crate::person::Person;
use crate::{commenters, encode};

const ANSWER: &str = "mutation($comments: [CommentToAnswer!]!) { answerComments(input: {comments: $comments,
    disposition: ACCEPTED, reason: \"Прихваћено.\"}) { errors { code } } }";

/// How many comments the two consultations have, where nobody says otherwise.
const SIZES: (usize, usize) = (200, 200_000);
/// So often each question is asked, and so often where its statements alone are held.
const TIMES: usize = 200;
const COUNTED: usize = 40;
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

/// The small consultation and the large one, and what was asked of both.
struct Both<'a> {
    town: &'a Town,
    drafts: [Draft; 2],
    sizes: (usize, usize),
    times: usize,
    compared: Compared,
}

impl<'a> Both<'a> {
    /// Fills both.
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    async fn filled(town: &'a Town, owner: &municipality::Model, sizes: (usize, usize), times: usize) -> Self {
        let database = if town.database().is_postgres() { "PostgreSQL" } else { "SQLite" };
        println!("{database}; filling {} and {} …", sizes.0, sizes.1);
        let drafts = [filled(town, owner, sizes.0).await, filled(town, owner, sizes.1).await];
        let db = town.database().connect().await;
        sea_orm::ConnectionTrait::execute_unprepared(&db, "ANALYZE").await.expect("statistics");
        town.settled().await;
        Self { town, drafts, sizes, times, compared: Compared::new(sizes) }
    }

    /// Asks all kinds of questions.
    async fn asked(&mut self, owner: &municipality::Model) {
        self.read().await;
        self.shipped().await;
        self.queue(owner).await;
        report(self.town, owner, &self.drafts[1], self.sizes.1).await;
    }

    /// What a question costs of each, asked again and again, each time with another number.
    async fn cost(&self, ask: impl AsyncFn(&Draft, usize)) -> [Cost; 2] {
        let [few, many] = &self.drafts;
        let few = Cost::of(self.town, 0..self.times, async |n| ask(few, n).await).await;
        let many = Cost::of(self.town, 0..self.times, async |n| ask(many, n).await).await;
        [few, many]
    }

    async fn read(&mut self) {
        let town = self.town;
        let nodes = "nodes { id author text supports replies { nodes { id text } } answer { disposition } }";
        // A word that means nothing, so that no answer is a kept one.
        let list = format!(
            "query($of: ID!, $part: ID, $order: CommentOrder!) {{ comments(consultation: $of, filter: {{part: $part}}, \
             orderBy: $order, first: 20) {{ {nodes} pageInfo {{ hasNextPage }} }} }}"
        );
        for (kind, order, part) in [
            ("first page, newest", "NEWEST", false),
            ("first page, most supported", "MOST_SUPPORTED", false),
            ("first page of an article", "NEWEST", true),
        ] {
            let asked = self.cost(async |draft: &Draft, _: usize| {
                let part = part.then(|| draft.articles[1].key.to_string());
                let variables = json!({ "of": draft.row.id.to_string(), "part": part, "order": order });
                drop(town.data(&list, variables).await);
            });
            let costs = asked.await;
            self.compared.timed(kind, costs);
        }
        for (kind, rest, part) in [
            ("hosted page of the act", "?", false),
            ("hosted page of comments", "/komentari?", false),
            ("hosted page of an article", "/komentari?", true),
        ] {
            let asked = self.cost(async |draft: &Draft, n: usize| {
                let part = if part { format!("dio={}&", draft.articles[1].key) } else { String::new() };
                let path = format!("/trebinje/rasprava/{}{rest}{part}n={n}", draft.row.id);
                assert_eq!(town.get(&path).await.status, 200);
            });
            let costs = asked.await;
            self.compared.timed(kind, costs);
        }
    }

    /// What `<javno-consultation>` asks: first, and where somebody opens an article, with all that replies to its comments.
    async fn shipped(&mut self) {
        let (town, documents) = (self.town, Documents::shipped());
        for (kind, name) in
            [("the widget: first view", "query Consultation("), ("the widget: an article opened", "query Comments(")]
        {
            let id = documents.iter().find(|(_, text)| text.contains(name)).expect("a shipped document").0;
            let asked = self.cost(async |draft: &Draft, n: usize| {
                let (of, part) = (draft.row.id.to_string(), draft.articles[1].key.to_string());
                let variables = json!({ "id": of, "part": part, "locale": "sr-Latn", "first": 20 }).to_string();
                let path = format!("/graphql?documentId={}&variables={}&n={n}", encode(id), encode(&variables));
                let answer = town.get(&path).await.text();
                assert!(!answer.contains("\"errors\""), "{answer}");
            });
            let costs = asked.await;
            self.compared.timed(kind, costs);
        }
    }

    async fn queue(&mut self, owner: &municipality::Model) {
        let moderator = self.town.official(owner, &[Role::Moderator]).await;
        let queue =
            "query($of: ID!) { desk(municipality: \"trebinje\") { comments(filter: {consultation: $of, answered: false},
            first: 50) { nodes { alike flags { words } comment { id text } } } } }";
        let asked = self.cost(async |draft: &Draft, _: usize| {
            drop(moderator.data(queue, json!({ "of": draft.row.id.to_string() })).await);
        });
        let costs = asked.await;
        // Not held to the ratio: how many say the same as each is counted, and there all do.
        self.compared.counted("desk: fifty without an answer", costs);
    }
}

/// Fills both and asks both, then sends.
pub async fn bench(town: Town) {
    let town = Arc::new(town);
    // A server that says that it is busy is no fault here: whoever is told so asks again.
    town.expecting_errors();
    let owner = town.municipality("trebinje").await;
    let mut both = Both::filled(&town, &owner, SIZES, TIMES).await;
    both.asked(&owner).await;
    commenters::bench(&town, &owner, commenters::AT_ONCE, commenters::FLOOD).await;
    both.compared.hold();
}

/// Fills both with so many and asks both; how long it takes is said and not held.
pub async fn statements(town: &Town, sizes: (usize, usize)) {
    let owner = town.municipality("trebinje").await;
    let mut both = Both::filled(town, &owner, sizes, COUNTED).await;
    both.asked(&owner).await;
    both.compared.hold_statements();
}

/// The report as whoever would make it sees it before.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn report(town: &Town, owner: &municipality::Model, large: &Draft, many: usize) {
    let moderator = town.official(owner, &[Role::Moderator]).await;
    let preview = moderator.request(&format!("/desk/izvjestaj/{}", large.row.id)).method("GET");
    let preview = preview.header("sec-fetch-site", "same-origin").body(axum::body::Body::empty());
    let begun = Instant::now();
    let page = town.request(preview.expect("a request")).await;
    let (took, size) = (begun.elapsed().as_secs_f64(), page.bytes.len() >> 20);
    assert_eq!(page.text().matches("class=\"said").count(), many, "every comment is told of");
    println!("report of {many} comments, a page of {size} MiB, in {took:.1} s");
}
