//! Changing who may do what, and one's own affairs. Each reads: proof, load, rule, save, record.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::Days;
use entities::{
    ApiTokenId, Detail, Happening, IdentityId, InvitationId, PasskeyId, PersonId, SessionId, TokenScopes, api_token,
    invitation, person,
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, Unchanged};

use super::store::{NewInvitation, Which};
use super::types::{
    ApiToken, CreateApiTokenInput, CreateApiTokenPayload, Invitation, InvitePersonInput, InvitePersonPayload, Member,
    OwnThingInput, RecoveryCodesPayload, RevokeInvitationInput, RevokeInvitationPayload, SetRolesInput,
    SetRolesPayload, UpdateProfileInput, ViewerObject, ViewerPayload, has_now, id,
};
use super::{identities, passkeys, rules, store};
use crate::clock::{day, end_of_day, zone};
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::Municipality;
use crate::scope::{As, Oneself, Scope};
use crate::secret::Secret;
use crate::viewer::{Admin, Official, Signed};

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountMutation;

/// The proof that whoever asks administers the municipality with this slug.
async fn admin_of(scope: &Scope, slug: &str) -> Result<As<Admin>, Error> {
    scope.acting(Municipality::named(scope, slug).await?.id)
}

/// Whoever asks, confirmed, about himself.
fn confirmed(scope: &Scope) -> Result<(As<Oneself>, &Signed), Error> {
    let (me, signed) = (scope.oneself()?, scope.viewer.signed()?);
    if !signed.confirmed {
        return Err(Error::Unauthenticated("Confirm with your passkey that it is you.".into()));
    }
    Ok((me, signed))
}

#[Object]
impl AccountMutation {
    /// Invites somebody to work at a municipality's desk. A letter with a link goes to the address; it can be accepted
    /// for fourteen days. Where so many letters went there within the hour that this one would be dropped, it is refused with
    /// `TOO_MANY_LETTERS`. For administrators.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: InvitePersonInput,
    ) -> Result<InvitePersonPayload, Error> {
        let (turn, slug) = (Turn::of(ctx), input.municipality.clone());
        let invited = async {
            let scope = turn.scope();
            let admin = admin_of(scope, &slug).await?;
            let new = NewInvitation {
                municipality: admin.municipality(),
                email: input.email,
                name: input.name,
                roles: input.roles.into_iter().map(Into::into).collect(),
                locale: input.locale.0,
            };
            let row = new.row(scope.viewer.person(), scope.now)?;
            let tx = scope.begin(admin).await?;
            let per_hour = ctx.data_unchecked::<Arc<Config>>().mail.per_hour;
            store::invite(&tx, row.clone(), Some(per_hour)).await?;
            tx.commit().await?;
            let by = store::names(scope, row.invited_by.into_iter().collect()).await?.into_values().next();
            Ok(Invitation::new(&row, by))
        };
        let (invitation, errors) = mendable(invited.await)?;
        Ok(InvitePersonPayload { invitation, errors })
    }

    /// Takes an invitation back. For administrators.
    async fn revoke_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RevokeInvitationInput,
    ) -> Result<RevokeInvitationPayload, Error> {
        let turn = Turn::of(ctx);
        let revoked = async {
            let admin = admin_of(turn.scope(), &input.municipality).await?;
            let tx = turn.scope().begin(admin).await?;
            let found = store::invitation(&tx, id::<InvitationId>(&input.id)?).await?;
            let found = found.ok_or_else(rules::spent)?;
            let gone = invitation::ActiveModel {
                id: Unchanged(found.id),
                municipality_id: Unchanged(found.municipality_id),
                revoked_at: Set(Some(tx.now())),
                ..Default::default()
            };
            tx.update(gone).await?;
            tx.emit(Happening::InvitationRevoked, found.municipality_id, found.id);
            tx.commit().await?;
            Ok(ID::from(found.id.to_string()))
        };
        let (revoked, errors) = mendable(revoked.await)?;
        Ok(RevokeInvitationPayload { revoked, errors })
    }

    /// Says what somebody may do from now on. It holds at once: what he has open that he may not see any more is closed.
    /// Without any role his tokens for this desk end, and his sessions too if he works at no other.
    /// Where somebody else was faster, nothing is changed, and `extensions.now` has what the person has. For administrators.
    async fn set_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and which.")] input: SetRolesInput,
    ) -> Result<SetRolesPayload, Error> {
        let turn = Turn::of(ctx);
        let set = async {
            let scope = turn.scope();
            let admin = admin_of(scope, &input.municipality).await?;
            let person: PersonId = id(&input.person)?;
            let after = rules::ordered(input.roles.iter().map(|role| (*role).into()));
            let read = rules::ordered(input.before.iter().map(|role| (*role).into()));
            let known = store::members(scope, &admin).await?;
            let member = known.into_iter().find(|member| member.person.id == person);
            let mut member = member.ok_or_else(|| Error::NotFound("This person does not work here.".into()))?;
            let tx = scope.begin(admin).await?;
            let (before, others) = store::roles_here(&tx, person).await?;
            let before = rules::ordered(before);
            if before != read {
                return Err(has_now(&before));
            }
            let himself = tx.actor() == Some(person) && before.contains(&entities::Role::Admin);
            let asks = himself || tx.actor().is_some_and(|actor| others.contains(&actor));
            rules::may_set(&before, asks)?;
            rules::may_have(&before, &after, others.len())?;
            store::grant(&tx, admin.municipality(), person, &after).await?;
            let detail = store::roles_detail(&before, &after);
            tx.record(Happening::RolesChanged, admin.municipality(), person, detail);
            if after.is_empty() {
                store::end_tokens(&tx, person).await?;
            }
            tx.commit().await?;
            // The roles are gone, whatever comes of it: without one a session opens no desk.
            if after.is_empty()
                && let Err(error) = store::put_out(scope, person).await
            {
                tracing::warn!(%error, "sessions of somebody who works nowhere any more could not be ended");
            }
            member.roles = after;
            Ok(member)
        };
        let (member, errors) = mendable(set.await)?;
        let member = member.filter(|member| !member.roles.is_empty()).map(Member::from);
        Ok(SetRolesPayload { member, errors })
    }

    /// Changes your name or language.
    async fn update_profile(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To what.")] input: UpdateProfileInput,
    ) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let changed = async {
            let scope = turn.scope();
            let (me, signed) = confirmed(scope)?;
            let name = rules::name("name", &input.name)?;
            let tx = scope.begin(me).await?;
            store::record_renaming(&tx, signed.person, &name).await?;
            let changed = person::ActiveModel {
                id: Unchanged(signed.person),
                name: Set(name),
                locale: Set(input.locale.0),
                ..Default::default()
            };
            tx.update(changed).await?;
            tx.commit().await
        };
        answered(turn.scope(), changed.await).await
    }

    /// Ends one of your sessions, perhaps this one.
    async fn end_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: OwnThingInput,
    ) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let ended = end(turn.scope(), Which::This(id::<SessionId>(&input.id)?)).await;
        answered(turn.scope(), ended).await
    }

    /// Ends all of your sessions but this one.
    async fn end_other_sessions(&self, ctx: &Context<'_>) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let signed = turn.scope().viewer.signed()?;
        let this = signed.session.ok_or_else(|| Error::Forbidden("A token has no session.".into()))?;
        let ended = end(turn.scope(), Which::AllBut(this)).await;
        answered(turn.scope(), ended).await
    }

    /// Removes one of your passkeys, but not the last one.
    async fn remove_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: OwnThingInput,
    ) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let removed = async {
            let (me, signed) = confirmed(turn.scope())?;
            let tx = turn.scope().begin(me).await?;
            passkeys::remove(&tx, id::<PasskeyId>(&input.id)?, signed.person).await?;
            tx.commit().await
        };
        answered(turn.scope(), removed.await).await
    }

    /// Forgets as whom a city's own directory knows you. A letter lets you in as before; whoever comes through the directory
    /// with your address after that shows your passkey before he is you.
    async fn remove_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: OwnThingInput,
    ) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let removed = async {
            let (me, signed) = confirmed(turn.scope())?;
            let tx = turn.scope().begin(me).await?;
            identities::remove(&tx, id::<IdentityId>(&input.id)?, signed.person).await?;
            tx.commit().await
        };
        answered(turn.scope(), removed.await).await
    }

    /// Makes new recovery codes in place of those you have.
    async fn new_recovery_codes(&self, ctx: &Context<'_>) -> Result<RecoveryCodesPayload, Error> {
        let turn = Turn::of(ctx);
        let made = async {
            let (me, signed) = confirmed(turn.scope())?;
            let tx = turn.scope().begin(me).await?;
            let codes = passkeys::new_codes(&tx, signed.person).await?;
            store::tell_at_home(&tx, Happening::PasskeysChanged, signed.person).await?;
            tx.commit().await?;
            Ok(codes)
        };
        let (codes, errors) = mendable(made.await)?;
        Ok(RecoveryCodesPayload { codes, errors })
    }

    /// Makes a token for a program that is to work for you at one municipality's desk.
    async fn create_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is to be good for.")] input: CreateApiTokenInput,
    ) -> Result<CreateApiTokenPayload, Error> {
        let turn = Turn::of(ctx);
        let made = async {
            let scope = turn.scope();
            let (me, signed) = confirmed(scope)?;
            let owner = Municipality::named(scope, &input.municipality).await?;
            let (municipality, zone) = (owner.id, zone(&owner.time_zone));
            scope.acting::<Official>(municipality)?;
            let (last, today) = (input.expires_on.0, day(scope.now, zone));
            if last <= today || last > today + Days::new(366) {
                let most = (today + Days::new(366)).to_string();
                let wrong = FieldError::new("expiresOn", Problem::OutOfRange).with([today.to_string(), most]);
                return Err(Error::Invalid(vec![wrong]));
            }
            if input.scopes.is_empty() {
                return Err(Error::Invalid(vec![FieldError::new("scopes", Problem::Required)]));
            }
            let secret = Secret::draw()?;
            let row = api_token::Model {
                id: ApiTokenId::new(),
                person_id: signed.person,
                created_at: scope.now,
                municipality_id: municipality,
                name: rules::name("name", &input.name)?,
                scopes: TokenScopes(input.scopes.iter().map(|scope| (*scope).into()).collect()),
                token_hash: secret.hash(),
                expires_at: end_of_day(last, zone),
                used_at: None,
                ended_at: None,
            };
            let tx = scope.begin(me).await?;
            tx.insert(row.clone().into_active_model()).await?;
            let detail = Detail { title: Some(row.name.clone()), ..Detail::default() };
            tx.record(Happening::TokenCreated, municipality, signed.person, detail);
            tx.commit().await?;
            Ok((row, secret))
        };
        let (made, errors) = mendable(made.await)?;
        let Some((row, secret)) = made else { return Ok(CreateApiTokenPayload { errors, ..Default::default() }) };
        let token = Some(ApiToken::new(ctx, row).await?);
        Ok(CreateApiTokenPayload { token, secret: Some(secret.reveal().to_owned()), errors })
    }

    /// Ends one of your tokens.
    async fn revoke_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: OwnThingInput,
    ) -> Result<ViewerPayload, Error> {
        let turn = Turn::of(ctx);
        let ended = async {
            let (me, signed) = confirmed(turn.scope())?;
            let tx = turn.scope().begin(me).await?;
            let token = api_token::Column::Id.eq(id::<ApiTokenId>(&input.id)?);
            let token = tx.find::<api_token::Entity>().filter(token).one(tx.connection()).await?;
            let token = token.ok_or_else(|| Error::NotFound("There is no such token of yours.".into()))?;
            let ended = Some(tx.now());
            let gone = api_token::ActiveModel { id: Unchanged(token.id), ended_at: Set(ended), ..Default::default() };
            tx.update(gone).await?;
            let detail = Detail { title: Some(token.name), ..Detail::default() };
            tx.record(Happening::TokenRevoked, token.municipality_id, signed.person, detail);
            tx.commit().await
        };
        answered(turn.scope(), ended.await).await
    }
}

/// Whoever has not given his passkey yet may go himself, and sends nobody away.
async fn end(scope: &Scope, which: Which) -> Result<(), Error> {
    let signed = scope.viewer.signed()?;
    let goes = matches!(which, Which::This(id) if Some(id) == signed.session);
    let (me, signed) = if goes { (scope.oneself()?, signed) } else { confirmed(scope)? };
    let tx = scope.begin(me).await?;
    store::end_sessions(&tx, signed.person, which).await?;
    tx.commit().await
}

/// Whoever asked, as he is now.
async fn answered(scope: &Scope, done: Result<(), Error>) -> Result<ViewerPayload, Error> {
    let (done, errors) = mendable(done)?;
    let viewer = match done {
        Some(()) => ViewerObject::of(scope).await?,
        None => None,
    };
    Ok(ViewerPayload { viewer, errors })
}
