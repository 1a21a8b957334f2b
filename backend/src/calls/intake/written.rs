//! A call as the desk writes it into a file, and reads it again: nothing of it is lost on the way.

use entities::{CallContent, CallStage, municipality};
use serde::{Deserialize, Serialize};

use crate::calls::rules::check::missing;
use crate::calls::rules::content::read;
use crate::calls::store::save::NewCall;
use crate::calls::types::CallContent as Edited;
use crate::error::Error;
use crate::mend::FieldError;
use crate::remarks::Refusal;

/// A call as a file of the desk has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a call that a desk has written, `{…}`")]
pub struct WrittenRow {
    municipality: String,
    /// What makes it the same call next time.
    key: String,
    stage: CallStage,
    content: CallContent,
}

impl WrittenRow {
    /// The row of a call.
    #[must_use]
    pub fn of(owner: &municipality::Model, call: &NewCall) -> Self {
        Self {
            municipality: owner.slug.clone(),
            key: call.call.source_key.clone(),
            stage: call.call.stage,
            content: read(call),
        }
    }

    /// What a report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        self.content.title.as_ref().map_or(&self.key, |title| &title.original.text)
    }

    /// The municipality as the row names it.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.municipality
    }

    /// What is to be written, looked through like anything that comes to the desk.
    ///
    /// # Errors
    /// Something in it cannot be taken, or is missing in a call that is published.
    pub fn take(self, owner: &municipality::Model) -> Result<Written, Refusal> {
        if self.key.is_empty() || self.key.chars().count() > 200 || self.key.chars().any(char::is_control) {
            return Err(Refusal::new("key", "it has no letters, or too many, or some that nobody sees"));
        }
        let edited = Edited::of(&self.content, owner.default_locale);
        // What it names is looked up when it is known which call it is.
        let content = edited.taken(owner, &[&self.content]).map_err(|error| match error {
            Error::Invalid(fields) => said(&fields),
            other => Refusal::new("content", other.to_string()),
        })?;
        let absent = missing(&content);
        if self.stage != CallStage::Draft && !absent.is_empty() {
            return Err(said(&absent));
        }
        Ok(Written { key: self.key, stage: self.stage, content })
    }
}

fn said(fields: &[FieldError]) -> Refusal {
    let all: Vec<_> = fields.iter().map(|field| format!("{} {:?}", field.field, field.problem)).collect();
    Refusal::new("content", all.join(", "))
}

/// A call of a file, ready to be written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What makes it the same call next time.
    pub key: String,
    /// How far it is, where it is not there yet.
    pub stage: CallStage,
    /// What is written of it.
    pub content: CallContent,
}
