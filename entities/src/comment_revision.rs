//! `comment_revision`: each text that a comment has had, in the form that the log has committed to.

use sea_orm::entity::prelude::*;

use crate::{CommentId, CommentRevisionId, MunicipalityId};

/// One text of a comment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_revision")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentRevisionId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which comment.
    pub comment_id: CommentId,
    /// Which text, from 1.
    pub number: i32,
    /// What makes the commitment unguessable; none once it is erased.
    pub salt: Option<String>,
    /// What was committed to: what is said about which part, as JSON, byte for byte; none once it is erased.
    #[sea_orm(column_type = "Text", nullable)]
    pub content: Option<String>,
    /// What makes the commitment to whoever wrote it unguessable; none once he is erased, or where an official redacted.
    pub author_salt: Option<String>,
    /// Who says it, as JSON, byte for byte: apart, so that he can be erased and the text stays proven.
    #[sea_orm(column_type = "Text", nullable)]
    pub author: Option<String>,
    /// When it was written.
    pub written_at: DateTimeUtc,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
