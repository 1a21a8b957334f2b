//! Consultations at the desk: published or not.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    Change, CommentState, ConsultationContent, ConsultationField, ConsultationId, ConsultationStage, Detail, Happening,
    comment, comment_count, consultation, consultation_session, journal, log_entry, log_head,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LockType, OnConflict};
use sea_orm::{
    ActiveEnum as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Unchanged,
};

use super::acts::Beside;
use super::has_status;
use super::whole::{Whole, whole};
use crate::clock::Tz;
use crate::consultations::rules::act::worded::Reworded;
use crate::consultations::rules::due::{self, Counts};
use crate::consultations::rules::{Difference, Status};
use crate::db::padded;
use crate::error::Error;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Scope, Tx};
use crate::viewer::{Editor, Office, Official, Opens};

/// Where a consultation is in the desk's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Nobody outside sees it.
    Draft,
    /// Comments are not taken yet.
    Announced,
    /// Comments are taken.
    Open,
    /// The last day has passed.
    Closed,
    /// Its report can be read.
    Report,
    /// It will not be held.
    Cancelled,
    /// It states no last day.
    Undated,
}

impl Shelf {
    /// Every one, in the order of a list.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Announced, Self::Open, Self::Closed, Self::Report, Self::Cancelled, Self::Undated];

    /// Where a consultation is that is at this stage and has this status.
    #[must_use]
    pub const fn of(stage: ConsultationStage, status: Status) -> Self {
        match (stage, status) {
            (ConsultationStage::Draft, _) => Self::Draft,
            (_, Status::Announced) => Self::Announced,
            (_, Status::Open) => Self::Open,
            (_, Status::Closed) => Self::Closed,
            (_, Status::Report) => Self::Report,
            (_, Status::Cancelled) => Self::Cancelled,
            (_, Status::Undated) => Self::Undated,
        }
    }

    /// The same as a condition.
    fn condition(self, now: DateTime<Utc>) -> Condition {
        match self {
            Self::Draft => Condition::all().add(consultation::Column::Stage.eq(ConsultationStage::Draft)),
            Self::Announced => has_status(Status::Announced, now),
            Self::Open => has_status(Status::Open, now),
            Self::Closed => has_status(Status::Closed, now),
            Self::Report => has_status(Status::Report, now),
            Self::Cancelled => has_status(Status::Cancelled, now),
            Self::Undated => has_status(Status::Undated, now),
        }
    }
}

/// The order of the desk's list: what was written last comes first.
pub(crate) const BY_SAVING: &str = "saving";

/// Where a consultation stands in the desk's list.
pub(crate) fn cursor(row: &consultation::Model) -> Cursor {
    Cursor { order: BY_SAVING.into(), key: row.saved_at.to_rfc3339(), id: row.id.0 }
}

/// A page of the desk's list.
pub(crate) async fn list(
    scope: &Scope,
    official: &As<Official>,
    shelves: Option<&[Shelf]>,
    terms: &[String],
    page: &Page,
) -> Result<Slice<consultation::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let mut rows = official.find::<consultation::Entity>();
    if let Some(shelves) = shelves {
        rows = rows.filter(shelves.iter().fold(Condition::any(), |any, shelf| any.add(shelf.condition(scope.now))));
    }
    for term in terms {
        rows = rows.filter(consultation::Column::SearchText.contains(format!(" {term}")));
    }
    let sort = Sort { key: consultation::Column::SavedAt, id: consultation::Column::Id, descending: true };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// Consultations in the order in which they were made, after this one; or only the one that is asked for.
pub(crate) async fn after(
    scope: &Scope,
    official: &As<Official>,
    last: Option<ConsultationId>,
    only: Option<ConsultationId>,
    at_once: u64,
) -> Result<Vec<consultation::Model>, Error> {
    use consultation::Column::Id;

    let which = Condition::all().add_option(last.map(|last| Id.gt(last))).add_option(only.map(|only| Id.eq(only)));
    let rows = official.find::<consultation::Entity>().filter(which).order_by_asc(Id).limit(at_once);
    Ok(rows.all(scope.reader()).await?)
}

/// How many consultations are on each shelf, in one statement.
pub(crate) async fn count(scope: &Scope, official: &As<Official>) -> Result<Vec<(Shelf, i64)>, Error> {
    let mut select = official.find::<consultation::Entity>().select_only();
    for shelf in Shelf::ALL {
        let one = Expr::case(shelf.condition(scope.now), 1).finally(0);
        let sum = Func::coalesce([Func::sum(one).cast_as("bigint"), Expr::value(0_i64)]);
        select = select.expr_as(sum, format!("{shelf:?}"));
    }
    let counted: Option<(i64, i64, i64, i64, i64, i64, i64)> = select.into_tuple().one(scope.reader()).await?;
    let (a, b, c, d, e, f, g) = counted.unwrap_or_default();
    Ok(Shelf::ALL.into_iter().zip([a, b, c, d, e, f, g]).collect())
}

/// The consultation with this id, published or not.
pub(crate) async fn by_id<O: Opens<consultation::Entity>>(
    scope: &Scope,
    proof: &As<O>,
    id: ConsultationId,
) -> Result<Option<consultation::Model>, Error> {
    let found = proof.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
    Ok(found.one(scope.reader()).await?)
}

/// What is counted of these consultations, or of all. Two statements.
pub(crate) async fn counts<R>(
    proof: &As<R>,
    db: &impl ConnectionTrait,
    of: Option<&[ConsultationId]>,
) -> Result<HashMap<ConsultationId, Counts>, Error>
where
    R: Opens<comment::Entity> + Opens<comment_count::Entity>,
{
    let mut waiting = proof
        .find::<comment::Entity>()
        .filter(comment::Column::State.is_in([CommentState::Pending, CommentState::Held]));
    let mut answered = proof.find::<comment_count::Entity>();
    if let Some(ids) = of {
        waiting = waiting.filter(comment::Column::ConsultationId.is_in(padded(ids)));
        answered = answered.filter(comment_count::Column::ConsultationId.is_in(padded(ids)));
    }
    let waiting: Vec<(ConsultationId, i64)> = waiting
        .select_only()
        .column(comment::Column::ConsultationId)
        .column_as(comment::Column::Id.count(), "count")
        .group_by(comment::Column::ConsultationId)
        .into_tuple()
        .all(db)
        .await?;
    let sum = |column: comment_count::Column| Func::sum(column.into_expr()).cast_as("bigint");
    let answered: Vec<(ConsultationId, i64, i64)> = answered
        .select_only()
        .column(comment_count::Column::ConsultationId)
        .expr_as(sum(comment_count::Column::Published), "published")
        .expr_as(sum(comment_count::Column::Answered), "answered")
        .group_by(comment_count::Column::ConsultationId)
        .into_tuple()
        .all(db)
        .await?;
    let mut counted: HashMap<ConsultationId, Counts> = HashMap::new();
    for (id, waiting) in waiting {
        counted.entry(id).or_default().waiting = waiting;
    }
    for (id, published, answered) in answered {
        let counts = counted.entry(id).or_default();
        (counts.published, counts.unanswered) = (published, published - answered);
    }
    Ok(counted)
}

/// What is counted of a consultation, when nobody adds to it any more until the transaction is over: whoever comments or
/// decides holds the end of its log.
pub(crate) async fn counted_for_good(tx: &Tx<Editor>, of: &consultation::Model) -> Result<Counts, Error> {
    use log_head::{Column, Model};

    let begin = Model { consultation_id: of.id, municipality_id: of.municipality_id, size: 0 };
    let hold = OnConflict::column(Column::ConsultationId).update_column(Column::ConsultationId).to_owned();
    tx.put(vec![begin.into_active_model()], hold).await?;
    Ok(counts(tx.proof(), tx.connection(), Some(&[of.id])).await?.remove(&of.id).unwrap_or_default())
}

/// What may be due, with what it is decided by: consultations, their sessions that are to come, and what is counted of
/// them. Four statements.
pub(crate) async fn may_be_due(
    scope: &Scope,
    official: &As<Official>,
) -> Result<Vec<(consultation::Model, Vec<consultation_session::Model>, Counts)>, Error> {
    use consultation::Column;

    let (now, until) = (scope.now, scope.now + due::AHEAD);
    let starts = consultation_session::Column::StartsAt;
    let sessions = official.find::<consultation_session::Entity>().filter(starts.between(now, until));
    let mut by_consultation: HashMap<ConsultationId, Vec<consultation_session::Model>> = HashMap::new();
    for session in sessions.order_by_asc(starts).all(scope.reader()).await? {
        by_consultation.entry(session.consultation_id).or_default().push(session);
    }
    let mut counted = counts(official, scope.reader(), None).await?;
    let rests = Condition::all()
        .add(Column::Stage.eq(ConsultationStage::Draft))
        .add(Column::SavedAt.lte(now - due::DRAFT_RESTS));
    let mut any = Condition::any()
        .add(Column::OpensAt.between(now, until))
        .add(Column::ClosesAt.between(now, until))
        .add(has_status(Status::Closed, now))
        .add(rests);
    let ids: Vec<_> = by_consultation.keys().chain(counted.keys()).copied().collect();
    if !ids.is_empty() {
        any = any.add(Column::Id.is_in(padded(&ids)));
    }
    // Of more than anybody will look at, those that end last: what is open comes before what was forgotten years ago.
    let rows = official.find::<consultation::Entity>().filter(any).order_by_desc(Column::ClosesKey).limit(200);
    let with = |row: consultation::Model| {
        let sessions = by_consultation.remove(&row.id).unwrap_or_default();
        let counts = counted.remove(&row.id).unwrap_or_default();
        (row, sessions, counts)
    };
    Ok(rows.all(scope.reader()).await?.into_iter().map(with).collect())
}

/// That no program asks: what its token is good for is calls, and nobody has said that a program may publish a consultation
/// or call one off.
///
/// # Errors
/// One does.
pub(crate) fn by_hand(scope: &Scope) -> Result<(), Error> {
    match scope.viewer.signed()?.token {
        Some(_) => Err(Error::Forbidden("This token is not good for that.".into())),
        None => Ok(()),
    }
}

/// The consultation with this id at one of the desks where whoever asks holds this office.
///
/// # Errors
/// There is none; or there is one and it is not his office.
pub(crate) async fn of_mine<O>(scope: &Scope, id: ConsultationId) -> Result<(As<O>, consultation::Model), Error>
where
    O: Office + Opens<consultation::Entity>,
{
    let this = Condition::all().add(consultation::Column::Id.eq(id));
    let found = scope.of_mine::<O, consultation::Entity>(this).await?;
    found.ok_or_else(|| Error::NotFound("There is no such consultation at your desk.".into()))
}

/// The consultation as it is now, whole, held against anybody else who would change it.
///
/// # Errors
/// It is gone, or not what the editor has read.
pub(crate) async fn locked(tx: &Tx<Editor>, id: ConsultationId, version: i32, zone: Tz) -> Result<Whole, Error> {
    let row = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id)).lock(LockType::NoKeyUpdate);
    let row = row.one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such consultation any more.".into()))?;
    if row.version != version {
        return Err(Error::Conflict);
    }
    whole(tx.proof(), tx.connection(), row, zone).await
}

/// Writes what waits to be published, or that nothing does. What the public sees stays as it is.
pub(crate) async fn keep_pending<R: Opens<consultation::Entity>>(
    tx: &Tx<R>,
    before: &Whole,
    pending: Option<ConsultationContent>,
) -> Result<(), Error> {
    let row = &before.new.consultation;
    tx.update(consultation::ActiveModel {
        id: Unchanged(row.id),
        municipality_id: Unchanged(row.municipality_id),
        version: Set(row.version + 1),
        pending: Set(pending),
        saved_at: Set(tx.now()),
        saved_by: Set(tx.actor()),
        ..Default::default()
    })
    .await
}

/// What the journal calls it.
pub(super) fn named(row: &consultation::Model) -> Detail {
    Detail { title: Some(row.title.original.text.clone()), ..Detail::default() }
}

/// Records what was done to a consultation.
pub(crate) fn record<R>(
    tx: &Tx<R>,
    kind: Happening,
    row: &consultation::Model,
    changed: &[Difference],
    why: Option<&str>,
) {
    let change = |(field, before, after): &Difference| Change {
        field: field.to_value(),
        before: before.clone(),
        after: after.clone(),
    };
    let changes = changed.iter().map(change).collect();
    let detail = Detail { changes, reason: why.map(str::to_owned), ..named(row) };
    tx.record(kind, row.municipality_id, row.id, detail);
}

/// Records which fields of a consultation were saved, each once for one sitting.
pub(crate) async fn record_saving<R: Opens<journal::Entity>>(
    tx: &Tx<R>,
    row: &consultation::Model,
    changed: impl IntoIterator<Item = ConsultationField>,
) -> Result<(), Error> {
    let fields = changed.into_iter().map(|field| field.to_value());
    let title = row.title.original.text.clone();
    tx.record_saving(Happening::ConsultationEdited, row.municipality_id, row.id, title, fields).await
}

/// Records what became of the wordings beside a part of a published text.
pub(crate) fn record_wording(tx: &Tx<Editor>, row: &consultation::Model, beside: &Beside) {
    let change = |(locale, before, after): Reworded| {
        let told = |words: Option<String>| {
            words.map(|words| match &beside.label {
                Some(label) => format!("{label} · {words}"),
                None => words,
            })
        };
        let field = format!("wording_{}", locale.tag().to_lowercase().replace('-', "_"));
        Change { field, before: told(before), after: told(after) }
    };
    let changes = beside.changed.iter().cloned().map(change).collect();
    let detail = Detail { changes, ..named(row) };
    tx.record(Happening::ConsultationChanged, row.municipality_id, row.id, detail);
}

/// Throws a draft away, with all that hangs on it.
pub(crate) async fn delete(tx: &Tx<Editor>, id: ConsultationId) -> Result<(), Error> {
    // Of one that was withdrawn its log says which texts everybody could read; with comments in it it cannot be deleted.
    tx.delete::<log_entry::Entity>(Condition::all().add(log_entry::Column::ConsultationId.eq(id))).await?;
    tx.delete::<log_head::Entity>(Condition::all().add(log_head::Column::ConsultationId.eq(id))).await?;
    tx.delete::<consultation::Entity>(Condition::all().add(consultation::Column::Id.eq(id))).await
}
