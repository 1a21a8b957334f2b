//! What is told of documents that are files here: to everybody, and at the desk.

use std::fmt::Display;

use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use url::Url;

use super::rules::holds;
use super::{Document, Version};
use crate::config::Config;
use crate::scalars::web_address;

/// `application/pdf` → `PDF`.
pub(crate) fn format_name(media_type: &str) -> String {
    match media_type {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX".into(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX".into(),
        "application/vnd.oasis.opendocument.text" => "ODT".into(),
        "application/vnd.oasis.opendocument.spreadsheet" => "ODS".into(),
        other => other.rsplit(['/', '.']).next().unwrap_or(other).to_uppercase(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 9 PB")]
const fn float(bytes: i64) -> f64 {
    bytes as f64
}

/// Where a file can be had, below this path. Its name is part of it for whoever reads the address.
fn address(public_url: &Url, path: &[&str], id: &impl Display, name: &str) -> Url {
    let mut address = public_url.clone();
    if let Ok(mut segments) = address.path_segments_mut() {
        segments.pop_if_empty().extend(path).extend([&*id.to_string(), name]);
    }
    address
}

/// Where everybody can have a file.
pub(crate) fn file_address<V: Version>(public_url: &Url, file: &V) -> Url {
    let (file, _) = file.file();
    address(public_url, &["files"], &file.id, &file.name)
}

/// Where an official can have a file, published or not.
pub(crate) fn desk_file_address<V: Version>(public_url: &Url, file: &V) -> Url {
    let (file, _) = file.file();
    address(public_url, &["desk", "files"], &file.id, &file.name)
}

/// What can be had of a document: the file that it is here, or what is known of one that lies elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Had {
    /// Where; none where it is only named.
    pub(crate) url: Option<Url>,
    /// Its media type.
    pub(crate) media_type: Option<String>,
    /// Its size.
    pub(crate) size_bytes: Option<i64>,
    /// The file that holds.
    pub(crate) file: Option<DocumentFile>,
    /// Every file that it has been, first to last.
    pub(crate) versions: Vec<DocumentFile>,
}

impl Had {
    /// Of this document, with all files of what it is a document of.
    pub(crate) fn of<D: Document, V: Version<Document = D::Id>>(config: &Config, document: &D, files: &[V]) -> Self {
        let file = |file: &V| DocumentFile::new(&config.public_url, file);
        let file_here = holds(files, document.id()).map(file);
        let (media_type, size_bytes) = match &file_here {
            Some(file) => (Some(file.media_type.clone()), Some(file.size_bytes)),
            None => {
                let (media_type, size_bytes) = document.elsewhere();
                (media_type.map(str::to_owned), size_bytes)
            }
        };
        Self {
            url: file_here.as_ref().map(|file| file.url.clone()).or_else(|| document.url().and_then(web_address)),
            media_type,
            size_bytes,
            file: file_here,
            versions: files.iter().filter(|file| file.document() == document.id()).map(file).collect(),
        }
    }

    /// Its format as readers know it.
    pub(crate) fn format(&self) -> Option<String> {
        self.media_type.as_deref().map(format_name)
    }

    /// Its size as a number of the API.
    pub(crate) fn size(&self) -> Option<f64> {
        self.size_bytes.map(float)
    }
}

/// A version of a document, as a file.
#[derive(Clone, Debug)]
pub struct DocumentFile {
    id: String,
    version: i32,
    name: String,
    url: Url,
    media_type: String,
    size_bytes: i64,
    sha256: String,
    uploaded_at: DateTime<Utc>,
    replaced_at: Option<DateTime<Utc>>,
}

impl DocumentFile {
    fn new<V: Version>(public_url: &Url, row: &V) -> Self {
        let (file, replaced_at) = row.file();
        Self {
            id: file.id.to_string(),
            version: row.version(),
            url: file_address(public_url, row),
            name: file.name,
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            sha256: file.sha256,
            uploaded_at: file.uploaded_at,
            replaced_at,
        }
    }
}

/// A version of a document, as a file. It never changes.
#[Object]
impl DocumentFile {
    /// Opaque id, `file_…`; of a document of a consultation `cfile_…`.
    async fn id(&self) -> ID {
        self.id.clone().into()
    }

    /// First, second… version, from 1.
    async fn version(&self) -> i32 {
        self.version
    }

    /// What the file is called.
    async fn name(&self) -> &str {
        &self.name
    }

    /// Where it can be had.
    async fn url(&self) -> &Url {
        &self.url
    }

    /// Media type, such as `application/pdf`.
    async fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The format as readers know it: `PDF`, `DOCX`.
    async fn format(&self) -> String {
        format_name(&self.media_type)
    }

    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    async fn size_bytes(&self) -> f64 {
        float(self.size_bytes)
    }

    /// SHA-256 of its bytes, in hexadecimal digits: whoever has the file can check that it is this one.
    async fn sha256(&self) -> &str {
        &self.sha256
    }

    /// When it came.
    async fn uploaded_at(&self) -> DateTime<Utc> {
        self.uploaded_at
    }

    /// When the next version replaced it; null for the one that holds.
    async fn replaced_at(&self) -> Option<DateTime<Utc>> {
        self.replaced_at
    }
}

/// A file that a document has had.
#[derive(Clone, Debug, SimpleObject)]
pub struct DocumentVersion {
    /// Which.
    pub version: i32,
    /// Where it can be had.
    pub url: Url,
    /// Its size in bytes.
    pub size: f64,
    /// When it came.
    pub uploaded_at: DateTime<Utc>,
}

/// What the desk tells of the file of a document.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskFile {
    /// What its file is called; null where it has none.
    pub file_name: Option<String>,
    /// Media type of its file.
    pub media_type: Option<String>,
    /// Size of its file in bytes. A float, because it may pass what GraphQL's `Int` holds.
    pub size: Option<f64>,
    /// Grows when its file is replaced.
    pub version: i32,
    /// Whether its file can be had by the public only when the other changes are published.
    pub waits: bool,
    /// Where it can be had.
    pub url: Option<Url>,
    /// Every file that it has had, newest first.
    pub versions: Vec<DocumentVersion>,
}

impl DeskFile {
    /// Of this document, with all files of what it is a document of, some of which may wait: `published` are those that do
    /// not.
    pub(crate) fn of<D: Document, V: Version<Document = D::Id>>(
        config: &Config,
        document: &D,
        files: &[V],
        published: &[V],
    ) -> Self {
        let held = holds(files, document.id());
        let at_desk = |file: &V| desk_file_address(&config.public_url, file);
        let version = |row: &V| {
            let (file, _) = row.file();
            let (size, uploaded_at) = (float(file.size_bytes), file.uploaded_at);
            DocumentVersion { version: row.version(), url: at_desk(row), size, uploaded_at }
        };
        let had = Had::of(config, document, files);
        Self {
            file_name: had.file.as_ref().map(|file| file.name.clone()),
            size: had.size(),
            media_type: had.media_type,
            version: document.version(),
            waits: held.is_some_and(|held| published.iter().all(|known| known.id() != held.id())),
            url: held.map(at_desk).or(had.url),
            versions: files.iter().rev().filter(|file| file.document() == document.id()).map(version).collect(),
        }
    }
}
