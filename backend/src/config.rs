//! The configuration: one struct, read once, from `javno.toml` and then `JAVNO_…` in the environment.
//!
//! Chosen crate: `figment`, because it names the file or variable in which a wrong value stands.

use std::net::SocketAddr;
use std::time::Duration;

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::gate::guard::DocumentLimits;
use crate::gate::limits::OperationLimits;
use crate::gate::live::LiveLimits;
use crate::logs::LogConfig;
use crate::mail::MailConfig;
use crate::oidc::OidcConfig;
use crate::rate::RateLimits;
use crate::storage::settings::StorageConfig;

/// Everything an operator may set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people see; every link and canonical address is made from it, never from a request's `Host`.
    pub public_url: Url,
    /// `sqlite://file.sqlite` or `postgres://user:password@host/name`.
    pub database_url: DatabaseUrl,
    /// How large a GraphQL document may be; read before it is parsed.
    pub document: DocumentLimits,
    /// How much one operation may ask.
    pub operation: OperationLimits,
    /// How long and how much a listener may.
    pub live: LiveLimits,
    /// The largest body of a request, in bytes.
    pub body_bytes: usize,
    /// How many requests are answered at once; whoever comes then is asked to come again.
    pub in_flight: usize,
    /// What is written down, and how.
    pub log: LogConfig,
    /// From where `/metrics` may be read, by the address at the other end of the connection.
    pub metrics_from: Vec<IpNet>,
    /// What one connection, one address and all connections together may take up.
    pub connections: ConnectionLimits,
    /// The proxies in front of this server. Only they are believed when they say (`X-Forwarded-For`) whose request it is.
    pub trusted_proxies: Vec<IpNet>,
    /// How often one client may ask.
    pub rate: RateLimits,
    /// Networks that are not public and in which the studio may all the same look at pages of a municipality's own sites:
    /// of a site that is in the same building, under an address of that building.
    pub check_networks: Vec<IpNet>,
    /// How letters are sent.
    pub mail: MailConfig,
    /// Where files are kept.
    pub storage: StorageConfig,
    /// How reports are printed.
    pub print: PrintLimits,
    /// A city's own directory, through which its people may sign in.
    pub oidc: Option<OidcConfig>,
}

/// How much of a report stands in one volume when it is printed, and how long whoever asks for one waits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrintLimits {
    /// So many comments: two thousand fill five hundred pages, and 420 MB of memory while they are set.
    pub comments: usize,
    /// So much text of comments and answers, in bytes.
    pub bytes: usize,
    /// So many seconds a reader waits for a volume that is not set yet, before he is told to come again.
    pub patience_seconds: f64,
}

impl Default for PrintLimits {
    fn default() -> Self {
        Self { comments: 2_000, bytes: 8 << 20, patience_seconds: 20.0 }
    }
}

/// How long a client may take for each part of a request, and how many connections there may be. Seconds may have a
/// fraction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConnectionLimits {
    /// From the first byte of a request to the end of its head.
    pub header_seconds: f64,
    /// The largest head of a request, in bytes; at least 8192.
    pub header_bytes: usize,
    /// For a whole body.
    pub body_seconds: f64,
    /// The same for a body that is a file.
    pub file_seconds: f64,
    /// The slowest average at which a body may come, once [`ConnectionLimits::body_grace_seconds`] are over.
    pub body_bytes_per_second: u32,
    /// How long a body may be slower than that at first.
    pub body_grace_seconds: f64,
    /// How long a connection may say nothing between requests, and before the first one.
    pub idle_seconds: f64,
    /// How long a client may take none of its answer.
    pub stalled_write_seconds: f64,
    /// Connections of one IPv4 address, or of one IPv6 network of 64 bits. A trusted proxy may have any number.
    pub per_address: usize,
    /// Connections altogether.
    pub in_all: usize,
    /// How long requests in flight may take to end when the server stops.
    pub shutdown_seconds: f64,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            header_seconds: 10.0,
            header_bytes: 16 * 1024,
            body_seconds: 30.0,
            file_seconds: 900.0,
            body_bytes_per_second: 500,
            body_grace_seconds: 5.0,
            idle_seconds: 75.0,
            stalled_write_seconds: 30.0,
            per_address: 100,
            in_all: 10_000,
            shutdown_seconds: 20.0,
        }
    }
}

/// Seconds of the configuration as a duration. What is none (negative, not a number) counts as no time at all, and what
/// is too long as a day.
#[must_use]
pub fn seconds(number: f64) -> Duration {
    const DAY: f64 = 86_400.0;
    let number = if number > 0.0 { number } else { 0.0 };
    Duration::from_secs_f64(number.min(DAY))
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: Url::parse("http://localhost:8080").expect("a constant address"),
            database_url: DatabaseUrl("sqlite://javno.sqlite".into()),
            document: DocumentLimits::default(),
            operation: OperationLimits::default(),
            live: LiveLimits::default(),
            body_bytes: 1 << 20,
            in_flight: 256,
            log: LogConfig::default(),
            metrics_from: ["127.0.0.0/8", "::1/128"].map(|net| net.parse().expect("a constant network")).into(),
            connections: ConnectionLimits::default(),
            trusted_proxies: Vec::new(),
            rate: RateLimits::default(),
            check_networks: Vec::new(),
            mail: MailConfig::default(),
            storage: StorageConfig::default(),
            print: PrintLimits::default(),
            oidc: None,
        }
    }
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// A file or variable that cannot be read; the message names it.
    pub fn read() -> Result<Self, Box<figment::Error>> {
        Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file("javno.toml"))
            .merge(Env::prefixed("JAVNO_").split("__"))
            .extract()
            .map_err(Box::new)
    }

    /// The name by which this server is known: host, and port where it is not the usual one.
    #[must_use]
    pub fn name(&self) -> String {
        let host = self.public_url.host_str().unwrap_or("localhost");
        self.public_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }
}

/// The address of the database. It may hold a password, so it is never printed whole.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(pub String);

impl DatabaseUrl {
    /// Whether this is SQLite; everything else is PostgreSQL.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.0.starts_with("sqlite:")
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = Url::parse(&self.0).map(|mut url| {
            if url.password().is_some() {
                let _ = url.set_password(Some("…"));
            }
            url.to_string()
        });
        f.write_str(&shown.unwrap_or_else(|_| "(not an address)".into()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Config, DatabaseUrl, seconds};

    #[test]
    fn a_password_is_never_printed() {
        let database_url = DatabaseUrl("postgres://javno:s3cret@db/javno".into());
        let config = Config { database_url, ..Config::default() };
        let printed = format!("{config:?}");
        assert!(printed.contains("javno:") && !printed.contains("s3cret"), "{printed}");
    }
    #[test]
    fn seconds_are_never_a_panic() {
        for (number, duration) in [
            (0.25, Duration::from_millis(250)),
            (0.0, Duration::ZERO),
            (-1.0, Duration::ZERO),
            (f64::NAN, Duration::ZERO),
            (f64::INFINITY, Duration::from_hours(24)),
        ] {
            assert_eq!(seconds(number), duration, "{number}");
        }
    }
}
