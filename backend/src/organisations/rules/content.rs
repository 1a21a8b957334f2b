//! What somebody writes of an organisation, as rows, and back; and what became of what.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    Activity, InterestKind, Locale, LocalisedText, MunicipalityId, OrganisationContent, OrganisationField,
    OrganisationId, OrganisationOrigin, OrganisationState, OrganisationStatusId, StatusContent, organisation,
    organisation_area, organisation_status,
};
use sea_orm::ActiveEnum as _;

use super::seat::seat_and_street;
use super::words::search_text;
use crate::locale::alphabet::{Alphabet, key};
use crate::locale::fold::fold;

/// An organisation with all that hangs on it, as rows.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The organisation itself.
    pub organisation: organisation::Model,
    /// Its areas.
    pub areas: Vec<organisation_area::Model>,
    /// Its statuses.
    pub statuses: Vec<organisation_status::Model>,
}

/// A row of an organisation in which nothing is written yet, made now.
#[must_use]
pub fn blank(municipality_id: MunicipalityId, now: DateTime<Utc>) -> organisation::Model {
    organisation::Model {
        id: OrganisationId::new(),
        municipality_id,
        source_key: String::new(),
        source_hash: String::new(),
        version: 1,
        state: OrganisationState::Listed,
        origin: OrganisationOrigin::Desk,
        exercise: false,
        name: LocalisedText::new(Locale::SrLatn, ""),
        short_name: None,
        legal_form: None,
        registering_body: None,
        register_number: None,
        jib: None,
        seat: None,
        address: None,
        address_public: false,
        territory: None,
        founded: None,
        registered_on: None,
        phone: None,
        email: None,
        website: None,
        description: None,
        representative: None,
        representative_public: false,
        keeper_email: None,
        internal_note: None,
        activity: Activity::Unknown,
        confirmed_on: None,
        confirmed_by: None,
        source_url: None,
        import_id: None,
        latin_key: String::new(),
        cyrillic_key: String::new(),
        seat_key: String::new(),
        search_text: String::new(),
        search_row: 0,
        created_at: now,
        saved_at: now,
        changed_at: now,
        saved_by: None,
    }
}

/// Puts what was written into the row, with all that is kept for finding and sorting it. `area_words` are the names of its
/// areas: whoever types one finds the organisations in it.
#[must_use]
pub fn rows(mut row: organisation::Model, content: OrganisationContent, area_words: &[String]) -> Rows {
    let name = content.name.unwrap_or_else(|| row.name.clone());
    let seat = |text: &Option<LocalisedText>| text.as_ref().map(|text| fold(&text.original.text)).unwrap_or_default();
    row.seat_key = seat(&content.seat).trim_start().to_owned();
    row.latin_key = key(&name.original.text, Alphabet::Latin);
    row.cyrillic_key = key(&name.original.text, Alphabet::Cyrillic);
    let wordings = |text: Option<&LocalisedText>| {
        text.into_iter().flat_map(LocalisedText::all).map(|text| text.text.clone()).collect::<Vec<_>>()
    };
    let names: Vec<_> = [wordings(Some(&name)), wordings(content.short_name.as_ref())].concat();
    // Whoever could find a street by its name would learn it.
    let street = content.address.as_ref().filter(|_| content.address_public);
    let texts = [content.description.as_ref(), content.seat.as_ref(), street, content.territory.as_ref()];
    let numbers = [&content.jib, &content.register_number].map(|number| number.iter().cloned().collect::<Vec<_>>());
    let others: Vec<_> = texts.into_iter().flat_map(wordings).chain(numbers.concat()).collect();
    let others = others.iter().chain(area_words).map(String::as_str);
    row.search_text = search_text(names.iter().map(String::as_str), others);
    row.search_row = search_row(row.id);
    let (municipality_id, organisation_id) = (row.municipality_id, row.id);
    let areas = content.areas.into_iter();
    let areas =
        areas.map(|area_code| organisation_area::Model { municipality_id, organisation_id, area_code }).collect();
    let status = |status| status_row(municipality_id, organisation_id, status);
    let statuses = content.statuses.into_iter().map(status).collect();
    row.name = name;
    row.short_name = content.short_name;
    row.legal_form = content.legal_form;
    row.registering_body = content.registering_body;
    row.register_number = content.register_number;
    row.jib = content.jib;
    row.seat = content.seat;
    row.address = content.address;
    row.address_public = content.address_public;
    row.territory = content.territory;
    row.founded = content.founded;
    row.registered_on = content.registered_on;
    row.phone = content.phone;
    row.email = content.email;
    row.website = content.website;
    row.description = content.description;
    row.representative = content.representative;
    row.representative_public = content.representative_public;
    row.keeper_email = content.keeper_email;
    row.internal_note = content.internal_note;
    row.activity = content.activity;
    row.confirmed_on = content.confirmed_on;
    row.confirmed_by = content.confirmed_by;
    row.source_url = content.source_url;
    Rows { organisation: row, areas, statuses }
}

fn status_row(
    municipality_id: MunicipalityId,
    organisation_id: OrganisationId,
    status: StatusContent,
) -> organisation_status::Model {
    organisation_status::Model {
        id: OrganisationStatusId::new(),
        municipality_id,
        organisation_id,
        kind: status.kind,
        valid_from: status.valid_from,
        valid_until: status.valid_until,
        act: status.act,
        act_url: status.act_url,
    }
}

/// The number by which SQLite's index of words knows a row: of an id, the half that chance made.
#[must_use]
pub fn search_row(id: OrganisationId) -> i64 {
    let (_, chance) = id.0.as_u64_pair();
    i64::try_from(chance & 0x3fff_ffff_ffff_ffff).unwrap_or_default()
}

/// Rows as what somebody wrote.
#[must_use]
pub fn content(
    row: &organisation::Model,
    areas: &[organisation_area::Model],
    statuses: &[organisation_status::Model],
) -> OrganisationContent {
    let status = |row: &organisation_status::Model| StatusContent {
        kind: row.kind,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        act: row.act.clone(),
        act_url: row.act_url.clone(),
    };
    let mut areas: Vec<_> = areas.iter().map(|row| row.area_code.clone()).collect();
    areas.sort_unstable();
    let mut statuses: Vec<_> = statuses.iter().map(status).collect();
    in_order(&mut statuses);
    OrganisationContent {
        name: Some(row.name.clone()),
        short_name: row.short_name.clone(),
        legal_form: row.legal_form,
        registering_body: row.registering_body.clone(),
        register_number: row.register_number.clone(),
        jib: row.jib.clone(),
        seat: row.seat.clone(),
        address: row.address.clone(),
        address_public: row.address_public,
        territory: row.territory.clone(),
        founded: row.founded,
        registered_on: row.registered_on,
        phone: row.phone.clone(),
        email: row.email.clone(),
        website: row.website.clone(),
        description: row.description.clone(),
        representative: row.representative.clone(),
        representative_public: row.representative_public,
        keeper_email: row.keeper_email.clone(),
        internal_note: row.internal_note.clone(),
        activity: row.activity,
        confirmed_on: row.confirmed_on,
        confirmed_by: row.confirmed_by,
        source_url: row.source_url.clone(),
        areas,
        statuses,
    }
}

/// Puts statuses in the order of their days: one of which no first day is known comes first. The databases do not agree on
/// that, and what is in another order must not be taken for something else.
pub fn in_order(statuses: &mut [StatusContent]) {
    statuses.sort_by_key(|status| (status.valid_from, status.valid_until, status.kind));
}

/// One public fact of an organisation that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which fact.
    pub field: OrganisationField,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

impl Difference {
    /// What it was and what it is, as it is kept for good: in what everybody reads of the record, and in the journal, of which
    /// nothing is ever deleted. Of persons and how they are reached it is kept that it changed; of a seat, the place.
    #[must_use]
    pub fn told(&self) -> [Option<String>; 2] {
        [&self.before, &self.after].map(|value| match self.field {
            // A street that somebody wrote beside the place is nobody's to read, and would stay here when it is taken out there.
            OrganisationField::Seat => value.as_deref().and_then(|seat| seat_and_street(seat).0),
            field => value.clone().filter(|_| !only_that_it_changed(field)),
        })
    }
}

/// What became of an organisation that everybody can read. Of what is not published nothing is said.
#[must_use]
pub fn differences(before: &OrganisationContent, after: &OrganisationContent) -> Vec<Difference> {
    let pairs = facts(before).into_iter().zip(facts(after));
    let changed = pairs.filter(|(before, after)| before.1 != after.1);
    changed.map(|((field, before), (_, after))| Difference { field, before, after }).collect()
}

/// Whether anything became another that everybody can read, be it told as a difference or not: a wording for readers of
/// another language, the act of a status.
#[must_use]
pub fn is_public_change(before: &OrganisationContent, after: &OrganisationContent) -> bool {
    public(before) != public(after)
}

/// What everybody reads of it. A fact that is new in a record is public until it is named here.
fn public(content: &OrganisationContent) -> OrganisationContent {
    let address = content.address.clone().filter(|_| content.address_public);
    let representative = content.representative.clone().filter(|_| content.representative_public);
    OrganisationContent {
        address_public: address.is_some(),
        address,
        representative_public: representative.is_some(),
        representative,
        keeper_email: None,
        internal_note: None,
        ..content.clone()
    }
}

/// Facts of which it is told only that they changed: who represents an organisation and how it is reached, street and
/// number with it, are of persons, and what one of them takes back does not stay readable as what was before.
#[must_use]
pub const fn only_that_it_changed(field: OrganisationField) -> bool {
    matches!(field, OrganisationField::Representative | OrganisationField::Contact)
}

fn facts(content: &OrganisationContent) -> [(OrganisationField, Option<String>); 14] {
    use OrganisationField as Field;

    let words = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let status = |status: &StatusContent| {
        let days = [status.valid_from, status.valid_until].map(|end| day(end).unwrap_or_default()).join("–");
        Some([InterestKind::to_value(&status.kind), days].join(" ").trim_end_matches([' ', '–']).to_owned())
    };
    let named = content.representative.clone().filter(|_| content.representative_public);
    let street = words(&content.address).filter(|_| content.address_public);
    [
        (Field::Name, words(&content.name)),
        (Field::ShortName, words(&content.short_name)),
        (Field::LegalForm, content.legal_form.map(|form| form.to_value())),
        (
            Field::Registration,
            joined(vec![words(&content.registering_body), content.register_number.clone(), day(content.registered_on)]),
        ),
        (Field::Jib, content.jib.clone()),
        (Field::Seat, words(&content.seat)),
        (Field::Territory, words(&content.territory)),
        (Field::Founded, content.founded.map(|year| year.to_string())),
        (Field::Contact, joined(vec![street, content.phone.clone(), content.email.clone(), content.website.clone()])),
        (Field::Description, words(&content.description)),
        (Field::Representative, named),
        (Field::Activity, Some(content.activity.to_value())),
        (Field::Areas, joined(content.areas.iter().cloned().map(Some).collect())),
        (Field::Statuses, joined(content.statuses.iter().map(status).collect())),
    ]
}

#[cfg(test)]
mod tests {
    use entities::{Activity, Locale, LocalisedText, OrganisationContent, OrganisationField};

    use super::{Difference, differences, is_public_change, only_that_it_changed};

    #[test]
    fn what_is_kept_of_a_change_names_nobody_and_no_street() {
        use OrganisationField as Field;

        for (field, before, after, kept) in [
            (Field::Name, "Most", "Mostovi", [Some("Most"), Some("Mostovi")]),
            (Field::Representative, "Ana Anić", "Ivo Ivić", [None, None]),
            (Field::Contact, "Vuka Karadžića 5, 059 220 000", "059 111 111", [None, None]),
            (Field::Seat, "Vuka Karadžića 5, Trebinje", "Ljubinje", [Some("Trebinje"), Some("Ljubinje")]),
            (Field::Seat, "Kod Ane 7", "Ljubinje", [None, Some("Ljubinje")]),
            (Field::Merged, "", "Udruženje „Most“", [Some(""), Some("Udruženje „Most“")]),
        ] {
            let change = Difference { field, before: Some(before.into()), after: Some(after.into()) };
            assert_eq!(change.told(), kept.map(|text| text.map(str::to_owned)), "{field:?}");
        }
    }

    #[test]
    fn what_is_not_published_is_no_difference() {
        let before = OrganisationContent {
            name: Some(LocalisedText::new(Locale::SrLatn, "Klub Most")),
            ..OrganisationContent::default()
        };
        let mut after = before.clone();
        after.representative = Some("Ana Anić".into());
        after.keeper_email = Some("ana@most.example".into());
        after.internal_note = Some("Zvati".into());
        assert_eq!(differences(&before, &after), []);
        after.representative_public = true;
        after.activity = Activity::Active;
        let fields: Vec<_> = differences(&before, &after).into_iter().map(|one| one.field).collect();
        assert_eq!(fields, [OrganisationField::Representative, OrganisationField::Activity]);
    }

    #[test]
    fn what_everybody_reads_is_a_public_change_and_what_officials_see_is_none() {
        let text = |text: &str| Some(LocalisedText::new(Locale::SrLatn, text));
        let before = OrganisationContent { name: text("Klub Most"), ..OrganisationContent::default() };
        let change = |change: fn(&mut OrganisationContent)| {
            let mut after = before.clone();
            change(&mut after);
            is_public_change(&before, &after)
        };
        let hidden: [fn(&mut OrganisationContent); 6] = [
            |_| {},
            |content| content.internal_note = Some("Zvati.".into()),
            |content| content.keeper_email = Some("ana@most.example".into()),
            |content| content.representative = Some("Ana Anić".into()),
            |content| content.address = Some(LocalisedText::new(Locale::SrLatn, "Trg 1")),
            // Nothing is published by it yet.
            |content| (content.address_public, content.representative_public) = (true, true),
        ];
        assert_eq!(hidden.map(change), [false; 6]);
        let open: [fn(&mut OrganisationContent); 5] = [
            |content| content.phone = Some("059 220 000".into()),
            |content| content.source_url = Some("https://most.example/".into()),
            |content| (content.representative, content.representative_public) = (Some("Ana Anić".into()), true),
            |content| {
                (content.address, content.address_public) = (Some(LocalisedText::new(Locale::SrLatn, "Trg 1")), true);
            },
            // No difference is told of it, and yet readers of English read something else.
            |content| content.name = content.name.take().map(|name| name.with(Locale::En, "Bridge Club")),
        ];
        assert_eq!(open.map(change), [true; 5]);
    }

    #[test]
    fn a_street_is_told_as_a_contact_and_never_in_words() {
        let before = OrganisationContent {
            seat: Some(LocalisedText::new(Locale::SrLatn, "Trebinje")),
            ..OrganisationContent::default()
        };
        let mut after = before.clone();
        after.address = Some(LocalisedText::new(Locale::SrLatn, "Vuka Karadžića 5"));
        assert_eq!(differences(&before, &after), [], "nobody agreed to it");
        after.address_public = true;
        let changed = differences(&before, &after);
        assert_eq!(changed.iter().map(|one| one.field).collect::<Vec<_>>(), [OrganisationField::Contact]);
        assert!(changed.iter().all(|one| only_that_it_changed(one.field)));
        after.seat = Some(LocalisedText::new(Locale::SrLatn, "Ljubinje"));
        let seat = differences(&before, &after).into_iter().find(|one| one.field == OrganisationField::Seat);
        let seat = seat.expect("a change of the seat");
        assert_eq!((seat.before.as_deref(), seat.after.as_deref()), (Some("Trebinje"), Some("Ljubinje")));
    }
}
