//! The application: everything that lives as long as the process.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::accounts::passkeys::Passkeys;
use crate::clock::Clock;
use crate::config::Config;
use crate::consultations::store::Comparisons;
use crate::db::{Alone, Db, Observer};
use crate::doctor::check::Checks;
use crate::events::Journal;
use crate::gate::{Behind, Gate};
use crate::http;
use crate::http::Crowd;
use crate::http::accept::{self, Door};
use crate::http::answers::Answers;
use crate::http::apq::Persisted;
use crate::http::ledger::Logs;
use crate::http::long::LongReads;
use crate::http::printing::Printing;
use crate::http::releases::{Releases, keep_this};
use crate::http::widgets::{Documents, Files};
use crate::ledger::LedgerKey;
use crate::mail::{self, Mail};
use crate::metrics::Metrics;
use crate::municipalities::intake::shared_areas;
use crate::oidc::Directory;
use crate::organisations::store::Tallies;
use crate::organisations::suggestions::care;
use crate::rate::{self, Rate, Writes};
use crate::schema::Running;
use crate::scope::at_the_console;
use crate::storage::{Storage, sweep};
use crate::tasks::Tasks;
use crate::{accounts, calls, comments, letters, municipalities, schema};

/// How long what runs may go on after it was told to stop, and then the database.
const CLOSING: Duration = Duration::from_secs(5);

/// What the edges share.
#[derive(Debug)]
pub struct App {
    /// The configuration.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What runs beside the requests.
    pub tasks: Tasks,
    /// Where files are.
    pub storage: Storage,
    /// What happens.
    pub journal: Journal,
    /// What sends letters.
    pub mail: Mail,
    /// The door to the schema.
    pub gate: Gate,
    /// The documents that widgets ask for by id.
    pub documents: Documents,
    /// The documents that developers ask for by hash.
    pub persisted: Persisted,
    /// Answers to widgets' questions.
    pub answers: Answers,
    /// What is counted of the directories.
    pub tallies: Tallies,
    /// What became of texts of acts.
    pub comparisons: Comparisons,
    /// The widgets' files.
    pub files: Files,
    /// The widgets' files of before, for who has pinned them.
    pub releases: Releases,
    /// What the server counts about itself.
    pub metrics: Metrics,
    /// What the logs are signed with.
    pub key: Arc<LedgerKey>,
    /// Who listens.
    pub crowd: Crowd,
    /// How often everybody has asked.
    pub rate: Arc<Rate>,
    /// How often one client comments.
    pub writes: Arc<Writes>,
    /// How often pages of municipal sites are looked at.
    pub checks: Checks,
    /// The logs of consultations that were made into files lately.
    pub logs: Logs,
    /// Whose turn it is to read long of the database.
    pub long_reads: LongReads,
    /// What is being set for print.
    pub printing: Printing,
    /// The second factor; none where this server is known by a bare address.
    pub passkeys: Option<Passkeys>,
    /// A city's own directory, where one is configured.
    pub directory: Option<Directory>,
    /// A permit for each request that may be answered at once.
    pub places: Arc<Semaphore>,
}

impl App {
    /// Connects to the database, brings it up to date and puts everything together.
    ///
    /// # Errors
    /// The database does not answer or cannot be brought up to date.
    pub async fn start(
        config: Config,
        clock: Arc<dyn Clock>,
        observer: Option<Observer>,
    ) -> Result<Arc<Self>, crate::error::Error> {
        let config = Arc::new(config);
        let storage = Storage::open(&config.storage, &config.database_url)?;
        let alone = Alone::starting(&config.database_url).await?;
        let db = Db::connect(&config.database_url, observer).await?;
        let tx = at_the_console().begin(&db, clock.now()).await?;
        municipalities::store::save_areas(&tx, shared_areas().to_vec()).await?;
        let key = Arc::new(comments::store::keys::open(&tx, &config.name()).await?);
        comments::store::texts::record_all(&tx).await?;
        tx.commit().await?;
        // By itself: whoever holds several logs holds them in their order, and this begins with the first again.
        let tx = at_the_console().begin(&db, clock.now()).await?;
        comments::store::reports::record_all(&tx).await?;
        tx.commit().await?;
        drop(alone);
        let (tasks, metrics) = (Tasks::default(), Metrics::default());
        let journal =
            Journal::open(db.clone(), Arc::clone(&clock), schema::loaders, schema::fill, metrics.clone()).await?;
        tasks.spawn(journal.clone().follow(config.database_url.clone(), tasks.stopping()));
        let behind = mail::Behind {
            db: db.clone(),
            clock: Arc::clone(&clock),
            tasks: tasks.clone(),
            metrics: metrics.clone(),
            compose: letters::compose,
        };
        let mail = Mail::new(&config.mail, &config.public_url, behind).map_err(crate::error::Error::internal)?;
        let (tallies, comparisons) = (Tallies::default(), Comparisons::default());
        let writes = Arc::new(Writes::new(config.rate)?);
        let gate = Gate::new(Behind {
            schema: schema::build(
                Arc::clone(&config),
                Some(Running {
                    journal: journal.clone(),
                    key: Arc::clone(&key),
                    writes: Arc::clone(&writes),
                    storage: storage.clone(),
                    tallies: tallies.clone(),
                    comparisons: comparisons.clone(),
                }),
            ),
            config: Arc::clone(&config),
            db: db.clone(),
            clock: Arc::clone(&clock),
            loaders: schema::loaders,
            journal: journal.clone(),
            tasks: tasks.clone(),
            metrics: metrics.clone(),
            recognise: accounts::store::recognise,
        });
        let answers = Answers::default();
        let (rate, checks) = (Arc::new(Rate::new(config.rate)?), Checks::new(config.rate)?);
        let places = Arc::new(Semaphore::new(config.in_flight.min(Semaphore::MAX_PERMITS)));
        let (documents, persisted, files) = (Documents::shipped(), Persisted::default(), Files::shipped());
        let passkeys = Passkeys::at(&config.public_url);
        let directory = config.oidc.clone().map(|oidc| Directory::new(oidc, &config.public_url));
        let directory = directory.transpose().map_err(crate::error::Error::internal)?;
        let app = Self {
            config,
            db,
            clock,
            tasks,
            metrics,
            storage,
            journal,
            mail,
            gate,
            documents,
            persisted,
            answers,
            tallies,
            comparisons,
            files,
            releases: Releases::default(),
            key,
            crowd: Crowd::default(),
            rate,
            writes,
            checks,
            logs: Logs::default(),
            long_reads: LongReads::default(),
            printing: Printing::default(),
            passkeys,
            directory,
            places,
        };
        Ok(Arc::new(app))
    }

    /// Everything that the server answers.
    pub fn router(self: &Arc<Self>) -> Router {
        http::router(self)
    }

    /// Ends whatever runs beside the requests and lets go of the database.
    ///
    /// # Errors
    /// A connection that could not be closed.
    pub async fn close(&self) -> std::io::Result<()> {
        if !self.tasks.finish(CLOSING).await {
            tracing::warn!("something did not end in time and is cut off");
        }
        // A statement that was cut off may hold its connection a little longer.
        match tokio::time::timeout(CLOSING, self.db.clone().close()).await {
            Ok(closed) => closed.map_err(std::io::Error::other),
            Err(_) => Err(std::io::ErrorKind::TimedOut.into()),
        }
    }

    /// Serves until `stop`; then takes no more connections, tells everything that lives long to end, finishes what was
    /// begun and closes the database.
    ///
    /// # Errors
    /// The database cannot be closed.
    pub async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let door = Door {
            limits: self.config.connections,
            trusted: self.config.trusted_proxies.clone(),
            tasks: self.tasks.clone(),
            metrics: self.metrics.clone(),
        };
        let (db, clock) = (self.db.clone(), Arc::clone(&self.clock));
        // So that the first request is already counted under the key of the day; a failure is told by the task below.
        let _ = self.rate.exchange(&db, clock.now()).await;
        self.tasks.spawn(sweep::keep_sweeping(
            self.storage.clone(),
            db.clone(),
            Arc::clone(&clock),
            self.tasks.clone(),
        ));
        self.tasks.spawn(keep_this(self.storage.clone(), self.files.clone()));
        self.tasks.spawn(care::keep_caring(db.clone(), Arc::clone(&clock), self.tasks.clone()));
        self.tasks.spawn(accounts::care::keep_caring(db.clone(), Arc::clone(&clock), self.tasks.clone()));
        self.tasks.spawn(calls::care::keep_caring(db.clone(), Arc::clone(&clock), self.tasks.clone()));
        self.tasks.spawn(comments::care::keep_caring(db.clone(), Arc::clone(&clock), self.tasks.clone()));
        self.tasks.spawn(rate::keep_exchanging(Arc::clone(&self.rate), db, clock, self.tasks.clone()));
        self.tasks.spawn(self.mail.clone().keep_sending());
        accept::serve(listener, self.router(), door, stop).await;
        self.close().await
    }
}

/// Waits until the process is asked to stop: Ctrl-C, or SIGTERM from a service manager.
pub async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
