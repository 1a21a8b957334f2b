//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{CallEventKind as EventKind, CallField as Field, CallKind as Kind, DocumentRole as Role};

use crate::calls::rules::{Phase, Status};
use crate::calls::store::CallOrder;

/// The state of a call now. It follows from time and from what officials decided; no job flips it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Status")]
pub enum OpenCallStatus {
    /// Published; applications are not taken yet.
    Announced,
    /// Applications are taken.
    Open,
    /// Applications are taken, and the deadline was moved.
    Extended,
    /// Applications are taken until the money is spent.
    OpenUntilSpent,
    /// The deadline has passed.
    Closed,
    /// A commission is at work.
    Evaluating,
    /// The preliminary list is out; objections are not taken (any more).
    PreliminaryList,
    /// The preliminary list is out and may be objected to.
    Objections,
    /// The final list is out.
    FinalList,
    /// Contracts are signed.
    Contracted,
    /// Cancelled.
    Cancelled,
    /// The source states no deadline: kept as a record, never shown as open.
    Undated,
}

/// The three parts that a list of calls is shown in. More statuses may come; these three stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Phase")]
pub enum OpenCallPhase {
    /// One can apply now.
    Open,
    /// One will be able to apply.
    Announced,
    /// One cannot apply any more.
    Closed,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub enum OpenCallKind {
    /// Money for projects of civil-society organisations.
    Projects,
    /// A status of public or local interest; no money.
    Status,
    /// A call that is not, or not only, for organisations.
    Other,
    /// Notice that a call will come.
    Announcement,
}

/// What an applicant does with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Role")]
pub enum DocumentRole {
    /// To read: the call itself, guidelines.
    Read,
    /// To fill in.
    Form,
    /// To bring.
    Bring,
    /// The notice names it and does not say whether it is given or asked for.
    Named,
}

/// What happens at an event of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "EventKind")]
pub enum CallEventKind {
    /// Public debate on the priority areas.
    Debate,
    /// Info session or open day.
    InfoSession,
    /// Training in writing projects.
    Training,
    /// Mentor session; its minutes are published.
    MentorSession,
}

/// A fact of a call that was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Field")]
pub enum CallField {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// Who may apply.
    Eligibility,
    /// The deadline.
    Deadline,
    /// The total budget.
    Budget,
    /// The least that a project may ask.
    MinGrant,
    /// The most that a project may ask.
    MaxGrant,
    /// The documents.
    Documents,
    /// The areas of work.
    Areas,
    /// Anything else.
    Other,
}

/// The order of a list of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "CallOrder")]
pub enum OpenCallOrder {
    /// The deadline that comes first, first; calls without a deadline last.
    DeadlineSoonest,
    /// The most recently published first.
    Newest,
}
