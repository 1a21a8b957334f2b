use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::{Locale, LocalisedText, OrganisationContent, Suggested, SuggestedField as Field};
use sea_orm::Iterable as _;

use super::{Difference, Given, apply, changes, differences, stated, without_street};
use crate::mend::Problem;

fn today() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

fn areas() -> Vec<String> {
    ["culture", "environment", "sport"].map(str::to_owned).to_vec()
}

fn given(facts: &[(Field, &str)]) -> Given {
    let facts = facts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect::<BTreeMap<_, _>>();
    Given { facts, representative_consent: Some(false), contact_consent: true }
}

fn known() -> OrganisationContent {
    OrganisationContent {
        name: Some(LocalisedText::new(Locale::SrCyrl, "Клуб „Мост“")),
        phone: Some("051 200 300".into()),
        representative: Some("Ana Anić".into()),
        areas: vec!["culture".into(), "sport".into()],
        ..OrganisationContent::default()
    }
}

#[test]
fn what_is_filled_in_is_read_as_it_is_meant() {
    for (field, text, expected) in [
        (Field::Name, "  Клуб \n „Мост“ ", Ok(Some("Клуб „Мост“"))),
        (Field::Name, " ", Err(Problem::Required)),
        (Field::Name, "Ab", Err(Problem::TooShort)),
        (Field::Seat, "Bijeljina", Ok(Some("Bijeljina"))),
        (Field::Seat, " ", Ok(None)),
        (Field::LegalForm, "foundation", Ok(Some("foundation"))),
        (Field::LegalForm, "d.o.o.", Err(Problem::Unknown)),
        (Field::Activity, "unknown", Ok(None)),
        (Field::Activity, "dormant", Ok(Some("dormant"))),
        (Field::Jib, "4401017720006", Ok(Some("4401017720006"))),
        (Field::Jib, "0101006500006", Err(Problem::Unknown)),
        (Field::RegisteredOn, "2026-11-24", Ok(Some("2026-11-24"))),
        (Field::RegisteredOn, "2026-11-25", Err(Problem::OutOfRange)),
        (Field::RegisteredOn, "juče", Err(Problem::OutOfRange)),
        (Field::Founded, "2009", Ok(Some("2009"))),
        (Field::Founded, "2027", Err(Problem::OutOfRange)),
        (Field::Founded, "1799", Err(Problem::OutOfRange)),
        (Field::Email, "info@most.example", Ok(Some("info@most.example"))),
        (Field::Email, "info", Err(Problem::NotAnAddress)),
        (Field::Website, "most.example", Ok(Some("https://most.example/"))),
        (Field::Website, "http://most.example/o-nama", Ok(Some("http://most.example/o-nama"))),
        (Field::Website, "javascript:alert(1)", Err(Problem::NotAnAddress)),
        (Field::Website, "nemamo", Err(Problem::NotAnAddress)),
        (Field::Areas, "sport, culture,sport", Ok(Some("culture,sport"))),
        (Field::Areas, "sport,šah", Err(Problem::Unknown)),
        (Field::Areas, "", Ok(None)),
    ] {
        let read = super::read(field, text, today(), &areas()).map_err(|(problem, _)| problem);
        assert_eq!(read, expected.map(|value| value.map(str::to_owned)), "{field:?} {text}");
    }
    let long = "ž".repeat(2_001);
    assert_eq!(super::read(Field::Seat, &long[..402], today(), &[]), Err((Problem::TooLong, vec!["200".into()])));
    assert_eq!(super::read(Field::Description, &long, today(), &[]), Err((Problem::TooLong, vec!["2000".into()])));
    assert!(super::read(Field::Description, &long[..4_000], today(), &[]).is_ok());
}

#[test]
fn a_form_that_is_given_back_as_it_was_changes_nothing_and_is_not_wrong() {
    let text = |text: &str| Some(LocalisedText::new(Locale::SrCyrl, text));
    let before = OrganisationContent {
        website: Some("https://most.example".into()),
        address: text("Trg slobode 1\nulaz iz dvorišta"),
        registering_body: text(&"ž".repeat(300)),
        description: text(&format!("Prvi red.\n\n\n  Drugi red. {}", "ž".repeat(2_500))),
        representative_public: true,
        ..known()
    };
    let as_a_browser_gives_it = |field: Field| {
        let text = stated(&before, field).unwrap_or_default();
        (field, if field == Field::Description { text.replace('\n', "\r\n") } else { text.replace('\n', "") })
    };
    let facts = Field::iter().map(as_a_browser_gives_it).collect::<BTreeMap<_, _>>();
    let mut given = Given { facts, representative_consent: Some(true), contact_consent: false };
    assert_eq!(changes(&before, &given, today(), &areas()).expect("right").0, []);
    // Who is named may take it back all the same.
    given.representative_consent = Some(false);
    let changed = changes(&before, &given, today(), &areas()).expect("right").0;
    assert_eq!(
        changed.iter().map(|one| (one.field, one.consent)).collect::<Vec<_>>(),
        [(Field::Representative, false)]
    );
}

#[test]
fn only_what_becomes_another_is_a_change_and_all_that_is_wrong_is_said_at_once() {
    let before = known();
    let same = given(&[(Field::Name, "Клуб „Мост“"), (Field::Phone, "051 200 300"), (Field::Areas, "sport,culture")]);
    assert_eq!(changes(&before, &same, today(), &areas()).expect("right").0, []);
    let other = given(&[(Field::Seat, "Bijeljina"), (Field::Phone, ""), (Field::Name, "Клуб „Мост“")]);
    let changed = changes(&before, &other, today(), &areas()).expect("right").0;
    let said: Vec<_> = changed.iter().map(|one| (one.field, one.before.as_deref(), one.value.as_deref())).collect();
    assert_eq!(said, [(Field::Seat, None, Some("Bijeljina")), (Field::Phone, Some("051 200 300"), None)]);
    let wrong = given(&[(Field::Name, ""), (Field::Founded, "jučer"), (Field::Website, "nemamo")]);
    let wrong = changes(&before, &wrong, today(), &areas()).expect_err("wrong");
    let said: Vec<_> = wrong.iter().map(|one| (one.field.as_str(), one.problem)).collect();
    assert_eq!(
        said,
        [
            ("facts.name", Problem::Required),
            ("facts.founded", Problem::OutOfRange),
            ("facts.website", Problem::NotAnAddress)
        ]
    );
}

#[test]
fn nobody_is_reached_or_named_without_consent() {
    let without = |facts: &[(Field, &str)]| Given { contact_consent: false, ..given(facts) };
    for (field, text) in
        [(Field::Phone, "065 111 222"), (Field::Email, "ana@most.example"), (Field::Address, "Vuka Karadžića 5")]
    {
        let wrong = changes(&known(), &without(&[(field, text)]), today(), &[]).expect_err("no consent");
        assert_eq!((wrong[0].field.as_str(), wrong[0].problem), ("facts.contactConsent", Problem::Required));
    }
    let street = without(&[(Field::Seat, "Vuka Karadžića 5, Brod")]);
    let wrong = changes(&known(), &street, today(), &[]).expect_err("no consent");
    assert_eq!((wrong[0].field.as_str(), wrong[0].problem), ("facts.contactConsent", Problem::Required));
    // What stands there already, and what is taken away, needs none.
    assert!(changes(&known(), &without(&[(Field::Phone, "051 200 300")]), today(), &[]).expect("right").0.is_empty());
    assert_eq!(changes(&known(), &without(&[(Field::Phone, "")]), today(), &[]).expect("right").0.len(), 1);
    // A town is nobody's home.
    assert_eq!(changes(&known(), &without(&[(Field::Seat, "Brod")]), today(), &[]).expect("right").0.len(), 1);

    // Where an address is given, that is the street.
    let beside = without(&[(Field::Seat, "Vuka Karadžića 5, Brod"), (Field::Address, "Trg slobode 1")]);
    let wrong = changes(&known(), &beside, today(), &[]).expect_err("no consent");
    assert_eq!((wrong[0].field.as_str(), wrong[0].problem), ("facts.contactConsent", Problem::Required));

    // Of what stands there and was never agreed to, it can be agreed to now; what was agreed to stays so.
    let street = |public| OrganisationContent {
        address: Some(LocalisedText::new(Locale::SrLatn, "Vuka Karadžića 5")),
        address_public: public,
        ..known()
    };
    for (before, consent, expected) in [
        (street(false), true, Some(true)),
        (street(false), false, None),
        (street(true), true, None),
        (street(true), false, None),
    ] {
        let given = Given { contact_consent: consent, ..given(&[(Field::Address, "Vuka Karadžića 5")]) };
        let changed = changes(&before, &given, today(), &[]).expect("right");
        assert_eq!(changed.0.first().map(|one| one.consent), expected, "{before:?} {consent}");
        assert_eq!(differences(&before, &changed).len(), changed.0.len(), "it is shown to whoever decides");
        let mut after = before.clone();
        changed.0.iter().for_each(|one| apply(&mut after, one, Locale::SrLatn));
        assert_eq!(after.address_public, expected.unwrap_or(before.address_public), "{before:?} {consent}");
        assert_eq!(differences(&after, &changed), [], "it is done");
    }

    let mut public = known();
    public.representative_public = true;
    for (before, name, consent, expected) in [
        // Somebody else is named only if he agrees.
        (&known(), "Ivo Ivić", Some(false), Some((Some("Ivo Ivić"), false))),
        (&known(), "Ivo Ivić", Some(true), Some((Some("Ivo Ivić"), true))),
        (&public, "Ivo Ivić", None, Some((Some("Ivo Ivić"), false))),
        // The same person agrees, or does not any more.
        (&known(), "Ana Anić", Some(true), Some((Some("Ana Anić"), true))),
        (&public, "Ana Anić", Some(false), Some((Some("Ana Anić"), false))),
        (&public, "Ana Anić", None, None),
        (&known(), "Ana Anić", Some(false), None),
        (&public, "", Some(true), Some((None, false))),
    ] {
        let given = Given { representative_consent: consent, ..given(&[(Field::Representative, name)]) };
        let changed = changes(before, &given, today(), &[]).expect("right").0;
        let said = changed.first().map(|one| (one.value.as_deref(), one.consent));
        assert_eq!(said, expected, "{name} {consent:?}");
        let mut after = before.clone();
        changed.iter().for_each(|one| apply(&mut after, one, Locale::SrLatn));
        let is_public = after.representative_public;
        assert_eq!(is_public, expected.map_or(before.representative_public, |one| one.1), "{name} {consent:?}");
    }
}

#[test]
fn what_is_agreed_to_stands_there_and_nothing_else_moves() {
    let full = [
        (Field::Name, "Udruženje „Izvor“"),
        (Field::ShortName, "UI"),
        (Field::LegalForm, "association"),
        (Field::RegisteringBody, "Osnovni sud"),
        (Field::RegisterNumber, "F-1/09"),
        (Field::RegisteredOn, "2009-03-12"),
        (Field::Jib, "4401017720006"),
        (Field::Seat, "Bijeljina"),
        (Field::Address, "Karađorđeva 1"),
        (Field::Territory, "Semberija"),
        (Field::Founded, "2009"),
        (Field::Phone, "055 200 300"),
        (Field::Email, "info@izvor.example"),
        (Field::Website, "https://izvor.example/"),
        (Field::Description, "Čuva izvore."),
        (Field::Representative, "Ana Anić"),
        (Field::Activity, "active"),
        (Field::Areas, "environment,sport"),
    ];
    assert_eq!(full.len(), Field::iter().count(), "each field");
    let facts = changes(&OrganisationContent::default(), &given(&full), today(), &areas()).expect("right");
    let mut content = OrganisationContent { keeper_email: Some("k@izvor.example".into()), ..Default::default() };
    facts.0.iter().for_each(|one| apply(&mut content, one, Locale::SrLatn));
    for (field, text) in full {
        assert_eq!(stated(&content, field).as_deref(), Some(text), "{field:?}");
    }
    assert_eq!(content.keeper_email.as_deref(), Some("k@izvor.example"));
    assert!(differences(&content, &facts).is_empty(), "it is so");
    for one in &facts.0 {
        let nothing = Suggested { value: None, ..one.clone() };
        apply(&mut content, &nothing, Locale::SrLatn);
        let left = stated(&content, one.field);
        assert_eq!(left.is_some(), one.field == Field::Name, "{:?}: {left:?}", one.field);
    }
}

#[test]
fn a_difference_says_where_the_record_has_moved_since() {
    let facts = changes(&known(), &given(&[(Field::Phone, "055 1"), (Field::Seat, "Brod")]), today(), &[]);
    let facts = facts.expect("right");
    let mut now = known();
    now.phone = Some("051 999 999".into());
    let said = differences(&now, &facts);
    let phone = said.iter().find(|one| one.field == Field::Phone).expect("a difference");
    let expected = Difference {
        field: Field::Phone,
        now: Some("051 999 999".into()),
        proposed: Some("055 1".into()),
        consent: false,
        moved_from: Some(Some("051 200 300".into())),
    };
    assert_eq!(*phone, expected);
    assert_eq!(said.iter().find(|one| one.field == Field::Seat).expect("a difference").moved_from, None);
}

#[test]
fn a_street_in_the_seat_is_the_address_with_its_consent() {
    let seat = |text: &str| OrganisationContent { seat: Some(LocalisedText::new(Locale::SrLatn, text)), ..known() };
    let (place, street) = ((Field::Seat, Some("Brod"), false), |text| (Field::Address, Some(text), true));
    let whole = (Field::Seat, "Vuka Karadžića 5, Brod");
    for (before, facts, expected) in [
        (known(), vec![whole], vec![place, street("Vuka Karadžića 5")]),
        (known(), vec![whole, (Field::Address, " ")], vec![place, street("Vuka Karadžića 5")]),
        (known(), vec![whole, (Field::Address, "Trg slobode 1")], vec![place, street("Trg slobode 1")]),
        // The place that stands there is not taken away by whoever adds no other.
        (seat("Brod"), vec![(Field::Seat, "Kod Ane 7")], vec![street("Kod Ane 7")]),
        // A form that gives back what stood there says nothing.
        (seat("Kod Ane 7"), vec![(Field::Seat, "Kod Ane 7")], vec![]),
    ] {
        let changed = changes(&before, &given(&facts), today(), &[]).expect("right").0;
        let said: Vec<_> = changed.iter().map(|one| (one.field, one.value.as_deref(), one.consent)).collect();
        assert_eq!(said, expected, "{facts:?}");
    }
    let mut after = known();
    let changed = changes(&after, &given(&[whole]), today(), &[]).expect("right").0;
    changed.iter().for_each(|one| apply(&mut after, one, Locale::SrLatn));
    let said = (stated(&after, Field::Seat), stated(&after, Field::Address), after.address_public);
    assert_eq!(said, (Some("Brod".into()), Some("Vuka Karadžića 5".into()), true));
}

#[test]
fn of_the_seat_of_another_only_the_place_is_said() {
    let seat = |text: &str| OrganisationContent { seat: Some(LocalisedText::new(Locale::SrLatn, text)), ..known() };
    for (before, text, left, wrong) in [
        (known(), "Brod", Some("Brod"), None),
        (known(), "Vuka Karadžića 5, Brod", Some("Brod"), None),
        (known(), "Kod Ane 7", None, Some(Problem::NotAllowed)),
        // What stands there is no fault of whoever leaves it.
        (seat("Kod Ane 7"), "Kod Ane 7", None, None),
        (seat("Kod Ane 7, Brod"), "Kod Ane 7, Brod", None, None),
    ] {
        let mut given = given(&[(Field::Seat, text)]);
        let fault = without_street(&before, &mut given);
        assert_eq!(given.facts.get(&Field::Seat).map(String::as_str), left, "{text}");
        assert_eq!(
            fault.map(|fault| (fault.field, fault.problem)),
            wrong.map(|one| ("facts.seat".into(), one)),
            "{text}"
        );
    }
}
