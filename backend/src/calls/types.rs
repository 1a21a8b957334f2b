//! What the API shows of an open call.

use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use entities::{
    CallEventKind as EventKind, CallField as Field, CallKind as Kind, DocumentRole as Role, call_area, call_correction,
    call_deadline, call_document, call_event, call_lot, open_call,
};
use futures_util::future::try_join;
use rust_decimal::Decimal;
use url::Url;

use super::rules::{self, Phase, Status};
use super::store::{self, CallLoader, CallOrder, Criteria, Of};
use crate::clock::{days_until, zone};
use crate::config::Config;
use crate::error::Error;
use crate::locale::{Locale, fold};
use crate::municipalities::types::{Area, Municipality};
use crate::scalars::{CurrencyCode, Date, Localised, Money, localised, web_address};
use crate::scope::Scope;

/// The loader of this slice, as resolvers find it.
pub(crate) type Calls = DataLoader<CallLoader>;

/// The state of a call now. It follows from time and from what officials decided; no job flips it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Status")]
pub enum OpenCallStatus {
    /// Published; applications are not taken yet.
    Announced,
    /// Applications are taken.
    Open,
    /// Applications are taken, and the deadline was moved.
    Extended,
    /// Applications are taken until the money is spent.
    OpenUntilSpent,
    /// The deadline has passed.
    Closed,
    /// A commission is at work.
    Evaluating,
    /// The preliminary list is out; objections are not taken (any more).
    PreliminaryList,
    /// The preliminary list is out and may be objected to.
    Objections,
    /// The final list is out.
    FinalList,
    /// Contracts are signed.
    Contracted,
    /// Cancelled.
    Cancelled,
    /// The source states no deadline: kept as a record, never shown as open.
    Undated,
}

/// The three parts that a list of calls is shown in. More statuses may come; these three stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Phase")]
pub enum OpenCallPhase {
    /// One can apply now.
    Open,
    /// One will be able to apply.
    Announced,
    /// One cannot apply any more.
    Closed,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub enum OpenCallKind {
    /// Money for projects of civil-society organisations.
    Projects,
    /// A status of public or local interest; no money.
    Status,
    /// A call that is not, or not only, for organisations.
    Other,
    /// Notice that a call will come.
    Announcement,
}

/// What an applicant does with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Role")]
pub enum DocumentRole {
    /// To read: the call itself, guidelines.
    Read,
    /// To fill in.
    Form,
    /// To bring.
    Bring,
    /// The notice names it and does not say whether it is given or asked for.
    Named,
}

/// What happens at an event of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "EventKind")]
pub enum CallEventKind {
    /// Public debate on the priority areas.
    Debate,
    /// Info session or open day.
    InfoSession,
    /// Training in writing projects.
    Training,
    /// Mentor session; its minutes are published.
    MentorSession,
}

/// A fact of a call that was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Field")]
pub enum CallField {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// Who may apply.
    Eligibility,
    /// The deadline.
    Deadline,
    /// The total budget.
    Budget,
    /// The least that a project may ask.
    MinGrant,
    /// The most that a project may ask.
    MaxGrant,
    /// The documents.
    Documents,
    /// The areas of work.
    Areas,
    /// Anything else.
    Other,
}

/// The order of a list of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "CallOrder")]
pub enum OpenCallOrder {
    /// The deadline that comes first, first; calls without a deadline last.
    DeadlineSoonest,
    /// The most recently published first.
    Newest,
}

/// A range of money for one project.
#[derive(Clone, Debug, InputObject)]
pub struct GrantFilter {
    /// A project may get at least this much.
    pub at_least: Option<Decimal>,
    /// A project may get at most this much.
    pub at_most: Option<Decimal>,
    /// The currency of both.
    #[graphql(default_with = "CurrencyCode::Bam")]
    pub currency: CurrencyCode,
}

/// Which calls. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OpenCallFilter {
    /// Slug of the municipality.
    pub municipality: Option<String>,
    /// In one of these parts of the list.
    pub phase: Option<Vec<OpenCallPhase>>,
    /// In one of these states.
    pub status: Option<Vec<OpenCallStatus>>,
    /// Codes of areas of work.
    pub areas: Option<Vec<String>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<OpenCallKind>>,
    /// Words, or beginnings of words, of title, summary and areas; in any script, with or without diacritics,
    /// ijekavian or ekavian.
    pub text: Option<String>,
    /// What one project may get. A call that states no such sum does not match.
    pub grant: Option<GrantFilter>,
}

impl OpenCallFilter {
    /// The criteria of the store; the municipality is looked up by the caller.
    pub(crate) fn criteria(self) -> Result<Criteria, Error> {
        let minor = |amount: Option<Decimal>| {
            let hundredths = |amount: Decimal| i64::try_from(amount.checked_mul(Decimal::ONE_HUNDRED)?.trunc()).ok();
            let too_large = || Error::BadRequest("This sum is too large.".into());
            amount.map(|amount| hundredths(amount).ok_or_else(too_large)).transpose()
        };
        let grant = self.grant;
        Ok(Criteria {
            municipality: None,
            phases: self.phase.map(|all| all.into_iter().map(Into::into).collect()),
            statuses: self.status.map(|all| all.into_iter().map(Into::into).collect()),
            areas: self.areas,
            kinds: self.kind.map(|all| all.into_iter().map(Into::into).collect()),
            terms: self.text.as_deref().map(fold::fold_query).unwrap_or_default(),
            currency: grant.as_ref().map(|grant| grant.currency.into()),
            grant_at_least: minor(grant.as_ref().and_then(|grant| grant.at_least))?,
            grant_at_most: minor(grant.as_ref().and_then(|grant| grant.at_most))?,
        })
    }
}

/// How many calls a list has in each part, whatever parts it was asked for.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct PhaseCounts {
    /// One can apply now.
    pub open: i64,
    /// One will be able to apply.
    pub announced: i64,
    /// One cannot apply any more.
    pub closed: i64,
}

/// How many calls of a list are in an area, whatever areas it was asked for.
#[derive(Clone, Debug, SimpleObject)]
pub struct AreaCount {
    /// The area.
    pub area: Area,
    /// How many calls.
    pub count: i64,
}

/// What surrounds a page of calls.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub(crate) criteria: Criteria,
    pub(crate) locale: Option<Locale>,
}

#[Object]
impl Surroundings {
    /// How many calls the list has in each part, whatever parts it was asked for.
    async fn phase_counts(&self, ctx: &Context<'_>) -> Result<PhaseCounts, Error> {
        let store::PhaseCounts { open, announced, closed } =
            store::count_by_phase(Scope::of(ctx), &self.criteria).await?;
        Ok(PhaseCounts { open, announced, closed })
    }

    /// The areas that occur in the list, with counts, whatever areas it was asked for.
    async fn area_counts(&self, ctx: &Context<'_>) -> Result<Vec<AreaCount>, Error> {
        let counts = store::count_by_area(Scope::of(ctx), &self.criteria).await?;
        let owner = match self.criteria.municipality {
            Some(id) => Some(Municipality::load(ctx, id).await?),
            None => None,
        };
        let counted = |area: Area| {
            let found = counts.iter().find(|count| count.area_code == area.code)?;
            Some(AreaCount { area, count: found.count })
        };
        Ok(Area::all(owner.as_deref(), self.locale).into_iter().filter_map(counted).collect())
    }
}

/// An open call: from announcement to contract.
#[derive(Clone, Debug)]
pub struct OpenCall {
    pub(crate) row: Arc<open_call::Model>,
    pub(crate) locale: Option<Locale>,
}

impl OpenCall {
    /// The call for a reader of this locale.
    pub(crate) fn new(row: impl Into<Arc<open_call::Model>>, locale: Option<Locale>) -> Self {
        Self { row: row.into(), locale }
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
        let rows = ctx.data_unchecked::<Calls>().load_one(Of::<E>::call(self.row.id)).await?;
        Ok(rows.unwrap_or_default())
    }
}

fn there(at: DateTime<Utc>, zone: Tz) -> DateTime<FixedOffset> {
    at.with_timezone(&zone).fixed_offset()
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
        rules::status(&(&*self.row).into(), Scope::of(ctx).now).into()
    }

    /// In which part of a list it is shown.
    async fn phase(&self, ctx: &Context<'_>) -> OpenCallPhase {
        rules::status(&(&*self.row).into(), Scope::of(ctx).now).phase().into()
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
        Ok(rows.iter().map(|row| Document { row: row.clone(), locale: self.locale }).collect())
    }

    /// Sessions and other dated events, in their order.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<CallEvent>, Error> {
        let (rows, zone) = try_join(self.edge::<call_event::Entity>(ctx), self.zone(ctx)).await?;
        Ok(rows.iter().map(|row| CallEvent { row: row.clone(), locale: self.locale, zone }).collect())
    }

    /// What was changed after publication, oldest first.
    async fn corrections(&self, ctx: &Context<'_>) -> Result<Vec<Correction>, Error> {
        let (rows, zone) = try_join(self.edge::<call_correction::Entity>(ctx), self.zone(ctx)).await?;
        let correction = |row: &call_correction::Model| Correction {
            at: there(row.at, zone),
            field: row.field.into(),
            before: row.before.clone(),
            after: row.after.clone(),
            reason: self.text(row.reason.as_ref()),
        };
        Ok(rows.iter().map(correction).collect())
    }

    /// Where the notice was read; null where the call was written here.
    async fn source_url(&self) -> Option<Url> {
        self.row.source_url.as_deref().and_then(web_address)
    }

    /// Where it can be read without any script.
    async fn page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let owner = self.owner(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let path = format!("{}/pozivi/{}", owner.slug, self.row.id);
        config.public_url.join(&path).map_err(Error::internal)
    }
}

/// Until when one can apply.
#[derive(Clone, Debug)]
pub struct Deadline(OpenCall);

/// Until when one can apply.
#[Object]
impl Deadline {
    /// The last instant that is still in time, in the municipality's zone; null where the notice states none.
    async fn at(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.0.row.deadline_at?;
        Some(self.0.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// Whether the notice states an hour. Without one, `at` is the end of that day: say so.
    async fn hour_stated(&self) -> bool {
        self.0.row.deadline_hour_stated
    }

    /// How many midnights lie between now and then, there: 0 on the last day, negative when it has passed.
    async fn days_left(&self, ctx: &Context<'_>) -> Option<Result<i64, Error>> {
        let at = self.0.row.deadline_at?;
        Some(self.0.zone(ctx).await.map(|zone| days_until(at, Scope::of(ctx).now, zone)))
    }

    /// How much of the time from publication to deadline has gone by, in percent; null where either is unknown.
    async fn elapsed_percent(&self, ctx: &Context<'_>) -> Option<Result<i32, Error>> {
        let until = self.0.row.deadline_at?;
        let from = match (self.0.row.opens_at, self.0.row.published_on) {
            (Some(at), _) => Ok(at),
            (None, day) => {
                let day = day?;
                self.0.zone(ctx).await.map(|zone| crate::clock::at_hour(day, chrono::NaiveTime::MIN, zone))
            }
        };
        from.map(|from| rules::elapsed_percent(from, until, Scope::of(ctx).now)).transpose()
    }

    /// Whether it was moved after publication.
    async fn extended(&self) -> bool {
        self.0.row.extended
    }

    /// The call is open until the money is spent.
    async fn until_spent(&self) -> bool {
        self.0.row.until_spent
    }

    /// What the notice says of the deadline where it states no date, such as "15 days from publication".
    async fn note(&self) -> Option<Localised> {
        self.0.text(self.0.row.deadline_note.as_ref())
    }

    /// Every deadline that the call has had, first to last; the last one holds.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<PastDeadline>, Error> {
        let (rows, zone) = try_join(self.0.edge::<call_deadline::Entity>(ctx), self.0.zone(ctx)).await?;
        let past = |row: &call_deadline::Model| PastDeadline {
            at: there(row.at, zone),
            hour_stated: row.hour_stated,
            set_on: row.set_on.map(Date),
            reason: self.0.text(row.reason.as_ref()),
        };
        Ok(rows.iter().map(past).collect())
    }
}

/// One of the deadlines that a call has had.
#[derive(Clone, Debug, SimpleObject)]
pub struct PastDeadline {
    /// The last instant in time.
    pub at: DateTime<FixedOffset>,
    /// Whether an hour was stated.
    pub hour_stated: bool,
    /// When it was set; null where that is not known.
    pub set_on: Option<Date>,
    /// Why it replaced the one before.
    pub reason: Option<Localised>,
}

/// A part of a call with money of its own.
#[derive(Clone, Debug)]
pub struct Lot {
    row: call_lot::Model,
    call: OpenCall,
}

/// A part of a call with money of its own.
#[Object]
impl Lot {
    /// Its place in the notice, from 1.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// Its name.
    async fn title(&self) -> Localised {
        localised(&self.row.title, self.call.locale)
    }

    /// Code of its area of work; null where it has none of its own.
    async fn area_code(&self) -> Option<&str> {
        self.row.area_code.as_deref()
    }

    /// All the money of the lot.
    async fn budget(&self) -> Option<Money> {
        Money::of(self.row.budget_minor, self.call.row.currency)
    }

    /// The least that one project may ask.
    async fn min_grant(&self) -> Option<Money> {
        Money::of(self.row.min_grant_minor, self.call.row.currency)
    }

    /// The most that one project may ask.
    async fn max_grant(&self) -> Option<Money> {
        Money::of(self.row.max_grant_minor, self.call.row.currency)
    }

    /// The most that one organisation may get over all its projects.
    async fn cap_per_applicant(&self) -> Option<Money> {
        Money::of(self.row.cap_per_applicant_minor, self.call.row.currency)
    }
}

/// A document of a call.
#[derive(Clone, Debug)]
pub struct Document {
    row: call_document::Model,
    locale: Option<Locale>,
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
        localised(&self.row.name, self.locale)
    }

    /// Where it can be had; null where the notice only names it.
    async fn url(&self) -> Option<Url> {
        self.row.url.as_deref().and_then(web_address)
    }

    /// Media type, such as `application/pdf`.
    async fn media_type(&self) -> Option<&str> {
        self.row.media_type.as_deref()
    }

    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    async fn size_bytes(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "exact up to 9 PB")]
        self.row.size_bytes.map(|bytes| bytes as f64)
    }

    /// Grows when the document is replaced.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When the present version replaced the one before.
    async fn replaced_on(&self) -> Option<Date> {
        self.row.replaced_on.map(Date)
    }
}

/// A session or other dated event of a call.
#[derive(Clone, Debug)]
pub struct CallEvent {
    row: call_event::Model,
    locale: Option<Locale>,
    zone: Tz,
}

/// A session or other dated event of a call.
#[Object]
impl CallEvent {
    /// What happens.
    async fn kind(&self) -> CallEventKind {
        self.row.kind.into()
    }

    /// When it begins.
    async fn starts_at(&self) -> DateTime<FixedOffset> {
        there(self.row.starts_at, self.zone)
    }

    /// Whether an hour was stated.
    async fn hour_stated(&self) -> bool {
        self.row.hour_stated
    }

    /// Where.
    async fn place(&self) -> Option<Localised> {
        self.row.place.as_ref().map(|place| localised(place, self.locale))
    }

    /// Minutes, so that those who were absent get the same information.
    async fn minutes_url(&self) -> Option<Url> {
        self.row.minutes_url.as_deref().and_then(web_address)
    }
}

/// A change of a published call.
#[derive(Clone, Debug, SimpleObject)]
pub struct Correction {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Which fact.
    pub field: CallField,
    /// What it was; null where nothing was stated.
    pub before: Option<String>,
    /// What it is now; null where it was taken away.
    pub after: Option<String>,
    /// Why.
    pub reason: Option<Localised>,
}
