//! What the server does about people by itself, once a day: forgets who represented an organisation, and invitations that
//! nobody accepted.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{
    PersonId, api_token, identity, invitation, journal, membership, organisation, organisation_representative, passkey,
    person, recovery_code, session, sign_in_link,
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, Unchanged};
use uuid::Uuid;

use super::rules::{self, Former};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::scope::{Caretaker, Tx, taking_care};
use crate::tasks::Tasks;

/// So many are looked at in one transaction.
const BATCH: u64 = 200;

/// Forgets at once and then every day, until the process stops.
pub async fn keep_caring(db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match everywhere(&db, clock.now()).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "it is forgotten who represented organisations"),
            Err(error) => tracing::warn!(%error, "who represented organisations could not be forgotten"),
        }
    };
    tasks.daily(work).await;
}

/// Forgets whoever has not represented an organisation for a while, and whoever was invited and never came; how many of the
/// former.
///
/// # Errors
/// The database does not answer.
pub async fn everywhere(db: &Db, now: DateTime<Utc>) -> Result<usize, Error> {
    use invitation::Column::{AcceptedAt, ExpiresAt, RevokedAt};

    let tx = taking_care().begin(db, now).await?;
    let before = now - rules::FORGOTTEN_AFTER;
    let over = Condition::any().add(ExpiresAt.lt(before)).add(RevokedAt.lt(before));
    tx.delete::<invitation::Entity>(Condition::all().add(AcceptedAt.is_null()).add(over)).await?;
    tx.commit().await?;
    let mut forgotten = 0;
    loop {
        let tx = taking_care().begin(db, now).await?;
        let some = representatives(&tx).await?;
        tx.commit().await?;
        forgotten += some;
        if some == 0 {
            return Ok(forgotten);
        }
    }
}

/// Forgets some of those whose representation ended a while ago: the address in the row that says so and, where nothing
/// else needs him, the person.
async fn representatives(tx: &Tx<Caretaker>) -> Result<usize, Error> {
    use organisation_representative::Column::{Email, EndedAt, Id};

    let before = tx.now() - rules::FORGOTTEN_AFTER;
    let over = Condition::all().add(EndedAt.lt(before)).add(Email.is_not_null());
    let over = tx.find::<organisation_representative::Entity>().filter(over).order_by_asc(EndedAt).order_by_asc(Id);
    let over = over.limit(BATCH).all(tx.connection()).await?;
    if over.is_empty() {
        return Ok(0);
    }
    let mut emails: BTreeSet<&str> = over.iter().filter_map(|row| row.email.as_deref()).collect();
    // Of another organisation, or anew; or it has ended only just.
    let still = Condition::any().add(EndedAt.is_null()).add(EndedAt.gte(before));
    let still = tx.find::<organisation_representative::Entity>().filter(still);
    let still = still.filter(Email.is_in(emails.iter().copied())).all(tx.connection()).await?;
    for email in still.iter().filter_map(|row| row.email.as_deref()) {
        emails.remove(email);
    }
    people(tx, &over, &emails).await?;
    let ids = Condition::all().add(Id.is_in(over.iter().map(|row| row.id)));
    let nobody = organisation_representative::ActiveModel { email: Set(None), ..Default::default() };
    tx.change::<organisation_representative::Entity, _>(ids, nobody, []).await?;
    Ok(over.len())
}

/// Forgets the people with these addresses, each as far as the rule says.
async fn people(
    tx: &Tx<Caretaker>,
    over: &[organisation_representative::Model],
    emails: &BTreeSet<&str>,
) -> Result<(), Error> {
    use journal::Column::{ActorId, SubjectId};

    let found = tx.find::<person::Entity>().filter(person::Column::Email.is_in(emails.iter().copied()));
    let found = found.lock_exclusive().all(tx.connection()).await?;
    if found.is_empty() {
        return Ok(());
    }
    let ids = || found.iter().map(|person| person.id);
    let work = tx.find::<membership::Entity>().filter(membership::Column::PersonId.is_in(ids()));
    let work: BTreeSet<PersonId> = work.all(tx.connection()).await?.into_iter().map(|row| row.person_id).collect();
    let told = |of: journal::Column| {
        let rows = tx.find::<journal::Entity>().filter(of.is_in(ids().map(Uuid::from)));
        let rows = rows.select_only().column(of).distinct().into_tuple::<Uuid>();
        async move { Ok::<BTreeSet<Uuid>, Error>(rows.all(tx.connection()).await?.into_iter().collect()) }
    };
    let (told_of, acted) = (told(SubjectId).await?, told(ActorId).await?);
    for person in &found {
        let facts = Former {
            works: work.contains(&person.id),
            // Who came to a desk, and what became of his roles, is told of him.
            worked: told_of.contains(&person.id.into()),
            acted: acted.contains(&person.id.into()),
        };
        match rules::remains(facts) {
            rules::Remains::All => {}
            rules::Remains::Reference => nameless(tx, person, over).await?,
            rules::Remains::Nothing => {
                tx.delete::<person::Entity>(Condition::all().add(person::Column::Id.eq(person.id))).await?;
            }
        }
    }
    Ok(())
}

/// Forgets who somebody is and with what he came in. What he did stands in the journal under the name of the organisation
/// for which he did it.
async fn nameless(
    tx: &Tx<Caretaker>,
    person: &person::Model,
    over: &[organisation_representative::Model],
) -> Result<(), Error> {
    macro_rules! delete {
        ($($entity:ident)*) => {
            $(tx.delete::<$entity::Entity>(Condition::all().add($entity::Column::PersonId.eq(person.id))).await?;)*
        };
    }
    delete! { session passkey recovery_code sign_in_link api_token identity }
    // The last one: they come in the order in which they ended.
    let last = over.iter().rev().find(|row| row.email.as_deref() == Some(&*person.email));
    let its =
        last.map(|row| tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(row.organisation_id)));
    let its = match its {
        Some(its) => its.one(tx.connection()).await?,
        None => None,
    };
    tx.update(person::ActiveModel {
        id: Unchanged(person.id),
        // No address of any mailbox, so that nobody can ask for a letter to it.
        email: Set(person.id.to_string()),
        name: Set(its.map(|its| rules::shortened(&its.name.original.text)).unwrap_or_default()),
        ..Default::default()
    })
    .await
}
