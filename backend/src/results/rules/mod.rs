//! What may be published as the results of a call, and which application is which in two lists. Pure.

mod same;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{ResultContent, ResultEntry, ResultOutcome, ResultStage};

pub use self::same::{Told, carried};
use crate::clock::Tz;
use crate::edited::until;
use crate::error::Reason;
use crate::mend::{FieldError, Problem};

/// The longest name of an organisation or a project, in characters.
pub const NAME: usize = 400;
/// The longest note.
pub const NOTE: usize = 2_000;
/// The most points, in tenths.
pub const MOST_TENTHS: i32 = 10_000;
/// The last rank.
pub const HIGHEST_RANK: i32 = 9_999;
/// So many rows a list may have.
pub const MOST_ROWS: usize = 1_000;

/// What is published of a call already, and what may still come.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Nobody has published it, or it will not be held.
    pub hidden: bool,
    /// Applications are taken, or will be.
    pub applying: bool,
    /// The list that stands there now.
    pub standing: Option<ResultStage>,
    /// Whether somebody says why.
    pub reasoned: bool,
    /// Whether the call says in what its sums are.
    pub priced: bool,
}

/// Why no list of this stage can be published of a call; none where one can.
#[must_use]
pub fn refused(facts: Facts, stage: ResultStage) -> Option<Reason> {
    match (stage, facts.standing) {
        _ if facts.hidden => Some(Reason::NotPublished),
        _ if facts.applying => Some(Reason::CallNotOver),
        (ResultStage::Preliminary, Some(ResultStage::Final)) => Some(Reason::FinalListOut),
        _ => None,
    }
}

/// Everything that is missing, or wrong, in a list that is to be published.
#[must_use]
pub fn missing(content: &ResultContent, facts: Facts, now: DateTime<Utc>, zone: Tz) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let mut say = |field: String, problem| wrong.push(FieldError::new(field, problem));
    let Some(stage) = content.stage else {
        say("stage".into(), Problem::Required);
        return wrong;
    };
    if facts.standing == Some(stage) && !facts.reasoned {
        say("reason".into(), Problem::Required);
    }
    match (stage, content.objections) {
        // Of what is decided, nothing is objected to here.
        (ResultStage::Final, Some(_)) => say("objections".into(), Problem::NotAllowed),
        (ResultStage::Preliminary, Some(moment)) if until(moment, zone) < now => {
            say("objections".into(), Problem::Past);
        }
        _ => {}
    }
    if content.entries.is_empty() {
        say("rows".into(), Problem::Required);
    }
    // A number of nobody knows what would be read by nobody.
    let sums = content.entries.iter().any(|entry| entry.asked.is_some() || entry.approved.is_some());
    if sums && !facts.priced {
        say("currency".into(), Problem::Required);
    }
    for (at, entry) in content.entries.iter().enumerate() {
        for (field, problem) in gaps(entry, stage) {
            say(format!("rows.{at}.{field}"), problem);
        }
    }
    wrong
}

fn gaps(entry: &ResultEntry, stage: ResultStage) -> Vec<(&'static str, Problem)> {
    let mut gaps = Vec::new();
    if entry.organisation.is_none() {
        gaps.push(("organisation", Problem::Required));
    }
    match entry.outcome {
        None => gaps.push(("outcome", Problem::Required)),
        // What is decided says how much.
        Some(ResultOutcome::Approved) if stage == ResultStage::Final && entry.approved.is_none() => {
            gaps.push(("approved", Problem::Required));
        }
        Some(ResultOutcome::Disqualified) if entry.reason.is_none() => gaps.push(("reason", Problem::Required)),
        Some(_) => {}
    }
    // Nobody who is not approved gets anything.
    let given = entry.approved.is_some_and(|sum| sum > 0);
    if given && !matches!(entry.outcome, None | Some(ResultOutcome::Approved)) {
        gaps.push(("approved", Problem::NotAllowed));
    }
    gaps
}

/// What an editor should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// More is approved than the call has.
    OverBudget,
    /// More is approved than was asked.
    OverAsked,
    /// The rank stands in the list before.
    RankTwice,
    /// The same organisation with the same project stands in the list before.
    RowTwice,
    /// The day on the list has not come yet.
    PublishedLater,
    /// Until when it may be objected to is not said.
    NoObjections,
}

/// What is doubtful about a list, with the place of the row where it is one.
#[must_use]
pub fn doubts(content: &ResultContent, budget: Option<i64>, today: NaiveDate) -> Vec<(Doubt, Option<usize>)> {
    let mut doubts = Vec::new();
    let approved: i64 = content.entries.iter().filter_map(|entry| entry.approved).sum();
    if budget.is_some_and(|budget| approved > budget) {
        doubts.push((Doubt::OverBudget, None));
    }
    if content.published_on.is_some_and(|day| today < day) {
        doubts.push((Doubt::PublishedLater, None));
    }
    if content.stage == Some(ResultStage::Preliminary) && content.objections.is_none() {
        doubts.push((Doubt::NoObjections, None));
    }
    for (at, entry) in content.entries.iter().enumerate() {
        let before = content.entries.iter().take(at);
        // Each lot has ranks of its own.
        let same_rank = |other: &ResultEntry| (other.rank, other.lot) == (entry.rank, entry.lot);
        if entry.rank.is_some() && before.clone().any(same_rank) {
            doubts.push((Doubt::RankTwice, Some(at)));
        }
        let told = Told::of(entry);
        if before.clone().any(|other| Told::of(other) == told && other.lot == entry.lot) {
            doubts.push((Doubt::RowTwice, Some(at)));
        }
        if matches!((entry.asked, entry.approved), (Some(asked), Some(approved)) if approved > asked) {
            doubts.push((Doubt::OverAsked, Some(at)));
        }
    }
    doubts
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::{
        Locale, LocalisedText, Moment, ResultContent, ResultEntry, ResultOutcome, ResultReason, ResultStage,
    };

    use super::{Doubt, Facts, doubts, missing, refused};
    use crate::error::Reason;

    const OVER: Facts = Facts { hidden: false, applying: false, standing: None, reasoned: false, priced: true };

    fn now() -> DateTime<Utc> {
        "2026-11-24T10:00:00Z".parse().expect("an instant")
    }

    fn entry(name: &str, outcome: ResultOutcome, approved: Option<i64>) -> ResultEntry {
        ResultEntry {
            organisation: Some(LocalisedText::new(Locale::SrLatn, name)),
            outcome: Some(outcome),
            approved,
            ..ResultEntry::default()
        }
    }

    fn list(stage: ResultStage, entries: Vec<ResultEntry>) -> ResultContent {
        ResultContent { stage: Some(stage), entries, ..ResultContent::default() }
    }

    #[test]
    fn a_list_comes_when_nobody_can_apply_and_no_preliminary_one_after_the_final() {
        use ResultStage::{Final, Preliminary};

        for (facts, stage, expected) in [
            (OVER, Preliminary, None),
            (OVER, Final, None),
            (Facts { hidden: true, ..OVER }, Final, Some(Reason::NotPublished)),
            (Facts { applying: true, ..OVER }, Preliminary, Some(Reason::CallNotOver)),
            (Facts { standing: Some(Preliminary), ..OVER }, Preliminary, None),
            (Facts { standing: Some(Preliminary), ..OVER }, Final, None),
            (Facts { standing: Some(Final), ..OVER }, Final, None),
            (Facts { standing: Some(Final), ..OVER }, Preliminary, Some(Reason::FinalListOut)),
        ] {
            assert_eq!(refused(facts, stage), expected, "{facts:?} {stage:?}");
        }
    }

    #[test]
    fn what_is_missing_is_said_of_every_row() {
        let zone = chrono_tz::Europe::Sarajevo;
        let said = |content: &ResultContent, facts| {
            let wrong = missing(content, facts, now(), zone);
            wrong.into_iter().map(|one| format!("{} {:?}", one.field, one.problem)).collect::<Vec<_>>()
        };
        assert_eq!(said(&ResultContent::default(), OVER), ["stage Required"]);
        assert_eq!(said(&list(ResultStage::Final, Vec::new()), OVER), ["rows Required"]);
        let nameless = ResultEntry::default();
        let rows = vec![
            entry("A", ResultOutcome::Approved, None),
            entry("B", ResultOutcome::Disqualified, None),
            entry("C", ResultOutcome::Reserve, Some(100)),
            nameless,
        ];
        let mut whole = list(ResultStage::Final, rows);
        let expected = [
            "rows.0.approved Required",
            "rows.1.reason Required",
            "rows.2.approved NotAllowed",
            "rows.3.organisation Required",
            "rows.3.outcome Required",
        ];
        assert_eq!(said(&whole, OVER), expected);
        // What is only proposed need not say how much.
        whole.stage = Some(ResultStage::Preliminary);
        assert_eq!(said(&whole, OVER), expected[1..]);
        let mut good = entry("B", ResultOutcome::Disqualified, None);
        good.reason = Some(ResultReason::Late);
        let mut good = list(ResultStage::Preliminary, vec![good]);
        assert!(said(&good, OVER).is_empty());
        // Whoever changes what stands there says why.
        let again = Facts { standing: Some(ResultStage::Preliminary), ..OVER };
        assert_eq!(said(&good, again), ["reason Required"]);
        assert!(said(&good, Facts { reasoned: true, ..again }).is_empty());
        // Sums are in something.
        let unpriced = Facts { priced: false, ..OVER };
        assert!(said(&good, unpriced).is_empty(), "no sum stands there");
        good.entries[0].asked = Some(100);
        assert_eq!(said(&good, unpriced), ["currency Required"]);
        let day = |day: &str| Some(Moment { day: day.parse().expect("a day"), hour: None });
        good.objections = day("2026-11-23");
        assert_eq!(said(&good, OVER), ["objections Past"]);
        good.objections = day("2026-11-24");
        assert!(said(&good, OVER).is_empty(), "the whole day is in time");
        good.stage = Some(ResultStage::Final);
        assert_eq!(said(&good, OVER), ["objections NotAllowed"]);
    }

    #[test]
    fn what_is_doubtful_is_told_and_forbids_nothing() {
        let today = "2026-11-24".parse().expect("a day");
        let mut rows =
            vec![entry("Most", ResultOutcome::Approved, Some(600)), entry("МОСТ", ResultOutcome::Approved, Some(600))];
        rows[0].asked = Some(500);
        (rows[0].rank, rows[1].rank) = (Some(1), Some(1));
        let mut content = list(ResultStage::Preliminary, rows);
        content.published_on = Some("2026-11-30".parse().expect("a day"));
        assert_eq!(
            doubts(&content, Some(1_000), today),
            [
                (Doubt::OverBudget, None),
                (Doubt::PublishedLater, None),
                (Doubt::NoObjections, None),
                (Doubt::OverAsked, Some(0)),
                (Doubt::RankTwice, Some(1)),
                (Doubt::RowTwice, Some(1)),
            ]
        );
        // Another lot has ranks of its own.
        content.entries[1].lot = Some(2);
        let left = doubts(&content, None, today);
        assert!(!left.iter().any(|(doubt, _)| matches!(doubt, Doubt::RankTwice | Doubt::RowTwice)), "{left:?}");
    }
}
