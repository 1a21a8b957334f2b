//! How fast things come that anybody may send: comments to each consultation, suggestions to each directory, on this instance.
//! The faster, the more the next has to cost.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use moka::sync::Cache;
use uuid::Uuid;

use super::{lock, minute};
use crate::challenge::BITS;

/// So many in a minute are a lively debate. From here on each doubling makes the task of the next twice as dear.
const LIVELY: u32 = 30;
/// The most that is added: eight times the work, four seconds on a slow phone.
const MOST: u32 = 3;
/// So many consultations and directories are remembered at a time.
const REMEMBERED: u64 = 10_000;

/// How fast such things come.
#[derive(Debug)]
pub struct Tempo(Cache<Uuid, Arc<Mutex<Beat>>>);

/// What came in a minute of the clock, and of the one before.
#[derive(Clone, Copy, Debug, Default)]
struct Beat {
    minute: i64,
    now: u32,
    before: u32,
}

impl Beat {
    fn at(&mut self, minute: i64) -> &mut Self {
        if self.minute != minute {
            let before = if self.minute + 1 == minute { self.now } else { 0 };
            *self = Self { minute, now: 0, before };
        }
        self
    }
}

impl Default for Tempo {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(REMEMBERED).time_to_idle(Duration::from_secs(120)).build())
    }
}

impl Tempo {
    /// Counts what has come to this consultation or directory.
    pub fn count(&self, of: impl Into<Uuid>, now: DateTime<Utc>) {
        let beat = self.0.get_with(of.into(), Arc::default);
        let mut beat = lock(&beat);
        let beat = beat.at(minute(now));
        beat.now = beat.now.saturating_add(1);
    }

    /// How many bits the task of the next needs.
    #[must_use]
    pub fn bits(&self, of: impl Into<Uuid>, now: DateTime<Utc>) -> u32 {
        let Some(beat) = self.0.get(&of.into()) else { return BITS };
        let beat = *lock(&beat).at(minute(now));
        BITS + match beat.now.max(beat.before) / LIVELY {
            0 => 0,
            times => (times.ilog2() + 1).min(MOST),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use entities::ConsultationId;

    use super::*;

    #[test]
    fn the_faster_comments_come_the_more_each_costs_and_only_there() {
        let (tempo, of) = (Tempo::default(), ConsultationId::new());
        let now: DateTime<Utc> = "2026-11-29T10:00:10Z".parse().expect("an instant");
        let mut told = Vec::new();
        for count in 1..=1_000 {
            tempo.count(of, now);
            let bits = tempo.bits(of, now);
            if told.last().is_none_or(|(_, last)| *last != bits) {
                told.push((count, bits));
            }
        }
        assert_eq!(told, [(1, BITS), (30, BITS + 1), (60, BITS + 2), (120, BITS + 3)]);
        assert_eq!(tempo.bits(ConsultationId::new(), now), BITS);
        assert_eq!(tempo.bits(of, now + TimeDelta::minutes(1)), BITS + 3, "a new minute is no new beginning");
        assert_eq!(tempo.bits(of, now + TimeDelta::minutes(2)), BITS, "over");
    }
}
