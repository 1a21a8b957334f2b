//! A directory whose every page and count is worked out by hand.

use super::*;
use crate::page::PageArgs;

fn row(number: u128, name: &str, words: &str) -> Row {
    Row {
        id: OrganisationId(uuid::Uuid::from_u128(number)),
        form: None,
        activity: Activity::Active,
        seat: "foca".into(),
        latin: name.into(),
        cyrillic: name.chars().rev().collect(),
        changed_at: DateTime::from_timestamp(i64::try_from(number).expect("few"), 0).expect("a time"),
        words: words.into(),
        areas: vec!["sport".into()],
        statuses: Vec::new(),
    }
}

fn ids(numbers: &[u128]) -> Vec<OrganisationId> {
    numbers.iter().map(|number| OrganisationId(uuid::Uuid::from_u128(*number))).collect()
}

fn tally() -> Tally {
    let mut tally = Tally::default();
    let rows = vec![
        row(1, "cz", " most udruzenje"),
        row(2, "ay", " mostar klub"),
        row(3, "bx", " most klub"),
        row(4, "dw", " kud"),
    ];
    tally.apply(&[], rows, Vec::new());
    tally
}

fn page_of(tally: &Tally, these: &Lines, order: OrganisationOrder, args: &PageArgs) -> Slice<OrganisationId> {
    let page = args.page(order.name(), 100).expect("a page");
    tally.page(these, order, &page).expect("a page")
}

#[test]
fn every_term_begins_a_word_of_what_is_found() {
    let tally = tally();
    let with = |terms: &[Vec<Reading>]| {
        let found = tally.with_words(terms);
        found.iter().map(|number| tally.keys[number as usize].id.0.as_u128()).collect::<Vec<_>>()
    };
    let beginning = |letters: &&str| Reading::Beginning((*letters).to_owned());
    let found = |terms: &[&[&str]]| {
        let terms: Vec<Vec<Reading>> = terms.iter().map(|readings| readings.iter().map(beginning).collect()).collect();
        with(&terms)
    };
    assert_eq!(found(&[&["most"]]), [1, 2, 3]);
    assert_eq!(found(&[&["mosta"]]), [2]);
    assert_eq!(found(&[&["m"]]), found(&[&["mos"]]));
    assert_eq!(found(&[&["k"]]), [2, 3, 4]);
    assert_eq!(found(&[&["u", "ku"]]), [1, 4]);
    assert_eq!(found(&[&["most"], &["klub"]]), [2, 3]);
    assert_eq!(found(&[&["kud", "udruz"]]), [1, 4]);
    assert!(found(&[&["most"], &["nicega"]]).is_empty());
    let word = |letters: &str| Reading::Word(letters.to_owned());
    assert_eq!(with(&[vec![word("most")]]), [1, 3], "that word alone");
    assert_eq!(with(&[vec![word("most"), beginning(&"ku")], vec![word("klub")]]), [3]);
    assert!(with(&[vec![word("mos")]]).is_empty());
    assert!(tally.has("most") && tally.has("mostar") && !tally.has("mostarac"));
}

#[test]
fn a_word_that_nobody_has_any_more_is_none() {
    let mut tally = tally();
    tally.apply(&ids(&[2]), Vec::new(), Vec::new());
    assert!(!tally.has("mostar") && !tally.has("mosta") && tally.has("most"));
    tally.apply(&ids(&[4]), vec![row(4, "dw", " hor")], Vec::new());
    assert!(!tally.has("ku") && tally.has("ho"));
}

#[test]
fn each_order_is_walked_by_pages_both_ways() {
    let tally = tally();
    let latin = OrganisationOrder::Name(Alphabet::Latin);
    for (order, all) in [
        (latin, [2, 3, 1, 4]),
        (OrganisationOrder::Name(Alphabet::Cyrillic), [4, 3, 2, 1]),
        (OrganisationOrder::LastChanged, [4, 3, 2, 1]),
    ] {
        let two = page_of(&tally, &tally.all, order, &PageArgs { first: Some(2), ..PageArgs::default() });
        assert_eq!((two.rows, two.has_previous, two.has_next), (ids(&all[..2]), false, true), "{order:?}");
    }
    let cursor = |key: &str, number: u128| {
        let cursor = Cursor { order: latin.name().into(), key: key.into(), id: uuid::Uuid::from_u128(number) };
        Some(async_graphql::connection::CursorType::encode_cursor(&cursor))
    };
    let after = PageArgs { first: Some(2), after: cursor("bx", 3), ..PageArgs::default() };
    assert_eq!(page_of(&tally, &tally.all, latin, &after).rows, ids(&[1, 4]));
    // What it points at is gone.
    let after = PageArgs { first: Some(1), after: cursor("bb", 9), ..PageArgs::default() };
    assert_eq!(page_of(&tally, &tally.all, latin, &after).rows, ids(&[3]));
    let before = PageArgs { last: Some(2), before: cursor("dw", 4), ..PageArgs::default() };
    let before = page_of(&tally, &tally.all, latin, &before);
    assert_eq!((before.rows, before.has_previous, before.has_next), (ids(&[3, 1]), true, true));
}

#[test]
fn a_page_is_the_same_whether_it_is_walked_to_or_sorted() {
    let mut tally = Tally::default();
    let name = |number: u128| format!("{:04}", number * 7_919 % 1_000);
    tally.apply(&[], (1..=1_000).map(|number| row(number, &name(number), " most")).collect(), Vec::new());
    let latin = OrganisationOrder::Name(Alphabet::Latin);
    for every in [1, 2, 9, 40, 300] {
        let these: Lines = (0..1_000).step_by(every).collect();
        let mut names: Vec<_> = these.iter().map(|number| tally.keys[number as usize].latin.clone()).collect();
        names.sort();
        let named = |slice: Slice<OrganisationId>| {
            let name = |id: &OrganisationId| tally.keys[tally.numbers[id] as usize].latin.clone();
            slice.rows.iter().map(name).collect::<Vec<_>>()
        };
        let (mut forwards, mut after) = (Vec::new(), None);
        loop {
            let args = PageArgs { first: Some(13), after: after.take(), ..PageArgs::default() };
            let slice = page_of(&tally, &these, latin, &args);
            let (more, last) = (slice.has_next, *slice.rows.last().expect("a row"));
            forwards.extend(named(slice));
            if !more {
                break;
            }
            let key = tally.keys[tally.numbers[&last] as usize].latin.to_string();
            let cursor = Cursor { order: latin.name().into(), key, id: last.0 };
            after = Some(async_graphql::connection::CursorType::encode_cursor(&cursor));
        }
        assert_eq!(forwards, names, "every {every}");
        let last = PageArgs { last: Some(5), ..PageArgs::default() };
        let ends = names.len().saturating_sub(5);
        assert_eq!(named(page_of(&tally, &these, latin, &last)), names[ends..], "every {every}");
    }
}

/// All that a tally says, by ids.
fn said(tally: &Tally) -> BTreeMap<String, Vec<u128>> {
    let id = |number: u32| tally.keys[number as usize].id.0.as_u128();
    let of = |kind: &str, what: &dyn std::fmt::Debug, lines: &Lines| {
        let mut ids: Vec<_> = lines.iter().map(id).collect();
        ids.sort_unstable();
        (format!("{kind} {what:?}"), ids)
    };
    let mut said = BTreeMap::from([of("all", &(), &tally.all)]);
    said.extend(tally.words.iter().map(|(word, lines)| of("word", word, lines)));
    said.extend(tally.beginnings.iter().map(|(beginning, lines)| of("beginning", beginning, lines)));
    said.extend(tally.areas.iter().map(|(area, lines)| of("area", area, lines)));
    said.extend(tally.seats.iter().map(|(seat, lines)| of("seat", seat, lines)));
    said.extend(tally.forms.iter().map(|(form, lines)| of("form", form, lines)));
    said.extend(tally.activities.iter().map(|(activity, lines)| of("activity", activity, lines)));
    said.extend(tally.statuses.iter().map(|(period, lines)| of("status", period, lines)));
    for (at, letters) in tally.letters.iter().enumerate() {
        said.extend(letters.iter().map(|(letter, lines)| of("letter", &(at, letter), lines)));
    }
    said.extend(tally.labels.keys().map(|seat| of("label", seat, &Lines::new())));
    for (order, ranking) in ORDERS.iter().zip(&tally.rankings) {
        for (place, number) in ranking.lines().iter().enumerate() {
            assert_eq!(ranking.place(*number), place, "{order:?}");
        }
        said.insert(format!("{order:?}"), ranking.lines().iter().map(|number| id(*number)).collect());
    }
    said
}

#[test]
fn whatever_comes_changes_and_goes_a_tally_says_what_one_read_anew_says() {
    let mut chance = 7_u64;
    let mut any = |most: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % most
    };
    let words = ["most", "mostar", "klub", "kud", "kula", "udruzene", "reka", "rekar", "u", "zmaj"];
    let mut there: BTreeMap<u128, Row> = BTreeMap::new();
    let mut kept = Tally::default();
    for step in 0..200 {
        // Of twelve some are written, of which some stay out of the directory or leave it.
        let changed: std::collections::BTreeSet<u128> = (0..=any(4)).map(|_| u128::from(any(12))).collect();
        for id in &changed {
            let some: Vec<_> = (0..=any(4)).map(|_| words[any(10) as usize]).collect();
            let mut row = row(*id, &some.join(" "), &some.join(" "));
            row.seat = ["", "foca", "bileca"][any(3) as usize].into();
            row.areas = ["sport", "culture"].into_iter().take(any(3) as usize).map(Into::into).collect();
            row.form = (any(2) == 0).then_some(OrganisationForm::SportsClub);
            row.changed_at = DateTime::from_timestamp(step, 0).expect("a time");
            row.statuses = (0..any(2)).map(|_| (InterestKind::Local, None, None)).collect();
            if any(4) == 0 {
                there.remove(id)
            } else {
                there.insert(*id, row)
            };
        }
        let labels = |rows: &[Row]| {
            let named = rows.iter().filter(|row| !row.seat.is_empty());
            let label = |row: &Row| LocalisedText::new(entities::Locale::SrLatn, &*row.seat);
            named.map(|row| (row.seat.clone(), label(row))).collect::<Vec<_>>()
        };
        let rows: Vec<_> = changed.iter().filter_map(|id| there.get(id).cloned()).collect();
        let names = labels(&rows);
        kept.apply(&ids(&changed.into_iter().collect::<Vec<_>>()), rows, names);
        let mut anew = Tally::default();
        let rows: Vec<_> = there.values().cloned().collect();
        let names = labels(&rows);
        anew.apply(&[], rows, names);
        assert_eq!(said(&kept), said(&anew), "after {step}");
    }
}

#[test]
fn what_changed_is_as_if_all_had_been_read_anew() {
    let mut tally = tally();
    let changed = row(3, "zz", " rijeka");
    tally.apply(&ids(&[2, 3, 5]), vec![changed.clone(), row(5, "aa", " most")], Vec::new());
    let mut anew = Tally::default();
    anew.apply(
        &[],
        vec![row(1, "cz", " most udruzenje"), changed, row(4, "dw", " kud"), row(5, "aa", " most")],
        Vec::new(),
    );
    let all = PageArgs { first: Some(10), ..PageArgs::default() };
    for order in ORDERS {
        let (one, other) = (page_of(&tally, &tally.all, order, &all).rows, page_of(&anew, &anew.all, order, &all).rows);
        assert_eq!(one, other, "{order:?}");
    }
    assert_eq!(tally.words.keys().collect::<Vec<_>>(), anew.words.keys().collect::<Vec<_>>());
    let beginnings = |tally: &Tally| {
        let lengths = tally.beginnings.iter().map(|(beginning, lines)| (beginning.clone(), lines.len()));
        lengths.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(beginnings(&tally), beginnings(&anew));
    assert_eq!(tally.areas["sport"].len(), 4);
    assert_eq!(tally.these(&ids(&[2, 3])).len(), 1);
    // Back again, it is there once.
    tally.apply(&ids(&[2]), vec![row(2, "ay", " mostar")], Vec::new());
    assert_eq!((tally.all.len(), tally.len()), (5, 5));
    assert_eq!(page_of(&tally, &tally.all, ORDERS[0], &all).rows, ids(&[5, 2, 1, 4, 3]));
}
