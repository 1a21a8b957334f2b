//! A fresh database per test: an SQLite file, or a copy of a migrated PostgreSQL database where `TEST_DATABASE_URL`
//! names a server.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use javno::app::App;
use javno::clock::ManualClock;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::{NOW, config, instant, watch};

/// A database that nobody else uses and that goes when it is dropped.
#[derive(Debug)]
pub struct Database {
    url: String,
    keeper: Option<Keeper>,
    /// Where files lie: a folder that deletes itself.
    files: TempDir,
}

/// What is to be tidied up.
#[derive(Debug)]
enum Keeper {
    /// A folder that deletes itself.
    Folder { _folder: TempDir },
    /// A database on this server.
    Server { server: String, name: String },
}

/// Every PostgreSQL database of this process is a copy of this one.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Every SQLite file of this process begins with these bytes: fifty migrations take longer than most tests.
static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();

impl Database {
    /// A database with all tables.
    ///
    /// # Panics
    /// The server does not do as it is told.
    pub async fn migrated() -> Self {
        watch::this_test();
        match server() {
            None => {
                let (file, migrated) = (Self::file(), MIGRATED.get_or_init(make_file).await);
                std::fs::write(file.path(), migrated).expect("a file");
                file
            }
            Some(server) => {
                let template = TEMPLATE.get_or_init(|| make_template(&server)).await;
                Self::on(&server, template).await
            }
        }
    }

    /// A database without any table.
    ///
    /// # Panics
    /// The server does not do as it is told.
    pub async fn empty() -> Self {
        watch::this_test();
        match server() {
            None => Self::file(),
            Some(server) => Self::on(&server, "template0").await,
        }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder for files that goes with it.
    #[must_use]
    pub fn files(&self) -> &Path {
        self.files.path()
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        !self.url.starts_with("sqlite:")
    }

    /// A connection of the test's own, past the application.
    ///
    /// # Panics
    /// It cannot be had.
    pub async fn connect(&self) -> DatabaseConnection {
        connect(&self.url).await
    }

    /// Where the file of an SQLite database lies.
    fn path(&self) -> &str {
        self.url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc")
    }

    fn file() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("javno.sqlite").display());
        Self { url, keeper: Some(Keeper::Folder { _folder: folder }), files: tempfile::tempdir().expect("a folder") }
    }

    async fn on(server: &str, template: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}_{}", process(server).await, MADE.fetch_add(1, Ordering::Relaxed));
        run(server, &format!(r#"CREATE DATABASE "{name}" TEMPLATE "{template}""#)).await;
        let (url, files) = (beside(server, &name), tempfile::tempdir().expect("a folder"));
        Self { url, keeper: Some(Keeper::Server { server: server.to_owned(), name }), files }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(Keeper::Server { server, name }) = self.keeper.take() else { return };
        // Whoever drops may be inside a runtime that must not block; a thread of its own may.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let server = connect(&server).await;
                let _ = server.execute_unprepared(&format!(r#"DROP DATABASE "{name}" WITH (FORCE)"#)).await;
            });
            Ok::<_, std::io::Error>(())
        });
        // Best effort: what stays is swept by a later run.
        let _ = dropped.join();
    }
}

#[expect(clippy::disallowed_methods, reason = "which database the suite runs on is not the application's business")]
fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// The address of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    PgConnectOptions::from_str(server).expect("TEST_DATABASE_URL").database(name).to_url_lossy().to_string()
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap_or_else(|error| panic!("{url}: {error}"))
}

async fn run(server: &str, sql: &str) {
    let connection = connect(server).await;
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.expect("closing");
}

/// What all databases of this process begin with: when it began and a number, both the server's word, so that two
/// processes never share one.
async fn process(server: &str) -> &'static str {
    static PROCESS: OnceCell<String> = OnceCell::const_new();
    let name = PROCESS.get_or_init(|| async {
        let connection = connect(server).await;
        let one = "SELECT format('javno_test_%s_%s', extract(epoch FROM now())::bigint, pg_backend_pid()) AS name";
        let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), one)).await;
        connection.close().await.expect("closing");
        row.expect("a name").expect("a row").try_get("", "name").expect("a name")
    });
    name.await
}

/// Makes the database that the others are copies of, and sweeps up what runs of an hour ago and before left behind.
async fn make_template(server: &str) -> String {
    let old = "SELECT datname FROM pg_database WHERE datname LIKE 'javno\\_test\\_%' \
               AND split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - 3600";
    let connection = connect(server).await;
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), old)).await;
    for row in rows.unwrap_or_default() {
        let name: String = row.try_get("", "datname").expect("a name");
        let _ = connection.execute_unprepared(&format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await;
    }
    connection.close().await.expect("closing");

    let name = format!("{}_template", process(server).await);
    run(server, &format!(r#"CREATE DATABASE "{name}" TEMPLATE template0"#)).await;
    let files = tempfile::tempdir().expect("a folder");
    let template = Database { url: beside(server, &name), keeper: None, files };
    // A database with connections cannot be copied.
    migrate(&template).await;
    name
}

/// What the files of the others begin with.
async fn make_file() -> Vec<u8> {
    let template = Database::file();
    migrate(&template).await;
    let beside = Path::new(template.path()).with_extension("sqlite-wal");
    assert!(!beside.exists(), "whoever closes last puts everything into the file itself");
    std::fs::read(template.path()).expect("a file")
}

/// Makes all tables, as the application does when it starts.
async fn migrate(template: &Database) {
    let app = App::start(config(template), Arc::new(ManualClock::at(instant(NOW))), None).await;
    app.expect("a migrated database").close().await.expect("closing");
}
