//! Every query about open calls: [`list`] and its counts here, the conditions in `matching`, the batched edges in
//! `load`, writing in [`save`] and, from a file of the desk, in [`brought`], with the questions in `asked`, documents that are
//! files in [`files`], what a call came from in [`origin`]; what the desk asks and writes in [`desk`], calls in one piece in
//! [`whole`].

mod asked;
pub mod brought;
pub mod desk;
pub mod files;
mod load;
mod matching;
pub mod origin;
pub mod save;
pub mod whole;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{CallId, CallKind, Currency, Locale, MunicipalityId, call_area, call_correction, open_call};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, SimpleExpr};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};

pub(crate) use self::load::fill_calls;
pub use self::load::{CallLoader, CameFrom, HangsOnCall, Of};
use self::matching::{dated_since, in_phase, matching};
use super::rules::{Phase, Status};
use crate::error::Error;
use crate::municipalities::types::Municipality;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::Scope;

/// What a list of calls is narrowed to. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// Of this municipality.
    pub municipality: Option<MunicipalityId>,
    /// In one of these parts of the list.
    pub phases: Option<Vec<Phase>>,
    /// In one of these states.
    pub statuses: Option<Vec<Status>>,
    /// In one of these areas.
    pub areas: Option<Vec<String>>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<CallKind>>,
    /// Folded beginnings of words.
    pub terms: Vec<String>,
    /// The largest grant a project may get is at least this, in hundredths.
    pub grant_at_least: Option<i64>,
    /// The largest grant a project may get is at most this, in hundredths.
    pub grant_at_most: Option<i64>,
    /// The currency of the two sums.
    pub currency: Option<Currency>,
}

/// The order of a list of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOrder {
    /// The deadline that comes first, first; calls without a deadline last.
    DeadlineSoonest,
    /// The most recently published first.
    Newest,
}

impl CallOrder {
    /// Its name in cursors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeadlineSoonest => "deadline",
            Self::Newest => "newest",
        }
    }

    fn sort(self) -> Sort<open_call::Column> {
        let (key, descending) = match self {
            Self::DeadlineSoonest => (open_call::Column::DeadlineKey, false),
            Self::Newest => (open_call::Column::PublishedKey, true),
        };
        Sort { key, id: open_call::Column::Id, descending }
    }

    /// Where a call stands in this order.
    #[must_use]
    pub fn cursor(self, row: &open_call::Model) -> Cursor {
        let key = match self {
            Self::DeadlineSoonest => row.deadline_key.to_rfc3339(),
            Self::Newest => row.published_key.to_string(),
        };
        Cursor { order: self.name().into(), key, id: row.id.0 }
    }
}

/// The calls among which the criteria choose.
fn among(scope: &Scope, criteria: &Criteria) -> Select<open_call::Entity> {
    match criteria.municipality {
        Some(municipality) => scope.published_in(municipality),
        None => scope.published(),
    }
}

/// A page of calls.
pub(crate) async fn list(
    scope: &Scope,
    criteria: &Criteria,
    order: CallOrder,
    page: &Page,
) -> Result<Slice<open_call::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let select = among(scope, criteria).filter(matching(criteria, scope.now));
    let select = page.select(select, order.sort(), |key| match order {
        CallOrder::DeadlineSoonest => Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)),
        CallOrder::Newest => Some(Expr::value(key.parse::<NaiveDate>().ok()?)),
    })?;
    Ok(page.slice(select.all(scope.reader()).await?))
}

/// Calls of which a date lies at or after this instant, at most so many: those that still run first, by their deadline.
pub(crate) async fn dated(
    scope: &Scope,
    criteria: &Criteria,
    since: DateTime<Utc>,
    most: u64,
) -> Result<Vec<open_call::Model>, Error> {
    use open_call::Column;

    let over: SimpleExpr = Expr::case(Column::DeadlineKey.lt(scope.now), 1).finally(0).into();
    let select = among(scope, criteria).filter(matching(criteria, scope.now)).filter(dated_since(since));
    let select = select.order_by_asc(over).order_by_asc(Column::DeadlineKey).order_by_asc(Column::Id);
    Ok(select.limit(most).all(scope.reader()).await?)
}

/// The call with this id.
pub(crate) async fn by_id(scope: &Scope, id: CallId) -> Result<Option<open_call::Model>, Error> {
    let select = scope.published::<open_call::Entity>().filter(open_call::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// What the municipality of a call writes in.
pub(crate) async fn usual_locale(scope: &Scope, call: &open_call::Model) -> Result<Locale, Error> {
    Municipality::usual_locale(scope, call.municipality_id).await
}

/// How many calls a list has in each of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhaseCounts {
    /// One can apply now.
    pub open: i64,
    /// One will be able to apply.
    pub announced: i64,
    /// One cannot apply any more.
    pub closed: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    total: i64,
    open: i64,
    announced: i64,
}

/// Counts the calls that match everything but the parts asked for, by part, in one statement.
pub(crate) async fn count_by_phase(scope: &Scope, criteria: &Criteria) -> Result<PhaseCounts, Error> {
    let all = Criteria { phases: None, ..criteria.clone() };
    let count = |phase| {
        let one = Expr::case(in_phase(phase, scope.now), 1).finally(0);
        Func::coalesce([Func::sum(one).cast_as("bigint"), Expr::value(0_i64)])
    };
    let counted = among(scope, &all)
        .filter(matching(&all, scope.now))
        .select_only()
        .expr_as(open_call::Column::Id.count(), "total")
        .expr_as(count(Phase::Open), "open")
        .expr_as(count(Phase::Announced), "announced")
        .into_model::<Counted>()
        .one(scope.reader())
        .await?;
    Ok(counted.map_or_else(PhaseCounts::default, |Counted { total, open, announced }| PhaseCounts {
        open,
        announced,
        closed: total - open - announced,
    }))
}

/// How many calls of a list are in an area.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AreaCount {
    /// The area.
    pub area_code: String,
    /// How many.
    pub count: i64,
}

/// Counts the calls that match everything but the areas asked for, by area, in one statement.
pub(crate) async fn count_by_area(scope: &Scope, criteria: &Criteria) -> Result<Vec<AreaCount>, Error> {
    let all = Criteria { areas: None, ..criteria.clone() };
    // Not joined: without statistics SQLite would begin at the areas of all calls, because they come in the right order.
    let calls = among(scope, &all).filter(matching(&all, scope.now));
    Ok(scope
        .published_on::<call_area::Entity>(calls)
        .select_only()
        .column(call_area::Column::AreaCode)
        .column_as(call_area::Column::CallId.count(), "count")
        .group_by(call_area::Column::AreaCode)
        .order_by_asc(call_area::Column::AreaCode)
        .into_model::<AreaCount>()
        .all(scope.reader())
        .await?)
}

/// Every call of a municipality that is no exercise, with its day of publication and when it was last changed in front of
/// everybody: what a search engine wants to know of it. Two statements.
pub(crate) async fn addresses(
    scope: &Scope,
    municipality: MunicipalityId,
) -> Result<Vec<(CallId, Option<NaiveDate>, Option<DateTime<Utc>>)>, Error> {
    let calls = scope.published_in::<open_call::Entity>(municipality).filter(open_call::Column::Exercise.eq(false));
    let calls = calls.select_only().columns([open_call::Column::Id, open_call::Column::PublishedOn]);
    let calls: Vec<(CallId, Option<NaiveDate>)> =
        calls.order_by_asc(open_call::Column::Id).into_tuple().all(scope.reader()).await?;
    let changes = scope
        .published_beneath::<call_correction::Entity>()
        .filter(call_correction::Column::MunicipalityId.eq(municipality));
    let changes = changes.select_only().column(call_correction::Column::CallId);
    let changes =
        changes.column_as(call_correction::Column::At.max(), "last").group_by(call_correction::Column::CallId);
    let changes: Vec<(CallId, DateTime<Utc>)> = changes.into_tuple().all(scope.reader()).await?;
    let changes: HashMap<_, _> = changes.into_iter().collect();
    Ok(calls.into_iter().map(|(id, on)| (id, on, changes.get(&id).copied())).collect())
}
