//! The widgets' files, as built and committed in `widgets/dist` and compressed once at start.
//!
//! `/w/v1/…` is what a webmaster pastes: it may be five minutes old and follows updates. `/w/1-…/…` are the files of one
//! release, for ever: also when another is served meanwhile ([`super::releases`]).

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;
use std::ops::Bound::{Included, Unbounded};
use std::sync::{Arc, OnceLock};

use async_graphql::Request;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256, Sha384};

use super::coding::Coding;
use super::shown::{etag, has};
use crate::app::App;
use crate::gate::OurDocument;

#[derive(RustEmbed)]
#[folder = "../widgets/dist"]
struct Dist;

/// What never changes may be kept for as long as anybody likes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Where the desk's own files are; they are for no page but the desk.
pub(super) const DESK: &str = "desk/";

/// Where the API's console is; it is for our own page, and of no release that somebody pins.
const CONSOLE: &str = "graphiql/";

/// The one script of a site's template.
const SCRIPT: &str = "javno.js";

/// The page of GraphiQL, the API's console, from our own files.
pub(crate) const GRAPHIQL: &str = include_str!("graphiql.html");

/// The documents that widgets may ask for by id: of this version and of all before, because a host's cache may hold an
/// old widget.
const DOCUMENTS: &str = include_str!("../../../widgets/documents.json");

/// So much of an id tells a document from all others: `sha256:` and 12 digits. `codegen.mjs` makes sure that it does. What
/// is random cannot be compressed, and widgets are small.
const ENOUGH: usize = 19;

/// Documents by id (`sha256:…`).
#[derive(Clone, Debug)]
pub struct Documents(BTreeMap<String, Document>);

/// A document that widgets ask for.
#[derive(Clone, Debug)]
struct Document {
    text: String,
    name: Arc<str>,
    parsed: ExecutableDocument,
}

impl Documents {
    /// The documents that this server ships.
    #[must_use]
    pub fn shipped() -> Self {
        let documents: HashMap<String, String> =
            serde_json::from_str(DOCUMENTS).expect("the shipped documents are well formed");
        let document = |(hash, text): (String, String)| {
            let parsed = parse_query(&text).expect("the shipped documents are well formed");
            let name = parsed.operations.iter().find_map(|(name, _)| name.map(ToString::to_string));
            (format!("sha256:{hash}"), Document { name: name.unwrap_or_default().into(), text, parsed })
        };
        Self(documents.into_iter().map(document).collect())
    }

    /// A request for the document with this id, or with an id that begins so. It is parsed already.
    #[must_use]
    pub fn request(&self, id: &str) -> Option<Request> {
        let (known, Document { text, name, parsed }) = self.0.range::<str, _>((Included(id), Unbounded)).next()?;
        if id.len() < ENOUGH || !known.starts_with(id) {
            return None;
        }
        let mut request = Request::new(text).data(OurDocument(Arc::clone(name)));
        request.set_parsed_query(parsed.clone());
        Some(request)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, document)| (id.as_str(), document.text.as_str()))
    }
}

/// One file, plain and compressed.
#[derive(Debug)]
pub(super) struct File {
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    media: HeaderValue,
    etag: String,
}

/// The files that are served under `/w/`.
#[derive(Clone, Debug)]
pub struct Files {
    all: Arc<HashMap<String, File>>,
    release: Arc<str>,
    integrity: Arc<str>,
}

impl Files {
    /// The files that this server ships.
    #[must_use]
    pub fn shipped() -> Self {
        let file = |name: std::borrow::Cow<'static, str>| {
            let plain = Bytes::from(Dist::get(&name)?.data.into_owned());
            Some((name.into_owned(), plain))
        };
        Self::of(Dist::iter().filter_map(file))
    }

    /// These files, as a release.
    #[must_use]
    pub fn of(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let file = |(name, plain): (String, Bytes)| {
            let file = File { brotli: OnceLock::new(), media: media_type(&name), etag: etag(&plain), plain };
            (name, file)
        };
        let all: HashMap<_, _> = files.into_iter().map(file).collect();
        let hosted: BTreeMap<_, _> = all.iter().filter(|(name, _)| is_hosted(name)).collect();
        let mut hash = Sha256::new();
        for (name, file) in hosted {
            hash.update(name);
            hash.update(&file.etag);
        }
        let digits: String = hash.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let script = all.get(SCRIPT).map(|file| Sha384::digest(&file.plain));
        Self {
            release: format!("1-{digits}").into(),
            integrity: script.map(|hash| format!("sha384-{}", STANDARD.encode(hash))).unwrap_or_default().into(),
            all: Arc::new(all),
        }
    }

    /// The name of these very files in an address, `/w/1-…/`. Another release has another: whoever pins one decides himself
    /// when he takes a newer one.
    #[must_use]
    pub fn release(&self) -> &str {
        &self.release
    }

    /// What a browser may compare the script of this release with (`integrity=`).
    #[must_use]
    pub fn integrity(&self) -> &str {
        &self.integrity
    }

    pub(super) fn get(&self, name: &str) -> Option<&File> {
        self.all.get(name)
    }

    /// What sites load of it, as text.
    pub(super) fn hosted(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.all.iter().filter(|(name, _)| is_hosted(name));
        files.filter_map(|(name, file)| Some((name.as_str(), std::str::from_utf8(&file.plain).ok()?)))
    }

    /// The names of the scripts that sites load, the one of the template first.
    #[must_use]
    pub fn scripts(&self) -> Vec<String> {
        let mut names: Vec<_> = self.hosted().map(|(name, _)| name.to_owned()).collect();
        names.sort_by_key(|name| (name != SCRIPT, name.clone()));
        names
    }
}

/// Whether a file is one that sites load.
fn is_hosted(name: &str) -> bool {
    !name.starts_with(DESK) && !name.starts_with(CONSOLE)
}

impl File {
    /// The file, or `304` where the caller has it; `hold` says how long it may be kept.
    pub(super) fn response(&self, headers: &HeaderMap, hold: HeaderValue) -> Response {
        let mut response = if has(headers, &self.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if Coding::taken_by(headers) == Some(Coding::Brotli) {
            let mut response = self.compressed().into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(Coding::Brotli.name()));
            response
        } else {
            self.plain.clone().into_response()
        };
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, self.media.clone());
        out.insert(header::CACHE_CONTROL, hold);
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = HeaderValue::from_str(&self.etag) {
            out.insert(header::ETAG, etag);
        }
        response
    }

    fn compressed(&self) -> Bytes {
        self.brotli.get_or_init(|| brotli(&self.plain)).clone()
    }
}

fn brotli(plain: &[u8]) -> Bytes {
    // The last percent of a file that only developers load is not worth seconds of the first request.
    let quality = if plain.len() > 100_000 { 9 } else { 11 };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, quality, 22);
    // Writing to memory cannot fail.
    let _ = writer.write_all(plain);
    writer.into_inner().into()
}

fn media_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("ttf") => "font/ttf",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    })
}

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/w/{version}/{*name}", get(serve))
}

async fn serve(
    State(app): State<Arc<App>>,
    Path((version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let newest = version == "v1";
    // The console is of no release, so nothing of it is kept for ever.
    let is_here = |name: &&String| is_hosted(name) || (newest && name.starts_with(CONSOLE));
    let (files, hold) = match version.as_str() {
        _ if newest => (app.files.clone(), "public, max-age=300, stale-while-revalidate=86400"),
        release if release == app.files.release() => (app.files.clone(), FOR_EVER),
        older => match app.releases.get(&app.storage, older, app.clock.now()).await {
            Ok(Some(files)) => (files, FOR_EVER),
            Ok(None) => return not_here(),
            Err(error) => {
                tracing::warn!(%error, "a release of before could not be read");
                return (StatusCode::SERVICE_UNAVAILABLE, "Try again soon.\n").into_response();
            }
        },
    };
    let Some(file) = Some(&name).filter(is_here).and_then(|name| files.get(name)) else {
        return not_here();
    };
    let hold = HeaderValue::from_static(hold);
    let mut response = file.response(&headers, hold);
    response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

fn not_here() -> Response {
    (StatusCode::NOT_FOUND, "There is no such file in this version.\n").into_response()
}
