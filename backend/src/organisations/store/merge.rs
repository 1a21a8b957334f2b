//! Two records that are one organisation, or look like one.

use std::collections::HashSet;

use entities::{
    Happening, OrganisationField, OrganisationId, OrganisationState, organisation, organisation_distinct,
    organisation_merge, organisation_representative, organisation_suggestion,
};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};

use super::referred::still_said;
use super::save::{Keeps, Standing, put_openly, record, set_aside, tell};
use crate::error::{Error, Reason};
use crate::organisations::rules::content::Difference;
use crate::organisations::rules::facts::{Fact, united};
use crate::scope::Tx;
use crate::viewer::Opens;

/// Whoever may make two records one.
pub trait Merges:
    Keeps
    + Opens<organisation_merge::Entity>
    + Opens<organisation_suggestion::Entity>
    + Opens<organisation_representative::Entity>
{
}

impl<R> Merges for R where
    R: Keeps
        + Opens<organisation_merge::Entity>
        + Opens<organisation_suggestion::Entity>
        + Opens<organisation_representative::Entity>
{
}

/// Puts one record into another: of it stay these facts. Its id leads to the other from now on, as do the ids that led to
/// it. What became of what stands beside the record that stays, for everybody.
///
/// # Errors
/// They are one, or one is not in the directory.
pub async fn merge<R: Merges>(
    tx: &Tx<R>,
    into: Standing,
    from: Standing,
    facts: &[Fact],
) -> Result<organisation::Model, Error> {
    let both = [&into.row, &from.row];
    if into.row.id == from.row.id || both.iter().any(|row| row.state != OrganisationState::Listed) {
        return Err(Error::Refused(Reason::NotTwoRecords));
    }
    let (old, name) = (from.row.clone(), from.row.name.original.text.clone());
    let mut now = united(&into.content, &from.content, facts);
    // Whoever keeps the one keeps both, where nobody keeps the other.
    if into.content.keeper_email.is_none() {
        now.keeper_email = now.keeper_email.or_else(|| from.content.keeper_email.clone());
    }
    // A tax number stands once in a directory: the record that goes gives its own away.
    let mut left = from.content.clone();
    if left.jib == now.jib {
        left.jib = None;
    }
    set_aside(tx, from, &left, OrganisationState::Merged).await?;
    // That another record was put into it is read beside it, also where nothing of itself becomes another.
    let row = put_openly(tx, into, now).await?;
    let merged = Difference { field: OrganisationField::Merged, before: None, after: Some(name) };
    record(tx, &row, std::slice::from_ref(&merged), None).await?;
    lead_on(tx, old.id, row.id).await?;
    say_of(tx, old.id, row.id).await?;
    represent(tx, old.id, row.id).await?;
    let one = organisation_merge::Model {
        old_id: old.id,
        municipality_id: row.municipality_id,
        new_id: row.id,
        at: tx.now(),
        by: tx.actor(),
    };
    tx.insert(one.into_active_model()).await?;
    let becomes =
        Difference { field: OrganisationField::Merged, before: None, after: Some(row.name.original.text.clone()) };
    tell(tx, Happening::OrganisationMerged, &old, &[becomes], None);
    Ok(row)
}

/// What led to the record that goes leads to the one that stays.
async fn lead_on<R: Merges>(tx: &Tx<R>, old: OrganisationId, new: OrganisationId) -> Result<(), Error> {
    let to_it = Condition::all().add(organisation_merge::Column::NewId.eq(old));
    let led = organisation_merge::ActiveModel { new_id: Set(new), ..Default::default() };
    tx.change::<organisation_merge::Entity, _>(to_it, led, []).await?;
    Ok(())
}

/// What is said of the record that goes, and is not settled or has a link that still opens something, is said of the one
/// that stays.
async fn say_of<R: Merges>(tx: &Tx<R>, old: OrganisationId, new: OrganisationId) -> Result<(), Error> {
    let said = organisation_suggestion::ActiveModel { organisation_id: Set(Some(new)), ..Default::default() };
    tx.change::<organisation_suggestion::Entity, _>(still_said(old), said, []).await?;
    Ok(())
}

/// Whoever represents the record that goes represents the one that stays, once.
async fn represent<R: Merges>(tx: &Tx<R>, old: OrganisationId, new: OrganisationId) -> Result<(), Error> {
    use organisation_representative::Column::{Email, EndedAt, OrganisationId};

    let today = |of| Condition::all().add(OrganisationId.eq(of)).add(EndedAt.is_null());
    let there = tx.find::<organisation_representative::Entity>().filter(today(new));
    let there = there.select_only().column(Email).into_tuple::<Option<String>>().all(tx.connection()).await?;
    let others = today(old).add(Email.is_not_in(there.into_iter().flatten()));
    let stays = organisation_representative::ActiveModel { organisation_id: Set(new), ..Default::default() };
    tx.change::<organisation_representative::Entity, _>(others, stays, []).await?;
    let now = organisation_representative::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    tx.change::<organisation_representative::Entity, _>(today(old), now, []).await?;
    Ok(())
}

/// Says that two records are two organisations, however alike they look: they are not shown as a pair again. Or takes that
/// back.
///
/// # Errors
/// The database refused.
pub async fn keep_apart<R: Opens<organisation_distinct::Entity>>(
    tx: &Tx<R>,
    one: &organisation::Model,
    other: &organisation::Model,
    apart: bool,
) -> Result<(), Error> {
    use organisation_distinct::{Column, Model};

    let (first, second) = if one.id < other.id { (one.id, other.id) } else { (other.id, one.id) };
    let this = Condition::all().add(Column::OneId.eq(first)).add(Column::OtherId.eq(second));
    tx.delete::<organisation_distinct::Entity>(this).await?;
    let row =
        Model { one_id: first, other_id: second, municipality_id: one.municipality_id, at: tx.now(), by: tx.actor() };
    if apart {
        // Two keepers who say it at once say the same.
        let again = OnConflict::columns([Column::OneId, Column::OtherId]).update_column(Column::At).to_owned();
        tx.put(vec![row.into_active_model()], again).await?;
    }
    let other = other.name.original.text.clone();
    let (before, after) = if apart { (None, Some(other)) } else { (Some(other), None) };
    let change = entities::Change { field: "name".into(), before, after };
    let title = Some(one.name.original.text.clone());
    let detail = entities::Detail { title, changes: vec![change], reason: None };
    tx.record(Happening::OrganisationsDistinct, one.municipality_id, one.id, detail);
    Ok(())
}

/// The pairs that are none.
pub(crate) async fn apart<R: Opens<organisation_distinct::Entity>>(
    scope: &crate::scope::Scope,
    proof: &crate::scope::As<R>,
) -> Result<HashSet<(OrganisationId, OrganisationId)>, Error> {
    let rows = proof.find::<organisation_distinct::Entity>().all(scope.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.one_id, row.other_id)).collect())
}

/// The same as they were said, the last first; so many at most.
pub(crate) async fn kept_apart<R: Opens<organisation_distinct::Entity>>(
    scope: &crate::scope::Scope,
    proof: &crate::scope::As<R>,
    most: u64,
) -> Result<Vec<organisation_distinct::Model>, Error> {
    use organisation_distinct::Column;
    use sea_orm::{QueryOrder as _, QuerySelect as _};

    let rows = proof.find::<organisation_distinct::Entity>().order_by_desc(Column::At);
    Ok(rows.order_by_asc(Column::OneId).order_by_asc(Column::OtherId).limit(most).all(scope.reader()).await?)
}

/// The records that were put into these, oldest first.
pub(crate) async fn put_into<R: Opens<organisation_merge::Entity>>(
    scope: &crate::scope::Scope,
    proof: &crate::scope::As<R>,
    ids: &[OrganisationId],
) -> Result<Vec<organisation_merge::Model>, Error> {
    use sea_orm::QueryOrder as _;

    let rows = proof.find::<organisation_merge::Entity>();
    let rows = rows.filter(organisation_merge::Column::NewId.is_in(crate::db::padded(ids)));
    Ok(rows.order_by_asc(organisation_merge::Column::At).all(scope.reader()).await?)
}

/// Into what this record was put; none where it was not.
pub(crate) async fn led_to<R: Opens<organisation_merge::Entity>>(
    scope: &crate::scope::Scope,
    proof: &crate::scope::As<R>,
    id: OrganisationId,
) -> Result<Option<OrganisationId>, Error> {
    let rows = proof.find::<organisation_merge::Entity>().filter(organisation_merge::Column::OldId.eq(id));
    Ok(rows.one(scope.reader()).await?.map(|row| row.new_id))
}
