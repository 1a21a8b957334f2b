//! The log as a file: each entry, with what it committed to where everybody may read that.
//!
//! What is opened is made from the rows that are shown, not from what was kept beside: so a text that was changed in the
//! database no longer fits its entry.

use std::collections::{BTreeSet, HashMap};

use entities::{
    AnswerId, CommentId, ConsultationId, OrganisationId, comment, comment_count, comment_organisation,
    comment_revision, log_entry, official_answer,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::comments::rules::export::{Count, Line, Opened, Told};
use crate::comments::rules::log::{Author, Content, Entry, Unnamed, says_more};
use crate::comments::store::texts;
use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// The entries from `first` on, at most so many.
///
/// # Errors
/// The database fails.
pub async fn lines(
    scope: &Scope,
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    (first, most): (i64, i64),
) -> Result<Vec<Line>, Error> {
    let entries = scope.published_beneath::<log_entry::Entity>();
    let entries = entries
        .filter(log_entry::Column::ConsultationId.eq(consultation))
        .filter(log_entry::Column::Number.between(first, first + most - 1))
        .order_by_asc(log_entry::Column::Number);
    let entries: Vec<_> = entries.all(db).await?;
    let read = |row: &log_entry::Model| serde_json::from_str::<Entry>(&row.body).map_err(Error::internal);
    let entries: Vec<(String, Entry)> =
        entries.into_iter().map(|row| Ok((row.body.clone(), read(&row)?))).collect::<Result<_, Error>>()?;
    let (mut comments, mut answers, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    for (_, entry) in &entries {
        match entry {
            Entry::Received { comment, .. } | Entry::Redacted { comment, .. } | Entry::Erased { comment, .. } => {
                comments.push(id(comment)?);
            }
            Entry::Answered { answer, .. } | Entry::AnswerRedacted { answer, .. } => answers.push(id(answer)?),
            Entry::ActText(text) => versions.push(id(&text.version)?),
            _ => {}
        }
    }
    let comments = shown_comments(scope, db, consultation, &comments).await?;
    let answers = shown_answers(scope, db, consultation, &answers).await?;
    let mut texts = texts::opened(scope, db, consultation, &versions).await?;
    entries
        .into_iter()
        .map(|(body, entry)| {
            let opened = match &entry {
                Entry::Received { comment, revision, form, .. } => {
                    let opened = comments.get(&id(comment)?).map(|shown| shown.beside(*revision, says_more(*form)));
                    opened.transpose()?
                }
                Entry::Redacted { comment, revision, .. } => {
                    comments.get(&id(comment)?).map(|shown| shown.beside(*revision, false)).transpose()?
                }
                Entry::Answered { answer, revision, .. } => {
                    answers.get(&id(answer)?).map(|row| opened(row, *revision)).transpose()?
                }
                // What becomes of what was said stands beside the answer itself.
                Entry::AnswerRedacted { answer, revision, .. } => {
                    let covered = answers.get(&id(answer)?).map(|row| opened(row, *revision)).transpose()?;
                    covered.map(|Opened { reason, .. }| Opened { reason, ..Opened::default() })
                }
                // Of those that say nothing of it nothing is proven.
                Entry::Erased { comment, unnamed: Some(_), .. } => {
                    let shown = comments.get(&id(comment)?);
                    shown.map(|shown| Opened { unnamed: Some(Unnamed::of(&shown.row)), ..Opened::default() })
                }
                Entry::ActText(text) => {
                    let act_text = texts.remove(&id(&text.version)?);
                    Some(Opened { act_text, ..Opened::default() })
                }
                Entry::Published { .. }
                | Entry::Rejected { .. }
                | Entry::Withdrawn { .. }
                | Entry::Supported { .. }
                | Entry::Erased { .. } => None,
                // Of these the first line tells.
                Entry::Facts(_) | Entry::Finished(_) | Entry::Adopted { .. } => None,
            };
            Ok(Line { entry: body, opened: opened.filter(|opened| *opened != Opened::default()) })
        })
        .collect()
}

fn id<I: std::str::FromStr>(text: &str) -> Result<I, Error>
where
    I::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(Error::internal)
}

/// A comment that everybody may read, with the salts of its texts.
struct ShownComment {
    row: comment::Model,
    texts: Vec<comment_revision::Model>,
    said_for: Option<OrganisationId>,
}

impl ShownComment {
    /// What stands beside the entry of this text; for whom it is said only where that was recorded.
    fn beside(&self, revision: i32, says_for_whom: bool) -> Result<Opened, Error> {
        let Some(text) = self.texts.iter().find(|text| text.number == revision) else { return Ok(Opened::default()) };
        let told = |salt: &Option<String>, shown: Option<String>| {
            salt.clone().zip(shown).map(|(salt, text)| Told { salt, text })
        };
        let mut opened = Opened::default();
        // Whoever says it stands with the last text that was his own.
        let own = self.texts.iter().filter(|text| text.author_salt.is_some()).map(|text| text.number).max();
        let author = Author::shown(&self.row).map_err(Error::internal)?;
        if own.is_none() && self.row.revision == revision {
            // Whoever is forgotten has no salt. Somebody who is shown in his place fits nothing, and has to be seen.
            opened.author = author.map(|text| Told { salt: String::new(), text });
        } else if own == Some(revision) {
            opened.author = told(&text.author_salt, author);
            let said_for = self.said_for.filter(|_| says_for_whom).map(|id| id.to_string());
            opened.said_for = told(&text.author_salt, said_for);
        }
        if self.row.revision == revision {
            opened.content = told(&text.salt, Content::shown(&self.row).map_err(Error::internal)?);
            opened.received_at = Some(self.row.received_at);
            opened.published_at = self.row.published_at;
            opened.changed_at = self.row.changed_at;
            opened.answer = self.row.answer_id.map(|id| id.to_string());
            opened.supports = Some(self.row.supports).filter(|supports| *supports > 0);
        }
        Ok(opened)
    }
}

async fn shown_comments(
    scope: &Scope,
    db: &impl ConnectionTrait,
    of: ConsultationId,
    ids: &[CommentId],
) -> Result<HashMap<CommentId, ShownComment>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = scope.published_beneath::<comment::Entity>().filter(comment::Column::Id.is_in(padded(ids)));
    // One that was moved to another consultation is not shown in this, and one to which no list leads is in none.
    let mut rows = select.filter(comment::Column::ConsultationId.eq(of)).all(db).await?;
    let ways = ways(scope, db, of, &rows).await?;
    rows.retain(|row| row.standing && row.parent_id.is_none_or(|parent| is_met(parent, &ways)));
    let select = scope.published_beneath::<comment_revision::Entity>();
    let select = select.filter(comment_revision::Column::CommentId.is_in(padded(ids)));
    let mut texts: HashMap<_, Vec<_>> = HashMap::new();
    for row in select.all(db).await? {
        texts.entry(row.comment_id).or_default().push(row);
    }
    let links = scope.published_beneath::<comment_organisation::Entity>();
    let links = links.filter(comment_organisation::Column::CommentId.is_in(padded(ids))).all(db).await?;
    let links: HashMap<_, _> = links.into_iter().map(|link| (link.comment_id, link.organisation_id)).collect();
    let with = |row: comment::Model| {
        let (texts, said_for) = (texts.remove(&row.id).unwrap_or_default(), links.get(&row.id).copied());
        (row.id, ShownComment { row, texts, said_for })
    };
    Ok(rows.into_iter().map(with).collect())
}

/// The comments under which others are met, with those under which they are met themselves.
type Ways = HashMap<CommentId, Option<CommentId>>;

/// Those above these. Of what was refused its place is shown still, with what replies to it.
async fn ways(
    scope: &Scope,
    db: &impl ConnectionTrait,
    of: ConsultationId,
    rows: &[comment::Model],
) -> Result<Ways, Error> {
    use comment::Column::{ConsultationId as Of, Id, ParentId, Replies};

    let mut ways = Ways::new();
    let mut above: BTreeSet<_> = rows.iter().filter_map(|row| row.parent_id).collect();
    while !above.is_empty() {
        let ids: Vec<_> = above.into_iter().collect();
        let select = scope.standing().filter(Of.eq(of)).filter(Id.is_in(padded(&ids))).filter(Replies.gt(0));
        let found: Vec<(CommentId, Option<CommentId>)> =
            select.select_only().columns([Id, ParentId]).into_tuple().all(db).await?;
        // Two that were made to reply to each other end nothing with it.
        above = found.iter().filter_map(|(_, parent)| *parent).filter(|parent| !ways.contains_key(parent)).collect();
        ways.extend(found);
    }
    Ok(ways)
}

/// Whether a reader comes to what replies to this.
fn is_met(mut parent: CommentId, ways: &Ways) -> bool {
    for _ in 0..=ways.len() {
        match ways.get(&parent) {
            None => return false,
            Some(None) => return true,
            Some(Some(above)) => parent = *above,
        }
    }
    false
}

/// How many comments everybody can read, wherever they stand.
///
/// # Errors
/// The database fails.
pub async fn number(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<u64, Error> {
    let select = scope.published_beneath::<comment::Entity>().filter(comment::Column::ConsultationId.eq(of));
    Ok(select.filter(comment::Column::Text.is_not_null()).count(db).await?)
}

/// How many comments and answers are counted of each part.
///
/// # Errors
/// The database fails.
pub async fn counts(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<Vec<Count>, Error> {
    use comment_count::Column;

    let rows = scope.published_beneath::<comment_count::Entity>().filter(Column::ConsultationId.eq(of));
    let rows = rows.order_by_asc(Column::AnchorKey).all(db).await?;
    let count = |row: comment_count::Model| Count {
        anchor: (row.anchor_key != comment_count::Model::WHOLE).then(|| row.anchor_key.to_string()),
        published: row.published.into(),
        answered: row.answered.into(),
    };
    Ok(rows.into_iter().filter(|row| (row.published, row.answered) != (0, 0)).map(count).collect())
}

async fn shown_answers(
    scope: &Scope,
    db: &impl ConnectionTrait,
    of: ConsultationId,
    ids: &[AnswerId],
) -> Result<HashMap<AnswerId, official_answer::Model>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = scope.published_beneath::<official_answer::Entity>();
    let select = select.filter(official_answer::Column::Id.is_in(padded(ids)));
    let rows = select.filter(official_answer::Column::ConsultationId.eq(of)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What stands beside this version of an answer; its reason only where nothing of it was covered since.
fn opened(answer: &official_answer::Model, revision: i32) -> Result<Opened, Error> {
    let text = serde_json::to_string(&answer.reason).map_err(Error::internal)?;
    let reason = (answer.revision == revision).then(|| Told { salt: answer.salt.clone(), text });
    let (disposition, answered_at) = (Some(answer.disposition), Some(answer.answered_at));
    Ok(Opened { reason, disposition, answered_at, ..Opened::default() })
}
