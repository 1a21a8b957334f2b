//! News of one call or consultation: it itself, and each thing that came to it since. Whoever applies or comments follows that
//! one, and is not told of all others. What one publication changed is one piece of news.

use std::cmp::Reverse;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, Utc};
use entities::{
    CallId, ConsultationId, Locale, LocalisedText, call_correction, call_question, consultation, consultation_change,
    open_call, result_list,
};
use uuid::Uuid;

use super::told::{MOST, Told, among, line, of_calls, of_consultations, on_calls, on_consultations, title, words};
use super::{One, Reader, Subject, awarded};
use crate::calls::store as calls;
use crate::clock::{Tz, day, zone};
use crate::comments::store as comments;
use crate::consultations::store as consultations;
use crate::error::Error;
use crate::http::pages::call::field_key;
use crate::http::pages::debates::one;
use crate::http::pages::debates::talk::disposition_key;
use crate::http::pages::say;
use crate::reports::store::{ReportLoader, ReportOf};
use crate::results::store::load::{ListsOf, ResultLoader};

/// What it is called, and what there is to tell of it, the newest first.
pub(super) async fn news(reader: &Reader<'_>, subject: Subject, id: &str) -> Result<(One, Vec<Told>), Error> {
    let (one, mut all) = match subject {
        Subject::Calls => Box::pin(of_call(reader, id.parse()?)).await?,
        Subject::Consultations => Box::pin(of_consultation(reader, id.parse()?)).await?,
    };
    all.sort_by_key(|told| Reverse(told.published));
    all.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok((one, all))
}

async fn of_call(reader: &Reader<'_>, id: CallId) -> Result<(One, Vec<Told>), Error> {
    let row = calls::by_id(&reader.scope, id).await?;
    let row = row.filter(|row| Some(row.municipality_id) == reader.municipality());
    let row = row.ok_or_else(|| Error::NotFound("There is no such call here.".into()))?;
    let rows = std::slice::from_ref(&row);
    let (one, base) = begun(
        reader,
        (Subject::Calls, row.id.to_string()),
        (&row.title, row.exercise),
        of_calls(reader, rows, false).await?,
    )?;
    let corrections = on_calls::<call_correction::Entity>(reader, rows).await?;
    let questions = on_calls::<call_question::Entity>(reader, rows).await?;
    let changes = among(&corrections, row.id);
    let mut all: Vec<_> = changes
        .chunk_by(|one, next| one.at == next.at)
        .filter_map(|some| {
            let first = some.first()?;
            let fields = some.iter().map(|change| (field_key(change.field), change.reason.as_ref()));
            Some(base.changed(reader, (first.id.0, first.at), fields))
        })
        .collect();
    all.extend(among(&questions, row.id).iter().filter_map(|question| {
        let (answer, at) = (question.answer.as_ref()?, question.answered_at?);
        let lines = vec![words(reader, &question.question), words(reader, answer)];
        Some(base.news(reader, (question.id.0, at), (line(reader, "page.questions", &base.title), ""), lines))
    }));
    all.extend(awarded::of_lists(reader, &lists(reader, &row).await?).await?);
    all.push(base.told);
    Ok((one, all))
}

/// The lists of results that stand, each with the call.
async fn lists(
    reader: &Reader<'_>,
    call: &open_call::Model,
) -> Result<Vec<(result_list::Model, open_call::Model)>, Error> {
    let mut lists = ResultLoader(reader.scope.clone()).load(&[ListsOf(call.id)]).await?;
    let lists = lists.remove(&ListsOf(call.id)).unwrap_or_default();
    let stand = lists.iter().filter(|list| list.replaced_at.is_none());
    Ok(stand.map(|list| (result_list::Model::clone(list), call.clone())).collect())
}

async fn of_consultation(reader: &Reader<'_>, id: ConsultationId) -> Result<(One, Vec<Told>), Error> {
    let row = consultations::by_id(&reader.scope, id).await?;
    let row = row.filter(|row| Some(row.municipality_id) == reader.municipality());
    let row = row.ok_or_else(|| Error::NotFound("There is no such consultation here.".into()))?;
    let rows = std::slice::from_ref(&row);
    let told = of_consultations(reader, rows).await?;
    let (one, base) = begun(reader, (Subject::Consultations, row.id.to_string()), (&row.title, row.exercise), told)?;
    let changes = on_consultations::<consultation_change::Entity>(reader, rows).await?;
    let changes = among(&changes, row.id);
    let mut all: Vec<_> = changes
        .chunk_by(|one, next| one.at == next.at)
        .filter_map(|some| {
            let first = some.first()?;
            let fields = some.iter().map(|change| (one::field_key(change.field), change.reason.as_ref()));
            Some(base.changed(reader, (first.id.0, first.at), fields))
        })
        .collect();
    for answer in comments::newest_answers(&reader.scope, row.id, MOST).await? {
        let fate = reader.say.say(disposition_key(answer.disposition));
        let heading = format!("{} ({fate}): {}", reader.say.say("comment.official"), base.title);
        let lines = vec![words(reader, &answer.reason)];
        all.push(base.news(reader, (answer.id.0, answer.answered_at), (heading, "/komentari"), lines));
    }
    all.extend(report(reader, &row, &base).await?);
    all.push(base.told);
    Ok((one, all))
}

async fn report(reader: &Reader<'_>, row: &consultation::Model, base: &Base) -> Result<Option<Told>, Error> {
    let mut found = ReportLoader(reader.scope.clone()).load(&[ReportOf(row.id)]).await?;
    let report = found.remove(&ReportOf(row.id)).flatten();
    Ok(report.map(|report| {
        let heading = line(reader, "report.reportHeading", &base.title);
        base.news(reader, (report.id.0, report.made_at), (heading, "/izvjestaj"), vec![words(reader, &report.summary)])
    }))
}

/// The thing itself, as it stands, and what all news of it share.
struct Base {
    told: Told,
    title: String,
    zone: Tz,
    /// The path of its page.
    path: String,
    /// The language in which that has no `lang`.
    usual: Locale,
}

fn begun(
    reader: &Reader<'_>,
    (subject, id): (Subject, String),
    (text, exercise): (&LocalisedText, bool),
    mut told: Vec<Told>,
) -> Result<(One, Base), Error> {
    let gone = || Error::NotFound("There is no such thing here.".into());
    let (told, owner) = (told.pop().ok_or_else(gone)?, reader.owner.as_ref().ok_or_else(gone)?);
    let title = title(reader, text, exercise);
    let path = format!("/{}/{}/{id}", owner.slug, subject.one());
    let one = One { title: format!("{title}: {}", reader.name_of(owner)), path: path.clone() };
    Ok((one, Base { told, title, zone: zone(&owner.time_zone), path, usual: owner.default_locale }))
}

impl Base {
    /// One piece of news, read on a page `beneath` that of the thing.
    fn news(
        &self,
        reader: &Reader<'_>,
        (id, at): (Uuid, DateTime<Utc>),
        (title, beneath): (String, &str),
        lines: Vec<String>,
    ) -> Told {
        Told {
            id,
            title,
            page: reader.address(&format!("{}{beneath}", self.path), self.usual, None),
            author: self.told.author.clone(),
            published: at.with_timezone(&self.zone).fixed_offset(),
            updated: at,
            changes: 0,
            areas: self.told.areas.clone(),
            lines,
            dates: Vec::new(),
            cancelled: None,
        }
    }

    /// What was changed at one moment, field by field, each with its reason.
    fn changed<'c>(
        &self,
        reader: &Reader<'_>,
        (id, at): (Uuid, DateTime<Utc>),
        fields: impl Iterator<Item = (&'static str, Option<&'c LocalisedText>)>,
    ) -> Told {
        let on = say::date(day(at, self.zone), reader.say.locale());
        let heading = format!("{}: {}", reader.say.fill("changed", &[("date", &on)]), self.title);
        let lines = fields.map(|(field, reason)| match reason {
            Some(reason) => line(reader, field, &words(reader, reason)),
            None => reader.say.say(field).to_owned(),
        });
        self.news(reader, (id, at), (heading, ""), lines.collect())
    }
}
