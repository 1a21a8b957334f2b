//! What follows from a log as a whole: which comments everybody may read, in which text, with which answer. What is shown has
//! to be that, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::export::{Count, Fault, Opened};
use super::log::{Content, Entry, Erased, says_more};
use super::report::Supports;

/// What was recorded of each comment, and what is shown of it.
#[derive(Debug, Default)]
pub struct Followed {
    comments: BTreeMap<String, Record>,
    answers: HashMap<String, Answered>,
    /// Whether whoever wrote the last of it records all that is recorded now.
    says_more: bool,
}

/// An answer: when it was given last, and what of it is shown.
#[derive(Debug)]
struct Answered {
    at: DateTime<Utc>,
    /// Why, as it was said, or as it is left since something of it was covered.
    reason: bool,
    disposition: bool,
    shown_at: Option<DateTime<Utc>>,
}

/// One comment.
#[derive(Debug, Default)]
struct Record {
    came: Option<DateTime<Utc>>,
    /// When everybody could read it for the first time.
    published: Option<DateTime<Utc>>,
    /// When it was written anew last, so that it said otherwise.
    changed: Option<DateTime<Utc>>,
    /// When it got another text since, of which was not recorded whether it says otherwise.
    perhaps: BTreeSet<DateTime<Utc>>,
    readable: bool,
    erased: Option<Erased>,
    /// Whether it was recorded of its last text for which organisation it is said.
    said_for: bool,
    /// How often it was recorded what is shown of whoever is forgotten, and beside how many of these entries it stands.
    unnamed: (u32, u32),
    answer: Option<String>,
    /// How many support it; nothing where that was not recorded from the first on.
    supports: Option<i32>,
    /// Whether more came at once, or went, than one.
    jumped: bool,
    shown: Shown,
}

/// What is shown of it.
#[derive(Debug, Default)]
struct Shown {
    author: bool,
    /// For which organisation it is said.
    said_for: bool,
    content: bool,
    /// About which part.
    part: Option<String>,
    answer: Option<String>,
    received_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    changed_at: Option<DateTime<Utc>>,
    supports: i32,
}

impl Followed {
    /// Takes the next entry, with what is shown beside it.
    pub fn take(&mut self, entry: Entry, opened: Opened) {
        match entry {
            Entry::Received { comment, revision, otherwise, form, said_for, at, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.came.get_or_insert(at);
                self.says_more |= says_more(form);
                // Nobody has supported yet what it says now.
                if revision == 1 || otherwise == Some(true) {
                    known.supports = says_more(form).then_some(0);
                }
                known.rewritten(revision, otherwise, at);
                // A new text has to be decided about anew.
                known.readable = false;
                known.said_for = said_for.is_some();
                let (author, said_for) = (opened.author.is_some(), opened.said_for.is_some());
                known.shown = Shown { author, said_for, ..Shown::default() };
                known.show(opened);
            }
            Entry::Redacted { comment, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.shown.content = false;
                known.show(opened);
            }
            Entry::Published { comment, at, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.published.get_or_insert(at);
                known.readable = true;
            }
            Entry::Rejected { comment, .. } | Entry::Withdrawn { comment, .. } => {
                self.comments.entry(comment).or_default().readable = false;
            }
            Entry::Supported { comment, supports } => {
                let known = self.comments.entry(comment).or_default();
                known.jumped |= known.supports.is_some_and(|before| before.abs_diff(supports) != 1);
                known.supports = Some(supports);
            }
            Entry::Erased { comment, forgotten, unnamed, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.unnamed.0 += u32::from(unnamed.is_some());
                known.unnamed.1 += u32::from(opened.unnamed.is_some());
                known.erased = Some(if known.erased == Some(Erased::Whole) { Erased::Whole } else { forgotten });
            }
            Entry::Answered { answer, comments, at, .. } => {
                for (comment, _) in comments {
                    self.comments.entry(comment).or_default().answer = Some(answer.clone());
                }
                // One answer may be given to further comments later; it is shown with the time of the last.
                let (reason, disposition) = (opened.reason.is_some(), opened.disposition.is_some());
                self.answers.insert(answer, Answered { at, reason, disposition, shown_at: opened.answered_at });
            }
            Entry::AnswerRedacted { answer, .. } => {
                if let Some(known) = self.answers.get_mut(&answer) {
                    known.reason = opened.reason.is_some();
                }
            }
            // Texts of acts, facts and reports are compared for themselves.
            Entry::ActText(_) | Entry::Facts(_) | Entry::Finished(_) | Entry::Adopted { .. } => {}
        }
    }

    /// How many are shown to support the comments.
    #[must_use]
    pub fn supports(&self) -> Supports {
        let counted = self.comments.iter().filter(|(_, known)| known.shown.supports > 0);
        counted.map(|(id, known)| (id.clone(), known.shown.supports)).collect()
    }

    /// Whether a file of this log says how many comments are counted of each part.
    #[must_use]
    pub const fn says_more(&self) -> bool {
        self.says_more
    }

    /// Everything that is counted of parts otherwise than it was recorded.
    #[must_use]
    pub fn counted(&self, shown: &[Count]) -> Vec<Fault> {
        // Of what was forgotten whole nobody knows any more about which part it was.
        let (mut recorded, mut anywhere) = (BTreeMap::<Option<&str>, (i64, i64)>::new(), (0, 0));
        for known in self.comments.values().filter(|known| known.readable) {
            let part = if known.shown.content {
                recorded.entry(known.shown.part.as_deref()).or_default()
            } else {
                &mut anywhere
            };
            part.0 += 1;
            part.1 += i64::from(known.answer.is_some());
        }
        let mut is = BTreeMap::<Option<&str>, (i64, i64)>::new();
        for count in shown {
            let part = is.entry(count.anchor.as_deref()).or_default();
            (part.0, part.1) = (part.0 + count.published, part.1 + count.answered);
        }
        let mut faults = Vec::new();
        let mut more = (0, 0);
        for part in recorded.keys().chain(is.keys()).copied().collect::<BTreeSet<_>>() {
            let was = recorded.get(&part).copied().unwrap_or_default();
            let now = is.get(&part).copied().unwrap_or_default();
            more = (more.0 + now.0 - was.0, more.1 + now.1 - was.1);
            let fits = if anywhere == (0, 0) { now == was } else { now.0 >= was.0 && now.1 >= was.1 };
            if !fits {
                faults.push(Fault::Counted(part.unwrap_or("the whole").to_owned()));
            }
        }
        if faults.is_empty() && more != anywhere {
            faults.push(Fault::Counted("all parts together".to_owned()));
        }
        faults
    }

    /// Everything that is shown otherwise than it was recorded; of so many comments in all, where that is said. One that is
    /// `complete` says when comments became public and answers were given; files of before do not.
    #[must_use]
    pub fn faults(self, in_all: Option<u64>, complete: bool) -> Vec<Fault> {
        let Self { comments, answers, .. } = self;
        let recorded = comments.values().map(|known| u64::from(known.is_read())).sum();
        let number = in_all.filter(|shown| *shown != recorded).map(|shown| Fault::Number { shown, recorded });
        comments.into_iter().filter_map(|(id, known)| known.fault(id, &answers, complete)).chain(number).collect()
    }
}

impl Answered {
    /// Whether it is shown as it was given.
    fn is_shown(&self, complete: bool) -> bool {
        self.reason && self.disposition && self.shown_at.map_or(!complete, |at| at == self.at)
    }
}

impl Record {
    fn rewritten(&mut self, revision: i32, otherwise: Option<bool>, at: DateTime<Utc>) {
        match otherwise {
            Some(true) => {
                self.changed = Some(at);
                self.perhaps.clear();
            }
            None if revision > 1 => {
                self.perhaps.insert(at);
            }
            Some(false) | None => {}
        }
    }

    fn show(&mut self, opened: Opened) {
        // What was erased is still counted.
        self.shown.supports = opened.supports.unwrap_or_default();
        if let Some(told) = &opened.content {
            self.shown.content = true;
            self.shown.part = serde_json::from_str::<Content>(&told.text).ok().and_then(|content| content.anchor);
            self.shown.answer = opened.answer;
            self.shown.received_at = opened.received_at;
            self.shown.published_at = opened.published_at;
            self.shown.changed_at = opened.changed_at;
        }
    }

    /// Whether everybody may read what it says.
    fn is_read(&self) -> bool {
        self.readable && self.erased != Some(Erased::Whole)
    }

    fn fault(self, id: String, answers: &HashMap<String, Answered>, complete: bool) -> Option<Fault> {
        let (author, content) = (self.readable && self.erased.is_none(), self.is_read());
        let for_whom = author && self.said_for && !self.shown.said_for;
        let Self { came, published, changed, perhaps, unnamed, answer, supports, jumped, readable, shown, .. } = self;
        let named = unnamed.1 > 0 && !readable;
        if (shown.author && !author) || (shown.content && !content) || named {
            return Some(Fault::Shown(id));
        }
        let nameless = readable && unnamed.0 != unnamed.1;
        if (author && !shown.author) || (content && !shown.content) || nameless {
            return Some(Fault::Missing(id));
        }
        // That it is another than was recorded, or stands where none was, is seen beside the entry itself.
        if for_whom {
            return Some(Fault::ForWhom(id));
        }
        // It is still counted when its words are forgotten.
        if readable && (jumped || supports.is_some_and(|supports| supports != shown.supports)) {
            return Some(Fault::Supports(id));
        }
        if !content {
            return None;
        }
        let other = |answer: String| answers.get(&answer).is_none_or(|given| !given.is_shown(complete));
        if shown.answer != answer || answer.is_some_and(other) {
            return Some(Fault::Answer(id));
        }
        if shown.received_at != came {
            return Some(Fault::Time(id));
        }
        if shown.changed_at != changed && shown.changed_at.is_none_or(|at| !perhaps.contains(&at)) {
            return Some(Fault::Changed(id));
        }
        let said = complete || shown.published_at.is_some();
        (said && shown.published_at != published).then_some(Fault::Since(id))
    }
}

#[cfg(test)]
mod tests;
