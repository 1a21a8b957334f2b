//! Criteria as conditions. Whatever decides by time here says the same as `calls::rules`; a test holds them together.

use chrono::{DateTime, Utc};
use entities::{CallKind, CallStage, Currency, call_area, call_event, open_call};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition};

use super::Criteria;
use crate::calls::rules::{Phase, Status, announcement_cutoff};

/// Everything that the criteria ask, at this instant.
pub(super) fn matching(criteria: &Criteria, now: DateTime<Utc>) -> Condition {
    use open_call::Column;

    let any = |conditions: Vec<Condition>| conditions.into_iter().fold(Condition::any(), Condition::add);
    let mut all = Condition::all();
    if let Some(phases) = &criteria.phases {
        all = all.add(any(phases.iter().map(|&phase| in_phase(phase, now)).collect()));
    }
    if let Some(statuses) = &criteria.statuses {
        all = all.add(any(statuses.iter().map(|&status| has_status(status, now)).collect()));
    }
    if let Some(kinds) = &criteria.kinds {
        all = all.add(Column::Kind.is_in(kinds.iter().copied()));
    }
    if let Some(areas) = &criteria.areas {
        let one_of_them = Query::select()
            .expr(Expr::val(1))
            .from(call_area::Entity)
            .and_where(call_area::Column::CallId.into_expr().equals(Column::Id.as_column_ref()))
            .and_where(call_area::Column::AreaCode.is_in(areas))
            .to_owned();
        all = all.add(Expr::exists(one_of_them));
    }
    for term in &criteria.terms {
        all = all.add(Column::SearchText.contains(format!(" {term}")));
    }
    if criteria.grant_at_least.is_some() || criteria.grant_at_most.is_some() {
        all = all.add(Column::Currency.eq(criteria.currency.unwrap_or(Currency::Bam)));
    }
    if let Some(least) = criteria.grant_at_least {
        all = all.add(Column::MaxGrantMinor.gte(least));
    }
    if let Some(most) = criteria.grant_at_most {
        all = all.add(Column::MaxGrantMinor.lte(most));
    }
    all
}

/// Whether any date of a call lies at or after this instant.
pub(super) fn dated_since(since: DateTime<Utc>) -> Condition {
    use open_call::Column;

    let event = Query::select()
        .expr(Expr::val(1))
        .from(call_event::Entity)
        .and_where(call_event::Column::CallId.into_expr().equals(Column::Id.as_column_ref()))
        .and_where(call_event::Column::StartsAt.gte(since))
        .to_owned();
    Condition::any()
        .add(Column::OpensAt.gte(since))
        .add(Column::QuestionsUntil.gte(since))
        .add(Column::DeadlineAt.gte(since))
        .add(Column::ObjectionsUntil.gte(since))
        .add(Expr::exists(event))
}

/// Whether a call is in this part of the list: its statuses together, said so that an index can answer.
pub(super) fn in_phase(phase: Phase, now: DateTime<Utc>) -> Condition {
    use open_call::Column;

    match phase {
        // A call without a deadline sorts behind every instant, so one comparison of the sort key says "not over", and a
        // list by deadline starts at the first open call however many closed ones there are.
        Phase::Open => published_call()
            .add(opened(now))
            .add(Column::DeadlineKey.gte(now))
            .add(Condition::any().add(Column::UntilSpent.eq(true)).add(Column::DeadlineAt.is_not_null())),
        Phase::Announced => has_status(Status::Announced, now),
        Phase::Closed => {
            let lives = Condition::any().add(in_phase(Phase::Open, now)).add(in_phase(Phase::Announced, now));
            Condition::all().add(lives.not())
        }
    }
}

/// Published, and more than the announcement of a call.
fn published_call() -> Condition {
    Condition::all()
        .add(open_call::Column::Stage.eq(CallStage::Published))
        .add(open_call::Column::Kind.ne(CallKind::Announcement))
}

fn opened(now: DateTime<Utc>) -> Condition {
    Condition::any().add(open_call::Column::OpensAt.is_null()).add(open_call::Column::OpensAt.lte(now))
}

/// [`crate::calls::rules::status`] as a condition.
pub(super) fn has_status(status: Status, now: DateTime<Utc>) -> Condition {
    use open_call::Column;

    let stage = |stage: CallStage| Condition::all().add(Column::Stage.eq(stage));
    let announcement = || stage(CallStage::Published).add(Column::Kind.eq(CallKind::Announcement));
    // Neither before its opening nor after its deadline.
    let running = || published_call().add(opened(now)).add(Column::DeadlineKey.gte(now));
    let dated = || running().add(Column::UntilSpent.eq(false)).add(Column::DeadlineAt.is_not_null());
    // Never unknown, so that these conditions can be negated.
    let cutoff = announcement_cutoff(now);
    let fresh = || Condition::all().add(Column::PublishedOn.is_not_null()).add(Column::PublishedOn.gte(cutoff));
    let to_open = || Condition::all().add(Column::OpensAt.is_not_null()).add(Column::OpensAt.gt(now));
    match status {
        Status::Cancelled => stage(CallStage::Cancelled),
        Status::Contracted => stage(CallStage::Contracted),
        Status::FinalList => stage(CallStage::Final),
        Status::Evaluating => stage(CallStage::Evaluating),
        Status::Objections => stage(CallStage::Preliminary).add(Column::ObjectionsUntil.gte(now)),
        Status::PreliminaryList => stage(CallStage::Preliminary)
            .add(Condition::any().add(Column::ObjectionsUntil.is_null()).add(Column::ObjectionsUntil.lt(now))),
        Status::Announced => Condition::any().add(announcement().add(fresh())).add(published_call().add(to_open())),
        Status::Closed => published_call().add(opened(now)).add(Column::DeadlineAt.lt(now)),
        Status::OpenUntilSpent => running().add(Column::UntilSpent.eq(true)),
        Status::Extended => dated().add(Column::Extended.eq(true)),
        Status::Open => dated().add(Column::Extended.eq(false)),
        Status::Undated => Condition::any()
            .add(running().add(Column::UntilSpent.eq(false)).add(Column::DeadlineAt.is_null()))
            .add(announcement().add(fresh().not())),
    }
}
