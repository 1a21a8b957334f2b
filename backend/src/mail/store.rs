//! The outbox, as whoever sends asks and changes it.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use entities::letter::{ActiveModel, Column, Entity, Model};
use entities::{LetterId, LetterKind, MunicipalityId};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait as _, DatabaseTransaction, DbBackend,
    EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::{Address, Inner, LONGEST, Mail};
use crate::error::Error;
use crate::metrics::LetterEnd;
use crate::scope::{Postman, Tx, carrying_letters};

/// How many letters are sent at once.
pub(super) const AT_ONCE: u64 = 4;
/// The time in which letters to one address are counted.
const HOUR: TimeDelta = TimeDelta::hours(1);
/// Under which instances claim letters, one after another: only so can they count together. Any number will do that nobody
/// else in the database uses.
const CLAIMING: i64 = 0x6a61_766e_6f03;

/// What there is to do.
#[derive(Debug)]
pub(super) struct Look {
    /// Letters that are neither sent nor given up.
    pub waiting: u64,
    /// Whether one of them is due, or some digests are older than their hour.
    pub due: bool,
}

/// When a letter that was tried so often is tried again.
pub(super) const fn pause(tries: i32) -> TimeDelta {
    match tries {
        ..=1 => TimeDelta::minutes(1),
        2 => TimeDelta::minutes(5),
        3 => TimeDelta::minutes(15),
        _ => TimeDelta::minutes(60),
    }
}

fn waiting() -> Condition {
    Condition::all().add(Column::SentAt.is_null()).add(Column::FailedAt.is_null())
}

/// Digests of letters that count no more.
fn over(now: DateTime<Utc>) -> Condition {
    let counts_no_more = Condition::any().add(Column::SentAt.lte(now - HOUR)).add(Column::FailedAt.is_not_null());
    Condition::all().add(Column::AddressHash.is_not_null()).add(counts_no_more)
}

/// One letter, if it is still to be sent.
fn this(letter: &Model) -> Condition {
    waiting().add(Column::Id.eq(letter.id))
}

/// Whether a letter of this kind waits where it is one too many, and is not dropped: nobody asks for it again, and what it asks
/// about waits for the answer. One that waits is enough for an address, because one answer is for all that waits for it
/// (`comments::write::confirm`).
const fn is_put_off(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::CommentConfirm)
}

/// What becomes of a letter that is given up.
fn given_up(now: DateTime<Utc>) -> ActiveModel {
    ActiveModel { failed_at: Set(Some(now)), address: Set(None), address_hash: Set(None), ..Default::default() }
}

/// How many letters are asked about in one statement.
const ASKED: usize = 1_000;

impl Mail {
    /// In the name of which municipality each of these letters was written; a letter of none is not among them.
    ///
    /// # Errors
    /// The database fails.
    #[expect(clippy::disallowed_methods, reason = "whose name stands below a letter is told of it and of nobody else")]
    pub async fn owners(&self, letters: &[LetterId]) -> Result<HashMap<LetterId, MunicipalityId>, Error> {
        let mut owners = HashMap::new();
        for some in letters.chunks(ASKED) {
            let rows = Entity::find().filter(Column::Id.is_in(some.iter().copied()));
            let rows = rows.filter(Column::MunicipalityId.is_not_null());
            let rows = rows.select_only().columns([Column::Id, Column::MunicipalityId]);
            let rows: Vec<(LetterId, MunicipalityId)> = rows.into_tuple().all(self.0.db.journal()).await?;
            owners.extend(rows);
        }
        Ok(owners)
    }
}

/// Whether another letter of this kind to this address would be dropped: as many as may be went out in the last hour, or are
/// still on their way.
pub(crate) async fn is_full(
    connection: &DatabaseTransaction,
    (kind, to): (LetterKind, &Address),
    now: DateTime<Utc>,
    per_hour: u32,
) -> Result<bool, Error> {
    let counted = Condition::any().add(Column::SentAt.gt(now - HOUR)).add(waiting());
    let same = carrying_letters().find::<Entity>().filter(Column::AddressHash.eq(to.digest(kind).to_vec()));
    Ok(same.filter(counted).count(connection).await? >= u64::from(per_hour))
}

impl Inner {
    /// Looks whether there is anything to do, without a transaction: mostly there is not.
    #[expect(
        clippy::disallowed_methods,
        reason = "whether there is work is asked again and again, and changes nothing"
    )]
    pub(super) async fn look(&self, now: DateTime<Utc>) -> Result<Look, Error> {
        // The handle that nobody observes: this is asked whether anybody asks for anything or not.
        let reader = self.db.journal();
        let waiting_now = Entity::find().filter(waiting()).count(reader).await?;
        let mut due = waiting_now > 0 && {
            let next = Entity::find().filter(waiting().add(Column::NextTryAt.lte(now)));
            let late = Entity::find().filter(waiting().add(Column::UselessAfter.lte(now)));
            late.one(reader).await?.is_some() || (self.carrier.carries() && next.one(reader).await?.is_some())
        };
        due |= Entity::find().filter(over(now)).limit(1).one(reader).await?.is_some();
        Ok(Look { waiting: waiting_now, due })
    }

    /// Claims letters that are due, for as long as their sending may take, and gives up those that are too late or too many, or
    /// puts them off.
    /// The second value tells whether there may be more.
    pub(super) async fn claim(&self, now: DateTime<Utc>) -> Result<(Vec<Model>, bool), Error> {
        let tx = carrying_letters().begin(&self.db, now).await?;
        if tx.connection().get_database_backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({CLAIMING})");
            tx.connection().execute_unprepared(&lock).await?;
        }
        let too_late = Func::coalesce([Expr::col(Column::LastError), Expr::val("too late")]);
        let late = waiting().add(Column::UselessAfter.lte(now));
        let late = tx.change(late, given_up(now), [(Column::LastError, too_late.into())]).await?;
        tx.change(over(now), ActiveModel { address_hash: Set(None), ..Default::default() }, []).await?;
        let due = tx.find::<Entity>().filter(waiting().add(Column::NextTryAt.lte(now)));
        let due = due.order_by_asc(Column::NextTryAt).order_by_asc(Column::Id).limit(AT_ONCE);
        let due = if self.carrier.carries() { due.all(tx.connection()).await? } else { Vec::new() };
        let more = !due.is_empty();
        let (mut claimed, mut too_many) = (Vec::new(), 0);
        for mut letter in due {
            if letter.tries == 0 && self.is_one_too_many(&tx, &letter, now).await? {
                if self.per_hour > 0 && is_put_off(letter.kind) && self.waits_for_room(&tx, &letter, now).await? {
                    continue;
                }
                let dropped = ActiveModel { last_error: Set(Some("too many in an hour".into())), ..given_up(now) };
                too_many += tx.change(this(&letter), dropped, []).await?;
                continue;
            }
            letter.tries += 1;
            letter.next_try_at = now + pause(letter.tries);
            let (tries, next_try_at) = (Set(letter.tries), Set(letter.next_try_at));
            let tried = ActiveModel { tries, next_try_at, ..Default::default() };
            tx.change(this(&letter), tried, []).await?;
            claimed.push(letter);
        }
        tx.commit().await?;
        self.metrics.letters(LetterEnd::Late, late);
        self.metrics.letters(LetterEnd::TooMany, too_many);
        Ok((claimed, more))
    }

    /// Whether as many letters of this kind as may be were sent to this address in the last hour, or are about to be.
    async fn is_one_too_many(&self, tx: &Tx<Postman>, letter: &Model, now: DateTime<Utc>) -> Result<bool, Error> {
        // A stranger could use up the letters that let somebody in; they keep one another back (`accounts::letters`).
        if letter.kind == LetterKind::SignIn {
            return Ok(false);
        }
        let about_to_be = waiting().add(Column::Tries.gt(0));
        let counted = Condition::any().add(Column::SentAt.gt(now - HOUR)).add(about_to_be);
        let same = tx.find::<Entity>().filter(Column::AddressHash.eq(letter.address_hash.clone())).filter(counted);
        Ok(same.count(tx.connection()).await? >= u64::from(self.per_hour))
    }

    /// Puts a letter off that is one too many until there is room; false where another waits that asks the same: that one is
    /// sent when there is room, and this one never.
    async fn waits_for_room(&self, tx: &Tx<Postman>, letter: &Model, now: DateTime<Utc>) -> Result<bool, Error> {
        let same = || Condition::all().add(Column::AddressHash.eq(letter.address_hash.clone()));
        let sent = tx.find::<Entity>().filter(same().add(Column::SentAt.gt(now - HOUR)));
        let oldest = sent.order_by_asc(Column::SentAt).one(tx.connection()).await?.and_then(|first| first.sent_at);
        // Where none was sent others are about to be, or fail.
        let room = oldest.map_or_else(|| now + pause(2), |at| at + HOUR);
        let others = || {
            let others = waiting().add(same()).add(Column::Tries.eq(0)).add(Column::Id.ne(letter.id));
            // Beside the digest, which is of all municipalities and of all ways to write it.
            let others = others.add(Column::Address.eq(letter.address.clone()));
            others.add(Column::MunicipalityId.eq(letter.municipality_id.map(|id| id.0)))
        };
        if tx.find::<Entity>().filter(others()).count(tx.connection()).await? > 0 {
            let sooner = ActiveModel { next_try_at: Set(room), ..Default::default() };
            tx.change(others().add(Column::NextTryAt.gt(room)), sooner, []).await?;
            return Ok(false);
        }
        let of_use = (letter.useless_after - letter.next_try_at).min(LONGEST);
        let (next_try_at, useless_after) = (Set(room), Set(room + of_use));
        tx.change(this(letter), ActiveModel { next_try_at, useless_after, ..Default::default() }, []).await?;
        Ok(true)
    }

    /// Notes that a server took it.
    pub(super) async fn sent(&self, letter: &Model) -> Result<(), Error> {
        let sent = ActiveModel {
            sent_at: Set(Some(self.clock.now())),
            address: Set(None),
            last_error: Set(None),
            ..Default::default()
        };
        self.note(letter, sent).await
    }

    /// Notes why it was not sent, and gives it up where it is not to be tried again.
    pub(super) async fn not_sent(&self, letter: &Model, why: &str, for_good: bool) -> Result<(), Error> {
        let rest = if for_good { given_up(self.clock.now()) } else { ActiveModel::default() };
        self.note(letter, ActiveModel { last_error: Set(Some(why.to_owned())), ..rest }).await
    }

    async fn note(&self, letter: &Model, change: ActiveModel) -> Result<(), Error> {
        let tx = carrying_letters().begin(&self.db, self.clock.now()).await?;
        tx.change(this(letter), change, []).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn a_letter_that_cannot_be_sent_is_tried_less_and_less_often() {
        let pauses: Vec<_> = (1..=6).map(|tries| pause(tries).num_minutes()).collect();
        assert_eq!(pauses, [1, 5, 15, 60, 60, 60]);
    }
}
