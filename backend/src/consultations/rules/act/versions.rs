//! Two versions of an act: which parts live on, and what became of their words.

use std::collections::HashMap;

use entities::{AnchorKey, AnchorKind};
use similar::{ChangeTag, TextDiff};

use super::Part;
use crate::locale::fold::fold;

/// So alike must a part be to the one with its number, from 0 to 1, to be the same part with other words.
const ALIKE: f64 = 0.6;
/// So alike must it be to one with another number, to be the same part in another place.
const ALIKE_ELSEWHERE: f64 = 0.85;
/// Texts with more words than this, one times the other, are not compared word by word.
const MOST_PAIRS: usize = 16_000_000;

/// A part of the version before, with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is known by.
    pub key: AnchorKey,
    /// The part.
    pub part: Part,
}

/// What two parts are compared by.
struct Face {
    kind: AnchorKind,
    parent: Option<usize>,
    label: String,
    words: Vec<String>,
}

fn faces<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<Face> {
    let mut faces: Vec<Face> = Vec::new();
    for part in parts {
        let own = [&part.heading, &part.text].into_iter().flatten();
        let words: Vec<_> =
            own.flat_map(|text| fold(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
        // An article is also what its paragraphs say.
        if part.kind == AnchorKind::Paragraph
            && let Some(article) = part.parent.and_then(|at| faces.get_mut(at))
            && article.kind == AnchorKind::Article
        {
            article.words.extend(words.iter().cloned());
        }
        let label = part.label.as_deref().map(fold).unwrap_or_default();
        faces.push(Face { kind: part.kind, parent: part.parent, label, words });
    }
    faces
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
    fn holds(self, old: &Face, new: &Face) -> bool {
        // A few words alone are everywhere, `Briše se.`, but not as the title of a chapter.
        let least = if new.kind == AnchorKind::Chapter { 1 } else { 4 };
        let tells = old.words.len().min(new.words.len()) >= least;
        match self {
            Self::Exact => old.label == new.label && old.words == new.words && (tells || !old.label.is_empty()),
            Self::Reworded => old.label == new.label && alike(&old.words, &new.words) >= ALIKE,
            Self::Renumbered => tells && old.words == new.words,
            Self::Resembling => tells && alike(&old.words, &new.words) >= ALIKE_ELSEWHERE,
        }
    }
}

/// How alike two texts are: twice the words that they share, by all that they have.
fn alike(one: &[String], other: &[String]) -> f64 {
    if one.is_empty() && other.is_empty() {
        return 1.0;
    }
    let mut counted: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counted.entry(word).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in other {
        if let Some(left) = counted.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    ratio(2 * shared, one.len() + other.len())
}

#[expect(clippy::cast_precision_loss, reason = "no act has so many words")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The key of each part of the new version: of the part that it was in the version before, or none where it is new. First
/// what stands where it stood, then what moved: nobody's article is given away because another resembles it.
#[must_use]
pub fn lives_on(before: &[Known], now: &[Part]) -> Vec<Option<AnchorKey>> {
    let old = faces(before.iter().map(|known| &known.part));
    let new = faces(now.iter());
    let mut pairs: Vec<Option<usize>> = vec![None; now.len()];
    let mut taken = vec![false; before.len()];
    // What holds others is settled before what it holds: a paragraph is looked for in its article first.
    for kind in [AnchorKind::Chapter, AnchorKind::Article, AnchorKind::Paragraph] {
        for (at_home, sameness) in ORDER {
            // `(2)` of another article is another paragraph.
            if kind == AnchorKind::Paragraph && !at_home && sameness == Sameness::Reworded {
                continue;
            }
            for (i, face) in new.iter().enumerate() {
                if face.kind != kind || pairs[i].is_some() {
                    continue;
                }
                let home = face.parent.map(|at| pairs[at]);
                let found = old.iter().enumerate().position(|(j, known)| {
                    let there = !at_home || known.parent.map(Some) == home;
                    !taken[j] && known.kind == kind && there && sameness.holds(known, face)
                });
                if let Some(j) = found {
                    (pairs[i], taken[j]) = (Some(j), true);
                }
            }
        }
    }
    pairs.into_iter().map(|pair| pair.map(|at| before[at].key)).collect()
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
    let words = |text: &str| text.split_whitespace().count();
    if words(before).saturating_mul(words(now)) > MOST_PAIRS {
        let piece = |fate, text: &str| Piece { fate, text: text.to_owned() };
        return vec![piece(Fate::Removed, before), piece(Fate::Added, now)];
    }
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
                words: word_by_word(&was.unwrap_or_default(), &new),
            })
        })
        .collect();
    let gone = before.iter().filter(|known| now.iter().all(|now| now.key != known.key));
    changed.extend(gone.map(|Known { key, part }| Changed {
        key: *key,
        fate: PartFate::Removed,
        within: within(before, part),
        label_before: part.label.clone(),
        label: None,
        words: word_by_word(&words(part), ""),
    }));
    changed
}
