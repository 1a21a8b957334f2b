//! What the API shows of results: to everybody [`CallResults`] and [`OrganisationResult`], at the desk [`DeskResults`].

pub(super) mod content;
mod desk;
mod enums;
pub(super) mod input;
pub mod open;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, FixedOffset};
use entities::{
    CallId, CallStage, OrganisationId, ResultOutcome as StoredOutcome, ResultStage as StoredStage, open_call,
    result_list, result_row,
};
use rust_decimal::Decimal;
use url::Url;

pub use self::content::{ResultEntryContent, ResultWordings, ResultsContent};
pub use self::desk::{DeskResultLists, DeskResults, ResultImportColumn, ResultMatch, ResultRemark, ResultWarning};
pub use self::enums::{ResultColumn, ResultMatchKind, ResultOutcome, ResultReason, ResultStage, ResultWarningCode};
use super::store::load::{ListsOf, ResultLoader, ResultsOf, Row, RowsOf};
use crate::calls::types::{Calls, OpenCall};
use crate::clock::zone;
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::municipalities::types::Municipality;
use crate::organisations::types::{Organisation, Organisations};
use crate::scalars::{Date, Localised, Money, localised, web_address};

/// The loader of this slice, as resolvers find it.
pub(crate) type Results = DataLoader<ResultLoader, HashMapCache>;

/// Where the results of a call are taken away as a table, from the root of the server.
pub(crate) fn table_of(slug: &str, call: CallId) -> String {
    format!("{slug}/pozivi/{call}/rezultati.csv")
}

/// Whether what a list says is an award: it was decided, of a call that was not cancelled after all.
pub(crate) fn is_award(list: &result_list::Model, row: &result_row::Model, call: &open_call::Model) -> bool {
    list.stage == StoredStage::Final
        && row.outcome == StoredOutcome::Approved
        && row.approved_minor.is_some_and(|sum| sum > 0)
        && call.stage != CallStage::Cancelled
}

/// A list of the results of a call. It never changes; one that is wrong is replaced by another.
#[derive(Clone, Debug)]
pub struct CallResults {
    list: Arc<result_list::Model>,
    call: Arc<open_call::Model>,
    locale: Option<Locale>,
}

impl CallResults {
    async fn all(ctx: &Context<'_>, call: &Arc<open_call::Model>, locale: Option<Locale>) -> Result<Vec<Self>, Error> {
        let lists = Turn::of(ctx).loader::<Results>().load_one(ListsOf(call.id)).await?.unwrap_or_default();
        let one = |list: &Arc<result_list::Model>| Self { list: Arc::clone(list), call: Arc::clone(call), locale };
        Ok(lists.iter().map(one).collect())
    }

    /// The list of this call that stands now.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        call: &Arc<open_call::Model>,
        locale: Option<Locale>,
    ) -> Result<Option<Self>, Error> {
        Ok(Self::all(ctx, call, locale).await?.into_iter().find(|one| one.list.replaced_at.is_none()))
    }

    /// The lists that it took the place of.
    pub(crate) async fn earlier(
        ctx: &Context<'_>,
        call: &Arc<open_call::Model>,
        locale: Option<Locale>,
    ) -> Result<Vec<Self>, Error> {
        let mut lists = Self::all(ctx, call, locale).await?;
        lists.retain(|one| one.list.replaced_at.is_some());
        Ok(lists)
    }

    async fn there(&self, ctx: &Context<'_>, at: DateTime<chrono::Utc>) -> Result<DateTime<FixedOffset>, Error> {
        let owner = Municipality::load(ctx, self.list.municipality_id).await?;
        Ok(at.with_timezone(&zone(&owner.time_zone)).fixed_offset())
    }
}

/// A list of the results of a call. It never changes; one that is wrong is replaced by another.
#[Object]
impl CallResults {
    /// Opaque id, `list_…`.
    async fn id(&self) -> ID {
        self.list.id.to_string().into()
    }

    /// Whether it may still be objected to.
    async fn stage(&self) -> ResultStage {
        self.list.stage.into()
    }

    /// The day on the list.
    async fn published_on(&self) -> Date {
        Date(self.list.published_on)
    }

    /// When it was published here.
    async fn published_at(&self, ctx: &Context<'_>) -> Result<DateTime<FixedOffset>, Error> {
        self.there(ctx, self.list.published_at).await
    }

    /// The last instant for objections, in the municipality's zone; null where none are taken, or no days are set.
    async fn objections_until(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.list.objections_until?;
        Some(self.there(ctx, at).await)
    }

    /// Where the decision can be read; null where nobody has said.
    async fn decision_url(&self) -> Option<Url> {
        self.list.decision_url.as_deref().and_then(web_address)
    }

    /// Why it corrects a list of its own stage; null where it is the first of it.
    async fn corrected_because(&self) -> Option<Localised> {
        self.list.reason.as_ref().map(|reason| localised(reason, self.locale))
    }

    /// When another took its place; null where it stands.
    async fn replaced_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.list.replaced_at?;
        Some(self.there(ctx, at).await)
    }

    /// What became of each application, in the list's order.
    async fn rows(&self, ctx: &Context<'_>) -> Result<Vec<CallResult>, Error> {
        let rows = Turn::of(ctx).loader::<Results>().load_one(RowsOf(self.list.id)).await?.unwrap_or_default();
        let one = |row: &Row| CallResult { row: row.clone(), call: Arc::clone(&self.call), locale: self.locale };
        Ok(rows.iter().map(one).collect())
    }

    /// It as a table.
    async fn csv(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let owner = Municipality::load(ctx, self.list.municipality_id).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let mut table = config.public_url.join(&table_of(&owner.slug, self.call.id)).map_err(Error::internal)?;
        // Without a number it is the list that stands.
        if self.list.replaced_at.is_some() {
            table.query_pairs_mut().append_pair("broj", &self.list.number.to_string());
        }
        Ok(table)
    }
}

/// What became of one application.
#[derive(Clone, Debug)]
pub struct CallResult {
    row: Row,
    call: Arc<open_call::Model>,
    locale: Option<Locale>,
}

/// What became of one application.
#[Object]
impl CallResult {
    /// Opaque id of the row, `row_…`.
    async fn id(&self) -> ID {
        self.row.row.id.to_string().into()
    }

    /// What the application is known by in every list of the call, `entry_…`.
    async fn entry_id(&self) -> ID {
        self.row.row.entry_id.to_string().into()
    }

    /// Its rank; null where it has none.
    async fn rank(&self) -> Option<i32> {
        self.row.row.rank
    }

    /// Who applied, as the list writes it.
    async fn organisation_name(&self) -> Localised {
        localised(&self.row.row.organisation, self.locale)
    }

    /// The same organisation in the directory; null where it is not sure which it is, or it cannot be read there.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation, Error>> {
        let id: OrganisationId = self.row.recipient?;
        let found = Turn::of(ctx).loader::<Organisations>().load_one(id).await.transpose()?;
        Some(found.map(|row| Organisation::new(row, self.locale)))
    }

    /// Its tax number, where the list has it.
    async fn jib(&self) -> Option<&str> {
        self.row.row.jib.as_deref()
    }

    /// With what it applied; null where the list does not say.
    async fn project(&self) -> Option<Localised> {
        self.row.row.project.as_ref().map(|text| localised(text, self.locale))
    }

    /// Points, with at most one decimal; null where the list has none.
    async fn points(&self) -> Option<Decimal> {
        self.row.row.points_tenths.map(|tenths| Decimal::new(tenths.into(), 1).normalize())
    }

    /// What was asked; null where the list does not say.
    async fn asked(&self) -> Option<Money> {
        Money::of(self.row.row.asked_minor, self.call.currency)
    }

    /// What was approved, which may be less than was asked; null where nothing was.
    async fn approved(&self) -> Option<Money> {
        Money::of(self.row.row.approved_minor, self.call.currency)
    }

    /// What became of it.
    async fn outcome(&self) -> ResultOutcome {
        self.row.row.outcome.into()
    }

    /// Why it was not judged; null where it was.
    async fn reason(&self) -> Option<ResultReason> {
        self.row.row.reason.map(Into::into)
    }

    /// What the list says beside it.
    async fn note(&self) -> Option<Localised> {
        self.row.row.note.as_ref().map(|text| localised(text, self.locale))
    }

    /// Its lot, as it was called then; null where the call has none.
    async fn lot(&self) -> Option<Localised> {
        self.row.row.lot.as_ref().map(|text| localised(text, self.locale))
    }
}

/// What a list of results says of an organisation.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationResult {
    /// For what it applied.
    pub call: OpenCall,
    /// Whether the list may still be objected to.
    pub stage: ResultStage,
    /// The day on the list.
    pub published_on: Date,
    /// What became of it.
    pub result: CallResult,
    /// Whether it is an award: approved in a final list.
    pub award: bool,
}

impl OrganisationResult {
    /// All that the lists that stand now say of this organisation, the newest first.
    pub(crate) async fn of(ctx: &Context<'_>, id: OrganisationId, locale: Option<Locale>) -> Result<Vec<Self>, Error> {
        let turn = Turn::of(ctx);
        let found = turn.loader::<Results>().load_one(ResultsOf(id)).await?.unwrap_or_default();
        let calls = turn.loader::<Calls>().load_many(found.iter().map(|(_, row)| row.call_id)).await?;
        let one = |(list, row): &(Arc<result_list::Model>, result_row::Model)| {
            let call = calls.get(&row.call_id)?;
            Some(Self {
                call: OpenCall::new(Arc::clone(call), locale),
                stage: list.stage.into(),
                published_on: Date(list.published_on),
                award: is_award(list, row, call),
                result: CallResult {
                    row: Row { row: row.clone(), recipient: Some(id) },
                    call: Arc::clone(call),
                    locale,
                },
            })
        };
        Ok(found.iter().filter_map(one).collect())
    }
}

/// Looks up whatever lists of results say of these calls, so that a loader that is shared has it.
pub(crate) async fn fill_results(loader: &Results, calls: Vec<CallId>) -> Result<(), Error> {
    if calls.is_empty() {
        return Ok(());
    }
    let lists = loader.load_many(calls.into_iter().map(ListsOf)).await?;
    let rows: Vec<_> = lists.values().flat_map(|lists| lists.iter().map(|list| RowsOf(list.id))).collect();
    loader.load_many(rows).await?;
    Ok(())
}

/// The same of these organisations.
pub(crate) async fn fill_awards(loader: &Results, ids: Vec<OrganisationId>) -> Result<(), Error> {
    if !ids.is_empty() {
        loader.load_many(ids.into_iter().map(ResultsOf)).await?;
    }
    Ok(())
}
