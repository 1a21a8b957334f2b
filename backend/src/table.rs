//! A list as officials have it, as rows of cells: CSV with whatever stands between its cells, in UTF-8 or as old Windows
//! writes it (`separated`), or a sheet of an XLSX workbook (`workbook`). What is pasted from a spreadsheet is CSV with tabs.
//! What its columns hold, the slice says that asked for it.

mod claims;
pub mod columns;
mod errors;
pub mod faults;
mod formulas;
mod separated;
mod workbook;

pub use self::formulas::harmless;
use self::formulas::written;
use crate::error::{Error, Reason};

/// So many rows a list may have.
const MOST_ROWS: usize = 20_000;
/// So many columns, from the left.
const MOST_COLUMNS: usize = 60;
/// So many has a spreadsheet.
const WIDEST: usize = 16_384;
/// So many letters of a cell are kept.
const LONGEST: usize = 4_000;
/// Among so many rows the heading is looked for: above it there may be a title.
const TOP: usize = 20;
/// A row that says of so many columns what they hold is the heading.
const TELLING: usize = 2;
/// How workbooks began before XLSX, and those do that only a password opens.
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0";

/// A row with the number that a spreadsheet shows beside it.
type Row = (i32, Vec<String>);

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The cells of its heading.
    pub headings: Vec<String>,
    /// Its other rows that are not empty, each with the number that a spreadsheet shows beside it.
    pub rows: Vec<Row>,
    /// Sheets of the same workbook on which there is something too, and which were not read.
    pub others: Vec<String>,
    /// How many columns hold something right of those that are read.
    pub other_columns: usize,
}

/// What was found in a file: all rows, without what nobody reads.
struct Found {
    rows: Vec<Row>,
    others: Vec<String>,
    other_columns: usize,
}

/// Reads a list. `understood` says of a cell whether it is the heading of a column that is wanted.
///
/// # Errors
/// It is no such file, is empty, or is larger than a list may be.
pub fn read(bytes: &[u8], understood: fn(&str) -> bool) -> Result<Table, Error> {
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(Error::Refused(Reason::FileOldWorkbook));
    }
    let found =
        if bytes.starts_with(b"PK") { workbook::rows(bytes, understood)? } else { separated::rows(bytes, understood)? };
    if found.rows.len() > MOST_ROWS {
        return Err(Error::Refused(Reason::FileTooLarge));
    }
    table(found, understood)
}

/// Of how many of these cells it is understood what stands below them.
fn told<'a>(cells: impl IntoIterator<Item = &'a String>, understood: fn(&str) -> bool) -> usize {
    cells.into_iter().filter(|cell| understood(cell)).count()
}

/// Above the heading there may be a title. The heading is the first row of which two columns are understood, or the first
/// with two cells.
fn table(found: Found, understood: fn(&str) -> bool) -> Result<Table, Error> {
    let Found { mut rows, others, other_columns } = found;
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let heading = rows
        .iter()
        .take(TOP)
        .position(|(_, cells)| told(cells, understood) >= TELLING)
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
        others,
        other_columns,
    })
}

/// A cell without what nobody sees in it. Of one that is too long so much is kept as may be, and `…` stands behind it.
fn tidy(cell: &str) -> String {
    let cell = written(cell);
    let letters = cell.chars().filter(|c| !c.is_control() || *c == '\n').map(|c| if c == '\u{a0}' { ' ' } else { c });
    let mut letters = letters.skip_while(|c| c.is_whitespace());
    let kept: String = letters.by_ref().take(LONGEST).collect();
    if letters.all(char::is_whitespace) { kept.trim_end().to_owned() } else { kept + "…" }
}

/// Whether there was more in a cell than is kept.
#[must_use]
pub fn is_cut(cell: &str) -> bool {
    cell.chars().nth(LONGEST).is_some()
}

/// What a spreadsheet shows in place of what it cannot reckon, and has no mark at its end. A table that was saved from one has
/// it as text.
const ERRORS: [&str; 2] = ["#N/A", "#GETTING_DATA"];

/// Whether a cell says nothing but that the spreadsheet could not reckon it. Each spreadsheet has errors of its own, and says
/// them in its language: `#REF!`, `#NAME?`, `#SPILL!`, `#VREDNOST!`, `Err:502`.
#[must_use]
pub fn is_error(cell: &str) -> bool {
    if let Some(number) = cell.strip_prefix("Err:") {
        return !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    }
    let word = cell.strip_prefix('#').and_then(|cell| cell.strip_suffix(['!', '?']));
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '_'))
    };
    ERRORS.contains(&cell) || word.is_some_and(is_word)
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

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType as Wrong, DataRef};
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::workbook::cell;
    use super::{Table, cell_name, harmless, is_cut, is_error};
    use crate::error::{Error, Reason};

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
    fn what_stands_between_cells_is_what_makes_most_headings_and_the_steadiest_rows() {
        let cases: [(&str, &[&str], &[&str]); 8] = [
            // More of one stand in the cells than of the other between them, quoted or not.
            (
                "Naziv;Sjedište\nKlub;\"kultura, sport, mladi, žene\"\nHor;\"a, b, c\"\n",
                &["Naziv", "Sjedište"],
                &["Klub", "kultura, sport, mladi, žene"],
            ),
            (
                "Naziv;Sjedište\nKlub;kultura, sport, mladi\nHor;a, b, c\n",
                &["Naziv", "Sjedište"],
                &["Klub", "kultura, sport, mladi"],
            ),
            (
                "Naziv,Sjedište\n\"Klub; Most; Zora\",\"a; b; c\"\n",
                &["Naziv", "Sjedište"],
                &["Klub; Most; Zora", "a; b; c"],
            ),
            ("Naziv\tJIB\na, b, c;\t1;2;3\n", &["Naziv", "JIB"], &["a, b, c;", "1;2;3"]),
            ("Spisak, od 1. do 9, strana 1, maj;\nNaziv;JIB\nKlub;1\n", &["Naziv", "JIB"], &["Klub", "1"]),
            // Of headings that nobody knows the rows tell it, whatever the title above them has.
            ("Popis, 1, 2, 3\nA;B;C\na;b, c;d\ne;f;g, h, i\n", &["A", "B", "C"], &["a", "b, c", "d"]),
            ("A,B\n\"a; b\",c\n\"d; e; f\",g\n", &["A", "B"], &["a; b", "c"]),
            // One column has nothing between its cells.
            ("Naziv\nKlub Most\nUdruženje, Čaj\nHor\n", &["Naziv"], &["Klub Most"]),
        ];
        for (list, headings, first) in cases {
            let table = read(list.as_bytes()).expect("a list");
            assert_eq!(table.headings, headings, "{list}");
            let row = table.rows.iter().find(|(_, cells)| cells[0] == first[0]).expect("a row");
            assert_eq!(row.1, first, "{list}");
        }
    }

    #[test]
    fn words_in_a_row_that_would_be_headings_tell_no_more_than_its_heading() {
        let understood = |cell: &str| {
            let cell = cell.to_lowercase();
            ["naziv", "djelatnost", "organizacija", "internet", "udruženje"].iter().any(|word| cell.contains(word))
        };
        let list = "Naziv;Djelatnost\nKUD;organizacija manifestacija, internet stranica, udruženje žena\n";
        let table = super::read(list.as_bytes(), understood).expect("a list");
        assert_eq!(table.headings, ["Naziv", "Djelatnost"]);
        assert_eq!(table.rows[0].1, ["KUD", "organizacija manifestacija, internet stranica, udruženje žena"]);
    }

    #[test]
    fn the_sheet_is_read_whose_headings_are_understood_and_the_others_are_named() {
        let sheets = |all: &[(&str, &[&[&str]])]| {
            let mut book = Workbook::new();
            for (name, rows) in all {
                let sheet = book.add_worksheet();
                sheet.set_name(*name).expect("a name");
                for (at, cells) in (0..).zip(rows.iter()) {
                    for (column, text) in (0..).zip(cells.iter()) {
                        sheet.write_string(at, column, *text).expect("a cell");
                    }
                }
            }
            read(&book.save_to_buffer().expect("a workbook")).expect("a list")
        };
        let none: &[&[&str]] = &[];
        let cover: &[&[&str]] = &[&["Grad Trebinje", "2026"], &["Obradila", "Ana"]];
        let list: &[&[&str]] = &[&["Spisak"], &["Naziv", "JIB"], &["Klub", "1"]];
        let older: &[&[&str]] = &[&["Naziv", "Sjedište"], &["Hor", "Foča"]];
        let table = sheets(&[("Naslovna", cover), ("Prazan", none), ("Spisak", list), ("2024", older)]);
        assert_eq!(table.rows, [(3, vec!["Klub".to_owned(), "1".to_owned()])]);
        assert_eq!(table.others, ["Naslovna", "2024"]);
        let table = sheets(&[("Prazan", none), ("A", cover), ("B", cover)]);
        assert_eq!((table.headings[0].as_str(), table.others), ("Grad Trebinje", vec!["B".to_owned()]));
        assert_eq!(sheets(&[("Spisak", list)]).others, Vec::<String>::new());
    }

    #[test]
    fn what_is_left_of_a_long_cell_and_of_a_wide_list_is_said() {
        let (whole, long) = ("č".repeat(4_000), "č".repeat(4_001));
        let table = read(format!("Naziv;JIB\n{whole}   ;\n  {long};\n'={long};1\n").as_bytes()).expect("a list");
        let cells: Vec<_> = table.rows.iter().map(|(_, cells)| cells[0].as_str()).collect();
        assert_eq!(cells, [whole.clone(), format!("{whole}…"), format!("={}…", &whole[2..])]);
        assert_eq!(cells.into_iter().map(is_cut).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(table.other_columns, 0);
        // Right of those that are read a blank stands in one, and something in two, in one of them twice.
        let between = ";".repeat(58);
        let wide = format!("Naziv;JIB{between};; ;x;y\nKlub;{between};;;z\n");
        let table = read(wide.as_bytes()).expect("a list");
        assert_eq!((table.headings.len(), table.other_columns), (60, 2));
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, text) in
            [(0, 0, "Naziv"), (0, 1, "JIB"), (1, 59, "x"), (1, 60, " "), (1, 61, "y"), (2, 61, "z"), (2, 16_383, "w")]
        {
            sheet.write_string(row, column, text).expect("a cell");
        }
        let table = read(&book.save_to_buffer().expect("a workbook")).expect("a list");
        assert_eq!((table.headings.len(), table.other_columns), (60, 2));
    }

    #[test]
    fn an_old_workbook_is_no_text() {
        let refused = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Naziv;JIB\nKlub;1\n");
        assert!(matches!(refused, Err(Error::Refused(Reason::FileOldWorkbook))), "{refused:?}");
    }

    #[test]
    fn what_kept_a_cell_from_being_a_formula_is_not_read() {
        let plain = ["=1+1", "+387 59 220 000", "-1", "@SUM", "'=1", "''+1", "'danas", "a=1", "'", "1-2"];
        for cell in plain.into_iter().chain(["Klub;=1+1;x", "a, +387 59", "prvo\n- drugo", "a,'-b"]) {
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
        assert_eq!(cell(&DataRef::DateTimeIso("2018-11-30T00:00:00".into())), "2018-11-30");
        assert_eq!(cell(&DataRef::DateTimeIso("2018-11-30".into())), "2018-11-30");
        let errors = [Wrong::Div0, Wrong::NA, Wrong::Name, Wrong::Null, Wrong::Num, Wrong::Ref, Wrong::Value];
        for error in errors.into_iter().chain([Wrong::GettingData]) {
            assert!(is_error(&cell(&DataRef::Error(error.clone()))), "{error}");
        }
        // Those that newer ones have, or that are said in another language.
        for error in ["#GETTING_DATA", "#SPILL!", "#CALC!", "#BUSY!", "#DIV/0!", "#VREDNOST!", "#ВРЕДНОСТ!", "Err:502"]
        {
            assert!(is_error(error), "{error}");
        }
        for plain in ["", "#1", "#1!", "#", "#!", "#Klub!", "#REF! u redu", "Err:", "Err:a", "REF!", "# REF!"] {
            assert!(!is_error(plain), "{plain}");
        }
    }

    #[test]
    fn cells_are_called_as_a_spreadsheet_calls_them() {
        assert_eq!(
            [cell_name(0, 1), cell_name(25, 17), cell_name(26, 2), cell_name(59, 3)],
            ["A1", "Z17", "AA2", "BH3"]
        );
    }
}
