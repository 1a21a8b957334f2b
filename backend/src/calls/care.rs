//! What the server does for calls by itself, once a day: forgets the address of whoever asked, where nobody will answer.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{QuestionState, call_question, open_call};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _, QueryTrait as _, Set};

use super::rules::asking::{ANSWERED_WITHIN, FORGOTTEN_AFTER};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::scope::taking_care;
use crate::tasks::Tasks;

/// Looks after the questions at once and then every day, until the process stops.
pub async fn keep_caring(db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match forget(&db, clock.now()).await {
            Ok(0) => {}
            Ok(forgotten) => {
                tracing::info!(forgotten, "addresses of those who asked about old calls are forgotten");
            }
            Err(error) => tracing::warn!(%error, "addresses of those who asked could not be forgotten"),
        }
    };
    tasks.daily(work).await;
}

/// Forgets the address that was left for one letter with a question that nobody has answered or withheld, once the call is
/// long over; of a call without a deadline, once it was asked long ago. How many.
///
/// # Errors
/// The database does not answer.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Result<u64, Error> {
    use call_question::Column::{AskedAt, CallId, Email, State};

    let tx = taking_care().begin(db, now).await?;
    let over = tx.find::<open_call::Entity>().filter(open_call::Column::DeadlineAt.lt(now - FORGOTTEN_AFTER));
    let over = CallId.in_subquery(over.select_only().column(open_call::Column::Id).into_query());
    let long_ago = Condition::any().add(over).add(AskedAt.lt(now - ANSWERED_WITHIN));
    let which = Condition::all().add(Email.is_not_null()).add(State.eq(QuestionState::Waiting)).add(long_ago);
    let nobody = call_question::ActiveModel { email: Set(None), ..Default::default() };
    let forgotten = tx.change::<call_question::Entity, _>(which, nobody, []).await?;
    tx.commit().await?;
    Ok(forgotten)
}
