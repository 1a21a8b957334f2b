//! Files to send: small ones of every kind, and bad ones.

use std::io::Write as _;

use axum::body::Bytes;
use entities::{
    ConsultationDocumentId, ConsultationDocumentRole, ConsultationFileId, DocumentId, call_file, consultation_document,
};
use futures_util::stream;
use javno::calls::store::files;
use javno::clock::Clock as _;
use javno::documents::rules::{come, coming};
use javno::storage::{NotTaken, Shelf, Stored};

use crate::Town;
use crate::debates::Given;
use crate::given::latin;

/// A PDF that is at least so long, and every byte of which is another than its neighbour.
#[must_use]
pub fn pdf(length: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.extend((0..length).map(|n| b' ' + u8::try_from(n % 89).unwrap_or_default()));
    pdf.extend(b"\n%%EOF\n");
    pdf
}

/// A zip of these parts.
///
/// # Panics
/// It cannot be written.
#[must_use]
pub fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut zip = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in parts {
        let (mut entry, config) =
            zip.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE).start().expect("a part");
        let packer = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(packer);
        writer.write_all(bytes).expect("written");
        let (packer, descriptor) = writer.finish().expect("written");
        packer.finish().expect("written");
        entry.finish(descriptor).expect("a part");
    }
    zip.finish().expect("a zip");
    out
}

/// A text of Word with one part more.
#[must_use]
pub fn docx_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    container(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"), (name, bytes)])
}

impl Town {
    /// Takes a file, as it would come in pieces.
    ///
    /// # Errors
    /// It is refused.
    pub async fn take(&self, name: &str, bytes: &[u8]) -> Result<Stored, NotTaken> {
        self.take_to(Shelf::CallFiles, name, bytes).await
    }

    async fn take_to(&self, shelf: Shelf, name: &str, bytes: &[u8]) -> Result<Stored, NotTaken> {
        let pieces: Vec<_> =
            bytes.chunks(10_000).map(|piece| Ok::<_, NotTaken>(Bytes::copy_from_slice(piece))).collect();
        let storage = &self.app.storage;
        storage.take(shelf, name, stream::iter(pieces), storage.most).await
    }

    /// Makes a file the first of a document.
    ///
    /// # Panics
    /// It is refused.
    pub async fn file(&self, document: DocumentId, name: &str, bytes: &[u8]) -> call_file::Model {
        let stored = self.take(name, bytes).await.expect("a file");
        let tx = self.begin().await;
        let file = files::add(&tx, document, stored).await.expect("a first file");
        tx.commit().await.expect("a file");
        file
    }

    /// Makes a file the next version of a document.
    ///
    /// # Panics
    /// It is refused.
    pub async fn next_file(&self, document: DocumentId, name: &str, bytes: &[u8]) -> call_file::Model {
        let stored = self.take(name, bytes).await.expect("a file");
        let tx = self.begin().await;
        let file =
            files::replace(&tx, document, stored, javno::clock::zone("Europe/Sarajevo")).await.expect("a next file");
        tx.commit().await.expect("a file");
        file
    }

    /// Gives a consultation a document that is this file.
    ///
    /// # Panics
    /// It is refused.
    pub async fn paper(&self, given: &mut Given, name: &str, bytes: &[u8]) -> ConsultationFileId {
        let stored = self.take_to(Shelf::ConsultationFiles, name, bytes).await.expect("a file");
        let new = &mut given.new;
        let document = consultation_document::Model {
            id: ConsultationDocumentId::new(),
            municipality_id: new.consultation.municipality_id,
            consultation_id: new.consultation.id,
            position: i32::try_from(new.documents.len()).expect("few") + 1,
            role: ConsultationDocumentRole::Draft,
            name: latin(name),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        };
        let waiting = come(stored, self.clock.now()).expect("a file");
        let of = (document.municipality_id, document.consultation_id);
        new.files.push(coming(&waiting, document.id, of, &new.files));
        new.documents.push(document);
        waiting.id
    }

    /// The files that lie in the folder, whatever they are named.
    #[must_use]
    pub fn lying(&self) -> Vec<std::path::PathBuf> {
        let mut folders = vec![self.database().files().to_owned()];
        let mut lying = Vec::new();
        while let Some(folder) = folders.pop() {
            for found in std::fs::read_dir(folder).expect("a folder") {
                let path = found.expect("a file").path();
                if path.is_dir() { folders.push(path) } else { lying.push(path) }
            }
        }
        lying
    }
}
