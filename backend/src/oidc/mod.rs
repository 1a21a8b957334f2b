//! Speaking with a city's own directory of people (OpenID Connect). What it says of somebody is checked here and believed;
//! who that is to us, and whether he may come in, the slice of accounts decides.
//!
//! ```text
//!   begin ─▶ an address at the directory, and a ticket that the browser keeps
//!                 │ the person signs in there
//!                 ▼
//!   finish(ticket, what came back) ─▶ a token, over a connection of ours ─▶ its signature, issuer, audience, nonce, age
//! ```
//!
//! A directory that is slow or sends much is given up: five seconds and a quarter of a mebibyte each time. Nothing that it
//! sends leads anywhere else: no redirect is followed. What it says of itself and its keys is kept for an hour, and fetched
//! anew when a key is not among them.
//!
//! Chosen crate: `openidconnect`, because it checks what the standard says, in order, and takes any HTTP client.

mod settings;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndUserEmail, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse as _,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use url::Url;

pub use self::settings::{OidcConfig, Secret};
use self::wire::Wire;

/// How long a directory may take for one step, all its answers together.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long what it says of itself is kept.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// What is configured cannot be.
#[derive(Debug, thiserror::Error)]
#[error("[oidc] {0}")]
pub struct Misconfigured(&'static str);

/// Why nobody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The directory does not answer, or not in time.
    Away,
    /// What came back is not what was asked for: too old, of somebody else, forged, or the person changed his mind.
    Refused,
    /// It is somebody, but the directory does not say that the address is his.
    NoAddress,
}

/// What the browser keeps while somebody signs in at the directory. It is worth nothing to anybody else, and nothing twice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ticket {
    state: String,
    nonce: String,
    verifier: String,
}

/// What came back with the browser.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Returned {
    state: Option<String>,
    code: Option<String>,
    /// Whose answer it is, where the directory says so: somebody else's would be a mix-up.
    iss: Option<String>,
}

/// Somebody, as the directory knows him.
#[derive(Clone, Debug)]
pub struct Known {
    /// Whose directory.
    pub issuer: String,
    /// His name in it; never given to somebody else.
    pub subject: String,
    /// His address, which the directory says is his.
    pub email: String,
    /// Whether a second factor was given that counts.
    pub confirmed: bool,
}

/// A city's directory.
#[derive(Debug)]
pub struct Directory {
    config: OidcConfig,
    back: Url,
    wire: Wire,
    said: Mutex<Option<(DateTime<Utc>, Arc<CoreProviderMetadata>)>>,
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

impl Directory {
    /// The directory that is configured; `home` is the address of this server. Nothing is asked of it yet.
    ///
    /// # Errors
    /// What is configured cannot be.
    pub fn new(config: OidcConfig, home: &Url) -> Result<Self, Misconfigured> {
        config.check()?;
        let back = home.join("desk/oidc/back").map_err(|_| Misconfigured("public_url is not an address"))?;
        Ok(Self { config, back, wire: Wire::new()?, said: Mutex::default() })
    }

    /// Where the person signs in, and what his browser keeps meanwhile.
    ///
    /// # Errors
    /// The directory does not answer.
    pub async fn begin(&self, now: DateTime<Utc>) -> Result<(Url, Ticket), Failure> {
        let client = in_time(async { self.client(&*self.said(now, false).await?) }).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut asked = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".into()))
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge);
        if self.config.confirms {
            for value in &self.config.acr_values {
                asked = asked.add_auth_context_value(AuthenticationContextClass::new(value.clone()));
            }
        }
        let (address, state, nonce) = asked.url();
        let verifier = verifier.into_secret();
        Ok((address, Ticket { state: state.into_secret(), nonce: nonce.secret().clone(), verifier }))
    }

    /// Who came back.
    ///
    /// # Errors
    /// Nobody whom the directory vouches for; or it does not answer.
    pub async fn finish(&self, ticket: Ticket, returned: Returned, now: DateTime<Utc>) -> Result<Known, Failure> {
        let own = returned.iss.is_none_or(|issuer| issuer == self.config.issuer);
        if !own || returned.state.as_deref() != Some(&*ticket.state) {
            return Err(Failure::Refused);
        }
        let code = returned.code.ok_or(Failure::Refused)?;
        in_time(async {
            let answer = self.exchange(code, ticket.verifier, now).await?;
            let token = answer.id_token().ok_or(Failure::Refused)?;
            let nonce = Nonce::new(ticket.nonce);
            let claims = match self.claims(token, &nonce, &*self.said(now, false).await?, now) {
                // It may sign with a key that is newer than what we know of it.
                Err(ClaimsVerificationError::SignatureVerification(_)) => {
                    self.claims(token, &nonce, &*self.said(now, true).await?, now)
                }
                checked => checked,
            };
            let claims = claims.map_err(|error| refused(&error))?;
            let (email, verified) = match claims.email() {
                Some(email) => (Some(email.clone()), claims.email_verified()),
                None => self.address(&answer, &claims, now).await?,
            };
            self.known(&claims, email, verified)
        })
        .await
    }

    async fn exchange(&self, code: String, verifier: String, now: DateTime<Utc>) -> Result<CoreTokenResponse, Failure> {
        let client = self.client(&*self.said(now, false).await?)?;
        let request = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(&error))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let answer = request.request_async(&self.wire).await;
        answer.map_err(|error| match error {
            RequestTokenError::Request(error) => away(&error),
            other => refused(&other),
        })
    }

    /// The address of somebody whose token does not say it: some directories tell it only when they are asked.
    async fn address(
        &self,
        answer: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
        now: DateTime<Utc>,
    ) -> Result<(Option<EndUserEmail>, Option<bool>), Failure> {
        let client = self.client(&*self.said(now, false).await?)?;
        let (access, subject) = (answer.access_token().clone(), claims.subject().clone());
        // Where it can be asked nothing, the address is not known.
        let Ok(request) = client.user_info(access, Some(subject)) else { return Ok((None, None)) };
        let told: CoreUserInfoClaims = request.request_async(&self.wire).await.map_err(|error| away(&error))?;
        Ok((told.email().cloned(), told.email_verified()))
    }

    /// What a token says, if it is the directory's, for us, for this sign-in and not too old.
    fn claims(
        &self,
        token: &CoreIdToken,
        nonce: &Nonce,
        said: &CoreProviderMetadata,
        now: DateTime<Utc>,
    ) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
        use CoreJwsSigningAlgorithm as By;

        let client = self.client(said).map_err(|_| ClaimsVerificationError::Other("no client".into()))?;
        // By its own key, never by the secret that we share with it.
        let signed = [
            By::RsaSsaPkcs1V15Sha256,
            By::RsaSsaPkcs1V15Sha384,
            By::RsaSsaPkcs1V15Sha512,
            By::RsaSsaPssSha256,
            By::RsaSsaPssSha384,
            By::RsaSsaPssSha512,
            By::EcdsaP256Sha256,
            By::EcdsaP384Sha384,
            By::EdDsa,
        ];
        let verifier = client.id_token_verifier().set_allowed_algs(signed).set_time_fn(move || now);
        token.claims(&verifier, nonce).cloned()
    }

    fn known(
        &self,
        claims: &CoreIdTokenClaims,
        email: Option<EndUserEmail>,
        verified: Option<bool>,
    ) -> Result<Known, Failure> {
        let his = verified == Some(true) || self.config.trusts_addresses;
        let own = |email: &EndUserEmail| his && self.config.speaks_for(email.as_str());
        let email = email.filter(own).ok_or(Failure::NoAddress)?;
        let acr = claims.auth_context_ref().map(|acr| acr.as_str());
        let amr: Vec<&str> = claims.auth_method_refs().into_iter().flatten().map(|amr| amr.as_str()).collect();
        Ok(Known {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: email.to_string(),
            confirmed: self.config.confirmed_by(acr, &amr),
        })
    }

    /// What the directory says of itself; looked up anew where it is old, or `anew` says so.
    async fn said(&self, now: DateTime<Utc>, anew: bool) -> Result<Arc<CoreProviderMetadata>, Failure> {
        let mut said = self.said.lock().await;
        if let Some((at, said)) = &*said
            && !anew
            && now - *at < KEPT
        {
            return Ok(Arc::clone(said));
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(|error| away(&error))?;
        let found = CoreProviderMetadata::discover_async(issuer, &self.wire).await;
        let found = Arc::new(found.map_err(|error| away(&error))?);
        *said = Some((now, Arc::clone(&found)));
        Ok(found)
    }

    fn client(&self, said: &CoreProviderMetadata) -> Result<Client, Failure> {
        let OidcConfig { client_id, client_secret, .. } = &self.config;
        let back = RedirectUrl::new(self.back.to_string()).map_err(|error| refused(&error))?;
        let secret = Some(ClientSecret::new(client_secret.0.clone()));
        let client = CoreClient::from_provider_metadata(said.clone(), ClientId::new(client_id.clone()), secret);
        // The header is what every directory takes, unless it says that it does not.
        let methods = said.token_endpoint_auth_methods_supported();
        let in_header = methods.is_none_or(|ways| ways.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let way = if in_header { AuthType::BasicAuth } else { AuthType::RequestBody };
        Ok(client.set_redirect_uri(back).set_auth_type(way))
    }
}

async fn in_time<T>(step: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(PATIENCE, step).await.unwrap_or_else(|_| {
        tracing::warn!("the directory does not answer in time");
        Err(Failure::Away)
    })
}

fn away(error: &dyn std::error::Error) -> Failure {
    tracing::warn!(error = %told(error), "the directory does not answer as it should");
    Failure::Away
}

fn refused(error: &dyn std::error::Error) -> Failure {
    tracing::info!(error = %told(error), "a sign-in through the directory was refused");
    Failure::Refused
}

/// An error with its causes. None of them has a token, a code or an address in it.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
