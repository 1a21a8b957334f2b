//! Sending what is due.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use entities::letter;
use futures_util::FutureExt as _;
use futures_util::future::join_all;

use super::carrier::Failure;
use super::{Inner, Mail};
use crate::error::Error;
use crate::metrics::LetterEnd;
use crate::scope::carrying_letters;

/// How often the outbox is looked at though nothing woke us: another process may have written a letter, or one is to be
/// tried again.
const LOOK: Duration = Duration::from_secs(5);
/// A letter that was sent and not noted is sent again, so noting it is tried as long as nobody else may send it.
const NOTING: u32 = 6;
const AGAIN: Duration = Duration::from_secs(2);

impl Mail {
    /// Sends letters until the process is asked to stop. Never gives up.
    pub async fn keep_sending(self) {
        let Inner { db, tasks, .. } = &*self.0;
        if let Some(warning) = self.0.carrier.warning(self.0.desk.home()) {
            tracing::warn!("{warning}");
        }
        let mut failing = false;
        while !tasks.are_stopping() {
            let delivered = self.deliver().await;
            // Once when it begins, not every time.
            if let Err(error) = &delivered
                && !failing
            {
                tracing::warn!(%error, "the outbox cannot be read");
            }
            failing = delivered.is_err();
            tokio::select! {
                // Late or early makes no difference.
                _ = tokio::time::timeout(LOOK, db.until_a_letter_is_posted()) => {}
                () = tasks.stopping() => {}
            }
        }
    }

    /// Sends all letters that are due, a few at a time.
    ///
    /// # Errors
    /// The database does not answer. What a mail server does is noted with the letter.
    pub async fn deliver(&self) -> Result<(), Error> {
        let inner = &self.0;
        let mut look = inner.look(inner.clock.now()).await?;
        if look.due {
            // Between letters, never in the midst of one: whoever is cut off there does not know whether it was sent.
            while !inner.tasks.are_stopping() {
                let (claimed, more) = inner.claim(inner.clock.now()).await?;
                let there = join_all(claimed.iter().map(|letter| inner.send(letter))).await;
                let nobody_there = !there.is_empty() && !there.contains(&true);
                if nobody_there || !more {
                    break;
                }
            }
            look = inner.look(inner.clock.now()).await?;
        }
        inner.metrics.letters_waiting(look.waiting);
        Ok(())
    }
}

/// What became of a try.
enum Tried {
    Sent,
    /// There was nobody to write to.
    Nobody,
    Failed(Failure),
    /// It could not be composed.
    Faulty,
}

impl Inner {
    /// Sends a letter that is claimed and notes what became of it; whether others are worth trying now.
    async fn send(&self, letter: &letter::Model) -> bool {
        // What is wrong with one letter must not keep the others.
        let tried = AssertUnwindSafe(self.try_to_send(letter)).catch_unwind().await;
        let tried = match tried {
            Ok(Ok(tried)) => tried,
            Ok(Err(error)) => {
                tracing::error!(letter = %letter.id, %error, "a letter cannot be composed");
                Tried::Faulty
            }
            Err(_) => {
                tracing::error!(letter = %letter.id, "composing a letter ended in a panic");
                Tried::Faulty
            }
        };
        let last = letter.next_try_at >= letter.useless_after;
        let (why, for_good, end) = match &tried {
            Tried::Sent => ("", true, LetterEnd::Sent),
            Tried::Nobody => ("nobody to write to", true, LetterEnd::Nobody),
            Tried::Failed(failure) => (failure.brief.as_str(), failure.for_good || last, LetterEnd::Failed),
            Tried::Faulty => ("it could not be composed", last, LetterEnd::Failed),
        };
        if let Tried::Failed(failure) = &tried {
            tracing::warn!(letter = %letter.id, why = failure.brief, for_good, "a letter was not sent");
        }
        for round in 1..=NOTING {
            let noted = match tried {
                Tried::Sent => self.sent(letter).await,
                _ => self.not_sent(letter, why, for_good).await,
            };
            match noted {
                Ok(()) => break,
                Err(error) if round == NOTING => {
                    tracing::error!(letter = %letter.id, %error, "what became of a letter cannot be noted");
                }
                Err(_) => tokio::time::sleep(AGAIN).await,
            }
        }
        if for_good {
            self.metrics.letters(end, 1);
        }
        !matches!(tried, Tried::Failed(Failure { nobody_there: true, .. }))
    }

    async fn try_to_send(&self, letter: &letter::Model) -> Result<Tried, Error> {
        let Some(to) = letter.address.as_deref() else { return Ok(Tried::Nobody) };
        let now = self.clock.now();
        let tx = carrying_letters().begin(&self.db, now).await?;
        let composed = (self.compose)(&tx, letter, self.desk.home()).await?;
        // The token must be known before anybody can come with it.
        tx.commit().await?;
        let Some(composed) = composed else { return Ok(Tried::Nobody) };
        let message = self.desk.message(letter.id, &to.parse()?, &composed, now)?;
        Ok(self.carrier.carry(message).await.map_or_else(Tried::Failed, |_| Tried::Sent))
    }
}
