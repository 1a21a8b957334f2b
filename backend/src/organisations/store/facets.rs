//! What surrounds a list: how many there are, in which areas, forms, places, and under which letters.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::{Activity, InterestKind, LocalisedText, OrganisationForm};
use roaring::MultiOps as _;
use sea_orm::ActiveEnum as _;

use super::tally::{Lines, Tally, any_of, order};
use super::{Criteria, Found};
use crate::error::Error;
use crate::locale::alphabet::Alphabet;
use crate::organisations::rules::holds;
use crate::scope::Scope;

/// How many places are told of: those with most organisations.
const SEATS_TOLD: usize = 50;

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
    /// What they begin with, for all digits the same; none where a name has neither letter nor digit.
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
    scope: &Scope,
    criteria: &Criteria,
    found: &Found,
    alphabet: Alphabet,
) -> Result<Surrounding, Error> {
    let tally = found.tally(scope, criteria.municipality).await?;
    let narrowed = Narrowed::new(criteria, &tally, found.by_words());
    Ok(counted(&tally, &narrowed, criteria.today, alphabet))
}

/// What a list is narrowed by: of each kind those that are what was asked for; none where nothing was.
pub(super) struct Narrowed {
    by: [Option<Lines>; 7],
}

// What was sought by words comes first.
const AREAS: usize = 1;
const FORMS: usize = 2;
const SEATS: usize = 3;
const STATUSES: usize = 4;
const ACTIVITIES: usize = 5;
const LETTER: usize = 6;

impl Narrowed {
    pub(super) fn new(criteria: &Criteria, tally: &Tally, by_words: Option<&Lines>) -> Self {
        let Criteria { areas, seats, forms, statuses, activities, letter, .. } = criteria;
        let named = |sets: &BTreeMap<String, Lines>, wanted: &Vec<String>| {
            wanted.iter().filter_map(|one| sets.get(one)).union()
        };
        let by_letter = |&(alphabet, first): &(Alphabet, char)| any_of(&tally.letters[order(alphabet)], [Some(first)]);
        let by = [
            by_words.cloned(),
            areas.as_ref().map(|wanted| named(&tally.areas, wanted)),
            forms.as_ref().map(|wanted| any_of(&tally.forms, wanted.iter().copied().map(Some))),
            seats.as_ref().map(|wanted| named(&tally.seats, wanted)),
            statuses.as_ref().map(|wanted| wanted.iter().map(|kind| holding(tally, *kind, criteria.today)).union()),
            activities.as_ref().map(|wanted| any_of(&tally.activities, wanted)),
            letter.as_ref().map(by_letter),
        ];
        Self { by }
    }

    /// Those that are everything that was asked for; of this kind whatever they are.
    fn but_for<'a>(&'a self, kind: Option<usize>, tally: &'a Tally) -> Cow<'a, Lines> {
        let others = self.by.iter().enumerate().filter(|(at, _)| Some(*at) != kind).filter_map(|(_, by)| by.as_ref());
        let others: Vec<_> = others.collect();
        match *others {
            [] => Cow::Borrowed(&tally.all),
            [one] => Cow::Borrowed(one),
            _ => Cow::Owned(others.into_iter().intersection()),
        }
    }

    /// Those that are everything that was asked for.
    pub(super) fn all<'a>(&'a self, tally: &'a Tally) -> Cow<'a, Lines> {
        self.but_for(None, tally)
    }

    /// For each kind those that are everything else that was asked for.
    fn among<'a>(&'a self, tally: &'a Tally, all: &'a Lines) -> [Cow<'a, Lines>; 6] {
        [AREAS, FORMS, SEATS, STATUSES, ACTIVITIES, LETTER].map(|kind| match &self.by[kind] {
            Some(_) => self.but_for(Some(kind), tally),
            None => Cow::Borrowed(all),
        })
    }
}

/// Those that have a status of this kind today.
fn holding(tally: &Tally, kind: InterestKind, today: NaiveDate) -> Lines {
    let holding = tally.statuses.iter().filter(|((of, from, until), _)| *of == kind && holds(*from, *until, today));
    holding.map(|(_, lines)| lines).union()
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The most frequent first; of those that are as frequent, in the order of their codes.
fn counted(tally: &Tally, narrowed: &Narrowed, today: NaiveDate, alphabet: Alphabet) -> Surrounding {
    let all = narrowed.all(tally);
    let [areas, forms, seats, statuses, activities, letters] = narrowed.among(tally, &all);
    let of = |among: &Lines, lines: &Lines| number(among.intersection_len(lines));
    let area = |(code, lines): (&String, &Lines)| AreaFacet { area_code: code.clone(), count: of(&areas, lines) };
    let mut of_forms: Vec<_> = tally.forms.iter().map(|(form, lines)| (*form, of(&forms, lines))).collect();
    of_forms.retain(|(_, count)| *count > 0);
    let code = |form: &Option<OrganisationForm>| (form.is_none(), form.map(|form| form.to_value()));
    of_forms.sort_by_key(|(form, count)| (Reverse(*count), code(form)));
    let mut in_seats: Vec<_> = tally.seats.iter().map(|(key, lines)| (key, of(&seats, lines))).collect();
    in_seats.retain(|(_, count)| *count > 0);
    in_seats.sort_by_key(|(key, count)| (Reverse(*count), *key));
    let seat = |(key, count): (&String, i64)| {
        Some(SeatFacet { key: key.clone(), label: tally.labels.get(key)?.clone(), count })
    };
    let mut with_statuses: Vec<_> = [InterestKind::Local, InterestKind::Public]
        .into_iter()
        .map(|kind| (kind, of(&statuses, &holding(tally, kind, today))))
        .filter(|(_, count)| *count > 0)
        .collect();
    with_statuses.sort_by_key(|(kind, _)| kind.to_value());
    let mut of_activities: Vec<_> =
        tally.activities.iter().map(|(one, lines)| (*one, of(&activities, lines))).collect();
    of_activities.retain(|(_, count)| *count > 0);
    of_activities.sort_by_key(|(activity, count)| (Reverse(*count), activity.to_value()));
    let under = tally.letters[order(alphabet)].iter().map(|(first, lines)| (first, of(&letters, lines)));
    Surrounding {
        total: number(all.len()),
        facets: Facets {
            areas: tally.areas.iter().map(area).filter(|area| area.count > 0).collect(),
            forms: of_forms,
            seats: in_seats.into_iter().filter_map(seat).take(SEATS_TOLD).collect(),
            statuses: with_statuses,
            activities: of_activities,
        },
        letters: under
            .filter(|(_, count)| *count > 0)
            .map(|(first, count)| LetterCount { first: *first, count })
            .collect(),
    }
}
