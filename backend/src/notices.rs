//! Letters, dates, hours and sums in the forms in which notices have them, for whatever takes rows of files. Pure.

use chrono::{NaiveDate, NaiveTime};
use entities::{Currency, Locale, LocalisedText};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::locale::script::{repair_capitals, repair_homoglyphs};
use crate::remarks::Remark;

/// A sum as a file has it: a number, or text such as `10. 000 KM`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawSum {
    /// A JSON number.
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

/// A sum in hundredths, and the currency that its text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// In hundredths.
    pub minor: i64,
    /// As the text says; none where it says none.
    pub currency: Option<Currency>,
}

/// Reads a sum: `180.000,00 KM`, `102,783.56 KM`, `10. 000 KM`, `13 640 000`, `20.000 maraka`. A lone group of three
/// digits after a point or comma is thousands, as everywhere in the region. None where it is not a sum, or where a word
/// stands by it that is no currency (`5 miliona`): then nothing is guessed.
#[must_use]
pub fn sum(raw: &RawSum) -> Option<Sum> {
    let (text, currency) = match raw {
        RawSum::Number(number) => (number.clone(), None),
        RawSum::Text(text) => {
            let digits_end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |i| i + 1);
            let (number, unit) = text.split_at(digits_end);
            (plain(number)?, currency(unit)?)
        }
    };
    let amount: Decimal = text.parse().ok()?;
    if amount.is_sign_negative() {
        return None;
    }
    let minor = amount.checked_mul(Decimal::ONE_HUNDRED)?.round();
    Some(Sum { minor: i64::try_from(minor).ok()?, currency })
}

/// The currency that stands behind a sum: `Some(None)` where nothing does, `None` where it is a word of another kind.
fn currency(unit: &str) -> Option<Option<Currency>> {
    let unit = unit.trim_matches(|c: char| c.is_whitespace() || c == '.').to_lowercase();
    Some(match unit.as_str() {
        "" => None,
        "km" | "км" | "bam" | "maraka" | "марака" | "konvertibilnih maraka" => Some(Currency::Bam),
        "eur" | "€" | "evra" | "eura" | "евра" => Some(Currency::Eur),
        "rsd" | "din" | "dinara" | "динара" => Some(Currency::Rsd),
        "usd" | "$" => Some(Currency::Usd),
        _ => return None,
    })
}

fn plain(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
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
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if words.map(str::to_lowercase).any(|word| !BESIDE_A_DATE.contains(&word.as_str())) {
        return ReadDate::NotADate;
    }
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
    // A second date behind the first is a period, not a day.
    if !(1900..=2200).contains(&year) || numbers.len() > 6 || (!iso && numbers.len() > 5) {
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

/// Words that may stand by a date without changing it.
const BESIDE_A_DATE: &[&str] =
    &["t", "z", "u", "у", "godine", "године", "god", "g", "h", "sati", "сати", "časova", "часова"];
/// Words that may stand behind an hour.
const BEHIND_AN_HOUR: &[&str] = &["", "h", "sati", "сати", "časova", "часова"];

/// Reads an hour: `14:00`, `16.15 časova`, `12,00 sati`, `15 h`.
#[must_use]
pub fn hour(text: &str) -> Option<NaiveTime> {
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |i| i + 1);
    let (digits, unit) = text.split_at(end);
    if !BEHIND_AN_HOUR.contains(&unit.trim().to_lowercase().as_str()) {
        return None;
    }
    let (hour, minute) = digits.trim().split_once([':', '.', ',']).unwrap_or((digits.trim(), "0"));
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A text of the notice: wrong letters mended, the source's own kept beside them, in the locale that its letters show.
#[must_use]
pub fn mended(field: &'static str, script: Locale, text: &str, remarks: &mut Vec<Remark>) -> LocalisedText {
    let letters = repair_homoglyphs(text);
    let capitals = repair_capitals(&letters);
    if letters != text {
        remarks
            .push(Remark::repaired(field, format!("letters of the other script inside words: “{text}” → “{letters}”")));
    }
    if capitals != letters {
        remarks.push(Remark::repaired(field, format!("small letters inside capitals: “{letters}” → “{capitals}”")));
    }
    let cyrillic = capitals.chars().filter(|c| ('\u{400}'..='\u{4ff}').contains(c)).count();
    let all = capitals.chars().filter(|c| c.is_alphabetic()).count();
    let locale = match (script, cyrillic * 2 > all) {
        (_, true) => Locale::SrCyrl,
        (Locale::SrCyrl, false) => Locale::SrLatn,
        (latin, false) => latin,
    };
    let mut localised = LocalisedText::new(locale, capitals);
    if localised.original.text != text {
        localised.original.as_written = Some(text.to_owned());
    }
    localised
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use entities::Currency;

    use super::{RawSum, ReadDate, Sum, date, hour, sum};

    #[test]
    fn sums_are_read_in_every_form_that_notices_use() {
        let km = Some(Currency::Bam);
        for (text, minor, currency) in [
            ("180.000,00 KM", 18_000_000, km),
            ("180.000,50 КМ", 18_000_050, km),
            ("102,783.56 KM", 10_278_356, km),
            ("10. 000 KM", 1_000_000, km),
            ("20 000 KM", 2_000_000, km),
            ("13 640 000", 1_364_000_000, None),
            ("13\u{a0}640\u{a0}000,5", 1_364_000_050, None),
            ("20.000 maraka", 2_000_000, km),
            ("1.000", 100_000, None),
            ("5,5", 550, None),
            ("400", 40_000, None),
            ("1.234.567 RSD", 123_456_700, Some(Currency::Rsd)),
            ("5.000 €", 500_000, Some(Currency::Eur)),
            ("180.000.", 18_000_000, None),
        ] {
            assert_eq!(sum(&RawSum::Text(text.into())), Some(Sum { minor, currency }), "{text}");
        }
        assert_eq!(sum(&RawSum::Number("49404.5".into())), Some(Sum { minor: 4_940_450, currency: None }));
    }

    #[test]
    fn what_is_not_a_sum_is_not_guessed_at() {
        for text in [
            "",
            "KM",
            "do 5.000",
            "5.00.000",
            "12.34.56",
            "1,2,3",
            "pet hiljada",
            "-5",
            "5 miliona KM",
            "20 hiljada",
            "5 po projektu",
        ] {
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
        for text in [
            "",
            "mart 2020",
            "15 dana",
            "2020",
            "1.2",
            "12.10.2017. do 15.11.2017.",
            "12. 10. 2017. 15. 11. 2017.",
            "99999999999999999999.1.2020",
            "0001-01-01",
        ] {
            assert_eq!(date(text), ReadDate::NotADate, "{text}");
        }
    }

    #[test]
    fn hours_are_read() {
        for (text, h, m) in [("14:00", 14, 0), ("16.15 časova", 16, 15), ("12,00 sati", 12, 0), ("15 h", 15, 0)] {
            assert_eq!(hour(text), NaiveTime::from_hms_opt(h, m, 0), "{text}");
        }
        assert_eq!(hour("25:00"), None);
        for text in ["podne", "12 December", "14:00 do 15:00", "", "14:"] {
            assert_eq!(hour(text), None, "{text}");
        }
    }
}
