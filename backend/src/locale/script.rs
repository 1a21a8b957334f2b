//! From one script of Serbian to the other, and the letters that sources get wrong.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::roman::is_roman;

/// Cyrillic → Latin. A capital digraph is `NJ` among capitals and `Nj` at the head of a word. Addresses stay as they are.
#[must_use]
pub fn to_latin(text: &str) -> String {
    // What is spelt with an accent of its own in Cyrillic is one letter in Latin.
    composed(&by_word(text, |_, word, _, out| latin_word(word, out))).into_owned()
}

/// Every Cyrillic letter as the Latin ones, whatever it stands in.
#[must_use]
pub fn in_latin_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    latin_word(text, &mut out);
    out
}

fn latin_word(word: &str, out: &mut String) {
    let letters: Vec<char> = word.chars().collect();
    for (i, &letter) in letters.iter().enumerate() {
        let Some(latin) = latin(letter) else {
            out.push(letter);
            continue;
        };
        let among_capitals = || {
            let neighbour = letters.get(i + 1).filter(|next| next.is_alphabetic()).or(match i {
                0 => None,
                _ => letters.get(i - 1).filter(|before| before.is_alphabetic()),
            });
            neighbour.is_some_and(|neighbour| neighbour.is_uppercase())
        };
        if latin.len() > 1 && letter.is_uppercase() && latin.chars().nth(1).is_some() && among_capitals() {
            out.push_str(&latin.to_uppercase());
        } else {
            out.push_str(latin);
        }
    }
}

/// Turns a text word by word, with each letter as one character and each word in one script. What is turned is told what
/// stands before the word and behind it.
fn by_word(text: &str, turn: impl Fn(&str, &str, &str, &mut String)) -> String {
    let text = composed(text);
    let text = repair_homoglyphs(&text);
    let mut out = String::with_capacity(text.len() * 2);
    let mut token_at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let (token_end, words_end) = (token_at + token.len(), token_at + stays_from(token));
        let mut at = token_at;
        while let Some(start) = text[at..words_end].find(char::is_alphanumeric).map(|found| at + found) {
            out.push_str(&text[at..start]);
            let rest = &text[start..words_end];
            let end = rest.find(|c: char| !c.is_alphanumeric()).map_or(words_end, |found| start + found);
            turn(&text[..start], &text[start..end], &text[end..], &mut out);
            at = end;
        }
        out.push_str(&text[at..token_end]);
        token_at = token_end;
    }
    out
}

/// `c` with a caron above is `č`.
fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[rustfmt::skip]
fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'А' => "A", 'Б' => "B", 'В' => "V", 'Г' => "G", 'Д' => "D", 'Ђ' => "Đ", 'Е' => "E", 'Ж' => "Ž",
        'З' => "Z", 'И' => "I", 'Ј' => "J", 'К' => "K", 'Л' => "L", 'Љ' => "Lj", 'М' => "M", 'Н' => "N",
        'Њ' => "Nj", 'О' => "O", 'П' => "P", 'Р' => "R", 'С' => "S", 'Т' => "T", 'Ћ' => "Ć", 'У' => "U",
        'Ф' => "F", 'Х' => "H", 'Ц' => "C", 'Ч' => "Č", 'Џ' => "Dž", 'Ш' => "Š",
        'а' => "a", 'б' => "b", 'в' => "v", 'г' => "g", 'д' => "d", 'ђ' => "đ", 'е' => "e", 'ж' => "ž",
        'з' => "z", 'и' => "i", 'ј' => "j", 'к' => "k", 'л' => "l", 'љ' => "lj", 'м' => "m", 'н' => "n",
        'њ' => "nj", 'о' => "o", 'п' => "p", 'р' => "r", 'с' => "s", 'т' => "t", 'ћ' => "ć", 'у' => "u",
        'ф' => "f", 'х' => "h", 'ц' => "c", 'ч' => "č", 'џ' => "dž", 'ш' => "š",
        // What a Russian keyboard has in the place of `ј`.
        'Й' => "J", 'й' => "j",
        _ => return None,
    })
}

/// Latin → Cyrillic, word by word. Addresses, codes, Roman numerals and names that are not spelt in Serbian stay as
/// they are.
#[must_use]
pub fn to_cyrillic(text: &str) -> String {
    by_word(text, |before, word, after, out| {
        if stays_latin(before, word, after) {
            out.push_str(word);
        } else {
            cyrillic_word(word, out);
        }
    })
}

/// Where in a token begins what stays as it is written: an address or a code, also one that stands right behind a word and
/// a colon (`Sajt:www.pale.rs.ba`).
fn stays_from(token: &str) -> usize {
    let stays = |part: &str| is_address(part.trim_end()) || is_code(part);
    let (label, rest) = token.split_at(token.find(':').map_or(0, |colon| colon + 1));
    let word = label.trim_end_matches(':').trim_start_matches(|c: char| !c.is_alphanumeric());
    let names_it = !word.is_empty() && word.chars().all(char::is_alphabetic);
    // Of `https://` and `mailto:` the word is a part of the address.
    let apart = names_it && !rest.starts_with("//") && !word.eq_ignore_ascii_case("mailto");
    match (apart && stays(rest), stays(token)) {
        (true, _) => label.len(),
        (false, true) => 0,
        (false, false) => token.len(),
    }
}

/// How addresses and names of files end that come without `http`.
const ENDS: &[&str] = &[
    "ba", "rs", "hr", "me", "com", "org", "net", "info", "eu", "gov", "pdf", "csv", "doc", "docx", "xls", "xlsx",
    "odt", "ods", "ppt", "pptx", "rtf", "zip", "jpg", "jpeg", "png",
];

/// Addresses and names of files work as they are written, and in no other script.
pub(super) fn is_address(token: &str) -> bool {
    if token.contains("://") || token.contains('@') {
        return true;
    }
    let core = token.trim_matches(|c: char| !c.is_alphanumeric());
    if !core.contains(['.', '-']) {
        return false;
    }
    let core = core.to_lowercase();
    let host = core.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    // Under `.срб` names are in Cyrillic.
    let cyrillic =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let mail = |end: &str| end.is_empty() || CASES.contains(&end);
    core.starts_with("www.")
        || core == "wi-fi"
        || core.strip_prefix("e-mail").is_some_and(mail)
        || host.rsplit_once('.').is_some_and(|(labels, end)| match end {
            "срб" => labels.split('.').all(cyrillic),
            _ => ENDS.contains(&end) && labels.split('.').all(label),
        })
}

/// Numbers under which an office keeps a matter, `01-BL-4/26`, are sought as they are written: two groups of digits at
/// least, and between them the capitals of whoever keeps it. So are numbers of a register, `UIP-123`: three digits at least
/// behind its capitals, which are no year.
fn is_code(token: &str) -> bool {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = core.split(['-', '/', '.']).collect();
    let digits = |part: &&&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let capitals = |part: &&&str| (1..=4).contains(&part.chars().count()) && part.chars().all(char::is_uppercase);
    let numbers = parts.iter().filter(digits).count();
    let letters = parts.iter().filter(capitals).count();
    let registered = || {
        let number = parts.last().copied().filter(|part| digits(&part) && part.len() > 2);
        let year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        number.is_some_and(|number| !year(number))
            && core.chars().all(|c| c.is_alphanumeric() || c == '-')
            && parts.iter().filter(capitals).all(|part| part.chars().count() > 1)
    };
    letters > 0 && numbers + letters == parts.len() && (numbers > 1 || registered())
}

/// What is written in Latin letters in Cyrillic text too: formats, units of data, codes of currencies, foreign names.
const LATIN_ALWAYS: &[&str] = &[
    "pdf",
    "csv",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "odt",
    "ods",
    "ppt",
    "pptx",
    "rtf",
    "xml",
    "json",
    "html",
    "http",
    "https",
    "zip",
    "jpg",
    "jpeg",
    "png",
    "usb",
    "cd",
    "dvd",
    "viber",
    "iban",
    "eur",
    "usd",
    "rsd",
    "bam",
    "chf",
    "gb",
    "email",
    "mail",
    "gmail",
    "online",
    "facebook",
    "google",
    "zoom",
    "office",
    "microsoft",
    "outlook",
    "gif",
    "svg",
    "instagram",
    "linkedin",
    "tiktok",
    "messenger",
    "teams",
    "meet",
    "drive",
    "forms",
    "docs",
    "sheets",
    "canva",
    "adobe",
    "acrobat",
    "chrome",
    "cloud",
    "hub",
    "startup",
    "podcast",
    "feedback",
    "offline",
    "europe",
    "creative",
    "horizon",
    "erasmus",
    "europass",
    "interreg",
    "leader",
    "covid",
];

/// How such words end in their cases: „na Facebooku“.
const CASES: &[&str] = &["a", "e", "i", "u", "om", "ima"];

fn is_foreign(word: &str) -> bool {
    // Of a short word that would be another one: „eura“.
    let stem = |end: &&str| word.strip_suffix(*end).filter(|stem| stem.len() > 3);
    LATIN_ALWAYS.contains(&word) || CASES.iter().filter_map(stem).any(|stem| LATIN_ALWAYS.contains(&stem))
}

fn stays_latin(before: &str, word: &str, after: &str) -> bool {
    let lower = word.to_lowercase();
    let capital_inside = || word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    // A letter that Serbian does not have.
    word.chars().any(|c| c.is_alphabetic() && !is_cyrillic(c) && cyrillic(c).is_none() && accented(c).is_none())
        || is_foreign(&lower)
        || word.contains(|c: char| c.is_ascii_digit())
        || is_roman(before, word, after)
        || word == "h"
        || (capital_inside() && !matches!(word, "BiH" | "FBiH") && !is_broken_capitals(word))
}

/// `UDRUŽENjA`: capitals in which a machine wrote the digraph as `Nj`.
fn is_broken_capitals(word: &str) -> bool {
    repair_capitals(word) != word
}

/// Words in which `nj` or `dž` are two letters, parted where they are; `^` where only the head of a word is meant.
const TWO_LETTERS: &[&str] = &[
    "in-jekc",
    "in-jekt",
    "in-jicir",
    "kon-jug",
    "kon-junk",
    "kon-jekt",
    "tan-jug",
    "van-jezič",
    "van-jugosl",
    "pan-jugosl",
    "^an-jon",
    "^ken-jon",
    "nad-živ",
    "nad-žnj",
    "nad-žup",
    "^nad-žet",
    "^od-žal",
    "^od-živ",
    "^od-žub",
    "^od-žva",
    "^od-žed",
    "^pod-ž",
    "^pred-ž",
];

/// The places, counted in letters, where the second letter of what looks like a digraph stands by itself.
fn parted(word: &str) -> Vec<usize> {
    let lower = word.to_lowercase();
    let mut places = Vec::new();
    for stem in TWO_LETTERS {
        let (anchored, stem) = stem.strip_prefix('^').map_or((false, *stem), |stem| (true, stem));
        let (first, second) = stem.split_once('-').unwrap_or((stem, ""));
        for (at, _) in lower.match_indices(first) {
            if lower[at + first.len()..].starts_with(second) && (at == 0 || !anchored) {
                places.push(lower[..at + first.len()].chars().count());
            }
        }
    }
    places
}

fn cyrillic_word(word: &str, out: &mut String) {
    let parted = parted(word);
    let mut letters = word.chars().enumerate().peekable();
    while let Some((_, letter)) = letters.next() {
        let digraph = letters.peek().and_then(|&(at, next)| match (letter, next) {
            _ if parted.contains(&at) => None,
            ('L', 'j' | 'J') => Some('Љ'),
            ('l', 'j') => Some('љ'),
            ('N', 'j' | 'J') => Some('Њ'),
            ('n', 'j') => Some('њ'),
            ('D', 'ž' | 'Ž') => Some('Џ'),
            ('d', 'ž') => Some('џ'),
            _ => None,
        });
        if let Some(one) = digraph {
            letters.next();
            out.push(one);
        } else if let Some(two) = accented(letter) {
            out.push_str(two);
        } else {
            out.push(cyrillic(letter).unwrap_or(letter));
        }
    }
}

/// Montenegro's letters have an accent of their own in Cyrillic.
fn accented(letter: char) -> Option<&'static str> {
    Some(match letter {
        'Ś' => "С\u{301}",
        'ś' => "с\u{301}",
        'Ź' => "З\u{301}",
        'ź' => "з\u{301}",
        _ => return None,
    })
}

#[rustfmt::skip]
fn cyrillic(letter: char) -> Option<char> {
    Some(match letter {
        'A' => 'А', 'B' => 'Б', 'V' => 'В', 'G' => 'Г', 'D' => 'Д', 'Đ' => 'Ђ', 'E' => 'Е', 'Ž' => 'Ж',
        'Z' => 'З', 'I' => 'И', 'J' => 'Ј', 'K' => 'К', 'L' => 'Л', 'M' => 'М', 'N' => 'Н', 'O' => 'О',
        'P' => 'П', 'R' => 'Р', 'S' => 'С', 'T' => 'Т', 'Ć' => 'Ћ', 'U' => 'У', 'F' => 'Ф', 'H' => 'Х',
        'C' => 'Ц', 'Č' => 'Ч', 'Š' => 'Ш',
        'a' => 'а', 'b' => 'б', 'v' => 'в', 'g' => 'г', 'd' => 'д', 'đ' => 'ђ', 'e' => 'е', 'ž' => 'ж',
        'z' => 'з', 'i' => 'и', 'j' => 'ј', 'k' => 'к', 'l' => 'л', 'm' => 'м', 'n' => 'н', 'o' => 'о',
        'p' => 'п', 'r' => 'р', 's' => 'с', 't' => 'т', 'ć' => 'ћ', 'u' => 'у', 'f' => 'ф', 'h' => 'х',
        'c' => 'ц', 'č' => 'ч', 'š' => 'ш',
        // Digraphs that are one character.
        'Ǆ' | 'ǅ' => 'Џ', 'ǆ' => 'џ', 'Ǉ' | 'ǈ' => 'Љ', 'ǉ' => 'љ', 'Ǌ' | 'ǋ' => 'Њ', 'ǌ' => 'њ',
        _ => return None,
    })
}

/// Pairs that look alike: Cyrillic, Latin.
#[rustfmt::skip]
const ALIKE: &[(char, char)] = &[
    ('А', 'A'), ('В', 'B'), ('С', 'C'), ('Е', 'E'), ('Н', 'H'), ('Ј', 'J'), ('К', 'K'), ('М', 'M'), ('О', 'O'),
    ('Р', 'P'), ('Т', 'T'), ('Х', 'X'), ('а', 'a'), ('с', 'c'), ('е', 'e'), ('ј', 'j'), ('о', 'o'), ('р', 'p'),
    ('х', 'x'), ('у', 'y'),
];

/// Cyrillic letters that Serbian does not have: whoever has them in a Latin word meant the Latin ones.
const STRANGE: &[(char, char)] = &[('І', 'I'), ('і', 'i'), ('Ѕ', 'S'), ('ѕ', 's')];

fn is_cyrillic(letter: char) -> bool {
    ('\u{0400}'..='\u{04FF}').contains(&letter)
}

/// In a word that mixes the scripts, puts the look-alikes of the minority right. A tie goes to Cyrillic, because it is
/// Latin letters that slip into Cyrillic text (keyboards), hardly ever the other way round.
#[must_use]
pub fn repair_homoglyphs(text: &str) -> Cow<'_, str> {
    map_words(text, |word| {
        let cyrillic = word.chars().filter(|&c| is_cyrillic(c)).count();
        let latin = word.chars().filter(|&c| c.is_alphabetic() && !is_cyrillic(c)).count();
        if cyrillic == 0 || latin == 0 {
            return None;
        }
        let repaired: String = if cyrillic >= latin {
            word.chars().map(|c| ALIKE.iter().find(|pair| pair.1 == c).map_or(c, |pair| pair.0)).collect()
        } else {
            let latin = |c| ALIKE.iter().chain(STRANGE).find(|pair| pair.0 == c).map_or(c, |pair| pair.1);
            word.chars().map(latin).collect()
        };
        (repaired != word).then_some(repaired)
    })
}

/// `UDRUŽENjA` → `UDRUŽENJA`: capitals spoilt by a converter that knows only `Nj`.
#[must_use]
pub fn repair_capitals(text: &str) -> Cow<'_, str> {
    map_words(text, |word| {
        let letters: Vec<char> = word.chars().collect();
        let small = |i: usize| matches!((letters[i - 1], letters[i]), ('N' | 'L', 'j') | ('D', 'ž'));
        let all_else_capital = letters.len() > 2
            && letters.iter().enumerate().all(|(i, c)| !c.is_lowercase() || (i > 0 && small(i)))
            && letters.iter().any(|c| c.is_lowercase())
            // `Nj` or `Lj` alone could be the head of a name; two other capitals make it a word in capitals.
            && letters.iter().filter(|c| c.is_uppercase()).count() > 2;
        all_else_capital.then(|| word.to_uppercase())
    })
}

fn map_words(text: &str, repair: impl Fn(&str) -> Option<String>) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphabetic).map(|i| at + i) {
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |i| start + i);
        if let Some(word) = repair(&text[start..end]) {
            let out = out.get_or_insert_default();
            out.push_str(&text[done..start]);
            out.push_str(&word);
            done = end;
        }
        at = end;
    }
    match out {
        Some(mut out) => {
            out.push_str(&text[done..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// The golden vectors, which bind the widgets and the desk too (`widgets/src/script.test.ts`, `fold.test.ts`). Capitals are
/// mended here alone; the others only know them.
#[cfg(test)]
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Golden {
    pub both: Vec<(String, String)>,
    to_cyrillic: Vec<(String, String)>,
    to_latin: Vec<(String, String)>,
    same: Vec<String>,
    alike: Vec<(String, String)>,
    capitals: Vec<(String, String)>,
    pub fold: Vec<(Vec<String>, String)>,
    pub query: Vec<(String, Vec<String>)>,
}

#[cfg(test)]
pub(super) fn golden() -> Golden {
    serde_json::from_str(include_str!("../../../tests/golden/script.json")).expect("golden vectors")
}

#[cfg(test)]
mod tests {
    use super::{golden, repair_capitals, repair_homoglyphs, to_cyrillic, to_latin};

    #[test]
    fn the_golden_pairs_hold_in_both_directions() {
        for (latin, cyrillic) in golden().both {
            assert_eq!(to_cyrillic(&latin), cyrillic);
            assert_eq!(to_latin(&cyrillic), latin);
        }
    }

    #[test]
    fn what_can_be_turned_in_one_direction_alone_is() {
        for (from, to) in golden().to_cyrillic {
            assert_eq!(to_cyrillic(&from), to);
        }
        for (from, to) in golden().to_latin {
            assert_eq!(to_latin(&from), to);
        }
    }

    #[test]
    fn what_is_not_serbian_stays_as_it_is() {
        for same in golden().same {
            assert_eq!(to_cyrillic(&same), same);
            assert_eq!(to_latin(&same), same);
        }
    }

    #[test]
    fn look_alikes_follow_the_majority_of_their_word() {
        for (from, to) in golden().alike {
            assert_eq!(repair_homoglyphs(&from), to);
        }
    }

    #[test]
    fn broken_capitals_are_mended_and_names_are_not() {
        for (from, to) in golden().capitals {
            assert_eq!(repair_capitals(&from), to);
        }
    }
}
