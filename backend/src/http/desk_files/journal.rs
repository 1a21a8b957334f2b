//! The journal of a municipality to take away, for its administrators.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};

use super::{Which, array, file, name, note, official};
use crate::accounts::store::acts_after;
use crate::accounts::types::{Act, ActChange, Names};
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::http::session::{Refusal, downloader};
use crate::http::sheets::{CSV, JSON, MARK, lines};
use crate::scope::{As, Scope};
use crate::viewer::Admin;

/// So many are read at once.
const AT_ONCE: u64 = 100;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/export/journal.csv", get(journal_csv))
        .route("/desk/export/journal.json", get(journal_json))
}

/// Acts that were read, told in some form, and the last of them; none where there are no more.
type Batch<T> = BoxFuture<'static, Result<Option<(T, i64)>, Error>>;

/// Acts of a municipality's journal, oldest first, some at a time, each time told in one form.
fn batches<T: Send + 'static>(
    reading: (Scope, As<Admin>),
    told: fn(&[Act]) -> Result<T, Error>,
) -> impl Fn(i64) -> Batch<T> + Send {
    let reading = Arc::new(reading);
    move |last: i64| -> Batch<T> {
        let reading = Arc::clone(&reading);
        Box::pin(async move {
            let Some((acts, last)) = some_acts(&reading.0, &reading.1, last).await? else { return Ok(None) };
            Ok(Some((told(&acts)?, last)))
        })
    }
}

async fn some_acts(scope: &Scope, admin: &As<Admin>, last: i64) -> Result<Option<(Vec<Act>, i64)>, Error> {
    let rows = acts_after(scope, admin, last, AT_ONCE).await?;
    let Some(last) = rows.last().map(|row| row.position) else { return Ok(None) };
    let names = Names::of(scope, &rows).await?;
    Ok(Some((rows.into_iter().map(|row| Act::new(row, &names)).collect(), last)))
}

/// Who takes the journal away, and what the file is called. That he does stands in it already.
async fn begin(app: &App, headers: &HeaderMap, which: &Which, kind: &str) -> Result<(Scope, As<Admin>, String), Error> {
    let (scope, admin, owner) = official::<Admin>(app, downloader(app, headers), which).await?;
    let name = format!("{}-dnevnik.{kind}", owner.slug);
    note(&scope, admin, &owner, &name).await?;
    Ok((scope, admin, name))
}

fn kind(act: &Act) -> String {
    name(act.kind)
}

async fn journal_json(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &headers, &which, "json").await;
    let (scope, admin, name) = begun.map_err(|error| Refusal(error, id))?;
    let acts = batches((scope, admin), |acts| Ok(acts.iter().map(row).collect::<Vec<_>>()));
    Ok(file(&name, JSON, array(0, acts)))
}

/// An act with its changes.
fn row(act: &Act) -> Value {
    let change = |change: &ActChange| json!({ "field": change.field, "before": change.before, "after": change.after });
    json!({
        "at": act.at, "by": act.by, "kind": kind(act), "subject": act.subject_id.as_str(), "title": act.title,
        "changes": act.changes.iter().map(change).collect::<Vec<_>>(), "reason": act.reason,
    })
}

/// What stands above the columns.
const HEAD: [&str; 9] = ["at", "by", "kind", "subject", "title", "field", "before", "after", "reason"];

async fn journal_csv(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &headers, &which, "csv").await;
    let (scope, admin, name) = begun.map_err(|error| Refusal(error, id))?;
    let acts = batches((scope, admin), |acts| lines(acts.iter().flat_map(cells)));
    let head = stream::once(async { Ok([MARK.to_vec(), lines([HEAD.map(str::to_owned)])?].concat()) });
    Ok(file(&name, CSV, head.chain(stream::try_unfold(0, acts))))
}

/// One line for each change; one where nothing is said of changes.
fn cells(act: &Act) -> Vec<[String; 9]> {
    let line = |change: Option<&ActChange>| {
        let of = |value: Option<&String>| value.cloned().unwrap_or_default();
        [
            act.at.to_rfc3339(),
            of(act.by.as_ref()),
            kind(act),
            act.subject_id.to_string(),
            of(act.title.as_ref()),
            of(change.map(|change| &change.field)),
            of(change.and_then(|change| change.before.as_ref())),
            of(change.and_then(|change| change.after.as_ref())),
            of(act.reason.as_ref()),
        ]
    };
    if act.changes.is_empty() {
        vec![line(None)]
    } else {
        act.changes.iter().map(|change| line(Some(change))).collect()
    }
}
