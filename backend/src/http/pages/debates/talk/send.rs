//! What comes from the form.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use entities::{AnchorId, AuthorKind, CommentId, Locale};
use maud::html;

use super::{Asked, Filled};
use crate::app::App;
use crate::challenge::Proof;
use crate::comments::write::{self, Sent};
use crate::error::Error;
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::debates::later;
use crate::http::pages::{Choice, Context, in_time, usual};
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
    let filled = match by_our_form(&app, &headers).and_then(|()| filled.map_err(|_| Error::Invalid(Vec::new()))) {
        Ok(Form(filled)) => filled,
        Err(error) => return answered(StatusCode::UNPROCESSABLE_ENTITY, Err(error), messages),
    };
    if let Some(Extension(over)) = over {
        return later::again(&uri, &filled, over, messages.unwrap_or_else(|| Locale::SrLatn.into()));
    }
    let (mut there, mut status) = (None, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = Box::pin(async {
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
            // What it is about may have gone a moment ago.
            Err(wrong @ Error::NotFound(_)) => {
                let talk = Asked::of(&context, &id, Some(&filled)).await?;
                talk.render(&context, &filled, Some(&wrong)).await
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    match (there, shown) {
        // Whoever loads the receipt again sends nothing again.
        (Some(there), _) => (StatusCode::SEE_OTHER, [(header::LOCATION, there)]).into_response(),
        // There is no page any more on which it could stand.
        (None, Err(Error::NotFound(_))) => later::kept(&filled, usual::or(messages)),
        (None, shown) => answered(status, shown, messages),
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
        // As they were named, also where they are gone: whoever sends again what was received then is answered as then.
        let reply_to = context.choice.odgovor.as_ref().map(|id| id.parse::<CommentId>()).transpose()?;
        let part = match &self.part {
            _ if reply_to.is_some() => None,
            Some(part) => Some(part.id),
            None if self.gone.is_some() => {
                let no_part = |_| Error::NotFound("There is no such part here.".into());
                Some(filled.part.parse::<AnchorId>().map_err(no_part)?)
            }
            None => None,
        };
        let sent = Sent {
            consultation: self.row.id,
            part,
            reply_to,
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
