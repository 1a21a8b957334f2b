//! Releases that this server has served before. Whoever pins one (`/w/1-…/`, with `integrity`) has it for as long as his line
//! stands in his template, also when the server is updated: each release is put into the store as a whole when it is first
//! served, and read from there when somebody asks for it again.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use moka::future::Cache;
use tokio::sync::Mutex;

use super::widgets::Files;
use crate::error::Error;
use crate::storage::{Shelf, Storage};

/// So many are in memory at a time, besides the one that is served.
const AT_A_TIME: u64 = 4;
/// So long the store is not asked again what is in it, whoever names what: another server may serve a newer release.
const KNOWN_FOR: TimeDelta = TimeDelta::seconds(10);

/// Releases of before, and those that other servers of the same store serve.
#[derive(Debug)]
pub struct Releases {
    names: Mutex<Names>,
    /// Each release that was read; nothing, where it is not what its name says.
    read: Cache<String, Option<Files>>,
}

impl Default for Releases {
    fn default() -> Self {
        Self { names: Mutex::default(), read: Cache::new(AT_A_TIME) }
    }
}

/// What the releases in the store are called, and since when that is known.
#[derive(Debug, Default)]
struct Names {
    known: Vec<String>,
    since: Option<DateTime<Utc>>,
}

impl Names {
    async fn refresh(&mut self, storage: &Storage, now: DateTime<Utc>) -> Result<(), Error> {
        if self.since.is_some_and(|since| now - since < KNOWN_FOR) {
            return Ok(());
        }
        let lying = storage.lying(Shelf::Releases).await?;
        let name = |key: &str| key.rsplit('/').next().map(str::to_owned);
        self.known = lying.iter().filter_map(|one| name(&one.key)).collect();
        self.since = Some(now);
        Ok(())
    }
}

impl Releases {
    /// What the releases in the store are called.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn names(&self, storage: &Storage, now: DateTime<Utc>) -> Result<Vec<String>, Error> {
        let mut names = self.names.lock().await;
        names.refresh(storage, now).await?;
        Ok(names.known.clone())
    }

    /// The release of this name; none where no server of this store has served it. Nothing is read for a name that is not
    /// there.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn get(&self, storage: &Storage, name: &str, now: DateTime<Utc>) -> Result<Option<Files>, Error> {
        if let Some(files) = self.read.get(name).await {
            return Ok(files);
        }
        {
            // Held while the store is asked: many who name a new one at once ask once.
            let mut names = self.names.lock().await;
            if !names.known.iter().any(|known| known == name) {
                names.refresh(storage, now).await?;
            }
            if !names.known.iter().any(|known| known == name) {
                return Ok(None);
            }
        }
        let files = self.read.try_get_with(name.to_owned(), read(storage, name)).await;
        files.map_err(|error: Arc<Error>| (*error).clone())
    }
}

async fn read(storage: &Storage, name: &str) -> Result<Option<Files>, Error> {
    let packed = storage.kept(Shelf::Releases, name).await?;
    let texts: BTreeMap<String, String> = serde_json::from_slice(&packed).map_err(Error::internal)?;
    let files = Files::of(texts.into_iter().map(|(name, text)| (name, Bytes::from(text))));
    // The name is a digest of the files: what was changed in the store is not what was pinned.
    if files.release() != name {
        tracing::warn!(name, "a release in the store is not what its name says");
        return Ok(None);
    }
    Ok(Some(files))
}

/// Keeps this release, unless it is kept already.
///
/// # Errors
/// The store does not take it.
pub async fn keep(storage: &Storage, files: &Files) -> Result<(), Error> {
    let texts: BTreeMap<&str, &str> = files.hosted().collect();
    let packed = serde_json::to_vec(&texts).map_err(Error::internal)?;
    storage.keep_as(Shelf::Releases, files.release(), packed.into()).await
}

/// The same beside everything else that a server begins with: without it this release ends with the next update, and that is
/// no reason not to serve.
pub(crate) async fn keep_this(storage: Storage, files: Files) {
    if let Err(error) = keep(&storage, &files).await {
        tracing::warn!(%error, "this release of the widgets could not be kept for those who pin it");
    }
}
