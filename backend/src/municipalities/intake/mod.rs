//! From a row of a file to a municipality, and ([`written`]) what a desk has written of itself into a file. Pure: no database,
//! no clock.

pub mod written;

use std::sync::LazyLock;

use entities::{Locale, LocalisedText, MunicipalityId, MunicipalityKind, OwnAreas, OwnDays, Words, area, municipality};
use serde::Deserialize;

use super::rules::slug;
use crate::locale::fold::fold;
use crate::remarks::{Refusal, Remark};
use crate::scalars::{origin, web_address};

/// A municipality as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a municipality, `{…}`")]
pub struct MunicipalityRow {
    slug: String,
    name_latin: String,
    name_cyrillic: String,
    #[serde(rename = "type")]
    kind: String,
    entity: Option<String>,
    country: String,
    website: Option<String>,
    /// Origins of its other sites whose pages may write here, `https://usluge.trebinje.rs.ba`.
    #[serde(default)]
    allowed_origins: Vec<String>,
    population: Option<u64>,
    #[serde(default)]
    reload_partner_rs: bool,
    note: Option<String>,
    source_url: Option<String>,
}

impl MunicipalityRow {
    /// What the report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.name_latin
    }

    /// The facts to store, and what had to be noticed about them.
    ///
    /// # Errors
    /// A kind that the law does not know, or a slug that cannot be one.
    pub fn take(self) -> Result<(municipality::Model, Vec<Remark>), Refusal> {
        let texts = [&self.name_latin, &self.name_cyrillic, &self.country].into_iter();
        if texts
            .chain([&self.entity, &self.website, &self.source_url].into_iter().flatten())
            .any(|text| text.contains('\0'))
        {
            return Err(Refusal::new("row", "it holds a NUL character, which no text has; remove it"));
        }
        slug(&self.slug).map_err(|wrong| Refusal::new("slug", wrong.to_string()))?;
        let kind = match self.kind.as_str() {
            "opština" | "općina" => MunicipalityKind::Municipality,
            "grad" => MunicipalityKind::City,
            "gradska opština" => MunicipalityKind::CityPart,
            "distrikt" => MunicipalityKind::District,
            other => {
                return Err(Refusal::new(
                    "type",
                    format!("“{other}” is not opština, općina, grad, gradska opština or distrikt"),
                ));
            }
        };
        for (field, url) in [("website", &self.website), ("source_url", &self.source_url)] {
            if let Some(url) = url.as_deref().filter(|url| web_address(url).is_none()) {
                return Err(Refusal::new(field, format!("“{url}” is not an address of the web; write https://…")));
            }
        }
        let mut origins = Vec::new();
        for site in &self.allowed_origins {
            origins.push(origin(site).ok_or_else(|| {
                let what = format!("“{}” is not an origin; write https://name, without a path", site.escape_debug());
                Refusal::new("allowed_origins", what)
            })?);
        }
        let notes = self.note.map(|note| Remark::left_out("note", format!("“{note}”")));
        let people = self.population.map(|people| Remark::left_out("population", people.to_string()));
        let remarks = notes.into_iter().chain(people).collect();
        let search_text = fold(&format!("{} {}", self.name_latin, self.slug));
        let row = municipality::Model {
            id: MunicipalityId::new(),
            time_zone: zone(&self.country).into(),
            default_locale: locale(&self.country, self.entity.as_deref()),
            slug: self.slug,
            name_latin: self.name_latin,
            name_cyrillic: self.name_cyrillic,
            kind,
            entity: self.entity,
            country: self.country,
            website: self.website,
            allowed_origins: Words(origins),
            partner: self.reload_partner_rs,
            own_areas: OwnAreas::default(),
            usual_rules: None,
            accessibility_contact: None,
            own_days: OwnDays::default(),
            version: 1,
            settled: false,
            saved_by: None,
            source_url: self.source_url,
            search_text,
        };
        Ok((row, remarks))
    }
}

/// The capital's zone; the three keep the same hours.
fn zone(country: &str) -> &'static str {
    match country {
        "RS" => "Europe/Belgrade",
        "ME" => "Europe/Podgorica",
        _ => "Europe/Sarajevo",
    }
}

/// How municipalities there publish: Cyrillic first in Republika Srpska and Serbia, Bosnian in most of the Federation.
/// Only a start: each municipality sets its own.
fn locale(country: &str, entity: Option<&str>) -> Locale {
    match (country, entity) {
        ("BA", Some("FBiH")) => Locale::Bs,
        ("BA", Some("RS")) | ("RS", _) => Locale::SrCyrl,
        _ => Locale::SrLatn,
    }
}

#[derive(Deserialize)]
struct AreaRow {
    code: String,
    label: std::collections::BTreeMap<String, String>,
}

/// The shared list of areas, in its order. It is shipped with the code and kept in the database only for rows to refer to,
/// so reading it costs nothing.
#[must_use]
pub fn shared_areas() -> &'static [area::Model] {
    static AREAS: LazyLock<Vec<area::Model>> = LazyLock::new(shipped);
    &AREAS
}

fn shipped() -> Vec<area::Model> {
    let rows: Vec<AreaRow> =
        serde_json::from_str(include_str!("../../../data/areas.json")).expect("the shipped list is well formed");
    rows.into_iter()
        .zip(1..)
        .map(|(mut row, position)| {
            let original = row.label.remove(Locale::SrLatn.tag()).expect("every area has a Latin label");
            let label =
                row.label.into_iter().fold(LocalisedText::new(Locale::SrLatn, original), |label, (tag, text)| {
                    match Locale::from_tag(&tag) {
                        Some(locale) => label.with(locale, text),
                        None => label,
                    }
                });
            area::Model { code: row.code, position, label }
        })
        .collect()
}
