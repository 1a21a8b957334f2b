//! Runs requests and subscriptions and releases their batches of loader keys at the right moment.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, FuturesUnordered, Stream};
use futures_util::task::{ArcWake, AtomicWaker, waker};
use tokio::task::coop::has_budget_remaining;

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
                if has_budget_remaining() {
                    continue;
                }
                // What tokio lets one task do at once is done, and whatever of its own is asked says so by waking us: until
                // we give way it would do nothing else. Whoever drives us was woken as well, and comes back.
                return Poll::Pending;
            }
            // Level by level: while one level is being looked up, keys of the next still come together, and what the
            // first has brought is there for them.
            if running.is_empty() {
                running.extend(take());
            }
            // A finished batch has woken what waits for it; go on with it at once. Where nobody waits for it any more, the
            // keys that came together meanwhile are next: nothing else would wake us for them.
            if poll_all(Pin::new(running), &alarmed).is_pending() {
                return Poll::Pending;
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use tokio::sync::oneshot;

    use super::{Batches, drive};
    use crate::tasks::Tasks;

    /// Far longer than anything here takes.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn whatever_has_done_enough_at_once_gives_way() {
        let (done, ended) = mpsc::channel();
        // Outside of a worker of the runtime, where tokio wakes at once whoever has done enough. On a thread of its own,
        // because whatever turns in a circle hears of no time limit.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
            runtime.block_on(drive(
                async {
                    for _ in 0..1_000 {
                        tokio::task::consume_budget().await;
                    }
                },
                &Batches::default(),
            ));
            done.send(())
        });
        ended.recv_timeout(PATIENCE).expect("it turns in a circle");
    }

    #[tokio::test]
    async fn keys_are_looked_up_also_when_nobody_waits_for_those_before_them() {
        let (batches, tasks) = (Batches::default(), Tasks::default());
        let (spawn, ends) = (batches.spawner(), tasks.clone());
        let (first_ends, first_ended) = oneshot::channel::<()>();
        let (go_on, goes_on) = oneshot::channel::<()>();
        let (found, second) = oneshot::channel();
        let request = async move {
            // Whoever asked for these keys has left.
            spawn(Box::pin(async move { drop(first_ended.await) }));
            goes_on.await.expect("a word");
            spawn(Box::pin(async move { found.send("found").expect("somebody waits") }));
            // The first batch ends only now, when the second waits behind it.
            ends.spawn(async move { first_ends.send(()) });
            second.await.expect("an answer")
        };
        // As a task of its own, which the time limit does not wake.
        let driven = tasks.spawn(async move { drive(request, &batches).await });
        tasks.spawn(async move { go_on.send(()) });
        let answer = tokio::time::timeout(PATIENCE, driven).await.expect("it stands still").expect("it ends");
        assert_eq!(answer, "found");
    }
}
