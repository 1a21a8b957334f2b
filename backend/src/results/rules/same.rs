//! Which application is which in two lists of a call: what somebody applied with keeps its id from the first list to the
//! last, so that whoever takes the data away finds it again.

use entities::{EntryId, ResultEntry};

use crate::locale::fold::fold;

/// What tells an application from others, however it is spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    organisation: String,
    project: String,
}

impl Told {
    /// What a list says of who applied, and with what.
    #[must_use]
    pub fn new(organisation: &str, project: Option<&str>) -> Self {
        Self { organisation: fold(organisation), project: project.map(fold).unwrap_or_default() }
    }

    /// The same of a row that is being written.
    #[must_use]
    pub fn of(entry: &ResultEntry) -> Self {
        let text = |text: &Option<entities::LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
        Self::new(&text(&entry.organisation).unwrap_or_default(), text(&entry.project).as_deref())
    }
}

/// The ids that rows had in a list before; none for what is new. The same organisation with the same project is the same;
/// where one of the two is written otherwise now, it is only where nothing else could be meant.
#[must_use]
pub fn carried(before: &[(EntryId, Told)], now: &[Told]) -> Vec<Option<EntryId>> {
    let mut left: Vec<Option<&(EntryId, Told)>> = before.iter().map(Some).collect();
    let mut found: Vec<Option<EntryId>> = now
        .iter()
        .map(|row| {
            let same = left.iter_mut().find(|other| other.is_some_and(|(_, told)| told == row))?;
            same.take().map(|(id, _)| *id)
        })
        .collect();
    let half: [fn(&Told) -> &String; 2] = [|told| &told.organisation, |told| &told.project];
    for part in half {
        for at in 0..now.len() {
            let Some(row) = now.get(at).filter(|row| !part(row).is_empty()) else { continue };
            if found.get(at).is_none_or(Option::is_some) {
                continue;
            }
            let open = |other: usize| found.get(other).is_some_and(Option::is_none);
            let alone = now.iter().enumerate().filter(|(other, told)| open(*other) && part(told) == part(row)).count();
            let mut like = left.iter_mut().filter(|other| other.is_some_and(|(_, told)| part(told) == part(row)));
            if let (1, Some(one), None) = (alone, like.next(), like.next()) {
                let id = one.take().map(|(id, _)| *id);
                if let Some(place) = found.get_mut(at) {
                    *place = id;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use entities::EntryId;

    use super::{Told, carried};

    #[test]
    fn an_application_keeps_its_id_while_it_is_surely_the_same() {
        let ids: Vec<EntryId> = (0..4).map(|_| EntryId::new()).collect();
        let told = |rows: &[(&str, &str)]| -> Vec<Told> {
            rows.iter().map(|(who, what)| Told::new(who, Some(*what).filter(|what| !what.is_empty()))).collect()
        };
        let before = |rows: &[(&str, &str)]| ids.iter().copied().zip(told(rows)).collect::<Vec<_>>();
        type Rows = [(&'static str, &'static str)];
        let cases: [(&str, &Rows, &Rows, &[Option<usize>]); 7] = [
            (
                "the same, in another order and script",
                &[("Most", "A"), ("Zmaj", "B")],
                &[("ЗМАЈ", "Б"), ("Most", "a")],
                &[Some(1), Some(0)],
            ),
            ("a project that is written otherwise", &[("Most", "Mostvoi")], &[("Most", "Mostovi")], &[Some(0)]),
            ("a name that is written otherwise", &[("Mots", "Mostovi")], &[("Most", "Mostovi")], &[Some(0)]),
            (
                "two of one organisation",
                &[("Most", "A"), ("Most", "B")],
                &[("Most", "C"), ("Most", "B")],
                &[Some(0), Some(1)],
            ),
            (
                "two that could both be meant",
                &[("Most", "A"), ("Most", "B")],
                &[("Most", "C"), ("Most", "D")],
                &[None, None],
            ),
            ("somebody new", &[("Most", "A")], &[("Most", "A"), ("Zmaj", "C")], &[Some(0), None]),
            ("twice the same", &[("Most", ""), ("Most", "")], &[("Most", ""), ("Most", "")], &[Some(0), Some(1)]),
        ];
        for (what, then, now, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|at| at.map(|at| ids[at])).collect();
            assert_eq!(carried(&before(then), &told(now)), expected, "{what}");
        }
    }
}
