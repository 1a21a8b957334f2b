//! What stands in the way of publishing, and what an editor should look at once more. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entities::{CallContent, CallKind, LocalisedText, Moment};

use crate::clock::{Offices, day, day_off, days_until};
use crate::edited::{from, until};
use crate::mend::{FieldError, Problem};

/// Notices leave fifteen days or thirty; with fewer, many hear of it too late.
pub const FEWEST_DAYS: i64 = 15;

/// What stands in the way of publishing.
#[must_use]
pub fn missing(content: &CallContent) -> Vec<FieldError> {
    let mut found = Vec::new();
    let mut add = |field: &str, problem| found.push(FieldError::new(field, problem));
    if content.title.as_ref().is_none_or(is_unwritten) {
        add("title", Problem::Required);
    }
    for (field, text) in texts(content) {
        // A translation of what nobody wrote.
        if text.is_some_and(is_unwritten) {
            add(field, Problem::Required);
        }
    }
    let waits = content.until_spent || content.kind == CallKind::Announcement;
    if content.deadline.is_none() && !waits {
        add("deadline", Problem::Required);
    }
    if less(content.max_grant, content.min_grant) {
        add("maxGrant", Problem::LessThanMinimum);
    }
    if less(content.max_months, content.min_months) {
        add("maxMonths", Problem::LessThanMinimum);
    }
    for (at, lot) in content.lots.iter().enumerate() {
        if lot.title.as_ref().is_none_or(is_unwritten) {
            add(&format!("lots.{at}.title"), Problem::Required);
        }
        if less(lot.max_grant, lot.min_grant) {
            add(&format!("lots.{at}.maxGrant"), Problem::LessThanMinimum);
        }
    }
    for (at, document) in content.documents.iter().enumerate() {
        if document.name.as_ref().is_none_or(is_unwritten) {
            add(&format!("documents.{at}.name"), Problem::Required);
        }
    }
    found
}

fn texts(content: &CallContent) -> [(&'static str, Option<&LocalisedText>); 6] {
    [
        ("summary", content.summary.as_ref()),
        ("eligibility", content.eligibility.as_ref()),
        ("contact", content.contact.as_ref()),
        ("legalBasis", content.legal_basis.as_ref()),
        ("deadlineNote", content.deadline_note.as_ref()),
        ("seatIn", content.seat_in.as_ref()),
    ]
}

fn is_unwritten(text: &LocalisedText) -> bool {
    text.original.text.trim().is_empty()
}

fn less<T: Ord>(most: Option<T>, least: Option<T>) -> bool {
    matches!((most, least), (Some(most), Some(least)) if most < least)
}

/// What an editor should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// On a weekend or a holiday, when no office takes anything.
    DeadlineOnDayOff,
    /// It has passed.
    DeadlinePast,
    /// There are fewer days than usual.
    DeadlineSoon,
    /// Readers will not know until what hour.
    HourMissing,
    /// One comes before what must come first.
    DatesOutOfOrder,
    /// One project may get more than there is.
    GrantOverBudget,
    /// The lots together have more than there is.
    LotsOverBudget,
    /// There is nothing to read or fill in.
    NoDocument,
    /// Nobody finds it by area.
    NoArea,
    /// On a weekend or a holiday.
    EventOnDayOff,
    /// It has passed.
    EventPast,
    /// Whoever comes to it can apply no more.
    EventAfterDeadline,
}

impl Doubt {
    /// Whether it is about a day or an hour.
    #[must_use]
    pub const fn of_dates(self) -> bool {
        !matches!(self, Self::GrantOverBudget | Self::LotsOverBudget | Self::NoDocument | Self::NoArea)
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub code: Doubt,
    /// Which field, by its name in the API.
    pub field: String,
    /// On what day, where it is about one.
    pub on: Option<NaiveDate>,
    /// What a sentence about it needs.
    pub params: Vec<String>,
}

/// Where and when it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// Now.
    pub now: DateTime<Utc>,
    /// The municipality's zone.
    pub zone: Tz,
    /// Whose days off they are.
    pub offices: Offices<'a>,
}

/// What should be looked at once more. What stands published already is not news: only of what differs from `before` it
/// is said that it has passed or is on a day off.
#[must_use]
pub fn warnings(content: &CallContent, before: Option<&CallContent>, here: &Here<'_>) -> Vec<Warning> {
    let mut found = Found(Vec::new());
    if let Some(deadline) = content.deadline
        && before.and_then(|before| before.deadline) != Some(deadline)
    {
        of_deadline(deadline, here, &mut found);
    }
    in_order(content, here, &mut found);
    let budget = content.budget;
    if less(budget, content.max_grant) {
        found.add(Doubt::GrantOverBudget, "maxGrant", None);
    }
    for (at, lot) in content.lots.iter().enumerate() {
        if less(lot.budget, lot.max_grant) {
            found.add(Doubt::GrantOverBudget, format!("lots.{at}.maxGrant"), None);
        }
    }
    let lots = content.lots.iter().filter_map(|lot| lot.budget).fold(0_i64, i64::saturating_add);
    if less(budget, Some(lots)) {
        found.add(Doubt::LotsOverBudget, "lots", None);
    }
    if content.documents.is_empty() && content.kind != CallKind::Announcement {
        found.add(Doubt::NoDocument, "documents", None);
    }
    if content.areas.is_empty() {
        found.add(Doubt::NoArea, "areas", None);
    }
    for (at, event) in content.events.iter().enumerate() {
        let known = before.is_some_and(|before| before.events.iter().any(|known| known.starts == event.starts));
        let (field, on) = (format!("events.{at}.starts"), Some(event.starts.day));
        let moved = before.is_none_or(|before| before.deadline != content.deadline);
        let ends = content.deadline.map(|deadline| until(deadline, here.zone));
        if (moved || !known) && ends.is_some_and(|ends| from(event.starts, here.zone) > ends) {
            found.add(Doubt::EventAfterDeadline, field.clone(), on);
        }
        if known {
            continue;
        }
        if until(event.starts, here.zone) < here.now {
            found.add(Doubt::EventPast, field, on);
        } else if let Some(off) = day_off(event.starts.day, &here.offices) {
            found.with(Doubt::EventOnDayOff, field, on, off.params());
        }
    }
    found.0
}

struct Found(Vec<Warning>);

impl Found {
    fn add(&mut self, code: Doubt, field: impl Into<String>, on: Option<NaiveDate>) {
        self.with(code, field, on, Vec::new());
    }

    fn with(&mut self, code: Doubt, field: impl Into<String>, on: Option<NaiveDate>, params: Vec<String>) {
        self.0.push(Warning { code, field: field.into(), on, params });
    }
}

fn of_deadline(deadline: Moment, here: &Here<'_>, found: &mut Found) {
    let at = until(deadline, here.zone);
    let on = Some(deadline.day);
    if at < here.now {
        found.add(Doubt::DeadlinePast, "deadline", on);
    } else {
        let left = days_until(at, here.now, here.zone);
        if left < FEWEST_DAYS {
            found.with(Doubt::DeadlineSoon, "deadline", on, vec![left.to_string(), FEWEST_DAYS.to_string()]);
        }
        if let Some(off) = day_off(deadline.day, &here.offices) {
            found.with(Doubt::DeadlineOnDayOff, "deadline", on, off.params());
        }
    }
    if deadline.hour.is_none() {
        found.add(Doubt::HourMissing, "deadline", on);
    }
}

/// Each date against the next one that is stated; what comes too early is named, with what it should follow.
fn in_order(content: &CallContent, here: &Here<'_>, found: &mut Found) {
    let zone = here.zone;
    let ends = |moment: Option<Moment>| moment.map(|moment| until(moment, zone));
    let on = |date: Option<NaiveDate>| date.map(|day| Moment { day, hour: None });
    let published = on(content.published_on).map(|moment| from(moment, zone));
    let steps = [
        ("publishedOn", published),
        ("opens", content.opens.map(|moment| from(moment, zone))),
        ("questionsUntil", ends(content.questions_until)),
        ("deadline", ends(content.deadline)),
        ("objectionsUntil", ends(content.objections_until)),
    ];
    let mut last: Option<(&str, DateTime<Utc>)> = None;
    for (field, at) in steps {
        let Some(at) = at else { continue };
        if let Some((before, earlier)) = last
            && at < earlier
        {
            found.with(Doubt::DatesOutOfOrder, field, Some(day(at, zone)), vec![before.to_owned()]);
            continue;
        }
        last = Some((field, at));
    }
    if let (Some(results), Some(deadline)) = (content.results_expected_on, content.deadline)
        && results < deadline.day
    {
        found.with(Doubt::DatesOutOfOrder, "resultsExpectedOn", Some(results), vec!["deadline".to_owned()]);
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use entities::{
        CallContent, CallEventKind, CallKind, Currency, DocumentContent, DocumentRole, EventContent, Locale,
        LocalisedText, LotContent, Moment, OwnDay,
    };

    use super::{Doubt, Here, missing, warnings};
    use crate::clock::{Offices, zone};

    fn text(words: &str) -> Option<LocalisedText> {
        Some(LocalisedText::new(Locale::SrLatn, words))
    }

    fn moment(day: &str, hour: Option<u32>) -> Option<Moment> {
        let hour = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        Some(Moment { day: day.parse().expect("a day"), hour })
    }

    /// A call of which nothing is missing and about which there is no doubt.
    fn sound() -> CallContent {
        CallContent {
            title: text("Javni poziv"),
            published_on: "2026-11-24".parse().ok(),
            // A Monday.
            deadline: moment("2026-12-14", Some(15)),
            areas: vec!["culture".into()],
            documents: vec![DocumentContent {
                id: None,
                role: DocumentRole::Bring,
                name: text("Statut"),
                url: None,
                file: None,
            }],
            ..CallContent::default()
        }
    }

    #[test]
    fn what_stands_in_the_way_of_publishing() {
        let said = |content: &CallContent| {
            let all = missing(content).into_iter().map(|one| format!("{} {:?}", one.field, one.problem));
            all.collect::<Vec<_>>().join(", ")
        };
        let lot = |lot: LotContent| CallContent { lots: vec![lot], ..sound() };
        let nameless = DocumentContent { id: None, role: DocumentRole::Form, name: None, url: None, file: None };
        let translated = LocalisedText::new(Locale::SrLatn, "").with(Locale::En, "Culture");
        for (content, expected) in [
            (sound(), ""),
            (CallContent::default(), "title Required, deadline Required"),
            (CallContent { title: text("  "), ..sound() }, "title Required"),
            (CallContent { summary: Some(translated), ..sound() }, "summary Required"),
            (CallContent { deadline: None, ..sound() }, "deadline Required"),
            (CallContent { deadline: None, until_spent: true, ..sound() }, ""),
            (CallContent { deadline: None, kind: CallKind::Announcement, ..sound() }, ""),
            // Sums are in convertible marks where nothing else is said.
            (CallContent { budget: Some(1), ..sound() }, ""),
            (CallContent { budget: Some(1), currency: Some(Currency::Bam), ..sound() }, ""),
            (
                CallContent { min_grant: Some(2), max_grant: Some(1), currency: Some(Currency::Bam), ..sound() },
                "maxGrant LessThanMinimum",
            ),
            (CallContent { min_months: Some(6), max_months: Some(1), ..sound() }, "maxMonths LessThanMinimum"),
            (lot(LotContent::default()), "lots.0.title Required"),
            (lot(LotContent { title: text("Prvi"), budget: Some(1), ..LotContent::default() }), ""),
            (CallContent { documents: vec![nameless], ..sound() }, "documents.0.name Required"),
        ] {
            assert_eq!(said(&content), expected, "{content:?}");
        }
    }

    #[test]
    fn what_to_look_at_once_more() {
        let own = [OwnDay { day: 10, month: 12, year: None, name: "Dan opštine".into() }];
        let here = Here {
            now: "2026-11-24T10:00:00Z".parse().expect("an instant"),
            zone: zone("Europe/Sarajevo"),
            offices: Offices { country: "BA", entity: Some("RS"), own: &own },
        };
        let said = |content: &CallContent, before: Option<&CallContent>| {
            let one = |one: super::Warning| {
                let on = one.on.map(|on| format!(" {on}")).unwrap_or_default();
                format!("{:?} {}{on} {}", one.code, one.field, one.params.join("/")).trim_end().to_owned()
            };
            warnings(content, before, &here).into_iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let event = |day| EventContent {
            id: None,
            kind: CallEventKind::Training,
            starts: moment(day, None).expect("a moment"),
            place: None,
            minutes_url: None,
        };
        let lot = |budget, max_grant| LotContent { budget: Some(budget), max_grant, ..LotContent::default() };
        for (content, expected) in [
            (sound(), ""),
            (CallContent { deadline: moment("2026-12-14", None), ..sound() }, "HourMissing deadline 2026-12-14"),
            (
                CallContent { deadline: moment("2026-12-13", Some(15)), ..sound() },
                "DeadlineOnDayOff deadline 2026-12-13",
            ),
            (
                CallContent { deadline: moment("2026-12-08", Some(15)), ..sound() },
                "DeadlineSoon deadline 2026-12-08 14/15",
            ),
            (
                CallContent { deadline: moment("2026-11-23", Some(15)), ..sound() },
                "DeadlinePast deadline 2026-11-23, DatesOutOfOrder deadline 2026-11-23 publishedOn",
            ),
            (
                CallContent { events: vec![event("2026-12-15")], ..sound() },
                "EventAfterDeadline events.0.starts 2026-12-15",
            ),
            (
                CallContent { questions_until: moment("2026-12-20", None), ..sound() },
                "DatesOutOfOrder deadline 2026-12-14 questionsUntil",
            ),
            (
                CallContent { results_expected_on: "2026-12-01".parse().ok(), ..sound() },
                "DatesOutOfOrder resultsExpectedOn 2026-12-01 deadline",
            ),
            (CallContent { budget: Some(10), max_grant: Some(11), ..sound() }, "GrantOverBudget maxGrant"),
            (CallContent { lots: vec![lot(5, Some(6))], ..sound() }, "GrantOverBudget lots.0.maxGrant"),
            (
                CallContent { budget: Some(10), lots: vec![lot(5, None), lot(6, None)], ..sound() },
                "LotsOverBudget lots",
            ),
            (CallContent { documents: Vec::new(), areas: Vec::new(), ..sound() }, "NoDocument documents, NoArea areas"),
            (CallContent { events: vec![event("2026-11-23")], ..sound() }, "EventPast events.0.starts 2026-11-23"),
            (CallContent { events: vec![event("2026-12-05")], ..sound() }, "EventOnDayOff events.0.starts 2026-12-05"),
            (CallContent { events: vec![event("2026-12-04")], ..sound() }, ""),
            (
                CallContent { events: vec![event("2026-12-10")], ..sound() },
                "EventOnDayOff events.0.starts 2026-12-10 OWN/Dan opštine",
            ),
            (
                CallContent { deadline: moment("2026-12-25", Some(15)), ..sound() },
                "DeadlineOnDayOff deadline 2026-12-25 PERHAPS",
            ),
        ] {
            assert_eq!(said(&content, None), expected, "{content:?}");
        }
        let late = CallContent { events: vec![event("2026-12-15")], ..sound() };
        assert_eq!(said(&late, Some(&late)), "", "what stands published is not news");
        let shortened = CallContent { deadline: moment("2026-12-11", Some(15)), ..late.clone() };
        assert_eq!(said(&shortened, Some(&late)), "EventAfterDeadline events.0.starts 2026-12-15");
        let past = CallContent { deadline: moment("2026-11-20", Some(15)), published_on: None, ..sound() };
        assert_eq!(said(&past, Some(&past)), "", "what stands published is not news");
        assert_eq!(warnings(&past, Some(&sound()), &here)[0].code, Doubt::DeadlinePast);
    }
}
