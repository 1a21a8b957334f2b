//! The closed sets of codes, as the API names them.

use async_graphql::Enum;
use entities::{
    AnchorKind as StoredAnchorKind, ChannelKind as StoredChannelKind, ConfirmEmail as StoredConfirm,
    ConsultationDocumentRole as StoredRole, ConsultationField as StoredField, ConsultationKind as StoredKind,
    Moderation as StoredModeration, Supports as StoredSupports,
};

use serde::Serialize;

use crate::consultations::rules::Status;
use crate::consultations::rules::act::versions::{Fate, PartFate};
use crate::consultations::rules::check::Doubt;
use crate::consultations::rules::due::Kind as StoredDue;
use crate::consultations::store::ConsultationOrder as StoredOrder;
use crate::consultations::store::desk::Shelf;

/// The state of a consultation now. It follows from time and from what officials decided; no job flips it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Status")]
pub enum ConsultationStatus {
    /// Published; comments are not taken yet.
    Announced,
    /// Comments are taken.
    Open,
    /// The last day has passed; the report is not there yet.
    Closed,
    /// It is finished, and its report can be read.
    Report,
    /// It will not be held, or did not go on.
    Cancelled,
    /// The source states no last day: kept as a record, never shown as open.
    Undated,
}

/// In what form a municipality asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredKind")]
pub enum ConsultationKind {
    /// Javna rasprava: a draft is debated, at sessions and in writing.
    PublicDebate,
    /// Javni uvid: a plan is laid out, and remarks are written on the spot.
    PublicInspection,
    /// A call for proposals before anything is drafted.
    CallForProposals,
    /// Zbor građana: the citizens of a place meet.
    CitizensAssembly,
    /// Any other way of asking.
    Consultation,
}

/// The order of a list of consultations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredOrder")]
pub enum ConsultationOrder {
    /// What closes first, first; what has no last day, last.
    ClosingSoonest,
    /// The most recently published first.
    Newest,
}

/// What part of an act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize)]
#[graphql(remote = "StoredAnchorKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AnchorKind {
    /// Glava: it holds articles or chapters.
    Chapter,
    /// Član.
    Article,
    /// Stav: a piece of an article, or text that stands outside of one.
    Paragraph,
}

/// What became of a part of an act in a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "PartFate")]
pub enum AnchorFate {
    /// It is new.
    Added,
    /// Its words or its title are others.
    Changed,
    /// It has the same words under another number, or in another place.
    Moved,
    /// It is gone.
    Removed,
}

/// What became of words in a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Fate")]
pub enum WordFate {
    /// They stayed.
    Kept,
    /// They went.
    Removed,
    /// They came.
    Added,
}

/// A way on which a comment can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredChannelKind")]
pub enum ChannelKind {
    /// By letter.
    Post,
    /// At the counter of the administration.
    Counter,
    /// By e-mail.
    Email,
    /// In the book that is laid out with the plan.
    Notebook,
    /// By a form of the municipality's own.
    Form,
    /// Through the local community (mjesna zajednica).
    LocalCommunity,
}

/// What a document of a consultation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredRole")]
pub enum ConsultationDocumentRole {
    /// The draft itself.
    Draft,
    /// Why it is drafted so.
    Explanation,
    /// A form for remarks.
    Form,
    /// The act that was adopted in the end.
    Adopted,
    /// Anything else.
    Other,
}

/// When a comment can be read by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredModeration")]
pub enum Moderation {
    /// After an official has looked at it.
    Pre,
    /// At once; an official looks at it afterwards.
    Post,
    /// At once, but for the first few of somebody: those after an official has looked at them.
    FirstN,
}

/// Whether whoever comments has to confirm an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredConfirm")]
pub enum ConfirmEmail {
    /// No address is asked to be confirmed.
    Never,
    /// An address may be left out; one that is given has to be confirmed.
    WhenGiven,
    /// Nothing is published before an address is confirmed.
    Always,
}

/// Who may support a comment, each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredSupports")]
pub enum Supports {
    /// Nobody: comments are not counted against each other.
    None,
    /// Whoever confirms an e-mail address.
    ConfirmedEmail,
    /// Every client of the network, known by a keyed hash.
    Client,
}

/// A fact of a consultation that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredField")]
pub enum ConsultationField {
    /// The title.
    Title,
    /// In what form is asked.
    Kind,
    /// The summary.
    Summary,
    /// Who holds it.
    ResponsibleBody,
    /// The areas of work that it is about.
    Areas,
    /// The law or decision it rests on.
    LegalBasis,
    /// Office, address, hours.
    Contact,
    /// What is said beside the form.
    CommentNote,
    /// The day on the notice.
    PublishedOn,
    /// From when comments are taken.
    Opens,
    /// Until when comments are taken.
    Closes,
    /// What is said of the dates in words.
    DatesNote,
    /// Until when comments are answered.
    AnswerDue,
    /// Whether it counts for the law, who may comment and support, and what is looked at first.
    Rules,
    /// The draft acts.
    Acts,
    /// The sessions.
    Sessions,
    /// The other ways to comment.
    Channels,
    /// The documents.
    Documents,
    /// Whether it is held at all.
    Cancellation,
    /// Anything else.
    Other,
}

/// Where a consultation is in the desk's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Shelf")]
pub enum DeskConsultationState {
    /// Nobody outside sees it.
    Draft,
    /// Comments are not taken yet.
    Announced,
    /// Comments are taken.
    Open,
    /// The last day has passed.
    Closed,
    /// Its report can be read.
    Report,
    /// It will not be held.
    Cancelled,
    /// It states no last day.
    Undated,
}

/// What to look at once more before a consultation is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Doubt")]
pub enum ConsultationWarningCode {
    /// The last day is a weekend or a holiday, when no office takes anything. Where it is neither by law, `params` says what
    /// it is: `OWN` and what the municipality calls its own day off; or `PERHAPS`, where believers may stay away or the
    /// government decides each year.
    ClosesOnDayOff,
    /// The last day has passed.
    ClosesPast,
    /// There are fewer days than usual; `params` has how many, and how many are usual.
    ClosesSoon,
    /// Readers will not know until what hour.
    HourMissing,
    /// One date comes before what must come first; `params` has the field that it should follow.
    DatesOutOfOrder,
    /// Nobody promises an answer by any day.
    AnswerDueMissing,
    /// Answers are promised before the last comment may come.
    AnswerDueEarly,
    /// There is no act with a text to comment on.
    NoAct,
    /// An online comment does not count, and no way is named that does.
    NoChannel,
    /// A session on a weekend or a holiday; `params` as with `CLOSES_ON_DAY_OFF`.
    SessionOnDayOff,
    /// A session that has passed.
    SessionPast,
    /// Whoever comes to it can comment no more.
    SessionAfterClosing,
}

/// What is due about a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredDue")]
pub enum ConsultationDueKind {
    /// Comments begin to be taken.
    Opens,
    /// Comments are not taken any more.
    Closes,
    /// People meet.
    Session,
    /// Comments wait to be looked at.
    CommentsWaiting,
    /// Comments are to be answered.
    AnswersDue,
    /// It is over and all is answered: the report is missing.
    ReportDue,
    /// A draft waits.
    DraftWaiting,
}

/// How the text of an act is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ActFormat {
    /// As somebody pastes it: from a page, a letter, or a PDF.
    Text,
    /// With headings and lists marked.
    Markdown,
}
