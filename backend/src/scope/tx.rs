//! Writing: what a proof opens, and what is kept with it.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use entities::{Detail, Happening, MunicipalityId, PersonId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait,
    IntoActiveModel, Iterable as _, PrimaryKeyToColumn as _, QueryFilter as _, Select,
};
use uuid::Uuid;

use super::As;
use crate::db::Db;
use crate::error::Error;
use crate::events::{self, Emitted};
use crate::mail::{self, NewLetter};
use crate::viewer::Opens;

impl<Role> As<Role> {
    /// Opens the transaction in which this role writes.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn begin(self, db: &Db, now: DateTime<Utc>) -> Result<Tx<Role>, Error> {
        let (inner, db) = (db.begin().await?, db.clone());
        Ok(Tx { inner, db, now, emitted: Mutex::default(), letters: Mutex::default(), proof: self })
    }
}

/// A transaction of somebody who acts as `Role`. Nothing is kept before [`Tx::commit`].
#[derive(Debug)]
pub struct Tx<Role> {
    inner: DatabaseTransaction,
    db: Db,
    now: DateTime<Utc>,
    emitted: Mutex<Vec<Emitted>>,
    letters: Mutex<Vec<NewLetter>>,
    proof: As<Role>,
}

impl<Role> Tx<Role> {
    /// The instant at which everything in this transaction happens.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The same transaction at this later instant, for whoever waited in it before he wrote anything.
    #[must_use]
    pub(crate) fn at(mut self, now: DateTime<Utc>) -> Self {
        self.now = now;
        self
    }

    /// Who acts; none for the console and for the server itself.
    #[must_use]
    pub fn actor(&self) -> Option<PersonId> {
        self.proof.bounds.actor
    }

    /// The proof that it was opened with, for whoever reads the same with it and with [`super::Scope::reader`].
    #[must_use]
    pub fn proof(&self) -> &As<Role> {
        &self.proof
    }

    /// The connection, for statements made by [`Tx::find`] and its neighbours.
    #[must_use]
    pub fn connection(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// Says what happens with this transaction. It stands in the journal if, and only if, the transaction is kept.
    pub fn emit(&self, kind: Happening, municipality: MunicipalityId, subject: impl Into<Uuid>) {
        self.record(kind, municipality, subject, None);
    }

    /// The same, with what exactly was done, for those who may read the journal.
    pub fn record(
        &self,
        kind: Happening,
        municipality: MunicipalityId,
        subject: impl Into<Uuid>,
        detail: impl Into<Option<Detail>>,
    ) {
        let (subject, detail, actor) = (subject.into(), detail.into(), self.actor());
        let emitted = Emitted { kind, municipality, subject, actor, detail };
        self.emitted.lock().unwrap_or_else(PoisonError::into_inner).push(emitted);
    }

    /// Writes a letter to somebody about what happens with this transaction. It is sent if, and only if, the transaction is
    /// kept, and composed only then.
    pub fn post(&self, letter: NewLetter) {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
    }

    /// Keeps it all, with what was said of it in the journal and in letters.
    ///
    /// # Errors
    /// The database refused; then nothing is kept.
    pub async fn commit(self) -> Result<(), Error> {
        let emitted = self.emitted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let letters = self.letters.into_inner().unwrap_or_else(PoisonError::into_inner);
        let happened = !emitted.is_empty();
        if !letters.is_empty() {
            mail::append(&self.inner, self.now, &letters).await?;
        }
        // Last: the journal's lock is held from here on.
        if happened {
            events::append(&self.inner, self.now, emitted).await?;
        }
        self.inner.commit().await?;
        if happened {
            self.db.committed();
        }
        if !letters.is_empty() {
            self.db.posted(letters.len());
        }
        Ok(())
    }

    /// Rows that this role may see.
    #[must_use]
    pub fn find<E: EntityTrait>(&self) -> Select<E>
    where
        Role: Opens<E>,
    {
        self.proof.find()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where writing starts")]
impl<Role> Tx<Role> {
    /// Writes a new row.
    ///
    /// # Errors
    /// The database refused, or the row is none that this role may write.
    pub async fn insert<A>(&self, row: A) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
        Role: Opens<A::Entity>,
    {
        self.insert_all(vec![row]).await
    }

    /// Writes new rows in one statement.
    ///
    /// # Errors
    /// The database refused, or a row is none that this role may write.
    pub async fn insert_all<A>(&self, rows: Vec<A>) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
        Role: Opens<A::Entity>,
    {
        if !rows.is_empty() {
            self.admit(&rows, true)?;
            A::Entity::insert_many(rows).exec_without_returning(&self.inner).await?;
        }
        Ok(())
    }

    /// Writes rows in one statement; what is to happen with those that are there already is said by `conflict`.
    ///
    /// # Errors
    /// The database refused, or a row is none that this role may write.
    pub async fn put<A>(&self, rows: Vec<A>, conflict: OnConflict) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
        Role: Opens<A::Entity>,
    {
        if !rows.is_empty() {
            self.admit(&rows, true)?;
            A::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(&self.inner).await?;
        }
        Ok(())
    }

    /// Changes the row with this primary key.
    ///
    /// # Errors
    /// The database refused, or there is no such row that this role may change.
    pub async fn update<A>(&self, row: A) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
        Role: Opens<A::Entity>,
    {
        self.admit(std::slice::from_ref(&row), false)?;
        let mut this = Role::rows(&self.proof.bounds).condition();
        for key in <A::Entity as EntityTrait>::PrimaryKey::iter() {
            let column = key.into_column();
            let value = row.get(column).into_value().ok_or_else(|| Error::internal(Nameless))?;
            this = this.add(column.eq(value));
        }
        let done = A::Entity::update_many().set(row).filter(this).exec(&self.inner).await?;
        if done.rows_affected == 0 {
            return Err(Error::NotFound("There is no such thing, or it is not yours to change.".into()));
        }
        Ok(())
    }

    /// Whether this role may write these rows.
    fn admit<A: ActiveModelTrait>(&self, rows: &[A], new: bool) -> Result<(), Error>
    where
        Role: Opens<A::Entity>,
    {
        let own = Role::rows(&self.proof.bounds);
        if rows.iter().all(|row| own.admit(row, new)) { Ok(()) } else { Err(Error::internal(NotOnesOwn)) }
    }

    /// Changes the rows that the condition names to what is set in `row` and computed by `more`; how many there were.
    ///
    /// # Errors
    /// The database refused.
    pub async fn change<E, A>(
        &self,
        which: Condition,
        row: A,
        more: impl IntoIterator<Item = (E::Column, Expr)>,
    ) -> Result<u64, Error>
    where
        E: EntityTrait<ActiveModel = A>,
        A: ActiveModelTrait<Entity = E>,
        Role: Opens<E>,
    {
        self.admit(std::slice::from_ref(&row), false)?;
        let changed = more.into_iter().fold(E::update_many(), |update, (column, value)| update.col_expr(column, value));
        let own = Role::rows(&self.proof.bounds).condition();
        Ok(changed.set(row).filter(own).filter(which).exec(&self.inner).await?.rows_affected)
    }

    /// Removes what the condition names.
    ///
    /// # Errors
    /// The database refused.
    pub async fn delete<E: EntityTrait>(&self, which: Condition) -> Result<(), Error>
    where
        Role: Opens<E>,
    {
        E::delete_many().filter(Role::rows(&self.proof.bounds).condition()).filter(which).exec(&self.inner).await?;
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a row of somebody else was to be written")]
struct NotOnesOwn;

#[derive(Debug, thiserror::Error)]
#[error("a row without its key was to be changed")]
struct Nameless;
