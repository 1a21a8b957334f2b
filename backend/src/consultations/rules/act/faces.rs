//! What parts of two texts are compared by. Of each its words are counted once, and of the many pairs only those are compared
//! that may be alike: an act has thousands of parts, and two have millions of pairs.

use std::cmp::Ordering;
use std::collections::HashMap;

use entities::AnchorKind;

use super::Part;
use crate::locale::fold::fold;

/// What a part is compared by.
pub(super) struct Face {
    pub(super) kind: AnchorKind,
    pub(super) parent: Option<usize>,
    pub(super) label: String,
    /// Its words in their order, each by its number.
    pub(super) words: Vec<usize>,
    /// The same words, each by its rank: first what is rare in the text before.
    rarest_first: Vec<usize>,
}

/// Those of two texts, and which of the old one have what.
pub(super) struct Faces {
    pub(super) old: Vec<Face>,
    pub(super) new: Vec<Face>,
    /// By all their words.
    said: HashMap<Vec<usize>, Vec<usize>>,
    /// By what they are called.
    called: HashMap<String, Vec<usize>>,
    /// By each word, in the order of ranks.
    holding: Vec<Vec<usize>>,
}

/// The faces of a text; its words get their numbers where they have none.
fn faces<'a>(parts: impl Iterator<Item = &'a Part>, numbers: &mut HashMap<String, usize>) -> Vec<Face> {
    let mut faces: Vec<Face> = Vec::new();
    for part in parts {
        let mut words = Vec::new();
        for text in [&part.heading, &part.text].into_iter().flatten() {
            for word in fold(text).split_whitespace() {
                let next = numbers.len();
                words.push(*numbers.entry(word.to_owned()).or_insert(next));
            }
        }
        // An article is also what its paragraphs say.
        if part.kind == AnchorKind::Paragraph
            && let Some(article) = part.parent.and_then(|at| faces.get_mut(at))
            && article.kind == AnchorKind::Article
        {
            article.words.extend(&words);
        }
        let label = part.label.as_deref().map(fold).unwrap_or_default();
        faces.push(Face { kind: part.kind, parent: part.parent, label, words, rarest_first: Vec::new() });
    }
    faces
}

/// Each word once.
fn different(mut words: Vec<usize>) -> Vec<usize> {
    words.sort_unstable();
    words.dedup();
    words
}

impl Faces {
    pub(super) fn of<'a>(before: impl Iterator<Item = &'a Part>, now: impl Iterator<Item = &'a Part>) -> Self {
        let mut numbers = HashMap::new();
        let (mut old, mut new) = (faces(before, &mut numbers), faces(now, &mut numbers));
        let mut parts_with = vec![0_usize; numbers.len()];
        for word in old.iter().flat_map(|face| different(face.words.clone())) {
            parts_with[word] += 1;
        }
        let mut rarest: Vec<usize> = (0..numbers.len()).collect();
        rarest.sort_by_key(|word| parts_with[*word]);
        let mut ranks = vec![0; numbers.len()];
        for (rank, word) in rarest.into_iter().enumerate() {
            ranks[word] = rank;
        }
        for face in old.iter_mut().chain(&mut new) {
            face.rarest_first = face.words.iter().map(|word| ranks[*word]).collect();
            face.rarest_first.sort_unstable();
        }
        let (mut said, mut called) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        let mut holding = vec![Vec::new(); numbers.len()];
        for (at, face) in old.iter().enumerate() {
            said.entry(face.words.clone()).or_default().push(at);
            called.entry(face.label.clone()).or_default().push(at);
            for rank in different(face.rarest_first.clone()) {
                holding[rank].push(at);
            }
        }
        Self { old, new, said, called, holding }
    }

    /// The old parts that say just this, in their order.
    pub(super) fn with_words(&self, words: &[usize]) -> &[usize] {
        self.said.get(words).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those that are called so.
    pub(super) fn with_label(&self, label: &str) -> &[usize] {
        self.called.get(label).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those that may be so alike to this one, in hundredths: no other is.
    pub(super) fn that_may_resemble(&self, new: &Face, least: usize) -> Vec<usize> {
        let all = new.rarest_first.len();
        // Two of `all` and of `more` words share `least * (all + more) / 200` of them if they are so alike, and never more than
        // `more`. So it shares as many as this with whichever is alike, however long that is,
        let shared = (least * all).div_ceil(200 - least);
        // and of these, its rarest, at least one.
        let rarest = different(new.rarest_first[..(all + 1 - shared).min(all)].to_vec());
        different(rarest.iter().flat_map(|rank| &self.holding[*rank]).copied().collect())
    }
}

impl Face {
    /// Whether two parts are so alike, in hundredths: twice the words that they share, by all that they have. What is counted
    /// is how often that takes more than a look at how long they are.
    pub(super) fn resembles(&self, other: &Self, least: usize, compared: &mut usize) -> bool {
        let (one, other) = (&self.rarest_first, &other.rarest_first);
        let suffice = |shared: usize| 200 * shared >= least * (one.len() + other.len());
        if !suffice(one.len().min(other.len())) {
            return false;
        }
        *compared += 1;
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(mine), Some(its)) = (one.get(i), other.get(j)) {
            match mine.cmp(its) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            }
        }
        suffice(shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Part {
        let kind = AnchorKind::Paragraph;
        Part { kind, parent: None, depth: 0, label: None, heading: None, text: Some(text.to_owned()) }
    }

    /// In hundredths, counted without any of what is above.
    fn are_alike(one: &str, other: &str, least: usize) -> bool {
        let mut left: HashMap<&str, usize> = HashMap::new();
        one.split_whitespace().for_each(|word| *left.entry(word).or_default() += 1);
        let mut shared = 0;
        for word in other.split_whitespace() {
            if let Some(left) = left.get_mut(word).filter(|left| **left > 0) {
                (*left, shared) = (*left - 1, shared + 1);
            }
        }
        200 * shared >= least * (one.split_whitespace().count() + other.split_whitespace().count())
    }

    #[test]
    fn what_is_alike_is_among_what_may_be() {
        // Numbers that look like chance and are the same each time.
        let mut seed = 7_usize;
        let mut below = |most: usize| {
            seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
            (seed >> 8) % most
        };
        // Few words, some of which are often said.
        let text = |below: &mut dyn FnMut(usize) -> usize| {
            let words = (0..=below(12)).map(|_| format!("w{}", below(14) * below(14) / 14));
            words.collect::<Vec<_>>().join(" ")
        };
        let old: Vec<_> = (0..150).map(|_| text(&mut below)).collect();
        let new: Vec<_> = (0..150).map(|_| text(&mut below)).collect();
        let (before, now): (Vec<_>, Vec<_>) =
            (old.iter().map(|text| paragraph(text)).collect(), new.iter().map(|text| paragraph(text)).collect());
        let faces = Faces::of(before.iter(), now.iter());
        let mut found = 0;
        for (i, mine) in new.iter().enumerate() {
            for least in [60, 85] {
                let may = faces.that_may_resemble(&faces.new[i], least);
                assert!(may.is_sorted());
                for (j, its) in old.iter().enumerate() {
                    let alike = are_alike(its, mine, least);
                    assert_eq!(faces.old[j].resembles(&faces.new[i], least, &mut 0), alike, "{least}: {its} / {mine}");
                    assert!(!alike || may.contains(&j), "{least}: {its} / {mine}");
                    found += usize::from(alike);
                }
            }
        }
        assert!(found > 100, "{found}");
    }

    #[test]
    fn a_look_at_the_lengths_suffices_where_they_are_too_far_apart() {
        let (short, long) =
            (paragraph("Pas je miran."), paragraph("Pas je miran kad spava i kad se s njim mirno hoda."));
        let faces = Faces::of([&short].into_iter(), [&long, &short].into_iter());
        let mut compared = 0;
        assert!(!faces.old[0].resembles(&faces.new[0], 60, &mut compared));
        assert_eq!(compared, 0);
        assert!(faces.old[0].resembles(&faces.new[1], 60, &mut compared));
        assert_eq!(compared, 1);
    }

    #[test]
    fn what_says_nothing_is_like_what_says_nothing() {
        let (nothing, something) = (paragraph(""), paragraph("Pas je miran."));
        let faces = Faces::of([&something, &nothing].into_iter(), [&nothing].into_iter());
        assert_eq!(faces.that_may_resemble(&faces.new[0], 60), Vec::<usize>::new());
        assert_eq!(faces.with_words(&[]), [1]);
        assert!(faces.old[1].resembles(&faces.new[0], 60, &mut 0));
        assert!(!faces.old[0].resembles(&faces.new[0], 60, &mut 0));
    }
}
