//! Files with a comment: the form on the receipt's page in which they are sent and taken back, and where they are read.
//!
//! A file is never shown by a browser as a page of ours (`http/files.rs`), and leaves no cache for longer than a minute: what
//! is public may be refused after all.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, OriginalUri, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Form, Router};
use entities::{AttachedFile, Locale, comment, consultation};
use maud::{Markup, html};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::receipt::{Trouble, of_this_place, page_of, there_or, unseen};
use crate::app::App;
use crate::comments::attach::{self, MOST, MOST_BYTES};
use crate::comments::store;
use crate::comments::types::file_address;
use crate::error::{Error, Reason};
use crate::http::accept::ExpectAFile;
use crate::http::address::Client;
use crate::http::files::{File, Kept, served};
use crate::http::pages::ask::by_our_form;
use crate::http::pages::report::reason_key;
use crate::http::pages::say::units;
use crate::http::pages::{Choice, Context, failed, in_time};
use crate::http::reader::Reader;
use crate::http::session::{downloader, signed_in};
use crate::locale::messages::Messages;
use crate::rate::Asker;
use crate::secret::Secret;
use crate::storage::{Shelf, Stored};

/// So much of a body that is too large is read and thrown away, so that a browser is still there to hear why.
const HEARD_OUT: usize = 32 << 20;

/// The longest key of a form, in bytes; what stands behind it is not read.
const KEY: usize = 200;
/// So many files come in at a time.
static TAKING: Semaphore = Semaphore::const_new(4);

/// Where files are read.
pub(in crate::http::pages) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/{slug}/potvrda/{code}/prilog/{sha}/ukloni", get(to_the_form).post(take_back))
        .route("/files/comments/{comment}/{sha}/{name}", get(public))
        .route("/desk/comment-files/{comment}/{sha}/{name}", get(at_the_desk))
}

/// What takes files: its bodies are larger and longer than others.
pub(in crate::http) fn uploads() -> Router<Arc<App>> {
    Router::new()
        .route("/{slug}/potvrda/{code}/prilog", get(to_the_form).post(send))
        .layer(DefaultBodyLimit::max(HEARD_OUT))
}

/// What stands with a comment, for everybody.
pub(in crate::http::pages) fn list(context: &Context<'_>, row: &comment::Model) -> Markup {
    let at = |file| file_address(&context.app.config.public_url, row.id, file);
    html! {
        @if !(row.attached().is_empty() && row.taken_off().is_empty()) {
            ul.docs {
                @for file in row.attached() { li { a href=(at(file).path()) { (file.name) } " " span.size { (size(file, context.say.locale())) } } }
                @for mark in marks(context.say, row) { li.off { (mark) } }
            }
        }
    }
}

/// That files were taken off a comment, and why, for whoever reads it.
pub(in crate::http::pages) fn marks<'a>(
    say: &'a Messages,
    row: &'a comment::Model,
) -> impl Iterator<Item = String> + 'a {
    let reasons = row.taken_off().iter().filter_map(|mark| mark.taken_off);
    reasons.map(|reason| say.fill("receipt.fileOff", &[("reason", say.say(reason_key(reason)))]))
}

fn size(file: &AttachedFile, locale: Locale) -> String {
    format!("{} {}", file.size_bytes.div_ceil(1_000), units(locale).0)
}

/// The part of the receipt's page that is about files; nothing where none are taken.
pub(super) fn section(
    context: &Context<'_>,
    row: &comment::Model,
    of: &consultation::Model,
    wrong: Option<&Error>,
) -> Result<Markup, Error> {
    let messages = context.say;
    let files = row.attached();
    let may = attach::may_attach(row, of, &context.scope);
    let full = matches!(may, Err(Error::Refused(Reason::TooManyFiles)));
    if files.is_empty() && row.taken_off().is_empty() && may.is_err() && wrong.is_none() {
        return Ok(html! {});
    }
    let here = format!("/{}/potvrda/{}/prilog", context.owner.slug, row.code);
    let key = Secret::draw()?;
    let described = if wrong.is_some() { "file-wrong file-use" } else { "file-use" };
    Ok(html! {
        // Where a file was sent or taken back one goes on here.
        h2 id="prilozi" tabindex="-1" { (messages.say("receipt.files")) }
        @if !files.is_empty() {
            ul.files { @for file in files { li {
                b { (file.name) } " " span.size { (size(file, messages.locale())) }
                @if may.is_ok() || full {
                    form method="post" action={ (here) "/" (file.sha256) "/ukloni" (context.lang()) } {
                        input type="hidden" name="key" value=(key.reveal());
                        button aria-label={ (messages.say("receipt.fileTakeBack")) ": " (file.name) } { (messages.say("receipt.fileTakeBack")) }
                    }
                }
            } } }
        }
        @for mark in marks(messages, row) { p.off { (mark) } }
        @if let Some(wrong) = wrong {
            p.wrong role="alert" id="file-wrong" tabindex="-1" autofocus[may.is_err()] { (sentence(context, wrong)) }
        }
        @if may.is_ok() {
            form.ask.attach method="post" enctype="multipart/form-data" action={ (here) (context.lang()) } {
                input type="hidden" name="key" value=(key.reveal());
                label for="file" { (messages.say("receipt.fileChoose")) }
                input id="file" name="file" type="file" required accept=".pdf,.docx,.odt,.xlsx,.ods,.jpg,.jpeg,.png"
                    aria-describedby=(described) aria-invalid=[wrong.map(|_| "true")] autofocus[wrong.is_some()];
                p.hint id="file-use" { (with_limits(context, "receipt.fileUse")) }
                button.main { (messages.say("receipt.fileSend")) }
            }
        }
    })
}

/// Why a file was not taken, and what to do.
fn sentence(context: &Context<'_>, wrong: &Error) -> String {
    let key = match wrong {
        Error::Refused(Reason::FileTooLarge) => "receipt.fileTooLarge",
        Error::Refused(Reason::FileTypeNotAllowed) => "receipt.fileKind",
        Error::Refused(Reason::FileHasMacros) => "receipt.fileMacros",
        Error::Refused(Reason::TooManyFiles) => "receipt.fileTooMany",
        Error::Refused(Reason::TooLateToChange | Reason::NoFiles) => "receipt.tooLate",
        Error::Refused(_) => "receipt.fileDamaged",
        _ => "receipt.fileNone",
    };
    with_limits(context, key)
}

/// A sentence with what may be sent: how many, how large, of what kinds. The names of these are the same in every script.
fn with_limits(context: &Context<'_>, key: &'static str) -> String {
    let (many, size) = (MOST.to_string(), format!("{} {}", MOST_BYTES >> 20, units(context.say.locale()).1));
    context.say.fill(key, &[("n", &many), ("size", &size), ("kinds", "PDF, DOCX, ODT, XLSX, ODS, JPEG, PNG")])
}

/// What the form brings.
struct Sent {
    key: String,
    stored: Result<Stored, Error>,
}

/// Reads the form to its end, also where its file is refused: whoever stops in the middle is not heard by a browser.
async fn read(app: &App, request: Request) -> Result<Sent, Error> {
    if let Some(body) = request.extensions().get::<ExpectAFile>() {
        body.expect();
    }
    let broken = |_| Error::BadRequest("The form did not come whole.".into());
    let _turn = TAKING.acquire().await.map_err(Error::internal)?;
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Error::Invalid(Vec::new()))?;
    let (mut key, mut stored) = (String::new(), Err(Error::Invalid(Vec::new())));
    let mut taken = false;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        match (field.name(), field.file_name().map(str::to_owned)) {
            (Some("key"), _) => {
                while let Some(some) = field.chunk().await.map_err(broken)? {
                    let room = KEY.saturating_sub(key.len());
                    key.push_str(&String::from_utf8_lossy(&some[..some.len().min(room)]));
                }
            }
            // The form has one; whoever sends more is no browser.
            (Some("file"), Some(name)) if !name.is_empty() && !taken => {
                taken = true;
                stored = app.storage.take(Shelf::CommentFiles, &name, field, MOST_BYTES).await.map_err(Error::from);
            }
            _ => {}
        }
    }
    Ok(Sent { key, stored })
}

async fn send(
    State(app): State<Arc<App>>,
    Path((slug, code)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    request: Request,
) -> Response {
    let messages = choice.messages();
    let mut done = None;
    let shown = Box::pin(async {
        by_our_form(&app, request.headers())?;
        let context = Context::new(&app, &slug, choice).await?;
        let row = of_this_place(&context, &code).await?;
        let of = store::consultation(&context.scope, row.consultation_id).await?;
        // Before anything of it is read: nobody fills the store who may not.
        attach::may_attach(&row, &of, &context.scope)?;
        if app.writes.too_many(Some(Asker(client.counted())), context.scope.now)? {
            return Err(Error::RateLimited { retry_after: 60 });
        }
        let Sent { key, stored } = read(&app, request).await?;
        let taken = match stored {
            Ok(stored) => {
                let lies_at = stored.key.clone();
                let taken = attach::attach(&app.gate.anyone(), &row.code, stored, &key).await;
                // What no comment names is not left for the sweep: strangers could fill the store with it. After a fault
                // nobody knows whether one does: that is for the sweep.
                let unnamed = match &taken {
                    Ok(row) => keys(row).all(|key| key != lies_at),
                    Err(error) => matches!(error, Error::Invalid(_) | Error::Refused(_)),
                };
                if unnamed {
                    app.storage.forget([lies_at]).await;
                }
                taken
            }
            Err(error) => Err(error),
        };
        ended(&context, &row, taken, &mut done).await
    });
    // Not within the time of other pages: a file takes its own.
    let shown = shown.await;
    there_or(done, shown, messages)
}

/// Whoever loads the page again that a form leads to sends nothing again; what was refused is said on the page with the form.
async fn ended(
    context: &Context<'_>,
    before: &comment::Model,
    outcome: Result<comment::Model, Error>,
    done: &mut Option<String>,
) -> Result<Markup, Error> {
    match outcome {
        Ok(row) => {
            *done = Some(format!("/{}/potvrda/{}{}#prilozi", context.owner.slug, row.code, context.lang()));
            Ok(html! {})
        }
        Err(wrong @ (Error::Invalid(_) | Error::Refused(_))) => {
            page_of(context, before, &Trouble { file: Some(&wrong), ..Trouble::default() }).await
        }
        Err(error) => Err(error),
    }
}

/// Whoever asks where only a form is sent to has changed the language of a page that says what went wrong, or has loaded it
/// again: he gets the page that the form is on. Of its address nothing is read here but where it ends.
async fn to_the_form(OriginalUri(uri): OriginalUri, Query(choice): Query<Choice>) -> Response {
    let form = uri.path().split("/prilog").next().unwrap_or_default();
    unseen(Redirect::to(&format!("{form}{}#prilozi", choice.lang())).into_response())
}

#[derive(Debug, Deserialize)]
struct TakenBack {
    #[serde(default)]
    key: String,
}

async fn take_back(
    State(app): State<Arc<App>>,
    Path((slug, code, sha)): Path<(String, String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
    Form(sent): Form<TakenBack>,
) -> Response {
    let messages = choice.messages();
    let mut done = None;
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let context = Context::new(&app, &slug, choice).await?;
        let row = of_this_place(&context, &code).await?;
        let outcome = attach::detach(&context.scope, &row.code, &sha, &sent.key).await;
        if let Ok(now) = &outcome {
            let gone = keys(&row).filter(|key| keys(now).all(|kept| kept != *key)).map(str::to_owned);
            app.storage.forget(gone.collect::<Vec<_>>()).await;
        }
        ended(&context, &row, outcome, &mut done).await
    });
    let shown = in_time(&app, shown).await;
    there_or(done, shown, messages)
}

/// Where the files of a comment lie.
fn keys(row: &comment::Model) -> impl Iterator<Item = &str> {
    row.attached().iter().map(|file| file.storage_key.as_str())
}

fn gone() -> Error {
    Error::NotFound("There is no such file.".into())
}

/// An error that nobody keeps: the comment may be published in a moment.
fn not_kept(locale: Locale, error: &Error) -> Response {
    let mut response = failed(locale, error);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn sent_out(
    app: &App,
    row: &comment::Model,
    sha: &str,
    (method, headers): (&Method, &HeaderMap),
    kept: Kept,
) -> Result<Response, Error> {
    let file = row.attached().iter().find(|file| file.sha256 == sha).ok_or_else(gone)?;
    let file = File {
        key: &file.storage_key,
        name: &file.name,
        media_type: &file.media_type,
        size: file.size_bytes,
        sha256: &file.sha256,
    };
    served(&app.storage, &file, method, headers, kept).await
}

/// A file of a comment that everybody can read.
async fn public(
    State(app): State<Arc<App>>,
    Path((comment, sha, _)): Path<(String, String, String)>,
    method: Method,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = app.gate.anyone();
        let found = store::published(&scope, comment.parse()?).await?.ok_or_else(gone)?;
        sent_out(&app, &found, &sha, (&method, &headers), Kept::AWhile).await
    };
    answer.await.unwrap_or_else(|error| not_kept(reader.locale, &error))
}

/// A file of any comment, for whoever decides about it.
async fn at_the_desk(
    State(app): State<Arc<App>>,
    Path((comment, sha, _)): Path<(String, String, String)>,
    method: Method,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = signed_in(&app, downloader(&app, &headers)).await?;
        let found = store::at_a_desk(&scope, comment.parse()?).await?;
        sent_out(&app, &found, &sha, (&method, &headers), Kept::Never).await
    };
    answer.await.unwrap_or_else(|error| not_kept(reader.locale, &error))
}
