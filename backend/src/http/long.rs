//! Files that are read long of the database: the log of a consultation, its report in any form, a workbook of open
//! data or of a whole register.
//!
//! SQLite has four readers. Whoever makes such a file keeps one for as long as it takes, so only so many are made at a time,
//! whatever they are: pages and widgets always find another. Whoever waits for his turn keeps none.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::error::Error;
use crate::metrics::{Limit, Metrics};

/// So many are made at a time: half of SQLite's readers.
const AT_A_TIME: usize = 2;
/// So many may wait for their turn: whoever waits keeps a place among the requests, and of those others need some too.
const WAITING: usize = 8;
/// So long one may take, the wait for its turn included: of 200,000 comments it takes a good part of that.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whose turn it is to read long.
#[derive(Debug)]
pub struct LongReads {
    turns: Semaphore,
    waiting: Semaphore,
}

impl Default for LongReads {
    fn default() -> Self {
        Self { turns: Semaphore::new(AT_A_TIME), waiting: Semaphore::new(WAITING) }
    }
}

/// The right to keep one reader of the database, until it is dropped. Whoever holds it asks nothing of another reader.
#[derive(Debug)]
pub struct LongTurn<'a>(#[expect(dead_code, reason = "held, not read")] SemaphorePermit<'a>);

impl LongReads {
    /// Waits for a turn, if not too many do.
    ///
    /// # Errors
    /// Too many wait: ask again in a moment.
    pub async fn turn(&self) -> Result<LongTurn<'_>, Error> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Error::Busy)?;
        self.turns.acquire().await.map(LongTurn).map_err(Error::internal)
    }
}

/// What is made, or that it took longer than such a file may.
///
/// # Errors
/// As [`within`].
pub(in crate::http) async fn in_time<T>(
    metrics: &Metrics,
    made: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    within(metrics, PATIENCE, made).await
}

/// What is made, or that it took too long.
///
/// # Errors
/// It took too long, or what making it says.
pub(in crate::http) async fn within<T>(
    metrics: &Metrics,
    most: Duration,
    made: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::time::timeout(most, made).await.unwrap_or_else(|_| {
        metrics.limit_hit(Limit::Timeout);
        Err(Error::TookTooLong(most.as_secs()))
    })
}
