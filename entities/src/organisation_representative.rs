//! `organisation_representative`: who says what an organisation is, after signing in.
//!
//! It is an address and not a person: who has never signed in is nobody here, and whoever signs in with the address is who
//! was meant.

use sea_orm::entity::prelude::*;

use crate::{MunicipalityId, OrganisationId, PersonId, RepresentativeId};

/// A representative.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_representative")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RepresentativeId,
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Who, written as people sign in: small and without blanks. Forgotten some time after it has ended; never shown to the
    /// public.
    pub email: Option<String>,
    /// Since when.
    pub since: DateTimeUtc,
    /// Who agreed to it; none where it was done at the console.
    pub named_by: Option<PersonId>,
    /// Since when not any more.
    pub ended_at: Option<DateTimeUtc>,
    /// Who ended it.
    pub ended_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
