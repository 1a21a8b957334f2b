//! The texts of acts at the desk: one version of each may be being made, and is replaced as often as it is mended, until it
//! is published with the consultation or with its other changes.

use std::collections::HashMap;

use entities::{
    ActId, ActVersionId, AnchorId, AnchorKey, Locale, LocalisedText, act_anchor, act_version, consultation,
    consultation_act,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, Unchanged,
};

use super::save::{anchors, another_text, read};
use super::whole::{ReadsConsultations, Whole, parts};
use crate::comments::types::record_texts;
use crate::consultations::rules::act::Part;
use crate::consultations::rules::act::mended::{Loose, keys};
use crate::consultations::rules::act::worded::{Reworded, Worded, carried, of, other_words, reworded, write};
use crate::error::Error;
use crate::mend::{FieldError, Problem};
use crate::scope::{As, Scope, Tx};
use crate::tasks::aside;
use crate::viewer::{Editor, Opens};

/// A text of an act, as an official has mended it.
#[derive(Clone, Debug)]
pub(crate) struct Mended {
    /// Which act; none for a new one.
    pub(crate) act: Option<ActId>,
    /// What it is called.
    pub(crate) title: LocalisedText,
    /// What it is written in.
    pub(crate) locale: Locale,
    /// Its parts.
    pub(crate) parts: Vec<Loose>,
    /// What they were in the texts that are there, where that was found out before; see [`compared`].
    pub(crate) compared: Option<Compared>,
}

/// The text of an act that holds and the one that is being made, part by part.
#[derive(Clone, Debug)]
struct Stood {
    versions: [Option<ActVersionId>; 2],
    holds: Vec<act_anchor::Model>,
    own: Vec<act_anchor::Model>,
}

impl Stood {
    async fn read<R: Opens<act_anchor::Entity>>(
        proof: &As<R>,
        connection: &impl ConnectionTrait,
        versions: [Option<ActVersionId>; 2],
    ) -> Result<Self, Error> {
        let ids: Vec<_> = versions.into_iter().flatten().collect();
        let mut known = parts(proof, connection, &ids).await?;
        let [holds, own] =
            versions.map(|version| version.and_then(|version| known.remove(&version)).unwrap_or_default());
        Ok(Self { versions, holds, own })
    }
}

/// What the parts of a text were in those that stood there.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    stood: Stood,
    keys: Vec<Option<AnchorKey>>,
}

impl Compared {
    /// Two acts have millions of pairs of parts: whoever compares them does so aside.
    async fn of(stood: Stood, parts: Vec<Loose>) -> Result<(Self, Vec<Loose>), Error> {
        let comparing = move || {
            let keys = keys(&parts, &read(&stood.holds), &read(&stood.own));
            (Self { stood, keys }, parts)
        };
        aside(comparing).await.map_err(Error::internal)
    }
}

/// The text, with what its parts were in the texts that are there now. It is found out before the transaction begins in which the
/// text is kept: everybody else who writes would wait for it. If another text stands there by then, it is not kept.
///
/// # Errors
/// The database fails.
pub(crate) async fn compared(scope: &Scope, editor: &As<Editor>, text: Mended) -> Result<Mended, Error> {
    use act_version::Column::{ActId, Number};

    let versions = match text.act {
        Some(act) => {
            let rows = editor.find::<act_version::Entity>().filter(ActId.eq(act)).order_by_asc(Number);
            rows.all(scope.reader()).await?
        }
        None => Vec::new(),
    };
    let last = |published: bool| versions.iter().rfind(|one| one.published_at.is_some() == published).map(|one| one.id);
    let stood = Stood::read(editor, scope.reader(), [last(true), last(false)]).await?;
    let (compared, parts) = Compared::of(stood, text.parts).await?;
    Ok(Mended { parts, compared: Some(compared), ..text })
}

fn no_act() -> Error {
    Error::NotFound("There is no such act of this consultation.".into())
}

/// Keeps the text as the version that is being made, in place of the one that was; the act that it is of.
pub(crate) async fn keep<R: ReadsConsultations>(
    tx: &Tx<R>,
    before: &Whole,
    text: Mended,
) -> Result<consultation_act::Model, Error> {
    let act = named(tx, before, text.act, &text.title).await?;
    let (published, being_made) = (before.published(&act), before.being_made(&act));
    let versions = [published, being_made].map(|version| version.map(|version| version.id));
    let (compared, loose) = match text.compared {
        Some(compared) if compared.stood.versions == versions => (compared, text.parts),
        Some(_) => return Err(Error::Conflict),
        // A file is brought in one transaction, whole or not at all.
        None => Compared::of(Stood::read(tx.proof(), tx.connection(), versions).await?, text.parts).await?,
    };
    let Compared { stood: Stood { holds, own, .. }, keys } = compared;
    if let Some(version) = being_made {
        drop_version(tx, version.id).await?;
    }
    let (parts, beside): (Vec<Part>, Vec<_>) = loose.into_iter().map(|loose| (loose.part, loose.worded)).unzip();
    let version = act_version::Model {
        id: ActVersionId::new(),
        municipality_id: act.municipality_id,
        consultation_id: act.consultation_id,
        act_id: act.id,
        number: published.map_or(1, |last| last.number + 1),
        locale: text.locale,
        published_at: None,
        note: None,
    };
    tx.insert(version.clone().into_active_model()).await?;
    let mut rows = anchors(&version, parts, keys);
    let mut stood: HashMap<AnchorKey, Vec<&act_anchor::Model>> = HashMap::new();
    for part in own.iter().chain(&holds) {
        stood.entry(part.key).or_default().push(part);
    }
    for (row, beside) in rows.iter_mut().zip(beside) {
        let before = stood.get(&row.key).map(Vec::as_slice).unwrap_or_default();
        let worded = beside.unwrap_or_else(|| carried(row, before));
        write(row, &worded);
    }
    let rows: Vec<_> = rows.into_iter().map(act_anchor::Model::into_active_model).collect();
    // A statement takes so many values and no more.
    for some in rows.chunks(500) {
        tx.insert_all(some.to_vec()).await?;
    }
    Ok(act)
}

/// The act that is meant, with its title as it is now. What has been published keeps the title under which it was; a new act
/// of a published consultation waits, or the public would see it before its text.
pub(super) async fn named<R: ReadsConsultations>(
    tx: &Tx<R>,
    before: &Whole,
    which: Option<ActId>,
    title: &LocalisedText,
) -> Result<consultation_act::Model, Error> {
    let (row, acts) = (&before.new.consultation, &before.new.acts);
    let is_draft = row.stage == entities::ConsultationStage::Draft;
    let Some(id) = which else {
        let act = consultation_act::Model {
            id: ActId::new(),
            municipality_id: row.municipality_id,
            consultation_id: row.id,
            position: acts.last().map_or(1, |last| last.position + 1),
            title: title.clone(),
            waits: !is_draft,
        };
        tx.insert(act.clone().into_active_model()).await?;
        return Ok(act);
    };
    let mut act = acts.iter().find(|act| act.id == id).cloned().ok_or_else(no_act)?;
    if (is_draft || act.waits) && act.title != *title {
        act.title.clone_from(title);
        tx.update(act.clone().into_active_model().reset_all()).await?;
    }
    Ok(act)
}

/// What was written beside a part of an act.
#[derive(Debug)]
pub(crate) struct Beside {
    /// What the part is called, as written; none for one without a number.
    pub(crate) label: Option<String>,
    /// Whether everybody reads it.
    pub(crate) published: bool,
    /// What became of which wording.
    pub(crate) changed: Vec<Reworded>,
}

fn no_part() -> Error {
    Error::NotFound("There is no such part of an act of this consultation.".into())
}

/// These are other words than those that everybody reads.
fn others(found: Vec<(&'static str, Locale)>) -> Error {
    let wrong = |(name, locale): (&str, Locale)| {
        FieldError::new(format!("others.{name}"), Problem::OtherWords).with([locale.tag().to_owned()])
    };
    Error::Invalid(found.into_iter().map(wrong).collect())
}

/// Writes these wordings beside a part, in place of those that it had. Not a word of it as written changes, and beside what
/// everybody reads no other words are put. What is being made from a text that holds takes over what is written beside that.
pub(crate) async fn word(tx: &Tx<Editor>, before: &Whole, part: AnchorId, worded: &Worded) -> Result<Beside, Error> {
    let found = tx.find::<act_anchor::Entity>().filter(act_anchor::Column::Id.eq(part)).one(tx.connection()).await?;
    let old = found.ok_or_else(no_part)?;
    let version = before.versions.iter().find(|version| version.id == old.version_id).ok_or_else(no_part)?;
    let mut new = old.clone();
    write(&mut new, worded);
    let (was, is) = (of(&old), of(&new));
    // A draft nobody outside has read, whenever its text came.
    let is_read = version.published_at.is_some() && before.new.consultation.stage != entities::ConsultationStage::Draft;
    let found = if is_read { other_words(&new, &was, &is) } else { Vec::new() };
    if !found.is_empty() {
        return Err(others(found));
    }
    let changed = reworded(&was, &is);
    let label = old.label.as_ref().map(|label| label.original.text.clone());
    let beside = Beside { label, published: version.published_at.is_some(), changed };
    if beside.changed.is_empty() {
        return Ok(beside);
    }
    put_beside(tx, &new).await?;
    let act = before.new.acts.iter().find(|act| act.id == version.act_id);
    let waits = act.and_then(|act| before.being_made(act)).filter(|waits| waits.id != version.id);
    if let Some(waits) = waits {
        let rows = tx.find::<act_anchor::Entity>().filter(act_anchor::Column::VersionId.eq(waits.id));
        let same = rows.filter(act_anchor::Column::Key.eq(old.key)).one(tx.connection()).await?;
        // What somebody worded otherwise there is not touched.
        if let Some(mut same) = same.filter(|same| of(same) == carried(same, &[&old])) {
            let worded = carried(&same, &[&new]);
            write(&mut same, &worded);
            put_beside(tx, &same).await?;
        }
    }
    Ok(beside)
}

async fn put_beside(tx: &Tx<Editor>, part: &act_anchor::Model) -> Result<(), Error> {
    tx.update(act_anchor::ActiveModel {
        id: Unchanged(part.id),
        municipality_id: Unchanged(part.municipality_id),
        consultation_id: Unchanged(part.consultation_id),
        version_id: Unchanged(part.version_id),
        label: Set(part.label.clone()),
        heading: Set(part.heading.clone()),
        text: Set(part.text.clone()),
        ..Default::default()
    })
    .await
}

async fn drop_version<R: ReadsConsultations>(tx: &Tx<R>, id: ActVersionId) -> Result<(), Error> {
    tx.delete::<act_version::Entity>(Condition::all().add(act_version::Column::Id.eq(id))).await
}

/// Throws away the text that is being made; with it the act, where it has no other and nobody outside has seen it.
pub(crate) async fn discard(tx: &Tx<Editor>, before: &Whole, id: ActId) -> Result<(), Error> {
    let act = before.new.acts.iter().find(|act| act.id == id).ok_or_else(no_act)?;
    if let Some(version) = before.being_made(act) {
        drop_version(tx, version.id).await?;
    }
    let is_draft = before.new.consultation.stage == entities::ConsultationStage::Draft;
    if (is_draft || act.waits) && before.published(act).is_none() {
        tx.delete::<consultation_act::Entity>(Condition::all().add(consultation_act::Column::Id.eq(id))).await?;
    }
    Ok(())
}

/// Publishes every text that is being made, with its entry in the log; what is changed with that is returned. Of a published
/// consultation it is recorded, with the reason.
pub(crate) async fn publish(
    tx: &Tx<Editor>,
    before: &Whole,
    reason: Option<&LocalisedText>,
) -> Result<Vec<crate::consultations::rules::Difference>, Error> {
    let mut changed = Vec::new();
    for act in &before.new.acts {
        let Some(version) = before.being_made(act) else { continue };
        let mut version = version.clone();
        version.note = reason.cloned();
        tx.update(act_version::ActiveModel {
            id: Unchanged(version.id),
            published_at: Set(Some(tx.now())),
            note: Set(version.note.clone()),
            ..Default::default()
        })
        .await?;
        if act.waits {
            let shown = consultation_act::Model { waits: false, ..act.clone() };
            tx.update(shown.into_active_model().reset_all()).await?;
        }
        if before.new.consultation.stage != entities::ConsultationStage::Draft {
            let row = another_text(tx, act, &version);
            changed.push((row.field, row.before.clone(), row.after.clone()));
            tx.insert(row.into_active_model()).await?;
        }
    }
    // Of a draft also what was published in it before: nobody has read that yet.
    let is_draft = before.new.consultation.stage == entities::ConsultationStage::Draft;
    if !changed.is_empty() || (is_draft && has_text(before)) {
        record_texts(tx, before.new.consultation.municipality_id, before.new.consultation.id).await?;
    }
    Ok(changed)
}

/// Whether anything of a consultation has a text, published or being made.
pub(crate) fn has_text(whole: &Whole) -> bool {
    !whole.versions.is_empty()
}

/// Says that the consultation was written: whoever has read it before is told so when he writes.
pub(crate) async fn touch<R: ReadsConsultations>(tx: &Tx<R>, row: &consultation::Model) -> Result<(), Error> {
    tx.update(consultation::ActiveModel {
        id: Unchanged(row.id),
        municipality_id: Unchanged(row.municipality_id),
        version: Set(row.version + 1),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    })
    .await
}
