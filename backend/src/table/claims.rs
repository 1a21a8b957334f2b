//! What a workbook claims. Whoever opens it makes room for as many texts as it says to have, and copies font and form of
//! numbers for each of its styles: a few kilobytes can claim all the memory that there is. So both are looked at before.

use std::io::{BufRead, BufReader, Read as _};

use flate2::bufread::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rawzip::{CompressionMethod, ZipArchive};

use crate::error::Reason;

/// The largest part with texts, or with styles, unpacked.
const MOST: u64 = 32 << 20;
/// A text takes so many bytes at least: `<si/>`.
const TEXT: u64 = 5;
/// So many bytes all styles may take together, when they are read.
const MOST_STYLED: usize = 128 << 20;
/// About so many one takes, besides its font's name and how it writes numbers.
const STYLE: usize = 400;

/// That a workbook claims no more than it has. Its parts were looked at before (`storage`): they are no larger than they say.
///
/// # Errors
/// It claims more, or has more than any list needs.
pub(super) fn honest(bytes: &[u8]) -> Result<(), Reason> {
    let damaged = |_| Reason::FileDamaged;
    let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
    for entry in archive.entries() {
        let entry = entry.map_err(damaged)?;
        // They are found in whatever folder the workbook names, in capitals as well.
        let name = entry.file_path().as_ref().to_ascii_lowercase();
        let look: fn(&mut dyn BufRead, u64) -> Result<(), Reason> = if name.ends_with(b"sharedstrings.xml") {
            texts
        } else if name.ends_with(b"styles.xml") {
            styles
        } else {
            continue;
        };
        let (size, method) = (entry.uncompressed_size_hint(), entry.compression_method());
        if size > MOST {
            return Err(Reason::FileTooLarge);
        }
        let packed = archive.get_entry(entry.wayfinder()).map_err(damaged)?.data();
        look(&mut *unpacked(packed, method, size), size)?;
    }
    Ok(())
}

/// A part that says to have this size, unpacked as it is read.
pub(super) fn unpacked(packed: &[u8], method: CompressionMethod, size: u64) -> Box<dyn BufRead + '_> {
    match method {
        CompressionMethod::STORE => Box::new(packed.take(size)),
        _ => Box::new(BufReader::new(DeflateDecoder::new(packed)).take(size)),
    }
}

/// That there can be as many texts in a part of this size as it says.
fn texts(part: &mut dyn BufRead, size: u64) -> Result<(), Reason> {
    elements(part, |element| {
        if element.local_name().as_ref() != b"sst" {
            return Ok(true);
        }
        for said in element.attributes().with_checks(false) {
            let said = said.map_err(|_| Reason::FileDamaged)?;
            let count = std::str::from_utf8(&said.value).ok().and_then(|count| count.parse::<u64>().ok());
            if said.key.as_ref() == b"uniqueCount" && count.is_some_and(|count| count > size / TEXT) {
                return Err(Reason::FileDamaged);
            }
        }
        Ok(false)
    })
}

/// That there is room for all styles, each with the longest text that is in any.
fn styles(part: &mut dyn BufRead, _: u64) -> Result<(), Reason> {
    let (mut count, mut longest) = (0_usize, 0_usize);
    elements(part, |element| {
        count += usize::from(matches!(element.local_name().as_ref(), b"xf" | b"font" | b"fill" | b"border"));
        for said in element.attributes().with_checks(false) {
            longest = longest.max(said.map_err(|_| Reason::FileDamaged)?.value.len());
        }
        if count.saturating_mul(STYLE + longest) > MOST_STYLED {
            return Err(Reason::FileTooLarge);
        }
        Ok(true)
    })
}

/// Shows one element after another until no more are wanted.
fn elements(
    part: &mut dyn BufRead,
    mut wanted: impl FnMut(&BytesStart<'_>) -> Result<bool, Reason>,
) -> Result<(), Reason> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Reason::FileDamaged)? {
            Event::Start(element) | Event::Empty(element) if !wanted(&element)? => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{styles, texts};
    use crate::error::Reason;

    #[test]
    fn no_more_texts_are_claimed_than_the_part_can_hold() {
        let three = r#"<sst count="9" uniqueCount="3"><si><t>a</t></si><si><t>b</t></si><si/></sst>"#;
        for (part, expected) in [
            (three.to_owned(), Ok(())),
            (three.replace("\"3\"", "\"100000000000\""), Err(Reason::FileDamaged)),
            (three.replace(" uniqueCount=\"3\"", ""), Ok(())),
            (format!("<!-- {} --><x:{}", "a".repeat(2_000), &three[1..]), Ok(())),
            (three.replace("<sst", "<a uniqueCount='1'/><sst uniqueCount = '99999999'"), Err(Reason::FileDamaged)),
            (String::new(), Ok(())),
        ] {
            let size = part.len().try_into().expect("a size");
            assert_eq!(texts(&mut part.as_bytes(), size), expected, "{part}");
        }
    }

    #[test]
    fn styles_are_no_larger_together_than_they_may_be() {
        let styled = |name: usize, count: usize| {
            let (name, all) = ("a".repeat(name), r#"<xf fontId="0"/>"#.repeat(count));
            format!(
                r#"<styleSheet><fonts><font><name val="{name}"/></font></fonts><cellXfs>{all}</cellXfs></styleSheet>"#
            )
        };
        for (name, count, expected) in [
            (31, 5_000, Ok(())),
            (500_000, 10, Ok(())),
            (500_000, 30_000, Err(Reason::FileTooLarge)),
            (31, 400_000, Err(Reason::FileTooLarge)),
        ] {
            assert_eq!(styles(&mut styled(name, count).as_bytes(), 0), expected, "{name} {count}");
        }
    }
}
