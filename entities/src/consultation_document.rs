//! `consultation_document`: a document of a consultation.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ConsultationDocumentId, ConsultationId, LocalisedText, MunicipalityId};

/// What a document of a consultation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ConsultationDocumentRole {
    /// The draft itself.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Why it is drafted so.
    #[sea_orm(string_value = "explanation")]
    Explanation,
    /// A form for remarks.
    #[sea_orm(string_value = "form")]
    Form,
    /// The act that was adopted in the end.
    #[sea_orm(string_value = "adopted")]
    Adopted,
    /// Anything else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_document")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationDocumentId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Its place in the list, from 1.
    pub position: i32,
    /// What it is.
    pub role: ConsultationDocumentRole,
    /// Its name.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalisedText,
    /// Where it can be had; none where the notice only names it.
    pub url: Option<String>,
    /// Media type, such as `application/pdf`.
    pub media_type: Option<String>,
    /// Size in bytes.
    pub size_bytes: Option<i64>,
    /// Grows when the document is replaced.
    pub version: i32,
    /// When the present version replaced the one before.
    pub replaced_on: Option<Date>,
    /// The day on which it was taken off the list of a published consultation. Its files can still be had by whoever knows
    /// them.
    pub removed_on: Option<Date>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
