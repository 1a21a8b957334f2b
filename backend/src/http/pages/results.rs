//! Results on hosted pages: the list of a call, to be read, printed for the notice board and taken away as a table; and
//! what the lists say of an organisation.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use entities::{
    CallId, LocalisedText, OrganisationId, ResultOutcome, ResultReason, ResultStage, open_call, organisation,
    result_list,
};
use maud::{Markup, html};
use rust_decimal::Decimal;
use sea_orm::ActiveEnum as _;

use super::{Context, failed, say, usual};
use crate::app::App;
use crate::calls::store as calls;
use crate::calls::store::CallLoader;
use crate::clock::{Tz, day, zone};
use crate::comments::rules::words::shown_name;
use crate::comments::store::{CommentLoader, SaidFor};
use crate::edited::ends;
use crate::error::Error;
use crate::http::reader::Reader;
use crate::locale::render as in_locale;
use crate::organisations::store::OrganisationLoader;
use crate::results::store::awards::rows_of;
use crate::results::store::load::{ListsOf, ResultLoader, ResultsOf, Row};
use crate::results::types::{is_award, table_of};
use crate::scalars::web_address;
use crate::scope::Scope;
use crate::table::harmless;

/// A list of results, with what its rows lead to.
pub(super) struct Listed {
    list: Arc<result_list::Model>,
    rows: Vec<Row>,
    organisations: HashMap<OrganisationId, Arc<organisation::Model>>,
    /// The lists that it took the place of.
    earlier: Vec<Arc<result_list::Model>>,
}

/// The list of a call that stands now.
pub(super) async fn of(scope: &Scope, call: CallId) -> Result<Option<Listed>, Error> {
    let mut lists = ResultLoader(scope.clone()).load(&[ListsOf(call)]).await?;
    let lists = lists.remove(&ListsOf(call)).unwrap_or_default();
    let (standing, earlier): (Vec<_>, Vec<_>) = lists.iter().cloned().partition(|list| list.replaced_at.is_none());
    let Some(list) = standing.into_iter().next() else { return Ok(None) };
    let rows = rows_of(scope, &list).await?;
    let ids: Vec<_> = rows.iter().filter_map(|row| row.recipient).collect();
    let organisations = match ids.as_slice() {
        [] => HashMap::new(),
        ids => OrganisationLoader(scope.clone()).load(ids).await?,
    };
    Ok(Some(Listed { list, rows, organisations, earlier }))
}

/// The key of what a list is called.
pub(super) const fn stage_key(stage: ResultStage) -> &'static str {
    match stage {
        ResultStage::Preliminary => "results.preliminary",
        ResultStage::Final => "results.final",
    }
}

const fn outcome_key(outcome: ResultOutcome) -> &'static str {
    match outcome {
        ResultOutcome::Approved => "results.approved",
        ResultOutcome::Reserve => "results.reserve",
        ResultOutcome::BelowThreshold => "results.belowThreshold",
        ResultOutcome::Disqualified => "results.disqualified",
        ResultOutcome::Withdrawn => "results.withdrawn",
    }
}

const fn reason_key(reason: ResultReason) -> &'static str {
    match reason {
        ResultReason::Late => "results.reasonLate",
        ResultReason::WrongForm => "results.reasonWrongForm",
        ResultReason::DocumentMissing => "results.reasonDocumentMissing",
        ResultReason::BudgetLimits => "results.reasonBudgetLimits",
        ResultReason::WrongDuration => "results.reasonWrongDuration",
        ResultReason::Registration => "results.reasonRegistration",
        ResultReason::OutsideArea => "results.reasonOutsideArea",
        ResultReason::NoContinuity => "results.reasonNoContinuity",
        ResultReason::Unreported => "results.reasonUnreported",
        ResultReason::Other => "results.reasonOther",
    }
}

/// A text, marked with its language where that is not the page's.
fn words(context: &Context<'_>, text: &LocalisedText) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { span lang=[other] { (said.text) } }
}

/// `87,5`; in English `87.5`.
fn points(tenths: i32, context: &Context<'_>) -> String {
    let text = Decimal::new(tenths.into(), 1).to_string();
    if context.locale == entities::Locale::En { text } else { text.replace('.', ",") }
}

/// The results of a call, as a part of its page.
pub(super) fn section(context: &Context<'_>, call: &open_call::Model, listed: &Listed, zone: Tz) -> Markup {
    let (messages, list, rows) = (context.say, &listed.list, &listed.rows);
    let date = |on| say::date(on, messages.locale());
    let has = |what: fn(&Row) -> bool| rows.iter().any(what);
    // A column without anything in it is not shown.
    let (ranked, scored) = (has(|row| row.row.rank.is_some()), has(|row| row.row.points_tenths.is_some()));
    let (projects, asked) = (has(|row| row.row.project.is_some()), has(|row| row.row.asked_minor.is_some()));
    let (approved, lots) = (has(|row| row.row.approved_minor.is_some()), has(|row| row.row.lot.is_some()));
    let sum: i64 = rows.iter().filter_map(|row| row.row.approved_minor).sum();
    let money = |minor: Option<i64>| minor.map(|minor| say::money(minor, call.currency, messages.locale()));
    html! {
        section.results {
            h2 id="rezultati" { (messages.say(stage_key(list.stage))) }
            p.meta {
                span { (messages.fill("results.publishedOn", &[("date", &date(list.published_on))])) }
                @if let Some(until) = list.objections_until {
                    @let until = say::until(until, ends(until, zone).hour.is_some(), zone, messages);
                    span { (messages.fill("results.objectionsUntil", &[("until", &until)])) }
                }
                @if let Some(url) = list.decision_url.as_deref().and_then(web_address) {
                    a href=(url) rel="nofollow noopener" { (messages.say("results.decision")) }
                }
                a href={ "/" (table_of(&context.owner.slug, call.id)) } { "CSV" }
            }
            @if let Some(reason) = &list.reason {
                p.changed { b { (messages.say("results.corrected")) } ": " (words(context, reason)) }
            }
            div.wide tabindex="0" role="region" aria-labelledby="rezultati" {
                table {
                    thead {
                        tr {
                            @if ranked { th scope="col" { (messages.say("results.rank")) } }
                            th scope="col" { (messages.say("results.organisation")) }
                            @if projects { th scope="col" { (messages.say("results.project")) } }
                            @if lots { th scope="col" { (messages.say("results.lot")) } }
                            @if scored { th.n scope="col" { (messages.say("results.points")) } }
                            @if asked { th.n scope="col" { (messages.say("results.asked")) } }
                            @if approved { th.n scope="col" { (messages.say("results.approvedSum")) } }
                            th scope="col" { (messages.say("results.outcome")) }
                        }
                    }
                    tbody {
                        @for one in rows {
                            tr {
                                @if ranked { td { @if let Some(rank) = one.row.rank { (rank) "." } } }
                                td { (named(context, listed, one)) }
                                @if projects { td { @if let Some(text) = &one.row.project { (words(context, text)) } } }
                                @if lots { td { @if let Some(text) = &one.row.lot { (words(context, text)) } } }
                                @if scored { td.n { @if let Some(tenths) = one.row.points_tenths { (points(tenths, context)) } } }
                                @if asked { td.n { @if let Some(sum) = money(one.row.asked_minor) { (sum) } } }
                                @if approved { td.n { @if let Some(sum) = money(one.row.approved_minor) { (sum) } } }
                                td {
                                    (messages.say(outcome_key(one.row.outcome)))
                                    @if let Some(reason) = one.row.reason { ": " (messages.say(reason_key(reason))) }
                                    @if let Some(note) = &one.row.note { br; small { (words(context, note)) } }
                                }
                            }
                        }
                    }
                }
            }
            @if sum > 0 {
                p { (messages.fill("results.approvedInAll", &[("sum", &say::money(sum, call.currency, messages.locale()))])) }
            }
            @if !listed.earlier.is_empty() {
                p.source {
                    (messages.say("results.earlier")) ": "
                    @for (at, old) in listed.earlier.iter().enumerate() {
                        @if at > 0 { " · " }
                        a href={ "/" (table_of(&context.owner.slug, call.id)) "?broj=" (old.number) } {
                            (messages.say(stage_key(old.stage))) ", " (date(old.published_on))
                        }
                    }
                }
            }
        }
    }
}

/// Who applied, with the way to the directory where it is sure who that is.
fn named(context: &Context<'_>, listed: &Listed, one: &Row) -> Markup {
    let found = one.recipient.and_then(|id| listed.organisations.get(&id));
    html! {
        @match found {
            Some(record) => {
                a href={ "/" (context.owner.slug) "/organizacija/" (record.id) (context.lang()) } {
                    (words(context, &one.row.organisation))
                }
            }
            None => (words(context, &one.row.organisation)),
        }
    }
}

/// What the lists that stand now say of an organisation, as a part of its page; what it got comes first.
pub(super) async fn of_organisation(context: &Context<'_>, id: OrganisationId) -> Result<Markup, Error> {
    let (scope, messages) = (&context.scope, context.say);
    let mut found = ResultLoader(scope.clone()).load(&[ResultsOf(id)]).await?;
    let found = found.remove(&ResultsOf(id)).unwrap_or_default();
    if found.is_empty() {
        return Ok(html! {});
    }
    let ids: Vec<CallId> = found.iter().map(|(_, row)| row.call_id).collect();
    let calls = CallLoader(scope.clone()).load(&ids).await?;
    let of_call = |(list, row): &(Arc<result_list::Model>, entities::result_row::Model)| {
        let call = calls.get(&row.call_id)?;
        Some((Arc::clone(list), row.clone(), Arc::clone(call)))
    };
    let (awards, others): (Vec<_>, Vec<_>) =
        found.iter().filter_map(of_call).partition(|(list, row, call)| is_award(list, row, call));
    let part = |key: &'static str,
                rows: &[(Arc<result_list::Model>, entities::result_row::Model, Arc<open_call::Model>)]| {
        html! {
            @if !rows.is_empty() {
                h2 { (messages.say(key)) }
                ul.docs {
                    @for (list, row, call) in rows {
                        li {
                            div {
                                a href={ "/" (context.owner.slug) "/pozivi/" (call.id) (context.lang()) "#rezultati" } {
                                    (words(context, &call.title))
                                }
                                @if let Some(project) = &row.project { p { (words(context, project)) } }
                            }
                            span {
                                @if call.exercise { (messages.say("exercise")) " · " }
                                @if list.stage == ResultStage::Preliminary { (messages.say(stage_key(list.stage))) " · " }
                                (messages.say(outcome_key(row.outcome)))
                                @if let Some(sum) = row.approved_minor.filter(|sum| *sum > 0) {
                                    " · " b { (say::money(sum, call.currency, messages.locale())) }
                                }
                                " · " (say::date(list.published_on, messages.locale()))
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(html! { (part("results.awards", &awards)) (part("results.others", &others)) })
}

/// What is said under the name of an organisation in consultations, as a part of its page.
pub(super) async fn said_for(context: &Context<'_>, id: OrganisationId) -> Result<Markup, Error> {
    let mut found = CommentLoader(context.scope.clone()).load(&[SaidFor(id)]).await?;
    let found = found.remove(&SaidFor(id)).unwrap_or_default();
    Ok(html! {
        @if !found.newest.is_empty() {
            h2 id="komentari" { (context.say.say("results.comments")) }
            p.meta { (context.say.say("results.commentsHint")) }
            @if found.more {
                @let shown = found.newest.len().to_string();
                p.meta { (context.say.fill("results.commentsNewest", &[("n", &shown)])) }
            }
            ul.docs {
                @for row in &found.newest {
                    li {
                        div {
                            p lang=(row.locale.tag()) { (row.text.as_deref().unwrap_or_default()) }
                            a href={ "/" (context.owner.slug) "/rasprava/" (row.consultation_id) (context.lang()) } {
                                (context.say.say("results.consultation"))
                            }
                        }
                        span {
                            (shown_name(row).unwrap_or_default()) " · "
                            @let came = row.received_on.unwrap_or_else(|| day(row.received_at, zone(&context.owner.time_zone)));
                            (say::date(came, context.say.locale()))
                        }
                    }
                }
            }
        }
    })
}

const COLUMNS: [&str; 18] = [
    "stage",
    "published_on",
    "position",
    "rank",
    "organisation",
    "organisation_id",
    "identifier",
    "project",
    "lot",
    "points",
    "asked",
    "approved",
    "currency",
    "outcome",
    "reason",
    "note",
    "entry_id",
    "decision",
];

/// Which of the lists is taken away.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Which {
    /// Its number; the one that stands now where it is left out.
    broj: Option<i32>,
}

/// The results of a call as a table, parted by semicolons, as Excel wants it where a number has a decimal comma.
pub(super) async fn table(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    axum::extract::Query(which): axum::extract::Query<Which>,
    reader: Reader,
) -> Response {
    let written = async {
        let scope = app.gate.anyone();
        let owner = usual::owner(&scope, &slug).await?;
        let missing = || Error::NotFound("There is no such list.".into());
        let call = calls::by_id(&scope, id.parse()?).await?.filter(|call| call.municipality_id == owner.id);
        let call = call.ok_or_else(missing)?;
        let mut lists = ResultLoader(scope.clone()).load(&[ListsOf(call.id)]).await?;
        let lists = lists.remove(&ListsOf(call.id)).unwrap_or_default();
        let wanted = |list: &&Arc<result_list::Model>| match which.broj {
            Some(number) => list.number == number,
            None => list.replaced_at.is_none(),
        };
        let list = lists.iter().find(wanted).ok_or_else(missing)?;
        let rows = rows_of(&scope, list).await?;
        let ids: Vec<_> = rows.iter().filter_map(|row| row.recipient).collect();
        let records = match ids.as_slice() {
            [] => HashMap::new(),
            ids => OrganisationLoader(scope.clone()).load(ids).await?,
        };
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xef\xbb\xbf".to_vec());
        writer.write_record(COLUMNS).map_err(Error::internal)?;
        for row in &rows {
            let record = row.recipient.and_then(|id| records.get(&id));
            let cells = cells(&call, list, row, record.map(Arc::as_ref));
            writer.write_record(cells.map(|cell| harmless(&cell))).map_err(Error::internal)?;
        }
        let bytes = writer.into_inner().map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
        Ok((format!("{slug}-rezultati-{}.csv", list.number), bytes))
    };
    match written.await {
        Ok((name, bytes)) => {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
            if let Ok(attached) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
                headers.insert(header::CONTENT_DISPOSITION, attached);
            }
            response
        }
        Err(error) => failed(reader.chosen.unwrap_or_else(usual::locale), &error),
    }
}

fn cells(
    call: &open_call::Model,
    list: &result_list::Model,
    one: &Row,
    record: Option<&organisation::Model>,
) -> [String; COLUMNS.len()] {
    let row = &one.row;
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone()).unwrap_or_default();
    let number =
        |number: Option<i64>, scale: u32| number.map(|n| Decimal::new(n, scale).to_string()).unwrap_or_default();
    let jib = row.jib.as_ref().or_else(|| record?.jib.as_ref());
    [
        list.stage.to_value(),
        list.published_on.to_string(),
        row.position.to_string(),
        row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        row.organisation.original.text.clone(),
        record.map(|record| record.id.to_string()).unwrap_or_default(),
        jib.map(|jib| format!("BA-JIB-{jib}")).unwrap_or_default(),
        text(&row.project),
        text(&row.lot),
        number(row.points_tenths.map(i64::from), 1),
        number(row.asked_minor, 2),
        number(row.approved_minor, 2),
        call.currency.map(|currency| currency.to_value()).unwrap_or_default(),
        row.outcome.to_value(),
        row.reason.map(|reason| reason.to_value()).unwrap_or_default(),
        text(&row.note),
        row.entry_id.to_string(),
        list.decision_url.clone().unwrap_or_default(),
    ]
}
