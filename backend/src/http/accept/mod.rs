//! The front door: takes connections and gives none of them more than its share.
//!
//! `axum::serve` waits for ever: for the end of a head, for the next byte of a body, for a reader that does not read.
//! Here every wait has an end ([`io`], [`body`]), every address and the whole process have a number of connections
//! ([`counts`]), and whoever comes when there is no place is told so and when to come back ([`refuse`]).
//!
//! HTTP/1.1 only, with upgrades for WebSocket. HTTP/2 and TLS are the proxy's to speak.

mod body;
mod connection;
mod counts;
mod handles;
mod io;
mod refuse;
mod stays;
mod turn;

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use ipnet::IpNet;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

pub use self::body::ExpectAFile;
use self::counts::Counts;
pub use self::handles::make_room;
use self::refuse::Refusals;
pub(super) use self::stays::Stays;
use self::turn::Times;
use crate::config::{ConnectionLimits, seconds};
use crate::metrics::{Limit, Metrics};
use crate::tasks::Tasks;

/// How long to wait when no connection can be taken (no file handle is left): long enough not to spin, short enough not
/// to be missed.
const BREATH: Duration = Duration::from_millis(50);
/// How long connections that were cut may take to notice.
const CUT: Duration = Duration::from_secs(1);

/// What the door has to know.
#[derive(Clone, Debug)]
pub struct Door {
    /// What a connection may take up.
    pub limits: ConnectionLimits,
    /// Whose connections are not counted by address, because many clients share them.
    pub trusted: Vec<IpNet>,
    /// Where connections run.
    pub tasks: Tasks,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

/// What all connections share.
struct House {
    http: http1::Builder,
    router: Router,
    times: Arc<Times>,
    counts: Arc<Counts>,
    trusted: Vec<IpNet>,
    tasks: Tasks,
    metrics: Metrics,
    cut: CancellationToken,
}

/// Listens. Connections that come all at once wait in a line that is long enough for a crowd.
///
/// # Errors
/// The address is taken, or not this machine's.
pub fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that starts again does not wait until the connections of the old one are forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(1024)
}

/// Serves until `stop`; then takes no more connections, tells every task to end, finishes the requests in flight, and
/// cuts what is still there after `shutdown_seconds`.
pub async fn serve(listener: TcpListener, router: Router, door: Door, stop: impl Future<Output = ()> + Send) {
    let Door { limits, trusted, tasks, metrics } = door;
    let mut http = http1::Builder::new();
    // The wrapper round the connection keeps the time. The smallest buffers that hyper allows: there may be thousands.
    http.header_read_timeout(None).max_buf_size(limits.header_bytes.max(8192)).max_header_size(limits.header_bytes);
    let house = Arc::new(House {
        http,
        router,
        times: Arc::new(Times::of(&limits)),
        counts: Counts::new(limits.per_address, limits.in_all),
        trusted,
        tasks,
        metrics,
        cut: CancellationToken::new(),
    });
    let refusals = Refusals::default();
    let mut stop = pin!(stop);
    let mut stopping = pin!(house.tasks.stopping());
    loop {
        let taken = tokio::select! {
            biased;
            () = &mut stop => break,
            () = &mut stopping => break,
            taken = listener.accept() => taken,
        };
        match taken {
            Ok((stream, peer)) => take(&house, &refusals, stream, peer),
            // The client was gone before it was let in.
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    // From here on the address refuses.
    drop(listener);
    if !house.tasks.finish(seconds(limits.shutdown_seconds)).await {
        tracing::warn!("some requests did not end in time and are cut");
        house.cut.cancel();
        house.tasks.finish(CUT).await;
    }
}

fn take(house: &Arc<House>, refusals: &Refusals, stream: TcpStream, peer: SocketAddr) {
    // Answers are written whole; waiting for more to send only makes them late.
    let _ = stream.set_nodelay(true);
    let trusted = house.trusted.iter().any(|net| net.contains(&peer.ip().to_canonical()));
    match house.counts.enter(peer.ip(), trusted) {
        Some(place) => {
            house.tasks.spawn(connection::serve(Arc::clone(house), stream, peer, place));
        }
        None => {
            house.metrics.limit_hit(Limit::Connections);
            refusals.refuse(&house.tasks, stream);
        }
    }
}

fn is_the_clients(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
