//! `organisation`: one organisation of civil society in the directory of one municipality.
//!
//! What it does today, what it is called and where it is registered are facts that grow old, so each row says when it was
//! last confirmed and by whom. Whether a status holds today follows from its days: `organisations::rules` computes it.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ImportId, LocalisedText, MunicipalityId, OrganisationId, PersonId};

/// What the law, or its own statute, calls an organisation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum OrganisationForm {
    /// Udruženje.
    #[sea_orm(string_value = "association")]
    Association,
    /// Fondacija.
    #[sea_orm(string_value = "foundation")]
    Foundation,
    /// Savez: a federation of associations.
    #[sea_orm(string_value = "federation")]
    Federation,
    /// Mreža ili koalicija.
    #[sea_orm(string_value = "network")]
    Network,
    /// Sportski klub ili društvo.
    #[sea_orm(string_value = "sports_club")]
    SportsClub,
    /// Kulturno-umjetničko društvo.
    #[sea_orm(string_value = "cultural_society")]
    CulturalSociety,
    /// Crveni krst ili križ.
    #[sea_orm(string_value = "red_cross")]
    RedCross,
    /// A church or religious community.
    #[sea_orm(string_value = "religious_community")]
    ReligiousCommunity,
    /// Neformalna grupa: not registered.
    #[sea_orm(string_value = "informal_group")]
    InformalGroup,
    /// Anything else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// Whether an organisation can be read, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum OrganisationState {
    /// Somebody proposed it, and no official has looked at it yet.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    /// It is in the directory.
    #[sea_orm(string_value = "listed")]
    Listed,
    /// It was taken out.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// It was another record of one that is in the directory; `organisation_merge` says of which.
    #[sea_orm(string_value = "merged")]
    Merged,
}

/// Whether an organisation is known to do anything.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum Activity {
    /// It works.
    #[sea_orm(string_value = "active")]
    Active,
    /// It is registered, and does nothing at present.
    #[sea_orm(string_value = "dormant")]
    Dormant,
    /// It is no more.
    #[sea_orm(string_value = "dissolved")]
    Dissolved,
    /// Nobody has said.
    #[default]
    #[sea_orm(string_value = "unknown")]
    Unknown,
}

/// Who said last that what stands here is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ConfirmedBy {
    /// The organisation itself.
    #[sea_orm(string_value = "organisation")]
    Organisation,
    /// An official.
    #[sea_orm(string_value = "municipality")]
    Municipality,
}

/// On what way a record came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum OrganisationOrigin {
    /// In a list that somebody imported.
    #[sea_orm(string_value = "imported")]
    Imported,
    /// An official wrote it.
    #[sea_orm(string_value = "desk")]
    Desk,
    /// The organisation proposed itself.
    #[sea_orm(string_value = "proposed")]
    Proposed,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    /// In whose directory it is.
    pub municipality_id: MunicipalityId,
    /// What makes an imported row the same row next time; unique in the municipality.
    pub source_key: String,
    /// Hash of the imported row: an unchanged row is not written again. Empty where an official wrote it, or an office's list
    /// did. A list at the console leaves nobody in `saved_by`: then a file of all fills what is missing. What was written at
    /// a desk, by a list too, no file touches.
    pub source_hash: String,
    /// Grows with every change.
    pub version: i32,
    /// Whether it can be read.
    pub state: OrganisationState,
    /// On what way it came here.
    pub origin: OrganisationOrigin,
    /// An exercise of a training: labelled wherever it is shown.
    pub exercise: bool,
    /// Its name, as it is registered.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalisedText,
    /// Its short name or its abbreviation.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub short_name: Option<LocalisedText>,
    /// What the law calls it; none where nobody has said.
    pub legal_form: Option<OrganisationForm>,
    /// The court, ministry or office that registered it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub registering_body: Option<LocalisedText>,
    /// Its number there.
    pub register_number: Option<String>,
    /// Its tax number of thirteen digits; unique in the municipality.
    pub jib: Option<String>,
    /// The place where it has its seat.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub seat: Option<LocalisedText>,
    /// Street and number of its office.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub address: Option<LocalisedText>,
    /// Whether it, or an official for it, said that everybody may read them: a small one is at somebody's home.
    pub address_public: bool,
    /// Where it works.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub territory: Option<LocalisedText>,
    /// The year in which it was founded.
    pub founded: Option<i32>,
    /// The day on which it was registered.
    pub registered_on: Option<Date>,
    /// The telephone that it publishes.
    pub phone: Option<String>,
    /// The e-mail address that it publishes.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// What it does, in its own words.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub description: Option<LocalisedText>,
    /// Who may represent it.
    pub representative: Option<String>,
    /// Whether that person agreed to be named here.
    pub representative_public: bool,
    /// To whom the municipality writes about this record; never shown.
    pub keeper_email: Option<String>,
    /// What officials note for each other; never shown.
    pub internal_note: Option<String>,
    /// Whether it is known to do anything.
    pub activity: Activity,
    /// When somebody last said that this is true.
    pub confirmed_on: Option<Date>,
    /// Who did.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Where it was read.
    pub source_url: Option<String>,
    /// The import that brought it.
    pub import_id: Option<ImportId>,
    /// Sorts by name in the order of the Latin alphabet; see `locale::alphabet`.
    pub latin_key: String,
    /// Sorts by name in the order of the Cyrillic alphabet.
    pub cyrillic_key: String,
    /// Folded seat: one place however it is spelt; empty where it is not known.
    pub seat_key: String,
    /// Folded name, short name, description, seat, areas and numbers, for search; see `locale::fold`.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// The number by which SQLite's full-text index knows this row.
    pub search_row: i64,
    /// When it was first written here.
    pub created_at: DateTimeUtc,
    /// When anything of it was last written, also what only officials see.
    pub saved_at: DateTimeUtc,
    /// When anything of it became another that everybody can read.
    pub changed_at: DateTimeUtc,
    /// By whom; none where it was imported or done at the console.
    pub saved_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Street and number, where everybody may read them.
    #[must_use]
    pub fn public_address(&self) -> Option<&LocalisedText> {
        self.address.as_ref().filter(|_| self.address_public)
    }
}

/// All of an organisation that somebody writes, as one value: what an import brings, what a desk saves, and what a row was
/// before. Stored as JSON, so fields may be added and never renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct OrganisationContent {
    /// Its name, as it is registered; none while nobody has written it.
    pub name: Option<LocalisedText>,
    /// Its short name or its abbreviation.
    pub short_name: Option<LocalisedText>,
    /// What the law calls it.
    pub legal_form: Option<OrganisationForm>,
    /// Who registered it.
    pub registering_body: Option<LocalisedText>,
    /// Its number there.
    pub register_number: Option<String>,
    /// Its tax number.
    pub jib: Option<String>,
    /// The place where it has its seat.
    pub seat: Option<LocalisedText>,
    /// Street and number.
    pub address: Option<LocalisedText>,
    /// Whether everybody may read them.
    pub address_public: bool,
    /// Where it works.
    pub territory: Option<LocalisedText>,
    /// The year in which it was founded.
    pub founded: Option<i32>,
    /// The day on which it was registered.
    pub registered_on: Option<Date>,
    /// The telephone that it publishes.
    pub phone: Option<String>,
    /// The e-mail address that it publishes.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// What it does.
    pub description: Option<LocalisedText>,
    /// Who may represent it.
    pub representative: Option<String>,
    /// Whether that person agreed to be named.
    pub representative_public: bool,
    /// To whom the municipality writes; never shown.
    pub keeper_email: Option<String>,
    /// What officials note for each other; never shown.
    pub internal_note: Option<String>,
    /// Whether it is known to do anything.
    pub activity: Activity,
    /// When somebody last said that this is true.
    pub confirmed_on: Option<Date>,
    /// Who did.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Where it was read.
    pub source_url: Option<String>,
    /// Codes of areas of work, sorted.
    pub areas: Vec<String>,
    /// Its statuses, in the order of their first days.
    pub statuses: Vec<StatusContent>,
}

/// A status as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusContent {
    /// Of whose interest it is.
    pub kind: crate::InterestKind,
    /// From what day.
    pub valid_from: Option<Date>,
    /// Until what day.
    pub valid_until: Option<Date>,
    /// The act that gave it.
    pub act: Option<LocalisedText>,
    /// Where the act can be read.
    pub act_url: Option<String>,
}
