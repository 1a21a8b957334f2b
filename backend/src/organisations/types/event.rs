//! What a listener is told.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use entities::{Happening, OrganisationId};

use super::{Organisation, Organisations};
use crate::error::Error;
use crate::events::{Happened, Place};
use crate::gate::Turn;
use crate::locale::Locale;

/// What became of an organisation in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationChange {
    /// It is in the directory now.
    Listed,
    /// It is not what it was.
    Changed,
    /// Somebody said that it is still true.
    Confirmed,
    /// It was taken out, or put into another record of the same organisation.
    Withdrawn,
}

/// Something happened to an organisation.
#[derive(Clone, Debug)]
pub struct OrganisationEvent {
    pub(crate) happened: Arc<Happened>,
    pub(crate) locale: Option<Locale>,
}

/// Something happened to an organisation.
#[Object]
impl OrganisationEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time.
    async fn cursor(&self) -> String {
        Place(self.happened.row.position).to_string()
    }

    /// When it happened.
    async fn at(&self) -> DateTime<Utc> {
        self.happened.row.at
    }

    /// What became of the organisation.
    async fn change(&self) -> OrganisationChange {
        match self.happened.row.kind {
            Happening::OrganisationListed => OrganisationChange::Listed,
            Happening::OrganisationConfirmed => OrganisationChange::Confirmed,
            Happening::OrganisationWithdrawn | Happening::OrganisationMerged => OrganisationChange::Withdrawn,
            _ => OrganisationChange::Changed,
        }
    }

    /// Id of the organisation, also of one that cannot be read any more.
    async fn organisation_id(&self) -> ID {
        OrganisationId(self.happened.row.subject_id).to_string().into()
    }

    /// The organisation as it is now; null where it cannot be read any more.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation, Error>> {
        let id = OrganisationId(self.happened.row.subject_id);
        let found = Turn::of(ctx).loader::<Organisations>().load_one(id).await.transpose()?;
        Some(found.map(|row| Organisation::new(row, self.locale)))
    }
}
