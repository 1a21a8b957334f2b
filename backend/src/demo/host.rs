//! A municipal website that is not ours: another origin, its own look, and the strictest policy under which anything can
//! be embedded. What a webmaster had to do to it is `script-src` and `connect-src` for one address.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use url::Url;

const STYLE: &str = include_str!("host.css");

/// What the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Calls,
    Consultations,
    Organisations,
}

impl Subject {
    /// Its page in the website, its embed, and its list and one thing in it at Javno.
    const fn names(self) -> [&'static str; 4] {
        match self {
            Self::Calls => ["", "open-calls", "pozivi", "poziv"],
            Self::Consultations => ["/rasprave", "consultation", "rasprave", "rasprava"],
            Self::Organisations => ["/organizacije", "directory", "organizacije", "organizacija"],
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Choice {
    /// One consultation, by its id, instead of their list.
    rasprava: Option<String>,
    /// One organisation, likewise.
    organizacija: Option<String>,
    /// `lat`, `cir` or `eng`.
    pismo: Option<String>,
    /// What the webmaster pasted: `a` element, `b` attributes, `c` a bare link.
    nacin: Option<String>,
    /// `connect`: he forgot `connect-src`. `sve`: no policy at all.
    bez: Option<String>,
}

pub(super) fn router(javno: &Url) -> Router {
    let javno = javno.as_str().trim_end_matches('/').to_owned();
    let shown = |subject: Subject| {
        let javno = javno.clone();
        get(move |Path(slug): Path<String>, Query(choice): Query<Choice>| async move {
            page(&javno, &slug, subject, &choice)
        })
    };
    Router::new()
        // Whoever types the address without a path looks for a site, and there is one.
        .route("/", get(|| async { Redirect::temporary("/trebinje") }))
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css")], STYLE) }))
        .route("/{slug}", shown(Subject::Calls))
        .route("/{slug}/rasprave", shown(Subject::Consultations))
        .route("/{slug}/organizacije", shown(Subject::Organisations))
}

fn page(javno: &str, slug: &str, subject: Subject, choice: &Choice) -> Response {
    let connect = if choice.bez.as_deref() == Some("connect") { "'none'" } else { javno };
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src {javno}; connect-src {connect}; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let body = markup(javno, slug, subject, choice);
    if choice.bez.as_deref() == Some("sve") {
        return body.into_response();
    }
    ([(header::CONTENT_SECURITY_POLICY, policy)], body).into_response()
}

/// What the website says of itself, of its calls, of its consultations and of its organisations.
fn said(script: Option<&str>) -> [&'static str; 8] {
    match script {
        Some("cir") => [
            "sr-Cyrl",
            "Званична интернет страница",
            "Јавни позиви",
            "Овдје су сви јавни позиви наше локалне заједнице.",
            "Јавне расправе",
            "Прочитајте нацрт и реците шта мислите о њему.",
            "Удружења и фондације",
            "Ко шта ради у нашој локалној заједници.",
        ],
        Some("eng") => [
            "en",
            "Official website",
            "Open calls",
            "All open calls of our community are here.",
            "Public debates",
            "Read the draft and say what you think of it.",
            "Associations and foundations",
            "Who does what in our community.",
        ],
        _ => [
            "sr-Latn",
            "Zvanična internet stranica",
            "Javni pozivi",
            "Ovdje su svi javni pozivi naše lokalne zajednice.",
            "Javne rasprave",
            "Pročitajte nacrt i recite šta mislite o njemu.",
            "Udruženja i fondacije",
            "Ko šta radi u našoj lokalnoj zajednici.",
        ],
    }
}

fn markup(javno: &str, slug: &str, subject: Subject, choice: &Choice) -> Markup {
    let script = choice.pismo.as_deref();
    let [lang, site, calls, all_calls, debates, read, organisations, who] = said(script);
    let (title, text) = match subject {
        Subject::Calls => (calls, all_calls),
        Subject::Consultations => (debates, read),
        Subject::Organisations => (organisations, who),
    };
    let path = |subject: Subject| format!("/{slug}{}", subject.names()[0]);
    let here = path(subject);
    let pages = [(Subject::Calls, calls), (Subject::Consultations, debates), (Subject::Organisations, organisations)];
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (slug) }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="data:,";
                script async src={ (javno) "/w/v1/javno.js" } {}
            }
            body {
                header.site { b { (slug.to_uppercase()) } span { (site) } }
                nav.menu aria-label="Meni" {
                    @for (subject, name) in pages {
                        a href={ (path(subject)) "?pismo=" (script.unwrap_or("lat")) } { (name) }
                    }
                    a href={ (here) "?pismo=lat" } { "Latinica" } a href={ (here) "?pismo=cir" } { "Ћирилица" }
                    a href={ (here) "?pismo=eng" } { "English" }
                }
                main {
                    h1 { (title) }
                    p { (text) }
                    (pasted(javno, slug, subject, title, choice))
                }
                footer.site { "Pisarnica · 08.00–15.00 · Matičar · Katastar" }
            }
        }
    }
}

/// What the webmaster pasted.
fn pasted(javno: &str, slug: &str, subject: Subject, title: &str, choice: &Choice) -> Markup {
    let one = match subject {
        Subject::Calls => None,
        Subject::Consultations => choice.rasprava.as_deref(),
        Subject::Organisations => choice.organizacija.as_deref(),
    };
    let [_, embed, list, single] = subject.names();
    let link = one.map_or_else(|| format!("{javno}/{slug}/{list}"), |one| format!("{javno}/{slug}/{single}/{one}"));
    let debate = one.filter(|_| subject == Subject::Consultations);
    let organisation = one.filter(|_| subject == Subject::Organisations);
    html! {
        @match (choice.nacin.as_deref(), subject) {
            (Some("b"), _) => {
                div.slot data-javno=(embed) data-municipality=(slug) data-consultation=[debate] data-organisation=[organisation] {
                    a href=(link) { (title) }
                }
            },
            (Some("c"), _) => p.slot { a href={ (link) "?embed=" (embed) } { (title) } },
            (_, Subject::Calls) => javno-open-calls.slot municipality=(slug) { a href=(link) { (title) } },
            (_, Subject::Consultations) => {
                javno-consultation.slot municipality=(slug) consultation=[debate] { a href=(link) { (title) } }
            },
            (_, Subject::Organisations) => {
                javno-directory.slot municipality=(slug) organisation=[organisation] { a href=(link) { (title) } }
            },
        }
    }
}
