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
    /// What it is for.
    #[sea_orm(string_value = "kind")]
    Kind,
    /// Office, address, hours.
    #[sea_orm(string_value = "contact")]
    Contact,
    /// The law or decision it rests on.
    #[sea_orm(string_value = "legal_basis")]
    LegalBasis,
    /// The number of the act.
    #[sea_orm(string_value = "reference_number")]
    ReferenceNumber,
    /// The day on the notice.
    #[sea_orm(string_value = "published_on")]
    PublishedOn,
    /// When applications start to be taken.
    #[sea_orm(string_value = "opens")]
    Opens,
    /// What is said of the deadline in words.
    #[sea_orm(string_value = "deadline_note")]
    DeadlineNote,
    /// Whether it is open until the money is spent.
    #[sea_orm(string_value = "until_spent")]
    UntilSpent,
    /// Until when questions are answered.
    #[sea_orm(string_value = "questions_until")]
    QuestionsUntil,
    /// Until when the preliminary list may be objected to.
    #[sea_orm(string_value = "objections_until")]
    ObjectionsUntil,
    /// When the list of results is promised.
    #[sea_orm(string_value = "results_expected")]
    ResultsExpected,
    /// Own contribution of the applicant.
    #[sea_orm(string_value = "co_funding")]
    CoFunding,
    /// How long a project may last.
    #[sea_orm(string_value = "duration")]
    Duration,
    /// What kind of organisation may apply.
    #[sea_orm(string_value = "eligible_forms")]
    EligibleForms,
    /// Where it must have its seat.
    #[sea_orm(string_value = "seat_in")]
    SeatIn,
    /// Before what day it must have been registered.
    #[sea_orm(string_value = "registered")]
    RegisteredBefore,
    /// Parts with money of their own.
    #[sea_orm(string_value = "lots")]
    Lots,
    /// Sessions and other dated events.
    #[sea_orm(string_value = "events")]
    Events,
    /// Whether the call is held at all.
    #[sea_orm(string_value = "cancellation")]
    Cancellation,
    /// What it came from.
    #[sea_orm(string_value = "origin")]
    Origin,
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
