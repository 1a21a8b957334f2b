//! Whether a row of a list is an organisation that is there: surely, perhaps, or not.

use std::collections::{BTreeSet, HashMap};

use entities::{OrganisationContent, OrganisationId};

use crate::locale::fold::fold;

/// What a directory knows of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// It is this one, which says that.
    Is(OrganisationId, &'a OrganisationContent),
    /// It may be this one: the names have most words in common, or they publish the same address.
    MayBe(OrganisationId),
    /// There is none.
    Not,
}

/// Words that half of all names have; two names are not alike because of them.
const COMMON: &[&str] = &[
    "udruzene",
    "udruga",
    "gradana",
    "organizacija",
    "opstinska",
    "opstinsko",
    "opstine",
    "grada",
    "klub",
    "drustvo",
    "savez",
    "centar",
    "za",
    "i",
    "u",
    "na",
    "sa",
    "od",
    "bih",
    "rs",
];

/// A word that more than so many names of a directory have tells none of them from another: the name of the town, `broj`. Two
/// names are not compared because of it alone; else in a directory of 5,000 it would pair everybody with everybody.
pub(super) const MANY: usize = 200;

/// Somebody in a directory, as far as it says who that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which record; of one that was put into another, that other.
    pub id: OrganisationId,
    /// The name as it is written.
    pub name: String,
    /// The tax number.
    pub jib: Option<String>,
    /// Whether it is in the directory; else it is proposed, or was taken out, and somebody has to say what of it.
    pub listed: bool,
}

/// What names and tax numbers say of who a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surely {
    /// It is this one.
    Is(OrganisationId),
    /// It is one of several that are called so, or one that is not in the directory now.
    MayBe(OrganisationId),
    /// There is none.
    Not,
}

/// The names and tax numbers of a directory.
#[derive(Debug, Default)]
pub struct Names {
    by_jib: HashMap<String, (OrganisationId, bool)>,
    by_name: HashMap<String, Vec<(OrganisationId, Option<String>, bool)>>,
}

impl Names {
    /// Adds somebody.
    pub fn add(&mut self, one: Named) {
        if let Some(jib) = &one.jib {
            let there = self.by_jib.entry(jib.clone()).or_insert((one.id, one.listed));
            if one.listed {
                *there = (one.id, true);
            }
        }
        let called = self.by_name.entry(fold(&one.name)).or_default();
        // A record that was put into another is that other, under one more name.
        match called.iter_mut().find(|(id, ..)| *id == one.id) {
            Some((_, jib, listed)) => {
                *jib = jib.take().or(one.jib);
                *listed |= one.listed;
            }
            None => called.push((one.id, one.jib, one.listed)),
        }
    }

    /// Whose tax number this is.
    #[must_use]
    pub fn with_jib(&self, jib: &str) -> Option<OrganisationId> {
        self.by_jib.get(jib).map(|(id, _)| *id)
    }

    /// What is known of what a row says. Two tax numbers that differ are two organisations, whatever they are called; and
    /// what is not in the directory is never changed unasked.
    #[must_use]
    pub fn find(&self, content: &OrganisationContent) -> Surely {
        match content.jib.as_ref().and_then(|jib| self.by_jib.get(jib)) {
            Some((id, true)) => return Surely::Is(*id),
            Some((id, false)) => return Surely::MayBe(*id),
            None => {}
        }
        let called = self.by_name.get(&name(content)).into_iter().flatten();
        let mut called: Vec<_> = called.filter(|(_, jib, _)| !differ(jib.as_ref(), content.jib.as_ref())).collect();
        called.sort_by_key(|(.., listed)| !listed);
        match called.as_slice() {
            [] => Surely::Not,
            [(id, _, true)] | [(id, _, true), (.., false), ..] => Surely::Is(*id),
            [(id, ..), ..] => Surely::MayBe(*id),
        }
    }
}

fn differ(one: Option<&String>, other: Option<&String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// The organisations of a directory, to look rows up in.
#[derive(Debug, Default)]
pub struct Registry {
    names: Names,
    all: Vec<(OrganisationId, OrganisationContent, BTreeSet<String>)>,
    by_id: HashMap<OrganisationId, usize>,
    by_email: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Registry {
    /// A directory of these, which are listed, and of what is called otherwise or not listed now.
    pub fn new(
        all: impl IntoIterator<Item = (OrganisationId, OrganisationContent)>,
        others: impl IntoIterator<Item = Named>,
    ) -> Self {
        let mut registry = Self::default();
        for (at, (id, content)) in all.into_iter().enumerate() {
            let telling = telling(&name(&content));
            if let Some(email) = &content.email {
                registry.by_email.insert(email.to_lowercase(), at);
            }
            for word in &telling {
                registry.by_word.entry(word.clone()).or_default().push(at);
            }
            let name = content.name.as_ref().map(|name| name.original.text.clone()).unwrap_or_default();
            registry.names.add(Named { id, name, jib: content.jib.clone(), listed: true });
            registry.by_id.insert(id, at);
            registry.all.push((id, content, telling));
        }
        others.into_iter().for_each(|other| registry.names.add(other));
        registry
    }

    /// Whether this organisation is among those that are listed.
    #[must_use]
    pub fn has(&self, id: OrganisationId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// What is known of what a row says.
    #[must_use]
    pub fn find(&self, content: &OrganisationContent) -> Known<'_> {
        match self.names.find(content) {
            Surely::Is(id) => match self.by_id.get(&id).and_then(|at| self.all.get(*at)) {
                Some((id, there, _)) => return Known::Is(*id, there),
                None => return Known::MayBe(id),
            },
            Surely::MayBe(id) => return Known::MayBe(id),
            Surely::Not => {}
        }
        let differs = |at: &usize| {
            let there = self.all.get(*at).and_then(|(_, there, _)| there.jib.as_ref());
            differ(there, content.jib.as_ref())
        };
        let by_email = content.email.as_ref().and_then(|email| self.by_email.get(&email.to_lowercase())).copied();
        let perhaps = by_email.filter(|at| !differs(at));
        let perhaps = perhaps.or_else(|| self.alike(&telling(&name(content))).filter(|at| !differs(at)));
        perhaps.and_then(|at| self.all.get(at)).map_or(Known::Not, |(id, ..)| Known::MayBe(*id))
    }

    /// The organisation with most telling words in common, where that is two of three or more.
    fn alike(&self, telling: &BTreeSet<String>) -> Option<usize> {
        let likeness = |at: usize| {
            let (_, _, there) = self.all.get(at)?;
            let common = telling.intersection(there).count();
            let all = telling.len() + there.len() - common;
            (3 * common >= 2 * all).then_some((common, at))
        };
        self.perhaps(telling).into_iter().filter_map(likeness).max().map(|(_, at)| at)
    }

    /// Those that have one of these words in common with few.
    fn perhaps(&self, telling: &BTreeSet<String>) -> BTreeSet<usize> {
        let having = telling.iter().filter_map(|word| self.by_word.get(word));
        having.filter(|having| having.len() <= MANY).flatten().copied().collect()
    }
}

/// The name as it is compared.
#[must_use]
pub fn name(content: &OrganisationContent) -> String {
    content.name.as_ref().map(|name| fold(&name.original.text)).unwrap_or_default()
}

/// The words of a folded name that tell it from others.
pub(super) fn telling(folded: &str) -> BTreeSet<String> {
    let words = folded.split_whitespace().filter(|word| !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use entities::OrganisationId;

    use super::super::example::{called, with_jib};
    use super::{Known, Named, Registry, telling};
    use crate::locale::fold::fold;

    #[test]
    fn a_row_is_surely_perhaps_or_not_there() {
        let (ras, most) = (OrganisationId::new(), OrganisationId::new());
        let registry = Registry::new(
            [
                (ras, called("Planinarsko-ekološko udruženje „Ras“")),
                (most, with_jib("Udruženje građana „Most“", "4401017720006")),
            ],
            [],
        );
        for (row, expected) in [
            (called("ПЛАНИНАРСКО ЕКОЛОШКО УДРУЖЕЊЕ РАС"), Some((ras, true))),
            (called("Planinarsko udruženje „Ras“"), Some((ras, false))),
            (called("Udruženje „Most“"), Some((most, false))),
            (with_jib("Sasvim drugo ime", "4401017720006"), Some((most, true))),
            (with_jib("Udruženje građana „Most“", "4200211100005"), None),
            (called("Udruženje građana „Rijeka“"), None),
        ] {
            let found = match registry.find(&row) {
                Known::Is(id, _) => Some((id, true)),
                Known::MayBe(id) => Some((id, false)),
                Known::Not => None,
            };
            assert_eq!(found, expected, "{row:?}");
        }
    }

    #[test]
    fn a_word_that_very_many_have_compares_a_row_with_nobody_and_counts_where_another_does() {
        let all = |more: &[&str]| {
            let many = (0..5_000).map(|number| format!("Klub broj {number}"));
            let all = many.chain(more.iter().map(|name| (*name).to_owned()));
            Registry::new(all.map(|name| (OrganisationId::new(), called(&name))).collect::<Vec<_>>(), [])
        };
        let words = |name: &str| telling(&fold(name));
        let registry = all(&[]);
        assert_eq!(registry.perhaps(&words("Klub broj 6000")).len(), 0);
        assert_eq!(registry.perhaps(&words("Klub broj 17 Trebinje")).len(), 1);
        let registry = all(&["Klub broj Zmaj"]);
        // `broj` is one of two words in common.
        let found = registry.find(&called("Klub broj Zmaj Trebinje"));
        assert!(matches!(found, Known::MayBe(_)), "{found:?}");
    }

    #[test]
    fn what_is_not_in_the_directory_or_stands_there_twice_is_for_somebody_to_decide() {
        let (one, other, gone, merged) =
            (OrganisationId::new(), OrganisationId::new(), OrganisationId::new(), OrganisationId::new());
        let aside = |id, name: &str, jib: Option<&str>, listed| Named {
            id,
            name: name.into(),
            jib: jib.map(Into::into),
            listed,
        };
        let registry = Registry::new(
            [(one, with_jib("Klub Zmaj", "4401017720006")), (other, with_jib("Klub Zmaj", "4200211100005"))],
            [
                aside(gone, "Klub Orao", Some("4200225150005"), false),
                aside(merged, "Klub Soko", None, false),
                aside(one, "KK Zmaj Trebinje", Some("4201133590005"), true),
            ],
        );
        for (row, expected) in [
            (called("Klub Zmaj"), Some((one, false))),
            (with_jib("Klub Zmaj", "4200211100005"), Some((other, true))),
            (with_jib("Klub Zmaj", "4202476730003"), None),
            (called("Клуб Орао"), Some((gone, false))),
            (with_jib("Sasvim drugo ime", "4200225150005"), Some((gone, false))),
            (called("KK Zmaj Trebinje"), Some((one, true))),
            (with_jib("Treće ime", "4201133590005"), Some((one, true))),
        ] {
            let found = match registry.find(&row) {
                Known::Is(id, _) => Some((id, true)),
                Known::MayBe(id) => Some((id, false)),
                Known::Not => None,
            };
            assert_eq!(found, expected, "{row:?}");
        }
    }
}
