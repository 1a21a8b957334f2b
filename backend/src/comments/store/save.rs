//! What comes, what is decided and what is answered: rows, counts and entries of the log in one transaction.

use std::collections::HashMap;

use entities::{
    AnswerId, AuthorKind, CommentId, CommentOrigin, CommentReason, CommentRevisionId, CommentState, Detail,
    Disposition, Happening, Locale, LocalisedText, Signal, Signals, act_anchor, comment, comment_count,
    comment_revision, consultation, log_entry, log_head, official_answer,
};
use sea_orm::sea_query::{ExprTrait as _, LockType, OnConflict};
use sea_orm::{
    ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};

use super::log;
use crate::comments::rules::log::{Content, Entry};
use crate::comments::rules::{Verdict, decide, words};
use crate::error::{Error, Reason};
use crate::ledger::{Commitment, Salt};
use crate::locale::fold::fold;
use crate::scope::Tx;
use crate::viewer::{Moderator, Opens};

/// A comment that has just come.
#[derive(Clone, Debug)]
pub struct Coming {
    /// What it is about.
    pub consultation: consultation::Model,
    /// About which part of an act.
    pub part: Option<act_anchor::Model>,
    /// What it replies to.
    pub reply_to: Option<comment::Model>,
    /// Which it is.
    pub id: CommentId,
    /// As what somebody comments, and under what name.
    pub author: (AuthorKind, Option<String>),
    /// On what way it came.
    pub origin: CommentOrigin,
    /// Whether it may be read, and what is odd about it.
    pub state: (CommentState, Vec<Signal>),
    /// What it is written in.
    pub locale: Locale,
    /// The text.
    pub text: String,
    /// What is written on its receipt.
    pub code: String,
}

/// Takes a comment in.
///
/// # Errors
/// The database fails.
pub async fn receive<R>(tx: &Tx<R>, coming: Coming) -> Result<comment::Model, Error>
where
    R: Opens<comment::Entity>
        + Opens<comment_revision::Entity>
        + Opens<comment_count::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>,
{
    let Coming { consultation, part, reply_to, id, author, origin, state, locale, text, code } = coming;
    let (municipality, of, at) = (consultation.municipality_id, consultation.id, tx.now());
    // A reply is about what it replies to is about.
    let about = reply_to.as_ref().map(|to| (to.version_id, to.anchor_id, to.anchor_key));
    let about = about.or(part.map(|part| (Some(part.version_id), Some(part.id), Some(part.key))));
    let (version_id, anchor_id, anchor_key) = about.unwrap_or_default();
    let published = state.0 == CommentState::Published;
    let mut row = comment::Model {
        id,
        municipality_id: municipality,
        consultation_id: of,
        version_id,
        anchor_id,
        anchor_key,
        depth: reply_to.as_ref().map_or(0, |to| to.depth + 1),
        parent_id: reply_to.map(|to| to.id),
        author_kind: author.0,
        author_name: author.1,
        email: None,
        email_confirmed_at: None,
        origin,
        state: state.0,
        state_reason: None,
        signals: Signals(state.1),
        revision: 1,
        locale,
        search_text: fold(&text),
        like_hash: words::likeness(&text),
        text: Some(text),
        supports: 0,
        code,
        secret_hash: None,
        received_at: at,
        decided_at: None,
        published_at: published.then_some(at),
        erased_at: None,
        answer_id: None,
        log_number: 0,
    };
    let content = Content::shown(&row).map(|content| serde_json::to_string(&content)).transpose();
    let content = content.map_err(Error::internal)?.unwrap_or_default();
    let salt = Salt::draw()?;
    let received =
        Entry::Received { comment: id.to_string(), revision: 1, content: Commitment::to(&salt, &content), at };
    let readable = published.then(|| Entry::Published { comment: id.to_string(), revision: 1, at });
    let entries: Vec<_> = std::iter::once(received).chain(readable).collect();
    row.log_number = log::append(tx, (municipality, of), &entries).await?;
    tx.insert(row.clone().into_active_model()).await?;
    let revision = comment_revision::Model {
        id: CommentRevisionId::new(),
        municipality_id: municipality,
        comment_id: id,
        number: 1,
        salt: Some(salt.0),
        content: Some(content),
        written_at: at,
    };
    tx.insert(revision.into_active_model()).await?;
    if published {
        count(tx, &row, 1, 0).await?;
    }
    let kind = match state.0 {
        CommentState::Published => Happening::CommentPublished,
        CommentState::Held => Happening::CommentHeld,
        _ => Happening::CommentReceived,
    };
    tx.emit(kind, municipality, id);
    Ok(row)
}

/// Counts what can be read about the part that a comment is about, or about the whole.
async fn count<R: Opens<comment_count::Entity>>(
    tx: &Tx<R>,
    about: &comment::Model,
    published: i32,
    answered: i32,
) -> Result<(), Error> {
    use comment_count::{Column, Model};

    let part = about.anchor_key.unwrap_or(Model::WHOLE);
    let row = Model {
        consultation_id: about.consultation_id,
        anchor_key: part,
        municipality_id: about.municipality_id,
        published: 0,
        answered: 0,
    };
    let keys = [Column::ConsultationId, Column::AnchorKey];
    let there = OnConflict::columns(keys).update_column(Column::ConsultationId).to_owned();
    tx.put(vec![row.into_active_model()], there).await?;
    let this = Condition::all().add(Column::ConsultationId.eq(about.consultation_id)).add(Column::AnchorKey.eq(part));
    let more = |column: Column, by: i32| (column, column.into_expr().add(by));
    let changes = [more(Column::Published, published), more(Column::Answered, answered)];
    tx.change::<comment_count::Entity, _>(this, comment_count::ActiveModel::default(), changes).await?;
    Ok(())
}

/// The comments with these ids as they are now, held against whoever else would decide about them, in the order asked.
///
/// # Errors
/// One is not there, not this municipality's, or not the revision that was read.
pub async fn locked(tx: &Tx<Moderator>, read: &[(CommentId, i32)]) -> Result<Vec<comment::Model>, Error> {
    let ids: Vec<_> = read.iter().map(|(id, _)| *id).collect();
    // In one order, so that two who decide at once wait for each other and not both for both; and without keeping those
    // waiting who reply, because no key is changed.
    let select = tx.find::<comment::Entity>().filter(comment::Column::Id.is_in(ids)).order_by_asc(comment::Column::Id);
    let select = select.lock(LockType::NoKeyUpdate);
    let mut found: HashMap<_, _> = select.all(tx.connection()).await?.into_iter().map(|row| (row.id, row)).collect();
    read.iter()
        .map(|(id, revision)| {
            let row = found.remove(id).ok_or_else(|| Error::NotFound("There is no such comment here.".into()))?;
            if row.revision == *revision { Ok(row) } else { Err(Error::Conflict) }
        })
        .collect()
}

/// Decides whether a comment may be read.
///
/// # Errors
/// There is nothing to decide, or the database fails.
pub async fn settle(tx: &Tx<Moderator>, mut row: comment::Model, verdict: Verdict) -> Result<comment::Model, Error> {
    let was = row.state;
    let state = decide(was, row.state_reason, verdict).map_err(|_| Error::Refused(Reason::NothingToDecide))?;
    let (comment, revision, at) = (row.id.to_string(), row.revision, tx.now());
    let (entry, kind, reason) = match verdict {
        Verdict::Publish => (Entry::Published { comment, revision, at }, Happening::CommentPublished, None),
        Verdict::Reject(reason) => {
            (Entry::Rejected { comment, revision, reason, at }, Happening::CommentRejected, Some(reason))
        }
    };
    log::append(tx, (row.municipality_id, row.consultation_id), &[entry]).await?;
    row.state = state;
    row.state_reason = reason;
    row.decided_at = Some(at);
    if state == CommentState::Published {
        row.published_at = Some(row.published_at.unwrap_or(at));
    }
    let by = i32::from(state == CommentState::Published) - i32::from(was == CommentState::Published);
    if by != 0 {
        let answered = if row.answer_id.is_some() { by } else { 0 };
        count(tx, &row, by, answered).await?;
    }
    tx.update(comment::ActiveModel {
        id: sea_orm::Unchanged(row.id),
        state: Set(row.state),
        state_reason: Set(row.state_reason),
        decided_at: Set(row.decided_at),
        published_at: Set(row.published_at),
        ..Default::default()
    })
    .await?;
    tx.record(kind, row.municipality_id, row.id, told(reason));
    Ok(row)
}

fn told(reason: Option<CommentReason>) -> Option<Detail> {
    use sea_orm::ActiveEnum as _;

    reason.map(|reason| Detail { reason: Some(reason.to_value()), ..Detail::default() })
}

/// Answers comments of one consultation with one answer. A comment that has one already gets this instead.
///
/// # Errors
/// A comment cannot be read by everybody, or the database fails.
pub async fn answer(
    tx: &Tx<Moderator>,
    rows: Vec<comment::Model>,
    disposition: Disposition,
    reason: LocalisedText,
) -> Result<Vec<comment::Model>, Error> {
    let Some(first) = rows.first() else { return Err(Error::Refused(Reason::NothingToDecide)) };
    let (municipality, of, at) = (first.municipality_id, first.consultation_id, tx.now());
    if rows.iter().any(|row| row.consultation_id != of) {
        return Err(Error::BadRequest("One answer is for comments of one consultation.".into()));
    }
    if rows.iter().any(|row| row.state != CommentState::Published) {
        return Err(Error::Refused(Reason::CommentNotPublished));
    }
    let (id, salt) = (AnswerId::new(), Salt::draw()?);
    let to = rows.iter().map(|row| (row.id, row.revision));
    let entry = Entry::answered((id, 1), to, disposition, (&salt, &reason.original.text), at);
    log::append(tx, (municipality, of), &[entry]).await?;
    let row = official_answer::Model {
        id,
        municipality_id: municipality,
        consultation_id: of,
        disposition,
        reason,
        revision: 1,
        salt: salt.0,
        answered_at: at,
        answered_by: tx.actor(),
    };
    tx.insert(row.into_active_model()).await?;
    let mut answered = Vec::with_capacity(rows.len());
    for mut row in rows {
        if row.answer_id.replace(id).is_none() {
            count(tx, &row, 0, 1).await?;
        }
        let set = comment::ActiveModel {
            id: sea_orm::Unchanged(row.id),
            answer_id: Set(row.answer_id),
            ..Default::default()
        };
        tx.update(set).await?;
        tx.emit(Happening::CommentAnswered, municipality, row.id);
        answered.push(row);
    }
    Ok(answered)
}
