//! `consultation_change`: a change of a published consultation, kept with its reason. Nothing published changes in silence.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ConsultationChangeId, ConsultationId, LocalisedText, MunicipalityId};

/// A fact of a consultation that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum ConsultationField {
    /// The title.
    #[sea_orm(string_value = "title")]
    Title,
    /// In what form is asked.
    #[sea_orm(string_value = "kind")]
    Kind,
    /// The summary.
    #[sea_orm(string_value = "summary")]
    Summary,
    /// Who holds it.
    #[sea_orm(string_value = "responsible_body")]
    ResponsibleBody,
    /// The areas of work that it is about.
    #[sea_orm(string_value = "areas")]
    Areas,
    /// The law or decision it rests on.
    #[sea_orm(string_value = "legal_basis")]
    LegalBasis,
    /// Office, address, hours.
    #[sea_orm(string_value = "contact")]
    Contact,
    /// What is said beside the form.
    #[sea_orm(string_value = "comment_note")]
    CommentNote,
    /// The day on the notice.
    #[sea_orm(string_value = "published_on")]
    PublishedOn,
    /// From when comments are taken.
    #[sea_orm(string_value = "opens")]
    Opens,
    /// Until when comments are taken.
    #[sea_orm(string_value = "closes")]
    Closes,
    /// What is said of the dates in words.
    #[sea_orm(string_value = "dates_note")]
    DatesNote,
    /// Until when comments are answered.
    #[sea_orm(string_value = "answer_due")]
    AnswerDue,
    /// Whether it counts for the law, who may comment and support, and what is looked at first.
    #[sea_orm(string_value = "rules")]
    Rules,
    /// The draft acts.
    #[sea_orm(string_value = "acts")]
    Acts,
    /// The sessions.
    #[sea_orm(string_value = "sessions")]
    Sessions,
    /// The other ways to comment.
    #[sea_orm(string_value = "channels")]
    Channels,
    /// The documents.
    #[sea_orm(string_value = "documents")]
    Documents,
    /// Whether it is held at all.
    #[sea_orm(string_value = "cancellation")]
    Cancellation,
    /// Anything else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_change")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationChangeId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// When.
    pub at: DateTimeUtc,
    /// Which fact.
    pub field: ConsultationField,
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
