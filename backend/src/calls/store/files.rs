//! Documents of calls that are files here: reading one, and writing a document's first and next version.

use std::collections::BTreeSet;

use entities::{
    CallField, CallStage, CorrectionId, DocumentId, FileId, Happening, call_correction, call_document, call_file,
    municipality, open_call,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::calls::rules::file_told;
use crate::clock::{day, zone};
use crate::error::Error;
use crate::scope::{Operator, Scope, Tx};
use crate::storage::Stored;

/// The version with this id, if its call can be read.
pub(crate) async fn published(scope: &Scope, id: FileId) -> Result<Option<call_file::Model>, Error> {
    let select = scope.published::<call_file::Entity>().filter(call_file::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// A document with its call and all its versions, first to last, held until the transaction ends.
struct Held {
    call: open_call::Model,
    document: call_document::Model,
    versions: Vec<call_file::Model>,
}

impl Held {
    async fn new(tx: &Tx<Operator>, id: DocumentId) -> Result<Self, Error> {
        // Whoever writes the next version at the same time waits here.
        let document = tx.find::<call_document::Entity>().filter(call_document::Column::Id.eq(id)).lock_exclusive();
        let none = || Error::NotFound("There is no such document.".into());
        let document = document.one(tx.connection()).await?.ok_or_else(none)?;
        let call = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(document.call_id));
        let call = call.one(tx.connection()).await?.ok_or_else(none)?;
        let versions = tx.find::<call_file::Entity>().filter(call_file::Column::DocumentId.eq(id));
        let versions = versions.order_by_asc(call_file::Column::Version).all(tx.connection()).await?;
        Ok(Self { call, document, versions })
    }

    /// Writes the version that holds from now on, and says what changed where anybody can know.
    async fn write(self, tx: &Tx<Operator>, stored: Stored) -> Result<call_file::Model, Error> {
        let Self { call, document, versions } = self;
        let before = versions.last();
        let file = call_file::Model {
            id: FileId::new(),
            municipality_id: document.municipality_id,
            call_id: document.call_id,
            document_id: document.id,
            version: before.map_or(1, |before| before.version + 1),
            name: stored.name,
            media_type: stored.media_type.to_owned(),
            size_bytes: i64::try_from(stored.size).map_err(Error::internal)?,
            sha256: stored.sha256,
            storage_key: stored.key,
            uploaded_at: tx.now(),
            replaced_at: None,
        };
        tx.insert(file.clone().into_active_model()).await?;
        if call.stage != CallStage::Draft {
            let told = |file: &call_file::Model| file_told(&document.name.original.text, &file.name, file.version);
            let correction = call_correction::Model {
                id: CorrectionId::new(),
                municipality_id: call.municipality_id,
                call_id: call.id,
                at: tx.now(),
                field: CallField::Documents,
                before: before.map(told),
                after: Some(told(&file)),
                reason: None,
            };
            tx.insert(correction.into_active_model()).await?;
            tx.emit(Happening::CallChanged, call.municipality_id, call.id);
        }
        Ok(file)
    }
}

/// Makes a file the first of a document that has none.
///
/// # Errors
/// There is no such document, it has a file already, or the database refused.
pub async fn add(tx: &Tx<Operator>, document: DocumentId, stored: Stored) -> Result<call_file::Model, Error> {
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
pub async fn replace(tx: &Tx<Operator>, document: DocumentId, stored: Stored) -> Result<call_file::Model, Error> {
    let held = Held::new(tx, document).await?;
    let Some(mut last) = held.versions.last().cloned() else {
        return Err(Error::BadRequest("This document has no file yet. Send its first one instead.".into()));
    };
    last.replaced_at = Some(tx.now());
    tx.update(last.into_active_model().reset_all()).await?;
    let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(held.call.municipality_id));
    let owner =
        owner.one(tx.connection()).await?.ok_or_else(|| Error::NotFound("There is no such municipality.".into()))?;
    let mut document = held.document.clone();
    document.version += 1;
    document.replaced_on = Some(day(tx.now(), zone(&owner.time_zone)));
    tx.update(document.into_active_model().reset_all()).await?;
    held.write(tx, stored).await
}

/// The documents of a call that have files, in their order. Whatever an imported row says, they stay: what an official put
/// here no list from elsewhere takes away.
pub(super) async fn with_files(tx: &Tx<Operator>, call: &open_call::Model) -> Result<Vec<call_document::Model>, Error> {
    let files = tx.find::<call_file::Entity>().filter(call_file::Column::CallId.eq(call.id));
    let files = files.all(tx.connection()).await?;
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<_> = files.into_iter().map(|file| file.document_id).collect();
    let documents = tx.find::<call_document::Entity>().filter(call_document::Column::Id.is_in(ids));
    Ok(documents.order_by_asc(call_document::Column::Position).all(tx.connection()).await?)
}
