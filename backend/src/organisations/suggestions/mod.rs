//! What people outside say of a directory: that an organisation is missing, that one is theirs, that something is wrong; and
//! what the server asks organisations once a year.
//!
//! ```text
//!   proposal, correction ─▶ a letter: is this address yours? ─▶ waits ─▶ an official ─▶ some of it, all of it, or no
//!   claim ─┬─ from another address: the same ──────────────────────────▶ an official ─▶ a letter with the link ─┐
//!          └─ from the address that letters go to: a letter with the link ──────────────────────────────────────┤
//!   once a year: a letter with the link ────────────────────────────────────────────────────────────────────────┤
//!                                                                                                               ▼
//!                                                    all is true: confirmed at once · an edit: waits for an official
//! ```
//!
//! A link is good once and spent by a POST ([`mod@write`]); what it opens is decided each time anew ([`rules::opens`]). What is
//! said stands in the queue ([`types`]) only when its address is confirmed, and is deleted otherwise ([`care`]). An
//! official sees fact by fact what would become of what stands there now, and decides ([`decide`]). Whoever asked is told
//! by a letter ([`letters`]) and forgotten thirty days later with all that he wrote.
//!
//! Whoever says that an organisation is his represents it ([`represent`]) once an official has agreed, until she ends it: he
//! signs in as officials do, sees his organisations and nothing of any desk, and says the same without a letter.

pub mod care;
pub mod decide;
pub mod letters;
pub mod mutation;
pub mod query;
pub mod represent;
pub mod rules;
pub mod store;
pub mod types;
pub mod write;
