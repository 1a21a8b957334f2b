//! What follows from a comment, from how it came, and from what officials decide. Pure.

pub mod challenge;
pub mod export;
pub mod log;
pub mod words;

use entities::{
    AuthorKind, CommentOrigin, CommentReason, CommentState, ConfirmEmail, Moderation, Signal, consultation,
};

/// How deep a reply may stand: a comment, a reply, a reply to that.
pub const DEEPEST: i32 = 2;

/// What a municipality has settled for a consultation.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// When a comment can be read.
    pub moderation: Moderation,
    /// Whether somebody may comment without a name.
    pub anonymous_allowed: bool,
    /// Whether nothing is published before an address is confirmed.
    pub confirmed_first: bool,
}

impl From<&consultation::Model> for Policy {
    fn from(row: &consultation::Model) -> Self {
        Self {
            moderation: row.moderation,
            anonymous_allowed: row.anonymous_allowed,
            confirmed_first: row.confirm_email == ConfirmEmail::Always,
        }
    }
}

/// Where a comment goes that has just come.
#[must_use]
pub fn arrival(policy: Policy, origin: CommentOrigin, signals: &[Signal]) -> CommentState {
    match (origin, signals, policy.moderation) {
        // An official has it on the desk before him.
        (CommentOrigin::Paper | CommentOrigin::Session, _, _) => CommentState::Published,
        // What is odd waits longer, and is never lost.
        (CommentOrigin::Online, [_, ..], _) => CommentState::Held,
        // No address is confirmed here yet, so an official looks where one would have to be.
        (CommentOrigin::Online, [], Moderation::Post) if !policy.confirmed_first => CommentState::Published,
        // Nobody is known by his address yet, so each is somebody's first.
        (CommentOrigin::Online, [], _) => CommentState::Pending,
    }
}

/// What an official decides of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be read.
    Publish,
    /// It may not, and why.
    Reject(CommentReason),
}

/// Why a verdict has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVerdict {
    /// Whoever wrote it took it back, or never confirmed it.
    NotThere,
    /// That is how it is already.
    Already,
}

/// The state that a verdict leads to. A published comment may still be refused, and a refused one published: officials
/// err, and the log keeps both.
///
/// # Errors
/// There is nothing to decide.
pub fn decide(state: CommentState, reason: Option<CommentReason>, verdict: Verdict) -> Result<CommentState, NoVerdict> {
    use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};

    match (state, verdict) {
        (Withdrawn | Unconfirmed, _) => Err(NoVerdict::NotThere),
        (Published, Verdict::Publish) => Err(NoVerdict::Already),
        (Rejected, Verdict::Reject(again)) if reason == Some(again) => Err(NoVerdict::Already),
        (Held | Pending | Rejected, Verdict::Publish) => Ok(Published),
        (Held | Pending | Published | Rejected, Verdict::Reject(_)) => Ok(Rejected),
    }
}

/// As what somebody comments fits with the name that is given: the name as it is shown.
///
/// # Errors
/// A name is missing, or nobody may comment without one here.
pub fn author(kind: AuthorKind, name: Option<&str>, policy: Policy) -> Result<Option<String>, NoAuthor> {
    let name = name.map(words::one_line).filter(|name| !name.is_empty());
    match (kind, name) {
        (AuthorKind::Anonymous, _) if !policy.anonymous_allowed => Err(NoAuthor::NotAnonymous),
        // What he has filled in beside it is not shown, so it is not kept.
        (AuthorKind::Anonymous, _) => Ok(None),
        (AuthorKind::Citizen | AuthorKind::Organisation, None) => Err(NoAuthor::NameMissing),
        (AuthorKind::Citizen | AuthorKind::Organisation, name) => Ok(name),
    }
}

/// Why nobody can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAuthor {
    /// A citizen and an organisation have names.
    NameMissing,
    /// Here nobody comments without one.
    NotAnonymous,
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn policy(moderation: Moderation, anonymous_allowed: bool) -> Policy {
        Policy { moderation, anonymous_allowed, confirmed_first: false }
    }

    #[test]
    fn what_is_odd_waits_and_nothing_is_refused() {
        use CommentOrigin::{Online, Paper, Session};
        for (moderation, origin, signals, state) in [
            (Moderation::Pre, Online, &[][..], CommentState::Pending),
            (Moderation::FirstN, Online, &[], CommentState::Pending),
            (Moderation::Post, Online, &[], CommentState::Published),
            (Moderation::Post, Online, &[Signal::NoWork], CommentState::Held),
            (Moderation::Pre, Online, &[Signal::Honeypot, Signal::TooFast], CommentState::Held),
            (Moderation::Pre, Paper, &[], CommentState::Published),
            (Moderation::Pre, Session, &[], CommentState::Published),
        ] {
            assert_eq!(
                arrival(policy(moderation, true), origin, signals),
                state,
                "{moderation:?} {origin:?} {signals:?}"
            );
        }
    }

    #[test]
    fn nothing_is_published_at_once_where_an_address_must_be_confirmed_first() {
        let policy = Policy { confirmed_first: true, ..policy(Moderation::Post, true) };
        assert_eq!(arrival(policy, CommentOrigin::Online, &[]), CommentState::Pending);
        assert_eq!(arrival(policy, CommentOrigin::Paper, &[]), CommentState::Published);
    }

    #[test]
    fn officials_may_change_their_minds_but_not_bring_back_what_was_taken_back() {
        use CommentReason::{Insult, OffTopic};
        use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};
        use Verdict::{Publish, Reject};
        for (state, reason, verdict, expected) in [
            (Pending, None, Publish, Ok(Published)),
            (Held, None, Publish, Ok(Published)),
            (Pending, None, Reject(Insult), Ok(Rejected)),
            (Published, None, Reject(Insult), Ok(Rejected)),
            (Rejected, Some(Insult), Publish, Ok(Published)),
            (Rejected, Some(Insult), Reject(OffTopic), Ok(Rejected)),
            (Rejected, Some(Insult), Reject(Insult), Err(NoVerdict::Already)),
            (Published, None, Publish, Err(NoVerdict::Already)),
            (Withdrawn, None, Publish, Err(NoVerdict::NotThere)),
            (Unconfirmed, None, Reject(Insult), Err(NoVerdict::NotThere)),
        ] {
            assert_eq!(decide(state, reason, verdict), expected, "{state:?} {verdict:?}");
        }
    }

    #[test]
    fn whoever_is_somebody_has_a_name() {
        let (open, closed) = (policy(Moderation::Pre, true), policy(Moderation::Pre, false));
        assert_eq!(author(AuthorKind::Citizen, Some(" Ана \n Марић "), closed), Ok(Some("Ана Марић".to_owned())));
        assert_eq!(author(AuthorKind::Citizen, Some("  "), open), Err(NoAuthor::NameMissing));
        assert_eq!(author(AuthorKind::Organisation, None, open), Err(NoAuthor::NameMissing));
        assert_eq!(author(AuthorKind::Anonymous, Some("Ана"), open), Ok(None));
        assert_eq!(author(AuthorKind::Anonymous, None, closed), Err(NoAuthor::NotAnonymous));
    }
}
