//! What the API shows of a consultation.

mod act;
mod bundle;
mod content;
mod desk;
mod document;
mod enums;
mod event;
pub(super) mod input;
mod list;
mod mended;
mod parts;
mod usual;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use entities::{
    OriginId, act_version, consultation, consultation_act, consultation_change, consultation_channel,
    consultation_document, consultation_session,
};
use futures_util::future::try_join;
use url::Url;

pub use self::act::{ActAnchor, ActVersion, AnchorChange, DraftAct, WordChange};
pub use self::content::{
    ConsultationChannelContent, ConsultationContent, ConsultationDocumentContent, ConsultationSessionContent,
};
pub use self::desk::{
    ConsultationDue, ConsultationFactChange, ConsultationWarning, DeskConsultation, DeskConsultationCount,
    DeskConsultationDocument, DeskConsultations,
};
pub use self::document::ConsultationDocument;
pub use self::enums::{
    ActFormat, AnchorFate, AnchorKind, ChannelKind, ConfirmEmail, ConsultationDocumentRole, ConsultationDueKind,
    ConsultationField, ConsultationKind, ConsultationOrder, ConsultationStatus, ConsultationWarningCode,
    DeskConsultationState, Moderation, Supports, WordFate,
};
pub use self::event::{ConsultationChange, ConsultationEvent};
pub use self::list::{ConsultationFilter, ConsultationStatusCounts, ConsultationSurroundings};
pub(super) use self::mended::mended;
pub use self::mended::{ActPart, ActPartInput, DeskAct, PartWordings, ReadAct};
pub use self::parts::{
    ConsultationChannel, ConsultationCorrection, ConsultationPeriod, ConsultationRules, ConsultationSession,
};
pub use self::usual::UsualRules;
pub(super) use self::usual::usual_now;
pub(crate) use self::usual::workable_rules;
use super::rules;
use super::store::whole::Whole;
use super::store::{ConsultationLoader, HangsOnConsultation, On};
use crate::calls::types::{OpenCall, calls_from};
use crate::clock::zone;
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::municipalities::types::{Area, Municipality};
use crate::reports::types::{Report, unanswered};
use crate::scalars::{Date, Localised, localised, web_address};

/// The loader of this slice, as resolvers find it.
pub(crate) type Consultations = DataLoader<ConsultationLoader, HashMapCache>;

/// A consultation: from announcement to report.
#[derive(Clone, Debug)]
pub struct Consultation {
    pub(crate) row: Arc<consultation::Model>,
    pub(crate) locale: Option<Locale>,
    /// What hangs on a consultation that is not published as it is here; else it is looked up.
    here: Option<Arc<Whole>>,
}

impl Consultation {
    /// The consultation for a reader of this locale.
    pub(crate) fn new(row: impl Into<Arc<consultation::Model>>, locale: Option<Locale>) -> Self {
        Self { row: row.into(), locale, here: None }
    }

    /// The consultation as a reader of this locale would see it if it were published.
    pub(super) fn not_published(here: Whole, locale: Option<Locale>) -> Self {
        Self { row: Arc::new(here.new.consultation.clone()), locale, here: Some(Arc::new(here)) }
    }

    /// Whether comments on it are taken at this instant.
    pub(crate) fn is_open(row: &consultation::Model, now: DateTime<Utc>) -> bool {
        rules::status(&rules::Facts::from(row), now) == rules::Status::Open
    }

    /// Its state at this instant.
    pub(crate) fn status_of(row: &consultation::Model, now: DateTime<Utc>) -> ConsultationStatus {
        rules::status(&rules::Facts::from(row), now).into()
    }

    /// Where it can be read without any script, in the language that was asked for.
    pub(crate) async fn address(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let owner = self.owner(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let lang = self.locale.filter(|&locale| locale != owner.default_locale);
        let lang = lang.map(|locale| format!("?lang={}", locale.tag())).unwrap_or_default();
        let path = format!("{}/rasprava/{}{lang}", owner.slug, self.row.id);
        config.public_url.join(&path).map_err(Error::internal)
    }

    fn text(&self, text: Option<&entities::LocalisedText>) -> Option<Localised> {
        text.map(|text| localised(text, self.locale))
    }

    async fn owner(&self, ctx: &Context<'_>) -> Result<Arc<entities::municipality::Model>, Error> {
        Municipality::load(ctx, self.row.municipality_id).await
    }

    async fn zone(&self, ctx: &Context<'_>) -> Result<Tz, Error> {
        Ok(zone(&self.owner(ctx).await?.time_zone))
    }

    async fn edge<E>(&self, ctx: &Context<'_>) -> Result<Arc<Vec<E::Model>>, Error>
    where
        E: HangsOnConsultation,
        E::Model: Send + Sync + 'static,
    {
        if let Some(among) = self.here.as_ref().and_then(|here| E::among(here)) {
            return Ok(Arc::new(among));
        }
        let rows = Turn::of(ctx).loader::<Consultations>().load_one(On::<E>::consultation(self.row.id)).await?;
        Ok(rows.unwrap_or_default())
    }
}

fn there(at: DateTime<Utc>, zone: Tz) -> DateTime<FixedOffset> {
    at.with_timezone(&zone).fixed_offset()
}

/// A consultation: from announcement to report.
#[Object]
impl Consultation {
    /// Opaque id, `con_…`.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Whose consultation it is.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality, Error> {
        Ok(Municipality::new(self.owner(ctx).await?, self.locale))
    }

    /// In what form is asked.
    async fn kind(&self) -> ConsultationKind {
        self.row.kind.into()
    }

    /// Its state at the moment of the request.
    async fn status(&self, ctx: &Context<'_>) -> ConsultationStatus {
        rules::status(&(&*self.row).into(), Turn::of(ctx).scope().now).into()
    }

    /// An exercise of a training, not a real consultation. Label it wherever you show it.
    async fn exercise(&self) -> bool {
        self.row.exercise
    }

    /// As on the notice.
    async fn title(&self) -> Localised {
        localised(&self.row.title, self.locale)
    }

    /// What it is about; null where nobody wrote that.
    async fn summary(&self) -> Option<Localised> {
        self.text(self.row.summary.as_ref())
    }

    /// The department or team that holds it; null where the notice does not say.
    async fn responsible_body(&self) -> Option<Localised> {
        self.text(self.row.responsible_body.as_ref())
    }

    /// The areas of work that it is about.
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        let mut areas = Area::all(Some(&*self.owner(ctx).await?), self.locale);
        areas.retain(|area| self.row.areas.0.contains(&area.code));
        Ok(areas)
    }

    /// The law or decision it rests on; null where the notice does not say.
    async fn legal_basis(&self) -> Option<Localised> {
        self.text(self.row.legal_basis.as_ref())
    }

    /// Office, address, hours; null where the notice does not say.
    async fn contact(&self) -> Option<Localised> {
        self.text(self.row.contact.as_ref())
    }

    /// The day on the notice; null where it is not known.
    async fn published_on(&self) -> Option<Date> {
        self.row.published_on.map(Date)
    }

    /// From when and until when comments are taken.
    async fn period(&self) -> ConsultationPeriod {
        ConsultationPeriod(self.clone())
    }

    /// Until when every comment is to be answered; null where nobody set a day.
    async fn answer_due_on(&self) -> Option<Date> {
        self.row.answer_due_on.map(Date)
    }

    /// How many comments everybody can read that have no answer yet.
    async fn unanswered(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        unanswered(ctx, self.row.id).await
    }

    /// What the municipality says of it when it is over; null before. Without it no consultation is finished.
    async fn report(&self, ctx: &Context<'_>) -> Option<Result<Report, Error>> {
        Report::of(ctx, &self.row, self.locale).await.transpose()
    }

    /// By what rules one comments here.
    async fn rules(&self) -> ConsultationRules {
        ConsultationRules::of(self)
    }

    /// The draft acts that are consulted on.
    async fn acts(&self, ctx: &Context<'_>) -> Result<Vec<DraftAct>, Error> {
        // Side by side, so that both keys are in the same batches as everybody else's.
        let (acts, versions) =
            try_join(self.edge::<consultation_act::Entity>(ctx), self.edge::<act_version::Entity>(ctx)).await?;
        let of = |act: &consultation_act::Model| versions.iter().filter(|row| row.act_id == act.id).cloned().collect();
        Ok(acts
            .iter()
            .map(|row| DraftAct { row: row.clone(), versions: of(row), consultation: self.clone() })
            .collect())
    }

    /// When and where people meet about it, in their order.
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationSession>, Error> {
        let (rows, zone) = try_join(self.edge::<consultation_session::Entity>(ctx), self.zone(ctx)).await?;
        Ok(rows.iter().map(|row| ConsultationSession { row: row.clone(), locale: self.locale, zone }).collect())
    }

    /// The other ways to comment. Unless `rules.onlineCounts`, they are the ones that the law knows: show them beside the
    /// form.
    async fn channels(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationChannel>, Error> {
        let rows = self.edge::<consultation_channel::Entity>(ctx).await?;
        let channel = |row: &consultation_channel::Model| ConsultationChannel {
            kind: row.kind.into(),
            text: localised(&row.text, self.locale),
        };
        Ok(rows.iter().map(channel).collect())
    }

    /// What can be read about it.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationDocument>, Error> {
        let rows = self.edge::<consultation_document::Entity>(ctx).await?;
        let document =
            |row: &consultation_document::Model| ConsultationDocument { row: row.clone(), consultation: self.clone() };
        Ok(rows.iter().map(document).collect())
    }

    /// What was changed after publication, oldest first.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationCorrection>, Error> {
        let (rows, zone) = try_join(self.edge::<consultation_change::Entity>(ctx), self.zone(ctx)).await?;
        Ok(rows.iter().map(|row| ConsultationCorrection::of(row, self.locale, zone)).collect())
    }

    /// The published calls that came from it, the newest first; at most 20.
    #[graphql(complexity = "20 * child_complexity")]
    async fn calls(&self, ctx: &Context<'_>) -> Result<Vec<OpenCall>, Error> {
        calls_from(ctx, OriginId::Consultation(self.row.id), self.locale).await
    }

    /// Where the notice was read; null where the consultation was written here.
    async fn source_url(&self) -> Option<Url> {
        self.row.source_url.as_deref().and_then(web_address)
    }

    /// Where it can be read without any script, in the language that was asked for.
    async fn page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.address(ctx).await
    }
}
