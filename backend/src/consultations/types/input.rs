//! What the mutations of the desk take and give back.

use async_graphql::ID;

use super::{ActPartInput, ConfirmEmail, ConsultationContent, DeskConsultation, Moderation, PartWordings, UsualRules};
use crate::edited::{EditedText, Moment};
use crate::mend::{inputs, payloads};
use crate::scalars::LocaleTag;

inputs! {
    /// A new consultation.
    CreateConsultationInput {
        /// Slug of the municipality.
        municipality: String,
        /// What is written of it so far.
        content: ConsultationContent,
        /// Whether comments on it can be read as is usual in the municipality (`usualRules`), whatever `content` says of
        /// `moderation`, `moderationFirst` and `confirmEmail`.
        #[graphql(default)]
        as_usual: bool
    }
    /// When comments can usually be read, as it was when you read it.
    UsualRulesInput {
        /// When a comment can be read by everybody.
        moderation: Moderation,
        /// How many of somebody are looked at first; there only with `FIRST_N`.
        moderation_first: Option<i32>,
        /// Whether an e-mail address has to be confirmed.
        confirm_email: ConfirmEmail
    }
    /// When comments can usually be read.
    SetUsualRulesInput {
        /// Slug of the municipality.
        municipality: String,
        /// What was usual when you read it: nobody's decision is replaced unseen.
        before: UsualRulesInput,
        /// When a comment can be read by everybody.
        moderation: Moderation,
        /// How many of somebody are looked at first, from 1 to 100; goes with `FIRST_N`, and is left out with all else.
        moderation_first: Option<i32>,
        /// Whether an e-mail address has to be confirmed. `NEVER` does not go with `FIRST_N`.
        confirm_email: ConfirmEmail
    }
    /// What is written of a consultation.
    SaveConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// All of it, but the texts of its acts.
        content: ConsultationContent
    }
    /// The text of an act.
    SaveActInput {
        /// `con_…`.
        consultation: ID,
        /// The version of the consultation that you have read.
        version: i32,
        /// `act_…`; left out for a new one. In a published consultation that waits, and nobody else sees it, until changes are
        /// published (`correctConsultation`).
        act: Option<ID>,
        /// Its title; it stays what it is once it is published.
        title: EditedText,
        /// What the text is written in.
        locale: LocaleTag,
        /// All its parts, in reading order.
        parts: Vec<ActPartInput>
    }
    /// What is written beside a part of an act for readers of other locales.
    WordActPartInput {
        /// `con_…`.
        consultation: ID,
        /// The version of the consultation that you have read.
        version: i32,
        /// `part_…`, of a text that holds or of one that is being made.
        part: ID,
        /// All of it: what is left out is made by the machine again, or not translated any more. Beside a text that everybody
        /// reads, what is new must be the same words.
        others: PartWordings
    }
    /// Which text that is being made is to be thrown away.
    DiscardActInput {
        /// `con_…`.
        consultation: ID,
        /// The version of the consultation that you have read.
        version: i32,
        /// `act_…`.
        act: ID
    }
    /// The act that was adopted in the end.
    PublishAdoptedActInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// What it is called.
        name: EditedText,
        /// Where it can be read.
        url: String,
        /// What is told beside it: when it was adopted, and by whom.
        reason: EditedText
    }
    /// Which draft is to be published.
    PublishConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Whose changes are to be published, and why.
    CorrectConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Whose changes are to be thrown away; texts that are being made stay.
    DiscardConsultationChangesInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Until when comments are to be taken, and why.
    ExtendConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Later than it is now.
        closes: Moment,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Which consultation will not be held or not go on, and why.
    CancelConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; everybody reads it.
        reason: EditedText
    }
    /// Which draft is to be thrown away.
    DeleteConsultationInput {
        /// `con_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
}

payloads! {
    /// It was said which act was adopted.
    PublishAdoptedActPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// It was said what is usual.
    SetUsualRulesPayload {
        /// As it is now.
        usual_rules: UsualRules
    }
    /// A consultation was begun.
    CreateConsultationPayload {
        /// The draft.
        consultation: DeskConsultation
    }
    /// A consultation was saved.
    SaveConsultationPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// The text of an act was kept.
    SaveActPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// Something was written beside a part of an act.
    WordActPartPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A text was thrown away.
    DiscardActPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A consultation was published.
    PublishConsultationPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A published consultation was corrected.
    CorrectConsultationPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// Changes were thrown away.
    DiscardConsultationChangesPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A last day was moved.
    ExtendConsultationPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A consultation was cancelled.
    CancelConsultationPayload {
        /// As it is now.
        consultation: DeskConsultation
    }
    /// A draft was thrown away.
    DeleteConsultationPayload {
        /// Its id.
        deleted: ID
    }
}
