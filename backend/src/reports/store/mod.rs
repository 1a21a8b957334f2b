//! Every query about reports: what is counted and finished here, edges in `load`, the whole in [`read`], printed ones in
//! [`prints`].

mod load;
pub mod prints;
pub mod read;

use std::collections::HashSet;

use chrono::TimeDelta;
use entities::{
    AuthorKind, CommentOrigin, CommentState, ConsultationId, ConsultationStage, Happening, LetterKind, Locale,
    ReportId, ReportNumbers, act_version, comment, consultation, consultation_report, consultation_session,
    official_answer,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LockType};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect, Select, Set, Unchanged,
};

pub use self::load::{ReportLoader, ReportOf, Unanswered};
use super::rules::{Alike, Obstacle, Unpublished, Voices, Words, numbers, obstacles};
use crate::comments::types::{hold_log, record_report};
use crate::consultations::types::Consultation;
use crate::error::Error;
use crate::mail::NewLetter;
use crate::scope::{As, Scope, Tx};
use crate::viewer::Moderator;

/// After so long nobody is told any more that a report is there.
const TOLD_WITHIN: TimeDelta = TimeDelta::days(7);

/// A consultation of a desk, with the proof that whoever asks moderates there.
///
/// # Errors
/// There is none at his desks; or there is one and it is not his office.
pub async fn of_mine(scope: &Scope, id: ConsultationId) -> Result<(As<Moderator>, consultation::Model), Error> {
    let mut refused = None;
    for (home, held) in scope.offices::<Moderator>()? {
        match held {
            Ok(proof) => {
                let this = proof.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
                if let Some(row) = this.one(scope.reader()).await? {
                    return Ok((proof, row));
                }
            }
            // That it is there he may know, if he works there.
            Err(error) => {
                let Ok(official) = scope.acting::<crate::viewer::Official>(home) else { continue };
                let this = official.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
                if this.one(scope.reader()).await?.is_some() {
                    refused = Some(error);
                }
            }
        }
    }
    Err(refused.unwrap_or_else(|| Error::NotFound("There is no such consultation at your desk.".into())))
}

/// What is counted of a consultation now: the same few statements however much was said.
///
/// # Errors
/// The database fails.
pub async fn count(
    moderator: &As<Moderator>,
    db: &impl ConnectionTrait,
    of: ConsultationId,
) -> Result<ReportNumbers, Error> {
    use comment::Column;

    let comments = || moderator.find::<comment::Entity>().filter(Column::ConsultationId.eq(of));
    let alike = [Column::State, Column::StateReason, Column::Origin, Column::AuthorKind];
    let mut select: Select<comment::Entity> =
        comments().select_only().columns(alike).column(official_answer::Column::Disposition);
    let answer =
        Expr::col((official_answer::Entity, official_answer::Column::Id)).equals((comment::Entity, Column::AnswerId));
    QuerySelect::query(&mut select).left_join(official_answer::Entity, answer);
    let select = alike.into_iter().fold(select, QuerySelect::group_by);
    let select = select.group_by(official_answer::Column::Disposition).expr_as(Column::Id.count(), "so_many");
    let rows: Vec<(_, _, _, _, _, i64)> = select.into_tuple().all(db).await?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(state, reason, origin, author, disposition, count)| Alike {
            state,
            reason,
            origin,
            author,
            disposition,
            count,
        })
        .collect();
    // What is not the case is nothing, and nothing is not counted. The same address in other capitals is the same mailbox.
    // From where something came that an official entered only he says: nobody there has confirmed it.
    let online = || Column::Origin.eq(CommentOrigin::Online);
    let confirmed = || Column::EmailConfirmedAt.is_not_null().and(Column::Email.is_not_null()).and(online());
    // Whoever is forgotten has no name that is read any more, and counts as one by himself.
    let for_one = || Column::AuthorKind.eq(AuthorKind::Organisation);
    let named = Expr::case(for_one().and(Column::ErasedAt.is_not_null()), Expr::col(Column::Code));
    let named = named.case(for_one(), Expr::col(Column::AuthorName));
    let address = Expr::case(confirmed(), Func::lower(Expr::col(Column::Email)));
    let none = Expr::case(confirmed().not(), 1);
    let voices = comments()
        .filter(Column::State.eq(CommentState::Published))
        .select_only()
        .expr_as(Expr::expr(named).count_distinct(), "organisations")
        .expr_as(Expr::expr(address).count_distinct(), "addresses")
        .expr_as(Expr::expr(none).count(), "without_address");
    let voices: Option<(i64, i64, i64)> = voices.into_tuple().one(db).await?;
    let (organisations, addresses, without_address) = voices.unwrap_or_default();
    let voices = Voices { organisations, addresses, without_address };
    let sessions = moderator.find::<consultation_session::Entity>();
    let sessions = sessions.filter(consultation_session::Column::ConsultationId.eq(of));
    let sessions = sessions.select_only().column(consultation_session::Column::Attendance);
    let sessions: Vec<Option<i32>> = sessions.into_tuple().all(db).await?;
    Ok(numbers(&rows, voices, &sessions))
}

/// What was written of a consultation and never published.
///
/// # Errors
/// The database fails.
pub async fn unpublished(
    moderator: &As<Moderator>,
    db: &impl ConnectionTrait,
    of: &consultation::Model,
) -> Result<Unpublished, Error> {
    let texts = moderator.find::<act_version::Entity>().filter(act_version::Column::ConsultationId.eq(of.id));
    let texts = texts.filter(act_version::Column::PublishedAt.is_null()).count(db).await?;
    Ok(Unpublished { changes: of.pending.is_some(), texts: i64::try_from(texts).map_err(Error::internal)? })
}

/// Finishes a consultation with its report, and records that in its log, unless something stands in the way: then that, and
/// nothing is changed.
///
/// # Errors
/// It is not as it was read, or the database fails.
pub async fn finish(
    tx: &Tx<Moderator>,
    (id, version): (ConsultationId, i32),
    words: Words,
) -> Result<Result<consultation::Model, Vec<Obstacle>>, Error> {
    let held = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
    // Its key is not changed, so whoever adds to its log, which comes next here, does not wait for this.
    let held = held.lock(LockType::NoKeyUpdate);
    let held = held.one(tx.connection()).await?;
    let mut row = held.ok_or_else(|| Error::NotFound("There is no such consultation at your desk.".into()))?;
    if row.version != version {
        return Err(Error::Conflict);
    }
    // Whoever decides about a comment or answers it adds to the log, and whoever supports one holds it: from here on nobody
    // does, until this is over.
    let mut log = hold_log(tx, row.municipality_id, id).await?;
    let numbers = count(tx.proof(), tx.connection(), id).await?;
    let unpublished = unpublished(tx.proof(), tx.connection(), &row).await?;
    let in_the_way = obstacles(row.stage, Consultation::status_of(&row, tx.now()), &numbers, unpublished);
    if !in_the_way.is_empty() {
        return Ok(Err(in_the_way));
    }
    let report = consultation_report::Model {
        id: ReportId::new(),
        municipality_id: row.municipality_id,
        consultation_id: id,
        summary: words.summary,
        changes: words.changes,
        signed_by: words.signed_by,
        numbers,
        log_size: log.size(),
        made_at: tx.now(),
        made_by: tx.actor(),
    };
    record_report(tx, &mut log, &report).await?;
    tx.insert(report.into_active_model()).await?;
    (row.stage, row.version) = (ConsultationStage::Finished, row.version + 1);
    (row.saved_at, row.saved_by) = (tx.now(), tx.actor());
    tx.update(consultation::ActiveModel {
        id: Unchanged(id),
        stage: Set(row.stage),
        version: Set(row.version),
        saved_at: Set(row.saved_at),
        saved_by: Set(row.saved_by),
        ..Default::default()
    })
    .await?;
    tx.emit(Happening::ConsultationFinished, row.municipality_id, id);
    tell(tx, &row).await?;
    Ok(Ok(row))
}

/// Posts a letter to everybody who has confirmed an address: one to each, however much he has said. With that every address is
/// forgotten, also those that nobody confirmed: whoever gave his was told so.
async fn tell(tx: &Tx<Moderator>, of: &consultation::Model) -> Result<(), Error> {
    use comment::Column;

    let left = tx.find::<comment::Entity>().filter(Column::ConsultationId.eq(of.id));
    let left = left.filter(Column::Email.is_not_null()).filter(Column::EmailConfirmedAt.is_not_null());
    let left = left.select_only().column(Column::Email).column(Column::Locale).column(Column::ReadIn);
    // In what he read when he wrote last.
    let left = left.order_by_desc(Column::ReceivedAt).order_by_asc(Column::Id);
    let left: Vec<(String, Locale, Option<Locale>)> = left.into_tuple().all(tx.connection()).await?;
    let mut told = HashSet::new();
    for (address, written, read) in left {
        // The same in other capitals is the same mailbox.
        if !told.insert(address.to_lowercase()) {
            continue;
        }
        let Ok(to) = address.parse() else { continue };
        tx.post(NewLetter {
            kind: LetterKind::Report,
            to,
            locale: read.unwrap_or(written),
            municipality: Some(of.municipality_id),
            subject: Some(of.id.0),
            useless_after: tx.now() + TOLD_WITHIN,
            not_before: None,
        });
    }
    let there = Condition::all().add(Column::ConsultationId.eq(of.id)).add(Column::Email.is_not_null());
    let forgotten = comment::ActiveModel {
        email: Set(None),
        email_confirmed_at: Set(None),
        // With the address goes what would confirm it.
        secret_hash: Set(None),
        ..Default::default()
    };
    tx.change::<comment::Entity, _>(there, forgotten, []).await?;
    Ok(())
}
