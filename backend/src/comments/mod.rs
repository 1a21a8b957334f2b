//! What the public says about draft acts, what officials decide and answer, and the log of both.
//!
//! ```text
//!                 odd ┌──────┐
//!        ┌──────────▶ │ held │ ──┐                                   may it be read?
//!   received          └──────┘   ├─▶ published ◀─▶ rejected
//!        │            ┌─────────┐│        │
//!        ├──────────▶ │ pending │┘        └─▶ withdrawn by whoever wrote it
//!        └─ post-moderation, paper ──▶ published
//!
//!   no answer ──▶ accepted · partly · not accepted · noted · out of scope         what does the municipality say?
//! ```
//!
//! The two axes never mix. Every step of both is an entry of the consultation's log ([`crate::ledger`]), written in the
//! same transaction; whoever comments gets a receipt that proves his entry. So is every text of an act that is published, what
//! they speak about ([`rules::texts`]), whatever else is published of the consultation, its rules and documents among it
//! ([`rules::facts`]), and the report with which it ends ([`rules::report`]).

pub mod attach;
pub mod care;
pub mod letters;
pub mod mutation;
pub mod query;
pub mod rules;
pub mod store;
pub mod subscription;
pub mod types;
pub mod verify;
pub mod voices;
pub mod write;
