//! Answers to the widgets' questions, kept in memory: a thousand readers of one list cost one execution, and each costs
//! about what a file costs.
//!
//! Kept is only what was asked by the id of a document that we ship; when all weigh too much, what is asked least makes room.
//! An answer holds while nothing happens to the municipalities whose rows were read for it ([`crate::about`]) and at most
//! until the minute ends, because deadlines pass on whole minutes. However many ask for an answer that is not there, it is
//! made once.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use moka::future::Cache;
use tokio::sync::Semaphore;

use super::coding::Coding;
use super::graphql::negotiate;
use super::shown::{etag, has};
use crate::about::About;
use crate::app::App;
use crate::events::{Journal, Place};

/// What all kept answers may weigh together, in bytes.
const MOST: u64 = 64 << 20;
/// How far ahead another instance may be, in places; how long to wait for it; and how many may wait at once.
const NEAR: i64 = 1_000;
const PATIENCE: Duration = Duration::from_millis(500);
const WAITING: usize = 64;
/// What an entry weighs beside its text, in bytes.
const ENTRY: usize = 512;

/// How long a browser and a proxy between may keep what is read: a list may be half a minute old, and a returning reader
/// gets the old one at once while the new one is fetched. A proxy that can be told what to forget (`surrogate-key`) loses
/// nothing by this either: half a minute of readers is what a crowd is made of.
const READS: HeaderValue = HeaderValue::from_static("public, max-age=30, s-maxage=30, stale-while-revalidate=300");

/// An answer without errors, ready to be sent any number of times.
#[derive(Debug)]
pub(super) struct Kept {
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    media: HeaderValue,
    etag: HeaderValue,
    about: About,
    /// Names for a proxy to forget it by.
    keys: HeaderValue,
    /// Where the journal was when it was made.
    made_at: i64,
    until: DateTime<Utc>,
}

/// The question, however it is written in an address, and the form in which it is to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    /// By name; of two with one name the last counts.
    parameters: Vec<(String, String)>,
    form: &'static str,
}

impl Question {
    fn bytes(&self) -> usize {
        self.parameters.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// What an answer is kept by: only to documents of ours, by GET, in a form of ours.
pub(super) fn question(query: &str, headers: &HeaderMap) -> Option<Question> {
    let mut parameters: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    if !parameters.iter().any(|(name, _)| name == "documentId") {
        return None;
    }
    parameters.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(Question { form: form(query, negotiate(headers)?), parameters })
}

/// Takes out what only says how new an answer has to be: `since`, a place in what happened, and `at`, which nobody reads
/// and which makes a new address. What remains is the question.
pub(super) fn how_new(query: &str) -> (Cow<'_, str>, Option<Place>) {
    let says = |pair: &&str| pair.starts_with("since=") || pair.starts_with("at=");
    if !query.split('&').any(|pair| says(&pair)) {
        return (query.into(), None);
    }
    let since = query.split('&').find_map(|pair| pair.strip_prefix("since=")?.parse().ok());
    (query.split('&').filter(|pair| !says(pair)).collect::<Vec<_>>().join("&").into(), since)
}

/// The form of an answer by GET. A page whose policy forbids `fetch` may still import: it gets the same answer as a
/// module.
pub(super) fn form(query: &str, media: &'static str) -> &'static str {
    if query.split('&').any(|pair| pair == "as=module") { MODULE } else { media }
}

const MODULE: &str = "text/javascript";

/// The kept answers.
#[derive(Debug)]
pub struct Answers {
    kept: Cache<Question, Arc<Kept>>,
    /// Those who wait until this instance has seen what another one told them.
    waiting: Semaphore,
}

impl Default for Answers {
    fn default() -> Self {
        let weigh = |question: &Question, kept: &Arc<Kept>| {
            // With room for the compressed forms, which come later.
            let bytes = ENTRY + question.bytes() + 2 * kept.plain.len();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self { kept: Cache::builder().max_capacity(MOST).weigher(weigh).build(), waiting: Semaphore::new(WAITING) }
    }
}

impl Answers {
    /// The answer to this question in this form, if it is kept and still holds.
    pub(super) async fn get(&self, app: &App, question: &Question) -> Option<Arc<Kept>> {
        self.kept.get(question).await.filter(|kept| kept.holds(app))
    }

    /// Waits until this instance has seen what happened at this place, for a moment and not in a crowd; whether it has.
    /// Another instance may be that much quicker, and nothing else.
    pub(super) async fn wait_for(&self, journal: &Journal, Place(position): Place) -> bool {
        let ahead = position.saturating_sub(journal.head());
        if ahead <= 0 {
            return true;
        }
        let Ok(_permit) = self.waiting.try_acquire() else { return false };
        ahead <= NEAR && journal.reached(position, PATIENCE).await
    }

    /// Makes the answer, once for all who ask for it now. An error is none that could be kept, and goes to all of them.
    pub(super) async fn make<E: Send + Sync + 'static>(
        &self,
        app: &App,
        question: Question,
        making: impl Future<Output = Result<Kept, E>> + Send,
    ) -> Result<Arc<Kept>, Arc<E>> {
        let mut making = pin!(making);
        if !app.journal.is_behind() {
            // Somebody else may have begun to make it before something happened that this reader knows of; then it is made
            // once more, again once for all.
            for _ in 0..3 {
                // One that does not hold any more makes room for one that does.
                if self.kept.get(&question).await.is_some_and(|kept| !kept.holds(app)) {
                    self.kept.invalidate(&question).await;
                }
                let mut made_here = false;
                let kept = self.kept.try_get_with(question.clone(), async {
                    made_here = true;
                    making.as_mut().await.map(Arc::new)
                });
                let kept = kept.await?;
                if made_here || kept.holds(app) {
                    return Ok(kept);
                }
            }
        }
        making.await.map(Arc::new).map_err(Arc::new)
    }
}

impl Kept {
    /// An answer that was begun when the journal was at `made_at`.
    pub(super) fn new(body: Vec<u8>, form: &str, about: About, made_at: i64, now: DateTime<Utc>) -> Self {
        let header = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""));
        let keys = match &about {
            About::Everything | About::OneAlone => "everything".to_owned(),
            About::These(these) => these.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        };
        let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
        let body = if form == MODULE { [b"export default ", &*body].concat() } else { body };
        Self {
            etag: header(etag(&body)),
            plain: body.into(),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            media: header(format!("{form}; charset=utf-8")),
            keys: header(keys),
            about,
            made_at,
            until: minute + TimeDelta::minutes(1),
        }
    }

    fn holds(&self, app: &App) -> bool {
        let Self { about, made_at, until, .. } = self;
        app.clock.now() < *until && !app.journal.is_behind() && app.journal.revision(about) <= *made_at
    }

    /// The answer, in the coding that this caller takes, or `304` where he has it.
    pub(super) fn response(&self, headers: &HeaderMap) -> Response {
        let known = self.etag.to_str().is_ok_and(|etag| has(headers, etag));
        let (body, coding) = if known { (Bytes::new(), None) } else { self.coded(headers) };
        let mut response = Response::new(Body::from(body));
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let out = response.headers_mut();
        if !known {
            out.insert(header::CONTENT_TYPE, self.media.clone());
        }
        if let Some(coding) = coding {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        }
        out.insert(header::ETAG, self.etag.clone());
        out.insert(header::CACHE_CONTROL, READS);
        out.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
        out.insert("surrogate-key", self.keys.clone());
        response
    }

    fn coded(&self, headers: &HeaderMap) -> (Bytes, Option<Coding>) {
        let coding = Coding::taken_by(headers);
        let body = match coding {
            None => &self.plain,
            Some(coding @ Coding::Brotli) => self.brotli.get_or_init(|| coding.code(&self.plain)),
            Some(coding @ Coding::Gzip) => self.gzip.get_or_init(|| coding.code(&self.plain)),
        };
        (body.clone(), coding)
    }
}
