//! What all hosted pages share: head, language switch, foot.

use axum::http::StatusCode;
use entities::{Locale, municipality};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value};

use super::feeds::Following;
use super::social::{self, Told};
use super::{Context, accessibility, frame, oembed};
use crate::app::App;
use crate::locale::messages::Messages;
use crate::municipalities::types::Municipality;
use crate::scalars::web_address;

/// The form in which somebody writes, on every page that has one.
pub(super) const FORM: &str = "pisem";
/// What is pressed in a form that only goes on in another language.
pub(super) const LANGUAGE: &str = "jezik";

pub(super) const STYLE: &str = include_str!("page.css");

/// The locales, as a chooser names them.
pub(super) const OFFERED: [(Locale, &str); 5] = [
    (Locale::SrLatn, "Latinica"),
    (Locale::SrCyrl, "Ћирилица"),
    (Locale::Bs, "Bosanski"),
    (Locale::Hr, "Hrvatski"),
    (Locale::En, "English"),
];

/// What a municipality has here: the word of the list in the address, that of one thing in it, and the key of its name.
const SECTIONS: [(&str, &str, &str); 3] = [
    ("pozivi", "pozivi", "heading"),
    ("rasprave", "rasprava", "debate.debates"),
    ("organizacije", "organizacija", "directory.orgDirectory"),
];

/// What search engines and previews learn of a page.
pub(super) struct About {
    pub title: String,
    pub description: String,
    /// Path of the page, without the reader's choices.
    pub path: String,
    /// The reader's choices but the language, as `&key=value…`: kept when he changes it.
    pub chosen: String,
    /// Structured data of schema.org; null on a page that is nothing for search engines.
    pub data: Value,
    /// What can be followed from here.
    pub follows: Option<Following>,
}

pub(super) fn page(context: &Context<'_>, about: &About, body: &Markup) -> Markup {
    let canonical = context.address(&format!("{}{}", about.path, context.lang_of(context.locale)));
    let title = format!("{} · {}", about.title, context.name());
    if context.framed() {
        return framed(context, (title.as_str(), about.description.as_str()), &canonical, body);
    }
    let social = Told {
        kind: if about.path.split('/').count() > 3 { "article" } else { "website" },
        site: context.name(),
        locale: context.locale,
        title: &title,
        description: &about.description,
        url: &canonical,
    };
    html! {
        (DOCTYPE)
        html lang=(context.locale.tag()) {
            head {
                (head(&title, &about.description))
                link rel="canonical" href=(canonical);
                @for (locale, _) in OFFERED {
                    link rel="alternate" hreflang=(locale.tag()) href=(context.address(&format!("{}{}", about.path, context.lang_of(locale))));
                }
                link rel="alternate" hreflang="x-default" href=(context.address(&about.path));
                @if let Some(follows) = &about.follows { (follows.head(context)) }
                (social::head(&context.app.config.public_url, &social))
                @if about.data.is_null() {
                    meta name="robots" content="noindex";
                } @else {
                    (oembed::discovery(context, &about.path, &canonical, &title))
                    script type="application/ld+json" { (PreEscaped(told(&about.data).to_string().replace('<', "\\u003c"))) }
                }
            }
            body {
                a.skip href="#sadrzaj" { (context.say.say("page.skip")) }
                header.top {
                    a.owner href={ "/" (context.owner.slug) "/pozivi" (context.lang()) } { (context.name()) }
                    nav.sections aria-label=(context.name()) {
                        @for (word, one, key) in SECTIONS {
                            @let within = [word, one].iter().any(|word| about.path.split('/').nth(2) == Some(word));
                            a href={ "/" (context.owner.slug) "/" (word) (context.lang()) }
                                aria-current=[within.then_some("true")] { (context.say.say(key)) }
                        }
                    }
                    @let way = |locale: Locale| format!("{}?lang={}{}", about.path, locale.tag(), about.chosen);
                    // Some refusals leave no form on the page.
                    @if context.typed && body.0.contains(&format!("id=\"{FORM}\"")) { (keeping(context.say, way)) }
                    @else { (languages(context.say, way)) }
                }
                main id="sadrzaj" { (body) }
                footer {
                    @if let Some(website) = context.owner.website.as_deref().filter(|url| web_address(url).is_some()) { a href=(website) { (website.trim_start_matches("https://").trim_start_matches("http://")) } " · " }
                    (context.say.say("page.openData")) " · "
                    a href={ "/" (context.owner.slug) "/" (accessibility::WORD) (context.lang()) } { (context.say.say("accessibility.accTitle")) }
                }
            }
        }
    }
}

/// The way to the same page in each language.
pub(super) fn languages(say: &Messages, way: impl Fn(Locale) -> String) -> Markup {
    html! {
        nav aria-label=(say.say("page.language")) {
            @for (locale, name) in OFFERED {
                a href=(way(locale)) lang=(locale.tag()) hreflang=(locale.tag())
                    aria-current=[(say.locale() == locale).then_some("true")] { (name) }
            }
        }
    }
}

/// The same on a page with what somebody has typed. A link would leave that behind: these send the form, which is only shown
/// again, in that language.
fn keeping(say: &Messages, way: impl Fn(Locale) -> String) -> Markup {
    html! {
        nav aria-label=(say.say("page.language")) {
            // Enter in a field presses the first button of its form: that must still be the one that sends it.
            button form=(FORM) hidden {}
            @for (locale, name) in OFFERED {
                button form=(FORM) formaction=(way(locale)) formnovalidate name=(LANGUAGE) value=(locale.tag()) lang=(locale.tag())
                    aria-current=[(say.locale() == locale).then_some("true")] { (name) }
            }
        }
    }
}

/// The page without what leads to others: the page that it stands in has that.
fn framed(context: &Context<'_>, (title, description): (&str, &str), canonical: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(context.locale.tag()) {
            head { (head(title, description)) (frame::head(canonical)) }
            body.framed {
                main id="sadrzaj" { (body) }
                footer { a href=(canonical) target="_blank" { (context.name()) " · " (context.say.say("feeds.frameWhole")) } }
            }
        }
    }
}

/// Structured data without what nobody stated.
fn told(data: &Value) -> Value {
    match data {
        Value::Object(fields) => {
            let stated = fields.iter().filter(|(_, value)| !value.is_null());
            stated.map(|(name, value)| (name.clone(), told(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(told).collect(),
        other => other.clone(),
    }
}

pub(super) fn head(title: &str, description: &str) -> Markup {
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (title) }
        meta name="description" content=(description);
        link rel="stylesheet" href="/page.css";
        link rel="icon" href="data:,";
    }
}

/// The list of municipalities at the root of the server; `lang` keeps what its reader chose.
pub(super) fn front(app: &App, municipalities: &[municipality::Model], say: &Messages, lang: &str) -> Markup {
    let locale = say.locale();
    let description = say.fill("page.description", &[("name", "Javno")]);
    let home = &app.config.public_url;
    let title = say.say("heading");
    let social = Told { kind: "website", site: "Javno", locale, title, description: &description, url: home.as_str() };
    html! {
        (DOCTYPE)
        html lang=(locale.tag()) {
            head {
                (head(title, &description))
                link rel="canonical" href=(home);
                (social::head(home, &social))
            }
            body {
                a.skip href="#sadrzaj" { (say.say("page.skip")) }
                header.top {
                    span.owner { "Javno" }
                    (languages(say, |locale| format!("/?lang={}", locale.tag())))
                }
                main id="sadrzaj" {
                    h1 { (title) }
                    ul.places {
                        @for row in municipalities {
                            li { a href={ "/" (row.slug) "/pozivi" (lang) } { (Municipality::name_for(row, Some(locale))) } }
                        }
                    }
                }
                footer { (say.say("page.openData")) }
            }
        }
    }
}

/// A page that says what happened and what to do.
pub(super) fn failure(status: StatusCode, say: &Messages) -> Markup {
    let (title, hint) = match status {
        StatusCode::NOT_FOUND => (say.say("page.notFound"), say.say("page.notFoundHint")),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            (say.say("page.busy"), say.say("page.busyHint"))
        }
        _ => (say.say("page.failed"), ""),
    };
    notice(title, hint, (&home(say), say.say("heading")), say)
}

/// The root of the server, as whoever reads this chose to read. Whose page it was to be is not known: Latin letters are then
/// what nobody chose.
fn home(say: &Messages) -> String {
    match say.locale() {
        Locale::SrLatn => "/".to_owned(),
        chosen => format!("/?lang={}", chosen.tag()),
    }
}

/// A page with one thing to say, and a way on.
pub(in crate::http) fn notice(title: &str, text: &str, way: (&str, &str), say: &Messages) -> Markup {
    // Wherever it stands, the same address is asked again: also one to which a form was sent answers that with its page.
    notice_in(title, text, way, say, |locale| format!("?lang={}", locale.tag()))
}

/// The same at an address that needs more than a language: `languages` is where it stands in each.
pub(in crate::http) fn notice_in(
    title: &str,
    text: &str,
    way: (&str, &str),
    say: &Messages,
    languages: impl Fn(Locale) -> String,
) -> Markup {
    saying(title, text, way, say, Some(&self::languages(say, languages)))
}

/// The same at an address that is good once: whoever asked there again, in another language, would be told something else.
pub(in crate::http) fn notice_once(title: &str, text: &str, way: (&str, &str), say: &Messages) -> Markup {
    saying(title, text, way, say, None)
}

fn saying(title: &str, text: &str, (way, label): (&str, &str), say: &Messages, languages: Option<&Markup>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.locale().tag()) {
            head { (head(title, title)) meta name="robots" content="noindex"; }
            body {
                a.skip href="#sadrzaj" { (say.say("page.skip")) }
                header.top {
                    a.owner href=(home(say)) { "Javno" }
                    @if let Some(languages) = languages { (languages) }
                }
                main id="sadrzaj" { h1 { (title) } p { (text) } p { a href=(way) { (label) } } }
            }
        }
    }
}
