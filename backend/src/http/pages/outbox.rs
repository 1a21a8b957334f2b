//! `/outbox`: what the server would have sent, where it puts its letters into a folder instead. For trying things out.

use std::collections::{BTreeSet, HashMap};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use axum::Extension;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use entities::{LetterId, Locale};
use maud::{DOCTYPE, Markup, html};
use url::Url;

use super::{Choice, POLICY, failed, layout, say};
use crate::app::App;
use crate::clock::{Tz, USUAL, zone};
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::mail::CarrierKind;
use crate::mail::outbox::{Read, read};
use crate::municipalities::store::MunicipalityLoader;

/// Only for whoever sits at this machine, however it is configured: here are links with which one signs in. Nor for a page
/// of another site that is open in his browser.
pub(super) async fn outbox(
    State(app): State<Arc<App>>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let locale = choice.locale().unwrap_or(Locale::SrLatn);
    let local = peer.is_some_and(|Extension(ConnectInfo(peer))| peer.ip().to_canonical().is_loopback());
    if !local || !by_himself(&headers) || app.config.mail.transport != CarrierKind::Outbox {
        return failed(locale, &Error::NotFound(String::new()));
    }
    let told = async {
        let letters = read(&app.config.mail.folder).map_err(Error::internal)?;
        let zones = zones(&app, &letters).await?;
        Ok::<_, Error>(page(&app.config.public_url, &letters, &zones, Messages::of(locale)))
    };
    match told.await {
        Ok(page) => {
            let mut response = page.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => failed(locale, &error),
    }
}

/// The zone of the municipality in whose name a letter was written, by the letter's own id. Letters of no municipality, or
/// that another database wrote, have none.
async fn zones(app: &App, letters: &[Read]) -> Result<HashMap<LetterId, Tz>, Error> {
    let ids: Vec<_> = letters.iter().filter_map(id).collect();
    let mut owners = app.mail.owners(&ids).await?;
    let whose: Vec<_> = owners.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if whose.is_empty() {
        return Ok(HashMap::new());
    }
    let known = MunicipalityLoader(app.gate.anyone()).load(&whose).await?;
    let zones = owners.drain().filter_map(|(letter, owner)| Some((letter, zone(&known.get(&owner)?.time_zone))));
    Ok(zones.collect())
}

/// The id that its `Message-ID` begins with.
fn id(letter: &Read) -> Option<LetterId> {
    letter.id.split('@').next()?.parse().ok()
}

/// Whether it was the person who asked, and not a script of another site: that would say its origin, or have given this
/// machine a name of its own.
fn by_himself(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).map(|host| host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()));
    let ours = host.is_none_or(|host| {
        let host = host.as_ref().map_or("", Authority::host).trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    });
    ours && !headers.contains_key(header::ORIGIN)
}

fn page(home: &Url, letters: &[Read], zones: &HashMap<LetterId, Tz>, words: &Messages) -> Markup {
    let title = words.say("page.outbox");
    html! {
        (DOCTYPE)
        html lang=(words.locale().tag()) {
            head { (layout::head(title, title)) meta name="robots" content="noindex"; }
            body {
                header.top {
                    a.owner href="/" { "Javno" }
                    (layout::languages(words, |locale| format!("/outbox?lang={}", locale.tag())))
                }
                main id="sadrzaj" {
                    h1 { (title) }
                    p { (words.say("page.outboxHint")) }
                    @if letters.is_empty() { p.nothing { (words.say("page.outboxEmpty")) } }
                    @for letter in letters.iter().rev() {
                        article.letter {
                            h2 { (letter.subject) }
                            p.meta {
                                span { (words.fill("page.outboxTo", &[("address", &letter.to)])) }
                                @if let Some(at) = letter.at {
                                    @let zone = id(letter).and_then(|id| zones.get(&id)).copied().unwrap_or(USUAL);
                                    time datetime=(at.to_rfc3339()) {
                                        (say::moment(at, true, zone, words))
                                    }
                                }
                            }
                            pre { (linked(&letter.text, home)) }
                        }
                    }
                }
            }
        }
    }
}

/// The text, in which the links to this server can be followed and nothing else can.
fn linked(text: &str, home: &Url) -> Markup {
    let ours = |word: &str| Url::parse(word).is_ok_and(|url| url.origin() == home.origin());
    html! {
        @for word in text.split_inclusive(char::is_whitespace) {
            @let bare = word.trim_end();
            @if ours(bare) { a href=(bare) { (bare) } (word[bare.len()..]) } @else { (word) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn only_our_own_links_can_be_followed() {
        let home = "http://localhost:8080/".parse().expect("an address");
        let text = "Prijavite se:\nhttp://localhost:8080/desk?t=1&u=2\n<b> javascript:alert(1) http://localhost:8080.evil.example/ \
                    https://localhost:8080/ http://localhost:8080@evil.example/";
        let expected = "Prijavite se:\n<a href=\"http://localhost:8080/desk?t=1&amp;u=2\">http://localhost:8080/desk?t=1&amp;u=2</a>\n\
                        &lt;b&gt; javascript:alert(1) http://localhost:8080.evil.example/ https://localhost:8080/ \
                        http://localhost:8080@evil.example/";
        assert_eq!(linked(text, &home).into_string(), expected);
    }
}
