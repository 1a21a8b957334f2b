//! Letters that a town sends. They go into a folder of its own, and a test that ends without having looked at one fails:
//! nobody gets a letter that no test knows of.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use entities::{LetterKind, Locale};
use javno::db::Db;
use javno::mail::outbox::{Read, read};
use javno::mail::{CarrierKind, MailConfig, NewLetter};
use tempfile::TempDir;

use crate::Town;

/// Where a town's letters lie.
#[derive(Debug)]
pub(crate) struct LetterBox {
    folder: TempDir,
    /// Ids of letters that the test has read.
    read: Mutex<HashSet<String>>,
    /// How many were posted when the test looked last.
    seen: AtomicU64,
    db: Option<Db>,
}

impl LetterBox {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, read: Mutex::default(), seen: AtomicU64::new(0), db: None }
    }

    /// What a town is configured with.
    pub(crate) fn config(&self) -> MailConfig {
        MailConfig {
            transport: CarrierKind::Outbox,
            from: "javno@javno.example".into(),
            folder: self.folder.path().to_owned(),
            ..MailConfig::default()
        }
    }

    pub(crate) fn watch(&mut self, db: Db) {
        self.db = Some(db);
    }
}

impl Drop for LetterBox {
    fn drop(&mut self) {
        let posted = self.db.as_ref().map_or(0, Db::letters_posted);
        let unseen = posted - self.seen.load(Ordering::Relaxed);
        if unseen > 0 && !std::thread::panicking() {
            panic!("letters that nobody read: {unseen}; look at `town.unread()`");
        }
    }
}

impl Town {
    /// Sends all that is due; all letters so far, oldest first.
    ///
    /// # Panics
    /// The outbox cannot be read.
    pub async fn letters(&self) -> Vec<Read> {
        let LetterBox { folder, read: known, seen, .. } = &self.letter_box;
        seen.store(self.app.db.letters_posted(), Ordering::Relaxed);
        self.app.mail.deliver().await.expect("letters are sent");
        let letters = read(folder.path()).expect("the outbox");
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(letters.iter().map(|letter| letter.id.clone()));
        letters
    }

    /// Sends all that is due; the letters that were not returned before, oldest first.
    ///
    /// # Panics
    /// The outbox cannot be read.
    pub async fn unread(&self) -> Vec<Read> {
        let known = self.letter_box.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let letters = self.letters().await;
        letters.into_iter().filter(|letter| !known.contains(&letter.id)).collect()
    }

    /// A letter of the kind `test`, which is worth sending for an hour.
    ///
    /// # Panics
    /// This is not an address.
    #[must_use]
    pub fn a_letter(&self, to: &str) -> NewLetter {
        NewLetter {
            kind: LetterKind::Test,
            to: to.parse().expect("an address"),
            locale: Locale::SrCyrl,
            municipality: None,
            subject: None,
            useless_after: javno::clock::Clock::now(&*self.clock) + TimeDelta::hours(1),
            not_before: None,
        }
    }

    /// Posts letters in a transaction of their own.
    ///
    /// # Panics
    /// The database refused.
    pub async fn post_letters(&self, letters: impl IntoIterator<Item = NewLetter>) {
        let tx = self.begin().await;
        for letter in letters {
            tx.post(letter);
        }
        tx.commit().await.expect("letters");
    }
}
