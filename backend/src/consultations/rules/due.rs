//! What is due about consultations in the next days, or late. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use entities::{ConsultationStage, consultation, consultation_session};

use super::{Facts, Status, status};
use crate::clock::end_of_day;

/// How far ahead the desk looks.
pub const AHEAD: TimeDelta = TimeDelta::days(7);
/// A draft that nobody has touched for so long waits for somebody.
pub const DRAFT_RESTS: TimeDelta = TimeDelta::days(3);

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Comments begin to be taken.
    Opens,
    /// Comments are not taken any more.
    Closes,
    /// People meet.
    Session,
    /// Comments wait to be looked at.
    CommentsWaiting,
    /// Comments are to be answered.
    AnswersDue,
    /// It is over and all is answered: the report is missing.
    ReportDue,
    /// A draft waits.
    DraftWaiting,
}

/// What is counted of a consultation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Comments that nobody has looked at.
    pub waiting: i64,
    /// Comments that everybody reads.
    pub published: i64,
    /// Of these, those that nobody has answered.
    pub unanswered: i64,
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

/// What is due about one consultation, with its sessions that are to come and what is counted of it.
#[must_use]
pub fn of_consultation(
    row: &consultation::Model,
    sessions: &[consultation_session::Model],
    counts: Counts,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Due> {
    let mut due = Vec::new();
    let waits = |kind, at, count| Due { kind, at, hour_stated: false, count };
    if row.stage == ConsultationStage::Draft {
        if row.saved_at + DRAFT_RESTS <= now {
            due.push(waits(Kind::DraftWaiting, None, None));
        }
        return due;
    }
    // Comments are looked at also when all is over, because somebody waits to hear of his.
    if counts.waiting > 0 {
        due.push(waits(Kind::CommentsWaiting, None, Some(counts.waiting)));
    }
    if row.stage != ConsultationStage::Published {
        return due;
    }
    let mut soon = |kind, at: Option<DateTime<Utc>>, hour_stated| {
        if at.is_some_and(|at| now <= at && at <= now + AHEAD) {
            due.push(Due { kind, at, hour_stated, count: None });
        }
    };
    soon(Kind::Opens, row.opens_at, row.opens_hour_stated);
    soon(Kind::Closes, row.closes_at, row.closes_hour_stated);
    for session in sessions {
        soon(Kind::Session, Some(session.starts_at), session.hour_stated);
    }
    let answer_by = row.answer_due_on.map(|on| end_of_day(on, zone));
    let closed = status(&Facts::from(row), now) == Status::Closed;
    // While comments come, their answers are not urgent unless a day presses.
    if counts.unanswered > 0 && (closed || answer_by.is_some_and(|by| by <= now + AHEAD)) {
        due.push(waits(Kind::AnswersDue, answer_by, Some(counts.unanswered)));
    }
    if closed && counts.unanswered == 0 && counts.waiting == 0 {
        due.push(waits(Kind::ReportDue, answer_by, None));
    }
    due
}

/// The soonest first; what only waits comes last.
pub fn in_order<T>(due: &mut [(Due, T)]) {
    due.sort_by_key(|(due, _)| (due.at.is_none(), due.at));
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::{ConsultationStage, consultation};

    use super::{Counts, of_consultation};
    use crate::clock::zone;
    use crate::consultations::rules::content::blank;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    const NOW: &str = "2026-11-24T10:00:00Z";

    /// Published, and open for a month.
    fn published() -> consultation::Model {
        let owner = crate::consultations::rules::content::tests::owner();
        let row = blank(&owner, instant(NOW)).consultation;
        let closes_at = Some(instant("2026-12-24T10:00:00Z"));
        consultation::Model { stage: ConsultationStage::Published, closes_at, ..row }
    }

    #[test]
    fn what_presses_is_due_and_what_has_time_is_not() {
        let counts = |waiting, published, unanswered| Counts { waiting, published, unanswered };
        let (none, waits, open) = (counts(0, 0, 0), counts(2, 0, 0), counts(0, 5, 3));
        let said = |row: &consultation::Model, counts: Counts| {
            let due = of_consultation(row, &[], counts, instant(NOW), zone("Europe/Sarajevo"));
            let one = |due: super::Due| {
                let at = due.at.map(|at| format!(" {}", at.format("%m-%d"))).unwrap_or_default();
                let count = due.count.map(|count| format!(" x{count}")).unwrap_or_default();
                format!("{:?}{at}{count}", due.kind)
            };
            due.into_iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let soon = || consultation::Model { closes_at: Some(instant("2026-11-27T10:00:00Z")), ..published() };
        let over = || consultation::Model { closes_at: Some(instant("2026-11-20T10:00:00Z")), ..published() };
        let promised =
            |day: &str, row: consultation::Model| consultation::Model { answer_due_on: day.parse().ok(), ..row };
        let draft = |saved: &str| {
            let row = published();
            consultation::Model { stage: ConsultationStage::Draft, saved_at: instant(saved), ..row }
        };
        for (row, counts, expected) in [
            (published(), none, ""),
            (published(), waits, "CommentsWaiting x2"),
            // While comments come, their answers are not urgent.
            (published(), open, ""),
            (promised("2026-11-28", published()), open, "AnswersDue 11-28 x3"),
            (soon(), none, "Closes 11-27"),
            (over(), open, "AnswersDue x3"),
            (promised("2026-11-22", over()), open, "AnswersDue 11-22 x3"),
            (over(), none, "ReportDue"),
            // Whoever waits to hear of his comment waits also when all is over.
            (consultation::Model { stage: ConsultationStage::Cancelled, ..over() }, waits, "CommentsWaiting x2"),
            (consultation::Model { stage: ConsultationStage::Finished, ..over() }, open, ""),
            (draft("2026-11-24T09:00:00Z"), none, ""),
            (draft("2026-11-20T09:00:00Z"), none, "DraftWaiting"),
        ] {
            assert_eq!(said(&row, counts), expected, "{:?} {:?}", row.stage, row.closes_at);
        }
    }
}
