//! How long it is kept what nobody but the server knows of whoever comments, supports and reports: an address to which the
//! report is sent, and hashes by which everybody is counted once.

use chrono::TimeDelta;

/// So long after a letter asked whether an address is his who gave it, he will not say so any more.
pub const UNCONFIRMED_FOR: TimeDelta = TimeDelta::days(7);
/// So long after a consultation was cancelled nobody is told anything; and so long after an official has decided it does not
/// matter who had reported a comment.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(90);
/// So long after its last day nobody waits for the report of a consultation any more, though it is still owed, and hardly
/// anybody opens it again, so that who supported what is forgotten; where no last day is stated, so long after he wrote. A
/// comment that was reported so long ago will be decided about no more.
pub const WAITED_FOR: TimeDelta = TimeDelta::days(366);
