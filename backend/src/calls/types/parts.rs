//! What hangs on a call: its deadline, lots, events, corrections.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use entities::{call_deadline, call_event, call_lot, call_origin};
use futures_util::future::try_join;
use url::Url;

use super::{CallEventKind, CallField, Calls, OpenCall, there};
use crate::calls::rules;
use crate::clock::days_until;
use crate::consultations::types::{Consultation, Consultations};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::scalars::{Date, Localised, Money, localised, web_address};

/// Until when one can apply.
#[derive(Clone, Debug)]
pub struct Deadline(pub(super) OpenCall);

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
        Some(self.0.zone(ctx).await.map(|zone| days_until(at, Turn::of(ctx).scope().now, zone)))
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
        from.map(|from| rules::elapsed_percent(from, until, Turn::of(ctx).scope().now)).transpose()
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

/// What kind of thing a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CallOriginKind {
    /// A consultation.
    Consultation,
    /// An earlier call, which it follows.
    Call,
}

/// What a call came from.
#[derive(Clone, Debug, SimpleObject)]
pub struct CallOrigin {
    /// A consultation, `con_…`, or an earlier call, `call_…`.
    pub id: ID,
    /// Which of the two.
    pub kind: CallOriginKind,
    /// What it is called now.
    pub title: Localised,
    /// Where it can be read without any script.
    pub page: Url,
}

impl CallOrigin {
    /// It, where it can be read.
    pub(super) async fn of(
        ctx: &Context<'_>,
        row: &call_origin::Model,
        locale: Option<Locale>,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        if let Some(id) = row.consultation_id {
            let Some(row) = turn.loader::<Consultations>().load_one(id).await? else { return Ok(None) };
            let (title, one) = (localised(&row.title, locale), Consultation::new(row, locale));
            let page = one.address(ctx).await?;
            return Ok(Some(Self { id: id.to_string().into(), kind: CallOriginKind::Consultation, title, page }));
        }
        let Some(id) = row.earlier_id else { return Ok(None) };
        let Some(row) = turn.loader::<Calls>().load_one(id).await? else { return Ok(None) };
        let (title, one) = (localised(&row.title, locale), OpenCall::new(row, locale));
        Ok(Some(Self { id: id.to_string().into(), kind: CallOriginKind::Call, title, page: one.address(ctx).await? }))
    }
}

/// A part of a call with money of its own.
#[derive(Clone, Debug)]
pub struct Lot {
    pub(super) row: call_lot::Model,
    pub(super) call: OpenCall,
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

/// A session or other dated event of a call.
#[derive(Clone, Debug)]
pub struct CallEvent {
    pub(super) row: call_event::Model,
    pub(super) locale: Option<Locale>,
    pub(super) zone: Tz,
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

/// What was asked about a call, and the answer.
#[derive(Clone, Debug, SimpleObject)]
pub struct QuestionAndAnswer {
    /// What was asked.
    pub question: Localised,
    /// What was answered.
    pub answer: Localised,
    /// When it was asked.
    pub asked_at: DateTime<FixedOffset>,
    /// When it was answered last.
    pub answered_at: DateTime<FixedOffset>,
}
