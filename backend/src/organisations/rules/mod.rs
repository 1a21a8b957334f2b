//! What is decided about organisations, as pure functions.

pub mod content;
pub mod doubles;
#[cfg(test)]
mod example;
pub mod facts;
pub mod kept;
pub mod merge;
pub mod same;
pub mod seat;
pub mod words;

use chrono::{Days, Months, NaiveDate};
use entities::OrganisationForm;

use crate::locale::fold::fold;
use crate::locale::script::{repair_homoglyphs, to_latin};

/// Why a tax number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JibFault {
    /// It has not thirteen digits.
    Length,
    /// It does not begin with 4, as those of organisations do. It may be somebody's personal number, which nobody may
    /// publish.
    NotOfAnOrganisation,
}

impl JibFault {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "jib_length",
            Self::NotOfAnOrganisation => "jib_not_of_an_organisation",
        }
    }
}

/// A tax number (JIB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jib {
    /// Its thirteen digits.
    pub digits: String,
    /// Its last digit does not fit the others: it may be mistyped.
    pub doubtful: bool,
}

/// The thirteen digits of a tax number, however it is spaced.
///
/// Its last digit seems to be that of personal numbers: pairs of digits weighed 7 to 2, modulo 11, and 0 where the sum
/// leaves none or one. No law or rule book that says so was found. It was tried on thirteen numbers that companies, a
/// club and an office of both entities print on their papers, and fits all of them (most are in the tests), while ISO 7064
/// MOD 11,10, which is named here and there, fits one. So whatever does not fit is only a doubt to be
/// looked at, and never a reason to refuse a number that an office gave out.
///
/// # Errors
/// It is none.
pub fn jib(text: &str) -> Result<Jib, JibFault> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/')).collect();
    let digits: Vec<u32> = kept.chars().map_while(|c| c.to_digit(10)).collect();
    if kept.chars().count() != 13 || digits.len() != 13 {
        return Err(JibFault::Length);
    }
    if digits.first() != Some(&4) {
        return Err(JibFault::NotOfAnOrganisation);
    }
    let weighed =
        |from: usize| digits.iter().skip(from).take(6).zip((2..=7).rev()).map(|(digit, weight)| digit * weight);
    let sum: u32 = weighed(0).chain(weighed(6)).sum();
    let check = (11 - sum % 11) % 11 % 10;
    Ok(Jib { digits: kept, doubtful: digits.last() != Some(&check) })
}

/// The legal form that a name, or a cell of a list, says in so many words; none where it does not. A club is one of sport
/// where it is known to be in sport.
#[must_use]
pub fn form_of(text: &str, in_sport: bool) -> Option<OrganisationForm> {
    use OrganisationForm as Form;

    let folded = fold(text);
    let unfolded = to_latin(&repair_homoglyphs(text)).to_lowercase();
    let says = |stems: &[&str]| stems.iter().any(|stem| folded.contains(stem));
    let first = folded.split_whitespace().next().unwrap_or_default();
    Some(match () {
        () if says(&[" crveni krst", " crvenog krsta", " crveni kriz"]) => Form::RedCross,
        () if says(&[" kulturno umetnick", " kud", " skud", " hkud", " rkud"]) => Form::CulturalSociety,
        () if says(&[" fondacij", " zaklad"]) => Form::Foundation,
        () if first.starts_with("savez") || first.starts_with("federacij") => Form::Federation,
        () if first.starts_with("mrez") || first.starts_with("koalicij") => Form::Network,
        () if says(&[" neformaln"]) => Form::InformalGroup,
        () if says(&[" crkv", " verska zajednic", " parohij", " zupa", " dzemat", " medzlis"]) => {
            Form::ReligiousCommunity
        }
        () if in_sport && says(&[" klub", " sportsko drustv"]) || says(&[" sportski klub", " sportsko drustv"]) => {
            Form::SportsClub
        }
        // Folded, `udruženje` is `udružene`, which is something else.
        () if says(&[" udrug"]) || unfolded.contains("udruženj") || unfolded.contains("udruzenj") => Form::Association,
        () => return None,
    })
}

/// Whether a status holds on this day. One of which no day is known may have ended long ago: it is shown, not counted.
#[must_use]
pub fn holds(valid_from: Option<NaiveDate>, valid_until: Option<NaiveDate>, today: NaiveDate) -> bool {
    if valid_from.is_none() && valid_until.is_none() {
        return false;
    }
    valid_from.is_none_or(|from| from <= today) && valid_until.is_none_or(|until| today <= until)
}

/// After so long somebody should say again that a record is true.
pub const STALE_AFTER: Months = Months::new(12);
/// So long before its last day a status is said to end soon: an assembly decides once a month.
pub const EXPIRES_WITHIN: Days = Days::new(30);

/// What was confirmed before this day nobody has confirmed for more than a year.
#[must_use]
pub fn stale_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(STALE_AFTER).unwrap_or(NaiveDate::MIN)
}

/// Whether nobody has confirmed a record for more than a year.
#[must_use]
pub fn is_stale(confirmed_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    confirmed_on.is_none_or(|on| on < stale_before(today))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Jib, JibFault, form_of, holds, is_stale, jib, stale_before};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_tax_number_is_thirteen_digits_and_the_last_fits_the_others() {
        let sure = |digits: &str| Ok(Jib { digits: digits.into(), doubtful: false });
        let doubtful = |digits: &str| Ok(Jib { digits: digits.into(), doubtful: true });
        for (text, expected) in [
            (" 4200225150005 ", sure("4200225150005")),
            ("42002-11100-005", sure("4200211100005")),
            ("4200211100006", doubtful("4200211100006")),
            ("4200121100005", doubtful("4200121100005")),
            ("420021110000", Err(JibFault::Length)),
            ("42002111000055", Err(JibFault::Length)),
            ("420021110000x", Err(JibFault::Length)),
            ("", Err(JibFault::Length)),
            // A personal number with a right last digit.
            ("0101006500006", Err(JibFault::NotOfAnOrganisation)),
        ] {
            assert_eq!(jib(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_offices_gave_out_are_not_doubted() {
        // As companies, a club and a ministry print them. The last two are of branches: their sums leave one.
        for text in [
            "4201133590005",
            "4201169940002",
            "4281097760008",
            "4403711250001",
            "4404096370049",
            "4404546080003",
            "4202476730003",
            "4203144510090",
            "4209253454360",
        ] {
            assert_eq!(jib(text), Ok(Jib { digits: text.into(), doubtful: false }), "{text}");
        }
    }

    #[test]
    fn one_digit_that_is_mistyped_is_always_noticed() {
        let right = "4401017720006";
        for at in 1..13 {
            for digit in '0'..='9' {
                let mut mistyped: Vec<char> = right.chars().collect();
                if mistyped[at] != digit {
                    mistyped[at] = digit;
                    let mistyped: String = mistyped.into_iter().collect();
                    assert!(jib(&mistyped).is_ok_and(|jib| jib.doubtful), "{mistyped}");
                }
            }
        }
    }

    #[test]
    fn a_status_holds_from_its_first_day_to_its_last() {
        let today = day("2026-11-24");
        for (from, until, expected) in [
            (None, None, false),
            (Some("2026-11-24"), Some("2026-11-24"), true),
            (Some("2026-11-25"), None, false),
            (None, Some("2026-11-23"), false),
            (Some("2024-01-01"), Some("2026-12-31"), true),
        ] {
            assert_eq!(holds(from.map(day), until.map(day), today), expected, "{from:?} {until:?}");
        }
    }

    #[test]
    fn a_name_says_its_form_or_nothing() {
        use entities::OrganisationForm as Form;

        for (name, in_sport, expected) in [
            ("Удружење грађана „Свети Василије“", false, Some(Form::Association)),
            ("Udruga žena", false, Some(Form::Association)),
            ("Savez udruženja Roma", false, Some(Form::Federation)),
            ("Омладински КУД „Његош“", false, Some(Form::CulturalSociety)),
            ("Kulturno-umjetničko društvo Piva", false, Some(Form::CulturalSociety)),
            ("Кошаркашки клуб „Соколац“", true, Some(Form::SportsClub)),
            ("Šahovski klub", false, None),
            ("Opštinska organizacija Crvenog krsta", false, Some(Form::RedCross)),
            ("Fondacija Lara", false, Some(Form::Foundation)),
            ("Helsinški parlament građana", false, None),
            ("Udružene žene", false, None),
        ] {
            assert_eq!(form_of(name, in_sport), expected, "{name}");
        }
    }

    #[test]
    fn a_record_is_stale_a_year_after_it_was_confirmed() {
        let today = day("2026-11-24");
        assert!(is_stale(None, today));
        assert!(is_stale(Some(day("2025-11-23")), today));
        assert!(!is_stale(Some(day("2025-11-24")), today));
        let before = |text: &str| stale_before(day(text)).to_string();
        assert_eq!(before("2026-11-24"), "2025-11-24", "a year ends with the day on which it began");
        assert_eq!(before("2028-02-29"), "2027-02-28");
    }
}
