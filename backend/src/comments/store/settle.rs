//! Whether comments may be read, for many at once: rows, counts and entries of the log in one transaction.

use std::collections::BTreeSet;

use entities::{CommentId, CommentReason, CommentState, Detail, Happening, LetterKind, comment, comment_flag};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveEnum as _, ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _, Set};

use super::count::Tally;
use super::held::{Locked, all_go_on, unfinished};
use super::save::letter;
use crate::comments::rules::log::Entry;
use crate::comments::rules::{Verdict, decide};
use crate::error::{Error, Reason};
use crate::scope::Tx;
use crate::viewer::Moderator;

/// Decides whether comments may be read.
///
/// # Errors
/// About one there is nothing to decide, its consultation is finished, or the database fails.
pub async fn settle(tx: &Tx<Moderator>, mut locked: Locked, verdict: Verdict) -> Result<Vec<comment::Model>, Error> {
    let at = tx.now();
    dismiss(tx, &mut locked, verdict).await?;
    if locked.rows.is_empty() {
        return Ok(locked.stand);
    }
    let of: Vec<_> = locked.logs.keys().copied().collect();
    match verdict {
        // What can be read is owed a report, which a consultation that was cancelled never has.
        Verdict::Publish => all_go_on(tx, of).await?,
        Verdict::Reject(_) => unfinished(tx, of).await?,
    }
    let (mut entries, mut tally) = (Vec::new(), Tally::default());
    let reason = match verdict {
        Verdict::Publish => None,
        Verdict::Reject(reason) => Some(reason),
    };
    for row in &mut locked.rows {
        let was = row.state;
        row.state = decide(was, row.state_reason, verdict).map_err(|_| Error::Refused(Reason::NothingToDecide))?;
        let (comment, revision) = (row.id.to_string(), row.revision);
        entries.push((
            row.consultation_id,
            match reason {
                None => Entry::Published { comment, revision, at },
                Some(reason) => Entry::Rejected { comment, revision, reason, at },
            },
        ));
        (row.state_reason, row.decided_at) = (reason, Some(at));
        if reason.is_none() {
            row.published_at.get_or_insert(at);
        }
        row.standing = reason.is_none() || row.replies > 0;
        tally.comment(row, i32::from(reason.is_none()) - i32::from(was == CommentState::Published));
    }
    locked.record(tx, entries).await?;
    let rows = std::mem::take(&mut locked.rows);
    let set = comment::ActiveModel { state_reason: Set(reason), decided_at: Set(Some(at)), ..Default::default() };
    let (state, standing) = match verdict {
        Verdict::Publish => (CommentState::Published, Expr::value(true)),
        Verdict::Reject(_) => (CommentState::Rejected, comment::Column::Replies.gt(0)),
    };
    let set = comment::ActiveModel { state: Set(state), ..set };
    let mut more = vec![(comment::Column::Standing, standing)];
    if reason.is_none() {
        let since = comment::Column::PublishedAt;
        more.push((since, Expr::expr(since.into_expr()).if_null(at)));
    }
    tx.change::<comment::Entity, _>(these(&rows), set, more).await?;
    // Whoever reported one is answered with this.
    answer_flags(tx, rows.iter().map(|row| row.id)).await?;
    // After the rows themselves: one that is decided with its replies keeps what they make of it.
    tally.keep(tx).await?;
    let kind = if reason.is_none() { Happening::CommentPublished } else { Happening::CommentRejected };
    for row in &rows {
        tx.record(kind, row.municipality_id, row.id, told(reason));
    }
    tell(tx, &rows, BTreeSet::new());
    Ok(rows.into_iter().chain(locked.stand).collect())
}

/// What everybody reads already and somebody has reported may stay: nothing of it changes but that nobody waits any more.
async fn dismiss(tx: &Tx<Moderator>, locked: &mut Locked, verdict: Verdict) -> Result<(), Error> {
    let read = |row: &comment::Model| verdict == Verdict::Publish && row.state == CommentState::Published;
    let read: Vec<_> = locked.rows.iter().filter(|row| read(row)).map(|row| row.id).collect();
    if read.is_empty() {
        return Ok(());
    }
    let flagged = tx.find::<comment_flag::Entity>().filter(open_flags(read)).select_only();
    let flagged = flagged.column(comment_flag::Column::CommentId).distinct();
    let flagged: Vec<CommentId> = flagged.into_tuple().all(tx.connection()).await?;
    answer_flags(tx, flagged.iter().copied()).await?;
    locked.stand = locked.rows.extract_if(.., |row| flagged.contains(&row.id)).collect();
    Ok(())
}

fn open_flags(of: impl IntoIterator<Item = CommentId>) -> Condition {
    let its = comment_flag::Column::CommentId.is_in(of);
    Condition::all().add(its).add(comment_flag::Column::SettledAt.is_null())
}

pub(super) async fn answer_flags(tx: &Tx<Moderator>, of: impl IntoIterator<Item = CommentId>) -> Result<(), Error> {
    let settled = comment_flag::ActiveModel { settled_at: Set(Some(tx.now())), ..Default::default() };
    tx.change::<comment_flag::Entity, _>(open_flags(of), settled, []).await?;
    Ok(())
}

pub(super) fn these(rows: &[comment::Model]) -> Condition {
    Condition::all().add(comment::Column::Id.is_in(rows.iter().map(|row| row.id)))
}

pub(super) fn told(reason: Option<CommentReason>) -> Option<Detail> {
    reason.map(|reason| Detail { reason: Some(reason.to_value()), ..Detail::default() })
}

/// Tells those whose address is known that something became of their comments: one letter each, however many they are, and
/// none to those who were `told` of it already.
pub fn tell(tx: &Tx<Moderator>, rows: &[comment::Model], mut told: BTreeSet<String>) {
    for row in rows.iter().filter(|row| row.email_confirmed_at.is_some()) {
        let Some(email) = &row.email else { continue };
        let Ok(to) = email.parse() else { continue };
        if told.insert(email.clone()) {
            tx.post(letter(LetterKind::CommentNews, to, row, tx.now()));
        }
    }
}
