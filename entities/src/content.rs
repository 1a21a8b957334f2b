//! What an editor writes of a call, as one value: what the desk reads and writes, and what waits in `open_call.pending`
//! until it is published. Stored as JSON, so fields may be added and never renamed.

use chrono::{NaiveDate, NaiveTime};
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    CallEventKind, CallId, CallKind, ConsultationId, Currency, DocumentId, DocumentRole, EventId, FileId, LocalisedText,
};

/// What kind of organisation may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// Udruženje.
    Association,
    /// Fondacija.
    Foundation,
    /// A church or religious community.
    ReligiousCommunity,
    /// Javna ustanova.
    Institution,
    /// A sports club or federation.
    SportsClub,
    /// A group that is not registered.
    InformalGroup,
    /// Anybody else whom the notice names.
    Other,
}

/// The kinds of organisations that may apply; none where the notice does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct LegalForms(pub Vec<LegalForm>);

/// A day, and perhaps an hour of it, as an official says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day in the municipality's calendar.
    pub day: NaiveDate,
    /// The hour; none where the whole day is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<NaiveTime>,
}

/// Which thing of the same municipality a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginId {
    /// A consultation.
    Consultation(ConsultationId),
    /// An earlier call, which it follows.
    Call(CallId),
}

/// What a call came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOrigin {
    /// Which.
    pub id: OriginId,
    /// What it was called when it was chosen.
    pub title: LocalisedText,
}

/// Everything of a call that an editor writes. Sums are in hundredths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct CallContent {
    /// What it is for.
    pub kind: CallKind,
    /// As on the notice; none while nobody has written it.
    pub title: Option<LocalisedText>,
    /// What it is about.
    pub summary: Option<LocalisedText>,
    /// Who may apply, in words.
    pub eligibility: Option<LocalisedText>,
    /// Office, address, hours.
    pub contact: Option<LocalisedText>,
    /// The law or decision it rests on.
    pub legal_basis: Option<LocalisedText>,
    /// What it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<CallOrigin>,
    /// Number of the act.
    pub reference_number: Option<String>,
    /// The day on the notice.
    pub published_on: Option<NaiveDate>,
    /// When applications start to be taken.
    pub opens: Option<Moment>,
    /// Until when they are taken.
    pub deadline: Option<Moment>,
    /// What is said of the deadline in words.
    pub deadline_note: Option<LocalisedText>,
    /// Open until the money is spent.
    pub until_spent: bool,
    /// Until when questions are answered.
    pub questions_until: Option<Moment>,
    /// Until when the preliminary list may be objected to.
    pub objections_until: Option<Moment>,
    /// When the list of results is promised.
    pub results_expected_on: Option<NaiveDate>,
    /// Of every sum.
    pub currency: Option<Currency>,
    /// All the money of the call.
    pub budget: Option<i64>,
    /// The least that one project may ask.
    pub min_grant: Option<i64>,
    /// The most that one project may ask.
    pub max_grant: Option<i64>,
    /// Own contribution, at least, in percent.
    pub co_funding_percent: Option<i32>,
    /// Shortest project, in months.
    pub min_months: Option<i32>,
    /// Longest project, in months.
    pub max_months: Option<i32>,
    /// What kind of organisation may apply.
    pub eligible_forms: LegalForms,
    /// Where it must have its seat.
    pub seat_in: Option<LocalisedText>,
    /// Before what day it must have been registered.
    pub registered_before: Option<NaiveDate>,
    /// Codes of areas of work, sorted.
    pub areas: Vec<String>,
    /// Parts with money of their own, in their order.
    pub lots: Vec<LotContent>,
    /// Documents, in their order.
    pub documents: Vec<DocumentContent>,
    /// Dated events.
    pub events: Vec<EventContent>,
    /// An exercise of a training.
    pub exercise: bool,
}

impl Default for CallContent {
    fn default() -> Self {
        Self {
            kind: CallKind::Projects,
            title: None,
            summary: None,
            eligibility: None,
            contact: None,
            legal_basis: None,
            origin: None,
            reference_number: None,
            published_on: None,
            opens: None,
            deadline: None,
            deadline_note: None,
            until_spent: false,
            questions_until: None,
            objections_until: None,
            results_expected_on: None,
            currency: None,
            budget: None,
            min_grant: None,
            max_grant: None,
            co_funding_percent: None,
            min_months: None,
            max_months: None,
            eligible_forms: LegalForms::default(),
            seat_in: None,
            registered_before: None,
            areas: Vec::new(),
            lots: Vec::new(),
            documents: Vec::new(),
            events: Vec::new(),
            exercise: false,
        }
    }
}

/// A part with money of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LotContent {
    /// Its name; none while nobody has written it.
    pub title: Option<LocalisedText>,
    /// Its area, where it has one.
    pub area_code: Option<String>,
    /// All the money of the lot.
    pub budget: Option<i64>,
    /// The least that one project may ask.
    pub min_grant: Option<i64>,
    /// The most that one project may ask.
    pub max_grant: Option<i64>,
    /// The most that one organisation may get.
    pub cap_per_applicant: Option<i64>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentContent {
    /// Its row, where it has a file or an address; none for a thing to bring.
    pub id: Option<DocumentId>,
    /// What the applicant does with it.
    pub role: DocumentRole,
    /// Its name; none while nobody has written it.
    pub name: Option<LocalisedText>,
    /// Where it can be had.
    pub url: Option<String>,
    /// The file that it gets when the other changes are published; none where it keeps what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<WaitingFile>,
}

/// A file that came for what is published and waits with its other changes. Then it becomes a row of `call_file`, or of
/// `consultation_file`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingFile<Id = FileId> {
    /// The id that its row will have.
    pub id: Id,
    /// What the file is called.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Where its bytes lie; nobody outside learns it.
    pub storage_key: String,
    /// When it came.
    pub uploaded_at: DateTimeUtc,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContent {
    /// Its row; none for a new one.
    pub id: Option<EventId>,
    /// What happens.
    pub kind: CallEventKind,
    /// When it begins.
    pub starts: Moment,
    /// Where.
    pub place: Option<LocalisedText>,
    /// Minutes.
    pub minutes_url: Option<String>,
}
