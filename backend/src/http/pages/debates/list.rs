//! The list of a municipality's consultations.

use async_graphql::connection::CursorType as _;
use chrono::{DateTime, Utc};
use entities::consultation;
use maud::{Markup, html};
use serde_json::json;

use super::one::areas;
use super::{due, kind_key, reported, words};
use crate::clock::{Tz, zone};
use crate::consultations::rules::{Facts, Status, status};
use crate::consultations::store::{self, ConsultationOrder, Criteria};
use crate::error::Error;
use crate::http::pages::Context;
use crate::http::pages::feeds::{Following, Subject};
use crate::http::pages::layout::{About, page};
use crate::locale::fold::fold_query;
use crate::page::PageArgs;

/// A part of the list.
struct Shelf {
    /// Its word in the address.
    word: &'static str,
    name: &'static str,
    empty: &'static str,
    statuses: &'static [Status],
    order: ConsultationOrder,
}

const SHELVES: [Shelf; 3] = [
    Shelf {
        word: "otvorene",
        name: "debate.debatesOpen",
        empty: "debate.emptyDebatesOpen",
        statuses: &[Status::Open],
        order: ConsultationOrder::ClosingSoonest,
    },
    Shelf {
        word: "najavljene",
        name: "debate.debatesAnnounced",
        empty: "debate.emptyDebatesAnnounced",
        statuses: &[Status::Announced],
        order: ConsultationOrder::Newest,
    },
    Shelf {
        word: "zavrsene",
        name: "debate.debatesEnded",
        empty: "debate.emptyDebatesEnded",
        statuses: &[Status::Closed, Status::Report, Status::Cancelled, Status::Undated],
        order: ConsultationOrder::Newest,
    },
];

pub(in crate::http::pages) async fn render(context: &Context<'_>) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, choice, .. } = context;
    let shelf = SHELVES.iter().find(|shelf| Some(shelf.word) == choice.stanje.as_deref()).unwrap_or(&SHELVES[0]);
    let area = choice.oblast.as_deref().filter(|code| !code.is_empty());
    let criteria = Criteria {
        municipality: Some(owner.id),
        areas: area.map(|code| vec![code.to_owned()]),
        statuses: Some(shelf.statuses.to_vec()),
        terms: choice.q.as_deref().map(fold_query).unwrap_or_default(),
        ..Criteria::default()
    };
    let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
    let args = args.page(shelf.order.name(), context.app.config.operation.page_rows)?;
    let found = store::list(scope, &criteria, shelf.order, &args).await?;
    let reports = reported(context, &found.rows).await?;
    let counts = store::count_by_status(scope, &criteria).await?;
    let known = store::areas_of(scope, owner.id).await?;
    let offered: Vec<_> = context.areas().into_iter().filter(|one| known.contains(&one.code)).collect();
    let count = |shelf: &Shelf| match shelf.statuses {
        [Status::Open] => counts.open,
        [Status::Announced] => counts.announced,
        _ => counts.closed + counts.report + counts.cancelled + counts.undated,
    };

    let path = format!("/{}/rasprave", owner.slug);
    let link = |word: &str, more: &[(&str, &str)]| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let kept =
            [("lang", choice.lang.as_deref()), ("stanje", Some(word)), ("q", choice.q.as_deref()), ("oblast", area)];
        for (key, value) in kept.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        format!("{path}?{}", query.extend_pairs(more).finish())
    };
    let lang = choice.lang.as_deref().map(|lang| format!("&lang={lang}")).unwrap_or_default();
    let cursor = |row: Option<&consultation::Model>| row.map(|row| shelf.order.cursor(row).encode_cursor());
    let zone = zone(&owner.time_zone);
    let title = messages.say("debate.debates");
    let follows = Following { subject: Subject::Consultations, one: None, area: area.map(str::to_owned) };
    let body = html! {
        h1 { (title) }
        div.bar {
            nav.tabs aria-label=(title) {
                @for other in &SHELVES {
                    a href=(link(other.word, &[])) aria-current=[(other.word == shelf.word).then_some("page")] {
                        (messages.say(other.name)) " " small { (count(other)) }
                    }
                }
            }
            form.find role="search" action=(path) {
                input type="hidden" name="stanje" value=(shelf.word);
                @if let Some(lang) = &choice.lang { input type="hidden" name="lang" value=(lang); }
                input type="search" name="q" value=[choice.q.as_deref()] aria-label=(messages.say("debate.searchDebates"))
                    placeholder=(messages.say("debate.searchDebates"));
                @if !offered.is_empty() {
                    select name="oblast" aria-label=(messages.say("area")) {
                        option value="" { (messages.say("allAreas")) }
                        @for one in &offered {
                            option value=(one.code) selected[area == Some(&*one.code)] { (one.label) }
                        }
                    }
                }
                button type="submit" { (messages.say("page.find")) }
            }
        }
        @if found.rows.is_empty() {
            p.nothing {
                @if criteria.terms.is_empty() && area.is_none() {
                    (messages.say(shelf.empty))
                    @if shelf.word != SHELVES[2].word && count(&SHELVES[2]) > 0 {
                        " " a href=(link(SHELVES[2].word, &[])) { (messages.say("debate.seeEnded")) }
                    }
                } @else {
                    (messages.say("noMatch")) " "
                    a href={ (path) "?stanje=" (shelf.word) (lang) } { (messages.say("reset")) }
                }
            }
        }
        ul.calls { @for row in &found.rows { (entry(context, row, reports.get(&row.id).copied(), zone)) } }
        @if found.has_previous || found.has_next {
            nav.pages {
                @if found.has_previous && let Some(cursor) = cursor(found.rows.first()) {
                    a rel="prev" href=(link(shelf.word, &[("prije", &cursor)])) { "← " (messages.say("page.previous")) }
                }
                @if found.has_next && let Some(cursor) = cursor(found.rows.last()) {
                    a rel="next" href=(link(shelf.word, &[("poslije", &cursor)])) { (messages.say("page.next")) " →" }
                }
            }
        }
        (follows.links(context))
    };
    let address = |row: &consultation::Model| context.address(&format!("/{}/rasprava/{}", owner.slug, row.id));
    let items: Vec<_> = found
        .rows
        .iter()
        .zip(1..)
        .map(|(row, position)| json!({ "@type": "ListItem", "position": position, "url": address(row) }))
        .collect();
    let chosen = [("stanje", choice.stanje.as_deref()), ("q", choice.q.as_deref()), ("oblast", area)];
    let chosen = chosen.into_iter().filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)));
    let chosen = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).finish();
    let about = About {
        follows: Some(follows),
        chosen: if chosen.is_empty() { chosen } else { format!("&{chosen}") },
        title: title.to_owned(),
        description: messages.fill("debate.debatesDescription", &[("name", context.name())]),
        data: json!({ "@context": "https://schema.org", "@type": "ItemList", "itemListElement": items }),
        path,
    };
    Ok(page(context, &about, &body))
}

fn entry(context: &Context<'_>, row: &consultation::Model, report: Option<DateTime<Utc>>, zone: Tz) -> Markup {
    let Context { scope, owner, say: messages, .. } = context;
    let now = status(&Facts::from(row), scope.now);
    let due = due(row, (now, report), scope.now, zone, messages);
    let path = format!("/{}/rasprava/{}", owner.slug, row.id);
    let about = areas(context, row);
    html! {
        li.call.soon[due.soon] {
            div {
                h2 {
                    @if row.exercise { span.badge { (messages.say("exercise")) } " " }
                    a href={ (path) (context.lang()) } data-page=(context.address(&path)) { (words(context, &row.title)) }
                }
                p.meta {
                    span { (messages.say(kind_key(row.kind))) }
                    @if !about.is_empty() { span { (about) } }
                    @if let Some(body) = &row.responsible_body { (words(context, body)) }
                }
            }
            div.due { b { (due.strong) } span { (due.small) } }
        }
    }
}
