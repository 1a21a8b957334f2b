//! Workbooks that no spreadsheet of ours writes: made to take more memory than there is, and refused before they do; damaged; or
//! with errors in their cells that are new.

use javno::error::{Error, Reason};
use javno::organisations::intake::columns::list;
use tests::files::container;

const TEXTS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>Naziv</t></si><si><t>Klub</t></si></sst>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><name val="Arial"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/></cellXfs></styleSheet>"#;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A sheet with these rows.
fn sheet(rows: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

/// A workbook, written by hand, with these texts and styles, and a sheet.
fn workbook(texts: &str, styles: &str) -> Vec<u8> {
    let rows = r#"<row r="1"><c r="A1" t="s" s="0"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>"#;
    book(texts, styles, &[("Spisak", Some(sheet(rows)))])
}

/// A workbook, written by hand, with these texts, styles and sheets; none where there is nothing of a sheet but its name.
fn book(texts: &str, styles: &str, sheets: &[(&str, Option<String>)]) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let leads = |all: &[(String, &str, String)]| {
        let all = all
            .iter()
            .map(|(id, kind, to)| format!(r#"<Relationship Id="{id}" Type="{kinds}/{kind}" Target="{to}"/>"#));
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            all.collect::<String>()
        )
    };
    let numbered = || (1..).zip(sheets);
    let named = numbered().map(|(n, (name, _))| format!(r#"<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>"#));
    let named = named.collect::<String>();
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{kinds}"><sheets>{named}</sheets></workbook>"#);
    let to_sheets: Vec<_> =
        numbered().map(|(n, _)| (format!("r{n}"), "worksheet", format!("worksheets/sheet{n}.xml"))).collect();
    let (to_book, to_sheets) =
        (leads(&[("r1".to_owned(), "officeDocument", "xl/workbook.xml".to_owned())]), leads(&to_sheets));
    let written: Vec<_> = numbered()
        .filter_map(|(n, (_, sheet))| Some((format!("xl/worksheets/sheet{n}.xml"), sheet.as_ref()?)))
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", "<Types/>".as_bytes()),
        ("_rels/.rels", to_book.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", to_sheets.as_bytes()),
        ("xl/SharedStrings.xml", texts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    parts.extend(written.iter().map(|(name, sheet)| (name.as_str(), sheet.as_bytes())));
    container(&parts)
}

/// A row of cells, each with a text, but for those that begin with `<`.
fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| {
        if cell.starts_with('<') {
            (*cell).to_owned()
        } else {
            format!(r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#)
        }
    });
    format!("<row>{}</row>", cells.collect::<String>())
}

fn refused(file: &[u8]) -> Reason {
    match list(file) {
        Err(Error::Refused(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_workbook_claims_no_more_than_it_has() {
    let honest = list(&workbook(TEXTS, STYLES)).expect("a list");
    assert_eq!((&*honest.headings[0], &*honest.rows[0].1[0]), ("Naziv", "Klub"));
    // Room for so many texts would be made before the first is read.
    let many = TEXTS.replace("uniqueCount=\"2\"", "uniqueCount=\"100000000000\"");
    assert_eq!(refused(&workbook(&many, STYLES)), Reason::FileDamaged);
    // Each style would have the name of its font for itself.
    let long = STYLES.replace("Arial", &"a".repeat(300_000));
    let styled = long.replace("</cellXfs>", &format!("{}</cellXfs>", r#"<xf fontId="0"/>"#.repeat(20_000)));
    assert_eq!(refused(&workbook(TEXTS, &styled)), Reason::FileTooLarge);
}

#[test]
fn an_error_that_nobody_knows_is_a_cell_and_takes_no_sheet_away() {
    let called = r##"<c r="B2" t="e"><f>A1</f><v>#GETTING_DATA</v></c>"##;
    let nameless = r##"<c t="e"><v>Err:502</v></c>"##;
    let list_of = |name| sheet(&[row(&["Naziv", "JIB", "Telefon"]), row(&[name, called, "059 1"])].concat());
    let more = row(&[nameless, "4401017720006", r##"<c t="e"><v>#N/A</v></c>"##]);
    let first = list_of("Klub").replace("</sheetData>", &format!("{more}</sheetData>"));
    let table = list(&book(TEXTS, STYLES, &[("Spisak", Some(first)), ("2024", Some(list_of("Hor")))])).expect("a list");
    assert_eq!(table.headings, ["Naziv", "JIB", "Telefon"]);
    let cells: Vec<_> = table.rows.iter().map(|(number, cells)| (*number, cells.join("|"))).collect();
    let expected = [(2, "Klub|#GETTING_DATA|059 1"), (3, "Err:502|4401017720006|#N/A")];
    assert_eq!(cells, expected.map(|(number, cells)| (number, cells.to_owned())));
    assert_eq!(table.others, ["2024"]);
}

#[test]
fn a_damaged_sheet_is_refused_where_it_would_be_read_and_named_where_it_would_not() {
    let damage = r#"<c t="n"><v>x</v></c>"#;
    let whole = || Some(sheet(&[row(&["Naziv", "JIB"]), row(&["Klub", "1"])].concat()));
    let broken = || Some(sheet(&[row(&["Naziv", "JIB"]), row(&["Hor", damage])].concat()));
    let cover = || Some(sheet(&row(&["Grad", damage])));
    let nothing = || Some(sheet(&row(&[damage])));
    let chart = || Some(format!(r#"<chartsheet xmlns="{MAIN}"><sheetViews/></chartsheet>"#));
    let read = |sheets: &[Option<String>]| {
        let sheets: Vec<_> = ["A", "B", "C"].into_iter().zip(sheets.iter().cloned()).collect();
        list(&book(TEXTS, STYLES, &sheets)).map(|table| (table.rows[0].1[0].clone(), table.others.join(" ")))
    };
    let refused = |read: Result<_, Error>| matches!(read, Err(Error::Refused(Reason::FileDamaged)));
    // Its headings say that it is the list.
    assert!(refused(read(&[broken(), whole()])));
    // It is the first on which there is something, and no headings say that another is the list.
    for first in [cover(), nothing(), None] {
        assert!(refused(read(&[first.clone(), Some(sheet(&row(&["Grad", "2026"])))])), "{first:?}");
        assert_eq!(read(&[first.clone(), whole()]).expect("a list"), ("Klub".into(), "A".into()), "{first:?}");
    }
    // What stands behind the list is not read, and said to be there.
    for behind in [broken(), cover(), nothing(), None] {
        let table = read(&[whole(), behind.clone()]).expect("a list");
        assert_eq!(table, ("Klub".into(), "B".into()), "{behind:?}");
    }
    // A chart has no cells, and nobody misses it.
    assert_eq!(read(&[chart(), whole(), cover()]).expect("a list"), ("Klub".into(), "C".into()));
}
