//! Hosted pages: every list, every call, consultation and organisation as plain HTML. They are where the link inside a widget leads, what a reader
//! without scripts gets, what search engines read and what is printed for the notice board.

mod accessibility;
mod ask;
mod call;
mod confirm;
mod debates;
mod directory;
mod feeds;
mod frame;
pub(super) mod layout;
mod lead;
mod list;
mod oembed;
mod origin;
mod outbox;
mod report;
mod results;
mod robots;
mod say;
mod social;
mod studio;
mod usual;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use entities::{Locale, municipality};
use maud::Markup;
use serde::Deserialize;
use tower_http::compression::CompressionLayer;

pub(super) use self::debates::later;
use super::edge::RETRY_AFTER;
use super::shown::{Fresh, cached};
use crate::app::App;
use crate::error::Error;
use crate::http::long::within;
use crate::http::reader::Reader;
use crate::locale::alphabet::key;
use crate::locale::messages::Messages;
use crate::locale::{from_language_tag, preferred};
use crate::municipalities::types::{Area, Municipality};
use crate::organisations::types::alphabet_of;
use crate::scope::Scope;

const FRESH: Fresh = Fresh { max_age: 60, stale_while_revalidate: 600 };

/// No script at all, nothing from anywhere else. There is nobody in the page who could connect, but programs that judge
/// pages fetch `/robots.txt` as if they were the page.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'self'";

/// What takes files.
pub(super) fn uploads() -> Router<Arc<App>> {
    debates::files::uploads()
}

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(front))
        .route("/{slug}", get(moved))
        .route("/{slug}/pozivi", get(calls))
        .route("/{slug}/pozivi/{id}", get(call))
        .route("/{slug}/pozivi/{id}/rezultati.csv", get(results::table))
        .route("/{slug}/pozivi/{id}/pitanje", get(ask::form).post(ask::sent))
        .route("/{slug}/rasprave", get(consultations))
        .route("/{slug}/rasprava/{id}", get(consultation))
        .route("/{slug}/rasprava/{id}/zapisnik", get(record))
        .route("/{slug}/rasprava/{id}/komentari", get(debates::talk::read).post(debates::talk::sent))
        .route("/{slug}/potvrda/{code}", get(debates::receipt::show).post(debates::receipt::sent))
        .route("/{slug}/potvrda/{code}/dokaz", get(debates::receipt::proof))
        .route("/{slug}/potvrdi/{secret}", get(confirm::form).post(confirm::sent))
        .merge(debates::files::router())
        .merge(debates::voices::router())
        .merge(report::router())
        .merge(feeds::router())
        .merge(robots::router())
        .merge(oembed::router())
        .route("/{slug}/organizacije", get(organisations))
        .route("/{slug}/organizacija/{id}", get(organisation))
        .merge(directory::suggest::router())
        .merge(directory::link::router())
        .route("/{slug}/pristupacnost", get(accessibility))
        .merge(studio::router())
        .route("/outbox", get(outbox::outbox))
        .fallback(nowhere)
        .layer(from_fn(negotiated))
}

/// Whoever has chosen no language on a page gets it in the one that his browser asks for, as if he had: every link of it
/// keeps that. Where the browser leaves it open, it is the municipality's.
async fn negotiated(mut request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    if let Some(locale) = accepted.and_then(preferred) {
        let uri = request.uri();
        let query = uri.query().unwrap_or_default();
        if !query.split('&').any(|pair| pair.starts_with("lang=")) {
            let gap = if query.is_empty() { "" } else { "&" };
            let chosen = format!("{}?{query}{gap}lang={}", uri.path(), locale.tag());
            if let Ok(chosen) = chosen.parse::<Uri>() {
                *request.uri_mut() = chosen;
            }
        }
    }
    let mut response = usual::beside(next.run(request)).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// What pages look like: a file like any other, and free as they are.
pub(super) fn files() -> Router<Arc<App>> {
    Router::new()
        .route("/page.css", get(style))
        .route(frame::SCRIPT, get(frame::script))
        .route(social::PICTURE, get(social::picture))
        .layer(CompressionLayer::new())
}

/// What a reader may choose in the address of a page.
#[derive(Clone, Debug, Default, Deserialize)]
struct Choice {
    lang: Option<String>,
    /// A part of the list: `otvoreni`, `najavljeni`, `zatvoreni`; of consultations `otvorene`, `najavljene`, `zavrsene`.
    stanje: Option<String>,
    /// Words.
    q: Option<String>,
    /// Code of an area.
    oblast: Option<String>,
    /// A letter of the alphabet.
    slovo: Option<String>,
    /// Code of a legal form.
    oblik: Option<String>,
    /// A place in which organisations have their seat.
    mjesto: Option<String>,
    /// Code of a status of interest.
    status: Option<String>,
    /// All of the list on one sheet, to be printed.
    stampa: Option<String>,
    poslije: Option<String>,
    prije: Option<String>,
    /// Key of a part of an act, of which comments are read.
    dio: Option<String>,
    /// The version of an act that is read by itself.
    verzija: Option<String>,
    /// He writes a comment.
    pisem: Option<String>,
    /// The comment to which he replies.
    odgovor: Option<String>,
    /// The comment whose replies are shown by themselves.
    odgovori: Option<String>,
    /// The volume of a printed report.
    svezak: Option<String>,
    /// The page stands in a frame of another site.
    frame: Option<String>,
}

impl Choice {
    fn locale(&self) -> Option<Locale> {
        self.lang.as_deref().and_then(from_language_tag)
    }

    /// The sentences of what was chosen, for a page that nobody is known to own.
    fn messages(&self) -> Option<&'static Messages> {
        self.locale().map(|locale| self.say(locale))
    }

    fn say(&self, locale: Locale) -> &'static Messages {
        sentences(self.lang.as_deref(), locale)
    }

    /// `?lang=…` for links, so that the choice stays: that of the municipality's own language too, else the browser's would
    /// come back.
    fn lang(&self) -> String {
        self.locale().map_or_else(String::new, |chosen| format!("?lang={}", chosen.tag()))
    }
}

/// In whose sentences; where debug assertions are, also in those of no language (`sr-Cyrl-x-pseudo`).
#[cfg_attr(not(debug_assertions), expect(unused_variables, reason = "of no language is for tests"))]
fn sentences(lang: Option<&str>, locale: Locale) -> &'static Messages {
    #[cfg(debug_assertions)]
    if lang.is_some_and(|lang| lang.ends_with("-x-pseudo")) {
        return Messages::pseudo();
    }
    Messages::of(locale)
}

/// What every page knows: whose it is, and how to speak.
struct Context<'a> {
    app: &'a App,
    scope: Scope,
    owner: municipality::Model,
    locale: Locale,
    say: &'static Messages,
    choice: Choice,
    /// The page answers what somebody sent from its form: what he typed stays when he changes the language.
    typed: bool,
}

impl<'a> Context<'a> {
    async fn new(app: &'a App, slug: &str, choice: Choice) -> Result<Self, Error> {
        let scope = app.gate.anyone();
        let owner = usual::owner(&scope, slug).await?;
        let locale = choice.locale().unwrap_or(owner.default_locale);
        let say = choice.say(locale);
        Ok(Self { app, scope, owner, locale, say, choice, typed: false })
    }

    /// The absolute address of a page, without what is only a choice of its reader.
    fn address(&self, path: &str) -> String {
        self.app.config.public_url.join(path).map_or_else(|_| path.to_owned(), Into::into)
    }

    /// Whether the page stands in a frame of another site.
    fn framed(&self) -> bool {
        self.choice.frame.is_some()
    }

    /// `?lang=…` for links, so that the choice stays.
    fn lang(&self) -> String {
        self.choice.lang()
    }

    /// The same for the address by which a page is known in a locale. The default has none of its own: one page, one
    /// address.
    fn lang_of(&self, locale: Locale) -> String {
        if locale == self.owner.default_locale { String::new() } else { format!("?lang={}", locale.tag()) }
    }

    /// The areas of work, as this municipality names and orders them.
    fn areas(&self) -> Vec<Area> {
        Area::all(Some(&self.owner), Some(self.locale))
    }

    fn name(&self) -> &str {
        Municipality::name_for(&self.owner, Some(self.locale))
    }
}

/// The handler of a page of a municipality. All but what the page shows is the same: the language, the time it may take, who
/// may frame it, how long it is kept.
macro_rules! page {
    ($name:ident($context:ident) => $shown:expr) => {
        page!($name, slug = String, &slug, $context => $shown);
    };
    ($name:ident($context:ident, $id:ident) => $shown:expr) => {
        page!($name, (slug, $id) = (String, String), &slug, $context => $shown);
    };
    ($name:ident, $path:pat_param = $parts:ty, $slug:expr, $context:ident => $shown:expr) => {
        async fn $name(
            State(app): State<Arc<App>>,
            Path($path): Path<$parts>,
            Query(choice): Query<Choice>,
            headers: HeaderMap,
        ) -> Response {
            let messages = choice.messages();
            let page = Box::pin(async {
                let $context = Context::new(&app, $slug, choice).await?;
                Ok(($shown?, frame::policy(&$context)))
            });
            shown(&headers, in_time(&app, page).await, messages)
        }
    };
}

page!(calls(context) => list::render(&context).await);
page!(call(context, id) => Box::pin(call::render(&context, &id)).await);
page!(consultations(context) => debates::list::render(&context).await);
page!(consultation(context, id) => Box::pin(debates::one::render(&context, &id)).await);
page!(record(context, id) => Box::pin(debates::record::render(&context, &id)).await);
page!(organisations(context) => Box::pin(directory::list::render(&context)).await);
page!(organisation(context, id) => Box::pin(directory::one::render(&context, &id)).await);
page!(accessibility(context) => accessibility::render(&context));

/// The municipalities that publish here.
async fn front(State(app): State<Arc<App>>, Query(choice): Query<Choice>, headers: HeaderMap) -> Response {
    let messages = choice.messages().unwrap_or_else(|| Locale::SrLatn.into());
    let page = async {
        let scope = app.gate.anyone();
        let found = in_order(crate::municipalities::store::all(&scope).await?, messages.locale());
        Ok((layout::front(&app, &found, messages, &choice.lang()), HeaderValue::from_static(POLICY)))
    };
    shown(&headers, in_time(&app, page).await, Some(messages))
}

/// Municipalities as whoever chooses one looks for them: by the alphabet in which he reads.
fn in_order(mut rows: Vec<municipality::Model>, locale: Locale) -> Vec<municipality::Model> {
    rows.sort_by_cached_key(|row| key(Municipality::name_for(row, Some(locale)), alphabet_of(locale)));
    rows
}

/// Nothing is there; said as whoever asked chose, or his browser asks for, or as the municipality's pages are.
async fn nowhere(State(app): State<Arc<App>>, uri: Uri, choice: Result<Query<Choice>, QueryRejection>) -> Response {
    let messages = choice.ok().and_then(|Query(choice)| choice.messages());
    if messages.is_none() {
        usual::look(&app, &uri).await;
    }
    failed(usual::or(messages), &Error::NotFound(String::new()))
}

/// The page, unless it takes longer than an operation may.
async fn in_time<T>(app: &App, page: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    within(&app.metrics, Duration::from_secs(app.config.operation.seconds), page).await
}

/// The page of a municipality is its list of calls, in the language that was chosen.
async fn moved(Path(slug): Path<String>, Query(choice): Query<Choice>, reader: Reader) -> Response {
    let plain = slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match HeaderValue::try_from(format!("/{slug}/pozivi{}", choice.lang())) {
        Ok(there) if plain => (StatusCode::FOUND, [(header::LOCATION, there)]).into_response(),
        _ => failed(reader.locale, &Error::NotFound(String::new())),
    }
}

async fn style(headers: HeaderMap) -> Response {
    let day = Fresh { max_age: 86_400, stale_while_revalidate: 86_400 };
    cached(&headers, "text/css", day, layout::STYLE.into())
}

fn shown(
    headers: &HeaderMap,
    page: Result<(Markup, HeaderValue), Error>,
    messages: Option<&'static Messages>,
) -> Response {
    match page {
        Ok((page, policy)) => {
            let page = page.into_string();
            let language = spoken(&page);
            let mut response = cached(headers, "text/html", FRESH, page.into_bytes());
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            response.headers_mut().extend(language);
            response
        }
        Err(error) => failed(usual::or(messages), &error),
    }
}

/// `Content-Language` of a page: what its own head says.
fn spoken(page: &str) -> Option<(HeaderName, HeaderValue)> {
    let (_, rest) = page.split_once("<html lang=\"")?;
    let (tag, _) = rest.split_once('"')?;
    Some((header::CONTENT_LANGUAGE, HeaderValue::try_from(tag).ok()?))
}

pub(super) fn failed(messages: impl Into<&'static Messages>, error: &Error) -> Response {
    let messages = messages.into();
    let status = match error {
        Error::BadRequest(_) => StatusCode::NOT_FOUND,
        Error::Internal(inner) => {
            tracing::error!(error = %inner, "a page failed");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        known => known.code().status(),
    };
    failure(messages, status)
}

/// A page that says nothing but that something does not work.
pub(super) fn failure(messages: impl Into<&'static Messages>, status: StatusCode) -> Response {
    let messages = messages.into();
    let mut response = (status, layout::failure(status, messages)).into_response();
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(messages.locale().tag()));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
