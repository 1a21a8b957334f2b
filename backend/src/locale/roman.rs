//! Roman numbers, which are Latin letters in Cyrillic text too, told from the conjunction „i“ and from initials. The golden
//! vectors of the scripts (`tests/golden/script.json`) have them; `widgets/src/script.ts` does the same.

/// `II` to `XXXIX`. Single letters are numbers where they head a line, behind the name of a part, and otherwise: „V“ where it
/// is no initial, and „I“ where a sentence goes on with it: a conjunction would be small there („Poglavlje I“).
pub(super) fn is_roman(before: &str, word: &str, after: &str) -> bool {
    if matches!(word, "I" | "V") {
        let otherwise = || !after.starts_with('.') && (word == "V" || goes_on(before));
        return heads_a_line(before, after) || numbers_a_part(before, after) || otherwise();
    }
    let units = word.trim_start_matches('X');
    word.len() > 1
        && word.len() - units.len() <= 3
        && matches!(units, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// What parts words of a line.
const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];

/// The letters at the head of a text.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Whether these letters end as names of persons do, in their cases: what stands before them is an initial.
fn is_surname(word: &str) -> bool {
    let word = word.to_lowercase();
    ["", "a", "u", "em"].iter().any(|end| word.strip_suffix(end).is_some_and(|name| name.ends_with("ić")))
}

/// `I. OPŠTE ODREDBE`, `V. Završne odredbe`, `I – UVOD`, `I) Uvod`. „V. Karadžić“ and „I. Kovač“ are persons: of a single word
/// that is not in capitals nobody knows.
fn heads_a_line(before: &str, after: &str) -> bool {
    if before.chars().rev().take_while(|c| *c != '\n').any(char::is_alphanumeric) {
        return false;
    }
    let title = after.strip_prefix('.').unwrap_or(after);
    let spaced = title.trim_start_matches(SPACES);
    if spaced.len() == title.len() {
        return after.starts_with(')');
    }
    if title.len() == after.len() {
        let rest = spaced.trim_start_matches(['–', '—', '-']);
        return rest.len() < spaced.len() && rest.starts_with(SPACES);
    }
    let word = first_word(spaced);
    let small = |text: &str| text.starts_with(char::is_lowercase);
    let several = word.chars().count() > 1;
    let capitals = several && word.chars().all(char::is_uppercase);
    let rest = &spaced[word.len()..];
    // „V. d.“ holds an office for somebody else.
    (several && small(word))
        || (word.starts_with(char::is_uppercase)
            && !is_surname(word)
            && (capitals || (rest.starts_with(SPACES) && small(rest.trim_start_matches(SPACES)))))
}

/// How names of numbered parts begin, and how they end in their cases: `Prilog I.`, `u fazi V.`
const PARTS: &[&str] = &[
    "aneks",
    "član",
    "deo",
    "dijel",
    "dio",
    "etap",
    "faz",
    "glav",
    "grup",
    "kategorij",
    "kol",
    "kolo",
    "komponent",
    "lot",
    "mjer",
    "modul",
    "odeljak",
    "odeljk",
    "odjeljak",
    "odjeljc",
    "odjeljk",
    "poglavlj",
    "prilog",
    "priloz",
    "razred",
    "stepen",
    "tabel",
    "tačk",
    "zon",
];
const ENDINGS: &[&str] = &["", "a", "e", "i", "u", "em", "om", "ama", "ima", "ova", "ove", "ovi", "ovima"];
/// Those behind which „I“ is a number in capitals too, whatever follows. Behind the others it is most often the
/// conjunction: „STEPEN I VRSTA STRUČNE SPREME“.
const SURELY: &[&str] = &["glava", "glave", "glavi", "glavu", "glavom", "lot", "lota", "lotu", "lotom"];

/// Whether the name of a part stands right before, and what follows does not make a conjunction of „I“ or an initial of it.
fn numbers_a_part(before: &str, after: &str) -> bool {
    let known = before.trim_end_matches(SPACES);
    let name = known.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = name.to_lowercase();
    let is_part = PARTS.iter().any(|part| lower.strip_prefix(part).is_some_and(|end| ENDINGS.contains(&end)));
    if known.len() == before.len() || !is_part {
        return false;
    }
    let rest = after.strip_prefix('.').unwrap_or(after).trim_start_matches(SPACES);
    let word = first_word(rest);
    if after.starts_with('.') {
        return !is_surname(word);
    }
    SURELY.contains(&&*lower)
        || name.chars().any(char::is_lowercase)
        || matches!(word, "I" | "ILI")
        || rest.is_empty()
        || rest.starts_with(['\r', '\n', ',', ';', ':', '(', ')', '–', '—', '-'])
}

/// Whether a word that is not in capitals stands right before.
fn goes_on(before: &str) -> bool {
    let known = before.trim_end_matches(char::is_whitespace);
    let word = known.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    known.len() < before.len() && word.chars().any(char::is_lowercase)
}
