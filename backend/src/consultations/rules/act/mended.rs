//! A tree that an official has mended by hand, made whole again. Pure.

use std::collections::HashSet;

use entities::{AnchorKey, AnchorKind};

use super::Part;
use super::versions::{Known, lives_on};
use super::worded::Worded;

/// A part as it comes from a hand: how deep it is meant to stand, and which part of before it is, where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// The part; its parent is not read.
    pub part: Part,
    /// What it was known by.
    pub key: Option<AnchorKey>,
    /// What is written beside it; none where nothing is said of that.
    pub worded: Option<Worded>,
}

/// What may stand in what: chapters hold everything, articles paragraphs, paragraphs nothing.
const fn holds(outer: AnchorKind, inner: AnchorKind) -> bool {
    match outer {
        AnchorKind::Chapter => true,
        AnchorKind::Article => matches!(inner, AnchorKind::Paragraph),
        AnchorKind::Paragraph => false,
    }
}

/// The parts with parents and depths that fit: each stands in the last one before it that is less deep and may hold it. What
/// is empty is left out.
#[must_use]
pub fn whole(loose: Vec<Loose>) -> Vec<Loose> {
    let mut open: Vec<usize> = Vec::new();
    let mut meant: Vec<usize> = Vec::new();
    let mut parts: Vec<Loose> = Vec::new();
    for mut one in loose {
        let part = &mut one.part;
        for text in [&mut part.label, &mut part.heading, &mut part.text] {
            *text = text.take().filter(|text| !text.trim().is_empty());
        }
        if part.label.is_none() && part.heading.is_none() && part.text.is_none() {
            continue;
        }
        let depth = part.depth;
        while open.last().is_some_and(|at| meant[*at] >= depth || !holds(parts[*at].part.kind, part.kind)) {
            open.pop();
        }
        (part.parent, part.depth) = (open.last().copied(), open.len());
        open.push(parts.len());
        meant.push(depth);
        parts.push(one);
    }
    parts
}

/// The key of each part. Where the official has a part of before in his hand it stays that part, whatever he writes into it;
/// of all others it is found out what they were: in the text that holds, or else in his `own`, which is being made.
#[must_use]
pub fn keys(parts: &[Loose], before: &[Known], own: &[Known]) -> Vec<Option<AnchorKey>> {
    let mut free: HashSet<AnchorKey> = own.iter().chain(before).map(|known| known.key).collect();
    let mut keys: Vec<_> = parts.iter().map(|loose| loose.key.filter(|key| free.remove(key))).collect();
    for texts in [before, own] {
        if keys.iter().all(Option::is_some) {
            break;
        }
        let alike = lives_on(texts, &parts.iter().map(|loose| loose.part.clone()).collect::<Vec<_>>());
        for (key, alike) in keys.iter_mut().zip(alike) {
            *key = key.or_else(|| alike.filter(|key| free.remove(key)));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use entities::{AnchorKey, AnchorKind};

    use super::{Loose, keys, whole};
    use crate::consultations::rules::act::Part;
    use crate::consultations::rules::act::versions::Known;

    fn loose(kind: AnchorKind, depth: usize, label: &str, text: &str) -> Loose {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let part = Part { kind, parent: None, depth, label: some(label), heading: None, text: some(text) };
        Loose { part, key: None, worded: None }
    }

    #[test]
    fn whatever_a_hand_leaves_becomes_a_tree() {
        use AnchorKind::{Article, Chapter, Paragraph};
        let parts = whole(vec![
            loose(Paragraph, 3, "", "Увод."),
            loose(Chapter, 0, "ГЛАВА I", ""),
            loose(Article, 5, "Члан 1.", ""),
            loose(Paragraph, 6, "(1)", "Први."),
            // In a paragraph stands nothing.
            loose(Paragraph, 9, "(2)", "Други."),
            // In an article stands no article.
            loose(Article, 9, "Члан 2.", "Текст."),
            loose(Article, 1, "", "  "),
            loose(Chapter, 0, "ГЛАВА II", ""),
            loose(Article, 0, "Члан 3.", "Изван главе."),
        ]);
        let told: Vec<_> = parts
            .iter()
            .map(|one| {
                let label = one.part.label.as_deref().or(one.part.text.as_deref()).unwrap_or_default();
                format!("{label} {} {:?}", one.part.depth, one.part.parent)
            })
            .collect();
        assert_eq!(
            told,
            [
                "Увод. 0 None",
                "ГЛАВА I 0 None",
                "Члан 1. 1 Some(1)",
                "(1) 2 Some(2)",
                "(2) 2 Some(2)",
                "Члан 2. 1 Some(1)",
                "ГЛАВА II 0 None",
                "Члан 3. 0 None",
            ]
        );
    }

    #[test]
    fn a_part_in_the_hand_stays_what_it_was_and_nobody_else_becomes_it() {
        let before: Vec<_> = ["Забрањено је пушење у парку.", "Дозвољено је шетање паса у парку."]
            .iter()
            .zip(1..)
            .map(|(text, number)| Known {
                key: AnchorKey::new(),
                part: loose(AnchorKind::Article, 0, &format!("Члан {number}."), text).part,
            })
            .collect();
        let mut now = vec![
            loose(AnchorKind::Article, 0, "Члан 1.", "Дозвољено је шетање паса у парку."),
            loose(AnchorKind::Article, 0, "Члан 2.", "Нешто сасвим друго."),
        ];
        // Found out by its words.
        assert_eq!(keys(&now, &before, &[]), [Some(before[1].key), None]);
        // Said by whoever mends it; and what is one part is not another as well.
        now[1].key = Some(before[1].key);
        assert_eq!(keys(&now, &before, &[]), [None, Some(before[1].key)]);
        // A key of nothing here, or one used twice, says nothing.
        now[0].key = Some(before[1].key);
        now[1].key = Some(AnchorKey::new());
        assert_eq!(keys(&now, &before, &[]), [Some(before[1].key), None]);
    }

    #[test]
    fn a_text_that_is_brought_again_is_known_by_what_was_made_of_it() {
        let known = |number: usize, text: &str| Known {
            key: AnchorKey::new(),
            part: loose(AnchorKind::Article, 0, &format!("Члан {number}."), text).part,
        };
        let holds = [known(1, "Забрањено је пушење у парку.")];
        let own = [holds[0].clone(), known(2, "Дозвољено је шетање паса у парку.")];
        let again = [1, 2, 3].map(|number| {
            let text = own.get(number - 1).and_then(|known| known.part.text.as_deref());
            loose(AnchorKind::Article, 0, &format!("Члан {number}."), text.unwrap_or("Нешто сасвим друго."))
        });
        assert_eq!(keys(&again, &holds, &own), [Some(own[0].key), Some(own[1].key), None]);
        assert_eq!(keys(&again, &[], &own), [Some(own[0].key), Some(own[1].key), None]);
    }
}
