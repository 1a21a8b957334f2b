//! Files that an official sends for documents of a call or of a consultation.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use entities::ids::NotThisId;
use entities::{
    CallId, CallStage, ConsultationDocumentId, ConsultationDocumentRole, ConsultationId, ConsultationStage, DocumentId,
    DocumentRole, MunicipalityId, call_file, consultation_file,
};
use serde::Deserialize;
use serde_json::json;

use super::files::{Kept, Received, received};
use super::session::{credential, signed_in};
use crate::accounts::rules::name;
use crate::app::App;
use crate::clock::{Tz, zone};
use crate::documents::rules::as_read;
use crate::documents::shown::desk_file_address;
use crate::documents::{Place, Version};
use crate::error::{Error, Reason, RequestId, sentence};
use crate::municipalities::types::Municipality;
use crate::scope::{As, Scope, Tx};
use crate::storage::{Shelf, Stored};
use crate::viewer::Editor;
use crate::{calls, consultations};

const NEVER: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, Kept::Never.header());

/// What takes files: its bodies are larger and longer than others, and are not read whole before they are looked at.
pub(super) fn uploads() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/calls/{of}/documents", post(add::<CallId>))
        .route("/desk/calls/{of}/documents/{document}", post(put::<CallId>))
        .route("/desk/consultations/{of}/documents", post(add::<ConsultationId>))
        .route("/desk/consultations/{of}/documents/{document}", post(put::<ConsultationId>))
}

/// The id of what has documents that an official sends.
trait HasDocuments: Copy + FromStr<Err = NotThisId> + Send + Sync + 'static {
    /// The id of a document.
    type Document: FromStr<Err = NotThisId> + Send;
    /// What a document is to a reader.
    type Role: Send;
    /// A version of one.
    type File: Version;
    /// Where the files lie.
    const SHELF: Shelf;

    /// What a new document is, by its code; where that says nothing, what most are.
    fn role(code: &str) -> Self::Role;

    /// Whether whoever asks is an editor there; whose it is, its version, and whether it is a draft.
    fn mine(self, scope: &Scope)
    -> impl Future<Output = Result<(As<Editor>, MunicipalityId, i32, bool), Error>> + Send;

    /// Puts a file in: its version, and that of what it is for.
    fn put(
        self,
        tx: &Tx<Editor>,
        what: (Place<Self::Document, Self::Role>, Option<i32>),
        stored: Stored,
        zone: Tz,
    ) -> impl Future<Output = Result<(Self::File, i32), Error>> + Send;
}

impl HasDocuments for CallId {
    type Document = DocumentId;
    type Role = DocumentRole;
    type File = call_file::Model;
    const SHELF: Shelf = Shelf::CallFiles;

    fn role(code: &str) -> DocumentRole {
        match code {
            "FORM" => DocumentRole::Form,
            "BRING" => DocumentRole::Bring,
            "NAMED" => DocumentRole::Named,
            _ => DocumentRole::Read,
        }
    }

    async fn mine(self, scope: &Scope) -> Result<(As<Editor>, MunicipalityId, i32, bool), Error> {
        let (editor, row) = calls::store::desk::of_mine::<Editor>(scope, self).await?;
        Ok((editor, row.municipality_id, row.version, row.stage == CallStage::Draft))
    }

    async fn put(
        self,
        tx: &Tx<Editor>,
        what: (Place<DocumentId, DocumentRole>, Option<i32>),
        stored: Stored,
        zone: Tz,
    ) -> Result<(call_file::Model, i32), Error> {
        Box::pin(calls::store::files::put(tx, self, what, stored, zone)).await
    }
}

impl HasDocuments for ConsultationId {
    type Document = ConsultationDocumentId;
    type Role = ConsultationDocumentRole;
    type File = consultation_file::Model;
    const SHELF: Shelf = Shelf::ConsultationFiles;

    fn role(code: &str) -> ConsultationDocumentRole {
        match code {
            "DRAFT" => ConsultationDocumentRole::Draft,
            "EXPLANATION" => ConsultationDocumentRole::Explanation,
            "FORM" => ConsultationDocumentRole::Form,
            "ADOPTED" => ConsultationDocumentRole::Adopted,
            _ => ConsultationDocumentRole::Other,
        }
    }

    async fn mine(self, scope: &Scope) -> Result<(As<Editor>, MunicipalityId, i32, bool), Error> {
        let (editor, row) = consultations::store::desk::of_mine::<Editor>(scope, self).await?;
        consultations::store::desk::by_hand(scope)?;
        Ok((editor, row.municipality_id, row.version, row.stage == ConsultationStage::Draft))
    }

    async fn put(
        self,
        tx: &Tx<Editor>,
        what: (Place<ConsultationDocumentId, ConsultationDocumentRole>, Option<i32>),
        stored: Stored,
        zone: Tz,
    ) -> Result<(consultation_file::Model, i32), Error> {
        consultations::store::files::put(tx, self, what, stored, zone).await
    }
}

/// What a file that comes without a document is to be.
#[derive(Debug, Deserialize)]
struct NewDocument {
    role: Option<String>,
    name: Option<String>,
}

/// Which version of what it is for was read. It may be left out of a draft's files; what is published changes for nobody who
/// has not read it.
#[derive(Debug, Deserialize)]
struct Read {
    version: Option<i32>,
}

/// A file that is a document of its own.
async fn add<Of: HasDocuments>(
    State(app): State<Arc<App>>,
    Path(of): Path<String>,
    (Query(new), Query(read)): (Query<NewDocument>, Query<Read>),
    request: Request,
) -> Response {
    let role = Of::role(new.role.as_deref().unwrap_or_default());
    let name = name("name", new.name.as_deref().unwrap_or("…"));
    upload::<Of>(&app, &of, (name.map(|name| Place::New(role, name)), read), request).await
}

/// A file for a document that is there: its first or next version.
async fn put<Of: HasDocuments>(
    State(app): State<Arc<App>>,
    Path((of, document)): Path<(String, String)>,
    Query(read): Query<Read>,
    request: Request,
) -> Response {
    let place = document.parse().map(Place::Of).map_err(Error::from);
    upload::<Of>(&app, &of, (place, read), request).await
}

/// Where a file goes, if that can be read.
type Where<Of> = Result<Place<<Of as HasDocuments>::Document, <Of as HasDocuments>::Role>, Error>;

async fn upload<Of: HasDocuments>(app: &App, of: &str, (place, read): (Where<Of>, Read), request: Request) -> Response {
    let id: RequestId = request.extensions().get().cloned().unwrap_or_default();
    // Boxed, because a file takes its time: what waits for it should not be large.
    let taken = Box::pin(async { taken::<Of>(app, of.parse()?, (place?, read.version), request).await });
    match taken.await {
        Ok((row, version)) => {
            let url = desk_file_address(&app.config.public_url, &row);
            let (file, _) = row.file();
            let told = json!({
                "document": { "id": row.document().to_string() },
                "file": { "id": file.id.to_string(), "version": row.version(), "name": file.name, "url": url },
                "version": version,
            });
            (StatusCode::CREATED, [NEVER], Json(told)).into_response()
        }
        Err(error) => refused(&error, &id),
    }
}

/// Why a file was not taken, as JSON.
fn refused(error: &Error, id: &RequestId) -> Response {
    let status = match error {
        Error::Refused(Reason::FileTooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Refused(Reason::FileTypeNotAllowed) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => error.code().status(),
    };
    let (code, message) = sentence(error, id);
    let code = match error {
        Error::Refused(reason) => reason.as_str(),
        _ => code.as_str(),
    };
    (status, [NEVER], Json(json!({ "code": code, "message": message, "requestId": &*id.0 }))).into_response()
}

/// Who may is found out first; then the file comes, before the transaction begins, because nobody else can write while one
/// is open.
async fn taken<Of: HasDocuments>(
    app: &App,
    of: Of,
    (place, seen): (Place<Of::Document, Of::Role>, Option<i32>),
    request: Request,
) -> Result<(Of::File, i32), Error> {
    let shown = credential(app, request.headers());
    let scope = signed_in(app, shown.clone()).await?;
    let (_, municipality, version, is_draft) = of.mine(&scope).await?;
    // Before all of it has come for nothing; what counts is how it stands afterwards.
    as_read(version, is_draft, seen)?;
    let zone = zone(&Municipality::by_id(&scope, municipality).await?.time_zone);
    let Received { name, bytes } = received(request, app.storage.most)?;
    let stored = app.storage.take(Of::SHELF, &name, bytes, app.storage.most).await?;
    // A file takes its time. Whoever has lost his right meanwhile puts nothing in.
    let scope = signed_in(app, shown).await?;
    let (editor, ..) = of.mine(&scope).await?;
    let tx = scope.begin(editor).await?;
    let put = Box::pin(of.put(&tx, (place, seen), stored, zone)).await?;
    tx.commit().await?;
    Ok(put)
}
