//! Who has which roles where, and who is invited.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    Detail, Happening, InvitationId, LetterKind, MunicipalityId, PersonId, Role, Roles, identity, invitation,
    membership, municipality, person, session,
};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::accounts::rules;
use crate::error::{Error, Reason};
use crate::mail::{self, Address, NewLetter};
use crate::mend::{FieldError, Problem};
use crate::scope::{As, Doorkeeper, Scope, Tx, at_the_door};
use crate::viewer::{Admin, Opens};

/// The invitation that this secret opens, held against anybody else who would accept it now.
pub(crate) async fn invitation_by_hash(tx: &Tx<Doorkeeper>, hash: &[u8]) -> Result<Option<invitation::Model>, Error> {
    let found = tx.find::<invitation::Entity>().filter(invitation::Column::TokenHash.eq(hash)).lock_exclusive();
    Ok(found.one(tx.connection()).await?)
}

/// Holds the roles of a municipality against anybody else who would give or take some, by holding the municipality itself.
/// Roles that are written anew meanwhile are other rows: whoever waited for those of before would find none of them and
/// count wrongly. Whoever looks at roles after this sees them as they are.
pub(crate) async fn hold_roles<R: Opens<municipality::Entity>>(tx: &Tx<R>, of: MunicipalityId) -> Result<(), Error> {
    let held = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(of)).lock(LockType::NoKeyUpdate);
    held.one(tx.connection()).await?.map(drop).ok_or_else(|| Error::NotFound("There is no such municipality.".into()))
}

/// Gives somebody these roles at a municipality, in place of those he had. The roles are held ([`hold_roles`]).
pub(crate) async fn grant<R: Opens<membership::Entity>>(
    tx: &Tx<R>,
    municipality_id: MunicipalityId,
    person_id: PersonId,
    roles: &[Role],
) -> Result<(), Error> {
    let his = Condition::all()
        .add(membership::Column::MunicipalityId.eq(municipality_id))
        .add(membership::Column::PersonId.eq(person_id));
    tx.delete::<membership::Entity>(his).await?;
    let row =
        |&role: &Role| membership::Model { municipality_id, person_id, role, granted_at: tx.now() }.into_active_model();
    tx.insert_all::<membership::ActiveModel>(roles.iter().map(row).collect()).await
}

/// What the journal says of roles that became others. Whose they are it says by the id of the person or the invitation
/// alone; what he is called is looked up when it is read ([`super::called`]).
pub(crate) fn roles_detail(before: &[Role], after: &[Role]) -> Detail {
    let codes = |roles: &[Role]| {
        let mut codes: Vec<_> = roles.iter().map(sea_orm::ActiveEnum::to_value).collect();
        codes.sort_unstable();
        (!codes.is_empty()).then(|| codes.join(", "))
    };
    let change = entities::Change { field: "roles".into(), before: codes(before), after: codes(after) };
    Detail { title: None, changes: vec![change], reason: None }
}

/// Somebody who has a role at a municipality.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// Who.
    pub person: person::Model,
    /// As what.
    pub roles: Vec<Role>,
    /// Since when, at the earliest.
    pub since: DateTime<Utc>,
    /// When he was last there.
    pub seen_at: Option<DateTime<Utc>>,
    /// Whose directories he is known in, the oldest first.
    pub issuers: Vec<String>,
}

/// Everybody who has a role at a municipality, by name. Four statements.
pub(crate) async fn members(scope: &Scope, admin: &As<Admin>) -> Result<Vec<MemberRow>, Error> {
    let memberships = admin.find::<membership::Entity>().order_by_asc(membership::Column::Role);
    let mut by_person: HashMap<PersonId, (Vec<Role>, DateTime<Utc>)> = HashMap::new();
    for row in memberships.all(scope.reader()).await? {
        let (roles, since) = by_person.entry(row.person_id).or_insert_with(|| (Vec::new(), row.granted_at));
        roles.push(row.role);
        *since = (*since).min(row.granted_at);
    }
    let ids: Vec<_> = by_person.keys().copied().collect();
    // People are nobody's rows; of them is shown who is a member here, which the memberships above decide.
    let people = at_the_door().find::<person::Entity>().filter(person::Column::Id.is_in(ids.clone()));
    let people = people.order_by_asc(person::Column::Name).order_by_asc(person::Column::Id).all(scope.reader()).await?;
    let seen: HashMap<PersonId, DateTime<Utc>> = at_the_door()
        .find::<session::Entity>()
        .filter(session::Column::PersonId.is_in(ids.clone()))
        .select_only()
        .column(session::Column::PersonId)
        .column_as(session::Column::SeenAt.max(), "seen_at")
        .group_by(session::Column::PersonId)
        .into_tuple()
        .all(scope.reader())
        .await?
        .into_iter()
        .collect();
    let known = at_the_door().find::<identity::Entity>().filter(identity::Column::PersonId.is_in(ids));
    let mut issuers: HashMap<PersonId, Vec<String>> = HashMap::new();
    for row in known.order_by_asc(identity::Column::Id).all(scope.reader()).await? {
        issuers.entry(row.person_id).or_default().push(row.issuer);
    }
    let member = |person: person::Model| {
        let (roles, since) = by_person.remove(&person.id).unwrap_or_else(|| (Vec::new(), person.created_at));
        let issuers = issuers.remove(&person.id).unwrap_or_default();
        MemberRow { roles, since, seen_at: seen.get(&person.id).copied(), issuers, person }
    };
    Ok(people.into_iter().map(member).collect())
}

/// The roles that somebody has here, and who else is an administrator; nobody changes them until the transaction ends.
pub(crate) async fn roles_here(tx: &Tx<Admin>, person: PersonId) -> Result<(Vec<Role>, Vec<PersonId>), Error> {
    hold_roles(tx, tx.proof().municipality()).await?;
    let rows = tx.find::<membership::Entity>().all(tx.connection()).await?;
    let (his, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.person_id == person);
    let admins = others.iter().filter(|row| row.role == Role::Admin).map(|row| row.person_id).collect();
    Ok((his.into_iter().map(|row| row.role).collect(), admins))
}

/// The invitations of a municipality that can still be accepted or were not in time, newest first; until they are forgotten.
pub(crate) async fn invitations(scope: &Scope, admin: &As<Admin>) -> Result<Vec<invitation::Model>, Error> {
    let known = admin
        .find::<invitation::Entity>()
        .filter(invitation::Column::ExpiresAt.gte(scope.now - rules::FORGOTTEN_AFTER))
        .order_by_desc(invitation::Column::Id);
    Ok(rules::shown(known.all(scope.reader()).await?, scope.now))
}

/// An invitation of this municipality that can still be accepted.
pub(crate) async fn invitation(tx: &Tx<Admin>, id: InvitationId) -> Result<Option<invitation::Model>, Error> {
    // Held, so that one who is accepting it and one who takes it back do not both succeed.
    let found = tx.find::<invitation::Entity>().filter(invitation::Column::Id.eq(id)).lock_exclusive();
    let found = found.one(tx.connection()).await?;
    Ok(found.filter(|found| rules::invitation_opens(found, tx.now()).is_ok()))
}

/// Writes an invitation, and a letter that tells of it, of which so many go to one address in an hour; none where the link is
/// given otherwise. A letter that would be dropped is not promised to whoever invites.
pub(crate) async fn invite<R: Opens<invitation::Entity>>(
    tx: &Tx<R>,
    row: invitation::Model,
    by_letter: Option<u32>,
) -> Result<(), Error> {
    if let Some(per_hour) = by_letter {
        let to: Address = row.email.parse().map_err(|_| rules::no_address())?;
        if mail::is_full(tx.connection(), (LetterKind::Invitation, &to), tx.now(), per_hour).await? {
            return Err(Error::Refused(Reason::TooManyLetters));
        }
        tx.post(NewLetter {
            kind: LetterKind::Invitation,
            to,
            locale: row.locale,
            municipality: Some(row.municipality_id),
            subject: Some(row.id.0),
            useless_after: row.expires_at,
            not_before: None,
        });
    }
    let detail = roles_detail(&[], &row.roles.0);
    tx.record(Happening::PersonInvited, row.municipality_id, row.id, detail);
    tx.insert(row.into_active_model()).await
}

/// What an invitation consists of.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Where to.
    pub municipality: MunicipalityId,
    /// Who.
    pub email: String,
    /// What whoever invites calls the person.
    pub name: String,
    /// As what.
    pub roles: Vec<Role>,
    /// What the letter is written in.
    pub locale: entities::Locale,
}

impl NewInvitation {
    /// The row, if everything about it is right.
    pub(crate) fn row(self, by: Option<PersonId>, now: DateTime<Utc>) -> Result<invitation::Model, Error> {
        let mut roles = self.roles;
        roles.sort_unstable();
        roles.dedup();
        if roles.is_empty() {
            return Err(Error::Invalid(vec![FieldError::new("roles", Problem::Required)]));
        }
        Ok(invitation::Model {
            id: InvitationId::new(),
            municipality_id: self.municipality,
            email: rules::address(&self.email)?,
            name: rules::name("name", &self.name)?,
            roles: Roles(roles),
            locale: self.locale,
            token_hash: None,
            invited_by: by,
            created_at: now,
            expires_at: now + rules::INVITATION_HOLDS,
            accepted_at: None,
            revoked_at: None,
        })
    }
}
