//! Open data: a directory as a file for everybody, in the formats that people and programs read. The table and the JSON are
//! sent as they are read, however long they are; a workbook is written whole first, in constant memory, and then sent.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use entities::{OrganisationId, municipality, organisation_area, organisation_status};
use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::{Map, Value, json};

use super::grants;
use super::session::Refusal;
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::municipalities::types::{Area, Municipality};
use crate::organisations::store::{On, OrganisationLoader, after};
use crate::organisations::types::open::{CODEBOOK, COLUMNS, cells, codebook};
use crate::scope::Scope;
use crate::table::harmless;

/// So many are read at once.
const AT_ONCE: u64 = 200;
/// So many bytes of a finished file are sent at once.
const PIECE: usize = 1 << 16;

type Cells = [String; COLUMNS.len()];

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/data/{file}", get(grants::of_all)).route("/data/{slug}/{file}", get(of_one))
}

async fn of_one(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let written = async {
        let scope = app.gate.anyone();
        let owner = Municipality::named(&scope, &slug).await?;
        if file.starts_with("grants.") {
            return grants::written(&app, scope, Some(&owner), &file);
        }
        let name = format!("{}-{file}", owner.slug);
        Ok(match file.as_str() {
            "organisations.csv" => shown(&name, "text/csv; charset=utf-8", Body::from_stream(as_csv(scope, owner))),
            "organisations-codebook.csv" => shown(&name, "text/csv; charset=utf-8", Body::from(explained(&owner)?)),
            "organisations.json" => shown(&name, "application/json", Body::from_stream(as_json(scope, owner))),
            "organisations.xlsx" => shown(&name, XLSX, Body::from_stream(as_workbook(scope, owner).await?)),
            _ => return Err(Error::NotFound("There is no such file of open data.".into())),
        })
    };
    written.await.map_err(|error| Refusal(error, id))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
                cells(owner, row, areas.unwrap_or_default(), statuses.unwrap_or_default())
            };
            Ok(Some((rows.iter().map(row).collect(), Some(last))))
        }
    })
}

fn as_csv(scope: Scope, owner: municipality::Model) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
    let head = COLUMNS.map(|(name, _)| name.to_owned());
    // Without the mark Excel takes the letters for those of an old Windows.
    let head = stream::once(async move { Ok([b"\xef\xbb\xbf".to_vec(), lines(vec![head])?].concat()) });
    head.chain(batches(scope, owner).map(|rows| lines(rows?)))
}

/// What stands in the files, as a table beside the table.
fn explained(owner: &municipality::Model) -> Result<Vec<u8>, Error> {
    let mut rows = vec![CODEBOOK.map(str::to_owned)];
    rows.extend(codebook(owner));
    Ok([b"\xef\xbb\xbf".to_vec(), lines(rows)?].concat())
}

/// Rows of a table. No cell is a formula.
pub(super) fn lines<const N: usize>(rows: Vec<[String; N]>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(|cell| harmless(&cell))).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
}

fn as_json(scope: Scope, owner: municipality::Model) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
    let columns: Map<String, Value> = COLUMNS.map(|(name, what)| (name.to_owned(), what.into())).into_iter().collect();
    let areas = Area::all(Some(&owner), None).into_iter().map(|area| (area.code, Value::from(area.label)));
    let codebook = json!({ "columns": columns, "areas": areas.collect::<Map<_, _>>() });
    let head =
        stream::once(async move { Ok(format!("{{\"codebook\":{codebook},\n\"organisations\":[\n").into_bytes()) });
    let mut begun = false;
    let rows = batches(scope, owner).map_ok(move |rows| {
        let mut out = String::new();
        for row in rows {
            let value = |(cell, (name, _)): (String, (&str, &str))| {
                let value = match name {
                    "areas" | "statuses" => cell.split(';').filter(|one| !one.is_empty()).collect::<Vec<_>>().into(),
                    "founded" => cell.parse::<i32>().map_or(Value::Null, Value::from),
                    _ if cell.is_empty() => Value::Null,
                    _ => cell.into(),
                };
                (name.to_owned(), value)
            };
            let row: Map<_, _> = row.into_iter().zip(COLUMNS).map(value).collect();
            out += if begun { ",\n" } else { "" };
            out += &Value::Object(row).to_string();
            begun = true;
        }
        out.into_bytes()
    });
    head.chain(rows).chain(stream::once(async { Ok(b"\n]}\n".to_vec()) }))
}

/// A workbook is a container, which begins with what is known at its end: it is written into a file without a name, in memory
/// that does not grow with the directory, and sent from there when it is whole. So nobody has its first byte before the last
/// organisation is read.
async fn as_workbook(
    scope: Scope,
    owner: municipality::Model,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send, Error> {
    let (send, mut rows) = tokio::sync::mpsc::channel::<Vec<Cells>>(2);
    let explained = codebook(&owner);
    let writing = tokio::task::spawn_blocking(move || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?.set_name("organisations")?;
        for (column, (name, _)) in (0..).zip(COLUMNS) {
            sheet.write_string(0, column, name)?;
        }
        let mut at = 1;
        while let Some(some) = rows.blocking_recv() {
            for row in some {
                for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                    // A cell of text is never a formula to Excel; it becomes one where the file is saved as CSV.
                    sheet.write_string(at, column, harmless(&cell))?;
                }
                at += 1;
            }
        }
        let sheet = book.add_worksheet().set_name("codebook")?;
        for (row, cells) in (0..).zip(std::iter::once(CODEBOOK.map(str::to_owned)).chain(explained)) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, harmless(&cell))?;
            }
        }
        let mut file = tempfile::tempfile()?;
        book.save_to_writer(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok::<_, XlsxError>(file)
    });
    let mut reading = std::pin::pin!(batches(scope, owner));
    while let Some(some) = reading.try_next().await? {
        if send.send(some).await.is_err() {
            break;
        }
    }
    drop(send);
    let file = writing.await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).map_err(Error::internal)?;
        piece.truncate(read);
        Ok((read > 0).then_some((piece, file)))
    }))
}
