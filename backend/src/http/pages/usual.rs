//! In whose words a page fails for a reader who chose none: his municipality's, like every page of it.
//!
//! Whose page it is comes out while the page is made, and what fails leaves nothing else behind. So it is kept beside the
//! request, not within what is made.

use std::cell::Cell;
use std::future::Future;

use axum::http::Uri;
use entities::{Locale, municipality};

use super::in_time;
use crate::app::App;
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::municipalities::types::Municipality;
use crate::scope::Scope;

tokio::task_local! {
    /// The locale of the municipality whose page is being made, from where it is known.
    static USUAL: Cell<Option<Locale>>;
}

/// What answers a request, with a place beside it where whose page it is can be kept.
pub(super) async fn beside<T>(answer: impl Future<Output = T>) -> T {
    USUAL.scope(Cell::new(None), answer).await
}

/// The municipality of a page, which is remembered for what may fail after this.
pub(super) async fn owner(scope: &Scope, slug: &str) -> Result<municipality::Model, Error> {
    let owner = Municipality::named(scope, slug).await?;
    // What is made for no request has nothing beside it.
    let _ = USUAL.try_with(|usual| usual.set(Some(owner.default_locale)));
    Ok(owner)
}

/// Looks whose page an address would be at which there is none. What is no slug is not asked about.
pub(super) async fn look(app: &App, uri: &Uri) {
    let slug = uri.path().split('/').nth(1).unwrap_or_default();
    if !slug.is_empty() && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let scope = app.gate.anyone();
        // Nobody's then: that nothing is there is said either way.
        let _ = in_time(app, owner(&scope, slug)).await;
    }
}

/// The locale of whose page it was; Serbian in Latin letters where that never came out.
pub(super) fn locale() -> Locale {
    USUAL.try_with(Cell::get).ok().flatten().unwrap_or(Locale::SrLatn)
}

/// The sentences that were chosen, else those of whose page it was.
pub(super) fn or(chosen: Option<&'static Messages>) -> &'static Messages {
    chosen.unwrap_or_else(|| locale().into())
}
