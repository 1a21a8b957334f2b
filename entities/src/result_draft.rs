//! `result_draft`: a list of results that is being made. Nobody outside sees it.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    CallId, Complaint, LocalisedText, Moment, MunicipalityId, OrganisationId, PersonId, ResultOutcome, ResultReason,
    ResultStage,
};

/// What a column of a list of results holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultColumn {
    /// The rank.
    Rank,
    /// Who applied.
    Organisation,
    /// The tax number.
    Jib,
    /// With what.
    Project,
    /// Points.
    Points,
    /// What was asked.
    Asked,
    /// What was approved.
    Approved,
    /// What became of it.
    Outcome,
    /// Why, or whatever else is said beside it.
    Note,
    /// The lot, by its number or name.
    Lot,
}

/// A list as it was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultTable {
    /// The cells of its heading.
    pub headings: Vec<String>,
    /// What each column holds.
    pub mapping: Vec<Option<ResultColumn>>,
    /// Its rows, each with its number.
    pub rows: Vec<(i32, Vec<String>)>,
    /// What is wrong with its cells.
    pub complaints: Vec<Complaint>,
}

/// One application, as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultEntry {
    /// Its rank.
    pub rank: Option<i32>,
    /// Who applied.
    pub organisation: Option<LocalisedText>,
    /// Its tax number.
    pub jib: Option<String>,
    /// With what.
    pub project: Option<LocalisedText>,
    /// Points, in tenths.
    pub points_tenths: Option<i32>,
    /// What was asked, in hundredths.
    pub asked: Option<i64>,
    /// What was approved, in hundredths.
    pub approved: Option<i64>,
    /// What became of it.
    pub outcome: Option<ResultOutcome>,
    /// Why it was not judged.
    pub reason: Option<ResultReason>,
    /// What is said beside it.
    pub note: Option<LocalisedText>,
    /// Its lot, by the lot's place in the call.
    pub lot: Option<i32>,
    /// Which record it is, where somebody has said so.
    pub linked: Option<OrganisationId>,
    /// Somebody has said that it is none of the directory.
    pub unlinked: bool,
}

/// A list that is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct ResultContent {
    /// Which kind of list.
    pub stage: Option<ResultStage>,
    /// The day on the list; that of publication where nobody has written one.
    pub published_on: Option<Date>,
    /// Until when it may be objected to.
    pub objections: Option<Moment>,
    /// Where the decision can be read.
    pub decision_url: Option<String>,
    /// Its rows.
    pub entries: Vec<ResultEntry>,
    /// What they were read from, where a list was brought.
    pub table: Option<ResultTable>,
}

/// A list that is being made, of one call.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result_draft")]
pub struct Model {
    /// Of which call.
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: CallId,
    /// Whose.
    pub municipality_id: MunicipalityId,
    /// Grows with every change.
    pub version: i32,
    /// What is written.
    #[sea_orm(column_type = "JsonBinary")]
    pub content: ResultContent,
    /// When it was written last.
    pub saved_at: DateTimeUtc,
    /// By whom.
    pub saved_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
