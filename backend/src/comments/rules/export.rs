//! A log as a file, line by line, and whether it is what was signed.
//!
//! The first line says of what it is, how it was signed, which texts of acts everybody reads, what report, and what of the
//! consultation itself; each other one has an entry and, where everybody may read it, what the entry committed to. That is
//! written from the rows that are shown to the public, not from what was kept beside: so a text that was changed in the database
//! no longer fits its entry.

use chrono::{DateTime, Utc};
use entities::Disposition;
use serde::{Deserialize, Serialize};

use super::facts::{self, Facts, Says};
use super::follow::Followed;
use super::log::{Entry, Unnamed};
use super::report::{self, Reports};
use super::texts::{Shown, Texts};
use crate::ledger::{Audit, Commitment, Head, Mismatch, PublicKey, Receipt, Rejected, Salt};

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct First {
    /// What `javno verify` knows the file by: the version of this form.
    pub javno_log: u8,
    /// What proves the signature; believe it only where you have it from somewhere else too.
    pub key: String,
    /// How long the log is and what it hashes to, signed.
    pub head: String,
    /// The versions of acts that everybody can read, `ver_…`: each has to have its entry. Files of before there were such entries
    /// do not say it; whatever has one does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub texts: Option<Vec<String>>,
    /// How many comments everybody can read: each has to have its entry. Files of before do not say it; whatever has an entry that
    /// tells of a report, of facts or of comments in today's form does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comments: Option<u64>,
    /// The report that everybody can read, where there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub report: Option<report::Shown>,
    /// How many comments and answers are counted of each part. Files of before do not say it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counts: Option<Vec<Count>>,
    /// What is shown of the consultation itself: its facts, rules, sessions, other ways to comment and documents. Files of before do
    /// not say it; whatever has an entry of that does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub facts: Option<facts::Shown>,
}

/// What is counted of a part of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Of which, `anc_…`; none for the whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub anchor: Option<String>,
    /// So many comments that everybody can read.
    pub published: i64,
    /// So many of them that have an answer.
    pub answered: i64,
}

/// Any other line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The entry, byte for byte.
    pub entry: String,
    /// What it committed to, where everybody may read that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opened: Option<Opened>,
}

/// What an entry committed to, and what is shown beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opened {
    /// Whoever wrote a comment: a [`super::log::Author`] as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Told>,
    /// What is shown of whoever is forgotten. Files of before do not say it, nor do their entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unnamed: Option<Unnamed>,
    /// For which organisation of the directory, `org_…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_for: Option<Told>,
    /// What a comment says: a [`super::log::Content`] as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Told>,
    /// When a comment is shown to have come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime<Utc>>,
    /// Since when it is shown. Files of before do not say it, as they do not say how many comments there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it is shown to say what it says, where it was written anew. Files of before do not say it; whatever has an entry that
    /// tells whether a text says otherwise does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
    /// Which answer is shown under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// How many are shown to support it, where somebody does. Files of before say it from the report on, which commits to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports: Option<i32>,
    /// Why an answer is what it is, in all its languages, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Told>,
    /// What an answer is shown to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// When an answer is shown to have been given. Files of before do not say that either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// What a version of an act is shown to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act_text: Option<Shown>,
}

/// A text that was committed to, with the salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The salt.
    pub salt: String,
    /// The text.
    pub text: String,
}

impl Told {
    fn fits(&self, made: &Commitment) -> bool {
        *made == Commitment::to(&Salt(self.salt.clone()), &self.text)
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no such file, or a line of it is none.
    #[error("line {0} is not a line of such a file")]
    Form(u64),
    /// The key in it did not sign its head.
    #[error("the head is not signed by the key {0}")]
    Signature(String),
    /// The key is not the one that was asked for.
    #[error("this log is signed by another key: {0}")]
    OtherKey(String),
    /// The entries are not those that were signed.
    #[error("{0}")]
    Entries(#[from] Mismatch),
    /// What is shown is not what was recorded.
    #[error("entry {0}, {1}: what is shown is not what was recorded")]
    Text(u64, String),
    /// Something that everybody could read is not shown.
    #[error("{0}: everybody may read it, and it is not shown")]
    Missing(String),
    /// Something is shown that nobody may read, as far as was recorded.
    #[error("{0}: nobody may read it, and it is shown")]
    Shown(String),
    /// It was said for an organisation of the directory, and is not shown to be.
    #[error("{0}: for which organisation it is said was recorded, and is not shown")]
    ForWhom(String),
    /// Under a comment does not stand what the municipality answered.
    #[error("{0}: what is shown as the answer is not what was answered")]
    Answer(String),
    /// It is said to have come at another time.
    #[error("{0}: it did not come when it is shown to have come")]
    Time(String),
    /// It is said to be public since another time.
    #[error("{0}: it did not become public when it is shown to have")]
    Since(String),
    /// It is said to have been written anew at another time, or not to have been.
    #[error("{0}: what is shown of when it was written anew is not what was recorded")]
    Changed(String),
    /// Others are shown to support it than were recorded.
    #[error("{0}: how many support it is not what was recorded")]
    Supports(String),
    /// Of a part other numbers are shown than were recorded.
    #[error("{0}: how many comments and answers it is said to have is not what was recorded")]
    Counted(String),
    /// More comments are shown than were recorded, or fewer.
    #[error("{shown} comments are shown, and the log has {recorded} that may be read")]
    Number {
        /// By the first line.
        shown: u64,
        /// By their entries.
        recorded: u64,
    },
    /// A published text of an act or a report, or a part of it, is another than was published.
    #[error("{0}: what is shown is not what was published")]
    Published(String),
    /// A part is shown with a text that was published without it.
    #[error("{0}: it is shown, and it was not published with this text")]
    Added(String),
    /// A version of an act, a report or something of it is shown of which no entry says that it was published.
    #[error("{0}: it is shown, and nothing says that it was published")]
    Unrecorded(String),
    /// The first line was shortened.
    #[error(
        "the file does not say {0} everybody reads, and one with such a log does: it is not whole; take the log from the \
         server anew"
    )]
    Unlisted(&'static str),
    /// A receipt is none.
    #[error("the receipt: {0}")]
    Receipt(#[from] Rejected),
    /// A receipt is of another log.
    #[error("the receipt is of another log: {0}")]
    OtherLog(String),
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Of what it is the log: server and consultation.
    pub origin: String,
    /// How many entries it has.
    pub entries: u64,
    /// How many texts were compared with what was recorded.
    pub compared: u64,
    /// Whether it has a report, which was compared too.
    pub report: bool,
    /// Whether it says which texts of acts are shown: a file of before that was recorded does not.
    pub lists: bool,
    /// How much it says of the consultation itself.
    pub says: Says,
    /// Everything that is wrong; nothing, if it is what was signed.
    pub faults: Vec<Fault>,
}

/// Reads a file line by line.
#[derive(Debug, Default)]
pub struct Reader {
    first: Option<(First, String, Head)>,
    lines: u64,
    audit: Audit,
    compared: u64,
    faults: Vec<Fault>,
    followed: Followed,
    texts: Texts,
    reports: Reports,
    facts: Option<Facts>,
}

impl Reader {
    /// Takes the next line. `trusted` is the key that its reader has from somewhere else.
    pub fn take(&mut self, line: &str, trusted: Option<&PublicKey>) {
        self.lines += 1;
        if self.first.is_none() {
            match serde_json::from_str::<First>(line).ok().filter(|first| first.javno_log == 1) {
                None => self.faults.push(Fault::Form(self.lines)),
                Some(first) => self.begin(first, trusted),
            }
            return;
        }
        let Some((line, entry)) = serde_json::from_str::<Line>(line)
            .ok()
            .and_then(|line| serde_json::from_str::<Entry>(&line.entry).ok().map(|entry| (line, entry)))
        else {
            self.faults.push(Fault::Form(self.lines));
            return;
        };
        let number = self.audit.size();
        if self.audit.push(line.entry.as_bytes()).is_err() {
            self.faults.push(Fault::Form(self.lines));
        }
        let mut opened = line.opened.unwrap_or_default();
        match fits(&entry, &opened) {
            Some(compared) => self.compared += compared,
            None => self.faults.push(Fault::Text(number, entry.of().to_owned())),
        }
        if let Entry::ActText(published) = &entry {
            self.compared += self.texts.take(published, opened.act_text.take());
        }
        if let Entry::Facts(facts) = &entry {
            self.facts = Some(facts.clone());
        }
        self.reports.take(&entry);
        self.followed.take(entry, opened);
    }

    fn begin(&mut self, first: First, trusted: Option<&PublicKey>) {
        let key = PublicKey(first.key.clone());
        if trusted.is_some_and(|trusted| *trusted != key) {
            self.faults.push(Fault::OtherKey(key.0.clone()));
        }
        match key.check(&first.head) {
            Some((origin, head)) => self.first = Some((first, origin, head)),
            None => {
                self.faults.push(Fault::Signature(key.0));
                // What follows is still looked at.
                let nothing = Head { size: 0, root: crate::ledger::Hash::default() };
                self.first = Some((first, String::new(), nothing));
            }
        }
    }

    /// What was found.
    #[must_use]
    pub fn finish(mut self, receipts: &[Receipt]) -> Found {
        let Some((first, origin, head)) = self.first else {
            let faults = if self.faults.is_empty() { vec![Fault::Form(1)] } else { self.faults };
            let says = Says::Nothing;
            return Found { origin: String::new(), entries: 0, compared: 0, report: false, lists: false, says, faults };
        };
        if !origin.is_empty() {
            let same = head.size == self.audit.size();
            if let Err(mismatch) = self.audit.matches(head) {
                self.faults.push(mismatch.into());
            } else if !same {
                self.faults.push(Mismatch::Changed(head.size).into());
            }
        }
        self.faults.extend(self.texts.faults(first.texts.as_deref()));
        let (fit, faults) = self.reports.found(first.report.as_ref(), &self.followed.supports());
        self.compared += fit;
        self.faults.extend(faults);
        match &first.counts {
            Some(counts) => self.faults.extend(self.followed.counted(counts)),
            None if self.followed.says_more() => self.faults.push(Fault::Unlisted("how many comments of each part")),
            None => {}
        }
        // What was published last is what is shown.
        match (&self.facts, &first.facts) {
            (Some(recorded), Some(shown)) => {
                let (fit, faults) = recorded.against(shown);
                self.compared += fit;
                self.faults.extend(faults);
            }
            (Some(_), None) => self.faults.push(Fault::Unlisted("what of the consultation")),
            (None, Some(_)) => self.faults.push(Fault::Unrecorded("what the consultation is about".to_owned())),
            (None, None) => {}
        }
        // Files of before do not say when comments became public and answers were given, nor how many there are. A file that says
        // one of these says all of it; so does that of a log with what has been recorded only since.
        let complete =
            first.comments.is_some() || self.facts.is_some() || self.reports.any() || self.followed.says_more();
        self.faults.extend((complete && first.comments.is_none()).then_some(Fault::Unlisted("how many comments")));
        self.faults.extend(self.followed.faults(first.comments, complete));
        for receipt in receipts {
            match receipt.check(&PublicKey(first.key.clone())) {
                Err(rejected) => self.faults.push(rejected.into()),
                Ok((other, _)) if other != origin => self.faults.push(Fault::OtherLog(other)),
                Ok((_, signed)) => {
                    if let Err(mismatch) = self.audit.holds(receipt, signed) {
                        self.faults.push(mismatch.into());
                    }
                }
            }
        }
        let (entries, lists, says) = (self.audit.size(), first.texts.is_some(), Says::of(self.facts.as_ref()));
        Found { origin, entries, compared: self.compared, report: self.reports.any(), lists, says, faults: self.faults }
    }
}

/// How many texts were compared; none where one is not what was committed to, or stands where nothing was.
fn fits(entry: &Entry, opened: &Opened) -> Option<u64> {
    let Opened { author, unnamed, said_for, content, supports, reason, disposition, act_text, .. } = opened;
    let same = |told: &Option<Told>, made: Option<&Commitment>| match (told, made) {
        (None, _) => Some(0),
        (Some(told), Some(made)) if told.fits(made) => Some(1),
        (Some(_), _) => None,
    };
    let (by, what, why) = match entry {
        Entry::Received { author, content, .. } => (Some(author), Some(content), None),
        Entry::Redacted { content, .. } => (None, Some(content), None),
        Entry::Answered { reason, .. } | Entry::AnswerRedacted { reason, .. } => (None, None, Some(reason)),
        Entry::Published { .. }
        | Entry::Rejected { .. }
        | Entry::Withdrawn { .. }
        | Entry::Supported { .. }
        | Entry::Erased { .. }
        | Entry::ActText(_)
        | Entry::Facts(_)
        | Entry::Finished(_)
        | Entry::Adopted { .. } => (None, None, None),
    };
    let whom = match entry {
        Entry::Received { said_for, .. } => said_for.as_ref(),
        _ => None,
    };
    let said = match entry {
        Entry::Answered { disposition, .. } => Some(*disposition),
        _ => None,
    };
    if disposition.is_some() && *disposition != said {
        return None;
    }
    let left = match entry {
        Entry::Erased { unnamed, .. } => *unnamed,
        _ => None,
    };
    if unnamed.is_some() && *unnamed != left {
        return None;
    }
    if act_text.is_some() && !matches!(entry, Entry::ActText(_)) {
        return None;
    }
    // They stand with a text, and only with one.
    if supports.is_some() && what.is_none() {
        return None;
    }
    Some(same(author, by)? + same(said_for, whom)? + same(content, what)? + same(reason, why)?)
}

#[cfg(test)]
mod tests {
    use entities::{AuthorKind, CommentReason, Disposition};

    use super::super::log::Erased;
    use super::*;

    fn told(salt: &str, text: &str) -> Option<Told> {
        Some(Told { salt: salt.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn beside_an_entry_stands_what_it_committed_to_and_nothing_else() {
        let made = |text: &str| Commitment::to(&Salt("s".to_owned()), text);
        let at = "2026-11-24T10:00:00Z".parse().expect("an instant");
        let comment = || "com_1".to_owned();
        let received = Entry::Received {
            comment: comment(),
            revision: 1,
            author: made("Ана"),
            content: made("Ријечи"),
            otherwise: None,
            form: Some(super::super::log::FORM),
            said_for: Some(made("org_1")),
            at,
        };
        let redacted = Entry::Redacted {
            comment: comment(),
            revision: 2,
            content: made("■■■■"),
            reason: CommentReason::PersonalData,
            at,
        };
        let covered = Entry::AnswerRedacted {
            answer: "ans_1".to_owned(),
            revision: 2,
            reason: made("■■■■"),
            why: CommentReason::PersonalData,
            at,
        };
        let answered = Entry::Answered {
            answer: "ans_1".to_owned(),
            revision: 1,
            comments: vec![(comment(), 1)],
            disposition: Disposition::Noted,
            reason: made("Зато"),
            at,
        };
        let nothing = Opened::default;
        let author = |author| Opened { author, ..nothing() };
        let content = |content| Opened { content, ..nothing() };
        let left = |reason| Opened { reason, ..nothing() };
        let reason = |reason| Opened { reason, disposition: Some(Disposition::Noted), ..nothing() };
        let supported = || Opened { supports: Some(3), ..nothing() };
        let said_for = |id: &str| Opened { said_for: told("s", id), ..nothing() };
        let both = Opened { author: told("s", "Ана"), ..content(told("s", "Ријечи")) };
        for (what, entry, opened, compared) in [
            ("nothing is shown", &received, nothing(), Some(0)),
            ("all of it", &received, both, Some(2)),
            ("the text alone", &received, content(told("s", "Ријечи")), Some(1)),
            ("a letter of another script", &received, content(told("s", "Pијечи")), None),
            ("another salt", &received, content(told("t", "Ријечи")), None),
            ("for an organisation", &received, said_for("org_1"), Some(1)),
            ("for another", &received, said_for("org_2"), None),
            ("for one where nobody said so", &redacted, said_for("org_1"), None),
            ("another name", &received, author(told("s", "Ива")), None),
            ("the text as the name", &received, author(told("s", "Ријечи")), None),
            ("a reason where nobody answered", &received, reason(told("s", "Ријечи")), None),
            ("what is left", &redacted, content(told("s", "■■■■")), Some(1)),
            ("what was covered", &redacted, content(told("s", "Ријечи")), None),
            ("a name beside what is left", &redacted, author(told("s", "■■■■")), None),
            ("an answer", &answered, reason(told("s", "Зато")), Some(1)),
            ("what is left of an answer", &covered, left(told("s", "■■■■")), Some(1)),
            ("what was covered in it", &covered, left(told("s", "Зато")), None),
            ("an end beside what is left", &covered, reason(told("s", "■■■■")), None),
            ("another reason", &answered, reason(told("s", "Зато.")), None),
            (
                "another end",
                &answered,
                Opened { disposition: Some(Disposition::Accepted), ..reason(told("s", "Зато")) },
                None,
            ),
            ("a text beside an answer", &answered, content(told("s", "Зато")), None),
            ("supports", &received, supported(), Some(0)),
            ("supports of what is left", &redacted, supported(), Some(0)),
            ("supports beside an answer", &answered, supported(), None),
        ] {
            assert_eq!(fits(entry, &opened), compared, "{what}");
        }
        // Of what only happened nothing was committed to.
        for entry in [
            Entry::Published { comment: comment(), revision: 1, at },
            Entry::Rejected { comment: comment(), revision: 1, reason: CommentReason::Insult, at },
            Entry::Withdrawn { comment: comment(), at },
            Entry::Supported { comment: comment(), supports: 1 },
            Entry::Erased { comment: comment(), forgotten: Erased::Author, unnamed: None, at },
        ] {
            assert_eq!(fits(&entry, &nothing()), Some(0));
            for opened in [
                author(told("s", "Ана")),
                content(told("s", "Ријечи")),
                reason(told("s", "Зато")),
                Opened { disposition: Some(Disposition::Noted), ..nothing() },
                supported(),
                Opened { unnamed: Some(Unnamed { kind: AuthorKind::Citizen, number: 4 }), ..nothing() },
            ] {
                assert_eq!(fits(&entry, &opened), None, "{entry:?} {opened:?}");
            }
        }
    }

    #[test]
    fn whoever_is_forgotten_is_shown_as_what_was_recorded() {
        let at = "2026-11-24T10:00:00Z".parse().expect("an instant");
        let left = |kind, number| Some(Unnamed { kind, number });
        let unnamed = left(AuthorKind::Citizen, 4);
        let entry = Entry::Erased { comment: "com_1".to_owned(), forgotten: Erased::Author, unnamed, at };
        for (what, unnamed, compared) in [
            ("nothing is shown", None, Some(0)),
            ("what is left", unnamed, Some(0)),
            ("as somebody else", left(AuthorKind::Organisation, 4), None),
            ("under another number", left(AuthorKind::Citizen, 5), None),
        ] {
            assert_eq!(fits(&entry, &Opened { unnamed, ..Opened::default() }), compared, "{what}");
        }
    }
}
