//! How many comments come in a minute of the clock, to each consultation and to all of them, on this instance. Whoever comes
//! from many networks at once is told from a lively debate by nothing else: what comes then is looked at later, and none of it
//! is refused.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use moka::sync::Cache;
use uuid::Uuid;

use super::{RateLimits, lock, minute};

/// So many consultations are remembered at a time.
const REMEMBERED: u64 = 10_000;

/// How many there are in a minute.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    minute: i64,
    so_many: u32,
}

impl Count {
    fn next(&mut self, minute: i64) -> u32 {
        if self.minute != minute {
            *self = Self { minute, so_many: 0 };
        }
        self.so_many = self.so_many.saturating_add(1);
        self.so_many
    }
}

/// How many comments come, and how many are usual.
#[derive(Debug)]
pub(super) struct Throng {
    each: Cache<Uuid, Arc<Mutex<Count>>>,
    all: Mutex<Count>,
    usual: (u32, u32),
}

impl Throng {
    /// None has come yet.
    pub(super) fn new(limits: RateLimits) -> Self {
        let each = Cache::builder().max_capacity(REMEMBERED).time_to_idle(Duration::from_secs(60)).build();
        let usual = (limits.consultation_comments_per_minute, limits.all_comments_per_minute);
        Self { each, all: Mutex::default(), usual }
    }

    /// Counts one to this consultation; whether more come than is usual, there or in all.
    pub(super) fn count(&self, of: Uuid, now: DateTime<Utc>) -> bool {
        let minute = minute(now);
        let here = lock(&self.each.get_with(of, Arc::default)).next(minute);
        let in_all = lock(&self.all).next(minute);
        let over = |count: u32, usual: u32| usual > 0 && count > usual;
        over(here, self.usual.0) || over(in_all, self.usual.1)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use entities::ConsultationId;

    use super::*;

    #[test]
    fn more_than_is_usual_is_seen_there_and_in_all_until_the_minute_ends() {
        let limits = |consultation_comments_per_minute, all_comments_per_minute| RateLimits {
            consultation_comments_per_minute,
            all_comments_per_minute,
            ..RateLimits::default()
        };
        let now: DateTime<Utc> = "2026-11-29T10:00:10Z".parse().expect("an instant");
        let [one, other]: [Uuid; 2] = [ConsultationId::new().0, ConsultationId::new().0];
        let throng = Throng::new(limits(2, 5));
        let told = |of, now| throng.count(of, now);
        assert_eq!([told(one, now), told(one, now), told(one, now)], [false, false, true]);
        assert_eq!([told(other, now), told(other, now)], [false, false], "another consultation has its own");
        assert!(told(ConsultationId::new().0, now), "the sixth in all");
        assert!(!told(one, now + TimeDelta::minutes(1)), "a new minute");
        let throng = Throng::new(limits(0, 0));
        assert!((0..10_000).all(|_| !throng.count(one, now)), "nought is no limit");
    }
}
