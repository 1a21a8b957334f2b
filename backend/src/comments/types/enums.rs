//! Closed sets of this slice as the API has them.

use async_graphql::Enum;

use crate::comments::store;

/// As what somebody comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::AuthorKind")]
pub enum AuthorKind {
    /// Under the name that he gives.
    Citizen,
    /// Without a name.
    Anonymous,
    /// For an organisation.
    Organisation,
}

/// On what way a comment came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::CommentOrigin")]
pub enum CommentOrigin {
    /// Through the form.
    Online,
    /// On paper or by post; an official entered it.
    Paper,
    /// Said at a session; an official entered it.
    Session,
    /// By e-mail; an official entered it.
    Email,
}

/// Whether a comment may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::CommentState")]
pub enum CommentState {
    /// Its address has not been confirmed; it is seen by nobody.
    Unconfirmed,
    /// Something about how it came is odd: it waits longer, and is never lost.
    Held,
    /// An official has not looked at it.
    Pending,
    /// Everybody reads it.
    Published,
    /// An official refused it, and said why.
    Rejected,
    /// Whoever wrote it took it back.
    Withdrawn,
}

/// What officials look through. A comment lies in one pile by its state, and perhaps in others by what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::comments::rules::pile::Pile")]
pub enum CommentPile {
    /// Whoever sent it has not shown that the address is his: nothing can be decided yet.
    Unconfirmed,
    /// Something about how it came is odd.
    Held,
    /// Nobody has looked at it.
    Pending,
    /// Somebody says that it should not stand there, and nobody has decided since.
    Flagged,
    /// Everybody reads it.
    Published,
    /// The same, and the municipality has not answered it.
    Unanswered,
    /// The same, and it has.
    Answered,
    /// An official refused it.
    Rejected,
    /// Whoever wrote it took it back.
    Withdrawn,
}

/// Why a comment is refused or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::CommentReason")]
pub enum CommentReason {
    /// Not about what is consulted on.
    OffTopic,
    /// It insults somebody.
    Insult,
    /// It incites hatred.
    Hate,
    /// It tells what is somebody's private affair.
    PersonalData,
    /// It advertises.
    Advertising,
    /// The same was said by the same before.
    Duplicate,
    /// It is against the law.
    Unlawful,
    /// It cannot be understood.
    Unreadable,
    /// An official erred who entered it for somebody else. Only of what did not come `ONLINE`, and nobody reports it.
    EnteredWrongly,
}

/// What is odd about how a comment came. None of these refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::Signal")]
pub enum Signal {
    /// It came without the task that the form gets with the consultation.
    NoChallenge,
    /// The task was solved, but it was of half a day ago, or cheaper than tasks were by then: whoever reads for long before he writes
    /// leaves that, too.
    StaleChallenge,
    /// The task was not solved.
    NoWork,
    /// It came from the hosted form, which works without scripts and so has no task. It is not held for that once its address is
    /// confirmed.
    NoScript,
    /// It was written faster than anybody writes.
    TooFast,
    /// A field was filled in that nobody sees.
    Honeypot,
    /// It came where many did within a minute: from its network; or, where nothing else about it is odd, to its consultation or to all
    /// of them together. Or so much else was asked from its address that only the work which it took let it in.
    TooMany,
    /// It came from the hosted form as many others did that day from where it came, more than people mostly send: a program that
    /// fetches the form, or a hall full of people behind one address. It is held for `NO_SCRIPT`, and not for that either once its
    /// address is confirmed; this only says what lies together.
    ManyForms,
}

/// What becomes of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entities::Disposition")]
pub enum Disposition {
    /// It goes into the act.
    Accepted,
    /// Some of it goes into the act.
    PartlyAccepted,
    /// It does not go into the act.
    NotAccepted,
    /// Primljeno na znanje: nothing in the act follows from it.
    Noted,
    /// It is not about what is consulted on.
    OutOfScope,
}

/// The order of a list of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::CommentOrder")]
pub enum CommentOrder {
    /// As they came.
    Oldest,
    /// The last that came first.
    Newest,
    /// Those that most support first.
    MostSupported,
}

/// How much of a comment is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::comments::rules::log::Erased")]
pub enum Erased {
    /// Whoever wrote it; his words stay, under a pseudonym.
    Author,
    /// All of it.
    Whole,
}

/// Why a comment that keeps its place cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Hidden {
    /// An official refused it.
    Refused,
    /// Whoever wrote it took it back.
    TakenBack,
    /// It was written anew, and waits to be looked at.
    Waits,
}

/// What became of a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::comments::voices::Supported")]
pub enum SupportState {
    /// It counts.
    Counted,
    /// It counts once you have answered the letter.
    AskedByLetter,
    /// It was taken back.
    TakenBack,
}
