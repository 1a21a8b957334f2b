//! A list as officials have it, as rows of cells: CSV with whatever stands between its cells, in UTF-8 or as old Windows
//! writes it, or the first sheet of an XLSX workbook that has anything on it. What is pasted from a spreadsheet is CSV with
//! tabs. What its columns hold, the slice says that asked for it.

pub mod columns;
pub mod faults;

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::error::{Error, Reason};

/// So many rows a list may have.
const MOST_ROWS: usize = 20_000;
/// So many columns.
const MOST_COLUMNS: usize = 60;
/// So many letters of a cell are kept.
const LONGEST: usize = 4_000;

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The cells of its heading.
    pub headings: Vec<String>,
    /// Its other rows that are not empty, each with the number that a spreadsheet shows beside it.
    pub rows: Vec<(i32, Vec<String>)>,
}

/// Reads a list. `understood` says of a cell whether it is the heading of a column that is wanted.
///
/// # Errors
/// It is no such file, is empty, or is larger than a list may be.
pub fn read(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Table, Error> {
    let rows = if bytes.starts_with(b"PK") { workbook(bytes)? } else { separated(bytes)? };
    if rows.len() > MOST_ROWS {
        return Err(Error::Refused(Reason::FileTooLarge));
    }
    table(rows, understood)
}

/// Above the heading there may be a title. The heading is the first row of which two columns are understood, or the first
/// with two cells.
fn table(mut rows: Vec<(i32, Vec<String>)>, understood: fn(&str) -> bool) -> Result<Table, Error> {
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let count = |cells: &[String]| cells.iter().filter(|cell| understood(cell)).count();
    let heading = rows
        .iter()
        .take(20)
        .position(|(_, cells)| count(cells) >= 2)
        .or_else(|| rows.iter().position(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).count() >= 2))
        .unwrap_or(0);
    let mut rows = rows.into_iter().skip(heading);
    let Some((_, headings)) = rows.next() else { return Err(Error::Refused(Reason::FileEmpty)) };
    let rows: Vec<_> = rows.collect();
    let width = rows.iter().map(|(_, cells)| cells.len()).chain([headings.len()]).max().unwrap_or_default();
    let width = width.min(MOST_COLUMNS);
    let wide = |mut cells: Vec<String>| {
        cells.resize(width, String::new());
        cells
    };
    Ok(Table {
        headings: wide(headings),
        rows: rows.into_iter().map(|(number, cells)| (number, wide(cells))).collect(),
    })
}

/// A cell without what nobody sees in it.
fn tidy(cell: &str) -> String {
    let plain: String = cell.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST).collect();
    written(plain.replace('\u{a0}', " ").trim()).to_owned()
}

/// What is written in a cell that was kept from being a formula: spreadsheets and our own files put one `'` before it. It is
/// no part of what is written, and where two stand there, the second is.
fn written(cell: &str) -> &str {
    let kept = cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\'')));
    kept.unwrap_or(cell)
}

/// What a spreadsheet would reckon.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@'])
}

/// A cell that no spreadsheet takes for a formula, and that is read back as it was.
#[must_use]
pub fn harmless(cell: &str) -> String {
    let kept = cell.trim_start_matches('\'');
    if is_formula(kept) || cell.starts_with(['\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// What a spreadsheet shows in place of what it cannot reckon. A table that was saved from one has it as text.
const ERRORS: [&str; 11] = [
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#DATA!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
];

/// Whether a cell says nothing but that the spreadsheet could not reckon it.
#[must_use]
pub fn is_error(cell: &str) -> bool {
    ERRORS.contains(&cell)
}

/// A cell as a spreadsheet names it: `D17`.
#[must_use]
pub fn cell_name(column: usize, row: i32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{row}")
}

fn separated(bytes: &[u8]) -> Result<Vec<(i32, Vec<String>)>, Error> {
    let text = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::BadRequest(format!("This is no list: {error}.")))?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((i32::try_from(line).unwrap_or(i32::MAX), record.iter().map(tidy).collect()));
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    Ok(rows)
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

/// What stands between the cells of the first lines most often.
fn delimiter(text: &str) -> u8 {
    let beginning: Vec<&str> = text.lines().take(5).collect();
    let count = |delimiter: char| beginning.iter().map(|line| line.matches(delimiter).count()).sum::<usize>();
    [(b';', count(';')), (b'\t', count('\t')), (b',', count(','))]
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(byte, _)| byte)
}

fn workbook(bytes: &[u8]) -> Result<Vec<(i32, Vec<String>)>, Error> {
    crate::storage::safe_workbook(bytes)?;
    let damaged = |_| Error::Refused(Reason::FileDamaged);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if range.is_empty() {
            continue;
        }
        let first = range.start().map_or(0, |(row, _)| row);
        if range.height() > MOST_ROWS {
            return Err(Error::Refused(Reason::FileTooLarge));
        }
        let left =
            range.start().map_or(0, |(_, column)| usize::try_from(column).unwrap_or(usize::MAX)).min(MOST_COLUMNS);
        let row = |(cells, number): (&[Data], i32)| {
            // A column that is empty at the left counts: cells are called by their letters.
            let cells = std::iter::repeat_n(String::new(), left).chain(cells.iter().map(cell));
            (number, cells.take(MOST_COLUMNS).collect())
        };
        return Ok(range.rows().zip(i32::try_from(first).unwrap_or(0) + 1..).map(row).collect());
    }
    Err(Error::Refused(Reason::FileEmpty))
}

/// A cell as somebody would type it. Numbers that are none (registers, telephones) lose nothing.
fn cell(data: &Data) -> String {
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

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType as Wrong, Data};
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::{Table, cell, cell_name, harmless, is_error};
    use crate::error::Error;

    fn read(bytes: &[u8]) -> Result<Table, Error> {
        super::read(bytes, |cell| ["Naziv", "JIB", "Sjedište"].contains(&cell))
    }

    #[test]
    fn lists_are_read_as_offices_write_them() {
        let utf8 =
            "Udruženja na području grada\n;;\nR.br.;Naziv;JIB\n1;„Most”; 4401017720006 \n;;\n2;Klub;\n".as_bytes();
        let windows = encoding_rs::WINDOWS_1250.encode("Naziv,Sjedište\n\"Udruženje, Čaj\",Tešanj\n").0.into_owned();
        let table = read(utf8).expect("a list");
        assert_eq!(table.headings, ["R.br.", "Naziv", "JIB"]);
        assert_eq!(table.rows[0], (4, vec!["1".into(), "„Most”".into(), "4401017720006".into()]));
        assert_eq!(table.rows[1].0, 6, "as a spreadsheet counts");
        let table = read(&windows).expect("a list");
        assert_eq!(table.rows[0].1, ["Udruženje, Čaj", "Tešanj"]);
        let words = "Назив удружења;Сједиште\nУдружење „Мост”;Љубиње\nКУД Његош;Требиње\n";
        let cyrillic = encoding_rs::WINDOWS_1251.encode(words).0.into_owned();
        let table = read(&cyrillic).expect("a list");
        assert_eq!(table.headings, ["Назив удружења", "Сједиште"]);
        assert_eq!(table.rows[1].1, ["КУД Његош", "Требиње"]);
        // Two letters of ours in a list that is otherwise plain say nothing of Cyrillic.
        let few = encoding_rs::WINDOWS_1250.encode("Naziv,JIB\nKUD Čelik,4401017720006\n").0.into_owned();
        assert_eq!(read(&few).expect("a list").rows[0].1[0], "KUD Čelik");
        let mut wide = vec![0xff, 0xfe];
        wide.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&wide).expect("a list").rows[1].1, ["КУД Његош", "Требиње"]);
        assert!(read(b"").is_err());
        assert!(read(b"PK\x03\x04 no workbook").is_err());
    }

    #[test]
    fn no_cell_is_a_formula_and_what_kept_it_from_being_one_is_not_read() {
        for cell in ["=1+1", "+387 59 220 000", "-1", "@SUM", "\t=1", "\r=1", "'=1", "''+1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["a=1", "'danas", "'", "", "1-2"] {
            assert_eq!(harmless(cell), cell);
        }
        for cell in ["=1+1", "+387 59 220 000", "-1", "@SUM", "'=1", "''+1", "'danas", "a=1", "'", "1-2"] {
            let list = format!("Naziv;JIB\n\"{}\";1\n", harmless(cell));
            assert_eq!(read(list.as_bytes()).expect("a list").rows[0].1[0], cell, "in a table");
            let (mut book, kept) = (Workbook::new(), harmless(cell));
            let sheet = book.add_worksheet();
            for (row, column, text) in [(0, 0, "Naziv"), (0, 1, "JIB"), (1, 0, kept.as_str()), (1, 1, "1")] {
                sheet.write_string(row, column, text).expect("a cell");
            }
            let book = book.save_to_buffer().expect("a workbook");
            assert_eq!(read(&book).expect("a list").rows[0].1[0], cell, "in a workbook");
        }
    }

    #[test]
    fn numbers_days_and_errors_of_a_workbook_are_read_as_somebody_would_type_them() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, heading) in (0..).zip(["Naziv", "JIB", "Upisano", "Sjedište"]) {
            sheet.write_string(0, column, heading).expect("a heading");
        }
        let day = Format::new().set_num_format("dd.mm.yyyy.");
        sheet.write_string(1, 0, "Klub Most").expect("a name");
        sheet.write_number(1, 1, 4_401_017_720_006_f64).expect("a number");
        let at = ExcelDateTime::from_ymd(2018, 11, 30).expect("a day");
        sheet.write_datetime_with_format(1, 2, at, &day).expect("a day");
        sheet.write_formula(1, 3, Formula::new("=B99").set_result("#REF!")).expect("an error");
        sheet.write_string(2, 0, "Klub Rijeka").expect("a name");
        // The zero that a number began with is lost in the file already: what is left is said to be no tax number.
        sheet.write_number(2, 1, 401_017_720_006_f64).expect("a number");
        let at = ExcelDateTime::from_ymd(2024, 2, 29).and_then(|at| at.and_hms(13, 45, 0)).expect("an instant");
        sheet.write_datetime_with_format(2, 2, at, &day).expect("an instant");
        sheet.write_number(2, 3, 12.5).expect("a number");
        let rows = read(&book.save_to_buffer().expect("a workbook")).expect("a list").rows;
        assert_eq!(rows[0], (2, ["Klub Most", "4401017720006", "2018-11-30", "#REF!"].map(str::to_owned).to_vec()));
        assert_eq!(rows[1], (3, ["Klub Rijeka", "401017720006", "2024-02-29", "12.5"].map(str::to_owned).to_vec()));
        // Nothing of ours writes these, but other programs do.
        assert_eq!(cell(&Data::DateTimeIso("2018-11-30T00:00:00".into())), "2018-11-30");
        assert_eq!(cell(&Data::DateTimeIso("2018-11-30".into())), "2018-11-30");
        let errors = [Wrong::Div0, Wrong::NA, Wrong::Name, Wrong::Null, Wrong::Num, Wrong::Ref, Wrong::Value];
        for error in errors.into_iter().chain([Wrong::GettingData]) {
            assert!(is_error(&cell(&Data::Error(error.clone()))), "{error}");
        }
        assert!(!is_error("#1") && !is_error(""));
    }

    #[test]
    fn cells_are_called_as_a_spreadsheet_calls_them() {
        assert_eq!(
            [cell_name(0, 1), cell_name(25, 17), cell_name(26, 2), cell_name(59, 3)],
            ["A1", "Z17", "AA2", "BH3"]
        );
    }
}
