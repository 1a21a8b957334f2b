//! Files of the desk: its calls, its consultations, its directory, its settings and its journal to take away, what is brought,
//! and texts of acts to be read.
//!
//! A page of ours shows its cookie here for a GET as well: these are files, kept by nobody. That it is our page every
//! browser says in `Sec-Fetch-Site`. Who took which file with what is not public stands in the journal.

mod directory;
mod journal;
mod rows;
mod settings;

use std::error::Error as _;
use std::sync::Arc;

use async_graphql::resolver_utils::{EnumType, enum_value};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use entities::{Detail, Happening, municipality};
use futures_util::stream::{self, Stream};
use http_body_util::LengthLimitError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::accept::ExpectAFile;
use super::session::{Refusal, credential, signed_in};
use crate::app::App;
use crate::consultations::types::ReadAct;
use crate::error::{Error, Reason, RequestId};
use crate::municipalities::types::Municipality;
use crate::organisations::intake::columns as organisations;
use crate::organisations::store::import::{Plan, preview};
use crate::results::intake::columns as results;
use crate::results::write;
use crate::scope::{As, Scope};
use crate::table::Table;
use crate::viewer::{Credential, DirectoryKeeper, Editor, Office};

/// The largest file, in bytes.
const MOST: usize = 8 << 20;
/// So many files are taken at a time: as rows, one is many times as large.
static TAKING: Semaphore = Semaphore::const_new(2);

pub(super) fn router() -> Router<Arc<App>> {
    rows::router().merge(journal::router()).merge(directory::router()).merge(settings::router())
}

/// What takes files: they are larger than other questions, and nobody's is read who may not bring one.
pub(super) fn imports() -> Router<Arc<App>> {
    rows::imports()
        .merge(settings::imports())
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
    /// The one consultation that is taken away; all of them where it is left out.
    consultation: Option<String>,
    /// Of which call a file brings the results, and which version of their draft was read.
    call: Option<String>,
    version: Option<i32>,
    /// What stood there when it was looked at what would change.
    read: Option<String>,
}

/// A file that is kept by nobody.
fn taken_away(name: &str, media: &'static str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(attached) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, attached);
    }
    response
}

/// A file, written as it is read.
fn file(
    name: &str,
    media: &'static str,
    parts: impl Stream<Item = Result<Vec<u8>, Error>> + Send + 'static,
) -> Response {
    taken_away(name, media, Body::from_stream(parts))
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

/// Who brings a list, the list itself, and his turn, which is over when this is dropped.
struct Brought<O> {
    scope: Scope,
    proof: As<O>,
    owner: municipality::Model,
    table: Table,
    _turn: SemaphorePermit<'static>,
}

/// Takes in a list, CSV or XLSX, that an official brings. Whether he may is asked before anything of it is read, and again
/// when it is here: a file takes its time, and who has lost his right meanwhile brings nothing.
async fn bring<O: Office>(
    app: &App,
    which: &Which,
    request: Request,
    list: fn(&[u8]) -> Result<Table, Error>,
) -> Result<Brought<O>, Error> {
    let shown = credential(app, request.headers());
    official::<O>(app, shown.clone(), which).await?;
    let body = whole(request).await?;
    let turn = TAKING.acquire().await.map_err(Error::internal)?;
    let (scope, proof, owner) = official::<O>(app, shown, which).await?;
    let table = crate::tasks::aside(move || list(&body)).await.map_err(Error::internal)??;
    Ok(Brought { scope, proof, owner, table, _turn: turn })
}

/// A list of organisations is looked at and kept; nothing of it comes into the directory. The answer names the import, which
/// is planned, taken and taken back by the API's mutations.
async fn bring_organisations(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let kept = async {
        let Brought { scope, proof, owner, table, _turn } =
            bring::<DirectoryKeeper>(&app, &which, request, organisations::list).await?;
        let tx = scope.begin(proof).await?;
        let name = which.name.as_deref().unwrap_or_default();
        let (import, _) = Box::pin(preview(&tx, &owner, name, table, Plan::default())).await?;
        tx.commit().await?;
        Ok(json!({ "import": import.id.to_string() }))
    };
    unkept(kept.await, id)
}

/// A list of results is read into the draft of a call, as the API's `readResults` reads what is pasted.
async fn bring_results(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let read = async {
        let Brought { scope, table, _turn, .. } = bring::<Editor>(&app, &which, request, results::list).await?;
        let call = which.call.as_deref().unwrap_or_default().parse()?;
        Box::pin(write::bring(&scope, call, which.version.unwrap_or_default(), Some(table), None)).await?;
        Ok(json!({ "call": call.to_string() }))
    };
    unkept(read.await, id)
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

/// Puts into the journal that somebody takes this file away: what is not public leaves the house with it. One statement, before
/// the first byte is sent; who cannot be noted takes nothing.
async fn note<O: Office>(scope: &Scope, proof: As<O>, owner: &municipality::Model, name: &str) -> Result<(), Error> {
    let tx = scope.begin(proof).await?;
    let detail = Detail { title: Some(name.to_owned()), ..Detail::default() };
    tx.record(Happening::TakenAway, owner.id, owner.id, detail);
    tx.commit().await
}

/// A code as the API writes it.
fn name<T: EnumType>(code: T) -> String {
    enum_value(code).to_string().trim_matches('"').to_owned()
}
