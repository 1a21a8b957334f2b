//! `municipality`: the tenant. Every row of a call, consultation or organisation belongs to one.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ConfirmEmail, Locale, LocalisedText, Moderation, MunicipalityId, PersonId, Words};

/// What the law calls this unit of local self-government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum MunicipalityKind {
    /// Opština, općina.
    #[sea_orm(string_value = "municipality")]
    Municipality,
    /// Grad.
    #[sea_orm(string_value = "city")]
    City,
    /// Gradska opština, a part of a city with a council of its own.
    #[sea_orm(string_value = "city_part")]
    CityPart,
    /// Brčko District.
    #[sea_orm(string_value = "district")]
    District,
}

/// An area of work as one municipality names and orders it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnArea {
    /// The shared code.
    pub code: String,
    /// Its place in this municipality's lists, among those of the shared list, which are counted from 1.
    pub position: i32,
    /// The municipality's own name for it; none where it is called as in the shared list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LocalisedText>,
}

/// The areas that a municipality names or orders in its own way. In one column, because they are always wanted together
/// with their municipality and never without.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct OwnAreas(pub Vec<OwnArea>);

/// A day on which one municipality's offices are closed, beside those that the law names: „Dan opštine“.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDay {
    /// Day of the month, from 1.
    pub day: u32,
    /// Month, from 1.
    pub month: u32,
    /// In this year alone; in every year where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// What the municipality calls it.
    pub name: String,
}

/// A municipality's own days off. In one column, because they are always wanted together with their municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct OwnDays(pub Vec<OwnDay>);

/// When comments can usually be read: what a new consultation begins with. In one column, because it is always wanted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct UsualRules {
    /// When a comment can be read by everybody.
    pub moderation: Moderation,
    /// How many of somebody are looked at first; there when, and only when, that is the moderation.
    pub moderation_first: Option<i32>,
    /// Whether an e-mail address has to be confirmed.
    pub confirm_email: ConfirmEmail,
}

impl Default for UsualRules {
    fn default() -> Self {
        Self { moderation: Moderation::Pre, moderation_first: None, confirm_email: ConfirmEmail::Never }
    }
}

/// A municipality.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "municipality")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MunicipalityId,
    /// The stable name in addresses: `banja-luka`.
    #[sea_orm(unique)]
    pub slug: String,
    /// Nominative, Latin script.
    pub name_latin: String,
    /// Nominative, Cyrillic script.
    pub name_cyrillic: String,
    /// Opština, grad…
    pub kind: MunicipalityKind,
    /// The entity of Bosnia and Herzegovina (`RS`, `FBiH`, `BD`), where it is in one.
    pub entity: Option<String>,
    /// ISO 3166 code of the country.
    pub country: String,
    /// Its official site.
    pub website: Option<String>,
    /// Origins of other sites of its own whose pages may write here; its website always may.
    #[sea_orm(column_type = "JsonBinary")]
    pub allowed_origins: Words,
    /// IANA name; deadlines are instants in this zone.
    pub time_zone: String,
    /// What a reader gets who asked for nothing else.
    pub default_locale: Locale,
    /// One of the ten partners in Republika Srpska that were trained first.
    pub partner: bool,
    /// Areas of work in its own words and order.
    #[sea_orm(column_type = "JsonBinary")]
    pub own_areas: OwnAreas,
    /// When comments can usually be read; none while it has not settled that.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub usual_rules: Option<UsualRules>,
    /// The mailbox or the telephone of whoever answers when something of its pages cannot be read or used.
    pub accessibility_contact: Option<String>,
    /// On which days its offices are closed, beside those that the law names.
    #[sea_orm(column_type = "JsonBinary")]
    pub own_days: OwnDays,
    /// Grows whenever what it says of itself changes: its website, its language, its sites, its contact, its days and its
    /// areas.
    pub version: i32,
    /// Whether it has said that itself, at its desk or at the console: a file changes nothing of it any more.
    pub settled: bool,
    /// Who said it last; none where it was done at the console or by a file.
    pub saved_by: Option<PersonId>,
    /// Where these facts were read.
    pub source_url: Option<String>,
    /// Folded names, for search; see `locale::fold`.
    pub search_text: String,
}

/// No relation is declared: rows are joined by the stores, which know the municipality.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
