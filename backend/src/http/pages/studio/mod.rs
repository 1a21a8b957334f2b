//! `/studio`: the afternoon of a webmaster, and a trainer's tool. A few questions, and the page says which widgets, how
//! they get into this very site, and shows them in its colours.
//!
//! ```text
//! address ─ answers::Answers ─┬─ advice (what to do, in which order) ─ paste (what to copy)
//!                             ├─ colour (can it be read?)
//!                             └─ page · preview · sheet (what is shown)
//! ```
//!
//! When it is pasted, `check` looks at the page and says what keeps Javno from it.
//!
//! All answers stand in the address: it can be sent to a colleague, and nothing is kept here.

mod advice;
mod answers;
mod check;
mod colour;
mod page;
mod paste;
mod plugin;
mod preview;
mod sheet;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use entities::{Locale, MunicipalityId, municipality};
use maud::Markup;

use self::answers::{Answers, Job, Typed};
use self::check::Check;
use super::{Fresh, cached, in_order, in_time};
use crate::app::App;
use crate::calls::rules::Phase;
use crate::calls::store::{self, CallOrder, Criteria};
use crate::error::Error;
use crate::http::reader::Reader;
use crate::locale::from_language_tag;
use crate::locale::messages::Messages;
use crate::municipalities::types::Municipality;
use crate::page::PageArgs;
use crate::scope::Scope;

/// Our own script asks for the page again and shows the preview; nothing comes from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; \
                      img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
/// The plugin and the script change with a release alone.
const DAY: Fresh = Fresh { max_age: 86_400, stale_while_revalidate: 86_400 };
const SOON: Fresh = Fresh { max_age: 60, stale_while_revalidate: 600 };

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/studio", get(studio))
        // Who chooses another language there is shown the studio.
        .route("/studio/provjera", get(studio).post(check::sent))
        .route("/studio/list", get(list))
        .route("/studio/pregled", get(previewed))
        .route("/studio/studio.js", get(script))
        .route("/studio/studio.css", get(style))
        .route("/studio/javno-wordpress.zip", get(zipped))
}

/// What is known when a page of the studio is made.
struct Studio<'a> {
    app: &'a App,
    say: &'static Messages,
    locale: Locale,
    /// Those whose things can be shown.
    places: Vec<municipality::Model>,
    answers: Answers,
    check: Check,
}

impl<'a> Studio<'a> {
    async fn new(app: &'a App, typed: Typed) -> Result<Self, Error> {
        let locale = typed.lang.as_deref().and_then(from_language_tag).unwrap_or(Locale::SrLatn);
        let scope = app.gate.anyone();
        let places = in_order(crate::municipalities::store::all(&scope).await?, locale);
        let answers = Answers::of(&typed, |slug| places.iter().any(|row| row.slug == slug));
        let mut answers = if answers.slug.is_empty() {
            let busy = with_an_open_call(&scope).await?;
            let shown = places.iter().find(|row| Some(row.id) == busy).or(places.first());
            answers.at(shown.map(|row| row.slug.as_str()))
        } else {
            answers
        };
        let place = places.iter().find(|row| row.slug == answers.slug);
        answers.usual = place.map(|row| row.default_locale).filter(|usual| matches!(usual, Locale::Bs | Locale::Hr));
        let say = super::sentences(typed.lang.as_deref(), locale);
        Ok(Self { app, say, locale, places, answers, check: Check::default() })
    }

    /// The municipality that is shown; nothing on a server that has none yet.
    fn place(&self) -> Option<&municipality::Model> {
        self.places.iter().find(|row| row.slug == self.answers.slug)
    }

    fn place_name(&self) -> &str {
        self.place().map_or("", |row| Municipality::name_for(row, Some(self.locale)))
    }

    /// What the site is taken to speak: what was chosen for it, else what its municipality writes in.
    fn tongue(&self) -> &'static Messages {
        let usual = || self.place().map_or(self.locale, |row| row.default_locale);
        Messages::of(self.answers.speaks.unwrap_or_else(usual))
    }

    /// What the link to a job says.
    fn behind(&self, job: Job) -> String {
        let tongue = self.tongue();
        let name = self.place().map_or("", |row| Municipality::name_for(row, Some(tongue.locale())));
        tongue.fill(job.behind(), &[("name", name)])
    }

    /// The server's address as others write it, without a slash at its end.
    fn server(&self) -> String {
        self.app.config.public_url.as_str().trim_end_matches('/').to_owned()
    }

    /// The answers, as a query; `?` is before them.
    fn query(&self) -> String {
        format!("?{}", self.answers.query(Some(self.locale)))
    }
}

/// A municipality in whose preview there is something to see: the one whose open call ends first.
async fn with_an_open_call(scope: &Scope) -> Result<Option<MunicipalityId>, Error> {
    let open = Criteria { phases: Some(vec![Phase::Open]), ..Criteria::default() };
    let one = PageArgs { first: Some(1), ..PageArgs::default() }.page(CallOrder::DeadlineSoonest.name(), 1)?;
    let found = store::list(scope, &open, CallOrder::DeadlineSoonest, &one).await?;
    Ok(found.rows.first().map(|call| call.municipality_id))
}

async fn studio(
    State(app): State<Arc<App>>,
    Query(typed): Query<Typed>,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let made = Box::pin(async { Ok(page::render(&Studio::new(&app, typed).await?)) });
    shown(&headers, reader, in_time(&app, made).await, POLICY)
}

async fn list(State(app): State<Arc<App>>, Query(typed): Query<Typed>, reader: Reader, headers: HeaderMap) -> Response {
    let made = Box::pin(async { Ok(sheet::render(&Studio::new(&app, typed).await?)) });
    shown(&headers, reader, in_time(&app, made).await, POLICY)
}

async fn previewed(
    State(app): State<Arc<App>>,
    Query(typed): Query<Typed>,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let made = Box::pin(async {
        let studio = Studio::new(&app, typed).await?;
        let style = preview::style(&studio.answers);
        Ok((preview::render(&studio, &style), preview::policy(&style)))
    });
    match in_time(&app, made).await {
        Ok((page, policy)) => shown(&headers, reader, Ok(page), &policy),
        Err(error) => shown(&headers, reader, Err(error), POLICY),
    }
}

async fn script(headers: HeaderMap) -> Response {
    cached(&headers, "text/javascript", DAY, include_bytes!("studio.js").to_vec())
}

async fn style(headers: HeaderMap) -> Response {
    cached(&headers, "text/css", DAY, include_bytes!("studio.css").to_vec())
}

async fn zipped(reader: Reader, headers: HeaderMap) -> Response {
    match plugin::zip() {
        Ok(bytes) => {
            let mut response = cached(&headers, "application/zip", DAY, bytes);
            let name = HeaderValue::from_static("attachment; filename=\"javno-wordpress.zip\"");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
            // What is no text has no character set.
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
            response
        }
        Err(error) => super::failed(reader.locale, &Error::internal(error)),
    }
}

fn shown(headers: &HeaderMap, reader: Reader, page: Result<Markup, Error>, policy: &str) -> Response {
    match page {
        Ok(page) => {
            let mut response = cached(headers, "text/html", SOON, page.into_string().into_bytes());
            if let Ok(policy) = HeaderValue::from_str(policy) {
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(error) => super::failed(reader.locale, &error),
    }
}
