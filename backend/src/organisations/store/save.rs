//! Writing organisations: from a file, from the desk. Everybody who writes one comes through [`put`], so that what is kept
//! for finding it is always what stands in it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entities::{
    ConfirmedBy, Detail, Happening, ImportId, LocalisedText, MunicipalityId, OrganisationChangeId, OrganisationContent,
    OrganisationId, OrganisationOrigin, OrganisationState, organisation, organisation_area, organisation_change,
    organisation_spelling, organisation_status,
};
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set, Unchanged,
};
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::municipalities::types::{Area, Saved};
use crate::notices::hex;
use crate::organisations::rules::content::{Difference, Rows, blank, content, differences, is_public_change, rows};
use crate::organisations::rules::merge::filled;
use crate::organisations::rules::same::name;
use crate::organisations::rules::words::{beginning, spellings};
use crate::remarks::Remark;
use crate::scope::Tx;
use crate::viewer::Opens;

/// Whoever keeps a directory: at the desk, or at the console.
pub trait Keeps:
    Opens<organisation::Entity>
    + Opens<organisation_area::Entity>
    + Opens<organisation_status::Entity>
    + Opens<organisation_change::Entity>
    + Opens<organisation_spelling::Entity>
    + Send
    + Sync
{
}

impl<R> Keeps for R where
    R: Opens<organisation::Entity>
        + Opens<organisation_area::Entity>
        + Opens<organisation_status::Entity>
        + Opens<organisation_change::Entity>
        + Opens<organisation_spelling::Entity>
        + Send
        + Sync
{
}

/// An organisation that is to be written.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// In whose directory.
    pub municipality_id: MunicipalityId,
    /// What makes the row the same row next time.
    pub source_key: String,
    /// Hash of the row of a file; empty where an official wrote it, or it is of an office's list.
    pub source_hash: String,
    /// On what way it came.
    pub origin: OrganisationOrigin,
    /// An exercise of a training.
    pub exercise: bool,
    /// The import that brought it.
    pub import_id: Option<ImportId>,
    /// What is written.
    pub content: OrganisationContent,
}

/// An organisation as it stands, held for whoever changes it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The row.
    pub row: organisation::Model,
    /// What is written in it.
    pub content: OrganisationContent,
    /// The import that wrote it last; none where somebody has changed it since. Whoever writes it now takes it out of that
    /// import's hands.
    pub imported_by: Option<ImportId>,
}

/// What is said of a field of a file that is not taken, because of a list that was brought at the console.
const OTHERWISE: &str =
    "an office's list has written this record, and something else stands in it, which stays; change it at the desk";

/// Writes an organisation of a file, recognised by its municipality and `source_key`. One that changed keeps its id, and
/// what changed is recorded. Of one that an office's list brought or wrote at the console, only what is missing is filled in;
/// what the file says otherwise is remarked. One that was written at a desk, by a list too, stays as it is without a remark.
///
/// # Errors
/// The database refused.
pub async fn save<R: Keeps>(tx: &Tx<R>, new: NewOrganisation) -> Result<(Saved, Vec<Remark>), Error> {
    let known = tx
        .find::<organisation::Entity>()
        .filter(organisation::Column::MunicipalityId.eq(new.municipality_id))
        .filter(organisation::Column::SourceKey.eq(&new.source_key))
        // Not against those who name it: a comment that is on its way holds its log, which an import needs too.
        .lock(LockType::NoKeyUpdate)
        .one(tx.connection())
        .await?;
    let Some(row) = known else {
        add(tx, new).await?;
        return Ok((Saved::New, Vec::new()));
    };
    // What an official has taken in hand, be it with a list, is hers: no list from elsewhere undoes what she decided.
    if row.source_hash == new.source_hash || row.saved_by.is_some() || row.state != OrganisationState::Listed {
        return Ok((Saved::Same, Vec::new()));
    }
    let of_a_list = row.source_hash.is_empty() || row.import_id.is_some();
    let mut standing = standing(tx, row).await?;
    if !of_a_list {
        standing.row.source_hash = new.source_hash;
        put(tx, standing, new.content, None).await?;
        return Ok((Saved::Changed, Vec::new()));
    }
    let (now, otherwise) = filled(&standing.content, &new.content);
    let stays = |field| Remark::left_out(field, OTHERWISE);
    let remarks = otherwise.into_iter().map(stays).collect();
    if now == standing.content {
        return Ok((Saved::Same, remarks));
    }
    // It stays known that a list wrote it, also when that list is over.
    standing.row.source_hash = String::new();
    put(tx, standing, now, None).await?;
    Ok((Saved::Changed, remarks))
}

/// Writes an organisation that is not there yet; which it became. One that is proposed waits for an official.
///
/// # Errors
/// The database refused.
pub async fn add<R: Keeps>(tx: &Tx<R>, new: NewOrganisation) -> Result<organisation::Model, Error> {
    let proposed = new.origin == OrganisationOrigin::Proposed;
    let state = if proposed { OrganisationState::Proposed } else { OrganisationState::Listed };
    add_as(tx, new, state).await
}

/// Writes an organisation that is not there yet and that everybody reads from now on, on whatever way it came.
///
/// # Errors
/// The database refused.
pub async fn list<R: Keeps>(tx: &Tx<R>, new: NewOrganisation) -> Result<organisation::Model, Error> {
    add_as(tx, new, OrganisationState::Listed).await
}

async fn add_as<R: Keeps>(
    tx: &Tx<R>,
    new: NewOrganisation,
    state: OrganisationState,
) -> Result<organisation::Model, Error> {
    let listed = state == OrganisationState::Listed;
    let row = row_of(tx, &new, state);
    let rows = rows(row, new.content.clone(), &area_words(&new.content.areas));
    tx.insert(rows.organisation.clone().into_active_model()).await?;
    let kind = if listed { Happening::OrganisationListed } else { Happening::OrganisationProposed };
    tell(tx, kind, &rows.organisation, &[], None);
    hang(tx, &rows).await?;
    if listed {
        spell(tx, &rows.organisation).await?;
    }
    Ok(rows.organisation)
}

/// A row in which nothing is written yet.
fn row_of<R>(tx: &Tx<R>, new: &NewOrganisation, state: OrganisationState) -> organisation::Model {
    organisation::Model {
        source_key: new.source_key.clone(),
        source_hash: new.source_hash.clone(),
        state,
        origin: new.origin,
        exercise: new.exercise,
        import_id: new.import_id,
        saved_by: tx.actor(),
        ..blank(new.municipality_id, tx.now())
    }
}

/// The organisation with this id, held until the transaction ends.
///
/// # Errors
/// There is none that this role may change.
pub async fn held<R: Keeps>(tx: &Tx<R>, id: OrganisationId) -> Result<Standing, Error> {
    let none = || Error::NotFound("There is no such organisation in your directory.".into());
    find_held(tx, id).await?.ok_or_else(none)
}

/// The same, where there is one.
///
/// # Errors
/// The database refused.
pub async fn find_held<R: Keeps>(tx: &Tx<R>, id: OrganisationId) -> Result<Option<Standing>, Error> {
    let row = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id)).lock(LockType::NoKeyUpdate);
    match row.one(tx.connection()).await? {
        Some(row) => Ok(Some(standing(tx, row).await?)),
        None => Ok(None),
    }
}

/// What makes a new organisation the same one next time: its name, so that a file that has it too does not bring it again;
/// where another is called so already, something that nobody else has.
///
/// # Errors
/// The database refused.
pub async fn free_key<R: Keeps>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    content: &OrganisationContent,
) -> Result<String, Error> {
    let key = hex(&Sha256::digest(name(content)));
    let there = tx.find::<organisation::Entity>().filter(organisation::Column::MunicipalityId.eq(municipality));
    let there = there.filter(organisation::Column::SourceKey.eq(&key)).select_only().column(organisation::Column::Id);
    let there: Option<OrganisationId> = there.into_tuple().one(tx.connection()).await?;
    Ok(if there.is_none() { key } else { hex(&Sha256::digest(OrganisationId::new().to_string())) })
}

/// What is written in a row.
async fn standing<R: Keeps>(tx: &Tx<R>, mut row: organisation::Model) -> Result<Standing, Error> {
    let areas = tx.find::<organisation_area::Entity>().filter(organisation_area::Column::OrganisationId.eq(row.id));
    let areas = areas.all(tx.connection()).await?;
    let statuses = tx.find::<organisation_status::Entity>();
    let statuses = statuses.filter(organisation_status::Column::OrganisationId.eq(row.id));
    let statuses = statuses.order_by_asc(organisation_status::Column::ValidFrom).all(tx.connection()).await?;
    let content = content(&row, &areas, &statuses);
    let imported_by = row.import_id.take();
    Ok(Standing { row, content, imported_by })
}

/// Writes what an organisation is now, and records what became of what where everybody can read it; the row as it is now.
/// Where all that became another is for officials, nobody outside hears of it.
///
/// # Errors
/// The database refused.
pub async fn put<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    now: OrganisationContent,
    reason: Option<LocalisedText>,
) -> Result<organisation::Model, Error> {
    let public = is_public_change(&before.content, &now);
    Box::pin(put_as(tx, before, now, reason, public)).await
}

/// The same where everybody reads something new beside the record, whatever becomes of itself.
///
/// # Errors
/// The database refused.
pub(super) async fn put_openly<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    now: OrganisationContent,
) -> Result<organisation::Model, Error> {
    Box::pin(put_as(tx, before, now, None, true)).await
}

async fn put_as<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    now: OrganisationContent,
    reason: Option<LocalisedText>,
    public: bool,
) -> Result<organisation::Model, Error> {
    let was = before.content.clone();
    let row = Box::pin(write(tx, before, &now, public)).await?;
    if row.state == OrganisationState::Listed && !public {
        tell(tx, Happening::OrganisationEdited, &row, &[], reason.as_ref());
    } else if row.state == OrganisationState::Listed {
        let changed = differences(&was, &now);
        record(tx, &row, &changed, reason.as_ref()).await?;
        spell(tx, &row).await?;
        tell(tx, Happening::OrganisationChanged, &row, &changed, reason.as_ref());
    }
    Ok(row)
}

/// Puts an organisation that was proposed or taken out into the directory, as it is now. Of one that everybody could read
/// once it is recorded what became of what meanwhile.
///
/// # Errors
/// The database refused.
pub async fn relist<R: Keeps>(
    tx: &Tx<R>,
    mut before: Standing,
    now: OrganisationContent,
    reason: Option<LocalisedText>,
) -> Result<organisation::Model, Error> {
    let (was, once) = (before.content.clone(), before.row.state != OrganisationState::Proposed);
    before.row.state = OrganisationState::Listed;
    let row = Box::pin(write(tx, before, &now, true)).await?;
    let changed = if once { differences(&was, &now) } else { Vec::new() };
    record(tx, &row, &changed, reason.as_ref()).await?;
    spell(tx, &row).await?;
    tell(tx, Happening::OrganisationListed, &row, &changed, reason.as_ref());
    Ok(row)
}

/// Takes an organisation out of the directory. Nothing of it is lost, and nobody outside reads it.
///
/// # Errors
/// The database refused.
pub async fn withdraw<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    reason: Option<&LocalisedText>,
) -> Result<organisation::Model, Error> {
    let content = before.content.clone();
    let row = set_aside(tx, before, &content, OrganisationState::Withdrawn).await?;
    tell(tx, Happening::OrganisationWithdrawn, &row, &[], reason);
    Ok(row)
}

/// Puts an organisation back to what it was before it came into the directory.
///
/// # Errors
/// The database refused.
pub(super) async fn aside<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    now: OrganisationContent,
    state: OrganisationState,
) -> Result<organisation::Model, Error> {
    let row = set_aside(tx, before, &now, state).await?;
    tell(tx, Happening::OrganisationWithdrawn, &row, &[], None);
    Ok(row)
}

/// Gives an organisation a state in which nobody outside reads it; whoever calls says in the journal why.
///
/// # Errors
/// The database refused.
pub(super) async fn set_aside<R: Keeps>(
    tx: &Tx<R>,
    mut before: Standing,
    now: &OrganisationContent,
    state: OrganisationState,
) -> Result<organisation::Model, Error> {
    before.row.state = state;
    Box::pin(write(tx, before, now, true)).await
}

/// Writes that somebody said today that all this is true, for everybody to see; nothing else of it. Whoever edits it at this
/// moment is told that it moved, so that he does not write the old day back; and no import takes back what was confirmed
/// since.
///
/// # Errors
/// The database refused.
pub async fn confirm<R: Opens<organisation::Entity>>(
    tx: &Tx<R>,
    row: &organisation::Model,
    by: ConfirmedBy,
    today: NaiveDate,
) -> Result<(), Error> {
    tx.update(organisation::ActiveModel {
        id: Unchanged(row.id),
        version: Set(row.version + 1),
        import_id: Set(None),
        saved_at: Set(tx.now()),
        changed_at: Set(tx.now()),
        // Who saved it is of those who keep the directory; that an organisation says it is true takes nothing in hand.
        saved_by: Set(tx.actor().filter(|_| by != ConfirmedBy::Organisation).or(row.saved_by)),
        confirmed_on: Set(Some(today)),
        confirmed_by: Set(Some(by)),
        ..Default::default()
    })
    .await?;
    tell(tx, Happening::OrganisationConfirmed, row, &[], None);
    Ok(())
}

/// Writes an organisation with all that hangs on it; whether everybody reads something else of it then.
async fn write<R: Keeps>(
    tx: &Tx<R>,
    before: Standing,
    now: &OrganisationContent,
    public: bool,
) -> Result<organisation::Model, Error> {
    let mut row = before.row;
    row.version += 1;
    (row.saved_at, row.saved_by) = (tx.now(), tx.actor().or(row.saved_by));
    if public {
        row.changed_at = tx.now();
    }
    let rows = rows(row, now.clone(), &area_words(&now.areas));
    tx.update(rows.organisation.clone().into_active_model().reset_all()).await?;
    let id = rows.organisation.id;
    tx.delete::<organisation_area::Entity>(Condition::all().add(organisation_area::Column::OrganisationId.eq(id)))
        .await?;
    tx.delete::<organisation_status::Entity>(Condition::all().add(organisation_status::Column::OrganisationId.eq(id)))
        .await?;
    hang(tx, &rows).await?;
    Ok(rows.organisation)
}

/// Writes what became of what, for everybody to read; of persons and how they are reached, only that it did.
///
/// # Errors
/// The database refused.
pub async fn record<R: Keeps>(
    tx: &Tx<R>,
    row: &organisation::Model,
    changed: &[Difference],
    reason: Option<&LocalisedText>,
) -> Result<(), Error> {
    let change = |one: &Difference| {
        let [before, after] = one.told();
        organisation_change::Model {
            id: OrganisationChangeId::new(),
            municipality_id: row.municipality_id,
            organisation_id: row.id,
            at: tx.now(),
            field: one.field,
            before,
            after,
            reason: reason.cloned(),
        }
        .into_active_model()
    };
    tx.insert_all(changed.iter().map(change).collect()).await
}

/// Says in the journal what happened to an organisation; of persons and how they are reached, only that it changed, as
/// everywhere: a journal is read by many officials, taken away as a file, and kept for ever.
pub(crate) fn tell<R>(
    tx: &Tx<R>,
    kind: Happening,
    row: &organisation::Model,
    changed: &[Difference],
    reason: Option<&LocalisedText>,
) {
    let change = |one: &Difference| {
        let [before, after] = one.told();
        entities::Change { field: sea_orm::ActiveEnum::to_value(&one.field), before, after }
    };
    let detail = Detail {
        title: Some(row.name.original.text.clone()),
        changes: changed.iter().map(change).collect(),
        reason: reason.map(|reason| reason.original.text.clone()),
    };
    tx.record(kind, row.municipality_id, row.id, detail);
}

async fn hang<R: Keeps>(tx: &Tx<R>, rows: &Rows) -> Result<(), Error> {
    tx.insert_all(rows.areas.iter().cloned().map(organisation_area::Model::into_active_model).collect()).await?;
    tx.insert_all(rows.statuses.iter().cloned().map(organisation_status::Model::into_active_model).collect()).await
}

/// Keeps the words of an organisation under their misspellings. Most words are there already.
async fn spell<R: Keeps>(tx: &Tx<R>, row: &organisation::Model) -> Result<(), Error> {
    use organisation_spelling::Column;

    let mut words: BTreeSet<&str> = row.search_text.split_whitespace().collect();
    // A word stands under its own beginning too.
    let beginnings = words.iter().map(|word| beginning(word));
    let known = tx.find::<organisation_spelling::Entity>().filter(Column::MunicipalityId.eq(row.municipality_id));
    let known = known.filter(Column::Key.is_in(beginnings)).filter(Column::Word.is_in(words.iter().copied()));
    let known: Vec<String> = known.select_only().column(Column::Word).into_tuple().all(tx.connection()).await?;
    words.retain(|word| !known.iter().any(|known| known == word));
    let spelling = |word: &str, key| {
        let (municipality_id, word) = (row.municipality_id, word.to_owned());
        organisation_spelling::Model { municipality_id, key, word }.into_active_model()
    };
    let keys = |word: &&str| spellings(word).into_iter().map(|key| spelling(word, key)).collect::<Vec<_>>();
    let all: Vec<_> = words.iter().flat_map(keys).collect();
    // A statement takes so many values and no more.
    for some in all.chunks(500) {
        // Somebody else may be writing the same word.
        let mut known = OnConflict::columns([Column::MunicipalityId, Column::Key, Column::Word]);
        tx.put(some.to_vec(), known.do_nothing().to_owned()).await?;
    }
    Ok(())
}

/// The names of these areas in every language: whoever types one finds the organisations in it.
fn area_words(codes: &[String]) -> Vec<String> {
    Area::words(codes)
}
