//! The edges that speak HTTP: which routes there are, and what stands around which of them.

pub mod accept;
pub mod address;
pub mod answers;
pub mod apq;
mod batch;
mod coding;
mod data;
mod desk;
mod desk_files;
mod edge;
pub mod files;
mod front;
mod grants;
pub mod graphql;
mod health;
pub mod ledger;
mod live;
pub mod long;
mod oidc;
mod origins;
pub mod pages;
mod params;
pub mod printing;
pub mod rate;
pub mod reader;
pub mod releases;
mod session;
mod sheets;
mod shown;
mod uploads;
pub mod widgets;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

pub use self::edge::{bounded, edge};
use self::front::Front;
pub use self::live::crowd::Crowd;
use crate::app::App;

/// Everything that the server answers.
pub fn router(app: &Arc<App>) -> Router {
    Router::new().fallback_service(Front { app: Arc::clone(app), routes: routes(app) })
}

/// The routes, without the kept answers before them.
pub fn routes(app: &Arc<App>) -> Router {
    let asked = Router::new()
        .merge(pages::router())
        .merge(session::router())
        .merge(ledger::router())
        .merge(data::router())
        .merge(oidc::router())
        .merge(desk_files::router())
        .layer(CompressionLayer::new())
        // Compressed already, all that may come in.
        .merge(files::router())
        // Compresses its answers itself: a stream that stays open for hours has no use for a compressor.
        .route("/graphql", get(graphql::get).post(graphql::post));
    let routes = bounded(asked, app)
        .merge(uploads::uploads())
        .merge(pages::uploads())
        .merge(desk_files::imports())
        // By address, whoever it is; files and the word that the server lives are free.
        .layer(from_fn_with_state(Arc::clone(app), rate::limit))
        .merge(health::router())
        .merge(pages::files())
        // Widget files are compressed once, at start.
        .merge(widgets::router())
        .merge(desk::router())
        .layer(from_fn_with_state(Arc::clone(app), address::identify));
    edge(routes.with_state(Arc::clone(app)), app)
}
