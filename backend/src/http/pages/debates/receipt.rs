//! What became of a comment, for whoever holds its receipt, and the form in which he changes it or takes it back. Nobody
//! keeps this page and no search engine knows it.

use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Form};
use entities::{AuthorKind, CommentReason, CommentState, ConsultationStage, Supports, comment, consultation};
use maud::{Markup, html};
use serde::Deserialize;

use super::talk::{answer, problem};
use super::{files, record};
use crate::app::App;
use crate::clock::zone;
use crate::comments::rules::changes_until;
use crate::comments::rules::receipt::written;
use crate::comments::rules::words::shown_name;
use crate::comments::store::{self, AnswerOf, CommentLoader};
use crate::comments::write;
use crate::consultations::rules::{Facts, Status, status};
use crate::error::{Error, Reason};
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::confirm::called_off;
use crate::http::pages::layout::{About, page};
use crate::http::pages::lead::Lead;
use crate::http::pages::{Choice, Context, failed, in_time, say, usual};
use crate::locale::messages::Messages;
use crate::rate::Asker;
use crate::secret::Secret;

pub(in crate::http::pages) async fn show(
    State(app): State<Arc<App>>,
    Path((slug, code)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let shown = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        let row = of_this_place(&context, &code).await?;
        page_of(&context, &row, &Trouble::default()).await
    });
    unseen(answered(StatusCode::OK, in_time(&app, shown).await, messages))
}

/// What the holder of a receipt sends: another text, or that he takes his comment back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http::pages) struct Mended {
    key: String,
    text: String,
    name: String,
    /// There where the comment is taken back.
    povuci: Option<String>,
}

pub(in crate::http::pages) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, code)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    mended: Result<Form<Mended>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    let mut done = None;
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Form(mended) = mended.map_err(|_| Error::Invalid(Vec::new()))?;
        let context = Context::new(&app, &slug, choice).await?;
        let row = of_this_place(&context, &code).await?;
        let name = Some(&*mended.name).filter(|name| !name.trim().is_empty());
        let outcome = match &mended.povuci {
            Some(_) => write::withdraw(&context.scope, &row.code, &mended.key).await,
            None => {
                let pace = Some((&*app.writes, Some(Asker(client.counted()))));
                write::change(&context.scope, &row.code, name, (&mended.text, &mended.key), pace).await
            }
        };
        match outcome {
            Ok(row) => {
                done = Some(format!("/{slug}/potvrda/{}{}", row.code, context.lang()));
                Ok(html! {})
            }
            Err(wrong @ (Error::Invalid(_) | Error::Refused(_) | Error::RateLimited { .. })) => {
                page_of(&context, &row, &Trouble { text: Some((&mended, &wrong)), ..Trouble::default() }).await
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    there_or(done, shown, messages)
}

/// What was sent and not taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trouble<'a> {
    /// Another text, and why not.
    pub(super) text: Option<(&'a Mended, &'a Error)>,
    /// Why a file was not.
    pub(super) file: Option<&'a Error>,
}

/// Where a form leads that was taken, or the page that says why it was not. Nobody keeps either.
pub(super) fn there_or(
    done: Option<String>,
    shown: Result<Markup, Error>,
    messages: Option<&'static Messages>,
) -> Response {
    unseen(match done {
        Some(done) => Redirect::to(&done).into_response(),
        None => answered(StatusCode::UNPROCESSABLE_ENTITY, shown, messages),
    })
}

/// The form in which a comment is changed or taken back; nothing where that is not possible any more.
fn mending(
    context: &Context<'_>,
    row: &comment::Model,
    of: &consultation::Model,
    here: &str,
    wrong: Option<(&Mended, &Error)>,
) -> Result<Markup, Error> {
    let (scope, messages) = (&context.scope, context.say);
    let open = status(&Facts::from(of), scope.now) == Status::Open;
    let until = changes_until(row, of.closes_at).filter(|until| open && scope.now <= *until);
    let (Some(until), Some(text)) = (until, &row.text) else {
        return Ok(match wrong {
            // Too late; but what was written is his, and stays where he can take it from.
            Some((mended, _)) if mended.povuci.is_none() => html! {
                p.wrong role="alert" tabindex="-1" autofocus { (messages.say("receipt.tooLate")) }
                textarea rows="6" readonly aria-label=(messages.say("receipt.newText")) { (mended.text) }
            },
            Some(_) => html! { p.wrong role="alert" tabindex="-1" autofocus { (messages.say("receipt.tooLate")) } },
            None => html! {},
        });
    };
    let text = wrong.map_or(text, |(mended, _)| &mended.text);
    let own = shown_name(row);
    let name = wrong.map_or(own.as_deref(), |(mended, _)| Some(mended.name.as_str()));
    let at = |field: &str| match wrong {
        Some((_, Error::Invalid(fields))) => fields.iter().find(|wrong| wrong.field == field),
        _ => None,
    };
    let complaint = |field: &str| {
        html! { @if let Some(wrong) = at(field) { p.wrong id={ (field) "-wrong" } { (problem(wrong, messages)) } } }
    };
    let lead = Lead::default();
    let nowhere = wrong.is_some() && at("text").is_none() && at("name").is_none();
    let not_taken = match wrong {
        Some((_, Error::Refused(Reason::ChangedTooOften))) => "receipt.changedTooOften",
        _ => "comment.notSent",
    };
    let zone = zone(&context.owner.time_zone);
    let until = say::moment(until, true, zone, messages);
    let key = Secret::draw()?;
    Ok(html! {
        details.changes open[wrong.is_some()] {
            summary { (messages.fill("receipt.change", &[("until", &until)])) }
            form.ask method="post" action={ (here) (context.lang()) } {
                @if wrong.is_some() {
                    p.wrong role="alert" tabindex="-1" autofocus[lead.to(nowhere)] { (messages.say(not_taken)) }
                }
                input type="hidden" name="key" value=(key.reveal());
                label for="text" { (messages.say("receipt.newText")) }
                textarea id="text" name="text" rows="6" required aria-describedby="text-wrong"
                    aria-invalid=[at("text").map(|_| "true")] autofocus[lead.to(at("text").is_some())] { (text) }
                (complaint("text"))
                @if row.author_kind != AuthorKind::Anonymous {
                    label for="name" { (messages.say("comment.shownName")) }
                    input id="name" name="name" value=[name] autocomplete="name" aria-describedby="name-wrong"
                        aria-invalid=[at("name").map(|_| "true")] autofocus[lead.to(at("name").is_some())];
                    (complaint("name"))
                }
                @if of.supports != Supports::None && row.published_at.is_some() {
                    p.hint { (messages.say("receipt.supportsAnew")) }
                }
                button { (messages.say("receipt.saveText")) }
                button name="povuci" value="1" formnovalidate { (messages.say("receipt.withdraw")) }
            }
        }
    })
}

/// The proof, as a file.
pub(in crate::http::pages) async fn proof(
    State(app): State<Arc<App>>,
    Path((slug, code)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let proof = async {
        let context = Context::new(&app, &slug, choice).await?;
        let row = of_this_place(&context, &code).await?;
        let server = app.key.public();
        let receipt =
            store::log::receipt(&context.scope, &app.key, server.server(), row.consultation_id, row.log_number).await?;
        let recorded = store::recorded(&context.scope, &row).await?;
        Ok::<_, Error>((row.code, written(&receipt, recorded.as_ref())))
    };
    unseen(match proof.await {
        Ok((code, proof)) => {
            let name = format!("attachment; filename=\"javno-{code}.txt\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, proof).into_response()
        }
        Err(error) => failed(usual::or(messages), &error),
    })
}

/// Whoever is linked to from here does not learn the address, which is the receipt's number.
pub(super) fn unseen(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

pub(super) async fn of_this_place(context: &Context<'_>, code: &str) -> Result<comment::Model, Error> {
    let found = store::by_code(&context.scope, code.trim()).await?;
    let here = found.filter(|row| row.municipality_id == context.owner.id);
    here.ok_or_else(|| Error::NotFound("There is no such receipt here.".into()))
}

/// The page of a receipt.
pub(super) async fn page_of(
    context: &Context<'_>,
    row: &comment::Model,
    trouble: &Trouble<'_>,
) -> Result<Markup, Error> {
    let Context { owner, say: messages, .. } = context;
    let zone = zone(&owner.time_zone);
    let at = say::moment(row.received_at, true, zone, messages);
    let answers = match row.answer_id {
        Some(id) => CommentLoader(context.scope.clone()).load(&[AnswerOf(id)]).await?,
        None => std::collections::HashMap::new(),
    };
    let of = store::consultation(&context.scope, row.consultation_id).await?;
    let state = match row.state {
        CommentState::Unconfirmed if row.email.is_none() => "receipt.stateNever",
        CommentState::Unconfirmed => "receipt.stateUnconfirmed",
        CommentState::Held | CommentState::Pending => "comment.statePending",
        CommentState::Published => "comment.statePublished",
        CommentState::Rejected => "comment.stateRejected",
        CommentState::Withdrawn => "receipt.stateWithdrawn",
    };
    let waits = row.state == CommentState::Unconfirmed && row.email.is_some();
    let state = if waits && of.stage == ConsultationStage::Cancelled {
        called_off(context)
    } else {
        messages.say(state).to_owned()
    };
    let (here, lang) = (format!("/{}/potvrda/{}", owner.slug, row.code), context.lang());
    let mending = mending(context, row, &of, &here, trouble.text)?;
    let files = files::section(context, row, &of, trouble.file)?;
    let body = html! {
        p.back { a href={ "/" (owner.slug) "/rasprava/" (row.consultation_id) (lang) } { "← " (messages.say("receipt.toDebate")) } }
        // One comes here from a form, and to this first: whatever is wrong with what was sent comes before.
        h1 tabindex="-1" autofocus[trouble.text.is_none() && trouble.file.is_none()] { (messages.say("receipt.receipt")) }
        p { b { (state) } @if let Some(reason) = row.state_reason { " " (messages.say(reason_key(reason))) } }
        dl.facts {
            div { dt { (messages.say("comment.code")) } dd { (row.code) } }
            div { dt { (messages.say("receipt.receivedOn")) } dd { (at) } }
        }
        @match &row.text {
            Some(text) => blockquote lang=(row.locale.tag()) { (text) },
            None => p { em { (messages.say("comment.removed")) } },
        }
        @for found in answers.values() { (answer(context, found, zone)) }
        (mending)
        (files)
        h2 { (messages.say("receipt.proof")) }
        p { (messages.say("receipt.proves")) }
        p { a.button href={ (here) "/dokaz" (lang) } { (messages.say("receipt.take")) } }
        (record::steps(context, row.consultation_id, &format!("javno-{}.txt ", row.code)))
    };
    let about = About {
        follows: None,
        title: messages.say("receipt.receipt").to_owned(),
        description: state,
        path: here,
        chosen: String::new(),
        data: serde_json::Value::Null,
    };
    Ok(page(context, &about, &body))
}

pub(super) const fn reason_key(reason: CommentReason) -> &'static str {
    match reason {
        CommentReason::OffTopic => "receipt.offTopic",
        CommentReason::Insult => "receipt.insult",
        CommentReason::Hate => "receipt.hate",
        CommentReason::PersonalData => "receipt.personalData",
        CommentReason::Advertising => "receipt.advertising",
        CommentReason::Duplicate => "receipt.duplicate",
        CommentReason::Unlawful => "receipt.unlawful",
        CommentReason::Unreadable => "receipt.unreadable",
        CommentReason::EnteredWrongly => "receipt.enteredWrongly",
    }
}
