//! What may come in as a file. Pure.
//!
//! The kinds are few, and what each looks like is written down here: a library that guesses takes an HTML page in whose
//! first kilobyte `%PDF` stands for a PDF.

use rawzip::CompressionMethod;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Reason;

/// So much is looked at at both ends of a file.
pub const ENDS: usize = 1024;
/// The longest name, in characters.
const LONGEST: usize = 120;
/// The most parts of a container. A text of a thousand pictures has fewer.
pub const MOST_PARTS: usize = 4_000;
/// The most that the parts of a container may be together, unpacked.
const MOST_UNPACKED: u64 = 200 << 20;
/// How many times smaller a part may be packed than unpacked. Word and Excel pack their XML about twenty times.
const MOST_TIMES: u64 = 200;
/// Below this size, unpacked, it does not matter how well a part is packed: an empty form is mostly repetition.
const SMALL: u64 = 1 << 20;

/// In an OpenDocument file, the part that says what it is.
pub const ODF_SAYS: &str = "mimetype";
/// In an Office file, the part that says what the others are.
const OFFICE_SAYS: &str = "[Content_Types].xml";

/// What may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// To read.
    Pdf,
    /// A text of Word.
    Docx,
    /// A table of Excel.
    Xlsx,
    /// A text of LibreOffice.
    Odt,
    /// A table of LibreOffice.
    Ods,
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
}

impl FileKind {
    /// What a file of this name has to be.
    ///
    /// # Errors
    /// Nothing of this name may come in.
    pub fn of_name(name: &str) -> Result<Self, Reason> {
        let ending =
            name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("pdf") => Ok(Self::Pdf),
            Some("docx") => Ok(Self::Docx),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("odt") => Ok(Self::Odt),
            Some("ods") => Ok(Self::Ods),
            Some("jpg" | "jpeg") => Ok(Self::Jpeg),
            Some("png") => Ok(Self::Png),
            _ => Err(Reason::FileTypeNotAllowed),
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Whether it is a zip with parts inside.
    #[must_use]
    pub const fn is_container(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx | Self::Odt | Self::Ods)
    }

    const fn begins_with(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Docx | Self::Xlsx | Self::Odt | Self::Ods => b"PK\x03\x04",
        }
    }
}

/// A name as it is kept: without a path, without what cannot be seen or turns the reading direction, composed, and not
/// too long. Letters of every script stay.
#[must_use]
pub fn clean(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = name.nfc().filter(|c| !c.is_control() && !unseen(*c)).collect();
    let seen = seen.trim();
    let Some((stem, ending)) = seen.rsplit_once('.') else { return seen.chars().take(LONGEST).collect() };
    let ending: String = ending.chars().take(8).collect();
    let stem: String = stem.chars().take(LONGEST - 1 - ending.chars().count()).collect();
    format!("{}.{ending}", stem.trim_end())
}

/// Marks of direction, joiners and spaces without width.
const fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether the two ends of a file are those of its kind.
///
/// # Errors
/// It is something else, or its end is missing.
pub fn is(kind: FileKind, head: &[u8], tail: &[u8]) -> Result<(), Reason> {
    if !head.starts_with(kind.begins_with()) {
        return Err(Reason::FileNotWhatItSays);
    }
    let ends = |mark: &[u8]| tail.windows(mark.len()).any(|some| some == mark);
    let whole = match kind {
        FileKind::Pdf => ends(b"%%EOF"),
        FileKind::Png => ends(b"IEND"),
        // Cameras write on behind the end of a picture; a container has its directory at the end.
        _ => true,
    };
    if whole { Ok(()) } else { Err(Reason::FileDamaged) }
}

/// What a container says of one of its parts.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name, a path inside the container.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The same, packed.
    pub packed: u64,
    /// How it is packed.
    pub method: CompressionMethod,
    /// Whether only who has a password can read it.
    pub encrypted: bool,
}

/// Whether a container of this size may be opened at all, by what it says of its parts.
///
/// # Errors
/// It may not.
pub fn sane(parts: &[Part], size: u64) -> Result<(), Reason> {
    let sum = |of: fn(&Part) -> u64| parts.iter().fold(0_u64, |sum, part| sum.saturating_add(of(part)));
    let names: std::collections::BTreeSet<String> = parts.iter().map(|part| part.name.to_lowercase()).collect();
    let well = !parts.is_empty()
        && parts.len() <= MOST_PARTS
        && names.len() == parts.len()
        && sum(|part| part.size) <= MOST_UNPACKED
        && sum(|part| part.packed) <= size
        && parts.iter().all(part_is_sane);
    if well { Ok(()) } else { Err(Reason::FileDamaged) }
}

fn part_is_sane(part: &Part) -> bool {
    let known = [CompressionMethod::STORE, CompressionMethod::DEFLATE].contains(&part.method);
    let outside = part.name.starts_with(['/', '\\']) || part.name.contains([':', '\0']);
    let upwards = part.name.split(['/', '\\']).any(|step| step == "..");
    let bomb = part.size > SMALL && part.size / part.packed.max(1) > MOST_TIMES;
    known && !part.encrypted && !part.name.is_empty() && !outside && !upwards && !bomb
}

/// Whether no two parts lie over each other: that is how a small container holds endlessly much.
///
/// # Errors
/// Two do.
pub fn apart(mut ranges: Vec<(u64, u64)>) -> Result<(), Reason> {
    ranges.sort_unstable();
    if ranges.windows(2).all(|two| two[0].1 <= two[1].0) { Ok(()) } else { Err(Reason::FileDamaged) }
}

/// Whether a container is of this kind, by its parts and by what it says of itself, and carries no programs.
///
/// # Errors
/// It is something else, or does.
pub fn holds(kind: FileKind, parts: &[Part], says: Option<&[u8]>) -> Result<(), Reason> {
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    let below = |folder: &str| parts.iter().any(|part| part.name.starts_with(folder));
    let office = |folder| has(OFFICE_SAYS) && below(folder);
    let right = match kind {
        FileKind::Docx => office("word/"),
        FileKind::Xlsx => office("xl/"),
        _ => says == Some(kind.media_type().as_bytes()),
    };
    if !right {
        return Err(Reason::FileNotWhatItSays);
    }
    let program = |part: &Part| {
        let name = part.name.to_lowercase();
        name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
    };
    if parts.iter().any(program) { Err(Reason::FileHasMacros) } else { Ok(()) }
}

/// Whether so many objects that no row names may be swept up beside so many that are named. Where most are not named the
/// server looks into somebody else's store, or into its own with an empty database.
#[must_use]
pub const fn may_sweep(unnamed: usize, named: usize) -> bool {
    unnamed <= named
}

#[cfg(test)]
mod tests {
    use rawzip::CompressionMethod;

    use super::{FileKind, LONGEST, MOST_PARTS, Part, apart, clean, holds, is, sane};
    use crate::error::Reason;

    #[test]
    fn a_name_is_kept_as_far_as_it_can_be_read() {
        let long = "ж".repeat(300);
        for (said, kept) in [
            ("Образац пријаве.docx", "Образац пријаве.docx"),
            ("Obrazac buđeta (čćžšđ).xlsx", "Obrazac buđeta (čćžšđ).xlsx"),
            // Written as a letter and its mark.
            ("Smjernice c\u{30c}.pdf", "Smjernice č.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\Plan.pdf", "Plan.pdf"),
            ("plan\r\nSet-Cookie: a.pdf", "planSet-Cookie: a.pdf"),
            ("plan\0.pdf", "plan.pdf"),
            // Shown backwards it would be `exe.pdf`.
            ("plan\u{202e}fdp.exe", "planfdp.exe"),
            ("  plan .pdf ", "plan.pdf"),
            (&format!("{long}.pdf"), &format!("{}.pdf", "ж".repeat(116))),
            ("", ""),
        ] {
            let cleaned = clean(said);
            assert_eq!(cleaned, kept, "{said:?}");
            assert!(cleaned.chars().count() <= LONGEST);
        }
    }

    #[test]
    fn few_kinds_may_come_in_and_each_is_what_it_says() {
        let zip = b"PK\x03\x04".as_slice();
        for (name, head, tail, expected) in [
            ("a.pdf", b"%PDF-1.7".as_slice(), b"%%EOF\n".as_slice(), Ok(FileKind::Pdf)),
            ("A.PDF", b"%PDF-1.7", b"%%EOF", Ok(FileKind::Pdf)),
            ("a.pdf", b"%PDF-1.7", b"and so", Err(Reason::FileDamaged)),
            ("a.pdf", b"<html>", b"%%EOF", Err(Reason::FileNotWhatItSays)),
            ("a.pdf", b"<html><!--%PDF-1.7", b"%%EOF-->", Err(Reason::FileNotWhatItSays)),
            ("a.pdf", zip, zip, Err(Reason::FileNotWhatItSays)),
            ("a.png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82", Ok(FileKind::Png)),
            ("a.png", b"\x89PNG\r\n\x1a\n", b"IDAT", Err(Reason::FileDamaged)),
            ("a.png", b"\xff\xd8\xff\xe0", b"IEND", Err(Reason::FileNotWhatItSays)),
            ("a.jpg", b"\xff\xd8\xff\xe0", b"", Ok(FileKind::Jpeg)),
            ("a.jpeg", b"\xff\xd8\xff\xe0", b"", Ok(FileKind::Jpeg)),
            ("a.docx", zip, zip, Ok(FileKind::Docx)),
            ("a.xlsx", zip, zip, Ok(FileKind::Xlsx)),
            ("a.odt", zip, zip, Ok(FileKind::Odt)),
            ("a.ods", zip, zip, Ok(FileKind::Ods)),
            ("a.docx", b"\xd0\xcf\x11\xe0", b"", Err(Reason::FileNotWhatItSays)),
            ("a.docm", zip, zip, Err(Reason::FileTypeNotAllowed)),
            ("a.doc", b"\xd0\xcf\x11\xe0", b"", Err(Reason::FileTypeNotAllowed)),
            ("a.svg", b"<svg", b"", Err(Reason::FileTypeNotAllowed)),
            ("a.zip", zip, zip, Err(Reason::FileTypeNotAllowed)),
            ("a.pdf.exe", b"MZ", b"", Err(Reason::FileTypeNotAllowed)),
            ("pdf", b"%PDF-1.7", b"%%EOF", Err(Reason::FileTypeNotAllowed)),
            (".pdf", b"%PDF-1.7", b"%%EOF", Err(Reason::FileTypeNotAllowed)),
            ("", b"", b"", Err(Reason::FileTypeNotAllowed)),
        ] {
            let found = FileKind::of_name(name).and_then(|kind| is(kind, head, tail).map(|()| kind));
            assert_eq!(found, expected, "{name} {:?}", String::from_utf8_lossy(head));
        }
    }

    fn part(name: &str, size: u64, packed: u64) -> Part {
        Part { name: name.into(), size, packed, method: CompressionMethod::DEFLATE, encrypted: false }
    }

    #[test]
    fn a_container_is_opened_only_when_it_is_sane() {
        const MIB: u64 = 1 << 20;
        let good = || part("word/document.xml", 40_000, 2_000);
        let (bad, size) = (Err(Reason::FileDamaged), 5 * MIB);
        for (what, parts, expected) in [
            ("one", vec![good()], Ok(())),
            ("a folder", vec![part("word/", 0, 0), good()], Ok(())),
            ("a small one, packed very well", vec![part("a", MIB, 1_100)], Ok(())),
            ("a large one, packed well", vec![part("a", 100 * MIB, MIB)], Ok(())),
            ("none", vec![], bad),
            ("a bomb", vec![part("a", 100 * MIB, 100_000)], bad),
            ("many little bombs", (0..300).map(|n| part(&n.to_string(), MIB, 1_100)).collect(), bad),
            ("too much", vec![part("a", 201 * MIB, 4 * MIB)], bad),
            ("beyond all numbers", vec![part("a", u64::MAX, u64::MAX), part("b", u64::MAX, 1)], bad),
            ("more than there is", vec![part("a", 9 * MIB, 6 * MIB)], bad),
            ("too many", (0..=MOST_PARTS).map(|n| part(&n.to_string(), 1, 1)).collect(), bad),
            ("the same name twice", vec![good(), part("Word/Document.xml", 1, 1)], bad),
            ("no name", vec![part("", 1, 1)], bad),
            ("up", vec![part("word/../../a", 1, 1)], bad),
            ("up, as on Windows", vec![part("word\\..\\a", 1, 1)], bad),
            ("from the root", vec![part("/etc/passwd", 1, 1)], bad),
            ("from another root", vec![part("C:\\a", 1, 1)], bad),
            ("encrypted", vec![Part { encrypted: true, ..good() }], bad),
            ("packed in another way", vec![Part { method: CompressionMethod::from(12), ..good() }], bad),
        ] {
            assert_eq!(sane(&parts, size), expected, "{what}");
        }
        for (ranges, expected) in [
            (vec![], Ok(())),
            (vec![(30, 40), (0, 10), (10, 20)], Ok(())),
            (vec![(0, 10), (9, 20)], bad),
            (vec![(0, 10), (0, 10)], bad),
        ] {
            assert_eq!(apart(ranges.clone()), expected, "{ranges:?}");
        }
    }

    #[test]
    fn a_container_is_known_by_its_parts() {
        let office = |folder: &str| vec![part("[Content_Types].xml", 1, 1), part(&format!("{folder}/a.xml"), 1, 1)];
        let with = |mut parts: Vec<Part>, name: &str| {
            parts.push(part(name, 1, 1));
            parts
        };
        let open = |kind: FileKind| Some(kind.media_type().as_bytes());
        let not = Err(Reason::FileNotWhatItSays);
        for (kind, parts, says, expected) in [
            (FileKind::Docx, office("word"), None, Ok(())),
            (FileKind::Xlsx, office("xl"), None, Ok(())),
            (FileKind::Docx, office("xl"), None, not),
            (FileKind::Xlsx, office("ppt"), None, not),
            (FileKind::Docx, vec![part("word/a.xml", 1, 1)], None, not),
            (FileKind::Docx, vec![part("index.html", 1, 1)], None, not),
            (FileKind::Docx, with(office("word"), "word/vbaProject.bin"), None, Err(Reason::FileHasMacros)),
            (FileKind::Xlsx, with(office("xl"), "xl/VBAPROJECT.BIN"), None, Err(Reason::FileHasMacros)),
            (FileKind::Odt, vec![part("mimetype", 1, 1)], open(FileKind::Odt), Ok(())),
            (FileKind::Ods, vec![part("mimetype", 1, 1)], open(FileKind::Ods), Ok(())),
            (FileKind::Odt, vec![part("mimetype", 1, 1)], open(FileKind::Ods), not),
            (FileKind::Odt, vec![part("mimetype", 1, 1)], None, not),
            (FileKind::Odt, vec![part("Basic/Standard/a.xml", 1, 1)], open(FileKind::Odt), Err(Reason::FileHasMacros)),
        ] {
            assert_eq!(holds(kind, &parts, says), expected, "{kind:?} {parts:?}");
        }
    }
}
