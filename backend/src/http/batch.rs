//! Several operations in one POST, as some clients bundle them: an array comes, an array goes, in the same order. Each is
//! admitted and answered by itself, one after another, so that a batch takes no more connections than one request. When
//! the time of one operation has passed, no further one is begun: a batch holds its place at most twice as long.

use std::time::Duration;

use axum::response::Response;
use serde_json::Value;
use tokio::time::Instant;

use super::graphql::{Caller, Method, json, prepare, written_json};
use super::params::{Rejection, from_object};
use crate::app::App;
use crate::error::Error;
use crate::metrics::Limit;

/// The answers to a list of operations.
pub(super) async fn answer(
    app: &App,
    caller: &Caller<'_>,
    list: Vec<Value>,
    media: &'static str,
) -> Result<Response, Rejection> {
    let most = app.config.operation.batch;
    if list.is_empty() {
        return Err(Rejection::bad("This list holds no operation."));
    }
    if list.len() > most {
        app.metrics.limit_hit(Limit::Batch);
        return Err(Rejection::bad(format!("A list may hold at most {most} operations.")));
    }
    let (began, seconds) = (Instant::now(), app.config.operation.seconds);
    let mut answers = vec![b'['];
    for (n, one) in list.into_iter().enumerate() {
        // The first was counted when the request came.
        if n > 0
            && let Err(often) = app.rate.admit(caller.client.counted(), app.clock.now())
        {
            app.metrics.limit_hit(Limit::Rate);
            answers.push(b',');
            answers.extend(json(&Rejection::of(often, caller.id).response));
            continue;
        }
        if answers.len() > 1 {
            answers.push(b',');
        }
        if began.elapsed() > Duration::from_secs(seconds) {
            app.metrics.limit_hit(Limit::Timeout);
            answers.extend(json(&Rejection::of(Error::TookTooLong(seconds), caller.id).response));
            continue;
        }
        let response = match prepare(app, caller, from_object(one), &Method::Post).await {
            Ok(admitted) => app.gate.answer(admitted).await,
            Err(refusal) => *refusal.response,
        };
        answers.extend(json(&response));
    }
    answers.push(b']');
    Ok(written_json(caller.headers, answers, media))
}
