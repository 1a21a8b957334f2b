//! Every query about comments: public reading here, what whoever comments does in [`save`], what officials look through in
//! [`queue`] and decide in [`settle`] and [`masses`], the log in [`log`] and as a file in [`lines`], the texts of acts that stand in it in
//! [`texts`], what else was published in [`facts`], the reports in [`reports`], the server's key in [`keys`], that of a
//! consultation in [`voice_key`].

pub mod answers;
mod count;
pub mod covered;
pub mod facts;
pub mod forgetting;
pub mod held;
pub mod keys;
pub mod lines;
mod load;
pub mod log;
pub mod masses;
mod prints;
pub mod queue;
pub mod reports;
pub mod save;
pub mod settle;
pub mod texts;
pub mod voice_key;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    AnchorId, AnchorKey, CommentId, CommentOrigin, CommentState, ConsultationId, ConsultationStage, MunicipalityId,
    act_anchor, comment, comment_count, comment_revision, consultation, official_answer,
};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select,
};

pub(crate) use self::load::fill_comments;
pub use self::load::{
    Alike, AnswerOf, CommentLoader, FlagsOf, PartOf, RepliesTo, RevisionsOf, SaidFor, ToldOf, VersionOf, Which,
};
use super::rules::export::Told;
use super::rules::receipt::Recorded;
use crate::error::Error;
use crate::mail::Address;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Scope, Tx};
use crate::viewer::{Moderator, Opens};

/// For so long one letter about what was entered is enough.
const JUST_NOW: TimeDelta = TimeDelta::hours(1);

/// What a list of comments is narrowed to.
#[derive(Clone, Copy, Debug)]
pub struct Criteria {
    /// On this consultation.
    pub consultation: ConsultationId,
    /// About this part, in whatever version of the act.
    pub part: Option<AnchorKey>,
    /// Answered by the municipality, or not.
    pub answered: Option<bool>,
    /// What replies to this comment; else what replies to none.
    pub reply_to: Option<CommentId>,
}

/// The order of a list of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentOrder {
    /// As they came.
    Oldest,
    /// The last that came first.
    Newest,
    /// Those that most support first.
    MostSupported,
}

impl CommentOrder {
    /// Its name in cursors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::MostSupported => "supports",
        }
    }

    const fn sort(self) -> Sort<comment::Column> {
        let (key, descending) = match self {
            Self::Oldest => (comment::Column::ReceivedAt, false),
            Self::Newest => (comment::Column::ReceivedAt, true),
            Self::MostSupported => (comment::Column::Supports, true),
        };
        Sort { key, id: comment::Column::Id, descending }
    }

    /// Where a comment stands in this order.
    #[must_use]
    pub fn cursor(self, row: &comment::Model) -> Cursor {
        let key = match self {
            Self::Oldest | Self::Newest => row.received_at.to_rfc3339(),
            Self::MostSupported => row.supports.to_string(),
        };
        Cursor { order: self.name().into(), key, id: row.id.0 }
    }

    fn key(self, key: &str) -> Option<Expr> {
        Some(match self {
            Self::Oldest | Self::Newest => Expr::value(key.parse::<DateTime<Utc>>().ok()?),
            Self::MostSupported => Expr::value(key.parse::<i32>().ok()?),
        })
    }
}

/// The consultation with this id, if anybody may read it.
///
/// # Errors
/// There is none, or the database fails.
pub async fn consultation(scope: &Scope, id: ConsultationId) -> Result<consultation::Model, Error> {
    let select = scope.published::<consultation::Entity>().filter(consultation::Column::Id.eq(id));
    let found = select.one(scope.reader()).await?;
    found.ok_or_else(|| Error::NotFound("There is no such consultation.".into()))
}

/// The part of an act with this id, if it is one of this consultation that anybody may read.
///
/// # Errors
/// There is none, or the database fails.
pub async fn part(scope: &Scope, of: ConsultationId, id: AnchorId) -> Result<act_anchor::Model, Error> {
    let select = scope.published_beneath::<act_anchor::Entity>().filter(act_anchor::Column::Id.eq(id));
    let found = select.filter(act_anchor::Column::ConsultationId.eq(of)).one(scope.reader()).await?;
    found.ok_or_else(|| Error::NotFound("There is no such part of an act in this consultation.".into()))
}

/// The part of an act that has this key, as it stands in each text that anybody may read.
///
/// # Errors
/// The database fails.
pub async fn parts(scope: &Scope, of: ConsultationId, key: AnchorKey) -> Result<Vec<act_anchor::Model>, Error> {
    let select = scope.published_beneath::<act_anchor::Entity>().filter(act_anchor::Column::ConsultationId.eq(of));
    Ok(select.filter(act_anchor::Column::Key.eq(key)).all(scope.reader()).await?)
}

/// The comment of a consultation with this id, if anybody may read it.
///
/// # Errors
/// There is none, or the database fails.
pub async fn comment(scope: &Scope, of: ConsultationId, id: CommentId) -> Result<comment::Model, Error> {
    let select = scope.published_beneath::<comment::Entity>().filter(comment::Column::Id.eq(id));
    let found = select.filter(comment::Column::ConsultationId.eq(of)).one(scope.reader()).await?;
    found.ok_or_else(|| Error::NotFound("There is no such comment in this consultation.".into()))
}

/// The comment with this id, if anybody may read it.
///
/// # Errors
/// The database fails.
pub async fn published(scope: &Scope, id: CommentId) -> Result<Option<comment::Model>, Error> {
    let select = scope.published_beneath::<comment::Entity>().filter(comment::Column::Id.eq(id));
    Ok(select.one(scope.reader()).await?)
}

/// The newest answers of a consultation that stand under a comment which anybody may read.
///
/// # Errors
/// The database fails.
pub async fn newest_answers(
    scope: &Scope,
    of: ConsultationId,
    most: u64,
) -> Result<Vec<official_answer::Model>, Error> {
    let under = scope.published_beneath::<comment::Entity>();
    let under = under.filter(comment::Column::ConsultationId.eq(of)).filter(comment::Column::AnswerId.is_not_null());
    let under = under.select_only().column(comment::Column::AnswerId).into_query();
    let select = scope.published_beneath::<official_answer::Entity>();
    let select = select.filter(official_answer::Column::ConsultationId.eq(of));
    let select = select.filter(official_answer::Column::Id.in_subquery(under));
    let select = select.order_by_desc(official_answer::Column::AnsweredAt).order_by_desc(official_answer::Column::Id);
    Ok(select.limit(most).all(scope.reader()).await?)
}

/// The comment with this id, for whoever moderates it.
///
/// # Errors
/// There is none at his desks; or there is one and it is not his office.
pub async fn at_a_desk(scope: &Scope, id: CommentId) -> Result<comment::Model, Error> {
    let this = Condition::all().add(comment::Column::Id.eq(id));
    let found = scope.of_mine::<Moderator, comment::Entity>(this).await?;
    found.map(|(_, row)| row).ok_or_else(|| Error::NotFound("There is no such comment at your desk.".into()))
}

/// The comment whose receipt has this code. Whoever has the code may know what became of it.
///
/// # Errors
/// The database fails.
pub async fn by_code(scope: &Scope, code: &str) -> Result<Option<comment::Model>, Error> {
    Ok(scope.by_receipt(code).one(scope.reader()).await?)
}

/// The comment whose address this secret confirms.
///
/// # Errors
/// The database fails.
pub async fn by_secret(scope: &Scope, secret: &str) -> Result<Option<comment::Model>, Error> {
    Ok(scope.by_secret(secret).one(scope.reader()).await?)
}

/// So many comments one press confirms at most, beside the one that its letter is about.
pub const MOST_BESIDE: u64 = 100;

/// What else waits for whoever has the letter with this secret, the oldest first.
///
/// # Errors
/// The database fails.
pub async fn waiting_for(scope: &Scope, secret: &str) -> Result<Vec<comment::Model>, Error> {
    let Some(row) = by_secret(scope, secret).await? else { return Ok(Vec::new()) };
    let Some(email) = &row.email else { return Ok(Vec::new()) };
    Ok(beside(scope.named_like(&row, secret), &row, email).limit(MOST_BESIDE).all(scope.reader()).await?)
}

/// What opens the entry that a receipt is of; none where it was erased.
///
/// # Errors
/// The database fails.
pub async fn recorded(scope: &Scope, row: &comment::Model) -> Result<Option<Recorded>, Error> {
    let first = scope.first_text(&row.code).one(scope.reader()).await?;
    let told = |salt: Option<String>, text: Option<String>| Some(Told { salt: salt?, text: text? });
    Ok(first.and_then(|first| {
        Some(Recorded { author: told(first.author_salt, first.author)?, content: told(first.salt, first.content)? })
    }))
}

/// The comment with this id, where an official has entered it before.
///
/// # Errors
/// The database fails.
pub async fn entered(tx: &Tx<Moderator>, id: CommentId) -> Result<Option<comment::Model>, Error> {
    let select = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(id));
    Ok(select.one(tx.connection()).await?)
}

/// Whether something was entered in a consultation within the last hour that came from this address by e-mail: a letter has just
/// said so.
///
/// # Errors
/// The database fails.
pub async fn told_just_now(tx: &Tx<Moderator>, of: ConsultationId, address: &Address) -> Result<bool, Error> {
    let its = tx.find::<comment::Entity>().filter(comment::Column::ConsultationId.eq(of));
    let its = its.filter(comment::Column::Email.eq(address.as_str()));
    let its = its.filter(comment::Column::Origin.eq(CommentOrigin::Email));
    Ok(its.filter(comment::Column::ReceivedAt.gt(tx.now() - JUST_NOW)).count(tx.connection()).await? > 0)
}

/// Comments in a municipality that wait for whoever reads the letters to this address. None waits on what has its report or was
/// cancelled: nothing is decided there any more.
#[must_use]
pub fn waits_for(municipality: MunicipalityId, address: &str) -> Condition {
    let over = consultation::Column::Stage.is_in([ConsultationStage::Finished, ConsultationStage::Cancelled]);
    let over = Query::select()
        .column(consultation::Column::Id)
        .from(consultation::Entity)
        .and_where(consultation::Column::MunicipalityId.eq(municipality))
        .and_where(over)
        .to_owned();
    Condition::all()
        .add(comment::Column::MunicipalityId.eq(municipality))
        .add(comment::Column::Email.eq(address))
        .add(comment::Column::EmailConfirmedAt.is_null())
        .add(comment::Column::State.ne(CommentState::Withdrawn))
        .add(comment::Column::ConsultationId.not_in_subquery(over))
}

/// What else waits in its municipality for whoever has shown that the address of this comment is his, the oldest first.
///
/// # Errors
/// The database fails.
pub async fn waiting_beside<R>(tx: &Tx<R>, row: &comment::Model, most: u64) -> Result<Vec<comment::Model>, Error>
where
    R: Opens<comment::Entity>,
{
    let Some(email) = &row.email else { return Ok(Vec::new()) };
    Ok(beside(tx.find(), row, email).limit(most).all(tx.connection()).await?)
}

/// Of these what waits for the address of a comment beside it, the oldest first.
fn beside(some: Select<comment::Entity>, row: &comment::Model, email: &str) -> Select<comment::Entity> {
    some.filter(waits_for(row.municipality_id, email))
        .filter(comment::Column::Id.ne(row.id))
        .order_by_asc(comment::Column::ReceivedAt)
        .order_by_asc(comment::Column::Id)
}

/// How many comments of a confirmed address can be read in a municipality.
///
/// # Errors
/// The database fails.
pub async fn published_of<R>(tx: &Tx<R>, row: &comment::Model) -> Result<u64, Error>
where
    R: Opens<comment::Entity>,
{
    let Some(email) = &row.email else { return Ok(0) };
    let select = tx.find::<comment::Entity>().filter(comment::Column::MunicipalityId.eq(row.municipality_id));
    let select =
        select.filter(comment::Column::Email.eq(email)).filter(comment::Column::State.eq(CommentState::Published));
    Ok(select.filter(comment::Column::EmailConfirmedAt.is_not_null()).count(tx.connection()).await?)
}

/// Whether an official has covered something of a comment that nobody has erased: then one of its texts has nobody who wrote it.
///
/// # Errors
/// The database fails.
pub async fn was_covered<R>(tx: &Tx<R>, id: CommentId) -> Result<bool, Error>
where
    R: Opens<comment_revision::Entity>,
{
    let its = tx.find::<comment_revision::Entity>().filter(comment_revision::Column::CommentId.eq(id));
    let made = its.filter(comment_revision::Column::AuthorSalt.is_null());
    Ok(made.count(tx.connection()).await? > 0)
}

/// A page of comments that are no replies, or of the replies to one.
///
/// # Errors
/// The cursor is damaged, or the database fails.
pub async fn list(
    scope: &Scope,
    criteria: &Criteria,
    order: CommentOrder,
    page: &Page,
) -> Result<Slice<comment::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let select = scope.standing().filter(comment::Column::ConsultationId.eq(criteria.consultation));
    let mut select = select.filter(match criteria.reply_to {
        Some(to) => comment::Column::ParentId.eq(to),
        None => comment::Column::ParentId.is_null(),
    });
    if let Some(part) = criteria.part {
        select = select.filter(comment::Column::AnchorKey.eq(part));
    }
    match criteria.answered {
        Some(true) => select = select.filter(comment::Column::AnswerId.is_not_null()),
        Some(false) => select = select.filter(comment::Column::AnswerId.is_null()),
        None => {}
    }
    let select = page.select(select, order.sort(), |key| order.key(key))?;
    Ok(page.slice(select.all(scope.reader()).await?))
}

/// How many comments can be read and are answered, by part.
///
/// # Errors
/// The database fails.
pub async fn counts(scope: &Scope, of: ConsultationId) -> Result<Vec<comment_count::Model>, Error> {
    let select = scope.published_beneath::<comment_count::Entity>();
    let select =
        select.filter(comment_count::Column::ConsultationId.eq(of)).filter(comment_count::Column::Published.gt(0));
    Ok(select.order_by_asc(comment_count::Column::AnchorKey).all(scope.reader()).await?)
}

/// The proof that whoever asks moderates the comment with this id.
///
/// # Errors
/// There is none at his desks; or there is one and it is not his office.
pub async fn of_mine(scope: &Scope, id: CommentId) -> Result<As<Moderator>, Error> {
    let this = Condition::all().add(comment::Column::Id.eq(id));
    let found = scope.of_mine::<Moderator, comment::Entity>(this).await?;
    found
        .map(|(moderator, _)| moderator)
        .ok_or_else(|| Error::NotFound("There is no such comment at your desk.".into()))
}
