//! Writing calls: from a file, as an exercise, at the desk.

use chrono_tz::Tz;
use entities::{
    CallContent, CallId, CallStage, CorrectionId, Detail, Happening, LocalisedText, MunicipalityId, call_area,
    call_correction, call_deadline, call_document, call_event, call_file, call_lot, call_origin, call_question,
    municipality, open_call,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};

use super::asked::{new_ones, put};
use super::desk::record;
use super::origin::{FindsOrigins, settle_brought};
use super::whole::{ReadsCalls, whole};
use crate::calls::intake::written::Written;
use crate::calls::rules::asking::not_here;
use crate::calls::rules::check::missing;
use crate::calls::rules::content::{blank, read, write};
use crate::calls::rules::{Difference, differences};
use crate::clock::{day, zone};
use crate::documents::rules::{keep, settled, with_files};
use crate::error::{Error, Reason};
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Saved;
use crate::remarks::Remark;
use crate::scope::Tx;
use crate::viewer::Opens;

/// Whoever may bring calls in a file, with what was asked about them.
pub trait BringsCalls: ReadsCalls + FindsOrigins + Opens<call_question::Entity> {}

impl<R: ReadsCalls + FindsOrigins + Opens<call_question::Entity>> BringsCalls for R {}

/// Why something changes that everybody reads.
pub(crate) const REASON: &str = "reason";

/// A call with all that hangs on it.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// The call itself.
    pub call: open_call::Model,
    /// The zone of its municipality, in which its hours are told.
    pub zone: Tz,
    /// Codes of its areas.
    pub areas: Vec<String>,
    /// Its lots.
    pub lots: Vec<call_lot::Model>,
    /// Its deadlines, first to last.
    pub deadlines: Vec<call_deadline::Model>,
    /// Its documents.
    pub documents: Vec<call_document::Model>,
    /// What its documents are and were, as files. Of a call that is known already they are not read: it keeps its own.
    pub files: Vec<call_file::Model>,
    /// Its events.
    pub events: Vec<call_event::Model>,
    /// Changes that are already known of.
    pub corrections: Vec<call_correction::Model>,
    /// What it came from: one thing at most.
    pub origins: Vec<call_origin::Model>,
}

/// Writes a call, recognised by its municipality and `source_key`. A call that changed keeps its id, and what changed is
/// recorded: nothing published changes in silence.
///
/// # Errors
/// The database refused.
pub async fn save<R: ReadsCalls>(tx: &Tx<R>, mut new: NewCall) -> Result<Saved, Error> {
    let known = tx
        .find::<open_call::Entity>()
        .filter(open_call::Column::MunicipalityId.eq(new.call.municipality_id))
        .filter(open_call::Column::SourceKey.eq(&new.call.source_key))
        .lock_exclusive()
        .one(tx.connection())
        .await?;
    let Some(known) = known else {
        let call = new.call.clone();
        Box::pin(insert(tx, new)).await?;
        tell(tx, CallStage::Draft, &call);
        return Ok(Saved::New);
    };
    // What an official has taken in hand is hers: no list from elsewhere undoes what she decided.
    if known.source_hash == new.call.source_hash || known.saved_by.is_some() {
        return Ok(Saved::Same);
    }
    let before = whole(tx.proof(), tx.connection(), known, new.zone).await?;
    new.call.id = before.call.id;
    // What the desk has written and no file has.
    new.call.pending.clone_from(&before.call.pending);
    new.call.eligible_forms.clone_from(&before.call.eligible_forms);
    new.call.seat_in.clone_from(&before.call.seat_in);
    new.call.registered_before = before.call.registered_before;
    new.origins.clone_from(&before.origins);
    // What an official put here no list from elsewhere takes away.
    keep(with_files(&before.documents, &before.files), &mut new.documents);
    tell(tx, before.call.stage, &new.call);
    Box::pin(rewrite(tx, &before, new, None)).await?;
    Ok(Saved::Changed)
}

/// Writes a call as a file of a desk has it, recognised by its key, at the console ([`super::brought`] is how an official
/// does it). One that is there keeps its stage: a file publishes nothing that somebody holds back, and takes nothing back.
/// Over changes that wait to be published it writes nothing, nor over what was saved after this file was written here. What
/// everybody reads changes at once, and so not without the reason. What it came from and is not here is left out, and
/// remarked. Questions that it does not have yet are asked of it, with their answers.
///
/// # Errors
/// The call is cancelled, its changes wait, it was saved since, it lacks something, there is no reason, a question cannot be
/// taken, or the database refused.
pub async fn save_written<R: BringsCalls>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    mut written: Written,
    reason: Option<&LocalisedText>,
) -> Result<(Saved, Vec<Remark>), Error> {
    let known = tx
        .find::<open_call::Entity>()
        .filter(open_call::Column::MunicipalityId.eq(owner.id))
        .filter(open_call::Column::SourceKey.eq(&written.key))
        .lock_exclusive();
    let Some(known) = known.one(tx.connection()).await? else {
        let remarks = from_here(tx, (owner.id, None), &mut written.content, None).await?;
        return Ok((Box::pin(begin(tx, owner, written)).await?, remarks));
    };
    let before = whole(tx.proof(), tx.connection(), known, zone(&owner.time_zone)).await?;
    // Looked at before anything is written: of a row that is refused nothing stays.
    let asked = new_ones(tx, &before.call, std::mem::take(&mut written.questions)).await?;
    let (saved, remarks) = Box::pin(change_written(tx, owner, &before, written, reason)).await?;
    if asked.is_empty() {
        return Ok((saved, remarks));
    }
    put(tx, &before.call, asked).await?;
    Ok((Saved::Changed, remarks))
}

/// The same of what is written of a call that is here.
async fn change_written<R: BringsCalls>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    before: &NewCall,
    mut written: Written,
    reason: Option<&LocalisedText>,
) -> Result<(Saved, Vec<Remark>), Error> {
    let stands = read(before);
    let of = (owner.id, Some(before.call.id));
    let remarks = from_here(tx, of, &mut written.content, Some(&stands)).await?;
    if of_call(&written.content, None) == of_call(&stands, None) {
        return Ok((Saved::Same, remarks));
    }
    let mut new = write(&of_call(&written.content, Some(before)), before);
    match before.call.stage {
        CallStage::Draft => {}
        CallStage::Cancelled => return Err(Error::Refused(Reason::NotPublished)),
        // The changes were written beside what stood there then: published after it, they would take it back in silence.
        _ if before.call.pending.is_some() => return Err(Error::Refused(Reason::ChangesWait)),
        _ => {
            lacks_no_more(before, &written.content)?;
            if reason.is_none() {
                return Err(Error::Invalid(vec![FieldError::new(REASON, Problem::Required)]));
            }
        }
    }
    // A file that was written at another desk does not say which version of this call it knows.
    if written.seen.is_some_and(|(id, version)| id == before.call.id && version != before.call.version) {
        return Err(Error::Conflict);
    }
    keep(with_files(&before.documents, &before.files), &mut new.documents);
    if before.call.stage == CallStage::Draft {
        tell(tx, before.call.stage, &new.call);
        Box::pin(rewrite(tx, before, new, None)).await?;
    } else {
        let call = new.call.clone();
        let changed = Box::pin(rewrite(tx, before, new, reason.cloned())).await?;
        let why = reason.map(|reason| reason.original.text.as_str());
        record(tx, Happening::CallChanged, &call, &changed, why);
    }
    Ok((Saved::Changed, remarks))
}

/// Lets a file name only what is here: what it came from and is not here stays as it stands.
async fn from_here<R: FindsOrigins>(
    tx: &Tx<R>,
    of: (MunicipalityId, Option<CallId>),
    content: &mut CallContent,
    stands: Option<&CallContent>,
) -> Result<Vec<Remark>, Error> {
    let named = content.origin.as_ref().map(|origin| origin.title.original.text.clone()).unwrap_or_default();
    let known: Vec<_> = stands.into_iter().collect();
    if settle_brought(tx.proof(), tx.connection(), of, content, &known).await? {
        return Ok(Vec::new());
    }
    content.origin = stands.and_then(|stands| stands.origin.clone());
    let why = format!("“{named}”, what the call came from, is not here; choose it at the desk when it is");
    Ok(vec![Remark::left_out("origin", why)])
}

/// Writes a call of a file that is not there yet, with what was asked about it.
pub(super) async fn begin<R: ReadsCalls + Opens<call_question::Entity>>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    written: Written,
) -> Result<Saved, Error> {
    let mut new = write(&of_call(&written.content, None), &blank(owner, tx.now()));
    (new.call.source_key, new.call.stage) = (written.key, written.stage);
    let call = new.call.clone();
    let asked = not_here(&call, &[], written.questions, tx.now())?;
    Box::pin(insert(tx, new)).await?;
    tell(tx, CallStage::Draft, &call);
    put(tx, &call, asked).await?;
    Ok(Saved::New)
}

/// That a published call does not lack what it has now. What it lacks already it may go on lacking.
pub(super) fn lacks_no_more(before: &NewCall, content: &CallContent) -> Result<(), Error> {
    let (lacks, mut absent) = (missing(&read(before)), missing(content));
    absent.retain(|field| !lacks.contains(field));
    if absent.is_empty() { Ok(()) } else { Err(Error::Invalid(absent)) }
}

/// What is written, naming only documents and events of this call.
pub(super) fn of_call(content: &CallContent, call: Option<&NewCall>) -> CallContent {
    let mut content = content.clone();
    for document in &mut content.documents {
        let is_it = |id| call.is_some_and(|call| call.documents.iter().any(|row| row.id == id));
        document.id = document.id.filter(|id| is_it(*id));
    }
    for event in &mut content.events {
        let is_it = |id| call.is_some_and(|call| call.events.iter().any(|row| row.id == id));
        event.id = event.id.filter(|id| is_it(*id));
    }
    content
}

/// Writes a call that is not there yet.
pub(crate) async fn insert<R: ReadsCalls>(tx: &Tx<R>, mut new: NewCall) -> Result<(), Error> {
    (new.call.saved_at, new.call.saved_by) = (tx.now(), tx.actor());
    tx.insert(new.call.clone().into_active_model()).await?;
    hang(tx, new).await
}

/// Puts this in the place of what was there; of a published call it is recorded what became of what, and why. A deadline
/// that the public has seen stays in the list of deadlines.
pub(crate) async fn rewrite<R: ReadsCalls>(
    tx: &Tx<R>,
    before: &NewCall,
    mut new: NewCall,
    reason: Option<LocalisedText>,
) -> Result<Vec<Difference>, Error> {
    let id = before.call.id;
    (new.call.id, new.call.version) = (id, before.call.version + 1);
    (new.call.saved_at, new.call.saved_by) = (tx.now(), tx.actor());
    let on_it = || Condition::all().add(call_deadline::Column::CallId.eq(id));
    let mut changed = Vec::new();
    new.corrections.clear();
    if before.call.stage == CallStage::Draft {
        // What nobody has seen was never a deadline.
        tx.delete::<call_deadline::Entity>(on_it()).await?;
        for deadline in &mut new.deadlines {
            deadline.set_on = deadline.set_on.or(new.call.published_on);
        }
    } else {
        changed = differences(before, &new);
        let correction = |(field, before, after): &Difference| call_correction::Model {
            id: CorrectionId::new(),
            municipality_id: new.call.municipality_id,
            call_id: id,
            at: tx.now(),
            field: *field,
            before: before.clone(),
            after: after.clone(),
            reason: reason.clone(),
        };
        new.corrections = changed.iter().map(correction).collect();
        grow(tx, before, &mut new, reason.as_ref());
    }
    tx.update(new.call.clone().into_active_model().reset_all()).await?;
    tx.delete::<call_area::Entity>(Condition::all().add(call_area::Column::CallId.eq(id))).await?;
    tx.delete::<call_lot::Entity>(Condition::all().add(call_lot::Column::CallId.eq(id))).await?;
    tx.delete::<call_event::Entity>(Condition::all().add(call_event::Column::CallId.eq(id))).await?;
    tx.delete::<call_origin::Entity>(Condition::all().add(call_origin::Column::CallId.eq(id))).await?;
    documents(tx, before, &mut new).await?;
    hang(tx, new).await?;
    Ok(changed)
}

/// Writes what becomes of documents and files that are there. What is left in `new` are those to be added.
async fn documents<R: ReadsCalls>(tx: &Tx<R>, before: &NewCall, new: &mut NewCall) -> Result<(), Error> {
    let now = (std::mem::take(&mut new.documents), std::mem::take(&mut new.files));
    let is_draft = before.call.stage == CallStage::Draft;
    let settled = settled((&before.documents, &before.files), now, is_draft, tx.now(), before.zone);
    let gone: Vec<_> = settled.gone.iter().map(|document| document.id).collect();
    if !gone.is_empty() {
        tx.delete::<call_file::Entity>(Condition::all().add(call_file::Column::DocumentId.is_in(gone.clone()))).await?;
        tx.delete::<call_document::Entity>(Condition::all().add(call_document::Column::Id.is_in(gone))).await?;
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

/// What was once a deadline stays one: the list only grows. What is left in `new` are the deadlines to be added.
fn grow<R>(tx: &Tx<R>, before: &NewCall, new: &mut NewCall, reason: Option<&LocalisedText>) {
    let past = &before.deadlines;
    let last = past.last();
    new.call.extended |= before.call.extended || last.is_some_and(|last| Some(last.at) < new.call.deadline_at);
    // One that was given up and holds again is stated again, because the last one holds.
    let (holds, given_up) = (new.call.deadline_at, last.map(|last| last.at) != new.call.deadline_at);
    new.deadlines
        .retain(|deadline| past.iter().all(|past| past.at != deadline.at) || (given_up && Some(deadline.at) == holds));
    let next = last.map_or(1, |last| last.position + 1);
    for (deadline, position) in new.deadlines.iter_mut().zip(next..) {
        deadline.position = position;
        deadline.set_on = Some(day(tx.now(), before.zone));
        if let Some(reason) = reason {
            deadline.reason = Some(reason.clone());
        }
    }
}

/// Says what the public sees happen to a call that was at this stage. Of a draft it sees nothing.
pub(super) fn tell<R>(tx: &Tx<R>, before: CallStage, call: &open_call::Model) {
    let kind = match (before, call.stage) {
        // That an official wrote a draft is for those at his desk.
        (CallStage::Draft, CallStage::Draft) if tx.actor().is_some() => Happening::CallEdited,
        (CallStage::Draft, CallStage::Draft) => return,
        (CallStage::Draft, _) => Happening::CallPublished,
        (_, CallStage::Draft) => Happening::CallWithdrawn,
        _ => Happening::CallChanged,
    };
    let detail = Detail { title: Some(call.title.original.text.clone()), ..Detail::default() };
    tx.record(kind, call.municipality_id, call.id, detail);
}

/// Writes what hangs on the call, under its id.
async fn hang<R: ReadsCalls>(tx: &Tx<R>, new: NewCall) -> Result<(), Error> {
    let (municipality_id, call_id) = (new.call.municipality_id, new.call.id);
    macro_rules! under_the_call {
        ($rows:expr) => {
            $rows
                .into_iter()
                .map(|mut row| {
                    (row.municipality_id, row.call_id) = (municipality_id, call_id);
                    row.into_active_model()
                })
                .collect()
        };
    }
    let areas = new.areas.into_iter().map(|area_code| call_area::Model { municipality_id, call_id, area_code });
    tx.insert_all::<call_area::ActiveModel>(under_the_call!(areas)).await?;
    tx.insert_all::<call_lot::ActiveModel>(under_the_call!(new.lots)).await?;
    tx.insert_all::<call_deadline::ActiveModel>(under_the_call!(new.deadlines)).await?;
    tx.insert_all::<call_document::ActiveModel>(under_the_call!(new.documents)).await?;
    tx.insert_all::<call_file::ActiveModel>(under_the_call!(new.files)).await?;
    tx.insert_all::<call_event::ActiveModel>(under_the_call!(new.events)).await?;
    tx.insert_all::<call_origin::ActiveModel>(under_the_call!(new.origins)).await?;
    tx.insert_all::<call_correction::ActiveModel>(under_the_call!(new.corrections)).await
}
