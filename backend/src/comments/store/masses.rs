//! Comments that come in masses, as programs send them: refused by what they have in common, some at a time.

use chrono::{DateTime, Utc};
use entities::{CommentId, ConsultationId, Signal, comment};
use sea_orm::sea_query::LockType;
use sea_orm::{PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::held::Locked;
use super::log;
use super::queue::{Queue, wanted};
use super::settle;
use crate::comments::rules::Verdict;
use crate::comments::rules::pile::{OfNoPeople, Pile};
use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Moderator;

/// So many are decided about in one transaction: it keeps nobody waiting, and no statement is too long.
const BATCH: u64 = 400;

/// What comments have in common that are decided about together.
#[derive(Clone, Debug)]
pub enum Common {
    /// They say nearly the same as this one, which somebody has read, and carry one of these where any is named.
    Like(CommentId, Vec<Signal>),
    /// They carry one of these. Nobody has read them.
    Carry(OfNoPeople),
}

/// Held comments of a consultation that have something in common.
#[derive(Clone, Debug)]
pub struct Masses {
    /// On which consultation.
    pub of: ConsultationId,
    /// What they have in common.
    pub common: Common,
    /// Those that were there at this instant, with the text that they have.
    pub as_of: DateTime<Utc>,
}

/// What became of some of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// How many were decided about now.
    pub done: u64,
    /// How many are left.
    pub left: u64,
}

/// Decides about the next of them, each as if it had been named. However many there are, it is as many statements. What is perhaps of
/// people is left for whoever reads it, unless it says what somebody has read.
///
/// # Errors
/// The consultation is finished, or the database fails.
pub async fn settle(tx: &Tx<Moderator>, masses: Masses, verdict: Verdict) -> Result<Settled, Error> {
    let Masses { of, common, as_of } = masses;
    let (like, signals) = match common {
        Common::Like(one, signals) => (Some(one), signals),
        Common::Carry(signals) => (None, signals.into_inner()),
    };
    // First the log, then they, in the order in which whoever decides about many holds them.
    let held = log::hold(tx, tx.proof().municipality(), of).await?;
    let queue = Queue { of: Some(of), pile: Some(Pile::Held), like, signals, as_of: Some(as_of), ..Queue::default() };
    let wanted = wanted(tx.connection(), tx.proof(), queue).await?;
    let these = || tx.find::<comment::Entity>().filter(wanted.clone());
    let next = these().order_by_asc(comment::Column::Id).limit(BATCH).lock(LockType::NoKeyUpdate);
    let next = next.all(tx.connection()).await?;
    let done = settle::settle(tx, Locked::of(of, held, next), verdict).await?;
    let left = these().count(tx.connection()).await?;
    Ok(Settled { done: u64::try_from(done.len()).map_err(Error::internal)?, left })
}
