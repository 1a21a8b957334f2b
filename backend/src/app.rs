//! The application: everything that lives as long as the process. Whatever is to run beside the requests is spawned
//! here and nowhere else; nothing is yet.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, Observer};
use crate::events::Journal;
use crate::gate::Gate;
use crate::http;
use crate::http::apq::Persisted;
use crate::http::widgets::{Documents, Files};
use crate::metrics::Metrics;
use crate::municipalities::intake::shared_areas;
use crate::scope::at_the_console;
use crate::tasks::Tasks;
use crate::{municipalities, schema};

/// How long what runs may go on after it was told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

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
    /// What happens.
    pub journal: Journal,
    /// The door to the schema.
    pub gate: Gate,
    /// The documents that widgets ask for by id.
    pub documents: Documents,
    /// The documents that developers ask for by hash.
    pub persisted: Persisted,
    /// The widgets' files.
    pub files: Files,
    /// What the server counts about itself.
    pub metrics: Metrics,
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
        let db = Db::connect(&config.database_url, observer).await?;
        let tx = at_the_console().begin(&db, clock.now()).await?;
        municipalities::store::save_areas(&tx, shared_areas().to_vec()).await?;
        tx.commit().await?;
        let (tasks, metrics) = (Tasks::default(), Metrics::default());
        let journal =
            Journal::open(db.clone(), Arc::clone(&clock), schema::loaders, schema::fill, metrics.clone()).await?;
        tasks.spawn(journal.clone().follow(config.database_url.clone(), tasks.stopping()));
        let gate = Gate::new(
            schema::build(Arc::clone(&config), Some(journal.clone())),
            Arc::clone(&config),
            db.clone(),
            Arc::clone(&clock),
            schema::loaders,
            journal.clone(),
            tasks.clone(),
            metrics.clone(),
        );
        let (documents, persisted, files) = (Documents::shipped(), Persisted::default(), Files::shipped());
        Ok(Arc::new(Self { config, db, clock, tasks, metrics, journal, gate, documents, persisted, files }))
    }

    /// Everything that the server answers.
    pub fn router(self: &Arc<Self>) -> Router {
        http::router(self)
    }

    /// Ends whatever runs beside the requests and lets go of the database.
    ///
    /// # Errors
    /// A connection that could not be closed.
    pub async fn close(&self) -> Result<(), crate::error::Error> {
        if !self.tasks.finish(PATIENCE).await {
            tracing::warn!("something did not end in time and is cut off");
        }
        Ok(self.db.clone().close().await?)
    }

    /// Serves until `stop`, then finishes what was begun and closes the database.
    ///
    /// # Errors
    /// The listener fails.
    pub async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let tasks = self.tasks.clone();
        let told = async move {
            stop.await;
            tasks.stop();
        };
        let routes = self.router().into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, routes).with_graceful_shutdown(told).await?;
        self.close().await.map_err(std::io::Error::other)
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
