//! The one door to the schema, for every transport.
//!
//! Going in, a request gets a fresh [`Scope`] and fresh loaders. On the way, [`drive`] releases batches of loader keys
//! at the moment when nothing else can go on, so that a page costs one statement per edge, always. Going out, every
//! error is sealed. It is an [`Executor`] around the schema and not a schema extension, because any extension switches
//! off a fast path of async-graphql (11 to 21 % CPU).

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use async_graphql::{Data, Executor, Request, Response};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, FuturesUnordered, Stream as _, StreamExt as _};
use futures_util::task::{ArcWake, AtomicWaker, waker};

use crate::clock::Clock;
use crate::db::Db;
use crate::error::seal;
use crate::schema::Schema;
use crate::scope::Scope;

/// The door.
#[derive(Clone)]
pub struct Gate {
    schema: Schema,
    db: Db,
    clock: Arc<dyn Clock>,
    loaders: Loaders,
}

/// Puts each slice's loaders into a request.
pub type Loaders = fn(Request, &Scope, &Batches) -> Request;

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate").finish_non_exhaustive()
    }
}

impl Gate {
    /// A door to this schema. `loaders` makes each slice's loaders for one request.
    #[must_use]
    pub fn new(schema: Schema, db: Db, clock: Arc<dyn Clock>, loaders: Loaders) -> Self {
        Self { schema, db, clock, loaders }
    }

    /// The scope of a caller of whom nothing is known, now.
    #[must_use]
    pub fn anyone(&self) -> Scope {
        Scope::anyone(self.db.clone(), self.clock.now())
    }
}

impl Executor for Gate {
    async fn execute(&self, request: Request) -> Response {
        let scope = self.anyone();
        let batches = Batches::default();
        let request = (self.loaders)(request, &scope, &batches).data(scope);
        let mut response = drive(self.schema.execute(request), &batches).await;
        if !response.errors.is_empty() {
            let request_id = entities::ids::request_id();
            for error in &mut response.errors {
                seal(error, &request_id);
            }
        }
        response
    }

    fn execute_stream(&self, request: Request, _session: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let gate = self.clone();
        stream::once(async move { gate.execute(request).await }).boxed()
    }
}

/// The batches of loader keys that wait to be looked up.
#[derive(Clone, Default)]
pub struct Batches(Arc<Mutex<Vec<BoxFuture<'static, ()>>>>);

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches").finish_non_exhaustive()
    }
}

impl Batches {
    /// What a `DataLoader` takes as its spawner.
    pub fn spawner(&self) -> impl Fn(BoxFuture<'static, ()>) + Send + Sync + 'static {
        let waiting = Arc::clone(&self.0);
        move |batch| waiting.lock().unwrap_or_else(PoisonError::into_inner).push(batch)
    }

    fn take(&self) -> Vec<BoxFuture<'static, ()>> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Runs a request. When it waits and has not woken itself, every resolver that could run has run, so all the keys are
/// together: only then the waiting batches are started.
async fn drive<T>(request: impl Future<Output = T>, batches: &Batches) -> T {
    let mut request = pin!(request);
    let mut running = FuturesUnordered::new();
    let alarm = Arc::new(Alarm::default());
    let alarmed = waker(Arc::clone(&alarm));
    poll_fn(move |outer| {
        alarm.outer.register(outer.waker());
        loop {
            alarm.rang.store(false, Ordering::Release);
            if let Poll::Ready(value) = request.as_mut().poll(&mut Context::from_waker(&alarmed)) {
                return Poll::Ready(value);
            }
            if alarm.rang.load(Ordering::Acquire) {
                continue;
            }
            running.extend(batches.take());
            // A finished batch has woken the request; go on with it at once.
            match poll_all(Pin::new(&mut running), &alarmed) {
                Poll::Ready(()) if alarm.rang.load(Ordering::Acquire) => {}
                _ => return Poll::Pending,
            }
        }
    })
    .await
}

/// Lets every running batch go as far as it can; ready when at least one is done.
fn poll_all(mut running: Pin<&mut FuturesUnordered<BoxFuture<'static, ()>>>, waker: &Waker) -> Poll<()> {
    let mut done = Poll::Pending;
    while let Poll::Ready(Some(())) = running.as_mut().poll_next(&mut Context::from_waker(waker)) {
        done = Poll::Ready(());
    }
    done
}

/// Passes a wake-up on and remembers that there was one.
#[derive(Default)]
struct Alarm {
    rang: AtomicBool,
    outer: AtomicWaker,
}

impl ArcWake for Alarm {
    fn wake_by_ref(alarm: &Arc<Self>) {
        alarm.rang.store(true, Ordering::Release);
        alarm.outer.wake();
    }
}
