//! What officials look through: comments of all states, narrowed to what one looks for.

use chrono::{DateTime, Utc};
use entities::{
    AnchorKey, CommentId, CommentState, ConsultationId, Signal, Signals, comment, comment_band, comment_flag,
    comment_revision,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, Query};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};

use super::CommentOrder;
use crate::comments::rules::pile::{OF_MASSES, OF_PEOPLE, OF_PROGRAMS, Pile, Wants};
use crate::error::Error;
use crate::page::{Page, Slice};
use crate::scope::{As, Scope};
use crate::viewer::Moderator;

/// The order of the desk's queue: as comments came.
pub const ORDER: CommentOrder = CommentOrder::Oldest;

/// What the desk's comments are narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// On this consultation.
    pub of: Option<ConsultationId>,
    /// In this pile.
    pub pile: Option<Pile>,
    /// In this state.
    pub state: Option<CommentState>,
    /// About this part, in whatever version of the act.
    pub part: Option<AnchorKey>,
    /// Answered by the municipality, or not.
    pub answered: Option<bool>,
    /// Those that say nearly the same as this one, on its own consultation.
    pub like: Option<CommentId>,
    /// Those that carry one of these; all where there is none.
    pub signals: Vec<Signal>,
    /// Those that carry something, and nothing that only programs or masses leave.
    pub perhaps_people: bool,
    /// Those that stood there at this instant, with the text that they have.
    pub as_of: Option<DateTime<Utc>>,
}

/// A page of the desk's comments, replies among them.
///
/// # Errors
/// The cursor is damaged, or the database fails.
pub async fn page(
    scope: &Scope,
    moderator: &As<Moderator>,
    queue: Queue,
    page: &Page,
) -> Result<Slice<comment::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let wanted = wanted(scope.reader(), moderator, queue).await?;
    let select = moderator.find::<comment::Entity>().filter(wanted);
    let select = page.select(select, ORDER.sort(), |key| ORDER.key(key))?;
    Ok(page.slice(select.all(scope.reader()).await?))
}

/// How many of the desk's comments there are of each kind, by what is odd about how they came. There are few kinds, however
/// many comments there are.
///
/// # Errors
/// The database fails.
pub async fn kinds(scope: &Scope, moderator: &As<Moderator>, queue: Queue) -> Result<Vec<(Signals, i64)>, Error> {
    use comment::Column::{Id, Signals};

    let wanted = wanted(scope.reader(), moderator, queue).await?;
    let select = moderator.find::<comment::Entity>().filter(wanted).select_only().column(Signals);
    let select = select.column_as(Id.count(), "so_many").group_by(Signals);
    Ok(select.into_tuple().all(scope.reader()).await?)
}

/// Which rows of the table are looked for.
///
/// # Errors
/// There is no comment that they should be like, or the database fails.
pub(super) async fn wanted(
    db: &impl ConnectionTrait,
    moderator: &As<Moderator>,
    queue: Queue,
) -> Result<Condition, Error> {
    use comment::Column::{AnchorKey, AnswerId, ConsultationId, State};

    let Queue { of, pile, state, part, answered, like, signals, perhaps_people, as_of } = queue;
    let like = match like {
        Some(id) => Some(self::like(db, moderator, id).await?),
        None => None,
    };
    Ok(Condition::all()
        .add_option(of.map(|of| ConsultationId.eq(of)))
        .add_option(pile.map(|pile| lying_in(moderator, pile)))
        .add_option(state.map(|state| State.eq(state)))
        .add_option(part.map(|part| AnchorKey.eq(part)))
        .add_option(answered.map(|yes| if yes { AnswerId.is_not_null() } else { AnswerId.is_null() }))
        .add_option(like)
        .add_option((!signals.is_empty()).then(|| carrying(&signals)))
        .add_option(perhaps_people.then(of_people))
        .add_option(as_of.map(unchanged_since)))
}

/// What a pile wants ([`Pile::wants`]), asked of the database.
fn lying_in(moderator: &As<Moderator>, pile: Pile) -> Condition {
    use comment::Column::{AnswerId, Id, State};

    let Wants { states, flagged, answered } = pile.wants();
    let flags = || {
        let open = moderator.find::<comment_flag::Entity>().filter(comment_flag::Column::SettledAt.is_null());
        Id.in_subquery(open.select_only().column(comment_flag::Column::CommentId).into_query())
    };
    Condition::all()
        .add(State.is_in(states.iter().copied()))
        .add_option(flagged.then(flags))
        .add_option(answered.map(|yes| if yes { AnswerId.is_not_null() } else { AnswerId.is_null() }))
}

/// Those that carry something, and nothing that only programs or masses leave.
fn of_people() -> Condition {
    let others = [&OF_PROGRAMS[..], &OF_MASSES].concat();
    Condition::all().add(carrying(&OF_PEOPLE)).add(carrying(&others).not())
}

/// Those that carry one of these.
fn carrying(signals: &[Signal]) -> Condition {
    let list = Expr::col((comment::Entity, comment::Column::Signals)).cast_as("text");
    let one = |signal: &Signal| {
        let code = signal.to_value().replace('_', "\\_");
        list.clone().like(LikeExpr::new(format!("%\"{code}\"%")).escape('\\'))
    };
    signals.iter().map(one).fold(Condition::any(), Condition::add)
}

/// Those that stood there then as they stand now: whoever was told how many they are decides about no other.
fn unchanged_since(then: DateTime<Utc>) -> Condition {
    use comment::Column::{EmailConfirmedAt, Id, ReceivedAt};

    let later = Query::select()
        .expr(Expr::val(1))
        .from(comment_revision::Entity)
        .and_where(comment_revision::Column::CommentId.into_expr().equals(Id.as_column_ref()))
        .and_where(comment_revision::Column::WrittenAt.gt(then))
        .to_owned();
    Condition::all()
        .add(ReceivedAt.lte(then))
        // With its address one may have come there later.
        .add(Condition::any().add(EmailConfirmedAt.is_null()).add(EmailConfirmedAt.lte(then)))
        .add(Expr::not_exists(later))
}

/// The comments that say nearly the same as this one, it among them.
async fn like(db: &impl ConnectionTrait, moderator: &As<Moderator>, id: CommentId) -> Result<Condition, Error> {
    use comment_band::Column::{Band, CommentId, ConsultationId};

    let found = moderator.find::<comment::Entity>().filter(comment::Column::Id.eq(id)).one(db).await?;
    let found = found.ok_or_else(|| Error::NotFound("There is no such comment here.".into()))?;
    let bands = moderator.find::<comment_band::Entity>().filter(CommentId.eq(id)).select_only().column(Band);
    let alike = moderator.find::<comment_band::Entity>().filter(ConsultationId.eq(found.consultation_id));
    let alike = alike.filter(Band.in_subquery(bands.into_query())).select_only().column(CommentId);
    Ok(Condition::any().add(comment::Column::Id.eq(id)).add(comment::Column::Id.in_subquery(alike.into_query())))
}
