//! "Check your page": when everything is pasted, the doctor looks at the page as every visitor gets it.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use maud::{Markup, html};
use serde::Deserialize;

use super::answers::Typed;
use super::{POLICY, Studio, page};
use crate::app::App;
use crate::doctor::check::{Checked, check, sites};
use crate::doctor::say::command;
use crate::error::Error;
use crate::http::address::Client;
use crate::http::pages::ask::by_our_form;
use crate::http::pages::{failed, in_time};
use crate::locale::{Locale, from_language_tag};
use crate::rate::Asker;

/// What was typed into the part, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Check {
    address: String,
    came: Option<Result<Checked, Error>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filled {
    adresa: String,
}

pub(super) async fn sent(
    State(app): State<Arc<App>>,
    Query(typed): Query<Typed>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    filled: Result<Form<Filled>, FormRejection>,
) -> Response {
    let locale = typed.lang.as_deref().and_then(from_language_tag).unwrap_or(Locale::SrLatn);
    let asked = async {
        // Other sites could make their visitors' browsers ask, and spend what those may ask.
        by_our_form(&app, &headers)?;
        let Form(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let mut studio = in_time(&app, Box::pin(Studio::new(&app, typed))).await?;
        let came = match studio.place() {
            // Not in time: a site may take longer than a database.
            Some(owner) => Box::pin(check(&app, Asker(client.counted()), owner, &filled.adresa, studio.say)).await,
            None => Ok(Checked::NotYours),
        };
        if let Err(error @ Error::Internal(_)) = came {
            return Err(error);
        }
        studio.check = Check { address: filled.adresa, came: Some(came) };
        Ok(answered(&studio))
    };
    let mut response = asked.await.unwrap_or_else(|error| failed(locale, &error));
    // Tomorrow the page may be another.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The studio with what came of it, under the status that says the same to programs.
fn answered(studio: &Studio<'_>) -> Response {
    let status = match &studio.check.came {
        Some(Ok(Checked::NotYours)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Err(error)) => error.code().status(),
        _ => StatusCode::OK,
    };
    let mut response = (status, page::render(studio)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if let Some(Err(Error::RateLimited { retry_after })) = studio.check.came {
        headers.insert(header::RETRY_AFTER, retry_after.into());
    }
    response
}

/// The part of the studio.
pub(super) fn part(studio: &Studio<'_>) -> Markup {
    let say = studio.say;
    let sites = studio.place().map(sites).unwrap_or_default();
    let wrong = matches!(studio.check.came, Some(Ok(Checked::NotYours)));
    html! {
        section id="provjera" aria-labelledby="provjera-ime" {
            h2 id="provjera-ime" { (say.say("studio.checkTitle")) }
            @if sites.is_empty() {
                @if let Some(owner) = studio.place() {
                    @let command = command(&owner.slug, "https://…");
                    p {
                        (say.fill("studio.checkNoSites", &[("name", studio.place_name()), ("command", &command)]))
                        " " (page::to_desk(studio, owner))
                    }
                }
            } @else {
                p { (say.say("studio.checkLead")) }
                form.check method="post" action={ "/studio/provjera" (studio.query()) "#provjera" } {
                    label for="adresa" { (say.say("studio.checkAddress")) }
                    input id="adresa" name="adresa" inputmode="url" autocomplete="url" autocapitalize="none" spellcheck="false"
                        required maxlength="2000" value=(studio.check.address)
                        aria-describedby="adresa-sajtovi" aria-invalid=[wrong.then_some("true")];
                    button.main { (say.say("studio.checkPage")) }
                    p.hint id="adresa-sajtovi" { (say.fill("studio.checkSites", &[("sites", &sites.join(", "))])) }
                }
                div id="nalaz" role="status" data-runs=(say.say("studio.checkRunning")) data-failed=(say.say("studio.checkFailed")) {
                    @if let Some(came) = &studio.check.came { (told(studio, came)) }
                }
            }
        }
    }
}

fn told(studio: &Studio<'_>, came: &Result<Checked, Error>) -> Markup {
    let say = studio.say;
    match came {
        Ok(Checked::Fine(page)) => html! {
            p.page { (page) }
            p.ok { "✓ " (say.say("studio.checkFine")) }
        },
        Ok(Checked::Found(page, number, said)) => html! {
            p.page { (page) }
            p.bad { (number) }
            ol { @for one in said { li { (one) } } }
        },
        Ok(Checked::NotYours) => {
            html! { p.bad { (say.fill("studio.checkNotYours", &[("name", studio.place_name())])) } }
        }
        Ok(Checked::NoPage(why)) => html! { p.bad { (why) } },
        Err(Error::RateLimited { .. }) => html! { p.bad { (say.say("studio.checkOften")) } },
        Err(_) => html! { p.bad { (say.say("studio.checkBusy")) } },
    }
}
