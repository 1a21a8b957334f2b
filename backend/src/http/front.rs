//! Before all routes: an answer that is kept is handed out here, past everything that a request otherwise goes through.
//! What remains is what everybody owes: his address is counted, the request has a name, the log a line.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, Method};
use axum::response::Response;
use axum::routing::future::RouteFuture;
use futures_util::FutureExt as _;
use futures_util::future::{Either, Ready, ready};
use tower::Service;

use super::address::{Client, client};
use super::answers::question;
use super::edge::{NAME, as_the_layers_would};
use crate::app::App;
use crate::error::RequestId;
use crate::metrics::Limit;

/// The routes with the kept answers before them.
#[derive(Clone)]
pub(super) struct Front {
    pub(super) app: Arc<App>,
    pub(super) routes: Router,
}

impl Front {
    /// The answer, if it is kept. Whoever asks for anything else goes on to the routes. He is counted, and gets it however often
    /// he asks: like a file it costs nothing but its bytes, and whoever has the same address as a flood still sees the form.
    fn kept(&self, request: &Request) -> Option<Response> {
        if request.method() != Method::GET || request.uri().path() != "/graphql" {
            return None;
        }
        let (query, headers) = (request.uri().query()?, request.headers());
        let question = question(query, headers)?;
        // It is never waited for: where it is not there at once, the routes will find it.
        let kept = self.app.answers.get(&self.app, &question).now_or_never().flatten()?;
        let peer =
            request.extensions().get::<ConnectInfo<_>>().map(|info: &ConnectInfo<std::net::SocketAddr>| info.0.ip());
        let who = peer.map_or(Client::UNKNOWN, |peer| client(peer, headers, &self.app.config.trusted_proxies));
        let often = self.app.rate.admit(who.counted(), self.app.clock.now());
        if often.is_err() {
            self.app.metrics.limit_hit(Limit::Rate);
        }
        self.app.metrics.cache(true);
        let mut response = kept.response(headers);
        let id = RequestId::new();
        tracing::info!(request_id = %id.0, method = "GET", route = "/graphql", status = response.status().as_u16(), "kept");
        let out = response.headers_mut();
        if let Ok(id) = HeaderValue::from_str(&id.0) {
            out.insert(NAME, id);
        }
        as_the_layers_would(out);
        Some(response)
    }
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, RouteFuture<Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.kept(&request) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.routes.call(request)),
        }
    }
}
