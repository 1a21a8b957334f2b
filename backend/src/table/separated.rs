//! A list as text with something between its cells.

use std::collections::HashMap;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::{MOST_ROWS, Row, TELLING, TOP, tidy, told};
use crate::error::Error;

/// So many rows tell what stands between cells.
const TELL: usize = 60;

/// What may stand between cells: of those that fit alike, the last.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The rows of a list, with the lines that they stand on.
pub(super) fn rows(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Vec<Row>, Error> {
    let text = decoded(bytes);
    let mut rows = Vec::new();
    for record in reader(&text, delimiter(&text, understood)).records() {
        let record = record.map_err(|error| Error::BadRequest(format!("This is no list: {error}.")))?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((i32::try_from(line).unwrap_or(i32::MAX), record.iter().map(tidy).collect()));
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    Ok(rows)
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
            .map(|record| record.iter().map(tidy).collect())
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
