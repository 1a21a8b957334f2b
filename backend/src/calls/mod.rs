//! Open calls: a municipality offers money or a status, organisations apply in time.
//!
//! ```text
//!            published                         opens_at            deadline_at
//!  draft ───────────────▶ ANNOUNCED ───────────────▶ OPEN ───────────────▶ CLOSED
//!                                                    │  ▲ EXTENDED            │ officials
//!                                                    │  └ moved once or more  ▼
//!                        (OPEN_UNTIL_SPENT, UNDATED)                      EVALUATING
//!                                                                             ▼
//!   CANCELLED ◀── from anywhere                     PRELIMINARY_LIST ⇄ OBJECTIONS (until objections_until)
//!                                                                             ▼
//!                                                              FINAL_LIST ─▶ CONTRACTED
//! ```
//!
//! Above the line of officials everything follows from time and is computed ([`rules::status`]), never stored and never
//! flipped by a job. Reading order: [`rules`], [`types`], [`query`], [`mutation`], [`subscription`],
//! [`store`]; [`asking`] takes questions of anybody, [`letters`] tells that they were answered, [`intake`] takes calls from
//! files.

pub mod asking;
pub mod care;
pub mod intake;
pub mod letters;
pub mod mutation;
pub mod query;
pub mod rules;
pub mod store;
pub mod subscription;
pub mod types;
