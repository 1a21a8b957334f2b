//! What follows from a log as a whole: which comments everybody may read, in which text, with which answer. What is shown has
//! to be that, and nothing else.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::export::{Fault, Opened};
use super::log::{Entry, Erased};
use super::report::Supports;

/// What was recorded of each comment, and what is shown of it.
#[derive(Debug, Default)]
pub struct Followed {
    comments: BTreeMap<String, Record>,
    /// Which answers were shown.
    answers: HashMap<String, bool>,
}

/// One comment.
#[derive(Debug, Default)]
struct Record {
    came: Option<DateTime<Utc>>,
    readable: bool,
    erased: Option<Erased>,
    answer: Option<String>,
    shown: Shown,
}

/// What is shown of it.
#[derive(Debug, Default)]
struct Shown {
    author: bool,
    content: bool,
    answer: Option<String>,
    received_at: Option<DateTime<Utc>>,
    supports: i32,
}

impl Followed {
    /// Takes the next entry, with what is shown beside it.
    pub fn take(&mut self, entry: Entry, opened: Opened) {
        match entry {
            Entry::Received { comment, at, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.came.get_or_insert(at);
                // A new text has to be decided about anew.
                known.readable = false;
                known.shown = Shown { author: opened.author.is_some(), ..Shown::default() };
                known.show(opened);
            }
            Entry::Redacted { comment, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.shown.content = false;
                known.show(opened);
            }
            Entry::Published { comment, .. } => self.comments.entry(comment).or_default().readable = true,
            Entry::Rejected { comment, .. } | Entry::Withdrawn { comment, .. } => {
                self.comments.entry(comment).or_default().readable = false;
            }
            Entry::Erased { comment, forgotten, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.erased = Some(if known.erased == Some(Erased::Whole) { Erased::Whole } else { forgotten });
            }
            Entry::Answered { answer, comments, .. } => {
                for (comment, _) in comments {
                    self.comments.entry(comment).or_default().answer = Some(answer.clone());
                }
                self.answers.insert(answer, opened.reason.is_some() && opened.disposition.is_some());
            }
            // Texts of acts and reports are compared for themselves.
            Entry::ActText(_) | Entry::Finished(_) | Entry::Adopted { .. } => {}
        }
    }

    /// How many are shown to support the comments.
    #[must_use]
    pub fn supports(&self) -> Supports {
        let counted = self.comments.iter().filter(|(_, known)| known.shown.supports > 0);
        counted.map(|(id, known)| (id.clone(), known.shown.supports)).collect()
    }

    /// Everything that is shown otherwise than it was recorded.
    #[must_use]
    pub fn faults(self) -> Vec<Fault> {
        let Self { comments, answers } = self;
        comments.into_iter().filter_map(|(id, known)| known.fault(id, &answers)).collect()
    }
}

impl Record {
    fn show(&mut self, opened: Opened) {
        // What was erased is still counted.
        self.shown.supports = opened.supports.unwrap_or_default();
        if opened.content.is_some() {
            self.shown.content = true;
            self.shown.answer = opened.answer;
            self.shown.received_at = opened.received_at;
        }
    }

    fn fault(self, id: String, answers: &HashMap<String, bool>) -> Option<Fault> {
        let Self { came, readable, erased, answer, shown } = self;
        let whole = erased == Some(Erased::Whole);
        let (author, content) = (readable && erased.is_none(), readable && !whole);
        if (shown.author && !author) || (shown.content && !content) {
            return Some(Fault::Shown(id));
        }
        if (author && !shown.author) || (content && !shown.content) {
            return Some(Fault::Missing(id));
        }
        if !content {
            return None;
        }
        if shown.answer != answer || answer.is_some_and(|answer| answers.get(&answer) != Some(&true)) {
            return Some(Fault::Answer(id));
        }
        (shown.received_at != came).then_some(Fault::Time(id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::export::Told;
    use super::*;
    use crate::ledger::Commitment;

    fn at(minute: u32) -> DateTime<Utc> {
        format!("2026-11-24T10:{minute:02}:00Z").parse().expect("an instant")
    }

    fn received(revision: i32) -> Entry {
        let made = || Commitment(String::new());
        Entry::Received {
            comment: "c".into(),
            revision,
            author: made(),
            content: made(),
            at: at(revision.unsigned_abs()),
        }
    }

    fn published() -> Entry {
        Entry::Published { comment: "c".into(), revision: 1, at: at(9) }
    }

    fn erased(what: Erased) -> Entry {
        Entry::Erased { comment: "c".into(), forgotten: what, at: at(9) }
    }

    fn told() -> Option<Told> {
        Some(Told { salt: String::new(), text: String::new() })
    }

    fn whole() -> Opened {
        Opened { author: told(), content: told(), received_at: Some(at(1)), ..Opened::default() }
    }

    fn found(entries: Vec<(Entry, Opened)>) -> Vec<Fault> {
        let mut followed = Followed::default();
        for (entry, opened) in entries {
            followed.take(entry, opened);
        }
        followed.faults()
    }

    #[test]
    fn what_may_be_read_is_shown_and_nothing_else() {
        let nothing = Opened::default;
        let only_text = || Opened { author: None, ..whole() };
        let (missing, shown) = (vec![Fault::Missing("c".into())], vec![Fault::Shown("c".into())]);
        for (what, entries, faults) in [
            ("it waits", vec![(received(1), nothing())], vec![]),
            ("it waits and is shown", vec![(received(1), whole())], shown.clone()),
            ("it is published", vec![(received(1), whole()), (published(), nothing())], vec![]),
            ("and not shown", vec![(received(1), nothing()), (published(), nothing())], missing.clone()),
            (
                "and without whoever wrote it",
                vec![(received(1), only_text()), (published(), nothing())],
                missing.clone(),
            ),
            (
                "he is erased",
                vec![(received(1), only_text()), (published(), nothing()), (erased(Erased::Author), nothing())],
                vec![],
            ),
            (
                "he is erased and shown",
                vec![(received(1), whole()), (published(), nothing()), (erased(Erased::Author), nothing())],
                shown.clone(),
            ),
            (
                "all is erased",
                vec![(received(1), nothing()), (published(), nothing()), (erased(Erased::Whole), nothing())],
                vec![],
            ),
            (
                "it was written anew and waits",
                vec![(received(1), nothing()), (published(), nothing()), (received(2), nothing())],
                vec![],
            ),
            (
                "the old text is still shown",
                vec![
                    (received(1), whole()),
                    (published(), nothing()),
                    (received(2), nothing()),
                    (published(), nothing()),
                ],
                missing,
            ),
        ] {
            assert_eq!(found(entries), faults, "{what}");
        }
    }

    #[test]
    fn its_last_text_says_how_many_support_it() {
        let with = |supports| Opened { supports, ..whole() };
        let mut followed = Followed::default();
        followed.take(received(1), with(Some(9)));
        followed.take(received(2), with(Some(3)));
        followed.take(erased(Erased::Whole), Opened::default());
        assert_eq!(followed.supports(), Supports::from([("c".into(), 3)]), "also of what was erased");
        followed.take(received(3), with(None));
        assert_eq!(followed.supports(), Supports::new());
    }

    #[test]
    fn under_it_stands_what_was_answered_last() {
        let answered = |id: &str| Entry::Answered {
            answer: id.into(),
            revision: 1,
            comments: vec![("c".into(), 1)],
            disposition: entities::Disposition::Noted,
            reason: Commitment(String::new()),
            at: at(9),
        };
        let says = || Opened { reason: told(), disposition: Some(entities::Disposition::Noted), ..Opened::default() };
        let with = |id: Option<&str>| Opened { answer: id.map(Into::into), ..whole() };
        let log = |shown: Option<&str>, first: Opened, second: Opened| {
            vec![
                (received(1), with(shown)),
                (published(), Opened::default()),
                (answered("a"), first),
                (answered("b"), second),
            ]
        };
        let fault = vec![Fault::Answer("c".into())];
        assert_eq!(found(log(Some("b"), says(), says())), vec![]);
        assert_eq!(found(log(Some("a"), says(), says())), fault, "an older one");
        assert_eq!(found(log(None, says(), says())), fault, "none");
        assert_eq!(found(log(Some("b"), says(), Opened::default())), fault, "it is not shown");
        let late = Opened { received_at: Some(at(2)), ..whole() };
        assert_eq!(found(vec![(received(1), late), (published(), Opened::default())]), vec![Fault::Time("c".into())]);
    }
}
