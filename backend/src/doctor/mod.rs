//! `javno doctor`: what keeps Javno from a page of somebody's site, and what to change there. [`check`] says the same in the
//! studio, to whoever has no console.
//!
//! ```text
//!   fetch ─▶ page ─▶ rules ─▶ say
//!   the web  its parts  what is wrong  in words
//! ```
//!
//! Only [`mod@fetch`] touches the web; the rest is pure, and a table of seeded mistakes stands beside the rules.

pub mod check;
pub mod fetch;
pub mod page;
pub mod rules;
pub(crate) mod say;

use std::path::PathBuf;
use std::sync::Arc;

use futures_util::future::join_all;
use ipnet::IpNet;
use url::Url;

use self::fetch::{May, NoPage, fetch};
use self::page::{Fetched, Parts};
use self::rules::{Bundles, Finding, Known, MARK, Place, bundles, findings};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::missing;
use crate::error::Error;
use crate::locale::Locale;
use crate::municipalities::store::places;

/// So many files are looked into that plugins have made of scripts.
const FILES: usize = 6;

/// Which page is looked at, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct Doctor {
    /// The page on which Javno should be seen.
    pub url: Url,
    /// What is said in: `sr-Latn`, `sr-Cyrl`, `bs`, `hr` or `en`.
    #[arg(long, default_value = "sr-Latn", value_parser = locale_of)]
    locale: Locale,
    /// Fetch also from addresses that are not public: for a site on this machine or in this network.
    #[arg(long)]
    allow_private: bool,
}

/// The locale with this tag.
///
/// # Errors
/// There is none; which there are.
fn locale_of(tag: &str) -> Result<Locale, String> {
    let tags = Locale::ALL.map(Locale::tag).join(", ");
    Locale::from_tag(tag).ok_or_else(|| format!("“{tag}” is no locale; take one of {tags}"))
}

/// Why nothing can be said of a page.
#[derive(Debug, thiserror::Error)]
pub enum NoDiagnosis {
    /// The page cannot be had.
    #[error("the page cannot be fetched")]
    NoPage(#[from] NoPage),
    /// What a page is held against is known where the server runs.
    #[error(
        "there is no database {}: run this where the server runs, with its javno.toml or JAVNO_… variables; the demo has its \
         javno.toml in its folder, javno-demo",
        .0.display()
    )]
    NoServer(PathBuf),
    /// What this server knows cannot be had.
    #[error("what this server knows cannot be read")]
    Unknown(#[from] Error),
}

/// The server against which a page is held. Where there is none, none is made: an empty one would know no site, and say so of
/// every page.
///
/// # Errors
/// Its database is not there, or cannot be opened.
pub async fn server(config: Config, clock: Arc<dyn Clock>) -> Result<Arc<App>, NoDiagnosis> {
    match missing(&config.database_url) {
        Some(file) => Err(NoDiagnosis::NoServer(file)),
        None => Ok(App::start(config, clock, None).await?),
    }
}

/// Looks at a page: what to say of it, and whether anything is wrong.
///
/// # Errors
/// The page cannot be had.
pub async fn doctor(app: &App, what: &Doctor) -> Result<(String, bool), NoDiagnosis> {
    let known = known(app).await?;
    let networks = if what.allow_private { everywhere() } else { Vec::new() };
    let may = May { networks: &networks, sites: None };
    let page = fetch(&what.url, may).await?;
    let home = known.home.clone();
    let (address, found) = looked_at(page, known, may).await?;
    Ok((say::said(&address, &found, &home, what.locale), !found.is_empty()))
}

/// Everything that is wrong with a page, whose address comes back.
async fn looked_at(page: Fetched, known: Known, may: May<'_>) -> Result<(Url, Vec<Finding>), Error> {
    // A page of two megabytes takes a while to read, in which others are to be answered.
    let read = tokio::task::spawn_blocking(move || {
        let parts = Parts::of(&page.body);
        let bundles = bundles(&page, &parts, &known);
        (page, parts, known, bundles)
    });
    let (page, parts, known, bundles) = read.await.map_err(Error::internal)?;
    let looked = looked_into(&bundles, may).await;
    let found = tokio::task::spawn_blocking(move || {
        let found = findings(&page, &parts, &known, &looked);
        (page.address, found)
    });
    found.await.map_err(Error::internal)
}

/// Whether our script is in these files, all at once; of those that cannot be had nothing is known.
async fn looked_into(files: &[Url], may: May<'_>) -> Bundles {
    let looks = files.iter().take(FILES).map(|file| async move {
        let got = fetch(file, may).await.ok().filter(|got| (200..300).contains(&got.status))?;
        Some((file.clone(), got.body.contains(MARK)))
    });
    join_all(looks).await.into_iter().flatten().collect()
}

fn everywhere() -> Vec<IpNet> {
    ["0.0.0.0/0", "::/0"].into_iter().filter_map(|net| net.parse().ok()).collect()
}

/// What this server knows.
async fn known(app: &App) -> Result<Known, Error> {
    let sites = places(&app.gate.anyone()).await?;
    let place = |(slug, website, others): (String, Option<String>, entities::Words)| {
        Place::new(slug, website.as_deref(), &others.0)
    };
    let releases = app.releases.names(&app.storage, app.clock.now()).await?;
    Ok(Known {
        home: app.config.public_url.clone(),
        releases: [vec![app.files.release().to_owned()], releases].concat(),
        scripts: app.files.scripts(),
        places: sites.into_iter().map(place).collect(),
    })
}
