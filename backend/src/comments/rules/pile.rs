//! In which piles of the desk a comment lies, and what those that are held are held for. Pure. What a pile holds is said once,
//! in [`Pile::wants`]: the store asks the database for the same.

use entities::{CommentState, Signal, Signals};

/// What officials look through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    /// Whoever sent it has not shown that the address is his: nothing can be decided yet.
    Unconfirmed,
    /// Something about how it came is odd.
    Held,
    /// Nobody has looked at it.
    Pending,
    /// Somebody says that it should not stand there, and nobody has decided since.
    Flagged,
    /// Everybody reads it.
    Published,
    /// The same, and the municipality has not answered it.
    Unanswered,
    /// The same, and it has.
    Answered,
    /// An official refused it.
    Rejected,
    /// Whoever wrote it took it back.
    Withdrawn,
}

/// What is known of a comment that decides where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether it may be read.
    pub state: CommentState,
    /// Whether somebody says that it should not stand there, and nobody has decided since.
    pub flagged: bool,
    /// Whether the municipality has answered it.
    pub answered: bool,
}

/// What a pile wants of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wants {
    /// In one of these states.
    pub states: &'static [CommentState],
    /// That somebody says it should not stand there; else it does not matter.
    pub flagged: bool,
    /// That it is answered, or is not; else it does not matter.
    pub answered: Option<bool>,
}

impl Pile {
    /// Every pile.
    pub const ALL: [Self; 9] = [
        Self::Unconfirmed,
        Self::Held,
        Self::Pending,
        Self::Flagged,
        Self::Published,
        Self::Unanswered,
        Self::Answered,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// What it wants of a comment.
    #[must_use]
    pub const fn wants(self) -> Wants {
        use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};

        let states: &[CommentState] = match self {
            Self::Unconfirmed => &[Unconfirmed],
            Self::Held => &[Held],
            Self::Pending => &[Pending],
            // One that was taken back stands nowhere any more, whoever says what of it: there is nothing to decide.
            Self::Flagged => &[Held, Pending, Published, Rejected],
            Self::Published | Self::Unanswered | Self::Answered => &[Published],
            Self::Rejected => &[Rejected],
            Self::Withdrawn => &[Withdrawn],
        };
        let answered = match self {
            Self::Unanswered => Some(false),
            Self::Answered => Some(true),
            _ => None,
        };
        Wants { states, flagged: matches!(self, Self::Flagged), answered }
    }

    /// Whether a comment lies in it.
    #[must_use]
    pub fn holds(self, facts: Facts) -> bool {
        let Wants { states, flagged, answered } = self.wants();
        let answered = answered.is_none_or(|answered| answered == facts.answered);
        states.contains(&facts.state) && (!flagged || facts.flagged) && answered
    }
}

/// What people leave as well as programs: they have no scripts, they read for long before they write, they write fast, and many
/// sit behind one address.
pub const OF_PEOPLE: [Signal; 4] = [Signal::NoScript, Signal::StaleChallenge, Signal::TooFast, Signal::TooMany];

/// What only programs leave, or nearly so: whoever leaves it has sent past the form or without its task.
pub const OF_PROGRAMS: [Signal; 3] = [Signal::NoChallenge, Signal::NoWork, Signal::Honeypot];

/// What many leave who come in one way from one place, which says no more of them: a program that fetches the hosted form, and a hall
/// full of people who write in it. They lie together, apart from what single people leave, and are looked at before they are refused
/// together: else a program would hide among people who have no scripts, and refusing it would refuse them.
pub const OF_MASSES: [Signal; 1] = [Signal::ManyForms];

/// Whether these are something, and nothing but what people leave as well: a comment that carries no more is perhaps of somebody,
/// and is decided about by whoever has read it.
fn of_people(signals: &[Signal]) -> bool {
    !signals.is_empty() && signals.iter().all(|one| OF_PEOPLE.contains(one))
}

/// Signals by which comments may be refused that nobody has read: none that people leave as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfNoPeople(Vec<Signal>);

impl OfNoPeople {
    /// Those of these; none where people leave each of them. One that people leave is dropped though it be named beside one that
    /// they do not: else a hall full of people would be refused with a program, unread.
    #[must_use]
    pub fn among(mut signals: Vec<Signal>) -> Option<Self> {
        signals.retain(|one| !OF_PEOPLE.contains(one));
        (!signals.is_empty()).then_some(Self(signals))
    }

    /// All of them, at least one.
    #[must_use]
    pub fn into_inner(self) -> Vec<Signal> {
        self.0
    }
}

/// How many of some comments carry what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub all: i64,
    /// Those that carry something, and nothing that only programs or masses leave.
    pub perhaps_people: i64,
    /// Those that carry this, the most frequent first; what none carries is left out.
    pub signals: Vec<(Signal, i64)>,
}

/// Counts comments, given how many there are of each kind.
#[must_use]
pub fn tally(kinds: &[(Signals, i64)]) -> Tally {
    let sum = |wanted: &dyn Fn(&[Signal]) -> bool| {
        kinds.iter().filter(|(Signals(signals), _)| wanted(signals)).map(|(_, count)| count).sum::<i64>()
    };
    let each = OF_PROGRAMS
        .into_iter()
        .chain(OF_MASSES)
        .chain(OF_PEOPLE)
        .map(|one| (one, sum(&|signals| signals.contains(&one))));
    let mut signals: Vec<_> = each.filter(|(_, count)| *count > 0).collect();
    signals.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Tally { all: sum(&|_| true), perhaps_people: sum(&of_people), signals }
}

#[cfg(test)]
mod tests {
    use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};

    use super::*;

    const STATES: [CommentState; 6] = [Unconfirmed, Held, Pending, Published, Rejected, Withdrawn];

    fn piles(state: CommentState, flagged: bool, answered: bool) -> Vec<Pile> {
        Pile::ALL.into_iter().filter(|pile| pile.holds(Facts { state, flagged, answered })).collect()
    }

    #[test]
    fn every_comment_lies_where_it_should() {
        for (state, flagged, answered, expected) in [
            (Unconfirmed, false, false, &[Pile::Unconfirmed][..]),
            (Unconfirmed, true, false, &[Pile::Unconfirmed]),
            (Held, false, false, &[Pile::Held]),
            (Held, true, false, &[Pile::Held, Pile::Flagged]),
            (Pending, false, false, &[Pile::Pending]),
            (Pending, true, false, &[Pile::Pending, Pile::Flagged]),
            (Pending, true, true, &[Pile::Pending, Pile::Flagged]),
            (Published, false, false, &[Pile::Published, Pile::Unanswered]),
            (Published, false, true, &[Pile::Published, Pile::Answered]),
            (Published, true, false, &[Pile::Flagged, Pile::Published, Pile::Unanswered]),
            (Published, true, true, &[Pile::Flagged, Pile::Published, Pile::Answered]),
            (Rejected, false, true, &[Pile::Rejected]),
            (Rejected, true, false, &[Pile::Flagged, Pile::Rejected]),
            (Withdrawn, false, false, &[Pile::Withdrawn]),
            (Withdrawn, true, true, &[Pile::Withdrawn]),
        ] {
            assert_eq!(piles(state, flagged, answered), expected, "{state:?} {flagged} {answered}");
        }
    }

    #[test]
    fn none_is_lost_and_none_lies_twice_for_the_same() {
        use super::super::{NoVerdict, Verdict, decide};

        let reject = |state| decide(state, None, Verdict::Reject(entities::CommentReason::Insult));
        for state in STATES {
            for (flagged, answered) in [(false, false), (false, true), (true, false), (true, true)] {
                let all = piles(state, flagged, answered);
                let work = [Pile::Flagged, Pile::Unanswered, Pile::Answered];
                assert_eq!(
                    all.iter().filter(|pile| !work.contains(pile)).count(),
                    1,
                    "by its state: {state:?} {all:?}"
                );
                // Whatever waits for an official can be decided, and what cannot be is nowhere where she would try.
                let decided = reject(state) != Err(NoVerdict::NotThere);
                assert_eq!(all.contains(&Pile::Flagged), flagged && decided, "{state:?}");
                let answerable = all.contains(&Pile::Unanswered) || all.contains(&Pile::Answered);
                assert_eq!(answerable, state == Published, "only what everybody reads is answered: {state:?}");
            }
        }
    }

    #[test]
    fn what_nobody_has_read_is_not_refused_for_what_people_leave() {
        use Signal::{Honeypot, ManyForms, NoChallenge, NoScript, NoWork, StaleChallenge, TooFast, TooMany};

        for (named, by) in [
            (&[][..], &[][..]),
            (&[NoScript], &[]),
            (&[NoScript, StaleChallenge, TooFast, TooMany], &[]),
            (&[Honeypot], &[Honeypot]),
            (&[ManyForms], &[ManyForms]),
            (&[TooMany, NoWork], &[NoWork]),
            (&[ManyForms, NoScript, NoChallenge], &[ManyForms, NoChallenge]),
        ] {
            let left = OfNoPeople::among(named.to_vec()).map(OfNoPeople::into_inner);
            assert_eq!(left.as_deref(), (!by.is_empty()).then_some(by), "{named:?}");
        }
    }

    #[test]
    fn people_are_told_from_programs() {
        use Signal::{Honeypot, ManyForms, NoScript, NoWork, StaleChallenge, TooFast, TooMany};

        let kinds = [
            (Signals(vec![]), 5),
            (Signals(vec![NoScript]), 4),
            (Signals(vec![NoScript, Honeypot]), 7),
            (Signals(vec![NoScript, ManyForms]), 60),
            (Signals(vec![NoScript, TooMany, ManyForms]), 500),
            (Signals(vec![TooFast]), 2),
            (Signals(vec![TooFast, TooMany]), 1),
            (Signals(vec![StaleChallenge]), 3),
            (Signals(vec![StaleChallenge, Honeypot]), 8),
            (Signals(vec![NoWork, TooMany]), 9_000),
            (Signals(vec![NoWork, TooFast, Honeypot]), 900),
        ];
        let expected = Tally {
            all: 10_490,
            perhaps_people: 10,
            signals: vec![
                (NoWork, 9_900),
                (TooMany, 9_501),
                (Honeypot, 915),
                (TooFast, 903),
                (NoScript, 571),
                (ManyForms, 560),
                (StaleChallenge, 11),
            ],
        };
        assert_eq!(tally(&kinds), expected);
        let perhaps = kinds.iter().filter(|(Signals(signals), _)| of_people(signals));
        assert_eq!(perhaps.map(|(_, count)| count).sum::<i64>(), 10, "nobody refuses these unread");
        assert_eq!(tally(&[]), Tally::default());
        for one in <Signal as sea_orm::Iterable>::iter() {
            let whose =
                [&OF_PEOPLE[..], &OF_PROGRAMS, &OF_MASSES].iter().filter(|theirs| theirs.contains(&one)).count();
            assert_eq!(whose, 1, "{one:?} is of these or of those");
        }
    }
}
