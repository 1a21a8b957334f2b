//! Whether a comment is still as it was read by whoever decides about it. Pure.

use entities::{AnswerId, CommentId};

/// A comment, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub id: CommentId,
    /// Which text of it.
    pub revision: i32,
    /// What stood under it, where that matters.
    pub under: Under,
}

/// What stood under a comment when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// Whatever it was: it stays.
    Anything,
    /// This answer, or none. In its place comes the one that is given.
    Answer {
        /// What was read.
        read: Option<AnswerId>,
        /// What is given.
        given: AnswerId,
    },
}

impl Seen {
    /// Whether that is how it is: with this text, and this answer.
    #[must_use]
    pub fn is_so(&self, revision: i32, answer: Option<AnswerId>) -> bool {
        let under = match self.under {
            Under::Anything => true,
            // What is given stands there already where somebody heard no answer of ours, and has sent it again.
            Under::Answer { read, given } => answer == read || answer == Some(given),
        };
        revision == self.revision && under
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_replaces_what_he_has_not_read() {
        let (mine, colleagues, before) = (AnswerId::new(), AnswerId::new(), AnswerId::new());
        let under = |read| Under::Answer { read, given: mine };
        for (what, under, revision, answer, so) in [
            ("nothing stood there, and nothing does", under(None), 1, None, true),
            ("a colleague was faster", under(None), 1, Some(colleagues), false),
            ("what is replaced was read", under(Some(before)), 1, Some(before), true),
            ("a colleague has replaced it", under(Some(before)), 1, Some(colleagues), false),
            ("it was taken away", under(Some(before)), 1, None, false),
            ("it is sent again", under(None), 1, Some(mine), true),
            ("it is sent again in place of another", under(Some(before)), 1, Some(mine), true),
            ("it has another text", under(None), 2, None, false),
            ("it is not answered now", Under::Anything, 1, Some(colleagues), true),
            ("nor is another text", Under::Anything, 2, None, false),
        ] {
            let seen = Seen { id: CommentId::new(), revision: 1, under };
            assert_eq!(seen.is_so(revision, answer), so, "{what}");
        }
    }
}
