//! What follows from a comment, from how it came, and from what officials decide. Pure.

pub mod alike;
pub mod export;
pub mod facts;
pub mod files;
pub mod follow;
pub mod kept;
pub mod log;
pub mod pile;
pub mod receipt;
pub mod report;
pub mod seen;
pub mod texts;
pub mod words;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    AttachedFiles, AuthorKind, CommentOrigin, CommentReason, CommentState, ConfirmEmail, Moderation, Signal, comment,
    consultation,
};

use crate::challenge::once_answered;

/// How deep a reply may stand: a comment, a reply, a reply to that.
pub const DEEPEST: i32 = 2;

/// For so long after it came a comment can be written anew.
pub const CHANGES_FOR: TimeDelta = TimeDelta::hours(1);

/// So often a comment is written, the first time with the others, with files or without them: each is an entry of the log for ever,
/// and a file in the store for a moment.
pub const MOST_TEXTS: i32 = 20;

/// What a municipality has settled for a consultation.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// When a comment can be read.
    pub moderation: Moderation,
    /// After how many that were published somebody is known, where that counts.
    pub first: u64,
    /// Whether somebody may comment without a name.
    pub anonymous_allowed: bool,
    /// Whether an address is asked for, and confirmed.
    pub address: ConfirmEmail,
}

impl From<&consultation::Model> for Policy {
    fn from(row: &consultation::Model) -> Self {
        Self {
            moderation: row.moderation,
            first: row.moderation_first.and_then(|first| first.try_into().ok()).unwrap_or(1),
            anonymous_allowed: row.anonymous_allowed,
            address: row.confirm_email,
        }
    }
}

/// What is known of whoever comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether he has confirmed his address.
    pub confirmed: bool,
    /// How many comments of this address can be read in this municipality.
    pub published: u64,
}

/// What is odd still about how a comment came, by what is known of whoever sent it. Whoever has no scripts does no work for it, and
/// has read a letter instead: no program sends thousands so.
///
/// Where no letters are sent ([`ConfirmEmail::Never`]) there is nothing instead, so an official always looks first, also where
/// others are read at once: the hosted form is what programs fill in that fill in every form they find, and all that one costs
/// there is to fetch it. Waiting longer loses nothing; what is read cannot be unread.
#[must_use]
pub fn still_odd(signals: &[Signal], known: Known) -> Vec<Signal> {
    if known.confirmed { once_answered(signals) } else { signals.to_vec() }
}

/// Where a comment goes.
#[must_use]
pub fn arrival(policy: Policy, origin: CommentOrigin, signals: &[Signal], known: Known) -> CommentState {
    let settled = match policy.moderation {
        Moderation::Post => true,
        Moderation::FirstN => known.confirmed && known.published >= policy.first,
        Moderation::Pre => false,
    };
    match (origin, &*still_odd(signals, known)) {
        // An official has it on the desk before him.
        (CommentOrigin::Paper | CommentOrigin::Session | CommentOrigin::Email, _) => CommentState::Published,
        (CommentOrigin::Online, _) if policy.address == ConfirmEmail::Always && !known.confirmed => {
            CommentState::Unconfirmed
        }
        // What is odd waits longer, and is never lost.
        (CommentOrigin::Online, [_, ..]) => CommentState::Held,
        (CommentOrigin::Online, []) if settled => CommentState::Published,
        (CommentOrigin::Online, []) => CommentState::Pending,
    }
}

/// Where a comment goes whose address is confirmed now, if it would come so now: one that everybody reads, or about which somebody has
/// decided, stays where it is, whatever the rules are by now. Only whoever wrote it and officials take it away from there.
#[must_use]
pub const fn once_confirmed(stands: CommentState, arrives: CommentState) -> CommentState {
    use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};

    match stands {
        Published | Rejected | Withdrawn => stands,
        // What was decided of an earlier text is not decided of this one.
        Unconfirmed | Held | Pending => arrives,
    }
}

/// Where a comment goes with what was sent with it: nobody sees a file of a stranger before an official has.
#[must_use]
pub fn with_files(state: CommentState, files: Option<&AttachedFiles>) -> CommentState {
    let some = files.is_some_and(|files| files.0.iter().any(|file| file.taken_off.is_none()));
    if some && state == CommentState::Published { CommentState::Pending } else { state }
}

/// Where a comment goes of which an official has covered something, whatever is settled for what comes: whoever wrote it may write
/// the same again, and nobody sees that before an official has.
#[must_use]
pub const fn once_covered(arrives: CommentState, covered: bool) -> CommentState {
    match arrives {
        CommentState::Published if covered => CommentState::Pending,
        _ => arrives,
    }
}

/// Until when whoever wrote a comment may write it anew, and take it back; not after it was answered or refused, because
/// others have worked on it then.
#[must_use]
pub fn changes_until(row: &comment::Model, closes_at: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    use CommentState::{Held, Pending, Published, Unconfirmed};

    let his = row.origin == CommentOrigin::Online && row.erased_at.is_none() && row.answer_id.is_none();
    let open = matches!(row.state, Held | Pending | Published | Unconfirmed);
    let until = row.received_at + CHANGES_FOR;
    (his && open).then(|| closes_at.map_or(until, |closes| closes.min(until)))
}

/// Name and text of a comment.
pub type Words<'a> = (Option<&'a str>, Option<&'a str>);

/// Whether a comment says something else than before: under another name, or in other words, be it by a letter. Who has supported
/// it has supported what it said, so that is counted anew then; only a program that understands it could tell what is a mistake of
/// writing. What is sent with it stands beside its words and is none of them.
#[must_use]
pub fn says_otherwise(before: Words<'_>, now: Words<'_>) -> bool {
    before != now
}

/// What an official decides of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be read.
    Publish,
    /// It may not, and why.
    Reject(CommentReason),
}

/// Whether something can be the reason of a comment that came so: only what an official has entered was entered wrongly.
#[must_use]
pub const fn fits(reason: CommentReason, origin: CommentOrigin) -> bool {
    !matches!((reason, origin), (CommentReason::EnteredWrongly, CommentOrigin::Online))
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
        Policy { moderation, first: 2, anonymous_allowed, address: ConfirmEmail::WhenGiven }
    }

    #[test]
    fn what_is_odd_waits_and_nothing_is_refused() {
        use CommentOrigin::{Online, Paper, Session};
        let stranger = Known::default();
        let known = |published| Known { confirmed: true, published };
        for (moderation, origin, signals, who, state) in [
            (Moderation::Pre, Online, &[][..], stranger, CommentState::Pending),
            (Moderation::Pre, Online, &[], known(9), CommentState::Pending),
            (Moderation::FirstN, Online, &[], stranger, CommentState::Pending),
            (Moderation::FirstN, Online, &[], known(1), CommentState::Pending),
            (Moderation::FirstN, Online, &[], known(2), CommentState::Published),
            (Moderation::FirstN, Online, &[], Known { published: 2, ..stranger }, CommentState::Pending),
            (Moderation::Post, Online, &[], stranger, CommentState::Published),
            (Moderation::Post, Online, &[Signal::NoWork], known(9), CommentState::Held),
            // Whoever has no scripts waits longer, until he has confirmed his address.
            (Moderation::Pre, Online, &[Signal::NoScript], stranger, CommentState::Held),
            (Moderation::Post, Online, &[Signal::NoScript], stranger, CommentState::Held),
            (Moderation::Pre, Online, &[Signal::NoScript], known(0), CommentState::Pending),
            (Moderation::FirstN, Online, &[Signal::NoScript], known(1), CommentState::Pending),
            (Moderation::FirstN, Online, &[Signal::NoScript], known(2), CommentState::Published),
            (Moderation::Post, Online, &[Signal::NoScript], known(0), CommentState::Published),
            (Moderation::Post, Online, &[Signal::NoScript, Signal::TooFast], known(0), CommentState::Held),
            (Moderation::Post, Online, &[Signal::NoScript, Signal::Honeypot], known(9), CommentState::Held),
            (Moderation::Pre, Online, &[Signal::Honeypot, Signal::TooFast], stranger, CommentState::Held),
            (Moderation::Pre, Paper, &[], stranger, CommentState::Published),
            (Moderation::Pre, Session, &[], stranger, CommentState::Published),
        ] {
            let came = arrival(policy(moderation, true), origin, signals, who);
            assert_eq!(came, state, "{moderation:?} {origin:?} {signals:?} {who:?}");
        }
    }

    #[test]
    fn whoever_can_do_neither_work_nor_read_a_letter_is_looked_at_first() {
        for moderation in [Moderation::Pre, Moderation::Post, Moderation::FirstN] {
            let policy = Policy { address: ConfirmEmail::Never, ..policy(moderation, true) };
            let came = |signals| arrival(policy, CommentOrigin::Online, signals, Known::default());
            assert_eq!(came(&[Signal::NoScript]), CommentState::Held, "{moderation:?}");
            assert_eq!(came(&[]) == CommentState::Published, moderation == Moderation::Post, "{moderation:?}");
        }
    }

    #[test]
    fn nothing_goes_on_where_an_address_must_be_confirmed_first() {
        let policy = Policy { address: ConfirmEmail::Always, ..policy(Moderation::Post, true) };
        let came = |origin, signals, known| arrival(policy, origin, signals, known);
        let confirmed = Known { confirmed: true, published: 0 };
        assert_eq!(came(CommentOrigin::Online, &[], Known::default()), CommentState::Unconfirmed);
        assert_eq!(came(CommentOrigin::Online, &[], confirmed), CommentState::Published);
        assert_eq!(came(CommentOrigin::Online, &[Signal::NoWork], confirmed), CommentState::Held);
        assert_eq!(came(CommentOrigin::Paper, &[], Known::default()), CommentState::Published);
    }

    #[test]
    fn nobody_loses_his_place_by_confirming_his_address() {
        use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};
        for stands in [Published, Rejected, Withdrawn] {
            for arrives in [Held, Pending, Published] {
                assert_eq!(once_confirmed(stands, arrives), stands, "{arrives:?}");
            }
        }
        for stands in [Unconfirmed, Held, Pending] {
            for arrives in [Held, Pending, Published] {
                assert_eq!(once_confirmed(stands, arrives), arrives, "{stands:?}");
            }
        }
    }

    #[test]
    fn what_was_covered_is_not_read_again_before_an_official_has_looked() {
        use CommentState::{Held, Pending, Published, Unconfirmed};
        for (arrives, covered) in [(Published, Pending), (Pending, Pending), (Held, Held), (Unconfirmed, Unconfirmed)] {
            assert_eq!(once_covered(arrives, true), covered, "{arrives:?}");
            assert_eq!(once_covered(arrives, false), arrives, "nothing was");
        }
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
    fn only_what_an_official_entered_was_entered_wrongly() {
        use CommentOrigin::{Email, Online, Paper, Session};
        assert!(!fits(CommentReason::EnteredWrongly, Online));
        for origin in [Paper, Session, Email] {
            assert!(fits(CommentReason::EnteredWrongly, origin), "{origin:?}");
        }
        assert!(fits(CommentReason::Insult, Online) && fits(CommentReason::Insult, Paper));
    }

    #[test]
    fn other_words_and_another_name_are_another_comment() {
        let said = (Some("Ана"), Some("За стазу."));
        for (now, otherwise) in [
            (said, false),
            ((Some("Ана"), Some("Против стазе.")), true),
            ((Some("Ана"), Some("За стазу!")), true),
            ((Some("Удружење"), Some("За стазу.")), true),
            ((None, Some("За стазу.")), true),
        ] {
            assert_eq!(says_otherwise(said, now), otherwise, "{now:?}");
        }
        assert!(!says_otherwise((None, Some("За стазу.")), (None, Some("За стазу."))), "without a name");
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
