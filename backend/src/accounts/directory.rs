//! Coming in through a city's own directory ([`crate::oidc`] has checked what it says).
//!
//! It lets in whom it knows already, and whoever has the address of somebody who works at a desk here, was invited to one or
//! represents an organisation: from then on it is known that they are the same. It makes an account for nobody else, however
//! many people the directory has. It is believed only of addresses in the city's own domains, and whoever it has let in once
//! under one name is never let in under another.
//!
//! Whoever has a passkey already shows it before he is known under a name there, whatever second factor the directory has
//! seen: else whoever runs the directory could make himself anybody who has the city's address. See [`identities`].

use chrono::{DateTime, Utc};
use entities::{Happening, Locale, PersonId, identity, invitation, person};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::door::{self, Confirmed, Entered};
use super::identities::{self, Linking};
use super::{rules, store};
use crate::db::Db;
use crate::error::Error;
use crate::oidc::Known;
use crate::scope::{Doorkeeper, Tx, at_the_door};

/// Lets somebody in whom the directory vouches for; none where he has nothing to do with any desk or organisation here. A
/// newcomer is written to in the language that the desk spoke.
///
/// # Errors
/// The address is none, or the database fails.
pub async fn enter(
    db: &Db,
    now: DateTime<Utc>,
    known: &Known,
    (locale, device): (Locale, Option<String>),
) -> Result<Option<Entered>, Error> {
    let email = rules::address(&known.email)?;
    let tx = at_the_door().begin(db, now).await?;
    let mut invitations = invitations(&tx, &email).await?;
    // Each holds its municipality: two who were invited to the same ones hold them in the same order.
    invitations.sort_by_key(|invitation| invitation.municipality_id);
    let linked = linked(&tx, known).await?;
    let new = linked.is_none();
    let person = match linked {
        Some(person) => Some(person),
        None => match of_this_address(&tx, &email, &invitations, locale).await? {
            // Whoever is in the directory under another name is somebody else, to whom the mailbox has gone.
            Some(person) if is_linked(&tx, person.id, &known.issuer).await? => None,
            other => other,
        },
    };
    let Some(person) = person else { return Ok(None) };
    for invitation in &invitations {
        door::take_up(&tx, invitation, &person).await?;
    }
    let confirmed = if new && store::has_passkey(&tx, person.id).await? {
        Confirmed::BeforeHeIs(Linking::of(known))
    } else {
        if new {
            identities::link(&tx, Linking::of(known), person.id).await?;
        }
        if known.confirmed { Confirmed::Already } else { Confirmed::NotYet }
    };
    let entered = door::enter(&tx, person.id, confirmed, device).await?;
    store::tell_at_home(&tx, Happening::SignedIn, person.id).await?;
    tx.commit().await?;
    Ok(Some(entered))
}

/// The person whom we know to be this one.
async fn linked(tx: &Tx<Doorkeeper>, known: &Known) -> Result<Option<person::Model>, Error> {
    use identity::Column;

    let found = tx.find::<identity::Entity>().filter(Column::Issuer.eq(&*known.issuer));
    let found = found.filter(Column::Subject.eq(&*known.subject)).one(tx.connection()).await?;
    match found {
        Some(found) => store::person(tx, found.person_id).await,
        None => Ok(None),
    }
}

/// Whether somebody is known under a name in this directory.
async fn is_linked(tx: &Tx<Doorkeeper>, person: PersonId, issuer: &str) -> Result<bool, Error> {
    use identity::Column;

    let found = tx.find::<identity::Entity>().filter(Column::PersonId.eq(person)).filter(Column::Issuer.eq(issuer));
    Ok(found.one(tx.connection()).await?.is_some())
}

/// The person with this address, if he works somewhere, was invited or represents an organisation; whoever was not there
/// before is from now on.
async fn of_this_address(
    tx: &Tx<Doorkeeper>,
    email: &str,
    invitations: &[invitation::Model],
    locale: Locale,
) -> Result<Option<person::Model>, Error> {
    match (store::person_by_email(tx, email).await?, invitations.first()) {
        (Some(person), Some(_)) => Ok(Some(person)),
        (None, Some(first)) => door::newcomer(tx, email, first.name.clone(), first.locale).await.map(Some),
        (Some(person), None) if !store::at_home(tx, person.id).await?.is_empty() => Ok(Some(person)),
        (person, None) => match (store::represented_by(tx, email).await?, person) {
            (None, _) => Ok(None),
            (Some(_), Some(person)) => Ok(Some(person)),
            // As one who comes by a letter.
            (Some(organisation), None) => {
                let name = rules::shortened(&organisation);
                door::newcomer(tx, email, name, locale).await.map(Some)
            }
        },
    }
}

/// Invitations to this address that can still be accepted, the oldest first, held against anybody else who would.
async fn invitations(tx: &Tx<Doorkeeper>, email: &str) -> Result<Vec<invitation::Model>, Error> {
    use invitation::Column;

    let rows = tx.find::<invitation::Entity>().filter(Column::Email.eq(email)).filter(Column::AcceptedAt.is_null());
    let rows = rows.order_by_asc(Column::Id).lock_exclusive().all(tx.connection()).await?;
    Ok(rows.into_iter().filter(|row| rules::invitation_opens(row, tx.now()).is_ok()).collect())
}
