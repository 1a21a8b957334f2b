//! `call_question`: what somebody asked about a call, and what was answered. Everybody reads the answered ones; who
//! asked is for the desk alone.

use sea_orm::entity::prelude::*;

use serde::{Deserialize, Serialize};

use crate::{CallId, Locale, LocalisedText, MunicipalityId, PersonId, QuestionId};

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum QuestionState {
    /// Nobody has answered it.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// Question and answer can be read by everybody.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// It is not published.
    #[sea_orm(string_value = "withheld")]
    Withheld,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_question")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// When it was asked, or written down.
    pub asked_at: DateTimeUtc,
    /// Who asked. Never shown to the public.
    pub asker: Option<String>,
    /// Where the answer is to be sent. Never shown to the public.
    pub email: Option<String>,
    /// What the page was in where it was asked, and the answer's letter is; none where that is not known.
    pub read_in: Option<Locale>,
    /// What was asked.
    #[sea_orm(column_type = "JsonBinary")]
    pub question: LocalisedText,
    /// What became of it.
    pub state: QuestionState,
    /// What was answered.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub answer: Option<LocalisedText>,
    /// When it was answered last.
    pub answered_at: Option<DateTimeUtc>,
    /// By whom.
    pub answered_by: Option<PersonId>,
    /// Grows with every change.
    pub version: i32,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
