//! A consultation as the desk writes it into a file, with the texts of its acts, and reads it again: nothing of it is lost on
//! the way.

use std::collections::BTreeMap;

use entities::{
    ActId, AnchorKind, ConsultationContent, ConsultationId, ConsultationStage, Locale, LocalisedText, act_anchor,
    act_version, consultation_act, municipality,
};
use serde::{Deserialize, Serialize};

use crate::consultations::rules::act::mended::Loose;
use crate::consultations::rules::act::worded::{self, Wordings};
use crate::consultations::rules::content::read;
use crate::consultations::store::save::NewConsultation;
use crate::consultations::types::{ActPartInput, ConsultationContent as Edited, PartWordings, mended};
use crate::edited::{EditedText, LIST, Override, called, id_in_file, required, seen};
use crate::error::Error;
use crate::mend::{FieldError, Problem};
use crate::scalars::LocaleTag;

/// A consultation as a file of the desk has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a row of a consultation that a desk has written, `{…}`")]
pub struct WrittenRow {
    municipality: String,
    /// What makes it the same consultation next time.
    key: String,
    /// Which consultation it was, `con_…`, and which version of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    /// How far it was. Wherever it comes to, it begins as a draft.
    stage: ConsultationStage,
    content: ConsultationContent,
    acts: Vec<ActRow>,
}

/// An act, with the text that a consultation is held about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an act, `{…}`")]
pub struct ActRow {
    /// Which act it was, `act_…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: LocalisedText,
    /// What the text is written in.
    locale: Locale,
    parts: Vec<PartRow>,
}

/// A part of an act, as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a part of an act, `{…}`")]
struct PartRow {
    /// What it is known by, `anc_…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    kind: AnchorKind,
    /// How deep it stands.
    #[serde(default)]
    depth: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What is written by hand beside it for readers of other locales.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    others: Beside,
}

/// What is written beside the words of a part, by locale.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Beside {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    label: BTreeMap<Locale, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    heading: BTreeMap<Locale, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    text: BTreeMap<Locale, String>,
}

impl Beside {
    fn is_empty(&self) -> bool {
        self.label.is_empty() && self.heading.is_empty() && self.text.is_empty()
    }
}

impl WrittenRow {
    /// The row of a consultation with these acts.
    #[must_use]
    pub fn of(owner: &municipality::Model, new: &NewConsultation, acts: Vec<ActRow>) -> Self {
        let row = &new.consultation;
        Self {
            municipality: owner.slug.clone(),
            key: row.source_key.clone(),
            id: Some(row.id.to_string()),
            version: Some(row.version),
            stage: row.stage,
            content: read(new),
            acts,
        }
    }

    /// What a report calls this row.
    #[must_use]
    pub fn label(&self) -> &str {
        called(self.content.title.as_ref(), &self.key)
    }

    /// The municipality as the row names it.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.municipality
    }

    /// What is to be written, looked through like anything that comes to the desk.
    ///
    /// # Errors
    /// Something in it cannot be taken.
    pub fn take(self, owner: &municipality::Model) -> Result<Written, Error> {
        let seen = seen::<ConsultationId>(&self.key, self.id.as_deref(), self.version)?;
        // What it names is looked up when it is known which consultation it is.
        let content = Edited::of(&self.content, owner.default_locale).taken(&[&self.content])?;
        if self.acts.len() > LIST {
            return Err(Error::Invalid(vec![FieldError::new("acts", Problem::TooLong).with([LIST.to_string()])]));
        }
        let acts = self.acts.into_iter().enumerate().map(|(at, act)| act.take().map_err(|error| of_act(at, error)));
        Ok(Written { key: self.key, seen, content, acts: acts.collect::<Result<_, _>>()? })
    }
}

/// What is wrong with an act, told of that act.
fn of_act(at: usize, error: Error) -> Error {
    match error {
        Error::Invalid(fields) => {
            let told = |field: FieldError| FieldError { field: format!("acts.{at}.{}", field.field), ..field };
            Error::Invalid(fields.into_iter().map(told).collect())
        }
        other => other,
    }
}

impl ActRow {
    /// The row of an act with one of its texts, or with none.
    #[must_use]
    pub fn of(act: &consultation_act::Model, text: Option<(&act_version::Model, &[act_anchor::Model])>) -> Self {
        Self {
            id: Some(act.id.to_string()),
            title: act.title.clone(),
            locale: text.map_or(act.title.original.locale, |(version, _)| version.locale),
            parts: text.map(|(_, rows)| rows.iter().map(PartRow::of).collect()).unwrap_or_default(),
        }
    }

    /// What is to be written of it.
    ///
    /// # Errors
    /// Something in it cannot be taken.
    pub fn take(self) -> Result<WrittenAct, Error> {
        let id = id_in_file::<ActId>(self.id.as_deref())?;
        let title = required("title", EditedText::from(&self.title))?;
        let parts = if self.parts.is_empty() {
            Vec::new()
        } else {
            mended(self.parts.into_iter().map(PartRow::sent).collect())?
        };
        Ok(WrittenAct { id, title, locale: self.locale, parts })
    }
}

impl PartRow {
    fn of(row: &act_anchor::Model) -> Self {
        let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
        let by_hand = worded::of(row);
        let beside = |wordings: Wordings| wordings.into_iter().collect();
        Self {
            key: Some(row.key.to_string()),
            kind: row.kind,
            depth: row.depth,
            label: text(&row.label),
            heading: text(&row.heading),
            text: text(&row.text),
            others: Beside {
                label: beside(by_hand.label),
                heading: beside(by_hand.heading),
                text: beside(by_hand.text),
            },
        }
    }

    /// The same as an official would send it.
    fn sent(self) -> ActPartInput {
        let beside = |wordings: BTreeMap<Locale, String>| {
            wordings.into_iter().map(|(locale, text)| Override { locale: LocaleTag(locale), text }).collect()
        };
        let Beside { label, heading, text } = self.others;
        ActPartInput {
            key: self.key.map(Into::into),
            kind: self.kind.into(),
            depth: self.depth,
            label: self.label,
            heading: self.heading,
            text: self.text,
            // A file has all of it: what it does not have is not there.
            others: Some(PartWordings { label: beside(label), heading: beside(heading), text: beside(text) }),
        }
    }
}

/// A consultation of a file, ready to be written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What makes it the same consultation next time.
    pub key: String,
    /// Which consultation was written into the file, and which version of it.
    pub seen: Option<(ConsultationId, i32)>,
    /// What is written of it.
    pub content: ConsultationContent,
    /// Its acts, in their order.
    pub acts: Vec<WrittenAct>,
}

/// An act of a file, ready to be written.
#[derive(Clone, Debug)]
pub struct WrittenAct {
    /// Which act was written into the file.
    pub id: Option<ActId>,
    /// What it is called.
    pub title: LocalisedText,
    /// What its text is written in.
    pub locale: Locale,
    /// The parts of its text; none of an act that has no text yet.
    pub parts: Vec<Loose>,
}

impl WrittenAct {
    /// Whether the texts say the same, whatever their parts are known by.
    #[must_use]
    pub fn says_what(&self, other: &Self) -> bool {
        let same = |(one, other): (&Loose, &Loose)| (&one.part, &one.worded) == (&other.part, &other.worded);
        self.locale == other.locale
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(same)
    }
}

#[cfg(test)]
mod tests {
    use entities::{
        ActId, ActVersionId, AnchorId, AnchorKey, AnchorKind, ConsultationId, Locale, LocalisedText, MunicipalityId,
        act_anchor, act_version, consultation_act,
    };
    use serde_json::json;

    use super::{ActRow, WrittenRow};
    use crate::consultations::rules::act::worded::{Worded, write};
    use crate::consultations::rules::content::blank;
    use crate::consultations::rules::content::tests::owner;
    use crate::error::Error;

    /// An act with a text of one chapter and one article in it, which is worded for readers of English.
    fn act() -> ActRow {
        let (id, consultation_id, municipality_id) = (ActId::new(), ConsultationId::new(), MunicipalityId::new());
        let title = LocalisedText::new(Locale::SrLatn, "Nacrt odluke");
        let act = consultation_act::Model { id, municipality_id, consultation_id, position: 1, title, waits: false };
        let version = act_version::Model {
            id: ActVersionId::new(),
            municipality_id,
            consultation_id,
            act_id: act.id,
            number: 1,
            locale: Locale::SrLatn,
            published_at: None,
            note: None,
        };
        let text = |words: &str| Some(LocalisedText::new(Locale::SrLatn, words));
        let chapter = act_anchor::Model {
            id: AnchorId::new(),
            municipality_id,
            consultation_id,
            version_id: version.id,
            key: AnchorKey::new(),
            parent_id: None,
            position: 1,
            depth: 0,
            kind: AnchorKind::Chapter,
            label: text("GLAVA I"),
            heading: text("OPŠTE ODREDBE"),
            text: None,
        };
        let mut article = act_anchor::Model {
            id: AnchorId::new(),
            key: AnchorKey::new(),
            parent_id: Some(chapter.id),
            position: 2,
            depth: 1,
            kind: AnchorKind::Article,
            label: text("Član 1."),
            heading: None,
            text: text("Ulaz je slobodan."),
            ..chapter.clone()
        };
        write(&mut article, &Worded { text: vec![(Locale::En, "Entry is free.".into())], ..Worded::default() });
        ActRow::of(&act, Some((&version, &[chapter, article])))
    }

    #[test]
    fn an_act_is_read_as_it_was_written() {
        let row = act();
        let written = serde_json::to_value(&row).expect("JSON");
        assert_eq!(written["parts"][1]["others"], json!({ "text": { "en": "Entry is free." } }), "{written}");
        let read: ActRow = serde_json::from_value(written.clone()).expect("a row");
        let (one, other) = (row.take().expect("an act"), read.take().expect("an act"));
        assert!(one.says_what(&other) && one.id == other.id);
        assert_eq!(one.parts[1].part.parent, Some(0), "in its chapter");
        assert!(one.parts.iter().all(|part| part.key.is_some()));
        // What nobody sees is no difference; another word is one, and so is one for readers of another language.
        let with = |at: &str, words: serde_json::Value| {
            let mut other = written.clone();
            *other.pointer_mut(at).expect("a place") = words;
            serde_json::from_value::<ActRow>(other).expect("a row").take().expect("an act")
        };
        assert!(one.says_what(&with("/parts/1/text", json!(" Ulaz je slobodan.\n"))));
        assert!(one.says_what(&with("/parts/1/key", json!(null))));
        assert!(!one.says_what(&with("/parts/1/text", json!("Ulaz se plaća."))));
        assert!(!one.says_what(&with("/parts/1/others/text/en", json!("Admission is free."))));
        assert!(!one.says_what(&with("/locale", json!("bs"))));
        assert!(!one.says_what(&with("/parts/1/depth", json!(0))), "out of its chapter");
    }

    #[test]
    fn what_is_wrong_is_told_of_the_act_in_which_it_is() {
        let owner = owner();
        let now = "2026-11-24T10:00:00Z".parse().expect("an instant");
        let row = WrittenRow::of(&owner, &blank(&owner, now), vec![act(), act()]);
        assert_eq!(row.clone().take(&owner).expect("a consultation").acts.len(), 2);
        let written = serde_json::to_value(row).expect("JSON");
        let fields = |at: &str, wrong: serde_json::Value| {
            let mut other = written.clone();
            *other.pointer_mut(at).expect("a place") = wrong;
            match serde_json::from_value::<WrittenRow>(other).expect("a row").take(&owner) {
                Err(Error::Invalid(fields)) => fields.into_iter().map(|field| field.field).collect::<Vec<_>>(),
                other => panic!("{other:?}"),
            }
        };
        let long = "a".repeat(301);
        assert_eq!(fields("/acts/1/parts/1/label", json!(long)), ["acts.1.parts.1.label"]);
        assert_eq!(fields("/acts/0/title/original/text", json!(" ")), ["acts.0.title"]);
        assert_eq!(fields("/acts/0/id", json!("org_01h455vb4pex5vsknk084sn02q")), ["acts.0.id"]);
        assert_eq!(fields("/content/title", json!({ "original": { "locale": "bs", "text": long } })), ["title"]);
        assert_eq!(fields("/id", json!("7")), ["id"]);
        assert_eq!(fields("/key", json!("")), ["key"]);
    }
}
