//! What a person sees of himself.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{MunicipalityId, SessionId, api_token};

use super::{Role, TokenScope};
use crate::accounts::store::{self, Own};
use crate::error::Error;
use crate::municipalities::types::Municipality;
use crate::organisations::types::Representation;
use crate::scalars::LocaleTag;
use crate::scope::Scope;

/// How one can sign in here, besides by letter.
#[derive(Clone, Debug, Default, SimpleObject)]
pub struct SignInOptions {
    /// What the city's own directory is called, at `/desk/oidc`; null where there is none.
    pub oidc: Option<String>,
}

/// You.
#[derive(Clone, Debug)]
pub struct ViewerObject {
    own: Arc<Own>,
    has_passkey: bool,
    session: Option<SessionId>,
    confirmed: bool,
    roles: Vec<(MunicipalityId, entities::Role)>,
}

impl ViewerObject {
    /// Whoever asks; none where nobody has signed in.
    pub(crate) async fn of(scope: &Scope) -> Result<Option<Self>, Error> {
        let Ok(signed) = scope.viewer.signed() else { return Ok(None) };
        let own = store::own(scope, &scope.oneself()?).await?;
        let has_passkey = !own.passkeys.is_empty();
        // Whoever holds nothing but a letter learns nothing of what the person has to come in with.
        let own = Arc::new(if signed.confirmed { own } else { own.before_the_passkey() });
        let (session, confirmed, roles) = (signed.session, signed.confirmed, signed.roles.clone());
        Ok(Some(Self { own, has_passkey, session, confirmed, roles }))
    }
}

/// You.
#[Object(name = "Viewer")]
impl ViewerObject {
    /// `prs_…`.
    async fn id(&self) -> ID {
        self.own.person.id.to_string().into()
    }

    /// As others of the municipality see you, also in the journal.
    async fn name(&self) -> &str {
        &self.own.person.name
    }

    /// Where letters to you go.
    async fn email(&self) -> &str {
        &self.own.person.email
    }

    /// In which letters are written to you, and the desk speaks.
    async fn locale(&self) -> LocaleTag {
        LocaleTag(self.own.person.locale)
    }

    /// Whether a passkey or a recovery code was given in this session. Before that the desk is closed.
    async fn confirmed(&self) -> bool {
        self.confirmed
    }

    /// Whether you have a passkey to confirm with; else you make one now.
    async fn has_passkey(&self) -> bool {
        self.has_passkey
    }

    /// Where you work, and as what.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>, Error> {
        let mut memberships: Vec<Membership> = Vec::new();
        let mut roles = self.roles.clone();
        roles.sort_unstable();
        for of in roles.chunk_by(|one, other| one.0 == other.0) {
            let municipality = Municipality::load(ctx, of[0].0).await?;
            let municipality = Municipality::new(municipality, Some(self.own.person.locale));
            memberships.push(Membership { municipality, roles: of.iter().map(|(_, role)| (*role).into()).collect() });
        }
        Ok(memberships)
    }

    /// Organisations that you represent, as far as anybody may read them; none before a passkey was given.
    async fn organisations(&self, ctx: &Context<'_>) -> Result<Vec<Representation>, Error> {
        Representation::all(ctx, Some(self.own.person.locale)).await
    }

    /// Browsers in which you have signed in; none before a passkey was given.
    async fn sessions(&self) -> Vec<Session> {
        let session = |row: &entities::session::Model| Session {
            id: row.id.to_string().into(),
            current: self.session == Some(row.id),
            started_at: row.created_at,
            seen_at: row.seen_at,
            device: row.device.clone(),
        };
        self.own.sessions.iter().map(session).collect()
    }

    /// Your passkeys; none before one was given, see `hasPasskey`.
    async fn passkeys(&self) -> Vec<Passkey> {
        let passkey = |row: &entities::passkey::Model| Passkey {
            id: row.id.to_string().into(),
            name: row.name.clone(),
            created_at: row.created_at,
            used_at: row.used_at,
        };
        self.own.passkeys.iter().map(passkey).collect()
    }

    /// As whom cities' own directories know you; none before a passkey was given.
    async fn identities(&self) -> Vec<Identity> {
        let identity = |row: &entities::identity::Model| Identity {
            id: row.id.to_string().into(),
            issuer: row.issuer.clone(),
            since: row.created_at,
        };
        self.own.identities.iter().map(identity).collect()
    }

    /// How many of your recovery codes were not used; 0 before a passkey was given.
    async fn recovery_codes_left(&self) -> u64 {
        self.own.codes_left
    }

    /// Tokens of programs that work for you; none before a passkey was given.
    async fn api_tokens(&self, ctx: &Context<'_>) -> Result<Vec<ApiToken>, Error> {
        let mut tokens = Vec::new();
        for row in &self.own.tokens {
            tokens.push(ApiToken::new(ctx, row.clone()).await?);
        }
        Ok(tokens)
    }
}

/// Where you work, and as what.
#[derive(Clone, Debug, SimpleObject)]
pub struct Membership {
    /// Where.
    pub municipality: Municipality,
    /// As what.
    pub roles: Vec<Role>,
}

/// A browser in which you have signed in.
#[derive(Clone, Debug, SimpleObject)]
pub struct Session {
    /// `ses_…`.
    pub id: ID,
    /// It is the one in which you ask.
    pub current: bool,
    /// When you signed in.
    pub started_at: DateTime<Utc>,
    /// When it was last used, give or take some minutes.
    pub seen_at: DateTime<Utc>,
    /// Browser and system in a few words; null where they are not known.
    pub device: Option<String>,
}

/// One of your passkeys.
#[derive(Clone, Debug, SimpleObject)]
pub struct Passkey {
    /// `key_…`.
    pub id: ID,
    /// As you call it.
    pub name: String,
    /// Since when you have it.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub used_at: Option<DateTime<Utc>>,
}

/// That a city's own directory knows you: you can sign in through it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Identity {
    /// `idy_…`.
    pub id: ID,
    /// Whose directory, as it calls itself (`iss`).
    pub issuer: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The token of a program that works for you.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApiToken {
    /// `tok_…`.
    pub id: ID,
    /// As you call it.
    pub name: String,
    /// The one municipality that it is good for.
    pub municipality: Municipality,
    /// What it is good for.
    pub scopes: Vec<TokenScope>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, give or take some minutes.
    pub used_at: Option<DateTime<Utc>>,
}

impl ApiToken {
    pub(crate) async fn new(ctx: &Context<'_>, row: api_token::Model) -> Result<Self, Error> {
        let municipality = Municipality::new(Municipality::load(ctx, row.municipality_id).await?, None);
        let scopes = row.scopes.0.iter().map(|scope| (*scope).into()).collect();
        let (id, name) = (row.id.to_string().into(), row.name);
        let (created_at, expires_at, used_at) = (row.created_at, row.expires_at, row.used_at);
        Ok(Self { id, name, municipality, scopes, created_at, expires_at, used_at })
    }
}
