//! `rate_key`: the secret of a day, under which clients are counted. Only today's is kept: without it nobody can tell
//! which addresses yesterday's numbers belonged to.

use sea_orm::entity::prelude::*;

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rate_key")]
pub struct Model {
    /// Its day, in UTC.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Thirty-two random bytes.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub key: Vec<u8>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
