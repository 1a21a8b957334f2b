//! On which days a municipality's offices are closed, and on which they may be. Used to warn, never to move anything.
//!
//! What the law says of each place, as these have it:
//! - Republika Srpska: Zakon o praznicima (Službeni glasnik 43/07), articles 3 and 4,
//!   <https://www.bih-pravo.org/zakon-o-praznicima-republike-srpske-t1168.html>; days of believers and 14 January, which the
//!   government decides about each year: <https://neradnipraznici.com/neradni-dani-drzavni-i-vjerski-praznici-kalendar-u-republici-srpskoj/>;
//! - the Federation: <https://www.rtvslon.ba/dan-nezavisnosti-u-nedjelju-evo-zasto-se-ne-prenosi-na-ponedjeljak/>;
//! - Brčko: Zakon o praznicima (Službeni glasnik 19/2002), articles 3 and 5,
//!   <https://www.paragraf.ba/propisi/brcko/zakon-o-praznicima-brcko-distrikta-bosne-i-hercegovine.html>;
//! - Serbia: Zakon o državnim i drugim praznicima (43/01, 101/07, 92/11),
//!   <https://www.minrzs.gov.rs/srb-lat/ministarstvo/drzavni-i-verski-praznici-republike-srbije>;
//! - Montenegro: Zakon o državnim i drugim praznicima (27/07, 36/13, 145/21, 3/23, 30/23), two days each,
//!   <https://radiotivat.com/2023/11/10/za-njegosev-dan-neradni-13-i-14-novembar/> and
//!   <https://www.neradnidani.net/neradni-dani-i-drzavni-praznici-vjerski-praznici-crna-gora-montenegro/>.
//!
//! When the two Bayrams are says a calendar that is printed each year, and no rule that could stand here: a municipality
//! enters them, as it does its own day.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use entities::{OwnDay, municipality};

/// Whose offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offices<'a> {
    /// ISO 3166 code of the country.
    pub country: &'a str,
    /// The entity of Bosnia and Herzegovina (`RS`, `FBiH`, `BD`).
    pub entity: Option<&'a str>,
    /// Days that the municipality itself has named.
    pub own: &'a [OwnDay],
}

impl<'a> From<&'a municipality::Model> for Offices<'a> {
    fn from(owner: &'a municipality::Model) -> Self {
        Self { country: &owner.country, entity: owner.entity.as_deref(), own: &owner.own_days.0 }
    }
}

/// Why offices are closed on a day, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff<'a> {
    /// A weekend, or a holiday by law.
    ByLaw,
    /// The municipality has said so, and calls the day this.
    Own(&'a str),
    /// Believers may stay away, or the government decides each year.
    Perhaps,
}

impl DayOff<'_> {
    /// What a warning says of it: nothing of a day that everybody knows.
    #[must_use]
    pub fn params(self) -> Vec<String> {
        match self {
            Self::ByLaw => Vec::new(),
            Self::Own(name) => vec!["OWN".into(), name.into()],
            Self::Perhaps => vec!["PERHAPS".into()],
        }
    }
}

/// Why these offices are closed on this day, or may be; none where it is a day like any other.
#[must_use]
pub fn day_off<'a>(day: NaiveDate, offices: &Offices<'a>) -> Option<DayOff<'a>> {
    let this = |own: &&OwnDay| {
        (own.day, own.month) == (day.day(), day.month()) && own.year.is_none_or(|year| year == day.year())
    };
    if let Some(own) = offices.own.iter().find(this) {
        return Some(DayOff::Own(&own.name));
    }
    if weekend(day) || by_law(day, offices) {
        return Some(DayOff::ByLaw);
    }
    perhaps(day, offices).then_some(DayOff::Perhaps)
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A holiday that is on the same days every year.
struct Feast {
    /// Day and month on which it begins.
    from: (u32, u32),
    /// One day or two.
    days: u64,
    moves: Moves,
}

/// When the working day after a holiday is off as well.
enum Moves {
    Never,
    /// Its second day is a Sunday.
    WithItsSecondDay,
    /// Any of its days is a Sunday.
    WithAnyDay,
}

const fn one(day: u32, month: u32, moves: Moves) -> Feast {
    Feast { from: (day, month), days: 1, moves }
}

const fn two(day: u32, month: u32, moves: Moves) -> Feast {
    Feast { from: (day, month), days: 2, moves }
}

const SRPSKA: &[Feast] = &[
    two(1, 1, Moves::WithItsSecondDay),
    one(9, 1, Moves::Never),
    two(1, 5, Moves::WithItsSecondDay),
    one(9, 5, Moves::Never),
    one(21, 11, Moves::Never),
];
const FEDERATION: &[Feast] =
    &[two(1, 1, Moves::WithAnyDay), one(1, 3, Moves::Never), two(1, 5, Moves::WithAnyDay), one(25, 11, Moves::Never)];
const BRCKO: &[Feast] = &[two(1, 1, Moves::WithAnyDay), one(8, 3, Moves::WithAnyDay), two(1, 5, Moves::WithAnyDay)];
/// What is the same everywhere in Bosnia and Herzegovina.
const BOSNIA: &[Feast] = &[two(1, 1, Moves::Never), two(1, 5, Moves::Never)];
const SERBIA: &[Feast] = &[
    two(1, 1, Moves::WithAnyDay),
    one(7, 1, Moves::Never),
    two(15, 2, Moves::WithAnyDay),
    two(1, 5, Moves::WithAnyDay),
    one(11, 11, Moves::WithAnyDay),
];
const MONTENEGRO: &[Feast] = &[
    two(1, 1, Moves::WithAnyDay),
    two(1, 5, Moves::WithAnyDay),
    two(21, 5, Moves::WithAnyDay),
    two(13, 7, Moves::WithAnyDay),
    two(13, 11, Moves::WithAnyDay),
];

fn feasts(offices: &Offices<'_>) -> &'static [Feast] {
    match (offices.country, offices.entity) {
        ("BA", Some("RS")) => SRPSKA,
        ("BA", Some("FBiH")) => FEDERATION,
        ("BA", Some("BD")) => BRCKO,
        ("BA", _) => BOSNIA,
        ("RS", _) => SERBIA,
        ("ME", _) => MONTENEGRO,
        _ => &[],
    }
}

fn by_law(day: NaiveDate, offices: &Offices<'_>) -> bool {
    let feasts = feasts(offices);
    // In Serbia nobody works on these days of Easter, whatever he believes.
    let easter = |day: NaiveDate| offices.country == "RS" && of_easter(day, orthodox_easter(day.year()));
    let stated = |day: NaiveDate| easter(day) || feasts.iter().any(|feast| feast.is_on(day));
    stated(day) || feasts.iter().any(|feast| feast.moved(day.year(), stated) == Some(day))
}

impl Feast {
    fn first(&self, year: i32) -> Option<NaiveDate> {
        let (day, month) = self.from;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn last(&self, year: i32) -> Option<NaiveDate> {
        self.first(year)?.checked_add_days(Days::new(self.days - 1))
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        self.first(day.year()) <= Some(day) && Some(day) <= self.last(day.year())
    }

    /// The working day that is off in the place of a Sunday, where one is.
    fn moved(&self, year: i32, stated: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        let (first, last) = (self.first(year)?, self.last(year)?);
        let on_sunday = match self.moves {
            Moves::Never => false,
            Moves::WithItsSecondDay => last.weekday() == Weekday::Sun,
            Moves::WithAnyDay => [first, last].iter().any(|day| day.weekday() == Weekday::Sun),
        };
        if !on_sunday {
            return None;
        }
        let mut next = last.succ_opt()?;
        while weekend(next) || stated(next) {
            next = next.succ_opt()?;
        }
        Some(next)
    }
}

/// Days on which whoever works in Republika Srpska may stay away for his religion, and the one that the government decides
/// about each year. Of other places nothing is known.
fn perhaps(day: NaiveDate, offices: &Offices<'_>) -> bool {
    if (offices.country, offices.entity) != ("BA", Some("RS")) {
        return false;
    }
    let fixed = [(6, 1), (7, 1), (14, 1), (24, 12), (25, 12)];
    let easters = [orthodox_easter(day.year()), catholic_easter(day.year())];
    fixed.contains(&(day.day(), day.month())) || easters.into_iter().any(|easter| of_easter(day, easter))
}

/// Good Friday or Easter Monday.
fn of_easter(day: NaiveDate, easter: Option<NaiveDate>) -> bool {
    easter.is_some_and(|easter| [-2, 1].contains(&(day - easter).num_days()))
}

/// Easter Sunday of those who reckon by Julius' calendar, as a day of ours. After J. M. Oudin (1940).
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let century = year / 100;
    let between = u64::try_from(century - century / 4 - 2).ok()?;
    sunday(year, moon, (year + year / 4 + moon) % 7)?.checked_add_days(Days::new(between))
}

/// Easter Sunday of those who reckon by Gregory's calendar. After J. M. Oudin (1940).
fn catholic_easter(year: i32) -> Option<NaiveDate> {
    let (golden, century) = (year % 19, year / 100);
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
    sunday(year, moon, (year + year / 4 + moon + 2 - century + century / 4) % 7)
}

/// The Sunday after the full moon of spring, which is so many days after 21 March and on that day of the week.
fn sunday(year: i32, moon: i32, weekday: i32) -> Option<NaiveDate> {
    let after = moon - weekday;
    let month = 3 + (after + 40) / 44;
    let day = after + 28 - 31 * (month / 4);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use entities::OwnDay;

    use super::{DayOff, Offices, catholic_easter, day_off, orthodox_easter};

    fn of<'a>(country: &'a str, entity: Option<&'a str>) -> Offices<'a> {
        Offices { country, entity, own: &[] }
    }

    #[test]
    fn offices_are_closed_on_weekends_and_on_holidays_by_the_law_of_their_place() {
        let [srpska, federation, brcko] = ["RS", "FBiH", "BD"].map(|entity| of("BA", Some(entity)));
        let [bosnia, serbia, montenegro, croatia] = ["BA", "RS", "ME", "HR"].map(|country| of(country, None));
        let (closed, perhaps) = (Some(DayOff::ByLaw), Some(DayOff::Perhaps));
        for (day, place, expected) in [
            ("2026-11-24", srpska, None),
            ("2026-11-28", srpska, closed),
            ("2026-11-29", bosnia, closed),
            ("2028-11-21", srpska, closed),
            ("2028-11-21", federation, None),
            ("2026-11-25", federation, closed),
            ("2026-11-25", srpska, None),
            ("2027-03-01", federation, closed),
            ("2029-01-09", srpska, closed),
            ("2029-05-09", srpska, closed),
            ("2027-01-01", brcko, closed),
            ("2027-03-08", brcko, closed),
            ("2027-03-08", federation, None),
            // Who is in no entity has the holidays of his country.
            ("2027-01-01", bosnia, closed),
            ("2029-05-02", bosnia, closed),
            ("2029-05-09", bosnia, None),
            ("2027-01-07", serbia, closed),
            ("2027-02-15", serbia, closed),
            ("2027-02-16", serbia, closed),
            ("2027-11-11", serbia, closed),
            ("2029-05-09", serbia, None),
            ("2027-05-21", montenegro, closed),
            ("2027-07-14", montenegro, closed),
            ("2028-11-14", montenegro, closed),
            ("2027-11-11", montenegro, None),
            // Of whom nothing is known here, the weekend is.
            ("2027-01-01", croatia, None),
            ("2027-01-02", croatia, closed),
            // In the place of a Sunday: 2 January 2022, 1 January 2023, 2 May 2027, 8 March 2026, 21 November 2027.
            ("2022-01-03", srpska, closed),
            ("2023-01-03", srpska, None),
            ("2022-01-03", federation, closed),
            ("2023-01-03", federation, closed),
            ("2023-01-03", serbia, closed),
            ("2023-01-04", serbia, None),
            ("2023-01-03", montenegro, closed),
            ("2022-01-03", bosnia, None),
            ("2026-03-09", brcko, closed),
            ("2026-03-02", federation, None),
            ("2025-07-15", montenegro, closed),
            ("2025-02-17", serbia, closed),
            ("2027-11-22", srpska, None),
            // 3 May 2027 is Easter Monday, so the next day is off in Serbia; in Srpska it is off in the place of the 2nd.
            ("2027-05-03", serbia, closed),
            ("2027-05-04", serbia, closed),
            ("2027-05-03", srpska, closed),
            ("2027-05-04", srpska, None),
            // Believers may stay away; in Serbia nobody works on those of them that the law names.
            ("2027-01-06", srpska, perhaps),
            ("2027-01-07", srpska, perhaps),
            ("2027-01-14", srpska, perhaps),
            ("2026-12-24", srpska, perhaps),
            ("2026-12-25", srpska, perhaps),
            ("2026-12-25", federation, None),
            ("2027-03-26", srpska, perhaps),
            ("2027-03-29", srpska, perhaps),
            ("2027-04-30", srpska, perhaps),
            ("2027-04-30", serbia, closed),
            ("2027-03-26", serbia, None),
        ] {
            assert_eq!(day_off(day.parse().expect("a day"), &place), expected, "{day} {place:?}");
        }
    }

    #[test]
    fn easter_is_when_churches_keep_it() {
        for (orthodox, catholic) in [
            ("2024-05-05", "2024-03-31"),
            ("2025-04-20", "2025-04-20"),
            ("2026-04-12", "2026-04-05"),
            ("2027-05-02", "2027-03-28"),
            ("2028-04-16", "2028-04-16"),
            ("2029-04-08", "2029-04-01"),
            ("2030-04-28", "2030-04-21"),
            ("2038-04-25", "2038-04-25"),
        ] {
            let year = orthodox[..4].parse().expect("a year");
            assert_eq!(orthodox_easter(year), orthodox.parse().ok(), "{orthodox}");
            assert_eq!(catholic_easter(year), catholic.parse().ok(), "{catholic}");
        }
    }

    #[test]
    fn a_municipality_s_own_days_are_off_in_one_year_or_in_every() {
        let day = |day, month, year, name: &str| OwnDay { day, month, year, name: name.into() };
        let own = [
            day(5, 10, None, "Dan opštine"),
            day(10, 3, Some(2027), "Ramazanski bajram"),
            day(29, 2, None, "Prestupni"),
        ];
        let offices = Offices { own: &own, ..of("BA", Some("FBiH")) };
        for (on, expected) in [
            ("2026-10-05", Some("Dan opštine")),
            ("2027-10-05", Some("Dan opštine")),
            ("2027-05-10", None),
            ("2027-03-10", Some("Ramazanski bajram")),
            ("2028-03-10", None),
            ("2028-02-29", Some("Prestupni")),
            // A Sunday: its name is told all the same.
            ("2025-10-05", Some("Dan opštine")),
        ] {
            assert_eq!(day_off(on.parse().expect("a day"), &offices), expected.map(DayOff::Own), "{on}");
        }
        assert_eq!(DayOff::Own("Dan opštine").params(), ["OWN", "Dan opštine"]);
    }
}
