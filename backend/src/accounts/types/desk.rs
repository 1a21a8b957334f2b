//! What a municipality's desk shows of its people and of what they did.

use std::sync::Arc;

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{invitation, municipality};
use uuid::Uuid;

use super::{Act, Role, acts};
use crate::accounts::store::{self, MemberRow};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::municipalities::types::Municipality;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scope::As;
use crate::viewer::{Admin, Official};

/// A municipality's desk: who works at it and what was done. Made by whoever has proved that somebody works there.
#[derive(Clone, Debug)]
pub struct DeskPeople {
    pub(crate) owner: Arc<municipality::Model>,
    pub(crate) locale: Option<Locale>,
}

impl DeskPeople {
    /// The desk of this municipality, for somebody who works there.
    pub(crate) fn new(owner: Arc<municipality::Model>, locale: Option<Locale>, _proof: &As<Official>) -> Self {
        Self { owner, locale }
    }

    fn admin(&self, ctx: &Context<'_>) -> Result<As<Admin>, Error> {
        Turn::of(ctx).scope().acting(self.owner.id)
    }
}

/// A municipality's desk: who works at it and what was done.
#[Object]
impl DeskPeople {
    /// Whose desk it is.
    async fn municipality(&self) -> Municipality {
        Municipality::new(Arc::clone(&self.owner), self.locale)
    }

    /// What you may do here.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<Role>, Error> {
        let turn = Turn::of(ctx);
        let roles = turn.scope().viewer.signed()?.roles.iter().filter(|(of, _)| *of == self.owner.id);
        let mut roles: Vec<_> = roles.map(|(_, role)| *role).collect();
        roles.sort_unstable();
        Ok(roles.into_iter().map(Into::into).collect())
    }

    /// Everybody who works here, by name. For administrators.
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Member>, Error> {
        let found = store::members(Turn::of(ctx).scope(), &self.admin(ctx)?).await?;
        Ok(found.into_iter().map(Member::from).collect())
    }

    /// Invitations that wait to be accepted, and those that nobody accepted in time, until they are forgotten a month later;
    /// newest first. For administrators.
    async fn invitations(&self, ctx: &Context<'_>) -> Result<Vec<Invitation>, Error> {
        let (turn, admin) = (Turn::of(ctx), self.admin(ctx)?);
        let found = store::invitations(turn.scope(), &admin).await?;
        let by = found.iter().filter_map(|row| row.invited_by).collect();
        let names = store::names(turn.scope(), by).await?;
        let name = |row: &invitation::Model| row.invited_by.and_then(|by| names.get(&by).cloned());
        Ok(found.iter().map(|row| Invitation::new(row, name(row))).collect())
    }

    /// Who did what, newest first. For administrators.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn journal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only what was done to this.")] subject: Option<ID>,
    ) -> Result<Connection<Cursor, Act, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page(store::NEWEST, most_rows(ctx))?;
        let subject = subject.map(|id| any_id(&id)).transpose()?;
        acts(ctx, &self.admin(ctx)?, subject, &page).await
    }
}

/// The UUID of whatever this API has given an id.
fn any_id(id: &ID) -> Result<Uuid, Error> {
    let parsed = id.parse::<type_safe_id::TypeSafeId<type_safe_id::DynamicType>>();
    parsed.map(|id| id.uuid()).map_err(|_| Error::BadRequest(format!("“{}” is not an id of this API.", id.as_str())))
}

/// Somebody who works here.
#[derive(Clone, Debug, SimpleObject)]
pub struct PersonOfDesk {
    /// `prs_…`.
    pub id: ID,
    /// As the journal calls the person.
    pub name: String,
    /// Where letters go.
    pub email: String,
}

/// Somebody who works here, and as what.
#[derive(Clone, Debug, SimpleObject)]
pub struct Member {
    /// Who.
    pub person: PersonOfDesk,
    /// As what.
    pub roles: Vec<Role>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When the person was last there, give or take some minutes; null where never.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Through whose directories the person signs in, as each calls itself (`iss`); none for whoever comes by letter alone.
    pub directories: Vec<String>,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        let person =
            PersonOfDesk { id: row.person.id.to_string().into(), name: row.person.name, email: row.person.email };
        let roles = row.roles.into_iter().map(Into::into).collect();
        Self { person, roles, since: row.since, last_seen_at: row.seen_at, directories: row.issuers }
    }
}

/// An invitation that waits to be accepted, or has waited for so long that it cannot be any more.
#[derive(Clone, Debug, SimpleObject)]
pub struct Invitation {
    /// `inv_…`.
    pub id: ID,
    /// Where the letter went.
    pub email: String,
    /// What whoever invited calls the person.
    pub name: String,
    /// As what.
    pub roles: Vec<Role>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
    /// Who invited; null where it was done at the console.
    pub invited_by: Option<String>,
}

impl Invitation {
    pub(crate) fn new(row: &invitation::Model, invited_by: Option<String>) -> Self {
        Self {
            id: row.id.to_string().into(),
            email: row.email.clone(),
            name: row.name.clone(),
            roles: row.roles.0.iter().map(|role| (*role).into()).collect(),
            expires_at: row.expires_at,
            invited_by,
        }
    }
}
