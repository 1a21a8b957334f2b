//! Words in the index of words: FTS5 on SQLite, `tsvector` on PostgreSQL. Both are told to take words as we folded them
//! and to compare beginnings, so they find the same; where they find nothing, words one mistake away are tried, which we
//! find ourselves (`organisation_spelling`), again the same on both.

use std::collections::BTreeSet;

use entities::{MunicipalityId, OrganisationId, OrganisationState, organisation, organisation_spelling};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, QueryFilter as _, QuerySelect as _,
    Statement, Value,
};

use super::Criteria;
use super::matching::with_words;
use crate::error::Error;
use crate::organisations::rules::words::{is_misspelling, spellings};
use crate::scope::Scope;

/// How many are few: so many are put in order at once. Of more, enough for a page are met soon by walking the list.
const FEW: usize = 1_000;
/// How many other readings a word may have.
const READINGS: usize = 5;

/// The words of an organisation as PostgreSQL's index has them; written otherwise, it would not be used.
const POSTGRES_WORDS: &str = "array_to_tsvector(string_to_array(btrim(organisation.search_text), ' '))";

/// What was found by words.
#[derive(Clone, Debug)]
pub enum Found {
    /// No words were sought.
    Unasked,
    /// These, and no others.
    Few {
        /// Their ids.
        ids: Vec<OrganisationId>,
        /// Their rows in the index of words.
        rows: Vec<i64>,
        /// What was sought in the end, each word with its readings.
        terms: Vec<Vec<String>>,
        /// Whether words were read as others, because nothing was found by them as they were typed.
        corrected: bool,
    },
    /// More than are put in order at once.
    Many {
        /// What was sought in the end.
        terms: Vec<Vec<String>>,
        /// Whether words were read as others.
        corrected: bool,
    },
}

impl Found {
    /// As a condition for whoever walks the list in its order until a page is full: of many, each row is looked at as it
    /// comes.
    pub(super) fn condition(&self) -> Condition {
        match self {
            Self::Unasked => Condition::all(),
            Self::Few { ids, .. } => Condition::all().add(organisation::Column::Id.is_in(ids.iter().copied())),
            Self::Many { terms, .. } => with_words(terms),
        }
    }

    /// The beginnings of words that were sought in the end.
    #[must_use]
    pub fn terms(&self) -> Vec<String> {
        match self {
            Self::Unasked => Vec::new(),
            Self::Few { terms, .. } | Self::Many { terms, .. } => terms.concat(),
        }
    }

    /// Whether words were read as others.
    #[must_use]
    pub const fn is_corrected(&self) -> bool {
        matches!(self, Self::Few { corrected: true, .. } | Self::Many { corrected: true, .. })
    }
}

/// Seeks the words of the criteria among what everybody can read.
pub(crate) async fn find(scope: &Scope, criteria: &Criteria) -> Result<Found, Error> {
    if criteria.terms.is_empty() {
        return Ok(Found::Unasked);
    }
    let as_typed: Vec<_> = criteria.terms.iter().map(|term| vec![term.clone()]).collect();
    let hits = sought(scope, criteria.municipality, &as_typed, FEW + 1).await?;
    if !hits.is_empty() {
        return Ok(found(hits, as_typed, false));
    }
    let Some(read_otherwise) = corrected(scope, criteria).await? else {
        return Ok(found(Vec::new(), as_typed, false));
    };
    let hits = sought(scope, criteria.municipality, &read_otherwise, FEW + 1).await?;
    let corrected = !hits.is_empty();
    Ok(found(hits, read_otherwise, corrected))
}

fn found(hits: Vec<Hit>, terms: Vec<Vec<String>>, corrected: bool) -> Found {
    if hits.len() > FEW {
        return Found::Many { terms, corrected };
    }
    let (ids, rows) = hits.into_iter().unzip();
    Found::Few { ids, rows, terms, corrected }
}

/// An organisation and its row in the index of words.
type Hit = (OrganisationId, i64);

/// The rows of all that was found, in the index of words; none where no words were sought. Among them may be some of
/// organisations that not everybody can read.
pub(super) async fn rows(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    found: &Found,
) -> Result<Option<Vec<i64>>, Error> {
    let terms = match found {
        Found::Unasked => return Ok(None),
        Found::Few { rows, .. } => return Ok(Some(rows.clone())),
        Found::Many { terms, .. } => terms,
    };
    let db = scope.reader();
    let statement = match db.get_database_backend() {
        DbBackend::Sqlite => Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "SELECT rowid FROM organisation_words WHERE organisation_words MATCH ?",
            [Value::from(sqlite_query(municipality, terms))],
        ),
        backend => {
            let of = if municipality.is_some() { "AND municipality_id = $2" } else { "" };
            let sql = format!("SELECT search_row FROM organisation WHERE {POSTGRES_WORDS} @@ CAST($1 AS tsquery) {of}");
            let owner = municipality.map(|municipality| Value::from(municipality.0));
            let values = std::iter::once(Value::from(postgres_query(terms))).chain(owner);
            Statement::from_sql_and_values(backend, sql, values)
        }
    };
    let rows = db.query_all_raw(statement).await?;
    Ok(Some(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?))
}

/// The terms with those of which nothing is found read as words of the directory that are one mistake away. None where
/// every term is found, or one cannot be read otherwise.
async fn corrected(scope: &Scope, criteria: &Criteria) -> Result<Option<Vec<Vec<String>>>, Error> {
    let mut terms = Vec::new();
    let mut otherwise = false;
    for term in &criteria.terms {
        let alone = vec![vec![term.clone()]];
        if !sought(scope, criteria.municipality, &alone, 1).await?.is_empty() {
            terms.extend(alone);
            continue;
        }
        let readings = readings(scope, criteria.municipality, term).await?;
        if readings.is_empty() {
            return Ok(None);
        }
        otherwise = true;
        terms.push(readings);
    }
    Ok(otherwise.then_some(terms))
}

/// Words of the directory that are one mistake away, nearest first.
async fn readings(scope: &Scope, municipality: Option<MunicipalityId>, typed: &str) -> Result<Vec<String>, Error> {
    use organisation_spelling::{Column, Entity};

    let keys = spellings(typed);
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let words = match municipality {
        Some(municipality) => scope.published_in::<Entity>(municipality),
        None => scope.published::<Entity>(),
    };
    let words = words.filter(Column::Key.is_in(keys)).select_only().column(Column::Word).distinct();
    let words: BTreeSet<String> = words.into_tuple().all(scope.reader()).await?.into_iter().collect();
    let mut near: Vec<_> = words
        .into_iter()
        .filter(|word| is_misspelling(typed, word))
        .map(|word| (strsim::osa_distance(typed, &word), word))
        .collect();
    near.sort();
    Ok(near.into_iter().map(|(_, word)| word).take(READINGS).collect())
}

/// Organisations that have, for each of the terms, a word that begins with one of its readings; at most so many.
async fn sought(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    terms: &[Vec<String>],
    most: usize,
) -> Result<Vec<Hit>, Error> {
    match municipality {
        Some(municipality) => scope.notes().one(municipality),
        None => scope.notes().everything(),
    }
    let db = scope.reader();
    let listed = Value::from(OrganisationState::Listed.to_value());
    let most = Value::from(i64::try_from(most).unwrap_or(i64::MAX));
    let statement = match db.get_database_backend() {
        // `CROSS JOIN` says what SQLite cannot know: that the index of words is read first.
        DbBackend::Sqlite => Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "SELECT organisation.id, organisation.search_row FROM organisation_words CROSS JOIN organisation \
             ON organisation.search_row = organisation_words.rowid \
             WHERE organisation_words MATCH ? AND organisation.state = ? LIMIT ?",
            [Value::from(sqlite_query(municipality, terms)), listed, most],
        ),
        backend => {
            let of = if municipality.is_some() { "AND municipality_id = $4" } else { "" };
            let sql = format!(
                "SELECT id, search_row FROM organisation \
                 WHERE {POSTGRES_WORDS} @@ CAST($1 AS tsquery) AND state = $2 {of} LIMIT $3"
            );
            let values = [Value::from(postgres_query(terms)), listed, most];
            let owner = municipality.map(|municipality| Value::from(municipality.0));
            Statement::from_sql_and_values(backend, sql, values.into_iter().chain(owner))
        }
    };
    let rows = db.query_all_raw(statement).await?;
    let hit = |row: &sea_orm::QueryResult| {
        Ok::<_, sea_orm::DbErr>((OrganisationId(row.try_get_by_index(0)?), row.try_get_by_index(1)?))
    };
    Ok(rows.iter().map(hit).collect::<Result<_, _>>()?)
}

/// The terms in FTS5's language. They are folded, so there is nothing in them but letters and digits.
fn sqlite_query(municipality: Option<MunicipalityId>, terms: &[Vec<String>]) -> String {
    let words = asked(terms, " AND ", " OR ", |term| format!("\"{term}\" *"));
    match municipality {
        Some(MunicipalityId(id)) => format!("municipality : \"{}\" AND words : ({words})", id.simple()),
        None => format!("words : ({words})"),
    }
}

/// The terms in PostgreSQL's language.
fn postgres_query(terms: &[Vec<String>]) -> String {
    asked(terms, " & ", " | ", |term| format!("'{term}':*"))
}

fn asked(terms: &[Vec<String>], and: &str, or: &str, beginning: impl Fn(&str) -> String) -> String {
    let any_of = |readings: &Vec<String>| {
        let readings: Vec<_> = readings.iter().map(|term| beginning(term)).collect();
        format!("({})", readings.join(or))
    };
    terms.iter().map(any_of).collect::<Vec<_>>().join(and)
}
