//! Whatever runs beside the requests: spawned here and nowhere else, so that shutdown can tell it and wait for it.

use std::future::Future;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// The tasks of one process. Cheap to clone; every clone speaks of the same tasks.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Tasks {
    /// Lets a future run by itself. It should end soon after [`Tasks::stopping`] does.
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        self.tracker.spawn(task)
    }

    /// Something that shutdown waits for as for a task, until it is dropped: a connection that a handler took over.
    #[must_use]
    pub fn hold(&self) -> Hold {
        Hold { _token: self.tracker.token() }
    }

    /// Ends when the process is asked to stop.
    pub fn stopping(&self) -> WaitForCancellationFutureOwned {
        self.stop.clone().cancelled_owned()
    }

    /// Does some work at once and then every day, until the process is asked to stop. What goes wrong in it is its own to
    /// tell.
    pub async fn daily<Work: Future<Output = ()>>(&self, mut work: impl FnMut() -> Work) {
        let working = async {
            let mut days = tokio::time::interval(Duration::from_hours(24));
            loop {
                days.tick().await;
                work().await;
            }
        };
        tokio::select! {
            () = working => {}
            () = self.stopping() => {}
        }
    }

    /// Whether the process was asked to stop.
    #[must_use]
    pub fn are_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Tells every task to end.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Tells every task to end and waits for them, but not for ever; whether all ended.
    pub async fn finish(&self, patience: Duration) -> bool {
        self.stop();
        self.tracker.close();
        tokio::time::timeout(patience, self.tracker.wait()).await.is_ok()
    }
}

/// Runs what keeps a processor busy where it keeps nobody waiting. It does not end before it is done, even when nobody
/// waits for it any more.
///
/// # Errors
/// It panicked.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)
}

/// What [`Tasks::hold`] gives.
#[derive(Debug)]
pub struct Hold {
    _token: TaskTrackerToken,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Tasks;

    #[tokio::test]
    async fn shutdown_tells_every_task_and_waits_for_it() {
        let tasks = Tasks::default();
        let told = tasks.stopping();
        let ended = tasks.spawn(async move {
            told.await;
            "ended"
        });
        assert!(!tasks.are_stopping());
        assert!(tasks.finish(Duration::from_secs(5)).await);
        assert_eq!(ended.await.expect("it ended"), "ended");
    }

    #[tokio::test]
    async fn shutdown_does_not_wait_for_ever() {
        let tasks = Tasks::default();
        tasks.spawn(std::future::pending::<()>());
        assert!(!tasks.finish(Duration::from_millis(10)).await);
    }
}
