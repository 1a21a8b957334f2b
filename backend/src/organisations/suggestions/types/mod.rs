//! What the API shows of what is said of a directory.

mod beside;
mod desk;
mod input;
mod own;

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use entities::Suggested;

pub use self::desk::{DeskOrganisationSuggestion, DeskSuggestions};
pub use self::input::{
    ApproveOrganisationSuggestionInput, OrganisationFactsInput, OrganisationSuggestionPayload,
    RefuseOrganisationSuggestionInput, SuggestOrganisationInput, SuggestOrganisationPayload,
};
pub use self::own::{
    ConfirmRepresentedOrganisationInput, ConfirmRepresentedOrganisationPayload, DeskRepresentative,
    EditRepresentedOrganisationInput, EditRepresentedOrganisationPayload, EndRepresentationInput,
    EndRepresentationPayload, Representation, RepresentedOrganisation, SentSuggestion, StatedFact,
};
use super::rules::facts::Difference;

/// What somebody wants of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::SuggestionKind")]
pub enum SuggestionKind {
    /// That an organisation comes into it.
    Proposal,
    /// That letters about an organisation go to him, because it is his.
    Claim,
    /// That his own organisation's record becomes another; it comes by the link in a letter.
    Edit,
    /// That a mistake in somebody else's record is mended.
    Correction,
    /// The server asks whether all is still true; nobody sends this.
    Yearly,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::SuggestionState")]
pub enum SuggestionState {
    /// Its letter has not been answered: nobody sees it, and it is deleted after seven days.
    Unconfirmed,
    /// It waits for an official.
    Waiting,
    /// It is so now, or as much of it as was agreed to.
    Approved,
    /// It was refused.
    Refused,
}

/// A fact of an organisation, one for each field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::SuggestedField")]
pub enum SuggestedField {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// The legal form, by its code: `association`.
    LegalForm,
    /// Who registered it.
    RegisteringBody,
    /// Under what number.
    RegisterNumber,
    /// On what day.
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
    /// A telephone that everybody may read.
    Phone,
    /// An e-mail address that everybody may read.
    Email,
    /// Its site.
    Website,
    /// What it does.
    Description,
    /// Who may represent it.
    Representative,
    /// Whether it does anything, by its code: `active`.
    Activity,
    /// The areas in which it works, by their codes, with commas between them.
    Areas,
}

/// What a form needs with which somebody says something of a directory.
#[derive(Clone, Debug, SimpleObject)]
pub struct SuggestionBox {
    /// What is to be solved: find a number so that SHA-256 of `challenge.idempotencyKey.number` begins with `bits` zero
    /// bits, and send it as `solution`. Good for twelve hours.
    pub challenge: String,
    /// How many zero bits.
    pub bits: i32,
}

/// A fact as somebody wants it to be.
#[derive(Clone, Debug, SimpleObject)]
pub struct SuggestedFact {
    /// Which.
    pub field: SuggestedField,
    /// What stood there when he filled in the form; null where nothing did.
    pub before: Option<String>,
    /// What is to stand there; null where nothing is.
    pub value: Option<String>,
    /// Of a person, and of street and number: whether it was agreed that everybody reads it. Without it only officials do.
    pub consent: bool,
}

impl From<&Suggested> for SuggestedFact {
    fn from(one: &Suggested) -> Self {
        Self { field: one.field.into(), before: one.before.clone(), value: one.value.clone(), consent: one.consent }
    }
}

/// What a fact would become, beside what it is today.
#[derive(Clone, Debug, SimpleObject)]
pub struct SuggestedDifference {
    /// Which.
    pub field: SuggestedField,
    /// What stands there today; null where nothing does.
    pub now: Option<String>,
    /// What is to stand there; null where nothing is.
    pub proposed: Option<String>,
    /// Of a person, and of street and number: whether it was agreed that everybody reads it. Without it only officials do.
    pub consent: bool,
    /// Whether somebody has changed it since the form was filled in: whoever did that did not know what stands there today.
    pub moved: bool,
}

impl From<Difference> for SuggestedDifference {
    fn from(one: Difference) -> Self {
        Self {
            field: one.field.into(),
            now: one.now,
            proposed: one.proposed,
            consent: one.consent,
            moved: one.moved_from.is_some(),
        }
    }
}

/// What waits to be decided about, of one kind.
#[derive(Clone, Debug, SimpleObject)]
pub struct SuggestionsDue {
    /// Which.
    pub kind: SuggestionKind,
    /// How many.
    pub count: i64,
    /// Since when the first of them waits.
    pub since: DateTime<Utc>,
}
