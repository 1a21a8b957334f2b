//! The text of a comment: what is taken, and what is covered.

use entities::Locale;

/// The shortest comment, in characters.
pub const SHORTEST: usize = 3;
/// The longest comment, in characters: some two pages.
pub const LONGEST: usize = 5_000;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// The text as it is kept: without what cannot be seen, with one line break where there were several in a row but for
/// paragraphs, and without blanks at the ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = visible(line).trim_end().to_owned();
        let after_a_gap = lines.last().is_none_or(String::is_empty);
        if !(line.trim().is_empty() && after_a_gap) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// A name on one line, with single blanks.
#[must_use]
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without what turns the direction of writing or cannot be seen: with it a text reads otherwise than it is. A line break
/// and a tab are blanks.
fn visible(text: &str) -> String {
    let unseen = |c: char| {
        matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
            || (c.is_control() && !c.is_whitespace())
    };
    text.chars().filter(|&c| !unseen(c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

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
    fn a_text_is_kept_as_written_but_for_what_cannot_be_seen() {
        for (sent, kept) in [
            ("  Члан 12. треба брисати.  ", "Члан 12. треба брисати."),
            ("prvo\r\n\r\n\r\n\r\ndrugo\r\n", "prvo\n\ndrugo"),
            ("jedan\rdva", "jedan\ndva"),
            ("a\u{202E}b\u{200B}c\u{0007}d\te", "abcd e"),
            (" \n \u{FEFF}\n", ""),
            ("  uvučeno\n  i dalje", "uvučeno\n  i dalje"),
        ] {
            assert_eq!(tidy(sent), kept, "{sent:?}");
        }
        assert_eq!(one_line(" Ana\n\tMarić "), "Ana Marić");
    }

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
