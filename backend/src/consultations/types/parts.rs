//! What hangs on a consultation: its dates, rules, sessions, channels, changes.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use entities::{consultation_change, consultation_session};
use url::Url;

use super::{ChannelKind, ConfirmEmail, Consultation, ConsultationField, Moderation, Supports, there};
use crate::clock::days_until;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::scalars::{Localised, localised, web_address};

/// From when and until when comments are taken.
#[derive(Clone, Debug)]
pub struct ConsultationPeriod(pub(super) Consultation);

/// From when and until when comments are taken.
#[Object]
impl ConsultationPeriod {
    /// The first instant, in the municipality's zone; null where the notice does not say: from publication on.
    async fn opens_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.0.row.opens_at?;
        Some(self.0.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// Whether the notice states the hour of it.
    async fn opens_hour_stated(&self) -> bool {
        self.0.row.opens_hour_stated
    }

    /// The last instant that is still in time, in the municipality's zone; null where the notice states none.
    async fn closes_at(&self, ctx: &Context<'_>) -> Option<Result<DateTime<FixedOffset>, Error>> {
        let at = self.0.row.closes_at?;
        Some(self.0.zone(ctx).await.map(|zone| there(at, zone)))
    }

    /// Whether the notice states an hour. Without one, `closesAt` is the end of that day: say so.
    async fn closes_hour_stated(&self) -> bool {
        self.0.row.closes_hour_stated
    }

    /// How many midnights lie between now and then, there: 0 on the last day, negative when it has passed.
    async fn days_left(&self, ctx: &Context<'_>) -> Option<Result<i64, Error>> {
        let at = self.0.row.closes_at?;
        Some(self.0.zone(ctx).await.map(|zone| days_until(at, Turn::of(ctx).scope().now, zone)))
    }

    /// What the source says of the dates where it does not state them.
    async fn note(&self) -> Option<Localised> {
        self.0.text(self.0.row.dates_note.as_ref())
    }
}

/// By what rules one comments.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationRules {
    /// Whether a comment made here stands for one that came the way the law names. Where it does not, say so, and show the
    /// channels beside the form.
    pub online_counts: bool,
    /// When a comment can be read by everybody.
    pub moderation: Moderation,
    /// How many of somebody are looked at first; there only with `FIRST_N`.
    pub moderation_first: Option<i32>,
    /// Whether somebody may comment without a name.
    pub anonymous_allowed: bool,
    /// Whether a file may be sent with a comment.
    pub attachments_allowed: bool,
    /// Whether an e-mail address has to be confirmed.
    pub confirm_email: ConfirmEmail,
    /// Who may support a comment.
    pub supports: Supports,
    /// What is said beside the form; null where there is nothing more to say.
    pub note: Option<Localised>,
}

impl ConsultationRules {
    pub(super) fn of(consultation: &Consultation) -> Self {
        let row = &consultation.row;
        Self {
            online_counts: row.online_counts,
            moderation: row.moderation.into(),
            moderation_first: row.moderation_first,
            anonymous_allowed: row.anonymous_allowed,
            attachments_allowed: row.attachments_allowed,
            confirm_email: row.confirm_email.into(),
            supports: row.supports.into(),
            note: consultation.text(row.comment_note.as_ref()),
        }
    }
}

/// When and where people meet about a consultation.
#[derive(Clone, Debug)]
pub struct ConsultationSession {
    pub(super) row: consultation_session::Model,
    pub(super) locale: Option<Locale>,
    pub(super) zone: Tz,
}

/// When and where people meet about a consultation.
#[Object]
impl ConsultationSession {
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

    /// For whom; null where it is for everybody.
    async fn audience(&self) -> Option<Localised> {
        self.row.audience.as_ref().map(|audience| localised(audience, self.locale))
    }

    /// Minutes, so that those who were absent get the same information.
    async fn minutes_url(&self) -> Option<Url> {
        self.row.minutes_url.as_deref().and_then(web_address)
    }

    /// How many came; null where nobody counted, or it is still to come.
    async fn attendance(&self) -> Option<i32> {
        self.row.attendance
    }
}

/// A way to comment other than this form.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationChannel {
    /// Which way.
    pub kind: ChannelKind,
    /// Where exactly, until when, marked with what.
    pub text: Localised,
}

/// A change of a published consultation.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationCorrection {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Which fact.
    pub field: ConsultationField,
    /// What it was; null where nothing was stated.
    pub before: Option<String>,
    /// What it is now; null where it was taken away.
    pub after: Option<String>,
    /// Why.
    pub reason: Option<Localised>,
}

impl ConsultationCorrection {
    pub(super) fn of(row: &consultation_change::Model, locale: Option<Locale>, zone: Tz) -> Self {
        // An instant is kept in one zone and told in the municipality's.
        let told = |value: &String| match value.parse::<DateTime<Utc>>() {
            Ok(at) => there(at, zone).to_rfc3339(),
            Err(_) => value.clone(),
        };
        Self {
            at: there(row.at, zone),
            field: row.field.into(),
            before: row.before.as_ref().map(told),
            after: row.after.as_ref().map(told),
            reason: row.reason.as_ref().map(|reason| localised(reason, locale)),
        }
    }
}
