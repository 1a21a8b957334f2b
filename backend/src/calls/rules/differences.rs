//! What a reader has to be told when a call is not what it was.

use chrono::{DateTime, Utc};
use entities::{CallField, CallStage, LocalisedText, call_document, call_event, call_lot};
use rust_decimal::Decimal;
use sea_orm::ActiveEnum as _;

use super::content::code;
use super::origin;
use crate::calls::store::save::NewCall;
use crate::documents::rules::changed;

/// A fact that became another: which, what it was, what it is.
pub type Difference = (CallField, Option<String>, Option<String>);

/// One fact: as a reader is told of it, and with all that makes it another one though it is told alike.
struct Fact {
    field: CallField,
    told: Option<String>,
    whole: Option<String>,
}

/// What a reader has to be told when one became the other: field, old and new value.
#[must_use]
pub fn differences(before: &NewCall, after: &NewCall) -> Vec<Difference> {
    let pairs = facts(before).into_iter().zip(facts(after));
    let facts = pairs.filter(|(before, after)| before.whole != after.whole).map(|(before, after)| {
        let alike = before.told == after.told;
        let said = |fact: Fact| if alike { fact.whole } else { fact.told };
        (before.field, said(before), said(after))
    });
    let files = changed((&before.documents, &before.files), (&after.documents, &after.files)).into_iter();
    facts.chain(files.map(|(was, is)| (CallField::Documents, was, Some(is)))).collect()
}

fn facts(new: &NewCall) -> Vec<Fact> {
    let call = &new.call;
    let currency = call.currency.map(|currency| currency.to_value()).unwrap_or_default();
    let money = |minor: Option<i64>| minor.map(|minor| format!("{} {currency}", Decimal::new(minor, 2).normalize()));
    let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339());
    let plain = |field, told: Option<String>| Fact { field, whole: told.clone(), told };
    let text = |field, text: Option<&LocalisedText>| Fact {
        field,
        told: text.map(|text| text.original.text.clone()),
        whole: text.map(wordings),
    };
    let months = match (call.min_months, call.max_months) {
        (None, None) => None,
        (min, max) => Some(format!(
            "{}–{}",
            min.map(|min| min.to_string()).unwrap_or_default(),
            max.map(|max| max.to_string()).unwrap_or_default()
        )),
    };
    let mut areas = new.areas.clone();
    areas.sort();
    let forms: Vec<_> = call.eligible_forms.0.iter().map(code).collect();
    let list = |words: Vec<String>| (!words.is_empty()).then(|| words.join(", "));
    vec![
        text(CallField::Title, Some(&call.title)),
        text(CallField::Summary, call.summary.as_ref()),
        text(CallField::Eligibility, call.eligibility.as_ref()),
        plain(CallField::Deadline, instant(call.deadline_at)),
        text(CallField::DeadlineNote, call.deadline_note.as_ref()),
        plain(CallField::UntilSpent, call.until_spent.then(|| "true".to_owned())),
        plain(CallField::Budget, money(call.budget_minor)),
        plain(CallField::MinGrant, money(call.min_grant_minor)),
        plain(CallField::MaxGrant, money(call.max_grant_minor)),
        plain(CallField::CoFunding, call.co_funding_percent.map(|percent| format!("{percent} %"))),
        plain(CallField::Duration, months),
        Fact {
            field: CallField::Documents,
            told: list(new.documents.iter().map(|document| document.name.original.text.clone()).collect()),
            whole: list(new.documents.iter().map(document).collect()),
        },
        plain(CallField::Areas, list(areas)),
        plain(CallField::Lots, list(new.lots.iter().map(|one| lot(one, &currency)).collect())),
        Fact {
            field: CallField::Events,
            told: list(new.events.iter().map(|one| event(one, new)).collect()),
            whole: list(new.events.iter().map(|one| whole_event(one, new)).collect()),
        },
        plain(CallField::Opens, instant(call.opens_at)),
        plain(CallField::QuestionsUntil, instant(call.questions_until)),
        plain(CallField::ObjectionsUntil, instant(call.objections_until)),
        plain(CallField::ResultsExpected, call.results_expected_on.map(|day| day.to_string())),
        plain(CallField::EligibleForms, list(forms)),
        text(CallField::SeatIn, call.seat_in.as_ref()),
        plain(CallField::RegisteredBefore, call.registered_before.map(|day| day.to_string())),
        plain(CallField::Kind, Some(call.kind.to_value())),
        text(CallField::Contact, call.contact.as_ref()),
        text(CallField::LegalBasis, call.legal_basis.as_ref()),
        plain(CallField::ReferenceNumber, call.reference_number.clone()),
        plain(CallField::PublishedOn, call.published_on.map(|day| day.to_string())),
        plain(CallField::Cancellation, (call.stage == CallStage::Cancelled).then(|| call.stage.to_value())),
        plain(CallField::Other, call.source_url.clone()),
        Fact {
            field: CallField::Origin,
            told: new.origins.first().map(origin::told),
            whole: new.origins.first().map(origin::whole),
        },
        plain(CallField::Other, call.exercise.then(|| "exercise".to_owned())),
    ]
}

/// The original, and behind it every translation.
fn wordings(text: &LocalisedText) -> String {
    let more = text.translations.iter().map(|more| format!(" [{}: {}]", more.locale.tag(), more.text));
    std::iter::once(text.original.text.clone()).chain(more).collect()
}

fn document(row: &call_document::Model) -> String {
    let of = [Some(row.role.to_value()), row.url.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!("{} ({of})", wordings(&row.name))
}

fn lot(row: &call_lot::Model, currency: &str) -> String {
    let sum = |minor: i64| format!("{} {currency}", Decimal::new(minor, 2).normalize());
    let grant = match (row.min_grant_minor, row.max_grant_minor) {
        (None, None) => None,
        (min, max) => Some(format!("{}–{}", min.map(sum).unwrap_or_default(), max.map(sum).unwrap_or_default())),
    };
    let cap = row.cap_per_applicant_minor.map(|cap| format!("≤ {}", sum(cap)));
    let parts: Vec<_> = [row.area_code.clone(), row.budget_minor.map(sum), grant, cap].into_iter().flatten().collect();
    let name = wordings(&row.title);
    if parts.is_empty() { name } else { format!("{name} ({})", parts.join("; ")) }
}

/// Told in the hours of the municipality, because it is not looked through for instants again.
fn event(row: &call_event::Model, new: &NewCall) -> String {
    let there = row.starts_at.with_timezone(&new.zone);
    let when = there.format(if row.hour_stated { "%-d. %-m. %Y. %H.%M" } else { "%-d. %-m. %Y." }).to_string();
    let place = row.place.as_ref().map(wordings);
    [Some(when), place, row.minutes_url.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The same, with what nobody is told of it but by the thing itself: what kind it is.
fn whole_event(row: &call_event::Model, new: &NewCall) -> String {
    format!("{} ({})", event(row, new), row.kind.to_value())
}
