//! What a link opens, when it does no more, when somebody is asked, and when he is forgotten. Pure.

pub mod facts;

use chrono::{DateTime, Months, TimeDelta, Utc};
use entities::{
    SuggestedFacts, SuggestedField, SuggestionKind, SuggestionState, organisation, organisation_suggestion,
};

/// For so long whoever says something may confirm his address; then it is deleted.
pub const UNCONFIRMED_FOR: TimeDelta = TimeDelta::days(7);
/// For so long after an official agreed an organisation may be edited with the link.
pub const EDIT_FOR: TimeDelta = TimeDelta::days(14);
/// For so long the question of the year can be answered.
pub const YEARLY_FOR: TimeDelta = TimeDelta::days(60);
/// So long after it was settled everything that somebody wrote is forgotten, his address with it. Longer than any link
/// that is given when it is settled.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(30);
/// A question of the year that never became a letter, because no server took it, is asked again after so long.
pub const ASKED_AGAIN_AFTER: TimeDelta = TimeDelta::days(2);
/// A question of the year whose letter no server wanted is asked again after so long: there may be no such mailbox any more.
pub const GIVEN_UP_AGAIN_AFTER: TimeDelta = TimeDelta::days(30);
/// So often an organisation is asked.
pub const ASKED_EVERY: Months = Months::new(12);
/// So much of what one representative says of his organisation waits at once.
pub const MOST_WAITING: u64 = 5;
/// The longest message, and the longest reason, in characters.
pub const MESSAGE: usize = 2_000;
/// The shortest of either.
pub const SHORTEST: usize = 3;

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The button with which somebody says that his address is his.
    Confirm,
    /// The form in which an organisation says what it is, or that all is as it stands.
    Edit,
    /// The same, asked by the server.
    Yearly,
}

/// What the link of this row opens now; nothing where it is spent or too old, or where letters about the organisation go
/// to somebody else since.
#[must_use]
pub fn opens(
    row: &organisation_suggestion::Model,
    about: Option<&organisation::Model>,
    now: DateTime<Utc>,
) -> Option<Opens> {
    use SuggestionKind::{Claim, Correction, Edit, Proposal, Yearly};
    use SuggestionState::{Approved, Unconfirmed};

    let email = row.email.as_deref()?;
    let keeps = about.and_then(|about| about.keeper_email.as_deref()).is_some_and(|keeper| same_mailbox(keeper, email));
    let fresh = |since: Option<DateTime<Utc>>, long| since.is_some_and(|since| now <= since + long);
    match (row.kind, row.state) {
        (Claim, Unconfirmed) if fresh(Some(row.received_at), UNCONFIRMED_FOR) => {
            Some(if keeps { Opens::Edit } else { Opens::Confirm })
        }
        (Claim, Approved) if keeps && fresh(row.settled_at, EDIT_FOR) => Some(Opens::Edit),
        (Proposal | Correction, Unconfirmed) if fresh(Some(row.received_at), UNCONFIRMED_FOR) => Some(Opens::Confirm),
        (Yearly, Unconfirmed) if keeps && fresh(Some(row.received_at), YEARLY_FOR) => Some(Opens::Yearly),
        (Claim | Proposal | Correction | Yearly | Edit, _) => None,
    }
}

/// Whether two addresses are of one mailbox: however a name is written, no server we know of tells them apart by capitals.
#[must_use]
pub fn same_mailbox(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether somebody else gets the letters about an organisation once this is agreed to.
#[must_use]
pub fn replaces(row: &organisation_suggestion::Model, keeper: Option<&str>) -> bool {
    let wants = row.email.as_deref().filter(|_| row.kind == SuggestionKind::Claim);
    keeper.zip(wants).is_some_and(|(keeper, email)| !same_mailbox(keeper, email))
}

/// An address as the journal tells it, which is kept longer than any: enough to know it again, and not to write to.
#[must_use]
pub fn veiled(email: &str) -> String {
    let (name, host) = email.trim().split_once('@').unwrap_or_default();
    format!("{}…@{host}", name.chars().next().unwrap_or_default())
}

/// Facts that only the organisation itself says: of persons, and how they are reached. Whoever finds a mistake in somebody
/// else's record tells of it in his message, and an official asks those whom it is about.
#[must_use]
pub const fn only_its_own(field: SuggestedField) -> bool {
    matches!(field, SuggestedField::Representative) || facts::reaches(field)
}

/// Whether whoever says this speaks of somebody else's organisation: nobody agrees for others that they are published.
#[must_use]
pub const fn of_another(kind: SuggestionKind, own: bool) -> bool {
    matches!(kind, SuggestionKind::Correction) || matches!(kind, SuggestionKind::Proposal) && !own
}

/// The facts of what was said that may be agreed to: what only the organisation itself says is left out where somebody else
/// said it, however the row came by it.
#[must_use]
pub fn sayable(row: &organisation_suggestion::Model) -> SuggestedFacts {
    if !of_another(row.kind, row.own) {
        return row.facts.clone();
    }
    SuggestedFacts(row.facts.0.iter().filter(|one| !only_its_own(one.field)).filter_map(facts::placed).collect())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use entities::{
        Locale, MunicipalityId, Signals, Suggested, SuggestedFacts, SuggestedField as Field, SuggestionId,
        SuggestionKind as Kind, SuggestionState as State, organisation, organisation_suggestion,
    };

    use super::{
        EDIT_FOR, FORGOTTEN_AFTER, Opens, UNCONFIRMED_FOR, YEARLY_FOR, opens, replaces, same_mailbox, sayable, veiled,
    };
    use crate::organisations::rules::content::blank;

    fn now() -> DateTime<Utc> {
        "2026-11-24T10:00:00Z".parse().expect("an instant")
    }

    fn row(kind: Kind, state: State, settled: Option<TimeDelta>) -> organisation_suggestion::Model {
        organisation_suggestion::Model {
            id: SuggestionId::new(),
            municipality_id: MunicipalityId::new(),
            organisation_id: None,
            kind,
            state,
            own: false,
            facts: SuggestedFacts::default(),
            message: None,
            email: Some("ana@most.example".into()),
            confirmed_at: None,
            signals: Signals::default(),
            locale: Locale::SrLatn,
            secret_hash: None,
            received_at: now(),
            settled_at: settled.map(|ago| now() - ago),
            settled_by: None,
            reason: None,
        }
    }

    fn kept_by(email: &str) -> organisation::Model {
        organisation::Model { keeper_email: Some(email.into()), ..blank(MunicipalityId::new(), now()) }
    }

    #[test]
    fn a_link_opens_what_it_is_for_and_only_for_so_long() {
        let (hers, his) = (kept_by(" Ana@most.example"), kept_by("ivo@most.example"));
        let (fresh, day) = (TimeDelta::zero(), TimeDelta::days(1));
        for (kind, state, settled, about, after, expected) in [
            (Kind::Proposal, State::Unconfirmed, None, None, fresh, Some(Opens::Confirm)),
            (Kind::Proposal, State::Unconfirmed, None, None, UNCONFIRMED_FOR + day, None),
            (Kind::Proposal, State::Waiting, None, None, fresh, None),
            (Kind::Correction, State::Unconfirmed, None, Some(&hers), fresh, Some(Opens::Confirm)),
            (Kind::Claim, State::Unconfirmed, None, Some(&his), fresh, Some(Opens::Confirm)),
            (Kind::Claim, State::Unconfirmed, None, Some(&hers), fresh, Some(Opens::Edit)),
            (Kind::Claim, State::Unconfirmed, None, Some(&hers), UNCONFIRMED_FOR + day, None),
            (Kind::Claim, State::Waiting, None, Some(&hers), fresh, None),
            (Kind::Claim, State::Approved, Some(fresh), Some(&hers), EDIT_FOR, Some(Opens::Edit)),
            (Kind::Claim, State::Approved, Some(day), Some(&hers), EDIT_FOR, None),
            (Kind::Claim, State::Approved, Some(fresh), Some(&his), fresh, None),
            (Kind::Claim, State::Refused, Some(fresh), Some(&hers), fresh, None),
            (Kind::Edit, State::Waiting, None, Some(&hers), fresh, None),
            (Kind::Yearly, State::Unconfirmed, None, Some(&hers), YEARLY_FOR, Some(Opens::Yearly)),
            (Kind::Yearly, State::Unconfirmed, None, Some(&hers), YEARLY_FOR + day, None),
            (Kind::Yearly, State::Unconfirmed, None, Some(&his), fresh, None),
            (Kind::Yearly, State::Approved, Some(fresh), Some(&hers), fresh, None),
        ] {
            let row = row(kind, state, settled);
            assert_eq!(opens(&row, about, now() + after), expected, "{kind:?} {state:?} {settled:?} {after}");
            let forgotten = organisation_suggestion::Model { email: None, ..row };
            assert_eq!(opens(&forgotten, about, now() + after), None, "{kind:?} {state:?}");
        }
        assert!(EDIT_FOR < FORGOTTEN_AFTER, "a link works until it is forgotten whose it is");
    }

    #[test]
    fn nobody_says_of_another_organisation_how_its_people_are_reached() {
        let fact = |field| Suggested { field, before: None, value: Some("x".into()), consent: true };
        let all = [Field::Name, Field::Address, Field::Phone, Field::Email, Field::Representative];
        for (kind, own, left) in [
            (Kind::Proposal, false, 1),
            (Kind::Proposal, true, 5),
            (Kind::Correction, false, 1),
            (Kind::Correction, true, 1),
            (Kind::Edit, true, 5),
        ] {
            let facts = SuggestedFacts(all.map(fact).to_vec());
            let said = organisation_suggestion::Model { own, facts, ..row(kind, State::Waiting, None) };
            assert_eq!(sayable(&said).0.len(), left, "{kind:?} {own}");
        }
        // Nor in which street another's seat is.
        for (own, seat, left) in [
            (true, "Kod Ane 7, Brod", Some("Kod Ane 7, Brod")),
            (false, "Kod Ane 7, Brod", Some("Brod")),
            (false, "Kod Ane 7", None),
        ] {
            let one = Suggested { field: Field::Seat, before: None, value: Some(seat.into()), consent: false };
            let facts = SuggestedFacts(vec![one]);
            let said =
                sayable(&organisation_suggestion::Model { own, facts, ..row(Kind::Proposal, State::Waiting, None) });
            assert_eq!(said.0.first().and_then(|one| one.value.as_deref()), left, "{own} {seat}");
        }
    }

    #[test]
    fn a_mailbox_is_one_however_it_is_written() {
        assert!(same_mailbox("Ana@Most.example", " ana@most.example "));
        assert!(!same_mailbox("ana@most.example", "ana@brod.example"));
    }

    #[test]
    fn a_claim_of_somebody_else_replaces_whoever_keeps_the_record() {
        let claim = row(Kind::Claim, State::Waiting, None);
        for (keeper, replaced) in [(None, false), (Some("Ana@Most.example"), false), (Some("ivo@most.example"), true)] {
            assert_eq!(replaces(&claim, keeper), replaced, "{keeper:?}");
        }
        assert!(!replaces(&row(Kind::Correction, State::Waiting, None), Some("ivo@most.example")));
        assert_eq!(veiled("živko@most.example"), "ž…@most.example");
    }
}
