//! What was asked about a call as the desk writes it into a file, and reads it again. Who asked is not in it, nor where the
//! answer was sent: that was told to one desk and goes nowhere from there.

use chrono::{DateTime, SubsecRound as _, Utc};
use entities::{LocalisedText, QuestionId, QuestionState, call_question};
use serde::{Deserialize, Serialize};

use crate::calls::rules::asking::Asked;
use crate::edited::required;
use crate::error::Error;
use crate::mend::{FieldError, Problem};

/// So many questions of one call a file may have.
const MOST: usize = 1_000;

/// A question as a file of the desk has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a question about a call, `{…}`")]
pub struct AskedRow {
    /// Which it was, `ask_…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    asked_at: DateTime<Utc>,
    question: LocalisedText,
    state: QuestionState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<LocalisedText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered_at: Option<DateTime<Utc>>,
}

impl AskedRow {
    /// The row of a question.
    #[must_use]
    pub fn of(question: &call_question::Model) -> Self {
        Self {
            id: Some(question.id.to_string()),
            asked_at: question.asked_at,
            question: question.question.clone(),
            state: question.state,
            answer: question.answer.clone(),
            answered_at: question.answered_at,
        }
    }

    fn take(self, field: &str, wrong: &mut Vec<FieldError>) -> Result<Option<Asked>, Error> {
        let before = wrong.len();
        let id = self.id.as_deref().map(str::parse::<QuestionId>).transpose().unwrap_or_else(|_| {
            wrong.push(FieldError::new(format!("{field}.id"), Problem::Unknown));
            None
        });
        let question = gathered(required(&format!("{field}.question"), (&self.question).into()), wrong)?;
        let waits = self.state == QuestionState::Waiting;
        let answered = self.state == QuestionState::Answered;
        let at = format!("{field}.answer");
        let answer = match self.answer {
            Some(_) if waits => {
                wrong.push(FieldError::new(&*at, Problem::NotAllowed));
                None
            }
            Some(answer) => gathered(required(&at, (&answer).into()), wrong)?,
            None => {
                if answered {
                    wrong.push(FieldError::new(&*at, Problem::Required));
                }
                None
            }
        };
        if answered && self.answered_at.is_none() {
            wrong.push(FieldError::new(format!("{field}.answeredAt"), Problem::Required));
        }
        let Some(question) = question.filter(|_| wrong.len() == before) else { return Ok(None) };
        // No database keeps more of an instant.
        let (asked_at, answered_at) = (self.asked_at.trunc_subsecs(6), self.answered_at.map(|at| at.trunc_subsecs(6)));
        let answered_at = answered_at.filter(|_| !waits);
        Ok(Some(Asked { id, asked_at, question, state: self.state, answer, answered_at }))
    }
}

/// What was taken; or what is wrong, beside what is wrong already.
fn gathered<T>(taken: Result<T, Error>, wrong: &mut Vec<FieldError>) -> Result<Option<T>, Error> {
    match taken {
        Ok(taken) => Ok(Some(taken)),
        Err(Error::Invalid(fields)) => {
            wrong.extend(fields);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// What is asked in a file, looked through like anything that comes to the desk.
///
/// # Errors
/// All that cannot be taken of it, said at once.
pub(super) fn taken(rows: Vec<AskedRow>) -> Result<Vec<Asked>, Error> {
    if rows.len() > MOST {
        return Err(Error::Invalid(vec![FieldError::new("questions", Problem::TooLong).with([MOST.to_string()])]));
    }
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (at, row) in rows.into_iter().enumerate() {
        all.extend(row.take(&format!("questions.{at}"), &mut wrong)?);
    }
    if wrong.is_empty() { Ok(all) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{AskedRow, MOST, taken};
    use crate::calls::rules::asking::Asked;
    use crate::error::Error;

    fn row(more: &Value) -> Value {
        let mut row = json!({
            "asked_at": "2026-11-20T09:15:00Z",
            "question": { "original": { "locale": "sr-Latn", "text": "Mogu li dva projekta?" } },
            "state": "Answered",
            "answer": { "original": { "locale": "sr-Latn", "text": "Može jedan." } },
            "answered_at": "2026-11-21T10:00:00Z",
        });
        row.as_object_mut().expect("a row").extend(more.as_object().expect("fields").clone());
        row
    }

    fn read(row: Value) -> AskedRow {
        serde_json::from_value(row).expect("a row")
    }

    fn wrong(rows: Vec<AskedRow>) -> String {
        let Err(Error::Invalid(wrong)) = taken(rows) else { return String::new() };
        wrong.iter().map(|one| format!("{} {:?}", one.field, one.problem)).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_cannot_be_taken_is_named_with_its_place() {
        let empty = json!({ "original": { "locale": "sr-Latn", "text": " " } });
        for (more, expected) in [
            (json!({}), ""),
            (json!({ "id": "org_01h455vb4pex5vsknk084sn02q" }), "questions.1.id Unknown"),
            (json!({ "question": empty }), "questions.1.question Required"),
            (json!({ "answer": null }), "questions.1.answer Required"),
            (json!({ "answer": empty }), "questions.1.answer Required"),
            (json!({ "answered_at": null }), "questions.1.answeredAt Required"),
            (json!({ "state": "Waiting" }), "questions.1.answer NotAllowed"),
            (json!({ "state": "Waiting", "answer": null }), ""),
            (json!({ "state": "Withheld", "answer": null, "answered_at": null }), ""),
        ] {
            assert_eq!(wrong(vec![read(row(&json!({}))), read(row(&more))]), expected, "{more}");
        }
        assert_eq!(wrong(vec![read(row(&json!({}))); MOST + 1]), "questions TooLong");
    }

    #[test]
    fn nobody_who_asked_can_stand_in_a_file() {
        for field in ["email", "asker"] {
            let refused = serde_json::from_value::<AskedRow>(row(&json!({ field: "ana@izvor.example" })));
            assert!(refused.is_err_and(|error| error.to_string().contains(field)), "{field}");
        }
    }

    #[test]
    fn an_instant_is_kept_as_both_databases_keep_it_and_what_waits_was_answered_never() {
        let fine = json!({ "asked_at": "2026-11-20T09:15:00.123456789Z", "state": "Waiting", "answer": null });
        let all = taken(vec![read(row(&fine))]).expect("it can be taken");
        let Asked { asked_at, answered_at, .. } = &all[0];
        assert_eq!((asked_at.to_rfc3339().as_str(), answered_at), ("2026-11-20T09:15:00.123456+00:00", &None));
    }
}
