//! Lists of consultations: what they are narrowed to, and what surrounds a page.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{ConsultationKind, ConsultationStatus};
use crate::consultations::store::{self, Criteria};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::fold;

/// Which consultations. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ConsultationFilter {
    /// Slug of the municipality.
    pub municipality: Option<String>,
    /// In one of these states.
    pub status: Option<Vec<ConsultationStatus>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<ConsultationKind>>,
    /// Codes of areas of work.
    pub areas: Option<Vec<String>>,
    /// Words, or beginnings of words, of title, summary and the body that holds it; in any script, with or without
    /// diacritics, ijekavian or ekavian.
    pub text: Option<String>,
}

impl ConsultationFilter {
    /// The criteria of the store; the municipality is looked up by the caller.
    pub(crate) fn criteria(self) -> Criteria {
        Criteria {
            municipality: None,
            statuses: self.status.map(|all| all.into_iter().map(Into::into).collect()),
            kinds: self.kind.map(|all| all.into_iter().map(Into::into).collect()),
            areas: self.areas,
            terms: self.text.as_deref().map(fold::fold_query).unwrap_or_default(),
        }
    }
}

/// How many consultations a list has in each state, whatever states it was asked for.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ConsultationStatusCounts {
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

/// What surrounds a page of consultations.
#[derive(Clone, Debug)]
pub struct ConsultationSurroundings {
    pub(crate) criteria: Criteria,
}

#[Object]
impl ConsultationSurroundings {
    /// How many consultations the list has in each state, whatever states it was asked for.
    async fn status_counts(&self, ctx: &Context<'_>) -> Result<ConsultationStatusCounts, Error> {
        let store::StatusCounts { announced, open, closed, report, cancelled, undated } =
            store::count_by_status(Turn::of(ctx).scope(), &self.criteria).await?;
        Ok(ConsultationStatusCounts { announced, open, closed, report, cancelled, undated })
    }
}
