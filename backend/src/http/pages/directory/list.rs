//! The list of a municipality's organisations: by words, area, legal form, seat, status and letter, without any script.

use async_graphql::connection::CursorType as _;
use entities::{Activity, LocalisedText, SuggestionKind, organisation, organisation_area};
use maud::{Markup, html};
use serde_json::json;

use super::marks::Sought;
use super::narrow::Chosen;
use super::{activity_key, edges, form_key, labels, sheet, suggest};
use crate::error::Error;
use crate::http::pages::Context;
use crate::http::pages::layout::{About, page};
use crate::locale::alphabet;
use crate::organisations::rules::words::Reading;
use crate::organisations::store::{self, LetterCount, OrganisationOrder, Surrounding};
use crate::organisations::types::alphabet_of;
use crate::page::PageArgs;

pub(in crate::http::pages) async fn render(context: &Context<'_>) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, choice, .. } = context;
    let alphabet = alphabet_of(context.locale);
    let chosen = Chosen::of(context);
    let criteria = chosen.criteria(context)?;
    if choice.stampa.is_some() {
        return Box::pin(sheet::render(context, &chosen, &criteria)).await;
    }
    let order = OrganisationOrder::Name(alphabet);
    let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
    let args = args.page(order.name(), context.app.config.operation.page_rows)?;
    let sought = store::find(&context.app.tallies, scope, &criteria).await?;
    let listed = store::list(scope, &criteria, &sought, order, &args).await?;
    let Surrounding { total, facets, letters } = store::surrounding(scope, &criteria, &sought, alphabet).await?;
    let areas = edges::<organisation_area::Entity>(context, &listed.rows).await?;

    let found_by = sought.readings();
    let cursor = |row: Option<&organisation::Model>| row.map(|row| order.cursor(row).encode_cursor());
    let title = messages.say("directory.orgDirectory");
    let lang = context.lang();
    // On paper nobody goes on to the next page.
    let part = (listed.has_previous || listed.has_next).then(|| {
        let (shown, all) = (listed.rows.len().to_string(), total.to_string());
        let said = messages.fill("directory.orgPrinted", &[("n", &shown), ("all", &all)]);
        format!("{said} {}", context.address(&chosen.link(&[("stampa", "1")])))
    });
    let body = html! {
        h1 { (title) }
        div.bar {
            p.meta { b { (messages.count("directory.orgFound", total)) } }
            (chosen.finder(context, &facets))
        }
        (letter_bar(context, &chosen, &letters))
        @if sought.is_corrected() { p.nothing { (messages.say("directory.orgCorrected")) } }
        @if listed.rows.is_empty() {
            p.nothing {
                @if chosen.is_narrow() {
                    (messages.say("noMatch")) " " a href={ (chosen.path) (lang) } { (messages.say("reset")) }
                } @else { (messages.say("directory.orgEmpty")) }
            }
        }
        ul.calls {
            @for row in &listed.rows { (entry(context, row, &found_by, areas.get(&row.id).map(|all| all.as_slice()).unwrap_or_default())) }
        }
        @if listed.has_previous || listed.has_next {
            nav.pages {
                @if listed.has_previous && let Some(cursor) = cursor(listed.rows.first()) {
                    a rel="prev" href=(chosen.link(&[("prije", &cursor)])) { "← " (messages.say("page.previous")) }
                }
                @if listed.has_next && let Some(cursor) = cursor(listed.rows.last()) {
                    a rel="next" href=(chosen.link(&[("poslije", &cursor)])) { (messages.say("page.next")) " →" }
                }
            }
        }
        @if let Some(part) = &part { p.paper { (part) } }
        p.ways {
            a.button href=(chosen.link(&[("stampa", "1")])) rel="nofollow" { (messages.say("directory.orgSheet")) }
            " "
            a.button href={ (suggest::path(context, SuggestionKind::Proposal, None)) (lang) } rel="nofollow" { (messages.say("suggest.proposeLink")) }
        }
        p.source {
            (messages.say("directory.orgDownload")) ": "
            @for kind in ["csv", "xlsx", "json"] {
                a href={ "/data/" (owner.slug) "/organisations." (kind) } { (kind.to_uppercase()) } " "
            }
            a href={ "/data/" (owner.slug) "/organisations-codebook.csv" } { (messages.say("report.reportCodebook")) }
            br;
            (messages.say("results.download")) ": "
            @for kind in ["csv", "xlsx", "json"] {
                a href={ "/data/" (owner.slug) "/grants." (kind) } { (kind.to_uppercase()) } " "
            }
        }
    };
    let address = |row: &organisation::Model| context.address(&format!("/{}/organizacija/{}", owner.slug, row.id));
    let item = |(row, position): (&organisation::Model, i32)| json!({ "@type": "ListItem", "position": position, "url": address(row) });
    let items: Vec<_> = listed.rows.iter().zip(1..).map(item).collect();
    let about = About {
        follows: None,
        chosen: chosen.behind(&[]),
        title: title.to_owned(),
        description: messages.fill("directory.orgDescription", &[("name", context.name())]),
        data: json!({ "@context": "https://schema.org", "@type": "ItemList", "itemListElement": items }),
        path: chosen.path.clone(),
    };
    Ok(page(context, &about, &body))
}

/// The alphabet of the page's script; letters under which nobody stands lead nowhere.
fn letter_bar(context: &Context<'_>, chosen: &Chosen, counts: &[LetterCount]) -> Markup {
    let alphabet = alphabet_of(context.locale);
    let count = |first: char| counts.iter().any(|count| count.first == Some(first));
    let here = |letter: &str| {
        chosen.get("slovo").is_some_and(|chosen| alphabet::under(chosen, alphabet) == alphabet::under(letter, alphabet))
    };
    let letters: Vec<_> =
        alphabet::letters(alphabet).filter(|(letter, first)| count(*first) || !alphabet::is_seldom(letter)).collect();
    html! {
        nav.abc aria-label=(context.say.say("directory.orgLetters")) {
            a href=(chosen.link(&[("slovo", "")])) aria-current=[chosen.get("slovo").is_none().then_some("true")] {
                (context.say.say("directory.orgAllLetters"))
            }
            @for (letter, first) in letters {
                @if count(first) {
                    a href=(chosen.link(&[("slovo", &letter)])) aria-current=[here(&letter).then_some("true")] { (letter) }
                } @else { span aria-hidden="true" { (letter) } }
            }
        }
    }
}

fn entry(
    context: &Context<'_>,
    row: &organisation::Model,
    found_by: &[Reading],
    areas: &[organisation_area::Model],
) -> Markup {
    let Context { owner, say: messages, .. } = context;
    let path = format!("/{}/organizacija/{}", owner.slug, row.id);
    let labels = labels(context, areas);
    let marked = |text: &LocalisedText| Sought::of(context, text, found_by);
    let name = marked(&row.name);
    // A name says why it is here; of a description a reader has to be shown where.
    let described = row.description.as_ref().filter(|_| !name.is_found()).map(marked).filter(Sought::is_found);
    html! {
        li.call {
            div {
                h2 {
                    @if row.exercise { span.badge { (messages.say("exercise")) } " " }
                    a href={ (path) (context.lang()) } data-page=(context.address(&path)) { (name.whole()) }
                }
                p.meta {
                    @if let Some(short) = &row.short_name { (marked(short).whole()) }
                    @if let Some(form) = row.legal_form { span { (messages.say(form_key(form))) } }
                    @if !labels.is_empty() { span { (labels.join(", ")) } }
                    @if let Some(seat) = &row.seat { (marked(seat).whole()) }
                }
                @if let Some(described) = described { p.meta { (described.around()) } }
            }
            @if row.activity != Activity::Active && let Some(key) = activity_key(row.activity) {
                div { span.badge { (messages.say(key)) } }
            }
        }
    }
}
