//! Conditions of lists that the database walks.

use entities::organisation;
use sea_orm::{ColumnTrait as _, Condition};

use super::key_of;
use crate::locale::alphabet::{Alphabet, behind};
use crate::organisations::rules::words::Reading;

/// That a name stands under this letter: a stretch of the order of the names.
pub(super) fn under((alphabet, first): (Alphabet, char)) -> Condition {
    let key = key_of(alphabet);
    Condition::all().add(key.gte(first.to_string())).add(key.lt(behind(first).to_string()))
}

/// That of each of these terms one reading is there: the same as the index of words says, one row at a time.
pub(super) fn with_words(terms: &[Vec<Reading>]) -> Condition {
    let words = organisation::Column::SearchText;
    let mut all = Condition::all();
    for readings in terms {
        let one = readings.iter().map(|reading| match reading {
            Reading::Beginning(with) => Condition::any().add(words.contains(format!(" {with}"))),
            // Before each word stands a space, and none behind the last.
            Reading::Word(word) => {
                Condition::any().add(words.contains(format!(" {word} "))).add(words.ends_with(format!(" {word}")))
            }
        });
        all = all.add(one.fold(Condition::any(), Condition::add));
    }
    all
}
