//! What happens, told to everybody who should know.
//!
//! ```text
//!   Tx::emit ─▶ append ─▶ journal (same transaction) ─┬─ NOTIFY ──▶ other instances ─┐
//!                                                     └─ woken here ─────────────────┤
//!                                                                                    ▼
//!   subscriptions ◀── Journal::live ◀── one turn, filled once ◀── Journal::follow reads what is new
//!   kept answers  ◀── Journal::revision
//! ```
//!
//! One path for all: whatever wakes [`Journal::follow`] (a commit here, a notification of PostgreSQL, its own clock), it
//! reads what stands behind the last position it has told. So nothing that wakes it has to be reliable: after a
//! connection that was cut, or an import by another process, the next look finds everything, once and in order.
//!
//! Positions are commit-ordered: on PostgreSQL a lock is held from the moment a position is drawn until it is committed,
//! so that none can appear behind one that was already told. It is held for the journal's own statement alone, at the
//! end of a transaction, however long that was.

mod follow;
mod saving;
mod stream;

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use entities::{Detail, Happening, MunicipalityId, PersonId, journal};
use futures_util::future::BoxFuture;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbBackend, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

pub use self::stream::{Sentry, Start, Wanted, official, stream};
use crate::about::About;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::gate::{Loaders, Turn};
use crate::metrics::Metrics;
use crate::scope::Scope;

/// What instances call out to each other on PostgreSQL.
const CHANNEL: &str = "javno_journal";
/// The lock that orders commits. Any number will do that nobody else in the database uses.
const ORDER: i64 = 0x6a61_766e_6f01;
/// Rows that are read, and told with one turn, at once.
const BATCH: u64 = 100;
/// Events that wait for a listener who is slow. One who is slower reads on from the journal.
const WAITING: usize = 1_024;

/// A position in the journal as clients have it: where to go on after a connection was lost. Opaque to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub i64);

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ev{:x}", self.0)
    }
}

impl std::str::FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        // `from_str_radix` would take a sign.
        let digits = text.strip_prefix("ev").filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        digits.and_then(|digits| i64::from_str_radix(digits, 16).ok()).map(Self).ok_or_else(|| {
            Error::BadRequest("This is not a place in what happened. Take `cursor` from an event.".into())
        })
    }
}

/// Something that is to stand in the journal.
#[derive(Clone, Debug)]
pub(crate) struct Emitted {
    pub kind: Happening,
    pub municipality: MunicipalityId,
    pub subject: Uuid,
    pub actor: Option<PersonId>,
    pub detail: Option<Detail>,
}

/// Writes rows of the journal, as the last statement of a transaction.
#[expect(clippy::disallowed_methods, reason = "this is where the journal is written, by `Tx::commit` alone")]
pub(crate) async fn append(tx: &DatabaseTransaction, at: DateTime<Utc>, emitted: Vec<Emitted>) -> Result<(), Error> {
    let postgres = tx.get_database_backend() == DbBackend::Postgres;
    if postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({ORDER})")).await?;
    }
    let row = |emitted: &Emitted| journal::ActiveModel {
        at: Set(at),
        municipality_id: Set(emitted.municipality),
        kind: Set(emitted.kind),
        subject_id: Set(emitted.subject),
        actor_id: Set(emitted.actor),
        detail: Set(emitted.detail.clone()),
        ..Default::default()
    };
    // One statement holds so many values and no more.
    for rows in emitted.chunks(1_000) {
        journal::Entity::insert_many(rows.iter().map(row)).exec_without_returning(tx).await?;
    }
    if postgres {
        tx.execute_unprepared(&format!("NOTIFY {CHANNEL}")).await?;
    }
    Ok(())
}

/// Something that happened, and the turn in which all that can be asked of it is already looked up.
#[derive(Debug)]
pub struct Happened {
    /// Its row.
    pub row: journal::Model,
    /// Shared by every listener.
    pub turn: Arc<Turn>,
}

/// Looks up what can be asked of these rows, so that listeners find it in the turn.
pub type Fill = fn(Arc<Turn>, Arc<[journal::Model]>) -> BoxFuture<'static, Result<(), Error>>;

/// The journal as this instance knows it. Cheap to clone.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    loaders: Loaders,
    fill: Fill,
    /// The last position that was told.
    head: watch::Sender<i64>,
    live: broadcast::Sender<Arc<Happened>>,
    metrics: Metrics,
    revisions: RwLock<HashMap<MunicipalityId, i64>>,
    /// The last position at which something happened that the public can see.
    public: AtomicI64,
    /// How many commits of this instance are noted.
    noted: AtomicU64,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("head", &self.head()).finish_non_exhaustive()
    }
}

impl Journal {
    /// The journal from here on: what stands in it already is not told again.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn open(
        db: Db,
        clock: Arc<dyn Clock>,
        loaders: Loaders,
        fill: Fill,
        metrics: Metrics,
    ) -> Result<Self, Error> {
        let (head, live) = (watch::channel(0).0, broadcast::channel(WAITING).0);
        let journal = Self(Arc::new(Inner {
            db,
            clock,
            loaders,
            fill,
            head,
            live,
            metrics,
            revisions: RwLock::default(),
            public: AtomicI64::new(0),
            noted: AtomicU64::new(0),
        }));
        journal.0.head.send_replace(journal.end().await?);
        Ok(journal)
    }

    /// The last position that was told here.
    #[must_use]
    pub fn head(&self) -> i64 {
        *self.0.head.borrow()
    }

    /// The last position at which something happened to what an answer is about, as far as this instance has seen it
    /// happen. What was made before it may be out of date.
    #[must_use]
    pub fn revision(&self, about: &About) -> i64 {
        match about {
            About::Everything | About::OneAlone => self.0.public.load(Ordering::Acquire),
            About::These(these) => {
                let revisions = self.0.revisions.read().unwrap_or_else(PoisonError::into_inner);
                these.iter().filter_map(|id| revisions.get(id).copied()).max().unwrap_or(0)
            }
        }
    }

    /// Whether something was committed here a moment ago and is not noted yet: whoever writes and then reads must find
    /// what he wrote.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.0.noted.load(Ordering::Acquire) != self.0.db.commits()
    }

    /// Waits until this position was told here, but not for long; whether it was.
    pub async fn reached(&self, position: i64, patience: Duration) -> bool {
        let mut head = self.0.head.subscribe();
        tokio::time::timeout(patience, head.wait_for(|head| *head >= position)).await.is_ok_and(|seen| seen.is_ok())
    }

    /// The last position in the database.
    #[expect(clippy::disallowed_methods, reason = "this is where the journal is read")]
    async fn end(&self) -> Result<i64, Error> {
        let last = journal::Entity::find().order_by_desc(journal::Column::Position).limit(1);
        Ok(last.one(self.0.db.journal()).await?.map_or(0, |row| row.position))
    }

    /// What happened after a position, in order, not all at once.
    #[expect(clippy::disallowed_methods, reason = "this is where the journal is read")]
    async fn since(&self, position: i64, wanted: &Wanted) -> Result<Vec<journal::Model>, Error> {
        let mut rows = journal::Entity::find().filter(journal::Column::Position.gt(position));
        if let Some(municipality) = wanted.municipality {
            rows = rows.filter(journal::Column::MunicipalityId.eq(municipality));
        }
        let rows = rows.order_by_asc(journal::Column::Position).limit(BATCH);
        Ok(rows.all(self.0.db.journal()).await?)
    }

    /// The rows with a turn of their own.
    fn with_turn(&self, rows: Vec<journal::Model>) -> (Arc<Turn>, Vec<Arc<Happened>>) {
        let scope = Scope::anyone(self.0.db.clone(), self.0.clock.now());
        let turn = Arc::new(Turn::new(scope, self.0.loaders));
        let happened = rows.into_iter().map(|row| Arc::new(Happened { row, turn: Arc::clone(&turn) })).collect();
        (turn, happened)
    }
}
