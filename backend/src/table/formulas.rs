//! Cells that a spreadsheet would reckon. What keeps it from doing so is one `'` before the sign with which a formula begins.
//!
//! A file is parted by one sign, and who opens it parts it by what the language of his system says: `;` here, `,` elsewhere.
//! Quotes keep a cell together only where they stand at its beginning, so for him a cell of ours begins behind each of those
//! signs that is written in one. Therefore a formula may not begin there either.

use std::borrow::Cow;

/// What parts cells and rows, in whatever file.
const PARTING: [char; 5] = [';', ',', '\t', '\n', '\r'];
/// With what a formula begins; the wide ones are read alike.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell in which no spreadsheet finds a formula, and that is read back as it was ([`written`]).
#[must_use]
pub fn harmless(cell: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(cell.len() + 1), 0);
    for (at, _) in beginnings(cell) {
        out += cell.get(done..at).unwrap_or_default();
        out.push('\'');
        done = at;
    }
    out += cell.get(done..).unwrap_or_default();
    out
}

/// What is written in a cell that was kept from being a formula, by a spreadsheet or by us. Where two `'` stand, the second is
/// part of what is written.
pub(super) fn written(cell: &str) -> Cow<'_, str> {
    let kept: Vec<_> = beginnings(cell).into_iter().filter(|(_, kept)| *kept > 0).collect();
    if kept.is_empty() {
        return Cow::Borrowed(cell);
    }
    let (mut out, mut done) = (String::with_capacity(cell.len()), 0);
    for (at, _) in kept {
        out += cell.get(done..at).unwrap_or_default();
        done = at + 1;
    }
    out += cell.get(done..).unwrap_or_default();
    Cow::Owned(out)
}

/// Where a formula begins or would: the place of its sign, or of the first `'` before it, and how many of these there are.
fn beginnings(cell: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // Where a cell begins, for whoever parts it so, as long as nothing is read of it; none within one.
    let mut begins = Some((0, 0));
    for (at, letter) in cell.char_indices() {
        begins = match begins {
            _ if PARTING.contains(&letter) => Some((at + letter.len_utf8(), 0)),
            // Neither blanks nor quotes before it keep a formula from being one.
            Some((_, 0)) if letter.is_whitespace() || letter == '"' => Some((at + letter.len_utf8(), 0)),
            Some((from, kept)) if letter == '\'' => Some((from, kept + 1)),
            Some(begins) if SIGNS.contains(&letter) => {
                found.push(begins);
                None
            }
            _ => None,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{harmless, written};

    #[test]
    fn no_cell_is_a_formula_however_the_file_is_parted() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+387 59 220 000", "'+387 59 220 000"),
            ("-1", "'-1"),
            ("@SUM", "'@SUM"),
            ("＝1", "'＝1"),
            (" \u{a0}=1", " \u{a0}'=1"),
            ("\t=1", "\t'=1"),
            ("'=1", "''=1"),
            ("''+1", "'''+1"),
            ("Klub;=1+1;x", "Klub;'=1+1;x"),
            ("a,@b,\t-c", "a,'@b,\t'-c"),
            ("prvo\n-drugo\r\n =treće", "prvo\n'-drugo\r\n '=treće"),
            ("059 1, +387 2", "059 1, '+387 2"),
            ("x,\"\"=1", "x,\"\"'=1"),
            ("x;'=1", "x;''=1"),
        ] {
            assert_eq!(harmless(cell), expected);
            assert_eq!(written(expected), cell);
        }
        for cell in ["a=1", "'danas", "'", "", "1-2", "' =1", "a; b, c", "2026-11-24", "kultura;sport", "O'Neill, 'a"] {
            assert_eq!((harmless(cell).as_str(), &*written(cell)), (cell, cell));
        }
    }
}
