//! From the cells of a row to what became of an application, with everything that is wrong with them. A cell that cannot
//! be taken is left out and named; a row that names nobody is refused.

use entities::{Complaint, Currency, Locale, LocalisedText, ResultColumn, ResultEntry, ResultOutcome, ResultReason};
use rust_decimal::Decimal;

use crate::locale::fold::fold;
use crate::locale::written_in;
use crate::notices::{RawSum, mended, sum};
use crate::organisations::types::tax_number;
use crate::results::rules::{HIGHEST_RANK, MOST_TENTHS, NAME, NOTE};
use crate::table::faults::Faults;
use crate::table::is_error;

/// What cells are read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What each column holds.
    pub mapping: &'a [Option<ResultColumn>],
    /// In what a text in Latin letters is written there.
    pub latin: Locale,
    /// The currency of the call.
    pub currency: Option<Currency>,
    /// The names of the call's lots, in their order.
    pub lots: &'a [LocalisedText],
}

/// What a row says, and what is wrong with it; none where it names nobody.
#[must_use]
pub fn read(reading: Reading<'_>, number: i32, cells: &[String]) -> (Option<ResultEntry>, Vec<Complaint>) {
    let mut row = Row { reading, entry: ResultEntry::default(), faults: Faults::of(number) };
    for (column, (cell, meaning)) in cells.iter().zip(reading.mapping).enumerate() {
        match meaning.filter(|_| !cell.is_empty()) {
            Some(_) if is_error(cell) => row.faults.complain(column, "cell_error", cell, false),
            Some(meaning) => row.take(column, cell, meaning),
            None => {}
        }
    }
    let at = |wanted| reading.mapping.iter().position(|meaning| *meaning == Some(wanted)).unwrap_or_default();
    if row.entry.organisation.is_none() {
        let found = cells.iter().find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
        row.faults.complain(at(ResultColumn::Organisation), "organisation_missing", &found, true);
        return (None, row.faults.into());
    }
    // Whoever gets a sum is approved, where nothing says otherwise.
    if row.entry.outcome.is_none() && row.entry.approved.is_some_and(|sum| sum > 0) {
        row.entry.outcome = Some(ResultOutcome::Approved);
    }
    if row.entry.outcome.is_none() {
        row.faults.complain(at(ResultColumn::Outcome), "outcome_missing", "", false);
    }
    if row.entry.outcome == Some(ResultOutcome::Disqualified) {
        row.entry.reason = row.entry.note.as_ref().map(|note| reason(&note.original.text));
    }
    (Some(row.entry), row.faults.into())
}

struct Row<'a> {
    reading: Reading<'a>,
    entry: ResultEntry,
    faults: Faults,
}

impl Row<'_> {
    fn text(&mut self, column: usize, cell: &str, most: usize) -> Option<LocalisedText> {
        let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > most {
            self.faults.complain(column, "text_too_long", cell, false);
            return None;
        }
        // What is mended in letters is kept in the text itself (`as_written`).
        Some(mended("cell", written_in(&line, self.reading.latin), &line, &mut Vec::new()))
    }

    fn take(&mut self, column: usize, cell: &str, meaning: ResultColumn) {
        match meaning {
            ResultColumn::Rank => match cell.trim_end_matches(['.', ')']).trim().parse() {
                Ok(rank) if (1..=HIGHEST_RANK).contains(&rank) => self.entry.rank = Some(rank),
                _ => self.faults.complain(column, "rank_unreadable", cell, false),
            },
            ResultColumn::Organisation if fold(cell).is_empty() => {}
            ResultColumn::Organisation => self.entry.organisation = self.text(column, cell, NAME),
            ResultColumn::Jib => match tax_number(cell) {
                Ok((digits, doubtful)) => {
                    if doubtful {
                        self.faults.doubt(column, "jib_check_digit", cell);
                    }
                    self.entry.jib = Some(digits);
                }
                Err(code) => self.faults.complain(column, code, cell, false),
            },
            ResultColumn::Project => self.entry.project = self.text(column, cell, NAME),
            ResultColumn::Points => match points(cell) {
                Some((tenths, exact)) => {
                    if !exact {
                        self.faults.doubt(column, "points_rounded", cell);
                    }
                    self.entry.points_tenths = Some(tenths);
                }
                None => self.faults.complain(column, "points_unreadable", cell, false),
            },
            ResultColumn::Asked => self.entry.asked = self.sum(column, cell),
            ResultColumn::Approved => self.entry.approved = self.sum(column, cell),
            ResultColumn::Outcome => match outcome(cell) {
                Some(outcome) => self.entry.outcome = Some(outcome),
                None => self.faults.complain(column, "outcome_unknown", cell, false),
            },
            ResultColumn::Note => self.entry.note = self.text(column, cell, NOTE),
            ResultColumn::Lot => match self.lot(cell) {
                Some(lot) => self.entry.lot = Some(lot),
                None => self.faults.complain(column, "lot_unknown", cell, false),
            },
        }
    }

    fn sum(&mut self, column: usize, cell: &str) -> Option<i64> {
        if ["-", "–", "/"].contains(&cell) {
            return None;
        }
        let Some(read) = sum(&RawSum::Text(cell.to_owned())) else {
            self.faults.complain(column, "sum_unreadable", cell, false);
            return None;
        };
        if matches!((read.currency, self.reading.currency), (Some(one), Some(other)) if one != other) {
            self.faults.complain(column, "currency_differs", cell, false);
            return None;
        }
        Some(read.minor)
    }

    /// A lot by its number, `2` or `LOT 2`, or by its whole name.
    fn lot(&self, cell: &str) -> Option<i32> {
        let folded = fold(cell);
        let called = self.reading.lots.iter().position(|lot| lot.all().any(|text| fold(&text.text) == folded));
        let words: Vec<_> = folded.split_whitespace().filter(|word| *word != "lot").collect();
        let numbered = match words.as_slice() {
            [number] => number.parse().ok().filter(|number| (1..=self.reading.lots.len()).contains(number)),
            _ => None,
        };
        i32::try_from(called.map(|at| at + 1).or(numbered)?).ok()
    }
}

/// Points in tenths, and whether that is all that was written: lists have one decimal.
fn points(cell: &str) -> Option<(i32, bool)> {
    let plain = cell.trim().replace(',', ".");
    let tenths = plain.parse::<Decimal>().ok()?.checked_mul(Decimal::TEN)?;
    let rounded = tenths.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let number = i32::try_from(rounded).ok().filter(|tenths| (0..=MOST_TENTHS).contains(tenths))?;
    Some((number, rounded == tenths))
}

/// What words say of what became of an application. What denies one thing does not say which of the others it is.
fn outcome(cell: &str) -> Option<ResultOutcome> {
    let folded = fold(cell);
    let has = |stems: &[&str]| stems.iter().any(|stem| folded.contains(&format!(" {stem}")));
    if has(&["diskvalif", "odbac", "odben", "nepotpun", "neispravn"]) {
        Some(ResultOutcome::Disqualified)
    } else if has(&["povuc", "povuk", "odusta", "withdrawn"]) {
        Some(ResultOutcome::Withdrawn)
    } else if has(&["rezerv", "reserve"]) {
        Some(ResultOutcome::Reserve)
    } else if has(&["ispod", "prag", "nedovol", "below"]) {
        Some(ResultOutcome::BelowThreshold)
    } else if has(&["ne ", "neodobr", "nisu", "not "]) {
        None
    } else if has(&["odobr", "prihva", "podrz", "finans", "approved"]) {
        Some(ResultOutcome::Approved)
    } else {
        None
    }
}

/// Which of the known reasons words give; the words themselves stay beside it.
fn reason(note: &str) -> ResultReason {
    let folded = fold(note);
    let has = |stems: &[&str]| stems.iter().any(|stem| folded.contains(&format!(" {stem}")));
    if has(&["neblagovrem", "kasn", "zakasn", "posle roka", "van roka", "nakon isteka"]) {
        ResultReason::Late
    } else if has(&["opravd", "izvestaj", "pravd"]) {
        ResultReason::Unreported
    } else if has(&["trajan"]) {
        ResultReason::WrongDuration
    } else if has(&["kontinuitet"]) {
        ResultReason::NoContinuity
    } else if has(&["obraz", "obras", "formular"]) {
        ResultReason::WrongForm
    } else if has(&["dokument", "prilog", "prilozen", "dostavlen", "nedostaj"]) {
        ResultReason::DocumentMissing
    } else if has(&["budzet", "iznos", "sredstv"]) {
        ResultReason::BudgetLimits
    } else if has(&["registr", "upisan"]) {
        ResultReason::Registration
    } else if has(&["van podruc", "van terit", "van opstin", "van grad", "sediste"]) {
        ResultReason::OutsideArea
    } else {
        ResultReason::Other
    }
}

#[cfg(test)]
mod tests {
    use entities::{Currency, Locale, LocalisedText, ResultColumn as Column, ResultOutcome, ResultReason};

    use super::{Reading, outcome, points, read, reason};

    const MAPPING: [Option<Column>; 8] = [
        Some(Column::Rank),
        Some(Column::Organisation),
        Some(Column::Project),
        Some(Column::Points),
        Some(Column::Asked),
        Some(Column::Approved),
        Some(Column::Outcome),
        Some(Column::Lot),
    ];

    fn row(cells: [&str; 8]) -> (Option<entities::ResultEntry>, Vec<String>) {
        let lots = ["Kultura", "Sport i mladi"].map(|name| LocalisedText::new(Locale::SrLatn, name));
        let reading = Reading { mapping: &MAPPING, latin: Locale::SrLatn, currency: Some(Currency::Bam), lots: &lots };
        let (entry, complaints) = read(reading, 5, &cells.map(str::to_owned));
        (entry, complaints.into_iter().map(|one| format!("{} {}", one.cell, one.code)).collect())
    }

    #[test]
    fn a_row_is_read_as_lists_write_it() {
        let (entry, wrong) =
            row(["1.", "Udruženje „Most“", "Mostovi", "87,5", "10.000,00 KM", "8.500 KM", "Odobreno", "Lot 2"]);
        let entry = entry.expect("a row");
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(entry.organisation.map(|name| name.original.text).as_deref(), Some("Udruženje „Most“"));
        assert_eq!((entry.rank, entry.points_tenths, entry.lot), (Some(1), Some(875), Some(2)));
        assert_eq!((entry.asked, entry.approved), (Some(1_000_000), Some(850_000)));
        assert_eq!(entry.outcome, Some(ResultOutcome::Approved));
    }

    #[test]
    fn every_bad_cell_is_named_and_left_out() {
        let (entry, wrong) = row(["prvi", "Klub", "", "87,55", "mnogo", "5.000 EUR", "nije podržan", "Lot 7"]);
        let entry = entry.expect("a row");
        let expected = [
            "A5 rank_unreadable",
            "D5 points_rounded",
            "E5 sum_unreadable",
            "F5 currency_differs",
            "G5 outcome_unknown",
            "H5 lot_unknown",
            "G5 outcome_missing",
        ];
        assert_eq!(wrong, expected);
        assert_eq!((entry.rank, entry.asked, entry.approved, entry.outcome), (None, None, None, None));
        assert_eq!(entry.points_tenths, Some(876));
        // A line between rows is no row, and each of its cells that cannot be read is named too.
        let (entry, wrong) = row(["UKUPNO", "", "", "", "", "100", "", ""]);
        assert!(entry.is_none());
        assert_eq!(wrong, ["A5 rank_unreadable", "B5 organisation_missing"]);
        let (entry, wrong) = row(["1.", "Klub", "#REF!", "", "#N/A", "", "Odobreno", ""]);
        assert_eq!(entry.expect("a row").project, None);
        assert_eq!(wrong, ["C5 cell_error", "E5 cell_error"]);
    }

    #[test]
    fn words_are_understood_and_not_guessed() {
        for (words, expected) in [
            ("ОДОБРЕНО", Some(ResultOutcome::Approved)),
            ("Prihvaćen", Some(ResultOutcome::Approved)),
            ("Rezervna lista", Some(ResultOutcome::Reserve)),
            ("Ispod praga", Some(ResultOutcome::BelowThreshold)),
            ("Одбачен", Some(ResultOutcome::Disqualified)),
            ("odustali", Some(ResultOutcome::Withdrawn)),
            ("Odbijeno", Some(ResultOutcome::Disqualified)),
            ("Nije odobreno", None),
            ("Neodobreno", None),
            ("?", None),
        ] {
            assert_eq!(outcome(words), expected, "{words}");
        }
        for (words, expected) in [
            ("Neblagovremeno dostavljena prijava", ResultReason::Late),
            ("Није на прописаном обрасцу", ResultReason::WrongForm),
            ("Nedostaje dokumentacija", ResultReason::DocumentMissing),
            ("Trajanje projekta duže od dozvoljenog", ResultReason::WrongDuration),
            ("Nije opravdao sredstva iz 2025", ResultReason::Unreported),
            ("Nije upisan u registar", ResultReason::Registration),
            ("Sukob interesa", ResultReason::Other),
        ] {
            assert_eq!(reason(words), expected, "{words}");
        }
    }

    #[test]
    fn points_have_one_decimal() {
        for (cell, expected) in [
            ("78", Some((780, true))),
            ("78,5", Some((785, true))),
            ("78.55", Some((786, false))),
            ("-3", None),
            ("1001", None),
            ("sto", None),
        ] {
            assert_eq!(points(cell), expected, "{cell}");
        }
    }
}
