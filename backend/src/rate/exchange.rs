//! What instances tell each other: once a second, who is busy here; once a day, the key under which they speak of him.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entities::{ids, rate_count, rate_key};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, Set};

use super::{Key, Rate, Who, keyed, lock, minute};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::scope::keeping_house;
use crate::tasks::Tasks;

/// How often instances tell each other.
const EVERY: Duration = Duration::from_secs(1);
/// Exchanges every second until the process stops.
pub async fn keep_exchanging(rate: Arc<Rate>, db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let exchanging = async {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            ticks.tick().await;
            let exchanged = rate.exchange(&db, clock.now()).await;
            // Once when it begins, not every second.
            if let Err(error) = &exchanged
                && !failing
            {
                tracing::warn!(%error, "instances cannot tell each other who asks too often");
            }
            failing = exchanged.is_err();
        }
    };
    tokio::select! {
        () = exchanging => {}
        () = tasks.stopping() => {}
    }
}

impl Rate {
    /// Tells the other instances who is busy here, and learns what they know. Takes up the key of the day first, if the
    /// day is a new one.
    ///
    /// # Errors
    /// The database does not answer. Nothing is lost but what the others would have learned in this second.
    pub async fn exchange(&self, db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
        if self.limits.requests_per_minute == 0 {
            return Ok(());
        }
        if self.key().shared != Some(now.date_naive()) {
            self.take_up_the_key(db, now).await?;
        }
        let minute = minute(now);
        let news = self.news(minute);
        let over = lock(&self.written).is_some_and(|written| written < minute);
        if news.is_empty() && !over {
            return Ok(());
        }
        let tx = keeping_house().begin(db, now).await?;
        let rows = news.iter().filter(|(_, count)| *count > 0);
        let rows: Vec<_> = rows.map(|(who, count)| row(minute, who, *count)).collect();
        let writes = !rows.is_empty();
        tx.put(rows, added()).await?;
        let known = tx.find::<rate_count::Entity>().filter(rate_count::Column::Minute.eq(minute));
        let known = known.all(tx.connection()).await?;
        if over {
            tx.delete::<rate_count::Entity>(before(minute)).await?;
        }
        tx.commit().await?;
        if writes || over {
            *lock(&self.written) = writes.then_some(minute);
        }
        self.learn(minute, &news, &known);
        Ok(())
    }

    /// Who is busy in this minute, and how many requests the others do not know of; sorted, so that two instances never
    /// wait for each other's rows. Those of minutes that are over are let go.
    fn news(&self, minute: i64) -> Vec<(Who, u32)> {
        let mut busy = lock(&self.busy);
        busy.retain(|_, tally| lock(tally).minute == minute);
        let news = busy.iter().map(|(who, tally)| {
            let tally = lock(tally);
            (*who, tally.mine.saturating_sub(tally.told))
        });
        news.collect()
    }

    fn learn(&self, minute: i64, told: &[(Who, u32)], known: &[rate_count::Model]) {
        let known: BTreeMap<&[u8], i64> = known.iter().map(|row| (row.key_hash.as_slice(), row.count)).collect();
        let busy = lock(&self.busy);
        for (who, count) in told {
            let Some(tally) = busy.get(who) else { continue };
            let mut tally = lock(tally);
            // The minute may have ended meanwhile.
            if tally.minute != minute {
                continue;
            }
            tally.told += count;
            let all = known.get(who.as_slice()).copied().unwrap_or_default();
            tally.others = u32::try_from(all - i64::from(tally.told)).unwrap_or_default();
        }
    }

    /// Takes up the key that all instances count under today; whoever comes first draws it. The older ones are deleted
    /// with whatever was counted under them.
    async fn take_up_the_key(&self, db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
        let today = now.date_naive();
        let tx = keeping_house().begin(db, now).await?;
        let mine = ids::secret().map_err(Error::internal)?;
        let row = rate_key::ActiveModel { day: Set(today), key: Set(mine.to_vec()) };
        // As good as doing nothing, which SeaORM takes for a failure.
        let keep = OnConflict::column(rate_key::Column::Day).update_column(rate_key::Column::Day).to_owned();
        tx.put(vec![row], keep).await?;
        let key = tx.find::<rate_key::Entity>().filter(rate_key::Column::Day.eq(today)).one(tx.connection()).await?;
        tx.delete::<rate_key::Entity>(Condition::all().add(rate_key::Column::Day.lt(today))).await?;
        tx.delete::<rate_count::Entity>(before(minute(now))).await?;
        tx.commit().await?;
        let hash = keyed(&key.map_or_else(|| mine.to_vec(), |row| row.key))?;
        self.count_under(Key { shared: Some(today), hash });
        Ok(())
    }
}

fn row(minute: i64, who: &Who, count: u32) -> rate_count::ActiveModel {
    rate_count::ActiveModel { minute: Set(minute), key_hash: Set(who.to_vec()), count: Set(count.into()) }
}

/// A row that is there already grows by the new one.
fn added() -> OnConflict {
    use rate_count::Column::{Count, KeyHash, Minute};
    let sum = Expr::col((rate_count::Entity, Count)).add(Expr::col(("excluded", Count)));
    OnConflict::columns([Minute, KeyHash]).value(Count, sum).to_owned()
}

fn before(minute: i64) -> Condition {
    Condition::all().add(rate_count::Column::Minute.lt(minute))
}
