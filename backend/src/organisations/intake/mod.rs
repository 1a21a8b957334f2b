//! From a row of a file to an organisation. Pure: no database, no clock.
//!
//! What a source does not say stays unknown: no seat is made of the municipality, and a status without days is kept as
//! such.

pub mod cells;
pub mod columns;

use entities::{
    InterestKind, Locale, LocalisedText, OrganisationContent, OrganisationForm, OrganisationOrigin, StatusContent,
    municipality,
};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::rules::form_of;
use super::store::save::NewOrganisation;
use crate::locale::fold::fold;
use crate::mail::Address;
use crate::notices::{hex, mended};
use crate::remarks::{Refusal, Remark};
use crate::scalars::web_address;

/// What a name is written with.
#[derive(Clone, Copy, Debug, Deserialize)]
enum Script {
    #[serde(rename = "Latn")]
    Latin,
    #[serde(rename = "Cyrl")]
    Cyrillic,
}

/// An organisation as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of an organisation, `{…}`")]
pub struct OrganisationRow {
    name: String,
    short_name: Option<String>,
    script: Script,
    municipality: Option<String>,
    area: Option<String>,
    founded: Option<String>,
    website: Option<String>,
    email: Option<String>,
    note: Option<String>,
    source_url: Option<String>,
    area_code: Option<String>,
}

impl OrganisationRow {
    /// What the report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.name
    }

    /// The municipality as the row names it; empty where it names none.
    #[must_use]
    pub fn municipality(&self) -> &str {
        self.municipality.as_deref().unwrap_or_default()
    }

    /// The facts to store, and what had to be noticed about them. Its e-mail address is among them only where somebody says
    /// that it is a published one: everybody reads it then, and nobody asked whose it is.
    ///
    /// # Errors
    /// A name that is none, an area that is not in the list, an address that is none: which, and what to do.
    pub fn take(
        self,
        owner: &municipality::Model,
        known_areas: &[String],
        publish_contacts: bool,
    ) -> Result<(NewOrganisation, Vec<Remark>), Refusal> {
        if self.texts().any(|text| text.contains('\0')) {
            return Err(Refusal::new("row", "it holds a NUL character, which no text has; remove it"));
        }
        if fold(&self.name).is_empty() {
            return Err(Refusal::new("name", "an organisation needs a name"));
        }
        if let Some(unknown) = self.area_code.as_ref().filter(|code| !known_areas.contains(code)) {
            return Err(Refusal::new("area_code", format!("“{unknown}” is not a code of the list of areas")));
        }
        for (field, url) in [("website", &self.website), ("source_url", &self.source_url)] {
            if let Some(url) = url.as_deref().filter(|url| web_address(url).is_none()) {
                return Err(Refusal::new(field, format!("“{url}” is not an address of the web; write https://…")));
            }
        }
        let mut remarks = Vec::new();
        let locale = match self.script {
            Script::Latin => latin(owner),
            Script::Cyrillic => Locale::SrCyrl,
        };
        let name = mended("name", locale, &self.name, &mut remarks);
        let short_name = self.short_name.as_deref().map(|text| mended("short_name", locale, text, &mut remarks));
        let founded = self.founded(&mut remarks);
        if self.area_code.is_none() {
            remarks.push(Remark::missing("area_code", "the source does not say in which area it works"));
        }
        let content = OrganisationContent {
            legal_form: self.legal_form(),
            name: Some(name),
            short_name,
            founded,
            email: self.reached(publish_contacts, &mut remarks),
            website: self.website.clone(),
            description: self.described(locale),
            internal_note: self.note.clone(),
            source_url: self.source_url.clone(),
            areas: self.area_code.iter().cloned().collect(),
            statuses: self.statuses(&mut remarks),
            ..OrganisationContent::default()
        };
        let new = NewOrganisation {
            municipality_id: owner.id,
            source_key: self.source_key(),
            source_hash: self.fingerprint(publish_contacts),
            origin: OrganisationOrigin::Imported,
            exercise: false,
            import_id: None,
            content,
        };
        Ok((new, remarks))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let may = [
            &self.short_name,
            &self.municipality,
            &self.area,
            &self.founded,
            &self.website,
            &self.email,
            &self.note,
            &self.source_url,
        ];
        may.into_iter().flatten().chain([&self.name]).map(String::as_str)
    }

    /// The e-mail address, where it is one and comes into the directory.
    fn reached(&self, publish: bool, remarks: &mut Vec<Remark>) -> Option<String> {
        let text = self.email.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        if text.parse::<Address>().is_err() {
            remarks.push(Remark::left_out("email", format!("“{text}” is no e-mail address")));
            return None;
        }
        if !publish {
            let why = "everybody would read it; take it with --publish-contacts, if the organisation publishes it itself or has agreed";
            remarks.push(Remark::left_out("email", why));
            return None;
        }
        Some(text.to_owned())
    }

    /// The year, of a year, a month or a day.
    fn founded(&self, remarks: &mut Vec<Remark>) -> Option<i32> {
        let text = self.founded.as_deref()?;
        let year = text.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1800..=2200).contains(year));
        if year.is_none() {
            remarks.push(Remark::left_out("founded", format!("“{text}” names no year")));
        }
        year
    }

    /// What its name says, or the note where it is nothing but that.
    fn legal_form(&self) -> Option<OrganisationForm> {
        let noted = match self.note.as_deref() {
            Some("Foundation") => Some(OrganisationForm::Foundation),
            Some(note) if note.starts_with("Network") => Some(OrganisationForm::Network),
            _ => None,
        };
        noted.or_else(|| form_of(&self.name, self.area_code.as_deref() == Some("sport")))
    }

    /// The source's own words for what it does.
    fn described(&self, locale: Locale) -> Option<LocalisedText> {
        // They say no more than the area does, but readers seek by them.
        self.area.as_deref().map(|area| {
            let written = crate::locale::written_in(area, locale);
            LocalisedText::new(written, area)
        })
    }

    fn statuses(&self, remarks: &mut Vec<Remark>) -> Vec<StatusContent> {
        let is_local = self.note.as_deref().is_some_and(|note| note.contains("association of local interest"));
        if !is_local {
            return Vec::new();
        }
        remarks.push(Remark::missing("note", "the source does not say from when until when the status holds"));
        vec![StatusContent {
            kind: InterestKind::Local,
            valid_from: None,
            valid_until: None,
            act: None,
            act_url: self.source_url.clone(),
        }]
    }

    /// What makes this row the same row next time: its name, however it is spelt.
    fn source_key(&self) -> String {
        hex(&Sha256::digest(fold(&self.name)))
    }

    /// Differs when anything in the row does, or what becomes of its address. The version counts too, so that a better reading
    /// reaches old rows.
    fn fingerprint(&self, publish: bool) -> String {
        let address = match (&self.email, publish) {
            (None, _) => "",
            (Some(_), true) => " published",
            (Some(_), false) => " withheld",
        };
        hex(&Sha256::digest(format!("{} {self:?}{address}", env!("CARGO_PKG_VERSION"))))
    }
}

/// In what a text in Latin letters is written there.
const fn latin(owner: &municipality::Model) -> Locale {
    match owner.default_locale {
        Locale::SrCyrl => Locale::SrLatn,
        locale => locale,
    }
}
