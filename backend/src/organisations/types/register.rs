//! A directory whole, as whoever keeps it takes it away: also what is not listed and what nobody else reads. The columns that
//! everybody has come first.

use entities::{OrganisationId, municipality, organisation, organisation_area, organisation_status};
use sea_orm::ActiveEnum as _;

use super::open;

/// What stands behind the columns that everybody has, and what each holds.
const MORE: [(&str, &str); 12] = [
    ("state", "listed, proposed, withdrawn or merged; the open data have what is listed."),
    ("merged_into", "Id of the record into which it was put; empty where it is no other record of anything."),
    ("origin", "imported, desk or proposed: how it came here."),
    ("exercise", "Whether it is an exercise of a training: true or false."),
    ("street", "Street and number. Often somebody's home: published only where the next column says true."),
    ("address_public", "Whether somebody agreed that everybody reads street and number: true or false."),
    ("representative", "Who may represent it. Personal data: published only where the next column says true."),
    ("representative_public", "Whether that person agreed to be named in public: true or false."),
    ("keeper_email", "To whom the municipality writes about this record. Personal data, never published."),
    ("internal_note", "What officials note for each other; never published."),
    ("source_url", "Where it was read."),
    ("created_at", "Instant at which it came here, RFC 3339."),
];

/// All columns.
#[must_use]
pub fn columns() -> Vec<(&'static str, &'static str)> {
    open::COLUMNS.into_iter().chain(MORE).collect()
}

/// The cells of a record, in the order of [`columns`].
#[must_use]
pub fn cells(
    owner: &municipality::Model,
    row: &organisation::Model,
    areas: &[organisation_area::Model],
    statuses: &[organisation_status::Model],
    merged_into: Option<OrganisationId>,
) -> Vec<String> {
    let of = |value: &Option<String>| value.clone().unwrap_or_default();
    let more: [String; MORE.len()] = [
        row.state.to_value(),
        merged_into.map(|id| id.to_string()).unwrap_or_default(),
        row.origin.to_value(),
        row.exercise.to_string(),
        row.address.as_ref().map(|text| text.original.text.clone()).unwrap_or_default(),
        row.address_public.to_string(),
        of(&row.representative),
        row.representative_public.to_string(),
        of(&row.keeper_email),
        of(&row.internal_note),
        of(&row.source_url),
        row.created_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    ];
    open::cells(owner, row, areas, statuses).into_iter().chain(more).collect()
}
