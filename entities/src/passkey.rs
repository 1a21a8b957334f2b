//! `passkey`: the second factor of a person: a key in a phone, a computer or a stick.

use sea_orm::entity::prelude::*;

use crate::{PasskeyId, PersonId};

/// A passkey. Only its public half is here.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// As its owner calls it.
    pub name: String,
    /// By which the key is known.
    #[sea_orm(column_type = "VarBinary(StringLen::N(1024))", unique)]
    pub credential_id: Vec<u8>,
    /// The public key with its counter, as `webauthn-rs` keeps it.
    #[sea_orm(column_type = "JsonBinary")]
    pub credential: Json,
    /// When it was last used.
    pub used_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
