//! `sign_in_link`: the link in a letter with which somebody signs in, once and soon.

use sea_orm::entity::prelude::*;

use crate::{PersonId, SignInLinkId};

/// A link that was sent.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_link")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInLinkId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// SHA-256 of the secret in the link.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", unique)]
    pub token_hash: Vec<u8>,
    /// Until when it works.
    pub expires_at: DateTimeUtc,
    /// When it was used; it works once.
    pub spent_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
