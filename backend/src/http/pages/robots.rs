//! What search engines are told: where everything is, and what is not for them.
//!
//! An exercise of a training is for nobody to find; what citizens say, with their names, they said here and not to the
//! world. Such pages say so themselves, too (`noindex`), for whoever comes by a link.

use std::fmt::Display;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, NaiveTime, SecondsFormat, Utc};
use entities::Locale;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{FRESH, failed, in_time};
use crate::app::App;
use crate::clock::{at_hour, zone};
use crate::error::Error;
use crate::http::shown::{Fresh, cached};
use crate::municipalities::types::Municipality;
use crate::{calls, consultations, municipalities, organisations};

/// More a file may not have, says sitemaps.org.
const MOST: usize = 50_000;

/// What is not to be fetched by machines that look for pages: what asks for something to be done, what one person alone has
/// the address of, what people say, and the desk.
const CLOSED: [&str; 12] = [
    "/desk",
    "/outbox",
    "/oembed",
    "/*/potvrda/",
    "/*/potvrdi/",
    "/*/pozivi/*/pitanje",
    "/*/rasprava/*/komentari",
    "/*/rasprava/*/izvjestaj",
    "/*/organizacije/predlozi",
    "/*/organizacije/veza/",
    "/files/comments/",
    "/log/",
];

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(index))
        .route("/{slug}/sitemap.xml", get(of_one))
}

async fn robots(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let home = &app.config.public_url;
    let base = home.path().trim_end_matches('/');
    let closed: String = CLOSED.iter().map(|path| format!("Disallow: {base}{path}\n")).collect();
    let map = home.join("sitemap.xml").map(String::from).unwrap_or_default();
    let text = format!("User-agent: *\n{closed}\nSitemap: {map}\n");
    let day = Fresh { max_age: 86_400, stale_while_revalidate: 86_400 };
    cached(&headers, "text/plain", day, text.into_bytes())
}

/// One map for each municipality: an office that publishes makes no other's map a new one.
async fn index(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let made = async {
        let slugs = municipalities::store::slugs(&app.gate.anyone()).await?;
        let maps = slugs.iter().map(|slug| (address(&app, format!("{slug}/sitemap.xml")), None));
        written("sitemapindex", "sitemap", maps)
    };
    answer(&headers, in_time(&app, made).await)
}

async fn of_one(State(app): State<Arc<App>>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let made = Box::pin(async {
        let scope = app.gate.anyone();
        let owner = Municipality::named(&scope, &slug).await?;
        let zone = zone(&owner.time_zone);
        let calls = calls::store::addresses(&scope, owner.id).await?;
        let debates = consultations::store::addresses(&scope, owner.id).await?;
        let organisations = organisations::store::addresses(&scope, owner.id).await?;
        let last = |on: Option<chrono::NaiveDate>, changed: Option<DateTime<Utc>>| {
            changed.max(on.map(|on| at_hour(on, NaiveTime::MIN, zone)))
        };
        let one = |word: &str, id: &dyn Display| address(&app, format!("{slug}/{word}/{id}"));
        let lists = ["pozivi", "rasprave", "organizacije"].map(|list| (address(&app, format!("{slug}/{list}")), None));
        let calls = calls.into_iter().map(|(id, on, changed)| (one("pozivi", &id), last(on, changed)));
        let debates = debates.into_iter().map(|(id, on, changed)| (one("rasprava", &id), last(on, changed)));
        let organisations = organisations.into_iter().map(|(id, saved)| (one("organizacija", &id), Some(saved)));
        written("urlset", "url", lists.into_iter().chain(calls).chain(debates).chain(organisations).take(MOST))
    });
    answer(&headers, in_time(&app, made).await)
}

fn address(app: &App, path: String) -> String {
    app.config.public_url.join(&path).map_or(path, Into::into)
}

/// A file as sitemaps.org describes it.
fn written(
    whole: &str,
    each: &str,
    entries: impl Iterator<Item = (String, Option<DateTime<Utc>>)>,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(Error::internal)?;
    let set = writer.create_element(whole).with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    set.write_inner_content(|writer| {
        for (address, changed) in entries {
            writer.create_element(each).write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                if let Some(changed) = changed {
                    let changed = changed.to_rfc3339_opts(SecondsFormat::Secs, true);
                    writer.create_element("lastmod").write_text_content(BytesText::new(&changed))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })
    .map_err(Error::internal)?;
    Ok(writer.into_inner())
}

fn answer(headers: &HeaderMap, made: Result<Vec<u8>, Error>) -> Response {
    made.map_or_else(|error| failed(Locale::SrLatn, &error), |body| cached(headers, "application/xml", FRESH, body))
}
