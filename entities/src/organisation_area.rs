//! `organisation_area`: in which areas an organisation works.

use sea_orm::entity::prelude::*;

use crate::{MunicipalityId, OrganisationId};

/// An area of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_area")]
pub struct Model {
    /// In whose directory.
    #[sea_orm(primary_key, auto_increment = false)]
    pub municipality_id: MunicipalityId,
    /// Which organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    /// Which area.
    #[sea_orm(primary_key, auto_increment = false)]
    pub area_code: String,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
