//! A document of a call, and the files that it is and was.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entities::{call_document, call_file};
use url::Url;

use super::{DocumentRole, OpenCall};
use crate::config::Config;
use crate::error::Error;
use crate::scalars::{Date, Localised, localised, web_address};

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

/// Where a file can be had. Its name is part of it for whoever reads the address.
pub(crate) fn file_address(public_url: &Url, file: &call_file::Model) -> Url {
    let mut address = public_url.clone();
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(["files", &file.id.to_string(), &file.name]);
    }
    address
}

/// Where an official can have a file, published or not.
pub(crate) fn desk_file_address(public_url: &Url, file: &call_file::Model) -> Url {
    let mut address = public_url.clone();
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(["desk", "files", &file.id.to_string(), &file.name]);
    }
    address
}

/// The version of a document that holds, of all files of its call.
pub(crate) fn holds(files: &[call_file::Model], document: &call_document::Model) -> Option<call_file::Model> {
    files.iter().find(|file| file.document_id == document.id && file.replaced_at.is_none()).cloned()
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 9 PB")]
pub(super) const fn float(bytes: i64) -> f64 {
    bytes as f64
}

/// A document of a call.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) row: call_document::Model,
    pub(super) call: OpenCall,
}

impl Document {
    async fn files(&self, ctx: &Context<'_>) -> Result<Arc<Vec<call_file::Model>>, Error> {
        self.call.edge::<call_file::Entity>(ctx).await
    }

    async fn held(&self, ctx: &Context<'_>) -> Result<Option<call_file::Model>, Error> {
        Ok(holds(&self.files(ctx).await?, &self.row))
    }

    /// The media type.
    async fn kind(&self, ctx: &Context<'_>) -> Result<Option<String>, Error> {
        let held = self.held(ctx).await?;
        Ok(held.map(|file| file.media_type).or_else(|| self.row.media_type.clone()))
    }
}

/// A document of a call: to read, to fill in or to bring.
#[Object(name = "CallDocument")]
impl Document {
    /// What the applicant does with it.
    async fn role(&self) -> DocumentRole {
        self.row.role.into()
    }

    /// Its name.
    async fn name(&self) -> Localised {
        localised(&self.row.name, self.call.locale)
    }

    /// Where it can be had: here where it is a file here; null where the notice only names it.
    async fn url(&self, ctx: &Context<'_>) -> Option<Result<Url, Error>> {
        let elsewhere = || self.row.url.as_deref().and_then(web_address);
        let here = |file| file_address(&ctx.data_unchecked::<Arc<Config>>().public_url, &file);
        self.held(ctx).await.map(|held| held.map(here).or_else(elsewhere)).transpose()
    }

    /// Media type, such as `application/pdf`.
    async fn media_type(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.kind(ctx).await.transpose()
    }

    /// The format as readers know it: `PDF`, `DOCX`.
    async fn format(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.kind(ctx).await.map(|media_type| media_type.as_deref().map(format_name)).transpose()
    }

    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    async fn size_bytes(&self, ctx: &Context<'_>) -> Option<Result<f64, Error>> {
        let held = self.held(ctx).await;
        held.map(|held| held.map(|file| file.size_bytes).or(self.row.size_bytes).map(float)).transpose()
    }

    /// Grows when the document is replaced.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When the present version replaced the one before.
    async fn replaced_on(&self) -> Option<Date> {
        self.row.replaced_on.map(Date)
    }

    /// The file; null where the document is none, or lies elsewhere.
    async fn file(&self, ctx: &Context<'_>) -> Option<Result<DocumentFile, Error>> {
        self.held(ctx).await.map(|held| held.map(DocumentFile)).transpose()
    }

    /// Every file that the document has been, first to last; the last one holds. The others can still be had.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<DocumentFile>, Error> {
        let files = self.files(ctx).await?;
        Ok(files.iter().filter(|file| file.document_id == self.row.id).cloned().map(DocumentFile).collect())
    }
}

/// A version of a document, as a file.
#[derive(Clone, Debug)]
pub struct DocumentFile(call_file::Model);

/// A version of a document, as a file. It never changes.
#[Object]
impl DocumentFile {
    /// Opaque id, `file_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// First, second… version, from 1.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What the file is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where it can be had.
    async fn url(&self, ctx: &Context<'_>) -> Url {
        file_address(&ctx.data_unchecked::<Arc<Config>>().public_url, &self.0)
    }

    /// Media type, such as `application/pdf`.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// The format as readers know it: `PDF`, `DOCX`.
    async fn format(&self) -> String {
        format_name(&self.0.media_type)
    }

    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    async fn size_bytes(&self) -> f64 {
        float(self.0.size_bytes)
    }

    /// SHA-256 of its bytes, in hexadecimal digits: whoever has the file can check that it is this one.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// When it came.
    async fn uploaded_at(&self) -> DateTime<Utc> {
        self.0.uploaded_at
    }

    /// When the next version replaced it; null for the one that holds.
    async fn replaced_at(&self) -> Option<DateTime<Utc>> {
        self.0.replaced_at
    }
}
