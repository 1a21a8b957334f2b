//! What the log says of the text of an act, and whether what is shown is that.
//!
//! When a version is published its entry names the act, the version and each of its parts, with the hash of what each says. A
//! law nobody can ask to have forgotten, so there is no salt: whoever has the text from elsewhere can make the hashes himself.
//! What is hashed is JSON as [`serde_json`] writes it, its fields in the order in which they stand below and those without a
//! value left out; nothing in it can be read in two ways.
//!
//! It is the text as it was written that is hashed (`LocalisedText::original`), and not what it is in another script or language:
//! that is made when it is read, and a wording which somebody puts beside a published text is no other text. At the desk only the
//! same words are put beside one that everybody reads; but whether a wording says the same as the original nobody can tell from
//! the log: what was put there before it was published, or was changed in the database, is in no entry.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use entities::{Locale, LocalisedText, act_anchor, act_version, consultation_act};
use sea_orm::ActiveEnum as _;
use serde::{Deserialize, Serialize};

use super::export::Fault;
use crate::ledger::Fingerprint;

/// A version of an act was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Of which act, `act_…`.
    pub act: String,
    /// Which version, `ver_…`.
    pub version: String,
    /// The first, the second… of this act.
    pub number: i32,
    /// What the act was called then.
    pub title: Wording,
    /// Of what is said of the version: [`About`].
    pub about: Fingerprint,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<PublishedPart>,
    /// When it was recorded: as it was published, unless this server did not record that yet when it was.
    pub at: DateTime<Utc>,
}

/// A part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedPart {
    /// Which, `part_…`.
    pub part: String,
    /// What it is called, so that one can say which it was when it is gone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
    /// Of what stands there: [`Part`].
    pub text: Fingerprint,
}

/// A text as it was written, and in what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// In what.
    pub locale: Locale,
    /// The text.
    pub text: String,
    /// The letters as the source had them, where they had to be repaired.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_written: Option<String>,
}

impl Wording {
    /// As it was written.
    #[must_use]
    pub fn of(text: &LocalisedText) -> Self {
        let original = &text.original;
        Self { locale: original.locale, text: original.text.clone(), as_written: original.as_written.clone() }
    }
}

/// What is said of a version: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Of which act it is.
    pub act: String,
    /// The first, the second… of it.
    pub number: i32,
    /// What it is written in.
    pub locale: Locale,
    /// Since when everybody can read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Why there is another version.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<Wording>,
}

/// A part as it stands in its version: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub part: String,
    /// What it is known by in every version, `anc_…`.
    pub anchor: String,
    /// Its place in the version, from 1.
    pub position: i32,
    /// How many others it stands in.
    pub depth: i32,
    /// In which it stands.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<String>,
    /// `chapter`, `article` or `paragraph`.
    pub kind: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Wording>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub heading: Option<Wording>,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<Wording>,
}

/// A version as everybody reads it: what is held against its entry. Made from what is shown, so that whatever was changed there
/// no longer fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// What the act is called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<Wording>,
    /// What is said of the version: an [`About`] as JSON.
    pub about: String,
    /// What stands in it: each a [`Part`] as JSON.
    pub parts: Vec<String>,
}

impl Shown {
    /// From the rows of a version and of its parts, in their order.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(
        act: Option<&consultation_act::Model>,
        version: &act_version::Model,
        parts: &[act_anchor::Model],
    ) -> Result<Self, serde_json::Error> {
        let about = About {
            act: version.act_id.to_string(),
            number: version.number,
            locale: version.locale,
            published_at: version.published_at,
            note: version.note.as_ref().map(Wording::of),
        };
        let part = |row: &act_anchor::Model| {
            serde_json::to_string(&Part {
                part: row.id.to_string(),
                anchor: row.key.to_string(),
                position: row.position,
                depth: row.depth,
                within: row.parent_id.map(|id| id.to_string()),
                kind: row.kind.to_value(),
                label: row.label.as_ref().map(Wording::of),
                heading: row.heading.as_ref().map(Wording::of),
                text: row.text.as_ref().map(Wording::of),
            })
        };
        Ok(Self {
            title: act.map(|act| Wording::of(&act.title)),
            about: serde_json::to_string(&about)?,
            parts: parts.iter().map(part).collect::<Result<_, _>>()?,
        })
    }
}

impl Published {
    /// What is recorded when these rows are published.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn of(
        act: &consultation_act::Model,
        version: &act_version::Model,
        parts: &[act_anchor::Model],
        at: DateTime<Utc>,
    ) -> Result<Self, serde_json::Error> {
        let shown = Shown::of(Some(act), version, parts)?;
        let part = |(row, text): (&act_anchor::Model, &String)| PublishedPart {
            part: row.id.to_string(),
            label: row.label.as_ref().map(|label| label.original.text.clone()),
            text: Fingerprint::of(text),
        };
        Ok(Self {
            act: act.id.to_string(),
            version: version.id.to_string(),
            number: version.number,
            title: Wording::of(&act.title),
            about: Fingerprint::of(&shown.about),
            parts: parts.iter().zip(&shown.parts).map(part).collect(),
            at,
        })
    }

    /// As whoever reads what is wrong with it knows it.
    fn name(&self) -> String {
        format!("version {} of the act “{}”", self.number, self.title.text)
    }

    /// The name of a part: what it is called, or where it stands after what is called somehow.
    fn name_of(&self, part: usize) -> String {
        let called = self.parts[..=part].iter().rposition(|one| one.label.is_some());
        let named = called.and_then(|at| self.parts[at].label.as_ref().map(|label| (at, label)));
        let name = self.name();
        match named {
            Some((at, label)) if at == part => format!("{name}, {label}"),
            Some((at, label)) => format!("{name}, {label} (part {} after it)", part - at),
            None => format!("{name}, part {}", part + 1),
        }
    }

    /// Holds what is shown against this; how many texts fit, and what is wrong.
    fn against(&self, shown: &Shown) -> (u64, Vec<Fault>) {
        let (mut fit, mut faults) = (0, Vec::new());
        let mut same = |is: bool, name: String| if is { fit += 1 } else { faults.push(Fault::Published(name)) };
        same(self.about == Fingerprint::of(&shown.about), format!("{}, what is said of it", self.name()));
        let mut there: HashMap<String, &str> = HashMap::new();
        let mut more = Vec::new();
        for text in &shown.parts {
            let face = serde_json::from_str::<Part>(text).map(|part| part.part);
            match face {
                Ok(id) if there.insert(id.clone(), text).is_none() => {}
                _ => more.push(text.as_str()),
            }
        }
        let mut missing = Vec::new();
        for (number, part) in self.parts.iter().enumerate() {
            match there.remove(&part.part) {
                Some(text) => same(part.text == Fingerprint::of(text), self.name_of(number)),
                None => missing.push(Fault::Missing(self.name_of(number))),
            }
        }
        let mut left: Vec<_> = there.into_values().collect();
        left.sort_unstable();
        more.extend(left);
        faults.extend(missing);
        faults.extend(more.into_iter().map(|text| Fault::Added(format!("{}, {}", self.name(), called(text)))));
        (fit, faults)
    }
}

/// What a part that is only shown is called there.
fn called(text: &str) -> String {
    let part = serde_json::from_str::<Part>(text).ok();
    part.map_or_else(
        || "something that is no part".to_owned(),
        |part| part.label.map_or_else(|| format!("part {}", part.position), |label| label.text),
    )
}

/// The texts of acts of one log, as they were recorded and as they are shown.
#[derive(Debug, Default)]
pub struct Texts {
    recorded: BTreeSet<String>,
    /// Of each act, what it was called last, and how it is called; with the name of that version.
    titles: BTreeMap<String, (Wording, Option<Wording>, String)>,
    faults: Vec<Fault>,
}

impl Texts {
    /// Takes the next entry, with what is shown beside it; how many texts fit.
    pub fn take(&mut self, published: &Published, shown: Option<Shown>) -> u64 {
        self.recorded.insert(published.version.clone());
        // What was published once is never taken back.
        let Some(shown) = shown else {
            self.faults.push(Fault::Missing(published.name()));
            return 0;
        };
        let (fit, faults) = published.against(&shown);
        self.faults.extend(faults);
        // Only the last one has the title that the act has: of a draft that was published once it can be mended.
        let title = (published.title.clone(), shown.title, published.name());
        self.titles.insert(published.act.clone(), title);
        fit
    }

    /// Everything that is shown otherwise than it was recorded; `shown` are the versions that everybody reads. Only files of before
    /// there was an entry for each do not say which.
    #[must_use]
    pub fn faults(self, shown: Option<&[String]>) -> Vec<Fault> {
        let Self { recorded, titles, mut faults } = self;
        let others = titles.into_values().filter(|(was, is, _)| is.as_ref() != Some(was));
        faults.extend(others.map(|(_, _, name)| Fault::Published(format!("{name}, its title"))));
        faults.extend((shown.is_none() && !recorded.is_empty()).then_some(Fault::Unlisted("which texts of acts")));
        let unknown = shown.into_iter().flatten().filter(|version| !recorded.contains(*version));
        faults.extend(unknown.map(|version| Fault::Unrecorded(format!("the version {version} of an act"))));
        faults
    }
}

#[cfg(test)]
mod tests {
    use entities::{ActId, ActVersionId, AnchorId, AnchorKey, AnchorKind, ConsultationId, MunicipalityId};

    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-11-24T10:00:00Z".parse().expect("an instant")
    }

    fn said(text: &str) -> LocalisedText {
        LocalisedText::new(Locale::SrLatn, text)
    }

    struct Rows(consultation_act::Model, act_version::Model, Vec<act_anchor::Model>);

    /// Two articles; the second has a paragraph without a number.
    fn rows() -> Rows {
        let (municipality_id, consultation_id) = (MunicipalityId::new(), ConsultationId::new());
        let (act_id, version_id) = (ActId::new(), ActVersionId::new());
        let act = consultation_act::Model {
            id: act_id,
            municipality_id,
            consultation_id,
            position: 1,
            title: said("Odluka"),
            waits: false,
        };
        let version = act_version::Model {
            id: version_id,
            municipality_id,
            consultation_id,
            act_id,
            number: 2,
            locale: Locale::SrLatn,
            published_at: Some(at()),
            note: None,
        };
        let part = |position, depth, kind, label: Option<&str>, text: &str| act_anchor::Model {
            id: AnchorId::new(),
            municipality_id,
            consultation_id,
            version_id,
            key: AnchorKey::new(),
            parent_id: None,
            position,
            depth,
            kind,
            label: label.map(said),
            heading: None,
            text: Some(said(text)),
        };
        let parts = vec![
            part(1, 0, AnchorKind::Article, Some("Član 1."), "Prvi."),
            part(2, 0, AnchorKind::Article, Some("Član 2."), "Drugi."),
            part(3, 1, AnchorKind::Paragraph, None, "Stav."),
        ];
        Rows(act, version, parts)
    }

    /// What is said of a version that was recorded so, when it is shown so.
    fn found(change: impl FnOnce(&mut Rows)) -> Vec<String> {
        let mut rows = rows();
        let published = Published::of(&rows.0, &rows.1, &rows.2, at()).expect("JSON");
        change(&mut rows);
        let shown = Shown::of(Some(&rows.0), &rows.1, &rows.2).expect("JSON");
        let mut texts = Texts::default();
        texts.take(&published, Some(shown));
        texts.faults(Some(&[published.version])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn says_which_part_is_another() {
        let name = "version 2 of the act “Odluka”";
        let other = "what is shown is not what was published";
        assert_eq!(found(|_| {}), Vec::<String>::new());
        assert_eq!(found(|rows| rows.2[1].text = Some(said("Drugi"))), [format!("{name}, Član 2.: {other}")]);
        assert_eq!(found(|rows| rows.2[1].label = None), [format!("{name}, Član 2.: {other}")]);
        assert_eq!(
            found(|rows| rows.2[2].heading = Some(said(""))),
            [format!("{name}, Član 2. (part 1 after it): {other}")]
        );
        assert_eq!(found(|rows| rows.1.number = 3), [format!("{name}, what is said of it: {other}")]);
        assert_eq!(found(|rows| rows.0.title = said("Odluke")), [format!("{name}, its title: {other}")]);
        let swapped = found(|rows| (rows.2[0].position, rows.2[1].position) = (2, 1));
        assert_eq!(swapped, [format!("{name}, Član 1.: {other}"), format!("{name}, Član 2.: {other}")]);
        let gone = found(|rows| drop(rows.2.remove(0)));
        assert_eq!(gone, [format!("{name}, Član 1.: everybody may read it, and it is not shown")]);
        let more = found(|rows| {
            let part = act_anchor::Model { id: AnchorId::new(), position: 4, label: None, ..rows.2[0].clone() };
            rows.2.push(part);
        });
        assert_eq!(more, [format!("{name}, part 4: it is shown, and it was not published with this text")]);
        let twice = found(|rows| rows.2.push(rows.2[0].clone()));
        assert_eq!(twice, [format!("{name}, Član 1.: it is shown, and it was not published with this text")]);
    }

    #[test]
    fn a_wording_in_another_script_is_no_other_text() {
        let beside = |text: &mut Option<LocalisedText>| {
            *text = text.take().map(|text| text.with(Locale::SrCyrl, "Руком."));
        };
        let found = found(|rows| {
            rows.2.iter_mut().for_each(|part| beside(&mut part.text));
            rows.2.iter_mut().for_each(|part| beside(&mut part.label));
        });
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn every_version_that_is_shown_was_published_and_every_one_that_was_is_shown() {
        let Rows(act, version, parts) = rows();
        let published = Published::of(&act, &version, &parts, at()).expect("JSON");
        let mut texts = Texts::default();
        assert_eq!(texts.take(&published, None), 0);
        let found = texts.faults(Some(&["ver_1".to_owned()]));
        let unrecorded = Fault::Unrecorded("the version ver_1 of an act".to_owned());
        assert_eq!(found, [Fault::Missing(published.name()), unrecorded]);
        let shown = Shown::of(Some(&act), &version, &parts).expect("JSON");
        let mut texts = Texts::default();
        assert_eq!(texts.take(&published, Some(shown)), 4, "three parts, and what is said of them all");
        assert_eq!(
            texts.faults(None),
            [Fault::Unlisted("which texts of acts")],
            "a file that has texts says which are shown"
        );
        assert_eq!(Texts::default().faults(None), Vec::new(), "files of before have none, and do not say it");
    }

    #[test]
    fn what_is_hashed_is_written_in_one_way() {
        let part = Part {
            part: "part_1".into(),
            anchor: "anc_1".into(),
            position: 1,
            depth: 0,
            within: None,
            kind: "article".into(),
            label: Some(Wording { locale: Locale::SrCyrl, text: "Члан 1.".into(), as_written: None }),
            heading: None,
            text: Some(Wording {
                locale: Locale::SrCyrl, text: "„Тако“.\nИ \"тако\".".into(), as_written: None
            }),
        };
        let written = r#"{"part":"part_1","anchor":"anc_1","position":1,"depth":0,"kind":"article","label":{"locale":"sr-Cyrl","text":"Члан 1."},"text":{"locale":"sr-Cyrl","text":"„Тако“.\nИ \"тако\"."}}"#;
        assert_eq!(serde_json::to_string(&part).expect("JSON"), written);
    }
}
