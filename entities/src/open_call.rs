//! `open_call`: a public call, from draft to contract.
//!
//! What follows from time (open, closed, objections running) is **not** stored: `calls::rules::status` computes it.
//! Stored is only what somebody decided: [`CallStage`].

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{CallContent, CallId, LegalForms, LocalisedText, MunicipalityId, PersonId, Words};

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CallKind {
    /// Money for projects of civil-society organisations.
    #[sea_orm(string_value = "projects")]
    Projects,
    /// A status of public or local interest; no money.
    #[sea_orm(string_value = "status")]
    Status,
    /// A call that is not, or not only, for organisations.
    #[sea_orm(string_value = "other")]
    Other,
    /// Notice that a call will come; nobody can apply yet.
    #[sea_orm(string_value = "announcement")]
    Announcement,
}

/// How far officials have taken a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CallStage {
    /// Being written; nobody outside sees it.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Published; whether it is open follows from its dates.
    #[sea_orm(string_value = "published")]
    Published,
    /// A commission is at work.
    #[sea_orm(string_value = "evaluating")]
    Evaluating,
    /// The preliminary list is published.
    #[sea_orm(string_value = "preliminary")]
    Preliminary,
    /// The final list is published.
    #[sea_orm(string_value = "final")]
    Final,
    /// Contracts are signed.
    #[sea_orm(string_value = "contracted")]
    Contracted,
    /// The call was cancelled.
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
}

/// ISO 4217 code of the money of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(3))")]
pub enum Currency {
    /// Convertible mark, written KM.
    #[sea_orm(string_value = "BAM")]
    #[serde(rename = "BAM")]
    Bam,
    /// Euro.
    #[sea_orm(string_value = "EUR")]
    #[serde(rename = "EUR")]
    Eur,
    /// Serbian dinar.
    #[sea_orm(string_value = "RSD")]
    #[serde(rename = "RSD")]
    Rsd,
    /// US dollar.
    #[sea_orm(string_value = "USD")]
    #[serde(rename = "USD")]
    Usd,
}

/// An open call.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "open_call")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CallId,
    /// Whose call it is.
    pub municipality_id: MunicipalityId,
    /// What makes an imported row the same row next time; unique in the municipality.
    pub source_key: String,
    /// Hash of the imported row: an unchanged row is not written again.
    pub source_hash: String,
    /// Grows with every change.
    pub version: i32,
    /// What it is for.
    pub kind: CallKind,
    /// What officials decided last.
    pub stage: CallStage,
    /// An exercise of a training: labelled wherever it is shown.
    pub exercise: bool,
    /// As on the notice.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalisedText,
    /// What it is about, in a few sentences.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub summary: Option<LocalisedText>,
    /// Who may apply.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub eligibility: Option<LocalisedText>,
    /// Office, address, hours.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub contact: Option<LocalisedText>,
    /// The law or decision it rests on.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub legal_basis: Option<LocalisedText>,
    /// Number of the act.
    pub reference_number: Option<String>,
    /// The day on the notice.
    pub published_on: Option<Date>,
    /// When applications start to be taken, if later than publication.
    pub opens_at: Option<DateTimeUtc>,
    /// The last instant at which an application is in time; the newest of `call_deadline`.
    pub deadline_at: Option<DateTimeUtc>,
    /// Whether the notice states an hour; without one the deadline is the end of its day.
    pub deadline_hour_stated: bool,
    /// What the source says of the deadline where it states no date.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub deadline_note: Option<LocalisedText>,
    /// The deadline was moved at least once.
    pub extended: bool,
    /// Open until the money is spent.
    pub until_spent: bool,
    /// Until when questions are answered.
    pub questions_until: Option<DateTimeUtc>,
    /// Until when the preliminary list may be objected to; set per call, no law fixes it for all.
    pub objections_until: Option<DateTimeUtc>,
    /// When the list of results is promised.
    pub results_expected_on: Option<Date>,
    /// Currency of every amount of this call; always there when an amount is.
    pub currency: Option<Currency>,
    /// All the money of the call, in hundredths.
    pub budget_minor: Option<i64>,
    /// The least that one project may ask, in hundredths.
    pub min_grant_minor: Option<i64>,
    /// The most that one project may ask, in hundredths.
    pub max_grant_minor: Option<i64>,
    /// Own contribution of the applicant, at least, in percent.
    pub co_funding_percent: Option<i32>,
    /// Shortest project, in months.
    pub min_months: Option<i32>,
    /// Longest project, in months.
    pub max_months: Option<i32>,
    /// What kind of organisation may apply; empty where the notice does not say.
    #[sea_orm(column_type = "JsonBinary")]
    pub eligible_forms: LegalForms,
    /// Where it must have its seat.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub seat_in: Option<LocalisedText>,
    /// Before what day it must have been registered.
    pub registered_before: Option<Date>,
    /// The areas in the words of the notice.
    #[sea_orm(column_type = "JsonBinary")]
    pub areas_as_written: Words,
    /// Where the notice was read.
    pub source_url: Option<String>,
    /// Sorts by deadline; calls without one come last. Kept by `calls::store`.
    pub deadline_key: DateTimeUtc,
    /// Sorts by publication, or by deadline where no day of publication is known; unknown is oldest.
    pub published_key: Date,
    /// Folded title, summary and areas, for search; see `locale::fold`.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// Of a published call: what the desk has written and not published yet. Never shown to the public.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub pending: Option<CallContent>,
    /// When anything of it was last written, published or not. Sorts the desk's list.
    pub saved_at: DateTimeUtc,
    /// By whom; none where it was done at the console.
    pub saved_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
