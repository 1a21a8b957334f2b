//! What a municipality says of itself and what is usual there, in one file: to take away from one installation and to put up in
//! another. For administrators.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use entities::{Change, UsualRules, municipality};
use serde::Serialize;
use serde_json::{Value, json};

use super::rows::RowRemark;
use super::{TAKING, Which, note, official, taken_away, unkept, whole};
use crate::app::App;
use crate::consultations::types::workable_rules;
use crate::error::{Error, RequestId};
use crate::http::session::{Refusal, credential, downloader};
use crate::http::sheets::JSON;
use crate::mend::FieldError;
use crate::municipalities::intake::written::WrittenMunicipality;
use crate::municipalities::rules::settings::{Settings, as_read, whole_detail};
use crate::municipalities::store::{bring, held};
use crate::viewer::Admin;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/desk/export/settings.json", get(take_away))
}

pub(super) fn imports() -> Router<Arc<App>> {
    Router::new().route("/desk/import/settings", post(put_up))
}

async fn take_away(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let written = async {
        let (scope, admin, owner) = official::<Admin>(&app, downloader(&app, &headers), &which).await?;
        let file = serde_json::to_vec_pretty(&WrittenMunicipality::of(&owner)).map_err(Error::internal)?;
        let name = format!("{}-podaci.json", owner.slug);
        note(&scope, admin, &owner, &name).await?;
        Ok(taken_away(&name, JSON, Body::from(file)))
    };
    written.await.map_err(|error| Refusal(error, id))
}

/// What would become of what, or why nothing is taken of the file.
#[derive(Serialize)]
struct Outcome {
    /// What stood there when it was looked at; whoever then has the file put up gives it back.
    read: String,
    changes: Vec<Value>,
    remarks: Vec<RowRemark>,
}

/// Such a file onto this municipality: with `dry=1` it is said what would change. Without, that is done if what stands there is
/// still what was looked at; whoever has not looked is told so.
async fn put_up(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Query(which): Query<Which>,
    request: Request,
) -> Result<Response, Refusal> {
    let brought = async {
        let shown = credential(&app, request.headers());
        official::<Admin>(&app, shown.clone(), &which).await?;
        let body = whole(request).await?;
        let _turn = TAKING.acquire().await.map_err(Error::internal)?;
        // A file takes its time; who has lost his right meanwhile brings nothing.
        let (scope, admin, owner) = official::<Admin>(&app, shown, &which).await?;
        let (settings, usual) = match taken(&body, &owner)? {
            Ok(taken) => taken,
            Err(remark) => return Ok(Outcome { read: as_read(&owner), changes: Vec::new(), remarks: vec![remark] }),
        };
        let dry = which.dry.as_deref().is_some_and(|dry| dry != "0");
        if dry {
            let changes = whole_detail(&owner, &settings, usual).changes.iter().map(told).collect();
            return Ok(Outcome { read: as_read(&owner), changes, remarks: Vec::new() });
        }
        let tx = scope.begin(admin).await?;
        let before = held(&tx, owner.id).await?;
        let read = as_read(&before);
        if which.read.as_ref() != Some(&read) {
            return Err(Error::Conflict);
        }
        let changes = whole_detail(&before, &settings, usual).changes.iter().map(told).collect();
        bring(&tx, before, settings, usual).await?;
        tx.commit().await?;
        Ok(Outcome { read, changes, remarks: Vec::new() })
    };
    unkept(brought.await, id)
}

fn told(Change { field, before, after }: &Change) -> Value {
    json!({ "field": field, "before": before, "after": after })
}

/// What the file says, if all of it can be taken; or why it cannot.
fn taken(body: &[u8], owner: &municipality::Model) -> Result<Result<(Settings, UsualRules), RowRemark>, Error> {
    let file = match WrittenMunicipality::read(body) {
        Ok(file) => file,
        Err(why) => return Ok(Err(RowRemark::new(1, "UNREADABLE", why))),
    };
    if file.municipality() != owner.slug {
        return Ok(Err(RowRemark::new(1, "ELSEWHERE", file.municipality().to_owned())));
    }
    let (settings, usual) = file.parts();
    match (settings.taken(), workable_rules(usual)) {
        (Ok(settings), Ok(usual)) => Ok(Ok((settings, usual))),
        (settings, usual) => {
            let mut wrong: Vec<FieldError> = Vec::new();
            for error in [settings.err(), usual.err()].into_iter().flatten() {
                match error {
                    Error::Invalid(fields) => wrong.extend(fields),
                    other => return Err(other),
                }
            }
            Ok(Err(RowRemark::of(1, owner.slug.clone(), Error::Invalid(wrong))?))
        }
    }
}
