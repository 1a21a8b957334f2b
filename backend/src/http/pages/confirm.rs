//! Where the link in a letter leads that asks whether an address is somebody's. Looking at it spends nothing, because the
//! guards of a mailbox look first; the button does.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::ask::{answered, by_our_form};
use super::layout::{About, page};
use super::{Choice, Context, in_time};
use crate::app::App;
use crate::comments::{voices, write};
use crate::error::Error;

pub(super) async fn form(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let shown = async {
        let context = Context::new(&app, &slug, choice).await?;
        let body = html! {
            h1 { (context.say.say("page.confirmTitle")) }
            p { (context.say.say("page.confirmText")) }
            form.ask method="post" action={ "/" (slug) "/potvrdi/" (secret) (context.lang()) } {
                button { (context.say.say("page.confirmAction")) }
            }
        };
        Ok(told(&context, &body))
    };
    answered(StatusCode::OK, in_time(&app, shown).await, messages)
}

pub(super) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, secret)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let messages = choice.messages();
    let (mut status, mut receipt) = (StatusCode::OK, None);
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let context = Context::new(&app, &slug, choice).await?;
        let said = match write::confirm(&context.scope, &secret).await {
            Ok(row) => {
                receipt = Some(format!("/{slug}/potvrda/{}{}", row.code, context.lang()));
                "page.confirmDone"
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
        Ok(told(
            &context,
            &html! { h1 { (context.say.say("page.confirmTitle")) } p role="status" tabindex="-1" autofocus { (context.say.say(said)) } },
        ))
    });
    let shown = in_time(&app, shown).await;
    match receipt {
        // Whoever loads the page again does not send it again.
        Some(receipt) if shown.is_ok() => Redirect::to(&receipt).into_response(),
        _ => answered(status, shown, messages),
    }
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
