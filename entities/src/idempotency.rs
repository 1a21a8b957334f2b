//! `idempotency`: which public writes were done already, and what was answered. Neither the key nor anything that was sent
//! is here, only hashes.

use sea_orm::entity::prelude::*;

/// A write that was done.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// SHA-256 of the root field and the key that the client drew.
    #[sea_orm(primary_key, auto_increment = false, column_type = "VarBinary(StringLen::N(32))")]
    pub key_hash: Vec<u8>,
    /// SHA-256 of the key and all that was sent with it.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub parameters_hash: Vec<u8>,
    /// When it was done.
    pub written_at: DateTimeUtc,
    /// What the same answer is made from again; none only inside of the transaction that writes.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub answer: Option<Json>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
