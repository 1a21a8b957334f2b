//! Writing a call: as Javno writes it, and the same rows by hand.

use std::sync::Arc;
use std::time::{Duration, Instant};

use entities::{CallId, DeadlineId, call_deadline, municipality, open_call};
use javno::tasks::Tasks;
use sea_orm::{IdenStatic as _, Iterable as _};
use sqlx::types::Uuid;
use tests::Town;
use tests::given::a_call;

use crate::by_hand::ByHand;
use crate::load::Figures;

const WRITERS: usize = 8;
const MEASURED: Duration = Duration::from_secs(4);

/// From eight writers for a while.
async fn measured<F: Future<Output = ()> + Send>(write: impl Fn() -> F + Send + Sync + 'static) -> Figures {
    let (write, end) = (Arc::new(write), Instant::now() + MEASURED);
    let writers = (0..WRITERS).map(|_| {
        let write = Arc::clone(&write);
        Tasks::default().spawn(async move {
            let mut taken = Vec::new();
            while Instant::now() < end {
                let began = Instant::now();
                write().await;
                taken.push(began.elapsed());
            }
            taken
        })
    });
    let taken = futures_util::future::join_all(writers.collect::<Vec<_>>()).await;
    Figures::of(taken.into_iter().flat_map(|taken| taken.expect("a writer")).collect(), MEASURED)
}

/// With the proof, the look for the same call, and the journal, as always.
pub async fn ours(town: Arc<Town>, owner: municipality::Model) -> Figures {
    let owner = Arc::new(owner);
    measured(move || {
        let (town, owner) = (Arc::clone(&town), Arc::clone(&owner));
        async move {
            town.call(&owner, |_| {}).await;
        }
    })
    .await
}

/// The same rows, copied from a call that is there: one statement a table, and the journal's row, in one transaction.
pub async fn by_hand(pool: ByHand, template: open_call::Model) -> Figures {
    let (call, template) = (Arc::new(copy()), Arc::new(template));
    measured(move || {
        let (pool, call, template) = (pool.clone(), Arc::clone(&call), Arc::clone(&template));
        async move { pool.write(&call, &template).await }
    })
    .await
}

/// One such call.
pub async fn one_by_hand(pool: &ByHand, template: &open_call::Model) {
    pool.write(&copy(), template).await;
}

/// The statement that copies a call.
fn copy() -> String {
    let quoted: Vec<String> = open_call::Column::iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let copied = quoted.iter().map(|column| match column.trim_matches('"') {
        "id" => "$1",
        "source_key" => "$2",
        _ => column,
    });
    let copied: Vec<&str> = copied.collect();
    format!("INSERT INTO open_call ({}) SELECT {} FROM open_call WHERE id = $3", quoted.join(", "), copied.join(", "))
}

const AREA: &str = "INSERT INTO call_area (municipality_id, call_id, area_code) VALUES ($1, $2, 'culture')";
const DEADLINE: &str = "INSERT INTO call_deadline (id, municipality_id, call_id, position, at, hour_stated, set_on) \
    VALUES ($1, $2, $3, 1, $4, $5, $6)";
const JOURNAL: &str =
    "INSERT INTO journal (at, municipality_id, kind, subject_id) VALUES ($1, $2, 'call_published', $3)";

macro_rules! write {
    ($tx:expr, $call:expr, $template:expr) => {{
        let (mut tx, template) = ($tx, $template);
        let (id, owner): (Uuid, Uuid) = (CallId::new().into(), template.municipality_id.into());
        let deadline: call_deadline::Model = crate::write::deadline(template);
        let call = sqlx::query(sqlx::AssertSqlSafe($call)).bind(id).bind(id.to_string()).bind(Uuid::from(template.id));
        call.execute(&mut *tx).await.expect("a call");
        sqlx::query(AREA).bind(owner).bind(id).execute(&mut *tx).await.expect("an area");
        let query = sqlx::query(DEADLINE).bind(Uuid::from(deadline.id)).bind(owner).bind(id).bind(deadline.at);
        query.bind(deadline.hour_stated).bind(deadline.set_on).execute(&mut *tx).await.expect("a deadline");
        sqlx::query(JOURNAL).bind(deadline.at).bind(owner).bind(id).execute(&mut *tx).await.expect("a row");
        tx.commit().await.expect("kept");
    }};
}

impl ByHand {
    async fn write(&self, call: &str, template: &open_call::Model) {
        match self {
            Self::Sqlite { write, .. } => {
                let tx = write.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
                write!(tx, call.to_owned(), template);
            }
            Self::Postgres(pool) => {
                let tx = pool.begin().await.expect("a transaction");
                write!(tx, call.to_owned(), template);
            }
        }
    }
}

fn deadline(template: &open_call::Model) -> call_deadline::Model {
    let owner = template.municipality_id;
    call_deadline::Model {
        id: DeadlineId::new(),
        municipality_id: owner,
        call_id: template.id,
        position: 1,
        at: template.deadline_at.unwrap_or(template.deadline_key),
        hour_stated: true,
        set_on: template.published_on,
        reason: None,
    }
}

/// A call to copy.
pub async fn template(town: &Town, owner: &municipality::Model) -> open_call::Model {
    town.calls([a_call(owner)]).await.remove(0)
}
