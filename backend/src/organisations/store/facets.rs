//! What surrounds a list: how many there are, in which areas, forms, places, and under which letters.

use std::cmp::Reverse;

use chrono::NaiveDate;
use entities::{Activity, InterestKind, LocalisedText, OrganisationForm};
use sea_orm::ActiveEnum as _;

use super::tally::{Line, Tallies, Tally};
use super::{Criteria, Found, search, today};
use crate::error::Error;
use crate::locale::alphabet::Alphabet;
use crate::organisations::rules::holds;
use crate::scope::Scope;

/// How many places are told of: those with most organisations.
const SEATS: usize = 50;

/// How many of a list have what.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// In each area.
    pub areas: Vec<AreaFacet>,
    /// Of each legal form; none where nobody has said.
    pub forms: Vec<(Option<OrganisationForm>, i64)>,
    /// In each place.
    pub seats: Vec<SeatFacet>,
    /// With each status today.
    pub statuses: Vec<(InterestKind, i64)>,
    /// In each state of activity.
    pub activities: Vec<(Activity, i64)>,
}

/// How many are in an area.
#[derive(Clone, Debug)]
pub struct AreaFacet {
    /// Which.
    pub area_code: String,
    /// How many.
    pub count: i64,
}

/// How many have their seat in a place.
#[derive(Clone, Debug)]
pub struct SeatFacet {
    /// The folded place.
    pub key: String,
    /// The place as one of them writes it.
    pub label: LocalisedText,
    /// How many.
    pub count: i64,
}

/// How many stand under what keys begin with.
#[derive(Clone, Copy, Debug)]
pub struct LetterCount {
    /// What they begin with; none where a name has no letter.
    pub first: Option<char>,
    /// How many.
    pub count: i64,
}

/// What surrounds a list.
#[derive(Clone, Debug, Default)]
pub struct Surrounding {
    /// How many organisations the list has.
    pub total: i64,
    /// How many of them have what. Of each kind it is counted as if nothing of that kind were asked for: else a reader who
    /// has chosen one could not see what another would bring him.
    pub facets: Facets,
    /// How many stand under each letter of the asked alphabet, whatever letter was asked for.
    pub letters: Vec<LetterCount>,
}

/// Counts what surrounds the list that was found so.
///
/// # Errors
/// The database does not answer.
pub(crate) async fn surrounding(
    tallies: &Tallies,
    scope: &Scope,
    criteria: &Criteria,
    found: &Found,
    alphabet: Alphabet,
) -> Result<Surrounding, Error> {
    let tally = tallies.of(scope, criteria.municipality).await?;
    let rows = search::rows(scope, criteria.municipality, found).await?;
    let wanted = Wanted::new(criteria, &tally, today(scope));
    let mut counts = Counts::new(&tally, alphabet);
    match rows {
        Some(rows) => tally.of(&rows).for_each(|line| counts.add(line, &wanted)),
        None => tally.lines.iter().for_each(|line| counts.add(line, &wanted)),
    }
    Ok(counts.told(&tally))
}

/// What is asked of a line: every kind a bit, so that it is seen which one alone stands in the way.
struct Wanted<'a> {
    criteria: &'a Criteria,
    areas: Option<Vec<usize>>,
    seats: Option<Vec<usize>>,
    today: NaiveDate,
}

const AREAS: u8 = 1;
const FORMS: u8 = 2;
const SEAT: u8 = 4;
const STATUSES: u8 = 8;
const ACTIVITIES: u8 = 16;
const LETTER: u8 = 32;

impl<'a> Wanted<'a> {
    fn new(criteria: &'a Criteria, tally: &Tally, today: NaiveDate) -> Self {
        let place = |codes: &Vec<String>| {
            codes.iter().filter_map(|code| tally.areas.iter().position(|known| known == code)).collect()
        };
        let seat = |keys: &Vec<String>| {
            keys.iter().filter_map(|key| tally.seats.iter().position(|(known, _)| known == key)).collect()
        };
        Self { criteria, areas: criteria.areas.as_ref().map(place), seats: criteria.seats.as_ref().map(seat), today }
    }

    /// The kinds in which a line is not what was asked for.
    fn lacking(&self, line: &Line) -> u8 {
        let Criteria { forms, statuses, activities, letter, .. } = self.criteria;
        let bit = |kind: u8, is_it: bool| if is_it { 0 } else { kind };
        bit(AREAS, self.areas.as_ref().is_none_or(|these| line.areas.iter().any(|area| these.contains(area))))
            | bit(FORMS, forms.as_ref().is_none_or(|these| line.form.is_some_and(|form| these.contains(&form))))
            | bit(SEAT, self.seats.as_ref().is_none_or(|these| line.seat.is_some_and(|seat| these.contains(&seat))))
            | bit(STATUSES, statuses.as_ref().is_none_or(|these| self.held(line).any(|kind| these.contains(&kind))))
            | bit(ACTIVITIES, activities.as_ref().is_none_or(|these| these.contains(&line.activity)))
            | bit(LETTER, letter.is_none_or(|(alphabet, first)| line.letters[order(alphabet)] == Some(first)))
    }

    fn held(&self, line: &Line) -> impl Iterator<Item = InterestKind> {
        let today = self.today;
        let kinds = [InterestKind::Local, InterestKind::Public];
        kinds
            .into_iter()
            .filter(move |kind| line.statuses.iter().any(|(of, from, until)| of == kind && holds(*from, *until, today)))
    }
}

/// Where the letters of this order stand in a line.
const fn order(alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Latin => 0,
        Alphabet::Cyrillic => 1,
    }
}

/// How many were met of each.
struct Counts {
    total: i64,
    areas: Vec<i64>,
    seats: Vec<i64>,
    forms: Vec<(Option<OrganisationForm>, i64)>,
    statuses: Vec<(InterestKind, i64)>,
    activities: Vec<(Activity, i64)>,
    letters: Vec<(Option<char>, i64)>,
    alphabet: Alphabet,
}

fn one_more<T: PartialEq>(counts: &mut Vec<(T, i64)>, of: T) {
    match counts.iter_mut().find(|(known, _)| *known == of) {
        Some((_, count)) => *count += 1,
        None => counts.push((of, 1)),
    }
}

impl Counts {
    fn new(tally: &Tally, alphabet: Alphabet) -> Self {
        Self {
            total: 0,
            areas: vec![0; tally.areas.len()],
            seats: vec![0; tally.seats.len()],
            forms: Vec::new(),
            statuses: Vec::new(),
            activities: Vec::new(),
            letters: Vec::new(),
            alphabet,
        }
    }

    fn add(&mut self, line: &Line, wanted: &Wanted<'_>) {
        let lacking = wanted.lacking(line);
        let but_for = |kind: u8| lacking & !kind == 0;
        self.total += i64::from(lacking == 0);
        if but_for(AREAS) {
            line.areas.iter().for_each(|&area| self.areas[area] += 1);
        }
        if but_for(SEAT) {
            line.seat.into_iter().for_each(|seat| self.seats[seat] += 1);
        }
        if but_for(FORMS) {
            one_more(&mut self.forms, line.form);
        }
        if but_for(STATUSES) {
            wanted.held(line).for_each(|kind| one_more(&mut self.statuses, kind));
        }
        if but_for(ACTIVITIES) {
            one_more(&mut self.activities, line.activity);
        }
        if but_for(LETTER) {
            one_more(&mut self.letters, line.letters[order(self.alphabet)]);
        }
    }

    /// The most frequent first; of those that are as frequent, in the order of their codes.
    fn told(mut self, tally: &Tally) -> Surrounding {
        let code = |form: &Option<OrganisationForm>| (form.is_none(), form.map(|form| form.to_value()));
        self.forms.sort_by_key(|(form, count)| (Reverse(*count), code(form)));
        self.activities.sort_by_key(|(activity, count)| (Reverse(*count), activity.to_value()));
        self.statuses.sort_by_key(|(kind, _)| kind.to_value());
        let areas = tally.areas.iter().zip(self.areas).filter(|(_, count)| *count > 0);
        let seats = tally.seats.iter().zip(self.seats).filter(|(_, count)| *count > 0);
        let mut seats: Vec<_> =
            seats.map(|((key, label), count)| SeatFacet { key: key.clone(), label: label.clone(), count }).collect();
        seats.sort_by(|one, other| (Reverse(one.count), &one.key).cmp(&(Reverse(other.count), &other.key)));
        seats.truncate(SEATS);
        Surrounding {
            total: self.total,
            facets: Facets {
                areas: areas.map(|(code, count)| AreaFacet { area_code: code.clone(), count }).collect(),
                forms: self.forms,
                seats,
                statuses: self.statuses,
                activities: self.activities,
            },
            letters: self.letters.into_iter().map(|(first, count)| LetterCount { first, count }).collect(),
        }
    }
}
