//! Municipalities, the tenants of everything, and the areas of work that they share.
//!
//! A municipality is known by its slug, which never changes; its name and kind may.

pub mod intake;
pub mod query;
pub mod rules;
pub mod store;
pub mod types;
