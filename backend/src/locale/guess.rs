//! In what language guests write, who are asked nothing about it. The page that they read says less than their words: many
//! a Serbian question comes from an English page, because that was what somebody had linked to.
//!
//! Libraries tell dozens of languages apart, for which they want longer texts than a question is or a model of each. Here it
//! is enough to tell English from ours, and in doubt the page is right.

use entities::Locale;
use unicode_normalization::UnicodeNormalization as _;

use super::script::is_address;
use super::written_in;

/// Words of nearly every English sentence which mean nothing here. „To“, „do“, „on“, „no“ and the like mean something, and
/// „IT“ in capitals does.
const ENGLISH: &[&str] = &[
    "about", "all", "an", "and", "any", "are", "at", "be", "because", "but", "by", "can", "cannot", "could", "did",
    "does", "for", "from", "has", "have", "how", "if", "in", "is", "it", "much", "my", "need", "not", "of", "or",
    "our", "please", "should", "support", "than", "thank", "thanks", "that", "the", "their", "there", "these", "they",
    "this", "those", "too", "until", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will",
    "with", "would", "you", "your",
];

/// Words of nearly every sentence here which mean nothing in English.
const OURS: &[&str] = &[
    "ako", "bez", "bi", "biti", "bude", "da", "gde", "gdje", "hvala", "ili", "ima", "iz", "je", "jer", "kad", "kada",
    "kako", "kod", "koja", "koje", "koji", "koliko", "kroz", "li", "moze", "mogu", "molim", "na", "ne", "nego", "nema",
    "nije", "nisu", "od", "ova", "ovaj", "ovo", "po", "pod", "prije", "sa", "samo", "se", "smo", "sta", "ste", "su",
    "treba", "u", "uz", "vi", "za", "zasto", "zbog",
];

/// The locale that a guest's text is in, who reads a page in `page` of a municipality that writes `usual`. Letters tell
/// before words do, and words before the page.
#[must_use]
pub fn guessed(text: &str, page: Locale, usual: Locale) -> Locale {
    let by_letters = written_in(text, page);
    if by_letters == Locale::SrCyrl {
        return by_letters;
    }
    let Heard { english, foreign, ours } = Heard::of(text);
    match page {
        Locale::En if ours > english + foreign => latin(usual),
        Locale::En => Locale::En,
        // A single word may stand in a name; those in foreign letters alone are names.
        _ if english > ours && (english > 1 || foreign > 1) => Locale::En,
        _ => by_letters,
    }
}

/// What a municipality writes in Latin letters that is not English.
const fn latin(usual: Locale) -> Locale {
    match usual {
        Locale::Bs | Locale::Hr => usual,
        Locale::SrCyrl | Locale::SrLatn | Locale::En => Locale::SrLatn,
    }
}

/// How many words tell.
#[derive(Default)]
struct Heard {
    english: usize,
    /// Of letters that we do not have.
    foreign: usize,
    ours: usize,
}

impl Heard {
    fn of(text: &str) -> Self {
        // `c` with a caron above is `č`.
        let text: String = text.nfc().collect();
        let words = text.split_whitespace().filter(|token| !is_address(token));
        let mut heard = Self::default();
        for word in words.flat_map(|token| token.split(|c: char| !c.is_alphabetic())) {
            let lower = word.to_lowercase();
            // A name has its letters in English too.
            let accented = word.starts_with(char::is_lowercase) && word.contains(['č', 'ć', 'ž', 'š', 'đ']);
            if ENGLISH.contains(&lower.as_str()) && word != "IT" {
                heard.english += 1;
            } else if OURS.contains(&lower.as_str()) || accented {
                heard.ours += 1;
            } else if lower.contains(['q', 'w', 'x', 'y']) {
                heard.foreign += 1;
            }
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use entities::Locale::{Bs, En, Hr, SrCyrl, SrLatn};

    use super::guessed;

    #[test]
    fn words_tell_in_what_language_a_guest_writes() {
        for (text, page, usual, written) in [
            // From an English page.
            ("Where is the park?", En, SrLatn, En),
            ("Može li se produžiti rok?", En, SrLatn, SrLatn),
            ("Može li se produžiti rok?", En, SrCyrl, SrLatn),
            ("Može li se produžiti rok?", En, Bs, Bs),
            ("Može li se produžiti rok?", En, Hr, Hr),
            ("Može li se produžiti rok?", En, En, SrLatn),
            ("Mo\u{17e}e li se produ\u{7a}\u{30c}iti rok?", En, SrLatn, SrLatn),
            ("Kada pocinje rasprava u sali?", En, SrLatn, SrLatn),
            ("Када почиње?", En, Bs, SrCyrl),
            ("What does Mr. Kovačević think of the fountain?", En, SrLatn, En),
            ("I want to go to Višegrad", En, SrLatn, En),
            ("I support Mr. Kovačević", En, SrLatn, En),
            ("Pre-war buildings need repair", En, SrLatn, En),
            ("Čitava ulica čeka, a voda je u podrumu", En, SrLatn, SrLatn),
            ("Article 2 says too little.", En, SrLatn, En),
            ("Park", En, SrLatn, En),
            ("", En, SrLatn, En),
            // From a page of ours.
            ("Where is the park?", SrLatn, SrLatn, En),
            ("Where is the park?", SrCyrl, SrCyrl, En),
            ("Is the school of Đurići near this river and why?", Bs, Bs, En),
            ("Thank you", Hr, Hr, En),
            ("Treba više klupa.", SrLatn, SrLatn, SrLatn),
            ("Treba vise klupa.", SrCyrl, SrCyrl, SrLatn),
            ("Treba vise klupa.", Hr, SrLatn, Hr),
            ("Clan 2. treba dopuniti.", SrCyrl, SrCyrl, SrLatn),
            ("Треба више клупа.", Hr, SrLatn, SrCyrl),
            ("Park", SrLatn, SrLatn, SrLatn),
            ("", SrCyrl, SrCyrl, SrLatn),
            // Names, addresses and single words make no English text.
            ("Wizz Air, Twitter, YouTube", SrLatn, SrLatn, SrLatn),
            ("Projekat „Youth and the City“ nije za nas, zašto?", SrLatn, SrLatn, SrLatn),
            ("IT oprema, Windows, WiFi", SrLatn, SrLatn, SrLatn),
            ("Film The Square", SrLatn, SrLatn, SrLatn),
            ("Vidi https://x.example/what-is-the-way-of", SrLatn, SrLatn, SrLatn),
            ("Ne da se to na IT sektor", Bs, Bs, Bs),
            ("Do on i ona to me so", SrLatn, SrLatn, SrLatn),
        ] {
            assert_eq!(guessed(text, page, usual), written, "{text:?} from {page:?} in {usual:?}");
        }
    }
}
