//! `consultation_act`: a draft that is consulted on; one notice may cover several.

use sea_orm::entity::prelude::*;

use crate::{ActId, ConsultationId, LocalisedText, MunicipalityId};

/// A draft act.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_act")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Its place in the list, from 1.
    pub position: i32,
    /// Its title.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalisedText,
    /// Whether it came to a published consultation and waits for its first text to be published: nobody outside sees it.
    pub waits: bool,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
