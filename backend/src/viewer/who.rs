//! Who asks: how he is recognised, and what he holds.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{MunicipalityId, PersonId, Role, SessionId, TokenScope};
use futures_util::future::BoxFuture;

use super::Office;
use crate::db::Db;
use crate::error::Error;

/// What a caller shows to be recognised: the hash of what his cookie or his token holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// Of a browser; and of whom the page that asks believes to be, where it says so: another may have signed in since.
    Session(Arc<[u8]>, Option<PersonId>),
    /// Of a program.
    Token(Arc<[u8]>),
}

/// Finds out who shows a credential. The kernel knows of people only this.
pub type Recognise = fn(Db, Credential, DateTime<Utc>, Occasion) -> BoxFuture<'static, Result<Viewer, Error>>;

/// Why somebody is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// He asks for something: his session is in use.
    Asks,
    /// A stream of his is still open: that keeps no session alive, or a forgotten tab would.
    Listens,
}

/// Who asks.
#[derive(Clone, Debug, Default)]
pub enum Viewer {
    /// Somebody of whom nothing is known.
    #[default]
    Anyone,
    /// Somebody who has signed in, or a program of his.
    Signed(Arc<Signed>),
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub person: PersonId,
    /// In which browser; none where a program shows a token.
    pub session: Option<SessionId>,
    /// Whether the second factor was given. Before it, nothing official is seen or done.
    pub confirmed: bool,
    /// What he may do, and where.
    pub roles: Vec<(MunicipalityId, Role)>,
    /// What his program may do; everything where he asks himself.
    pub token: Option<Vec<TokenScope>>,
}

impl Viewer {
    /// Whoever has signed in.
    ///
    /// # Errors
    /// Nobody has.
    pub fn signed(&self) -> Result<&Signed, Error> {
        match self {
            Self::Signed(signed) => Ok(signed),
            Self::Anyone => Err(Error::Unauthenticated("This needs a person who has signed in.".into())),
        }
    }

    /// Wherever he has a role.
    #[must_use]
    pub fn homes(&self) -> Vec<MunicipalityId> {
        let Ok(signed) = self.signed() else { return Vec::new() };
        let mut homes: Vec<_> = signed.roles.iter().map(|(home, _)| *home).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// Who it is, where that is known.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.signed().ok().map(|signed| signed.person)
    }

    /// Whether this office is held there.
    ///
    /// # Errors
    /// Nobody has signed in, or the second factor is missing; whoever has nothing to do with this municipality is told
    /// that there is no such desk, and whoever has that this is not his office.
    pub(crate) fn holds<O: Office>(&self, municipality: MunicipalityId) -> Result<PersonId, Error> {
        let signed = self.signed()?;
        if !signed.confirmed {
            let what = "Confirm with your passkey that it is you; the desk asks for it at the beginning.";
            return Err(Error::Unauthenticated(what.into()));
        }
        let mut roles = signed.roles.iter().filter(|(of, _)| *of == municipality).map(|(_, role)| role).peekable();
        if roles.peek().is_none() {
            return Err(Error::NotFound("There is no such desk, or it is not yours.".into()));
        }
        // Whoever writes reads what he writes.
        let covers = |scope: &TokenScope, needed| *scope == needed || *scope == TokenScope::WriteCalls;
        let by_token =
            |scopes: &Vec<TokenScope>| O::TOKEN.is_some_and(|needed| scopes.iter().any(|scope| covers(scope, needed)));
        if !signed.token.as_ref().is_none_or(by_token) {
            return Err(Error::Forbidden("This token is not good for that.".into()));
        }
        if roles.any(|role| O::HELD_BY.contains(role)) {
            return Ok(signed.person);
        }
        Err(Error::Forbidden("Your role does not allow this; ask an administrator of your municipality.".into()))
    }
}
