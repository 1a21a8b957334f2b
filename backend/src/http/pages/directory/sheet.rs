//! The list on one sheet, to be printed: all of it, as it was narrowed, in the order of the alphabet of the reader's script.

use async_graphql::connection::CursorType as _;
use chrono::NaiveDate;
use entities::{Activity, organisation, organisation_area, organisation_status};
use maud::{Markup, html};
use serde_json::Value;

use super::narrow::Chosen;
use super::{activity_key, edges, form_key, labels, status_key, words};
use crate::error::Error;
use crate::http::pages::layout::{About, page};
use crate::http::pages::{Context, say};
use crate::organisations::rules::holds;
use crate::organisations::store::{self, Criteria, OrganisationOrder, Surrounding};
use crate::organisations::types::alphabet_of;
use crate::page::PageArgs;

/// As many pages of a list stand on one sheet: an operator who wants smaller answers has smaller sheets.
const PAGES: u64 = 50;
/// So many organisations at most. No municipality here has as many; where one did, there would be a next sheet, and each
/// says how many it has of how many.
const MOST: u64 = 5_000;

/// However many organisations there are, the statements are as many.
pub(super) async fn render(context: &Context<'_>, chosen: &Chosen, criteria: &Criteria) -> Result<Markup, Error> {
    let Context { scope, say: messages, choice, .. } = context;
    let alphabet = alphabet_of(context.locale);
    let order = OrganisationOrder::Name(alphabet);
    let most = context.app.config.operation.page_rows.saturating_mul(PAGES).min(MOST);
    let args = PageArgs { first: i32::try_from(most).ok(), after: choice.poslije.clone(), ..PageArgs::default() };
    let args = args.page(order.name(), most)?;
    let sought = store::find(&context.app.tallies, scope, criteria).await?;
    let listed = store::list(scope, criteria, &sought, order, &args).await?;
    let Surrounding { total, .. } = store::surrounding(scope, criteria, &sought, alphabet).await?;
    let areas = edges::<organisation_area::Entity>(context, &listed.rows).await?;
    let statuses = edges::<organisation_status::Entity>(context, &listed.rows).await?;

    let today = store::today(scope, Some(&context.owner));
    let part = (listed.has_previous || listed.has_next).then(|| {
        let (shown, all) = (listed.rows.len().to_string(), total.to_string());
        messages.fill("directory.orgSheetPart", &[("shown", &shown), ("total", &all)])
    });
    let next = listed.rows.last().filter(|_| listed.has_next).map(|row| order.cursor(row).encode_cursor());
    let row = |row: &organisation::Model| {
        let areas = areas.get(&row.id).map(|all| all.as_slice()).unwrap_or_default();
        let statuses = statuses.get(&row.id).map(|all| all.as_slice()).unwrap_or_default();
        entry(context, row, areas, statuses, today)
    };
    let title = messages.say("directory.orgDirectory");
    let body = html! {
        p.back { a href=(chosen.link(&[])) { "← " (title) } }
        h1 id="spisak" { (title) }
        p.meta {
            b { (messages.count("directory.orgFound", total)) }
            span { (messages.fill("directory.orgAsOf", &[("date", &say::date(today, messages.locale()))])) }
        }
        (chosen.told(context))
        @if let Some(part) = &part { p.meta { b { (part) } } }
        @if sought.is_corrected() { p.nothing { (messages.say("directory.orgCorrected")) } }
        @if listed.rows.is_empty() { p.nothing { (messages.say("noMatch")) } } @else {
            div.results.sheet {
                div.wide tabindex="0" role="region" aria-labelledby="spisak" {
                    table {
                        thead {
                            tr {
                                th scope="col" { (messages.say("directory.orgName")) }
                                th scope="col" { (messages.say("directory.orgForm")) }
                                th scope="col" { (messages.say("directory.orgSeat")) }
                                th scope="col" { (messages.say("area")) }
                                th scope="col" { (messages.say("directory.orgStatuses")) }
                            }
                        }
                        tbody { @for one in &listed.rows { (row(one)) } }
                    }
                }
            }
        }
        @if let Some(next) = &next {
            nav.pages {
                a rel="next" href=(chosen.link(&[("stampa", "1"), ("poslije", next)])) { (messages.say("page.next")) " →" }
            }
        }
    };
    let about = About {
        follows: None,
        chosen: chosen.behind(&[("stampa", "1")]),
        title: title.to_owned(),
        description: messages.fill("directory.orgDescription", &[("name", context.name())]),
        // The same as the list, which is what is to be found.
        data: Value::Null,
        path: chosen.path.clone(),
    };
    Ok(page(context, &about, &body))
}

fn entry(
    context: &Context<'_>,
    row: &organisation::Model,
    areas: &[organisation_area::Model],
    statuses: &[organisation_status::Model],
    today: NaiveDate,
) -> Markup {
    let messages = context.say;
    let path = format!("/{}/organizacija/{}", context.owner.slug, row.id);
    let mut kinds: Vec<_> = statuses
        .iter()
        .filter(|status| holds(status.valid_from, status.valid_until, today))
        .map(|status| messages.say(status_key(status.kind)))
        .collect();
    kinds.dedup();
    html! {
        tr {
            th scope="row" {
                @if row.exercise { span.badge { (messages.say("exercise")) } " " }
                a href={ (path) (context.lang()) } { (words(context, &row.name)) }
                @if let Some(short) = &row.short_name { " (" (words(context, short)) ")" }
            }
            td { @if let Some(form) = row.legal_form { (messages.say(form_key(form))) } }
            td { @if let Some(seat) = &row.seat { (words(context, seat)) } }
            td { (labels(context, areas).join(", ")) }
            td {
                (kinds.join(", "))
                @if row.activity != Activity::Active && let Some(key) = activity_key(row.activity) {
                    @if !kinds.is_empty() { ", " }
                    (messages.say(key))
                }
            }
        }
    }
}
