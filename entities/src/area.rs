//! `area`: the shared code list of areas of work. Calls and organisations may have several.

use sea_orm::entity::prelude::*;

use crate::LocalisedText;

/// An area of work.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "area")]
pub struct Model {
    /// The code that is stored everywhere: `environment`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The order in which lists show it.
    pub position: i32,
    /// The name in each locale.
    #[sea_orm(column_type = "JsonBinary")]
    pub label: LocalisedText,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
