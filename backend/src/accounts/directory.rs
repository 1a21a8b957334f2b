//! Coming in through a city's own directory ([`crate::oidc`] has checked what it says).
//!
//! It lets in whom it knows already, and whoever has the address of somebody who works at a desk here or was invited to
//! one: from then on it is known that they are the same. It makes an account for nobody else, however many people the
//! directory has. It is believed only of addresses in the city's own domains, and whoever it has let in once under one name
//! is never let in under another.

use chrono::{DateTime, Utc};
use entities::{Change, Detail, Happening, IdentityId, PersonId, identity, invitation, person};
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::door::{self, Confirmed, Entered};
use super::{rules, store};
use crate::db::Db;
use crate::error::Error;
use crate::oidc::Known;
use crate::scope::{Doorkeeper, Tx, at_the_door};

/// Lets somebody in whom the directory vouches for; none where he has nothing to do with any desk here.
///
/// # Errors
/// The address is none, or the database fails.
pub async fn enter(
    db: &Db,
    now: DateTime<Utc>,
    known: &Known,
    device: Option<String>,
) -> Result<Option<Entered>, Error> {
    let email = rules::address(&known.email)?;
    let tx = at_the_door().begin(db, now).await?;
    let invitations = invitations(&tx, &email).await?;
    let linked = linked(&tx, known).await?;
    let new = linked.is_none();
    let person = match linked {
        Some(person) => Some(person),
        None => match of_this_address(&tx, &email, &invitations).await? {
            // Whoever is in the directory under another name is somebody else, to whom the mailbox has gone.
            Some(person) if is_linked(&tx, person.id, &known.issuer).await? => None,
            other => other,
        },
    };
    let Some(person) = person else { return Ok(None) };
    for invitation in &invitations {
        door::take_up(&tx, invitation, &person).await?;
    }
    if new {
        link(&tx, known, person.id).await?;
    }
    let confirmed = if known.confirmed { Confirmed::Already } else { Confirmed::NotYet };
    let entered = door::enter(&tx, person.id, confirmed, device).await?;
    tell(&tx, person.id, new.then_some(known)).await?;
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

/// The person with this address, if he works somewhere or was invited; whoever was invited is there from now on.
async fn of_this_address(
    tx: &Tx<Doorkeeper>,
    email: &str,
    invitations: &[invitation::Model],
) -> Result<Option<person::Model>, Error> {
    match (store::person_by_email(tx, email).await?, invitations.first()) {
        (Some(person), Some(_)) => Ok(Some(person)),
        (Some(person), None) => Ok((!store::at_home(tx, person.id).await?.is_empty()).then_some(person)),
        (None, Some(first)) => door::newcomer(tx, email, first.name.clone(), first.locale).await.map(Some),
        (None, None) => Ok(None),
    }
}

/// Invitations to this address that can still be accepted, the oldest first, held against anybody else who would.
async fn invitations(tx: &Tx<Doorkeeper>, email: &str) -> Result<Vec<invitation::Model>, Error> {
    use invitation::Column;

    let rows = tx.find::<invitation::Entity>().filter(Column::Email.eq(email)).filter(Column::AcceptedAt.is_null());
    let rows = rows.order_by_asc(Column::Id).lock_exclusive().all(tx.connection()).await?;
    Ok(rows.into_iter().filter(|row| rules::invitation_opens(row, tx.now()).is_ok()).collect())
}

async fn link(tx: &Tx<Doorkeeper>, known: &Known, person: PersonId) -> Result<(), Error> {
    let row = identity::Model {
        id: IdentityId::new(),
        person_id: person,
        created_at: tx.now(),
        issuer: known.issuer.clone(),
        subject: known.subject.clone(),
    };
    tx.insert(row.into_active_model()).await
}

/// Says at each of somebody's desks that he came, and the first time also through whose directory.
async fn tell(tx: &Tx<Doorkeeper>, person: PersonId, new: Option<&Known>) -> Result<(), Error> {
    let detail = new.map(|known| Detail {
        changes: vec![Change { field: "identity".into(), before: None, after: Some(known.issuer.clone()) }],
        ..Detail::default()
    });
    for home in store::at_home(tx, person).await? {
        tx.record(Happening::SignedIn, home, person, detail.clone());
    }
    Ok(())
}
