//! What the server does for consultations by itself, once a day: forgets who said, supported and reported what, as soon as
//! nothing can follow from it any more. With the report every address is forgotten at once ([`crate::reports`]).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{ConsultationStage, comment, comment_flag, comment_support, consultation};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _, QueryTrait as _, Set};

use super::rules::kept::{FORGOTTEN_AFTER, UNCONFIRMED_FOR, WAITED_FOR};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::scope::{Caretaker, Tx, taking_care};
use crate::tasks::Tasks;

/// Forgets at once and then every day, until the process stops.
pub async fn keep_caring(db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match forget(&db, clock.now()).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "addresses of those who commented are forgotten"),
            Err(error) => tracing::warn!(%error, "addresses of those who commented could not be forgotten"),
        }
    };
    tasks.daily(work).await;
}

/// Forgets addresses that were not confirmed in time or to which nothing is sent any more, and by what those who supported or
/// reported a comment were counted; how many addresses. What was said stays, and how many support it.
///
/// # Errors
/// The database does not answer.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Result<u64, Error> {
    let tx = taking_care().begin(db, now).await?;
    let forgotten = addresses(&tx).await?;
    supports(&tx).await?;
    flags(&tx).await?;
    tx.commit().await?;
    Ok(forgotten)
}

async fn addresses(tx: &Tx<Caretaker>) -> Result<u64, Error> {
    use comment::Column::{ConsultationId, Email, EmailConfirmedAt, ReceivedAt};
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
    tx.change::<comment::Entity, _>(Condition::all().add(Email.is_not_null()).add(any), nobody, []).await
}

/// How many support a comment stands with the comment, so that nothing is lost when it is forgotten who.
async fn supports(tx: &Tx<Caretaker>) -> Result<(), Error> {
    use comment_support::Column::{CommentId, ConfirmedAt, SupportedAt};
    use consultation::Column::{ClosesAt, Stage};

    let now = tx.now();
    let late = Condition::all().add(ConfirmedAt.is_null()).add(SupportedAt.lt(now - UNCONFIRMED_FOR));
    let over = Condition::any()
        .add(Stage.is_in([ConsultationStage::Finished, ConsultationStage::Cancelled]))
        .add(ClosesAt.lt(now - FORGOTTEN_AFTER));
    let of_these = tx.find::<comment::Entity>().filter(comment::Column::ConsultationId.in_subquery(those(tx, over)));
    let of_these = of_these.select_only().column(comment::Column::Id).into_query();
    tx.delete::<comment_support::Entity>(Condition::any().add(late).add(CommentId.in_subquery(of_these))).await
}

async fn flags(tx: &Tx<Caretaker>) -> Result<(), Error> {
    use comment_flag::Column::{FlaggedAt, SettledAt};

    let now = tx.now();
    let settled = SettledAt.lt(now - FORGOTTEN_AFTER);
    tx.delete::<comment_flag::Entity>(Condition::any().add(settled).add(FlaggedAt.lt(now - WAITED_FOR))).await
}

/// The ids of these consultations.
fn those(tx: &Tx<Caretaker>, which: Condition) -> SelectStatement {
    let found = tx.find::<consultation::Entity>().filter(which);
    found.select_only().column(consultation::Column::Id).into_query()
}
