//! Open data: what was awarded, of a municipality or of all, as the 360Giving Data Standard has it. It is written as it is
//! read, however long it is.
//!
//! This table alone is parted by commas: the tools of the standard, for which its columns are named so, part tables by commas and
//! nothing else. Excel, which parts by `;` here, has the workbook.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use entities::{MunicipalityId, ResultRowId};
use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use serde_json::{Map, Value, json};
use url::Url;

use super::data::shown;
use super::long::in_time;
use super::session::Refusal;
use super::sheets::{CSV, JSON, MARK, Sheet, XLSX, parted};
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::results::store::awards::after;
use crate::results::types::open::{COLUMNS, Told};
use crate::scope::Scope;

/// So many are read at once.
const AT_ONCE: u64 = 200;

/// What is read, and what is told of where.
struct Reading {
    scope: Scope,
    municipality: Option<MunicipalityId>,
    home: Url,
    source: Url,
}

/// The awards of all municipalities.
pub(super) async fn of_all(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Path(file): Path<String>,
) -> Result<Response, Refusal> {
    let scope = app.gate.anyone();
    let written = in_time(&app.metrics, Box::pin(written(&app, scope, None, &file)));
    written.await.map_err(|error| Refusal(error, id))
}

/// The awards of one, or of all, as the file of this name.
pub(super) async fn written(
    app: &App,
    scope: Scope,
    owner: Option<&entities::municipality::Model>,
    file: &str,
) -> Result<Response, Error> {
    let folder = owner.map(|owner| format!("{}/", owner.slug)).unwrap_or_default();
    let source = app.config.public_url.join(&format!("data/{folder}{file}")).map_err(Error::internal)?;
    let home = app.config.public_url.clone();
    let reading = Reading { scope, municipality: owner.map(|owner| owner.id), home, source };
    let name = owner.map_or_else(|| file.to_owned(), |owner| format!("{}-{file}", owner.slug));
    match file {
        "grants.csv" => Ok(shown(&name, CSV, Body::from_stream(as_csv(reading)))),
        "grants.json" => Ok(shown(&name, JSON, Body::from_stream(as_json(reading)))),
        "grants.xlsx" => {
            // It is made whole before anything of it is sent.
            let _turn = app.long_reads.turn().await?;
            let sheet = Sheet { name: "grants", columns: COLUMNS.to_vec(), areas: Vec::new() };
            let rows = batches(reading).map_ok(|rows| rows.into_iter().map(|told| told.cells().to_vec()).collect());
            Ok(shown(&name, XLSX, Body::from_stream(Box::pin(sheet.workbook(rows)).await?)))
        }
        _ => Err(Error::NotFound("There is no such file of open data.".into())),
    }
}

/// The awards, some at a time.
fn batches(reading: Reading) -> impl Stream<Item = Result<Vec<Told>, Error>> + Send {
    let reading = Arc::new(reading);
    stream::try_unfold(None, move |last: Option<ResultRowId>| {
        let reading = Arc::clone(&reading);
        async move {
            let awards = Box::pin(after(&reading.scope, reading.municipality, last, AT_ONCE)).await?;
            let Some(last) = awards.last().map(|award| award.row.id) else { return Ok(None) };
            let told = awards.iter().map(|award| award.told(&reading.home, &reading.source)).collect();
            Ok(Some((told, Some(last))))
        }
    })
}

fn as_csv(reading: Reading) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
    let head = COLUMNS.map(|(name, _)| name.to_owned());
    let head = stream::once(async move { Ok([MARK.to_vec(), parted(b',', [head])?].concat()) });
    head.chain(batches(reading).map(|rows| parted(b',', rows?.into_iter().map(Told::cells))))
}

fn as_json(reading: Reading) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
    let columns: Map<String, Value> = COLUMNS.map(|(name, what)| (name.to_owned(), what.into())).into_iter().collect();
    let codebook = json!({ "columns": columns });
    let head = stream::once(async move { Ok(format!("{{\"codebook\":{codebook},\n\"grants\":[\n").into_bytes()) });
    let mut begun = false;
    let rows = batches(reading).map_ok(move |rows| {
        let mut out = String::new();
        for row in rows {
            out += if begun { ",\n" } else { "" };
            out += &row.object().to_string();
            begun = true;
        }
        out.into_bytes()
    });
    head.chain(rows).chain(stream::once(async { Ok(b"\n]}\n".to_vec()) }))
}
