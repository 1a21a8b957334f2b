//! Whether a row of a list is an organisation that is there: surely, perhaps, or not.

use std::collections::{BTreeSet, HashMap};

use entities::{Activity, OrganisationContent, OrganisationId};

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

/// The organisations of a directory, to look rows up in.
#[derive(Debug, Default)]
pub struct Registry {
    all: Vec<(OrganisationId, OrganisationContent, BTreeSet<String>)>,
    by_jib: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Registry {
    /// A directory of these.
    pub fn new(all: impl IntoIterator<Item = (OrganisationId, OrganisationContent)>) -> Self {
        let mut registry = Self::default();
        for (at, (id, content)) in all.into_iter().enumerate() {
            let name = name(&content);
            let telling = telling(&name);
            if let Some(jib) = &content.jib {
                registry.by_jib.insert(jib.clone(), at);
            }
            if let Some(email) = &content.email {
                registry.by_email.insert(email.to_lowercase(), at);
            }
            for word in &telling {
                registry.by_word.entry(word.clone()).or_default().push(at);
            }
            registry.by_name.insert(name, at);
            registry.all.push((id, content, telling));
        }
        registry
    }

    /// What is known of what a row says. Two tax numbers that differ are two organisations, whatever they are called.
    #[must_use]
    pub fn find(&self, content: &OrganisationContent) -> Known<'_> {
        let differs = |at: &usize| {
            let there = self.all.get(*at).and_then(|(_, there, _)| there.jib.as_ref());
            there.is_some() && content.jib.is_some() && there != content.jib.as_ref()
        };
        let name = name(content);
        let surely = content.jib.as_ref().and_then(|jib| self.by_jib.get(jib));
        let surely = surely.or_else(|| self.by_name.get(&name).filter(|at| !differs(at)));
        if let Some((id, there, _)) = surely.and_then(|at| self.all.get(*at)) {
            return Known::Is(*id, there);
        }
        let by_email = content.email.as_ref().and_then(|email| self.by_email.get(&email.to_lowercase()));
        let perhaps = by_email.copied().or_else(|| self.alike(&telling(&name))).filter(|at| !differs(at));
        perhaps.and_then(|at| self.all.get(at)).map_or(Known::Not, |(id, ..)| Known::MayBe(*id))
    }

    /// The organisation with most telling words in common, where that is two of three or more.
    fn alike(&self, telling: &BTreeSet<String>) -> Option<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in telling {
            for at in self.by_word.get(word).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let likeness = |at: usize, common: usize| {
            let there = self.all.get(at).map_or(0, |(_, _, there)| there.len());
            let all = telling.len() + there - common;
            (3 * common >= 2 * all).then_some((common, at))
        };
        shared.into_iter().filter_map(|(at, common)| likeness(at, common)).max().map(|(_, at)| at)
    }
}

fn name(content: &OrganisationContent) -> String {
    content.name.as_ref().map(|name| fold(&name.original.text)).unwrap_or_default()
}

fn telling(folded: &str) -> BTreeSet<String> {
    let words = folded.split_whitespace().filter(|word| !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

/// What stands there, with what a row says of it. What a row leaves empty stays as it is.
#[must_use]
pub fn merged(there: &OrganisationContent, row: &OrganisationContent) -> OrganisationContent {
    let mut now = there.clone();
    macro_rules! said {
        ($($field:ident)*) => {$(
            if row.$field.is_some() {
                now.$field.clone_from(&row.$field);
            }
        )*};
    }
    said! {
        short_name registering_body register_number jib seat address territory founded registered_on phone email website
        description representative internal_note
    }
    // The same name in another spelling is no other name, and a form that was read off the name says nothing new.
    if name(there) != name(row) {
        now.name.clone_from(&row.name);
    }
    now.legal_form = there.legal_form.or(row.legal_form);
    if row.activity != Activity::Unknown {
        now.activity = row.activity;
    }
    if !row.areas.is_empty() {
        now.areas.clone_from(&row.areas);
    }
    for status in &row.statuses {
        let known = |one: &&entities::StatusContent| one.kind == status.kind && one.valid_until == status.valid_until;
        if !there.statuses.iter().any(|one| known(&one)) {
            now.statuses.push(status.clone());
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use entities::{Locale, LocalisedText, OrganisationContent, OrganisationId};

    use super::{Known, Registry, merged};

    fn called(name: &str) -> OrganisationContent {
        OrganisationContent { name: Some(LocalisedText::new(Locale::SrLatn, name)), ..OrganisationContent::default() }
    }

    fn with_jib(name: &str, jib: &str) -> OrganisationContent {
        OrganisationContent { jib: Some(jib.into()), ..called(name) }
    }

    #[test]
    fn a_row_is_surely_perhaps_or_not_there() {
        let (ras, most) = (OrganisationId::new(), OrganisationId::new());
        let registry = Registry::new([
            (ras, called("Planinarsko-ekološko udruženje „Ras“")),
            (most, with_jib("Udruženje građana „Most“", "4401017720006")),
        ]);
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
    fn an_empty_cell_takes_nothing_away() {
        let mut there = with_jib("Klub Most", "4401017720006");
        there.phone = Some("059 220 000".into());
        assert_eq!(merged(&there, &called("КЛУБ МОСТ")), there);
        let row = OrganisationContent { phone: Some("059 111 111".into()), ..called("Klub Most") };
        assert_eq!(merged(&there, &row).phone.as_deref(), Some("059 111 111"));
    }
}
