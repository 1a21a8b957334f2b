//! What is left open for whoever is behind an address that has asked too often.
//!
//! A flood and an honest neighbour can have one address: those of an office, a school, a village behind one mast. What he has
//! written must not be lost for that. So one comment goes in where the work was done that its form asks for, which costs a flood a
//! processor and him nothing: he has done it while he wrote. It is looked at later, as all that comes from there. A solution opens
//! for one sending and its repetitions, which are answered from what was kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use sha2::{Digest as _, Sha256};

/// So often one sending may be repeated in a minute: who was not answered sends it again.
const TIMES: u32 = 3;
/// So many sendings are remembered at a time.
const REMEMBERED: u64 = 50_000;

/// In a request's data: its client has asked too often. Only what work opens is done for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// In how many seconds he may ask again.
    pub retry_after: u32,
}

/// How often each solution has opened.
#[derive(Debug)]
pub struct Opening(Cache<[u8; 32], Arc<AtomicU32>>);

impl Default for Opening {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(REMEMBERED).time_to_live(Duration::from_secs(60)).build())
    }
}

impl Opening {
    /// Whether what was solved opens once more.
    #[must_use]
    pub fn once_more(&self, challenge: &str, drawn: &str) -> bool {
        let hash: [u8; 32] = Sha256::digest(format!("{challenge}.{drawn}")).into();
        self.0.get_with(hash, Arc::default).fetch_add(1, Ordering::Relaxed) < TIMES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_opens_for_one_sending_and_its_repetitions() {
        let opening = Opening::default();
        assert_eq!([0; 5].map(|_| opening.once_more("task", "key")), [true, true, true, false, false]);
        assert!(opening.once_more("task", "another"));
    }
}
