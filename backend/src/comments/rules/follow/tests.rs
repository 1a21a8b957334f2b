use super::super::export::Told;
use super::super::log::Unnamed;
use super::*;
use crate::ledger::Commitment;

fn at(minute: u32) -> DateTime<Utc> {
    format!("2026-11-24T10:{minute:02}:00Z").parse().expect("an instant")
}

fn received(revision: i32) -> Entry {
    said(revision, None)
}

fn said(revision: i32, otherwise: Option<bool>) -> Entry {
    let made = || Commitment(String::new());
    Entry::Received {
        comment: "c".into(),
        revision,
        author: made(),
        content: made(),
        otherwise,
        form: None,
        said_for: None,
        at: at(revision.unsigned_abs()),
    }
}

fn published() -> Entry {
    Entry::Published { comment: "c".into(), revision: 1, at: at(9) }
}

fn erased(what: Erased) -> Entry {
    Entry::Erased { comment: "c".into(), forgotten: what, unnamed: None, at: at(9) }
}

fn told() -> Option<Told> {
    Some(Told { salt: String::new(), text: String::new() })
}

fn whole() -> Opened {
    Opened { author: told(), content: told(), received_at: Some(at(1)), ..Opened::default() }
}

fn found(entries: Vec<(Entry, Opened)>) -> Vec<Fault> {
    let mut followed = Followed::default();
    for (entry, opened) in entries {
        followed.take(entry, opened);
    }
    followed.faults(None, false)
}

#[test]
fn what_may_be_read_is_shown_and_nothing_else() {
    let nothing = Opened::default;
    let only_text = || Opened { author: None, ..whole() };
    let (missing, shown) = (vec![Fault::Missing("c".into())], vec![Fault::Shown("c".into())]);
    for (what, entries, faults) in [
        ("it waits", vec![(received(1), nothing())], vec![]),
        ("it waits and is shown", vec![(received(1), whole())], shown.clone()),
        ("it is published", vec![(received(1), whole()), (published(), nothing())], vec![]),
        ("and not shown", vec![(received(1), nothing()), (published(), nothing())], missing.clone()),
        ("and without whoever wrote it", vec![(received(1), only_text()), (published(), nothing())], missing.clone()),
        (
            "he is erased",
            vec![(received(1), only_text()), (published(), nothing()), (erased(Erased::Author), nothing())],
            vec![],
        ),
        (
            "he is erased and shown",
            vec![(received(1), whole()), (published(), nothing()), (erased(Erased::Author), nothing())],
            shown.clone(),
        ),
        (
            "all is erased",
            vec![(received(1), nothing()), (published(), nothing()), (erased(Erased::Whole), nothing())],
            vec![],
        ),
        (
            "it was written anew and waits",
            vec![(received(1), nothing()), (published(), nothing()), (received(2), nothing())],
            vec![],
        ),
        (
            "the old text is still shown",
            vec![(received(1), whole()), (published(), nothing()), (received(2), nothing()), (published(), nothing())],
            missing,
        ),
    ] {
        assert_eq!(found(entries), faults, "{what}");
    }
}

#[test]
fn of_whoever_is_forgotten_is_shown_what_was_recorded_while_it_may_be_read() {
    let unnamed = Some(Unnamed { kind: entities::AuthorKind::Citizen, number: 4 });
    let erased = |forgotten| Entry::Erased { comment: "c".into(), forgotten, unnamed, at: at(9) };
    let (nothing, left) = (Opened::default, || Opened { unnamed, ..Opened::default() });
    let wordless = || Opened { author: None, ..whole() };
    let rejected =
        || Entry::Rejected { comment: "c".into(), revision: 1, reason: entities::CommentReason::Insult, at: at(10) };
    let (missing, shown) = (vec![Fault::Missing("c".into())], vec![Fault::Shown("c".into())]);
    let log = |first: Opened, steps: Vec<(Entry, Opened)>| {
        found([vec![(received(1), first), (published(), nothing())], steps].concat())
    };
    for (what, first, steps, faults) in [
        ("he alone", wordless(), vec![(erased(Erased::Author), left())], vec![]),
        ("he alone, and it is left out", wordless(), vec![(erased(Erased::Author), nothing())], missing.clone()),
        ("the whole", nothing(), vec![(erased(Erased::Whole), left())], vec![]),
        ("the whole, and it is left out", nothing(), vec![(erased(Erased::Whole), nothing())], missing.clone()),
        (
            "he, and then the whole",
            nothing(),
            vec![(erased(Erased::Author), left()), (erased(Erased::Whole), left())],
            vec![],
        ),
        (
            "he, and then the whole, and once it is left out",
            nothing(),
            vec![(erased(Erased::Author), left()), (erased(Erased::Whole), nothing())],
            missing,
        ),
        ("it is refused", nothing(), vec![(erased(Erased::Author), nothing()), (rejected(), nothing())], vec![]),
        (
            "it is refused, and shown still",
            nothing(),
            vec![(erased(Erased::Author), left()), (rejected(), nothing())],
            shown,
        ),
    ] {
        assert_eq!(log(first, steps), faults, "{what}");
    }
}

#[test]
fn for_which_organisation_it_is_said_is_shown_while_whoever_says_it_is() {
    let said = |revision, for_one: bool| match received(revision) {
        Entry::Received { comment, revision, author, content, otherwise, at, .. } => Entry::Received {
            comment,
            revision,
            author,
            content,
            otherwise,
            form: Some(super::super::log::FORM),
            said_for: for_one.then(|| Commitment(String::new())),
            at,
        },
        other => other,
    };
    let (nothing, linked) = (Opened::default, || Opened { said_for: told(), ..whole() });
    let wordless = || Opened { author: None, ..whole() };
    let wrong = [Fault::ForWhom("c".into())];
    let done = || (published(), nothing());
    for (what, entries, right) in [
        ("for nobody", vec![(said(1, false), whole()), done()], true),
        ("for one", vec![(said(1, true), linked()), done()], true),
        ("for one, and it is taken away", vec![(said(1, true), whole()), done()], false),
        ("as it was recorded before", vec![(received(1), whole()), done()], true),
        ("it waits", vec![(said(1, true), nothing())], true),
        (
            "whoever says it is forgotten",
            vec![(said(1, true), wordless()), done(), (erased(Erased::Author), nothing())],
            true,
        ),
    ] {
        assert_eq!(found(entries), if right { &[][..] } else { &wrong[..] }, "{what}");
    }
    // What counts is the text that was written last.
    let anew = |before, now, last| found(vec![(said(1, before), nothing()), (said(2, now), last), done()]);
    assert_eq!(anew(true, false, whole()), [], "under another name");
    assert_eq!(anew(false, true, linked()), []);
    assert_eq!(anew(false, true, whole()), wrong);
    assert_eq!(anew(true, true, whole()), wrong);
}

#[test]
fn it_is_public_since_it_was_published_first() {
    let since = |minute| Opened { published_at: Some(at(minute)), ..whole() };
    let again = || Entry::Published { comment: "c".into(), revision: 1, at: at(20) };
    let nothing = Opened::default;
    let log = |minute| vec![(received(1), since(minute)), (published(), nothing()), (again(), nothing())];
    assert_eq!(found(log(9)), []);
    assert_eq!(found(log(20)), [Fault::Since("c".into())]);
    assert_eq!(found(log(8)), [Fault::Since("c".into())]);
}

#[test]
fn it_is_shown_to_be_written_anew_when_it_was() {
    let nothing = Opened::default;
    let log = |texts: &[Option<bool>], changed: Option<u32>| {
        let last = texts.len();
        let entries = (1..).zip(texts).map(|(revision, otherwise)| {
            let shown = usize::try_from(revision).is_ok_and(|revision| revision == last);
            let opened = Opened { changed_at: changed.map(at), ..whole() };
            (said(revision, *otherwise), if shown { opened } else { nothing() })
        });
        found(entries.chain([(published(), nothing())]).collect())
    };
    let (first, same, other) = (None, Some(false), Some(true));
    let wrong = [Fault::Changed("c".into())];
    for (what, texts, changed, right) in [
        ("as it came", &[first][..], None, true),
        ("as it came, and shown otherwise", &[first], Some(1), false),
        ("with another file", &[first, same], None, true),
        ("with another file, and shown otherwise", &[first, same], Some(2), false),
        ("in other words", &[first, other], Some(2), true),
        ("in other words, and not said", &[first, other], None, false),
        ("in other words, and of another time", &[first, other], Some(1), false),
        ("with another file after that", &[first, other, same], Some(2), true),
        ("and said of the file", &[first, other, same], Some(3), false),
        ("twice", &[first, other, other], Some(3), true),
        ("twice, and the first is said", &[first, other, other], Some(2), false),
        // Of what was recorded before nobody knows.
        ("perhaps", &[first, None, None], Some(2), true),
        ("perhaps not", &[first, None, None], None, true),
        ("not then", &[first, None, None], Some(1), false),
        ("perhaps, and then surely", &[first, None, other], Some(3), true),
        ("perhaps, and then surely, and not said", &[first, None, other], None, false),
    ] {
        assert_eq!(log(texts, changed), if right { &[][..] } else { &wrong[..] }, "{what}");
    }
}

#[test]
fn as_many_are_shown_as_were_recorded() {
    let (nothing, mut followed) = (Opened::default, Followed::default());
    followed.take(received(1), whole());
    followed.take(published(), nothing());
    assert_eq!(followed.faults(Some(2), false), [Fault::Number { shown: 2, recorded: 1 }]);
    let mut followed = Followed::default();
    for entry in [received(1), published(), erased(Erased::Whole)] {
        followed.take(entry, nothing());
    }
    assert_eq!(followed.faults(Some(0), false), []);
}

#[test]
fn what_files_of_before_do_not_say_a_complete_one_says() {
    let answered = || Entry::Answered {
        answer: "a".into(),
        revision: 1,
        comments: vec![("c".into(), 1)],
        disposition: entities::Disposition::Noted,
        reason: Commitment(String::new()),
        at: at(10),
    };
    let found = |published_at, answered_at, complete| {
        let comment = Opened { published_at, answer: Some("a".into()), ..whole() };
        let disposition = Some(entities::Disposition::Noted);
        let answer = Opened { reason: told(), disposition, answered_at, ..Opened::default() };
        let mut followed = Followed::default();
        for (entry, opened) in [(received(1), comment), (published(), Opened::default()), (answered(), answer)] {
            followed.take(entry, opened);
        }
        followed.faults(Some(1), complete)
    };
    assert_eq!(found(None, None, false), []);
    assert_eq!(found(Some(at(9)), Some(at(10)), true), []);
    assert_eq!(found(None, Some(at(10)), true), [Fault::Since("c".into())]);
    assert_eq!(found(Some(at(9)), None, true), [Fault::Answer("c".into())]);
}

#[test]
fn of_an_answer_that_was_covered_what_is_left_stands_there() {
    let disposition = Some(entities::Disposition::Noted);
    let answered = Entry::Answered {
        answer: "a".into(),
        revision: 1,
        comments: vec![("c".into(), 1)],
        disposition: entities::Disposition::Noted,
        reason: Commitment(String::new()),
        at: at(10),
    };
    let covered = Entry::AnswerRedacted {
        answer: "a".into(),
        revision: 2,
        reason: Commitment(String::new()),
        why: entities::CommentReason::PersonalData,
        at: at(11),
    };
    let comment = || Opened { answer: Some("a".into()), ..whole() };
    let log = |given: Opened, left: Option<Opened>| {
        let mut entries = vec![(received(1), comment()), (published(), Opened::default()), (answered.clone(), given)];
        entries.extend(left.map(|left| (covered.clone(), left)));
        found(entries)
    };
    let (nothing, left) = (Opened::default, || Opened { reason: told(), ..Opened::default() });
    let wordless = || Opened { disposition, ..Opened::default() };
    assert_eq!(log(wordless(), Some(left())), []);
    let other = [Fault::Answer("c".into())];
    assert_eq!(log(wordless(), None), other, "nothing was covered, and yet it is not shown");
    assert_eq!(log(wordless(), Some(nothing())), other, "not even what is left is shown");
    assert_eq!(log(Opened { reason: told(), ..wordless() }, Some(nothing())), other, "nor what was before");
    assert_eq!(log(nothing(), Some(left())), other, "what becomes of it is shown still");
}

#[test]
fn its_last_text_says_how_many_support_it() {
    let with = |supports| Opened { supports, ..whole() };
    let mut followed = Followed::default();
    followed.take(received(1), with(Some(9)));
    followed.take(received(2), with(Some(3)));
    followed.take(erased(Erased::Whole), Opened::default());
    assert_eq!(followed.supports(), Supports::from([("c".into(), 3)]), "also of what was erased");
    followed.take(received(3), with(None));
    assert_eq!(followed.supports(), Supports::new());
}

#[test]
fn as_many_support_it_as_have_an_entry() {
    let first = |form: Option<u8>| match received(1) {
        Entry::Received { comment, revision, author, content, otherwise, said_for, at, .. } => {
            Entry::Received { comment, revision, author, content, otherwise, form, said_for, at }
        }
        other => other,
    };
    let now = Some(super::super::log::FORM);
    let log = |form, steps: &[i32], shown: i32| {
        let opened = Opened { supports: Some(shown).filter(|shown| *shown > 0), ..whole() };
        let steps = steps.iter().map(|&supports| Entry::Supported { comment: "c".into(), supports });
        let steps = steps.map(|entry| (entry, Opened::default()));
        let begin = [(first(form), opened), (published(), Opened::default())];
        found(begin.into_iter().chain(steps).collect())
    };
    let wrong = [Fault::Supports("c".into())];
    for (what, form, steps, shown, right) in [
        ("nobody", now, &[][..], 0, true),
        ("nobody, and somebody is shown", now, &[], 1, false),
        ("two", now, &[1, 2], 2, true),
        ("two, and one is shown", now, &[1, 2], 1, false),
        ("one took it back", now, &[1, 2, 1], 1, true),
        ("many at once", now, &[1, 9], 9, false),
        ("the first was left out", now, &[2], 2, false),
        // Of how many there were before nobody knows; from the first entry on everybody does.
        ("before", None, &[], 7, true),
        ("before, and then one more", None, &[8], 8, true),
        ("before, and then one more, and others are shown", None, &[8], 9, false),
    ] {
        assert_eq!(log(form, steps, shown), if right { &[][..] } else { &wrong[..] }, "{what}");
    }
    // What is forgotten is counted still.
    let nothing = Opened::default;
    let gone = vec![(first(now), nothing()), (published(), nothing()), (erased(Erased::Whole), nothing())];
    let step = (Entry::Supported { comment: "c".into(), supports: 1 }, nothing());
    assert_eq!(found([gone.clone(), vec![step]].concat()), wrong);
    assert_eq!(found(gone), []);
}

#[test]
fn of_each_part_as_many_are_counted_as_were_recorded() {
    let count =
        |anchor: Option<&str>, published, answered| Count { anchor: anchor.map(str::to_owned), published, answered };
    let about = |anchor: &str| {
        let text = format!(r#"{{"origin":"online","anchor":"{anchor}","locale":"sr-Latn","text":"Riječi"}}"#);
        Opened { content: Some(Told { salt: String::new(), text }), ..whole() }
    };
    let log = |forgotten: bool| {
        let mut followed = Followed::default();
        for (entry, opened) in [(received(1), about("anc_1")), (published(), Opened::default())] {
            followed.take(entry, opened);
        }
        let other = || "d".to_owned();
        if let Entry::Received { revision, author, content, otherwise, form, said_for, at, .. } = received(1) {
            let entry = Entry::Received { comment: other(), revision, author, content, otherwise, form, said_for, at };
            followed.take(entry, if forgotten { Opened::default() } else { whole() });
        }
        followed.take(Entry::Published { comment: other(), revision: 1, at: at(9) }, Opened::default());
        followed
    };
    let wrong = |part: &str| vec![Fault::Counted(part.into())];
    for (what, forgotten, counts, faults) in [
        ("as it was", false, vec![count(None, 1, 0), count(Some("anc_1"), 1, 0)], vec![]),
        ("one too many", false, vec![count(None, 1, 0), count(Some("anc_1"), 2, 0)], wrong("anc_1")),
        ("an answer that nobody gave", false, vec![count(None, 1, 1), count(Some("anc_1"), 1, 0)], wrong("the whole")),
        ("a part is left out", false, vec![count(None, 1, 0)], wrong("anc_1")),
        (
            "one was forgotten, wherever it was",
            true,
            vec![count(Some("anc_2"), 1, 0), count(Some("anc_1"), 1, 0)],
            vec![],
        ),
        ("and is not counted", true, vec![count(Some("anc_1"), 1, 0)], wrong("all parts together")),
        ("the other is not counted", true, vec![count(None, 2, 0)], wrong("anc_1")),
    ] {
        assert_eq!(log(forgotten).counted(&counts), faults, "{what}");
    }
}

#[test]
fn under_it_stands_what_was_answered_last() {
    let answered_at = |id: &str, minute| Entry::Answered {
        answer: id.into(),
        revision: 1,
        comments: vec![("c".into(), 1)],
        disposition: entities::Disposition::Noted,
        reason: Commitment(String::new()),
        at: at(minute),
    };
    let answered = |id| answered_at(id, 9);
    let says = || Opened { reason: told(), disposition: Some(entities::Disposition::Noted), ..Opened::default() };
    let with = |id: Option<&str>| Opened { answer: id.map(Into::into), ..whole() };
    let log = |shown: Option<&str>, first: Opened, second: Opened| {
        vec![
            (received(1), with(shown)),
            (published(), Opened::default()),
            (answered("a"), first),
            (answered("b"), second),
        ]
    };
    let fault = vec![Fault::Answer("c".into())];
    assert_eq!(found(log(Some("b"), says(), says())), vec![]);
    assert_eq!(found(log(Some("a"), says(), says())), fault, "an older one");
    assert_eq!(found(log(None, says(), says())), fault, "none");
    assert_eq!(found(log(Some("b"), says(), Opened::default())), fault, "it is not shown");
    let given = |minute| Opened { answered_at: Some(at(minute)), ..says() };
    assert_eq!(found(log(Some("b"), says(), given(9))), vec![]);
    assert_eq!(found(log(Some("b"), says(), given(8))), fault, "before it was given");
    let again = |minute| [log(Some("b"), says(), given(minute)), vec![(answered_at("b", 10), given(minute))]].concat();
    assert_eq!(found(again(10)), vec![]);
    assert_eq!(found(again(9)), fault, "it was given once more after that");
    let late = Opened { received_at: Some(at(2)), ..whole() };
    assert_eq!(found(vec![(received(1), late), (published(), Opened::default())]), vec![Fault::Time("c".into())]);
}
