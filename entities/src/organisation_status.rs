//! `organisation_status`: that an organisation is of public or of local interest, since when and until when.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{LocalisedText, MunicipalityId, OrganisationId, OrganisationStatusId};

/// Of whose interest an organisation is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum InterestKind {
    /// Od javnog interesa: the government gives it.
    #[sea_orm(string_value = "public")]
    Public,
    /// Od interesa za opštinu ili grad: the assembly or the mayor gives it.
    #[sea_orm(string_value = "local")]
    Local,
}

/// A status.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_status")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationStatusId,
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Of whose interest it is.
    pub kind: InterestKind,
    /// The first day; none where the source does not say.
    pub valid_from: Option<Date>,
    /// The last day; none where it does not end, or the source does not say.
    pub valid_until: Option<Date>,
    /// The act that gave it, with its number.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub act: Option<LocalisedText>,
    /// Where the act can be read.
    pub act_url: Option<String>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
