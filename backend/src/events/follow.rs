//! Following the journal: one task of each instance.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use entities::journal;
use futures_util::FutureExt as _;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};

use super::{CHANNEL, Journal, Wanted};
use crate::config::DatabaseUrl;
use crate::error::Error;

/// How often the journal is looked at though nothing woke us. Another process that writes the same SQLite file (an
/// import) can wake nobody; with PostgreSQL this is for the case that a notification is lost.
const LOOK_SQLITE: Duration = Duration::from_secs(1);
const LOOK_POSTGRES: Duration = Duration::from_secs(10);
/// How long the database may take to answer.
const SILENT: Duration = Duration::from_secs(5);
/// How long to wait before a database that is away is asked again.
const AWAY: Duration = Duration::from_millis(500);

impl Journal {
    /// Tells what happens until `stopping`, in order, each once. Never gives up.
    pub async fn follow(self, url: DatabaseUrl, stopping: impl Future<Output = ()> + Send) {
        let look = if url.is_sqlite() { LOOK_SQLITE } else { LOOK_POSTGRES };
        let following = async {
            loop {
                match self.tell().await {
                    Ok(()) => {
                        let woken = self.0.db.until_something_happens();
                        // Late or early makes no difference.
                        let _ = tokio::time::timeout(look, woken).await;
                    }
                    Err(error) => {
                        tracing::warn!(%error, "the journal cannot be read");
                        tokio::time::sleep(AWAY).await;
                    }
                }
            }
        };
        tokio::select! {
            () = following => {}
            () = self.listen(&url) => {}
            () = stopping => {}
        }
    }

    /// Tells everything behind the last position that was told.
    async fn tell(&self) -> Result<(), Error> {
        loop {
            let commits = self.0.db.commits();
            let wanted = Wanted::everything();
            // A connection that answers no more must not keep everybody from hearing anything.
            let rows = tokio::time::timeout(SILENT, self.since(self.head(), &wanted)).await;
            let rows = rows.map_err(Error::internal)??;
            let Some(last) = rows.last().map(|row| row.position) else {
                self.0.noted.store(commits, Ordering::Release);
                return Ok(());
            };
            self.note(&rows);
            // Before anybody is told: whoever begins to listen and then looks at the head knows which of what he did not
            // hear he has to read.
            self.0.head.send_replace(last);
            if let Some(row) = rows.first() {
                let lag = self.0.clock.now() - row.at;
                self.0.metrics.event_lag(lag.to_std().unwrap_or_default().as_secs_f64());
            }
            if self.0.live.receiver_count() > 0 {
                self.tell_listeners(rows).await;
            }
        }
    }

    /// What was kept of these municipalities is out of date from now on: before anybody is told, so that whoever asks
    /// because he was told gets what is new.
    fn note(&self, rows: &[journal::Model]) {
        let mut revisions = self.0.revisions.write().unwrap_or_else(PoisonError::into_inner);
        for row in rows.iter().filter(|row| row.kind.is_public()) {
            revisions.insert(row.municipality_id, row.position);
            self.0.public.store(row.position, Ordering::Release);
        }
    }

    /// Looks up once what may be asked of these rows, and hands them to every listener.
    async fn tell_listeners(&self, rows: Vec<journal::Model>) {
        let about: Arc<[journal::Model]> = rows.clone().into();
        let (turn, happened) = self.with_turn(rows);
        let filling = AssertUnwindSafe(turn.fill((self.0.fill)(Arc::clone(&turn), about))).catch_unwind();
        let filled = tokio::time::timeout(SILENT, filling).await;
        if !matches!(filled, Ok(Ok(Ok(())))) {
            // Listeners will look it up themselves, or be told that it cannot be had.
            tracing::warn!("what happened cannot be looked up for all who listen");
        }
        for happened in happened {
            // That nobody listens any more is no fault.
            let _ = self.0.live.send(happened);
        }
    }

    /// Wakes the follower whenever an instance calls, until the end of time; does nothing on SQLite.
    async fn listen(&self, url: &DatabaseUrl) {
        if url.is_sqlite() {
            return std::future::pending().await;
        }
        loop {
            if let Err(error) = self.hear(url).await {
                tracing::warn!(%error, "nothing is heard from other instances; listening anew");
            }
            tokio::time::sleep(AWAY).await;
        }
    }

    /// Listens on one connection until it cannot be had any more. A gap in it wakes the follower, who reads what came
    /// meanwhile.
    async fn hear(&self, url: &DatabaseUrl) -> Result<(), sqlx::Error> {
        let options: PgConnectOptions = url.0.parse()?;
        let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        let pool = pool.connect_with(options.application_name("javno listener")).await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.ignore_pool_close_event(true);
        listener.listen(CHANNEL).await?;
        loop {
            self.0.db.happened();
            // `None` is a connection that was lost; the next call makes a new one that listens again.
            listener.try_recv().await?;
        }
    }
}
