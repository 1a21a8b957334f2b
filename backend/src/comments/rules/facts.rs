//! What the log says of a consultation itself: what it is about, until when comments are taken, where people meet; and whether what
//! is shown is that.
//!
//! Each time one of these facts is published, or another than before, an entry has the hash of each, by its name, and of each
//! session; so `javno verify` can say which is another. As with texts of acts ([`super::texts`]) there is no salt: an office says
//! this to everybody, and nobody can ask to have it forgotten; and it is a text as it was written that is hashed, not what it is
//! in another script or language. What is hashed is JSON as [`serde_json`] writes it.
//!
//! Consultations that were published before there were such entries have none until something of them is published anew: of these
//! nothing is proven here.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{LocalisedText, consultation, consultation_session};
use sea_orm::ActiveEnum as _;
use serde::{Deserialize, Serialize};

use super::export::Fault;
use super::texts::Wording;
use crate::ledger::Fingerprint;

/// Facts of a consultation were published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Of each fact by its name.
    pub facts: BTreeMap<String, Fingerprint>,
    /// Of each session, in the order in which they begin.
    pub sessions: Vec<Fingerprint>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A consultation as everybody reads it: what is held against the last such entry. Made from what is shown, so that whatever
/// was changed there no longer fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Each fact by its name, as JSON.
    pub facts: BTreeMap<String, String>,
    /// Each session, as JSON.
    pub sessions: Vec<String>,
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

impl Shown {
    /// From the rows of a consultation and of its sessions.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(row: &consultation::Model, sessions: &[consultation_session::Model]) -> Result<Self, serde_json::Error> {
        let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| said(&Wording::of(text)));
        let moment = |at: Option<DateTime<Utc>>, hour: bool| at.map(|at| said(&Moment { at, hour }));
        let day = |on: Option<NaiveDate>| on.map(|on| said(&on));
        let facts = [
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
        ];
        let facts = facts.into_iter().filter_map(|(name, fact)| Some(fact?.map(|fact| (name.to_owned(), fact))));
        let one = |row: &consultation_session::Model| said(&Session::of(row)).map(|session| (row.starts_at, session));
        let mut sessions: Vec<_> = sessions.iter().map(one).collect::<Result<_, serde_json::Error>>()?;
        sessions.sort();
        let sessions = sessions.into_iter().map(|(_, session)| session).collect();
        Ok(Self { facts: facts.collect::<Result<_, _>>()?, sessions })
    }
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

fn said(what: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(what)
}

impl Facts {
    /// What is recorded when this is shown.
    #[must_use]
    pub fn of(shown: &Shown, at: DateTime<Utc>) -> Self {
        let facts = shown.facts.iter().map(|(name, fact)| (name.clone(), Fingerprint::of(fact)));
        let sessions = shown.sessions.iter().map(|session| Fingerprint::of(session));
        Self { facts: facts.collect(), sessions: sessions.collect(), at }
    }

    /// Holds what is shown against this: how many things fit, and what is wrong.
    #[must_use]
    pub fn against(&self, shown: &Shown) -> (u64, Vec<Fault>) {
        let (mut fit, mut faults) = (0, Vec::new());
        for (name, fact) in &self.facts {
            match shown.facts.get(name) {
                Some(is) if *fact == Fingerprint::of(is) => fit += 1,
                Some(_) => faults.push(Fault::Published(its(name))),
                None => faults.push(Fault::Missing(its(name))),
            }
        }
        let added = shown.facts.keys().filter(|name| !self.facts.contains_key(*name));
        faults.extend(added.map(|name| Fault::Unrecorded(its(name))));
        let mut left = self.sessions.clone();
        for session in &shown.sessions {
            let is = Fingerprint::of(session);
            match left.iter().position(|was| *was == is) {
                Some(at) => {
                    left.remove(at);
                    fit += 1;
                }
                None => faults.push(Fault::Unrecorded(its(&format!("session of {}", begins(session))))),
            }
        }
        if !left.is_empty() {
            faults.push(Fault::Missing(its(&format!("sessions: {} of {}", left.len(), self.sessions.len()))));
        }
        (fit, faults)
    }
}

fn its(name: &str) -> String {
    format!("the consultation, its {name}")
}

/// When a session is said to begin.
fn begins(session: &str) -> String {
    let said = serde_json::from_str::<Session>(session);
    said.map_or_else(|_| "no time".to_owned(), |session| session.starts.at.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let facts =
            [("title", r#"{"locale":"sr-Cyrl","text":"Нацрт"}"#), ("closes", r#"{"at":"2026-12-08T22:59:59Z"}"#)];
        Shown {
            facts: facts.into_iter().map(|(name, fact)| (name.to_owned(), fact.to_owned())).collect(),
            sessions: vec![r#"{"starts":{"at":"2026-12-03T16:00:00Z","hour":true},"attendance":34}"#.to_owned()],
        }
    }

    fn found(change: impl FnOnce(&mut Shown)) -> Vec<String> {
        let recorded = Facts::of(&shown(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let mut is = shown();
        change(&mut is);
        let (fit, faults) = recorded.against(&is);
        assert_eq!(fit == 3, faults.is_empty(), "{fit} {faults:?}");
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn says_which_fact_is_another() {
        let (other, gone) = ("what is shown is not what was published", "everybody may read it, and it is not shown");
        let new = "it is shown, and nothing says that it was published";
        assert_eq!(found(|_| {}), Vec::<String>::new());
        // One letter is of the other alphabet.
        let title = |shown: &mut Shown| {
            let _ = shown.facts.insert("title".into(), r#"{"locale":"sr-Cyrl","text":"Haцрт"}"#.into());
        };
        assert_eq!(found(title), [format!("the consultation, its title: {other}")]);
        assert_eq!(
            found(|shown| drop(shown.facts.remove("closes"))),
            [format!("the consultation, its closes: {gone}")]
        );
        let contact = |shown: &mut Shown| drop(shown.facts.insert("contact".into(), "{}".into()));
        // All that was recorded is still there.
        let recorded = Facts::of(&shown(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let mut more = shown();
        contact(&mut more);
        let (fit, faults) = recorded.against(&more);
        assert_eq!((fit, faults), (3, vec![Fault::Unrecorded("the consultation, its contact".into())]));
        let came = |shown: &mut Shown| shown.sessions[0] = shown.sessions[0].replace("34", "43");
        assert_eq!(
            found(came),
            [
                format!("the consultation, its session of 2026-12-03T16:00:00+00:00: {new}"),
                format!("the consultation, its sessions: 1 of 1: {gone}")
            ]
        );
    }

    #[test]
    fn what_is_recorded_is_read_as_it_was_written() {
        let facts = Facts::of(&shown(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let written = serde_json::to_string(&facts).expect("JSON");
        assert!(!written.contains("Нацрт"), "only the hash of it: {written}");
        assert_eq!(serde_json::from_str::<Facts>(&written).expect("the same"), facts);
    }
}
