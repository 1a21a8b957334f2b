//! `municipality_area`: the areas as one municipality names and orders them.

use sea_orm::entity::prelude::*;

use crate::{LocalisedText, MunicipalityId};

/// A municipality's own wording and place for an area of the shared list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "municipality_area")]
pub struct Model {
    /// Whose wording.
    #[sea_orm(primary_key, auto_increment = false)]
    pub municipality_id: MunicipalityId,
    /// Which area.
    #[sea_orm(primary_key, auto_increment = false)]
    pub area_code: String,
    /// Its place in this municipality's lists.
    pub position: i32,
    /// The municipality's own name for it.
    #[sea_orm(column_type = "JsonBinary")]
    pub label: LocalisedText,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
