//! Officials of the partner municipalities, so that somebody can sit down at a desk. Their mailboxes are the outbox page.

use chrono::{DateTime, Utc};
use entities::{Locale, PersonId, Role, membership, municipality, person};
use sea_orm::IntoActiveModel as _;

use crate::error::Error;
use crate::scope::{Operator, Tx};

/// Everybody who works at a desk of the demo may do everything there.
const ROLES: [Role; 3] = [Role::Editor, Role::Moderator, Role::Admin];

/// The address of a municipality's official.
#[must_use]
pub fn address(slug: &str) -> String {
    format!("referent@{slug}.example")
}

/// An official for this municipality: who it is.
///
/// # Errors
/// The database refused.
pub async fn employ(tx: &Tx<Operator>, owner: &municipality::Model, now: DateTime<Utc>) -> Result<PersonId, Error> {
    let cyrillic = owner.default_locale == Locale::SrCyrl;
    let person = person::Model {
        id: PersonId::new(),
        email: address(&owner.slug),
        name: if cyrillic {
            format!("Референт, {}", owner.name_cyrillic)
        } else {
            format!("Referent, {}", owner.name_latin)
        },
        locale: owner.default_locale,
        created_at: now,
    };
    let id = person.id;
    tx.insert(person.into_active_model()).await?;
    let role = |role| {
        membership::Model { municipality_id: owner.id, person_id: id, role, granted_at: now }.into_active_model()
    };
    tx.insert_all::<membership::ActiveModel>(ROLES.into_iter().map(role).collect()).await?;
    Ok(id)
}
