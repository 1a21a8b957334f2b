//! `invitation`: somebody was asked to work at a municipality's desk and has not come yet, or has.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{InvitationId, Locale, MunicipalityId, PersonId, Role};

/// Roles in one column; read and written whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Roles(pub Vec<Role>);

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    /// Where to.
    pub municipality_id: MunicipalityId,
    /// Who; small letters throughout.
    pub email: String,
    /// As whoever invites calls the person.
    pub name: String,
    /// As what.
    #[sea_orm(column_type = "JsonBinary")]
    pub roles: Roles,
    /// What the letter is written in.
    pub locale: Locale,
    /// SHA-256 of the secret in the letter; none before the letter is sent.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", unique, nullable)]
    pub token_hash: Option<Vec<u8>>,
    /// Who invited; none where it was done at the console.
    pub invited_by: Option<PersonId>,
    /// When.
    pub created_at: DateTimeUtc,
    /// Until when it can be accepted.
    pub expires_at: DateTimeUtc,
    /// When it was.
    pub accepted_at: Option<DateTimeUtc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
