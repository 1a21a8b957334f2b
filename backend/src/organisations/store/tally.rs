//! A directory as it is kept in memory: which organisations have what, which words, and where each stands in every order.
//! A reader who types asks with every letter for a page and seven kinds of counts. Asked of the database, each is to read
//! whatever was found, which for a word that half of them have is half of the directory; here it is the size of what two
//! sets have in common.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::{Bound, Range};

use chrono::{DateTime, NaiveDate, Utc};
use entities::{Activity, InterestKind, LocalisedText, OrganisationForm, OrganisationId};
use roaring::{MultiOps as _, RoaringBitmap};

use super::OrganisationOrder;
use super::ranking::Ranking;
use crate::error::Error;
use crate::locale::alphabet::{self, Alphabet};
use crate::organisations::rules::words::Reading;
use crate::page::{Ahead, Cursor, Page, Slice};

/// Numbers of organisations in a tally.
pub(super) type Lines = RoaringBitmap;

/// A status, and its first and last days.
pub(super) type Period = (InterestKind, Option<NaiveDate>, Option<NaiveDate>);

/// An organisation that everybody can read, as it is counted.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: OrganisationId,
    pub(super) form: Option<OrganisationForm>,
    pub(super) activity: Activity,
    /// Folded; empty where no seat is known.
    pub(super) seat: String,
    pub(super) latin: String,
    pub(super) cyrillic: String,
    pub(super) changed_at: DateTime<Utc>,
    /// Its folded words.
    pub(super) words: String,
    pub(super) areas: Vec<String>,
    pub(super) statuses: Vec<Period>,
}

/// So many letters of each word are counted by themselves.
const SHORT: usize = 3;

/// What an organisation is sorted by, and under which words it stands.
#[derive(Clone, Debug)]
struct Keys {
    id: OrganisationId,
    latin: Box<str>,
    cyrillic: Box<str>,
    changed_at: DateTime<Utc>,
    /// So that it is taken out from under these and not sought under all there are; none of one that is gone.
    words: Box<str>,
}

/// What is behind a key in an order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Name(&'a str, OrganisationId),
    Changed(DateTime<Utc>, OrganisationId),
}

impl Keys {
    fn in_order(&self, order: OrganisationOrder) -> Key<'_> {
        match order {
            OrganisationOrder::Name(Alphabet::Latin) => Key::Name(&self.latin, self.id),
            OrganisationOrder::Name(Alphabet::Cyrillic) => Key::Name(&self.cyrillic, self.id),
            OrganisationOrder::LastChanged => Key::Changed(self.changed_at, self.id),
        }
    }
}

const ORDERS: [OrganisationOrder; 3] = [
    OrganisationOrder::Name(Alphabet::Latin),
    OrganisationOrder::Name(Alphabet::Cyrillic),
    OrganisationOrder::LastChanged,
];

/// A directory.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// By number. One that is gone keeps its number, for when it comes back.
    keys: Vec<Keys>,
    numbers: HashMap<OrganisationId, u32>,
    rankings: [Ranking; 3],
    words: BTreeMap<Box<str>, Lines>,
    /// By what a word begins with, up to [`SHORT`] letters: so a reader's first letters do not gather thousands of words.
    beginnings: HashMap<Box<str>, Lines>,
    /// All that are in the directory.
    pub(super) all: Lines,
    pub(super) areas: BTreeMap<String, Lines>,
    /// By folded seat.
    pub(super) seats: BTreeMap<String, Lines>,
    /// How one organisation writes each seat.
    pub(super) labels: HashMap<String, LocalisedText>,
    pub(super) forms: HashMap<Option<OrganisationForm>, Lines>,
    pub(super) activities: HashMap<Activity, Lines>,
    pub(super) statuses: HashMap<Period, Lines>,
    /// What keys begin with in the Latin and in the Cyrillic order.
    pub(super) letters: [HashMap<Option<char>, Lines>; 2],
}

/// Where the letters of an alphabet stand in a tally.
pub(super) const fn order(alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Latin => 0,
        Alphabet::Cyrillic => 1,
    }
}

impl Tally {
    /// How many it has, or had.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Takes in how these are now; of what `changed` and is not among them, nothing is left.
    pub(super) fn apply(&mut self, changed: &[OrganisationId], rows: Vec<Row>, labels: Vec<(String, LocalisedText)>) {
        let gone = self.these(changed);
        if !gone.is_empty() {
            self.forget(&gone);
        }
        for (seat, label) in labels {
            self.labels.insert(seat, label);
        }
        let come: Vec<u32> = rows.into_iter().map(|row| self.put(row)).collect();
        let (keys, rankings) = (&self.keys, &mut self.rankings);
        for (order, ranking) in ORDERS.into_iter().zip(rankings) {
            ranking.renew(&gone, &come, keys.len(), |number| keys[number as usize].in_order(order));
        }
    }

    fn put(&mut self, row: Row) -> u32 {
        let keys = Keys {
            id: row.id,
            latin: row.latin.into_boxed_str(),
            cyrillic: row.cyrillic.into_boxed_str(),
            changed_at: row.changed_at,
            words: row.words.into_boxed_str(),
        };
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(row.id).or_insert(next);
        for (letters, key) in self.letters.iter_mut().zip([&keys.latin, &keys.cyrillic]) {
            letters.entry(alphabet::first(key)).or_default().insert(number);
        }
        self.all.insert(number);
        self.forms.entry(row.form).or_default().insert(number);
        self.activities.entry(row.activity).or_default().insert(number);
        if !row.seat.is_empty() {
            self.seats.entry(row.seat).or_default().insert(number);
        }
        for area in row.areas {
            self.areas.entry(area).or_default().insert(number);
        }
        for period in row.statuses {
            self.statuses.entry(period).or_default().insert(number);
        }
        for word in keys.words.split_whitespace() {
            match self.words.get_mut(word) {
                Some(lines) => drop(lines.insert(number)),
                None => drop(self.words.insert(word.into(), Lines::from_iter([number]))),
            }
            for beginning in beginnings(word) {
                match self.beginnings.get_mut(beginning) {
                    Some(lines) => drop(lines.insert(number)),
                    None => drop(self.beginnings.insert(beginning.into(), Lines::from_iter([number]))),
                }
            }
        }
        if number == next {
            self.keys.push(keys);
        } else {
            self.keys[number as usize] = keys;
        }
        number
    }

    /// Takes these out from wherever they stand. Of words there are as many as organisations, so only their own are looked at; of
    /// all else there are few.
    fn forget(&mut self, gone: &Lines) {
        fn without(lines: &mut Lines, gone: &Lines) -> bool {
            *lines -= gone;
            !lines.is_empty()
        }
        for number in gone {
            let words = std::mem::take(&mut self.keys[number as usize].words);
            for word in words.split_whitespace() {
                if self.words.get_mut(word).is_some_and(|lines| lines.remove(number) && lines.is_empty()) {
                    self.words.remove(word);
                }
                for beginning in beginnings(word) {
                    let lines = self.beginnings.get_mut(beginning);
                    if lines.is_some_and(|lines| lines.remove(number) && lines.is_empty()) {
                        self.beginnings.remove(beginning);
                    }
                }
            }
        }
        self.all -= gone;
        self.areas.retain(|_, lines| without(lines, gone));
        self.seats.retain(|_, lines| without(lines, gone));
        self.forms.retain(|_, lines| without(lines, gone));
        self.activities.retain(|_, lines| without(lines, gone));
        self.statuses.retain(|_, lines| without(lines, gone));
        for letters in &mut self.letters {
            letters.retain(|_, lines| without(lines, gone));
        }
        let Self { labels, seats, .. } = self;
        labels.retain(|seat, _| seats.contains_key(seat));
    }

    /// Those with these ids.
    pub(super) fn these(&self, ids: &[OrganisationId]) -> Lines {
        ids.iter().filter_map(|id| self.numbers.get(id)).filter(|number| self.all.contains(**number)).collect()
    }

    /// Those that have, for each of the terms, a word that one of its readings seeks: as the index of words says.
    pub(super) fn with_words(&self, terms: &[Vec<Reading>]) -> Lines {
        let with_one = |readings: &Vec<Reading>| readings.iter().flat_map(|reading| self.sought(reading)).union();
        terms.iter().map(with_one).intersection()
    }

    /// Those that have a word which is sought, word by word.
    fn sought(&self, reading: &Reading) -> Vec<&Lines> {
        match reading {
            Reading::Beginning(with) => self.begin(with),
            Reading::Word(word) => self.words.get(word.as_str()).into_iter().collect(),
        }
    }

    /// Whether any has a word that begins so.
    pub(super) fn has(&self, beginning: &str) -> bool {
        !self.begin(beginning).is_empty()
    }

    /// Those that have a word which begins so, word by word.
    fn begin(&self, with: &str) -> Vec<&Lines> {
        if with.chars().count() <= SHORT {
            return self.beginnings.get(with).into_iter().collect();
        }
        let words = self.words.range::<str, _>((Bound::Included(with), Bound::Unbounded));
        words.take_while(|(word, _)| word.starts_with(with)).map(|(_, lines)| lines).collect()
    }

    /// A page of these, in this order.
    pub(super) fn page(
        &self,
        these: &Lines,
        order: OrganisationOrder,
        page: &Page,
    ) -> Result<Slice<OrganisationId>, Error> {
        let Some(ranking) = ORDERS.iter().position(|known| *known == order).map(|at| &self.rankings[at]) else {
            return Ok(page.slice(Vec::new()));
        };
        let lines = ranking.lines();
        let ahead = page.ahead(lines.len(), order.sort().descending, |at| self.place(lines, order, at))?;
        let first = if is_sooner_sorted(these, lines, &ahead) {
            let places = these.iter().map(|number| ranking.place(number));
            let mut places: Vec<_> = places.filter(|place| ahead.places.contains(place)).collect();
            places.sort_unstable();
            ahead.first(places.into_iter())
        } else {
            ahead.first(ahead.places.clone().filter(|place| these.contains(lines[*place])))
        };
        Ok(page.slice(first.into_iter().map(|place| self.keys[lines[place] as usize].id).collect()))
    }

    fn place(&self, lines: &[u32], order: OrganisationOrder, cursor: &Cursor) -> Option<Range<usize>> {
        let id = OrganisationId(cursor.id);
        let key = match order {
            OrganisationOrder::Name(_) => Key::Name(&cursor.key, id),
            OrganisationOrder::LastChanged => Key::Changed(cursor.key.parse().ok()?, id),
        };
        let key_of = |number: &u32| self.keys[*number as usize].in_order(order);
        let before = lines.partition_point(|number| key_of(number) < key);
        let there = lines.get(before).is_some_and(|number| key_of(number) == key);
        Some(before..before + usize::from(there))
    }
}

/// Whether it is sooner done to put these in order than to walk the order until a page of them has been met, if they are spread
/// over it evenly. So neither ever takes as long as there are organisations: of 200,000 a few thousand steps.
fn is_sooner_sorted(these: &Lines, lines: &[u32], ahead: &Ahead) -> bool {
    let (these, all) = (these.len() as u128, lines.len() as u128);
    these * these <= all * ahead.most() as u128
}

/// What a word begins with, of one letter to [`SHORT`].
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().take(SHORT).map(|(at, letter)| &word[..at + letter.len_utf8()])
}

/// All that have one of these.
pub(super) fn any_of<K, Q>(sets: &HashMap<K, Lines>, wanted: impl IntoIterator<Item = Q>) -> Lines
where
    K: Eq + Hash,
    Q: Borrow<K>,
{
    wanted.into_iter().filter_map(|one| sets.get(one.borrow())).union()
}

#[cfg(test)]
mod tests {
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
            let terms: Vec<Vec<Reading>> =
                terms.iter().map(|readings| readings.iter().map(beginning).collect()).collect();
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
            let (one, other) =
                (page_of(&tally, &tally.all, order, &all).rows, page_of(&anew, &anew.all, order, &all).rows);
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
}
