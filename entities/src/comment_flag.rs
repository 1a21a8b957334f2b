//! `comment_flag`: somebody says that a comment should not stand there. Officials look; nothing is hidden by it.

use sea_orm::entity::prelude::*;

use crate::{CommentFlagId, CommentId, CommentReason, MunicipalityId};

/// Somebody's objection.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_flag")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentFlagId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which comment.
    pub comment_id: CommentId,
    /// Why it should not.
    pub reason: CommentReason,
    /// The same in words. Never shown to the public.
    #[sea_orm(column_type = "Text", nullable)]
    pub words: Option<String>,
    /// Keyed hash of whoever says so: the same is counted once.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub by_hash: Vec<u8>,
    /// When.
    pub flagged_at: DateTimeUtc,
    /// When an official settled it.
    pub settled_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
