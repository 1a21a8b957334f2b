//! The texts of acts at the desk: one version of each may be being made, and is replaced as often as it is mended, until it
//! is published with the consultation or with its other changes.

use entities::{
    ActId, ActVersionId, AnchorKey, Locale, LocalisedText, act_anchor, act_version, consultation, consultation_act,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, Unchanged};

use super::save::{anchors, another_text, read};
use super::whole::{Whole, parts};
use crate::comments::types::record_texts;
use crate::consultations::rules::act::Part;
use crate::consultations::rules::act::mended::{Loose, keys};
use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Editor;

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
}

fn no_act() -> Error {
    Error::NotFound("There is no such act of this consultation.".into())
}

/// Keeps the text as the version that is being made, in place of the one that was.
pub(crate) async fn keep(tx: &Tx<Editor>, before: &Whole, text: Mended) -> Result<(), Error> {
    let act = named(tx, before, &text).await?;
    let (published, being_made) = (before.published(&act), before.being_made(&act));
    let versions: Vec<_> = [published, being_made].into_iter().flatten().map(|version| version.id).collect();
    let mut known = parts(tx.proof(), tx.connection(), &versions).await?;
    let base = published.and_then(|version| known.remove(&version.id)).map(|rows| read(&rows)).unwrap_or_default();
    let own: Vec<AnchorKey> = known.into_values().flatten().map(|row| row.key).collect();
    if let Some(version) = being_made {
        drop_version(tx, version.id).await?;
    }
    let keys = keys(&text.parts, &base, &own);
    let parts: Vec<Part> = text.parts.into_iter().map(|loose| loose.part).collect();
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
    let rows: Vec<_> = anchors(&version, parts, keys).into_iter().map(act_anchor::Model::into_active_model).collect();
    // A statement takes so many values and no more.
    for some in rows.chunks(500) {
        tx.insert_all(some.to_vec()).await?;
    }
    Ok(())
}

/// The act that is meant, with its title as it is now. What has been published keeps the title under which it was; a new act
/// of a published consultation waits, or the public would see it before its text.
async fn named(tx: &Tx<Editor>, before: &Whole, text: &Mended) -> Result<consultation_act::Model, Error> {
    let (row, acts) = (&before.new.consultation, &before.new.acts);
    let is_draft = row.stage == entities::ConsultationStage::Draft;
    let Some(id) = text.act else {
        let act = consultation_act::Model {
            id: ActId::new(),
            municipality_id: row.municipality_id,
            consultation_id: row.id,
            position: acts.last().map_or(1, |last| last.position + 1),
            title: text.title.clone(),
            waits: !is_draft,
        };
        tx.insert(act.clone().into_active_model()).await?;
        return Ok(act);
    };
    let mut act = acts.iter().find(|act| act.id == id).cloned().ok_or_else(no_act)?;
    if (is_draft || act.waits) && act.title != text.title {
        act.title = text.title.clone();
        tx.update(act.clone().into_active_model().reset_all()).await?;
    }
    Ok(act)
}

async fn drop_version(tx: &Tx<Editor>, id: ActVersionId) -> Result<(), Error> {
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
pub(crate) async fn touch(tx: &Tx<Editor>, row: &consultation::Model) -> Result<(), Error> {
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
