//! When anybody may ask about a call, and how much; and what of a file's questions is not here yet.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{CallStage, LocalisedText, QuestionId, QuestionState, call_question, open_call};

use super::{Phase, status};
use crate::error::{Error, Reason};
use crate::mend::{FieldError, Problem};

/// The longest question, in characters: whoever has more to say has something other than a question.
pub const LONGEST: usize = 2_000;
/// So many questions about one call may wait. An official reads all of them in one list before a deadline; what lies
/// behind a hundred unread ones is not read in time, and a program that floods the list must not bury what people ask.
/// Each that is answered or withheld makes room for another.
pub const MOST_WAITING: u64 = 100;

/// So long after the deadline of a call nobody answers what was asked about it, and the address that was left for the
/// answer is forgotten.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(90);
/// The same of a call without a deadline, or with one that is moved again and again: so long after it was asked.
pub const ANSWERED_WITHIN: TimeDelta = TimeDelta::days(366);

/// Whether questions about this call are taken now.
///
/// # Errors
/// It is not open, or the time for questions is over.
pub fn may_ask(call: &open_call::Model, now: DateTime<Utc>) -> Result<(), Error> {
    let open = status(&call.into(), now).phase() == Phase::Open;
    let in_time = call.questions_until.is_none_or(|until| now <= until);
    if open && in_time { Ok(()) } else { Err(Error::Refused(Reason::QuestionsClosed)) }
}

/// Whether one more may wait where so many do.
///
/// # Errors
/// Too many do.
pub fn has_room(waiting: u64) -> Result<(), Error> {
    if waiting < MOST_WAITING { Ok(()) } else { Err(Error::Refused(Reason::TooManyQuestions)) }
}

/// A question of a file, with whatever became of it where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which it was there.
    pub id: Option<QuestionId>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// What was asked.
    pub question: LocalisedText,
    /// What became of it.
    pub state: QuestionState,
    /// What was answered.
    pub answer: Option<LocalisedText>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

impl Asked {
    /// Whether these are the same question: by its id, or asked at the same instant in the same words.
    fn is(&self, id: QuestionId, asked_at: DateTime<Utc>, question: &LocalisedText) -> bool {
        self.id == Some(id) || (self.asked_at == asked_at && self.question.original.text == question.original.text)
    }
}

/// Those of a file's questions that are not here yet, each once. One that is here stays as it is: whoever asked it may wait for
/// a letter, and a file answers nobody. That it still waits where the file comes from is nothing new.
///
/// # Errors
/// Nobody asks about what he cannot read; something was asked or answered in the future, or answered before it was asked; or a
/// question that is here would be answered otherwise.
pub fn not_here(
    call: &open_call::Model,
    here: &[call_question::Model],
    asked: Vec<Asked>,
    now: DateTime<Utc>,
) -> Result<Vec<Asked>, Error> {
    let (mut new, mut wrong): (Vec<Asked>, _) = (Vec::new(), Vec::new());
    if call.stage == CallStage::Draft && !asked.is_empty() {
        wrong.push(FieldError::new("questions", Problem::NotAllowed));
    }
    for (at, one) in asked.into_iter().enumerate() {
        let mut not = |field: &str, problem| wrong.push(FieldError::new(format!("questions.{at}.{field}"), problem));
        if let Some(known) = here.iter().find(|known| one.is(known.id, known.asked_at, &known.question)) {
            let decided = one.state != QuestionState::Waiting;
            if decided && (one.state, &one.answer) != (known.state, &known.answer) {
                not("answer", Problem::NotAllowed);
            }
            continue;
        }
        if one.asked_at > now {
            not("askedAt", Problem::NotAllowed);
        }
        if one.answered_at.is_some_and(|at| at > now || at < one.asked_at) {
            not("answeredAt", Problem::NotAllowed);
        }
        let said_before = |other: &Asked| one.asked_at == other.asked_at && one.question == other.question;
        if !new.iter().any(said_before) {
            new.push(one);
        }
    }
    if wrong.is_empty() { Ok(new) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::{CallStage, Locale, LocalisedText, QuestionId, QuestionState, call_question};

    use super::{Asked, MOST_WAITING, has_room, may_ask, not_here};
    use crate::calls::rules::content::{blank, tests::owner};
    use crate::error::Error;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn questions_are_taken_while_a_call_is_open_and_no_longer_than_it_says() {
        let now = at("2026-11-24T10:00:00Z");
        let mut call = blank(&owner(), now).call;
        (call.stage, call.deadline_at) = (CallStage::Published, Some(at("2026-12-14T14:00:00Z")));
        let may = |call: &_, when: &str| may_ask(call, at(when)).is_ok();
        assert!(may(&call, "2026-12-14T14:00:00Z") && !may(&call, "2026-12-14T14:00:01Z"), "until the deadline");
        call.questions_until = Some(at("2026-12-04T22:59:59Z"));
        assert!(may(&call, "2026-12-04T22:59:59Z") && !may(&call, "2026-12-04T23:00:00Z"), "or for as long as it says");
        call.opens_at = Some(at("2026-12-01T08:00:00Z"));
        assert!(!may(&call, "2026-11-30T10:00:00Z"), "it is not open yet");
        call.stage = CallStage::Cancelled;
        assert!(!may(&call, "2026-12-02T10:00:00Z"));
    }

    #[test]
    fn a_queue_has_an_end() {
        assert!(has_room(MOST_WAITING - 1).is_ok() && has_room(MOST_WAITING).is_err());
    }

    #[test]
    fn of_a_file_only_what_is_not_here_is_new_and_what_is_here_no_file_answers() {
        let (now, day) = (at("2026-11-24T10:00:00Z"), at("2026-11-20T09:15:00Z"));
        let mut call = blank(&owner(), now).call;
        call.stage = CallStage::Published;
        let words = |text: &str| LocalisedText::new(Locale::SrLatn, text);
        let asked = |text: &str, answer: Option<&str>| Asked {
            id: None,
            asked_at: day,
            question: words(text),
            state: if answer.is_some() { QuestionState::Answered } else { QuestionState::Waiting },
            answer: answer.map(words),
            answered_at: answer.map(|_| day),
        };
        let known = call_question::Model {
            id: QuestionId::new(),
            municipality_id: call.municipality_id,
            call_id: call.id,
            asked_at: day,
            asker: None,
            email: None,
            read_in: None,
            question: words("Kada?"),
            state: QuestionState::Answered,
            answer: Some(words("Sutra.")),
            answered_at: Some(now),
            answered_by: None,
            version: 2,
        };
        let here = std::slice::from_ref(&known);
        let new = |call: &_, here: &[_], all: &[Asked]| match not_here(call, here, all.to_vec(), now) {
            Ok(new) => new.iter().map(|one| one.question.original.text.clone()).collect::<Vec<_>>().join(" "),
            Err(Error::Invalid(wrong)) => {
                wrong.iter().map(|one| format!("{} {:?}", one.field, one.problem)).collect::<Vec<_>>().join(", ")
            }
            Err(other) => panic!("{other}"),
        };
        let named = |text: &str| Asked { id: Some(known.id), asked_at: now, ..asked(text, Some("Sutra.")) };
        for (all, expected) in [
            (vec![asked("Kada?", Some("Sutra.")), asked("Gdje?", None)], "Gdje?"),
            (vec![asked("Gdje?", None), asked("Gdje?", None)], "Gdje?"),
            (vec![named("Kada tačno?")], ""),
            // It still waits there; here it is answered.
            (vec![asked("Kada?", None)], ""),
            (vec![asked("Kada?", Some("Danas."))], "questions.0.answer NotAllowed"),
            (
                vec![Asked { asked_at: at("2026-11-24T10:00:01Z"), ..asked("A?", None) }],
                "questions.0.askedAt NotAllowed",
            ),
            (
                vec![Asked { answered_at: Some(at("2026-11-19T10:00:00Z")), ..asked("A?", Some("B.")) }],
                "questions.0.answeredAt NotAllowed",
            ),
        ] {
            assert_eq!(new(&call, here, &all), expected, "{all:?}");
        }
        assert_eq!(new(&call, &[], &[asked("Kada?", Some("Sutra."))]), "Kada?");
        call.stage = CallStage::Draft;
        assert_eq!(new(&call, here, &[asked("Gdje?", None)]), "questions NotAllowed");
        assert_eq!(new(&call, here, &[]), "");
    }
}
