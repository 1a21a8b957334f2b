//! A call as the desk writes it into a file, and reads it again: nothing of it is lost on the way.

use entities::{CallContent, CallId, CallStage, call_question, municipality};
use serde::{Deserialize, Serialize};

use super::asked::{self, AskedRow};
use crate::calls::rules::asking::Asked;
use crate::calls::rules::check::missing;
use crate::calls::rules::content::read;
use crate::calls::store::save::{NewCall, REASON};
use crate::calls::types::CallContent as Edited;
use crate::edited::{called, seen};
use crate::error::Error;
use crate::mend::Problem;
use crate::remarks::Refusal;

/// A call as a file of the desk has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a call that a desk has written, `{…}`")]
pub struct WrittenRow {
    municipality: String,
    /// What makes it the same call next time.
    key: String,
    /// Which call it was, `call_…`, and which version of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    stage: CallStage,
    content: CallContent,
    /// What was asked about it, and what was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    questions: Vec<AskedRow>,
}

impl WrittenRow {
    /// The row of a call, with what was asked about it.
    #[must_use]
    pub fn of(owner: &municipality::Model, call: &NewCall, asked: &[call_question::Model]) -> Self {
        Self {
            municipality: owner.slug.clone(),
            key: call.call.source_key.clone(),
            id: Some(call.call.id.to_string()),
            version: Some(call.call.version),
            stage: call.call.stage,
            content: read(call),
            questions: asked.iter().map(AskedRow::of).collect(),
        }
    }

    /// What a report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        called(self.content.title.as_ref(), &self.key)
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
    pub fn take(self, owner: &municipality::Model) -> Result<Written, Error> {
        let seen = seen::<CallId>(&self.key, self.id.as_deref(), self.version)?;
        let edited = Edited::of(&self.content, owner.default_locale);
        // What it names is looked up when it is known which call it is.
        let content = edited.taken(owner, &[&self.content])?;
        let mut absent = missing(&content);
        // Many a notice states no deadline: it was published so, and is told as such.
        absent.retain(|field| (&*field.field, field.problem) != ("deadline", Problem::Required));
        if self.stage != CallStage::Draft && !absent.is_empty() {
            return Err(Error::Invalid(absent));
        }
        let questions = asked::taken(self.questions)?;
        Ok(Written { key: self.key, seen, stage: self.stage, content, questions })
    }
}

impl Refusal {
    /// What a row could not be taken for; the error itself where it is not about the row.
    ///
    /// # Errors
    /// It is about something else.
    pub(crate) fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(fields) if fields.iter().any(|field| field.field == REASON) => {
                let why = "the call is published: say with `--reason` why it is changed, for everybody to read";
                Ok(Self::new(REASON, why))
            }
            Error::Conflict => {
                let why = "somebody has saved it since the file was written; export it again and change that";
                Ok(Self::new("version", why))
            }
            Error::Invalid(fields) => {
                let all: Vec<_> = fields.iter().map(|field| format!("{} {:?}", field.field, field.problem)).collect();
                Ok(Self::new("content", all.join(", ")))
            }
            Error::Refused(reason) => Ok(Self::new("content", reason.as_str())),
            other => Err(other),
        }
    }
}

/// A call of a file, ready to be written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What makes it the same call next time.
    pub key: String,
    /// Which call was written into the file, and which version of it.
    pub seen: Option<(CallId, i32)>,
    /// How far it is, where it is not there yet.
    pub stage: CallStage,
    /// What is written of it.
    pub content: CallContent,
    /// What was asked about it.
    pub questions: Vec<Asked>,
}
