//! Reports that are being set for print: one at a time, aside from whoever asked, and to its end when he does not wait for it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use entities::{Locale, ReportId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::error::Error;
use crate::tasks::Tasks;

/// So many are begun or wait for their turn; whoever wants another comes again.
const BEGUN: usize = 8;

/// One volume of a report, in one language.
pub(in crate::http) type Which = (ReportId, Locale, usize);

/// What is being set. Whoever waits for it hears that it ended, and what went wrong.
#[derive(Debug)]
pub struct Printing {
    setting: Arc<Semaphore>,
    begun: Mutex<HashMap<Which, watch::Receiver<Option<Error>>>>,
}

impl Default for Printing {
    fn default() -> Self {
        Self { setting: Arc::new(Semaphore::new(1)), begun: Mutex::default() }
    }
}

/// The right to set something, until it is dropped: it takes a processor for some seconds, and memory.
#[derive(Debug)]
pub struct Setting(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Printing {
    /// Waits for the turn to set something.
    ///
    /// # Errors
    /// Never, while the process lives.
    pub async fn turn(&self) -> Result<Setting, Error> {
        Arc::clone(&self.setting).acquire_owned().await.map(Setting).map_err(Error::internal)
    }

    /// Lets this volume be set, if nobody does yet, and waits for it, but not for ever; whether it is done.
    ///
    /// # Errors
    /// What setting it says.
    pub(in crate::http) async fn done(
        &self,
        tasks: &Tasks,
        which: Which,
        patience: Duration,
        work: impl Future<Output = Result<(), Error>> + Send + 'static,
    ) -> Result<bool, Error> {
        let Some(mut told) = self.begin(tasks, which, work) else { return Ok(false) };
        // Whoever has ended well says nothing more, and that is heard, too.
        if tokio::time::timeout(patience, told.changed()).await.is_err() {
            return Ok(false);
        }
        let failed = told.borrow().clone();
        failed.map_or(Ok(true), Err)
    }

    /// What tells of this volume; nothing where too many are begun.
    fn begin(
        &self,
        tasks: &Tasks,
        which: Which,
        work: impl Future<Output = Result<(), Error>> + Send + 'static,
    ) -> Option<watch::Receiver<Option<Error>>> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.retain(|_, told| told.has_changed().is_ok());
        if let Some(told) = begun.get(&which) {
            return Some(told.clone());
        }
        if begun.len() >= BEGUN {
            return None;
        }
        let (tell, told) = watch::channel(None);
        tasks.spawn(async move {
            if let Err(error) = work.await {
                tracing::warn!(%error, "a report was not set for print");
                let _ = tell.send(Some(error));
            }
        });
        begun.insert(which, told.clone());
        Some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const LATE: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn what_is_begun_is_begun_once_and_ends_without_whoever_asked() {
        let (printing, tasks) = (Printing::default(), Tasks::default());
        let which = (ReportId::new(), Locale::SrCyrl, 2);
        let (go_on, wait) = tokio::sync::oneshot::channel::<()>();
        let first = async move {
            let _ = wait.await;
            Ok(())
        };
        assert!(!printing.done(&tasks, which, SOON, first).await.expect("no failure"), "it is not done");
        let never = async { Err(Error::Conflict) };
        let (second, ()) = tokio::join!(printing.done(&tasks, which, LATE, never), async {
            let _ = go_on.send(());
        });
        assert!(second.expect("no failure"), "whoever waits hears of the end");
        assert!(
            printing.done(&tasks, which, LATE, async { Ok(()) }).await.expect("no failure"),
            "and then it is begun anew"
        );
    }

    #[tokio::test]
    async fn whoever_waits_hears_what_went_wrong_and_not_too_many_wait() {
        let (printing, tasks) = (Printing::default(), Tasks::default());
        let one = |volume| (ReportId::new(), Locale::En, volume);
        let failed = printing.done(&tasks, one(1), LATE, async { Err(Error::Busy) }).await;
        assert!(matches!(failed, Err(Error::Busy)), "{failed:?}");
        for volume in 1..=BEGUN {
            assert!(!printing.done(&tasks, one(volume), SOON, std::future::pending()).await.expect("no failure"));
        }
        let more = async { Err(Error::Conflict) };
        assert!(!printing.done(&tasks, one(99), LATE, more).await.expect("it is not begun"));
    }
}
