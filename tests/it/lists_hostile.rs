//! Workbooks that are made to take more memory than there is: refused before they do.

use javno::error::{Error, Reason};
use javno::organisations::intake::columns::list;
use tests::files::container;

const TEXTS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>Naziv</t></si><si><t>Klub</t></si></sst>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><name val="Arial"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/></cellXfs></styleSheet>"#;

/// A workbook, written by hand, with these texts and styles.
fn workbook(texts: &str, styles: &str) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let leads = |kind: &str, to: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{kinds}/{kind}" Target="{to}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{kinds}"><sheets><sheet name="Spisak" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s" s="0"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>"#;
    container(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", leads("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", leads("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/SharedStrings.xml", texts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
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
