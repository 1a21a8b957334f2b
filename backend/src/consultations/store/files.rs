//! Documents of consultations that are files here: reading one, and what an official puts in at the desk.

use entities::{
    Change, ConsultationDocumentId, ConsultationDocumentRole, ConsultationField, ConsultationFileId, ConsultationId,
    ConsultationStage, Detail, Happening, LocalisedText, consultation, consultation_document, consultation_file,
};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveEnum as _, ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};

use super::acts::touch;
use super::desk::keep_pending;
use super::whole::{Whole, whole};
use crate::clock::{Tz, day};
use crate::consultations::rules::content::read;
use crate::documents::rules::{as_read, come, coming, holds, listed, told};
use crate::documents::{Document as _, Place, Version as _};
use crate::error::{Error, Reason};
use crate::locale::written_in;
use crate::scope::{As, Scope, Tx};
use crate::storage::Stored;
use crate::viewer::{Editor, Official};

/// The version with this id, if its consultation can be read.
pub(crate) async fn published(
    scope: &Scope,
    id: ConsultationFileId,
) -> Result<Option<consultation_file::Model>, Error> {
    let select = scope.published::<consultation_file::Entity>().filter(consultation_file::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// The version with this id at one of the desks where somebody works, published or not.
pub(crate) async fn at_a_desk(
    scope: &Scope,
    official: &As<Official>,
    id: ConsultationFileId,
) -> Result<Option<consultation_file::Model>, Error> {
    let select = official.find::<consultation_file::Entity>().filter(consultation_file::Column::Id.eq(id));
    if let Some(file) = select.one(scope.reader()).await? {
        return Ok(Some(file));
    }
    // It may still wait: few consultations have changes that are not published.
    let changing = official.find::<consultation::Entity>().filter(consultation::Column::Pending.is_not_null());
    let waits = |row: &consultation::Model| {
        let mut papers = row.pending.iter().flat_map(|pending| &pending.documents);
        papers.find_map(|paper| Some((paper.id?, paper.file.clone().filter(|file| file.id == id)?)))
    };
    let found = changing.all(scope.reader()).await?.into_iter().find_map(|row| waits(&row).map(|file| (row, file)));
    let Some((row, (document, file))) = found else { return Ok(None) };
    let (of, files) = ((row.municipality_id, row.id), whole(official, scope.reader(), row, Tz::UTC).await?.new.files);
    Ok(Some(coming(&file, document, of, &files)))
}

fn no_document() -> Error {
    Error::NotFound("There is no such document of this consultation.".into())
}

/// Puts a file into a consultation at the desk: the version of its document, and that of the consultation. Of a draft it
/// stands there at once; of a published consultation it waits with the other changes, until they are published with their
/// reason.
///
/// # Errors
/// There is no such consultation or document, the consultation is not what was read or is over, or the database refused.
pub(crate) async fn put(
    tx: &Tx<Editor>,
    id: ConsultationId,
    (place, seen): (Place<ConsultationDocumentId, ConsultationDocumentRole>, Option<i32>),
    stored: Stored,
    zone: Tz,
) -> Result<(consultation_file::Model, i32), Error> {
    // Whoever writes the next version at the same time waits here.
    let row = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id)).lock(LockType::NoKeyUpdate);
    let row = row.one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such consultation at your desk.".into()))?;
    as_read(row.version, row.stage == ConsultationStage::Draft, seen)?;
    let before = whole(tx.proof(), tx.connection(), row.clone(), zone).await?;
    let (document, file) = match row.stage {
        ConsultationStage::Draft => write(tx, &before, place, stored).await?,
        ConsultationStage::Published => wait(tx, &before, place, stored).await?,
        ConsultationStage::Finished | ConsultationStage::Cancelled => return Err(Error::Refused(Reason::NotPublished)),
    };
    let last = holds(&before.new.files, document.id);
    let change = Change {
        field: ConsultationField::Documents.to_value(),
        before: last.map(|last| told(&document, last)),
        after: Some(told(&document, &file)),
    };
    let detail = Detail { title: Some(row.title.original.text.clone()), changes: vec![change], ..Detail::default() };
    tx.record(Happening::ConsultationEdited, row.municipality_id, row.id, detail);
    Ok((file, row.version + 1))
}

/// Writes a file of a draft, in place of the one that holds; those before stay as they are.
async fn write(
    tx: &Tx<Editor>,
    before: &Whole,
    place: Place<ConsultationDocumentId, ConsultationDocumentRole>,
    stored: Stored,
) -> Result<(consultation_document::Model, consultation_file::Model), Error> {
    let (row, documents) = (&before.new.consultation, &before.new.documents);
    let mut document = match place {
        Place::Of(id) => documents.iter().find(|row| row.id == id).cloned().ok_or_else(no_document)?,
        Place::New(role, name) => {
            let document = named(row, role, &name, documents.iter().map(|row| row.position).max());
            tx.insert(document.clone().into_active_model()).await?;
            document
        }
    };
    if let Some(mut last) = holds(&before.new.files, document.id).cloned() {
        last.replace(tx.now());
        tx.update(last.into_active_model().reset_all()).await?;
        document.replace(day(tx.now(), before.new.zone));
        tx.update(document.clone().into_active_model().reset_all()).await?;
    }
    let file: consultation_file::Model =
        coming(&come(stored, tx.now())?, document.id, (row.municipality_id, row.id), &before.new.files);
    tx.insert(file.clone().into_active_model()).await?;
    touch(tx, row).await?;
    Ok((document, file))
}

/// Keeps a file among the changes of a published consultation.
async fn wait(
    tx: &Tx<Editor>,
    before: &Whole,
    place: Place<ConsultationDocumentId, ConsultationDocumentRole>,
    stored: Stored,
) -> Result<(consultation_document::Model, consultation_file::Model), Error> {
    let row = &before.new.consultation;
    let mut pending = row.pending.clone().unwrap_or_else(|| read(&before.new));
    let known = |id| before.new.documents.iter().find(|row| row.id == id).map(|row| (row.role, row.name.clone()));
    let usual = row.title.original.locale;
    let (listed, id) = listed(&mut pending.documents, place, usual, known).ok_or_else(no_document)?;
    let waiting = come(stored, tx.now())?;
    let file = coming(&waiting, id, (row.municipality_id, row.id), &before.new.files);
    let name = listed.name.clone().map(|name| name.original.text).unwrap_or_default();
    let document = consultation_document::Model { id, ..named(row, listed.role, &name, None) };
    listed.file = Some(waiting);
    keep_pending(tx, before, Some(pending)).await?;
    Ok((document, file))
}

/// A document that is there for its file, behind all others.
fn named(
    of: &consultation::Model,
    role: ConsultationDocumentRole,
    name: &str,
    last: Option<i32>,
) -> consultation_document::Model {
    consultation_document::Model {
        id: ConsultationDocumentId::new(),
        municipality_id: of.municipality_id,
        consultation_id: of.id,
        position: last.map_or(1, |last| last + 1),
        role,
        name: LocalisedText::new(written_in(name, of.title.original.locale), name),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    }
}
