//! What the columns of a list of results hold, as far as their headings say.

use entities::ResultColumn;

use crate::error::Error;
use crate::table::columns::{self, Headings};
use crate::table::{Table, read};

/// Which headings stand over what.
const HEADINGS: Headings<ResultColumn> = &[
    ("jib", ResultColumn::Jib),
    ("identifikacion", ResultColumn::Jib),
    ("poresk", ResultColumn::Jib),
    ("odobren", ResultColumn::Approved),
    ("dodelen", ResultColumn::Approved),
    ("dodeln", ResultColumn::Approved),
    ("approved", ResultColumn::Approved),
    ("trazen", ResultColumn::Asked),
    ("zahtev", ResultColumn::Asked),
    ("potraziv", ResultColumn::Asked),
    ("asked", ResultColumn::Asked),
    ("razlog", ResultColumn::Note),
    ("obrazlozen", ResultColumn::Note),
    ("napomen", ResultColumn::Note),
    ("komentar", ResultColumn::Note),
    ("note", ResultColumn::Note),
    ("rang", ResultColumn::Rank),
    ("rank", ResultColumn::Rank),
    ("r br", ResultColumn::Rank),
    ("rb ", ResultColumn::Rank),
    ("red br", ResultColumn::Rank),
    ("redni", ResultColumn::Rank),
    ("bod", ResultColumn::Points),
    ("poen", ResultColumn::Points),
    ("ocen", ResultColumn::Points),
    ("points", ResultColumn::Points),
    ("lot", ResultColumn::Lot),
    ("oblast", ResultColumn::Lot),
    ("podnosi", ResultColumn::Organisation),
    ("aplikant", ResultColumn::Organisation),
    ("nosilac", ResultColumn::Organisation),
    ("projek", ResultColumn::Project),
    ("project", ResultColumn::Project),
    ("organizacij", ResultColumn::Organisation),
    ("organisation", ResultColumn::Organisation),
    ("udruzen", ResultColumn::Organisation),
    ("udrug", ResultColumn::Organisation),
    ("korisni", ResultColumn::Organisation),
    ("naziv", ResultColumn::Organisation),
    ("status", ResultColumn::Outcome),
    ("ishod", ResultColumn::Outcome),
    ("rezultat", ResultColumn::Outcome),
    ("outcome", ResultColumn::Outcome),
    ("iznos", ResultColumn::Approved),
    ("sredstv", ResultColumn::Approved),
];

/// What a heading says that its column holds.
#[must_use]
pub fn meaning(heading: &str) -> Option<ResultColumn> {
    columns::meaning(HEADINGS, heading)
}

/// Reads a list of results.
///
/// # Errors
/// It is no list, is empty, or is larger than a list may be.
pub fn list(bytes: &[u8]) -> Result<Table, Error> {
    read(bytes, |cell| meaning(cell).is_some())
}

/// What each column holds, guessed. Of two that seem to hold the same, the first does.
#[must_use]
pub fn guess(headings: &[String]) -> Vec<Option<ResultColumn>> {
    columns::guess(HEADINGS, headings)
}

#[cfg(test)]
mod tests {
    use entities::ResultColumn as Column;

    use super::{guess, meaning};

    #[test]
    fn headings_say_what_columns_hold() {
        for (heading, expected) in [
            ("R.br.", Some(Column::Rank)),
            ("Редни број", Some(Column::Rank)),
            ("Naziv podnosioca projekta", Some(Column::Organisation)),
            ("НАЗИВ ОРГАНИЗАЦИЈЕ", Some(Column::Organisation)),
            ("Naziv projekta", Some(Column::Project)),
            ("Ukupan broj bodova", Some(Column::Points)),
            ("Traženi iznos (KM)", Some(Column::Asked)),
            ("Zahtijevana sredstva", Some(Column::Asked)),
            ("Odobreni iznos za projekat", Some(Column::Approved)),
            ("Dodijeljena sredstva", Some(Column::Approved)),
            ("Iznos", Some(Column::Approved)),
            ("ЈИБ", Some(Column::Jib)),
            ("Status", Some(Column::Outcome)),
            ("Razlog odbijanja", Some(Column::Note)),
            ("LOT", Some(Column::Lot)),
            ("Telefon", None),
            ("", None),
        ] {
            assert_eq!(meaning(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_column_is_what_the_first_of_its_kind_is() {
        let headings = ["Naziv udruženja", "Naziv", "Projekat"].map(str::to_owned);
        assert_eq!(guess(&headings), [Some(Column::Organisation), None, Some(Column::Project)]);
    }
}
