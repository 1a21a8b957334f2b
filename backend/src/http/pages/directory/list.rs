//! The list of a municipality's organisations: by words, area, legal form and letter, without any script.

use std::collections::HashMap;

use async_graphql::connection::CursorType as _;
use async_graphql::dataloader::Loader as _;
use entities::{
    Activity, LocalisedText, OrganisationForm, OrganisationId, SuggestionKind, organisation, organisation_area,
};
use maud::{Markup, html};
use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::marks::Sought;
use super::{activity_key, form_key, suggest};
use crate::error::Error;
use crate::http::pages::Context;
use crate::http::pages::layout::{About, page};
use crate::locale::alphabet;
use crate::municipalities::types::Area;
use crate::organisations::rules::words::terms;
use crate::organisations::store::{
    self, Criteria, Facets, LetterCount, On, OrganisationLoader, OrganisationOrder, Surrounding,
};
use crate::organisations::types::alphabet_of;
use crate::page::PageArgs;

/// What was chosen, and what there is to choose from.
struct Chosen<'a> {
    path: String,
    area: Option<&'a str>,
    form: Option<&'a str>,
    letter: Option<&'a str>,
}

impl Chosen<'_> {
    /// The address of the list with what was chosen, but for the given keys.
    fn link(&self, context: &Context<'_>, more: &[(&str, &str)]) -> String {
        let choice = &context.choice;
        let kept = [
            ("lang", choice.lang.as_deref()),
            ("q", choice.q.as_deref()),
            ("oblast", self.area),
            ("oblik", self.form),
            ("slovo", self.letter),
        ];
        let kept = kept.into_iter().filter(|(key, _)| more.iter().all(|(other, _)| other != key));
        let all = kept.filter_map(|(key, value)| Some((key, value?))).chain(more.iter().copied());
        let all = all.filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

pub(in crate::http::pages) async fn render(context: &Context<'_>) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, choice, .. } = context;
    let alphabet = alphabet_of(context.locale);
    let given =
        |text: &'_ Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (area, form, letter) = (given(&choice.oblast), given(&choice.oblik), given(&choice.slovo));
    let chosen = Chosen {
        path: format!("/{}/organizacije", owner.slug),
        area: area.as_deref(),
        form: form.as_deref(),
        letter: letter.as_deref(),
    };
    let under = letter.as_deref().map(|letter| alphabet::under(letter, alphabet));
    let no_letter = || Error::NotFound("There is no such letter.".into());
    let of_form = form.as_ref().map(|form| OrganisationForm::try_from_value(form).map_err(|_| no_letter()));
    let criteria = Criteria {
        municipality: Some(owner.id),
        terms: choice.q.as_deref().map(terms).unwrap_or_default(),
        areas: area.clone().map(|area| vec![area]),
        forms: of_form.transpose()?.map(|form| vec![form]),
        letter: under.map(|under| under.ok_or_else(no_letter)).transpose()?.map(|under| (alphabet, under)),
        ..Criteria::default()
    };
    let order = OrganisationOrder::Name(alphabet);
    let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
    let args = args.page(order.name(), context.app.config.operation.page_rows)?;
    let sought = store::find(&context.app.tallies, scope, &criteria).await?;
    let listed = store::list(scope, &criteria, &sought, order, &args).await?;
    let Surrounding { total, facets, letters } = store::surrounding(scope, &criteria, &sought, alphabet).await?;
    let areas = areas_of(context, &listed.rows).await?;

    let found_by = sought.terms();
    let cursor = |row: Option<&organisation::Model>| row.map(|row| order.cursor(row).encode_cursor());
    let title = messages.say("directory.orgDirectory");
    let narrowed = !criteria.terms.is_empty() || area.is_some() || form.is_some() || letter.is_some();
    let lang = context.lang();
    let body = html! {
        h1 { (title) }
        div.bar {
            p.meta { b { (messages.count("directory.orgFound", total)) } }
            (finder(context, &chosen, &facets))
        }
        (letter_bar(context, &chosen, &letters))
        @if sought.is_corrected() { p.nothing { (messages.say("directory.orgCorrected")) } }
        @if listed.rows.is_empty() {
            p.nothing {
                @if narrowed {
                    (messages.say("noMatch")) " " a href={ (chosen.path) (lang) } { (messages.say("reset")) }
                } @else { (messages.say("directory.orgEmpty")) }
            }
        }
        ul.calls {
            @for row in &listed.rows { (entry(context, row, &found_by, areas.get(&row.id).map(Vec::as_slice).unwrap_or_default())) }
        }
        @if listed.has_previous || listed.has_next {
            nav.pages {
                @if listed.has_previous && let Some(cursor) = cursor(listed.rows.first()) {
                    a rel="prev" href=(chosen.link(context, &[("prije", &cursor)])) { "← " (messages.say("page.previous")) }
                }
                @if listed.has_next && let Some(cursor) = cursor(listed.rows.last()) {
                    a rel="next" href=(chosen.link(context, &[("poslije", &cursor)])) { (messages.say("page.next")) " →" }
                }
            }
        }
        p.ways {
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
            @for kind in ["csv", "json"] {
                a href={ "/data/" (owner.slug) "/grants." (kind) } { (kind.to_uppercase()) } " "
            }
        }
    };
    let address = |row: &organisation::Model| context.address(&format!("/{}/organizacija/{}", owner.slug, row.id));
    let item = |(row, position): (&organisation::Model, i32)| json!({ "@type": "ListItem", "position": position, "url": address(row) });
    let items: Vec<_> = listed.rows.iter().zip(1..).map(item).collect();
    let kept = [("q", choice.q.as_deref()), ("oblast", chosen.area), ("oblik", chosen.form), ("slovo", chosen.letter)];
    let kept = kept.into_iter().filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)));
    let kept = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    let about = About {
        follows: None,
        chosen: if kept.is_empty() { kept } else { format!("&{kept}") },
        title: title.to_owned(),
        description: messages.fill("directory.orgDescription", &[("name", context.name())]),
        data: json!({ "@context": "https://schema.org", "@type": "ItemList", "itemListElement": items }),
        path: chosen.path.clone(),
    };
    Ok(page(context, &about, &body))
}

fn finder(context: &Context<'_>, chosen: &Chosen<'_>, facets: &Facets) -> Markup {
    let messages = context.say;
    let counted = |area: &Area| facets.areas.iter().find(|count| count.area_code == area.code).map(|count| count.count);
    html! {
        form.find role="search" action=(chosen.path) {
            @if let Some(lang) = &context.choice.lang { input type="hidden" name="lang" value=(lang); }
            input type="search" name="q" value=[context.choice.q.as_deref()] aria-label=(messages.say("directory.orgSearch"))
                placeholder=(messages.say("directory.orgSearch"));
            @if !facets.areas.is_empty() {
                select name="oblast" aria-label=(messages.say("area")) {
                    option value="" { (messages.say("allAreas")) }
                    @for area in context.areas() {
                        @if let Some(count) = counted(&area) {
                            option value=(area.code) selected[chosen.area == Some(&*area.code)] { (area.label) " (" (count) ")" }
                        }
                    }
                }
            }
            @if facets.forms.iter().any(|(form, _)| form.is_some()) {
                select name="oblik" aria-label=(messages.say("directory.orgForm")) {
                    option value="" { (messages.say("directory.orgAllForms")) }
                    @for (form, count) in facets.forms.iter().filter_map(|(form, count)| Some((form.as_ref()?, count))) {
                        @let code = form.to_value();
                        option value=(code) selected[chosen.form == Some(&*code)] { (messages.say(form_key(*form))) " (" (count) ")" }
                    }
                }
            }
            button type="submit" { (messages.say("page.find")) }
        }
    }
}

/// The alphabet of the page's script; letters under which nobody stands lead nowhere.
fn letter_bar(context: &Context<'_>, chosen: &Chosen<'_>, counts: &[LetterCount]) -> Markup {
    let alphabet = alphabet_of(context.locale);
    let count = |first: char| counts.iter().any(|count| count.first == Some(first));
    let here = |letter: &str| {
        chosen.letter.is_some_and(|chosen| alphabet::under(chosen, alphabet) == alphabet::under(letter, alphabet))
    };
    let letters: Vec<_> = alphabet::letters(alphabet)
        .filter(|(letter, first)| count(*first) || !matches!(letter.as_str(), "Q" | "W" | "X" | "Y"))
        .collect();
    html! {
        nav.abc aria-label=(context.say.say("directory.orgLetters")) {
            a href=(chosen.link(context, &[("slovo", "")])) aria-current=[chosen.letter.is_none().then_some("true")] {
                (context.say.say("directory.orgAllLetters"))
            }
            @for (letter, first) in letters {
                @if count(first) {
                    a href=(chosen.link(context, &[("slovo", &letter)])) aria-current=[here(&letter).then_some("true")] { (letter) }
                } @else { span aria-hidden="true" { (letter) } }
            }
        }
    }
}

/// Codes of the areas of these organisations, in one statement.
async fn areas_of(
    context: &Context<'_>,
    rows: &[organisation::Model],
) -> Result<HashMap<OrganisationId, Vec<String>>, Error> {
    let keys: Vec<_> = rows.iter().map(|row| On::<organisation_area::Entity>::organisation(row.id)).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let found = OrganisationLoader(context.scope.clone()).load(&keys).await?;
    let codes = |areas: &[organisation_area::Model]| areas.iter().map(|area| area.area_code.clone()).collect();
    let of = |row: &organisation::Model| {
        let areas = found.get(&On::<organisation_area::Entity>::organisation(row.id))?;
        Some((row.id, codes(areas)))
    };
    Ok(rows.iter().filter_map(of).collect())
}

fn entry(context: &Context<'_>, row: &organisation::Model, terms: &[String], areas: &[String]) -> Markup {
    let Context { owner, say: messages, .. } = context;
    let path = format!("/{}/organizacija/{}", owner.slug, row.id);
    let labels: Vec<_> =
        context.areas().into_iter().filter(|area| areas.contains(&area.code)).map(|area| area.label).collect();
    let marked = |text: &LocalisedText| Sought::of(context, text, terms);
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
