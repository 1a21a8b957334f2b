//! Errors that stand in the cells of a workbook, as text.
//!
//! Whoever reads its cells for us knows the seven that spreadsheets had of old. At any other it stops and does not say in which
//! cell, and where cells are not called by name the next one is taken for it. So a workbook with such a one is written anew
//! before it is read: each error is then a text, the one that the spreadsheet shows.

use std::io::{self, BufRead, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter};

use super::claims::unpacked;

/// The same workbook, in which every error is a text. It was looked at before (`storage`): its parts are no larger than they say.
///
/// # Errors
/// It is no container.
pub(super) fn as_text(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let archive = ZipArchive::from_slice(bytes).map_err(io::Error::other)?;
    let mut out = Vec::new();
    let mut anew = ZipArchiveWriter::new(&mut out);
    for entry in archive.entries() {
        let entry = entry.map_err(io::Error::other)?;
        let name = String::from_utf8(entry.file_path().as_ref().to_vec()).map_err(io::Error::other)?;
        let (size, method) = (entry.uncompressed_size_hint(), entry.compression_method());
        let packed = archive.get_entry(entry.wayfinder()).map_err(io::Error::other)?.data();
        let mut part = unpacked(packed, method, size);
        let (mut place, config) =
            anew.new_file(&name).compression_method(CompressionMethod::DEFLATE).start().map_err(io::Error::other)?;
        let mut written = config.wrap(DeflateEncoder::new(&mut place, Compression::fast()));
        if name.to_ascii_lowercase().ends_with(".xml") {
            rewrite(&mut *part, &mut written)?;
        } else {
            io::copy(&mut part, &mut written)?;
        }
        let (encoder, described) = written.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        place.finish(described).map_err(io::Error::other)?;
    }
    anew.finish().map_err(io::Error::other)?;
    Ok(out)
}

/// Writes a part as it is, but for its errors. Where it is damaged it ends, so that whoever reads it finds it damaged too.
fn rewrite(part: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<()> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(out);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(Event::Start(cell)) if cell.local_name().as_ref() == b"c" => {
                writer.write_event(Event::Start(shown(cell)))?;
            }
            Ok(other) => writer.write_event(other)?,
        }
    }
}

/// A cell; one that holds an error as one that holds text.
fn shown(cell: BytesStart<'_>) -> BytesStart<'_> {
    if !matches!(cell.try_get_attribute("t"), Ok(Some(kind)) if &*kind.value == b"e") {
        return cell;
    }
    let mut text = cell.to_owned();
    text.clear_attributes();
    for said in cell.attributes().with_checks(false).map_while(Result::ok) {
        if said.key.as_ref() == b"t" {
            text.push_attribute(("t", "str"));
        } else {
            text.push_attribute(said);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn errors_become_text_and_nothing_else_is_touched() {
        let kept = "<?xml version=\"1.0\"?>\r\n<x:worksheet a='\"'><!-- c t=\"e\" --><sheetData><row r=\"1\">\
            <c r=\"A1\" t=\"s\"><v>0</v></c><c/><c t='n' ><v> &lt;&#10;</v></c><e t=\"e\"/></row></sheetData></x:worksheet>";
        for (part, expected) in [
            (kept, kept),
            (
                r##"<c r="B2" s="3" t="e"><f>A1</f><v>#GETTING_DATA</v></c>"##,
                r##"<c r="B2" s="3" t="str"><f>A1</f><v>#GETTING_DATA</v></c>"##,
            ),
            (r##"<x:c  t='e'><x:v>#N/A</x:v></x:c>"##, r##"<x:c t="str"><x:v>#N/A</x:v></x:c>"##),
            (r#"<a><b>1</b><c t="e"><v>Err:502</v"#, r#"<a><b>1</b><c t="str"><v>Err:502"#),
        ] {
            let mut out = Vec::new();
            rewrite(&mut part.as_bytes(), &mut out).expect("written");
            assert_eq!(String::from_utf8(out).expect("text"), expected);
        }
    }
}
