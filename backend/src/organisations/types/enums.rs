//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{
    Activity as StoredActivity, ColumnMeaning as StoredMeaning, ConfirmedBy as StoredConfirmedBy,
    ImportState as StoredImport, InterestKind as StoredInterest, OrganisationField as StoredField,
    OrganisationForm as StoredForm, OrganisationOrigin as StoredOrigin, OrganisationState as StoredState,
    RowChoice as StoredChoice, RowFate as StoredFate,
};

use crate::organisations::rules::doubles::Sign;
use crate::organisations::rules::facts::Fact;

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
    /// The place of its seat.
    Seat,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// Street and number, telephone, e-mail, site.
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

/// Whether a record can be read, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredState")]
pub enum OrganisationState {
    /// Somebody proposed it, and no official has looked at it yet.
    Proposed,
    /// It is in the directory.
    Listed,
    /// It was taken out.
    Withdrawn,
    /// It is another record now.
    Merged,
}

/// On what way a record came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredOrigin")]
pub enum OrganisationOrigin {
    /// In a list that somebody imported.
    Imported,
    /// An official wrote it.
    Desk,
    /// The organisation proposed itself.
    Proposed,
}

/// A fact of an organisation that is written by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Fact")]
pub enum OrganisationFact {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// What the law calls it.
    LegalForm,
    /// Who registered it.
    RegisteringBody,
    /// Its number there.
    RegisterNumber,
    /// The day on which it was registered.
    RegisteredOn,
    /// The tax number.
    Jib,
    /// The place of its seat.
    Seat,
    /// Street and number.
    Address,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// The telephone.
    Phone,
    /// The e-mail address.
    Email,
    /// The site.
    Website,
    /// What it does.
    Description,
    /// Who may represent it, and whether that is published.
    Representative,
    /// To whom the municipality writes.
    KeeperEmail,
    /// What officials note for each other.
    InternalNote,
    /// Whether it does anything.
    Activity,
    /// When and by whom it was last confirmed.
    Confirmation,
    /// Where its facts were read.
    SourceUrl,
    /// The areas in which it works.
    Areas,
    /// Its statuses.
    Statuses,
}

/// What two records have in common that may be one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Sign")]
pub enum OrganisationDoubleSign {
    /// The name, however it is spelt.
    SameName,
    /// Most of the words that tell one name from another.
    LikeName,
    /// The e-mail address.
    SameEmail,
    /// The site.
    SameWebsite,
    /// The telephone.
    SamePhone,
}

/// How far a list is that is brought into a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OrganisationImportState", remote = "StoredImport")]
pub enum ImportState {
    /// It was looked at; nothing of it is in the directory.
    Previewed,
    /// Some of its rows are taken.
    Running,
    /// All its rows are taken.
    Done,
    /// Some of its rows are taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

/// What becomes of a row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OrganisationImportFate", remote = "StoredFate")]
pub enum RowFate {
    /// It is added.
    New,
    /// It is in the directory, and the list says more or something else of it.
    Changed,
    /// It is in the directory just so.
    Same,
    /// It may be one that is there under another name, or was taken out; somebody has to say.
    Suspect,
    /// It cannot be taken; its remarks say why.
    Refused,
}

/// What somebody decides about a row that may be an organisation that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OrganisationImportChoice", remote = "StoredChoice")]
pub enum RowChoice {
    /// It is another organisation, and is added.
    Add,
    /// It is that one; one that was taken out comes back.
    Change,
    /// It is left out.
    Skip,
}

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OrganisationColumn", remote = "StoredMeaning")]
pub enum ColumnMeaning {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// The legal form.
    LegalForm,
    /// Who registered it.
    RegisteringBody,
    /// Its number there.
    RegisterNumber,
    /// The tax number.
    Jib,
    /// The place of its seat.
    Seat,
    /// Street and number.
    Address,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// The day on which it was registered.
    RegisteredOn,
    /// The telephone.
    Phone,
    /// The e-mail address.
    Email,
    /// The site.
    Website,
    /// What it does.
    Description,
    /// The areas in which it works.
    Areas,
    /// Of whose interest it is.
    Status,
    /// Until when.
    StatusUntil,
    /// Whether it works.
    Activity,
    /// Who may represent it; never published by a list.
    Representative,
    /// What officials note for each other.
    Note,
}
