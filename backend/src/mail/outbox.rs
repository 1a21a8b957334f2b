//! The folder that letters are put into where no mail server carries them, read again: for the page that shows them, and
//! for tests.

use std::path::Path;

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;

/// A letter as it would arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Its `Message-ID`; later letters have later ones.
    pub id: String,
    /// From whom, as `Name <address>`.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When it was sent.
    pub at: Option<DateTime<Utc>>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The other headers, as name and value.
    pub headers: Vec<(String, String)>,
}

impl Read {
    /// A letter, from its bytes.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(bytes)?;
        let named = |address: Option<&mail_parser::Address<'_>>| {
            let first = address.and_then(mail_parser::Address::first);
            let (name, address) = first.map_or((None, None), |first| (first.name(), first.address()));
            let address = address.unwrap_or_default();
            name.map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>"))
        };
        let headers = message.headers_raw().map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
        Some(Self {
            id: message.message_id().unwrap_or_default().to_owned(),
            from: named(message.from()),
            to: named(message.to()),
            at: message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            headers: headers.collect(),
        })
    }

    /// A header by its name, as it was written.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.as_str())
    }
}

/// All letters in the folder, oldest first. One that is just being written is left out.
///
/// # Errors
/// The folder cannot be read.
pub fn read(folder: &Path) -> std::io::Result<Vec<Read>> {
    let mut letters = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "eml") {
            letters.extend(std::fs::read(path).ok().as_deref().and_then(Read::parse));
        }
    }
    // Ids grow with time.
    letters.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(letters)
}
