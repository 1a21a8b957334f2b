//! The list of a municipality's calls.

use std::collections::HashMap;

use async_graphql::connection::CursorType as _;
use async_graphql::dataloader::Loader as _;
use entities::{CallId, call_area, open_call};
use maud::{Markup, html};
use serde_json::json;

use super::feeds::{Following, Subject};
use super::layout::{About, page};
use super::{Context, say};
use crate::calls::rules::{Facts, Phase, Status, elapsed_percent, status};
use crate::calls::store::{self, CallLoader, CallOrder, Criteria, Of};
use crate::clock::{Tz, at_hour, zone};
use crate::error::Error;
use crate::locale::fold::fold_query;
use crate::locale::render as in_locale;
use crate::page::PageArgs;

/// The parts of the list: their word in the address, their key, and the order that suits them.
const PARTS: [(&str, &str, Phase, CallOrder); 3] = [
    ("otvoreni", "open", Phase::Open, CallOrder::DeadlineSoonest),
    ("najavljeni", "announced", Phase::Announced, CallOrder::Newest),
    ("zatvoreni", "closed", Phase::Closed, CallOrder::Newest),
];

pub(super) async fn render(context: &Context<'_>) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, choice, .. } = context;
    let (word, _, phase, order) =
        *PARTS.iter().find(|part| Some(part.0) == choice.stanje.as_deref()).unwrap_or(&PARTS[0]);
    let area = choice.oblast.as_deref().filter(|code| !code.is_empty());
    let criteria = Criteria {
        municipality: Some(owner.id),
        phases: Some(vec![phase]),
        terms: choice.q.as_deref().map(fold_query).unwrap_or_default(),
        areas: area.map(|code| vec![code.to_owned()]),
        ..Criteria::default()
    };
    let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
    let found =
        store::list(scope, &criteria, order, &args.page(order.name(), context.app.config.operation.page_rows)?).await?;
    let counts = store::count_by_phase(scope, &criteria).await?;
    let by_area =
        store::count_by_area(scope, &Criteria { terms: Vec::new(), phases: None, ..criteria.clone() }).await?;
    let areas = context.areas();
    let of_calls = areas_of(context, &found.rows).await?;

    let path = format!("/{}/pozivi", owner.slug);
    let link = |part: &str, more: &[(&str, &str)]| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let kept =
            [("lang", choice.lang.as_deref()), ("stanje", Some(part)), ("q", choice.q.as_deref()), ("oblast", area)];
        for (key, value) in kept.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        format!("{path}?{}", query.extend_pairs(more).finish())
    };
    // The same part of the list, in the same language, without words and area.
    let lang = choice.lang.as_deref().map(|lang| format!("&lang={lang}")).unwrap_or_default();
    let afresh = format!("{path}?stanje={word}{lang}");
    let cursor = |row: Option<&open_call::Model>| row.map(|row| order.cursor(row).encode_cursor());
    let count = |key: &str| match key {
        "open" => counts.open,
        "announced" => counts.announced,
        _ => counts.closed,
    };
    let zone = zone(&owner.time_zone);
    let follows = Following { subject: Subject::Calls, one: None, area: area.map(str::to_owned) };
    let body = html! {
        h1 { (messages.say("heading")) }
        div.bar {
            nav.tabs aria-label=(messages.say("heading")) {
                @for (part, key, _, _) in PARTS {
                    a href=(link(part, &[])) aria-current=[(part == word).then_some("page")] {
                        (messages.say(key)) " " small { (count(key)) }
                    }
                }
            }
            form.find role="search" action=(path) {
                input type="hidden" name="stanje" value=(word);
                @if let Some(lang) = &choice.lang { input type="hidden" name="lang" value=(lang); }
                input type="search" name="q" value=[choice.q.as_deref()] aria-label=(messages.say("search"))
                    placeholder=(messages.say("search"));
                @if !by_area.is_empty() {
                    select name="oblast" aria-label=(messages.say("area")) {
                        option value="" { (messages.say("allAreas")) }
                        @for offered in areas.iter().filter(|one| by_area.iter().any(|count| count.area_code == one.code)) {
                            option value=(offered.code) selected[area == Some(&*offered.code)] { (offered.label) }
                        }
                    }
                }
                button type="submit" { (messages.say("page.find")) }
            }
        }
        @if found.rows.is_empty() {
            p.nothing {
                @if criteria.terms.is_empty() && area.is_none() {
                    (messages.say(match phase { Phase::Open => "emptyOpen", Phase::Announced => "emptyAnnounced", Phase::Closed => "emptyClosed" }))
                    @if phase != Phase::Closed && counts.closed > 0 { " " a href=(link("zatvoreni", &[])) { (messages.say("seeClosed")) } }
                } @else { (messages.say("noMatch")) " " a href=(afresh) { (messages.say("reset")) } }
            }
        }
        ul.calls {
            @for row in &found.rows {
                (entry(context, row, zone, areas.iter().filter(|one| of_calls.get(&row.id).is_some_and(|codes| codes.contains(&one.code))).map(|one| &*one.label)))
            }
        }
        @if found.has_previous || found.has_next {
            nav.pages {
                @if found.has_previous && let Some(cursor) = cursor(found.rows.first()) {
                    a rel="prev" href=(link(word, &[("prije", &cursor)])) { "← " (messages.say("page.previous")) }
                }
                @if found.has_next && let Some(cursor) = cursor(found.rows.last()) {
                    a rel="next" href=(link(word, &[("poslije", &cursor)])) { (messages.say("page.next")) " →" }
                }
            }
        }
        (follows.links(context))
    };
    let items: Vec<_> = found
        .rows
        .iter()
        .zip(1..)
        .map(|(row, position)| json!({ "@type": "ListItem", "position": position, "url": context.address(&format!("{path}/{}", row.id)) }))
        .collect();
    let chosen = [("stanje", choice.stanje.as_deref()), ("q", choice.q.as_deref()), ("oblast", area)];
    let chosen = chosen.into_iter().filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)));
    let chosen = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    let about = About {
        follows: Some(follows),
        chosen: if chosen.is_empty() { chosen } else { format!("&{chosen}") },
        title: messages.say("heading").to_owned(),
        description: messages.fill("page.description", &[("name", context.name())]),
        data: json!({ "@context": "https://schema.org", "@type": "ItemList", "itemListElement": items }),
        path,
    };
    Ok(page(context, &about, &body))
}

async fn areas_of(context: &Context<'_>, rows: &[open_call::Model]) -> Result<HashMap<CallId, Vec<String>>, Error> {
    let keys: Vec<_> = rows.iter().map(|row| Of::<call_area::Entity>::call(row.id)).collect();
    let found = CallLoader(context.scope.clone()).load(&keys).await?;
    let codes = |areas: &[call_area::Model]| areas.iter().map(|area| area.area_code.clone()).collect();
    Ok(found.into_values().filter_map(|areas| Some((areas.first()?.call_id, codes(&areas)))).collect())
}

fn entry<'a>(context: &Context<'_>, row: &open_call::Model, zone: Tz, areas: impl Iterator<Item = &'a str>) -> Markup {
    let Context { scope, owner, say: messages, .. } = context;
    let now = status(&Facts::from(row), scope.now);
    let due = say::due(row, now, scope.now, zone, messages);
    let title = in_locale(&row.title, context.locale);
    let grant = say::grant(row.min_grant_minor, row.max_grant_minor, row.currency, messages);
    let money = grant.map(|sum| messages.fill("aProject", &[("sum", &sum)])).or_else(|| {
        let sum = say::money(row.budget_minor?, row.currency, messages.locale());
        Some(messages.fill("inAll", &[("sum", &sum)]))
    });
    let areas = areas.collect::<Vec<_>>().join(" · ");
    html! {
        li.call.soon[due.soon] {
            div {
                h2 lang=(title.locale.tag()) {
                    @if row.exercise { span.badge { (messages.say("exercise")) } " " }
                    a href={ "/" (owner.slug) "/pozivi/" (row.id) (context.lang()) }
                        data-page=(context.address(&format!("/{}/pozivi/{}", owner.slug, row.id))) { (title.text) }
                }
                p.meta {
                    @if now == Status::Extended { span.badge.part { (messages.say("statusExtended")) } }
                    @if !areas.is_empty() { span { (areas) } }
                    @if let Some(money) = money { span { (money) } }
                }
            }
            div.due { b { (due.strong) } span { (due.small) } }
            @if let Some(gone) = gone(row, now, scope.now, zone) {
                progress.track max="100" value=(gone) aria-hidden="true" {}
            }
        }
    }
}

fn gone(row: &open_call::Model, now: Status, at: chrono::DateTime<chrono::Utc>, zone: Tz) -> Option<i32> {
    let from = row.opens_at.or_else(|| Some(at_hour(row.published_on?, chrono::NaiveTime::MIN, zone)))?;
    (now.phase() == Phase::Open).then(|| elapsed_percent(from, row.deadline_at?, at)).flatten()
}
