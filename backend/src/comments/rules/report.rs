//! What the log says of the report of a consultation, and whether what is shown is that.
//!
//! A consultation is finished for good: one report, which never changes, and one entry for it. That has its numbers as they are, so
//! that one can say which is another, and the hash of each text; so no salt, as with texts of acts ([`super::texts`]): a
//! municipality says this to everybody and signs it in office, and there is nobody who could ask to have it forgotten. A text is
//! hashed with all the wordings that an official wrote of it, because none is put beside a report later.
//!
//! What citizens say stands in the log already, and how many support it, too, but for comments of before that was recorded. From
//! the report on it is fixed for all, so the entry has the hash of it: of all comments together ([`Supports`]), for an entry that
//! grew with them would be as long as the log. It tells that one was changed, and not which.
//!
//! Which act was adopted in the end is told when it was: by the report, or by an entry of its own each time it is said.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::{LocalisedText, ReportNumbers, consultation_document, consultation_file, consultation_report};
use serde::{Deserialize, Serialize};

use super::export::Fault;
use super::log::Entry;
use crate::documents::rules::holds;
use crate::ledger::Fingerprint;

/// How many support a comment, by its id (`com_…`); those that nobody supports are left out.
pub type Supports = BTreeMap<String, i32>;

/// A consultation was finished with its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// Which report, `rep_…`.
    pub report: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// How many entries the log had then.
    pub log_size: i64,
    /// What was counted.
    pub numbers: ReportNumbers,
    /// Of what the municipality says of it all: a [`LocalisedText`] as JSON, as the next two are.
    pub summary: Fingerprint,
    /// Of what was changed in the text because of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changes: Option<Fingerprint>,
    /// Of who signed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_by: Option<Fingerprint>,
    /// Of [`Supports`] as JSON.
    pub supports: Fingerprint,
    /// The acts that were adopted, as far as that was told by then.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub adopted: Vec<Adopted>,
    /// When it was recorded: as it was made, unless this server did not record that yet when it was.
    pub at: DateTime<Utc>,
}

/// An act that was adopted in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// The document, as everybody finds it.
    pub document: String,
    /// What it is called.
    pub name: LocalisedText,
    /// Where it can be read, where that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// SHA-256 of its bytes in hexadecimal digits, where it is a file here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
}

impl Adopted {
    /// From the rows of these documents and of their files, in their order.
    #[must_use]
    pub fn all(rows: &[consultation_document::Model], files: &[consultation_file::Model]) -> Vec<Self> {
        let one = |row: &consultation_document::Model| Self {
            document: row.id.to_string(),
            name: row.name.clone(),
            url: row.url.clone(),
            sha256: holds(files, row.id).map(|file| file.sha256.clone()),
        };
        rows.iter().map(one).collect()
    }

    fn called(&self) -> String {
        format!("the adopted act “{}”", self.name.original.text)
    }
}

/// A report as everybody reads it: what is held against its entry. Made from what is shown, so that whatever was changed there
/// no longer fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub report: String,
    /// When it is said to have been made.
    pub made_at: DateTime<Utc>,
    /// How long the log is said to have been.
    pub log_size: i64,
    /// What is said to have been counted.
    pub numbers: ReportNumbers,
    /// What is said of it all: a [`LocalisedText`] as JSON.
    pub summary: String,
    /// What is said to have been changed because of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changes: Option<String>,
    /// Who is said to have signed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_by: Option<String>,
    /// The acts that are said to have been adopted, until now.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub adopted: Vec<Adopted>,
}

impl Shown {
    /// From the row of a report, and the acts that are shown beside it.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(row: &consultation_report::Model, adopted: Vec<Adopted>) -> Result<Self, serde_json::Error> {
        let text = |text: &LocalisedText| serde_json::to_string(text);
        Ok(Self {
            report: row.id.to_string(),
            made_at: row.made_at,
            log_size: row.log_size,
            numbers: row.numbers.clone(),
            summary: text(&row.summary)?,
            changes: row.changes.as_ref().map(text).transpose()?,
            signed_by: row.signed_by.as_ref().map(text).transpose()?,
            adopted,
        })
    }
}

impl Finished {
    /// What is recorded when this is shown.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(shown: Shown, supports: &Supports, at: DateTime<Utc>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            summary: Fingerprint::of(&shown.summary),
            changes: shown.changes.as_deref().map(Fingerprint::of),
            signed_by: shown.signed_by.as_deref().map(Fingerprint::of),
            supports: Fingerprint::of(&serde_json::to_string(supports)?),
            report: shown.report,
            made_at: shown.made_at,
            log_size: shown.log_size,
            numbers: shown.numbers,
            adopted: shown.adopted,
            at,
        })
    }

    /// Each thing that is shown, whether it is this, and what it is called.
    fn against(&self, shown: &Shown) -> [(bool, String); 6] {
        let same = |was: &Option<Fingerprint>, is: &Option<String>| *was == is.as_deref().map(Fingerprint::of);
        [
            (self.summary == Fingerprint::of(&shown.summary), "its summary".to_owned()),
            (same(&self.changes, &shown.changes), "what was changed because of the debate".to_owned()),
            (same(&self.signed_by, &shown.signed_by), "who signed it".to_owned()),
            (self.made_at == shown.made_at, "when it was made".to_owned()),
            (self.log_size == shown.log_size, "how long the log was".to_owned()),
            (self.numbers == shown.numbers, format!("its numbers ({})", others(&self.numbers, &shown.numbers))),
        ]
    }
}

/// Which numbers are others.
fn others(was: &ReportNumbers, is: &ReportNumbers) -> String {
    let fields = |numbers: &ReportNumbers| serde_json::to_value(numbers).ok().and_then(|all| all.as_object().cloned());
    let (was, is) = (fields(was).unwrap_or_default(), fields(is).unwrap_or_default());
    let other = was.into_iter().filter(|(name, count)| is.get(name) != Some(count));
    other.map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

/// The reports of one log, as they were recorded.
#[derive(Debug, Default)]
pub struct Reports {
    finished: Vec<Finished>,
    /// The acts that were said to be adopted, when it was said last.
    adopted: Vec<Adopted>,
}

impl Reports {
    /// Takes the next entry.
    pub fn take(&mut self, entry: &Entry) {
        match entry {
            Entry::Finished(finished) => {
                self.adopted.clone_from(&finished.adopted);
                self.finished.push((**finished).clone());
            }
            Entry::Adopted { acts, .. } => self.adopted.clone_from(acts),
            _ => {}
        }
    }

    /// Whether one was recorded.
    #[must_use]
    pub const fn any(&self) -> bool {
        !self.finished.is_empty()
    }

    /// Holds what is shown against what was recorded: how many things fit, and what is wrong.
    #[must_use]
    pub fn found(&self, shown: Option<&Shown>, supports: &Supports) -> (u64, Vec<Fault>) {
        let (mut fit, mut faults) = (0, Vec::new());
        let mut same = |is: bool, name: String| if is { fit += 1 } else { faults.push(Fault::Published(name)) };
        let counted = serde_json::to_string(supports).map(|all| Fingerprint::of(&all)).ok();
        let mut missing = Vec::new();
        for finished in &self.finished {
            match shown.filter(|shown| shown.report == finished.report) {
                Some(shown) => finished.against(shown).into_iter().for_each(|(is, what)| same(is, of_it(&what))),
                // What was published once is never taken back.
                None => missing.push(Fault::Missing("the report".to_owned())),
            }
            same(counted.as_ref() == Some(&finished.supports), of_it("how many support the comments"));
        }
        if let Some(shown) = shown.filter(|_| self.any()) {
            for was in &self.adopted {
                match shown.adopted.iter().find(|is| is.document == was.document) {
                    Some(is) => same(is == was, was.called()),
                    None => missing.push(Fault::Missing(was.called())),
                }
            }
        }
        faults.extend(missing);
        faults.extend(self.unrecorded(shown).into_iter().map(Fault::Unrecorded));
        (fit, faults)
    }

    /// What is shown of which nothing was recorded.
    fn unrecorded(&self, shown: Option<&Shown>) -> Vec<String> {
        let report = shown.filter(|shown| self.finished.iter().all(|known| known.report != shown.report));
        let mut names: Vec<_> = report.map(|shown| format!("the report {}", shown.report)).into_iter().collect();
        let mut left = self.adopted.clone();
        for act in shown.into_iter().flat_map(|shown| &shown.adopted) {
            match left.iter().position(|known| known.document == act.document) {
                Some(at) => drop(left.swap_remove(at)),
                None => names.push(act.called()),
            }
        }
        names
    }
}

fn of_it(what: &str) -> String {
    format!("the report, {what}")
}

#[cfg(test)]
mod tests {
    use entities::{ConsultationId, Disposition, Locale, MunicipalityId, ReportId};

    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-12-10T10:00:00Z".parse().expect("an instant")
    }

    fn said(text: &str) -> LocalisedText {
        LocalisedText::new(Locale::SrLatn, text)
    }

    fn act(document: &str) -> Adopted {
        Adopted {
            document: document.into(),
            name: said("Odluka"),
            url: Some("https://grad.example".into()),
            sha256: None,
        }
    }

    /// What is shown: the row of a report, the acts beside it, and how many support the comments.
    #[derive(Clone)]
    struct Rows(consultation_report::Model, Vec<Adopted>, Supports);

    impl Rows {
        fn new() -> Self {
            let numbers = ReportNumbers {
                online: 3,
                published: 2,
                answered: vec![(Disposition::Noted, 2)],
                addresses: Some(1),
                ..ReportNumbers::default()
            };
            let row = consultation_report::Model {
                id: ReportId::new(),
                municipality_id: MunicipalityId::new(),
                consultation_id: ConsultationId::new(),
                summary: said("Hvala svima.").with(Locale::En, "Thanks to all."),
                changes: Some(said("Član 2.")),
                signed_by: None,
                numbers,
                log_size: 7,
                made_at: at(),
                made_by: None,
            };
            Self(row, vec![act("cdoc_1")], Supports::from([("com_1".into(), 3), ("com_2".into(), 1)]))
        }

        fn shown(&self) -> Shown {
            Shown::of(&self.0, self.1.clone()).expect("JSON")
        }

        fn entry(&self) -> Entry {
            Entry::Finished(Box::new(Finished::of(self.shown(), &self.2, at()).expect("JSON")))
        }
    }

    fn taken<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Reports {
        let mut reports = Reports::default();
        entries.into_iter().for_each(|entry| reports.take(entry));
        reports
    }

    fn told(faults: &[Fault]) -> Vec<String> {
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn says_what_of_a_report_is_another() {
        type Change = fn(&mut Rows);
        let changes: [(Change, &[&str]); 12] = [
            (|_| {}, &[]),
            // One letter is of the other alphabet.
            (|rows| rows.0.summary.original.text = "Hvаla svima.".into(), &["the report, its summary"]),
            (|rows| rows.0.summary.translations.clear(), &["the report, its summary"]),
            (|rows| rows.0.changes = None, &["the report, what was changed because of the debate"]),
            (|rows| rows.0.signed_by = Some(said("Načelnik")), &["the report, who signed it"]),
            (|rows| rows.0.made_at += chrono::TimeDelta::seconds(1), &["the report, when it was made"]),
            (|rows| rows.0.log_size = 8, &["the report, how long the log was"]),
            (|rows| rows.0.numbers.published = 3, &["the report, its numbers (published)"]),
            (
                |rows| (rows.0.numbers.answered[0].1, rows.0.numbers.addresses) = (3, None),
                &["the report, its numbers (addresses, answered)"],
            ),
            (|rows| *rows.2.entry("com_1".into()).or_default() += 1, &["the report, how many support the comments"]),
            (|rows| rows.1[0].url = None, &["the adopted act “Odluka”"]),
            (
                |rows| (rows.0.log_size, rows.1[0].name) = (0, said("Zakon")),
                &["the report, how long the log was", "the adopted act “Odluka”"],
            ),
        ];
        let whole = Rows::new();
        let reports = taken([&whole.entry()]);
        assert_eq!(
            reports.found(Some(&whole.shown()), &whole.2),
            (8, Vec::new()),
            "six of the report, supports, an act"
        );
        for (change, names) in changes {
            let mut rows = whole.clone();
            change(&mut rows);
            let (_, faults) = reports.found(Some(&rows.shown()), &rows.2);
            let expected: Vec<_> =
                names.iter().map(|name| format!("{name}: what is shown is not what was published")).collect();
            assert_eq!(told(&faults), expected);
        }
    }

    #[test]
    fn a_report_that_was_recorded_is_shown_and_one_that_was_not_is_not() {
        let rows = Rows::new();
        let missing = Fault::Missing("the report".into());
        let (fit, faults) = taken([&rows.entry()]).found(None, &rows.2);
        assert_eq!((fit, faults), (1, vec![missing.clone()]), "the supports still fit");
        let unrecorded = Fault::Unrecorded;
        let name = format!("the report {}", rows.0.id);
        let (fit, faults) = Reports::default().found(Some(&rows.shown()), &rows.2);
        assert_eq!((fit, faults), (0, vec![unrecorded(name), unrecorded(act("").called())]));
        let mut other = rows.clone();
        other.0.id = ReportId::new();
        let (_, faults) = taken([&rows.entry()]).found(Some(&other.shown()), &rows.2);
        assert_eq!(faults, [missing, unrecorded(format!("the report {}", other.0.id))]);
        assert_eq!(
            Reports::default().found(None, &Supports::new()),
            (0, Vec::new()),
            "of what goes on nothing is said"
        );
    }

    #[test]
    fn what_was_adopted_is_what_was_said_last() {
        let mut rows = Rows::new();
        let finished = rows.entry();
        let later = |acts: Vec<Adopted>| Entry::Adopted { acts, at: at() };
        let second = Adopted { url: Some("https://grad.example/2".into()), ..act("cdoc_1") };
        let reports = taken([&finished, &later(vec![second.clone(), act("cdoc_2")])]);
        let published = Fault::Published(act("").called());
        let (_, faults) = reports.found(Some(&rows.shown()), &rows.2);
        assert_eq!(faults, [published, Fault::Missing(act("").called())], "what was said first is shown");
        rows.1 = vec![second.clone(), act("cdoc_2")];
        assert_eq!(reports.found(Some(&rows.shown()), &rows.2).1, Vec::new());
        rows.1.push(act("cdoc_3"));
        assert_eq!(reports.found(Some(&rows.shown()), &rows.2).1, [Fault::Unrecorded(act("").called())]);
        rows.1 = vec![second.clone(), act("cdoc_2"), second];
        assert_eq!(reports.found(Some(&rows.shown()), &rows.2).1, [Fault::Unrecorded(act("").called())], "twice");
    }

    #[test]
    fn what_is_recorded_is_written_in_one_way() {
        let mut rows = Rows::new();
        (rows.0.summary, rows.0.changes) = (said("„Tako“.\nI \"tako\"."), None);
        let entry = rows.entry();
        let written = entry.written().expect("JSON");
        assert!(written.starts_with(r#"{"what":"finished","report":"rep_"#), "{written}");
        assert!(!written.contains("Tako") && !written.contains("com_1"), "{written}");
        assert!(written.contains(r#""numbers":{"online":3,"#) && !written.contains("changes"), "{written}");
        assert_eq!(serde_json::from_str::<Entry>(&written).expect("the same"), entry);
        let shown = rows.shown();
        assert_eq!(shown.summary, r#"{"original":{"locale":"sr-Latn","text":"„Tako“.\nI \"tako\"."}}"#);
        assert_eq!(serde_json::to_string(&rows.2).expect("JSON"), r#"{"com_1":3,"com_2":1}"#);
    }

    #[test]
    fn of_a_report_of_before_the_numbers_that_were_not_counted_then_are_no_others() {
        let rows = Rows::new();
        let mut entry = serde_json::to_value(rows.entry()).expect("JSON");
        let numbers = entry["numbers"].as_object_mut().expect("numbers");
        numbers.remove("without_address").expect("not counted here");
        let old = serde_json::from_value(entry).expect("an entry");
        assert_eq!(taken([&old]).found(Some(&rows.shown()), &rows.2).1, Vec::new());
    }
}
