//! Files over HTTP: one that is stored goes out by [`served`], one that comes in is [`received`].
//!
//! Neither knows who may: whoever calls them has found that out. Nothing that goes out is ever shown by a browser as a page
//! of ours: it is always an attachment, of exactly the type that it says, and sandboxed.

use std::sync::Arc;

use axum::body::{Body, BodyDataStream};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use entities::{CallId, CallStage, DocumentId, DocumentRole, FileId, Locale, call_file};
use http_body::Body as _;
use http_range_header::parse_range_header;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;

use super::accept::ExpectAFile;
use super::pages::failed;
use super::session::{credential, downloader, signed_in};
use super::shown::has;
use crate::accounts::rules::name;
use crate::app::App;
use crate::calls::store::desk::of_mine;
use crate::calls::store::files;
use crate::clock::zone;
use crate::documents::Place;
use crate::documents::rules::as_read;
use crate::documents::shown::desk_file_address;
use crate::error::{Error, Reason, RequestId, sentence};
use crate::municipalities::types::Municipality;
use crate::storage::{Shelf, Storage};
use crate::viewer::{Editor, Official};

const NEVER: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, Kept::Never.header());
/// In this header a file that comes says its name, in UTF-8 and percent-encoded.
const X_FILE_NAME: HeaderName = HeaderName::from_static("x-file-name");
/// What may stand in `filename*` as it is (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/files/{id}/{name}", get(document)).route("/desk/files/{id}/{name}", get(at_desk))
}

/// What takes files: its bodies are larger and longer than others, and are not read whole before they are looked at.
pub(super) fn uploads() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/calls/{call}/documents", post(add))
        .route("/desk/calls/{call}/documents/{document}", post(put))
}

/// A stored file, as its row tells of it.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Where it lies.
    pub key: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub media_type: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: &'a str,
}

impl<'a> From<&'a call_file::Model> for File<'a> {
    fn from(row: &'a call_file::Model) -> Self {
        Self {
            key: &row.storage_key,
            name: &row.name,
            media_type: &row.media_type,
            size: u64::try_from(row.size_bytes).unwrap_or_default(),
            sha256: &row.sha256,
        }
    }
}

/// Whether an answer with a file may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// By anybody and for ever: a published version does not change.
    ForEver,
    /// By anybody for a minute: another may take its place.
    AWhile,
    /// By nobody: it is not public.
    Never,
}

impl Kept {
    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::ForEver => "public, max-age=31536000, immutable",
            Self::AWhile => "public, max-age=60",
            Self::Never => "no-store",
        })
    }
}

/// A version of a document of a call, as visible as its call. Its name in the address is for people.
async fn document(
    State(app): State<Arc<App>>,
    Path((id, _)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = app.gate.anyone();
        let found = files::published(&scope, id.parse::<FileId>()?).await?;
        let file = found.ok_or_else(|| Error::NotFound("There is no such file.".into()))?;
        served(&app.storage, &(&file).into(), &method, &headers, Kept::ForEver).await
    };
    answer.await.unwrap_or_else(|error| {
        let mut response = failed(Locale::SrLatn, &error);
        // It may be published in a moment.
        response.headers_mut().insert(header::CACHE_CONTROL, Kept::Never.header());
        response
    })
}

/// What part of a file is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    /// From this byte to that one.
    Part(u64, u64),
    /// A part that there is not.
    Beyond,
}

/// A stored file as an answer: whole or a part of it, or `304` where the caller has it.
///
/// # Errors
/// The store does not have it, or does not answer.
pub async fn served(
    storage: &Storage,
    file: &File<'_>,
    method: &Method,
    headers: &HeaderMap,
    kept: Kept,
) -> Result<Response, Error> {
    let etag = format!("\"{}\"", file.sha256);
    let asked = if has(headers, &etag) { None } else { Some(asked(headers, file.size, &etag)) };
    let (status, part) = match asked {
        None => (StatusCode::NOT_MODIFIED, None),
        Some(Asked::Whole) => (StatusCode::OK, Some(0..file.size)),
        Some(Asked::Part(first, last)) => (StatusCode::PARTIAL_CONTENT, Some(first..last + 1)),
        Some(Asked::Beyond) => (StatusCode::RANGE_NOT_SATISFIABLE, None),
    };
    let body = match &part {
        Some(part) if method != Method::HEAD => Body::from_stream(storage.read(file.key, part.clone()).await?),
        _ => Body::empty(),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let out = response.headers_mut();
    let mut say = |name, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            out.insert(name, value);
        }
    };
    say(header::ETAG, etag);
    if let Some(part) = &part {
        say(header::CONTENT_LENGTH, (part.end - part.start).to_string());
        say(header::CONTENT_TYPE, file.media_type.to_owned());
    }
    match (status, &part) {
        (StatusCode::PARTIAL_CONTENT, Some(part)) => {
            say(header::CONTENT_RANGE, format!("bytes {}-{}/{}", part.start, part.end - 1, file.size));
        }
        (StatusCode::RANGE_NOT_SATISFIABLE, _) => say(header::CONTENT_RANGE, format!("bytes */{}", file.size)),
        _ => {}
    }
    let name = utf8_percent_encode(file.name, PLAIN);
    say(header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}"));
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    out.insert(header::CACHE_CONTROL, kept.header());
    out.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    Ok(response)
}

/// The part that is asked for. What cannot be read, or asks for several parts, is answered with the whole, as HTTP allows;
/// so is a part of another version.
fn asked(headers: &HeaderMap, size: u64, etag: &str) -> Asked {
    let of_another = headers.get(header::IF_RANGE).is_some_and(|value| value != etag);
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok()).filter(|_| !of_another);
    let Some(Ok(ranges)) = range.map(parse_range_header) else { return Asked::Whole };
    if ranges.len() != 1 {
        return Asked::Whole;
    }
    let found = ranges.validate(size).ok().and_then(|ranges| ranges.into_iter().next());
    found.map_or(Asked::Beyond, |range| Asked::Part(*range.start(), *range.end()))
}

/// A file that comes.
#[derive(Debug)]
pub struct Received {
    /// What it says that it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: BodyDataStream,
}

/// The file that a request brings: the whole body, with its name in `X-File-Name`. No form of another site can send that
/// header. What the request says of its type is not believed, so it is not asked.
///
/// # Errors
/// It has no name, or is larger than `most` by its own word.
pub fn received(request: Request, most: u64) -> Result<Received, Error> {
    let said = request.headers().get(X_FILE_NAME).and_then(|name| name.to_str().ok());
    let name = said.and_then(|name| percent_decode_str(name).decode_utf8().ok()).map(Into::into);
    let name = name.ok_or_else(|| {
        Error::BadRequest("The name of the file belongs into the header X-File-Name, as percent-encoded UTF-8.".into())
    })?;
    if let Some(body) = request.extensions().get::<ExpectAFile>() {
        body.expect();
    }
    let body = request.into_body();
    if body.size_hint().lower() > most {
        return Err(Error::Refused(Reason::FileTooLarge));
    }
    Ok(Received { name, bytes: body.into_data_stream() })
}

/// What a file that comes without a document is to be.
#[derive(Debug, Deserialize)]
struct NewDocument {
    role: Option<String>,
    name: Option<String>,
}

/// Which version of the call was read. It may be left out of a draft's files; what is published changes for nobody who has
/// not read it.
#[derive(Debug, Deserialize)]
struct Read {
    version: Option<i32>,
}

/// A file for a call: a document of its own.
async fn add(
    State(app): State<Arc<App>>,
    Path(call): Path<String>,
    (Query(new), Query(read)): (Query<NewDocument>, Query<Read>),
    request: Request,
) -> Response {
    let role = match new.role.as_deref() {
        Some("FORM") => DocumentRole::Form,
        Some("BRING") => DocumentRole::Bring,
        Some("NAMED") => DocumentRole::Named,
        _ => DocumentRole::Read,
    };
    let name = name("name", new.name.as_deref().unwrap_or("…"));
    upload(&app, &call, (name.map(|name| Place::New(role, name)), read), request).await
}

/// A file for a document of a call: its first or next version.
async fn put(
    State(app): State<Arc<App>>,
    Path((call, document)): Path<(String, String)>,
    Query(read): Query<Read>,
    request: Request,
) -> Response {
    let place = document.parse().map(Place::Of).map_err(Error::from);
    upload(&app, &call, (place, read), request).await
}

/// What a file of a call is to be.
type PlaceOfCall = Place<DocumentId, DocumentRole>;

async fn upload(
    app: &App,
    call: &str,
    (place, read): (Result<PlaceOfCall, Error>, Read),
    request: Request,
) -> Response {
    let id: RequestId = request.extensions().get().cloned().unwrap_or_default();
    // Boxed, because a file takes its time: what waits for it should not be large.
    let taken = Box::pin(async { taken(app, call.parse()?, (place?, read.version), request).await });
    match taken.await {
        Ok((file, version)) => {
            let url = desk_file_address(&app.config.public_url, &file);
            let told = json!({
                "document": { "id": file.document_id.to_string() },
                "file": { "id": file.id.to_string(), "version": file.version, "name": file.name, "url": url },
                "version": version,
            });
            (StatusCode::CREATED, [NEVER], Json(told)).into_response()
        }
        Err(error) => refused(&error, &id),
    }
}

/// Why a file was not taken, as JSON.
fn refused(error: &Error, id: &RequestId) -> Response {
    let status = match error {
        Error::Refused(Reason::FileTooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Refused(Reason::FileTypeNotAllowed) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => error.code().status(),
    };
    let (code, message) = sentence(error, id);
    let code = match error {
        Error::Refused(reason) => reason.as_str(),
        _ => code.as_str(),
    };
    (status, [NEVER], Json(json!({ "code": code, "message": message, "requestId": &*id.0 }))).into_response()
}

/// Who may is found out first; then the file comes, before the transaction begins, because nobody else can write while one
/// is open.
async fn taken(
    app: &App,
    call: CallId,
    (place, read): (PlaceOfCall, Option<i32>),
    request: Request,
) -> Result<(call_file::Model, i32), Error> {
    let shown = credential(app, request.headers());
    let scope = signed_in(app, shown.clone()).await?;
    let (_, row) = of_mine::<Editor>(&scope, call).await?;
    // Before all of it has come for nothing; what counts is how the call stands afterwards.
    as_read(row.version, row.stage == CallStage::Draft, read)?;
    let zone = zone(&Municipality::by_id(&scope, row.municipality_id).await?.time_zone);
    let Received { name, bytes } = received(request, app.storage.most)?;
    let stored = app.storage.take(Shelf::CallFiles, &name, bytes, app.storage.most).await?;
    // A file takes its time. Whoever has lost his right meanwhile puts nothing in.
    let scope = signed_in(app, shown).await?;
    let (editor, _) = of_mine::<Editor>(&scope, call).await?;
    let tx = scope.begin(editor).await?;
    let put = Box::pin(files::put(&tx, call, (place, read), stored, zone)).await?;
    tx.commit().await?;
    Ok(put)
}

/// A version of a document of a call, published or not, for whoever works at its desk.
async fn at_desk(
    State(app): State<Arc<App>>,
    Path((id, _)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = signed_in(&app, downloader(&app, &headers)).await?;
        let id: FileId = id.parse()?;
        for home in scope.viewer.homes() {
            let Ok(official) = scope.acting::<Official>(home) else { continue };
            if let Some(file) = files::at_a_desk(&scope, &official, id).await? {
                return served(&app.storage, &(&file).into(), &method, &headers, Kept::Never).await;
            }
        }
        Err(Error::NotFound("There is no such file at your desk.".into()))
    };
    answer.await.unwrap_or_else(|error| {
        let mut response = failed(Locale::SrLatn, &error);
        response.headers_mut().insert(header::CACHE_CONTROL, Kept::Never.header());
        response
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{Asked, asked};

    #[test]
    fn one_part_that_is_there_is_answered_alone() {
        const ETAG: &str = "\"abc\"";
        const OF: HeaderName = header::IF_RANGE;
        for (range, of, expected) in [
            ("bytes=0-0", None, Asked::Part(0, 0)),
            ("bytes=0-99", None, Asked::Part(0, 99)),
            ("bytes=90-", None, Asked::Part(90, 99)),
            ("bytes=90-1000", None, Asked::Part(90, 99)),
            ("bytes=-10", None, Asked::Part(90, 99)),
            ("bytes=-1000", None, Asked::Part(0, 99)),
            ("bytes=100-", None, Asked::Beyond),
            ("bytes=100-200", None, Asked::Beyond),
            ("bytes=-0", None, Asked::Beyond),
            ("bytes=0-1,5-6", None, Asked::Whole),
            ("bytes=5-1", None, Asked::Whole),
            ("bytes=a-b", None, Asked::Whole),
            ("pages=1-2", None, Asked::Whole),
            ("bytes=0-9", Some(ETAG), Asked::Part(0, 9)),
            ("bytes=0-9", Some("\"def\""), Asked::Whole),
            ("bytes=0-9", Some("W/\"abc\""), Asked::Whole),
            ("bytes=0-9", Some("Tue, 24 Nov 2026 10:00:00 GMT"), Asked::Whole),
            ("bytes=200-", Some("\"def\""), Asked::Whole),
        ] {
            let mut headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]);
            headers.extend(of.map(|of| (OF, HeaderValue::from_static(of))));
            assert_eq!(asked(&headers, 100, ETAG), expected, "{range} {of:?}");
        }
    }
}
