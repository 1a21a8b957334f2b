//! One consultation with everything that is known of it.

use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, SecondsFormat, Utc};
use entities::{
    ChannelKind, ConsultationDocumentRole, ConsultationField, LocalisedText, act_version, consultation,
    consultation_act, consultation_change, consultation_channel, consultation_document, consultation_file,
    consultation_session,
};
use maud::{Markup, html};
use serde_json::json;

use super::talk::Talk;
use super::{act, due, kind_key, record, reported, status_key, words};
use crate::clock::{Tz, day, zone};
use crate::consultations::rules::{Facts, Status, status};
use crate::consultations::store::{self, ConsultationLoader, HangsOnConsultation, On};
use crate::edited::{begins, ends};
use crate::error::Error;
use crate::http::pages::call::{paper, starts};
use crate::http::pages::feeds::{Following, Subject};
use crate::http::pages::layout::{About, page};
use crate::http::pages::{Context, origin, say};
use crate::locale::render as in_locale;
use crate::reports::store::{ReportLoader, Unanswered};
use crate::reports::types::page_of;
use crate::scalars::web_address;

pub(in crate::http::pages) async fn render(context: &Context<'_>, id: &str) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, .. } = context;
    let row = here(context, id).await?;
    if let Some(version) = context.choice.verzija.as_deref() {
        return act::by_itself(context, &row, version).await;
    }
    let zone = zone(&owner.time_zone);
    let (acts, versions, sessions, channels, documents, files, changes) = tokio::try_join!(
        edge::<consultation_act::Entity>(context, &row),
        edge::<act_version::Entity>(context, &row),
        edge::<consultation_session::Entity>(context, &row),
        edge::<consultation_channel::Entity>(context, &row),
        edge::<consultation_document::Entity>(context, &row),
        edge::<consultation_file::Entity>(context, &row),
        edge::<consultation_change::Entity>(context, &row),
    )?;
    let calls = origin::of_debate(context, &row).await?;
    let texts = act::texts(context, &acts, &versions).await?;
    let talk = Talk::about(context, &row).await?;
    let now = status(&Facts::from(&row), scope.now);
    let report = reported(context, std::slice::from_ref(&row)).await?.remove(&row.id);
    let unanswered = if now == Status::Report {
        0
    } else {
        let key = Unanswered(row.id);
        ReportLoader(scope.clone()).load(&[key]).await?.remove(&key).unwrap_or_default()
    };

    let due = due(&row, (now, report), scope.now, zone, messages);
    let title = in_locale(&row.title, context.locale);
    let list = format!("/{}/rasprave", owner.slug);
    let work = areas(context, &row);
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| words(context, text));
    let follows = Following {
        subject: Subject::Consultations,
        one: Some((row.id.to_string(), title.text.to_string())),
        area: None,
    };
    let body = html! {
        p.back { a href={ (list) (context.lang()) } { "← " (messages.say("debate.allDebates")) } }
        article {
            h1 lang=(title.locale.tag()) { (title.text) }
            p.meta {
                @if row.exercise { span.badge { (messages.say("exercise")) } }
                span.badge.ok[now == Status::Open] { (messages.say(status_key(now))) }
                span { (messages.say(kind_key(row.kind))) }
                @if !work.is_empty() { span { (work) } }
                @if let Some(on) = row.published_on {
                    span { (messages.fill("published", &[("date", &say::date(on, messages.locale()))])) }
                }
                @if let Some(last) = changes.last() {
                    span {
                        (messages.fill("changed", &[("date", &say::date(day(last.at, zone), messages.locale()))])) ": "
                        a href="#izmjene" { (messages.say("whatChanged")) }
                    }
                }
            }
            p.deadline.soon[due.soon] {
                b { (due.strong) } " " span { (due.small) }
                @if let Some(note) = text(&row.dates_note) { " " (note) }
            }
            @if now == Status::Report {
                p.deadline { a href={ "/" (page_of(&owner.slug, row.id)) (context.lang()) } { (messages.say("report.reportRead")) } }
            } @else if unanswered > 0 {
                p.unanswered { (messages.count("report.unansweredSoFar", unanswered)) }
            }
            (follows.links(context))
            (facts(context, &row, zone))
            @if let Some(summary) = text(&row.summary) { div.summary { (summary) } }
            @if !sessions.is_empty() {
                h2 { (messages.say("debate.sessions")) }
                ul.docs { @for session in sessions.iter() { (session_row(context, session, zone)) } }
            }
            @if matches!(now, Status::Announced | Status::Open) && !channels.is_empty() {
                h2 { (messages.say("debate.howToComment")) }
                ul.docs.ways { @for channel in channels.iter() { (channel_row(context, channel)) } }
                p.legal {
                    (messages.say(if row.online_counts { "debate.onlineIsRemark" } else { "debate.onlineIsNoRemark" }))
                    @if let Some(note) = text(&row.comment_note) { " " (note) }
                }
            }
            @if !documents.is_empty() {
                h2 { (messages.say("documents")) }
                ul.docs { @for document in documents.iter() { (paper(context, document, &files, document_role(document.role))) } }
            }
            (calls)
            @for told in &texts { (act::shown(context, told, zone, Some(&talk))) }
            h2 { (messages.say("comment.allComments")) }
            p { (talk.link(context, None)) }
            (talk.privacy(context))
            (record::links(context, row.id))
            @for (key, said) in [("contact", text(&row.contact)), ("legalBasis", text(&row.legal_basis))] {
                @if let Some(said) = said { h2 { (messages.say(key)) } p { (said) } }
            }
            @if !changes.is_empty() {
                h2 id="izmjene" { (messages.say("corrections")) }
                ul.docs { @for change in changes.iter() { (change_row(context, change, zone)) } }
            }
            @if let Some(source) = row.source_url.as_deref().filter(|url| web_address(url).is_some()) {
                p.source { (messages.say("source")) ": " a href=(source) rel="nofollow noopener" { (source) } }
            }
        }
    };
    let about = About {
        follows: Some(follows),
        description: row.summary.as_ref().map_or_else(
            || messages.fill("debate.debatesDescription", &[("name", context.name())]),
            |summary| in_locale(summary, context.locale).text.chars().take(300).collect(),
        ),
        chosen: String::new(),
        data: structured(context, &row, &sessions, &title.text, (off_since(now, &changes), zone)),
        path: format!("/{}/rasprava/{}", owner.slug, row.id),
        title: title.text.into_owned(),
    };
    Ok(page(context, &about, &body))
}

/// The areas of work that it is about, as its municipality names them.
pub(super) fn areas(context: &Context<'_>, row: &consultation::Model) -> String {
    let labels = context.areas().into_iter().filter(|area| row.areas.0.contains(&area.code));
    labels.map(|area| area.label).collect::<Vec<_>>().join(" · ")
}

/// The consultation with this id, if it is this municipality's.
pub(super) async fn here(context: &Context<'_>, id: &str) -> Result<consultation::Model, Error> {
    let found = store::by_id(&context.scope, id.parse()?).await?;
    let here = found.filter(|row| row.municipality_id == context.owner.id);
    here.ok_or_else(|| Error::NotFound("There is no such consultation here.".into()))
}

pub(super) async fn edge<E>(context: &Context<'_>, row: &consultation::Model) -> Result<Arc<Vec<E::Model>>, Error>
where
    E: HangsOnConsultation,
    E::Model: Send + Sync + 'static,
{
    let key = On::<E>::consultation(row.id);
    let mut found = ConsultationLoader(context.scope.clone()).load(std::slice::from_ref(&key)).await?;
    Ok(found.remove(&key).unwrap_or_default())
}

fn facts(context: &Context<'_>, row: &consultation::Model, zone: Tz) -> Markup {
    let plain = |text: String| html! { (text) };
    let moment = |at, hour_stated| plain(say::moment(at, hour_stated, zone, context.say));
    let rows: Vec<(&str, Markup)> = [
        row.opens_at.map(|at| ("debate.commentsFrom", moment(at, row.opens_hour_stated))),
        row.closes_at.map(|at| ("debate.commentsUntil", moment(at, row.closes_hour_stated))),
        row.answer_due_on.map(|on| ("debate.answersUntil", plain(say::date(on, context.say.locale())))),
        row.responsible_body.as_ref().map(|body| ("debate.responsibleBody", words(context, body))),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        @if !rows.is_empty() {
            dl.facts { @for (key, value) in rows { div { dt { (context.say.say(key)) } dd { (value) } } } }
        }
    }
}

fn session_row(context: &Context<'_>, session: &consultation_session::Model, zone: Tz) -> Markup {
    let there = session.starts_at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false);
    html! {
        li {
            div {
                b { time datetime=(there) { (say::moment(session.starts_at, session.hour_stated, zone, context.say)) } }
                @if let Some(place) = &session.place { " · " (words(context, place)) }
                @if let Some(audience) = &session.audience { p { (words(context, audience)) } }
            }
            span {
                @if let Some(n) = session.attendance { (context.say.fill("debate.attendance", &[("n", &n.to_string())])) " " }
                @if let Some(minutes) = session.minutes_url.as_deref().and_then(web_address) {
                    a href=(minutes) { (context.say.say("minutes")) }
                }
            }
        }
    }
}

pub(super) fn channel_row(context: &Context<'_>, channel: &consultation_channel::Model) -> Markup {
    html! { li { div { b { (context.say.say(channel_key(channel.kind))) } ": " (words(context, &channel.text)) } } }
}

/// The key of the name of a way to comment.
pub(in crate::http::pages) const fn channel_key(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Post => "debate.wayPost",
        ChannelKind::Counter => "debate.wayCounter",
        ChannelKind::Email => "debate.wayEmail",
        ChannelKind::Notebook => "debate.wayNotebook",
        ChannelKind::Form => "debate.wayForm",
        ChannelKind::LocalCommunity => "debate.wayLocalCommunity",
    }
}

const fn document_role(role: ConsultationDocumentRole) -> &'static str {
    match role {
        ConsultationDocumentRole::Draft => "debate.docDraft",
        ConsultationDocumentRole::Explanation => "debate.docExplanation",
        ConsultationDocumentRole::Form => "debate.docForm",
        ConsultationDocumentRole::Adopted => "debate.docAdopted",
        ConsultationDocumentRole::Other => "debate.docOther",
    }
}

/// The key of the name of a fact that was changed.
pub(in crate::http::pages) const fn field_key(field: ConsultationField) -> &'static str {
    use ConsultationField as Field;

    match field {
        Field::Title => "title",
        Field::Summary => "summary",
        Field::ResponsibleBody => "debate.responsibleBody",
        Field::LegalBasis => "legalBasis",
        Field::Contact => "contact",
        Field::PublishedOn => "stepPublished",
        Field::Opens => "debate.commentsFrom",
        Field::Closes | Field::DatesNote => "debate.commentsUntil",
        Field::AnswerDue => "debate.answersUntil",
        Field::Sessions => "debate.sessions",
        Field::CommentNote | Field::Rules | Field::Channels => "debate.howToComment",
        Field::Documents | Field::Acts => "documents",
        Field::Cancellation => "debate.debateCancelled",
        Field::Areas => "area",
        Field::Kind | Field::Other => "other",
    }
}

fn change_row(context: &Context<'_>, change: &consultation_change::Model, zone: Tz) -> Markup {
    use ConsultationField as Field;

    let messages = context.say;
    let field = messages.say(field_key(change.field));
    let hour = |at| match change.field {
        Field::Opens => begins(at, zone).hour.is_some(),
        _ => ends(at, zone).hour.is_some(),
    };
    // Of a code nobody reads more than that it changed.
    let told = |value: &String| match (value.parse::<DateTime<Utc>>(), value.parse::<chrono::NaiveDate>()) {
        (Ok(at), _) => Some(say::moment(at, hour(at), zone, messages)),
        (_, Ok(on)) => Some(say::date(on, messages.locale())),
        _ => Some(value.clone()).filter(|_| !matches!(change.field, Field::Kind | Field::Rules | Field::Cancellation)),
    };
    html! {
        li {
            div {
                b { (field) }
                @if let Some(before) = change.before.as_ref().and_then(told) { p { s { (messages.fill("was", &[("value", &before)])) } } }
                @if let Some(after) = change.after.as_ref().and_then(told) { p { (messages.fill("now", &[("value", &after)])) } }
                @if let Some(reason) = &change.reason { p { (words(context, reason)) } }
            }
            span { (say::date(day(change.at, zone), messages.locale())) }
        }
    }
}

/// From when on nothing of a cancelled consultation takes place.
fn off_since(status: Status, changes: &[consultation_change::Model]) -> Option<DateTime<Utc>> {
    let last = changes.iter().rev().find(|last| last.field == ConsultationField::Cancellation);
    (status == Status::Cancelled).then(|| last.map_or(DateTime::UNIX_EPOCH, |last| last.at))
}

/// The sessions as schema.org has them, for search engines; without any, the page itself.
fn structured(
    context: &Context<'_>,
    row: &consultation::Model,
    sessions: &[consultation_session::Model],
    title: &str,
    (cancelled, zone): (Option<DateTime<Utc>>, Tz),
) -> serde_json::Value {
    let url = context.address(&format!("/{}/rasprava/{}", context.owner.slug, row.id));
    let organizer = json!({ "@type": "GovernmentOrganization", "name": context.name(), "url": context.owner.website });
    let said =
        |text: &Option<LocalisedText>| text.as_ref().map(|text| in_locale(text, context.locale).text.into_owned());
    let event = |session: &consultation_session::Model| {
        let off = cancelled.is_some_and(|since| since <= session.starts_at);
        json!({
            "@type": "Event",
            "name": title,
            "startDate": starts(session.starts_at, session.hour_stated, zone),
            "eventStatus": if off { "https://schema.org/EventCancelled" } else { "https://schema.org/EventScheduled" },
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": { "@type": "Place", "name": said(&session.place).unwrap_or_else(|| context.name().to_owned()),
                "address": context.name() },
            "audience": said(&session.audience).map(|audience| json!({ "@type": "Audience", "audienceType": audience })),
            "organizer": organizer,
            "url": url,
        })
    };
    let page = json!({
        "@type": "WebPage",
        "name": title,
        "inLanguage": in_locale(&row.title, context.locale).locale.tag(),
        "description": said(&row.summary),
        "url": url,
        "datePublished": row.published_on,
        "expires": row.closes_at,
        "publisher": organizer,
    });
    let graph: Vec<_> = std::iter::once(page).chain(sessions.iter().map(event)).collect();
    json!({ "@context": "https://schema.org", "@graph": graph })
}
