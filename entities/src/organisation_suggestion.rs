//! `organisation_suggestion`: what somebody outside says of a directory, until an official has decided about it.
//!
//! Somebody proposes an organisation that is not there, says that one is his, says what it is today, or says that
//! something of it is wrong; and once a year the server asks an organisation whether all is still true. Each row has one
//! link in one letter, of which the hash of the secret is kept.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{Locale, MunicipalityId, OrganisationId, PersonId, Signals, SuggestionId};

/// What somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum SuggestionKind {
    /// That an organisation comes into the directory.
    #[sea_orm(string_value = "proposal")]
    Proposal,
    /// That letters about an organisation go to him from now on, because it is his.
    #[sea_orm(string_value = "claim")]
    Claim,
    /// That what stands there of his own organisation becomes something else.
    #[sea_orm(string_value = "edit")]
    Edit,
    /// That something is wrong that stands there of somebody else's.
    #[sea_orm(string_value = "correction")]
    Correction,
    /// The server asks whether all is still true.
    #[sea_orm(string_value = "yearly")]
    Yearly,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum SuggestionState {
    /// Its letter has not been answered; it is seen by nobody.
    #[sea_orm(string_value = "unconfirmed")]
    Unconfirmed,
    /// An official has not decided about it.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// It is so now, or was answered with its link.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// An official refused it, and said why.
    #[sea_orm(string_value = "refused")]
    Refused,
}

/// A fact of an organisation as somebody outside fills it in, one for each field of the form.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))")]
pub enum SuggestedField {
    /// The name.
    #[sea_orm(string_value = "name")]
    Name,
    /// The short name.
    #[sea_orm(string_value = "short_name")]
    ShortName,
    /// The legal form, by its code.
    #[sea_orm(string_value = "legal_form")]
    LegalForm,
    /// Who registered it.
    #[sea_orm(string_value = "registering_body")]
    RegisteringBody,
    /// Under what number.
    #[sea_orm(string_value = "register_number")]
    RegisterNumber,
    /// On what day.
    #[sea_orm(string_value = "registered_on")]
    RegisteredOn,
    /// The tax number.
    #[sea_orm(string_value = "jib")]
    Jib,
    /// The place of its seat.
    #[sea_orm(string_value = "seat")]
    Seat,
    /// Street and number.
    #[sea_orm(string_value = "address")]
    Address,
    /// Where it works.
    #[sea_orm(string_value = "territory")]
    Territory,
    /// The year in which it was founded.
    #[sea_orm(string_value = "founded")]
    Founded,
    /// A telephone that everybody may read.
    #[sea_orm(string_value = "phone")]
    Phone,
    /// An e-mail address that everybody may read.
    #[sea_orm(string_value = "email")]
    Email,
    /// Its site.
    #[sea_orm(string_value = "website")]
    Website,
    /// What it does.
    #[sea_orm(string_value = "description")]
    Description,
    /// Who may represent it.
    #[sea_orm(string_value = "representative")]
    Representative,
    /// Whether it does anything, by its code.
    #[sea_orm(string_value = "activity")]
    Activity,
    /// The areas in which it works, by their codes, with commas between them.
    #[sea_orm(string_value = "areas")]
    Areas,
}

/// One fact that somebody wants to be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    /// Which.
    pub field: SuggestedField,
    /// What stood there when the form was filled in.
    pub before: Option<String>,
    /// What is to stand there; none where nothing is.
    pub value: Option<String>,
    /// Of a person, and of street and number: whether it was agreed that everybody reads it. Without it only officials do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub consent: bool,
}

/// The facts that somebody wants to be others; each field at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct SuggestedFacts(pub Vec<Suggested>);

/// A suggestion.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_suggestion")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SuggestionId,
    /// For whose directory.
    pub municipality_id: MunicipalityId,
    /// About which organisation; none where it is not there yet.
    pub organisation_id: Option<OrganisationId>,
    /// What is wanted.
    pub kind: SuggestionKind,
    /// What became of it.
    pub state: SuggestionState,
    /// Whether whoever says it says that the organisation is his own: then letters about it go to him once it is agreed to.
    pub own: bool,
    /// Which facts are to become what.
    #[sea_orm(column_type = "JsonBinary")]
    pub facts: SuggestedFacts,
    /// The same, or the reason, in words; never shown to the public.
    #[sea_orm(column_type = "Text", nullable)]
    pub message: Option<String>,
    /// Who wants it. Never shown to the public; forgotten some time after it is settled.
    pub email: Option<String>,
    /// When that address was shown to be his.
    pub confirmed_at: Option<DateTimeUtc>,
    /// What is odd about how it came.
    #[sea_orm(column_type = "JsonBinary")]
    pub signals: Signals,
    /// In what language he is written to.
    pub locale: Locale,
    /// SHA-256 of the secret in its link; none while no letter has gone, and once it is spent.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", nullable)]
    pub secret_hash: Option<Vec<u8>>,
    /// When it came.
    pub received_at: DateTimeUtc,
    /// When it was decided about, or answered with its link.
    pub settled_at: Option<DateTimeUtc>,
    /// Who decided; none where nobody had to.
    pub settled_by: Option<PersonId>,
    /// Why it was refused, as whoever wants it is told.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
