//! How long a list that was brought is kept with what stood in it.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{ImportState, organisation_import};

/// So long after a list was taken, or taken back, whoever keeps the directory finds out what was wrong with it. Then it is
/// forgotten what stood in it: telephones that nobody agreed to and names of people among it. The desk tells of thirty days.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// Until when a list is kept whole at least; none where it was never ended, is being taken back, or is forgotten.
#[must_use]
pub fn kept_until(import: &organisation_import::Model) -> Option<DateTime<Utc>> {
    let ended = match import.state {
        // Also one that is open again because somebody decided about a row of it later.
        ImportState::Done | ImportState::Running => import.done_at,
        ImportState::Undone => import.undone_at,
        ImportState::Previewed | ImportState::Undoing => None,
    };
    ended.filter(|_| import.forgotten_at.is_none()).map(|ended| ended + KEPT_FOR)
}
