//! Reports: what a municipality has to say before a consultation is finished.
//!
//! ```text
//!   CLOSED ── every comment decided about? ── every published one answered? ──▶ REPORT
//!                  │ no                            │ no
//!                  ▼                               ▼
//!             COMMENTS_WAIT              COMMENTS_UNANSWERED        obstacles, seen at the desk
//! ```
//!
//! A report keeps what the municipality says of it all, the numbers, and how long the log was; the log has an entry for it
//! ([`crate::comments::rules::report`]). Comments and answers are read where they are, in reading order of the act
//! ([`rules::order`]) and all of one instant ([`store::read`]); the edges make a page, a table and a file of them.
//! [`mod@print`] sets the PDF.

pub mod letters;
pub mod mutation;
pub mod print;
pub mod rules;
pub mod store;
pub mod types;
