//! `report_print`: a report as a PDF, or a volume of it, in one language. It can be made anew at any time, and is where what it shows has changed:
//! where a name had to be erased.

use sea_orm::entity::prelude::*;

use crate::{Locale, MunicipalityId, ReportId, ReportPrintId};

/// A printed report.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_print")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportPrintId,
    /// Whose report.
    pub municipality_id: MunicipalityId,
    /// Which report.
    pub report_id: ReportId,
    /// In what language.
    pub locale: Locale,
    /// Which volume of it, from 1.
    pub volume: i32,
    /// Of what it was made: another is made where this is not so any more.
    pub made_of: String,
    /// Where its bytes lie; nobody outside learns it.
    #[sea_orm(unique)]
    pub storage_key: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// When it was made.
    pub made_at: DateTimeUtc,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
