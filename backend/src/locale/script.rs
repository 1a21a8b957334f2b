//! From one script of Serbian to the other, and the letters that sources get wrong.

use std::borrow::Cow;

/// Cyrillic → Latin. A capital digraph is `NJ` among capitals and `Nj` at the head of a word.
#[must_use]
pub fn to_latin(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
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
    out
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
        _ => return None,
    })
}

/// Latin → Cyrillic, word by word. Addresses, codes, Roman numerals and names that are not spelt in Serbian stay as
/// they are.
#[must_use]
pub fn to_cyrillic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for token in text.split_inclusive(char::is_whitespace) {
        if is_address(token) {
            out.push_str(token);
            continue;
        }
        let mut rest = token;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (before, word_on) = rest.split_at(start);
            out.push_str(before);
            let end = word_on.find(|c: char| !c.is_alphanumeric()).unwrap_or(word_on.len());
            let (word, after) = word_on.split_at(end);
            if stays_latin(word) {
                out.push_str(word);
            } else {
                cyrillic_word(word, &mut out);
            }
            rest = after;
        }
        out.push_str(rest);
    }
    out
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains('@') || token.starts_with("www.")
}

/// File formats and the like are written in Latin letters in Cyrillic text too.
const LATIN_ALWAYS: &[&str] = &["pdf", "csv", "doc", "docx", "xls", "xlsx", "odt", "usb", "cd", "viber"];

fn stays_latin(word: &str) -> bool {
    let lower = word.to_lowercase();
    let capital_inside = || word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    lower.contains(['q', 'w', 'x', 'y'])
        || LATIN_ALWAYS.contains(&lower.as_str())
        || word.contains(|c: char| c.is_ascii_digit())
        || is_roman(word)
        || (capital_inside() && !is_broken_capitals(word))
}

/// `UDRUŽENjA`: capitals in which a machine wrote the digraph as `Nj`.
fn is_broken_capitals(word: &str) -> bool {
    repair_capitals(word) != word
}

/// `II` to `XXXIX`; a single letter is far more often the conjunction „i“.
fn is_roman(word: &str) -> bool {
    let units = word.trim_start_matches('X');
    word.len() > 1
        && word.len() - units.len() <= 3
        && matches!(units, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// Words in which `nj` or `dž` are two letters.
const TWO_LETTERS: &[&str] = &["injekc", "konjug", "konjunk", "tanjug", "vanjezič", "nadživ", "podžanr", "odžal"];

fn cyrillic_word(word: &str, out: &mut String) {
    let apart = TWO_LETTERS.iter().any(|stem| word.to_lowercase().contains(stem));
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let digraph = letters.peek().and_then(|&next| match (letter, next) {
            _ if apart => None,
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
        } else {
            out.push(cyrillic(letter).unwrap_or(letter));
        }
    }
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
            word.chars().map(|c| ALIKE.iter().find(|pair| pair.0 == c).map_or(c, |pair| pair.1)).collect()
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

#[cfg(test)]
mod tests {
    use super::{repair_capitals, repair_homoglyphs, to_cyrillic, to_latin};

    #[derive(serde::Deserialize)]
    struct Pair {
        latin: String,
        cyrillic: String,
    }

    #[test]
    fn the_golden_pairs_hold_in_both_directions() {
        let pairs: Vec<Pair> =
            serde_json::from_str(include_str!("../../../tests/golden/script.json")).expect("golden pairs");
        for Pair { latin, cyrillic } in pairs {
            assert_eq!(to_cyrillic(&latin), cyrillic);
            assert_eq!(to_latin(&cyrillic), latin);
        }
    }

    #[test]
    fn what_is_not_serbian_stays_latin() {
        for same in ["https://trebinje.rs.ba/pozivi", "info@pale.rs.ba", "PDF", "ReLOaD2", "XIV", "Windows", "12a"] {
            assert_eq!(to_cyrillic(same), same);
        }
        assert_eq!(to_cyrillic("UDRUŽENjA I FONDACIJE"), "УДРУЖЕЊА И ФОНДАЦИЈЕ");
    }

    #[test]
    fn look_alikes_follow_the_majority_of_their_word() {
        // As published by Rudo in 2023: Latin a and c inside Cyrillic words.
        assert_eq!(repair_homoglyphs("Изнoси финaнсиjских срeдстaвa"), "Износи финансијских средстава");
        assert_eq!(repair_homoglyphs("Opštinа Rudo"), "Opština Rudo");
        assert_eq!(repair_homoglyphs("ReLOaD пројекат"), "ReLOaD пројекат");
    }

    #[test]
    fn broken_capitals_are_mended_and_names_are_not() {
        assert_eq!(
            repair_capitals("UTVRĐIVANjE STATUSA UDRUŽENjA, FINANSIRANjE"),
            "UTVRĐIVANJE STATUSA UDRUŽENJA, FINANSIRANJE"
        );
        for right in ["Njegoš", "Ljubinje", "ReLOaD", "NVO", "LjN"] {
            assert_eq!(repair_capitals(right), right);
        }
    }
}
