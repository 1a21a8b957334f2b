//! `server_key`: keys that all instances of this server sign with.

use sea_orm::entity::prelude::*;

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "server_key")]
pub struct Model {
    /// What is signed with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub purpose: String,
    /// The key. Never shown to anybody.
    pub private: String,
    /// What proves its signatures.
    pub public: String,
    /// When it was made.
    pub made_at: DateTimeUtc,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
