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
mod tests;
