//! Files that somebody sends with a comment, where the municipality takes any.
//!
//! They come after the comment, from whoever holds its receipt and for as long as he may change it: so nobody fills the store
//! who has not commented, a widget needs to know nothing of files, and what was written is received already when a file
//! is refused. With another file it is another comment: its revision grows, the log commits to the file's hash, and an
//! official looks before anybody else does.

use entities::{AttachedFile, AttachedFiles, comment, consultation};

use super::rules::{MOST_TEXTS, Policy, changes_until};
use super::store::save::{self, Rewritten};
use super::write::{Kept, again, changeable, goes, known, mine};
use crate::consultations::types::Consultation;
use crate::error::{Error, Reason};
use crate::once::Key;
use crate::scope::Scope;
use crate::storage::Stored;

/// So many files stand with one comment.
pub const MOST: usize = 3;
/// The largest, in bytes: a plan, some photographs, an expert's opinion.
pub const MOST_BYTES: u64 = 5 << 20;

/// Whether a file may be sent with this comment now, asked before its bytes are read.
///
/// # Errors
/// None is taken here, no more of them, or the comment cannot be changed any more.
pub fn may_attach(row: &comment::Model, of: &consultation::Model, scope: &Scope) -> Result<(), Error> {
    if !of.attachments_allowed {
        return Err(Error::Refused(Reason::NoFiles));
    }
    let until = changes_until(row, of.closes_at);
    if until.is_none_or(|until| scope.now > until) || !Consultation::is_open(of, scope.now) {
        return Err(Error::Refused(Reason::TooLateToChange));
    }
    // A mark of what an official took off makes no room for another.
    if row.revision >= MOST_TEXTS || row.attached().len() + row.taken_off().len() >= MOST {
        return Err(Error::Refused(Reason::TooManyFiles));
    }
    Ok(())
}

/// Puts a stored file with a comment, for whoever holds its receipt. The same file twice is one.
///
/// # Errors
/// As [`may_attach`]; the file is then nobody's, and whoever stored it removes it.
pub async fn attach(scope: &Scope, code: &str, stored: Stored, key: &str) -> Result<comment::Model, Error> {
    let file = AttachedFile {
        name: stored.name,
        media_type: stored.media_type.to_owned(),
        size_bytes: stored.size,
        sha256: stored.sha256,
        storage_key: stored.key,
        taken_off: None,
    };
    let sum = file.sha256.clone();
    change(scope, code, ("attachFile", key, &sum), move |row, of, files| {
        // What an official took off does not come back.
        if files.iter().chain(row.taken_off()).any(|there| there.sha256 == file.sha256) {
            return Ok(false);
        }
        may_attach(row, of, scope)?;
        files.push(file);
        Ok(true)
    })
    .await
}

/// Takes a file back, for whoever holds the receipt of its comment.
///
/// # Errors
/// The comment cannot be changed any more.
pub async fn detach(scope: &Scope, code: &str, sha256: &str, key: &str) -> Result<comment::Model, Error> {
    change(scope, code, ("detachFile", key, sha256), |_, _, files| {
        let before = files.len();
        files.retain(|file| file.sha256 != sha256);
        Ok(files.len() < before)
    })
    .await
}

async fn change(
    scope: &Scope,
    code: &str,
    (what, key, sum): (&'static str, &str, &str),
    with: impl FnOnce(&comment::Model, &consultation::Model, &mut Vec<AttachedFile>) -> Result<bool, Error>,
) -> Result<comment::Model, Error> {
    let (row, _) = mine(scope, code).await?;
    let once = Key::new(what, key, &(&row.code, sum))?;
    let Some(writing) = again(once, scope, &row).await? else { return mine(scope, code).await.map(|(row, _)| row) };
    let (held, of) = changeable(scope, &*writing, &row).await?;
    let now = &held.1;
    let mut files = now.attached().to_vec();
    if !with(now, &of, &mut files)? {
        return Ok(row);
    }
    files.extend_from_slice(now.taken_off());
    let files = Some(AttachedFiles(files)).filter(|files| !files.0.is_empty());
    // Whoever is known is known still; what was odd stays odd.
    let known = known(&writing, now).await?;
    let state = goes(&writing, Policy::from(&of), (now, known), files.as_ref()).await?;
    let text = now.text.clone().ok_or(Error::Refused(Reason::TooLateToChange))?;
    // The name stays, and with it whose it is.
    let rewritten = Rewritten { name: now.author_name.clone(), organisation: None, text, files };
    let row = save::rewrite(&*writing, held, rewritten, state).await?;
    writing.commit(&Kept { code: row.code.clone() }).await?;
    Ok(row)
}
