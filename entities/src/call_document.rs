//! `call_document`: a document of a call: to read, to fill in, or to bring.

use sea_orm::entity::prelude::*;

use serde::{Deserialize, Serialize};

use crate::{CallId, DocumentId, LocalisedText, MunicipalityId};

/// What an applicant does with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum DocumentRole {
    /// To read: the call itself, guidelines.
    #[sea_orm(string_value = "read")]
    Read,
    /// To fill in: a form.
    #[sea_orm(string_value = "form")]
    Form,
    /// To bring: a certificate, a statute.
    #[sea_orm(string_value = "bring")]
    Bring,
    /// The notice names it and does not say whether it is given or asked for.
    #[sea_orm(string_value = "named")]
    Named,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_document")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// Its place in the list, from 1.
    pub position: i32,
    /// What the applicant does with it.
    pub role: DocumentRole,
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
    /// The day on which it was taken off the list of a published call. Its files can still be had by whoever knows them.
    pub removed_on: Option<Date>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
