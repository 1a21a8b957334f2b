//! Reading a JSON array row by row, knowing the line and the field.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::rc::Rc;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use tokio::sync::mpsc::Sender;

use super::Parsed;

/// No row of a notice is this large; a file without an end to its row must not fill the memory.
const LARGEST_ROW: u64 = 4 << 20;

/// What a file holds; its first row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Rows with a `slug`.
    Municipalities,
    /// Rows with a `title`.
    Calls,
    /// Rows with a `title` and an `act_type`.
    Consultations,
    /// Rows with a `content`, as a desk writes calls.
    Written,
    /// Rows with a `content` and `acts`, as a desk writes consultations.
    WrittenConsultations,
    /// Rows with a `name` and a `script`, and no `slug`.
    Organisations,
}

/// Where and why a file cannot be read. Begins with the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    line: u64,
    field: String,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, field, what } = self;
        match field.as_str() {
            "" | "." | "?" => write!(f, "{line}: {what}."),
            field => write!(f, "{line}: at {field}: {what}."),
        }
    }
}

/// A row with its place in the file.
pub(super) struct Row {
    /// The line on which it ends.
    pub line: u64,
    /// Its number, from 1.
    pub number: usize,
    pub parsed: Parsed,
}

/// Counts lines, and the bytes of the row that is being read. `serde_json` reads byte by byte and never ahead, so the
/// counts are exact.
struct Counting<R> {
    inner: R,
    counts: Rc<Counts>,
}

#[derive(Default)]
struct Counts {
    line: Cell<u64>,
    row: Cell<u64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let lines = buffer[..read].iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.counts.line.set(self.counts.line.get() + lines);
        let row = self.counts.row.get() + read as u64;
        self.counts.row.set(row);
        if row > LARGEST_ROW {
            return Err(io::Error::other("a row of more than 4 MiB, as if a quotation mark or a bracket were missing"));
        }
        Ok(read)
    }
}

/// What the first row of the file tells about it.
pub(super) fn kind(file: impl Read) -> Result<FileKind, Fault> {
    let counts = Rc::new(Counts::default());
    let mut json = serde_json::Deserializer::from_reader(Counting { inner: file, counts: Rc::clone(&counts) });
    let found = Cell::new(None);
    let read = json.deserialize_seq(FirstRow(&found));
    // Stopping after the first row leaves the rest of the array unread; to `serde_json` that is a fault, here it is not.
    found.get().ok_or_else(|| match read {
        Err(error) => fault(&error, String::new(), &counts),
        Ok(()) => Fault { line: 1, field: String::new(), what: "the file has no rows".into() },
    })
}

struct FirstRow<'a>(&'a Cell<Option<FileKind>>);

impl<'de> Visitor<'de> for FirstRow<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of rows, `[ {…}, {…} ]`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let Some(Keys(keys)) = rows.next_element()? else { return Ok(()) };
        let has = |key: &str| keys.iter().any(|found| found == key);
        let kind = match (has("slug"), has("title"), has("content")) {
            (true, ..) => FileKind::Municipalities,
            (false, true, _) if has("act_type") => FileKind::Consultations,
            (false, true, _) => FileKind::Calls,
            (false, false, true) if has("acts") => FileKind::WrittenConsultations,
            (false, false, true) => FileKind::Written,
            (false, false, false) if has("name") && has("script") => FileKind::Organisations,
            _ => {
                return Err(serde::de::Error::custom(
                    "rows of municipalities have a `slug`, rows of calls a `title`, of organisations a `name`; these have none",
                ));
            }
        };
        self.0.set(Some(kind));
        Ok(())
    }
}

/// The keys of an object.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;
        impl<'de> Visitor<'de> for KeysVisitor {
            type Value = Keys;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row, `{…}`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, _)) = map.next_entry::<String, IgnoredAny>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(KeysVisitor)
    }
}

/// Reads every row and sends it on. Stops without a fault when nobody takes rows any more.
pub(super) fn rows<T: for<'de> Deserialize<'de>>(
    file: impl Read,
    send: &Sender<Row>,
    wrap: fn(T) -> Parsed,
) -> Result<(), Fault> {
    let counts = Rc::new(Counts::default());
    let mut json = serde_json::Deserializer::from_reader(Counting { inner: file, counts: Rc::clone(&counts) });
    let mut track = serde_path_to_error::Track::new();
    let rows = Rows { send, wrap, counts: &counts, row: PhantomData::<T> };
    let read =
        rows.deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track)).and_then(|()| json.end());
    read.map_err(|error| fault(&error, track.path().to_string(), &counts))
}

fn fault(error: &serde_json::Error, field: String, counts: &Counts) -> Fault {
    // `serde_json` ends its message with the place; we begin with it.
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned();
    let line = if error.line() > 0 { error.line() as u64 } else { counts.line.get() + 1 };
    Fault { line, field, what }
}

struct Rows<'a, T> {
    send: &'a Sender<Row>,
    wrap: fn(T) -> Parsed,
    counts: &'a Counts,
    row: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Rows<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(row) = rows.next_element::<T>()? {
            number += 1;
            self.counts.row.set(0);
            let row = Row { line: self.counts.line.get() + 1, number, parsed: (self.wrap)(row) };
            if self.send.blocking_send(row).is_err() {
                return Err(serde::de::Error::custom("the import stopped"));
            }
        }
        Ok(())
    }
}
