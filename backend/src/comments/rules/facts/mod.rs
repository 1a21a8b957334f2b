//! What the log says of a consultation itself: what it is about, until when comments are taken and by which rules, where people
//! meet, on which other ways one can comment, and its documents; and whether what is shown is that.
//!
//! Each time one of these facts is published, or another than before, an entry has the hash of each, by its name, and of each
//! session, way, document and file; so `javno verify` can say which is another. As with texts of acts ([`super::texts`]) there
//! is no salt: an office says this to everybody, and nobody can ask to have it forgotten; and it is a text as it was written that
//! is hashed, not what it is in another script or language. What is hashed is JSON as [`serde_json`] writes it.
//!
//! Entries of before say less: nothing of rules, ways and documents. They are held against what they have, and stay valid.
//! Consultations that were published before there were such entries, or before these said as much, get one in the daily care
//! ([`crate::comments::care`]): until then nothing of what no entry says is proven here.

pub mod documents;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    ConsultationStage, LocalisedText, consultation, consultation_channel, consultation_document, consultation_file,
    consultation_session,
};
use sea_orm::ActiveEnum as _;
use serde::{Deserialize, Serialize};

use super::export::Fault;
use super::texts::Wording;
use crate::ledger::Fingerprint;

/// An entry of this form says all that is said here.
pub const FORM: u8 = 2;

/// Facts of a consultation were published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// How much this entry says, [`FORM`]; nothing in those of before it did. It stands first, so that a database finds those that
    /// say less by how entries begin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub form: Option<u8>,
    /// Of each fact by its name.
    pub facts: BTreeMap<String, Fingerprint>,
    /// Of each session, in the order in which they begin.
    pub sessions: Vec<Fingerprint>,
    /// Of what is said of it in codes, by its name: by which rules one comments, among others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub also: Option<BTreeMap<String, Fingerprint>>,
    /// Of each other way to comment, in their order.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub channels: Option<Vec<Fingerprint>>,
    /// Its documents, in their order.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub documents: Option<Vec<documents::Recorded>>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A consultation as everybody reads it: what is held against the last such entry. Made from what is shown, so that whatever
/// was changed there no longer fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Each fact by its name, as JSON.
    pub facts: BTreeMap<String, String>,
    /// Each session, a [`Session`] as JSON.
    pub sessions: Vec<String>,
    /// What is said of it in codes, each by its name, as JSON. Files of before do not say it; whatever has an entry of that does,
    /// and so it is with the next two.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub also: Option<BTreeMap<String, String>>,
    /// Each other way to comment, a [`Channel`] as JSON.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub channels: Option<Vec<String>>,
    /// Its documents.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub documents: Option<Vec<documents::Shown>>,
}

/// The rows of a consultation that everybody reads, its acts, comments and report apart.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The consultation.
    pub consultation: &'a consultation::Model,
    /// When and where people meet.
    pub sessions: &'a [consultation_session::Model],
    /// The other ways to comment.
    pub channels: &'a [consultation_channel::Model],
    /// Its documents. One that was taken off the list is not looked at.
    pub documents: &'a [consultation_document::Model],
    /// The files that these are and were.
    pub files: &'a [consultation_file::Model],
}

/// A day or an instant that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether an hour was stated.
    pub hour: bool,
}

/// A session: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// When it begins.
    pub starts: Moment,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Wording>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub audience: Option<Wording>,
    /// Where its minutes are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<String>,
    /// How many came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attendance: Option<i32>,
}

/// A way other than the form on which one can comment: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Which way, such as `counter`.
    pub kind: String,
    /// Where exactly, until when, marked with what.
    pub text: Wording,
}

/// How much a log says of the consultation itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// No entry says anything.
    Nothing,
    /// What its last entry says is of before rules, ways to comment and documents were recorded.
    Less,
    /// All of it.
    All,
}

type Written = Result<String, serde_json::Error>;
type Named<T> = BTreeMap<String, T>;

impl Shown {
    /// From these rows.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(rows: Rows<'_>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            facts: facts(rows.consultation)?,
            sessions: sessions(rows.sessions)?,
            also: Some(also(rows.consultation)?),
            channels: Some(channels(rows.channels)?),
            documents: Some(documents::all(rows.documents, rows.files)?),
        })
    }
}

fn facts(row: &consultation::Model) -> Result<Named<String>, serde_json::Error> {
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| said(&Wording::of(text)));
    let moment = |at: Option<DateTime<Utc>>, hour: bool| at.map(|at| said(&Moment { at, hour }));
    let day = |on: Option<NaiveDate>| on.map(|on| said(&on));
    named([
        ("kind", Some(said(&row.kind.to_value()))),
        ("title", Some(said(&Wording::of(&row.title)))),
        ("summary", text(&row.summary)),
        ("responsible_body", text(&row.responsible_body)),
        ("legal_basis", text(&row.legal_basis)),
        ("contact", text(&row.contact)),
        ("comment_note", text(&row.comment_note)),
        ("dates_note", text(&row.dates_note)),
        ("published_on", day(row.published_on)),
        ("opens", moment(row.opens_at, row.opens_hour_stated)),
        ("closes", moment(row.closes_at, row.closes_hour_stated)),
        ("answer_due_on", day(row.answer_due_on)),
        ("online_counts", Some(said(&row.online_counts))),
    ])
}

/// By which rules one comments, and whatever else everybody reads of a consultation that is no text and no day. That it is
/// finished its report says.
fn also(row: &consultation::Model) -> Result<Named<String>, serde_json::Error> {
    named([
        ("moderation", Some(said(&row.moderation.to_value()))),
        ("moderation_first", row.moderation_first.map(|first| said(&first))),
        ("anonymous_allowed", Some(said(&row.anonymous_allowed))),
        ("attachments_allowed", Some(said(&row.attachments_allowed))),
        ("confirm_email", Some(said(&row.confirm_email.to_value()))),
        ("supports", Some(said(&row.supports.to_value()))),
        ("areas", Some(said(&row.areas.0))),
        ("exercise", Some(said(&row.exercise))),
        ("cancellation", Some(said(&(row.stage == ConsultationStage::Cancelled)))),
        ("source_url", row.source_url.as_ref().map(said)),
    ])
}

fn named<const N: usize>(facts: [(&str, Option<Written>); N]) -> Result<Named<String>, serde_json::Error> {
    facts.into_iter().filter_map(|(name, fact)| Some(fact?.map(|fact| (name.to_owned(), fact)))).collect()
}

fn sessions(rows: &[consultation_session::Model]) -> Result<Vec<String>, serde_json::Error> {
    let one = |row: &consultation_session::Model| said(&Session::of(row)).map(|session| (row.starts_at, session));
    let mut sessions: Vec<_> = rows.iter().map(one).collect::<Result<_, serde_json::Error>>()?;
    sessions.sort();
    Ok(sessions.into_iter().map(|(_, session)| session).collect())
}

fn channels(rows: &[consultation_channel::Model]) -> Result<Vec<String>, serde_json::Error> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (row.position, row.id));
    let one =
        |row: &consultation_channel::Model| said(&Channel { kind: row.kind.to_value(), text: Wording::of(&row.text) });
    rows.into_iter().map(one).collect()
}

impl Session {
    fn of(row: &consultation_session::Model) -> Self {
        Self {
            starts: Moment { at: row.starts_at, hour: row.hour_stated },
            place: row.place.as_ref().map(Wording::of),
            audience: row.audience.as_ref().map(Wording::of),
            minutes: row.minutes_url.clone(),
            attendance: row.attendance,
        }
    }
}

fn said(what: &impl Serialize) -> Written {
    serde_json::to_string(what)
}

impl Facts {
    /// What is recorded when this is shown.
    #[must_use]
    pub fn of(shown: &Shown, at: DateTime<Utc>) -> Self {
        Self {
            form: Some(FORM),
            facts: hashed(&shown.facts),
            sessions: hashes(&shown.sessions),
            also: shown.also.as_ref().map(hashed),
            channels: shown.channels.as_deref().map(hashes),
            documents: shown.documents.as_ref().map(|all| all.iter().map(documents::Recorded::of).collect()),
            at,
        }
    }

    /// Whether it says all that is said here, and not as little as those of before.
    #[must_use]
    pub const fn says_all(&self) -> bool {
        self.form.is_some() && self.also.is_some() && self.channels.is_some() && self.documents.is_some()
    }

    /// Holds what is shown against this: how many things fit, and what is wrong. What this does not say is not looked at.
    #[must_use]
    pub fn against(&self, shown: &Shown) -> (u64, Vec<Fault>) {
        let mut found = vec![
            by_name(&self.facts, &shown.facts),
            one_by_one(&self.sessions, &shown.sessions, "sessions", |one| format!("session of {}", begins(one))),
        ];
        let missing = |what| (0, vec![Fault::Unlisted(what)]);
        if let Some(also) = &self.also {
            let these = shown.also.as_ref();
            found.push(these.map_or_else(|| missing("which rules of the consultation"), |these| by_name(also, these)));
        }
        if let Some(channels) = &self.channels {
            let these = shown.channels.as_deref();
            found.push(these.map_or_else(|| missing("which other ways to comment"), |these| in_order(channels, these)));
        }
        if let Some(recorded) = &self.documents {
            let these = shown.documents.as_deref();
            let held = |these| documents::against(recorded, these);
            found.push(these.map_or_else(|| missing("which documents of the consultation"), held));
        }
        let (fit, faults): (Vec<u64>, Vec<Vec<Fault>>) = found.into_iter().unzip();
        (fit.into_iter().sum(), faults.into_iter().flatten().collect())
    }
}

impl Says {
    /// What a log says whose last entry of facts is this.
    #[must_use]
    pub const fn of(last: Option<&Facts>) -> Self {
        match last {
            None => Self::Nothing,
            Some(facts) if facts.says_all() => Self::All,
            Some(_) => Self::Less,
        }
    }
}

fn hashed(facts: &Named<String>) -> Named<Fingerprint> {
    facts.iter().map(|(name, fact)| (name.clone(), Fingerprint::of(fact))).collect()
}

fn hashes(texts: &[String]) -> Vec<Fingerprint> {
    texts.iter().map(|text| Fingerprint::of(text)).collect()
}

fn by_name(recorded: &Named<Fingerprint>, shown: &Named<String>) -> (u64, Vec<Fault>) {
    let (mut fit, mut faults) = (0, Vec::new());
    for (name, fact) in recorded {
        match shown.get(name) {
            Some(is) if *fact == Fingerprint::of(is) => fit += 1,
            Some(_) => faults.push(Fault::Published(its(name))),
            None => faults.push(Fault::Missing(its(name))),
        }
    }
    let added = shown.keys().filter(|name| !recorded.contains_key(*name));
    faults.extend(added.map(|name| Fault::Unrecorded(its(name))));
    (fit, faults)
}

fn one_by_one(
    recorded: &[Fingerprint],
    shown: &[String],
    all: &str,
    called: impl Fn(&str) -> String,
) -> (u64, Vec<Fault>) {
    let (mut fit, mut faults, mut left) = (0, Vec::new(), recorded.to_vec());
    for one in shown {
        let is = Fingerprint::of(one);
        match left.iter().position(|was| *was == is) {
            Some(at) => {
                left.remove(at);
                fit += 1;
            }
            None => faults.push(Fault::Unrecorded(its(&called(one)))),
        }
    }
    if !left.is_empty() {
        faults.push(Fault::Missing(its(&format!("{all}: {} of {}", left.len(), recorded.len()))));
    }
    (fit, faults)
}

fn in_order(recorded: &[Fingerprint], shown: &[String]) -> (u64, Vec<Fault>) {
    let (fit, mut faults) = one_by_one(recorded, shown, "channels", |one| format!("channel {}", way(one)));
    if faults.is_empty() && recorded != hashes(shown) {
        faults.push(Fault::Published(its("channels, their order")));
    }
    (fit, faults)
}

fn its(name: &str) -> String {
    format!("the consultation, its {name}")
}

/// When a session is said to begin.
fn begins(session: &str) -> String {
    let said = serde_json::from_str::<Session>(session);
    said.map_or_else(|_| "no time".to_owned(), |session| session.starts.at.to_rfc3339())
}

/// Which way this is.
fn way(channel: &str) -> String {
    serde_json::from_str::<Channel>(channel).map_or_else(|_| "of no kind".to_owned(), |channel| channel.kind)
}
