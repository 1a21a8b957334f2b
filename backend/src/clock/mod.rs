//! Time: the only place that reads the clock, and what days and hours mean in a municipality.

mod days_off;

use std::fmt::Debug;
use std::sync::Mutex;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, SubsecRound as _, TimeDelta, TimeZone as _, Utc};
pub use chrono_tz::Tz;

pub use self::days_off::{DayOff, Offices, day_off};

/// Tells the time. An argument wherever time matters, so that tests can set it.
pub trait Clock: Debug + Send + Sync {
    /// Now, in whole microseconds: both databases keep exactly that much.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock(Mutex<DateTime<Utc>>);

impl ManualClock {
    /// A clock that stands at this instant.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves it.
    pub fn advance(&self, by: TimeDelta) {
        *self.lock() += by;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.lock()
    }
}

/// The zone of nearly every municipality, for what is of none or of all of them.
pub const USUAL: Tz = chrono_tz::Europe::Sarajevo;

/// The zone with this IANA name; the usual one where the name is unknown, so that a typing error cannot lose a deadline.
#[must_use]
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(USUAL)
}

/// This hour of this day. Of an hour that occurs twice when summer ends the later is meant, because it is kinder to
/// whoever is late; one that does not occur counts as an hour later.
#[must_use]
pub fn at_hour(day: NaiveDate, hour: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(hour);
    zone.from_local_datetime(&local)
        .latest()
        .or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).latest())
        .map_or_else(|| local.and_utc(), |instant| instant.with_timezone(&Utc))
}

/// The last microsecond of this day: what a deadline without an hour means.
#[must_use]
pub fn end_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    at_hour(next, NaiveTime::MIN, zone) - TimeDelta::microseconds(1)
}

/// The day that it is there.
#[must_use]
pub fn day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// How many midnights lie between now and then, there: 0 is today, negative is past.
#[must_use]
pub fn days_until(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> i64 {
    (day(at, zone) - day(now, zone)).num_days()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

    use super::{at_hour, days_until, end_of_day, zone};

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_day_ends_at_its_own_midnight_in_winter_and_in_summer() {
        let sarajevo = zone("Europe/Sarajevo");
        let ends = |y, m, d| end_of_day(NaiveDate::from_ymd_opt(y, m, d).expect("a day"), sarajevo);
        assert_eq!(ends(2026, 12, 14), instant("2026-12-14T22:59:59.999999Z"));
        assert_eq!(ends(2026, 7, 14), instant("2026-07-14T21:59:59.999999Z"));
        // The nights on which the clocks change: 25 October is an hour longer, 29 March an hour shorter.
        assert_eq!(ends(2026, 10, 25), instant("2026-10-25T22:59:59.999999Z"));
        assert_eq!(ends(2026, 3, 29), instant("2026-03-29T21:59:59.999999Z"));
    }

    #[test]
    fn an_hour_that_occurs_twice_or_never_is_taken_in_the_citizens_favour() {
        let sarajevo = zone("Europe/Sarajevo");
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).expect("an hour");
        let at = |y, m, d| at_hour(NaiveDate::from_ymd_opt(y, m, d).expect("a day"), half_past_two, sarajevo);
        assert_eq!(at(2026, 10, 25), instant("2026-10-25T01:30:00Z"));
        assert_eq!(at(2026, 3, 29), instant("2026-03-29T01:30:00Z"));
    }

    #[test]
    fn days_are_counted_by_midnights_of_the_municipality() {
        let sarajevo = zone("Europe/Sarajevo");
        let deadline = instant("2026-12-14T14:00:00Z");
        let left = |now| days_until(deadline, instant(now), sarajevo);
        assert_eq!(left("2026-12-14T13:59:59Z"), 0);
        assert_eq!(left("2026-12-13T22:59:59Z"), 1, "still the 13th in Sarajevo");
        assert_eq!(left("2026-12-13T23:00:00Z"), 0, "already the 14th");
        assert_eq!(left("2026-12-15T00:00:00Z"), -1);
    }
}
