//! What the columns of a list hold, as far as their headings say.

use entities::{ColumnMeaning, Mapping};

use crate::error::Error;
use crate::table::columns::{self, Headings};
use crate::table::{Table, read};

/// Which headings stand over what.
const HEADINGS: Headings<ColumnMeaning> = &[
    ("skracen", ColumnMeaning::ShortName),
    ("skraten", ColumnMeaning::ShortName),
    ("kratic", ColumnMeaning::ShortName),
    ("jib", ColumnMeaning::Jib),
    ("jedinstven", ColumnMeaning::Jib),
    ("poresk", ColumnMeaning::Jib),
    ("pib", ColumnMeaning::Jib),
    ("identifikacion", ColumnMeaning::Jib),
    ("registarsk+broj", ColumnMeaning::RegisterNumber),
    ("reg+br", ColumnMeaning::RegisterNumber),
    ("broj+resen", ColumnMeaning::RegisterNumber),
    ("broj+upis", ColumnMeaning::RegisterNumber),
    ("datum+osnivan", ColumnMeaning::Founded),
    ("datum+osnovan", ColumnMeaning::Founded),
    ("datum+istek", ColumnMeaning::StatusUntil),
    ("datum+vaz", ColumnMeaning::StatusUntil),
    ("datum", ColumnMeaning::RegisteredOn),
    ("registrovan", ColumnMeaning::RegisteredOn),
    ("osnivan", ColumnMeaning::Founded),
    ("osnovan", ColumnMeaning::Founded),
    ("godin", ColumnMeaning::Founded),
    ("sud", ColumnMeaning::RegisteringBody),
    ("registarsk+organ", ColumnMeaning::RegisteringBody),
    ("organ+registr", ColumnMeaning::RegisteringBody),
    ("oblik", ColumnMeaning::LegalForm),
    ("vrst", ColumnMeaning::LegalForm),
    ("tip", ColumnMeaning::LegalForm),
    ("status+do", ColumnMeaning::StatusUntil),
    ("vazi", ColumnMeaning::StatusUntil),
    ("status", ColumnMeaning::Status),
    ("interes", ColumnMeaning::Status),
    ("oblast", ColumnMeaning::Areas),
    ("podruc+delovan", ColumnMeaning::Areas),
    ("podruc+rad", ColumnMeaning::Areas),
    ("teritorij", ColumnMeaning::Territory),
    ("podruc", ColumnMeaning::Territory),
    ("mail", ColumnMeaning::Email),
    ("email", ColumnMeaning::Email),
    // Post alone brings letters: a number of a post office is no address of e-mail, and would keep the place of one.
    ("e post", ColumnMeaning::Email),
    ("epost", ColumnMeaning::Email),
    ("el post", ColumnMeaning::Email),
    ("elektr+post", ColumnMeaning::Email),
    ("mejl", ColumnMeaning::Email),
    ("imejl", ColumnMeaning::Email),
    ("elektron+adres", ColumnMeaning::Email),
    ("web", ColumnMeaning::Website),
    ("internet", ColumnMeaning::Website),
    ("sajt", ColumnMeaning::Website),
    ("stranic", ColumnMeaning::Website),
    ("telefon", ColumnMeaning::Phone),
    ("tel", ColumnMeaning::Phone),
    ("mob", ColumnMeaning::Phone),
    ("kontakt", ColumnMeaning::Phone),
    ("adres", ColumnMeaning::Address),
    ("ulic", ColumnMeaning::Address),
    ("sedist", ColumnMeaning::Seat),
    ("mesto", ColumnMeaning::Seat),
    ("aktivn", ColumnMeaning::Activity),
    ("aktivan", ColumnMeaning::Activity),
    ("zastup", ColumnMeaning::Representative),
    ("predsednik", ColumnMeaning::Representative),
    ("odgovorn", ColumnMeaning::Representative),
    ("opis", ColumnMeaning::Description),
    ("delatnost", ColumnMeaning::Description),
    ("ciljev", ColumnMeaning::Description),
    ("napomen", ColumnMeaning::Note),
    ("primedb", ColumnMeaning::Note),
    ("naziv", ColumnMeaning::Name),
    ("ime", ColumnMeaning::Name),
    ("udruzen", ColumnMeaning::Name),
    ("udrug", ColumnMeaning::Name),
    ("organizacij", ColumnMeaning::Name),
    ("name", ColumnMeaning::Name),
];

/// What a heading says that its column holds.
#[must_use]
pub fn meaning(heading: &str) -> Option<ColumnMeaning> {
    columns::meaning(HEADINGS, heading)
}

/// Reads a list of organisations.
///
/// # Errors
/// It is no list, is empty, or is larger than a list may be.
pub fn list(bytes: &[u8]) -> Result<Table, Error> {
    read(bytes, |cell| meaning(cell).is_some())
}

/// What each column holds, guessed. Of two that seem to hold the same, the first does.
#[must_use]
pub fn guess(headings: &[String]) -> Mapping {
    Mapping(columns::guess(HEADINGS, headings))
}

#[cfg(test)]
mod tests {
    use entities::ColumnMeaning as Meaning;

    use super::{guess, meaning};

    #[test]
    fn headings_say_what_columns_hold() {
        for (heading, expected) in [
            ("Назив удружења", Some(Meaning::Name)),
            ("NAZIV ORGANIZACIJE", Some(Meaning::Name)),
            ("Skraćeni naziv", Some(Meaning::ShortName)),
            ("ЈИБ", Some(Meaning::Jib)),
            ("Jedinstveni identifikacioni broj", Some(Meaning::Jib)),
            ("Registarski broj", Some(Meaning::RegisterNumber)),
            ("Број рјешења", Some(Meaning::RegisterNumber)),
            ("Datum upisa u registar", Some(Meaning::RegisteredOn)),
            ("Datum registracije", Some(Meaning::RegisteredOn)),
            ("Godina osnivanja", Some(Meaning::Founded)),
            ("Datum osnivanja", Some(Meaning::Founded)),
            ("Датум оснивања", Some(Meaning::Founded)),
            ("Osnovano (datum)", Some(Meaning::Founded)),
            ("Сједиште", Some(Meaning::Seat)),
            ("Adresa", Some(Meaning::Address)),
            ("Poštanska adresa", Some(Meaning::Address)),
            ("E-mail", Some(Meaning::Email)),
            ("Е-пошта", Some(Meaning::Email)),
            ("Adresa e-pošte", Some(Meaning::Email)),
            ("ePošta", Some(Meaning::Email)),
            ("Elektronska pošta", Some(Meaning::Email)),
            ("Elektronska adresa", Some(Meaning::Email)),
            ("El. pošta", Some(Meaning::Email)),
            ("Ел. пошта", Some(Meaning::Email)),
            ("Elektr. pošta", Some(Meaning::Email)),
            ("Mejl", Some(Meaning::Email)),
            ("E-mejl adresa", Some(Meaning::Email)),
            ("Имејл", Some(Meaning::Email)),
            ("Telefon", Some(Meaning::Phone)),
            ("Lice ovlašćeno za zastupanje", Some(Meaning::Representative)),
            ("Područje djelovanja", Some(Meaning::Areas)),
            ("Oblast", Some(Meaning::Areas)),
            ("Status važi do", Some(Meaning::StatusUntil)),
            ("Datum isteka statusa", Some(Meaning::StatusUntil)),
            ("Poštanski broj", None),
            ("Поштански број", None),
            ("R.br.", None),
            ("", None),
        ] {
            assert_eq!(meaning(heading), expected, "{heading}");
        }
        let headings = ["Naziv", "Naziv na engleskom"].map(str::to_owned);
        assert_eq!(guess(&headings).0, [Some(Meaning::Name), None]);
        // A column that only resembles another does not take its place.
        let headings = ["Naziv", "Datum osnivanja", "Datum upisa", "Poštanski broj", "E-mail"].map(str::to_owned);
        let expected = [Meaning::Name, Meaning::Founded, Meaning::RegisteredOn].map(Some);
        assert_eq!(guess(&headings).0, [&expected[..], &[None, Some(Meaning::Email)]].concat());
    }
}
