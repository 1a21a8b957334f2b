//! What the files' words about places say: sessions with their hours, ways to comment, or an office.

use chrono::{NaiveDate, NaiveTime};
use entities::{ChannelKind, LocalisedText};

use crate::locale::fold::fold;
use crate::notices::{ReadDate, date, hour};

/// What a place says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Days, and hours where they are stated.
    pub sessions: Vec<(NaiveDate, Option<NaiveTime>)>,
    /// Ways to comment that it names.
    pub channels: Vec<ChannelKind>,
    /// It is where one goes on working days.
    pub is_office: bool,
    /// It names days that are no whole dates.
    pub left_in_words: bool,
}

/// Ways to comment, by the beginnings of the words that name them.
const WAYS: [(&str, ChannelKind); 7] = [
    ("e-pošta", ChannelKind::Email),
    ("e-mail", ChannelKind::Email),
    ("pošta", ChannelKind::Post),
    ("protokol", ChannelKind::Counter),
    ("pisano", ChannelKind::Counter),
    ("elektronski", ChannelKind::Form),
    ("mjesn", ChannelKind::LocalCommunity),
];

impl Place {
    /// Reads the words; `day` is that of a debate of one day.
    pub(super) fn read(text: &LocalisedText, day: Option<NaiveDate>) -> Self {
        let words = &text.original.text;
        let folded = fold(words);
        let names = |way: &str| folded.contains(fold(way).trim_end());
        let mut channels: Vec<_> = WAYS.iter().filter(|(way, _)| names(way)).map(|(_, kind)| *kind).collect();
        channels.dedup();
        let (sessions, partly) = match day {
            Some(day) => {
                let hours = hours(words);
                let at = hours.iter().map(|hour| (day, Some(*hour))).collect::<Vec<_>>();
                (if at.is_empty() { vec![(day, None)] } else { at }, false)
            }
            None => dated(words),
        };
        let is_office = day.is_none() && sessions.is_empty() && channels.is_empty();
        Self { sessions, channels, is_office, left_in_words: partly }
    }
}

/// The hours that stand alone between commas or `i`: `…, 13.00 i 13.30`.
fn hours(words: &str) -> Vec<NaiveTime> {
    let pieces = words.split([',', ';', ' ']).map(|piece| piece.trim_matches(['(', ')']).trim_end_matches('.'));
    pieces.filter(|piece| piece.contains(['.', ':']) && piece.len() >= 4).filter_map(hour).collect()
}

/// Whole dates with the hours behind them, and whether there are days that are no whole dates.
fn dated(words: &str) -> (Vec<(NaiveDate, Option<NaiveTime>)>, bool) {
    let mut sessions = Vec::new();
    let mut partly = false;
    let pieces: Vec<_> = words.split([' ', ',', ';']).filter(|piece| !piece.is_empty()).collect();
    for (i, piece) in pieces.iter().enumerate() {
        let numbers: Vec<_> = piece.split('.').filter(|number| !number.is_empty()).collect();
        let all_digits = numbers.iter().all(|number| number.chars().all(|c| c.is_ascii_digit()));
        if !all_digits || !piece.contains('.') {
            continue;
        }
        let before =
            i.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|word| ["u", "у", "i", "и"].contains(word));
        match (numbers.len(), date(piece)) {
            (3, ReadDate::Day { day, .. }) => {
                let at = pieces.get(i + 1).filter(|word| ["u", "у"].contains(word)).and_then(|_| pieces.get(i + 2));
                sessions.push((day, at.and_then(|at| hour(at.trim_end_matches('.')))));
            }
            // `20.11. u 10 h`: of what year is not said. What follows `u` is an hour.
            (2, _) if piece.ends_with('.') && !before => partly = true,
            _ => {}
        }
    }
    (sessions, partly)
}

#[cfg(test)]
mod tests {
    use entities::{ChannelKind, Locale, LocalisedText};

    use super::Place;

    fn read(text: &str, day: Option<&str>) -> String {
        let day = day.and_then(|day| day.parse().ok());
        let place = Place::read(&LocalisedText::new(Locale::SrLatn, text), day);
        let sessions =
            place.sessions.iter().map(|(day, hour)| hour.map_or(day.to_string(), |hour| format!("{day} {hour}")));
        let channels = place.channels.iter().map(|kind| format!("{kind:?}"));
        let rest = [(place.is_office, "office"), (place.left_in_words, "in words")];
        let rest = rest.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned());
        sessions.chain(channels).chain(rest).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn places_as_the_files_have_them() {
        for (text, day, expected) in [
            ("Velika sala, Doma kulture, Bratunac, 13:00", Some("2018-02-14"), "2018-02-14 13:00:00"),
            ("Skupštinska sala (III sprat), 12.00", Some("2019-05-24"), "2019-05-24 12:00:00"),
            ("Vijećnica, 13.00 i 13.30", Some("2018-01-29"), "2018-01-29 13:00:00; 2018-01-29 13:30:00"),
            ("Rudo", Some("2013-08-01"), "2013-08-01"),
            ("Mala sala, 7.3.2018. u 11.00; kancelarija 8", None, "2018-03-07 11:00:00"),
            ("Sala općine, 3.12.2021. u 14 h", None, "2021-12-03 14:00:00"),
            ("Sala 34: 20.11. u 10 h, 22.11. u 11 h i 13 h", None, "office; in words"),
            ("Sala 33 Gradske uprave, 16.15", None, "office"),
            ("Romanijska 15, radnim danom 9–14 h", None, "office"),
            ("Pošta i e-pošta", None, "Email; Post"),
            ("E-mail i protokol Gradske uprave", None, "Email; Counter"),
            ("Samo elektronski (www.trebinje.rs.ba)", None, "Form"),
            ("Četiri mjesne zajednice", None, "LocalCommunity"),
            ("Пошта и е-пошта; Центар „Сава“ 24.11.2016.", None, "2016-11-24; Email; Post"),
        ] {
            assert_eq!(read(text, day), expected, "{text}");
        }
        assert_eq!(
            Place::read(&LocalisedText::new(Locale::SrLatn, "pismom na protokol"), None).channels,
            [ChannelKind::Counter]
        );
    }
}
