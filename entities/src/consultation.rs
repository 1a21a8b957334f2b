//! `consultation`: a municipality asks what its citizens think of something, usually of a draft act.
//!
//! What follows from time (announced, open, closed) is **not** stored: `consultations::rules::status` computes it. Stored
//! is only what somebody decided: [`ConsultationStage`].

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ConsultationContent, ConsultationId, LocalisedText, MunicipalityId, PersonId, Words};

/// In what form the municipality asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum ConsultationKind {
    /// Javna rasprava: a draft is debated, at sessions and in writing.
    #[sea_orm(string_value = "public_debate")]
    PublicDebate,
    /// Javni uvid: a plan is laid out, and remarks are written on the spot.
    #[sea_orm(string_value = "public_inspection")]
    PublicInspection,
    /// A call for proposals before anything is drafted.
    #[sea_orm(string_value = "proposals")]
    CallForProposals,
    /// Zbor građana: the citizens of a place meet.
    #[sea_orm(string_value = "assembly")]
    CitizensAssembly,
    /// Any other way of asking.
    #[sea_orm(string_value = "consultation")]
    Consultation,
}

/// How far officials have taken a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ConsultationStage {
    /// Being written; nobody outside sees it.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Published; whether it is open follows from its dates.
    #[sea_orm(string_value = "published")]
    Published,
    /// Its report is published.
    #[sea_orm(string_value = "finished")]
    Finished,
    /// It will not be held, or not go on.
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
}

/// When a comment can be read by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum Moderation {
    /// After an official has looked at it.
    #[sea_orm(string_value = "pre")]
    Pre,
    /// At once; an official looks at it afterwards.
    #[sea_orm(string_value = "post")]
    Post,
    /// At once, but for the first few of somebody: those after an official has looked at them.
    #[sea_orm(string_value = "first_n")]
    FirstN,
}

/// Whether whoever comments has to confirm an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ConfirmEmail {
    /// No address is asked to be confirmed.
    #[sea_orm(string_value = "never")]
    Never,
    /// An address may be left out; one that is given has to be confirmed.
    #[sea_orm(string_value = "when_given")]
    WhenGiven,
    /// Nothing is published before an address is confirmed.
    #[sea_orm(string_value = "always")]
    Always,
}

/// Who may support a comment, each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum Supports {
    /// Nobody: comments are not counted against each other.
    #[sea_orm(string_value = "none")]
    None,
    /// Whoever confirms an e-mail address.
    #[sea_orm(string_value = "confirmed_email")]
    ConfirmedEmail,
    /// Every client of the network, known by a keyed hash.
    #[sea_orm(string_value = "client")]
    Client,
}

/// A consultation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationId,
    /// Whose consultation it is.
    pub municipality_id: MunicipalityId,
    /// What makes an imported row the same row next time; unique in the municipality.
    pub source_key: String,
    /// Hash of the imported row: an unchanged row is not written again. Empty where an official wrote it.
    pub source_hash: String,
    /// Grows with every change.
    pub version: i32,
    /// In what form is asked.
    pub kind: ConsultationKind,
    /// What officials decided last.
    pub stage: ConsultationStage,
    /// An exercise of a training: labelled wherever it is shown.
    pub exercise: bool,
    /// As on the notice.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalisedText,
    /// What it is about, in a few sentences.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub summary: Option<LocalisedText>,
    /// The department or team that holds it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub responsible_body: Option<LocalisedText>,
    /// The law or decision it rests on.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub legal_basis: Option<LocalisedText>,
    /// The areas of work that it is about: codes of the shared list, sorted.
    #[sea_orm(column_type = "JsonBinary")]
    pub areas: Words,
    /// Office, address, hours.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub contact: Option<LocalisedText>,
    /// What is said beside the form for comments.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub comment_note: Option<LocalisedText>,
    /// The day on the notice.
    pub published_on: Option<Date>,
    /// From when comments are taken; none where the notice does not say.
    pub opens_at: Option<DateTimeUtc>,
    /// Whether the notice states the hour of it.
    pub opens_hour_stated: bool,
    /// The last instant at which a comment is in time.
    pub closes_at: Option<DateTimeUtc>,
    /// Whether the notice states an hour; without one it is the end of its day.
    pub closes_hour_stated: bool,
    /// What the source says of the dates where it states none.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub dates_note: Option<LocalisedText>,
    /// Until when every comment is to be answered.
    pub answer_due_on: Option<Date>,
    /// Whether a comment made here stands for one that came the way the law names.
    pub online_counts: bool,
    /// When a comment can be read by everybody.
    pub moderation: Moderation,
    /// How many of somebody are looked at first; there when, and only when, that is the moderation.
    pub moderation_first: Option<i32>,
    /// Whether somebody may comment without a name.
    pub anonymous_allowed: bool,
    /// Whether a file may be sent with a comment.
    pub attachments_allowed: bool,
    /// Whether an e-mail address has to be confirmed.
    pub confirm_email: ConfirmEmail,
    /// Who may support a comment.
    pub supports: Supports,
    /// Where the notice was read.
    pub source_url: Option<String>,
    /// Sorts by the last day; those without one come last. Kept by `consultations::store`.
    pub closes_key: DateTimeUtc,
    /// Sorts by publication, or by the first or last day where no day of publication is known; unknown is oldest.
    pub published_key: Date,
    /// Folded title, summary, body and titles of acts, for search; see `locale::fold`.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// Changes of a published consultation that are not published yet. Never shown to the public.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub pending: Option<ConsultationContent>,
    /// When it was first written here.
    pub created_at: DateTimeUtc,
    /// When anything of it was last written.
    pub saved_at: DateTimeUtc,
    /// By whom; none where it was imported or done at the console.
    pub saved_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
