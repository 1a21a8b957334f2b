//! When anybody may ask about a call, and how much.

use chrono::{DateTime, TimeDelta, Utc};
use entities::open_call;

use super::{Phase, status};
use crate::error::{Error, Reason};

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

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::CallStage;

    use super::{MOST_WAITING, has_room, may_ask};
    use crate::calls::rules::content::{blank, tests::owner};

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
}
