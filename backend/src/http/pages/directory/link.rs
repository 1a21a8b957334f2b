//! Where the link in a letter about the directory leads: to a button with which an address is confirmed, or to what stands
//! of an organisation, with one button if all is true and a form if it is not. Looking at it spends nothing, because the
//! guards of a mailbox look first; a button does.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use axum::{Form as Sent, Router};
use maud::{Markup, html};

use super::form::{Filled, Form};
use crate::app::App;
use crate::error::{Error, Reason};
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::layout::{About, page};
use crate::http::pages::lead::Lead;
use crate::http::pages::{Choice, Context, in_time};
use crate::locale::render as in_locale;
use crate::organisations::suggestions::rules::Opens;
use crate::organisations::suggestions::store;
use crate::organisations::suggestions::write::{self, Door, Edited, Way};

pub(in crate::http::pages) fn router() -> Router<Arc<App>> {
    Router::new().route("/{slug}/organizacije/veza/{secret}", get(show).post(sent))
}

async fn show(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        match here(&context, &secret).await {
            Ok(door) => opened(&context, &secret, &door, None, None).await,
            Err(Error::Refused(Reason::LinkSpentOrOld)) => {
                status = StatusCode::GONE;
                Ok(gone(&context))
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    answered(status, shown, messages)
}

async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
    filled: Result<Sent<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Sent(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let filled = Filled(filled);
        let context = Context::new(&app, &slug, choice).await?;
        match done(&context, &secret, &filled).await {
            Ok(said) => Ok(thanks(&context, said)),
            Err(Error::Refused(Reason::LinkSpentOrOld)) => {
                status = StatusCode::GONE;
                Ok(gone(&context))
            }
            Err(wrong @ Error::Invalid(_)) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                let door = here(&context, &secret).await?;
                opened(&context, &secret, &door, Some(&filled).filter(|filled| !filled.0.is_empty()), Some(&wrong))
                    .await
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    answered(status, shown, messages)
}

/// What the link opens, if it is of this place.
async fn here(context: &Context<'_>, secret: &str) -> Result<Door, Error> {
    let door = write::door(&context.scope, secret).await?;
    if door.row.municipality_id == context.owner.id { Ok(door) } else { Err(Error::Refused(Reason::LinkSpentOrOld)) }
}

/// Does what was pressed; the key of what is said then.
async fn done(context: &Context<'_>, secret: &str, filled: &Filled) -> Result<&'static str, Error> {
    let scope = &context.scope;
    let door = here(context, secret).await?;
    Ok(match (door.opens, filled.get("do")) {
        (Opens::Confirm, "confirm") => {
            write::confirm(scope, secret).await?;
            "suggest.linkConfirmed"
        }
        (Opens::Edit | Opens::Yearly, "true") => {
            write::all_is_true(scope, Way::Link(secret)).await?;
            "suggest.editedTrue"
        }
        (Opens::Edit | Opens::Yearly, "edit") => {
            match write::edit(scope, Way::Link(secret), &filled.given(), Some(filled.get("message"))).await? {
                Edited::Waits => "suggest.editedWaits",
                Edited::Confirmed => "suggest.editedTrue",
            }
        }
        // Whatever sends an empty form has pressed nothing.
        _ => return Err(Error::Invalid(Vec::new())),
    })
}

async fn opened(
    context: &Context<'_>,
    secret: &str,
    door: &Door,
    filled: Option<&Filled>,
    wrong: Option<&Error>,
) -> Result<Markup, Error> {
    let say = context.say;
    let action = format!("/{}/organizacije/veza/{secret}{}", context.owner.slug, context.lang());
    let body = match (door.opens, &door.about) {
        (Opens::Confirm, _) => html! {
            h1 { (say.say("page.confirmTitle")) }
            p { (say.say("suggest.linkConfirmText")) }
            form.ask method="post" action=(action) { button.main name="do" value="confirm" { (say.say("page.confirmAction")) } }
        },
        (opens, Some(row)) => {
            let name = in_locale(&row.name, context.locale);
            let known = Filled::of(&store::stands(&context.scope, row).await?);
            let form = Form { context, filled: filled.unwrap_or(&known), wrong, lead: Lead::default() };
            let (title, lead) = match opens {
                Opens::Yearly => ("suggest.yearlyTitle", "suggest.yearlyLead"),
                _ => ("suggest.editTitle", "suggest.editLead"),
            };
            html! {
                p.back lang=(name.locale.tag()) { (name.text) }
                h1 { (say.say(title)) }
                p.lead { (say.say(lead)) }
                @if opens == Opens::Yearly {
                    (super::one::facts(context, row))
                }
                form.ask method="post" action=(action) {
                    button.main name="do" value="true" { (say.say("suggest.allTrue")) }
                }
                form.ask method="post" action=(action) {
                    @if opens == Opens::Yearly { h2 { (say.say("suggest.orEdit")) } }
                    (form.top())
                    (form.facts(true))
                    h2 { (say.say("suggest.partYou")) }
                    (form.text("message", "suggest.yourNote", None, false))
                    button name="do" value="edit" { (say.say("suggest.editSend")) }
                }
            }
        }
        // What is about an organisation opens only where that can be read.
        (_, None) => return Ok(gone(context)),
    };
    Ok(told(context, &body))
}

fn thanks(context: &Context<'_>, said: &'static str) -> Markup {
    let say = context.say;
    let body = html! {
        h1 { (say.say("directory.orgDirectory")) }
        p role="status" tabindex="-1" autofocus { (say.say(said)) }
        p.back { a href={ "/" (context.owner.slug) "/organizacije" (context.lang()) } { "← " (say.say("directory.orgAll")) } }
    };
    told(context, &body)
}

fn gone(context: &Context<'_>) -> Markup {
    let say = context.say;
    let body = html! {
        h1 { (say.say("suggest.linkGoneTitle")) }
        p role="status" tabindex="-1" autofocus { (say.say("suggest.linkGone")) }
        p.back { a href={ "/" (context.owner.slug) "/organizacije" (context.lang()) } { "← " (say.say("directory.orgAll")) } }
    };
    told(context, &body)
}

/// The page. Its address is not told on: whoever changes the language comes back to the link by the letter.
fn told(context: &Context<'_>, body: &Markup) -> Markup {
    let about = About {
        follows: None,
        title: context.say.say("directory.orgDirectory").to_owned(),
        description: String::new(),
        path: format!("/{}/organizacije", context.owner.slug),
        chosen: String::new(),
        data: serde_json::Value::Null,
    };
    page(context, &about, body)
}
