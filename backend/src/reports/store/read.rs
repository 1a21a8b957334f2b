//! A report as a whole, of one instant. Of each comment first so little is read that 200,000 of them fit into memory: which it
//! is and where it stands. Then they are read some at a time, in their order.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use entities::{
    ActVersionId, AnchorId, AnchorKey, AnswerId, CommentId, ConsultationDocumentRole, ConsultationId, LocalisedText,
    MunicipalityId, ReportNumbers, act_anchor, act_version, comment, consultation, consultation_act,
    consultation_channel, consultation_document, consultation_report, consultation_session, log_head, official_answer,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::config::PrintLimits;
use crate::db::padded;
use crate::error::Error;
use crate::reports::rules::order::{Part, Section, Short, Version, sections};
use crate::reports::rules::volumes::Volumes;
use crate::scope::{As, Scope};
use crate::viewer::Moderator;

/// So many comments are in memory at once.
const AT_ONCE: usize = 200;

/// What a report is made of, but for the comments themselves.
#[derive(Clone, Debug)]
pub struct Told {
    /// The consultation.
    pub consultation: consultation::Model,
    /// Its report; none of one that is looked at before it is made.
    pub report: Option<consultation_report::Model>,
    /// What was counted.
    pub numbers: ReportNumbers,
    /// The drafts that were consulted on, in their order.
    pub acts: Vec<Act>,
    /// The ways beside the form, in their order.
    pub channels: Vec<consultation_channel::Model>,
    /// The acts that were adopted in the end, as far as that was told.
    pub adopted: Vec<consultation_document::Model>,
    /// Where people met, in their order.
    pub meetings: Vec<consultation_session::Model>,
    /// What is told, in order.
    pub sections: Vec<Section>,
    /// Of what it was made: as long as this is the same, so is the report.
    pub made_of: String,
    /// How many entries the log has: with each step it grows, and with whatever is forgotten.
    pub log_size: i64,
}

impl Told {
    /// How many comments are told of.
    #[must_use]
    pub fn comments(&self) -> usize {
        self.sections.iter().map(|section| section.comments.len()).sum()
    }
}

/// A draft that was consulted on.
#[derive(Clone, Debug)]
pub struct Act {
    /// What it is called.
    pub row: consultation_act::Model,
    /// The text that holds; none where its text was not published here.
    pub version: Option<act_version::Model>,
}

/// A comment in a report.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its number in the report, from 1.
    pub number: usize,
    /// Which section it stands in.
    pub section: usize,
    /// How many others it stands under.
    pub depth: u8,
    /// The comment.
    pub row: comment::Model,
    /// What the municipality says to it.
    pub answer: Option<Arc<official_answer::Model>>,
}

/// Whose report is read.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// One that is there: anybody may.
    Finished,
    /// One that is still to be made, for whoever would make it.
    Draft(&'a As<Moderator>),
}

/// Reads a report from beginning to end. It keeps a connection until it is dropped.
#[derive(Debug)]
pub struct Reading {
    scope: Scope,
    db: DatabaseTransaction,
    /// What was read first.
    pub told: Arc<Told>,
    /// Section, depth and id of every comment that is still to be read, last first.
    left: Vec<(usize, u8, CommentId)>,
    number: usize,
}

impl Reading {
    /// Begins to read.
    ///
    /// # Errors
    /// There is no such report, or the database fails.
    pub async fn begin(scope: Scope, at: MunicipalityId, id: ConsultationId, of: Of<'_>) -> Result<Self, Error> {
        let db = scope.snapshot().await?;
        let told = told(&scope, &db, (at, id), of).await?;
        let comments = told
            .sections
            .iter()
            .enumerate()
            .flat_map(|(at, section)| section.comments.iter().map(move |(id, depth)| (at, *depth, *id)));
        let mut left: Vec<_> = comments.collect();
        left.reverse();
        Ok(Self { scope, db, told: Arc::new(told), left, number: 0 })
    }

    /// How the report is divided for print.
    ///
    /// # Errors
    /// The database fails.
    pub async fn volumes(&self, most: PrintLimits) -> Result<Volumes, Error> {
        let lengths = lengths(&self.scope, &self.db, self.told.consultation.id).await?;
        let order = self.told.sections.iter().flat_map(|section| &section.comments);
        let order: Vec<_> = order.map(|(id, _)| lengths.get(id).copied().unwrap_or_default()).collect();
        Ok(Volumes::of(&order, most))
    }

    /// Reads these comments alone, counted from nought. To be said before any is read.
    pub fn only(&mut self, some: &Range<usize>) {
        // The last stands first here.
        let all = self.left.len();
        self.left.truncate(all.saturating_sub(some.start));
        self.left.drain(..all.saturating_sub(some.end).min(self.left.len()));
        self.number = some.start;
    }

    /// The next comments, some at a time; none after the last.
    ///
    /// # Errors
    /// The database fails.
    pub async fn next(&mut self) -> Result<Vec<Said>, Error> {
        let from = self.left.len().saturating_sub(AT_ONCE);
        let some: Vec<_> = self.left.split_off(from).into_iter().rev().collect();
        if some.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = some.iter().map(|(_, _, id)| *id).collect();
        let rows = self.scope.published_beneath::<comment::Entity>();
        let rows = rows.filter(comment::Column::Id.is_in(padded(&ids))).all(&self.db).await?;
        let mut answers: Vec<AnswerId> = rows.iter().filter_map(|row| row.answer_id).collect();
        answers.sort_unstable();
        answers.dedup();
        let answers = self.answers(&answers).await?;
        let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
        let said = some.into_iter().filter_map(|(section, depth, id)| {
            let row = rows.remove(&id)?;
            self.number += 1;
            let answer = row.answer_id.and_then(|id| answers.get(&id)).cloned();
            Some(Said { number: self.number, section, depth, row, answer })
        });
        Ok(said.collect())
    }

    async fn answers(&self, ids: &[AnswerId]) -> Result<HashMap<AnswerId, Arc<official_answer::Model>>, Error> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self.scope.published_beneath::<official_answer::Entity>();
        let rows = rows.filter(official_answer::Column::Id.is_in(padded(ids))).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
    }
}

async fn told(
    scope: &Scope,
    db: &DatabaseTransaction,
    (at, id): (MunicipalityId, ConsultationId),
    of: Of<'_>,
) -> Result<Told, Error> {
    let none = || Error::NotFound("There is no such report.".into());
    let found = scope.published_in::<consultation::Entity>(at).filter(consultation::Column::Id.eq(id));
    let consultation = found.one(db).await?.ok_or_else(none)?;
    let report = scope.published_beneath::<consultation_report::Entity>();
    let report = report.filter(consultation_report::Column::ConsultationId.eq(id)).one(db).await?;
    let numbers = match (&report, of) {
        (Some(report), _) => report.numbers.clone(),
        (None, Of::Draft(moderator)) => super::count(moderator, db, id).await?,
        (None, Of::Finished) => return Err(none()),
    };
    let meetings = scope.published_beneath::<consultation_session::Entity>();
    let meetings = meetings.filter(consultation_session::Column::ConsultationId.eq(id));
    let meetings = meetings.order_by_asc(consultation_session::Column::StartsAt).all(db).await?;
    let channels = scope.published_beneath::<consultation_channel::Entity>();
    let channels = channels.filter(consultation_channel::Column::ConsultationId.eq(id));
    let channels = channels.order_by_asc(consultation_channel::Column::Position).all(db).await?;
    let adopted = scope.published_beneath::<consultation_document::Entity>();
    let adopted = adopted
        .filter(consultation_document::Column::ConsultationId.eq(id))
        .filter(consultation_document::Column::Role.eq(ConsultationDocumentRole::Adopted));
    let adopted = adopted.order_by_asc(consultation_document::Column::Position).all(db).await?;
    let parts = parts(scope, db, id).await?;
    let (versions, acts) = versions(scope, db, id).await?;
    let sections = sections(&shorts(scope, db, id).await?, &parts, &versions);
    let (log_size, made_of) = made_of(scope, db, id).await?;
    let made_of = format!("{}.{made_of}", consultation.version);
    Ok(Told { consultation, report, numbers, acts, channels, adopted, meetings, sections, made_of, log_size })
}

/// Every comment that everybody can read, as they came.
async fn shorts(scope: &Scope, db: &DatabaseTransaction, of: ConsultationId) -> Result<Vec<Short>, Error> {
    use comment::Column;

    let all = scope.published_beneath::<comment::Entity>().filter(Column::ConsultationId.eq(of));
    let all = all.order_by_asc(Column::ReceivedAt).order_by_asc(Column::Id);
    let all = all.select_only().columns([Column::Id, Column::AnchorKey, Column::ParentId]);
    let rows: Vec<(CommentId, Option<AnchorKey>, Option<CommentId>)> = all.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, part, reply_to)| Short { id, part, reply_to }).collect())
}

async fn parts(scope: &Scope, db: &DatabaseTransaction, of: ConsultationId) -> Result<Vec<Part>, Error> {
    use act_anchor::Column;

    type Row = (AnchorId, AnchorKey, ActVersionId, Option<AnchorId>, i32, Option<LocalisedText>, Option<LocalisedText>);
    let all = scope.published_beneath::<act_anchor::Entity>().filter(Column::ConsultationId.eq(of));
    let all = all.select_only().columns([
        Column::Id,
        Column::Key,
        Column::VersionId,
        Column::ParentId,
        Column::Position,
        Column::Label,
        Column::Heading,
    ]);
    let rows: Vec<Row> = all.into_tuple().all(db).await?;
    let part = |(id, key, version, parent, position, label, heading)| Part {
        id,
        key,
        version,
        parent,
        position,
        label,
        heading,
    };
    Ok(rows.into_iter().map(part).collect())
}

/// Every text of the acts, and the acts with those that hold.
async fn versions(
    scope: &Scope,
    db: &DatabaseTransaction,
    of: ConsultationId,
) -> Result<(Vec<Version>, Vec<Act>), Error> {
    let acts = scope.published_beneath::<consultation_act::Entity>();
    let acts = acts.filter(consultation_act::Column::ConsultationId.eq(of));
    let acts = acts.order_by_asc(consultation_act::Column::Position).all(db).await?;
    let rows = scope.published_beneath::<act_version::Entity>();
    let rows = rows.filter(act_version::Column::ConsultationId.eq(of)).all(db).await?;
    let version = |row: &act_version::Model| {
        let act = acts.iter().find(|act| act.id == row.act_id)?;
        let current = rows.iter().all(|other| other.act_id != row.act_id || other.number <= row.number);
        let act_title = (acts.len() > 1).then(|| act.title.clone());
        Some(Version { id: row.id, act: act.position, act_title, number: row.number, current })
    };
    let versions = rows.iter().filter_map(version).collect();
    let newest = |act: &consultation_act::Model| {
        let its = rows.iter().filter(|row| row.act_id == act.id);
        its.max_by_key(|row| row.number).cloned()
    };
    let acts = acts.iter().map(|act| Act { row: act.clone(), version: newest(act) }).collect();
    Ok((versions, acts))
}

/// How long each comment that everybody can read is with its answer, in bytes.
async fn lengths(
    scope: &Scope,
    db: &DatabaseTransaction,
    of: ConsultationId,
) -> Result<HashMap<CommentId, usize>, Error> {
    let bytes = |text: Expr| Expr::expr(Func::cust("octet_length").arg(text)).cast_as("bigint");
    let answers = scope.published_beneath::<official_answer::Entity>();
    let answers = answers.filter(official_answer::Column::ConsultationId.eq(of)).select_only();
    let reason = official_answer::Column::Reason.into_expr().cast_as("text");
    let answers = answers.column(official_answer::Column::Id).expr_as(bytes(reason), "bytes").into_tuple();
    let answers: HashMap<AnswerId, i64> = answers.all(db).await?.into_iter().collect();
    let all = scope.published_beneath::<comment::Entity>().filter(comment::Column::ConsultationId.eq(of));
    let all = all.select_only().columns([comment::Column::Id, comment::Column::AnswerId]);
    let all = all.expr_as(bytes(comment::Column::Text.into_expr()), "bytes").into_tuple();
    let all: Vec<(CommentId, Option<AnswerId>, Option<i64>)> = all.all(db).await?;
    let one = |(id, answer, text): (CommentId, Option<AnswerId>, Option<i64>)| {
        let answer = answer.and_then(|id| answers.get(&id)).copied().unwrap_or_default();
        (id, usize::try_from(text.unwrap_or_default() + answer).unwrap_or_default())
    };
    Ok(all.into_iter().map(one).collect())
}

/// What changes with what is said in a consultation, and how long the log is: every step is an entry of it, but for what is erased.
async fn made_of(scope: &Scope, db: &DatabaseTransaction, of: ConsultationId) -> Result<(i64, String), Error> {
    use comment::Column;

    let head = scope.published_beneath::<log_head::Entity>();
    let head = head.filter(log_head::Column::ConsultationId.eq(of)).one(db).await?;
    let all = scope.published_beneath::<comment::Entity>().filter(Column::ConsultationId.eq(of));
    let all = all
        .select_only()
        .expr_as(Column::Id.count(), "so_many")
        .expr_as(Expr::col(Column::Revision).sum().cast_as("bigint"), "texts")
        .expr_as(Column::ErasedAt.count(), "erased")
        .expr_as(Column::ErasedAt.max(), "last");
    type Row = (i64, Option<i64>, i64, Option<chrono::DateTime<chrono::Utc>>);
    let counted: Option<Row> = all.into_tuple().one(db).await?;
    let (comments, texts, erased, last) = counted.unwrap_or_default();
    let (size, texts) = (head.map_or(0, |head| head.size), texts.unwrap_or_default());
    let last = last.map_or(0, |at| at.timestamp_micros());
    Ok((size, format!("{size}.{comments}.{texts}.{erased}.{last}")))
}
