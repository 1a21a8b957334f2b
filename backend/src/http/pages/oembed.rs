//! oEmbed (oembed.com): who pastes the address of a page of ours into an editor that knows how, gets the page itself, in a
//! frame.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use maud::{Markup, html};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use super::{Choice, Context, FRESH, failed, in_time};
use crate::app::App;
use crate::error::Error;
use crate::http::reader::Reader;
use crate::http::shown::cached;
use crate::locale::render as in_locale;
use crate::{calls, consultations, organisations};

/// How wide and how high a frame is that nobody said anything of. It grows by itself where its page listens.
const WIDTH: u32 = 800;
const HEIGHT: u32 = 760;
/// Nothing can be read in less.
const NARROWEST: u32 = 200;

/// What narrows a list is kept of its address: whoever pastes the organisations of one place wants them alone. Nothing else
/// is.
const KEPT: [&str; 8] = ["lang", "stanje", "q", "oblast", "slovo", "oblik", "mjesto", "status"];

#[derive(Debug, Deserialize)]
struct Wish {
    url: Option<String>,
    maxwidth: Option<String>,
    maxheight: Option<String>,
    format: Option<String>,
}

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/oembed", get(answer))
}

/// The links by which editors find it, for the head of the page at this path, whose whole address is `page`. A page that
/// cannot be put into another has none.
pub(super) fn discovery(context: &Context<'_>, path: &str, page: &str, title: &str) -> Markup {
    if place(path).is_none() {
        return Markup::default();
    }
    let address = |format: &str| {
        let home = context.address("/oembed");
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("url", page), ("format", format)])
            .finish();
        format!("{home}?{query}")
    };
    html! {
        link rel="alternate" type="application/json+oembed" title=(title) href=(address("json"));
        link rel="alternate" type="text/xml+oembed" title=(title) href=(address("xml"));
    }
}

/// A page that can stand in a frame.
#[derive(Debug, PartialEq, Eq)]
struct Place<'a> {
    slug: &'a str,
    what: What<'a>,
}

#[derive(Debug, PartialEq, Eq)]
enum What<'a> {
    Calls,
    Call(&'a str),
    Consultations,
    Consultation(&'a str),
    Organisations,
    Organisation(&'a str),
}

/// The page that a path below our own address names.
fn place(path: &str) -> Option<Place<'_>> {
    let mut parts = path.trim_matches('/').split('/');
    let (slug, word, id, rest) = (parts.next()?, parts.next()?, parts.next(), parts.next());
    let what = match (word, id, rest) {
        ("pozivi", None, None) => What::Calls,
        ("pozivi", Some(id), None) => What::Call(id),
        ("rasprave", None, None) => What::Consultations,
        ("rasprava", Some(id), None) => What::Consultation(id),
        ("organizacije", None, None) => What::Organisations,
        ("organizacija", Some(id), None) => What::Organisation(id),
        _ => return None,
    };
    Some(Place { slug, what })
}

/// How large the frame becomes within what is allowed. A word that is no number is as good as none.
fn size(most: Option<&str>, usual: u32) -> u32 {
    most.and_then(|most| most.trim().parse::<u32>().ok()).map_or(usual, |most| usual.min(most).max(NARROWEST))
}

async fn answer(State(app): State<Arc<App>>, Query(wish): Query<Wish>, reader: Reader, headers: HeaderMap) -> Response {
    let format = wish.format.as_deref().unwrap_or("json");
    if !["json", "xml"].contains(&format) {
        return (StatusCode::NOT_IMPLEMENTED, "This format is not known here; take json or xml.\n").into_response();
    }
    let Some(url) = wish.url.as_deref() else {
        return (StatusCode::BAD_REQUEST, "`url` is missing.\n").into_response();
    };
    let made = Box::pin(told(&app, url, (wish.maxwidth.as_deref(), wish.maxheight.as_deref())));
    match in_time(&app, made).await {
        Ok(told) if format == "xml" => match as_xml(&told) {
            Ok(body) => cached(&headers, "text/xml", FRESH, body),
            Err(error) => failed(reader.locale, &error),
        },
        Ok(told) => cached(&headers, "application/json", FRESH, Value::from(told).to_string().into_bytes()),
        // For programs: a page would only be in their way.
        Err(error @ (Error::NotFound(_) | Error::BadRequest(_))) => {
            (StatusCode::NOT_FOUND, Json(json!({ "error": error.to_string() }))).into_response()
        }
        Err(error) => failed(reader.locale, &error),
    }
}

async fn told(
    app: &App,
    url: &str,
    (width, height): (Option<&str>, Option<&str>),
) -> Result<Map<String, Value>, Error> {
    let nowhere = || Error::NotFound("There is no page here that could stand in a frame at this address.".into());
    let home = &app.config.public_url;
    let page: Url = url.parse().map_err(|_| nowhere())?;
    if page.origin() != home.origin() {
        return Err(nowhere());
    }
    let below = page.path().strip_prefix(home.path().trim_end_matches('/')).ok_or_else(nowhere)?;
    let Place { slug, what } = place(below).ok_or_else(nowhere)?;
    let mut asked: Vec<(String, String)> = page.query_pairs().into_owned().collect();
    asked.retain(|(key, _)| KEPT.contains(&key.as_str()));
    let lang = asked.iter().find(|(key, _)| key == "lang").map(|(_, value)| value.clone());
    let context = Context::new(app, slug, Choice { lang, ..Choice::default() }).await?;
    let title = title(&context, what).await?.ok_or_else(nowhere)?;
    let title = format!("{title} · {}", context.name());

    let mut there = home.join(below.trim_matches('/')).map_err(Error::internal)?;
    if !asked.is_empty() {
        there.query_pairs_mut().extend_pairs(asked);
    }
    let mut frame = there.clone();
    frame.query_pairs_mut().append_pair("frame", "1");
    let (width, height) = (size(width, WIDTH), size(height, HEIGHT));
    // WordPress lets a frame grow, and shows a link where the frame may not be, only if there is a quotation beside it, from
    // which it takes all attributes. Everybody else has the frame alone.
    let html = html! {
        blockquote hidden { a href=(there) { (title) } }
        iframe src=(frame) width=(width) height=(height) title=(title) frameborder="0" scrolling="auto" {}
    };
    let told = json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "Javno",
        "provider_url": home,
        "author_name": context.name(),
        "author_url": context.owner.website.as_deref().and_then(crate::scalars::web_address),
        "title": title,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": html.into_string(),
    });
    let Value::Object(mut told) = told else { return Err(nowhere()) };
    told.retain(|_, value| !value.is_null());
    Ok(told)
}

/// What the page is called; none where there is no such thing at this municipality.
async fn title(context: &Context<'_>, what: What<'_>) -> Result<Option<String>, Error> {
    let Context { scope, owner, say, locale, .. } = context;
    let text = |text: &entities::LocalisedText| in_locale(text, *locale).text.into_owned();
    Ok(match what {
        What::Calls => Some(say.say("heading").to_owned()),
        What::Consultations => Some(say.say("debate.debates").to_owned()),
        What::Organisations => Some(say.say("directory.orgDirectory").to_owned()),
        What::Call(id) => {
            let row = calls::store::by_id(scope, id.parse()?).await?;
            row.filter(|row| row.municipality_id == owner.id).map(|row| text(&row.title))
        }
        What::Consultation(id) => {
            let row = consultations::store::by_id(scope, id.parse()?).await?;
            row.filter(|row| row.municipality_id == owner.id).map(|row| text(&row.title))
        }
        What::Organisation(id) => {
            let row = organisations::store::by_id(scope, id.parse()?).await?;
            row.filter(|row| row.municipality_id == owner.id).map(|row| text(&row.name))
        }
    })
}

fn as_xml(told: &Map<String, Value>) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), Some("yes")))).map_err(Error::internal)?;
    let whole = writer.create_element("oembed").write_inner_content(|writer| {
        for (name, value) in told {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            writer.create_element(name.as_str()).write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    });
    whole.map_err(Error::internal)?;
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::{Place, What, place, size};

    #[test]
    fn lists_and_single_things_can_stand_in_a_frame_and_nothing_else() {
        let of = |what| Some(Place { slug: "trebinje", what });
        for (path, expected) in [
            ("/trebinje/pozivi", of(What::Calls)),
            ("/trebinje/pozivi/", of(What::Calls)),
            ("/trebinje/pozivi/call_1", of(What::Call("call_1"))),
            ("/trebinje/rasprave", of(What::Consultations)),
            ("/trebinje/rasprava/con_1", of(What::Consultation("con_1"))),
            ("/trebinje/organizacije", of(What::Organisations)),
            ("/trebinje/organizacija/org_1", of(What::Organisation("org_1"))),
            ("/trebinje/pozivi/call_1/pitanje", None),
            ("/trebinje/rasprava/con_1/komentari", None),
            ("/trebinje/potvrda/ABCD", None),
            ("/trebinje/pristupacnost", None),
            ("/trebinje", None),
            ("/", None),
        ] {
            assert_eq!(place(path), expected, "{path}");
        }
    }

    #[test]
    fn a_frame_is_as_large_as_it_may_be_and_can_be_read() {
        for (most, expected) in [
            (None, 800),
            (Some("600"), 600),
            (Some("2000"), 800),
            (Some("10"), 200),
            (Some("x"), 800),
            (Some("-3"), 800),
        ] {
            assert_eq!(size(most, 800), expected, "{most:?}");
        }
    }
}
