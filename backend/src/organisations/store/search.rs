//! Words: within a directory they are known in memory (`tally`), across all directories those that few have are asked of
//! the index of words: FTS5 on SQLite, `tsvector` on PostgreSQL. All are told to take words as we folded them and to compare
//! beginnings, so they find the same. Where nothing is found, words one mistake away are tried, which we find ourselves
//! (`organisation_spelling`), again the same on both; what has those is known in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use entities::{MunicipalityId, OrganisationId, OrganisationState, organisation_spelling};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, ConnectionTrait as _, DbBackend, QueryFilter as _, QuerySelect as _, Statement,
    Value,
};
use tokio::sync::OnceCell;

use super::tally::{Lines, Tally};
use super::{Criteria, Tallies};
use crate::error::Error;
use crate::organisations::rules::words::{Reading, is_misspelling, spellings};
use crate::scope::Scope;

/// What more than so many have is not asked of the index of words.
const FEW: u64 = 200;
/// How many other readings a word may have.
const READINGS: usize = 5;

/// The words of an organisation as PostgreSQL's index has them; written otherwise, it would not be used.
const POSTGRES_WORDS: &str = "words_of(organisation.search_text)";

/// What was found by words, and the directory as it was then.
#[derive(Clone, Debug)]
pub struct Found {
    tallies: Tallies,
    tally: OnceCell<Arc<Tally>>,
    /// Those that have the words; none where no words were sought.
    lines: Option<Lines>,
    terms: Vec<Vec<Reading>>,
    corrected: bool,
}

impl Found {
    /// The directory: the same, whatever is asked of it here.
    pub(super) async fn tally(&self, scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Arc<Tally>, Error> {
        let tally = self.tally.get_or_try_init(async || self.tallies.of(scope, municipality).await);
        Ok(Arc::clone(tally.await?))
    }

    /// Those that were found by their words; none where none were sought.
    pub(super) const fn by_words(&self) -> Option<&Lines> {
        self.lines.as_ref()
    }

    /// What was sought in the end.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading> {
        self.terms.concat()
    }

    /// Whether nothing was found by words as they were typed, and they were read as others.
    #[must_use]
    pub const fn is_corrected(&self) -> bool {
        self.corrected
    }
}

/// Seeks the words of the criteria among what everybody can read.
pub(crate) async fn find(tallies: &Tallies, scope: &Scope, criteria: &Criteria) -> Result<Found, Error> {
    let mut found = Found {
        tallies: tallies.clone(),
        tally: OnceCell::new(),
        lines: None,
        terms: criteria.terms.clone(),
        corrected: false,
    };
    if found.terms.is_empty() {
        return Ok(found);
    }
    let tally = found.tally(scope, criteria.municipality).await?;
    let mut lines = with(scope, criteria.municipality, &tally, &found.terms).await?;
    if lines.is_empty()
        && let Some(read_otherwise) = corrected(scope, criteria, &tally).await?
    {
        // The index was asked once already. To ask it again, for up to five readings of a word, took as long as all the rest
        // together where 200,000 organisations are in it; memory knows their words anyhow.
        lines = tally.with_words(&read_otherwise);
        (found.corrected, found.terms) = (!lines.is_empty(), read_otherwise);
    }
    found.lines = Some(lines);
    Ok(found)
}

/// Those that have a word for each of the terms. What few have in all directories is asked of the index of words; what many
/// have is known in memory: the index would hand out tens of thousands of rows with every letter that is typed, and
/// PostgreSQL's gathers all of them before it gives the first. Within one directory memory is always the shorter way: FTS5
/// steps through every row of the municipality to meet the few that have the word, four times as long in a directory of
/// 200,000 as in one of 200.
async fn with(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    tally: &Tally,
    terms: &[Vec<Reading>],
) -> Result<Lines, Error> {
    if municipality.is_some() {
        return Ok(tally.with_words(terms));
    }
    let is_rare = |term: &Vec<Reading>| tally.with_words(std::slice::from_ref(term)).len() <= FEW;
    let (rare, frequent): (Vec<_>, Vec<_>) = terms.iter().cloned().partition(is_rare);
    if rare.is_empty() {
        return Ok(tally.with_words(&frequent));
    }
    let few = tally.these(&sought(scope, &rare).await?);
    Ok(if frequent.is_empty() { few } else { few & tally.with_words(&frequent) })
}

/// The terms with those of which nothing is found read as words of the directory that are one mistake away. None where
/// every term is found, or one cannot be read otherwise.
async fn corrected(scope: &Scope, criteria: &Criteria, tally: &Tally) -> Result<Option<Vec<Vec<Reading>>>, Error> {
    let mut terms = Vec::new();
    let mut otherwise = false;
    for term in &criteria.terms {
        if !tally.with_words(std::slice::from_ref(term)).is_empty() {
            terms.push(term.clone());
            continue;
        }
        let Some(typed) = term.first() else { return Ok(None) };
        let readings = readings(scope, criteria.municipality, typed.letters(), tally).await?;
        if readings.is_empty() {
            return Ok(None);
        }
        otherwise = true;
        terms.push(readings);
    }
    Ok(otherwise.then_some(terms))
}

/// Words of the directory that are one mistake away, nearest first. A word stays among the spellings when the last that had it
/// is gone, so of each it is asked whether anybody has it: else words of a list that was taken back would stand before those
/// that are there.
async fn readings(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    typed: &str,
    tally: &Tally,
) -> Result<Vec<Reading>, Error> {
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
    let had = near.into_iter().map(|(_, word)| word).filter(|word| tally.has(word));
    Ok(had.map(Reading::Beginning).take(READINGS).collect())
}

/// Organisations that have, for each of the terms, a word that one of its readings seeks; no more than have each.
async fn sought(scope: &Scope, terms: &[Vec<Reading>]) -> Result<Vec<OrganisationId>, Error> {
    scope.notes().everything();
    let db = scope.reader();
    let listed = Value::from(OrganisationState::Listed.to_value());
    let most = Value::from(i64::try_from(FEW).unwrap_or(i64::MAX));
    let statement = match db.get_database_backend() {
        // `CROSS JOIN` says what SQLite cannot know: that the index of words is read first.
        DbBackend::Sqlite => Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "SELECT organisation.id FROM organisation_words CROSS JOIN organisation \
             ON organisation.search_row = organisation_words.rowid \
             WHERE organisation_words MATCH ? AND organisation.state = ? LIMIT ?",
            [Value::from(sqlite_query(terms)), listed, most],
        ),
        backend => {
            let sql = format!(
                "SELECT id FROM organisation WHERE {POSTGRES_WORDS} @@ CAST($1 AS tsquery) AND state = $2 LIMIT $3"
            );
            Statement::from_sql_and_values(backend, sql, [Value::from(postgres_query(terms)), listed, most])
        }
    };
    let rows = db.query_all_raw(statement).await?;
    let hit = |row: &sea_orm::QueryResult| row.try_get_by_index(0).map(OrganisationId);
    Ok(rows.iter().map(hit).collect::<Result<_, _>>()?)
}

/// The terms in FTS5's language. They are folded, so there is nothing in them but letters and digits.
fn sqlite_query(terms: &[Vec<Reading>]) -> String {
    let one = |reading: &Reading| match reading {
        Reading::Beginning(letters) => format!("\"{letters}\" *"),
        Reading::Word(letters) => format!("\"{letters}\""),
    };
    format!("words : ({})", asked(terms, " AND ", " OR ", one))
}

/// The terms in PostgreSQL's language.
fn postgres_query(terms: &[Vec<Reading>]) -> String {
    let one = |reading: &Reading| match reading {
        Reading::Beginning(letters) => format!("'{letters}':*"),
        Reading::Word(letters) => format!("'{letters}'"),
    };
    asked(terms, " & ", " | ", one)
}

fn asked(terms: &[Vec<Reading>], and: &str, or: &str, one: impl Fn(&Reading) -> String) -> String {
    let any_of = |readings: &Vec<Reading>| {
        let readings: Vec<_> = readings.iter().map(&one).collect();
        format!("({})", readings.join(or))
    };
    terms.iter().map(any_of).collect::<Vec<_>>().join(and)
}
