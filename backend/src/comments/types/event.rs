//! What a listener is told.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{CommentState, Happening, comment};

use super::Comment;
use crate::consultations::types::ConsultationEvent;
use crate::events::{Happened, Place};
use crate::locale::Locale;

/// What became of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CommentChange {
    /// It can be read now.
    Published,
    /// The municipality answered it, or answered otherwise than before.
    Answered,
    /// Its words are not what they were: whoever wrote it changed them, or some are covered or forgotten.
    Changed,
    /// Somebody supports it.
    Supported,
    /// An official refused it after it could be read.
    Rejected,
    /// Whoever wrote it took it back.
    Withdrawn,
}

/// Something happened to a comment.
#[derive(Clone, Debug)]
pub struct CommentEvent {
    pub(crate) happened: Arc<Happened>,
    pub(crate) row: Arc<comment::Model>,
    pub(crate) locale: Option<Locale>,
}

/// Something happened to a comment.
#[Object]
impl CommentEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time.
    async fn cursor(&self) -> String {
        Place(self.happened.row.position).to_string()
    }

    /// When it happened.
    async fn at(&self) -> DateTime<Utc> {
        self.happened.row.at
    }

    /// What became of the comment.
    async fn change(&self) -> CommentChange {
        match self.happened.row.kind {
            Happening::CommentAnswered => CommentChange::Answered,
            Happening::CommentRejected => CommentChange::Rejected,
            Happening::CommentWithdrawn => CommentChange::Withdrawn,
            Happening::CommentChanged | Happening::CommentRedacted | Happening::CommentErased => CommentChange::Changed,
            Happening::CommentSupported => CommentChange::Supported,
            _ => CommentChange::Published,
        }
    }

    /// Id of the comment, also of one that cannot be read any more.
    async fn comment_id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Id of the comment that it replies to; null where it is no reply.
    async fn reply_to(&self) -> Option<ID> {
        self.row.parent_id.map(|id| id.to_string().into())
    }

    /// The part of an act that it is about, `anc_…`; null where it is about the whole.
    async fn part(&self) -> Option<ID> {
        self.row.anchor_key.map(|key| key.to_string().into())
    }

    /// The comment as it is now; null where it cannot be read any more.
    async fn comment(&self) -> Option<Comment> {
        let readable = self.row.state == CommentState::Published;
        readable.then(|| Comment::new(Arc::clone(&self.row), self.locale))
    }
}

/// Something happened to a consultation, or to a comment in it.
#[derive(Clone, Debug, SimpleObject)]
pub struct DiscussionEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time.
    pub cursor: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened to the consultation; null where it happened to a comment.
    pub consultation: Option<ConsultationEvent>,
    /// What happened to a comment; null where it happened to the consultation.
    pub comment: Option<CommentEvent>,
}
