//! Lines of a text of Word. Read by hand from its one part, because crates that read the whole format make a model of
//! pictures, styles and comments out of whatever somebody sends, with no limit that we could set: here the container keeps
//! to the rules of [`storage`](crate::storage::rules), and only `word/document.xml` is unpacked, as a stream.

use std::io::{BufReader, Read as _};

use flate2::bufread::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rawzip::{CompressionMethod, ZipArchive};

use super::Line;
use super::read::tidy;
use crate::error::Reason;
use crate::storage::rules::{FileKind, MOST_PARTS, Part, holds, sane};

const TEXT: &str = "word/document.xml";
/// No act is longer, unpacked.
const MOST_TEXT: u64 = 32 << 20;

/// The lines of a DOCX file. What was struck out with changes tracked is not read; what was added is.
///
/// # Errors
/// It is no such file, or is damaged.
pub fn docx(bytes: &[u8]) -> Result<Vec<Line>, Reason> {
    lines(&unpacked(bytes)?)
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Reason> {
    let damaged = |_| Reason::FileDamaged;
    let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
    let (mut parts, mut found) = (Vec::new(), None);
    for entry in archive.entries() {
        let entry = entry.map_err(damaged)?;
        if parts.len() == MOST_PARTS {
            return Err(Reason::FileDamaged);
        }
        let name = String::from_utf8(entry.file_path().as_ref().to_vec()).map_err(|_| Reason::FileDamaged)?;
        let part = Part {
            name,
            size: entry.uncompressed_size_hint(),
            packed: entry.compressed_size_hint(),
            method: entry.compression_method(),
            encrypted: entry.flags().is_encrypted(),
        };
        if part.name == TEXT {
            found = Some((entry.wayfinder(), part.size, part.method));
        }
        parts.push(part);
    }
    sane(&parts, bytes.len() as u64)?;
    holds(FileKind::Docx, &parts, None)?;
    let (way, size, method) = found.filter(|(_, size, _)| *size <= MOST_TEXT).ok_or(Reason::FileDamaged)?;
    let entry = archive.get_entry(way).map_err(damaged)?;
    let mut text = Vec::new();
    // One byte more than it says is too much.
    let read = match method {
        CompressionMethod::STORE => entry.data().take(size + 1).read_to_end(&mut text),
        _ => DeflateDecoder::new(BufReader::new(entry.data())).take(size + 1).read_to_end(&mut text),
    };
    match read {
        Ok(_) if text.len() as u64 == size => Ok(text),
        _ => Err(Reason::FileDamaged),
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: Option<u8>,
    listed: bool,
}

impl Paragraph {
    fn lines(self) -> impl Iterator<Item = Line> {
        let Self { text, heading, listed } = self;
        let broken: Vec<_> = text.split('\n').map(tidy).filter(|line| !line.is_empty()).collect();
        broken.into_iter().enumerate().map(move |(i, line)| {
            // Word counts the points of a list itself and writes no number; that it is a point is all that is known.
            let text = if listed && i == 0 && !line.starts_with(['-', '–']) { format!("- {line}") } else { line };
            Line { text, heading }
        })
    }
}

fn lines(xml: &[u8]) -> Result<Vec<Line>, Reason> {
    let mut reader = Reader::from_reader(xml);
    let mut lines = Vec::new();
    let mut paragraph = Paragraph::default();
    let mut in_text = false;
    // What is inside of these is no text of the act.
    let mut skipped = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Reason::FileDamaged)? {
            Event::Start(start) if is_skipped(&start) => skipped += 1,
            Event::End(end) if SKIPPED.contains(&end.local_name().as_ref()) => skipped = skipped.saturating_sub(1),
            Event::Eof => break,
            _ if skipped > 0 => {}
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == b"p" => {
                // A paragraph inside of a paragraph, in a frame: what was there so far is a line of its own.
                lines.extend(std::mem::take(&mut paragraph).lines());
            }
            Event::Start(start) => {
                in_text |= start.local_name().as_ref() == b"t";
                property(&start, &mut paragraph);
            }
            Event::Empty(empty) => property(&empty, &mut paragraph),
            Event::Text(text) if in_text => {
                paragraph.text.push_str(&text.decode().map_err(|_| Reason::FileDamaged)?);
            }
            Event::GeneralRef(name) if in_text => {
                let name = name.decode().map_err(|_| Reason::FileDamaged)?;
                let text =
                    quick_xml::escape::unescape(&format!("&{name};")).map_err(|_| Reason::FileDamaged)?.into_owned();
                paragraph.text.push_str(&text);
            }
            Event::End(end) => match end.local_name().as_ref() {
                b"t" => in_text = false,
                b"p" => lines.extend(std::mem::take(&mut paragraph).lines()),
                _ => {}
            },
            _ => {}
        }
    }
    lines.extend(paragraph.lines());
    Ok(lines)
}

/// Struck out, moved away, or said a second time for old programs.
const SKIPPED: [&[u8]; 3] = [b"del", b"moveFrom", b"Fallback"];

fn is_skipped(start: &BytesStart<'_>) -> bool {
    SKIPPED.contains(&start.local_name().as_ref())
}

/// What an element says of its paragraph.
fn property(element: &BytesStart<'_>, paragraph: &mut Paragraph) {
    match element.local_name().as_ref() {
        b"tab" => paragraph.text.push(' '),
        b"br" | b"cr" => paragraph.text.push('\n'),
        b"noBreakHyphen" => paragraph.text.push('-'),
        b"numPr" => paragraph.listed = true,
        b"pStyle" => {
            let value = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == b"val");
            let name = value.map(|a| String::from_utf8_lossy(&a.value).to_lowercase()).unwrap_or_default();
            let heading = ["heading", "naslov", "cmsor"].iter().any(|known| name.starts_with(known));
            let level = name.chars().rev().find(char::is_ascii_digit).and_then(|digit| digit.to_digit(10));
            paragraph.heading = heading.then(|| level.and_then(|level| u8::try_from(level).ok()).unwrap_or(1));
        }
        _ => {}
    }
}
