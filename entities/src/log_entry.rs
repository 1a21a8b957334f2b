//! `log_entry`: what happened to the comments of a consultation, which texts of acts they are about, what was published of the
//! consultation itself and with what report it ended, in the order in which it did. Only ever added to.

use sea_orm::entity::prelude::*;

use crate::{ConsultationId, LogEntryId, MunicipalityId};

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_entry")]
pub struct Model {
    /// Primary key; of a text of an act it is the id of the version (`act_version`), of a report that of the report
    /// (`consultation_report`).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LogEntryId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Which, from 0.
    pub number: i64,
    /// What it says, as JSON, byte for byte: this is what is hashed.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The hashes of the tree that it completed, lowest first, 32 bytes each; see `javno::ledger`.
    #[sea_orm(column_type = "VarBinary(StringLen::N(2048))")]
    pub hashes: Vec<u8>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
