//! What a municipality says of itself: what of it can be taken, and what became of what. Pure.

use chrono::NaiveDate;
use entities::{Change, Detail, Locale, OwnArea, OwnAreas, OwnDay, OwnDays, UsualRules, Words, area, municipality};
use sea_orm::ActiveEnum as _;

use crate::edited::{Check, NAME, shown};
use crate::error::Error;
use crate::mail::Address;
use crate::mend::{FieldError, Problem};
use crate::municipalities::intake::shared_areas;
use crate::remarks::Remark;
use crate::scalars::origin;

/// So many other sites one municipality may have. All of them stand in a header of each of its pages.
pub const MOST_ORIGINS: usize = 30;
/// The longest of them, in characters: a name of the internet has at most 253.
const ORIGIN: usize = 300;
/// So many days of its own.
pub const MOST_DAYS: usize = 60;
/// A year in which every day there is occurs.
const LEAP: i32 = 2028;

/// What a municipality says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Its official site.
    pub website: Option<String>,
    /// What a reader gets who asked for nothing else.
    pub default_locale: Locale,
    /// Origins of its other sites whose pages may write here and show ours in a frame.
    pub allowed_origins: Vec<String>,
    /// The mailbox or the telephone of whoever answers when something cannot be read or used.
    pub accessibility_contact: Option<String>,
    /// Its days off beside those that the law names.
    pub own_days: Vec<OwnDay>,
    /// Areas of work that it names or orders in its own way, in their order.
    pub own_areas: Vec<OwnArea>,
}

impl From<&municipality::Model> for Settings {
    fn from(row: &municipality::Model) -> Self {
        let mut own_areas = row.own_areas.0.clone();
        own_areas.sort_by_key(|area| area.position);
        Self {
            website: row.website.clone(),
            default_locale: row.default_locale,
            allowed_origins: row.allowed_origins.0.clone(),
            accessibility_contact: row.accessibility_contact.clone(),
            own_days: row.own_days.0.clone(),
            own_areas,
        }
    }
}

impl Settings {
    /// What was written, cleaned and checked. Lines that are empty are none, and a site that is named twice is named once.
    ///
    /// # Errors
    /// All that is wrong with it, each named by its field in `MunicipalityContent`.
    pub fn taken(self) -> Result<Self, Error> {
        let mut check = Check::default();
        let taken = Self {
            website: check.site("website", self.website.as_deref()),
            default_locale: self.default_locale,
            allowed_origins: origins(&mut check, &self.allowed_origins),
            accessibility_contact: contact(&mut check, self.accessibility_contact.as_deref()),
            own_days: days(&mut check, self.own_days),
            own_areas: areas(&mut check, self.own_areas),
        };
        check.finished(taken)
    }

    /// Puts it into the row.
    pub fn write(self, row: &mut municipality::Model) {
        row.website = self.website;
        row.default_locale = self.default_locale;
        row.allowed_origins = Words(self.allowed_origins);
        row.accessibility_contact = self.accessibility_contact;
        row.own_days = OwnDays(self.own_days);
        row.own_areas = OwnAreas(self.own_areas);
    }

    /// Each fact by its code, as the journal tells it.
    fn facts(&self) -> [Fact; 6] {
        let listed = |all: Vec<String>| Some(all.join(", ")).filter(|all| !all.is_empty());
        [
            ("website", self.website.clone()),
            ("default_locale", Some(self.default_locale.tag().to_owned())),
            ("allowed_origins", listed(self.allowed_origins.clone())),
            ("accessibility_contact", self.accessibility_contact.clone()),
            ("own_days", listed(self.own_days.iter().map(told).collect())),
            ("own_areas", listed(self.own_areas.iter().map(called).collect())),
        ]
    }
}

type Fact = (&'static str, Option<String>);

/// What became of what, as codes.
#[must_use]
pub fn detail(before: &Settings, now: &Settings) -> Detail {
    told_of(changes(before.facts(), now.facts()))
}

/// What became of what is usual, as codes.
#[must_use]
pub fn usual_detail(before: UsualRules, now: UsualRules) -> Detail {
    told_of(changes(rules(before), rules(now)))
}

/// What would become of all that a municipality has said, as codes.
#[must_use]
pub fn whole_detail(before: &municipality::Model, now: &Settings, usual: UsualRules) -> Detail {
    let mut all = changes(Settings::from(before).facts(), now.facts());
    all.extend(changes(rules(before.usual_rules.unwrap_or_default()), rules(usual)));
    told_of(all)
}

/// What a municipality has said, as one reads it before it is replaced: it is another as soon as any of it is.
#[must_use]
pub fn as_read(row: &municipality::Model) -> String {
    let usual = rules(row.usual_rules.unwrap_or_default()).map(|(_, fact)| fact.unwrap_or_default());
    format!("{}.{}", row.version, usual.join("."))
}

fn rules(rules: UsualRules) -> [Fact; 3] {
    [
        ("moderation", Some(rules.moderation.to_value())),
        ("moderation_first", rules.moderation_first.map(|first| first.to_string())),
        ("confirm_email", Some(rules.confirm_email.to_value())),
    ]
}

fn changes<const N: usize>(before: [Fact; N], now: [Fact; N]) -> Vec<Change> {
    let pairs = before.into_iter().zip(now).filter(|(before, now)| before != now);
    pairs.map(|((field, before), (_, after))| Change { field: field.into(), before, after }).collect()
}

fn told_of(changes: Vec<Change>) -> Detail {
    Detail { title: None, changes, reason: None }
}

/// `5.10. Dan opštine`, `10.3.2027. Ramazanski bajram`
fn told(OwnDay { day, month, year, name }: &OwnDay) -> String {
    let year = year.map(|year| format!("{year}.")).unwrap_or_default();
    format!("{day}.{month}.{year} {name}")
}

/// An area as the municipality calls it, in each of its wordings, or as the shared list does. Where one wording alone became
/// another, that is a change too, and is to be seen as one.
fn called(OwnArea { code, label, .. }: &OwnArea) -> String {
    match label {
        Some(label) => label.all().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" / "),
        None => in_the_list(code).map_or_else(|| code.clone(), |area| area.label.original.text.clone()),
    }
}

fn in_the_list(code: &str) -> Option<&'static area::Model> {
    shared_areas().iter().find(|area| area.code == code)
}

/// What of a file's row is left out, because the municipality `known` has said itself what its sites are.
#[must_use]
pub fn left_to_itself(known: &municipality::Model, row: &municipality::Model) -> Vec<Remark> {
    let left = "the municipality has set it itself; change it at its desk or with `javno municipality set`";
    let both =
        [("website", known.website != row.website), ("allowed_origins", known.allowed_origins != row.allowed_origins)];
    let differ = both.into_iter().filter(|(_, differs)| known.settled && *differs);
    differ.map(|(field, _)| Remark::left_out(field, left)).collect()
}

fn origins(check: &mut Check, lines: &[String]) -> Vec<String> {
    let mut taken = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let field = format!("allowedOrigins.{at}");
        let Some(line) = check.word(&field, Some(line), ORIGIN) else { continue };
        match origin(&line) {
            Some(origin) if taken.contains(&origin) => {}
            Some(origin) => taken.push(origin),
            None => check.wrong(&field, Problem::NotAnOrigin),
        }
    }
    if taken.len() > MOST_ORIGINS {
        check.wrong_with("allowedOrigins", Problem::TooLong, MOST_ORIGINS);
    }
    taken
}

fn contact(check: &mut Check, text: Option<&str>) -> Option<String> {
    let text = check.word("accessibilityContact", text, NAME)?;
    if reached(&text).is_none() {
        check.wrong("accessibilityContact", Problem::NotAContact);
    }
    Some(text)
}

fn days(check: &mut Check, days: Vec<OwnDay>) -> Vec<OwnDay> {
    if days.len() > MOST_DAYS {
        check.wrong_with("ownDays", Problem::TooLong, MOST_DAYS);
    }
    let mut taken = Vec::new();
    for (at, one) in days.into_iter().enumerate() {
        let field = format!("ownDays.{at}.name");
        let name = check.word(&field, Some(&one.name), NAME).unwrap_or_else(|| {
            check.wrong(&field, Problem::Required);
            String::new()
        });
        let year = one.year.unwrap_or(LEAP);
        if !(2000..=2100).contains(&year) {
            let range = ["2000".into(), "2100".into()];
            check.wrong.push(FieldError::new(format!("ownDays.{at}.year"), Problem::OutOfRange).with(range));
        } else if NaiveDate::from_ymd_opt(year, one.month, one.day).is_none() {
            check.wrong(&format!("ownDays.{at}.day"), Problem::NotADay);
        }
        taken.push(OwnDay { name, ..one });
    }
    taken
}

/// Each area of the shared list once. They stand before those that are not named, which keep their places from 1 on.
fn areas(check: &mut Check, areas: Vec<OwnArea>) -> Vec<OwnArea> {
    let mut taken: Vec<OwnArea> = Vec::new();
    for (at, one) in areas.into_iter().enumerate() {
        let field = format!("ownAreas.{at}.code");
        if in_the_list(&one.code).is_none() {
            check.wrong(&field, Problem::Unknown);
        } else if taken.iter().any(|other| other.code == one.code) {
            check.wrong(&field, Problem::Taken);
        }
        let field = format!("ownAreas.{at}.label");
        let label = check.line(&field, shown(one.label.as_ref()), NAME);
        if label.as_ref().is_some_and(|label| label.original.text.is_empty()) {
            check.wrong(&field, Problem::Required);
        }
        taken.push(OwnArea { label, ..one });
    }
    for (area, position) in taken.iter_mut().rev().zip((i32::MIN..0).rev()) {
        area.position = position;
    }
    taken
}

/// How somebody is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// By a letter to this mailbox.
    Mail(String),
    /// By telephone: its digits, with a `+` where the country is said.
    Phone(String),
}

/// How whoever has this address or number is reached; none where it is neither.
#[must_use]
pub fn reached(text: &str) -> Option<Reached> {
    if text.contains('@') {
        return text.parse::<Address>().is_ok().then(|| Reached::Mail(text.to_owned()));
    }
    let abroad = text.starts_with('+');
    let rest = if abroad { &text[1..] } else { text };
    let number: String = rest.chars().filter(|c| !matches!(c, ' ' | '/' | '-' | '.' | '(' | ')')).collect();
    // As many as a telephone number has anywhere (E.164), and more than those of emergencies.
    let is_one = (6..=15).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    is_one.then(|| Reached::Phone(if abroad { format!("+{number}") } else { number }))
}

#[cfg(test)]
mod tests {
    use entities::{ConfirmEmail, Locale, LocalisedText, Moderation, OwnArea, OwnDay, UsualRules};

    use serde_json::json;

    use super::{MOST_DAYS, MOST_ORIGINS, Reached, Settings, as_read, detail, reached, whole_detail};
    use crate::error::Error;
    use crate::municipalities::intake::MunicipalityRow;

    fn sound() -> Settings {
        Settings {
            website: Some("https://trebinje.example".into()),
            default_locale: Locale::SrCyrl,
            allowed_origins: vec!["https://usluge.trebinje.example".into()],
            accessibility_contact: Some("pristup@trebinje.example".into()),
            own_days: vec![own(5, 10, None)],
            own_areas: Vec::new(),
        }
    }

    fn area(code: &str, label: Option<&str>) -> OwnArea {
        let label = label.map(|label| LocalisedText::new(Locale::SrLatn, label));
        OwnArea { code: code.into(), position: 0, label }
    }

    fn own(day: u32, month: u32, year: Option<i32>) -> OwnDay {
        OwnDay { day, month, year, name: "Dan opštine".into() }
    }

    fn lines(origins: &[&str]) -> Settings {
        Settings { allowed_origins: origins.iter().map(|&origin| origin.to_owned()).collect(), ..sound() }
    }

    fn wrong(settings: Settings) -> String {
        let Err(Error::Invalid(wrong)) = settings.taken() else { return String::new() };
        let said = wrong.iter().map(|one| format!("{} {:?} {}", one.field, one.problem, one.params.join("/")));
        said.map(|said| said.trim_end().to_owned()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_cannot_be_taken_is_named() {
        let with_areas = |own_areas| Settings { own_areas, ..sound() };
        let with_day = |day| Settings { own_days: vec![own(1, 3, None), day], ..sound() };
        for (settings, expected) in [
            (sound(), ""),
            (Settings { website: Some("javascript:alert(1)".into()), ..sound() }, "website NotAnAddress"),
            (Settings { website: Some("ftp://trebinje.example".into()), ..sound() }, "website NotAnAddress"),
            (lines(&["https://a.example", "a.example"]), "allowedOrigins.1 NotAnOrigin"),
            (lines(&["https://a.example/pozivi", "*"]), "allowedOrigins.0 NotAnOrigin, allowedOrigins.1 NotAnOrigin"),
            (lines(&["", "null"]), "allowedOrigins.1 NotAnOrigin"),
            (lines(&["https://a.example https://b.example"]), "allowedOrigins.0 NotAnOrigin"),
            (
                Settings { accessibility_contact: Some("na šalteru".into()), ..sound() },
                "accessibilityContact NotAContact",
            ),
            (with_day(own(31, 2, None)), "ownDays.1.day NotADay"),
            (with_day(own(29, 2, Some(2027))), "ownDays.1.day NotADay"),
            (with_day(own(0, 0, None)), "ownDays.1.day NotADay"),
            (with_day(own(1, 5, Some(1900))), "ownDays.1.year OutOfRange 2000/2100"),
            (with_day(OwnDay { name: " ".into(), ..own(1, 5, None) }), "ownDays.1.name Required"),
            (with_day(own(29, 2, None)), ""),
            (with_areas(vec![area("sport", None), area("culture", Some("Baština"))]), ""),
            (with_areas(vec![area("sport", None), area("ribolov", None)]), "ownAreas.1.code Unknown"),
            (with_areas(vec![area("sport", None), area("sport", Some("Fudbal"))]), "ownAreas.1.code Taken"),
            (with_areas(vec![area("sport", Some(&"s".repeat(201)))]), "ownAreas.0.label TooLong 200"),
            (
                with_areas(vec![OwnArea {
                    label: Some(LocalisedText::new(Locale::SrLatn, " ").with(Locale::En, "Sport")),
                    ..area("sport", None)
                }]),
                "ownAreas.0.label Required",
            ),
        ] {
            assert_eq!(wrong(settings.clone()), expected, "{settings:?}");
        }
        let many = (0..=MOST_ORIGINS).map(|n| format!("https://{n}.example")).collect();
        assert_eq!(wrong(Settings { allowed_origins: many, ..sound() }), "allowedOrigins TooLong 30");
        let many = vec![own(1, 1, None); MOST_DAYS + 1];
        assert_eq!(wrong(Settings { own_days: many, ..sound() }), "ownDays TooLong 60");
    }

    #[test]
    fn what_is_taken_is_in_its_one_spelling() {
        let taken = |settings: Settings| settings.taken().expect("it can be taken");
        let written = lines(&["", " https://Usluge.trebinje.example:443/ ", "https://usluge.trebinje.example"]);
        assert_eq!(taken(written), sound());
        let website = |text: &str| taken(Settings { website: Some(text.into()), ..sound() }).website;
        assert_eq!(website("www.trebinje.example").as_deref(), Some("https://www.trebinje.example"));
        assert_eq!(website(" "), None);
        let contact =
            |text: &str| taken(Settings { accessibility_contact: Some(text.into()), ..sound() }).accessibility_contact;
        assert_eq!(contact("  059/ 274-410 ").as_deref(), Some("059/ 274-410"));
        assert_eq!(contact(""), None);
    }

    #[test]
    fn areas_that_are_named_stand_before_all_others_in_their_order() {
        let named = vec![area("sport", Some(" Sport  i igra ")), area("culture", Some(" ")), area("tourism", None)];
        let taken = Settings { own_areas: named, ..sound() }.taken().expect("it can be taken").own_areas;
        let told: Vec<_> = taken.iter().map(|one| (one.position, one.code.as_str(), one.label.clone())).collect();
        let sport = LocalisedText::new(Locale::SrLatn, "Sport i igra");
        assert_eq!(told, [(-3, "sport", Some(sport)), (-2, "culture", None), (-1, "tourism", None)]);
    }

    #[test]
    fn somebody_is_reached_by_mail_or_by_telephone() {
        let phone = |number: &str| Some(Reached::Phone(number.into()));
        for (text, expected) in [
            ("pristup@trebinje.example", Some(Reached::Mail("pristup@trebinje.example".into()))),
            ("+387 (59) 274-410", phone("+38759274410")),
            ("059/274.410", phone("059274410")),
            ("112", None),
            ("1234567890123456", None),
            ("38+759274410", None),
            ("059 274 410, Ana", None),
            ("a@", None),
            ("<a@b.example>", None),
            ("", None),
        ] {
            assert_eq!(reached(text), expected, "{text}");
        }
    }

    #[test]
    fn the_journal_tells_what_became_of_what() {
        let before = sound();
        let now = Settings {
            website: None,
            default_locale: Locale::Bs,
            own_days: vec![own(5, 10, None), own(10, 3, Some(2027))],
            own_areas: vec![area("culture", None), area("environment", Some("Rijeke i šume"))],
            ..sound()
        };
        let told: Vec<_> =
            detail(&before, &now).changes.into_iter().map(|one| (one.field, one.before, one.after)).collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                ("website".to_owned(), text("https://trebinje.example"), None),
                ("default_locale".to_owned(), text("sr-Cyrl"), text("bs")),
                ("own_days".to_owned(), text("5.10. Dan opštine"), text("5.10. Dan opštine, 10.3.2027. Dan opštine")),
                ("own_areas".to_owned(), None, text("Kultura i umjetnost, Rijeke i šume")),
            ]
        );
        assert_eq!(detail(&now, &now).changes, []);
    }

    #[test]
    fn one_wording_of_an_area_that_became_another_is_told() {
        let named = |english: Option<&str>| {
            let label = LocalisedText::new(Locale::SrLatn, "Rijeke i šume");
            let label = english.into_iter().fold(label, |label, english| label.with(Locale::En, english));
            Settings { own_areas: vec![OwnArea { label: Some(label), ..area("environment", None) }], ..sound() }
        };
        let told = |before: Option<&str>, now: Option<&str>| {
            let told = detail(&named(before), &named(now)).changes.into_iter();
            told.map(|one| [one.before.unwrap_or_default(), one.after.unwrap_or_default()]).collect::<Vec<_>>()
        };
        assert_eq!(
            told(Some("Rivers"), Some("Rivers and woods")),
            [["Rijeke i šume / Rivers", "Rijeke i šume / Rivers and woods"]]
        );
        assert_eq!(told(None, Some("Rivers")), [["Rijeke i šume", "Rijeke i šume / Rivers"]]);
        assert!(told(Some("Rivers"), Some("Rivers")).is_empty());
    }

    #[test]
    fn what_was_read_is_another_as_soon_as_any_of_it_is() {
        let row = json!({ "slug": "trebinje", "name_latin": "Trebinje", "name_cyrillic": "Требиње", "type": "grad", "country": "BA" });
        let row: MunicipalityRow = serde_json::from_value(row).expect("a row");
        let (mut row, _) = row.take().expect("a municipality");
        assert_eq!(as_read(&row), "1.pre..never");
        row.usual_rules = Some(UsualRules::default());
        assert_eq!(as_read(&row), "1.pre..never", "what is usual is so whether it was said or not");
        row.usual_rules = Some(UsualRules {
            moderation: Moderation::FirstN,
            moderation_first: Some(2),
            confirm_email: ConfirmEmail::WhenGiven,
        });
        row.version = 4;
        assert_eq!(as_read(&row), "4.first_n.2.when_given");

        let now = Settings { website: Some("https://novi.example".into()), ..Settings::from(&row) };
        let fields = |usual: UsualRules| {
            whole_detail(&row, &now, usual).changes.into_iter().map(|one| one.field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(fields(row.usual_rules.unwrap_or_default()), "website");
        assert_eq!(fields(UsualRules::default()), "website moderation moderation_first confirm_email");
    }
}
