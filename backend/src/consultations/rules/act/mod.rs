//! From the text of an act to its tree of chapters, articles and paragraphs. Pure.
//!
//! Whatever it was written in becomes [`Line`]s ([`read`], [`docx`]); a line is looked at by itself ([`recognise`]), and
//! what it is follows from it and its neighbours ([`tree`]). Nothing is dropped but page numbers: a line in which nothing
//! is recognised is a paragraph where it stands. [`versions`] compares two trees; [`worded`] is what is written beside one.

pub mod docx;
mod faces;
pub mod mended;
mod numbering;
pub mod read;
mod recognise;
pub mod versions;
pub mod worded;

use entities::AnchorKind;

pub use self::recognise::in_cyrillic;
use self::recognise::{Said, goes_on, is_item, is_title, look};

/// A line of a text: what stood in one paragraph of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// The level of the heading, from 1, where the source says that it is one.
    pub heading: Option<u8>,
}

impl Line {
    /// A line of which the source says nothing.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), heading: None }
    }
}

/// A part of an act, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What part it is.
    pub kind: AnchorKind,
    /// The place of the part that it stands in.
    pub parent: Option<usize>,
    /// How many others it stands in.
    pub depth: usize,
    /// `Član 12.`, `GLAVA I`, `(2)`.
    pub label: Option<String>,
    /// Its title.
    pub heading: Option<String>,
    /// Its own words, without those of the parts in it.
    pub text: Option<String>,
}

/// The tree of these lines, flat and in reading order.
#[must_use]
pub fn tree(lines: &[Line]) -> Vec<Part> {
    let mut growing = Growing::default();
    let said: Vec<_> = lines.iter().map(look).collect();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        let next = said.get(i + 1);
        match &said[i] {
            Said::Chapter { rank, label, heading } => {
                let mut heading = heading.clone();
                // `GLAVA I` and below it what it is called.
                if heading.is_none()
                    && let Some(below) = named_below(&lines[i + 1..], &said[i + 1..])
                {
                    heading = Some(below);
                    i += 1;
                }
                growing.chapter(*rank, label.clone(), heading);
            }
            Said::Article { label, heading, words } => {
                growing.article(label.clone(), heading.clone());
                let titled = growing.title_of_article();
                if let Some(words) = words {
                    growing.words(words);
                } else if !titled && matches!(next, Some(Said::Words)) && is_title(&lines[i + 1].text) {
                    // A title below its number, if words follow it that can be the text.
                    if matches!(said.get(i + 2), Some(Said::Words)) && !is_item(&lines[i + 1].text) {
                        growing.entitle(&lines[i + 1].text);
                        i += 1;
                    }
                }
            }
            Said::Signature => growing.end(&line.text),
            Said::Words => {
                // A title above the number.
                if matches!(next, Some(Said::Article { heading: None, .. }))
                    && is_title(&line.text)
                    && growing.may_title()
                {
                    growing.title = Some(line.text.clone());
                } else {
                    growing.words(&line.text);
                }
            }
        }
        i += 1;
    }
    growing.done()
}

/// What a chapter with nothing but a number is called, in the line below it.
fn named_below(lines: &[Line], said: &[Said]) -> Option<String> {
    match said.first()? {
        Said::Chapter { rank: None, label: None, heading } => heading.clone(),
        Said::Words => {
            let below = &lines.first()?.text;
            // Unless that is the title of the first article.
            let of_article = matches!(said.get(1), Some(Said::Article { .. })) && below.chars().any(char::is_lowercase);
            (is_title(below) && !of_article).then(|| below.clone())
        }
        _ => None,
    }
}

#[derive(Default)]
struct Growing {
    parts: Vec<Part>,
    /// The chapters that are open, with their ranks.
    chapters: Vec<(u8, usize)>,
    article: Option<usize>,
    /// A title that waits for its article.
    title: Option<String>,
    /// The act is over; what follows belongs to no article.
    over: bool,
}

impl Growing {
    fn push(
        &mut self,
        kind: AnchorKind,
        parent: Option<usize>,
        label: Option<String>,
        heading: Option<String>,
    ) -> usize {
        let depth = parent.map_or(0, |parent| self.parts[parent].depth + 1);
        self.parts.push(Part { kind, parent, depth, label, heading, text: None });
        self.parts.len() - 1
    }

    fn chapter(&mut self, rank: Option<u8>, label: Option<String>, heading: Option<String>) {
        // One without a number stands beside the last.
        let rank = rank.or(self.chapters.last().map(|(rank, _)| *rank)).unwrap_or(2);
        self.chapters.retain(|(open, _)| *open < rank);
        let parent = self.chapters.last().map(|(_, at)| *at);
        let at = self.push(AnchorKind::Chapter, parent, label, heading);
        self.chapters.push((rank, at));
        (self.article, self.over) = (None, false);
    }

    fn article(&mut self, label: String, heading: Option<String>) {
        let parent = self.chapters.last().map(|(_, at)| *at);
        let heading = heading.or(self.title.take());
        self.article = Some(self.push(AnchorKind::Article, parent, Some(label), heading));
        self.over = false;
    }

    fn title_of_article(&self) -> bool {
        self.article.is_some_and(|at| self.parts[at].heading.is_some())
    }

    fn entitle(&mut self, title: &str) {
        if let Some(at) = self.article {
            self.parts[at].heading = Some(title.to_owned());
        }
    }

    /// Whether a short line before an article can be its title: not where the article before has no words yet.
    fn may_title(&self) -> bool {
        self.article.is_none_or(|at| at + 1 < self.parts.len() || self.parts[at].text.is_some())
    }

    fn words(&mut self, words: &str) {
        let parent = if self.over { None } else { self.article.or(self.chapters.last().map(|(_, at)| *at)) };
        // Points of a list belong to the paragraph that announces them.
        if let Some(last) = self.parts.last_mut()
            && last.kind == AnchorKind::Paragraph
            && last.parent == parent
            && let Some(text) = &mut last.text
            && is_item(words)
            && goes_on(text)
        {
            text.push('\n');
            text.push_str(words);
            return;
        }
        let (label, words) = recognise::numbered(words);
        let at = self.push(AnchorKind::Paragraph, parent, label, None);
        self.parts[at].text = Some(words.to_owned());
    }

    fn end(&mut self, words: &str) {
        (self.article, self.over) = (None, true);
        self.words(words);
    }

    /// An article of one paragraph without a number is that paragraph.
    fn done(mut self) -> Vec<Part> {
        if let Some(title) = self.title.take() {
            self.words(&title);
        }
        let mut children = vec![0_usize; self.parts.len()];
        for part in &self.parts {
            if let Some(parent) = part.parent {
                children[parent] += 1;
            }
        }
        let merges = |part: &Part| {
            part.kind == AnchorKind::Paragraph
                && part.label.is_none()
                && part.parent.is_some_and(|at| self.parts[at].kind == AnchorKind::Article && children[at] == 1)
        };
        let merged: Vec<_> = self.parts.iter().map(merges).collect();
        let mut places = Vec::with_capacity(merged.len());
        let mut kept: Vec<Part> = Vec::new();
        for (part, merged) in self.parts.into_iter().zip(merged) {
            if merged && let Some(article) = kept.last_mut() {
                article.text = part.text;
                places.push(kept.len() - 1);
                continue;
            }
            places.push(kept.len());
            let parent = part.parent.map(|at| places[at]);
            kept.push(Part { parent, ..part });
        }
        kept
    }
}

#[cfg(test)]
mod tests;
