//! The log of a consultation: adding to it, and proving what stands in it.

use std::collections::HashMap;

use entities::{
    AnswerId, CommentId, ConsultationId, LogEntryId, MunicipalityId, comment, comment_revision, log_entry, log_head,
    official_answer,
};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, Select, Set, Unchanged,
};

use crate::comments::rules::export::{Line, Opened};
use crate::comments::rules::log::{Content, Entry};
use crate::db::padded;
use crate::error::Error;
use crate::ledger::{Hash, Head, Known, LedgerKey, Receipt, grow, head, needed, origin, proof, wanted};
use crate::scope::{Scope, Tx};
use crate::viewer::Opens;

/// Adds entries; the number of the first. Whoever adds holds the log's end until his transaction is over, so entries of
/// one consultation stand in the order in which they were kept.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn append<R>(
    tx: &Tx<R>,
    (municipality, consultation): (MunicipalityId, ConsultationId),
    entries: &[Entry],
) -> Result<i64, Error>
where
    R: Opens<log_head::Entity> + Opens<log_entry::Entity>,
{
    let begin = log_head::Model { consultation_id: consultation, municipality_id: municipality, size: 0 };
    // As good as doing nothing, but it waits for whoever adds at this moment.
    let hold =
        OnConflict::column(log_head::Column::ConsultationId).update_column(log_head::Column::ConsultationId).to_owned();
    tx.put(vec![begin.into_active_model()], hold).await?;
    let end = tx.find::<log_head::Entity>().filter(log_head::Column::ConsultationId.eq(consultation));
    let end = end.one(tx.connection()).await?.ok_or_else(|| Error::internal(NoEnd))?;
    let first = u64::try_from(end.size).map_err(Error::internal)?;
    let mut known = hashes_of(tx.find(), tx.connection(), consultation, &needed(first)).await?;
    let mut rows = Vec::with_capacity(entries.len());
    for (number, entry) in (first..).zip(entries) {
        let body = entry.written().map_err(Error::internal)?;
        let grown = grow(number, body.as_bytes(), known).map_err(Error::internal)?;
        known = grown.known;
        rows.push(log_entry::ActiveModel {
            id: Set(LogEntryId::new()),
            municipality_id: Set(municipality),
            consultation_id: Set(consultation),
            number: Set(i64::try_from(number).map_err(Error::internal)?),
            body: Set(body),
            hashes: Set(grown.hashes.iter().flat_map(|hash| hash.0).collect()),
        });
    }
    let size = end.size + i64::try_from(rows.len()).map_err(Error::internal)?;
    tx.insert_all(rows).await?;
    let grown = log_head::ActiveModel {
        consultation_id: Unchanged(consultation),
        municipality_id: Unchanged(municipality),
        size: Set(size),
    };
    tx.update(grown).await?;
    Ok(end.size)
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

/// How long a log is that anybody may see, and what it hashes to.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn end(scope: &Scope, consultation: ConsultationId) -> Result<Head, Error> {
    let end = scope.published_beneath::<log_head::Entity>();
    let end = end.filter(log_head::Column::ConsultationId.eq(consultation)).one(scope.reader()).await?;
    let size = u64::try_from(end.map_or(0, |end| end.size)).map_err(Error::internal)?;
    let known = hashes_of(scope.published_beneath(), scope.reader(), consultation, &needed(size)).await?;
    head(size, &known).map_err(Error::internal)
}

/// The entries from `first` on, at most so many, each with what it committed to where everybody may read that.
///
/// # Errors
/// The database fails.
pub async fn lines(scope: &Scope, consultation: ConsultationId, first: i64, most: i64) -> Result<Vec<Line>, Error> {
    let entries = scope.published_beneath::<log_entry::Entity>();
    let entries = entries
        .filter(log_entry::Column::ConsultationId.eq(consultation))
        .filter(log_entry::Column::Number.between(first, first + most - 1))
        .order_by_asc(log_entry::Column::Number);
    let entries: Vec<_> = entries.all(scope.reader()).await?;
    let read = |row: &log_entry::Model| serde_json::from_str::<Entry>(&row.body).map_err(Error::internal);
    let entries: Vec<(String, Entry)> =
        entries.into_iter().map(|row| Ok((row.body.clone(), read(&row)?))).collect::<Result<_, Error>>()?;
    let mut opened = opened(scope, consultation, entries.iter().map(|(_, entry)| entry)).await?;
    Ok(entries
        .into_iter()
        .map(|(body, entry)| {
            let key = match entry {
                Entry::Received { comment, revision, .. } => Some((comment, revision)),
                Entry::Answered { answer, revision, .. } => Some((answer, revision)),
                Entry::Published { .. } | Entry::Rejected { .. } | Entry::Withdrawn { .. } => None,
            };
            Line { entry: body, opened: key.and_then(|key| opened.remove(&key)) }
        })
        .collect())
}

/// What these entries committed to, as it is shown to everybody: by id and revision.
async fn opened(
    scope: &Scope,
    of: ConsultationId,
    entries: impl Iterator<Item = &Entry>,
) -> Result<HashMap<(String, i32), Opened>, Error> {
    let (mut comments, mut answers) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Entry::Received { comment, .. } => comments.push(comment.parse::<CommentId>().map_err(Error::internal)?),
            Entry::Answered { answer, .. } => answers.push(answer.parse::<AnswerId>().map_err(Error::internal)?),
            Entry::Published { .. } | Entry::Rejected { .. } | Entry::Withdrawn { .. } => {}
        }
    }
    let mut opened = HashMap::new();
    if !comments.is_empty() {
        let select = scope.published_beneath::<comment::Entity>().filter(comment::Column::Id.is_in(padded(&comments)));
        // One that was moved to another consultation is not shown in this.
        let select = select.filter(comment::Column::ConsultationId.eq(of));
        let rows = select.all(scope.reader()).await?;
        let select = scope.published_beneath::<comment_revision::Entity>();
        let select = select.filter(comment_revision::Column::CommentId.is_in(padded(&comments)));
        let mut salts: HashMap<_, _> = select
            .all(scope.reader())
            .await?
            .into_iter()
            .filter_map(|row| Some(((row.comment_id, row.number), row.salt?)))
            .collect();
        for row in rows {
            let Some(salt) = salts.remove(&(row.id, row.revision)) else { continue };
            let Some(content) = Content::shown(&row) else { continue };
            let text = serde_json::to_string(&content).map_err(Error::internal)?;
            opened.insert((row.id.to_string(), row.revision), Opened { salt, text, disposition: None });
        }
    }
    if !answers.is_empty() {
        let select = scope.published_beneath::<official_answer::Entity>();
        let select = select.filter(official_answer::Column::Id.is_in(padded(&answers)));
        let select = select.filter(official_answer::Column::ConsultationId.eq(of));
        for row in select.all(scope.reader()).await? {
            let shown = Opened { salt: row.salt, text: row.reason.original.text, disposition: Some(row.disposition) };
            opened.insert((row.id.to_string(), row.revision), shown);
        }
    }
    Ok(opened)
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
