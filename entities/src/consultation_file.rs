//! `consultation_file`: every version of a document of a consultation that is a file here; the last one holds.

use sea_orm::entity::prelude::*;

use crate::{ConsultationDocumentId, ConsultationFileId, ConsultationId, MunicipalityId};

/// A version of a document. But for [`Model::replaced_at`] it never changes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_file")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationFileId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Which document.
    pub document_id: ConsultationDocumentId,
    /// First, second… version, from 1.
    pub version: i32,
    /// What the file is called.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Where its bytes lie; nobody outside learns it.
    #[sea_orm(unique)]
    pub storage_key: String,
    /// When it came.
    pub uploaded_at: DateTimeUtc,
    /// When the next version replaced it; none for the one that holds.
    pub replaced_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
