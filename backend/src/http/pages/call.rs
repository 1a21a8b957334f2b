//! One call with everything that is known of it.

use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, Utc};
use entities::{
    CallField, DocumentRole, LegalForm, LocalisedText, call_area, call_correction, call_deadline, call_document,
    call_event, call_file, call_lot, call_origin, call_question, open_call,
};
use maud::{Markup, html};
use serde_json::json;

use super::feeds::{Following, Subject};
use super::layout::{About, page};
use super::{Context, ask, origin, results, say};
use crate::calls::rules::asking::may_ask;
use crate::calls::rules::{Facts, Phase, Status, origin as came, status};
use crate::calls::store::{self, CallLoader, HangsOnCall, Of};
use crate::calls::types::{event_key, kinds_in_words};
use crate::clock::{Tz, at_hour, day, end_of_day, zone};
use crate::documents::shown::Had;
use crate::documents::{Document, Version};
use crate::edited::{begins, ends};
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::locale::{Rendered, render as in_locale};
use crate::municipalities::types::Area;
use crate::scalars::web_address;

pub(super) async fn render(context: &Context<'_>, id: &str) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, .. } = context;
    let here = store::by_id(scope, id.parse()?).await?.filter(|call| call.municipality_id == owner.id);
    let call = here.ok_or_else(|| Error::NotFound("There is no such call here.".into()))?;
    let zone = zone(&owner.time_zone);
    let (areas, deadlines, lots, documents, files, events, corrections, questions, origins) = tokio::try_join!(
        edge::<call_area::Entity>(context, &call),
        edge::<call_deadline::Entity>(context, &call),
        edge::<call_lot::Entity>(context, &call),
        edge::<call_document::Entity>(context, &call),
        edge::<call_file::Entity>(context, &call),
        edge::<call_event::Entity>(context, &call),
        edge::<call_correction::Entity>(context, &call),
        edge::<call_question::Entity>(context, &call),
        edge::<call_origin::Entity>(context, &call),
    )?;
    let ties = origin::of_call(context, &call, origins.first()).await?;
    let listed = results::of(scope, call.id).await?;
    let known = context.areas();
    let labels: Vec<_> = known
        .iter()
        .filter(|label| areas.iter().any(|area| area.area_code == label.code))
        .map(|area| area.label.as_str())
        .collect();

    let now = status(&Facts::from(&call), scope.now);
    let due = say::due(&call, now, scope.now, zone, messages);
    let cancelled = corrections.iter().rev().find(|last| is_cancelled(now) && last.field == CallField::Cancellation);
    // Of a call that will not be held the last deadline, too, is only what was.
    let past = deadlines.len().saturating_sub(usize::from(!is_cancelled(now)));
    let title = in_locale(&call.title, context.locale);
    let list = format!("/{}/pozivi", owner.slug);
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| words(context, text));
    let follows =
        Following { subject: Subject::Calls, one: Some((call.id.to_string(), title.text.to_string())), area: None };
    let body = html! {
        p.back { a href={ (list) (context.lang()) } { "← " (messages.say("back")) } }
        article {
            h1 lang=(title.locale.tag()) { (title.text) }
            p.meta {
                @if call.exercise { span.badge { (messages.say("exercise")) } }
                span.badge.part[now == Status::Extended].ok[now.phase() == Phase::Open && now != Status::Extended] { (messages.say(say::status_key(now))) }
                @if let Some(on) = call.published_on {
                    span { (messages.fill("published", &[("date", &say::date(on, messages.locale()))])) }
                }
                @if let Some(last) = corrections.last() {
                    span {
                        (messages.fill("changed", &[("date", &say::date(day(last.at, zone), messages.locale()))])) ": "
                        a href="#izmjene" { (messages.say("whatChanged")) }
                    }
                }
                @if !labels.is_empty() { span { (labels.join(" · ")) } }
            }
            p.deadline.soon[due.soon] {
                b { (due.strong) } " " span { (due.small) }
                @if let Some(last) = cancelled {
                    (say::date(day(last.at, zone), messages.locale()))
                    @if let Some(reason) = &last.reason { ": " (words(context, reason)) }
                }
                @if let Some(note) = text(&call.deadline_note).filter(|_| !is_cancelled(now)) { " " (note) }
                @for past in deadlines.iter().take(past) {
                    br; s { (messages.fill("was", &[("value", &say::until(past.at, past.hour_stated, zone, messages))])) }
                    @if let Some(reason) = &past.reason { " " (words(context, reason)) }
                }
            }
            (follows.links(context))
            (facts(context, &call, ties))
            (timeline(context, &call, &events, cancelled.map(|last| last.at), zone))
            @if let Some(listed) = &listed { (results::section(context, &call, listed, zone)) }
            @if let Some(summary) = text(&call.summary) { div.summary { (summary) } }
            @if !lots.is_empty() {
                h2 { (messages.say("lots")) }
                table { @for lot in lots.iter() { (lot_row(context, &call, lot, &known)) } }
            }
            @if !documents.is_empty() {
                h2 { (messages.say("documents")) }
                ul.docs { @for document in documents.iter() { (document_row(context, document, &files)) } }
            }
            @for (key, said) in [("contact", text(&call.contact)), ("legalBasis", text(&call.legal_basis))] {
                @if let Some(said) = said { h2 { (messages.say(key)) } p { (said) } }
            }
            @if !questions.is_empty() {
                h2 id="pitanja" { (messages.say("page.questions")) }
                ul.docs { @for question in questions.iter() { (question_row(context, question, zone)) } }
            }
            @if may_ask(&call, scope.now).is_ok() {
                p.asks { a href={ (ask::path(context, &call)) (context.lang()) } rel="nofollow" { (messages.say("page.ask")) } }
            }
            @if !corrections.is_empty() {
                h2 id="izmjene" { (messages.say("corrections")) }
                ul.docs { @for correction in corrections.iter() { (correction_row(context, correction, zone)) } }
            }
            @if let Some(source) = call.source_url.as_deref().filter(|url| web_address(url).is_some()) {
                p.source { (messages.say("source")) ": " a href=(source) rel="nofollow noopener" { (source) } }
            }
        }
    };
    let about = About {
        follows: Some(follows),
        description: call.summary.as_ref().map_or_else(
            || messages.fill("page.description", &[("name", context.name())]),
            |summary| in_locale(summary, context.locale).text.chars().take(300).collect(),
        ),
        chosen: String::new(),
        data: structured(context, &call, &title, &events, (off_since(now, cancelled), zone)),
        path: format!("{list}/{}", call.id),
        title: title.text.into_owned(),
    };
    Ok(page(context, &about, &body))
}

/// From when on nothing of a cancelled call takes place.
fn off_since(status: Status, cancelled: Option<&call_correction::Model>) -> Option<DateTime<Utc>> {
    is_cancelled(status).then(|| cancelled.map_or(DateTime::UNIX_EPOCH, |last| last.at))
}

fn is_cancelled(status: Status) -> bool {
    status == Status::Cancelled
}

async fn edge<E>(context: &Context<'_>, call: &open_call::Model) -> Result<Arc<Vec<E::Model>>, Error>
where
    E: HangsOnCall,
    E::Model: Send + Sync + 'static,
{
    let key = Of::<E>::call(call.id);
    let mut found = CallLoader(context.scope.clone()).load(std::slice::from_ref(&key)).await?;
    Ok(found.remove(&key).unwrap_or_default())
}

/// A text, marked with its language where that is not the page's.
fn words(context: &Context<'_>, text: &LocalisedText) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { span lang=[other] { (said.text) } }
}

fn facts(context: &Context<'_>, call: &open_call::Model, ties: Vec<(String, Markup)>) -> Markup {
    let messages = context.say;
    let plain = |text: String| html! { (text) };
    let rows = [
        call.budget_minor.map(|sum| ("budget", plain(say::money(sum, call.currency, messages.locale())))),
        say::grant(call.min_grant_minor, call.max_grant_minor, call.currency, messages)
            .map(|sum| ("perProject", plain(sum))),
        call.co_funding_percent
            .map(|percent| ("ownShare", plain(messages.fill("atLeast", &[("n", &percent.to_string())])))),
        say::duration(call.min_months, call.max_months, messages).map(|months| ("duration", plain(months))),
        call.eligibility.as_ref().map(|text| ("eligibility", words(context, text))),
        forms(&call.eligible_forms.0, messages).map(|forms| ("page.eligibleForms", plain(forms))),
        call.seat_in.as_ref().map(|text| ("page.seatIn", words(context, text))),
        call.registered_before.map(|on| ("page.registeredBefore", plain(say::date(on, messages.locale())))),
        call.reference_number.as_ref().map(|number| ("reference", plain(number.clone()))),
    ];
    let rows = rows.into_iter().flatten().map(|(key, value): (&str, Markup)| (messages.say(key).to_owned(), value));
    let rows: Vec<_> = rows.chain(ties).collect();
    html! {
        @if !rows.is_empty() {
            dl.facts { @for (name, value) in rows { div { dt { (name) } dd { (value) } } } }
        }
    }
}

/// The kinds of organisations that may apply, in words.
fn forms(forms: &[LegalForm], messages: &Messages) -> Option<String> {
    let words = forms.iter().map(|form| {
        messages.say(match form {
            LegalForm::Association => "page.formAssociation",
            LegalForm::Foundation => "page.formFoundation",
            LegalForm::ReligiousCommunity => "page.formReligiousCommunity",
            LegalForm::Institution => "page.formInstitution",
            LegalForm::SportsClub => "page.formSportsClub",
            LegalForm::InformalGroup => "page.formInformalGroup",
            LegalForm::Other => "page.formOther",
        })
    });
    (!forms.is_empty()).then(|| words.collect::<Vec<_>>().join(", "))
}

/// Codes of kinds of organisations, as a correction has them, in words.
fn in_words(codes: &str, messages: &Messages) -> String {
    let known = codes.split(", ").filter_map(|code| serde_json::from_value(json!(code)).ok()).collect::<Vec<_>>();
    forms(&known, messages).unwrap_or_else(|| codes.to_owned())
}

fn question_row(context: &Context<'_>, row: &call_question::Model, zone: Tz) -> Markup {
    let on = |at: Option<DateTime<Utc>>| at.map(|at| say::date(day(at, zone), context.say.locale()));
    html! {
        li {
            div {
                b { (words(context, &row.question)) }
                @if let Some(answer) = &row.answer { p { (words(context, answer)) } }
            }
            @if let Some(on) = on(row.answered_at) { span { (on) } }
        }
    }
}

/// One of the things that happen.
struct Step<'a> {
    at: DateTime<Utc>,
    /// Whether its hour is stated.
    hour: bool,
    /// The key of its name.
    key: &'static str,
    /// Whether something can be done until then: of a day alone it is said that its end is meant.
    last: bool,
    event: Option<&'a call_event::Model>,
}

impl<'a> Step<'a> {
    fn new(at: DateTime<Utc>, hour: bool, key: &'static str) -> Self {
        Self { at, hour, key, last: false, event: None }
    }

    fn until(at: DateTime<Utc>, hour: bool, key: &'static str) -> Self {
        Self { last: true, ..Self::new(at, hour, key) }
    }

    fn of_event(event: &'a call_event::Model) -> Self {
        Self { event: Some(event), ..Self::new(event.starts_at, event.hour_stated, event_key(event.kind)) }
    }

    fn said(&self, zone: Tz, messages: &Messages) -> String {
        if self.last {
            say::until(self.at, self.hour, zone, messages)
        } else {
            say::moment(self.at, self.hour, zone, messages)
        }
    }
}

/// All that happens, in its order; of a call that was cancelled, nothing after that.
fn timeline(
    context: &Context<'_>,
    call: &open_call::Model,
    events: &[call_event::Model],
    cancelled: Option<DateTime<Utc>>,
    zone: Tz,
) -> Markup {
    let messages = context.say;
    let ends = |at| ends(at, zone).hour.is_some();
    let mut steps: Vec<Step<'_>> = [
        call.published_on.map(|on| Step::new(at_hour(on, chrono::NaiveTime::MIN, zone), false, "stepPublished")),
        call.opens_at.map(|at| Step::new(at, begins(at, zone).hour.is_some(), "stepOpens")),
        call.questions_until.map(|at| Step::until(at, ends(at), "stepQuestions")),
        call.deadline_at.map(|at| Step::until(at, call.deadline_hour_stated, "stepDeadline")),
        call.objections_until.map(|at| Step::until(at, ends(at), "stepObjections")),
        call.results_expected_on.map(|on| Step::new(end_of_day(on, zone), false, "stepResults")),
    ]
    .into_iter()
    .flatten()
    .chain(events.iter().map(Step::of_event))
    .collect();
    if let Some(end) = cancelled {
        steps.retain(|step| step.at <= end);
        steps.push(Step::new(end, false, "statusCancelled"));
    }
    steps.sort_by_key(|step| step.at);
    let next = steps.iter().position(|step| step.at >= context.scope.now);
    html! {
        @if steps.len() > 1 {
            ol.steps aria-label=(messages.say("timeline")) {
                @for (i, step) in steps.iter().enumerate() {
                    li.done[next.is_none_or(|next| i < next)].now[next == Some(i)] aria-current=[(next == Some(i)).then_some("step")] {
                        b { (messages.say(step.key)) }
                        time datetime=(step.at.with_timezone(&zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)) {
                            (step.said(zone, messages))
                        }
                        @if let Some(place) = step.event.and_then(|event| event.place.as_ref()) { (words(context, place)) }
                        @if let Some(minutes) = step.event.and_then(|event| web_address(event.minutes_url.as_deref()?)) {
                            " " a href=(minutes) { (messages.say("minutes")) }
                        }
                    }
                }
            }
        }
    }
}

fn lot_row(context: &Context<'_>, call: &open_call::Model, lot: &call_lot::Model, areas: &[Area]) -> Markup {
    let messages = context.say;
    let area = areas.iter().find(|area| lot.area_code.as_ref() == Some(&area.code));
    let money = |minor| say::money(minor, call.currency, messages.locale());
    html! {
        tr {
            th scope="row" {
                (lot.position) ". " (words(context, &lot.title))
                @if let Some(area) = area { " · " (area.label) }
            }
            td { @if let Some(budget) = lot.budget_minor { (messages.fill("inAll", &[("sum", &money(budget))])) } }
            td {
                @if let Some(grant) = say::grant(lot.min_grant_minor, lot.max_grant_minor, call.currency, messages) {
                    (messages.fill("aProject", &[("sum", &grant)]))
                }
            }
            td { @if let Some(cap) = lot.cap_per_applicant_minor { (messages.fill("cap", &[("sum", &money(cap))])) } }
        }
    }
}

fn document_row(context: &Context<'_>, document: &call_document::Model, files: &[call_file::Model]) -> Markup {
    let role = match document.role {
        DocumentRole::Read => "roleRead",
        DocumentRole::Form => "roleForm",
        DocumentRole::Bring => "roleBring",
        DocumentRole::Named => "roleNamed",
    };
    paper(context, document, files, role)
}

/// A document with the key of what it is to a reader, and all files of what it is a document of.
pub(super) fn paper<D: Document, V: Version<Document = D::Id>>(
    context: &Context<'_>,
    document: &D,
    files: &[V],
    role: &'static str,
) -> Markup {
    let messages = context.say;
    let name = words(context, document.name());
    let had = Had::of(&context.app.config, document, files);
    let (kilobytes, _) = say::units(messages.locale());
    let size = had.size_bytes.map(|bytes| format!("{} {kilobytes}", (bytes + 999) / 1000));
    let details: Vec<_> = [had.format(), size].into_iter().flatten().collect();
    html! {
        li {
            @if let Some(url) = had.url { a href=(url) { (name) } } @else { (name) }
            span {
                (messages.say(role))
                @if !details.is_empty() { " · " (details.join(", ")) }
                @if let Some(on) = document.replaced_on() {
                    " · " (messages.fill("replaced", &[("date", &say::date(on, messages.locale()))]))
                }
            }
        }
    }
}

/// The key of the name of a fact that was corrected.
pub(super) const fn field_key(field: CallField) -> &'static str {
    match field {
        CallField::Title => "title",
        CallField::Summary => "summary",
        CallField::Eligibility => "eligibility",
        CallField::Deadline => "stepDeadline",
        CallField::Budget => "budget",
        CallField::MinGrant | CallField::MaxGrant => "perProject",
        CallField::Documents => "documents",
        CallField::Contact => "contact",
        CallField::LegalBasis => "legalBasis",
        CallField::ReferenceNumber => "reference",
        CallField::PublishedOn => "stepPublished",
        CallField::Opens => "stepOpens",
        CallField::DeadlineNote | CallField::UntilSpent => "stepDeadline",
        CallField::QuestionsUntil => "stepQuestions",
        CallField::ObjectionsUntil => "stepObjections",
        CallField::ResultsExpected => "stepResults",
        CallField::CoFunding => "ownShare",
        CallField::Duration => "duration",
        CallField::EligibleForms => "eligibility",
        CallField::SeatIn => "page.seatIn",
        CallField::RegisteredBefore => "page.registeredBefore",
        CallField::Lots => "lots",
        CallField::Events => "timeline",
        CallField::Cancellation => "statusCancelled",
        CallField::Origin => "page.origin",
        CallField::Kind | CallField::Areas | CallField::Other => "other",
    }
}

fn correction_row(context: &Context<'_>, correction: &call_correction::Model, zone: Tz) -> Markup {
    let messages = context.say;
    let field = messages.say(field_key(correction.field));
    // A deadline is kept as an instant and read as a day; a sum as `3000 BAM`.
    let hour = |at| match correction.field {
        CallField::Opens => begins(at, zone).hour.is_some(),
        _ => ends(at, zone).hour.is_some(),
    };
    let value = |text: &str| match (text.parse::<DateTime<Utc>>(), say::parse_money(text)) {
        (Ok(at), _) => say::moment(at, hour(at), zone, messages),
        (_, Some((minor, currency))) => say::money(minor, Some(currency), messages.locale()),
        _ => match (text.parse::<chrono::NaiveDate>(), correction.field) {
            (Ok(on), _) => say::date(on, messages.locale()),
            (_, CallField::UntilSpent) => messages.say("untilSpent").to_owned(),
            (_, CallField::Cancellation) => messages.say("statusCancelled").to_owned(),
            (_, CallField::EligibleForms) => in_words(text, messages),
            (_, CallField::Events) => kinds_in_words(text, messages),
            (_, CallField::Origin) => came::in_words(text, messages),
            _ => text.to_owned(),
        },
    };
    html! {
        li {
            div {
                b { (field) }
                @if let Some(before) = &correction.before { p { s { (messages.fill("was", &[("value", &value(before))])) } } }
                @if let Some(after) = &correction.after { p { (messages.fill("now", &[("value", &value(after))])) } }
                @if let Some(reason) = &correction.reason { p { (words(context, reason)) } }
            }
            span { (say::date(day(correction.at, zone), messages.locale())) }
        }
    }
}

/// The call as schema.org has it, for search engines: the page, the money that it is about, and when people meet.
fn structured(
    context: &Context<'_>,
    call: &open_call::Model,
    title: &Rendered<'_>,
    events: &[call_event::Model],
    (cancelled, zone): (Option<DateTime<Utc>>, Tz),
) -> serde_json::Value {
    let amount = call.budget_minor.map(|minor| {
        let value = rust_decimal::Decimal::new(minor, 2).normalize().to_string();
        json!({ "@type": "MonetaryAmount", "value": value, "currency": call.currency.map(|c| sea_orm::ActiveEnum::to_value(&c)) })
    });
    let url = context.address(&format!("/{}/pozivi/{}", context.owner.slug, call.id));
    let description = call.summary.as_ref().map(|summary| in_locale(summary, context.locale).text);
    let funder = json!({ "@type": "GovernmentOrganization", "name": context.name(), "url": context.owner.website });
    let event = |event: &call_event::Model| {
        let off = cancelled.is_some_and(|since| since <= event.starts_at);
        let place = event.place.as_ref().map(|place| in_locale(place, context.locale).text.into_owned());
        json!({
            "@type": "Event",
            "name": format!("{}: {}", context.say.say(event_key(event.kind)), title.text),
            "startDate": starts(event.starts_at, event.hour_stated, zone),
            "eventStatus": if off { "https://schema.org/EventCancelled" } else { "https://schema.org/EventScheduled" },
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {
                "@type": "Place", "name": place.unwrap_or_else(|| context.name().to_owned()), "address": context.name(),
            },
            "organizer": funder,
            "url": url,
        })
    };
    json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title.text,
        "inLanguage": title.locale.tag(),
        "description": description,
        "url": url,
        "datePublished": call.published_on,
        "expires": call.deadline_at,
        "publisher": funder,
        "mainEntity": {
            "@type": "MonetaryGrant",
            "name": title.text,
            "description": description,
            "url": url,
            "amount": amount,
            "funder": funder,
        },
        "about": (!events.is_empty()).then(|| events.iter().map(event).collect::<Vec<_>>()),
    })
}

/// The beginning of an event as schema.org has it: without an hour, where none is stated.
pub(super) fn starts(at: DateTime<Utc>, hour_stated: bool, zone: Tz) -> String {
    let there = at.with_timezone(&zone);
    if hour_stated { there.to_rfc3339_opts(chrono::SecondsFormat::Secs, false) } else { there.date_naive().to_string() }
}
