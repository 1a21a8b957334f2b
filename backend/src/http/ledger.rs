//! The log of a consultation as a file for everybody, and the key that proves its signature.
//!
//! A file is made under one sight of the database, so that no decision falls between its lines. That of a long log is kept
//! for a minute: every change that everybody can see adds an entry, so a log of the same length is the same file, unless
//! somebody has changed the database behind our back. Then it shows a minute later.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use entities::ConsultationId;
use moka::future::Cache;
use tempfile::NamedTempFile;
use tokio_util::io::ReaderStream;

use super::long::{LongReads, in_time};
use super::session::Refusal;
use crate::app::App;
use crate::comments::rules::export::First;
use crate::comments::store::{consultation, facts, lines, log, reports, texts};
use crate::error::{Error, RequestId};
use crate::ledger::{LedgerKey, origin};
use crate::scope::Scope;

/// So many entries are read at once.
const AT_ONCE: i64 = 500;
/// So many files are kept.
const KEPT: u64 = 16;
/// For so long.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// Of shorter logs no file is kept: they are made as soon as found.
const LONG: u64 = 5_000;

/// The files that were made lately.
#[derive(Debug)]
pub struct Logs {
    kept: Cache<(ConsultationId, u64), Arc<NamedTempFile>>,
}

impl Default for Logs {
    fn default() -> Self {
        let kept = Cache::builder().max_capacity(KEPT).time_to_live(KEPT_FOR).build();
        Self { kept }
    }
}

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
    let answered = in_time(&app.metrics, Box::pin(answer(&app, &named))).await;
    answered.map_err(|error| Refusal(error, id))
}

async fn answer(app: &App, named: &str) -> Result<Response, Error> {
    let of: ConsultationId = named.trim_end_matches(".ndjson").parse()?;
    let scope = app.gate.anyone();
    consultation(&scope, of).await?;
    let size = log::size(&scope, scope.reader(), of).await?;
    let make = Box::pin(make(&app.long_reads, &scope, &app.key, of));
    let file = if size < LONG {
        make.await?
    } else {
        let kept = app.logs.kept.try_get_with((of, size), make).await;
        kept.map_err(|error: Arc<Error>| (*error).clone())?
    };
    let file = tokio::fs::File::from_std(file.reopen().map_err(Error::internal)?);
    let name = format!("attachment; filename=\"{of}.ndjson\"");
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}

async fn make(
    long_reads: &LongReads,
    scope: &Scope,
    key: &LedgerKey,
    of: ConsultationId,
) -> Result<Arc<NamedTempFile>, Error> {
    let _turn = long_reads.turn().await?;
    let sight = scope.snapshot().await?;
    let size = log::size(scope, &sight, of).await?;
    let head = log::end(scope, &sight, of, size).await?;
    let signed = key.sign(&origin(key.public().server(), &of.to_string()), head).map_err(Error::internal)?;
    let mut file = NamedTempFile::new().map_err(Error::internal)?;
    let (texts, report) = (Some(texts::shown(scope, &sight, of).await?), reports::shown(scope, &sight, of).await?);
    let first = First {
        javno_log: 1,
        key: key.public().0.clone(),
        head: signed,
        texts,
        comments: Some(lines::number(scope, &sight, of).await?),
        report,
        counts: Some(lines::counts(scope, &sight, of).await?),
        facts: facts::shown(scope, &sight, of).await?,
    };
    write(&mut file, &first)?;
    let (size, mut from) = (i64::try_from(size).map_err(Error::internal)?, 0);
    while from < size {
        let mut part = Vec::new();
        for line in &lines::lines(scope, &sight, of, (from, AT_ONCE.min(size - from))).await? {
            write(&mut part, line)?;
        }
        file.write_all(&part).map_err(Error::internal)?;
        from += AT_ONCE;
    }
    sight.commit().await?;
    Ok(Arc::new(file))
}

fn write(to: &mut impl std::io::Write, line: &impl serde::Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *to, line).map_err(Error::internal)?;
    to.write_all(b"\n").map_err(Error::internal)
}
