//! Roman numbers, which are Latin letters in Cyrillic text too, told from the conjunction „i“ and from initials. The golden
//! vectors of the scripts (`tests/golden/script.json`) have them; `widgets/src/script.ts` does the same.

/// `II` to `XXXIX`, and from fifty on `LII`, `LIV`… of three letters: „LI“ is a word of „DA LI“. Single letters are numbers where they head a line, behind the name of a part, and otherwise: „V“ where it
/// is no initial, and „I“ where a sentence goes on with it: a conjunction would be small there („Poglavlje I“).
pub(super) fn is_roman(before: &str, word: &str, after: &str) -> bool {
    if matches!(word, "I" | "V") {
        let otherwise = || !after.starts_with('.') && (word == "V" || goes_on(before));
        return heads_a_line(before, after) || numbers_a_part(before, after) || otherwise();
    }
    let digits = word.strip_prefix('L').filter(|below_fifty| below_fifty.len() > 1).unwrap_or(word);
    let units = digits.trim_start_matches('X');
    digits.len() > 1
        && digits.len() - units.len() <= 3
        && matches!(units, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// What parts words of a line.
const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];

/// The letters at the head of a text.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Surnames that do not end in „ić“ and head no chapter; those that end in a vowel without it.
const SURNAMES: &[&str] = &[
    "bošnjak", "čavar", "čolak", "dodik", "gluhak", "grubač", "horvat", "jurak", "kapor", "kolar", "kovač", "krčmar",
    "kuzman", "lončar", "ljubas", "novak", "radman", "raguž", "tomaš", "trivun", "vukas",
];
const SURNAMES_IN_A_VOWEL: &[&str] = &["bevand", "ćorluk", "kalajdžij", "kujundžij", "samardžij", "tesl", "zovk"];

/// Whether these letters end as names of persons do, in their cases, or are a name that is known: what stands before them is
/// an initial. Potters and smiths have a plural, families have none: „Lončari i kovači“ is a title.
fn is_surname(word: &str) -> bool {
    let word = word.to_lowercase();
    let in_a_case = |ends: &[&str], is_name: &dyn Fn(&str) -> bool| {
        ends.iter().any(|end| word.strip_suffix(end).is_some_and(is_name))
    };
    in_a_case(&["", "a", "u", "em"], &|name| name.ends_with("ić"))
        || in_a_case(&["", "a", "u", "em", "om"], &|name| SURNAMES.contains(&name))
        || in_a_case(&["a", "e", "i", "o", "u", "om"], &|name| SURNAMES_IN_A_VOWEL.contains(&name))
}

/// Who stands with somebody: „V. Selak i drugi“, „V. Selak i dr.“
const COMPANY: &[&str] = &["dr", "drugi", "drugih", "drugima", "sar", "saradnici", "saradnika", "sin", "sinovi"];

/// Whether what follows a word names others beside it, as it does of a person: the rest of them and nothing more („Oprema i
/// drugi troškovi“ is a title), or somebody with an initial of his own.
fn has_company(rest: &str) -> bool {
    let others = rest.trim_start_matches(SPACES);
    let and = first_word(others);
    let company = others[and.len()..].trim_start_matches(SPACES);
    let word = first_word(company);
    let behind = &company[word.len()..];
    let alone = !behind.trim_start_matches(SPACES).starts_with(char::is_alphabetic);
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && behind.starts_with('.');
    matches!(and, "i" | "I") && (initial || (alone && COMPANY.contains(&&*word.to_lowercase())))
}

/// `I. OPŠTE ODREDBE`, `V. Završne odredbe`, `I – UVOD`, `I) Uvod`. „V. Karadžić“, „V. Kovač i drugi“ and „V. Selak i drugi“ are
/// persons: by the name, or by who stands with them. Of a single word that is not in capitals nobody knows, and a surname that
/// is not known is a title where a sentence goes on with it („V. Selak predlaže“).
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
            && !has_company(rest)
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
