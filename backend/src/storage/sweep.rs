//! What no row names goes: the bytes of a file whose row was never kept, because the process or the transaction ended in
//! between. Never the other way round: nothing that a row names is touched, and where in doubt everything stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Lying, Shelf, Storage, rules};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::once;
use crate::scope::keeping_house;
use crate::tasks::Tasks;
use crate::viewer::NamesFiles;

/// What is younger than this may still get its row.
const YOUNG: TimeDelta = TimeDelta::days(1);
/// Keys that are looked up in one statement.
const BATCH: usize = 500;

/// Sweeps at once and then every day, until the process stops; old idempotency keys go with it.
pub async fn keep_sweeping(storage: Storage, db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match everywhere(&storage, &db, clock.now()).await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "files that nothing names are gone"),
            Err(error) => tracing::warn!(%error, "files that nothing names could not be swept up"),
        }
        if let Err(error) = once::forget(&db, clock.now()).await {
            tracing::warn!(%error, "old idempotency keys could not be forgotten");
        }
    };
    tasks.daily(work).await;
}

/// Sweeps every shelf. A table whose rows name files has to stand here, or its shelf is never swept.
///
/// # Errors
/// The store or the database does not answer.
pub async fn everywhere(storage: &Storage, db: &Db, now: DateTime<Utc>) -> Result<usize, Error> {
    let of_calls = sweep::<entities::call_file::Entity>(storage, db, now).await?;
    let of_consultations = sweep::<entities::consultation_file::Entity>(storage, db, now).await?;
    let of_reports = sweep::<entities::report_print::Entity>(storage, db, now).await?;
    // Asked after the store, as of tables below.
    let sent = storage.lying(Shelf::CommentFiles).await?;
    let named = keeping_house().attached(db).await?.into_iter().collect();
    let of_comments = remove(storage, Shelf::CommentFiles, &sent, &named, now).await?;
    Ok(of_calls + of_consultations + of_reports + of_comments)
}

/// Removes from the shelf of a table what is older than a day and named by none of its rows; how many objects that were.
async fn sweep<E: NamesFiles>(storage: &Storage, db: &Db, now: DateTime<Utc>) -> Result<usize, Error> {
    let lying = storage.lying(E::SHELF).await?;
    // Asked after the store: a row that is written meanwhile names something that is not on this list, or is seen.
    // First what waits: what is published meanwhile is among the rows after that.
    let mut named: BTreeSet<_> = keeping_house().waiting(db).await?.into_iter().collect();
    for some in lying.chunks(BATCH) {
        named.extend(keeping_house().named::<E>(db, some.iter().map(|object| object.key.as_str())).await?);
    }
    remove(storage, E::SHELF, &lying, &named, now).await
}

/// Removes what lies on a shelf unnamed for more than a day, unless that is nearly everything.
async fn remove(
    storage: &Storage,
    shelf: Shelf,
    lying: &[Lying],
    named: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let unnamed = lying.iter().filter(|object| object.since < now - YOUNG && !named.contains(&object.key));
    let unnamed: Vec<_> = unnamed.collect();
    if !rules::may_sweep(unnamed.len(), named.len()) {
        let (unnamed, named, shelf) = (unnamed.len(), named.len(), shelf.as_str());
        tracing::warn!(
            shelf,
            unnamed,
            named,
            "most files are named by no row: is this their database? nothing was removed"
        );
        return Ok(0);
    }
    for object in &unnamed {
        storage.remove(&object.key).await?;
    }
    Ok(unnamed.len())
}
