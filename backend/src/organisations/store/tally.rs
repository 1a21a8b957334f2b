//! What is counted of a directory, kept in memory: a line for each organisation that everybody can read. A reader who types
//! asks for seven kinds of counts with every letter; to count them in the database is to read the whole directory seven
//! times.
//!
//! A tally holds until something happens to an organisation of its directory, which the journal knows: whoever writes one
//! says so there, in the same transaction. It is asked before each use, so a reader sees what was written a moment ago, by
//! whatever server.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use entities::{
    Activity, InterestKind, LocalisedText, MunicipalityId, OrganisationForm, OrganisationId, organisation,
    organisation_area, organisation_status,
};
use moka::future::Cache;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QuerySelect as _, Statement,
    Value,
};

use super::among_those_of;
use super::matching::first_of;
use crate::error::Error;
use crate::scope::Scope;

/// How many organisations all kept tallies may have together; a line takes about a hundred bytes.
const MOST: u64 = 1_000_000;
/// A directory that nobody has asked for so long is forgotten.
const IDLE: Duration = Duration::from_secs(3_600);

/// What is counted of one organisation.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number in the index of words.
    pub(super) search_row: i64,
    pub(super) form: Option<OrganisationForm>,
    pub(super) activity: Activity,
    /// Its place among the seats of the tally; none where no seat is known.
    pub(super) seat: Option<usize>,
    /// The places of its areas among those of the tally.
    pub(super) areas: Vec<usize>,
    /// Its statuses, with their first and last days.
    pub(super) statuses: Vec<(InterestKind, Option<NaiveDate>, Option<NaiveDate>)>,
    /// What its keys begin with in the Latin and in the Cyrillic order.
    pub(super) letters: [Option<char>; 2],
}

/// A directory as it is counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// In the order of the index of words.
    pub(super) lines: Vec<Line>,
    /// Folded seats, and how one organisation writes each.
    pub(super) seats: Vec<(String, LocalisedText)>,
    /// Codes of areas.
    pub(super) areas: Vec<String>,
}

impl Tally {
    /// The lines of these rows of the index of words; a row that is not everybody's has none.
    pub(super) fn of<'a>(&'a self, rows: &'a [i64]) -> impl Iterator<Item = &'a Line> {
        let line = |row: &i64| self.lines.binary_search_by_key(row, |line| line.search_row).ok();
        rows.iter().filter_map(line).filter_map(|at| self.lines.get(at))
    }
}

/// Whose directory; none for all. And what happened to it last.
type Key = (Option<MunicipalityId>, Option<i64>);

/// The kept tallies.
#[derive(Clone, Debug)]
pub struct Tallies(Cache<Key, Arc<Tally>>);

impl Default for Tallies {
    fn default() -> Self {
        let weigh = |_: &Key, tally: &Arc<Tally>| 1 + u32::try_from(tally.lines.len()).unwrap_or(u32::MAX - 1);
        Self(Cache::builder().max_capacity(MOST).weigher(weigh).time_to_idle(IDLE).build())
    }
}

impl Tallies {
    /// What is counted of this directory as it is now. However many ask for it, it is read once.
    pub(super) async fn of(&self, scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Arc<Tally>, Error> {
        match municipality {
            Some(municipality) => scope.notes().one(municipality),
            None => scope.notes().everything(),
        }
        let key = (municipality, last_change(scope, municipality).await?);
        let reading = async { read(scope, municipality).await.map(Arc::new) };
        self.0.try_get_with(key, reading).await.map_err(|error| Error::clone(&*error))
    }
}

/// Where in the journal something last happened to an organisation.
async fn last_change(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Option<i64>, Error> {
    let db = scope.reader();
    let backend = db.get_database_backend();
    let of = match (municipality, backend) {
        (None, _) => "",
        (Some(_), DbBackend::Postgres) => "municipality_id = $1 AND ",
        (Some(_), _) => "municipality_id = ? AND ",
    };
    let sql = format!(
        "SELECT position FROM journal WHERE {of}kind >= 'organisation' AND kind < 'organisatioo' \
         ORDER BY position DESC LIMIT 1"
    );
    let values = municipality.map(|municipality| Value::from(municipality.0));
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Places of things, each given once.
#[derive(Default)]
struct Places(HashMap<String, usize>);

impl Places {
    fn of(&mut self, text: String) -> usize {
        let next = self.0.len();
        *self.0.entry(text).or_insert(next)
    }

    fn into_list(self) -> Vec<String> {
        let mut list: Vec<_> = self.0.into_iter().collect();
        list.sort_by_key(|(_, place)| *place);
        list.into_iter().map(|(text, _)| text).collect()
    }
}

async fn read(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Tally, Error> {
    use organisation::Column;

    let seats = seats(scope, municipality).await?;
    let seat_at: HashMap<&str, usize> = seats.iter().enumerate().map(|(at, (key, _))| (key.as_str(), at)).collect();
    type Row = (i64, OrganisationId, Option<OrganisationForm>, Activity, String, String, String);
    let rows = among_those_of(scope, municipality)
        .select_only()
        .columns([Column::SearchRow, Column::Id, Column::LegalForm, Column::Activity, Column::SeatKey])
        .expr_as(first_of(Column::LatinKey), "latin")
        .expr_as(first_of(Column::CyrillicKey), "cyrillic")
        .into_tuple::<Row>();
    let mut rows = rows.all(scope.reader()).await?;
    rows.sort_by_key(|row| row.0);
    let mut at = HashMap::with_capacity(rows.len());
    let mut lines = Vec::with_capacity(rows.len());
    for (search_row, id, form, activity, seat, latin, cyrillic) in rows {
        at.insert(id, lines.len());
        let (seat, letters) = (seat_at.get(seat.as_str()).copied(), [latin.chars().next(), cyrillic.chars().next()]);
        lines.push(Line { search_row, form, activity, seat, areas: Vec::new(), statuses: Vec::new(), letters });
    }
    let mut areas = Places::default();
    for (id, code) in areas_of(scope, municipality).await? {
        if let Some(line) = at.get(&id).and_then(|&at| lines.get_mut(at)) {
            line.areas.push(areas.of(code));
        }
    }
    for (id, kind, from, until) in statuses_of(scope, municipality).await? {
        if let Some(line) = at.get(&id).and_then(|&at| lines.get_mut(at)) {
            line.statuses.push((kind, from, until));
        }
    }
    Ok(Tally { lines, seats, areas: areas.into_list() })
}

/// The places where there is an organisation, each as one of them writes it.
async fn seats(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Vec<(String, LocalisedText)>, Error> {
    let label = Func::min(organisation::Column::Seat.into_expr().cast_as("text"));
    let rows = among_those_of(scope, municipality)
        .filter(organisation::Column::SeatKey.ne(""))
        .select_only()
        .column(organisation::Column::SeatKey)
        .column_as(Expr::from(label), "label")
        .group_by(organisation::Column::SeatKey)
        .into_tuple::<(String, Option<String>)>();
    let read = |(key, label): (String, Option<String>)| Some((key, serde_json::from_str(&label?).ok()?));
    Ok(rows.all(scope.reader()).await?.into_iter().filter_map(read).collect())
}

#[expect(clippy::disallowed_methods, reason = "kept only where the organisation is one that everybody can read")]
async fn areas_of(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Vec<(OrganisationId, String)>, Error> {
    use organisation_area::{Column, Entity};

    let mut rows = Entity::find().select_only().columns([Column::OrganisationId, Column::AreaCode]);
    if let Some(municipality) = municipality {
        rows = rows.filter(Column::MunicipalityId.eq(municipality));
    }
    Ok(rows.into_tuple().all(scope.reader()).await?)
}

type Status = (OrganisationId, InterestKind, Option<NaiveDate>, Option<NaiveDate>);

#[expect(clippy::disallowed_methods, reason = "kept only where the organisation is one that everybody can read")]
async fn statuses_of(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Vec<Status>, Error> {
    use organisation_status::{Column, Entity};

    let mut rows = Entity::find().select_only().columns([
        Column::OrganisationId,
        Column::Kind,
        Column::ValidFrom,
        Column::ValidUntil,
    ]);
    if let Some(municipality) = municipality {
        rows = rows.filter(Column::MunicipalityId.eq(municipality));
    }
    Ok(rows.into_tuple().all(scope.reader()).await?)
}
