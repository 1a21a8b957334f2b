//! From a row of a file to a call. Pure: no database, no clock.
//!
//! Letters are mended only where their meaning is beyond doubt, and the source's own stay beside them. A date that no
//! calendar has, or a municipality that is not here, refuses the row: a wrong deadline does more harm than none.

pub mod asked;
pub mod written;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime};
use entities::{
    CallId, CallKind, CallStage, Currency, DeadlineId, DocumentId, DocumentRole, LegalForms, Locale, LocalisedText,
    Words, call_deadline, call_document, municipality, open_call,
};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::rules::{deadline_key, published_key};
use super::store::save::NewCall;
use crate::clock::{at_hour, end_of_day, zone};
use crate::locale::fold::fold;
use crate::notices::{RawSum, ReadDate, date, hex, hour, mended, sum};
use crate::remarks::{Refusal, Remark};
use crate::scalars::web_address;

/// A call as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a call, `{…}`")]
pub struct CallRow {
    municipality: String,
    title: String,
    script: Locale,
    kind: RowKind,
    published: Option<String>,
    deadline: Option<String>,
    deadline_note: Option<String>,
    budget_amount: Option<RawSum>,
    min_grant: Option<RawSum>,
    max_grant: Option<RawSum>,
    currency: Option<Currency>,
    #[serde(default)]
    areas: Vec<String>,
    eligibility: Option<String>,
    #[serde(default)]
    documents: Vec<String>,
    contact: Option<String>,
    source_url: Option<String>,
    own_summary: Option<String>,
    #[serde(default)]
    area_codes: Vec<String>,
    #[serde(default)]
    translations: BTreeMap<Locale, Translation>,
}

/// The kinds of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RowKind {
    /// A call for organisations.
    CsoCall,
    /// A call that is known only through its results.
    CsoCallResult,
    /// A status, no money.
    StatusCall,
    /// Not only for organisations.
    OtherCall,
    /// A call to come.
    Announcement,
}

/// What is said in other words for readers of another language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    own_summary: Option<String>,
    eligibility: Option<String>,
    deadline_note: Option<String>,
}

impl CallRow {
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
    /// A date that does not exist, a sum that cannot be read, a code that is not known: which, and what to do.
    pub fn take(self, owner: &municipality::Model, known_areas: &[String]) -> Result<(NewCall, Vec<Remark>), Refusal> {
        if self.texts().any(|text| text.contains('\0')) {
            return Err(Refusal::new("row", "it holds a NUL character, which no text has; remove it"));
        }
        let mut remarks = Vec::new();
        let source_hash = self.fingerprint();
        let title = mended("title", self.script, &self.title, &mut remarks);
        if title.original.text.trim().is_empty() {
            return Err(Refusal::new("title", "a call needs a title"));
        }
        if let Some(unknown) = self.area_codes.iter().find(|code| !known_areas.contains(code)) {
            return Err(Refusal::new("area_codes", format!("“{unknown}” is not a code of the list of areas")));
        }

        if let Some(url) = self.source_url.as_deref().filter(|url| web_address(url).is_none()) {
            return Err(Refusal::new("source_url", format!("“{url}” is not an address of the web; write https://…")));
        }

        let time_zone = zone(&owner.time_zone);
        let published_on = match self.published.as_deref().map(|text| (text, date(text))) {
            None => None,
            Some((text, ReadDate::Day { day, reshaped, .. })) => {
                if reshaped {
                    remarks.push(Remark::repaired("published", format!("“{text}” read as {day}")));
                }
                Some(day)
            }
            Some((text, _)) => {
                return Err(Refusal::new("published", format!("“{text}” is not a date; write YYYY-MM-DD")));
            }
        };
        let note = Note::read(self.deadline_note.as_deref());
        let due = self.due(note.hour, &mut remarks)?;
        let at =
            |(day, hour): Due| hour.map_or_else(|| end_of_day(day, time_zone), |hour| at_hour(day, hour, time_zone));
        let deadline_at = due.map(at);
        let first_deadline = note.extended_from.map(|day| end_of_day(day, time_zone));
        if due.is_none() && !note.until_spent && self.kind != RowKind::Announcement {
            let why = self.deadline_note.as_deref().map_or_else(
                || "the source states none; shown as a record, never as open".to_owned(),
                |note| format!("the source says only “{note}”; shown as a record, never as open"),
            );
            remarks.push(Remark::missing("deadline", why));
        }

        let budget_minor = self.read_sum("budget_amount", self.budget_amount.as_ref(), &mut remarks)?;
        let min_grant_minor = self.read_sum("min_grant", self.min_grant.as_ref(), &mut remarks)?;
        let max_grant_minor = self.read_sum("max_grant", self.max_grant.as_ref(), &mut remarks)?;
        if let (Some(min), Some(max)) = (min_grant_minor, max_grant_minor)
            && min > max
        {
            return Err(Refusal::new("min_grant", "the least that a project may ask is more than the most"));
        }
        let has_money = budget_minor.or(min_grant_minor).or(max_grant_minor).is_some();
        if has_money && self.currency.is_none() {
            return Err(Refusal::new("currency", "a sum needs its currency: BAM, EUR, RSD or USD"));
        }

        // Our own wording of the sources is in English; the words of the notice are in the notice's language.
        let ours = |text: &Option<String>, pick: fn(&Translation) -> Option<&String>| {
            text.as_deref().map(|text| {
                self.translations
                    .iter()
                    .filter_map(|(&locale, said)| Some((locale, pick(said)?)))
                    .fold(LocalisedText::new(Locale::En, text), |text, (locale, said)| text.with(locale, said))
            })
        };
        let summary = ours(&self.own_summary, |said| said.own_summary.as_ref());
        let eligibility = ours(&self.eligibility, |said| said.eligibility.as_ref());
        let deadline_note = ours(&self.deadline_note, |said| said.deadline_note.as_ref()).filter(|_| !note.is_spent());

        let call_id = CallId::new();
        let search_text = [Some(&title), summary.as_ref()]
            .into_iter()
            .flatten()
            .flat_map(LocalisedText::all)
            .map(|text| fold(&text.text))
            .chain(self.areas.iter().map(|area| fold(area)))
            .collect();
        let documents = self.documents.iter().zip(1..).map(|(name, position)| call_document::Model {
            id: DocumentId::new(),
            municipality_id: owner.id,
            call_id,
            position,
            role: DocumentRole::Named,
            name: mended("documents", self.script, name, &mut remarks),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        });
        let documents = documents.collect();
        let contact = self.contact.as_deref().map(|text| mended("contact", self.script, text, &mut remarks));
        let stated =
            [first_deadline.map(|at| (at, false)), deadline_at.map(|at| (at, due.is_some_and(|due| due.1.is_some())))];
        let deadlines =
            stated.into_iter().flatten().zip(1..).map(|((at, hour_stated), position)| call_deadline::Model {
                id: DeadlineId::new(),
                municipality_id: owner.id,
                call_id,
                position,
                at,
                hour_stated,
                set_on: if position == 1 { published_on } else { None },
                reason: None,
            });
        let deadlines = deadlines.collect();
        let call = open_call::Model {
            id: call_id,
            municipality_id: owner.id,
            source_key: self.source_key(),
            source_hash,
            version: 1,
            kind: match self.kind {
                RowKind::CsoCall | RowKind::CsoCallResult => CallKind::Projects,
                RowKind::StatusCall => CallKind::Status,
                RowKind::OtherCall => CallKind::Other,
                RowKind::Announcement => CallKind::Announcement,
            },
            stage: if self.kind == RowKind::CsoCallResult { CallStage::Final } else { CallStage::Published },
            exercise: false,
            title,
            summary,
            eligibility,
            contact,
            legal_basis: None,
            reference_number: None,
            published_on,
            opens_at: None,
            deadline_at,
            deadline_hour_stated: due.is_some_and(|due| due.1.is_some()),
            deadline_note,
            extended: first_deadline.is_some(),
            until_spent: note.until_spent,
            questions_until: None,
            objections_until: None,
            results_expected_on: None,
            currency: self.currency,
            budget_minor,
            min_grant_minor,
            max_grant_minor,
            co_funding_percent: None,
            min_months: None,
            max_months: None,
            eligible_forms: LegalForms::default(),
            seat_in: None,
            registered_before: None,
            areas_as_written: Words(self.areas),
            source_url: self.source_url,
            deadline_key: deadline_key(deadline_at),
            published_key: published_key(published_on, deadline_at),
            search_text,
            pending: None,
            // When it is written is said by whoever writes it.
            saved_at: DateTime::UNIX_EPOCH,
            saved_by: None,
        };
        let mut areas = self.area_codes;
        areas.sort();
        areas.dedup();
        let new = NewCall {
            call,
            zone: time_zone,
            areas,
            lots: Vec::new(),
            deadlines,
            documents,
            events: Vec::new(),
            files: Vec::new(),
            corrections: Vec::new(),
            origins: Vec::new(),
        };
        Ok((new, remarks))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let said =
            self.translations.values().flat_map(|said| [&said.own_summary, &said.eligibility, &said.deadline_note]);
        let own = [
            &self.published,
            &self.deadline,
            &self.deadline_note,
            &self.eligibility,
            &self.contact,
            &self.source_url,
            &self.own_summary,
        ];
        let lists = self.areas.iter().chain(&self.documents).chain(&self.area_codes);
        said.chain(own).flatten().chain(lists).chain([&self.title, &self.municipality]).map(String::as_str)
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

    fn read_sum(
        &self,
        field: &'static str,
        raw: Option<&RawSum>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Option<i64>, Refusal> {
        let Some(raw) = raw else { return Ok(None) };
        let (RawSum::Text(text) | RawSum::Number(text)) = raw;
        let Some(read) = sum(raw) else {
            let what = format!("“{text}” is not a sum; write a number such as 10000 or 10000.50");
            return Err(Refusal::new(field, what));
        };
        if read.currency.is_some() && read.currency != self.currency {
            return Err(Refusal::new(field, format!("“{text}” is in another currency than the row's `currency`")));
        }
        if matches!(raw, RawSum::Text(_)) {
            let amount = rust_decimal::Decimal::new(read.minor, 2).normalize();
            remarks.push(Remark::repaired(field, format!("“{text}” read as {amount}")));
        }
        Ok(Some(read.minor))
    }

    fn due(&self, noted_hour: Option<NaiveTime>, remarks: &mut Vec<Remark>) -> Result<Option<Due>, Refusal> {
        let Some(text) = self.deadline.as_deref() else { return Ok(None) };
        match date(text) {
            ReadDate::Day { day, hour, reshaped } => {
                if reshaped {
                    remarks.push(Remark::repaired("deadline", format!("“{text}” read as {day}")));
                }
                if hour.is_none()
                    && let Some(noted) = noted_hour
                {
                    let what = format!("the hour {} taken from the note", noted.format("%H:%M"));
                    remarks.push(Remark::repaired("deadline", what));
                }
                Ok(Some((day, hour.or(noted_hour))))
            }
            ReadDate::Impossible => {
                let what =
                    format!("“{text}” does not exist in the calendar; look it up in the notice and correct the file");
                Err(Refusal::new("deadline", what))
            }
            ReadDate::NotADate => {
                Err(Refusal::new("deadline", format!("“{text}” is not a date; write YYYY-MM-DD or leave it null")))
            }
        }
    }
}

/// A day and the hour, where one is stated.
type Due = (chrono::NaiveDate, Option<NaiveTime>);

/// What the files' notes on deadlines say in words.
#[derive(Default)]
struct Note {
    hour: Option<NaiveTime>,
    extended_from: Option<chrono::NaiveDate>,
    until_spent: bool,
}

impl Note {
    /// All that it says is in other facts by now; what is left of it a reader has to be told.
    fn is_spent(&self) -> bool {
        self.hour.is_some() || self.extended_from.is_some() || self.until_spent
    }

    fn read(note: Option<&str>) -> Self {
        let note = note.unwrap_or_default();
        let extended_from = note.strip_prefix("Extended from ").map(date).and_then(|read| match read {
            ReadDate::Day { day, .. } => Some(day),
            _ => None,
        });
        Self {
            hour: note.strip_prefix("Closes ").and_then(hour),
            extended_from,
            until_spent: note.starts_with("Open until funds are spent"),
        }
    }
}
