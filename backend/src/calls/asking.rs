//! Asking about a call. Anybody may, through the API or the form on a hosted page. What is asked waits at the desk; the
//! public reads it when it was answered, and never who asked.

use chrono::{DateTime, Utc};
use entities::{CallId, Detail, Happening, Locale, LocalisedText, QuestionId, QuestionState, call_question, open_call};
use serde::{Deserialize, Serialize};

use super::rules::asking;
use super::store::{self, desk};
use crate::edited::{name, required_words};
use crate::error::Error;
use crate::locale::guess::guessed;
use crate::mail::Address;
use crate::mend::{FieldError, Problem};
use crate::once::{Begun, Key};
use crate::rate::{Asker, Writes};
use crate::scope::Scope;

/// In so many seconds whoever sent too many may send again.
const A_MINUTE: u32 = 60;

/// What somebody asks, looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewQuestion {
    call: CallId,
    text: String,
    name: Option<String>,
    email: Option<String>,
    /// What the page was in where it was asked. Whoever sends it again from a page in another language asks the same.
    #[serde(skip)]
    read_in: Option<Locale>,
}

/// That a question was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Which it is.
    pub id: QuestionId,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl NewQuestion {
    /// What somebody filled in.
    ///
    /// # Errors
    /// Everything that cannot be taken, said at once.
    pub fn taken(call: CallId, text: &str, name: Option<&str>, email: Option<&str>) -> Result<Self, Error> {
        let (text, name, email) = (question(text), self::name("name", name), address(email));
        let mut wrong = Vec::new();
        for error in [text.as_ref().err(), name.as_ref().err(), email.as_ref().err()].into_iter().flatten() {
            match error {
                Error::Invalid(fields) => wrong.extend(fields.iter().cloned()),
                other => return Err(other.clone()),
            }
        }
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        Ok(Self { call, text: text?, name: name?, email: email?, read_in: None })
    }

    /// The same, asked by somebody who reads this language: the answer's letter speaks it.
    #[must_use]
    pub fn read_in(self, locale: impl Into<Option<Locale>>) -> Self {
        Self { read_in: locale.into(), ..self }
    }
}

fn question(text: &str) -> Result<String, Error> {
    let text = required_words("text", text)?;
    if text.chars().count() > asking::LONGEST {
        let most = asking::LONGEST.to_string();
        return Err(Error::Invalid(vec![FieldError::new("text", Problem::TooLong).with([most])]));
    }
    Ok(text)
}

fn address(text: Option<&str>) -> Result<Option<String>, Error> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let no_address = |_| Error::Invalid(vec![FieldError::new("email", Problem::NotAnAddress)]);
    let address: Address = text.parse().map_err(no_address)?;
    Ok(Some(address.as_str().to_owned()))
}

/// Puts a question to the desk, once for this key.
///
/// # Errors
/// There is no such call, questions are not taken (any more), too many wait, the same client has sent too many, or the key
/// was used for something else.
pub async fn ask(
    scope: &Scope,
    new: NewQuestion,
    key: &str,
    pace: Option<(&Writes, Option<Asker>)>,
) -> Result<Received, Error> {
    let key = Key::new("askQuestion", key, &new)?;
    let call = store::by_id(scope, new.call).await?;
    let call = call.ok_or_else(|| Error::NotFound("There is no such call.".into()))?;
    let writing = match key.begin(scope, call.municipality_id).await? {
        Begun::Before(received) => return Ok(received),
        Begun::Now(writing) => writing,
    };
    asking::may_ask(&call, scope.now)?;
    // So many wait at most, so nobody may send them all. Counted is what is sent now, and not what is sent again.
    if let Some((writes, client)) = pace
        && writes.too_many(client, scope.now)?
    {
        return Err(Error::RateLimited { retry_after: A_MINUTE });
    }
    asking::has_room(desk::waiting(&writing, call.id).await?)?;
    let row = row(new, &call, store::usual_locale(scope, &call).await?, writing.now());
    let received = Received { id: row.id, at: row.asked_at };
    desk::ask(&writing, row).await?;
    let detail = Detail { title: Some(call.title.original.text), ..Detail::default() };
    writing.record(Happening::QuestionAsked, call.municipality_id, call.id, detail);
    writing.commit(&received).await?;
    Ok(received)
}

fn row(new: NewQuestion, call: &open_call::Model, usual: Locale, now: DateTime<Utc>) -> call_question::Model {
    call_question::Model {
        id: QuestionId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        asked_at: now,
        asker: new.name,
        email: new.email,
        read_in: new.read_in,
        question: LocalisedText::new(guessed(&new.text, new.read_in.unwrap_or(usual), usual), new.text),
        state: QuestionState::Waiting,
        answer: None,
        answered_at: None,
        answered_by: None,
        version: 1,
    }
}
