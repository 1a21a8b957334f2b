//! What an answer is about: whose rows were read for it. It holds until something happens to one of them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use entities::MunicipalityId;

/// Whose rows an answer was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Of these municipalities; of none where the answer is the same whatever happens.
    These(BTreeSet<MunicipalityId>),
    /// Of any: something that happens anywhere may change it.
    Everything,
    /// Of whoever showed a secret of his: nobody keeps it, neither here nor on the way.
    OneAlone,
}

/// An answer about more municipalities than these is about everything: it would be looked through at every reading.
const MANY: usize = 16;

/// Notes whose rows are read while an answer is made. Every clone notes into the same.
#[derive(Clone, Debug)]
pub struct Notes(Arc<Mutex<(About, bool)>>);

impl Default for Notes {
    fn default() -> Self {
        Self(Arc::new(Mutex::new((About::These(BTreeSet::new()), false))))
    }
}

impl Notes {
    /// Rows of this municipality are read.
    pub fn one(&self, id: MunicipalityId) {
        let (about, _) = &mut *self.lock();
        if let About::These(these) = about {
            these.insert(id);
            if these.len() > MANY {
                *about = About::Everything;
            }
        }
    }

    /// Rows of whatever municipality are read, or it is looked whether there are any.
    pub fn everything(&self) {
        let (about, _) = &mut *self.lock();
        if *about != About::OneAlone {
            *about = About::Everything;
        }
    }

    /// Something is read that one alone may see, because of a secret in the question.
    pub fn one_alone(&self) {
        self.lock().0 = About::OneAlone;
    }

    /// Something is read of which somebody else notes whose it is.
    pub fn something(&self) {
        self.lock().1 = true;
    }

    /// What was noted so far. Where something was read and nobody noted whose, it is about everything: a note that was
    /// forgotten costs an answer its life, never its truth.
    #[must_use]
    pub fn about(&self) -> About {
        match &*self.lock() {
            (About::These(these), true) if these.is_empty() => About::Everything,
            (about, _) => about.clone(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, (About, bool)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use entities::MunicipalityId;

    use super::{About, MANY, Notes};

    #[test]
    fn an_answer_is_about_all_that_was_read_for_it() {
        let notes = Notes::default();
        assert_eq!(notes.about(), About::These([].into()));
        let ids: Vec<_> = (0..=MANY).map(|_| MunicipalityId::new()).collect();
        notes.clone().one(ids[0]);
        notes.one(ids[1]);
        assert_eq!(notes.about(), About::These([ids[0], ids[1]].into()));
        ids.iter().for_each(|id| notes.one(*id));
        assert_eq!(notes.about(), About::Everything, "very many");

        let notes = Notes::default();
        notes.something();
        assert_eq!(notes.about(), About::Everything, "nobody said whose");

        let notes = Notes::default();
        notes.one_alone();
        notes.everything();
        notes.one(ids[0]);
        assert_eq!(notes.about(), About::OneAlone);

        let notes = Notes::default();
        notes.everything();
        notes.one(ids[0]);
        assert_eq!(notes.about(), About::Everything);
    }
}
