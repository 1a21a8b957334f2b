//! What an editor writes of a consultation, as one value: what the desk reads and writes, and what waits in
//! `consultation.pending` until it is published. Stored as JSON, so fields may be added and never renamed. The texts of acts
//! are not in it: they are versions, see `act_version`.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use crate::{
    ChannelKind, ConfirmEmail, ConsultationDocumentId, ConsultationDocumentRole, ConsultationFileId, ConsultationKind,
    ConsultationSessionId, LocalisedText, Moderation, Moment, Supports, WaitingFile,
};

/// Everything of a consultation that an editor writes, but the texts of its acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct ConsultationContent {
    /// In what form is asked.
    pub kind: ConsultationKind,
    /// As on the notice; none while nobody has written it.
    pub title: Option<LocalisedText>,
    /// What it is about, in a few sentences.
    pub summary: Option<LocalisedText>,
    /// The department or team that holds it.
    pub responsible_body: Option<LocalisedText>,
    /// The areas of work that it is about: codes of the shared list, sorted.
    pub areas: Vec<String>,
    /// The law or decision it rests on.
    pub legal_basis: Option<LocalisedText>,
    /// Office, address, hours.
    pub contact: Option<LocalisedText>,
    /// What is said beside the form for comments.
    pub comment_note: Option<LocalisedText>,
    /// The day on the notice.
    pub published_on: Option<NaiveDate>,
    /// From when comments are taken.
    pub opens: Option<Moment>,
    /// Until when comments are taken.
    pub closes: Option<Moment>,
    /// What is said of the dates in words.
    pub dates_note: Option<LocalisedText>,
    /// Until when every comment is to be answered.
    pub answer_due_on: Option<NaiveDate>,
    /// Whether a comment made here stands for one that came the way the law names.
    pub online_counts: bool,
    /// When a comment can be read by everybody.
    pub moderation: Moderation,
    /// How many of somebody are looked at first.
    pub moderation_first: Option<i32>,
    /// Whether somebody may comment without a name.
    pub anonymous_allowed: bool,
    /// Whether a file may be sent with a comment.
    pub attachments_allowed: bool,
    /// Whether an e-mail address has to be confirmed.
    pub confirm_email: ConfirmEmail,
    /// Who may support a comment.
    pub supports: Supports,
    /// When and where people meet.
    pub sessions: Vec<SessionContent>,
    /// The other ways to comment, in their order.
    pub channels: Vec<ChannelContent>,
    /// Documents, in their order.
    pub documents: Vec<PaperContent>,
    /// An exercise of a training.
    pub exercise: bool,
}

impl Default for ConsultationContent {
    fn default() -> Self {
        Self {
            kind: ConsultationKind::PublicDebate,
            title: None,
            summary: None,
            responsible_body: None,
            areas: Vec::new(),
            legal_basis: None,
            contact: None,
            comment_note: None,
            published_on: None,
            opens: None,
            closes: None,
            dates_note: None,
            answer_due_on: None,
            online_counts: false,
            moderation: Moderation::Pre,
            moderation_first: None,
            anonymous_allowed: true,
            attachments_allowed: false,
            confirm_email: ConfirmEmail::Never,
            supports: Supports::None,
            sessions: Vec::new(),
            channels: Vec::new(),
            documents: Vec::new(),
            exercise: false,
        }
    }
}

/// When and where people meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionContent {
    /// Its row; none for a new one.
    pub id: Option<ConsultationSessionId>,
    /// When it begins.
    pub starts: Moment,
    /// Where.
    pub place: Option<LocalisedText>,
    /// For whom, where not for everybody.
    pub audience: Option<LocalisedText>,
    /// Minutes.
    pub minutes_url: Option<String>,
    /// How many came.
    pub attendance: Option<i32>,
}

/// A way other than the form on which a comment can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelContent {
    /// Which way.
    pub kind: ChannelKind,
    /// Where exactly, until when, marked with what; none while nobody has written it.
    pub text: Option<LocalisedText>,
}

/// A document of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperContent {
    /// Its row; none for a new one.
    pub id: Option<ConsultationDocumentId>,
    /// What it is.
    pub role: ConsultationDocumentRole,
    /// Its name; none while nobody has written it.
    pub name: Option<LocalisedText>,
    /// Where it can be had.
    pub url: Option<String>,
    /// The file that it gets when the other changes are published; none where it keeps what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<WaitingFile<ConsultationFileId>>,
}
