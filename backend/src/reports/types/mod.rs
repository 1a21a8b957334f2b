//! What the API shows of reports: to everybody [`Report`], at the desk [`DeskReport`].

mod desk;
mod numbers;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{ConsultationId, consultation, consultation_report};
use url::Url;

pub use self::desk::{DeskReport, DeskReports, ReportObstacle};
pub use self::numbers::{CountByDisposition, CountByReason, ReportNumbers};
use super::store::{ReportLoader, ReportOf, Unanswered};
use crate::config::Config;
use crate::consultations::types::Consultation;
use crate::edited::Override;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::mend::UserError;
use crate::municipalities::types::Municipality;
use crate::scalars::{LocaleTag, Localised, localised};

/// The loader of this slice, as resolvers find it.
pub(crate) type Reports = DataLoader<ReportLoader, HashMapCache>;

/// Where the report of a consultation is, from the root of the server.
pub(crate) fn page_of(slug: &str, consultation: ConsultationId) -> String {
    format!("{slug}/rasprava/{consultation}/izvjestaj")
}

/// What a municipality says of a consultation that is over. It never changes.
#[derive(Clone, Debug)]
pub struct Report {
    row: Arc<consultation_report::Model>,
    locale: Option<Locale>,
}

impl Report {
    /// The report of this consultation, where there is one.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        consultation: &consultation::Model,
        locale: Option<Locale>,
    ) -> Result<Option<Self>, Error> {
        let found = Turn::of(ctx).loader::<Reports>().load_one(ReportOf(consultation.id)).await?;
        Ok(found.flatten().map(|row| Self { row, locale }))
    }

    async fn form(&self, ctx: &Context<'_>, ending: &str) -> Result<Url, Error> {
        let owner = Municipality::load(ctx, self.row.municipality_id).await?;
        let lang = self.locale.filter(|&locale| locale != owner.default_locale);
        let lang = lang.map(|locale| format!("?lang={}", locale.tag())).unwrap_or_default();
        let path = format!("{}{ending}{lang}", page_of(&owner.slug, self.row.consultation_id));
        ctx.data_unchecked::<Arc<Config>>().public_url.join(&path).map_err(Error::internal)
    }
}

/// What a municipality says of a consultation that is over. It never changes.
#[Object]
impl Report {
    /// Opaque id, `rep_…`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// When it was made.
    async fn made_at(&self) -> DateTime<Utc> {
        self.row.made_at
    }

    /// What the municipality says of it all.
    async fn summary(&self) -> Localised {
        localised(&self.row.summary, self.locale)
    }

    /// What was changed in the text because of it; null where the municipality has not written it.
    async fn changes(&self) -> Option<Localised> {
        self.row.changes.as_ref().map(|changes| localised(changes, self.locale))
    }

    /// Who signed it, with his office; null where the municipality has not written it.
    async fn signed_by(&self) -> Option<Localised> {
        self.row.signed_by.as_ref().map(|name| localised(name, self.locale))
    }

    /// What was counted when it was made.
    async fn numbers(&self) -> ReportNumbers {
        (&self.row.numbers).into()
    }

    /// How many entries the log had when it was made: what was logged later is not in the numbers.
    async fn log_size(&self) -> i32 {
        i32::try_from(self.row.log_size).unwrap_or(i32::MAX)
    }

    /// All of it as a page, to be read and printed: every comment with its article, its answer and the reason.
    async fn page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.form(ctx, "").await
    }

    /// The comments as a table; what its columns and codes mean is in `izvjestaj-sifrarnik.csv` beside it, numbers and sessions are in
    /// `izvjestaj-brojevi.csv`.
    async fn csv(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.form(ctx, ".csv").await
    }

    /// All of it for programs, with the ids of this API.
    async fn json(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.form(ctx, ".json").await
    }

    /// All of it as a PDF. Of more than 2,000 comments, or 8 MiB of text, it is in volumes: this address has the first then, which
    /// says in which of the others what is said of each part of the act stands; they are at `svezak=2` and so on. One that is not
    /// made yet may be answered with 503: it is being made, and is there in some seconds.
    async fn pdf(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.form(ctx, ".pdf").await
    }
}

/// How many comments of this consultation everybody can read that have no answer.
pub(crate) async fn unanswered(ctx: &Context<'_>, of: ConsultationId) -> Result<i32, Error> {
    let count = Turn::of(ctx).loader::<Reports>().load_one(Unanswered(of)).await?.unwrap_or_default();
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// Looks up whatever reports say of these consultations, so that a loader that is shared has it.
pub(crate) async fn fill_reports(loader: &Reports, ids: Vec<ConsultationId>) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let reports = loader.load_many(ids.iter().copied().map(ReportOf));
    futures_util::try_join!(reports, loader.load_many(ids.iter().copied().map(Unanswered)))?;
    Ok(())
}

/// What finishes a consultation.
#[derive(Clone, Debug, InputObject)]
pub struct FinishConsultationInput {
    /// `con_…`.
    pub consultation: ID,
    /// Which version of it you have read.
    pub version: i32,
    /// What the municipality says of it all, as everybody reads it at the head of the report: 3 to 20,000 characters.
    pub summary: String,
    /// What the summary is written in; read from its letters where it is left out.
    pub summary_locale: Option<LocaleTag>,
    /// Other wordings of the summary, written by hand for readers of other locales.
    #[graphql(default)]
    pub summary_overrides: Vec<Override>,
    /// What was changed in the text because of it: 3 to 20,000 characters. Leave it out, or empty, where there is nothing to say.
    pub changes: Option<String>,
    /// Who signs it, with his office, on one line: 3 to 200 characters. Leave it out, or empty, where nobody does.
    pub signed_by: Option<String>,
}

/// A consultation is finished.
#[derive(Clone, Debug, SimpleObject)]
pub struct FinishConsultationPayload {
    /// As it is now; null where something stands in the way.
    pub consultation: Option<Consultation>,
    /// What you can mend; nothing was changed then. Of what stands in the way everything is named, in `params` how many
    /// comments it is about.
    pub errors: Vec<UserError>,
}
