//! One turn of answering: what it sees and what it has looked up so far.
//!
//! A question is one turn. A subscription takes a turn for every event: each sees the database at its own instant, and a
//! public event's turn, filled once, is shared by all who listen.

use std::any::{Any, TypeId};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::{Context, Data};

use super::drive::{Batches, drive};
use crate::scope::Scope;

/// Makes each slice's loaders for one turn.
pub type Loaders = fn(&Scope, &Batches) -> Data;

/// A scope with its loaders.
#[derive(Debug)]
pub struct Turn {
    scope: Scope,
    loaders: Data,
    batches: Batches,
}

impl Turn {
    /// A turn in which nothing has been looked up yet.
    #[must_use]
    pub fn new(scope: Scope, loaders: Loaders) -> Self {
        let batches = Batches::default();
        Self { loaders: loaders(&scope, &batches), scope, batches }
    }

    /// The turn in which a resolver runs.
    #[must_use]
    pub fn of(ctx: &Context<'_>) -> Arc<Self> {
        ctx.data_unchecked::<Turns>().current()
    }

    /// What may be read, and what time it is.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// A slice's loader.
    ///
    /// # Panics
    /// There is none of this type; `schema::loaders` makes them all.
    #[must_use]
    pub fn loader<L: Any + Send + Sync>(&self) -> &L {
        let loader = self.loaders.get(&TypeId::of::<L>()).and_then(|loader| loader.downcast_ref());
        loader.expect("every loader is made with the turn")
    }

    /// Runs something that asks this turn's loaders.
    pub async fn fill<T>(&self, asking: impl Future<Output = T>) -> T {
        drive(asking, &self.batches).await
    }

    /// The keys that wait to be looked up.
    pub(super) fn batches(&self) -> &Batches {
        &self.batches
    }
}

/// The turn that is being taken: where resolvers find it, and where a subscription puts the next.
#[derive(Clone, Debug)]
pub struct Turns(Arc<Mutex<Taken>>);

#[derive(Debug)]
struct Taken {
    turn: Arc<Turn>,
    /// Where the event of this turn stands in the journal.
    position: Option<i64>,
}

impl Turns {
    pub(super) fn starting_with(turn: Turn) -> Self {
        Self(Arc::new(Mutex::new(Taken { turn: Arc::new(turn), position: None })))
    }

    /// The turn that is being taken.
    #[must_use]
    pub fn current(&self) -> Arc<Turn> {
        Arc::clone(&self.taken().turn)
    }

    /// The turn of the event at this position begins.
    pub fn take(&self, turn: Arc<Turn>, position: i64) {
        *self.taken() = Taken { turn, position: Some(position) };
    }

    /// Where the event of the present turn stands in the journal.
    pub(super) fn position(&self) -> Option<i64> {
        self.taken().position
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
