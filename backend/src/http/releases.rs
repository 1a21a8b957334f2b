//! Releases that this server has served before. Whoever pins one (`/w/1-…/`, with `integrity`) has it for as long as his line
//! stands in his template, also when the server is updated: each release is put into the store as a whole when it is first
//! served, and read from there when somebody asks for it again.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use tokio::sync::{Mutex, OnceCell};

use super::widgets::Files;
use crate::error::Error;
use crate::storage::{Shelf, Storage};

/// So many are in memory at a time, besides the one that is served.
const AT_A_TIME: usize = 4;

/// Releases of before.
#[derive(Debug, Default)]
pub struct Releases {
    /// What they are called. Only an update makes another, so that the store is asked once.
    names: OnceCell<Vec<String>>,
    read: Mutex<VecDeque<Files>>,
}

impl Releases {
    /// What the releases in the store are called.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn names(&self, storage: &Storage) -> Result<&[String], Error> {
        let asked = async {
            let lying = storage.lying(Shelf::Releases).await?;
            let name = |key: &str| key.rsplit('/').next().map(str::to_owned);
            Ok::<_, Error>(lying.iter().filter_map(|one| name(&one.key)).collect())
        };
        self.names.get_or_try_init(|| asked).await.map(Vec::as_slice)
    }

    /// The release of this name; none where this server has never served it. Nothing is read for a name that is not there.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn get(&self, storage: &Storage, name: &str) -> Result<Option<Files>, Error> {
        if !self.names(storage).await?.iter().any(|known| known == name) {
            return Ok(None);
        }
        // Held while it is read: many who ask for one at once read it once.
        let mut read = self.read.lock().await;
        if let Some(files) = read.iter().find(|files| files.release() == name) {
            return Ok(Some(files.clone()));
        }
        let packed = storage.kept(Shelf::Releases, name).await?;
        let texts: BTreeMap<String, String> = serde_json::from_slice(&packed).map_err(Error::internal)?;
        let files = Files::of(texts.into_iter().map(|(name, text)| (name, Bytes::from(text))));
        // The name is a digest of the files: what was changed in the store is not what was pinned.
        if files.release() != name {
            tracing::warn!(name, "a release in the store is not what its name says");
            return Ok(None);
        }
        read.push_front(files.clone());
        read.truncate(AT_A_TIME);
        Ok(Some(files))
    }
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
