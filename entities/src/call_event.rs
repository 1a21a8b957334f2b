//! `call_event`: a session or other dated event of a call.

use sea_orm::entity::prelude::*;

use serde::{Deserialize, Serialize};

use crate::{CallId, EventId, LocalisedText, MunicipalityId};

/// What happens at an event of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CallEventKind {
    /// Public debate on the priority areas, before the call.
    #[sea_orm(string_value = "debate")]
    Debate,
    /// Info session or open day.
    #[sea_orm(string_value = "info_session")]
    InfoSession,
    /// Training in writing projects.
    #[sea_orm(string_value = "training")]
    Training,
    /// Mentor session; its minutes are published.
    #[sea_orm(string_value = "mentor_session")]
    MentorSession,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_event")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// What happens.
    pub kind: CallEventKind,
    /// When it begins.
    pub starts_at: DateTimeUtc,
    /// Whether an hour was stated.
    pub hour_stated: bool,
    /// Where.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub place: Option<LocalisedText>,
    /// Minutes, so that those who were absent get the same information.
    pub minutes_url: Option<String>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
