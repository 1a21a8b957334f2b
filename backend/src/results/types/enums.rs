//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{
    ResultColumn as StoredColumn, ResultOutcome as StoredOutcome, ResultReason as StoredReason,
    ResultStage as StoredStage,
};

use crate::results::rules::Doubt;

/// Whether a list of results may still be objected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredStage")]
pub enum ResultStage {
    /// What the commission proposes.
    Preliminary,
    /// What was decided.
    Final,
}

/// What became of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredOutcome")]
pub enum ResultOutcome {
    /// It gets money.
    Approved,
    /// It gets money where another does not take it.
    Reserve,
    /// It has fewer points than are asked.
    BelowThreshold,
    /// It was not judged; the reason says why.
    Disqualified,
    /// Whoever applied took it back.
    Withdrawn,
}

/// Why an application was not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredReason")]
pub enum ResultReason {
    /// It came too late.
    Late,
    /// It is not on the form that was asked for.
    WrongForm,
    /// A document is missing.
    DocumentMissing,
    /// It asks less or more than may be asked.
    BudgetLimits,
    /// The project is too short or too long.
    WrongDuration,
    /// Whoever applied is not registered as was asked.
    Registration,
    /// The project is elsewhere, or for people elsewhere.
    OutsideArea,
    /// The organisation has not worked all along.
    NoContinuity,
    /// Money of an earlier call was not accounted for.
    Unreported,
    /// Anything else; the note says what.
    Other,
}

/// What a column of a list of results holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredColumn")]
pub enum ResultColumn {
    /// The rank.
    Rank,
    /// Who applied.
    Organisation,
    /// The tax number.
    Jib,
    /// With what.
    Project,
    /// Points.
    Points,
    /// What was asked.
    Asked,
    /// What was approved.
    Approved,
    /// What became of it.
    Outcome,
    /// Why, or whatever else is said beside it.
    Note,
    /// The lot, by its number or name.
    Lot,
}

/// What an editor should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Doubt")]
pub enum ResultWarningCode {
    /// More is approved than the call has.
    OverBudget,
    /// More is approved than was asked.
    OverAsked,
    /// The rank stands in the list before.
    RankTwice,
    /// The same organisation with the same project stands in the list before.
    RowTwice,
    /// The day on the list has not come yet.
    PublishedLater,
    /// Until when it may be objected to is not said.
    NoObjections,
}

/// How a row came to lead to an organisation of the directory, or why it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ResultMatchKind {
    /// Its tax number is the organisation's, or only that one is called exactly so.
    Sure,
    /// Somebody has said that it is this one.
    Chosen,
    /// It may be this one; the row leads nowhere unless somebody says so.
    Perhaps,
    /// Somebody has said that it is none of the directory.
    None,
    /// Nobody of the directory is called so.
    Nobody,
}
