//! The two alphabets as orders: names are sorted, and found under a letter, as a reader of either script expects.
//!
//! A key is made once, when a name is written, and compared byte by byte: `Č` stands after `C` and `Lj` is one letter on
//! SQLite and on PostgreSQL alike, whatever collations a machine has.

use unicode_normalization::UnicodeNormalization as _;

use super::script::{repair_homoglyphs, to_cyrillic};

/// Whose order of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// A, B, C, Č, Ć, D, Dž, Đ …
    Latin,
    /// А, Б, В, Г, Д, Ђ …
    Cyrillic,
}

/// The letters in Latin order, each as it is written in Latin and in Cyrillic. Foreign letters stand where the Latin
/// alphabet has them, and behind all others in the Cyrillic one.
const LATIN: [(&str, char); 34] = [
    ("A", 'а'),
    ("B", 'б'),
    ("C", 'ц'),
    ("Č", 'ч'),
    ("Ć", 'ћ'),
    ("D", 'д'),
    ("Dž", 'џ'),
    ("Đ", 'ђ'),
    ("E", 'е'),
    ("F", 'ф'),
    ("G", 'г'),
    ("H", 'х'),
    ("I", 'и'),
    ("J", 'ј'),
    ("K", 'к'),
    ("L", 'л'),
    ("Lj", 'љ'),
    ("M", 'м'),
    ("N", 'н'),
    ("Nj", 'њ'),
    ("O", 'о'),
    ("P", 'п'),
    ("Q", 'q'),
    ("R", 'р'),
    ("S", 'с'),
    ("Š", 'ш'),
    ("T", 'т'),
    ("U", 'у'),
    ("V", 'в'),
    ("W", 'w'),
    ("X", 'x'),
    ("Y", 'y'),
    ("Z", 'з'),
    ("Ž", 'ж'),
];

/// The letters in Cyrillic order.
const CYRILLIC: &str = "абвгдђежзијклљмнњопрстћуфхцчџшqwxy";

/// Where all names stand together that begin with a digit: in both orders they come before the letters.
pub const DIGITS: &str = "0–9";
/// What their keys are taken to begin with, whatever the digit.
const DIGIT: char = '0';

/// How much of a name sorts it. Names that are alike so far are told apart by their ids.
const LONGEST: usize = 120;

/// The key by which a text is sorted in this alphabet.
#[must_use]
pub fn key(text: &str, alphabet: Alphabet) -> String {
    let mut key = String::new();
    for letter in to_cyrillic(&repair_homoglyphs(text)).to_lowercase().chars() {
        // `é` sorts as `e`; whatever has no letter of ours inside sorts as a gap between words.
        let mut readings = std::iter::once(letter).chain(std::iter::once(letter).nfkd());
        let place = readings.find_map(|reading| place(latin_base(reading), alphabet));
        match place {
            Some(place) => key.push(place),
            None if letter.is_ascii_digit() => key.push(letter),
            None if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            None => {}
        }
        if key.len() >= LONGEST {
            break;
        }
    }
    key.trim_end().to_owned()
}

/// Under which of [`letters`] a key stands, told by what keys there begin with; none where a name has neither letter nor digit.
#[must_use]
pub fn first(key: &str) -> Option<char> {
    key.chars().next().map(|first| if first.is_ascii_digit() { DIGIT } else { first })
}

/// What is behind all keys that begin so.
#[must_use]
pub fn behind(first: char) -> char {
    let last = if first == DIGIT { '9' } else { first };
    char::from_u32(u32::from(last) + 1).unwrap_or(char::MAX)
}

/// The letter of the alphabet that a key begins with, as it is written there, or [`DIGITS`].
#[must_use]
pub fn letter(key: &str, alphabet: Alphabet) -> Option<String> {
    let first = first(key)?;
    letters(alphabet).find(|(_, place)| *place == first).map(|(letter, _)| letter)
}

/// What keys of names under this letter, or under [`DIGITS`], begin with; none where the alphabet has no such letter. Any
/// script of the letter will do.
#[must_use]
pub fn under(letter: &str, alphabet: Alphabet) -> Option<char> {
    // Not every keyboard has the dash.
    if matches!(letter, DIGITS | "0-9") {
        return Some(DIGIT);
    }
    let letter = to_cyrillic(letter).to_lowercase();
    let mut chars = letter.chars();
    let first = chars.next()?;
    // „V“ by itself could be a number, and stays Latin.
    if chars.next().is_some() { None } else { place(latin_base(first), alphabet) }
}

/// The letters in their order, each with what keys of names under it begin with; before them the digits.
pub fn letters(alphabet: Alphabet) -> impl Iterator<Item = (String, char)> {
    let letters = CYRILLIC.chars().enumerate().zip(LATIN).map(move |((at, cyrillic), (latin, _))| match alphabet {
        Alphabet::Latin => (latin.to_owned(), symbol(at)),
        Alphabet::Cyrillic => (cyrillic.to_uppercase().collect(), symbol(at)),
    });
    std::iter::once((DIGITS.to_owned(), DIGIT)).chain(letters)
}

/// Whether this is offered only where a name stands under it: a foreign letter, or the digits.
#[must_use]
pub fn is_seldom(letter: &str) -> bool {
    matches!(letter, "Q" | "W" | "X" | "Y" | DIGITS)
}

fn place(letter: char, alphabet: Alphabet) -> Option<char> {
    let at = match alphabet {
        Alphabet::Latin => LATIN.iter().position(|(_, cyrillic)| *cyrillic == letter),
        Alphabet::Cyrillic => CYRILLIC.chars().position(|cyrillic| cyrillic == letter),
    };
    at.map(symbol)
}

/// A Latin letter as the Cyrillic one that stands for it.
fn latin_base(letter: char) -> char {
    let same = |(latin, _): &&(&str, char)| latin.to_lowercase().chars().eq([letter]);
    LATIN.iter().find(same).map_or(letter, |(_, cyrillic)| *cyrillic)
}

/// `A` to `Z` and then `a` to `h`: bytes in the order of the places.
fn symbol(place: usize) -> char {
    let place = u8::try_from(place).unwrap_or(u8::MAX);
    char::from(if place < 26 { b'A' + place } else { b'a' + place - 26 })
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, CYRILLIC, DIGITS, LATIN, behind, first, is_seldom, key, letter, letters, under};

    fn sorted(names: &[&str], alphabet: Alphabet) -> Vec<String> {
        let mut names: Vec<_> = names.iter().map(|name| (key(name, alphabet), (*name).to_owned())).collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn names_stand_in_the_order_of_either_alphabet() {
        let names =
            ["Šah", "Ljepota", "Luna", "Ćiro", "Čajka", "Cvijet", "Žar", "Zora", "Đak", "Džez", "Dva", "Njiva", "Nota"];
        assert_eq!(
            sorted(&names, Alphabet::Latin).join(" "),
            "Cvijet Čajka Ćiro Dva Džez Đak Luna Ljepota Nota Njiva Šah Zora Žar"
        );
        assert_eq!(
            sorted(&names, Alphabet::Cyrillic).join(" "),
            "Dva Đak Žar Zora Luna Ljepota Nota Njiva Ćiro Cvijet Čajka Džez Šah"
        );
    }

    #[test]
    fn the_script_of_a_name_does_not_move_it() {
        for (latin, cyrillic) in [("Udruženje „Njiva“ 2", "УДРУЖЕЊЕ Њива 2"), ("  „Čajka”", "Чајка")]
        {
            for alphabet in [Alphabet::Latin, Alphabet::Cyrillic] {
                assert_eq!(key(latin, alphabet), key(cyrillic, alphabet), "{latin}");
            }
        }
        assert_eq!(key("Café", Alphabet::Latin), key("Cafe", Alphabet::Latin));
        assert!(key("Klub 1945", Alphabet::Latin) < key("Kluba", Alphabet::Latin), "a word ends before it goes on");
    }

    #[test]
    fn a_letter_is_found_in_any_script() {
        assert_eq!(under("nj", Alphabet::Latin), under("Њ", Alphabet::Latin));
        assert_eq!(letter(&key("Његош", Alphabet::Latin), Alphabet::Latin).as_deref(), Some("Nj"));
        assert_eq!(letter(&key("Njegoš", Alphabet::Cyrillic), Alphabet::Cyrillic).as_deref(), Some("Њ"));
        for single in ["V", "v", "H", "h", "B", "X"] {
            assert!(
                under(single, Alphabet::Latin).is_some_and(|found| key(single, Alphabet::Latin).starts_with(found))
            );
        }
        assert_eq!(under("Udruženje", Alphabet::Latin), None);
    }

    #[test]
    fn names_that_begin_with_a_digit_stand_together_before_all_letters() {
        for alphabet in [Alphabet::Latin, Alphabet::Cyrillic] {
            let digits = under(DIGITS, alphabet).expect("the digits");
            assert_eq!(under("0-9", alphabet), Some(digits));
            for name in ["0 grešaka", "106. brigada", "„9. januar“"] {
                let key = key(name, alphabet);
                assert_eq!(first(&key), Some(digits), "{name}");
                assert_eq!(letter(&key, alphabet).as_deref(), Some(DIGITS), "{name}");
                assert!(key.as_str() >= digits.to_string().as_str() && key < behind(digits).to_string(), "{name}");
            }
            let first_letter = letters(alphabet).nth(1).expect("a letter").1;
            assert!(behind(digits) <= first_letter, "no letter among them");
            assert_eq!(first(&key("Đak", alphabet)), under("đ", alphabet));
            assert_eq!(first(&key("—", alphabet)), None);
            let seldom: Vec<_> = letters(alphabet).map(|(letter, _)| letter).filter(|one| is_seldom(one)).collect();
            assert_eq!(seldom, [DIGITS, "Q", "W", "X", "Y"]);
        }
        assert_eq!(under("5", Alphabet::Latin), None);
    }

    #[test]
    fn both_orders_have_the_same_letters() {
        let mut latin: Vec<_> = LATIN.iter().map(|(_, letter)| *letter).collect();
        let mut cyrillic: Vec<_> = CYRILLIC.chars().collect();
        latin.sort_unstable();
        cyrillic.sort_unstable();
        assert_eq!(latin, cyrillic);
        assert_eq!(letters(Alphabet::Cyrillic).count(), 34 + 1);
    }
}
