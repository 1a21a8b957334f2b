//! Lines of a text of Word. Read by hand from three of its parts, because crates that read the whole format make a model of
//! pictures, styles and comments out of whatever somebody sends, with no limit that we could set: here the container keeps
//! to the rules of [`storage`](crate::storage::rules), and only the text, its lists and its styles are unpacked. Those that work
//! out the numbers of lists ([`numbering`](super::numbering)) do so for such a model, and are young.

use std::io::{BufReader, Read as _};

use flate2::bufread::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rawzip::{CompressionMethod, ZipArchive};

use super::Line;
use super::numbering::{Mark, Numbering, Says, number, value};
use super::read::tidy;
use crate::error::Reason;
use crate::storage::rules::{FileKind, MOST_PARTS, Part, holds, sane};

/// The text, the lists that its paragraphs belong to, the styles that they have.
const PARTS: [&str; 3] = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
/// No act is longer, unpacked, nor are its lists or styles.
const MOST_TEXT: u64 = 32 << 20;

/// The lines of a DOCX file. What was struck out with changes tracked is not read; what was added is.
///
/// # Errors
/// It is no such file, or is damaged.
pub fn docx(bytes: &[u8]) -> Result<Vec<Line>, Reason> {
    let [text, lists, styles] = unpacked(bytes)?;
    let numbering = Numbering::read(lists.as_deref(), styles.as_deref())?;
    lines(&text.ok_or(Reason::FileDamaged)?, numbering)
}

/// The parts that are read, as far as they are there.
fn unpacked(bytes: &[u8]) -> Result<[Option<Vec<u8>>; PARTS.len()], Reason> {
    let damaged = |_| Reason::FileDamaged;
    let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
    let (mut parts, mut found) = (Vec::new(), [const { None }; PARTS.len()]);
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
        if let Some(at) = PARTS.iter().position(|name| *name == part.name) {
            found[at] = Some((entry.wayfinder(), part.size, part.method));
        }
        parts.push(part);
    }
    sane(&parts, bytes.len() as u64)?;
    holds(FileKind::Docx, &parts, None)?;
    let mut texts = [const { None }; PARTS.len()];
    for (text, found) in texts.iter_mut().zip(found) {
        let Some((way, size, method)) = found else { continue };
        if size > MOST_TEXT {
            return Err(Reason::FileDamaged);
        }
        let entry = archive.get_entry(way).map_err(damaged)?;
        let mut bytes = Vec::new();
        // One byte more than it says is too much.
        let read = match method {
            CompressionMethod::STORE => entry.data().take(size + 1).read_to_end(&mut bytes),
            _ => DeflateDecoder::new(BufReader::new(entry.data())).take(size + 1).read_to_end(&mut bytes),
        };
        match read {
            Ok(_) if bytes.len() as u64 == size => *text = Some(bytes),
            _ => return Err(Reason::FileDamaged),
        }
    }
    Ok(texts)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    /// Whether there is one: before the first and between two there is none, and nothing is counted.
    begun: bool,
    text: String,
    heading: Option<u8>,
    says: Says,
    /// Whether its end was struck out with changes tracked.
    struck: bool,
}

impl Paragraph {
    /// Its lines, with what Word puts before the first.
    fn lines(self, numbering: &mut Numbering) -> impl Iterator<Item = Line> + use<> {
        let Self { begun, text, heading, says, struck } = self;
        let mut broken: Vec<_> = text.split('\n').map(tidy).filter(|line| !line.is_empty()).collect();
        // What was struck out as a whole is not counted either.
        let mark = if begun && !(struck && broken.is_empty()) { numbering.next(&says) } else { None };
        match (mark, broken.first_mut()) {
            (Some(Mark::Point), Some(line)) if !line.starts_with(['-', '–']) => *line = format!("- {line}"),
            (Some(Mark::Label(label, glued)), Some(line)) => {
                *line = tidy(&if glued { format!("{label}{line}") } else { format!("{label} {line}") });
            }
            // The label of an article may be all that stands in its paragraph.
            (Some(Mark::Label(label, _)), None) => broken.extend(Some(tidy(&label)).filter(|label| !label.is_empty())),
            _ => {}
        }
        broken.into_iter().map(move |text| Line { text, heading })
    }
}

fn lines(xml: &[u8], mut numbering: Numbering) -> Result<Vec<Line>, Reason> {
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
                lines.extend(std::mem::take(&mut paragraph).lines(&mut numbering));
                paragraph.begun = true;
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
                b"p" => lines.extend(std::mem::take(&mut paragraph).lines(&mut numbering)),
                _ => {}
            },
            _ => {}
        }
    }
    lines.extend(paragraph.lines(&mut numbering));
    Ok(lines)
}

/// Struck out, moved away, said a second time for old programs, or how a paragraph was before it was changed.
const SKIPPED: [&[u8]; 4] = [b"del", b"moveFrom", b"Fallback", b"pPrChange"];

fn is_skipped(start: &BytesStart<'_>) -> bool {
    SKIPPED.contains(&start.local_name().as_ref())
}

/// What an element says of its paragraph.
fn property(element: &BytesStart<'_>, paragraph: &mut Paragraph) {
    match element.local_name().as_ref() {
        b"tab" => paragraph.text.push(' '),
        b"br" | b"cr" => paragraph.text.push('\n'),
        b"noBreakHyphen" => paragraph.text.push('-'),
        // Of a paragraph whose end was struck out; what was struck out of its words has words inside.
        b"del" => paragraph.struck = true,
        b"numPr" => paragraph.says.listed = true,
        b"numId" => paragraph.says.list = number(element, b"val"),
        b"ilvl" => paragraph.says.level = number(element, b"val").and_then(|level| usize::try_from(level).ok()),
        b"pStyle" => {
            let style = value(element, b"val").unwrap_or_default();
            let name = style.to_lowercase();
            paragraph.says.style = Some(style);
            let heading = ["heading", "naslov", "cmsor"].iter().any(|known| name.starts_with(known));
            let level = name.chars().rev().find(char::is_ascii_digit).and_then(|digit| digit.to_digit(10));
            paragraph.heading = heading.then(|| level.and_then(|level| u8::try_from(level).ok()).unwrap_or(1));
        }
        _ => {}
    }
}
