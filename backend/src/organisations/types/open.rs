//! A directory as open data: one flat row for each organisation, the same in every format, and what its columns mean.

use entities::{LocalisedText, municipality, organisation, organisation_area, organisation_status};
use sea_orm::ActiveEnum as _;

/// The columns, and what each holds. The names do not change; new ones come at the end.
pub const COLUMNS: [(&str, &str); 24] = [
    ("id", "Stable id of the record in this directory."),
    (
        "identifier",
        "Identifier of the organisation for other lists, as org-id.guide writes it: BA-JIB-…; where the tax number is not known `javno-` and the id of the record, in whose place BA-JIB-… comes once it is.",
    ),
    ("municipality", "Stable name of the municipality in whose directory it is."),
    ("name", "Name as registered, in the letters of its author."),
    ("short_name", "Short name or abbreviation."),
    (
        "legal_form",
        "association, foundation, federation, network, sports_club, cultural_society, red_cross, religious_community, informal_group or other; empty where not known.",
    ),
    ("registering_body", "Court, ministry or office that registered it."),
    ("register_number", "Its number there."),
    ("registered_on", "Day of registration, YYYY-MM-DD."),
    ("founded", "Year of founding."),
    ("jib", "Tax number, 13 digits."),
    ("seat", "Place of its seat."),
    ("address", "Street and number, where they are published."),
    ("territory", "Where it works."),
    ("phone", "Telephone that it publishes."),
    ("email", "E-mail address that it publishes."),
    ("website", "Its site."),
    ("description", "What it does."),
    ("areas", "Codes of areas of work, separated by semicolons; the codes are those of the API's `areas`."),
    (
        "statuses",
        "public or local interest, each with first and last day: `local 2025-01-01/2026-12-31`, separated by semicolons.",
    ),
    ("activity", "active, dormant, dissolved or unknown."),
    ("confirmed_on", "Day on which somebody last confirmed the record."),
    ("confirmed_by", "organisation or municipality."),
    ("changed_at", "Instant of the last change, RFC 3339."),
];

/// What an organisation is known by in other lists: its tax number, and as long as nobody knows that, its record.
#[must_use]
pub fn identifier(row: &organisation::Model) -> String {
    match &row.jib {
        Some(jib) => format!("BA-JIB-{jib}"),
        None => format!("javno-{}", row.id),
    }
}

/// The cells of an organisation, in the order of [`COLUMNS`].
#[must_use]
pub fn cells(
    owner: &municipality::Model,
    row: &organisation::Model,
    areas: &[organisation_area::Model],
    statuses: &[organisation_status::Model],
) -> [String; COLUMNS.len()] {
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone()).unwrap_or_default();
    let of = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let status = |row: &organisation_status::Model| {
        format!("{} {}/{}", row.kind.to_value(), day(row.valid_from), day(row.valid_until))
    };
    let mut codes: Vec<_> = areas.iter().map(|area| area.area_code.clone()).collect();
    codes.sort_unstable();
    [
        row.id.to_string(),
        identifier(row),
        owner.slug.clone(),
        row.name.original.text.clone(),
        text(&row.short_name),
        row.legal_form.map(|form| form.to_value()).unwrap_or_default(),
        text(&row.registering_body),
        of(&row.register_number),
        day(row.registered_on),
        row.founded.map(|year| year.to_string()).unwrap_or_default(),
        of(&row.jib),
        text(&row.seat),
        text(&row.public_address().cloned()),
        text(&row.territory),
        of(&row.phone),
        of(&row.email),
        of(&row.website),
        text(&row.description),
        codes.join(";"),
        statuses.iter().map(status).collect::<Vec<_>>().join(";"),
        row.activity.to_value(),
        day(row.confirmed_on),
        row.confirmed_by.map(|by| by.to_value()).unwrap_or_default(),
        row.changed_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    ]
}
