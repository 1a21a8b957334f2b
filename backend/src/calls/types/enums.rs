//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{
    CallEventKind as EventKind, CallField as Field, CallKind as Kind, DocumentRole as Role, LegalForm as StoredForm,
    QuestionState as StoredState,
};

use crate::calls::rules::check::Doubt;
use crate::calls::rules::due::Kind as DueFact;
use crate::calls::rules::{Phase, Status};
use crate::calls::store::CallOrder;
use crate::calls::store::desk::Shelf;

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
    /// What it is for.
    Kind,
    /// Office, address, hours.
    Contact,
    /// The law or decision it rests on.
    LegalBasis,
    /// The number of the act.
    ReferenceNumber,
    /// The day on the notice.
    PublishedOn,
    /// When applications start to be taken.
    Opens,
    /// What is said of the deadline in words.
    DeadlineNote,
    /// Whether it is open until the money is spent.
    UntilSpent,
    /// Until when questions are answered.
    QuestionsUntil,
    /// Until when the preliminary list may be objected to.
    ObjectionsUntil,
    /// When the list of results is promised.
    ResultsExpected,
    /// Own contribution of the applicant.
    CoFunding,
    /// How long a project may last.
    Duration,
    /// What kind of organisation may apply.
    EligibleForms,
    /// Where it must have its seat.
    SeatIn,
    /// Before what day it must have been registered.
    RegisteredBefore,
    /// Parts with money of their own.
    Lots,
    /// Sessions and other dated events.
    Events,
    /// Whether the call is held at all.
    Cancellation,
    /// What it came from: a consultation, or an earlier call.
    Origin,
    /// Anything else.
    Other,
}

/// What kind of organisation may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredForm")]
pub enum LegalForm {
    /// Udruženje.
    Association,
    /// Fondacija.
    Foundation,
    /// A church or religious community.
    ReligiousCommunity,
    /// Javna ustanova.
    Institution,
    /// A sports club or federation.
    SportsClub,
    /// A group that is not registered.
    InformalGroup,
    /// Anybody else whom the notice names.
    Other,
}

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredState")]
pub enum QuestionState {
    /// Nobody has answered it.
    Waiting,
    /// Question and answer can be read by everybody.
    Answered,
    /// It is not published.
    #[graphql(name = "NOT_PUBLISHED")]
    Withheld,
}

/// Where a call is in the desk's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Shelf")]
pub enum DeskCallState {
    /// Nobody outside sees it.
    Draft,
    /// Applications are not taken yet.
    Announced,
    /// Applications are taken.
    Open,
    /// The deadline has passed.
    Closed,
    /// A commission is at work.
    Evaluation,
    /// Results are out.
    Results,
    /// It will not be held.
    Cancelled,
    /// It states no deadline.
    Undated,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "DueFact")]
pub enum DueKind {
    /// Applications are not taken any more.
    Deadline,
    /// Questions are not answered any more.
    QuestionsUntil,
    /// Objections are not taken any more.
    ObjectionsUntil,
    /// Applications begin to be taken.
    Opens,
    /// A session or other event.
    Session,
    /// Questions wait for an answer.
    QuestionWaiting,
    /// A draft that nobody has touched for days.
    DraftWaiting,
    /// Results were promised.
    ResultsExpected,
}

/// What an editor should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Doubt")]
pub enum CallWarningCode {
    /// The deadline is on a weekend or a holiday. Where it is neither by law, `params` says what it is: `OWN` and what the
    /// municipality calls its own day off; or `PERHAPS`, where believers may stay away or the government decides each year.
    DeadlineOnDayOff,
    /// The deadline has passed.
    DeadlinePast,
    /// There are fewer days left than notices usually leave; `params`: how many, and how many are usual.
    DeadlineSoon,
    /// No hour is said: readers will not know until when that day.
    HourMissing,
    /// It comes before what must come first, which `params` names.
    DatesOutOfOrder,
    /// One project may get more than there is.
    GrantOverBudget,
    /// The lots together have more than there is.
    LotsOverBudget,
    /// There is nothing to read, to fill in or to bring.
    NoDocument,
    /// Nobody finds it by area.
    NoArea,
    /// An event is on a weekend or a holiday; `params` as with `DEADLINE_ON_DAY_OFF`.
    EventOnDayOff,
    /// An event has passed.
    EventPast,
    /// An event is when nobody can apply any more.
    EventAfterDeadline,
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
