//! Consultations: a municipality asks what its citizens think, usually of a draft act.
//!
//! ```text
//!            published                         opens_at             closes_at
//!  draft ───────────────▶ ANNOUNCED ───────────────▶ OPEN ───────────────▶ CLOSED
//!                                                (UNDATED)                   │ officials
//!                                                                            ▼
//!   CANCELLED ◀── while nobody is owed a report                            REPORT
//! ```
//!
//! Above the line of officials everything follows from time and is computed ([`rules::status`]), never stored and never
//! flipped by a job. A draft act is an ordered tree of anchors in each of its versions ([`rules::act`]); what is published
//! of it never changes: another text is another version, in which an anchor that did not change keeps its key. Reading
//! order: [`rules`], [`types`], [`query`], [`mutation`], [`subscription`],
//! [`store`]; [`intake`] takes consultations from files.

pub mod intake;
pub mod mutation;
pub mod query;
pub mod rules;
pub mod store;
pub mod subscription;
pub mod types;
