//! The numbers that Word makes itself: `Član 12.` need not stand in the text, it may follow from the list or the style that a
//! paragraph belongs to. They are made here as Word shows them, out of `word/numbering.xml` and `word/styles.xml`.
//!
//! A paragraph names a list (`num`), which has its levels from an abstract one (`abstractNum`) and may begin elsewhere. Lists of
//! one abstract list count on together. See ECMA-376, part 1, 17.9.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Reason;

/// A list has nine levels.
const LEVELS: usize = 9;
/// No label is longer, in characters: it may be made for every paragraph of a long text.
const LONGEST: usize = 80;
/// A style may be based on another, and that on another; nobody goes further.
const DEEPEST: usize = 16;
/// Letters that Word counts with where it counts in Cyrillic.
const CYRILLIC: [char; 29] = [
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч',
    'ш', 'щ', 'ы', 'э', 'ю', 'я',
];

/// What stands before the words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is a point of a list; that is all.
    Point,
    /// This, and whether the words follow without a blank.
    Label(String, bool),
}

/// What a paragraph says of the list that it belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct Says {
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Whether it says anything itself.
    pub(super) listed: bool,
    /// Which list; 0 is none.
    pub(super) list: Option<u32>,
    /// Which level of it, from 0.
    pub(super) level: Option<usize>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Decimal,
    /// `01`.
    TwoDigits,
    Roman {
        large: bool,
    },
    Latin {
        large: bool,
    },
    Cyrillic {
        large: bool,
    },
    /// A sign, and no number.
    Bullet,
    /// Nothing.
    Nothing,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: Format,
    /// `Član %1.`
    text: String,
    /// Whether the numbers of higher levels are written in digits, however those write them.
    legal: bool,
    /// After which level, counted from 1, it begins anew; 0 is never.
    restart: Option<usize>,
    /// The style whose paragraphs are at this level.
    style: Option<String>,
    /// Whether the words follow without a blank.
    glued: bool,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The style from whose list it has its levels.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    of: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
}

/// All lists of a text, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<u32, Abstract>,
    lists: HashMap<u32, List>,
    styles: HashMap<String, Style>,
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

/// Inside of what the reader is.
#[derive(Clone, Copy)]
enum Inside {
    Nothing,
    Abstract(u32),
    List(u32),
}

impl Numbering {
    /// What these parts of a file say; either may be missing.
    pub(super) fn read(numbering: Option<&[u8]>, styles: Option<&[u8]>) -> Result<Self, Reason> {
        let mut all = Self::default();
        if let Some(xml) = numbering {
            all.read_lists(xml)?;
        }
        if let Some(xml) = styles {
            all.read_styles(xml)?;
        }
        Ok(all)
    }

    fn read_lists(&mut self, xml: &[u8]) -> Result<(), Reason> {
        let mut reader = Reader::from_reader(xml);
        let (mut inside, mut place) = (Inside::Nothing, None);
        loop {
            match reader.read_event().map_err(|_| Reason::FileDamaged)? {
                Event::Eof => return Ok(()),
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    b"abstractNum" => {
                        inside = number(&element, b"abstractNumId").map_or(Inside::Nothing, Inside::Abstract);
                    }
                    b"num" => inside = number(&element, b"numId").map_or(Inside::Nothing, Inside::List),
                    b"lvl" | b"lvlOverride" => {
                        place = number(&element, b"ilvl").and_then(|at| usize::try_from(at).ok());
                        place = place.filter(|at| *at < LEVELS);
                        if element.local_name().as_ref() == b"lvl"
                            && let Some(level) = self.place(inside, place)
                        {
                            *level = Some(Level::default());
                        }
                    }
                    _ => self.say(inside, place, &element),
                },
                Event::End(end) if [&b"abstractNum"[..], b"num"].contains(&end.local_name().as_ref()) => {
                    (inside, place) = (Inside::Nothing, None);
                }
                _ => {}
            }
        }
    }

    /// Where a level is kept.
    fn place(&mut self, inside: Inside, place: Option<usize>) -> Option<&mut Option<Level>> {
        let levels = match inside {
            Inside::Nothing => return None,
            Inside::Abstract(id) => &mut self.abstracts.entry(id).or_default().levels,
            Inside::List(id) => &mut self.lists.entry(id).or_default().levels,
        };
        levels.get_mut(place?)
    }

    /// What an element says of the list or the level that it stands in.
    fn say(&mut self, inside: Inside, place: Option<usize>, element: &BytesStart<'_>) {
        let name = element.local_name();
        match (inside, name.as_ref()) {
            (Inside::List(id), b"abstractNumId") => {
                self.lists.entry(id).or_default().of = number(element, b"val").unwrap_or_default();
            }
            (Inside::List(id), b"startOverride") => {
                if let Some(start) = place.and_then(|at| self.lists.entry(id).or_default().starts.get_mut(at)) {
                    *start = number(element, b"val");
                }
            }
            (Inside::Abstract(id), b"numStyleLink") => {
                self.abstracts.entry(id).or_default().link = value(element, b"val");
            }
            (_, name) => {
                let Some(Some(level)) = self.place(inside, place) else { return };
                match name {
                    b"start" => level.start = number(element, b"val").unwrap_or_default(),
                    b"numFmt" => level.format = format(&value(element, b"val").unwrap_or_default()),
                    b"lvlText" => {
                        level.text = value(element, b"val").unwrap_or_default().chars().take(LONGEST).collect();
                    }
                    b"isLgl" => level.legal = !matches!(value(element, b"val").as_deref(), Some("0" | "false" | "off")),
                    b"lvlRestart" => {
                        level.restart = number(element, b"val").and_then(|after| usize::try_from(after).ok());
                    }
                    b"pStyle" => level.style = value(element, b"val"),
                    b"suff" => level.glued = value(element, b"val").as_deref() == Some("nothing"),
                    _ => {}
                }
            }
        }
    }

    fn read_styles(&mut self, xml: &[u8]) -> Result<(), Reason> {
        let mut reader = Reader::from_reader(xml);
        let mut id = None;
        loop {
            match reader.read_event().map_err(|_| Reason::FileDamaged)? {
                Event::Eof => return Ok(()),
                Event::Start(element) | Event::Empty(element) => {
                    if element.local_name().as_ref() == b"style" {
                        id = value(&element, b"styleId");
                    }
                    let Some(id) = &id else { continue };
                    let style = self.styles.entry(id.clone()).or_default();
                    match element.local_name().as_ref() {
                        b"basedOn" => style.based_on = value(&element, b"val"),
                        b"numId" => style.list = number(&element, b"val"),
                        b"ilvl" => style.level = number(&element, b"val").and_then(|level| usize::try_from(level).ok()),
                        _ => {}
                    }
                }
                Event::End(end) if end.local_name().as_ref() == b"style" => id = None,
                _ => {}
            }
        }
    }

    /// A style and those that it is based on, nearest first.
    fn lineage<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.styles.get(id).map(|style| (id, style));
        let next = |(_, style): &(&'s str, &'s Style)| {
            let id = style.based_on.as_deref()?;
            Some((id, self.styles.get(id)?))
        };
        std::iter::successors(first, next).take(DEEPEST)
    }

    /// What stands before a paragraph that says this; nothing where it belongs to no list. Each is asked once, in their order.
    pub(super) fn next(&mut self, says: &Says) -> Option<Mark> {
        let styles: Vec<&str> = says.style.iter().flat_map(|id| self.lineage(id)).map(|(id, _)| id).collect();
        let of_style = says.style.iter().flat_map(|id| self.lineage(id)).find(|(_, style)| style.list.is_some());
        let list = says.list.or_else(|| of_style.and_then(|(_, style)| style.list));
        let Some(list) = list else { return says.listed.then_some(Mark::Point) };
        if list == 0 {
            return None;
        }
        let of = self.levels_of(list);
        let at_style = || {
            let levels = &self.abstracts.get(&of?)?.levels;
            let level = |style: &&str| {
                levels.iter().position(|level| level.as_ref().and_then(|level| level.style.as_deref()) == Some(*style))
            };
            styles.iter().find_map(level)
        };
        let level = says.level.or_else(|| of_style.and_then(|(_, style)| style.level)).or_else(at_style);
        let level = level.unwrap_or_default().min(LEVELS - 1);
        self.count(list, of, level).or(Some(Mark::Point))
    }

    /// The abstract list from which a list has its levels.
    fn levels_of(&self, list: u32) -> Option<u32> {
        let mut of = self.lists.get(&list)?.of;
        if let Some(link) = self.abstracts.get(&of).and_then(|of| of.link.as_ref()) {
            let linked = self.styles.get(link).and_then(|style| self.lists.get(&style.list?));
            of = linked.map_or(of, |linked| linked.of);
        }
        Some(of)
    }

    /// Counts one more at this level of a list; its label, where the list says how that is made.
    fn count(&mut self, id: u32, of: Option<u32>, at: usize) -> Option<Mark> {
        let (of, list) = (of?, self.lists.get(&id)?);
        let levels = &self.abstracts.get(&of)?.levels;
        let level = |at: usize| list.levels.get(at)?.as_ref().or_else(|| levels.get(at)?.as_ref());
        let start = |at: usize| {
            let own = list.starts.get(at).copied().flatten();
            own.unwrap_or_else(|| level(at).map_or(1, |level| level.start))
        };
        let this = level(at)?;
        let counted = self.counted.entry(of).or_default();
        // A list that says where it begins does so when it is first met, however far others of its kind have counted.
        if self.begun.insert(id) {
            for (counted, _) in counted.iter_mut().zip(&list.starts).filter(|(_, start)| start.is_some()) {
                *counted = None;
            }
        }
        for (above, counted) in counted.iter_mut().enumerate().take(at) {
            counted.get_or_insert_with(|| start(above));
        }
        counted[at] = Some(counted[at].map_or_else(|| start(at), |last| last.saturating_add(1)));
        for (below, counted) in counted.iter_mut().enumerate().skip(at + 1) {
            let restarts = level(below).and_then(|level| level.restart).is_none_or(|after| at < after);
            if restarts {
                *counted = None;
            }
        }
        match this.format {
            Format::Bullet => return Some(Mark::Point),
            Format::Nothing if this.text.trim().is_empty() => {
                return Some(Mark::Label(String::new(), true));
            }
            _ => {}
        }
        let mut label = String::new();
        let mut letters = this.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let place = letters.peek().and_then(|next| next.to_digit(10)).and_then(|place| usize::try_from(place).ok());
            match place {
                Some(place) if letter == '%' && (1..=LEVELS).contains(&place) => {
                    letters.next();
                    let place = place - 1;
                    let format = match level(place) {
                        Some(other) if !this.legal || place == at => other.format,
                        _ => Format::Decimal,
                    };
                    label.push_str(&written(counted[place].unwrap_or_else(|| start(place)), format));
                }
                _ => label.push(letter),
            }
        }
        Some(Mark::Label(label.chars().take(LONGEST).collect(), this.glued))
    }
}

fn format(name: &str) -> Format {
    match name {
        "decimalZero" => Format::TwoDigits,
        "upperRoman" => Format::Roman { large: true },
        "lowerRoman" => Format::Roman { large: false },
        "upperLetter" => Format::Latin { large: true },
        "lowerLetter" => Format::Latin { large: false },
        "russianUpper" => Format::Cyrillic { large: true },
        "russianLower" => Format::Cyrillic { large: false },
        "bullet" => Format::Bullet,
        "none" => Format::Nothing,
        // In what nobody here writes an act, a number is better than none.
        _ => Format::Decimal,
    }
}

/// A number, as Word writes it. Where Word would write hundreds of letters, digits stand.
fn written(number: u32, format: Format) -> String {
    let cased = |text: String, large: bool| if large { text.to_uppercase() } else { text };
    let digits = || number.to_string();
    match format {
        Format::Decimal => digits(),
        Format::TwoDigits => format!("{number:02}"),
        Format::Roman { large } => roman(number).map_or_else(digits, |text| cased(text, large)),
        Format::Latin { large } => {
            let letters: Vec<char> = ('a'..='z').collect();
            lettered(number, &letters).map_or_else(digits, |text| cased(text, large))
        }
        Format::Cyrillic { large } => lettered(number, &CYRILLIC).map_or_else(digits, |text| cased(text, large)),
        Format::Bullet | Format::Nothing => String::new(),
    }
}

/// `a`, `b` … `z`, `aa`, `bb` …
fn lettered(number: u32, letters: &[char]) -> Option<String> {
    let place = usize::try_from(number.checked_sub(1)?).ok()?;
    let (times, at) = (place / letters.len() + 1, place % letters.len());
    (times <= 10).then(|| letters[at].to_string().repeat(times))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut left, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    Some(text)
}

/// The value of an attribute.
pub(super) fn value(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    let text = String::from_utf8_lossy(&found.value);
    Some(quick_xml::escape::unescape(&text).map_or_else(|_| text.to_string(), std::borrow::Cow::into_owned))
}

/// The value of an attribute that is a number.
pub(super) fn number(element: &BytesStart<'_>, name: &[u8]) -> Option<u32> {
    value(element, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        use Format::{Cyrillic, Decimal, Latin, Nothing, Roman, TwoDigits};
        for (number, format, expected) in [
            (12, Decimal, "12"),
            (7, TwoDigits, "07"),
            (14, Roman { large: true }, "XIV"),
            (1999, Roman { large: false }, "mcmxcix"),
            (0, Roman { large: true }, "0"),
            (3, Latin { large: false }, "c"),
            (28, Latin { large: true }, "BB"),
            (0, Latin { large: false }, "0"),
            (u32::MAX, Latin { large: false }, "4294967295"),
            (u32::MAX, Roman { large: false }, "4294967295"),
            (10, Cyrillic { large: false }, "к"),
            (1, Cyrillic { large: true }, "А"),
            (5, Nothing, ""),
        ] {
            assert_eq!(written(number, format), expected, "{number} {format:?}");
        }
    }
}
