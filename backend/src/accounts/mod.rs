//! Accounts: who works at a municipality's desk, and how they come in.
//!
//! ```text
//!  invited ──letter──▶ INVITATION ──accepted──▶ PERSON ──asks──▶ LINK (10 min, once) ──spent──▶ SESSION
//!                          │ taken back, too old                                                   │ passkey or
//!                          ▼                                                                       ▼ recovery code
//!                        gone                                          ended, idle, old ◀── CONFIRMED SESSION
//!                                                                                            acts by its ROLES
//! ```
//!
//! A session that is not confirmed may do nothing but confirm itself. Roles are looked up at every request and before
//! every event, so that whoever loses one loses it at once. What is kept of a link, a cookie, a token or a code is its
//! hash. Reading order: [`rules`], [`door`] (coming in), [`directory`] (the same through a city's own),
//! [`identities`], [`passkeys`], [`letters`], [`care`] (whom the server forgets), [`types`], [`query`], [`mutation`], [`store`].

pub mod care;
pub mod directory;
pub mod door;
pub mod identities;
pub mod letters;
pub mod mutation;
pub mod passkeys;
pub mod query;
pub mod rules;
pub mod store;
pub mod types;
