//! What a municipality says to comments, to many at once.

use std::collections::BTreeSet;

use entities::{
    AnswerId, Change, CommentState, ConsultationId, Detail, Disposition, Happening, LocalisedText, comment,
    official_answer,
};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Set, Unchanged,
};

use super::count::Tally;
use super::held::{Locked, answers_under, unfinished};
use super::settle::{tell, these};
use crate::comments::rules::log::Entry;
use crate::error::{Error, Reason};
use crate::ledger::Salt;
use crate::scope::Tx;
use crate::viewer::Moderator;

/// What a municipality says to comments.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which answer it is.
    pub id: AnswerId,
    /// What becomes of what they say.
    pub disposition: Disposition,
    /// Why.
    pub reason: LocalisedText,
}

/// Answers comments of one consultation with one answer. A comment under which another was read gets this instead. What was
/// given before under the same id goes to these as well; where it stands already nothing changes, and nobody is told twice.
///
/// # Errors
/// A comment cannot be read by everybody, its consultation is finished, something else was given under this id, or the
/// database fails.
pub async fn answer(tx: &Tx<Moderator>, mut locked: Locked, given: Answer) -> Result<Vec<comment::Model>, Error> {
    unfinished(tx, locked.logs.keys().copied()).await?;
    let Some(first) = locked.rows.first() else { return Err(Error::Refused(Reason::NothingToDecide)) };
    let (municipality, of, at) = (first.municipality_id, first.consultation_id, tx.now());
    if locked.rows.iter().any(|row| row.consultation_id != of) {
        return Err(Error::BadRequest("One answer is for comments of one consultation.".into()));
    }
    let stands = standing(tx, of, &given).await?;
    let Answer { id, disposition, reason } = given;
    locked.stand = locked.rows.extract_if(.., |row| row.answer_id == Some(id)).collect();
    if locked.rows.is_empty() {
        return Ok(locked.stand);
    }
    if locked.rows.iter().any(|row| row.state != CommentState::Published) {
        return Err(Error::Refused(Reason::CommentNotPublished));
    }
    let before = answers_under(tx, &locked.rows).await?;
    let told = if stands.is_some() { told_of(tx, id, &locked.rows).await? } else { BTreeSet::new() };
    let salt = match &stands {
        Some(row) => Salt(row.salt.clone()),
        None => Salt::draw()?,
    };
    let to = locked.rows.iter().map(|row| (row.id, row.revision));
    let why = serde_json::to_string(&reason).map_err(Error::internal)?;
    let entry = Entry::answered((id, 1), to, disposition, (&salt, &why), at);
    locked.record(tx, vec![(of, entry)]).await?;
    if stands.is_some() {
        let again = official_answer::ActiveModel { id: Unchanged(id), answered_at: Set(at), ..Default::default() };
        tx.update(again).await?;
    } else {
        let row = official_answer::Model {
            id,
            municipality_id: municipality,
            consultation_id: of,
            disposition,
            reason,
            revision: 1,
            salt: salt.0,
            answered_at: at,
            answered_by: tx.actor(),
        };
        tx.insert(row.into_active_model()).await?;
    }
    let (mut tally, mut rows) = (Tally::default(), locked.rows);
    for row in &mut rows {
        let replaced = row.answer_id.replace(id);
        if replaced.is_none() {
            tally.answer(row);
        }
        let detail = replaced.and_then(|id| before.get(&id)).map(|old| instead(old.disposition, disposition));
        tx.record(Happening::CommentAnswered, municipality, row.id, detail);
    }
    let set = comment::ActiveModel { answer_id: Set(Some(id)), ..Default::default() };
    tx.change::<comment::Entity, _>(these(&rows), set, []).await?;
    tally.keep(tx).await?;
    tell(tx, &rows, told);
    Ok(rows.into_iter().chain(locked.stand).collect())
}

/// The answer that was given before under this id, which is the same in this consultation and in these words.
async fn standing(
    tx: &Tx<Moderator>,
    of: ConsultationId,
    given: &Answer,
) -> Result<Option<official_answer::Model>, Error> {
    let found = tx.find::<official_answer::Entity>().filter(official_answer::Column::Id.eq(given.id));
    let found = found.one(tx.connection()).await?;
    let same = |row: &official_answer::Model| {
        (row.consultation_id, row.disposition, &row.reason) == (of, given.disposition, &given.reason)
    };
    match found {
        Some(row) if !same(&row) => Err(Error::Refused(Reason::KeyUsedOtherwise)),
        found => Ok(found),
    }
}

/// The addresses of these that were told of this answer already, under another comment.
async fn told_of(tx: &Tx<Moderator>, id: AnswerId, rows: &[comment::Model]) -> Result<BTreeSet<String>, Error> {
    use comment::Column::{AnswerId, Email, EmailConfirmedAt};

    let theirs: BTreeSet<_> = rows.iter().filter_map(|row| row.email.clone()).collect();
    if theirs.is_empty() {
        return Ok(theirs);
    }
    let told = tx.find::<comment::Entity>().filter(AnswerId.eq(id)).filter(Email.is_in(theirs));
    let told = told.filter(EmailConfirmedAt.is_not_null()).select_only().column(Email).distinct();
    let told: Vec<String> = told.into_tuple().all(tx.connection()).await?;
    Ok(told.into_iter().collect())
}

/// That an answer stands in place of another, for those who may read the journal.
fn instead(before: Disposition, after: Disposition) -> Detail {
    let [before, after] = [before, after].map(|one| Some(one.to_value()));
    Detail { changes: vec![Change { field: "disposition".to_owned(), before, after }], ..Detail::default() }
}
