//! Signing in through a city's own directory: out to it and back, by two addresses.
//!
//! What must be the same when the person comes back lies in a cookie of his browser, for ten minutes: nobody else can bring
//! him here as somebody that he is not. However it ends, the cookie is gone, so that nothing works twice. The way on is the
//! desk, always: no address that comes from outside leads anywhere.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use cookie::time::Duration;
use serde::{Deserialize, Serialize};

use super::pages::{POLICY, failed, layout};
use super::session::{cookie, let_in, set_cookie};
use crate::accounts::directory;
use crate::accounts::rules::device;
use crate::app::App;
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::locale::{Locale, from_language_tag};
use crate::oidc::{Directory, Failure, Returned, Ticket};

const COOKIE: &str = "__Host-javno-oidc";
/// How long somebody may take to sign in at the directory.
const HOLDS: TimeDelta = TimeDelta::minutes(10);

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/desk/oidc", get(begin)).route("/desk/oidc/back", get(back))
}

/// What a browser keeps meanwhile.
#[derive(Serialize, Deserialize)]
struct Kept {
    ticket: Ticket,
    until: DateTime<Utc>,
    /// What the desk spoke when the person left it.
    lang: String,
}

impl Kept {
    fn in_a_cookie(&self) -> Result<String, Error> {
        Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).map_err(Error::internal)?))
    }

    fn of(headers: &HeaderMap) -> Option<Self> {
        let value = URL_SAFE_NO_PAD.decode(cookie(headers, COOKIE)?.value()).ok()?;
        serde_json::from_slice(&value).ok()
    }
}

#[derive(Debug, Default, Deserialize)]
struct Spoken {
    lang: Option<String>,
}

/// Why there is no session, as the person is told.
enum Ends {
    At(Failure),
    Stranger,
    Broken(Error),
}

impl From<Failure> for Ends {
    fn from(failure: Failure) -> Self {
        Self::At(failure)
    }
}

impl From<Error> for Ends {
    fn from(error: Error) -> Self {
        match error {
            // What the directory gives as an address is none.
            Error::Invalid(_) => Self::At(Failure::NoAddress),
            other => Self::Broken(other),
        }
    }
}

/// What an address says behind `?`; nothing where that cannot be read. It is not told to the person: whoever made the
/// address would speak to him on a page of ours.
fn said<T: Default>(query: Result<Query<T>, QueryRejection>) -> T {
    query.map(|Query(said)| said).unwrap_or_default()
}

async fn begin(State(app): State<Arc<App>>, query: Result<Query<Spoken>, QueryRejection>) -> Response {
    let Spoken { lang } = said(query);
    let locale = lang.as_deref().and_then(from_language_tag).unwrap_or(Locale::SrLatn);
    let Some(directory) = &app.directory else { return failed(locale, &Error::NotFound(String::new())) };
    let now = app.clock.now();
    let begun = async {
        let (there, ticket) = directory.begin(now).await?;
        let kept = Kept { ticket, until: now + HOLDS, lang: locale.tag().into() };
        Ok::<_, Ends>((there, kept.in_a_cookie()?))
    };
    match begun.await {
        Ok((there, kept)) => {
            let mut response = on_to(there.as_str());
            set_cookie(&mut response, COOKIE, kept, Duration::minutes(HOLDS.num_minutes()));
            response
        }
        Err(end) => told(&app, &end, locale),
    }
}

/// What the desk spoke when the person left it.
fn spoken(kept: Option<&Kept>) -> Locale {
    kept.and_then(|kept| from_language_tag(&kept.lang)).unwrap_or(Locale::SrLatn)
}

async fn back(
    State(app): State<Arc<App>>,
    query: Result<Query<Returned>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let returned = said(query);
    let kept = Kept::of(&headers);
    let locale = spoken(kept.as_ref());
    let Some(directory) = &app.directory else { return failed(locale, &Error::NotFound(String::new())) };
    let mut response = match come_in(&app, directory, kept, returned, &headers).await {
        Ok(response) => response,
        Err(end) => told(&app, &end, locale),
    };
    set_cookie(&mut response, COOKIE, String::new(), Duration::ZERO);
    response
}

async fn come_in(
    app: &App,
    directory: &Directory,
    kept: Option<Kept>,
    returned: Returned,
    headers: &HeaderMap,
) -> Result<Response, Ends> {
    let now = app.clock.now();
    let kept = kept.filter(|kept| now <= kept.until).ok_or(Failure::Refused)?;
    let locale = spoken(Some(&kept));
    let known = directory.finish(kept.ticket, returned, now).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let entered = directory::enter(&app.db, now, &known, (locale, agent.and_then(device))).await?;
    let entered = entered.ok_or(Ends::Stranger)?;
    let mut response = on_to("/desk");
    let_in(&mut response, &entered, now);
    Ok(response)
}

fn on_to(there: &str) -> Response {
    let Ok(there) = HeaderValue::try_from(there) else { return StatusCode::BAD_GATEWAY.into_response() };
    (StatusCode::SEE_OTHER, [(header::LOCATION, there), (header::CACHE_CONTROL, NO_STORE)]).into_response()
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// A page that says why nobody came in, and what to do; nothing on it comes from outside.
fn told(app: &App, end: &Ends, locale: Locale) -> Response {
    let say = Messages::of(locale);
    let name = app.config.oidc.as_ref().map_or("", |directory| &*directory.name);
    let (status, text) = match end {
        Ends::At(Failure::Away) => (StatusCode::SERVICE_UNAVAILABLE, say.fill("page.oidcAway", &[("name", name)])),
        Ends::At(Failure::Refused) => (StatusCode::BAD_REQUEST, say.say("page.oidcAgain").to_owned()),
        Ends::At(Failure::NoAddress) => (StatusCode::FORBIDDEN, say.fill("page.oidcNoAddress", &[("name", name)])),
        Ends::Stranger => (StatusCode::FORBIDDEN, say.fill("page.oidcStranger", &[("name", name)])),
        Ends::Broken(error) => {
            if let Error::Internal(inner) = error {
                tracing::error!(error = %inner, "a sign-in through the directory failed");
            }
            (error.code().status(), say.say("page.oidcAgain").to_owned())
        }
    };
    let way = format!("/desk?lang={}", locale.tag());
    let page = layout::notice_once(say.say("page.oidcFailed"), &text, (&way, say.say("page.oidcBack")), say);
    let policy = (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    (status, [policy, (header::CACHE_CONTROL, NO_STORE)], page).into_response()
}
