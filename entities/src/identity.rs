//! `identity`: whom a city's own directory (OpenID Connect) knows a person as.

use sea_orm::entity::prelude::*;

use crate::{IdentityId, PersonId};

/// An identity.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentityId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// Whose directory.
    pub issuer: String,
    /// The name in it; never given to somebody else.
    pub subject: String,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
