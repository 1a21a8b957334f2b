//! Lists of calls: what they are narrowed to, and what surrounds a page.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use rust_decimal::Decimal;

use super::{OpenCallKind, OpenCallPhase, OpenCallStatus};
use crate::calls::store::{self, Criteria};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::{Locale, fold};
use crate::municipalities::types::{Area, Municipality};
use crate::scalars::CurrencyCode;

/// A range of money for one project.
#[derive(Clone, Debug, InputObject)]
pub struct GrantFilter {
    /// A project may get at least this much.
    pub at_least: Option<Decimal>,
    /// A project may get at most this much.
    pub at_most: Option<Decimal>,
    /// The currency of both.
    #[graphql(default_with = "CurrencyCode::Bam")]
    pub currency: CurrencyCode,
}

/// Which calls. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OpenCallFilter {
    /// Slug of the municipality.
    pub municipality: Option<String>,
    /// In one of these parts of the list.
    pub phase: Option<Vec<OpenCallPhase>>,
    /// In one of these states.
    pub status: Option<Vec<OpenCallStatus>>,
    /// Codes of areas of work.
    pub areas: Option<Vec<String>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<OpenCallKind>>,
    /// Words, or beginnings of words, of title, summary and areas; in any script, with or without diacritics,
    /// ijekavian or ekavian.
    pub text: Option<String>,
    /// What one project may get. A call that states no such sum does not match.
    pub grant: Option<GrantFilter>,
}

impl OpenCallFilter {
    /// The criteria of the store; the municipality is looked up by the caller.
    pub(crate) fn criteria(self) -> Result<Criteria, Error> {
        let minor = |amount: Option<Decimal>| {
            let hundredths = |amount: Decimal| i64::try_from(amount.checked_mul(Decimal::ONE_HUNDRED)?.trunc()).ok();
            let too_large = || Error::BadRequest("This sum is too large.".into());
            amount.map(|amount| hundredths(amount).ok_or_else(too_large)).transpose()
        };
        let grant = self.grant;
        Ok(Criteria {
            municipality: None,
            phases: self.phase.map(|all| all.into_iter().map(Into::into).collect()),
            statuses: self.status.map(|all| all.into_iter().map(Into::into).collect()),
            areas: self.areas,
            kinds: self.kind.map(|all| all.into_iter().map(Into::into).collect()),
            terms: self.text.as_deref().map(fold::fold_query).unwrap_or_default(),
            currency: grant.as_ref().map(|grant| grant.currency.into()),
            grant_at_least: minor(grant.as_ref().and_then(|grant| grant.at_least))?,
            grant_at_most: minor(grant.as_ref().and_then(|grant| grant.at_most))?,
        })
    }
}

/// How many calls a list has in each part, whatever parts it was asked for.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct PhaseCounts {
    /// One can apply now.
    pub open: i64,
    /// One will be able to apply.
    pub announced: i64,
    /// One cannot apply any more.
    pub closed: i64,
}

/// How many calls of a list are in an area, whatever areas it was asked for.
#[derive(Clone, Debug, SimpleObject)]
pub struct AreaCount {
    /// The area.
    pub area: Area,
    /// How many calls.
    pub count: i64,
}

/// What surrounds a page of calls.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub(crate) criteria: Criteria,
    pub(crate) locale: Option<Locale>,
}

#[Object]
impl Surroundings {
    /// How many calls the list has in each part, whatever parts it was asked for.
    async fn phase_counts(&self, ctx: &Context<'_>) -> Result<PhaseCounts, Error> {
        let store::PhaseCounts { open, announced, closed } =
            store::count_by_phase(Turn::of(ctx).scope(), &self.criteria).await?;
        Ok(PhaseCounts { open, announced, closed })
    }

    /// The areas that occur in the list, with counts, whatever areas it was asked for.
    async fn area_counts(&self, ctx: &Context<'_>) -> Result<Vec<AreaCount>, Error> {
        let counts = store::count_by_area(Turn::of(ctx).scope(), &self.criteria).await?;
        let owner = match self.criteria.municipality {
            Some(id) => Some(Municipality::load(ctx, id).await?),
            None => None,
        };
        let counted = |area: Area| {
            let found = counts.iter().find(|count| count.area_code == area.code)?;
            Some(AreaCount { area, count: found.count })
        };
        Ok(Area::all(owner.as_deref(), self.locale).into_iter().filter_map(counted).collect())
    }
}
