//! What an entry of a consultation's log says: what became of comments, what was published for them to be about (texts of acts,
//! and the consultation itself with its days, rules, sessions, other ways to comment and documents), and with what report it
//! ended. What may have to be forgotten stands in none: entries commit to it. What an act, a notice or a report says nobody can
//! ask to have forgotten; of that see [`super::texts`], [`super::facts`] and [`super::report`].

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    AnswerId, AttachedFile, AuthorKind, CommentId, CommentOrigin, CommentReason, Disposition, Locale, comment,
};
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::report::{Adopted, Finished};
use super::texts::Published;
use crate::ledger::{Commitment, Salt};

/// An entry. Its JSON is hashed byte for byte as it was written, so a field that is added later must be optional.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Entry {
    /// A comment was received.
    Received {
        /// Which.
        comment: String,
        /// Which text of it, from 1.
        revision: i32,
        /// To whoever says it: [`Author`]. Apart from what he says, so that he can be erased and his words stay proven.
        author: Commitment,
        /// To what is said: [`Content`].
        content: Commitment,
        /// Whether it says otherwise than the text before it, and not the same with other files. Nothing of a first text, nor of one
        /// that was recorded before this was.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        otherwise: Option<bool>,
        /// How much this entry says, [`FORM`]; nothing in those of before it did.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        form: Option<u8>,
        /// To the organisation of the directory for which it is said, `org_…`, where that is sure: with the salt of the author, with
        /// whom it is forgotten.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        said_for: Option<Commitment>,
        /// When.
        at: DateTime<Utc>,
    },
    /// Somebody supports it, or does no more. Who, and when, is nobody's business: so there is nothing to be forgotten.
    Supported {
        /// Which.
        comment: String,
        /// How many support it now.
        supports: i32,
    },
    /// An official covered part of the text, or took a file off.
    Redacted {
        /// Which comment.
        comment: String,
        /// Which text of it this makes.
        revision: i32,
        /// To what is left of it: [`Content`].
        content: Commitment,
        /// Why.
        reason: CommentReason,
        /// When.
        at: DateTime<Utc>,
    },
    /// Something of it is forgotten, and the salts with which it could be held against its commitments.
    Erased {
        /// Which comment.
        comment: String,
        /// What.
        forgotten: Erased,
        /// What is shown of whoever wrote it from then on; nothing of what nobody could read then, and in entries of before
        /// that was recorded.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        unnamed: Option<Unnamed>,
        /// When.
        at: DateTime<Utc>,
    },
    /// Everybody may read it.
    Published {
        /// Which.
        comment: String,
        /// Which text of it.
        revision: i32,
        /// When.
        at: DateTime<Utc>,
    },
    /// Nobody may read it.
    Rejected {
        /// Which.
        comment: String,
        /// Which text of it.
        revision: i32,
        /// Why.
        reason: CommentReason,
        /// When.
        at: DateTime<Utc>,
    },
    /// Whoever wrote it took it back.
    Withdrawn {
        /// Which.
        comment: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// A text of an act was published: what comments are about.
    ActText(Published),
    /// Facts of the consultation were published, or others than before: what it is about, its rules, sessions, other ways to comment
    /// and documents.
    Facts(Facts),
    /// The municipality answered.
    Answered {
        /// Which answer.
        answer: String,
        /// Which version of it, from 1.
        revision: i32,
        /// To which comments, and which texts of them.
        comments: Vec<(String, i32)>,
        /// What becomes of what they say.
        disposition: Disposition,
        /// To the reason, in all its languages, as JSON.
        reason: Commitment,
        /// When.
        at: DateTime<Utc>,
    },
    /// An official covered something of what was answered, in place of which this stands from then on.
    AnswerRedacted {
        /// Which answer.
        answer: String,
        /// Which version of it this makes.
        revision: i32,
        /// To what is left of its reason, as JSON.
        reason: Commitment,
        /// Why it was covered.
        why: CommentReason,
        /// When.
        at: DateTime<Utc>,
    },
    /// The consultation was finished, with its report.
    Finished(Box<Finished>),
    /// After that it was said which acts were adopted.
    Adopted {
        /// All of them, as they are shown from then on.
        acts: Vec<Adopted>,
        /// When.
        at: DateTime<Utc>,
    },
}

/// Of a comment that is recorded in this form also the organisation is, for which it is said, and every support has an entry.
pub const FORM: u8 = 2;

/// Whether that much was recorded.
#[must_use]
pub fn says_more(form: Option<u8>) -> bool {
    form.is_some_and(|form| form >= FORM)
}

/// What of a comment is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Erased {
    /// Whoever wrote it; his words stay, under a pseudonym.
    Author,
    /// Everything that he wrote, and he.
    Whole,
}

impl Entry {
    /// As it is hashed and kept.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn written(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Of what it is: a comment or an answer by its id; else in a word.
    #[must_use]
    pub fn of(&self) -> &str {
        match self {
            Self::Received { comment, .. }
            | Self::Supported { comment, .. }
            | Self::Redacted { comment, .. }
            | Self::Erased { comment, .. }
            | Self::Published { comment, .. }
            | Self::Rejected { comment, .. }
            | Self::Withdrawn { comment, .. } => comment,
            Self::Answered { answer, .. } | Self::AnswerRedacted { answer, .. } => answer,
            Self::ActText(_) => "a text of an act",
            Self::Facts(_) => "the consultation",
            Self::Finished(_) | Self::Adopted { .. } => "the report",
        }
    }

    /// An answer of the municipality.
    #[must_use]
    pub fn answered(
        (answer, revision): (AnswerId, i32),
        comments: impl IntoIterator<Item = (CommentId, i32)>,
        disposition: Disposition,
        (salt, reason): (&Salt, &str),
        at: DateTime<Utc>,
    ) -> Self {
        let comments = comments.into_iter().map(|(id, revision)| (id.to_string(), revision)).collect();
        let reason = Commitment::to(salt, reason);
        Self::Answered { answer: answer.to_string(), revision, comments, disposition, reason, at }
    }
}

/// What was done to a comment so that it is not read, or not as it came: for whoever reads the log as a page. Nothing of what it
/// said, and nobody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// To which.
    pub comment: String,
    /// What.
    pub what: Done,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was done to a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// An official refused it.
    Refused(CommentReason),
    /// An official covered something of it, or took a file off.
    Covered(CommentReason),
    /// Whoever wrote it took it back.
    TakenBack,
    /// An official forgot something of it.
    Forgotten(Erased),
}

impl Deed {
    /// What this entry tells of; none where it tells that something came, can be read, or was answered.
    #[must_use]
    pub fn of(entry: Entry) -> Option<Self> {
        let (comment, what, at) = match entry {
            Entry::Rejected { comment, reason, at, .. } => (comment, Done::Refused(reason), at),
            Entry::Redacted { comment, reason, at, .. } => (comment, Done::Covered(reason), at),
            Entry::Withdrawn { comment, at } => (comment, Done::TakenBack, at),
            Entry::Erased { comment, forgotten, at, .. } => (comment, Done::Forgotten(forgotten), at),
            Entry::Received { .. }
            | Entry::Published { .. }
            | Entry::Answered { .. }
            | Entry::Supported { .. }
            | Entry::AnswerRedacted { .. }
            | Entry::ActText(_)
            | Entry::Facts(_)
            | Entry::Finished(_)
            | Entry::Adopted { .. } => return None,
        };
        Some(Self { comment, what, at })
    }
}

/// Whoever says something: what the log commits to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// As what.
    pub kind: AuthorKind,
    /// Under what name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// What is shown of whoever is forgotten: nothing by which anybody knew him, so it is recorded as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unnamed {
    /// As what he spoke.
    pub kind: AuthorKind,
    /// By which number he is told from others: of this his pseudonym is made.
    pub number: i64,
}

impl Unnamed {
    /// As everybody is shown it.
    #[must_use]
    pub const fn of(row: &comment::Model) -> Self {
        Self { kind: row.author_kind, number: row.log_number }
    }
}

/// What is said about which part: what the log commits to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// On what way it came.
    pub origin: CommentOrigin,
    /// About which part of which version, `part_…`; none where it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<String>,
    /// What that part is known by in every version, `anc_…`: under this it is listed and counted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub anchor: Option<String>,
    /// What it replies to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reply_to: Option<String>,
    /// What it is written in.
    pub locale: Locale,
    /// The text.
    pub text: String,
    /// What was sent with it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub files: Vec<ContentFile>,
    /// The day on which it came, where an official entered it later.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub received_on: Option<NaiveDate>,
}

/// A file, as the log commits to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentFile {
    /// What it is called; nothing once it is taken off.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits; nothing once whoever sent it is forgotten.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub sha256: String,
    /// Why it was taken off.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub taken_off: Option<CommentReason>,
}

impl Author {
    /// As everybody reads it, as JSON; none where he was erased: then what is shown is [`Unnamed`].
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn shown(row: &comment::Model) -> Result<Option<String>, serde_json::Error> {
        let author = Self { kind: row.author_kind, name: row.author_name.clone() };
        row.erased_at.is_none().then(|| serde_json::to_string(&author)).transpose()
    }
}

impl Content {
    /// As everybody reads it, as JSON: made from what is shown, so that whatever was changed there no longer fits. None where
    /// it was erased.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot say.
    pub fn shown(row: &comment::Model) -> Result<Option<String>, serde_json::Error> {
        let content = row.text.as_ref().map(|text| Self {
            origin: row.origin,
            part: row.anchor_id.map(|part| part.to_string()),
            anchor: row.anchor_key.map(|key| key.to_string()),
            reply_to: row.parent_id.map(|to| to.to_string()),
            locale: row.locale,
            text: text.clone(),
            files: files(row),
            received_on: row.received_on,
        });
        content.map(|content| serde_json::to_string(&content)).transpose()
    }
}

fn files(row: &comment::Model) -> Vec<ContentFile> {
    let one = |file: &AttachedFile| ContentFile {
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        taken_off: file.taken_off,
    };
    row.attached().iter().chain(row.taken_off()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_read_as_it_came_there_is_nothing_to_tell() {
        let at = "2026-11-24T10:00:00Z".parse().expect("an instant");
        let (comment, revision, reason) = (|| "com_1".to_owned(), 1, CommentReason::Insult);
        let content = Commitment::to(&Salt("AAAA".to_owned()), "Ријечи");
        let (author, left, forgotten) = (content.clone(), content.clone(), Erased::Author);
        for (entry, told) in [
            (
                Entry::Received {
                    comment: comment(),
                    revision,
                    author,
                    content: content.clone(),
                    otherwise: None,
                    form: Some(FORM),
                    said_for: None,
                    at,
                },
                None,
            ),
            (Entry::Supported { comment: comment(), supports: 1 }, None),
            (Entry::Published { comment: comment(), revision, at }, None),
            (Entry::Rejected { comment: comment(), revision, reason, at }, Some(Done::Refused(reason))),
            (Entry::Redacted { comment: comment(), revision, content, reason, at }, Some(Done::Covered(reason))),
            (Entry::AnswerRedacted { answer: "ans_1".to_owned(), revision: 2, reason: left, why: reason, at }, None),
            (Entry::Withdrawn { comment: comment(), at }, Some(Done::TakenBack)),
            (Entry::Erased { comment: comment(), forgotten, unnamed: None, at }, Some(Done::Forgotten(forgotten))),
        ] {
            assert_eq!(Deed::of(entry.clone()).map(|deed| deed.what), told, "{entry:?}");
            // The index by which they are found reads the beginning of each.
            let begins = entry.written().expect("JSON").get(9..15).map(str::to_owned).unwrap_or_default();
            let found = ["reject", "redact", "withdr", "erased"].contains(&begins.as_str());
            assert_eq!(found, told.is_some(), "{begins}");
        }
    }

    #[test]
    fn an_entry_of_before_is_written_as_it_was() {
        let old = r#"{"what":"received","comment":"com_1","revision":2,"author":"a","content":"c","otherwise":true,"at":"2026-11-24T10:00:00Z"}"#;
        let entry: Entry = serde_json::from_str(old).expect("an entry");
        assert_eq!(entry.written().expect("JSON"), old, "byte for byte");
        assert!(matches!(entry, Entry::Received { form: None, said_for: None, .. }), "{entry:?}");
        assert!(!says_more(None) && !says_more(Some(1)) && says_more(Some(FORM)));
        let old = r#"{"what":"erased","comment":"com_1","forgotten":"author","at":"2026-11-24T10:00:00Z"}"#;
        let entry: Entry = serde_json::from_str(old).expect("an entry");
        assert_eq!(entry.written().expect("JSON"), old, "byte for byte");
        assert!(matches!(entry, Entry::Erased { unnamed: None, .. }), "{entry:?}");
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let at = "2026-11-24T10:00:00Z".parse().expect("an instant");
        let salt = Salt("AAAA".to_owned());
        let comment = CommentId::new();
        let entry =
            Entry::answered((AnswerId::new(), 2), [(comment, 1)], Disposition::PartlyAccepted, (&salt, "Зато."), at);
        let written = entry.written().expect("JSON");
        assert!(written.starts_with(r#"{"what":"answered","answer":"ans_"#), "{written}");
        assert!(!written.contains("Зато"), "a reason may have to be forgotten");
        assert_eq!(serde_json::from_str::<Entry>(&written).expect("the same"), entry);
    }
}
