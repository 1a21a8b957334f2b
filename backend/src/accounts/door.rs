//! Coming in: a letter with a link, an invitation, and going again.

use chrono::{DateTime, Utc};
use entities::{
    Happening, LetterKind, Locale, PersonId, Role, SessionId, SignInLinkId, invitation, organisation,
    organisation_representative, person, session, sign_in_link,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Unchanged,
};
use url::Url;

use super::identities::Linking;
use super::{rules, store};
use crate::db::Db;
use crate::error::Error;
use crate::mail::NewLetter;
use crate::scope::{Doorkeeper, Tx, at_the_door};
use crate::secret::{self, Secret};
use crate::viewer::Opens;

/// Somebody came in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// What the cookie of his browser holds from now on.
    pub cookie: Secret,
    /// Until when, at most.
    pub until: DateTime<Utc>,
    /// Who.
    pub person: PersonId,
    /// Whether he has a passkey to confirm with; else he registers one now.
    pub has_passkey: bool,
}

/// Whether somebody has given a second factor when he comes in.
#[derive(Clone, Debug)]
pub(super) enum Confirmed {
    /// Elsewhere, where it counts as ours.
    Already,
    /// He is asked for it next.
    NotYet,
    /// He is asked for it next, and is known as this in a city's directory from then on.
    BeforeHeIs(Linking),
}

/// Whether a letter was tried before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// It was not.
    First,
    /// It was, and the link that was made then may never have arrived.
    Again,
}

/// Asks for a letter with a link. The same is written down whether there is somebody at this address or not; whoever
/// composes the letter finds out.
///
/// # Errors
/// This is no address, or the database fails.
pub async fn ask(db: &Db, now: DateTime<Utc>, email: &str, locale: Locale) -> Result<(), Error> {
    let to = rules::address(email)?;
    let tx = at_the_door().begin(db, now).await?;
    tx.post(NewLetter {
        kind: LetterKind::SignIn,
        to: to.parse().map_err(|_| rules::no_address())?,
        locale,
        municipality: None,
        subject: None,
        useless_after: now + rules::LINK_HOLDS,
        not_before: None,
    });
    tx.commit().await
}

/// Draws the secret of a link for the person with this address; none where there is nobody, or where the last one holds.
/// Called when the letter is composed, so that asking costs the same for everybody. Whoever represents an organisation is
/// somebody from the first time that he asks.
///
/// Whoever knows an address can ask for letters to it. If they were only counted, he could use them up and keep an
/// official out; so the next one waits until the last is spent or too old. Six an hour at most go out, and at any time there
/// is one in the mailbox that opens or the next one comes.
///
/// # Errors
/// The database fails.
pub async fn mint_link<R>(tx: &Tx<R>, email: &str, locale: Locale, letter: Try) -> Result<Option<Secret>, Error>
where
    R: Opens<person::Entity>
        + Opens<sign_in_link::Entity>
        + Opens<organisation_representative::Entity>
        + Opens<organisation::Entity>,
{
    // Held, so that of two letters that are composed at the same time one sees the link of the other.
    let person = match store::person_by_email(tx, email).await? {
        Some(person) => person,
        None => match store::represented_by(tx, email).await? {
            // He calls himself as he likes later; until then the journal tells for which organisation he acts.
            Some(organisation) => newcomer(tx, email, rules::shortened(&organisation), locale).await?,
            None => return Ok(None),
        },
    };
    if letter == Try::First && store::has_a_link(tx, person.id).await? {
        return Ok(None);
    }
    let secret = Secret::draw()?;
    let link = sign_in_link::Model {
        id: SignInLinkId::new(),
        person_id: person.id,
        created_at: tx.now(),
        token_hash: secret.hash(),
        expires_at: tx.now() + rules::LINK_HOLDS,
        spent_at: None,
    };
    tx.insert(link.into_active_model()).await?;
    Ok(Some(secret))
}

/// Draws the secret of an invitation; none where it cannot be accepted any more.
///
/// # Errors
/// The database fails.
pub async fn mint_invitation<R: Opens<invitation::Entity>>(
    tx: &Tx<R>,
    id: entities::InvitationId,
) -> Result<Option<(invitation::Model, Secret)>, Error> {
    let found = tx.find::<invitation::Entity>().filter(invitation::Column::Id.eq(id)).one(tx.connection()).await?;
    let Some(found) = found.filter(|found| rules::invitation_opens(found, tx.now()).is_ok()) else { return Ok(None) };
    let secret = Secret::draw()?;
    tx.update(invitation::ActiveModel {
        id: Unchanged(found.id),
        municipality_id: Unchanged(found.municipality_id),
        token_hash: Set(Some(secret.hash())),
        ..Default::default()
    })
    .await?;
    Ok(Some((found, secret)))
}

/// The link of an invitation, to be handed over in person.
///
/// # Errors
/// It cannot be accepted any more, or the database fails.
pub(crate) async fn link_for(
    db: &Db,
    now: DateTime<Utc>,
    id: entities::InvitationId,
    home: &Url,
) -> Result<Url, Error> {
    let tx = at_the_door().begin(db, now).await?;
    let (_, secret) = mint_invitation(&tx, id).await?.ok_or_else(rules::spent)?;
    tx.commit().await?;
    link(home, "desk/poziv", &secret)
}

/// The address in a letter. The secret stands behind `#`: browsers send that part to nobody, so it is in no log.
///
/// # Errors
/// The address of this server is none that links can be made from.
pub(crate) fn link(home: &Url, page: &str, secret: &Secret) -> Result<Url, Error> {
    let mut link = home.join(page).map_err(Error::internal)?;
    link.set_fragment(Some(secret.reveal()));
    Ok(link)
}

/// Spends the link in a letter: any of those that still open, whichever letter came first.
///
/// # Errors
/// It does not work (any more): always the same refusal.
pub async fn spend(db: &Db, now: DateTime<Utc>, token: &str, device: Option<String>) -> Result<Entered, Error> {
    use sign_in_link::Column::{PersonId, SpentAt, TokenHash};

    let tx = at_the_door().begin(db, now).await?;
    let link = || tx.find::<sign_in_link::Entity>().filter(TokenHash.eq(secret::hash(token)));
    let whose = link().one(tx.connection()).await?.ok_or_else(rules::spent)?.person_id;
    // Of two who come at once by two letters to one person, one waits here, and finds his link spent.
    store::hold_person(&tx, whose).await?;
    let link = link().one(tx.connection()).await?.ok_or_else(rules::spent)?;
    rules::link_opens(&link, now)?;
    // With this one all that lie in the mailbox beside it: he has come in.
    let his = Condition::all().add(PersonId.eq(whose)).add(SpentAt.is_null());
    let spent = sign_in_link::ActiveModel { spent_at: Set(Some(now)), ..Default::default() };
    tx.change::<sign_in_link::Entity, _>(his, spent, []).await?;
    let entered = enter(&tx, link.person_id, Confirmed::NotYet, device).await?;
    store::tell_at_home(&tx, Happening::SignedIn, link.person_id).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Accepts an invitation: the person is there from now on, or has more roles than before.
///
/// # Errors
/// It cannot be accepted (any more), or the name is none.
pub async fn accept(
    db: &Db,
    now: DateTime<Utc>,
    token: &str,
    name: &str,
    device: Option<String>,
) -> Result<Entered, Error> {
    let name = rules::name("name", name)?;
    let tx = at_the_door().begin(db, now).await?;
    let found = store::invitation_by_hash(&tx, &secret::hash(token)).await?.ok_or_else(rules::spent)?;
    rules::invitation_opens(&found, now)?;
    let person = match store::person_by_email(&tx, &found.email).await? {
        Some(person) => person,
        None => newcomer(&tx, &found.email, name, found.locale).await?,
    };
    take_up(&tx, &found, &person).await?;
    let entered = enter(&tx, person.id, Confirmed::NotYet, device).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Gives somebody the roles that he was invited to, beside those that he has.
pub(super) async fn take_up(
    tx: &Tx<Doorkeeper>,
    found: &invitation::Model,
    person: &person::Model,
) -> Result<(), Error> {
    store::hold_roles(tx, found.municipality_id).await?;
    let before = held(tx, found, person.id).await?;
    let mut after = before.clone();
    after.extend(&found.roles.0);
    after.sort_unstable();
    after.dedup();
    store::grant(tx, found.municipality_id, person.id, &after).await?;
    tx.update(invitation::ActiveModel {
        id: Unchanged(found.id),
        municipality_id: Unchanged(found.municipality_id),
        accepted_at: Set(Some(tx.now())),
        ..Default::default()
    })
    .await?;
    let detail = store::roles_detail(&before, &after);
    tx.record(Happening::InvitationAccepted, found.municipality_id, person.id, detail);
    Ok(())
}

/// Somebody who was invited, or represents an organisation, and has not been here before.
pub(super) async fn newcomer<R: Opens<person::Entity>>(
    tx: &Tx<R>,
    email: &str,
    name: String,
    locale: Locale,
) -> Result<person::Model, Error> {
    let person = person::Model { id: PersonId::new(), email: email.to_owned(), name, locale, created_at: tx.now() };
    tx.insert(person.clone().into_active_model()).await?;
    Ok(person)
}

async fn held(tx: &Tx<Doorkeeper>, found: &invitation::Model, person: PersonId) -> Result<Vec<Role>, Error> {
    use entities::membership::{Column, Entity};

    let rows = tx
        .find::<Entity>()
        .filter(Column::MunicipalityId.eq(found.municipality_id))
        .filter(Column::PersonId.eq(person))
        // Held too: whoever takes a role away at this moment has taken it away, and it is not given back below.
        .lock_exclusive();
    Ok(rows.all(tx.connection()).await?.into_iter().map(|row| row.role).collect())
}

/// Begins a session.
pub(super) async fn enter(
    tx: &Tx<Doorkeeper>,
    person: PersonId,
    confirmed: Confirmed,
    device: Option<String>,
) -> Result<Entered, Error> {
    let cookie = Secret::draw()?;
    let until = tx.now() + rules::LONGEST;
    let (confirmed_at, linking) = match confirmed {
        Confirmed::Already => (Some(tx.now()), None),
        Confirmed::NotYet => (None, None),
        Confirmed::BeforeHeIs(linking) => (None, Some(linking.kept()?)),
    };
    let session = session::Model {
        id: SessionId::new(),
        person_id: person,
        created_at: tx.now(),
        token_hash: cookie.hash(),
        seen_at: tx.now(),
        expires_at: until,
        confirmed_at,
        ended_at: None,
        device,
        ceremony: None,
        linking,
    };
    tx.insert(session.into_active_model()).await?;
    let has_passkey = store::has_passkey(tx, person).await?;
    Ok(Entered { cookie, until, person, has_passkey })
}
