//! Several operations in one POST, as some clients bundle them: an array comes, an array goes, in the same order. Each is
//! admitted and answered by itself, one after another, so a batch never takes more than one request's share.

use axum::response::Response;
use serde_json::Value;

use super::graphql::{Caller, Method, json, prepare, written_json};
use super::params::{Rejection, from_object};
use crate::app::App;
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
    let mut answers = vec![b'['];
    for one in list {
        if answers.len() > 1 {
            answers.push(b',');
        }
        let response = match prepare(app, caller, from_object(one), Method::Post).await {
            Ok(admitted) => app.gate.answer(admitted).await,
            Err(refusal) => *refusal.response,
        };
        answers.extend(json(&response));
    }
    answers.push(b']');
    Ok(written_json(answers, media))
}
