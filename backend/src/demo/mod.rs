//! `javno demo`: real calls of real municipalities in a fresh SQLite file, labelled exercises in which every state can be
//! seen, and a municipal website on another port, as strict as one can be, to see the widgets in. Starts anew each time.

mod awarded;
mod consultations;
mod exercises;
mod files;
mod finished;
mod host;
mod people;
mod tied;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use entities::CallStage;
use tokio::net::TcpListener;
use url::Url;

use crate::app::{App, stopped};
use crate::calls::store::save::save;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, DatabaseUrl};
use crate::import::{How, Summary, import};
use crate::mail::{CarrierKind, MailConfig};
use crate::rate::RateLimits;
use crate::scope::at_the_console;
use crate::storage::settings::StorageConfig;
use crate::{error, municipalities};

/// Where the demo puts itself.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Folder for the database and the data files; its database is replaced at every start.
    #[arg(long, default_value = "javno-demo")]
    dir: PathBuf,
    /// Port of Javno; the next free one where it is taken.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Port of the municipal website; the next free one where it is taken.
    #[arg(long, default_value_t = 8090)]
    site_port: u16,
}

const REAL: [(&str, &str); 4] = [
    ("municipalities.json", include_str!("../../data/real/municipalities.json")),
    ("calls.json", include_str!("../../data/real/calls.json")),
    ("consultations.json", include_str!("../../data/real/consultations.json")),
    ("organisations.json", include_str!("../../data/real/organisations.json")),
];

/// Runs the demo until it is stopped.
///
/// # Errors
/// The folder cannot be written, no port is free, or the database fails.
#[expect(clippy::print_stdout, reason = "it tells where to look")]
pub async fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let (javno, site) = (free(options.port).await?, free(options.site_port).await?);
    let there = format!("http://localhost:{}", site.local_addr()?.port());
    let told = Box::pin(fill(&options, javno.local_addr()?.port(), &there)).await?;
    println!("Real data: {}.", told.real);
    println!("  what was mended, missing or refused, row by row: {}", told.report.display());
    println!(
        "Exercises with current dates, labelled as such: {} calls and {} consultations.",
        told.exercises, told.consultations
    );
    let app = told.app;
    let home = app.config.public_url.clone();
    println!();
    println!("A municipal website, strict CSP and Trusted Types, another origin:  {there}/trebinje");
    println!("  the same in Cyrillic, in English, by a bare link:  {there}/trebinje?pismo=cir  ?pismo=eng  ?nacin=c");
    println!("  and a draft decision to comment on:  {there}/trebinje/rasprave");
    println!("  and one that is over, with its report:  {home}{}/rasprave?stanje=zavrsene", finished::WHERE);
    println!(
        "  and a call with its results, and what organisations got:  {home}{}/pozivi?stanje=zatvoreni",
        awarded::WHERE
    );
    println!("Hosted pages, no script at all:  {home}trebinje/pozivi  {home}trebinje/rasprave");
    println!("GraphiQL, the API's console:     {home}graphql");
    println!(
        "The officials' desk:  {home}desk  (sign in as {}; the same for all partners)",
        people::address("trebinje")
    );
    println!("  letters, with the link to sign in:  {home}outbox");
    println!("  what is official there is done with a passkey: a fingerprint, a key, a telephone, or the system's own");
    println!("What keeps Javno from a page, as a webmaster asks:");
    println!("  cd {} && javno doctor --allow-private {there}/trebinje", options.dir.display());
    println!("Ctrl-C stops it; the next start begins anew.");
    let pages = host::router(&home);
    tokio::try_join!(app.serve(javno, stopped()), async {
        axum::serve(site, pages).with_graceful_shutdown(stopped()).await
    })?;
    Ok(())
}

/// A filled demo.
#[derive(Debug)]
struct Filled {
    app: Arc<App>,
    real: Summary,
    report: PathBuf,
    exercises: usize,
    consultations: usize,
}

/// Makes the demo's database and fills it.
async fn fill(options: &Options, port: u16, site: &str) -> Result<Filled, Box<dyn std::error::Error>> {
    std::fs::create_dir_all(&options.dir)?;
    let database_url = fresh_file(&options.dir)?;
    let folder = fresh_folder(&options.dir)?;
    let config = Config {
        listen: SocketAddr::from(([127, 0, 0, 1], port)),
        public_url: Url::parse(&format!("http://localhost:{port}"))?,
        database_url: DatabaseUrl(database_url),
        // Whoever tries it out, by hand or by a suite of tests, is one address.
        rate: RateLimits {
            requests_per_minute: 10_000,
            comments_per_minute: 1_000,
            form_comments_per_day: 1_000,
            checks_per_minute: 100,
            ..RateLimits::default()
        },
        // The municipal website of the demo is on this machine.
        check_networks: ["127.0.0.0/8", "::1/128"].iter().filter_map(|net| net.parse().ok()).collect(),
        mail: MailConfig {
            transport: CarrierKind::Outbox,
            folder: fresh_outbox(&options.dir)?,
            ..MailConfig::default()
        },
        storage: StorageConfig { folder: Some(folder), ..StorageConfig::default() },
        ..Config::default()
    };
    for_others(&options.dir, &config)?;
    let app = App::start(config, Arc::new(SystemClock), None).await?;
    let mut files = Vec::new();
    for (name, text) in REAL {
        let file = options.dir.join(name);
        std::fs::write(&file, text)?;
        files.push(file);
    }
    let report = options.dir.join("import-report.txt");
    let real = import(&app, &files, How::default(), &mut std::fs::File::create(&report)?).await?;
    let (exercises, consultations) = Box::pin(exercise(&app, site)).await?;
    Ok(Filled { app, real, report, exercises, consultations })
}

/// The address of an SQLite file that is not there any more. Its name is the demo's own: what `javno serve` keeps in the
/// same folder is not touched.
fn fresh_file(dir: &Path) -> std::io::Result<String> {
    for suffix in ["", "-wal", "-shm"] {
        let old = dir.join(format!("demo.sqlite{suffix}"));
        if old.exists() {
            std::fs::remove_file(old)?;
        }
    }
    Ok(format!("sqlite://{}", dir.join("demo.sqlite").display()))
}

/// An empty folder for files, the demo's own like its database.
fn fresh_folder(dir: &Path) -> std::io::Result<PathBuf> {
    fresh(dir.join("demo-files"))
}

/// The folder for letters, in which there are none.
fn fresh_outbox(dir: &Path) -> std::io::Result<PathBuf> {
    fresh(dir.join("outbox"))
}

const SETTINGS: &str = "# Written by `javno demo`: other commands of Javno, given in this folder, speak of it.\n";

/// What other commands have to know of the demo, for whoever gives them in its folder. Settings of somebody's own stay.
fn for_others(dir: &Path, config: &Config) -> std::io::Result<()> {
    let file = dir.join("javno.toml");
    if file.exists() && !std::fs::read_to_string(&file)?.starts_with(SETTINGS) {
        return Ok(());
    }
    let (listen, home) = (config.listen, &config.public_url);
    std::fs::write(
        file,
        format!(
            "{SETTINGS}listen = \"{listen}\"\npublic_url = \"{home}\"\ndatabase_url = \"sqlite://demo.sqlite\"\n\n\
             [mail]\ntransport = \"outbox\"\nfolder = \"outbox\"\n\n[storage]\nfolder = \"demo-files\"\n"
        ),
    )
}

fn fresh(folder: PathBuf) -> std::io::Result<PathBuf> {
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}

/// Writes the exercises, and lets the municipal website send comments; returns how many calls and how many consultations.
async fn exercise(app: &App, site: &str) -> Result<(usize, usize), error::Error> {
    let now = SystemClock.now();
    let tx = at_the_console().begin(&app.db, now).await?;
    let (mut written, mut asked, mut over, mut judged) = (0, 0, None, None);
    for mut owner in municipalities::store::everything(&tx).await? {
        owner.allowed_origins.0.push(site.to_owned());
        municipalities::store::save(&tx, owner.clone()).await?;
        let mut last = None;
        for mut call in exercises::of(&owner, now) {
            if owner.slug == awarded::WHERE && call.call.stage == CallStage::Final {
                last = Some(call.call.id);
            }
            files::give(&app.storage, &mut call, now).await?;
            save(&tx, call).await?;
            written += 1;
        }
        asked += Box::pin(consultations::write(&tx, &owner, now)).await?;
        if owner.partner {
            let official = people::employ(&tx, &owner, now).await?;
            if let Some(call) = last {
                awarded::apply(&tx, &owner).await?;
                judged = Some((owner.clone(), official, call));
            }
            if owner.slug == finished::WHERE {
                over = Some((owner, official));
            }
        }
    }
    tx.commit().await?;
    if let Some((owner, official)) = over {
        let of = Box::pin(consultations::begin(&app.db, &owner, now)).await?;
        Box::pin(finished::live_through(&app.db, &owner, official, of, now)).await?;
        asked += 1;
    }
    if let Some((owner, official, call)) = judged {
        Box::pin(awarded::decide(&app.db, &owner, official, call, now)).await?;
    }
    let tx = at_the_console().begin(&app.db, now).await?;
    for owner in municipalities::store::everything(&tx).await? {
        tied::tie(&tx, &owner).await?;
    }
    tx.commit().await?;
    Ok((written, asked))
}

/// A listener on this port or one of the next hundred.
async fn free(port: u16) -> std::io::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(100) {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

#[cfg(test)]
mod tests {
    use figment::Figment;
    use figment::providers::{Format as _, Serialized, Toml};

    use super::{SETTINGS, for_others};
    use crate::config::Config;

    #[test]
    fn what_the_demo_writes_for_others_is_read_and_nobodys_own_is_written_over() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("javno.toml");
        let config = |home: &str| Config { public_url: home.parse().expect("an address"), ..Config::default() };
        let read = || -> Config {
            let settings = Figment::from(Serialized::defaults(Config::default())).merge(Toml::file(&file));
            settings.extract().expect("settings")
        };
        for home in ["http://localhost:8081/", "http://localhost:8082/"] {
            for_others(dir.path(), &config(home)).expect("written");
            let said = read();
            assert_eq!(said.public_url.as_str(), home);
            assert_eq!(said.database_url.0, "sqlite://demo.sqlite");
            assert_eq!(said.storage.folder, Some("demo-files".into()));
        }
        assert!(std::fs::read_to_string(&file).expect("settings").starts_with(SETTINGS));
        std::fs::write(&file, "public_url = \"https://javno.example/\"\n").expect("somebody's own");
        for_others(dir.path(), &config("http://localhost:8083/")).expect("left alone");
        assert_eq!(read().public_url.as_str(), "https://javno.example/");
    }
}
