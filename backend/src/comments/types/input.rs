//! What the mutations of this slice take and give back.

use async_graphql::{ID, InputObject, SimpleObject};

use super::{AuthorKind, CommentOrigin, CommentReason, DeskComment, Disposition, Receipt};
use crate::mend::UserError;
use crate::scalars::LocaleTag;

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
    /// What is said: 3 to 5,000 characters.
    pub text: String,
    /// The language of the text, where it cannot be seen from its script.
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

/// What a municipality says to comments.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerCommentsInput {
    /// At most 100, of one consultation: those that say the same get the same answer.
    pub comments: Vec<CommentRead>,
    /// What becomes of what they say.
    pub disposition: Disposition,
    /// Why; everybody reads it.
    pub reason: String,
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, SimpleObject)]
        pub struct $name {
            /// As they are now.
            pub comments: Option<Vec<DeskComment>>,
            /// What you can mend; nothing was changed then.
            pub errors: Vec<UserError>,
        }

        impl From<(Option<Vec<DeskComment>>, Vec<UserError>)> for $name {
            fn from((comments, errors): (Option<Vec<DeskComment>>, Vec<UserError>)) -> Self {
                Self { comments, errors }
            }
        }
    )*};
}
payloads! {
    /// Comments can be read by everybody.
    PublishCommentsPayload
    /// Comments cannot be read.
    RejectCommentsPayload
    /// Comments are answered.
    AnswerCommentsPayload
    /// A comment was entered.
    EnterCommentPayload
}
