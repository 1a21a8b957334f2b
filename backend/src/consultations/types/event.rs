//! What a listener is told.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use entities::{ConsultationId, Happening};

use super::{Consultation, Consultations};
use crate::error::Error;
use crate::events::{Happened, Place};
use crate::gate::Turn;
use crate::locale::Locale;

/// What became of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ConsultationChange {
    /// It can be read now and could not before.
    Published,
    /// It is not what it was: a correction, a new version, a later last day, a report.
    Changed,
    /// It cannot be read any more.
    Withdrawn,
}

/// Something happened to a consultation.
#[derive(Clone, Debug)]
pub struct ConsultationEvent {
    pub(crate) happened: Arc<Happened>,
    pub(crate) locale: Option<Locale>,
}

/// Something happened to a consultation.
#[Object]
impl ConsultationEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time.
    async fn cursor(&self) -> String {
        Place(self.happened.row.position).to_string()
    }

    /// When it happened.
    async fn at(&self) -> DateTime<Utc> {
        self.happened.row.at
    }

    /// What became of the consultation.
    async fn change(&self) -> ConsultationChange {
        match self.happened.row.kind {
            Happening::ConsultationPublished => ConsultationChange::Published,
            Happening::ConsultationWithdrawn => ConsultationChange::Withdrawn,
            _ => ConsultationChange::Changed,
        }
    }

    /// Id of the consultation, also of one that cannot be read any more.
    async fn consultation_id(&self) -> ID {
        ConsultationId(self.happened.row.subject_id).to_string().into()
    }

    /// The consultation as it is now; null where it cannot be read any more.
    async fn consultation(&self, ctx: &Context<'_>) -> Option<Result<Consultation, Error>> {
        if self.happened.row.kind == Happening::ConsultationWithdrawn {
            return None;
        }
        let id = ConsultationId(self.happened.row.subject_id);
        let found = Turn::of(ctx).loader::<Consultations>().load_one(id).await.transpose()?;
        Some(found.map(|row| Consultation::new(row, self.locale)))
    }
}
