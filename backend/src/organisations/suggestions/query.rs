//! What a form needs with which somebody says something of a directory.

use async_graphql::{Context, Object};

use super::types::SuggestionBox;
use crate::challenge::{BITS, ChallengeKey};
use crate::comments::types::key;
use crate::error::Error;
use crate::gate::Turn;
use crate::municipalities::types::Municipality;

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
        let challenge = ChallengeKey::of(key(ctx)?).challenge(id, Turn::of(ctx).scope().now);
        Ok(SuggestionBox { challenge, bits: i32::try_from(BITS).map_err(Error::internal)? })
    }
}
