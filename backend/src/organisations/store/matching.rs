//! Conditions of lists that the database walks.

use entities::organisation;
use sea_orm::{ColumnTrait as _, Condition};

use super::key_of;
use crate::locale::alphabet::Alphabet;

/// That a name stands under this letter: a stretch of the order of the names.
pub(super) fn under((alphabet, first): (Alphabet, char)) -> Condition {
    let key = key_of(alphabet);
    let next = char::from_u32(u32::from(first) + 1).unwrap_or(char::MAX);
    Condition::all().add(key.gte(first.to_string())).add(key.lt(next.to_string()))
}

/// That each of these terms, or one of its other readings, begins a word: the same as the index of words says, one row at
/// a time.
pub(super) fn with_words(terms: &[Vec<String>]) -> Condition {
    let mut all = Condition::all();
    for readings in terms {
        let one = readings.iter().map(|term| organisation::Column::SearchText.contains(format!(" {term}")));
        all = all.add(one.fold(Condition::any(), Condition::add));
    }
    all
}
