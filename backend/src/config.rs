//! The configuration: one struct, read once, from `javno.toml` and then `JAVNO_…` in the environment.
//!
//! Chosen crate: `figment`, because it names the file or variable in which a wrong value stands.

use std::net::SocketAddr;

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::gate::guard::DocumentLimits;
use crate::gate::limits::OperationLimits;
use crate::gate::live::LiveLimits;
use crate::logs::LogConfig;

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
    use super::{Config, DatabaseUrl};

    #[test]
    fn a_password_is_never_printed() {
        let database_url = DatabaseUrl("postgres://javno:s3cret@db/javno".into());
        let config = Config { database_url, ..Config::default() };
        let printed = format!("{config:?}");
        assert!(printed.contains("javno:") && !printed.contains("s3cret"), "{printed}");
    }
}
