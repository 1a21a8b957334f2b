//! Where the link in a letter leads that asks whether an address is somebody's. Looking at it spends nothing, because the
//! guards of a mailbox look first; the button does.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use entities::{CommentId, comment};
use maud::{Markup, html};

use super::ask::{answered, by_our_form};
use super::layout::{About, page};
use super::{Choice, Context, in_time};
use crate::app::App;
use crate::comments::rules::kept::UNCONFIRMED_FOR;
use crate::comments::{store, voices, write};
use crate::error::{Error, Reason};

/// So many letters of a comment are shown to whoever is asked whether it is his.
const KNOWN_BY: usize = 160;

pub(super) async fn form(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        let others = store::waiting_for(&context.scope, &secret).await?;
        if others.is_empty() && write::called_off(&context.scope, &secret).await? {
            status = StatusCode::GONE;
            return Ok(outcome(&context, &called_off(&context)));
        }
        let body = html! {
            h1 { (context.say.say("page.confirmTitle")) }
            p { (context.say.say("page.confirmText")) }
            form.ask method="post" action={ "/" (slug) "/potvrdi/" (secret) (context.lang()) } {
                @if !others.is_empty() { (beside(&context, &others)) }
                button { (context.say.say("page.confirmAction")) }
            }
        };
        Ok(told(&context, &body))
    });
    let shown = in_time(&app, shown).await;
    answered(status, shown, messages)
}

/// What else waits for this address, none of it ticked: anybody can name an address.
fn beside(context: &Context<'_>, others: &[comment::Model]) -> Markup {
    html! {
        fieldset.many aria-describedby="others" {
            legend { (context.say.say("page.confirmAlso")) }
            p #others { (context.say.say("page.confirmOthers")) }
            @for one in others {
                label.tick {
                    input type="checkbox" name="also" value=(one.id);
                    span lang=(one.locale.tag()) { (start(one.text.as_deref().unwrap_or_default())) }
                }
            }
        }
    }
}

/// Enough of a comment for its author to know it again.
fn start(text: &str) -> String {
    let mut start: String = text.chars().take(KNOWN_BY).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

pub(super) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
    ticked: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let ticked = ticked.map(|Form(fields)| fields).unwrap_or_default();
    let also: Vec<CommentId> =
        ticked.iter().filter(|(name, _)| name == "also").filter_map(|(_, id)| id.parse().ok()).collect();
    let messages = choice.messages();
    let (mut status, mut receipt) = (StatusCode::OK, None);
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let context = Context::new(&app, &slug, choice).await?;
        let said = match write::confirm(&context.scope, &secret, &also).await {
            Ok(row) => {
                receipt = Some(format!("/{slug}/potvrda/{}{}", row.code, context.lang()));
                "page.confirmDone"
            }
            Err(Error::Refused(Reason::CommentsNotTaken)) => {
                status = StatusCode::GONE;
                return Ok(outcome(&context, &called_off(&context)));
            }
            Err(Error::NotFound(_)) => match voices::confirm(&context.scope, &secret).await {
                Ok(_) => "page.confirmSupport",
                Err(Error::NotFound(_)) => {
                    status = StatusCode::GONE;
                    "page.confirmGone"
                }
                Err(error) => return Err(error),
            },
            Err(error) => return Err(error),
        };
        Ok(outcome(&context, context.say.say(said)))
    });
    let shown = in_time(&app, shown).await;
    match receipt {
        // Whoever loads the page again does not send it again.
        Some(receipt) if shown.is_ok() => Redirect::to(&receipt).into_response(),
        _ => answered(status, shown, messages),
    }
}

/// What is said of a comment that waits on something that was cancelled.
pub(super) fn called_off(context: &Context<'_>) -> String {
    context.say.fill("page.confirmCancelled", &[("days", &UNCONFIRMED_FOR.num_days().to_string())])
}

/// What came of it.
fn outcome(context: &Context<'_>, said: &str) -> Markup {
    let title = context.say.say("page.confirmTitle");
    told(context, &html! { h1 { (title) } p role="status" tabindex="-1" autofocus { (said) } })
}

fn told(context: &Context<'_>, body: &Markup) -> Markup {
    let about = About {
        follows: None,
        title: context.say.say("page.confirmTitle").to_owned(),
        description: String::new(),
        path: format!("/{}/potvrdi", context.owner.slug),
        chosen: String::new(),
        data: serde_json::Value::Null,
    };
    page(context, &about, body)
}
