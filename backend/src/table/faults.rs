//! What is wrong with the cells of a row, each called as a spreadsheet calls it.

use entities::Complaint;

use super::cell_name;

/// So many letters of what a cell holds are repeated.
const REPEATED: usize = 200;

/// What is wrong with the cells of one row.
#[derive(Debug)]
pub struct Faults {
    row: i32,
    found: Vec<Complaint>,
}

impl Faults {
    /// Nothing yet, in the row with this number.
    #[must_use]
    pub fn of(row: i32) -> Self {
        Self { row, found: Vec::new() }
    }

    /// The cell in this column cannot be taken; whether that refuses the whole row.
    pub fn complain(&mut self, column: usize, code: &str, found: &str, refuses: bool) {
        self.add(column, code, found, refuses, false);
    }

    /// What is taken as it stands, and is to be looked at.
    pub fn doubt(&mut self, column: usize, code: &str, found: &str) {
        self.add(column, code, found, false, true);
    }

    fn add(&mut self, column: usize, code: &str, found: &str, refuses: bool, kept: bool) {
        let cell = cell_name(column, self.row);
        let found = found.chars().take(REPEATED).collect();
        self.found.push(Complaint { cell, code: code.to_owned(), found, refuses, kept });
    }
}

impl From<Faults> for Vec<Complaint> {
    fn from(faults: Faults) -> Self {
        faults.found
    }
}
