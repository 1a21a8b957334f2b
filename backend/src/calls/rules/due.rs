//! What is due at a desk in the next days, or late. Pure.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use entities::{CallStage, call_event, open_call};

use crate::clock::{day, end_of_day};
use crate::edited::{begins, ends};

/// How far ahead the desk looks.
pub const AHEAD: TimeDelta = TimeDelta::days(7);
/// A draft that nobody has touched for so long waits for somebody.
pub const DRAFT_RESTS: TimeDelta = TimeDelta::days(3);

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Applications are not taken any more.
    Deadline,
    /// Questions are not answered any more.
    QuestionsUntil,
    /// Objections are not taken any more.
    ObjectionsUntil,
    /// Applications begin to be taken.
    Opens,
    /// A session or other event.
    Session,
    /// Questions wait for an answer.
    QuestionWaiting,
    /// A draft waits.
    DraftWaiting,
    /// Results were promised.
    ResultsExpected,
}

/// One thing that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: Kind,
    /// When; none where it only waits.
    pub at: Option<DateTime<Utc>>,
    /// Whether the hour of it matters.
    pub hour_stated: bool,
    /// How many, where they are many.
    pub count: Option<i64>,
}

/// What is due about one call, with its events that are to come and how many of its questions wait.
#[must_use]
pub fn of_call(
    call: &open_call::Model,
    events: &[call_event::Model],
    questions: i64,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Due> {
    let until = now + AHEAD;
    let mut due = Vec::new();
    if call.stage == CallStage::Draft {
        if call.saved_at + DRAFT_RESTS <= now {
            due.push(Due { kind: Kind::DraftWaiting, at: None, hour_stated: false, count: None });
        }
        return due;
    }
    let mut soon = |kind, at: Option<DateTime<Utc>>, hour_stated| {
        if at.is_some_and(|at| now <= at && at <= until) {
            due.push(Due { kind, at, hour_stated, count: None });
        }
    };
    let begins = |at: Option<DateTime<Utc>>| at.is_some_and(|at| begins(at, zone).hour.is_some());
    let ends = |at: Option<DateTime<Utc>>| at.is_some_and(|at| ends(at, zone).hour.is_some());
    if call.stage == CallStage::Published {
        soon(Kind::Opens, call.opens_at, begins(call.opens_at));
        soon(Kind::QuestionsUntil, call.questions_until, ends(call.questions_until));
        soon(Kind::Deadline, call.deadline_at, call.deadline_hour_stated);
    }
    if call.stage == CallStage::Preliminary {
        soon(Kind::ObjectionsUntil, call.objections_until, ends(call.objections_until));
    }
    for event in events.iter().filter(|_| call.stage != CallStage::Cancelled) {
        soon(Kind::Session, Some(event.starts_at), event.hour_stated);
    }
    let results = call.results_expected_on.filter(|on| is_promised(call) && *on <= day(until, zone));
    if let Some(on) = results {
        due.push(Due { kind: Kind::ResultsExpected, at: Some(end_of_day(on, zone)), hour_stated: false, count: None });
    }
    if questions > 0 {
        due.push(Due {
            kind: Kind::QuestionWaiting,
            at: call.questions_until,
            hour_stated: ends(call.questions_until),
            count: Some(questions),
        });
    }
    due
}

/// Whether the results that were promised are not out.
fn is_promised(call: &open_call::Model) -> bool {
    matches!(call.stage, CallStage::Published | CallStage::Evaluating)
}

/// The soonest first; what only waits comes last.
pub fn in_order<T>(due: &mut [(Due, T)]) {
    due.sort_by_key(|(due, _)| (due.at.is_none(), due.at));
}

/// The last day on which promised results are looked for.
#[must_use]
pub fn last_day(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    day(now + AHEAD, zone)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use entities::{CallStage, open_call};

    use super::{Due, Kind, in_order, of_call};
    use crate::clock::zone;

    const NOW: &str = "2026-11-24T10:00:00Z";

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn call(shape: impl FnOnce(&mut open_call::Model)) -> open_call::Model {
        let owner = crate::calls::rules::content::tests::owner();
        let mut call = crate::calls::rules::content::blank(&owner, instant(NOW)).call;
        call.stage = CallStage::Published;
        shape(&mut call);
        call
    }

    #[test]
    fn what_comes_within_seven_days_is_due_and_what_is_later_or_over_is_not() {
        let kinds = |call: &open_call::Model, questions| {
            let due = of_call(call, &[], questions, instant(NOW), zone("Europe/Sarajevo"));
            due.into_iter().map(|due| due.kind).collect::<Vec<_>>()
        };
        let at = |text: &str| Some(instant(text));
        let deadline = |text: &str| call(|call| call.deadline_at = Some(instant(text)));
        assert_eq!(kinds(&deadline("2026-12-01T10:00:00Z"), 0), [Kind::Deadline]);
        assert_eq!(kinds(&deadline("2026-12-01T10:00:01Z"), 0), []);
        assert_eq!(kinds(&deadline("2026-11-24T09:59:59Z"), 0), []);
        let objections = |stage| call(|call| (call.stage, call.objections_until) = (stage, at("2026-11-25T10:00:00Z")));
        assert_eq!(kinds(&objections(CallStage::Preliminary), 0), [Kind::ObjectionsUntil]);
        assert_eq!(kinds(&objections(CallStage::Published), 0), []);
        let promised = |stage| call(|call| (call.stage, call.results_expected_on) = (stage, "2026-10-01".parse().ok()));
        assert_eq!(kinds(&promised(CallStage::Evaluating), 0), [Kind::ResultsExpected], "late");
        assert_eq!(kinds(&promised(CallStage::Final), 0), []);
        assert_eq!(kinds(&call(|_| {}), 2), [Kind::QuestionWaiting]);
        let draft = |saved| call(|call| (call.stage, call.saved_at) = (CallStage::Draft, instant(saved)));
        assert_eq!(kinds(&draft("2026-11-21T10:00:00Z"), 0), [Kind::DraftWaiting]);
        assert_eq!(kinds(&draft("2026-11-21T10:00:01Z"), 0), []);
    }

    #[test]
    fn an_hour_is_told_where_one_was_set() {
        let hours = |opens, questions| {
            let call = call(|call| {
                call.opens_at = Some(instant(opens));
                call.questions_until = Some(instant(questions));
            });
            let due = of_call(&call, &[], 0, instant(NOW), zone("Europe/Sarajevo"));
            due.into_iter().map(|due| (due.kind, due.hour_stated)).collect::<Vec<_>>()
        };
        let told = |opens, questions| [(Kind::Opens, opens), (Kind::QuestionsUntil, questions)];
        assert_eq!(hours("2026-11-25T07:00:00Z", "2026-11-27T11:00:00Z"), told(true, true));
        assert_eq!(hours("2026-11-24T23:00:00Z", "2026-11-27T22:59:59.999999Z"), told(false, false));
        // Midnight is where a day begins, and no hour of its end.
        assert_eq!(hours("2026-11-25T22:59:59.999999Z", "2026-11-26T23:00:00Z"), told(true, true));
    }

    #[test]
    fn the_soonest_comes_first_and_what_only_waits_last() {
        let due = |hours: Option<i64>| Due {
            kind: Kind::Deadline,
            at: hours.map(|hours| instant(NOW) + TimeDelta::hours(hours)),
            hour_stated: true,
            count: None,
        };
        let mut all = [(due(None), 1), (due(Some(5)), 2), (due(Some(-5)), 3)];
        in_order(&mut all);
        assert_eq!(all.map(|(_, number)| number), [3, 2, 1]);
    }
}
