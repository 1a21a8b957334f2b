//! When comments can usually be read in a municipality.

use std::sync::Arc;

use async_graphql::{InputType as _, SimpleObject};
use entities::{Moderation as StoredModeration, UsualRules as Stored};

use super::input::{SetUsualRulesInput, UsualRulesInput};
use super::{ConfirmEmail, Moderation};
use crate::consultations::rules::check::unworkable;
use crate::consultations::rules::content::as_usual;
use crate::edited::Check;
use crate::error::Error;
use crate::mend::Problem;

/// When comments can usually be read in a municipality: what a new consultation begins with. Each may differ.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct UsualRules {
    /// When a comment can be read by everybody.
    pub moderation: Moderation,
    /// How many of somebody are looked at first; there only with `FIRST_N`.
    pub moderation_first: Option<i32>,
    /// Whether an e-mail address has to be confirmed.
    pub confirm_email: ConfirmEmail,
}

impl From<Stored> for UsualRules {
    fn from(stored: Stored) -> Self {
        Self {
            moderation: stored.moderation.into(),
            moderation_first: stored.moderation_first,
            confirm_email: stored.confirm_email.into(),
        }
    }
}

impl From<&UsualRulesInput> for Stored {
    fn from(read: &UsualRulesInput) -> Self {
        Self {
            moderation: read.moderation.into(),
            moderation_first: read.moderation_first,
            confirm_email: read.confirm_email.into(),
        }
    }
}

/// Somebody else has said otherwise meanwhile: this.
pub(in crate::consultations) fn usual_now(stored: Stored) -> Error {
    let UsualRules { moderation, moderation_first, confirm_email } = stored.into();
    Error::Outrun(Arc::new(UsualRulesInput { moderation, moderation_first, confirm_email }.to_value()))
}

/// What is said to be usual, by a form or a file, if it can be.
///
/// # Errors
/// All that could never do what it says, each named by its field in `UsualRules`.
pub(crate) fn workable_rules(usual: Stored) -> Result<Stored, Error> {
    let mut check = Check::default();
    let first = check.number("moderationFirst", usual.moderation_first, 1, 100);
    let of_somebody = usual.moderation == StoredModeration::FirstN;
    if of_somebody && first.is_none() {
        check.wrong("moderationFirst", Problem::Required);
    }
    let usual = Stored { moderation_first: first.filter(|_| of_somebody), ..usual };
    let mut content = entities::ConsultationContent::default();
    as_usual(&mut content, usual);
    check.wrong.extend(unworkable(&content, &[]));
    check.finished(usual)
}

impl SetUsualRulesInput {
    /// As it is stored, if it can be: the same holds for it as for a consultation that begins with it.
    pub(crate) fn taken(&self) -> Result<Stored, Error> {
        workable_rules(Stored {
            moderation: self.moderation.into(),
            moderation_first: self.moderation_first,
            confirm_email: self.confirm_email.into(),
        })
    }
}
