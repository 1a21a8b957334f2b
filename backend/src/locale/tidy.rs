//! What people write, as it is kept: without what cannot be seen. Pure.

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

#[cfg(test)]
mod tests {
    use super::{one_line, tidy};

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
}
