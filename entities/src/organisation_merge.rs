//! `organisation_merge`: that two records were one organisation. Whoever has the old id finds the record that stays.

use sea_orm::entity::prelude::*;

use crate::{MunicipalityId, OrganisationId, PersonId};

/// A record that was put into another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_merge")]
pub struct Model {
    /// The record that is no more.
    #[sea_orm(primary_key, auto_increment = false)]
    pub old_id: OrganisationId,
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// The record that stays.
    pub new_id: OrganisationId,
    /// When.
    pub at: DateTimeUtc,
    /// By whom; none where it was done at the console.
    pub by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
