//! Signing in and out, over plain HTTP because a cookie must be set: `POST /desk/…`, JSON in, JSON out.
//!
//! Only our own pages may ask here: every browser says in `Origin` whose page sends a POST, and nothing else is taken. The
//! cookie counts for a POST of our own pages alone, so that a page of somebody else can do nothing in anybody's name, and
//! never for a GET, so that what is kept of answers is the same for all.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use chrono::{DateTime, Utc};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use entities::PersonId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::accounts::door::{self, Entered};
use crate::accounts::passkeys::{self, Passkeys, Spent};
use crate::accounts::rules::device;
use crate::accounts::store::{Which, end_sessions};
use crate::app::App;
use crate::error::{Error, RequestId, sentence};
use crate::locale::Locale;
use crate::scope::{Oneself, Scope, Tx};
use crate::secret::hash;
use crate::viewer::{Credential, Signed, Viewer};

/// `__Host-`: the browser takes it from this host alone, over a secure line, for the whole host.
const COOKIE: &str = "__Host-javno";

/// Whose page it is that asks. A browser has one cookie for all its pages: where somebody else signs in, those that were
/// open before would go on in his name.
const PERSON: &str = "x-javno-person";

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/session/link", post(link))
        .route("/desk/session/spend", post(spend))
        .route("/desk/session/invitation", post(invitation))
        .route("/desk/session/end", post(end))
        .route("/desk/passkey/register", post(register))
        .route("/desk/passkey/registered", post(registered))
        .route("/desk/passkey/ask", post(ask))
        .route("/desk/passkey/answer", post(answer))
        .route("/desk/recovery", post(recovery))
}

/// What a caller shows: a program its token, a page of ours its cookie.
pub(super) fn credential(app: &App, headers: &HeaderMap) -> Option<Credential> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Some(Credential::Token(hash(token.trim()).into()));
    }
    if from_our_page(app, headers) { of_cookie(headers) } else { None }
}

fn of_cookie(headers: &HeaderMap) -> Option<Credential> {
    let page: Option<PersonId> = match headers.get(PERSON) {
        None => None,
        // The page of nobody that there could be is nobody's.
        Some(person) => Some(person.to_str().ok()?.parse().ok()?),
    };
    cookie(headers, COOKIE).map(|cookie| Credential::Session(hash(cookie.value()).into(), page))
}

/// What somebody shows who follows a link to a file of the desk: a browser says that the link stood in a page of ours, or
/// that the person typed the address. Nothing is changed by that but that the journal tells of it, so it need not be a POST.
pub(super) fn downloader(app: &App, headers: &HeaderMap) -> Option<Credential> {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if matches!(site, Some("same-origin" | "none")) { of_cookie(headers) } else { credential(app, headers) }
}

/// What somebody may see and do who shows this, looked up now: it is asked anew after whatever takes its time.
///
/// # Errors
/// Nobody has signed in with it.
pub(super) async fn signed_in(app: &App, shown: Option<Credential>) -> Result<Scope, Error> {
    let viewer = app.gate.recognise(shown).await?;
    viewer.signed()?;
    Ok(Scope::of(app.db.clone(), app.clock.now(), viewer))
}

/// Whether a page of ours sends this.
pub(super) fn from_our_page(app: &App, headers: &HeaderMap) -> bool {
    let own = app.config.public_url.origin().ascii_serialization();
    headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes() == own.as_bytes())
}

/// What goes wrong here, as JSON.
pub(super) struct Refusal(pub(super) Error, pub(super) RequestId);

impl axum::response::IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(error, id) = self;
        let (code, message) = sentence(&error, &id);
        let said = match &error {
            Error::Refused(reason) => reason.as_str(),
            _ => code.as_str(),
        };
        let status = if matches!(error, Error::Refused(_)) { StatusCode::BAD_REQUEST } else { code.status() };
        let fields = match error {
            Error::Invalid(fields) => fields.into_iter().map(|field| field.field).collect(),
            _ => Vec::new(),
        };
        let body = json!({ "code": said, "message": message, "fields": fields, "requestId": &*id.0 });
        let mut response = (status, Json(body)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// A request of our own page: what it brings, and who sends it.
struct Asked<T> {
    app: Arc<App>,
    id: RequestId,
    device: Option<String>,
    viewer: Viewer,
    body: T,
}

impl<T: DeserializeOwned> Asked<T> {
    async fn new(app: Arc<App>, id: RequestId, headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let refuse = |error| Refusal(error, id.clone());
        if !from_our_page(&app, headers) {
            return Err(refuse(Error::Forbidden("Only the desk itself may ask here.".into())));
        }
        let body = serde_json::from_slice(body);
        let body =
            body.map_err(|error| refuse(Error::BadRequest(format!("This is not what is expected: {error}."))))?;
        let viewer = app.gate.recognise(credential(&app, headers)).await.map_err(&refuse)?;
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self { device: agent.and_then(device), viewer, body, app, id })
    }

    fn scope(&self) -> Scope {
        Scope::of(self.app.db.clone(), self.app.clock.now(), self.viewer.clone())
    }

    fn passkeys(&self) -> Result<&Passkeys, Error> {
        let missing = "This server is known by a bare address; passkeys need a name. Set `public_url`.";
        self.app.passkeys.as_ref().ok_or_else(|| Error::Forbidden(missing.into()))
    }

    /// A transaction of whoever asks, in his own affairs.
    async fn begin(&self) -> Result<(Tx<Oneself>, &Signed), Error> {
        let scope = self.scope();
        Ok((scope.begin(scope.oneself()?).await?, self.viewer.signed()?))
    }

    /// What the ceremony of this session must be answered with, for this one try.
    async fn spend(&self) -> Result<Spent, Error> {
        let (tx, signed) = self.begin().await?;
        passkeys::spend(tx, signed).await
    }

    fn answer(&self, answer: Result<Value, Error>) -> Result<Response, Refusal> {
        let answer = answer.map_err(|error| Refusal(error, self.id.clone()))?;
        let mut response = Json(answer).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// What somebody gets who came in.
    fn entered(&self, entered: Result<Entered, Error>) -> Result<Response, Refusal> {
        let entered = entered.map_err(|error| Refusal(error, self.id.clone()))?;
        let body = json!({ "needsPasskey": true, "hasPasskey": entered.has_passkey });
        let mut response = self.answer(Ok(body))?;
        let_in(&mut response, &entered, self.app.clock.now());
        Ok(response)
    }
}

/// Sets the cookie of a session: whoever comes in has it until then.
pub(super) fn let_in(response: &mut Response, entered: &Entered, now: DateTime<Utc>) {
    let lasts = Duration::seconds((entered.until - now).num_seconds());
    set_cookie(response, COOKIE, entered.cookie.reveal().to_owned(), lasts);
}

/// Sets a cookie that only this host gets, and no script.
pub(super) fn set_cookie(response: &mut Response, name: &'static str, value: String, lasts: Duration) {
    let cookie = Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax);
    if let Ok(cookie) = HeaderValue::from_str(&cookie.max_age(lasts).build().to_string()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// What a cookie holds that the browser sends.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &'a str) -> Option<Cookie<'a>> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(Cookie::split_parse).flatten().find(|cookie| cookie.name() == name)
}

type Request = (State<Arc<App>>, Extension<RequestId>, HeaderMap, axum::body::Bytes);

async fn asked<T: DeserializeOwned>(request: Request) -> Result<Asked<T>, Refusal> {
    let (State(app), Extension(id), headers, body) = request;
    Asked::new(app, id, &headers, &body).await
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct Link {
    email: String,
    locale: Option<String>,
}

#[derive(Deserialize)]
struct Token {
    token: String,
}

#[derive(Deserialize)]
struct Accepted {
    token: String,
    name: String,
}

#[derive(Deserialize)]
struct NewKey {
    credential: webauthn_rs::prelude::RegisterPublicKeyCredential,
    name: String,
}

#[derive(Deserialize)]
struct Key {
    credential: webauthn_rs::prelude::PublicKeyCredential,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// Goes. The browser loses its cookie also where the session cannot be ended here, which is said: whoever sits down next has
/// nothing to go on with.
async fn end(
    state: State<Arc<App>>,
    id: Extension<RequestId>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Response {
    let ours = from_our_page(&state.0, &headers);
    let ended = async {
        let asked = asked::<Nothing>((state, id, headers, body)).await?;
        let ended = async {
            let (tx, signed) = asked.begin().await?;
            if let Some(session) = signed.session {
                end_sessions(&tx, signed.person, Which::This(session)).await?;
            }
            tx.commit().await
        };
        match ended.await {
            // Whoever is not in has nothing to end.
            Ok(()) | Err(Error::Unauthenticated(_)) => Ok(StatusCode::NO_CONTENT),
            Err(error) => Err(Refusal(error, asked.id.clone())),
        }
    };
    let mut response = ended.await.into_response();
    if ours {
        set_cookie(&mut response, COOKIE, String::new(), Duration::ZERO);
    }
    response
}

macro_rules! handlers {
    ($($(#[$doc:meta])* $name:ident($asked:ident: $body:ty) $how:block)*) => {$(
        $(#[$doc])*
        async fn $name(
            state: State<Arc<App>>,
            id: Extension<RequestId>,
            headers: HeaderMap,
            body: axum::body::Bytes,
        ) -> Result<Response, Refusal> {
            let $asked = asked::<$body>((state, id, headers, body)).await?;
            $how
        }
    )*};
}

handlers! {
    /// A letter with a link, if there is somebody at this address. Nobody learns whether there is.
    link(asked: Link) {
        let locale = asked.body.locale.as_deref().and_then(Locale::from_tag).unwrap_or(Locale::SrLatn);
        let sent = door::ask(&asked.app.db, asked.app.clock.now(), &asked.body.email, locale).await;
        let mut response = asked.answer(sent.map(|()| json!({})))?;
        *response.status_mut() = StatusCode::ACCEPTED;
        Ok(response)
    }

    /// The link of a letter.
    spend(asked: Token) {
        let (db, now) = (&asked.app.db, asked.app.clock.now());
        asked.entered(door::spend(db, now, &asked.body.token, asked.device.clone()).await)
    }

    /// The link of an invitation.
    invitation(asked: Accepted) {
        let (db, now, body) = (&asked.app.db, asked.app.clock.now(), &asked.body);
        asked.entered(door::accept(db, now, &body.token, &body.name, asked.device.clone()).await)
    }

    register(asked: Nothing) {
        let begun = async {
            let (tx, signed) = asked.begin().await?;
            let challenge = passkeys::register(asked.passkeys()?, &tx, signed).await?;
            tx.commit().await?;
            serde_json::to_value(challenge).map_err(Error::internal)
        };
        asked.answer(begun.await)
    }

    registered(asked: NewKey) {
        let done = async {
            let spent = asked.spend().await?;
            let (tx, signed) = asked.begin().await?;
            let NewKey { credential, name } = &asked.body;
            let codes = passkeys::registered(asked.passkeys()?, &tx, signed, spent, (credential, name)).await?;
            tx.commit().await?;
            Ok(json!({ "recoveryCodes": codes }))
        };
        asked.answer(done.await)
    }

    ask(asked: Nothing) {
        let begun = async {
            let (tx, signed) = asked.begin().await?;
            let challenge = passkeys::ask(asked.passkeys()?, &tx, signed).await?;
            tx.commit().await?;
            serde_json::to_value(challenge).map_err(Error::internal)
        };
        asked.answer(begun.await)
    }

    answer(asked: Key) {
        let done = async {
            let spent = asked.spend().await?;
            let (tx, signed) = asked.begin().await?;
            passkeys::answer(asked.passkeys()?, &tx, signed, spent, &asked.body.credential).await?;
            tx.commit().await?;
            Ok(json!({}))
        };
        asked.answer(done.await)
    }

    recovery(asked: Code) {
        let done = async {
            let (tx, signed) = asked.begin().await?;
            let left = passkeys::recover(&tx, signed, &asked.body.code).await?;
            tx.commit().await?;
            Ok(json!({ "left": left }))
        };
        asked.answer(done.await)
    }
}
