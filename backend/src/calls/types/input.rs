//! What the mutations of the desk take and give back.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};

use super::content::CallContent;
use super::desk::{DeskCall, DeskQuestion};
use crate::calls::asking::Received;
use crate::edited::{EditedText, Moment, Override};
use crate::mend::{inputs, payloads};
use crate::scalars::LocaleTag;

inputs! {
    /// A new call.
    CreateCallInput {
        /// Slug of the municipality.
        municipality: String,
        /// What is written of it so far.
        content: CallContent
    }
    /// What is written of a call.
    SaveCallInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// All of it.
        content: CallContent
    }
    /// Which draft is to be published.
    PublishCallInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Whose changes are to be published, and why.
    CorrectCallInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Whose changes are to be thrown away.
    DiscardCallChangesInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Until when applications are to be taken, and why.
    ExtendCallInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Later than it is now.
        deadline: Moment,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Which call will not be held, and why.
    CancelCallInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Which draft is to be thrown away.
    DeleteDraftInput {
        /// `call_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Which call is to be written anew.
    CopyCallInput {
        /// `call_…`.
        id: ID
    }
    /// A question of anybody.
    AskQuestionInput {
        /// `call_…`.
        call: ID,
        /// What is asked; at most 2000 characters. Everybody reads it once it is answered.
        text: String,
        /// Who asks; the public is never told.
        name: Option<String>,
        /// Where to write when it is answered; the public is never told, and it is forgotten then.
        email: Option<String>,
        /// In what you read. The letter that says that it is answered is in that; your text is taken to be, where its script
        /// does not say otherwise.
        locale: Option<LocaleTag>,
        /// Drawn by the client for this question, at most 255 characters; a fresh UUID will do. Sent again with the same
        /// key, for at least a day, the same question is not asked twice.
        idempotency_key: String
    }
    /// A question that came by telephone or letter.
    EnterQuestionInput {
        /// `call_…`.
        call: ID,
        /// What was asked.
        question: String,
        /// What the question is written in; read from its letters where it is left out.
        question_locale: Option<LocaleTag>,
        /// Other wordings of the question, written by hand for readers of other locales.
        #[graphql(default)]
        question_overrides: Vec<Override>,
        /// Who asked; the public is never told.
        asker: Option<String>
    }
    /// An answer.
    AnswerQuestionInput {
        /// `ask_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// What everybody reads.
        answer: EditedText
    }
    /// Which question is not to be published.
    WithholdQuestionInput {
        /// `ask_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
}

/// That a question was received. It waits for an official.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReceivedQuestion {
    /// `ask_…`.
    pub id: ID,
    /// When it came.
    pub asked_at: DateTime<Utc>,
}

impl From<Received> for ReceivedQuestion {
    fn from(received: Received) -> Self {
        Self { id: received.id.to_string().into(), asked_at: received.at }
    }
}

payloads! {
    /// A call was begun.
    CreateCallPayload {
        /// The draft.
        call: DeskCall
    }
    /// A call was saved.
    SaveCallPayload {
        /// As it is now.
        call: DeskCall
    }
    /// A call was published.
    PublishCallPayload {
        /// As it is now.
        call: DeskCall
    }
    /// A published call was corrected.
    CorrectCallPayload {
        /// As it is now.
        call: DeskCall
    }
    /// Changes were thrown away.
    DiscardCallChangesPayload {
        /// As it is now.
        call: DeskCall
    }
    /// A deadline was moved.
    ExtendCallPayload {
        /// As it is now.
        call: DeskCall
    }
    /// A call was cancelled.
    CancelCallPayload {
        /// As it is now.
        call: DeskCall
    }
    /// A draft was thrown away.
    DeleteDraftPayload {
        /// Its id.
        deleted: ID
    }
    /// A call was begun from an old one.
    CopyCallPayload {
        /// The draft.
        call: DeskCall
    }
    /// A question was asked.
    AskQuestionPayload {
        /// The receipt.
        question: ReceivedQuestion
    }
    /// A question was written down.
    EnterQuestionPayload {
        /// As it is now.
        question: DeskQuestion
    }
    /// A question was answered.
    AnswerQuestionPayload {
        /// As it is now.
        question: DeskQuestion
    }
    /// A question is not published.
    WithholdQuestionPayload {
        /// As it is now.
        question: DeskQuestion
    }
}
