//! `journal`: what happened, in the order in which it was committed.
//!
//! A row is written in the transaction of the change itself, so there is no change without its row and no row without
//! its change. It is the record of who did what, and what live pages and kept answers are made from; letters stand in `letter`. Rows are
//! never changed and never removed.

use sea_orm::entity::prelude::*;

use crate::MunicipalityId;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))")]
pub enum Happening {
    /// A call can be read by everybody now.
    #[sea_orm(string_value = "call_published")]
    CallPublished,
    /// A published call is not what it was.
    #[sea_orm(string_value = "call_changed")]
    CallChanged,
    /// A call cannot be read any more.
    #[sea_orm(string_value = "call_withdrawn")]
    CallWithdrawn,
    /// A municipality is new, or its name, settings or areas are not what they were.
    #[sea_orm(string_value = "municipality_changed")]
    MunicipalityChanged,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    /// Grows with every commit: whoever has seen a position has seen all before it. Positions may be missing.
    #[sea_orm(primary_key)]
    pub position: i64,
    /// When it happened.
    pub at: DateTimeUtc,
    /// Whose thing it happened to.
    pub municipality_id: MunicipalityId,
    /// What happened.
    pub kind: Happening,
    /// The id of what it happened to; the kind tells of what table.
    pub subject_id: Uuid,
}

/// No relation is declared: the kind tells what a row is about.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
