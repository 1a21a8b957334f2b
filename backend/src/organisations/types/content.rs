//! What a keeper of the directory reads and writes of an organisation: one shape for both ways.

use async_graphql::{InputObject, SimpleObject};
use entities::{OrganisationContent as Stored, StatusContent as StoredStatus};

use super::{Activity, InterestKind, OrganisationForm};
use crate::edited::{Check, EditedText, LIST, NAME, TITLE, shown};
use crate::error::Error;
use crate::mail::Address;
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Area;
use crate::organisations::rules::content::in_order;
use crate::organisations::rules::seat::part;
use crate::organisations::rules::{JibFault, jib};
use crate::scalars::Date;

/// A status of public or local interest, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "OrganisationStatusContentInput")]
pub struct OrganisationStatusContent {
    /// Of whose interest the organisation is.
    pub kind: InterestKind,
    /// The first day; null where nobody knows.
    pub valid_from: Option<Date>,
    /// The last day; null where it does not end, or nobody knows.
    pub valid_until: Option<Date>,
    /// The act that gave it, with its number.
    pub act: Option<EditedText>,
    /// Where the act can be read.
    pub act_url: Option<String>,
}

/// Everything of an organisation that a keeper writes. Only the name must be there.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "OrganisationContentInput")]
pub struct OrganisationContent {
    /// Its name, as it is registered.
    pub name: Option<EditedText>,
    /// Its short name or abbreviation.
    pub short_name: Option<EditedText>,
    /// What the law calls it.
    pub legal_form: Option<OrganisationForm>,
    /// The court, ministry or office that registered it.
    pub registering_body: Option<EditedText>,
    /// Its number there.
    pub register_number: Option<String>,
    /// The day on which it was registered.
    pub registered_on: Option<Date>,
    /// Its tax number (JIB), thirteen digits, however they are spaced.
    pub jib: Option<String>,
    /// The place of its seat. A street that is written here goes into `address`, without `addressPublic`; where another one
    /// stands there, what was written here goes into `internalNote`.
    pub seat: Option<EditedText>,
    /// Street and number; published only with `addressPublic`.
    pub address: Option<EditedText>,
    /// Whether it agreed that everybody reads them, or publishes them itself.
    #[graphql(default)]
    pub address_public: bool,
    /// Where it works.
    pub territory: Option<EditedText>,
    /// The year in which it was founded.
    pub founded: Option<i32>,
    /// The telephone that it publishes.
    pub phone: Option<String>,
    /// The e-mail address that it publishes.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// What it does.
    pub description: Option<EditedText>,
    /// Who may represent it; published only with `representativePublic`.
    pub representative: Option<String>,
    /// Whether that person agreed to be named.
    #[graphql(default)]
    pub representative_public: bool,
    /// To whom the municipality writes about the record; never published.
    pub keeper_email: Option<String>,
    /// What officials note for each other; never published.
    pub internal_note: Option<String>,
    /// Whether it does anything.
    #[graphql(default_with = "Activity::Unknown")]
    pub activity: Activity,
    /// Where its facts were read.
    pub source_url: Option<String>,
    /// Codes of areas of work.
    #[graphql(default)]
    pub areas: Vec<String>,
    /// Its statuses; one that is left out is removed.
    #[graphql(default)]
    pub statuses: Vec<OrganisationStatusContent>,
}

impl From<&StoredStatus> for OrganisationStatusContent {
    fn from(status: &StoredStatus) -> Self {
        Self {
            kind: status.kind.into(),
            valid_from: status.valid_from.map(Date),
            valid_until: status.valid_until.map(Date),
            act: shown(status.act.as_ref()),
            act_url: status.act_url.clone(),
        }
    }
}

impl From<&Stored> for OrganisationContent {
    fn from(content: &Stored) -> Self {
        Self {
            name: shown(content.name.as_ref()),
            short_name: shown(content.short_name.as_ref()),
            legal_form: content.legal_form.map(Into::into),
            registering_body: shown(content.registering_body.as_ref()),
            register_number: content.register_number.clone(),
            registered_on: content.registered_on.map(Date),
            jib: content.jib.clone(),
            seat: shown(content.seat.as_ref()),
            address: shown(content.address.as_ref()),
            address_public: content.address_public,
            territory: shown(content.territory.as_ref()),
            founded: content.founded,
            phone: content.phone.clone(),
            email: content.email.clone(),
            website: content.website.clone(),
            description: shown(content.description.as_ref()),
            representative: content.representative.clone(),
            representative_public: content.representative_public,
            keeper_email: content.keeper_email.clone(),
            internal_note: content.internal_note.clone(),
            activity: content.activity.into(),
            source_url: content.source_url.clone(),
            areas: content.areas.clone(),
            statuses: content.statuses.iter().map(Into::into).collect(),
        }
    }
}

impl OrganisationContent {
    /// What was written, cleaned and checked. When and by whom it was last confirmed is not written but done, so that stays
    /// as it was `before`. A street in the seat goes where officials alone read it, as in a list that is imported: the seat is
    /// for everybody.
    ///
    /// # Errors
    /// All that is wrong with it, each named by its field: a name that is missing, numbers, days, addresses and codes that
    /// are none.
    pub(crate) fn taken(self, before: &Stored) -> Result<Stored, Error> {
        let mut check = Check::default();
        let name = check.line("name", self.name, TITLE).filter(|name| !name.original.text.is_empty());
        if name.is_none() {
            check.wrong("name", Problem::Required);
        }
        let jib = number_of_taxes(&mut check, self.jib.as_deref());
        let areas = areas(&mut check, self.areas);
        let statuses = statuses(&mut check, self.statuses);
        let mut taken = Stored {
            name,
            short_name: check.line("shortName", self.short_name, NAME),
            legal_form: self.legal_form.map(Into::into),
            registering_body: check.line("registeringBody", self.registering_body, TITLE),
            register_number: check.word("registerNumber", self.register_number.as_deref(), NAME),
            jib,
            seat: check.line("seat", self.seat, NAME),
            address: check.line("address", self.address, TITLE),
            address_public: self.address_public,
            territory: check.line("territory", self.territory, TITLE),
            founded: check.number("founded", self.founded, 1800, 2100),
            registered_on: long_ago(&mut check, "registeredOn", self.registered_on),
            phone: check.word("phone", self.phone.as_deref(), NAME),
            email: mailbox(&mut check, "email", self.email.as_deref()),
            website: check.site("website", self.website.as_deref()),
            description: check.text("description", self.description),
            representative: check.word("representative", self.representative.as_deref(), NAME),
            representative_public: self.representative_public,
            keeper_email: mailbox(&mut check, "keeperEmail", self.keeper_email.as_deref()),
            internal_note: self
                .internal_note
                .map(|note| check.cleaned("internalNote", &note, 4_000))
                .filter(|note| !note.is_empty()),
            activity: self.activity.into(),
            confirmed_on: before.confirmed_on,
            confirmed_by: before.confirmed_by,
            source_url: check.address("sourceUrl", self.source_url.as_deref()),
            areas,
            statuses,
        };
        part(&mut taken);
        check.finished(taken)
    }
}

fn number_of_taxes(check: &mut Check, text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    match jib(text) {
        Ok(jib) => Some(jib.digits),
        // What may be somebody's personal number is told apart: it must not stay.
        Err(JibFault::NotOfAnOrganisation) => {
            check.wrong("jib", Problem::NotAllowed);
            None
        }
        Err(JibFault::Length) => {
            check.wrong("jib", Problem::NotATaxNumber);
            None
        }
    }
}

/// Older than most days: organisations were registered in kingdoms.
fn long_ago(check: &mut Check, field: &str, day: Option<Date>) -> Option<chrono::NaiveDate> {
    use chrono::Datelike as _;

    let day = day?.0;
    if !(1800..=2100).contains(&day.year()) {
        check.wrong.push(FieldError::new(field, Problem::OutOfRange).with(["1800".into(), "2100".into()]));
    }
    Some(day)
}

fn mailbox(check: &mut Check, field: &str, text: Option<&str>) -> Option<String> {
    let text = check.word(field, text, NAME)?;
    if text.parse::<Address>().is_err() {
        check.wrong(field, Problem::NotAnAddress);
    }
    Some(text)
}

fn areas(check: &mut Check, codes: Vec<String>) -> Vec<String> {
    for (at, code) in codes.iter().enumerate() {
        if !Area::shared().iter().any(|area| area.code == *code) {
            check.wrong(&format!("areas.{at}"), Problem::Unknown);
        }
    }
    let mut codes = codes;
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn statuses(check: &mut Check, all: Vec<OrganisationStatusContent>) -> Vec<StoredStatus> {
    if all.len() > LIST {
        check.wrong_with("statuses", Problem::TooLong, LIST);
    }
    let mut taken: Vec<_> = all
        .into_iter()
        .take(LIST)
        .enumerate()
        .map(|(at, status)| {
            let field = |name: &str| format!("statuses.{at}.{name}");
            let valid_from = check.day(&field("validFrom"), status.valid_from);
            let valid_until = check.day(&field("validUntil"), status.valid_until);
            if matches!((valid_from, valid_until), (Some(from), Some(until)) if until < from) {
                check.wrong(&field("validUntil"), Problem::NotLater);
            }
            StoredStatus {
                kind: status.kind.into(),
                valid_from,
                valid_until,
                act: check.line(&field("act"), status.act, TITLE),
                act_url: check.address(&field("actUrl"), status.act_url.as_deref()),
            }
        })
        .collect();
    // As they stand when they are read again, so that what was not changed is seen to be the same.
    in_order(&mut taken);
    taken
}
