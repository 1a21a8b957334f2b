//! A server on a real port, and clients who speak to it byte by byte.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use javno::app::App;
use javno::clock::ManualClock;
use javno::config::{Config, ConnectionLimits};
use javno::http::accept::{self, Door};
use javno::metrics::Metrics;
use javno::tasks::Tasks;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Database, NOW, config, instant, watch};

/// Far longer than anything here takes: a test that waits for nothing ends with a sentence instead of never.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits, but not for ever.
///
/// # Panics
/// It took too long.
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.unwrap_or_else(|_| panic!("waited too long: {what}"))
}

/// A server that listens.
#[derive(Debug)]
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    /// The application, where it is one.
    pub app: Option<Arc<App>>,
    /// Its clock, if it has one; it stands at [`NOW`].
    pub clock: Arc<ManualClock>,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<()>,
    // Last, so that the connections above are gone when it goes.
    _database: Option<Arc<Database>>,
}

impl Served {
    /// The application, with whatever the test changes in its configuration.
    pub async fn app(change: impl FnOnce(&mut Config)) -> Self {
        Self::on(Arc::new(Database::migrated().await), change).await
    }

    /// The application on a database that others may use as well.
    ///
    /// # Panics
    /// It does not start.
    pub async fn on(database: Arc<Database>, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(&database);
        change(&mut config);
        let clock = Arc::new(ManualClock::at(instant(NOW)));
        let app = App::start(config, clock.clone(), None).await.expect("the application starts");
        Self { _database: Some(database), ..Self::of(app, clock) }
    }

    /// An application that runs already.
    ///
    /// # Panics
    /// There is no port.
    pub(crate) fn of(app: Arc<App>, clock: Arc<ManualClock>) -> Self {
        let (listener, address) = port();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = Arc::clone(&app).serve(listener, async { drop(stopped.await) });
        let ended = Tasks::default().spawn(async { serving.await.expect("it closes") });
        Self { address, app: Some(app), clock, stop: Some(stop), ended, _database: None }
    }

    /// Any router.
    pub async fn router(router: Router, limits: ConnectionLimits) -> Self {
        let (listener, address) = port();
        let (stop, stopped) = oneshot::channel::<()>();
        let door = Door { limits, trusted: Vec::new(), tasks: Tasks::default(), metrics: Metrics::default() };
        let ended = Tasks::default().spawn(accept::serve(listener, router, door, async { drop(stopped.await) }));
        let clock = Arc::new(ManualClock::at(instant(NOW)));
        Self { address, app: None, clock, stop: Some(stop), ended, _database: None }
    }

    /// Asks it to stop.
    pub fn stop(&mut self) {
        self.stop.take();
    }

    /// Asks it to stop and waits until it has.
    ///
    /// # Panics
    /// It does not stop, or not well.
    pub async fn end(mut self) {
        self.stop();
        soon("the server ends", self.ended).await.expect("it ended well");
    }

    /// A client from 127.0.0.1.
    pub async fn client(&self) -> Wire {
        self.client_from(1).await
    }

    /// A client from 127.0.0.`n`.
    ///
    /// # Panics
    /// It cannot connect.
    pub async fn client_from(&self, n: u8) -> Wire {
        self.try_client(n).await.expect("a connection")
    }

    /// The same, where it may fail.
    ///
    /// # Errors
    /// It cannot connect.
    pub async fn try_client(&self, n: u8) -> io::Result<Wire> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, n], 0)))?;
        Ok(Wire { stream: soon("a connection", socket.connect(self.address)).await? })
    }

    /// What a connection of its own from 127.0.0.`n` gets for a GET.
    pub async fn get_from(&self, n: u8, path: &str) -> String {
        let mut client = self.client_from(n).await;
        client.say(&format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await;
        client.hear().await
    }

    /// The same from 127.0.0.1.
    pub async fn get(&self, path: &str) -> String {
        self.get_from(1, path).await
    }
}

fn port() -> (TcpListener, SocketAddr) {
    watch::this_test();
    let listener = accept::listen(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port");
    let address = listener.local_addr().expect("an address");
    (listener, address)
}

/// One end of a connection.
#[derive(Debug)]
pub struct Wire {
    /// For whoever wants to speak another language.
    pub stream: TcpStream,
}

impl Wire {
    /// Sends; that the server has closed meanwhile is heard later.
    pub async fn say(&mut self, text: &str) {
        self.say_bytes(text.as_bytes()).await;
    }

    /// The same with any bytes.
    pub async fn say_bytes(&mut self, bytes: &[u8]) {
        let _ = soon("a write", self.stream.write_all(bytes)).await;
    }

    /// Everything up to the end of the connection.
    pub async fn hear(&mut self) -> String {
        String::from_utf8_lossy(&self.hear_bytes().await).into_owned()
    }

    /// The same as it came.
    pub async fn hear_bytes(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        // A reset is an end as well.
        let _ = soon("the end of the connection", self.stream.read_to_end(&mut all)).await;
        all
    }

    /// What comes until this is part of it.
    ///
    /// # Panics
    /// The connection ends before.
    pub async fn hear_until(&mut self, wanted: &str) -> String {
        let mut heard = Vec::new();
        while !String::from_utf8_lossy(&heard).contains(wanted) {
            let more = soon(wanted, self.stream.read_buf(&mut heard)).await;
            assert!(more.is_ok_and(|more| more > 0), "{}", String::from_utf8_lossy(&heard));
        }
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// One answer with its body, whose length must be said.
    ///
    /// # Panics
    /// The connection ends before.
    pub async fn answer(&mut self) -> String {
        let mut answer = Vec::new();
        let whole = |answer: &[u8]| {
            let text = String::from_utf8_lossy(answer).into_owned();
            let (head, body) = text.split_once("\r\n\r\n")?;
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?.parse::<usize>().ok()?;
            (body.len() >= length).then_some(text)
        };
        loop {
            if let Some(text) = whole(&answer) {
                return text;
            }
            let byte = soon("an answer", self.stream.read_u8()).await;
            answer.push(byte.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&answer))));
        }
    }

    /// Sends a byte now and then until the server closes; what the server said.
    pub async fn dribble(&mut self, pause: Duration) -> String {
        let (mut read, mut write) = self.stream.split();
        let mut all = Vec::new();
        tokio::select! {
            _ = soon("the end of the connection", read.read_to_end(&mut all)) => {}
            () = async {
                while write.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
                std::future::pending::<()>().await;
            } => {}
        }
        String::from_utf8_lossy(&all).into_owned()
    }
}
