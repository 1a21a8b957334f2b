//! What the server does for consultations by itself, once a day: forgets who said, supported and reported what, as soon as
//! nothing can follow from it any more, and records what is said of those whose logs do not say it yet, because they were
//! published before that was recorded. With the report every address is forgotten at once ([`crate::reports`]).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{
    ConsultationId, ConsultationStage, MunicipalityId, comment, comment_flag, comment_support, consultation, voice_key,
};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Set,
};
use uuid::Uuid;

use super::rules::kept::{FORGOTTEN_AFTER, UNCONFIRMED_FOR, WAITED_FOR};
use super::store::facts;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::scope::{Caretaker, Tx, taking_care};
use crate::tasks::Tasks;
use crate::viewer::Opens;

/// So many rows are forgotten in one transaction.
const BATCH: u64 = 400;
/// So many consultations are found by one statement.
const FOUND_AT_ONCE: u64 = 100;

/// Forgets and records at once and then every day, until the process stops.
pub async fn keep_caring(db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match forget(&db, clock.now()).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "addresses of those who commented are forgotten"),
            Err(error) => tracing::warn!(%error, "addresses of those who commented could not be forgotten"),
        }
        match record(&db, clock.now()).await {
            Ok(0) => {}
            Ok(recorded) => tracing::info!(recorded, "what is said of older consultations is in their logs now"),
            Err(error) => tracing::warn!(%error, "what is said of older consultations could not be recorded"),
        }
    };
    tasks.daily(work).await;
}

/// Forgets addresses that were not confirmed in time or to which nothing is sent any more, and by what those who supported or
/// reported a comment were counted, with the key that this was made with; how many addresses. What was said stays, and how many
/// support it.
///
/// # Errors
/// The database does not answer.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Result<u64, Error> {
    let forgotten = some_at_a_time(db, now, addresses).await?;
    some_at_a_time(db, now, supports).await?;
    some_at_a_time(db, now, flags).await?;
    some_at_a_time(db, now, keys).await?;
    Ok(forgotten)
}

/// Records what is said of consultations that everybody reads and whose logs do not say all of it yet; of how many. Each in a
/// transaction of its own, so that whoever comments on one waits for that one alone, and for a moment.
///
/// # Errors
/// The database does not answer.
pub async fn record(db: &Db, now: DateTime<Utc>) -> Result<u64, Error> {
    let (mut recorded, mut after) = (0, None);
    loop {
        let next = facts::untold(&taking_care(), db.reader(), after, FOUND_AT_ONCE).await?;
        let Some((last, _)) = next.last() else { return Ok(recorded) };
        after = Some(*last);
        for (of, municipality) in next {
            match record_one(db, now, (of, municipality)).await {
                Ok(done) => recorded += u64::from(done),
                // One log that does not hold together keeps the others from nothing.
                Err(error) => tracing::warn!(%of, %error, "what is said of a consultation could not be recorded"),
            }
        }
    }
}

async fn record_one(
    db: &Db,
    now: DateTime<Utc>,
    (of, municipality): (ConsultationId, MunicipalityId),
) -> Result<bool, Error> {
    let tx = taking_care().begin(db, now).await?;
    let done = facts::record_untold(&tx, municipality, of).await?;
    if done {
        tx.commit().await?;
    }
    Ok(done)
}

/// Does it until nothing is left, in transactions that keep nobody waiting and no statement too long.
async fn some_at_a_time(
    db: &Db,
    now: DateTime<Utc>,
    some: impl AsyncFn(&Tx<Caretaker>) -> Result<u64, Error>,
) -> Result<u64, Error> {
    let mut all = 0;
    loop {
        let tx = taking_care().begin(db, now).await?;
        let done = some(&tx).await?;
        tx.commit().await?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

async fn addresses(tx: &Tx<Caretaker>) -> Result<u64, Error> {
    use comment::Column::{ConsultationId, Email, EmailConfirmedAt, Id, ReceivedAt};
    use consultation::Column::{ClosesAt, SavedAt, Stage};

    let now = tx.now();
    let late = Condition::all().add(EmailConfirmedAt.is_null()).add(ReceivedAt.lt(now - UNCONFIRMED_FOR));
    let cancelled = Condition::all().add(Stage.eq(ConsultationStage::Cancelled));
    let cancelled = cancelled.add(SavedAt.lt(now - FORGOTTEN_AFTER));
    let over = Condition::any().add(cancelled).add(ClosesAt.lt(now - WAITED_FOR));
    let undated = Condition::all().add(ReceivedAt.lt(now - WAITED_FOR));
    let undated = undated.add(ConsultationId.in_subquery(those(tx, Condition::all().add(ClosesAt.is_null()))));
    let any = Condition::any().add(late).add(undated).add(ConsultationId.in_subquery(those(tx, over)));
    let nobody = comment::ActiveModel {
        email: Set(None),
        email_confirmed_at: Set(None),
        // With the address goes what would confirm it.
        secret_hash: Set(None),
        ..Default::default()
    };
    let next = next::<comment::Entity>(tx, Condition::all().add(Email.is_not_null()).add(any), Id).await?;
    match next.is_empty() {
        true => Ok(0),
        false => tx.change::<comment::Entity, _>(Condition::all().add(Id.is_in(next)), nobody, []).await,
    }
}

/// How many support a comment stands with the comment, so that nothing is lost when it is forgotten who. As long as a
/// consultation may still be opened again everybody is counted once.
async fn supports(tx: &Tx<Caretaker>) -> Result<u64, Error> {
    use comment_support::Column::{CommentId, ConfirmedAt, Id, SupportedAt};
    use consultation::Column::{ClosesAt, Stage};

    let now = tx.now();
    let late = Condition::all().add(ConfirmedAt.is_null()).add(SupportedAt.lt(now - UNCONFIRMED_FOR));
    let over = Condition::any()
        .add(Stage.is_in([ConsultationStage::Finished, ConsultationStage::Cancelled]))
        .add(ClosesAt.lt(now - WAITED_FOR));
    let of_these = tx.find::<comment::Entity>().filter(comment::Column::ConsultationId.in_subquery(those(tx, over)));
    let of_these = of_these.select_only().column(comment::Column::Id).into_query();
    deleted::<comment_support::Entity>(tx, Condition::any().add(late).add(CommentId.in_subquery(of_these)), Id).await
}

async fn flags(tx: &Tx<Caretaker>) -> Result<u64, Error> {
    use comment_flag::Column::{FlaggedAt, Id, SettledAt};

    let now = tx.now();
    let settled = SettledAt.lt(now - FORGOTTEN_AFTER);
    let either = Condition::any().add(settled).add(FlaggedAt.lt(now - WAITED_FOR));
    deleted::<comment_flag::Entity>(tx, either, Id).await
}

/// Without its key nobody can find out any more of whom anything was counted. It is not needed where nobody is left of whom
/// something is, and nobody supports a comment any more.
async fn keys(tx: &Tx<Caretaker>) -> Result<u64, Error> {
    use consultation::Column::{ClosesAt, Stage};
    use voice_key::Column::ConsultationId;

    let over = Condition::any()
        .add(Stage.is_in([ConsultationStage::Finished, ConsultationStage::Cancelled]))
        .add(ClosesAt.lt(tx.now() - WAITED_FOR))
        .add(ClosesAt.is_null());
    let about = |comments: SelectStatement| {
        let found = tx.find::<comment::Entity>().filter(comment::Column::Id.in_subquery(comments));
        found.select_only().column(comment::Column::ConsultationId).into_query()
    };
    let supported = tx.find::<comment_support::Entity>().select_only().column(comment_support::Column::CommentId);
    let flagged = tx.find::<comment_flag::Entity>().select_only().column(comment_flag::Column::CommentId);
    let idle = Condition::all()
        .add(ConsultationId.in_subquery(those(tx, over)))
        .add(ConsultationId.not_in_subquery(about(supported.into_query())))
        .add(ConsultationId.not_in_subquery(about(flagged.into_query())));
    deleted::<voice_key::Entity>(tx, idle, ConsultationId).await
}

/// The ids of the next rows, in the order in which whoever decides about many holds them.
async fn next<E: EntityTrait>(tx: &Tx<Caretaker>, which: Condition, id: E::Column) -> Result<Vec<Uuid>, Error>
where
    Caretaker: Opens<E>,
{
    let next = tx.find::<E>().filter(which).order_by_asc(id).limit(BATCH).select_only().column(id);
    Ok(next.into_tuple().all(tx.connection()).await?)
}

/// Deletes the next rows; how many.
async fn deleted<E: EntityTrait>(tx: &Tx<Caretaker>, which: Condition, id: E::Column) -> Result<u64, Error>
where
    Caretaker: Opens<E>,
{
    let next = next::<E>(tx, which, id).await?;
    let done = u64::try_from(next.len()).map_err(Error::internal)?;
    if done > 0 {
        tx.delete::<E>(Condition::all().add(id.is_in(next))).await?;
    }
    Ok(done)
}

/// The ids of these consultations.
fn those(tx: &Tx<Caretaker>, which: Condition) -> SelectStatement {
    let found = tx.find::<consultation::Entity>().filter(which);
    found.select_only().column(consultation::Column::Id).into_query()
}
