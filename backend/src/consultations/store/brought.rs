//! Consultations that an official takes away in a file, changes elsewhere, and brings back.

use entities::{
    ActId, ConsultationContent, ConsultationField, ConsultationStage, Happening, act_version, consultation,
    consultation_act, journal, municipality,
};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::acts::{Mended, keep as keep_text, named, touch};
use super::desk::{keep_pending, record, record_saving};
use super::save::{NewConsultation, insert, rewrite};
use super::whole::{ReadsConsultations, Whole, parts, whole, wholes};
use crate::clock::zone;
use crate::consultations::intake::written::{ActRow, Written, WrittenAct, WrittenRow};
use crate::consultations::rules::check::{missing, unworkable};
use crate::consultations::rules::content::{blank, read, write};
use crate::consultations::rules::differences;
use crate::documents::rules::{keep, with_files};
use crate::error::{Error, Reason};
use crate::municipalities::types::Saved;
use crate::scope::{As, Scope, Tx};
use crate::viewer::{Official, Opens};

/// Whoever may bring consultations in a file.
pub trait BringsConsultations: ReadsConsultations + Opens<journal::Entity> {}

impl<R: ReadsConsultations + Opens<journal::Entity>> BringsConsultations for R {}

/// The rows of a file with these consultations, in their order. Of what is published they have what everybody reads, and of
/// drafts what is written. Seven statements.
pub(crate) async fn written(
    scope: &Scope,
    official: &As<Official>,
    owner: &municipality::Model,
    rows: Vec<consultation::Model>,
) -> Result<Vec<WrittenRow>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut found = wholes(official, scope.reader(), rows, zone(&owner.time_zone)).await?;
    let found: Vec<_> = ids.iter().filter_map(|id| found.remove(id)).collect();
    let all = texts(official, scope.reader(), &found.iter().collect::<Vec<_>>()).await?;
    let row = |(whole, acts): (&Whole, Vec<Row<'_>>)| {
        WrittenRow::of(owner, &whole.new, acts.into_iter().map(|(_, row)| row).collect())
    };
    Ok(found.iter().zip(all).map(row).collect())
}

/// An act of a consultation with its row of a file.
type Row<'a> = (&'a consultation_act::Model, ActRow);

/// The acts of these consultations with the texts that a file has of them. One statement.
async fn texts<'a, R: ReadsConsultations, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    all: &[&'a Whole],
) -> Result<Vec<Vec<Row<'a>>>, Error> {
    let shown: Vec<Vec<_>> = all.iter().copied().map(shown).collect();
    let versions: Vec<_> =
        shown.iter().flatten().filter_map(|(_, version)| version.map(|version| version.id)).collect();
    let parts = parts(proof, connection, &versions).await?;
    let row = |(act, version): (&'a consultation_act::Model, Option<&'a act_version::Model>)| {
        let text = version.map(|version| (version, parts.get(&version.id).map(Vec::as_slice).unwrap_or_default()));
        (act, ActRow::of(act, text))
    };
    Ok(shown.into_iter().map(|acts| acts.into_iter().map(row).collect()).collect())
}

/// The acts that belong to a consultation, with their texts: those that everybody can read, and of a draft all of them.
fn shown(whole: &Whole) -> Vec<(&consultation_act::Model, Option<&act_version::Model>)> {
    let draft = is_draft(&whole.new);
    let text = |act| {
        let being_made = whole.being_made(act).filter(|_| draft);
        being_made.or_else(|| whole.published(act))
    };
    whole.new.acts.iter().filter(|act| draft || !act.waits).map(|act| (act, text(act))).collect()
}

fn is_draft(new: &NewConsultation) -> bool {
    new.consultation.stage == ConsultationStage::Draft
}

/// Writes a consultation as a file of a desk has it. It is the one that was written into the file, or has its key. One that is
/// not there yet comes as a draft, however far it was where it comes from: only an official publishes. One that is there is
/// changed only as it was read: the file says its version. Changes of a published one wait, until they are published with
/// their reason. Acts that the file does not have stay.
///
/// # Errors
/// The consultation is not what was read, is over, its changes wait already, it lacks something, or the database refused.
pub(crate) async fn save<R: BringsConsultations>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    written: Written,
) -> Result<Saved, Error> {
    use consultation::Column::{Id, MunicipalityId, SourceKey};

    let mut this = Condition::any().add(SourceKey.eq(&written.key));
    if let Some((id, _)) = written.seen {
        this = this.add(Id.eq(id));
    }
    let found = tx.find::<consultation::Entity>().filter(MunicipalityId.eq(owner.id)).filter(this);
    let found = found.order_by_asc(Id).lock(LockType::NoKeyUpdate);
    let mut found = found.all(tx.connection()).await?;
    let at = found.iter().position(|row| written.seen.is_some_and(|(id, _)| id == row.id)).unwrap_or_default();
    if found.is_empty() {
        return Box::pin(begin(tx, owner, written)).await;
    }
    let before = Box::pin(whole(tx.proof(), tx.connection(), found.swap_remove(at), zone(&owner.time_zone))).await?;
    let (row, stands) = (&before.new.consultation, read(&before.new));
    let said = said(tx, &before, &written).await?;
    let facts = of(&written.content, None) != of(&stands, None);
    if !facts && said.is_empty() {
        return Ok(Saved::Same);
    }
    let waits = row.pending.is_some() || before.new.acts.iter().any(|act| before.being_made(act).is_some());
    match row.stage {
        ConsultationStage::Cancelled | ConsultationStage::Finished => return Err(Error::Refused(Reason::NotPublished)),
        // The changes were written beside what stood there then: published after it, they would take it back in silence.
        ConsultationStage::Published if waits => return Err(Error::Refused(Reason::ChangesWait)),
        _ if written.seen != Some((row.id, row.version)) => return Err(Error::Conflict),
        ConsultationStage::Published => lacks_no_more(&written.content, &stands)?,
        ConsultationStage::Draft => workable(&written.content, Some(&stands))?,
    }
    let mut changed: Vec<ConsultationField> = Vec::new();
    if facts {
        let mut new = write(&of(&written.content, Some(&before.new)), &before.new);
        keep(with_files(&before.new.documents, &before.new.files), &mut new.documents);
        changed.extend(differences(&before.new, &new).into_iter().map(|(field, ..)| field));
        if is_draft(&before.new) {
            Box::pin(rewrite(tx, &before.new, new, None)).await?;
        } else {
            let mut waits = read(&new);
            // It was published on some day.
            waits.published_on = waits.published_on.or(stands.published_on);
            keep_pending(tx, &before, Some(waits)).await?;
        }
    } else {
        touch(tx, row).await?;
    }
    if !said.is_empty() {
        changed.push(ConsultationField::Acts);
    }
    let row = row.clone();
    put(tx, before, said).await?;
    record_saving(tx, &row, changed).await?;
    Ok(Saved::Changed)
}

/// What the file says of the acts that is not there: which act it is, none of one that is not there yet, and its text.
async fn said<R: ReadsConsultations>(
    tx: &Tx<R>,
    before: &Whole,
    written: &Written,
) -> Result<Vec<(Option<ActId>, WrittenAct)>, Error> {
    let stand = texts(tx.proof(), tx.connection(), &[before]).await?.pop().unwrap_or_default();
    let read_here = written.seen.is_some_and(|(id, _)| id == before.new.consultation.id);
    let mut said = Vec::new();
    for (at, act) in written.acts.iter().enumerate() {
        let named = before.new.acts.iter().find(|known| Some(known.id) == act.id).map(|known| known.id);
        // At another desk the same act has another id.
        let id = named.or_else(|| stand.get(at).map(|(known, _)| known.id).filter(|_| !read_here));
        let Some((known, stands)) = stand.iter().find(|(known, _)| Some(known.id) == id) else {
            said.push((id, act.clone()));
            continue;
        };
        let stands = stands.clone().take().ok();
        let retitled = stands.as_ref().is_none_or(|stands| stands.title != act.title);
        let reworded = !act.parts.is_empty() && stands.is_none_or(|stands| !stands.says_what(act));
        // What is published keeps the title under which it was.
        let named_anew = retitled && (is_draft(&before.new) || known.waits);
        if reworded || named_anew {
            said.push((id, act.clone()));
        }
    }
    Ok(said)
}

/// Writes a consultation of a file that is not there yet.
async fn begin<R: BringsConsultations>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    written: Written,
) -> Result<Saved, Error> {
    workable(&written.content, None)?;
    let mut new = write(&of(&written.content, None), &blank(owner, tx.now()));
    new.consultation.source_key = written.key;
    let (row, begun) = (new.consultation.clone(), Whole { new: new.clone(), versions: Vec::new() });
    Box::pin(insert(tx, new)).await?;
    record(tx, Happening::ConsultationDrafted, &row, &[], None);
    put(tx, begun, written.acts.into_iter().map(|act| (None, act)).collect()).await?;
    Ok(Saved::New)
}

/// Writes these acts: what is another act than those that are there comes behind them.
async fn put<R: ReadsConsultations>(
    tx: &Tx<R>,
    mut before: Whole,
    acts: Vec<(Option<ActId>, WrittenAct)>,
) -> Result<(), Error> {
    for (id, act) in acts {
        let WrittenAct { title, locale, parts, .. } = act;
        let kept = if parts.is_empty() {
            named(tx, &before, id, &title).await?
        } else {
            Box::pin(keep_text(tx, &before, Mended { act: id, title, locale, parts, compared: None })).await?
        };
        if id.is_none() {
            before.new.acts.push(kept);
        }
    }
    Ok(())
}

/// That a published consultation does not lack what it has now. What it lacks already it may go on lacking.
fn lacks_no_more(content: &ConsultationContent, stands: &ConsultationContent) -> Result<(), Error> {
    let (lacks, mut absent) = (missing(stands, Some(stands)), missing(content, Some(stands)));
    absent.retain(|field| !lacks.contains(field));
    if absent.is_empty() { Ok(()) } else { Err(Error::Invalid(absent)) }
}

/// That what is written can do what it says, or stood there before.
fn workable(content: &ConsultationContent, stands: Option<&ConsultationContent>) -> Result<(), Error> {
    unworkable(content, stands.as_slice()).map_or(Ok(()), |wrong| Err(Error::Invalid(vec![wrong])))
}

/// What is written, naming only documents and sessions of this consultation.
fn of(content: &ConsultationContent, one: Option<&NewConsultation>) -> ConsultationContent {
    let mut content = content.clone();
    for document in &mut content.documents {
        let is_it = |id| one.is_some_and(|one| one.documents.iter().any(|row| row.id == id));
        document.id = document.id.filter(|id| is_it(*id));
    }
    for session in &mut content.sessions {
        let is_it = |id| one.is_some_and(|one| one.sessions.iter().any(|row| row.id == id));
        session.id = session.id.filter(|id| is_it(*id));
    }
    content
}
