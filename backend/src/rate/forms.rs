//! How many comments come from hosted forms in a day, to each consultation from each network, on this instance. Such a form has no
//! task, so a program that fetches one after the other leaves nothing else by which it is told from people without scripts; and
//! many people share an address, so nobody waits any longer for it: it only says what lies together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use uuid::Uuid;

use super::{RateLimits, Who};

/// For so long a network may be remembered. It is known under another name before that, every day.
const A_DAY: Duration = Duration::from_secs(86_400);

/// How many came from which network to which consultation, and how many are usual.
#[derive(Debug)]
pub(super) struct Forms {
    each: Cache<(Uuid, Who), Arc<AtomicU32>>,
    usual: u32,
}

impl Forms {
    /// None has come yet.
    pub(super) fn new(limits: RateLimits) -> Self {
        let each = Cache::builder().max_capacity(limits.clients).time_to_live(A_DAY).build();
        Self { each, usual: limits.form_comments_per_day }
    }

    /// Counts one to this consultation from this network; whether more have come than is usual.
    pub(super) fn count(&self, of: Uuid, network: Who) -> bool {
        let before = self.each.get_with((of, network), Arc::default).fetch_add(1, Ordering::Relaxed);
        self.usual > 0 && before >= self.usual
    }
}
