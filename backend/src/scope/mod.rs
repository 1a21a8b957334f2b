//! Whose data a piece of code may touch, as values that it must hold.
//!
//! Public reading starts from [`Scope::published`]. Every write, and every look at what is not public, starts from a
//! proof: [`As`] says who, and only it opens a [`Tx`]. The free functions of SeaORM that would go round this are banned
//! in `clippy.toml`.
//!
//! No right, no parameter, no compile. Beside each of these stands its twin, which compiles: so it is known what it fails for.
//! A transaction is opened by whoever proves that he holds an office, and a proof cannot be made up:
//!
//! ```
//! # use entities::MunicipalityId;
//! # use javno::{error::Error, scope::{Scope, Tx}, viewer::Moderator};
//! async fn opened(scope: &Scope, there: MunicipalityId) -> Result<Tx<Moderator>, Error> {
//!     scope.begin(scope.acting::<Moderator>(there)?).await
//! }
//! ```
//! ```compile_fail
//! # use entities::MunicipalityId;
//! # use javno::{error::Error, scope::{As, Bounds, Scope, Tx}, viewer::Moderator};
//! async fn opened(scope: &Scope, there: MunicipalityId) -> Result<Tx<Moderator>, Error> {
//!     scope.begin(As::<Moderator>::within(Bounds::default())).await
//! }
//! ```
//!
//! It finds what the office opens, and nothing else:
//!
//! ```
//! # use javno::{scope::Tx, viewer::Moderator};
//! fn found(tx: &Tx<Moderator>) {
//!     tx.find::<entities::comment::Entity>();
//! }
//! ```
//! ```compile_fail
//! # use javno::{scope::Tx, viewer::Moderator};
//! fn found(tx: &Tx<Moderator>) {
//!     tx.find::<entities::membership::Entity>();
//! }
//! ```
//!
//! Without a proof there is only what anybody may read:
//!
//! ```
//! # use javno::scope::Scope;
//! fn found(scope: &Scope) {
//!     scope.published::<entities::open_call::Entity>();
//! }
//! ```
//! ```compile_fail
//! # use javno::scope::Scope;
//! fn found(scope: &Scope) {
//!     scope.published::<entities::membership::Entity>();
//! }
//! ```

mod house;
mod links;
mod tx;

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use entities::{MunicipalityId, PersonId, comment, comment_revision, comment_support, open_call, organisation};
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Select,
};
use uuid::Uuid;

use crate::about::Notes;
use crate::db::Db;
use crate::error::Error;
use crate::once::Keyed;
use crate::viewer::{OfMunicipality, Office, Official, OnCall, Opens, Published, Viewer, standing};

pub(crate) use self::links::taking_care;
pub use self::links::{Caretaker, Steward};
pub use self::tx::Tx;

/// Somebody's municipalities, with the proof of an office there or why he does not hold it.
pub(crate) type Offices<O> = Vec<(MunicipalityId, Result<As<O>, Error>)>;

/// What one request, or one event of a subscription, may see. Made afresh for each.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The instant at which the question is answered, the same for every field.
    pub now: DateTime<Utc>,
    /// Who asks.
    pub viewer: Viewer,
    db: Db,
    notes: Notes,
}

impl Scope {
    /// The scope of a caller of whom nothing is known.
    #[must_use]
    pub fn anyone(db: Db, now: DateTime<Utc>) -> Self {
        Self::of(db, now, Viewer::Anyone)
    }

    /// The scope of this caller.
    #[must_use]
    pub fn of(db: Db, now: DateTime<Utc>, viewer: Viewer) -> Self {
        Self { now, viewer, db, notes: Notes::default() }
    }

    /// The proof that the caller holds this office there.
    ///
    /// # Errors
    /// He does not: see [`ErrorCode`](crate::error::ErrorCode) for what he is told.
    pub fn acting<O: Office>(&self, municipality: MunicipalityId) -> Result<As<O>, Error> {
        let actor = self.viewer.holds::<O>(municipality)?;
        Ok(As::within(Bounds { municipality: Some(municipality), actor: Some(actor), subject: None }))
    }

    /// The proof that the caller is himself.
    ///
    /// # Errors
    /// Nobody has signed in, or it is a program that asks.
    pub fn oneself(&self) -> Result<As<Oneself>, Error> {
        let signed = self.viewer.signed()?;
        if signed.token.is_some() {
            return Err(Error::Forbidden("No token is good for a person's own affairs.".into()));
        }
        Ok(As::within(Bounds { actor: Some(signed.person), ..Bounds::default() }))
    }

    /// Opens the transaction in which a role writes.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn begin<Role>(&self, proof: As<Role>) -> Result<Tx<Role>, Error> {
        proof.begin(&self.db, self.now).await
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

    /// The comment whose receipt has this code, whether it is published or not: whoever holds the receipt may know what
    /// became of it.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the code is the proof")]
    pub fn by_receipt(&self, code: &str) -> Select<comment::Entity> {
        self.notes.one_alone();
        comment::Entity::find().filter(comment::Column::Code.eq(code))
    }

    /// Comments that anybody can read or could once. For events, which tell that one is gone and nothing more of it.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "whoever was told of a comment may be told that it is gone")]
    pub(crate) fn once_published(&self) -> Select<comment::Entity> {
        self.notes.something();
        comment::Entity::find().filter(crate::viewer::once_published())
    }

    /// Records that were put into one that anybody may read. Of them no more may be told than what they were called: that was
    /// published, and stands beside what was changed of them.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "what a record was called is told where it was put into another")]
    pub(crate) fn merged_away(&self) -> Select<organisation::Entity> {
        self.notes.something();
        organisation::Entity::find().filter(crate::viewer::put_into_one(organisation::Column::Id.as_column_ref()))
    }

    /// The first text of the comment whose receipt has this code, with what opens it.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the code is the proof")]
    pub fn first_text(&self, code: &str) -> Select<comment_revision::Entity> {
        let its_own = self.by_receipt(code).select_only().column(comment::Column::Id).into_query();
        comment_revision::Entity::find()
            .filter(comment_revision::Column::CommentId.in_subquery(its_own))
            .filter(comment_revision::Column::Number.eq(1))
    }

    /// The comment whose address this secret confirms: it stood in a letter to that address and nowhere else.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the secret is the proof")]
    pub fn by_secret(&self, secret: &str) -> Select<comment::Entity> {
        self.notes.one_alone();
        comment::Entity::find().filter(comment::Column::SecretHash.eq(crate::secret::hash(secret)))
    }

    /// Comments in its municipality that name the address to which the letter with this secret went, which is of `row`.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the secret is the proof, and the address is the one it was sent to")]
    pub fn named_like(&self, row: &comment::Model, secret: &str) -> Select<comment::Entity> {
        self.notes.one_alone();
        let proven = row.secret_hash.as_deref() == Some(&*crate::secret::hash(secret)) && row.email.is_some();
        let all = comment::Entity::find()
            .filter(comment::Column::MunicipalityId.eq(row.municipality_id))
            .filter(comment::Column::Email.eq(row.email.as_deref()));
        // Of a missing address a database says that others, who have none either, have the same.
        if proven { all } else { all.filter(comment::Column::Id.is_null()) }
    }

    /// The support that this secret confirms: it stood in a letter to whoever supports, and nowhere else.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the secret is the proof")]
    pub fn support_by_secret(&self, secret: &str) -> Select<comment_support::Entity> {
        self.notes.one_alone();
        comment_support::Entity::find().filter(comment_support::Column::SecretHash.eq(crate::secret::hash(secret)))
    }

    /// Comments that have their place in the public list: those that anybody may read, and those beneath which stands one.
    /// Of the latter nothing may be shown but that they are there: [`crate::comments::types::Comment`] sees to it.
    ///
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "a refused comment keeps the place of the replies beneath it")]
    pub fn standing(&self) -> Select<comment::Entity> {
        self.notes.something();
        comment::Entity::find().filter(standing())
    }

    /// Wherever somebody works, with the proof that he holds this office there or why he does not.
    ///
    /// # Errors
    /// Nobody has signed in, or it is not sure that it is he.
    pub(crate) fn offices<O: Office>(&self) -> Result<Offices<O>, Error> {
        self.viewer.signed()?;
        let held = self.viewer.homes().into_iter().map(|home| (home, self.acting::<O>(home)));
        held.map(|(home, held)| match held {
            Err(error @ Error::Unauthenticated(_)) => Err(error),
            held => Ok((home, held)),
        })
        .collect()
    }

    /// A row at one of the desks where whoever asks holds this office, with the proof.
    ///
    /// # Errors
    /// Nobody has signed in; or there is such a row at a desk where he works, and this is not his office.
    pub(crate) async fn of_mine<O, E>(&self, which: Condition) -> Result<Option<(As<O>, E::Model)>, Error>
    where
        E: EntityTrait,
        O: Office + Opens<E>,
        Official: Opens<E>,
    {
        for (home, held) in self.offices::<O>()? {
            match held {
                Ok(proof) => {
                    if let Some(row) = proof.find::<E>().filter(which.clone()).one(self.reader()).await? {
                        return Ok(Some((proof, row)));
                    }
                }
                // That it is there he may know, if he works there.
                Err(refused) => {
                    let Ok(official) = self.acting::<Official>(home) else { continue };
                    if official.find::<E>().filter(which.clone()).one(self.reader()).await?.is_some() {
                        return Err(refused);
                    }
                }
            }
        }
        Ok(None)
    }

    /// Whose rows were read.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Where to read the database as it is at one moment, in however many statements.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
        self.db.snapshot().await
    }

    /// Where to read.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        self.db.reader()
    }
}

/// Within what somebody acts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// For which municipality; none for whoever acts for none, or for all.
    pub(crate) municipality: Option<MunicipalityId>,
    /// Who he is; none for the console and for the server itself.
    pub(crate) actor: Option<PersonId>,
    /// The one thing that he may touch, where it is one.
    pub(crate) subject: Option<Uuid>,
}

/// Proof that somebody acts as `Role`.
#[derive(Clone, Copy, Debug)]
pub struct As<Role> {
    bounds: Bounds,
    role: PhantomData<Role>,
}

/// Whoever runs `javno` at the machine's console: may load and change everything, as he may the file itself.
#[derive(Clone, Copy, Debug)]
pub struct Operator;

/// The proof for the command line. No request can reach it: nothing below `http/` or in a slice calls this.
#[must_use]
pub fn at_the_console() -> As<Operator> {
    As::within(Bounds::default())
}

/// The server itself, keeping its own tables in order: counters and keys, no data of anybody.
#[derive(Clone, Copy, Debug)]
pub struct Housekeeping;

/// The proof for what the server does beside its requests. It opens nothing but the server's own tables.
pub(crate) fn keeping_house() -> As<Housekeeping> {
    As::within(Bounds::default())
}

/// The server itself, composing and sending letters.
#[derive(Clone, Copy, Debug)]
pub struct Postman;

/// The proof for whoever sends letters. It opens what letters are made from, and where the secrets in them are kept.
pub(crate) fn carrying_letters() -> As<Postman> {
    As::within(Bounds::default())
}

/// The server itself, letting somebody in: it must look for whom it does not know yet. It opens what is about people and
/// their keys, and nothing that they write.
#[derive(Clone, Copy, Debug)]
pub struct Doorkeeper;

/// The proof for signing in and recognising people; the slice of accounts alone uses it (`tests/it/tidy.rs`).
pub(crate) fn at_the_door() -> As<Doorkeeper> {
    As::within(Bounds::default())
}

/// Somebody of whom nothing is known, writing to a municipality: a question, a comment.
#[derive(Clone, Copy, Debug)]
pub struct Guest;

/// The proof for writing without having signed in. Only a key opens it ([`crate::once`]), so that what is sent twice is
/// done once.
pub(crate) fn as_guest(_: &Keyed, municipality: MunicipalityId) -> As<Guest> {
    As::within(Bounds { municipality: Some(municipality), ..Bounds::default() })
}

/// Somebody in his own affairs: his sessions, his keys.
#[derive(Clone, Copy, Debug)]
pub struct Oneself;

impl<Role> As<Role> {
    fn within(bounds: Bounds) -> Self {
        Self { bounds, role: PhantomData }
    }

    /// Rows that this role may see, to be read with [`Scope::reader`].
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where reading by proof starts")]
    pub fn find<E: EntityTrait>(&self) -> Select<E>
    where
        Role: Opens<E>,
    {
        E::find().filter(Role::rows(&self.bounds).condition())
    }
}

impl<O: Office> As<O> {
    /// Where the office is held.
    ///
    /// # Panics
    /// Never: an office is held somewhere.
    #[must_use]
    pub fn municipality(&self) -> MunicipalityId {
        self.bounds.municipality.expect("an office is held somewhere")
    }
}
