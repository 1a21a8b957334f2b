//! The directory: one true record for each organisation of civil society, found in any script.
//!
//! ```text
//!  PROPOSED ── an official looks ──▶ LISTED ── it is taken out ──▶ WITHDRAWN
//!                                      │  ▲
//!                    two are one, the  │  │  the desk, a list that is imported
//!                    old id leads on   ▼
//!                                    MERGED
//! ```
//!
//! Facts grow old: a record says when it was last confirmed and by whom ([`rules::is_stale`]), and whether a status holds
//! follows from its days ([`rules::holds`]). Words are folded once, when they are written ([`rules::words`]), so that both
//! databases find the same. Its keepers write it at the desk ([`mutation`]): one by one, two records made one, whole lists
//! that are planned, taken in steps and taken back. Reading order: [`rules`], [`types`], [`query`], [`mutation`],
//! [`subscription`], [`store`]; [`intake`] takes organisations from files. What calls and comments know of an organisation, its grants and its remarks, belongs into
//! [`types`], beside its areas.

mod importing;
pub mod intake;
pub mod mutation;
pub mod query;
pub mod rules;
pub mod store;
mod streets;
pub mod subscription;
pub mod suggestions;
pub mod types;
