//! Tallies that are kept, and read of the database.
//!
//! A tally holds until something happens to an organisation of its directory, which the journal knows: whoever writes one
//! says so there, in the same transaction. It is asked before each use, so a reader sees what was written a moment ago, by
//! whatever server. What happened to a few of them is read of those few; all is read anew only where the journal does not
//! say of which.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    Activity, Happening, InterestKind, LocalisedText, MunicipalityId, OrganisationForm, OrganisationId, organisation,
    organisation_area, organisation_status,
};
use moka::Entry;
use moka::future::Cache;
use moka::ops::compute::{CompResult, Op};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    Statement, Value,
};

use super::among_those_of;
use super::tally::{Row, Tally};
use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// How many organisations all kept tallies may have together; one takes about four hundred bytes.
const MOST: u64 = 1_000_000;
/// A directory that nobody has asked for so long is forgotten.
const IDLE: Duration = Duration::from_secs(3_600);
/// So many are read by themselves; of more it is sooner to read all.
const FEW: usize = 500;

/// A tally as it was when this had happened last.
#[derive(Clone, Debug)]
struct Kept {
    position: Option<i64>,
    tally: Arc<Tally>,
}

/// The kept tallies: of each directory, and of all together.
#[derive(Clone, Debug)]
pub struct Tallies(Cache<Option<MunicipalityId>, Kept>);

impl Default for Tallies {
    fn default() -> Self {
        let weigh = |_: &_, kept: &Kept| 1 + u32::try_from(kept.tally.len()).unwrap_or(u32::MAX - 1);
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
        if let Some(kept) = self.0.get(&municipality).await
            && kept.position >= position
        {
            return Ok(kept.tally);
        }
        let renewing = self.0.entry(municipality).and_try_compute_with(async |kept| match kept {
            Some(kept) if kept.value().position >= position => Ok(Op::Nop),
            kept => renewed(scope, municipality, kept.map(Entry::into_value), position).await.map(Op::Put),
        });
        match renewing.await? {
            CompResult::Inserted(kept) | CompResult::ReplacedWith(kept) | CompResult::Unchanged(kept) => {
                Ok(kept.into_value().tally)
            }
            CompResult::StillNone(_) | CompResult::Removed(_) => {
                Ok(renewed(scope, municipality, None, position).await?.tally)
            }
        }
    }
}

/// The directory as it is at this position or later.
async fn renewed(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    kept: Option<Kept>,
    position: Option<i64>,
) -> Result<Kept, Error> {
    let (mut tally, changed) = match kept {
        Some(Kept { position: Some(last), tally }) => match changed_since(scope, municipality, last).await? {
            Some(changed) if changed.is_empty() => return Ok(Kept { position, tally }),
            Some(changed) => (Arc::unwrap_or_clone(tally), Some(changed)),
            None => (Tally::default(), None),
        },
        _ => (Tally::default(), None),
    };
    let (rows, labels) = read(scope, municipality, changed.as_deref()).await?;
    tally.apply(&changed.unwrap_or_default(), rows, labels);
    Ok(Kept { position, tally: Arc::new(tally) })
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

/// The organisations to which something happened behind this position; none where they are many, or the journal does not
/// name each.
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
            | Happening::OrganisationWithdrawn => changed.push(OrganisationId(row.try_get_by_index(1)?)),
            // Lists that were brought and not taken yet, and what is said of two records, change neither.
            Happening::OrganisationsBrought
            | Happening::OrganisationsImportEdited
            | Happening::OrganisationsImportDiscarded
            | Happening::OrganisationsDistinct => {}
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
) -> Result<(Vec<Row>, Vec<(String, LocalisedText)>), Error> {
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
