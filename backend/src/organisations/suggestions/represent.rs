//! Who represents an organisation: named when the keeper of the directory agrees that it is his, and no more when she ends
//! it.

use entities::{Change, Detail, Happening, RepresentativeId, organisation, organisation_representative};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::rules::{same_mailbox, veiled};
use super::store;
use crate::error::{Error, Reason};
use crate::organisations::store::save::{self, held};
use crate::scope::{As, Scope, Tx};
use crate::viewer::DirectoryKeeper;

/// Lets whoever has this address represent the organisation; whoever has the address that it is instead of, if that is
/// another, does so no more.
///
/// # Errors
/// The database fails.
pub(super) async fn name(
    tx: &Tx<DirectoryKeeper>,
    about: &organisation::Model,
    email: &str,
    instead_of: Option<&str>,
) -> Result<(), Error> {
    let today = store::represented_by(tx, about.id).await?;
    let of = |row: &organisation_representative::Model, email| {
        row.email.as_deref().is_some_and(|its| same_mailbox(its, email))
    };
    for row in today.iter().filter(|row| instead_of.is_some_and(|former| of(row, former) && !of(row, email))) {
        stop(tx, about, row.clone()).await?;
    }
    if today.iter().any(|row| of(row, email)) {
        return Ok(());
    }
    let row = organisation_representative::Model {
        id: RepresentativeId::new(),
        municipality_id: about.municipality_id,
        organisation_id: about.id,
        // As people sign in.
        email: Some(email.trim().to_lowercase()),
        since: tx.now(),
        named_by: tx.actor(),
        ended_at: None,
        ended_by: None,
    };
    tx.insert(row.into_active_model()).await?;
    tell(tx, Happening::RepresentativeNamed, about, (None, Some(email)));
    Ok(())
}

/// Ends that somebody represents an organisation. He sees nothing of it any more, at once: where letters about it went to
/// him, they go to nobody, so that the link in the next one gives nothing back, and no link of before opens.
///
/// # Errors
/// It has ended before, or the database fails.
pub async fn end(
    scope: &Scope,
    keeper: As<DirectoryKeeper>,
    row: &organisation_representative::Model,
) -> Result<(), Error> {
    let tx = scope.begin(keeper).await?;
    let standing = held(&tx, row.organisation_id).await?;
    let row = store::representative(&tx, row.id).await?.filter(|row| row.ended_at.is_none());
    let row = row.ok_or(Error::Refused(Reason::NothingToDecide))?;
    let told = standing.content.keeper_email.as_deref().zip(row.email.as_deref());
    let about = if told.is_some_and(|(keeper, email)| same_mailbox(keeper, email)) {
        let mut content = standing.content.clone();
        content.keeper_email = None;
        Box::pin(save::put(&tx, standing, content, None)).await?
    } else {
        standing.row
    };
    stop(&tx, &about, row).await?;
    tx.commit().await
}

async fn stop(
    tx: &Tx<DirectoryKeeper>,
    about: &organisation::Model,
    mut row: organisation_representative::Model,
) -> Result<(), Error> {
    (row.ended_at, row.ended_by) = (Some(tx.now()), tx.actor());
    tell(tx, Happening::RepresentativeEnded, about, (row.email.as_deref(), None));
    tx.update(row.into_active_model().reset_all()).await
}

/// Says it in the journal, which is kept longer than any address.
fn tell<R>(tx: &Tx<R>, what: Happening, about: &organisation::Model, (before, after): (Option<&str>, Option<&str>)) {
    let change = Change { field: "representative".into(), before: before.map(veiled), after: after.map(veiled) };
    let title = Some(about.name.original.text.clone());
    tx.record(what, about.municipality_id, about.id, Detail { title, changes: vec![change], reason: None });
}
