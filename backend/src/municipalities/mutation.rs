//! What a municipality says of itself: proof, load, rule, save, record.

use async_graphql::{Context, Object};

use super::rules::settings::Settings;
use super::store::{held, settle};
use super::types::Municipality;
use super::types::settings::{MunicipalitySettings, SetMunicipalityInput, SetMunicipalityPayload};
use crate::error::Error;
use crate::gate::Turn;
use crate::mend::mendable;
use crate::viewer::Webmaster;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct MunicipalityMutation;

#[Object]
impl MunicipalityMutation {
    /// Says where a municipality's sites are, what it speaks, whom a reader tells that something cannot be used, on which days
    /// its offices are closed, and how it calls and orders areas of work. It holds at once, also for who may write from where.
    /// For webmasters and administrators.
    async fn set_municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and all that it says of itself.")] input: SetMunicipalityInput,
    ) -> Result<SetMunicipalityPayload, Error> {
        let set = async {
            let turn = Turn::of(ctx);
            turn.scope().viewer.signed()?;
            let owner = Municipality::named(turn.scope(), &input.municipality).await?;
            let webmaster = turn.scope().acting::<Webmaster>(owner.id)?;
            let now = Settings::from(input.content).taken()?;
            let tx = turn.scope().begin(webmaster).await?;
            let before = held(&tx, owner.id).await?;
            if before.version != input.version {
                return Err(Error::Conflict);
            }
            let row = settle(&tx, before, now).await?;
            tx.commit().await?;
            Ok(MunicipalitySettings::of(row))
        };
        Ok(mendable(Box::pin(set).await)?.into())
    }
}
