//! The directory at the desk: every record, listed or not, with what only its keepers see.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{ImportId, OrganisationId, municipality};

use super::record::{Bundle, DeskOrganisation};
use super::{DeskOrganisationImport, OrganisationDoubleSign, OrganisationState};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::organisations::rules::words::terms;
use crate::organisations::store::desk::{self, Counts, Shelf};
use crate::organisations::store::merge::kept_apart;
use crate::organisations::store::today;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::Date;
use crate::scope::{As, Scope};
use crate::viewer::DirectoryKeeper;

/// So many pairs are shown at once; when some of them are settled the next come.
const MOST_DOUBLES: usize = 100;
/// So many pairs that are kept apart, the last that were said.
const MOST_APART: u64 = 100;
/// So many statuses that end soon.
const MOST_ENDING: u64 = 50;

/// Which of the desk's organisations. Everything given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DeskOrganisationFilter {
    /// In one of these states.
    pub state: Option<Vec<OrganisationState>>,
    /// Words, or beginnings of words, in any script, of names, seats, areas, descriptions; or a tax number.
    pub text: Option<String>,
    /// Listed, with a status that ends within 30 days.
    pub expiring: Option<bool>,
    /// Listed, and nobody has confirmed it for more than a year.
    pub stale: Option<bool>,
    /// Listed, and in no area.
    pub without_area: Option<bool>,
    /// That this import brought or changed, `imp_…`, and nobody has changed since.
    pub import: Option<ID>,
}

/// A municipality's desk: its directory.
#[derive(Clone, Debug)]
pub struct DeskOrganisations {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
}

impl DeskOrganisations {
    /// The directory of this municipality.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>) -> Self {
        Self { owner, locale }
    }

    fn keeper(&self, ctx: &Context<'_>) -> Result<As<DirectoryKeeper>, Error> {
        Turn::of(ctx).scope().acting::<DirectoryKeeper>(self.owner.id)
    }

    fn today(&self, scope: &Scope) -> NaiveDate {
        today(scope, Some(&self.owner))
    }
}

/// A municipality's desk: its directory.
#[Object]
impl DeskOrganisations {
    /// All records of the directory, listed or not; what was written last comes first. For keepers of the directory.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which; all where it is left out.")] filter: Option<DeskOrganisationFilter>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskOrganisation, EmptyFields>, Error> {
        let keeper = self.keeper(ctx)?;
        let page = PageArgs { first, after, ..PageArgs::default() }.page(desk::BY_SAVING, most_rows(ctx))?;
        let filter = filter.unwrap_or_default();
        let shelf = Shelf {
            states: filter.state.map(|all| all.into_iter().map(Into::into).collect()),
            terms: filter.text.as_deref().map(terms).unwrap_or_default(),
            expiring: filter.expiring == Some(true),
            stale: filter.stale == Some(true),
            without_area: filter.without_area == Some(true),
            import: filter.import.map(|id| id.parse()).transpose()?,
        };
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let slice = desk::list(scope, &keeper, &shelf, self.today(scope), &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        let cursors: Vec<_> = slice.rows.iter().map(desk::cursor).collect();
        let found = Bundle::of(&self.owner, self.locale, keeper, slice.rows);
        connection.edges.extend(
            cursors.into_iter().zip(found).map(|(cursor, one)| Edge::with_additional_fields(cursor, one, EmptyFields)),
        );
        Ok(connection)
    }

    /// How many records there are of each kind. For keepers of the directory.
    async fn organisation_counts(&self, ctx: &Context<'_>) -> Result<DeskOrganisationCounts, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let counts = desk::count(scope, &self.keeper(ctx)?, self.today(scope)).await?;
        Ok(counts.into())
    }

    /// The record with this id; null where there is none in this directory. For keepers of the directory.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`org_…`.")] id: ID,
    ) -> Result<Option<DeskOrganisation>, Error> {
        let keeper = self.keeper(ctx)?;
        let rows = desk::by_ids(Turn::of(ctx).scope(), &keeper, &[id.parse::<OrganisationId>()?]).await?;
        Ok(Bundle::of(&self.owner, self.locale, keeper, rows).pop())
    }

    /// Pairs of listed records that may be one organisation, those that have most in common first; at most 100. For keepers
    /// of the directory.
    #[graphql(complexity = "20 * child_complexity")]
    async fn organisation_doubles(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationDouble>, Error> {
        let keeper = self.keeper(ctx)?;
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let mut pairs = desk::pairs(scope, &keeper).await?;
        pairs.truncate(MOST_DOUBLES);
        let mut ids: Vec<_> = pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
        ids.sort_unstable();
        ids.dedup();
        let all = Bundle::of(&self.owner, self.locale, keeper, desk::by_ids(scope, &keeper, &ids).await?);
        let of = |id| all.iter().find(|one| one.key() == id).cloned();
        let shown = |pair: crate::organisations::rules::doubles::Double| {
            let signs = pair.signs.into_iter().map(Into::into).collect();
            Some(OrganisationDouble { first: of(pair.first)?, second: of(pair.second)?, signs })
        };
        Ok(pairs.into_iter().filter_map(shown).collect())
    }

    /// Pairs of records of which somebody has said that they are two organisations, the last first; at most 100.
    /// `keepOrganisationsApart` takes it back. For keepers of the directory.
    #[graphql(complexity = "20 * child_complexity")]
    async fn organisations_kept_apart(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationPair>, Error> {
        let keeper = self.keeper(ctx)?;
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let pairs = kept_apart(scope, &keeper, MOST_APART).await?;
        let mut ids: Vec<_> = pairs.iter().flat_map(|pair| [pair.one_id, pair.other_id]).collect();
        ids.sort_unstable();
        ids.dedup();
        let all = Bundle::of(&self.owner, self.locale, keeper, desk::by_ids(scope, &keeper, &ids).await?);
        let of = |id| all.iter().find(|one| one.key() == id).cloned();
        let shown = |pair: entities::organisation_distinct::Model| {
            Some(OrganisationPair { first: of(pair.one_id)?, second: of(pair.other_id)?, at: pair.at })
        };
        Ok(pairs.into_iter().filter_map(shown).collect())
    }

    /// What is due about the directory: statuses that end within 30 days, the soonest first, then what only waits. For
    /// keepers of the directory.
    #[graphql(complexity = "20 * child_complexity")]
    async fn organisations_due(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationDue>, Error> {
        let keeper = self.keeper(ctx)?;
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let today = self.today(scope);
        let ending = desk::ending(scope, &keeper, today, MOST_ENDING).await?;
        let ids: Vec<_> = ending.iter().map(|status| status.organisation_id).collect();
        let all = Bundle::of(&self.owner, self.locale, keeper, desk::by_ids(scope, &keeper, &ids).await?);
        let mut due: Vec<_> = ending
            .iter()
            .map(|status| OrganisationDue {
                kind: OrganisationDueKind::StatusEnds,
                on: status.valid_until.map(Date),
                days_left: status.valid_until.map(|until| (until - today).num_days()),
                organisation: all.iter().find(|one| one.key() == status.organisation_id).cloned(),
                count: None,
            })
            .collect();
        let counts = desk::count(scope, &keeper, today).await?;
        let unfinished = i64::try_from(desk::unfinished(scope, &keeper).await?).unwrap_or(i64::MAX);
        let waits = [
            (OrganisationDueKind::ImportUnfinished, unfinished),
            (OrganisationDueKind::Unconfirmed, counts.stale),
            (OrganisationDueKind::WithoutArea, counts.without_area),
        ];
        due.extend(waits.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| OrganisationDue {
            kind,
            on: None,
            days_left: None,
            organisation: None,
            count: Some(count),
        }));
        Ok(due)
    }

    /// Lists that were brought into this directory, the newest first. For keepers of the directory.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn organisation_imports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskOrganisationImport, EmptyFields>, Error> {
        let keeper = self.keeper(ctx)?;
        let page = PageArgs { first, after, ..PageArgs::default() }.page(desk::BY_TIME, most_rows(ctx))?;
        let slice = desk::imports(Turn::of(ctx).scope(), &keeper, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        let cursors: Vec<_> = slice.rows.iter().map(desk::import_cursor).collect();
        let found = DeskOrganisationImport::all(&self.owner, self.locale, keeper, slice.rows);
        connection.edges.extend(
            cursors.into_iter().zip(found).map(|(cursor, one)| Edge::with_additional_fields(cursor, one, EmptyFields)),
        );
        Ok(connection)
    }

    /// The import with this id; null where there is none into this directory. A file is brought to
    /// `POST /desk/import/organisations`. For keepers of the directory.
    async fn organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`imp_…`.")] id: ID,
    ) -> Result<Option<DeskOrganisationImport>, Error> {
        let keeper = self.keeper(ctx)?;
        let found = desk::import(Turn::of(ctx).scope(), &keeper, id.parse::<ImportId>()?).await?;
        Ok(DeskOrganisationImport::all(&self.owner, self.locale, keeper, found.into_iter().collect()).pop())
    }
}

/// How many records of a directory there are of each kind.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DeskOrganisationCounts {
    /// In the directory.
    pub listed: i64,
    /// Proposed, and nobody has looked at them.
    pub proposed: i64,
    /// Taken out.
    pub withdrawn: i64,
    /// Put into another record.
    pub merged: i64,
    /// Listed, with a status that ends within 30 days.
    pub expiring: i64,
    /// Listed, and nobody has confirmed them for more than a year.
    pub stale: i64,
    /// Listed, and in no area.
    pub without_area: i64,
}

impl From<Counts> for DeskOrganisationCounts {
    fn from(counts: Counts) -> Self {
        let Counts { listed, proposed, withdrawn, merged, expiring, stale, without_area } = counts;
        Self { listed, proposed, withdrawn, merged, expiring, stale, without_area }
    }
}

/// Two records that may be one organisation.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationDouble {
    /// The one.
    pub first: DeskOrganisation,
    /// The other.
    pub second: DeskOrganisation,
    /// What they have in common.
    pub signs: Vec<OrganisationDoubleSign>,
}

/// Two records of which somebody has said that they are two organisations.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationPair {
    /// The one.
    pub first: DeskOrganisation,
    /// The other.
    pub second: DeskOrganisation,
    /// When it was said.
    pub at: DateTime<Utc>,
}

/// What is due about the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationDueKind {
    /// A status of public or local interest ends.
    StatusEnds,
    /// Lists of which some rows are taken, or taken back, and others not.
    ImportUnfinished,
    /// Records that nobody has confirmed for more than a year.
    Unconfirmed,
    /// Records in no area: whoever looks by areas does not find them.
    WithoutArea,
}

/// Something about the directory that is due.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationDue {
    /// What.
    pub kind: OrganisationDueKind,
    /// The last day; null where it only waits.
    pub on: Option<Date>,
    /// How many days are left until then.
    pub days_left: Option<i64>,
    /// The record that it is about; null where it is about many.
    pub organisation: Option<DeskOrganisation>,
    /// How many, where they are many.
    pub count: Option<i64>,
}
