//! The second factor: passkeys, and codes on paper for whoever has lost them.
//!
//! Chosen crate: `webauthn-rs`, which knows what browsers and authenticators get wrong. What a ceremony must be answered
//! with is kept in the session's row, so that any instance can take the answer, and is taken out before it is looked at, for
//! good: there is one try, be the answer right or wrong.

use entities::{Happening, PasskeyId, PersonId, RecoveryCodeId, SessionId, passkey, person, recovery_code, session};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Unchanged,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{identities, rules, store};
use crate::error::{Error, Reason};
use crate::scope::{Oneself, Tx};
use crate::secret;
use crate::viewer::Signed;

/// The server's side of the ceremonies, bound to the address under which people know it.
#[derive(Clone, Debug)]
pub struct Passkeys(Webauthn);

impl Passkeys {
    /// For the server at this address; none where a browser would not have passkeys there (a bare IP address).
    #[must_use]
    pub fn at(address: &Url) -> Option<Self> {
        let builder = WebauthnBuilder::new(address.domain()?, address).ok()?;
        builder.rp_name("Javno").build().ok().map(Self)
    }
}

/// What a session's ceremony must be answered with.
#[derive(Serialize, Deserialize)]
enum Ceremony {
    Register(PasskeyRegistration),
    Ask(PasskeyAuthentication),
}

/// What a ceremony had to be answered with. It is not kept any more, whatever becomes of the answer.
#[must_use]
pub struct Spent(Option<Ceremony>);

/// Takes what this session's ceremony must be answered with, for one try. It is a transaction of its own: what follows may
/// be refused and undone, and this is not.
///
/// # Errors
/// A token asks, or the database fails.
pub async fn spend(tx: Tx<Oneself>, signed: &Signed) -> Result<Spent, Error> {
    let spent = take(&tx, session_of(signed)?).await?;
    tx.commit().await?;
    Ok(Spent(spent))
}

fn refused() -> Error {
    Error::Refused(Reason::PasskeyNotAccepted)
}

fn session_of(signed: &Signed) -> Result<SessionId, Error> {
    signed.session.ok_or_else(|| Error::Forbidden("No token has passkeys.".into()))
}

/// Begins to register a passkey. Somebody who has one already must have shown it in this session: whoever holds nothing
/// but a letter must not be able to bring his own key.
///
/// # Errors
/// As said, or the database fails.
pub async fn register(
    passkeys: &Passkeys,
    tx: &Tx<Oneself>,
    signed: &Signed,
) -> Result<CreationChallengeResponse, Error> {
    let (person, known) = (himself(tx).await?, his(tx).await?);
    may_add(signed, &known)?;
    let exclude = known.iter().map(|row| row.credential_id.clone()).collect();
    let begun = passkeys.0.start_passkey_registration(person.id.0, &person.email, &person.name, Some(exclude));
    let (challenge, state) = begun.map_err(Error::internal)?;
    keep(tx, session_of(signed)?, Some(&Ceremony::Register(state))).await?;
    Ok(challenge)
}

/// Ends registering a passkey; the session is confirmed by it. With the first passkey come recovery codes.
///
/// # Errors
/// The answer is not the right one, or the database fails.
pub async fn registered(
    passkeys: &Passkeys,
    tx: &Tx<Oneself>,
    signed: &Signed,
    spent: Spent,
    (credential, name): (&RegisterPublicKeyCredential, &str),
) -> Result<Option<Vec<String>>, Error> {
    let known = his(tx).await?;
    may_add(signed, &known)?;
    let Some(Ceremony::Register(state)) = spent.0 else { return Err(refused()) };
    let passkey = passkeys.0.finish_passkey_registration(credential, &state).map_err(|_| refused())?;
    let row = passkey::Model {
        id: PasskeyId::new(),
        person_id: signed.person,
        created_at: tx.now(),
        name: rules::name("name", name)?,
        credential_id: passkey.cred_id().to_vec(),
        credential: serde_json::to_value(&passkey).map_err(Error::internal)?,
        used_at: Some(tx.now()),
    };
    tx.insert(row.into_active_model()).await?;
    confirm(tx, signed).await?;
    store::tell_at_home(tx, Happening::PasskeysChanged, signed.person).await?;
    if known.is_empty() { Ok(Some(new_codes(tx, signed.person).await?)) } else { Ok(None) }
}

/// Asks for a passkey.
///
/// # Errors
/// The person has none, or the database fails.
pub async fn ask(passkeys: &Passkeys, tx: &Tx<Oneself>, signed: &Signed) -> Result<RequestChallengeResponse, Error> {
    let known = his(tx).await?;
    let keys: Vec<Passkey> = known.into_iter().filter_map(|row| serde_json::from_value(row.credential).ok()).collect();
    let (challenge, state) = passkeys.0.start_passkey_authentication(&keys).map_err(|_| refused())?;
    keep(tx, session_of(signed)?, Some(&Ceremony::Ask(state))).await?;
    Ok(challenge)
}

/// Takes the answer of a passkey; the session is confirmed by it.
///
/// # Errors
/// The answer is not the right one, or the database fails.
pub async fn answer(
    passkeys: &Passkeys,
    tx: &Tx<Oneself>,
    signed: &Signed,
    spent: Spent,
    credential: &PublicKeyCredential,
) -> Result<(), Error> {
    let Some(Ceremony::Ask(state)) = spent.0 else { return Err(refused()) };
    let result = passkeys.0.finish_passkey_authentication(credential, &state).map_err(|_| refused())?;
    let used = his(tx).await?.into_iter().find(|row| row.credential_id == result.cred_id().as_slice());
    let used = used.ok_or_else(refused)?;
    let mut key: Passkey = serde_json::from_value(used.credential).map_err(Error::internal)?;
    key.update_credential(&result);
    tx.update(passkey::ActiveModel {
        id: Unchanged(used.id),
        credential: Set(serde_json::to_value(&key).map_err(Error::internal)?),
        used_at: Set(Some(tx.now())),
        ..Default::default()
    })
    .await?;
    confirm(tx, signed).await
}

/// Takes a recovery code; the session is confirmed by it. How many are left.
///
/// # Errors
/// It was used, or is not one of his.
pub async fn recover(tx: &Tx<Oneself>, signed: &Signed, typed: &str) -> Result<usize, Error> {
    let left = tx.find::<recovery_code::Entity>().filter(recovery_code::Column::SpentAt.is_null()).lock_exclusive();
    let left = left.all(tx.connection()).await?;
    let hash = secret::hash(&rules::code(typed));
    let Some(code) = left.iter().find(|row| row.code_hash == hash) else {
        return Err(Error::Refused(Reason::CodeNotAccepted));
    };
    let spent =
        recovery_code::ActiveModel { id: Unchanged(code.id), spent_at: Set(Some(tx.now())), ..Default::default() };
    tx.update(spent).await?;
    confirm(tx, signed).await?;
    store::tell_at_home(tx, Happening::PasskeysChanged, signed.person).await?;
    Ok(left.len() - 1)
}

/// New recovery codes in place of all that there were.
///
/// # Errors
/// The database fails.
pub async fn new_codes(tx: &Tx<Oneself>, person: PersonId) -> Result<Vec<String>, Error> {
    tx.delete::<recovery_code::Entity>(Condition::all()).await?;
    let mut codes = Vec::new();
    for _ in 0..rules::RECOVERY_CODES {
        let code = entities::ids::code().map_err(Error::internal)?;
        let row = recovery_code::Model {
            id: RecoveryCodeId::new(),
            person_id: person,
            created_at: tx.now(),
            code_hash: secret::hash(&rules::code(&code)),
            spent_at: None,
        };
        tx.insert(row.into_active_model()).await?;
        codes.push(code);
    }
    Ok(codes)
}

/// Removes a passkey, but not the last one.
///
/// # Errors
/// It is the last, or there is none with this id.
pub async fn remove(tx: &Tx<Oneself>, id: PasskeyId, person: PersonId) -> Result<(), Error> {
    let known = his(tx).await?;
    if !known.iter().any(|row| row.id == id) {
        return Err(Error::NotFound("There is no such passkey.".into()));
    }
    if known.len() == 1 {
        return Err(Error::Refused(Reason::LastPasskey));
    }
    tx.delete::<passkey::Entity>(Condition::all().add(passkey::Column::Id.eq(id))).await?;
    store::tell_at_home(tx, Happening::PasskeysChanged, person).await
}

fn may_add(signed: &Signed, known: &[passkey::Model]) -> Result<(), Error> {
    if known.is_empty() || signed.confirmed {
        return Ok(());
    }
    Err(Error::Forbidden("Confirm with a passkey that you have before you add another one.".into()))
}

async fn himself(tx: &Tx<Oneself>) -> Result<person::Model, Error> {
    let person = tx.find::<person::Entity>().one(tx.connection()).await?;
    person.ok_or_else(|| Error::NotFound("There is nobody here.".into()))
}

async fn his(tx: &Tx<Oneself>) -> Result<Vec<passkey::Model>, Error> {
    Ok(tx.find::<passkey::Entity>().lock_exclusive().all(tx.connection()).await?)
}

/// The session is confirmed from now on; and whom a directory said that this is, he is.
async fn confirm(tx: &Tx<Oneself>, signed: &Signed) -> Result<(), Error> {
    let id = session_of(signed)?;
    let session = tx.find::<session::Entity>().filter(session::Column::Id.eq(id)).lock_exclusive();
    let linking = session.one(tx.connection()).await?.and_then(|session| session.linking);
    let (confirmed_at, no_more) = (Set(Some(tx.now())), Set(None));
    let confirmed = session::ActiveModel { id: Unchanged(id), confirmed_at, linking: no_more, ..Default::default() };
    tx.update(confirmed).await?;
    match linking {
        Some(kept) => identities::confirmed(tx, kept, signed.person).await,
        None => Ok(()),
    }
}

async fn keep(tx: &Tx<Oneself>, id: SessionId, ceremony: Option<&Ceremony>) -> Result<(), Error> {
    let ceremony = ceremony.map(serde_json::to_value).transpose().map_err(Error::internal)?;
    tx.update(session::ActiveModel { id: Unchanged(id), ceremony: Set(ceremony), ..Default::default() }).await
}

async fn take(tx: &Tx<Oneself>, id: SessionId) -> Result<Option<Ceremony>, Error> {
    let session = tx.find::<session::Entity>().filter(session::Column::Id.eq(id)).lock_exclusive();
    let kept: Option<Value> = session.one(tx.connection()).await?.and_then(|session| session.ceremony);
    keep(tx, id, None).await?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}
