//! The edges that speak HTTP. Layers stand here in the order in which a request meets them.

pub mod accept;
pub mod address;
pub mod graphql;
pub mod pages;
pub mod rate;
mod shown;
pub mod widgets;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::app::App;

/// Everything that the server answers.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .layer(DefaultBodyLimit::max(app.config.body_bytes))
        .merge(pages::router())
        // By address, whoever it is; files and the word that the server lives are free.
        .layer(from_fn_with_state(Arc::clone(app), rate::limit))
        .route("/healthz", get(|| async { "ok\n" }))
        .layer(CompressionLayer::new())
        // Widget files are compressed once, at start, and pass by the layer above.
        .merge(widgets::router())
        .layer(public_reads())
        .layer(SetResponseHeaderLayer::if_not_present(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("referrer-policy"),
            HeaderValue::from_static("strict-origin-when-cross-origin"),
        ))
        .layer(from_fn_with_state(Arc::clone(app), address::identify))
        .layer(TraceLayer::new_for_http())
        .with_state(Arc::clone(app))
}

/// Whatever is public may be read from any page; without credentials, because there are none to send.
fn public_reads() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .max_age(std::time::Duration::from_hours(24))
}
