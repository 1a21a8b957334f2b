//! Every query about results: the desk's here, the batched edges in [`load`], what was awarded in [`awards`], what is news in
//! [`newest`].

pub mod awards;
pub mod load;
pub mod newest;

use std::collections::HashMap;

use entities::{
    CallId, CallStage, Change, Detail, EntryId, Happening, LocalisedText, MunicipalityId, OrganisationId,
    ResultContent, ResultEntry, ResultListId, ResultRowId, ResultStage, call_lot, open_call, organisation,
    result_draft, result_list, result_recipient, result_row,
};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, Condition, ConnectionTrait, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::rules::{Told, carried};
use crate::error::Error;
use crate::scope::{As, Scope, Tx};
use crate::viewer::Editor;

/// So many rows are written in a statement.
const AT_ONCE: usize = 200;

/// A call of one of the desks where whoever asks is an editor.
pub(crate) async fn of_mine(scope: &Scope, id: CallId) -> Result<(As<Editor>, open_call::Model), Error> {
    let this = Condition::all().add(open_call::Column::Id.eq(id));
    let found = scope.of_mine::<Editor, open_call::Entity>(this).await?;
    found.ok_or_else(|| Error::NotFound("There is no such call at your desk.".into()))
}

/// The call, held: whoever writes its results waits for whoever does.
pub(crate) async fn held(tx: &Tx<Editor>, id: CallId) -> Result<open_call::Model, Error> {
    let row = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(id)).lock_exclusive();
    let row = row.one(tx.connection()).await?;
    row.ok_or_else(|| Error::NotFound("There is no such call any more.".into()))
}

/// The list of this call that is being made.
pub(crate) async fn draft(
    editor: &As<Editor>,
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<result_draft::Model>, Error> {
    let found = editor.find::<result_draft::Entity>().filter(result_draft::Column::CallId.eq(call));
    Ok(found.one(db).await?)
}

/// The same, if it is still what the editor has read; nothing was ever written at version 0.
///
/// # Errors
/// It is not.
pub(crate) async fn as_read(tx: &Tx<Editor>, call: CallId, version: i32) -> Result<Option<result_draft::Model>, Error> {
    let found = draft(tx.proof(), tx.connection(), call).await?;
    let stands = found.as_ref().map_or(0, |draft| draft.version);
    if stands == version { Ok(found) } else { Err(Error::Conflict) }
}

/// The list of this call that stands there for everybody.
pub(crate) async fn standing(
    editor: &As<Editor>,
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<result_list::Model>, Error> {
    let found = editor.find::<result_list::Entity>().filter(result_list::Column::CallId.eq(call));
    Ok(found.filter(result_list::Column::ReplacedAt.is_null()).one(db).await?)
}

/// The names of the call's lots, in their order.
pub(crate) async fn lots(
    editor: &As<Editor>,
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Vec<LocalisedText>, Error> {
    let rows = editor.find::<call_lot::Entity>().filter(call_lot::Column::CallId.eq(call));
    let rows = rows.order_by_asc(call_lot::Column::Position).all(db).await?;
    Ok(rows.into_iter().map(|lot| lot.title).collect())
}

/// How the journal calls a list of results that is being made.
const RESULTS: &str = "results";

/// Keeps what is written.
pub(crate) async fn keep(
    tx: &Tx<Editor>,
    call: &open_call::Model,
    before: Option<&result_draft::Model>,
    content: ResultContent,
) -> Result<(), Error> {
    let row = result_draft::Model {
        call_id: call.id,
        municipality_id: call.municipality_id,
        version: before.map_or(0, |draft| draft.version) + 1,
        content,
        saved_at: tx.now(),
        saved_by: tx.actor(),
    };
    match before {
        Some(_) => tx.update(sea_orm::ActiveModelTrait::reset_all(row.into_active_model())).await?,
        None => tx.insert(row.into_active_model()).await?,
    }
    let title = call.title.original.text.clone();
    tx.record_saving(Happening::CallEdited, call.municipality_id, call.id, title, [RESULTS.to_owned()]).await
}

/// Throws away what is written and not published. The row stays, empty, and its version goes on: whoever has read this draft
/// writes nothing over the next, which would have the same number else.
pub(crate) async fn discard(tx: &Tx<Editor>, call: CallId) -> Result<(), Error> {
    use result_draft::Column;

    let nothing = result_draft::ActiveModel {
        content: Set(ResultContent::default()),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    };
    let next = Expr::col(Column::Version).add(1);
    let of_this = Condition::all().add(Column::CallId.eq(call));
    tx.change::<result_draft::Entity, _>(of_this, nothing, [(Column::Version, next)]).await?;
    Ok(())
}

/// Says in the journal that what was written of a list was thrown away.
pub(crate) fn record_discarding(tx: &Tx<Editor>, call: &open_call::Model) {
    let detail = Detail { title: Some(call.title.original.text.clone()), ..Detail::default() };
    tx.record(Happening::ResultsDiscarded, call.municipality_id, call.id, detail);
}

/// What is published with a list.
#[derive(Clone, Debug)]
pub(crate) struct NewList {
    pub(crate) stage: ResultStage,
    pub(crate) published_on: chrono::NaiveDate,
    pub(crate) objections_until: Option<chrono::DateTime<chrono::Utc>>,
    pub(crate) reason: Option<LocalisedText>,
    pub(crate) content: ResultContent,
    /// Whose each row is, where that is sure.
    pub(crate) recipients: Vec<Option<OrganisationId>>,
}

/// Publishes a list: it takes the place of the one that stands there, and the call moves on with it.
///
/// # Errors
/// The database refused.
pub(crate) async fn publish(
    tx: &Tx<Editor>,
    call: open_call::Model,
    standing: Option<result_list::Model>,
    lots: &[LocalisedText],
    new: NewList,
) -> Result<(), Error> {
    let before = match &standing {
        Some(list) => entries_of(tx, list.id).await?,
        None => Vec::new(),
    };
    if let Some(list) = &standing {
        tx.update(result_list::ActiveModel {
            id: Unchanged(list.id),
            municipality_id: Unchanged(list.municipality_id),
            replaced_at: Set(Some(tx.now())),
            ..Default::default()
        })
        .await?;
    }
    let list = result_list::Model {
        id: ResultListId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        number: standing.as_ref().map_or(0, |list| list.number) + 1,
        stage: new.stage,
        published_on: new.published_on,
        published_at: tx.now(),
        published_by: tx.actor(),
        objections_until: new.objections_until,
        decision_url: new.content.decision_url.clone(),
        reason: new.reason.clone(),
        replaced_at: None,
    };
    tx.insert(list.clone().into_active_model()).await?;
    let told: Vec<_> = new.content.entries.iter().map(Told::of).collect();
    let ids = carried(&before, &told).into_iter().map(|id| id.unwrap_or_else(EntryId::new));
    let rows = new.content.entries.iter().zip(ids).enumerate();
    let rows = rows.filter_map(|(at, (entry, id))| row(&list, lots, at, entry, id));
    let rows: Vec<result_row::Model> = rows.collect();
    let linked =
        |(row, to): (&result_row::Model, &Option<OrganisationId>)| Some(link(row.municipality_id, row.id, (*to)?));
    let mut links: Vec<_> = rows.iter().zip(&new.recipients).filter_map(linked).collect();
    // In the order in which an import that is taken back holds them: neither waits for the other for ever.
    links.sort_unstable_by_key(|link| link.organisation_id);
    for some in rows.chunks(AT_ONCE) {
        tx.insert_all(some.iter().cloned().map(result_row::Model::into_active_model).collect()).await?;
    }
    for some in links.chunks(AT_ONCE) {
        tx.insert_all(some.iter().cloned().map(result_recipient::Model::into_active_model).collect()).await?;
    }
    discard(tx, call.id).await?;
    move_on(tx, call, &list, standing.as_ref().map(named), new).await
}

/// The applications of a list, as they are known.
async fn entries_of(tx: &Tx<Editor>, list: ResultListId) -> Result<Vec<(EntryId, Told)>, Error> {
    let rows = tx.find::<result_row::Entity>().filter(result_row::Column::ListId.eq(list));
    let rows = rows.order_by_asc(result_row::Column::Position).all(tx.connection()).await?;
    let told = |row: result_row::Model| {
        let project = row.project.as_ref().map(|text| text.original.text.as_str());
        (row.entry_id, Told::new(&row.organisation.original.text, project))
    };
    Ok(rows.into_iter().map(told).collect())
}

fn row(
    list: &result_list::Model,
    lots: &[LocalisedText],
    at: usize,
    entry: &ResultEntry,
    id: EntryId,
) -> Option<result_row::Model> {
    let lot = entry.lot.and_then(|lot| usize::try_from(lot - 1).ok()).and_then(|lot| lots.get(lot));
    Some(result_row::Model {
        id: ResultRowId::new(),
        municipality_id: list.municipality_id,
        call_id: list.call_id,
        list_id: list.id,
        entry_id: id,
        position: i32::try_from(at + 1).ok()?,
        rank: entry.rank,
        organisation: entry.organisation.clone()?,
        jib: entry.jib.clone(),
        project: entry.project.clone(),
        points_tenths: entry.points_tenths,
        asked_minor: entry.asked,
        approved_minor: entry.approved,
        outcome: entry.outcome?,
        reason: entry.reason,
        note: entry.note.clone(),
        lot: lot.cloned(),
    })
}

fn link(
    municipality_id: MunicipalityId,
    row_id: ResultRowId,
    organisation_id: OrganisationId,
) -> result_recipient::Model {
    result_recipient::Model { row_id, municipality_id, organisation_id }
}

/// How the journal tells of a list: `final 2`.
fn named(list: &result_list::Model) -> String {
    format!("{} {}", list.stage.to_value(), list.number)
}

/// The call is where its list is; objections run until the list's last day. What waits to be published of the call itself
/// does not take that back.
async fn move_on(
    tx: &Tx<Editor>,
    call: open_call::Model,
    list: &result_list::Model,
    before: Option<String>,
    new: NewList,
) -> Result<(), Error> {
    let stage = match (list.stage, call.stage) {
        (ResultStage::Final, CallStage::Contracted) => CallStage::Contracted,
        (ResultStage::Final, _) => CallStage::Final,
        (ResultStage::Preliminary, _) => CallStage::Preliminary,
    };
    let mut pending = call.pending.clone();
    let mut until = call.objections_until;
    if list.stage == ResultStage::Preliminary {
        until = list.objections_until;
        if let Some(pending) = &mut pending {
            pending.objections_until = new.content.objections;
        }
    }
    tx.update(open_call::ActiveModel {
        id: Unchanged(call.id),
        municipality_id: Unchanged(call.municipality_id),
        stage: Set(stage),
        objections_until: Set(until),
        pending: Set(pending),
        version: Set(call.version + 1),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    })
    .await?;
    let change = Change { field: RESULTS.into(), before, after: Some(named(list)) };
    let detail = Detail {
        title: Some(call.title.original.text),
        changes: vec![change],
        reason: new.reason.map(|reason| reason.original.text),
    };
    tx.record(Happening::ResultsPublished, call.municipality_id, call.id, detail);
    Ok(())
}

/// A row of a list of one of the desks where whoever asks is an editor.
pub(crate) async fn row_of_mine(scope: &Scope, id: ResultRowId) -> Result<(As<Editor>, result_row::Model), Error> {
    let missing = || Error::NotFound("There is no such row at your desk.".into());
    let mut refused = None;
    for (_, held) in scope.offices::<Editor>()? {
        match held {
            Ok(editor) => {
                refused = Some(missing());
                let found = editor.find::<result_row::Entity>().filter(result_row::Column::Id.eq(id));
                if let Some(row) = found.one(scope.reader()).await? {
                    return Ok((editor, row));
                }
            }
            Err(error) => drop(refused.get_or_insert(error)),
        }
    }
    Err(refused.unwrap_or_else(missing))
}

/// Where a published row leads.
#[derive(Debug)]
pub(crate) struct Leads {
    /// To which record somebody has said that it does.
    pub(crate) said: Option<OrganisationId>,
    /// Which record is found there: one that was put into another leads to that, one that nobody can read to none.
    pub(crate) found: Option<organisation::Model>,
}

impl Leads {
    /// Whether an editor who has read this has read how it is.
    pub(crate) fn as_read(&self, read: Option<OrganisationId>) -> bool {
        read == self.said || read == self.found.as_ref().map(|found| found.id)
    }
}

/// Where this row leads; of a call that is held it stays so.
pub(crate) async fn leads(scope: &Scope, tx: &Tx<Editor>, row: &result_row::Model) -> Result<Leads, Error> {
    let link = tx.find::<result_recipient::Entity>().filter(result_recipient::Column::RowId.eq(row.id));
    let said = link.one(tx.connection()).await?.map(|link| link.organisation_id);
    let found = awards::recipients(scope, std::slice::from_ref(row)).await?.remove(&row.id);
    Ok(Leads { said, found })
}

/// Says whose a published row is, and tells the journal whose it was before; what stands in the row stays as it was published.
pub(crate) async fn relink(
    scope: &Scope,
    tx: &Tx<Editor>,
    row: &result_row::Model,
    before: Option<OrganisationId>,
    to: Option<OrganisationId>,
) -> Result<(), Error> {
    if before == to {
        return Ok(());
    }
    let of_row = result_recipient::Column::RowId.eq(row.id);
    tx.delete::<result_recipient::Entity>(Condition::all().add(of_row)).await?;
    if let Some(to) = to {
        tx.insert(link(row.municipality_id, row.id, to).into_active_model()).await?;
    }
    let named = names(scope, before.into_iter().chain(to).collect()).await?;
    let name = |id: OrganisationId| named.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let change = Change { field: "organisation".into(), before: before.map(name), after: to.map(name) };
    let title = Some(row.organisation.original.text.clone());
    let detail = Detail { title, changes: vec![change], reason: None };
    tx.record(Happening::CallChanged, row.municipality_id, row.call_id, detail);
    Ok(())
}

/// What these organisations are called in the directory; one that is not in it any more has no name here.
async fn names(scope: &Scope, ids: Vec<OrganisationId>) -> Result<HashMap<OrganisationId, String>, Error> {
    let found = scope.published_beneath::<organisation::Entity>().filter(organisation::Column::Id.is_in(ids));
    let found = found.all(scope.reader()).await?;
    Ok(found.into_iter().map(|row| (row.id, row.name.original.text)).collect())
}
