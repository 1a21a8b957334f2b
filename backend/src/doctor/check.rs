//! The same look for whoever asks in the studio. He is anybody, so only pages of a municipality's own sites are fetched, so
//! often for one client, so many at a time.

use entities::municipality;
use tokio::sync::Semaphore;
use url::Url;

use super::fetch::{May, fetch};
use super::rules::Place;
use super::{known, looked_at, say};
use crate::app::App;
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::rate::{Asker, Clients, RateLimits};

/// So many pages are fetched at a time, whoever asks: each may take as long as its site does.
const AT_A_TIME: usize = 4;

/// How often pages are looked at.
#[derive(Debug)]
pub struct Checks {
    clients: Clients,
    turns: Semaphore,
}

impl Checks {
    /// Nobody has asked yet.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn new(limits: RateLimits) -> Result<Self, Error> {
        let clients = Clients::new(limits.checks_per_minute, limits)?;
        Ok(Self { clients, turns: Semaphore::new(AT_A_TIME) })
    }
}

/// What a look came to.
#[derive(Debug)]
pub enum Checked {
    /// Nothing keeps Javno from this page.
    Fine(Url),
    /// Something does: how much, and what, one sentence each.
    Found(Url, String, Vec<String>),
    /// The address is of no site of the municipality. Nothing was fetched.
    NotYours,
    /// The page could not be had, for this reason.
    NoPage(String),
}

/// The sites of a municipality, of whose pages anybody may ask.
#[must_use]
pub fn sites(owner: &municipality::Model) -> Vec<String> {
    let mut sites = place(owner).sites().to_vec();
    sites.sort();
    sites.dedup();
    sites
}

fn place(owner: &municipality::Model) -> Place {
    Place::new(owner.slug.clone(), owner.website.as_deref(), &owner.allowed_origins.0)
}

/// Looks at the page whose address somebody typed, for this municipality.
///
/// # Errors
/// This client has asked too often, too many ask just now, or the database fails.
pub async fn check(
    app: &App,
    client: Asker,
    owner: &municipality::Model,
    typed: &str,
    say: &Messages,
) -> Result<Checked, Error> {
    let place = place(owner);
    let Some(address) = place.page(typed) else { return Ok(Checked::NotYours) };
    app.checks.clients.admit(client, app.clock.now())?;
    let _turn = app.checks.turns.try_acquire().map_err(|_| Error::Busy)?;
    let known = known(app).await?;
    let may = May { networks: &app.config.check_networks, sites: Some(place.sites()) };
    let page = match fetch(&address, may).await {
        Ok(page) => page,
        Err(why) => return Ok(Checked::NoPage(say::no_page(&why, &address, &owner.slug, &known.home, say))),
    };
    let home = known.home.clone();
    let (page, found) = looked_at(page, known, may).await?;
    if found.is_empty() {
        return Ok(Checked::Fine(page));
    }
    Ok(Checked::Found(page, say::number(found.len(), say), say::sentences(&found, &home, say)))
}
