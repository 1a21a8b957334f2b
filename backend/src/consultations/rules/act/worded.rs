//! What is written by hand beside the words of an act: the other script where the machine spells it wrongly, and
//! translations. Pure.
//!
//! Nothing here touches a word as it was written: a text that says something else is another version. Most readers read one of
//! these wordings and not what was written, so beside a text that everybody reads nobody puts other words ([`other_words`]).

use entities::{Locale, LocalisedText, act_anchor};

use super::in_cyrillic;
use crate::locale::same::same_words;

/// Other wordings of one text, each for readers of a locale.
pub type Wordings = Vec<(Locale, String)>;

/// Other wordings of the three texts of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worded {
    /// Of its number.
    pub label: Wordings,
    /// Of its title.
    pub heading: Wordings,
    /// Of its words.
    pub text: Wordings,
}

/// The text with these wordings beside it, and with no others. What was written stays as it was written, whatever is said
/// of its locale.
#[must_use]
pub fn beside(text: &LocalisedText, wordings: &[(Locale, String)]) -> LocalisedText {
    let mut worded = LocalisedText { original: text.original.clone(), translations: Vec::new() };
    for (locale, words) in wordings {
        if !words.is_empty() && worded.all().all(|there| there.locale != *locale) {
            worded = worded.with(*locale, words);
        }
    }
    worded
}

/// The number of a part with its Cyrillic, which is known without a hand.
#[must_use]
pub fn numbered(label: LocalisedText) -> LocalisedText {
    if label.all().any(|there| there.locale == Locale::SrCyrl) {
        return label;
    }
    let cyrillic = in_cyrillic(&label.original.text);
    label.with(Locale::SrCyrl, cyrillic)
}

/// Writes these wordings beside a part, in place of those that it had.
pub fn write(part: &mut act_anchor::Model, worded: &Worded) {
    let texts = [(&mut part.heading, &worded.heading), (&mut part.text, &worded.text)];
    for (text, wordings) in texts {
        *text = text.as_ref().map(|text| beside(text, wordings));
    }
    part.label = part.label.as_ref().map(|label| numbered(beside(label, &worded.label)));
}

fn by_hand(text: Option<&LocalisedText>) -> Wordings {
    let wordings = text.into_iter().flat_map(|text| &text.translations);
    wordings.map(|wording| (wording.locale, wording.text.clone())).collect()
}

/// What was written by hand beside a part: without the Cyrillic of its number that makes itself.
#[must_use]
pub fn of(part: &act_anchor::Model) -> Worded {
    let made = part.label.as_ref().map(|label| (Locale::SrCyrl, in_cyrillic(&label.original.text)));
    let mut label = by_hand(part.label.as_ref());
    label.retain(|wording| Some(wording) != made.as_ref());
    Worded { label, heading: by_hand(part.heading.as_ref()), text: by_hand(part.text.as_ref()) }
}

/// What a part takes over of what it was before, the nearest first: the wordings of each of its texts that stands as it
/// stood. Beside other words they would say what is not written any more.
#[must_use]
pub fn carried(now: &act_anchor::Model, before: &[&act_anchor::Model]) -> Worded {
    type Field = fn(&act_anchor::Model) -> Option<&LocalisedText>;
    let stood = |field: Field, of: fn(Worded) -> Wordings| {
        let words = &field(now)?.original.text;
        let same = before.iter().find(|part| field(part).is_some_and(|text| text.original.text == *words));
        same.map(|part| of(self::of(part)))
    };
    Worded {
        label: stood(|part| part.label.as_ref(), |worded| worded.label).unwrap_or_default(),
        heading: stood(|part| part.heading.as_ref(), |worded| worded.heading).unwrap_or_default(),
        text: stood(|part| part.text.as_ref(), |worded| worded.text).unwrap_or_default(),
    }
}

/// A wording that is not what it was: for which locale, what it was and what it is; none where the machine makes it.
pub type Reworded = (Locale, Option<String>, Option<String>);

/// What became of the wordings beside a part.
#[must_use]
pub fn reworded(before: &Worded, now: &Worded) -> Vec<Reworded> {
    let fields = [(&before.label, &now.label), (&before.heading, &now.heading), (&before.text, &now.text)];
    let wording = |all: &Wordings, wanted: Locale| {
        all.iter().find(|(locale, _)| *locale == wanted).map(|(_, words)| words.clone())
    };
    let became = fields
        .into_iter()
        .flat_map(|(before, now)| Locale::ALL.map(|locale| (locale, wording(before, locale), wording(now, locale))));
    became.filter(|(_, before, now)| before != now).collect()
}

/// Which wordings that are new beside a part are other words than those that it has: in which of its texts, by its name in an
/// input, and for whom. What stands there already may stay, and all of it may be taken away.
#[must_use]
pub fn other_words(part: &act_anchor::Model, before: &Worded, now: &Worded) -> Vec<(&'static str, Locale)> {
    let fields = [
        ("label", &part.label, &before.label, &now.label),
        ("heading", &part.heading, &before.heading, &now.heading),
        ("text", &part.text, &before.text, &now.text),
    ];
    let mut found = Vec::new();
    for (name, text, before, now) in fields {
        let Some(text) = text else { continue };
        let new = now.iter().filter(|wording| !before.contains(wording));
        let others = new.filter(|(_, words)| !same_words(&text.original.text, words));
        found.extend(others.map(|(locale, _)| (name, *locale)));
    }
    found
}

#[cfg(test)]
mod tests {
    use entities::{
        ActVersionId, AnchorId, AnchorKey, AnchorKind, ConsultationId, Locale, LocalisedText, MunicipalityId,
        act_anchor,
    };

    use super::{Worded, beside, carried, of, other_words, reworded, write};

    fn part(label: &str, text: &str) -> act_anchor::Model {
        act_anchor::Model {
            id: AnchorId::new(),
            municipality_id: MunicipalityId::new(),
            consultation_id: ConsultationId::new(),
            version_id: ActVersionId::new(),
            key: AnchorKey::new(),
            parent_id: None,
            position: 1,
            depth: 0,
            kind: AnchorKind::Article,
            label: Some(LocalisedText::new(Locale::SrLatn, label)),
            heading: None,
            text: Some(LocalisedText::new(Locale::SrLatn, text)),
        }
    }

    fn english(words: &str) -> Worded {
        Worded { text: vec![(Locale::En, words.into())], ..Worded::default() }
    }

    #[test]
    fn whatever_is_written_beside_it_the_original_stays_as_it_was_written() {
        let mut given = part("Član 2.", "UDRUŽENjA vodi John Wayne.");
        let text = given.text.as_mut().expect("a text");
        text.original.as_written = Some("UDRUŽENjA vodi John  Wayne.".into());
        let original = |part: &act_anchor::Model| {
            [&part.label, &part.heading, &part.text].map(|text| text.as_ref().map(|text| text.original.clone()))
        };
        let before = original(&given);
        for locale in Locale::ALL {
            for words in ["", "Nešto sasvim drugo.", "Нешто сасвим друго."] {
                let all = vec![(locale, words.to_owned()), (Locale::SrLatn, "Novo.".into()), (locale, "Opet.".into())];
                let worded = Worded { label: all.clone(), heading: all.clone(), text: all };
                write(&mut given, &worded);
                assert_eq!(original(&given), before, "{locale:?} {words}");
                let text = given.text.as_ref().expect("a text");
                let mut locales: Vec<_> = text.all().map(|wording| wording.locale).collect();
                locales.sort_unstable();
                locales.dedup();
                assert_eq!(locales.len(), text.all().count(), "one wording for each locale: {text:?}");
                assert!(given.heading.is_none(), "what has no title gets none");
            }
        }
        write(&mut given, &Worded::default());
        assert_eq!(given.text.as_ref().map(|text| text.translations.len()), Some(0));
        assert_eq!(of(&given), Worded::default());
    }

    #[test]
    fn the_cyrillic_of_a_number_makes_itself_until_somebody_writes_it() {
        let mut given = part("Član 2a.", "Tekst.");
        let cyrillic = |part: &act_anchor::Model| {
            let label = part.label.as_ref().expect("a label");
            label.translations.iter().map(|wording| wording.text.clone()).collect::<Vec<_>>()
        };
        write(&mut given, &Worded::default());
        assert_eq!((cyrillic(&given), of(&given)), (vec!["Члан 2а.".into()], Worded::default()));
        let by_hand = Worded { label: vec![(Locale::SrCyrl, "Члан 2. а".into())], ..Worded::default() };
        write(&mut given, &by_hand);
        assert_eq!((cyrillic(&given), of(&given)), (vec!["Члан 2. а".into()], by_hand));
    }

    #[test]
    fn what_stands_as_it_stood_keeps_its_wordings_and_what_says_something_else_does_not() {
        let mut before = part("Član 2.", "Ulaz je slobodan.");
        let both = Worded { label: vec![(Locale::En, "Article 2".into())], ..english("Entry is free.") };
        write(&mut before, &both);
        assert_eq!(carried(&part("Član 2.", "Ulaz je slobodan."), &[&before]), both);
        assert_eq!(carried(&part("Član 3.", "Ulaz je slobodan."), &[&before]), english("Entry is free."));
        let other = carried(&part("Član 2.", "Ulaz se plaća."), &[&before]);
        assert_eq!(other, Worded { text: Vec::new(), ..both });
        // Of two that stand alike the nearest says how it is worded, also that it is not.
        let bare = part("Član 2.", "Ulaz je slobodan.");
        assert_eq!(carried(&bare, &[&bare, &before]), Worded::default());
        // What was written first is no wording of itself.
        let cyrillic = LocalisedText::new(Locale::SrCyrl, "2.");
        assert_eq!(beside(&cyrillic, &[(Locale::SrCyrl, "3.".into())]), cyrillic);
    }

    #[test]
    fn what_became_of_each_wording_is_told() {
        let (before, now) = (english("Entry is free."), english("Admission is free."));
        let told = reworded(&before, &now);
        assert_eq!(told, [(Locale::En, Some("Entry is free.".into()), Some("Admission is free.".into()))]);
        assert_eq!(reworded(&Worded::default(), &now)[0].1, None);
        assert!(reworded(&now, &now).is_empty());
    }

    #[test]
    fn beside_what_everybody_reads_only_the_same_words_are_new() {
        let given = part("Član 2.", "Program vodi Džon Vejn.");
        let text = |locale, words: &str| Worded { text: vec![(locale, words.into())], ..Worded::default() };
        let none = Worded::default();
        let there = text(Locale::SrCyrl, "Програм води John Wayne.");
        for (before, now, others) in [
            (&none, text(Locale::SrCyrl, "Програм води Џон Вејн."), vec![]),
            (&none, text(Locale::Bs, "Program vodi „Džon Vejn“."), vec![("text", Locale::Bs)]),
            (&none, text(Locale::SrCyrl, "Програм не води Џон Вејн."), vec![("text", Locale::SrCyrl)]),
            (&none, english("The programme is led by John Wayne."), vec![("text", Locale::En)]),
            (&none, there.clone(), vec![("text", Locale::SrCyrl)]),
            // What stood there when it was published stays as long as nobody touches it.
            (&there, there.clone(), vec![]),
            (&there, text(Locale::SrCyrl, "Програм води John Ford."), vec![("text", Locale::SrCyrl)]),
            // For others it is new.
            (&there, text(Locale::Hr, "Програм води John Wayne."), vec![("text", Locale::Hr)]),
            (&there, none.clone(), vec![]),
        ] {
            assert_eq!(other_words(&given, before, &now), others, "{now:?}");
        }
        let all = |label: &str, heading: &str| Worded {
            label: vec![(Locale::SrCyrl, label.into())],
            heading: vec![(Locale::SrCyrl, heading.into())],
            text: Vec::new(),
        };
        assert!(other_words(&given, &none, &all("члан 2.", "Наслов")).is_empty(), "what has no title gets none");
        assert_eq!(other_words(&given, &none, &all("Члан 3.", "Наслов")), [("label", Locale::SrCyrl)]);
    }
}
