//! `log_head`: how long the log of a consultation is. Whoever adds an entry holds this row.

use sea_orm::entity::prelude::*;

use crate::{ConsultationId, MunicipalityId};

/// The end of a log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_head")]
pub struct Model {
    /// Of which consultation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub consultation_id: ConsultationId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Entries.
    pub size: i64,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
