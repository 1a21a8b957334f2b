//! The log of a consultation: adding to it, and proving what stands in it.

use entities::{ActVersionId, ConsultationId, LogEntryId, MunicipalityId, ReportId, log_entry, log_head};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait as _, ConnectionTrait, IntoActiveModel as _, QueryFilter as _, Select, Set, Unchanged};

use crate::comments::rules::log::{Deed, Entry};
use crate::error::Error;
use crate::ledger::{Hash, Head, Known, LedgerKey, Receipt, grow, head, needed, origin, proof, wanted};
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{Scope, Tx};
use crate::viewer::Opens;

/// The order of [`deeds`] in cursors.
pub const DEEDS: &str = "deeds";

/// That an entry tells of a deed. The words are those of `log_entry_deeds`, an index.
const TELLS_OF_DEEDS: &str = "substr(body, 10, 6) IN ('reject', 'redact', 'withdr', 'erased')";

/// The end of a log, held against whoever else would add: only who holds it can. So entries of one consultation stand in the
/// order in which they were kept, and whoever holds it may change its comments without waiting for another who does.
#[derive(Debug)]
pub struct Held {
    municipality: MunicipalityId,
    consultation: ConsultationId,
    size: i64,
}

impl Held {
    /// How many entries it has.
    #[must_use]
    pub const fn size(&self) -> i64 {
        self.size
    }
}

/// Holds the end of a log until the transaction is over. Whoever holds more than one holds them in the order of their ids;
/// and before he holds any comment.
///
/// # Errors
/// The database fails.
pub async fn hold<R: Opens<log_head::Entity>>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<Held, Error> {
    let begin = log_head::Model { consultation_id: consultation, municipality_id: municipality, size: 0 };
    // As good as doing nothing, but it waits for whoever adds at this moment.
    let hold =
        OnConflict::column(log_head::Column::ConsultationId).update_column(log_head::Column::ConsultationId).to_owned();
    tx.put(vec![begin.into_active_model()], hold).await?;
    let end = tx.find::<log_head::Entity>().filter(log_head::Column::ConsultationId.eq(consultation));
    let end = end.one(tx.connection()).await?.ok_or_else(|| Error::internal(NoEnd))?;
    Ok(Held { municipality, consultation, size: end.size })
}

/// Adds entries; the number of the first.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn append<R>(tx: &Tx<R>, held: &mut Held, entries: &[Entry]) -> Result<i64, Error>
where
    R: Opens<log_head::Entity> + Opens<log_entry::Entity>,
{
    let Held { municipality, consultation, size } = *held;
    let first = u64::try_from(size).map_err(Error::internal)?;
    let mut known = hashes_of(tx.find(), tx.connection(), consultation, &needed(first)).await?;
    let mut rows = Vec::with_capacity(entries.len());
    for (number, entry) in (first..).zip(entries) {
        let body = entry.written().map_err(Error::internal)?;
        let grown = grow(number, body.as_bytes(), known).map_err(Error::internal)?;
        known = grown.known;
        rows.push(log_entry::ActiveModel {
            id: Set(id_of(entry)?),
            municipality_id: Set(municipality),
            consultation_id: Set(consultation),
            number: Set(i64::try_from(number).map_err(Error::internal)?),
            body: Set(body),
            hashes: Set(grown.hashes.iter().flat_map(|hash| hash.0).collect()),
        });
    }
    held.size = size + i64::try_from(rows.len()).map_err(Error::internal)?;
    tx.insert_all(rows).await?;
    let grown = log_head::ActiveModel {
        consultation_id: Unchanged(consultation),
        municipality_id: Unchanged(municipality),
        size: Set(held.size),
    };
    tx.update(grown).await?;
    Ok(size)
}

/// Under which id an entry is kept: that of a text of an act under the version's, so that no version has two; of a report, too.
fn id_of(entry: &Entry) -> Result<LogEntryId, Error> {
    match entry {
        Entry::ActText(text) => text.version.parse().map(|ActVersionId(id)| LogEntryId(id)).map_err(Error::internal),
        Entry::Finished(made) => made.report.parse().map(|ReportId(id)| LogEntryId(id)).map_err(Error::internal),
        _ => Ok(LogEntryId::new()),
    }
}

/// The receipt of an entry that anybody may see: as it was given when the entry was added, word for word.
///
/// # Errors
/// The database fails, there is no such entry, or the log does not hold together.
pub async fn receipt(
    scope: &Scope,
    key: &LedgerKey,
    server: &str,
    consultation: ConsultationId,
    number: i64,
) -> Result<Receipt, Error> {
    let entry = scope.published_beneath::<log_entry::Entity>();
    let entry = entry.filter(log_entry::Column::ConsultationId.eq(consultation));
    let entry = entry.filter(log_entry::Column::Number.eq(number)).one(scope.reader()).await?;
    let entry = entry.ok_or_else(|| Error::NotFound("There is no such entry in this log.".into()))?;
    let number = u64::try_from(number).map_err(Error::internal)?;
    let known = hashes_of(scope.published_beneath(), scope.reader(), consultation, &wanted(number)).await?;
    let proof = proof(number, &known).map_err(Error::internal)?;
    let head = head(number + 1, &known).map_err(Error::internal)?;
    let signed = key.sign(&origin(server, &consultation.to_string()), head).map_err(Error::internal)?;
    Ok(Receipt { entry: entry.body.into_bytes(), number, proof, signed })
}

/// A page of what was done to comments so that they are not read, or not as they came; the last first. Each with its place.
///
/// # Errors
/// The cursor is damaged, or the database fails.
pub async fn deeds(scope: &Scope, of: ConsultationId, page: &Page) -> Result<Slice<(Cursor, Deed)>, Error> {
    use log_entry::Column::{ConsultationId, Id, Number};

    let select = scope.published_beneath::<log_entry::Entity>().filter(ConsultationId.eq(of));
    let select = select.filter(Expr::cust(TELLS_OF_DEEDS));
    let sort = Sort { key: Number, id: Id, descending: true };
    let select = page.select(select, sort, |key| Some(Expr::value(key.parse::<i64>().ok()?)))?;
    let Slice { rows, has_previous, has_next } = page.slice(select.all(scope.reader()).await?);
    let told = |row: log_entry::Model| -> Result<Option<(Cursor, Deed)>, Error> {
        let entry = serde_json::from_str::<Entry>(&row.body).map_err(Error::internal)?;
        let place = Cursor { order: DEEDS.into(), key: row.number.to_string(), id: row.id.0 };
        Ok(Deed::of(entry).map(|deed| (place, deed)))
    };
    let rows = rows.into_iter().filter_map(|row| told(row).transpose()).collect::<Result<_, Error>>()?;
    Ok(Slice { rows, has_previous, has_next })
}

/// How long a log is that anybody may see.
///
/// # Errors
/// The database fails.
pub async fn size(scope: &Scope, db: &impl ConnectionTrait, consultation: ConsultationId) -> Result<u64, Error> {
    let end = scope.published_beneath::<log_head::Entity>();
    let end = end.filter(log_head::Column::ConsultationId.eq(consultation)).one(db).await?;
    u64::try_from(end.map_or(0, |end| end.size)).map_err(Error::internal)
}

/// What the first entries of a log hash to.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn end(
    scope: &Scope,
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    size: u64,
) -> Result<Head, Error> {
    let known = hashes_of(scope.published_beneath(), db, consultation, &needed(size)).await?;
    head(size, &known).map_err(Error::internal)
}

/// The hashes that are kept with these entries.
async fn hashes_of(
    select: Select<log_entry::Entity>,
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    entries: &[u64],
) -> Result<Known, Error> {
    let mut known = Known::default();
    if entries.is_empty() {
        return Ok(known);
    }
    let numbers = entries.iter().map(|&number| i64::try_from(number)).collect::<Result<Vec<_>, _>>();
    let select = select.filter(log_entry::Column::ConsultationId.eq(consultation));
    let select = select.filter(log_entry::Column::Number.is_in(numbers.map_err(Error::internal)?));
    for row in select.all(db).await? {
        let (hashes, rest) = row.hashes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(Error::internal(crate::ledger::Broken(format!(
                "the hashes of entry {} are cut off",
                row.number
            ))));
        }
        let hashes: Vec<_> = hashes.iter().map(|bytes| Hash(*bytes)).collect();
        known.insert(u64::try_from(row.number).map_err(Error::internal)?, &hashes);
    }
    Ok(known)
}

#[derive(Debug, thiserror::Error)]
#[error("the end of a log is not there although it was just written")]
struct NoEnd;
