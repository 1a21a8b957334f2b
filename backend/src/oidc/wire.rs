//! The connection to a directory: no redirect is followed, and no answer is read that is too long.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use openidconnect::http::{HeaderMap, Response, StatusCode};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::{Misconfigured, PATIENCE};

/// The longest answer of a directory; what it says of itself has some ten thousand characters.
const LONGEST: usize = 256 * 1024;

#[derive(Clone, Debug)]
pub(super) struct Wire(reqwest::Client);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("no connection")]
    Connection(#[source] reqwest::Error),
    #[error("its answer is too long")]
    TooLong,
    #[error("its answer is none")]
    None(#[source] openidconnect::http::Error),
}

impl Wire {
    pub(super) fn new() -> Result<Self, Misconfigured> {
        // Whoever came first has chosen; all choose the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .user_agent("javno")
            .build();
        client.map(Self).map_err(|_| Misconfigured("no TLS can be spoken"))
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = NoAnswer;
    type Future = BoxFuture<'c, Result<HttpResponse, NoAnswer>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.carry(request).boxed()
    }
}

impl Wire {
    async fn carry(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let request = request.try_into().map_err(without_address)?;
        let mut answer = self.0.execute(request).await.map_err(without_address)?;
        let (status, headers): (StatusCode, HeaderMap) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(without_address)? {
            if body.len() + part.len() > LONGEST {
                return Err(NoAnswer::TooLong);
            }
            body.extend_from_slice(&part);
        }
        let mut response = Response::builder().status(status).body(body).map_err(NoAnswer::None)?;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// An address could hold what is asked for.
fn without_address(error: reqwest::Error) -> NoAnswer {
    NoAnswer::Connection(error.without_url())
}
