//! Keeping the directory at the desk. Each reads: proof, load, rule, save, record.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{
    ConfirmedBy, ImportId, OrganisationContent, OrganisationId, OrganisationOrigin, OrganisationState, municipality,
    organisation,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

use super::importing;
use super::store::desk::with_jib;
use super::store::merge::{keep_apart, merge};
use super::store::save::{self, NewOrganisation, Standing, add, confirm, free_key, held, put, relist};
use super::store::today;
use super::types::DeskOrganisation;
use super::types::input::{
    ConfirmOrganisationInput, ConfirmOrganisationPayload, CreateOrganisationInput, CreateOrganisationPayload,
    DecideOrganisationImportInput, DecideOrganisationImportPayload, DiscardOrganisationImportInput,
    DiscardOrganisationImportPayload, KeepOrganisationsApartInput, KeepOrganisationsApartPayload,
    MergeOrganisationsInput, MergeOrganisationsPayload, PlanOrganisationImportInput, PlanOrganisationImportPayload,
    RelistOrganisationInput, RelistOrganisationPayload, RunOrganisationImportInput, RunOrganisationImportPayload,
    SaveOrganisationInput, SaveOrganisationPayload, UndoOrganisationImportInput, UndoOrganisationImportPayload,
    WithdrawOrganisationInput, WithdrawOrganisationPayload,
};
use crate::edited::required;
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::Municipality;
use crate::scope::{As, Tx};
use crate::viewer::{DirectoryKeeper, Opens};

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrganisationMutation;

/// A row of one of the directories that whoever asks keeps, with the proof.
pub(super) async fn of_mine<E>(
    ctx: &Context<'_>,
    which: sea_orm::Condition,
    what: &str,
) -> Result<(As<DirectoryKeeper>, E::Model), Error>
where
    E: sea_orm::EntityTrait,
    DirectoryKeeper: Opens<E>,
{
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let mut refused = None;
    for (_, held) in scope.offices::<DirectoryKeeper>()? {
        match held {
            Ok(keeper) => {
                // Whoever keeps some directory is told that it is not in his.
                refused = Some(Error::NotFound(format!("There is no such {what} in your directory.")));
                if let Some(row) = keeper.find::<E>().filter(which.clone()).one(scope.reader()).await? {
                    return Ok((keeper, row));
                }
            }
            Err(error) => drop(refused.get_or_insert(error)),
        }
    }
    Err(refused.unwrap_or_else(|| Error::NotFound(format!("There is no such {what} in your directory."))))
}

/// A record that a keeper holds, so that nobody else changes it meanwhile.
struct Held {
    tx: Tx<DirectoryKeeper>,
    standing: Standing,
    owner: Arc<municipality::Model>,
}

/// Takes the record with this id up, if it is still what the keeper has read.
async fn hold(ctx: &Context<'_>, id: &ID, version: i32) -> Result<Held, Error> {
    let id: OrganisationId = id.parse()?;
    let this = sea_orm::Condition::all().add(organisation::Column::Id.eq(id));
    let (keeper, row) = of_mine::<organisation::Entity>(ctx, this, "organisation").await?;
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let tx = Turn::of(ctx).scope().begin(keeper).await?;
    let standing = as_read(held(&tx, id).await?, version)?;
    Ok(Held { tx, standing, owner })
}

fn as_read(standing: Standing, version: i32) -> Result<Standing, Error> {
    if standing.row.version == version { Ok(standing) } else { Err(Error::Conflict) }
}

pub(super) async fn shown(
    ctx: &Context<'_>,
    owner: &Arc<municipality::Model>,
    id: OrganisationId,
) -> Result<DeskOrganisation, Error> {
    let found = DeskOrganisation::now(ctx, owner, id).await?;
    found.ok_or_else(|| Error::NotFound("There is no such organisation any more.".into()))
}

/// That nobody else in this directory has this tax number, in whatever state: else it is named whose it is.
async fn jib_is_free(
    tx: &Tx<DirectoryKeeper>,
    content: &OrganisationContent,
    but: Option<OrganisationId>,
) -> Result<(), Error> {
    let Some(jib) = &content.jib else { return Ok(()) };
    match with_jib(tx, jib, but).await? {
        Some(other) => Err(Error::Invalid(vec![FieldError::new("jib", Problem::Taken).with([other.to_string()])])),
        None => Ok(()),
    }
}

#[Object]
impl OrganisationMutation {
    /// Puts an organisation into the directory: everybody can read it from now on. For keepers of the directory.
    async fn create_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and what is known of it.")] input: CreateOrganisationInput,
    ) -> Result<CreateOrganisationPayload, Error> {
        let created = async {
            let turn = Turn::of(ctx);
            turn.scope().viewer.signed()?;
            let owner = Arc::new(Municipality::named(turn.scope(), &input.municipality).await?);
            let keeper = turn.scope().acting::<DirectoryKeeper>(owner.id)?;
            let content = input.content.taken(&OrganisationContent::default())?;
            let tx = turn.scope().begin(keeper).await?;
            jib_is_free(&tx, &content, None).await?;
            let new = NewOrganisation {
                municipality_id: owner.id,
                source_key: free_key(&tx, owner.id, &content).await?,
                source_hash: String::new(),
                origin: OrganisationOrigin::Desk,
                exercise: false,
                import_id: None,
                content,
            };
            let row = Box::pin(add(&tx, new)).await?;
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(created).await)?.into())
    }

    /// Saves what is written of an organisation. Of one in the directory everybody reads it at once, and what became of
    /// what beside it. For keepers of the directory.
    async fn save_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, all that is written of it, and why.")] input: SaveOrganisationInput,
    ) -> Result<SaveOrganisationPayload, Error> {
        let saved = async {
            let Held { tx, standing, owner } = hold(ctx, &input.id, input.version).await?;
            if standing.row.state == OrganisationState::Merged {
                return Err(Error::Refused(Reason::NotListed));
            }
            let reason = input.reason.map(|reason| required("reason", reason)).transpose()?;
            let now = input.content.taken(&standing.content)?;
            jib_is_free(&tx, &now, Some(standing.row.id)).await?;
            let id = standing.row.id;
            if now != standing.content {
                Box::pin(put(&tx, standing, now, reason)).await?;
                tx.commit().await?;
            }
            shown(ctx, &owner, id).await
        };
        Ok(mendable(Box::pin(saved).await)?.into())
    }

    /// Takes an organisation out of the directory. Nothing of it is lost. For keepers of the directory.
    async fn withdraw_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: WithdrawOrganisationInput,
    ) -> Result<WithdrawOrganisationPayload, Error> {
        let withdrawn = async {
            let Held { tx, standing, owner } = hold(ctx, &input.id, input.version).await?;
            let reason = required("reason", input.reason)?;
            if standing.row.state != OrganisationState::Listed {
                return Err(Error::Refused(Reason::NotListed));
            }
            let row = Box::pin(save::withdraw(&tx, standing, Some(&reason))).await?;
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(withdrawn).await)?.into())
    }

    /// Puts an organisation that was taken out, or proposed, into the directory as it stands. For keepers of the directory.
    async fn relist_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RelistOrganisationInput,
    ) -> Result<RelistOrganisationPayload, Error> {
        let relisted = async {
            let Held { tx, standing, owner } = hold(ctx, &input.id, input.version).await?;
            let reason = input.reason.map(|reason| required("reason", reason)).transpose()?;
            match standing.row.state {
                OrganisationState::Proposed | OrganisationState::Withdrawn => {}
                OrganisationState::Listed => return Err(Error::Refused(Reason::ListedAlready)),
                OrganisationState::Merged => return Err(Error::Refused(Reason::NotListed)),
            }
            let now = standing.content.clone();
            let row = Box::pin(relist(&tx, standing, now, reason)).await?;
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(relisted).await)?.into())
    }

    /// Says that an organisation is as it stands in the directory, on the municipality's word, today. For keepers of the
    /// directory.
    async fn confirm_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: ConfirmOrganisationInput,
    ) -> Result<ConfirmOrganisationPayload, Error> {
        let confirmed = async {
            let Held { tx, standing, owner } = hold(ctx, &input.id, input.version).await?;
            if standing.row.state != OrganisationState::Listed {
                return Err(Error::Refused(Reason::NotListed));
            }
            let today = today(Turn::of(ctx).scope(), Some(&owner));
            let row = standing.row;
            confirm(&tx, &row, ConfirmedBy::Municipality, today).await?;
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(confirmed).await)?.into())
    }

    /// Makes two records of one organisation one. The id of the one that goes leads to the other. For keepers of the
    /// directory.
    async fn merge_organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and which facts of which.")] input: MergeOrganisationsInput,
    ) -> Result<MergeOrganisationsPayload, Error> {
        let merged = async {
            let (into, from): (OrganisationId, OrganisationId) = (input.into.parse()?, input.from.parse()?);
            if into == from {
                return Err(Error::Refused(Reason::NotTwoRecords));
            }
            // In one order for everybody, so that two who merge the same two wait for each other and not both for ever.
            let first = if into < from { (&input.into, input.into_version) } else { (&input.from, input.from_version) };
            let Held { tx, standing, owner } = hold(ctx, first.0, first.1).await?;
            let (other, version) = if into < from { (from, input.from_version) } else { (into, input.into_version) };
            let other = as_read(held(&tx, other).await?, version)?;
            let (into, from) = if into < from { (standing, other) } else { (other, standing) };
            let facts: Vec<_> = input.take.into_iter().map(Into::into).collect();
            let row = Box::pin(merge(&tx, into, from, &facts)).await?;
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(merged).await)?.into())
    }

    /// Says that two records are two organisations, however alike they look: `organisationDoubles` does not show them again.
    /// For keepers of the directory.
    async fn keep_organisations_apart(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two.")] input: KeepOrganisationsApartInput,
    ) -> Result<KeepOrganisationsApartPayload, Error> {
        let kept = async {
            let (one, other): (OrganisationId, OrganisationId) = (input.one.parse()?, input.other.parse()?);
            if one == other {
                return Err(Error::Refused(Reason::NotTwoRecords));
            }
            let this = |id| sea_orm::Condition::all().add(organisation::Column::Id.eq(id));
            let (keeper, one) = of_mine::<organisation::Entity>(ctx, this(one), "organisation").await?;
            let owner = Municipality::load(ctx, one.municipality_id).await?;
            let tx = Turn::of(ctx).scope().begin(keeper).await?;
            let other = tx.find::<organisation::Entity>().filter(this(other)).one(tx.connection()).await?;
            let missing = || Error::NotFound("There is no such organisation in your directory.".into());
            keep_apart(&tx, &one, &other.ok_or_else(missing)?, input.apart).await?;
            tx.commit().await?;
            shown(ctx, &owner, one.id).await
        };
        Ok(mendable(Box::pin(kept).await)?.into())
    }

    /// Says what the columns of a list hold, and looks at it anew; what was decided about its rows is forgotten. The list
    /// is brought to `POST /desk/import/organisations`. For keepers of the directory.
    async fn plan_organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and what its columns hold.")] input: PlanOrganisationImportInput,
    ) -> Result<PlanOrganisationImportPayload, Error> {
        let columns = input.columns.into_iter().map(|meaning| meaning.map(Into::into)).collect();
        Ok(mendable(Box::pin(importing::plan(ctx, &input.id, columns, input.publish_contacts)).await)?.into())
    }

    /// Says of rows that may be organisations that are there whether they are. Once the list is being taken, or was, that can
    /// still be said of those of which nobody has; then it is `RUNNING` again, until they are taken too. For keepers of the
    /// directory.
    async fn decide_organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which rows, and what.")] input: DecideOrganisationImportInput,
    ) -> Result<DecideOrganisationImportPayload, Error> {
        let choice = input.choice.map(Into::into);
        Ok(mendable(Box::pin(importing::decide(ctx, &input.id, input.rows, choice)).await)?.into())
    }

    /// Takes the next 200 rows of a list into the directory. Call it until the import is `DONE`; whoever was interrupted
    /// goes on where it stopped. For keepers of the directory.
    async fn run_organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RunOrganisationImportInput,
    ) -> Result<RunOrganisationImportPayload, Error> {
        Ok(mendable(Box::pin(importing::run(ctx, &input.id)).await)?.into())
    }

    /// Takes the last 200 rows of a list back out of the directory, also one that was not taken to its end. Call it until
    /// the import is `UNDONE`. What somebody has changed since stays. For keepers of the directory.
    async fn undo_organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: UndoOrganisationImportInput,
    ) -> Result<UndoOrganisationImportPayload, Error> {
        let (undone, errors) = mendable(Box::pin(importing::undo(ctx, &input.id)).await)?;
        let (import, changed_since) = undone.map_or((None, 0), |(import, left)| (Some(import), left));
        Ok(UndoOrganisationImportPayload { import, changed_since, errors })
    }

    /// Throws a list away of which nothing was taken, or that was taken back, with all its rows. For keepers of the directory.
    async fn discard_organisation_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: DiscardOrganisationImportInput,
    ) -> Result<DiscardOrganisationImportPayload, Error> {
        let id: Result<ImportId, Error> = Box::pin(importing::discard(ctx, &input.id)).await;
        Ok(mendable(id.map(|id| ID::from(id.to_string())))?.into())
    }
}
