//! Documents that are files here, whatever they are documents of: what calls and consultations have in common.
//!
//! Each of the two has a table of documents and one of their files, a row for every version. What becomes of them is decided
//! once, in [`rules`], and told alike, in [`shown`]; what hangs on what, and who may, each slice says itself.

pub mod rules;
pub mod shown;

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    CallId, ConsultationDocumentId, ConsultationDocumentRole, ConsultationFileId, ConsultationId, DocumentContent,
    DocumentId, DocumentRole, FileId, LocalisedText, MunicipalityId, PaperContent, WaitingFile, call_document,
    call_file, consultation_document, consultation_file,
};

/// A row of a table of documents.
pub trait Document: Clone + Send + Sync {
    /// Its id.
    type Id: Copy + Eq + Display + Default + Send + Sync;
    /// What it is to a reader.
    type Role: Copy + Eq + Send + Sync;

    /// Its id.
    fn id(&self) -> Self::Id;
    /// Its name.
    fn name(&self) -> &LocalisedText;
    /// Where it can be had elsewhere.
    fn url(&self) -> Option<&str>;
    /// Media type and size in bytes of what lies elsewhere.
    fn elsewhere(&self) -> (Option<&str>, Option<i64>);
    /// Grows when it is replaced.
    fn version(&self) -> i32;
    /// When its present version replaced the one before.
    fn replaced_on(&self) -> Option<NaiveDate>;
    /// Another version takes the place of the one that holds, on this day.
    fn replace(&mut self, on: NaiveDate);
    /// The version that holds came into its place on this day.
    fn date(&mut self, on: NaiveDate);
    /// It is taken off the list on this day.
    fn take_off(&mut self, on: NaiveDate);
    /// It stands where another stood, as what that was.
    fn stand_for(&mut self, other: &Self);
}

/// A row of a table of files: one version of a document. But for when another replaced it it never changes.
pub trait Version: Clone + Send + Sync {
    /// Its id.
    type Id: Copy + Eq + Display + Default + Send + Sync;
    /// The document that it is a version of.
    type Document: Copy + Eq + Display + Send + Sync;
    /// What that is a document of.
    type Of: Copy + Send + Sync;

    /// The row that a file will have.
    fn new(
        file: &WaitingFile<Self::Id>,
        document: Self::Document,
        of: (MunicipalityId, Self::Of),
        version: i32,
    ) -> Self;
    /// Its id.
    fn id(&self) -> Self::Id;
    /// The document that it is a version of.
    fn document(&self) -> Self::Document;
    /// First, second… version, from 1.
    fn version(&self) -> i32;
    /// All else that is known of the file, with when another replaced it.
    fn file(&self) -> (WaitingFile<Self::Id>, Option<DateTime<Utc>>);
    /// Whether it is the one that holds.
    fn holds(&self) -> bool;
    /// It came at this instant.
    fn come(&mut self, at: DateTime<Utc>);
    /// Another replaced it at this instant.
    fn replace(&mut self, at: DateTime<Utc>);
}

/// A document, as it is edited and as it waits.
pub trait Written {
    /// The id of its row.
    type Id: Copy + Eq + Default;
    /// The id of the row of its file.
    type File;
    /// What it is to a reader.
    type Role: Copy + Eq;

    /// One that is only named.
    fn new(role: Self::Role, name: LocalisedText) -> Self;
    /// Its row; none while it has none.
    fn id(&self) -> Option<Self::Id>;
    /// What it is to a reader.
    fn role(&self) -> Self::Role;
    /// Its name; none while nobody has written it.
    fn name(&self) -> Option<&LocalisedText>;
    /// The file that waits for it.
    fn waiting(&mut self) -> &mut Option<WaitingFile<Self::File>>;
    /// It has a row, or will have this one.
    fn be(&mut self, id: Self::Id);
}

macro_rules! documents {
    ($($document:ident $Document:ident $Role:ident, $file:ident $File:ident, of $of:ident $Of:ident, as $Written:ident;)*) => {$(
        impl Document for $document::Model {
            type Id = $Document;
            type Role = $Role;

            fn id(&self) -> $Document {
                self.id
            }
            fn name(&self) -> &LocalisedText {
                &self.name
            }
            fn url(&self) -> Option<&str> {
                self.url.as_deref()
            }
            fn elsewhere(&self) -> (Option<&str>, Option<i64>) {
                (self.media_type.as_deref(), self.size_bytes)
            }
            fn version(&self) -> i32 {
                self.version
            }
            fn replaced_on(&self) -> Option<NaiveDate> {
                self.replaced_on
            }
            fn replace(&mut self, on: NaiveDate) {
                (self.version, self.replaced_on) = (self.version + 1, Some(on));
            }
            fn date(&mut self, on: NaiveDate) {
                self.replaced_on = Some(on);
            }
            fn take_off(&mut self, on: NaiveDate) {
                self.removed_on = Some(on);
            }
            fn stand_for(&mut self, other: &Self) {
                (self.position, self.role) = (other.position, other.role);
            }
        }

        impl Version for $file::Model {
            type Id = $File;
            type Document = $Document;
            type Of = $Of;

            fn new(
                file: &WaitingFile<$File>,
                document_id: $Document,
                (municipality_id, $of): (MunicipalityId, $Of),
                version: i32,
            ) -> Self {
                let file = file.clone();
                Self {
                    id: file.id,
                    municipality_id,
                    $of,
                    document_id,
                    version,
                    name: file.name,
                    media_type: file.media_type,
                    size_bytes: file.size_bytes,
                    sha256: file.sha256,
                    storage_key: file.storage_key,
                    uploaded_at: file.uploaded_at,
                    replaced_at: None,
                }
            }
            fn id(&self) -> $File {
                self.id
            }
            fn document(&self) -> $Document {
                self.document_id
            }
            fn version(&self) -> i32 {
                self.version
            }
            fn file(&self) -> (WaitingFile<$File>, Option<DateTime<Utc>>) {
                let row = self.clone();
                let file = WaitingFile {
                    id: row.id,
                    name: row.name,
                    media_type: row.media_type,
                    size_bytes: row.size_bytes,
                    sha256: row.sha256,
                    storage_key: row.storage_key,
                    uploaded_at: row.uploaded_at,
                };
                (file, row.replaced_at)
            }
            fn holds(&self) -> bool {
                self.replaced_at.is_none()
            }
            fn come(&mut self, at: DateTime<Utc>) {
                self.uploaded_at = at;
            }
            fn replace(&mut self, at: DateTime<Utc>) {
                self.replaced_at = Some(at);
            }
        }

        impl Written for $Written {
            type Id = $Document;
            type File = $File;
            type Role = $Role;

            fn new(role: $Role, name: LocalisedText) -> Self {
                Self { id: None, role, name: Some(name), url: None, file: None }
            }
            fn id(&self) -> Option<$Document> {
                self.id
            }
            fn role(&self) -> $Role {
                self.role
            }
            fn name(&self) -> Option<&LocalisedText> {
                self.name.as_ref()
            }
            fn waiting(&mut self) -> &mut Option<WaitingFile<$File>> {
                &mut self.file
            }
            fn be(&mut self, id: $Document) {
                self.id = Some(id);
            }
        }
    )*};
}
documents! {
    call_document DocumentId DocumentRole, call_file FileId, of call_id CallId, as DocumentContent;
    consultation_document ConsultationDocumentId ConsultationDocumentRole, consultation_file ConsultationFileId,
        of consultation_id ConsultationId, as PaperContent;
}

/// What a file is to be: of a document that is there its first or next version, or a document of its own.
#[derive(Clone, Debug)]
pub enum Place<Id, Role> {
    /// A version of this document.
    Of(Id),
    /// A new document, called so.
    New(Role, String),
}
