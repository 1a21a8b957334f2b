//! Writing calls as an operator: from a file, or as an exercise.

use entities::{
    CallStage, CorrectionId, DocumentId, Happening, call_area, call_correction, call_deadline, call_document,
    call_event, call_file, call_lot, open_call,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};

use super::files::with_files;
use crate::calls::rules::{Stated, differences, same_documents};
use crate::error::Error;
use crate::municipalities::types::Saved;
use crate::scope::{Operator, Tx};

/// A call with all that hangs on it, ready to be written.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// The call itself.
    pub call: open_call::Model,
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
}

/// Writes a call, recognised by its municipality and `source_key`. A call that changed keeps its id, and what changed is
/// recorded: nothing published changes in silence.
///
/// # Errors
/// The database refused.
pub async fn save(tx: &Tx<Operator>, mut new: NewCall) -> Result<Saved, Error> {
    let known = tx
        .find::<open_call::Entity>()
        .filter(open_call::Column::MunicipalityId.eq(new.call.municipality_id))
        .filter(open_call::Column::SourceKey.eq(&new.call.source_key))
        .one(tx.connection())
        .await?;
    let Some(known) = known else {
        tx.insert(new.call.clone().into_active_model()).await?;
        tell(tx, CallStage::Draft, &new.call);
        hang(tx, new).await?;
        return Ok(Saved::New);
    };
    if known.source_hash == new.call.source_hash {
        return Ok(Saved::Same);
    }
    new.call.id = known.id;
    new.call.version = known.version + 1;
    let stay = keep(with_files(tx, &known).await?, &mut new.documents);
    if known.stage != CallStage::Draft {
        new.corrections = corrections(tx, &known, &new).await?;
    }
    // What was once a deadline stays one: the list only grows.
    let past = tx
        .find::<call_deadline::Entity>()
        .filter(call_deadline::Column::CallId.eq(known.id))
        .order_by_asc(call_deadline::Column::Position)
        .all(tx.connection())
        .await?;
    new.call.extended |= known.extended || past.last().is_some_and(|last| Some(last.at) < new.call.deadline_at);
    // One that was given up and holds again is stated again, because the last one holds.
    let (holds, given_up) = (new.call.deadline_at, past.last().map(|last| last.at) != new.call.deadline_at);
    new.deadlines
        .retain(|deadline| past.iter().all(|past| past.at != deadline.at) || (given_up && Some(deadline.at) == holds));
    for (deadline, position) in new.deadlines.iter_mut().zip(next_position(&past)..) {
        deadline.position = position;
        deadline.set_on = Some(tx.now().date_naive());
    }
    tx.update(new.call.clone().into_active_model().reset_all()).await?;
    tell(tx, known.stage, &new.call);
    tx.delete::<call_area::Entity>(Condition::all().add(call_area::Column::CallId.eq(known.id))).await?;
    tx.delete::<call_lot::Entity>(Condition::all().add(call_lot::Column::CallId.eq(known.id))).await?;
    let gone = Condition::all()
        .add(call_document::Column::CallId.eq(known.id))
        .add(call_document::Column::Id.is_not_in(stay.iter().copied()));
    tx.delete::<call_document::Entity>(gone).await?;
    let (held, documents) = new.documents.into_iter().partition(|document| stay.contains(&document.id));
    new.documents = documents;
    new.files.clear();
    update_all(tx, held).await?;
    tx.delete::<call_event::Entity>(Condition::all().add(call_event::Column::CallId.eq(known.id))).await?;
    hang(tx, new).await?;
    Ok(Saved::Changed)
}

/// Makes documents that stay part of the new list, in place of those of the same name; their ids.
fn keep(stay: Vec<call_document::Model>, new: &mut Vec<call_document::Model>) -> Vec<DocumentId> {
    let ids = stay.iter().map(|document| document.id).collect();
    let known: Vec<_> = stay.iter().map(|document| &*document.name.original.text).collect();
    let stated: Vec<_> = new.iter().map(|document| &*document.name.original.text).collect();
    let places = same_documents(&known, &stated);
    for (known, place) in stay.into_iter().zip(places) {
        match place {
            Some(place) => {
                let (position, role) = (new[place].position, new[place].role);
                new[place] = call_document::Model { position, role, ..known };
            }
            None => new.push(known),
        }
    }
    ids
}

async fn update_all(tx: &Tx<Operator>, documents: Vec<call_document::Model>) -> Result<(), Error> {
    for document in documents {
        tx.update(document.into_active_model().reset_all()).await?;
    }
    Ok(())
}

/// Says what the public sees happen to a call that was at this stage. Of a draft it sees nothing.
fn tell(tx: &Tx<Operator>, before: CallStage, call: &open_call::Model) {
    let kind = match (before, call.stage) {
        (CallStage::Draft, CallStage::Draft) => return,
        (CallStage::Draft, _) => Happening::CallPublished,
        (_, CallStage::Draft) => Happening::CallWithdrawn,
        _ => Happening::CallChanged,
    };
    tx.emit(kind, call.municipality_id, call.id);
}

/// What changed against what stands in the database, ready to be written.
async fn corrections(
    tx: &Tx<Operator>,
    known: &open_call::Model,
    new: &NewCall,
) -> Result<Vec<call_correction::Model>, Error> {
    let areas = tx.find::<call_area::Entity>().filter(call_area::Column::CallId.eq(known.id));
    let areas = areas.order_by_asc(call_area::Column::AreaCode).all(tx.connection()).await?;
    let documents = tx.find::<call_document::Entity>().filter(call_document::Column::CallId.eq(known.id));
    let documents = documents.order_by_asc(call_document::Column::Position).all(tx.connection()).await?;
    let names = |documents: &[call_document::Model]| -> Vec<String> {
        documents.iter().map(|document| document.name.original.text.clone()).collect()
    };
    let areas: Vec<String> = areas.into_iter().map(|area| area.area_code).collect();
    let before = Stated { call: known, areas: &areas, documents: &names(&documents) };
    let after = Stated { call: &new.call, areas: &new.areas, documents: &names(&new.documents) };
    let correction = |(field, before, after)| call_correction::Model {
        id: CorrectionId::new(),
        municipality_id: known.municipality_id,
        call_id: known.id,
        at: tx.now(),
        field,
        before,
        after,
        reason: None,
    };
    Ok(differences(before, after).into_iter().map(correction).collect())
}

fn next_position(past: &[call_deadline::Model]) -> i32 {
    past.last().map_or(1, |last| last.position + 1)
}

/// Writes what hangs on the call, under its id.
async fn hang(tx: &Tx<Operator>, new: NewCall) -> Result<(), Error> {
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
    tx.insert_all::<call_correction::ActiveModel>(under_the_call!(new.corrections)).await
}
