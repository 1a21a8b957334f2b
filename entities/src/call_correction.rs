//! `call_correction`: a change of a published call, kept with its reason. Nothing published changes in silence.

use sea_orm::entity::prelude::*;

use serde::{Deserialize, Serialize};

use crate::{CallId, CorrectionId, LocalisedText, MunicipalityId};

/// A fact of a call that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CallField {
    /// The title.
    #[sea_orm(string_value = "title")]
    Title,
    /// The summary.
    #[sea_orm(string_value = "summary")]
    Summary,
    /// Who may apply.
    #[sea_orm(string_value = "eligibility")]
    Eligibility,
    /// The deadline.
    #[sea_orm(string_value = "deadline")]
    Deadline,
    /// The total budget.
    #[sea_orm(string_value = "budget")]
    Budget,
    /// The least that a project may ask.
    #[sea_orm(string_value = "min_grant")]
    MinGrant,
    /// The most that a project may ask.
    #[sea_orm(string_value = "max_grant")]
    MaxGrant,
    /// The documents.
    #[sea_orm(string_value = "documents")]
    Documents,
    /// The areas of work.
    #[sea_orm(string_value = "areas")]
    Areas,
    /// Anything else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_correction")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CorrectionId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// When.
    pub at: DateTimeUtc,
    /// Which fact.
    pub field: CallField,
    /// What it was; none where nothing was stated.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
    /// Why.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub reason: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
