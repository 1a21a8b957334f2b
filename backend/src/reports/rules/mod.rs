//! When a consultation may be finished, and what is counted. Pure. The order in which comments are read is in [`order`], how
//! they are divided for print in [`volumes`].

pub mod order;
pub mod volumes;

use entities::{
    AuthorKind, CommentOrigin, CommentReason, CommentState, ConsultationStage, Disposition, LocalisedText,
    ReportNumbers,
};

use crate::consultations::types::ConsultationStatus;
use crate::error::Reason;

/// The longest and the shortest that a municipality says of it all, in characters.
pub const LONGEST: usize = 20_000;
/// See [`LONGEST`].
pub const SHORTEST: usize = 3;
/// The longest name of whoever signs it, with his office, in characters.
pub const LONGEST_NAME: usize = 200;

/// What a municipality says in a report in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Of it all.
    pub summary: LocalisedText,
    /// What was changed in the text because of it.
    pub changes: Option<LocalisedText>,
    /// Who signs it, with his office.
    pub signed_by: Option<LocalisedText>,
}

/// What stands between a consultation and its report, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What.
    pub reason: Reason,
    /// How many comments or texts it is about; nothing where it is about none.
    pub count: i64,
}

/// What was written of a consultation and never published. Once it is finished nothing of it can be published any more, and
/// nobody would be told that it never was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpublished {
    /// Whether changes of it are.
    pub changes: bool,
    /// How many texts of its acts are.
    pub texts: i64,
}

/// Everything that stands between a consultation and its report; nothing where it may be finished.
///
/// A reply is a comment like any other here: what somebody proposes in it is owed an answer too, and one answer may stand
/// under many.
#[must_use]
pub fn obstacles(
    stage: ConsultationStage,
    status: ConsultationStatus,
    numbers: &ReportNumbers,
    unpublished: Unpublished,
) -> Vec<Obstacle> {
    use ConsultationStatus::{Announced, Open};

    let plain = |reason| vec![Obstacle { reason, count: 0 }];
    match stage {
        ConsultationStage::Draft | ConsultationStage::Cancelled => return plain(Reason::NotPublished),
        ConsultationStage::Finished => return plain(Reason::FinishedAlready),
        ConsultationStage::Published => {}
    }
    let mut found = Vec::new();
    if matches!(status, Announced | Open) {
        found.extend(plain(Reason::NotOver));
    }
    for (reason, count) in [(Reason::CommentsWait, numbers.waiting), (Reason::CommentsUnanswered, numbers.unanswered)] {
        if count > 0 {
            found.push(Obstacle { reason, count });
        }
    }
    if unpublished.changes {
        found.extend(plain(Reason::ChangesWait));
    }
    if unpublished.texts > 0 {
        found.push(Obstacle { reason: Reason::TextsWait, count: unpublished.texts });
    }
    found
}

/// So many comments that are alike in all that is counted.
#[derive(Clone, Copy, Debug)]
pub struct Alike {
    /// Whether they may be read.
    pub state: CommentState,
    /// Why not.
    pub reason: Option<CommentReason>,
    /// On what way they came.
    pub origin: CommentOrigin,
    /// As what they are said.
    pub author: AuthorKind,
    /// What becomes of what they say.
    pub disposition: Option<Disposition>,
    /// How many.
    pub count: i64,
}

/// Of what everybody can read: how many have said it, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// So many organisations.
    pub organisations: i64,
    /// So many confirmed addresses.
    pub addresses: i64,
    /// So many comments without one.
    pub without_address: i64,
}

/// The numbers of a report. Of sessions: how many came to each, where somebody counted.
#[must_use]
pub fn numbers(alike: &[Alike], voices: Voices, sessions: &[Option<i32>]) -> ReportNumbers {
    let mut all = ReportNumbers {
        organisations: voices.organisations,
        addresses: Some(voices.addresses),
        without_address: Some(voices.without_address),
        sessions: i64::try_from(sessions.len()).unwrap_or(i64::MAX),
        attendance: sessions.iter().flatten().map(|&came| i64::from(came)).reduce(|all, came| all + came),
        ..ReportNumbers::default()
    };
    // Of whoever was asked to confirm an address and did not, nobody knows that he is somebody.
    let asked = |some: &&Alike| some.state != CommentState::Unconfirmed;
    // What an official has entered wrongly nobody has said; what she entered in its place is counted.
    let said =
        |some: &&Alike| some.state != CommentState::Rejected || some.reason != Some(CommentReason::EnteredWrongly);
    for some in alike.iter().filter(asked).filter(said) {
        match some.origin {
            CommentOrigin::Online => all.online += some.count,
            CommentOrigin::Paper => all.paper += some.count,
            CommentOrigin::Session => all.session += some.count,
            CommentOrigin::Email => all.email += some.count,
        }
        match some.state {
            CommentState::Unconfirmed => {}
            CommentState::Held | CommentState::Pending => all.waiting += some.count,
            CommentState::Withdrawn => all.withdrawn += some.count,
            CommentState::Rejected => add(&mut all.rejected, some.reason, some.count),
            CommentState::Published => {
                all.published += some.count;
                match some.author {
                    AuthorKind::Citizen => all.by_citizens += some.count,
                    AuthorKind::Anonymous => all.anonymously += some.count,
                    AuthorKind::Organisation => all.by_organisations += some.count,
                }
                match some.disposition {
                    None => all.unanswered += some.count,
                    said => add(&mut all.answered, said, some.count),
                }
            }
        }
    }
    all.rejected.sort_by_key(|(reason, _)| *reason as u8);
    all.answered.sort_by_key(|(disposition, _)| *disposition as u8);
    all
}

fn add<T: PartialEq>(counts: &mut Vec<(T, i64)>, what: Option<T>, count: i64) {
    let Some(what) = what else { return };
    match counts.iter_mut().find(|(known, _)| *known == what) {
        Some((_, so_many)) => *so_many += count,
        None => counts.push((what, count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_a_consultation_and_its_report_is_named() {
        use ConsultationStage::{Cancelled, Draft, Finished, Published};
        use ConsultationStatus::{Announced, Closed, Open, Undated};
        let all = [(Reason::NotOver, 0), (Reason::CommentsWait, 2), (Reason::CommentsUnanswered, 3)];
        for (stage, status, waiting, unanswered, expected) in [
            (Published, Closed, 0, 0, &[][..]),
            // Nobody may rely on a day that is not stated, so nothing comes any more.
            (Published, Undated, 0, 0, &[]),
            (Published, Open, 0, 0, &all[..1]),
            (Published, Announced, 0, 0, &all[..1]),
            (Published, Closed, 2, 0, &all[1..2]),
            (Published, Closed, 0, 3, &all[2..]),
            (Published, Closed, 2, 3, &all[1..]),
            (Published, Open, 2, 3, &all[..]),
            (Draft, Closed, 2, 3, &[(Reason::NotPublished, 0)]),
            (Cancelled, Closed, 0, 0, &[(Reason::NotPublished, 0)]),
            (Finished, ConsultationStatus::Report, 2, 3, &[(Reason::FinishedAlready, 0)]),
        ] {
            let numbers = ReportNumbers { waiting, unanswered, ..ReportNumbers::default() };
            for (changes, texts) in [(false, 0), (true, 0), (false, 2), (true, 1)] {
                let found = obstacles(stage, status, &numbers, Unpublished { changes, texts });
                let found: Vec<_> = found.iter().map(|obstacle| (obstacle.reason, obstacle.count)).collect();
                let mut expected = expected.to_vec();
                expected.extend((changes && stage == Published).then_some((Reason::ChangesWait, 0)));
                expected.extend((texts > 0 && stage == Published).then_some((Reason::TextsWait, texts)));
                assert_eq!(found, expected, "{stage:?} {status:?} {waiting} {unanswered} {changes} {texts}");
            }
        }
    }

    #[test]
    fn every_comment_is_counted_once_on_every_axis() {
        use CommentOrigin::{Online, Paper, Session};
        use CommentState::{Held, Pending, Published, Rejected, Unconfirmed, Withdrawn};
        let some = |state, reason, origin, author, disposition, count| Alike {
            state,
            reason,
            origin,
            author,
            disposition,
            count,
        };
        let (insult, off_topic) = (Some(CommentReason::Insult), Some(CommentReason::OffTopic));
        let noted = Some(Disposition::Noted);
        let counted = numbers(
            &[
                some(Published, None, Online, AuthorKind::Citizen, Some(Disposition::Accepted), 4),
                some(Published, None, Paper, AuthorKind::Organisation, noted, 2),
                some(Published, None, Session, AuthorKind::Anonymous, noted, 1),
                some(Published, None, Online, AuthorKind::Anonymous, None, 8),
                some(Rejected, insult, Online, AuthorKind::Citizen, None, 3),
                some(Rejected, off_topic, Online, AuthorKind::Citizen, None, 1),
                some(Rejected, insult, Paper, AuthorKind::Citizen, noted, 1),
                some(Rejected, Some(CommentReason::EnteredWrongly), Paper, AuthorKind::Citizen, None, 50),
                some(Rejected, Some(CommentReason::EnteredWrongly), Session, AuthorKind::Citizen, noted, 60),
                some(Withdrawn, None, Online, AuthorKind::Citizen, None, 5),
                some(Held, None, Online, AuthorKind::Citizen, None, 6),
                some(Pending, None, Online, AuthorKind::Citizen, None, 7),
                some(Unconfirmed, None, Online, AuthorKind::Citizen, None, 100),
            ],
            Voices { organisations: 2, addresses: 3, without_address: 9 },
            &[Some(30), None, Some(12)],
        );
        let expected = ReportNumbers {
            online: 34,
            paper: 3,
            session: 1,
            email: 0,
            waiting: 13,
            withdrawn: 5,
            rejected: vec![(CommentReason::OffTopic, 1), (CommentReason::Insult, 4)],
            published: 15,
            by_citizens: 4,
            anonymously: 9,
            by_organisations: 2,
            organisations: 2,
            addresses: Some(3),
            without_address: Some(9),
            answered: vec![(Disposition::Accepted, 4), (Disposition::Noted, 3)],
            unanswered: 8,
            sessions: 3,
            attendance: Some(42),
        };
        assert_eq!(counted, expected);
        let rejected: i64 = counted.rejected.iter().map(|(_, count)| count).sum();
        assert_eq!(counted.received(), counted.published + counted.waiting + counted.withdrawn + rejected);
        assert_eq!(numbers(&[], Voices::default(), &[None]).attendance, None, "nobody counted");
    }

    #[test]
    fn the_numbers_of_an_old_report_are_read_and_say_nothing_of_what_was_not_counted_then() {
        let mut old = serde_json::to_value(numbers(&[], Voices::default(), &[])).expect("JSON");
        let known = old.as_object_mut().expect("an object");
        for later in ["email", "addresses", "without_address"] {
            known.remove(later).expect("counted now");
        }
        let read: ReportNumbers = serde_json::from_value(old).expect("numbers");
        assert_eq!((read.email, read.addresses, read.without_address), (0, None, None));
    }
}
