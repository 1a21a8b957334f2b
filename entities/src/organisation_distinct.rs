//! `organisation_distinct`: two records that look like one organisation, of which a keeper has said that they are two.

use sea_orm::entity::prelude::*;

use crate::{MunicipalityId, OrganisationId, PersonId};

/// A pair that is none.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_distinct")]
pub struct Model {
    /// The one, whose id is the smaller.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_id: OrganisationId,
    /// The other.
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_id: OrganisationId,
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// When it was said.
    pub at: DateTimeUtc,
    /// By whom.
    pub by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
