//! Whose turn it is on a connection. The bytes ([`super::io`]), the bodies ([`super::body`]) and the answering
//! ([`super::connection`]) of one connection tell each other here; what happens next decides who may be waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::time::Duration;

use super::stays::GivenBack;
use crate::config::{ConnectionLimits, seconds};

/// The limits, as durations; one for all connections.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) idle: Duration,
    pub(super) head: Duration,
    pub(super) body: Duration,
    pub(super) file: Duration,
    pub(super) grace: Duration,
    pub(super) bytes_per_second: u32,
    pub(super) stalled: Duration,
}

impl Times {
    pub(super) fn of(limits: &ConnectionLimits) -> Self {
        Self {
            idle: seconds(limits.idle_seconds),
            head: seconds(limits.header_seconds),
            body: seconds(limits.body_seconds),
            file: seconds(limits.file_seconds),
            grace: seconds(limits.body_grace_seconds),
            bytes_per_second: limits.body_bytes_per_second,
            stalled: seconds(limits.stalled_write_seconds),
        }
    }
}

/// What a connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// For the first byte of a request.
    Idle,
    /// For the rest of its head.
    Head,
    /// For the answer, or for the body of the request, which keeps its own time.
    Answering,
    /// For whatever the handler that took the connection over waits for.
    TakenOver,
}

/// How far an answer is that stays open.
const SAYS_SOMETHING: u8 = 0;
const SAID_ALL: u8 = 1;
const ALL_IS_OUT: u8 = 2;

/// Where one connection stands. Everything on it happens one after the other, so the order of memory does not matter.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) times: Arc<Times>,
    /// Counts up with every change, in steps of four; the phase is in the last two bits.
    state: AtomicU32,
    /// A body was begun and has not come whole.
    body_open: AtomicBool,
    /// It is a file, which has a time of its own.
    body_is_file: AtomicBool,
    /// It came too slowly.
    body_late: AtomicBool,
    /// An answer that stays open has nothing to say, and then all that it said is on its way.
    stays: AtomicU8,
    /// What is taken over from hyper then.
    pub(super) given_back: GivenBack,
}

impl Turn {
    pub(super) fn new(times: Arc<Times>) -> Arc<Self> {
        let state = AtomicU32::new(Phase::Idle as u32);
        let no = || AtomicBool::new(false);
        let (stays, given_back) = (AtomicU8::new(SAYS_SOMETHING), GivenBack::default());
        Arc::new(Self { times, state, body_open: no(), body_is_file: no(), body_late: no(), stays, given_back })
    }

    /// What is waited for.
    pub(super) fn phase(&self) -> Phase {
        match self.number() & 3 {
            0 => Phase::Idle,
            1 => Phase::Head,
            2 => Phase::Answering,
            _ => Phase::TakenOver,
        }
    }

    /// Differs whenever a new wait has begun.
    pub(super) fn number(&self) -> u32 {
        self.state.load(Ordering::Relaxed)
    }

    /// A new wait begins.
    pub(super) fn begin(&self, phase: Phase) {
        self.state.store((self.number() & !3).wrapping_add(4) | phase as u32, Ordering::Relaxed);
    }

    /// The answer is handed over: the next request may come, unless there is none.
    pub(super) fn answered(&self) {
        if self.phase() != Phase::TakenOver {
            self.begin(Phase::Idle);
        }
    }

    /// An answer that stays open has nothing to say for now, or goes on.
    pub(super) fn said_all(&self, all: bool) {
        if all {
            let _ = self.stays.compare_exchange(SAYS_SOMETHING, SAID_ALL, Ordering::Relaxed, Ordering::Relaxed);
        } else {
            // Also when all was out: hyper may ask once more before it lets go, and then has something to write again.
            self.stays.store(SAYS_SOMETHING, Ordering::Relaxed);
        }
    }

    /// Everything that was written is on its way.
    pub(super) fn all_is_out(&self) {
        let _ = self.stays.compare_exchange(SAID_ALL, ALL_IS_OUT, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Whether hyper has nothing more to do on this connection.
    pub(super) fn is_left_to_us(&self) -> bool {
        self.stays.load(Ordering::Relaxed) == ALL_IS_OUT
    }

    /// The connection is taken over: hyper is gone, and nobody waits for a request.
    pub(super) fn taken_over(&self) {
        self.stays.store(SAYS_SOMETHING, Ordering::Relaxed);
        self.begin(Phase::TakenOver);
    }

    /// A body begins.
    pub(super) fn body_begins(&self) {
        self.body_open.store(true, Ordering::Relaxed);
        self.body_is_file.store(false, Ordering::Relaxed);
        self.body_late.store(false, Ordering::Relaxed);
    }

    /// It is a file: whoever handles the request expects one.
    pub(super) fn expect_a_file(&self) {
        self.body_is_file.store(true, Ordering::Relaxed);
    }

    /// How long the whole body may take.
    pub(super) fn body_time(&self) -> Duration {
        if self.body_is_file.load(Ordering::Relaxed) { self.times.file } else { self.times.body }
    }

    /// It is here.
    pub(super) fn body_ends(&self) {
        self.body_open.store(false, Ordering::Relaxed);
    }

    /// It comes too slowly.
    pub(super) fn body_is_late(&self) {
        self.body_late.store(true, Ordering::Relaxed);
    }

    /// Whether the client may still be sending a body that nobody wants any more.
    pub(super) fn body_is_open(&self) -> bool {
        self.body_open.load(Ordering::Relaxed)
    }

    /// Whether the answer is that the body came too slowly.
    pub(super) fn take_late(&self) -> bool {
        self.body_late.swap(false, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Phase, Times, Turn};
    use crate::config::ConnectionLimits;

    #[test]
    fn a_connection_is_left_to_us_when_all_is_said_and_out_and_nothing_was_said_since() {
        let turn = Turn::new(Arc::new(Times::of(&ConnectionLimits::default())));
        turn.all_is_out();
        assert!(!turn.is_left_to_us(), "it may have more to say");
        turn.said_all(true);
        assert!(!turn.is_left_to_us(), "what it said is not out");
        turn.all_is_out();
        turn.said_all(true);
        assert!(turn.is_left_to_us());
        turn.said_all(false);
        assert!(!turn.is_left_to_us(), "something was said meanwhile");
    }

    #[test]
    fn every_wait_has_a_number_of_its_own() {
        let turn = Turn::new(Arc::new(Times::of(&ConnectionLimits::default())));
        assert_eq!(turn.phase(), Phase::Idle);
        let mut seen = vec![turn.number()];
        for phase in [Phase::Head, Phase::Answering, Phase::Idle, Phase::Idle, Phase::Answering] {
            turn.begin(phase);
            assert_eq!(turn.phase(), phase);
            assert!(!seen.contains(&turn.number()));
            seen.push(turn.number());
        }
        turn.answered();
        assert_eq!(turn.phase(), Phase::Idle);
        turn.begin(Phase::TakenOver);
        turn.answered();
        assert_eq!(turn.phase(), Phase::TakenOver, "there is no next request");
    }
}
