//! `organisation_change`: a change of an organisation that can be read. Nothing published changes in silence.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{LocalisedText, MunicipalityId, OrganisationChangeId, OrganisationId};

/// A public fact of an organisation that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum OrganisationField {
    /// The name.
    #[sea_orm(string_value = "name")]
    Name,
    /// The short name.
    #[sea_orm(string_value = "short_name")]
    ShortName,
    /// The legal form.
    #[sea_orm(string_value = "legal_form")]
    LegalForm,
    /// Who registered it, under what number and when.
    #[sea_orm(string_value = "registration")]
    Registration,
    /// The tax number.
    #[sea_orm(string_value = "jib")]
    Jib,
    /// The place of its seat.
    #[sea_orm(string_value = "seat")]
    Seat,
    /// Where it works.
    #[sea_orm(string_value = "territory")]
    Territory,
    /// The year in which it was founded.
    #[sea_orm(string_value = "founded")]
    Founded,
    /// Street and number, telephone, e-mail, site.
    #[sea_orm(string_value = "contact")]
    Contact,
    /// What it does.
    #[sea_orm(string_value = "description")]
    Description,
    /// Who may represent it, where that is published.
    #[sea_orm(string_value = "representative")]
    Representative,
    /// Whether it does anything.
    #[sea_orm(string_value = "activity")]
    Activity,
    /// The areas in which it works.
    #[sea_orm(string_value = "areas")]
    Areas,
    /// Its statuses.
    #[sea_orm(string_value = "statuses")]
    Statuses,
    /// Another record of it was put into this one.
    #[sea_orm(string_value = "merged")]
    Merged,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_change")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationChangeId,
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// When.
    pub at: DateTimeUtc,
    /// Which fact.
    pub field: OrganisationField,
    /// What it was; none where nothing was known.
    #[sea_orm(column_type = "Text", nullable)]
    pub before: Option<String>,
    /// What it is now.
    #[sea_orm(column_type = "Text", nullable)]
    pub after: Option<String>,
    /// Why.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub reason: Option<LocalisedText>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
