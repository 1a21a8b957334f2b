//! How letters are sent: the part `[mail]` of the configuration.

use std::path::PathBuf;

use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// How letters are sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// Who carries them.
    pub transport: CarrierKind,
    /// The address that they come from.
    pub from: String,
    /// The name beside it.
    pub from_name: String,
    /// Letters of one kind that one address gets in an hour; more are dropped, but for one that asks whether a comment is
    /// his who reads it: that waits until there is room.
    pub per_hour: u32,
    /// For `outbox`: where they are put.
    pub folder: PathBuf,
    /// For `smtp`: the server that takes them.
    pub smtp: SmtpConfig,
}

/// Who carries letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CarrierKind {
    /// Nobody: they wait until they are of no use any more.
    None,
    /// A folder of `.eml` files, to try things out; `/outbox` shows them to whoever sits at the machine.
    Outbox,
    /// A mail server.
    Smtp,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SmtpConfig {
    /// Its name; its certificate must be for it.
    pub host: String,
    /// Its port; 587, 465 or 25 as `security` has it.
    pub port: Option<u16>,
    /// How the connection is kept from others' eyes.
    pub security: Security,
    /// Who we are there, where it asks.
    pub user: Option<String>,
    /// His password.
    pub password: Option<Secret>,
    /// A certificate in PEM that is trusted as well: of an authority of one's own, or the server's.
    pub ca_file: Option<PathBuf>,
    /// How long sending one letter may take; at most 45.
    pub seconds: f64,
}

/// How the connection to a mail server is kept from others' eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting in plain; no letter where the server cannot do it.
    Starttls,
    /// Not at all: for a relay on the same machine.
    None,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: CarrierKind::None,
            from: "javno@localhost".into(),
            from_name: "Javno".into(),
            per_hour: 3,
            folder: "outbox".into(),
            smtp: SmtpConfig::default(),
        }
    }
}

impl Default for SmtpConfig {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: None,
            security: Security::Starttls,
            user: None,
            password: None,
            ca_file: None,
            seconds: 30.0,
        }
    }
}

/// What is configured cannot be.
#[derive(Debug, thiserror::Error)]
pub enum Misconfigured {
    /// A setting, and what is wrong with it.
    #[error("mail.{0}")]
    Setting(&'static str),
    /// A file that cannot be read.
    #[error("mail.{setting}: {path}")]
    File {
        /// Which setting names it.
        setting: &'static str,
        /// Its path.
        path: String,
        /// Why.
        #[source]
        why: std::io::Error,
    },
    /// What TLS has to say.
    #[error("mail.smtp: TLS is not possible")]
    Tls(#[source] lettre::transport::smtp::Error),
}

/// Words that are never printed.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// These words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// For whoever has to say them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;

        /// In the environment `0123` is a number to whoever reads the configuration: it would be another password, and
        /// the usual complaint would print it.
        const QUOTE: &str = "this looks like a number or a list; put it in quotes, in the environment '\"…\"'";

        impl<'de> Visitor<'de> for Words {
            type Value = Secret;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a secret, in quotes")
            }

            fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<Secret, E> {
                Ok(Secret::new(words))
            }

            fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Secret, E> {
                Err(E::custom(QUOTE))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, _: A) -> Result<Secret, A::Error> {
                Err(A::Error::custom(QUOTE))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, _: A) -> Result<Secret, A::Error> {
                Err(A::Error::custom(QUOTE))
            }
        }
        deserializer.deserialize_any(Words)
    }
}

#[cfg(test)]
mod tests {
    use figment::Figment;
    use figment::providers::{Format as _, Serialized, Toml};

    use super::{MailConfig, Secret};

    fn read(text: &str) -> Result<MailConfig, Box<figment::Error>> {
        Figment::from(Serialized::defaults(MailConfig::default())).merge(Toml::string(text)).extract().map_err(Box::new)
    }

    #[test]
    fn the_password_is_read_and_never_printed() {
        let config = read("[smtp]\npassword = \"s3cret\"").expect("a configuration");
        assert_eq!(config.smtp.password, Some(Secret::new("s3cret")));
        assert!(!format!("{config:?}").contains("s3cret"), "{config:?}");
    }

    #[test]
    fn a_password_that_would_become_another_is_refused_unprinted() {
        for wrong in ["4711", "-4711", "4711.5", "[4711]", "{ a = 4711 }"] {
            let said = read(&format!("[smtp]\npassword = {wrong}")).expect_err(wrong).to_string();
            assert!(said.contains("smtp.password") && said.contains("quotes") && !said.contains("4711"), "{said}");
        }
    }
}
