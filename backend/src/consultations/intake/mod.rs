//! From a row of a file to a consultation. Pure: no database, no clock.
//!
//! What the notice says of its days is taken only where it is a date; a day without a year, or a list of sessions in
//! somebody's own words, stays in words where readers see it, and the report says so.

mod place;
pub mod written;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use entities::{
    ActId, ChannelId, ConfirmEmail, ConsultationId, ConsultationKind, ConsultationSessionId, ConsultationStage, Locale,
    LocalisedText, Moderation, Supports, Words, consultation, consultation_act, consultation_channel,
    consultation_session, municipality,
};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use self::place::Place;
use super::rules::{closes_key, published_key};
use super::store::save::NewConsultation;
use crate::clock::{Tz, at_hour, end_of_day, zone};
use crate::locale::fold::fold;
use crate::notices::{ReadDate, date, hex, mended};
use crate::remarks::{Refusal, Remark};
use crate::scalars::web_address;

/// A consultation as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a consultation, `{…}`")]
pub struct ConsultationRow {
    municipality: String,
    title: String,
    script: Locale,
    act_type: String,
    opened: Option<String>,
    closes: Option<String>,
    place: Option<String>,
    dates_note: Option<String>,
    responsible_body: Option<String>,
    source_url: Option<String>,
    own_summary: Option<String>,
    /// Codes of the shared list.
    #[serde(default)]
    area_codes: Vec<String>,
}

impl ConsultationRow {
    /// What the report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.title
    }

    /// The municipality as the row names it.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.municipality
    }

    /// The facts to store, and what had to be noticed about them.
    ///
    /// # Errors
    /// A date that does not exist or an address that is none: which, and what to do.
    pub fn take(
        self,
        owner: &municipality::Model,
        known_areas: &[String],
    ) -> Result<(NewConsultation, Vec<Remark>), Refusal> {
        if self.texts().any(|text| text.contains('\0')) {
            return Err(Refusal::new("row", "it holds a NUL character, which no text has; remove it"));
        }
        let mut remarks = Vec::new();
        let title = mended("title", self.script, &self.title, &mut remarks);
        if title.original.text.trim().is_empty() {
            return Err(Refusal::new("title", "a consultation needs a title"));
        }
        if let Some(url) = self.source_url.as_deref().filter(|url| web_address(url).is_none()) {
            return Err(Refusal::new("source_url", format!("“{url}” is not an address of the web; write https://…")));
        }
        if let Some(unknown) = self.area_codes.iter().find(|code| !known_areas.contains(code)) {
            return Err(Refusal::new("area_codes", format!("“{unknown}” is not a code of the list of areas")));
        }
        let one_day = self.dates_note.as_deref().is_some_and(|note| note.starts_with("One-day"));
        let opened = read_day("opened", self.opened.as_deref(), &mut remarks)?;
        let closes = read_day("closes", self.closes.as_deref(), &mut remarks)?;
        if let (Some(opened), Some(closes)) = (opened, closes)
            && closes < opened
        {
            return Err(Refusal::new("closes", "it closes before it opens; look both up in the notice"));
        }
        self.say_what_is_missing(opened, closes, one_day, &mut remarks);

        let time_zone = zone(&owner.time_zone);
        let place = self.place.as_deref().map(|place| mended("place", self.script, place, &mut remarks));
        let found = place.as_ref().map(|text| Place::read(text, closes.filter(|_| one_day))).unwrap_or_default();
        if found.left_in_words {
            let what = "it names sessions without their whole date; shown in its own words";
            remarks.push(Remark::left_out("place", what));
        }
        let body =
            self.responsible_body.as_deref().map(|text| mended("responsible_body", self.script, text, &mut remarks));
        // Our own wording of the sources is in English.
        let ours = |text: &Option<String>| text.as_deref().map(|text| LocalisedText::new(Locale::En, text));
        let summary = ours(&self.own_summary);
        let id = ConsultationId::new();
        let (opens_at, closes_at) = (
            opened.map(|day| at_hour(day, chrono::NaiveTime::MIN, time_zone)),
            closes.map(|day| end_of_day(day, time_zone)),
        );
        let consultation = consultation::Model {
            id,
            municipality_id: owner.id,
            source_key: self.source_key(),
            source_hash: self.fingerprint(),
            version: 1,
            kind: self.kind(&mut remarks),
            stage: ConsultationStage::Published,
            exercise: false,
            search_text: [Some(&title), summary.as_ref(), body.as_ref()]
                .into_iter()
                .flatten()
                .flat_map(LocalisedText::all)
                .map(|text| fold(&text.text))
                .chain([fold(&self.act_type)])
                .collect(),
            title,
            summary,
            responsible_body: body,
            areas: Words(self.area_codes.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect()),
            legal_basis: None,
            contact: place.clone().filter(|_| found.is_office),
            comment_note: None,
            published_on: None,
            opens_at,
            opens_hour_stated: false,
            closes_at,
            closes_hour_stated: false,
            // That it is one day can be seen.
            dates_note: ours(&self.dates_note).filter(|_| !one_day),
            answer_due_on: None,
            // Nobody comments here on what was over before it came here.
            online_counts: false,
            moderation: Moderation::Pre,
            moderation_first: None,
            anonymous_allowed: false,
            attachments_allowed: false,
            confirm_email: ConfirmEmail::WhenGiven,
            supports: Supports::None,
            source_url: self.source_url,
            closes_key: closes_key(closes_at),
            published_key: published_key(None, opens_at, closes_at),
            // When it is written is said by whoever writes it.
            pending: None,
            created_at: DateTime::UNIX_EPOCH,
            saved_at: DateTime::UNIX_EPOCH,
            saved_by: None,
        };
        let act = consultation_act::Model {
            id: ActId::new(),
            municipality_id: owner.id,
            consultation_id: id,
            position: 1,
            title: LocalisedText::new(Locale::SrLatn, capitalised(&self.act_type)),
            waits: false,
        };
        let new = NewConsultation {
            zone: time_zone,
            acts: vec![act],
            sessions: sessions(&consultation, &found, place.as_ref(), time_zone),
            channels: channels(&consultation, &found, place.as_ref()),
            documents: Vec::new(),
            files: Vec::new(),
            consultation,
        };
        Ok((new, remarks))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let may = [
            &self.opened,
            &self.closes,
            &self.place,
            &self.dates_note,
            &self.responsible_body,
            &self.source_url,
            &self.own_summary,
        ];
        let must = [&self.title, &self.municipality, &self.act_type];
        may.into_iter().flatten().chain(must).chain(&self.area_codes).map(String::as_str)
    }

    fn say_what_is_missing(
        &self,
        opened: Option<NaiveDate>,
        closes: Option<NaiveDate>,
        one_day: bool,
        remarks: &mut Vec<Remark>,
    ) {
        if opened.is_none() && !one_day {
            remarks.push(Remark::missing("opened", "the source does not state the first day"));
        }
        if closes.is_none() {
            let why = self.dates_note.as_deref().map_or_else(
                || "the source states none; shown as a record, never as open".to_owned(),
                |note| format!("the source says only “{note}”; shown as a record, never as open"),
            );
            remarks.push(Remark::missing("closes", why));
        }
        if self.responsible_body.is_none() {
            remarks.push(Remark::missing("responsible_body", "the source does not say who holds it"));
        }
    }

    /// In what form was asked: the title says it, or the kind of act does.
    fn kind(&self, remarks: &mut Vec<Remark>) -> ConsultationKind {
        let (title, act) = (fold(&self.title), fold(&self.act_type));
        let says = |words: &[&str]| words.iter().any(|word| title.contains(fold(word).trim_end()));
        if says(&["javni uvid", "javnom uvidu"]) {
            ConsultationKind::PublicInspection
        } else if says(&["rasprava", "raspravi", "rasprave"]) {
            ConsultationKind::PublicDebate
        } else if says(&["zbor građana", "zborovi građana"]) {
            ConsultationKind::CitizensAssembly
        } else if says(&["savjetovanje", "konsultacije"]) {
            ConsultationKind::Consultation
        } else if says(&["prijedlozima", "učešće u kreiranju", "pokretanju postupka"]) {
            ConsultationKind::CallForProposals
        } else {
            let plan = act.contains(" plan");
            let kind = if plan { ConsultationKind::PublicInspection } else { ConsultationKind::Consultation };
            let what =
                if plan { "taken as a public inspection, because it is a plan" } else { "taken as a consultation" };
            remarks.push(Remark::missing("kind", format!("the title does not say in what form; {what}")));
            kind
        }
    }

    /// What makes this row the same row next time: where it was read, and its title however it is spelt.
    fn source_key(&self) -> String {
        let key = format!("{}\n{}", self.source_url.as_deref().unwrap_or_default(), fold(&self.title));
        hex(&Sha256::digest(key))
    }

    /// Differs when anything in the row does. The version counts too, so that a better reading reaches old rows.
    fn fingerprint(&self) -> String {
        hex(&Sha256::digest(format!("{} {self:?}", env!("CARGO_PKG_VERSION"))))
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn read_day(field: &'static str, text: Option<&str>, remarks: &mut Vec<Remark>) -> Result<Option<NaiveDate>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    match date(text) {
        ReadDate::Day { day, reshaped, .. } => {
            if reshaped {
                remarks.push(Remark::repaired(field, format!("“{text}” read as {day}")));
            }
            Ok(Some(day))
        }
        ReadDate::Impossible => {
            let what =
                format!("“{text}” does not exist in the calendar; look it up in the notice and correct the file");
            Err(Refusal::new(field, what))
        }
        ReadDate::NotADate => {
            Err(Refusal::new(field, format!("“{text}” is not a date; write YYYY-MM-DD or leave it null")))
        }
    }
}

fn sessions(
    of: &consultation::Model,
    found: &Place,
    place: Option<&LocalisedText>,
    time_zone: Tz,
) -> Vec<consultation_session::Model> {
    let session = |(day, hour): &(NaiveDate, Option<chrono::NaiveTime>)| consultation_session::Model {
        id: ConsultationSessionId::new(),
        municipality_id: of.municipality_id,
        consultation_id: of.id,
        starts_at: at_hour(*day, hour.unwrap_or_default(), time_zone),
        hour_stated: hour.is_some(),
        place: place.cloned(),
        audience: None,
        minutes_url: None,
        attendance: None,
    };
    found.sessions.iter().map(session).collect()
}

fn channels(
    of: &consultation::Model,
    found: &Place,
    place: Option<&LocalisedText>,
) -> Vec<consultation_channel::Model> {
    let channels = found.channels.iter().zip(1..).filter_map(|(kind, position)| {
        Some(consultation_channel::Model {
            id: ChannelId::new(),
            municipality_id: of.municipality_id,
            consultation_id: of.id,
            position,
            kind: *kind,
            text: place?.clone(),
        })
    });
    channels.collect()
}
