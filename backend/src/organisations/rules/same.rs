//! Whether a row of a list is an organisation that is there: surely, perhaps, or not.

use std::collections::{BTreeSet, HashMap};

use entities::{Activity, OrganisationContent, OrganisationId, StatusContent};

use super::form_of;
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
        short_name registering_body register_number jib seat territory founded registered_on phone email website
        description
    }
    // An address in another spelling is the same; one that is written anew is public where its list is.
    if let Some(street) = &row.address {
        let same =
            there.address.as_ref().is_some_and(|known| fold(&known.original.text) == fold(&street.original.text));
        now.address = Some(street.clone());
        now.address_public = row.address_public || (same && there.address_public);
    }
    // A name in another spelling is no other person. Whoever is named anew has not agreed that everybody reads it.
    if let Some(named) = &row.representative
        && there.representative.as_ref().is_none_or(|known| fold(known) != fold(named))
    {
        (now.representative, now.representative_public) = (Some(named.clone()), false);
    }
    // What officials note for each other no list writes over.
    now.internal_note = there.internal_note.clone().or_else(|| row.internal_note.clone());
    // The same name in another spelling is no other name.
    if name(there) != name(row) {
        now.name.clone_from(&row.name);
    }
    // What a list states is more than what was read off a name, and that fills nothing but a gap.
    let guessed = |content: &OrganisationContent| {
        let in_sport = content.areas.iter().any(|area| area == "sport");
        content.name.as_ref().and_then(|name| form_of(&name.original.text, in_sport))
    };
    let stated = row.legal_form.is_some() && row.legal_form != guessed(row);
    now.legal_form = if stated { row.legal_form } else { there.legal_form.or(row.legal_form) };
    if row.activity != Activity::Unknown {
        now.activity = row.activity;
    }
    if !row.areas.is_empty() {
        now.areas.clone_from(&row.areas);
    }
    now.statuses.extend(new_statuses(there, row));
    now
}

/// The statuses of a row that do not stand there.
fn new_statuses(there: &OrganisationContent, row: &OrganisationContent) -> impl Iterator<Item = StatusContent> {
    let is_new = move |status: &&StatusContent| {
        // A list that does not say until when says nothing new of a status that is there.
        let same_end = |one: &StatusContent| status.valid_until.is_none() || one.valid_until == status.valid_until;
        !there.statuses.iter().any(|one| one.kind == status.kind && same_end(one))
    };
    row.statuses.iter().filter(is_new).cloned()
}

/// What stands there, with what a row of a file says where nothing stands; and of what the row says something else, as files
/// call it. That is left out: a file from elsewhere does not know better than the list of the office whose directory it is.
#[must_use]
pub fn filled(there: &OrganisationContent, row: &OrganisationContent) -> (OrganisationContent, Vec<&'static str>) {
    let (mut now, mut otherwise) = (there.clone(), Vec::new());
    macro_rules! gaps {
        ($($field:ident $called:literal)*) => {$(
            if there.$field.is_none() {
                now.$field.clone_from(&row.$field);
            } else if row.$field.is_some() && row.$field != there.$field {
                otherwise.push($called);
            }
        )*};
    }
    gaps! {
        short_name "short_name"
        registering_body "registering_body"
        register_number "register_number"
        jib "jib"
        seat "seat"
        territory "territory"
        founded "founded"
        registered_on "registered_on"
        phone "phone"
        email "email"
        website "website"
        description "area"
        internal_note "note"
        source_url "source_url"
    }
    if there.address.is_none() {
        (now.address, now.address_public) = (row.address.clone(), row.address_public);
    }
    // Whoever is named has not agreed that everybody reads it.
    if there.representative.is_none() {
        (now.representative, now.representative_public) = (row.representative.clone(), false);
    }
    now.legal_form = there.legal_form.or(row.legal_form);
    if there.activity == Activity::Unknown {
        now.activity = row.activity;
    }
    if there.areas.is_empty() {
        now.areas.clone_from(&row.areas);
    } else if row.areas.iter().any(|area| !there.areas.contains(area)) {
        otherwise.push("area_code");
    }
    now.statuses.extend(new_statuses(there, row));
    (now, otherwise)
}

#[cfg(test)]
mod tests {
    use entities::{
        InterestKind, Locale, LocalisedText, OrganisationContent, OrganisationForm as Form, OrganisationId,
        StatusContent,
    };

    use super::{Known, Named, Registry, filled, merged, telling};
    use crate::locale::fold::fold;

    fn called(name: &str) -> OrganisationContent {
        OrganisationContent { name: Some(LocalisedText::new(Locale::SrLatn, name)), ..OrganisationContent::default() }
    }

    fn with_jib(name: &str, jib: &str) -> OrganisationContent {
        OrganisationContent { jib: Some(jib.into()), ..called(name) }
    }

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
    fn an_empty_cell_takes_nothing_away() {
        let mut there = with_jib("Klub Most", "4401017720006");
        there.phone = Some("059 220 000".into());
        assert_eq!(merged(&there, &called("КЛУБ МОСТ")), there);
        let row = OrganisationContent { phone: Some("059 111 111".into()), ..called("Klub Most") };
        assert_eq!(merged(&there, &row).phone.as_deref(), Some("059 111 111"));
    }

    #[test]
    fn a_file_fills_what_is_missing_and_writes_over_nothing() {
        let mut there = with_jib("Klub Most", "4401017720006");
        (there.phone, there.areas) = (Some("059 220 000".into()), vec!["sport".into()]);
        let same = (there.clone(), Vec::new());
        assert_eq!(filled(&there, &called("КЛУБ МОСТ")), same, "what it does not say stays, and so does the name");
        let row = OrganisationContent { founded: Some(2009), ..there.clone() };
        assert_eq!(filled(&there, &row), (row.clone(), Vec::new()));
        let row = OrganisationContent {
            phone: Some("059 111 111".into()),
            areas: vec!["culture".into()],
            website: Some("https://most.example/".into()),
            representative: Some("Ana Anić".into()),
            representative_public: true,
            ..called("Klub Most")
        };
        let (now, otherwise) = filled(&there, &row);
        assert_eq!(otherwise, ["phone", "area_code"]);
        let expected = OrganisationContent {
            website: row.website.clone(),
            representative: row.representative.clone(),
            ..there.clone()
        };
        assert_eq!(now, expected);
    }

    #[test]
    fn a_status_without_an_end_is_no_second_one_beside_its_like() {
        use InterestKind::{Local, Public};

        let with = |statuses: &[(InterestKind, Option<&str>)]| {
            let status = |(kind, until): &(InterestKind, Option<&str>)| StatusContent {
                kind: *kind,
                valid_from: None,
                valid_until: until.and_then(|day| day.parse().ok()),
                act: None,
                act_url: None,
            };
            OrganisationContent { statuses: statuses.iter().map(status).collect(), ..called("Klub Most") }
        };
        for (there, row, expected) in [
            (vec![(Local, Some("2027-12-31"))], (Local, None), vec![(Local, Some("2027-12-31"))]),
            (vec![(Local, None)], (Local, None), vec![(Local, None)]),
            (vec![(Local, Some("2027-12-31"))], (Local, Some("2027-12-31")), vec![(Local, Some("2027-12-31"))]),
            // Another end is another status, and so is another kind.
            (
                vec![(Local, Some("2023-12-31"))],
                (Local, Some("2027-12-31")),
                vec![(Local, Some("2023-12-31")), (Local, Some("2027-12-31"))],
            ),
            (vec![(Local, Some("2027-12-31"))], (Public, None), vec![(Local, Some("2027-12-31")), (Public, None)]),
            (vec![], (Public, None), vec![(Public, None)]),
        ] {
            assert_eq!(merged(&with(&there), &with(&[row])), with(&expected), "{there:?} {row:?}");
        }
    }

    #[test]
    fn an_address_is_public_where_its_list_is_or_it_was_before() {
        let at = |street: &str, public| OrganisationContent {
            address: Some(LocalisedText::new(Locale::SrLatn, street)),
            address_public: public,
            ..called("Klub Most")
        };
        for (there, row, public) in [
            (at("Vuka Karadžića 5", true), called("Klub Most"), true),
            (at("Vuka Karadžića 5", true), at("Vuka Karadzica 5", false), true),
            (at("Vuka Karadžića 5", true), at("Kod Ane 7", false), false),
            (at("Vuka Karadžića 5", false), at("Vuka Karadžića 5", true), true),
            (called("Klub Most"), at("Kod Ane 7", false), false),
        ] {
            assert_eq!(merged(&there, &row).address_public, public, "{there:?} {row:?}");
        }
    }

    #[test]
    fn whoever_is_named_anew_has_not_agreed_and_no_note_is_written_over() {
        let named = |name: &str| OrganisationContent { representative: Some(name.into()), ..called("Klub Most") };
        let there = OrganisationContent {
            representative_public: true,
            internal_note: Some("Zvati poslije podne".into()),
            ..named("Ana Anić")
        };
        for (row, name, public) in [
            (called("Klub Most"), "Ana Anić", true),
            (named("Ana Anić"), "Ana Anić", true),
            (named("Ана Анић"), "Ana Anić", true),
            (named("Ivo Ivić"), "Ivo Ivić", false),
        ] {
            let now = merged(&there, &row);
            assert_eq!((now.representative.as_deref(), now.representative_public), (Some(name), public), "{row:?}");
        }
        let row = OrganisationContent { internal_note: Some("Sa spiska".into()), ..called("Klub Most") };
        assert_eq!(merged(&there, &row).internal_note, there.internal_note);
        assert_eq!(merged(&called("Klub Most"), &row).internal_note, row.internal_note);
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

    #[test]
    fn a_form_that_is_stated_replaces_one_that_was_guessed_and_no_guess_replaces_anything() {
        let form = |form, name: &str| OrganisationContent { legal_form: form, ..called(name) };
        for (there, row, expected) in [
            // Read off the name on both sides.
            (Some(Form::Association), form(Some(Form::Association), "Udruženje Most"), Some(Form::Association)),
            // The list has a column that says so.
            (Some(Form::Association), form(Some(Form::Foundation), "Udruženje Most"), Some(Form::Foundation)),
            (Some(Form::Foundation), form(Some(Form::Association), "Udruženje Most"), Some(Form::Foundation)),
            (Some(Form::Foundation), form(None, "Udruženje Most"), Some(Form::Foundation)),
            (None, form(Some(Form::Association), "Udruženje Most"), Some(Form::Association)),
        ] {
            let there = form(there, "Udruženje Most");
            assert_eq!(merged(&there, &row).legal_form, expected, "{:?} {:?}", there.legal_form, row.legal_form);
        }
    }
}
