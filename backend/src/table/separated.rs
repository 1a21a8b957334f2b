//! A list as text with something between its cells.

use std::collections::{BTreeSet, HashMap};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::{Found, MOST_COLUMNS, MOST_ROWS, TELLING, TOP, WIDEST, tidy, told};
use crate::error::Error;

/// So many rows tell what stands between cells.
const TELL: usize = 60;

/// What may stand between cells: of those that fit alike, the last.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The rows of a list, with the numbers that a spreadsheet shows beside them: a line on which nothing stands is a row too, and a
/// row with a break inside of a cell is one. Of a row no more cells are read than a list may have.
pub(super) fn rows(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Found, Error> {
    let text = lines(&decoded(bytes));
    let mut reader = reader(&text, delimiter(&text, understood));
    let (mut rows, mut record) = (Vec::new(), csv::StringRecord::new());
    let mut others = BTreeSet::new();
    let (mut number, mut line) = (0_u64, reader.position().line());
    while reader.read_record(&mut record).map_err(|error| Error::BadRequest(format!("This is no list: {error}.")))? {
        let behind = reader.position().line();
        let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let its_own = u64::try_from(breaks).unwrap_or(u64::MAX).saturating_add(1);
        // The others of the lines that were read stand empty before it.
        number += behind.saturating_sub(line).saturating_sub(its_own) + 1;
        line = behind;
        let cells = record.iter().take(MOST_COLUMNS).map(tidy).collect();
        rows.push((i32::try_from(number).unwrap_or(i32::MAX), cells));
        let far = record.iter().enumerate().take(WIDEST).skip(MOST_COLUMNS);
        others.extend(far.filter(|(_, cell)| !cell.trim().is_empty()).map(|(column, _)| column));
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    Ok(Found { rows, others: Vec::new(), other_columns: others.len() })
}

/// The text with every line ended alike, the last too: old Macs ended lines by `\r` alone, and what counts lines does not count
/// those.
fn lines(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// What is not UTF-8 was written by old Windows: Latin letters as Windows-1250, Cyrillic ones as Windows-1251. Which of the
/// two is told by how often letters stand beside each other (`chardetng`); what it takes for anything else, such as the
/// Windows of the West, is read as Windows-1250, the usual of this region.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let cyrillic = guessed == encoding_rs::WINDOWS_1251;
    let encoding = if cyrillic { encoding_rs::WINDOWS_1251 } else { encoding_rs::WINDOWS_1250 };
    encoding.decode(bytes).0.into_owned()
}

/// What stands between the cells: that with which a heading is understood; then that with which most rows have the
/// same number of cells; then that with which they have more. How often it stands anywhere says nothing: cells hold lists
/// of their own.
fn delimiter(text: &str, understood: fn(&str) -> bool) -> u8 {
    let fits = |delimiter: u8| {
        let rows: Vec<Vec<String>> = reader(text, delimiter)
            .records()
            .take(TELL)
            .filter_map(Result::ok)
            .map(|record| record.iter().take(MOST_COLUMNS).map(tidy).collect())
            .collect();
        // Among so many rows are some below the heading: words in them that would be headings too count for no more.
        let headings = rows.iter().take(TOP).map(|cells| told(cells, understood));
        let headings = headings.max().unwrap_or_default().min(TELLING);
        let mut widths: HashMap<usize, usize> = HashMap::new();
        for cells in &rows {
            *widths.entry(cells.len()).or_default() += 1;
        }
        // A comma in some rows of one column parts nothing.
        let usual = widths.into_iter().filter(|(width, count)| *width > 1 && count * 2 >= rows.len());
        let (steady, width) = usual.map(|(width, count)| (count, width)).max().unwrap_or_default();
        (headings, steady, width)
    };
    DELIMITERS.into_iter().max_by_key(|delimiter| fits(*delimiter)).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::rows;

    /// The rows of a list with their numbers, and the first two cells of each.
    fn numbered(list: &str) -> Vec<(i32, String)> {
        let found = rows(list.as_bytes(), |cell| ["Naziv", "Telefon"].contains(&cell)).expect("a list");
        found
            .rows
            .into_iter()
            .map(|(number, cells)| (number, cells.into_iter().take(2).collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let list = "Spisak\n\n\nNaziv;Telefon\n\"Klub\nMost\";\"1\n\n2\"\n;;\n\nHor;3\n\n\nZora;4";
        let expected =
            [(1, "Spisak"), (4, "Naziv|Telefon"), (5, "Klub\nMost|1\n\n2"), (6, "|"), (8, "Hor|3"), (11, "Zora|4")];
        // However its lines end, and whether the last one does.
        for list in [list.to_owned(), format!("{list}\n"), list.replace('\n', "\r\n"), list.replace('\n', "\r")] {
            let found = numbered(&list);
            let found: Vec<_> = found.iter().map(|(number, cells)| (*number, cells.as_str())).collect();
            assert_eq!(found, expected, "{list:?}");
        }
    }

    #[test]
    fn no_two_rows_have_one_number() {
        for list in ["Naziv;Telefon\rKlub;1\rHor;2\r", "\"Naziv\";Telefon\n\"Klub \"\"A\"\"\";1\n\"Hor;2\nZora;3\n"] {
            let numbers: Vec<_> = numbered(list).into_iter().map(|(number, _)| number).collect();
            assert_eq!(numbers, [1, 2, 3], "{list:?}");
        }
    }
}
