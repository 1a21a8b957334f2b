//! One organisation with everything that is known of it.

use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, NaiveDate, Utc};
use entities::{ConfirmedBy, LocalisedText, OrganisationField, organisation, organisation_area, organisation_status};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::{activity_key, form_key, status_key, suggest, words};
use crate::clock::{Tz, day, zone};
use crate::error::Error;
use crate::http::pages::layout::{About, page};
use crate::http::pages::{Context, results, say};
use crate::locale::render as in_locale;
use crate::organisations::rules::{holds, is_stale};
use crate::organisations::store::{self, ChangesOf, HangsOnOrganisation, On, OrganisationLoader, PublicChange};
use crate::scalars::web_address;

pub(in crate::http::pages) async fn render(context: &Context<'_>, id: &str) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, .. } = context;
    let here = store::by_id(scope, id.parse()?).await?.filter(|row| row.municipality_id == owner.id);
    let row = here.ok_or_else(|| Error::NotFound("There is no such organisation here.".into()))?;
    let zone = zone(&owner.time_zone);
    let (areas, statuses, changes) = tokio::try_join!(
        edge::<organisation_area::Entity>(context, &row),
        edge::<organisation_status::Entity>(context, &row),
        changes(context, &row),
    )?;
    let mut offered = context.areas();
    offered.retain(|area| areas.iter().any(|row| row.area_code == area.code));
    let (won, said) = (results::of_organisation(context, row.id).await?, results::said_for(context, row.id).await?);
    let today = store::today(scope, Some(&context.owner));
    let title = in_locale(&row.name, context.locale);
    let list = format!("/{}/organizacije", owner.slug);
    let body = html! {
        p.back { a href={ (list) (context.lang()) } { "← " (messages.say("directory.orgAll")) } }
        article {
            h1 lang=(title.locale.tag()) { (title.text) }
            p.meta {
                @if row.exercise { span.badge { (messages.say("exercise")) } }
                @if let Some(short) = &row.short_name { (words(context, short)) }
                @if let Some(form) = row.legal_form { span { (messages.say(form_key(form))) } }
                @if let Some(key) = activity_key(row.activity) { span.badge { (messages.say(key)) } }
            }
            (confirmed(context, &row, today))
            @if let Some(text) = &row.description { div.summary { (words(context, text)) } }
            (facts(context, &row))
            @if !offered.is_empty() {
                h2 { (messages.say("directory.orgAreas")) }
                ul.docs {
                    @for area in &offered {
                        li { a href=(in_area(context, &list, &area.code)) { (area.label) } }
                    }
                }
            }
            @if !statuses.is_empty() {
                h2 { (messages.say("directory.orgStatuses")) }
                ul.docs { @for status in statuses.iter() { (status_row(context, status, today)) } }
            }
            (won)
            (said)
            @if !changes.is_empty() {
                h2 id="izmjene" { (messages.say("corrections")) }
                ul.docs { @for change in changes.iter() { (change_row(context, change, zone)) } }
            }
            @if let Some(source) = row.source_url.as_deref().filter(|url| web_address(url).is_some()) {
                p.source { (messages.say("source")) ": " a href=(source) rel="nofollow ugc noopener" { (source) } }
            }
            (suggest::ways(context, &row))
        }
    };
    let about = About {
        follows: None,
        description: messages.fill("directory.orgDescription", &[("name", context.name())]),
        chosen: String::new(),
        data: structured(context, &row, &title.text),
        path: format!("/{}/organizacija/{}", owner.slug, row.id),
        title: title.text.into_owned(),
    };
    Ok(page(context, &about, &body))
}

async fn edge<E>(context: &Context<'_>, row: &organisation::Model) -> Result<Arc<Vec<E::Model>>, Error>
where
    E: HangsOnOrganisation,
    E::Model: Send + Sync + 'static,
{
    let key = On::<E>::organisation(row.id);
    let mut found = OrganisationLoader(context.scope.clone()).load(std::slice::from_ref(&key)).await?;
    Ok(found.remove(&key).unwrap_or_default())
}

/// What was changed of it, and of the records that were put into it.
async fn changes(context: &Context<'_>, row: &organisation::Model) -> Result<Arc<Vec<PublicChange>>, Error> {
    let key = ChangesOf(row.id);
    let mut found = OrganisationLoader(context.scope.clone()).load(&[key]).await?;
    Ok(found.remove(&key).unwrap_or_default())
}

/// The list, narrowed to an area.
fn in_area(context: &Context<'_>, list: &str, code: &str) -> String {
    let lang = context.lang();
    if lang.is_empty() { format!("{list}?oblast={code}") } else { format!("{list}{lang}&oblast={code}") }
}

/// Who said last that it is true, and that it is long ago.
fn confirmed(context: &Context<'_>, row: &organisation::Model, today: NaiveDate) -> Markup {
    let messages = context.say;
    let said = row.confirmed_on.zip(row.confirmed_by).map(|(on, by)| {
        let key = match by {
            ConfirmedBy::Organisation => "directory.orgConfirmedBySelf",
            ConfirmedBy::Municipality => "directory.orgConfirmedByTown",
        };
        messages.fill(key, &[("date", &say::date(on, messages.locale()))])
    });
    html! {
        p.meta {
            @match said {
                Some(said) => {
                    span { (said) }
                    @if is_stale(row.confirmed_on, today) { span.badge { (messages.say("directory.orgStale")) } }
                }
                None => span { (messages.say("directory.orgUnconfirmed")) }
            }
        }
    }
}

pub(super) fn facts(context: &Context<'_>, row: &organisation::Model) -> Markup {
    let plain = |text: &String| html! { (text) };
    let text = |text: &LocalisedText| words(context, text);
    let link = |url: &String| {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        web_address(url).map(|url| html! { a href=(url) rel="nofollow ugc noopener" { (shown) } })
    };
    let date = |on: NaiveDate| html! { (say::date(on, context.say.locale())) };
    let rows: Vec<(&str, Markup)> = [
        row.seat.as_ref().map(|seat| ("directory.orgSeat", text(seat))),
        row.public_address().map(|address| ("directory.orgAddress", text(address))),
        row.phone.as_ref().map(|phone| ("directory.orgPhone", plain(phone))),
        row.email.as_ref().map(|email| ("directory.orgEmail", html! { a href={ "mailto:" (email) } { (email) } })),
        row.website.as_ref().and_then(link).map(|link| ("directory.orgWebsite", link)),
        row.territory.as_ref().map(|territory| ("directory.orgTerritory", text(territory))),
        row.representative
            .as_ref()
            .filter(|_| row.representative_public)
            .map(|name| ("directory.orgRepresentative", plain(name))),
        row.founded.map(|year| ("directory.orgFounded", html! { (year) })),
        row.registering_body.as_ref().map(|body| ("directory.orgBody", text(body))),
        row.register_number.as_ref().map(|number| ("directory.orgNumber", plain(number))),
        row.registered_on.map(|on| ("directory.orgRegistered", date(on))),
        row.jib.as_ref().map(|jib| ("directory.orgJib", plain(jib))),
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

fn status_row(context: &Context<'_>, status: &organisation_status::Model, today: NaiveDate) -> Markup {
    let messages = context.say;
    let date = |on: NaiveDate| say::date(on, messages.locale());
    let begins = |from| messages.fill("directory.orgStatusFrom", &[("date", &date(from))]);
    let ends = |until| messages.fill("directory.orgStatusUntil", &[("date", &date(until))]);
    let told = match (status.valid_from, status.valid_until) {
        (None, None) => messages.say("directory.orgStatusUnknown").to_owned(),
        (_, Some(until)) if until < today => messages.fill("directory.orgStatusEnded", &[("date", &date(until))]),
        // Of one that has not begun both days are told: until when it will hold says nothing of today.
        (Some(from), Some(until)) if from > today => format!("{} {}", begins(from), ends(until)),
        (_, Some(until)) => ends(until),
        (Some(from), None) => begins(from),
    };
    let holds = holds(status.valid_from, status.valid_until, today);
    html! {
        li {
            div {
                span.badge.ok[holds] {
                    (messages.say(status_key(status.kind)))
                }
                @if let Some(act) = &status.act { " " (words(context, act)) }
                @if let Some(url) = status.act_url.as_deref().filter(|url| web_address(url).is_some()) {
                    " " a href=(url) rel="nofollow ugc noopener" { (messages.say("source")) }
                }
            }
            span { (told) }
        }
    }
}

fn change_row(context: &Context<'_>, PublicChange { row: change, record }: &PublicChange, zone: Tz) -> Markup {
    use OrganisationField as Field;

    let messages = context.say;
    let field = messages.say(match change.field {
        Field::Name => "directory.orgName",
        Field::ShortName => "directory.orgShort",
        Field::LegalForm => "directory.orgForm",
        Field::Registration => "directory.orgFieldRegistration",
        Field::Jib => "directory.orgJib",
        Field::Seat => "directory.orgSeat",
        Field::Territory => "directory.orgTerritory",
        Field::Founded => "directory.orgFounded",
        Field::Contact => "contact",
        Field::Description => "summary",
        Field::Representative => "directory.orgRepresentative",
        Field::Activity => "directory.orgActivity",
        Field::Areas => "directory.orgAreas",
        Field::Statuses => "directory.orgStatuses",
        Field::Merged => "directory.orgFieldMerged",
    });
    // Of a code nobody reads more than that it changed.
    let is_code = matches!(change.field, Field::LegalForm | Field::Activity | Field::Areas | Field::Statuses);
    let told = |value: &Option<String>| value.clone().filter(|_| !is_code);
    let on = |at: DateTime<Utc>| say::date(day(at, zone), messages.locale());
    html! {
        li {
            div {
                @if let Some(record) = record { (words(context, record)) ": " }
                b { (field) }
                @if let Some(before) = told(&change.before) { p { s { (messages.fill("was", &[("value", &before)])) } } }
                @if let Some(after) = told(&change.after) { p { (messages.fill("now", &[("value", &after)])) } }
                @if let Some(reason) = &change.reason { p { (words(context, reason)) } }
            }
            span { (on(change.at)) }
        }
    }
}

/// What search engines learn of it.
fn structured(context: &Context<'_>, row: &organisation::Model, name: &str) -> Value {
    let text =
        |text: &Option<LocalisedText>| text.as_ref().map(|text| in_locale(text, context.locale).text.into_owned());
    let place = [("addressLocality", text(&row.seat)), ("streetAddress", text(&row.public_address().cloned()))];
    let mut address: Map<_, _> =
        place.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Value::from(text?)))).collect();
    if !address.is_empty() {
        address.insert("@type".into(), "PostalAddress".into());
    }
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": name,
        "url": context.address(&format!("/{}/organizacija/{}", context.owner.slug, row.id)),
    });
    let more = [
        ("alternateName", text(&row.short_name).map(Value::from)),
        ("description", text(&row.description).map(Value::from)),
        ("foundingDate", row.founded.map(|year| year.to_string().into())),
        ("telephone", row.phone.clone().map(Value::from)),
        ("email", row.email.clone().map(Value::from)),
        ("sameAs", row.website.clone().map(Value::from)),
        ("taxID", row.jib.clone().map(Value::from)),
        ("identifier", row.jib.as_ref().map(|jib| format!("BA-JIB-{jib}").into())),
        ("areaServed", text(&row.territory).map(Value::from)),
        ("address", (!address.is_empty()).then(|| address.into())),
    ];
    if let Some(data) = data.as_object_mut() {
        data.extend(more.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    }
    data
}
