//! Every query about organisations: [`list`] here, what surrounds it in `facets`, counted from `tally` with the orders of
//! `ranking`, which `tallies` keeps, the search for words in `search`, the conditions in `matching`, the batched edges in
//! `load`, writing in [`save`], the desk's own in [`desk`], records that become one in [`merge`], who is who in `known`, lists
//! that are imported in [`import`], which are planned in `planning` and
//! forgotten in `forgetting`, what leads to a record in `referred`.

pub mod desk;
mod facets;
pub(super) mod forgetting;
pub mod import;
pub(crate) mod known;
mod load;
mod matching;
pub mod merge;
mod planning;
mod ranking;
mod referred;
pub mod save;
mod search;
mod tallies;
mod tally;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{Activity, InterestKind, MunicipalityId, OrganisationForm, OrganisationId, municipality, organisation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};

use self::facets::Narrowed;
pub(crate) use self::facets::surrounding;
pub use self::facets::{AreaFacet, Facets, LetterCount, SeatFacet, Surrounding};
pub(crate) use self::load::fill_organisations;
pub use self::load::{ChangesOf, HangsOnOrganisation, MergedFrom, On, OrganisationLoader, PublicChange};
use self::matching::under;
pub use self::search::Found;
pub(crate) use self::search::find;
pub use self::tallies::Tallies;
use crate::clock::{USUAL, day, zone};
use crate::db::padded;
use crate::error::Error;
use crate::locale::alphabet::Alphabet;
use crate::organisations::rules::words::Reading;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::Scope;

/// What a list of organisations is narrowed to. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// Of this municipality.
    pub municipality: Option<MunicipalityId>,
    /// The words that they have, each with its readings.
    pub terms: Vec<Vec<Reading>>,
    /// In one of these areas.
    pub areas: Option<Vec<String>>,
    /// Of one of these legal forms.
    pub forms: Option<Vec<OrganisationForm>>,
    /// With the seat in one of these places, folded.
    pub seats: Option<Vec<String>>,
    /// With one of these statuses on this day.
    pub statuses: Option<Vec<InterestKind>>,
    /// The day that it is there.
    pub today: NaiveDate,
    /// In one of these states of activity.
    pub activities: Option<Vec<Activity>>,
    /// With a name under this letter: an alphabet, and what keys under the letter begin with.
    pub letter: Option<(Alphabet, char)>,
}

impl Criteria {
    /// Whether the list, but for words, is a stretch of this order, which an index has.
    fn is_stretch_of(&self, order: OrganisationOrder) -> bool {
        let Self { areas, forms, seats, statuses, activities, letter, .. } = self;
        let whole = areas.is_none() && forms.is_none() && seats.is_none() && statuses.is_none() && activities.is_none();
        whole && letter.is_none_or(|(alphabet, _)| order == OrganisationOrder::Name(alphabet))
    }
}

/// The order of a list of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationOrder {
    /// By name, in the order of this alphabet.
    Name(Alphabet),
    /// What everybody reads otherwise since lately comes first.
    LastChanged,
}

impl OrganisationOrder {
    /// Its name in cursors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name(Alphabet::Latin) => "latin",
            Self::Name(Alphabet::Cyrillic) => "cyrillic",
            Self::LastChanged => "changed",
        }
    }

    fn sort(self) -> Sort<organisation::Column> {
        let (key, descending) = match self {
            Self::Name(alphabet) => (key_of(alphabet), false),
            Self::LastChanged => (organisation::Column::ChangedAt, true),
        };
        Sort { key, id: organisation::Column::Id, descending }
    }

    /// Where an organisation stands in this order.
    #[must_use]
    pub fn cursor(self, row: &organisation::Model) -> Cursor {
        let key = match self {
            Self::Name(Alphabet::Latin) => row.latin_key.clone(),
            Self::Name(Alphabet::Cyrillic) => row.cyrillic_key.clone(),
            Self::LastChanged => row.changed_at.to_rfc3339(),
        };
        Cursor { order: self.name().into(), key, id: row.id.0 }
    }

    fn value(self, key: &str) -> Option<Expr> {
        match self {
            Self::Name(_) => Some(Expr::value(key)),
            Self::LastChanged => Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)),
        }
    }
}

/// The column that sorts by name in an alphabet.
const fn key_of(alphabet: Alphabet) -> organisation::Column {
    match alphabet {
        Alphabet::Latin => organisation::Column::LatinKey,
        Alphabet::Cyrillic => organisation::Column::CyrillicKey,
    }
}

/// The organisations among which the criteria choose.
fn among(scope: &Scope, criteria: &Criteria) -> Select<organisation::Entity> {
    among_those_of(scope, criteria.municipality)
}

/// The organisations that everybody can read: of this municipality's directory, or of all.
fn among_those_of(scope: &Scope, municipality: Option<MunicipalityId>) -> Select<organisation::Entity> {
    match municipality {
        Some(municipality) => scope.published_in(municipality),
        None => scope.published(),
    }
}

/// Today, where this municipality is: a status ends with its last day there. Of all directories together, where most are.
pub(crate) fn today(scope: &Scope, owner: Option<&municipality::Model>) -> NaiveDate {
    day(scope.now, owner.map_or(USUAL, |owner| zone(&owner.time_zone)))
}

/// A page of organisations. The whole list, or what stands under a letter, is walked from where the page begins; of
/// whatever else it is narrowed to, it is known in memory who stands on the page. So neither reads more than the page.
pub(crate) async fn list(
    scope: &Scope,
    criteria: &Criteria,
    found: &Found,
    order: OrganisationOrder,
    page: &Page,
) -> Result<Slice<organisation::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    if found.by_words().is_none() && criteria.is_stretch_of(order) {
        let select = among(scope, criteria).filter(Condition::all().add_option(criteria.letter.map(under)));
        let select = page.select(select, order.sort(), |key| order.value(key))?;
        return Ok(page.slice(select.all(scope.reader()).await?));
    }
    let tally = found.tally(scope, criteria.municipality).await?;
    let narrowed = Narrowed::new(criteria, &tally, found.by_words());
    let Slice { rows: ids, has_previous, has_next } = tally.page(&narrowed.all(&tally), order, page)?;
    let rows = scope.published_beneath::<organisation::Entity>();
    let rows = rows.filter(organisation::Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(Slice { rows: ids.iter().filter_map(|id| rows.remove(id)).collect(), has_previous, has_next })
}

/// The organisation with this id, or the one that it was put into.
pub(crate) async fn by_id(scope: &Scope, id: OrganisationId) -> Result<Option<organisation::Model>, Error> {
    let rows = scope.published::<organisation::Entity>().filter(organisation::Column::Id.eq(id));
    if let Some(row) = rows.one(scope.reader()).await? {
        return Ok(Some(row));
    }
    let merged = scope.published_beneath::<entities::organisation_merge::Entity>();
    let merged = merged.filter(entities::organisation_merge::Column::OldId.eq(id)).one(scope.reader()).await?;
    let Some(merged) = merged else { return Ok(None) };
    let rows = scope.published::<organisation::Entity>().filter(organisation::Column::Id.eq(merged.new_id));
    Ok(rows.one(scope.reader()).await?)
}

/// Organisations of a directory that everybody can read, in the order of their ids, after this one: for whoever takes them
/// all away. An exercise stays here, where it is labelled: elsewhere it would be counted as real.
pub(crate) async fn after(
    scope: &Scope,
    municipality: MunicipalityId,
    last: Option<OrganisationId>,
    most: u64,
) -> Result<Vec<organisation::Model>, Error> {
    let rows =
        scope.published_in::<organisation::Entity>(municipality).filter(organisation::Column::Exercise.eq(false));
    let rows = match last {
        Some(last) => rows.filter(organisation::Column::Id.gt(last)),
        None => rows,
    };
    Ok(rows.order_by_asc(organisation::Column::Id).limit(most).all(scope.reader()).await?)
}

/// Every organisation of a directory that is no exercise, and when it last became another: what a search engine wants to
/// know.
pub(crate) async fn addresses(
    scope: &Scope,
    municipality: MunicipalityId,
) -> Result<Vec<(OrganisationId, DateTime<Utc>)>, Error> {
    use organisation::Column;

    let rows = scope.published_in::<organisation::Entity>(municipality).filter(Column::Exercise.eq(false));
    let rows = rows.select_only().columns([Column::Id, Column::ChangedAt]).order_by_asc(Column::Id);
    Ok(rows.into_tuple().all(scope.reader()).await?)
}
