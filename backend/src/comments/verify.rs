//! `javno verify`: is a log, or a receipt, what was signed? Offline: it asks no server and no database.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use super::rules::export::{Found, Reader};
use super::rules::facts::Says;
use super::rules::log::Entry;
use super::rules::receipt::{self, Recorded};
use crate::ledger::{PublicKey, Receipt};

/// What is to be verified.
#[derive(Clone, Debug, clap::Args)]
pub struct Verify {
    /// Receipts, and at most one log (`https://…/log/con_….ndjson`). With a log, each receipt must stand in it.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The server's key (`https://…/log/key`), or a file that holds it, from somewhere that you trust: a notice on paper, the
    /// official gazette. Without it a log is held against the key that it brings itself; a receipt alone needs it.
    #[arg(long)]
    pub key: Option<String>,
}

/// Why nothing could be said.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// A file cannot be read.
    #[error("{} cannot be read", .0.display())]
    File(PathBuf, #[source] std::io::Error),
    /// Two logs were given.
    #[error("give one log at a time")]
    TwoLogs,
    /// The key is none.
    #[error("--key is neither a server's key, which looks like javno.example+1a2b3c4d+AbC…, nor a file that holds one")]
    Key,
    /// Receipts alone prove nothing without a key.
    #[error(
        "a receipt alone needs --key, the server's key (https://…/log/key) or a file that holds it; or give the log beside it \
         (https://…/log/con_….ndjson)"
    )]
    KeyMissing,
}

/// Looks at the files. What was found, and whether all of it is as it was signed.
///
/// # Errors
/// A file cannot be read, or what was given does not suffice.
pub fn verify(what: &Verify) -> Result<(String, bool), NotVerified> {
    let key = what.key.as_deref().map(key).transpose()?;
    let (mut receipts, mut log, mut said, mut right) = (Vec::new(), None, String::new(), true);
    for path in &what.files {
        if is_a_log(path)? {
            if log.replace(path).is_some() {
                return Err(NotVerified::TwoLogs);
            }
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|error| NotVerified::File(path.clone(), error))?;
        match receipt::read(&text) {
            Ok((receipt, recorded)) => receipts.push((path, receipt, recorded)),
            Err(rejected) => {
                right = false;
                let _ = writeln!(said, "{}: {rejected}.", path.display());
            }
        }
    }
    if let Some(path) = log {
        let all: Vec<_> = receipts.iter().map(|(_, receipt, _)| receipt.clone()).collect();
        let found = read(path, key.as_ref(), &all)?;
        right &= found.faults.is_empty();
        tell(&mut said, path, &found, key.is_some(), all.len());
        for (path, receipt, recorded) in &receipts {
            right &= opened(&mut said, path, receipt, recorded.as_ref());
        }
        return Ok((said, right));
    }
    if receipts.is_empty() {
        return Ok((said, right));
    }
    let key = key.ok_or(NotVerified::KeyMissing)?;
    for (path, receipt, recorded) in receipts {
        match receipt.check(&key) {
            Ok((origin, head)) => {
                let entry = String::from_utf8_lossy(&receipt.entry);
                let (shown, number, size) = (path.display(), receipt.number, head.size);
                let _ = writeln!(said, "{shown}: valid. Entry {number} of {origin}, signed among {size}:\n  {entry}");
                right &= opened(&mut said, path, &receipt, recorded.as_ref());
            }
            Err(rejected) => {
                right = false;
                let _ = writeln!(said, "{}: {rejected}.", path.display());
            }
        }
    }
    Ok((said, right))
}

/// The key that was given, itself or in a file.
fn key(given: &str) -> Result<PublicKey, NotVerified> {
    let one = |text: &str| Some(PublicKey(text.trim().to_owned())).filter(PublicKey::is_one);
    let in_file = || std::fs::read_to_string(given).ok().and_then(|text| one(&text));
    one(given).or_else(in_file).ok_or(NotVerified::Key)
}

/// Says what a receipt shows that somebody wrote; whether it is what was recorded.
fn opened(said: &mut String, path: &Path, receipt: &Receipt, recorded: Option<&Recorded>) -> bool {
    let Some(recorded) = recorded else { return true };
    let path = path.display();
    let entry = serde_json::from_slice::<Entry>(&receipt.entry);
    let right = entry.is_ok_and(|entry| recorded.opens(&entry));
    let _ = if right {
        writeln!(
            said,
            "{path}: this was recorded, word for word:\n  {}\n  {}",
            recorded.author.text, recorded.content.text
        )
    } else {
        writeln!(said, "{path}: its entry is what was signed, but the words in it are NOT those that were recorded.")
    };
    right
}

fn is_a_log(path: &Path) -> Result<bool, NotVerified> {
    let mut first = [0; 1];
    let read = File::open(path).and_then(|mut file| std::io::Read::read(&mut file, &mut first));
    let read = read.map_err(|error| NotVerified::File(path.to_owned(), error))?;
    Ok(read == 1 && first[0] == b'{')
}

fn read(path: &Path, key: Option<&PublicKey>, receipts: &[Receipt]) -> Result<Found, NotVerified> {
    let failed = |error| NotVerified::File(path.to_owned(), error);
    let mut reader = Reader::default();
    for line in BufReader::new(File::open(path).map_err(failed)?).lines() {
        reader.take(&line.map_err(failed)?, key);
    }
    Ok(reader.finish(receipts))
}

fn tell(said: &mut String, path: &Path, found: &Found, trusted: bool, receipts: usize) {
    let Found { origin, entries, compared, report, lists, says, faults } = found;
    let path = path.display();
    if faults.is_empty() {
        let _ =
            writeln!(said, "{path}: valid. {entries} entries of {origin}, {compared} texts are as they were recorded.");
        if *report {
            let _ = writeln!(said, "The report is the one that was published.");
        }
        if receipts > 0 {
            let _ = writeln!(said, "All {receipts} receipts stand in it.");
        }
        if !lists {
            let _ = writeln!(
                said,
                "It was made before texts of acts and reports were recorded, so of these it proves nothing. Take the log from \
                 the server anew."
            );
        }
        let unsaid = match says {
            Says::All => "",
            Says::Less => {
                "What it says of the consultation itself is of before its rules, other ways to comment and documents were \
                 recorded, so of these it proves nothing.\n"
            }
            Says::Nothing => {
                "It does not say what the consultation itself was published with: its title, days, rules, sessions, other ways to \
                 comment and documents. Of these it proves nothing.\n"
            }
        };
        said.push_str(unsaid);
        if !trusted {
            let _ =
                writeln!(said, "It was held against the key that it brings itself. Give --key to be sure whose it is.");
        }
    } else {
        let _ = writeln!(said, "{path}: NOT what was signed. {entries} entries of {origin}.");
        for fault in faults {
            let _ = writeln!(said, "  {fault}.");
        }
    }
}
