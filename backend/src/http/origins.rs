//! From which sites' pages a visitor may write. Anybody may read from anywhere; but a page of another site that writes in
//! its visitor's name is refused before anything runs. Who sends no `Origin` is no page: a program, or our own form.

use axum::http::{HeaderMap, header};
use url::Url;

use super::params::Rejection;
use crate::app::App;
use crate::error::{Error, RequestId};
use crate::metrics::Limit;
use crate::municipalities::store;
use crate::scalars::web_address;

/// Whether the caller of a mutation may write. Our own pages always may, the sites of municipalities too.
pub(super) async fn may_write(app: &App, headers: &HeaderMap, id: &RequestId) -> Result<(), Rejection> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let (origin, own) = (origin.to_str().unwrap_or("null"), &app.config.public_url);
    if decide(origin, own, &[]).is_ok() {
        return Ok(());
    }
    let sites = store::sites(&app.gate.anyone()).await.map_err(|error| Rejection::of(error, id))?;
    let mut allowed = Vec::new();
    for (website, others) in sites {
        allowed.extend(website.as_deref().and_then(web_address).map(|url| url.origin().ascii_serialization()));
        allowed.extend(others.0);
    }
    decide(origin, own, &allowed).map_err(|what| {
        app.metrics.limit_hit(Limit::Origin);
        Rejection::of(Error::Forbidden(what), id)
    })
}

/// Whether a page of this origin may write; else what to tell its developer.
fn decide(origin: &str, own: &Url, allowed: &[String]) -> Result<(), String> {
    if origin == own.origin().ascii_serialization() || allowed.iter().any(|known| known == origin) {
        return Ok(());
    }
    Err(format!(
        "Pages of “{}” may not write here. If it is a site of a municipality, its origin is missing in the municipality's \
         `website` or `allowed_origins`: its webmaster enters it at the desk, or `javno municipality set SLUG --origin` does; \
         if it is this server, `public_url` is another.",
        origin.chars().take(200).collect::<String>().escape_debug()
    ))
}

#[cfg(test)]
mod tests {
    use super::decide;

    #[test]
    fn only_our_own_pages_and_those_of_municipalities_may_write() {
        let own = "https://javno.example/calls/".parse().expect("an address");
        let allowed = ["https://trebinje.example", "http://localhost:8090"].map(str::to_owned);
        for (origin, may) in [
            ("https://javno.example", true),
            ("https://trebinje.example", true),
            ("http://localhost:8090", true),
            ("http://javno.example", false),
            ("https://javno.example:8443", false),
            ("https://javno.example.evil.example", false),
            ("https://www.trebinje.example", false),
            ("http://trebinje.example", false),
            ("http://localhost:8091", false),
            ("https://TREBINJE.example", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(decide(origin, &own, &allowed).is_ok(), may, "{origin}");
        }
        let said = decide("https://other.example\"\n", &own, &allowed).expect_err("refused");
        assert!(said.contains("`allowed_origins`") && said.contains("“https://other.example\\\"\\n”"), "{said}");
    }
}
