//! How it goes: for whoever restarts the process (`/healthz`), sends it visitors (`/readyz`) or watches it (`/metrics`).
//! None of them waits in line with the visitors, and none is ever kept.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};

use crate::app::App;

const NEVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/healthz", get(|| async { ([NEVER], "ok\n") }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

async fn ready(State(app): State<Arc<App>>) -> impl IntoResponse {
    let missing = if app.tasks.are_stopping() { Some("stopping".to_owned()) } else { app.db.missing().await };
    match missing {
        None => (StatusCode::OK, [NEVER], "ready\n".to_owned()),
        Some(what) => (StatusCode::SERVICE_UNAVAILABLE, [NEVER], format!("{what}\n")),
    }
}

/// By the address at the other end of the connection, never by a header: a proxy in front would pass on everybody. For
/// others there is no such page.
async fn metrics(State(app): State<Arc<App>>, peer: Option<Extension<ConnectInfo<SocketAddr>>>) -> Response {
    let known = peer.is_some_and(|Extension(ConnectInfo(peer))| {
        let peer = peer.ip().to_canonical();
        app.config.metrics_from.iter().any(|net| net.contains(&peer))
    });
    if !known {
        return (StatusCode::NOT_FOUND, [NEVER], "There is no such page.\n").into_response();
    }
    let media = (header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8");
    ([NEVER, media], app.metrics.text(&app.db.pools())).into_response()
}
