//! Runs a request and releases its batches of loader keys at the right moment.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, Stream as _};
use futures_util::task::{ArcWake, AtomicWaker, waker};

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
            // Level by level: while one level is being looked up, keys of the next still come together, and what the
            // first has brought is there for them.
            if running.is_empty() {
                running.extend(batches.take());
            }
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
