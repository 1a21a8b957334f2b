//! `result_list`: a published list of the results of a call. It never changes; a list that is wrong is replaced by another,
//! and stays to be read.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{CallId, LocalisedText, MunicipalityId, PersonId, ResultListId};

/// Whether a list may still be objected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ResultStage {
    /// What the commission proposes.
    #[sea_orm(string_value = "preliminary")]
    Preliminary,
    /// What was decided.
    #[sea_orm(string_value = "final")]
    Final,
}

/// A published list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result_list")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResultListId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// Its place among the lists of the call, from 1.
    pub number: i32,
    /// Whether it may still be objected to.
    pub stage: ResultStage,
    /// The day on the list.
    pub published_on: Date,
    /// When it was published here.
    pub published_at: DateTimeUtc,
    /// By whom; none where it was done at the console.
    pub published_by: Option<PersonId>,
    /// The last instant for objections; none where none are taken, or no days are set.
    pub objections_until: Option<DateTimeUtc>,
    /// Where the decision can be read.
    pub decision_url: Option<String>,
    /// Why it replaces one of its own stage; none where it is the first.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub reason: Option<LocalisedText>,
    /// When another took its place.
    pub replaced_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
