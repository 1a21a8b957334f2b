//! Who carries letters away: a mail server, a folder, or nobody.

use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use url::Url;

use super::config::{CarrierKind, MailConfig, Misconfigured, Security, SmtpConfig};
use crate::config::seconds;

/// How long one letter may take at most. Less than the shortest time after which it is tried again: by then nobody may be
/// about to send it any more.
const LONGEST: Duration = Duration::from_secs(45);

/// Who carries letters.
#[derive(Debug)]
pub(super) enum Carrier {
    /// Nobody.
    None,
    /// A folder.
    Outbox(PathBuf),
    /// A mail server, a connection for each letter, and how long that may last.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>, Duration),
}

/// Why a letter was not carried away.
#[derive(Debug, thiserror::Error)]
#[error("{said}")]
pub struct Failure {
    /// All that is known, for whoever sits at the console: a server may repeat addresses in it.
    said: String,
    /// Our own words and the server's code, no address: for the outbox and the log.
    pub(super) brief: String,
    /// Whether it is of no use to try again.
    pub(super) for_good: bool,
    /// Whether nobody was there, so that other letters need not be tried just now.
    pub(super) nobody_there: bool,
}

impl Carrier {
    pub(super) fn new(config: &MailConfig, home: &Url) -> Result<Self, Misconfigured> {
        match config.transport {
            CarrierKind::None => Ok(Self::None),
            CarrierKind::Outbox => {
                let folder = config.folder.clone();
                let made = std::fs::create_dir_all(&folder);
                made.map_err(|why| file("folder", &folder, why))?;
                Ok(Self::Outbox(folder))
            }
            CarrierKind::Smtp => {
                Ok(Self::Smtp(Box::new(smtp(&config.smtp, home)?), seconds(config.smtp.seconds).min(LONGEST)))
            }
        }
    }

    /// Whether letters are carried at all.
    pub(super) fn carries(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// What an operator should know who starts a server at this address.
    pub(super) fn warning(&self, home: &Url) -> Option<&'static str> {
        match self {
            Self::None => Some("no letter is sent: mail.transport is \"none\""),
            Self::Outbox(_) if !here(home.host_str().unwrap_or_default()) => {
                Some("letters are put into a folder and reach nobody: mail.transport is \"outbox\"")
            }
            Self::Outbox(_) | Self::Smtp(..) => None,
        }
    }

    /// Carries a letter away; what was said to it.
    pub(super) async fn carry(&self, message: Message) -> Result<String, Failure> {
        match self {
            Self::None => {
                Err(Failure::ours("nobody carries letters: mail.transport is \"none\"", "nobody carries letters"))
            }
            Self::Outbox(folder) => {
                let sent = AsyncFileTransport::<Tokio1Executor>::new(folder).send(message).await;
                let id = sent.map_err(|error| Failure::ours(error, "the folder cannot be written"))?;
                Ok(format!("{}", folder.join(id).with_extension("eml").display()))
            }
            Self::Smtp(server, patience) => match tokio::time::timeout(*patience, server.send(message)).await {
                Ok(Ok(answer)) => Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" "))),
                Ok(Err(error)) => Err(Failure::of(&error)),
                Err(_) => Err(Failure { nobody_there: true, ..Failure::ours("it took too long", "it took too long") }),
            },
        }
    }
}

impl Failure {
    /// Something on this side.
    fn ours(said: impl std::fmt::Display, brief: &str) -> Self {
        Self { said: said.to_string(), brief: brief.into(), for_good: false, nobody_there: false }
    }

    fn of(error: &lettre::transport::smtp::Error) -> Self {
        let code = error.status().map(u16::from);
        // What a server does not like about us is no fault of the letter, and can be put right while it waits.
        let about_us = matches!(code, Some(530 | 534 | 535 | 538));
        let brief = match code {
            Some(code) => format!("the server said {code}"),
            None if error.is_timeout() => "the server was silent".into(),
            None if error.is_tls() => "no TLS".into(),
            None if error.is_client() => "the server cannot do what is asked of it".into(),
            None => "no connection".into(),
        };
        Self {
            said: error.to_string(),
            brief,
            for_good: error.is_permanent() && !about_us,
            nobody_there: code.is_none() || about_us,
        }
    }
}

fn smtp(config: &SmtpConfig, home: &Url) -> Result<AsyncSmtpTransport<Tokio1Executor>, Misconfigured> {
    if config.host.is_empty() {
        return Err(Misconfigured::Setting("smtp.host is not said"));
    }
    if config.security == Security::None && config.password.is_some() && !here(&config.host) {
        return Err(Misconfigured::Setting(
            "smtp.password would be sent in plain; smtp.security may be \"starttls\" or \"tls\"",
        ));
    }
    let (tls, port) = match config.security {
        Security::None => (Tls::None, 25),
        Security::Starttls => (Tls::Required(trust(config)?), 587),
        Security::Tls => (Tls::Wrapper(trust(config)?), 465),
    };
    let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
        .port(config.port.unwrap_or(port))
        .tls(tls)
        .hello_name(ClientId::Domain(home.host_str().unwrap_or("localhost").to_owned()));
    match (&config.user, &config.password) {
        (Some(user), Some(password)) => {
            server = server.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
        }
        (None, None) => {}
        _ => return Err(Misconfigured::Setting("smtp.user and smtp.password belong together")),
    }
    Ok(server.build())
}

/// Whether this is the machine itself.
fn here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1" | "[::1]")
}

/// Whom to believe that he is the server.
fn trust(config: &SmtpConfig) -> Result<TlsParameters, Misconfigured> {
    let mut trusted = TlsParameters::builder(config.host.clone());
    if let Some(path) = &config.ca_file {
        let pem = std::fs::read(path).map_err(|why| file("smtp.ca_file", path, why))?;
        trusted = trusted.add_root_certificate(Certificate::from_pem(&pem).map_err(Misconfigured::Tls)?);
    }
    trusted.build().map_err(Misconfigured::Tls)
}

fn file(setting: &'static str, path: &std::path::Path, why: std::io::Error) -> Misconfigured {
    Misconfigured::File { setting, path: path.display().to_string(), why }
}
