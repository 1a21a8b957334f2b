//! Files of the desk: its calls and its journal to take away, calls to bring, and texts of acts to be read.
//!
//! A page of ours shows its cookie here for a GET as well: these are files, kept by nobody. That it is our page every
//! browser says in `Sec-Fetch-Site`.

use std::error::Error as _;
use std::sync::Arc;

use async_graphql::resolver_utils::{EnumType, enum_value};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use entities::municipality;
use futures_util::stream::{self, Stream, StreamExt as _};
use http_body_util::LengthLimitError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::accept::ExpectAFile;
use super::session::{Refusal, credential, downloader, signed_in};
use crate::accounts::store::acts_after;
use crate::accounts::types::{Act, Names};
use crate::app::App;
use crate::calls::intake::written::WrittenRow;
use crate::calls::store::brought;
use crate::calls::store::desk::after;
use crate::calls::store::whole::wholes;
use crate::clock::zone;
use crate::consultations::types::ReadAct;
use crate::error::{Error, Reason, RequestId};
use crate::mend::FieldError;
use crate::municipalities::types::{Municipality, Saved};
use crate::organisations::intake::columns::list;
use crate::organisations::store::import::{Plan, preview};
use crate::results::intake::columns as results;
use crate::results::write;
use crate::scope::{As, Scope};
use crate::table::harmless;
use crate::viewer::{Admin, Credential, DirectoryKeeper, Editor, Office, Official};

/// So many are read at once.
const AT_ONCE: u64 = 100;
/// The largest file of calls, or with an act, in bytes.
const MOST: usize = 8 << 20;
/// So many files of calls are taken at a time: as rows, one is many times as large.
static TAKING: Semaphore = Semaphore::const_new(2);

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/export/calls.json", get(calls))
        .route("/desk/export/journal.csv", get(journal_csv))
        .route("/desk/export/journal.json", get(journal_json))
}

/// What takes files of calls: they are larger than other questions, and nobody's is read who may not bring one.
pub(super) fn imports() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/import/calls", post(import))
        .route("/desk/import/organisations", post(bring_organisations))
        .route("/desk/import/results", post(bring_results))
        .route("/desk/read/act", post(read_act))
}

#[derive(Deserialize)]
struct Which {
    municipality: String,
    dry: Option<String>,
    /// What a file is called whose kind has to be told.
    name: Option<String>,
    /// Of which call a file brings the results, and which version of their draft was read.
    call: Option<String>,
    version: Option<i32>,
}

/// A file, written as it is read.
fn file(
    name: &str,
    media: &'static str,
    parts: impl Stream<Item = Result<Vec<u8>, Error>> + Send + 'static,
) -> Response {
    let mut response = Body::from_stream(parts).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(attached) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, attached);
    }
    response
}

/// A JSON array whose rows come in batches; none ends it.
fn array<T, F, N>(first: T, next: N) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send
where
    T: Send,
    N: Fn(T) -> F + Send,
    F: Future<Output = Result<Option<(Vec<Value>, T)>, Error>> + Send,
{
    stream::try_unfold(Some((first, false)), move |state| {
        let reading = state.map(|(at, begun)| (next(at), begun));
        async move {
            let Some((rows, begun)) = reading else { return Ok(None) };
            let Some((rows, at)) = rows.await? else {
                let end: &[u8] = if begun { b"\n]\n" } else { b"[]\n" };
                return Ok(Some((end.to_vec(), None)));
            };
            let mut out = Vec::new();
            for (number, row) in rows.iter().enumerate() {
                out.extend_from_slice(if begun || number > 0 { b",\n" } else { b"[\n" });
                serde_json::to_writer(&mut out, row).map_err(Error::internal)?;
            }
            Ok(Some((out, Some((at, true)))))
        }
    })
}

/// All calls of a municipality, drafts too, as `javno import` and this desk read them.
async fn calls(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let begun = async {
        let scope = signed_in(&app, downloader(&app, &headers)).await?;
        let owner = Municipality::named(&scope, &which.municipality).await?;
        let official = scope.acting::<Official>(owner.id)?;
        Ok((scope, owner, official))
    };
    let (scope, owner, official) = begun.await.map_err(|error| Refusal(error, id))?;
    let name = format!("{}-pozivi.json", owner.slug);
    let reading = Arc::new((scope, owner, official));
    let rows = array(None, move |last| {
        let reading = Arc::clone(&reading);
        async move {
            let (scope, owner, official) = &*reading;
            let rows = after(scope, official, last, AT_ONCE).await?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let whole = wholes(official, scope.reader(), rows, zone(&owner.time_zone)).await?;
            let rows = ids.iter().filter_map(|id| whole.get(id)).map(|call| WrittenRow::of(owner, call));
            let rows: Result<Vec<_>, _> = rows.map(serde_json::to_value).collect();
            Ok(Some((rows.map_err(Error::internal)?, Some(last))))
        }
    });
    Ok(file(&name, "application/json", rows))
}

#[derive(Default, Serialize)]
struct Summary {
    new: usize,
    changed: usize,
    same: usize,
    refused: usize,
}

/// Something to know about a row: which, why, and what a sentence about it needs. The desk says it in the official's language.
#[derive(Serialize)]
struct RowRemark {
    row: usize,
    title: Option<String>,
    code: &'static str,
    fields: Vec<Value>,
    detail: Option<String>,
}

impl RowRemark {
    fn new(row: usize, code: &'static str, detail: impl Into<Option<String>>) -> Self {
        Self { row, title: None, code, fields: Vec::new(), detail: detail.into() }
    }

    /// Why a row was not taken; the error itself where it is not about the row.
    fn of(row: usize, title: String, error: Error) -> Result<Self, Error> {
        let field =
            |field: FieldError| json!({ "field": field.field, "problem": name(field.problem), "params": field.params });
        let (code, fields) = match error {
            Error::Invalid(fields) => ("INVALID", fields.into_iter().map(field).collect()),
            Error::Refused(reason) => (reason.as_str(), Vec::new()),
            Error::Conflict => ("CONFLICT", Vec::new()),
            other => return Err(other),
        };
        Ok(Self { row, title: Some(title), code, fields, detail: None })
    }
}

/// The file that a request brings, whole.
async fn whole(request: Request) -> Result<Bytes, Error> {
    if let Some(body) = request.extensions().get::<ExpectAFile>() {
        body.expect();
    }
    to_bytes(request.into_body(), MOST).await.map_err(|error| {
        let too_large = error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
        if too_large { Error::Refused(Reason::FileTooLarge) } else { Error::BadRequest("The body broke off.".into()) }
    })
}

/// Calls from a file of a desk into this municipality; changes of what is published wait. With `dry=1` it is said what
/// would happen, and nothing does.
async fn import(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let imported = async {
        let shown = credential(&app, request.headers());
        let (.., owner) = official::<Editor>(&app, shown.clone(), &which).await?;
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        // A file takes its time; who has lost his right meanwhile brings nothing.
        let (scope, editor, _) = official::<Editor>(&app, shown, &which).await?;
        let rows: Vec<Value> = serde_json::from_slice(&body)
            .map_err(|error| Error::BadRequest(format!("This is no file of calls, `[ {{…}}, {{…}} ]`: {error}.")))?;
        let dry = which.dry.as_deref().is_some_and(|dry| dry != "0");
        take(&scope, editor, &owner, rows, dry).await
    };
    let answer = imported.await.map_err(|error| Refusal(error, id))?;
    let mut response = Json(answer).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What is recognised in a file with the text of an act: DOCX, Markdown or text. Nothing of it is kept.
async fn read_act(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let read = async {
        let (.., owner) = official::<Editor>(&app, credential(&app, request.headers()), &which).await?;
        let name = which.name.as_deref().unwrap_or_default();
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        ReadAct::file(name, &body, owner.default_locale)
    };
    unkept(read.await, id)
}

/// A list of organisations, CSV or XLSX, is looked at and kept; nothing of it comes into the directory. The answer names
/// the import, which is planned, taken and taken back by the API's mutations.
async fn bring_organisations(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let brought = async {
        let shown = credential(&app, request.headers());
        official::<DirectoryKeeper>(&app, shown.clone(), &which).await?;
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        // A file takes its time; who has lost his right meanwhile brings nothing.
        let (scope, keeper, owner) = official::<DirectoryKeeper>(&app, shown, &which).await?;
        let table = crate::tasks::aside(move || list(&body)).await.map_err(Error::internal)??;
        let tx = scope.begin(keeper).await?;
        let name = which.name.as_deref().unwrap_or_default();
        let (import, _) = Box::pin(preview(&tx, &owner, name, table, Plan::default())).await?;
        tx.commit().await?;
        Ok(json!({ "import": import.id.to_string() }))
    };
    unkept(brought.await, id)
}

/// A list of results, CSV or XLSX, is read into the draft of a call, as the API's `readResults` reads what is pasted.
async fn bring_results(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let brought = async {
        let shown = credential(&app, request.headers());
        official::<Editor>(&app, shown.clone(), &which).await?;
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        // A file takes its time; who has lost his right meanwhile brings nothing.
        let (scope, ..) = official::<Editor>(&app, shown, &which).await?;
        let table = crate::tasks::aside(move || results::list(&body)).await.map_err(Error::internal)??;
        let call = which.call.as_deref().unwrap_or_default().parse()?;
        Box::pin(write::bring(&scope, call, which.version.unwrap_or_default(), Some(table), None)).await?;
        Ok(json!({ "call": call.to_string() }))
    };
    unkept(brought.await, id)
}

/// An answer that no cache keeps.
fn unkept(read: Result<impl Serialize, Error>, id: RequestId) -> Result<Response, Refusal> {
    let mut response = Json(read.map_err(|error| Refusal(error, id))?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Who has signed in, the proof of his office, and whose desk it is.
async fn official<O: Office>(
    app: &App,
    shown: Option<Credential>,
    which: &Which,
) -> Result<(Scope, As<O>, municipality::Model), Error> {
    let scope = signed_in(app, shown).await?;
    let owner = Municipality::named(&scope, &which.municipality).await?;
    let proof = scope.acting::<O>(owner.id)?;
    Ok((scope, proof, owner))
}

async fn take(
    scope: &Scope,
    editor: As<Editor>,
    owner: &municipality::Model,
    rows: Vec<Value>,
    dry: bool,
) -> Result<Value, Error> {
    let tx = scope.begin(editor).await?;
    let (mut summary, mut remarks) = (Summary::default(), Vec::new());
    for (number, row) in rows.into_iter().enumerate() {
        let number = number + 1;
        let row: WrittenRow = match serde_json::from_value(row) {
            Ok(row) => row,
            Err(error) => {
                remarks.push(RowRemark::new(number, "UNREADABLE", error.to_string()));
                continue;
            }
        };
        if row.municipality() != owner.slug {
            let title = Some(row.label().to_owned());
            let elsewhere = RowRemark::new(number, "ELSEWHERE", row.municipality().to_owned());
            remarks.push(RowRemark { title, ..elsewhere });
            continue;
        }
        let label = row.label().to_owned();
        let saved = match row.take(owner) {
            Ok(written) => Box::pin(brought::save(&tx, owner, written)).await,
            Err(error) => Err(error),
        };
        match saved {
            Ok(Saved::New) => summary.new += 1,
            Ok(Saved::Changed) => summary.changed += 1,
            Ok(Saved::Same) => summary.same += 1,
            Err(error) => remarks.push(RowRemark::of(number, label, error)?),
        }
    }
    summary.refused = remarks.len();
    if !dry {
        tx.commit().await?;
    }
    Ok(json!({ "summary": summary, "remarks": remarks }))
}

/// Acts of a municipality's journal, in batches, oldest first.
async fn admin(
    app: &App,
    which: &Which,
    headers: &HeaderMap,
) -> Result<(Scope, municipality::Model, As<Admin>), Error> {
    let scope = signed_in(app, downloader(app, headers)).await?;
    let owner = Municipality::named(&scope, &which.municipality).await?;
    let admin = scope.acting::<Admin>(owner.id)?;
    Ok((scope, owner, admin))
}

async fn some_acts(scope: &Scope, admin: &As<Admin>, last: i64) -> Result<Option<(Vec<Act>, i64)>, Error> {
    let rows = acts_after(scope, admin, last, AT_ONCE).await?;
    let Some(last) = rows.last().map(|row| row.position) else { return Ok(None) };
    let names = Names::of(scope, &rows).await?;
    Ok(Some((rows.into_iter().map(|row| Act::new(row, &names)).collect(), last)))
}

/// A code as the API writes it.
fn name<T: EnumType>(code: T) -> String {
    enum_value(code).to_string().trim_matches('"').to_owned()
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
    let (scope, owner, admin) = admin(&app, &which, &headers).await.map_err(|error| Refusal(error, id))?;
    let reading = Arc::new((scope, admin));
    let rows = array(0, move |last| {
        let reading = Arc::clone(&reading);
        async move {
            let Some((acts, last)) = some_acts(&reading.0, &reading.1, last).await? else { return Ok(None) };
            let row = |act: &Act| {
                let change = |change: &crate::accounts::types::ActChange| json!({ "field": change.field, "before": change.before, "after": change.after });
                json!({
                    "at": act.at, "by": act.by, "kind": kind(act), "subject": act.subject_id.as_str(),
                    "title": act.title, "changes": act.changes.iter().map(change).collect::<Vec<_>>(),
                    "reason": act.reason,
                })
            };
            Ok(Some((acts.iter().map(row).collect(), last)))
        }
    });
    Ok(file(&format!("{}-dnevnik.json", owner.slug), "application/json", rows))
}

const HEAD: [&str; 9] = ["at", "by", "kind", "subject", "title", "field", "before", "after", "reason"];

async fn journal_csv(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (scope, owner, admin) = admin(&app, &which, &headers).await.map_err(|error| Refusal(error, id))?;
    let reading = Arc::new((scope, admin));
    let rows = stream::try_unfold(0, move |last| {
        let reading = Arc::clone(&reading);
        async move {
            let Some((acts, last)) = some_acts(&reading.0, &reading.1, last).await? else { return Ok(None) };
            Ok::<_, Error>(Some((lines(acts.iter().flat_map(cells))?, last)))
        }
    });
    let head = stream::once(async { lines([HEAD.map(str::to_owned)]) });
    Ok(file(&format!("{}-dnevnik.csv", owner.slug), "text/csv; charset=utf-8", head.chain(rows)))
}

/// One line for each change; one where nothing is said of changes.
fn cells(act: &Act) -> Vec<[String; 9]> {
    let line = |change: Option<&crate::accounts::types::ActChange>| {
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

fn lines(rows: impl IntoIterator<Item = [String; 9]>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(|cell| harmless(&cell))).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
}
