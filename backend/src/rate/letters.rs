//! When letters go that strangers cause: anybody may name anybody's address, so many of them are not sent at once. None is lost:
//! those that come from one network in great number, and all of them together, go later, and those that only programs cause
//! behind all others.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;

use super::{RateLimits, Who, lock};

/// So much later a letter goes that only a program causes, and so many of them in a minute.
const BEHIND: TimeDelta = TimeDelta::minutes(10);
const OF_PROGRAMS: u32 = 30;
/// How long a network is remembered that causes none.
const REMEMBERED: Duration = Duration::from_secs(3_600);

/// A way on which letters go one after the other.
#[derive(Debug, Default)]
struct Way(Mutex<Option<DateTime<Utc>>>);

impl Way {
    /// When the next goes, if so many go in a minute, and so many as in this time may go at once.
    fn next(&self, per_minute: u32, at_once: TimeDelta, now: DateTime<Utc>) -> DateTime<Utc> {
        if per_minute == 0 {
            return now;
        }
        let mut last = lock(&self.0);
        let next = last.map_or(now, |last| last.max(now)) + TimeDelta::milliseconds(60_000 / i64::from(per_minute));
        *last = Some(next);
        now.max(next - at_once)
    }
}

/// The ways of all letters that strangers cause, on this instance.
#[derive(Debug)]
pub(super) struct Letters {
    networks: Cache<Who, Arc<Way>>,
    all: Way,
    of_programs: Way,
    limits: RateLimits,
}

impl Letters {
    /// None was caused yet.
    pub(super) fn new(limits: RateLimits) -> Self {
        let networks = Cache::builder().max_capacity(limits.clients).time_to_idle(REMEMBERED).build();
        Self { networks, all: Way::default(), of_programs: Way::default(), limits }
    }

    /// When the next letter goes that this network causes, as far as it is known. What only programs cause is counted by itself: it
    /// makes nobody else wait.
    pub(super) fn next(&self, network: Option<Who>, of_programs: bool, now: DateTime<Utc>) -> DateTime<Utc> {
        if of_programs {
            return self.of_programs.next(OF_PROGRAMS, TimeDelta::zero(), now + BEHIND);
        }
        let minute = TimeDelta::minutes(1);
        let from_there = network.map_or(now, |network| {
            let way = self.networks.get_with(network, Arc::default);
            way.next(self.limits.comments_per_minute, minute, now)
        });
        from_there.max(self.all.next(self.limits.all_comments_per_minute, minute, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-29T10:00:10Z".parse().expect("an instant")
    }

    fn letters(comments_per_minute: u32, all_comments_per_minute: u32) -> Letters {
        Letters::new(RateLimits { comments_per_minute, all_comments_per_minute, ..RateLimits::default() })
    }

    #[test]
    fn of_many_from_one_network_the_later_ones_wait_and_others_do_not() {
        let letters = letters(10, 0);
        let wait = |network: u8, now| (letters.next(Some([network; 16]), false, now) - now).num_seconds();
        assert!((0..10).all(|_| wait(1, now()) == 0));
        assert_eq!([wait(1, now()), wait(1, now())], [6, 12]);
        assert_eq!(wait(2, now()), 0, "a neighbour");
        let later = now() + TimeDelta::minutes(2);
        assert_eq!(wait(1, later), 0, "it is over");
    }

    #[test]
    fn of_very_many_in_all_the_later_ones_wait() {
        let letters = letters(10, 60);
        let wait = |network: u8| (letters.next(Some([network; 16]), false, now()) - now()).num_seconds();
        assert!((0..60).all(|network| wait(network) == 0));
        assert_eq!([wait(70), wait(71)], [1, 2]);
    }

    #[test]
    fn what_programs_cause_goes_behind_all_others_and_makes_nobody_wait() {
        let letters = letters(10, 60);
        let times: Vec<_> = (0..10_000).map(|_| letters.next(Some([1; 16]), true, now())).collect();
        assert!(times.iter().all(|at| *at > now() + BEHIND));
        assert!(times.is_sorted_by(|one, next| *next - *one == TimeDelta::seconds(2)), "one after the other");
        assert_eq!(letters.next(Some([1; 16]), false, now()), now(), "a person of the same network");
        assert_eq!(letters.next(None, false, now()), now());
    }

    #[test]
    fn a_limit_of_nought_is_none() {
        let letters = letters(0, 0);
        assert!((0..10_000).all(|_| letters.next(Some([1; 16]), false, now()) == now()));
    }
}
