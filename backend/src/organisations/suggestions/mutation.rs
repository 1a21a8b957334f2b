//! Saying something of a directory, and deciding about it. Each reads: proof, load, rule, save.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{OrganisationId, RepresentativeId, organisation_representative, organisation_suggestion};
use sea_orm::{ColumnTrait as _, Condition};

use super::decide::{self, Agreed};
use super::represent;
use super::rules::facts::Given;
use super::types::{
    ApproveOrganisationSuggestionInput, ConfirmRepresentedOrganisationInput, ConfirmRepresentedOrganisationPayload,
    DeskOrganisationSuggestion, EditRepresentedOrganisationInput, EditRepresentedOrganisationPayload,
    EndRepresentationInput, EndRepresentationPayload, OrganisationSuggestionPayload, RefuseOrganisationSuggestionInput,
    RepresentedOrganisation, SuggestOrganisationInput, SuggestOrganisationPayload,
};
use super::write::Way;
use super::{store, write};
use crate::challenge::Proof;
use crate::comments::types::key;
use crate::error::Error;
use crate::gate::Turn;
use crate::mend::mendable;
use crate::municipalities::types::Municipality;
use crate::organisations::mutation as directory;
use crate::rate::{Asker, Writes};
use crate::scope::As;
use crate::viewer::DirectoryKeeper;

/// What is changed here.
#[derive(Clone, Copy, Debug, Default)]
pub struct SuggestionMutation;

#[Object]
impl SuggestionMutation {
    /// Proposes an organisation for a directory, claims one's own, or tells of a mistake. Anybody may; nobody needs an
    /// account. The answer is the same whosever address it is: what it leads to stands in the letter. A claim from the
    /// address that the organisation's letters go to leads to a link to edit it at once; any other waits for an official.
    /// Nobody is written to unless the task is solved and `website` is empty. Who sends many in a minute gets
    /// `RATE_LIMITED`.
    async fn suggest_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, of which directory or organisation, by whom.")] input: SuggestOrganisationInput,
    ) -> Result<SuggestOrganisationPayload, Error> {
        let (done, errors) = mendable(Box::pin(suggest(ctx, input)).await)?;
        Ok(SuggestOrganisationPayload { received: done.is_some(), errors })
    }

    /// Makes what somebody outside said so: all of it, or chosen facts. A proposal comes into the directory, a claim gets
    /// its link by letter. Whoever asked is told. For those who keep the directory.
    async fn approve_organisation_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and how much of it.")] input: ApproveOrganisationSuggestionInput,
    ) -> Result<OrganisationSuggestionPayload, Error> {
        let approved = async {
            let turn = Turn::of(ctx);
            let scope = turn.scope();
            let (keeper, row) = of_mine(ctx, &input.id).await?;
            let owner = Municipality::load(ctx, row.municipality_id).await?;
            let fields = input.fields.map(|fields| fields.into_iter().map(Into::into).collect());
            let agreed = Agreed { version: input.organisation_version, fields };
            let row = Box::pin(decide::approve(scope, keeper, row, &agreed, &owner)).await?;
            shown(ctx, &keeper, row).await
        };
        let (suggestion, errors) = mendable(Box::pin(approved).await)?;
        Ok(OrganisationSuggestionPayload { suggestion, errors })
    }

    /// Refuses what somebody outside said, for a reason that he is told. For those who keep the directory.
    async fn refuse_organisation_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RefuseOrganisationSuggestionInput,
    ) -> Result<OrganisationSuggestionPayload, Error> {
        let refused = async {
            let (keeper, row) = of_mine(ctx, &input.id).await?;
            let row = decide::refuse(Turn::of(ctx).scope(), keeper, row, &input.reason).await?;
            shown(ctx, &keeper, row).await
        };
        let (suggestion, errors) = mendable(Box::pin(refused).await)?;
        Ok(OrganisationSuggestionPayload { suggestion, errors })
    }

    /// Says what an organisation is that you represent. What becomes another waits for an official, who sees it beside what
    /// stands there; where nothing does, it is confirmed as it stands. Whose five edits wait gets `RATE_LIMITED`.
    async fn edit_represented_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and what it is.")] input: EditRepresentedOrganisationInput,
    ) -> Result<EditRepresentedOrganisationPayload, Error> {
        let edited = async {
            let (turn, id) = (Turn::of(ctx), input.organisation.parse::<OrganisationId>()?);
            let given: Given = input.facts.unwrap_or_default().into();
            write::edit(turn.scope(), Way::Represents(id), &given, input.message.as_deref()).await?;
            RepresentedOrganisation::of(turn.scope(), id, None).await
        };
        Ok(mendable(Box::pin(edited).await)?.into())
    }

    /// Says that all is as it stands, of an organisation that you represent.
    async fn confirm_represented_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: ConfirmRepresentedOrganisationInput,
    ) -> Result<ConfirmRepresentedOrganisationPayload, Error> {
        let confirmed = async {
            let (turn, id) = (Turn::of(ctx), input.organisation.parse::<OrganisationId>()?);
            write::all_is_true(turn.scope(), Way::Represents(id)).await?;
            RepresentedOrganisation::of(turn.scope(), id, None).await
        };
        Ok(mendable(Box::pin(confirmed).await)?.into())
    }

    /// Ends that somebody represents an organisation: he sees nothing of it any more, at once, and letters about it do not go
    /// to him. For those who keep the directory.
    async fn end_representation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] input: EndRepresentationInput,
    ) -> Result<EndRepresentationPayload, Error> {
        let ended = async {
            let this = organisation_representative::Column::Id.eq(input.id.parse::<RepresentativeId>()?);
            let this = Condition::all().add(this);
            let (keeper, row) =
                directory::of_mine::<organisation_representative::Entity>(ctx, this, "representative").await?;
            represent::end(Turn::of(ctx).scope(), keeper, &row).await?;
            let owner = Municipality::load(ctx, row.municipality_id).await?;
            directory::shown(ctx, &owner, row.organisation_id).await
        };
        Ok(mendable(Box::pin(ended).await)?.into())
    }
}

async fn of_mine(ctx: &Context<'_>, id: &ID) -> Result<(As<DirectoryKeeper>, organisation_suggestion::Model), Error> {
    store::of_mine(Turn::of(ctx).scope(), id.parse()?).await
}

async fn shown(
    ctx: &Context<'_>,
    keeper: &As<DirectoryKeeper>,
    row: organisation_suggestion::Model,
) -> Result<DeskOrganisationSuggestion, Error> {
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let found = DeskOrganisationSuggestion::all(Turn::of(ctx).scope(), keeper, &owner, vec![row], None).await?;
    found.into_iter().next().ok_or_else(|| Error::NotFound("It is gone.".into()))
}

async fn suggest(ctx: &Context<'_>, input: SuggestOrganisationInput) -> Result<(), Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let municipality = match &input.municipality {
        Some(slug) => Some(Municipality::id_of(ctx, slug).await?),
        None => None,
    };
    let organisation = input.organisation.as_ref().map(|id| id.parse()).transpose()?;
    let asker = ctx.data_opt::<Asker>().copied();
    let writes = ctx.data_opt::<Arc<Writes>>();
    let given: Given = input.facts.unwrap_or_default().into();
    let sent = write::Sent {
        kind: input.kind.into(),
        municipality,
        organisation,
        own: input.own.unwrap_or(false),
        given: &given,
        message: input.message.as_deref(),
        email: &input.email,
        locale: input.locale.map(|tag| tag.0),
        proof: Proof {
            challenge: input.challenge.as_deref(),
            solution: input.solution.as_deref(),
            open_for: input.open_for,
            honeypot: input.website.as_deref(),
            since: None,
        },
        tasked: true,
        key: &input.idempotency_key,
        pace: writes.map(|writes| (&**writes, asker)),
    };
    write::submit(scope, key(ctx)?, sent).await.map(|_| ())
}
