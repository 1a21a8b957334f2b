//! Lists that are imported: looked at, taken some rows at a time, taken back some rows at a time. Each step is a transaction
//! of its own that says how far it has come, so everybody sees the progress, and whoever was interrupted goes on.

use std::collections::HashMap;

use entities::{
    Complaint, Complaints, Detail, Happening, ImportId, ImportState, Mapping, OrganisationContent, OrganisationId,
    OrganisationOrigin, OrganisationState, RowChoice, RowFate, Words, municipality, organisation, organisation_import,
    organisation_import_row,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use sha2::{Digest as _, Sha256};

use super::save::{Keeps, NewOrganisation, add, held, put, tell};
use crate::error::Error;
use crate::locale::Locale;
use crate::locale::fold::fold;
use crate::municipalities::types::Area;
use crate::notices::hex;
use crate::organisations::intake::cells::{Reading, read};
use crate::organisations::intake::columns::{cell_name, guess};
use crate::organisations::intake::table::Table;
use crate::organisations::rules::same::{Known, Registry, merged};
use crate::scope::Tx;
use crate::viewer::Opens;

/// So many rows are taken in a step: a second's work at most.
pub const STEP: u64 = 200;

/// Whoever imports lists.
pub trait Imports: Keeps + Opens<organisation_import::Entity> + Opens<organisation_import_row::Entity> {}

impl<R> Imports for R where R: Keeps + Opens<organisation_import::Entity> + Opens<organisation_import_row::Entity> {}

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

/// Looks at a list and keeps what is to become of it. Nothing comes into the directory.
///
/// # Errors
/// The database refused.
pub async fn preview<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    file_name: &str,
    table: Table,
    mapping: Option<Mapping>,
) -> Result<(organisation_import::Model, Vec<organisation_import_row::Model>), Error> {
    let mapping = mapping.unwrap_or_else(|| guess(&table.headings));
    let import = organisation_import::Model {
        id: ImportId::new(),
        municipality_id: owner.id,
        file_name: file_name.chars().take(200).collect(),
        state: ImportState::Previewed,
        headings: Words(table.headings),
        mapping,
        rows_total: i32::try_from(table.rows.len()).unwrap_or(i32::MAX),
        rows_done: 0,
        made_at: tx.now(),
        made_by: tx.actor(),
        done_at: None,
        undone_at: None,
    };
    tx.insert(import.clone().into_active_model()).await?;
    let registry = registry(tx, owner).await?;
    let mut seen = HashMap::new();
    let mut rows = Vec::new();
    for (number, cells) in table.rows {
        let (content, complaints) = read(reading(&import.mapping, owner), number, &cells);
        rows.push(judged(&import, number, cells, &content, complaints, &registry, &mut seen));
    }
    for some in rows.chunks(200) {
        tx.insert_all(some.iter().cloned().map(organisation_import_row::Model::into_active_model).collect()).await?;
    }
    Ok((import, rows))
}

fn reading<'a>(mapping: &'a Mapping, owner: &municipality::Model) -> Reading<'a> {
    let latin = match owner.default_locale {
        Locale::SrCyrl => Locale::SrLatn,
        locale => locale,
    };
    Reading { mapping, latin, areas: Area::shared() }
}

/// What a row is to the directory, and to the rows before it.
fn judged(
    import: &organisation_import::Model,
    number: i32,
    cells: Vec<String>,
    content: &OrganisationContent,
    mut complaints: Vec<Complaint>,
    registry: &Registry,
    seen: &mut HashMap<String, i32>,
) -> organisation_import_row::Model {
    let mut fate = RowFate::New;
    let mut organisation_id = None;
    let key = content.jib.clone().unwrap_or_else(|| name_key(content));
    if complaints.iter().any(|complaint| complaint.refuses) {
        fate = RowFate::Refused;
    } else if let Some(before) = seen.get(&key) {
        let complaint = Complaint {
            cell: cell_name(0, number),
            code: "same_as_row".into(),
            found: before.to_string(),
            refuses: true,
        };
        complaints.push(complaint);
        fate = RowFate::Refused;
    } else {
        seen.insert(key, number);
        match registry.find(content) {
            Known::Is(id, there) => {
                organisation_id = Some(id);
                fate = if merged(there, content) == *there { RowFate::Same } else { RowFate::Changed };
            }
            Known::MayBe(id) => (fate, organisation_id) = (RowFate::Suspect, Some(id)),
            Known::Not => {}
        }
    }
    organisation_import_row::Model {
        import_id: import.id,
        number,
        municipality_id: import.municipality_id,
        cells: Words(cells),
        fate,
        choice: None,
        complaints: Complaints(complaints),
        organisation_id,
        taken: false,
        before: None,
    }
}

/// All organisations of a directory, to look rows up in.
async fn registry<R: Imports>(tx: &Tx<R>, owner: &municipality::Model) -> Result<Registry, Error> {
    let rows = tx.find::<organisation::Entity>().filter(organisation::Column::MunicipalityId.eq(owner.id));
    let rows = rows.filter(organisation::Column::State.eq(OrganisationState::Listed)).all(tx.connection()).await?;
    let mut areas: HashMap<OrganisationId, Vec<entities::organisation_area::Model>> = HashMap::new();
    let all = tx.find::<entities::organisation_area::Entity>();
    for area in
        all.filter(entities::organisation_area::Column::MunicipalityId.eq(owner.id)).all(tx.connection()).await?
    {
        areas.entry(area.organisation_id).or_default().push(area);
    }
    let mut statuses: HashMap<OrganisationId, Vec<entities::organisation_status::Model>> = HashMap::new();
    let all = tx.find::<entities::organisation_status::Entity>();
    let all = all.filter(entities::organisation_status::Column::MunicipalityId.eq(owner.id));
    for status in all.order_by_asc(entities::organisation_status::Column::ValidFrom).all(tx.connection()).await? {
        statuses.entry(status.organisation_id).or_default().push(status);
    }
    let content = |row: &organisation::Model| {
        let none = (Vec::new(), Vec::new());
        let (areas, statuses) = (areas.get(&row.id).unwrap_or(&none.0), statuses.get(&row.id).unwrap_or(&none.1));
        crate::organisations::rules::content::content(row, areas, statuses)
    };
    Ok(Registry::new(rows.iter().map(|row| (row.id, content(row)))))
}

fn name_key(content: &OrganisationContent) -> String {
    content.name.as_ref().map(|name| fold(&name.original.text)).unwrap_or_default()
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

/// Takes the next rows of an import; how far it is then. One that is done, or is being taken back, stays as it is.
///
/// # Errors
/// The database refused.
pub async fn step<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    mut import: organisation_import::Model,
) -> Result<organisation_import::Model, Error> {
    if !matches!(import.state, ImportState::Previewed | ImportState::Running) {
        return Ok(import);
    }
    let rows = next(tx, import.id, false).await?;
    for row in &rows {
        take(tx, owner, &import, row.clone()).await?;
    }
    import.rows_done += i32::try_from(rows.len()).unwrap_or(i32::MAX);
    import.state = ImportState::Running;
    if rows.len() < usize::try_from(STEP).unwrap_or(usize::MAX) {
        (import.state, import.done_at) = (ImportState::Done, Some(tx.now()));
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

async fn take<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    import: &organisation_import::Model,
    mut row: organisation_import_row::Model,
) -> Result<(), Error> {
    let (content, _) = read(reading(&import.mapping, owner), row.number, &row.cells.0);
    // The directory may have changed since it was looked at.
    let there = there(tx, owner, &content).await?;
    let decided = match (row.fate, row.choice) {
        (RowFate::Refused | RowFate::Same, _) | (RowFate::Suspect, None) | (_, Some(RowChoice::Skip)) => None,
        (RowFate::Suspect, Some(RowChoice::Change)) => Some(row.organisation_id),
        (RowFate::New | RowFate::Changed | RowFate::Suspect, _) => Some(there),
    };
    match decided {
        None => {}
        Some(Some(id)) => {
            let mut standing = held(tx, id).await?;
            let now = merged(&standing.content, &content);
            if now != standing.content {
                row.before = Some(standing.content.clone());
                standing.row.import_id = Some(import.id);
                put(tx, standing, now, None).await?;
            }
            row.organisation_id = Some(id);
        }
        Some(None) => {
            let new = NewOrganisation {
                municipality_id: owner.id,
                source_key: hex(&Sha256::digest(name_key(&content))),
                source_hash: String::new(),
                origin: OrganisationOrigin::Imported,
                exercise: false,
                import_id: Some(import.id),
                content,
            };
            row.organisation_id = Some(add(tx, new).await?.id);
        }
    }
    row.taken = true;
    tx.update(row.into_active_model().reset_all()).await
}

/// The organisation that a row surely is: by its tax number, or by its name however it is spelt.
async fn there<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    content: &OrganisationContent,
) -> Result<Option<OrganisationId>, Error> {
    use organisation::Column;

    let key = hex(&Sha256::digest(name_key(content)));
    let mut same = Condition::any().add(Column::SourceKey.eq(key));
    if let Some(jib) = &content.jib {
        same = same.add(Column::Jib.eq(jib));
    }
    let rows = tx.find::<organisation::Entity>().filter(Column::MunicipalityId.eq(owner.id)).filter(same);
    // The tax number says more than the name does.
    let rows = rows.all(tx.connection()).await?;
    let by_jib = rows.iter().find(|row| row.jib.is_some() && row.jib == content.jib);
    Ok(by_jib.or(rows.first()).map(|row| row.id))
}

/// What a step back found that it left alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Organisations that somebody has changed since: what she wrote is not thrown away.
    pub changed_since: usize,
}

/// Takes back the last rows that were taken; how far it is then.
///
/// # Errors
/// The database refused.
pub async fn undo<R: Imports>(
    tx: &Tx<R>,
    mut import: organisation_import::Model,
) -> Result<(organisation_import::Model, Left), Error> {
    let mut left = Left::default();
    if matches!(import.state, ImportState::Undone) {
        return Ok((import, left));
    }
    let rows = next(tx, import.id, true).await?;
    for row in &rows {
        if !put_back(tx, &import, row.clone()).await? {
            left.changed_since += 1;
        }
    }
    import.rows_done -= i32::try_from(rows.len()).unwrap_or(i32::MAX);
    import.state = ImportState::Undoing;
    if rows.len() < usize::try_from(STEP).unwrap_or(usize::MAX) {
        (import.state, import.undone_at) = (ImportState::Undone, Some(tx.now()));
        note(tx, Happening::OrganisationsImportUndone, &import);
    }
    tx.update(import.clone().into_active_model().reset_all()).await?;
    Ok((import, left))
}

/// Makes what a row did undone; whether nobody has changed it since.
async fn put_back<R: Imports>(
    tx: &Tx<R>,
    import: &organisation_import::Model,
    mut row: organisation_import_row::Model,
) -> Result<bool, Error> {
    let mut untouched = true;
    let did = match (row.before.take(), row.organisation_id, row.fate) {
        (Some(before), Some(id), _) => Some((id, Some(before))),
        (None, Some(id), RowFate::New) => Some((id, None)),
        (None, Some(id), RowFate::Suspect) if row.choice == Some(RowChoice::Add) => Some((id, None)),
        _ => None,
    };
    if let Some((id, before)) = did {
        let standing = held(tx, id).await?;
        untouched = standing.imported_by == Some(import.id);
        match before {
            _ if !untouched => {}
            Some(before) => drop(put(tx, standing, before, None).await?),
            None => {
                tell(tx, Happening::OrganisationWithdrawn, &standing.row, &[]);
                tx.delete::<organisation::Entity>(Condition::all().add(organisation::Column::Id.eq(id))).await?;
                row.organisation_id = None;
            }
        }
    }
    row.taken = false;
    tx.update(row.into_active_model().reset_all()).await?;
    Ok(untouched)
}

/// Says in the journal what became of an import.
fn note<R>(tx: &Tx<R>, kind: Happening, import: &organisation_import::Model) {
    let detail = Detail { title: Some(import.file_name.clone()), ..Detail::default() };
    tx.record(kind, import.municipality_id, import.id, detail);
}
