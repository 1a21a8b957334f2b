//! Records of one directory that may be one organisation.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use entities::OrganisationId;

use super::same::{MANY, telling};
use crate::locale::fold::fold;

/// What a record is compared by.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// Which record.
    pub id: OrganisationId,
    /// Its name as it is written.
    pub name: String,
    /// Its tax number.
    pub jib: Option<String>,
    /// The telephone that it publishes.
    pub phone: Option<String>,
    /// The e-mail address that it publishes.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<String>,
}

/// What two records have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// The name, however it is spelt.
    SameName,
    /// Most of the words that tell one name from another.
    LikeName,
    /// The e-mail address.
    SameEmail,
    /// The site.
    SameWebsite,
    /// The telephone.
    SamePhone,
}

/// Two records that may be one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The one.
    pub first: OrganisationId,
    /// The other.
    pub second: OrganisationId,
    /// What they have in common; never nothing.
    pub signs: Vec<Sign>,
}

/// What more than so many have in common says nothing: it is a switchboard, or the address of an office.
const SHARED_BY_MANY: usize = 5;

/// All pairs of records that may be one organisation; those that have more in common first. Two tax numbers that differ are
/// two organisations, whatever else they share. A telephone alone says little: two clubs meet in one house.
///
/// In a large directory it keeps a processor busy: ask it aside.
#[must_use]
pub fn doubles(all: &[Traits]) -> Vec<Double> {
    let mut found: BTreeMap<(usize, usize), BTreeSet<Sign>> = BTreeMap::new();
    let mut note = |sign, groups: HashMap<String, Vec<usize>>, most| {
        for group in groups.into_values().filter(|group| group.len() <= most) {
            for pair in pairs(&group) {
                found.entry(pair).or_default().insert(sign);
            }
        }
    };
    let by = |key: &dyn Fn(&Traits) -> Option<String>| {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, one) in all.iter().enumerate() {
            if let Some(key) = key(one).filter(|key| !key.is_empty()) {
                groups.entry(key).or_default().push(at);
            }
        }
        groups
    };
    note(Sign::SameName, by(&|one| Some(fold(&one.name))), usize::MAX);
    note(Sign::SameEmail, by(&|one| one.email.as_ref().map(|email| email.to_lowercase())), SHARED_BY_MANY);
    note(Sign::SameWebsite, by(&|one| one.website.as_deref().map(site)), SHARED_BY_MANY);
    note(Sign::SamePhone, by(&|one| one.phone.as_deref().map(digits)), SHARED_BY_MANY);
    for (first, second) in alike(all) {
        let signs = found.entry((first, second)).or_default();
        if !signs.contains(&Sign::SameName) {
            signs.insert(Sign::LikeName);
        }
    }
    let differ = |first: usize, second: usize| {
        let jib = |at: usize| all.get(at).and_then(|one| one.jib.as_ref());
        jib(first).is_some() && jib(second).is_some() && jib(first) != jib(second)
    };
    let pair = |((first, second), signs): ((usize, usize), BTreeSet<Sign>)| {
        let enough = signs.iter().any(|sign| *sign != Sign::SamePhone);
        let ids = (all.get(first)?.id, all.get(second)?.id);
        (enough && !differ(first, second)).then(|| Double {
            first: ids.0,
            second: ids.1,
            signs: signs.into_iter().collect(),
        })
    };
    let mut pairs: Vec<_> = found.into_iter().filter_map(pair).collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.signs.len()), pair.signs.first().copied()));
    pairs
}

/// The same without those of which a keeper has said that they are two.
#[must_use]
pub fn open(pairs: Vec<Double>, apart: &HashSet<(OrganisationId, OrganisationId)>) -> Vec<Double> {
    let settled = |pair: &Double| apart.contains(&(pair.first.min(pair.second), pair.first.max(pair.second)));
    pairs.into_iter().filter(|pair| !settled(pair)).collect()
}

/// The pairs of those who have something in common. Of very many each is paired with the next alone: whoever makes two of them
/// one is shown the next two.
fn pairs(group: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let reach = if group.len() > MANY { 1 } else { group.len() };
    group.iter().enumerate().flat_map(move |(place, first)| {
        let others = group.iter().skip(place + 1).take(reach);
        others.map(move |second| (*first, *second))
    })
}

/// Pairs of records whose names have at least two of three telling words in common, and two at least.
fn alike(all: &[Traits]) -> Vec<(usize, usize)> {
    let words = words(all);
    let enough = |(first, second): &(usize, usize)| {
        let (Some(one), Some(other)) = (words.get(*first), words.get(*second)) else { return false };
        let common = one.intersection(other).count();
        common >= 2 && 3 * common >= 2 * (one.len() + other.len() - common)
    };
    compared(&words).filter(enough).collect()
}

/// The telling words of each name.
fn words(all: &[Traits]) -> Vec<BTreeSet<String>> {
    all.iter().map(|one| telling(&fold(&one.name))).collect()
}

/// Pairs of names that are compared: they have a word in common that few have.
fn compared(words: &[BTreeSet<String>]) -> impl Iterator<Item = (usize, usize)> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in words.iter().enumerate() {
        for word in words {
            by_word.entry(word).or_default().push(at);
        }
    }
    by_word.retain(|_, having| having.len() <= MANY);
    words.iter().enumerate().flat_map(move |(first, its)| {
        let having = its.iter().filter_map(|word| by_word.get(word.as_str()));
        let others: BTreeSet<usize> = having.flatten().copied().filter(|at| *at > first).collect();
        others.into_iter().map(move |second| (first, second))
    })
}

/// An address of the web as far as it says whose it is.
fn site(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
    rest.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// The last eight digits: with or without the country's number it is one telephone.
fn digits(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 8 { String::new() } else { digits[digits.len() - 8..].iter().collect() }
}

#[cfg(test)]
mod tests {
    use entities::OrganisationId;

    use super::{Sign, Traits, compared, doubles, pairs, words};

    fn called(name: &str) -> Traits {
        Traits { id: OrganisationId::new(), name: name.into(), ..Traits::default() }
    }

    #[test]
    fn records_that_may_be_one_are_paired_and_others_are_not() {
        let with = |mut one: Traits, change: fn(&mut Traits)| {
            change(&mut one);
            one
        };
        let all = [
            called("Planinarsko-ekološko udruženje „Ras“"),
            called("ПЛАНИНАРСКО ЕКОЛОШКО УДРУЖЕЊЕ РАС"),
            with(called("Udruženje „Most“"), |one| one.jib = Some("4401017720006".into())),
            with(called("Udruženje „Most“"), |one| one.jib = Some("4200211100005".into())),
            with(called("Klub Zmaj"), |one| one.phone = Some("059 220 000".into())),
            with(called("Hor Zora"), |one| one.phone = Some("+387 59 220-000".into())),
            with(called("Izviđači Trebinje odred Zmaj"), |one| {
                one.website = Some("https://www.zmaj.example/".into());
            }),
            with(called("Odred izviđača"), |one| one.website = Some("http://zmaj.example".into())),
            called("Udruženje penzionera grada Trebinja"),
            called("Udruženje penzionera Trebinja"),
            called("Udruženje slijepih Trebinja"),
        ];
        let place = |id| all.iter().position(|one| one.id == id).expect("one of them");
        let found = doubles(&all);
        let found: Vec<_> = found.iter().map(|one| (place(one.first), place(one.second), one.signs.clone())).collect();
        assert_eq!(
            found,
            [(0, 1, vec![Sign::SameName]), (8, 9, vec![Sign::LikeName]), (6, 7, vec![Sign::SameWebsite]),]
        );
    }

    #[test]
    fn what_many_share_says_nothing() {
        let all: Vec<_> = ["Jedan", "Dva", "Tri", "Četiri", "Pet", "Šest"]
            .map(|name| Traits { email: Some("savez@sport.example".into()), ..called(name) })
            .into();
        assert_eq!(doubles(&all), []);
        assert_eq!(doubles(&all[..2]).len(), 1);
    }

    #[test]
    fn a_word_that_very_many_share_pairs_nobody_and_counts_where_another_does() {
        let mut all: Vec<_> = (0..5_000).map(|number| called(&format!("Klub broj {number}"))).collect();
        assert_eq!(compared(&words(&all)).count(), 0, "not each with each");
        assert_eq!(doubles(&all), []);
        // `broj` is one of the two words that these have in common.
        all.extend([called("Klub broj Zmaj"), called("Klub broj Zmaj, Trebinje")]);
        assert_eq!(compared(&words(&all)).count(), 1);
        let found = doubles(&all);
        assert_eq!(found.iter().map(|pair| pair.signs.clone()).collect::<Vec<_>>(), [[Sign::LikeName]]);
    }

    #[test]
    fn of_very_many_that_are_called_the_same_each_is_shown_with_the_next() {
        let all: Vec<_> = (0..5_000).map(|_| called("Klub Zmaj")).collect();
        let found = doubles(&all);
        assert_eq!(found.len(), 4_999);
        assert!(found.iter().all(|pair| pair.signs == [Sign::SameName]));
        assert_eq!(pairs(&[3, 5, 8]).collect::<Vec<_>>(), [(3, 5), (3, 8), (5, 8)]);
    }
}
