//! A city's directory, as an operator says it: the part `[oidc]` of the configuration.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::Misconfigured;

/// A city's own directory of people, which speaks OpenID Connect.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// What it is called on the button.
    pub name: String,
    /// Its address, to the letter as it calls itself; `https`, except on this machine.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// What proves it.
    pub client_secret: Secret,
    /// The parts of addresses after the `@` that are the city's own. Of nobody else does it say who he is: else whoever
    /// runs one city's directory could come in as an official of another that is served here too.
    pub domains: Vec<String>,
    /// Whether its second factor counts as ours. A session is confirmed by it only where the directory says, in one of the
    /// two lists below, that a second factor was given.
    #[serde(default)]
    pub confirms: bool,
    /// Values of `acr` that say so; they are also asked for.
    #[serde(default)]
    pub acr_values: Vec<String>,
    /// Values of `amr` that say so.
    #[serde(default = "second_factor")]
    pub amr_values: Vec<String>,
    /// Whether its addresses are people's own although it does not say so (`email_verified`). Only for a directory in which
    /// nobody but the city sets an address.
    #[serde(default)]
    pub trusts_addresses: bool,
}

fn second_factor() -> Vec<String> {
    vec!["mfa".into()]
}

/// A text that is never printed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl OidcConfig {
    /// Whether nobody on the way to the directory can read or change what is said.
    pub(super) fn check(&self) -> Result<(), Misconfigured> {
        let issuer = Url::parse(&self.issuer).map_err(|_| Misconfigured("issuer is not an address"))?;
        let here = match issuer.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        match issuer.scheme() {
            "https" => {}
            "http" if here => {}
            _ => return Err(Misconfigured("issuer must begin with https://")),
        }
        if self.client_id.is_empty() || self.client_secret.0.is_empty() {
            return Err(Misconfigured("client_id and client_secret must be set"));
        }
        if self.domains.is_empty() || self.domains.iter().any(|domain| domain.is_empty() || domain.contains('@')) {
            return Err(Misconfigured("domains must name the city's own, such as trebinje.rs.ba"));
        }
        if self.confirms && self.acr_values.is_empty() && self.amr_values.is_empty() {
            return Err(Misconfigured("confirms needs acr_values or amr_values"));
        }
        Ok(())
    }

    /// Whether this is an address of which the directory can say whose it is.
    pub(super) fn speaks_for(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| self.domains.iter().any(|own| own.eq_ignore_ascii_case(domain)))
    }

    /// Whether what the directory says of this sign-in confirms a session.
    pub(super) fn confirmed_by(&self, acr: Option<&str>, amr: &[&str]) -> bool {
        let by_acr = acr.is_some_and(|acr| self.acr_values.iter().any(|known| known == acr));
        let by_amr = amr.iter().any(|amr| self.amr_values.iter().any(|known| known == amr));
        self.confirms && (by_acr || by_amr)
    }
}

#[cfg(test)]
mod tests {
    use super::{OidcConfig, Secret};

    fn config(issuer: &str) -> OidcConfig {
        OidcConfig {
            name: "Grad".into(),
            issuer: issuer.into(),
            client_id: "javno".into(),
            client_secret: Secret("s3cret".into()),
            domains: vec!["grad.example".into()],
            confirms: false,
            acr_values: Vec::new(),
            amr_values: super::second_factor(),
            trusts_addresses: false,
        }
    }

    #[test]
    fn nobody_listens_on_the_way_to_a_directory() {
        for (issuer, good) in [
            ("https://login.grad.example/realms/grad", true),
            ("http://localhost:3000", true),
            ("http://127.0.0.1:3000", true),
            ("http://[::1]:3000", true),
            ("http://login.grad.example", false),
            ("http://localhost.grad.example", false),
            ("http://10.0.0.1", false),
            ("ftp://login.grad.example", false),
            ("login.grad.example", false),
        ] {
            assert_eq!(config(issuer).check().is_ok(), good, "{issuer}");
        }
    }

    #[test]
    fn a_second_factor_counts_only_where_it_was_given_and_is_let_count() {
        let mut config = config("https://login.grad.example");
        assert!(!config.confirmed_by(Some("gold"), &["pwd", "mfa"]), "not configured");
        config.confirms = true;
        assert!(config.confirmed_by(None, &["pwd", "mfa"]));
        assert!(!config.confirmed_by(Some("gold"), &["pwd"]));
        config.acr_values = vec!["gold".into()];
        assert!(config.confirmed_by(Some("gold"), &[]));
        assert!(!config.confirmed_by(Some("silver"), &["pwd"]) && !config.confirmed_by(None, &[]));
    }

    #[test]
    fn it_says_of_nobody_else_who_he_is() {
        let mut config = config("https://login.grad.example");
        for (email, its_own) in [
            ("ana@grad.example", true),
            ("ana@GRAD.example", true),
            ("ana@grad.example.evil", false),
            ("ana@evil-grad.example", false),
            ("\"ana@grad.example\"@evil.example", false),
            ("ana@pod.grad.example", false),
            ("ana", false),
        ] {
            assert_eq!(config.speaks_for(email), its_own, "{email}");
        }
        config.domains = Vec::new();
        assert!(config.check().is_err());
    }

    #[test]
    fn the_secret_is_never_printed() {
        let printed = format!("{:?}", config("https://login.grad.example"));
        assert!(printed.contains("javno") && !printed.contains("s3cret"), "{printed}");
    }
}
