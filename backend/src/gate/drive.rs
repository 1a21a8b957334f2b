//! Runs requests and subscriptions and releases their batches of loader keys at the right moment.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, FuturesUnordered, Stream};
use futures_util::task::{ArcWake, AtomicWaker, waker};

use super::turn::Turns;

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
pub(super) async fn drive<T>(request: impl Future<Output = T>, batches: &Batches) -> T {
    let mut request = pin!(request);
    let mut driver = Driver::default();
    poll_fn(move |outer| driver.poll(outer, || batches.take(), |inner| request.as_mut().poll(inner))).await
}

/// A subscription, whose every event is driven as a request is.
pub(super) struct Driven<T> {
    events: BoxStream<'static, T>,
    turns: Turns,
    driver: Driver,
}

impl<T> Driven<T> {
    pub(super) fn new(events: BoxStream<'static, T>, turns: Turns) -> Self {
        Self { events, turns, driver: Driver::default() }
    }
}

impl<T> Stream for Driven<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, outer: &mut Context<'_>) -> Poll<Option<T>> {
        let Self { events, turns, driver } = self.get_mut();
        driver.poll(outer, || turns.current().batches().take(), |inner| events.as_mut().poll_next(inner))
    }
}

/// The batches that are being looked up, and whether somebody was woken meanwhile.
#[derive(Default)]
struct Driver {
    running: FuturesUnordered<BoxFuture<'static, ()>>,
    alarm: Arc<Alarm>,
}

impl Driver {
    /// Lets what is driven go as far as it can.
    fn poll<T>(
        &mut self,
        outer: &mut Context<'_>,
        take: impl Fn() -> Vec<BoxFuture<'static, ()>>,
        mut driven: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let Self { running, alarm } = self;
        alarm.outer.register(outer.waker());
        let alarmed = waker(Arc::clone(alarm));
        loop {
            alarm.rang.store(false, Ordering::Release);
            if let Poll::Ready(value) = driven(&mut Context::from_waker(&alarmed)) {
                return Poll::Ready(value);
            }
            if alarm.rang.load(Ordering::Acquire) {
                continue;
            }
            // Level by level: while one level is being looked up, keys of the next still come together, and what the
            // first has brought is there for them.
            if running.is_empty() {
                running.extend(take());
            }
            // A finished batch has woken what waits for it; go on with it at once.
            match poll_all(Pin::new(running), &alarmed) {
                Poll::Ready(()) if alarm.rang.load(Ordering::Acquire) => {}
                _ => return Poll::Pending,
            }
        }
    }
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
