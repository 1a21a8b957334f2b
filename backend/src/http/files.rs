//! Files over HTTP: one that is stored goes out by [`served`], one that comes in is [`received`]; those of documents come in
//! through `uploads`.
//!
//! Neither knows who may: whoever calls them has found that out. Nothing that goes out is ever shown by a browser as a page
//! of ours: it is always an attachment, of exactly the type that it says, and sandboxed.

use std::str::FromStr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use entities::{ConsultationFileId, FileId, Locale, call_file, consultation_file};
use http_body::Body as _;
use http_range_header::parse_range_header;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::accept::ExpectAFile;
use super::pages::failed;
use super::reader::Reader;
use super::session::{downloader, signed_in};
use super::shown::has;
use crate::app::App;
use crate::calls::store::files as calls;
use crate::consultations::store::files as consultations;
use crate::error::{Error, Reason};
use crate::storage::Storage;
use crate::viewer::Official;

/// In this header a file that comes says its name, in UTF-8 and percent-encoded.
const X_FILE_NAME: HeaderName = HeaderName::from_static("x-file-name");
/// What may stand in `filename*` as it is (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/files/{id}/{name}", get(document)).route("/desk/files/{id}/{name}", get(at_desk))
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

macro_rules! of_rows {
    ($($entity:ident)*) => {$(
        impl<'a> From<&'a $entity::Model> for File<'a> {
            fn from(row: &'a $entity::Model) -> Self {
                Self {
                    key: &row.storage_key,
                    name: &row.name,
                    media_type: &row.media_type,
                    size: u64::try_from(row.size_bytes).unwrap_or_default(),
                    sha256: &row.sha256,
                }
            }
        }
    )*};
}
of_rows! { call_file consultation_file }

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
    pub(super) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::ForEver => "public, max-age=31536000, immutable",
            Self::AWhile => "public, max-age=60",
            Self::Never => "no-store",
        })
    }
}

/// The id of a version of a document, of whatever that is.
#[derive(Clone, Copy, Debug)]
enum Which {
    OfCall(FileId),
    OfConsultation(ConsultationFileId),
}

impl FromStr for Which {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let of_call = || Ok::<_, Error>(Self::OfCall(text.parse()?));
        text.parse().map(Self::OfConsultation).or_else(|_| of_call())
    }
}

/// A version of a document, as visible as what it is of. Its name in the address is for people.
async fn document(
    State(app): State<Arc<App>>,
    Path((id, _)): Path<(String, String)>,
    method: Method,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = app.gate.anyone();
        let none = || Error::NotFound("There is no such file.".into());
        match id.parse()? {
            Which::OfCall(id) => {
                let file = calls::published(&scope, id).await?.ok_or_else(none)?;
                served(&app.storage, &(&file).into(), &method, &headers, Kept::ForEver).await
            }
            Which::OfConsultation(id) => {
                let file = consultations::published(&scope, id).await?.ok_or_else(none)?;
                served(&app.storage, &(&file).into(), &method, &headers, Kept::ForEver).await
            }
        }
    };
    answer.await.unwrap_or_else(|error| not_served(reader.locale, &error))
}

/// Why a file does not go out.
fn not_served(locale: Locale, error: &Error) -> Response {
    let mut response = failed(locale, error);
    // It may be published in a moment.
    response.headers_mut().insert(header::CACHE_CONTROL, Kept::Never.header());
    response
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

/// A stored file as an answer: whole or a part of it, or `304` where the caller has it. Where the bytes are not those that the row
/// has the hash of, the answer breaks off before its end; of a part that cannot be known.
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
        Some(part) if method != Method::HEAD => {
            if *part == (0..file.size) {
                Body::from_stream(storage.read_whole(file.key, file.size, file.sha256).await?)
            } else {
                Body::from_stream(storage.read(file.key, part.clone()).await?)
            }
        }
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

/// A version of a document, published or not, for whoever works at its desk.
async fn at_desk(
    State(app): State<Arc<App>>,
    Path((id, _)): Path<(String, String)>,
    method: Method,
    reader: Reader,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let scope = signed_in(&app, downloader(&app, &headers)).await?;
        let which: Which = id.parse()?;
        for home in scope.viewer.homes() {
            let Ok(official) = scope.acting::<Official>(home) else { continue };
            match which {
                Which::OfCall(id) => {
                    if let Some(file) = calls::at_a_desk(&scope, &official, id).await? {
                        return served(&app.storage, &(&file).into(), &method, &headers, Kept::Never).await;
                    }
                }
                Which::OfConsultation(id) => {
                    if let Some(file) = consultations::at_a_desk(&scope, &official, id).await? {
                        return served(&app.storage, &(&file).into(), &method, &headers, Kept::Never).await;
                    }
                }
            }
        }
        Err(Error::NotFound("There is no such file at your desk.".into()))
    };
    answer.await.unwrap_or_else(|error| not_served(reader.locale, &error))
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
