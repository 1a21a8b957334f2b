//! `rate_count`: how often busy clients asked in this minute, all instances together. No address is here.

use sea_orm::entity::prelude::*;

/// A count.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rate_count")]
pub struct Model {
    /// Which minute, counted from 1970.
    #[sea_orm(primary_key, auto_increment = false)]
    pub minute: i64,
    /// Who: the client's address, hashed under the key of the day.
    #[sea_orm(primary_key, auto_increment = false, column_type = "VarBinary(StringLen::N(16))")]
    pub key_hash: Vec<u8>,
    /// How often.
    pub count: i64,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
