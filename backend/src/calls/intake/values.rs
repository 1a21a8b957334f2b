//! Dates, hours and sums in the forms in which notices have them. Pure.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

/// A sum as a file has it: a number, or text such as `10. 000 KM`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawSum {
    /// A JSON number, kept as written so that no cent is lost.
    Number(String),
    /// Text.
    Text(String),
}

impl<'de> Deserialize<'de> for RawSum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = RawSum;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a sum: a number, or text such as “10.000 KM”")
            }
            fn visit_i64<E>(self, number: i64) -> Result<RawSum, E> {
                Ok(RawSum::Number(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<RawSum, E> {
                Ok(RawSum::Number(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<RawSum, E> {
                Ok(RawSum::Number(number.to_string()))
            }
            fn visit_str<E>(self, text: &str) -> Result<RawSum, E> {
                Ok(RawSum::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A sum in hundredths, and whether its form had to be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// In hundredths.
    pub minor: i64,
    /// The source had it in a form of its own.
    pub reshaped: bool,
}

/// Reads a sum: `180.000,00 KM`, `102,783.56 KM`, `10. 000 KM`, `13 640 000`, `20.000 maraka`. A lone group of three
/// digits after a point or comma is thousands, as everywhere in the region. None where it is not a sum.
#[must_use]
pub fn sum(raw: &RawSum) -> Option<Sum> {
    let (text, reshaped) = match raw {
        RawSum::Number(number) => (number.clone(), false),
        RawSum::Text(text) => (plain(text)?, true),
    };
    let amount: Decimal = text.parse().ok()?;
    let minor = amount.checked_mul(Decimal::ONE_HUNDRED)?.round();
    (!amount.is_sign_negative()).then_some(())?;
    Some(Sum { minor: i64::try_from(minor).ok()?, reshaped })
}

fn plain(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let number = lower.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || "€$.".contains(c));
    let compact: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() || !compact.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let (whole, cents) = match compact.rfind(['.', ',']) {
        Some(at) if (1..=2).contains(&(compact.len() - at - 1)) => (&compact[..at], &compact[at + 1..]),
        _ => (compact.as_str(), "0"),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let well_grouped =
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    well_grouped.then(|| format!("{}.{cents}", groups.concat()))
}

/// What a date field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadDate {
    /// A day, perhaps with an hour; and whether its form had to be put right.
    Day {
        /// The day.
        day: NaiveDate,
        /// The hour, where the field has one.
        hour: Option<NaiveTime>,
        /// The source had it in a form of its own.
        reshaped: bool,
    },
    /// It has the form of a date and no calendar has that day.
    Impossible,
    /// It is no date.
    NotADate,
}

/// Reads a date: `2026-03-11`, `2026-03-11T14:00`, `12.10.2017`, `12. 10. 2017. godine`, each with an hour behind it
/// or not.
#[must_use]
pub fn date(text: &str) -> ReadDate {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map_while(|digits| digits.parse().ok())
        .collect();
    let iso = text.trim().split(['T', ' ']).next().unwrap_or_default().matches('-').count() == 2;
    let (year, month, day_of_month) = match (iso, numbers.as_slice()) {
        (true, [year, month, day, ..]) => (*year, *month, *day),
        (false, [day, month, year, ..]) if text.contains('.') => (*year, *month, *day),
        _ => return ReadDate::NotADate,
    };
    if !(1900..=2200).contains(&year) {
        return ReadDate::NotADate;
    }
    let day = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day_of_month));
    let hour = match numbers.get(3..).unwrap_or_default() {
        [] => Some(None),
        [hour] => NaiveTime::from_hms_opt(*hour, 0, 0).map(Some),
        [hour, minute, ..] => NaiveTime::from_hms_opt(*hour, *minute, 0).map(Some),
    };
    match (day, hour) {
        (Some(day), Some(hour)) => ReadDate::Day { day, hour, reshaped: !iso },
        _ => ReadDate::Impossible,
    }
}

/// Reads an hour: `14:00`, `16.15 časova`, `12,00 sati`, `15 h`.
#[must_use]
pub fn hour(text: &str) -> Option<NaiveTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let hour = numbers.next()?.parse().ok()?;
    let minute = numbers.next().map_or(Some(0), |digits| digits.parse().ok())?;
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::{RawSum, ReadDate, Sum, date, hour, sum};

    #[test]
    fn sums_are_read_in_every_form_that_notices_use() {
        for (text, minor) in [
            ("180.000,00 KM", 18_000_000),
            ("180.000,50 КМ", 18_000_050),
            ("102,783.56 KM", 10_278_356),
            ("10. 000 KM", 1_000_000),
            ("20 000 KM", 2_000_000),
            ("13 640 000", 1_364_000_000),
            ("13\u{a0}640\u{a0}000,5", 1_364_000_050),
            ("20.000 maraka", 2_000_000),
            ("1.000", 100_000),
            ("5,5", 550),
            ("400", 40_000),
            ("1.234.567 RSD", 123_456_700),
        ] {
            assert_eq!(sum(&RawSum::Text(text.into())), Some(Sum { minor, reshaped: true }), "{text}");
        }
        assert_eq!(sum(&RawSum::Number("49404.5".into())), Some(Sum { minor: 4_940_450, reshaped: false }));
    }

    #[test]
    fn what_is_not_a_sum_is_not_guessed_at() {
        for text in ["", "KM", "do 5.000", "5.00.000", "12.34.56", "1,2,3", "pet hiljada", "-5"] {
            assert_eq!(sum(&RawSum::Text(text.into())), None, "{text}");
        }
        assert_eq!(sum(&RawSum::Number("-5".into())), None);
        assert_eq!(sum(&RawSum::Number("1e40".into())), None);
    }

    #[test]
    fn dates_are_read_and_impossible_ones_found() {
        let is = |y, m, d, at: Option<(u32, u32)>, reshaped| ReadDate::Day {
            day: NaiveDate::from_ymd_opt(y, m, d).expect("a day"),
            hour: at.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)),
            reshaped,
        };
        assert_eq!(date("2026-03-11"), is(2026, 3, 11, None, false));
        assert_eq!(date("2026-03-11T14:00"), is(2026, 3, 11, Some((14, 0)), false));
        assert_eq!(date("12.10.2017.godine"), is(2017, 10, 12, None, true));
        assert_eq!(date("5. 11. 2018. u 16.15 časova"), is(2018, 11, 5, Some((16, 15)), true));
        // Petrovo, 2018.
        assert_eq!(date("31.11.2018"), ReadDate::Impossible);
        assert_eq!(date("2026-02-30"), ReadDate::Impossible);
        assert_eq!(date("2026-03-11T25:00"), ReadDate::Impossible);
        for text in ["", "mart 2020", "15 dana", "2020", "1.2", "99999999999999999999.1.2020", "0001-01-01"] {
            assert_eq!(date(text), ReadDate::NotADate, "{text}");
        }
    }

    #[test]
    fn hours_are_read() {
        for (text, h, m) in [("14:00", 14, 0), ("16.15 časova", 16, 15), ("12,00 sati", 12, 0), ("15 h", 15, 0)] {
            assert_eq!(hour(text), NaiveTime::from_hms_opt(h, m, 0), "{text}");
        }
        assert_eq!(hour("25:00"), None);
        assert_eq!(hour("podne"), None);
    }
}
