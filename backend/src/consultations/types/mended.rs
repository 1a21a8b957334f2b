//! Texts of acts at the desk: read from what somebody brings, mended by hand, compared with what holds.

use async_graphql::{ID, InputObject, SimpleObject};
use entities::{LocalisedText, act_anchor, act_version, consultation_act};
use serde::Serialize;

use super::{ActFormat, AnchorChange, AnchorKind};
use crate::consultations::rules::act::mended::{Loose, whole};
use crate::consultations::rules::act::versions::Changed;
use crate::consultations::rules::act::worded::{self, Worded, Wordings};
use crate::consultations::rules::act::{Line, Part, docx, read, tree};
use crate::edited::{Check, EditedText, Override, TITLE, shown};
use crate::error::{Error, Reason};
use crate::locale::{Locale, written_in};
use crate::mend::{FieldError, Problem};
use crate::scalars::LocaleTag;

/// No act has more parts.
const MOST: usize = 5_000;
/// No text that is pasted is longer, in characters.
const LONGEST: usize = 600_000;

/// What is written by hand beside a part of an act, for readers of other locales than the text's own: its other script
/// where the one that makes itself would not do, and translations.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "PartWordingsInput")]
pub struct PartWordings {
    /// Beside what it is called.
    #[graphql(default)]
    pub label: Vec<Override>,
    /// Beside its title.
    #[graphql(default)]
    pub heading: Vec<Override>,
    /// Beside its own words.
    #[graphql(default)]
    pub text: Vec<Override>,
}

impl From<Worded> for PartWordings {
    fn from(worded: Worded) -> Self {
        let overrides = |wordings: Wordings| {
            wordings.into_iter().map(|(locale, text)| Override { locale: LocaleTag(locale), text }).collect()
        };
        Self { label: overrides(worded.label), heading: overrides(worded.heading), text: overrides(worded.text) }
    }
}

impl PartWordings {
    /// The wordings that are taken; what is wrong with them is told of these fields.
    fn read(self, check: &mut Check, field: &str) -> Worded {
        let mut wordings = |name: &str, all: Vec<Override>, most| -> Wordings {
            let all = all.into_iter().take(Locale::ALL.len());
            all.map(|one| (one.locale.0, check.cleaned(&format!("{field}.{name}"), &one.text, most))).collect()
        };
        Worded {
            label: wordings("label", self.label, TITLE),
            heading: wordings("heading", self.heading, 2 * TITLE),
            text: wordings("text", self.text, LONGEST),
        }
    }

    /// The same of a part by itself.
    pub(crate) fn taken(self, field: &str) -> Result<Worded, Error> {
        let mut check = Check::default();
        let worded = self.read(&mut check, field);
        check.finished(worded)
    }
}

/// A part of an act, as it is mended.
#[derive(Clone, Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActPart {
    /// `part_…`, what a comment names; null where it is not kept yet.
    pub id: Option<ID>,
    /// `anc_…`, the same in every version in which it lives on; null where it is not kept yet.
    pub key: Option<ID>,
    /// What part it is.
    pub kind: AnchorKind,
    /// How many others it stands in.
    pub depth: i32,
    /// `Član 12.`, `GLAVA I`, `(2)`.
    pub label: Option<String>,
    /// Its title.
    pub heading: Option<String>,
    /// Its own words.
    pub text: Option<String>,
    /// What is written by hand beside it; null where it is not kept yet.
    #[serde(skip)]
    pub others: Option<PartWordings>,
}

/// A part of an act, as an official sends it.
#[derive(Clone, Debug, InputObject)]
pub struct ActPartInput {
    /// What it was known by; left out for a new one. Kept where it names a part of before: whatever is written into it, it
    /// stays that part.
    pub key: Option<ID>,
    /// What part it is.
    pub kind: AnchorKind,
    /// How deep it is meant to stand.
    #[graphql(default)]
    pub depth: i32,
    /// `Član 12.`, `GLAVA I`, `(2)`.
    pub label: Option<String>,
    /// Its title.
    pub heading: Option<String>,
    /// Its own words.
    pub text: Option<String>,
    /// What is written by hand beside it. Left out, it stays beside whatever stands as it stood, and goes with what does not.
    pub others: Option<PartWordings>,
}

fn original(text: Option<&LocalisedText>) -> Option<String> {
    text.map(|text| text.original.text.clone())
}

impl From<&act_anchor::Model> for ActPart {
    fn from(row: &act_anchor::Model) -> Self {
        Self {
            id: Some(row.id.to_string().into()),
            key: Some(row.key.to_string().into()),
            kind: row.kind.into(),
            depth: row.depth,
            label: original(row.label.as_ref()),
            heading: original(row.heading.as_ref()),
            text: original(row.text.as_ref()),
            others: Some(worded::of(row).into()),
        }
    }
}

impl From<Part> for ActPart {
    fn from(part: Part) -> Self {
        let depth = i32::try_from(part.depth).unwrap_or(i32::MAX);
        let Part { label, heading, text, .. } = part;
        Self { id: None, key: None, kind: part.kind.into(), depth, label, heading, text, others: None }
    }
}

/// What was recognised in a text. Nothing of it is kept.
#[derive(Clone, Debug, SimpleObject, Serialize)]
pub struct ReadAct {
    /// What it is written in.
    #[serde(serialize_with = "tag")]
    pub locale: LocaleTag,
    /// Its parts, in reading order.
    pub parts: Vec<ActPart>,
}

fn tag<S: serde::Serializer>(tag: &LocaleTag, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(tag.0.tag())
}

impl ReadAct {
    /// What is recognised in what somebody pastes.
    pub(crate) fn pasted(text: &str, format: ActFormat, usual: Locale) -> Result<Self, Error> {
        if text.chars().count() > LONGEST {
            let error = FieldError::new("text", Problem::TooLong).with([LONGEST.to_string()]);
            return Err(Error::Invalid(vec![error]));
        }
        let lines = match format {
            ActFormat::Text => read::plain(text),
            ActFormat::Markdown => read::markdown(text),
        };
        Self::of("text", &lines, usual)
    }

    /// What is recognised in a file that somebody brings: DOCX, Markdown or text, by its name.
    pub(crate) fn file(name: &str, bytes: &[u8], usual: Locale) -> Result<Self, Error> {
        let name = name.to_lowercase();
        let text = || std::str::from_utf8(bytes).map_err(|_| Error::Refused(Reason::FileDamaged));
        match name.rsplit('.').next() {
            Some("docx") => Self::of("file", &docx::docx(bytes).map_err(Error::Refused)?, usual),
            Some("md" | "markdown") => Self::pasted(text()?, ActFormat::Markdown, usual),
            Some("txt") => Self::pasted(text()?, ActFormat::Text, usual),
            _ => Err(Error::Refused(Reason::FileTypeNotAllowed)),
        }
    }

    /// An act of more parts than may be kept is refused rather than cut: nobody would see that its end is missing.
    fn of(field: &str, lines: &[Line], usual: Locale) -> Result<Self, Error> {
        let words: String = lines.iter().map(|line| line.text.as_str()).collect();
        let parts = tree(lines);
        if parts.len() > MOST {
            return Err(Error::Invalid(vec![FieldError::new(field, Problem::TooLong).with([MOST.to_string()])]));
        }
        let parts = parts.into_iter().map(Into::into).collect();
        Ok(Self { locale: LocaleTag(written_in(&words, usual)), parts })
    }
}

/// The parts that an official sends, as a tree.
pub(crate) fn mended(parts: Vec<ActPartInput>) -> Result<Vec<Loose>, Error> {
    let mut check = Check::default();
    if parts.is_empty() {
        check.wrong("parts", Problem::Required);
    }
    if parts.len() > MOST {
        check.wrong_with("parts", Problem::TooLong, MOST);
    }
    let one = |(at, part): (usize, ActPartInput)| {
        let field = |name: &str| format!("parts.{at}.{name}");
        let mut text =
            |name: &str, text: Option<String>, most| text.map(|text| check.cleaned(&field(name), &text, most));
        Loose {
            part: Part {
                kind: part.kind.into(),
                parent: None,
                depth: usize::try_from(part.depth).unwrap_or_default(),
                label: text("label", part.label, TITLE),
                heading: text("heading", part.heading, 2 * TITLE),
                text: text("text", part.text, LONGEST),
            },
            key: part.key.and_then(|key| key.parse().ok()),
            worded: part.others.map(|others| others.read(&mut check, &field("others"))),
        }
    };
    let loose = parts.into_iter().enumerate().map(one).collect();
    let parts = whole(check.finished(loose)?);
    if parts.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("parts", Problem::Required)]));
    }
    Ok(parts)
}

/// A draft act at the desk: with the text that is being made, where there is one.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskAct {
    /// `act_…`.
    pub id: ID,
    /// Its title.
    pub title: EditedText,
    /// Which version is shown here.
    pub number: i32,
    /// Whether that one is still being made: nobody outside sees it.
    pub waits: bool,
    /// Whether the act itself waits with its first text, because it came to a published consultation.
    pub added: bool,
    /// What it is written in.
    pub locale: LocaleTag,
    /// Its parts, in reading order.
    pub parts: Vec<ActPart>,
    /// What becomes of the text that holds, where another is being made.
    pub changes: Vec<AnchorChange>,
    /// The parts of the text that holds: what a comment of today is about. Empty where none is published.
    pub published_parts: Vec<ActPart>,
}

impl DeskAct {
    /// The act with what holds, what is being made, and what becomes of the one by the other.
    pub(crate) fn new(
        row: &consultation_act::Model,
        holds: Option<(&act_version::Model, &[act_anchor::Model])>,
        waits: Option<(&act_version::Model, &[act_anchor::Model])>,
        changed: &[Changed],
    ) -> Self {
        let usual = row.title.original.locale;
        let title = shown(Some(&row.title)).unwrap_or(EditedText {
            text: String::new(),
            locale: LocaleTag(usual),
            overrides: Vec::new(),
        });
        let here = waits.or(holds);
        let parts = |rows: &[act_anchor::Model]| rows.iter().map(ActPart::from).collect();
        Self {
            id: row.id.to_string().into(),
            title,
            number: here.map_or(0, |(version, _)| version.number),
            waits: waits.is_some(),
            added: row.waits,
            locale: LocaleTag(here.map_or(usual, |(version, _)| version.locale)),
            parts: here.map(|(_, rows)| parts(rows)).unwrap_or_default(),
            changes: changed.iter().cloned().map(Into::into).collect(),
            published_parts: holds.map(|(_, rows)| parts(rows)).unwrap_or_default(),
        }
    }
}
