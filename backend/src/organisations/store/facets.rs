//! What surrounds a list: how many there are, in which areas, forms, places, and under which letters.

use entities::{
    Activity, InterestKind, LocalisedText, OrganisationForm, organisation, organisation_area, organisation_status,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, NullOrdering};
use sea_orm::{
    ColumnTrait as _, EntityTrait, FromQueryResult, Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, Select,
};

use super::matching::{first_of, holding, matching};
use super::{Criteria, Found, among, key_of, today};
use crate::error::Error;
use crate::locale::alphabet::Alphabet;
use crate::scope::Scope;
use crate::viewer::OnOrganisation;

/// How many places are told of: those with most organisations.
const SEATS: u64 = 50;

/// How many of a list have what.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// In each area.
    pub areas: Vec<AreaFacet>,
    /// Of each legal form; none where nobody has said.
    pub forms: Vec<(Option<OrganisationForm>, i64)>,
    /// In each place.
    pub seats: Vec<SeatFacet>,
    /// With each status today.
    pub statuses: Vec<(InterestKind, i64)>,
    /// In each state of activity.
    pub activities: Vec<(Activity, i64)>,
}

/// How many are in an area.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AreaFacet {
    /// Which.
    pub area_code: String,
    /// How many.
    pub count: i64,
}

/// How many have their seat in a place.
#[derive(Clone, Debug)]
pub struct SeatFacet {
    /// The folded place.
    pub key: String,
    /// The place as one of them writes it.
    pub label: LocalisedText,
    /// How many.
    pub count: i64,
}

/// How many stand under what keys begin with.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LetterCount {
    /// What they begin with; empty where a name has no letter.
    pub first: String,
    /// How many.
    pub count: i64,
}

/// The rows that match.
fn rows(scope: &Scope, criteria: &Criteria, found: &Found) -> Select<organisation::Entity> {
    among(scope, criteria).filter(matching(criteria, today(scope))).filter(found.condition())
}

/// How many organisations the list has.
pub(crate) async fn count(scope: &Scope, criteria: &Criteria, found: &Found) -> Result<i64, Error> {
    let count = rows(scope, criteria, found).count(scope.reader()).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Counts what the list has. Of each kind it is counted as if nothing of that kind were asked for: else a reader who has
/// chosen one could not see what another would bring him.
///
/// # Errors
/// The database does not answer.
pub async fn facets(scope: &Scope, criteria: &Criteria, found: &Found) -> Result<Facets, Error> {
    let without = |change: fn(&mut Criteria)| {
        let mut criteria = criteria.clone();
        change(&mut criteria);
        criteria
    };
    let areas = without(|criteria| criteria.areas = None);
    let forms = without(|criteria| criteria.forms = None);
    let seats = without(|criteria| criteria.seats = None);
    let statuses = without(|criteria| criteria.statuses = None);
    let activities = without(|criteria| criteria.activities = None);
    Ok(Facets {
        areas: areas_of(scope, &areas, found).await?,
        forms: by(scope, &forms, found, organisation::Column::LegalForm).await?,
        seats: seats_of(scope, &seats, found).await?,
        statuses: statuses_of(scope, &statuses, found).await?,
        activities: by(scope, &activities, found, organisation::Column::Activity).await?,
    })
}

async fn by<T>(
    scope: &Scope,
    criteria: &Criteria,
    found: &Found,
    column: organisation::Column,
) -> Result<Vec<(T, i64)>, Error>
where
    (T, i64): sea_orm::TryGetableMany,
    T: Send + Sync,
{
    let counted = rows(scope, criteria, found).select_only().column(column).column_as(Expr::cust("count(*)"), "count");
    let counted = counted.group_by(column).order_by_desc(Expr::cust("count(*)"));
    // Left to themselves, one database puts what is not known first and the other last.
    let counted = counted.order_by_with_nulls(column, Order::Asc, NullOrdering::Last);
    Ok(counted.into_tuple().all(scope.reader()).await?)
}

/// Rows of `E` that hang on organisations of the list.
fn hanging<E: EntityTrait + OnOrganisation>(scope: &Scope, criteria: &Criteria, found: &Found) -> Select<E> {
    let ids = rows(scope, criteria, found).select_only().column(organisation::Column::Id);
    // Visible with the organisations, so it is not asked again for every row.
    #[expect(clippy::disallowed_methods, reason = "narrowed to rows of organisations that everybody can read")]
    let hanging = E::find();
    hanging.filter(E::ORGANISATION.in_subquery(ids.into_query()))
}

async fn areas_of(scope: &Scope, criteria: &Criteria, found: &Found) -> Result<Vec<AreaFacet>, Error> {
    let counted = hanging::<organisation_area::Entity>(scope, criteria, found)
        .select_only()
        .column(organisation_area::Column::AreaCode)
        .column_as(Expr::cust("count(*)"), "count")
        .group_by(organisation_area::Column::AreaCode);
    Ok(counted.into_model().all(scope.reader()).await?)
}

async fn statuses_of(scope: &Scope, criteria: &Criteria, found: &Found) -> Result<Vec<(InterestKind, i64)>, Error> {
    let each = Expr::from(Func::count_distinct(organisation_status::Column::OrganisationId.into_expr()));
    let counted = hanging::<organisation_status::Entity>(scope, criteria, found)
        .filter(holding(today(scope)))
        .select_only()
        .column(organisation_status::Column::Kind)
        .column_as(each, "count")
        .group_by(organisation_status::Column::Kind)
        .order_by_asc(organisation_status::Column::Kind);
    Ok(counted.into_tuple().all(scope.reader()).await?)
}

async fn seats_of(scope: &Scope, criteria: &Criteria, found: &Found) -> Result<Vec<SeatFacet>, Error> {
    let label = Func::min(organisation::Column::Seat.into_expr().cast_as("text"));
    let counted: Vec<(String, Option<String>, i64)> = rows(scope, criteria, found)
        .filter(organisation::Column::SeatKey.ne(""))
        .select_only()
        .column(organisation::Column::SeatKey)
        .column_as(Expr::from(label), "label")
        .column_as(Expr::cust("count(*)"), "count")
        .group_by(organisation::Column::SeatKey)
        .order_by_desc(Expr::cust("count(*)"))
        .order_by_asc(organisation::Column::SeatKey)
        .limit(SEATS)
        .into_tuple()
        .all(scope.reader())
        .await?;
    let seat = |(key, label, count): (String, Option<String>, i64)| {
        let label = label.and_then(|label| serde_json::from_str(&label).ok())?;
        Some(SeatFacet { key, label, count })
    };
    Ok(counted.into_iter().filter_map(seat).collect())
}

/// How many stand under each letter of this alphabet, whatever letter was asked for.
pub(crate) async fn letters(
    scope: &Scope,
    criteria: &Criteria,
    found: &Found,
    alphabet: Alphabet,
) -> Result<Vec<LetterCount>, Error> {
    let all = Criteria { letter: None, ..criteria.clone() };
    let counted = rows(scope, &all, found)
        .select_only()
        .column_as(first_of(key_of(alphabet)), "first")
        .column_as(Expr::cust("count(*)"), "count")
        .group_by(first_of(key_of(alphabet)));
    Ok(counted.into_model().all(scope.reader()).await?)
}
