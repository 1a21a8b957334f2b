//! What an organisation says once a row of a list or of a file is told of it.

use entities::{Activity, LocalisedText, OrganisationContent, StatusContent};

use super::form_of;
use super::same::name;
use crate::locale::fold::fold;

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
        let same = there.address.as_ref().is_some_and(|known| same_words(known, street));
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

/// Whether two texts are the same words, in whatever script and spelling.
fn same_words(one: &LocalisedText, other: &LocalisedText) -> bool {
    fold(&one.original.text) == fold(&other.original.text)
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
        ($same:path; $($field:ident $called:literal)*) => {$(
            match (&there.$field, &row.$field) {
                (None, said) => now.$field.clone_from(said),
                (Some(known), Some(said)) if !$same(known, said) => otherwise.push($called),
                _ => {}
            }
        )*};
    }
    gaps! { same_words;
        short_name "short_name"
        registering_body "registering_body"
        seat "seat"
        territory "territory"
        description "area"
    }
    gaps! { PartialEq::eq;
        register_number "register_number"
        jib "jib"
        founded "founded"
        registered_on "registered_on"
        phone "phone"
        email "email"
        website "website"
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
    use entities::{InterestKind, Locale, LocalisedText, OrganisationContent, OrganisationForm as Form, StatusContent};

    use super::super::example::{called, with_jib};
    use super::{filled, merged};

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
    fn the_same_words_in_the_other_script_are_nothing_else() {
        let short = |locale, text: &str| OrganisationContent {
            short_name: Some(LocalisedText::new(locale, text)),
            description: Some(LocalisedText::new(locale, text)),
            ..called("Klub Most")
        };
        let there = short(Locale::SrCyrl, "КУД");
        for (row, otherwise) in [
            (short(Locale::SrLatn, "KUD"), vec![]),
            (there.clone(), vec![]),
            (called("Klub Most"), vec![]),
            (short(Locale::SrLatn, "KUK"), vec!["short_name", "area"]),
        ] {
            assert_eq!(filled(&there, &row), (there.clone(), otherwise), "{row:?}");
        }
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
