//! A list as a sheet of a workbook.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::{MOST_COLUMNS, MOST_ROWS, Row, TELLING, TOP, tidy, told};
use crate::error::{Error, Reason};

/// The rows of the first sheet whose headings are understood, or of the first that has anything on it; and what the other
/// sheets are called that have.
pub(super) fn rows(bytes: &[u8], understood: fn(&str) -> bool) -> Result<(Vec<Row>, Vec<String>), Error> {
    crate::storage::safe_workbook(bytes)?;
    let damaged = |_| Error::Refused(Reason::FileDamaged);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut names, mut chosen, mut telling) = (Vec::new(), None, false);
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if range.is_empty() {
            continue;
        }
        names.push(name.clone());
        let better = !telling && tells(&range, understood);
        if better || chosen.is_none() {
            chosen = Some((name, range));
        }
        telling |= better;
    }
    let Some((name, range)) = chosen else { return Err(Error::Refused(Reason::FileEmpty)) };
    names.retain(|other| *other != name);
    Ok((of_sheet(&range)?, names))
}

/// Whether a row at the top says what stands below it.
fn tells(range: &Range<Data>, understood: fn(&str) -> bool) -> bool {
    let filled = range.rows().filter(|cells| cells.iter().any(|cell| *cell != Data::Empty));
    filled.take(TOP).any(|cells| {
        let cells: Vec<String> = cells.iter().take(MOST_COLUMNS).map(cell).collect();
        told(&cells, understood) >= TELLING
    })
}

fn of_sheet(range: &Range<Data>) -> Result<Vec<Row>, Error> {
    let (first, left) = range.start().unwrap_or_default();
    if range.height() > MOST_ROWS {
        return Err(Error::Refused(Reason::FileTooLarge));
    }
    let left = usize::try_from(left).unwrap_or(usize::MAX).min(MOST_COLUMNS);
    let row = |(cells, number): (&[Data], i32)| {
        // A column that is empty at the left counts: cells are called by their letters.
        let cells = std::iter::repeat_n(String::new(), left).chain(cells.iter().map(cell));
        (number, cells.take(MOST_COLUMNS).collect())
    };
    Ok(range.rows().zip(i32::try_from(first).unwrap_or(0) + 1..).map(row).collect())
}

/// A cell as somebody would type it. Numbers that are none (registers, telephones) lose nothing.
pub(super) fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        // Kept as it is shown, so that whoever reads the row can name it.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
        other => tidy(&other.to_string()),
    }
}
