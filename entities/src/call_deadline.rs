//! `call_deadline`: every deadline that a call has had; the last one holds.

use sea_orm::entity::prelude::*;

use crate::{CallId, DeadlineId, LocalisedText, MunicipalityId};

/// A deadline, past or present.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_deadline")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeadlineId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// First, second… deadline, from 1.
    pub position: i32,
    /// The last instant in time.
    pub at: DateTimeUtc,
    /// Whether an hour was stated.
    pub hour_stated: bool,
    /// When it was set, where that is known.
    pub set_on: Option<Date>,
    /// Why it replaced the one before.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub reason: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
