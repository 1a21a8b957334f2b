//! What a call came from and what came of it, as links from one hosted page to another.

use async_graphql::dataloader::Loader as _;
use entities::{LocalisedText, OriginId, call_origin, consultation, open_call};
use maud::{Markup, html};

use super::{Context, say};
use crate::calls::rules::{Facts, Status, origin, status};
use crate::calls::store::{CallLoader, CameFrom};
use crate::consultations::store::ConsultationLoader;
use crate::error::Error;
use crate::locale::render as in_locale;

/// What a call came from, where that can be read, and what follows it: facts of its page, by their names.
pub(super) async fn of_call(
    context: &Context<'_>,
    call: &open_call::Model,
    row: Option<&call_origin::Model>,
) -> Result<Vec<(String, Markup)>, Error> {
    let (from, after) = tokio::try_join!(from(context, row), came_from(context, OriginId::Call(call.id)))?;
    let mut ties = from.into_iter().collect::<Vec<_>>();
    if let Ok(n @ 1..) = i64::try_from(after.len()) {
        let links = html! {
            @for (i, call) in after.iter().enumerate() { @if i > 0 { br; } (to_call(context, call)) }
        };
        ties.push((context.say.count("page.followUps", n), html! { span { (links) } }));
    }
    Ok(ties)
}

/// The calls that came from a consultation, as a part of its page.
pub(super) async fn of_debate(context: &Context<'_>, row: &consultation::Model) -> Result<Markup, Error> {
    let calls = came_from(context, OriginId::Consultation(row.id)).await?;
    Ok(html! {
        @if !calls.is_empty() {
            h2 { (context.say.say("debate.itsCalls")) }
            ul.docs {
                @for call in &calls {
                    @let now = status(&Facts::from(&**call), context.scope.now);
                    li {
                        (to_call(context, call))
                        span {
                            (context.say.say(say::status_key(now)))
                            @if let Some(at) = call.deadline_at.filter(|_| now != Status::Cancelled) {
                                " · " (context.say.say("stepDeadline")) ": "
                                (say::date(crate::clock::day(at, crate::clock::zone(&context.owner.time_zone)), context.say.locale()))
                            }
                        }
                    }
                }
            }
        }
    })
}

async fn from(context: &Context<'_>, row: Option<&call_origin::Model>) -> Result<Option<(String, Markup)>, Error> {
    let Some(id) = row.and_then(origin::id) else { return Ok(None) };
    let link = match id {
        OriginId::Consultation(id) => {
            let found = ConsultationLoader(context.scope.clone()).load(&[id]).await?.remove(&id);
            found.map(|row| to(context, &format!("rasprava/{id}"), &row.title))
        }
        OriginId::Call(id) => {
            let found = CallLoader(context.scope.clone()).load(&[id]).await?.remove(&id);
            found.map(|row| to_call(context, &row))
        }
    };
    Ok(link.map(|link| (context.say.say(origin::key(id)).to_owned(), html! { span { (link) } })))
}

async fn came_from(context: &Context<'_>, id: OriginId) -> Result<Vec<std::sync::Arc<open_call::Model>>, Error> {
    let key = CameFrom(id);
    let mut found = CallLoader(context.scope.clone()).load(&[key]).await?;
    Ok(found.remove(&key).map(|calls| calls.to_vec()).unwrap_or_default())
}

fn to_call(context: &Context<'_>, call: &open_call::Model) -> Markup {
    to(context, &format!("pozivi/{}", call.id), &call.title)
}

/// A link in the language of what it leads to, where that is not the page's.
fn to(context: &Context<'_>, path: &str, title: &LocalisedText) -> Markup {
    let said = in_locale(title, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { a href={ "/" (context.owner.slug) "/" (path) (context.lang()) } lang=[other] { (said.text) } }
}
