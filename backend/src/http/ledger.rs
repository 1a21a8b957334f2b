//! The log of a consultation as a file for everybody, and the key that proves its signature.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use entities::ConsultationId;
use futures_util::stream::{self, StreamExt as _};

use super::session::Refusal;
use crate::app::App;
use crate::comments::rules::export::First;
use crate::comments::store::{consultation, log};
use crate::error::{Error, RequestId};
use crate::ledger::origin;

/// So many entries are read at once.
const AT_ONCE: i64 = 500;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/log/key", get(key)).route("/log/{consultation}", get(whole))
}

/// What proves this server's signatures, as `c2sp.org/signed-note` writes it.
async fn key(State(app): State<Arc<App>>) -> String {
    format!("{}\n", app.key.public().0)
}

/// The log, a line for each entry.
async fn whole(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Path(named): Path<String>,
) -> Result<Response, Refusal> {
    begin(app, &named).await.map_err(|error| Refusal(error, id))
}

async fn begin(app: Arc<App>, named: &str) -> Result<Response, Error> {
    let of: ConsultationId = named.trim_end_matches(".ndjson").parse()?;
    let scope = app.gate.anyone();
    consultation(&scope, of).await?;
    // What is added from here on is not in this file: its head is signed first.
    let head = log::end(&scope, of).await?;
    let size = i64::try_from(head.size).map_err(Error::internal)?;
    let key = app.key.public();
    let signed = app.key.sign(&origin(key.server(), &of.to_string()), head).map_err(Error::internal)?;
    let first = First { javno_log: 1, key: key.0.clone(), head: signed };
    let first = written(&first)?;
    let rest = stream::try_unfold(0_i64, move |from| {
        let scope = scope.clone();
        async move {
            if from >= size {
                return Ok(None);
            }
            let lines = log::lines(&scope, of, from, AT_ONCE.min(size - from)).await?;
            let mut part = Vec::new();
            for line in &lines {
                part.extend(written(line)?);
            }
            Ok::<_, Error>(Some((Bytes::from(part), from + AT_ONCE)))
        }
    });
    let all = stream::once(async { Ok(Bytes::from(first)) }).chain(rest);
    let name = format!("attachment; filename=\"{of}.ndjson\"");
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(all)).into_response())
}

fn written(line: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    let mut text = serde_json::to_vec(line).map_err(Error::internal)?;
    text.push(b'\n');
    Ok(text)
}
