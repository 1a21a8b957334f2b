//! `act_anchor`: a chapter, article or paragraph of one version of an act: what a comment points at.
//!
//! [`Model::key`] lives on: what stands unchanged in the next version has the same key there, so whoever looks for the
//! article finds it in every version.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ActVersionId, AnchorId, AnchorKey, ConsultationId, LocalisedText, MunicipalityId};

/// What part of an act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum AnchorKind {
    /// Glava: it holds articles or chapters.
    #[sea_orm(string_value = "chapter")]
    Chapter,
    /// Član.
    #[sea_orm(string_value = "article")]
    Article,
    /// Stav: a piece of an article, or text that stands outside of one.
    #[sea_orm(string_value = "paragraph")]
    Paragraph,
}

/// A part of a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "act_anchor")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AnchorId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Which version.
    pub version_id: ActVersionId,
    /// What it is known by in this version and in every other where it stands unchanged.
    pub key: AnchorKey,
    /// What it stands in; none at the top.
    pub parent_id: Option<AnchorId>,
    /// Its place in the whole version, from 1: read in this order, the act is read.
    pub position: i32,
    /// How many others it stands in.
    pub depth: i32,
    /// What part it is.
    pub kind: AnchorKind,
    /// What it is called, such as `Član 12.`, as written; none for a piece without a number.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub label: Option<LocalisedText>,
    /// The title line that stands with it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub heading: Option<LocalisedText>,
    /// Its own text as written, without that of the parts in it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub text: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
