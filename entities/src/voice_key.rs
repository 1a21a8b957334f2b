//! `voice_key`: the secret of a consultation, under which whoever supports or reports its comments is counted once. It goes with
//! the last of what was counted under it.

use sea_orm::entity::prelude::*;

use crate::{ConsultationId, MunicipalityId};

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voice_key")]
pub struct Model {
    /// Of which consultation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub consultation_id: ConsultationId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Thirty-two random bytes.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub key: Vec<u8>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
