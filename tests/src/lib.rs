//! The harness: a [`Town`] with a database, a clock and a router of its own, and short words for what is given
//! ([`given`]) and what is asked.
//!
//! Questions go through the real router, so a test sees what a browser sees. An answer that nobody may ever get (a
//! status of 500 and up, an `INTERNAL` error) ends the test with the body, unless the test said that it expects one.

pub mod consultations;
mod database;
pub mod debates;
pub mod files;
pub mod given;
mod letters;
mod listen;
pub mod organisations;
pub mod people;
pub mod post_office;
pub mod served;
pub mod socket;
mod watch;
mod work;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, Utc};
use javno::app::App;
use javno::clock::{Clock as _, ManualClock};
use javno::config::{Config, DatabaseUrl};
use javno::db::Observer;
use javno::rate::RateLimits;
use javno::scope::{Operator, Tx, at_the_console};
use javno::storage::settings::StorageConfig;
use sea_orm::{DatabaseTransaction, TransactionTrait as _};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub use self::database::Database;
use self::letters::LetterBox;
pub use self::listen::{Heard, Listener, Neighbour};
use self::served::soon;

/// Where every town's clock stands at first: a Tuesday, eleven o'clock in Trebinje.
pub const NOW: &str = "2026-11-24T10:00:00Z";

/// The address under which every town is known; links begin with it.
pub const HOME: &str = "https://javno.example/";

/// An instant, written as in RFC 3339.
#[must_use]
pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The configuration of a town whose data is there.
#[must_use]
pub fn config(database: &Database) -> Config {
    Config {
        public_url: HOME.parse().expect("an address"),
        database_url: DatabaseUrl(database.url().to_owned()),
        // A test asks all at once, and its clock stands still. Whoever tests the limit sets it.
        rate: RateLimits { requests_per_minute: 1_000_000, ..RateLimits::default() },
        storage: StorageConfig { folder: Some(database.files().to_owned()), ..StorageConfig::default() },
        ..Config::default()
    }
}

/// Javno as it runs for one test.
#[derive(Debug)]
pub struct Town {
    /// The application.
    pub app: Arc<App>,
    /// Its clock, standing at [`NOW`] until it is moved.
    pub clock: Arc<ManualClock>,
    router: Router,
    statements: Statements,
    forgiving: AtomicBool,
    letter_box: LetterBox,
    // Last, so that the connections above are gone when it goes.
    database: Database,
}

impl Town {
    /// A town with the tables and the shared list of areas, and nothing else.
    ///
    /// # Panics
    /// The database cannot be had.
    pub async fn new() -> Self {
        Self::configured(|_| {}).await
    }

    /// A town that is configured otherwise: `Town::configured(|config| config.in_flight = 1)`.
    ///
    /// # Panics
    /// The database cannot be had.
    pub async fn configured(shape: impl FnOnce(&mut Config)) -> Self {
        Self::started(Database::migrated().await, shape, Statements::default()).await
    }

    /// A town on a database that something was done to.
    ///
    /// # Panics
    /// The application does not start on it.
    pub async fn on(database: Database) -> Self {
        Self::started(database, |_| {}, Statements::default()).await
    }

    /// A town that nobody watches, to measure it: `statements` stays empty, and only [`Town::counted`] counts.
    ///
    /// # Panics
    /// The database cannot be had.
    pub async fn unwatched(shape: impl FnOnce(&mut Config)) -> Self {
        let statements = Statements::default();
        statements.ignored.store(true, Ordering::Relaxed);
        Self::started(Database::migrated().await, shape, statements).await
    }

    async fn started(database: Database, shape: impl FnOnce(&mut Config), statements: Statements) -> Self {
        let clock = Arc::new(ManualClock::at(instant(NOW)));
        let mut letter_box = LetterBox::new();
        let mut config = Config { mail: letter_box.config(), ..config(&database) };
        shape(&mut config);
        let app = App::start(config, clock.clone(), Some(statements.observer())).await;
        let app = app.expect("the application starts");
        letter_box.watch(app.db.clone());
        let router = app.router();
        statements.take();
        Self { app, clock, router, statements, forgiving: AtomicBool::new(false), letter_box, database }
    }

    /// The town's database, to look at its tables.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// From now on this town may answer with faults of its own: the test is about them.
    pub fn expecting_errors(&self) -> &Self {
        self.forgiving.store(true, Ordering::Relaxed);
        self
    }

    /// The SQL of the statements since the last call, without those that only begin and end transactions.
    pub fn statements(&self) -> Vec<String> {
        self.statements.take()
    }

    /// What came of this work, and how many statements it was, without those that only begin and end transactions. Also of a
    /// town that nobody watches.
    pub async fn counted<T>(&self, work: impl Future<Output = T>) -> (T, usize) {
        self.statements.take();
        let ignored = self.statements.ignored.swap(false, Ordering::Relaxed);
        let done = work.await;
        self.statements.ignored.store(ignored, Ordering::Relaxed);
        (done, self.statements.take().len())
    }

    /// Waits until this instance has noted what was written through it: until then it keeps no answers.
    pub async fn settled(&self) {
        let noted = async {
            while self.app.journal.is_behind() {
                tokio::task::yield_now().await;
            }
        };
        soon("the journal notes what was written", noted).await;
    }

    /// A transaction of the operator.
    ///
    /// # Panics
    /// The database cannot be written.
    pub async fn begin(&self) -> Tx<Operator> {
        at_the_console().begin(&self.app.db, self.clock.now()).await.expect("a transaction")
    }

    /// Takes every connection of the handle for reading, so that whoever reads waits for as long as they are held.
    ///
    /// # Panics
    /// A connection cannot be had.
    pub async fn hold_the_readers(&self) -> Vec<DatabaseTransaction> {
        let reader = self.app.db.reader();
        let number = if self.app.config.database_url.is_sqlite() {
            reader.get_sqlite_connection_pool().options().get_max_connections()
        } else {
            reader.get_postgres_connection_pool().options().get_max_connections()
        };
        let mut held = Vec::new();
        for _ in 0..number {
            held.push(reader.begin().await.expect("a connection"));
        }
        held
    }

    /// Takes every connection of the handle for writing, so that nobody else writes for as long as they are held.
    ///
    /// # Panics
    /// A connection cannot be had.
    pub async fn hold_the_writers(&self) -> Vec<Tx<Operator>> {
        // As many as the handle has.
        let number = if self.app.config.database_url.is_sqlite() { 1 } else { 4 };
        let mut held = Vec::new();
        for _ in 0..number {
            held.push(self.begin().await);
        }
        held
    }

    /// Asks by POST, as developers do; the whole answer.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        self.post(&json!({ "query": query, "variables": variables })).await.json()
    }

    /// Asks by POST for what must be had without any error; its `data`.
    ///
    /// # Panics
    /// The answer has errors.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.ask(query, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// Asks by POST for what must be refused; `CODE: message` of its first error.
    ///
    /// # Panics
    /// The answer has no error.
    pub async fn refusal(&self, query: &str, variables: Value) -> String {
        first_refusal(&self.ask(query, variables).await)
    }

    /// Sends a body to `/graphql`.
    pub async fn post(&self, body: &Value) -> Answer {
        let request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        self.request(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Fetches a path, as a program does that sends no headers.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// Fetches a path with headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(Method::GET).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.request(request.body(Body::empty()).expect("a request")).await
    }

    /// Fetches a path whose body is taken piece by piece: nothing of it is read before it is asked for.
    ///
    /// # Panics
    /// It is not to be had.
    pub async fn opened(&self, path: &str) -> Body {
        self.opened_with(path, &[]).await
    }

    /// The same with headers.
    ///
    /// # Panics
    /// It is not to be had.
    pub async fn opened_with(&self, path: &str, headers: &[(&str, &str)]) -> Body {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.through(request.body(Body::empty()).expect("a request")).await;
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.into_body()
    }

    async fn through(&self, mut request: Request<Body>) -> axum::response::Response {
        // The other end of the connection, which the listener knows: this machine, unless the test says another.
        if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        }
        self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {})
    }

    /// Sends any request through the router.
    ///
    /// # Panics
    /// The answer is a fault of the server that the test did not expect.
    pub async fn request(&self, request: Request<Body>) -> Answer {
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.through(request).await;
        let answer = Answer::of(response).await;
        let fault = answer.status.is_server_error() || answer.has_code_of_a_fault();
        assert!(!fault || self.forgiving.load(Ordering::Relaxed), "{asked}: {}\n{}", answer.status, answer.text());
        answer
    }
}

/// `CODE: message` of the first error of an answer.
pub(crate) fn first_refusal(answer: &Value) -> String {
    let error = answer["errors"].get(0).unwrap_or_else(|| panic!("nothing was refused: {answer:#}"));
    let word = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    format!("{}: {}", word(&error["extensions"]["code"]), word(&error["message"]))
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came, perhaps compressed.
    pub bytes: Vec<u8>,
}

impl Answer {
    pub(crate) async fn of(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// It is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A header; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    fn has_code_of_a_fault(&self) -> bool {
        let Ok(body) = serde_json::from_slice::<Value>(&self.bytes) else { return false };
        let codes = body["errors"].as_array().into_iter().flatten().map(|error| &error["extensions"]["code"]);
        codes.into_iter().any(|code| code == "INTERNAL" || code == "UNAVAILABLE")
    }
}

/// An answer with ids and cursors, which differ from run to run, written as `[id]` and `[cursor]`; for snapshots.
#[must_use]
pub fn steady(mut answer: Value) -> Value {
    fn walk(key: &str, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| walk(key, item)),
            Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| walk(key, value)),
            Value::String(text) => match key {
                "id" => *text = format!("[{}]", text.split('_').next().unwrap_or("id")),
                "cursor" | "startCursor" | "endCursor" => *text = "[cursor]".into(),
                _ => {}
            },
            _ => {}
        }
    }
    walk("", &mut answer);
    answer
}

/// The SQL that the application ran.
#[derive(Clone, Debug, Default)]
struct Statements {
    seen: Arc<Mutex<Vec<String>>>,
    /// Whether it is not put aside.
    ignored: Arc<AtomicBool>,
}

impl Statements {
    fn observer(&self) -> Observer {
        let all = self.clone();
        Arc::new(move |sql| {
            if !all.ignored.load(Ordering::Relaxed) {
                all.lock().push(sql.to_owned());
            }
        })
    }

    fn take(&self) -> Vec<String> {
        let bracket = |sql: &String| ["BEGIN", "COMMIT", "ROLLBACK"].iter().any(|word| sql.starts_with(word));
        std::mem::take(&mut *self.lock()).into_iter().filter(|sql| !bracket(sql)).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
