//! The form in which anybody asks about a call, without any script, and its receipt.
//!
//! Whoever looks at the form gets a key of his own with it, so it is kept by nobody in between; sent twice, it asks once.
//! There is no cookie and nobody is signed in, so a page of another site could do nothing here in anybody's name; it could
//! still make its visitors' browsers ask what it likes, and is refused for that.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use entities::open_call;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{About, FORM, page};
use super::lead::Lead;
use super::{Choice, Context, POLICY, failed, in_time, say, spoken, usual};
use crate::app::App;
use crate::calls::asking::{self, NewQuestion, Received};
use crate::calls::rules::asking::{LONGEST, may_ask};
use crate::calls::store;
use crate::clock::{day, zone};
use crate::error::{Error, Reason};
use crate::http::address::Client;
use crate::http::session::from_our_page;
use crate::locale::messages::Messages;
use crate::locale::render as in_locale;
use crate::mend::{FieldError, Problem};
use crate::rate::Asker;
use crate::secret::Secret;

/// What is filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filled {
    key: String,
    text: String,
    name: String,
    email: String,
    /// Nobody sees this field; a program that fills in whatever it finds fills it in too.
    website: String,
    /// There where it is only shown again, in another language.
    jezik: Option<String>,
}

/// The address of the form for a call.
pub(super) fn path(context: &Context<'_>, call: &open_call::Model) -> String {
    format!("/{}/pozivi/{}/pitanje", context.owner.slug, call.id)
}

pub(super) async fn form(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let shown = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        let call = of_this_place(&context, &id).await?;
        let problem = may_ask(&call, context.scope.now).err();
        empty(&context, &call, &Filled::default(), problem.as_ref())
    });
    answered(StatusCode::OK, in_time(&app, shown).await, messages)
}

pub(super) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    filled: Result<Form<Filled>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Form(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let mut context = Context::new(&app, &slug, choice).await?;
        let call = of_this_place(&context, &id).await?;
        if filled.jezik.is_some() {
            context.typed = true;
            let problem = may_ask(&call, context.scope.now).err();
            return empty(&context, &call, &filled, problem.as_ref());
        }
        match ask(&context, &call, &filled, client).await {
            Ok(received) => Ok(receipt(&context, &call, &filled, received)),
            Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
                status = error.code().status();
                context.typed = true;
                empty(&context, &call, &filled, Some(&error))
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    answered(status, shown, messages)
}

/// That our own form sends this: every browser says so in one header or the other.
///
/// # Errors
/// Another site's does, or no browser.
pub(super) fn by_our_form(app: &App, headers: &HeaderMap) -> Result<(), Error> {
    let ours = match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => from_our_page(app, headers),
    };
    if ours { Ok(()) } else { Err(Error::Forbidden("Only the form itself may send this.".into())) }
}

async fn of_this_place(context: &Context<'_>, id: &str) -> Result<open_call::Model, Error> {
    let call = store::by_id(&context.scope, id.parse()?).await?;
    let here = call.filter(|call| call.municipality_id == context.owner.id);
    here.ok_or_else(|| Error::NotFound("There is no such call here.".into()))
}

async fn ask(
    context: &Context<'_>,
    call: &open_call::Model,
    filled: &Filled,
    client: Client,
) -> Result<Received, Error> {
    if !filled.website.is_empty() {
        // Somebody whose browser filled it in is told so; a program does not read it.
        return Err(Error::Invalid(vec![FieldError::new("website", Problem::Unknown)]));
    }
    let new =
        NewQuestion::taken(call.id, &filled.text, Some(&filled.name), Some(&filled.email))?.read_in(context.locale);
    let pace = Some((&*context.app.writes, Some(Asker(client.counted()))));
    asking::ask(&context.scope, new, &filled.key, pace).await
}

/// The form, with what was filled in and what is wrong with it. Its key is a new one: nothing was kept under the one before,
/// or something else.
fn empty(
    context: &Context<'_>,
    call: &open_call::Model,
    filled: &Filled,
    problem: Option<&Error>,
) -> Result<Markup, Error> {
    let (say, key) = (context.say, Secret::draw()?);
    let closed = matches!(problem, Some(Error::Refused(Reason::QuestionsClosed)));
    let wrong = |field| wrong(problem, field, say);
    let lead = Lead::default();
    let line = |field: &'static str, kind: &str, label: &'static str, value: &str, fills: &str| {
        let wrong = wrong(field);
        html! {
            label for=(field) { (say.say(label)) }
            input id=(field) name=(field) type=(kind) value=(value) autocomplete=(fills) tabindex=[(field == "website" && wrong.is_none()).then_some("-1")]
                aria-invalid=[wrong.as_ref().map(|_| "true")]
                aria-describedby=[wrong.as_ref().map(|_| format!("{field}-wrong"))] autofocus[lead.to(wrong.is_some())];
            @if let Some(wrong) = wrong { p.wrong id={ (field) "-wrong" } { (wrong) } }
        }
    };
    let text = wrong("text");
    let body = html! {
        (head(context, call, say.say("page.ask"), false))
        @if let Some(Error::Refused(reason)) = problem {
            p.wrong role="alert" tabindex="-1" autofocus { (refused(*reason, say)) }
        }
        @if !closed {
            form.ask id=(FORM) method="post" action={ (path(context, call)) (context.lang()) } {
                input type="hidden" name="key" value=(key.reveal());
                label for="text" { (say.say("page.askText")) }
                textarea id="text" name="text" rows="6" maxlength=(LONGEST) required
                    aria-describedby=(if text.is_some() { "text-wrong public" } else { "public" })
                    aria-invalid=[text.as_ref().map(|_| "true")] autofocus[lead.to(text.is_some())] { (filled.text) }
                @if let Some(text) = text { p.wrong id="text-wrong" role="alert" { (text) } }
                p.hint id="public" { (say.say("page.askPublic")) }
                (line("name", "text", "page.askName", &filled.name, "name"))
                (line("email", "email", "page.askEmail", &filled.email, "email"))
                p.hint { (say.say("page.askPrivate")) " " (say.fill("page.askController", &[("name", context.name())])) }
                div.trap[wrong("website").is_none()] {
                    (line("website", "text", "page.askTrap", "", "off"))
                }
                button { (say.say("page.askSend")) }
            }
        }
    };
    Ok(page(context, &about(context, call), &body))
}

fn receipt(context: &Context<'_>, call: &open_call::Model, filled: &Filled, received: Received) -> Markup {
    let say = context.say;
    let on = say::date(day(received.at, zone(&context.owner.time_zone)), say.locale());
    let body = html! {
        (head(context, call, say.say("page.askReceived"), true))
        p { (say.fill("page.askNumber", &[("id", &received.id.to_string())])) " · " (on) }
        blockquote { (filled.text.trim()) }
        p { (say.say("page.askNext")) @if !filled.email.trim().is_empty() { " " (say.say("page.askNextMail")) } }
    };
    page(context, &about(context, call), &body)
}

/// The way back and the heading; the page opens at it where it is what is to be heard.
fn head(context: &Context<'_>, call: &open_call::Model, title: &str, heard: bool) -> Markup {
    let name = in_locale(&call.title, context.locale);
    html! {
        p.back { a href={ "/" (context.owner.slug) "/pozivi/" (call.id) (context.lang()) } lang=(name.locale.tag()) { "← " (name.text) } }
        h1 tabindex=[heard.then_some("-1")] autofocus[heard] { (title) }
    }
}

fn about(context: &Context<'_>, call: &open_call::Model) -> About {
    About {
        follows: None,
        title: context.say.say("page.ask").to_owned(),
        description: in_locale(&call.title, context.locale).text.into_owned(),
        path: path(context, call),
        chosen: String::new(),
        data: serde_json::Value::Null,
    }
}

/// What is wrong with a field, in words.
fn wrong(problem: Option<&Error>, field: &str, say: &Messages) -> Option<String> {
    let Some(Error::Invalid(fields)) = problem else { return None };
    let found = fields.iter().find(|wrong| wrong.field == field)?;
    Some(match (found.problem, found.params.first()) {
        (Problem::TooLong, Some(n)) => say.fill("page.askTooLong", &[("n", n)]),
        (Problem::NotAnAddress, _) => say.say("page.askNoAddress").to_owned(),
        (Problem::Unknown, _) => say.say("page.askTrap").to_owned(),
        _ => say.say("page.askRequired").to_owned(),
    })
}

fn refused(reason: Reason, say: &Messages) -> &str {
    match reason {
        Reason::TooManyQuestions => say.say("page.askFull"),
        Reason::KeyUsedOtherwise => say.say("page.askOther"),
        _ => say.say("page.askClosed"),
    }
}

/// A page that nobody keeps.
pub(super) fn answered(
    status: StatusCode,
    shown: Result<Markup, Error>,
    messages: Option<&'static Messages>,
) -> Response {
    let mut response = match shown {
        Ok(shown) => {
            let language = spoken(&shown.0);
            let mut response = (status, shown).into_response();
            response.headers_mut().extend(language);
            response
        }
        Err(error) => failed(usual::or(messages), &error),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
