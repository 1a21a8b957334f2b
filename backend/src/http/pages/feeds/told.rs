//! Rows as what one is told of: words, dates, and what was changed.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, Days, FixedOffset, NaiveTime, Utc};
use entities::{
    CallField, CallId, CallStage, ConsultationField, ConsultationId, ConsultationStage, LocalisedText, MunicipalityId,
    call_area, call_correction, call_event, consultation, consultation_change, consultation_session, municipality,
    open_call,
};
use maud::{Markup, html};
use uuid::Uuid;

use super::{Reader, Subject, awarded};
use crate::calls::store::{self as calls_store, CallLoader, CallOrder, HangsOnCall, Of};
use crate::calls::types::event_key;
use crate::clock::{Tz, USUAL, at_hour, day, end_of_day, zone};
use crate::consultations::store::{
    self as consultations_store, ConsultationLoader, ConsultationOrder, HangsOnConsultation, On,
};
use crate::edited::{begins, ends};
use crate::error::Error;
use crate::http::pages::call::field_key;
use crate::http::pages::debates::{kind_key, one};
use crate::http::pages::say;
use crate::locale::render as in_locale;
use crate::municipalities::store::MunicipalityLoader;
use crate::municipalities::types::Area;
use crate::page::PageArgs;

/// So many are told of: the newest. A reader keeps what it had.
pub(super) const MOST: u64 = 50;

/// A calendar keeps nothing that is not in its file any more. So everything that lies ahead is in it, and what took place in
/// the last so many days.
const DAYS_BACK: u64 = 90;

/// More than all municipalities of the country publish in that time; it bounds what one request may cost.
const MOST_DATED: u64 = 1_000;

/// One call, list of results or consultation.
#[derive(Debug)]
pub(super) struct Told {
    pub id: Uuid,
    pub title: String,
    /// Where it is read.
    pub page: String,
    /// Whose it is.
    pub author: String,
    pub published: DateTime<FixedOffset>,
    /// When it was last changed in front of everybody.
    pub updated: DateTime<Utc>,
    /// How often.
    pub changes: usize,
    /// The areas of work: code and name.
    pub areas: Vec<(String, String)>,
    /// What there is to say, one line each.
    pub lines: Vec<String>,
    /// What stands in a calendar; empty where no calendar is written.
    pub dates: Vec<Date>,
    /// From when on nothing of it takes place any more; none of what was not cancelled.
    pub cancelled: Option<DateTime<Utc>>,
}

/// One date of a call or consultation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// What stays the same when it is moved.
    pub uid: String,
    /// What happens.
    pub what: String,
    pub at: At,
    pub place: Option<String>,
}

/// When: a whole day where no hour is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Day(chrono::NaiveDate, Tz),
    Hour(DateTime<Utc>),
}

impl At {
    fn new(at: DateTime<Utc>, hour_stated: bool, zone: Tz) -> Self {
        if hour_stated { Self::Hour(at) } else { Self::Day(day(at, zone), zone) }
    }

    /// The last instant of it.
    pub(super) fn ends(self) -> DateTime<Utc> {
        match self {
            Self::Day(day, zone) => end_of_day(day, zone),
            Self::Hour(at) => at,
        }
    }
}

impl Told {
    /// When the newest of them was last changed.
    pub(super) fn newest(all: &[Self]) -> Option<DateTime<Utc>> {
        all.iter().map(|told| told.updated).max()
    }

    /// The lines as paragraphs.
    pub(super) fn html(&self) -> Markup {
        html! { @for line in &self.lines { p { (line) } } }
    }
}

/// The first midnight from which on a calendar has what took place: it moves once a day, so that the file does not change
/// with every question for it.
fn since(reader: &Reader<'_>) -> DateTime<Utc> {
    let zone = reader.owner.as_ref().map_or(USUAL, |owner| zone(&owner.time_zone));
    let today = day(reader.scope.now, zone);
    at_hour(today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today), NaiveTime::MIN, zone)
}

/// The newest calls; for a calendar those that have dates.
pub(super) async fn calls(reader: &Reader<'_>, dated: bool) -> Result<Vec<Told>, Error> {
    let criteria = calls_store::Criteria {
        municipality: reader.municipality(),
        areas: reader.area.clone().map(|area| vec![area]),
        ..calls_store::Criteria::default()
    };
    // That a list of results was published is no date of a calendar.
    if dated {
        let rows = calls_store::dated(&reader.scope, &criteria, since(reader), MOST_DATED).await?;
        return of_calls(reader, &rows, true).await;
    }
    let page = page(reader, CallOrder::Newest.name())?;
    let rows = calls_store::list(&reader.scope, &criteria, CallOrder::Newest, &page).await?.rows;
    awarded::among(reader, of_calls(reader, &rows, false).await?).await
}

/// The call with this id.
pub(super) async fn call(reader: &Reader<'_>, id: CallId) -> Result<Told, Error> {
    let row = calls_store::by_id(&reader.scope, id).await?;
    let row = row.filter(|row| Some(row.municipality_id) == reader.municipality());
    let told = of_calls(reader, row.as_slice(), true).await?.pop();
    told.ok_or_else(|| Error::NotFound("There is no such call here.".into()))
}

/// The newest consultations; for a calendar those that have dates.
pub(super) async fn consultations(reader: &Reader<'_>, dated: bool) -> Result<Vec<Told>, Error> {
    let order = ConsultationOrder::Newest;
    let criteria = consultations_store::Criteria {
        municipality: reader.municipality(),
        areas: reader.area.clone().map(|area| vec![area]),
        ..consultations_store::Criteria::default()
    };
    let rows = if dated {
        consultations_store::dated(&reader.scope, &criteria, since(reader), MOST_DATED).await?
    } else {
        let page = page(reader, order.name())?;
        consultations_store::list(&reader.scope, &criteria, order, &page).await?.rows
    };
    of_consultations(reader, &rows).await
}

/// The consultation with this id.
pub(super) async fn consultation(reader: &Reader<'_>, id: ConsultationId) -> Result<Told, Error> {
    let row = consultations_store::by_id(&reader.scope, id).await?;
    let row = row.filter(|row| Some(row.municipality_id) == reader.municipality());
    let told = of_consultations(reader, row.as_slice()).await?.pop();
    told.ok_or_else(|| Error::NotFound("There is no such consultation here.".into()))
}

fn page(reader: &Reader<'_>, order: &str) -> Result<crate::page::Page, Error> {
    let most = reader.app.config.operation.page_rows;
    let first = i32::try_from(most.min(MOST)).ok();
    PageArgs { first, ..PageArgs::default() }.page(order, most)
}

/// Whose these rows are, in one statement where it is not known already.
pub(super) async fn owners(
    reader: &Reader<'_>,
    ids: impl Iterator<Item = MunicipalityId>,
) -> Result<HashMap<MunicipalityId, Arc<municipality::Model>>, Error> {
    if let Some(owner) = &reader.owner {
        return Ok(HashMap::from([(owner.id, Arc::new(owner.clone()))]));
    }
    let ids: std::collections::BTreeSet<_> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    MunicipalityLoader(reader.scope.clone()).load(&ids.into_iter().collect::<Vec<_>>()).await
}

/// What hangs on these calls, in one statement.
pub(super) async fn on_calls<E>(
    reader: &Reader<'_>,
    rows: &[open_call::Model],
) -> Result<HashMap<CallId, Arc<Vec<E::Model>>>, Error>
where
    E: HangsOnCall,
    E::Model: Send + Sync + 'static,
{
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<_> = rows.iter().map(|row| Of::<E>::call(row.id)).collect();
    let mut found = CallLoader(reader.scope.clone()).load(&keys).await?;
    Ok(rows.iter().filter_map(|row| Some((row.id, found.remove(&Of::<E>::call(row.id))?))).collect())
}

pub(super) async fn on_consultations<E>(
    reader: &Reader<'_>,
    rows: &[consultation::Model],
) -> Result<HashMap<ConsultationId, Arc<Vec<E::Model>>>, Error>
where
    E: HangsOnConsultation,
    E::Model: Send + Sync + 'static,
{
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<_> = rows.iter().map(|row| On::<E>::consultation(row.id)).collect();
    let mut found = ConsultationLoader(reader.scope.clone()).load(&keys).await?;
    Ok(rows.iter().filter_map(|row| Some((row.id, found.remove(&On::<E>::consultation(row.id))?))).collect())
}

pub(super) fn among<I: std::hash::Hash + Eq + Copy, M>(found: &HashMap<I, Arc<Vec<M>>>, id: I) -> &[M] {
    found.get(&id).map(|rows| rows.as_slice()).unwrap_or_default()
}

pub(super) async fn of_calls(reader: &Reader<'_>, rows: &[open_call::Model], dated: bool) -> Result<Vec<Told>, Error> {
    let owners = owners(reader, rows.iter().map(|row| row.municipality_id)).await?;
    let areas = on_calls::<call_area::Entity>(reader, rows).await?;
    let corrections = on_calls::<call_correction::Entity>(reader, rows).await?;
    let events = if dated { on_calls::<call_event::Entity>(reader, rows).await? } else { HashMap::new() };
    let told = |row: &open_call::Model| {
        let owner = owners.get(&row.municipality_id)?;
        let (corrections, zone) = (among(&corrections, row.id), zone(&owner.time_zone));
        let (published, updated) = times(row.id.0, row.published_on, corrections.last().map(|last| last.at), zone);
        let cancelled = (row.stage == CallStage::Cancelled).then(|| {
            let last = corrections.iter().rev().find(|last| last.field == CallField::Cancellation);
            last.map_or(DateTime::UNIX_EPOCH, |last| last.at)
        });
        let title = title(reader, &row.title, row.exercise);
        Some(Told {
            id: row.id.0,
            page: reader.address(
                &format!("/{}/{}/{}", owner.slug, Subject::Calls.one(), row.id),
                owner.default_locale,
                None,
            ),
            author: reader.name_of(owner),
            published,
            updated,
            changes: corrections.len(),
            areas: named(reader, owner, among(&areas, row.id).iter().map(|area| &area.area_code)),
            lines: call_lines(reader, row, corrections, zone),
            dates: if dated { call_dates(reader, row, &title, among(&events, row.id), zone) } else { Vec::new() },
            title: match cancelled {
                Some(_) => format!("{}: {title}", reader.say.say("statusCancelled")),
                None if row.extended => format!("{}: {title}", reader.say.say("statusExtended")),
                None => title,
            },
            cancelled,
        })
    };
    Ok(rows.iter().filter_map(told).collect())
}

pub(super) async fn of_consultations(reader: &Reader<'_>, rows: &[consultation::Model]) -> Result<Vec<Told>, Error> {
    let owners = owners(reader, rows.iter().map(|row| row.municipality_id)).await?;
    let changes = on_consultations::<consultation_change::Entity>(reader, rows).await?;
    let sessions = on_consultations::<consultation_session::Entity>(reader, rows).await?;
    let told = |row: &consultation::Model| {
        let owner = owners.get(&row.municipality_id)?;
        let (changes, zone) = (among(&changes, row.id), zone(&owner.time_zone));
        let (published, updated) = times(row.id.0, row.published_on, changes.last().map(|last| last.at), zone);
        let cancelled = (row.stage == ConsultationStage::Cancelled).then(|| {
            let last = changes.iter().rev().find(|last| last.field == ConsultationField::Cancellation);
            last.map_or(DateTime::UNIX_EPOCH, |last| last.at)
        });
        let title = title(reader, &row.title, row.exercise);
        let dates = debate_dates(reader, row, &title, among(&sessions, row.id), zone);
        let mut lines = debate_lines(reader, row, changes, zone);
        // Where and when people meet is what most want to know.
        lines.splice(1..1, dates.iter().filter(|date| date.place.is_some()).map(|date| meeting(reader, date, zone)));
        Some(Told {
            id: row.id.0,
            page: reader.address(
                &format!("/{}/{}/{}", owner.slug, Subject::Consultations.one(), row.id),
                owner.default_locale,
                None,
            ),
            author: reader.name_of(owner),
            published,
            updated,
            changes: changes.len(),
            areas: named(reader, owner, row.areas.0.iter()),
            lines,
            dates,
            title: match cancelled {
                Some(_) => format!("{}: {title}", reader.say.say("debate.debateCancelled")),
                None => title,
            },
            cancelled,
        })
    };
    Ok(rows.iter().filter_map(told).collect())
}

/// Areas of work: code and name.
pub(super) fn named<'c>(
    reader: &Reader<'_>,
    owner: &municipality::Model,
    codes: impl Iterator<Item = &'c String>,
) -> Vec<(String, String)> {
    let codes: Vec<_> = codes.collect();
    let mut named = Area::all(Some(owner), Some(reader.locale));
    named.retain(|area| codes.contains(&&area.code));
    named.into_iter().map(|area| (area.code, area.label)).collect()
}

/// When it was published and last changed. Where no day is stated, the id knows when it was first written here.
fn times(
    id: Uuid,
    published_on: Option<chrono::NaiveDate>,
    changed: Option<DateTime<Utc>>,
    zone: Tz,
) -> (DateTime<FixedOffset>, DateTime<Utc>) {
    let drawn = || {
        let seconds = id.get_timestamp().map_or(0, |at| at.to_unix().0);
        DateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0), 0).unwrap_or_default()
    };
    let published = published_on.map_or_else(drawn, |on| at_hour(on, NaiveTime::MIN, zone));
    (published.with_timezone(&zone).fixed_offset(), changed.map_or(published, |changed| changed.max(published)))
}

pub(super) fn words(reader: &Reader<'_>, text: &LocalisedText) -> String {
    in_locale(text, reader.locale).text.into_owned()
}

pub(super) fn title(reader: &Reader<'_>, title: &LocalisedText, exercise: bool) -> String {
    let title = words(reader, title);
    if exercise { format!("{}: {title}", reader.say.say("exercise")) } else { title }
}

pub(super) fn line(reader: &Reader<'_>, key: &'static str, said: &str) -> String {
    format!("{}: {said}", reader.say.say(key))
}

fn call_lines(
    reader: &Reader<'_>,
    row: &open_call::Model,
    corrections: &[call_correction::Model],
    zone: Tz,
) -> Vec<String> {
    let messages = reader.say;
    let money = |minor| say::money(minor, row.currency, messages.locale());
    let due = match row.deadline_at {
        Some(at) => say::until(at, row.deadline_hour_stated, zone, messages),
        None if row.until_spent => messages.say("untilSpent").to_owned(),
        None => messages.say("noDeadline").to_owned(),
    };
    let mut lines = vec![line(reader, "stepDeadline", &due)];
    lines.extend(row.deadline_note.as_ref().map(|note| words(reader, note)));
    lines.extend(row.budget_minor.map(|sum| line(reader, "budget", &money(sum))));
    let grant = say::grant(row.min_grant_minor, row.max_grant_minor, row.currency, messages);
    lines.extend(grant.map(|sum| line(reader, "perProject", &sum)));
    lines.extend(row.summary.as_ref().map(|summary| words(reader, summary)));
    // The last change first: it is why a reader sees the call again.
    lines.extend(
        corrections
            .iter()
            .rev()
            .map(|change| changed(reader, change.at, field_key(change.field), change.reason.as_ref(), zone)),
    );
    lines
}

fn debate_lines(
    reader: &Reader<'_>,
    row: &consultation::Model,
    changes: &[consultation_change::Model],
    zone: Tz,
) -> Vec<String> {
    let due = match row.closes_at {
        Some(at) => say::until(at, row.closes_hour_stated, zone, reader.say),
        None => reader.say.say("debate.debateUndated").to_owned(),
    };
    let mut lines = vec![line(reader, "debate.commentsUntil", &due)];
    lines.extend(row.dates_note.as_ref().map(|note| words(reader, note)));
    lines.extend(row.summary.as_ref().map(|summary| words(reader, summary)));
    lines.extend(
        changes
            .iter()
            .rev()
            .map(|change| changed(reader, change.at, one::field_key(change.field), change.reason.as_ref(), zone)),
    );
    lines
}

/// `Izmijenjeno 22. 11. 2026.: Opis. Ispravka.`
fn changed(
    reader: &Reader<'_>,
    at: DateTime<Utc>,
    field: &'static str,
    reason: Option<&LocalisedText>,
    zone: Tz,
) -> String {
    let on = say::date(day(at, zone), reader.say.locale());
    let when = reader.say.fill("changed", &[("date", &on)]);
    let why = reason.map(|reason| format!(". {}", words(reader, reason))).unwrap_or_default();
    format!("{when}: {}{why}", reader.say.say(field))
}

fn meeting(reader: &Reader<'_>, date: &Date, zone: Tz) -> String {
    let on = match date.at {
        At::Day(day, _) => say::date(day, reader.say.locale()),
        At::Hour(at) => say::moment(at, true, zone, reader.say),
    };
    format!("{}: {on}, {}", reader.say.say("debate.sessions"), date.place.as_deref().unwrap_or_default())
}

fn call_dates(
    reader: &Reader<'_>,
    row: &open_call::Model,
    title: &str,
    events: &[call_event::Model],
    zone: Tz,
) -> Vec<Date> {
    let date = |word: &str, key: &'static str, at: At| Date {
        uid: format!("{}.{word}@javno", row.id),
        what: line(reader, key, title),
        at,
        place: None,
    };
    // These are kept without a word on their hour: the first or the last instant of a day is that day.
    let begins = |at| At::new(at, begins(at, zone).hour.is_some(), zone);
    let ends = |at| At::new(at, ends(at, zone).hour.is_some(), zone);
    let kept = [
        row.opens_at.map(|at| date("opens", "stepOpens", begins(at))),
        row.questions_until.map(|at| date("questions", "stepQuestions", ends(at))),
        row.deadline_at.map(|at| date("deadline", "stepDeadline", At::new(at, row.deadline_hour_stated, zone))),
        row.objections_until.map(|at| date("objections", "stepObjections", ends(at))),
    ];
    let events = events.iter().map(|event| Date {
        uid: format!("{}@javno", event.id),
        what: line(reader, event_key(event.kind), title),
        at: At::new(event.starts_at, event.hour_stated, zone),
        place: event.place.as_ref().map(|place| words(reader, place)),
    });
    kept.into_iter().flatten().chain(events).collect()
}

fn debate_dates(
    reader: &Reader<'_>,
    row: &consultation::Model,
    title: &str,
    sessions: &[consultation_session::Model],
    zone: Tz,
) -> Vec<Date> {
    let date = |word: &str, key: &'static str, at: At| Date {
        uid: format!("{}.{word}@javno", row.id),
        what: line(reader, key, title),
        at,
        place: None,
    };
    let kept = [
        row.opens_at.map(|at| date("opens", "debate.commentsFrom", At::new(at, row.opens_hour_stated, zone))),
        row.closes_at.map(|at| date("closes", "debate.commentsUntil", At::new(at, row.closes_hour_stated, zone))),
    ];
    let sessions = sessions.iter().map(|session| Date {
        uid: format!("{}@javno", session.id),
        what: capitalised(&line(reader, kind_key(row.kind), title)),
        at: At::new(session.starts_at, session.hour_stated, zone),
        place: session.place.as_ref().map(|place| words(reader, place)),
    });
    kept.into_iter().flatten().chain(sessions).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
