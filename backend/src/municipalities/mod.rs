//! Municipalities, the tenants of everything, and the areas of work that they share.
//!
//! A municipality is known by its slug, which never changes; its name and kind may. What it says of itself ([`rules::settings`])
//! a file brings until it has said so itself, and never after.

pub mod intake;
pub mod mutation;
pub mod query;
pub mod rules;
pub mod store;
pub mod types;
