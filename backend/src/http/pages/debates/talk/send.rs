//! What comes from the form.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use entities::{AuthorKind, Locale};
use maud::html;

use super::{Asked, Filled};
use crate::app::App;
use crate::challenge::Proof;
use crate::comments::write::{self, Sent};
use crate::error::Error;
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::debates::later;
use crate::http::pages::{Choice, Context, in_time};
use crate::rate::{Asker, Over};

pub(in crate::http::pages) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    (Extension(client), over): (Extension<Client>, Option<Extension<Over>>),
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    filled: Result<Form<Filled>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    if let (Some(Extension(over)), Ok(Form(filled)), Ok(())) = (over, &filled, by_our_form(&app, &headers)) {
        return later::again(&uri, filled, over, messages.unwrap_or_else(|| Locale::SrLatn.into()));
    }
    let (mut there, mut status) = (None, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Form(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let mut context = Context::new(&app, &slug, Choice { pisem: Some(String::new()), ..choice }).await?;
        context.typed = true;
        let talk = Asked::of(&context, &id, Some(&filled)).await?;
        if filled.jezik.is_some() {
            status = StatusCode::OK;
            return talk.render(&context, &filled, None).await;
        }
        match talk.submit(&context, &filled, client).await {
            Ok(code) => {
                there = Some(format!("/{slug}/potvrda/{code}{}", context.lang()));
                Ok(html! {})
            }
            Err(wrong @ (Error::Invalid(_) | Error::Refused(_))) => talk.render(&context, &filled, Some(&wrong)).await,
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    match there {
        // Whoever loads the receipt again sends nothing again.
        Some(there) => (StatusCode::SEE_OTHER, [(header::LOCATION, there)]).into_response(),
        None => answered(status, shown, messages),
    }
}

impl Asked {
    /// The code of the receipt.
    async fn submit(&self, context: &Context<'_>, filled: &Filled, client: Client) -> Result<String, Error> {
        let some = |text: &'_ str| !text.trim().is_empty();
        let kind = match &*filled.kind {
            "ANONYMOUS" => AuthorKind::Anonymous,
            "ORGANISATION" => AuthorKind::Organisation,
            _ => AuthorKind::Citizen,
        };
        let sent = Sent {
            consultation: self.row.id,
            part: self.part.as_ref().filter(|_| self.to.is_none()).map(|part| part.id),
            reply_to: self.to.as_ref().map(|to| to.id),
            kind,
            name: Some(&*filled.name).filter(|name| some(name) && kind != AuthorKind::Anonymous),
            email: Some(&*filled.email).filter(|email| some(email)),
            text: &filled.text,
            locale: Some(context.locale),
            proof: Proof { honeypot: Some(&filled.website), since: Some(&filled.since), ..Proof::default() },
            key: &filled.key,
            pace: Some((&context.app.writes, Some(Asker(client.counted())))),
            over: false,
        };
        Ok(write::submit(&context.scope, &context.app.key, sent).await?.code)
    }
}
