//! Covering something in the reason of an answer: an official may have written there what has to be forgotten with a comment, or a
//! name of somebody who has said nothing. It may be asked for when the report is long there, so it can be done then, too.

use entities::{CommentId, CommentReason, Detail, Happening, LocalisedText, comment, official_answer};
use sea_orm::{ActiveEnum as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set, Unchanged};

use super::forgetting::Forgotten;
use super::{log, prints};
use crate::comments::rules::log::Entry;
use crate::comments::rules::words;
use crate::error::{Error, Reason};
use crate::ledger::{Commitment, Salt};
use crate::mend::{FieldError, Problem};
use crate::scope::Tx;
use crate::viewer::Moderator;

/// Covers parts of the reason that stands under a comment, as it was read; under all comments with this answer it is the same one.
/// Other wordings that were written of it go, because nobody has looked what they say. With the old words goes the salt of the log's
/// commitment: nobody can find out any more what they were.
///
/// # Errors
/// There is no answer, it says something else by now, the spans are none of it, or the database fails.
pub async fn cover(
    tx: &Tx<Moderator>,
    under: &comment::Model,
    read: &str,
    spans: &[(usize, usize)],
    why: CommentReason,
) -> Result<Forgotten, Error> {
    let nothing = || Error::Refused(Reason::NothingToDecide);
    // Whoever answers holds it, too: from here on it is the answer that stands there.
    let mut held = log::hold(tx, under.municipality_id, under.consultation_id).await?;
    let row = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(under.id)).one(tx.connection()).await?;
    let row = row.ok_or_else(nothing)?;
    let id = row.answer_id.ok_or_else(nothing)?;
    let answer = tx.find::<official_answer::Entity>().filter(official_answer::Column::Id.eq(id));
    let answer = answer.one(tx.connection()).await?.ok_or_else(nothing)?;
    if answer.reason.original.text != read {
        return Err(Error::Conflict);
    }
    let left = words::covered(read, spans);
    let left = left.ok_or_else(|| Error::Invalid(vec![FieldError::new("spans", Problem::OutOfRange)]))?;
    let reason = LocalisedText::new(answer.reason.original.locale, left);
    let (salt, revision) = (Salt::draw()?, answer.revision + 1);
    let words = serde_json::to_string(&reason).map_err(Error::internal)?;
    let entry = Entry::AnswerRedacted {
        answer: id.to_string(),
        revision,
        reason: Commitment::to(&salt, &words),
        why,
        at: tx.now(),
    };
    log::append(tx, &mut held, &[entry]).await?;
    let covered = official_answer::ActiveModel {
        id: Unchanged(id),
        reason: Set(reason),
        revision: Set(revision),
        salt: Set(salt.0),
        ..Default::default()
    };
    tx.update(covered).await?;
    let all = tx.find::<comment::Entity>().filter(comment::Column::AnswerId.eq(id));
    let all: Vec<CommentId> = all.select_only().column(comment::Column::Id).into_tuple().all(tx.connection()).await?;
    for of in all {
        let detail = Detail { reason: Some(why.to_value()), ..Detail::default() };
        tx.record(Happening::CommentRedacted, row.municipality_id, of, detail);
    }
    let rows = vec![row];
    Ok(Forgotten { printed: prints::forget(tx, &rows).await?, rows })
}
