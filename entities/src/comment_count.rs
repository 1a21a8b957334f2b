//! `comment_count`: how many comments can be read, by the part they are about. Counted when that changes, so that a page
//! costs the same with two hundred comments and with two hundred thousand.

use sea_orm::entity::prelude::*;

use crate::{AnchorKey, ConsultationId, MunicipalityId};

/// A count.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_count")]
pub struct Model {
    /// Of which consultation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub consultation_id: ConsultationId,
    /// About which part, in whatever version; [`Model::WHOLE`] for what is about none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub anchor_key: AnchorKey,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// How many can be read.
    pub published: i32,
    /// How many of these are answered.
    pub answered: i32,
}

impl Model {
    /// Stands for the whole consultation.
    pub const WHOLE: AnchorKey = AnchorKey(Uuid::nil());
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
