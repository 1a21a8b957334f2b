//! What follows from a log as a whole: which comments everybody may read, in which text, with which answer. What is shown has
//! to be that, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::export::{Fault, Opened};
use super::log::{Entry, Erased};
use super::report::Supports;

/// What was recorded of each comment, and what is shown of it.
#[derive(Debug, Default)]
pub struct Followed {
    comments: BTreeMap<String, Record>,
    answers: HashMap<String, Answered>,
}

/// An answer: when it was given last, and what of it is shown.
#[derive(Debug)]
struct Answered {
    at: DateTime<Utc>,
    shown: bool,
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
    published_at: Option<DateTime<Utc>>,
    changed_at: Option<DateTime<Utc>>,
    supports: i32,
}

impl Followed {
    /// Takes the next entry, with what is shown beside it.
    pub fn take(&mut self, entry: Entry, opened: Opened) {
        match entry {
            Entry::Received { comment, revision, otherwise, at, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.came.get_or_insert(at);
                known.rewritten(revision, otherwise, at);
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
            Entry::Published { comment, at, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.published.get_or_insert(at);
                known.readable = true;
            }
            Entry::Rejected { comment, .. } | Entry::Withdrawn { comment, .. } => {
                self.comments.entry(comment).or_default().readable = false;
            }
            Entry::Erased { comment, forgotten, .. } => {
                let known = self.comments.entry(comment).or_default();
                known.erased = Some(if known.erased == Some(Erased::Whole) { Erased::Whole } else { forgotten });
            }
            Entry::Answered { answer, comments, at, .. } => {
                for (comment, _) in comments {
                    self.comments.entry(comment).or_default().answer = Some(answer.clone());
                }
                // One answer may be given to further comments later; it is shown with the time of the last.
                let shown = opened.reason.is_some() && opened.disposition.is_some();
                self.answers.insert(answer, Answered { at, shown, shown_at: opened.answered_at });
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

    /// Everything that is shown otherwise than it was recorded; of so many comments in all, where that is said. One that is
    /// `complete` says when comments became public and answers were given; files of before do not.
    #[must_use]
    pub fn faults(self, in_all: Option<u64>, complete: bool) -> Vec<Fault> {
        let Self { comments, answers } = self;
        let recorded = comments.values().map(|known| u64::from(known.is_read())).sum();
        let number = in_all.filter(|shown| *shown != recorded).map(|shown| Fault::Number { shown, recorded });
        comments.into_iter().filter_map(|(id, known)| known.fault(id, &answers, complete)).chain(number).collect()
    }
}

impl Answered {
    /// Whether it is shown as it was given.
    fn is_shown(&self, complete: bool) -> bool {
        self.shown && self.shown_at.map_or(!complete, |at| at == self.at)
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
        if opened.content.is_some() {
            self.shown.content = true;
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
        let Self { came, published, changed, perhaps, answer, shown, .. } = self;
        if (shown.author && !author) || (shown.content && !content) {
            return Some(Fault::Shown(id));
        }
        if (author && !shown.author) || (content && !shown.content) {
            return Some(Fault::Missing(id));
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
mod tests {
    use super::super::export::Told;
    use super::*;
    use crate::ledger::Commitment;

    fn at(minute: u32) -> DateTime<Utc> {
        format!("2026-11-24T10:{minute:02}:00Z").parse().expect("an instant")
    }

    fn received(revision: i32) -> Entry {
        said(revision, None)
    }

    fn said(revision: i32, otherwise: Option<bool>) -> Entry {
        let made = || Commitment(String::new());
        Entry::Received {
            comment: "c".into(),
            revision,
            author: made(),
            content: made(),
            otherwise,
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
        followed.faults(None, false)
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
    fn it_is_public_since_it_was_published_first() {
        let since = |minute| Opened { published_at: Some(at(minute)), ..whole() };
        let again = || Entry::Published { comment: "c".into(), revision: 1, at: at(20) };
        let nothing = Opened::default;
        let log = |minute| vec![(received(1), since(minute)), (published(), nothing()), (again(), nothing())];
        assert_eq!(found(log(9)), []);
        assert_eq!(found(log(20)), [Fault::Since("c".into())]);
        assert_eq!(found(log(8)), [Fault::Since("c".into())]);
    }

    #[test]
    fn it_is_shown_to_be_written_anew_when_it_was() {
        let nothing = Opened::default;
        let log = |texts: &[Option<bool>], changed: Option<u32>| {
            let last = texts.len();
            let entries = (1..).zip(texts).map(|(revision, otherwise)| {
                let shown = usize::try_from(revision).is_ok_and(|revision| revision == last);
                let opened = Opened { changed_at: changed.map(at), ..whole() };
                (said(revision, *otherwise), if shown { opened } else { nothing() })
            });
            found(entries.chain([(published(), nothing())]).collect())
        };
        let (first, same, other) = (None, Some(false), Some(true));
        let wrong = [Fault::Changed("c".into())];
        for (what, texts, changed, right) in [
            ("as it came", &[first][..], None, true),
            ("as it came, and shown otherwise", &[first], Some(1), false),
            ("with another file", &[first, same], None, true),
            ("with another file, and shown otherwise", &[first, same], Some(2), false),
            ("in other words", &[first, other], Some(2), true),
            ("in other words, and not said", &[first, other], None, false),
            ("in other words, and of another time", &[first, other], Some(1), false),
            ("with another file after that", &[first, other, same], Some(2), true),
            ("and said of the file", &[first, other, same], Some(3), false),
            ("twice", &[first, other, other], Some(3), true),
            ("twice, and the first is said", &[first, other, other], Some(2), false),
            // Of what was recorded before nobody knows.
            ("perhaps", &[first, None, None], Some(2), true),
            ("perhaps not", &[first, None, None], None, true),
            ("not then", &[first, None, None], Some(1), false),
            ("perhaps, and then surely", &[first, None, other], Some(3), true),
            ("perhaps, and then surely, and not said", &[first, None, other], None, false),
        ] {
            assert_eq!(log(texts, changed), if right { &[][..] } else { &wrong[..] }, "{what}");
        }
    }

    #[test]
    fn as_many_are_shown_as_were_recorded() {
        let (nothing, mut followed) = (Opened::default, Followed::default());
        followed.take(received(1), whole());
        followed.take(published(), nothing());
        assert_eq!(followed.faults(Some(2), false), [Fault::Number { shown: 2, recorded: 1 }]);
        let mut followed = Followed::default();
        for entry in [received(1), published(), erased(Erased::Whole)] {
            followed.take(entry, nothing());
        }
        assert_eq!(followed.faults(Some(0), false), []);
    }

    #[test]
    fn what_files_of_before_do_not_say_a_complete_one_says() {
        let answered = || Entry::Answered {
            answer: "a".into(),
            revision: 1,
            comments: vec![("c".into(), 1)],
            disposition: entities::Disposition::Noted,
            reason: Commitment(String::new()),
            at: at(10),
        };
        let found = |published_at, answered_at, complete| {
            let comment = Opened { published_at, answer: Some("a".into()), ..whole() };
            let disposition = Some(entities::Disposition::Noted);
            let answer = Opened { reason: told(), disposition, answered_at, ..Opened::default() };
            let mut followed = Followed::default();
            for (entry, opened) in [(received(1), comment), (published(), Opened::default()), (answered(), answer)] {
                followed.take(entry, opened);
            }
            followed.faults(Some(1), complete)
        };
        assert_eq!(found(None, None, false), []);
        assert_eq!(found(Some(at(9)), Some(at(10)), true), []);
        assert_eq!(found(None, Some(at(10)), true), [Fault::Since("c".into())]);
        assert_eq!(found(Some(at(9)), None, true), [Fault::Answer("c".into())]);
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
        let answered_at = |id: &str, minute| Entry::Answered {
            answer: id.into(),
            revision: 1,
            comments: vec![("c".into(), 1)],
            disposition: entities::Disposition::Noted,
            reason: Commitment(String::new()),
            at: at(minute),
        };
        let answered = |id| answered_at(id, 9);
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
        let given = |minute| Opened { answered_at: Some(at(minute)), ..says() };
        assert_eq!(found(log(Some("b"), says(), given(9))), vec![]);
        assert_eq!(found(log(Some("b"), says(), given(8))), fault, "before it was given");
        let again =
            |minute| [log(Some("b"), says(), given(minute)), vec![(answered_at("b", 10), given(minute))]].concat();
        assert_eq!(found(again(10)), vec![]);
        assert_eq!(found(again(9)), fault, "it was given once more after that");
        let late = Opened { received_at: Some(at(2)), ..whole() };
        assert_eq!(found(vec![(received(1), late), (published(), Opened::default())]), vec![Fault::Time("c".into())]);
    }
}
