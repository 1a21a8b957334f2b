//! `comment_support`: somebody agrees with a comment. Who it is, is not known: only that it is not one who did already.

use sea_orm::entity::prelude::*;

use crate::{CommentId, MunicipalityId, SupportId};

/// Somebody's agreement.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_support")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupportId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which comment.
    pub comment_id: CommentId,
    /// Keyed hash of a confirmed address or of a client.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub by_hash: Vec<u8>,
    /// When.
    pub supported_at: DateTimeUtc,
    /// Since when it counts; none while the address was not confirmed.
    pub confirmed_at: Option<DateTimeUtc>,
    /// SHA-256 of what confirms it.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", nullable)]
    pub secret_hash: Option<Vec<u8>>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
