use entities::{ChannelId, ChannelKind, ConsultationId, Locale, MunicipalityId};

use super::*;
use crate::comments::rules::log::Entry;

fn at() -> DateTime<Utc> {
    "2026-11-24T10:00:00Z".parse().expect("an instant")
}

fn named(facts: &[(&str, &str)]) -> BTreeMap<String, String> {
    facts.iter().map(|(name, fact)| ((*name).to_owned(), (*fact).to_owned())).collect()
}

fn shown() -> Shown {
    Shown {
        facts: named(&[
            ("title", r#"{"locale":"sr-Cyrl","text":"Нацрт"}"#),
            ("closes", r#"{"at":"2026-12-08T22:59:59Z"}"#),
        ]),
        sessions: vec![r#"{"starts":{"at":"2026-12-03T16:00:00Z","hour":true},"attendance":34}"#.to_owned()],
        also: Some(named(&[("moderation", r#""pre""#), ("supports", r#""none""#)])),
        channels: Some(vec![
            r#"{"kind":"counter","text":{"locale":"sr-Latn","text":"Šalter 3"}}"#.to_owned(),
            r#"{"kind":"post","text":{"locale":"sr-Latn","text":"Na adresu"}}"#.to_owned(),
        ]),
        documents: Some(vec![documents::Shown {
            document: "cdoc_1".into(),
            about: r#"{"role":"form","name":{"locale":"sr-Latn","text":"Obrazac"},"version":1}"#.into(),
            files: vec!["{}".into()],
        }]),
    }
}

/// What is said where this is shown in the place of what was recorded.
fn found(change: impl FnOnce(&mut Shown)) -> Vec<String> {
    let recorded = Facts::of(&shown(), at());
    let mut is = shown();
    change(&mut is);
    let (fit, faults) = recorded.against(&is);
    assert_eq!(fit == 9, faults.is_empty(), "{fit} {faults:?}");
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn says_which_fact_is_another() {
    let (other, gone) = ("what is shown is not what was published", "everybody may read it, and it is not shown");
    let new = "it is shown, and nothing says that it was published";
    assert_eq!(found(|_| {}), Vec::<String>::new());
    // One letter is of the other alphabet.
    let title = |shown: &mut Shown| {
        let _ = shown.facts.insert("title".into(), r#"{"locale":"sr-Cyrl","text":"Haцрт"}"#.into());
    };
    assert_eq!(found(title), [format!("the consultation, its title: {other}")]);
    assert_eq!(found(|shown| drop(shown.facts.remove("closes"))), [format!("the consultation, its closes: {gone}")]);
    let contact = |shown: &mut Shown| drop(shown.facts.insert("contact".into(), "{}".into()));
    // All that was recorded is still there.
    let recorded = Facts::of(&shown(), at());
    let mut more = shown();
    contact(&mut more);
    let (fit, faults) = recorded.against(&more);
    assert_eq!((fit, faults), (9, vec![Fault::Unrecorded("the consultation, its contact".into())]));
    let came = |shown: &mut Shown| shown.sessions[0] = shown.sessions[0].replace("34", "43");
    assert_eq!(
        found(came),
        [
            format!("the consultation, its session of 2026-12-03T16:00:00+00:00: {new}"),
            format!("the consultation, its sessions: 1 of 1: {gone}")
        ]
    );
}

#[test]
fn says_which_rule_which_way_and_which_document_is_another() {
    let (other, gone) = ("what is shown is not what was published", "everybody may read it, and it is not shown");
    let new = "it is shown, and nothing says that it was published";
    fn channels(shown: &mut Shown) -> &mut Vec<String> {
        shown.channels.as_mut().expect("ways")
    }
    let post = |shown: &mut Shown| {
        let also = shown.also.as_mut().expect("rules");
        let _ = also.insert("moderation".into(), r#""post""#.into());
    };
    assert_eq!(found(post), [format!("the consultation, its moderation: {other}")]);
    assert_eq!(
        found(|shown| {
            let counter = channels(shown)[0].replace('3', "4");
            channels(shown)[0] = counter;
        }),
        [
            format!("the consultation, its channel counter: {new}"),
            format!("the consultation, its channels: 1 of 2: {gone}")
        ]
    );
    assert_eq!(found(|shown| drop(channels(shown).pop())), [format!("the consultation, its channels: 1 of 2: {gone}")]);
    // Another way is named first.
    let recorded = Facts::of(&shown(), at());
    let mut turned = shown();
    channels(&mut turned).reverse();
    let order = Fault::Published("the consultation, its channels, their order".into());
    assert_eq!(recorded.against(&turned), (9, vec![order]));
    assert_eq!(
        found(|shown| shown.documents.as_mut().expect("documents")[0].files[0] = "{ }".into()),
        [format!("the document “Obrazac”, its file 1: {other}")]
    );
}

/// Servers of before wrote entries and files that have nothing of rules, ways and documents.
#[test]
fn an_entry_of_before_is_held_against_what_it_has() {
    let before = format!(
        r#"{{"facts":{{"title":{}}},"sessions":[],"at":"2026-11-24T10:00:00Z"}}"#,
        serde_json::to_string(&Fingerprint::of("Naslov")).expect("JSON")
    );
    let old: Facts = serde_json::from_str(&before).expect("an entry");
    assert_eq!(serde_json::to_string(&old).expect("JSON"), before, "byte for byte");
    assert!(!old.says_all());
    let file = Shown { facts: named(&[("title", "Naslov")]), ..Shown::default() };
    let now = Shown { facts: file.facts.clone(), sessions: Vec::new(), ..shown() };
    for is in [&file, &now] {
        assert_eq!(old.against(is), (1, Vec::new()), "{is:?}");
    }
    let (fit, faults) = old.against(&Shown { facts: named(&[("title", "Drugi")]), ..now });
    assert_eq!((fit, faults), (0, vec![Fault::Published("the consultation, its title".into())]));
    // Whoever leaves out what an entry has hides it.
    let hidden = Shown { also: None, channels: None, documents: None, ..shown() };
    let said: Vec<_> = Facts::of(&shown(), at()).against(&hidden).1.iter().map(ToString::to_string).collect();
    for (said, what) in said.iter().zip([
        "the file does not say which rules of the consultation everybody reads",
        "the file does not say which other ways to comment everybody reads",
        "the file does not say which documents of the consultation everybody reads",
    ]) {
        assert!(said.starts_with(what), "{said}");
    }
    assert_eq!(said.len(), 3);
    assert_eq!([None, Some(&old)].map(Says::of), [Says::Nothing, Says::Less]);
    assert_eq!(Says::of(Some(&Facts::of(&shown(), at()))), Says::All);
}

#[test]
fn what_is_recorded_is_read_as_it_was_written() {
    let facts = Facts::of(&shown(), at());
    let written = serde_json::to_string(&facts).expect("JSON");
    assert!(!written.contains("Нацрт") && !written.contains("Šalter"), "only the hash of it: {written}");
    assert_eq!(serde_json::from_str::<Facts>(&written).expect("the same"), facts);
    // A database finds those that say less by how an entry begins.
    let entry = Entry::Facts(facts);
    let written = entry.written().expect("JSON");
    assert!(written.starts_with(r#"{"what":"facts","form":2,"facts":{"#), "{written}");
    assert_eq!(serde_json::from_str::<Entry>(&written).expect("the same"), entry);
}

#[test]
fn ways_to_comment_are_said_in_their_order() {
    let (municipality_id, consultation_id) = (MunicipalityId::new(), ConsultationId::new());
    let row = |position, kind, text: &str| consultation_channel::Model {
        id: ChannelId::new(),
        municipality_id,
        consultation_id,
        position,
        kind,
        text: LocalisedText::new(Locale::SrLatn, text).with(Locale::En, "Desk"),
    };
    let rows = [row(2, ChannelKind::LocalCommunity, "U mjesnoj zajednici"), row(1, ChannelKind::Counter, "Šalter 3")];
    let expected = [
        r#"{"kind":"counter","text":{"locale":"sr-Latn","text":"Šalter 3"}}"#,
        r#"{"kind":"local_community","text":{"locale":"sr-Latn","text":"U mjesnoj zajednici"}}"#,
    ];
    assert_eq!(channels(&rows).expect("JSON"), expected);
}
