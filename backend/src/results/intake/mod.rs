//! From a list as an office has it to results. Pure: no database, no clock.

pub mod cells;
pub mod columns;

use entities::{Complaint, ResultColumn, ResultEntry};

use self::cells::{Reading, read};
use crate::table::cell_name;

/// All rows of a list, and all that is wrong with them.
#[must_use]
pub fn rows(reading: Reading<'_>, rows: &[(i32, Vec<String>)]) -> (Vec<ResultEntry>, Vec<Complaint>) {
    let mut complaints = Vec::new();
    if !reading.mapping.contains(&Some(ResultColumn::Organisation)) {
        let cell = cell_name(0, rows.first().map_or(1, |(number, _)| *number));
        let code = "organisation_column_missing".to_owned();
        complaints.push(Complaint { cell, code, found: String::new(), refuses: true, kept: false });
        return (Vec::new(), complaints);
    }
    let mut entries = Vec::new();
    for (number, cells) in rows {
        let (entry, wrong) = read(reading, *number, cells);
        entries.extend(entry);
        complaints.extend(wrong);
    }
    (entries, complaints)
}
