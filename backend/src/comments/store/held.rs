//! Comments that an official has read and decides about: held with their logs, and none that has become another meanwhile.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{AnswerId, ConsultationId, ConsultationStage, comment, consultation, official_answer};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::log;
use crate::comments::rules::log::Entry;
use crate::comments::rules::seen::Seen;
use crate::error::{Error, Reason};
use crate::scope::Tx;
use crate::viewer::Moderator;

/// Comments as they were read, held with their logs until the transaction is over.
#[derive(Debug)]
pub struct Locked {
    pub(super) logs: BTreeMap<ConsultationId, log::Held>,
    /// In the order asked.
    pub rows: Vec<comment::Model>,
    /// Those that stand as they are: they were reported, and an official says that they may stay.
    pub(super) stand: Vec<comment::Model>,
}

/// A comment that is not as it was read.
#[derive(Clone, Debug)]
pub struct Outrun {
    /// As it is now.
    pub row: comment::Model,
    /// As it was read.
    pub seen: Seen,
    /// What stands under it now.
    pub answer: Option<official_answer::Model>,
}

/// Holds these comments against whoever else would decide about them, if all of them are as they were read; else those that
/// are not. First their logs, then they, each in one order: so of two who decide at once one waits, and not both for both.
///
/// # Errors
/// One is not there, or not this municipality's; or the database fails.
pub async fn locked(tx: &Tx<Moderator>, seen: &[Seen]) -> Result<Result<Locked, Vec<Outrun>>, Error> {
    let ids: Vec<_> = seen.iter().map(|seen| seen.id).collect();
    let these = || tx.find::<comment::Entity>().filter(comment::Column::Id.is_in(ids.clone()));
    let of = these().select_only().column(comment::Column::ConsultationId).distinct();
    let of: Vec<ConsultationId> = of.into_tuple().all(tx.connection()).await?;
    let mut logs = BTreeMap::new();
    for of in of.into_iter().collect::<BTreeSet<_>>() {
        logs.insert(of, log::hold(tx, tx.proof().municipality(), of).await?);
    }
    // Without keeping those waiting who reply, because no key is changed.
    let rows = these().order_by_asc(comment::Column::Id).lock(LockType::NoKeyUpdate).all(tx.connection()).await?;
    let mut found: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let take =
        |seen: &Seen| found.remove(&seen.id).ok_or_else(|| Error::NotFound("There is no such comment here.".into()));
    let rows: Vec<_> = seen.iter().map(take).collect::<Result<_, _>>()?;
    if rows.iter().zip(seen).all(|(row, seen)| seen.is_so(row.revision, row.answer_id)) {
        return Ok(Ok(Locked { logs, rows, stand: Vec::new() }));
    }
    let others = rows.into_iter().zip(seen).filter(|(row, seen)| !seen.is_so(row.revision, row.answer_id)).collect();
    Ok(Err(with_answers(tx, others).await?))
}

/// What stands under each of them now.
async fn with_answers(tx: &Tx<Moderator>, others: Vec<(comment::Model, &Seen)>) -> Result<Vec<Outrun>, Error> {
    let answers = answers_under(tx, others.iter().map(|(row, _)| row)).await?;
    let one = |(row, seen): (comment::Model, &Seen)| {
        let answer = row.answer_id.and_then(|id| answers.get(&id)).cloned();
        Outrun { row, seen: *seen, answer }
    };
    Ok(others.into_iter().map(one).collect())
}

/// What stands under these comments.
pub(super) async fn answers_under<'a>(
    tx: &Tx<Moderator>,
    rows: impl IntoIterator<Item = &'a comment::Model>,
) -> Result<HashMap<AnswerId, official_answer::Model>, Error> {
    let ids: BTreeSet<_> = rows.into_iter().filter_map(|row| row.answer_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.find::<official_answer::Entity>().filter(official_answer::Column::Id.is_in(ids));
    Ok(found.all(tx.connection()).await?.into_iter().map(|row| (row.id, row)).collect())
}

impl Locked {
    /// Comments of one consultation, held with its log.
    pub(super) fn of(of: ConsultationId, held: log::Held, rows: Vec<comment::Model>) -> Self {
        Self { logs: BTreeMap::from([(of, held)]), rows, stand: Vec::new() }
    }

    /// Adds entries to the logs of their consultations.
    pub(super) async fn record(
        &mut self,
        tx: &Tx<Moderator>,
        entries: Vec<(ConsultationId, Entry)>,
    ) -> Result<(), Error> {
        let mut by_log: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (of, entry) in entries {
            by_log.entry(of).or_default().push(entry);
        }
        for (of, entries) in by_log {
            if let Some(held) = self.logs.get_mut(&of) {
                log::append(tx, held, &entries).await?;
            }
        }
        Ok(())
    }
}

/// That none of these consultations has its report: what stands in a report is decided. Whoever holds the logs knows that it
/// stays so, because whoever finishes holds them too.
///
/// # Errors
/// One has, or the database fails.
pub async fn unfinished(tx: &Tx<Moderator>, of: impl IntoIterator<Item = ConsultationId>) -> Result<(), Error> {
    let finished = tx.find::<consultation::Entity>().filter(consultation::Column::Id.is_in(of));
    let finished = finished.filter(consultation::Column::Stage.eq(ConsultationStage::Finished));
    match finished.count(tx.connection()).await? {
        0 => Ok(()),
        _ => Err(Error::Refused(Reason::FinishedAlready)),
    }
}

/// That a consultation has no report and was not cancelled: what is entered into it will stand in a report. Whoever holds its
/// log knows that it stays so.
///
/// # Errors
/// It is over for good, or the database fails.
pub async fn goes_on(tx: &Tx<Moderator>, of: ConsultationId) -> Result<(), Error> {
    all_go_on(tx, vec![of]).await
}

/// The same of several, with as many statements as of one.
pub(super) async fn all_go_on(tx: &Tx<Moderator>, of: Vec<ConsultationId>) -> Result<(), Error> {
    unfinished(tx, of.iter().copied()).await?;
    let over = tx.find::<consultation::Entity>().filter(consultation::Column::Id.is_in(of));
    let over = over.filter(consultation::Column::Stage.ne(ConsultationStage::Published));
    match over.count(tx.connection()).await? {
        0 => Ok(()),
        _ => Err(Error::Refused(Reason::NotPublished)),
    }
}
