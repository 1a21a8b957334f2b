//! Whose data a piece of code may touch, as values that it must hold.
//!
//! Public reading starts from [`Scope::published`]. Every write, and every look at what is not public, starts from a
//! proof: [`As`] says who, and only it opens a [`Tx`]. The free functions of SeaORM that would go round this are banned
//! in `clippy.toml`.

use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use entities::{Happening, MunicipalityId, open_call};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait as _, DatabaseConnection, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter as _, QuerySelect as _, QueryTrait as _, Select,
};
use uuid::Uuid;

use crate::about::Notes;
use crate::db::Db;
use crate::error::Error;
use crate::events::{self, Emitted};
use crate::viewer::{OfMunicipality, OnCall, Published, Upkeep};

/// What one request, or one event of a subscription, may see. Made afresh for each.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The instant at which the question is answered, the same for every field.
    pub now: DateTime<Utc>,
    db: Db,
    notes: Notes,
}

impl Scope {
    /// The scope of a caller of whom nothing is known.
    #[must_use]
    pub fn anyone(db: Db, now: DateTime<Utc>) -> Self {
        Self { now, db, notes: Notes::default() }
    }

    /// Rows that anybody may read, of whatever municipality. What is made of them holds only until something happens
    /// anywhere; [`Scope::published_in`] and [`Scope::published_beneath`] keep an answer longer.
    #[must_use]
    pub fn published<E: Published>(&self) -> Select<E> {
        self.notes.everything();
        self.published_beneath()
    }

    /// Rows of one municipality that anybody may read.
    #[must_use]
    pub fn published_in<E: OfMunicipality>(&self, municipality: MunicipalityId) -> Select<E> {
        self.notes.one(municipality);
        self.published_beneath().filter(E::OWNER.eq(municipality))
    }

    /// Rows that anybody may read and that are found by what was read before: they belong to a municipality that is noted
    /// already, or the caller notes it ([`Scope::notes`]).
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where public reading starts")]
    pub fn published_beneath<E: Published>(&self) -> Select<E> {
        self.notes.something();
        E::find().filter(E::visible())
    }

    /// Rows that hang on these calls, of those that anybody may read. Whoever made the select has noted whose they are.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "visible with the calls, so it is not asked again for every row")]
    pub fn published_on<E: OnCall>(&self, calls: Select<open_call::Entity>) -> Select<E> {
        self.notes.something();
        let calls = calls.filter(open_call::Entity::visible()).select_only().column(open_call::Column::Id);
        E::find().filter(E::CALL.in_subquery(calls.into_query()))
    }

    /// Whose rows were read.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Where to read.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        self.db.reader()
    }
}

/// Proof that somebody acts as `Role`.
#[derive(Clone, Copy, Debug)]
pub struct As<Role>(PhantomData<Role>);

/// Whoever runs `javno` at the machine's console: may load and change everything, as he may the file itself.
#[derive(Clone, Copy, Debug)]
pub struct Operator;

/// The proof for the command line. No request can reach it: nothing below `http/` or in a slice calls this.
#[must_use]
pub fn at_the_console() -> As<Operator> {
    As(PhantomData)
}

/// The server itself, keeping its own tables in order: counters and keys, no data of anybody.
#[derive(Clone, Copy, Debug)]
pub struct Housekeeping;

/// The proof for what the server does beside its requests. It opens no table but those of [`Upkeep`].
pub(crate) fn keeping_house() -> As<Housekeeping> {
    As(PhantomData)
}

impl<Role> As<Role> {
    /// Opens the transaction in which this role writes.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn begin(self, db: &Db, now: DateTime<Utc>) -> Result<Tx<Role>, Error> {
        let (inner, db) = (db.begin().await?, db.clone());
        Ok(Tx { inner, db, now, emitted: Mutex::default(), role: PhantomData })
    }
}

/// A transaction of somebody who acts as `Role`. Nothing is kept before [`Tx::commit`].
#[derive(Debug)]
pub struct Tx<Role> {
    inner: DatabaseTransaction,
    db: Db,
    now: DateTime<Utc>,
    emitted: Mutex<Vec<Emitted>>,
    role: PhantomData<Role>,
}

impl<Role> Tx<Role> {
    /// The instant at which everything in this transaction happens.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The connection, for statements made by [`Tx::find`] and its neighbours.
    #[must_use]
    pub fn connection(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// Says what happens with this transaction. It stands in the journal if, and only if, the transaction is kept.
    pub fn emit(&self, kind: Happening, municipality: MunicipalityId, subject: impl Into<Uuid>) {
        let emitted = Emitted { kind, municipality, subject: subject.into() };
        self.emitted.lock().unwrap_or_else(PoisonError::into_inner).push(emitted);
    }

    /// Keeps it all, with what was said of it in the journal.
    ///
    /// # Errors
    /// The database refused; then nothing is kept.
    pub async fn commit(self) -> Result<(), Error> {
        let emitted = self.emitted.into_inner().unwrap_or_else(PoisonError::into_inner);
        if emitted.is_empty() {
            return Ok(self.inner.commit().await?);
        }
        events::append(&self.inner, self.now, emitted).await?;
        self.inner.commit().await?;
        self.db.committed();
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where an operator's writing starts")]
impl Tx<Operator> {
    /// Rows of any municipality.
    #[must_use]
    pub fn find<E: EntityTrait>(&self) -> Select<E> {
        E::find()
    }

    /// Writes a new row.
    ///
    /// # Errors
    /// The database refused.
    pub async fn insert<A>(&self, row: A) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        A::Entity::insert(row).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Writes new rows in one statement.
    ///
    /// # Errors
    /// The database refused.
    pub async fn insert_all<A>(&self, rows: Vec<A>) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        if !rows.is_empty() {
            A::Entity::insert_many(rows).exec_without_returning(&self.inner).await?;
        }
        Ok(())
    }

    /// Changes the row with this primary key.
    ///
    /// # Errors
    /// The database refused, or there is no such row.
    pub async fn update<A>(&self, row: A) -> Result<(), Error>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.update(&self.inner).await?;
        Ok(())
    }

    /// Removes what the condition names.
    ///
    /// # Errors
    /// The database refused.
    pub async fn delete<E: EntityTrait>(&self, which: sea_orm::Condition) -> Result<(), Error> {
        E::delete_many().filter(which).exec(&self.inner).await?;
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the server's own writing starts")]
impl Tx<Housekeeping> {
    /// Rows of a table of the server's own.
    #[must_use]
    pub fn find<E: Upkeep>(&self) -> Select<E> {
        E::find()
    }

    /// Writes rows in one statement; what is to happen with those that are there already is said by `conflict`.
    ///
    /// # Errors
    /// The database refused.
    pub async fn put<A>(&self, rows: Vec<A>, conflict: OnConflict) -> Result<(), Error>
    where
        A: ActiveModelTrait<Entity: Upkeep> + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        if !rows.is_empty() {
            A::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(&self.inner).await?;
        }
        Ok(())
    }

    /// Removes what the condition names.
    ///
    /// # Errors
    /// The database refused.
    pub async fn delete<E: Upkeep>(&self, which: sea_orm::Condition) -> Result<(), Error> {
        E::delete_many().filter(which).exec(&self.inner).await?;
        Ok(())
    }
}
