//! What the API shows of an open call.

mod content;
mod desk;
mod document;
mod enums;
mod event;
pub(super) mod input;
mod list;
mod origin;
mod parts;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use entities::{
    OriginId, call_area, call_correction, call_document, call_event, call_lot, call_origin, call_question, open_call,
};
use futures_util::future::try_join;
use url::Url;

pub use self::content::{CallContent, CallDocumentContent, CallEventContent, CallLotContent};
pub use self::desk::{CallChange, CallWarning, DeskCall, DeskCallCount, DeskCalls, DeskDocument, DeskQuestion, Due};
pub use self::document::Document;
pub use self::enums::{
    CallEventKind, CallField, CallWarningCode, DeskCallState, DocumentRole, DueKind, LegalForm, OpenCallKind,
    OpenCallOrder, OpenCallPhase, OpenCallStatus, QuestionState,
};
pub use self::event::{DeskEvent, OpenCallChange, OpenCallEvent};
pub use self::list::{AreaCount, GrantFilter, OpenCallFilter, PhaseCounts, Surroundings};
pub(crate) use self::origin::calls_from;
pub use self::origin::{CallOrigin, CallOriginKind};
pub use self::parts::{CallEvent, Correction, Deadline, Lot, PastDeadline, QuestionAndAnswer};
pub(crate) use self::parts::{event_key, kinds_in_words};
use super::rules;
use super::store::save::NewCall;
use super::store::{self, CallLoader, Of};
use crate::clock::zone;
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::locale::messages::Messages;
use crate::municipalities::types::{Area, Municipality};
use crate::results::types::CallResults;
use crate::scalars::{Date, Localised, Money, localised, web_address};

/// The loader of this slice, as resolvers find it.
pub(crate) type Calls = DataLoader<CallLoader, HashMapCache>;

/// An open call: from announcement to contract.
#[derive(Clone, Debug)]
pub struct OpenCall {
    pub(crate) row: Arc<open_call::Model>,
    pub(crate) locale: Option<Locale>,
    /// What hangs on a call that is not published as it is here; else it is looked up.
    here: Option<Arc<NewCall>>,
}

impl OpenCall {
    /// The call for a reader of this locale.
    pub(crate) fn new(row: impl Into<Arc<open_call::Model>>, locale: Option<Locale>) -> Self {
        Self { row: row.into(), locale, here: None }
    }

    /// The call as a reader of this locale would see it if it were published.
    pub(super) fn not_published(new: NewCall, locale: Option<Locale>) -> Self {
        Self { row: Arc::new(new.call.clone()), locale, here: Some(Arc::new(new)) }
    }

    /// Where it can be read without any script, in the language that was asked for.
    pub(super) async fn address(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let owner = self.owner(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let lang = self.locale.filter(|&locale| locale != owner.default_locale);
        let lang = lang.map(|locale| format!("?lang={}", locale.tag())).unwrap_or_default();
        let path = format!("{}/pozivi/{}{lang}", owner.slug, self.row.id);
        config.public_url.join(&path).map_err(Error::internal)
    }

    /// The state of a call at an instant.
    pub(crate) fn status_of(row: &open_call::Model, now: DateTime<Utc>) -> OpenCallStatus {
        rules::status(&row.into(), now).into()
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
        E: store::HangsOnCall,
        E::Model: Send + Sync + 'static,
    {
        if let Some(among) = self.here.as_ref().and_then(|here| E::among(here)) {
            return Ok(Arc::new(among));
        }
        let rows = Turn::of(ctx).loader::<Calls>().load_one(Of::<E>::call(self.row.id)).await?;
        Ok(rows.unwrap_or_default())
    }
}

fn there(at: DateTime<Utc>, zone: Tz) -> DateTime<FixedOffset> {
    at.with_timezone(&zone).fixed_offset()
}

/// A deadline is kept as an instant and told in the municipality's zone; the kind of an event, and what a call came from, as
/// a code and told in words.
fn told(field: entities::CallField, value: &str, zone: Tz, locale: Locale) -> String {
    use entities::CallField::{Deadline, Events, ObjectionsUntil, Opens, Origin, QuestionsUntil};

    match value.parse::<DateTime<Utc>>() {
        Ok(at) if matches!(field, Deadline | Opens | QuestionsUntil | ObjectionsUntil) => there(at, zone).to_rfc3339(),
        _ if field == Events => kinds_in_words(value, Messages::of(locale)),
        _ if field == Origin => rules::origin::in_words(value, Messages::of(locale)),
        _ => value.to_owned(),
    }
}

/// An open call: from announcement to contract.
#[Object]
impl OpenCall {
    /// Opaque id, `call_…`.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Whose call it is.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality, Error> {
        Ok(Municipality::new(self.owner(ctx).await?, self.locale))
    }

    /// What it is for.
    async fn kind(&self) -> OpenCallKind {
        self.row.kind.into()
    }

    /// Its state at the moment of the request.
    async fn status(&self, ctx: &Context<'_>) -> OpenCallStatus {
        rules::status(&(&*self.row).into(), Turn::of(ctx).scope().now).into()
    }

    /// In which part of a list it is shown.
    async fn phase(&self, ctx: &Context<'_>) -> OpenCallPhase {
        rules::status(&(&*self.row).into(), Turn::of(ctx).scope().now).phase().into()
    }

    /// An exercise of a training, not a real call. Label it wherever you show it.
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

    /// Who may apply; null where the notice does not say.
    async fn eligibility(&self) -> Option<Localised> {
        self.text(self.row.eligibility.as_ref())
    }

    /// Office, address, hours; null where the notice does not say.
    async fn contact(&self) -> Option<Localised> {
        self.text(self.row.contact.as_ref())
    }

    /// The law or decision it rests on; null where the notice does not say.
    async fn legal_basis(&self) -> Option<Localised> {
        self.text(self.row.legal_basis.as_ref())
    }

    /// What it came from: the consultation, or the earlier call that it follows; null where that is not said, or cannot be
    /// read any more.
    async fn origin(&self, ctx: &Context<'_>) -> Result<Option<CallOrigin>, Error> {
        match self.edge::<call_origin::Entity>(ctx).await?.first() {
            Some(row) => CallOrigin::of(ctx, row, self.locale).await,
            None => Ok(None),
        }
    }

    /// The published calls that follow it, the newest first; at most 20.
    #[graphql(complexity = "20 * child_complexity")]
    async fn follow_ups(&self, ctx: &Context<'_>) -> Result<Vec<Self>, Error> {
        calls_from(ctx, OriginId::Call(self.row.id), self.locale).await
    }

    /// Number of the act; null where the notice does not say.
    async fn reference_number(&self) -> Option<&str> {
        self.row.reference_number.as_deref()
    }

    /// The day on the notice; null where it is not known.
    async fn published_on(&self) -> Option<Date> {
        self.row.published_on.map(Date)
    }

    /// When applications start to be taken, if later than publication.
    async fn opens_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.row.opens_at?;
        Some(self.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// Until when one can apply, and what became of it.
    async fn deadline(&self) -> Deadline {
        Deadline(self.clone())
    }

    /// Until when questions are answered; null where the notice does not say.
    async fn questions_until(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.row.questions_until?;
        Some(self.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// Until when the preliminary list may be objected to; null where no days are set.
    async fn objections_until(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.row.objections_until?;
        Some(self.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// When the list of results is promised; null where it is not.
    async fn results_expected_on(&self) -> Option<Date> {
        self.row.results_expected_on.map(Date)
    }

    /// All the money of the call; null where the notice does not say.
    async fn budget(&self) -> Option<Money> {
        Money::of(self.row.budget_minor, self.row.currency)
    }

    /// The least that one project may ask; null where the notice does not say.
    async fn min_grant(&self) -> Option<Money> {
        Money::of(self.row.min_grant_minor, self.row.currency)
    }

    /// The most that one project may ask; null where the notice does not say.
    async fn max_grant(&self) -> Option<Money> {
        Money::of(self.row.max_grant_minor, self.row.currency)
    }

    /// Own contribution of the applicant, at least, in percent; null where none is asked.
    async fn co_funding_percent(&self) -> Option<i32> {
        self.row.co_funding_percent
    }

    /// Shortest project, in months; null where the notice does not say.
    async fn min_months(&self) -> Option<i32> {
        self.row.min_months
    }

    /// Longest project, in months; null where the notice does not say.
    async fn max_months(&self) -> Option<i32> {
        self.row.max_months
    }

    /// What kind of organisation may apply; empty where the notice does not say.
    async fn eligible_forms(&self) -> Vec<LegalForm> {
        self.row.eligible_forms.0.iter().map(|form| (*form).into()).collect()
    }

    /// Where an applicant must have its seat; null where the notice does not say.
    async fn seat_in(&self) -> Option<Localised> {
        self.text(self.row.seat_in.as_ref())
    }

    /// Before what day an applicant must have been registered; null where the notice does not say.
    async fn registered_before(&self) -> Option<Date> {
        self.row.registered_before.map(Date)
    }

    /// The areas of work that it supports.
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        // Side by side, so that both keys are in the same batches as everybody else's.
        let (codes, owner) = futures_util::try_join!(self.edge::<call_area::Entity>(ctx), self.owner(ctx))?;
        let mut areas = Area::all(Some(&owner), self.locale);
        areas.retain(|area| codes.iter().any(|code| code.area_code == area.code));
        Ok(areas)
    }

    /// The areas in the words of the notice.
    async fn areas_as_written(&self) -> &[String] {
        &self.row.areas_as_written.0
    }

    /// Parts with money of their own.
    async fn lots(&self, ctx: &Context<'_>) -> Result<Vec<Lot>, Error> {
        let rows = self.edge::<call_lot::Entity>(ctx).await?;
        Ok(rows.iter().map(|row| Lot { row: row.clone(), call: self.clone() }).collect())
    }

    /// What to read, to fill in and to bring.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<Document>, Error> {
        let rows = self.edge::<call_document::Entity>(ctx).await?;
        Ok(rows.iter().map(|row| Document { row: row.clone(), call: self.clone() }).collect())
    }

    /// Sessions and other dated events, in their order.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<CallEvent>, Error> {
        let (rows, zone) = try_join(self.edge::<call_event::Entity>(ctx), self.zone(ctx)).await?;
        Ok(rows.iter().map(|row| CallEvent { row: row.clone(), locale: self.locale, zone }).collect())
    }

    /// What was changed after publication, oldest first.
    async fn corrections(&self, ctx: &Context<'_>) -> Result<Vec<Correction>, Error> {
        let (rows, owner) = try_join(self.edge::<call_correction::Entity>(ctx), self.owner(ctx)).await?;
        let (zone, locale) = (zone(&owner.time_zone), self.locale.unwrap_or(owner.default_locale));
        let correction = |row: &call_correction::Model| Correction {
            at: there(row.at, zone),
            field: row.field.into(),
            // That a call is cancelled says the field; the code behind it is for nobody to read.
            before: row.before.as_deref().map(|value| told(row.field, value, zone, locale)),
            after: row
                .after
                .as_deref()
                .filter(|_| row.field != entities::CallField::Cancellation)
                .map(|value| told(row.field, value, zone, locale)),
            reason: self.text(row.reason.as_ref()),
        };
        Ok(rows.iter().map(correction).collect())
    }

    /// What was asked about it and answered for everybody, oldest first.
    async fn questions_and_answers(&self, ctx: &Context<'_>) -> Result<Vec<QuestionAndAnswer>, Error> {
        let (rows, zone) = try_join(self.edge::<call_question::Entity>(ctx), self.zone(ctx)).await?;
        let told = |row: &call_question::Model| {
            Some(QuestionAndAnswer {
                question: localised(&row.question, self.locale),
                answer: localised(row.answer.as_ref()?, self.locale),
                asked_at: there(row.asked_at, zone),
                answered_at: there(row.answered_at?, zone),
            })
        };
        Ok(rows.iter().filter_map(told).collect())
    }

    /// What became of the applications, as the list says that stands now; null where none is published.
    async fn results(&self, ctx: &Context<'_>) -> Result<Option<CallResults>, Error> {
        CallResults::of(ctx, &self.row, self.locale).await
    }

    /// Lists of results that another took the place of, oldest first.
    async fn earlier_results(&self, ctx: &Context<'_>) -> Result<Vec<CallResults>, Error> {
        CallResults::earlier(ctx, &self.row, self.locale).await
    }

    /// Where the notice was read; null where the call was written here.
    async fn source_url(&self) -> Option<Url> {
        self.row.source_url.as_deref().and_then(web_address)
    }

    /// Where it can be read without any script, in the language that was asked for.
    async fn page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        self.address(ctx).await
    }
}
