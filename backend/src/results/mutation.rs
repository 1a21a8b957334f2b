//! Writing the results of a call at the desk: a list is pasted, looked at, mended, published. For editors.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::CallId;

use super::types::input::{
    DiscardResultsInput, DiscardResultsPayload, LinkResultInput, LinkResultPayload, PublishResultsInput,
    PublishResultsPayload, ReadResultsInput, ReadResultsPayload, SaveResultsInput, SaveResultsPayload,
};
use super::types::{CallResults, DeskResults};
use super::{intake, store, write};
use crate::edited::required;
use crate::error::Error;
use crate::gate::Turn;
use crate::mend::mendable;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResultMutation;

async fn shown(ctx: &Context<'_>, id: CallId) -> Result<DeskResults, Error> {
    let (editor, call) = store::of_mine(Turn::of(ctx).scope(), id).await?;
    DeskResults::now(ctx, &editor, call, None).await
}

async fn published(ctx: &Context<'_>, id: CallId) -> Result<CallResults, Error> {
    let (_, call) = store::of_mine(Turn::of(ctx).scope(), id).await?;
    let found = CallResults::of(ctx, &Arc::new(call), None).await?;
    found.ok_or_else(|| Error::NotFound("There is no such list any more.".into()))
}

#[Object]
impl ResultMutation {
    /// Reads a list of results into the draft of a call, in the place of its rows. Nobody outside sees it. For editors.
    async fn read_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which call, and the list.")] input: ReadResultsInput,
    ) -> Result<ReadResultsPayload, Error> {
        let read = async {
            let id: CallId = input.call.parse()?;
            let table = match input.text {
                Some(text) => {
                    let list = move || intake::columns::list(text.as_bytes());
                    Some(crate::tasks::aside(list).await.map_err(Error::internal)??)
                }
                None => None,
            };
            let columns = input.columns.map(|all| all.into_iter().map(|one| one.map(Into::into)).collect());
            write::bring(Turn::of(ctx).scope(), id, input.version, table, columns).await?;
            shown(ctx, id).await
        };
        Ok(mendable(Box::pin(read).await)?.into())
    }

    /// Saves what is written of a list of results, complete or not. Nobody outside sees it. For editors.
    async fn save_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which call, and all that is written.")] input: SaveResultsInput,
    ) -> Result<SaveResultsPayload, Error> {
        let saved = async {
            let id: CallId = input.call.parse()?;
            write::save(Turn::of(ctx).scope(), id, input.version, input.content).await?;
            shown(ctx, id).await
        };
        Ok(mendable(Box::pin(saved).await)?.into())
    }

    /// Publishes the list that is written: it never changes after, and takes the place of the one that stands there. The
    /// state of the call follows. For editors.
    async fn publish_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which call, and why.")] input: PublishResultsInput,
    ) -> Result<PublishResultsPayload, Error> {
        let done = async {
            let id: CallId = input.call.parse()?;
            let reason = input.reason.map(|reason| required("reason", reason)).transpose()?;
            write::publish(Turn::of(ctx).scope(), id, input.version, reason).await?;
            published(ctx, id).await
        };
        Ok(mendable(Box::pin(done).await)?.into())
    }

    /// Throws away the list that is written and not published. For editors.
    async fn discard_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which call.")] input: DiscardResultsInput,
    ) -> Result<DiscardResultsPayload, Error> {
        let discarded = async {
            let id: CallId = input.call.parse()?;
            write::discard(Turn::of(ctx).scope(), id, input.version).await?;
            shown(ctx, id).await
        };
        Ok(mendable(Box::pin(discarded).await)?.into())
    }

    /// Says which organisation of the directory a published row is about. The row stays as it was published. Where it leads
    /// elsewhere than you have read, nothing is changed: `extensions.now` has the `organisation` that it leads to and its
    /// `name`, both null where to none. For editors.
    async fn link_result(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which row, and which organisation.")] input: LinkResultInput,
    ) -> Result<LinkResultPayload, Error> {
        let linked = async {
            let read = input.before.as_ref().map(|id| id.parse()).transpose()?;
            let to = input.organisation.as_ref().map(|id| id.parse()).transpose()?;
            let call = write::link(Turn::of(ctx).scope(), input.row.parse()?, read, to).await?;
            published(ctx, call).await
        };
        Ok(mendable(Box::pin(linked).await)?.into())
    }
}
