//! The command line. Thin: each command says what it does and calls the one place that does it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use javno::app::App;
use javno::clock::{Clock as _, SystemClock};
use javno::config::Config;
use javno::locale::Locale;
use javno::logs::LogConfig;
use javno::mail;

/// Open calls, consultations and a directory of organisations inside the websites municipalities already have.
#[derive(Debug, Parser)]
#[command(name = "javno", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve, as configured in javno.toml and JAVNO_… variables.
    Serve,
    /// Try it: real data in a fresh SQLite file, and a municipal website to see the widgets in.
    Demo(javno::demo::Options),
    /// Take municipalities and calls from JSON files.
    ///
    /// A row that cannot be taken is refused and said, with its line; a file that cannot be read stops everything and
    /// changes nothing. Exit code 0: every row was taken. 3: some were refused. 1: nothing was changed.
    Import {
        /// The files, in any order.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Why published calls are changed that a desk has exported. Everybody reads it beside what became of what.
        #[arg(long)]
        reason: Option<String>,
        /// Take e-mail addresses of organisations into the directory, where everybody reads them: they publish them
        /// themselves, or have agreed to it.
        #[arg(long)]
        publish_contacts: bool,
    },
    /// Prove, without asking any server, that a receipt or a whole log is what was signed.
    ///
    /// Exit code 0: it is. 1: it is not, or could not be read.
    Verify(javno::comments::verify::Verify),
    /// Look at a page of a municipal site, and say what keeps Javno from it and what to change.
    ///
    /// Exit code 0: all is well. 3: something was found. 1: the page cannot be had.
    Doctor(javno::doctor::Doctor),
    /// People who work at the desks.
    #[command(subcommand)]
    User(User),
    /// Municipalities.
    #[command(subcommand)]
    Municipality(Place),
    /// Lists of organisations.
    #[command(subcommand)]
    Organisations(Lists),
    /// Send a letter to see whether letters arrive, and say what the mail server answered.
    MailTest {
        /// To whom.
        address: String,
    },
    /// Print the GraphQL schema; `schema.graphql` is this output.
    Schema,
}

#[derive(Debug, Subcommand)]
enum User {
    /// Invite somebody to a municipality's desk.
    Invite(javno::console::Invite),
    /// Forget the passkeys and codes of somebody who has lost them.
    ForgetKeys(javno::console::Forget),
}

#[derive(Debug, Subcommand)]
enum Place {
    /// Add a municipality that no file brought.
    Add(javno::console::Add),
    /// Say where a municipality's sites are, what it speaks, and whom its readers turn to. Without anything to set, only tell.
    ///
    /// A webmaster or an administrator of the municipality does the same at its desk. It holds at once; from then on no file
    /// changes it.
    Set(javno::console::municipalities::Set),
}

#[derive(Debug, Subcommand)]
enum Lists {
    /// Take a list as an office has it, CSV or XLSX, into a directory. What the columns hold is guessed and said.
    Import(javno::console::organisations::Import),
    /// Take back all that an import did.
    Undo(javno::console::organisations::Undo),
}

/// Some rows were refused and the others are in; something is wrong with a page.
const SOME_REFUSED: u8 = 3;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(code) => code,
        Err(error) => {
            complain(&*error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is what standard error is for")]
fn complain(error: &dyn std::error::Error) {
    eprintln!("javno: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}

/// The configuration; from here on the process writes its log as it says.
fn configured() -> Result<Config, Box<dyn std::error::Error>> {
    let config = Config::read()?;
    javno::logs::start(&config.log)?;
    Ok(config)
}

#[expect(clippy::print_stdout, reason = "commands answer on standard output")]
async fn run(command: Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match command {
        Command::Serve => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            javno::http::accept::make_room(&app.config.connections);
            let listener = javno::http::accept::listen(app.config.listen)?;
            println!("Javno serves {} on {}", app.config.public_url, app.config.listen);
            app.serve(listener, javno::app::stopped()).await?;
        }
        Command::Demo(options) => {
            javno::logs::start(&LogConfig::default())?;
            javno::demo::run(options).await?;
        }
        Command::Import { files, reason, publish_contacts } => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            let how = javno::import::How { reason: reason.as_deref(), publish_contacts };
            let summary = javno::import::import(&app, &files, how, &mut std::io::stdout()).await?;
            println!("{summary}");
            app.close().await?;
            if summary.refused > 0 {
                return Ok(SOME_REFUSED.into());
            }
        }
        Command::Doctor(what) => {
            let app = javno::doctor::server(configured()?, Arc::new(SystemClock)).await?;
            let (said, ill) = javno::doctor::doctor(&app, &what).await?;
            print!("{said}");
            app.close().await?;
            if ill {
                return Ok(SOME_REFUSED.into());
            }
        }
        Command::User(User::Invite(invite)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            println!("{}", javno::console::invite(&app, invite).await?);
            app.close().await?;
        }
        Command::User(User::ForgetKeys(forget)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            println!("{}", javno::console::forget_keys(&app, forget).await?);
            app.close().await?;
        }
        Command::Municipality(Place::Add(add)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            println!("{}", javno::console::add(&app, add).await?);
            app.close().await?;
        }
        Command::Municipality(Place::Set(set)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            println!("{}", javno::console::municipalities::set(&app, set).await?);
            app.close().await?;
        }
        Command::Organisations(Lists::Import(what)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            let (id, tally) = javno::console::organisations::import(&app, &what, &mut std::io::stdout()).await?;
            let javno::organisations::store::import::Tally { new, changed, same, suspect, refused } = tally;
            println!("{new} new, {changed} changed, {same} unchanged, {suspect} in doubt, {refused} refused.");
            if !what.dry {
                println!("To take it back: javno organisations undo {id} --municipality {}", what.municipality);
            }
            app.close().await?;
            if suspect + refused > 0 {
                return Ok(SOME_REFUSED.into());
            }
        }
        Command::Organisations(Lists::Undo(what)) => {
            let app = App::start(configured()?, Arc::new(SystemClock), None).await?;
            let kept = javno::console::organisations::take_back(&app, &what).await?;
            println!("Taken back; {kept} organisations stay, because somebody has changed them since.");
            app.close().await?;
        }
        Command::MailTest { address } => {
            let (config, now) = (configured()?, SystemClock.now());
            let letter = mail::say::test(Locale::SrLatn);
            let answer = mail::send_now(&config.mail, &config.public_url, &address.parse()?, &letter, now).await?;
            println!("The letter was taken: {answer}");
        }
        Command::Verify(what) => {
            let (said, right) = javno::comments::verify::verify(&what)?;
            print!("{said}");
            if !right {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Schema => print!("{}", javno::schema::sdl()),
    }
    Ok(ExitCode::SUCCESS)
}
