//! A directory whole, for whoever keeps it: also what is not listed and what nobody else reads.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use entities::{OrganisationId, municipality, organisation, organisation_area, organisation_status};
use futures_util::stream::{self, Stream};

use super::{Which, note, official, taken_away};
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::http::data::sheet;
use crate::http::long::in_time;
use crate::http::session::{Refusal, downloader};
use crate::http::sheets::{CSV, Cells};
use crate::organisations::store::desk::{after, hanging, led};
use crate::organisations::types::register::{cells, columns};
use crate::scope::{As, Scope};
use crate::viewer::DirectoryKeeper;

/// So many are read at once.
const AT_ONCE: u64 = 200;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/desk/export/{file}", get(register))
}

/// The directory of a municipality as a table, JSON or a workbook; or what its columns mean.
async fn register(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Path(file): Path<String>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let written = Box::pin(async {
        let none = || Error::NotFound("There is no such file of a desk.".into());
        let kind = file.strip_prefix("organisations").ok_or_else(none)?;
        let (scope, keeper, owner) = official::<DirectoryKeeper>(&app, downloader(&app, &headers), &which).await?;
        let name = format!("{}-registar{kind}", owner.slug);
        let list = sheet(&owner, columns());
        if kind == "-codebook.csv" {
            return Ok(taken_away(&name, CSV, Body::from(list.explained()?)));
        }
        let kind = kind.strip_prefix('.').ok_or_else(none)?;
        let rows = batches(scope.clone(), keeper, owner.clone());
        // A workbook is made whole before anything of it is sent; the others are read as they are sent.
        let turn = if kind == "xlsx" { Some(app.long_reads.turn().await?) } else { None };
        let (media, body) = list.file(kind, rows).await?.ok_or_else(none)?;
        drop(turn);
        note(&scope, keeper, &owner, &name).await?;
        Ok(taken_away(&name, media, body))
    });
    in_time(&app.metrics, written).await.map_err(|error| Refusal(error, id))
}

/// The rows of a directory, some at a time: four statements for each.
fn batches(
    scope: Scope,
    keeper: As<DirectoryKeeper>,
    owner: municipality::Model,
) -> impl Stream<Item = Result<Vec<Cells>, Error>> + Send {
    let reading = Arc::new((scope, keeper, owner));
    stream::try_unfold(None, move |last: Option<OrganisationId>| {
        let reading = Arc::clone(&reading);
        async move {
            let (scope, keeper, owner) = &*reading;
            let rows = after(scope, keeper, last, AT_ONCE).await?;
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let Some(last) = ids.last().copied() else { return Ok(None) };
            let (areas, statuses) = hanging(scope, keeper, &ids).await?;
            let led = led(scope, keeper, &ids).await?;
            let areas = by_record(areas, |row: &organisation_area::Model| row.organisation_id);
            let mut statuses = by_record(statuses, |row: &organisation_status::Model| row.organisation_id);
            for statuses in statuses.values_mut() {
                statuses.sort_by_key(|status| (status.valid_from, status.id));
            }
            let row = |row: &organisation::Model| {
                let areas = areas.get(&row.id).map(Vec::as_slice).unwrap_or_default();
                let statuses = statuses.get(&row.id).map(Vec::as_slice).unwrap_or_default();
                cells(owner, row, areas, statuses, led.get(&row.id).copied())
            };
            Ok(Some((rows.iter().map(row).collect(), Some(last))))
        }
    })
}

fn by_record<T>(rows: Vec<T>, of: impl Fn(&T) -> OrganisationId) -> HashMap<OrganisationId, Vec<T>> {
    let mut found: HashMap<OrganisationId, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(of(&row)).or_default().push(row);
    }
    found
}
