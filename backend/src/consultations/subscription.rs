//! Listening: `consultationChanged`, for everybody.

use async_graphql::{Context, Subscription};
use entities::Happening;
use futures_util::stream::{Stream, StreamExt as _};

use super::types::ConsultationEvent;
use crate::error::Error;
use crate::events::{self, Wanted};
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::scalars::LocaleTag;

/// What can be listened to in this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsultationSubscription;

impl ConsultationSubscription {
    /// What happens to consultations.
    pub const KINDS: &[Happening] = &[
        Happening::ConsultationPublished,
        Happening::ConsultationChanged,
        Happening::ConsultationExtended,
        Happening::ConsultationCancelled,
        Happening::ConsultationFinished,
        Happening::ConsultationWithdrawn,
    ];
}

#[Subscription]
impl ConsultationSubscription {
    /// A consultation is published, changed or withdrawn. Each event carries the consultation as it is now.
    async fn consultation_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the municipality; of all where it is left out.")] municipality: Option<String>,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(desc = "`cursor` of the last event that you have seen: what happened since then comes first.")]
        resume_after: Option<String>,
    ) -> Result<impl Stream<Item = Result<ConsultationEvent, Error>>, Error> {
        // Read by the gate before the operation runs.
        let _ = resume_after;
        let municipality = match municipality {
            Some(slug) => Some(Municipality::named(Turn::of(ctx).scope(), &slug).await?.id),
            None => None,
        };
        let locale = locale.map(|tag| tag.0);
        let events = events::stream(ctx, Wanted { kinds: Self::KINDS, municipality });
        Ok(events.map(move |happened| happened.map(|happened| ConsultationEvent { happened, locale })))
    }
}
