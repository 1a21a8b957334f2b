//! What hangs on an organisation: how it is registered, how it is reached, its statuses, what was changed.

use async_graphql::SimpleObject;
use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use entities::{organisation, organisation_status};
use url::Url;

use super::{InterestKind, OrganisationField};
use crate::locale::Locale;
use crate::organisations::rules;
use crate::organisations::store::PublicChange;
use crate::scalars::{Date, Localised, localised, web_address};

/// How an organisation is registered.
#[derive(Clone, Debug, SimpleObject)]
pub struct Registration {
    /// The court, ministry or office; null where nobody has said.
    pub body: Option<Localised>,
    /// Its number there; null where nobody has said.
    pub number: Option<String>,
    /// The day; null where nobody has said.
    pub on: Option<Date>,
}

/// A name for an organisation in somebody's list, for programs.
#[derive(Clone, Debug, SimpleObject)]
pub struct Identifier {
    /// Whose list: `BA-JIB` is that of tax numbers in Bosnia and Herzegovina.
    pub scheme: String,
    /// The whole identifier as <https://org-id.guide> writes such: `BA-JIB-4400000000000`.
    pub value: String,
}

/// How an organisation is reached, as it publishes itself.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationContact {
    /// Street and number; null where nobody has agreed that everybody reads them.
    pub address: Option<Localised>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<Url>,
}

impl OrganisationContact {
    pub(super) fn of(row: &organisation::Model, locale: Option<Locale>) -> Self {
        Self {
            address: row.public_address().map(|text| localised(text, locale)),
            phone: row.phone.clone(),
            email: row.email.clone(),
            website: row.website.as_deref().and_then(web_address),
        }
    }
}

/// That an organisation is of public or of local interest.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationStatus {
    /// Of whose interest.
    pub kind: InterestKind,
    /// The first day; null where the source does not say.
    pub valid_from: Option<Date>,
    /// The last day; null where it does not end, or the source does not say.
    pub valid_until: Option<Date>,
    /// Whether it holds today.
    pub holds: bool,
    /// The act that gave it; null where nobody has said.
    pub act: Option<Localised>,
    /// Where the act can be read.
    pub act_url: Option<Url>,
}

impl OrganisationStatus {
    pub(super) fn of(row: &organisation_status::Model, today: NaiveDate, locale: Option<Locale>) -> Self {
        Self {
            kind: row.kind.into(),
            valid_from: row.valid_from.map(Date),
            valid_until: row.valid_until.map(Date),
            holds: rules::holds(row.valid_from, row.valid_until, today),
            act: row.act.as_ref().map(|text| localised(text, locale)),
            act_url: row.act_url.as_deref().and_then(web_address),
        }
    }
}

/// A change of what stands in the directory.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationCorrection {
    /// When, in the municipality's zone.
    pub at: DateTime<FixedOffset>,
    /// Which fact.
    pub field: OrganisationField,
    /// What it was; null where nothing was known, and always of `REPRESENTATIVE` and `CONTACT`: of persons and how they
    /// are reached only what stands there now is told.
    pub before: Option<String>,
    /// What it is; null where nothing is known, and of `REPRESENTATIVE` and `CONTACT`.
    pub after: Option<String>,
    /// Why; null where no reason was given.
    pub reason: Option<Localised>,
    /// What the record was called of which it is, where that was put into this one; null where it is of this one.
    pub record: Option<Localised>,
}

impl OrganisationCorrection {
    pub(super) fn of(change: &PublicChange, locale: Option<Locale>, zone: Tz) -> Self {
        let row = &change.row;
        Self {
            at: row.at.with_timezone(&zone).fixed_offset(),
            field: row.field.into(),
            before: row.before.clone(),
            after: row.after.clone(),
            reason: row.reason.as_ref().map(|text| localised(text, locale)),
            record: change.record.as_ref().map(|text| localised(text, locale)),
        }
    }
}

/// A text of an organisation in which words were found.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationMatch {
    /// Which fact.
    pub field: OrganisationField,
    /// The text, as the organisation's own field gives it.
    pub text: Localised,
    /// Where in `text` the words are, in their order.
    pub ranges: Vec<TextRange>,
}

/// A part of a text, in UTF-16 units, as JavaScript counts.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct TextRange {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}
