//! The directory as its keepers read it: what is listed and what is not.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    ImportId, ImportState, LocalisedText, OrganisationId, OrganisationState, RowFate, organisation, organisation_area,
    organisation_import, organisation_import_row, organisation_merge, organisation_status,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::import::Tally;
use super::matching::with_words;
use super::merge::apart;
use crate::db::padded;
use crate::error::Error;
use crate::organisations::rules::doubles::{Double, Traits, doubles, open};
use crate::organisations::rules::words::Reading;
use crate::organisations::rules::{EXPIRES_WITHIN, stale_before};
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Scope, Tx};
use crate::tasks::aside;
use crate::viewer::DirectoryKeeper;

/// Which of the desk's organisations. Everything given must hold.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// In one of these states.
    pub states: Option<Vec<OrganisationState>>,
    /// The words that it has, each with its readings.
    pub terms: Vec<Vec<Reading>>,
    /// With a status that ends soon.
    pub expiring: bool,
    /// That nobody has confirmed for more than a year.
    pub stale: bool,
    /// In no area.
    pub without_area: bool,
    /// That this import brought or changed, and nobody has changed since.
    pub import: Option<ImportId>,
}

/// The order of the desk's list: what was written last comes first.
pub(crate) const BY_SAVING: &str = "saving";
/// The order of imports: the newest first.
pub(crate) const BY_TIME: &str = "time";
/// The order of the rows of an import: as in the file.
pub(crate) const BY_NUMBER: &str = "number";

/// Where an organisation stands in the desk's list.
pub(crate) fn cursor(row: &organisation::Model) -> Cursor {
    Cursor { order: BY_SAVING.into(), key: row.saved_at.to_rfc3339(), id: row.id.0 }
}

/// Where an import stands in the list of imports.
pub(crate) fn import_cursor(row: &organisation_import::Model) -> Cursor {
    Cursor { order: BY_TIME.into(), key: row.made_at.to_rfc3339(), id: row.id.0 }
}

/// Where a row stands in its import.
pub(crate) fn row_cursor(row: &organisation_import_row::Model) -> Cursor {
    Cursor { order: BY_NUMBER.into(), key: row.number.to_string(), id: row.import_id.0 }
}

/// That a record has a status that ends within [`EXPIRES_WITHIN`].
fn expiring(today: NaiveDate) -> Condition {
    let until = today.checked_add_days(EXPIRES_WITHIN).unwrap_or(today);
    let ending = Query::select()
        .column(organisation_status::Column::OrganisationId)
        .from(organisation_status::Entity)
        .and_where(organisation_status::Column::ValidUntil.between(today, until))
        .to_owned();
    Condition::all().add(organisation::Column::Id.in_subquery(ending))
}

/// [`crate::organisations::rules::is_stale`] as a condition.
fn stale(today: NaiveDate) -> Condition {
    let last = stale_before(today);
    Condition::any().add(organisation::Column::ConfirmedOn.is_null()).add(organisation::Column::ConfirmedOn.lt(last))
}

fn listed() -> Condition {
    Condition::all().add(organisation::Column::State.eq(OrganisationState::Listed))
}

fn without_area() -> Condition {
    let with_one =
        Query::select().column(organisation_area::Column::OrganisationId).from(organisation_area::Entity).to_owned();
    Condition::all().add(organisation::Column::Id.not_in_subquery(with_one))
}

/// Who else in this directory has this tax number, in whatever state.
pub(crate) async fn with_jib(
    tx: &Tx<DirectoryKeeper>,
    jib: &str,
    but: Option<OrganisationId>,
) -> Result<Option<OrganisationId>, Error> {
    use organisation::Column::{Id, Jib};

    let others = Condition::all().add(Jib.eq(jib)).add_option(but.map(|id| Id.ne(id)));
    let others = tx.find::<organisation::Entity>().filter(others).select_only().column(Id);
    Ok(others.into_tuple().one(tx.connection()).await?)
}

/// A page of the desk's list.
pub(crate) async fn list(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    shelf: &Shelf,
    today: NaiveDate,
    page: &Page,
) -> Result<Slice<organisation::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let mut which = Condition::all();
    if let Some(states) = &shelf.states {
        which = which.add(organisation::Column::State.is_in(states.iter().copied()));
    }
    if !shelf.terms.is_empty() {
        which = which.add(with_words(&shelf.terms));
    }
    if shelf.expiring {
        which = which.add(listed()).add(expiring(today));
    }
    if shelf.stale {
        which = which.add(listed()).add(stale(today));
    }
    if shelf.without_area {
        which = which.add(listed()).add(without_area());
    }
    if let Some(import) = shelf.import {
        which = which.add(organisation::Column::ImportId.eq(import));
    }
    let rows = keeper.find::<organisation::Entity>().filter(which);
    let sort = Sort { key: organisation::Column::SavedAt, id: organisation::Column::Id, descending: true };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// How many organisations are on each shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the directory.
    pub listed: i64,
    /// Proposed, and nobody has looked.
    pub proposed: i64,
    /// Taken out.
    pub withdrawn: i64,
    /// Put into another record.
    pub merged: i64,
    /// In the directory, with a status that ends soon.
    pub expiring: i64,
    /// In the directory, and nobody has confirmed it for more than a year.
    pub stale: i64,
    /// In the directory, and in no area.
    pub without_area: i64,
}

/// Counts the shelves, in one statement.
pub(crate) async fn count(scope: &Scope, keeper: &As<DirectoryKeeper>, today: NaiveDate) -> Result<Counts, Error> {
    let of = |state| Condition::all().add(organisation::Column::State.eq(state));
    let shelves = [
        of(OrganisationState::Listed),
        of(OrganisationState::Proposed),
        of(OrganisationState::Withdrawn),
        of(OrganisationState::Merged),
        listed().add(expiring(today)),
        listed().add(stale(today)),
        listed().add(without_area()),
    ];
    let mut select = keeper.find::<organisation::Entity>().select_only();
    for (at, shelf) in shelves.into_iter().enumerate() {
        let one = Expr::case(shelf, 1).finally(0);
        let sum = Func::coalesce([Func::sum(one).cast_as("bigint"), Expr::value(0_i64)]);
        select = select.expr_as(sum, format!("shelf_{at}"));
    }
    let counted: Option<(i64, i64, i64, i64, i64, i64, i64)> = select.into_tuple().one(scope.reader()).await?;
    let (listed, proposed, withdrawn, merged, expiring, stale, without_area) = counted.unwrap_or_default();
    Ok(Counts { listed, proposed, withdrawn, merged, expiring, stale, without_area })
}

/// These organisations, whatever their state.
pub(crate) async fn by_ids(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    ids: &[OrganisationId],
) -> Result<Vec<organisation::Model>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = keeper.find::<organisation::Entity>().filter(organisation::Column::Id.is_in(padded(ids)));
    Ok(rows.all(scope.reader()).await?)
}

/// Records of a directory, whatever their state, in the order of their ids, after this one: for its keeper who takes them all
/// away.
pub(crate) async fn after(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    last: Option<OrganisationId>,
    most: u64,
) -> Result<Vec<organisation::Model>, Error> {
    let after = last.map(|last| organisation::Column::Id.gt(last));
    let rows = keeper.find::<organisation::Entity>().filter(Condition::all().add_option(after));
    Ok(rows.order_by_asc(organisation::Column::Id).limit(most).all(scope.reader()).await?)
}

/// Into which records these were put, by the record that is no more. One statement.
pub(crate) async fn led(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, OrganisationId>, Error> {
    let merged = keeper.find::<organisation_merge::Entity>();
    let merged = merged.filter(organisation_merge::Column::OldId.is_in(padded(ids))).all(scope.reader()).await?;
    Ok(merged.into_iter().map(|one| (one.old_id, one.new_id)).collect())
}

/// What hangs on these organisations. Two statements.
pub(crate) async fn hanging(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    ids: &[OrganisationId],
) -> Result<(Vec<organisation_area::Model>, Vec<organisation_status::Model>), Error> {
    let areas = keeper.find::<organisation_area::Entity>();
    let areas = areas.filter(organisation_area::Column::OrganisationId.is_in(padded(ids))).all(scope.reader()).await?;
    let statuses = keeper.find::<organisation_status::Entity>();
    let statuses = statuses.filter(organisation_status::Column::OrganisationId.is_in(padded(ids)));
    Ok((areas, statuses.all(scope.reader()).await?))
}

/// What all listed records are compared by.
pub(crate) async fn traits(scope: &Scope, keeper: &As<DirectoryKeeper>) -> Result<Vec<Traits>, Error> {
    use organisation::Column;

    type Row = (OrganisationId, LocalisedText, Option<String>, Option<String>, Option<String>, Option<String>);
    let rows = keeper.find::<organisation::Entity>().filter(listed()).select_only();
    let rows = rows.columns([Column::Id, Column::Name, Column::Jib, Column::Phone, Column::Email, Column::Website]);
    let rows: Vec<Row> = rows.order_by_asc(Column::Id).into_tuple().all(scope.reader()).await?;
    let traits = |(id, name, jib, phone, email, website): Row| {
        let name = name.original.text;
        Traits { id, name, jib, phone, email, website }
    };
    Ok(rows.into_iter().map(traits).collect())
}

/// Pairs of listed records that may be one organisation, without those of which a keeper has said that they are two. Two
/// statements; they are compared beside the threads that answer.
pub(crate) async fn pairs(scope: &Scope, keeper: &As<DirectoryKeeper>) -> Result<Vec<Double>, Error> {
    let apart = apart(scope, keeper).await?;
    let all = traits(scope, keeper).await?;
    aside(move || open(doubles(&all), &apart)).await.map_err(Error::internal)
}

/// Statuses of listed organisations that end soon, the soonest first; so many at most.
pub(crate) async fn ending(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    today: NaiveDate,
    most: u64,
) -> Result<Vec<organisation_status::Model>, Error> {
    use organisation_status::Column;

    let until = today.checked_add_days(EXPIRES_WITHIN).unwrap_or(today);
    let its_organisation = Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .cond_where(listed())
        .and_where(organisation::Column::MunicipalityId.eq(keeper.municipality()))
        .to_owned();
    let rows = keeper.find::<organisation_status::Entity>().filter(Column::ValidUntil.between(today, until));
    let rows = rows.filter(Column::OrganisationId.in_subquery(its_organisation));
    Ok(rows.order_by_asc(Column::ValidUntil).order_by_asc(Column::Id).limit(most).all(scope.reader()).await?)
}

/// A page of imports.
pub(crate) async fn imports(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    page: &Page,
) -> Result<Slice<organisation_import::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let rows = keeper.find::<organisation_import::Entity>();
    let sort = Sort { key: organisation_import::Column::MadeAt, id: organisation_import::Column::Id, descending: true };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// The import with this id.
pub(crate) async fn import(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    id: ImportId,
) -> Result<Option<organisation_import::Model>, Error> {
    let rows = keeper.find::<organisation_import::Entity>().filter(organisation_import::Column::Id.eq(id));
    Ok(rows.one(scope.reader()).await?)
}

/// Imports that somebody began and did not end: some of their rows are taken, or taken back.
pub(crate) async fn unfinished(scope: &Scope, keeper: &As<DirectoryKeeper>) -> Result<u64, Error> {
    use sea_orm::PaginatorTrait as _;

    let begun = organisation_import::Column::State.is_in([ImportState::Running, ImportState::Undoing]);
    Ok(keeper.find::<organisation_import::Entity>().filter(begun).count(scope.reader()).await?)
}

/// How many rows of these imports are what, about how many somebody still has to decide, and how many were left when all
/// else was undone. One statement.
pub(crate) async fn tallies(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    ids: &[ImportId],
) -> Result<HashMap<ImportId, (Tally, usize, usize)>, Error> {
    use organisation_import_row::Column;

    let rows = keeper.find::<organisation_import_row::Entity>().filter(Column::ImportId.is_in(padded(ids)));
    let undecided = Expr::expr(Func::sum(Expr::case(Column::Choice.is_null(), 1).finally(0))).cast_as("bigint");
    let left = Column::Taken.eq(false).and(Column::BeforeState.is_not_null());
    let left = Expr::expr(Func::sum(Expr::case(left, 1).finally(0))).cast_as("bigint");
    let rows = rows.select_only().columns([Column::ImportId, Column::Fate]);
    let rows = rows.column_as(Column::Number.count(), "count").expr_as(undecided, "undecided").expr_as(left, "stays");
    let rows: Vec<(ImportId, RowFate, i64, i64, i64)> =
        rows.group_by(Column::ImportId).group_by(Column::Fate).into_tuple().all(scope.reader()).await?;
    let mut found: HashMap<ImportId, (Tally, usize, usize)> = HashMap::new();
    for (id, fate, count, open, stays) in rows {
        let (tally, undecided, left) = found.entry(id).or_default();
        let number = |count: i64| usize::try_from(count).unwrap_or_default();
        let counted = number(count);
        *left += number(stays);
        match fate {
            RowFate::New => tally.new = counted,
            RowFate::Changed => tally.changed = counted,
            RowFate::Same => tally.same = counted,
            RowFate::Suspect => (tally.suspect, *undecided) = (counted, number(open)),
            RowFate::Refused => tally.refused = counted,
        }
    }
    Ok(found)
}

/// A page of the rows of an import, in the order of the file.
pub(crate) async fn rows(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    import: ImportId,
    fates: Option<&[RowFate]>,
    (remarked, left): (bool, bool),
    page: &Page,
) -> Result<Slice<organisation_import_row::Model>, Error> {
    use organisation_import_row::Column;

    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let mut rows = keeper.find::<organisation_import_row::Entity>().filter(Column::ImportId.eq(import));
    if let Some(fates) = fates {
        rows = rows.filter(Column::Fate.is_in(fates.iter().copied()));
    }
    if remarked {
        rows = rows.filter(Column::Complaints.into_expr().cast_as("text").ne("[]"));
    }
    if left {
        rows = rows.filter(Column::Taken.eq(false)).filter(Column::BeforeState.is_not_null());
    }
    let sort = Sort { key: Column::Number, id: Column::ImportId, descending: false };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<i32>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// The first rows of an import: so that whoever says what a column holds sees what stands in it.
pub(crate) async fn first_rows(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    import: ImportId,
    most: u64,
) -> Result<Vec<organisation_import_row::Model>, Error> {
    use organisation_import_row::Column;

    let rows = keeper.find::<organisation_import_row::Entity>().filter(Column::ImportId.eq(import));
    Ok(rows.order_by_asc(Column::Number).limit(most).all(scope.reader()).await?)
}
