//! What a form needs with which somebody says something of a directory.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::types::{RepresentedOrganisation, SuggestionBox};
use crate::challenge::{BITS, ChallengeKey};
use crate::comments::types::key;
use crate::error::Error;
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::rate::Writes;
use crate::scalars::LocaleTag;

/// The root of these.
#[derive(Clone, Copy, Debug, Default)]
pub struct SuggestionQuery;

#[Object]
impl SuggestionQuery {
    /// What a form needs with which anybody proposes an organisation, claims his own, or tells of a mistake.
    async fn suggestion_box(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the municipality.")] municipality: String,
    ) -> Result<SuggestionBox, Error> {
        let id = Municipality::id_of(ctx, &municipality).await?;
        let now = Turn::of(ctx).scope().now;
        let bits = ctx.data_opt::<Arc<Writes>>().map_or(BITS, |writes| writes.tempo.bits(id, now));
        let challenge = ChallengeKey::of(key(ctx)?).challenge(id, now, bits);
        Ok(SuggestionBox { challenge, bits: i32::try_from(bits).map_err(Error::internal)? })
    }
    /// An organisation that you represent, with what stands of it that not everybody reads and what became of what you said
    /// of it; `NOT_FOUND` where you do not represent it, `UNAUTHENTICATED` before a passkey was given.
    async fn represented_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`org_…`.")] id: ID,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Result<RepresentedOrganisation, Error> {
        let turn = Turn::of(ctx);
        RepresentedOrganisation::of(turn.scope(), id.parse()?, locale.map(|tag| tag.0)).await
    }
}
