//! What whoever runs the server says of a municipality, as its webmaster does at the desk.

use url::Url;

use super::{locale, plainly};
use crate::app::App;
use crate::error::Error;
use crate::municipalities::rules::settings::Settings;
use crate::municipalities::store::{held, settle};
use crate::municipalities::types::Municipality;
use crate::scalars::origin;
use crate::scope::at_the_console;

/// What a municipality says of itself. What is not named stays as it is.
#[derive(Clone, Debug, clap::Args)]
pub struct Set {
    /// Slug of the municipality: `trebinje`.
    pub slug: String,
    /// What a reader gets who asked for nothing else.
    #[arg(long)]
    pub locale: Option<String>,
    /// Its official site; its pages may write here.
    #[arg(long)]
    pub website: Option<Url>,
    /// Origin of one more site of its own whose pages may write here and show its pages in a frame:
    /// `https://usluge.foca.ba`; may be given several times.
    #[arg(long = "origin", value_parser = origin_of)]
    pub origins: Vec<String>,
    /// An origin that may not any more; may be given several times.
    #[arg(long = "no-origin", value_parser = origin_of)]
    pub no_origins: Vec<String>,
    /// Whom a reader tells that something cannot be read or used: an e-mail address or a telephone.
    #[arg(long)]
    pub contact: Option<String>,
}

/// An origin in its one spelling, for clap.
///
/// # Errors
/// It is none.
pub(super) fn origin_of(text: &str) -> Result<String, String> {
    origin(text).ok_or_else(|| format!("“{text}” is not an origin; write https://name, without a path"))
}

/// Sets what is named, and says how the municipality stands then.
///
/// # Errors
/// There is no such municipality, something about it is wrong, or the database fails.
pub async fn set(app: &App, set: Set) -> Result<String, Error> {
    let owner = Municipality::named(&app.gate.anyone(), &set.slug).await?;
    let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
    let before = held(&tx, owner.id).await?;
    let now = changed(Settings::from(&before), &set)?.taken().map_err(plainly)?;
    let row = settle(&tx, before, now).await?;
    tx.commit().await?;
    Ok(told(&set.slug, &Settings::from(&row)))
}

/// What is there with what was named in its place.
fn changed(mut settings: Settings, set: &Set) -> Result<Settings, Error> {
    if let Some(tag) = &set.locale {
        settings.default_locale = locale(tag)?;
    }
    if let Some(website) = &set.website {
        settings.website = Some(website.to_string());
    }
    if let Some(contact) = &set.contact {
        settings.accessibility_contact = Some(contact.clone());
    }
    settings.allowed_origins.extend(set.origins.iter().cloned());
    settings.allowed_origins.retain(|origin| !set.no_origins.contains(origin));
    Ok(settings)
}

/// What to say to the operator.
fn told(slug: &str, settings: &Settings) -> String {
    let none = "(none)";
    let origins = settings.allowed_origins.join(" ");
    format!(
        "{slug}\n  locale   {}\n  website  {}\n  origins  {}\n  contact  {}",
        settings.default_locale.tag(),
        settings.website.as_deref().unwrap_or(none),
        if origins.is_empty() { none } else { origins.as_str() },
        settings.accessibility_contact.as_deref().unwrap_or(none),
    )
}

#[cfg(test)]
mod tests {
    use entities::Locale;

    use super::{Set, changed, origin_of, told};
    use crate::municipalities::rules::settings::Settings;

    fn settings() -> Settings {
        Settings {
            website: None,
            default_locale: Locale::SrLatn,
            allowed_origins: vec!["https://a.example".into(), "https://b.example".into()],
            accessibility_contact: None,
            own_days: Vec::new(),
            own_areas: Vec::new(),
        }
    }

    fn nothing() -> Set {
        let slug = "foca".to_owned();
        Set { slug, locale: None, website: None, origins: Vec::new(), no_origins: Vec::new(), contact: None }
    }

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        assert_eq!(changed(settings(), &nothing()).ok(), Some(settings()));
        let set = Set {
            locale: Some("bs".into()),
            origins: vec!["https://c.example".into()],
            no_origins: vec!["https://a.example".into()],
            contact: Some("058 210 003".into()),
            ..nothing()
        };
        let now = changed(settings(), &set).expect("it can be set");
        assert_eq!(
            told("foca", &now),
            "foca\n  locale   bs\n  website  (none)\n  origins  https://b.example https://c.example\n  contact  058 210 003"
        );
        assert!(changed(settings(), &Set { locale: Some("de".into()), ..nothing() }).is_err());
    }

    #[test]
    fn an_origin_is_taken_in_its_one_spelling() {
        assert_eq!(origin_of("https://Usluge.foca.example:443/").as_deref(), Ok("https://usluge.foca.example"));
        assert!(origin_of("usluge.foca.example").is_err_and(|said| said.contains("is not an origin")));
    }
}
