//! `act_version`: the text of an act as it was published, once and for all. Another text is another version.

use sea_orm::entity::prelude::*;

use crate::{ActId, ActVersionId, ConsultationId, Locale, LocalisedText, MunicipalityId};

/// A version of an act. Once published its words as written never change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "act_version")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActVersionId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Which act.
    pub act_id: ActId,
    /// First, second… version, from 1.
    pub number: i32,
    /// What it is written in.
    pub locale: Locale,
    /// When everybody could read it; none while it is being made.
    pub published_at: Option<DateTimeUtc>,
    /// Why there is another version.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub note: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
