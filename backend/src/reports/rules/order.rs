//! In what order a report tells of comments: the whole first, then part by part as the act is read, each comment followed by
//! what replies to it. Pure.

use std::collections::HashMap;

use entities::{ActVersionId, AnchorId, AnchorKey, CommentId, LocalisedText};

/// A comment that everybody can read, as little of it as its place depends on.
#[derive(Clone, Copy, Debug)]
pub struct Short {
    /// Which.
    pub id: CommentId,
    /// About which part, in whatever version.
    pub part: Option<AnchorKey>,
    /// What it replies to.
    pub reply_to: Option<CommentId>,
}

/// A part of some version of an act.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which.
    pub id: AnchorId,
    /// What it is known by in every version.
    pub key: AnchorKey,
    /// In which version.
    pub version: ActVersionId,
    /// What it stands in.
    pub parent: Option<AnchorId>,
    /// Its place in the version.
    pub position: i32,
    /// `Član 12.`
    pub label: Option<LocalisedText>,
    /// Its title.
    pub heading: Option<LocalisedText>,
}

/// A version of an act, and where it stands among all.
#[derive(Clone, Debug)]
pub struct Version {
    /// Which.
    pub id: ActVersionId,
    /// The place of its act.
    pub act: i32,
    /// What the act is called; none where there is one alone.
    pub act_title: Option<LocalisedText>,
    /// Its number.
    pub number: i32,
    /// Whether it is the text that holds.
    pub current: bool,
}

/// What is said about one part, or about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The part; none for the whole.
    pub part: Option<AnchorKey>,
    /// What it is called, from the act down to itself; nothing for the whole, or for a part without a name.
    pub names: Vec<LocalisedText>,
    /// In which version it was last, where it is not in the one that holds.
    pub version: Option<i32>,
    /// The comments in order, each with how many others it stands under.
    pub comments: Vec<(CommentId, u8)>,
}

/// The sections of a report; none without comments. `comments` stand as they came.
#[must_use]
pub fn sections(comments: &[Short], parts: &[Part], versions: &[Version]) -> Vec<Section> {
    let places = places(parts, versions);
    let shown: HashMap<CommentId, usize> = comments.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let mut replies: HashMap<CommentId, Vec<usize>> = HashMap::new();
    let mut roots = Vec::new();
    for (at, one) in comments.iter().enumerate() {
        // What it replies to may not be readable any more; then it stands by itself.
        match one.reply_to.filter(|to| shown.contains_key(to)) {
            Some(to) => replies.entry(to).or_default().push(at),
            None => roots.push(at),
        }
    }
    let mut found: HashMap<Option<AnchorKey>, Section> = HashMap::new();
    for root in roots {
        let part = comments[root].part;
        let section = found.entry(part).or_insert_with(|| begun(part, &places));
        let mut next = vec![(root, 0_u8)];
        while let Some((at, depth)) = next.pop() {
            let id = comments[at].id;
            section.comments.push((id, depth));
            next.extend(replies.remove(&id).into_iter().flatten().rev().map(|reply| (reply, depth + 1)));
        }
    }
    let mut sections: Vec<_> = found.into_values().collect();
    sections.sort_by_key(|section| section.part.map(|key| (places.get(&key).map(|place| place.rank), key)));
    sections
}

/// Where a part stands: by act, first the text that holds, then the youngest of those before.
type Rank = (i32, bool, i32, i32);

struct Place {
    rank: Rank,
    names: Vec<LocalisedText>,
    version: Option<i32>,
}

fn begun(part: Option<AnchorKey>, places: &HashMap<AnchorKey, Place>) -> Section {
    let place = part.and_then(|key| places.get(&key));
    Section {
        part,
        names: place.map(|place| place.names.clone()).unwrap_or_default(),
        version: place.and_then(|place| place.version),
        comments: Vec::new(),
    }
}

fn places(parts: &[Part], versions: &[Version]) -> HashMap<AnchorKey, Place> {
    let versions: HashMap<_, _> = versions.iter().map(|version| (version.id, version)).collect();
    let by_id: HashMap<_, _> = parts.iter().map(|part| (part.id, part)).collect();
    let mut places: HashMap<AnchorKey, Place> = HashMap::new();
    for part in parts {
        let Some(version) = versions.get(&part.version) else { continue };
        let rank = (version.act, !version.current, -version.number, part.position);
        if places.get(&part.key).is_some_and(|known| known.rank <= rank) {
            continue;
        }
        let names = version.act_title.iter().cloned().chain(named(part, &by_id)).collect();
        let older = (!version.current).then_some(version.number);
        places.insert(part.key, Place { rank, names, version: older });
    }
    places
}

/// `Član 12.` with its title; `(2)` says nothing without what it stands in.
fn named<'a>(part: &'a Part, by_id: &HashMap<AnchorId, &'a Part>) -> Vec<LocalisedText> {
    let own = part.label.iter().chain(&part.heading).cloned();
    let above = part.parent.and_then(|parent| by_id.get(&parent));
    // A chapter is no part of an article's name.
    let within = above.filter(|_| part.heading.is_none() && part.label.as_ref().is_some_and(is_numbered));
    within.and_then(|above| above.label.clone()).into_iter().chain(own).collect()
}

fn is_numbered(label: &LocalisedText) -> bool {
    label.original.text.starts_with('(')
}

#[cfg(test)]
mod tests {
    use entities::Locale;

    use super::*;

    fn text(text: &str) -> LocalisedText {
        LocalisedText::new(Locale::SrLatn, text)
    }

    fn part(version: ActVersionId, position: i32, label: &str) -> Part {
        let (id, key) = (AnchorId::new(), AnchorKey::new());
        Part { id, key, version, parent: None, position, label: Some(text(label)), heading: None }
    }

    fn names(section: &Section) -> String {
        section.names.iter().map(|name| name.original.text.clone()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_are_told_as_the_act_is_read_and_replies_stand_with_what_they_reply_to() {
        let (old, now) = (ActVersionId::new(), ActVersionId::new());
        let version = |id, number, current| Version { id, act: 1, act_title: None, number, current };
        let versions = [version(old, 1, false), version(now, 2, true)];
        let mut parts = vec![part(now, 2, "Član 2."), part(now, 1, "Član 1."), part(old, 1, "Član 9.")];
        // The same part in the version before was called otherwise.
        parts.push(Part { key: parts[1].key, ..part(old, 3, "Član 3.") });
        parts.push(Part { parent: Some(parts[0].id), ..part(now, 3, "(1)") });
        let say =
            |part: Option<&Part>, reply_to| Short { id: CommentId::new(), part: part.map(|part| part.key), reply_to };
        let mut comments = vec![say(Some(&parts[0]), None), say(Some(&parts[2]), None), say(Some(&parts[1]), None)];
        comments.push(say(None, None));
        comments.push(say(Some(&parts[0]), Some(comments[0].id)));
        comments.push(say(Some(&parts[0]), None));
        comments.push(say(Some(&parts[0]), Some(comments[4].id)));
        comments.push(say(Some(&parts[0]), Some(comments[0].id)));
        comments.push(say(Some(&parts[4]), Some(CommentId::new())));
        let told = sections(&comments, &parts, &versions);
        let told: Vec<_> = told
            .iter()
            .map(|section| {
                let at = |id: &CommentId| comments.iter().position(|one| one.id == *id).expect("one of them");
                let comments: Vec<_> = section.comments.iter().map(|(id, depth)| (at(id), *depth)).collect();
                (names(section), section.version, comments)
            })
            .collect();
        let expected = vec![
            (String::new(), None, vec![(3, 0)]),
            ("Član 1.".to_owned(), None, vec![(2, 0)]),
            ("Član 2.".to_owned(), None, vec![(0, 0), (4, 1), (6, 2), (7, 1), (5, 0)]),
            ("Član 2. (1)".to_owned(), None, vec![(8, 0)]),
            ("Član 9.".to_owned(), Some(1), vec![(1, 0)]),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn of_several_acts_each_part_says_of_which_it_is() {
        let ids = [ActVersionId::new(), ActVersionId::new()];
        let version = |at: usize, act| Version {
            id: ids[at],
            act,
            act_title: Some(text(&format!("Akt {act}:"))),
            number: 1,
            current: true,
        };
        let parts = [part(ids[0], 1, "Član 1."), part(ids[1], 1, "Član 1.")];
        let comments =
            parts.each_ref().map(|part| Short { id: CommentId::new(), part: Some(part.key), reply_to: None });
        let told = sections(&comments, &parts, &[version(0, 2), version(1, 1)]);
        assert_eq!(told.iter().map(names).collect::<Vec<_>>(), ["Akt 1: Član 1.", "Akt 2: Član 1."]);
    }
}
