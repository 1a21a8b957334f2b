//! What a form needs with which somebody says something of a directory.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::types::SuggestionBox;
use crate::challenge::{BITS, ChallengeKey};
use crate::comments::types::key;
use crate::error::Error;
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::rate::Writes;

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
}
