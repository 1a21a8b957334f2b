//! Writing consultations: from a file, as an exercise.

use std::collections::HashMap;

use chrono_tz::Tz;
use entities::{
    ActVersionId, AnchorId, AnchorKey, ConsultationChangeId, ConsultationField, ConsultationId, ConsultationStage,
    Happening, Locale, LocalisedText, MunicipalityId, act_anchor, act_version, consultation, consultation_act,
    consultation_change, consultation_channel, consultation_document, consultation_file, consultation_session,
};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveEnum as _, ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::desk::named;
use super::whole::{ReadsConsultations, whole};
use crate::comments::types::{FactRows, ShownFacts, facts_in, record_facts, record_other_facts, record_texts};
use crate::consultations::rules::act::Part;
use crate::consultations::rules::act::versions::{Known, lives_on};
use crate::consultations::rules::act::worded::{carried, numbered, write};
use crate::consultations::rules::{Difference, differences, promised};
use crate::documents::rules::{keep, settled, with_files};
use crate::error::Error;
use crate::municipalities::types::Saved;
use crate::remarks::Remark;
use crate::scope::{Operator, Tx};
use crate::tasks::aside;

/// A consultation with all that hangs on it but the texts of its acts.
#[derive(Clone, Debug)]
pub struct NewConsultation {
    /// The consultation itself.
    pub consultation: consultation::Model,
    /// The zone of its municipality, in which its hours are told.
    pub zone: Tz,
    /// The acts that it is about. Of a consultation that is known already they are not read: it keeps its own.
    pub acts: Vec<consultation_act::Model>,
    /// Its sessions.
    pub sessions: Vec<consultation_session::Model>,
    /// The other ways to comment.
    pub channels: Vec<consultation_channel::Model>,
    /// Its documents.
    pub documents: Vec<consultation_document::Model>,
    /// What its documents are and were, as files. Of a consultation that is known already they are not read: it keeps its
    /// own.
    pub files: Vec<consultation_file::Model>,
}

impl NewConsultation {
    /// What of it everybody reads, if it is published.
    pub(crate) fn facts(&self) -> FactRows<'_> {
        FactRows {
            consultation: &self.consultation,
            sessions: &self.sessions,
            channels: &self.channels,
            documents: &self.documents,
            files: &self.files,
        }
    }
}

/// Writes a consultation, recognised by its municipality and `source_key`, and records in its log what everybody reads of it
/// from now on. One that changed keeps its id, and what changed is recorded: nothing published changes in silence. Its acts stay
/// as they are, and so does what was promised with its dates.
///
/// # Errors
/// The database refused.
pub async fn save(tx: &Tx<Operator>, new: NewConsultation) -> Result<Saved, Error> {
    let (saved, _, untold) = Box::pin(save_untold(tx, new)).await?;
    if let Some(untold) = untold {
        untold.record(tx).await?;
    }
    Ok(saved)
}

/// What became of a consultation that was written and that its log does not say yet.
#[derive(Clone, Debug)]
pub struct Untold {
    municipality: MunicipalityId,
    consultation: ConsultationId,
    /// What everybody read of it before; none where that was nothing.
    before: Option<ShownFacts>,
}

impl Untold {
    /// Of which consultation.
    #[must_use]
    pub const fn of(&self) -> ConsultationId {
        self.consultation
    }

    /// Records it. Whoever does so for more than one does it in the order of their ids, as logs are held.
    ///
    /// # Errors
    /// The database refused.
    pub async fn record(self, tx: &Tx<Operator>) -> Result<(), Error> {
        let Self { municipality, consultation, before } = self;
        if let Some(before) = &before {
            return record_other_facts(tx, municipality, consultation, before).await;
        }
        record_texts(tx, municipality, consultation).await?;
        record_facts(tx, municipality, consultation).await
    }
}

/// The same, but for the log: who writes many consultations, in whatever order, records it when all are written. Says what of the
/// list was not taken, too.
///
/// # Errors
/// The database refused.
pub async fn save_untold(
    tx: &Tx<Operator>,
    mut new: NewConsultation,
) -> Result<(Saved, Vec<Remark>, Option<Untold>), Error> {
    let known = tx
        .find::<consultation::Entity>()
        .filter(consultation::Column::MunicipalityId.eq(new.consultation.municipality_id))
        .filter(consultation::Column::SourceKey.eq(&new.consultation.source_key))
        // Not against those who write beneath it: a comment that is on its way holds the log, which is needed here too.
        .lock(LockType::NoKeyUpdate)
        .one(tx.connection())
        .await?;
    (new.consultation.saved_at, new.consultation.saved_by) = (tx.now(), tx.actor());
    let (municipality, now) = (new.consultation.municipality_id, new.consultation.stage);
    let public = now != ConsultationStage::Draft;
    let Some(known) = known else {
        new.consultation.created_at = tx.now();
        tx.insert(new.consultation.clone().into_active_model()).await?;
        tell(tx, ConsultationStage::Draft, &new.consultation);
        let untold = Untold { municipality, consultation: new.consultation.id, before: None };
        hang(tx, new).await?;
        return Ok((Saved::New, Vec::new(), public.then_some(untold)));
    };
    // What an official has taken in hand is hers: no list from elsewhere undoes what she decided.
    if known.source_hash == new.consultation.source_hash || known.saved_by.is_some() {
        return Ok((Saved::Same, Vec::new(), None));
    }
    let before = Box::pin(whole(tx.proof(), tx.connection(), known, new.zone)).await?.new;
    let (id, stage) = (before.consultation.id, before.consultation.stage);
    let was_public = stage != ConsultationStage::Draft;
    let said = if was_public { Some(facts_in(before.facts())?) } else { None };
    new.acts.clear();
    // Nor does a list take back what everybody was told.
    let kept = promised::keep_dates(&before.consultation, &mut new.consultation, tx.now());
    (new.consultation.id, new.consultation.version) = (id, before.consultation.version + 1);
    new.consultation.created_at = before.consultation.created_at;
    // What an official put here no list from elsewhere takes away.
    keep(with_files(&before.documents, &before.files), &mut new.documents);
    let remarks = kept.map(|why| Remark::left_out("closes", why)).into_iter().collect();
    if kept.is_some() {
        // In the order in which those of the row are read.
        new.sessions.sort_by_key(|session| session.starts_at);
        if is_same(&before, &new) {
            return Ok((Saved::Same, remarks, None));
        }
        // What stands there is not what any list says: whenever one comes, it is read anew and told of.
        new.consultation.source_hash.clear();
    }
    tx.update(new.consultation.clone().into_active_model().reset_all()).await?;
    clear(tx, id).await?;
    if was_public {
        let old = NewConsultation { consultation: before.consultation.clone(), ..new.clone() };
        record(tx, &differences(&old, &new), &new.consultation, None).await?;
    }
    tell(tx, stage, &new.consultation);
    Box::pin(documents(tx, &before, &mut new)).await?;
    hang(tx, new).await?;
    Ok((Saved::Changed, remarks, public.then_some(Untold { municipality, consultation: id, before: said })))
}

/// Whether nothing of a consultation would be another than it is.
fn is_same(before: &NewConsultation, new: &NewConsultation) -> bool {
    let was = &before.consultation;
    let is = consultation::Model {
        source_hash: was.source_hash.clone(),
        version: was.version,
        saved_at: was.saved_at,
        ..new.consultation.clone()
    };
    is == *was && differences(before, new).is_empty()
}

/// Takes away what is written anew with the consultation.
async fn clear<R: ReadsConsultations>(tx: &Tx<R>, id: ConsultationId) -> Result<(), Error> {
    macro_rules! anew {
        ($($entity:ident)*) => {
            $(tx.delete::<$entity::Entity>(Condition::all().add($entity::Column::ConsultationId.eq(id))).await?;)*
        };
    }
    anew! { consultation_session consultation_channel }
    Ok(())
}

/// Writes what becomes of documents and files that are there. What is left in `new` are those to be added.
async fn documents<R: ReadsConsultations>(
    tx: &Tx<R>,
    before: &NewConsultation,
    new: &mut NewConsultation,
) -> Result<(), Error> {
    let now = (std::mem::take(&mut new.documents), std::mem::take(&mut new.files));
    let is_draft = before.consultation.stage == ConsultationStage::Draft;
    let settled = settled((&before.documents, &before.files), now, is_draft, tx.now(), before.zone);
    let gone: Vec<_> = settled.gone.iter().map(|document| document.id).collect();
    if !gone.is_empty() {
        use {consultation_document::Column::Id, consultation_file::Column::DocumentId};

        tx.delete::<consultation_file::Entity>(Condition::all().add(DocumentId.is_in(gone.clone()))).await?;
        tx.delete::<consultation_document::Entity>(Condition::all().add(Id.is_in(gone))).await?;
    }
    for file in settled.replaced {
        tx.update(file.into_active_model().reset_all()).await?;
    }
    for document in settled.stay.into_iter().chain(settled.off) {
        tx.update(document.into_active_model().reset_all()).await?;
    }
    (new.documents, new.files) = (settled.added, settled.coming);
    Ok(())
}

/// Writes what became of what, and why, for everybody to read.
async fn record<R: ReadsConsultations>(
    tx: &Tx<R>,
    changed: &[Difference],
    now: &consultation::Model,
    reason: Option<&LocalisedText>,
) -> Result<(), Error> {
    let change = |(field, before, after): &Difference| {
        consultation_change::Model {
            id: ConsultationChangeId::new(),
            municipality_id: now.municipality_id,
            consultation_id: now.id,
            at: tx.now(),
            field: *field,
            before: before.clone(),
            after: after.clone(),
            reason: reason.cloned(),
        }
        .into_active_model()
    };
    tx.insert_all(changed.iter().map(change).collect()).await
}

/// Writes a consultation that is not there yet.
pub(crate) async fn insert<R: ReadsConsultations>(tx: &Tx<R>, mut new: NewConsultation) -> Result<(), Error> {
    (new.consultation.saved_at, new.consultation.saved_by) = (tx.now(), tx.actor());
    tx.insert(new.consultation.clone().into_active_model()).await?;
    hang(tx, new).await
}

/// Puts this in the place of what was there, but for its acts; of a published consultation it is recorded what became of
/// what, and why.
pub(crate) async fn rewrite<R: ReadsConsultations>(
    tx: &Tx<R>,
    before: &NewConsultation,
    mut new: NewConsultation,
    reason: Option<&LocalisedText>,
) -> Result<Vec<Difference>, Error> {
    let id = before.consultation.id;
    new.consultation.version = before.consultation.version + 1;
    (new.consultation.saved_at, new.consultation.saved_by) = (tx.now(), tx.actor());
    let mut changed = Vec::new();
    if before.consultation.stage != ConsultationStage::Draft {
        changed = differences(before, &new);
        if before.consultation.stage != new.consultation.stage {
            // A stage has no words of its own: that it changed is the news.
            let stage = |row: &consultation::Model| Some(row.stage.to_value());
            changed.push((ConsultationField::Cancellation, stage(&before.consultation), stage(&new.consultation)));
        }
        record(tx, &changed, &new.consultation, reason).await?;
    }
    tx.update(new.consultation.clone().into_active_model().reset_all()).await?;
    clear(tx, id).await?;
    documents(tx, before, &mut new).await?;
    new.acts.clear();
    hang(tx, new).await?;
    Ok(changed)
}

/// Says what the public sees happen to a consultation that was at this stage. Of a draft it sees nothing.
fn tell(tx: &Tx<Operator>, before: ConsultationStage, now: &consultation::Model) {
    use ConsultationStage::{Cancelled, Draft, Finished};

    let kind = match (before, now.stage) {
        (Draft, Draft) => return,
        (Draft, _) => Happening::ConsultationPublished,
        (_, Draft) => Happening::ConsultationWithdrawn,
        (before, Cancelled) if before != Cancelled => Happening::ConsultationCancelled,
        (before, Finished) if before != Finished => Happening::ConsultationFinished,
        _ => Happening::ConsultationChanged,
    };
    tx.record(kind, now.municipality_id, now.id, named(now));
}

/// Writes what hangs on the consultation, under its id.
async fn hang<R: ReadsConsultations>(tx: &Tx<R>, new: NewConsultation) -> Result<(), Error> {
    let (municipality_id, consultation_id) = (new.consultation.municipality_id, new.consultation.id);
    macro_rules! under_it {
        ($rows:expr) => {
            $rows
                .into_iter()
                .map(|mut row| {
                    (row.municipality_id, row.consultation_id) = (municipality_id, consultation_id);
                    row.into_active_model()
                })
                .collect()
        };
    }
    tx.insert_all::<consultation_act::ActiveModel>(under_it!(new.acts)).await?;
    tx.insert_all::<consultation_session::ActiveModel>(under_it!(new.sessions)).await?;
    tx.insert_all::<consultation_channel::ActiveModel>(under_it!(new.channels)).await?;
    tx.insert_all::<consultation_document::ActiveModel>(under_it!(new.documents)).await?;
    tx.insert_all::<consultation_file::ActiveModel>(under_it!(new.files)).await
}

/// A text that an act gets.
#[derive(Clone, Debug)]
pub struct NewText {
    /// What it is written in.
    pub locale: Locale,
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
    /// Why it is another than before.
    pub note: Option<LocalisedText>,
}

/// Writes the next version of an act and publishes it, with its entry in the log. Anchors that did not change keep their keys
/// and what is written beside them; those of the version before stay where they are.
///
/// # Errors
/// The database refused.
pub async fn add_version(
    tx: &Tx<Operator>,
    act: &consultation_act::Model,
    text: NewText,
) -> Result<act_version::Model, Error> {
    let last = tx.find::<act_version::Entity>().filter(act_version::Column::ActId.eq(act.id));
    // Whoever writes the next version at the same time waits here.
    let last = last.order_by_desc(act_version::Column::Number).lock_exclusive().one(tx.connection()).await?;
    let before = match &last {
        Some(last) => anchors_of(tx, last.id).await?,
        None => Vec::new(),
    };
    let version = act_version::Model {
        id: ActVersionId::new(),
        municipality_id: act.municipality_id,
        consultation_id: act.consultation_id,
        act_id: act.id,
        number: last.map_or(1, |last| last.number + 1),
        locale: text.locale,
        published_at: Some(tx.now()),
        note: text.note,
    };
    tx.insert(version.clone().into_active_model()).await?;
    let consultation = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(act.consultation_id));
    let none = || Error::NotFound("There is no such consultation.".into());
    let consultation = consultation.one(tx.connection()).await?.ok_or_else(none)?;
    if consultation.stage != ConsultationStage::Draft {
        tx.record(Happening::ConsultationChanged, act.municipality_id, act.consultation_id, named(&consultation));
        if version.number > 1 {
            tx.insert(another_text(tx, act, &version).into_active_model()).await?;
        }
    }
    let (known, parts) = (read(&before), text.parts);
    let comparing = move || (lives_on(&known, &parts), parts);
    let (keys, parts) = aside(comparing).await.map_err(Error::internal)?;
    let mut rows = anchors(&version, parts, keys);
    for row in &mut rows {
        let stood: Vec<_> = before.iter().filter(|part| part.key == row.key).collect();
        let worded = carried(row, &stood);
        write(row, &worded);
    }
    let rows: Vec<_> = rows.into_iter().map(act_anchor::Model::into_active_model).collect();
    // A statement takes so many values and no more.
    for some in rows.chunks(500) {
        tx.insert_all(some.to_vec()).await?;
    }
    if consultation.stage != ConsultationStage::Draft {
        record_texts(tx, act.municipality_id, act.consultation_id).await?;
    }
    Ok(version)
}

/// That an act has another text than before, or its first one, for everybody to read.
pub(super) fn another_text<R>(
    tx: &Tx<R>,
    act: &consultation_act::Model,
    version: &act_version::Model,
) -> consultation_change::Model {
    let told = |number: i32| Some(format!("{} ({number})", act.title.original.text));
    consultation_change::Model {
        id: ConsultationChangeId::new(),
        municipality_id: act.municipality_id,
        consultation_id: act.consultation_id,
        at: tx.now(),
        field: ConsultationField::Acts,
        before: told(version.number - 1).filter(|_| version.number > 1),
        after: told(version.number),
        reason: version.note.clone(),
    }
}

/// The parts of a version, in reading order.
async fn anchors_of(tx: &Tx<Operator>, version: ActVersionId) -> Result<Vec<act_anchor::Model>, Error> {
    let rows = tx.find::<act_anchor::Entity>().filter(act_anchor::Column::VersionId.eq(version));
    Ok(rows.order_by_asc(act_anchor::Column::Position).all(tx.connection()).await?)
}

/// Rows as the parts that they were made from.
#[must_use]
pub fn read(rows: &[act_anchor::Model]) -> Vec<Known> {
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
    let places: HashMap<_, _> = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let known = |row: &act_anchor::Model| Known {
        key: row.key,
        part: Part {
            kind: row.kind,
            parent: row.parent_id.and_then(|parent| places.get(&parent).copied()),
            depth: usize::try_from(row.depth).unwrap_or_default(),
            label: text(&row.label),
            heading: text(&row.heading),
            text: text(&row.text),
        },
    };
    rows.iter().map(known).collect()
}

/// Parts as the rows of a version; those without a key get a new one.
pub(super) fn anchors(
    version: &act_version::Model,
    parts: Vec<Part>,
    keys: Vec<Option<AnchorKey>>,
) -> Vec<act_anchor::Model> {
    let ids: Vec<_> = parts.iter().map(|_| AnchorId::new()).collect();
    let text = |text: Option<String>| text.map(|text| LocalisedText::new(version.locale, text));
    let rows = parts.into_iter().zip(keys).zip(1..).map(|((part, key), position)| act_anchor::Model {
        id: ids[usize::try_from(position - 1).unwrap_or_default()],
        municipality_id: version.municipality_id,
        consultation_id: version.consultation_id,
        version_id: version.id,
        key: key.unwrap_or_default(),
        parent_id: part.parent.map(|parent| ids[parent]),
        position,
        depth: i32::try_from(part.depth).unwrap_or(i32::MAX),
        kind: part.kind,
        label: text(part.label).map(numbered),
        heading: text(part.heading),
        text: text(part.text),
    });
    rows.collect()
}
