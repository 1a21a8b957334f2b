//! Open data: a directory as a file for everybody, in the formats that people and programs read.

use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use entities::{OrganisationId, municipality, organisation_area, organisation_status};
use futures_util::stream::{self, Stream};

use super::grants;
use super::long::in_time;
use super::session::Refusal;
use super::sheets::{CSV, Cells, Sheet};
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::municipalities::types::{Area, Municipality};
use crate::organisations::store::{On, OrganisationLoader, after};
use crate::organisations::types::open::{COLUMNS, cells};
use crate::scope::Scope;

/// So many are read at once.
const AT_ONCE: u64 = 200;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/data/{file}", get(grants::of_all)).route("/data/{slug}/{file}", get(of_one))
}

async fn of_one(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let written = Box::pin(async {
        let scope = app.gate.anyone();
        let owner = Municipality::named(&scope, &slug).await?;
        if file.starts_with("grants.") {
            return grants::written(&app, scope, Some(&owner), &file).await;
        }
        let name = format!("{}-{file}", owner.slug);
        if file == "organisations-codebook.csv" {
            return Ok(shown(&name, CSV, Body::from(sheet(&owner, COLUMNS.to_vec()).explained()?)));
        }
        let none = || Error::NotFound("There is no such file of open data.".into());
        let kind = file.strip_prefix("organisations.").ok_or_else(none)?;
        let list = sheet(&owner, COLUMNS.to_vec());
        // A workbook is made whole before anything of it is sent; the others are read as they are sent.
        let _turn = if kind == "xlsx" { Some(app.long_reads.turn().await?) } else { None };
        let (media, body) = list.file(kind, batches(scope, owner)).await?.ok_or_else(none)?;
        Ok(shown(&name, media, body))
    });
    in_time(&app.metrics, written).await.map_err(|error| Refusal(error, id))
}

/// A directory as a list with these columns; its areas are called as this municipality calls them.
pub(super) fn sheet(owner: &municipality::Model, columns: Vec<(&'static str, &'static str)>) -> Sheet {
    let areas = Area::all(Some(owner), None).into_iter().map(|area| (area.code, area.label)).collect();
    Sheet { name: "organisations", columns, areas }
}

pub(super) fn shown(name: &str, media: &'static str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    if let Ok(attached) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, attached);
    }
    response
}

/// The rows of a directory, some at a time.
fn batches(scope: Scope, owner: municipality::Model) -> impl Stream<Item = Result<Vec<Cells>, Error>> + Send {
    let reading = Arc::new((scope, owner));
    stream::try_unfold(None, move |last: Option<OrganisationId>| {
        let reading = Arc::clone(&reading);
        async move {
            let (scope, owner) = &*reading;
            let rows = after(scope, owner.id, last, AT_ONCE).await?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
            let loader = OrganisationLoader(scope.clone());
            let keys: Vec<_> = rows.iter().map(|row| On::<organisation_area::Entity>::organisation(row.id)).collect();
            let areas = loader.load(&keys).await?;
            let keys: Vec<_> = rows.iter().map(|row| On::<organisation_status::Entity>::organisation(row.id)).collect();
            let statuses = loader.load(&keys).await?;
            let row = |row: &entities::organisation::Model| {
                let areas = areas.get(&On::organisation(row.id)).map(|rows| rows.as_slice());
                let statuses = statuses.get(&On::organisation(row.id)).map(|rows| rows.as_slice());
                cells(owner, row, areas.unwrap_or_default(), statuses.unwrap_or_default()).to_vec()
            };
            Ok(Some((rows.iter().map(row).collect(), Some(last))))
        }
    })
}
