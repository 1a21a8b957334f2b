//! Two versions of an act: which parts live on, and what became of their words.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use entities::{AnchorKey, AnchorKind};
use similar::{ChangeTag, TextDiff};

use super::Part;
use super::faces::{Face, Faces};

/// So alike must a part be to the one with its number, in hundredths, to be the same part with other words.
const ALIKE: usize = 60;
/// So alike must it be to one with another number, to be the same part in another place.
const ALIKE_ELSEWHERE: usize = 85;
/// Texts with more words than this, one times the other, are not compared word by word.
const MOST_PAIRS: usize = 16_000_000;
/// Nor are those of an act that are left when all before them had so many together: what two acts are compared in is a moment,
/// whatever stands in them.
const MOST_IN_ALL: usize = 4 * MOST_PAIRS;

/// A part of the version before, with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is known by.
    pub key: AnchorKey,
    /// The part.
    pub part: Part,
}

/// Why two parts are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sameness {
    /// The same number, the same words.
    Exact,
    /// The same number, other words.
    Reworded,
    /// The same words under another number.
    Renumbered,
    /// Nearly the same words, under whatever number.
    Resembling,
}

/// First what stands where it stood (in the same chapter, in the same article), then what moved.
const ORDER: [(bool, Sameness); 7] = [
    (true, Sameness::Exact),
    (true, Sameness::Renumbered),
    (true, Sameness::Reworded),
    (false, Sameness::Exact),
    (false, Sameness::Renumbered),
    (false, Sameness::Reworded),
    (false, Sameness::Resembling),
];

impl Sameness {
    /// The parts of before that may be the same for this reason, in their order: no other is.
    fn candidates<'a>(self, faces: &'a Faces, new: &Face) -> Cow<'a, [usize]> {
        match self {
            Self::Exact | Self::Renumbered => faces.with_words(&new.words).into(),
            Self::Reworded if !new.label.is_empty() => faces.with_label(&new.label).into(),
            Self::Reworded if new.words.is_empty() => faces.with_words(&[]).into(),
            Self::Reworded => faces.that_may_resemble(new, ALIKE).into(),
            Self::Resembling => faces.that_may_resemble(new, ALIKE_ELSEWHERE).into(),
        }
    }

    fn holds(self, old: &Face, new: &Face, compared: &mut usize) -> bool {
        // A few words alone are everywhere, `Briše se.`, but not as the title of a chapter.
        let least = if new.kind == AnchorKind::Chapter { 1 } else { 4 };
        let tells = old.words.len().min(new.words.len()) >= least;
        match self {
            Self::Exact => old.label == new.label && old.words == new.words && (tells || !old.label.is_empty()),
            Self::Reworded => old.label == new.label && old.resembles(new, ALIKE, compared),
            Self::Renumbered => tells && old.words == new.words,
            Self::Resembling => tells && old.resembles(new, ALIKE_ELSEWHERE, compared),
        }
    }
}

/// The key of each part of the new version: of the part that it was in the version before, or none where it is new. First
/// what stands where it stood, then what moved: nobody's article is given away because another resembles it.
#[must_use]
pub fn lives_on(before: &[Known], now: &[Part]) -> Vec<Option<AnchorKey>> {
    let (pairs, _) = paired(before, now);
    pairs.into_iter().map(|pair| pair.map(|at| before[at].key)).collect()
}

/// The part of before that each of now is; and how often the words of two had to be compared for that.
fn paired(before: &[Known], now: &[Part]) -> (Vec<Option<usize>>, usize) {
    let faces = Faces::of(before.iter().map(|known| &known.part), now.iter());
    let mut pairs: Vec<Option<usize>> = vec![None; now.len()];
    let mut taken = vec![false; before.len()];
    let mut compared = 0;
    // What holds others is settled before what it holds: a paragraph is looked for in its article first.
    for kind in [AnchorKind::Chapter, AnchorKind::Article, AnchorKind::Paragraph] {
        for (at_home, sameness) in ORDER {
            // `(2)` of another article is another paragraph.
            if kind == AnchorKind::Paragraph && !at_home && sameness == Sameness::Reworded {
                continue;
            }
            for (i, face) in faces.new.iter().enumerate() {
                if face.kind != kind || pairs[i].is_some() {
                    continue;
                }
                let home = face.parent.map(|at| pairs[at]);
                let found = sameness.candidates(&faces, face).iter().copied().find(|&j| {
                    let known = &faces.old[j];
                    let there = !at_home || known.parent.map(Some) == home;
                    !taken[j] && known.kind == kind && there && sameness.holds(known, face, &mut compared)
                });
                if let Some(j) = found {
                    (pairs[i], taken[j]) = (Some(j), true);
                }
            }
        }
    }
    (pairs, compared)
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stayed.
    Kept,
    /// They went.
    Removed,
    /// They came.
    Added,
}

/// Some words and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// The words, with the spaces between them.
    pub text: String,
}

/// What became of a text, word by word.
#[must_use]
pub fn word_by_word(before: &str, now: &str) -> Vec<Piece> {
    let mut left = MOST_IN_ALL;
    as_far_as(&mut left, before, now)
}

/// The same, as long as `left` pairs of words are not used up; of more it is said that all of it went and came.
fn as_far_as(left: &mut usize, before: &str, now: &str) -> Vec<Piece> {
    let words = |text: &str| text.split_whitespace().count();
    let pairs = words(before).saturating_mul(words(now));
    if pairs > MOST_PAIRS.min(*left) {
        let piece = |fate, text: &str| Piece { fate, text: text.to_owned() };
        return vec![piece(Fate::Removed, before), piece(Fate::Added, now)];
    }
    *left -= pairs;
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before, now).iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Delete => Fate::Removed,
            ChangeTag::Insert => Fate::Added,
        };
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            _ => pieces.push(Piece { fate, text: change.value().to_owned() }),
        }
    }
    pieces
}

/// What became of a part from one version to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartFate {
    /// It is new.
    Added,
    /// Its words or its title are others.
    Changed,
    /// It has the same words under another number, or in another place.
    Moved,
    /// It is gone.
    Removed,
}

/// A part that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The part.
    pub key: AnchorKey,
    /// What became of it.
    pub fate: PartFate,
    /// The label of the article that it is a part of; none for an article or a chapter.
    pub within: Option<String>,
    /// What it was called.
    pub label_before: Option<String>,
    /// What it is called.
    pub label: Option<String>,
    /// Its title and its words, one by one.
    pub words: Vec<Piece>,
}

/// Whatever is not what it was, in the order of the new version, and then what is gone.
#[must_use]
pub fn changes(before: &[Known], now: &[Known]) -> Vec<Changed> {
    let words = |part: &Part| {
        let said: Vec<_> = [&part.heading, &part.text].into_iter().flatten().map(String::as_str).collect();
        said.join("\n")
    };
    let parent = |all: &[Known], part: &Part| part.parent.map(|at| all[at].key);
    let within = |all: &[Known], part: &Part| {
        let article = part.parent.map(|at| &all[at].part).filter(|parent| parent.kind == AnchorKind::Article);
        article.and_then(|article| article.label.clone())
    };
    let known: HashMap<_, _> = before.iter().map(|known| (known.key, &known.part)).collect();
    let mut left = MOST_IN_ALL;
    let mut changed: Vec<_> = now
        .iter()
        .filter_map(|Known { key, part }| {
            let (old, new) = (known.get(key), words(part));
            let was = old.map(|old| words(old));
            let fate = match (old, &was) {
                (Some(_), Some(was)) if *was != new => PartFate::Changed,
                (Some(old), _) if old.label != part.label || parent(before, old) != parent(now, part) => {
                    PartFate::Moved
                }
                (Some(_), _) => return None,
                (None, _) => PartFate::Added,
            };
            Some(Changed {
                key: *key,
                fate,
                within: within(now, part),
                label_before: old.and_then(|old| old.label.clone()),
                label: part.label.clone(),
                words: as_far_as(&mut left, &was.unwrap_or_default(), &new),
            })
        })
        .collect();
    let stay: HashSet<_> = now.iter().map(|known| known.key).collect();
    let gone = before.iter().filter(|known| !stay.contains(&known.key));
    changed.extend(gone.map(|Known { key, part }| Changed {
        key: *key,
        fate: PartFate::Removed,
        within: within(before, part),
        label_before: part.label.clone(),
        label: None,
        words: as_far_as(&mut left, &words(part), ""),
    }));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(label: Option<String>, text: String) -> Part {
        let kind = if label.is_some() { AnchorKind::Article } else { AnchorKind::Paragraph };
        Part { kind, parent: None, depth: 0, label, heading: None, text: Some(text) }
    }

    /// Words of its own, and what stands in every article.
    fn says(number: usize, last: &str) -> String {
        let own: Vec<_> = (0..20).map(|word| format!("pojam{number}x{word}")).collect();
        format!(
            "Ovom odlukom uređuje se red na području grada i postupanje nadležnog odjeljenja prema {} {last}{number}",
            own.join(" ")
        )
    }

    #[test]
    fn of_thousands_of_parts_few_are_compared_word_by_word() {
        const PARTS: usize = 2_000;
        for labelled in [true, false] {
            let label = |number: usize| labelled.then(|| format!("Član {number}."));
            let known = |number| Known { key: AnchorKey::new(), part: part(label(number), says(number, "rok")) };
            let before: Vec<_> = (0..PARTS).map(known).collect();
            // One was put in before all others, and in each of these a word is another.
            let put_in = part(label(0), "Sasvim nešto drugo što prije nigdje nije stajalo ni bilo kome rečeno.".into());
            let others = (0..PARTS).map(|number| part(label(number + 1), says(number, "ishod")));
            let now: Vec<_> = [put_in].into_iter().chain(others).collect();
            let (pairs, compared) = paired(&before, &now);
            let expected: Vec<_> = [None].into_iter().chain((0..PARTS).map(Some)).collect();
            assert!(pairs == expected, "{labelled}");
            assert!(compared < 4 * PARTS, "{labelled}: {compared}");
        }
    }

    #[test]
    fn an_act_is_compared_word_by_word_only_as_far_as_that_takes_a_moment() {
        let long = |word: &str| format!("{word} ").repeat(3_900);
        let known = |key, word: &str| Known { key, part: part(Some("Član 1.".into()), long(word)) };
        let keys: Vec<_> = (0..6).map(|_| AnchorKey::new()).collect();
        let before: Vec<_> = keys.iter().map(|key| known(*key, "ostaje")).collect();
        let now: Vec<_> = before
            .iter()
            .map(|one| {
                let text = one.part.text.as_ref().map(|text| format!("{text}dodano"));
                Known { key: one.key, part: Part { text, ..one.part.clone() } }
            })
            .collect();
        let told: Vec<_> = changes(&before, &now).iter().map(|one| one.words[0].fate).collect();
        assert_eq!(told, [Fate::Kept, Fate::Kept, Fate::Kept, Fate::Kept, Fate::Removed, Fate::Removed]);
    }
}
