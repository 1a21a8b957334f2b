//! A list as a file, in the formats that people and programs read: a table, JSON and a workbook, each with what its columns
//! mean. The table and the JSON are sent as they are read, however long they are; a workbook is written whole first, in
//! constant memory, and then sent.
//!
//! A table is parted by `;`. Excel parts it by what the language of its system says, and where a number has a decimal comma, as
//! here, that is `;`: parted by commas a whole row would stand in one cell. Excel of another language reads it as one column or
//! parts it at the commas inside of cells; no cell becomes a formula there either ([`harmless`]).

use std::io::{Read as _, Seek as _, SeekFrom};

use axum::body::Body;
use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::table::harmless;

/// What stands above a codebook.
const CODEBOOK: [&str; 3] = ["column", "code", "meaning"];
/// So many bytes of a finished file are sent at once.
const PIECE: usize = 1 << 16;
/// Without the mark Excel takes the letters for those of an old Windows.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) const CSV: &str = "text/csv; charset=utf-8";
pub(super) const JSON: &str = "application/json";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The cells of a row, one for each column.
pub(super) type Cells = Vec<String>;

/// What a list holds, without its rows.
pub(super) struct Sheet {
    /// What it is called, in the workbook and in the JSON.
    pub(super) name: &'static str,
    /// Its columns, and what each holds.
    pub(super) columns: Vec<(&'static str, &'static str)>,
    /// The codes of areas, and what they are called there.
    pub(super) areas: Vec<(String, String)>,
}

impl Sheet {
    /// What stands in the file, as a table beside the table: column, code (none where the column itself is told of), meaning.
    fn codebook(&self) -> impl Iterator<Item = [String; 3]> {
        let head = std::iter::once(CODEBOOK.map(str::to_owned));
        let columns = self.columns.iter().map(|(name, what)| [(*name).to_owned(), String::new(), (*what).to_owned()]);
        let areas = self.areas.iter().map(|(code, label)| ["areas".to_owned(), code.clone(), label.clone()]);
        head.chain(columns).chain(areas)
    }

    /// The codebook by itself.
    pub(super) fn explained(&self) -> Result<Vec<u8>, Error> {
        Ok([MARK.to_vec(), lines(self.codebook())?].concat())
    }

    /// As a table.
    pub(super) fn csv(
        self,
        rows: impl Stream<Item = Result<Vec<Cells>, Error>> + Send,
    ) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
        let head: Cells = self.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let head = stream::once(async move { Ok([MARK.to_vec(), lines([head])?].concat()) });
        head.chain(rows.map(|rows| lines(rows?)))
    }

    /// As JSON, with the codebook before the rows.
    pub(super) fn json(
        self,
        rows: impl Stream<Item = Result<Vec<Cells>, Error>> + Send,
    ) -> impl Stream<Item = Result<Vec<u8>, Error>> + Send {
        let Self { name, columns, areas } = self;
        let told = columns.iter().map(|(name, what)| ((*name).to_owned(), Value::from(*what)));
        let areas = areas.into_iter().map(|(code, label)| (code, Value::from(label)));
        let codebook = json!({ "columns": told.collect::<Map<_, _>>(), "areas": areas.collect::<Map<_, _>>() });
        let head = stream::once(async move { Ok(format!("{{\"codebook\":{codebook},\n\"{name}\":[\n").into_bytes()) });
        let mut begun = false;
        let rows = rows.map_ok(move |rows| {
            let mut out = String::new();
            for row in rows {
                let row =
                    row.into_iter().zip(&columns).map(|(cell, (name, _))| ((*name).to_owned(), value(name, cell)));
                out += if begun { ",\n" } else { "" };
                out += &Value::Object(row.collect()).to_string();
                begun = true;
            }
            out.into_bytes()
        });
        head.chain(rows).chain(stream::once(async { Ok(b"\n]}\n".to_vec()) }))
    }

    /// A workbook is a container, which begins with what is known at its end: it is written into a file without a name, in
    /// memory that does not grow with the list, and sent from there when it is whole. So nobody has its first byte before the
    /// last row is read.
    pub(super) async fn workbook(
        self,
        rows: impl Stream<Item = Result<Vec<Cells>, Error>> + Send,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send, Error> {
        let (send, mut brought) = tokio::sync::mpsc::channel::<Vec<Cells>>(2);
        let writing = tokio::task::spawn_blocking(move || {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet_with_constant_memory()?.set_name(self.name)?;
            for (column, (name, _)) in (0..).zip(&self.columns) {
                sheet.write_string(0, column, *name)?;
            }
            let mut at = 1;
            while let Some(some) = brought.blocking_recv() {
                for row in some {
                    for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                        // A cell of text is never a formula to Excel; it becomes one where the file is saved as CSV.
                        sheet.write_string(at, column, harmless(&cell))?;
                    }
                    at += 1;
                }
            }
            let sheet = book.add_worksheet().set_name("codebook")?;
            for (row, cells) in (0..).zip(self.codebook()) {
                for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    sheet.write_string(row, column, harmless(&cell))?;
                }
            }
            let mut file = tempfile::tempfile()?;
            book.save_to_writer(&mut file)?;
            file.seek(SeekFrom::Start(0))?;
            Ok::<_, XlsxError>(file)
        });
        let mut reading = std::pin::pin!(rows);
        while let Some(some) = reading.try_next().await? {
            if send.send(some).await.is_err() {
                break;
            }
        }
        drop(send);
        let file = writing.await.map_err(Error::internal)?.map_err(Error::internal)?;
        Ok(stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).map_err(Error::internal)?;
            piece.truncate(read);
            Ok((read > 0).then_some((piece, file)))
        }))
    }

    /// As the file of this kind: what it is, and its bytes; nothing where there is none of this kind.
    pub(super) async fn file(
        self,
        kind: &str,
        rows: impl Stream<Item = Result<Vec<Cells>, Error>> + Send + 'static,
    ) -> Result<Option<(&'static str, Body)>, Error> {
        Ok(match kind {
            "csv" => Some((CSV, Body::from_stream(self.csv(rows)))),
            "json" => Some((JSON, Body::from_stream(self.json(rows)))),
            "xlsx" => Some((XLSX, Body::from_stream(self.workbook(rows).await?))),
            _ => None,
        })
    }
}

/// A cell as a program reads it.
fn value(column: &str, cell: String) -> Value {
    match column {
        "areas" | "statuses" => cell.split(';').filter(|one| !one.is_empty()).collect::<Vec<_>>().into(),
        "founded" => cell.parse::<i32>().map_or(Value::Null, Value::from),
        "exercise" | "representative_public" | "address_public" => Value::from(cell == "true"),
        _ if cell.is_empty() => Value::Null,
        _ => cell.into(),
    }
}

/// Rows of a table. No cell is a formula.
pub(super) fn lines<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, Error> {
    parted(b';', rows)
}

/// Rows of a table that is parted by this.
pub(super) fn parted<R: IntoIterator<Item = String>>(
    by: u8,
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(by).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| harmless(&cell))).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
}
