//! `comment_band`: the numbers by which comments that say nearly the same are found.

use sea_orm::entity::prelude::*;

use crate::{CommentId, ConsultationId, MunicipalityId};

/// One of the numbers of a comment's text. It says nothing of what stands there.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_band")]
pub struct Model {
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// On which consultation: only within one are comments compared.
    pub consultation_id: ConsultationId,
    /// Which comment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub comment_id: CommentId,
    /// The number, with its place among the comment's numbers before it.
    #[sea_orm(primary_key, auto_increment = false, column_type = "VarBinary(StringLen::N(9))")]
    pub band: Vec<u8>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
