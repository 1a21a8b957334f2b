//! Every query about consultations: [`list`] and its counts here, the conditions in `matching`, the batched edges in
//! `load`, what became of a text in `compared`, writing in [`save`], documents that are files in [`files`]; what the desk reads
//! and writes in `desk`, `whole` and `acts`, and what it takes away and brings in a file in [`brought`].

pub(crate) mod acts;
pub mod brought;
mod compared;
pub(crate) mod desk;
pub mod files;
mod load;
mod matching;
pub mod save;
pub(crate) mod whole;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use entities::{ConsultationId, ConsultationKind, MunicipalityId, Words, consultation, consultation_change};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, SimpleExpr};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};

pub use self::compared::Comparisons;
pub(crate) use self::load::fill_consultations;
pub use self::load::{AnchorsOf, ConsultationLoader, HangsOnConsultation, On};
use self::matching::{dated_since, has_status, matching};
use super::rules::Status;
use crate::error::Error;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::Scope;

/// What a list of consultations is narrowed to. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// Of this municipality.
    pub municipality: Option<MunicipalityId>,
    /// In one of these states.
    pub statuses: Option<Vec<Status>>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<ConsultationKind>>,
    /// About one of these areas of work.
    pub areas: Option<Vec<String>>,
    /// Folded beginnings of words.
    pub terms: Vec<String>,
}

/// The order of a list of consultations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsultationOrder {
    /// What closes first, first; what has no last day, last.
    ClosingSoonest,
    /// The most recently published first.
    Newest,
}

impl ConsultationOrder {
    /// Its name in cursors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClosingSoonest => "closing",
            Self::Newest => "newest",
        }
    }

    fn sort(self) -> Sort<consultation::Column> {
        let (key, descending) = match self {
            Self::ClosingSoonest => (consultation::Column::ClosesKey, false),
            Self::Newest => (consultation::Column::PublishedKey, true),
        };
        Sort { key, id: consultation::Column::Id, descending }
    }

    /// Where a consultation stands in this order.
    #[must_use]
    pub fn cursor(self, row: &consultation::Model) -> Cursor {
        let key = match self {
            Self::ClosingSoonest => row.closes_key.to_rfc3339(),
            Self::Newest => row.published_key.to_string(),
        };
        Cursor { order: self.name().into(), key, id: row.id.0 }
    }
}

/// The consultations among which the criteria choose.
fn among(scope: &Scope, criteria: &Criteria) -> Select<consultation::Entity> {
    match criteria.municipality {
        Some(municipality) => scope.published_in(municipality),
        None => scope.published(),
    }
}

/// A page of consultations.
pub(crate) async fn list(
    scope: &Scope,
    criteria: &Criteria,
    order: ConsultationOrder,
    page: &Page,
) -> Result<Slice<consultation::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let select = among(scope, criteria).filter(matching(criteria, scope.now));
    let select = page.select(select, order.sort(), |key| match order {
        ConsultationOrder::ClosingSoonest => Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)),
        ConsultationOrder::Newest => Some(Expr::value(key.parse::<NaiveDate>().ok()?)),
    })?;
    Ok(page.slice(select.all(scope.reader()).await?))
}

/// Consultations of which a date lies at or after this instant, at most so many: those that still run first, by their last
/// day.
pub(crate) async fn dated(
    scope: &Scope,
    criteria: &Criteria,
    since: DateTime<Utc>,
    most: u64,
) -> Result<Vec<consultation::Model>, Error> {
    use consultation::Column;

    let over: SimpleExpr = Expr::case(Column::ClosesKey.lt(scope.now), 1).finally(0).into();
    let select = among(scope, criteria).filter(matching(criteria, scope.now)).filter(dated_since(since));
    let select = select.order_by_asc(over).order_by_asc(Column::ClosesKey).order_by_asc(Column::Id);
    Ok(select.limit(most).all(scope.reader()).await?)
}

/// The consultation with this id.
pub(crate) async fn by_id(scope: &Scope, id: ConsultationId) -> Result<Option<consultation::Model>, Error> {
    let select = scope.published::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// How many consultations a list has in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct StatusCounts {
    /// Comments will be taken.
    pub announced: i64,
    /// Comments are taken.
    pub open: i64,
    /// The last day has passed.
    pub closed: i64,
    /// The report can be read.
    pub report: i64,
    /// Cancelled.
    pub cancelled: i64,
    /// No last day is stated.
    pub undated: i64,
}

/// Counts the consultations that match everything but the states asked for, by state, in one statement.
pub(crate) async fn count_by_status(scope: &Scope, criteria: &Criteria) -> Result<StatusCounts, Error> {
    let all = Criteria { statuses: None, ..criteria.clone() };
    let count = |status| {
        let one = Expr::case(has_status(status, scope.now), 1).finally(0);
        Func::coalesce([Func::sum(one).cast_as("bigint"), Expr::value(0_i64)])
    };
    let counted = among(scope, &all)
        .filter(matching(&all, scope.now))
        .select_only()
        .expr_as(count(Status::Announced), "announced")
        .expr_as(count(Status::Open), "open")
        .expr_as(count(Status::Closed), "closed")
        .expr_as(count(Status::Report), "report")
        .expr_as(count(Status::Cancelled), "cancelled")
        .expr_as(count(Status::Undated), "undated")
        .into_model::<StatusCounts>()
        .one(scope.reader())
        .await?;
    Ok(counted.unwrap_or_default())
}

/// The areas of work that consultations of a municipality are about, each once.
pub(crate) async fn areas_of(scope: &Scope, municipality: MunicipalityId) -> Result<BTreeSet<String>, Error> {
    let rows = scope.published_in::<consultation::Entity>(municipality).select_only();
    let rows = rows.column(consultation::Column::Areas).distinct().into_tuple::<Words>().all(scope.reader()).await?;
    Ok(rows.into_iter().flat_map(|areas| areas.0).collect())
}

/// Every consultation of a municipality that is no exercise, with its day of publication and when it was last changed in
/// front of everybody: what a search engine wants to know of it. Two statements.
pub(crate) async fn addresses(
    scope: &Scope,
    municipality: MunicipalityId,
) -> Result<Vec<(ConsultationId, Option<NaiveDate>, Option<DateTime<Utc>>)>, Error> {
    use {consultation::Column, consultation_change::Column as Change};

    let rows = scope.published_in::<consultation::Entity>(municipality).filter(Column::Exercise.eq(false));
    let rows = rows.select_only().columns([Column::Id, Column::PublishedOn]).order_by_asc(Column::Id);
    let rows: Vec<(ConsultationId, Option<NaiveDate>)> = rows.into_tuple().all(scope.reader()).await?;
    let changes = scope.published_beneath::<consultation_change::Entity>();
    let changes = changes.filter(Change::MunicipalityId.eq(municipality)).select_only().column(Change::ConsultationId);
    let changes = changes.column_as(Change::At.max(), "last").group_by(Change::ConsultationId);
    let changes: Vec<(ConsultationId, DateTime<Utc>)> = changes.into_tuple().all(scope.reader()).await?;
    let changes: HashMap<_, _> = changes.into_iter().collect();
    Ok(rows.into_iter().map(|(id, on)| (id, on, changes.get(&id).copied())).collect())
}
