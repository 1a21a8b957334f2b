//! `consultation_channel`: a way other than this form on which a comment can be made.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ChannelId, ConsultationId, LocalisedText, MunicipalityId};

/// A way on which a comment can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ChannelKind {
    /// By letter.
    #[sea_orm(string_value = "post")]
    Post,
    /// At the counter of the administration.
    #[sea_orm(string_value = "counter")]
    Counter,
    /// By e-mail.
    #[sea_orm(string_value = "email")]
    Email,
    /// In the book that is laid out with the plan.
    #[sea_orm(string_value = "notebook")]
    Notebook,
    /// By a form of the municipality's own.
    #[sea_orm(string_value = "form")]
    Form,
    /// Through the local community (mjesna zajednica).
    #[sea_orm(string_value = "local_community")]
    LocalCommunity,
}

/// A way to comment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_channel")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChannelId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Its place in the list, from 1.
    pub position: i32,
    /// Which way.
    pub kind: ChannelKind,
    /// Where exactly, until when, marked with what.
    #[sea_orm(column_type = "JsonBinary")]
    pub text: LocalisedText,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
