//! The report of a consultation in all its forms: a page to be read and printed, a table, a file for programs, a PDF.
//!
//! Each is read of one instant, and lies in a file without a name before the first byte is sent: so a reader who takes his time
//! keeps no connection to the database, and a report of 200,000 comments needs no more memory than one of 200.

mod csv;
mod json;
mod page;
mod pdf;
mod words;

use std::io::SeekFrom;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entities::ConsultationId;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use tokio_util::io::ReaderStream;

use self::pdf::Wanted;
use self::words::Words;
pub(super) use self::words::{reason_key, way_key};
use super::{Choice, Context, FRESH, POLICY, failed, usual};
use crate::app::App;
use crate::error::Error;
use crate::http::long::in_time;
use crate::http::session::{downloader, signed_in};
use crate::http::shown::has;
use crate::reports::rules::volumes::Volumes;
use crate::reports::store::of_mine;
use crate::reports::store::read::{Of, Reading, Said};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/{slug}/rasprava/{id}/izvjestaj", get(page))
        .route("/{slug}/rasprava/{id}/izvjestaj.csv", get(table))
        .route("/{slug}/rasprava/{id}/izvjestaj-sifrarnik.csv", get(codebook))
        .route("/{slug}/rasprava/{id}/izvjestaj-brojevi.csv", get(numbers))
        .route("/{slug}/rasprava/{id}/izvjestaj.json", get(programs))
        .route("/{slug}/rasprava/{id}/izvjestaj.pdf", get(print))
        .route("/desk/izvjestaj/{id}", get(preview))
}

type At = Path<(String, String)>;

/// What a report is written as.
trait Form: Send {
    /// Its media type.
    const MEDIA: &'static str;
    /// Whether it leads to the volumes of a report that is divided for print.
    const LEADS: bool = false;
    /// Takes note of how the report is divided, before it begins.
    fn divided(&mut self, _: Volumes) {}
    /// What stands before the comments.
    fn begin(&mut self, words: &Words<'_>) -> Result<Vec<u8>, Error>;
    /// Some comments.
    fn said(&mut self, words: &Words<'_>, some: &[Said]) -> Result<Vec<u8>, Error>;
    /// What stands behind them.
    fn end(&mut self, words: &Words<'_>) -> Result<Vec<u8>, Error>;
}

/// A report that is written and not sent yet.
struct Written {
    file: tokio::fs::File,
    size: u64,
    etag: String,
}

async fn page(state: State<Arc<App>>, at: At, choice: Query<Choice>, headers: HeaderMap) -> Response {
    answer(state, at, choice, &headers, page::Page::default()).await
}

async fn table(state: State<Arc<App>>, at: At, choice: Query<Choice>, headers: HeaderMap) -> Response {
    answer(state, at, choice, &headers, csv::Table).await
}

async fn programs(state: State<Arc<App>>, at: At, choice: Query<Choice>, headers: HeaderMap) -> Response {
    answer(state, at, choice, &headers, json::Programs::default()).await
}

async fn print(
    State(app): State<Arc<App>>,
    Path((slug, id)): At,
    Query(choice): Query<Choice>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let messages = choice.messages();
    let made = Box::pin(async {
        let volume = match &choice.svezak {
            Some(number) => number.parse::<usize>().map_err(|_| Error::NotFound("There is no such volume.".into()))?,
            None => 1,
        };
        let context = Context::new(&app, &slug, choice).await?;
        pdf::served(&app, &context, Wanted { of: id.parse()?, volume }, (&method, &headers)).await
    });
    in_time(&app.metrics, made).await.unwrap_or_else(|error| failed(usual::or(messages), &error))
}

/// What columns and codes of the table mean: the same for every report.
async fn codebook(State(app): State<Arc<App>>, Path((slug, _)): At, Query(choice): Query<Choice>) -> Response {
    let messages = choice.messages();
    let written = async { csv::codebook(&Context::new(&app, &slug, choice).await?) };
    match written.await {
        Ok(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            said(&mut response, csv::Table::MEDIA, Some("sifrarnik.csv"));
            response
        }
        Err(error) => failed(usual::or(messages), &error),
    }
}

/// Its numbers and sessions as a table, which needs none of its comments.
async fn numbers(State(app): State<Arc<App>>, Path((slug, id)): At, Query(choice): Query<Choice>) -> Response {
    let messages = choice.messages();
    let made = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        let _turn = context.app.long_reads.turn().await?;
        let reading = Reading::begin(context.scope.clone(), context.owner.id, id.parse()?, Of::Finished).await?;
        csv::numbers(&Words::of(&context, &reading.told))
    });
    match in_time(&app.metrics, made).await {
        Ok(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            said(&mut response, csv::MEDIA, Some("izvjestaj-brojevi.csv"));
            response
        }
        Err(error) => failed(usual::or(messages), &error),
    }
}

/// A report before it is made, for whoever would make it.
async fn preview(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let messages = choice.messages();
    let made = Box::pin(async {
        let scope = signed_in(&app, downloader(&app, &headers)).await?;
        let (moderator, row) = of_mine(&scope, id.parse()?).await?;
        let slug = crate::municipalities::types::Municipality::by_id(&scope, row.municipality_id).await?.slug;
        let context = Context::new(&app, &slug, choice).await?;
        written(&context, row.id, Of::Draft(&moderator), page::Page::default()).await
    });
    let mut response = match in_time(&app.metrics, made).await {
        Ok(written) => sent(&HeaderMap::new(), written, page::Page::MEDIA),
        Err(error) => failed(usual::or(messages), &error),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn answer<F: Form>(
    State(app): State<Arc<App>>,
    Path((slug, id)): At,
    Query(choice): Query<Choice>,
    headers: &HeaderMap,
    form: F,
) -> Response {
    let messages = choice.messages();
    let made = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        written(&context, id.parse()?, Of::Finished, form).await
    });
    match in_time(&app.metrics, made).await {
        Ok(written) => sent(headers, written, F::MEDIA),
        Err(error) => failed(usual::or(messages), &error),
    }
}

/// Writes a report into a file without a name.
async fn written<F: Form>(
    context: &Context<'_>,
    id: ConsultationId,
    of: Of<'_>,
    mut form: F,
) -> Result<Written, Error> {
    let _turn = context.app.long_reads.turn().await?;
    let scratch = context.app.storage.scratch().map_err(Error::internal)?;
    let mut file = tokio::fs::File::from_std(scratch);
    let (mut size, mut hash) = (0, Sha256::new());
    let mut reading = Reading::begin(context.scope.clone(), context.owner.id, id, of).await?;
    let told = Arc::clone(&reading.told);
    let words = Words::of(context, &told);
    let most = context.app.config.print;
    // One with fewer comments and very long ones is found by its first volume.
    if F::LEADS && told.comments() > most.comments {
        form.divided(reading.volumes(most).await?);
    }
    let mut part = form.begin(&words)?;
    loop {
        size += part.len() as u64;
        hash.update(&part);
        file.write_all(&part).await.map_err(Error::internal)?;
        let some = reading.next().await?;
        if some.is_empty() {
            break;
        }
        part = form.said(&words, &some)?;
    }
    drop(reading);
    let end = form.end(&words)?;
    hash.update(&end);
    file.write_all(&end).await.map_err(Error::internal)?;
    file.flush().await.map_err(Error::internal)?;
    file.seek(SeekFrom::Start(0)).await.map_err(Error::internal)?;
    let etag = format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&hash.finalize()[..15]));
    Ok(Written { file, size: size + end.len() as u64, etag })
}

/// A report on its way to its reader.
fn sent(headers: &HeaderMap, written: Written, media: &'static str) -> Response {
    let known = has(headers, &written.etag);
    let body =
        if known { Body::empty() } else { Body::from_stream(ReaderStream::with_capacity(written.file, 1 << 16)) };
    let mut response = Response::new(body);
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(written.size));
    }
    let name = match media {
        csv::MEDIA => Some("izvjestaj.csv"),
        json::MEDIA => Some("izvjestaj.json"),
        _ => None,
    };
    said(&mut response, media, name);
    if let Ok(etag) = HeaderValue::try_from(written.etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

/// What stands at the head of every form: what it is, how long it holds, what it is called where it is taken away.
fn said(response: &mut Response, media: &'static str, name: Option<&'static str>) {
    let headers = response.headers_mut();
    let mut say = |header: HeaderName, value: HeaderValue| headers.insert(header, value);
    say(header::CONTENT_TYPE, HeaderValue::from_static(media));
    say(header::CACHE_CONTROL, FRESH.header());
    say(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    say(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let attached = name.and_then(|name| HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).ok());
    if let Some(attached) = attached {
        say(header::CONTENT_DISPOSITION, attached);
    }
}
