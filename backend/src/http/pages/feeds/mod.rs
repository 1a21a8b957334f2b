//! What one can follow without coming back: news of calls, of their results and of consultations as Atom, RSS and JSON Feed,
//! their dates as a calendar. Of one municipality or of all of them, of one area of work, of one call or consultation.
//!
//! Nothing in the news depends on what time it is, so that they change when, and only when, something is published or changed:
//! whoever asks every ten minutes is told that there is nothing new. A calendar has every date that lies ahead, however long
//! ago its call was published; besides, it changes when a day ends, for what took place long ago falls out of it. Who asks by
//! time alone may keep that somewhat longer.

mod awarded;
mod calendar;
mod item;
mod told;
mod written;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};
use entities::{Locale, MunicipalityId, municipality};
use maud::{Markup, html};

use self::told::Told;
use super::{Choice, Context, FRESH, failed, in_time, usual};
use crate::app::App;
use crate::error::Error;
use crate::http::shown::cached;
use crate::locale::messages::Messages;
use crate::municipalities::types::{Area, Municipality};
use crate::scope::Scope;

/// A file for programs: it is to do nothing where a browser shows it.
const POLICY: &str = "default-src 'none'; sandbox";

/// What the news of one thing are called in an address.
const NEWS: &str = "novosti";

/// What one follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Calls,
    Consultations,
}

impl Subject {
    /// The word of its list in an address.
    const fn list(self) -> &'static str {
        match self {
            Self::Calls => "pozivi",
            Self::Consultations => "rasprave",
        }
    }

    /// The word of one thing of it.
    const fn one(self) -> &'static str {
        match self {
            Self::Calls => "pozivi",
            Self::Consultations => "rasprava",
        }
    }

    /// The key of its name.
    const fn name(self) -> &'static str {
        match self {
            Self::Calls => "heading",
            Self::Consultations => "debate.debates",
        }
    }
}

/// What it is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Atom,
    Rss,
    Json,
    Calendar,
}

impl Form {
    /// Each with its ending in an address, its media type, and what people call it.
    const ALL: [(Self, &'static str, &'static str, &'static str); 4] = [
        (Self::Atom, "atom", "application/atom+xml", "Atom"),
        (Self::Rss, "rss", "application/rss+xml", "RSS"),
        (Self::Json, "json", "application/feed+json", "JSON Feed"),
        (Self::Calendar, "ics", "text/calendar", "iCal"),
    ];
}

pub(super) fn router() -> Router<Arc<App>> {
    let mut router = Router::new()
        .route(
            "/{slug}/pozivi/{id}/kalendar.ics",
            get(|state, at, choice, headers| one(Subject::Calls, state, at, choice, headers)),
        )
        .route(
            "/{slug}/rasprava/{id}/kalendar.ics",
            get(|state, at, choice, headers| one(Subject::Consultations, state, at, choice, headers)),
        );
    for subject in [Subject::Calls, Subject::Consultations] {
        for (form, ending, media, _) in Form::ALL {
            if form != Form::Calendar {
                let file = format!("/{{slug}}/{}/{{id}}/{NEWS}.{ending}", subject.one());
                let of_it = move |state, at, choice, headers| news(subject, (form, media), state, at, choice, headers);
                router = router.route(&file, get(of_it));
            }
            let file = format!("{}.{ending}", subject.list());
            let of_one = move |state, Path(slug): Path<String>, choice, headers| {
                many(subject, (form, media), state, Some(slug), choice, headers)
            };
            let of_all = move |state, choice, headers| many(subject, (form, media), state, None, choice, headers);
            router = router.route(&format!("/{{slug}}/{file}"), get(of_one)).route(&format!("/{file}"), get(of_all));
        }
    }
    router
}

/// Who follows, and what.
pub(super) struct Reader<'a> {
    app: &'a App,
    scope: Scope,
    /// Whose; none where it is everybody's.
    owner: Option<municipality::Model>,
    locale: Locale,
    say: &'static Messages,
    /// Code of an area.
    area: Option<String>,
    /// The one thing whose news these are.
    one: Option<One>,
}

/// One call or consultation.
#[derive(Clone, Debug)]
struct One {
    /// What it is called, and whose it is.
    title: String,
    /// The path of its page.
    path: String,
}

impl<'a> Reader<'a> {
    async fn new(app: &'a App, slug: Option<&str>, choice: &Choice) -> Result<Self, Error> {
        let scope = app.gate.anyone();
        let owner = match slug {
            Some(slug) => Some(usual::owner(&scope, slug).await?),
            None => None,
        };
        let usual = owner.as_ref().map_or(Locale::SrLatn, |owner| owner.default_locale);
        let locale = choice.locale().unwrap_or(usual);
        let area = choice.oblast.clone().filter(|code| !code.is_empty());
        if area.as_ref().is_some_and(|code| Area::shared().iter().all(|known| known.code != *code)) {
            return Err(Error::NotFound("There is no such area.".into()));
        }
        Ok(Self { app, scope, owner, locale, say: choice.say(locale), area, one: None })
    }

    /// The absolute address of a path here, in the language that was asked for where that is not the usual one.
    fn address(&self, path: &str, usual: Locale, more: Option<(&str, &str)>) -> String {
        let lang = (self.locale != usual).then(|| ("lang", self.locale.tag()));
        let query: Vec<_> = lang.into_iter().chain(more).collect();
        let Ok(mut url) = self.app.config.public_url.join(path.trim_start_matches('/')) else { return path.to_owned() };
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url.into()
    }

    /// The address of a list of this subject, or of what follows it (`.atom`, `.ics` …).
    fn list(&self, subject: Subject, ending: &str) -> String {
        let place = self.owner.as_ref().map(|owner| format!("{}/", owner.slug)).unwrap_or_default();
        let usual = self.owner.as_ref().map_or(Locale::SrLatn, |owner| owner.default_locale);
        if let Some(one) = &self.one {
            let file = if ending.is_empty() { String::new() } else { format!("/{NEWS}{ending}") };
            return self.address(&format!("{}{file}", one.path), usual, None);
        }
        if ending.is_empty() && place.is_empty() {
            return self.address("/", usual, None);
        }
        let area = self.area.as_deref().map(|code| ("oblast", code));
        self.address(&format!("/{place}{}{ending}", subject.list()), usual, area)
    }

    fn name_of(&self, owner: &municipality::Model) -> String {
        Municipality::name_for(owner, Some(self.locale)).to_owned()
    }

    /// What the whole is called: `Javni pozivi: Trebinje (sport)`.
    fn title(&self, subject: Subject) -> String {
        if let Some(one) = &self.one {
            return one.title.clone();
        }
        let whose = match &self.owner {
            Some(owner) => self.name_of(owner),
            None => self.say.say("feeds.feedEverywhere").to_owned(),
        };
        let area = self.area.as_ref().and_then(|code| {
            let mut all = Area::all(self.owner.as_ref(), Some(self.locale)).into_iter();
            all.find(|area| area.code == *code).map(|area| format!(" ({})", area.label))
        });
        format!("{}: {whose}{}", self.say.say(subject.name()), area.unwrap_or_default())
    }

    fn municipality(&self) -> Option<MunicipalityId> {
        self.owner.as_ref().map(|owner| owner.id)
    }
}

async fn many(
    subject: Subject,
    (form, media): (Form, &'static str),
    State(app): State<Arc<App>>,
    slug: Option<String>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let made = Box::pin(async {
        let reader = Reader::new(&app, slug.as_deref(), &choice).await?;
        let told = match subject {
            Subject::Calls => told::calls(&reader, form == Form::Calendar).await?,
            Subject::Consultations => told::consultations(&reader, form == Form::Calendar).await?,
        };
        Ok((written(&reader, subject, form, &told), Told::newest(&told)))
    });
    let made = in_time(&app, made).await;
    made.map_or_else(
        |error| failed(usual::or(choice.messages()), &error),
        |(body, at)| answer(&headers, media, body, at),
    )
}

/// The news of one thing.
async fn news(
    subject: Subject,
    (form, media): (Form, &'static str),
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let made = Box::pin(async {
        let mut reader = Reader::new(&app, Some(&slug), &choice).await?;
        let (one, told) = item::news(&reader, subject, &id).await?;
        reader.one = Some(one);
        Ok((written(&reader, subject, form, &told), Told::newest(&told)))
    });
    let made = in_time(&app, made).await;
    made.map_or_else(
        |error| failed(usual::or(choice.messages()), &error),
        |(body, at)| answer(&headers, media, body, at),
    )
}

fn written(reader: &Reader<'_>, subject: Subject, form: Form, told: &[Told]) -> String {
    match form {
        Form::Atom => written::atom(reader, subject, told),
        Form::Rss => written::rss(reader, subject, told),
        Form::Json => written::json(reader, subject, told),
        Form::Calendar => calendar::written(&reader.title(subject), reader.owner.as_ref(), told),
    }
}

async fn one(
    subject: Subject,
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let made = Box::pin(async {
        let reader = Reader::new(&app, Some(&slug), &choice).await?;
        let told = match subject {
            Subject::Calls => told::call(&reader, id.parse()?).await?,
            Subject::Consultations => told::consultation(&reader, id.parse()?).await?,
        };
        Ok((calendar::written(&told.title, reader.owner.as_ref(), std::slice::from_ref(&told)), Some(told.updated)))
    });
    match in_time(&app, made).await {
        Ok((body, at)) => {
            let mut response = answer(&headers, "text/calendar", body, at);
            let file = HeaderValue::from_static("attachment; filename=\"kalendar.ics\"");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
            response
        }
        Err(error) => failed(usual::or(choice.messages()), &error),
    }
}

/// The file with its validators, or `304`. A tag tells more than a time and counts alone where both are sent; a time has to
/// be the very one that was given, because what is withdrawn leaves an older one behind.
fn answer(headers: &HeaderMap, media: &'static str, body: String, at: Option<DateTime<Utc>>) -> Response {
    let at = at.map(|at| at.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let since = headers.get(header::IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    let same = since.is_some() && since == at.as_deref() && !headers.contains_key(header::IF_NONE_MATCH);
    let mut response = cached(headers, media, FRESH, body.into_bytes());
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = axum::body::Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    let out = response.headers_mut();
    if let Some(at) = at.and_then(|at| HeaderValue::try_from(at).ok()) {
        out.insert(header::LAST_MODIFIED, at);
    }
    out.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// What a page follows: a list, and one thing of it where the page is about one.
#[derive(Clone, Debug)]
pub(super) struct Following {
    pub subject: Subject,
    /// Id of the one, and what it is called.
    pub one: Option<(String, String)>,
    /// Code of the area that a list is narrowed to.
    pub area: Option<String>,
}

impl Following {
    fn address(&self, context: &Context<'_>, ending: &str) -> String {
        let slug = &context.owner.slug;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if context.locale != context.owner.default_locale {
            query.append_pair("lang", context.locale.tag());
        }
        let path = match (&self.one, ending) {
            (Some((id, _)), "ics") => format!("/{slug}/{}/{id}/kalendar.ics", self.subject.one()),
            (Some((id, _)), _) => format!("/{slug}/{}/{id}/{NEWS}.{ending}", self.subject.one()),
            _ => {
                if let Some(area) = &self.area {
                    query.append_pair("oblast", area);
                }
                format!("/{slug}/{}.{ending}", self.subject.list())
            }
        };
        let query = query.finish();
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    /// Where programs find it, for the head of the page.
    pub(super) fn head(&self, context: &Context<'_>) -> Markup {
        let what = self.one.as_ref().map_or_else(|| context.say.say(self.subject.name()), |(_, title)| title);
        let title = format!("{what}: {}", context.name());
        html! {
            @for (_, ending, media, name) in Form::ALL {
                link rel="alternate" type=(media) title={ (title) " (" (name) ")" }
                    href=(context.address(&self.address(context, ending)));
            }
        }
    }

    /// The same for people. A calendar is subscribed to where it is of a list: the programs that keep calendars know its
    /// own kind of address for that.
    pub(super) fn links(&self, context: &Context<'_>) -> Markup {
        let calendar = context.address(&self.address(context, "ics"));
        let calendar = match calendar.strip_prefix("https://") {
            Some(rest) if self.one.is_none() => format!("webcal://{rest}"),
            _ => calendar,
        };
        let key = if self.one.is_some() { "feeds.feedAdd" } else { "feeds.feedSubscribe" };
        html! {
            p.follow {
                a href=(calendar) rel="nofollow" { (context.say.say(key)) }
                " · " (context.say.say("feeds.feedFollow")) ": "
                @for (form, ending, _, name) in Form::ALL {
                    @if form != Form::Calendar { a href=(self.address(context, ending)) rel="nofollow" { (name) } " " }
                }
            }
        }
    }
}
