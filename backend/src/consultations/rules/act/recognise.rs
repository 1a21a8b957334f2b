//! What a line of an act is, by itself: the label of an article, a chapter, a signature, or words.

use super::Line;
use crate::locale::script::{repair_homoglyphs, to_cyrillic, to_latin};

/// What a line says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The beginning of a chapter. The smaller the rank, the more it holds; none where it has no number.
    Chapter { rank: Option<u8>, label: Option<String>, heading: Option<String> },
    /// The beginning of an article, with its title or its first words where they stand in the same line.
    Article { label: String, heading: Option<String>, words: Option<String> },
    /// Below the last article: the number of the act, or who signed it.
    Signature,
    /// Anything else.
    Words,
}

/// No title is longer, in characters.
const LONGEST_TITLE: usize = 140;
/// Acts that an article is quoted from: `Član 39. Zakona …` is the beginning of a sentence.
const QUOTED: [&str; 9] =
    ["zakona", "statuta", "odluke", "pravilnika", "poslovnika", "ustava", "uredbe", "uputstva", "programa"];
/// Words that a chapter begins with, and how much it holds.
const CHAPTERS: [(&str, u8); 7] =
    [("dio", 0), ("deo", 0), ("glava", 1), ("poglavlje", 1), ("odjeljak", 3), ("odeljak", 3), ("pododjeljak", 4)];
const ORDINALS: [&str; 12] = [
    "prva",
    "druga",
    "treca",
    "cetvrta",
    "peta",
    "sesta",
    "sedma",
    "osma",
    "deveta",
    "deseta",
    "jedanaesta",
    "dvanaesta",
];

pub(super) fn look(line: &Line) -> Said {
    let text = line.text.as_str();
    // Compared in one script and without diacritics, letter for letter, so that a place in it is a place in the text.
    article(text)
        .or_else(|| chapter(text))
        .or_else(|| by_level(line))
        .or_else(|| signature(text).then_some(Said::Signature))
        .unwrap_or(Said::Words)
}

/// Small Latin letters without diacritics.
pub(super) fn plain(text: &str) -> String {
    let latin = to_latin(&repair_homoglyphs(text)).to_lowercase();
    latin
        .chars()
        .map(|c| match c {
            'č' | 'ć' => 'c',
            'š' => 's',
            'ž' => 'z',
            'đ' => 'd',
            other => other,
        })
        .collect()
}

const MARKS: [char; 6] = ['-', '–', '—', '*', '_', ' '];

/// The first word, joined where it is spaced out (`Č l a n 5.`), and what follows.
fn first_word(text: &str) -> (String, &str) {
    let (mut spaced, mut rest) = (String::new(), text);
    while let Some((letter, after)) = rest.split_once(' ')
        && letter.chars().count() == 1
        && letter.starts_with(char::is_alphabetic)
    {
        spaced.push_str(letter);
        rest = after;
    }
    if spaced.chars().count() > 2 {
        return (spaced, rest);
    }
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

fn article(text: &str) -> Option<Said> {
    let text = text.trim_matches(MARKS);
    let (word, rest) = first_word(text);
    if !["clan", "clanak", "cl"].contains(&plain(&word).as_str()) {
        return None;
    }
    let rest = rest.trim_start_matches(['.', ' ', ':']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 0 || digits > 4 {
        return None;
    }
    let (number, mut rest) = rest.split_at(digits);
    let mut number = number.to_owned();
    // `12a`, `12.a`, `12 a.`: an article that was put in between.
    let letter = rest.trim_start_matches(['.', ' ']);
    let mut letters = letter.chars();
    if let (Some(first), second) = (letters.next(), letters.next())
        && first.is_lowercase()
        && second
            .is_none_or(|second| !second.is_alphanumeric() && second != ' ' || letter[first.len_utf8()..].trim() == ".")
        && plain(&first.to_string()).len() == 1
    {
        number.push(first);
        rest = &letter[first.len_utf8()..];
    }
    let rest = rest.trim_start_matches(['.', ' ', ')', '*']);
    let label = format!("{word} {number}.");
    let title = rest.trim_start_matches(MARKS).trim_start_matches(':').trim();
    if rest.is_empty() {
        return Some(Said::Article { label, heading: None, words: None });
    }
    let bare = rest.trim_start();
    if bare.starts_with(',')
        || bare.starts_with(|c: char| c.is_lowercase())
        || bare.starts_with(|c: char| c.is_ascii_digit())
    {
        // `Član 5. mijenja se i glasi:` speaks of an article.
        return None;
    }
    let (following, _) = first_word(bare);
    if QUOTED.contains(&plain(&following).as_str()) {
        return None;
    }
    let inside = title.strip_prefix('(').and_then(|title| title.strip_suffix(')')).filter(|title| !title.is_empty());
    let numbered = title.strip_prefix('(').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    Some(match inside {
        Some(inside) if !numbered => Said::Article { label, heading: Some(inside.to_owned()), words: None },
        _ if is_title(title) && !numbered => Said::Article { label, heading: Some(title.to_owned()), words: None },
        _ => Said::Article { label, heading: None, words: Some(title.to_owned()) },
    })
}

fn chapter(text: &str) -> Option<Said> {
    let text = text.trim_matches(MARKS);
    if text.chars().count() > LONGEST_TITLE {
        return None;
    }
    let chapter = |rank, label: &str, heading: &str| {
        let heading = heading.trim_start_matches(|c: char| MARKS.contains(&c) || ".):".contains(c)).trim();
        let (label, heading) = (label.trim().to_owned(), heading.to_owned());
        Some(Said::Chapter {
            rank,
            label: (!label.is_empty()).then_some(label),
            heading: (!heading.is_empty()).then_some(heading),
        })
    };
    let (word, rest) = first_word(text);
    let known = plain(&word);
    if let Some((_, rank)) = CHAPTERS.iter().find(|(chapter, _)| *chapter == known) {
        let after = rest.trim_start_matches([' ', '.', ':']);
        let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let number = &after[..end];
        if is_number(number) {
            let label = &text[..text.len() - after.len() + end];
            let point = if after[end..].starts_with('.') { "." } else { "" };
            return chapter(Some(*rank), &format!("{label}{point}"), &after[end..]);
        }
        return None;
    }
    if plain(&text.replace(' ', "")) == "obrazlozenje" && capitals(text) {
        return chapter(Some(0), "", text);
    }
    // `I OPŠTE ODREDBE`, `II. Prava i obaveze`, `IV - NADZOR`, `3. KAZNENE ODREDBE`.
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let arabic = !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
    if roman(number) || arabic {
        let rank = if arabic { 3 } else { 2 };
        let bare = rest.trim_start_matches(|c: char| MARKS.contains(&c) || ".):".contains(c));
        let marked = rest.trim_start().starts_with(['.', '-', '–', '—', ')', ':']);
        let shouted = capitals(bare);
        let titled = marked && !arabic && bare.starts_with(char::is_uppercase) && is_title(bare);
        if bare.is_empty() && roman(number) && !rest.contains(')') {
            return chapter(Some(rank), text, "");
        }
        if (shouted && bare.chars().filter(|c| c.is_alphabetic()).count() > 2) || titled {
            let point = if rest.starts_with('.') { "." } else { "" };
            return chapter(Some(rank), &format!("{number}{point}"), bare);
        }
    }
    let last = plain(text.rsplit(' ').next().unwrap_or_default());
    let about = ["odredbe", "odredba"].contains(&last.trim_end_matches('.'));
    if about && capitals(text) {
        return chapter(None, "", text.trim_end_matches('.'));
    }
    None
}

/// What the source calls a heading is a chapter, if nothing better is known of it.
fn by_level(line: &Line) -> Option<Said> {
    let level = line.heading?;
    Some(Said::Chapter { rank: Some(4 + level), label: None, heading: Some(line.text.clone()) })
}

fn signature(text: &str) -> bool {
    let plain = plain(text);
    let number =
        plain.strip_prefix("broj").is_some_and(|rest| rest.trim_start().starts_with(':') && text.chars().count() < 60);
    let person = ["predsjednik", "predsednik", "gradonacelnik", "nacelnik"].iter().any(|who| plain.starts_with(who));
    number || (person && capitals(text) && text.chars().count() < 60)
}

/// Roman, Arabic, in words (`PRVA`), or a single letter.
fn is_number(word: &str) -> bool {
    let plain = plain(word);
    let ordinal = ORDINALS
        .iter()
        .any(|one| *one == plain || (one.trim_end_matches('a') == plain.trim_end_matches(['i', 'o', 'a'])));
    !word.is_empty()
        && (roman(word)
            || word.chars().all(|c| c.is_ascii_digit())
            || ordinal
            || (word.chars().count() == 1 && capitals(word)))
}

/// A Roman number, also in Cyrillic letters that look or sound like it.
fn roman(word: &str) -> bool {
    let latin = to_latin(&word.replace('Х', "X").replace('І', "I").replace('Ѵ', "V"));
    !latin.is_empty() && latin.chars().count() <= 7 && latin.chars().all(|c| "IVXL".contains(c))
}

/// A label in Cyrillic letters. Its Roman number stays: `I` by itself would be read as the word for “and”.
pub fn in_cyrillic(label: &str) -> String {
    let words = label.split(' ').map(|word| {
        let bare = word.trim_end_matches(['.', ')']);
        // `12a.`: what holds a digit is a code elsewhere, and stays as it is.
        let (number, rest) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
        if bare.chars().all(|c| "IVXL".contains(c)) { word.to_owned() } else { number.to_owned() + &to_cyrillic(rest) }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// No small letters, and some that are large.
fn capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a line can be a title: short, and no sentence.
pub(super) fn is_title(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= LONGEST_TITLE
        && !text.ends_with(['.', ';', ':', ',', '?', '!', '"', '“', '”'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !is_item(text)
}

/// A point of a list: `- …`, `1) …`, `a) …`, `1. …`.
pub(super) fn is_item(text: &str) -> bool {
    let bulleted =
        text.starts_with(['-', '–', '—', '•', '·', '\u{f0b7}', '\u{f02d}']) && text.chars().nth(1) == Some(' ');
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (mark, rest) = text.split_at(end);
    let short = (1..=2).contains(&mark.chars().count());
    let digits = mark.chars().all(|c| c.is_ascii_digit());
    let letter = mark.chars().count() == 1 && mark.chars().all(char::is_lowercase);
    bulleted || (short && (digits || letter) && (rest.starts_with(')') || rest.starts_with(". ")))
}

/// Whether a list can go on behind these words.
pub(super) fn goes_on(text: &str) -> bool {
    text.contains('\n') || text.trim_end().ends_with(':')
}

/// The number of a paragraph and its words: `(2) Zahtjev …`.
pub(super) fn numbered(text: &str) -> (Option<String>, &str) {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match inside {
        Some((number, words))
            if (1..=3).contains(&number.len())
                && number.chars().all(|c| c.is_ascii_digit())
                && !words.trim().is_empty() =>
        {
            (Some(format!("({number})")), words.trim())
        }
        _ => (None, text),
    }
}
