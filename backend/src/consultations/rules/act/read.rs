//! Lines of a text that was pasted, or written in Markdown.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Line;

/// The lines of a text as somebody pastes it: from a page, a letter, or a PDF that broke every line.
#[must_use]
pub fn plain(text: &str) -> Vec<Line> {
    let mut lines: Vec<String> = Vec::new();
    let mut after_gap = true;
    for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
        let line = tidy(line);
        if is_page_number(&line) {
            continue;
        }
        if line.is_empty() {
            after_gap = true;
            continue;
        }
        match lines.last_mut() {
            Some(last) if continues(last, &line, after_gap) => join(last, &line),
            _ => lines.push(line),
        }
        after_gap = false;
    }
    lines.into_iter().map(Line::plain).collect()
}

/// The lines of a text in Markdown. What is HTML in it is no text and is left out.
#[must_use]
pub fn markdown(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut heading = None;
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut end = |line: &mut String, heading: Option<u8>| {
        let read = plain(line).into_iter().map(|read| Line { heading, ..read });
        lines.extend(read.filter(|read| !read.text.is_empty()));
        line.clear();
    };
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some(number(level)),
            Event::End(TagEnd::Heading(_)) => end(&mut line, heading.take()),
            Event::Start(Tag::List(first)) => {
                end(&mut line, None);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => match lists.last_mut() {
                Some(Some(n)) => {
                    line.push_str(&format!("{n}. "));
                    *n += 1;
                }
                _ => line.push_str("- "),
            },
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_)) => {
                end(&mut line, None);
            }
            Event::Text(text) | Event::Code(text) => line.push_str(&text),
            Event::SoftBreak | Event::HardBreak => line.push('\n'),
            _ => {}
        }
    }
    end(&mut line, None);
    lines
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// One space between words, no letters that nobody sees.
pub(super) fn tidy(line: &str) -> String {
    let seen = line.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0'));
    let words: String = seen.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `3`, `- 3 -`, `3/12`, `Strana 3 od 12`.
fn is_page_number(line: &str) -> bool {
    let bare = super::recognise::plain(line);
    let bare = bare.trim_start_matches("strana").trim_start_matches("stranica");
    let page = bare.chars().all(|c| c.is_ascii_digit() || " -–/.".contains(c)) || {
        let mut words = bare.split(' ').filter(|word| !word.is_empty());
        bare.len() < line.len() && words.all(|word| word == "od" || word.chars().all(|c| c.is_ascii_digit()))
    };
    // `12.` alone is not a page.
    page && bare.chars().any(|c| c.is_ascii_digit()) && !bare.trim_end().ends_with('.') && bare.len() < 16
}

/// Whether a line is only the rest of the one before, broken where the page was full.
fn continues(last: &str, line: &str, after_gap: bool) -> bool {
    let ended = last.ends_with(['.', ';', ':', '?', '!']);
    let small = line.starts_with(|c: char| c.is_lowercase());
    let item = super::recognise::is_item(line);
    let broken = last.ends_with('-') && !last.ends_with(" -") && small;
    // A short line with nothing behind it is a title or a label, not the beginning of a sentence.
    let long = last.chars().count() > 40;
    (broken || (!ended && small && (long || !after_gap))) && !item && !(after_gap && !broken && !long)
}

fn join(last: &mut String, line: &str) {
    let hyphen = last.ends_with('-') && line.starts_with(|c: char| c.is_lowercase());
    let inside = last.trim_end_matches('-').ends_with(|c: char| c.is_lowercase());
    if hyphen && inside {
        last.pop();
    } else {
        last.push(' ');
    }
    last.push_str(line);
}
