//! The log of a consultation, for people: what it is and where to take it, and what was done to comments so that they are not
//! read, or not as they came.

use std::collections::HashSet;

use async_graphql::connection::CursorType as _;
use async_graphql::dataloader::Loader as _;
use entities::{CommentId, CommentState, ConsultationId};
use maud::{Markup, html};

use super::one::here;
use super::turning;
use crate::clock::zone;
use crate::comments::rules::log::{Deed, Done, Erased};
use crate::comments::store::{CommentLoader, ToldOf, log};
use crate::error::Error;
use crate::http::pages::layout::{About, page};
use crate::http::pages::report::reason_key;
use crate::http::pages::{Context, say};
use crate::locale::render as in_locale;
use crate::page::{Cursor, PageArgs};

/// What the file is.
const FORM: &str = "NDJSON";

/// Where the log is read as a page.
fn path(context: &Context<'_>, of: ConsultationId) -> String {
    format!("/{}/rasprava/{of}/zapisnik", context.owner.slug)
}

/// The file of the log.
fn file(of: ConsultationId) -> String {
    format!("/log/{of}.ndjson")
}

/// The ways to the log and to the key that proves it, with what they are. What is said in it is not for search engines.
pub(in crate::http::pages) fn links(context: &Context<'_>, of: ConsultationId) -> Markup {
    let say = context.say;
    html! {
        p.hint.asks {
            a href={ (path(context, of)) (context.lang()) } { (say.say("record.recordTitle")) } ": " (say.say("record.recordWhat"))
            " " a href=(file(of)) rel="nofollow" { (say.fill("record.recordFile", &[("form", FORM)])) }
            " · " a href="/log/key" rel="nofollow" { (say.say("record.recordKey")) }
        }
    }
}

/// How the log is held against what was signed, with these files beside it.
pub(super) fn steps(context: &Context<'_>, of: ConsultationId, beside: &str) -> Markup {
    let say = |key| context.say.say(key);
    html! {
        ol.steps-said {
            li { (say("receipt.stepLog")) ": " a href=(file(of)) rel="nofollow" { (of) ".ndjson" } }
            li { (say("receipt.stepKey")) ": " a href="/log/key" rel="nofollow" { "/log/key" } }
            li { (say("receipt.stepRun")) ": " code { "javno verify " (beside) (of) ".ndjson --key …" } }
        }
    }
}

pub(in crate::http::pages) async fn render(context: &Context<'_>, id: &str) -> Result<Markup, Error> {
    let Context { scope, owner, say: messages, choice, .. } = context;
    let of = here(context, id).await?;
    let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
    let args = args.page(log::DEEDS, context.app.config.operation.page_rows)?;
    let found = log::deeds(scope, of.id, &args).await?;
    let readable = readable(context, found.rows.iter().map(|(_, deed)| deed)).await?;
    let title = in_locale(&of.title, context.locale);
    let up = format!("/{}/rasprava/{}{}", owner.slug, of.id, context.lang());
    let cursor = |row: Option<&(Cursor, Deed)>| row.map(|(place, _)| place.encode_cursor());
    let before = cursor(found.rows.first()).filter(|_| found.has_previous);
    let after = cursor(found.rows.last()).filter(|_| found.has_next);
    let body = html! {
        p.back { a href=(up) lang=(title.locale.tag()) { "← " (title.text) } }
        h1 { (messages.say("record.recordTitle")) }
        p { (messages.say("record.recordIs")) }
        (steps(context, of.id, ""))
        h2 { (messages.say("record.deeds")) }
        p.hint { (messages.say("record.deedsAre")) }
        @if found.rows.is_empty() { p.nothing { (messages.say("record.deedsNone")) } }
        ul.docs { @for (_, deed) in &found.rows { (row(context, of.id, deed, &readable)) } }
        (turning(context, &format!("{}{}", path(context, of.id), context.lang()), before, after))
    };
    let about = About {
        follows: None,
        title: messages.say("record.recordTitle").to_owned(),
        description: title.text.into_owned(),
        path: path(context, of.id),
        chosen: String::new(),
        // Nothing for search engines: it tells of what is not to be read.
        data: serde_json::Value::Null,
    };
    Ok(page(context, &about, &body))
}

/// Which of the comments that these tell of everybody can read now; by one statement.
async fn readable(context: &Context<'_>, deeds: impl Iterator<Item = &Deed>) -> Result<HashSet<String>, Error> {
    let ids: Vec<_> = deeds.filter_map(|deed| deed.comment.parse::<CommentId>().ok()).map(ToldOf).collect();
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let told = CommentLoader(context.scope.clone()).load(&ids).await?;
    let published = told.into_values().filter(|row| row.state == CommentState::Published);
    Ok(published.map(|row| row.id.to_string()).collect())
}

fn row(context: &Context<'_>, of: ConsultationId, deed: &Deed, readable: &HashSet<String>) -> Markup {
    let (messages, zone) = (context.say, zone(&context.owner.time_zone));
    let (what, why) = match deed.what {
        Done::Refused(reason) => ("record.deedRefused", Some(reason)),
        Done::Covered(reason) => ("record.deedCovered", Some(reason)),
        Done::TakenBack => ("record.deedTakenBack", None),
        Done::Forgotten(Erased::Author) => ("record.deedForgotten", None),
        Done::Forgotten(Erased::Whole) => ("record.deedErased", None),
    };
    let (lang, it) = (context.lang(), &deed.comment);
    let join = if lang.is_empty() { '?' } else { '&' };
    let to = format!("/{}/rasprava/{of}/komentari{lang}{join}odgovori={it}", context.owner.slug);
    html! {
        li {
            div {
                b { (messages.say(what)) } @if let Some(why) = why { ": " (messages.say(reason_key(why))) }
                p {
                    @if readable.contains(it) { a href=(to) { (messages.say("voices.toComment")) } " " }
                    code { (it) }
                }
            }
            span { (say::moment(deed.at, true, zone, messages)) }
        }
    }
}
