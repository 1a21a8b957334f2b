//! Results of calls: what became of the applications.
//!
//! ```text
//!   a list is pasted or brought            PRELIMINARY ── corrected, with the reason ──▶ PRELIMINARY
//!   ──▶ draft, seen at the desk alone ──▶       │                                             │
//!                    │                          ▼                                             │
//!                    └──────────────────────▶ FINAL ◀─────────────────────────────────────────┘
//!                                               └── corrected, with the reason ──▶ FINAL
//! ```
//!
//! A published list never changes: another takes its place, and it stays to be read. With a list the call itself moves on
//! ([`store::publish`]); whether objections run follows from the list's days and now. A row keeps the organisation's name as
//! the list writes it, and beside it leads to the record in the directory where it is sure which it is; nothing is guessed.
//! What an application is known by stays the same from the first list to the last ([`rules::carried`]).
//! Reading order: [`rules`], [`intake`], [`types`], [`mutation`], [`store`].

pub mod intake;
pub mod mutation;
pub mod rules;
pub mod store;
pub mod types;
pub mod write;
