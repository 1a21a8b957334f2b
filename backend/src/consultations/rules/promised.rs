//! What was promised to everybody when a consultation was published, and is not taken back: the time for comments, and a report
//! of what was said. Pure.

use chrono::{DateTime, Utc};
use entities::{ConsultationStage, consultation};

use super::due::Counts;
use super::{Facts, published_key};
use crate::comments::types::WAITED_FOR;

/// Whether there would be less time for comments than everybody was told: it would end earlier, less of it would be left, or
/// what has begun would begin once more.
#[must_use]
pub fn is_shorter(before: &Facts, after: &Facts, now: DateTime<Utc>) -> bool {
    // Where no last day was stated no comments were taken, and no time is taken away.
    let Some(ends) = before.closes_at else { return false };
    let Some(would_end) = after.closes_at else { return true };
    let begins = |facts: &Facts| facts.opens_at.map_or(now, |opens| opens.max(now));
    let goes_on = before.opens_at.is_none_or(|opens| opens <= now) && now <= ends;
    let (begins, would_begin) = (begins(before), begins(after));
    would_end < ends || would_end - would_begin < ends - begins || (goes_on && would_begin > now)
}

/// Whether this would open again what has been over for so long that it is forgotten by now who supported what and who waits for
/// the report: he who supported a comment then would be counted twice.
#[must_use]
pub fn opens_too_late(before: &Facts, after: &Facts, now: DateTime<Utc>) -> bool {
    let is_over = |ends: DateTime<Utc>| ends < now - WAITED_FOR;
    before.closes_at.is_some_and(|ends| is_over(ends) && after.closes_at.is_none_or(|at| at > ends))
}

/// Leaves the dates that everybody was told where a list from elsewhere would take back what was promised with them; then why.
pub fn keep_dates(was: &consultation::Model, is: &mut consultation::Model, now: DateTime<Utc>) -> Option<&'static str> {
    let (before, after) = (Facts::from(was), Facts::from(&*is));
    let why = if was.stage == ConsultationStage::Published && is_shorter(&before, &after, now) {
        "there would be less time for comments than everybody was told, so the dates stay as they were published"
    } else if opens_too_late(&before, &after, now) {
        "what has been over for more than 366 days is not opened again, so the dates stay as they were published"
    } else {
        return None;
    };
    (is.opens_at, is.opens_hour_stated) = (was.opens_at, was.opens_hour_stated);
    (is.closes_at, is.closes_hour_stated, is.closes_key) = (was.closes_at, was.closes_hour_stated, was.closes_key);
    is.published_key = published_key(is.published_on, is.opens_at, is.closes_at);
    Some(why)
}

/// Whether a report is owed: somebody has said something that everybody can read, or that waits to be decided about. What was
/// refused, taken back or never confirmed is in no report.
#[must_use]
pub const fn owes_report(counts: &Counts) -> bool {
    counts.published > 0 || counts.waiting > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_for_comments_may_become_longer_and_never_shorter() {
        let day = |day: &str| format!("2026-12-{day}T10:00:00Z").parse::<DateTime<Utc>>().ok();
        let facts = |(opens, closes)| Facts {
            stage: ConsultationStage::Published,
            opens_at: day(opens),
            closes_at: day(closes),
        };
        let now = day("05").expect("an instant");
        for (before, after, shorter, what) in [
            (("", "20"), ("", "20"), false, "as it was"),
            (("", "20"), ("", "21"), false, "longer"),
            (("", "20"), ("", "19"), true, "ends earlier"),
            (("", "20"), ("", ""), true, "nobody may rely on a day any more"),
            (("", ""), ("", "06"), false, "no day was stated"),
            (("01", "20"), ("02", "20"), false, "when it began is put right"),
            (("01", "20"), ("06", "20"), true, "begins once more"),
            (("01", "20"), ("06", "30"), true, "begins once more, and lasts longer"),
            (("", "20"), ("06", "30"), true, "the same of what began when it was published"),
            (("10", "20"), ("11", "20"), true, "begins later and ends as it would have"),
            (("10", "20"), ("11", "21"), false, "all of it a day later"),
            (("10", "20"), ("01", "20"), false, "begins earlier"),
            (("10", "20"), ("01", "19"), true, "ends earlier, though more is left"),
            (("01", "04"), ("01", "03"), true, "who came on the last day was in time"),
            (("01", "04"), ("06", "20"), false, "it is over and is held once more"),
        ] {
            assert_eq!(is_shorter(&facts(before), &facts(after), now), shorter, "{what}: {before:?} {after:?}");
        }
    }

    #[test]
    fn what_was_over_for_a_year_is_not_opened_again() {
        let at = |at: &str| at.parse::<DateTime<Utc>>().ok();
        let facts = |closes| Facts { stage: ConsultationStage::Published, opens_at: None, closes_at: at(closes) };
        let (ends, later) = ("2026-12-04T10:00:00Z", "2028-01-01T10:00:00Z");
        let (still, late) = ("2027-12-05T10:00:00Z", "2027-12-05T10:00:01Z");
        for (before, after, now, too_late, what) in [
            (ends, later, still, false, "everybody who supports is known still"),
            (ends, later, late, true, "he is forgotten"),
            (ends, "", late, true, "nor without any last day"),
            (ends, ends, late, false, "something else is put right"),
            (ends, "2026-12-03T10:00:00Z", late, false, "it is not opened with that"),
            ("", later, late, false, "no last day was stated, and nobody was forgotten"),
        ] {
            let now = at(now).expect("an instant");
            assert_eq!(opens_too_late(&facts(before), &facts(after), now), too_late, "{what}");
        }
    }

    #[test]
    fn who_was_heard_is_owed_a_report() {
        let counts = |waiting, published, unanswered| Counts { waiting, published, unanswered };
        for (counts, owed) in [
            (counts(0, 0, 0), false),
            (counts(1, 0, 0), true),
            (counts(0, 1, 1), true),
            // An answer alone is no report.
            (counts(0, 1, 0), true),
        ] {
            assert_eq!(owes_report(&counts), owed, "{counts:?}");
        }
    }
}
