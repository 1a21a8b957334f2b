//! A hosted page inside a page of another site, for whom no script of ours may run there: WordPress makes such a frame from
//! an address alone, any other site by an `<iframe>`. It works in a sandbox that allows scripts and nothing else.
//!
//! Which sites may is the municipality's to say, as for writing: its own, and those whose origins it allowed. Elsewhere a
//! frame could pretend to be the city.

use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use entities::municipality;
use maud::{Markup, html};
use url::Url;

use super::{Context, POLICY};
use crate::http::shown::{Fresh, cached};
use crate::scalars::{origin, web_address};

/// Where the script of a framed page is.
pub(super) const SCRIPT: &str = "/frame.js";

pub(super) async fn script(headers: HeaderMap) -> Response {
    let day = Fresh { max_age: 86_400, stale_while_revalidate: 86_400 };
    cached(&headers, "text/javascript", day, include_str!("frame.js").into())
}

/// What a page may, in a frame or not.
pub(super) fn policy(context: &Context<'_>) -> HeaderValue {
    let framed = context.framed().then(|| framed_by(&context.app.config.public_url, &context.owner));
    framed.and_then(|policy| HeaderValue::try_from(policy).ok()).unwrap_or(HeaderValue::from_static(POLICY))
}

/// The policy of a framed page. Our own origin is named, because in a sandbox `'self'` may be nobody.
fn framed_by(own: &Url, owner: &municipality::Model) -> String {
    let own = own.origin().ascii_serialization();
    let ancestors = parents(owner).into_iter().map(|origin| format!(" {origin}")).collect::<String>();
    format!(
        "default-src 'none'; script-src 'self' {own}; style-src 'self' {own}; img-src 'self' data:; form-action 'self' {own}; \
         base-uri 'none'; frame-ancestors 'self'{ancestors}"
    )
}

/// The origins of a municipality's own sites. Whatever is no address of the web is left out: it could be a word that means
/// more than a site.
fn parents(owner: &municipality::Model) -> Vec<String> {
    let website = owner.website.as_deref().and_then(web_address).map(|url| url.origin().ascii_serialization());
    let others = owner.allowed_origins.0.iter().filter_map(|text| origin(text));
    let mut origins: Vec<_> = website.into_iter().chain(others).collect();
    origins.sort();
    origins.dedup();
    origins
}

/// The head of a framed page: what it does not open itself opens beside the page that it is in.
pub(super) fn head(canonical: &str) -> Markup {
    html! {
        base target="_blank";
        link rel="canonical" href=(canonical);
        meta name="robots" content="noindex";
        script src=(SCRIPT) defer {}
    }
}

#[cfg(test)]
mod tests {
    use entities::{Locale, MunicipalityId, MunicipalityKind, OwnAreas, OwnDays, Words, municipality};

    use super::framed_by;

    #[test]
    fn a_municipality_s_own_sites_alone_may_frame_its_pages() {
        let mut owner = municipality::Model {
            id: MunicipalityId::new(),
            slug: "trebinje".into(),
            name_latin: "Trebinje".into(),
            name_cyrillic: "Требиње".into(),
            kind: MunicipalityKind::City,
            entity: None,
            country: "BA".into(),
            website: Some("https://trebinje.example/pocetna?x=1".into()),
            allowed_origins: Words::default(),
            time_zone: "Europe/Sarajevo".into(),
            default_locale: Locale::SrLatn,
            partner: true,
            own_areas: OwnAreas::default(),
            usual_rules: None,
            accessibility_contact: None,
            own_days: OwnDays::default(),
            version: 1,
            settled: false,
            saved_by: None,
            source_url: None,
            search_text: String::new(),
        };
        let own = "https://javno.example/calls/".parse().expect("an address");
        let mut ancestors = |website: Option<&str>, others: &[&str]| {
            owner.website = website.map(Into::into);
            owner.allowed_origins = Words(others.iter().map(|&other| other.to_owned()).collect());
            framed_by(&own, &owner).split("frame-ancestors ").nth(1).unwrap_or_default().to_owned()
        };
        let site = "https://trebinje.example";
        for (website, others, expected) in [
            (None, &[] as &[&str], "'self'".to_owned()),
            (Some("https://trebinje.example/pocetna?x=1"), &[], format!("'self' {site}")),
            (Some(site), &[site, "http://localhost:8090"], format!("'self' http://localhost:8090 {site}")),
            (Some("javascript:alert(1)"), &["*", "data:", "https: *", "'unsafe-inline'", "null", ""], "'self'".into()),
        ] {
            assert_eq!(ancestors(website, others), expected, "{website:?} {others:?}");
        }
        assert!(framed_by(&own, &owner).contains("script-src 'self' https://javno.example;"));
    }
}
