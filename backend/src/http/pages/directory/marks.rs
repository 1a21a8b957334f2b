//! What was sought, marked in texts: the same as the widget marks (`widgets/src/directory/list.tsx`), without a script.

use entities::LocalisedText;
use maud::{Markup, html};

use crate::http::pages::Context;
use crate::locale::render as in_locale;
use crate::organisations::rules::words::{Range, Reading, ranges};

/// So much of a long text stands around what was found first, in UTF-16 units as every place in a text.
const AROUND: usize = 60;

/// A text in which something may have been found.
pub(super) struct Sought {
    units: Vec<u16>,
    found: Vec<Range>,
    /// The language that it is marked with, where that is not the page's.
    other: Option<&'static str>,
}

impl Sought {
    /// A text as the page says it, with what is found in it.
    pub(super) fn of(context: &Context<'_>, text: &LocalisedText, found_by: &[Reading]) -> Self {
        let said = in_locale(text, context.locale);
        let found = ranges(&said.text, found_by);
        let other = (said.locale != context.locale).then(|| said.locale.tag());
        Self { units: said.text.encode_utf16().collect(), found, other }
    }

    /// Whether anything is found in it.
    pub(super) fn is_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// All of it.
    pub(super) fn whole(&self) -> Markup {
        html! { span lang=[self.other] { (self.marked(0, self.units.len())) } }
    }

    /// As much of it as stands around what was found first.
    pub(super) fn around(&self) -> Markup {
        let (from, to) = window(&self.units, self.found.first());
        html! {
            span lang=[self.other] {
                @if from > 0 { "… " }
                (self.marked(from, to))
                @if to < self.units.len() { " …" }
            }
        }
    }

    fn piece(&self, from: usize, to: usize) -> String {
        String::from_utf16_lossy(self.units.get(from..to).unwrap_or_default())
    }

    /// The text between two places; what is found beyond the second is not begun.
    fn marked(&self, from: usize, to: usize) -> Markup {
        let mut at = from;
        let mut pieces = Vec::new();
        for range in self.found.iter().filter(|range| range.start >= from && range.end <= to) {
            pieces.push((self.piece(at, range.start), self.piece(range.start, range.end)));
            at = range.end;
        }
        html! { @for (before, hit) in &pieces { (before) mark { (hit) } } (self.piece(at, to)) }
    }
}

/// From where to where a long text is shown: whole words, around what was found first.
fn window(units: &[u16], first: Option<&Range>) -> (usize, usize) {
    let space = u16::from(b' ');
    let begins = first.map_or(0, |range| range.start).saturating_sub(AROUND);
    let before = units.iter().take(begins + 1).rposition(|unit| *unit == space);
    let ends = first.map_or(0, |range| range.end) + AROUND;
    let after = units.iter().skip(ends).position(|unit| *unit == space);
    (before.map_or(0, |at| at + 1), after.map_or(units.len(), |at| ends + at))
}

#[cfg(test)]
mod tests {
    use super::window;
    use crate::organisations::rules::words::{Reading, ranges};

    /// What is shown of a text, and what is marked first.
    fn shown(text: &str, term: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let (from, to) = window(&units, ranges(text, &[Reading::Beginning(term.into())]).first());
        String::from_utf16_lossy(&units[from..to])
    }

    #[test]
    fn a_long_text_is_shown_around_what_was_found_in_whole_words() {
        let words = |n: usize| vec!["rijeka"; n].join(" ");
        let long = format!("{} vodenica {}", words(40), words(40));
        let around = shown(&long, "voden");
        assert!(around.contains("vodenica"), "{around}");
        assert!(around.split(' ').all(|word| ["rijeka", "vodenica"].contains(&word)), "cut in a word: {around}");
        assert!((120..160).contains(&around.len()), "{around}");
        assert_eq!(shown("Kratko o vodi", "vod"), "Kratko o vodi");
        let without_spaces = format!("vodenica{}", "x".repeat(200));
        assert_eq!(shown(&without_spaces, "voden"), without_spaces);
    }
}
