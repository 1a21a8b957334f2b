//! What an editor reads and writes of a call: one shape for both ways.

use async_graphql::{ID, InputObject, SimpleObject};
use entities::{
    CallContent as Stored, CallOrigin, DocumentContent, DocumentId, EventContent, EventId, LocalisedText, LotContent,
    OriginId, municipality,
};
use rust_decimal::Decimal;

use super::{CallEventKind, DocumentRole, LegalForm, OpenCallKind};
use crate::calls::rules::content::sorted;
use crate::edited::{Check, EditedText, LIST, Moment, NAME, TITLE, shown};
use crate::error::Error;
use crate::locale::Locale;
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Area;
use crate::scalars::{CurrencyCode, Date, LocaleTag};

/// The largest sum, in hundredths: ten thousand million.
const SUM: i64 = 1_000_000_000_000;

/// A part with money of its own, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "CallLotContentInput")]
pub struct CallLotContent {
    /// Its name.
    pub title: Option<EditedText>,
    /// Its area, where it has one of its own.
    pub area_code: Option<String>,
    /// All the money of the lot.
    pub budget: Option<Decimal>,
    /// The least that one project may ask.
    pub min_grant: Option<Decimal>,
    /// The most that one project may ask.
    pub max_grant: Option<Decimal>,
    /// The most that one organisation may get over all its projects.
    pub cap_per_applicant: Option<Decimal>,
}

/// A document, as it is edited. Its file comes by upload.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "CallDocumentContentInput")]
pub struct CallDocumentContent {
    /// `doc_…`; null for a thing to bring, which has neither file nor address. One that is given keeps its file.
    pub id: Option<ID>,
    /// What the applicant does with it.
    pub role: DocumentRole,
    /// Its name; no letters while nobody has written it.
    pub name: EditedText,
    /// Where it can be had, if not here.
    pub url: Option<String>,
}

/// A session or other dated event, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "CallEventContentInput")]
pub struct CallEventContent {
    /// `evt_…`; null for a new one.
    pub id: Option<ID>,
    /// What happens.
    pub kind: CallEventKind,
    /// When it begins.
    pub starts: Moment,
    /// Where.
    pub place: Option<EditedText>,
    /// Minutes, so that those who were absent get the same information.
    pub minutes_url: Option<String>,
}

/// Everything of a call that an editor writes. Nothing but the kind must be there before it is published.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "CallContentInput")]
pub struct CallContent {
    /// What it is for.
    pub kind: OpenCallKind,
    /// As on the notice.
    pub title: Option<EditedText>,
    /// What it is about.
    pub summary: Option<EditedText>,
    /// Who may apply, in words.
    pub eligibility: Option<EditedText>,
    /// Office, address, hours.
    pub contact: Option<EditedText>,
    /// The law or decision it rests on.
    pub legal_basis: Option<EditedText>,
    /// What it came from: a consultation, `con_…`, or an earlier call, `call_…`, of the same municipality that everybody can
    /// read.
    pub origin: Option<ID>,
    /// Number of the act.
    pub reference_number: Option<String>,
    /// The day on the notice; of a draft, the day on which it is published where it is left out.
    pub published_on: Option<Date>,
    /// When applications start to be taken, if later than publication.
    pub opens: Option<Moment>,
    /// Until when applications are taken.
    pub deadline: Option<Moment>,
    /// What is said of the deadline in words.
    pub deadline_note: Option<EditedText>,
    /// Open until the money is spent.
    #[graphql(default)]
    pub until_spent: bool,
    /// Until when questions are answered.
    pub questions_until: Option<Moment>,
    /// Until when the preliminary list may be objected to.
    pub objections_until: Option<Moment>,
    /// When the list of results is promised.
    pub results_expected_on: Option<Date>,
    /// Of every sum.
    pub currency: Option<CurrencyCode>,
    /// All the money of the call.
    pub budget: Option<Decimal>,
    /// The least that one project may ask.
    pub min_grant: Option<Decimal>,
    /// The most that one project may ask.
    pub max_grant: Option<Decimal>,
    /// Own contribution of the applicant, at least, in percent.
    pub co_funding_percent: Option<i32>,
    /// Shortest project, in months.
    pub min_months: Option<i32>,
    /// Longest project, in months.
    pub max_months: Option<i32>,
    /// What kind of organisation may apply; empty where the notice does not say.
    #[graphql(default)]
    pub eligible_forms: Vec<LegalForm>,
    /// Where it must have its seat.
    pub seat_in: Option<EditedText>,
    /// Before what day it must have been registered.
    pub registered_before: Option<Date>,
    /// Codes of areas of work.
    #[graphql(default)]
    pub areas: Vec<String>,
    /// Parts with money of their own, in their order.
    #[graphql(default)]
    pub lots: Vec<CallLotContent>,
    /// Documents, in their order; one that is left out is removed.
    #[graphql(default)]
    pub documents: Vec<CallDocumentContent>,
    /// Dated events; one that is left out is removed.
    #[graphql(default)]
    pub events: Vec<CallEventContent>,
    /// An exercise of a training, not a real call.
    #[graphql(default)]
    pub exercise: bool,
}

/// The id of what a call came from, as the API writes it.
fn origin_id(id: OriginId) -> ID {
    match id {
        OriginId::Consultation(id) => id.to_string().into(),
        OriginId::Call(id) => id.to_string().into(),
    }
}

fn money(minor: Option<i64>) -> Option<Decimal> {
    minor.map(|minor| Decimal::new(minor, 2).normalize())
}

impl CallContent {
    /// As the desk shows it; what nobody has named yet is in this locale.
    pub(crate) fn of(stored: &Stored, usual: Locale) -> Self {
        let text = |text: &Option<LocalisedText>| shown(text.as_ref());
        let lot = |lot: &LotContent| CallLotContent {
            title: shown(lot.title.as_ref()),
            area_code: lot.area_code.clone(),
            budget: money(lot.budget),
            min_grant: money(lot.min_grant),
            max_grant: money(lot.max_grant),
            cap_per_applicant: money(lot.cap_per_applicant),
        };
        let nameless = || EditedText { text: String::new(), locale: LocaleTag(usual), overrides: Vec::new() };
        let document = |document: &DocumentContent| CallDocumentContent {
            id: document.id.map(|id| id.to_string().into()),
            role: document.role.into(),
            name: shown(document.name.as_ref()).unwrap_or_else(nameless),
            url: document.url.clone(),
        };
        let event = |event: &EventContent| CallEventContent {
            id: event.id.map(|id| id.to_string().into()),
            kind: event.kind.into(),
            starts: event.starts.into(),
            place: shown(event.place.as_ref()),
            minutes_url: event.minutes_url.clone(),
        };
        Self {
            kind: stored.kind.into(),
            title: text(&stored.title),
            summary: text(&stored.summary),
            eligibility: text(&stored.eligibility),
            contact: text(&stored.contact),
            legal_basis: text(&stored.legal_basis),
            origin: stored.origin.as_ref().map(|origin| origin_id(origin.id)),
            reference_number: stored.reference_number.clone(),
            published_on: stored.published_on.map(Date),
            opens: stored.opens.map(Into::into),
            deadline: stored.deadline.map(Into::into),
            deadline_note: text(&stored.deadline_note),
            until_spent: stored.until_spent,
            questions_until: stored.questions_until.map(Into::into),
            objections_until: stored.objections_until.map(Into::into),
            results_expected_on: stored.results_expected_on.map(Date),
            currency: stored.currency.map(Into::into),
            budget: money(stored.budget),
            min_grant: money(stored.min_grant),
            max_grant: money(stored.max_grant),
            co_funding_percent: stored.co_funding_percent,
            min_months: stored.min_months,
            max_months: stored.max_months,
            eligible_forms: stored.eligible_forms.0.iter().map(|form| (*form).into()).collect(),
            seat_in: text(&stored.seat_in),
            registered_before: stored.registered_before.map(Date),
            areas: stored.areas.clone(),
            lots: stored.lots.iter().map(lot).collect(),
            documents: stored.documents.iter().map(document).collect(),
            events: stored.events.iter().map(event).collect(),
            exercise: stored.exercise,
        }
    }

    /// As it is stored, if it can be. What is missing may be; what is wrong may not. `known` is what was there: only its
    /// documents and events can be named.
    pub(crate) fn taken(self, owner: &municipality::Model, known: &[&Stored]) -> Result<Stored, Error> {
        let mut check = Check::default();
        let lists = [
            ("areas", self.areas.len()),
            ("lots", self.lots.len()),
            ("documents", self.documents.len()),
            ("events", self.events.len()),
        ];
        for (field, length) in lists {
            if length > LIST {
                check.wrong_with(field, Problem::TooLong, LIST);
            }
        }
        let stored = Stored {
            kind: self.kind.into(),
            title: check.line("title", self.title, TITLE),
            summary: check.text("summary", self.summary),
            eligibility: check.text("eligibility", self.eligibility),
            contact: check.text("contact", self.contact),
            legal_basis: check.text("legalBasis", self.legal_basis),
            origin: check.origin(self.origin, owner),
            reference_number: check.word("referenceNumber", self.reference_number.as_deref(), NAME),
            published_on: check.day("publishedOn", self.published_on),
            opens: check.moment("opens", self.opens),
            deadline: check.moment("deadline", self.deadline),
            deadline_note: check.text("deadlineNote", self.deadline_note),
            until_spent: self.until_spent,
            questions_until: check.moment("questionsUntil", self.questions_until),
            objections_until: check.moment("objectionsUntil", self.objections_until),
            results_expected_on: check.day("resultsExpectedOn", self.results_expected_on),
            currency: self.currency.map(Into::into),
            budget: check.sum("budget", self.budget),
            min_grant: check.sum("minGrant", self.min_grant),
            max_grant: check.sum("maxGrant", self.max_grant),
            co_funding_percent: check.number("coFundingPercent", self.co_funding_percent, 0, 100),
            min_months: check.number("minMonths", self.min_months, 1, 120),
            max_months: check.number("maxMonths", self.max_months, 1, 120),
            eligible_forms: sorted(&self.eligible_forms.into_iter().map(Into::into).collect::<Vec<_>>()),
            seat_in: check.line("seatIn", self.seat_in, TITLE),
            registered_before: check.day("registeredBefore", self.registered_before),
            areas: check.areas(self.areas, Area::is_known),
            lots: self.lots.into_iter().enumerate().map(|(at, lot)| check.lot(at, lot)).collect(),
            documents: self.documents.into_iter().enumerate().map(|(at, one)| check.document(at, one, known)).collect(),
            events: self
                .events
                .into_iter()
                .enumerate()
                .filter_map(|(at, event)| check.event(at, event, known))
                .collect(),
            exercise: self.exercise,
        };
        check.finished(stored)
    }
}

impl Check {
    /// What it is called is looked up by whoever saves it.
    fn origin(&mut self, id: Option<ID>, owner: &municipality::Model) -> Option<CallOrigin> {
        let id = id?;
        let found = id.parse().map(OriginId::Consultation).or_else(|_| id.parse().map(OriginId::Call));
        let Ok(id) = found else {
            self.wrong("origin", Problem::Unknown);
            return None;
        };
        Some(CallOrigin { id, title: LocalisedText::new(owner.default_locale, "") })
    }

    fn sum(&mut self, field: &str, sum: Option<Decimal>) -> Option<i64> {
        let sum = sum?;
        if sum <= Decimal::ZERO {
            self.wrong(field, Problem::NotPositive);
            return None;
        }
        let minor = sum.checked_mul(Decimal::ONE_HUNDRED).and_then(|minor| i64::try_from(minor.round()).ok());
        let minor = minor.filter(|minor| *minor <= SUM);
        if minor.is_none() {
            let most = money(Some(SUM)).unwrap_or_default();
            self.wrong.push(FieldError::new(field, Problem::OutOfRange).with(["0".into(), most.to_string()]));
        }
        minor
    }

    fn lot(&mut self, at: usize, lot: CallLotContent) -> LotContent {
        let field = |name: &str| format!("lots.{at}.{name}");
        if lot.area_code.as_deref().is_some_and(|code| !Area::is_known(code)) {
            self.wrong(&field("areaCode"), Problem::Unknown);
        }
        LotContent {
            title: self.line(&field("title"), lot.title, TITLE),
            area_code: lot.area_code,
            budget: self.sum(&field("budget"), lot.budget),
            min_grant: self.sum(&field("minGrant"), lot.min_grant),
            max_grant: self.sum(&field("maxGrant"), lot.max_grant),
            cap_per_applicant: self.sum(&field("capPerApplicant"), lot.cap_per_applicant),
        }
    }

    fn document(&mut self, at: usize, document: CallDocumentContent, known: &[&Stored]) -> DocumentContent {
        let field = |name: &str| format!("documents.{at}.{name}");
        let mut id = None;
        if let Some(given) = document.id {
            id = given.parse::<DocumentId>().ok();
            let mut all = known.iter().flat_map(|known| &known.documents);
            if id.is_none() || !all.any(|known| known.id == id) {
                self.wrong(&field("id"), Problem::Unknown);
            }
        }
        DocumentContent {
            id,
            role: document.role.into(),
            name: self.line(&field("name"), Some(document.name), NAME),
            url: self.address(&field("url"), document.url.as_deref()),
            // Never from outside: whoever names where bytes lie could publish another's.
            file: None,
        }
    }

    fn event(&mut self, at: usize, event: CallEventContent, known: &[&Stored]) -> Option<EventContent> {
        let field = |name: &str| format!("events.{at}.{name}");
        let mut id = None;
        if let Some(given) = event.id {
            id = given.parse::<EventId>().ok();
            let mut all = known.iter().flat_map(|known| &known.events);
            if id.is_none() || !all.any(|known| known.id == id) {
                self.wrong(&field("id"), Problem::Unknown);
            }
        }
        Some(EventContent {
            id,
            kind: event.kind.into(),
            starts: self.moment(&field("starts"), Some(event.starts))?,
            place: self.line(&field("place"), event.place, TITLE),
            minutes_url: self.address(&field("minutesUrl"), event.minutes_url.as_deref()),
        })
    }
}
