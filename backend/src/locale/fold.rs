//! Folding for search: what a reader types and what stands in the text meet in one spelling.
//!
//! Blind to script, capitals, diacritics, `đ`/`dj`, ijekavian and ekavian (`rješenje`/`rešenje`) and to Latin letters
//! inside Cyrillic words. It may bring together words that differ (that costs a little precision), never keep apart
//! words that are the same. `widgets/src/fold.ts` folds alike; `tests/golden/script.json` binds them.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::script::{in_latin_letters, repair_homoglyphs};

/// Folds a text to words of `a–z0–9`, one space before each, so that `LIKE '% pre%'` finds the beginnings of words.
/// Letters of other alphabets stay, in lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let latin = in_latin_letters(&repair_homoglyphs(text));
    let plain: String = latin.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let mut out = String::with_capacity(plain.len() + 1);
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push(' ');
        fold_word(word, &mut out);
    }
    out
}

/// The terms of a search, each folded. The last may be half typed: what could still become `ije` is taken off.
#[must_use]
pub fn fold_query(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    if let Some(last) = terms.last_mut() {
        let length = before_yat(last).len();
        last.truncate(length);
    }
    terms
}

/// The beginning of a folded word without what is folded away once an `e` follows: `udruzenj` is kept as `udruzene`.
#[must_use]
pub fn before_yat(beginning: &str) -> &str {
    let stem = beginning.strip_suffix("ij").or_else(|| beginning.strip_suffix('j')).unwrap_or(beginning);
    if stem.chars().last().is_some_and(is_consonant) { stem } else { beginning }
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !"aeiouj".contains(c)
}

fn fold_word(word: &str, out: &mut String) {
    let word = word.replace('đ', "d").replace("dj", "d");
    let mut rest = word.as_str();
    let mut before = ' ';
    while let Some(next) = rest.chars().next() {
        let yat = ["ije", "je"].into_iter().find(|yat| is_consonant(before) && rest.starts_with(yat));
        let taken = yat.map_or(next.len_utf8(), str::len);
        before = if yat.is_some() { 'e' } else { next };
        out.push(before);
        rest = &rest[taken..];
    }
}

#[cfg(test)]
mod tests {
    use super::super::script::golden;
    use super::{fold, fold_query};

    #[test]
    fn the_golden_vectors_hold() {
        let golden = golden();
        for (written, folded) in golden.fold {
            for text in written {
                assert_eq!(fold(&text).trim_start(), folded, "{text}");
            }
        }
        for (typed, terms) in golden.query {
            assert_eq!(fold_query(&typed), terms, "{typed}");
        }
    }

    #[test]
    fn a_word_is_found_from_its_first_letters_on() {
        let stored = fold("Rijeka, rješenje o životnoj sredini; Njegoševa, odjeljenje");
        for word in ["rijeka", "rješenje", "životnoj", "njegoševa", "odjeljenje"] {
            for (end, _) in word.char_indices().skip(3).chain([(word.len(), ' ')]) {
                for term in fold_query(&word[..end]) {
                    assert!(stored.contains(&format!(" {term}")), "{term:?} of {word} in {stored}");
                }
            }
        }
    }
}
