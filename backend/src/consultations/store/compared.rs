//! What became of the parts of an act from one text to the next: found out aside, once for all who ask, and kept. Not a word of
//! a text ever changes as it was written (another text is another version), so it holds however long it is kept.

use std::sync::Arc;

use entities::{ActVersionId, act_anchor};
use moka::future::Cache;

use super::save::read;
use crate::consultations::rules::act::versions::{Changed, changes};
use crate::error::Error;
use crate::tasks::aside;

/// What all that is kept may weigh together, in bytes.
const MOST: u64 = 32 << 20;
/// What a part weighs beside its words, and a piece of these; in bytes.
const PART: usize = 200;
const PIECE: usize = 40;

/// What was found out lately. Clones are of the same.
#[derive(Clone, Debug)]
pub struct Comparisons(Cache<(ActVersionId, ActVersionId), Arc<Vec<Changed>>>);

impl Default for Comparisons {
    fn default() -> Self {
        let weigh = |_: &_, changed: &Arc<Vec<Changed>>| {
            let words = |one: &Changed| one.words.iter().map(|piece| PIECE + piece.text.len()).sum::<usize>();
            let bytes = changed.iter().map(|one| PART + words(one)).sum::<usize>();
            u32::try_from(PART + bytes).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(MOST).weigher(weigh).build())
    }
}

impl Comparisons {
    /// What became of the parts of the text before, whose rows these are, in the one after it.
    ///
    /// # Errors
    /// Never, but when comparing panics.
    pub async fn of(
        &self,
        (before, was): (ActVersionId, &[act_anchor::Model]),
        (now, is): (ActVersionId, &[act_anchor::Model]),
    ) -> Result<Arc<Vec<Changed>>, Error> {
        let comparing = async {
            let (was, is) = (read(was), read(is));
            aside(move || Arc::new(changes(&was, &is))).await.map_err(Error::internal)
        };
        let kept = self.0.try_get_with((before, now), comparing).await;
        kept.map_err(|error: Arc<Error>| (*error).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn two_texts_are_compared_once_for_all_who_ask() {
        let (comparisons, [first, second, third]) = (Comparisons::default(), [(); 3].map(|()| ActVersionId::new()));
        let of = async |before, now| comparisons.clone().of((before, &[]), (now, &[])).await.expect("compared");
        let (one, again) = (of(first, second).await, of(first, second).await);
        assert!(Arc::ptr_eq(&one, &again));
        assert!(!Arc::ptr_eq(&one, &of(second, third).await), "of others it says nothing");
    }
}
