//! As whom a city's own directory knows somebody.
//!
//! ```text
//!  comes through it for the first time ──has no passkey──▶ KNOWN ──removed by himself──▶ gone
//!                 │ has one                                  ▲
//!                 ▼                                          │ passkey or recovery code
//!        kept in his session ────────────────────────────────┘
//! ```
//!
//! Whoever removes one is not shut out: a letter lets him in always.

use entities::{Change, Detail, Happening, IdentityId, PersonId, identity, membership};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::store;
use crate::error::Error;
use crate::oidc::Known;
use crate::scope::{Oneself, Tx};
use crate::viewer::Opens;

/// Whom a directory says that somebody is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Linking {
    issuer: String,
    subject: String,
}

impl Linking {
    pub(super) fn of(known: &Known) -> Self {
        Self { issuer: known.issuer.clone(), subject: known.subject.clone() }
    }

    /// As a session keeps it.
    pub(super) fn kept(&self) -> Result<Value, Error> {
        serde_json::to_value(self).map_err(Error::internal)
    }
}

/// Knows somebody as this from now on, and says so at each of his desks. Nothing happens where somebody else came first.
pub(super) async fn link<R>(tx: &Tx<R>, linking: Linking, person: PersonId) -> Result<(), Error>
where
    R: Opens<identity::Entity> + Opens<membership::Entity>,
{
    use identity::Column::{Id, Issuer, Subject};

    let Linking { issuer, subject } = linking;
    let row = identity::Model { id: IdentityId::new(), person_id: person, created_at: tx.now(), issuer, subject };
    let first = OnConflict::columns([Issuer, Subject]).do_nothing().to_owned();
    tx.put(vec![row.clone().into_active_model()], first).await?;
    let made = tx.find::<identity::Entity>().filter(Id.eq(row.id)).one(tx.connection()).await?;
    if made.is_some() {
        tell(tx, person, (None, Some(row.issuer))).await?;
    }
    Ok(())
}

/// The second factor was given: whom the directory said that this is, he is. Unless it knows him under another name
/// meanwhile: whoever has that name is he.
pub(super) async fn confirmed(tx: &Tx<Oneself>, kept: Value, person: PersonId) -> Result<(), Error> {
    let linking: Linking = serde_json::from_value(kept).map_err(Error::internal)?;
    let his = tx.find::<identity::Entity>().filter(identity::Column::Issuer.eq(&*linking.issuer));
    if his.one(tx.connection()).await?.is_some() {
        return Ok(());
    }
    link(tx, linking, person).await
}

/// Removes one of somebody's own.
pub(super) async fn remove(tx: &Tx<Oneself>, id: IdentityId, person: PersonId) -> Result<(), Error> {
    let this = Condition::all().add(identity::Column::Id.eq(id));
    let row = tx.find::<identity::Entity>().filter(this.clone()).one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("No directory knows you as that.".into()))?;
    tx.delete::<identity::Entity>(this).await?;
    tell(tx, person, (Some(row.issuer), None)).await
}

/// Says at each of somebody's desks in whose directory he is known, or is not any more.
async fn tell<R: Opens<membership::Entity>>(
    tx: &Tx<R>,
    person: PersonId,
    (before, after): (Option<String>, Option<String>),
) -> Result<(), Error> {
    let change = Change { field: "identity".into(), before, after };
    let detail = Detail { changes: vec![change], ..Detail::default() };
    for home in store::at_home(tx, person).await? {
        tx.record(Happening::IdentitiesChanged, home, person, detail.clone());
    }
    Ok(())
}
