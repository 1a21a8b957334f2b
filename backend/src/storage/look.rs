//! What a file is, by its own bytes. A container is opened only after what it says of itself was found to be sane, and
//! then read to its end, so that one that says less than it holds, or is damaged, is found out here and not at a reader's.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};

use super::rules::{self, FileKind, Part};
use crate::error::Reason;

/// The file, standing at its beginning, if it is of this kind.
pub(super) fn look(mut file: File, size: u64, kind: FileKind) -> std::io::Result<Result<File, Reason>> {
    let head = some_of(&mut file, SeekFrom::Start(0))?;
    let tail = some_of(&mut file, SeekFrom::Start(size.saturating_sub(rules::ENDS as u64)))?;
    let mut found = rules::is(kind, &head, &tail);
    if found.is_ok() && kind.is_container() {
        found = container(file.try_clone()?, size, kind);
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(found.map(|()| file))
}

fn some_of(file: &mut File, from: SeekFrom) -> std::io::Result<Vec<u8>> {
    let mut some = Vec::new();
    file.seek(from)?;
    file.take(rules::ENDS as u64).read_to_end(&mut some)?;
    Ok(some)
}

fn container(file: File, size: u64, kind: FileKind) -> Result<(), Reason> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_file(file, &mut buffer).map_err(|_| Reason::FileDamaged)?;
    let (parts, ways) = listed(&archive, &mut buffer)?;
    rules::sane(&parts, size)?;
    let mut names = vec![0; 2 * usize::from(u16::MAX)];
    let mut said = None;
    let mut ranges = Vec::new();
    for (part, way) in parts.iter().zip(ways) {
        let entry = archive.get_entry(way).map_err(|_| Reason::FileDamaged)?;
        ranges.push(entry.compressed_data_range());
        // It stands before the part as well; some readers look there.
        let here = entry.local_header(&mut names).map_err(|_| Reason::FileDamaged)?;
        if here.file_path().as_ref() != part.name.as_bytes() || here.compression_method() != part.method {
            return Err(Reason::FileDamaged);
        }
        let packed = std::io::BufReader::new(entry.reader());
        let whole: Box<dyn Read> = match part.method {
            CompressionMethod::STORE => Box::new(packed),
            _ => Box::new(DeflateDecoder::new(packed)),
        };
        // The verifier knows its size and checksum; one byte more than it says is too much.
        let mut whole = entry.verifying_reader(whole.take(part.size + 1));
        if part.name == rules::ODF_SAYS && part.size <= rules::ENDS as u64 {
            let mut text = Vec::new();
            whole.read_to_end(&mut text).map_err(|_| Reason::FileDamaged)?;
            said = Some(text);
        } else {
            std::io::copy(&mut whole, &mut std::io::sink()).map_err(|_| Reason::FileDamaged)?;
        }
    }
    rules::apart(ranges)?;
    rules::holds(kind, &parts, said.as_deref())
}

type Listed = (Vec<Part>, Vec<ZipArchiveEntryWayfinder>);

/// What the directory lists, no further than anybody could need.
fn listed(archive: &ZipArchive<rawzip::FileReader>, buffer: &mut [u8]) -> Result<Listed, Reason> {
    let (mut parts, mut ways) = (Vec::new(), Vec::new());
    let mut entries = archive.entries(buffer);
    while let Some(entry) = entries.next_entry().map_err(|_| Reason::FileDamaged)? {
        if parts.len() == rules::MOST_PARTS {
            return Err(Reason::FileDamaged);
        }
        let name = String::from_utf8(entry.file_path().as_ref().to_vec()).map_err(|_| Reason::FileDamaged)?;
        parts.push(Part {
            name,
            size: entry.uncompressed_size_hint(),
            packed: entry.compressed_size_hint(),
            method: entry.compression_method(),
            encrypted: entry.flags().is_encrypted(),
        });
        ways.push(entry.wayfinder());
    }
    if archive.entries_hint() != parts.len() as u64 {
        return Err(Reason::FileDamaged);
    }
    Ok((parts, ways))
}
