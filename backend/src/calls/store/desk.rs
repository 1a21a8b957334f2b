//! What the desk asks the database, and what it writes.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    CallContent, CallId, CallStage, Change, Detail, Happening, LetterKind, QuestionId, QuestionState, call_event,
    call_question, open_call,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, Condition, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::matching::has_status;
use super::whole::whole;
use crate::calls::rules::{Difference, Status, due};
use crate::clock::Tz;
use crate::db::padded;
use crate::error::Error;
use crate::mail::NewLetter;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Scope, Tx};
use crate::viewer::{Editor, Office, Official, Opens};

use super::save::NewCall;

/// That something was answered is worth a letter for so long.
const TOLD_WITHIN: TimeDelta = TimeDelta::days(1);

/// Where a call is in the desk's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Nobody outside sees it.
    Draft,
    /// Applications are not taken yet.
    Announced,
    /// Applications are taken.
    Open,
    /// The deadline has passed.
    Closed,
    /// A commission is at work.
    Evaluation,
    /// Results are out.
    Results,
    /// It will not be held.
    Cancelled,
    /// It states no deadline.
    Undated,
}

impl Shelf {
    /// Every one, in the order of a list.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Announced,
        Self::Open,
        Self::Closed,
        Self::Evaluation,
        Self::Results,
        Self::Cancelled,
        Self::Undated,
    ];

    /// Where a call is that is at this stage and has this status.
    #[must_use]
    pub const fn of(stage: CallStage, status: Status) -> Self {
        match (stage, status) {
            (CallStage::Draft, _) => Self::Draft,
            (_, Status::Announced) => Self::Announced,
            (_, Status::Open | Status::Extended | Status::OpenUntilSpent) => Self::Open,
            (_, Status::Closed) => Self::Closed,
            (_, Status::Evaluating) => Self::Evaluation,
            (_, Status::PreliminaryList | Status::Objections | Status::FinalList | Status::Contracted) => Self::Results,
            (_, Status::Cancelled) => Self::Cancelled,
            (_, Status::Undated) => Self::Undated,
        }
    }

    /// The same as a condition.
    fn condition(self, now: DateTime<Utc>) -> Condition {
        if self == Self::Draft {
            return Condition::all().add(open_call::Column::Stage.eq(CallStage::Draft));
        }
        let here = Status::ALL.into_iter().filter(|status| Self::of(CallStage::Published, *status) == self);
        here.fold(Condition::any(), |any, status| any.add(has_status(status, now)))
    }
}

/// The order of the desk's list: what was written last comes first.
pub(crate) const BY_SAVING: &str = "saving";

/// Where a call stands in the desk's list.
pub(crate) fn cursor(row: &open_call::Model) -> Cursor {
    Cursor { order: BY_SAVING.into(), key: row.saved_at.to_rfc3339(), id: row.id.0 }
}

/// A page of the desk's list.
pub(crate) async fn list(
    scope: &Scope,
    official: &As<Official>,
    shelves: Option<&[Shelf]>,
    terms: &[String],
    page: &Page,
) -> Result<Slice<open_call::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let mut rows = official.find::<open_call::Entity>();
    if let Some(shelves) = shelves {
        rows = rows.filter(shelves.iter().fold(Condition::any(), |any, shelf| any.add(shelf.condition(scope.now))));
    }
    for term in terms {
        rows = rows.filter(open_call::Column::SearchText.contains(format!(" {term}")));
    }
    let sort = Sort { key: open_call::Column::SavedAt, id: open_call::Column::Id, descending: true };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// Calls in the order in which they were made, after this one.
pub(crate) async fn after(
    scope: &Scope,
    official: &As<Official>,
    last: Option<CallId>,
    at_once: u64,
) -> Result<Vec<open_call::Model>, Error> {
    let mut rows = official.find::<open_call::Entity>().order_by_asc(open_call::Column::Id).limit(at_once);
    if let Some(last) = last {
        rows = rows.filter(open_call::Column::Id.gt(last));
    }
    Ok(rows.all(scope.reader()).await?)
}

/// How many calls are on each shelf, in one statement.
pub(crate) async fn count(scope: &Scope, official: &As<Official>) -> Result<Vec<(Shelf, i64)>, Error> {
    let mut select = official.find::<open_call::Entity>().select_only();
    for shelf in Shelf::ALL {
        let one = Expr::case(shelf.condition(scope.now), 1).finally(0);
        let sum = Func::coalesce([Func::sum(one).cast_as("bigint"), Expr::value(0_i64)]);
        select = select.expr_as(sum, format!("{shelf:?}"));
    }
    type Counts = (i64, i64, i64, i64, i64, i64, i64, i64);
    let counted: Option<Counts> = select.into_tuple().one(scope.reader()).await?;
    let (a, b, c, d, e, f, g, h) = counted.unwrap_or_default();
    Ok(Shelf::ALL.into_iter().zip([a, b, c, d, e, f, g, h]).collect())
}

/// The call with this id, published or not.
pub(crate) async fn by_id<O: Opens<open_call::Entity>>(
    scope: &Scope,
    proof: &As<O>,
    id: CallId,
) -> Result<Option<open_call::Model>, Error> {
    Ok(proof.find::<open_call::Entity>().filter(open_call::Column::Id.eq(id)).one(scope.reader()).await?)
}

/// What may be due, with what it is decided by: calls, their events that are to come, and how many of their questions
/// wait. Three statements.
pub(crate) async fn may_be_due(
    scope: &Scope,
    official: &As<Official>,
    zone: Tz,
) -> Result<Vec<(open_call::Model, Vec<call_event::Model>, i64)>, Error> {
    use open_call::Column;

    let (now, until) = (scope.now, scope.now + due::AHEAD);
    let events = official.find::<call_event::Entity>().filter(call_event::Column::StartsAt.between(now, until));
    let mut by_call: HashMap<CallId, Vec<call_event::Model>> = HashMap::new();
    for event in events.order_by_asc(call_event::Column::StartsAt).all(scope.reader()).await? {
        by_call.entry(event.call_id).or_default().push(event);
    }
    let waiting: Vec<(CallId, i64)> = official
        .find::<call_question::Entity>()
        .filter(call_question::Column::State.eq(QuestionState::Waiting))
        .select_only()
        .column(call_question::Column::CallId)
        .column_as(call_question::Column::Id.count(), "count")
        .group_by(call_question::Column::CallId)
        .into_tuple()
        .all(scope.reader())
        .await?;
    let waiting: HashMap<_, _> = waiting.into_iter().collect();
    let ids: Vec<_> = by_call.keys().chain(waiting.keys()).copied().collect();
    let soon = [Column::DeadlineAt, Column::QuestionsUntil, Column::ObjectionsUntil, Column::OpensAt];
    let soon = soon.into_iter().fold(Condition::any(), |any, column| any.add(column.between(now, until)));
    let promised = Condition::all()
        .add(Column::ResultsExpectedOn.lte(due::last_day(now, zone)))
        .add(Column::Stage.is_in([CallStage::Published, CallStage::Evaluating]));
    let rests =
        Condition::all().add(Column::Stage.eq(CallStage::Draft)).add(Column::SavedAt.lte(now - due::DRAFT_RESTS));
    let mut any = soon.add(promised).add(rests);
    if !ids.is_empty() {
        any = any.add(Column::Id.is_in(padded(&ids)));
    }
    let calls = official.find::<open_call::Entity>().filter(any).order_by_asc(Column::DeadlineKey).limit(200);
    let with = |call: open_call::Model| {
        let (events, waits) = (by_call.remove(&call.id).unwrap_or_default(), waiting.get(&call.id).copied());
        (call, events, waits.unwrap_or(0))
    };
    Ok(calls.all(scope.reader()).await?.into_iter().map(with).collect())
}

/// The call with this id at one of the desks where whoever asks holds this office.
///
/// # Errors
/// There is none; or there is one and it is not his office.
pub(crate) async fn of_mine<O>(scope: &Scope, id: CallId) -> Result<(As<O>, open_call::Model), Error>
where
    O: Office + Opens<open_call::Entity>,
{
    let found = scope.of_mine::<O, open_call::Entity>(Condition::all().add(open_call::Column::Id.eq(id))).await?;
    found.ok_or_else(|| Error::NotFound("There is no such call at your desk.".into()))
}

/// The question with this id at one of the desks where whoever asks is an editor.
pub(crate) async fn question_of_mine(
    scope: &Scope,
    id: QuestionId,
) -> Result<(As<Editor>, call_question::Model), Error> {
    let this = Condition::all().add(call_question::Column::Id.eq(id));
    let found = scope.of_mine::<Editor, call_question::Entity>(this).await?;
    found.ok_or_else(|| Error::NotFound("There is no such question at your desk.".into()))
}

/// The call as it is now, whole, held against anybody else who would change it.
///
/// # Errors
/// It is gone, or not what the editor has read.
pub(crate) async fn locked(tx: &Tx<Editor>, id: CallId, version: i32, zone: Tz) -> Result<NewCall, Error> {
    let row = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(id)).lock_exclusive();
    let row = row.one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such call any more.".into()))?;
    if row.version != version {
        return Err(Error::Conflict);
    }
    whole(tx.proof(), tx.connection(), row, zone).await
}

/// Writes what waits to be published, or that nothing does. What the public sees stays as it is.
pub(crate) async fn keep_pending(tx: &Tx<Editor>, before: &NewCall, pending: Option<CallContent>) -> Result<(), Error> {
    use sea_orm::ActiveValue::{Set, Unchanged};

    tx.update(open_call::ActiveModel {
        id: Unchanged(before.call.id),
        municipality_id: Unchanged(before.call.municipality_id),
        version: Set(before.call.version + 1),
        pending: Set(pending),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    })
    .await
}

/// Records what was done to a call.
pub(crate) fn record<R>(
    tx: &Tx<R>,
    kind: Happening,
    call: &open_call::Model,
    changed: &[Difference],
    why: Option<&str>,
) {
    let change = |(field, before, after): &Difference| Change {
        field: field.to_value(),
        before: before.clone(),
        after: after.clone(),
    };
    let detail = Detail {
        title: Some(call.title.original.text.clone()),
        changes: changed.iter().map(change).collect(),
        reason: why.map(str::to_owned),
    };
    tx.record(kind, call.municipality_id, call.id, detail);
}

/// Records which fields of a call were saved, but those that the same person saved a moment ago.
pub(crate) async fn record_saving(
    tx: &Tx<Editor>,
    call: &open_call::Model,
    changed: &[Difference],
) -> Result<(), Error> {
    let fields = changed.iter().map(|(field, ..)| field.to_value());
    let title = call.title.original.text.clone();
    tx.record_saving(Happening::CallEdited, call.municipality_id, call.id, title, fields).await
}

/// Throws a draft away, with all that hangs on it.
pub(crate) async fn delete(tx: &Tx<Editor>, id: CallId) -> Result<(), Error> {
    tx.delete::<open_call::Entity>(Condition::all().add(open_call::Column::Id.eq(id))).await
}

/// The question as it is now, held against anybody else who would change it.
///
/// # Errors
/// It is gone, or not what the editor has read.
pub(crate) async fn locked_question(
    tx: &Tx<Editor>,
    id: QuestionId,
    version: i32,
) -> Result<call_question::Model, Error> {
    let row = tx.find::<call_question::Entity>().filter(call_question::Column::Id.eq(id)).lock_exclusive();
    let row = row.one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such question any more.".into()))?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict) }
}

/// How many questions about this call nobody has answered or withheld yet. Two that are asked at once may both be the last:
/// the limit keeps a list short, and one more does not make it long.
pub(crate) async fn waiting<R: Opens<call_question::Entity>>(tx: &Tx<R>, call: CallId) -> Result<u64, Error> {
    use call_question::Column;

    let waiting = tx.find::<call_question::Entity>().filter(Column::CallId.eq(call));
    Ok(waiting.filter(Column::State.eq(QuestionState::Waiting)).count(tx.connection()).await?)
}

/// Writes a question down.
pub(crate) async fn ask<R: Opens<call_question::Entity>>(tx: &Tx<R>, row: call_question::Model) -> Result<(), Error> {
    tx.insert(row.into_active_model()).await
}

/// Posts a letter to whoever asked and left an address, which is forgotten with that: it was left for this one letter.
pub(crate) fn tell_the_asker(tx: &Tx<Editor>, question: &mut call_question::Model) {
    let Some(to) = question.email.take().and_then(|address| address.parse().ok()) else { return };
    tx.post(NewLetter {
        kind: LetterKind::Answer,
        to,
        locale: question.read_in.unwrap_or(question.question.original.locale),
        municipality: Some(question.municipality_id),
        subject: Some(question.id.0),
        useless_after: tx.now() + TOLD_WITHIN,
        not_before: None,
    });
}

/// Writes what became of a question.
pub(crate) async fn settle(tx: &Tx<Editor>, row: call_question::Model) -> Result<(), Error> {
    use sea_orm::ActiveModelTrait as _;

    tx.update(row.into_active_model().reset_all()).await
}
