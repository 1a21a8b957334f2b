//! How it goes: for whoever restarts the process (`/healthz`), sends it visitors (`/readyz`) or watches it (`/metrics`).
//! None of them waits in line with the visitors, and none is ever kept.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use tokio::sync::Mutex;
use tokio::time::{Duration, Instant};

use crate::app::App;

const NEVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");
/// How long it is believed that the database answers, or that it does not: anybody may ask, as often as he likes.
const BELIEVED: Duration = Duration::from_secs(1);

/// What the database was missing, and when that was looked at.
type Looked = Arc<Mutex<Option<(Instant, Option<String>)>>>;

pub(super) fn router() -> Router<Arc<App>> {
    let looked = Looked::default();
    Router::new()
        .route("/healthz", get(|| async { ([NEVER], "ok\n") }))
        .route("/readyz", get(move |State(app): State<Arc<App>>| ready(app, looked)))
        .route("/metrics", get(metrics))
}

async fn ready(app: Arc<App>, looked: Looked) -> impl IntoResponse {
    let missing = if app.tasks.are_stopping() { Some("stopping".to_owned()) } else { missing(&app, &looked).await };
    match missing {
        None => (StatusCode::OK, [NEVER], "ready\n".to_owned()),
        Some(what) => (StatusCode::SERVICE_UNAVAILABLE, [NEVER], format!("{what}\n")),
    }
}

/// What the database is missing. However many ask, it is looked at once in that time.
async fn missing(app: &App, looked: &Looked) -> Option<String> {
    let mut looked = looked.lock().await;
    if let Some((_, missing)) = looked.as_ref().filter(|(at, _)| at.elapsed() < BELIEVED) {
        return missing.clone();
    }
    let missing = app.db.missing().await;
    *looked = Some((Instant::now(), missing.clone()));
    missing
}

/// By the address at the other end of the connection, and not for whoever was passed on by a proxy: it may stand on this
/// machine and pass on everybody. For others there is no such page.
async fn metrics(
    State(app): State<Arc<App>>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let passed_on = ["x-forwarded-for", "forwarded"].iter().any(|name| headers.contains_key(*name));
    let known = !passed_on
        && peer.is_some_and(|Extension(ConnectInfo(peer))| {
            let peer = peer.ip().to_canonical();
            app.config.metrics_from.iter().any(|net| net.contains(&peer))
        });
    if !known {
        return (StatusCode::NOT_FOUND, [NEVER], "There is no such page.\n").into_response();
    }
    let media = (header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8");
    ([NEVER, media], app.metrics.text(&app.db.pools())).into_response()
}
