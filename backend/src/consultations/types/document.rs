//! A document of a consultation.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::{consultation_document, consultation_file};
use url::Url;

use super::{Consultation, ConsultationDocumentRole};
use crate::config::Config;
use crate::documents::shown::{DocumentFile, Had};
use crate::error::Error;
use crate::scalars::{Date, Localised, localised};

/// A document of a consultation.
#[derive(Clone, Debug)]
pub struct ConsultationDocument {
    pub(super) row: consultation_document::Model,
    pub(super) consultation: Consultation,
}

impl ConsultationDocument {
    async fn had(&self, ctx: &Context<'_>) -> Result<Had, Error> {
        let files = self.consultation.edge::<consultation_file::Entity>(ctx).await?;
        Ok(Had::of(ctx.data_unchecked::<Arc<Config>>(), &self.row, &files))
    }
}

/// A document of a consultation.
#[Object]
impl ConsultationDocument {
    /// What it is.
    async fn role(&self) -> ConsultationDocumentRole {
        self.row.role.into()
    }

    /// Its name.
    async fn name(&self) -> Localised {
        localised(&self.row.name, self.consultation.locale)
    }

    /// Where it can be had: here where it is a file here; null where the notice only names it.
    async fn url(&self, ctx: &Context<'_>) -> Option<Result<Url, Error>> {
        self.had(ctx).await.map(|had| had.url).transpose()
    }

    /// Media type, such as `application/pdf`.
    async fn media_type(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.had(ctx).await.map(|had| had.media_type).transpose()
    }

    /// The format as readers know it: `PDF`, `DOCX`.
    async fn format(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.had(ctx).await.map(|had| had.format()).transpose()
    }

    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    async fn size_bytes(&self, ctx: &Context<'_>) -> Option<Result<f64, Error>> {
        self.had(ctx).await.map(|had| had.size()).transpose()
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
        self.had(ctx).await.map(|had| had.file).transpose()
    }

    /// Every file that the document has been, first to last; the last one holds. The others can still be had.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<DocumentFile>, Error> {
        Ok(self.had(ctx).await?.versions)
    }
}
