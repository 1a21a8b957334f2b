//! Records of one directory that may be one organisation.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use entities::OrganisationId;

use super::same::telling;
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
#[must_use]
pub fn doubles(all: &[Traits]) -> Vec<Double> {
    let mut found: BTreeMap<(usize, usize), BTreeSet<Sign>> = BTreeMap::new();
    let mut note = |sign, groups: HashMap<String, Vec<usize>>, most| {
        for group in groups.into_values().filter(|group| group.len() <= most) {
            for (place, &first) in group.iter().enumerate() {
                for &second in group.iter().skip(place + 1) {
                    found.entry((first, second)).or_default().insert(sign);
                }
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

/// Pairs of records whose names have at least two of three telling words in common, and two at least.
fn alike(all: &[Traits]) -> Vec<(usize, usize)> {
    let words: Vec<BTreeSet<String>> = all.iter().map(|one| telling(&fold(&one.name))).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in words.iter().enumerate() {
        for word in words {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (first, its) in words.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in its {
            let others = by_word.get(word.as_str()).into_iter().flatten().filter(|at| **at > first);
            others.for_each(|at| *shared.entry(*at).or_default() += 1);
        }
        let enough = |(second, common): &(usize, usize)| {
            let either = its.len() + words.get(*second).map_or(0, BTreeSet::len) - common;
            *common >= 2 && 3 * common >= 2 * either
        };
        pairs.extend(shared.into_iter().filter(enough).map(|(second, _)| (first, second)));
    }
    pairs
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

    use super::{Sign, Traits, doubles};

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
}
