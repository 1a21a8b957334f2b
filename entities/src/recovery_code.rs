//! `recovery_code`: a code on paper for whoever has lost every passkey; each works once.

use sea_orm::entity::prelude::*;

use crate::{PersonId, RecoveryCodeId};

/// A recovery code.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecoveryCodeId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// SHA-256 of the code.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", unique)]
    pub code_hash: Vec<u8>,
    /// When it was used.
    pub spent_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
