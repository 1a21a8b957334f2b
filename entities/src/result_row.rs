//! `result_row`: what became of one application, as a list of results says it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{CallId, EntryId, LocalisedText, MunicipalityId, ResultListId, ResultRowId};

/// What became of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ResultOutcome {
    /// It gets money.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// It gets money where another does not take it.
    #[sea_orm(string_value = "reserve")]
    Reserve,
    /// It has fewer points than are asked.
    #[sea_orm(string_value = "below_threshold")]
    BelowThreshold,
    /// It was not judged; the reason says why.
    #[sea_orm(string_value = "disqualified")]
    Disqualified,
    /// Whoever applied took it back.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

/// Why an application was not judged. The list is that of the calls of this region (`domain.md`, 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum ResultReason {
    /// It came too late.
    #[sea_orm(string_value = "late")]
    Late,
    /// It is not on the form that was asked for.
    #[sea_orm(string_value = "wrong_form")]
    WrongForm,
    /// A document is missing.
    #[sea_orm(string_value = "document_missing")]
    DocumentMissing,
    /// It asks less or more than may be asked.
    #[sea_orm(string_value = "budget_limits")]
    BudgetLimits,
    /// The project is too short or too long.
    #[sea_orm(string_value = "wrong_duration")]
    WrongDuration,
    /// Whoever applied is not registered as was asked.
    #[sea_orm(string_value = "registration")]
    Registration,
    /// The project is elsewhere, or for people elsewhere.
    #[sea_orm(string_value = "outside_area")]
    OutsideArea,
    /// The organisation has not worked all along.
    #[sea_orm(string_value = "no_continuity")]
    NoContinuity,
    /// Money of an earlier call was not accounted for.
    #[sea_orm(string_value = "unreported")]
    Unreported,
    /// Anything else; the note says what.
    #[sea_orm(string_value = "other")]
    Other,
}

/// A row of a published list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result_row")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResultRowId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// Which list.
    pub list_id: ResultListId,
    /// What the application is known by in every list of the call.
    pub entry_id: EntryId,
    /// Its place in the list, from 1.
    pub position: i32,
    /// Its rank.
    pub rank: Option<i32>,
    /// Who applied, as the list writes it.
    #[sea_orm(column_type = "JsonBinary")]
    pub organisation: LocalisedText,
    /// Its tax number, where the list has it.
    pub jib: Option<String>,
    /// With what.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub project: Option<LocalisedText>,
    /// Points, in tenths.
    pub points_tenths: Option<i32>,
    /// What was asked, in hundredths of the call's currency.
    pub asked_minor: Option<i64>,
    /// What was approved, in hundredths.
    pub approved_minor: Option<i64>,
    /// What became of it.
    pub outcome: ResultOutcome,
    /// Why it was not judged.
    pub reason: Option<ResultReason>,
    /// What the list says beside it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub note: Option<LocalisedText>,
    /// The lot as it was called then.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub lot: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
