//! Documents of calls that are files here: reading one, and writing a document's first and next version.

use entities::{
    CallField, CallId, CallStage, Change, CorrectionId, Detail, DocumentId, DocumentRole, FileId, Happening,
    LocalisedText, call_correction, call_document, call_file, open_call,
};
use sea_orm::{
    ActiveEnum as _, ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Unchanged,
};

use super::desk::keep_pending;
use super::whole::{ReadsCalls, whole};
use crate::calls::rules::content::read;
use crate::clock::{Tz, day};
use crate::documents::rules::{as_read, come, coming, file_told, listed, told};
use crate::documents::{Document as _, Place};
use crate::error::{Error, Reason};
use crate::locale::written_in;
use crate::scope::{As, Scope, Tx};
use crate::storage::Stored;
use crate::viewer::{Editor, Official};

/// The version with this id, if its call can be read.
pub(crate) async fn published(scope: &Scope, id: FileId) -> Result<Option<call_file::Model>, Error> {
    let select = scope.published::<call_file::Entity>().filter(call_file::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// The version with this id at one of the desks where somebody works, published or not.
pub(crate) async fn at_a_desk(
    scope: &Scope,
    official: &As<Official>,
    id: FileId,
) -> Result<Option<call_file::Model>, Error> {
    let select = official.find::<call_file::Entity>().filter(call_file::Column::Id.eq(id));
    if let Some(file) = select.one(scope.reader()).await? {
        return Ok(Some(file));
    }
    // It may still wait: few calls have changes that are not published.
    let changing = official.find::<open_call::Entity>().filter(open_call::Column::Pending.is_not_null());
    let waits = |call: &open_call::Model| {
        let mut documents = call.pending.iter().flat_map(|pending| &pending.documents);
        documents.find_map(|document| Some((document.id?, document.file.clone().filter(|file| file.id == id)?)))
    };
    let found = changing.all(scope.reader()).await?.into_iter().find_map(|call| waits(&call).map(|file| (call, file)));
    let Some((call, (document, file))) = found else { return Ok(None) };
    let of = whole(official, scope.reader(), call, Tz::UTC).await?;
    Ok(Some(coming(&file, document, (of.call.municipality_id, of.call.id), &of.files)))
}

/// A document with its call and all its versions, first to last, held until the transaction ends.
struct Held {
    call: open_call::Model,
    document: call_document::Model,
    versions: Vec<call_file::Model>,
}

impl Held {
    async fn new<R: ReadsCalls>(tx: &Tx<R>, id: DocumentId) -> Result<Self, Error> {
        // Whoever writes the next version at the same time waits here.
        let document = tx.find::<call_document::Entity>().filter(call_document::Column::Id.eq(id)).lock_exclusive();
        let none = || Error::NotFound("There is no such document.".into());
        let document = document.one(tx.connection()).await?.filter(|row| row.removed_on.is_none()).ok_or_else(none)?;
        let call = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(document.call_id));
        let call = call.one(tx.connection()).await?.ok_or_else(none)?;
        let versions = tx.find::<call_file::Entity>().filter(call_file::Column::DocumentId.eq(id));
        let versions = versions.order_by_asc(call_file::Column::Version).all(tx.connection()).await?;
        Ok(Self { call, document, versions })
    }

    /// Writes the next version in place of the one that holds; those before stay as they are.
    async fn next<R: ReadsCalls>(self, tx: &Tx<R>, stored: Stored, zone: Tz) -> Result<call_file::Model, Error> {
        if let Some(mut last) = self.versions.last().cloned() {
            last.replaced_at = Some(tx.now());
            tx.update(last.into_active_model().reset_all()).await?;
        }
        let mut document = self.document.clone();
        document.replace(day(tx.now(), zone));
        tx.update(document.into_active_model().reset_all()).await?;
        self.write(tx, stored).await
    }

    /// Writes the version that holds from now on, and says what changed where anybody can know.
    async fn write<R: ReadsCalls>(self, tx: &Tx<R>, stored: Stored) -> Result<call_file::Model, Error> {
        let Self { call, document, versions } = self;
        let of = (document.municipality_id, document.call_id);
        let file: call_file::Model = coming(&come(stored, tx.now())?, document.id, of, &versions);
        tx.insert(file.clone().into_active_model()).await?;
        if call.stage != CallStage::Draft {
            let correction = call_correction::Model {
                id: CorrectionId::new(),
                municipality_id: call.municipality_id,
                call_id: call.id,
                at: tx.now(),
                field: CallField::Documents,
                before: versions.last().map(|before| told(&document, before)),
                after: Some(told(&document, &file)),
                reason: None,
            };
            tx.insert(correction.into_active_model()).await?;
            tx.emit(Happening::CallChanged, call.municipality_id, call.id);
        }
        Ok(file)
    }
}

/// Puts a file into a call at the desk: the version of its document, and that of the call. Of a draft it stands there at
/// once; of a published call it waits with the other changes, until they are published with their reason.
///
/// # Errors
/// There is no such call or document, the call is not what was read, or the database refused.
pub(crate) async fn put(
    tx: &Tx<Editor>,
    call: CallId,
    (place, seen): (Place<DocumentId, DocumentRole>, Option<i32>),
    stored: Stored,
    zone: Tz,
) -> Result<(call_file::Model, i32), Error> {
    let row = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(call)).lock_exclusive();
    let row = row.one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such call at your desk.".into()))?;
    as_read(row.version, row.stage == CallStage::Draft, seen)?;
    let before = match place {
        Place::Of(document) => standing(tx, document).await?,
        Place::New(..) => None,
    };
    let (file, document) = match row.stage {
        CallStage::Cancelled => return Err(Error::Refused(Reason::NotPublished)),
        CallStage::Draft => Box::pin(write(tx, &row, place, stored, zone)).await?,
        _ => Box::pin(wait(tx, &row, place, stored, zone)).await?,
    };
    let kind = if file.version == 1 { Happening::DocumentAdded } else { Happening::DocumentReplaced };
    let told = |file: &call_file::Model| file_told(&document, &file.name, file.version);
    let change =
        Change { field: CallField::Documents.to_value(), before: before.as_ref().map(told), after: Some(told(&file)) };
    let title = Some(format!("{}: {document}", row.title.original.text));
    tx.record(kind, row.municipality_id, row.id, Detail { title, changes: vec![change], reason: None });
    Ok((file, row.version + 1))
}

/// The version of a document that can be had now.
async fn standing(tx: &Tx<Editor>, document: DocumentId) -> Result<Option<call_file::Model>, Error> {
    let standing = tx.find::<call_file::Entity>().filter(call_file::Column::DocumentId.eq(document));
    Ok(standing.filter(call_file::Column::ReplacedAt.is_null()).one(tx.connection()).await?)
}

fn no_document() -> Error {
    Error::NotFound("There is no such document of this call.".into())
}

/// Writes a file of a draft, and says what its document is called.
async fn write(
    tx: &Tx<Editor>,
    call: &open_call::Model,
    place: Place<DocumentId, DocumentRole>,
    stored: Stored,
    zone: Tz,
) -> Result<(call_file::Model, String), Error> {
    let document = match place {
        Place::Of(document) => document,
        Place::New(role, ref name) => begin(tx, call, role, name).await?,
    };
    let held = Held::new(tx, document).await?;
    if held.call.id != call.id {
        return Err(no_document());
    }
    let name = held.document.name.original.text.clone();
    let file =
        if held.versions.is_empty() { held.write(tx, stored).await? } else { held.next(tx, stored, zone).await? };
    tx.update(open_call::ActiveModel {
        id: Unchanged(call.id),
        municipality_id: Unchanged(call.municipality_id),
        version: Set(call.version + 1),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    })
    .await?;
    Ok((file, name))
}

/// Keeps a file among the changes of a published call, and says what its document is called.
async fn wait(
    tx: &Tx<Editor>,
    call: &open_call::Model,
    place: Place<DocumentId, DocumentRole>,
    stored: Stored,
    zone: Tz,
) -> Result<(call_file::Model, String), Error> {
    let before = whole(tx.proof(), tx.connection(), call.clone(), zone).await?;
    let file = come(stored, tx.now())?;
    let mut pending = call.pending.clone().unwrap_or_else(|| read(&before));
    let known = |id| before.documents.iter().find(|row| row.id == id).map(|row| (row.role, row.name.clone()));
    let usual = before.call.title.original.locale;
    let (listed, id) = listed(&mut pending.documents, place, usual, known).ok_or_else(no_document)?;
    let (row, name) = (coming(&file, id, (call.municipality_id, call.id), &before.files), listed.name.clone());
    listed.file = Some(file);
    keep_pending(tx, &before, Some(pending)).await?;
    Ok((row, name.map(|name| name.original.text).unwrap_or_default()))
}

/// Writes a document that is there for its file, behind all others.
async fn begin(tx: &Tx<Editor>, call: &open_call::Model, role: DocumentRole, name: &str) -> Result<DocumentId, Error> {
    let last = tx.find::<call_document::Entity>().filter(call_document::Column::CallId.eq(call.id));
    let last = last.order_by_desc(call_document::Column::Position).one(tx.connection()).await?;
    let document = call_document::Model {
        id: DocumentId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        position: last.map_or(1, |last| last.position + 1),
        role,
        name: LocalisedText::new(written_in(name, call.title.original.locale), name),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    };
    let id = document.id;
    tx.insert(document.into_active_model()).await?;
    Ok(id)
}

/// Makes a file the first of a document that has none.
///
/// # Errors
/// There is no such document, it has a file already, or the database refused.
pub async fn add<R: ReadsCalls>(tx: &Tx<R>, document: DocumentId, stored: Stored) -> Result<call_file::Model, Error> {
    let held = Held::new(tx, document).await?;
    if !held.versions.is_empty() {
        return Err(Error::BadRequest("This document has a file already. Send the next version instead.".into()));
    }
    held.write(tx, stored).await
}

/// Makes a file the next version of a document. The ones before stay as they are.
///
/// # Errors
/// There is no such document, it has no file yet, or the database refused.
pub async fn replace<R: ReadsCalls>(
    tx: &Tx<R>,
    document: DocumentId,
    stored: Stored,
    zone: Tz,
) -> Result<call_file::Model, Error> {
    let held = Held::new(tx, document).await?;
    if held.versions.is_empty() {
        return Err(Error::BadRequest("This document has no file yet. Send its first one instead.".into()));
    }
    held.next(tx, stored, zone).await
}
