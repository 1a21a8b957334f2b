//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{
    Activity as StoredActivity, ConfirmedBy as StoredConfirmedBy, InterestKind as StoredInterest,
    OrganisationField as StoredField, OrganisationForm as StoredForm,
};

/// What the law, or its own statute, calls an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredForm")]
pub enum OrganisationForm {
    /// Udruženje.
    Association,
    /// Fondacija.
    Foundation,
    /// Savez: a federation of associations.
    Federation,
    /// Mreža ili koalicija.
    Network,
    /// Sportski klub ili društvo.
    SportsClub,
    /// Kulturno-umjetničko društvo.
    CulturalSociety,
    /// Crveni krst ili križ.
    RedCross,
    /// A church or religious community.
    ReligiousCommunity,
    /// Neformalna grupa: not registered.
    InformalGroup,
    /// Anything else.
    Other,
}

/// Whether an organisation is known to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredActivity")]
pub enum Activity {
    /// It works.
    Active,
    /// It is registered, and does nothing at present.
    Dormant,
    /// It is no more.
    Dissolved,
    /// Nobody has said.
    Unknown,
}

/// Who said last that a record is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredConfirmedBy")]
pub enum ConfirmedBy {
    /// The organisation itself.
    Organisation,
    /// An official of the municipality.
    Municipality,
}

/// Of whose interest an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredInterest")]
pub enum InterestKind {
    /// Od javnog interesa: the government gives it.
    Public,
    /// Od interesa za opštinu ili grad: the assembly or the mayor gives it.
    Local,
}

/// A public fact of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredField")]
pub enum OrganisationField {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// The legal form.
    LegalForm,
    /// Who registered it, under what number and when.
    Registration,
    /// The tax number.
    Jib,
    /// The seat and the address.
    Seat,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// Telephone, e-mail, site.
    Contact,
    /// What it does.
    Description,
    /// Who may represent it, where that is published.
    Representative,
    /// Whether it does anything.
    Activity,
    /// The areas in which it works.
    Areas,
    /// Its statuses.
    Statuses,
    /// Another record of it was put into this one.
    Merged,
}

/// The order of a list of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationOrder {
    /// By name, in the order of the alphabet of the asked locale: the Cyrillic one for `sr-Cyrl`, else the Latin one.
    Name,
    /// What was changed last comes first.
    LastChanged,
}
