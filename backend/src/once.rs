//! A public write is done once, however often it is sent: a client that heard no answer sends it again under the same key.
//!
//! ```text
//!   Key::new(root field, what the client drew, what it sent)
//!      └─▶ Key::begin ─┬─ Begun::Before(answer)   it was done before: the same answer, and nothing is written
//!                      ├─ REFUSED                 this key was used, for something else
//!                      └─ Begun::Now(Writing)     a transaction ──▶ Writing::commit(&answer)
//! ```
//!
//! Whoever has not signed in writes as [`Guest`], and only [`Key::begin`] opens a `Tx<Guest>`: a public write that forgets
//! its key does not compile, nor does one that keeps its rows without its answer. Key and answer are kept with the write,
//! in one transaction. Of two that come at once the second waits for the first at the primary key, and then finds its
//! answer, or writes if the first failed.
//!
//! In a slice it reads: look at what was sent (pure, so it says the same of the same), find out whose it is,
//! [`Key::begin`], and only then whatever depends on the moment, such as a deadline: who was in time stays in time when he
//! asks again. A refusal is not kept; whoever mends what was wrong may send it under the same key. An answer is small, an
//! id mostly, and what the client is shown is made from it anew.

use std::marker::PhantomData;
use std::ops::Deref;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{MunicipalityId, idempotency};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, Unchanged};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::db::Db;
use crate::error::{Error, Reason};
use crate::scope::{Guest, Scope, Tx, as_guest, keeping_house};

/// For so long a key is known at least.
pub const KNOWN: TimeDelta = TimeDelta::hours(24);
/// The longest key, in characters.
pub const LONGEST: usize = 255;

/// What makes two sendings one: which write it is, the key that the client drew, and what it sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    key: Vec<u8>,
    parameters: Vec<u8>,
}

/// Proof that a key stands behind a write. Nobody but this module has one.
#[derive(Debug)]
pub(crate) struct Keyed(());

/// What became of a key.
#[derive(Debug)]
pub enum Begun<A> {
    /// The write was done before, with this answer.
    Before(A),
    /// It is to be done now.
    Now(Writing<A>),
}

/// A transaction in which a public write is done. It is a [`Tx`], but for its end: [`Writing::commit`].
#[derive(Debug)]
pub struct Writing<A> {
    tx: Box<Tx<Guest>>,
    key: Vec<u8>,
    answer: PhantomData<fn() -> A>,
}

impl Key {
    /// The key of a write through this root field.
    ///
    /// # Errors
    /// What the client drew is empty, longer than 255 characters, or not printable.
    pub fn new(field: &str, drawn: &str, parameters: &impl Serialize) -> Result<Self, Error> {
        printable(drawn)?;
        let parameters = serde_json::to_vec(parameters).map_err(Error::internal)?;
        // Hashed with the key, which is kept nowhere: nobody finds out by trying what somebody sent.
        Ok(Self { key: hash(field.as_bytes(), drawn.as_bytes()), parameters: hash(drawn.as_bytes(), &parameters) })
    }

    /// Begins the write, for this municipality, unless it was done before.
    ///
    /// # Errors
    /// The key was used for something else, or the database fails.
    pub async fn begin<A>(self, scope: &Scope, municipality: MunicipalityId) -> Result<Begun<A>, Error>
    where
        A: Serialize + DeserializeOwned,
    {
        use idempotency::{Column, Entity, Model};

        let tx = scope.begin(as_guest(&Keyed(()), municipality)).await?;
        let Self { key, parameters } = self;
        let row =
            Model { key_hash: key.clone(), parameters_hash: parameters.clone(), written_at: tx.now(), answer: None };
        // As good as doing nothing, but it waits for whoever writes under this key at this moment.
        let keep = OnConflict::column(Column::KeyHash).update_column(Column::KeyHash).to_owned();
        tx.put(vec![row.into_active_model()], keep).await?;
        let found = tx.find::<Entity>().filter(Column::KeyHash.eq(key.clone())).one(tx.connection()).await?;
        let found = found.ok_or_else(|| Error::internal(Lost))?;
        match found.answer {
            // It stands there without an answer only since we put it there.
            None => Ok(Begun::Now(Writing { tx: Box::new(tx), key, answer: PhantomData })),
            Some(_) if found.parameters_hash != parameters => Err(Error::Refused(Reason::KeyUsedOtherwise)),
            Some(answer) => Ok(Begun::Before(serde_json::from_value(answer).map_err(Error::internal)?)),
        }
    }
}

impl<A: Serialize> Writing<A> {
    /// Keeps what was written, and the answer for whoever sends the same again.
    ///
    /// # Errors
    /// The database refused; then nothing is kept.
    pub async fn commit(self, answer: &A) -> Result<(), Error> {
        let answer = serde_json::to_value(answer).map_err(Error::internal)?;
        self.tx
            .update(idempotency::ActiveModel {
                key_hash: Unchanged(self.key),
                answer: Set(Some(answer)),
                ..Default::default()
            })
            .await?;
        self.tx.commit().await
    }
}

impl<A> Deref for Writing<A> {
    type Target = Tx<Guest>;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}

/// Whether what the client drew is a key.
///
/// # Errors
/// It is empty, longer than 255 characters, or not printable.
pub fn printable(drawn: &str) -> Result<(), Error> {
    if drawn.is_empty() || drawn.chars().count() > LONGEST || drawn.chars().any(char::is_control) {
        let what = format!("`idempotencyKey` must have 1 to {LONGEST} printable characters; a fresh UUID will do.");
        return Err(Error::BadRequest(what));
    }
    Ok(())
}

/// Forgets keys that are older than they must be known.
///
/// # Errors
/// The database fails.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
    let tx = keeping_house().begin(db, now).await?;
    let old = Condition::all().add(idempotency::Column::WrittenAt.lt(now - KNOWN));
    tx.delete::<idempotency::Entity>(old).await?;
    tx.commit().await
}

/// Of two things that are told apart by a byte which is in no text that can be printed.
fn hash(one: &[u8], other: &[u8]) -> Vec<u8> {
    Sha256::new().chain_update(one).chain_update([0]).chain_update(other).finalize().to_vec()
}

#[derive(Debug, thiserror::Error)]
#[error("the row of a key is not there although it was just written")]
struct Lost;

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_is_of_its_field_and_of_what_was_sent() {
        let key = |field, drawn, sent: &str| Key::new(field, drawn, &sent).expect("a key");
        assert_eq!(key("ask", "k", "a"), key("ask", "k", "a"));
        assert_ne!(key("ask", "k", "a").key, key("say", "k", "a").key, "another field");
        assert_ne!(key("ask", "k", "a").key, key("as", "kk", "a").key, "no part runs into the next");
        assert_eq!(key("ask", "k", "a").key, key("ask", "k", "b").key);
        assert_ne!(key("ask", "k", "a").parameters, key("ask", "k", "b").parameters);
        assert_ne!(key("ask", "k", "a").parameters, key("ask", "l", "a").parameters, "nobody compares them");
    }

    #[test]
    fn a_key_can_be_printed_and_is_not_too_long() {
        for drawn in ["", "a\nb", "a\0", &"š".repeat(256)] {
            assert!(Key::new("ask", drawn, &()).is_err(), "{drawn:?}");
        }
        for drawn in ["a", "ключ 1", &"š".repeat(255)] {
            assert!(Key::new("ask", drawn, &()).is_ok(), "{drawn:?}");
        }
    }
}
