//! Whether something else leads to an organisation: a row of results, a comment that is made for it, something that is said
//! of it and not settled. With a record that is deleted all of these would be gone.

use entities::{
    OrganisationId, SuggestionState, comment_organisation, organisation, organisation_suggestion, result_recipient,
};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, Condition, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// Whoever has to know what leads to an organisation before it goes.
pub trait Refers:
    Opens<organisation::Entity>
    + Opens<result_recipient::Entity>
    + Opens<comment_organisation::Entity>
    + Opens<organisation_suggestion::Entity>
{
}

impl<R> Refers for R where
    R: Opens<organisation::Entity>
        + Opens<result_recipient::Entity>
        + Opens<comment_organisation::Entity>
        + Opens<organisation_suggestion::Entity>
{
}

/// Holds these against whoever comes to name them, in the order of their ids. Whoever names many takes them in that order too, so
/// that neither waits for the other for ever.
pub(super) async fn hold<R: Refers>(tx: &Tx<R>, these: &[OrganisationId]) -> Result<(), Error> {
    if these.is_empty() {
        return Ok(());
    }
    let rows = tx.find::<organisation::Entity>().filter(organisation::Column::Id.is_in(padded(these)));
    let rows = rows.order_by_asc(organisation::Column::Id).lock(LockType::Update);
    rows.select_only().column(organisation::Column::Id).into_tuple::<OrganisationId>().all(tx.connection()).await?;
    Ok(())
}

/// Whether anything leads to this organisation. Nothing comes to lead there until the transaction ends, so it can be deleted
/// if nothing does.
pub(super) async fn is_referred_to<R: Refers>(tx: &Tx<R>, id: OrganisationId) -> Result<bool, Error> {
    // Whoever names it passes where it is held to be written, and what he has not kept yet is not seen: he is waited for.
    let this = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id)).lock(LockType::Update);
    this.one(tx.connection()).await?;
    let results = tx.find::<result_recipient::Entity>().filter(result_recipient::Column::OrganisationId.eq(id));
    if results.one(tx.connection()).await?.is_some() {
        return Ok(true);
    }
    let comments = tx.find::<comment_organisation::Entity>();
    let comments = comments.filter(comment_organisation::Column::OrganisationId.eq(id));
    if comments.one(tx.connection()).await?.is_some() {
        return Ok(true);
    }
    let said = tx.find::<organisation_suggestion::Entity>().filter(still_said(id));
    Ok(said.one(tx.connection()).await?.is_some())
}

/// What is said of an organisation, and is not settled or has a link that still opens something.
pub(super) fn still_said(of: OrganisationId) -> Condition {
    use organisation_suggestion::Column::{OrganisationId, SecretHash, State};

    let open = State.is_in([SuggestionState::Unconfirmed, SuggestionState::Waiting]).or(SecretHash.is_not_null());
    Condition::all().add(OrganisationId.eq(of)).add(open)
}
