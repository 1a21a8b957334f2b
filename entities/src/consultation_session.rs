//! `consultation_session`: when and where people meet about a consultation.

use sea_orm::entity::prelude::*;

use crate::{ConsultationId, ConsultationSessionId, LocalisedText, MunicipalityId};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_session")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationSessionId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// When it begins.
    pub starts_at: DateTimeUtc,
    /// Whether an hour was stated.
    pub hour_stated: bool,
    /// Where.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub place: Option<LocalisedText>,
    /// For whom, where not for everybody.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub audience: Option<LocalisedText>,
    /// Minutes, so that those who were absent get the same information.
    pub minutes_url: Option<String>,
    /// How many came.
    pub attendance: Option<i32>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
