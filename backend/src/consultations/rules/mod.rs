//! What follows from the facts of a consultation and the time. Pure. How a text becomes an act is in [`act`], what an editor
//! writes in [`content`], what of it is missing or doubtful in [`check`], what is due in [`due`], what was promised with
//! publication in [`promised`].

pub mod act;
pub mod check;
pub mod content;
pub mod due;
pub mod promised;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entities::{
    ConsultationField, ConsultationStage, LocalisedText, consultation, consultation_document, consultation_session,
};
use sea_orm::ActiveEnum as _;

use super::store::save::NewConsultation;
use crate::documents::rules::changed;

/// A fact that became another: which, what it was, what it is.
pub type Difference = (ConsultationField, Option<String>, Option<String>);

/// The state of a consultation at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Published; comments are not taken yet.
    Announced,
    /// Comments are taken.
    Open,
    /// The last day has passed; the report is not there yet.
    Closed,
    /// It is finished, and its report can be read.
    Report,
    /// It will not be held, or did not go on.
    Cancelled,
    /// The source states no last day: never shown as open, because nobody may rely on it.
    Undated,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::Announced, Self::Open, Self::Closed, Self::Report, Self::Cancelled, Self::Undated];
}

/// What decides the status.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// What officials decided last.
    pub stage: ConsultationStage,
    /// From when comments are taken, if later than publication.
    pub opens_at: Option<DateTime<Utc>>,
    /// The last instant in time.
    pub closes_at: Option<DateTime<Utc>>,
}

impl From<&consultation::Model> for Facts {
    fn from(row: &consultation::Model) -> Self {
        Self { stage: row.stage, opens_at: row.opens_at, closes_at: row.closes_at }
    }
}

/// The status now. The last instant is still in time. A draft gets the status it would have if it were published.
/// `store::has_status` says the same in SQL; a test holds them together.
#[must_use]
pub fn status(facts: &Facts, now: DateTime<Utc>) -> Status {
    match facts.stage {
        ConsultationStage::Cancelled => Status::Cancelled,
        ConsultationStage::Finished => Status::Report,
        ConsultationStage::Draft | ConsultationStage::Published => match (facts.opens_at, facts.closes_at) {
            (Some(opens), _) if now < opens => Status::Announced,
            (_, Some(closes)) if closes < now => Status::Closed,
            (_, Some(_)) => Status::Open,
            (_, None) => Status::Undated,
        },
    }
}

/// The sort key of a consultation by its last day: those without one come last.
#[must_use]
pub fn closes_key(closes_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    closes_at.unwrap_or_else(|| DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(DateTime::<Utc>::MAX_UTC))
}

/// The sort key of a consultation by publication: the day on the notice, else the first day, else the last, else the very
/// end.
#[must_use]
pub fn published_key(
    published_on: Option<NaiveDate>,
    opens_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
) -> NaiveDate {
    published_on
        .or(opens_at.or(closes_at).map(|at| at.date_naive()))
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default())
}

/// What became of a published consultation, its texts apart.
#[must_use]
pub fn differences(before: &NewConsultation, now: &NewConsultation) -> Vec<Difference> {
    use ConsultationField as Field;

    let words = |text: &Option<LocalisedText>| text.as_ref().map(wordings);
    let facts = |new: &NewConsultation| {
        let row = &new.consultation;
        let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339());
        [
            (Field::Title, Some(wordings(&row.title))),
            (Field::Kind, Some(sea_orm::ActiveEnum::to_value(&row.kind))),
            (Field::Summary, words(&row.summary)),
            (Field::ResponsibleBody, words(&row.responsible_body)),
            (Field::Areas, lines(row.areas.0.iter().cloned())),
            (Field::LegalBasis, words(&row.legal_basis)),
            (Field::Contact, words(&row.contact)),
            (Field::CommentNote, words(&row.comment_note)),
            (Field::PublishedOn, row.published_on.map(|day| day.to_string())),
            (Field::Opens, instant(row.opens_at)),
            (Field::Closes, instant(row.closes_at)),
            (Field::DatesNote, words(&row.dates_note)),
            (Field::AnswerDue, row.answer_due_on.map(|day| day.to_string())),
            (Field::Rules, Some(by_what_rules(row))),
            (Field::Sessions, lines(new.sessions.iter().map(|session| told_session(session, new.zone)))),
            (Field::Channels, lines(new.channels.iter().map(|way| told([way.kind.to_value(), wordings(&way.text)])))),
            (Field::Documents, lines(new.documents.iter().map(told_document))),
            (Field::Other, row.exercise.then(|| "exercise".to_owned())),
        ]
    };
    let pairs = facts(before).into_iter().zip(facts(now));
    let facts = pairs.filter(|(before, now)| before.1 != now.1).map(|((field, before), (_, now))| (field, before, now));
    let files = changed((&before.documents, &before.files), (&now.documents, &now.files)).into_iter();
    facts.chain(files.map(|(was, is)| (Field::Documents, was, Some(is)))).collect()
}

/// All wordings of a text: another translation is another text.
fn wordings(text: &LocalisedText) -> String {
    text.all().map(|wording| wording.text.as_str()).collect::<Vec<_>>().join(" / ")
}

fn told(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn lines(all: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<_> = all.collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// The rules by which one comments, as codes: `moderation=pre`.
fn by_what_rules(row: &consultation::Model) -> String {
    let first = row.moderation_first.map(|first| format!(" first={first}")).unwrap_or_default();
    format!(
        "counts={} moderation={}{first} anonymous={} attachments={} email={} supports={}",
        row.online_counts,
        row.moderation.to_value(),
        row.anonymous_allowed,
        row.attachments_allowed,
        row.confirm_email.to_value(),
        row.supports.to_value(),
    )
}

fn told_session(session: &consultation_session::Model, zone: Tz) -> String {
    let form = if session.hour_stated { "%-d. %-m. %Y. %H.%M" } else { "%-d. %-m. %Y." };
    let texts = [&session.place, &session.audience].map(|text| text.as_ref().map(wordings).unwrap_or_default());
    let came = session.attendance.map(|came| came.to_string()).unwrap_or_default();
    let minutes = session.minutes_url.clone().unwrap_or_default();
    told(
        [session.starts_at.with_timezone(&zone).format(form).to_string()]
            .into_iter()
            .chain(texts)
            .chain([minutes, came]),
    )
}

fn told_document(paper: &consultation_document::Model) -> String {
    told([paper.role.to_value(), wordings(&paper.name), paper.url.clone().unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::ConsultationStage;

    use super::{Facts, Status, closes_key, published_key, status};

    const OPENS: &str = "2026-11-24T07:00:00Z";
    const CLOSES: &str = "2026-12-08T22:59:59Z";

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn at(stage: ConsultationStage, opens: &str, closes: &str, now: &str) -> Status {
        let facts = Facts { stage, opens_at: opens.parse().ok(), closes_at: closes.parse().ok() };
        status(&facts, instant(now))
    }

    #[test]
    fn time_alone_opens_and_closes_a_consultation() {
        for (now, expected) in [
            ("2026-11-24T06:59:59.999999Z", Status::Announced),
            (OPENS, Status::Open),
            (CLOSES, Status::Open),
            ("2026-12-08T22:59:59.000001Z", Status::Closed),
            ("2030-01-01T00:00:00Z", Status::Closed),
        ] {
            assert_eq!(at(ConsultationStage::Published, OPENS, CLOSES, now), expected, "{now}");
        }
    }

    #[test]
    fn every_decision_has_its_status() {
        use ConsultationStage::{Cancelled, Draft, Finished, Published};

        let now = "2026-12-01T12:00:00Z";
        for (stage, opens, closes, expected) in [
            (Published, "", CLOSES, Status::Open),
            (Published, "", "2026-12-01T11:59:59Z", Status::Closed),
            (Published, OPENS, "", Status::Undated),
            (Published, "", "", Status::Undated),
            (Published, "2026-12-02T00:00:00Z", "", Status::Announced),
            (Draft, OPENS, CLOSES, Status::Open),
            // What officials decide holds, whatever the dates say.
            (Finished, OPENS, CLOSES, Status::Report),
            (Finished, "", "", Status::Report),
            (Cancelled, "2026-12-02T00:00:00Z", CLOSES, Status::Cancelled),
        ] {
            assert_eq!(at(stage, opens, closes, now), expected, "{stage:?} {opens} {closes}");
        }
    }

    #[test]
    fn a_day_that_is_not_known_sorts_at_the_end() {
        assert!(closes_key(None) > instant("2999-01-01T00:00:00Z"));
        let key = |on: &str, opens: &str, closes: &str| {
            published_key(on.parse().ok(), opens.parse().ok(), closes.parse().ok()).to_string()
        };
        assert_eq!(key("2026-11-20", OPENS, CLOSES), "2026-11-20");
        assert_eq!(key("", OPENS, CLOSES), "2026-11-24");
        assert_eq!(key("", "", CLOSES), "2026-12-08");
        assert_eq!(key("", "", ""), "0001-01-01");
    }
}
