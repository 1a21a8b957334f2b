//! `call_area`: which areas a call supports.

use sea_orm::entity::prelude::*;

use crate::{CallId, MunicipalityId};

/// An area of a call.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_area")]
pub struct Model {
    /// Whose call.
    #[sea_orm(primary_key, auto_increment = false)]
    pub municipality_id: MunicipalityId,
    /// Which call.
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: CallId,
    /// Which area.
    #[sea_orm(primary_key, auto_increment = false)]
    pub area_code: String,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
