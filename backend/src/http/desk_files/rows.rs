//! Calls and consultations to take away and to bring: what a desk writes into a file it reads again, row by row.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use entities::{CallId, call_question, municipality};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{TAKING, Which, array, file, name, note, official, unkept, whole};
use crate::app::App;
use crate::calls::intake::written::WrittenRow as CallRow;
use crate::calls::store::desk::after as calls_after;
use crate::calls::store::whole::{hanging, wholes};
use crate::clock::zone;
use crate::consultations::intake::written::WrittenRow as ConsultationRow;
use crate::consultations::store::desk::{after as consultations_after, by_hand};
use crate::error::{Error, RequestId};
use crate::http::session::{Refusal, credential, downloader};
use crate::http::sheets::JSON;
use crate::mend::FieldError;
use crate::municipalities::types::Saved;
use crate::scope::{Scope, Tx};
use crate::viewer::{Editor, Official};
use crate::{calls, consultations};

/// So many calls are read at once.
const CALLS_AT_ONCE: u64 = 100;
/// So many consultations: with the texts of its acts, one is as large as many calls.
const CONSULTATIONS_AT_ONCE: u64 = 10;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/export/calls.json", get(all_calls))
        .route("/desk/export/consultations.json", get(all_consultations))
}

pub(super) fn imports() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/import/calls", post(import::<CallRow>))
        .route("/desk/import/consultations", post(import::<ConsultationRow>))
}

/// All calls of a municipality, drafts too, with what was asked about them, as `javno import` and this desk read them.
async fn all_calls(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let begun = async {
        let (scope, official, owner) = official::<Official>(&app, downloader(&app, &headers), &which).await?;
        let name = format!("{}-pozivi.json", owner.slug);
        note(&scope, official, &owner, &name).await?;
        Ok((scope, official, owner, name))
    };
    let (scope, official, owner, name) = begun.await.map_err(|error| Refusal(error, id))?;
    let reading = Arc::new((scope, owner, official));
    let rows = array(None, move |last| {
        let reading = Arc::clone(&reading);
        async move {
            let (scope, owner, official) = &*reading;
            let rows = calls_after(scope, official, last, CALLS_AT_ONCE).await?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let whole = wholes(official, scope.reader(), rows, zone(&owner.time_zone)).await?;
            let asked = hanging::<call_question::Entity, _, _>(official, scope.reader(), &ids).await?;
            let of = |id: &CallId| asked.get(id).map(Vec::as_slice).unwrap_or_default();
            let rows = ids.iter().filter_map(|id| whole.get(id).map(|call| CallRow::of(owner, call, of(id))));
            Ok(Some((values(rows)?, Some(last))))
        }
    });
    Ok(file(&name, JSON, rows))
}

/// All consultations of a municipality with the texts of their acts, or one of them, drafts too, as `javno import` and this
/// desk read them.
async fn all_consultations(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let begun = async {
        let begun = official::<Official>(&app, downloader(&app, &headers), &which).await?;
        let one = which.consultation.as_deref().map(str::parse).transpose()?;
        if let Some(one) = one
            && consultations::store::desk::by_id(&begun.0, &begun.1, one).await?.is_none()
        {
            return Err(Error::NotFound("There is no such consultation at this desk.".into()));
        }
        let (scope, official, owner) = begun;
        let name = one.map_or_else(|| "rasprave".to_owned(), |one| one.to_string());
        let name = format!("{}-{name}.json", owner.slug);
        note(&scope, official, &owner, &name).await?;
        Ok((scope, official, owner, one, name))
    };
    let (scope, official, owner, one, name) = begun.await.map_err(|error| Refusal(error, id))?;
    let reading = Arc::new((scope, owner, official));
    let rows = array(None, move |last| {
        let reading = Arc::clone(&reading);
        async move {
            let (scope, owner, official) = &*reading;
            let rows = consultations_after(scope, official, last, one, CONSULTATIONS_AT_ONCE).await?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
            let rows = consultations::store::brought::written(scope, official, owner, rows).await?;
            Ok(Some((values(rows)?, Some(last))))
        }
    });
    Ok(file(&name, JSON, rows))
}

fn values(rows: impl IntoIterator<Item = impl Serialize>) -> Result<Vec<Value>, Error> {
    rows.into_iter().map(serde_json::to_value).collect::<Result<_, _>>().map_err(Error::internal)
}

/// A row that a desk has written into a file.
trait Brought: DeserializeOwned + Send {
    /// What the rows of such a file are.
    const ROWS: &'static str;

    /// The municipality as the row names it.
    fn municipality(&self) -> &str;
    /// What a report calls it.
    fn label(&self) -> &str;
    /// Refuses whoever may not bring such rows, though he holds the office.
    fn allowed(scope: &Scope) -> Result<(), Error>;
    /// Writes it.
    fn save(self, tx: &Tx<Editor>, owner: &municipality::Model) -> impl Future<Output = Result<Saved, Error>> + Send;
}

impl Brought for CallRow {
    const ROWS: &'static str = "calls";

    fn municipality(&self) -> &str {
        self.municipality()
    }

    fn label(&self) -> &str {
        self.label()
    }

    fn allowed(_: &Scope) -> Result<(), Error> {
        Ok(())
    }

    async fn save(self, tx: &Tx<Editor>, owner: &municipality::Model) -> Result<Saved, Error> {
        let written = self.take(owner)?;
        Box::pin(calls::store::brought::save(tx, owner, written)).await
    }
}

impl Brought for ConsultationRow {
    const ROWS: &'static str = "consultations";

    fn municipality(&self) -> &str {
        self.municipality()
    }

    fn label(&self) -> &str {
        self.label()
    }

    fn allowed(scope: &Scope) -> Result<(), Error> {
        by_hand(scope)
    }

    async fn save(self, tx: &Tx<Editor>, owner: &municipality::Model) -> Result<Saved, Error> {
        let written = self.take(owner)?;
        Box::pin(consultations::store::brought::save(tx, owner, written)).await
    }
}

/// What becomes of the rows of a file.
#[derive(Default, Serialize)]
struct Summary {
    new: usize,
    changed: usize,
    same: usize,
    refused: usize,
}

/// Something to know about a row: which, why, and what a sentence about it needs. The desk says it in the official's language.
#[derive(Serialize)]
pub(super) struct RowRemark {
    row: usize,
    title: Option<String>,
    code: &'static str,
    fields: Vec<Value>,
    detail: Option<String>,
}

impl RowRemark {
    pub(super) fn new(row: usize, code: &'static str, detail: impl Into<Option<String>>) -> Self {
        Self { row, title: None, code, fields: Vec::new(), detail: detail.into() }
    }

    /// Why a row was not taken; the error itself where it is not about the row.
    pub(super) fn of(row: usize, title: String, error: Error) -> Result<Self, Error> {
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

/// Rows of a file of a desk into this municipality; changes of what is published wait. With `dry=1` it is said what would
/// happen, and nothing does.
async fn import<T: Brought>(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let imported = async {
        let shown = credential(&app, request.headers());
        let (scope, _, owner) = official::<Editor>(&app, shown.clone(), &which).await?;
        T::allowed(&scope)?;
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        // A file takes its time; who has lost his right meanwhile brings nothing.
        let (scope, editor, _) = official::<Editor>(&app, shown, &which).await?;
        let rows: Vec<Value> = serde_json::from_slice(&body).map_err(|error| {
            Error::BadRequest(format!("This is no file of {}, `[ {{…}}, {{…}} ]`: {error}.", T::ROWS))
        })?;
        let dry = which.dry.as_deref().is_some_and(|dry| dry != "0");
        let tx = scope.begin(editor).await?;
        let taken = take::<T>(&tx, &owner, rows).await?;
        if !dry {
            tx.commit().await?;
        }
        Ok(taken)
    };
    unkept(imported.await, id)
}

async fn take<T: Brought>(tx: &Tx<Editor>, owner: &municipality::Model, rows: Vec<Value>) -> Result<Value, Error> {
    let (mut summary, mut remarks) = (Summary::default(), Vec::new());
    for (number, row) in rows.into_iter().enumerate() {
        let number = number + 1;
        let row: T = match serde_json::from_value(row) {
            Ok(row) => row,
            Err(error) => {
                remarks.push(RowRemark::new(number, "UNREADABLE", error.to_string()));
                continue;
            }
        };
        let label = row.label().to_owned();
        if row.municipality() != owner.slug {
            let elsewhere = RowRemark::new(number, "ELSEWHERE", row.municipality().to_owned());
            remarks.push(RowRemark { title: Some(label), ..elsewhere });
            continue;
        }
        match row.save(tx, owner).await {
            Ok(Saved::New) => summary.new += 1,
            Ok(Saved::Changed) => summary.changed += 1,
            Ok(Saved::Same) => summary.same += 1,
            Err(error) => remarks.push(RowRemark::of(number, label, error)?),
        }
    }
    summary.refused = remarks.len();
    Ok(json!({ "summary": summary, "remarks": remarks }))
}
