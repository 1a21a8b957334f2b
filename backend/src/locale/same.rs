//! Whether two texts are the same words, each in its script. Narrower than [`super::fold`], which brings words together that
//! differ (`ne` and `nje`, `sto` and `što`) and leaves signs out (`50 %` and `50`): here nothing may read otherwise.

use std::iter;

use unicode_normalization::UnicodeNormalization as _;

use super::script::{in_latin_letters, repair_homoglyphs};

/// Whether they have the same letters, digits and signs in the same order. Blind to script, capitals, line breaks, and to
/// which quotation marks and dashes they take.
#[must_use]
pub fn same_words(one: &str, other: &str) -> bool {
    spelt(one) == spelt(other)
}

/// A text as it is spelt in small Latin letters.
fn spelt(text: &str) -> String {
    let text: String = text.nfc().collect();
    let latin = in_latin_letters(&repair_homoglyphs(&text));
    let mut out = String::with_capacity(latin.len());
    for word in latin.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.nfc() {
            match c {
                '„' | '“' | '”' | '«' | '»' => out.push('"'),
                '‚' | '‘' | '’' => out.push('\''),
                '‐' | '‑' | '–' | '—' => out.push('-'),
                // Digraphs that are one character; of numbers `²` stays what it is.
                letter if letter.is_alphabetic() => {
                    out.extend(iter::once(letter).nfkc().flat_map(char::to_lowercase));
                }
                sign => out.push(sign),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::script::{golden, to_cyrillic, to_latin};
    use super::same_words;

    #[test]
    fn what_is_in_the_other_script_is_the_same() {
        for (latin, cyrillic) in golden().both {
            assert!(same_words(&latin, &cyrillic), "{latin} {cyrillic}");
            assert!(same_words(&latin, &to_cyrillic(&latin)), "{latin}");
            assert!(same_words(&cyrillic, &to_latin(&cyrillic)), "{cyrillic}");
        }
        for (one, other) in [
            // Where the machine spells it otherwise: the very reason for which somebody writes it by hand.
            ("Zabranjena je injekcija.", "Забрањена је ињекција."),
            ("Zabranjena je injekcija.", "Забрањена је инјекција."),
            ("Prilog u PDF formatu", "Прилог у ПДФ формату"),
            ("Poglavlje XIV", "Поглавље ХIV"),
            ("ODLUKA o radu", "Одлука о раду"),
            ("Udruženje „Izvor“ – Pale", "Удружење \"Извор\" - Пале"),
            ("Prvi red.\nDrugi red.", " Први ред.  Други ред. "),
            ("Ǆakula", "Џакула"),
            ("śutra", "с\u{301}утра"),
        ] {
            assert!(same_words(one, other) && same_words(other, one), "{one} {other}");
        }
    }

    #[test]
    fn what_reads_otherwise_is_not() {
        for (one, other) in [
            ("У парку се не ложи ватра.", "U parku se loži vatra."),
            ("У парку се не ложи ватра.", "U parku se ne pali vatra."),
            ("У парку се не ложи ватра.", "No fires in the park."),
            ("Програм води Џон Вејн.", "Program vodi John Wayne."),
            ("Накнада је 50 КМ.", "Naknada je 500 KM."),
            ("Накнада је 50 КМ.", "Naknada je 50,0 KM."),
            ("Накнада је 50 % цијене.", "Naknada je 50 cijene."),
            ("површине 10 m²", "površine 10 m2"),
            ("Све, не дио.", "Sve ne, dio."),
            ("без имена", "bezimena"),
            // What search takes for the same.
            ("због ње", "zbog ne"),
            ("казна сто марака", "kazna što maraka"),
            ("порез на куће", "porez na kuce"),
            ("рјешење", "rešenje"),
            // Signs that nobody sees, and that turn what is read around.
            ("од 12 до 21", "od \u{202e}12\u{202c} do 21"),
            ("не", ""),
        ] {
            assert!(!same_words(one, other) && !same_words(other, one), "{one} {other}");
        }
    }
}
