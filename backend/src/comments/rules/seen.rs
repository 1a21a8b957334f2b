//! Whether a comment is still as it was read by whoever decides about it, and which answer is the one that is given. Pure.

use entities::{AnswerId, CommentId, ConsultationId, PersonId};
use sha2::{Digest as _, Sha256};

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

/// The answer of somebody who has drawn this for it: the same whenever he sends it, and nobody else's. So one answer goes to
/// more comments than are named at once, and is given once though its giver hears nothing and sends it again.
#[must_use]
pub fn answer_drawn(by: Option<PersonId>, drawn: &str) -> AnswerId {
    AnswerId::following(hash_drawn(b"answer", by, drawn))
}

/// The comment that somebody enters who has drawn this for it: the same whenever he sends it, and nobody else's. So it stands there
/// once, though whoever enters it hears nothing and sends it again.
#[must_use]
pub fn comment_drawn(by: Option<PersonId>, of: ConsultationId, drawn: &str) -> CommentId {
    CommentId::following(hash_drawn(of.0.as_bytes(), by, drawn))
}

fn hash_drawn(what_for: &[u8], by: Option<PersonId>, drawn: &str) -> [u8; 16] {
    let by = by.map(|PersonId(id)| id.into_bytes()).unwrap_or_default();
    let hash = Sha256::new().chain_update(what_for).chain_update(by).chain_update(drawn).finalize();
    std::array::from_fn(|at| hash[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_of_whoever_drew_it_and_of_what_he_drew() {
        let [ana, petar] = [PersonId::new(), PersonId::new()];
        assert_eq!(answer_drawn(Some(ana), "a"), answer_drawn(Some(ana), "a"));
        assert_ne!(answer_drawn(Some(ana), "a"), answer_drawn(Some(ana), "b"));
        assert_ne!(answer_drawn(Some(ana), "a"), answer_drawn(Some(petar), "a"), "nobody takes another's");
        let shown = answer_drawn(Some(ana), "a").to_string();
        assert_eq!(shown.parse(), Ok(answer_drawn(Some(ana), "a")), "it is an id like any other");
    }

    #[test]
    fn what_is_entered_is_of_whoever_drew_it_of_what_he_drew_and_of_what_it_is_about() {
        let ([ana, petar], [of, other]) =
            ([PersonId::new(), PersonId::new()], [ConsultationId::new(), ConsultationId::new()]);
        assert_eq!(comment_drawn(Some(ana), of, "a"), comment_drawn(Some(ana), of, "a"));
        let others = [(petar, of, "a"), (ana, other, "a"), (ana, of, "b")];
        for (by, of_this, drawn) in others {
            assert_ne!(comment_drawn(Some(ana), of, "a"), comment_drawn(Some(by), of_this, drawn));
        }
    }

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
