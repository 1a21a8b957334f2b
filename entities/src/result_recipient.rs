//! `result_recipient`: which record of the directory a row of a list of results is about. The row itself never changes; this
//! is only where its name leads.

use sea_orm::entity::prelude::*;

use crate::{MunicipalityId, OrganisationId, ResultRowId};

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result_recipient")]
pub struct Model {
    /// Which row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_id: ResultRowId,
    /// Whose.
    pub municipality_id: MunicipalityId,
    /// Which record; one that was put into another leads to that.
    pub organisation_id: OrganisationId,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
