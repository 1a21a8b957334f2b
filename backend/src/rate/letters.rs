//! When letters go that strangers cause: anybody may name anybody's address, so many of them are not sent at once. None is lost:
//! those that come from one network in great number, and all of them together, go later, and those that only programs cause
//! behind all others. Whoever waits for his own network makes nobody else wait.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;

use super::{RateLimits, Who, lock, minute};

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

/// When letters go that wait for their own network: so many in each minute of the clock. One that goes tomorrow takes a place of
/// tomorrow and none of now, so a network with thousands of them makes no other wait.
#[derive(Debug, Default)]
struct Plan(Mutex<BTreeMap<i64, u32>>);

impl Plan {
    /// When one goes whose own network lets it go at this time.
    fn next(&self, per_minute: u32, own: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        if per_minute == 0 {
            return own;
        }
        let mut taken = lock(&self.0);
        // Of what is over nothing is remembered.
        while taken.first_key_value().is_some_and(|(over, _)| *over < minute(now)) {
            taken.pop_first();
        }
        let mut at = minute(own);
        while taken.get(&at).is_some_and(|before| *before >= per_minute) {
            at += 1;
        }
        let places = taken.entry(at).or_default();
        let before = *places;
        *places += 1;
        if at == minute(own) {
            return own;
        }
        let after = TimeDelta::milliseconds(60_000 / i64::from(per_minute) * i64::from(before));
        DateTime::from_timestamp(at * 60, 0).map_or(own, |begins| begins + after)
    }
}

/// The ways of all letters that strangers cause, on this instance.
#[derive(Debug)]
pub(super) struct Letters {
    networks: Cache<Who, Arc<Way>>,
    all: Way,
    /// Of those that wait for their own network.
    waiting: Plan,
    of_programs: Way,
    limits: RateLimits,
}

impl Letters {
    /// None was caused yet.
    pub(super) fn new(limits: RateLimits) -> Self {
        let networks = Cache::builder().max_capacity(limits.clients).time_to_idle(REMEMBERED).build();
        Self { networks, all: Way::default(), waiting: Plan::default(), of_programs: Way::default(), limits }
    }

    /// When the next letter goes that this network causes, as far as it is known. What only programs cause is counted by itself: it
    /// makes nobody else wait. Nor does what waits for its own network: it has half as many places in a minute beside those that
    /// need not.
    pub(super) fn next(&self, network: Option<Who>, of_programs: bool, now: DateTime<Utc>) -> DateTime<Utc> {
        if of_programs {
            return self.of_programs.next(OF_PROGRAMS, TimeDelta::zero(), now + BEHIND);
        }
        let minute = TimeDelta::minutes(1);
        let from_there = network.map_or(now, |network| {
            let way = self.networks.get_with(network, Arc::default);
            way.next(self.limits.comments_per_minute, minute, now)
        });
        let all = self.limits.all_comments_per_minute;
        if from_there > now {
            return self.waiting.next(all.div_ceil(2), from_there, now);
        }
        self.all.next(all, minute, now)
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
    fn thousands_of_one_network_make_nobody_else_wait() {
        let letters = letters(10, 60);
        let wait = |network: u8| (letters.next(Some([network; 16]), false, now()) - now()).num_seconds();
        let flood: Vec<_> = (0..5_000).map(|_| wait(1)).collect();
        assert!(flood.is_sorted() && flood.last().is_some_and(|last| *last > 8 * 3_600), "as slow as one network may");
        assert!((2..7).all(|network| (0..10).all(|_| wait(network) == 0)), "others, and as many as go at once");
        assert_eq!([wait(2), wait(2)], [6, 12], "nor does another wait longer that sends more than it may");
        assert_eq!(letters.next(None, false, now()), now() + TimeDelta::seconds(1), "the sixty-first in all");
    }

    #[test]
    fn of_very_many_networks_that_send_too_much_so_many_letters_go_in_a_minute() {
        let letters = letters(1, 60);
        let from = |network: u8| letters.next(Some([network; 16]), false, now());
        // The first of each goes as its turn in all comes; of the second each network lets it go a minute later.
        let (first, mut second): (Vec<_>, Vec<_>) = (0..100).map(|network| (from(network), from(network))).unzip();
        assert!(first.iter().all(|at| *at <= now() + TimeDelta::seconds(40)));
        second.sort_unstable();
        let minutes: Vec<_> = second.chunks(30).map(|some| (minute(some[0]), some.len())).collect();
        let begins = minute(now()) + 1;
        assert_eq!(minutes, [(begins, 30), (begins + 1, 30), (begins + 2, 30), (begins + 3, 10)]);
        assert!(second.iter().all(|at| *at >= now() + TimeDelta::minutes(1)), "none before its turn");
        assert!(second.chunks(30).all(|some| some.iter().all(|at| minute(*at) == minute(some[0]))));
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
