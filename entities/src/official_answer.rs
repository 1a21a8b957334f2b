//! `official_answer`: what a municipality says to a comment, or to many that say the same.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AnswerId, ConsultationId, LocalisedText, MunicipalityId, PersonId};

/// What becomes of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum Disposition {
    /// It goes into the act.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Some of it goes into the act.
    #[sea_orm(string_value = "partly_accepted")]
    PartlyAccepted,
    /// It does not go into the act.
    #[sea_orm(string_value = "not_accepted")]
    NotAccepted,
    /// Primljeno na znanje: nothing in the act follows from it.
    #[sea_orm(string_value = "noted")]
    Noted,
    /// It is not about what is consulted on.
    #[sea_orm(string_value = "out_of_scope")]
    OutOfScope,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "official_answer")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AnswerId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// What becomes of what was said.
    pub disposition: Disposition,
    /// Why.
    #[sea_orm(column_type = "JsonBinary")]
    pub reason: LocalisedText,
    /// Which answer it is now, from 1.
    pub revision: i32,
    /// What makes the log's commitment to it unguessable.
    pub salt: String,
    /// When it was answered last.
    pub answered_at: DateTimeUtc,
    /// By whom.
    pub answered_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
