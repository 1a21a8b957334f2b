//! Tallies that are kept, and read of the database.
//!
//! A tally holds until something happens to an organisation of its directory, which the journal knows: whoever writes one
//! says so there, in the same transaction. It is asked before each use, so a reader sees what was written a moment ago, by
//! whatever server. What happened to a few of them is read of those few; all is read anew only where they are many.
//!
//! Whoever asks first after a change renews the tally, and the others wait for him. He changes it as it stands, beside the
//! threads that answer; only where somebody still reads it is it copied first.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    Activity, Happening, InterestKind, LocalisedText, MunicipalityId, OrganisationForm, OrganisationId, organisation,
    organisation_area, organisation_status,
};
use moka::future::Cache;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    Statement, Value,
};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

use super::among_those_of;
use super::tally::{Row, Tally};
use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;
use crate::tasks::aside;

/// How many organisations all kept tallies may have together; one takes about half a kilobyte.
const MOST: u64 = 1_000_000;
/// A directory that nobody has asked for so long is forgotten.
const IDLE: Duration = Duration::from_secs(3_600);
/// So many are read by themselves; of more it is sooner to read all.
const FEW: usize = 500;

/// A tally as it was when this had happened last.
#[derive(Debug)]
struct Kept {
    position: Option<i64>,
    tally: Arc<Tally>,
}

/// Where a tally is kept, and renewed by one at a time.
#[derive(Clone, Debug, Default)]
struct Shelf {
    kept: Arc<RwLock<Option<Kept>>>,
    /// How many organisations it has, as it was weighed last.
    size: Arc<AtomicU32>,
}

impl Shelf {
    /// The tally, if it was read when this had happened, or later.
    async fn at(&self, position: Option<i64>) -> Option<Arc<Tally>> {
        as_it_was_at(position, self.kept.read().await.as_ref())
    }
}

fn as_it_was_at(position: Option<i64>, kept: Option<&Kept>) -> Option<Arc<Tally>> {
    kept.filter(|kept| kept.position >= position).map(|kept| Arc::clone(&kept.tally))
}

/// The kept tallies: of each directory, and of all together.
#[derive(Clone, Debug)]
pub struct Tallies(Cache<Option<MunicipalityId>, Shelf>);

impl Default for Tallies {
    fn default() -> Self {
        let weigh = |_: &_, shelf: &Shelf| shelf.size.load(Ordering::Relaxed).saturating_add(1);
        Self(Cache::builder().max_capacity(MOST).weigher(weigh).time_to_idle(IDLE).build())
    }
}

impl Tallies {
    /// This directory as it is now. However many ask for it, it is read once.
    pub(super) async fn of(&self, scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Arc<Tally>, Error> {
        match municipality {
            Some(municipality) => scope.notes().one(municipality),
            None => scope.notes().everything(),
        }
        let position = last_change(scope, municipality).await?;
        let shelf = self.0.get_with(municipality, async { Shelf::default() }).await;
        if let Some(tally) = shelf.at(position).await {
            return Ok(tally);
        }
        let kept = Arc::clone(&shelf.kept).write_owned().await;
        // Whoever held it meanwhile may have done it.
        if let Some(tally) = as_it_was_at(position, kept.as_ref()) {
            return Ok(tally);
        }
        let tally = renewed(scope, municipality, kept, position).await?;
        let size = u32::try_from(tally.len()).unwrap_or(u32::MAX);
        if shelf.size.swap(size, Ordering::Relaxed) != size {
            // Put where it lies already it is weighed anew.
            self.0.insert(municipality, shelf).await;
        }
        Ok(tally)
    }
}

/// The directory as it is at this position or later, which is kept from now on.
async fn renewed(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    mut kept: OwnedRwLockWriteGuard<Option<Kept>>,
    position: Option<i64>,
) -> Result<Arc<Tally>, Error> {
    let changed = match kept.as_ref().and_then(|kept| kept.position) {
        Some(last) => changed_since(scope, municipality, last).await?,
        None => None,
    };
    if let (Some(kept), Some([])) = (kept.as_mut(), changed.as_deref()) {
        kept.position = position;
        return Ok(Arc::clone(&kept.tally));
    }
    let found = read(scope, municipality, changed.as_deref()).await?;
    // It is done to its end even when nobody waits for it any more; were anything to go wrong in it, nothing would be kept.
    let renewing = move || {
        let now = taken_in(kept.take(), changed, found, position);
        let tally = Arc::clone(&now.tally);
        *kept = Some(now);
        tally
    };
    aside(renewing).await.map_err(Error::internal)
}

/// What was found: organisations, and how their seats are written.
type Found = (Vec<Row>, Vec<(String, LocalisedText)>);

/// What is kept when those that changed are as they were found; when all was found, nothing of what was kept before. A tally
/// that nobody reads at this moment changes as it stands, and one that somebody reads stays to him as it is.
fn taken_in(
    kept: Option<Kept>,
    changed: Option<Vec<OrganisationId>>,
    (rows, labels): Found,
    position: Option<i64>,
) -> Kept {
    let (mut tally, changed) = match (kept, changed) {
        (Some(kept), Some(changed)) => (kept.tally, changed),
        _ => (Arc::default(), Vec::new()),
    };
    Arc::make_mut(&mut tally).apply(&changed, rows, labels);
    Kept { position, tally }
}

/// What the journal says of organisations. The words are those of `journal_of_organisations`, an index.
fn of_the_journal(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    what: &str,
    which: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    let backend = scope.reader().get_database_backend();
    let (owner, next) = match backend {
        DbBackend::Postgres => ("municipality_id = $1 AND ", if municipality.is_some() { "$2" } else { "$1" }),
        _ => ("municipality_id = ? AND ", "?"),
    };
    let owner = if municipality.is_some() { owner } else { "" };
    let which = which.replace("{}", next);
    let sql =
        format!("SELECT {what} FROM journal WHERE {owner}kind >= 'organisation' AND kind < 'organisatioo' {which}");
    let values = municipality.map(|municipality| Value::from(municipality.0)).into_iter().chain(values);
    Statement::from_sql_and_values(backend, sql, values)
}

/// Where in the journal something last happened to an organisation.
async fn last_change(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Option<i64>, Error> {
    let statement = of_the_journal(scope, municipality, "position", "ORDER BY position DESC LIMIT 1", []);
    let row = scope.reader().query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// The organisations to which something happened behind this position; none where they are many.
async fn changed_since(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    last: i64,
) -> Result<Option<Vec<OrganisationId>>, Error> {
    let which = format!("AND position > {{}} ORDER BY position LIMIT {}", FEW + 1);
    let statement = of_the_journal(scope, municipality, "kind, subject_id", &which, [Value::from(last)]);
    let rows = scope.reader().query_all_raw(statement).await?;
    if rows.len() > FEW {
        return Ok(None);
    }
    let mut changed = Vec::with_capacity(rows.len());
    for row in rows {
        match row.try_get_by_index(0)? {
            Happening::OrganisationProposed
            | Happening::OrganisationListed
            | Happening::OrganisationChanged
            | Happening::OrganisationEdited
            | Happening::OrganisationConfirmed
            | Happening::OrganisationWithdrawn
            // Of the record that stays it is told that it changed.
            | Happening::OrganisationMerged => changed.push(OrganisationId(row.try_get_by_index(1)?)),
            // A list that is taken or taken back tells of each record that it touches by itself; one that was only brought,
            // and what is said of two records, changes none.
            Happening::OrganisationsBrought
            | Happening::OrganisationsImportEdited
            | Happening::OrganisationsImportDiscarded
            | Happening::OrganisationsImported
            | Happening::OrganisationsImportUndone
            | Happening::OrganisationsDistinct => {}
            // None of those that are known; whoever adds one says above what it touches.
            _ => return Ok(None),
        }
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(Some(changed))
}

/// Of a directory everything that is counted, or of these organisations alone; and how their seats are written.
async fn read(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    these: Option<&[OrganisationId]>,
) -> Result<Found, Error> {
    use organisation::Column;

    let labels = seats(scope, municipality, these).await?;
    type Columns = (OrganisationId, Option<OrganisationForm>, Activity, String, String, String, DateTime<Utc>, String);
    let rows = among_those_of(scope, municipality)
        .filter(one_of(Column::Id, these))
        .select_only()
        .columns([Column::Id, Column::LegalForm, Column::Activity, Column::SeatKey, Column::LatinKey])
        .columns([Column::CyrillicKey, Column::ChangedAt, Column::SearchText])
        .into_tuple::<Columns>();
    let row = |(id, form, activity, seat, latin, cyrillic, changed_at, words): Columns| Row {
        id,
        form,
        activity,
        seat,
        latin,
        cyrillic,
        changed_at,
        words,
        areas: Vec::new(),
        statuses: Vec::new(),
    };
    let mut rows: Vec<Row> = rows.all(scope.reader()).await?.into_iter().map(row).collect();
    let at: HashMap<OrganisationId, usize> = rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    for (id, code) in areas_of(scope, municipality, these).await? {
        if let Some(row) = at.get(&id).and_then(|&at| rows.get_mut(at)) {
            row.areas.push(code);
        }
    }
    for (id, kind, from, until) in statuses_of(scope, municipality, these).await? {
        if let Some(row) = at.get(&id).and_then(|&at| rows.get_mut(at)) {
            row.statuses.push((kind, from, until));
        }
    }
    Ok((rows, labels))
}

/// That something is of one of these organisations; of any where none are given.
fn one_of(column: impl sea_orm::ColumnTrait, these: Option<&[OrganisationId]>) -> Condition {
    Condition::all().add_option(these.map(|these| column.is_in(padded(these))))
}

/// The places where there is an organisation, each as one of them writes it.
async fn seats(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    these: Option<&[OrganisationId]>,
) -> Result<Vec<(String, LocalisedText)>, Error> {
    use organisation::Column;

    let label = Func::min(Column::Seat.into_expr().cast_as("text"));
    let rows = among_those_of(scope, municipality)
        .filter(one_of(Column::Id, these))
        .filter(Column::SeatKey.ne(""))
        .select_only()
        .column(Column::SeatKey)
        .column_as(Expr::from(label), "label")
        .group_by(Column::SeatKey)
        .into_tuple::<(String, Option<String>)>();
    let read = |(key, label): (String, Option<String>)| Some((key, serde_json::from_str(&label?).ok()?));
    Ok(rows.all(scope.reader()).await?.into_iter().filter_map(read).collect())
}

#[expect(clippy::disallowed_methods, reason = "kept only where the organisation is one that everybody can read")]
async fn areas_of(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    these: Option<&[OrganisationId]>,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    use organisation_area::{Column, Entity};

    let mut rows = Entity::find().filter(one_of(Column::OrganisationId, these));
    if let Some(municipality) = municipality {
        rows = rows.filter(Column::MunicipalityId.eq(municipality));
    }
    let rows = rows.select_only().columns([Column::OrganisationId, Column::AreaCode]);
    Ok(rows.into_tuple().all(scope.reader()).await?)
}

type Status = (OrganisationId, InterestKind, Option<NaiveDate>, Option<NaiveDate>);

#[expect(clippy::disallowed_methods, reason = "kept only where the organisation is one that everybody can read")]
async fn statuses_of(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    these: Option<&[OrganisationId]>,
) -> Result<Vec<Status>, Error> {
    use organisation_status::{Column, Entity};

    let mut rows = Entity::find().filter(one_of(Column::OrganisationId, these));
    if let Some(municipality) = municipality {
        rows = rows.filter(Column::MunicipalityId.eq(municipality));
    }
    let rows =
        rows.select_only().columns([Column::OrganisationId, Column::Kind, Column::ValidFrom, Column::ValidUntil]);
    Ok(rows.into_tuple().all(scope.reader()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisations::rules::words::Reading;
    use crate::organisations::store::tally::Lines;

    fn row(number: u128, words: &str) -> Row {
        Row {
            id: OrganisationId(uuid::Uuid::from_u128(number)),
            form: None,
            activity: Activity::Active,
            seat: String::new(),
            latin: words.into(),
            cyrillic: words.into(),
            changed_at: DateTime::default(),
            words: words.into(),
            areas: Vec::new(),
            statuses: Vec::new(),
        }
    }

    fn has(tally: &Tally, word: &str) -> Lines {
        tally.with_words(&[vec![Reading::Beginning(word.to_owned())]])
    }

    #[test]
    fn a_tally_changes_as_it_stands_and_stays_as_it_is_to_whoever_reads_it() {
        let first = taken_in(None, None, (vec![row(1, "most"), row(2, "hor")], Vec::new()), Some(1));
        let place = Arc::as_ptr(&first.tally);
        let renamed = |words: &str| (vec![row(1, words)], Vec::new());
        let changed = || Some(vec![row(1, "").id]);
        let second = taken_in(Some(first), changed(), renamed("klub"), Some(2));
        assert_eq!((Arc::as_ptr(&second.tally), second.position), (place, Some(2)), "nothing was copied");
        assert!(has(&second.tally, "most").is_empty());

        let read = Arc::clone(&second.tally);
        let third = taken_in(Some(second), changed(), renamed("zmaj"), Some(3));
        assert_eq!((has(&read, "klub").len(), has(&read, "zmaj").len()), (1, 0), "he reads what he began to read");
        assert_eq!((has(&third.tally, "klub").len(), has(&third.tally, "zmaj").len()), (0, 1));
        assert_eq!(has(&third.tally, "hor").len(), 1);

        // When all is read anew, nothing is left of what was kept.
        let anew = taken_in(Some(third), None, renamed("zmaj"), Some(4));
        assert_eq!((anew.tally.all.len(), has(&anew.tally, "hor").len()), (1, 0));
    }

    #[test]
    fn what_is_kept_is_good_for_what_happened_before_it_was_read() {
        let shelf = || Some(taken_in(None, None, (vec![row(1, "most")], Vec::new()), Some(7)));
        for (position, good) in [(None, true), (Some(6), true), (Some(7), true), (Some(8), false)] {
            assert_eq!(as_it_was_at(position, shelf().as_ref()).is_some(), good, "{position:?}");
        }
        assert!(as_it_was_at(None, None).is_none(), "nothing was read");
    }
}
