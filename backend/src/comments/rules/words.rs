//! The text of a comment: what is taken, and what is covered.

use std::borrow::Cow;

use entities::{AuthorKind, Locale, comment};

pub use crate::locale::tidy::{one_line, tidy};

/// The shortest comment, in characters.
pub const SHORTEST: usize = 3;
/// The longest comment, in characters: some two pages.
pub const LONGEST: usize = 5_000;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// What stands where somebody was erased: the same through the whole consultation, so that one can still follow who replies
/// to whom, and of no gender.
#[must_use]
pub fn pseudonym(locale: Locale, number: i64) -> String {
    let person = match locale {
        Locale::SrCyrl => "Особа",
        Locale::SrLatn | Locale::Bs | Locale::Hr => "Osoba",
        Locale::En => "Person",
    };
    format!("{person} {}", number + 1)
}

/// Under what name a comment is shown; none where it is said without one. Of whoever is forgotten it is made anew each time: no
/// entry proves what the table keeps in its place, so that is shown to nobody.
#[must_use]
pub fn shown_name(row: &comment::Model) -> Option<Cow<'_, str>> {
    match (row.erased_at, row.author_kind) {
        (None, _) => row.author_name.as_deref().map(Cow::Borrowed),
        (Some(_), AuthorKind::Anonymous) => None,
        (Some(_), AuthorKind::Citizen | AuthorKind::Organisation) => {
            Some(Cow::Owned(pseudonym(row.locale, row.log_number)))
        }
    }
}

/// The mark of what was covered. As long for a letter as for a page, so that it says nothing of what was there.
pub const COVERED: &str = "■■■■";

/// The text with these spans covered; each from one character to before another, counted from 0. None where a span is none.
#[must_use]
pub fn covered(text: &str, spans: &[(usize, usize)]) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let (mut out, mut at) = (String::new(), 0);
    for (from, to) in spans {
        if from >= to || to > letters.len() || from < at {
            return None;
        }
        out.extend(&letters[at..from]);
        out.push_str(COVERED);
        at = to;
    }
    out.extend(&letters[at..]);
    (at > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_leaves_a_mark_that_says_nothing() {
        for (spans, expected) in [
            (&[(4, 9)][..], Some("Ана ■■■■ каже")),
            (&[(9, 14), (0, 3)], Some("■■■■ Марић■■■■")),
            (&[(0, 14)], Some("■■■■")),
            (&[], None),
            (&[(3, 3)], None),
            (&[(0, 15)], None),
            (&[(0, 5), (4, 6)], None),
        ] {
            assert_eq!(covered("Ана Марић каже", spans).as_deref(), expected, "{spans:?}");
        }
    }
}
