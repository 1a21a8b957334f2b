//! A call that an official brings in a file: written from the desk, changed elsewhere, and brought back.

use entities::{CallStage, municipality, open_call};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::asked::{new_ones, put};
use super::desk::{keep_pending, record_saving};
use super::origin::{settle_brought, unknown};
use super::save::{NewCall, begin, lacks_no_more, of_call, rewrite};
use super::whole::whole;
use crate::calls::intake::written::Written;
use crate::calls::rules::content::{read, write};
use crate::calls::rules::differences;
use crate::clock::zone;
use crate::documents::rules::{keep, with_files};
use crate::error::{Error, Reason};
use crate::municipalities::types::Saved;
use crate::scope::Tx;
use crate::viewer::Editor;

/// Writes a call as a file of a desk has it. It is the one that was written into the file, or has its key. One that is there
/// keeps its stage, and is changed only as it was read: the file says its version. Changes of a published call wait, until
/// they are published with their reason. Questions that it does not have yet are asked of it at once, with their answers.
///
/// # Errors
/// The call is not what was read, its changes wait already, it lacks something, a question cannot be taken, or the database
/// refused.
pub(crate) async fn save(tx: &Tx<Editor>, owner: &municipality::Model, mut written: Written) -> Result<Saved, Error> {
    use open_call::Column::{Id, SourceKey};

    let mut this = Condition::any().add(SourceKey.eq(&written.key));
    if let Some((id, _)) = written.seen {
        this = this.add(Id.eq(id));
    }
    let found = tx.find::<open_call::Entity>().filter(this).order_by_asc(Id).lock_exclusive();
    let mut found = found.all(tx.connection()).await?;
    let at = found.iter().position(|row| written.seen.is_some_and(|(id, _)| id == row.id)).unwrap_or_default();
    if found.is_empty() {
        if !settle_brought(tx.proof(), tx.connection(), (owner.id, None), &mut written.content, &[]).await? {
            return Err(unknown());
        }
        return Box::pin(begin(tx, owner, written)).await;
    }
    let before = whole(tx.proof(), tx.connection(), found.swap_remove(at), zone(&owner.time_zone)).await?;
    // Looked at before anything is written: of a row that is refused nothing stays.
    let asked = new_ones(tx, &before.call, std::mem::take(&mut written.questions)).await?;
    let saved = Box::pin(change(tx, owner, &before, written)).await?;
    if asked.is_empty() {
        return Ok(saved);
    }
    put(tx, &before.call, asked).await?;
    Ok(Saved::Changed)
}

/// The same of what is written of a call that is here.
async fn change(
    tx: &Tx<Editor>,
    owner: &municipality::Model,
    before: &NewCall,
    mut written: Written,
) -> Result<Saved, Error> {
    let stands = read(before);
    let of = (owner.id, Some(before.call.id));
    if !settle_brought(tx.proof(), tx.connection(), of, &mut written.content, &[&stands]).await? {
        return Err(unknown());
    }
    if of_call(&written.content, None) == of_call(&stands, None) {
        return Ok(Saved::Same);
    }
    match before.call.stage {
        CallStage::Cancelled => return Err(Error::Refused(Reason::NotPublished)),
        // The changes were written beside what stood there then: published after it, they would take it back in silence.
        _ if before.call.pending.is_some() => return Err(Error::Refused(Reason::ChangesWait)),
        _ if written.seen != Some((before.call.id, before.call.version)) => return Err(Error::Conflict),
        _ => {}
    }
    let mut new = write(&of_call(&written.content, Some(before)), before);
    keep(with_files(&before.documents, &before.files), &mut new.documents);
    if before.call.stage == CallStage::Draft {
        let (call, changed) = (new.call.clone(), differences(before, &new));
        Box::pin(rewrite(tx, before, new, None)).await?;
        record_saving(tx, &call, &changed).await?;
        return Ok(Saved::Changed);
    }
    lacks_no_more(before, &written.content)?;
    let mut waits = read(&new);
    // It was published on some day.
    waits.published_on = waits.published_on.or(stands.published_on);
    if waits == stands {
        return Ok(Saved::Same);
    }
    let changed = differences(before, &new);
    keep_pending(tx, before, Some(waits)).await?;
    record_saving(tx, &before.call, &changed).await?;
    Ok(Saved::Changed)
}
