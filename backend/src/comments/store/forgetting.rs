//! What is covered of comments or forgotten of them, so that nobody reads it any more and no receipt becomes wrong.

use entities::{
    AttachedFile, AttachedFiles, CommentId, CommentReason, CommentRevisionId, CommentState, Detail, Happening, comment,
    comment_flag, comment_revision,
};
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, NotSet, Set, Unchanged};

use super::held::Locked;
use super::prints;
use super::save::{forget_bands, keep_bands, said_for_nobody};
use super::settle::{answer_flags, told};
use crate::comments::rules::log::{Content, Entry, Erased, Unnamed};
use crate::comments::rules::{files, words};
use crate::error::{Error, Reason};
use crate::ledger::{Commitment, Salt};
use crate::locale::fold::fold;
use crate::scope::Tx;
use crate::viewer::Moderator;

/// What a comment is to say after an official has covered something of it.
#[derive(Clone, Debug)]
pub struct Left {
    /// The text, with marks where something was covered.
    pub text: String,
    /// Its files, with marks for those that were taken off.
    pub files: Vec<AttachedFile>,
}

/// Comments of which something was forgotten.
#[derive(Clone, Debug)]
pub struct Forgotten {
    /// As they are now.
    pub rows: Vec<comment::Model>,
    /// Where the reports lie that were printed before, which say it still: nothing names them any more.
    pub printed: Vec<String>,
}

/// Covers part of a text, or takes files off. What was there is forgotten; whoever holds the receipt can still prove it.
///
/// # Errors
/// There is nothing to cover, or the database fails.
pub async fn redact(
    tx: &Tx<Moderator>,
    mut locked: Locked,
    left: impl Fn(&comment::Model) -> Option<Left>,
    reason: CommentReason,
) -> Result<Forgotten, Error> {
    let mut rows = std::mem::take(&mut locked.rows);
    for row in &mut rows {
        let Left { text, files } = left(row).ok_or(Error::Refused(Reason::NothingToDecide))?;
        (row.search_text, row.text) = (fold(&text), Some(text));
        row.files = Some(AttachedFiles(files)).filter(|files| !files.0.is_empty());
        forget_bands(tx, row.id).await?;
        keep_bands(tx, row).await?;
        forget(tx, row.id, Erased::Whole, false).await?;
        anew(tx, &mut locked, row, reason).await?;
        keep_text(tx, row).await?;
        tx.record(Happening::CommentRedacted, row.municipality_id, row.id, told(Some(reason)));
    }
    Ok(Forgotten { printed: prints::forget(tx, &rows).await?, rows })
}

/// Records what is left of a comment, as another text of it that an official made.
async fn anew(
    tx: &Tx<Moderator>,
    locked: &mut Locked,
    row: &mut comment::Model,
    reason: CommentReason,
) -> Result<(), Error> {
    row.revision += 1;
    let content = Content::shown(row).map_err(Error::internal)?.unwrap_or_default();
    let salt = Salt::draw()?;
    let entry = Entry::Redacted {
        comment: row.id.to_string(),
        revision: row.revision,
        content: Commitment::to(&salt, &content),
        reason,
        at: tx.now(),
    };
    locked.record(tx, vec![(row.consultation_id, entry)]).await?;
    let revision = comment_revision::Model {
        id: CommentRevisionId::new(),
        municipality_id: row.municipality_id,
        comment_id: row.id,
        number: row.revision,
        salt: Some(salt.0),
        content: Some(content),
        author_salt: None,
        author: None,
        written_at: tx.now(),
    };
    tx.insert(revision.into_active_model()).await
}

/// Forgets whoever wrote comments, with the files that he sent; or all of them.
///
/// # Errors
/// The database fails.
pub async fn erase(tx: &Tx<Moderator>, mut locked: Locked, what: Erased) -> Result<Forgotten, Error> {
    let mut rows = std::mem::take(&mut locked.rows);
    for row in &mut rows {
        if row.erased_at.is_some() && (what == Erased::Author || row.text.is_none()) {
            return Err(Error::Refused(Reason::NothingToDecide));
        }
        // Of what nobody can read the log does not say as what its author spoke either.
        let unnamed = (row.state == CommentState::Published).then(|| Unnamed::of(row));
        let entry = Entry::Erased { comment: row.id.to_string(), forgotten: what, unnamed, at: tx.now() };
        locked.record(tx, vec![(row.consultation_id, entry)]).await?;
        forget(tx, row.id, what, true).await?;
        said_for_nobody(tx, row.id).await?;
        // Nobody reads it there any more, but whoever is somebody has to have a name in the table.
        row.author_name = row.author_name.as_ref().map(|_| words::pseudonym(row.locale, row.log_number));
        (row.email, row.email_confirmed_at, row.erased_at) = (None, None, Some(tx.now()));
        if what == Erased::Whole {
            (row.text, row.files, row.search_text) = (None, None, String::new());
            forget_bands(tx, row.id).await?;
            forget_flags(tx, row.id).await?;
        } else {
            forget_files(tx, &mut locked, row).await?;
        }
        keep_text(tx, row).await?;
        let detail = Detail { reason: Some(format!("{what:?}").to_lowercase()), ..Detail::default() };
        tx.record(Happening::CommentErased, row.municipality_id, row.id, detail);
    }
    Ok(Forgotten { printed: prints::forget(tx, &rows).await?, rows })
}

/// Who reported a comment may have said again what stood in it. Of nothing that stands there nobody says any more that it
/// should not.
async fn forget_flags(tx: &Tx<Moderator>, id: CommentId) -> Result<(), Error> {
    answer_flags(tx, [id]).await?;
    let wordless = comment_flag::ActiveModel { words: Set(None), ..Default::default() };
    let its = Condition::all().add(comment_flag::Column::CommentId.eq(id));
    tx.change::<comment_flag::Entity, _>(its, wordless, []).await?;
    Ok(())
}

/// With whoever wrote it go the files that he sent, which may say who he is: what they were called, and what they were. Of
/// his words nothing is kept but the text that is read; the texts before it may name files that he took back.
async fn forget_files(tx: &Tx<Moderator>, locked: &mut Locked, row: &mut comment::Model) -> Result<(), Error> {
    use comment_revision::Column::{CommentId, Number};

    let files = row.files.take().unwrap_or_default();
    let Some(left) = files::forgotten(&files.0) else {
        row.files = Some(files).filter(|files| !files.0.is_empty());
        let before = Condition::all().add(CommentId.eq(row.id)).add(Number.lt(row.revision));
        let nothing = comment_revision::ActiveModel { content: Set(None), salt: Set(None), ..Default::default() };
        tx.change::<comment_revision::Entity, _>(before, nothing, []).await?;
        return Ok(());
    };
    row.files = Some(AttachedFiles(left));
    forget(tx, row.id, Erased::Whole, true).await?;
    anew(tx, locked, row, CommentReason::PersonalData).await
}

/// Forgets what the log has committed to, with the salts: nobody can find out any more what it was.
async fn forget(tx: &Tx<Moderator>, id: CommentId, what: Erased, author: bool) -> Result<(), Error> {
    let mut set = comment_revision::ActiveModel::default();
    if author {
        (set.author, set.author_salt) = (Set(None), Set(None));
    }
    if what == Erased::Whole {
        (set.content, set.salt) = (Set(None), Set(None));
    }
    let its = Condition::all().add(comment_revision::Column::CommentId.eq(id));
    tx.change::<comment_revision::Entity, _>(its, set, []).await?;
    Ok(())
}

async fn keep_text(tx: &Tx<Moderator>, row: &comment::Model) -> Result<(), Error> {
    tx.update(comment::ActiveModel {
        id: Unchanged(row.id),
        author_name: Set(row.author_name.clone()),
        email: Set(row.email.clone()),
        email_confirmed_at: Set(row.email_confirmed_at),
        // With the address goes what would confirm it.
        secret_hash: if row.email.is_some() { NotSet } else { Set(None) },
        erased_at: Set(row.erased_at),
        text: Set(row.text.clone()),
        files: Set(row.files.clone()),
        search_text: Set(row.search_text.clone()),
        revision: Set(row.revision),
        ..Default::default()
    })
    .await
}
