//! Listening: `commentChanged` and `discussionChanged`, for everybody.

use std::sync::Arc;

use async_graphql::{Context, ID, Subscription};
use entities::{CommentId, ConsultationId, Happening};
use futures_util::stream::{Stream, StreamExt as _};

use super::store::{self, ToldOf};
use super::types::{CommentEvent, Comments, DiscussionEvent};
use crate::consultations::types::ConsultationEvent;
use crate::error::Error;
use crate::events::{self, Happened, Place, Wanted};
use crate::gate::Turn;
use crate::locale::Locale;
use crate::scalars::LocaleTag;

/// What can be listened to in this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommentSubscription;

impl CommentSubscription {
    /// What everybody may know of comments.
    pub const KINDS: &[Happening] = &[
        Happening::CommentPublished,
        Happening::CommentRejected,
        Happening::CommentWithdrawn,
        Happening::CommentAnswered,
        Happening::CommentChanged,
        Happening::CommentRedacted,
        Happening::CommentErased,
        Happening::CommentSupported,
    ];

    /// The same, and what everybody may know of what they are said about.
    const DISCUSSED: &[Happening] = &[
        Happening::CommentPublished,
        Happening::CommentRejected,
        Happening::CommentWithdrawn,
        Happening::CommentAnswered,
        Happening::CommentChanged,
        Happening::CommentRedacted,
        Happening::CommentErased,
        Happening::CommentSupported,
        Happening::ConsultationPublished,
        Happening::ConsultationChanged,
        Happening::ConsultationExtended,
        Happening::ConsultationCancelled,
        Happening::ConsultationFinished,
        Happening::ConsultationWithdrawn,
    ];
}

#[Subscription]
impl CommentSubscription {
    /// A comment in a consultation can be read, is answered, supported or not what it was, or cannot be read any more. Each
    /// event carries the comment as it is now; of one that nobody could ever read nothing is told.
    async fn comment_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] consultation: ID,
        #[graphql(desc = "The language and script of what is not written by whoever comments.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(desc = "`cursor` of the last event that you have seen: what happened since then comes first.")]
        resume_after: Option<String>,
    ) -> Result<impl Stream<Item = Result<CommentEvent, Error>>, Error> {
        // Read by the gate before the operation runs.
        let _ = resume_after;
        let (of, events) = heard(ctx, consultation.parse()?, Self::KINDS).await?;
        let locale = locale.map(|tag| tag.0);
        Ok(events.filter_map(move |happened| async move { told(happened, of, locale).await.transpose() }))
    }

    /// A consultation is changed or withdrawn, or something happens to a comment in it: what `consultationChanged` and
    /// `commentChanged` tell of this one, in one. For whoever shows both and can keep few connections open: a browser keeps six
    /// to a server that speaks HTTP/1.1, for all that is on a page.
    async fn discussion_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] consultation: ID,
        #[graphql(desc = "The language and script of what is not written by whoever comments.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(desc = "`cursor` of the last event that you have seen: what happened since then comes first.")]
        resume_after: Option<String>,
    ) -> Result<impl Stream<Item = Result<DiscussionEvent, Error>>, Error> {
        // Read by the gate before the operation runs.
        let _ = resume_after;
        let (of, events) = heard(ctx, consultation.parse()?, Self::DISCUSSED).await?;
        let locale = locale.map(|tag| tag.0);
        Ok(events.filter_map(move |happened| async move { discussed(happened, of, locale).await.transpose() }))
    }
}

/// What of these kinds happens where the consultation is, and which consultation that is.
///
/// # Errors
/// There is none that everybody may read.
async fn heard(
    ctx: &Context<'_>,
    consultation: ConsultationId,
    kinds: &'static [Happening],
) -> Result<(ConsultationId, impl Stream<Item = Result<Arc<Happened>, Error>> + 'static), Error> {
    let of = store::consultation(Turn::of(ctx).scope(), consultation).await?;
    Ok((of.id, events::stream(ctx, Wanted { kinds, municipality: Some(of.municipality_id) })))
}

/// The event, if it is about this consultation, or about a comment in it that everybody could read at some time.
async fn discussed(
    happened: Result<Arc<Happened>, Error>,
    of: ConsultationId,
    locale: Option<Locale>,
) -> Result<Option<DiscussionEvent>, Error> {
    let happened = happened?;
    let (cursor, at) = (Place(happened.row.position).to_string(), happened.row.at);
    if CommentSubscription::KINDS.contains(&happened.row.kind) {
        let comment = told(Ok(happened), of, locale).await?;
        return Ok(comment.map(|comment| DiscussionEvent { cursor, at, consultation: None, comment: Some(comment) }));
    }
    let here = ConsultationId(happened.row.subject_id) == of;
    Ok(here.then(|| DiscussionEvent {
        cursor,
        at,
        consultation: Some(ConsultationEvent { happened, locale }),
        comment: None,
    }))
}

/// The event, if it is about a comment on this consultation that everybody could read at some time.
async fn told(
    happened: Result<Arc<Happened>, Error>,
    of: ConsultationId,
    locale: Option<Locale>,
) -> Result<Option<CommentEvent>, Error> {
    let happened = happened?;
    let subject = ToldOf(CommentId(happened.row.subject_id));
    let row = happened.turn.loader::<Comments>().load_one(subject).await?;
    let here = row.filter(|row| row.consultation_id == of);
    Ok(here.map(|row| CommentEvent { happened, row, locale }))
}
