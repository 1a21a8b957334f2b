//! What somebody outside fills in of an organisation: read, compared with what stands there, and put into it.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use entities::{
    Activity, Locale, LocalisedText, OrganisationContent, OrganisationForm, Suggested, SuggestedFacts, SuggestedField,
};
use sea_orm::ActiveEnum as _;

use crate::locale::tidy::{one_line, tidy};
use crate::locale::written_in;
use crate::mend::{FieldError, Problem};
use crate::organisations::rules::jib;
use crate::organisations::rules::seat::seat_and_street;
use crate::scalars::web_address;

/// The longest line, in characters.
pub const LINE: usize = 200;
/// The longest description, in characters: half a page.
pub const TEXT: usize = 2_000;
/// The shortest name.
const NAME: usize = 3;
/// Nothing that is here today was founded before.
const OLDEST: i32 = 1800;

/// What is filled in: a field that is left out stays what it is, one that is empty becomes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The facts.
    pub facts: BTreeMap<SuggestedField, String>,
    /// Whether the person who represents the organisation agrees that everybody reads his name; none where nothing was said
    /// of that.
    pub representative_consent: Option<bool>,
    /// Whether street and number, telephone and e-mail address may be read by everybody.
    pub contact_consent: bool,
}

/// How somebody is reached: of a small organisation, often its president at home.
#[must_use]
pub const fn reaches(field: SuggestedField) -> bool {
    matches!(field, SuggestedField::Address | SuggestedField::Phone | SuggestedField::Email)
}

/// The name of a field in a form and in an input, beneath `facts`.
#[must_use]
pub const fn name_of(field: SuggestedField) -> &'static str {
    use SuggestedField as Field;

    match field {
        Field::Name => "name",
        Field::ShortName => "shortName",
        Field::LegalForm => "legalForm",
        Field::RegisteringBody => "registeringBody",
        Field::RegisterNumber => "registerNumber",
        Field::RegisteredOn => "registeredOn",
        Field::Jib => "jib",
        Field::Seat => "seat",
        Field::Address => "address",
        Field::Territory => "territory",
        Field::Founded => "founded",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::Website => "website",
        Field::Description => "description",
        Field::Representative => "representative",
        Field::Activity => "activity",
        Field::Areas => "areas",
    }
}

/// The facts that become others if what is given is agreed to, or everything that is wrong with it. `areas` are the codes
/// that there are.
///
/// # Errors
/// What can be mended, said at once.
pub fn changes(
    before: &OrganisationContent,
    given: &Given,
    today: NaiveDate,
    areas: &[String],
) -> Result<SuggestedFacts, Vec<FieldError>> {
    let (mut changed, mut wrong) = (Vec::new(), Vec::new());
    for (&field, text) in &parted(before, given) {
        let was = stated(before, field);
        // What stands there longer or otherwise than it could be written here is no fault of whoever leaves it as it is.
        let as_it_was = was.as_deref().is_some_and(|was| untouched(field, text, was));
        let value = if as_it_was { Ok(was.clone()) } else { read(field, text, today, areas) };
        match value {
            Ok(value) => {
                let named = field == SuggestedField::Representative;
                let consent = match (field, given.representative_consent) {
                    (SuggestedField::Address, _) => given.contact_consent,
                    // Consent is of the person who is named: somebody else has not given it.
                    (_, None) => value == was && before.representative_public,
                    (_, Some(consent)) => consent,
                };
                let street = field == SuggestedField::Address;
                let consent = (named || street) && value.is_some() && consent;
                // The box is empty whenever the form is opened: of a street that stands there that takes nothing back.
                let otherwise = (named && consent != (was.is_some() && before.representative_public))
                    || (street && consent && !before.address_public);
                if value != was || otherwise {
                    changed.push(Suggested { field, before: was, value, consent });
                }
            }
            Err((problem, params)) => {
                wrong.push(FieldError::new(format!("facts.{}", name_of(field)), problem).with(params));
            }
        }
    }
    let reached = |one: &Suggested| reaches(one.field) && one.value.is_some();
    if !given.contact_consent && changed.iter().any(reached) {
        wrong.push(FieldError::new("facts.contactConsent", Problem::Required));
    }
    if wrong.is_empty() { Ok(SuggestedFacts(changed)) } else { Err(wrong) }
}

/// What is given, where a street beside the place of the seat is the address that it is, unless an address is given too: to a
/// street it can be agreed or not, and a place is for everybody.
fn parted(before: &OrganisationContent, given: &Given) -> BTreeMap<SuggestedField, String> {
    let mut facts = given.facts.clone();
    let Some(text) = facts.get(&SuggestedField::Seat).filter(|text| !is_seat_of(before, text)) else { return facts };
    let (place, Some(street)) = seat_and_street(text) else { return facts };
    match place {
        Some(place) => facts.insert(SuggestedField::Seat, place),
        None => facts.remove(&SuggestedField::Seat),
    };
    let address = facts.entry(SuggestedField::Address).or_default();
    if address.trim().is_empty() {
        *address = street;
    }
    facts
}

/// Leaves of the seat that somebody gives of another's organisation its place: nobody agrees for others that everybody reads
/// their street. What is wrong with it, if that is all that he gives.
pub fn without_street(before: &OrganisationContent, given: &mut Given) -> Option<FieldError> {
    let seat = SuggestedField::Seat;
    let text = given.facts.get(&seat)?;
    let (place, Some(_)) = seat_and_street(text) else { return None };
    let as_it_was = is_seat_of(before, text);
    let alone = place.is_none() && !as_it_was;
    match place.filter(|_| !as_it_was) {
        Some(place) => given.facts.insert(seat, place),
        None => given.facts.remove(&seat),
    };
    alone.then(|| FieldError::new(format!("facts.{}", name_of(seat)), Problem::NotAllowed))
}

/// What was said of another's organisation, of its seat the place alone; none where it was a street and nothing else.
pub(super) fn placed(one: &Suggested) -> Option<Suggested> {
    let seat = one.value.as_deref().filter(|_| one.field == SuggestedField::Seat);
    match seat.map(seat_and_street) {
        Some((place, Some(_))) => place.map(|place| Suggested { value: Some(place), ..one.clone() }),
        _ => Some(one.clone()),
    }
}

/// Whether this is the seat as it stands there.
fn is_seat_of(before: &OrganisationContent, text: &str) -> bool {
    stated(before, SuggestedField::Seat).is_some_and(|was| untouched(SuggestedField::Seat, text, &was))
}

/// Whether a form gives back what stood in its field. A browser breaks the lines of a text as it likes, and has no breaks
/// in a line.
fn untouched(field: SuggestedField, text: &str, was: &str) -> bool {
    let plain = |text: &str| match field {
        SuggestedField::Description => text.replace("\r\n", "\n"),
        _ => text.replace(['\r', '\n'], ""),
    };
    plain(text).trim() == plain(was).trim()
}

type Wrong = (Problem, Vec<String>);

/// What somebody wrote in a field, as it is compared and kept; none where it is empty.
fn read(field: SuggestedField, text: &str, today: NaiveDate, areas: &[String]) -> Result<Option<String>, Wrong> {
    use SuggestedField as Field;

    let most = if field == Field::Description { TEXT } else { LINE };
    let text = if field == Field::Description { tidy(text) } else { one_line(text) };
    if text.is_empty() {
        return if field == Field::Name { Err((Problem::Required, Vec::new())) } else { Ok(None) };
    }
    if text.chars().count() > most && field != Field::Areas {
        return Err((Problem::TooLong, vec![most.to_string()]));
    }
    let plain = |problem| (problem, Vec::new());
    let value = match field {
        Field::Name if text.chars().count() < NAME => return Err((Problem::TooShort, vec![NAME.to_string()])),
        Field::LegalForm => {
            OrganisationForm::try_from_value(&text).map_err(|_| plain(Problem::Unknown))?;
            text
        }
        Field::Activity => match Activity::try_from_value(&text).map_err(|_| plain(Problem::Unknown))? {
            Activity::Unknown => return Ok(None),
            known => known.to_value(),
        },
        // One whose last digit is odd is taken: an official looks at it, and nobody knows the rule for sure.
        Field::Jib => jib(&text).map_err(|fault| (Problem::Unknown, vec![fault.code().to_owned()]))?.digits,
        Field::RegisteredOn => match text.parse::<NaiveDate>() {
            Ok(day) if day <= today && day.year() >= OLDEST => day.to_string(),
            _ => return Err((Problem::OutOfRange, vec![format!("{OLDEST}-01-01"), today.to_string()])),
        },
        Field::Founded => match text.parse::<i32>() {
            Ok(year) if (OLDEST..=today.year()).contains(&year) => year.to_string(),
            _ => return Err((Problem::OutOfRange, vec![OLDEST.to_string(), today.year().to_string()])),
        },
        Field::Email => {
            text.parse::<crate::mail::Address>().map_err(|_| plain(Problem::NotAnAddress))?;
            text
        }
        Field::Website => {
            // As people write it; without a scheme it would be no address.
            let whole = if text.contains("://") { text } else { format!("https://{text}") };
            let url = web_address(&whole).filter(|url| url.host_str().is_some_and(|host| host.contains('.')));
            url.ok_or_else(|| plain(Problem::NotAnAddress))?.into()
        }
        Field::Areas => {
            let mut codes: Vec<_> = text.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
            codes.sort_unstable();
            codes.dedup();
            if codes.iter().any(|code| !areas.iter().any(|area| area == code)) {
                return Err(plain(Problem::Unknown));
            }
            codes.join(",")
        }
        _ => text,
    };
    Ok(Some(value).filter(|value| !value.is_empty()))
}

/// What stands in a field, as it is filled in: in the letters of its author.
#[must_use]
pub fn stated(content: &OrganisationContent, field: SuggestedField) -> Option<String> {
    use SuggestedField as Field;

    let words = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
    match field {
        Field::Name => words(&content.name),
        Field::ShortName => words(&content.short_name),
        Field::LegalForm => content.legal_form.map(|form| form.to_value()),
        Field::RegisteringBody => words(&content.registering_body),
        Field::RegisterNumber => content.register_number.clone(),
        Field::RegisteredOn => content.registered_on.map(|day| day.to_string()),
        Field::Jib => content.jib.clone(),
        Field::Seat => words(&content.seat),
        Field::Address => words(&content.address),
        Field::Territory => words(&content.territory),
        Field::Founded => content.founded.map(|year| year.to_string()),
        Field::Phone => content.phone.clone(),
        Field::Email => content.email.clone(),
        Field::Website => content.website.clone(),
        Field::Description => words(&content.description),
        Field::Representative => content.representative.clone(),
        Field::Activity => Some(content.activity).filter(|one| *one != Activity::Unknown).map(|one| one.to_value()),
        Field::Areas => Some(content.areas.join(",")).filter(|codes| !codes.is_empty()),
    }
}

/// Puts what was agreed to into what stands there. `usual` is what people write here, where letters do not show it.
pub fn apply(content: &mut OrganisationContent, one: &Suggested, usual: Locale) {
    use SuggestedField as Field;

    let value = one.value.clone();
    let words = |value: Option<String>| value.map(|text| LocalisedText::new(written_in(&text, usual), text));
    match one.field {
        // An organisation without a name there is none.
        Field::Name => content.name = words(value).or(content.name.take()),
        Field::ShortName => content.short_name = words(value),
        Field::LegalForm => {
            content.legal_form = value.and_then(|code| OrganisationForm::try_from_value(&code).ok());
        }
        Field::RegisteringBody => content.registering_body = words(value),
        Field::RegisterNumber => content.register_number = value,
        Field::RegisteredOn => content.registered_on = value.and_then(|day| day.parse().ok()),
        Field::Jib => content.jib = value,
        Field::Seat => content.seat = words(value),
        Field::Address => {
            content.address_public = one.consent && value.is_some();
            content.address = words(value);
        }
        Field::Territory => content.territory = words(value),
        Field::Founded => content.founded = value.and_then(|year| year.parse().ok()),
        Field::Phone => content.phone = value,
        Field::Email => content.email = value,
        Field::Website => content.website = value,
        Field::Description => content.description = words(value),
        Field::Representative => {
            content.representative_public = one.consent && value.is_some();
            content.representative = value;
        }
        Field::Activity => {
            content.activity = value.and_then(|code| Activity::try_from_value(&code).ok()).unwrap_or_default();
        }
        Field::Areas => {
            let codes = value.unwrap_or_default();
            content.areas = codes.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        }
    }
}

/// What a fact would become, beside what it is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: SuggestedField,
    /// What stands there now.
    pub now: Option<String>,
    /// What is to stand there.
    pub proposed: Option<String>,
    /// Of a person, and of street and number: whether it was agreed that everybody reads it.
    pub consent: bool,
    /// What stood there when the form was filled in, if that was something else than now: whoever filled it in did not
    /// know of that.
    pub moved_from: Option<Option<String>>,
}

/// What would become of what stands there now. What is so already is no difference.
#[must_use]
pub fn differences(now: &OrganisationContent, facts: &SuggestedFacts) -> Vec<Difference> {
    let difference = |one: &Suggested| {
        let today = stated(now, one.field);
        let named = one.field == SuggestedField::Representative && today.is_some();
        let agreed = one.field == SuggestedField::Address && one.consent && !now.address_public;
        let so = today == one.value && !agreed && !(named && one.consent != now.representative_public);
        (!so).then(|| Difference {
            field: one.field,
            moved_from: (today != one.before).then(|| one.before.clone()),
            now: today,
            proposed: one.value.clone(),
            consent: one.consent,
        })
    };
    facts.0.iter().filter_map(difference).collect()
}

#[cfg(test)]
mod tests;
