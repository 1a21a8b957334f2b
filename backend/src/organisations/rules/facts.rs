//! The facts of an organisation one by one: of two records that are one organisation, or of what stands and what somebody
//! proposes, some are taken from the one and some from the other.

use entities::OrganisationContent;

/// A fact that is written by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// What the law calls it.
    LegalForm,
    /// Who registered it.
    RegisteringBody,
    /// Its number there.
    RegisterNumber,
    /// The day on which it was registered.
    RegisteredOn,
    /// The tax number.
    Jib,
    /// The place of its seat.
    Seat,
    /// Street and number.
    Address,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// The telephone.
    Phone,
    /// The e-mail address.
    Email,
    /// The site.
    Website,
    /// What it does.
    Description,
    /// Who may represent it, and whether that person agreed to be named: the one without the other means nothing.
    Representative,
    /// To whom the municipality writes.
    KeeperEmail,
    /// What officials note for each other.
    InternalNote,
    /// Whether it does anything.
    Activity,
    /// When and by whom it was last confirmed.
    Confirmation,
    /// Where its facts were read.
    SourceUrl,
    /// The areas in which it works.
    Areas,
    /// Its statuses.
    Statuses,
}

/// Puts one fact of `from` into `into`, also where `from` says nothing.
pub fn take(into: &mut OrganisationContent, from: &OrganisationContent, fact: Fact) {
    match fact {
        Fact::Name => into.name.clone_from(&from.name),
        Fact::ShortName => into.short_name.clone_from(&from.short_name),
        Fact::LegalForm => into.legal_form = from.legal_form,
        Fact::RegisteringBody => into.registering_body.clone_from(&from.registering_body),
        Fact::RegisterNumber => into.register_number.clone_from(&from.register_number),
        Fact::RegisteredOn => into.registered_on = from.registered_on,
        Fact::Jib => into.jib.clone_from(&from.jib),
        Fact::Seat => into.seat.clone_from(&from.seat),
        Fact::Address => {
            into.address.clone_from(&from.address);
            into.address_public = from.address_public;
        }
        Fact::Territory => into.territory.clone_from(&from.territory),
        Fact::Founded => into.founded = from.founded,
        Fact::Phone => into.phone.clone_from(&from.phone),
        Fact::Email => into.email.clone_from(&from.email),
        Fact::Website => into.website.clone_from(&from.website),
        Fact::Description => into.description.clone_from(&from.description),
        Fact::Representative => {
            into.representative.clone_from(&from.representative);
            into.representative_public = from.representative_public;
        }
        Fact::KeeperEmail => into.keeper_email.clone_from(&from.keeper_email),
        Fact::InternalNote => into.internal_note.clone_from(&from.internal_note),
        Fact::Activity => into.activity = from.activity,
        Fact::Confirmation => (into.confirmed_on, into.confirmed_by) = (from.confirmed_on, from.confirmed_by),
        Fact::SourceUrl => into.source_url.clone_from(&from.source_url),
        Fact::Areas => into.areas.clone_from(&from.areas),
        Fact::Statuses => into.statuses.clone_from(&from.statuses),
    }
}

/// One record of two: that which stays, with these facts of the other. Of the areas and statuses that are asked for the
/// other adds its own, and takes none away: an organisation that has two has both.
#[must_use]
pub fn united(into: &OrganisationContent, from: &OrganisationContent, facts: &[Fact]) -> OrganisationContent {
    let mut now = into.clone();
    for &fact in facts {
        match fact {
            Fact::Areas => {
                now.areas.extend(from.areas.iter().cloned());
                now.areas.sort_unstable();
                now.areas.dedup();
            }
            Fact::Statuses => {
                let new = from.statuses.iter().filter(|status| !into.statuses.contains(status));
                now.statuses.extend(new.cloned());
                super::content::in_order(&mut now.statuses);
            }
            fact => take(&mut now, from, fact),
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use entities::{InterestKind, Locale, LocalisedText, OrganisationContent, StatusContent};

    use super::{Fact, united};

    fn status(kind: InterestKind, from: &str) -> StatusContent {
        StatusContent { kind, valid_from: from.parse().ok(), valid_until: None, act: None, act_url: None }
    }

    #[test]
    fn of_two_records_the_chosen_facts_win_and_lists_lose_nothing() {
        let into = OrganisationContent {
            name: Some(LocalisedText::new(Locale::SrLatn, "Klub Most")),
            phone: Some("059 220 000".into()),
            areas: vec!["sport".into()],
            statuses: vec![status(InterestKind::Local, "2025-01-01")],
            ..OrganisationContent::default()
        };
        let from = OrganisationContent {
            name: Some(LocalisedText::new(Locale::SrLatn, "KLUB MOST TREBINJE")),
            jib: Some("4401017720006".into()),
            representative: Some("Ana Anić".into()),
            representative_public: true,
            areas: vec!["culture".into(), "sport".into()],
            statuses: vec![status(InterestKind::Local, "2025-01-01"), status(InterestKind::Public, "2020-01-01")],
            ..OrganisationContent::default()
        };
        assert_eq!(united(&into, &from, &[]), into);
        let one = united(&into, &from, &[Fact::Jib, Fact::Phone, Fact::Areas, Fact::Statuses]);
        assert_eq!(one.name, into.name);
        assert_eq!(one.jib, from.jib);
        assert_eq!(one.phone, None, "somebody chose that it has none");
        assert_eq!(one.areas, ["culture", "sport"]);
        let kinds: Vec<_> = one.statuses.iter().map(|status| status.kind).collect();
        assert_eq!(kinds, [InterestKind::Public, InterestKind::Local]);
        let named = united(&into, &from, &[Fact::Representative]);
        assert!(named.representative_public && named.representative.is_some());
    }
}
