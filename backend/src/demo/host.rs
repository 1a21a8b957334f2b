//! A municipal website that is not ours: another origin, its own look, and the strictest policy under which anything can
//! be embedded. What a webmaster had to do to it is `script-src` and `connect-src` for one address.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use url::Url;

const STYLE: &str = include_str!("host.css");

#[derive(Debug, Default, Deserialize)]
struct Choice {
    /// `lat`, `cir` or `eng`.
    pismo: Option<String>,
    /// What the webmaster pasted: `a` element, `b` attributes, `c` a bare link.
    nacin: Option<String>,
    /// `connect`: he forgot `connect-src`. `sve`: no policy at all.
    bez: Option<String>,
}

pub(super) fn router(javno: &Url) -> Router {
    let javno = javno.as_str().trim_end_matches('/').to_owned();
    Router::new().route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css")], STYLE) })).route(
        "/{slug}",
        get(move |Path(slug): Path<String>, Query(choice): Query<Choice>| async move { page(&javno, &slug, &choice) }),
    )
}

fn page(javno: &str, slug: &str, choice: &Choice) -> Response {
    let connect = if choice.bez.as_deref() == Some("connect") { "'none'" } else { javno };
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src {javno}; connect-src {connect}; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let body = markup(javno, slug, choice);
    if choice.bez.as_deref() == Some("sve") {
        return body.into_response();
    }
    ([(header::CONTENT_SECURITY_POLICY, policy)], body).into_response()
}

fn markup(javno: &str, slug: &str, choice: &Choice) -> Markup {
    let (lang, site, calls, text) = match choice.pismo.as_deref() {
        Some("cir") => (
            "sr-Cyrl",
            "Званична интернет страница",
            "Јавни позиви",
            "Овдје су сви јавни позиви наше локалне заједнице.",
        ),
        Some("eng") => ("en", "Official website", "Open calls", "All open calls of our community are here."),
        _ => (
            "sr-Latn",
            "Zvanična internet stranica",
            "Javni pozivi",
            "Ovdje su svi javni pozivi naše lokalne zajednice.",
        ),
    };
    let link = format!("{javno}/{slug}/pozivi");
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (calls) " · " (slug) }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="data:,";
                script async src={ (javno) "/w/v1/javno.js" } {}
            }
            body {
                header.site { b { (slug.to_uppercase()) } span { (site) } }
                nav.menu aria-label="Meni" {
                    a href={ "/" (slug) "?pismo=lat" } { "Latinica" } a href={ "/" (slug) "?pismo=cir" } { "Ћирилица" }
                    a href={ "/" (slug) "?pismo=eng" } { "English" }
                }
                main {
                    h1 { (calls) }
                    p { (text) }
                    @match choice.nacin.as_deref() {
                        Some("b") => div.slot data-javno="open-calls" data-municipality=(slug) { a href=(link) { (calls) } },
                        Some("c") => p.slot { a href={ (link) "?embed=open-calls" } { (calls) } },
                        _ => javno-open-calls.slot municipality=(slug) { a href=(link) { (calls) } },
                    }
                }
                footer.site { "Pisarnica · 08.00–15.00 · Matičar · Katastar" }
            }
        }
    }
}
