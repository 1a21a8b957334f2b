//! Lists that are imported: looked at, taken some rows at a time, taken back some rows at a time. Each step is a transaction
//! of its own that says how far it has come, so everybody sees the progress, and whoever was interrupted goes on.

use std::time::Duration;

use entities::{
    Detail, Happening, ImportId, ImportState, OrganisationContent, OrganisationId, OrganisationOrigin,
    OrganisationState, RowChoice, RowFate, municipality, organisation, organisation_import, organisation_import_row,
    organisation_merge,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};
use tokio::time::Instant;

pub use super::planning::{Plan, plan_again, preview, reads};
use super::planning::{names, refusal};
use super::referred::{self, Refers, is_referred_to};
use super::save::{Keeps, NewOrganisation, Standing, add, aside, find_held, free_key, put, relist, tell};
use crate::error::{Error, Reason};
use crate::organisations::rules::merge::merged;
use crate::organisations::rules::same::{Named, Names, Surely};
use crate::scope::Tx;
use crate::viewer::{DirectoryKeeper, Opens};

/// So many rows are taken in a step at most.
pub const STEP: u64 = 200;
/// After so long a step ends with what it has: an operation that takes too long is ended, and a slow machine would not get
/// any further, however often it began anew.
pub const LONGEST: Duration = Duration::from_secs(1);

/// Whoever imports lists.
pub trait Imports:
    Keeps
    + Refers
    + Opens<organisation_import::Entity>
    + Opens<organisation_import_row::Entity>
    + Opens<organisation_merge::Entity>
{
}

impl<R> Imports for R where
    R: Keeps
        + Refers
        + Opens<organisation_import::Entity>
        + Opens<organisation_import_row::Entity>
        + Opens<organisation_merge::Entity>
{
}

/// Decides about rows that may be of somebody who is there already: about these, or about all of whom nobody has decided.
/// How many they were.
///
/// # Errors
/// The database fails.
pub async fn decide<R: Imports>(
    tx: &Tx<R>,
    of: ImportId,
    rows: Option<&[i32]>,
    choice: Option<RowChoice>,
) -> Result<u64, Error> {
    use organisation_import_row::Column::{Choice, Fate, ImportId, Number};

    let which = Condition::all().add(ImportId.eq(of)).add(Fate.eq(RowFate::Suspect));
    let which = which.add(match rows {
        Some(rows) => Number.is_in(rows.iter().copied()),
        None => Choice.is_null(),
    });
    let decided = organisation_import_row::ActiveModel { choice: Set(choice), ..Default::default() };
    tx.change::<organisation_import_row::Entity, _>(which, decided, []).await
}

/// Decides about rows of a list that is being taken, or was: about these, or about all of whom nobody has decided. Somebody
/// may have come into the directory meanwhile, so more may be asked than was when the list was looked at. What was passed
/// over waits to be taken again. How many they were.
///
/// # Errors
/// What stood in it is forgotten, or the database fails.
pub async fn decide_later<R: Imports>(
    tx: &Tx<R>,
    mut import: organisation_import::Model,
    rows: Option<&[i32]>,
    choice: RowChoice,
) -> Result<u64, Error> {
    use organisation_import_row::Column::{Choice, Fate, ImportId, Number, Taken};

    if import.forgotten_at.is_some() {
        return Err(Error::Refused(Reason::ImportForgotten));
    }
    let asked = |taken: bool| {
        let which = Condition::all().add(ImportId.eq(import.id)).add(Fate.eq(RowFate::Suspect)).add(Choice.is_null());
        which.add(Taken.eq(taken)).add_option(rows.map(|rows| Number.is_in(rows.iter().copied())))
    };
    let (passed_over, to_come) = (asked(true), asked(false));
    // What is left out is nothing to be taken.
    let stays = choice == RowChoice::Skip;
    let decided = |taken| organisation_import_row::ActiveModel {
        choice: Set(Some(choice)),
        taken: Set(taken),
        ..Default::default()
    };
    // These first: the others are told from them by that they are not taken.
    let later = tx.change::<organisation_import_row::Entity, _>(to_come, decided(false), []).await?;
    let again = tx.change::<organisation_import_row::Entity, _>(passed_over, decided(stays), []).await?;
    if again > 0 && !stays {
        import.rows_done -= i32::try_from(again).unwrap_or(i32::MAX);
        import.state = ImportState::Running;
        tx.update(import.into_active_model().reset_all()).await?;
    }
    Ok(later + again)
}

/// Throws an import away with its rows: nothing of it was taken, or all was taken back. What was left in the directory then,
/// because somebody has made it hers since, is no list's any more.
///
/// # Errors
/// The database fails.
pub async fn discard<R>(tx: &Tx<R>, import: &organisation_import::Model) -> Result<(), Error>
where
    R: Opens<organisation::Entity> + Opens<organisation_import::Entity>,
{
    let left = Condition::all().add(organisation::Column::ImportId.eq(import.id));
    let nobodys = organisation::ActiveModel { import_id: Set(None), ..Default::default() };
    tx.change::<organisation::Entity, _>(left, nobodys, []).await?;
    let this = organisation_import::Column::Id.eq(import.id);
    tx.delete::<organisation_import::Entity>(Condition::all().add(this)).await?;
    note(tx, Happening::OrganisationsImportDiscarded, import);
    Ok(())
}

/// How many rows of an import are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Organisations that were not there.
    pub new: usize,
    /// That were there and differed.
    pub changed: usize,
    /// That were there just so.
    pub same: usize,
    /// That may be there under another name.
    pub suspect: usize,
    /// That cannot be taken.
    pub refused: usize,
}

/// How many rows are what.
#[must_use]
pub fn tally(rows: &[organisation_import_row::Model]) -> Tally {
    let mut tally = Tally::default();
    for row in rows {
        match row.fate {
            RowFate::New => tally.new += 1,
            RowFate::Changed => tally.changed += 1,
            RowFate::Same => tally.same += 1,
            RowFate::Suspect => tally.suspect += 1,
            RowFate::Refused => tally.refused += 1,
        }
    }
    tally
}

/// The import with this id, held until the transaction ends: nobody else takes a step of it meanwhile.
///
/// # Errors
/// There is none that this role may go on with.
pub async fn hold<R: Imports>(tx: &Tx<R>, id: ImportId) -> Result<organisation_import::Model, Error> {
    let import = tx.find::<organisation_import::Entity>().filter(organisation_import::Column::Id.eq(id));
    let none = || Error::NotFound("There is no such import of your directory.".into());
    import.lock_exclusive().one(tx.connection()).await?.ok_or_else(none)
}

/// Takes the next rows of an import, one at least, no more after so `long`; how far it is then. One that is done, or is
/// being taken back, stays as it is.
///
/// # Errors
/// The database refused.
pub async fn step<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    mut import: organisation_import::Model,
    long: Duration,
) -> Result<organisation_import::Model, Error> {
    if !matches!(import.state, ImportState::Previewed | ImportState::Running) {
        return Ok(import);
    }
    let rows = next(tx, import.id, false).await?;
    let mut names = names(tx, owner).await?;
    let (began, mut done) = (Instant::now(), 0);
    for row in &rows {
        Box::pin(take(tx, owner, &import, row.clone(), &mut names)).await?;
        done += 1;
        if began.elapsed() >= long {
            break;
        }
    }
    import.rows_done += i32::try_from(done).unwrap_or(i32::MAX);
    import.state = ImportState::Running;
    if all_of_them(&rows, done) {
        import.state = ImportState::Done;
        // The first time: whoever decides about a row later does not keep all that stands in the list for longer.
        import.done_at.get_or_insert(tx.now());
        note(tx, Happening::OrganisationsImported, &import);
    }
    tx.update(import.clone().into_active_model().reset_all()).await?;
    Ok(import)
}

/// The next rows: of those that are not taken the first, of those that are the last.
async fn next<R: Imports>(
    tx: &Tx<R>,
    import: ImportId,
    taken: bool,
) -> Result<Vec<organisation_import_row::Model>, Error> {
    use organisation_import_row::Column;

    let rows = tx.find::<organisation_import_row::Entity>().filter(Column::ImportId.eq(import));
    let rows = rows.filter(Column::Taken.eq(taken)).limit(STEP);
    let rows = if taken { rows.order_by_desc(Column::Number) } else { rows.order_by_asc(Column::Number) };
    Ok(rows.all(tx.connection()).await?)
}

/// Whether nothing is left after so many of these rows: they were the last ones, and time sufficed for all.
fn all_of_them(rows: &[organisation_import_row::Model], done: usize) -> bool {
    done == rows.len() && rows.len() < usize::try_from(STEP).unwrap_or(usize::MAX)
}

/// What is done with a row.
enum Deed {
    /// Nothing.
    Nothing,
    /// It is left for somebody to say what it is: it may be this one.
    Ask(OrganisationId),
    /// It cannot be taken: that tax number is somebody else's.
    Taken,
    /// It says something of this one.
    Into(OrganisationId),
    /// It is added.
    Add,
}

/// What is done with a row. `about` is the record that it was found to be, as it is called today: another that it was put
/// into since, or none where there is none of that kind any more.
fn deed(
    row: &organisation_import_row::Model,
    about: Option<OrganisationId>,
    content: &OrganisationContent,
    names: &Names,
) -> Deed {
    let whose = content.jib.as_ref().and_then(|jib| names.with_jib(jib));
    let deed = match (row.fate, row.choice, about) {
        (RowFate::Refused | RowFate::Same, ..) | (RowFate::Suspect, None | Some(RowChoice::Skip), _) => Deed::Nothing,
        (RowFate::Suspect, Some(RowChoice::Change), Some(id)) => Deed::Into(id),
        (RowFate::Suspect, Some(RowChoice::Add), _) => Deed::Add,
        // The directory may have changed since it was looked at. What was found to be one record is never written into
        // another, nor into one that is called otherwise since, without somebody saying so.
        (RowFate::Changed, _, Some(id)) => match names.find(content) {
            Surely::Is(found) if found == id => Deed::Into(id),
            Surely::Is(other) | Surely::MayBe(other) => Deed::Ask(other),
            Surely::Not => Deed::Ask(id),
        },
        // What it was found to be is gone, because the import that brought it was undone: it is as if it had not been there.
        (RowFate::New | RowFate::Changed | RowFate::Suspect, ..) => match names.find(content) {
            Surely::Is(id) => Deed::Into(id),
            Surely::MayBe(id) => Deed::Ask(id),
            Surely::Not => Deed::Add,
        },
    };
    match (deed, whose) {
        (Deed::Add, Some(_)) => Deed::Taken,
        (Deed::Into(id), Some(whose)) if whose != id => Deed::Taken,
        (deed, _) => deed,
    }
}

async fn take<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    import: &organisation_import::Model,
    mut row: organisation_import_row::Model,
    names: &mut Names,
) -> Result<(), Error> {
    let (content, _) = reads(import, owner, row.number, &row.cells.0);
    let found = match (row.fate, row.choice) {
        (RowFate::Changed, _) | (RowFate::Suspect, Some(RowChoice::Change)) => row.organisation_id,
        _ => None,
    };
    let mut about = match found {
        Some(id) => staying(tx, id).await?,
        None => None,
    };
    match deed(&row, about.as_ref().map(|about| about.row.id), &content, names) {
        Deed::Nothing => {}
        Deed::Ask(id) => (row.fate, row.choice, row.organisation_id) = (RowFate::Suspect, None, Some(id)),
        Deed::Taken => {
            let jib = content.jib.clone().unwrap_or_default();
            row.complaints.0.push(refusal(row.number, "jib_taken", jib));
            row.fate = RowFate::Refused;
        }
        Deed::Into(id) => {
            let chosen = row.choice == Some(RowChoice::Change) && about.is_some();
            let mut standing = match about.take() {
                Some(about) => about,
                None => staying(tx, id).await?.ok_or_else(|| Error::NotFound("It is gone. Go on.".into()))?,
            };
            let now = merged(&standing.content, &content);
            let state = standing.row.state;
            // What is changed, or put back into the directory, is known as it was, to be put back.
            (row.before, row.before_state) = (Some(standing.content.clone()), Some(state));
            row.before_hash = Some(standing.row.source_hash.clone());
            row.organisation_id = Some(standing.row.id);
            match state {
                OrganisationState::Listed if now == standing.content => {}
                OrganisationState::Listed => {
                    written_by(&mut standing.row, import);
                    put(tx, standing, now, None).await?;
                }
                _ if chosen => {
                    written_by(&mut standing.row, import);
                    relist(tx, standing, now, None).await?;
                }
                // It was taken out since: nobody has said that it is to come back.
                _ => {
                    row.fate = RowFate::Suspect;
                    (row.before, row.before_hash, row.before_state) = (None, None, None);
                }
            }
        }
        Deed::Add => {
            let name = content.name.as_ref().map(|name| name.original.text.clone()).unwrap_or_default();
            let jib = content.jib.clone();
            let new = NewOrganisation {
                municipality_id: owner.id,
                source_key: free_key(tx, owner.id, &content).await?,
                source_hash: String::new(),
                origin: OrganisationOrigin::Imported,
                exercise: false,
                import_id: Some(import.id),
                content,
            };
            let id = add(tx, new).await?.id;
            if row.choice != Some(RowChoice::Add) {
                row.fate = RowFate::New;
            }
            row.organisation_id = Some(id);
            names.add(Named { id, name, jib, listed: true });
        }
    }
    row.taken = true;
    tx.update(row.into_active_model().reset_all()).await
}

/// Notes that a list writes this record. A file that brought it does not write over it any more: it only fills what is missing,
/// also when the list is over and nobody knows any more what it said. When the list is taken back, the record is the file's
/// again.
fn written_by(row: &mut organisation::Model, import: &organisation_import::Model) {
    row.import_id = Some(import.id);
    row.source_hash = String::new();
}

/// The record with this id, or that into which it was put since; none where it is gone.
async fn staying<R: Imports>(tx: &Tx<R>, id: OrganisationId) -> Result<Option<Standing>, Error> {
    let Some(standing) = find_held(tx, id).await? else { return Ok(None) };
    if standing.row.state != OrganisationState::Merged {
        return Ok(Some(standing));
    }
    let merged = tx.find::<organisation_merge::Entity>().filter(organisation_merge::Column::OldId.eq(id));
    match merged.one(tx.connection()).await? {
        Some(merged) => find_held(tx, merged.new_id).await,
        None => Ok(Some(standing)),
    }
}

/// What a step back found that it left alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Organisations that somebody has changed since, or to which results, comments or suggestions lead since: what others
    /// wrote is not thrown away.
    pub changed_since: usize,
}

/// Takes back the last rows that were taken, one at least, no more after so `long`; how far it is then.
///
/// # Errors
/// Nothing of it was taken, it is forgotten what was there before, or the database refused.
pub async fn undo<R: Imports>(
    tx: &Tx<R>,
    mut import: organisation_import::Model,
    long: Duration,
) -> Result<(organisation_import::Model, Left), Error> {
    let mut left = Left::default();
    match import.state {
        ImportState::Undone => return Ok((import, left)),
        ImportState::Previewed => return Err(Error::Refused(Reason::ImportNotBegun)),
        ImportState::Done if import.forgotten_at.is_some() => return Err(Error::Refused(Reason::ImportForgotten)),
        ImportState::Running | ImportState::Done | ImportState::Undoing => {}
    }
    let rows = next(tx, import.id, true).await?;
    let brought: Vec<_> = rows.iter().filter(|row| has_added(row)).filter_map(|row| row.organisation_id).collect();
    referred::hold(tx, &brought).await?;
    let (began, mut done) = (Instant::now(), 0);
    for row in &rows {
        if !Box::pin(put_back(tx, &import, row.clone())).await? {
            left.changed_since += 1;
        }
        done += 1;
        if began.elapsed() >= long {
            break;
        }
    }
    import.rows_done -= i32::try_from(done).unwrap_or(i32::MAX);
    import.state = ImportState::Undoing;
    if all_of_them(&rows, done) {
        (import.state, import.undone_at) = (ImportState::Undone, Some(tx.now()));
        note(tx, Happening::OrganisationsImportUndone, &import);
    }
    tx.update(import.clone().into_active_model().reset_all()).await?;
    Ok((import, left))
}

/// Whether a row that was taken has brought an organisation that was not there.
fn has_added(row: &organisation_import_row::Model) -> bool {
    let added = row.fate == RowFate::New || row.fate == RowFate::Suspect && row.choice == Some(RowChoice::Add);
    added && row.before.is_none()
}

/// Makes what a row did undone; whether nobody has changed it since, and nothing leads to it. Of one that is left, the row
/// keeps what it was before, of which file's row, and in which state: by that it is known afterwards which were left.
async fn put_back<R: Imports>(
    tx: &Tx<R>,
    import: &organisation_import::Model,
    mut row: organisation_import_row::Model,
) -> Result<bool, Error> {
    let added = has_added(&row);
    let (before, hash, state) = (row.before.take(), row.before_hash.take(), row.before_state.take());
    let mut untouched = true;
    // What is gone already needs no undoing.
    let standing = match row.organisation_id.filter(|_| added || before.is_some()) {
        Some(id) => find_held(tx, id).await?,
        None => None,
    };
    if let Some(mut standing) = standing {
        let ours = standing.imported_by == Some(import.id);
        let referred = ours && before.is_none() && is_referred_to(tx, standing.row.id).await?;
        match before {
            // It said nothing new of it.
            Some(before) if before == standing.content && state == Some(standing.row.state) => {}
            before if !ours => {
                untouched = false;
                (row.before, row.before_hash) = (before, hash);
                row.before_state = state.or(Some(standing.row.state));
            }
            Some(before) => {
                // A file that brought it tells of it again.
                if let Some(hash) = hash {
                    standing.row.source_hash = hash;
                }
                match state.unwrap_or(OrganisationState::Withdrawn) {
                    OrganisationState::Listed => drop(put(tx, standing, before, None).await?),
                    state => drop(aside(tx, standing, before, state).await?),
                }
            }
            None if referred => {
                untouched = false;
                row.before_state = Some(standing.row.state);
            }
            None => {
                tell(tx, Happening::OrganisationWithdrawn, &standing.row, &[], None);
                let this = organisation::Column::Id.eq(standing.row.id);
                tx.delete::<organisation::Entity>(Condition::all().add(this)).await?;
                row.organisation_id = None;
            }
        }
    }
    row.taken = false;
    tx.update(row.into_active_model().reset_all()).await?;
    Ok(untouched)
}

/// Says in the journal that a keeper has said something of a list: of its columns, or of its rows.
pub(crate) async fn record_editing(
    tx: &Tx<DirectoryKeeper>,
    import: &organisation_import::Model,
    what: &str,
) -> Result<(), Error> {
    let (kind, title) = (Happening::OrganisationsImportEdited, import.file_name.clone());
    tx.record_saving(kind, import.municipality_id, import.id, title, [what.to_owned()]).await
}

/// Says in the journal what became of an import.
pub(super) fn note<R>(tx: &Tx<R>, kind: Happening, import: &organisation_import::Model) {
    let detail = Detail { title: Some(import.file_name.clone()), ..Detail::default() };
    tx.record(kind, import.municipality_id, import.id, detail);
}
