//! What follows from the facts of a call and the time. Pure. What the desk writes is put into rows and read from them in
//! [`content`], and looked at in [`check`].

pub mod asking;
pub mod check;
pub mod content;
mod differences;
pub mod due;
pub mod origin;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{CallKind, CallStage, open_call};

pub use self::differences::{Difference, differences};
use crate::error::Reason;

/// For how many days an announcement without a date of its own counts as news. Calls are yearly; after a year without
/// the call itself nobody may be left waiting for it.
pub const ANNOUNCEMENT_HOLDS_DAYS: i64 = 365;

/// The state of a call at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Published; applications are not taken yet.
    Announced,
    /// Applications are taken.
    Open,
    /// Applications are taken, and the deadline was moved.
    Extended,
    /// Applications are taken until the money is spent.
    OpenUntilSpent,
    /// The deadline has passed.
    Closed,
    /// A commission is at work.
    Evaluating,
    /// The preliminary list is out; objections are not taken (any more).
    PreliminaryList,
    /// The preliminary list is out and may be objected to.
    Objections,
    /// The final list is out.
    FinalList,
    /// Contracts are signed.
    Contracted,
    /// Cancelled.
    Cancelled,
    /// The source states no deadline: never shown as open, because nobody may rely on it.
    Undated,
}

/// The three parts that a list of calls is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// One can apply now.
    Open,
    /// One will be able to apply.
    Announced,
    /// One cannot apply any more.
    Closed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 12] = [
        Self::Announced,
        Self::Open,
        Self::Extended,
        Self::OpenUntilSpent,
        Self::Closed,
        Self::Evaluating,
        Self::PreliminaryList,
        Self::Objections,
        Self::FinalList,
        Self::Contracted,
        Self::Cancelled,
        Self::Undated,
    ];

    /// Where a list shows it.
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Open | Self::Extended | Self::OpenUntilSpent => Phase::Open,
            Self::Announced => Phase::Announced,
            _ => Phase::Closed,
        }
    }
}

/// What decides the status.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// What officials decided last.
    pub stage: CallStage,
    /// What the call is for.
    pub kind: CallKind,
    /// The day on the notice.
    pub published_on: Option<NaiveDate>,
    /// When applications start to be taken, if later.
    pub opens_at: Option<DateTime<Utc>>,
    /// The last instant in time.
    pub deadline_at: Option<DateTime<Utc>>,
    /// Whether it was moved.
    pub extended: bool,
    /// Open until the money is spent.
    pub until_spent: bool,
    /// The last instant for objections.
    pub objections_until: Option<DateTime<Utc>>,
}

impl From<&open_call::Model> for Facts {
    fn from(row: &open_call::Model) -> Self {
        Self {
            stage: row.stage,
            kind: row.kind,
            published_on: row.published_on,
            opens_at: row.opens_at,
            deadline_at: row.deadline_at,
            extended: row.extended,
            until_spent: row.until_spent,
            objections_until: row.objections_until,
        }
    }
}

/// The status now. A deadline is the last instant that is still in time. A draft gets the status it would have if it
/// were published. `store::has_status` says the same in SQL; a test holds them together.
#[must_use]
pub fn status(facts: &Facts, now: DateTime<Utc>) -> Status {
    let passed = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at < now);
    match facts.stage {
        CallStage::Cancelled => Status::Cancelled,
        CallStage::Contracted => Status::Contracted,
        CallStage::Final => Status::FinalList,
        CallStage::Preliminary if facts.objections_until.is_some_and(|until| now <= until) => Status::Objections,
        CallStage::Preliminary => Status::PreliminaryList,
        CallStage::Evaluating => Status::Evaluating,
        CallStage::Draft | CallStage::Published => {
            if facts.kind == CallKind::Announcement {
                let fresh = facts.published_on.is_some_and(|day| announcement_cutoff(now) <= day);
                if fresh { Status::Announced } else { Status::Undated }
            } else if facts.opens_at.is_some_and(|at| now < at) {
                Status::Announced
            } else if passed(facts.deadline_at) {
                Status::Closed
            } else if facts.until_spent {
                Status::OpenUntilSpent
            } else if facts.deadline_at.is_none() {
                Status::Undated
            } else if facts.extended {
                Status::Extended
            } else {
                Status::Open
            }
        }
    }
}

/// That the deadline of a call can still be moved. Once it has passed whoever was late was refused, and a commission works on what
/// came in time: nobody is given more time than they had.
///
/// # Errors
/// Why it cannot.
pub const fn may_be_extended(status: Status) -> Result<(), Reason> {
    match status {
        Status::Announced | Status::Open | Status::Extended | Status::OpenUntilSpent | Status::Undated => Ok(()),
        Status::Closed | Status::Evaluating => Err(Reason::CallOver),
        Status::PreliminaryList | Status::Objections | Status::FinalList | Status::Contracted => {
            Err(Reason::ResultsOut)
        }
        Status::Cancelled => Err(Reason::NotPublished),
    }
}

/// Announcements published before this day are no news any more.
#[must_use]
pub fn announcement_cutoff(now: DateTime<Utc>) -> NaiveDate {
    (now - chrono::TimeDelta::days(ANNOUNCEMENT_HOLDS_DAYS)).date_naive()
}

/// How much of the time between opening and deadline has gone by, in percent; none where either end is unknown.
#[must_use]
pub fn elapsed_percent(from: DateTime<Utc>, until: DateTime<Utc>, now: DateTime<Utc>) -> Option<i32> {
    let whole = (until - from).num_seconds();
    let gone = (now - from).num_seconds().clamp(0, whole.max(0));
    (whole > 0).then(|| i32::try_from(gone * 100 / whole).unwrap_or(100))
}

/// The sort key of a call by deadline: those without one come last.
#[must_use]
pub fn deadline_key(deadline_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    deadline_at.unwrap_or_else(|| DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(DateTime::<Utc>::MAX_UTC))
}

/// The sort key of a call by publication: the day on the notice, else the day of its deadline, else the very end.
#[must_use]
pub fn published_key(published_on: Option<NaiveDate>, deadline_at: Option<DateTime<Utc>>) -> NaiveDate {
    published_on
        .or(deadline_at.map(|at| at.date_naive()))
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::{CallKind, CallStage};

    use super::{Facts, Phase, Status, elapsed_percent, may_be_extended, status};
    use crate::error::Reason;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    const DEADLINE: &str = "2026-12-14T14:00:00Z";

    fn published() -> Facts {
        Facts {
            stage: CallStage::Published,
            kind: CallKind::Projects,
            published_on: "2026-11-23".parse().ok(),
            opens_at: None,
            deadline_at: Some(instant(DEADLINE)),
            extended: false,
            until_spent: false,
            objections_until: None,
        }
    }

    #[test]
    fn time_alone_opens_and_closes_a_call() {
        let facts = Facts { opens_at: Some(instant("2026-12-01T08:00:00Z")), ..published() };
        for (now, expected) in [
            ("2026-12-01T07:59:59Z", Status::Announced),
            ("2026-12-01T08:00:00Z", Status::Open),
            (DEADLINE, Status::Open),
            ("2026-12-14T14:00:00.000001Z", Status::Closed),
        ] {
            assert_eq!(status(&facts, instant(now)), expected, "{now}");
        }
    }

    #[test]
    fn every_decision_has_its_status() {
        let now = instant("2026-12-01T12:00:00Z");
        let f = published;
        let objections = Some(instant("2026-12-02T12:00:00Z"));
        let table = [
            (f(), Status::Open, Phase::Open),
            (Facts { extended: true, ..f() }, Status::Extended, Phase::Open),
            (Facts { until_spent: true, deadline_at: None, ..f() }, Status::OpenUntilSpent, Phase::Open),
            (
                Facts { until_spent: true, deadline_at: Some(instant("2026-11-30T12:00:00Z")), ..f() },
                Status::Closed,
                Phase::Closed,
            ),
            (Facts { deadline_at: None, ..f() }, Status::Undated, Phase::Closed),
            (Facts { kind: CallKind::Announcement, deadline_at: None, ..f() }, Status::Announced, Phase::Announced),
            (
                Facts { kind: CallKind::Announcement, published_on: "2018-02-27".parse().ok(), ..f() },
                Status::Undated,
                Phase::Closed,
            ),
            (Facts { kind: CallKind::Announcement, published_on: None, ..f() }, Status::Undated, Phase::Closed),
            (Facts { stage: CallStage::Evaluating, ..f() }, Status::Evaluating, Phase::Closed),
            (Facts { stage: CallStage::Preliminary, ..f() }, Status::PreliminaryList, Phase::Closed),
            (
                Facts { stage: CallStage::Preliminary, objections_until: objections, ..f() },
                Status::Objections,
                Phase::Closed,
            ),
            (Facts { stage: CallStage::Final, ..f() }, Status::FinalList, Phase::Closed),
            (Facts { stage: CallStage::Contracted, ..f() }, Status::Contracted, Phase::Closed),
            (Facts { stage: CallStage::Cancelled, ..f() }, Status::Cancelled, Phase::Closed),
        ];
        for (facts, expected, phase) in table {
            let got = status(&facts, now);
            assert_eq!((got, got.phase()), (expected, phase), "{facts:?}");
        }
    }

    #[test]
    fn a_deadline_is_moved_until_it_has_passed() {
        let (in_time, late) = (instant(DEADLINE), instant("2026-12-14T14:00:00.000001Z"));
        let at = |stage| Facts { stage, ..published() };
        let announced = Facts { opens_at: Some(instant("2026-12-20T08:00:00Z")), deadline_at: None, ..published() };
        for (facts, now, expected) in [
            (published(), in_time, Ok(())),
            (published(), late, Err(Reason::CallOver)),
            (Facts { extended: true, ..published() }, in_time, Ok(())),
            (Facts { extended: true, ..published() }, late, Err(Reason::CallOver)),
            (Facts { until_spent: true, ..published() }, in_time, Ok(())),
            (Facts { deadline_at: None, ..published() }, late, Ok(())),
            (announced, late, Ok(())),
            // The commission has begun before.
            (at(CallStage::Evaluating), in_time, Err(Reason::CallOver)),
            (at(CallStage::Evaluating), late, Err(Reason::CallOver)),
            (at(CallStage::Preliminary), late, Err(Reason::ResultsOut)),
            (Facts { objections_until: Some(late), ..at(CallStage::Preliminary) }, late, Err(Reason::ResultsOut)),
            (at(CallStage::Final), late, Err(Reason::ResultsOut)),
            (at(CallStage::Contracted), late, Err(Reason::ResultsOut)),
            (at(CallStage::Cancelled), in_time, Err(Reason::NotPublished)),
        ] {
            assert_eq!(may_be_extended(status(&facts, now)), expected, "{facts:?} at {now}");
        }
    }

    #[test]
    fn the_bar_shows_how_much_of_the_time_is_gone() {
        let at = |now| elapsed_percent(instant("2026-11-01T00:00:00Z"), instant("2026-11-11T00:00:00Z"), instant(now));
        assert_eq!(at("2026-10-01T00:00:00Z"), Some(0));
        assert_eq!(at("2026-11-06T00:00:00Z"), Some(50));
        assert_eq!(at("2026-12-01T00:00:00Z"), Some(100));
        assert_eq!(elapsed_percent(instant(DEADLINE), instant(DEADLINE), instant(DEADLINE)), None);
    }
}
