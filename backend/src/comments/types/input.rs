//! What the mutations of this slice take and give back.

use async_graphql::{ID, InputObject, SimpleObject};
use chrono::{DateTime, Utc};

use super::{
    AuthorKind, CommentOrigin, CommentReason, DeskComment, Disposition, Erased, Receipt, Signal, SupportState,
};
use crate::edited::Override;
use crate::mend::{UserError, payloads};
use crate::scalars::{Date, LocaleTag};

/// What somebody says, and what the form sends with it.
#[derive(Clone, Debug, InputObject)]
pub struct SubmitCommentInput {
    /// `con_…`.
    pub consultation: ID,
    /// Which part of which version of an act, `part_…`; about the whole where it is left out.
    pub part: Option<ID>,
    /// Which comment it replies to, `com_…`.
    pub reply_to: Option<ID>,
    /// As what it is said.
    pub author_kind: AuthorKind,
    /// Under what name; everybody reads it. Left out where it is said without one.
    pub name: Option<String>,
    /// Where you want to be told what becomes of it: you get a letter that asks whether the address is yours. Nobody else
    /// sees it. Where the municipality wants it, nothing is published before that. It is deleted when the report is published, at
    /// the latest a year after the last day: whoever has not got the report by then gets no letter about it.
    pub email: Option<String>,
    /// What is said: 3 to 5,000 characters.
    pub text: String,
    /// In what you read. Letters about it are in that; your text is taken to be, where its script does not say otherwise.
    pub locale: Option<LocaleTag>,
    /// The task that came with the consultation.
    pub challenge: Option<String>,
    /// The number that solves it.
    pub solution: Option<String>,
    /// How long the form was open, in milliseconds.
    pub open_for: Option<i32>,
    /// Stays empty. Programs that fill in whatever there is fill in this.
    pub website: Option<String>,
    /// Drawn by you for this comment, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// A comment was received.
#[derive(Clone, Debug, SimpleObject)]
pub struct SubmitCommentPayload {
    /// What you keep.
    pub receipt: Option<Receipt>,
    /// What you can mend; nothing was kept then.
    pub errors: Vec<UserError>,
}

/// A comment that came on paper or was said at a session.
#[derive(Clone, Debug, InputObject)]
pub struct EnterCommentInput {
    /// `con_…`.
    pub consultation: ID,
    /// Which part of which version of an act, `part_…`; about the whole where it is left out.
    pub part: Option<ID>,
    /// As what it is said.
    pub author_kind: AuthorKind,
    /// Under what name; everybody reads it.
    pub name: Option<String>,
    /// What is said.
    pub text: String,
    /// On what way it came; not `ONLINE`.
    pub origin: CommentOrigin,
    /// From which address it came, where that was by e-mail and the consultation asks for addresses. Whoever wrote from there is
    /// told that it stands there now, what becomes of it, and that the report is there. Nobody else sees the address; it is
    /// deleted with the report, at the latest a year after the last day.
    pub email: Option<String>,
    /// The day on which it came; the day on which it is entered where it is left out.
    pub received_on: Option<Date>,
    /// Drawn by you for this comment, 1 to 255 characters; whatever you send again under it is entered once. Left out, it is
    /// entered each time.
    pub idempotency_key: Option<String>,
}

/// A comment was entered.
#[derive(Clone, Debug, SimpleObject)]
pub struct EnterCommentPayload {
    /// As they are now.
    pub comments: Option<Vec<DeskComment>>,
    /// What whoever said it keeps: it is told here and nowhere else, so hand it over now.
    pub receipt: Option<Receipt>,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}

/// Which comment, and which text of it was read.
#[derive(Clone, Debug, InputObject)]
pub struct CommentRead {
    /// `com_…`.
    pub id: ID,
    /// Which text you have read.
    pub revision: i32,
}

/// Which comments may be read by everybody.
#[derive(Clone, Debug, InputObject)]
pub struct PublishCommentsInput {
    /// At most 100.
    pub comments: Vec<CommentRead>,
}

/// Which comments may not, and why.
#[derive(Clone, Debug, InputObject)]
pub struct RejectCommentsInput {
    /// At most 100.
    pub comments: Vec<CommentRead>,
    /// Whoever wrote it is told.
    pub reason: CommentReason,
}

/// Which comments that are held may not be read, by what they have in common, and why.
#[derive(Clone, Debug, InputObject)]
pub struct RejectHeldCommentsInput {
    /// On which consultation, `con_…`.
    pub consultation: ID,
    /// Those that say nearly the same as this one, `com_…`, and it.
    pub like_to: Option<ID>,
    /// Those that carry one of these that people do not leave as well: `NO_SCRIPT`, `STALE_CHALLENGE`, `TOO_FAST` and `TOO_MANY`
    /// they do, and named beside others these take nobody along. Say this or `likeTo`, or both: then those of which both is
    /// true, whichever of the signals they carry.
    #[graphql(default)]
    pub signals: Vec<Signal>,
    /// When you were told how many they are, `DeskCommentCounts.at`. What came later, or was written anew since, is not
    /// decided about.
    pub as_of: DateTime<Utc>,
    /// Whoever wrote it is told.
    pub reason: CommentReason,
}

/// Some of them cannot be read now.
#[derive(Clone, Debug, SimpleObject)]
pub struct RejectHeldCommentsPayload {
    /// How many were refused now.
    pub rejected: i32,
    /// How many are left: ask again, until none is.
    pub left: i32,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}

/// Which comment is answered, and what of it was read.
#[derive(Clone, Debug, InputObject)]
pub struct CommentToAnswer {
    /// `com_…`.
    pub id: ID,
    /// Which text you have read.
    pub revision: i32,
    /// Which answer you have read under it, `ans_…`, and replace with yours; left out where none stood there.
    pub answer: Option<ID>,
}

/// What a municipality says to comments.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerCommentsInput {
    /// At most 100, of one consultation: those that say the same get the same answer; more of them under the same
    /// `idempotencyKey`. Where another text or another answer
    /// stands there by now it is a `CONFLICT`: nothing is answered, and `extensions.now` names those comments, each with
    /// what stands there.
    pub comments: Vec<CommentToAnswer>,
    /// What becomes of what they say.
    pub disposition: Disposition,
    /// Why; everybody reads it.
    pub reason: String,
    /// What the reason is written in; read from its letters where it is left out.
    pub reason_locale: Option<LocaleTag>,
    /// Other wordings of the reason, written by hand for readers of other locales.
    #[graphql(default)]
    pub reason_overrides: Vec<Override>,
    /// Drawn by you for this answer, 1 to 255 characters. Further comments that you name under it later, with the same
    /// disposition and reasons, get the same answer; one that has it already stays as it is, so it may be sent again. Left out,
    /// it is an answer of its own.
    pub idempotency_key: Option<String>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct SpanInput {
    /// From which character, counted from 0 in Unicode code points.
    pub from: i32,
    /// Before which character.
    pub to: i32,
}

/// What is to be covered.
#[derive(Clone, Debug, InputObject)]
pub struct RedactCommentInput {
    /// Of which comment.
    pub comment: CommentRead,
    /// Which parts; none of them runs into another.
    #[graphql(default)]
    pub spans: Vec<SpanInput>,
    /// Which files are taken off, each named by its `sha256`.
    #[graphql(default)]
    pub files: Vec<String>,
    /// Why; it stands in the log, and beside the mark of a file.
    pub reason: CommentReason,
}

/// What is to be covered in an answer.
#[derive(Clone, Debug, InputObject)]
pub struct RedactAnswerInput {
    /// The comment under which it stands, `com_…`. Under others with the same answer it is covered, too.
    pub comment: ID,
    /// The reason as you have read it, in the words in which it was written (`DeskComment.answerReason`). Where another stands there
    /// by now it is a `CONFLICT`.
    pub read: String,
    /// Which parts of that; none of them runs into another. All of it may be one.
    pub spans: Vec<SpanInput>,
    /// Why; it stands in the log.
    pub reason: CommentReason,
}

/// What is to be forgotten.
#[derive(Clone, Debug, InputObject)]
pub struct EraseCommentInput {
    /// Of which comment.
    pub comment: CommentRead,
    /// How much.
    pub what: Erased,
}

/// A comment, written anew.
#[derive(Clone, Debug, InputObject)]
pub struct ChangeCommentInput {
    /// What is written on its receipt.
    pub code: String,
    /// Under what name.
    pub name: Option<String>,
    /// What it says now: 3 to 5,000 characters.
    pub text: String,
    /// Drawn by you for this change, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// A comment that is taken back.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawCommentInput {
    /// What is written on its receipt.
    pub code: String,
    /// Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// A comment was written anew.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChangeCommentPayload {
    /// As it is now.
    pub receipt: Option<Receipt>,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}

/// A comment was taken back.
#[derive(Clone, Debug, SimpleObject)]
pub struct WithdrawCommentPayload {
    /// As it is now.
    pub receipt: Option<Receipt>,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}

/// A support.
#[derive(Clone, Debug, InputObject)]
pub struct SupportCommentInput {
    /// Of which comment, `com_…`.
    pub comment: ID,
    /// Which text of it you have read. Where another stands there by now it is a `CONFLICT`: nothing is counted, and
    /// `extensions.now` has what stands there. Left out, you support whatever that is.
    pub revision: Option<i32>,
    /// Your address, where the municipality counts addresses (`Consultation.rules.supports`): you get a letter.
    pub email: Option<String>,
    /// In what you read, and the letter is; left out, it is as the comment is.
    pub locale: Option<LocaleTag>,
    /// That you take it back. Only where clients are counted.
    pub back: Option<bool>,
    /// Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// A comment is supported.
#[derive(Clone, Debug, SimpleObject)]
pub struct SupportCommentPayload {
    /// What became of it.
    pub state: Option<SupportState>,
    /// What you can mend; nothing was kept then.
    pub errors: Vec<UserError>,
}

/// A comment that should not stand there.
#[derive(Clone, Debug, InputObject)]
pub struct ReportCommentInput {
    /// Which, `com_…`.
    pub comment: ID,
    /// Why it should not.
    pub reason: CommentReason,
    /// The same in your words, at most 500 characters. Only officials see it.
    pub words: Option<String>,
    /// Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// A comment was reported.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportCommentPayload {
    /// Whether officials were told.
    pub received: bool,
    /// What you can mend; nobody was told then.
    pub errors: Vec<UserError>,
}

payloads! {
    /// Comments can be read by everybody.
    PublishCommentsPayload {
        /// As they are now.
        comments: Vec<DeskComment>
    }
    /// Comments cannot be read.
    RejectCommentsPayload {
        /// As they are now.
        comments: Vec<DeskComment>
    }
    /// Comments are answered.
    AnswerCommentsPayload {
        /// As they are now.
        comments: Vec<DeskComment>
    }
    /// Part of a comment is covered.
    RedactCommentPayload {
        /// As they are now.
        comments: Vec<DeskComment>
    }
    /// Something of an answer is covered.
    RedactAnswerPayload {
        /// The comment that was named, as it is now.
        comments: Vec<DeskComment>
    }
    /// Something of a comment is forgotten.
    EraseCommentPayload {
        /// As they are now.
        comments: Vec<DeskComment>
    }
}
