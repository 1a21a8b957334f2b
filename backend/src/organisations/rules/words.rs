//! The words of an organisation: by which it is found, under which misspellings, and where they stand in the text.

use std::collections::BTreeSet;

use crate::locale::fold::{before_yat, fold, fold_query};

/// How short forms stand for words: a short form, the folded beginnings of the words that it stands for, and the words.
/// Whoever seeks either finds both.
const SHORT_FORMS: &[(&str, &str, &str)] = &[
    ("kud", "kulturn umetnick drustv", "kulturno umetnicko drustvo"),
    ("skud", "srpsk kulturn umetnick drustv", "srpsko kulturno umetnicko drustvo"),
    ("hkud", "hrvatsk kulturn umetnick drustv", "hrvatsko kulturno umetnicko drustvo"),
    ("rkud", "radnick kulturn umetnick drustv", "radnicko kulturno umetnicko drustvo"),
    ("ug", "udruzen gradan", "udruzenje gradana"),
    ("nvo", "nevladin organizacij", "nevladina organizacija"),
    ("ocd", "organizacij civiln drustv", "organizacija civilnog drustva"),
    ("fk", "fudbalsk klub", "fudbalski klub"),
    ("nk", "nogometn klub", "nogometni klub"),
    ("kk", "kosarkask klub", "kosarkaski klub"),
    ("ok", "odbojkask klub", "odbojkaski klub"),
    ("rk", "rukometn klub", "rukometni klub"),
    ("zrk", "zensk rukometn klub", "zenski rukometni klub"),
    ("zok", "zensk odbojkask klub", "zenski odbojkaski klub"),
    ("ak", "atletsk klub", "atletski klub"),
    ("tk", "tenisk klub", "teniski klub"),
    ("stk", "stonotenisk klub", "stonoteniski klub"),
    ("sk", "sportsk klub", "sportski klub"),
    ("sd", "sportsk drustv", "sportsko drustvo"),
    ("bk", "boksersk klub", "bokserski klub"),
    ("pd", "planinarsk drustv", "planinarsko drustvo"),
    ("dvd", "dobrovoljn vatrogasn drustv", "dobrovoljno vatrogasno drustvo"),
    ("ck", "crven krst", "crveni krst"),
    ("ck", "crven kriz", "crveni kriz"),
    ("ld", "lovack drustv", "lovacko drustvo"),
    ("lu", "lovack udruzen", "lovacko udruzenje"),
    ("srd", "sportsk ribolovn drustv", "sportsko ribolovno drustvo"),
    ("usr", "udruzen sportsk ribolov", "udruzenje sportskih ribolovaca"),
    ("rvi", "ratn vojn invalid", "ratni vojni invalidi"),
    ("mz", "mesn zajednic", "mesna zajednica"),
    ("rs", "republik srpsk", "republika srpska"),
    ("bih", "bosn i hercegovin", "bosna i hercegovina"),
    ("oo", "opstinsk organizacij", "opstinska organizacija"),
    ("uzr", "udruzen zen rom", "udruzenje zena romkinja"),
    ("ur", "udruzen rom", "udruzenje roma"),
    ("banjaluka", "banj lu", "banja luka"),
];

/// Words that no short form of a name counts.
const UNCOUNTED: &[&str] = &["i", "u", "o", "na", "za", "sa", "s", "od", "do", "iz", "po", "the", "of", "and"];

/// So many words of a question are looked for.
const MOST_TERMS: usize = 12;

/// A word of so many letters is long.
const LONG: usize = 5;
/// So many letters of a long word are left of it at least.
const SHORTEST_STEM: usize = 4;

/// What stands in a text where a word of a question is found. Folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A word that begins so.
    Beginning(String),
    /// This word alone: a short form is the beginning of too many others.
    Word(String),
}

impl Reading {
    /// A short form, by itself or in whatever case it stands.
    fn short(form: &str) -> Self {
        if is_long(form) { Self::Beginning(without_end(form).to_owned()) } else { Self::Word(form.to_owned()) }
    }

    /// The letters that are sought.
    #[must_use]
    pub fn letters(&self) -> &str {
        match self {
            Self::Beginning(letters) | Self::Word(letters) => letters,
        }
    }

    /// Whether this word is what it seeks.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        match self {
            Self::Beginning(letters) => word.starts_with(letters.as_str()),
            Self::Word(letters) => word == letters,
        }
    }
}

/// The terms of a search, each with its readings, of which one is enough: as the word was typed comes first. Of a word its
/// beginning is sought, of a longer one without the end of its case: whoever types `životna` finds `zaštita životne sredine`.
/// Words that a short form stands for may stand in a case in which they are written otherwise, so it will do in their place:
/// whoever types `Banja Luka` finds `u Banjoj Luci`.
#[must_use]
pub fn terms(text: &str) -> Vec<Vec<Reading>> {
    let mut words = fold_query(text);
    // More words narrow nothing, and each costs a look.
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words.truncate(MOST_TERMS);
    let words: Vec<&str> = words.iter().map(|word| without_end(word)).collect();
    let mut terms: Vec<_> = words.iter().map(|word| vec![Reading::Beginning((*word).to_owned())]).collect();
    for (form, stems, _) in SHORT_FORMS {
        // As the words of the question are: without what stands before the end of a case.
        let stems: Vec<&str> = stems.split(' ').map(before_yat).collect();
        for (at, run) in words.windows(stems.len()).enumerate() {
            // What is no longer than these beginnings finds by itself all that has the short form.
            if stand_for(run, &stems) && run != stems {
                let short = Reading::short(form);
                let meant = terms[at..at + stems.len()].iter_mut().filter(|readings| !readings.contains(&short));
                meant.for_each(|readings| readings.push(short.clone()));
            }
        }
    }
    terms
}

/// Whether words begin with these beginnings, one by one.
fn stand_for(words: &[&str], stems: &[&str]) -> bool {
    words.iter().zip(stems).all(|(word, stem)| word.starts_with(stem))
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG
}

/// A long word without the vowel that it ends in, and without what its other cases are folded to: `udruženja` is a case of
/// `udruženje`, which is kept as `udruzene`.
fn without_end(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['a', 'e', 'i', 'o', 'u']).filter(|_| is_long(word)) else { return word };
    let shorter = before_yat(stem);
    // What is left of `Marija` is the beginning of too many others.
    if shorter.chars().count() >= SHORTEST_STEM { shorter } else { stem }
}

/// The folded words by which something is found that has these texts: those of the texts, the short forms of what stands
/// written out in them, what short forms in them stand for, and the first letters of the name.
#[must_use]
pub fn search_text<'a>(name: impl IntoIterator<Item = &'a str>, others: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    let mut words = BTreeSet::new();
    let mut add = |text: &str| {
        for word in text.split_whitespace() {
            if words.insert(word.to_owned()) {
                all.push(' ');
                all.push_str(word);
            }
        }
    };
    for name in name {
        let folded = fold(name);
        add(&folded);
        if let Some(initials) = initials(&folded) {
            add(&initials);
        }
        add(&other_forms(&folded));
    }
    for text in others {
        let folded = fold(text);
        add(&folded);
        add(&other_forms(&folded));
    }
    all
}

/// Short forms of what is written out, and what short forms stand for.
fn other_forms(folded: &str) -> String {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut found = String::new();
    for (short, stems, whole) in SHORT_FORMS {
        let stems: Vec<&str> = stems.split(' ').collect();
        if words.windows(stems.len()).any(|run| stand_for(run, &stems)) {
            found.push_str(&format!(" {short}"));
        }
        if words.contains(short) {
            found.push_str(&fold(whole));
        }
    }
    found
}

/// The first letters of a name of three words or more: nobody writes out what everybody calls `UDT`.
fn initials(folded: &str) -> Option<String> {
    let counted: Vec<&str> = folded.split_whitespace().filter(|word| !UNCOUNTED.contains(word)).collect();
    (counted.len() >= 3).then(|| counted.iter().filter_map(|word| word.chars().next()).collect())
}

/// Shorter words are not looked for under misspellings: too many others are one letter away.
const SHORTEST: usize = 4;
/// So much of a word stands under keys; a mistake behind it is none, because words are sought by their beginnings.
const PREFIX: usize = 7;

/// The keys under which a word is kept, or sought: its beginning, whole and with each one letter left out. Two words that
/// differ by one letter wrong, missing, too many, or changed with its neighbour have a key in common.
#[must_use]
pub fn spellings(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().take(PREFIX).collect();
    if letters.len() < SHORTEST {
        return BTreeSet::new();
    }
    let without = |at: usize| letters.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect::<String>();
    (0..letters.len()).map(without).chain([letters.iter().collect()]).collect()
}

/// The key of a word that is written right.
#[must_use]
pub fn beginning(word: &str) -> String {
    word.chars().take(PREFIX).collect()
}

/// Whether a word that was typed is this one with a mistake: the beginning of it, one letter away, or two in a long word.
#[must_use]
pub fn is_misspelling(typed: &str, word: &str) -> bool {
    let length = typed.chars().count();
    let allowed = if length >= 9 { 2 } else { 1 };
    if length < SHORTEST {
        return false;
    }
    // The typed word may be the beginning of a longer one, with a letter too few or too many in it.
    let beginnings = [length.saturating_sub(1), length, length + 1];
    let whole = word.chars().count();
    beginnings.into_iter().filter(|end| *end <= whole && *end > 0).any(|end| {
        let beginning: String = word.chars().take(end).collect();
        strsim::osa_distance(typed, &beginning) <= allowed
    }) || strsim::osa_distance(typed, word) <= allowed
}

/// A part of a text that was found, in UTF-16 units, as JavaScript counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Where words of the text, as it is written, are found by one of these readings; and where what stands there was found
/// under its short form, or a short form by what it stands for.
#[must_use]
pub fn ranges(text: &str, readings: &[Reading]) -> Vec<Range> {
    let pieces = pieces(text);
    // A piece may be several words once it is folded.
    let words: Vec<(usize, &str)> = pieces
        .iter()
        .enumerate()
        .flat_map(|(at, (_, folded))| folded.split_whitespace().map(move |word| (at, word)))
        .collect();
    let begun = |word: &str, least: usize| {
        readings.iter().any(|reading| reading.is(word) && reading.letters().chars().count() >= least)
    };
    let mut marked: BTreeSet<usize> = words.iter().filter(|(_, word)| begun(word, 1)).map(|(at, _)| *at).collect();
    for (short, stems, whole) in SHORT_FORMS {
        // A single letter is the beginning of too many of them.
        if begun(short, 2) {
            let stems: Vec<&str> = stems.split(' ').collect();
            let stands =
                |run: &&[(usize, &str)]| run.iter().zip(&stems).all(|((_, word), stem)| word.starts_with(stem));
            marked.extend(words.windows(stems.len()).filter(stands).flatten().map(|(at, _)| *at));
        }
        let mut written = words.iter().filter(|(_, word)| word == short).map(|(at, _)| *at).peekable();
        if written.peek().is_some() && fold(whole).split_whitespace().any(|word| begun(word, 2)) {
            marked.extend(written);
        }
    }
    pieces.into_iter().enumerate().filter(|(at, _)| marked.contains(at)).map(|(_, (range, _))| range).collect()
}

/// The words of a text as it is written: where each stands, and how it is folded.
fn pieces(text: &str) -> Vec<(Range, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            rest.find(is_word).unwrap_or(rest.len())
        };
        let (piece, after) = rest.split_at(end);
        let length = piece.encode_utf16().count();
        if is_word(first) {
            found.push((Range { start: at, end: at + length }, fold(piece)));
        }
        at += length;
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Range, Reading, SHORT_FORMS, is_misspelling, ranges, search_text, spellings, terms};
    use crate::locale::fold::fold;

    fn beginning(letters: &str) -> Reading {
        Reading::Beginning(letters.to_owned())
    }

    fn word(letters: &str) -> Reading {
        Reading::Word(letters.to_owned())
    }

    /// The terms of a question, each as it is typed.
    fn typed(text: &str) -> Vec<String> {
        terms(text).iter().map(|readings| readings[0].letters().to_owned()).collect()
    }

    #[test]
    fn short_forms_and_what_they_stand_for_find_each_other() {
        let of = |name: &str| search_text([name], []);
        for (name, word) in [
            ("Културно-умјетничко друштво „Његош“", "kud"),
            ("KUD „Njegoš“", "kulturno"),
            ("SKUD Prosvjeta", "drustvo"),
            ("Udruženje građana „Most“", "ug"),
            ("UG Most", "gradana"),
            ("UG Most", "udruzene"),
            ("Општинска организација Црвеног крста Рудо", "ck"),
            ("Udruženje distrofičara Trebinje", "udt"),
            ("Klub RK Leotar", "rukometni"),
            ("Боксерски клуб „Леотар“", "bk"),
        ] {
            let text = of(name);
            assert!(format!("{text} ").contains(&format!(" {word} ")), "{word} in {text}");
        }
        assert!(!of("Planinarsko društvo").contains(" pd pd"), "each word once");
    }

    #[test]
    fn what_a_short_form_stands_for_is_found_by_its_own_beginnings() {
        for (short, stems, whole) in SHORT_FORMS {
            let folded = fold(whole);
            let words: Vec<&str> = folded.split_whitespace().collect();
            let stems: Vec<&str> = stems.split(' ').collect();
            assert_eq!(words.len(), stems.len(), "{short}");
            for (word, stem) in words.iter().zip(&stems) {
                assert!(word.starts_with(stem), "{short}: {word} does not begin with {stem}");
            }
            assert!(format!("{} ", search_text([*whole], [])).contains(&format!(" {short} ")), "{short}");
        }
    }

    #[test]
    fn a_word_is_sought_in_all_its_cases() {
        assert_eq!(typed("Животна СРЕДИНА"), ["zivotn", "sredin"]);
        assert_eq!(typed(&"klub ".repeat(50)), ["klub"]);
        assert_eq!(terms(&(0..50).map(|n| format!("r{n} ")).collect::<String>()).len(), super::MOST_TERMS);
        assert_eq!(typed("žena ruku"), ["zena", "ruku"], "a short word is too little without its end");
        for cases in [
            &["udruženje", "udruženja", "udruženju", "Удружења"] as &[&str],
            &["organizacija", "organizacije", "organizaciji", "organizaciju", "организације"],
            &["Trebinje", "Trebinja", "Trebinju", "Требиња"],
            &["zemlja", "zemlje", "zemlji", "zemlju"],
        ] {
            for case in cases {
                assert_eq!(typed(case), typed(cases[0]), "{case}");
                // Nor does it depend on what is typed behind it.
                assert_eq!(typed(&format!("{case} roma"))[0], typed(cases[0])[0], "{case}");
                let stored = fold(case);
                assert!(
                    typed(case).iter().all(|term| stored.contains(&format!(" {term}"))),
                    "{case} is kept as{stored}"
                );
            }
        }
        assert_eq!(typed("Marija"), ["marij"], "`mar` would be found in too many others");
    }

    #[test]
    fn words_that_a_short_form_stands_for_are_sought_under_it_too() {
        let banjaluka = || vec![beginning("banj"), beginning("banjaluk")];
        for (text, expected) in [
            ("Banja Luka", vec![banjaluka(), vec![beginning("luka"), beginning("banjaluk")]]),
            ("luka banja", vec![vec![beginning("luka")], vec![beginning("banj")]]),
            ("savez Banja L", vec![vec![beginning("savez")], vec![beginning("banj")], vec![beginning("l")]]),
            ("Crvenog krsta", vec![vec![beginning("crvenog"), word("ck")], vec![beginning("krst"), word("ck")]]),
            // They find whatever is written out, and whatever is short is kept written out, too.
            ("udruženje građana", vec![vec![beginning("udruzen")], vec![beginning("gradan")]]),
            ("UG", vec![vec![beginning("ug")]]),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
        let kud = terms("srpskog kulturno-umjetničkog društva");
        assert!(kud[1..].iter().all(|readings| readings[1..] == [word("kud"), word("skud")]), "{kud:?}");
    }

    #[test]
    fn whoever_seeks_a_short_form_or_what_it_stands_for_finds_both() {
        let found = |question: &str, text: &str| {
            let kept = search_text([text], []);
            let has = |reading: &Reading| kept.split_whitespace().any(|word| reading.is(word));
            terms(question).iter().all(|readings| readings.iter().any(has))
        };
        for (short, _, whole) in SHORT_FORMS {
            // `ck` stands for the cross in two languages; whatever it is in one text, it is found as either.
            assert!(found(whole, short) && found(short, whole) && found(whole, whole), "{short}");
        }
        for (question, text) in [
            ("banja luka", "Debatni klub u Banjoj Luci"),
            ("Banjoj Luci", "Helsinški parlament građana Banjaluka"),
            ("Banjaluka", "AEGEE Banja Luka"),
            ("Banja Luka", "Savez studenata Banjaluke"),
            ("Crvenog krsta", "Crveni krst Rudo"),
            ("nevladinih organizacija", "NVO „Most“"),
            ("kulturno-umjetničkog društva", "KUD „Behar“"),
            ("kulturno-umjetničkog društva", "Kulturno-umjetničko društvo „Behar“"),
        ] {
            assert!(found(question, text), "{question} in {text}");
        }
        assert!(!found("Crvenog krsta", "Ckalja"), "a short form is no beginning");
    }

    #[test]
    fn words_one_mistake_apart_have_a_key_in_common() {
        for (typed, word) in [
            ("udurzenje", "udruzenje"),
            ("udruznje", "udruzenje"),
            ("udruuzenje", "udruzenje"),
            ("udrugenje", "udruzenje"),
            ("penzoneri", "penzioneri"),
            ("zivtna", "zivotna"),
            ("leotra", "leotar"),
        ] {
            assert!(!spellings(typed).is_disjoint(&spellings(word)), "{typed}");
            assert!(is_misspelling(typed, word), "{typed}");
        }
        for (typed, word) in [("klub", "kolo"), ("sport", "savez"), ("rom", "dom"), ("sokolac", "rogatica")] {
            assert!(!is_misspelling(typed, word), "{typed}");
        }
        assert!(spellings("rom").is_empty());
    }

    #[test]
    fn what_was_found_is_shown_where_it_is_written() {
        let terms = [beginning("zivotn"), beginning("sred")];
        let text = "„Заштита животне средине“";
        assert_eq!(ranges(text, &terms), [Range { start: 9, end: 16 }, Range { start: 17, end: 24 }]);
        let text = "Z\u{30c}ivotna 🌱 sredina";
        assert_eq!(ranges(text, &terms), [Range { start: 0, end: 8 }, Range { start: 12, end: 19 }]);
        assert_eq!(ranges("Klub", &terms), []);
    }

    #[test]
    fn what_was_found_under_a_short_form_is_shown_and_a_short_form_by_its_words() {
        for (text, term, expected) in [
            ("Kulturno-umjetničko društvo „Njegoš“", "kud", vec![(0, 8), (9, 19), (20, 27)]),
            ("Културно-умјетничко друштво", "kud", vec![(0, 8), (9, 19), (20, 27)]),
            ("Udruženje građana „Most“", "ug", vec![(0, 9), (10, 17)]),
            ("Udruženje mladih građana", "ug", vec![]),
            ("Drugo udruženje građana", "ug", vec![(6, 15), (16, 23)]),
            ("UG „Most“", "udruzen", vec![(0, 2)]),
            ("KUD „Behar“", "drustv", vec![(0, 3)]),
            ("KUD „Behar“", "kud", vec![(0, 3)]),
            ("KUD „Behar“", "klub", vec![]),
            ("Bokserski klub Banja Luka", "banjaluk", vec![(15, 20), (21, 25)]),
            // One letter is the beginning of a word and no short form.
            ("Kulturno-umjetničko društvo", "k", vec![(0, 8)]),
        ] {
            let found: Vec<_> = ranges(text, &[beginning(term)]).iter().map(|at| (at.start, at.end)).collect();
            assert_eq!(found, expected, "{term} in {text}");
        }
        let readings = terms("Banja Luka").concat();
        let found = ranges("Ugostitelji u Banjoj Luci", &readings);
        assert_eq!(found.iter().map(|at| (at.start, at.end)).collect::<Vec<_>>(), [(14, 20), (21, 25)]);
        assert_eq!(ranges("Ckalja", &[word("ck")]), [], "a short form is no beginning");
    }
}
