//! The database: SQLite in a file to begin with, PostgreSQL later, the same code for both.
//!
//! Two handles. SQLite has one writer (`BEGIN IMMEDIATE`, so that two writers queue instead of failing half-way) and
//! read-only readers; PostgreSQL has a pool for each so that readers cannot starve writers.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use migration::{Migrator, MigratorTrait as _};
use sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    SqliteTransactionMode, SqlxPostgresConnector, SqlxSqliteConnector, TransactionOptions, TransactionTrait as _,
};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::sync::Notify;

use crate::config::DatabaseUrl;
use crate::error::Error;
use crate::metrics::PoolUse;

/// Called with the SQL of every statement; tests count with it.
pub type Observer = Arc<dyn Fn(&str) + Send + Sync>;

/// How long a caller waits for a connection before he is told that the server is busy.
const ACQUIRE: Duration = Duration::from_secs(5);
/// The lock of whoever starts. Any number will do that nobody else in the database uses.
const STARTING: i64 = 0x6a61_766e_6f02;
/// How long one statement may run (SQLite has no such setting).
const STATEMENT: &str = "4s";
/// As long as it takes.
const UNLIMITED: &str = "0";

/// The handles on the database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// For the journal's end and the outbox: the same pool, but not observed, because they are read whether anybody asks
    /// or not.
    journal: DatabaseConnection,
    happened: Arc<Happening>,
}

/// Tells whoever follows the journal, and whoever sends letters, that something was committed here.
#[derive(Debug, Default)]
struct Happening {
    bell: Notify,
    commits: AtomicU64,
    letter_box: Notify,
    letters: AtomicU64,
}

impl Db {
    /// Connects, creating an SQLite file that is not there yet, and brings the tables up to date.
    ///
    /// # Errors
    /// The address is wrong, the database does not answer, or a migration fails (then nothing of it is kept).
    pub async fn connect(url: &DatabaseUrl, observer: Option<Observer>) -> Result<Self, DbErr> {
        let (mut write, mut read) = if url.is_sqlite() { sqlite(&url.0)? } else { postgres(&url.0)? };
        if url.is_sqlite() {
            Migrator::up(&write, None).await?;
        } else {
            // Without the limit on statements: a migration may write a whole table anew.
            let migrating = postgres_pool(&url.0, 1, UNLIMITED)?;
            Migrator::up(&migrating, None).await?;
            migrating.close().await?;
        }
        let journal = read.clone();
        if let Some(observer) = observer {
            for handle in [&mut write, &mut read] {
                let observer = observer.clone();
                handle.set_metric_callback(move |statement| observer(&statement.statement.sql));
            }
        }
        Ok(Self { read, write, journal, happened: Arc::default() })
    }

    /// The handle for reading outside a transaction.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The handle with which the journal is followed and the outbox looked at.
    pub(crate) fn journal(&self) -> &DatabaseConnection {
        &self.journal
    }

    /// Wakes whoever follows the journal: something may have been committed.
    pub(crate) fn happened(&self) {
        self.happened.bell.notify_one();
    }

    /// Counts a commit that the journal speaks of, and wakes whoever follows it.
    pub(crate) fn committed(&self) {
        self.happened.commits.fetch_add(1, Ordering::AcqRel);
        self.happened();
    }

    /// Commits that the journal speaks of, of this instance.
    pub(crate) fn commits(&self) -> u64 {
        self.happened.commits.load(Ordering::Acquire)
    }

    /// Waits for [`Db::happened`].
    pub(crate) async fn until_something_happens(&self) {
        self.happened.bell.notified().await;
    }

    /// Counts letters that were posted here, and wakes whoever sends them.
    pub(crate) fn posted(&self, letters: usize) {
        self.happened.letters.fetch_add(letters.try_into().unwrap_or(u64::MAX), Ordering::AcqRel);
        self.happened.letter_box.notify_one();
    }

    /// Letters that were posted by this instance.
    #[must_use]
    pub fn letters_posted(&self) -> u64 {
        self.happened.letters.load(Ordering::Acquire)
    }

    /// Waits for [`Db::posted`].
    pub(crate) async fn until_a_letter_is_posted(&self) {
        self.happened.letter_box.notified().await;
    }

    /// A transaction that reads and sees the whole database as it is at one moment, however long it reads.
    ///
    /// # Errors
    /// The database does not answer.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
        let postgres = self.reader().get_database_backend() == DbBackend::Postgres;
        // SQLite's see one moment as they are, and cannot be told to.
        let options = TransactionOptions {
            isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: postgres.then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        };
        Ok(self.reader().begin_with_options(options).await?)
    }

    /// Begins a writing transaction. Only `scope::As` calls this.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Which handle does not answer within a second; none where all is well.
    pub async fn missing(&self) -> Option<String> {
        for (name, handle) in [("read", &self.read), ("write", &self.write)] {
            let asked = tokio::time::timeout(Duration::from_secs(1), handle.execute_unprepared("SELECT 1")).await;
            if !matches!(asked, Ok(Ok(_))) {
                return Some(format!("the database does not answer on the handle to {name}"));
            }
        }
        None
    }

    /// How full the pools are.
    #[must_use]
    pub fn pools(&self) -> Vec<PoolUse> {
        let pool_use = |(handle, connection): (_, &DatabaseConnection)| {
            let (size, idle) = match connection.get_database_backend() {
                DbBackend::Sqlite => {
                    let pool = connection.get_sqlite_connection_pool();
                    (pool.size(), pool.num_idle())
                }
                _ => {
                    let pool = connection.get_postgres_connection_pool();
                    (pool.size(), pool.num_idle())
                }
            };
            PoolUse { handle, size, idle }
        };
        [("read", &self.read), ("write", &self.write)].map(pool_use).into()
    }

    /// Closes both pools; SQLite tidies its statistics on the way out.
    ///
    /// # Errors
    /// A connection that could not be closed.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

/// While this is held, no other instance on the same PostgreSQL starts: one makes the tables, the others find them. SQLite
/// serves one instance.
pub(crate) struct Alone(#[expect(dead_code, reason = "closing it lets the next one in")] Option<PgConnection>);

impl Alone {
    /// Waits until nobody else starts.
    pub(crate) async fn starting(url: &DatabaseUrl) -> Result<Self, DbErr> {
        let failed = |error: sqlx::Error| DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()));
        if url.is_sqlite() {
            return Ok(Self(None));
        }
        // A connection of its own, without the limit on statements: another instance may migrate for long.
        let options = PgConnectOptions::from_str(&url.0).map_err(failed)?.application_name("javno starting");
        let mut connection = PgConnection::connect_with(&options).await.map_err(failed)?;
        sqlx::query("SELECT pg_advisory_lock($1)").bind(STARTING).execute(&mut connection).await.map_err(failed)?;
        Ok(Self(Some(connection)))
    }
}

/// The file in which this database lies, where it lies in one and that is not there.
#[must_use]
pub fn missing(url: &DatabaseUrl) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(&url.0).ok().filter(|_| url.is_sqlite())?;
    let file = options.get_filename();
    (!file.exists()).then(|| file.to_owned())
}

fn sqlite(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|error| DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What is acknowledged must survive a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        // All that SQLite maps at most: of what lies behind it each page is copied from the system once more.
        .pragma("mmap_size", "2147418112")
        .statement_cache_capacity(256)
        .row_buffer_size(1024)
        .optimize_on_close(true, None);
    // A connection to a file does not go away; asking first would cost a statement each time.
    let pool =
        |size| SqlitePoolOptions::new().max_connections(size).acquire_timeout(ACQUIRE).test_before_acquire(false);
    let write = pool(1).connect_lazy_with(options.clone());
    let read = pool(4).connect_lazy_with(options.pragma("query_only", "on"));
    Ok((SqlxSqliteConnector::from_sqlx_sqlite_pool(write), SqlxSqliteConnector::from_sqlx_sqlite_pool(read)))
}

fn postgres(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    Ok((postgres_pool(url, 4, STATEMENT)?, postgres_pool(url, 8, STATEMENT)?))
}

/// So many connections on which one statement runs no longer than this.
fn postgres_pool(url: &str, size: u32, statement: &str) -> Result<DatabaseConnection, DbErr> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))?
        .application_name("javno")
        .options([("statement_timeout", statement)]);
    let pool = PgPoolOptions::new().max_connections(size).acquire_timeout(ACQUIRE).connect_lazy_with(options);
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

/// The keys of an `IN` list, repeated up to the next power of two: a statement is prepared once per length, so a dozen
/// lengths serve every page.
pub(crate) fn padded<T: Clone>(keys: &[T]) -> Vec<T> {
    let mut list = keys.to_vec();
    if let Some(last) = keys.last() {
        list.resize(keys.len().next_power_of_two(), last.clone());
    }
    list
}
