//! `comment_organisation`: for which organisation of the directory a comment is made. The comment itself keeps the name that
//! was given; this is only where it leads.

use sea_orm::entity::prelude::*;

use crate::{CommentId, MunicipalityId, OrganisationId};

/// For whom somebody comments.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_organisation")]
pub struct Model {
    /// Which comment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub comment_id: CommentId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which record; one that was put into another leads to that.
    pub organisation_id: OrganisationId,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
