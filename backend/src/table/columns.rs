//! What the columns of a list hold, as far as their headings say.

use crate::locale::fold::fold;

/// Beginnings of words of headings, the more telling before the others; `+` joins what a heading has to say at once.
pub type Headings<Meaning> = &'static [(&'static str, Meaning)];

/// What a heading says that its column holds.
#[must_use]
pub fn meaning<Meaning: Copy>(known: Headings<Meaning>, heading: &str) -> Option<Meaning> {
    let folded = format!("{} ", fold(heading));
    // A sentence is no heading.
    if folded.split_whitespace().count() > 8 {
        return None;
    }
    let has = |stem: &str| folded.contains(&format!(" {stem}"));
    known.iter().find(|(stems, _)| stems.split('+').all(has)).map(|(_, meaning)| *meaning)
}

/// What each column holds, guessed. Of two that seem to hold the same, the first does.
#[must_use]
pub fn guess<Meaning: Copy + PartialEq>(known: Headings<Meaning>, headings: &[String]) -> Vec<Option<Meaning>> {
    let mut taken = Vec::new();
    let guess = |heading: &String| {
        let meaning = meaning(known, heading).filter(|meaning| !taken.contains(meaning))?;
        taken.push(meaning);
        Some(meaning)
    };
    headings.iter().map(guess).collect()
}
