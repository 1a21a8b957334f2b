//! A list as a sheet of a workbook. Its cells are read one after another, never as a whole rectangle: a workbook of a few
//! kilobytes may have one cell in each of two corners of the largest sheet, or name one long text in a million cells.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::{Found, MOST_COLUMNS, MOST_ROWS, TELLING, TOP, WIDEST, claims, errors, tidy, told};
use crate::error::{Error, Reason};

/// So many sheets are looked at.
const MOST_SHEETS: usize = 100;
/// So many bytes of text are looked at and kept. An honest list of as many rows as one may have has less than a fifth of it.
const MOST_TEXT: usize = 128 << 20;

/// The rows of the first sheet whose headings are understood, or of the first that has anything on it; and what the other
/// sheets are called that have.
pub(super) fn rows(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Found, Error> {
    crate::storage::safe_workbook(bytes)?;
    claims::honest(bytes).map_err(Error::Refused)?;
    if let Ok(found) = chosen(bytes, understood)? {
        return Ok(found);
    }
    let damaged = || Error::Refused(Reason::FileDamaged);
    let shown = errors::as_text(bytes).map_err(|_| damaged())?;
    chosen(&shown, understood)?.map_err(|UnknownError| damaged())
}

/// In a cell stands an error of the spreadsheet that is not known: the sheet can be read no further as it is.
#[derive(Debug)]
struct UnknownError;

/// As [`rows`], as long as all errors in cells are known.
fn chosen(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Result<Found, UnknownError>, Error> {
    let damaged = |_| Error::Refused(Reason::FileDamaged);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_TEXT;
    let (mut names, mut chosen, mut telling) = (Vec::new(), None, false);
    for (at, name) in book.sheet_names().into_iter().enumerate() {
        if at >= MOST_SHEETS {
            names.push(name);
            continue;
        }
        let sheet = match Sheet::read(&mut book, &name, telling, &mut left) {
            Ok(Some(sheet)) if !sheet.is_empty() => sheet,
            Ok(_) => continue,
            Err(unknown) => return Ok(Err(unknown)),
        };
        names.push(name.clone());
        let better = !telling && sheet.tells(understood);
        if better || chosen.is_none() {
            chosen = Some((name, sheet));
        }
        telling |= better;
    }
    let Some((name, sheet)) = chosen else { return Err(Error::Refused(Reason::FileEmpty)) };
    names.retain(|other| *other != name);
    if sheet.damaged {
        return Err(Error::Refused(Reason::FileDamaged));
    }
    if sheet.too_large {
        return Err(Error::Refused(Reason::FileTooLarge));
    }
    Ok(Ok(Found { rows: sheet.rows.into_iter().collect(), others: names, other_columns: sheet.others.len() }))
}

/// A sheet, as far as it was read.
#[derive(Debug, Default)]
struct Sheet {
    /// Its rows that are not empty, by the numbers that a spreadsheet shows beside them. A column that is empty at the left
    /// counts: cells are called by their letters.
    rows: BTreeMap<i32, Vec<String>>,
    /// The columns right of those that are read in which something stands.
    others: BTreeSet<usize>,
    /// Whether there is more on it than a list may have.
    too_large: bool,
    /// Whether it cannot be read to its end: what stands there nobody knows.
    damaged: bool,
}

impl Sheet {
    /// Reads the sheet that is called so; where a `glance` is enough, no more than its first cell. Of text no more is looked at
    /// than is `left`. None where it is no sheet of cells, but a chart.
    fn read(
        book: &mut Xlsx<Cursor<&[u8]>>,
        name: &str,
        glance: bool,
        left: &mut usize,
    ) -> Result<Option<Self>, UnknownError> {
        let mut sheet = Self::default();
        let mut cells = match book.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
            Err(_) => return Ok(Some(Self { damaged: true, ..sheet })),
        };
        loop {
            let found = match cells.next_cell() {
                Ok(Some(found)) => found,
                Ok(None) => break,
                // Of a glance it is enough that something stands there.
                Err(XlsxError::CellError(_)) if !glance => return Err(UnknownError),
                Err(_) => {
                    sheet.damaged = true;
                    break;
                }
            };
            let Some(text) = within(found.get_value(), left) else {
                sheet.too_large = true;
                break;
            };
            // Far away there are often cells in which nothing stands, or a blank.
            if text.is_empty() {
                continue;
            }
            let (row, column) = found.get_position();
            let number = i32::try_from(row).unwrap_or(i32::MAX).saturating_add(1);
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if usize::try_from(row).unwrap_or(usize::MAX) >= MOST_ROWS {
                sheet.too_large = true;
                break;
            }
            if column < MOST_COLUMNS {
                let row = sheet.rows.entry(number).or_default();
                row.resize(row.len().max(column + 1), String::new());
                row[column] = text;
            } else if column < WIDEST {
                sheet.others.insert(column);
            }
            if glance && !sheet.is_empty() {
                break;
            }
        }
        Ok(Some(sheet))
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.others.is_empty() && !self.too_large && !self.damaged
    }

    /// Whether a row at the top says what stands below it.
    fn tells(&self, understood: fn(&str) -> bool) -> bool {
        self.rows.values().take(TOP).any(|cells| told(cells, understood) >= TELLING)
    }
}

/// A cell, while there is text left to be looked at: before it is, because one may be named by very many cells.
fn within(data: &DataRef<'_>, left: &mut usize) -> Option<String> {
    let length = match data {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    };
    *left = left.checked_sub(length)?;
    let text = cell(data);
    *left = left.checked_sub(text.len())?;
    Some(text)
}

/// A cell as somebody would type it. Numbers that are none (registers, telephones) lose nothing.
pub(super) fn cell(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => tidy(text.split('T').next().unwrap_or_default()),
        // Kept as it is shown, so that whoever reads the row can name it.
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => tidy(text),
        DataRef::String(text) | DataRef::DurationIso(text) => tidy(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::rows;
    use crate::error::{Error, Reason};
    use crate::table::{MOST_COLUMNS, MOST_ROWS, Row};

    /// A list of one club, with these cells besides.
    fn list_with(cells: &[(usize, u16, &str)]) -> Result<Vec<Row>, Error> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, text) in [(0, 0, "Naziv"), (0, 1, "JIB"), (1, 0, "Klub")].iter().chain(cells) {
            let row = u32::try_from(*row).expect("a row");
            match *text {
                "" => sheet.write_blank(row, *column, &Format::new().set_bold()),
                text => sheet.write_string(row, *column, text),
            }
            .expect("a cell");
        }
        let book = book.save_to_buffer().expect("a workbook");
        rows(&book, |cell| ["Naziv", "JIB"].contains(&cell)).map(|found| found.rows)
    }

    #[test]
    fn a_cell_far_away_takes_no_room() {
        let list = [(1, vec!["Naziv".to_owned(), "JIB".to_owned()]), (2, vec!["Klub".to_owned()])];
        // In the last row and the last column that a sheet has; the second is not read, being none of a list.
        for cells in [(1_048_575, 16_383, ""), (1_048_575, 16_383, " \u{a0}"), (1, 16_383, "x"), (1_048_575, 0, "")] {
            assert_eq!(list_with(&[cells]).expect("a list"), list, "{cells:?}");
        }
        for cells in [(1_048_575, 16_383, "x"), (1_048_575, 0, "x"), (MOST_ROWS, 0, "x")] {
            let refused = list_with(&[cells]);
            assert!(matches!(refused, Err(Error::Refused(Reason::FileTooLarge))), "{cells:?}: {refused:?}");
        }
        let last = list_with(&[(MOST_ROWS - 1, 59, "x")]).expect("a list").pop().expect("a row");
        assert_eq!((last.0, last.1.len(), last.1[59].as_str()), (20_000, MOST_COLUMNS, "x"));
    }

    #[test]
    fn one_long_text_is_not_copied_into_very_many_cells() {
        let filled = |count: u32| {
            let (mut book, text) = (Workbook::new(), "a".repeat(32_767));
            let sheet = book.add_worksheet();
            for at in 0..count {
                sheet.write_string(at / 60, u16::try_from(at % 60).expect("a column"), &text).expect("a cell");
            }
            let book = book.save_to_buffer().expect("a workbook");
            rows(&book, |_| false).map(|found| found.rows)
        };
        let list = filled(90).expect("a list");
        assert!(list[1].1[29].starts_with("aaa") && list[1].1[29].len() < 4_010);
        let refused = filled(4_000);
        assert!(matches!(refused, Err(Error::Refused(Reason::FileTooLarge))));
    }

    #[test]
    fn a_sheet_that_is_not_read_may_be_as_large_as_it_is() {
        let mut book = Workbook::new();
        for (name, far) in [("Spisak", 1), ("Evidencija", 900_000)] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            sheet.write_string(0, 0, "Naziv").and_then(|sheet| sheet.write_string(0, 1, "JIB")).expect("a heading");
            sheet.write_string(far, 0, "Klub").expect("a cell");
        }
        let book = book.save_to_buffer().expect("a workbook");
        let found = rows(&book, |cell| ["Naziv", "JIB"].contains(&cell)).expect("a list");
        assert_eq!((found.rows.len(), found.others), (2, vec!["Evidencija".to_owned()]));
    }
}
