//! Listening: `openCallChanged` for everybody, `deskChanged` for those who work at a desk.

use std::sync::Arc;

use async_graphql::{Context, Subscription};
use entities::{CallId, Happening, PersonId, call_area};
use futures_util::stream::{Stream, StreamExt as _};

use super::store::Of;
use super::types::{Calls, DeskEvent, OpenCallEvent};
use crate::error::Error;
use crate::events::{self, Happened, Wanted};
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::scalars::LocaleTag;
use crate::viewer::Official;

/// What can be listened to in this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct CallSubscription;

impl CallSubscription {
    /// What happens to calls.
    pub const KINDS: &[Happening] = &[
        Happening::CallPublished,
        Happening::CallChanged,
        Happening::CallExtended,
        Happening::CallCancelled,
        Happening::CallWithdrawn,
        Happening::ResultsPublished,
    ];
}

#[Subscription]
impl CallSubscription {
    /// A call is published, changed or withdrawn. Each event carries the call as it is now.
    async fn open_call_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the municipality; of all where it is left out.")] municipality: Option<String>,
        #[graphql(desc = "Codes of areas of work: only calls in one of them, and calls that are withdrawn.")]
        areas: Option<Vec<String>>,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(desc = "`cursor` of the last event that you have seen: what happened since then comes first.")]
        resume_after: Option<String>,
    ) -> Result<impl Stream<Item = Result<OpenCallEvent, Error>>, Error> {
        // Read by the gate before the operation runs.
        let _ = resume_after;
        let municipality = match municipality {
            Some(slug) => Some(Municipality::named(Turn::of(ctx).scope(), &slug).await?.id),
            None => None,
        };
        let locale = locale.map(|tag| tag.0);
        let events = events::stream(ctx, Wanted { kinds: Self::KINDS, municipality });
        Ok(events.filter_map(move |happened| {
            let areas = areas.clone();
            async move {
                let happened = match happened {
                    Ok(happened) => happened,
                    Err(error) => return Some(Err(error)),
                };
                let wanted = match &areas {
                    Some(areas) if happened.row.kind != Happening::CallWithdrawn => {
                        in_one_of(&happened.turn, CallId(happened.row.subject_id), areas).await
                    }
                    _ => Ok(true),
                };
                match wanted {
                    Ok(true) => Some(Ok(OpenCallEvent { happened, locale })),
                    Ok(false) => None,
                    Err(error) => Some(Err(error)),
                }
            }
        }))
    }

    /// Something is done at this municipality's desk: to a call, a consultation, a comment. For those who work there; whoever does not any more is told
    /// so at once, and nothing after. Whoever gets other roles is told that as well.
    async fn desk_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the municipality.")] municipality: String,
        #[graphql(desc = "`cursor` of the last event that you have seen: what happened since then comes first.")]
        resume_after: Option<String>,
    ) -> Result<impl Stream<Item = Result<DeskEvent, Error>>, Error> {
        // Read by the gate before the operation runs.
        let _ = resume_after;
        let owner = Arc::new(Municipality::named(Turn::of(ctx).scope(), &municipality).await?);
        // Of every kind, because it is by an event that a role is lost.
        let events = events::official::<Official>(ctx, owner.id, &[]).await?;
        Ok(events.filter_map(move |happened| {
            let owner = Arc::clone(&owner);
            async move {
                match happened {
                    Ok(happened) if is_of_the_desk(happened.row.kind) || is_about_the_listener(&happened) => {
                        Some(Ok(DeskEvent { happened, owner }))
                    }
                    Ok(_) => None,
                    Err(error) => Some(Err(error)),
                }
            }
        }))
    }
}

/// What an official is told of: everything but what is done to people and what they take away, of which only administrators
/// read, and but that a comment is supported, which nobody at a desk waits for and which may happen many times a second.
const fn is_of_the_desk(kind: Happening) -> bool {
    use Happening::{
        CommentSupported, IdentitiesChanged, InvitationAccepted, InvitationRevoked, PasskeysChanged, PersonInvited,
        PersonRenamed, RolesChanged, SessionEnded, SignedIn, TakenAway, TokenCreated, TokenRevoked,
    };
    !matches!(
        kind,
        PersonInvited
            | InvitationRevoked
            | InvitationAccepted
            | RolesChanged
            | PersonRenamed
            | TokenCreated
            | TokenRevoked
            | SignedIn
            | SessionEnded
            | PasskeysChanged
            | IdentitiesChanged
            | TakenAway
            | CommentSupported
    )
}

/// Whether whoever listens has other roles than before: what his desk offers him is another.
fn is_about_the_listener(happened: &Happened) -> bool {
    let himself = happened.turn.scope().viewer.person();
    happened.row.kind == Happening::RolesChanged && himself == Some(PersonId(happened.row.subject_id))
}

async fn in_one_of(turn: &Turn, call: CallId, areas: &[String]) -> Result<bool, Error> {
    let of_call = turn.loader::<Calls>().load_one(Of::<call_area::Entity>::call(call)).await?.unwrap_or_default();
    Ok(of_call.iter().any(|row| areas.contains(&row.area_code)))
}
