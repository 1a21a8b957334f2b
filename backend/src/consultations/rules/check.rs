//! What stands in the way of publishing a consultation, and what an editor should look at once more. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entities::{ConfirmEmail, ConsultationContent, ConsultationKind, LocalisedText, Moderation, Moment};

use crate::clock::{Offices, day, day_off, days_until};
use crate::edited::{from, until};
use crate::mend::{FieldError, Problem};

/// Debates last fifteen days or more; with fewer, many hear of it too late.
pub const FEWEST_DAYS: i64 = 15;

/// Why these rules of who is looked at first can never do what they say, unless that stood there before: whoever has
/// commented before is known by an address that he confirmed, so where none is asked for, every comment would be looked at first
/// for ever. What stands stays readable, and all else of it may be changed.
#[must_use]
pub fn unworkable(content: &ConsultationContent, before: &[&ConsultationContent]) -> Option<FieldError> {
    let never = |content: &ConsultationContent| {
        content.moderation == Moderation::FirstN && content.confirm_email == ConfirmEmail::Never
    };
    let stood = before.iter().any(|before| never(before));
    (never(content) && !stood).then(|| FieldError::new("confirmEmail", Problem::NeedsAddress))
}

/// What stands in the way of publishing; `before` is what is published already.
#[must_use]
pub fn missing(content: &ConsultationContent, before: Option<&ConsultationContent>) -> Vec<FieldError> {
    let mut found = Vec::new();
    found.extend(unworkable(content, before.as_slice()));
    let mut required = |field: String| found.push(FieldError::new(field, Problem::Required));
    if content.title.as_ref().is_none_or(is_unwritten) {
        required("title".into());
    }
    for (field, text) in texts(content) {
        // A translation of what nobody wrote.
        if text.is_some_and(is_unwritten) {
            required(field.into());
        }
    }
    if content.closes.is_none() {
        required("closes".into());
    }
    if content.moderation == Moderation::FirstN && content.moderation_first.is_none() {
        required("moderationFirst".into());
    }
    for (at, channel) in content.channels.iter().enumerate() {
        if channel.text.as_ref().is_none_or(is_unwritten) {
            required(format!("channels.{at}.text"));
        }
    }
    for (at, paper) in content.documents.iter().enumerate() {
        if paper.name.as_ref().is_none_or(is_unwritten) {
            required(format!("documents.{at}.name"));
        }
    }
    found
}

fn texts(content: &ConsultationContent) -> [(&'static str, Option<&LocalisedText>); 6] {
    [
        ("summary", content.summary.as_ref()),
        ("responsibleBody", content.responsible_body.as_ref()),
        ("legalBasis", content.legal_basis.as_ref()),
        ("contact", content.contact.as_ref()),
        ("commentNote", content.comment_note.as_ref()),
        ("datesNote", content.dates_note.as_ref()),
    ]
}

fn is_unwritten(text: &LocalisedText) -> bool {
    text.original.text.trim().is_empty()
}

/// What an editor should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The last day is a weekend or a holiday, when no office takes anything.
    ClosesOnDayOff,
    /// The last day has passed.
    ClosesPast,
    /// There are fewer days than usual.
    ClosesSoon,
    /// Readers will not know until what hour.
    HourMissing,
    /// One date comes before what must come first.
    DatesOutOfOrder,
    /// Nobody promises an answer by any day.
    AnswerDueMissing,
    /// Answers are promised before the last comment may come.
    AnswerDueEarly,
    /// There is no act with a text to comment on.
    NoAct,
    /// An online comment does not count, and no way is named that does.
    NoChannel,
    /// A session on a weekend or a holiday.
    SessionOnDayOff,
    /// A session that has passed.
    SessionPast,
    /// Whoever comes to it can comment no more.
    SessionAfterClosing,
}

impl Doubt {
    /// Whether it is about a day or an hour.
    #[must_use]
    pub const fn of_dates(self) -> bool {
        !matches!(self, Self::NoAct | Self::NoChannel)
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
    /// Whether any of its acts has a text.
    pub has_text: bool,
}

/// What should be looked at once more. What stands published already is not news: only of what differs from `before` it is
/// said that it has passed or is on a day off.
#[must_use]
pub fn warnings(content: &ConsultationContent, before: Option<&ConsultationContent>, here: &Here<'_>) -> Vec<Warning> {
    let mut found = Found(Vec::new());
    if let Some(closes) = content.closes
        && before.and_then(|before| before.closes) != Some(closes)
    {
        of_closing(closes, here, &mut found);
    }
    in_order(content, here, &mut found);
    if content.answer_due_on.is_none() {
        found.add(Doubt::AnswerDueMissing, "answerDueOn", None);
    }
    // At an assembly, or where proposals are called for, there need not be a text yet.
    let needs_text = !matches!(content.kind, ConsultationKind::CallForProposals | ConsultationKind::CitizensAssembly);
    if needs_text && !here.has_text {
        found.add(Doubt::NoAct, "acts", None);
    }
    if !content.online_counts && content.channels.is_empty() {
        found.add(Doubt::NoChannel, "channels", None);
    }
    of_sessions(content, before, here, &mut found);
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

fn of_closing(closes: Moment, here: &Here<'_>, found: &mut Found) {
    let (at, on) = (until(closes, here.zone), Some(closes.day));
    if at < here.now {
        found.add(Doubt::ClosesPast, "closes", on);
    } else {
        let left = days_until(at, here.now, here.zone);
        if left < FEWEST_DAYS {
            found.with(Doubt::ClosesSoon, "closes", on, vec![left.to_string(), FEWEST_DAYS.to_string()]);
        }
        if let Some(off) = day_off(closes.day, &here.offices) {
            found.with(Doubt::ClosesOnDayOff, "closes", on, off.params());
        }
    }
    if closes.hour.is_none() {
        found.add(Doubt::HourMissing, "closes", on);
    }
}

/// Each date against the next one that is stated; what comes too early is named, with what it should follow.
fn in_order(content: &ConsultationContent, here: &Here<'_>, found: &mut Found) {
    let zone = here.zone;
    let begins = |moment: Moment| from(moment, zone);
    let steps = [
        ("publishedOn", content.published_on.map(|day| begins(Moment { day, hour: None }))),
        ("opens", content.opens.map(begins)),
        ("closes", content.closes.map(|closes| until(closes, zone))),
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
    if let (Some(due), Some(closes)) = (content.answer_due_on, content.closes)
        && due < closes.day
    {
        found.add(Doubt::AnswerDueEarly, "answerDueOn", Some(due));
    }
}

fn of_sessions(
    content: &ConsultationContent,
    before: Option<&ConsultationContent>,
    here: &Here<'_>,
    found: &mut Found,
) {
    let closes = content.closes.map(|closes| until(closes, here.zone));
    let moved = before.is_none_or(|before| before.closes != content.closes);
    for (at, session) in content.sessions.iter().enumerate() {
        let known = before.is_some_and(|before| before.sessions.iter().any(|known| known.starts == session.starts));
        let (field, on) = (format!("sessions.{at}.starts"), Some(session.starts.day));
        if (moved || !known) && closes.is_some_and(|closes| from(session.starts, here.zone) > closes) {
            found.add(Doubt::SessionAfterClosing, field.clone(), on);
        }
        if known {
            continue;
        }
        if until(session.starts, here.zone) < here.now {
            found.add(Doubt::SessionPast, field, on);
        } else if let Some(off) = day_off(session.starts.day, &here.offices) {
            found.with(Doubt::SessionOnDayOff, field, on, off.params());
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use entities::{
        ChannelContent, ChannelKind, ConfirmEmail, ConsultationContent, ConsultationDocumentRole, ConsultationKind,
        Locale, LocalisedText, Moderation, Moment, OwnDay, PaperContent, SessionContent,
    };

    use super::{Here, missing, unworkable, warnings};
    use crate::clock::{Offices, zone};

    fn text(words: &str) -> Option<LocalisedText> {
        Some(LocalisedText::new(Locale::SrCyrl, words))
    }

    fn moment(day: &str, hour: Option<u32>) -> Option<Moment> {
        let hour = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        Some(Moment { day: day.parse().expect("a day"), hour })
    }

    /// A consultation of which nothing is missing and about which there is no doubt.
    fn sound() -> ConsultationContent {
        ConsultationContent {
            title: text("Јавна расправа"),
            published_on: "2026-11-24".parse().ok(),
            // A Monday.
            closes: moment("2026-12-14", Some(15)),
            answer_due_on: "2026-12-29".parse().ok(),
            channels: vec![ChannelContent { kind: ChannelKind::Counter, text: text("Шалтер 3") }],
            ..ConsultationContent::default()
        }
    }

    #[test]
    fn what_stands_in_the_way_of_publishing() {
        let said = |content: &ConsultationContent| {
            let all = missing(content, None).into_iter().map(|one| format!("{} {:?}", one.field, one.problem));
            all.collect::<Vec<_>>().join(", ")
        };
        let paper = PaperContent { id: None, role: ConsultationDocumentRole::Form, name: None, url: None, file: None };
        let channel = ChannelContent { kind: ChannelKind::Post, text: None };
        let known = || ConsultationContent { confirm_email: ConfirmEmail::WhenGiven, ..sound() };
        let translated = LocalisedText::new(Locale::SrLatn, "").with(Locale::En, "Culture");
        for (content, expected) in [
            (sound(), ""),
            (ConsultationContent::default(), "title Required, closes Required"),
            (ConsultationContent { title: text("  "), ..sound() }, "title Required"),
            (ConsultationContent { summary: Some(translated), ..sound() }, "summary Required"),
            (ConsultationContent { moderation: Moderation::FirstN, ..known() }, "moderationFirst Required"),
            (ConsultationContent { moderation: Moderation::FirstN, moderation_first: Some(2), ..known() }, ""),
            (for_ever(), "confirmEmail NeedsAddress"),
            (ConsultationContent { channels: vec![channel], ..sound() }, "channels.0.text Required"),
            (ConsultationContent { documents: vec![paper], ..sound() }, "documents.0.name Required"),
        ] {
            assert_eq!(said(&content), expected, "{content:?}");
        }
    }

    /// The first two of somebody are looked at, and nobody is ever known.
    fn for_ever() -> ConsultationContent {
        ConsultationContent { moderation: Moderation::FirstN, moderation_first: Some(2), ..sound() }
    }

    #[test]
    fn nobody_is_told_from_others_without_an_address() {
        use ConfirmEmail::{Always, Never, WhenGiven};
        use Moderation::{FirstN, Post, Pre};

        let of = |moderation, confirm_email| ConsultationContent { moderation, confirm_email, ..sound() };
        for (moderation, address, works) in [
            (Pre, Never, true),
            (Post, Never, true),
            (FirstN, Never, false),
            (FirstN, WhenGiven, true),
            (FirstN, Always, true),
        ] {
            let content = of(moderation, address);
            assert_eq!(unworkable(&content, &[]).is_none(), works, "{moderation:?} {address:?}");
            assert_eq!(unworkable(&content, &[&sound()]).is_none(), works, "{moderation:?} {address:?}: it is new");
        }
        // What stands so may be changed in everything else.
        let named = ConsultationContent { title: text("Друга"), moderation_first: Some(3), ..for_ever() };
        assert_eq!(unworkable(&named, &[&sound(), &for_ever()]), None);
        assert_eq!(missing(&named, Some(&for_ever())), []);
    }

    #[test]
    fn what_to_look_at_once_more() {
        let own = [OwnDay { day: 10, month: 12, year: Some(2026), name: "Dan opštine".into() }];
        let here = Here {
            now: "2026-11-24T10:00:00Z".parse().expect("an instant"),
            zone: zone("Europe/Sarajevo"),
            offices: Offices { country: "BA", entity: Some("RS"), own: &own },
            has_text: true,
        };
        let said = |content: &ConsultationContent, before: Option<&ConsultationContent>, here: &Here<'_>| {
            let one = |one: super::Warning| {
                let on = one.on.map(|on| format!(" {on}")).unwrap_or_default();
                format!("{:?} {}{on} {}", one.code, one.field, one.params.join("/")).trim_end().to_owned()
            };
            warnings(content, before, here).into_iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let session = |day| SessionContent {
            id: None,
            starts: moment(day, None).expect("a moment"),
            place: None,
            audience: None,
            minutes_url: None,
            attendance: None,
        };
        let with = |day| ConsultationContent { sessions: vec![session(day)], ..sound() };
        for (content, expected) in [
            (sound(), ""),
            (ConsultationContent { closes: moment("2026-12-14", None), ..sound() }, "HourMissing closes 2026-12-14"),
            (
                ConsultationContent { closes: moment("2026-12-13", Some(15)), ..sound() },
                "ClosesOnDayOff closes 2026-12-13",
            ),
            (
                ConsultationContent { closes: moment("2026-12-08", Some(15)), ..sound() },
                "ClosesSoon closes 2026-12-08 14/15",
            ),
            (
                ConsultationContent { closes: moment("2026-11-23", Some(15)), ..sound() },
                "ClosesPast closes 2026-11-23, DatesOutOfOrder closes 2026-11-23 publishedOn",
            ),
            (
                ConsultationContent { opens: moment("2026-12-20", None), ..sound() },
                "DatesOutOfOrder closes 2026-12-14 opens",
            ),
            (
                ConsultationContent { answer_due_on: "2026-12-10".parse().ok(), ..sound() },
                "AnswerDueEarly answerDueOn 2026-12-10",
            ),
            (ConsultationContent { answer_due_on: None, ..sound() }, "AnswerDueMissing answerDueOn"),
            (ConsultationContent { channels: Vec::new(), ..sound() }, "NoChannel channels"),
            (ConsultationContent { channels: Vec::new(), online_counts: true, ..sound() }, ""),
            (with("2026-12-15"), "SessionAfterClosing sessions.0.starts 2026-12-15"),
            (with("2026-11-23"), "SessionPast sessions.0.starts 2026-11-23"),
            (with("2026-12-05"), "SessionOnDayOff sessions.0.starts 2026-12-05"),
            (with("2026-12-04"), ""),
            (with("2026-12-10"), "SessionOnDayOff sessions.0.starts 2026-12-10 OWN/Dan opštine"),
            (
                ConsultationContent { closes: moment("2026-12-25", Some(15)), ..sound() },
                "ClosesOnDayOff closes 2026-12-25 PERHAPS",
            ),
        ] {
            assert_eq!(said(&content, None, &here), expected, "{content:?}");
        }
        let bare = Here { has_text: false, ..here };
        assert_eq!(said(&sound(), None, &bare), "NoAct acts");
        let assembly = ConsultationContent { kind: ConsultationKind::CitizensAssembly, ..sound() };
        assert_eq!(said(&assembly, None, &bare), "");
        let past = with("2026-11-23");
        assert_eq!(said(&past, Some(&past), &here), "", "what stands published is not news");
    }
}
